"""Owner and date in one cell, the subject of a sentence as owner, and parties in running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.importeren.partijen import splits_trekker_en_datum, trekker_uit_tekst
from tests.importeren.test_partijen_cellen import GEMEENTE, LIJST, C, H


@pytest.mark.parametrize(
    ("cel", "wie", "wanneer"),
    [
        ("Gemeente / in januari", "Gemeente", "in januari"),
        ("Corporaties\nQ3 2023", "Corporaties", "Q3 2023"),
        ("Gemeente, vóór 1 april", "Gemeente", "vóór 1 april"),
        ("Gemeente (2022)", "Gemeente", "2022"),
        ("Gemeente / corporaties / 2e kwartaal 2022", "Gemeente / corporaties", "2e kwartaal 2022"),
        ("Gemeente / In Q1 2022 en in 2025", "Gemeente", "In Q1 2022 en in 2025"),
        ("Corporaties / Start medio 2022", "Corporaties", "Start medio 2022"),
        ("Gemeente in januari", "Gemeente", "in januari"),
        ("Gemeente 2022-2026", "Gemeente", "2022-2026"),
        ("Gemeente 1/4/2023", "Gemeente", "1/4/2023"),
        ("Gemeente - 1-4-2023", "Gemeente", "1-4-2023"),
        ("Q1 2022: gemeente", "gemeente", "Q1 2022"),
        ("eind 2023 Gemeente", "Gemeente", "eind 2023"),
        ("Gemeente/corporaties/2022", "Gemeente / corporaties", "2022"),
        ("Gemeente\nCorporaties\n2023 en 2024", "Gemeente\nCorporaties", "2023 en 2024"),
        ("Gemeente (trekker), corporaties / 2024", "Gemeente (trekker), corporaties", "2024"),
        ("Gemeente / zodra de bouw start", "Gemeente", "zodra de bouw start"),
        ("Alle partijen / jaarlijks", "Alle partijen", "jaarlijks"),
        ("Mei Wonen", "Mei Wonen", ""),
        ("Gemeente / corporaties", "Gemeente / corporaties", ""),
        ("2023", "", "2023"),
        ("", "", ""),
    ],
)
def test_trekker_en_datum_in_een_cel(cel: str, wie: str, wanneer: str) -> None:
    assert splits_trekker_en_datum(cel) == (wie, wanneer)


@given(
    st.lists(
        st.sampled_from(["Gemeente", "Corporaties", "Vivante", "huurdersorganisaties"]),
        min_size=1,
        max_size=4,
        unique=True,
    ),
    st.sampled_from(
        [
            "in januari",
            "Q3 2023",
            "vóór 1 april 2024",
            "2022-2026",
            "medio 2022",
            "jaarlijks",
            "uiterlijk 31 december 2023",
        ]
    ),
    st.sampled_from([" / ", "\n", ", "]),
)
def test_de_namen_voor_de_datum_blijven_heel(namen: list[str], datum: str, scheiding: str) -> None:
    wie, wanneer = splits_trekker_en_datum(" / ".join(namen) + scheiding + datum)
    assert (wie, wanneer) == (" / ".join(namen), datum)


@given(st.text(max_size=400))
def test_splitsen_verliest_geen_woorden(tekst: str) -> None:
    wie, wanneer = splits_trekker_en_datum(tekst)
    letters = sorted(teken for teken in wie + wanneer if teken.isalnum())
    assert len(letters) <= sum(teken.isalnum() for teken in tekst)


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("De gemeente stelt in 2023 een plan op.", [GEMEENTE]),
        ("Corporaties en gemeente onderzoeken samen de mogelijkheden.", [C, GEMEENTE]),
        ("In 2023 stelt de gemeente een visie op.", [GEMEENTE]),
        ("Het beleid van de gemeente is leidend. De corporaties bouwen 100 woningen.", [C]),
        ("Jaarlijks wordt door de gemeente een monitor opgesteld.", [GEMEENTE]),
        ("De huurdersorganisaties worden door de corporaties geïnformeerd.", [C]),
        ("Vivante en Portalis realiseren 200 woningen in samenwerking met de gemeente.", ["Vivante", "Portalis"]),
        ("Samen met de corporaties onderzoekt de gemeente de kansen.", [GEMEENTE]),
        ("De gemeente is een groeiende stad. HDK adviseert over het huurbeleid.", ["Huurdersvereniging De Kade"]),
        ("Huurders betalen minder.", []),
        ("Er komt een plan.", []),
        ("", []),
    ],
)
def test_trekker_uit_de_zin(tekst: str, verwacht: list[str]) -> None:
    oplossing = trekker_uit_tekst(LIJST, tekst)
    assert oplossing.trekkers == verwacht
    assert bool(oplossing.waarschuwingen) == bool(verwacht)


def test_partijen_in_lopende_tekst_zonder_de_huurders_als_mensen() -> None:
    tekst = "De gemeente en Vivante vragen huurders om advies; de huurdersorganisaties en J. Voorbeeld beslissen mee."
    assert LIJST.partijen_in_tekst(tekst) == [GEMEENTE, "Vivante", H]
