"""Breaking the pages of the register: nonsense, other people's rows, huge input, code in texts, and many rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from afspraken import jaarschijven, opvolgen
from afspraken.models import Activiteit, Afspraak, Invoerconcept, Overeenkomst
from tests import fabrieken as f
from tests.beheer.conftest import formulier
from tests.fabrieken import Stad
from tests.register_bewerken.formulier import adres, concept, open_formulier
from tests.wijzigingen.bouw import schrijf, stel_op

KWAAD = '<script>alert(1)</script><img src=x onerror=alert(2)> [klik](javascript:alert(3)) =HYPERLINK("x") {{7*7}}'


@pytest.fixture
def redacteur(stad: Stad, client: Client) -> Client:
    """The redacteur of the gemeente, signed in."""
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    return client


@pytest.mark.parametrize("daad", ["termijnen", "regel:a-termijn", "regel:indicator", "voorbeeld", "opslaan", "invoer"])
def test_onzin_in_de_tellers_van_een_formulier(stad: Stad, redacteur: Client, daad: str) -> None:
    afspraak = concept(stad).afspraak(nummer="1")
    url = adres(stad, "afspraak_bewerken", afspraak.pk)
    velden = open_formulier(redacteur, url)
    for onzin in ("9" * 5000, "-1", "x", "", "²"):
        data = velden | {"a-termijn-TOTAL_FORMS": onzin, "indicatoren": onzin, "a-versie": onzin, "daad": daad}
        assert redacteur.post(url, data).status_code in {200, 204, 302, 413}, onzin


def test_driehonderd_termijnen(stad: Stad, redacteur: Client) -> None:
    afspraak = concept(stad).afspraak(nummer="1")
    url = adres(stad, "afspraak_bewerken", afspraak.pk)
    data = open_formulier(redacteur, url) | {"a-termijn-TOTAL_FORMS": "300"}
    data |= {f"a-termijn-{n}-tekst": f"uiterlijk in 2022, deel {n}" for n in range(300)}
    antwoord = redacteur.post(url, data)
    assert antwoord.status_code == 200
    assert afspraak.termijnen.count() == 0
    assert "60" in antwoord.content.decode() or "80" in antwoord.content.decode()


def test_grote_tekst_en_groot_getal(stad: Stad, redacteur: Client) -> None:
    afspraak = concept(stad).afspraak(nummer="1")
    f.StreefwaardeFabriek(indicator=f.IndicatorFabriek(afspraak=afspraak), waarde=213)
    url = adres(stad, "afspraak_bewerken", afspraak.pk)
    velden = open_formulier(redacteur, url)
    veld = next(naam for naam in velden if naam.endswith("-0-waarde"))
    assert redacteur.post(url, velden | {"a-tekst": "woord " * 17000}).status_code in {200, 302}
    velden = open_formulier(redacteur, url)
    for waarde in ("1e30", "1" * 31, "NaN", "Infinity", "1.000,50,1"):
        antwoord = redacteur.post(url, velden | {veld: waarde})
        assert antwoord.status_code == 200, waarde
        assert afspraak.indicatoren.get().streefwaarden.get().waarde == 213


def test_code_in_teksten_blijft_tekst(stad: Stad, redacteur: Client) -> None:
    afspraak = stad.afspraak(
        stad.wonen, nummer="1", titel=KWAAD[:100], tekst=f"{KWAAD}\n\n| a | b |\n|---|---|\n| {KWAAD} | woningen |",
        samenvatting=KWAAD, onderwerp=KWAAD[:100], trekker_tekst=KWAAD[:100],
    )  # fmt: skip
    afspraak.herzoek()
    f.TermijnFabriek(afspraak=afspraak, tekst=KWAAD[:100])
    f.DefinitieFabriek(overeenkomst=stad.overeenkomst, begrip=KWAAD[:100], tekst=KWAAD)
    wijziging = stel_op(stad, afspraak, wie="gemeente", titel=KWAAD, reden=KWAAD)
    schrijf(wijziging, stad.gebruikers["gemeente-redacteur"], tekst=f"Anders {KWAAD}")
    sleutel = stad.overeenkomst.sleutel
    urls = [adres(stad, n) for n in ("register", "register_smart", "register_definities", "wijzigingen", "opvolger")]
    urls += [adres(stad, "afspraak_bewerken", afspraak.pk), wijziging.get_absolute_url(), afspraak.get_absolute_url()]
    urls += [reverse(f"monitoring:{naam}", args=[sleutel]) for naam in ("afspraken", "termijnen", "dashboard")]
    urls += [f"{urls[-3]}?zoek={vraag}" for vraag in ("woning", "script", "<script>", "alert(1)", "onerror")]
    urls += [adres(stad, "wijziging_bewerken", wijziging.nummer)]
    for url in urls:
        pagina = redacteur.get(url)
        assert pagina.status_code == 200, url
        tekst = pagina.content.decode()
        assert "<script>alert" not in tekst, url
        assert "<img src=x" not in tekst, url
        assert 'href="javascript:' not in tekst, url


def test_ids_van_een_ander_in_elk_veld(stad: Stad, buurstad: Stad, redacteur: Client) -> None:
    afspraak = concept(stad).afspraak(nummer="1", tekst="Oud")
    vreemd = buurstad.afspraak(nummer="5", titel="Geheim van de buren")
    begrip: Any = f.DefinitieFabriek(overeenkomst=buurstad.overeenkomst, begrip="Burenbegrip")
    # Without rows of its own the set has no fields to choose them in.
    stad.afspraak(nummer="2")
    f.DefinitieFabriek(overeenkomst=stad.overeenkomst)
    url = adres(stad, "afspraak_bewerken", afspraak.pk)
    pagina = redacteur.get(url).content.decode()
    for geheim in ("Geheim van de buren", "Burenbegrip", buurstad.wonen.sleutel, "Wonen Buurstad"):
        assert geheim not in pagina
    velden = open_formulier(redacteur, url)
    fout = {
        "a-verwijzingen": [str(vreemd.pk)],
        "a-definities": [str(begrip.pk)],
        "a-plaats": f"h{buurstad.hoofdstuk.pk}",
        "a-penvoerder": buurstad.wonen.sleutel,
        "a-wie-0-wie": f"partij:{buurstad.wonen.sleutel}",
    }
    for naam, waarde in fout.items():
        antwoord = redacteur.post(url, velden | {"a-tekst": "Nieuw", naam: waarde})
        assert antwoord.status_code == 200, naam
        assert "Geheim van de buren" not in antwoord.content.decode()
        assert Afspraak.objects.get(pk=afspraak.pk).tekst == "Oud"
    assert redacteur.get(adres(buurstad, "register")).status_code == 404
    assert redacteur.post(adres(stad, "afspraak_bewerken", vreemd.pk), velden).status_code == 404


def test_invoer_van_een_ander_komt_nergens_terug(stad: Stad, redacteur: Client) -> None:
    afspraak = concept(stad).afspraak(nummer="1")
    url = adres(stad, "afspraak_bewerken", afspraak.pk)
    f.InvoerconceptFabriek(
        gebruiker=stad.gebruikers["wonen-redacteur"], adres=url, velden={"a-tekst": ["Geheime invoer"]}
    )
    assert "Geheime invoer" not in redacteur.get(url, {"invoer": "verder"}).content.decode()
    redacteur.post(url, {"daad": "invoer_weg"})
    assert Invoerconcept.objects.count() == 1


@pytest.mark.parametrize("rol", ["gemeente-lezer", "gemeente-invoerder", "wonen-redacteur", "wonen-partijbeheerder"])
def test_alleen_de_redacteur_van_de_gemeente_bewerkt(stad: Stad, client: Client, rol: str) -> None:
    afspraak = concept(stad).afspraak(nummer="1")
    client.force_login(stad.gebruikers[rol])
    for naam, extra in (
        ("register", ()), ("register_smart", ()), ("register_definities", ()), ("afspraak_nieuw", ()),
        ("afspraak_bewerken", (afspraak.pk,)), ("afspraak_verwijderen", (afspraak.pk,)), ("opvolger", ()),
        ("register_onderdeel", ("hoofdstuk", stad.hoofdstuk.pk)), ("register_verplaatsen", ()),
    ):  # fmt: skip
        assert client.post(adres(stad, naam, *extra), {"a-tekst": "x", "wat": "hoofdstuk:1:op"}).status_code == 403, (
            naam
        )
    assert Afspraak.objects.get().tekst == afspraak.tekst


def test_beheer_houdt_begrippen_en_voorwaarden_op_slot(stad: Stad, redacteur: Client) -> None:
    begrip: Any = f.DefinitieFabriek(overeenkomst=stad.overeenkomst, tekst="Getekend")
    voorwaarde: Any = f.VoorwaardeFabriek(overeenkomst=stad.overeenkomst, tekst="Getekend")
    for rij in (begrip, voorwaarde):
        naam = rij._meta.model_name
        url = reverse(f"admin:afspraken_{naam}_change", args=[rij.pk])
        redacteur.post(url, formulier(redacteur, url) | {"tekst": "Stiekem", "begrip": "X", "titel": "X"})
        rij.refresh_from_db()
        assert rij.tekst == "Getekend", naam
        assert (
            redacteur.post(reverse(f"admin:afspraken_{naam}_delete", args=[rij.pk]), {"post": "yes"}).status_code == 403
        )
        nieuw = reverse(f"admin:afspraken_{naam}_add")
        data = {
            "overeenkomst": stad.overeenkomst.pk,
            "titel": "Erbij",
            "begrip": "Erbij",
            "tekst": "x",
            "volgorde": "1",
        }
        redacteur.post(nieuw, data)
        assert type(rij).objects.count() == 1, naam
    url = reverse("admin:afspraken_overeenkomst_change", args=[stad.overeenkomst.pk])
    data = formulier(redacteur, url) | {"voorwaarden-0-tekst": "Stiekem", "status": "concept"}
    redacteur.post(url, data)
    voorwaarde.refresh_from_db()
    assert voorwaarde.tekst == "Getekend"
    assert Overeenkomst.objects.get().status == "vastgesteld"


def _plan(stad: Stad, jaar: int = 2022) -> tuple[Any, Activiteit]:
    door = stad.gebruikers["gemeente-redacteur"]
    plan = jaarschijven.maak_jaarschijf(overeenkomst=stad.overeenkomst, jaar=jaar, door=door)
    rij = jaarschijven.bewaar_activiteit(
        jaarschijf=plan, activiteit=None, waarden={"afspraak": stad.afspraak(nummer="1"), "omschrijving": "Doen"},
        partijen=[], door=door,
    )  # fmt: skip
    return plan, rij


def test_twee_keer_meenemen_en_na_het_laatste_jaar(stad: Stad, redacteur: Client) -> None:
    plan, rij = _plan(stad)
    door = stad.gebruikers["gemeente-redacteur"]
    jaarschijven.neem_mee(jaarschijf=plan, activiteiten=[rij.pk], door=door)
    volgende = jaarschijven.neem_mee(jaarschijf=plan, activiteiten=[rij.pk], door=door)
    assert Activiteit.objects.count() == 2
    with pytest.raises(ValidationError, match="verder in een later jaar"):
        jaarschijven.verwijder_activiteit(activiteit=rij, door=door)
    url = adres(stad, "jaarschijf_meenemen", volgende.jaar)
    antwoord = redacteur.post(url, {"activiteiten": [volgende.activiteiten.get().pk]})
    assert antwoord.status_code == 200
    assert "2024" not in [str(jaar) for jaar in stad.overeenkomst.jaarschijven.values_list("jaar", flat=True)]


def test_budget_zoals_mensen_het_schrijven(stad: Stad, redacteur: Client) -> None:
    plan, rij = _plan(stad)
    url = adres(stad, "activiteit_nieuw", plan.jaar)
    basis = {"afspraak": rij.afspraak_id, "omschrijving": "Nieuw", "status": "gepland", "groep": ""}
    for n, (tekst, bedrag) in enumerate((("1.000,50", "1000.50"), ("€ 2.500", "2500"), ("EUR 12500,-", "12500"))):
        assert redacteur.post(url, basis | {"budget": tekst, "nummer": str(n)}).status_code == 302, tekst
        assert str(Activiteit.objects.get(nummer=str(n)).budget) in {bedrag, f"{bedrag}.00"}
    for tekst in ("-1", "1e30", "NaN", "9" * 13):
        assert redacteur.post(url, basis | {"budget": tekst, "nummer": "x"}).status_code == 200, tekst
    pagina = redacteur.get(plan.get_absolute_url()).content.decode()
    assert "16.000,50" in pagina
    assert "2.022" not in pagina


def test_volgende_set_twee_keer_en_een_bezette_naam(stad: Stad, buurstad: Stad, redacteur: Client) -> None:
    afspraak = stad.afspraak(nummer="1")
    url = adres(stad, "opvolger")
    data = {
        "naam": "Volgende",
        "sleutel": "volgende",
        "begin": "1-1-2024",
        "eind": "31-12-2025",
        "afspraken": [afspraak.pk],
    }
    assert redacteur.post(url, data).status_code == 302
    tweede = redacteur.post(url, data)
    bezet = redacteur.post(url, data | {"sleutel": buurstad.overeenkomst.sleutel})
    for antwoord in (tweede, bezet):
        assert antwoord.status_code == 200
        assert "Deze naam kan niet" in antwoord.content.decode()
        assert "Buurstad" not in antwoord.content.decode()
    vreemd = buurstad.afspraak(nummer="8")
    assert redacteur.post(url, data | {"sleutel": "nog-een", "afspraken": [vreemd.pk]}).status_code == 200
    assert redacteur.post(url, data | {"sleutel": "eerder", "begin": "1-1-2020"}).status_code == 200
    assert Overeenkomst.objects.filter(voorganger=stad.overeenkomst).count() == 1
    with pytest.raises(ValidationError):
        opvolgen.begin_opvolger(
            vorige=stad.overeenkomst, naam="x", sleutel="volgende", begin=dt.date(2024, 1, 1),
            eind=dt.date(2025, 12, 31), afspraken=[], door=stad.gebruikers["gemeente-redacteur"],
        )  # fmt: skip


PAGINAS = (
    "afspraken:register", "afspraken:register_smart", "afspraken:wijzigingen", "afspraken:wijziging_nieuw",
    "afspraken:opvolger", "afspraken:jaarschijven", "monitoring:termijnen", "monitoring:afspraken",
)  # fmt: skip


@pytest.mark.parametrize("naam", PAGINAS)
def test_evenveel_vragen_bij_tien_en_bij_zestig_afspraken(stad: Stad, redacteur: Client, naam: str) -> None:
    url = reverse(naam, args=[stad.overeenkomst.sleutel])

    def vul(van: int, tot: int) -> int:
        for nummer in range(van, tot):
            afspraak = stad.afspraak("corporaties", stad.wonen, nummer=str(nummer))
            f.TermijnFabriek(afspraak=afspraak)
            f.StreefwaardeFabriek(indicator=f.IndicatorFabriek(afspraak=afspraak))
        redacteur.get(url)
        with CaptureQueriesContext(connection) as vragen:
            assert redacteur.get(url).status_code == 200
        return len(vragen)

    assert vul(1, 11) == vul(11, 61)


@pytest.mark.parametrize("naam", ["afspraak_nieuw", "opvolger", "wijziging_nieuw"])
def test_uitgelogd_tijdens_het_typen(stad: Stad, client: Client, naam: str) -> None:
    if naam == "afspraak_nieuw":
        concept(stad)
    url = adres(stad, naam)
    veld = "a-tekst" if naam == "afspraak_nieuw" else ("titel" if naam == "wijziging_nieuw" else "naam")
    client.post(url, {veld: "Lang getypte tekst"})
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    assert "Lang getypte tekst" in client.get(url).content.decode()


def test_ids_boven_de_duizend_in_adressen(stad: Stad, redacteur: Client) -> None:
    afspraak = stad.afspraak(nummer="1", id=20231)
    f.TermijnFabriek(afspraak=afspraak, id=20232)
    for url in (adres(stad, "register"), afspraak.get_absolute_url(), adres(stad, "wijziging_nieuw")):
        tekst = redacteur.get(url).content.decode()
        assert "20.231" not in tekst, url
        assert "20.232" not in tekst, url
    termijnen = redacteur.get(reverse("monitoring:termijnen", args=[stad.overeenkomst.sleutel])).content.decode()
    assert "20.23" not in termijnen
    assert "2.022" not in termijnen
