"""Terms against a peildatum (pure): when a repeating term comes round, what has passed and what comes up.

The words of the source stay leading; here only the dates that follow from them are compared (domein.md section 6).
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from afspraken.keuzes import Exactheid, Herhaling, VoortgangStatus

KOMENDE_MAANDEN = 6
_MAANDEN = {
    Herhaling.MAAND: 1,
    Herhaling.KWARTAAL: 3,
    Herhaling.HALFJAAR: 6,
    Herhaling.JAAR: 12,
    Herhaling.TWEE_JAAR: 24,
}
# What is finished or lapsed no longer waits for a term.
AFGEROND = frozenset({VoortgangStatus.GEREED, VoortgangStatus.VERVALLEN})


@dataclass(frozen=True, slots=True)
class Looptijd:
    """First and last day on which the Overeenkomst holds."""

    begin: dt.date
    eind: dt.date


@dataclass(frozen=True, slots=True)
class Datumtermijn:
    """A term as plain values."""

    tekst: str
    begin: dt.date | None = None
    eind: dt.date | None = None
    herhaling: str = Herhaling.GEEN
    exactheid: str = Exactheid.EXACT
    toelichting: str = ""


def plus_maanden(datum: dt.date, maanden: int) -> dt.date:
    """Return the same day so many months later; the last day of a month stays the last day."""
    jaar, maand = divmod(datum.year * 12 + datum.month - 1 + maanden, 12)
    laatste = calendar.monthrange(jaar, maand + 1)[1]
    was_laatste = datum.day == calendar.monthrange(datum.year, datum.month)[1]
    return dt.date(jaar, maand + 1, laatste if was_laatste else min(datum.day, laatste))


def einddata(termijn: Datumtermijn, looptijd: Looptijd) -> Iterator[dt.date]:
    """Yield the last days of a term: one, or every one up to the end of the Overeenkomst when it repeats."""
    if termijn.eind is None:
        return
    stap = _MAANDEN.get(Herhaling(termijn.herhaling))
    if stap is None:
        yield termijn.eind
        return
    keer, dag = 0, termijn.eind
    while dag <= looptijd.eind:
        yield dag
        keer += 1
        dag = plus_maanden(termijn.eind, keer * stap)


def verstreken_op(termijn: Datumtermijn, peildatum: dt.date, looptijd: Looptijd) -> dt.date | None:
    """Return the last day of a single term that has passed on the peildatum, else None.

    Terms from before the Overeenkomst are background, a repeating one comes round again, and a condition has no clock.
    """
    if termijn.herhaling != Herhaling.GEEN or termijn.exactheid == Exactheid.VOORWAARDE or termijn.eind is None:
        return None
    return termijn.eind if looptijd.begin <= termijn.eind <= peildatum else None


def komt_op(termijn: Datumtermijn, peildatum: dt.date, looptijd: Looptijd) -> dt.date | None:
    """Return the first last day after the peildatum within six months, else None."""
    grens = plus_maanden(peildatum, KOMENDE_MAANDEN)
    return next((dag for dag in einddata(termijn, looptijd) if peildatum < dag <= grens), None)


def is_verstreken(termijnen: Iterable[Datumtermijn], status: str, peildatum: dt.date, looptijd: Looptijd) -> bool:
    """Tell whether an agreement that is not finished has a term that passed."""
    return status not in AFGEROND and any(verstreken_op(t, peildatum, looptijd) for t in termijnen)


def is_komend(termijnen: Iterable[Datumtermijn], status: str, peildatum: dt.date, looptijd: Looptijd) -> bool:
    """Tell whether an agreement that is not finished has a term in the coming six months."""
    return status not in AFGEROND and any(komt_op(t, peildatum, looptijd) for t in termijnen)


def jaren(termijnen: Iterable[Datumtermijn], looptijd: Looptijd) -> set[int]:
    """Return the years in which a term ends."""
    return {dag.year for termijn in termijnen for dag in einddata(termijn, looptijd)}


def eerstvolgende(termijnen: Iterable[Datumtermijn], peildatum: dt.date, looptijd: Looptijd) -> dt.date | None:
    """Return the date a list shows: the first after the peildatum, else the last before it, else None."""
    alle = sorted(dag for termijn in termijnen for dag in einddata(termijn, looptijd))
    return next((dag for dag in alle if dag > peildatum), alle[-1] if alle else None)
