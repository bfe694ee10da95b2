"""A found stock table as rows and columns, the way it was printed (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Tabelbeeld:
    """Headings and rows: each row has a party, a label and a cell per heading (None: nothing was printed)."""

    koppen: list[str] = field(default_factory=list)
    rijen: list[dict[str, Any]] = field(default_factory=list)


def beeld(gegevens: Mapping[str, Any]) -> Tabelbeeld:
    """Return the cells of a table (voorraad.importeren.herkennen) laid out by row and by column or year."""
    labels = {rij.get("sleutel"): rij.get("label") or rij.get("naam") for rij in gegevens.get("regels") or []}
    projecten = {rij.get("sleutel"): rij.get("naam") for rij in gegevens.get("projecten") or []}
    kolommen = {rij.get("sleutel"): rij.get("label") or rij.get("naam") for rij in gegevens.get("kolommen") or []}
    koppen: dict[str, None] = {}
    rijen: dict[tuple[str, str], dict[str, Any]] = {}
    for cel in gegevens.get("cellen") or []:
        kop = str(cel.get("jaar") or kolommen.get(cel.get("kolom"), cel.get("kolom")) or "Aantal")
        koppen[kop] = None
        naam = cel.get("label") or projecten.get(cel.get("project")) or labels.get(cel.get("regel")) or ""
        partij = cel.get("partij") or "Totaal"
        rij = rijen.setdefault((partij, naam), {"partij": partij, "naam": naam, "cellen": {}})
        rij["cellen"][kop] = {"waarde": cel.get("waarde"), "berekend": bool(cel.get("berekend"))}
    volgorde = list(koppen)
    return Tabelbeeld(
        koppen=volgorde,
        rijen=[rij | {"cellen": [rij["cellen"].get(kop) for kop in volgorde]} for rij in rijen.values()],
    )
