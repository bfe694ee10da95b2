"""The stock tables of both source documents are found exactly as printed."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

import pytest
import yaml

from afspraken.importeren.resultaat import GevondenPartij, GevondenTabel
from basis.documenten.lezen import lees_document
from tests.hulp.bronnen import BRONNEN
from tests.importeren.tabelhulp import (
    MAP,
)
from voorraad.importeren.herkennen import herken_voorraadtabellen, met_omgeving

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
