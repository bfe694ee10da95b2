"""Tables without upright rules: columns kept apart by white space, rows by rules, numbers or white space (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from statistics import median

from basis.documenten.pdf_goten import (
    GENOEG,
    LIJN,
    RUIM,
    Kopkolommen,
    Tekstrij,
    gevuld,
    goten_van,
    is_koprij,
    is_kopwoord,
    is_rijnummer,
    kolom_van,
    koplijnen,
    kruist,
    op_kleurband,
    tekstrijen,
)
from basis.documenten.pdf_regels import hele_regels
from basis.documenten.pdf_vormen import Bladzijde, Celvak, Deeltabel, Lijn, Regel, Woord

_GETAL = re.compile(r"^[€+\-–−]?\s?[\d.,]+\s?%?$|^[-–xX]$")


@dataclass(slots=True)
class _Gebied:
    """A table in the making: rows of text, the x of its columns, and the rules between its rows."""

    rijen: list[Tekstrij]
    goten: list[float] = field(default_factory=list)
    """The middle of the white between two columns, for every two."""
    strepen: list[float] = field(default_factory=list)
    koprijen: int = 0
    xs: list[float] = field(default_factory=list)
    """Edges of the columns on the page before, when this is the rest of a table."""


def neem_tabellen(blad: Bladzijde, vorige: Deeltabel | None) -> None:
    """Move tables without upright rules from the lines of a page to its tables.

    ``vorige`` is such a table that the page before ended with: it may go on at the top of this one.
    """
    rijen = tekstrijen(blad.regels)
    bezet: set[int] = set()
    for gebied in [
        *_vervolg(blad, rijen, vorige),
        *_onder_koppen(blad, rijen, vorige),
        *_tussen_strepen(blad, rijen),
        *_getallen(rijen),
    ]:
        if any(id(rij) in bezet for rij in gebied.rijen):
            continue
        tabel = _tabel(gebied, blad)
        if tabel is None:
            continue
        bezet |= {id(rij) for rij in gebied.rijen}
        weg = {id(stuk) for rij in gebied.rijen for stuk in rij.stukken}
        blad.regels = [stuk for stuk in blad.regels if id(stuk) not in weg]
        blad.tabellen.append(tabel)
    blad.tabellen.sort(key=lambda tabel: tabel.top)


# --- where a table may be ------------------------------------------------------------------------------------------


def _vervolg(blad: Bladzijde, rijen: list[Tekstrij], vorige: Deeltabel | None) -> Iterable[_Gebied]:
    """The rest of a table that the page before ended with, in the same columns, when it does not repeat its heading."""
    if vorige is None or not rijen or is_koprij(rijen[0]):
        return
    if blad.tabellen and blad.tabellen[0].top < rijen[0].basis:
        return
    goten = [x - 1 for x in vorige.xs[1:-1]]
    binnen = _zolang_past(rijen, 0, goten)
    if not any(len(gevuld(rij, goten)) > 1 for rij in binnen):
        binnen = _in_een_kolom(binnen, goten, vorige.xs)
    if binnen:
        yield _Gebied(binnen, goten, _strepen(blad, vorige.x0, vorige.x1), xs=vorige.xs)


def _in_een_kolom(rijen: list[Tekstrij], goten: list[float], xs: list[float]) -> list[Tekstrij]:
    """The rest of one cell at the top of a page: rows that start where a column does, not the first."""
    if not rijen:
        return []
    eerste = gevuld(rijen[0], goten)
    kolom = next(iter(eerste))
    if len(eerste) > 1 or kolom == 0 or abs(rijen[0].woorden[0].x0 - xs[kolom]) > 3 * LIJN:
        return []
    return [*takewhile(lambda rij: gevuld(rij, goten) == eerste and rij.woorden[0].x0 > xs[kolom] - 3 * LIJN, rijen)]


def _tussen_strepen(blad: Bladzijde, rijen: list[Tekstrij]) -> Iterable[_Gebied]:
    """What stands between three or more rules of the same length, one below the other."""
    for groep in _even_lang(blad.liggend):
        if groep[0].lengte < 0.3 * blad.breedte:
            continue
        boven, onder = groep[0].vast, groep[-1].vast
        koppen = [rij for rij in rijen if boven - 2.2 * rij.grootte < rij.basis < boven and is_koprij(rij)]
        binnen = koppen + [rij for rij in rijen if boven < rij.basis < onder]
        if len(binnen) < 2:
            continue
        goten = goten_van(binnen, 0.12)
        if goten and sum(len(gevuld(rij, goten)) > 1 for rij in binnen) >= 2:
            yield _Gebied(binnen, goten, [lijn.vast for lijn in groep], len(koppen))


def _even_lang(lijnen: list[Lijn]) -> list[list[Lijn]]:
    groepen: list[list[Lijn]] = []
    for lijn in sorted(lijnen):
        for groep in groepen:
            if abs(groep[0].van - lijn.van) <= 3 and abs(groep[0].tot - lijn.tot) <= 3:
                groep.append(lijn)
                break
        else:
            groepen.append([lijn])
    return [groep for groep in groepen if len(groep) >= 3]


def _onder_koppen(blad: Bladzijde, rijen: list[Tekstrij], vorige: Deeltabel | None) -> Iterable[_Gebied]:
    """What stands below a row of headings, as long as it keeps to the columns."""
    begin = 0
    while begin < len(rijen):
        if not (is_koprij(rijen[begin]) or op_kleurband(blad, rijen[begin])):
            begin += 1
            continue
        # Below a heading that came back may stand no more than the end of one cell.
        gebied = _onder(blad, rijen, begin, volle_rijen=1 if vorige is not None and begin == 0 else 2)
        if gebied is None:
            begin += 1
            continue
        yield gebied
        begin += len(gebied.rijen)


def _onder(blad: Bladzijde, rijen: list[Tekstrij], begin: int, *, volle_rijen: int) -> _Gebied | None:
    kolommen = Kopkolommen.van(rijen[begin])
    if not kolommen.wit:
        return None
    onder = min((tabel.top for tabel in blad.tabellen if tabel.top > rijen[begin].basis), default=1e9)
    binnen = [rijen[begin]]
    for rij in rijen[begin + 1 :]:
        te_ver = rij.basis > onder or rij.basis - binnen[-1].basis > 6 * rij.grootte
        if te_ver or rij.grootte > rijen[begin].grootte + 1.4 or is_koprij(rij) or not kolommen.neem_op(rij):
            break
        binnen.append(rij)
    binnen = _zonder_slotregel(binnen, kolommen.goten)
    if len(binnen) < 2 or sum(len(gevuld(rij, kolommen.goten)) > 1 for rij in binnen) < volle_rijen:
        return None
    x0 = min(woord.x0 for rij in binnen for woord in rij.woorden)
    x1 = max(woord.x1 for rij in binnen for woord in rij.woorden)
    return _Gebied(binnen, kolommen.goten, _strepen(blad, x0, x1), koplijnen(binnen, blad))


def _getallen(rijen: list[Tekstrij]) -> Iterable[_Gebied]:
    """Rows in a row with three or more runs of words that keep to the same columns, most of them figures."""
    begin = 0
    while begin < len(rijen):
        eind = begin
        while (
            eind < len(rijen)
            and len(rijen[eind].stukken) >= GENOEG
            and (eind == begin or _dicht(rijen[eind - 1], rijen[eind]))
        ):
            eind += 1
        if eind - begin >= GENOEG:
            groep = rijen[begin:eind]
            goten = goten_van(groep, 0.0)
            getallen = sum(bool(_GETAL.match(stuk.tekst)) for rij in groep for stuk in rij.stukken[1:])
            if len(goten) >= GENOEG - 1 and getallen >= 0.5 * sum(len(rij.stukken) - 1 for rij in groep):
                yield _Gebied(groep, goten)
        begin = max(eind, begin + 1)


def _dicht(vorige: Tekstrij, rij: Tekstrij) -> bool:
    return rij.basis - vorige.basis < 3 * rij.grootte


# --- rows ----------------------------------------------------------------------------------------------------------


def _strepen(blad: Bladzijde, x0: float, x1: float) -> list[float]:
    """Height of the rules that run along most of the table, and of the edges of shaded rows."""
    breed = 0.6 * (x1 - x0)
    strepen = [lijn.vast for lijn in blad.liggend if min(lijn.tot, x1 + 4) - max(lijn.van, x0 - 4) >= breed]
    banden: dict[tuple[int, int], float] = {}
    for vlak in blad.vlakken:
        band = (round(vlak.top), round(vlak.bottom))
        banden[band] = banden.get(band, 0.0) + max(0.0, min(vlak.x1, x1 + 4) - max(vlak.x0, x0 - 4))
    strepen += [float(rand) for band, breedte in banden.items() if breedte >= breed for rand in band]
    return sorted(strepen)


def _zolang_past(rijen: list[Tekstrij], begin: int, goten: list[float]) -> list[Tekstrij]:
    """Rows from ``begin`` on of which no word crosses the white between the columns."""
    binnen: list[Tekstrij] = []
    for rij in rijen[begin:]:
        te_ver = bool(binnen) and rij.basis - binnen[-1].basis > 6 * rij.grootte
        if te_ver or kruist(rij, goten) or (binnen and rij.grootte > binnen[-1].grootte + 1.4):
            break
        binnen.append(rij)
    return binnen


def _groepen(gebied: _Gebied) -> list[list[Tekstrij]]:
    """Lines of text that form one row of the table: by rules, else by white that sets rows apart, else by number."""
    nummers = _nummerkolom(gebied)
    if _strepen_scheiden(gebied):
        return _gesplitst(gebied, lambda vorige, rij: any(vorige.basis < y < rij.basis for y in gebied.strepen))
    op_wit = _op_wit(gebied)
    if nummers is None:
        if op_wit:
            return op_wit
        return _gesplitst(gebied, lambda _, rij: gevuld(rij, gebied.goten) > {0})
    per_groep = [sum(nummers in gevuld(rij, gebied.goten) for rij in groep) for groep in op_wit]
    inhoud = per_groep[1 if gebied.koprijen else 0 :]
    # The first may be the rest of a row on the page before; a number may stand halfway down its row.
    if inhoud and inhoud[0] <= 1 and all(aantal == 1 for aantal in inhoud[1:]):
        return op_wit
    return _gesplitst(gebied, lambda _, rij: nummers in gevuld(rij, gebied.goten))


def _op_wit(gebied: _Gebied) -> list[list[Tekstrij]]:
    """Groups of lines with more white between them than within; empty when all lines stand equally far apart."""
    inhoud = gebied.rijen[gebied.koprijen :]
    stappen = [onder.basis - boven.basis for boven, onder in pairwise(inhoud)]
    gewoon = min((stap for stap in stappen if stap > 0.8 * inhoud[0].grootte), default=0.0)
    ver = [stap > 1.3 * gewoon for stap in stappen]
    if not any(ver) or all(ver):
        return []
    return _gesplitst(gebied, lambda vorige, rij: rij.basis - vorige.basis > 1.3 * gewoon)


def _gesplitst(gebied: _Gebied, begint: Callable[[Tekstrij, Tekstrij], bool]) -> list[list[Tekstrij]]:
    """The heading as one group, and after it a new group wherever ``begint`` says so of a line and the one before."""
    groepen = [[gebied.rijen[0]]]
    for nr, (vorige, rij) in enumerate(pairwise(gebied.rijen), 1):
        if nr == gebied.koprijen or (nr > gebied.koprijen and begint(vorige, rij)):
            groepen.append([rij])
        else:
            groepen[-1].append(rij)
    return groepen


def _zonder_slotregel(rijen: list[Tekstrij], goten: list[float]) -> list[Tekstrij]:
    """Leave out lines after the table that happen to fit in its first column ('Bron: ...')."""
    while len(rijen) > 3 and gevuld(rijen[-1], goten) == {0}:
        stappen = [onder.basis - boven.basis for boven, onder in pairwise(rijen[:-1])]
        stap, gewoon = rijen[-1].basis - rijen[-2].basis, median(stappen)
        if stap <= 1.05 * gewoon and not (stap >= 0.95 * gewoon > 1.6 * rijen[-1].grootte):
            break
        rijen = rijen[:-1]
    return rijen


def _strepen_scheiden(gebied: _Gebied) -> bool:
    """Tell whether there is a rule between all rows, not only below the heading and at the end."""
    hoogten = [rij.basis for rij in gebied.rijen]
    tussen = {sum(streep > hoogte for hoogte in hoogten) for streep in gebied.strepen} - {0, len(hoogten)}
    nummers = _nummerkolom(gebied)
    if nummers is not None:
        aantal = sum(nummers in gevuld(rij, gebied.goten) for rij in gebied.rijen[gebied.koprijen :])
        in_inhoud = sum(plek > gebied.koprijen for plek in tussen)
        return in_inhoud >= aantal - 1 > 0 or (in_inhoud >= 1 and aantal == 1)
    return len(tussen) >= 2


def _nummerkolom(gebied: _Gebied) -> int | None:
    """The first or second column when all it holds, below the heading, are numbers of rows."""
    for kolom in range(min(2, len(gebied.goten))):
        teksten = [
            " ".join(woord.tekst for woord in rij.woorden if kolom_van(woord, gebied.goten) == kolom)
            for rij in gebied.rijen[max(gebied.koprijen, 0) :]
        ]
        nummers = [tekst for tekst in teksten if tekst and not is_kopwoord(tekst)]
        if nummers and all(map(is_rijnummer, nummers)) and len(set(nummers)) == len(nummers):
            return kolom
    return None


# --- the table -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Kolommen:
    """Where the columns of a table start, where their longest line ends, and the x that separates them."""

    xs: list[float]
    rechts: list[float]
    goten: list[float]

    @classmethod
    def van(cls, gebied: _Gebied) -> _Kolommen:
        per_kolom: list[list[Woord]] = [[] for _ in range(len(gebied.goten) + 1)]
        for rij in gebied.rijen:
            for woord in rij.woorden:
                per_kolom[kolom_van(woord, gebied.goten)].append(woord)
        if gebied.xs and not all(per_kolom):
            eind = [max((woord.x1 for woord in kolom), default=0.0) for kolom in per_kolom]
            rechts = [x1 or rand for x1, rand in zip(eind, gebied.xs[1:], strict=True)]
            return cls(list(gebied.xs), rechts, gebied.goten)
        randen = [*gebied.goten, max(woord.x1 for rij in gebied.rijen for woord in rij.woorden)]
        xs = [min((woord.x0 for woord in kolom), default=randen[max(nr - 1, 0)]) for nr, kolom in enumerate(per_kolom)]
        rechts = [max((woord.x1 for woord in kolom), default=randen[nr]) for nr, kolom in enumerate(per_kolom)]
        return cls([*xs, randen[-1]], rechts, gebied.goten)


def _tabel(gebied: _Gebied, blad: Bladzijde) -> Deeltabel | None:
    """The table with cells; a run of words that crosses the white between columns is a merged cell."""
    kolommen = _Kolommen.van(gebied)
    if any(een >= ander for een, ander in pairwise(kolommen.xs)):
        return None
    groepen = _groepen(gebied)
    toppen = [min(stuk.top for stuk in groep[0].stukken) - 1 for groep in groepen]
    toppen.append(max(stuk.bottom for stuk in gebied.rijen[-1].stukken) + 1)
    rooster = [_roosterrij(groep, kolommen, (toppen[nr], toppen[nr + 1]), blad) for nr, groep in enumerate(groepen)]
    koprijen = 1 if gebied.koprijen else 0
    return Deeltabel(
        blad.nummer, kolommen.xs, rooster, toppen, koprijen, bladzijden=[blad.nummer] * len(rooster), open=True
    )


def _roosterrij(
    groep: list[Tekstrij], kolommen: _Kolommen, hoogte: tuple[float, float], blad: Bladzijde
) -> list[Celvak]:
    delen = [deel for rij in groep for deel in _delen(rij, kolommen.goten)]
    rij_cellen: list[Celvak] = []
    for van, tot in _bereiken([bereik for bereik, _ in delen], len(kolommen.rechts)):
        x0, x1 = kolommen.xs[van], kolommen.xs[tot + 1]
        regels = hele_regels([regel for bereik, regel in delen if van <= bereik[0] <= tot], x0, kolommen.rechts[tot])
        y = groep[0].basis - 3
        arcering = any(v.x0 <= (x0 + x1) / 2 <= v.x1 and v.top <= y <= v.bottom for v in blad.vlakken)
        rij_cellen += [Celvak(x0, hoogte[0], x1, hoogte[1], regels, arcering)] * (tot + 1 - van)
    return rij_cellen


def _bereiken(gebruikt: list[tuple[int, int]], kolommen: int) -> list[tuple[int, int]]:
    """The cells of a row as ranges of columns: what runs across makes one wide cell."""
    begin_van = list(range(kolommen))
    for van, tot in gebruikt:
        for kolom in range(van, tot + 1):
            begin_van[kolom] = min(begin_van[kolom], begin_van[van])
    bereiken: list[tuple[int, int]] = []
    for kolom in range(kolommen):
        if bereiken and begin_van[kolom] <= bereiken[-1][1]:
            bereiken[-1] = (bereiken[-1][0], kolom)
        else:
            bereiken.append((kolom, kolom))
    return bereiken


def _delen(rij: Tekstrij, goten: list[float]) -> list[tuple[tuple[int, int], Regel]]:
    """The words of a row per column; words that run on over the white keep together."""
    delen: list[tuple[tuple[int, int], list[Woord]]] = []
    for woord in rij.woorden:
        kolom = kolom_van(woord, goten)
        begint = kolom > 0 and abs(woord.x0 - goten[kolom - 1]) <= 2 * LIJN
        wit = woord.x0 - delen[-1][1][-1].x1 if delen else 1e9
        vast = wit <= (RUIM if begint else 0.5) * rij.grootte
        if delen and (kolom == delen[-1][0][1] or vast):
            (van, _), inhoud = delen[-1]
            delen[-1] = ((van, kolom), [*inhoud, woord])
        else:
            delen.append(((kolom, kolom), [woord]))
    stuk = rij.stukken[0]
    return [(bereik, Regel(inhoud, stuk.basis, stuk.grootte, stuk.bladzijde)) for bereik, inhoud in delen]
