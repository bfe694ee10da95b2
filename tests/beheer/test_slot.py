"""A settled set in the admin: what was signed is read, how the register is kept may change."""

from __future__ import annotations

import pytest
from django.test import Client

from afspraken.models import Afspraak, Betrokkene, Deel, Hoofdstuk, Indicator, Overeenkomst, Streefwaarde, Termijn
from partijen.models import Gebeurtenis
from tests import fabrieken as f
from tests.beheer.conftest import Set, adres, formulier
from tests.beheer.test_bewerken import fouten


@pytest.fixture
def vast(eigen: Set) -> Set:
    """The own set, settled, with a term and a target."""
    f.TermijnFabriek(afspraak=eigen["afspraak"])
    f.StreefwaardeFabriek(indicator=eigen["indicator"], waarde=213)
    Afspraak.objects.filter(pk=eigen["afspraak"].pk).update(tekst="Wij bouwen 213 woningen.")
    Overeenkomst.objects.filter(pk=eigen.stad.overeenkomst.pk).update(status="vastgesteld")
    return eigen


def test_getekende_velden_veranderen_niet(vast: Set, redacteur: Client) -> None:
    url = adres(vast["afspraak"], "change")
    pagina = redacteur.get(url).content.decode()
    assert "verandert alleen door een wijziging" in pagina
    assert "Wij bouwen 213 woningen." in pagina
    assert 'name="tekst"' not in pagina
    gegevens = formulier(redacteur, url) | {
        "titel": "Korter",
        "tekst": "Wij bouwen niets.",
        "nummer": "99",
        "vervallen_op": "1-1-2023",
        "trekker_tekst": "Niemand",
        "termijnen-TOTAL_FORMS": 1,
        "termijnen-INITIAL_FORMS": 0,
        "termijnen-0-tekst": "ooit",
        "betrokkenen-TOTAL_FORMS": 1,
        "betrokkenen-INITIAL_FORMS": 0,
        "betrokkenen-0-rol": "levert",
        "betrokkenen-0-groep": "alle",
    }
    assert redacteur.post(url, gegevens).status_code == 302
    afspraak = Afspraak.objects.get(pk=vast["afspraak"].pk)
    assert (afspraak.titel, afspraak.tekst, afspraak.nummer) == ("Korter", "Wij bouwen 213 woningen.", "1")
    assert (afspraak.vervallen_op, afspraak.trekker_tekst) == (None, "")
    assert Termijn.objects.count() == 1
    assert Betrokkene.objects.filter(afspraak=afspraak).count() == 1


def test_streefwaarden_veranderen_niet(vast: Set, redacteur: Client) -> None:
    url = adres(vast["indicator"], "change")
    streef = Streefwaarde.objects.get()
    gegevens = formulier(redacteur, url) | {
        "naam": "Iets anders",
        "toelichting": "Uit de voorraadopgave.",
        "streefwaarden-TOTAL_FORMS": 2,
        "streefwaarden-INITIAL_FORMS": 1,
        "streefwaarden-0-id": streef.pk,
        "streefwaarden-0-indicator": vast["indicator"].pk,
        "streefwaarden-0-waarde": "1",
        "streefwaarden-0-per": "periode",
        "streefwaarden-1-waarde": "2",
        "streefwaarden-1-per": "periode",
    }
    assert redacteur.post(url, gegevens).status_code == 302
    assert [rij.waarde for rij in Streefwaarde.objects.all()] == [213]
    indicator = Indicator.objects.get(pk=vast["indicator"].pk)
    assert (indicator.naam, indicator.toelichting) == ("Indicator alpha", "Uit de voorraadopgave.")


def test_hoofdstuk_en_deel_veranderen_niet(vast: Set, redacteur: Client) -> None:
    url = adres(vast["hoofdstuk"], "change")
    gegevens = formulier(redacteur, url) | {"titel": "Anders", "volgorde": 5}
    assert redacteur.post(url, gegevens).status_code == 302
    hoofdstuk = Hoofdstuk.objects.get(pk=vast["hoofdstuk"].pk)
    assert (hoofdstuk.titel, hoofdstuk.volgorde) == (vast.stad.hoofdstuk.titel, 5)
    url = adres(vast["overeenkomst"], "change")
    deel = Deel.objects.get(overeenkomst=vast["overeenkomst"])
    gegevens = formulier(redacteur, url) | {
        "delen-TOTAL_FORMS": 1, "delen-INITIAL_FORMS": 1, "delen-0-id": deel.pk, "delen-0-DELETE": "on",
        "delen-0-overeenkomst": vast["overeenkomst"].pk,
    }  # fmt: skip
    assert redacteur.post(url, gegevens).status_code == 302
    assert Deel.objects.filter(pk=deel.pk).exists()


@pytest.mark.parametrize("naam", ["overeenkomst", "hoofdstuk", "afspraak", "indicator"])
def test_niets_gaat_weg(naam: str, vast: Set, redacteur: Client) -> None:
    assert redacteur.get(adres(vast[naam], "delete")).status_code == 403
    assert redacteur.post(adres(vast[naam], "delete"), {"post": "yes"}).status_code == 403
    gegevens = {"action": "delete_selected", "_selected_action": [vast[naam].pk], "post": "yes"}
    redacteur.post(adres(vast[naam], "changelist"), gegevens)
    assert type(vast[naam]).objects.filter(pk=vast[naam].pk).exists()


@pytest.mark.parametrize("naam", ["afspraak", "indicator", "hoofdstuk"])
def test_niets_komt_erbij(naam: str, vast: Set, redacteur: Client) -> None:
    aantal = type(vast[naam]).objects.count()
    gegevens = {
        "afspraak": {"hoofdstuk": vast["hoofdstuk"].pk, "titel": "Sluiproute", "soort": "meerjarig", "aard": "onbekend",
                     "antwoordwijze": "ieder", "volgorde": 0},
        "indicator": {"afspraak": vast["afspraak"].pk, "sleutel": "x", "naam": "X", "eenheid": "x",
                      "richting": "minimum", "berekening": "opgegeven", "ritme": "jaar", "decimalen": 0, "volgorde": 0},
        "hoofdstuk": {"deel": vast.stad.hoofdstuk.deel_id, "titel": "Sluiproute", "volgorde": 0},
    }[naam]  # fmt: skip
    antwoord = redacteur.post(adres(vast[naam], "add"), gegevens)
    assert antwoord.status_code == 200
    assert type(vast[naam]).objects.count() == aantal


def test_vastgesteld_wordt_geen_concept_meer(vast: Set, redacteur: Client) -> None:
    url = adres(vast["overeenkomst"], "change")
    antwoord = redacteur.post(url, formulier(redacteur, url) | {"status": "concept"})
    assert antwoord.status_code == 200
    assert "geen concept meer" in str(fouten(antwoord)["status"])
    assert not Gebeurtenis.objects.filter(soort="overeenkomst.gewijzigd").exists()
    assert redacteur.post(url, formulier(redacteur, url) | {"status": "afgelopen"}).status_code == 302
