"""Forms of the regisseur: plan, open, extend, summarise."""

from __future__ import annotations

from typing import Any

from django import forms

from afspraken.keuzes import PeilmomentSoort
from afspraken.models import Peilmoment
from afspraken.toegang import Toegang
from basis.formulieren import DatumVeld, VersieVeld
from basis.versies import VersieConflict
from monitoring.forms.velden import TekstVeld

_IEDEREEN = "iedereen"


class PlanForm(forms.Form):
    """A new peilmoment."""

    use_required_attribute = False

    peildatum = DatumVeld(label="Peildatum", help_text="Bijvoorbeeld 30-06-2023.")
    soort = forms.ChoiceField(label="Soort", choices=PeilmomentSoort.choices)


class OpenForm(forms.Form):
    """Until when the parties can submit."""

    use_required_attribute = False
    prefix = "openen"

    inleveren_tot = DatumVeld(
        label="Inleveren tot en met",
        required=False,
        help_text="Bijvoorbeeld 30-09-2023. Leeg: zestig dagen vanaf vandaag.",
    )


class VerlengForm(forms.Form):
    """More time for one party or for everybody."""

    use_required_attribute = False
    prefix = "verlengen"

    partij = forms.ChoiceField(label="Voor wie")
    tot = DatumVeld(label="Nieuwe laatste dag", help_text="Bijvoorbeeld 15-10-2023.")

    def __init__(self, *args: Any, toegang: Toegang, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._partijen = {partij.sleutel: partij for partij in toegang.partijen}
        keuzes = [(sleutel, str(partij)) for sleutel, partij in self._partijen.items()]
        self.fields["partij"].choices = [(_IEDEREEN, "Alle partijen"), *keuzes]  # type: ignore[attr-defined]

    def clean_partij(self) -> Any:
        """Return the party, or None for everybody."""
        return self._partijen.get(self.cleaned_data["partij"])


class SamenvattingForm(forms.Form):
    """The regisseur's summary."""

    use_required_attribute = False
    prefix = "samenvatten"

    samenvatting = TekstVeld(
        label="Samenvatting van de regisseur",
        required=False,
        max_length=5000,
        help_text="Staat voorin het rapport. Je kunt lijstjes en alinea's gebruiken.",
    )
    versie = VersieVeld()
    van_collega: str | None = None

    @classmethod
    def van(cls, peilmoment: Peilmoment) -> SamenvattingForm:
        """Return the form for what is stored now."""
        return cls(initial={"samenvatting": peilmoment.samenvatting, "versie": peilmoment.versie})

    def toon_conflict(self, conflict: VersieConflict) -> None:
        """Keep what was typed, show the colleague's text, and let the next save count from there."""
        huidig: Peilmoment = conflict.huidig  # type: ignore[assignment]
        self.data = {**self.data.dict(), self.add_prefix("versie"): str(huidig.versie)}  # type: ignore[attr-defined]
        self.van_collega = huidig.samenvatting
        self.add_error(
            None, "Een collega heeft intussen iets gewijzigd. Vergelijk de teksten en sla op wat jullie willen houden."
        )
