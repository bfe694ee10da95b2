"""Stock tables in documents: what is printed is what is found, in every form (issue 3)."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from afspraken.importeren.resultaat import GevondenPartij, GevondenTabel
from basis.documenten.lezen import lees_document
from basis.documenten.model import Alinea, Bestandssoort, Cel, Dekking, Document, Plaats, Rij, Tabel
from tests.hulp.bronnen import BRONNEN
from voorraad.importeren.herkennen import LosseTabel, herken_voorraadtabellen, met_omgeving
from voorraad.importeren.herkennen_getal import (
    lees_bedragen,
    lees_bereik,
    lees_datum,
    lees_getal,
    lees_jaren,
    staart_getal,
)

MAP = Path(__file__).resolve().parents[2]
LINKS = "<"
"""Marks a cell that the cell to its left covers."""
BOVEN = "^"
"""Marks a cell that the cell above it covers."""

VENNE, DUIN = "Woonstichting De Venne", "Duinwonen"
PARTIJEN = [
    GevondenPartij("Gemeente Veldkerk", "gemeente"),
    GevondenPartij(VENNE, "corporatie", korte_naam="De Venne"),
    GevondenPartij(DUIN, "corporatie", afkortingen=["DW"]),
    GevondenPartij("Huurdersraad Duinwonen", "huurdersorganisatie"),
]


def maak_tabel(*rijen: str | list[str]) -> Tabel:
    """Build a table; a row is a list of cells or 'a | b | c'."""
    uit = []
    for nr, rij in enumerate(rijen, start=1):
        teksten = [deel.strip() for deel in rij.split("|")] if isinstance(rij, str) else rij
        cellen = []
        for tekst in teksten:
            dekking = {LINKS: Dekking.LINKS, BOVEN: Dekking.BOVEN}.get(tekst, Dekking.EIGEN)
            cellen.append(Cel([Alinea(tekst)] if tekst and dekking is Dekking.EIGEN else [], dekking))
        uit.append(Rij(cellen, Plaats(tabel=1, rij=nr)))
    breedte = max(len(rij.cellen) for rij in uit)
    for rij in uit:
        rij.cellen += [Cel() for _ in range(breedte - len(rij.cellen))]
    return Tabel(uit, Plaats(tabel=1))


def herken(*rijen: str | list[str], boven: str | tuple[str, ...] = (), onder: tuple[str, ...] = ()) -> GevondenTabel:
    """Recognise one table made of rows."""
    gevonden = herken_alles(*rijen, boven=boven, onder=onder)
    assert len(gevonden) == 1, [(tabel.soort, tabel.reden) for tabel in gevonden]
    return gevonden[0]


def herken_alles(
    *rijen: str | list[str], boven: str | tuple[str, ...] = (), onder: tuple[str, ...] = ()
) -> list[GevondenTabel]:
    """Recognise a table that may hold several."""
    koppen = (boven,) if isinstance(boven, str) else boven
    return herken_voorraadtabellen(
        [LosseTabel(maak_tabel(*rijen), koppen, onder)],
        partijen=PARTIJEN,
        begin=dt.date(2024, 1, 1),
        eind=dt.date(2027, 12, 31),
    )


def getallen(tabel: GevondenTabel, *velden: str) -> dict[tuple[Any, ...], int]:
    """Return the counts that are not sums, by these fields."""
    uit: dict[tuple[Any, ...], int] = {}
    for cel in tabel.gegevens["cellen"]:
        if not cel["berekend"]:
            sleutel = tuple(cel[veld] for veld in velden)
            assert sleutel not in uit, sleutel
            uit[sleutel] = cel["waarde"]
    return uit


def sommen(tabel: GevondenTabel) -> list[int]:
    """Return the printed sums in order."""
    return [cel["waarde"] for cel in tabel.gegevens["cellen"] if cel["berekend"]]


# --- The two documents of the municipalities ------------------------------------------------------------------------


@cache
def bron(naam: str, *corporaties: str) -> dict[str, GevondenTabel]:
    document = lees_document(BRONNEN / naam)
    tabellen = herken_voorraadtabellen(
        met_omgeving(document, list(document.tabellen)),
        partijen=[GevondenPartij(corporatie, "corporatie") for corporatie in corporaties],
        begin=dt.date(2022, 1, 1),
        eind=dt.date(2026, 12, 31),
    )
    return {tabel.gegevens["sleutel"]: tabel for tabel in tabellen if tabel.soort != "opzij"}


def feiten(naam: str) -> dict[str, Any]:
    gelezen: dict[str, Any] = yaml.safe_load((MAP / "tests" / "feiten" / f"{naam}.yaml").read_text(encoding="utf-8"))
    return gelezen


AMERSFOORT = {"Alliantie": "alliantie", "Portaal": "portaal", "Omnia Wonen": "omnia-wonen", "": "totaal"}
KAMPEN = {"Beter Wonen IJsselmuiden": "beter-wonen-ijsselmuiden", "deltaWonen": "deltawonen", "": "samen"}


@pytest.mark.bronnen
@pytest.mark.parametrize("extensie", ["docx", "pdf"])
def test_tabel_1_van_amersfoort_is_gelijk_aan_de_feiten(extensie: str) -> None:
    gevonden = bron(f"prestatieafspraken-amersfoort-2022-2023.{extensie}", *list(AMERSFOORT)[:3])
    assert set(gevonden) == {"tabel_1"}
    tabel = gevonden["tabel_1"]
    regels = list(feiten("amersfoort")["tabel_1"].items())
    verwacht = {(nr, partij): waarde for nr, (_naam, cellen) in enumerate(regels) for partij, waarde in cellen.items()}
    rijen = sorted({cel["rij"] for cel in tabel.gegevens["cellen"]})
    gedrukt = {(rijen.index(cel["rij"]), AMERSFOORT[cel["partij"]]): cel["waarde"] for cel in tabel.gegevens["cellen"]}
    assert tabel.soort == "prognose"
    assert gedrukt == verwacht
    assert tabel.waarschuwingen == []
    assert {cel["hardheid"] for cel in tabel.gegevens["cellen"]} == {"hard"}
    assert all(cel["klopt"] for cel in tabel.gegevens["cellen"])
    formules = {regel["label"]: regel["formule"] for regel in tabel.gegevens["regels"] if regel["formule"]}
    assert (
        formules["Permanente netto groei inclusief sloop"]
        == "toevoeging_permanent + saldo_liberalisatie + sloop + verkoop"
    )
    assert formules["Permanente netto groei exclusief sloop"] == "toevoeging_permanent + saldo_liberalisatie + verkoop"


GRENZEN = {
    ("kwaliteitskorting", False): "jongerengrens",
    ("lage_aftopping", False): "lage_aftoppingsgrens",
    ("hoge_aftopping", False): "hoge_aftoppingsgrens",
    ("huurtoeslag", False): "huurtoeslaggrens",
    ("huurtoeslag", True): "boven_huurtoeslaggrens",
}


@pytest.mark.bronnen
@pytest.mark.parametrize("extensie", ["docx", "pdf"])
def test_bijlage_1_van_kampen_is_gelijk_aan_de_feiten(extensie: str) -> None:
    tabel = bron(f"prestatieafspraken-kampen-2022-2026.{extensie}", *list(KAMPEN)[:2])["bijlage_1"]
    verwacht = feiten("kampen")["bijlage_1"]
    namen = {
        regel["sleutel"]: GRENZEN.get((regel["grens_soort"], regel["boven_grens"]), "totaal")
        for regel in tabel.gegevens["regels"]
    }
    gedrukt: dict[str, dict[str, dict[str, int]]] = {}
    for cel in tabel.gegevens["cellen"]:
        regel = gedrukt.setdefault(KAMPEN[cel["partij"]], {}).setdefault(namen[cel["regel"]], {})
        assert cel["kolom"] not in regel
        regel[cel["kolom"]] = cel["waarde"]
    assert tabel.soort == "stand"
    assert gedrukt == {naam: verwacht[naam] for naam in KAMPEN.values()}
    assert {cel["peildatum"] for cel in tabel.gegevens["cellen"]} == {verwacht["peildatum"].isoformat()}
    assert tabel.waarschuwingen == []
    grenzen = {namen[regel["sleutel"]]: regel["grens"] for regel in tabel.gegevens["regels"] if regel["grens"]}
    assert grenzen == {naam: bedrag.removeprefix("> ") for naam, bedrag in verwacht["grenzen"].items()}
    assert [(kolom["label"], kolom["voluit"]) for kolom in tabel.gegevens["kolommen"]] == [
        ("EGW", "eengezinswoning"),
        ("MGW", "meergezinswoning"),
    ]


@pytest.mark.bronnen
@pytest.mark.parametrize("extensie", ["docx", "pdf"])
def test_bijlage_2_van_kampen_is_gelijk_aan_de_feiten(extensie: str) -> None:
    tabel = bron(f"prestatieafspraken-kampen-2022-2026.{extensie}", *list(KAMPEN)[:2])["bijlage_2"]
    namen = {(project["partij"], project["sleutel"]): project["naam"] for project in tabel.gegevens["projecten"]}
    gedrukt: dict[str, Any] = {naam: {"nieuwbouw": {}} for naam in KAMPEN.values()}
    for cel in tabel.gegevens["cellen"]:
        van = gedrukt[KAMPEN[cel["partij"]]]
        if cel["project"]:
            plek = van["nieuwbouw"].setdefault(namen[cel["partij"], cel["project"]], {})
        else:
            plek = van.setdefault(cel["regel"], {})
        plek[cel["jaar"] or "totaal"] = cel["waarde"]
    verwacht = feiten("kampen")["bijlage_2"]
    for partij in list(KAMPEN.values())[:2]:
        hier, daar = gedrukt[partij], verwacht[partij]
        assert hier["nieuwbouw"] == daar["nieuwbouw"]
        assert (hier["sloop"], hier["verkoop"]) == (daar["sloop"], daar["verkoop"])
        assert hier["saldo_nieuwbouw_en_onttrekkingen"] == daar["saldo"]
        assert hier["totaal_nieuwbouw"] == {"totaal": daar["totaal_nieuwbouw"]}
        assert hier["totaal_onttrekkingen"] == {"totaal": daar["totaal_onttrekkingen"]}
    alles = [cel["waarde"] for cel in tabel.gegevens["cellen"] if not cel["partij"]]
    assert alles == [verwacht["samen"][naam] for naam in ("saldo", "nieuwbouw", "onttrekkingen")]
    verkoop = [
        cel
        for cel in tabel.gegevens["cellen"]
        if cel["regel"] == "verkoop" and cel["partij"] == "deltaWonen" and cel["jaar"]
    ]
    assert {(cel["minimum"], cel["maximum"], cel["toelichting"]) for cel in verkoop} == {
        (5, 15, "5 tot 15 per jaar, gerekend met 10")
    }
    assert tabel.soort == "projecten"
    assert tabel.waarschuwingen == []
    assert "onder voorbehoud" in tabel.gegevens["toelichting"]
    assert all(cel["klopt"] for cel in tabel.gegevens["cellen"])


# --- Other municipalities: prognoses --------------------------------------------------------------------------------


def test_jaren_als_kolommen_en_de_corporatie_in_de_kop_erboven() -> None:
    tabel = herken(
        "Mutatie | 2024 | 2025 | Totaal",
        "Nieuwbouw | 40 | 25 | 65",
        "Sloop | 12 | - | 12",
        "Verkoop | 5 | 5 | 10",
        "Netto groei | 23 | 20 | 43",
        boven=("Bijlage 3: verwachte mutaties in de sociale voorraad", "Duinwonen"),
    )
    assert (tabel.soort, tabel.titel) == ("prognose", "Bijlage 3: verwachte mutaties in de sociale voorraad")
    assert getallen(tabel, "partij", "regel", "jaar") == {
        (DUIN, "nieuwbouw", 2024): 40,
        (DUIN, "nieuwbouw", 2025): 25,
        (DUIN, "sloop", 2024): -12,
        (DUIN, "verkoop", 2024): -5,
        (DUIN, "verkoop", 2025): -5,
    }
    assert tabel.waarschuwingen == []


def test_jaren_als_rijen_en_mutaties_als_kolommen() -> None:
    tabel = herken(
        "Jaar | Nieuwbouw | Aankoop | Sloop | Saldo",
        "2024 | 30 | 2 | -8 | 24",
        "2025 | 10 | 0 | -4 | 6",
        "Totaal | 40 | 2 | -12 | 30",
        boven="Prognose De Venne",
    )
    assert getallen(tabel, "partij", "regel", "jaar") == {
        (VENNE, "nieuwbouw", 2024): 30, (VENNE, "aankoop", 2024): 2, (VENNE, "sloop", 2024): -8,
        (VENNE, "nieuwbouw", 2025): 10, (VENNE, "aankoop", 2025): 0, (VENNE, "sloop", 2025): -4,
    }  # fmt: skip
    assert sommen(tabel) == [24, 6, 40, 2, -12, 30]
    assert tabel.waarschuwingen == []


def test_corporaties_als_rijen() -> None:
    tabel = herken(
        "Corporatie | Toevoegingen | Onttrekkingen | Per saldo",
        "De Venne | 120 | (45) | 75",
        "DW | 60 | (10) | 50",
        "Totaal | 180 | (55) | 125",
        boven="Tabel 4. Voorraadontwikkeling 2024-2027",
    )
    assert getallen(tabel, "partij", "regel", "jaar") == {
        (VENNE, "overige_toevoeging", None): 120, (VENNE, "overige_onttrekking", None): -45,
        (DUIN, "overige_toevoeging", None): 60, (DUIN, "overige_onttrekking", None): -10,
    }  # fmt: skip
    assert tabel.waarschuwingen == []


def test_corporaties_en_jaren_in_twee_koprijen() -> None:
    tabel = herken(
        f"| De Venne | {LINKS} | {LINKS} | Duinwonen | {LINKS} | {LINKS} | Totaal",
        "| 2024 | 2025 | Totaal | 2024 | 2025 | Totaal | ",
        "Nieuwbouw | 10 | 20 | 30 | 5 | 6 | 11 | 41",
        "Verkoop | −3 | –4 | -7 | 0 | 0 | 0 | -7",
        "Saldo | 7 | 16 | 23 | 5 | 6 | 11 | 34",
        boven="Mutaties per corporatie",
    )
    assert getallen(tabel, "partij", "regel", "jaar") == {
        (VENNE, "nieuwbouw", 2024): 10, (VENNE, "nieuwbouw", 2025): 20, (DUIN, "nieuwbouw", 2024): 5,
        (DUIN, "nieuwbouw", 2025): 6, (VENNE, "verkoop", 2024): -3, (VENNE, "verkoop", 2025): -4,
        (DUIN, "verkoop", 2024): 0, (DUIN, "verkoop", 2025): 0,
    }  # fmt: skip
    assert tabel.waarschuwingen == []


def test_een_verkeerd_totaal_wordt_gemeld_met_cel_druk_en_som() -> None:
    tabel = herken(
        "| De Venne | Duinwonen | Totaal",
        "Nieuwbouw | 100 | 50 | 160",
        "Sloop | -20 | -10 | -30",
        "Netto groei | 80 | 41 | 120",
        boven="Tabel 1: prognose",
    )
    assert tabel.waarschuwingen == [
        "Rij 2 'Nieuwbouw', kolom 'Totaal': gedrukt staat 160, maar de som is 150.",
        "Rij 4 'Netto groei', kolom 'Totaal': gedrukt staat 120, maar de som is 121.",
        "Rij 4 'Netto groei', kolom 'Duinwonen': gedrukt staat 41, maar de som is 40.",
        "Rij 4 'Netto groei', kolom 'Totaal': gedrukt staat 120, maar de som is 130.",
    ]
    assert getallen(tabel, "partij", "regel") == {
        (VENNE, "nieuwbouw"): 100, (DUIN, "nieuwbouw"): 50, (VENNE, "sloop"): -20, (DUIN, "sloop"): -10,
    }  # fmt: skip
    assert {cel["rij"] for cel in tabel.gegevens["cellen"] if not cel["klopt"]} == {2, 4}


def test_tijdelijk_en_permanent_en_twee_soorten_verkoop_blijven_uit_elkaar() -> None:
    tabel = herken(
        "| De Venne | Duinwonen",
        "Permanente nieuwbouw | 80 | 20",
        "Tijdelijke nieuwbouw langer dan 5 jaar | 12 | 0",
        "Tijdelijke nieuwbouw korter dan vijf jaar | 0 | 30",
        "Flexwoningen | 9 | 0",
        "Verkoop aan huurders | -4 | -2",
        "Verkoop aan beleggers | -1 | 0",
        "Liberalisatie | 6 | 3",
        boven="Prognose 2024-2027",
    )
    per_regel = {
        regel["sleutel"]: (regel["mutatiesoorten"], regel["permanentie"], regel["teken"])
        for regel in tabel.gegevens["regels"]
    }
    assert per_regel == {
        "nieuwbouw": (["nieuwbouw"], "permanent", "plus"),
        "nieuwbouw_tijdelijk_lang": (["nieuwbouw"], "tijdelijk_lang", "plus"),
        "nieuwbouw_tijdelijk_kort": (["nieuwbouw"], "tijdelijk_kort", "plus"),
        "tijdelijk_erbij_tijdelijk_lang": (["tijdelijk_erbij"], "tijdelijk_lang", "plus"),
        "verkoop_aan_huurders": (["verkoop"], "permanent", "min"),
        "verkoop_aan_beleggers": (["verkoop"], "permanent", "min"),
        "saldo_liberalisatie": (["saldo_liberalisatie"], "permanent", "saldo"),
    }
    assert getallen(tabel, "partij", "regel")[VENNE, "saldo_liberalisatie"] == -6
    assert tabel.waarschuwingen == [
        "'Flexwoningen': hoelang 'tijdelijk' is, staat er niet; aangenomen is langer dan 5 jaar."
    ]


def test_hard_zacht_en_ambitie_als_kolommen() -> None:
    tabel = herken(
        "Corporatie | Hard | Zacht | Ambitie | Totaal",
        "De Venne | 100 | 40 | 25 | 165",
        "Duinwonen | 10 | 0 | 60 | 70",
        boven="Tabel 2: nieuwbouw sociale huur naar hardheid van de plannen",
    )
    assert getallen(tabel, "partij", "regel", "hardheid") == {
        (VENNE, "nieuwbouw", "hard"): 100, (VENNE, "nieuwbouw", "zacht"): 40, (VENNE, "nieuwbouw", "ambitie"): 25,
        (DUIN, "nieuwbouw", "hard"): 10, (DUIN, "nieuwbouw", "zacht"): 0, (DUIN, "nieuwbouw", "ambitie"): 60,
    }  # fmt: skip
    assert tabel.waarschuwingen == []


def test_onttrekkingen_als_kopje_met_onderdelen_en_een_waarvan_rij() -> None:
    tabel = herken(
        "| 2024 | 2025",
        "Toevoegingen | 30 | 10",
        "Nieuwbouw | 25 | 10",
        "Aankoop | 5 | 0",
        "Onttrekkingen | -9 | -3",
        "Sloop | -6 | -3",
        "Verkoop | -3 | 0",
        "waarvan aan de huurder | -2 | 0",
        "Saldo | 21 | 7",
        boven="Duinwonen: ontwikkeling van het bezit",
    )
    assert getallen(tabel, "regel", "jaar") == {
        ("nieuwbouw", 2024): 25, ("nieuwbouw", 2025): 10, ("aankoop", 2024): 5, ("aankoop", 2025): 0,
        ("sloop", 2024): -6, ("sloop", 2025): -3, ("verkoop", 2024): -3, ("verkoop", 2025): 0,
    }  # fmt: skip
    assert tabel.waarschuwingen == [
        "'waarvan aan de huurder' is niet overgenomen: het telt al mee in een andere rij of kolom."
    ]


def test_alleen_een_nettogroei_is_een_gewone_rij() -> None:
    tabel = herken("| De Venne | Duinwonen | Totaal", "Netto groei | 35 | -5 | 30", boven="Tabel 1")
    assert getallen(tabel, "partij") == {(VENNE,): 35, (DUIN,): -5}
    assert tabel.gegevens["regels"][0]["teken"] == "saldo"


def test_wat_niet_te_lezen_is_wordt_gemeld() -> None:
    tabel = herken(
        "| 2024 | 2025",
        "Nieuwbouw | pm | 12",
        "Sloop | 10-20 | ca. 6",
        "Verkoop | veel | 0,5",
        boven="Duinwonen prognose",
    )
    assert getallen(tabel, "regel", "jaar") == {("nieuwbouw", 2025): 12, ("sloop", 2024): -15, ("sloop", 2025): -6}
    bereik = next(cel for cel in tabel.gegevens["cellen"] if cel["jaar"] == 2024)
    assert (bereik["minimum"], bereik["maximum"]) == (10, 20)
    assert tabel.waarschuwingen == [
        "Rij 2 'Nieuwbouw', kolom '2024': 'pm' is geen aantal en niet overgenomen.",
        "Rij 4 'Verkoop', kolom '2024': 'veel' is geen aantal en niet overgenomen.",
        "Rij 4 'Verkoop', kolom '2025': '0,5' is geen aantal en niet overgenomen.",
        "Rij 3 'Sloop', kolom '2024': er staat een bereik; gerekend is met het midden.",
    ]


def test_een_onbekende_corporatie_wordt_gemeld() -> None:
    tabel = herken("| De Venne | Nieuwland Wonen", "Nieuwbouw | 5 | 8", "Sloop | 0 | 1", boven="Prognose")
    assert getallen(tabel, "partij", "regel")["Nieuwland Wonen", "nieuwbouw"] == 8
    assert tabel.waarschuwingen == [
        "'Nieuwland Wonen' is geen corporatie die het document noemt. Kies zelf een partij."
    ]


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


# --- Set aside ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rijen", "boven", "reden"),
    [
        (("Namens de gemeente | Namens Duinwonen", "wethouder | directeur-bestuurder"), "", "handtekeningen"),
        (("Begrip | Betekenis", "DAEB | dienst van algemeen economisch belang"), "", "begrippen"),
        (("Jaar | Gerenoveerde woningen", "2024 | 120", "2025 | 80"), "Verduurzaming Duinwonen", "niet over de omvang"),
        (("Jaar | Urgenten | Statushouders", "2024 | 12 | 30", "2025 | 14 | 28"), "Toewijzing", "niet over"),
        (("Onderwerp | Waarde", "Dikte | 12", "Lengte | 14"), "", "niet te herkennen"),
        (("", ""), "", "leeg"),
    ],
)  # fmt: skip
def test_andere_tabellen_gaan_opzij_met_een_reden(rijen: tuple[str, ...], boven: str, reden: str) -> None:
    tabel = herken(*rijen, boven=boven)
    assert tabel.soort == "opzij"
    assert reden in tabel.reden
    assert tabel.gegevens == {}


def test_twee_tabellen_op_een_blad_worden_er_twee() -> None:
    gevonden = herken_alles(
        ["Voorraad per 1 januari 2024", LINKS, LINKS, LINKS],
        "Huurklasse | De Venne | Duinwonen | Totaal",
        "Goedkoop | 10 | 5 | 15",
        "Duur | 6 | 4 | 10",
        ["Prognose van de mutaties 2024-2027", LINKS, LINKS, LINKS],
        "Mutatie | De Venne | Duinwonen | Totaal",
        "Nieuwbouw | 60 | 20 | 80",
        "Sloop | -3 | 0 | -3",
    )
    assert [tabel.soort for tabel in gevonden] == ["stand", "prognose"]
    assert getallen(gevonden[0], "partij", "regel")[VENNE, "huurtoeslag"] == 6
    assert {cel["peildatum"] for cel in gevonden[0].gegevens["cellen"]} == {"2024-01-01"}
    assert getallen(gevonden[1], "partij", "regel")[VENNE, "sloop"] == -3


def test_een_werkboek_met_een_blad_per_corporatie(tmp_path: Path) -> None:
    boek = Workbook()
    boek.remove(boek.worksheets[0])
    for naam, aantallen in (("De Venne", (12, 8.0)), ("Duinwonen", (3, 4))):
        blad = boek.create_sheet(naam)
        blad["A1"] = "Prognose sociale voorraad"
        for rij in (
            ["Mutatie", 2024, 2025, "Totaal"],
            ["Nieuwbouw", *aantallen, sum(aantallen)],
            ["Sloop", -2, None, -3],
        ):
            blad.append(rij)
    boek.save(tmp_path / "prognose.xlsx")
    document = lees_document(tmp_path / "prognose.xlsx")
    tabellen = herken_voorraadtabellen(
        met_omgeving(document, list(document.tabellen)), partijen=PARTIJEN, begin=None, eind=None
    )
    assert [tabel.soort for tabel in tabellen] == ["prognose", "prognose"]
    gevonden = [getallen(tabel, "partij", "regel", "jaar") for tabel in tabellen]
    assert gevonden[0] == {(VENNE, "nieuwbouw", 2024): 12, (VENNE, "nieuwbouw", 2025): 8, (VENNE, "sloop", 2024): -2}
    assert gevonden[1] == {(DUIN, "nieuwbouw", 2024): 3, (DUIN, "nieuwbouw", 2025): 4, (DUIN, "sloop", 2024): -2}
    assert ["gedrukt staat -3, maar de som is -2" in tabel.waarschuwingen[0] for tabel in tabellen] == [True, True]


def test_de_omgeving_komt_uit_het_document() -> None:
    tabel, ander = maak_tabel("| 2024", "Nieuwbouw | 5"), maak_tabel("a | b")
    document = Document(
        Bestandssoort.DOCX,
        blokken=[
            Alinea("Bijlagen", kop=1), Alinea("Duinwonen", kop=2), Alinea("Zie hieronder."), tabel,
            Alinea("* voorlopig cijfer"), ander, Alinea("Volgend hoofdstuk", kop=1),
        ],
    )  # fmt: skip
    los = met_omgeving(document, [ander, tabel])
    assert los[1].boven == ("Bijlagen", "Duinwonen", "Zie hieronder.")
    assert los[1].onder == ("* voorlopig cijfer",)
    assert los[0].tabel is ander


# --- Numbers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("-144", -144), ("−27", -27), ("–27", -27), ("(144)", -144), ("1.036", 1036), ("1 036", 1036),
        ("0", 0), ("+ 12", 12),
        ("289²", 289), ("40*", 40), ("12 woningen", 12), ("5,0", 5), ("", None), ("-", None), ("€ 442,46", None),
        ("> € 752,33", None), ("35%", None), ("2,5", None), ("1.03", None), ("99999999999", None), ("fase 2", None),
    ],
)  # fmt: skip
def test_getallen_zoals_ze_gedrukt_staan(tekst: str, waarde: int | None) -> None:
    gelezen = lees_getal(tekst)
    assert (gelezen.waarde if gelezen else None) == waarde


def test_een_getal_uit_excel_telt_zoals_het_is_opgeslagen() -> None:
    assert lees_getal("12", 12.0) == lees_getal("12")
    assert lees_getal("12,5", 12.5) is None
    assert lees_getal("50%", 0.5) is None


def test_andere_lezingen() -> None:
    assert [str(bedrag) for bedrag in lees_bedragen("€ 1.184,82 tot 900,07")] == ["1184.82"]
    assert lees_jaren("2022 t/m 2026") == (2022, 2026)
    assert lees_jaren("2024/25") == (2024, 2025)
    assert lees_datum("Stand ultimo 2023") == dt.date(2023, 12, 31)
    assert lees_datum("per 31 februari 2023") is None
    bereik, rest = lees_bereik("Verkoop (5-15 woningen pj)")
    assert bereik is not None
    assert (bereik.minimum, bereik.maximum, bereik.per_jaar, rest) == (5, 15, True, "Verkoop")
    assert lees_bereik("Nieuwbouw 2022-2026")[0] is None
    assert staart_getal("Totaal nieuwbouw 198") == ("Totaal nieuwbouw", lees_getal("198"))
    assert staart_getal("Nieuwbouw in 2024") is None


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), min_size=1, max_size=8))
def test_elke_tabel_geeft_een_antwoord(rijen: list[list[str]]) -> None:
    gevonden = herken_voorraadtabellen(
        [LosseTabel(maak_tabel(*rijen), ("Prognose nieuwbouw",), ())], partijen=PARTIJEN, begin=None, eind=None
    )
    assert gevonden
    json.dumps([tabel.gegevens for tabel in gevonden])


AANTALLEN = st.integers(min_value=-5000, max_value=5000)


@given(st.lists(st.tuples(AANTALLEN, AANTALLEN), min_size=1, max_size=6), st.integers(-3, 3))
def test_een_totaal_klopt_of_wordt_gemeld(cellen: list[tuple[int, int]], fout: int) -> None:
    soorten = ["Nieuwbouw", "Aankoop", "Transformatie", "Sloop", "Verkoop", "Saldo (de)liberalisatie"]
    tekens = [1, 1, 1, -1, -1, 0]
    rijen, netto = [], [0, 0]
    for naam, teken, paar in zip(soorten, tekens, cellen, strict=False):
        goed = [waarde if teken == 0 else teken * abs(waarde) for waarde in paar]
        netto = [oud + waarde for oud, waarde in zip(netto, goed, strict=True)]
        rijen.append(f"{naam} | {goed[0]} | {goed[1]} | {sum(goed)}")
    tabel = herken(
        "| De Venne | Duinwonen | Totaal",
        *rijen,
        f"Netto groei | {netto[0]} | {netto[1]} | {sum(netto) + fout}",
        boven="Tabel 1",
    )
    assert any("Netto groei" in tekst for tekst in tabel.waarschuwingen) == bool(fout)
    gevonden = getallen(tabel, "partij", "regel")
    assert sum(gevonden.values()) == sum(netto)
