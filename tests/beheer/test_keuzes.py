"""Choices, filters, popups and confirmations show and take only what is the user's own."""

from __future__ import annotations

import re

import pytest
from django.contrib import admin
from django.test import Client

from afspraken.models import Afspraak, Overeenkomst, Verwijzing
from partijen.models import Partij
from tests import fabrieken as f
from tests.beheer.conftest import Inloggen, Set, adres, formulier
from voorraad.models import Prognose

MODELLEN = ("overeenkomst", "hoofdstuk", "afspraak", "indicator", "definitie", "deelname", "voorwaarde", "peilmoment")
MODELLEN += ("tabel", "prognose", "project", "grootheid", "gebeurtenis", "partij")


@pytest.mark.parametrize("naam", MODELLEN)
@pytest.mark.parametrize("pagina", ["changelist", "add", "change", "history"])
def test_geen_pagina_noemt_iets_van_een_ander(
    naam: str, pagina: str, eigen: Set, vreemd: Set, redacteur: Client
) -> None:
    antwoord = redacteur.get(adres(eigen[naam], pagina))
    assert not re.findall(r"(?i)[^<>]*beta[^<>]*", antwoord.content.decode())


@pytest.mark.parametrize("naam", MODELLEN)
def test_filters_en_opzoekingen_lekken_niet(naam: str, eigen: Set, vreemd: Set, redacteur: Client) -> None:
    lijst = adres(eigen[naam], "changelist")
    for vraag in (
        "overeenkomst__regisseur__naam__startswith=G",
        "partij__lidmaatschappen__gebruiker__email__startswith=a",
        "pk__in=1,2,3",
        "voortgangen__isnull=0",
        "overeenkomst__sleutel=beta-2022-2023",
        "_to_field=sleutel",
    ):
        antwoord = redacteur.get(f"{lijst}?{vraag}")
        assert antwoord.status_code in {302, 400}, vraag
    antwoord = redacteur.get(f"{lijst}?overeenkomst=beta-2022-2023", follow=True)
    if antwoord.status_code != 400:
        assert vreemd[naam] not in set(antwoord.context["cl"].result_list)


def test_alleen_de_sleutel_mag_verwijzen(eigen: Set, vreemd: Set, redacteur: Client) -> None:
    wijzig = adres(eigen["overeenkomst"], "change")
    assert redacteur.get(f"{wijzig}?_to_field=sleutel").status_code == 400
    assert redacteur.get(f"{adres(vreemd['overeenkomst'], 'change')}?_to_field=id&_popup=1").status_code == 404


@pytest.mark.parametrize(
    ("naam", "veld", "vreemde"),
    [
        ("afspraak", "hoofdstuk", "hoofdstuk"),
        ("afspraak", "penvoerder", "partij"),
        ("afspraak", "definities", "definitie"),
        ("afspraak", "verwijzingen-0-naar", "afspraak"),
        ("afspraak", "betrokkenen-1-partij", "partij"),
        ("indicator", "afspraak", "afspraak"),
        ("indicator", "streefwaarden-0-partij", "partij"),
        ("definitie", "overeenkomst", "overeenkomst"),
        ("definitie", "afspraken", "afspraak"),
        ("overeenkomst", "regisseur", "partij"),
        ("prognose", "regel", "prognose"),
        ("prognose", "project", "project"),
        ("project", "partij", "partij"),
        ("peilmoment", "overeenkomst", "overeenkomst"),
        ("grootheid", "overeenkomst", "overeenkomst"),
        ("partij", "opvolger", "partij"),
    ],
)
def test_vreemde_keuze_is_ongeldig(
    naam: str, veld: str, vreemde: str, eigen: Set, vreemd: Set, redacteur: Client
) -> None:
    rij = f.PartijFabriek() if naam == "partij" else eigen[naam]
    if naam == "partij":
        f.DeelnameFabriek(overeenkomst=eigen.stad.overeenkomst, partij=rij)
    url = adres(rij, "change")
    gegevens = formulier(redacteur, url)
    ander = vreemd[vreemde].pk if veld != "regel" else vreemd["prognose"].regel_id  # type: ignore[attr-defined]
    gegevens[veld] = ander
    if veld.startswith("betrokkenen"):
        gegevens["betrokkenen-1-rol"] = "trekker"
    if veld.startswith("streefwaarden"):
        gegevens["streefwaarden-0-waarde"] = "5"
    antwoord = redacteur.post(url, gegevens)
    assert antwoord.status_code == 200
    assert "Deze keuze kan niet" in antwoord.content.decode()
    assert Verwijzing.objects.count() == 0


def test_nieuwe_rij_in_een_vreemde_set_kan_niet(eigen: Set, vreemd: Set, redacteur: Client) -> None:
    gegevens = {"overeenkomst": vreemd["overeenkomst"].pk, "begrip": "Sluiproute", "tekst": "x", "volgorde": 0}
    antwoord = redacteur.post(adres(eigen["definitie"], "add"), gegevens)
    assert "Deze keuze kan niet" in antwoord.content.decode()


def test_vreemde_rij_onder_een_eigen_formulier_wordt_niet_gewijzigd(eigen: Set, vreemd: Set, redacteur: Client) -> None:
    termijn = f.TermijnFabriek(afspraak=vreemd["afspraak"], tekst="van een ander")
    url = adres(eigen["afspraak"], "change")
    gegevens = formulier(redacteur, url) | {
        "termijnen-TOTAL_FORMS": 1,
        "termijnen-INITIAL_FORMS": 1,
        "termijnen-0-id": termijn.pk,
        "termijnen-0-tekst": "gekaapt",
        "termijnen-0-afspraak": eigen["afspraak"].pk,
    }
    assert redacteur.post(url, gegevens).status_code == 200
    termijn.refresh_from_db()
    assert termijn.tekst == "van een ander"


def test_actie_op_een_vreemde_rij_doet_niets(eigen: Set, vreemd: Set, redacteur: Client) -> None:
    gegevens = {"action": "delete_selected", "_selected_action": [vreemd["definitie"].pk], "post": "yes"}
    antwoord = redacteur.post(adres(eigen["definitie"], "changelist"), gegevens, follow=True)
    vreemd["definitie"].refresh_from_db()
    assert "Begrip beta" not in antwoord.content.decode()


def test_wie_twee_gemeenten_heeft_mengt_ze_niet(eigen: Set, vreemd: Set, als: Inloggen) -> None:
    gebruiker = f.GebruikerFabriek()
    for set_ in (eigen, vreemd):
        f.LidmaatschapFabriek(gebruiker=gebruiker, partij=set_.stad.gemeente, rol="redacteur")
    client = als(gebruiker)
    nieuw = adres(eigen["prognose"], "add")
    assert "beta" in client.get(nieuw).content.decode().lower()
    antwoord = client.post(
        nieuw,
        {
            "overeenkomst": eigen["overeenkomst"].pk,
            "partij": eigen.stad.wonen.pk,
            "regel": vreemd["prognose"].regel_id,  # type: ignore[attr-defined]
            "hardheid": "hard",
            "waarde": "5",
        },
    )
    assert "dezelfde overeenkomst" in antwoord.content.decode()
    # An existing row offers its own set alone.
    assert "beta" not in client.get(adres(eigen["hoofdstuk"], "change")).content.decode().lower()
    assert Prognose.objects.count() == 2


def test_geen_enkele_admin_zoekt_over_alles() -> None:
    for model, beheer in admin.site._registry.items():
        assert not beheer.autocomplete_fields and not beheer.raw_id_fields, model
        assert beheer.get_queryset.__qualname__.startswith("BeheerAdmin."), model


def test_niemand_ziet_rijen_zonder_rol(eigen: Set) -> None:
    niemand = f.GebruikerFabriek()
    for rijen in (Overeenkomst.objects, Afspraak.objects):
        assert not rijen.te_redigeren_door(niemand).exists()
    assert Partij.objects.exists()
