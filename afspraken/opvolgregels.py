"""How a value moves along to the next set (pure): periods, targets, names and keys."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from afspraken.afspraakwaarden import Waarden
from afspraken.keuzes import Herhaling

_JAAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
DAG = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Periode:
    """First and last day of a set."""

    begin: dt.date
    eind: dt.date


def volgende_periode(oud: Periode) -> Periode:
    """Return the period after this one, just as long in whole years (at least one)."""
    begin = oud.eind + DAG
    jaren = max(1, round(((oud.eind - oud.begin).days + 1) / 365.25))
    return Periode(begin, jaren_later(begin, jaren) - DAG)


def jaren_later(dag: dt.date, jaren: int) -> dt.date:
    """Return the same day so many years later; 29 February becomes 28."""
    try:
        return dag.replace(year=dag.year + jaren)
    except ValueError:
        return dag.replace(year=dag.year + jaren, day=28)


def schuif_jaren(tekst: str, oud: Periode, nieuw: Periode) -> str:
    """Return a name or key with the first and last year of the old period replaced by those of the new one."""
    ruil = {str(oud.eind.year): str(nieuw.eind.year)} | {str(oud.begin.year): str(nieuw.begin.year)}
    return _JAAR.sub(lambda m: ruil.get(m[1], m[1]), tekst)


def voorstel_waarden(waarden: Waarden, oud: Periode, nieuw: Periode) -> Waarden:
    """Return the picture with which an agreement begins in the next set.

    Targets are proposals: one over the whole old period becomes one over the whole new period, other dates move along
    by the years between the two. Dates of terms stay as they are; the page says which fall outside.
    """
    uit = deepcopy(waarden) | {"vervallen_op": "", "bronplaats": "", "verwijzingen": []}
    for indicator in uit["indicatoren"]:
        indicator["streefwaarden"] = [_streefwaarde(rij, oud, nieuw) for rij in indicator["streefwaarden"]]
    return uit


def _streefwaarde(rij: Mapping[str, Any], oud: Periode, nieuw: Periode) -> dict[str, Any]:
    van, tot = rij["van"], rij["tot"]
    if (van or oud.begin.isoformat(), tot or oud.eind.isoformat()) == (oud.begin.isoformat(), oud.eind.isoformat()):
        van, tot = van and nieuw.begin.isoformat(), tot and nieuw.eind.isoformat()
    else:
        jaren = nieuw.begin.year - oud.begin.year
        van, tot = (dag and jaren_later(dt.date.fromisoformat(dag), jaren).isoformat() for dag in (van, tot))
    return dict(rij) | {"van": van, "tot": tot}


def buiten(waarden: Waarden, periode: Periode) -> list[str]:
    """Return the words of the single terms that have a date outside the period; a repeating one comes round again."""
    begin, eind = periode.begin.isoformat(), periode.eind.isoformat()
    return [
        termijn["tekst"]
        for termijn in waarden["termijnen"]
        if termijn["herhaling"] == Herhaling.GEEN
        and any(dag and not begin <= dag <= eind for dag in (termijn["begin"], termijn["eind"]))
    ]
