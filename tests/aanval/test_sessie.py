"""A session that ends while somebody judges: what was typed comes back, as the notice promises."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from partijen.models import Gebruiker
from tests.fabrieken import Stad
from tests.monitoring.pagina import als
from tests.monitoring.ronde import maak_ronde, vul

pytestmark = pytest.mark.django_db


def na_inloggen(url: str, gebruiker: Gebruiker, data: dict[str, Any]) -> str:
    """Post without a session, sign in within the same browser, and return the page one lands on."""
    client = Client()
    assert client.post(url, data).status_code == 302
    client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return str(client.get(url).content.decode())


def test_reden_om_terug_te_geven_komt_terug(stad: Stad) -> None:
    ronde = maak_ronde(stad)
    rij = vul(ronde.van_wonen)
    url = ronde.url("beoordeel", "voortgang", rij.pk)
    redacteur = ronde.wie("gemeente-redacteur")
    data = {"daad": "teruggeven", "reden": "Noem de aantallen per wijk.", "versie": rij.versie}

    pagina = na_inloggen(url, redacteur, data)

    assert "Noem de aantallen per wijk." in pagina
    assert "nog niet opgeslagen" in pagina
    assert "Noem de aantallen" not in als(redacteur).get(url).content.decode()


def test_accepteren_zonder_sessie_vraagt_geen_reden(stad: Stad) -> None:
    ronde = maak_ronde(stad)
    rij = vul(ronde.van_wonen)
    url = ronde.url("beoordeel", "voortgang", rij.pk)

    pagina = na_inloggen(url, ronde.wie("gemeente-redacteur"), {"daad": "accepteren", "versie": rij.versie})

    assert "Schrijf op waarom" not in pagina


def test_status_als_geheel_komt_terug(stad: Stad) -> None:
    ronde = maak_ronde(stad)
    vul(ronde.van_wonen)
    url = ronde.url("afspraakstatus", ronde.afspraak.pk)
    data = {"status": "aandacht", "toelichting": "De bouw wacht op de vergunning.", "versie": 0}

    pagina = na_inloggen(url, ronde.wie("gemeente-redacteur"), data)

    assert "De bouw wacht op de vergunning." in pagina
    assert "nog niet opgeslagen" in pagina
