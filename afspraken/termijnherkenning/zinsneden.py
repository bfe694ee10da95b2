"""Fixed phrases of time without a date of their own: 'komende vijf jaar', 'doorlopend', 'z.s.m.' (pure)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from afspraken.termijnherkenning.model import (
    DAG,
    DUBBELZINNIG,
    EXACT,
    GEEN,
    JAAR,
    ONNAUWKEURIG,
    VOORWAARDE,
    Looptijd,
    laatste_dag,
    plus_jaren,
)
from afspraken.termijnherkenning.woorden import Woorden


@dataclass(frozen=True, slots=True)
class Zinsnede:
    """A phrase as read: its dates, how sure they are, and the place after it."""

    na: int
    begin: dt.date | None = None
    eind: dt.date | None = None
    exactheid: str = EXACT
    toelichting: str = ""
    relatief: bool = False
    """Counted from the moment it is done ('komende twee jaar'): in a yearly sentence it has no dates."""
    herhaling: str = GEEN
    open: bool = False
    """Without an end ('doorlopend'); says nothing beside 'vanaf 2023'."""
    vaag: bool = False
    """Says little; dropped when the sentence holds a date."""


Datumpaar = tuple[dt.date, dt.date]
_KOMEND = frozenset({"komende", "aankomende", "eerstkomende", "komend", "eerstvolgende"})
_LOOPTIJD = frozenset({"looptijd", "contractperiode", "convenantperiode", "afsprakenperiode"})
_HEEL = frozenset({"hele", "gehele", "volledige"})
_DIRECT = (
    ("per", "direct"),
    ("per", "heden"),
    ("vanaf", "heden"),
    ("vanaf", "nu"),
    ("met", "onmiddellijke", "ingang"),
    ("met", "directe", "ingang"),
)
_SNEL = (
    ("z.s.m.",), ("z.s.m",), ("zsm",), ("asap",), ("zo", "snel", "mogelijk"), ("zo", "spoedig", "mogelijk"),
    ("zo", "snel", "als", "mogelijk"), ("op", "korte", "termijn"), ("ruim", "op", "tijd"),
)  # fmt: skip
_ONBEPAALD = (
    ("n.t.b.",), ("ntb",), ("nader", "te", "bepalen"), ("nog", "te", "bepalen"), ("nog", "nader", "te", "bepalen"),
    ("nog", "niet", "bekend"), ("onbekend",), ("pm",), ("p", ".", "m", "."), ("nog", "in", "te", "vullen"),
    ("n", ".", "t", ".", "b"),
)  # fmt: skip
_NVT = (("n.v.t.",), ("n.v.t",), ("nvt",), ("niet", "van", "toepassing"))
_DOORLOPEND = frozenset({"doorlopend", "doorlopende", "continu", "voortdurend", "ongoing"})
_DOORLOPEND_KOLOM = frozenset(
    {"loopt", "structureel", "permanent", "lopend", "lopende", "blijvend", "continue", "altijd"}
)
_VOORUITBLIK = frozenset({"doorkijk", "vooruitblik", "prognose", "raming", "doorkijkje"})
STARTWOORDEN = (
    _KOMEND
    | _LOOPTIJD
    | _HEEL
    | _DOORLOPEND
    | _DOORLOPEND_KOLOM
    | {rij[0] for rij in _DIRECT + _SNEL + _ONBEPAALD + _NVT}
    | {"binnen", "gedurende", "tijdens", "direct", "onmiddellijk", "in", "eind", "einde"}
)


def lees_zinsnede(
    w: Woorden, i: int, looptijd: Looptijd, *, als_kolom: bool, jaarschijf: Datumpaar | None = None
) -> Zinsnede | None:
    """Read the phrase that starts at place i; ``jaarschijf`` is when the set says its jaarschijf is made."""
    woord = w.op(i)
    if woord == "in":
        return _lees_jaarschijf(w, i, jaarschijf)
    if woord in {"eind", "einde"}:
        return _lees_eind(w, i, looptijd)
    if woord in _KOMEND:
        return _lees_komend(w, i, looptijd, als_kolom=als_kolom)
    if woord == "binnen":
        return _lees_binnen(w, i, looptijd, als_kolom=als_kolom)
    if woord in {"gedurende", "tijdens"} or woord in _HEEL | _LOOPTIJD:
        return _lees_looptijd(w, i, looptijd, als_kolom=als_kolom)
    if woord in _DOORLOPEND or (als_kolom and woord in _DOORLOPEND_KOLOM):
        if als_kolom or (woord in {"doorlopend", "continu"}):
            return Zinsnede(i + 1, looptijd.begin, toelichting="Loopt door; er is geen einddatum.", open=True)
        return None
    return _lees_vast(w, i, looptijd, als_kolom=als_kolom)


def _lees_jaarschijf(w: Woorden, i: int, moment: Datumpaar | None) -> Zinsnede | None:
    """Read 'in de jaarschijf': every year, when the set says its jaarschijf is made."""
    if moment is None or w.op(i + 1) not in {"de", "elke", "iedere"} or not w.op(i + 2).startswith("jaarschij"):
        return None
    if w.op(i + 3) in {"vanaf", "van", "voor"}:
        return None
    begin, eind = moment
    return Zinsnede(i + 3, begin, eind, EXACT, "Het moment waarop de jaarschijf wordt gemaakt.", herhaling=JAAR)


def _lees_eind(w: Woorden, i: int, looptijd: Looptijd) -> Zinsnede | None:
    """Read 'einde (van de) looptijd'."""
    plaats = i + 1
    plaats += 1 if w.op(plaats) == "van" else 0
    plaats += 1 if w.op(plaats) in {"de", "deze"} else 0
    return Zinsnede(plaats + 1, None, looptijd.eind) if w.op(plaats) in _LOOPTIJD else None


def _lees_vast(w: Woorden, i: int, looptijd: Looptijd, *, als_kolom: bool) -> Zinsnede | None:
    """Read a phrase from the lists: 'per direct', 'z.s.m.', 'n.t.b.'."""
    if na := _past(w, i, _DIRECT) or _los_direct(w, i, als_kolom=als_kolom):
        return Zinsnede(na, looptijd.begin, toelichting="Geldt vanaf het begin.")
    if na := _past(w, i, _SNEL):
        if w.op(i) == "op" and "die" in w.w[max(0, i - 3) : i]:
            return None
        return Zinsnede(na, exactheid=ONNAUWKEURIG)
    if als_kolom and (na := _past(w, i, _ONBEPAALD)):
        return Zinsnede(na, exactheid=ONNAUWKEURIG, toelichting="Nog niet bepaald.")
    if als_kolom and (na := _past(w, i, _NVT)):
        return Zinsnede(na, exactheid=ONNAUWKEURIG, toelichting="Niet van toepassing.")
    return None


def _los_direct(w: Woorden, i: int, *, als_kolom: bool) -> int:
    """Return the place after 'direct' in a column, or 0; 'direct na ...' waits for something else."""
    return i + 1 if als_kolom and w.op(i) in {"direct", "onmiddellijk"} and w.op(i + 1) not in {"na", "nadat"} else 0


def _past(w: Woorden, i: int, rijen: tuple[tuple[str, ...], ...]) -> int:
    """Return the place after the longest of these phrases that stands at place i, or 0."""
    return max((i + len(rij) for rij in rijen if w.is_(i, *rij)), default=0)


def _lees_komend(w: Woorden, i: int, looptijd: Looptijd, *, als_kolom: bool) -> Zinsnede | None:
    """Read 'komende vijf jaar', 'komende jaren', 'komende periode', 'eerstkomende 6 maanden'."""
    if any(w.op(j) in _VOORUITBLIK for j in range(max(0, i - 3), i)):
        return None
    woord = w.op(i + 1)
    if woord == "jaren":
        return Zinsnede(i + 2, exactheid=ONNAUWKEURIG, vaag=not als_kolom and w.op(i) != "komende")
    if woord == "periode":
        return Zinsnede(i + 2, looptijd.begin, looptijd.eind, ONNAUWKEURIG, "Gelezen als de looptijd.", vaag=True)
    if woord in {"jaar", "kalenderjaar"} and w.op(i) in {"komende", "aankomende"}:
        return _duur(1, "jaar", i + 2, looptijd)
    aantal = w.getal(i + 1)
    if aantal and (eenheid := _eenheid(w.op(i + 2))):
        return _duur(aantal, eenheid, i + 3, looptijd)
    return None


def _eenheid(woord: str) -> str:
    """Return 'jaar', 'maand' or 'week' for a unit of time, else ''."""
    if woord in {"jaar", "jaren", "kalenderjaren"}:
        return "jaar"
    if woord in {"maand", "maanden"}:
        return "maand"
    return "week" if woord in {"week", "weken"} else ""


def _duur(aantal: int, eenheid: str, na: int, looptijd: Looptijd) -> Zinsnede:
    """Return so many years, months or weeks, counted from the first day of the set."""
    begin = looptijd.begin
    if begin is None or not 0 < aantal <= 100:
        return Zinsnede(na, exactheid=ONNAUWKEURIG, relatief=True)
    return Zinsnede(na, begin, _na_duur(begin, aantal, eenheid), EXACT, "Gerekend vanaf het begin.", relatief=True)


def _na_duur(begin: dt.date, aantal: int, eenheid: str) -> dt.date:
    """Return the last day of a span that starts on ``begin``."""
    if eenheid == "week":
        return begin + dt.timedelta(weeks=aantal) - DAG
    if eenheid == "jaar":
        return plus_jaren(begin, aantal) - DAG
    maand = begin.month + aantal
    if begin.day == 1:
        return laatste_dag(begin.year, maand - 1)
    eind = laatste_dag(begin.year, maand)
    return min(eind, eind.replace(day=1) + dt.timedelta(days=begin.day - 1)) - DAG


def _lees_binnen(w: Woorden, i: int, looptijd: Looptijd, *, als_kolom: bool) -> Zinsnede | None:
    """Read 'binnen vijf jaar': a last day, counted from the begin of the set because nothing else is named."""
    plaats = i + 1 + (1 if w.op(i + 1) in {"de", "nu"} else 0)
    plaats += 1 if w.op(plaats) in _KOMEND else 0
    plaats += 2 if w.is_(plaats, "en", "nu") else 0
    aantal, eenheid = w.getal(plaats), _eenheid(w.op(plaats + 1))
    if not aantal or not eenheid or w.op(plaats + 2) in {"na", "nadat", "vanaf", "voor"}:
        return None
    duur = _duur(aantal, eenheid, plaats + 2, looptijd)
    if eenheid != "jaar" and not als_kolom:
        return Zinsnede(duur.na, exactheid=VOORWAARDE, toelichting="Vanaf wanneer dit telt staat er niet bij.")
    if duur.eind is None:
        return duur
    return Zinsnede(duur.na, None, duur.eind, DUBBELZINNIG, "Gerekend vanaf het begin van de afspraken.", relatief=True)


def _lees_looptijd(w: Woorden, i: int, looptijd: Looptijd, *, als_kolom: bool) -> Zinsnede | None:
    """Read 'gedurende de (hele) looptijd', 'hele periode', 'gedurende het jaar'."""
    plaats = i + (1 if w.op(i) in {"gedurende", "tijdens"} else 0)
    plaats += 1 if w.op(plaats) in {"de", "het", "deze"} else 0
    heel = w.op(plaats) in _HEEL
    plaats += 1 if heel else 0
    woord = w.op(plaats)
    if woord in _LOOPTIJD and (plaats > i or als_kolom):
        return Zinsnede(plaats + 1, looptijd.begin, looptijd.eind)
    if woord == "periode" and heel:
        return Zinsnede(plaats + 1, looptijd.begin, looptijd.eind)
    if woord == "jaar" and w.op(i) in {"gedurende", "tijdens"}:
        return Zinsnede(plaats + 1, exactheid=ONNAUWKEURIG)
    return None
