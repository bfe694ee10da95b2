"""Spans that a peilmoment asks figures about (pure): peilmoment, quarter or year."""

from __future__ import annotations

import datetime as dt

from afspraken.keuzes import Ritme

_DAG = dt.timedelta(days=1)
_MAANDEN = {Ritme.KWARTAAL: 3, Ritme.JAAR: 12}


def spannen(ritme: str, na: dt.date, tot_en_met: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Return the spans (first day, last day) a peilmoment asks about.

    ``na``: the previous peildatum, or the day before the Overeenkomst began. ``tot_en_met``: this peildatum. For the
    rhythm 'peilmoment' that is the days between; for quarters and years every whole one that ended in between, so
    nothing is asked twice and nothing is skipped.
    """
    if tot_en_met <= na:
        return []
    if ritme == Ritme.PEILMOMENT:
        return [(na + _DAG, tot_en_met)]
    maanden = _MAANDEN[Ritme(ritme)]
    uit = []
    eind = _eind_van_span(na + _DAG, maanden)
    while eind <= tot_en_met:
        uit.append((_begin_van_span(eind, maanden), eind))
        eind = _eind_van_span(eind + _DAG, maanden)
    return uit


def _eind_van_span(dag: dt.date, maanden: int) -> dt.date:
    """Return the last day of the calendar quarter or year that holds ``dag``."""
    laatste_maand = (dag.month - 1) // maanden * maanden + maanden
    if laatste_maand == 12:
        return dt.date(dag.year, 12, 31)
    return dt.date(dag.year, laatste_maand + 1, 1) - _DAG


def _begin_van_span(eind: dt.date, maanden: int) -> dt.date:
    """Return the first day of the calendar quarter or year that ends on ``eind``."""
    return dt.date(eind.year, eind.month - maanden + 1, 1)


def spannaam(van: dt.date, tot: dt.date) -> str:
    """Return a span in words: 'eerste kwartaal 2022', '2022', '1-1-2022 tot en met 30-6-2022'."""
    for ritme, maanden in _MAANDEN.items():
        if _begin_van_span(_eind_van_span(van, maanden), maanden) == van and _eind_van_span(van, maanden) == tot:
            if ritme == Ritme.JAAR:
                return str(van.year)
            return f"{('eerste', 'tweede', 'derde', 'vierde')[van.month // 3]} kwartaal {van.year}"
    return f"{van.day}-{van.month}-{van.year} tot en met {tot.day}-{tot.month}-{tot.year}"
