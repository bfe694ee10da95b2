"""The concrete moments of a term (pure): once, or every time it comes round in the period of the Overeenkomst.

The words of the source stay leading; here only the dates that follow from them count (domein.md section 6).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from afspraken.keuzes import Exactheid, Herhaling

MAANDEN_PER_KEER = {
    Herhaling.MAAND: 1,
    Herhaling.KWARTAAL: 3,
    Herhaling.HALFJAAR: 6,
    Herhaling.JAAR: 12,
    Herhaling.TWEE_JAAR: 24,
}
_DAG = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Looptijd:
    """First and last day on which the Overeenkomst holds."""

    begin: dt.date
    eind: dt.date


@dataclass(frozen=True, slots=True)
class Datumtermijn:
    """A term as plain values; ``gereed`` has the moments (their last days) that were met, ``pk`` its row."""

    tekst: str
    begin: dt.date | None = None
    eind: dt.date | None = None
    herhaling: str = Herhaling.GEEN
    exactheid: str = Exactheid.EXACT
    toelichting: str = ""
    gereed: frozenset[dt.date] = frozenset()
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """One time a term comes round: its first day where it names one, and the last day on which it is on time."""

    begin: dt.date | None
    eind: dt.date


def plus_maanden(datum: dt.date, maanden: int) -> dt.date:
    """Return the same day so many months later; the last day of a month stays the last day."""
    jaar, maand = divmod(datum.year * 12 + datum.month - 1 + maanden, 12)
    laatste = calendar.monthrange(jaar, maand + 1)[1]
    was_laatste = datum.day == calendar.monthrange(datum.year, datum.month)[1]
    return dt.date(jaar, maand + 1, laatste if was_laatste else min(datum.day, laatste))


def momenten(termijn: Datumtermijn, looptijd: Looptijd) -> list[Moment]:
    """Return the moments of a term in order.

    A single one may lie after the period (nr 41: 2050); before it, it is background and gives none. A repeating one
    comes round within the period. Without dates it falls on the calendar: every quarter, half year or year of the
    period. A term without any date that does not repeat, or waits for a condition, has no moment.
    """
    stap = MAANDEN_PER_KEER.get(Herhaling(termijn.herhaling))
    if stap is None:
        na_begin = termijn.eind is not None and termijn.eind >= looptijd.begin
        return [Moment(termijn.begin, termijn.eind)] if na_begin and termijn.eind else []
    if termijn.eind is None:
        zonder = termijn.exactheid != Exactheid.VOORWAARDE
        return list(_kalender(stap, termijn.begin, looptijd)) if zonder else []
    return list(_keren(termijn.begin, termijn.eind, stap, looptijd))


def _keren(begin: dt.date | None, eind: dt.date, stap: int, looptijd: Looptijd) -> Iterator[Moment]:
    """Yield every time from the first on that ends within the period."""
    achterstand = (looptijd.begin.year - eind.year) * 12 + looptijd.begin.month - eind.month
    for keer in count(max(0, achterstand // stap)):
        dag = plus_maanden(eind, keer * stap)
        if dag > looptijd.eind:
            return
        if dag >= looptijd.begin:
            yield Moment(plus_maanden(begin, keer * stap) if begin else None, dag)


def _kalender(stap: int, vanaf: dt.date | None, looptijd: Looptijd) -> Iterator[Moment]:
    """Yield the calendar spans of so many months that end within the period."""
    eerste = dt.date(looptijd.begin.year, 1, 1)
    for keer in count():
        begin = plus_maanden(eerste, keer * stap)
        eind = plus_maanden(begin, stap) - _DAG
        if eind > looptijd.eind:
            return
        if eind >= max(looptijd.begin, vanaf or looptijd.begin):
            yield Moment(begin, eind)
