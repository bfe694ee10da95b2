"""Layouts of agreements that other municipalities use: parts, frames, years side by side, columns per goal, slips."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from afspraken.importeren.kolommen import Rol, lees_kop
from basis.documenten.model import Leesfout
from tests.importeren.bouwers import (
    Alinea,
    Blad,
    Kop,
    Tabel,
    lees,
    lees_excel,
    lees_word,
    meldingen,
    nummers,
    op_nummer,
)

BOUWT = "De Linde bouwt in 2024 vijfentwintig sociale huurwoningen aan de Havenkade."
GROND = "De gemeente levert voor 1 juli 2024 bouwrijpe grond voor sociale huur."
KOP = ["Nr", "Afspraak", "Trekker", "Planning"]


# -- numbers that start again --------------------------------------------------------------------------------------


@pytest.mark.parametrize("woord", ["Deel {letter}: {naam}", "Afspraken met {naam}", "{naam}"])
def test_nummers_die_per_deel_opnieuw_beginnen(tmp_path: Path, woord: str) -> None:
    blokken: list[Any] = []
    for letter, naam in (("A", "De Linde"), ("B", "Waterland")):
        blokken += [
            Kop(woord.format(letter=letter, naam=naam)),
            Tabel(
                [
                    KOP,
                    ["1", f"{naam} verbetert veertig woningen naar label A.", naam, "2025"],
                    ["2", "De gemeente helpt bij de vergunning.", "Gemeente", "Q1 2025"],
                ]
            ),
        ]
    resultaat = lees_word(tmp_path, *blokken)
    assert nummers(resultaat) == ["1", "2", "1", "2"]
    assert len({(a["deel"], a["nummer"]) for a in resultaat["afspraken"]}) == 4
    assert [a["trekkers"][0].split()[-1] for a in resultaat["afspraken"]] == [
        "Linde",
        "Noorddijk",
        "Waterland",
        "Noorddijk",
    ]


def test_blad_per_corporatie_met_dezelfde_zinnen(tmp_path: Path) -> None:
    bladen = [
        Blad(naam, [KOP, [1, "De corporatie matigt de huren van sociale woningen.", naam, "2025"]])
        for naam in ("De Linde", "Waterland")
    ]
    resultaat = lees_excel(tmp_path, *bladen)
    assert [(a["deel"], a["nummer"]) for a in resultaat["afspraken"]] == [("De Linde", "1"), ("Waterland", "1")]


def test_overzicht_in_een_bijlage_is_niet_dubbel(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1 Bouwen"),
        f"1.1 {BOUWT}",
        f"1.2 {GROND}",
        Kop("Bijlage 1 Overzicht"),
        Tabel([KOP, ["1.1", BOUWT, "De Linde", "Q4 2024"], ["1.2", GROND, "Gemeente", "Q2 2024"]]),
    )
    assert nummers(resultaat) == ["1.1", "1.2"]
    assert [a["hoofdstuk"] for a in resultaat["afspraken"]] == ["1 Bouwen", "1 Bouwen"]
    assert op_nummer(resultaat, "1.1")["termijn_tekst"] == "Q4 2024"


def test_ander_getal_is_een_andere_afspraak(tmp_path: Path) -> None:
    tabellen = [
        Tabel(
            [
                ["Nr", "Afspraak", "Planning"],
                ["1", f"Er komen {aantal} woningen bij aan de oever van de rivier.", "2024"],
            ]
        )
        for aantal in (15, 40)
    ]
    resultaat = lees_word(tmp_path, Kop("Noord"), tabellen[0], Kop("Zuid"), tabellen[1])
    assert nummers(resultaat) == ["1", "1"]


# -- columns -------------------------------------------------------------------------------------------------------


def test_kolommen_van_smart(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr.", "Afspraak", "Specifiek", "Meetbaar", "Acceptabel", "Tijdgebonden", "Verantwoordelijk"],
            [
                "B1",
                "Huurverhoging",
                "De Linde verhoogt de huur van alle zelfstandige woningen met minder dan de inflatie.",
                "max. 3,3%",
                "ja",
                "1 juli 2025",
                "De Linde",
            ],
        ]
    )
    afspraak = op_nummer(lees_word(tmp_path, tabel), "B1")
    assert afspraak["onderwerp"] == "Huurverhoging"
    assert afspraak["tekst"].startswith("De Linde verhoogt")
    assert afspraak["termijn_tekst"] == "1 juli 2025"
    assert afspraak["trekkers"] == ["Woonstichting De Linde"]


def test_twee_jaren_naast_elkaar(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Onderwerp", "2024", "2025", "Trekker"],
            ["1", "Schouw", "Er zijn twee schouwen in de wijk Haven.", "Er zijn vier schouwen in de wijk.", "Gemeente"],
        ]
    )
    afspraak = op_nummer(lees_word(tmp_path, tabel), "1")
    assert "2024: Er zijn twee schouwen" in afspraak["tekst"]
    assert "2025: Er zijn vier schouwen" in afspraak["tekst"]
    assert afspraak["onderwerp"] == "Schouw"


def test_aantallen_per_jaar_zijn_streefwaarden(tmp_path: Path) -> None:
    tabel = Tabel([["Nr", "Afspraak", "Trekker", "2024", "2025"], ["1", BOUWT, "De Linde", "25", "40"]])
    gevonden = {(i["streefwaarde"], i["jaar"]) for i in op_nummer(lees_word(tmp_path, tabel), "1")["indicatoren"]}
    assert {(25, 2024), (40, 2025)} <= {(float(waarde or 0), jaar) for waarde, jaar in gevonden}


def test_kruisjes_onder_kwartalen_in_een_jaarschijf(tmp_path: Path) -> None:
    rijen: list[list[Any]] = [
        ["Jaarschijf 2025 gemeente Noorddijk"],
        [],
        ["Meerjarenafspraak", "Nr", "Activiteit", "Trekker", "Q1", "Q2", "Q3", "Q4", "Budget"],
        ["1.1", "J1", "De vergunning voor de flat wordt verleend.", "Gemeente", "", "x", "", "", 50000],
    ]
    afspraak = lees_excel(tmp_path, Blad("Jaarschijf 2025", rijen))["afspraken"][0]
    assert (afspraak["nummer"], afspraak["soort"], afspraak["verwijzingen"]) == ("J1", "jaarschijf", ["1.1"])
    assert afspraak["termijn_tekst"] == "Q2"
    assert afspraak["trekkers"] == ["Gemeente Noorddijk"]


def test_kwartaal_in_een_jaarschijf_is_van_dat_jaar(tmp_path: Path) -> None:
    tabel = Tabel([["Ref. afspraak", "Activiteit in 2025", "Trekker", "Gereed"], ["1.2", BOUWT, "De Linde", "Q3"]])
    resultaat = lees_word(tmp_path, tabel, titel="Jaarschijf 2025 bij de prestatieafspraken 2023-2026")
    termijn = resultaat["afspraken"][0]["termijnen"][0]
    assert (termijn["begin"], termijn["eind"], termijn["herhaling"]) == ("2025-07-01", "2025-09-30", "geen")


def test_partner_onder_wie_is_geen_trekker(tmp_path: Path) -> None:
    tabel = Tabel(
        [["Nr", "Afspraak", "Wie", ""], ["", "", "Trekker", "Partner"], ["1", BOUWT, "De Linde", "Gemeente"]],
        samen=[(0, 2, 0, 3), (0, 0, 1, 0), (0, 1, 1, 1)],
    )
    afspraak = op_nummer(lees_word(tmp_path, tabel), "1")
    assert afspraak["trekkers"] == ["Woonstichting De Linde"]
    assert {"naam": "Gemeente Noorddijk", "rol": "betrokken"}.items() <= afspraak["betrokkenen"][1].items()


@pytest.mark.parametrize(
    ("tekst", "rol"),
    [
        ("Treker", Rol.TREKKER),
        ("Omschrijvng", Rol.TEKST),
        ("Treker / datum", Rol.TREKKER_TERMIJN),
        ("Afspr.", Rol.TEKST),
        ("R/I", Rol.SOORT),
        ("Activiteit in 2025", Rol.TEKST),
        ("Wijken", Rol.ONBEKEND),
        ("Project", Rol.VREEMD),
    ],
)
def test_kop_met_een_schrijffout_of_afkorting(tekst: str, rol: Rol) -> None:
    assert lees_kop(tekst).rol is rol


def test_typfouten_in_koppen(tmp_path: Path) -> None:
    tabel = Tabel([["Afspr.", "Omschrijvng", "Treker / datum"], ["1.1", BOUWT, "De Linde / Q4 2024"]])
    afspraak = op_nummer(lees_word(tmp_path, tabel), "1.1")
    assert afspraak["trekkers"] == ["Woonstichting De Linde"]
    assert afspraak["termijn_tekst"] == "Q4 2024"


# -- frames, cards, headings ---------------------------------------------------------------------------------------


def test_tabel_naast_tekst_in_een_opmaaktabel(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Prestatieafspraken 2024 gemeente Noorddijk", style="Title")
    document.add_heading("1. Doorstroming", 1)
    kader = document.add_table(rows=1, cols=2)
    kader.cell(0, 0).text = "Ambitie: meer mensen verhuizen naar een passende woning."
    binnen = kader.cell(0, 1).add_table(rows=2, cols=4)
    for nr, rij in enumerate([KOP, ["1.1", GROND, "Gemeente", "2024"]]):
        for kolom, tekst in enumerate(rij):
            binnen.cell(nr, kolom).text = tekst
    bestand = tmp_path / "kader.docx"
    document.save(str(bestand))
    afspraak = op_nummer(lees(bestand), "1.1")
    assert (afspraak["tekst"], afspraak["hoofdstuk"]) == (GROND, "1 Doorstroming")


def test_nummer_boven_een_kaart(tmp_path: Path) -> None:
    blokken: list[Any] = []
    for nr in (1, 2):
        wat = f"De Linde doet in 2024 groot onderhoud aan complex {nr}."
        blokken += [
            Alinea(f"Afspraak {nr}", vet=True),
            Tabel([["Wat", wat], ["Wie", "De Linde"], ["Wanneer", f"Q{nr} 2024"], ["Meetbaar", "tien woningen"]]),
        ]
    resultaat = lees_word(tmp_path, *blokken)
    assert nummers(resultaat) == ["1", "2"]
    assert op_nummer(resultaat, "2")["termijnen"][0]["eind"] == "2024-06-30"


def test_trekker_en_planning_tussen_haakjes_in_kleine_letters(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1 Betalen"),
        "1.1 De huren stijgen hoogstens 4%. (trekker: De Linde)",
        "1.2 Er komt een nieuw sociaal plan. (trekkers: gemeente en De Linde; planning: Q3 2024)",
    )
    assert op_nummer(resultaat, "1.1")["trekkers"] == ["Woonstichting De Linde"]
    assert op_nummer(resultaat, "1.2")["trekkers"] == ["Gemeente Noorddijk", "Woonstichting De Linde"]
    assert op_nummer(resultaat, "1.2")["termijn_tekst"] == "Q3 2024"
    assert "trekker" not in op_nummer(resultaat, "1.1")["tekst"]


def test_hoofdstuk_dat_afspraken_heet(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1 Inleiding"),
        "Hier staat uitleg.",
        Kop("2 Afspraken"),
        Tabel([KOP, ["1", BOUWT, "De Linde", "2024"]]),
    )
    assert op_nummer(resultaat, "1")["hoofdstuk"] == "2 Afspraken"


def test_blad_en_titel_noemen_hetzelfde_thema(tmp_path: Path) -> None:
    resultaat = lees_excel(tmp_path, Blad("Wonen", [["Thema Wonen"], [], KOP, ["1", BOUWT, "De Linde", "2024"]]))
    assert op_nummer(resultaat, "1")["hoofdstuk"] == "Wonen"
    assert op_nummer(resultaat, "1")["paragraaf"] == ""
    assert "verborgen" not in meldingen(resultaat)


def test_genummerde_regels_zonder_punt(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1 Betalen"),
        "1.1 De Linde verhoogt de huren in 2024 met hoogstens 4%",
        "1.2 De gemeente zet een fonds op voor huurders met schulden",
    )
    assert nummers(resultaat) == ["1.1", "1.2"]


def test_meer_genummerde_afspraken_in_een_cel(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Thema", "Afspraken", "Trekker"],
            [
                "Betaalbaarheid",
                "1. De Linde matigt de huren.\n2. De Linde helpt bij schulden:\nzij belt snel.",
                "De Linde",
            ],
            ["Zorg", "3. De gemeente regelt begeleiding bij verhuizing.", "Gemeente"],
        ]
    )
    resultaat = lees_word(tmp_path, tabel)
    assert nummers(resultaat) == ["1", "2", "3"]
    assert op_nummer(resultaat, "2")["tekst"] == "De Linde helpt bij schulden:\n\nzij belt snel."
    assert [a["hoofdstuk"] for a in resultaat["afspraken"]] == ["Betaalbaarheid", "Betaalbaarheid", "Zorg"]


def test_kolom_per_corporatie_met_haar_naam(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Onderwerp", "De Linde", "Waterland", "Gemeente"],
            [
                "1",
                "Isolatie",
                "De Linde isoleert in twee jaar honderd woningen.",
                "Waterland isoleert zestig woningen voor eind 2025.",
                "De gemeente verstrekt subsidie aan bewoners.",
            ],
        ]
    )
    tekst = op_nummer(lees_word(tmp_path, tabel), "1")["tekst"]
    for stuk in ("De Linde: De Linde isoleert", "Waterland: Waterland isoleert", "verstrekt subsidie"):
        assert stuk in tekst


def test_partners_boven_de_tabel_zijn_geen_hoofdstuk(tmp_path: Path) -> None:
    rijen: list[list[Any]] = [
        ["Gemeente Broekdijk"],
        ["Uitvoeringsagenda prestatieafspraken 2025"],
        ["Partners: Dijkhuis Wonen, Huurdersbelangenvereniging Dijkhuis"],
        [],
        ["Nr", "Actie", "Trekker", "Planning"],
        ["", "A. Betaalbaarheid"],
        [1, "Dijkhuis Wonen geeft huurkorting aan vijftig huishoudens.", "Dijkhuis Wonen", "vóór 1 juli 2025"],
    ]
    afspraak = op_nummer(lees_excel(tmp_path, Blad("Afspraken 2025", rijen, samen=["B6:D6"])), "1")
    assert afspraak["hoofdstuk"] == "A Betaalbaarheid"
    assert afspraak["trekkers"] == ["Dijkhuis Wonen"]


def test_opsommingen_onder_hoofdstukken_als_laatste_redmiddel(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("Afspraken over beschikbaarheid"),
        "- De Linde bouwt dertig woningen voor starters.",
        "- De gemeente stelt twee locaties beschikbaar.",
        Kop("Leefbaarheid"),
        "- De partijen houden ieder jaar een wijkschouw.",
    )
    assert len(resultaat["afspraken"]) == 3
    assert resultaat["afspraken"][1]["trekkers"] == ["Gemeente Noorddijk"]
    assert "opsommingen" in meldingen(resultaat)


@pytest.mark.parametrize("titel", ["Verslag overleg prestatieafspraken", "Brief aan de raad", "Woonvisie Noorddijk"])
def test_opsommingen_in_een_ander_stuk_zijn_geen_afspraken(tmp_path: Path, titel: str) -> None:
    with pytest.raises(Leesfout, match="geen afspraken"):
        lees_word(
            tmp_path,
            Kop("Bespreking"),
            "- De gemeente vertelt over de bouw aan de Kade.",
            "- De Linde licht de cijfers van dit jaar toe.",
            titel=titel,
            aanhef="Aanwezig zijn de gemeente en de corporaties.",
        )


def test_raci_kolommen(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["ID", "Actie", "R", "A", "C", "I", "Deadline"],
            ["L1", "Opstellen van een plan voor de wijk Noord.", "De Linde", "Gemeente", "", "Waterland", "1-10-2024"],
        ]
    )
    afspraak = op_nummer(lees_word(tmp_path, tabel), "L1")
    assert afspraak["trekkers"] == ["Woonstichting De Linde"]
    rollen = {b["naam"]: b["rol"] for b in afspraak["betrokkenen"]}
    assert rollen["Woongoed Waterland"] == "geinformeerd"
    assert rollen["Gemeente Noorddijk"] == "betrokken"


def test_vet_label_zonder_dubbele_punt(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1 Wonen en zorg"),
        "**Afspraak 1** De Linde maakt in 2025 tien woningen geschikt voor rollators.",
        "Wie: De Linde, gemeente",
        "Wanneer: 2025",
        "**Afspraak 2** De gemeente voert keukentafelgesprekken.",
        "Wie: gemeente",
    )
    assert nummers(resultaat) == ["1", "2"]
    assert op_nummer(resultaat, "1")["trekkers"] == ["Woonstichting De Linde", "Gemeente Noorddijk"]
    assert op_nummer(resultaat, "2")["tekst"] == "De gemeente voert keukentafelgesprekken."
