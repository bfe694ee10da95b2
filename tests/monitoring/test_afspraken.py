"""The list of agreements and the page of one."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from afspraken.models import Afspraak, Betrokkene
from tests.fabrieken import (
    AfspraakstatusFabriek,
    BetrokkeneFabriek,
    CijferstaatFabriek,
    DefinitieFabriek,
    HoofdstukFabriek,
    IndicatorFabriek,
    MetingFabriek,
    Stad,
    StandpuntFabriek,
    StreefwaardeFabriek,
    TermijnFabriek,
    VerwijzingFabriek,
)
from tests.monitoring.pagina import als, hoofd_van, links_van, tekst_van, vragen
from tests.monitoring.test_momentopname import DECEMBER, JUNI, antwoord, moment, stel_vast, vol


def lijst(stad: Stad, query: str = "") -> str:
    """Return the address of the list."""
    return reverse("monitoring:afspraken", args=[stad.overeenkomst.sleutel]) + query


def bladzijde(stad: Stad, afspraak: Afspraak) -> str:
    """Return the address of an agreement."""
    return reverse("monitoring:afspraak", args=[stad.overeenkomst.sleutel, afspraak.pk])


def titels(pagina: Any) -> list[str]:
    """Return the titles in the table, in order; the marks of a search are left out."""
    kaal = re.sub("</?mark>", "", hoofd_van(pagina))
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]+">([^<]+)</a>', kaal)


@pytest.fixture
def lezer(stad: Stad) -> Client:
    """A reader of a tenant organisation."""
    return als(stad.gebruikers["huurders-lezer"])


def test_volgorde_is_die_van_het_document(stad: Stad, lezer: Client) -> None:
    for nummer in ("10", "2", "1.10", "1.9"):
        stad.afspraak(nummer=nummer, titel=f"Nummer {nummer}")
    pagina = lezer.get(lijst(stad))
    assert titels(pagina) == ["Nummer 1.9", "Nummer 1.10", "Nummer 2", "Nummer 10"]
    assert titels(lezer.get(lijst(stad, "?sort=-nummer")))[0] == "Nummer 10"


def test_filters_los_en_samen(stad: Stad, lezer: Client) -> None:
    peilmoment = moment(stad)
    ander = HoofdstukFabriek(deel=stad.hoofdstuk.deel, titel="Betaalbaarheid")
    bouwen = stad.afspraak(titel="Bouwen", soort="periode")
    huren = stad.afspraak(stad.gemeente, titel="Huren")
    Afspraak.objects.filter(pk=huren.pk).update(hoofdstuk=ander)
    antwoord(peilmoment, bouwen, stad.wonen, "achter")
    antwoord(peilmoment, huren, stad.gemeente, "op_schema", fase="concept")
    TermijnFabriek(afspraak=bouwen, eind=JUNI)
    TermijnFabriek(afspraak=huren, eind=dt.date(2022, 9, 30))
    verwacht = {
        f"?hoofdstuk={ander.pk}": ["Huren"],
        "?soort=periode": ["Bouwen"],
        "?status=achter": ["Bouwen"],
        "?status=afwijkend": ["Bouwen"],
        "?status=niet_binnen": ["Huren"],
        "?trekker=groep:corporaties": ["Bouwen"],
        f"?trekker={stad.thuis.sleutel}": ["Bouwen"],
        f"?trekker={stad.gemeente.sleutel}": ["Huren"],
        f"?trekker={stad.wonen.sleutel}&antwoord=achter": ["Bouwen"],
        f"?trekker={stad.thuis.sleutel}&antwoord=achter": [],
        "?antwoord=niet_binnen": ["Huren"],
        "?termijn=verstreken": ["Bouwen"],
        "?termijn=komend": ["Huren"],
        "?termijn=2022": ["Bouwen", "Huren"],
        "?termijn=geen": [],
        "?q=huren": ["Huren"],
        "?q=huren&status=achter": [],
    }
    for query, gevonden in verwacht.items():
        assert sorted(titels(lezer.get(lijst(stad, query)))) == gevonden, query


def test_richting_sinds_de_vorige_keer(stad: Stad, lezer: Client) -> None:
    eerder, nu = moment(stad), moment(stad, DECEMBER)
    for naam, toen, straks in (("Vooruit", "achter", "gereed"), ("Achteruit", "gereed", "achter")):
        afspraak = stad.afspraak(titel=naam)
        antwoord(eerder, afspraak, stad.wonen, toen)
        antwoord(nu, afspraak, stad.wonen, straks)
    stel_vast(eerder)
    assert titels(lezer.get(lijst(stad, "?richting=beter"))) == ["Vooruit"]
    assert titels(lezer.get(lijst(stad, "?richting=slechter"))) == ["Achteruit"]
    assert titels(lezer.get(lijst(stad, f"?peildatum={JUNI}&richting=slechter"))) == []


def test_zoeken_zonder_hoofdletters_en_accenten(stad: Stad, lezer: Client) -> None:
    stad.afspraak(titel="Één coöperatie", samenvatting="IJsselmuiden doet mee")
    for woorden in ("een COOPERATIE", "ijsselmuiden", "cooperatie+ijssel"):
        assert len(titels(lezer.get(lijst(stad, f"?q={woorden}")))) == 1, woorden
    assert titels(lezer.get(lijst(stad, "?q=cooperatie+kampen"))) == []


@pytest.mark.parametrize("query", ["?status=onzin", "?hoofdstuk=abc", "?peildatum=2022-13-99", "?trekker=0"])
def test_onbekende_keuze_geeft_een_melding(stad: Stad, lezer: Client, query: str) -> None:
    stad.afspraak()
    pagina = lezer.get(lijst(stad, query))
    assert pagina.status_code == 200
    assert "Deze keuze bestaat niet" in tekst_van(pagina)
    assert titels(pagina) == []


def test_status_in_de_lijst_is_die_van_de_regisseur(stad: Stad, lezer: Client) -> None:
    peilmoment, afspraak = moment(stad), stad.afspraak()
    antwoord(peilmoment, afspraak, stad.wonen, "gereed")
    AfspraakstatusFabriek(peilmoment=peilmoment, afspraak=afspraak, status="aandacht")
    assert len(titels(lezer.get(lijst(stad, "?status=aandacht")))) == 1
    assert titels(lezer.get(lijst(stad, "?status=gereed"))) == []


def test_bladeren_na_vijftig(stad: Stad, lezer: Client) -> None:
    for _ in range(53):
        stad.afspraak()
    assert len(titels(lezer.get(lijst(stad)))) == 50
    assert len(titels(lezer.get(lijst(stad, "?page=2")))) == 3


def test_lijst_aantal_vragen_blijft_gelijk(stad: Stad, buurstad: Stad) -> None:
    vol(stad, 1)
    vol(buurstad, 20)
    weinig = vragen(als(stad.gebruikers["wonen-lezer"]), lijst(stad))
    veel = vragen(als(buurstad.gebruikers["wonen-lezer"]), lijst(buurstad))
    assert weinig == veel <= 10


def test_lijst_en_bladzijde_van_een_ander_bestaan_niet(stad: Stad, buurstad: Stad, lezer: Client) -> None:
    vreemd = buurstad.afspraak()
    assert lezer.get(lijst(buurstad)).status_code == 404
    assert lezer.get(bladzijde(buurstad, vreemd)).status_code == 404
    assert lezer.get(bladzijde(stad, vreemd)).status_code == 404


def test_zonder_inloggen_naar_de_inlogpagina(stad: Stad) -> None:
    for adres in (lijst(stad), bladzijde(stad, stad.afspraak())):
        antwoord_ = Client().get(adres)
        assert antwoord_.status_code == 302
        assert antwoord_["Location"].startswith(reverse("account_login"))


def test_bladzijde_toont_alles_van_de_afspraak(stad: Stad, lezer: Client) -> None:
    eerste, afspraak, laatste = (
        stad.afspraak(nummer=nummer, titel=f"Titel {nummer}", trekker_tekst="Corporaties") for nummer in "123"
    )
    BetrokkeneFabriek(afspraak=afspraak, rol="geinformeerd", groep="huurdersorganisaties")
    TermijnFabriek(afspraak=afspraak, tekst="medio 2022", exactheid="onnauwkeurig", herhaling="jaar")
    VerwijzingFabriek(van=afspraak, naar=eerste)
    VerwijzingFabriek(van=laatste, naar=afspraak)
    DefinitieFabriek(overeenkomst=stad.overeenkomst, begrip="Vrije ruimte", noot="3").afspraken.add(afspraak)
    pagina = lezer.get(bladzijde(stad, afspraak))
    tekst = tekst_van(pagina)
    for verwacht in (
        "Samenvatting, niet de getekende tekst",
        "De corporaties bouwen woningen.",
        f"Nu: {stad.wonen}, {stad.thuis}",
        f"Nu: {stad.huurders}, {stad.bewoners}",
        "‘medio 2022’",
        "elk jaar (onnauwkeurig)",
        "Vrije ruimte (noot 3)",
        "Elke trekker geeft een eigen antwoord",
        "Vorige afspraak 1 Titel 1",
        "Volgende afspraak 3 Titel 3",
    ):
        assert verwacht in tekst, verwacht
    assert links_van(pagina).count(bladzijde(stad, eerste)) == 2
    assert links_van(pagina).count(bladzijde(stad, laatste)) == 2


def test_getekende_tekst_gaat_voor_de_samenvatting(stad: Stad, lezer: Client) -> None:
    afspraak = stad.afspraak(tekst="De getekende woorden.")
    tekst = tekst_van(lezer.get(bladzijde(stad, afspraak)))
    assert "De getekende woorden." in tekst
    assert "niet de getekende tekst" not in tekst


def test_concept_is_alleen_voor_de_eigen_partij(stad: Stad) -> None:
    peilmoment, afspraak = moment(stad), stad.afspraak()
    antwoord(peilmoment, afspraak, stad.wonen, "achter", fase="concept")
    adres = bladzijde(stad, afspraak)
    eigen = tekst_van(als(stad.gebruikers["wonen-lezer"]).get(adres))
    assert "Toelichting van" in eigen
    assert "Alleen jullie zien dit" in eigen
    for ander in ("thuis-lezer", "gemeente-redacteur", "huurders-invoerder"):
        tekst = tekst_van(als(stad.gebruikers[ander]).get(adres))
        assert "Toelichting van" not in tekst
        assert "Een oorzaak" not in tekst
        assert "nog niet binnen" in tekst


def test_geschiedenis_over_de_peilmomenten(stad: Stad, lezer: Client) -> None:
    eerder, nu = moment(stad), moment(stad, DECEMBER)
    afspraak = stad.afspraak()
    antwoord(eerder, afspraak, stad.wonen, "achter", fase="geaccepteerd")
    antwoord(nu, afspraak, stad.wonen, "gereed")
    StandpuntFabriek(peilmoment=eerder, afspraak=afspraak, partij=stad.huurders, houding="deels", tekst="Het kan beter")
    stel_vast(eerder)
    tekst = tekst_van(lezer.get(bladzijde(stad, afspraak)))
    assert re.search(r"31 december 2022.*Gereed.*30 juni 2022.*Loopt achter.*Het kan beter", tekst)
    assert "beter: was loopt achter" in tekst


def _acties(stad: Stad, wie: str, adres: str) -> str:
    return hoofd_van(als(stad.gebruikers[wie]).get(adres)).split('<div class="acties">', 1)[1].split("</div>", 1)[0]


def test_knoppen_voor_wie_iets_kan_doen(stad: Stad) -> None:
    peilmoment, afspraak = moment(stad), stad.afspraak()
    mijn = antwoord(peilmoment, afspraak, stad.wonen, "", fase="concept")
    antwoord(peilmoment, afspraak, stad.thuis, "gereed")
    adres, sleutel = bladzijde(stad, afspraak), stad.overeenkomst.sleutel
    voortgang = reverse("monitoring:voortgang", args=[sleutel, JUNI, mijn.pk])
    standpunt = reverse("monitoring:standpunt", args=[sleutel, JUNI, afspraak.pk])
    beheer = reverse("afspraken:afspraak_bewerken", args=[stad.overeenkomst.sleutel, afspraak.pk])
    assert voortgang in _acties(stad, "wonen-invoerder", adres)
    assert standpunt in _acties(stad, "huurders-invoerder", adres)
    assert beheer in _acties(stad, "gemeente-redacteur", adres)
    for lezer in ("wonen-lezer", "thuis-invoerder", "huurders-lezer"):
        assert "<a" not in _acties(stad, lezer, adres), lezer
    stel_vast(peilmoment)
    assert "<a" not in _acties(stad, "wonen-invoerder", adres)


def test_cijfers_met_opbouw_en_oordeel(stad: Stad, lezer: Client) -> None:
    peilmoment, afspraak = moment(stad), stad.afspraak()
    indicator = IndicatorFabriek(
        afspraak=afspraak, naam="Bijeenkomsten", eenheid="keer", cumulatief=True, per_partij=True
    )
    StreefwaardeFabriek(indicator=indicator, partij=stad.wonen, waarde=4)
    for partij, fase, waarde in ((stad.wonen, "geaccepteerd", 5), (stad.thuis, "ingediend", 99)):
        staat = CijferstaatFabriek(peilmoment=peilmoment, partij=partij, fase=fase)
        MetingFabriek(cijferstaat=staat, indicator=indicator, grootheid=None, waarde=waarde)
    tekst = tekst_van(lezer.get(bladzijde(stad, afspraak)))
    assert "5 keer" in tekst
    assert "Gehaald" in tekst
    assert "99" not in tekst


def test_bladzijde_aantal_vragen_blijft_gelijk(stad: Stad, buurstad: Stad) -> None:
    vol(stad, 1)
    vol(buurstad, 15)
    tellen = []
    for plaats in (stad, buurstad):
        afspraak = Afspraak.objects.filter(overeenkomst=plaats.overeenkomst).first()
        assert afspraak is not None
        if plaats is buurstad:
            for andere in Afspraak.objects.filter(overeenkomst=plaats.overeenkomst).exclude(pk=afspraak.pk):
                VerwijzingFabriek(van=afspraak, naar=andere)
                TermijnFabriek(afspraak=afspraak)
                IndicatorFabriek(afspraak=afspraak, berekening="voorraad", bron="netto")
        IndicatorFabriek(afspraak=afspraak, berekening="aandeel", teller="teller", noemer="noemer")
        tellen.append(vragen(als(plaats.gebruikers["wonen-invoerder"]), bladzijde(plaats, afspraak)))
    assert tellen[0] == tellen[1] <= 12


def test_partij_buiten_de_overeenkomst_staat_er_met_naam(stad: Stad, lezer: Client) -> None:
    afspraak = stad.afspraak()
    Betrokkene.objects.create(afspraak=afspraak, rol="betrokken", partij=stad.gemeente)
    assert f"Betrokken {stad.gemeente}" in tekst_van(lezer.get(bladzijde(stad, afspraak)))


def test_zonder_antwoord_is_er_nog_geen_verandering(stad: Stad, lezer: Client) -> None:
    """What is not in yet cannot be 'the same': the column stays empty until there is an answer."""
    juni = moment(stad, JUNI)
    afspraak = stad.afspraak(stad.wonen, titel="Bouwen")
    antwoord(juni, afspraak, stad.wonen, "op_schema")
    stel_vast(juni)
    december = moment(stad, DECEMBER)
    rij = antwoord(december, afspraak, stad.wonen, "op_schema", fase="concept")
    assert "Gelijk" not in tekst_van(lezer.get(lijst(stad)))
    type(rij).objects.filter(pk=rij.pk).update(fase="ingediend")
    assert "Gelijk" in tekst_van(lezer.get(lijst(stad)))
