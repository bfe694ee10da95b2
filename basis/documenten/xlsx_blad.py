"""One sheet of a workbook, read in one stream: cells, merged cells, hidden rows and columns, headings (pure).

The XML is read here and not through openpyxl: that library either holds every formatted empty cell in memory, or (in
its read-only mode) does not know which cells are merged and which rows are hidden.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries
from openpyxl.utils.exceptions import CellCoordinatesException

from basis.datums import datum_tekst
from basis.documenten.model import Leesfout
from basis.documenten.pakket import Knoop, Pakket, lokaal
from basis.documenten.stukken import Stuk
from basis.documenten.xlsx_opmaak import Celstijl, Opmaak, toon_getal

MAX_RIJEN = 10_000
MAX_CELLEN = 100_000
"""Filled rows and cells of all sheets together; a filled cell takes some two kilobytes of memory in all."""
MAX_KOLOMMEN = 250
_MAX_SAMENVOEGINGEN = 20_000
_FOUTEN = re.compile(r"#[A-Z0-9/?!]+")


Tekst: TypeAlias = str | list[Stuk]
"""Plain text, or pieces that differ in looks."""


@dataclass(slots=True)
class Celinhoud:
    """A filled cell: its text (in pieces when they look different), its stored value and its looks."""

    tekst: Tekst
    waarde: object = None
    stijl: Celstijl = field(default_factory=Celstijl)


@dataclass(slots=True)
class Rijinhoud:
    """A row with at least one filled cell; columns count from 1."""

    nummer: int
    cellen: dict[int, Celinhoud]
    verborgen: bool = False


@dataclass(slots=True)
class Bladinhoud:
    """Everything of a sheet that matters."""

    rijen: list[Rijinhoud] = field(default_factory=list)
    samenvoegingen: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First column, first row, last column, last row."""
    verborgen_kolommen: list[tuple[int, int]] = field(default_factory=list)
    koprijen: set[int] = field(default_factory=set)
    vast: int = 0
    """Number of rows that stay in view (frozen panes)."""
    zonder_uitkomst: list[str] = field(default_factory=list)
    """Formulas whose result is not stored, as cell names."""
    met_fout: list[str] = field(default_factory=list)
    te_breed: bool = False


@dataclass(slots=True)
class Voorraad:
    """What sheets of one workbook share, and how much room is left."""

    teksten: list[Tekst]
    opmaak: Opmaak
    rijen: int = 0
    cellen: int = 0

    def tel(self, cellen: int) -> None:
        """Count a filled row; raise Leesfout past the limits."""
        self.rijen += 1
        self.cellen += cellen
        if self.rijen > MAX_RIJEN or self.cellen > MAX_CELLEN:
            grens = f"{MAX_RIJEN:,}".replace(",", ".")
            raise Leesfout(
                f"Dit Excel-bestand heeft te veel rijen. We lezen er {grens} met inhoud. Haal de bladen en rijen weg "
                "die niet bij de afspraken horen, of knip het bestand in delen."
            )


def lees_tekst(knoop: Knoop) -> Tekst:
    """Return a text (si or is): plain, or runs with their own looks; reading aids are left out."""
    if all(lokaal(kind) in ("t", "rPh", "phoneticPr") for kind in knoop):
        return "".join(_tekst(kind) for kind in knoop if lokaal(kind) == "t")
    stukken: list[Stuk] = []
    for kind in knoop:
        naam = lokaal(kind)
        if naam == "t":
            stukken.append(Stuk(_tekst(kind)))
        elif naam == "r":
            tekst = "".join(_tekst(t) for t in kind if lokaal(t) == "t")
            opmaak = {lokaal(k): k.get("val", "1") for rpr in kind if lokaal(rpr) == "rPr" for k in rpr}
            stand = opmaak.get("vertAlign", "")
            vet, cursief = opmaak.get("b", "0") not in ("0", "false"), opmaak.get("i", "0") not in ("0", "false")
            stukken.append(Stuk(tekst, vet, cursief, hoog=stand == "superscript", laag=stand == "subscript"))
    return stukken


def _tekst(knoop: Knoop) -> str:
    """Return text with Excel's escapes undone ('_x000D_')."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", _teken, knoop.text or "")


def _teken(vondst: re.Match[str]) -> str:
    code = int(vondst[1], 16)
    return "" if code < 9 or 0xD800 <= code < 0xE000 else chr(code)


def _tekstcel(tekst: Tekst, stijl: Celstijl) -> Celinhoud | None:
    """Return a cell with text; None when there is nothing to see."""
    zichtbaar = tekst.strip() if isinstance(tekst, str) else any(stuk.tekst.strip() for stuk in tekst)
    return Celinhoud(tekst, None, stijl) if zichtbaar else None


class _Bladlezer:
    """Takes the elements of a sheet one by one."""

    def __init__(self, voorraad: Voorraad) -> None:
        self._voorraad = voorraad
        self.blad = Bladinhoud()
        self._vorige_rij = 0

    def rij(self, knoop: Knoop) -> None:
        nummer = _heel(knoop.get("r"), self._vorige_rij + 1)
        self._vorige_rij = nummer
        if not len(knoop):
            return
        cellen: dict[int, Celinhoud] = {}
        kolom = 0
        for celknoop in knoop:
            if lokaal(celknoop) != "c":
                continue
            kolom = _kolom(celknoop.get("r"), kolom + 1)
            if not len(celknoop):
                continue
            inhoud = self._cel(celknoop, f"{get_column_letter(min(kolom, 16_384))}{nummer}")
            if inhoud is None:
                continue
            if kolom > MAX_KOLOMMEN:
                self.blad.te_breed = True
                break
            cellen[kolom] = inhoud
        if cellen:
            self._voorraad.tel(len(cellen))
            self.blad.rijen.append(Rijinhoud(nummer, cellen, knoop.get("hidden") in ("1", "true")))

    def _cel(self, knoop: Knoop, naam: str) -> Celinhoud | None:
        """Read a cell; None when it holds nothing."""
        delen = {lokaal(kind): kind for kind in knoop}
        stijl = self._voorraad.opmaak.van(knoop.get("s"))
        soort = knoop.get("t", "n")
        if soort == "inlineStr" and "is" in delen:
            return _tekstcel(lees_tekst(delen["is"]), stijl)
        ruw = (delen["v"].text or "") if "v" in delen else ""
        if not ruw.strip():
            # An empty text is a result too; an empty number is one that was never worked out.
            if "f" in delen and soort != "str":
                self.blad.zonder_uitkomst.append(naam)
            return None
        return self._waarde(soort, ruw, stijl, naam)

    def _waarde(self, soort: str, ruw: str, stijl: Celstijl, naam: str) -> Celinhoud | None:
        if soort == "s":
            plek = _heel(ruw, -1)
            return _tekstcel(self._voorraad.teksten[plek] if 0 <= plek < len(self._voorraad.teksten) else "", stijl)
        if soort == "b":
            waar = ruw.strip() in ("1", "true")
            return Celinhoud("WAAR" if waar else "ONWAAR", waar, stijl)
        if soort == "e":
            self.blad.met_fout.append(naam)
            return Celinhoud(ruw.strip(), None, stijl)
        if soort == "n":
            return self._getal(ruw, stijl)
        if soort == "d" and (datum := _iso_datum(ruw.strip())):
            return Celinhoud(datum_tekst(datum), datum, stijl)
        return Celinhoud(ruw, None, stijl)

    def _getal(self, ruw: str, stijl: Celstijl) -> Celinhoud:
        try:
            getal = float(ruw)
        except ValueError:
            return Celinhoud(ruw, None, stijl)
        if getal != getal or getal in (float("inf"), float("-inf")):
            return Celinhoud(ruw, None, stijl)
        tekst, waarde = toon_getal(getal, stijl.opmaak, vanaf_1904=self._voorraad.opmaak.vanaf_1904)
        return Celinhoud(tekst, waarde, stijl)

    def samenvoeging(self, knoop: Knoop) -> None:
        if len(self.blad.samenvoegingen) < _MAX_SAMENVOEGINGEN and (grenzen := _grenzen(knoop.get("ref"))):
            self.blad.samenvoegingen.append(grenzen)

    def kolom(self, knoop: Knoop) -> None:
        if knoop.get("hidden") in ("1", "true"):
            self.blad.verborgen_kolommen.append((_heel(knoop.get("min"), 1), _heel(knoop.get("max"), 1)))

    def filter(self, knoop: Knoop) -> None:
        if grenzen := _grenzen(knoop.get("ref")):
            self.blad.koprijen.add(grenzen[1])

    def venster(self, knoop: Knoop) -> None:
        if knoop.get("state", "").startswith("frozen"):
            self.blad.vast = _heel(knoop.get("ySplit"), 0)


def _iso_datum(tekst: str) -> dt.date | None:
    """Read a date that is stored as text (cell type d)."""
    try:
        return dt.date.fromisoformat(tekst[:10])
    except ValueError:
        return None


def _heel(tekst: str | None, standaard: int) -> int:
    try:
        return int(float(tekst)) if tekst else standaard
    except (ValueError, OverflowError):
        return standaard


def _kolom(plek: str | None, standaard: int) -> int:
    """Return the column of a cell name; without a name it follows the one before."""
    if not plek:
        return standaard
    try:
        return int(column_index_from_string(coordinate_from_string(plek)[0]))
    except (CellCoordinatesException, ValueError):
        return standaard


def _grenzen(gebied: str | None) -> tuple[int, int, int, int] | None:
    try:
        grenzen = range_boundaries(gebied or "")
    except (ValueError, TypeError):
        return None
    if any(grens is None for grens in grenzen):
        return None
    van_kolom, van_rij, tot_kolom, tot_rij = (int(grens or 0) for grens in grenzen)
    return van_kolom, van_rij, tot_kolom, tot_rij


def lees_blad(pakket: Pakket, deel: str, voorraad: Voorraad) -> Bladinhoud:
    """Read a sheet from its part. Raises Leesfout when it has too many rows."""
    lezer = _Bladlezer(voorraad)
    doen: dict[str, Callable[[Knoop], None]] = {
        "row": lezer.rij,
        "mergeCell": lezer.samenvoeging,
        "col": lezer.kolom,
        "autoFilter": lezer.filter,
        "pane": lezer.venster,
    }
    for knoop in pakket.stroom(deel, *doen):
        doen[lokaal(knoop)](knoop)
    return lezer.blad
