"""Small stock tables for tests, and what is in them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from afspraken.importeren.resultaat import GevondenPartij, GevondenTabel
from basis.documenten.model import Alinea, Cel, Dekking, Plaats, Rij, Tabel
from voorraad.importeren.herkennen import LosseTabel, herken_voorraadtabellen

MAP = Path(__file__).resolve().parents[2]
LINKS = "<"
"""Marks a cell that the cell to its left covers."""
BOVEN = "^"
"""Marks a cell that the cell above it covers."""

VENNE, DUIN = "Woonstichting De Venne", "Duinwonen"
PARTIJEN = [
    GevondenPartij("Gemeente Veldkerk", "gemeente"),
    GevondenPartij(VENNE, "corporatie", korte_naam="De Venne"),
    GevondenPartij(DUIN, "corporatie", afkortingen=["DW"]),
    GevondenPartij("Huurdersraad Duinwonen", "huurdersorganisatie"),
]


def maak_tabel(*rijen: str | list[str]) -> Tabel:
    """Build a table; a row is a list of cells or 'a | b | c'."""
    uit = []
    for nr, rij in enumerate(rijen, start=1):
        teksten = [deel.strip() for deel in rij.split("|")] if isinstance(rij, str) else rij
        cellen = []
        for tekst in teksten:
            dekking = {LINKS: Dekking.LINKS, BOVEN: Dekking.BOVEN}.get(tekst, Dekking.EIGEN)
            cellen.append(Cel([Alinea(tekst)] if tekst and dekking is Dekking.EIGEN else [], dekking))
        uit.append(Rij(cellen, Plaats(tabel=1, rij=nr)))
    breedte = max(len(rij.cellen) for rij in uit)
    for rij in uit:
        rij.cellen += [Cel() for _ in range(breedte - len(rij.cellen))]
    return Tabel(uit, Plaats(tabel=1))


def herken(*rijen: str | list[str], boven: str | tuple[str, ...] = (), onder: tuple[str, ...] = ()) -> GevondenTabel:
    """Recognise one table made of rows."""
    gevonden = herken_alles(*rijen, boven=boven, onder=onder)
    assert len(gevonden) == 1, [(tabel.soort, tabel.reden) for tabel in gevonden]
    return gevonden[0]


def herken_alles(
    *rijen: str | list[str], boven: str | tuple[str, ...] = (), onder: tuple[str, ...] = ()
) -> list[GevondenTabel]:
    """Recognise a table that may hold several."""
    koppen = (boven,) if isinstance(boven, str) else boven
    return herken_voorraadtabellen(
        [LosseTabel(maak_tabel(*rijen), koppen, onder)],
        partijen=PARTIJEN,
        begin=dt.date(2024, 1, 1),
        eind=dt.date(2027, 12, 31),
    )


def getallen(tabel: GevondenTabel, *velden: str) -> dict[tuple[Any, ...], int]:
    """Return the counts that are not sums, by these fields."""
    uit: dict[tuple[Any, ...], int] = {}
    for cel in tabel.gegevens["cellen"]:
        if not cel["berekend"]:
            sleutel = tuple(cel[veld] for veld in velden)
            assert sleutel not in uit, sleutel
            uit[sleutel] = cel["waarde"]
    return uit


def sommen(tabel: GevondenTabel) -> list[int]:
    """Return the printed sums in order."""
    return [cel["waarde"] for cel in tabel.gegevens["cellen"] if cel["berekend"]]
