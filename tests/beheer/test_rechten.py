"""One table of role x admin address x answer. A model without a row in it makes the test fail."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client

from partijen.models import Gebruiker
from tests.beheer.conftest import Inloggen, Set, adres

PAGINAS = ("changelist", "add", "change", "delete", "history")
# Per model, per role, the answers to PAGINAS for a row of alpha: 2 = 200, 3 = 403, 4 = 404, > = to the login page.
REGISTER = {"redacteur": "22222", "vreemde": "22444", "partijbeheerder": "33444", "platform": "33444"}
ALGEMEEN = {"redacteur": "23233", "vreemde": "23233", "partijbeheerder": "33444", "platform": "22222"}
TABEL = {
    "overeenkomst": REGISTER,
    "hoofdstuk": REGISTER,
    "afspraak": REGISTER,
    "indicator": REGISTER,
    "definitie": REGISTER,
    "deelname": REGISTER,
    "voorwaarde": REGISTER,
    "peilmoment": REGISTER,
    "tabel": REGISTER,
    "prognose": REGISTER,
    "project": REGISTER,
    "grootheid": REGISTER,
    # Read only, without history of its own.
    "gebeurtenis": {"redacteur": "23234", "vreemde": "23444", "partijbeheerder": "33444", "platform": "33444"},
    # A party with accounts is only read by a redacteur.
    "partij": {"redacteur": "22233", "vreemde": "22444", "partijbeheerder": "23232", "platform": "22222"},
    "lidmaatschap": {"redacteur": "32444", "vreemde": "32444", "partijbeheerder": "22222", "platform": "22444"},
    "gebruiker": {"redacteur": "33444", "vreemde": "33444", "partijbeheerder": "33444", "platform": "23234"},
    "huurprijsgrens": ALGEMEEN,
    "mutatiesoort": {rol: rij[:4] + "4" for rol, rij in ALGEMEEN.items()},
}
BUITEN = {"anoniem": ">>>>>", "lezer": "33333", "invoerder": "33333", "corporatieredacteur": "33333"}
STATUS = {"2": 200, "3": 403, "4": 404, ">": 302}


@pytest.fixture
def clients(eigen: Set, vreemd: Set, platformbeheerder: Gebruiker, als: Inloggen) -> dict[str, Client]:
    """A client per role."""
    van = eigen.stad.gebruikers
    return {
        "anoniem": Client(),
        "lezer": als(van["gemeente-lezer"]),
        "invoerder": als(van["gemeente-invoerder"]),
        "corporatieredacteur": als(van["wonen-redacteur"]),
        "redacteur": als(van["gemeente-redacteur"]),
        "vreemde": als(vreemd.stad.gebruikers["gemeente-redacteur"]),
        "partijbeheerder": als(van["wonen-partijbeheerder"]),
        "platform": als(platformbeheerder),
    }


def test_tabel_noemt_elk_model() -> None:
    assert {model._meta.model_name for model in admin.site._registry} == set(TABEL)


@pytest.mark.parametrize("naam", TABEL)
def test_elke_rol_krijgt_het_verwachte_antwoord(naam: str, eigen: Set, clients: dict[str, Client]) -> None:
    gekregen = {}
    verwacht = BUITEN | TABEL[naam]
    for rol, client in clients.items():
        antwoorden = [client.get(adres(eigen[naam], pagina)) for pagina in PAGINAS]
        gekregen[rol] = [antwoord.status_code for antwoord in antwoorden]
        if rol == "anoniem":
            assert all("/account/login/" in antwoord["Location"] for antwoord in antwoorden)
    assert gekregen == {rol: [STATUS[teken] for teken in verwacht[rol]] for rol in clients}


@pytest.mark.parametrize("pad", ["r/1/1/", "autocomplete/?term=a", "afspraken/afspraak/zomaar/change/", "bestaatniet/"])
def test_wegen_om_de_grenzen_heen_bestaan_niet(pad: str, redacteur: Client) -> None:
    assert redacteur.get(f"/beheer/{pad}").status_code == 404


def test_beginpagina_alleen_voor_wie_iets_beheert(clients: dict[str, Client]) -> None:
    antwoorden = {rol: client.get("/beheer/").status_code for rol, client in clients.items()}
    toegelaten = {"redacteur", "vreemde", "partijbeheerder", "platform"}
    assert {rol for rol, status in antwoorden.items() if status == 200} == toegelaten
    assert antwoorden["anoniem"] == 302
    assert antwoorden["lezer"] == 403


def test_inloggen_gaat_langs_het_portaal(client: Client) -> None:
    antwoord = client.post("/beheer/login/", {"username": "a@b.example", "password": "x"})
    assert antwoord.status_code == 302
    assert antwoord["Location"].startswith("/account/login/")


def test_rol_voor_een_overeenkomst_maakt_geen_nieuwe(eigen: Set, als: Inloggen) -> None:
    lid = eigen.stad.gebruikers["gemeente-redacteur"].lidmaatschappen.get()
    lid.overeenkomst_sleutel = eigen.stad.overeenkomst.sleutel
    lid.save()
    client = als(Gebruiker.objects.get(pk=lid.gebruiker_id))
    assert client.get(adres(eigen["afspraak"], "change")).status_code == 200
    assert client.get(adres(eigen["overeenkomst"], "add")).status_code == 403
    assert client.get(adres(eigen["partij"], "add")).status_code == 403
