"""Two colleagues in one return: no figure gets lost, whatever they type."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voorraad.samenvoegen import LEEG, CelInhoud, voeg_samen

NAMEN = ("a", "b", "c")
INHOUD = st.builds(CelInhoud, st.none() | st.integers(0, 3), st.just("") | st.just("noot"))
BLAD = st.fixed_dictionaries(dict.fromkeys(NAMEN, INHOUD))


def merken(blad: dict[str, CelInhoud]) -> dict[str, str]:
    """Return the marks as the screen carries them."""
    return {naam: cel.merk for naam, cel in blad.items()}


def kern(cel: CelInhoud) -> tuple[int | None, str]:
    """Return what a cell says, without its version."""
    return (cel.aantal, cel.toelichting)


@given(BLAD, BLAD, BLAD)
def test_elke_wijziging_wordt_bewaard_of_gevraagd(
    begin: dict[str, CelInhoud], van_collega: dict[str, CelInhoud], van_mij: dict[str, CelInhoud]
) -> None:
    uit = voeg_samen(van_collega, van_mij, merken(begin))
    for naam in NAMEN:
        ik_wijzigde = kern(van_mij[naam]) != kern(begin[naam])
        collega_wijzigde = kern(van_collega[naam]) != kern(begin[naam])
        eens = kern(van_mij[naam]) == kern(van_collega[naam])
        assert (naam in uit.conflicten) == (ik_wijzigde and collega_wijzigde and not eens)
        assert (naam in uit.te_schrijven) == (ik_wijzigde and not collega_wijzigde)
        assert (naam in uit.overgenomen) == (collega_wijzigde and not ik_wijzigde)


@given(BLAD)
def test_hetzelfde_twee_keer_versturen_doet_niets(blad: dict[str, CelInhoud]) -> None:
    uit = voeg_samen(blad, blad, {})
    assert not uit.te_schrijven
    assert not uit.conflicten


def test_wat_niet_is_verstuurd_blijft_staan() -> None:
    uit = voeg_samen({"a": CelInhoud(5)}, {}, {})
    assert (uit.te_schrijven, uit.conflicten) == ({}, {})


def test_een_veld_zonder_merk_geldt_als_leeg_gelezen() -> None:
    uit = voeg_samen({"a": CelInhoud(5)}, {"a": CelInhoud(6)}, {})
    assert uit.conflicten["a"].hun == CelInhoud(5)
    assert voeg_samen({}, {"a": CelInhoud(6)}, {}).te_schrijven == {"a": CelInhoud(6)}
    assert LEEG.is_leeg
