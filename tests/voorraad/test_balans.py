"""Counting: signs, sums, ranges and the bridge, also on values nobody thought of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voorraad.balans import (
    TOTAAL,
    Brug,
    TekenFout,
    band,
    bereken_banden,
    bereken_rijen,
    bijdrage,
    gewichten,
    normaliseer,
    stand_totalen,
    tel_bruggen,
    tel_op,
    verschil,
)

AANTAL = st.integers(-9_999_999, 9_999_999)
NIET_NEGATIEF = st.integers(0, 9_999_999)
FORMULES = {
    "nieuwbouw": "",
    "saldo": "",
    "sloop": "",
    "netto": "nieuwbouw + saldo + sloop",
    "zonder_sloop": "netto - sloop",
}
STAND = st.dictionaries(
    st.sampled_from(["laag", "hoog"]), st.dictionaries(st.sampled_from(["egw", "mgw"]), NIET_NEGATIEF)
)
BIJDRAGEN = st.fixed_dictionaries(dict.fromkeys(("nieuwbouw", "saldo", "sloop"), AANTAL))


@given(AANTAL)
def test_een_regel_die_eraf_gaat_leest_beide_tekens_als_hetzelfde(aantal: int) -> None:
    assert normaliseer("min", aantal) == normaliseer("min", -aantal) == abs(aantal)
    assert bijdrage("min", normaliseer("min", aantal)) == -abs(aantal)


@given(AANTAL)
def test_een_saldo_houdt_zijn_teken(aantal: int) -> None:
    assert bijdrage("saldo", normaliseer("saldo", aantal)) == aantal


@given(st.integers(-9_999_999, -1))
def test_een_regel_die_erbij_telt_weigert_een_min(aantal: int) -> None:
    with pytest.raises(TekenFout, match="zonder minteken"):
        normaliseer("plus", aantal)


@given(NIET_NEGATIEF)
def test_opslaan_en_weer_invullen_verandert_niets(aantal: int) -> None:
    for teken in ("plus", "min", "saldo"):
        opgeslagen = normaliseer(teken, aantal)
        assert normaliseer(teken, bijdrage(teken, opgeslagen)) == opgeslagen


def test_tabel_1_van_amersfoort_geeft_de_gedrukte_uitkomst() -> None:
    rijen = bereken_rijen(gewichten(FORMULES), {"nieuwbouw": 289 - 40, "saldo": -27, "sloop": -144})
    assert rijen["netto"] == 78
    assert rijen["zonder_sloop"] == 222


@given(BIJDRAGEN, BIJDRAGEN)
def test_twee_partijen_samen_zijn_de_som_van_elk(een: dict[str, int], ander: dict[str, int]) -> None:
    weeg = gewichten(FORMULES)
    samen = bereken_rijen(weeg, {naam: een[naam] + ander[naam] for naam in een})
    elk = (bereken_rijen(weeg, een), bereken_rijen(weeg, ander))
    assert samen == {naam: tel_op(rijen[naam] for rijen in elk) for naam in weeg}


def test_niet_bekend_is_iets_anders_dan_nul() -> None:
    weeg = gewichten(FORMULES)
    assert bereken_rijen(weeg, {})["netto"] is None
    assert bereken_rijen(weeg, {"sloop": 0})["netto"] == 0
    assert tel_op([None, None]) is None
    assert tel_op([None, 3]) == 3
    assert verschil(None, 3) is None


@pytest.mark.parametrize("formule", ["a + b", "weg", "a +", "b"])
def test_een_kapotte_formule_geeft_geen_waarde_en_geen_storing(formule: str) -> None:
    weeg = gewichten({"a": "", "b": formule})
    verwacht = 5 if formule == "a" else None
    assert bereken_rijen(weeg, {"a": 5}) == {"a": 5, "b": verwacht}


@given(AANTAL, st.integers(0, 500), st.integers(0, 500))
def test_een_bandbreedte_staat_van_laag_naar_hoog(waarde: int, een: int, ander: int) -> None:
    laag, hoog = band(waarde, min(een, ander), max(een, ander))
    assert laag <= hoog
    assert (laag <= 0) if waarde < 0 else (laag >= 0)
    assert band(waarde, None, None) == (waarde, waarde)


def test_verkoop_van_5_tot_15_maakt_het_saldo_ook_een_bandbreedte() -> None:
    weeg = gewichten({"nieuwbouw": "", "verkoop": "", "saldo": "nieuwbouw + verkoop"})
    banden = bereken_banden(weeg, {"nieuwbouw": (20, 20), "verkoop": band(-10, 5, 15)})
    assert banden["saldo"] == (5, 15)
    assert bereken_banden(weeg, {})["saldo"] is None


@given(
    st.dictionaries(st.sampled_from(["laag", "hoog"]), st.dictionaries(st.sampled_from(["egw", "mgw"]), NIET_NEGATIEF))
)
def test_rijen_en_kolommen_van_een_stand_tellen_tot_hetzelfde(cellen: dict[str, dict[str, int]]) -> None:
    weeg = gewichten({"laag": "", "hoog": "", "totaal": "laag + hoog"})
    stand = stand_totalen(weeg, cellen, ["egw", "mgw"])
    verwacht = tel_op(aantal for rij in cellen.values() for aantal in rij.values())
    assert stand["totaal"][TOTAAL] == verwacht
    assert tel_op([stand["laag"][TOTAAL], stand["hoog"][TOTAAL]]) == verwacht


@given(NIET_NEGATIEF, AANTAL)
def test_de_brug_sluit_als_de_stand_volgt_uit_de_mutaties(begin: int, mutaties: int) -> None:
    assert Brug(begin, mutaties, begin + mutaties).verschil == 0


@given(NIET_NEGATIEF, AANTAL, NIET_NEGATIEF)
def test_wat_de_mutaties_niet_verklaren_is_het_verschil(begin: int, mutaties: int, stand: int) -> None:
    brug = Brug(begin, mutaties, stand)
    assert brug.verwacht == begin + mutaties
    assert brug.verschil == stand - brug.verwacht


def test_zonder_beginstand_is_er_geen_verschil_maar_ook_geen_fout() -> None:
    brug = Brug(None, 12, 300)
    assert brug.verwacht is None
    assert brug.verschil is None
    assert tel_bruggen([brug, Brug(100, 0, 100)]).begin is None
    assert tel_bruggen([Brug(100, 3, 103), Brug(50, -3, 47)]) == Brug(150, 0, 150)
