"""Hostile and oversized input: an answer in linear time, and no person in any field."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afspraken.importeren.partijen import herken_partijen, splits_trekker_en_datum, trekker_uit_tekst
from afspraken.importeren.partijen.personen import is_persoon, zonder_personen
from tests.importeren.partijen_document import AFSPRAKEN, maak_document, partijen
from tests.importeren.test_partijen_cellen import LIJST

LANG = 60_000
STUKKEN = [
    "A", "a ", "A ", "A. ", "(", ")", "((A)", "'", '"', "de heer ", "hierna te noemen ", "gemeente ", "gemeente A en ",
    "Namens ", "huurders ", "corporaties, ", "van de ", "de corporaties A en ",
    "- ", "Aa-", ",", "/", "\n", "Q1 2022 / ", "=", "A = B, ",
]  # fmt: skip


@pytest.mark.parametrize("stuk", STUKKEN)
def test_lange_herhaling_kost_weinig_tijd(stuk: str) -> None:
    tekst = (stuk * (LANG // len(stuk)))[:LANG]
    begin = time.process_time()
    LIJST.los_op(tekst)
    LIJST.partijen_in_tekst(tekst)
    trekker_uit_tekst(LIJST, tekst)
    splits_trekker_en_datum(tekst)
    herken_partijen(
        maak_document(f"# {tekst}", tekst, f"Prestatieafspraken tussen {tekst}", "Partijen:", tekst, AFSPRAKEN)
    )
    assert time.process_time() - begin < 3


def test_een_groot_document_blijft_snel() -> None:
    blokken = [f"Woonstichting Nummer {nr} bouwt {nr} woningen in de gemeente Zeedorp." for nr in range(4_000)]
    rijen = [["Nr", "Afspraak", "Trekker"], *([str(nr), "Bouwen", f"Stichting {nr} Wonen"] for nr in range(4_000))]
    begin = time.process_time()
    herken_partijen(maak_document("# Prestatieafspraken gemeente Zeedorp", *blokken, rijen))
    assert time.process_time() - begin < 5


def test_honderden_partijen_worden_afgekapt_en_dat_wordt_gezegd() -> None:
    namen = [
        f"Woonstichting {eerste}{tweede}"
        for eerste in ("Haven", "Molen", "Duin", "Veld", "Kerk", "Brug", "Hoek")
        for tweede in (
            "zicht",
            "rand",
            "heem",
            "poort",
            "kwartier",
            "oord",
            "dal",
            "berg",
            "stede",
            "gaarde",
            "wijk",
            "hof",
        )
    ]
    veel = partijen(*("Partijen: " + ", ".join(namen[plek : plek + 12]) for plek in range(0, len(namen), 12)))
    assert len(veel.partijen) <= 60
    assert [tekst for tekst in veel.waarschuwingen if "meer dan 60 partijen" in tekst]


@pytest.mark.parametrize(
    "naam",
    [
        "A.B. Voorbeeld",
        "dhr. Voorbeeld",
        "mevrouw C. van der Voorbeeld-Test",
        "drs. E.F. de Voorbeeld",
        "de heer G. Voorbeeld MSc",
        "Jan de Voorbeeld",
        "J.P.M. (Hans) Voorbeeld",
    ],
)
def test_personen_worden_herkend(naam: str) -> None:
    assert is_persoon(naam)


@pytest.mark.parametrize(
    "naam",
    [
        "De Alliantie",
        "Woonstichting De Haven",
        "W.B.V. Ons Huis",
        "Huurdersvereniging De Kade",
        "Stichting Meerzicht",
        "H.V. De Stem",
        "R.K. Woningbouwvereniging Zeedorp",
    ],
)
def test_organisaties_zijn_geen_personen(naam: str) -> None:
    assert not is_persoon(naam)


def test_een_genummerde_lijst_is_geen_rij_voorletters() -> None:
    assert zonder_personen("A. De gemeente\nB. Woonstichting De Haven") == "A. De gemeente\nB. Woonstichting De Haven"


@pytest.mark.parametrize(
    "blokken",
    [
        ("Namens Portalis J.K. Voorbeeld directeur-bestuurder", "Namens gemeente Zeedorp mevrouw L. Voorbeeld"
            " wethouder"),
        ("Stichting Portalis, vertegenwoordigd door de heer M. Voorbeeld, hierna te noemen: \"Portalis\"",),
        ("De heer N. Voorbeeld, wethouder, handelend namens de gemeente Zeedorp, hierna te noemen: \"gemeente\"",),
        ("Partijen: gemeente Zeedorp (P. Voorbeeld), Portalis (drs. R. Voorbeeld, bestuurder) en HV De Stem (S."
            " Voorbeeld)",),
    ],
)  # fmt: skip
def test_geen_persoon_in_enig_veld(blokken: tuple[str, ...]) -> None:
    lijst = partijen("# Prestatieafspraken", *blokken)
    assert lijst.partijen
    assert "Voorbeeld" not in f"{lijst.partijen} {lijst.groepen} {lijst.waarschuwingen} {lijst.afkortingen}"


@settings(max_examples=60)
@given(st.lists(st.text(max_size=120), max_size=12))
def test_willekeurige_regels_geven_geen_fout(regels: list[str]) -> None:
    lijst = herken_partijen(maak_document(*regels, AFSPRAKEN))
    assert all(partij.naam and partij.soort for partij in lijst.partijen)
