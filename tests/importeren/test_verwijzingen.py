"""References between agreements, and what only looks like one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.importeren.verwijzingen import herken_verwijzingen

REEKS = [str(nummer) for nummer in range(1, 60)]
GELEDING = ["1.1", "1.1.2", "1.10", "3.2.1", "3.2.2", "5.4"]
CODES = ["A1", "A2", "A3", "A4", "6C1.2", "T-03", "3a", "3b"]


@pytest.mark.parametrize(
    ("tekst", "nummers", "verwacht"),
    [
        ("Dit volgt de groei (zie afspraak 2 en 8).", REEKS, ["2", "8"]),
        ("De groei uit afspraak 2, 7 en 8.", REEKS, ["2", "7", "8"]),
        ("Conform afspraken 13 t/m 15.", REEKS, ["13", "14", "15"]),
        ("Zie afspraken 13 tot en met 15.", REEKS, ["13", "14", "15"]),
        ("afspraken 8-10", REEKS, ["8", "9", "10"]),
        ("Als afspraak 2 en/of 7 niet lukt.", REEKS, ["2", "7"]),
        ("afspraken 1, 2 en afspraak 5", REEKS, ["1", "2", "5"]),
        ("afspraak 8 en afspraak 2, en weer afspraak 8", REEKS, ["8", "2"]),
        ("nr. 5 en punt 4", REEKS, ["5", "4"]),
        ("afspraak nr. 7", REEKS, ["7"]),
        ("(zie 4, 5)", REEKS, ["4", "5"]),
        ("conform artikel 5.4", GELEDING, ["5.4"]),
        ("zie 1.1.2", GELEDING, ["1.1.2"]),
        ("zie ook 3.2.1 en 3.2.2.", GELEDING, ["3.2.1", "3.2.2"]),
        ("zie afspraak 1.10", GELEDING, ["1.10"]),
        ("in paragraaf 1.1", GELEDING, ["1.1"]),
        ("in paragraaf 1.2", GELEDING, []),
        ("conform A3", CODES, ["A3"]),
        ("zie T-03", CODES, ["T-03"]),
        ("zie t-03", CODES, ["T-03"]),
        ("afspraak A1 t/m A4", CODES, ["A1", "A2", "A3", "A4"]),
        ("afspraak 6C1.2", CODES, ["6C1.2"]),
        ("afspraak 3a en 3b", CODES, ["3a", "3b"]),
    ],
)
def test_verwijzing(tekst: str, nummers: list[str], verwacht: list[str]) -> None:
    assert herken_verwijzingen(tekst, nummers=nummers, eigen="0").gevonden == verwacht


@pytest.mark.parametrize(
    "tekst",
    [
        "Zie tabel 1, bijlage 2 en hoofdstuk 4.",
        "De afspraken 2022-2023 lopen af.",
        "Zie de website, 24 uur per dag.",
        "Wij houden deze afspraak 3 keer per jaar tegen het licht.",
        "volgens 3 criteria",
        "conform 12 eisen",
        "zie 50% van het aanbod",
        "Er zijn 5 woningen in fase 2.",
        "in week 5",
    ],
)
def test_geen_verwijzing(tekst: str) -> None:
    gevonden = herken_verwijzingen(tekst, nummers=REEKS, eigen="0")
    assert (gevonden.gevonden, gevonden.onbekend, gevonden.extern) == ([], [], [])


@pytest.mark.parametrize(
    "tekst",
    [
        "artikel 42 van de Woningwet",
        "art. 44 lid 4 Woningwet",
        "artikel 5 lid 2",
        "artikelen 42 en 44 van de Woningwet",
    ],
)
def test_een_artikel_van_een_wet_is_geen_afspraak(tekst: str) -> None:
    gevonden = herken_verwijzingen(f"Dit volgt uit {tekst}.", nummers=REEKS, eigen="1")
    assert gevonden.gevonden == []
    assert len(gevonden.extern) == 1


def test_wat_er_niet_is_wordt_gemeld() -> None:
    gevonden = herken_verwijzingen("Zie afspraak 99 en de bovenstaande afspraak.", nummers=REEKS, eigen="1")
    assert gevonden.gevonden == []
    assert gevonden.onbekend == ["99", "de bovenstaande afspraak"]


def test_een_afspraak_verwijst_niet_naar_zichzelf() -> None:
    assert herken_verwijzingen("afspraak 4 en 5", nummers=REEKS, eigen="4").gevonden == ["5"]


def test_een_reeks_loopt_door_de_nummers_van_het_document() -> None:
    nummers = ["1.1", "1.2", "1.10", "2.1", "2.2"]
    assert herken_verwijzingen("afspraken 1.2 t/m 2.1", nummers=nummers, eigen="x").gevonden == ["1.2", "1.10", "2.1"]


@given(st.text(max_size=300), st.lists(st.sampled_from(REEKS + GELEDING + CODES), max_size=10))
def test_willekeurige_tekst_noemt_alleen_bekende_nummers(tekst: str, nummers: list[str]) -> None:
    gevonden = herken_verwijzingen(f"zie {tekst} afspraak {tekst}", nummers=nummers, eigen="1").gevonden
    assert set(gevonden) <= set(nummers)
    assert len(gevonden) == len(set(gevonden))


@given(st.lists(st.sampled_from(REEKS), min_size=1, max_size=8, unique=True))
def test_elke_opsomming_komt_terug(nummers: list[str]) -> None:
    tekst = f"zie afspraak {', '.join(nummers)}."
    assert herken_verwijzingen(tekst, nummers=REEKS, eigen="0").gevonden == nummers


@pytest.mark.parametrize("stuk", ["afspraak ", "1, ", "zie 1 en ", "artikel 1 lid a sub b ", "1.", "(1", "A-", "-"])
def test_een_megabyte_kost_minder_dan_een_seconde(stuk: str) -> None:
    tekst = "afspraken " + stuk * (1_000_000 // len(stuk))
    begonnen = time.process_time()
    herken_verwijzingen(tekst, nummers=REEKS, eigen="1")
    assert time.process_time() - begonnen < 1
