"""Agreements in running text: numbered, labelled and listed paragraphs, with Word's automatic numbering too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importeren.bouwers import Alinea, Kop, Tabel, lees_word, meldingen, nummers, op_nummer

BOUWT = "De Linde bouwt in 2024 vijfentwintig sociale huurwoningen aan de Havenkade."
GROND = "De gemeente levert voor 1 juli 2024 bouwrijpe grond voor sociale huur."
HUUR = "De corporaties matigen de huurverhoging en leggen het voorstel voor aan de huurders."
ZORG = "Partijen stellen in 2025 samen een plan op voor ouderen die zelfstandig willen wonen."


def test_getypte_nummers_onder_koppen(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("Hoofdstuk 1 Bouwen"),
        "In dit hoofdstuk gaat het over nieuwe woningen.",
        f"1.1 {BOUWT}",
        "De woningen zijn voor starters:",
        Alinea("tot 30 jaar;", "List Bullet"),
        Alinea("met een laag inkomen.", "List Bullet"),
        f"1.2 {GROND}",
        Kop("Hoofdstuk 2 Betalen"),
        f"2.1 {HUUR}",
    )
    assert nummers(resultaat) == ["1.1", "1.2", "2.1"]
    assert op_nummer(resultaat, "1.1")["tekst"] == (
        f"{BOUWT}\n\nDe woningen zijn voor starters:\n\n- tot 30 jaar;\n- met een laag inkomen."
    )
    assert [a["hoofdstuk"] for a in resultaat["afspraken"]] == ["1 Bouwen", "1 Bouwen", "2 Betalen"]
    assert resultaat["hoofdstukken"][0]["ambitie"] == "In dit hoofdstuk gaat het over nieuwe woningen."


def test_automatische_nummering_van_word(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Alinea("Bouwen", "Heading 1", nummering=(0, 77)),
        Alinea("Nieuwbouw", "Heading 2", nummering=(1, 77)),
        Alinea(BOUWT, nummering=(2, 77)),
        Alinea(GROND, nummering=(2, 77)),
        Alinea("Renovatie", "Heading 2", nummering=(1, 77)),
        Alinea("De Linde isoleert dertig woningen in de wijk Haven.", nummering=(2, 77)),
        Alinea("Betalen", "Heading 1", nummering=(0, 77)),
        Alinea("Huurbeleid", "Heading 2", nummering=(1, 77)),
        Alinea(HUUR, nummering=(2, 77)),
        niveaus=("%1.", "%1.%2", "%1.%2.%3"),
    )
    assert nummers(resultaat) == ["1.1.1", "1.1.2", "1.2.1", "2.1.1"]
    assert [a["paragraaf"] for a in resultaat["afspraken"]] == [
        "1.1 Nieuwbouw",
        "1.1 Nieuwbouw",
        "1.2 Renovatie",
        "2.1 Huurbeleid",
    ]
    assert [h["nummer"] + " " + h["titel"] for h in resultaat["hoofdstukken"]] == ["1 Bouwen", "2 Betalen"]


def test_automatische_nummering_van_een_enkel_niveau_loopt_door(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("Bouwen"),
        Alinea(BOUWT, nummering=(0, 77)),
        Alinea(GROND, nummering=(0, 77)),
        Kop("Betalen"),
        Alinea(HUUR, nummering=(0, 77)),
        niveaus=("%1.",),
    )
    assert nummers(resultaat) == ["1", "2", "3"]
    assert [a["hoofdstuk"] for a in resultaat["afspraken"]] == ["Bouwen", "Bouwen", "Betalen"]


def test_zonder_kopstijlen_met_vette_koppen(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Alinea("1. Bouwen", vet=True),
        f"1.1 {BOUWT}",
        f"1.2 {GROND}",
        Alinea("2. Betalen", vet=True),
        f"2.1 {HUUR}",
    )
    assert [(a["nummer"], a["hoofdstuk"]) for a in resultaat["afspraken"]] == [
        ("1.1", "1 Bouwen"),
        ("1.2", "1 Bouwen"),
        ("2.1", "2 Betalen"),
    ]


def test_korte_titel_met_nummer_wordt_het_onderwerp(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        "1.1 Bouwen aan de Havenkade",
        BOUWT,
        "1.2 Grond",
        GROND,
        Kop("2. Betalen"),
        "2.1 Huur",
        HUUR,
    )
    assert [(a["nummer"], a["onderwerp"], a["tekst"]) for a in resultaat["afspraken"]] == [
        ("1.1", "Bouwen aan de Havenkade", BOUWT),
        ("1.2", "Grond", GROND),
        ("2.1", "Huur", HUUR),
    ]


def test_koppen_met_tekst_eronder_zijn_de_afspraken_als_er_niets_anders_is(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        Kop("1.1 Havenkade", 2),
        BOUWT,
        "Trekker: De Linde",
        Kop("1.2 Grond", 2),
        GROND,
        "Trekker: gemeente",
    )
    assert [
        (a["nummer"], a["onderwerp"], a["tekst"], a["hoofdstuk"], a["paragraaf"]) for a in resultaat["afspraken"]
    ] == [
        ("1.1", "Havenkade", BOUWT, "1 Bouwen", ""),
        ("1.2", "Grond", GROND, "1 Bouwen", ""),
    ]
    assert op_nummer(resultaat, "1.1")["trekkers"] == ["Woonstichting De Linde"]


@pytest.mark.parametrize(
    "slot",
    [
        ["Trekker: De Linde", "Planning: Q3 2024", "Partijen: gemeente en De Linde"],
        ["Trekker: De Linde; Planning: Q3 2024; Partijen: gemeente en De Linde"],
        ["Wie: De Linde | Wanneer: Q3 2024 | Betrokken partijen: gemeente en De Linde"],
        ["**Trekker:** De Linde", "**Gereed:** Q3 2024", "**Betrokken:** gemeente en De Linde"],
        ["Verantwoordelijk:\tDe Linde", "Termijn:\tQ3 2024", "Partijen:\tgemeente en De Linde"],
        ["Trekker – De Linde", "Planning – Q3 2024", "Partijen – gemeente en De Linde"],
        ["Trekker:", "De Linde", "Planning:", "Q3 2024", "Partijen:", "gemeente en De Linde"],
        ["(Trekker: De Linde; planning: Q3 2024; partijen: gemeente en De Linde)"],
    ],
)
def test_regels_met_een_label_worden_kolommen(tmp_path: Path, slot: list[str]) -> None:
    resultaat = lees_word(tmp_path, Kop("1. Bouwen"), f"1.1 {BOUWT}", *slot, f"1.2 {GROND}", "Trekker: gemeente")
    een = op_nummer(resultaat, "1.1")
    assert een["tekst"] == BOUWT
    assert een["trekkers"] == ["Woonstichting De Linde"]
    assert een["termijn_tekst"] == "Q3 2024"
    assert een["partijen_tekst"] == "gemeente en De Linde"
    assert op_nummer(resultaat, "1.2")["trekkers"] == ["Gemeente Noorddijk"]


def test_afspraak_met_nummer_als_label(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("Bouwen"),
        f"Afspraak 1: {BOUWT}",
        "Dat past in de woonvisie.",
        Alinea("Afspraak 2", vet=True),
        GROND,
        Kop("Betalen"),
        f"Afspraak 10. {HUUR}",
    )
    assert nummers(resultaat) == ["1", "2", "10"]
    assert op_nummer(resultaat, "1")["tekst"] == f"{BOUWT}\n\nDat past in de woonvisie."
    assert op_nummer(resultaat, "2")["tekst"] == GROND
    assert op_nummer(resultaat, "10")["hoofdstuk"] == "Betalen"


def test_labels_zonder_nummers_met_eigenaar_en_aard(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        "**Resultaatafspraak corporatie:** De Linde bouwt 25 woningen in 2024.",
        "**Inspanningsafspraak gemeente:** De gemeente zoekt naar een tweede locatie.",
        Alinea("Resultaatafspraak huurdersorganisatie:", vet=True),
        "De Huurdersraad houdt in 2024 een enquête onder huurders.",
        Alinea("over de huurprijs", "List Bullet"),
        Alinea("over het onderhoud", "List Bullet"),
    )
    afspraken = resultaat["afspraken"]
    assert nummers(resultaat) == ["", "", ""]
    assert [a["aard"] for a in afspraken] == ["resultaat", "inspanning", "resultaat"]
    assert afspraken[0]["tekst"] == "De Linde bouwt 25 woningen in 2024."
    assert afspraken[1]["trekkers"] == ["Gemeente Noorddijk"]
    assert afspraken[2]["tekst"].endswith("- over de huurprijs\n- over het onderhoud")
    assert afspraken[2]["trekkers"] == ["Huurdersraad Noorddijk"]


def test_label_in_het_meervoud_met_een_lijst(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        "Afspraken gemeente:",
        Alinea(GROND, "List Bullet"),
        Alinea("De gemeente versnelt de vergunningen.", "List Bullet"),
        "Afspraken corporaties:",
        Alinea(BOUWT, "List Bullet"),
    )
    assert [a["tekst"] for a in resultaat["afspraken"]] == [GROND, "De gemeente versnelt de vergunningen.", BOUWT]
    assert resultaat["afspraken"][1]["trekkers"] == ["Gemeente Noorddijk"]


def test_lijst_onder_een_kop_afspraken(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        "Er is een tekort aan woningen.",
        Kop("Afspraken", 2),
        Alinea(BOUWT, "List Bullet"),
        Alinea(GROND, "List Bullet"),
        Kop("2. Betalen"),
        Kop("Afspraken", 2),
        Alinea(HUUR, "List Bullet"),
    )
    assert [(a["hoofdstuk"], a["paragraaf"], a["tekst"]) for a in resultaat["afspraken"]] == [
        ("1 Bouwen", "", BOUWT),
        ("1 Bouwen", "", GROND),
        ("2 Betalen", "", HUUR),
    ]


@pytest.mark.parametrize(
    "reeks",
    [
        ["A1", "A2", "B1"],
        ["6C1.2", "6C1.3", "6C2.1"],
        ["T-03", "T-04", "T-11"],
        ["B.2", "B.3", "C.1"],
        ["IV.3", "IV.4", "V.1"],
        ["1a", "1b", "2a"],
    ],
)
def test_letters_en_codes(tmp_path: Path, reeks: list[str]) -> None:
    teksten = [f"{nummer} {tekst}" for nummer, tekst in zip(reeks, (BOUWT, GROND, HUUR), strict=True)]
    resultaat = lees_word(tmp_path, Kop("Bouwen"), teksten[0], teksten[1], Kop("Betalen"), teksten[2])
    assert nummers(resultaat) == reeks
    assert resultaat["afspraken"][0]["tekst"] == BOUWT


def test_een_tien_is_niet_een_een(tmp_path: Path) -> None:
    teksten = [f"1.{nr} De Linde isoleert in jaar {nr} van de aanpak een deel van de woningen." for nr in range(1, 12)]
    resultaat = lees_word(tmp_path, Kop("1. Duurzaam"), *teksten)
    assert nummers(resultaat) == [f"1.{nr}" for nr in range(1, 12)]


def test_nummers_die_per_hoofdstuk_opnieuw_beginnen(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path, Kop("Bouwen"), f"1. {BOUWT}", f"2. {GROND}", Kop("Betalen"), f"1. {HUUR}", f"2. {ZORG}"
    )
    assert nummers(resultaat) == ["1", "2", "1", "2"]
    assert len({(a["deel"], a["nummer"]) for a in resultaat["afspraken"]}) == 4
    assert "per hoofdstuk opnieuw" in meldingen(resultaat)


def test_nummers_per_corporatie(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("Deel B: Woonstichting De Linde"),
        Kop("1. Bouwen", 2),
        f"1.1 {BOUWT}",
        Kop("Deel C: Woongoed Waterland"),
        Kop("1. Bouwen", 2),
        "1.1 Woongoed Waterland bouwt tien woningen voor senioren.",
    )
    assert [(a["deel"], a["nummer"], a["hoofdstuk"]) for a in resultaat["afspraken"]] == [
        ("Deel B: Woonstichting De Linde", "1.1", "1 Bouwen"),
        ("Deel C: Woongoed Waterland", "1.1", "1 Bouwen"),
    ]


def test_wat_voor_de_afspraken_staat_is_geen_afspraak(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("Overwegende dat"),
        "1. De gemeente in 2022 een woonvisie heeft vastgesteld voor de komende jaren.",
        "2. De corporaties een bod hebben gedaan op het beleid van de gemeente.",
        Kop("Inleiding"),
        "Partijen werken graag samen.",
        Kop("1. Bouwen"),
        f"1.1 {BOUWT}",
        f"1.2 {GROND}",
        Kop("Ondertekening"),
        "Aldus overeengekomen te Noorddijk.",
    )
    assert nummers(resultaat) == ["1.1", "1.2"]
    assert op_nummer(resultaat, "1.2")["tekst"] == GROND


def test_letters_in_een_lijst_zijn_geen_afspraken(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        "1.1 Partijen letten bij nieuwbouw op:",
        "a. de prijs van de grond;",
        "b. de parkeernorm;",
        f"1.2 {GROND}",
    )
    assert nummers(resultaat) == ["1.1", "1.2"]
    assert "de parkeernorm" in op_nummer(resultaat, "1.1")["tekst"]


def test_zonder_trekker_wordt_de_trekker_uit_de_tekst_voorgesteld(tmp_path: Path) -> None:
    resultaat = lees_word(tmp_path, Kop("1. Bouwen"), f"1.1 {GROND}", f"1.2 {HUUR}")
    een = op_nummer(resultaat, "1.1")
    assert een["trekkers"] == ["Gemeente Noorddijk"]
    assert een["trekker_tekst"] == ""
    assert any("afgeleid" in tekst for tekst in een["waarschuwingen"])


def test_tabel_en_genummerde_alineas_samen(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        Tabel([["Nr", "Afspraak", "Trekker"], ["1.1", BOUWT, "De Linde"], ["1.2", GROND, "Gemeente"]]),
        Kop("2. Samenwerking"),
        "2.1 Partijen overleggen twee keer per jaar over de voortgang van de afspraken.",
    )
    assert nummers(resultaat) == ["1.1", "1.2", "2.1"]


def test_tekst_zonder_plek_wordt_gemeld(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        Kop("1.1 Haven", 2),
        "Rond de haven is veel ruimte voor woningen.",
        Tabel([["Nr", "Afspraak", "Trekker"], ["1.1.1", BOUWT, "De Linde"]]),
    )
    assert "Rond de haven" in meldingen(resultaat)


def test_afspraken_in_een_kader(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        Tabel([[f"Afspraak 1: {BOUWT}\nTrekker: De Linde"]]),
        Tabel([[f"Afspraak 2: {GROND}"]]),
    )
    assert nummers(resultaat) == ["1", "2"]
    assert op_nummer(resultaat, "1")["trekkers"] == ["Woonstichting De Linde"]
