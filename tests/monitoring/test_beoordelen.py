"""Judging submissions and setting the overall status of an agreement."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afspraken.indienen import geef_terug
from afspraken.inzendingen import Fase
from afspraken.models import Peilmoment
from monitoring.models import Afspraakstatus, Cijferstaat, Meting, Voortgang
from partijen.models import Gebeurtenis
from partijen.rollen import Rol
from tests.fabrieken import LidmaatschapFabriek, Stad, VoortgangFabriek
from tests.monitoring.ronde import Ronde, ingelogd, maak_ronde, tekst, vul
from voorraad.models import Opgave


@pytest.fixture
def ronde(stad: Stad) -> Ronde:
    return maak_ronde(stad)


def fase(rij: Voortgang) -> str:
    return Voortgang.objects.get(pk=rij.pk).fase


def keuze(rij: Voortgang) -> str:
    return f"{rij.pk}.{Voortgang.objects.get(pk=rij.pk).versie}"


@pytest.mark.parametrize(
    ("wie", "code"),
    [
        ("gemeente-redacteur", 200),
        ("wonen-redacteur", 200),
        ("gemeente-invoerder", 403),
        ("thuis-redacteur", 403),
        ("huurders-invoerder", 403),
    ],
)
def test_alleen_de_controleurs_zien_de_controle(client: Client, ronde: Ronde, wie: str, code: int) -> None:
    ingelogd(client, ronde.wie(wie))
    assert client.get(ronde.url("controle")).status_code == code
    assert client.post(ronde.url("controle"), {}).status_code == (302 if code == 200 else 403)


def test_een_andere_overeenkomst_bestaat_niet(client: Client, ronde: Ronde, buurstad: Stad) -> None:
    vul(ronde.van_wonen)
    ingelogd(client, buurstad.gebruikers["gemeente-redacteur"])
    for url in (
        ronde.url("controle"),
        ronde.url("beoordeel", "voortgang", ronde.van_wonen.pk),
        ronde.url("afspraakstatus", ronde.afspraak.pk),
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, {}).status_code == 404


@pytest.mark.parametrize(
    ("wie", "wiens", "code"),
    [
        ("gemeente-redacteur", "van_wonen", 200),
        ("gemeente-redacteur", "van_gemeente", 403),
        ("wonen-redacteur", "van_gemeente", 200),
        ("wonen-redacteur", "van_wonen", 403),
        ("wonen-redacteur", "van_thuis", 403),
        ("gemeente-invoerder", "van_wonen", 403),
    ],
)
def test_niemand_beoordeelt_de_eigen_partij(client: Client, ronde: Ronde, wie: str, wiens: str, code: int) -> None:
    rij = vul(getattr(ronde, wiens))
    ingelogd(client, ronde.wie(wie))
    url = ronde.url("beoordeel", "voortgang", rij.pk)
    assert client.get(url).status_code == code
    antwoord = client.post(url, {"daad": "accepteren", "versie": rij.versie})
    assert antwoord.status_code == (302 if code == 200 else 403)
    assert fase(rij) == (Fase.GEACCEPTEERD if code == 200 else Fase.INGEDIEND)


def test_wie_voor_twee_partijen_werkt_beoordeelt_zichzelf_niet(client: Client, ronde: Ronde) -> None:
    rij = vul(ronde.van_wonen)
    wie = ronde.wie("gemeente-redacteur")
    LidmaatschapFabriek(gebruiker=wie, partij=ronde.stad.wonen, rol=Rol.INVOERDER)
    ingelogd(client, wie)
    assert client.get(ronde.url("beoordeel", "voortgang", rij.pk)).status_code == 403
    assert client.post(ronde.url("controle"), {"een": keuze(rij)}).status_code == 403
    assert fase(rij) == Fase.INGEDIEND


def test_de_controle_toont_wat_binnen_is_en_niets_van_een_concept(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen, toelichting="De eerste paal staat.")
    vul(ronde.van_thuis, Fase.CONCEPT, toelichting="Nog geheim.")
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    pagina = tekst(client.get(ronde.url("controle")))
    assert "De eerste paal staat." in pagina
    assert "1 inzending wacht" in pagina
    pagina = tekst(client.get(ronde.url("controle"), {"partij": ronde.stad.thuis.sleutel}))
    assert "Nog geheim." not in pagina
    assert "Er is nog geen antwoord binnen." in pagina
    assert client.get(ronde.url("controle"), {"partij": "onbekend"}).status_code == 404


def test_een_concept_is_niet_te_beoordelen(client: Client, ronde: Ronde) -> None:
    rij = vul(ronde.van_wonen, Fase.CONCEPT, toelichting="Nog geheim.")
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    url = ronde.url("beoordeel", "voortgang", rij.pk)
    pagina = tekst(client.get(url))
    assert "Nog geheim." not in pagina
    assert "nog niet binnen" in pagina
    assert "nog niet ingediend" in tekst(client.post(url, {"daad": "accepteren", "versie": rij.versie}))
    assert fase(rij) == Fase.CONCEPT


def test_alles_van_een_partij_in_een_keer(client: Client, ronde: Ronde) -> None:
    rijen = [vul(ronde.van_wonen)]
    for nummer in ("3", "4"):
        afspraak = ronde.stad.afspraak(nummer=nummer)
        rijen.append(vul(VoortgangFabriek(peilmoment=ronde.peilmoment, afspraak=afspraak, partij=ronde.stad.wonen)))
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    assert "Accepteer alle 3 antwoorden" in tekst(client.get(ronde.url("controle")))
    data = {"daad": "alles", "getoond": [keuze(rij) for rij in rijen], "partij": ronde.stad.wonen.sleutel}
    assert "3 antwoorden geaccepteerd." in tekst(client.post(ronde.url("controle"), data, follow=True))
    assert {fase(rij) for rij in rijen} == {Fase.GEACCEPTEERD}
    assert "3 niet geaccepteerd" in tekst(client.post(ronde.url("controle"), data, follow=True))
    assert Gebeurtenis.objects.filter(soort="voortgang.geaccepteerd").count() == 3


def test_alleen_wat_is_aangevinkt(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen)
    vul(ronde.van_thuis)
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    data = {"daad": "gekozen", "keuze": [keuze(ronde.van_thuis)], "getoond": [keuze(ronde.van_wonen)]}
    client.post(ronde.url("controle"), data)
    assert (fase(ronde.van_wonen), fase(ronde.van_thuis)) == (Fase.INGEDIEND, Fase.GEACCEPTEERD)
    assert "Kies eerst" in tekst(client.post(ronde.url("controle"), {"daad": "gekozen"}, follow=True))


def test_wat_intussen_wijzigde_wordt_niet_geaccepteerd(client: Client, ronde: Ronde) -> None:
    rij = vul(ronde.van_wonen)
    gezien = keuze(rij)
    Voortgang.objects.filter(pk=rij.pk).update(versie=rij.versie + 2, toelichting="Nieuwe tekst.")
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    assert "1 niet geaccepteerd" in tekst(client.post(ronde.url("controle"), {"een": gezien}, follow=True))
    url = ronde.url("beoordeel", "voortgang", rij.pk)
    antwoord = client.post(url, {"daad": "accepteren", "versie": gezien.split(".")[1]})
    assert "intussen gewijzigd" in tekst(antwoord)
    assert "Nieuwe tekst." in tekst(antwoord)
    assert fase(rij) == Fase.INGEDIEND


def test_een_antwoord_van_de_eigen_partij_stopt_de_hele_keuze(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen)
    vul(ronde.van_gemeente)
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    data = {"daad": "gekozen", "keuze": [keuze(ronde.van_wonen), keuze(ronde.van_gemeente)]}
    assert client.post(ronde.url("controle"), data).status_code == 403
    assert fase(ronde.van_wonen) == fase(ronde.van_gemeente) == Fase.INGEDIEND


@pytest.mark.parametrize(
    "onzin", ["x", "1", "1.x", "-1.2", "9" * 40 + ".1", "1.1.1", "²." + "1", "99999999999999999999.1"]
)
def test_onzin_als_keuze_doet_niets(client: Client, ronde: Ronde, onzin: str) -> None:
    vul(ronde.van_wonen)
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    assert client.post(ronde.url("controle"), {"een": onzin}).status_code == 302
    assert client.post(ronde.url("controle"), {"een": onzin, "partij": "<x>"}).status_code == 404
    assert fase(ronde.van_wonen) == Fase.INGEDIEND


def test_teruggeven_vraagt_een_reden(client: Client, ronde: Ronde) -> None:
    rij = vul(ronde.van_wonen)
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    url = ronde.url("beoordeel", "voortgang", rij.pk)
    assert "waarom je dit teruggeeft" in tekst(client.post(url, {"daad": "teruggeven", "versie": rij.versie}))
    assert fase(rij) == Fase.INGEDIEND
    client.post(url, {"daad": "teruggeven", "versie": rij.versie, "reden": "Noem het aantal."})
    rij.refresh_from_db()
    assert (rij.fase, rij.reden) == (Fase.TERUGGEGEVEN, "Noem het aantal.")


def test_een_te_lange_reden_blijft_staan(client: Client, ronde: Ronde) -> None:
    rij = vul(ronde.van_wonen)
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    data = {"daad": "teruggeven", "versie": rij.versie, "reden": "lang " * 1000}
    pagina = tekst(client.post(ronde.url("beoordeel", "voortgang", rij.pk), data))
    assert "te lang" in pagina
    assert "lang lang lang" in pagina


def test_twee_keer_accepteren_is_onschuldig(client: Client, ronde: Ronde) -> None:
    rij = vul(ronde.van_wonen)
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    url = ronde.url("beoordeel", "voortgang", rij.pk)
    data = {"daad": "accepteren", "versie": rij.versie}
    client.post(url, data)
    assert "al beoordeeld" in tekst(client.post(url, data))
    assert Gebeurtenis.objects.filter(soort="voortgang.geaccepteerd").count() == 1


def test_geaccepteerd_kan_nog_terug_tot_de_vaststelling(client: Client, ronde: Ronde) -> None:
    rij = vul(ronde.van_wonen, Fase.GEACCEPTEERD)
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    url = ronde.url("beoordeel", "voortgang", rij.pk)
    Peilmoment.objects.update(status="vastgesteld")
    data = {"daad": "teruggeven", "versie": rij.versie, "reden": "Toch niet."}
    assert "niets meer beoordelen" in tekst(client.get(url))
    assert "niets meer beoordelen" in tekst(client.post(url, data))
    assert fase(rij) == Fase.GEACCEPTEERD


def test_cijfers_en_opgave_beoordelen(client: Client, ronde: Ronde) -> None:
    Meting.objects.filter(pk=ronde.aanbod.pk).update(waarde=4321)
    Cijferstaat.objects.update(fase=Fase.INGEDIEND)
    Opgave.objects.update(fase=Fase.INGEDIEND)
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    pagina = tekst(client.get(ronde.url("controle")))
    cijfers = ronde.url("beoordeel", "cijfers", ronde.staat.pk)
    opgave = ronde.url("beoordeel", "opgave", ronde.opgave.pk)
    assert cijfers in pagina
    assert opgave in pagina
    assert "4.321" in tekst(client.get(cijfers))
    assert f"/voorraad/{ronde.stad.wonen.sleutel}/" in tekst(client.get(opgave))
    client.post(cijfers, {"daad": "accepteren", "versie": Cijferstaat.objects.get().versie})
    client.post(opgave, {"daad": "teruggeven", "versie": Opgave.objects.get().versie, "reden": "Sloop ontbreekt."})
    assert Cijferstaat.objects.get().fase == Fase.GEACCEPTEERD
    assert Opgave.objects.get().fase == Fase.TERUGGEGEVEN


@pytest.mark.parametrize("soort", ["rapport", "voortgangen", "x"])
def test_een_onbekende_soort_bestaat_niet(client: Client, ronde: Ronde, soort: str) -> None:
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    assert client.get(ronde.url("beoordeel", soort, ronde.van_wonen.pk)).status_code == 404


def test_controle_kost_een_vast_aantal_queries_en_schrijft_niets(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen)
    ingelogd(client, ronde.wie("gemeente-redacteur"))

    def meet() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(ronde.url("controle"))
        assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        return len(queries)

    voor = meet()
    for nummer in range(20, 40):
        afspraak = ronde.stad.afspraak(nummer=str(nummer))
        vul(VoortgangFabriek(peilmoment=ronde.peilmoment, afspraak=afspraak, partij=ronde.stad.wonen))
    assert meet() == voor <= 15


def status_van(ronde: Ronde) -> Afspraakstatus | None:
    return Afspraakstatus.objects.filter(peilmoment=ronde.peilmoment, afspraak=ronde.afspraak).first()


def zet(client: Client, ronde: Ronde, **data: Any) -> str:
    url = ronde.url("afspraakstatus", ronde.afspraak.pk)
    return tekst(client.post(url, {"versie": 0, "daad": "zetten"} | data, follow=True))


def test_de_regisseur_ziet_het_voorstel_en_kiest_anders(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen, status="achter")
    vul(ronde.van_thuis, Fase.CONCEPT, toelichting="Nog geheim.")
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    pagina = tekst(client.get(ronde.url("afspraakstatus", ronde.afspraak.pk)))
    assert "Loopt achter" in pagina
    assert "Nog geheim." not in pagina
    assert "De status is opgeslagen." in zet(client, ronde, status="aandacht", toelichting="Eén project van tien.")
    gezet = status_van(ronde)
    assert gezet is not None
    assert (gezet.status, gezet.gezet_door) == ("aandacht", ronde.wie("gemeente-redacteur"))
    assert "Het voorstel geldt weer." in zet(client, ronde, daad="voorstel", versie=gezet.versie)
    assert status_van(ronde) is None


@pytest.mark.parametrize("wie", ["wonen-redacteur", "gemeente-invoerder", "huurders-redacteur"])
def test_alleen_de_regisseur_zet_de_status(client: Client, ronde: Ronde, wie: str) -> None:
    ingelogd(client, ronde.wie(wie))
    url = ronde.url("afspraakstatus", ronde.afspraak.pk)
    assert client.get(url).status_code == 403
    assert client.post(url, {"status": "gereed", "toelichting": "x", "versie": 0}).status_code == 403
    assert status_van(ronde) is None


@pytest.mark.parametrize(
    ("data", "melding"),
    [
        ({"status": "gereed"}, "waarom je deze status kiest"),
        ({"status": "hack", "toelichting": "x"}, "bestaat niet"),
        ({"toelichting": "Alleen tekst."}, "Kies een status."),
        ({"status": "gereed", "toelichting": "x" * 6000}, "te lang"),
    ],
)
def test_een_status_heeft_een_reden(client: Client, ronde: Ronde, data: dict[str, str], melding: str) -> None:
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    assert melding in zet(client, ronde, **data)
    assert status_van(ronde) is None


def test_twee_regisseurs_verliezen_niets(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    zet(client, ronde, status="aandacht", toelichting="Van de eerste.")
    zet(client, ronde, status="aandacht", toelichting="Van de eerste.")
    pagina = zet(client, ronde, status="gereed", toelichting="Van de tweede.")
    assert "intussen gewijzigd" in pagina
    assert "Van de eerste." in pagina
    assert "Van de tweede." in pagina
    gezet = status_van(ronde)
    assert gezet is not None
    assert (gezet.toelichting, gezet.versie) == ("Van de eerste.", 1)
    assert "intussen gewijzigd" in zet(client, ronde, daad="voorstel", versie=7)


@pytest.mark.parametrize("status", ["gepland", "vastgesteld"])
def test_buiten_open_en_bespreking_ligt_de_status_vast(client: Client, ronde: Ronde, status: str) -> None:
    Peilmoment.objects.update(status=status)
    ingelogd(client, ronde.wie("gemeente-redacteur"))
    pagina = zet(client, ronde, status="gereed", toelichting="Toch gereed.")
    assert "niet open of in bespreking" in pagina
    assert "Toch gereed." in pagina
    assert status_van(ronde) is None


def test_de_dienst_weigert_een_reden_van_alleen_spaties(ronde: Ronde) -> None:
    rij = vul(ronde.van_wonen)
    with pytest.raises(Exception, match="waarom je dit teruggeeft"):
        geef_terug(inzending=rij, door=ronde.wie("gemeente-redacteur"), reden="  ")
