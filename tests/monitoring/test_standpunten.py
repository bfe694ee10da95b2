"""Positions of tenant organisations."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afspraken.inzendingen import Fase
from afspraken.models import Peilmoment
from monitoring.models import Standpunt
from partijen.models import Gebeurtenis
from partijen.rollen import Rol
from tests.fabrieken import LidmaatschapFabriek, Stad, StandpuntFabriek, VoortgangFabriek
from tests.monitoring.ronde import Ronde, ingelogd, maak_ronde, tekst, vul


@pytest.fixture
def ronde(stad: Stad) -> Ronde:
    uit = maak_ronde(stad)
    vul(uit.van_wonen, status="aandacht", toelichting="De bouw ligt stil.")
    return uit


def geef(client: Client, ronde: Ronde, partij: str = "huurders", **velden: Any) -> str:
    sleutel = getattr(ronde.stad, partij).sleutel
    data = {"partij": sleutel} | {
        f"{sleutel}-{naam}": waarde for naam, waarde in ({"houding": "eens", "tekst": "", "versie": 0} | velden).items()
    }
    return tekst(client.post(ronde.url("standpunt", ronde.afspraak.pk), data, follow=True))


def test_een_huurdersorganisatie_geeft_haar_standpunt(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("huurders-invoerder"))
    assert "De bouw ligt stil." in tekst(client.get(ronde.url("standpunt", ronde.afspraak.pk)))
    assert "is opgeslagen" in geef(client, ronde, houding="oneens", tekst="Het staat al een jaar stil.")
    standpunt = Standpunt.objects.get()
    assert (standpunt.partij, standpunt.houding) == (ronde.stad.huurders, "oneens")
    assert standpunt.gewijzigd_door == ronde.wie("huurders-invoerder")
    for wie in ("gemeente-lezer", "wonen-lezer", "bewoners-lezer"):
        ingelogd(client, ronde.wie(wie))
        for url in (ronde.url("standpunten"), ronde.url("standpunt", ronde.afspraak.pk)):
            assert "Het staat al een jaar stil." in tekst(client.get(url))


@pytest.mark.parametrize(
    "wie", ["huurders-lezer", "wonen-invoerder", "gemeente-redacteur", "bewoners-invoerder", "huurders-partijbeheerder"]
)
def test_een_ander_geeft_geen_standpunt_namens_hen(client: Client, ronde: Ronde, wie: str) -> None:
    ingelogd(client, ronde.wie(wie))
    data = {"partij": ronde.stad.huurders.sleutel, f"{ronde.stad.huurders.sleutel}-houding": "eens"}
    assert client.post(ronde.url("standpunt", ronde.afspraak.pk), data).status_code == 403
    assert not Standpunt.objects.exists()


def test_een_corporatie_geeft_geen_standpunt(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    assert "Standpunt opslaan" not in tekst(client.get(ronde.url("standpunt", ronde.afspraak.pk)))
    data = {"partij": ronde.stad.wonen.sleutel, f"{ronde.stad.wonen.sleutel}-houding": "eens"}
    assert client.post(ronde.url("standpunt", ronde.afspraak.pk), data).status_code == 403


def test_een_andere_overeenkomst_bestaat_niet(client: Client, ronde: Ronde, buurstad: Stad) -> None:
    ingelogd(client, buurstad.gebruikers["huurders-invoerder"])
    for url in (ronde.url("standpunten"), ronde.url("standpunt", ronde.afspraak.pk)):
        assert client.get(url).status_code == 404
    ingelogd(client, ronde.wie("huurders-invoerder"))
    elders = buurstad.afspraak(nummer="1")
    assert client.get(ronde.url("standpunt", elders.pk)).status_code == 404


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({"houding": "deels"}, "waarom jullie het niet of niet helemaal eens zijn"),
        ({"houding": "oneens", "tekst": "   "}, "waarom jullie het niet of niet helemaal eens zijn"),
        ({"houding": ""}, "Kies een oordeel."),
        ({"houding": "hack", "tekst": "Bewaar mij."}, "Dit oordeel bestaat niet."),
        ({"tekst": "x" * 100_000}, "te lang"),
        ({"tekst": "nul\x00teken"}, "Er ging iets mis"),
    ],
)
def test_een_fout_krijgt_uitleg_en_slaat_niets_op(
    client: Client, ronde: Ronde, velden: dict[str, str], melding: str
) -> None:
    ingelogd(client, ronde.wie("huurders-invoerder"))
    assert melding in geef(client, ronde, **velden)
    assert not Standpunt.objects.exists()


def test_pas_een_standpunt_als_er_iets_is_ingediend(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_wonen, Fase.CONCEPT, toelichting="Nog geheim.")
    ingelogd(client, ronde.wie("huurders-invoerder"))
    pagina = tekst(client.get(ronde.url("standpunt", ronde.afspraak.pk)))
    assert "Nog geheim." not in pagina
    assert "kan zodra een status is ingediend" in pagina
    assert "nog niets ingediend" in geef(client, ronde, tekst="Bewaar mij.")
    assert not Standpunt.objects.exists()


def test_twee_keer_sturen_slaat_een_keer_op(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("huurders-invoerder"))
    for _ in range(2):
        assert "is opgeslagen" in geef(client, ronde, tekst="Mooi.")
    assert Standpunt.objects.get().versie == 1
    assert Gebeurtenis.objects.filter(soort="standpunt.gegeven").count() == 1


def test_twee_collegas_verliezen_niets(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("huurders-redacteur"))
    geef(client, ronde, tekst="Van de eerste.")
    ingelogd(client, ronde.wie("huurders-invoerder"))
    pagina = geef(client, ronde, houding="oneens", tekst="Van de tweede.")
    assert "Een collega heeft intussen een standpunt opgeslagen" in pagina
    assert "Van de eerste." in pagina
    assert "Van de tweede." in pagina
    assert Standpunt.objects.get().tekst == "Van de eerste."
    geef(client, ronde, houding="oneens", tekst="Van de tweede.", versie=1)
    assert (Standpunt.objects.get().tekst, Standpunt.objects.get().versie) == ("Van de tweede.", 2)


@pytest.mark.parametrize(("status", "mag"), [("open", True), ("in_bespreking", True), ("vastgesteld", False)])
def test_een_vastgesteld_peilmoment_weigert(client: Client, ronde: Ronde, status: str, mag: bool) -> None:
    Peilmoment.objects.update(status=status)
    ingelogd(client, ronde.wie("huurders-invoerder"))
    pagina = geef(client, ronde, tekst="Mijn mening.")
    assert Standpunt.objects.exists() is mag
    assert "Mijn mening." in pagina
    if not mag:
        assert "niet opgeslagen" in pagina
        assert "Standpunt opslaan" not in pagina


def test_wie_bij_twee_organisaties_hoort_ziet_twee_formulieren(client: Client, ronde: Ronde) -> None:
    wie = ronde.wie("huurders-invoerder")
    LidmaatschapFabriek(gebruiker=wie, partij=ronde.stad.bewoners, rol=Rol.INVOERDER)
    ingelogd(client, wie)
    assert tekst(client.get(ronde.url("standpunt", ronde.afspraak.pk))).count("Standpunt opslaan") == 2
    geef(client, ronde, "bewoners", houding="deels", tekst="Half mee eens.")
    assert Standpunt.objects.get().partij == ronde.stad.bewoners


def test_de_lijst_telt_wat_nog_te_geven_is(client: Client, ronde: Ronde) -> None:
    vul(ronde.van_gemeente)
    ingelogd(client, ronde.wie("huurders-invoerder"))
    assert "over 2 afspraken" in tekst(client.get(ronde.url("standpunten")))
    geef(client, ronde)
    assert "over 1 afspraak." in tekst(client.get(ronde.url("standpunten")))
    alleen = tekst(client.get(ronde.url("standpunten"), {"toon": "open"}))
    assert ronde.url("standpunt", ronde.van_gemeente.afspraak_id) in alleen
    assert ronde.url("standpunt", ronde.afspraak.pk) not in alleen


def test_een_vast_aantal_queries_en_niets_geschreven(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("huurders-invoerder"))
    StandpuntFabriek(peilmoment=ronde.peilmoment, afspraak=ronde.afspraak, partij=ronde.stad.bewoners)

    def meet() -> list[int]:
        uit = []
        for url in (ronde.url("standpunten"), ronde.url("standpunt", ronde.afspraak.pk)):
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
            uit.append(len(queries))
        return uit

    voor = meet()
    for nummer in range(20, 40):
        afspraak = ronde.stad.afspraak(nummer=str(nummer))
        vul(VoortgangFabriek(peilmoment=ronde.peilmoment, afspraak=afspraak, partij=ronde.stad.wonen))
        StandpuntFabriek(peilmoment=ronde.peilmoment, afspraak=afspraak, partij=ronde.stad.bewoners)
    assert meet() == voor
    assert max(voor) <= 12
