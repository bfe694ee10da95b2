"""From a term as read to dates: which day is the last on time, which year is meant, how sure it is (pure)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from afspraken.termijnherkenning import lezer
from afspraken.termijnherkenning.lezer import Ruw
from afspraken.termijnherkenning.model import (
    CIRCA,
    DAG,
    DUBBELZINNIG,
    EXACT,
    GEEN,
    JAAR,
    ONNAUWKEURIG,
    TWEE_JAAR,
    Herkenning,
    Looptijd,
    Tijdvak,
    minst_zeker,
    woordrij,
)
from afspraken.termijnherkenning.woorden import Woorden

GEEN_JAAR = "Het jaar staat niet in de tekst."
_ELK_JAAR = "Het jaar staat er niet bij; gelezen als elk jaar."
_VOOR_LOOPTIJD = "Ligt vóór de looptijd."
_NA_LOOPTIJD = "Loopt verder dan de looptijd."
_KLAAR = frozenset(
    woordrij(
        "gereed klaar afgerond gerealiseerd opgeleverd vastgesteld uitgevoerd ingevoerd voldoen voltooid aangepakt "
        "verduurzaamd geisoleerd gesloopt gerenoveerd verdwenen bereikt"
    )
)


@dataclass(frozen=True, slots=True)
class Datums:
    """Dates with how sure they are."""

    begin: dt.date | None
    eind: dt.date | None
    exactheid: str = EXACT
    toelichting: str = ""


@dataclass(frozen=True, slots=True)
class Omgeving:
    """What a term needs to know of the text around it."""

    looptijd: Looptijd
    als_kolom: bool
    jaarlijks: bool
    """The sentence (or the agreement) says that it comes back every year."""
    klaar: bool = False
    """The sentence says that something is finished then ('gereed'), so 'voor 2030' is before it."""


def noemt_klaar(w: Woorden, i: int) -> bool:
    """Tell whether the sentence around place i says that something is finished."""
    begin, eind = w.zin(i)
    return any(w.w[j] in _KLAAR for j in range(begin, eind))


def duid(ruw: Ruw, w: Woorden, omgeving: Omgeving) -> Herkenning | None:
    """Return the term with its dates; None when its day does not exist."""
    van, tot = w.van[ruw.i], w.tot[ruw.na - 1]
    if w.op(ruw.na) == ")" and w.tekst.count("(", van, tot) > w.tekst.count(")", van, tot):
        tot = w.tot[ruw.na]
    kaal = Herkenning(w.tekst[van:tot], van=van, tot=tot)
    if ruw.vak is None:
        return _duid_ritme(ruw, w, kaal)
    herhaling = _herhaling(ruw, omgeving)
    exactheid, toelichting = ruw.vak.exactheid, ruw.vak.toelichting
    if ruw.vak.jaar is None and herhaling == GEEN and omgeving.looptijd.een_jaar is None:
        if _leest_als_elk_jaar(ruw, omgeving):
            herhaling = JAAR
            toelichting = "" if ruw.soort == lezer.PEILDATUM else _ELK_JAAR
        elif ruw.vak.soort != "relatief":
            return replace(kaal, exactheid=DUBBELZINNIG, toelichting=GEEN_JAAR)
        else:
            toelichting = GEEN_JAAR
    if lezer.ROND in ruw.soorten:
        exactheid = minst_zeker(exactheid, CIRCA)
    datums = _kies_jaar(ruw, omgeving)
    exactheid = minst_zeker(exactheid, datums.exactheid if datums else EXACT)
    if toelichting in {GEEN_JAAR, _ELK_JAAR} and exactheid == EXACT:
        exactheid = DUBBELZINNIG
    if datums is None:
        return replace(kaal, herhaling=herhaling, exactheid=exactheid, toelichting=toelichting)
    toelichting = toelichting or datums.toelichting or _naast_looptijd(datums, omgeving.looptijd)
    return replace(
        kaal,
        begin=datums.begin,
        eind=datums.eind,
        herhaling=herhaling,
        exactheid=exactheid,
        toelichting=toelichting,
    )


def _duid_ritme(ruw: Ruw, w: Woorden, kaal: Herkenning) -> Herkenning | None:
    """Return a repetition without a date; 'eerstvolgende keer 2022' after it gives the first last day."""
    ritme = ruw.ritme
    if ritme is None:
        return None
    eind = _eerste_keer(w, ruw.na)
    return replace(kaal, eind=eind, herhaling=ritme.herhaling, exactheid=ritme.exactheid, toelichting=ritme.toelichting)


def _eerste_keer(w: Woorden, i: int) -> dt.date | None:
    """Return 31 December of the year in 'eerstvolgende keer 2022', when that follows in the same sentence."""
    for j in range(i, min(i + 12, w.n)):
        if w.zinnen[j] != w.zinnen[i - 1]:
            return None
        if w.op(j) in {"eerstvolgende", "eerste"} and w.op(j + 1) == "keer":
            for k in (j + 2, j + 3, j + 4):
                if len(w.op(k)) == 4 and w.op(k).isdecimal() and 1990 <= int(w.op(k)) <= 2099:
                    return dt.date(int(w.op(k)), 12, 31)
    return None


def _herhaling(ruw: Ruw, omgeving: Omgeving) -> str:
    """Return how often the term comes back: its own words first, then the sentence when it lacks a year."""
    vak = ruw.vak
    if vak is None or vak.herhaling != GEEN:
        return vak.herhaling if vak else GEEN
    if ruw.ritme is not None:
        if vak.jaar is None:
            return TWEE_JAAR if ruw.ritme.herhaling == TWEE_JAAR else JAAR
        return ruw.ritme.herhaling
    return JAAR if vak.jaar is None and vak.soort != "relatief" and omgeving.jaarlijks else GEEN


def _leest_als_elk_jaar(ruw: Ruw, omgeving: Omgeving) -> bool:
    """Tell whether a moment without a year returns every year: a peildatum, or a column of a set of several years."""
    if ruw.vak is None or ruw.vak.soort == "relatief":
        return False
    return ruw.soort == lezer.PEILDATUM or omgeving.als_kolom


def _kies_jaar(ruw: Ruw, omgeving: Omgeving) -> Datums | None:
    """Return the dates in the year it names, or in the first year of the set in which it is not yet past."""
    vak, begin = ruw.vak, omgeving.looptijd.begin
    if vak is None:
        return None
    if vak.jaar is not None:
        return _datums(ruw, vak, omgeving)
    if begin is None:
        return None
    eerste = _datums(ruw, vak.met_jaar(begin.year), omgeving)
    if eerste and (eerste.eind or eerste.begin or begin) < begin and vak.soort != "relatief":
        return _datums(ruw, vak.met_jaar(begin.year + 1), omgeving)
    return eerste


def _datums(ruw: Ruw, vak: Tijdvak, omgeving: Omgeving) -> Datums | None:
    """Return the dates that follow from the preposition; the table of domein.md section 6."""
    try:
        begin, eind = vak.data
    except (ValueError, OverflowError):
        return None
    soort = ruw.soort
    if ruw.en_verder:
        return Datums(begin, None, ONNAUWKEURIG)
    if soort == lezer.VOOR:
        return _voor(ruw, vak, begin, eind, omgeving)
    if soort == lezer.TOT:
        return Datums(None, begin - DAG, DUBBELZINNIG, "'Tot' kan ook 'tot en met' zijn.")
    if soort == lezer.TM and vak.soort != "span":
        return Datums(None, eind)
    if soort in {lezer.UITERLIJK, lezer.PEILDATUM}:
        return Datums(None, eind)
    if soort in {lezer.VANAF, lezer.PER, lezer.SINDS, lezer.NA} and vak.soort != "span":
        return _vanaf(soort, vak, begin, eind, omgeving)
    return _binnen(ruw, vak, begin, eind, omgeving)


def _binnen(ruw: Ruw, vak: Tijdvak, begin: dt.date, eind: dt.date, omgeving: Omgeving) -> Datums:
    """Return the dates of what happens in or on it."""
    if vak.soort == "dag":
        return Datums(begin, None) if lezer.START in ruw.soorten else Datums(None, eind)
    if vak.soort == "jaar" and ruw.soort == lezer.IN and not omgeving.als_kolom and lezer.START not in ruw.soorten:
        return Datums(None, eind)
    return Datums(begin, eind)


def _voor(ruw: Ruw, vak: Tijdvak, begin: dt.date, eind: dt.date, omgeving: Omgeving) -> Datums:
    """Return the last day before it. 'Voor 2030' without accents may also mean 'meant for 2030'."""
    if vak.soort in {"jaren", "span"} and not ruw.accent:
        return Datums(begin, eind)
    if vak.soort == "deel":  # 'voor eind 2024' is before the year is over, not before October
        laatste = eind if eind.month == 12 or begin == eind else begin + (eind - begin) // 2
        return Datums(None, laatste, ONNAUWKEURIG)
    if vak.soort == "jaar" and not ruw.accent:
        if omgeving.als_kolom or omgeving.klaar:
            return Datums(None, begin - DAG, DUBBELZINNIG, f"Gelezen als vóór 1 januari {begin.year}.")
        return Datums(
            None, eind, DUBBELZINNIG, f"Kan 'bestemd voor {begin.year}' of 'eerder dan {begin.year}' betekenen."
        )
    if vak.soort == "seizoen":
        return Datums(None, begin - DAG, ONNAUWKEURIG, "Een seizoen begint hier op de eerste dag van een maand.")
    ruim = vak.soort in {"kwartaal", "halfjaar"} and not ruw.accent
    return Datums(None, begin - DAG, DUBBELZINNIG if ruim else EXACT)


def _vanaf(soort: str, vak: Tijdvak, begin: dt.date, eind: dt.date, omgeving: Omgeving) -> Datums:
    """Return the first day; 'per 1 juli 2021' before the set began is the day of a count."""
    if soort == lezer.NA:
        return Datums(eind + DAG, None)
    voor_looptijd = omgeving.looptijd.begin is not None and begin < omgeving.looptijd.begin
    if soort == lezer.PER and vak.soort == "dag" and voor_looptijd:
        return Datums(begin, eind, toelichting="Peildatum vóór de looptijd.")
    if soort == lezer.PER and vak.soort == "deel":
        return Datums(begin, eind)
    if soort == lezer.SINDS:
        return Datums(begin, None, toelichting="Achtergrond: het loopt al.")
    return Datums(begin, None)


def _naast_looptijd(datums: Datums, looptijd: Looptijd) -> str:
    """Return a remark when the dates lie outside the set."""
    laatste = datums.eind or datums.begin
    if looptijd.begin and laatste and laatste < looptijd.begin:
        return _VOOR_LOOPTIJD
    if looptijd.eind and datums.eind and datums.eind > looptijd.eind:
        return _NA_LOOPTIJD
    return ""
