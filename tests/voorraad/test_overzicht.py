"""Promise, realisation and stand as every page, the report and the sheet read them."""

from __future__ import annotations

import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from afspraken.inzendingen import Fase
from tests import fabrieken as f
from tests.fabrieken import Stad
from tests.voorraad.bouw import EERSTE, TWEEDE, Voorraad, zet_fase
from voorraad.overzicht import realisatie, realisatie_uit, tabellen


def regel(beelden: list, sleutel: str, tabel: int = 0) -> dict:
    """Return one row of a built table."""
    return next(rij for rij in beelden[tabel]["regels"] if rij["sleutel"] == sleutel)


def test_belofte_en_realisatie_per_corporatie_en_samen(voorraad: Voorraad) -> None:
    stad = voorraad.stad
    voorraad.belofte("nieuwbouw", stad.wonen, 100)
    voorraad.belofte("sloop", stad.wonen, -40)
    voorraad.belofte("nieuwbouw", stad.thuis, 10)
    voorraad.vul(voorraad.opgave, nieuwbouw=30, saldo=-5, sloop=12)
    zet_fase(voorraad.opgave)
    beelden = tabellen(voorraad.peilmoment)
    netto = regel(beelden, "netto")
    wonen, thuis = netto["cellen"]
    assert (wonen["belofte"], wonen["realisatie"], wonen["resterend"]) == (60, 13, 47)
    assert (thuis["belofte"], thuis["realisatie"], thuis["resterend"]) == (10, None, None)
    assert netto["totaal"]["belofte"] == 70
    assert netto["totaal"]["realisatie"] == 13
    assert netto["totaal"]["onvolledig"] is True
    assert regel(beelden, "sloop")["cellen"][0]["realisatie"] == -12


def test_alleen_geaccepteerde_cijfers_tellen(voorraad: Voorraad) -> None:
    voorraad.vul(voorraad.opgave, nieuwbouw=30)
    for fase in (Fase.CONCEPT, Fase.INGEDIEND, Fase.TERUGGEGEVEN):
        zet_fase(voorraad.opgave, fase)
        assert regel(tabellen(voorraad.peilmoment), "netto")["totaal"]["realisatie"] is None
        assert realisatie(voorraad.stad.overeenkomst, voorraad.peilmoment)["netto"] == {}


def test_realisatie_telt_op_over_de_peilmomenten_tot_en_met_deze(voorraad: Voorraad) -> None:
    stad = voorraad.stad
    tweede = voorraad.volgend_peilmoment()[stad.wonen.pk]
    voorraad.vul(voorraad.opgave, nieuwbouw=30)
    voorraad.vul(tweede, nieuwbouw=7)
    zet_fase(voorraad.opgave)
    zet_fase(tweede)
    nu = regel(tabellen(tweede.peilmoment), "nieuwbouw")["cellen"][0]
    assert (nu["realisatie"], nu["deze_periode"]) == (37, 7)
    toen = regel(tabellen(voorraad.peilmoment), "nieuwbouw")["cellen"][0]
    assert (toen["realisatie"], toen["deze_periode"]) == (30, 30)
    per_regel = realisatie(stad.overeenkomst, tweede.peilmoment)
    assert per_regel["nieuwbouw"] == {stad.wonen.sleutel: 37}
    assert realisatie_uit(tabellen(tweede.peilmoment)) == per_regel


def test_een_ambitie_staat_naast_de_belofte(voorraad: Voorraad) -> None:
    voorraad.belofte("nieuwbouw", voorraad.stad.wonen, 100)
    voorraad.belofte("nieuwbouw", voorraad.stad.wonen, 50, hardheid="ambitie")
    cel = regel(tabellen(voorraad.peilmoment), "nieuwbouw")["cellen"][0]
    assert cel["belofte"] == 100
    assert cel["daarnaast"] == {"ambitie": 50}


def test_belofte_per_jaar_met_bandbreedte_en_realisatie_in_het_jaar_van_de_peildatum(voorraad: Voorraad) -> None:
    for jaar in (2022, 2023):
        voorraad.belofte("sloop", voorraad.stad.wonen, -10, jaar=jaar, minimum=5, maximum=15)
    voorraad.vul(voorraad.opgave, sloop=4)
    zet_fase(voorraad.opgave)
    beelden = tabellen(voorraad.peilmoment)
    assert beelden[0]["jaren"] == [2022, 2023]
    cel = regel(beelden, "sloop")["cellen"][0]
    assert (cel["belofte"], cel["belofte_min"], cel["belofte_max"]) == (-20, -30, -10)
    assert cel["per_jaar"] == {
        "2022": {"belofte": -10, "realisatie": -4},
        "2023": {"belofte": -10, "realisatie": None},
    }


def test_een_andere_overeenkomst_telt_niet_mee(voorraad: Voorraad, buurstad: Stad) -> None:
    f.DeelnameFabriek(overeenkomst=buurstad.overeenkomst, partij=voorraad.stad.wonen)
    elders = f.OpgaveFabriek(
        peilmoment__overeenkomst=buurstad.overeenkomst, peilmoment__peildatum=EERSTE, partij=voorraad.stad.wonen
    )
    voorraad.vul(elders, nieuwbouw=99)
    zet_fase(elders)
    assert regel(tabellen(voorraad.peilmoment), "nieuwbouw")["totaal"]["realisatie"] is None


def test_stand_met_beginstand_en_brug(uitgebreid: Voorraad) -> None:
    opgave = uitgebreid.opgave
    uitgebreid.vul(opgave, nieuwbouw=10, sloop=2, saldo=0)
    for (klasse, kolom), aantal in {
        ("laag", "egw"): 105,
        ("laag", "mgw"): 150,
        ("hoog", "egw"): 50,
        ("hoog", "mgw"): 1,
    }.items():
        f.VoorraadstandFabriek(
            opgave=opgave,
            overeenkomst=uitgebreid.stad.overeenkomst,
            partij=opgave.partij,
            regel=uitgebreid.klassen[klasse],
            kolom=uitgebreid.kolommen[kolom],
            peildatum=EERSTE,
            aantal=aantal,
        )
    zet_fase(opgave)
    beelden = tabellen(uitgebreid.peilmoment)
    totaal = regel(beelden, "totaal", 1)["cellen"][0]
    assert totaal["begin"] == {"egw": 150, "mgw": 150, "totaal": 300}
    assert totaal["nu"] == {"egw": 155, "mgw": 151, "totaal": 306}
    wonen, thuis = beelden[1]["bruggen"]
    assert (wonen["begin"], wonen["mutaties"], wonen["verwacht"], wonen["stand"]) == (300, 8, 308, 306)
    assert wonen["verschil"] == -2
    assert thuis["begin"] is None
    assert thuis["verschil"] is None
    assert beelden[1]["begin_bron"] == "bijlage 1"
    assert beelden[0]["beginstand_ontbreekt"] is False


def test_mutaties_alleen_zegt_dat_de_beginstand_ontbreekt(voorraad: Voorraad) -> None:
    assert tabellen(voorraad.peilmoment)[0]["beginstand_ontbreekt"] is True


def test_huurprijsgrens_van_het_jaar_en_een_onbevestigde_blijft_leeg(uitgebreid: Voorraad) -> None:
    f.HuurprijsgrensFabriek(jaar=2022, soort="huurtoeslag", bedrag="763.47")
    f.HuurprijsgrensFabriek(jaar=2022, soort="lage_aftopping", bedrag=None, bron="")
    for klasse, soort in (("laag", "lage_aftopping"), ("hoog", "huurtoeslag")):
        uitgebreid.klassen[klasse].grens_soort = soort
        uitgebreid.klassen[klasse].save()
    beelden = tabellen(uitgebreid.peilmoment)
    assert regel(beelden, "hoog", 1)["grens"] == "763,47"
    assert regel(beelden, "laag", 1)["grens"] is None


def test_een_project_dat_schuift(uitgebreid: Voorraad) -> None:
    beeld = tabellen(uitgebreid.peilmoment)[2]
    assert beeld["projecten"][0]["nu"] is None
    assert beeld["projecten"][0]["verschoven"] is False
    for jaar, aantal in ((2023, 0), (2024, 25)):
        f.ProjectStandFabriek(opgave=uitgebreid.opgave, project=uitgebreid.projecten["fuite"], jaar=jaar, aantal=aantal)
    zet_fase(uitgebreid.opgave)
    beeld = tabellen(uitgebreid.peilmoment)[2]
    project = beeld["projecten"][0]
    assert project["belofte"] == {"2023": 25}
    assert project["nu"] == {"2023": 0, "2024": 25}
    assert project["verschoven"] is True
    assert beeld["jaren"] == [2022, 2023, 2024]
    assert beeld["totalen"][-1]["nu_totaal"] == 25


def test_de_tabellen_zijn_gewone_json(uitgebreid: Voorraad) -> None:
    beelden = tabellen(uitgebreid.peilmoment)
    assert json.loads(json.dumps(beelden)) == beelden


def test_het_aantal_queries_hangt_niet_van_het_aantal_rijen_af(uitgebreid: Voorraad) -> None:
    zet_fase(uitgebreid.opgave)
    with CaptureQueriesContext(connection) as eerst:
        tabellen(uitgebreid.peilmoment)
    for nummer in range(20):
        f.ProjectFabriek(
            overeenkomst=uitgebreid.stad.overeenkomst,
            partij=uitgebreid.stad.thuis,
            mutatiesoort=uitgebreid.projecten["fuite"].mutatiesoort,
        )
        uitgebreid.regels[f"extra{nummer}"] = f.TabelregelFabriek(tabel=uitgebreid.mutaties)
        uitgebreid.vul(uitgebreid.opgave, **{f"extra{nummer}": nummer})
    zet_fase(uitgebreid.volgend_peilmoment()[uitgebreid.stad.wonen.pk])
    with CaptureQueriesContext(connection) as daarna:
        beelden = tabellen(uitgebreid.peilmoment)
    assert len(beelden[0]["regels"]) == 24
    assert len(beelden[2]["projecten"]) == 21
    assert len(daarna) == len(eerst) <= 6
    with CaptureQueriesContext(connection) as met_partijen:
        tabellen(uitgebreid.peilmoment, uitgebreid.stad.overeenkomst.deelnemers.none())
    assert len(met_partijen) <= 6


def test_zonder_opgaven_en_voor_een_peilmoment_dat_er_nog_niet_is(voorraad: Voorraad) -> None:
    toekomst = f.PeilmomentFabriek.build(overeenkomst=voorraad.stad.overeenkomst, peildatum=TWEEDE)
    assert regel(tabellen(toekomst), "netto")["totaal"]["realisatie"] is None
