"""Form of a tenant organisation's position."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.formulieren import VersieVeld
from monitoring.forms.velden import TekstVeld
from monitoring.keuzes import Houding
from monitoring.models import Standpunt
from partijen.models import Partij


class StandpuntForm(forms.Form):
    """Position with its reason; one form per organisation, told apart by prefix."""

    use_required_attribute = False

    houding = forms.ChoiceField(
        label="Wat vinden jullie van de status?",
        choices=Houding.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een oordeel.", "invalid_choice": "Dit oordeel bestaat niet."},
    )
    tekst = TekstVeld(
        label="Toelichting",
        later=True,
        rijen=5,
        help_text="Nodig bij ‘Deels eens’ en ‘Oneens’: schrijf op waarom.",
    )
    versie = VersieVeld()

    def __init__(self, *args: Any, partij: Partij, standpunt: Standpunt | None, **kwargs: Any) -> None:
        self.partij, self.standpunt = partij, standpunt
        kwargs["prefix"] = partij.sleutel
        kwargs["initial"] = {
            "houding": standpunt.houding if standpunt else "",
            "tekst": standpunt.tekst if standpunt else "",
            "versie": standpunt.versie if standpunt else 0,
        }
        super().__init__(*args, **kwargs)
