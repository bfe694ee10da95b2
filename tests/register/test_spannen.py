"""Spans: nothing is asked twice and nothing is skipped, whatever the peildata."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.spannen import spannaam, spannen

DAG = dt.timedelta(days=1)
datums = st.dates(min_value=dt.date(2015, 1, 1), max_value=dt.date(2040, 12, 31))


@given(begin=datums, peildata=st.lists(datums, min_size=1, max_size=8, unique=True))
def test_peilmomenten_sluiten_aan(begin: dt.date, peildata: list[dt.date]) -> None:
    rijen, na = [], begin - DAG
    for peildatum in sorted(p for p in peildata if p >= begin):
        rijen += spannen("peilmoment", na, peildatum)
        na = peildatum
    verwacht = begin
    for van, tot in rijen:
        assert van == verwacht
        assert tot >= van
        verwacht = tot + DAG


@given(begin=datums, peildata=st.lists(datums, min_size=1, max_size=6, unique=True))
@pytest.mark.parametrize(("ritme", "maanden"), [("kwartaal", 3), ("jaar", 12)])
def test_elke_hele_periode_precies_een_keer(ritme: str, maanden: int, begin: dt.date, peildata: list[dt.date]) -> None:
    na, gevraagd = begin - DAG, []
    for peildatum in sorted(p for p in peildata if p >= begin):
        for van, tot in spannen(ritme, na, peildatum):
            assert na < tot <= peildatum
            gevraagd.append((van, tot))
        na = peildatum
    assert len(gevraagd) == len(set(gevraagd))
    eerder = None
    for van, tot in gevraagd:
        assert van.day == 1
        assert (van.month - 1) % maanden == 0
        assert (tot + DAG).day == 1
        if eerder:
            assert van == eerder + DAG
        eerder = tot


def test_een_jaar_dat_al_liep_wordt_aan_het_eind_gevraagd() -> None:
    assert spannen("jaar", dt.date(2021, 12, 31), dt.date(2022, 6, 30)) == []
    heel_2022 = (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert spannen("jaar", dt.date(2022, 6, 30), dt.date(2022, 12, 31)) == [heel_2022]


def test_dezelfde_dag_vraagt_niets() -> None:
    assert spannen("peilmoment", dt.date(2022, 6, 30), dt.date(2022, 6, 30)) == []


@pytest.mark.parametrize(
    ("van", "tot", "naam"),
    [
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-01-01", "2022-03-31", "eerste kwartaal 2022"),
        ("2022-10-01", "2022-12-31", "vierde kwartaal 2022"),
        ("2022-01-01", "2022-06-30", "1-1-2022 tot en met 30-6-2022"),
    ],
)
def test_naam_van_een_span(van: str, tot: str, naam: str) -> None:
    assert spannaam(dt.date.fromisoformat(van), dt.date.fromisoformat(tot)) == naam
