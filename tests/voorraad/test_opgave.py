"""The page of a return in the browser: filling in, reading, and everything that goes wrong."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afspraken.inzendingen import Fase
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from tests import fabrieken as f
from tests.fabrieken import WACHTWOORD, Stad
from tests.voorraad.bouw import Voorraad, ingelogd, zet_fase
from voorraad.models import Mutatie, Opgave, Project, ProjectStand


def velden(client: Client, url: str) -> dict[str, str]:
    """Return what the form on the page would send: every field with its value."""
    html = client.get(url).content.decode()
    uit = {}
    for tag in re.findall(r"<input[^>]*>", html):
        naam, waarde = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if naam and naam[1] != "csrfmiddlewaretoken":
            uit[naam[1]] = (waarde[1] if waarde else "").replace("&quot;", '"')
    return uit


def verstuur(client: Client, voorraad: Voorraad, _actie: str = "opslaan", _url: str = "", **waarden: str):
    """Open the page, type values and send the form."""
    url = _url or voorraad.url()
    return client.post(url, velden(client, url) | waarden | {"actie": _actie})


def aantallen(opgave: Opgave) -> dict[str, int]:
    """Return the stored mutations by row key."""
    return dict(opgave.mutaties.values_list("regel__sleutel", "aantal"))


def tekst(antwoord) -> str:
    """Return the text of a page without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.content.decode()).split())


def test_invullen_opslaan_en_de_totalen_zien(voorraad: Voorraad) -> None:
    client = ingelogd(voorraad.invoerder)
    cijfers = {voorraad.naam("nieuwbouw"): "1.036", voorraad.naam("saldo"): "−27", voorraad.naam("sloop"): " 144 "}
    antwoord = verstuur(client, voorraad, **cijfers)
    assert antwoord.status_code == 302
    assert aantallen(voorraad.opgave) == {"nieuwbouw": 1036, "saldo": -27, "sloop": 144}
    pagina = client.get(voorraad.url())
    assert "Opgeslagen als concept" in tekst(pagina)
    assert "Netto 865" in tekst(pagina)
    assert velden(client, voorraad.url())[voorraad.naam("sloop")] == "−144"


def test_indienen_met_lege_regels_zegt_bij_welke_en_bewaart_het_concept(voorraad: Voorraad) -> None:
    client = ingelogd(voorraad.invoerder)
    antwoord = verstuur(client, voorraad, "indienen", **{voorraad.naam("nieuwbouw"): "12"})
    assert "Sloop: Vul een aantal in; 0 mag ook." in tekst(antwoord)
    assert "opgeslagen als concept" in tekst(antwoord)
    voorraad.opgave.refresh_from_db()
    assert voorraad.opgave.fase == Fase.CONCEPT
    assert aantallen(voorraad.opgave) == {"nieuwbouw": 12}


def test_indienen_en_dan_alleen_nog_lezen(voorraad: Voorraad) -> None:
    client = ingelogd(voorraad.invoerder)
    cijfers = {voorraad.naam(regel): "0" for regel in ("nieuwbouw", "saldo", "sloop")}
    assert verstuur(client, voorraad, "indienen", **cijfers).status_code == 302
    voorraad.opgave.refresh_from_db()
    assert voorraad.opgave.fase == Fase.INGEDIEND
    pagina = client.get(voorraad.url())
    assert "Dit is ingediend" in tekst(pagina)
    assert velden(client, voorraad.url()).keys().isdisjoint({voorraad.naam("sloop")})


def test_twee_keer_klikken_op_indienen_is_geen_fout(voorraad: Voorraad) -> None:
    client = ingelogd(voorraad.invoerder)
    verzonden = velden(client, voorraad.url()) | {voorraad.naam(r): "0" for r in ("nieuwbouw", "saldo", "sloop")}
    verzonden["actie"] = "indienen"
    assert client.post(voorraad.url(), verzonden).status_code == 302
    tweede = client.post(voorraad.url(), verzonden, follow=True)
    assert "was al ingediend" in tekst(tweede)
    assert Mutatie.objects.count() == 3


@pytest.mark.parametrize(
    ("regel", "getypt", "melding"),
    [
        ("nieuwbouw", "veel", "Vul een getal in"),
        ("nieuwbouw", "-3", "zonder minteken"),
        ("nieuwbouw", "12,5", "heel getal"),
        ("nieuwbouw", "1.5", "punt staat alleen"),
        ("nieuwbouw", "1234567890", "of een lager getal"),
        ("sloop", "-1234567890", "of een hoger getal"),
        ("saldo", "1e5", "Vul een getal in"),
        ("nieuwbouw", "<script>alert(1)</script>", "Vul een getal in"),
        ("nieuwbouw", "9" * 5000, "of een lager getal"),
        ("nieuwbouw", "\u0661\u0662", "Vul een getal in"),
    ],
)
def test_verkeerde_invoer_blijft_staan_met_een_melding(
    voorraad: Voorraad, regel: str, getypt: str, melding: str
) -> None:
    client = ingelogd(voorraad.invoerder)
    antwoord = verstuur(client, voorraad, **{voorraad.naam(regel): getypt, voorraad.naam("saldo"): getypt})
    antwoord = verstuur(client, voorraad, **{voorraad.naam(regel): getypt})
    html = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert melding in tekst(antwoord)
    assert f'aria-describedby="veld-{voorraad.naam(regel)}-fout"' in html
    assert "<script>alert" not in html
    assert getypt.replace("<", "&lt;").replace(">", "&gt;") in html
    assert aantallen(voorraad.opgave) == {}


def test_een_fout_bij_een_veld_houdt_alles_tegen_en_bewaart_wat_er_stond(voorraad: Voorraad) -> None:
    client = ingelogd(voorraad.invoerder)
    noot = f"{voorraad.naam('sloop')}-toelichting"
    cijfers = {voorraad.naam("nieuwbouw"): "twee", voorraad.naam("sloop"): "12", noot: "Eerste fase"}
    html = verstuur(client, voorraad, **cijfers, algemeen="Hallo").content.decode()
    assert 'value="12"' in html
    assert 'value="Eerste fase"' in html
    assert ">\nHallo</textarea>" in html
    assert not Mutatie.objects.exists()


def test_een_te_lange_toelichting_en_een_toelichting_zonder_getal(voorraad: Voorraad) -> None:
    client = ingelogd(voorraad.invoerder)
    noot = f"{voorraad.naam('sloop')}-toelichting"
    assert "hoogstens 300 tekens" in tekst(verstuur(client, voorraad, **{voorraad.naam("sloop"): "1", noot: "x" * 301}))
    assert "ook een aantal" in tekst(verstuur(client, voorraad, **{noot: "zonder getal"}))


def test_twee_collegas_verschillende_velden(voorraad: Voorraad) -> None:
    client, collega = ingelogd(voorraad.invoerder), ingelogd(voorraad.stad.gebruikers["wonen-redacteur"])
    mijn = velden(client, voorraad.url()) | {voorraad.naam("nieuwbouw"): "30", "actie": "opslaan"}
    verstuur(collega, voorraad, **{voorraad.naam("sloop"): "12"})
    antwoord = client.post(voorraad.url(), mijn, follow=True)
    assert "Een collega wijzigde intussen ook: Sloop" in tekst(antwoord)
    assert aantallen(voorraad.opgave) == {"nieuwbouw": 30, "sloop": 12}


@pytest.mark.parametrize(("keuze", "verwacht"), [("mijn", 31), ("hun", 30)])
def test_twee_collegas_hetzelfde_veld_kiezen(voorraad: Voorraad, keuze: str, verwacht: int) -> None:
    client, collega = ingelogd(voorraad.invoerder), ingelogd(voorraad.stad.gebruikers["wonen-redacteur"])
    naam = voorraad.naam("nieuwbouw")
    mijn = velden(client, voorraad.url()) | {naam: "31", voorraad.naam("sloop"): "2", "actie": "indienen"}
    verstuur(collega, voorraad, **{naam: "30", f"{naam}-toelichting": "netto"})
    antwoord = client.post(voorraad.url(), mijn)
    assert antwoord.status_code == 409
    assert "Mijn invoer: 31" in tekst(antwoord)
    assert "Van je collega: 30 (netto)" in tekst(antwoord)
    assert aantallen(voorraad.opgave) == {"nieuwbouw": 30}
    gezien = re.search(rf'name="gezien-{naam}" value="([^"]+)"', antwoord.content.decode())
    assert gezien
    zonder_keuze = client.post(voorraad.url(), mijn | {f"gezien-{naam}": gezien[1]})
    assert zonder_keuze.status_code == 409
    mijn |= {f"gezien-{naam}": gezien[1], f"keuze-{naam}": keuze, "actie": "opslaan"}
    assert client.post(voorraad.url(), mijn).status_code == 302
    assert aantallen(voorraad.opgave) == {"nieuwbouw": verwacht, "sloop": 2}


def test_wie_indient_terwijl_een_collega_iets_wijzigde_ziet_dat_eerst(voorraad: Voorraad) -> None:
    voorraad.vul(voorraad.opgave, nieuwbouw=1, saldo=1, sloop=1)
    client, collega = ingelogd(voorraad.invoerder), ingelogd(voorraad.stad.gebruikers["wonen-redacteur"])
    mijn = velden(client, voorraad.url()) | {"actie": "indienen"}
    verstuur(collega, voorraad, **{voorraad.naam("sloop"): "12"})
    client.post(voorraad.url(), mijn)
    voorraad.opgave.refresh_from_db()
    assert voorraad.opgave.fase == Fase.CONCEPT
    assert aantallen(voorraad.opgave)["sloop"] == 12
    verstuur(client, voorraad, "indienen")
    voorraad.opgave.refresh_from_db()
    assert voorraad.opgave.fase == Fase.INGEDIEND


def test_een_peilmoment_dat_intussen_sloot_laat_staan_wat_je_typte(voorraad: Voorraad) -> None:
    client = ingelogd(voorraad.invoerder)
    mijn = velden(client, voorraad.url()) | {voorraad.naam("nieuwbouw"): "4321", "actie": "opslaan"}
    Peilmoment.objects.filter(pk=voorraad.peilmoment.pk).update(status=PeilmomentStatus.IN_BESPREKING)
    antwoord = client.post(voorraad.url(), mijn)
    assert antwoord.status_code == 409
    assert "niet opgeslagen" in tekst(antwoord)
    assert "in bespreking" in tekst(antwoord)
    assert re.search(r'value="4321"[^>]* readonly', antwoord.content.decode())
    assert 'value="indienen"' not in antwoord.content.decode()
    assert not Mutatie.objects.exists()


def test_een_verlopen_sessie_brengt_je_via_inloggen_terug_met_je_invoer(voorraad: Voorraad) -> None:
    gebruiker = voorraad.invoerder
    gebruiker.set_password(WACHTWOORD)
    gebruiker.save()
    mijn = velden(ingelogd(gebruiker), voorraad.url()) | {voorraad.naam("nieuwbouw"): "4321", "actie": "indienen"}
    client = Client()
    antwoord = client.post(voorraad.url(), mijn)
    assert antwoord.status_code == 302
    assert "next=" in antwoord["Location"]
    client.post(antwoord["Location"], {"login": gebruiker.email, "password": WACHTWOORD})
    pagina = client.get(voorraad.url())
    assert "Je was uitgelogd" in tekst(pagina)
    assert 'value="4321"' in pagina.content.decode()
    assert not Mutatie.objects.exists()
    assert verstuur(client, voorraad).status_code == 302
    assert aantallen(voorraad.opgave) == {"nieuwbouw": 4321}
    assert "Je was uitgelogd" not in tekst(client.get(voorraad.url()))


def test_teruggezette_invoer_is_weg_te_gooien_en_niet_voor_een_ander(voorraad: Voorraad) -> None:
    client = Client()
    client.post(voorraad.url(), {voorraad.naam("nieuwbouw"): "4321"})
    client.force_login(
        voorraad.stad.gebruikers["wonen-lezer"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert "4321" not in client.get(voorraad.url()).content.decode()
    client = Client()
    client.post(voorraad.url(), {voorraad.naam("nieuwbouw"): "4321"})
    client.force_login(voorraad.invoerder, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "4321" in client.get(voorraad.url()).content.decode()
    client.post(voorraad.url(), {"invoer_weggooien": "ja"})
    assert "4321" not in client.get(voorraad.url()).content.decode()


def test_een_mislukte_csrf_controle_geeft_een_nederlandse_pagina(voorraad: Voorraad) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(voorraad.invoerder, backend="allauth.account.auth_backends.AuthenticationBackend")
    antwoord = client.post(voorraad.url(), {"actie": "opslaan"})
    assert antwoord.status_code == 403
    assert "Er is niets opgeslagen" in tekst(antwoord)


@pytest.mark.parametrize(
    "rommel",
    [
        {"gelezen": "geen json"},
        {"gelezen": "[" * 100_000},
        {"gelezen": '{"m1": {"a": 1}}'},
        {"gelezen": '["x"]'},
        {"actie": "onzin"},
        {"algemeen": "x" * 5001},
        {"algemeen": "\x00"},
        {"onbekend": "1", "m0": "5", "p0x2022": "1"},
    ],
)
def test_rommel_geeft_nooit_een_storing(voorraad: Voorraad, rommel: dict[str, str]) -> None:
    voorraad.vul(voorraad.opgave, sloop=3)
    client = ingelogd(voorraad.invoerder)
    verzonden = velden(client, voorraad.url()) | {voorraad.naam("nieuwbouw"): "1"} | rommel
    assert client.post(voorraad.url(), verzonden).status_code in {200, 302, 409}
    assert aantallen(voorraad.opgave)["sloop"] == 3


def test_een_half_formulier_wist_niets(voorraad: Voorraad) -> None:
    voorraad.vul(voorraad.opgave, sloop=3)
    client = ingelogd(voorraad.invoerder)
    gelezen = velden(client, voorraad.url())["gelezen"]
    client.post(voorraad.url(), {"gelezen": gelezen, voorraad.naam("nieuwbouw"): "1"})
    assert aantallen(voorraad.opgave) == {"sloop": 3, "nieuwbouw": 1}


@pytest.mark.parametrize("wie", ["gemeente-redacteur", "thuis-invoerder", "huurders-invoerder", "gemeente-lezer"])
def test_anderen_lezen_pas_na_indienen(voorraad: Voorraad, wie: str) -> None:
    voorraad.vul(voorraad.opgave, nieuwbouw=4321)
    client = ingelogd(voorraad.stad.gebruikers[wie])
    for fase in (Fase.CONCEPT, Fase.TERUGGEGEVEN):
        zet_fase(voorraad.opgave, fase)
        pagina = client.get(voorraad.url())
        assert "nog niet binnen" in tekst(pagina)
        assert "4.321" not in tekst(pagina)
        assert "Concept" not in tekst(pagina)
    for fase in (Fase.INGEDIEND, Fase.GEACCEPTEERD):
        zet_fase(voorraad.opgave, fase)
        assert "4.321" in tekst(client.get(voorraad.url()))
    assert client.post(voorraad.url(), {voorraad.naam("nieuwbouw"): "1"}).status_code == 403
    assert aantallen(voorraad.opgave) == {"nieuwbouw": 4321}


def test_de_eigen_lezer_ziet_het_concept_zonder_velden(voorraad: Voorraad) -> None:
    voorraad.vul(voorraad.opgave, nieuwbouw=4321)
    client = ingelogd(voorraad.stad.gebruikers["wonen-lezer"])
    assert "4.321" in tekst(client.get(voorraad.url()))
    assert voorraad.naam("nieuwbouw") not in velden(client, voorraad.url())


def test_de_controleur_komt_bij_beoordelen_en_de_eigen_partij_niet(voorraad: Voorraad) -> None:
    zet_fase(voorraad.opgave, Fase.INGEDIEND)
    adres = f"controle/opgave/{voorraad.opgave.pk}/"
    assert adres in ingelogd(voorraad.stad.gebruikers["gemeente-redacteur"]).get(voorraad.url()).content.decode()
    assert adres not in ingelogd(voorraad.invoerder).get(voorraad.url()).content.decode()


def test_wat_niet_van_jou_is_bestaat_niet(voorraad: Voorraad, buurstad: Stad) -> None:
    assert ingelogd(buurstad.gebruikers["wonen-invoerder"]).get(voorraad.url()).status_code == 404
    client = ingelogd(voorraad.invoerder)
    assert client.get(voorraad.url(buurstad.wonen)).status_code == 404
    assert client.get(voorraad.url(voorraad.stad.gemeente)).status_code == 404
    assert client.get(voorraad.url().replace("2022-06-30", "2022-02-30")).status_code == 404
    assert client.get(voorraad.url().replace("2022-06-30", "2021-06-30")).status_code == 404


def test_een_peilmoment_zonder_opgave_zegt_waarom(voorraad: Voorraad) -> None:
    voorraad.opgave.delete()
    client = ingelogd(voorraad.invoerder)
    assert "geen voorraadopgave gevraagd" in tekst(client.get(voorraad.url()))
    assert client.post(voorraad.url(), {}).status_code == 404
    Peilmoment.objects.update(status=PeilmomentStatus.GEPLAND)
    assert "nog niet geopend" in tekst(client.get(voorraad.url()))


def test_de_vorige_opgave_en_de_belofte_staan_ernaast(voorraad: Voorraad) -> None:
    voorraad.belofte("nieuwbouw", voorraad.stad.wonen, 289)
    voorraad.vul(voorraad.opgave, nieuwbouw=61)
    zet_fase(voorraad.opgave)
    tweede = voorraad.volgend_peilmoment()[voorraad.stad.wonen.pk]
    voorraad.vul(tweede, nieuwbouw=96)
    url = voorraad.url(peildatum=tweede.peilmoment.peildatum)
    assert "61 157 289" in tekst(ingelogd(voorraad.invoerder).get(url))


def test_stand_locaties_en_brug_op_het_scherm(uitgebreid: Voorraad) -> None:
    client = ingelogd(uitgebreid.invoerder)
    cijfers = {
        uitgebreid.naam("nieuwbouw"): "10",
        uitgebreid.standnaam("laag", "egw"): "300",
        uitgebreid.standnaam("hoog", "mgw"): "11",
        uitgebreid.projectnaam("fuite", 2024): "25",
    }
    assert verstuur(client, uitgebreid, **cijfers).status_code == 302
    pagina = tekst(client.get(uitgebreid.url()))
    assert "Verwachte stand 310" in pagina
    assert "Opgegeven stand 311" in pagina
    assert "Verschil +1 Sluit niet aan" in pagina
    assert "belofte 25" in pagina
    assert ProjectStand.objects.get().aantal == 25
    thuis = ingelogd(uitgebreid.stad.gebruikers["thuis-invoerder"])
    assert "Beginstand ontbreekt" in tekst(thuis.get(uitgebreid.url(uitgebreid.stad.thuis)))


def test_een_locatie_toevoegen_bewaart_wat_er_al_stond(uitgebreid: Voorraad) -> None:
    client = ingelogd(uitgebreid.invoerder)
    soort = uitgebreid.projecten["fuite"].mutatiesoort
    nieuw = {"project-naam": "Haven", "project-mutatiesoort": str(soort.pk), "project-hardheid": "hard"}
    fout = verstuur(client, uitgebreid, "project", **nieuw | {"project-naam": "", uitgebreid.naam("sloop"): "7"})
    assert "Vul de naam van de locatie in." in tekst(fout)
    dubbel = verstuur(client, uitgebreid, "project", **nieuw | {"project-naam": "fuite", uitgebreid.naam("sloop"): "7"})
    assert "staat al in de tabel" in tekst(dubbel)
    assert not Mutatie.objects.exists()
    antwoord = verstuur(client, uitgebreid, "project", **nieuw | {uitgebreid.naam("sloop"): "7"})
    assert antwoord.status_code == 302
    assert Project.objects.get(sleutel="haven").partij == uitgebreid.stad.wonen
    assert aantallen(uitgebreid.opgave) == {"sloop": 7}
    assert "Haven" in tekst(client.get(uitgebreid.url()))


def test_lege_vakken_vullen_met_de_vorige_opgave_slaat_nog_niets_op(uitgebreid: Voorraad) -> None:
    f.ProjectStandFabriek(opgave=uitgebreid.opgave, project=uitgebreid.projecten["fuite"], jaar=2024, aantal=23)
    zet_fase(uitgebreid.opgave)
    tweede = uitgebreid.volgend_peilmoment()[uitgebreid.stad.wonen.pk]
    url = uitgebreid.url(peildatum=tweede.peilmoment.peildatum)
    client = ingelogd(uitgebreid.invoerder)
    html = verstuur(client, uitgebreid, "vullen", url).content.decode()
    naam = uitgebreid.projectnaam("fuite", 2024)
    assert re.search(rf'name="{naam}" id="veld-{naam}" value="23"', html)
    assert not tweede.projectstanden.exists()


def test_lezen_schrijft_niets(uitgebreid: Voorraad) -> None:
    client = ingelogd(uitgebreid.invoerder)
    client.get(uitgebreid.url())
    for url in (uitgebreid.url(), uitgebreid.overzicht_url):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert not [q["sql"] for q in queries if not q["sql"].lstrip().upper().startswith(("SELECT", "DECLARE"))]


def test_het_aantal_queries_hangt_niet_van_het_aantal_regels_en_locaties_af(uitgebreid: Voorraad) -> None:
    client = ingelogd(uitgebreid.invoerder)
    client.get(uitgebreid.url())
    with CaptureQueriesContext(connection) as eerst:
        client.get(uitgebreid.url())
    for nummer in range(30):
        project = f.ProjectFabriek(
            overeenkomst=uitgebreid.stad.overeenkomst,
            partij=uitgebreid.stad.wonen,
            mutatiesoort=uitgebreid.projecten["fuite"].mutatiesoort,
        )
        f.ProjectStandFabriek(opgave=uitgebreid.opgave, project=project, jaar=2023, aantal=nummer)
        uitgebreid.regels[f"extra{nummer}"] = f.TabelregelFabriek(tabel=uitgebreid.mutaties)
        uitgebreid.vul(uitgebreid.opgave, **{f"extra{nummer}": nummer})
    with CaptureQueriesContext(connection) as daarna:
        pagina = client.get(uitgebreid.url())
    assert len(velden(client, uitgebreid.url())) > 150
    assert pagina.status_code == 200
    assert len(daarna) == len(eerst) <= 15
