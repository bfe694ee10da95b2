"""The sheet of figures: entering, two colleagues at once, completeness, and who reads what."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from afspraken.inzendingen import Fase
from afspraken.models import Peilmoment
from basis.getallen import getal_tekst
from monitoring.blad import BladBouwer, opsomming
from monitoring.cijferservices import lees_cellen
from monitoring.forms.cijfers import basis_json
from monitoring.forms.velden import BasisVeld
from monitoring.models import Cijferstaat, Meting
from partijen.models import Gebeurtenis
from tests.fabrieken import (
    CijferstaatFabriek,
    GrootheidFabriek,
    IndicatorFabriek,
    MetingFabriek,
    PeilmomentFabriek,
    Stad,
    StreefwaardeFabriek,
)
from tests.monitoring.ronde import Ronde, ingelogd, maak_ronde, tekst


@pytest.fixture
def ronde(stad: Stad) -> Ronde:
    return maak_ronde(stad)


def blad_url(ronde: Ronde, partij: str = "") -> str:
    return ronde.url("cijfers", partij or ronde.stad.wonen.sleutel)


def formulier(ronde: Ronde, daad: str = "concept", **velden: Any) -> dict[str, Any]:
    """Return what a browser posts for the sheet as it is stored now; fields by name of the figure."""
    staat = Cijferstaat.objects.get(pk=ronde.staat.pk)
    metingen = list(staat.metingen.all())
    data: dict[str, Any] = {"daad": daad, "toelichting": staat.toelichting, "versie": staat.versie}
    data["basis"] = BasisVeld().prepare_value(basis_json(lees_cellen(staat, metingen)))
    for meting in metingen:
        data[f"meting_{meting.pk}"] = getal_tekst(meting.waarde) if meting.waarde is not None else ""
        data[f"noot_{meting.pk}"] = meting.toelichting
    return data | velden


def met(*paren: tuple[Meting, str]) -> dict[str, str]:
    return {f"meting_{meting.pk}": waarde for meting, waarde in paren}


def compleet(ronde: Ronde, **velden: Any) -> dict[str, Any]:
    waarden = met((ronde.aanbod, "120"), (ronde.urgenten, "48"), *((k, "2") for k in ronde.kwartalen))
    return formulier(ronde, "indienen", **(waarden | velden))


def waarde(meting: Meting) -> Decimal | None:
    meting.refresh_from_db()
    return meting.waarde


def test_wie_wat_ziet(client: Client, ronde: Ronde) -> None:
    Meting.objects.filter(pk=ronde.aanbod.pk).update(waarde=4321)
    for wie, ziet in (("wonen-invoerder", True), ("wonen-lezer", True), ("thuis-invoerder", False)):
        pagina = tekst(ingelogd(client, ronde.wie(wie)).get(blad_url(ronde)))
        assert ("4.321" in pagina) is ziet
        assert ("nog niet binnen" in pagina) is not ziet
    Cijferstaat.objects.update(fase=Fase.INGEDIEND)
    assert "4.321" in tekst(ingelogd(client, ronde.wie("huurders-lezer")).get(blad_url(ronde)))


def test_een_andere_overeenkomst_en_een_onbekende_partij_bestaan_niet(
    client: Client, ronde: Ronde, buurstad: Stad
) -> None:
    assert ingelogd(client, ronde.wie("wonen-invoerder")).get(blad_url(ronde, "bestaat-niet")).status_code == 404
    ingelogd(client, buurstad.gebruikers["wonen-redacteur"])
    assert client.get(blad_url(ronde)).status_code == 404
    assert client.post(blad_url(ronde), formulier(ronde)).status_code == 404


def test_van_wie_niets_wordt_gevraagd(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("thuis-invoerder"))
    assert "geen cijfers gevraagd" in tekst(client.get(blad_url(ronde, ronde.stad.thuis.sleutel)))
    assert client.post(blad_url(ronde, ronde.stad.thuis.sleutel), {}).status_code == 403


@pytest.mark.parametrize("wie", ["wonen-lezer", "thuis-invoerder", "gemeente-redacteur"])
def test_wie_er_niet_over_gaat_slaat_niets_op(client: Client, ronde: Ronde, wie: str) -> None:
    antwoord = ingelogd(client, ronde.wie(wie)).post(blad_url(ronde), formulier(ronde, **met((ronde.aanbod, "5"))))
    assert antwoord.status_code == 403
    assert waarde(ronde.aanbod) is None


def test_opslaan_leest_nederlandse_getallen(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = formulier(ronde, **met((ronde.aanbod, " 1.036 "), (ronde.urgenten, "400")))
    pagina = tekst(client.post(blad_url(ronde), data, follow=True))
    assert waarde(ronde.aanbod) == 1036
    assert "opgeslagen als concept" in pagina
    assert 'value="1.036"' in pagina
    assert "38,6%" in pagina
    assert "2 van 4 cijfers ingevuld" in pagina


@pytest.mark.parametrize(
    ("getypt", "melding"),
    [
        ("veel", "Vul een getal in"),
        ("1.5", "Een punt staat alleen"),
        ("12,5", "Vul een heel getal in"),
        ("-3", "Vul 0 of een hoger getal in"),
        ("9999999999", "of een lager getal in"),
        ("9" * 5000, "of een lager getal in"),
        ("1e5", "Vul een getal in"),
        ("NaN", "Vul een getal in"),
    ],
)
def test_een_fout_getal_krijgt_uitleg_bij_het_veld(client: Client, ronde: Ronde, getypt: str, melding: str) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = formulier(ronde, **met((ronde.aanbod, getypt), (ronde.urgenten, "7")))
    pagina = tekst(client.post(blad_url(ronde), data))
    assert melding in pagina
    assert getypt in pagina
    assert f'id="id_meting_{ronde.aanbod.pk}_error"' in pagina
    assert waarde(ronde.urgenten) is None


@pytest.mark.parametrize("basis", ["", "{", "[1]", '{"x": 3}', '{"1": ["sNaN", ""]}', '{"1": ["9e999999", 2]}'])
def test_een_kapotte_basis_overschrijft_nooit_stilletjes(client: Client, ronde: Ronde, basis: str) -> None:
    Meting.objects.filter(pk=ronde.aanbod.pk).update(waarde=50)
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = formulier(ronde) | met((ronde.aanbod, "60")) | {"basis": basis, "versie": "x"}
    assert "Je collega vulde hier 50 in" in tekst(client.post(blad_url(ronde), data))
    assert waarde(ronde.aanbod) == 50


def test_twee_collegas_in_andere_cellen_vullen_elkaar_aan(client: Client, ronde: Ronde) -> None:
    van_mij = formulier(ronde, **met((ronde.urgenten, "48")))
    ingelogd(client, ronde.wie("wonen-redacteur"))
    client.post(blad_url(ronde), formulier(ronde, **met((ronde.aanbod, "120"))))
    ingelogd(client, ronde.wie("wonen-invoerder"))
    pagina = tekst(client.post(blad_url(ronde), van_mij, follow=True))
    assert "Een collega vulde intussen andere cijfers in" in pagina
    assert (waarde(ronde.aanbod), waarde(ronde.urgenten)) == (120, 48)


def test_twee_collegas_in_dezelfde_cel_kiezen_zelf(client: Client, ronde: Ronde) -> None:
    van_mij = formulier(ronde, **met((ronde.aanbod, "100"), (ronde.urgenten, "48")))
    ingelogd(client, ronde.wie("wonen-redacteur"))
    client.post(blad_url(ronde), formulier(ronde, **met((ronde.aanbod, "120"))))
    ingelogd(client, ronde.wie("wonen-invoerder"))
    antwoord = client.post(blad_url(ronde), van_mij)
    pagina = tekst(antwoord)
    assert "Je collega vulde hier 120 in" in pagina
    assert 'value="100"' in pagina
    assert (waarde(ronde.aanbod), waarde(ronde.urgenten)) == (120, None)
    form = antwoord.context["form"]
    opnieuw = {veld.html_name: veld.value() for veld in form} | {"daad": "concept"}
    client.post(blad_url(ronde), opnieuw)
    assert (waarde(ronde.aanbod), waarde(ronde.urgenten)) == (100, 48)


def test_indienen_dient_nooit_ongeziene_cijfers_in(client: Client, ronde: Ronde) -> None:
    van_mij = compleet(ronde, **met((ronde.aanbod, "")), **{f"noot_{ronde.aanbod.pk}": ""})
    ingelogd(client, ronde.wie("wonen-redacteur"))
    client.post(blad_url(ronde), formulier(ronde, **met((ronde.aanbod, "120"))))
    pagina = tekst(client.post(blad_url(ronde), van_mij))
    assert "heeft intussen ook cijfers opgeslagen" in pagina
    assert 'value="120"' in pagina
    assert Cijferstaat.objects.get().fase == Fase.CONCEPT


def test_indienen_vraagt_alles_of_een_reden(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = compleet(ronde, **met((ronde.aanbod, "")))
    pagina = tekst(client.post(blad_url(ronde), data))
    assert "schrijf in de toelichting waarom het niet bekend is" in pagina
    assert waarde(ronde.urgenten) is None
    client.post(blad_url(ronde), data | {f"noot_{ronde.aanbod.pk}": "Telling volgt in mei."})
    staat = Cijferstaat.objects.get()
    assert (staat.fase, staat.ingediend_door) == (Fase.INGEDIEND, ronde.wie("wonen-invoerder"))


def test_een_teller_is_nooit_groter_dan_het_geheel(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = compleet(ronde, **met((ronde.urgenten, "121")))
    assert "Dit is meer dan &#x27;Vrijkomend aanbod&#x27;" in tekst(client.post(blad_url(ronde), data))
    assert Cijferstaat.objects.get().fase == Fase.CONCEPT


def test_twee_keer_indienen_is_onschuldig(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = compleet(ronde)
    assert "De cijfers zijn ingediend" in tekst(client.post(blad_url(ronde), data, follow=True))
    assert "waren al ingediend" in tekst(client.post(blad_url(ronde), data, follow=True))
    assert Gebeurtenis.objects.filter(soort="cijferstaat.ingediend").count() == 1


@pytest.mark.parametrize("status", ["in_bespreking", "vastgesteld"])
def test_intussen_gesloten_houdt_de_cijfers_op_het_scherm(client: Client, ronde: Ronde, status: str) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))
    data = compleet(ronde, **met((ronde.aanbod, "777")))
    Peilmoment.objects.update(status=status)
    pagina = tekst(client.post(blad_url(ronde), data))
    assert 'value="777"' in pagina
    assert "niet opgeslagen" in pagina
    assert waarde(ronde.aanbod) is None


def test_gedeelde_cijfers_noemen_hun_afspraken_en_het_blad_de_vorige_waarde(client: Client, ronde: Ronde) -> None:
    vijftien = ronde.stad.afspraak(nummer="15")
    IndicatorFabriek(afspraak=vijftien, berekening="aandeel", teller="aanbod", noemer="aanbod", eenheid="%")
    vorig = PeilmomentFabriek(overeenkomst=ronde.stad.overeenkomst, peildatum=dt.date(2021, 12, 31), status="open")
    staat = CijferstaatFabriek(peilmoment=vorig, partij=ronde.stad.wonen, fase=Fase.GEACCEPTEERD)
    MetingFabriek(
        cijferstaat=staat,
        grootheid=ronde.aanbod.grootheid,
        van=dt.date(2021, 7, 1),
        tot=dt.date(2021, 12, 31),
        waarde=98,
    )
    pagina = tekst(ingelogd(client, ronde.wie("wonen-invoerder")).get(blad_url(ronde)))
    assert "Wordt gebruikt bij afspraak 1 en 15." in pagina
    assert "98 <span" in pagina
    assert "tot en met 31-12-2021" in pagina


def test_kwartalen_tellen_op_en_de_belofte_staat_erbij(client: Client, ronde: Ronde) -> None:
    overleg = ronde.kwartalen[0].indicator
    StreefwaardeFabriek(indicator=overleg, partij=None, waarde=8)
    StreefwaardeFabriek(indicator=overleg, partij=ronde.stad.thuis, waarde=99)
    for meting, aantal in zip(ronde.kwartalen, (2, 3), strict=True):
        Meting.objects.filter(pk=meting.pk).update(waarde=aantal)
    blad = BladBouwer(ronde.staat).bouw()
    rij = blad.groepen[1].rijen[0]
    assert rij.totaal == 5
    assert rij.streef == ["minstens 8 keer over de hele periode"]
    pagina = tekst(ingelogd(client, ronde.wie("wonen-invoerder")).get(blad_url(ronde)))
    assert "Overleg met bewoners, samen" in pagina


def test_een_half_ingevuld_jaar_krijgt_geen_totaal(ronde: Ronde) -> None:
    Meting.objects.filter(pk=ronde.kwartalen[0].pk).update(waarde=2)
    assert BladBouwer(ronde.staat).bouw().groepen[1].rijen[0].totaal is None


def test_lezen_schrijft_niets_en_kost_een_vast_aantal_queries(client: Client, ronde: Ronde) -> None:
    ingelogd(client, ronde.wie("wonen-invoerder"))

    def meet() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(blad_url(ronde)).status_code == 200
        assert not [q for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        return len(queries)

    voor = meet()
    for nummer in range(20, 35):
        indicator = IndicatorFabriek(afspraak=ronde.stad.afspraak(nummer=str(nummer)))
        StreefwaardeFabriek(indicator=indicator)
        MetingFabriek(cijferstaat=ronde.staat, grootheid=None, indicator=indicator)
        MetingFabriek(cijferstaat=ronde.staat, grootheid=GrootheidFabriek(overeenkomst=ronde.stad.overeenkomst))
    assert meet() == voor <= 15


def test_teruggegeven_blijft_open_tot_de_vaststelling(client: Client, ronde: Ronde) -> None:
    Cijferstaat.objects.update(fase=Fase.TERUGGEGEVEN, reden="Tel de kamers mee.", beoordeeld_op=timezone.now())
    Peilmoment.objects.update(status="in_bespreking")
    ingelogd(client, ronde.wie("wonen-invoerder"))
    assert "Tel de kamers mee." in tekst(client.get(blad_url(ronde)))
    client.post(blad_url(ronde), compleet(ronde))
    assert Cijferstaat.objects.get().fase == Fase.INGEDIEND


@given(st.lists(st.text("abc", min_size=1), max_size=5))
def test_opsomming_noemt_alles(delen: list[str]) -> None:
    zin = opsomming(delen)
    assert zin.replace(" en ", ", ").split(", ") == (delen or [""])
