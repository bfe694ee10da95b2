"""Values of indicators: sums, shares, weighted averages, and what they say about a promise."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.indicatoren import (
    Belofte,
    Periode,
    Punt,
    Rekenregel,
    beoordeel,
    bijdragen,
    geldende,
    periode_van,
    uitkomsten,
    waarde_van,
)

LOOPTIJD = Periode(dt.date(2022, 1, 1), dt.date(2023, 12, 31))
JUNI, DECEMBER, EINDE = dt.date(2022, 6, 30), dt.date(2022, 12, 31), dt.date(2023, 12, 31)
HALF1, HALF2 = (dt.date(2022, 1, 1), JUNI), (dt.date(2022, 7, 1), DECEMBER)
AANTALLEN = st.integers(min_value=0, max_value=5000)


def punt(partij: str, waarde: Any, span: tuple[dt.date, dt.date] = HALF1) -> Punt:
    """Make a figure; None is 'nog niet binnen'."""
    return Punt(partij, span[0], span[1], None if waarde is None else Decimal(waarde))


def regel(berekening: str = "opgegeven", richting: str = "minimum", **velden: Any) -> Rekenregel:
    """Make a rule that counts per party and over time."""
    return Rekenregel(berekening, richting, **({"cumulatief": True, "per_partij": True} | velden))


def belofte(waarde: int, **velden: Any) -> Belofte:
    """Make a promise over the whole period."""
    return Belofte(Decimal(waarde), **velden)


def samen(uit: list[Any]) -> Any:
    """Return the joint line."""
    return next(u for u in uit if u.partij is None)


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), AANTALLEN, st.sampled_from([HALF1, HALF2])), max_size=12))
def test_samen_is_de_som_van_de_partijen(cijfers: list[tuple[str, int, Any]]) -> None:
    delen = bijdragen(regel(), [punt(partij, waarde, span) for partij, waarde, span in cijfers])
    uit = uitkomsten(regel(), delen, [], DECEMBER, LOOPTIJD, ["a", "b", "c"])
    som = sum(waarde for _, waarde, _ in cijfers)
    assert (samen(uit).waarde or 0) == som
    assert sum(u.waarde or 0 for u in uit if u.partij) == som


@given(st.dictionaries(st.sampled_from("abcd"), st.tuples(AANTALLEN, AANTALLEN), min_size=1))
def test_aandeel_samen_is_som_door_som(cijfers: dict[str, tuple[int, int]]) -> None:
    delen = bijdragen(
        regel("aandeel"),
        tellers=[punt(partij, min(paar)) for partij, paar in cijfers.items()],
        noemers=[punt(partij, max(paar)) for partij, paar in cijfers.items()],
    )
    uit = uitkomsten(regel("aandeel"), delen, [], JUNI, LOOPTIJD)
    noemer = sum(max(paar) for paar in cijfers.values())
    waarde = samen(uit).waarde
    if not noemer:
        assert waarde is None
        return
    eigen = [u.waarde for u in uit if u.partij and u.waarde is not None]
    assert abs(waarde - Decimal(sum(min(p) for p in cijfers.values())) * 100 / noemer) <= Decimal("0.0001")
    marge = Decimal("0.0001")
    assert min(eigen) - marge <= waarde <= max(eigen) + marge
    assert 0 <= waarde <= 100


@given(st.dictionaries(st.sampled_from("abcd"), st.tuples(AANTALLEN, st.integers(1, 500)), min_size=1))
def test_gewogen_gemiddelde_ligt_tussen_de_uitersten(cijfers: dict[str, tuple[int, int]]) -> None:
    soort = regel("gewogen_gemiddelde", cumulatief=False)
    delen = bijdragen(
        soort,
        waarden=[punt(partij, waarde) for partij, (waarde, _) in cijfers.items()],
        gewichten=[punt(partij, gewicht) for partij, (_, gewicht) in cijfers.items()],
    )
    uit = uitkomsten(soort, delen, [], JUNI, LOOPTIJD)
    waarden = [waarde for waarde, _ in cijfers.values()]
    assert min(waarden) <= samen(uit).waarde <= max(waarden)
    assert {u.partij: u.waarde for u in uit if u.partij} == {p: w for p, (w, _) in cijfers.items()}


@given(st.lists(st.tuples(st.sampled_from("abc"), AANTALLEN), max_size=8), st.randoms())
def test_volgorde_van_invoer_maakt_niet_uit(cijfers: list[tuple[str, int]], toeval: Any) -> None:
    delen = bijdragen(regel(), [punt(partij, waarde) for partij, waarde in cijfers])
    geschud = list(delen)
    toeval.shuffle(geschud)
    assert (
        samen(uitkomsten(regel(), delen, [], JUNI, LOOPTIJD)).waarde
        == samen(uitkomsten(regel(), geschud, [], JUNI, LOOPTIJD)).waarde
    )


@given(AANTALLEN, AANTALLEN, st.sampled_from(["minimum", "streefwaarde", "bandbreedte"]), st.booleans())
def test_zolang_de_periode_loopt_is_niets_mislukt(waarde: int, streef: int, richting: str, cumulatief: bool) -> None:
    soort = regel("voorraad", richting, cumulatief=cumulatief)
    doel = belofte(streef, tot_waarde=Decimal(streef + 10) if richting == "bandbreedte" else None)
    assert beoordeel(soort, Decimal(waarde), doel, loopt=True) in {"op_koers", "onbekend", "gehaald"}


@given(AANTALLEN, AANTALLEN)
def test_na_de_periode_is_een_minimum_of_maximum_zeker(waarde: int, streef: int) -> None:
    minimum = beoordeel(regel(), Decimal(waarde), belofte(streef), loopt=False)
    maximum = beoordeel(regel(richting="maximum"), Decimal(waarde), belofte(streef), loopt=False)
    assert minimum == ("gehaald" if waarde >= streef else "niet_gehaald")
    assert maximum == ("gehaald" if waarde <= streef else "niet_gehaald")


def test_overschreden_maximum_is_meteen_niet_gehaald() -> None:
    soort = regel("aandeel", "maximum")
    assert beoordeel(soort, Decimal("15.1"), belofte(15), loopt=True) == "niet_gehaald"
    assert beoordeel(soort, Decimal("15.0"), belofte(15), loopt=True) == "op_koers"


def test_belofte_wordt_nooit_naar_rato_bekeken() -> None:
    # Half of the period gone, a tenth of the promise realised: nothing to say yet.
    assert beoordeel(regel(), Decimal(21), belofte(213), loopt=True) == "onbekend"
    assert beoordeel(regel(), Decimal(213), belofte(213), loopt=True) == "gehaald"
    # Stock can fall again by demolition, so reaching the promise early is not the end of it.
    assert beoordeel(regel("voorraad"), Decimal(213), belofte(213), loopt=True) == "op_koers"


def test_ijkpunt_geeft_alleen_het_verschil() -> None:
    soort = regel("gewogen_gemiddelde", "ijkpunt", cumulatief=False)
    delen = bijdragen(soort, waarden=[punt("a", "2.9")], gewichten=[punt("a", 100)])
    uit = samen(uitkomsten(soort, delen, [Belofte(Decimal("2.4"))], DECEMBER, LOOPTIJD))
    assert (uit.oordeel, uit.verschil) == ("verschil", Decimal("0.5"))


def test_onvolledig_cijfer_geeft_geen_eindoordeel() -> None:
    delen = bijdragen(regel(), [punt("a", 5), punt("b", None)])
    uit = samen(uitkomsten(regel(), delen, [belofte(10)], EINDE, LOOPTIJD))
    assert (uit.waarde, uit.onvolledig, uit.oordeel) == (5, True, "onbekend")


def test_niveau_neemt_de_laatste_span() -> None:
    soort = regel(cumulatief=False)
    delen = bijdragen(soort, [punt("a", 7, HALF1), punt("a", 9, HALF2)])
    assert [u.waarde for u in uitkomsten(soort, delen, [], DECEMBER, LOOPTIJD) if u.partij] == [9]


def test_niveaus_tellen_alleen_op_bij_een_gezamenlijke_belofte() -> None:
    soort = regel(cumulatief=False)
    delen = bijdragen(soort, [punt("a", 7), punt("b", 9)])
    assert [u.partij for u in uitkomsten(soort, delen, [], JUNI, LOOPTIJD)] == ["a", "b"]
    assert samen(uitkomsten(soort, delen, [belofte(12)], JUNI, LOOPTIJD)).waarde == 16
    procent = regel(cumulatief=False, eenheid="%")
    assert [u.partij for u in uitkomsten(procent, delen, [belofte(12)], JUNI, LOOPTIJD)] == ["a", "b"]


def test_belofte_per_jaar_telt_alleen_dat_jaar() -> None:
    voorjaar = (dt.date(2023, 1, 1), dt.date(2023, 6, 30))
    delen = bijdragen(regel(), [punt("a", 1, HALF1), punt("a", 1, HALF2), punt("a", 1, voorjaar)])
    per_jaar = [belofte(2, partij="a", per="jaar")]
    op_31_december = uitkomsten(regel(), delen, per_jaar, DECEMBER, LOOPTIJD)[0]
    halverwege = uitkomsten(regel(), delen, per_jaar, voorjaar[1], LOOPTIJD)[0]
    assert (op_31_december.waarde, op_31_december.oordeel) == (2, "gehaald")
    assert (halverwege.waarde, halverwege.loopt, halverwege.oordeel) == (1, True, "onbekend")


def test_jaarcijfer_blijft_staan_tot_het_volgende_er_is() -> None:
    soort = regel("opgegeven", cumulatief=False, per_partij=False)
    delen = bijdragen(soort, [punt("a", 8, (dt.date(2022, 1, 1), DECEMBER))])
    uit = uitkomsten(soort, delen, [belofte(7, per="jaar")], dt.date(2023, 6, 30), LOOPTIJD)[0]
    assert (uit.waarde, uit.periode.tot, uit.oordeel) == (8, DECEMBER, "gehaald")


@pytest.mark.parametrize(
    ("per", "verwacht"),
    [
        ("periode", (LOOPTIJD.van, LOOPTIJD.tot)),
        ("jaar", (dt.date(2023, 1, 1), dt.date(2023, 12, 31))),
        ("kwartaal", (dt.date(2023, 10, 1), dt.date(2023, 12, 31))),
    ],
)
def test_periode_waarover_een_belofte_telt(per: str, verwacht: tuple[dt.date, dt.date]) -> None:
    uit = periode_van(belofte(1, per=per), dt.date(2023, 11, 15), LOOPTIJD)
    assert (uit.van, uit.tot) == verwacht


@given(st.dates(dt.date(2022, 1, 1), dt.date(2023, 12, 31)), st.sampled_from(["periode", "jaar", "kwartaal"]))
def test_de_dag_ligt_altijd_in_zijn_periode(dag: dt.date, per: str) -> None:
    assert periode_van(belofte(1, per=per), dag, LOOPTIJD).bevat(dag)


def test_geldende_belofte_is_die_van_nu_of_de_laatste() -> None:
    eerst = belofte(1, van=dt.date(2022, 1, 1), tot=DECEMBER)
    dan = belofte(2, van=dt.date(2023, 1, 1), tot=EINDE)
    assert geldende([eerst, dan], JUNI) == [eerst]
    assert geldende([eerst, dan], dt.date(2023, 5, 1)) == [dan]
    assert geldende([eerst], dt.date(2023, 5, 1)) == [eerst]
    assert geldende([], JUNI) == []


def test_bandbreedte_en_precies() -> None:
    tussen = regel(richting="bandbreedte")
    doel = Belofte(Decimal(5), Decimal(15))
    oordelen = [beoordeel(tussen, Decimal(w), doel, loopt=False) for w in (4, 5, 15, 16)]
    assert oordelen == ["niet_gehaald", "gehaald", "gehaald", "niet_gehaald"]
    precies = regel(richting="streefwaarde", decimalen=1)
    assert beoordeel(precies, Decimal("20.04"), belofte(20), loopt=False) == "gehaald"
    assert beoordeel(precies, Decimal("20.06"), belofte(20), loopt=False) == "niet_gehaald"


def test_niets_bekend_is_geen_nul() -> None:
    assert waarde_van(bijdragen(regel(), [punt("a", None)])) is None
    assert waarde_van([]) is None
