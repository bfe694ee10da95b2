"""Forms of parts, chapters, paragraphs and definitions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from afspraken.indeling import VELDEN, Onderdeel
from afspraken.models import Deel, Definitie, Hoofdstuk, Paragraaf
from basis.formulieren import ProzaVeld
from partijen.models import Partij

_VERPLICHT = {"required": "Vul dit veld in."}


class OnderdeelForm(forms.Form):
    """Base: begins with the values of the row; in a settled set what was signed is locked."""

    use_required_attribute = False

    def __init__(
        self, *args: Any, rij: Onderdeel, op_slot: bool, partijen: Iterable[Partij] = (), **kwargs: Any
    ) -> None:
        begin = {naam: getattr(rij, naam) for naam in VELDEN[type(rij)]}
        kwargs["initial"] = begin
        super().__init__(*args, **kwargs)
        self._partijen = {partij.sleutel: partij for partij in partijen}
        for naam, veld in self.fields.items():
            # To which agreements a definition belongs is how the register is kept, not what was signed.
            veld.disabled = op_slot and naam != "afspraken"


class DeelForm(OnderdeelForm):
    """A part."""

    naam = forms.CharField(label="Naam", max_length=200, error_messages=_VERPLICHT)
    partij = forms.ChoiceField(
        label="Alleen voor partij",
        required=False,
        help_text="Kies een partij als dit deel alleen voor die partij geldt.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eigen = self.initial["partij"]
        if eigen:
            self._partijen.setdefault(eigen.sleutel, eigen)
        self.initial["partij"] = eigen.sleutel if eigen else ""
        keuzes = [(sleutel, str(partij)) for sleutel, partij in self._partijen.items()]
        self.fields["partij"].choices = [("", "Alle partijen"), *keuzes]  # type: ignore[attr-defined]

    def clean_partij(self) -> Partij | None:
        """Return the party, None for all."""
        return self._partijen.get(self.cleaned_data["partij"])


class HoofdstukForm(OnderdeelForm):
    """A chapter."""

    nummer = forms.CharField(label="Nummer", max_length=20, required=False)
    titel = forms.CharField(label="Titel", max_length=300, error_messages=_VERPLICHT)
    ambitie = ProzaVeld(
        label="Ambitie of inleiding", rijen=5, required=False, help_text="Met Markdown maak je lijstjes en tabellen."
    )


class ParagraafForm(OnderdeelForm):
    """A paragraph."""

    nummer = forms.CharField(label="Nummer", max_length=20, required=False)
    titel = forms.CharField(label="Titel", max_length=300, error_messages=_VERPLICHT)


class DefinitieForm(OnderdeelForm):
    """A definition or footnote, and the agreements it belongs to."""

    begrip = forms.CharField(label="Begrip", max_length=120, error_messages=_VERPLICHT)
    noot = forms.CharField(
        label="Noot", max_length=20, required=False, help_text="Het nummer van de voetnoot, als die er is."
    )
    tekst = ProzaVeld(label="Betekenis", rijen=4)
    afspraken = forms.TypedMultipleChoiceField(
        label="Bij afspraken", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rij: Definitie, afspraken: Iterable[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, rij=rij, **kwargs)
        self.fields["afspraken"].choices = list(afspraken)  # type: ignore[attr-defined]
        self.initial["afspraken"] = list(rij.afspraken.values_list("pk", flat=True)) if rij.pk else []


FORMULIEREN: dict[type[Any], type[OnderdeelForm]] = {
    Deel: DeelForm,
    Hoofdstuk: HoofdstukForm,
    Paragraaf: ParagraafForm,
    Definitie: DefinitieForm,
}
