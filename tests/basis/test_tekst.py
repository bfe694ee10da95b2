"""Keys for sorting and searching, and safe HTML of what people write."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from basis.tekst import SLEUTEL_LENGTE, naamsleutel, opmaak_html, sorteersleutel, zoeksleutel


def test_nummers_sorteren_zoals_mensen_tellen() -> None:
    goed = ["1", "1.1", "1.1.2", "1.2", "1.9", "1.10", "1.10a", "2", "6C1.2", "10", "58", "A1", "A2", "A10", "T-03", ""]
    assert sorted(sorted(goed), key=sorteersleutel) == goed


@given(st.text(max_size=60))
def test_sleutels_zijn_kort_en_alleen_cijfers_en_kleine_letters(tekst: str) -> None:
    for sleutel in (sorteersleutel(tekst), naamsleutel(tekst)):
        assert re.fullmatch(r"[0-9a-z]+", sleutel)
        assert len(sleutel) <= SLEUTEL_LENGTE


@given(st.lists(st.integers(0, 10**7), min_size=1, max_size=4), st.lists(st.integers(0, 10**7), min_size=1, max_size=4))
def test_volgorde_van_sleutels_is_volgorde_van_getallen(een: list[int], twee: list[int]) -> None:
    sleutels = [sorteersleutel(".".join(map(str, delen))) for delen in (een, twee)]
    assert (sleutels[0] < sleutels[1]) == (een < twee)


@given(st.text(max_size=40))
def test_lege_nummers_komen_achteraan(tekst: str) -> None:
    if sorteersleutel(tekst) != sorteersleutel(""):
        assert sorteersleutel(f"1{tekst}") < sorteersleutel("")


def test_namen_sorteren_per_woord() -> None:
    goed = ["De Alliantie", "De Vries 2", "De Vries 10", "Dealer", "Élan", "Esdoorn", "IJsselland", "Zwolle"]
    assert sorted(sorted(goed), key=naamsleutel) == goed


@pytest.mark.parametrize(
    ("tekst", "sleutel"),
    [
        ("  Élan   Wonen ", "elan wonen"),
        ("\u0132sselland", "ijsselland"),
        ("IJsselland", "ijsselland"),
        ("Straße", "strasse"),
        ("huurders\u00adorganisatie", "huurdersorganisatie"),
        ("’t Gooi – Noord", "'t gooi - noord"),
        ("Øst Łódź", "ost lodz"),
    ],
)
def test_zoeksleutel(tekst: str, sleutel: str) -> None:
    assert zoeksleutel(tekst) == sleutel


@given(st.text(max_size=60))
def test_zoeksleutel_is_stabiel_en_kent_geen_hoofdletters(tekst: str) -> None:
    sleutel = zoeksleutel(tekst)
    assert zoeksleutel(sleutel) == sleutel
    assert zoeksleutel(tekst.upper().lower()) == zoeksleutel(tekst.lower())


@given(st.text(max_size=20), st.text(max_size=20))
def test_een_woord_is_te_vinden_in_de_sleutel_van_de_zin(voor: str, na: str) -> None:
    assert zoeksleutel("Tóébedeling") in zoeksleutel(f"{voor} toebedeling {na}")


def test_opmaak() -> None:
    html = opmaak_html("Eerste **vet**\nregel twee\n\n- een\n- twee\n\n[site](https://voorbeeld.example)")
    assert "<strong>vet</strong>" in html
    assert "<br>" in html
    assert html.count("<li>") == 2
    assert 'href="https://voorbeeld.example"' in html
    assert 'rel="noopener noreferrer"' in html


@pytest.mark.parametrize(
    "kwaad",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klik](javascript:alert(1))",
        "![plaatje](https://elders.example/x.png)",
        "<p style='color:red'>x</p>",
    ],
)
def test_opmaak_laat_niets_gevaarlijks_door(kwaad: str) -> None:
    html = opmaak_html(kwaad)
    assert not re.search(r"<(script|img|style)|<[^>]+\s(style|on\w+)=|href=\"javascript", html)


def test_koppen_van_gebruikers_worden_geen_koppen() -> None:
    assert "<h" not in opmaak_html("# Groot\n\nOnder\n===")


@given(st.text(max_size=80))
def test_opmaak_breekt_nooit(tekst: str) -> None:
    assert not re.search(r"<(script|img|iframe|style|h[1-6])\b", opmaak_html(tekst))
