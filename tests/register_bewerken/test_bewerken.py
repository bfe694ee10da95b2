"""Editing an agreement in the portal: all fields, rows without JavaScript, conflicts, the lock, hostile input."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afspraken.afspraakwaarden import waarden_van
from afspraken.models import Afspraak, Invoerconcept
from monitoring.models import Voortgang
from tests.aanval.test_tegelijk import tegelijk
from tests.fabrieken import (
    AfspraakFabriek,
    DefinitieFabriek,
    HoofdstukFabriek,
    IndicatorFabriek,
    ParagraafFabriek,
    PeilmomentFabriek,
    Stad,
    StreefwaardeFabriek,
    TermijnFabriek,
    VoortgangFabriek,
    maak_stad,
)
from tests.register_bewerken.formulier import adres, concept, open_formulier, velden_van


@pytest.fixture
def redacteur(stad: Stad, client: Client) -> Client:
    concept(stad)
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    return client


@pytest.fixture
def vol(stad: Stad) -> Afspraak:
    """An agreement with everything."""
    afspraak = stad.afspraak("corporaties", nummer="5.4", titel="Nieuwbouw", tekst="- bouwen\n- verkopen")
    TermijnFabriek(afspraak=afspraak, tekst="in 2022")
    StreefwaardeFabriek(
        indicator=IndicatorFabriek(afspraak=afspraak, naam="Woningen", sleutel="woningen"), waarde="2.5"
    )
    return afspraak


def bewaard(afspraak: Afspraak) -> dict[str, Any]:
    return waarden_van(Afspraak.objects.get(pk=afspraak.pk))


def test_openen_en_opslaan_verandert_niets(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    voor, url = bewaard(vol), adres(stad, "afspraak_bewerken", vol.pk)
    antwoord = redacteur.post(url, open_formulier(redacteur, url) | {"daad": "opslaan"})
    assert antwoord.status_code == 302
    assert bewaard(vol) == voor
    assert Afspraak.objects.get(pk=vol.pk).versie == vol.versie


def test_alles_is_te_wijzigen(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    ander = stad.afspraak(nummer="6")
    paragraaf: Any = ParagraafFabriek(hoofdstuk=stad.hoofdstuk, titel="Nieuw hier")
    begrip: Any = DefinitieFabriek(overeenkomst=stad.overeenkomst)
    url = adres(stad, "afspraak_bewerken", vol.pk)
    nieuw = {
        "a-nummer": "5.5",
        "a-plaats": f"p{paragraaf.pk}",
        "a-titel": "Sloop",
        "a-tekst": "| a | b |\r\n|---|---|\r\n| 1 | 2 |",
        "a-soort": "periode",
        "a-aard": "resultaat",
        "a-antwoordwijze": "samen",
        "a-penvoerder": stad.wonen.sleutel,
        "a-bronplaats": "blz. 3",
        "a-verwijzingen": [str(ander.pk)],
        "a-definities": [str(begrip.pk)],
        "a-wie-1-rol": "levert",
        "a-wie-1-wie": f"partij:{stad.huurders.sleutel}",
        "a-termijn-1-tekst": "uiterlijk 1 juli 2023",
        "a-i0-naam": "Gesloopt",
        "a-i0-nulmeting": "1.036,5",
        "a-i0-per_partij": "on",
        "a-i0-doel-0-waarde": "12",
        "a-i0-doel-1-waarde": "3",
        "a-i0-doel-1-partij": stad.wonen.sleutel,
    }
    antwoord = redacteur.post(url, open_formulier(redacteur, url) | nieuw | {"daad": "opslaan"})
    assert antwoord.status_code == 302
    na = bewaard(vol)
    assert (na["nummer"], na["titel"], na["paragraaf"]["titel"]) == ("5.5", "Sloop", "Nieuw hier")
    assert na["tekst"] == "| a | b |\n|---|---|\n| 1 | 2 |"
    assert (na["antwoordwijze"], na["penvoerder"], na["bronplaats"]) == ("samen", stad.wonen.sleutel, "blz. 3")
    assert {"rol": "levert", "partij": stad.huurders.sleutel, "groep": ""} in na["betrokkenen"]
    assert [t["eind"] for t in na["termijnen"]] == ["2022-12-31", "2023-07-01"]
    [indicator] = na["indicatoren"]
    assert (indicator["sleutel"], indicator["naam"], indicator["nulmeting"]) == ("woningen", "Gesloopt", "1036.5")
    assert indicator["per_partij"] is True
    assert {rij["waarde"] for rij in indicator["streefwaarden"]} == {"12", "3"}
    assert na["verwijzingen"] == [ander.pk]
    assert list(Afspraak.objects.get(pk=vol.pk).definities.all()) == [begrip]
    assert Afspraak.objects.zoek("sloop").exists()


def test_nieuwe_afspraak_in_een_hoofdstuk(stad: Stad, redacteur: Client) -> None:
    url = f"{adres(stad, 'afspraak_nieuw')}?hoofdstuk={stad.hoofdstuk.pk}"
    velden = open_formulier(redacteur, url) | {"a-titel": "Vers", "a-nummer": "9", "daarna": "nieuw"}
    antwoord = redacteur.post(url, velden)
    afspraak = Afspraak.objects.get(titel="Vers")
    assert afspraak.hoofdstuk == stad.hoofdstuk
    assert antwoord["Location"] == url


def test_lege_en_dubbele_nummers(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    url = f"{adres(stad, 'afspraak_nieuw')}?hoofdstuk={stad.hoofdstuk.pk}"
    velden = open_formulier(redacteur, url)
    leeg = redacteur.post(url, velden).content.decode()
    assert "Vul een korte titel in" in leeg
    dubbel = redacteur.post(url, velden | {"a-titel": "Nog een", "a-nummer": vol.nummer}).content.decode()
    assert "Dit nummer komt in dit deel al voor" in dubbel
    assert "Nog een" in dubbel
    assert Afspraak.objects.count() == 1


@pytest.mark.parametrize(
    ("waar", "veld"),
    [("a-wie", "a-wie-2-rol"), ("a-termijn", "a-termijn-2-tekst"), ("a-i0-doel", "a-i0-doel-2-waarde"),
     ("indicator", "a-i1-naam")],
)  # fmt: skip
def test_regel_erbij_zonder_javascript(stad: Stad, redacteur: Client, vol: Afspraak, waar: str, veld: str) -> None:
    url = adres(stad, "afspraak_bewerken", vol.pk)
    velden = open_formulier(redacteur, url)
    assert veld not in velden
    pagina = redacteur.post(url, velden | {"a-titel": "Getypt", "daad": f"regel:{waar}"})
    na = velden_van(pagina.content)
    assert veld in na
    assert na["a-titel"] == "Getypt"
    assert Afspraak.objects.get(pk=vol.pk).titel == "Nieuwbouw"


def test_nieuwe_indicator_in_twee_stappen(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    url = adres(stad, "afspraak_bewerken", vol.pk)
    erbij = redacteur.post(url, open_formulier(redacteur, url) | {"daad": "regel:indicator"})
    velden = velden_van(erbij.content) | {"a-i1-naam": "Label B", "a-i1-eenheid": "%", "a-i1-doel-0-waarde": "80"}
    assert redacteur.post(url, velden | {"daad": "opslaan"}).status_code == 302
    assert [rij["naam"] for rij in bewaard(vol)["indicatoren"]] == ["Woningen", "Label B"]
    velden = open_formulier(redacteur, url) | {"a-i0-weg": "on"}
    assert redacteur.post(url, velden | {"daad": "opslaan"}).status_code == 302
    assert [rij["naam"] for rij in bewaard(vol)["indicatoren"]] == ["Label B"]


def test_datums_uit_de_woorden(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    url = adres(stad, "afspraak_bewerken", vol.pk)
    velden = open_formulier(redacteur, url) | {"a-termijn-1-tekst": "vóór 1 april 2023", "daad": "termijnen"}
    na = velden_van(redacteur.post(url, velden).content)
    assert na["a-termijn-1-eind"] == "31-03-2023"


def test_voorbeeld_toont_opmaak_en_advies(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    url = adres(stad, "afspraak_bewerken", vol.pk)
    tekst = (
        "<script>alert(1)</script> **vet** [x](javascript:alert(2)) zo veel mogelijk\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    )
    velden = open_formulier(redacteur, url) | {"a-tekst": tekst, "daad": "voorbeeld"}
    deel = redacteur.post(url, velden, headers={"HX-Request": "true"}).content.decode()
    assert "<form" not in deel
    heel = redacteur.post(url, velden).content.decode()
    for html in (deel, heel):
        assert "<strong>vet</strong>" in html
        assert "<td>1</td>" in html
        assert "zo veel mogelijk" in html
        assert "<script>alert" not in html
        assert 'href="javascript' not in html
    assert bewaard(vol)["tekst"] == "- bouwen\n- verkopen"


def test_lange_tekst_past_en_te_lange_niet(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    url = adres(stad, "afspraak_bewerken", vol.pk)
    velden = open_formulier(redacteur, url)
    lang = "woord " * 16_000
    assert redacteur.post(url, velden | {"a-tekst": lang}).status_code == 302
    assert len(bewaard(vol)["tekst"]) == len(lang.strip())
    te_lang = redacteur.post(url, open_formulier(redacteur, url) | {"a-tekst": "x" * 100_001})
    assert "Deze tekst is te lang" in te_lang.content.decode()


@pytest.mark.parametrize(
    "onzin",
    [
        {"a-plaats": "h999999"},
        {"a-wie-0-wie": "partij:bestaat-niet"},
        {"a-wie-TOTAL_FORMS": "x"},
        {"a-termijn-0-begin": "31-02-2022"},
        {"a-termijn-0-begin": "1-1-2023", "a-termijn-0-eind": "1-1-2022"},
        {"a-i0-doel-0-waarde": "1.5"},
        {"a-i0-eenheid": ""},
        {"indicatoren": "99999999"},
        {"indicatoren": "-1", "a-soort": "niets"},
        {"a-verwijzingen": ["abc", "0"]},
        {"a-antwoordwijze": "samen"},
        {"a-titel": "x" * 121},
        {"a-titel": "a\x00b"},
    ],
)
def test_onzin_geeft_een_nette_fout(stad: Stad, redacteur: Client, vol: Afspraak, onzin: dict[str, Any]) -> None:
    stad.afspraak(nummer="7")
    voor, url = bewaard(vol), adres(stad, "afspraak_bewerken", vol.pk)
    antwoord = redacteur.post(url, open_formulier(redacteur, url) | onzin)
    assert antwoord.status_code == 200
    assert "Er ging iets mis" in antwoord.content.decode()
    assert bewaard(vol) == voor


def test_partij_en_afspraak_van_een_ander_zijn_niet_te_kiezen(
    stad: Stad, buurstad: Stad, redacteur: Client, vol: Afspraak
) -> None:
    vreemd, url = buurstad.afspraak(nummer="1"), adres(stad, "afspraak_bewerken", vol.pk)
    stad.afspraak(nummer="7")
    velden = open_formulier(redacteur, url)
    for onzin in (
        {"a-verwijzingen": [str(vreemd.pk)]},
        {"a-penvoerder": buurstad.wonen.sleutel},
        {"a-wie-0-wie": f"partij:{buurstad.wonen.sleutel}"},
        {"a-plaats": f"h{buurstad.hoofdstuk.pk}"},
    ):
        assert redacteur.post(url, velden | onzin).status_code == 200
    assert Afspraak.objects.get(pk=vol.pk).versie == vol.versie
    for naam in ("afspraak_bewerken", "afspraak_verwijderen"):
        assert redacteur.get(adres(stad, naam, vreemd.pk)).status_code == 404
        assert redacteur.post(adres(stad, naam, vreemd.pk)).status_code == 404
    assert redacteur.get(f"{adres(stad, 'afspraak_nieuw')}?hoofdstuk={buurstad.hoofdstuk.pk}").status_code == 404
    assert redacteur.get(adres(buurstad, "afspraak_bewerken", vreemd.pk)).status_code == 404


def test_twee_mensen_tegelijk(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    url = adres(stad, "afspraak_bewerken", vol.pk)
    mijn = open_formulier(redacteur, url)
    hun = dict(mijn)
    assert redacteur.post(url, hun | {"a-titel": "Van de collega"}).status_code == 302
    pagina = redacteur.post(url, mijn | {"a-titel": "Van mij"})
    html = pagina.content.decode()
    assert "intussen opgeslagen" in html
    assert "Van de collega" in html
    assert Afspraak.objects.get(pk=vol.pk).titel == "Van de collega"
    opnieuw = velden_van(pagina.content)
    assert opnieuw["a-titel"] == "Van mij"
    assert redacteur.post(url, opnieuw).status_code == 302
    assert Afspraak.objects.get(pk=vol.pk).titel == "Van mij"


def test_collega_haalde_een_indicator_weg(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    url = adres(stad, "afspraak_bewerken", vol.pk)
    mijn = open_formulier(redacteur, url)
    redacteur.post(url, dict(mijn) | {"a-i0-weg": "on"})
    pagina = redacteur.post(url, mijn | {"a-titel": "Van mij"})
    assert pagina.status_code == 200
    assert "intussen opgeslagen" in pagina.content.decode()
    assert velden_van(pagina.content)["a-i0-naam"] == "Woningen"


def test_vastgesteld_is_op_slot(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    url = adres(stad, "afspraak_bewerken", vol.pk)
    velden = open_formulier(redacteur, url)
    stad.overeenkomst.status = "vastgesteld"
    stad.overeenkomst.save()
    pagina = redacteur.get(url).content.decode()
    assert "Wijziging voorstellen" in pagina
    assert re.search(r'<textarea name="a-tekst"[^>]*disabled', pagina)
    assert "a-wie-0-rol" not in pagina
    anders = {"a-tekst": "Stiekem", "a-nummer": "1", "a-termijn-0-tekst": "nooit", "a-i0-doel-0-waarde": "1"}
    ook = {"a-titel": "Mooiere titel", "a-samenvatting": "Kort.", "a-aard": "resultaat"}
    assert redacteur.post(url, velden | anders | ook).status_code == 302
    na = bewaard(vol)
    assert (na["titel"], na["samenvatting"], na["aard"]) == ("Mooiere titel", "Kort.", "resultaat")
    assert (na["tekst"], na["nummer"]) == ("- bouwen\n- verkopen", "5.4")
    assert na["indicatoren"][0]["streefwaarden"][0]["waarde"] == "2.5"
    assert redacteur.get(adres(stad, "afspraak_nieuw")).status_code == 302
    weg = redacteur.post(adres(stad, "afspraak_verwijderen", vol.pk))
    assert "wijziging" in weg.content.decode()
    assert Afspraak.objects.filter(pk=vol.pk).exists()


def test_wie_cijfers_levert_blijft_te_wijzigen(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    stad.overeenkomst.status = "vastgesteld"
    stad.overeenkomst.save()
    url, voor = adres(stad, "afspraak_bewerken", vol.pk), bewaard(vol)["betrokkenen"]
    wie = {"a-levert-0-wie": f"partij:{stad.thuis.sleutel}", "a-levert-0-rol": "trekker"}
    assert redacteur.post(url, open_formulier(redacteur, url) | wie).status_code == 302
    assert bewaard(vol)["betrokkenen"] == [*voor, {"rol": "levert", "partij": stad.thuis.sleutel, "groep": ""}]
    assert redacteur.post(url, open_formulier(redacteur, url) | {"a-levert-0-DELETE": "on"}).status_code == 302
    assert bewaard(vol)["betrokkenen"] == voor


def test_verwijderen_vraagt_eerst(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    url = adres(stad, "afspraak_verwijderen", vol.pk)
    assert "verwijderen?" in redacteur.get(url).content.decode()
    assert redacteur.post(url)["Location"] == adres(stad, "register")
    assert not Afspraak.objects.filter(pk=vol.pk).exists()


def test_met_antwoorden_is_verwijderen_niet_meer_mogelijk(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    peilmoment = PeilmomentFabriek(overeenkomst=stad.overeenkomst)
    VoortgangFabriek(peilmoment=peilmoment, afspraak=vol, partij=stad.wonen)
    antwoord = redacteur.post(adres(stad, "afspraak_verwijderen", vol.pk))
    assert antwoord.status_code == 200
    assert "hoort al voortgang" in antwoord.content.decode()
    assert Voortgang.objects.exists()


def test_evenveel_vragen_aan_de_databank(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    urls = [adres(stad, naam) for naam in ("register", "register_smart", "register_definities")]
    urls.append(adres(stad, "afspraak_bewerken", vol.pk))

    def tel() -> list[int]:
        aantallen = []
        for url in urls:
            with CaptureQueriesContext(connection) as vragen:
                assert redacteur.get(url).status_code == 200
            aantallen.append(len(vragen))
        return aantallen

    DefinitieFabriek(overeenkomst=stad.overeenkomst).afspraken.add(vol)  # type: ignore[attr-defined]
    tel()
    voor = tel()
    for n in range(8):
        hoofdstuk = HoofdstukFabriek(deel=stad.hoofdstuk.deel)
        ParagraafFabriek(hoofdstuk=hoofdstuk)
        for m in range(3):
            extra: Any = AfspraakFabriek(hoofdstuk=hoofdstuk, nummer=f"{n}.{m}x")
            StreefwaardeFabriek(indicator=IndicatorFabriek(afspraak=extra))
            TermijnFabriek(afspraak=extra)
        DefinitieFabriek(overeenkomst=stad.overeenkomst).afspraken.add(vol)  # type: ignore[attr-defined]
    TermijnFabriek(afspraak=vol, tekst="in 2023")
    assert tel() == voor
    assert max(voor) <= 24


def test_bewaarde_invoer_verdwijnt_bij_opslaan(stad: Stad, redacteur: Client, vol: Afspraak) -> None:
    url = adres(stad, "afspraak_bewerken", vol.pk)
    velden = open_formulier(redacteur, url)
    redacteur.post(url, velden | {"a-titel": "Half", "daad": "invoer"})
    assert Invoerconcept.objects.count() == 1
    redacteur.post(url, velden | {"a-titel": "Heel", "daad": "opslaan"})
    assert Invoerconcept.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_op_precies_hetzelfde_moment_opslaan() -> None:
    stad = concept(maak_stad())
    afspraak = stad.afspraak(nummer="1", titel="Begin")
    url = adres(stad, "afspraak_bewerken", afspraak.pk)
    klanten = [Client(), Client()]
    for klant in klanten:
        klant.force_login(stad.gebruikers["gemeente-redacteur"])
    velden = open_formulier(klanten[0], url)

    def sla_op(klant: Client, titel: str) -> Callable[[], int]:
        return lambda: klant.post(url, velden | {"a-titel": titel, "daad": "opslaan"}).status_code

    uitkomsten = tegelijk(sla_op(klanten[0], "Eerste"), sla_op(klanten[1], "Tweede"))
    assert sorted(uitkomsten) == [200, 302]
    winnaar = ("Eerste", "Tweede")[uitkomsten.index(302)]
    assert Afspraak.objects.get().titel == winnaar
    assert Afspraak.objects.get().versie == afspraak.versie + 1
