"""Dutch dates: writing, reading, and back again."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basis.datums import datum_iso, datum_kort, datum_tekst, datum_tijd_tekst, lees_datum, maand_tekst, periode_tekst

DATUMS = st.dates(min_value=dt.date(1000, 1, 1))
DAG = dt.date(2022, 4, 14)


def test_schrijfwijzen() -> None:
    assert datum_tekst(DAG) == "14 april 2022"
    assert datum_kort(DAG) == "14-04-2022"
    assert datum_iso(DAG) == "2022-04-14"
    assert maand_tekst(DAG) == "april 2022"
    assert datum_tijd_tekst(dt.datetime(2022, 4, 14, 9, 5, tzinfo=dt.UTC)) == "14 april 2022, 9.05 uur"


def test_perioden() -> None:
    assert periode_tekst(dt.date(2022, 1, 1), dt.date(2022, 12, 31)) == "2022"
    assert periode_tekst(dt.date(2022, 1, 1), dt.date(2026, 12, 31)) == "2022 tot en met 2026"
    assert periode_tekst(DAG, dt.date(2022, 6, 30)) == "14 april 2022 tot en met 30 juni 2022"


@pytest.mark.parametrize(
    "invoer", ["14-04-2022", "14-4-2022", "14/4/2022", "14.4.2022", " 14 april 2022 ", "14 APR 2022", "2022-04-14"]
)
def test_lees_datum(invoer: str) -> None:
    assert lees_datum(invoer) == DAG


@pytest.mark.parametrize(
    ("invoer", "melding"),
    [
        ("", "Vul een datum in."),
        ("morgen", "bijvoorbeeld 14-04-2022"),
        ("14 foo 2022", "bijvoorbeeld 14-04-2022"),
        ("14-04-22", "vier cijfers"),
        ("14-04-20222", "vier cijfers"),
        ("31-02-2022", "De datum '31-02-2022' bestaat niet"),
        ("01-13-2022", "bestaat niet"),
        ("14-04-0000", "bestaat niet"),
    ],
)
def test_lees_datum_zegt_wat_er_mis_is(invoer: str, melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        lees_datum(invoer)


@given(DATUMS)
def test_heen_en_terug(datum: dt.date) -> None:
    assert lees_datum(datum_tekst(datum)) == datum
    assert lees_datum(datum_kort(datum)) == datum
    assert lees_datum(datum_iso(datum)) == datum


@given(st.text(max_size=30))
def test_vreemde_invoer_geeft_een_datum_of_een_melding(invoer: str) -> None:
    try:
        assert isinstance(lees_datum(invoer), dt.date)
    except ValueError as fout:
        assert str(fout).endswith(".")
