"""Search in Dutch: stems, compounds, numbers, phrases and hits on the page; the same answers wherever is searched."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from afspraken import zoekindex
from afspraken.models import Afspraak, Overeenkomst
from afspraken.zoeken import GROOTSTE_VRAAG, fragment, lees_vraag, markeer, past, stam, stamtekst
from basis.tekst import opmaak_html, zoeksleutel
from tests.fabrieken import AfspraakFabriek, BetrokkeneFabriek, Stad

TEKST = (
    "De corporaties bouwen in 2022-2023 minstens 250 nieuwe huurwoningen (zie afspraak 5.4 en T-03). "
    "Huurders en bewoners van DAEB-woningen krijgen een energielabel; de CO2-uitstoot daalt. "
    "Artikel 1.10, één coöperatie."
)
PAREN = (
    ("woning", "woningen"),
    ("huurder", "huurders"),
    ("corporatie", "corporaties"),
    ("evaluatie", "evaluaties"),
    ("jaar", "jaren"),
    ("gebouwd", "bouwen"),
    ("huis", "huizen"),
    ("grens", "grenzen"),
    ("lid", "leden"),
    ("stad", "steden"),
    ("gemeente", "gemeenten"),
    ("gebied", "gebieden"),
    ("verduurzaming", "verduurzamen"),
    ("duurzaamheid", "duurzaam"),
    ("inkomen", "inkomens"),
    ("leefbaarheid", "leefbaar"),
    ("afspraak", "afspraken"),
)


def vindt(vraag: str, tekst: str = TEKST) -> bool:
    return past(vraag, stamtekst(tekst), zoeksleutel(tekst))


@pytest.mark.parametrize(("een", "ander"), PAREN)
def test_vormen_van_een_woord_vinden_elkaar(een: str, ander: str) -> None:
    # A word after it, so that the beginning of a last word does not help.
    assert vindt(f"{een} nu", f"{ander} nu")
    assert vindt(f"{ander} nu", f"{een} nu")


@pytest.mark.parametrize(
    ("een", "ander"),
    [
        ("gemeente", "mening"),
        ("beleid", "begeleiding"),
        ("woning", "bewoner"),
        ("gebied", "bieden"),
        ("gezin", "zin"),
        ("woning", "wonen"),
    ],
)
def test_andere_woorden_vinden_elkaar_niet(een: str, ander: str) -> None:
    assert not vindt(f"{een} nu", f"{ander} nu")


@pytest.mark.parametrize(
    "vraag",
    [
        "woning",
        "HUURWONING",
        "huurd",
        "bouw nieuwe",
        "5.4",
        "5",
        "t-03",
        "T-03 woningen",
        "2022-2023",
        "2023",
        "1.10",
        "daeb",
        "co2-uitstoot",
        "uitstoot",
        "label",
        "COOPERATIE een",
        '"nieuwe huurwoningen"',
        '"Nieuwe  HUURWONINGEN" corporatie',
    ],
)
def test_wat_er_staat_wordt_gevonden(vraag: str) -> None:
    assert vindt(vraag)


@pytest.mark.parametrize(
    "vraag",
    ["1.1", "5.40", "t-0", "202", "203", "huizen", '"huurwoningen nieuwe"', "%", "€", "_", "bewoning", "250 260"],
)
def test_wat_er_niet_staat_wordt_niet_gevonden(vraag: str) -> None:
    assert not vindt(vraag)


def test_alleen_het_laatste_woord_mag_onaf_zijn() -> None:
    assert vindt("corporaties ener")
    assert not vindt("ener corporaties")
    assert not vindt('ener "de corporaties"')


@given(st.text(max_size=60))
def test_elke_tekst_vindt_zichzelf(tekst: str) -> None:
    assert past(tekst, stamtekst(tekst), zoeksleutel(tekst)) or '"' in zoeksleutel(tekst)


@given(st.text(max_size=300))
def test_stamtekst_staat_tussen_spaties(tekst: str) -> None:
    stammen = stamtekst(tekst)
    assert stammen == "" or (stammen[0] == stammen[-1] == " " and "  " not in stammen)
    assert len(stammen.split()) == len(set(stammen.split()))


@given(st.text(alphabet="<>&\"'abwoning /=", max_size=80), st.text(max_size=20))
def test_gewone_tekst_blijft_onschadelijk(tekst: str, vraag: str) -> None:
    kaal = re.sub("</?mark>", "", markeer(tekst, vraag))
    assert "<" not in kaal
    assert ">" not in kaal


@given(st.text(alphabet="*_[]()|- \nwoning<>&", max_size=120))
def test_opgemaakte_tekst_houdt_zijn_tags(tekst: str) -> None:
    html = opmaak_html(tekst)
    assert re.sub("</?mark>", "", markeer(mark_safe(html), "woning")).count("<") == html.count("<")


def test_treffers_in_opgemaakte_tekst() -> None:
    html = mark_safe(opmaak_html("**Woningen** bij [strong](https://strong.example/woning) & <script>x</script>"))
    gemerkt = markeer(html, "woning strong")
    assert "<strong><mark>Woningen</mark></strong>" in gemerkt
    assert 'href="https://strong.example/woning"' in gemerkt
    assert "&amp; &lt;script&gt;" in gemerkt


def test_een_frase_is_een_treffer() -> None:
    assert markeer("De sociale huurwoningen, sociale zorg", '"sociale huurwoningen"') == (
        "De <mark>sociale huurwoningen</mark>, sociale zorg"
    )


def test_fragment_om_de_eerste_treffer() -> None:
    stuk = fragment("vooraf " * 60 + "\n- de **huurders** praten mee " + "daarna " * 60, "huurder")
    assert "<mark>huurders</mark> praten mee" in stuk
    assert stuk.startswith("… ")
    assert stuk.endswith(" …")
    assert len(stuk) < 260
    assert fragment("niets hier", "huurder") == ""


def test_stammen_in_veel_draden() -> None:
    woorden = [woord for paar in PAREN for woord in paar] * 50
    verwacht = [stam(woord) for woord in woorden]
    stam.cache_clear()
    with ThreadPoolExecutor(8) as draden:
        assert list(draden.map(stam, woorden)) == verwacht


def test_heel_lange_vraag_en_tekst() -> None:
    assert len(lees_vraag("woord " * 5000)) <= 20
    lang = "Qx" * 50_000
    assert len(stamtekst(lang)) < 500
    assert vindt(lang[:GROOTSTE_VRAAG], lang)


ANTWOORDEN: tuple[tuple[str, set[str]], ...] = (
    ("woning", {"huur", "daeb"}),
    ("huurders", {"huur"}),
    ("huurwoningen bouwt", set()),
    ("5.4", {"code"}),
    ("5", {"code"}),
    ("1.1", set()),
    ("t-03 zie", {"code"}),
    ('"zie T-03"', {"code"}),
    ("cooperatie", {"accent"}),
    ("bewoner", {"accent"}),
    ("o'neill", {"accent"}),
    ("%", {"teken"}),
    ("\\", {"teken"}),
    ("'", {"accent", "teken"}),
    ("wonen stad", {"huur", "daeb", "code", "accent", "teken"}),
    ("", {"huur", "daeb", "code", "accent", "teken"}),
)


@pytest.fixture
def vijf(stad: Stad) -> Overeenkomst:
    for titel, tekst in {
        "huur": "Huurder en huurwoning",
        "daeb": "DAEB-woningen",
        "code": "Zie T-03 en 5.4",
        "accent": "Coöperatie O'Neill, bewoners",
        "teken": "100% 'voor' \\ achter & <b>",
    }.items():
        afspraak: Any = AfspraakFabriek(hoofdstuk=stad.hoofdstuk, nummer="", titel=titel, samenvatting="", tekst=tekst)
        BetrokkeneFabriek(afspraak=afspraak, groep="", partij=stad.wonen)
        afspraak.herzoek()
    # PostgreSQL makes and drops no index while checks of foreign keys wait.
    connection.check_constraints()
    return stad.overeenkomst


@pytest.mark.parametrize("met_index", [True, False])
def test_databank_en_geheugen_zijn_het_eens(vijf: Overeenkomst, met_index: bool) -> None:
    if not met_index:
        zoekindex.verwijder_index(connection)
    try:
        for vraag, titels in ANTWOORDEN:
            gevonden = set(Afspraak.objects.zoek(vraag).values_list("titel", flat=True))
            geheugen = {a.titel for a in Afspraak.objects.all() if past(vraag, a.stamtekst, a.zoektekst)}
            assert gevonden == geheugen == titels, vraag
    finally:
        zoekindex.maak_index(connection)


class TestElkeVraag(TestCase):
    """Whatever is typed: no error, and database and memory agree."""

    @given(st.text(max_size=40), st.text(alphabet="aAéwoning5.4-T03 \"'<=&|!():*\\", max_size=60))
    def test_zonder_fout_en_gelijk(self, vraag: str, tekst: str) -> None:
        tekst = tekst.replace("\x00", "")
        afspraak: Any = AfspraakFabriek(titel="x", samenvatting="", tekst=tekst)
        for gezocht in (vraag, tekst, tekst[3:20]):
            gezocht = gezocht.replace("\x00", "")
            gevonden = Afspraak.objects.filter(pk=afspraak.pk).zoek(gezocht).exists()
            assert gevonden == past(gezocht, afspraak.stamtekst, afspraak.zoektekst)


def test_index_volgt_wijzigen_en_verwijderen(stad: Stad) -> None:
    afspraak = stad.afspraak(titel="Zonneweiden", samenvatting="")
    assert Afspraak.objects.zoek("zonneweide").exists()
    afspraak.titel = "Warmtenetten"
    afspraak.save()
    assert not Afspraak.objects.zoek("zonneweide").exists()
    assert Afspraak.objects.zoek("warmtenet").exists()
    afspraak.delete()
    assert not Afspraak.objects.zoek("warmtenet").exists()


def test_lijst_toont_treffers(stad: Stad, client: Client) -> None:
    stad.afspraak(titel="Nieuwe <i>huurwoningen</i>", tekst="Corporaties bouwen **sociale** woningen & meer.")
    stad.afspraak(titel="Overleg", samenvatting="Niets")
    client.force_login(stad.gebruikers["thuis-lezer"])
    lijst = client.get(reverse("monitoring:afspraken", args=[stad.overeenkomst.sleutel]), {"q": "woning"})
    html = lijst.content.decode()
    assert "Nieuwe &lt;i&gt;<mark>huurwoningen</mark>&lt;/i&gt;" in html
    assert "sociale <mark>woningen</mark> &amp; meer" in html
    assert "Overleg</a>" not in html
    link = re.search(r'href="([^"]+\?q=woning)"', html)
    assert link
    pagina = client.get(link[1]).content.decode()
    assert "<strong>sociale</strong> <mark>woningen</mark>" in pagina
    assert "<mark>" not in client.get(link[1].split("?")[0]).content.decode()


def test_trekker_is_te_vinden(stad: Stad, client: Client) -> None:
    afspraak = stad.afspraak(stad.huurders, titel="Meedenken", samenvatting="")
    afspraak.herzoek()
    assert list(Afspraak.objects.zoek("huurders stad")) == [afspraak]


def test_meting_laat_niets_achter(db: None) -> None:
    call_command("meet_zoeken", aantal=30, rondes=1, zonder_index=True, verbosity=0)
    assert not Overeenkomst.objects.exists()
    assert not Afspraak.objects.exists()
