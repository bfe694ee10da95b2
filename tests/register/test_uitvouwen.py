"""Groups unfold to the participants, each once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from afspraken.keuzes import BetrokkeneRol, Groep
from afspraken.uitvouwen import Binding, Deelnemer, beantwoorders, leveranciers, vouw_uit

SOORTEN = ("gemeente", "corporatie", "corporatie", "huurdersorganisatie")
DEELNEMERS = [Deelnemer(nummer, soort) for nummer, soort in enumerate(SOORTEN, start=1)]
TREKKER = BetrokkeneRol.TREKKER


def groep(naam: str, rol: BetrokkeneRol = TREKKER) -> Binding:
    return Binding(rol, None, naam)


@given(
    st.lists(
        st.one_of(
            st.builds(Binding, rol=st.sampled_from(BetrokkeneRol), groep=st.sampled_from(Groep)),
            st.builds(Binding, rol=st.sampled_from(BetrokkeneRol), partij_id=st.integers(1, 9)),
        )
    )
)
def test_alleen_deelnemers_ieder_een_keer_in_vaste_volgorde(bindingen: list[Binding]) -> None:
    uit = vouw_uit(bindingen, TREKKER, DEELNEMERS)
    assert uit == sorted(set(uit))
    assert set(uit) <= {1, 2, 3, 4}


def test_groep_en_partij_samen() -> None:
    assert vouw_uit([groep("corporaties"), Binding(TREKKER, 1)], TREKKER, DEELNEMERS) == [1, 2, 3]
    assert vouw_uit([groep("alle")], TREKKER, DEELNEMERS) == [1, 2, 3, 4]


def test_een_partij_van_buiten_hoeft_niet_te_antwoorden() -> None:
    assert beantwoorders([Binding(TREKKER, 99)], "ieder", None, DEELNEMERS) == []


def test_samen_antwoordt_de_penvoerder_alleen() -> None:
    assert beantwoorders([groep("alle")], "samen", 3, DEELNEMERS) == [3]
    assert beantwoorders([groep("alle")], "ieder", None, DEELNEMERS) == [1, 2, 3, 4]


def test_een_vertrokken_penvoerder_wordt_vervangen_door_de_eerste_trekker() -> None:
    assert beantwoorders([groep("corporaties")], "samen", 99, DEELNEMERS) == [2]


def test_wie_levert_wordt_om_cijfers_gevraagd() -> None:
    """Nr 56: trekker is the gemeente, the figures come from the corporations."""
    bindingen = [Binding(TREKKER, 1), groep("corporaties", BetrokkeneRol.LEVERT)]
    assert leveranciers(bindingen, "ieder", None, DEELNEMERS, per_partij=True) == [2, 3]
    assert leveranciers([Binding(TREKKER, 1)], "ieder", None, DEELNEMERS, per_partij=True) == [1]
    assert leveranciers([groep("alle")], "samen", 3, DEELNEMERS, per_partij=False) == [3]
