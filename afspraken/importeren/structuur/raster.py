"""Reading the grid of a table: covered cells, empty columns, looks of a cell (pure)."""

from __future__ import annotations

import re

from afspraken.importeren.tekstopmaak import op_een_regel
from basis.documenten.model import Cel, Dekking, Rij, Tabel

_GETAL = re.compile(
    r"(?:[€$]|eur|ca\.?|circa|>|<|±)?\s*[-–−+]?\s*(?:\d{1,3}(?:[. ]\d{3})+|\d+)(?:,\d+|,-+)?\s*(?:%|m2|m²|"
    r"won\.?|woningen|mln\.?|pm)?|[-–—]|nvt|n\.v\.t\.|pm|x",
    re.IGNORECASE,
)


def drager(tabel: Tabel, rij: int, kolom: int) -> tuple[int, int]:
    """Row and column of the cell that covers this place (itself when nothing does)."""
    while rij > 0 and kolom < len(tabel.rijen[rij].cellen) and tabel.rijen[rij].cellen[kolom].dekking is Dekking.BOVEN:
        rij -= 1
    while (
        kolom > 0 and kolom < len(tabel.rijen[rij].cellen) and tabel.rijen[rij].cellen[kolom].dekking is Dekking.LINKS
    ):
        kolom -= 1
    return rij, kolom


def cel(tabel: Tabel, rij: int, kolom: int) -> Cel:
    """The cell at this place, an empty one beyond the end of a row."""
    cellen = tabel.rijen[rij].cellen
    return cellen[kolom] if kolom < len(cellen) else Cel()


def dekkende_cel(tabel: Tabel, rij: int, kolom: int) -> Cel:
    """The cell whose text holds at this place, merged cells followed to where they start."""
    return cel(tabel, *drager(tabel, rij, kolom))


def nummertekst(cel: Cel) -> str:
    """Text of a cell in a column of numbers: an automatic number counts when nothing else stands there."""
    tekst = op_een_regel(cel.tekst)
    if tekst:
        return tekst
    return next((alinea.nummer for alinea in cel.alineas if alinea.nummer), "")


def is_leeg(cel: Cel) -> bool:
    """Tell whether a cell holds neither text nor an automatic number."""
    return not nummertekst(cel).strip()


def rij_is_leeg(rij: Rij) -> bool:
    """Tell whether a row holds nothing at all."""
    return all(is_leeg(cel) for cel in rij.cellen)


def gevulde_kolommen(tabel: Tabel) -> list[int]:
    """Columns in which some visible row holds text of its own."""
    gevuld = {
        nummer for rij in tabel.rijen if not rij.verborgen for nummer, cel in enumerate(rij.cellen) if not is_leeg(cel)
    }
    return sorted(gevuld)


def gevulde_cellen(rij: Rij) -> list[int]:
    """Columns of the row's cells with text of their own."""
    return [nummer for nummer, cel in enumerate(rij.cellen) if not is_leeg(cel)]


def is_getal(tekst: str) -> bool:
    """Tell whether a cell holds only an amount, a count or a mark such as '-'."""
    return bool(_GETAL.fullmatch(tekst.strip()))


def gemiddelde_lengte(tabel: Tabel, rijen: range, kolom: int) -> float:
    """Average length of the texts in a column; 0 when all are empty."""
    lengtes = [len(tekst) for nr in rijen if (tekst := op_een_regel(cel(tabel, nr, kolom).tekst))]
    return sum(lengtes) / len(lengtes) if lengtes else 0.0


def is_brede_rij(tabel: Tabel, nr: int) -> bool:
    """Tell whether one merged cell takes the whole width, or all but one column of it."""
    rij = tabel.rijen[nr]
    gevuld = gevulde_cellen(rij)
    return len(gevuld) == 1 and rij.cellen[gevuld[0]].breedte >= max(2, len(gevulde_kolommen(tabel)) - 1)
