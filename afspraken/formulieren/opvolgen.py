"""Form of the next set."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms

from afspraken.models import Afspraak, Overeenkomst
from basis.formulieren import DatumVeld


class OpvolgerForm(forms.Form):
    """Name, address, period, and which agreements go along."""

    use_required_attribute = False

    naam = forms.CharField(label="Naam", max_length=160)
    sleutel = forms.SlugField(
        label="Naam in het webadres",
        max_length=80,
        help_text="Kleine letters, cijfers en streepjes. Later niet te wijzigen.",
        error_messages={"invalid": "Gebruik alleen letters, cijfers en streepjes."},
    )
    begin = DatumVeld(label="Begin van de periode")
    eind = DatumVeld(label="Eind van de periode")
    afspraken = forms.TypedMultipleChoiceField(
        label="Welke afspraken gaan mee",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Afspraken die alleen voor de vorige periode golden, staan uit.",
    )

    def __init__(self, *args: Any, afspraken: Iterable[Afspraak], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groepen = groupby(afspraken, key=lambda rij: str(rij.hoofdstuk))
        self.fields["afspraken"].choices = [  # type: ignore[attr-defined]
            (kop, [(rij.pk, _label(rij)) for rij in rijen]) for kop, rijen in groepen
        ]

    def clean_sleutel(self) -> str:
        """Refuse a key that is taken, without saying by whom."""
        sleutel: str = self.cleaned_data["sleutel"].lower()
        if sleutel in {"nieuw"} or Overeenkomst.objects.filter(sleutel=sleutel).exists():
            raise forms.ValidationError("Deze naam kan niet. Kies een andere.")
        return sleutel

    def clean(self) -> dict[str, Any]:
        """Refuse a period that runs backwards."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        if schoon.get("begin") and schoon.get("eind") and schoon["eind"] < schoon["begin"]:
            self.add_error("eind", "De einddatum ligt voor de begindatum.")
        return schoon


def _label(afspraak: Afspraak) -> str:
    extra = " (alleen voor deze periode)" if afspraak.soort == "periode" else ""
    return f"{afspraak}{extra}{' (vervallen)' if afspraak.vervallen_op else ''}"
