"""Agreements in Excel: a sheet per theme, headings some rows down, hidden rows and sheets, numbers Excel changed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from basis.documenten.model import Leesfout
from tests.importeren.bouwers import Blad, lees_excel, meldingen, nummers, op_nummer

BOUWT = "Woonstichting De Linde bouwt in 2024 vijfentwintig sociale huurwoningen aan de Havenkade."
GROND = "De gemeente Noorddijk levert voor 1 juli 2024 bouwrijpe grond voor sociale huur."
HUUR = "De corporaties matigen de huurverhoging en leggen het voorstel voor aan de huurders."
KOP: list[Any] = ["Nr", "Onderwerp", "Afspraak", "Trekker", "Planning"]


def test_een_blad_per_thema_met_de_kop_enkele_rijen_lager(tmp_path: Path) -> None:
    resultaat = lees_excel(
        tmp_path,
        Blad("Toelichting", [["Prestatieafspraken gemeente Noorddijk 2023-2026"], ["Per thema is er een tabblad."]]),
        Blad(
            "1. Bouwen",
            [
                ["Prestatieafspraken Noorddijk 2023-2026"],
                ["Thema 1: Bouwen"],
                [],
                KOP,
                ["1.1", "Kade", BOUWT, "Woonstichting De Linde", "2024"],
                ["1.2", "Grond", GROND, "Gemeente", dt.date(2024, 7, 1)],
            ],
        ),
        Blad("2. Betalen", [["Thema 2: Betalen"], KOP, ["2.1", "Huur", HUUR, "Corporaties", "jaarlijks"]]),
    )
    assert nummers(resultaat) == ["1.1", "1.2", "2.1"]
    assert [a["hoofdstuk"] for a in resultaat["afspraken"]] == ["1 Bouwen", "1 Bouwen", "2 Betalen"]
    assert op_nummer(resultaat, "1.2")["onderwerp"] == "Grond"
    assert op_nummer(resultaat, "1.2")["plaats"] == "blad '1. Bouwen', rij 6"
    assert resultaat["titel"].startswith("Prestatieafspraken")
    assert resultaat["periode"] == {"begin": "2023-01-01", "eind": "2026-12-31"}


def test_naam_van_het_blad_is_het_hoofdstuk(tmp_path: Path) -> None:
    resultaat = lees_excel(
        tmp_path,
        Blad("Wonen en zorg", [KOP, ["1", "Kade", BOUWT, "De Linde", ""], ["2", "Huur", HUUR, "Corporaties", ""]]),
    )
    assert {a["hoofdstuk"] for a in resultaat["afspraken"]} == {"Wonen en zorg"}


def test_een_blad_met_een_kolom_thema(tmp_path: Path) -> None:
    kop = ["Thema", "Nr", "Afspraak", "Trekker"]
    resultaat = lees_excel(
        tmp_path,
        Blad(
            "Blad1",
            [
                kop,
                ["1. Bouwen", "1", BOUWT, "De Linde"],
                ["", "2", GROND, "Gemeente"],
                ["2. Betalen", "3", HUUR, "Corporaties"],
            ],
        ),
    )
    assert [a["hoofdstuk"] for a in resultaat["afspraken"]] == ["1 Bouwen", "1 Bouwen", "2 Betalen"]
    assert [h["titel"] for h in resultaat["hoofdstukken"]] == ["Bouwen", "Betalen"]


def test_verborgen_rijen_en_bladen_worden_niet_gelezen_maar_wel_gemeld(tmp_path: Path) -> None:
    resultaat = lees_excel(
        tmp_path,
        Blad(
            "Bouwen",
            [
                KOP,
                ["1", "Kade", BOUWT, "De Linde", ""],
                ["2", "Oud", HUUR, "Corporaties", ""],
                ["3", "Grond", GROND, "Gemeente", ""],
            ],
            verborgen_rijen=[3],
        ),
        Blad("Oud", [KOP, ["9", "Vervallen", HUUR, "Corporaties", ""]], verborgen=True),
    )
    assert nummers(resultaat) == ["1", "3"]
    assert "verborgen rijen zijn niet gelezen (rij 3)" in meldingen(resultaat)
    assert "blad 'Oud': Dit blad is verborgen en daarom niet gelezen." in meldingen(resultaat)
    assert [h["titel"] for h in resultaat["hoofdstukken"]] == ["Bouwen"]
    assert any("verborgen" in tabel["reden"] for tabel in resultaat["tabellen"])


def test_nummers_die_excel_veranderde(tmp_path: Path) -> None:
    rijen = [
        [
            1 + nr / 10 if nr < 10 else 1.1,
            "",
            f"De Linde isoleert in wijk {nr} alle woningen met een slecht label.",
            "De Linde",
            "",
        ]
        for nr in range(1, 11)
    ]
    resultaat = lees_excel(
        tmp_path, Blad("Duurzaam", [KOP, *rijen, [dt.date(2024, 2, 1), "", HUUR, "Corporaties", ""]])
    )
    assert nummers(resultaat)[:10] == [f"1.{nr}" for nr in range(1, 11)]
    assert nummers(resultaat)[10] == "1.2"
    assert "1.10" in meldingen(resultaat)
    assert "datum" in meldingen(resultaat)


def test_getalnotatie_met_twee_decimalen(tmp_path: Path) -> None:
    rijen = [[1.1, "", BOUWT, "De Linde", ""], [1.10, "", GROND, "Gemeente", ""]]
    resultaat = lees_excel(tmp_path, Blad("Duurzaam", [KOP, *rijen], formaten={"A2": "0.0", "A3": "0.00"}))
    assert nummers(resultaat) == ["1.1", "1.10"]


def test_gehele_getallen_en_samengevoegde_trekker(tmp_path: Path) -> None:
    rijen = [["Gemeente Noorddijk 2023-2026"], KOP, [1, "Kade", BOUWT, "Gemeente", 2024], [2, "Grond", GROND, "", 2025]]
    resultaat = lees_excel(tmp_path, Blad("Bouwen", rijen, samen=["D3:D4"]))
    assert nummers(resultaat) == ["1", "2"]
    assert op_nummer(resultaat, "2")["trekkers"] == ["Gemeente Noorddijk"]
    assert op_nummer(resultaat, "1")["termijn_tekst"] == "2024"


def test_tussenkoppen_en_totaal(tmp_path: Path) -> None:
    kop = ["Nr", "Afspraak", "Trekker", "Budget"]
    resultaat = lees_excel(
        tmp_path,
        Blad(
            "Afspraken",
            [
                kop,
                ["1 Bouwen", "", "", ""],
                ["1.1", BOUWT, "De Linde", 1000],
                ["2 Betalen", "", "", ""],
                ["2.1", HUUR, "Corporaties", 500],
                ["Totaal", "", "", 1500],
            ],
            samen=["A2:D2", "A4:D4"],
        ),
    )
    assert [(a["nummer"], a["hoofdstuk"]) for a in resultaat["afspraken"]] == [
        ("1.1", "1 Bouwen"),
        ("2.1", "2 Betalen"),
    ]


def test_voorraadblad_en_begrippenblad_zijn_geen_afspraken(tmp_path: Path) -> None:
    resultaat = lees_excel(
        tmp_path,
        Blad("Bouwen", [KOP, ["1", "Kade", BOUWT, "De Linde", ""], ["2", "Grond", GROND, "Gemeente", ""]]),
        Blad(
            "Voorraad",
            [
                ["Huurklasse", "De Linde", "Waterland", "Totaal"],
                ["Goedkoop", 100, 50, 150],
                ["Betaalbaar", 300, 200, 500],
                ["Totaal", 400, 250, 650],
            ],
        ),
        Blad("Begrippen", [["Begrip", "Uitleg"], ["Mutatie", "Een woning die vrijkomt"]]),
    )
    assert nummers(resultaat) == ["1", "2"]
    assert len(resultaat["tabellen"]) == 2


def test_jaarschijf_op_een_eigen_blad(tmp_path: Path) -> None:
    resultaat = lees_excel(
        tmp_path,
        Blad(
            "Meerjarig",
            [["Nr", "Meerjarige afspraken", "Trekker"], ["1", BOUWT, "De Linde"], ["2", HUUR, "Corporaties"]],
        ),
        Blad(
            "Jaarschijf 2024",
            [
                ["Afspraak", "Activiteit", "Wie", "Gereed"],
                ["1", "Start van de bouw met 25 woningen", "De Linde", "Q3"],
                ["2", "Bespreken van het huurvoorstel met de Huurdersraad", "Corporaties", "april"],
            ],
        ),
    )
    meerjarig = [a for a in resultaat["afspraken"] if a["soort"] == "meerjarig"]
    jaar = [a for a in resultaat["afspraken"] if a["soort"] == "jaarschijf"]
    assert [a["nummer"] for a in meerjarig] == ["1", "2"]
    assert [a["verwijzingen"] for a in jaar] == [["1"], ["2"]]
    assert jaar[0]["termijnen"][0]["eind"] == "2024-09-30"


def test_overzicht_en_themabladen_geven_geen_dubbele(tmp_path: Path) -> None:
    resultaat = lees_excel(
        tmp_path,
        Blad(
            "Overzicht",
            [
                ["Nr", "Afspraak", "Trekker"],
                ["1", "Bouwen van sociale huurwoningen aan de Havenkade", "De Linde"],
                ["2", "Bouwrijpe grond voor sociale huur", "Gemeente"],
            ],
        ),
        Blad("Bouwen", [KOP, ["1", "Kade", BOUWT, "De Linde", "2024"], ["2", "Grond", GROND, "Gemeente", "2024"]]),
    )
    assert nummers(resultaat) == ["1", "2"]
    assert op_nummer(resultaat, "1")["tekst"] == BOUWT
    assert op_nummer(resultaat, "1")["hoofdstuk"] == "Bouwen"
    assert "één keer" in meldingen(resultaat)


def test_tabel_die_niet_in_de_hoek_begint_met_een_samengevoegd_thema(tmp_path: Path) -> None:
    rijen: list[list[Any]] = [
        [],
        [None, "Prestatieafspraken gemeente Noorddijk 2023-2026"],
        [],
        [None, "Thema", "Nr.", "Afspraak", "Eigenaar", "Gereed"],
        [None, "Bouwen", "A1", BOUWT, "Gemeente", "2024"],
        [None, None, "A2", GROND, "Gemeente", 2025],
        [None, "Betalen", "B1", HUUR, "Corporaties", None],
    ]
    resultaat = lees_excel(tmp_path, Blad("Prestatieafspraken", rijen, samen=["B5:B6"]))
    assert [(a["nummer"], a["hoofdstuk"]) for a in resultaat["afspraken"]] == [
        ("A1", "Bouwen"),
        ("A2", "Bouwen"),
        ("B1", "Betalen"),
    ]
    assert "overgenomen" not in meldingen(resultaat)


def test_meer_rijen_dan_een_overeenkomst_heeft(tmp_path: Path) -> None:
    rijen = [
        [nr, "Wijk", f"De gemeente knapt straat {nr} op in overleg met bewoners.", "Gemeente", ""] for nr in range(2600)
    ]
    with pytest.raises(Leesfout, match="2600 rijen die op afspraken lijken"):
        lees_excel(tmp_path, Blad("Data", [KOP, *rijen]))
