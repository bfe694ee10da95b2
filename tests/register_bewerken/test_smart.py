"""The SMART check: what it asks, of what it stays silent, and the page per set."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from afspraken.afspraakwaarden import lege_waarden
from afspraken.smart import SOORTEN, beoordeel
from tests.fabrieken import IndicatorFabriek, Stad, StreefwaardeFabriek, TermijnFabriek
from tests.register_bewerken.formulier import adres

_TERMIJN = {
    "tekst": "in 2022",
    "begin": "",
    "eind": "2022-12-31",
    "herhaling": "geen",
    "exactheid": "exact",
    "toelichting": "",
}
_DOEL = {"partij": "", "waarde": "50", "tot_waarde": "", "van": "", "tot": "", "per": "periode"}
_TREKKER = {"rol": "trekker", "partij": "wonen", "groep": ""}
_NAMEN = {"wonen": "Wonen Stad", "thuis": "Thuis"}


def waarden(tekst: str = "Wonen Stad levert minstens 50 woningen op.", **anders: Any) -> dict[str, Any]:
    """Return an agreement without any advice, and what differs."""
    goed = {
        "tekst": tekst,
        "aard": "resultaat",
        "termijnen": [_TERMIJN],
        "betrokkenen": [_TREKKER],
        "indicatoren": [{"naam": "Opgeleverd", "eenheid": "woningen", "streefwaarden": [_DOEL]}],
    }
    return lege_waarden() | goed | anders


def soorten(beeld: dict[str, Any]) -> list[str]:
    return [advies.soort for advies in beoordeel(beeld, partijen=_NAMEN)]


def test_een_smarte_afspraak_krijgt_geen_advies() -> None:
    assert soorten(waarden()) == []


@pytest.mark.parametrize(
    ("anders", "verwacht"),
    [
        ({"termijnen": []}, ["termijn"]),
        ({"termijnen": [_TERMIJN | {"eind": ""}]}, ["termijn"]),
        ({"termijnen": [_TERMIJN | {"eind": "", "exactheid": "voorwaarde"}]}, ["voorwaarde"]),
        ({"termijnen": [_TERMIJN | {"eind": "", "herhaling": "jaar"}]}, []),
        ({"indicatoren": []}, ["maat"]),
        ({"indicatoren": [{"naam": "X", "eenheid": "%", "streefwaarden": []}]}, ["maat"]),
        ({"betrokkenen": []}, ["trekker"]),
        ({"betrokkenen": [_TREKKER | {"rol": "betrokken"}]}, ["trekker"]),
        ({"betrokkenen": [_TREKKER, _TREKKER | {"partij": "thuis"}]}, ["eindverantwoordelijk"]),
        ({"betrokkenen": [{"rol": "trekker", "partij": "", "groep": "corporaties"}]}, ["eindverantwoordelijk"]),
        (
            {
                "betrokkenen": [_TREKKER, _TREKKER | {"partij": "thuis"}],
                "antwoordwijze": "samen",
                "penvoerder": "wonen",
            },
            [],
        ),
        ({"aard": "inspanning"}, ["inspanning"]),
    ],
)
def test_wat_ontbreekt_wordt_gezegd(anders: dict[str, Any], verwacht: list[str]) -> None:
    assert soorten(waarden(**anders)) == verwacht


@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("Wonen Stad spant zich in om te bouwen.", ["inspanning"]),
        ("Corporaties streven naar een lagere wachttijd.", ["inspanning"]),
        ("Wonen Stad bouwt minstens 40.", ["eenheid"]),
        ("Wonen Stad bouwt minstens 40 sociale huurwoningen in 2023.", []),
        ("Hoogstens 15% gaat naar hogere inkomens; Wonen Stad telt dat.", []),
        ("Wonen Stad verbetert de wijk waar mogelijk en zo snel mogelijk.", ["vaag"]),
        ("De wachttijd wordt jaarlijks gemeten.", ["lijdend"]),
        ("De wachttijd wordt door de gemeente gemeten.", []),
        ("Er zullen woningen worden verkocht.", ["lijdend"]),
        ("Wonen Stad levert het plan op vóór 1 juli 2023.", []),
    ],
)
def test_woorden_in_de_tekst(tekst: str, verwacht: list[str]) -> None:
    assert soorten(waarden(tekst)) == verwacht


@pytest.mark.parametrize(
    ("tekst", "is_vaag"),
    [
        ("Wonen Stad bouwt ongeveer 50 woningen.", True),
        ("Thuis verkoopt circa 100 woningen.", True),
        ("Thuis verkoopt circa 100 woningen, met een maximum van hoogstens 120 woningen.", False),
        ("Wonen Stad start rond de zomer van 2023 met de bouw.", False),
        ("Wonen Stad is circa 2025 klaar.", False),
    ],
)
def test_ongeveer_vraagt_om_een_grens(tekst: str, is_vaag: bool) -> None:
    assert ("grens" in soorten(waarden(tekst, indicatoren=[]))) is is_vaag


def test_procesbepaling_is_milder() -> None:
    kaal = waarden("Partijen spreken elkaar.", soort="procesbepaling", aard="inspanning", indicatoren=[], termijnen=[])
    [advies] = beoordeel(kaal, partijen=_NAMEN)
    assert advies.soort == "termijn"
    assert "hoe vaak" in advies.tekst


@given(st.text(max_size=400))
def test_elke_tekst_geeft_nette_adviezen(tekst: str) -> None:
    adviezen = beoordeel(waarden(tekst), partijen=_NAMEN)
    assert all(advies.soort in SOORTEN and advies.tekst.endswith((".", "?")) and advies.veld for advies in adviezen)


def test_lange_tekst_is_snel_klaar() -> None:
    lang = waarden("wordt " * 8_000 + "ge" * 8_000 + " 1" * 8_000)
    assert isinstance(beoordeel(lang, partijen=_NAMEN), list)


def test_pagina_per_set(stad: Stad, client: Client) -> None:
    scherp = stad.afspraak(stad.wonen, titel="Scherp", aard="resultaat", tekst="Wonen Stad bouwt 5 woningen.")
    TermijnFabriek(afspraak=scherp)
    StreefwaardeFabriek(indicator=IndicatorFabriek(afspraak=scherp))
    stad.afspraak(stad.wonen, titel="Vaag", tekst="Waar mogelijk bouwen.")
    stad.afspraak(titel="Vervallen", vervallen_op="2022-06-01")
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    url = adres(stad, "register_smart")
    alles = client.get(url).content.decode()
    assert "Bij 1 van de 2 afspraken is er geen advies" in alles
    assert "Vervallen" not in alles
    assert "Vage woorden (1)" in alles
    vaag = client.get(url, {"soort": "vaag"}).content.decode()
    assert ("Vaag</a>" in vaag, "Scherp</a>" in vaag) == (True, False)
    geen = client.get(url, {"soort": "geen"}).content.decode()
    assert ("Vaag</a>" in geen, "Scherp</a>" in geen) == (False, True)
    assert "geen afspraken die hieraan voldoen" in client.get(url, {"soort": "onzin"}).content.decode()
