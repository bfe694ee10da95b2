"""Entering progress: one obligation and the list."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from afspraken.indienen import Gesloten
from afspraken.inzendingen import Fase
from afspraken.models import Peilmoment
from monitoring.models import Voortgang
from monitoring.services import VELDEN, bewaar_voortgang, dien_alles_in
from partijen.models import Gebeurtenis
from tests.fabrieken import (
    IndicatorFabriek,
    PeilmomentFabriek,
    Stad,
    TermijnFabriek,
    VerlengingFabriek,
    VoortgangFabriek,
)
from tests.monitoring.ronde import AFWIJKEND, COMPLEET, Ronde, formulier, ingelogd, maak_ronde, tekst, vul


@pytest.fixture
def ronde(stad: Stad) -> Ronde:
    return maak_ronde(stad)


def opslag(rij: Voortgang) -> dict[str, str]:
    rij.refresh_from_db()
    return {veld: getattr(rij, veld) for veld in VELDEN}


@pytest.mark.parametrize(
    ("wie", "code"),
    [
        ("wonen-invoerder", 200),
        ("wonen-redacteur", 200),
        ("wonen-lezer", 200),
        ("thuis-invoerder", 200),
        ("gemeente-redacteur", 200),
        ("huurders-lezer", 200),
    ],
)
def test_elke_deelnemer_opent_de_pagina(client: Client, ronde: Ronde, wie: str, code: int) -> None:
    antwoord = ingelogd(client, ronde.wie(wie)).get(ronde.url("voortgang", ronde.van_wonen.pk))
    assert antwoord.status_code == code


@pytest.mark.parametrize("pagina", ["voortgang", "voortgang_lijst"])
def test_een_andere_overeenkomst_bestaat_niet(client: Client, ronde: Ronde, buurstad: Stad, pagina: str) -> None:
    rest = [ronde.van_wonen.pk] if pagina == "voortgang" else []
    ingelogd(client, buurstad.gebruikers["wonen-redacteur"])
    assert client.get(ronde.url(pagina, *rest)).status_code == 404
    assert client.post(ronde.url(pagina, *rest), {}).status_code == 404


def test_een_plicht_van_een_ander_peilmoment_bestaat_hier_niet(client: Client, ronde: Ronde) -> None:
    later = PeilmomentFabriek(overeenkomst=ronde.stad.overeenkomst, peildatum=dt.date(2022, 12, 31))
    elders = VoortgangFabriek(peilmoment=later, afspraak=ronde.afspraak, partij=ronde.stad.wonen)
    assert ingelogd(client, ronde.wie("wonen-invoerder")).get(ronde.url("voortgang", elders.pk)).status_code == 404


def test_zonder_account_naar_inloggen(client: Client, ronde: Ronde) -> None:
    antwoord = client.get(ronde.url("voortgang", ronde.van_wonen.pk))
    assert antwoord.status_code == 302
    assert "/account/login/" in antwoord["Location"]


@pytest.mark.parametrize("fase", [Fase.CONCEPT, Fase.TERUGGEGEVEN])
def test_anderen_lezen_een_concept_niet(client: Client, ronde: Ronde, fase: str) -> None:
    vul(ronde.van_wonen, fase, toelichting="Geheime tegenvaller.", reden="Reden onder ons.")
    for wie in ("gemeente-redacteur", "thuis-invoerder", "huurders-invoerder"):
        ingelogd(client, ronde.wie(wie))
        for url in (ronde.url("voortgang", ronde.van_wonen.pk), ronde.url("voortgang_lijst")):
            pagina = tekst(client.get(url))
            assert "Geheime tegenvaller" not in pagina
            assert "Reden onder ons" not in pagina
            assert "og niet binnen" in pagina


def test_een_ingediend_antwoord_leest_iedereen(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen, toelichting="De eerste paal staat.")
    for wie in ("gemeente-redacteur", "huurders-lezer", "wonen-invoerder"):
        pagina = tekst(ingelogd(client, ronde.wie(wie)).get(ronde.url("voortgang", ronde.van_wonen.pk)))
        assert "De eerste paal staat." in pagina
        assert "Opslaan als concept" not in pagina


@pytest.mark.parametrize("wie", ["wonen-lezer", "wonen-partijbeheerder", "thuis-invoerder", "gemeente-redacteur"])
def test_wie_er_niet_over_gaat_slaat_niets_op(client: Client, ronde: Ronde, wie: str) -> None:
    data = formulier(ronde.van_wonen, **COMPLEET)
    assert ingelogd(client, ronde.wie(wie)).post(ronde.url("voortgang", ronde.van_wonen.pk), data).status_code == 403
    assert opslag(ronde.van_wonen)["toelichting"] == ""
    with pytest.raises(PermissionDenied):
        bewaar_voortgang(
            voortgang=ronde.van_wonen, waarden=dict.fromkeys(VELDEN, ""), basis={}, verwacht=1, door=ronde.wie(wie)
        )


def test_een_concept_mag_half_zijn_en_blijft_concept(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    url = ronde.url("voortgang", ronde.van_wonen.pk)
    antwoord = client.post(url, formulier(ronde.van_wonen, toelichting="Half af."), follow=True)
    assert "is opgeslagen" in tekst(antwoord)
    assert "Half af." in tekst(antwoord)
    ronde.van_wonen.refresh_from_db()
    assert (ronde.van_wonen.fase, ronde.van_wonen.status) == (Fase.CONCEPT, "")
    assert ronde.van_wonen.gewijzigd_door == ronde.wie("wonen-invoerder")


def test_indienen_vraagt_wat_ontbreekt_en_houdt_wat_er_staat(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = formulier(ronde.van_wonen, "indienen", status="achter", toelichting="Ligt stil.", gevolg="Later klaar.")
    pagina = tekst(client.post(ronde.url("voortgang", ronde.van_wonen.pk), data))
    assert "Schrijf op hoe dit komt." in pagina
    assert "Schrijf op wat jullie eraan doen." in pagina
    assert "Schrijf op wat het gevolg is." not in pagina
    assert "Later klaar." in pagina
    assert 'href="#id_oorzaak"' in pagina
    assert opslag(ronde.van_wonen)["toelichting"] == ""


def test_indienen_en_volgende_gaat_naar_de_volgende_plicht(client: Client, ronde: Ronde) -> None:
    drie = ronde.stad.afspraak(nummer="3")
    volgende = VoortgangFabriek(peilmoment=ronde.peilmoment, afspraak=drie, partij=ronde.stad.wonen)
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = formulier(ronde.van_wonen, "volgende", **AFWIJKEND)
    antwoord = client.post(ronde.url("voortgang", ronde.van_wonen.pk), data)
    assert antwoord["Location"] == ronde.url("voortgang", volgende.pk)
    ronde.van_wonen.refresh_from_db()
    assert ronde.van_wonen.fase == Fase.INGEDIEND
    antwoord = client.post(ronde.url("voortgang", volgende.pk), formulier(volgende, "volgende", **COMPLEET))
    assert antwoord["Location"] == ronde.url("voortgang_lijst")


def test_twee_keer_indienen_is_onschuldig(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = formulier(ronde.van_wonen, "indienen", **COMPLEET)
    client.post(ronde.url("voortgang", ronde.van_wonen.pk), data)
    pagina = tekst(client.post(ronde.url("voortgang", ronde.van_wonen.pk), data, follow=True))
    assert "was al ingediend" in pagina
    assert Gebeurtenis.objects.filter(soort="voortgang.ingediend").count() == 1
    assert Voortgang.objects.get(pk=ronde.van_wonen.pk).versie == 2


def test_twee_keer_opslaan_schrijft_een_keer(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = formulier(ronde.van_wonen, toelichting="Eén keer.")
    for _ in range(2):
        assert client.post(ronde.url("voortgang", ronde.van_wonen.pk), data).status_code == 302
    assert Voortgang.objects.get(pk=ronde.van_wonen.pk).versie == 2


def test_na_indienen_andere_tekst_sturen_wordt_geweigerd_en_blijft_op_het_scherm(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen)
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = formulier(ronde.van_wonen, toelichting="Toch nog iets anders.")
    pagina = tekst(client.post(ronde.url("voortgang", ronde.van_wonen.pk), data))
    assert "vraag dan de controleur" in pagina
    assert "Toch nog iets anders." in pagina
    assert opslag(ronde.van_wonen)["toelichting"] == COMPLEET["toelichting"]


def test_twee_collegas_zien_elkaars_tekst_en_verliezen_niets(client: Client, ronde: Ronde) -> None:
    url = ronde.url("voortgang", ronde.van_wonen.pk)
    open_bij_beiden = Voortgang.objects.get(pk=ronde.van_wonen.pk)
    ingelogd(client, ronde.wie("wonen-redacteur"))
    client.post(url, formulier(open_bij_beiden, toelichting="Tekst van de collega.", oorzaak="Van de collega."))
    ingelogd(client, ronde.wie("wonen-invoerder"))
    antwoord = client.post(url, formulier(open_bij_beiden, toelichting="Mijn eigen tekst."))
    pagina = tekst(antwoord)
    assert "intussen ook gewijzigd" in pagina
    assert "Tekst van de collega." in pagina
    assert "Mijn eigen tekst." in pagina
    assert opslag(ronde.van_wonen)["toelichting"] == "Tekst van de collega."
    form = antwoord.context["form"]
    assert form["oorzaak"].value() == "Van de collega."
    opnieuw = {naam: form[naam].value() or "" for naam in (*VELDEN, "versie", "basis")} | {"daad": "concept"}
    client.post(url, opnieuw | {"keuze_toelichting": "mijn"})
    assert opslag(ronde.van_wonen)["toelichting"] == "Mijn eigen tekst."
    assert opslag(ronde.van_wonen)["oorzaak"] == "Van de collega."


def test_kiezen_voor_de_tekst_van_de_collega(client: Client, ronde: Ronde) -> None:
    url = ronde.url("voortgang", ronde.van_wonen.pk)
    oud = Voortgang.objects.get(pk=ronde.van_wonen.pk)
    ingelogd(client, ronde.wie("wonen-redacteur"))
    client.post(url, formulier(oud, toelichting="Tekst van de collega."))
    form = client.post(url, formulier(oud, toelichting="Mijn tekst.", status="gereed")).context["form"]
    opnieuw = {naam: form[naam].value() or "" for naam in (*VELDEN, "versie", "basis")} | {"daad": "concept"}
    client.post(url, opnieuw | {"keuze_toelichting": "collega"})
    assert opslag(ronde.van_wonen)["toelichting"] == "Tekst van de collega."
    assert opslag(ronde.van_wonen)["status"] == "gereed"


def test_indienen_dient_nooit_ongezien_werk_van_een_collega_in(client: Client, ronde: Ronde) -> None:
    url = ronde.url("voortgang", ronde.van_wonen.pk)
    oud = Voortgang.objects.get(pk=ronde.van_wonen.pk)
    ingelogd(client, ronde.wie("wonen-redacteur"))
    client.post(url, formulier(oud, oorzaak="Van de collega."))
    antwoord = client.post(url, formulier(oud, "indienen", **COMPLEET))
    assert antwoord.status_code == 200
    ronde.van_wonen.refresh_from_db()
    assert ronde.van_wonen.fase == Fase.CONCEPT


@pytest.mark.parametrize("status", ["in_bespreking", "vastgesteld", "gepland"])
def test_intussen_gesloten_houdt_de_tekst_op_het_scherm(client: Client, ronde: Ronde, status: str) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = formulier(ronde.van_wonen, "indienen", **COMPLEET)
    Peilmoment.objects.update(status=status)
    antwoord = client.post(ronde.url("voortgang", ronde.van_wonen.pk), data)
    pagina = tekst(antwoord)
    assert COMPLEET["toelichting"] in pagina
    assert "niet opgeslagen" in pagina
    assert "Indienen en volgende" not in pagina
    assert opslag(ronde.van_wonen)["toelichting"] == ""


def test_na_de_laatste_dag_alleen_met_verlenging(client: Client, ronde: Ronde) -> None:
    Peilmoment.objects.update(inleveren_tot=timezone.localdate() - dt.timedelta(days=1))
    ingelogd(client, ronde.wie("wonen-invoerder"))
    url = ronde.url("voortgang", ronde.van_wonen.pk)
    assert "Inleveren kon tot en met" in tekst(client.get(url))
    VerlengingFabriek(peilmoment=ronde.peilmoment, partij=ronde.stad.wonen, tot=timezone.localdate())
    assert "Opslaan als concept" in tekst(client.get(url))


def test_teruggegeven_blijft_open_en_toont_de_reden(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen, Fase.TERUGGEGEVEN, reden="Noem het aantal woningen.")
    Peilmoment.objects.update(status="in_bespreking")
    ingelogd(client, ronde.wie("wonen-invoerder"))
    pagina = tekst(client.get(ronde.url("voortgang", ronde.van_wonen.pk)))
    assert "Noem het aantal woningen." in pagina
    ronde.van_wonen.refresh_from_db()
    client.post(
        ronde.url("voortgang", ronde.van_wonen.pk),
        formulier(ronde.van_wonen, "indienen", toelichting="Het zijn er 12."),
    )
    ronde.van_wonen.refresh_from_db()
    assert (ronde.van_wonen.fase, ronde.van_wonen.reden) == (Fase.INGEDIEND, "")


@pytest.mark.parametrize(
    "onzin",
    [
        {"status": "hack"},
        {"toelichting": "x" * 200_000},
        {"toelichting": "nul\x00teken"},
        {"versie": "99999999999999999999"},
        {"versie": "abc"},
        {"basis": "{"},
        {"basis": "[" * 100_000},
        {"basis": '{"toelichting": [1, 2]}'},
        {"daad": "weet ik niet"},
        {"keuze_toelichting": "wat"},
    ],
)
def test_vijandige_invoer_geeft_nooit_een_storing(client: Client, ronde: Ronde, onzin: dict[str, str]) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    antwoord = client.post(ronde.url("voortgang", ronde.van_wonen.pk), formulier(ronde.van_wonen, **COMPLEET) | onzin)
    assert antwoord.status_code in (200, 302)
    assert len(opslag(ronde.van_wonen)["toelichting"]) < 10_000


def test_wat_mensen_typen_wordt_geen_html(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen, toelichting="<script>alert(1)</script>")
    pagina = tekst(ingelogd(client, ronde.wie("huurders-lezer")).get(ronde.url("voortgang", ronde.van_wonen.pk)))
    assert "<script>alert(1)" not in pagina
    assert "&lt;script&gt;" in pagina


def test_het_vorige_antwoord_staat_ernaast(client: Client, ronde: Ronde) -> None:
    vorig = PeilmomentFabriek(overeenkomst=ronde.stad.overeenkomst, peildatum=dt.date(2021, 12, 31), status="open")
    vul(
        VoortgangFabriek(peilmoment=vorig, afspraak=ronde.afspraak, partij=ronde.stad.wonen),
        toelichting="Toen zochten we een locatie.",
    )
    Peilmoment.objects.filter(pk=vorig.pk).update(status="vastgesteld")
    ingelogd(client, ronde.wie("wonen-invoerder"))
    assert "Toen zochten we een locatie." in tekst(client.get(ronde.url("voortgang", ronde.van_wonen.pk)))
    assert "Op schema" in tekst(client.get(ronde.url("voortgang_lijst")))


def test_lezen_schrijft_niets(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    for url in (ronde.url("voortgang", ronde.van_wonen.pk), ronde.url("voortgang_lijst")):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def aantal(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_even_veel_queries_bij_meer_rijen(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    lijst, een = ronde.url("voortgang_lijst"), ronde.url("voortgang", ronde.van_wonen.pk)
    IndicatorFabriek(afspraak=ronde.afspraak)
    TermijnFabriek(afspraak=ronde.afspraak)
    vul(ronde.van_wonen, Fase.CONCEPT)
    voor = aantal(client, lijst), aantal(client, een)
    for nummer in range(10, 22):
        afspraak = ronde.stad.afspraak(nummer=str(nummer))
        for partij in (ronde.stad.wonen, ronde.stad.thuis):
            vul(VoortgangFabriek(peilmoment=ronde.peilmoment, afspraak=afspraak, partij=partij), Fase.CONCEPT)
        IndicatorFabriek(afspraak=ronde.afspraak)
        TermijnFabriek(afspraak=ronde.afspraak)
    assert (aantal(client, lijst), aantal(client, een)) == voor
    assert voor[0] <= 10
    assert voor[1] <= 15


def test_alles_wat_klaar_is_in_een_keer(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen, Fase.CONCEPT)
    half = VoortgangFabriek(
        peilmoment=ronde.peilmoment, afspraak=ronde.stad.afspraak(nummer="3"), partij=ronde.stad.wonen, status="achter"
    )
    vul(ronde.van_thuis, Fase.CONCEPT)
    ingelogd(client, ronde.wie("wonen-invoerder"))
    assert "Er is 1 antwoord compleet" in tekst(client.get(ronde.url("voortgang_lijst")))
    assert "1 antwoord ingediend." in tekst(client.post(ronde.url("voortgang_lijst"), follow=True))
    fasen = {rij.pk: rij.fase for rij in Voortgang.objects.all()}
    assert fasen[ronde.van_wonen.pk] == Fase.INGEDIEND
    assert fasen[half.pk] == fasen[ronde.van_thuis.pk] == Fase.CONCEPT
    assert "niets dat nu ingediend kan worden" in tekst(client.post(ronde.url("voortgang_lijst"), follow=True))


def test_een_teruggegeven_antwoord_gaat_pas_mee_na_een_wijziging(ronde: Ronde) -> None:
    rij = vul(ronde.van_wonen, Fase.TERUGGEGEVEN)
    Voortgang.objects.filter(pk=rij.pk).update(beoordeeld_op=timezone.now() - dt.timedelta(hours=1))
    invoerder = ronde.wie("wonen-invoerder")
    assert dien_alles_in(peilmoment=ronde.peilmoment, door=invoerder).gelukt == 0
    Voortgang.objects.filter(pk=rij.pk).update(gewijzigd_op=timezone.now())
    assert dien_alles_in(peilmoment=ronde.peilmoment, door=invoerder).gelukt == 1


@pytest.mark.parametrize("wie", ["wonen-lezer", "huurders-lezer"])
def test_een_lezer_dient_niets_in(client: Client, ronde: Ronde, wie: str) -> None:
    vul(ronde.van_wonen, Fase.CONCEPT)
    assert ingelogd(client, ronde.wie(wie)).post(ronde.url("voortgang_lijst")).status_code == 403


def test_alles_indienen_na_sluiting_laat_alles_staan(ronde: Ronde) -> None:
    vul(ronde.van_wonen, Fase.CONCEPT)
    Peilmoment.objects.update(status="in_bespreking")
    ronde.peilmoment.refresh_from_db()
    uitslag = dien_alles_in(peilmoment=ronde.peilmoment, door=ronde.wie("wonen-invoerder"))
    assert (uitslag.gelukt, uitslag.overgeslagen) == (0, 1)


def test_filteren_op_fase_en_partij(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_thuis)
    ingelogd(client, ronde.wie("wonen-invoerder"))
    lijst = ronde.url("voortgang_lijst")
    assert "<summary>Thuis Stad" in tekst(client.get(lijst, {"toon": "ingediend"}))
    assert "<summary>Thuis Stad" not in tekst(client.get(lijst, {"toon": "te_doen"}))
    assert "Wonen Stad</h2>" not in tekst(client.get(lijst, {"partij": ronde.stad.thuis.sleutel}))
    for onzin in ({"toon": "'; DROP TABLE"}, {"partij": "bestaat-niet"}):
        pagina = tekst(client.get(lijst, onzin))
        assert "geen antwoorden in deze keuze" in pagina or "nog niets uitgevraagd" in pagina


def test_de_dienst_weigert_een_vastgesteld_peilmoment(ronde: Ronde) -> None:
    Peilmoment.objects.update(status="vastgesteld")
    with pytest.raises(Gesloten):
        bewaar_voortgang(
            voortgang=ronde.van_wonen,
            waarden=dict.fromkeys(VELDEN, "") | COMPLEET,
            basis={},
            verwacht=1,
            door=ronde.wie("wonen-invoerder"),
        )


def test_de_dienst_weigert_een_half_antwoord(ronde: Ronde) -> None:
    with pytest.raises(ValidationError) as fout:
        bewaar_voortgang(
            voortgang=ronde.van_wonen,
            waarden=dict.fromkeys(VELDEN, "") | {"status": "aandacht"},
            basis={},
            verwacht=1,
            door=ronde.wie("wonen-invoerder"),
            indienen=True,
        )
    assert set(fout.value.message_dict) == {"toelichting", "oorzaak", "gevolg", "bijsturing"}
