"""Days, months, quarters, seasons and years as they are written, read from one place in a text (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace

from afspraken.termijnherkenning.jaren import (
    EERSTE_JAAR,
    LAATSTE_JAAR,
    STREEPJES,
    Gelezen,
    heel_jaar,
    lees_jaar,
    lees_jaarbereik,
)
from afspraken.termijnherkenning.model import (
    DUBBELZINNIG,
    JAAR,
    ONNAUWKEURIG,
    Tijdvak,
    laatste_dag,
    maanden,
)
from afspraken.termijnherkenning.woorden import (
    DELEN,
    MAANDNUMMERS,
    RANGTELWOORDEN,
    SEIZOENEN,
    Woorden,
)

_ELK = frozenset({"elk", "ieder", "elke", "iedere"})


def lees_tijdvak(w: Woorden, i: int) -> Gelezen | None:
    """Read the piece of time that starts at place i, with its year when it has one."""
    woord = w.op(i)
    if not woord:
        return None
    if woord[0].isdecimal() or woord in {"'", "’", "‘"}:
        return _lees_cijfers(w, i)
    if woord == "q" or woord in {"kw", "kwartaal", "kw."}:
        return _lees_kwartaalcode(w, i)
    lezer = _LEZERS.get(woord)
    return lezer(w, i) if lezer else None


def _lees_cijfers(w: Woorden, i: int) -> Gelezen | None:
    """Read what starts with a digit: a date, an ordinal ('1e kwartaal'), a year or a row of years."""
    for lezer in (_lees_iso, _lees_cijferdatum, _lees_dag_en_maand, _lees_rangcijfer, _lees_jaar_kwartaal):
        if gelezen := lezer(w, i):
            return gelezen
    if jaar := lees_jaar(w, i):
        return lees_jaarbereik(w, *jaar)
    return None


def _dag(jaar: int, maand: int, dag: int) -> Tijdvak | None:
    """Return the day as a piece of time, or None when it does not exist."""
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        return None
    try:
        datum = dt.date(jaar, maand, dag)
    except ValueError:
        return None
    return Tijdvak("dag", lambda _: (datum, datum), jaar)


def _lees_iso(w: Woorden, i: int) -> Gelezen | None:
    """Read '2022-12-31'."""
    delen = w.w[i : i + 5]
    if len(delen) < 5 or len(delen[0]) != 4 or delen[1] != "-" or delen[3] != "-":
        return None
    if not (delen[2].isdecimal() and delen[4].isdecimal() and len(delen[2]) <= 2 and len(delen[4]) <= 2):
        return None
    vak = _dag(int(delen[0]), int(delen[2]), int(delen[4])) if delen[0].isdecimal() else None
    return (vak, i + 5) if vak and all(w.vast(j) for j in range(i + 1, i + 5)) else None


def _lees_cijferdatum(w: Woorden, i: int) -> Gelezen | None:
    """Read '1-1-2023', '31/12/22', '31.12.2023'; a dot asks for four digits, or it is the number of an article."""
    delen = w.w[i : i + 5]
    if len(delen) < 5 or delen[1] != delen[3] or delen[1] not in STREEPJES | {"/", "."}:
        return None
    dag, maand, jaar = delen[0], delen[2], delen[4]
    if not (dag.isdecimal() and maand.isdecimal() and jaar.isdecimal()) or len(dag) > 2 or len(maand) > 2:
        return None
    if len(jaar) != 4 and (len(jaar) != 2 or delen[1] == "."):
        return None
    vak = _dag(int(jaar) + (2000 if len(jaar) == 2 else 0), int(maand), int(dag))
    return (vak, i + 5) if vak else None


def _lees_dag_en_maand(w: Woorden, i: int) -> Gelezen | None:
    """Read '1 juli 2023', '1e juli', '31 dec. 2022'; without a year it still lacks one."""
    dag = w.op(i)
    if not dag.isdecimal() or len(dag) > 2:
        return None
    plaats = i + 1
    if w.op(plaats) in {"e", "ste", "de"} and w.vast(plaats):
        plaats += 1
    maand = MAANDNUMMERS.get(w.op(plaats))
    if maand is None or not 1 <= int(dag) <= laatste_dag(2024, maand).day:
        return None
    nummer = int(dag)
    vak = Tijdvak("dag", lambda jaar: _dagvak(jaar, maand, nummer))
    return lees_jaartal_erbij(w, vak, plaats + 1)


def _dagvak(jaar: int, maand: int, dag: int) -> tuple[dt.date, dt.date]:
    """Return the day twice; 29 February becomes the last day of that month."""
    datum = dt.date(jaar, maand, min(dag, laatste_dag(jaar, maand).day))
    return datum, datum


def _lees_rangcijfer(w: Woorden, i: int) -> Gelezen | None:
    """Read '2e kwartaal 2024', '1ste helft 2023'."""
    if w.op(i + 1) in {"e", "ste", "de"} and w.vast(i + 1) and w.op(i) in {"1", "2", "3", "4"}:
        return _lees_deel_op_rang(w, int(w.op(i)), i + 2)
    return None


def _lees_jaar_kwartaal(w: Woorden, i: int) -> Gelezen | None:
    """Read '2024 Q1', '2024-Q2', '2024 kwartaal 3'."""
    jaar = lees_jaar(w, i)
    if jaar is None:
        return None
    haakje = w.op(jaar[1]) == "("
    plaats = jaar[1] + (1 if w.op(jaar[1]) in STREEPJES | {"/", "(", ","} else 0)
    if w.op(plaats) not in {"q", "kw", "kwartaal"}:
        return None
    gelezen = _lees_kwartaalcode(w, plaats, met_jaar=False)
    if gelezen is None or (haakje and w.op(gelezen[1]) != ")"):
        return None
    return gelezen[0].met_jaar(jaar[0]), gelezen[1] + (1 if haakje else 0)


def _lees_kwartaalcode(w: Woorden, i: int, *, met_jaar: bool = True) -> Gelezen | None:
    """Read 'Q1 2022', 'kw 2 2024', 'kwartaal 3'."""
    plaats = i + 1 + (1 if w.op(i + 1) == "." else 0)
    if w.op(plaats) not in {"1", "2", "3", "4"}:
        return None
    vak = _kwartaal(int(w.op(plaats)))
    return lees_jaartal_erbij(w, vak, plaats + 1) if met_jaar else (vak, plaats + 1)


def _kwartaal(nummer: int) -> Tijdvak:
    return Tijdvak("kwartaal", maanden(nummer * 3 - 2, nummer * 3))


def _lees_deel_op_rang(w: Woorden, rang: int, i: int) -> Gelezen | None:
    """Read what follows 'eerste', '2e': 'kwartaal', 'helft (van)', 'halfjaar', 'half jaar'."""
    woord = w.op(i)
    if woord in {"en", "/", "-", "t/m", ","} and (vervolg := _rang_op(w, i + 1)):
        gelezen = _lees_deel_op_rang(w, rang, vervolg) if w.op(vervolg) in {"kwartaal", "kw", "helft"} else None
        return (replace(gelezen[0], jaar=None), i) if gelezen else None  # '1e en 3e kwartaal': the noun comes later
    if woord in {"kwartaal", "kw"}:
        vak = _kwartaal(4 if rang == -1 else rang)
        return lees_jaartal_erbij(w, vak, i + 1 + (1 if woord == "kw" and w.op(i + 1) == "." else 0))
    if rang not in {1, 2, -1}:
        return None
    helft = 1 if rang == 1 else 2
    vak = Tijdvak("halfjaar", maanden(helft * 6 - 5, helft * 6))
    if woord == "halfjaar":
        return lees_jaartal_erbij(w, vak, i + 1)
    if woord == "half" and w.op(i + 1) == "jaar":
        return lees_jaartal_erbij(w, vak, i + 2)
    if woord == "helft":
        gelezen = lees_jaartal_erbij(w, vak, i + 1)
        # 'de andere helft', 'de eerste helft van de woningen' are no time: a half needs its year.
        return gelezen if gelezen[1] > i + 1 else None
    return None


def _rang_op(w: Woorden, i: int) -> int | None:
    """Return the place after an ordinal at place i ('derde', '3e'), or None when there is none."""
    if w.op(i) in RANGTELWOORDEN:
        return i + 1
    if w.op(i) in {"1", "2", "3", "4"} and w.op(i + 1) in {"e", "ste", "de"} and w.vast(i + 1):
        return i + 2
    return None


def _lees_rang(w: Woorden, i: int) -> Gelezen | None:
    return _lees_deel_op_rang(w, RANGTELWOORDEN[w.op(i)], i + 1)


def _lees_h(w: Woorden, i: int) -> Gelezen | None:
    """Read 'H1 2023'; without its year it is a heading or a house number."""
    if w.op(i + 1) not in {"1", "2"} or not w.vast(i + 1):
        return None
    helft = int(w.op(i + 1))
    gelezen = lees_jaartal_erbij(w, Tijdvak("halfjaar", maanden(helft * 6 - 5, helft * 6)), i + 2)
    return gelezen if gelezen[0].jaar else None


def _lees_maand(w: Woorden, i: int) -> Gelezen | None:
    """Read 'januari 2024', 'jan. 2024', 'jan-24', 'mei'."""
    nummer = MAANDNUMMERS[w.op(i)]
    na = i + 1
    if w.op(i) not in {"mei"} and len(w.op(i)) <= 4 and w.op(na) == "." and w.vast(na):
        na += 1
    elif len(w.op(i)) == 3 and w.op(i) != "mei" and not _heeft_jaar(w, na):
        return None  # 'jan', 'dec' and 'nov' on their own are names and abbreviations
    vak = Tijdvak("maand", maanden(nummer, nummer))
    if w.op(na) in STREEPJES and w.vast(na + 1) and len(w.op(na + 1)) == 2 and w.op(na + 1).isdecimal():
        return replace(vak, jaar=2000 + int(w.op(na + 1))), na + 2
    return lees_jaartal_erbij(w, vak, na)


def _heeft_jaar(w: Woorden, i: int) -> bool:
    return lees_jaar(w, i) is not None or (w.op(i) in STREEPJES | {"/"} and w.vast(i + 1))


def _lees_seizoen(w: Woorden, i: int) -> Gelezen | None:
    """Read 'najaar 2023', 'winter 2023/2024'."""
    woord = w.op(i)
    gelezen = lees_jaartal_erbij(w, Tijdvak("seizoen", SEIZOENEN[woord]), i + 1)
    vak, na = gelezen
    if woord == "winter" and vak.jaar and (w.op(na) == "/" or w.op(na) in STREEPJES):
        bereik, verder = lees_jaarbereik(w, vak.jaar, na)
        return vak, verder if bereik.tot_jaar else na
    return gelezen


def _lees_deel(w: Woorden, i: int) -> Gelezen | None:
    """Read 'begin 2023', 'medio juni 2023', 'eind van elk jaar', 'einde van Q2 2024'."""
    (eerste, laatste), (dag, einddag) = DELEN[w.op(i)]
    is_eind = w.op(i) in {"eind", "einde"}
    plaats = i + 1
    while plaats < i + 4 and w.op(plaats) in {"van", "het", "de"}:
        plaats += 1
    if ((maand := MAANDNUMMERS.get(w.op(plaats))) and len(w.op(plaats)) != 3) or w.op(plaats) == "mei":
        maand = MAANDNUMMERS[w.op(plaats)]
        vak = Tijdvak("deel", _deel_van_maand(maand, dag, einddag), exactheid=ONNAUWKEURIG)
        return lees_jaartal_erbij(w, vak, plaats + 1)
    vak = Tijdvak("deel", maanden(eerste, laatste), exactheid=ONNAUWKEURIG)
    if jaar := lees_jaar(w, plaats):
        return replace(vak, jaar=jaar[0]), jaar[1]
    if w.op(plaats) in {"jaar", "kalenderjaar"} and plaats > i + 1 and w.op(plaats - 1) == "het":
        return vak, plaats + 1
    if w.op(plaats) in _ELK or w.op(plaats) in {"dit", "volgend", "komend"}:
        gelezen = lees_jaartal_erbij(w, vak, plaats - 1 if w.op(plaats - 1) == "van" else plaats)
        return gelezen if gelezen[1] > plaats else None
    if is_eind and (deel := _lees_kwartaal_of_helft(w, plaats)):
        binnen = deel[0]
        return replace(binnen, soort="deel", maak=lambda jaar: (binnen.maak(jaar)[1],) * 2), deel[1]
    return None


def _lees_kwartaal_of_helft(w: Woorden, i: int) -> Gelezen | None:
    """Read the quarter or half year whose end is meant: 'eind Q2 2024', 'einde van het tweede kwartaal'."""
    if w.op(i) in {"q", "kw", "kwartaal"}:
        return _lees_kwartaalcode(w, i)
    if w.op(i) in RANGTELWOORDEN:
        return _lees_rang(w, i)
    return _lees_rangcijfer(w, i) if w.op(i)[:1].isdecimal() else None


def _deel_van_maand(maand: int, dag: int, einddag: int) -> Callable[[int], tuple[dt.date, dt.date]]:
    """Return the maker of the first, middle or last ten days of a month."""
    return lambda jaar: (
        dt.date(jaar, maand, dag),
        dt.date(jaar, maand, einddag) if einddag else laatste_dag(jaar, maand),
    )


def _lees_ultimo(w: Woorden, i: int) -> Gelezen | None:
    """Read 'ultimo 2023' (31 December) and 'primo 2023' (1 January)."""
    jaar = lees_jaar(w, i + 1)
    if jaar is None:
        return None
    maand, dag = (12, 31) if w.op(i) == "ultimo" else (1, 1)
    vak = _dag(jaar[0], maand, dag)
    return (vak, jaar[1]) if vak else None


def _lees_week(w: Woorden, i: int) -> Gelezen | None:
    """Read 'week 23', 'wk. 23 2024' (ISO weeks)."""
    plaats = i + 1 + (1 if w.op(i + 1) == "." else 0)
    nummer = w.op(plaats)
    if not nummer.isdecimal() or not 1 <= int(nummer[:4]) <= 53 or len(nummer) > 2:
        return None
    week = int(nummer)
    return lees_jaartal_erbij(w, Tijdvak("week", lambda jaar: _weekvak(jaar, week)), plaats + 1)


def _weekvak(jaar: int, week: int) -> tuple[dt.date, dt.date]:
    """Return Monday and Sunday of an ISO week; week 53 of a shorter year is its last week."""
    laatste = dt.date(jaar, 12, 28).isocalendar().week
    maandag = dt.date.fromisocalendar(jaar, min(week, laatste), 1)
    return maandag, maandag + dt.timedelta(days=6)


def _lees_schooljaar(w: Woorden, i: int) -> Gelezen | None:
    """Read 'schooljaar 2023-2024': 1 August up to 31 July."""
    jaar = lees_jaar(w, i + 1)
    if jaar is None:
        return None
    _, na = lees_jaarbereik(w, *jaar)
    return Tijdvak("schooljaar", maanden(8, 19), jaar[0], toelichting="Schooljaar: 1 augustus tot en met 31 juli."), na


def _lees_dit_jaar(w: Woorden, i: int) -> Gelezen | None:
    """Read 'dit jaar', 'volgend jaar', 'komend jaar'; which year that is follows from the set."""
    if w.op(i + 1) not in {"jaar", "kalenderjaar"}:
        return None
    verschil = 1 if w.op(i).startswith("volgend") else 0
    vak = Tijdvak("relatief", lambda jaar: heel_jaar(jaar + verschil), exactheid=DUBBELZINNIG)
    return vak, i + 2


def lees_jaartal_erbij(w: Woorden, vak: Tijdvak, na: int) -> Gelezen:
    """Read the year that belongs to a month, quarter ...: ' 2024', ' van 2024', '-2024', ' van elk jaar'."""
    if jaar := lees_jaar(w, na):
        return vak.met_jaar(jaar[0]), jaar[1]
    plaats = na
    if w.op(plaats) in STREEPJES | {"/", ","} and (jaar := lees_jaar(w, plaats + 1)):
        # 'Q4/2023' and 'mei-2023' hold their year; in 'Q1, 2024 ...' the year may start something new.
        if w.op(plaats) != "," or w.op(jaar[1]) in {"", ")"}:
            return vak.met_jaar(jaar[0]), jaar[1]
        return vak, na
    if w.op(plaats) in {"van", "in"}:
        plaats += 1
        plaats += 2 if w.is_(plaats, "het", "jaar") and lees_jaar(w, plaats + 2) else 0
        if jaar := lees_jaar(w, plaats):
            return vak.met_jaar(jaar[0]), jaar[1]
    return _lees_jaar_in_woorden(w, vak, plaats, na)


def _lees_jaar_in_woorden(w: Woorden, vak: Tijdvak, plaats: int, na: int) -> Gelezen:
    """Read 'elk jaar', 'ieder kalenderjaar', 'het jaar', 'dit jaar', 'het volgende jaar' after a piece of time."""
    if w.op(plaats) in _ELK and w.op(plaats + 1) in {"jaar", "kalenderjaar"}:
        return replace(vak, herhaling=JAAR), plaats + 2
    if plaats == na:
        return vak, na
    if w.op(plaats) in {"het", "een"} and w.op(plaats + 1) in {"jaar", "kalenderjaar"}:
        return vak, plaats + 2
    plaats += 1 if w.op(plaats) == "het" else 0
    if w.op(plaats) in {"dit", "volgend", "volgende"} and w.op(plaats + 1) == "jaar":
        verschil = 0 if w.op(plaats) == "dit" else 1
        maak = vak.maak
        return replace(vak, maak=lambda jaar: maak(jaar + verschil), exactheid=DUBBELZINNIG), plaats + 2
    return vak, na


_Lezer = Callable[[Woorden, int], Gelezen | None]
_PER_WOORD: tuple[tuple[Iterable[str], _Lezer], ...] = (
    (MAANDNUMMERS, _lees_maand),
    (SEIZOENEN, _lees_seizoen),
    (DELEN, _lees_deel),
    (RANGTELWOORDEN, _lees_rang),
    (("week", "wk"), _lees_week),
    (("ultimo", "primo"), _lees_ultimo),
    (("dit", "volgend", "komend"), _lees_dit_jaar),
    (("h",), _lees_h),
    (("schooljaar",), _lees_schooljaar),
)
_LEZERS = {woord: lezer for woorden, lezer in _PER_WOORD for woord in woorden}
STARTWOORDEN = frozenset(_LEZERS) | {"q", "kw", "kwartaal", "'", "’", "‘"}
