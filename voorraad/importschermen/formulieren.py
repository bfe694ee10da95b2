"""Forms of the import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from afspraken.importeren import bewerking
from afspraken.keuzes import Aard, AfspraakSoort, Exactheid, Herhaling, Per, Richting
from afspraken.models import Overeenkomst
from basis.formulieren import DatumVeld, GetalVeld
from partijen.models import Partij
from partijen.rollen import PartijSoort

SOORTEN = [*AfspraakSoort.choices, ("jaarschijf", "Activiteit in een jaarschijf")]
_BESTAND = ".docx,.xlsx,.pdf"


class UploadForm(forms.Form):
    """A document to read."""

    bestand = forms.FileField(
        label="Document",
        help_text="Word (.docx), Excel (.xlsx) of een pdf met tekst. Hoogstens 20 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": _BESTAND}),
        error_messages={"required": "Kies een bestand.", "empty": "Dit bestand is leeg. Kies een ander bestand."},
    )
    gemeente = forms.ModelChoiceField(queryset=Partij.objects.none(), label="Gemeente", empty_label=None)
    overeenkomst = forms.ModelChoiceField(
        queryset=Overeenkomst.objects.none(),
        label="Waar horen deze afspraken bij?",
        required=False,
        empty_label="Een nieuwe set afspraken",
    )

    def __init__(self, *args: Any, gemeenten: Any, overeenkomsten: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, rijen in (("gemeente", gemeenten), ("overeenkomst", overeenkomsten)):
            self.fields[naam].queryset = rijen  # type: ignore[attr-defined]
        if len(gemeenten) == 1:
            self.fields["gemeente"].initial = gemeenten[0]
            self.fields["gemeente"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A set of another gemeente is not for this one."""
        schoon = super().clean() or {}
        gemeente, overeenkomst = schoon.get("gemeente"), schoon.get("overeenkomst")
        if gemeente and overeenkomst and not overeenkomst.gemeenten.filter(pk=gemeente.pk).exists():
            self.add_error("overeenkomst", "Deze set hoort niet bij de gemeente die je koos.")
        return schoon


class SetForm(forms.Form):
    """What a new set of agreements is called and when it holds."""

    naam = forms.CharField(label="Naam van de set", max_length=160)
    begin = DatumVeld(label="Begint op")
    eind = DatumVeld(label="Loopt tot en met")
    bronstatus = forms.CharField(
        label="Status van het document", max_length=120, required=False, help_text="Bijvoorbeeld: definitief concept."
    )

    def clean(self) -> dict[str, Any]:
        """The end lies after the begin, and the name gives an address."""
        schoon = super().clean() or {}
        if schoon.get("begin") and schoon.get("eind") and schoon["eind"] < schoon["begin"]:
            self.add_error("eind", "De einddatum ligt voor de begindatum.")
        if schoon.get("naam"):
            schoon["sleutel"] = slugify(schoon["naam"])[:70]
            if not schoon["sleutel"]:
                self.add_error("naam", "Gebruik letters of cijfers in de naam.")
        return schoon


class PartijForm(forms.Form):
    """A party of the document: link it to one that is known, make it, or leave it out."""

    naam = forms.CharField(label="Naam", max_length=120)
    korte_naam = forms.CharField(label="Korte naam", max_length=40, required=False)
    soort = forms.ChoiceField(label="Soort", choices=PartijSoort.choices)
    koppeling = forms.ChoiceField(label="In het portaal")
    deelnemer = forms.BooleanField(label="Doet mee aan de afspraken", required=False)
    spreekt_voor = forms.ChoiceField(label="Spreekt voor huurders van", required=False)

    def __init__(self, *args: Any, bekend: Sequence[Partij], corporaties: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["koppeling"].choices = [  # type: ignore[attr-defined]
            (bewerking.NIEUW, "Nieuwe partij maken"),
            *((partij.sleutel, partij.naam) for partij in bekend),
            (bewerking.NIET, "Niet overnemen"),
        ]
        self.fields["spreekt_voor"].choices = [("", "–"), *((naam, naam) for naam in corporaties)]  # type: ignore[attr-defined]


class ExtraPartijForm(PartijForm):
    """A party the document does not name; left empty it is none."""

    def __init__(self, *args: Any, bekend: Sequence[Partij], **kwargs: Any) -> None:
        super().__init__(*args, bekend=bekend, initial={"deelnemer": True, "soort": PartijSoort.CORPORATIE}, **kwargs)
        self.bekend = {partij.sleutel: partij for partij in bekend}
        for naam in ("naam", "koppeling", "soort"):
            self.fields[naam].required = False
        self.fields["koppeling"].choices = self.fields["koppeling"].choices[:-1]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A party that is known brings its own name and kind; another one needs a kind."""
        schoon = super().clean() or {}
        if partij := self.bekend.get(schoon.get("koppeling", "")):
            schoon |= {"naam": partij.naam, "korte_naam": partij.korte_naam, "soort": partij.soort}
        elif schoon.get("naam") and not (schoon.get("soort") and schoon.get("koppeling")):
            self.add_error("soort", "Kies wat voor partij dit is.")
        return schoon


class OnbekendForm(forms.Form):
    """An owner in the document that is no party yet."""

    keuze = forms.ChoiceField(label="Wie is dit?")

    def __init__(self, *args: Any, bekend: Sequence[Partij], partijen: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["keuze"].choices = [  # type: ignore[attr-defined]
            ("", "Maak een keuze"),
            *((f"document:{naam}", f"{naam} (uit het document)") for naam in partijen),
            *((partij.sleutel, partij.naam) for partij in bekend),
            (bewerking.NIEUW, "Nieuwe partij buiten de overeenkomst"),
            (bewerking.NIET, "Niet koppelen"),
        ]
        self.fields["keuze"].required = False


class RijForm(forms.Form):
    """One found agreement."""

    nummer = forms.CharField(label="Nummer", max_length=20, required=False)
    soort = forms.ChoiceField(label="Soort", choices=SOORTEN)
    aard = forms.ChoiceField(label="Resultaat of inspanning", choices=Aard.choices)
    deel = forms.CharField(label="Deel van het document", max_length=200, required=False)
    hoofdstuk_nummer = forms.CharField(label="Nummer van het hoofdstuk", max_length=20, required=False)
    hoofdstuk_titel = forms.CharField(label="Hoofdstuk of thema", max_length=300, required=False)
    paragraaf_nummer = forms.CharField(label="Nummer van de paragraaf", max_length=20, required=False)
    paragraaf_titel = forms.CharField(label="Paragraaf", max_length=300, required=False)
    onderwerp = forms.CharField(label="Onderwerp in het document", max_length=300, required=False)
    titel = forms.CharField(
        label="Korte titel", max_length=120, required=False, help_text="Leeg: het onderwerp of de eerste zin."
    )
    tekst = forms.CharField(label="Getekende tekst", widget=forms.Textarea(attrs={"rows": 14}), max_length=100_000)
    trekker_tekst = forms.CharField(label="Trekker, zoals in het document", max_length=500, required=False)
    trekkers = forms.MultipleChoiceField(label="Trekkers", required=False, widget=forms.CheckboxSelectMultiple)
    partijen_tekst = forms.CharField(label="Partijen, zoals in het document", max_length=500, required=False)
    betrokken = forms.MultipleChoiceField(label="Ook betrokken", required=False, widget=forms.CheckboxSelectMultiple)
    gemeenten = forms.MultipleChoiceField(
        label="Alleen voor", required=False, widget=forms.CheckboxSelectMultiple, help_text="Leeg: voor alle gemeenten."
    )
    termijn_tekst = forms.CharField(label="Datum, zoals in het document", max_length=500, required=False)
    jaar = forms.IntegerField(label="Jaar van de jaarschijf", min_value=2000, max_value=2100, required=False)
    verwijzingen = forms.CharField(
        label="Verwijst naar", required=False, max_length=400, help_text="Nummers van afspraken, met komma's ertussen."
    )
    keuze = forms.ChoiceField(
        label="Overnemen in het register?",
        required=False,
        choices=[("", "Ja"), (bewerking.OVERSLAAN, "Nee, sla deze rij over")],
    )

    def __init__(self, *args: Any, namen: Sequence[str], gemeenten: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(naam, bewerking.getoond(naam)) for naam in namen]
        for veld in ("trekkers", "betrokken"):
            self.fields[veld].choices = keuzes  # type: ignore[attr-defined]
        self.fields["gemeenten"].choices = [(naam, naam) for naam in gemeenten]  # type: ignore[attr-defined]
        if len(gemeenten) < 2:
            del self.fields["gemeenten"]


class TermijnForm(forms.Form):
    """A term: the words and what follows from them."""

    tekst = forms.CharField(label="Woorden in het document", max_length=300, required=False)
    begin = DatumVeld(label="Begin", required=False)
    eind = DatumVeld(label="Eind", required=False)
    herhaling = forms.ChoiceField(label="Herhaling", choices=Herhaling.choices, required=False)
    exactheid = forms.ChoiceField(label="Exactheid", choices=Exactheid.choices, required=False)
    toelichting = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)
    weg = forms.BooleanField(label="Weghalen", required=False)

    def clean(self) -> dict[str, Any]:
        """Dates need the words they stand for, and the end lies after the begin."""
        schoon = super().clean() or {}
        if (schoon.get("begin") or schoon.get("eind")) and not schoon.get("tekst") and not schoon.get("weg"):
            self.add_error("tekst", "Vul in welke woorden in het document deze datum geven.")
        if schoon.get("begin") and schoon.get("eind") and schoon["eind"] < schoon["begin"]:
            self.add_error("eind", "Het eind ligt voor het begin.")
        return schoon


class IndicatorForm(forms.Form):
    """A measurable value."""

    naam = forms.CharField(label="Wat meten we?", max_length=160, required=False)
    eenheid = forms.CharField(label="Eenheid", max_length=40, required=False)
    richting = forms.ChoiceField(label="Norm", choices=Richting.choices, required=False)
    streefwaarde = GetalVeld(label="Waarde", decimalen=4, required=False)
    tot_waarde = GetalVeld(label="Tot en met", decimalen=4, required=False)
    nulmeting = GetalVeld(label="Nulmeting", decimalen=4, required=False)
    jaar = forms.IntegerField(label="Jaar", min_value=1990, max_value=2100, required=False)
    per = forms.ChoiceField(label="Telt", choices=Per.choices, required=False)
    partij = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    bron = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    weg = forms.BooleanField(label="Weghalen", required=False)

    def clean(self) -> dict[str, Any]:
        """A value needs a name."""
        schoon = super().clean() or {}
        if schoon.get("streefwaarde") is not None and not schoon.get("naam") and not schoon.get("weg"):
            self.add_error("naam", "Vul in wat er gemeten wordt.")
        return schoon


TermijnFormSet = forms.formset_factory(TermijnForm, extra=0, max_num=40, validate_max=True, absolute_max=60)
IndicatorFormSet = forms.formset_factory(IndicatorForm, extra=0, max_num=60, validate_max=True, absolute_max=80)


def json_getal(waarde: Decimal | int | None) -> float | int | None:
    """Return a number as JSON has it."""
    if waarde is None:
        return None
    return int(waarde) if waarde == int(waarde) else float(waarde)


def lees_rij(form: RijForm, termijnen: Any, indicatoren: Any, rij: Mapping[str, Any]) -> dict[str, Any]:
    """Return the row as the forms have it; what they do not show stays. Raises nothing: the forms are valid."""
    schoon = dict(form.cleaned_data)
    trekkers, betrokken = schoon.pop("trekkers"), schoon.pop("betrokken")
    anders = [b for b in rij["betrokkenen"] if b["rol"] not in {"trekker", "betrokken"}]
    schoon["betrokkenen"] = [
        *({"naam": naam, "rol": "trekker"} for naam in trekkers),
        *({"naam": naam, "rol": "betrokken"} for naam in betrokken if naam not in trekkers),
        *anders,
    ]
    schoon["trekkers"] = trekkers
    schoon["verwijzingen"] = [deel.strip() for deel in schoon["verwijzingen"].split(",") if deel.strip()]
    schoon["hoofdstuk"] = f"{schoon['hoofdstuk_nummer']} {schoon['hoofdstuk_titel']}".strip()
    schoon["paragraaf"] = f"{schoon['paragraaf_nummer']} {schoon['paragraaf_titel']}".strip()
    schoon["termijnen"] = [_termijn(t.cleaned_data) for t in termijnen if _blijft(t, "tekst")]
    schoon["indicatoren"] = [_indicator(i.cleaned_data) for i in indicatoren if _blijft(i, "naam")]
    return dict(rij) | schoon | {"nagekeken": True}


def _blijft(form: forms.Form, veld: str) -> bool:
    return bool(form.cleaned_data.get(veld)) and not form.cleaned_data.get("weg")


def _termijn(schoon: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tekst": schoon["tekst"],
        "begin": schoon["begin"].isoformat() if schoon["begin"] else None,
        "eind": schoon["eind"].isoformat() if schoon["eind"] else None,
        "herhaling": schoon["herhaling"] or "geen",
        "exactheid": schoon["exactheid"] or "exact",
        "toelichting": schoon["toelichting"],
    }


def _indicator(schoon: Mapping[str, Any]) -> dict[str, Any]:
    getallen = {naam: json_getal(schoon[naam]) for naam in ("streefwaarde", "tot_waarde", "nulmeting")}
    return (
        getallen
        | {naam: schoon[naam] or "" for naam in ("naam", "eenheid", "richting", "per", "partij", "bron")}
        | {"jaar": schoon["jaar"]}
    )


def controleer_rij(rij: Mapping[str, Any], bewerkt: bewerking.Bewerkt) -> None:
    """Raise ValidationError when the number is taken by another row of the same part."""
    proef = dict(bewerkt) | {
        "afspraken": [rij if ander["id"] == rij["id"] else ander for ander in bewerkt["afspraken"]]
    }
    if rij["nummer"] and rij["keuze"] != bewerking.OVERSLAAN:
        for melding in bewerking.dubbele_nummers(proef):
            if melding.startswith(f"{rij['nummer'].lower()} "):
                raise ValidationError({"nummer": f"Dit nummer komt al voor: {melding}."})
