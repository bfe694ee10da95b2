"""One term read from one place: words before it, the piece of time or repetition itself, words after it (pure)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from afspraken.termijnherkenning import herhalingen, tijdvakken
from afspraken.termijnherkenning.herhalingen import Ritme, lees_ritme
from afspraken.termijnherkenning.jaren import is_aantal
from afspraken.termijnherkenning.model import DAG, DUBBELZINNIG, Tijdvak, minst_zeker, woordrij
from afspraken.termijnherkenning.tijdvakken import lees_tijdvak
from afspraken.termijnherkenning.woorden import Woorden

IN, OP, VOOR, TOT, TM, UITERLIJK, VANAF, PER, SINDS, NA, ROND, START, PERIODE, PEILDATUM, VAN, TUSSEN = (
    "in", "op", "voor", "tot", "tm", "uiterlijk", "vanaf", "per", "sinds", "na", "rond", "start", "periode",
    "peildatum", "van", "tussen",
)  # fmt: skip
_VOORZETSELS: dict[tuple[str, ...], str] = {
    ("in",): IN, ("gedurende",): IN, ("tijdens",): IN, ("in", "de", "loop", "van"): IN, ("loop", "van"): IN,
    ("op",): OP, ("voor",): VOOR, ("tot",): TOT, ("tot", "en", "met"): TM, ("t/m",): TM, ("t.m.",): TM,
    ("uiterlijk",): UITERLIJK, ("niet", "later", "dan"): UITERLIJK, ("uiterste", "datum"): UITERLIJK,
    ("deadline",): UITERLIJK, ("einddatum",): UITERLIJK, ("gereed",): UITERLIJK, ("klaar",): UITERLIJK,
    ("afgerond",): UITERLIJK, ("afronding",): UITERLIJK, ("oplevering",): IN, ("opgeleverd",): UITERLIJK,
    ("vanaf",): VANAF, ("met", "ingang", "van"): VANAF, ("m.i.v.",): VANAF, ("m.i.v",): VANAF, ("ingaande",): VANAF,
    ("ingangsdatum",): VANAF, ("per",): PER, ("sinds",): SINDS, ("na",): NA, ("rond",): ROND, ("rondom",): ROND,
    ("omstreeks",): ROND, ("circa",): ROND, ("ca.",): ROND, ("ca",): ROND, ("ongeveer",): ROND,
    ("start",): START, ("startdatum",): START, ("gestart",): START, ("aanvang",): START,
    ("in", "de", "periode"): PERIODE, ("voor", "de", "periode"): PERIODE, ("periode",): PERIODE,
    ("over", "de", "periode"): PERIODE, ("de", "periode"): PERIODE, ("in", "de", "jaren"): PERIODE,
    ("voor", "de", "jaren"): PERIODE, ("de", "jaren"): PERIODE, ("voor", "het", "jaar"): PERIODE,
    ("peildatum",): PEILDATUM, ("stand", "per"): PEILDATUM, ("van",): VAN, ("tussen",): TUSSEN,
    ("aan",): IN, ("tegen",): VOOR, ("richting",): IN,
}  # fmt: skip
_OP_EERSTE: dict[str, list[tuple[str, ...]]] = {}
for _rij in sorted(_VOORZETSELS, key=len, reverse=True):
    _OP_EERSTE.setdefault(_rij[0], []).append(_rij)
_VULLING = frozenset(woordrij("het de jaar jaren maand maanden van loop :"))
# Words that say a year after it is a bound, not a count of years to be done.
_EN_VERDER = (
    ("e.v.",), ("ev",), ("e", ".", "v"), ("en", "verder"), ("en", "later"), ("en", "daarna"), ("en", "volgende"),
    ("en", "de", "jaren", "daarna"), ("en", "volgende", "jaren"), ("en", "de", "jaren", "erna"),
)  # fmt: skip
_STREEP = frozenset("-–—‐‑−")
STARTWOORDEN = frozenset(_OP_EERSTE) | herhalingen.STARTWOORDEN | tijdvakken.STARTWOORDEN


@dataclass(slots=True)
class Ruw:
    """A term as read, before its year and its sentence are known; ``i`` and ``na`` are places of words."""

    i: int
    na: int
    soorten: list[str] = field(default_factory=list)
    vak: Tijdvak | None = None
    ritme: Ritme | None = None
    ritme_op: int = 0
    """Place of the first word of the repetition: without dates the words before it say nothing ('voor de')."""
    en_verder: bool = False
    accent: bool = False
    """'vóór' with its accents: before, and never 'meant for'."""

    @property
    def soort(self) -> str:
        """The word before it that decides; '' when there is none."""
        beslissend = [soort for soort in self.soorten if soort not in {IN, OP, VAN, ROND, START}]
        if beslissend:
            return beslissend[-1]
        return self.soorten[-1] if self.soorten else ""


def lees_termijnen(w: Woorden, i: int) -> list[Ruw]:
    """Read the terms that start at place i: none, one, or several ('in het voorjaar en het najaar')."""
    kop, plaats = _lees_kop(w, i)
    vakken = _lees_vakken(w, plaats, kop)
    if not vakken:
        if kop.ritme is None:
            return []
        return [Ruw(kop.ritme_op, kop.ritme.na, ritme=kop.ritme)]
    uit = []
    begin = i
    for vak, na in vakken:
        uit.append(replace(kop, i=begin, na=na, vak=vak, soorten=list(kop.soorten)))
        begin = na + 1  # past 'en' or the comma
    _trek_over(uit, w)
    return _splits_ritme(uit, w)


def _splits_ritme(uit: list[Ruw], w: Woorden) -> list[Ruw]:
    """Give a repetition its own term when the years that follow do not say when it comes round "
    "('jaarlijks in 2023')."""
    eerste = uit[0]
    if eerste.ritme is None or eerste.vak is None or eerste.soort in {VANAF, SINDS, PER} or START in eerste.soorten:
        return uit
    if eerste.ritme.na > eerste.na - 1:
        return uit  # '1 april 2024 en daarna jaarlijks'
    if eerste.vak.jaar is None:
        return uit
    los = Ruw(eerste.i, eerste.ritme.na, ritme=eerste.ritme)
    rest = [replace(ruw, ritme=None) for ruw in uit]
    rest[0].i = eerste.ritme.na + (1 if w.op(eerste.ritme.na) in {",", "("} else 0)
    return [los, *rest]


def _lees_kop(w: Woorden, i: int) -> tuple[Ruw, int]:
    """Read prepositions, 'jaarlijks' and filling words up to where a piece of time may start."""
    kop = Ruw(i, i)
    plaats = i
    for _ in range(8):
        verder = _lees_kopwoord(w, plaats, kop)
        if verder == plaats:
            break
        plaats = verder
    return kop, plaats


def _lees_kopwoord(w: Woorden, plaats: int, kop: Ruw) -> int:
    """Read one piece of the head into ``kop`` and return the place after it, or the same place."""
    woord = w.op(plaats)
    if kop.ritme is None and _kan_ritme_zijn(woord) and (ritme := lees_ritme(w, plaats)):
        kop.ritme, kop.ritme_op = ritme, plaats
        if not kop.soorten:
            kop.i = plaats
        return ritme.na
    for rij in _OP_EERSTE.get(woord, ()):
        if w.is_(plaats, *rij):
            kop.soorten.append(_VOORZETSELS[rij])
            kop.accent = kop.accent or "ó" in w.ruw(plaats) or "\u0301" in w.ruw(plaats)
            return plaats + len(rij)
    begonnen = bool(kop.soorten) or kop.ritme is not None
    if begonnen and (woord in _VULLING or (woord in {",", "(", "minimaal"} and w.op(plaats + 1) in STARTWOORDEN)):
        if woord == "jaar" and VOOR in kop.soorten:
            kop.soorten.append(PERIODE)
        return plaats + 1
    return plaats


def _kan_ritme_zijn(woord: str) -> bool:
    """Tell whether a repetition may start with this word ('jaarlijks', '2' of '2x per jaar')."""
    return woord in herhalingen.STARTWOORDEN or woord[:1].isdecimal()


def _lees_vakken(w: Woorden, plaats: int, kop: Ruw) -> list[tuple[Tijdvak, int]]:
    """Read the pieces of time from ``plaats`` on, joined by 'en', commas and dashes, with the place after each."""
    eerste = _lees_bereik(w, plaats, kop)
    if eerste is None:
        return []
    if kop.soort in {VOOR, TOT, PER, ROND, UITERLIJK} and eerste[0].soort == "jaar" and is_aantal(w, eerste[1]):
        return []
    vakken = [eerste]
    while len(vakken) < 6:
        na = vakken[-1][1]
        if w.op(na) not in {"en", ",", "of", "&", "+"}:
            break
        volgende = _lees_bereik(w, na + 1 + (1 if w.op(na + 1) in {"het", "de", "en"} else 0), kop)
        if volgende is None or (w.op(na) == "," and volgende[0].soort == "dag" and volgende[0].jaar is None):
            break
        vakken.append(volgende)
    return _voeg_jaren_samen(_vul_jaren_aan(vakken))


def _vul_jaren_aan(vakken: list[tuple[Tijdvak, int]]) -> list[tuple[Tijdvak, int]]:
    """Give pieces without a year the year of their neighbour: 'Q1 en Q3 2024'."""
    jaar = next((vak.jaar for vak, _ in vakken if vak.jaar), None)
    elk = any(vak.herhaling != "geen" for vak, _ in vakken)
    if jaar is None and not elk:
        return vakken
    herhaling = next((vak.herhaling for vak, _ in vakken if vak.herhaling != "geen"), "geen")
    return [(replace(vak.met_jaar(jaar), herhaling=herhaling), na) for vak, na in vakken]


def _voeg_jaren_samen(vakken: list[tuple[Tijdvak, int]]) -> list[tuple[Tijdvak, int]]:
    """Make one row of years that follow each other: '2022 en 2023'."""
    uit: list[tuple[Tijdvak, int]] = []
    for vak, na in vakken:
        if uit and vak.soort == "jaar" and uit[-1][0].soort in {"jaar", "jaren"}:
            vorige = uit[-1][0]
            if vak.jaar == (vorige.tot_jaar or vorige.jaar or 0) + 1:
                uit[-1] = (replace(vorige, soort="jaren", tot_jaar=vak.jaar), na)
                continue
        uit.append((vak, na))
    return uit


def _lees_bereik(w: Woorden, i: int, kop: Ruw) -> tuple[Tijdvak, int] | None:
    """Read one piece of time, or two that make a span: 'mei t/m september 2023', 'Q4 2023/Q1 2024'."""
    eerste = lees_tijdvak(w, i)
    if eerste is None:
        return _lees_dagen(w, i)
    vak, na = eerste
    verbinding, plaats = _lees_verbinding(w, na, kop)
    if not verbinding:
        return eerste
    tweede = lees_tijdvak(w, plaats)
    if tweede is None:
        return eerste
    samen = _span(vak, tweede[0], verbinding)
    return (samen, tweede[1]) if samen else eerste


def _lees_dagen(w: Woorden, i: int) -> tuple[Tijdvak, int] | None:
    """Read '1 t/m 15 mei 2023': the first day has only its number."""
    dag = w.op(i)
    if not dag.isdecimal() or not 1 <= len(dag) <= 2 or not 1 <= int(dag) <= 31:
        return None
    verbinding, plaats = _lees_verbinding(w, i + 1, Ruw(i, i))
    tweede = lees_tijdvak(w, plaats) if verbinding else None
    if tweede is None or tweede[0].soort != "dag":
        return None
    vak, nummer = tweede[0], int(dag)
    jaar, maak = vak.jaar, vak.maak
    if jaar and nummer > vak.maak(jaar)[1].day:
        return None
    eerste = replace(vak, maak=lambda j: ((eind := maak(j)[1]).replace(day=min(nummer, eind.day)), eind))
    return replace(eerste, soort="span"), tweede[1]


def _lees_verbinding(w: Woorden, na: int, kop: Ruw) -> tuple[str, int]:
    """Read what joins two pieces of time into a span; '' when nothing does."""
    if w.op(na) in _STREEP or w.op(na) in {"t/m", "t.m."}:
        return "tm", na + 1
    if w.is_(na, "tot", "en", "met"):
        return "tm", na + 3 + (1 if w.op(na + 3) in {"het", "de"} else 0)
    if w.op(na) == "/":
        return "/", na + 1
    if w.op(na) == "tot":
        return "tot", na + 1 + (1 if w.op(na + 1) in {"het", "de"} else 0)
    if w.op(na) == "en" and TUSSEN in kop.soorten:
        return "tm", na + 1
    return "", na


def _span(een: Tijdvak, ander: Tijdvak, verbinding: str) -> Tijdvak | None:
    """Return the span from the first day of ``een`` to the last of ``ander`` (the day before it after 'tot')."""
    exactheid = minst_zeker(een.exactheid, ander.exactheid)
    if verbinding != "tm":
        exactheid = minst_zeker(exactheid, DUBBELZINNIG)
    een_maak, ander_maak = een.maak, ander.maak
    een_jaar, ander_jaar = een.jaar, ander.tot_jaar or ander.jaar
    af = DAG if verbinding == "tot" else DAG * 0

    def span(jaar: int) -> tuple[dt.date, dt.date]:
        eind = (ander_maak(ander_jaar or jaar)[0] - af) if af else ander_maak(ander_jaar or jaar)[1]
        begin = een_maak(een_jaar or ander_jaar or jaar)[0]
        if begin > eind and een_jaar is None:
            begin = een_maak((ander_jaar or jaar) - 1)[0]
        if begin > eind and ander_jaar is None:
            eind = ander_maak((een_jaar or jaar) + 1)[1] - af
        return begin, eind

    jaar = een_jaar or ander_jaar
    try:
        begin, eind = span(jaar or 2024)
    except ValueError:
        return None
    if begin > eind:
        return None
    herhaling = ander.herhaling if ander.herhaling != "geen" else een.herhaling
    return Tijdvak("span", span, jaar, exactheid, herhaling)


def _trek_over(uit: list[Ruw], w: Woorden) -> None:
    """Mark 'e.v.' and 'en verder' after the last of them."""
    laatste = uit[-1]
    if w.op(laatste.na) == "en" and w.op(laatste.na + 1) in {"daarna", "vervolgens"}:
        ritme = lees_ritme(w, laatste.na + 2)
        if ritme and len(uit) == 1 and laatste.ritme is None:
            laatste.ritme, laatste.na = ritme, ritme.na
            return
    if laatste.vak and laatste.vak.soort == "dag":
        return
    for rij in _EN_VERDER:
        if w.is_(laatste.na, *rij):
            laatste.en_verder = True
            laatste.na += len(rij)
            return
