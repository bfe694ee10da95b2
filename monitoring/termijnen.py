"""Terms against a peildatum (pure): when a repeating term comes round, what has passed and what comes up.

The words of the source stay leading; here only the dates that follow from them are compared (domein.md section 6).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from afspraken.keuzes import Exactheid, Herhaling, VoortgangStatus
from afspraken.momenten import MAANDEN_PER_KEER, Datumtermijn, Looptijd, Moment, momenten, plus_maanden

KOMENDE_MAANDEN = 6
# What is finished or lapsed no longer waits for a term.
AFGEROND = frozenset({VoortgangStatus.GEREED, VoortgangStatus.VERVALLEN})
GEREED, KOMEND, VERSTREKEN = "gereed", "komend", "verstreken"


def einddata(termijn: Datumtermijn, looptijd: Looptijd) -> Iterator[dt.date]:
    """Yield the last days of a term in order.

    A single one is shown wherever it lies, also before or after the period of the Overeenkomst. A repeating one has the
    moments of ``afspraken.momenten``: without a date of its own ('jaarlijks') it comes round on the calendar.
    """
    if Herhaling(termijn.herhaling) in MAANDEN_PER_KEER:
        yield from (moment.eind for moment in momenten(termijn, looptijd))
    elif termijn.eind is not None:
        yield termijn.eind


def verstreken_op(termijn: Datumtermijn, peildatum: dt.date, looptijd: Looptijd) -> dt.date | None:
    """Return the last day of a single term that has passed on the peildatum without being met, else None.

    Terms from before the Overeenkomst are background, a repeating one comes round again, and a condition has no clock.
    """
    if termijn.herhaling != Herhaling.GEEN or termijn.exactheid == Exactheid.VOORWAARDE or termijn.eind is None:
        return None
    if termijn.eind in termijn.gereed:
        return None
    return termijn.eind if looptijd.begin <= termijn.eind <= peildatum else None


def komt_op(termijn: Datumtermijn, peildatum: dt.date, looptijd: Looptijd) -> dt.date | None:
    """Return the first last day after the peildatum within six months that was not met yet, else None."""
    grens = plus_maanden(peildatum, KOMENDE_MAANDEN)
    komende = (dag for dag in einddata(termijn, looptijd) if peildatum < dag <= grens)
    return next((dag for dag in komende if dag not in termijn.gereed), None)


def is_verstreken(termijnen: Iterable[Datumtermijn], status: str, peildatum: dt.date, looptijd: Looptijd) -> bool:
    """Tell whether an agreement that is not finished has a term that passed."""
    return status not in AFGEROND and any(verstreken_op(t, peildatum, looptijd) for t in termijnen)


def is_komend(termijnen: Iterable[Datumtermijn], status: str, peildatum: dt.date, looptijd: Looptijd) -> bool:
    """Tell whether an agreement that is not finished has a term in the coming six months."""
    return status not in AFGEROND and any(komt_op(t, peildatum, looptijd) for t in termijnen)


def jaren(termijnen: Iterable[Datumtermijn], looptijd: Looptijd) -> set[int]:
    """Return the years in which a term has a moment."""
    return {moment.eind.year for termijn in termijnen for moment in momenten(termijn, looptijd)}


def stand_van(moment: Moment, termijn: Datumtermijn, vandaag: dt.date, *, afgerond: bool = False) -> str:
    """Return whether a moment was met, is to come, or passed without being met.

    ``afgerond``: the agreement as a whole is done. A condition has no clock, so it never passes.
    """
    if afgerond or moment.eind in termijn.gereed:
        return GEREED
    return KOMEND if moment.eind >= vandaag or termijn.exactheid == Exactheid.VOORWAARDE else VERSTREKEN


def eerstvolgende(termijnen: Iterable[Datumtermijn], peildatum: dt.date, looptijd: Looptijd) -> dt.date | None:
    """Return the date a list shows: the first after the peildatum, else the last before it, else None."""
    alle = sorted(dag for termijn in termijnen for dag in einddata(termijn, looptijd))
    return next((dag for dag in alle if dag > peildatum), alle[-1] if alle else None)


__all__ = [
    "AFGEROND",
    "GEREED",
    "KOMEND",
    "KOMENDE_MAANDEN",
    "VERSTREKEN",
    "Datumtermijn",
    "Looptijd",
    "Moment",
    "eerstvolgende",
    "einddata",
    "is_komend",
    "is_verstreken",
    "jaren",
    "komt_op",
    "momenten",
    "plus_maanden",
    "stand_van",
    "verstreken_op",
]
