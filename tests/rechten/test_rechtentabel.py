"""One table of address x role x expected answer. An address that is not in it fails the test."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from monitoring import cyclus
from monitoring.models import Cijferstaat, Voortgang
from partijen.models import Gebruiker
from tests.fabrieken import (
    GebruikerFabriek,
    GrootheidFabriek,
    PeilmomentFabriek,
    RapportFabriek,
    Stad,
    TabelFabriek,
    TabelregelFabriek,
    maak_stad,
)
from tests.rechten import importeren, jaarschijven, register, wijzigingen
from tests.rechten.rijen import AANGEMELD, ALLEEN_REGIE, IEDEREEN, LEZEN, ROLLEN, rij

# Tables of their own, one per part: TABEL, GEGEVENS, and wereld(stad, afspraak) with the arguments of its addresses.
ONDERDELEN = (register, wijzigingen, jaarschijven, importeren)

# What a POST needs to be about anything; the rest is empty on purpose.
GEGEVENS: dict[str, dict[str, Any]] = {"monitoring:standpunt": {"partij": "huurders-stad"}}

# (method, url name) -> role -> status. An empty POST answers 200 with the errors, or 302 where it saves a concept.
TABEL: dict[tuple[str, str], dict[str, int]] = {
    ("get", "monitoring:mijn_werk"): AANGEMELD,
    ("get", "monitoring:openbare_rapporten"): IEDEREEN,
    ("get", "monitoring:openbaar_rapport"): dict.fromkeys(ROLLEN, 404),
    ("get", "monitoring:dashboard"): LEZEN,
    ("get", "monitoring:dashboard_peilmoment"): LEZEN,
    ("get", "monitoring:afspraken"): LEZEN,
    ("get", "monitoring:afspraak"): LEZEN,
    ("get", "monitoring:peilmomenten"): LEZEN,
    ("post", "monitoring:peilmomenten"): rij(403, gemeente_redacteur=200),
    ("get", "monitoring:peilmoment"): LEZEN,
    ("get", "monitoring:peilmoment_openen"): ALLEEN_REGIE,
    ("post", "monitoring:peilmoment_openen"): rij(403, gemeente_redacteur=200),
    ("get", "monitoring:peilmoment_bespreken"): ALLEEN_REGIE,
    ("post", "monitoring:peilmoment_bespreken"): ALLEEN_REGIE,
    ("get", "monitoring:peilmoment_heropenen"): ALLEEN_REGIE,
    ("post", "monitoring:peilmoment_heropenen"): ALLEEN_REGIE,
    ("get", "monitoring:peilmoment_verlengen"): ALLEEN_REGIE,
    ("post", "monitoring:peilmoment_verlengen"): rij(403, gemeente_redacteur=200),
    ("get", "monitoring:peilmoment_samenvatting"): ALLEEN_REGIE,
    ("post", "monitoring:peilmoment_samenvatting"): rij(403, gemeente_redacteur=200),
    ("get", "monitoring:peilmoment_vaststellen"): ALLEEN_REGIE,
    ("post", "monitoring:peilmoment_vaststellen"): ALLEEN_REGIE,
    ("get", "monitoring:voortgang_lijst"): LEZEN,
    ("get", "monitoring:voortgang"): LEZEN,
    ("post", "monitoring:voortgang"): rij(403, wonen_invoerder=302, wonen_redacteur=302),
    ("get", "monitoring:cijfers"): LEZEN,
    ("post", "monitoring:cijfers"): rij(403, wonen_invoerder=302, wonen_redacteur=302),
    ("get", "monitoring:controle"): rij(403, gemeente_redacteur=200, wonen_redacteur=200),
    ("get", "monitoring:beoordeel"): rij(403, gemeente_redacteur=200),
    ("post", "monitoring:beoordeel"): rij(403, gemeente_redacteur=200),
    ("get", "monitoring:afspraakstatus"): rij(403, gemeente_redacteur=200),
    ("post", "monitoring:afspraakstatus"): rij(403, gemeente_redacteur=200),
    ("get", "monitoring:standpunten"): LEZEN,
    ("get", "monitoring:standpunt"): LEZEN,
    ("post", "monitoring:standpunt"): rij(403, huurders_invoerder=200),
    ("get", "monitoring:rapport"): LEZEN,
    ("get", "monitoring:rapport_pdf"): rij(302),
    ("post", "monitoring:rapport_maken"): rij(302),
    ("get", "monitoring:rapport_maken"): rij(302),
    ("get", "monitoring:rapport_publiceren"): ALLEEN_REGIE,
    ("post", "monitoring:rapport_publiceren"): ALLEEN_REGIE,
    ("get", "voorraad:voorraad"): LEZEN,
    ("get", "voorraad:opgave"): LEZEN,
    ("post", "voorraad:opgave"): rij(403, wonen_invoerder=302, wonen_redacteur=302),
}


for onderdeel in ONDERDELEN:
    TABEL |= onderdeel.TABEL
    GEGEVENS |= onderdeel.GEGEVENS


def namen_in(patronen: list[URLPattern | URLResolver], ruimte: str = "") -> Iterator[str]:
    """Yield every url name of our own pages (the admin and allauth have their own tests)."""
    for patroon in patronen:
        if str(patroon.pattern).startswith(("account/", "beheer/")):
            continue
        if isinstance(patroon, URLResolver):
            yield from namen_in(patroon.url_patterns, f"{patroon.namespace}:" if patroon.namespace else ruimte)
        else:
            yield f"{ruimte}{patroon.name}"


def test_elk_adres_staat_in_de_tabel() -> None:
    namen = set(namen_in(get_resolver().url_patterns))
    assert namen == {naam for _methode, naam in TABEL}
    for antwoorden in TABEL.values():
        assert set(antwoorden) == set(ROLLEN)


@pytest.fixture
def wereld(stad: Stad) -> dict[str, Any]:
    """A set with an open peilmoment, and the arguments of every address."""
    afspraak = stad.afspraak("corporaties", nummer="1")
    GrootheidFabriek(overeenkomst=stad.overeenkomst, groep="corporaties")
    TabelregelFabriek(tabel=TabelFabriek(overeenkomst=stad.overeenkomst), sleutel="nieuwbouw")
    peilmoment = PeilmomentFabriek(overeenkomst=stad.overeenkomst, peildatum=dt.date(2022, 6, 30))
    cyclus.open_peilmoment(peilmoment=peilmoment, door=stad.gebruikers["gemeente-redacteur"])
    voortgang = Voortgang.objects.get(partij=stad.wonen)
    Cijferstaat.objects.get(partij=stad.wonen)
    sleutel, datum = stad.overeenkomst.sleutel, "2022-06-30"
    van_thuis = Voortgang.objects.get(partij=stad.thuis)
    Voortgang.objects.filter(pk=van_thuis.pk).update(fase="ingediend", status="op_schema", toelichting="Goed.")
    dicht = RapportFabriek(peilmoment=PeilmomentFabriek(overeenkomst=stad.overeenkomst, peildatum=dt.date(2023, 6, 30)))
    eigen: dict[str, Any] = {}
    for onderdeel in ONDERDELEN:
        eigen |= onderdeel.wereld(stad, afspraak)
    return eigen | {
        "monitoring:mijn_werk": [],
        "monitoring:openbare_rapporten": [],
        "monitoring:openbaar_rapport": [dicht.pk],
        "monitoring:dashboard": [sleutel],
        "monitoring:afspraken": [sleutel],
        "monitoring:peilmomenten": [sleutel],
        "voorraad:voorraad": [sleutel],
        "monitoring:afspraak": [sleutel, afspraak.pk],
        "monitoring:voortgang": [sleutel, datum, voortgang.pk],
        "monitoring:cijfers": [sleutel, datum, stad.wonen.sleutel],
        "voorraad:opgave": [sleutel, datum, stad.wonen.sleutel],
        "monitoring:beoordeel": [sleutel, datum, "voortgang", van_thuis.pk],
        "monitoring:afspraakstatus": [sleutel, datum, afspraak.pk],
        "monitoring:standpunt": [sleutel, datum, afspraak.pk],
        "standaard": [sleutel, datum],
    }


@pytest.fixture
def klanten(stad: Stad) -> dict[str, Client]:
    """One browser per role."""
    gebruikers: dict[str, Gebruiker] = dict(stad.gebruikers)
    gebruikers["vreemd"] = maak_stad("elders").gebruikers["gemeente-redacteur"]
    gebruikers["platform"] = GebruikerFabriek(is_platformbeheerder=True)
    klanten = {}
    for rol in ROLLEN:
        klanten[rol] = Client()
        if rol != "anoniem":
            klanten[rol].force_login(gebruikers[rol])
    return klanten


@pytest.mark.parametrize(("methode", "naam"), list(TABEL), ids=[f"{m}-{n}" for m, n in TABEL])
def test_wie_mag_wat(methode: str, naam: str, wereld: dict[str, Any], klanten: dict[str, Client]) -> None:
    url = reverse(naam, args=wereld.get(naam, wereld["standaard"]))
    gekregen = {}
    # The regisseur comes last: his POST may move the peilmoment on, which must not colour the others' answers.
    for rol in sorted(ROLLEN, key=lambda rol: rol == "gemeente-redacteur"):
        antwoord = getattr(klanten[rol], methode)(url, GEGEVENS.get(naam, {}) if methode == "post" else {})
        gekregen[rol] = antwoord.status_code
        if rol == "anoniem" and antwoord.status_code == 302:
            assert "/account/login/" in antwoord["Location"]
    verwacht = TABEL[methode, naam]
    assert {r: s for r, s in gekregen.items() if s != verwacht[r]} == {}


@pytest.mark.parametrize("naam", [naam for methode, naam in TABEL if methode == "get"])
def test_lezen_schrijft_niets(naam: str, wereld: dict[str, Any], klanten: dict[str, Client]) -> None:
    """A GET changes nothing in the database, whoever asks; the session of the visitor excepted."""
    url = reverse(naam, args=wereld.get(naam, wereld["standaard"]))
    for rol in ("gemeente-redacteur", "wonen-invoerder", "huurders-invoerder", "thuis-lezer"):
        with CaptureQueriesContext(connection) as opdrachten:
            klanten[rol].get(url)
        schrijvend = [
            opdracht["sql"]
            for opdracht in opdrachten
            if opdracht["sql"].split(" ", 1)[0] in {"INSERT", "UPDATE", "DELETE"}
            and "django_session" not in opdracht["sql"]
        ]
        assert schrijvend == [], rol
