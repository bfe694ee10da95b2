"""What the recogniser of terms passes around (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

# The values of afspraken.keuzes.Herhaling and Exactheid as plain text: this package knows no Django.
GEEN: Final = "geen"
MAAND: Final = "maand"
KWARTAAL: Final = "kwartaal"
HALFJAAR: Final = "halfjaar"
JAAR: Final = "jaar"
TWEE_JAAR: Final = "twee_jaar"

EXACT: Final = "exact"
CIRCA: Final = "circa"
ONNAUWKEURIG: Final = "onnauwkeurig"
DUBBELZINNIG: Final = "dubbelzinnig"
VOORWAARDE: Final = "voorwaarde"

DAG = dt.timedelta(days=1)
# The least sure of two wins when a term is built from more than one piece.
_ZEKERHEID = (EXACT, CIRCA, ONNAUWKEURIG, DUBBELZINNIG, VOORWAARDE)


def woordrij(woorden: str) -> list[str]:
    """Return the words of a line: a short way to write a list of words."""
    return woorden.split()


def minst_zeker(een: str, ander: str) -> str:
    """Return the less sure of two values of Exactheid."""
    return max(een, ander, key=_ZEKERHEID.index)


@dataclass(frozen=True, slots=True)
class Herkenning:
    """A phrase of time in a text and what follows from it.

    ``eind`` is the last day on which it is on time. ``van`` and ``tot`` are positions in the text that was read
    (``tekst[van:tot]``); for a condition that is longer than a register keeps, ``tekst`` is shortened.
    """

    tekst: str
    begin: dt.date | None = None
    eind: dt.date | None = None
    herhaling: str = GEEN
    exactheid: str = EXACT
    toelichting: str = ""
    van: int = 0
    tot: int = 0

    @property
    def is_gedateerd(self) -> bool:
        """Tell whether a date follows from the words."""
        return self.begin is not None or self.eind is not None


@dataclass(frozen=True, slots=True)
class Looptijd:
    """First and last day of the set of agreements, as far as known."""

    begin: dt.date | None = None
    eind: dt.date | None = None

    @property
    def een_jaar(self) -> int | None:
        """The year of the set when it lies within one calendar year."""
        if self.begin and self.eind and self.begin.year == self.eind.year:
            return self.begin.year
        return None


@dataclass(frozen=True, slots=True)
class Tijdvak:
    """A day, month, quarter, season, year ... that may still lack its year.

    ``maak(jaar)`` gives first and last day; ``maak`` raises ValueError for a day that does not exist.
    """

    soort: str
    maak: Callable[[int], tuple[dt.date, dt.date]]
    jaar: int | None = None
    exactheid: str = EXACT
    herhaling: str = GEEN
    toelichting: str = ""
    tot_jaar: int | None = None
    """Last year of a row of years ('2022-2026')."""

    def met_jaar(self, jaar: int | None) -> Tijdvak:
        """Return it with this year when it has none of its own."""
        return self if self.jaar is not None or jaar is None else replace(self, jaar=jaar)

    @property
    def data(self) -> tuple[dt.date, dt.date]:
        """First and last day; only for one with a year."""
        jaar = self.jaar or 0
        begin, eind = self.maak(jaar)
        return (begin, self.maak(self.tot_jaar)[1]) if self.tot_jaar else (begin, eind)


def laatste_dag(jaar: int, maand: int) -> dt.date:
    """Return the last day of a month; ``maand`` may run on past 12 (13 is January of the next year)."""
    meer, rest = divmod(maand, 12)
    return dt.date(jaar + meer, rest + 1, 1) - DAG


def maanden(eerste: int, laatste: int) -> Callable[[int], tuple[dt.date, dt.date]]:
    """Return the maker of the span from month to month, both included (winter is 12-14)."""
    return lambda jaar: (dt.date(jaar, eerste, 1), laatste_dag(jaar, laatste))


def plus_jaren(dag: dt.date, jaren: int) -> dt.date:
    """Return the same day so many years later; 29 February becomes 28."""
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:
        return dag.replace(year=dag.year + jaren, day=28)
