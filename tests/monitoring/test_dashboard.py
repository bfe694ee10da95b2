"""The dashboard: what it tells, where its numbers lead, and how often it asks the database."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from afspraken.models import Peilmoment
from monitoring import momentopname
from tests.fabrieken import PeilmomentFabriek, RapportFabriek, Stad, TermijnFabriek, VoortgangFabriek
from tests.monitoring.pagina import als, hoofd_van, links_van, tekst_van, vragen
from tests.monitoring.test_momentopname import DECEMBER, JUNI, antwoord, moment, stel_vast, vol


def dashboard(stad: Stad, peildatum: dt.date | None = None) -> str:
    """Return the address."""
    if peildatum is None:
        return reverse("monitoring:dashboard", args=[stad.overeenkomst.sleutel])
    return reverse("monitoring:dashboard_peilmoment", args=[stad.overeenkomst.sleutel, peildatum])


@pytest.fixture
def lezer(stad: Stad) -> Client:
    """A reader of a tenant organisation."""
    return als(stad.gebruikers["huurders-lezer"])


def test_zonder_peilmoment_staat_er_wat_je_kunt_doen(stad: Stad, lezer: Client) -> None:
    assert "plant het eerste peilmoment" in tekst_van(lezer.get(dashboard(stad)))
    regisseur = als(stad.gebruikers["gemeente-redacteur"])
    antwoord_ = regisseur.get(dashboard(stad))
    assert "Plan een peilmoment" in tekst_van(antwoord_)
    assert reverse("monitoring:peilmomenten", args=[stad.overeenkomst.sleutel]) in links_van(antwoord_)


def test_gepland_peilmoment_wordt_niet_getoond(stad: Stad, lezer: Client) -> None:
    moment(stad, status="gepland")
    assert "gepland op 30 juni 2022" in tekst_van(lezer.get(dashboard(stad)))
    assert lezer.get(dashboard(stad, JUNI)).status_code == 404


def test_toont_het_nieuwste_peilmoment_en_de_keuze(stad: Stad, lezer: Client) -> None:
    moment(stad)
    moment(stad, DECEMBER, voorbeeldcijfers=True)
    moment(stad, dt.date(2023, 6, 30), status="gepland")
    nieuwste = lezer.get(dashboard(stad))
    assert "peildatum 31 december 2022" in tekst_van(nieuwste)
    assert "Voorbeeldcijfers" in tekst_van(nieuwste)
    assert dashboard(stad, JUNI) in links_van(nieuwste)
    eerder = lezer.get(dashboard(stad, JUNI))
    assert "peildatum 30 juni 2022" in tekst_van(eerder)
    assert "Voorbeeldcijfers" not in tekst_van(eerder)


def test_wat_afwijkt_staat_vooraan_met_oorzaak(stad: Stad, lezer: Client) -> None:
    peilmoment = moment(stad)
    antwoord(peilmoment, stad.afspraak(titel="Gaat goed"), stad.wonen, "op_schema")
    antwoord(peilmoment, stad.afspraak(titel="Loopt vast"), stad.wonen, "achter")
    tekst = tekst_van(lezer.get(dashboard(stad)))
    assert tekst.index("Loopt vast") < tekst.index("Statussen per thema")
    assert "Een oorzaak" in tekst
    assert "Gaat goed" not in tekst


def test_concept_van_een_ander_is_niet_te_zien(stad: Stad, lezer: Client) -> None:
    antwoord(moment(stad), stad.afspraak(titel="Nog in bewerking"), stad.wonen, "achter", fase="concept")
    pagina = lezer.get(dashboard(stad))
    assert "Toelichting van" not in hoofd_van(pagina)
    assert "Nog in bewerking" not in tekst_van(pagina)


def _aantal_gevonden(pagina: Any) -> int:
    gevonden = re.search(r'class="filterstand__aantal"[^>]*><strong>([\d.]+)</strong>', pagina.content.decode())
    assert gevonden
    return int(gevonden[1].replace(".", ""))


def test_elk_getal_leidt_naar_precies_zoveel_afspraken(stad: Stad, lezer: Client) -> None:
    vol(stad, 4)
    nu = Peilmoment.objects.get(overeenkomst=stad.overeenkomst, peildatum=DECEMBER)
    antwoord(nu, stad.afspraak(), stad.wonen, "achter", fase="concept")
    antwoord(nu, stad.afspraak(), stad.thuis, "gereed")
    pagina = lezer.get(dashboard(stad))
    lijst = reverse("monitoring:afspraken", args=[stad.overeenkomst.sleutel])
    getallen = re.findall(r'<td class="getal"><a href="([^"]+)">(\d+)</a>', hoofd_van(pagina))
    kern = re.findall(r'kerngetal__link" href="([^"]+)"><span class="kerngetal__waarde">(\d+)', hoofd_van(pagina))
    naar_lijst = [(url.replace("&amp;", "&"), int(n)) for url, n in getallen + kern if lijst in url]
    assert len(naar_lijst) > 8
    for url, aantal in naar_lijst:
        assert _aantal_gevonden(lezer.get(url)) == aantal, url


def test_verandering_sinds_het_vorige_vastgestelde_peilmoment(stad: Stad, lezer: Client) -> None:
    eerder, nu = moment(stad), moment(stad, DECEMBER)
    afspraak = stad.afspraak(titel="Ging vooruit")
    antwoord(eerder, afspraak, stad.wonen, "achter")
    antwoord(nu, afspraak, stad.wonen, "op_schema")
    assert "Veranderd sinds" not in tekst_van(lezer.get(dashboard(stad)))
    stel_vast(eerder)
    tekst = tekst_van(lezer.get(dashboard(stad)))
    assert "Er werd niets slechter" in tekst
    assert re.search(r"Ging vooruit.*Loopt achter.*Op schema", tekst)


def test_vastgesteld_dashboard_komt_uit_het_rapport(stad: Stad, lezer: Client) -> None:
    peilmoment, afspraak = moment(stad), stad.afspraak(titel="Zoals het toen heette")
    antwoord(peilmoment, afspraak, stad.wonen, "achter", fase="geaccepteerd")
    RapportFabriek(peilmoment=peilmoment, momentopname=momentopname.bouw(peilmoment))
    stel_vast(peilmoment)
    afspraak.titel = "Later hernoemd"
    afspraak.save()
    tekst = tekst_van(lezer.get(dashboard(stad)))
    assert "Zoals het toen heette" in tekst
    assert "Later hernoemd" not in tekst


def test_termijnen_en_volledigheid(stad: Stad, lezer: Client) -> None:
    peilmoment, afspraak = moment(stad, DECEMBER), stad.afspraak(titel="Met termijn")
    TermijnFabriek(afspraak=afspraak, tekst="uiterlijk in 2022", eind=DECEMBER)
    VoortgangFabriek(peilmoment=peilmoment, afspraak=afspraak, partij=stad.wonen)
    tekst = tekst_van(lezer.get(dashboard(stad)))
    assert "‘uiterlijk in 2022’" in tekst
    assert "0 van 1" in tekst


def test_aantal_vragen_blijft_gelijk(stad: Stad, buurstad: Stad) -> None:
    vol(stad, 1)
    vol(buurstad, 20)
    weinig = vragen(als(stad.gebruikers["wonen-invoerder"]), dashboard(stad))
    veel = vragen(als(buurstad.gebruikers["wonen-invoerder"]), dashboard(buurstad))
    assert weinig == veel <= 15


def test_ander_overeenkomst_bestaat_niet(stad: Stad, buurstad: Stad, lezer: Client) -> None:
    moment(buurstad)
    assert lezer.get(dashboard(buurstad)).status_code == 404
    assert lezer.get(dashboard(buurstad, JUNI)).status_code == 404


def test_zonder_inloggen_naar_de_inlogpagina(stad: Stad) -> None:
    antwoord_ = Client().get(dashboard(stad))
    assert antwoord_.status_code == 302
    assert antwoord_["Location"].startswith(reverse("account_login"))


def test_lezen_schrijft_niets(stad: Stad, lezer: Client) -> None:
    peilmoment = PeilmomentFabriek(overeenkomst=stad.overeenkomst, status="open")
    versie = peilmoment.versie
    lezer.get(dashboard(stad))
    peilmoment.refresh_from_db()
    assert peilmoment.versie == versie
    assert not peilmoment.rapporten.exists()
