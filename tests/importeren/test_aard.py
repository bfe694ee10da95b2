"""Result or effort, and the kind of an agreement."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.importeren.aard import bepaal_aard, bepaal_soort
from afspraken.keuzes import Aard, AfspraakSoort


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("De corporaties leveren elk jaar cijfers.", "resultaat"),
        ("De corporatie realiseert 30 woningen.", "resultaat"),
        ("Partijen stellen samen een lijst met wijken vast.", "resultaat"),
        ("De gemeente organiseert vier bijeenkomsten.", "resultaat"),
        ("De gemeente evalueert de proef.", "resultaat"),
        ("Partijen bespreken jaarlijks de voortgang.", "resultaat"),
        ("Partijen streven naar 30 woningen.", "inspanning"),
        ("De gemeente spant zich in om een plek te vinden.", "inspanning"),
        ("De corporaties zetten zich in voor doorstroming.", "inspanning"),
        ("Partijen onderzoeken of dit kan.", "inspanning"),
        ("Partijen bespreken knelpunten met elkaar.", "inspanning"),
        ("De corporatie is voornemens de proef door te zetten.", "inspanning"),
        ("Deze overeenkomst kan eerder eindigen.", "onbekend"),
        ("Bij een geschil praten wij eerst. Daarna vindt overleg met de directie plaats.", "onbekend"),
        ("De gemeente heeft een peiling uitgevoerd. Partijen zoeken samen naar een vervolg.", "inspanning"),
        ("", "onbekend"),
    ],
)
def test_aard_uit_de_tekst(tekst: str, verwacht: str) -> None:
    assert bepaal_aard(tekst) == verwacht


@pytest.mark.parametrize(
    ("label", "verwacht"),
    [
        ("Resultaatafspraak corporatie:", "resultaat"),
        ("Inspanningsafspraak gemeente", "inspanning"),
        ("Resultaat", "resultaat"),
        ("Inspanning", "inspanning"),
        ("R", "resultaat"),
        ("I", "inspanning"),
        ("Afspraak", "inspanning"),
        ("Resultaat / inspanning", "inspanning"),
    ],
)
def test_het_label_gaat_voor(label: str, verwacht: str) -> None:
    assert bepaal_aard("De corporaties streven naar groei.", label) == verwacht


@pytest.mark.parametrize(
    ("kop", "hoofdstuk", "titel", "verwacht"),
    [
        ("Meerjarige afspraken", "Wonen", "", "meerjarig"),
        ("Meerjarige prestatieafspraken", "", "", "meerjarig"),
        ("Afspraken 2022-2023", "", "", "periode"),
        ("Prestatieafspraken 2022-2023", "", "", "periode"),
        ("Afspraken 2024", "", "", "periode"),
        ("Afspraken 2022-2026", "", "", "meerjarig"),
        ("Activiteiten 2024", "", "", "jaarschijf"),
        ("Actie", "Jaarschijf 2024", "", "jaarschijf"),
        ("Afspraak", "Organisatie", "Looptijd en bijzondere omstandigheden", "procesbepaling"),
        ("Afspraak", "Slotbepalingen", "Ondertekening", "procesbepaling"),
        ("Afspraak", "Betaalbaarheid", "Huurbeleid", "meerjarig"),
        ("", "", "", "meerjarig"),
    ],
)
def test_soort(kop: str, hoofdstuk: str, titel: str, verwacht: str) -> None:
    assert bepaal_soort(kop, hoofdstuk, "De partijen doen iets.", titel) == verwacht


def test_een_geschilregeling_zonder_titel_is_een_procesbepaling() -> None:
    assert (
        bepaal_soort("Afspraak", "", "Bij een geschil zoeken partijen eerst zelf een oplossing.", "")
        == "procesbepaling"
    )


@given(st.text(max_size=300), st.text(max_size=40))
def test_elke_uitkomst_kent_het_register(tekst: str, label: str) -> None:
    assert bepaal_aard(tekst, label) in Aard.values
    assert bepaal_soort(label, tekst, tekst, label) in {*AfspraakSoort.values, "jaarschijf"}


@pytest.mark.parametrize("stuk", ["stelt a ", "zet a ", "vindt a ", "voeren a ", "a", "maken . ", "afspraken 2022 "])
def test_een_megabyte_kost_minder_dan_een_seconde(stuk: str) -> None:
    tekst = stuk * (1_000_000 // len(stuk))
    begonnen = time.process_time()
    bepaal_aard(tekst)
    bepaal_soort(tekst, tekst, tekst, tekst)
    assert time.process_time() - begonnen < 1
