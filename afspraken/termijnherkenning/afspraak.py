"""The terms of one agreement: from its column of dates and from its text together (pure)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from afspraken.termijnherkenning.herkennen import herken_termijnen
from afspraken.termijnherkenning.model import (
    GEEN,
    JAAR,
    VOORWAARDE,
    Herkenning,
)


def termijnen_van_afspraak(
    tekst: str,
    kolom: str = "",
    *,
    begin: dt.date | None = None,
    eind: dt.date | None = None,
    jaarschijf: tuple[dt.date, dt.date] | None = None,
) -> list[Herkenning]:
    """Return the terms of an agreement: those of its column first, then what its text adds.

    When the text says 'jaarlijks', a month in the column comes back every year. What the text repeats of the column
    is left out. ``van`` and ``tot`` of a term from the column are places in ``kolom``.
    """
    uit_tekst = herken_termijnen(tekst, begin=begin, eind=eind, jaarschijf=jaarschijf)
    jaarlijks = any(term.herhaling == JAAR and not term.is_gedateerd for term in uit_tekst)
    uit_kolom = herken_termijnen(kolom, begin=begin, eind=eind, als_kolom=True, jaarlijks=jaarlijks)
    al = {(term.begin, term.eind, term.herhaling) for term in uit_kolom if term.is_gedateerd}
    laatste = {term.eind for term in uit_kolom if term.eind}
    ritmen = {term.herhaling for term in uit_kolom}
    return uit_kolom + [term for term in uit_tekst if not _herhaalt(term, al, laatste, ritmen)]


def _herhaalt(
    term: Herkenning,
    al: set[tuple[dt.date | None, dt.date | None, str]],
    laatste: set[dt.date],
    ritmen: set[str],
) -> bool:
    """Tell whether the column already says this."""
    if term.is_gedateerd:
        return (term.begin, term.eind, term.herhaling) in al or (term.begin is None and term.eind in laatste)
    return term.herhaling != GEEN and term.exactheid != VOORWAARDE and term.herhaling in ritmen


def jaarschijfmoment(
    teksten: Iterable[str], *, begin: dt.date | None = None, eind: dt.date | None = None
) -> tuple[dt.date, dt.date] | None:
    """Return when the jaarschijf is made for the first time, if a text says so.

    Looks for 'jaarlijks in het najaar stellen partijen de jaarschijf op' and the like: a yearly moment in one
    sentence with the word jaarschijf or jaarplan.
    """
    for tekst in teksten:
        for zin in tekst.replace("\n", ". ").split(". "):
            klein = zin.lower()
            if "jaarschij" not in klein or not ("stel" in klein or "maak" in klein or "maken" in klein):
                continue
            for term in herken_termijnen(zin, begin=begin, eind=eind):
                if term.herhaling == JAAR and term.begin and term.eind:
                    return term.begin, term.eind
    return None
