"""Dutch numbers: writing, reading, and back again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basis.getallen import bedrag_tekst, getal_tekst, lees_geheel, lees_getal, procent_tekst, teken_tekst

GETALLEN = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("waarde", "decimalen", "tekst"),
    [
        (0, None, "0"),
        (1036, None, "1.036"),
        (1036.5, None, "1.036,5"),
        (Decimal("1036.50"), None, "1.036,5"),
        (1036.5, 2, "1.036,50"),
        (2.5, 0, "3"),
        (0.125, 2, "0,13"),
        (-144, None, "−144"),
        (-0.4, 0, "0"),
        (1234567, None, "1.234.567"),
        (Decimal("1E+3"), None, "1.000"),
    ],
)
def test_getal_tekst(waarde: int | float | Decimal, decimalen: int | None, tekst: str) -> None:
    assert getal_tekst(waarde, decimalen) == tekst


def test_tekens_procenten_en_bedragen() -> None:
    assert [teken_tekst(waarde) for waarde in (5, -27, 0)] == ["+5", "−27", "0"]
    assert teken_tekst(0.4, 0) == "0"
    assert procent_tekst(49.5) == "49,5%"
    assert bedrag_tekst(1036.5) == "€\u00a01.036,50"


@pytest.mark.parametrize("waarde", [float("nan"), float("inf"), Decimal("NaN")])
def test_oneindig_is_geen_getal(waarde: float | Decimal) -> None:
    with pytest.raises(ValueError, match="eindig"):
        getal_tekst(waarde)


@pytest.mark.parametrize(
    ("invoer", "waarde"),
    [
        ("1.036", 1036),
        ("1036,5", Decimal("1036.5")),
        ("1.036,50", Decimal("1036.5")),
        ("−144", -144),
        ("-144", -144),
        ("–144", -144),
        (" 12 ", 12),
        ("\u00a012\u00a0", 12),
        ("+5", 5),
        ("-0", 0),
        ("007", 7),
    ],
)
def test_lees_getal(invoer: str, waarde: int | Decimal) -> None:
    assert lees_getal(invoer) == waarde


@pytest.mark.parametrize(
    ("invoer", "melding"),
    [
        ("", "Vul een getal in."),
        ("   ", "Vul een getal in."),
        ("veel", "bijvoorbeeld 12 of 1.036,5"),
        ("12 woningen", "bijvoorbeeld 12 of 1.036,5"),
        ("1.5", "komma voor decimalen"),
        ("1036.50", "komma voor decimalen"),
        ("1,036.5", "bijvoorbeeld"),
        ("10.36", "komma voor decimalen"),
        ("1,2,3", "bijvoorbeeld"),
        ("--5", "bijvoorbeeld"),
        ("1e5", "bijvoorbeeld"),
        ("١٢", "bijvoorbeeld"),
    ],
)
def test_lees_getal_zegt_wat_er_mis_is(invoer: str, melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        lees_getal(invoer)


@pytest.mark.parametrize(
    ("invoer", "melding"),
    [
        ("12,5", "heel getal"),
        ("-1", "0 of een hoger getal in, zonder minteken"),
        ("1234567890", "9.999.999 of een lager getal"),
    ],
)
def test_lees_geheel_met_grenzen(invoer: str, melding: str) -> None:
    with pytest.raises(ValueError, match=melding):
        lees_geheel(invoer, minimum=0, maximum=9_999_999)


def test_te_veel_decimalen() -> None:
    with pytest.raises(ValueError, match="hoogstens 1 cijfer achter"):
        lees_getal("1,25", decimalen=1)


@given(GETALLEN)
def test_wat_geschreven_is_leest_als_hetzelfde_getal(getal: Decimal) -> None:
    assert lees_getal(getal_tekst(getal)) == getal
    assert lees_getal(teken_tekst(getal)) == getal


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_geheel_heen_en_terug(getal: int) -> None:
    assert lees_geheel(getal_tekst(getal)) == getal
    assert lees_geheel(str(getal)) == getal


@given(st.text(max_size=30))
def test_vreemde_invoer_geeft_een_getal_of_een_nederlandse_melding(invoer: str) -> None:
    try:
        assert isinstance(lees_getal(invoer), Decimal)
    except ValueError as fout:
        assert str(fout).endswith(".")
