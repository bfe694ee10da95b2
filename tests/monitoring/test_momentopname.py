"""The picture of a peilmoment: what counts, what stays hidden, and how often the database is asked."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from afspraken.models import Afspraak, Peilmoment
from monitoring import momentopname
from tests.fabrieken import (
    AfspraakFabriek,
    AfspraakstatusFabriek,
    CijferstaatFabriek,
    GrootheidFabriek,
    HoofdstukFabriek,
    IndicatorFabriek,
    MetingFabriek,
    MutatieFabriek,
    OpgaveFabriek,
    PeilmomentFabriek,
    PrognoseFabriek,
    RapportFabriek,
    Stad,
    StandpuntFabriek,
    StreefwaardeFabriek,
    TabelFabriek,
    TabelregelFabriek,
    TermijnFabriek,
    VoortgangFabriek,
)
from voorraad.overzicht import realisatie

JUNI, DECEMBER = dt.date(2022, 6, 30), dt.date(2022, 12, 31)


def moment(stad: Stad, peildatum: dt.date = JUNI, status: str = "open", **velden: Any) -> Peilmoment:
    """Make a peilmoment of the set."""
    return PeilmomentFabriek(overeenkomst=stad.overeenkomst, peildatum=peildatum, status=status, **velden)


def stel_vast(peilmoment: Peilmoment) -> None:
    """Freeze a peilmoment after it was filled."""
    Peilmoment.objects.filter(pk=peilmoment.pk).update(status="vastgesteld")


def antwoord(peilmoment: Peilmoment, afspraak: Afspraak, partij: Any, status: str, fase: str = "ingediend") -> Any:
    """Make an answer with recognisable texts."""
    return VoortgangFabriek(
        peilmoment=peilmoment,
        afspraak=afspraak,
        partij=partij,
        status=status,
        fase=fase,
        toelichting=f"Toelichting van {partij.naam}",
        oorzaak="Een oorzaak",
    )


def van_afspraak(opname: dict[str, Any], afspraak: Afspraak) -> dict[str, Any]:
    """Find an agreement in the picture."""
    return next(a for h in opname["hoofdstukken"] for a in h["afspraken"] if a["id"] == afspraak.pk)


def test_status_is_het_slechtste_ingediende_antwoord(stad: Stad) -> None:
    peilmoment, afspraak = moment(stad), stad.afspraak()
    antwoord(peilmoment, afspraak, stad.wonen, "op_schema")
    antwoord(peilmoment, afspraak, stad.thuis, "achter", fase="concept")
    beeld = van_afspraak(momentopname.bouw(peilmoment), afspraak)
    assert (beeld["status"], beeld["status_gezet"]) == ("op_schema", False)


def test_concept_en_teruggegeven_staan_er_zonder_inhoud_in(stad: Stad) -> None:
    peilmoment, afspraak = moment(stad), stad.afspraak()
    antwoord(peilmoment, afspraak, stad.wonen, "achter", fase="teruggegeven")
    antwoord(peilmoment, afspraak, stad.thuis, "achter", fase="concept")
    opname = momentopname.bouw(peilmoment)
    antwoorden = van_afspraak(opname, afspraak)["antwoorden"]
    assert [a["binnen"] for a in antwoorden] == [False, False]
    assert "Toelichting van" not in json.dumps(opname)
    assert opname["tellingen"]["per_status"] == {"": 1}
    assert [regel["per_status"] for regel in opname["per_partij"]] == [{"": 1}, {"": 1}]


def test_status_van_de_regisseur_gaat_voor(stad: Stad) -> None:
    peilmoment, afspraak = moment(stad), stad.afspraak()
    antwoord(peilmoment, afspraak, stad.wonen, "op_schema")
    AfspraakstatusFabriek(peilmoment=peilmoment, afspraak=afspraak, status="achter", toelichting="Samen besproken")
    opname = momentopname.bouw(peilmoment)
    beeld = van_afspraak(opname, afspraak)
    assert (beeld["status"], beeld["status_voorstel"], beeld["status_gezet"]) == ("achter", "op_schema", True)
    assert opname["afwijkingen"] == [afspraak.pk]
    assert opname["per_hoofdstuk"][0]["per_status"] == {"achter": 1}


def test_veranderingen_en_afwijkingen(stad: Stad) -> None:
    eerder, nu = moment(stad), moment(stad, DECEMBER)
    verloop = {
        "beter": ("achter", "op_schema"),
        "aandacht": ("op_schema", "aandacht"),
        "minder": ("gereed", "niet_gestart"),
        "achter": ("achter", "achter"),
    }
    afspraken = {naam: stad.afspraak(titel=naam) for naam in verloop}
    for naam, (toen, nu_status) in verloop.items():
        antwoord(eerder, afspraken[naam], stad.wonen, toen)
        antwoord(nu, afspraken[naam], stad.wonen, nu_status)
    stel_vast(eerder)
    opname = momentopname.bouw(nu)
    titels = {afspraak.pk: naam for naam, afspraak in afspraken.items()}
    assert [titels[pk] for pk in opname["afwijkingen"]] == ["achter", "aandacht", "minder"]
    assert {v["titel"]: v["richting"] for v in opname["veranderingen"]} == {"beter": 1, "aandacht": -1, "minder": -1}
    assert opname["peilmoment"]["vorige"] == "2022-06-30"
    assert (opname["tellingen"]["beter"], opname["tellingen"]["slechter"]) == (1, 2)


def test_afspraken_op_natuurlijke_volgorde_per_hoofdstuk(stad: Stad) -> None:
    peilmoment = moment(stad)
    for nummer in ("10", "9", "1.10", "1.9"):
        stad.afspraak(nummer=nummer)
    beeld = momentopname.bouw(peilmoment)["hoofdstukken"][0]
    assert [a["nummer"] for a in beeld["afspraken"]] == ["1.9", "1.10", "9", "10"]


def test_vervallen_afspraak_staat_er_alleen_in_met_antwoord(stad: Stad) -> None:
    peilmoment = moment(stad)
    weg, gebleven = (stad.afspraak(vervallen_op=dt.date(2022, 3, 1)) for _ in range(2))
    antwoord(peilmoment, gebleven, stad.wonen, "vervallen")
    opname = momentopname.bouw(peilmoment)
    assert [a["id"] for h in opname["hoofdstukken"] for a in h["afspraken"]] == [gebleven.pk]
    assert weg.pk != gebleven.pk


def test_termijnen_verstreken_en_komend(stad: Stad) -> None:
    peilmoment = moment(stad, DECEMBER)
    open_, klaar = stad.afspraak(), stad.afspraak()
    for afspraak in (open_, klaar):
        TermijnFabriek(afspraak=afspraak, tekst="in 2022", eind=DECEMBER)
    TermijnFabriek(afspraak=open_, tekst="elk kwartaal", eind=dt.date(2022, 3, 31), herhaling="kwartaal")
    TermijnFabriek(afspraak=open_, tekst="ooit", eind=dt.date(2050, 12, 31))
    antwoord(peilmoment, klaar, stad.wonen, "gereed")
    termijnen = momentopname.bouw(peilmoment)["termijnen"]
    assert [(t["tekst"], t["eind"]) for t in termijnen["verstreken"]] == [("in 2022", "2022-12-31")]
    assert [(t["tekst"], t["eind"]) for t in termijnen["komend"]] == [("elk kwartaal", "2023-03-31")]


def cijfers(peilmoment: Peilmoment, partij: Any, fase: str, van: dt.date, **waarden: tuple[Any, int]) -> None:
    """Give a party a sheet with figures of Grootheden."""
    staat = CijferstaatFabriek(peilmoment=peilmoment, partij=partij, fase=fase)
    for grootheid, waarde in waarden.values():
        MetingFabriek(cijferstaat=staat, grootheid=grootheid, waarde=waarde, van=van, tot=peilmoment.peildatum)


def test_aandeel_is_geen_gemiddelde_van_gemiddelden(stad: Stad) -> None:
    eerder, nu = moment(stad), moment(stad, DECEMBER)
    afspraak = stad.afspraak()
    IndicatorFabriek(
        afspraak=afspraak,
        berekening="aandeel",
        teller="teller",
        noemer="noemer",
        richting="maximum",
        eenheid="%",
        per_partij=True,
        cumulatief=True,
        decimalen=1,
    )
    teller, noemer = (GrootheidFabriek(overeenkomst=stad.overeenkomst, sleutel=naam) for naam in ("teller", "noemer"))
    cijfers(eerder, stad.wonen, "geaccepteerd", dt.date(2022, 1, 1), t=(teller, 90), n=(noemer, 100))
    cijfers(nu, stad.wonen, "geaccepteerd", dt.date(2022, 7, 1), t=(teller, 10), n=(noemer, 900))
    cijfers(nu, stad.thuis, "ingediend", dt.date(2022, 7, 1), t=(teller, 5), n=(noemer, 5))
    stel_vast(eerder)
    waarden = van_afspraak(momentopname.bouw(nu), afspraak)["indicatoren"][0]["waarden"]
    assert [(w["naam"], w["waarde"]) for w in waarden] == [
        (str(stad.wonen), "10"),
        (str(stad.thuis), None),
        ("Samen", "10"),
    ]
    assert waarden[-1]["onvolledig"]
    assert [(stap["teller"], stap["noemer"]) for stap in waarden[0]["opbouw"]] == [("90", "100"), ("10", "900")]


def maak_voorraad(stad: Stad) -> dict[str, Any]:
    """Make a table with demolition and a derived row."""
    tabel = TabelFabriek(overeenkomst=stad.overeenkomst)
    regels = {
        "nieuwbouw": TabelregelFabriek(tabel=tabel, sleutel="nieuwbouw"),
        "sloop": TabelregelFabriek(tabel=tabel, sleutel="sloop", teken="min"),
        "netto": TabelregelFabriek(tabel=tabel, sleutel="netto", teken="afgeleid", formule="nieuwbouw + sloop"),
    }
    PrognoseFabriek(regel=regels["nieuwbouw"], partij=stad.wonen, waarde=60)
    return regels


def test_voorraadindicator_telt_geaccepteerde_opgaven(stad: Stad) -> None:
    eerder, nu = moment(stad), moment(stad, DECEMBER)
    regels, afspraak = maak_voorraad(stad), stad.afspraak()
    indicator = IndicatorFabriek(
        afspraak=afspraak, berekening="voorraad", bron="netto", per_partij=True, cumulatief=True, richting="minimum"
    )
    StreefwaardeFabriek(
        indicator=indicator, partij=stad.wonen, waarde=40, van=dt.date(2022, 1, 1), tot=dt.date(2023, 12, 31)
    )
    for peilmoment, partij, fase, bouw, sloop in (
        (eerder, stad.wonen, "geaccepteerd", 50, 20),
        (nu, stad.wonen, "geaccepteerd", 5, 0),
        (eerder, stad.thuis, "geaccepteerd", 8, 0),
        (nu, stad.thuis, "ingediend", 100, 0),
    ):
        opgave = OpgaveFabriek(peilmoment=peilmoment, partij=partij, fase=fase)
        MutatieFabriek(opgave=opgave, regel=regels["nieuwbouw"], aantal=bouw)
        MutatieFabriek(opgave=opgave, regel=regels["sloop"], aantal=sloop)
    stel_vast(eerder)
    waarden = van_afspraak(momentopname.bouw(nu), afspraak)["indicatoren"][0]["waarden"]
    assert {w["naam"]: w["waarde"] for w in waarden} == {str(stad.wonen): "35", str(stad.thuis): "8", "Samen": "43"}
    assert waarden[0]["oordeel"] == "onbekend"
    totalen = realisatie(stad.overeenkomst, nu)["netto"]
    assert totalen == {stad.wonen.sleutel: 35, stad.thuis.sleutel: 8}


def test_volledigheid_per_partij(stad: Stad) -> None:
    peilmoment, afspraak = moment(stad), stad.afspraak()
    antwoord(peilmoment, afspraak, stad.wonen, "op_schema", fase="geaccepteerd")
    antwoord(peilmoment, stad.afspraak(), stad.wonen, "op_schema", fase="teruggegeven")
    OpgaveFabriek(peilmoment=peilmoment, partij=stad.wonen, fase="ingediend")
    regels = {r["sleutel"]: r for r in momentopname.bouw(peilmoment)["volledigheid"]}
    wonen = regels[stad.wonen.sleutel]
    assert (wonen["opgave"], wonen["cijfers"]) == ("ingediend", None)
    assert wonen["voortgang"] == {"totaal": 2, "ingediend": 0, "geaccepteerd": 1, "teruggegeven": 1}
    assert regels[stad.gemeente.sleutel]["voortgang"]["totaal"] == 0


def vol(stad: Stad, aantal: int) -> Peilmoment:
    """Make a set with agreements and everything that can hang from one, and return its open peilmoment."""
    eerder, nu = moment(stad), moment(stad, DECEMBER)
    maak_voorraad(stad)
    for _ in range(aantal):
        afspraak = AfspraakFabriek(hoofdstuk=HoofdstukFabriek(deel=stad.hoofdstuk.deel))
        TermijnFabriek(afspraak=afspraak)
        for partij in (stad.wonen, stad.thuis):
            antwoord(eerder, afspraak, partij, "op_schema", "geaccepteerd")
            antwoord(nu, afspraak, partij, "aandacht")
        StandpuntFabriek(peilmoment=nu, afspraak=afspraak, partij=stad.huurders)
        AfspraakstatusFabriek(peilmoment=nu, afspraak=afspraak)
        indicator = IndicatorFabriek(afspraak=afspraak, berekening="voorraad", bron="netto")
        StreefwaardeFabriek(indicator=indicator)
    stel_vast(eerder)
    return nu


def tel_vragen(peilmoment: Peilmoment) -> int:
    """Return how many queries building takes."""
    vers = Peilmoment.objects.get(pk=peilmoment.pk)
    with CaptureQueriesContext(connection) as vragen:
        momentopname.bouw(vers)
    return len(vragen)


def test_aantal_vragen_blijft_gelijk(stad: Stad, buurstad: Stad) -> None:
    weinig, veel = vol(stad, 1), vol(buurstad, 13)
    assert tel_vragen(veel) == tel_vragen(weinig) <= 12


def test_beeld_blijft_gelijk_door_json(stad: Stad) -> None:
    opname = momentopname.bouw(vol(stad, 3))
    assert json.loads(json.dumps(opname)) == opname


def test_vastgesteld_geeft_het_bevroren_beeld(stad: Stad) -> None:
    peilmoment = moment(stad)
    RapportFabriek(peilmoment=peilmoment, momentopname={"schema": 1, "bevroren": "oud"}, versie=1)
    RapportFabriek(peilmoment=peilmoment, momentopname={"schema": 1, "bevroren": "nieuw"}, versie=2)
    stel_vast(peilmoment)
    peilmoment.refresh_from_db()
    assert momentopname.van(peilmoment)["bevroren"] == "nieuw"
    assert momentopname.overzicht_van(peilmoment)["bevroren"] == "nieuw"


@pytest.mark.parametrize("status", ["open", "in_bespreking"])
def test_open_peilmoment_wordt_altijd_opnieuw_geteld(stad: Stad, status: str) -> None:
    peilmoment = moment(stad, status=status)
    RapportFabriek(peilmoment=peilmoment, momentopname={"bevroren": "oud"})
    assert "bevroren" not in momentopname.van(peilmoment)


def test_ander_overeenkomst_lekt_niet(stad: Stad, buurstad: Stad) -> None:
    peilmoment = moment(stad)
    antwoord(moment(buurstad), buurstad.afspraak(titel="Geheim van de buren"), buurstad.wonen, "achter")
    assert "buren" not in json.dumps(momentopname.bouw(peilmoment))


def test_overzicht_telt_hetzelfde_als_het_hele_beeld(stad: Stad) -> None:
    nu = vol(stad, 2)
    heel, kort = momentopname.bouw(nu), momentopname.bouw_overzicht(nu)
    for deel in set(heel) - {"hoofdstukken", "gemaakt_op"}:
        assert heel[deel] == kort[deel]
