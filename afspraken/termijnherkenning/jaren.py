"""Years and rows of years as they are written, apart from amounts, codes and telephone numbers (pure)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from afspraken.termijnherkenning.model import Tijdvak, woordrij
from afspraken.termijnherkenning.woorden import Woorden

# The piece that was read, and the place after it.
Gelezen = tuple[Tijdvak, int]
EERSTE_JAAR, LAATSTE_JAAR = 1990, 2099
STREEPJES = frozenset("-–—‐‑−")
_EENHEDEN = frozenset(
    woordrij(
        "woningen huurwoningen huizen appartementen euro eur stuks personen huishoudens m m2 m² procent punten "
        "inwoners statushouders woonwagens standplaatsen eenheden kamers"
    )
)


def heel_jaar(jaar: int) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a year."""
    return dt.date(jaar, 1, 1), dt.date(jaar, 12, 31)


def lees_jaar(w: Woorden, i: int) -> tuple[int, int] | None:
    """Read '2023' or "'23" at place i: the year and the place after it. Amounts, codes and numbers are not years."""
    woord = w.op(i)
    if woord in {"'", "’", "‘"} and w.vast(i) and w.op(i - 1) in STREEPJES:
        return None  # the rest of "01-07-'24"
    if woord in {"'", "’", "‘"} and len(w.op(i + 1)) == 2 and w.op(i + 1).isdecimal() and w.vast(i + 1):
        return 2000 + int(w.op(i + 1)), i + 2
    if len(woord) != 4 or not woord.isdecimal() or not EERSTE_JAAR <= int(woord) <= LAATSTE_JAAR:
        return None
    if w.vast(i) and w.op(i - 1) in STREEPJES and w.vast(i - 1) and w.op(i - 2).isdecimal() and len(w.op(i - 2)) != 4:
        return None  # the rest of '29-02-2023' (no day that exists) or of a telephone number
    if _deel_van_getal(w, i) or w.op(i - 1) == "€" or w.op(i + 1) == "%":
        return None
    if len(w.op(i + 1)) == 2 and w.ruw(i + 1).isupper() and w.op(i + 1).isalpha() and w.op(i + 2) != ".":
        return None  # a postal code: 8261 AB
    return int(woord), i + 1


def _deel_van_getal(w: Woorden, i: int) -> bool:
    """Tell whether the digits at place i belong to a longer number or code: '12.2022', '2022,5', '038-2022'."""
    if w.vast(i) and (w.op(i - 1) in {".", ",", "€"} or w.op(i - 1).isalpha()) and w.vast(i - 1):
        return True
    return w.op(i + 1) in {".", ","} and w.vast(i + 1) and w.vast(i + 2) and w.op(i + 2).isdecimal()


def is_aantal(w: Woorden, na: int) -> bool:
    """Tell whether the number that ends before place ``na`` counts things ('2000 woningen')."""
    return w.op(na) in _EENHEDEN or (w.op(na) in {"sociale", "nieuwe", "extra"} and w.op(na + 1) in _EENHEDEN)


def lees_jaarbereik(w: Woorden, jaar: int, na: int) -> Gelezen:
    """Read what follows a year: '-2026', ' t/m 2026', '/2024', '-26', or nothing."""
    vak = Tijdvak("jaar", heel_jaar, jaar)
    plaats = na
    if w.op(na) in STREEPJES or w.op(na) in {"/", "t/m", "t.m."}:
        plaats = na + 1
    elif w.is_(na, "tot", "en", "met"):
        plaats = na + 3
    if plaats == na:
        return vak, na
    ander = lees_jaar(w, plaats)
    if ander is None and w.vast(plaats) and w.op(plaats).isdecimal() and len(w.op(plaats)) == 2:
        tweede = jaar // 100 * 100 + int(w.op(plaats))
        ander = (tweede, plaats + 1) if not w.vast(plaats + 1) or not w.op(plaats + 1).isalnum() else None
    if ander is None or not jaar < ander[0] <= jaar + 50:
        return vak, na
    return replace(vak, soort="jaren", tot_jaar=ander[0]), ander[1]
