"""The next set: what goes along, what is linked, what stays behind."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from afspraken import opvolgen
from afspraken.models import Afspraak, Overeenkomst, Streefwaarde
from afspraken.opvolgregels import Periode, schuif_jaren, volgende_periode
from afspraken.registerservices import bewaar_afspraak
from partijen.models import Gebeurtenis
from tests import fabrieken as f
from tests.fabrieken import Stad


@pytest.fixture
def gevuld(stad: Stad) -> Stad:
    """A set with three agreements, a reference, a definition, a term and targets."""
    zeven = stad.afspraak(stad.wonen, nummer="7", tekst="Wij bouwen 213 woningen.")
    acht = stad.afspraak(nummer="8", soort="periode")
    f.VerwijzingFabriek(van=zeven, naar=stad.afspraak(nummer="9", vervallen_op=dt.date(2023, 1, 1)))
    f.VerwijzingFabriek(van=zeven, naar=acht)
    f.TermijnFabriek(afspraak=zeven)
    f.DefinitieFabriek(overeenkomst=stad.overeenkomst).afspraken.add(zeven, acht)
    f.GrootheidFabriek(overeenkomst=stad.overeenkomst, sleutel="aanbod")
    indicator = f.IndicatorFabriek(afspraak=zeven, berekening="voorraad", bron="netto")
    f.StreefwaardeFabriek(indicator=indicator, waarde=213, van=dt.date(2022, 1, 1), tot=dt.date(2023, 12, 31))
    f.StreefwaardeFabriek(indicator=indicator, waarde=100, van=dt.date(2022, 1, 1), tot=dt.date(2022, 12, 31))
    f.VoorwaardeFabriek(overeenkomst=stad.overeenkomst)
    return stad


def begin(stad: Stad, *afspraken: Afspraak, rol: str = "gemeente-redacteur", **anders: Any) -> opvolgen.Opvolging:
    """Start 2024-2027."""
    gegevens = {"naam": "Afspraken 2024-2027", "sleutel": "stad-2024-2027"} | anders
    return opvolgen.begin_opvolger(
        vorige=stad.overeenkomst,
        begin=gegevens.pop("begin", dt.date(2024, 1, 1)),
        eind=gegevens.pop("eind", dt.date(2027, 12, 31)),
        afspraken=[afspraak.pk for afspraak in afspraken],
        door=stad.gebruikers[rol],
        **gegevens,
    )


def test_wat_meegaat(gevuld: Stad) -> None:
    zeven, acht = (Afspraak.objects.get(nummer=nummer) for nummer in "78")
    uit = begin(gevuld, zeven, acht)
    nieuw = uit.overeenkomst
    assert (nieuw.status, nieuw.voorganger) == ("concept", gevuld.overeenkomst)
    assert (nieuw.regisseur, nieuw.tweede_controleur) == (gevuld.gemeente, gevuld.wonen)
    assert list(nieuw.gemeenten.all()) == [gevuld.gemeente]
    assert nieuw.deelnames.count() == 5
    assert nieuw.deelnames.get(partij=gevuld.huurders).spreekt_voor == gevuld.wonen
    assert (nieuw.legenda.count(), nieuw.voorwaarden.count(), nieuw.delen.count()) == (7, 1, 1)
    kopie = nieuw.afspraken.get(nummer="7")
    assert kopie.tekst == "Wij bouwen 213 woningen."
    assert kopie.komt_van.get().van == zeven
    assert kopie.komt_van.get().soort == "opvolger"
    assert kopie.betrokkenen.get().partij == gevuld.wonen
    assert [rij.naar.nummer for rij in kopie.verwijzingen.all()] == ["8"]
    assert kopie.definities.get().overeenkomst == nieuw
    streef = {rij.waarde: (rij.van, rij.tot, rij.oorspronkelijk) for rij in
              Streefwaarde.objects.filter(indicator__afspraak=kopie)}  # fmt: skip
    assert streef == {
        Decimal(213): (dt.date(2024, 1, 1), dt.date(2027, 12, 31), None),
        Decimal(100): (dt.date(2024, 1, 1), dt.date(2024, 12, 31), None),
    }
    assert uit.buiten == [(kopie, ["in 2022"])]
    assert not nieuw.tabellen.exists()
    assert nieuw.grootheden.get().sleutel == "aanbod"
    assert Gebeurtenis.objects.filter(soort="overeenkomst.opgevolgd").exists()
    gevuld.overeenkomst.refresh_from_db()
    assert gevuld.overeenkomst.afspraken.count() == 3


def test_een_concept_zonder_voorraadtabel_houdt_migreren_niet_tegen(gevuld: Stad) -> None:
    f.TabelregelFabriek(tabel=f.TabelFabriek(overeenkomst=gevuld.overeenkomst), sleutel="netto")
    begin(gevuld, Afspraak.objects.get(nummer="7"))
    call_command("check", databases=["default"], verbosity=0)


def test_wie_vertrokken_is_gaat_niet_mee(gevuld: Stad) -> None:
    gevuld.overeenkomst.deelnames.filter(partij=gevuld.thuis).update(tot=dt.date(2023, 6, 30))
    assert not begin(gevuld).overeenkomst.deelnames.filter(partij=gevuld.thuis).exists()


@pytest.mark.parametrize("rol", ["gemeente-invoerder", "wonen-redacteur", "huurders-invoerder", "gemeente-lezer"])
def test_alleen_de_redacteur_van_de_gemeente(rol: str, gevuld: Stad) -> None:
    with pytest.raises(PermissionDenied):
        begin(gevuld, rol=rol)


def test_een_rol_voor_een_set_begint_geen_andere(gevuld: Stad, client: Client) -> None:
    gebruiker = gevuld.gebruikers["gemeente-redacteur"]
    gebruiker.lidmaatschappen.update(overeenkomst_sleutel=gevuld.overeenkomst.sleutel)
    client.force_login(gebruiker)
    url = reverse("afspraken:opvolger", args=[gevuld.overeenkomst.sleutel])
    assert client.get(url).status_code == 403
    assert client.get(reverse("afspraken:wijzigingen", args=[gevuld.overeenkomst.sleutel])).status_code == 200


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"begin": dt.date(2021, 1, 1)}, "begin"),
        ({"eind": dt.date(2023, 12, 31)}, "__all__"),
        ({"sleutel": "stad-2022-2023"}, "sleutel"),
        ({"naam": ""}, "naam"),
    ],
)
def test_wat_niet_kan(anders: dict[str, Any], veld: str, gevuld: Stad) -> None:
    with pytest.raises(ValidationError) as fout:
        begin(gevuld, **anders)
    assert veld in fout.value.message_dict
    assert Overeenkomst.objects.count() == 1


def test_afspraken_van_een_ander_gaan_niet_mee(gevuld: Stad, buurstad: Stad) -> None:
    uit = begin(gevuld, buurstad.afspraak(nummer="1"))
    assert not uit.overeenkomst.afspraken.exists()


def test_in_de_browser_van_begin_tot_vergelijking(gevuld: Stad, client: Client) -> None:
    client.force_login(gevuld.gebruikers["gemeente-redacteur"])
    url = reverse("afspraken:opvolger", args=[gevuld.overeenkomst.sleutel])
    antwoord = client.get(url)
    form = antwoord.context["form"]
    zeven = Afspraak.objects.get(nummer="7")
    assert form.initial["afspraken"] == [zeven.pk]
    assert (form.initial["sleutel"], form.initial["begin"]) == ("stad-2024-2025", dt.date(2024, 1, 1))
    gegevens = {"naam": form.initial["naam"], "sleutel": "stad-2024-2025", "begin": "1-1-2024", "eind": "31-12-2025",
                "afspraken": [zeven.pk]}  # fmt: skip
    pagina = client.post(url, gegevens, follow=True).content.decode()
    assert "buiten de nieuwe periode" in pagina
    nieuw = Overeenkomst.objects.get(sleutel="stad-2024-2025")
    kopie = nieuw.afspraken.get()
    bewaar_afspraak(overeenkomst=nieuw, afspraak=kopie, waarden={"tekst": "Wij bouwen 300 woningen.", "nummer": "5"},
                    door=None)  # fmt: skip
    f.AfspraakFabriek(hoofdstuk=kopie.hoofdstuk, nummer="6", titel="Helemaal nieuw")
    pagina = client.get(reverse("afspraken:opvolger_vergelijken", args=[nieuw.sleutel])).content.decode()
    for tekst in ("300", "Helemaal nieuw", "8 Afspraak over onderwerp 8", "<del>", "<ins>"):
        assert tekst in pagina, tekst
    assert "Komt uit" in client.get(kopie.get_absolute_url()).content.decode()
    oud = client.get(zeven.get_absolute_url()).content.decode()
    assert "Gaat verder als" in oud
    assert nieuw.naam in oud


def test_wie_de_andere_set_niet_ziet_leest_er_niets_van(gevuld: Stad, client: Client) -> None:
    zeven = Afspraak.objects.get(nummer="7")
    nieuw = begin(gevuld, zeven).overeenkomst
    nieuw.deelnames.filter(partij=gevuld.thuis).delete()
    client.force_login(gevuld.gebruikers["thuis-lezer"])
    pagina = client.get(zeven.get_absolute_url()).content.decode()
    assert "Gaat verder als" not in pagina
    assert "2024-2027" not in pagina
    buitenstaander = f.PartijFabriek()
    f.DeelnameFabriek(overeenkomst=nieuw, partij=buitenstaander)
    lid = f.LidmaatschapFabriek(partij=buitenstaander)
    client.force_login(lid.gebruiker)
    pagina = client.get(reverse("afspraken:opvolger_vergelijken", args=[nieuw.sleutel])).content.decode()
    assert "volgen niet op een eerdere set" in pagina
    assert "2022-2023" not in pagina


def test_aantal_vragen_van_de_vergelijking_groeit_niet(gevuld: Stad, client: Client) -> None:
    client.force_login(gevuld.gebruikers["gemeente-redacteur"])
    aantallen = []
    for keer in range(2):
        for nummer in range(3 + 5 * keer):
            gevuld.afspraak(gevuld.wonen, nummer=f"2{keer}.{nummer}", tekst="Tekst.")
        sleutel = f"stad-{keer}"
        begin(gevuld, *gevuld.overeenkomst.afspraken.all(), sleutel=sleutel)
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(reverse("afspraken:opvolger_vergelijken", args=[sleutel])).status_code == 200
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1]


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 4000))
def test_de_volgende_periode_sluit_aan(begin_dag: dt.date, dagen: int) -> None:
    oud = Periode(begin_dag, begin_dag + dt.timedelta(days=dagen))
    nieuw = volgende_periode(oud)
    assert nieuw.begin == oud.eind + dt.timedelta(days=1)
    assert nieuw.eind >= nieuw.begin


def test_jaren_in_een_naam() -> None:
    oud, nieuw = (
        Periode(dt.date(2022, 1, 1), dt.date(2023, 12, 31)),
        Periode(dt.date(2024, 1, 1), dt.date(2025, 12, 31)),
    )
    assert schuif_jaren("Afspraken 2022-2023", oud, nieuw) == "Afspraken 2024-2025"
    assert schuif_jaren("stad-120221", oud, nieuw) == "stad-120221"
