"""What people type in a return: parsing with a message per cell, and the marks of what they had read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from basis.formulieren import GROOTSTE_AANTAL, GeheelVeld
from basis.getallen import getal_tekst
from voorraad.balans import bijdrage
from voorraad.cellen import ALGEMEEN, CelDefinitie
from voorraad.keuzes import Hardheid
from voorraad.models import Mutatiesoort
from voorraad.samenvoegen import LEEG, CelInhoud, Conflict

GELEZEN = "gelezen"
KEUZE = "keuze-"
GEZIEN = "gezien-"
MIJN, HUN = "mijn", "hun"
_TOELICHTING = "-toelichting"


def toelichtingnaam(naam: str) -> str:
    """Return the name of the note field of a cell."""
    return naam + _TOELICHTING


def getoond(cel: CelDefinitie, aantal: int | None) -> str:
    """Return a stored count as it stands in the field: negative in a row that withdraws."""
    return "" if aantal is None else getal_tekst(bijdrage(cel.teken, aantal))


class OpgaveForm(forms.Form):
    """All cells of a return. ``conflicten`` is filled by the view when a colleague changed the same cells."""

    def __init__(
        self,
        cellen: Mapping[str, CelDefinitie],
        inhoud: Mapping[str, CelInhoud],
        data: QueryDict | None = None,
    ) -> None:
        super().__init__(data, auto_id="veld-%s", use_required_attribute=False)
        self.cellen_per_naam = cellen
        self.inhoud = inhoud
        self.conflicten: dict[str, Conflict] = {}
        for naam, cel in cellen.items():
            minimum = -GROOTSTE_AANTAL if cel.teken == "min" or cel.mag_negatief else 0
            self.fields[naam] = GeheelVeld(required=False, minimum=minimum, label=cel.label)
            self.fields[toelichtingnaam(naam)] = forms.CharField(
                required=False,
                max_length=300,
                label=f"Toelichting bij {cel.label}",
                error_messages={"max_length": "Maak de toelichting korter: hoogstens 300 tekens."},
            )
        self.fields[ALGEMEEN] = forms.CharField(
            required=False,
            max_length=5000,
            label="Toelichting bij de hele opgave",
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self.initial[ALGEMEEN] = inhoud.get(ALGEMEEN, LEEG).toelichting

    def clean(self) -> dict[str, Any]:
        """Ask a count where there is a note."""
        schoon: dict[str, Any] = super().clean() or {}
        for naam in self.cellen_per_naam:
            if schoon.get(toelichtingnaam(naam)) and naam in schoon and schoon[naam] is None:
                self.add_error(naam, "Vul bij deze toelichting ook een aantal in; 0 mag ook.")
        return schoon

    @property
    def gelezen(self) -> dict[str, str]:
        """The marks of what the user had read; a choice 'mine' counts as having read what the colleague stored."""
        merken = _lees_merken(self.data.get(GELEZEN, ""))
        for naam in self._gekozen(MIJN):
            merken[naam] = str(self.data.get(GEZIEN + naam, ""))
        return merken

    @property
    def cellen(self) -> dict[str, CelInhoud]:
        """The cells that were sent and can be read, without those where the user chose the colleague's value."""
        weg = self._gekozen(HUN)
        schoon = getattr(self, "cleaned_data", {})
        return {
            naam: CelInhoud(schoon[naam], schoon.get(toelichtingnaam(naam), ""))
            for naam in self.cellen_per_naam
            if naam in self.data and naam in schoon and naam not in weg
        }

    @property
    def toelichting(self) -> str:
        """The general note, that of the colleague when the user chose it."""
        if ALGEMEEN in self._gekozen(HUN) or ALGEMEEN not in self.data:
            return self.inhoud.get(ALGEMEEN, LEEG).toelichting
        tekst: str = getattr(self, "cleaned_data", {}).get(ALGEMEEN, "")
        return tekst.replace("\r\n", "\n").strip()

    def _gekozen(self, keuze: str) -> set[str]:
        namen = (*self.cellen_per_naam, ALGEMEEN)
        return {naam for naam in namen if self.data.get(KEUZE + naam) == keuze}

    def merken(self) -> str:
        """Return the marks for the hidden field: what was read before, or what is shown now."""
        if self.is_bound:
            return json.dumps(_lees_merken(self.data.get(GELEZEN, "")))
        namen = (*self.cellen_per_naam, ALGEMEEN)
        return json.dumps({n: self.inhoud[n].merk for n in namen if n in self.inhoud and not self.inhoud[n].is_leeg})

    def getypt(self, naam: str) -> str:
        """Return what stands in the field of a cell."""
        if self.is_bound:
            return str(self.data.get(naam, ""))
        return getoond(self.cellen_per_naam[naam], self.inhoud.get(naam, LEEG).aantal)

    def getypte_toelichting(self, naam: str) -> str:
        """Return what stands in the note field of a cell."""
        if self.is_bound:
            return str(self.data.get(toelichtingnaam(naam), ""))
        return self.inhoud.get(naam, LEEG).toelichting

    def fouten_van(self, naam: str) -> list[str]:
        """Return the messages of a field."""
        return [str(fout) for fout in self.errors.get(naam, [])] if self.is_bound else []

    def meld_conflicten(self, conflicten: dict[str, Conflict]) -> None:
        """Ask at each field what should stay: what the user typed or what the colleague stored."""
        self.conflicten = conflicten
        for naam in conflicten:
            self.add_error(naam, "Je collega wijzigde dit veld ook. Kies welke waarde blijft.")


def _lees_merken(tekst: str) -> dict[str, str]:
    """Read the hidden field; anything unreadable counts as not read, which can only cost the sender a question."""
    try:
        merken = json.loads(tekst)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(merken, dict):
        return {}
    return {str(naam): merk for naam, merk in merken.items() if isinstance(merk, str)}


class ProjectForm(forms.Form):
    """A new location."""

    naam = forms.CharField(
        label="Locatie",
        max_length=120,
        error_messages={"required": "Vul de naam van de locatie in.", "max_length": "Hoogstens 120 tekens."},
    )
    mutatiesoort = forms.ModelChoiceField(
        label="Soort",
        queryset=Mutatiesoort.objects.filter(teken__in=["plus", "min"]),
        empty_label="Kies een soort",
        error_messages={"required": "Kies een soort.", "invalid_choice": "Kies een soort uit de lijst."},
    )
    hardheid = forms.ChoiceField(
        label="Hoe zeker is het plan?",
        choices=Hardheid.choices,
        initial=Hardheid.ONBEKEND,
        error_messages={"required": "Kies hoe zeker het plan is.", "invalid_choice": "Kies een waarde uit de lijst."},
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="project", auto_id="veld-%s", use_required_attribute=False)
