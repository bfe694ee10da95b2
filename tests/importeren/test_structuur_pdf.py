"""The same forms as PDF with text: what Word says in its file, a PDF only shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importeren.bouwers import Alinea, Blok, Kop, Tabel, lees_pdf, nummers, op_nummer

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
BOUWT = "De Linde bouwt in 2024 vijfentwintig sociale huurwoningen aan de Havenkade."
GROND = "De gemeente levert voor 1 juli 2024 bouwrijpe grond voor sociale huur."
HUUR = "De corporaties matigen de huurverhoging en leggen het voorstel voor aan de huurders."


@pytest.mark.parametrize(
    "kop",
    [
        ["Nr", "Afspraak", "Trekker", "Planning"],
        ["Code", "Omschrijving", "Verantwoordelijke", "Gereed"],
        ["Nummer", "Wat", "Initiatief", "Termijn"],
    ],
)
def test_tabellen(tmp_path: Path, kop: list[str]) -> None:
    tabel = Tabel([kop, ["1", BOUWT, "De Linde", "2024"], ["2", GROND, "Gemeente", "Q2 2024"]])
    resultaat = lees_pdf(tmp_path, Kop("1. Beschikbaarheid"), tabel)
    assert [(a["nummer"], a["tekst"], a["hoofdstuk"]) for a in resultaat["afspraken"]] == [
        ("1", BOUWT, "1 Beschikbaarheid"),
        ("2", GROND, "1 Beschikbaarheid"),
    ]
    assert op_nummer(resultaat, "2")["trekkers"] == ["Gemeente Noorddijk"]


def test_tabel_over_vele_bladzijden_met_herhaalde_kop(tmp_path: Path) -> None:
    kop = ["Nr", "Afspraak", "Trekker"]
    rijen = [
        [str(nr), f"In wijk {nr} isoleert De Linde alle woningen. {HUUR} {GROND}", "De Linde"] for nr in range(1, 41)
    ]
    resultaat = lees_pdf(tmp_path, Kop("1. Duurzaam"), Tabel([kop, *rijen]))
    assert nummers(resultaat) == [str(nr) for nr in range(1, 41)]
    assert all(a["tekst"].endswith(GROND) for a in resultaat["afspraken"])


@pytest.mark.parametrize(
    "blokken",
    [
        [Kop("1. Bouwen"), f"1.1 {BOUWT}", f"1.2 {GROND}", Kop("2. Betalen"), f"2.1 {HUUR}"],
        [Alinea("1. Bouwen", vet=True), f"1.1 {BOUWT}", f"1.2 {GROND}", Alinea("2. Betalen", vet=True), f"2.1 {HUUR}"],
        [
            Kop("1. Bouwen"),
            f"Afspraak 1.1: {BOUWT}",
            f"Afspraak 1.2: {GROND}",
            Kop("2. Betalen"),
            f"Afspraak 2.1: {HUUR}",
        ],
    ],
)
def test_genummerde_alineas(tmp_path: Path, blokken: list[Blok]) -> None:
    resultaat = lees_pdf(tmp_path, *blokken)
    assert [(a["nummer"], a["tekst"], a["hoofdstuk"]) for a in resultaat["afspraken"]] == [
        ("1.1", BOUWT, "1 Bouwen"),
        ("1.2", GROND, "1 Bouwen"),
        ("2.1", HUUR, "2 Betalen"),
    ]


def test_labels_zonder_nummers(tmp_path: Path) -> None:
    resultaat = lees_pdf(
        tmp_path,
        Kop("1. Bouwen"),
        "**Resultaatafspraak corporatie:** De Linde bouwt 25 woningen in 2024.",
        "**Inspanningsafspraak gemeente:** De gemeente zoekt naar een tweede locatie.",
    )
    assert [a["aard"] for a in resultaat["afspraken"]] == ["resultaat", "inspanning"]
    assert resultaat["afspraken"][1]["tekst"] == "De gemeente zoekt naar een tweede locatie."


def test_kaarten(tmp_path: Path) -> None:
    def kaart(nummer: str, tekst: str, wie: str) -> Tabel:
        return Tabel([["Nummer", nummer], ["Afspraak", tekst], ["Trekker", wie], ["Gereed", "Q4 2024"]])

    resultaat = lees_pdf(
        tmp_path, Kop("1. Bouwen"), kaart("1.1", BOUWT, "De Linde"), "", kaart("1.2", GROND, "Gemeente")
    )
    assert [(a["nummer"], a["tekst"]) for a in resultaat["afspraken"]] == [("1.1", BOUWT), ("1.2", GROND)]


def test_samengevoegde_cellen_en_kop_van_twee_regels(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Onderwerp", "Nr", "Afspraak", "Uitvoering", ""],
            ["", "", "", "Trekker", "Gereed"],
            ["Nieuwbouw", "1", BOUWT, "De Linde", "2024"],
            ["", "2", GROND, "Gemeente", "2024"],
        ],
        samen=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (2, 0, 3, 0)],
    )
    resultaat = lees_pdf(tmp_path, tabel)
    assert [(a["nummer"], a["onderwerp"], a["trekker_tekst"], a["termijn_tekst"]) for a in resultaat["afspraken"]] == [
        ("1", "Nieuwbouw", "De Linde", "2024"),
        ("2", "Nieuwbouw", "Gemeente", "2024"),
    ]
