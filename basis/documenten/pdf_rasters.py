"""Ruled tables on one page: which rules form a grid, and which cells it has (pure)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from basis.documenten.pdf_vormen import Lijn, Vlak

NAAST = 1.6
"""Rules this close, side by side, are one rule."""
AAN = 4.0
"""Rules whose ends are this close touch; edges this close are one edge."""
KORTSTE = 6.0
"""A shorter rule is no edge of a cell."""
MIN_STAAND = 30.0
"""Length of upright rules that make a table by themselves, at least."""
MIN_KOLOMLIJNEN = 3
MAX_LIGGEND = 2000
MAX_KOLOMMEN = 80
MAX_RIJEN = 600
MAX_PAREN = 1_500_000
"""Pairs of rules compared on one page; a drawing with more has no tables that can be read."""

Vak = tuple[int, int, int, int]
"""Row from, row up to, column from, column up to."""


@dataclass(slots=True)
class Raster:
    """A grid of cells: edges of columns and rows, and the rectangle of cells that each place belongs to."""

    xs: list[float]
    ys: list[float]
    vakken: list[list[Vak]] = field(default_factory=list)

    def bevat(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def vak_op(self, x: float, y: float) -> Vak:
        """The cell at a point that lies in it."""
        kolom = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        rij = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.vakken[rij][kolom]


def schoon(lijnen: list[Lijn]) -> list[Lijn]:
    """Rules in one line and almost touching become one; what stays too short for an edge is left out."""
    groepen: list[list[Lijn]] = []
    for lijn in sorted(lijnen):
        if groepen and lijn.vast - groepen[-1][0].vast <= NAAST:
            groepen[-1].append(lijn)
        else:
            groepen.append([lijn])
    uit: list[Lijn] = []
    for groep in groepen:
        vast = sum(lijn.vast for lijn in groep) / len(groep)
        stukken: list[list[float]] = []
        for lijn in sorted(groep, key=lambda lijn: lijn.van):
            if stukken and lijn.van <= stukken[-1][1] + AAN:
                stukken[-1][1] = max(stukken[-1][1], lijn.tot)
            else:
                stukken.append([lijn.van, lijn.tot])
        uit += [Lijn(vast, van, tot) for van, tot in stukken if tot - van >= KORTSTE]
    return uit


def randen_van(vlakken: list[Vlak], breedte: float, hoogte: float) -> tuple[list[Lijn], list[Lijn]]:
    """Edges of shaded areas the size of a cell, as rules; the background of a whole page has none."""
    liggend: list[Lijn] = []
    staand: list[Lijn] = []
    for vlak in vlakken:
        if vlak.bottom - vlak.top < 7 or (vlak.x1 - vlak.x0 > 0.97 * breedte and vlak.bottom - vlak.top > 0.5 * hoogte):
            continue
        liggend += [Lijn(vlak.top, vlak.x0, vlak.x1), Lijn(vlak.bottom, vlak.x0, vlak.x1)]
        staand += [Lijn(vlak.x0, vlak.top, vlak.bottom), Lijn(vlak.x1, vlak.top, vlak.bottom)]
    return liggend, staand


def vind_rasters(liggend: list[Lijn], staand: list[Lijn]) -> list[Raster]:
    """Grids, boxes of one cell too. Both lists as ``schoon`` gives them."""
    rasters = []
    for h, v in _samenhangend(liggend + _zonder_einden(liggend, staand), staand):
        xs = _posities([lijn.vast for lijn in v], [lijn.van for lijn in h], [lijn.tot for lijn in h])
        ys = _posities([lijn.vast for lijn in h], [lijn.van for lijn in v], [lijn.tot for lijn in v])
        if 2 <= len(xs) <= MAX_KOLOMMEN + 1 and 2 <= len(ys) <= MAX_RIJEN + 1:
            rasters.append(Raster(xs, ys, _vakken(xs, ys, h, v)))
    return _buitenste(rasters)


def _zonder_einden(liggend: list[Lijn], staand: list[Lijn]) -> list[Lijn]:
    """Upper and lower edges for upright rules that no other rule touches: the middle pages of a table without lines
    between its rows."""
    los = [
        lijn
        for lijn in staand
        if lijn.lengte >= MIN_STAAND
        and not any(
            lijn.van - AAN <= ander.vast <= lijn.tot + AAN and ander.van - AAN <= lijn.vast <= ander.tot + AAN
            for ander in liggend[:MAX_LIGGEND]
        )
    ]
    groepen: dict[tuple[int, int], list[Lijn]] = defaultdict(list)
    for lijn in los:
        groepen[round(lijn.van / AAN), round(lijn.tot / AAN)].append(lijn)
    einden = []
    for groep in groepen.values():
        if MIN_KOLOMLIJNEN <= len(groep) <= MAX_KOLOMMEN:
            x0, x1 = min(lijn.vast for lijn in groep), max(lijn.vast for lijn in groep)
            einden += [Lijn(groep[0].van, x0, x1), Lijn(groep[0].tot, x0, x1)]
    return einden


def _posities(vast: list[float], begin: list[float], eind: list[float]) -> list[float]:
    """Edges along one axis. Where the outer sides are open, the ends of the other rules count as edge."""
    posities: list[list[float]] = []
    for waarde in sorted(vast):
        if posities and waarde - posities[-1][0] <= AAN:
            posities[-1].append(waarde)
        else:
            posities.append([waarde])
    uit = [sum(groep) / len(groep) for groep in posities]
    if begin and (not uit or uit[0] - min(begin) > 2 * AAN):
        uit.insert(0, min(begin))
    if eind and max(eind) - uit[-1] > 2 * AAN:
        uit.append(max(eind))
    return uit


def _samenhangend(liggend: list[Lijn], staand: list[Lijn]) -> list[tuple[list[Lijn], list[Lijn]]]:
    """Groups of rules that touch, directly or through others."""
    h = sorted(liggend)
    ys = [lijn.vast for lijn in h]
    ouder = list(range(len(h) + len(staand)))
    paren = 0
    for nr, lijn in enumerate(staand, len(h)):
        for ander in range(bisect_left(ys, lijn.van - AAN), bisect_right(ys, lijn.tot + AAN)):
            paren += 1
            if h[ander].van - AAN <= lijn.vast <= h[ander].tot + AAN:
                ouder[_wortel(ouder, nr)] = _wortel(ouder, ander)
        if paren > MAX_PAREN:
            return []
    groepen: dict[int, tuple[list[Lijn], list[Lijn]]] = defaultdict(lambda: ([], []))
    for nr in range(len(ouder)):
        groep = groepen[_wortel(ouder, nr)]
        if nr < len(h):
            groep[0].append(h[nr])
        else:
            groep[1].append(staand[nr - len(h)])
    return [groep for groep in groepen.values() if groep[0] and groep[1]]


def _wortel(ouder: list[int], nr: int) -> int:
    while ouder[nr] != nr:
        ouder[nr] = ouder[ouder[nr]]
        nr = ouder[nr]
    return nr


def _bedekt(lijnen: list[Lijn], plaats: float, van: float, tot: float) -> bool:
    """Tell whether rules at ``plaats`` run along at least half of the way."""
    lengte = sum(
        max(0.0, min(tot, lijn.tot) - max(van, lijn.van)) for lijn in lijnen if abs(lijn.vast - plaats) <= AAN + 0.5
    )
    return lengte >= 0.5 * (tot - van)


def _vakken(xs: list[float], ys: list[float], h: list[Lijn], v: list[Lijn]) -> list[list[Vak]]:
    """Per place in the grid the rectangle it belongs to: places without a rule between them are one cell."""
    rijen, kolommen = len(ys) - 1, len(xs) - 1
    ouder = list(range(rijen * kolommen))
    per_x = [[lijn for lijn in v if abs(lijn.vast - x) <= AAN + 0.5] for x in xs]
    per_y = [[lijn for lijn in h if abs(lijn.vast - y) <= AAN + 0.5] for y in ys]
    for rij in range(rijen):
        for kolom in range(kolommen):
            if kolom and not _bedekt(per_x[kolom], xs[kolom], ys[rij], ys[rij + 1]):
                ouder[_wortel(ouder, rij * kolommen + kolom)] = _wortel(ouder, rij * kolommen + kolom - 1)
            if rij and not _bedekt(per_y[rij], ys[rij], xs[kolom], xs[kolom + 1]):
                ouder[_wortel(ouder, rij * kolommen + kolom)] = _wortel(ouder, (rij - 1) * kolommen + kolom)
    leden: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for nr in range(rijen * kolommen):
        leden[_wortel(ouder, nr)].append(divmod(nr, kolommen))
    vakken: list[list[Vak]] = [[(0, 0, 0, 0)] * kolommen for _ in range(rijen)]
    for plaatsen in leden.values():
        for vak in _rechthoeken(plaatsen):
            for rij in range(vak[0], vak[1]):
                for kolom in range(vak[2], vak[3]):
                    vakken[rij][kolom] = vak
    return vakken


def _rechthoeken(plaatsen: list[tuple[int, int]]) -> list[Vak]:
    """A set of places as one rectangle, or, when it is no rectangle, as a run per row."""
    rij0, rij1 = min(rij for rij, _ in plaatsen), max(rij for rij, _ in plaatsen) + 1
    kol0, kol1 = min(kol for _, kol in plaatsen), max(kol for _, kol in plaatsen) + 1
    if len(plaatsen) == (rij1 - rij0) * (kol1 - kol0):
        return [(rij0, rij1, kol0, kol1)]
    vakken: list[Vak] = []
    for rij, kol in sorted(plaatsen):
        if vakken and vakken[-1][0] == rij and vakken[-1][3] == kol:
            vakken[-1] = (rij, rij + 1, vakken[-1][2], kol + 1)
        else:
            vakken.append((rij, rij + 1, kol, kol + 1))
    return vakken


def _buitenste(rasters: list[Raster]) -> list[Raster]:
    """Leave out grids that lie within another one: a box inside a cell is no table of its own.

    A frame around a table, or around all of the page, is no table either.
    """
    kaders = {
        id(raster)
        for raster in rasters
        if len(raster.xs) == len(raster.ys) == 2
        and any(len(ander.xs) > 2 and ander is not raster and _ligt_in(ander, raster) for ander in rasters)
    }
    over = [raster for raster in rasters if id(raster) not in kaders]
    return [raster for raster in over if not any(ander is not raster and _ligt_in(raster, ander) for ander in over)]


def _ligt_in(raster: Raster, ander: Raster) -> bool:
    return (
        ander.xs[0] - 1 <= raster.xs[0]
        and raster.xs[-1] <= ander.xs[-1] + 1
        and ander.ys[0] - 1 <= raster.ys[0]
        and raster.ys[-1] <= ander.ys[-1] + 1
    )
