"""Find every term in a text (pure). The rules are those of domein.md section 6."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from afspraken.termijnherkenning import lezer, voorwaarden, zinsneden
from afspraken.termijnherkenning.duiden import Omgeving, duid, noemt_klaar
from afspraken.termijnherkenning.jaren import lees_jaar
from afspraken.termijnherkenning.lezer import Ruw, lees_termijnen
from afspraken.termijnherkenning.model import GEEN, JAAR, ONNAUWKEURIG, VOORWAARDE, Herkenning, Looptijd, woordrij
from afspraken.termijnherkenning.voorwaarden import LANGSTE_TEKST, lees_voorwaarde
from afspraken.termijnherkenning.woorden import Woorden
from afspraken.termijnherkenning.zinsneden import Datumpaar, Zinsnede, lees_zinsnede

NIET_HERKEND = "Niet als datum herkend."
# An agreement names a handful of terms; a text with more is no agreement, and reading stops there.
MEESTE_TERMIJNEN = 200
LANGSTE_AFSPRAAK = 50_000
TE_LANG = "De tekst is heel lang; alleen het eerste deel is op termijnen gelezen."
_CITAAT = re.compile(r"[‘“„\"'](?=\w)[^‘’“”\"'\n]{1,120}[’”\"'](?!\w)")
_STARTWOORDEN = lezer.STARTWOORDEN | voorwaarden.STARTWOORDEN | zinsneden.STARTWOORDEN
_BEDRAGWOORDEN = frozenset(woordrij("aantal huur huurprijs huurlasten bedrag kosten euro € woonlasten prijs gemiddeld"))


@dataclass(frozen=True, slots=True)
class Stuk:
    """Something that was read, with the place of its first word: exactly one of the three is filled."""

    i: int
    na: int
    ruw: Ruw | None = None
    zinsnede: Zinsnede | None = None
    voorwaarde: Herkenning | None = None


def herken_termijnen(
    tekst: str,
    *,
    begin: dt.date | None = None,
    eind: dt.date | None = None,
    als_kolom: bool = False,
    jaarlijks: bool = False,
    jaarschijf: tuple[dt.date, dt.date] | None = None,
) -> list[Herkenning]:
    """Return the terms in a text, in the order they stand.

    ``begin`` and ``eind`` are the first and last day of the set of agreements: 'komende vijf jaar' counts from them
    and a month without a year falls in them. ``als_kolom``: the text is a cell of a column of dates; then nothing is
    dropped, and what is no date comes back as one term without dates. ``jaarlijks``: the agreement around a cell says
    that it comes back every year. ``jaarschijf``: first and last day of the first time the jaarschijf is made
    (``jaarschijfmoment``); 'in de jaarschijf' is then a yearly term. Running text is read strictly: a year in a
    title, a quote or a background remark is no term.
    """
    w = Woorden(tekst[:LANGSTE_AFSPRAAK])
    looptijd = Looptijd(begin, eind)
    stukken = _lees_stukken(w, looptijd, als_kolom=als_kolom, jaarschijf=jaarschijf)
    if not als_kolom:
        stukken = _zonder_citaten(stukken, w)
        stukken = [stuk for stuk in stukken if stuk.ruw is None or _toegelaten(stuk.ruw, w, looptijd)]
    gevonden = _duid_alles(stukken, w, looptijd, als_kolom=als_kolom, jaarlijks=jaarlijks)
    if als_kolom and not gevonden and any(teken.isalnum() for teken in w.tekst):
        gevonden = [_geheel(tekst, NIET_HERKEND)]
    if len(tekst) > LANGSTE_AFSPRAAK or len(stukken) >= MEESTE_TERMIJNEN:
        gevonden.append(_geheel(tekst, TE_LANG))
    return gevonden


def _geheel(tekst: str, toelichting: str) -> Herkenning:
    """Return the text itself as a term without dates, with the reason."""
    kaal = tekst.strip()
    van = len(tekst) - len(tekst.lstrip())
    return Herkenning(
        kaal[:LANGSTE_TEKST], exactheid=ONNAUWKEURIG, toelichting=toelichting, van=van, tot=van + len(kaal)
    )


def is_termijn(tekst: str) -> bool:
    """Tell whether a piece of a cell is a term ('in januari') and not a name ('Gemeente').

    True when the term takes up at least half of the letters and digits.
    """
    gevonden = [h for h in herken_termijnen(tekst, als_kolom=True) if h.toelichting != NIET_HERKEND]
    sterk = [h for h in gevonden if h.exactheid != VOORWAARDE or not h.tekst.lower().startswith(("bij", "als", "waar"))]
    alles = sum(teken.isalnum() for teken in tekst)
    deel = sum(teken.isalnum() for h in sterk for teken in tekst[h.van : h.tot])
    return bool(sterk) and deel * 2 >= alles


def _lees_stukken(w: Woorden, looptijd: Looptijd, *, als_kolom: bool, jaarschijf: Datumpaar | None) -> list[Stuk]:
    """Read the text from left to right; every word is looked at once, and each attempt reads a bounded stretch."""
    uit: list[Stuk] = []
    i = 0
    while i < w.n and len(uit) < MEESTE_TERMIJNEN:
        if not _kan_beginnen(w.w[i]):
            i += 1
            continue
        if zinsnede := lees_zinsnede(w, i, looptijd, als_kolom=als_kolom, jaarschijf=jaarschijf):
            nieuw = [Stuk(i, zinsnede.na, zinsnede=zinsnede)]
        else:
            nieuw = _lees_op(w, i, als_kolom=als_kolom)
        uit.extend(nieuw)
        i = max(i + 1, nieuw[-1].na if nieuw else 0)
    return uit


def _kan_beginnen(woord: str) -> bool:
    return woord in _STARTWOORDEN or woord[0].isdecimal()


def _lees_op(w: Woorden, i: int, *, als_kolom: bool) -> list[Stuk]:
    """Read what starts at place i: a term with a date or repetition, or a condition."""
    if ruwen := lees_termijnen(w, i):
        return [Stuk(ruw.i, ruw.na, ruw=ruw) for ruw in ruwen]
    if voorwaarde := lees_voorwaarde(w, i, als_kolom=als_kolom):
        herkenning, na = voorwaarde
        # A clause that runs to the end of its sentence may hold the main clause, with its date.
        kan_datum_bevatten = als_kolom or w.op(i) in {"na", "bij", "n.a.v."} or w.op(na) not in {",", ":", ")"}
        kort = _tot_datum(w, i, na) if kan_datum_bevatten else na
        if kort < na:
            tot = w.tot[kort - 1]
            herkenning = replace(herkenning, tekst=w.tekst[herkenning.van : tot][:LANGSTE_TEKST], tot=tot)
        return [Stuk(i, kort, voorwaarde=herkenning)] if kort > i + 1 else []
    return []


def _tot_datum(w: Woorden, i: int, na: int) -> int:
    """Return where a date starts inside a condition ('na vaststelling in Q2 2024'), or its end."""
    for j in range(i + 1, na):
        if lees_jaar(w, j):
            while j > i + 1 and not (w.op(j) in {"in", "op", "voor", "uiterlijk", "per", "vanaf"} or w.op(j) in ","):
                j -= 1
            return j
    return na


def _zonder_citaten(stukken: list[Stuk], w: Woorden) -> list[Stuk]:
    """Drop what stands between quotation marks: titles of documents."""
    if not stukken:
        return stukken
    citaten = [(vondst.start(), vondst.end()) for vondst in _CITAAT.finditer(w.tekst)]
    begins = [begin for begin, _ in citaten]

    def geciteerd(stuk: Stuk) -> bool:
        nummer = bisect_right(begins, w.van[stuk.i]) - 1
        return nummer >= 0 and w.van[stuk.i] < citaten[nummer][1]

    return [stuk for stuk in stukken if not geciteerd(stuk)]


def _toegelaten(ruw: Ruw, w: Woorden, looptijd: Looptijd) -> bool:
    """Tell whether running text means this as a term; a year on its own rarely is one."""
    if ruw.vak is None:
        return ruw.ritme is not None and not (ruw.ritme.per and _hoort_bij_bedrag(w, ruw.i))
    if (ruw.soort == lezer.NA and ruw.vak.soort in {"jaar", "jaren"}) or _is_bijvoeglijk(ruw, w):
        return False
    if ruw.soort == "" and ruw.vak.soort == "dag" and w.op(ruw.i - 1) in {"en", "of"}:
        return ruw.vak.jaar is not None and not _is_verleden(ruw, looptijd)  # 'uiterlijk 1 mei 2024 (x) en 1 juni 2024'
    if ruw.soort in {"", lezer.VAN, lezer.OP, lezer.TUSSEN} and ruw.ritme is None:
        return _los_toegelaten(ruw) and not _is_verleden(ruw, looptijd)
    return not (ruw.soort in {lezer.IN, lezer.PERIODE} and _is_verleden(ruw, looptijd))


def _los_toegelaten(ruw: Ruw) -> bool:
    """Tell whether the piece of time says by itself that it is a moment: 'Q3 2022', 'eind 2023', not '2023'."""
    vak = ruw.vak
    if vak is None:
        return False
    if vak.herhaling != GEEN or vak.soort == "relatief":
        return True
    if ruw.soort == lezer.OP:
        return vak.soort == "dag"
    if ruw.soort in {lezer.VAN, lezer.TUSSEN}:
        return vak.soort in {"span", "jaren"} and vak.jaar is not None
    if vak.soort == "span":
        return vak.jaar is not None
    return vak.soort in {"kwartaal", "halfjaar", "deel", "seizoen"} and vak.jaar is not None


def _is_verleden(ruw: Ruw, looptijd: Looptijd) -> bool:
    """Tell whether it lies before the set as a whole; 'medio 2021' is kept as background."""
    vak = ruw.vak
    if vak is None or vak.jaar is None or looptijd.begin is None or vak.soort == "deel":
        return False
    laatste = vak.tot_jaar or vak.jaar
    return laatste < looptijd.begin.year


def _is_bijvoeglijk(ruw: Ruw, w: Woorden) -> bool:
    """Tell whether it only describes: 'de in 2017 overeengekomen ...', 'die in 2021 is ingevoerd'."""
    vak = ruw.vak
    if ruw.soort != lezer.IN or vak is None or vak.jaar is None:
        return False
    voor, na = w.op(ruw.i - 1), w.op(ruw.na)
    if voor in {"de", "het", "een", "hun", "haar", "zijn"}:
        return na.endswith(("de", "te", "en")) and na not in {"de", "een", "worden"}
    return voor in {"die", "dat", "zoals"} and na in {"is", "zijn", "was", "werd", "werden", "waren", "heeft", "hebben"}


def _hoort_bij_bedrag(w: Woorden, i: int) -> bool:
    """Tell whether 'per jaar' belongs to an amount before it: '350 woningen per jaar'."""
    for j in range(i - 1, max(-1, i - 8), -1):
        if w.zinnen[j] != w.zinnen[i]:
            return False
        if w.op(j)[0].isdecimal() or w.getal(j) not in {None, 1} or w.op(j) in _BEDRAGWOORDEN:
            return True
    return False


def _duid_alles(
    stukken: list[Stuk], w: Woorden, looptijd: Looptijd, *, als_kolom: bool, jaarlijks: bool
) -> list[Herkenning]:
    """Turn the pieces into terms, with what their sentence says about the year."""
    zin_jaarlijks: set[int] = set()
    for stuk in stukken:
        if stuk.ruw and _zegt_elk_jaar(stuk.ruw):
            zin_jaarlijks.add(w.zinnen[stuk.i])
    uit: list[tuple[Stuk, Herkenning]] = []
    for stuk in stukken:
        elk_jaar = jaarlijks or w.zinnen[stuk.i] in zin_jaarlijks
        if herkenning := _duid_een(stuk, w, looptijd, als_kolom=als_kolom, jaarlijks=elk_jaar):
            uit.append((stuk, herkenning))
    return _ruim_op(uit, w, als_kolom=als_kolom)


def _zegt_elk_jaar(ruw: Ruw) -> bool:
    """Tell whether a month without a year in the same sentence comes back every year."""
    return bool(ruw.ritme and ruw.ritme.jaarlijks) or bool(ruw.vak and ruw.vak.herhaling == JAAR)


def _duid_een(stuk: Stuk, w: Woorden, looptijd: Looptijd, *, als_kolom: bool, jaarlijks: bool) -> Herkenning | None:
    """Turn one piece into a term."""
    if stuk.voorwaarde:
        return stuk.voorwaarde
    if stuk.ruw:
        if stuk.ruw.vak and stuk.ruw.vak.soort == "relatief" and jaarlijks and not als_kolom:
            return None
        klaar = stuk.ruw.soort == lezer.VOOR and noemt_klaar(w, stuk.i)
        return duid(stuk.ruw, w, Omgeving(looptijd, als_kolom, jaarlijks, klaar))
    zinsnede = stuk.zinsnede
    if zinsnede is None:
        return None
    van, tot = w.van[stuk.i], w.tot[stuk.na - 1]
    if zinsnede.relatief and jaarlijks:
        return Herkenning(w.tekst[van:tot], exactheid=ONNAUWKEURIG, van=van, tot=tot)
    return Herkenning(
        w.tekst[van:tot],
        zinsnede.begin,
        zinsnede.eind,
        zinsnede.herhaling,
        zinsnede.exactheid,
        zinsnede.toelichting,
        van,
        tot,
    )


def _ruim_op(gevonden: list[tuple[Stuk, Herkenning]], w: Woorden, *, als_kolom: bool) -> list[Herkenning]:
    """Drop what another term already says: 'jaarlijks' beside 'in het najaar', a second 'jaarlijks'."""
    gedateerd = {w.zinnen[stuk.i] for stuk, herkenning in gevonden if herkenning.is_gedateerd and stuk.ruw}
    open_ = {w.zinnen[stuk.i] for stuk, herkenning in gevonden if stuk.ruw and herkenning.begin and not herkenning.eind}
    jaarlijks_gedateerd = {
        w.zinnen[stuk.i] for stuk, herkenning in gevonden if herkenning.is_gedateerd and herkenning.herhaling == JAAR
    }
    ritmen = any(_is_los_ritme(stuk) and not _bijvoeglijk(stuk) for stuk, _ in gevonden)
    uit: list[Herkenning] = []
    gezien: set[tuple[str, str]] = set()
    laatst_vervallen: Stuk | None = None
    for stuk, herkenning in gevonden:
        zin = w.zinnen[stuk.i]
        if stuk.zinsnede and ((stuk.zinsnede.vaag and zin in gedateerd) or (stuk.zinsnede.open and zin in open_)):
            continue
        if _is_los_ritme(stuk):
            if herkenning.herhaling == JAAR and zin in jaarlijks_gedateerd and not herkenning.is_gedateerd:
                laatst_vervallen = stuk
                continue
            sleutel = (herkenning.herhaling, herkenning.toelichting)
            if (_bijvoeglijk(stuk) and ritmen and not als_kolom) or sleutel in gezien:
                continue
            gezien.add(sleutel)
        if laatst_vervallen and _hoort_erbij(laatst_vervallen, stuk, w):
            van = w.van[laatst_vervallen.i]
            herkenning = replace(herkenning, van=van, tekst=w.tekst[van : herkenning.tot])
        uit.append(herkenning)
    return uit


def _hoort_erbij(ritme: Stuk, stuk: Stuk, w: Woorden) -> bool:
    """Tell whether a 'jaarlijks' that was left out opens what follows: 'jaarlijks vast in de jaarschijf'."""
    tussen = stuk.i - ritme.na
    return tussen == 0 or (stuk.zinsnede is not None and 0 < tussen <= 2 and w.zinnen[ritme.i] == w.zinnen[stuk.i])


def _is_los_ritme(stuk: Stuk) -> bool:
    return stuk.ruw is not None and stuk.ruw.vak is None


def _bijvoeglijk(stuk: Stuk) -> bool:
    return stuk.ruw is not None and stuk.ruw.ritme is not None and stuk.ruw.ritme.bijvoeglijk
