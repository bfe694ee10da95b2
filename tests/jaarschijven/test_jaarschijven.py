"""Yearly plans: fill, settle, close, carry forward, compare; and who may not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from afspraken import jaarschijven
from afspraken.jaarschijftelling import tel
from afspraken.keuzes import ActiviteitStatus
from afspraken.models import Activiteit, Afspraak, Jaarschijf
from basis.versies import VersieConflict
from partijen.models import Gebeurtenis
from tests.fabrieken import Stad


@pytest.fixture
def plan(stad: Stad) -> Jaarschijf:
    """The concept of 2022."""
    return jaarschijven.maak_jaarschijf(
        overeenkomst=stad.overeenkomst, jaar=2022, door=stad.gebruikers["gemeente-redacteur"]
    )


def voeg_toe(stad: Stad, plan: Jaarschijf, afspraak: Afspraak, *partijen: Any, **waarden: Any) -> Activiteit:
    """Add an activity."""
    return jaarschijven.bewaar_activiteit(
        jaarschijf=plan,
        activiteit=None,
        waarden={"afspraak": afspraak, "omschrijving": "Locaties kiezen"} | waarden,
        partijen=partijen,
        door=stad.gebruikers["gemeente-redacteur"],
    )


def stel_vast(stad: Stad, plan: Jaarschijf) -> Jaarschijf:
    """Settle the plan."""
    return jaarschijven.stel_vast(
        jaarschijf=plan,
        overleg="Bestuurlijk overleg",
        vastgesteld_op=dt.date(2022, 1, 15),
        door=stad.gebruikers["gemeente-redacteur"],
    )


def test_de_datum_volgt_uit_de_woorden(stad: Stad, plan: Jaarschijf) -> None:
    afspraak = stad.afspraak()
    for wanneer, eind in (
        ("vóór 1 oktober", dt.date(2022, 9, 30)),
        ("tweede kwartaal", dt.date(2022, 6, 30)),
        ("in het najaar", dt.date(2022, 11, 30)),
        ("als het nodig is", None),
        ("in 2019", None),
        ("", None),
    ):
        assert voeg_toe(stad, plan, afspraak, wanneer=wanneer).eind == eind, wanneer
    zelf = voeg_toe(stad, plan, afspraak, wanneer="tweede kwartaal", eind=dt.date(2022, 5, 1))
    assert (zelf.begin, zelf.eind) == (None, dt.date(2022, 5, 1))


def test_alleen_de_redacteur_plant(stad: Stad, plan: Jaarschijf) -> None:
    for rol in ("gemeente-invoerder", "wonen-redacteur", "huurders-invoerder", "gemeente-lezer"):
        with pytest.raises(PermissionDenied):
            jaarschijven.maak_jaarschijf(overeenkomst=stad.overeenkomst, jaar=2023, door=stad.gebruikers[rol])
        with pytest.raises(PermissionDenied):
            jaarschijven.bewaar_activiteit(
                jaarschijf=plan, activiteit=None, waarden={}, partijen=[], door=stad.gebruikers[rol]
            )


@pytest.mark.parametrize("jaar", [2021, 2024, 0, 99999])
def test_een_jaar_buiten_de_looptijd(stad: Stad, jaar: int) -> None:
    with pytest.raises(ValidationError, match="2022 tot en met 2023"):
        jaarschijven.maak_jaarschijf(
            overeenkomst=stad.overeenkomst, jaar=jaar, door=stad.gebruikers["gemeente-redacteur"]
        )


def test_een_jaar_een_keer(stad: Stad, plan: Jaarschijf) -> None:
    with pytest.raises(ValidationError, match="al een jaarschijf"):
        jaarschijven.maak_jaarschijf(
            overeenkomst=stad.overeenkomst, jaar=2022, door=stad.gebruikers["gemeente-redacteur"]
        )


def test_afspraak_van_een_ander(stad: Stad, buurstad: Stad, plan: Jaarschijf) -> None:
    with pytest.raises(ValidationError, match="deze overeenkomst"):
        voeg_toe(stad, plan, buurstad.afspraak())


def test_wie_genoemd_is_meldt_voortgang(stad: Stad, plan: Jaarschijf) -> None:
    afspraak = stad.afspraak()
    een = voeg_toe(stad, plan, afspraak, stad.wonen)
    groep = voeg_toe(stad, plan, afspraak, groep="huurdersorganisaties")
    mag = {
        "wonen-invoerder": (True, False),
        "thuis-invoerder": (False, False),
        "huurders-invoerder": (False, True),
        "gemeente-redacteur": (True, True),
        "wonen-lezer": (False, False),
    }
    for rol, verwacht in mag.items():
        for activiteit, goed in zip((een, groep), verwacht, strict=True):
            activiteit.refresh_from_db()
            gegevens = {"activiteit": activiteit, "status": "bezig", "uitkomst": rol, "door": stad.gebruikers[rol]}
            if goed:
                assert jaarschijven.meld_voortgang(**gegevens).uitkomst == rol
            else:
                with pytest.raises(PermissionDenied):
                    jaarschijven.meld_voortgang(**gegevens)


def test_vaststellen_legt_het_plan_vast_en_afsluiten_alles(stad: Stad, plan: Jaarschijf) -> None:
    redacteur = stad.gebruikers["gemeente-redacteur"]
    with pytest.raises(ValidationError, match="nog geen activiteit"):
        stel_vast(stad, plan)
    activiteit = voeg_toe(stad, plan, stad.afspraak(), stad.wonen)
    plan = stel_vast(stad, plan)
    with pytest.raises(ValidationError, match="vastgesteld"):
        voeg_toe(stad, plan, stad.afspraak())
    with pytest.raises(ValidationError, match="vastgesteld"):
        jaarschijven.verwijder_activiteit(activiteit=activiteit, door=redacteur)
    jaarschijven.meld_voortgang(
        activiteit=activiteit, status="bezig", uitkomst="Twee gekozen.", door=stad.gebruikers["wonen-invoerder"]
    )
    plan = jaarschijven.sluit_af(jaarschijf=plan, door=redacteur)
    activiteit.refresh_from_db()
    assert activiteit.status == ActiviteitStatus.NIET_GEREED
    with pytest.raises(ValidationError, match="afgesloten"):
        jaarschijven.meld_voortgang(activiteit=activiteit, status="gereed", uitkomst="", door=redacteur)
    plan = jaarschijven.heropen(jaarschijf=plan, door=redacteur)
    plan = jaarschijven.heropen(jaarschijf=plan, door=redacteur)
    assert (plan.status, plan.overleg, plan.vastgesteld_op) == ("concept", "", None)
    with pytest.raises(ValidationError):
        jaarschijven.heropen(jaarschijf=plan, door=redacteur)
    soorten = set(Gebeurtenis.objects.values_list("soort", flat=True))
    assert {"jaarschijf.vastgesteld", "jaarschijf.afgesloten", "activiteit.voortgang"} <= soorten


def test_meenemen_en_niet_nog_eens(stad: Stad, plan: Jaarschijf) -> None:
    redacteur = stad.gebruikers["gemeente-redacteur"]
    afspraak = stad.afspraak()
    onaf = voeg_toe(stad, plan, afspraak, stad.wonen, wanneer="tweede kwartaal", budget=Decimal("1500.50"))
    klaar = voeg_toe(stad, plan, afspraak, status="gereed")
    volgende = jaarschijven.neem_mee(jaarschijf=plan, activiteiten=[onaf.pk, klaar.pk], door=redacteur)
    nieuw = volgende.activiteiten.get()
    assert volgende.jaar == 2023
    assert (nieuw.voortzetting_van, nieuw.status, nieuw.eind) == (onaf, "gepland", dt.date(2023, 6, 30))
    assert list(nieuw.partijen.all()) == [stad.wonen]
    assert not jaarschijven.over_te_nemen(plan).exists()
    jaarschijven.neem_mee(jaarschijf=plan, activiteiten=[onaf.pk], door=redacteur)
    assert volgende.activiteiten.count() == 1
    with pytest.raises(ValidationError, match="later jaar"):
        jaarschijven.verwijder_activiteit(activiteit=onaf, door=redacteur)
    with pytest.raises(ValidationError, match="2022 tot en met 2023"):
        jaarschijven.neem_mee(jaarschijf=volgende, activiteiten=[nieuw.pk], door=redacteur)


def test_tweede_opslag_met_oude_versie(stad: Stad, plan: Jaarschijf) -> None:
    activiteit = voeg_toe(stad, plan, stad.afspraak(), stad.wonen)
    wonen = stad.gebruikers["wonen-invoerder"]
    jaarschijven.meld_voortgang(activiteit=activiteit, status="bezig", uitkomst="", door=wonen, verwacht=1)
    with pytest.raises(VersieConflict):
        jaarschijven.meld_voortgang(activiteit=activiteit, status="gereed", uitkomst="", door=wonen, verwacht=1)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(ActiviteitStatus)),
            st.none() | st.decimals(min_value=0, max_value=10**9, places=2),
        )
    )
)
def test_tellen(rijen: list[tuple[ActiviteitStatus, Decimal | None]]) -> None:
    telling = tel(Activiteit(status=status, budget=budget) for status, budget in rijen)
    assert telling.aantal == len(rijen) == sum(aantal for _, aantal in telling.statussen)
    geldig = [budget for status, budget in rijen if status != ActiviteitStatus.VERVALLEN]
    assert telling.budget == sum((b for b in geldig if b is not None), Decimal(0))
    assert telling.zonder_budget == geldig.count(None)
    assert telling.gereed + telling.onaf + telling.per_status.get("vervallen", 0) == telling.aantal


# Pages.


def adres(stad: Stad, naam: str, *rest: Any) -> str:
    """Return an address of the plan of 2022."""
    return reverse(f"afspraken:{naam}", args=[stad.overeenkomst.sleutel, 2022, *rest])


def test_van_leeg_tot_vergelijken_in_de_browser(stad: Stad, client: Client) -> None:
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    afspraak = stad.afspraak(nummer="7", titel="Bouwen")
    lijst = reverse("afspraken:jaarschijven", args=[stad.overeenkomst.sleutel])
    assert "nog geen jaarschijf" in client.get(lijst).content.decode()
    assert client.post(lijst, {"jaar": "2022"}).status_code == 302
    assert "nog niets in deze jaarschijf" in client.get(adres(stad, "jaarschijf")).content.decode()
    gegevens = {
        "afspraak": afspraak.pk, "omschrijving": "Locaties kiezen", "partijen": [stad.wonen.sleutel],
        "wanneer": "in het najaar", "budget": "12.500,50", "doel": "Twee locaties", "status": "gepland",
    }  # fmt: skip
    antwoord = client.post(adres(stad, "activiteit_nieuw"), gegevens, follow=True)
    pagina = antwoord.content.decode()
    for tekst in ("Locaties kiezen", "€\xa012.500,50", "30-11-2022", "Twee locaties", "Wonen Stad"):
        assert tekst in pagina, tekst
    activiteit = Activiteit.objects.get()
    client.post(adres(stad, "jaarschijf_vaststellen"), {
        "vaststellen-overleg": "BO wonen", "vaststellen-vastgesteld_op": "15-1-2022"})  # fmt: skip
    assert Jaarschijf.objects.get().status == "vastgesteld"
    client.post(adres(stad, "jaarschijf_meenemen"), {"activiteiten": [activiteit.pk]})
    pagina = client.get(reverse("afspraken:jaarschijf_vergelijken", args=[stad.overeenkomst.sleutel])).content.decode()
    assert "1 activiteit" in pagina
    assert "Activiteiten die doorliepen" in pagina
    assert "gaat verder in 2023" in client.get(adres(stad, "jaarschijf")).content.decode()
    assert "Door de jaren heen" in client.get(adres(stad, "activiteit", activiteit.pk)).content.decode()
    assert "2022: Locaties kiezen" in client.get(afspraak.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("invoer", "melding"),
    [
        ({"afspraak": ""}, "Kies een afspraak"),
        ({"afspraak": "999999"}, "geldige keuze"),
        ({"afspraak": "x' OR 1=1"}, "geldige keuze"),
        ({"omschrijving": ""}, "Vul dit veld in"),
        ({"budget": "-5"}, "Vul 0 of een hoger getal in"),
        ({"budget": "veel"}, "Vul een getal in"),
        ({"budget": "99999999999"}, "lager getal"),
        ({"begin": "1-2-2022", "eind": "1-1-2022"}, "Het eind ligt voor het begin"),
        ({"eind": "31-2-2022"}, "bestaat niet"),
        ({"partijen": ["elders"]}, "geldige keuze"),
        ({"status": "weg"}, "geldige keuze"),
    ],
)
def test_foute_invoer(invoer: dict[str, Any], melding: str, stad: Stad, plan: Jaarschijf, client: Client) -> None:
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    goed = {"afspraak": stad.afspraak().pk, "omschrijving": "Iets", "status": "gepland"}
    antwoord = client.post(adres(stad, "activiteit_nieuw"), goed | invoer)
    assert antwoord.status_code == 200
    assert melding in antwoord.content.decode().replace("&#x27;", "'") or "keuze" in str(
        antwoord.context["form"].errors
    )
    assert not Activiteit.objects.exists()


def test_wat_een_collega_opsloeg_staat_erbij(stad: Stad, plan: Jaarschijf, client: Client) -> None:
    activiteit = voeg_toe(stad, plan, stad.afspraak(), stad.wonen)
    client.force_login(stad.gebruikers["wonen-invoerder"])
    url = adres(stad, "activiteit", activiteit.pk)
    assert client.post(url, {"status": "bezig", "uitkomst": "Van de eerste", "versie": 1}).status_code == 302
    antwoord = client.post(url, {"status": "gereed", "uitkomst": "Van de tweede", "versie": 1})
    pagina = antwoord.content.decode()
    assert "Van de eerste" in pagina
    assert "Van de tweede" in pagina
    versie = antwoord.context["form"]["versie"].value()
    assert client.post(url, {"status": "gereed", "uitkomst": "Van de tweede", "versie": versie}).status_code == 302
    activiteit.refresh_from_db()
    assert activiteit.uitkomst == "Van de tweede"


def test_een_invoerder_wijzigt_het_plan_niet(stad: Stad, plan: Jaarschijf, client: Client) -> None:
    activiteit = voeg_toe(stad, plan, stad.afspraak(), stad.wonen)
    client.force_login(stad.gebruikers["wonen-invoerder"])
    gegevens = {"status": "bezig", "uitkomst": "", "versie": 1, "omschrijving": "Gekaapt", "budget": "1"}
    assert client.post(adres(stad, "activiteit", activiteit.pk), gegevens).status_code == 302
    activiteit.refresh_from_db()
    assert (activiteit.omschrijving, activiteit.budget, activiteit.status) == ("Locaties kiezen", None, "bezig")


def test_script_in_een_activiteit_wordt_tekst(stad: Stad, plan: Jaarschijf, client: Client) -> None:
    voeg_toe(stad, plan, stad.afspraak(), omschrijving="<script>alert(1)</script>", uitkomst="<img src=x>")
    client.force_login(stad.gebruikers["thuis-lezer"])
    pagina = client.get(adres(stad, "jaarschijf")).content.decode()
    assert "<script>alert" not in pagina
    assert "<img src=x>" not in pagina


def test_aantal_vragen_groeit_niet(stad: Stad, plan: Jaarschijf, client: Client) -> None:
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    urls = [
        adres(stad, "jaarschijf"),
        reverse("afspraken:jaarschijven", args=[stad.overeenkomst.sleutel]),
        reverse("afspraken:jaarschijf_vergelijken", args=[stad.overeenkomst.sleutel]),
    ]

    def tel_vragen() -> list[int]:
        uit = []
        for url in urls:
            with CaptureQueriesContext(connection) as vragen:
                assert client.get(url).status_code == 200
            uit.append(len(vragen))
        return uit

    for nummer in range(2):
        voeg_toe(stad, plan, stad.afspraak(nummer=f"1.{nummer}"), stad.wonen)
    jaarschijven.neem_mee(jaarschijf=plan, activiteiten=[Activiteit.objects.first().pk],
                          door=stad.gebruikers["gemeente-redacteur"])  # fmt: skip
    weinig = tel_vragen()
    for nummer in range(8):
        voeg_toe(stad, plan, stad.afspraak(nummer=f"2.{nummer}"), stad.wonen, stad.thuis)
    ids = [rij.pk for rij in plan.activiteiten.all()]
    jaarschijven.neem_mee(jaarschijf=plan, activiteiten=ids, door=stad.gebruikers["gemeente-redacteur"])
    assert tel_vragen() == weinig
