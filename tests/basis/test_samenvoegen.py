"""Three-way merge: nothing one of two colleagues typed gets lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from basis.samenvoegen import voeg_samen

WAARDEN = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3), min_size=4)


def test_elk_een_ander_veld_voegt_samen() -> None:
    samen = voeg_samen(basis={"a": 1, "b": 1}, hunne={"a": 2, "b": 1}, mijne={"a": 1, "b": 3})
    assert samen.waarden == {"a": 2, "b": 3}
    assert samen.gewijzigd == {"a": 2}
    assert not samen.botsingen


def test_hetzelfde_veld_botst_en_houdt_het_eigen_antwoord() -> None:
    samen = voeg_samen(basis={"a": 1}, hunne={"a": 2}, mijne={"a": 3})
    assert samen.waarden == {"a": 3}
    assert samen.botsingen == {"a": 2}


def test_zonder_basis_wordt_er_gevraagd() -> None:
    assert voeg_samen(basis={}, hunne={"a": 2}, mijne={"a": 3}).botsingen == {"a": 2}


def test_wat_niet_is_gestuurd_blijft_staan() -> None:
    assert voeg_samen(basis={}, hunne={"a": 2}, mijne={}).waarden == {"a": 2}


@given(basis=WAARDEN, hunne=WAARDEN, mijne=WAARDEN)
def test_geen_van_beide_gaat_verloren(basis: dict[str, int], hunne: dict[str, int], mijne: dict[str, int]) -> None:
    samen = voeg_samen(basis=basis, hunne=hunne, mijne=mijne)
    for sleutel, waarde in samen.waarden.items():
        assert waarde in (hunne[sleutel], mijne[sleutel])
        if hunne[sleutel] not in (basis[sleutel], waarde):
            assert samen.botsingen[sleutel] == hunne[sleutel]
        if mijne[sleutel] != basis[sleutel]:
            assert waarde == mijne[sleutel]
