"""Form of one obligation."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.formulieren import VersieVeld
from basis.samenvoegen import Samenvoeging
from monitoring.antwoorden import LABELS, VELDEN
from monitoring.forms.velden import BasisVeld, LaterKeuzeVeld, TekstVeld
from monitoring.legenda import Legenda
from monitoring.models import Voortgang

MIJN, COLLEGA = "mijn", "collega"


class VoortgangForm(forms.Form):
    """Status, explanation, and what belongs to a deviating status.

    Nothing is required to keep a concept; what is missing for submitting the model says (Voortgang.ontbreekt).
    """

    use_required_attribute = False

    status = LaterKeuzeVeld(
        label=LABELS["status"],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Deze status bestaat niet. Kies een andere."},
    )
    toelichting = TekstVeld(
        label=LABELS["toelichting"], later=True, rijen=6, help_text="Wat is er gedaan en wat volgt nog?"
    )
    oorzaak = TekstVeld(label=LABELS["oorzaak"], later=True, rijen=3, help_text="Hoe komt dit?")
    gevolg = TekstVeld(label=LABELS["gevolg"], later=True, rijen=3, help_text="Wat betekent dit voor de afspraak?")
    bijsturing = TekstVeld(label=LABELS["bijsturing"], later=True, rijen=3, help_text="Wat doen jullie eraan?")
    versie = VersieVeld()
    basis = BasisVeld()

    def __init__(self, *args: Any, voortgang: Voortgang, legenda: Legenda, **kwargs: Any) -> None:
        kwargs["initial"] = begin(voortgang) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = legenda.keuzes()  # type: ignore[attr-defined]

    def waarden(self) -> dict[str, str]:
        """Return the cleaned texts."""
        return {veld: self.cleaned_data.get(veld) or "" for veld in VELDEN}


def begin(voortgang: Voortgang) -> dict[str, Any]:
    """Return what a fresh form shows: the stored texts, with version and basis of them."""
    teksten = {veld: getattr(voortgang, veld) for veld in VELDEN}
    return teksten | {"versie": voortgang.versie, "basis": teksten}


def met_keuzes(data: Any, voortgang: Voortgang) -> Any:
    """Return the posted data in which the fields chosen so hold the colleague's stored text."""
    kopie = data.copy()
    for veld in VELDEN:
        if kopie.get(f"keuze_{veld}") == COLLEGA:
            kopie[veld] = getattr(voortgang, veld)
    return kopie


def na_botsing(data: Any, huidig: Voortgang, samen: Samenvoeging[str, str]) -> Any:
    """Return the posted data for a second try: merged texts, and version and basis of what is stored now."""
    kopie = data.copy()
    nu = begin(huidig)
    for veld in VELDEN:
        kopie[veld] = samen.waarden.get(veld, kopie.get(veld, ""))
    kopie["versie"] = str(nu["versie"])
    kopie["basis"] = BasisVeld().prepare_value(nu["basis"])
    return kopie
