"""The first page after signing in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from afspraken.indienen import dien_in
from afspraken.inzendingen import Fase
from afspraken.models import Peilmoment
from monitoring import services
from monitoring.models import Cijferstaat, Voortgang
from partijen.models import Gebeurtenis, Gebruiker
from partijen.rollen import Rol
from tests.fabrieken import (
    GebeurtenisFabriek,
    GebruikerFabriek,
    LidmaatschapFabriek,
    PartijFabriek,
    Stad,
    VerlengingFabriek,
    VoortgangFabriek,
    maak_stad,
)
from tests.monitoring.ronde import Ronde, ingelogd, maak_ronde, tekst, vul

URL = "/"


@pytest.fixture
def ronde(stad: Stad) -> Ronde:
    return maak_ronde(stad)


def pagina(client: Client, gebruiker: Gebruiker) -> str:
    antwoord = ingelogd(client, gebruiker).get(URL)
    assert antwoord.status_code == 200
    return tekst(antwoord)


def test_zonder_account_naar_inloggen(client: Client, db: None) -> None:
    for antwoord in (client.get(URL), client.post(URL)):
        assert antwoord.status_code == 302
        assert "/account/login/" in antwoord["Location"]


def test_een_account_zonder_partij_krijgt_uitleg(client: Client, db: None) -> None:
    assert "hoort nog niet bij een partij" in pagina(client, GebruikerFabriek())


def test_de_platformbeheerder_gaat_naar_het_beheer(client: Client, db: None) -> None:
    inhoud = pagina(client, GebruikerFabriek(is_platformbeheerder=True))
    assert reverse("admin:index") in inhoud
    assert "hoort nog niet bij een partij" not in inhoud


def test_een_corporatie_ziet_wat_er_wordt_gevraagd_en_wanneer(client: Client, ronde: Ronde) -> None:
    inhoud = pagina(client, ronde.wie("wonen-invoerder"))
    assert "1 van 1 antwoord nog te geven" in inhoud
    assert reverse("voorraad:opgave", args=[*ronde.adres, ronde.stad.wonen.sleutel]) in inhoud
    assert ronde.url("cijfers", ronde.stad.wonen.sleutel) in inhoud
    assert ronde.peilmoment.inleveren_tot.isoformat() in inhoud  # type: ignore[union-attr]
    assert "Te beoordelen" not in inhoud
    assert "Regie" not in inhoud


def test_een_verlenging_verandert_de_dag(client: Client, ronde: Ronde) -> None:
    dag = timezone.localdate() + dt.timedelta(days=77)
    VerlengingFabriek(peilmoment=ronde.peilmoment, partij=ronde.stad.wonen, tot=dag)
    assert dag.isoformat() in pagina(client, ronde.wie("wonen-invoerder"))
    assert dag.isoformat() not in pagina(client, ronde.wie("thuis-invoerder"))


def test_teruggegeven_staat_voorop_met_de_reden(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen, Fase.TERUGGEGEVEN, reden="Noem het aantal.")
    Cijferstaat.objects.update(fase=Fase.TERUGGEGEVEN, reden="Kwartaal 2 ontbreekt.")
    inhoud = pagina(client, ronde.wie("wonen-invoerder"))
    assert inhoud.index("Noem het aantal.") < inhoud.index("nog te geven")
    assert "Kwartaal 2 ontbreekt." in inhoud
    for wie in ("thuis-invoerder", "gemeente-redacteur", "huurders-invoerder"):
        anders = pagina(client, ronde.wie(wie))
        assert "Noem het aantal." not in anders
        assert "Kwartaal 2 ontbreekt." not in anders


def test_de_controleur_en_de_regisseur_zien_hun_werk(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen)
    vul(ronde.van_gemeente)
    inhoud = pagina(client, ronde.wie("gemeente-redacteur"))
    assert "1 inzending wacht op je oordeel" in inhoud
    assert "open voor invoer, 2 van 3 antwoorden binnen" in inhoud
    assert "1 inzending wacht op je oordeel" in pagina(client, ronde.wie("wonen-redacteur"))
    assert "op je oordeel" not in pagina(client, ronde.wie("gemeente-invoerder"))


def test_huurders_zien_waarover_ze_een_standpunt_kunnen_geven(client: Client, ronde: Ronde) -> None:
    assert "kan nog een standpunt geven" not in pagina(client, ronde.wie("huurders-invoerder"))
    vul(ronde.van_wonen)
    assert "kan nog een standpunt geven over 1 afspraak" in pagina(client, ronde.wie("huurders-invoerder"))
    assert "kan nog een standpunt geven" not in pagina(client, ronde.wie("huurders-lezer"))


def test_alles_ingediend_is_ook_nieuws(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_thuis)
    assert "Alles is ingediend" in pagina(client, ronde.wie("thuis-invoerder"))


def test_twee_partijen_en_twee_overeenkomsten_in_een_pagina(client: Client, ronde: Ronde, buurstad: Stad) -> None:
    maak_ronde(buurstad)
    wie = ronde.wie("wonen-invoerder")
    LidmaatschapFabriek(gebruiker=wie, partij=ronde.stad.thuis, rol=Rol.INVOERDER)
    LidmaatschapFabriek(gebruiker=wie, partij=buurstad.huurders, rol=Rol.LEZER)
    inhoud = pagina(client, wie)
    for naam in ("Stad 2022-2023", "Buurstad 2022-2023", "Wonen Stad", "Thuis Stad", "Huurders Buurstad"):
        assert naam in inhoud


def test_een_beperkt_lidmaatschap_ziet_alleen_die_overeenkomst(client: Client, ronde: Ronde, buurstad: Stad) -> None:
    wie = GebruikerFabriek()
    LidmaatschapFabriek(
        gebruiker=wie, partij=ronde.stad.wonen, rol=Rol.LEZER, overeenkomst_sleutel=ronde.stad.overeenkomst.sleutel
    )
    inhoud = pagina(client, wie)
    assert "Prestatieafspraken Stad" in inhoud
    assert "Buurstad" not in inhoud
    assert "Jij kunt meelezen" in inhoud


def test_nieuws_in_gewone_zinnen(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen, Fase.CONCEPT)
    dien_in(inzending=Voortgang.objects.get(pk=ronde.van_wonen.pk), door=ronde.wie("wonen-invoerder"))
    zin = "Wonen Stad diende het antwoord op afspraak 1 in."
    assert zin in pagina(client, ronde.wie("gemeente-lezer"))
    assert zin not in pagina(client, ronde.wie("wonen-invoerder"))


def test_nieuws_van_een_ander_verraadt_geen_concept(client: Client, ronde: Ronde, buurstad: Stad) -> None:
    sleutel = ronde.stad.overeenkomst.sleutel
    vast = {"object_soort": "voortgang", "object_id": str(ronde.van_wonen.pk), "partij": ronde.stad.wonen}
    GebeurtenisFabriek(overeenkomst_sleutel=sleutel, soort="voortgang.teruggegeven", **vast)
    GebeurtenisFabriek(overeenkomst_sleutel=sleutel, soort="voortgang.bewaard", **vast)
    GebeurtenisFabriek(overeenkomst_sleutel=buurstad.overeenkomst.sleutel, soort="voortgang.ingediend", **vast)
    for wie in ("thuis-invoerder", "huurders-lezer"):
        assert "Geen nieuws." in pagina(client, ronde.wie(wie))
    for wie in ("wonen-lezer", "gemeente-redacteur"):
        assert "Het antwoord van Wonen Stad op afspraak 1 is teruggegeven." in pagina(client, ronde.wie(wie))


def test_veel_van_hetzelfde_wordt_een_zin(client: Client, ronde: Ronde) -> None:
    for nummer in range(20, 25):
        rij = VoortgangFabriek(
            peilmoment=ronde.peilmoment, afspraak=ronde.stad.afspraak(nummer=str(nummer)), partij=ronde.stad.thuis
        )
        dien_in(inzending=vul(rij, Fase.CONCEPT), door=ronde.wie("thuis-invoerder"))
    assert "Thuis Stad diende 5 antwoorden in." in pagina(client, ronde.wie("gemeente-lezer"))


def test_lezen_verandert_niets_en_gelezen_wist_het_nieuws(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen, Fase.CONCEPT)
    dien_in(inzending=Voortgang.objects.get(pk=ronde.van_wonen.pk), door=ronde.wie("wonen-invoerder"))
    lezer = ronde.wie("gemeente-lezer")
    with CaptureQueriesContext(connection) as queries:
        ingelogd(client, lezer)
    with CaptureQueriesContext(connection) as queries:
        antwoord = client.get(URL)
    assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    tot = antwoord.context["tot"]
    dien_in(inzending=vul(ronde.van_thuis, Fase.CONCEPT), door=ronde.wie("thuis-invoerder"))
    inhoud = tekst(client.post(URL, {"tot": tot}, follow=True))
    assert "Wonen Stad diende" not in inhoud
    assert "Thuis Stad diende" in inhoud


@pytest.mark.parametrize(
    "tot", ["", "onzin", "2022-13-45T99:00:00+00:00", "2999-01-01T00:00:00+00:00", "2022-01-01T00:00:00"]
)
def test_een_vreemd_moment_is_nu(client: Client, ronde: Ronde, tot: str) -> None:
    lezer = ronde.wie("gemeente-lezer")
    assert ingelogd(client, lezer).post(URL, {"tot": tot}).status_code == 302
    lezer.refresh_from_db()
    assert lezer.bezocht_op is not None
    assert abs(timezone.now() - lezer.bezocht_op) < dt.timedelta(minutes=1)


def test_gelezen_gaat_nooit_terug_in_de_tijd(ronde: Ronde) -> None:
    lezer, nu = ronde.wie("gemeente-lezer"), timezone.now()
    services.markeer_gelezen(gebruiker=lezer, tot=nu)
    services.markeer_gelezen(gebruiker=lezer, tot=nu - dt.timedelta(days=3))
    lezer.refresh_from_db()
    assert lezer.bezocht_op == nu


def test_een_vast_aantal_queries(client: Client, ronde: Ronde) -> None:
    wie = ronde.wie("wonen-redacteur")
    ingelogd(client, wie)
    dien_in(inzending=vul(ronde.van_thuis, Fase.CONCEPT), door=ronde.wie("thuis-invoerder"))

    def meet() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(URL)
        return len(queries)

    voor = meet()
    for nummer in range(20, 30):
        rij = VoortgangFabriek(
            peilmoment=ronde.peilmoment, afspraak=ronde.stad.afspraak(nummer=str(nummer)), partij=ronde.stad.thuis
        )
        dien_in(inzending=vul(rij, Fase.CONCEPT), door=ronde.wie("thuis-invoerder"))
    for naam in ("een", "twee", "drie"):
        ander = maak_ronde(maak_stad(naam))
        LidmaatschapFabriek(gebruiker=wie, partij=ander.stad.wonen, rol=Rol.REDACTEUR)
        dien_in(inzending=vul(ander.van_thuis, Fase.CONCEPT), door=ander.wie("thuis-invoerder"))
    assert meet() == voor
    assert voor <= 16


def test_na_vaststelling_is_er_niets_te_doen(client: Client, ronde: Ronde) -> None:
    Peilmoment.objects.update(status="vastgesteld")
    assert "Er is nu niets dat op jou wacht." in pagina(client, ronde.wie("wonen-invoerder"))
    assert not Gebeurtenis.objects.exists()


@pytest.mark.django_db
def test_een_redacteur_zonder_afspraken_begint_met_het_document() -> None:
    gemeente = PartijFabriek(soort="gemeente")
    redacteur = GebruikerFabriek()
    LidmaatschapFabriek(gebruiker=redacteur, partij=gemeente, rol="redacteur")
    klant = Client()
    klant.force_login(redacteur)
    tekst = klant.get("/").content.decode()
    assert "Begin met het getekende document" in tekst
    assert 'href="/importeren/"' in tekst
    assert klant.get("/importeren/").status_code == 200
