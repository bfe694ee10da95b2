"""Two municipalities with one row of every kind, and clients signed in as each role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from partijen.models import Gebruiker
from tests import fabrieken as f
from tests.fabrieken import Stad, maak_stad
from voorraad.models import Huurprijsgrens

Inloggen = Callable[[Gebruiker], Client]


@dataclass
class Set:
    """A municipality and one row of every kind the admin knows, by model name."""

    stad: Stad
    rijen: dict[str, models.Model]

    def __getitem__(self, naam: str) -> models.Model:
        return self.rijen[naam]


def maak_set(naam: str) -> Set:
    """Build a municipality with one row of everything, in a set that is not settled yet: so all of it can be edited."""
    stad = maak_stad(naam)
    stad.overeenkomst.status = "concept"
    stad.overeenkomst.save()
    afspraak = stad.afspraak(nummer="1", titel=f"Bouwen in {naam}")
    tabel = f.TabelFabriek(overeenkomst=stad.overeenkomst, titel=f"Tabel van {naam}")
    regel = f.TabelregelFabriek(tabel=tabel, label=f"Nieuwbouw {naam}")
    project = f.ProjectFabriek(overeenkomst=stad.overeenkomst, partij=stad.wonen, naam=f"Plein van {naam}")
    indicator = f.IndicatorFabriek(afspraak=afspraak, naam=f"Indicator {naam}")
    rijen: dict[str, models.Model] = {
        "overeenkomst": stad.overeenkomst,
        "hoofdstuk": stad.hoofdstuk,
        "afspraak": afspraak,
        "indicator": indicator,
        "definitie": f.DefinitieFabriek(overeenkomst=stad.overeenkomst, begrip=f"Begrip {naam}"),
        "deelname": stad.overeenkomst.deelnames.get(partij=stad.thuis),
        "voorwaarde": f.VoorwaardeFabriek(overeenkomst=stad.overeenkomst, titel=f"Voorwaarde {naam}"),
        "peilmoment": f.PeilmomentFabriek(overeenkomst=stad.overeenkomst),
        "tabel": tabel,
        "prognose": f.PrognoseFabriek(regel=regel, partij=stad.wonen, project=project),
        "project": project,
        "grootheid": f.GrootheidFabriek(overeenkomst=stad.overeenkomst, naam=f"Grootheid {naam}"),
        "gebeurtenis": f.GebeurtenisFabriek(overeenkomst_sleutel=stad.overeenkomst.sleutel, partij=stad.wonen),
        "partij": stad.wonen,
        "lidmaatschap": stad.gebruikers["wonen-invoerder"].lidmaatschappen.get(),
        "gebruiker": stad.gebruikers["wonen-invoerder"],
        "huurprijsgrens": Huurprijsgrens.objects.first() or f.HuurprijsgrensFabriek(),
        "mutatiesoort": project.mutatiesoort,
    }
    return Set(stad, rijen)


@pytest.fixture
def eigen(db: None) -> Set:
    """The municipality the tests act for."""
    return maak_set("alpha")


@pytest.fixture
def vreemd(db: None) -> Set:
    """Another municipality."""
    return maak_set("beta")


@pytest.fixture
def platformbeheerder(db: None) -> Gebruiker:
    """The platformbeheerder."""
    return f.GebruikerFabriek(email="beheer@platform.example", password="!", is_platformbeheerder=True)


@pytest.fixture
def als() -> Inloggen:
    """Return a function that signs a user in."""

    def inloggen(gebruiker: Gebruiker) -> Client:
        client = Client()
        client.force_login(gebruiker)
        return client

    return inloggen


@pytest.fixture
def redacteur(eigen: Set, als: Inloggen) -> Client:
    """A client of the redacteur of the own gemeente."""
    return als(eigen.stad.gebruikers["gemeente-redacteur"])


def adres(rij: models.Model | type[models.Model], wat: str) -> str:
    """Return an admin address: 'changelist', 'add', 'change', 'delete' or 'history'."""
    naam = f"admin:{rij._meta.app_label}_{rij._meta.model_name}_{wat}"
    if wat in {"changelist", "add"}:
        return reverse(naam)
    if wat == "history":  # some kinds keep no history and have no such address
        return reverse(f"admin:{rij._meta.app_label}_{rij._meta.model_name}_change", args=[rij.pk]).replace(
            "/change/", "/history/"
        )
    return reverse(naam, args=[rij.pk])


def formulier(client: Client, url: str) -> dict[str, object]:
    """Return what a browser would post when nothing on the page is changed."""
    context = client.get(url).context
    gegevens: dict[str, object] = {}
    formulieren = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        formulieren += [inline.formset.management_form, *inline.formset.forms]
    for form in formulieren:
        for veld in form:
            waarde = veld.value()
            if waarde is not None and waarde is not False:
                gegevens[veld.html_name] = "on" if waarde is True else waarde
    return gegevens
