"""Cells of the edited workbook as values of an agreement (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from afspraken.afspraakwaarden import getal
from afspraken.export.rooster import Bladrij


def lees_indicator(rij: Bladrij, andere: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the values of an indicator; a row that was added or copied gets a key of its own."""
    cel = rij.waarden
    bezet = {str(indicator["sleutel"]) for indicator in andere}
    sleutel = str(cel["sleutel"]).strip()
    naam = cel["naam"].strip().removesuffix(f" [{sleutel}]")
    if not sleutel or sleutel in bezet or sleutel != slugify(sleutel):
        basis, nr = slugify(naam)[:70] or "indicator", 1
        sleutel = basis
        while sleutel in bezet:
            nr += 1
            sleutel = f"{basis}-{nr}"
    teksten = {veld: cel[veld].strip() for veld in ("eenheid", "bron", "teller", "noemer", "gewicht", "toelichting")}
    return teksten | {
        "sleutel": sleutel,
        "naam": naam,
        "richting": cel["richting"] or "streefwaarde",
        "berekening": cel["berekening"] or "opgegeven",
        "ritme": cel["ritme"] or "peilmoment",
        "cumulatief": cel["cumulatief"] is True,
        "per_partij": cel["per_partij"] is True,
        "decimalen": cel["decimalen"] or 0,
        "nulmeting": getal(cel["nulmeting"]),
        "nulmeting_jaar": cel["nulmeting_jaar"],
        "streefwaarden": [],
    }


def kop(nummer: str, titel: str) -> dict[str, str] | None:
    """Return a chapter or paragraph, None when both cells are empty."""
    delen = {"nummer": nummer.strip(), "titel": titel.strip()}
    return delen if any(delen.values()) else None


def iso(datum: Any) -> str:
    """Return a date as ISO text, '' for none."""
    return datum.isoformat() if datum else ""


def geheel(waarde: Any) -> int | None:
    """Return an id or version from what a hidden cell holds."""
    tekst = str(waarde).strip().removesuffix(".0")
    return int(Decimal(tekst)) if tekst.isascii() and tekst.isdigit() and len(tekst) <= 18 else None
