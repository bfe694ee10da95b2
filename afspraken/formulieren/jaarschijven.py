"""Forms of yearly plans."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from django import forms

from afspraken.keuzes import ActiviteitStatus, Groep
from afspraken.models import Activiteit, Afspraak
from basis.formulieren import DatumVeld, GetalVeld, ProzaVeld, VersieVeld
from partijen.models import Partij

GROOTSTE_BUDGET = Decimal("9999999999.99")


class JaarForm(forms.Form):
    """The year of a new jaarschijf: one that has none yet."""

    use_required_attribute = False
    jaar = forms.TypedChoiceField(label="Jaar", coerce=int)

    def __init__(self, *args: Any, jaren: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [(jaar, str(jaar)) for jaar in jaren]  # type: ignore[attr-defined]


class InleidingForm(forms.Form):
    """The words above a plan."""

    use_required_attribute = False
    prefix = "inleiding"
    inleiding = ProzaVeld(label="Inleiding", required=False, max_length=5000)
    versie = VersieVeld()


class VaststelForm(forms.Form):
    """Which overleg settled the plan."""

    use_required_attribute = False
    prefix = "vaststellen"
    overleg = forms.CharField(label="Vastgesteld in welk overleg", max_length=160)
    vastgesteld_op = DatumVeld(label="Datum van het overleg", help_text="Bijvoorbeeld 15-11-2023.")


class BedragVeld(GetalVeld):
    """An amount; '€ 2.500', 'EUR 2.500,-' and '2.500 euro' are understood too."""

    def lees(self, tekst: str) -> Decimal | int:
        """Return the Decimal of the text without its currency."""
        kaal = re.sub(r"^\s*(?:€|eur(?:o)?\b)|\beuro?\s*$|€\s*$", "", tekst, flags=re.IGNORECASE).strip()
        return super().lees(re.sub(r",\s*[-–—=]+$", "", kaal))


class VoortgangActiviteitForm(forms.Form):
    """How far an activity is."""

    use_required_attribute = False
    status = forms.ChoiceField(label="Status", choices=ActiviteitStatus.choices)
    uitkomst = ProzaVeld(label="Wat is eruit gekomen", required=False, max_length=5000)
    versie = VersieVeld()

    velden: tuple[str, ...] = ("status", "uitkomst")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.van_collega: list[tuple[str, str]] = []

    def toon_conflict(self, huidig: Activiteit) -> None:
        """Keep what was typed, show what a colleague saved, and let the next save count from there."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("versie")] = str(huidig.versie)
        self.data = data
        self.van_collega = [
            (str(self.fields[naam].label), _leesbaar(huidig, naam))
            for naam in self.velden
            if self.cleaned_data.get(naam) != getattr(huidig, naam)
        ]
        self.add_error(
            None, "Een collega heeft dit intussen gewijzigd. Vergelijk het en sla op wat jullie willen houden."
        )


def _leesbaar(activiteit: Activiteit, naam: str) -> str:
    if naam in {"status", "groep"}:
        return str(getattr(activiteit, f"get_{naam}_display")())
    waarde = getattr(activiteit, naam)
    return "" if waarde is None else str(waarde)


class ActiviteitForm(VoortgangActiviteitForm):
    """An activity: under which agreement, who, when, budget, what for, how far."""

    afspraak = forms.ChoiceField(label="Bij welke afspraak")
    nummer = forms.CharField(label="Nummer", max_length=20, required=False)
    omschrijving = ProzaVeld(label="Wat gaan we doen", max_length=5000, rijen=3)
    partijen = forms.MultipleChoiceField(label="Wie", required=False, widget=forms.CheckboxSelectMultiple)
    groep = forms.ChoiceField(label="Of een groep", choices=[("", "Geen groep"), *Groep.choices], required=False)
    wie_tekst = forms.CharField(label="Wie, in het document", max_length=200, required=False)
    wanneer = forms.CharField(
        label="Wanneer",
        max_length=200,
        required=False,
        help_text="Bijvoorbeeld: tweede kwartaal, vóór 1 oktober, in het najaar.",
    )
    begin = DatumVeld(label="Begin", required=False, help_text="Leeg: volgt zo mogelijk uit ‘Wanneer’.")
    eind = DatumVeld(label="Eind", required=False)
    budget = BedragVeld(label="Budget in euro", required=False, decimalen=2, minimum=0, maximum=GROOTSTE_BUDGET)
    doel = ProzaVeld(label="Beoogd resultaat", required=False, max_length=5000, rijen=3)
    field_order = (
        "afspraak", "nummer", "omschrijving", "partijen", "groep", "wie_tekst", "wanneer", "begin", "eind", "budget",
        "doel", "status", "uitkomst", "versie",
    )  # fmt: skip
    velden = (
        "nummer", "omschrijving", "groep", "wie_tekst", "wanneer", "begin", "eind", "budget", "doel", "status",
        "uitkomst",
    )  # fmt: skip

    def __init__(self, *args: Any, afspraken: Iterable[Afspraak], partijen: Sequence[Partij], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alle = list(afspraken)
        self._afspraken = {str(afspraak.pk): afspraak for afspraak in alle}
        self._partijen = {partij.sleutel: partij for partij in partijen}
        groepen = [
            (kop, [(str(rij.pk), str(rij)) for rij in rijen])
            for kop, rijen in groupby(alle, key=lambda rij: str(rij.hoofdstuk))
        ]
        self.fields["afspraak"].choices = [("", "Kies een afspraak"), *groepen]  # type: ignore[attr-defined]
        self.fields["afspraak"].error_messages["required"] = "Kies een afspraak."
        self.fields["partijen"].choices = [(pk, str(partij)) for pk, partij in self._partijen.items()]  # type: ignore[attr-defined]

    @staticmethod
    def begin_van(activiteit: Activiteit) -> dict[str, Any]:
        """Return what is stored now."""
        waarden = {naam: getattr(activiteit, naam) for naam in (*ActiviteitForm.velden, "versie")}
        return waarden | {
            "afspraak": str(activiteit.afspraak_id),
            "partijen": [partij.sleutel for partij in activiteit.partijen.all()],
        }

    def clean_afspraak(self) -> Afspraak:
        """Return the agreement itself."""
        return self._afspraken[self.cleaned_data["afspraak"]]

    def clean_partijen(self) -> list[Partij]:
        """Return the parties themselves."""
        return [self._partijen[sleutel] for sleutel in self.cleaned_data["partijen"]]

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the begin."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        if schoon.get("begin") and schoon.get("eind") and schoon["eind"] < schoon["begin"]:
            self.add_error("eind", "Het eind ligt voor het begin.")
        return schoon

    def waarden(self) -> dict[str, Any]:
        """Return what is stored of the activity itself."""
        return {naam: self.cleaned_data[naam] for naam in (*self.velden, "afspraak")}


class MeeneemForm(forms.Form):
    """Which unfinished activities go on in the next year."""

    use_required_attribute = False
    activiteiten = forms.TypedMultipleChoiceField(
        label="Welke activiteiten gaan mee",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één activiteit."},
    )

    def __init__(self, *args: Any, activiteiten: Sequence[Activiteit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activiteiten"].choices = [  # type: ignore[attr-defined]
            (rij.pk, f"{rij.afspraak.nummer} {rij.omschrijving} ({rij.get_status_display().lower()})".strip())
            for rij in activiteiten
        ]
