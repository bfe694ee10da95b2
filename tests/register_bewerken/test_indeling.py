"""Parts, chapters, paragraphs and definitions: adding, changing, deleting and moving, within the own set alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from afspraken.indeling import verplaats
from afspraken.models import Afspraak, Deel, Definitie, Hoofdstuk, Paragraaf
from afspraken.registerservices import Vergrendeld
from partijen.models import Gebeurtenis
from tests.fabrieken import (
    AfspraakFabriek,
    DefinitieFabriek,
    GebruikerFabriek,
    HoofdstukFabriek,
    OvereenkomstFabriek,
    ParagraafFabriek,
    Stad,
    maak_stad,
)
from tests.register_bewerken.formulier import adres, concept


@pytest.fixture
def redacteur(stad: Stad, client: Client) -> Client:
    concept(stad)
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    return client


def test_hoofdstuk_toevoegen_wijzigen_en_verwijderen(stad: Stad, redacteur: Client) -> None:
    nieuw = adres(stad, "register_onderdeel_nieuw", "hoofdstuk")
    assert "Vul dit veld in" in redacteur.post(nieuw, {"nummer": "3"}).content.decode()
    redacteur.post(nieuw, {"nummer": "3", "titel": "Leefbaarheid", "ambitie": "- fijn\n- wonen"})
    hoofdstuk = Hoofdstuk.objects.get(titel="Leefbaarheid")
    assert hoofdstuk.deel == stad.hoofdstuk.deel
    assert hoofdstuk.volgorde > stad.hoofdstuk.volgorde
    bestaand = adres(stad, "register_onderdeel", "hoofdstuk", hoofdstuk.pk)
    dubbel = redacteur.post(bestaand, {"titel": stad.hoofdstuk.titel})
    assert dubbel.status_code == 200
    assert "Er ging iets mis" in dubbel.content.decode()
    redacteur.post(bestaand, {"nummer": "4", "titel": "Leefbaar", "ambitie": ""})
    hoofdstuk.refresh_from_db()
    assert (str(hoofdstuk), hoofdstuk.ambitie) == ("4 Leefbaar", "")
    weg = adres(stad, "register_onderdeel_weg", "hoofdstuk", hoofdstuk.pk)
    assert "Leefbaar" in redacteur.get(weg).content.decode()
    assert redacteur.post(weg).status_code == 302
    assert not Hoofdstuk.objects.filter(pk=hoofdstuk.pk).exists()
    soorten = set(Gebeurtenis.objects.values_list("soort", flat=True))
    assert {"hoofdstuk.toegevoegd", "hoofdstuk.gewijzigd", "hoofdstuk.verwijderd"} <= soorten


def test_deel_en_paragraaf(stad: Stad, redacteur: Client) -> None:
    redacteur.post(adres(stad, "register_onderdeel_nieuw", "deel"), {"naam": "Bijlage", "partij": stad.wonen.sleutel})
    deel = Deel.objects.get(naam="Bijlage")
    assert deel.partij == stad.wonen
    redacteur.post(f"{adres(stad, 'register_onderdeel_nieuw', 'hoofdstuk')}?in={deel.pk}", {"titel": "In de bijlage"})
    hoofdstuk = Hoofdstuk.objects.get(titel="In de bijlage")
    assert hoofdstuk.deel == deel
    waar = f"{adres(stad, 'register_onderdeel_nieuw', 'paragraaf')}?in={hoofdstuk.pk}"
    redacteur.post(waar, {"nummer": "1.1", "titel": "Eerst"})
    assert Paragraaf.objects.get().hoofdstuk == hoofdstuk
    assert redacteur.get(adres(stad, "register_onderdeel_nieuw", "paragraaf")).status_code == 404
    pagina = redacteur.get(adres(stad, "register")).content.decode()
    assert "1.1 Eerst" in pagina
    assert "Bijlage" in pagina


def test_wat_niet_leeg_is_blijft(stad: Stad, redacteur: Client) -> None:
    paragraaf: Any = ParagraafFabriek(hoofdstuk=stad.hoofdstuk)
    AfspraakFabriek(hoofdstuk=stad.hoofdstuk, paragraaf=paragraaf)
    for soort, rij in (("deel", stad.hoofdstuk.deel), ("hoofdstuk", stad.hoofdstuk), ("paragraaf", paragraaf)):
        antwoord = redacteur.post(adres(stad, "register_onderdeel_weg", soort, rij.pk))
        assert "staan nog afspraken in" in antwoord.content.decode()
    assert Afspraak.objects.count() == Paragraaf.objects.count() == 1


def test_begrip_met_afspraken(stad: Stad, redacteur: Client) -> None:
    een, ander = stad.afspraak(nummer="1"), stad.afspraak(nummer="2")
    nieuw = adres(stad, "register_onderdeel_nieuw", "definitie")
    redacteur.post(
        nieuw, {"begrip": "Urgent", "noot": "3", "tekst": "Wie **snel** moet", "afspraken": [een.pk, ander.pk]}
    )
    begrip = Definitie.objects.get()
    assert set(begrip.afspraken.all()) == {een, ander}
    lijst = redacteur.get(adres(stad, "register_definities")).content.decode()
    assert "<strong>snel</strong>" in lijst
    redacteur.post(adres(stad, "register_onderdeel_weg", "definitie", begrip.pk))
    assert not Definitie.objects.exists()


def test_op_slot_blijft_alles_staan_behalve_waar_een_begrip_bij_hoort(stad: Stad, redacteur: Client) -> None:
    stad.overeenkomst.status = "vastgesteld"
    stad.overeenkomst.save()
    ander = HoofdstukFabriek(deel=stad.hoofdstuk.deel, volgorde=9)
    titel = stad.hoofdstuk.titel
    redacteur.post(adres(stad, "register_onderdeel", "hoofdstuk", stad.hoofdstuk.pk), {"titel": "Anders"})
    redacteur.post(adres(stad, "register_onderdeel_nieuw", "deel"), {"naam": "Stiekem"})
    redacteur.post(adres(stad, "register_onderdeel_weg", "hoofdstuk", ander.pk))  # type: ignore[attr-defined]
    redacteur.post(adres(stad, "register_verplaatsen"), {"wat": f"hoofdstuk:{ander.pk}:op"})  # type: ignore[attr-defined]
    assert list(Hoofdstuk.objects.order_by("volgorde").values_list("titel", flat=True)) == [titel, ander.titel]
    assert Deel.objects.count() == 1
    begrip = DefinitieFabriek(overeenkomst=stad.overeenkomst)
    url = adres(stad, "register_onderdeel", "definitie", begrip.pk)  # type: ignore[attr-defined]
    afspraak = stad.afspraak(nummer="1")
    assert redacteur.post(url, {"begrip": "Helder", "tekst": "Zo.", "afspraken": [afspraak.pk]}).status_code == 302
    assert Definitie.objects.get().begrip == begrip.begrip  # type: ignore[attr-defined]
    assert list(Definitie.objects.get().afspraken.all()) == [afspraak]
    redacteur.post(adres(stad, "register_onderdeel_nieuw", "definitie"), {"begrip": "Erbij", "tekst": "Stiekem."})
    redacteur.post(adres(stad, "register_onderdeel_weg", "definitie", begrip.pk))  # type: ignore[attr-defined]
    assert Definitie.objects.count() == 1
    assert "op slot" in redacteur.get(url).content.decode()


def volgorde(stad: Stad) -> list[str]:
    return list(stad.hoofdstuk.deel.hoofdstukken.order_by("volgorde", "pk").values_list("titel", flat=True))


def test_verplaatsen_met_knoppen_en_slepen(stad: Stad, redacteur: Client) -> None:
    Hoofdstuk.objects.filter(pk=stad.hoofdstuk.pk).update(titel="a", volgorde=0)
    rijen = {"a": stad.hoofdstuk.pk}
    for titel in "bcd":
        rijen[titel] = Hoofdstuk.objects.create(deel=stad.hoofdstuk.deel, nummer=titel, titel=titel, volgorde=0).pk
    url = adres(stad, "register_verplaatsen")

    def doe(wat: str) -> list[str]:
        antwoord = redacteur.post(url, {"wat": wat})
        assert antwoord.status_code == 302
        return volgorde(stad)

    assert doe(f"hoofdstuk:{rijen['a']}:neer") == ["b", "a", "c", "d"]
    assert doe(f"hoofdstuk:{rijen['d']}:op") == ["b", "a", "d", "c"]
    assert doe(f"hoofdstuk:{rijen['b']}:op") == ["b", "a", "d", "c"]
    assert doe(f"hoofdstuk:{rijen['c']}:neer") == ["b", "a", "d", "c"]
    assert doe(f"hoofdstuk:{rijen['c']}:voor-{rijen['b']}") == ["c", "b", "a", "d"]
    assert doe(f"hoofdstuk:{rijen['c']}:voor-0") == ["b", "a", "d", "c"]
    assert doe(f"hoofdstuk:{rijen['c']}:zijwaarts") == ["b", "a", "d", "c"]
    assert list(Hoofdstuk.objects.filter(nummer="d").values_list("titel", flat=True)) == ["d"]


def test_afspraak_zonder_nummer_is_te_verplaatsen(stad: Stad, redacteur: Client) -> None:
    een, twee = (stad.afspraak(nummer="", titel=titel) for titel in ("Een", "Twee"))
    genummerd = stad.afspraak(nummer="4")
    url = adres(stad, "register_verplaatsen")
    redacteur.post(url, {"wat": f"afspraak:{twee.pk}:op"})
    assert list(Afspraak.objects.filter(nummer="").order_by("volgorde")) == [twee, een]
    pagina = redacteur.post(url, {"wat": f"afspraak:{genummerd.pk}:op"}, follow=True)
    assert "op de plek van zijn nummer" in pagina.content.decode()


@pytest.mark.parametrize(
    "wat", ["", "hoofdstuk", "hoofdstuk:x:op", "iets:1:op", "hoofdstuk:99999999999999999999:op", "hoofdstuk:²:op"]
)
def test_onzin_verplaatsen_bestaat_niet(stad: Stad, redacteur: Client, wat: str) -> None:
    assert redacteur.post(adres(stad, "register_verplaatsen"), {"wat": wat}).status_code == 404


def test_van_een_ander_bestaat_niet(stad: Stad, redacteur: Client) -> None:
    buur = maak_stad("elders")
    afspraak = buur.afspraak(nummer="")
    begrip: Any = DefinitieFabriek(overeenkomst=buur.overeenkomst)
    paragraaf: Any = ParagraafFabriek(hoofdstuk=buur.hoofdstuk)
    rijen = {
        "deel": buur.hoofdstuk.deel.pk,
        "hoofdstuk": buur.hoofdstuk.pk,
        "paragraaf": paragraaf.pk,
        "definitie": begrip.pk,
    }
    for soort, pk in rijen.items():
        for naam in ("register_onderdeel", "register_onderdeel_weg"):
            assert redacteur.get(adres(stad, naam, soort, pk)).status_code == 404
            assert redacteur.post(adres(stad, naam, soort, pk), {"titel": "x"}).status_code == 404
        assert redacteur.post(adres(stad, "register_verplaatsen"), {"wat": f"{soort}:{pk}:neer"}).status_code == 404
    assert redacteur.post(adres(stad, "register_verplaatsen"), {"wat": f"afspraak:{afspraak.pk}:op"}).status_code == 404
    assert redacteur.get(adres(stad, "register_onderdeel", "iets", 1)).status_code == 404
    nieuw = f"{adres(stad, 'register_onderdeel_nieuw', 'hoofdstuk')}?in={buur.hoofdstuk.deel.pk}"
    assert redacteur.post(nieuw, {"titel": "Erin geglipt"}).status_code == 404


def test_andermans_afspraak_komt_niet_bij_een_begrip(stad: Stad, buurstad: Stad, redacteur: Client) -> None:
    vreemd = buurstad.afspraak()
    url = adres(stad, "register_onderdeel_nieuw", "definitie")
    assert redacteur.post(url, {"begrip": "X", "tekst": "Y", "afspraken": [vreemd.pk]}).status_code == 200
    assert not Definitie.objects.exists()


def test_dienst_weigert_zelf_ook(stad: Stad) -> None:
    door = stad.gebruikers["gemeente-redacteur"]
    with pytest.raises(Vergrendeld):
        verplaats(rij=stad.hoofdstuk, door=door, stap=1)
    concept(stad)
    with pytest.raises(ValidationError):
        verplaats(rij=stad.afspraak(nummer="1"), door=door, stap=1)


class TestVerplaatsen(TestCase):
    """Whatever is moved where: no row is lost or doubled, and places stay 1, 2, 3."""

    @given(st.lists(st.tuples(st.integers(0, 4), st.integers(-6, 6)), max_size=6))
    def test_niets_raakt_zoek(self, stappen: list[tuple[int, int]]) -> None:
        overeenkomst: Any = OvereenkomstFabriek(status="concept")
        deel = Deel.objects.create(overeenkomst=overeenkomst, naam="Deel")
        rijen = [Hoofdstuk.objects.create(deel=deel, titel=str(n), volgorde=0) for n in range(5)]
        verwacht, door = list(rijen), GebruikerFabriek()
        for wie, stap in stappen:
            verplaats(rij=rijen[wie], door=door, stap=stap)  # type: ignore[arg-type]
            plek = verwacht.index(rijen[wie])
            verwacht.insert(max(0, min(plek + stap, 4)), verwacht.pop(plek))
        nu = list(deel.hoofdstukken.order_by("volgorde", "pk"))
        assert nu == verwacht
        assert not stappen or [rij.volgorde for rij in nu] == [1, 2, 3, 4, 5]
