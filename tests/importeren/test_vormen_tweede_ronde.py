"""Forms of a second round of unseen documents: caps, targets per year, start and end, parties once in a column."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from afspraken.importeren.indicatoren import herken_indicatoren
from afspraken.importeren.partijen.namen import gewone_gemeentenaam
from afspraken.importeren.verwijzingen import herken_verwijzingen
from tests.importeren.bouwers import Kop, Tabel, lees, lees_word, nummers, op_nummer

KOP = ["Nr", "Afspraak", "Trekker", "Planning"]


# -- names in capitals ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("geschreven", "gewoon"),
    [
        ("Gemeente VEENDIJK-NOORD", "Gemeente Veendijk-Noord"),
        ("GEMEENTE WEERT OP ZAND", "Gemeente Weert op Zand"),
        ("Gemeente DE VENEN", "Gemeente De Venen"),
        ("Gemeente 'T HOOGLAND", "Gemeente 't Hoogland"),
        ("Gemeente 'S-GRAVENBEEK", "Gemeente 's-Gravenbeek"),
        ("Gemeente IJSSELVELD", "Gemeente IJsselveld"),
        ("Gemeente Kampen", "Gemeente Kampen"),
        ("Gemeente GVH", "Gemeente GVH"),
    ],
)
def test_gemeentenaam_in_hoofdletters_krijgt_gewone_letters(geschreven: str, gewoon: str) -> None:
    assert gewone_gemeentenaam(geschreven) == gewoon


@pytest.mark.parametrize("streep", [" - ", " – ", " | ", " • "])
def test_voorblad_met_partijen_op_een_regel_in_hoofdletters(tmp_path: Path, streep: str) -> None:
    regel = streep.join(["GEMEENTE ZANDERVEEN", "WONINGSTICHTING DE HARING", "HUURDERSVERENIGING DE MEEUW"])
    rijen = [KOP, ["1", "De Haring bouwt negen woningen.", "De Haring", "2026"], ["2", "Grond.", "Gemeente", "2025"]]
    resultaat = lees_word(tmp_path, regel, Tabel(rijen), titel="PRESTATIEAFSPRAKEN 2025-2028", aanhef="")
    assert resultaat["gemeenten"] == ["Gemeente Zanderveen"]
    assert [a["trekkers"] for a in resultaat["afspraken"]] == [["Woningstichting De Haring"], ["Gemeente Zanderveen"]]
    assert {a["hoofdstuk"] for a in resultaat["afspraken"]} == {""}


def test_titel_in_hoofdletters_met_gemeente(tmp_path: Path) -> None:
    aanhef = "De GEMEENTE VEENDIJK-NOORD, Woonstichting De Klinker en Huurdersraad Klinker maken deze afspraken."
    resultaat = lees_word(
        tmp_path,
        Tabel([KOP, ["1", "De gemeente geeft grond uit.", "Gemeente", "2025"]]),
        titel="PRESTATIEAFSPRAKEN 2024-2027 GEMEENTE VEENDIJK-NOORD",
        aanhef=aanhef,
    )
    assert resultaat["gemeenten"] == ["Gemeente Veendijk-Noord"]


# -- parties --------------------------------------------------------------------------------------------------------


def test_corporatie_die_een_keer_in_een_kolom_staat_wordt_partij_met_melding(tmp_path: Path) -> None:
    rijen = [
        KOP,
        ["1", "De Linde bouwt twintig woningen.", "De Linde", "2025"],
        ["2", "Er komt een plan voor wonen met zorg.", "Woonzorg Landleven", "Q2 2024"],
        ["3", "Een coach helpt bewoners.", "Wooncoach", "2024"],
    ]
    resultaat = lees_word(tmp_path, Tabel(rijen))
    partijen = {partij["naam"]: partij["soort"] for partij in resultaat["partijen"]}
    assert partijen["Woonzorg Landleven"] == "corporatie"
    assert "Wooncoach" not in partijen
    assert op_nummer(resultaat, "2")["trekkers"] == ["Woonzorg Landleven"]
    assert any("Woonzorg Landleven" in tekst and "Controleer" in tekst for tekst in resultaat["waarschuwingen"])


def test_na_advies_van_noemt_een_betrokkene(tmp_path: Path) -> None:
    rijen = [KOP, ["1", "De Linde matigt de huur.", "De Linde, na advies Huurdersraad Noorddijk", "2025"]]
    afspraak = lees_word(tmp_path, Tabel(rijen))["afspraken"][0]
    assert afspraak["trekkers"] == ["Woonstichting De Linde"]
    assert {b["naam"]: b["rol"] for b in afspraak["betrokkenen"]}["Huurdersraad Noorddijk"] == "betrokken"


@pytest.mark.parametrize("zin", ["Trekker is de gemeente.", "De gemeente is trekker."])
def test_zin_die_de_trekker_noemt_gaat_voor_het_onderwerp(tmp_path: Path, zin: str) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1 Samenwerken"),
        f"1.1 De Linde en de gemeente overleggen vier keer per jaar. {zin}",
        "1.2 De Linde levert de cijfers voor het overleg aan.",
    )
    assert op_nummer(resultaat, "1.1")["trekkers"] == ["Gemeente Noorddijk"]
    assert op_nummer(resultaat, "1.2")["trekkers"] == ["Woonstichting De Linde"]


# -- references -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "gevonden"),
    [
        ("De procedure voor het plan zoals bedoeld in A.1.", ["A.1"]),
        ("Het advies genoemd onder B.1 en A.1 telt mee.", ["A.1", "B.1"]),
        ("De woningen die zijn beschreven in A.1 tellen mee.", ["A.1"]),
        ("De huurders bedoeld in 2025 krijgen een brief.", []),
        ("Zoals bedoeld in artikel 44 van de Woningwet.", []),
    ],
)
def test_verwijzing_met_bedoeld_in(tekst: str, gevonden: list[str]) -> None:
    assert sorted(herken_verwijzingen(tekst, nummers=["A.1", "B.1", "44"], eigen="B.2").gevonden) == gevonden


def test_kop_boven_activiteiten_noemt_de_afspraak(tmp_path: Path) -> None:
    kop = ["Activiteit", "Trekker", "Gereed"]
    resultaat = lees_word(
        tmp_path,
        Kop("Bij afspraak 1: nieuwbouw", 2),
        Tabel([kop, ["De Linde start met fase twee.", "De Linde", "Q3"]]),
        Kop("Bij afspraak 4: leefbaarheid", 2),
        Tabel([kop, ["De gemeente ruimt op in twee wijken.", "Gemeente", "juni"]]),
        titel="Jaarschijf 2025 gemeente Noorddijk",
    )
    assert [(a["soort"], a["verwijzingen"]) for a in resultaat["afspraken"]] == [
        ("jaarschijf", ["1"]),
        ("jaarschijf", ["4"]),
    ]


# -- measures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cel", ["2024: 10\n2025: 20", "2024: 10; 2025: 20", "2024: 10 2025: 20", "10 in 2024, 20 in 2025"]
)
def test_streefwaarden_per_jaar_in_een_cel(cel: str) -> None:
    kolommen = {"Indicator": "Aantal kavels", "Nulmeting": "4", "Streefwaarde": cel}
    gevonden = herken_indicatoren("", kolommen, begin=None, eind=None)
    assert [(i.naam, i.nulmeting, i.streefwaarde, i.jaar) for i in gevonden] == [
        ("Aantal kavels", 4, 10, 2024),
        ("Aantal kavels", 4, 20, 2025),
    ]


def test_nulmeting_met_jaar_en_streefwaarde_met_grens_en_jaar(tmp_path: Path) -> None:
    kop = ["Nr", "Afspraak", "Trekker", "Indicator", "Nulmeting", "Streefwaarde"]
    rij = ["1", "De Linde isoleert.", "De Linde", "Aandeel label B of beter", "45% (2021)", "min. 50% in 2025"]
    (indicator,) = lees_word(tmp_path, Tabel([kop, rij]))["afspraken"][0]["indicatoren"]
    assert (indicator["nulmeting"], indicator["streefwaarde"], indicator["jaar"]) == (45, 50, 2025)
    assert indicator["richting"] == "minimum"


def test_kolom_jaar_naast_streefwaarde_is_het_jaar_van_de_streefwaarde(tmp_path: Path) -> None:
    kop = ["Nr", "Afspraak", "Trekker", "Indicator", "Eenheid", "Nulmeting", "Streefwaarde", "Jaar"]
    rij = ["1", "De gemeente versnelt vergunningen.", "Gemeente", "Doorlooptijd", "weken", "14", "8", "2026"]
    (indicator,) = lees_word(tmp_path, Tabel([kop, rij]))["afspraken"][0]["indicatoren"]
    assert (indicator["eenheid"], indicator["nulmeting"], indicator["streefwaarde"], indicator["jaar"]) == (
        "weken",
        14,
        8,
        2026,
    )


# -- columns, rows and terms ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "einde", "termijn"),
    [
        ("Q1 2025", "Q4 2025", ("2025-01-01", "2025-12-31")),
        ("1 april 2025", "1 april 2026", ("2025-04-01", "2026-04-01")),
        ("2024", "", ("2024-01-01", None)),
    ],
)
def test_kolommen_start_en_gereed_zijn_een_termijn(
    tmp_path: Path, start: str, einde: str, termijn: tuple[str, str | None]
) -> None:
    kop = ["Nr", "Afspraak", "Trekker", "Start", "Gereed"]
    afspraak = lees_word(tmp_path, Tabel([kop, ["1", "De Linde maakt een plan.", "De Linde", start, einde]]))
    (gevonden,) = afspraak["afspraken"][0]["termijnen"]
    assert (gevonden["begin"], gevonden["eind"]) == termijn


def test_datums_in_excel_onder_start_en_eind(tmp_path: Path) -> None:
    werkmap = Workbook()
    blad: Any = werkmap.active
    blad.append(["Prestatieafspraken gemeente Noorddijk 2024-2027"])
    blad.append(["Nr", "Afspraak", "Trekker", "Start", "Eind"])
    blad.append(["1", "De gemeente maakt een plan.", "Gemeente", dt.date(2024, 1, 1), dt.date(2025, 6, 30)])
    werkmap.save(tmp_path / "afspraken.xlsx")
    (gevonden,) = lees(tmp_path / "afspraken.xlsx")["afspraken"][0]["termijnen"]
    assert (gevonden["begin"], gevonden["eind"]) == ("2024-01-01", "2025-06-30")


def test_rij_met_alleen_nummer_en_titel_boven_dieper_nummer_is_een_kop(tmp_path: Path) -> None:
    rijen = [
        KOP,
        ["1", "BESCHIKBAARHEID", "", ""],
        ["1.1", "De Linde verkoopt weinig woningen.", "De Linde", "2025"],
        ["2", "Duurzaamheid", "", ""],
        ["2.1", "De gemeente denkt mee over warmte.", "Gemeente", "2024"],
    ]
    resultaat = lees_word(tmp_path, Tabel(rijen))
    assert nummers(resultaat) == ["1.1", "2.1"]
    assert [a["hoofdstuk"].casefold() for a in resultaat["afspraken"]] == ["1 beschikbaarheid", "2 duurzaamheid"]


def test_afgekorte_partijkolommen_en_nummers_zonder_kopje(tmp_path: Path) -> None:
    rijen = [
        ["", "Prestatieafspraken", "Gem", "Corp", "HO", "Tijd"],
        ["1", "De Linde voert onderhoud uit.", "", "T", "B", "2024"],
        ["2", "De gemeente organiseert een woontafel.", "T", "B", "B", "Q2 2024"],
    ]
    resultaat = lees_word(tmp_path, Tabel(rijen))
    assert nummers(resultaat) == ["1", "2"]
    assert op_nummer(resultaat, "2")["trekkers"] == ["Gemeente Noorddijk"]


def test_vinkje_naast_tekst_onder_een_gemeente_beperkt_de_afspraak(tmp_path: Path) -> None:
    rijen = [
        ["Nr", "Afspraak", "Achterwold", "Voorwold", "Trekker"],
        ["1", "Tweestroom bouwt sociale huurwoningen.", "40 woningen", "25 woningen", "Tweestroom"],
        ["2", "Huurders krijgen hulp bij besparen.", "x", "", "Tweestroom"],
    ]
    aanhef = "De gemeente Achterwold, de gemeente Voorwold, Woonstichting Tweestroom en Huurdersplatform Tweestroom."
    resultaat = lees_word(tmp_path, Tabel(rijen), titel="Prestatieafspraken 2024-2027", aanhef=aanhef)
    assert op_nummer(resultaat, "2")["gemeenten"] == ["Gemeente Achterwold"]
    assert "40 woningen" in op_nummer(resultaat, "1")["opmerking"]


def test_nummers_per_corporatie_opnieuw_met_een_kolom_thema(tmp_path: Path) -> None:
    kop = ["#", "Thema", "Actie", "Eigenaar", "Deadline"]
    blokken: list[Kop | Tabel] = []
    for naam in ("De Linde", "Waterland"):
        rijen = [["1", "Bouw", f"{naam} bouwt woningen.", naam, "2026"], ["2", "Bouw", "Grond.", "Gemeente", "2025"]]
        blokken += [Kop(f"Afspraken {naam}"), Tabel([kop, *rijen])]
    afspraken = lees_word(tmp_path, *blokken)["afspraken"]
    assert [(a["deel"][-5:], a["nummer"], a["hoofdstuk"]) for a in afspraken] == [
        ("Linde", "1", "Bouw"),
        ("Linde", "2", "Bouw"),
        ("rland", "1", "Bouw"),
        ("rland", "2", "Bouw"),
    ]


def test_afspraak_met_alleen_een_noot_houdt_die_als_tekst(tmp_path: Path) -> None:
    resultaat = lees_word(tmp_path, Tabel([["Afspraak 3"], ["* noot over de bouw"]]))
    assert [(a["nummer"], a["tekst"]) for a in resultaat["afspraken"]] == [("3", "- noot over de bouw")]
