"""Form of a sheet of figures: per asked figure a number and a note, made from the Metingen."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from afspraken.keuzes import Richting
from basis.formulieren import GetalVeld, VersieVeld
from basis.getallen import getal_tekst
from basis.samenvoegen import Samenvoeging
from monitoring.cijferservices import Cel, Cellen, lees_cellen
from monitoring.forms.velden import BasisVeld, TekstVeld
from monitoring.models import Cijferstaat, Meting

GROOTSTE_CIJFER = 999_999_999


def decimalen_van(meting: Meting) -> int:
    """Return how many decimals a figure has; a Grootheid is a count."""
    return meting.indicator.decimalen if meting.indicator is not None else 0


def minimum_van(meting: Meting) -> int | None:
    """Return 0 for what is counted or bounded; None where a value below zero has a meaning.

    Those are levels without a norm (a task that was more than met) and amounts (a rent rise that became a drop).
    """
    indicator = meting.indicator
    if indicator is None or indicator.cumulatief:
        return 0
    return None if indicator.richting == Richting.IJKPUNT or indicator.eenheid.startswith("euro") else 0


class CijfersForm(forms.Form):
    """Fields ``meting_<id>`` (number), ``noot_<id>`` (note) and ``toelichting`` for the sheet as a whole."""

    use_required_attribute = False

    toelichting = TekstVeld(label="Toelichting bij de cijfers als geheel", required=False, rijen=3)
    versie = VersieVeld()
    basis = BasisVeld()

    def __init__(self, *args: Any, staat: Cijferstaat, metingen: list[Meting], **kwargs: Any) -> None:
        self.metingen = metingen
        kwargs["initial"] = self._begin(staat, metingen) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for meting in metingen:
            naam = str(meting.indicator or meting.grootheid)
            self.fields[f"meting_{meting.pk}"] = GetalVeld(
                label=naam,
                required=False,
                decimalen=decimalen_van(meting),
                minimum=minimum_van(meting),
                maximum=GROOTSTE_CIJFER,
            )
            self.fields[f"noot_{meting.pk}"] = forms.CharField(
                label=f"Toelichting bij {naam}",
                required=False,
                max_length=300,
                widget=forms.Textarea(attrs={"rows": 1}),
                error_messages={"max_length": "Deze toelichting is te lang. Er passen 300 tekens."},
            )
            # A browser would silently cut off a pasted text.
            self.fields[f"noot_{meting.pk}"].widget.attrs.pop("maxlength", None)

    @staticmethod
    def _begin(staat: Cijferstaat, metingen: list[Meting]) -> dict[str, Any]:
        uit: dict[str, Any] = {f"meting_{m.pk}": m.waarde for m in metingen}
        uit |= {f"noot_{m.pk}": m.toelichting for m in metingen}
        basis = basis_json(lees_cellen(staat, metingen))
        return uit | {"toelichting": staat.toelichting, "versie": staat.versie, "basis": basis}

    def cellen(self) -> Cellen:
        """Return what the user sends."""
        schoon = self.cleaned_data
        uit: Cellen = {
            m.pk: (schoon[f"meting_{m.pk}"], " ".join(schoon[f"noot_{m.pk}"].split())) for m in self.metingen
        }
        uit[None] = (None, schoon["toelichting"])
        return uit

    def basis_cellen(self) -> dict[int | None, Cel]:
        """Return what the user saw; unreadable cells are left out, so they count as unknown."""
        uit: dict[int | None, Cel] = {}
        for sleutel, paar in self.cleaned_data["basis"].items():
            try:
                waarde, noot = paar
                pk = int(sleutel) if sleutel else None
                getal = Decimal(waarde) if waarde not in (None, "") else None
            except (ValueError, TypeError, InvalidOperation):
                continue
            if getal is None or getal.is_finite():
                uit[pk] = (getal, str(noot))
        return uit


def basis_json(cellen: Cellen) -> dict[str, list[str]]:
    """Return cells as what JSON can hold."""
    return {
        str(pk or ""): [f"{waarde.normalize():f}" if waarde is not None else "", noot]
        for pk, (waarde, noot) in cellen.items()
    }


def na_botsing(data: Any, staat: Cijferstaat, metingen: list[Meting], samen: Samenvoeging[int | None, Cel]) -> Any:
    """Return the posted data for a second try: merged cells, and version and basis of what is stored now."""
    kopie = data.copy()
    for pk, (waarde, noot) in samen.waarden.items():
        if pk is None:
            kopie["toelichting"] = noot
            continue
        kopie[f"meting_{pk}"] = getal_tekst(waarde) if waarde is not None else ""
        kopie[f"noot_{pk}"] = noot
    kopie["versie"] = str(staat.versie)
    kopie["basis"] = BasisVeld().prepare_value(basis_json(lees_cellen(staat, metingen)))
    return kopie
