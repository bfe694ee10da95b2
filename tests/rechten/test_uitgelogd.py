"""A session that ended while somebody typed: after signing in the text is back on the page, and nothing was stored."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from monitoring import cyclus
from monitoring.models import Cijferstaat, Standpunt, Voortgang
from tests.fabrieken import GrootheidFabriek, PeilmomentFabriek, Stad

TEKST = "Dit typte ik vlak voordat ik werd uitgelogd."


@pytest.fixture
def gevallen(stad: Stad) -> dict[str, tuple[str, str, str, dict[str, Any]]]:
    """Per form: who, the address posted to, the address shown after signing in, and what was typed."""
    afspraak = stad.afspraak("corporaties", nummer="1")
    GrootheidFabriek(overeenkomst=stad.overeenkomst, groep="corporaties")
    peilmoment = PeilmomentFabriek(overeenkomst=stad.overeenkomst, peildatum=dt.date(2022, 6, 30))
    cyclus.open_peilmoment(peilmoment=peilmoment, door=stad.gebruikers["gemeente-redacteur"])
    Voortgang.objects.filter(partij=stad.thuis).update(fase="ingediend", status="op_schema")
    van_wonen = Voortgang.objects.get(partij=stad.wonen)
    adres = [stad.overeenkomst.sleutel, "2022-06-30"]
    voortgang = reverse("monitoring:voortgang", args=[*adres, van_wonen.pk])
    cijfers = reverse("monitoring:cijfers", args=[*adres, stad.wonen.sleutel])
    standpunt = reverse("monitoring:standpunt", args=[*adres, afspraak.pk])
    samenvatting = reverse("monitoring:peilmoment_samenvatting", args=adres)
    peilmomentpagina = reverse("monitoring:peilmoment", args=adres)
    return {
        "voortgang": ("wonen-invoerder", voortgang, voortgang, {"toelichting": TEKST, "daad": "concept"}),
        "cijfers": ("wonen-invoerder", cijfers, cijfers, {"toelichting": TEKST, "daad": "concept"}),
        "standpunt": (
            "huurders-invoerder",
            standpunt,
            standpunt,
            {"partij": stad.huurders.sleutel, f"{stad.huurders.sleutel}-tekst": TEKST},
        ),
        "samenvatting": (
            "gemeente-redacteur",
            samenvatting,
            peilmomentpagina,
            {"samenvatten-samenvatting": TEKST, "samenvatten-versie": "2"},
        ),
    }


@pytest.mark.parametrize("naam", ["voortgang", "cijfers", "standpunt", "samenvatting"])
def test_wat_je_typte_komt_terug(naam: str, stad: Stad, gevallen: dict[str, Any], client: Client) -> None:
    wie, doel, pagina, velden = gevallen[naam]
    antwoord = client.post(doel, velden)
    assert antwoord.status_code == 302
    assert "/account/login/" in antwoord["Location"]
    client.force_login(stad.gebruikers[wie])
    inhoud = client.get(pagina).content.decode()
    assert TEKST in inhoud
    assert "nog niet opgeslagen" in inhoud
    assert not Voortgang.objects.filter(toelichting=TEKST).exists()
    assert not Cijferstaat.objects.filter(toelichting=TEKST).exists()
    assert not Standpunt.objects.exists()
    client.post(doel, {"invoer_weggooien": "ja"})
    assert TEKST not in client.get(pagina).content.decode()


@pytest.mark.parametrize("naam", ["voortgang", "cijfers", "standpunt", "samenvatting"])
def test_een_ander_ziet_het_niet(naam: str, stad: Stad, gevallen: dict[str, Any], client: Client) -> None:
    _wie, doel, pagina, velden = gevallen[naam]
    client.post(doel, velden)
    client.force_login(stad.gebruikers["thuis-lezer"])
    assert TEKST not in client.get(pagina).content.decode()


def test_te_veel_om_te_bewaren_wordt_gezegd(stad: Stad, gevallen: dict[str, Any], client: Client) -> None:
    _wie, doel, _pagina, _velden = gevallen["voortgang"]
    client.post(doel, {"toelichting": "x" * 400_000})
    assert "te groot om te bewaren" in client.get("/account/login/").content.decode()
