"""Forms of the controleur and the regisseur."""

from __future__ import annotations

from typing import Any

from django import forms

from basis.formulieren import VersieVeld
from monitoring.forms.velden import TekstVeld
from monitoring.legenda import Legenda
from monitoring.models import Afspraakstatus


class TeruggeefForm(forms.Form):
    """Reason for returning; accepting needs only the version."""

    use_required_attribute = False

    reden = TekstVeld(
        label="Reden om terug te geven",
        required=True,
        max_length=2000,
        help_text="De partij leest dit en kan daarna haar antwoord aanpassen.",
        error_messages={"required": "Schrijf op waarom je dit teruggeeft."},
    )
    versie = VersieVeld()


class AfspraakstatusForm(forms.Form):
    """Overall status that differs from the proposal, with the reason."""

    use_required_attribute = False

    status = forms.ChoiceField(
        label="Status van de afspraak als geheel",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een status.", "invalid_choice": "Deze status bestaat niet. Kies een andere."},
    )
    toelichting = TekstVeld(
        label="Waarom deze status?",
        required=True,
        help_text="Dit staat bij de afspraak in het rapport.",
        error_messages={"required": "Schrijf op waarom je deze status kiest."},
    )
    versie = VersieVeld()

    def __init__(self, *args: Any, gezet: Afspraakstatus | None, legenda: Legenda, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "status": gezet.status if gezet else "",
            "toelichting": gezet.toelichting if gezet else "",
            "versie": gezet.versie if gezet else 0,
        }
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = legenda.keuzes()  # type: ignore[attr-defined]
