"""Stands and building programmes of other municipalities."""

from __future__ import annotations

from tests.importeren.tabelhulp import (
    BOVEN,
    DUIN,
    LINKS,
    VENNE,
    getallen,
    herken,
    sommen,
)

# --- Stands ---------------------------------------------------------------------------------------------------------


def test_stand_met_klassen_in_de_kolommen_en_corporaties_in_de_rijen() -> None:
    tabel = herken(
        "Corporatie | Goedkoop | Betaalbaar laag | Betaalbaar hoog | Duur | Vrije sector | Totaal",
        "De Venne | 310 | 1.250 | 420 | 96 | 11 | 2.087",
        "Duinwonen | 90 | 402 | 77 | 20 | 0 | 589",
        "Totaal | 400 | 1.652 | 497 | 116 | 11 | 2.676",
        boven="Tabel 3: Woningvoorraad naar huurklasse, peildatum 31-12-2023",
    )
    assert tabel.soort == "stand"
    klassen = {regel["sleutel"]: (regel["grens_soort"], regel["boven_grens"]) for regel in tabel.gegevens["regels"]}
    assert list(klassen.values()) == [
        ("kwaliteitskorting", False), ("lage_aftopping", False), ("hoge_aftopping", False), ("huurtoeslag", False),
        ("huurtoeslag", True), ("", False),
    ]  # fmt: skip
    assert list(getallen(tabel, "partij", "regel").values()) == [310, 1250, 420, 96, 11, 90, 402, 77, 20, 0]
    assert {cel["peildatum"] for cel in tabel.gegevens["cellen"]} == {"2023-12-31"}
    assert tabel.gegevens["kolommen"] == [{"sleutel": "woningen", "label": "Woningen", "voluit": ""}]
    assert tabel.waarschuwingen == []


def test_stand_met_alleen_bedragen_als_klassen() -> None:
    tabel = herken(
        "Huurprijs | De Venne | Duinwonen",
        "tot € 454,47 | 12 | 30",
        "€ 454,47 - € 650,43 | 400 | 120",
        "€ 650,43 - € 697,07 | 80 | 10",
        "€ 697,07 – € 879,66 | 44 | 9",
        "> € 879,66 | 3 | 0",
        boven="Voorraad per 1 januari 2024",
    )
    assert [(r["grens_soort"], r["boven_grens"], r["grens"]) for r in tabel.gegevens["regels"]] == [
        ("kwaliteitskorting", False, "454.47"), ("lage_aftopping", False, "650.43"),
        ("hoge_aftopping", False, "697.07"), ("huurtoeslag", False, "879.66"), ("huurtoeslag", True, "879.66"),
    ]  # fmt: skip
    assert list(getallen(tabel, "partij", "regel").values()) == [12, 30, 400, 120, 80, 10, 44, 9, 3, 0]


def test_stand_naar_type_zonder_klassen() -> None:
    tabel = herken(
        "Corporatie | Eengezinswoning | Appartement | Totaal",
        "De Venne | 800 | 1.287 | 2.087",
        "Duinwonen | 300 | 289 | 589",
        "Samen | 1.100 | 1.576 | 2.676",
        boven="Bezit van de corporaties per 31 december 2023",
    )
    assert tabel.soort == "stand"
    assert getallen(tabel, "partij", "kolom") == {
        (VENNE, "egw"): 800, (VENNE, "mgw"): 1287, (DUIN, "egw"): 300, (DUIN, "mgw"): 289,
    }  # fmt: skip
    assert tabel.waarschuwingen == []


def test_stand_zonder_datum_en_met_een_verkeerde_som() -> None:
    tabel = herken(
        "Huurklasse | EGW | MGW | Totaal",
        "Jongerengrens | 10 | 20 | 31",
        "Lage aftoppingsgrens | 30 | 40 | 70",
        "Totaal | 40 | 60 | 100",
        boven="Woningvoorraad Duinwonen",
    )
    assert tabel.waarschuwingen == [
        "Rij 2 'Jongerengrens', kolom 'Totaal': gedrukt staat 31, maar de som is 30.",
        "Rij 4 'Totaal', kolom 'Totaal': gedrukt staat 100, maar de som is 101.",
        "De datum van deze stand staat niet in de titel. Vul zelf de peildatum in.",
    ]


# --- Programmes -----------------------------------------------------------------------------------------------------


def test_locatielijst_met_corporatie_aantal_jaar_en_hardheid() -> None:
    tabel = herken(
        "Nr | Locatie | Corporatie | Aantal woningen | Oplevering | Status | Opmerking",
        "1 | Havenkwartier | De Venne | 48 | 2025 | hard | inclusief 6 zorgwoningen",
        "2 | Stationsweg 12-40 | Duinwonen | 22 | Q3 2026 | zacht | ",
        f"3 | De Hofstede | {BOVEN} | 30 | 2026-2027 | ambitie |",
        " | Totaal | | 100 | | |",
        boven="Bijlage 2: Nieuwbouwprojecten",
    )
    assert tabel.soort == "projecten"
    assert getallen(tabel, "partij", "project", "jaar", "hardheid") == {
        (VENNE, "havenkwartier", 2025, "hard"): 48,
        (DUIN, "stationsweg-12-40", 2026, "zacht"): 22,
        (DUIN, "de-hofstede", 2027, "ambitie"): 30,
    }
    assert [project["mutatiesoort"] for project in tabel.gegevens["projecten"]] == ["nieuwbouw"] * 3
    assert "zorgwoningen" in tabel.gegevens["projecten"][0]["toelichting"]
    assert sommen(tabel) == [100]
    assert tabel.waarschuwingen == []


def test_locaties_per_jaar_met_secties_voor_nieuwbouw_en_sloop() -> None:
    tabel = herken(
        "Project | 2024 | 2025 | 2026 | Totaal",
        ["Nieuwbouw", LINKS, LINKS, LINKS, LINKS],
        "Molenpad | 12 |  |  | 12",
        "Vaartzicht | | 20 | 18 | 38",
        "Subtotaal | 12 | 20 | 18 | 50",
        ["Sloop", LINKS, LINKS, LINKS, LINKS],
        "Vaartzicht | 30 | | | 30",
        "Subtotaal | 30 | | | 30",
        "Saldo | -18 | 20 | 18 | 20",
        ["Alle aantallen zijn indicatief.", LINKS, LINKS, LINKS, LINKS],
        boven="Woningbouwprogramma Duinwonen",
    )
    assert getallen(tabel, "project", "regel", "jaar") == {
        ("molenpad", "nieuwbouw", 2024): 12, ("vaartzicht", "nieuwbouw", 2025): 20,
        ("vaartzicht", "nieuwbouw", 2026): 18,
        ("vaartzicht-2", "sloop", 2024): -30,
    }  # fmt: skip
    assert tabel.gegevens["toelichting"] == "Alle aantallen zijn indicatief."
    assert tabel.waarschuwingen == []


def test_twee_corporaties_onder_elkaar_zonder_herhaalde_kop() -> None:
    tabel = herken(
        "Locatie | 2024 | 2025",
        ["De Venne", LINKS, LINKS],
        "Kerkplein | 8 | ",
        ["Duinwonen", LINKS, LINKS],
        "Duinrand | | 14",
        boven="Nieuwbouwplanning",
    )
    assert getallen(tabel, "partij", "project", "jaar") == {(VENNE, "kerkplein", 2024): 8, (DUIN, "duinrand", 2025): 14}


def test_koop_en_middenhuur_tellen_niet_als_sociale_voorraad() -> None:
    tabel = herken(
        "Locatie | Sociale huur | Middenhuur | Koop | Totaal",
        "Kerkplein | 8 | 4 | 12 | 24",
        "Duinrand | 14 | 0 | 6 | 20",
        boven="Woningbouwprogramma Duinwonen",
    )
    assert getallen(tabel, "project") == {("kerkplein",): 8, ("duinrand",): 14}
    assert tabel.waarschuwingen == [
        "'Middenhuur' is niet overgenomen: het gaat niet over sociale huur.",
        "'Koop' is niet overgenomen: het gaat niet over sociale huur.",
    ]


def test_kern_project_type_start_en_gereed() -> None:
    tabel = herken(
        "Kern | Project | Aantal | Type | Start bouw | Gereed",
        "Aardum | Kerkweg | 12 | appartementen | 2024 | 2025",
        " | Molenhof | 8 | eengezins | 2025 | 2026",
        boven="Overzicht nieuwbouwprojecten De Venne",
    )
    assert getallen(tabel, "project", "jaar") == {("kerkweg", 2025): 12, ("molenhof", 2026): 8}


def test_renovatie_verandert_de_voorraad_niet() -> None:
    tabel = herken(
        "Complex | Aantal woningen | Ingreep | Jaar",
        "Bloemenbuurt | 60 | Sloop | 2025",
        "Rivierenbuurt | 40 | Renovatie | 2026",
        "Rivierhof | 45 | Vervangende nieuwbouw | 2027",
        boven="Herstructurering Duinwonen",
    )
    assert getallen(tabel, "project", "regel", "jaar") == {
        ("bloemenbuurt", "sloop", 2025): -60,
        ("rivierhof", "hernieuwbouw", 2027): 45,
    }
    assert tabel.waarschuwingen == [
        "'Rivierenbuurt' is niet overgenomen: het verandert de omvang van de voorraad niet."
    ]


def test_een_begin_en_eindstand_tussen_de_mutaties_worden_nagerekend() -> None:
    tabel = herken(
        "| De Venne | Duinwonen | Totaal",
        "Voorraad per 1-1-2024 | 2000 | 900 | 2900",
        "Nieuwbouw | 50 | 10 | 60",
        "Sloop | 10 | 0 | 10",
        "Voorraad per 31-12-2024 | 2040 | 911 | 2951",
        boven="Ontwikkeling van de voorraad",
    )
    assert list(getallen(tabel, "partij", "regel").values()) == [50, 10, -10, 0]
    assert tabel.waarschuwingen == [
        "Rij 5 'Voorraad per 31-12-2024', kolom 'Duinwonen': gedrukt staat 911, maar de som is 910.",
        "Rij 5 'Voorraad per 31-12-2024', kolom 'Totaal': gedrukt staat 2.951, maar de som is 2.950.",
        "'Voorraad per 1-1-2024' is niet overgenomen: het is een stand en geen verandering.",
        "'Voorraad per 31-12-2024' is niet overgenomen: het is een stand en geen verandering.",
    ]


def test_een_jaartal_als_aantal_blijft_een_aantal() -> None:
    tabel = herken("| De Venne | Duinwonen", "Nieuwbouw | 2024 | 2025", boven="Prognose tot 2040")
    assert getallen(tabel, "partij", "jaar") == {(VENNE, None): 2024, (DUIN, None): 2025}


def test_een_blok_met_een_totaal_over_corporaties() -> None:
    tabel = herken(
        "| 2024 | 2025 | Totaal",
        ["De Venne", LINKS, LINKS, LINKS],
        "Nieuwbouw | 10 | 20 | 30",
        "Verkoop | -2 | -2 | -4",
        ["Duinwonen", LINKS, LINKS, LINKS],
        "Nieuwbouw | 3 | 3 | 6",
        "Verkoop | 0 | -1 | -1",
        ["Totaal", LINKS, LINKS, LINKS],
        "Nieuwbouw | 13 | 24 | 37",
        "Verkoop | -2 | -3 | -5",
        boven="Mutaties",
    )
    assert sum(getallen(tabel, "partij", "regel", "jaar").values()) == 31
    assert tabel.waarschuwingen == [
        "Rij 9 'Nieuwbouw' (Totaal), kolom '2025': gedrukt staat 24, maar de som is 23.",
        "Rij 9 'Nieuwbouw' (Totaal), kolom 'Totaal': gedrukt staat 37, maar de som is 36.",
    ]
