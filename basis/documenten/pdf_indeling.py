"""Reading order of a page: columns side by side, tables in between (pure)."""

from __future__ import annotations

from collections import Counter
from statistics import median

from basis.documenten.pdf_regels import hele_regels
from basis.documenten.pdf_vormen import Bladzijde, Deeltabel, Regel

GOOT = 9.0
"""White between two columns of text, in points, at least."""
MIN_REGELS = 5
"""Lines both columns have, at least."""


def leesvolgorde(blad: Bladzijde) -> list[Regel]:
    """Whole lines of a page in reading order, without its tables: column by column where it has columns."""
    stukken = sorted(blad.regels, key=lambda stuk: (stuk.basis, stuk.x0))
    goot = _goot(stukken)
    if goot is None:
        return _regels(stukken)
    regels: list[Regel] = []
    band: list[Regel] = []
    for groep in _rijen(stukken):
        if any(stuk.x0 < goot < stuk.x1 for stuk in groep) or _tabel_tussen(blad, band, groep[0]):
            regels += _kolommen(band, goot)
            band = []
        if any(stuk.x0 < goot < stuk.x1 for stuk in groep):
            regels += _regels(groep)
        else:
            band += groep
    return regels + _kolommen(band, goot)


def _regels(stukken: list[Regel]) -> list[Regel]:
    if not stukken:
        return []
    return hele_regels(stukken, min(stuk.x0 for stuk in stukken), max(stuk.x1 for stuk in stukken))


def _rijen(stukken: list[Regel]) -> list[list[Regel]]:
    rijen: list[list[Regel]] = []
    for stuk in stukken:
        if rijen and abs(stuk.basis - rijen[-1][0].basis) <= 0.3 * stuk.grootte:
            rijen[-1].append(stuk)
        else:
            rijen.append([stuk])
    return rijen


def _tabel_tussen(blad: Bladzijde, band: list[Regel], regel: Regel) -> bool:
    return bool(band) and any(band[-1].basis <= tabel.top and tabel.bottom <= regel.basis for tabel in blad.tabellen)


def _kolommen(band: list[Regel], goot: float) -> list[Regel]:
    """Left column before right column; a band with few lines on one side is read line by line."""
    links = [stuk for stuk in band if stuk.x1 <= goot]
    rechts = [stuk for stuk in band if stuk.x0 >= goot]
    if min(len(_rijen(links)), len(_rijen(rechts))) < 2:
        return _regels(band)
    na = _na_kolommen(links, max(stuk.basis for stuk in rechts))
    voor = [stuk for stuk in links if stuk not in na]
    return _regels(voor) + _regels(rechts) + _regels(na)


def _na_kolommen(links: list[Regel], onder: float) -> list[Regel]:
    """Lines on the left below the end of the right column that a larger heading sets apart: they follow on both."""
    gewoon = median(stuk.grootte for stuk in links) if links else 0.0
    kop = next((stuk for stuk in links if stuk.basis > onder + 2 and stuk.grootte > gewoon + 1), None)
    na = [stuk for stuk in links if kop is not None and stuk.basis >= kop.basis]
    breedte = max((stuk.x1 for stuk in links), default=0.0) - min((stuk.x0 for stuk in links), default=0.0)
    # Text across the whole page would not break where the left column ends.
    return na if sum(stuk.x1 - stuk.x0 > 0.8 * breedte for stuk in na) < 2 else []


def _goot(stukken: list[Regel]) -> float | None:
    """The x of the white between two columns of text, if most lines leave it free and both sides are real text."""
    if len(stukken) < 2 * MIN_REGELS:
        return None
    links, rechts = min(stuk.x0 for stuk in stukken), max(stuk.x1 for stuk in stukken)
    begin = Counter(round(stuk.x0) for stuk in stukken if links + 0.3 * (rechts - links) < stuk.x0)
    for x, keren in begin.most_common(3):
        if keren < MIN_REGELS:
            continue
        goot = x - GOOT / 2
        kruist = sum(stuk.x0 < goot < stuk.x1 for stuk in stukken)
        voor = [stuk for stuk in stukken if stuk.x1 <= goot - GOOT / 2 + 1]
        na = [stuk for stuk in stukken if stuk.x0 >= goot]
        if kruist <= 0.35 * len(stukken) and _is_tekst(voor, goot - links) and _is_tekst(na, rechts - goot):
            return goot
    return None


def _is_tekst(stukken: list[Regel], breedte: float) -> bool:
    """Tell whether these are the lines of a column of running text: enough of them, and mostly filled."""
    if len(stukken) < MIN_REGELS:
        return False
    vol = sum(stuk.x1 - stuk.x0 > 0.55 * breedte for stuk in stukken)
    woorden = sum(len(stuk.woorden) for stuk in stukken)
    return vol >= 0.5 * len(stukken) and woorden >= 3 * len(stukken)


def met_tabellen(regels: list[Regel], tabellen: list[Deeltabel]) -> list[Regel | Deeltabel]:
    """Put the tables of a page between its lines, by height; in a column, by the column."""
    reeks: list[Regel | Deeltabel] = list(regels)
    for tabel in sorted(tabellen, key=lambda tabel: tabel.top):
        plek = next((nr for nr, blok in enumerate(reeks) if _komt_na(blok, tabel)), len(reeks))
        reeks.insert(plek, tabel)
    return reeks


def _komt_na(blok: Regel | Deeltabel, tabel: Deeltabel) -> bool:
    if isinstance(blok, Deeltabel):
        return blok.top >= tabel.bottom - 2
    naast = blok.rechts <= tabel.x0 + 2 or blok.links >= tabel.x1 - 2
    if naast:
        return blok.links >= tabel.x1 - 2
    return blok.basis > tabel.bottom - 2
