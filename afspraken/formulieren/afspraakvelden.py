"""The form of one agreement in a change: its picture (``afspraakwaarden``) as fields and back again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from afspraken.afspraakwaarden import Waarden, getal
from afspraken.keuzes import (
    Aard,
    AfspraakSoort,
    BetrokkeneRol,
    Exactheid,
    Groep,
    Herhaling,
    Per,
    Richting,
)
from afspraken.termijnherkenning import herken_termijnen
from basis.formulieren import DatumVeld, GetalVeld, ProzaVeld

_GROOTSTE = 9_999_999_999
_TEKSTEN = ("nummer", "onderwerp", "titel", "tekst", "samenvatting", "trekker_tekst", "partijen_tekst", "datum_tekst")
_LEGE_INDICATOR: dict[str, Any] = {
    "sleutel": "", "berekening": "opgegeven", "bron": "", "teller": "", "noemer": "", "gewicht": "",
    "ritme": "peilmoment", "cumulatief": False, "per_partij": False, "decimalen": 0, "nulmeting": "",
    "nulmeting_jaar": None, "toelichting": "",
}  # fmt: skip


@dataclass
class Keuzes:
    """What may be chosen within one Overeenkomst; read once per page."""

    plaatsen: dict[str, tuple[str, Waarden]] = field(default_factory=dict)
    """Per choice of chapter or paragraph its label and its part of the picture: deel, hoofdstuk, paragraaf."""
    partijen: dict[str, str] = field(default_factory=dict)
    gemeenten: dict[str, str] = field(default_factory=dict)
    looptijd: tuple[dt.date, dt.date] | None = None
    """First and last day of the set: a month without a year falls in it."""

    def plaats_van(self, waarden: Waarden) -> str:
        """Return the choice that stands for the place of an agreement."""
        eigen = {naam: waarden[naam] for naam in ("deel", "hoofdstuk", "paragraaf")}
        return next((sleutel for sleutel, (_, plaats) in self.plaatsen.items() if plaats == eigen), "")

    def wie(self) -> list[tuple[str, Any]]:
        """Return parties and groups as choices."""
        groepen = [(f"groep:{groep.value}", groep.label) for groep in Groep]
        partijen = [(f"partij:{sleutel}", naam) for sleutel, naam in self.partijen.items()]
        return [("", "Kies"), ("Groepen", groepen), ("Partijen", partijen)]


class BetrokkeneRijForm(forms.Form):
    """A party or group in a role."""

    use_required_attribute = False
    rol = forms.ChoiceField(label="Rol", choices=BetrokkeneRol.choices, required=False)
    wie = forms.ChoiceField(label="Wie", required=False)

    def __init__(self, *args: Any, keuzes: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wie"].choices = keuzes.wie()  # type: ignore[attr-defined]

    def waarden(self) -> dict[str, str] | None:
        """Return the row, None for an empty one."""
        soort, _, sleutel = self.cleaned_data.get("wie", "").partition(":")
        if not sleutel:
            return None
        return {"rol": self.cleaned_data["rol"], "partij": "", "groep": ""} | {soort: sleutel}


class TermijnRijForm(forms.Form):
    """A term."""

    use_required_attribute = False
    tekst = forms.CharField(label="Termijn in woorden", max_length=200, required=False)
    begin = DatumVeld(label="Begin", required=False)
    eind = DatumVeld(label="Eind", required=False)
    herhaling = forms.ChoiceField(label="Herhaling", choices=Herhaling.choices, required=False)
    exactheid = forms.ChoiceField(label="Hoe zeker", choices=Exactheid.choices, required=False)
    toelichting = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args: Any, keuzes: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._looptijd = keuzes.looptijd

    def clean(self) -> dict[str, Any]:
        """Refuse dates without words and an end before the begin."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        if (schoon.get("begin") or schoon.get("eind")) and not schoon.get("tekst"):
            self.add_error("tekst", "Schrijf de termijn ook in woorden.")
        if schoon.get("begin") and schoon.get("eind") and schoon["eind"] < schoon["begin"]:
            self.add_error("eind", "Het eind ligt voor het begin.")
        return schoon

    def waarden(self) -> dict[str, str] | None:
        """Return the row, None for an empty one."""
        schoon = self.cleaned_data
        if not schoon.get("tekst"):
            return None
        if not (schoon["begin"] or schoon["eind"]) and self.has_changed() and (gevonden := self._herken()):
            return gevonden
        return {
            "tekst": schoon["tekst"],
            "begin": _iso(schoon["begin"]),
            "eind": _iso(schoon["eind"]),
            "herhaling": schoon["herhaling"] or str(Herhaling.GEEN),
            "exactheid": schoon["exactheid"] or str(Exactheid.EXACT),
            "toelichting": schoon["toelichting"],
        }

    def _herken(self) -> dict[str, str] | None:
        """Return the row with the dates that follow from the words, if they are one term with a date."""
        begin, eind = self._looptijd or (None, None)
        tekst = self.cleaned_data["tekst"]
        gevonden = herken_termijnen(tekst, begin=begin, eind=eind, als_kolom=True)
        if len(gevonden) != 1 or not gevonden[0].is_gedateerd:
            return None
        een = gevonden[0]
        return {
            "tekst": tekst,
            "begin": _iso(een.begin),
            "eind": _iso(een.eind),
            "herhaling": een.herhaling,
            "exactheid": een.exactheid,
            "toelichting": een.toelichting[:300],
        }


class StreefRijForm(forms.Form):
    """A target."""

    use_required_attribute = False
    partij = forms.ChoiceField(label="Voor", required=False)
    waarde = GetalVeld(label="Waarde", required=False, decimalen=4, maximum=_GROOTSTE)
    tot_waarde = GetalVeld(label="Tot en met", required=False, decimalen=4, maximum=_GROOTSTE)
    per = forms.ChoiceField(label="Telt", choices=Per.choices, required=False)
    van = DatumVeld(label="Van", required=False)
    tot = DatumVeld(label="Tot en met dag", required=False)

    def __init__(self, *args: Any, keuzes: Keuzes, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partij"].choices = [("", "Samen"), *keuzes.partijen.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a range or period that runs backwards, and a row without a value."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        waarde, tot_waarde = schoon.get("waarde"), schoon.get("tot_waarde")
        if waarde is None and (tot_waarde is not None or schoon.get("partij") or schoon.get("van")):
            self.add_error("waarde", "Vul de waarde in.")
        if waarde is not None and tot_waarde is not None and tot_waarde < waarde:
            self.add_error("tot_waarde", "De bovenkant ligt onder de onderkant.")
        if schoon.get("van") and schoon.get("tot") and schoon["tot"] < schoon["van"]:
            self.add_error("tot", "Het eind van de periode ligt voor het begin.")
        return schoon

    def waarden(self) -> dict[str, str] | None:
        """Return the row, None for an empty one."""
        schoon = self.cleaned_data
        if schoon.get("waarde") is None:
            return None
        return {
            "partij": schoon["partij"],
            "waarde": getal(schoon["waarde"]),
            "tot_waarde": getal(schoon["tot_waarde"]),
            "van": _iso(schoon["van"]),
            "tot": _iso(schoon["tot"]),
            "per": schoon["per"] or str(Per.PERIODE),
        }


class IndicatorKopForm(forms.Form):
    """What is measured; how it is computed stays as the register has it."""

    use_required_attribute = False
    naam = forms.CharField(label="Indicator", max_length=160, required=False)
    eenheid = forms.CharField(label="Eenheid", max_length=40, required=False, help_text="Bijvoorbeeld woningen of %.")
    richting = forms.ChoiceField(label="Richting", choices=Richting.choices, required=False)
    weg = forms.BooleanField(label="Deze indicator vervalt", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an indicator without a unit."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        if schoon.get("naam") and not schoon.get("eenheid"):
            self.add_error("eenheid", "Vul de eenheid in.")
        return schoon


class Rijenset(BaseFormSet):
    """Rows of a table; empty ones count for nothing."""

    deletion_widget = forms.CheckboxInput

    def waarden(self) -> list[dict[str, str]]:
        """Return the filled rows that stay."""
        rijen = [form.waarden() for form in self.forms if not form.cleaned_data.get("DELETE")]
        return [rij for rij in rijen if rij]


def _set(form: type[forms.Form], extra: int) -> type[Rijenset]:
    soort: Any = formset_factory(form, formset=Rijenset, extra=extra, can_delete=True, max_num=60, absolute_max=80)
    return soort


BetrokkeneSet = _set(BetrokkeneRijForm, 2)
TermijnSet = _set(TermijnRijForm, 2)
StreefSet = _set(StreefRijForm, 2)


def _iso(dag: dt.date | None) -> str:
    return dag.isoformat() if dag else ""


def als_dag(tekst: str) -> dt.date | None:
    """Return ISO text as a date, None for nothing."""
    return dt.date.fromisoformat(tekst) if tekst else None


def als_getal(tekst: str) -> Decimal | None:
    """Return text as a decimal, None for nothing."""
    return Decimal(tekst) if tekst else None


def streefrijen(waarden: dict[str, Any] | None) -> list[dict[str, Any]]:
    """Return the targets of an indicator as their form shows them."""
    return [
        rij
        | {naam: als_getal(rij[naam]) for naam in ("waarde", "tot_waarde")}
        | {naam: als_dag(rij[naam]) for naam in ("van", "tot")}
        for rij in (waarden or {}).get("streefwaarden", [])
    ]


class Indicatorbasis:
    """A form of what is measured with the rows of its targets."""

    kop: IndicatorKopForm
    rijen: Rijenset

    def is_valid(self) -> bool:
        """Tell whether it can be read; targets need the name of what they measure."""
        goed = False not in [self.kop.is_valid(), self.rijen.is_valid()]
        if goed and not self.kop.cleaned_data["naam"] and self.rijen.waarden():
            self.kop.add_error("naam", "Vul in wat er gemeten wordt.")
            return False
        return goed


class IndicatorBlok(Indicatorbasis):
    """One indicator with its targets; ``sleutel`` empty for a new one."""

    def __init__(self, data: Any, waarden: dict[str, Any] | None, keuzes: Keuzes, prefix: str, bij: str = "") -> None:
        self.oud = waarden
        self.naam = waarden["naam"] if waarden else f"Nieuwe indicator bij {bij} (niet verplicht)"
        begin = {naam: waarden[naam] for naam in ("naam", "eenheid", "richting")} if waarden else {}
        self.kop = IndicatorKopForm(data, prefix=prefix, initial=begin)
        self.rijen = StreefSet(
            data, prefix=f"{prefix}-doel", initial=streefrijen(waarden), form_kwargs={"keuzes": keuzes}
        )
        if waarden is None:
            del self.kop.fields["weg"]

    def waarden(self) -> dict[str, Any] | None:
        """Return the indicator, None when it goes or was not filled in."""
        schoon = self.kop.cleaned_data
        if not schoon["naam"] or schoon.get("weg"):
            return None
        kop = {"naam": schoon["naam"], "eenheid": schoon["eenheid"], "richting": schoon["richting"]}
        return (self.oud or _LEGE_INDICATOR) | kop | {"streefwaarden": self.rijen.waarden()}


class AfspraakTekstForm(forms.Form):
    """The words of one agreement."""

    use_required_attribute = False

    nummer = forms.CharField(label="Nummer", max_length=20, required=False)
    plaats = forms.ChoiceField(label="Hoofdstuk of paragraaf", required=False)
    nieuw_hoofdstuk = forms.CharField(
        label="Of een nieuw hoofdstuk", max_length=160, required=False, help_text="Als er nog geen past."
    )
    onderwerp = forms.CharField(label="Onderwerp in het document", max_length=160, required=False)
    titel = forms.CharField(label="Korte titel", max_length=120, required=False)
    tekst = ProzaVeld(
        label="Tekst zoals die gaat gelden", rijen=10, required=False, help_text="Je kunt lijstjes en tabellen maken."
    )
    samenvatting = ProzaVeld(label="Samenvatting", rijen=3, required=False)
    soort = forms.ChoiceField(label="Soort", choices=AfspraakSoort.choices)
    aard = forms.ChoiceField(label="Resultaat of inspanning", choices=Aard.choices)
    trekker_tekst = forms.CharField(label="Trekker in woorden", max_length=200, required=False)
    partijen_tekst = forms.CharField(label="Partijen in woorden", max_length=200, required=False)
    datum_tekst = forms.CharField(label="Datum in woorden", max_length=120, required=False)
    gemeenten = forms.MultipleChoiceField(
        label="Alleen voor gemeenten", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, keuzes: Keuzes, nieuw: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keuzes = keuzes
        if not nieuw:
            del self.fields["nieuw_hoofdstuk"]
            self.fields["plaats"].required = True
        self.fields["plaats"].error_messages["required"] = "Kies een hoofdstuk."
        plaatsen = [(sleutel, label) for sleutel, (label, _) in keuzes.plaatsen.items()]
        self.fields["plaats"].choices = [("", "Kies een hoofdstuk"), *plaatsen]  # type: ignore[attr-defined]
        if len(keuzes.gemeenten) > 1:
            self.fields["gemeenten"].choices = list(keuzes.gemeenten.items())  # type: ignore[attr-defined]
        else:
            del self.fields["gemeenten"]

    def clean(self) -> dict[str, Any]:
        """Ask for a chapter: one there is, or a new one."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        leeg = not (schoon.get("plaats") or schoon.get("nieuw_hoofdstuk"))
        if leeg and "nieuw_hoofdstuk" in self.fields and "plaats" not in self.errors:
            self.add_error("plaats", "Kies een hoofdstuk.")
        return schoon

    def plaats_waarden(self) -> Waarden:
        """Return part, chapter and paragraph; a new chapter comes in the part of the chosen place, else the first."""
        titel = self.cleaned_data.get("nieuw_hoofdstuk", "")
        _, plaats = self._keuzes.plaatsen.get(self.cleaned_data["plaats"], ("", {"deel": ""}))
        if not titel:
            return plaats
        return {"deel": plaats["deel"], "hoofdstuk": {"nummer": "", "titel": titel}, "paragraaf": None}


class Afspraakformulier:
    """All fields of one agreement: its words, parties, terms and indicators."""

    def __init__(self, data: Any, waarden: Waarden, keuzes: Keuzes, prefix: str, *, nieuw: bool = False) -> None:
        self.oud = waarden
        begin = {naam: waarden[naam] for naam in (*_TEKSTEN, "soort", "aard", "gemeenten")}
        plaats = keuzes.plaats_van(waarden)
        kop = waarden["hoofdstuk"]
        begin |= {"plaats": plaats, "nieuw_hoofdstuk": kop["titel"] if kop and not plaats else ""}
        self.tekst = AfspraakTekstForm(data, prefix=prefix, initial=begin, keuzes=keuzes, nieuw=nieuw)
        betrokkenen = [
            {"rol": rij["rol"], "wie": f"groep:{rij['groep']}" if rij["groep"] else f"partij:{rij['partij']}"}
            for rij in waarden["betrokkenen"]
        ]
        termijnen = [
            rij | {"begin": als_dag(rij["begin"]), "eind": als_dag(rij["eind"])} for rij in waarden["termijnen"]
        ]
        eigen = {"keuzes": keuzes}
        self.betrokkenen = BetrokkeneSet(data, prefix=f"{prefix}-wie", initial=betrokkenen, form_kwargs=eigen)
        self.termijnen = TermijnSet(data, prefix=f"{prefix}-termijn", initial=termijnen, form_kwargs=eigen)
        self.indicatoren = [
            IndicatorBlok(data, rij, keuzes, f"{prefix}-i{plek}-{rij['sleutel']}")
            for plek, rij in enumerate(waarden["indicatoren"])
        ]
        self.indicatoren.append(IndicatorBlok(data, None, keuzes, f"{prefix}-nieuw", f"afspraak {waarden['nummer']}"))

    @property
    def formulieren(self) -> list[forms.Form]:
        """Every form in it, for the error summary."""
        uit: list[forms.Form] = [self.tekst, *self.betrokkenen.forms, *self.termijnen.forms]
        for blok in self.indicatoren:
            uit += [blok.kop, *blok.rijen.forms]
        return uit

    @property
    def _sets(self) -> Sequence[Rijenset]:
        return [self.betrokkenen, self.termijnen, *(blok.rijen for blok in self.indicatoren)]

    @property
    def fouten(self) -> list[str]:
        """Errors of a table as a whole."""
        return [str(fout) for rijen in self._sets for fout in rijen.non_form_errors()]

    def is_valid(self) -> bool:
        """Tell whether everything can be read."""
        delen: list[Any] = [self.tekst, self.betrokkenen, self.termijnen, *self.indicatoren]
        # Every part is asked, so that all errors show at once.
        return False not in [deel.is_valid() for deel in delen]

    def waarden(self) -> Waarden:
        """Return the picture as it was filled in."""
        schoon = self.tekst.cleaned_data
        indicatoren = [blok.waarden() for blok in self.indicatoren]
        return (
            self.oud
            | {naam: schoon[naam] for naam in (*_TEKSTEN, "soort", "aard")}
            | self.tekst.plaats_waarden()
            | {
                "gemeenten": sorted(schoon["gemeenten"] if "gemeenten" in schoon else self.oud["gemeenten"]),
                "betrokkenen": self.betrokkenen.waarden(),
                "termijnen": self.termijnen.waarden(),
                "indicatoren": [rij for rij in indicatoren if rij],
            }
        )
