"""Moments of terms: expanded purely, listed, reported as met, taken back."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import assume, given
from hypothesis import strategies as st

from afspraken import gereedmelden
from afspraken.keuzes import Herhaling
from afspraken.models import Afspraak, Gereedmelding, Termijn
from afspraken.momenten import MAANDEN_PER_KEER, Datumtermijn, Looptijd, Moment, momenten, plus_maanden
from monitoring.termijnen import GEREED, KOMEND, VERSTREKEN, is_verstreken, stand_van
from partijen.models import Gebeurtenis
from tests import fabrieken as f
from tests.fabrieken import Stad

LOOPTIJD = Looptijd(dt.date(2022, 1, 1), dt.date(2023, 12, 31))
DAGEN = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))


def eindes(**velden: Any) -> list[str]:
    """Return the last days of a term as text."""
    return [moment.eind.isoformat() for moment in momenten(Datumtermijn("x", **velden), LOOPTIJD)]


def test_voorbeelden_uit_de_documenten() -> None:
    assert eindes(eind=dt.date(2022, 3, 31), herhaling="jaar") == ["2022-03-31", "2023-03-31"]
    assert eindes(herhaling="halfjaar") == ["2022-06-30", "2022-12-31", "2023-06-30", "2023-12-31"]
    assert len(eindes(herhaling="maand")) == 24
    assert eindes(herhaling="jaar", exactheid="voorwaarde") == []
    assert eindes(eind=dt.date(2050, 12, 31)) == ["2050-12-31"]
    assert eindes(eind=dt.date(2021, 12, 31)) == []
    assert eindes(begin=dt.date(2023, 1, 1)) == []
    assert eindes(begin=dt.date(2023, 1, 1), herhaling="halfjaar") == ["2023-06-30", "2023-12-31"]
    assert eindes(eind=dt.date(2016, 2, 29), herhaling="jaar") == ["2022-02-28", "2023-02-28"]
    assert momenten(Datumtermijn("x", dt.date(2022, 9, 1), dt.date(2022, 11, 30), "jaar"), LOOPTIJD)[1] == Moment(
        dt.date(2023, 9, 1), dt.date(2023, 11, 30)
    )


@given(DAGEN, st.sampled_from([h for h in Herhaling if h != Herhaling.GEEN]), DAGEN, st.integers(0, 4000))
def test_momenten_liggen_op_volgorde_binnen_de_looptijd(
    eind: dt.date, herhaling: Herhaling, begin: dt.date, dagen: int
) -> None:
    looptijd = Looptijd(begin, begin + dt.timedelta(days=dagen))
    alle = [moment.eind for moment in momenten(Datumtermijn("x", eind=eind, herhaling=herhaling), looptijd)]
    assert all(looptijd.begin <= dag <= looptijd.eind for dag in alle)
    stap = MAANDEN_PER_KEER[herhaling]
    for een, ander in pairwise(alle):
        assert (ander.year * 12 + ander.month) - (een.year * 12 + een.month) == stap
    if looptijd.begin <= eind <= looptijd.eind:
        assert eind in alle
    # Nothing is left out: one step before the first and after the last lies outside.
    if alle and alle[0] > eind:
        assert plus_maanden(alle[0], -stap) < looptijd.begin


@given(st.sampled_from([h for h in Herhaling if h != Herhaling.GEEN]), DAGEN, st.integers(0, 4000))
def test_zonder_datum_valt_een_herhaling_op_de_kalender(herhaling: Herhaling, begin: dt.date, dagen: int) -> None:
    looptijd = Looptijd(begin, begin + dt.timedelta(days=dagen))
    alle = momenten(Datumtermijn("x", herhaling=herhaling), looptijd)
    assert all(looptijd.begin <= moment.eind <= looptijd.eind for moment in alle)
    assert all((moment.eind + dt.timedelta(days=1)).day == 1 for moment in alle)
    for een, ander in pairwise(alle):
        assert een.eind + dt.timedelta(days=1) == ander.begin


@given(DAGEN, DAGEN, st.booleans())
def test_elk_moment_heeft_een_stand(eind: dt.date, vandaag: dt.date, gemeld: bool) -> None:
    assume(eind >= LOOPTIJD.begin)
    termijn = Datumtermijn("x", eind=eind, gereed=frozenset({eind} if gemeld else ()))
    stand = stand_van(Moment(None, eind), termijn, vandaag)
    assert stand == (GEREED if gemeld else KOMEND if eind >= vandaag else VERSTREKEN)
    assert stand_van(Moment(None, eind), termijn, vandaag, afgerond=True) == GEREED


def test_een_melding_telt_in_de_lijst_als_gehaald() -> None:
    eind = dt.date(2022, 5, 1)
    wel = Datumtermijn("x", eind=eind, gereed=frozenset({eind}))
    assert is_verstreken([Datumtermijn("x", eind=eind)], "", dt.date(2022, 6, 30), LOOPTIJD)
    assert not is_verstreken([wel], "", dt.date(2022, 6, 30), LOOPTIJD)


# Reporting.


@pytest.fixture
def termijn(stad: Stad) -> Termijn:
    """A term of an agreement that Wonen pulls."""
    return f.TermijnFabriek(afspraak=stad.afspraak(stad.wonen, nummer="7", titel="Bouwen"))


def meld(stad: Stad, termijn: Termijn, rol: str, partij: str, **anders: Any) -> Gereedmelding:
    """Report the end of 2022."""
    gegevens = {"eind": dt.date(2022, 12, 31), "gereed_op": dt.date(2022, 11, 1), "toelichting": ""} | anders
    return gereedmelden.meld_gereed(
        termijn=termijn, partij=getattr(stad, partij), door=stad.gebruikers[rol], **gegevens
    )


@pytest.mark.parametrize(
    ("rol", "partij", "mag"),
    [
        ("wonen-invoerder", "wonen", True),
        ("gemeente-redacteur", "gemeente", True),
        ("gemeente-invoerder", "gemeente", False),
        ("gemeente-redacteur", "wonen", False),
        ("thuis-invoerder", "thuis", False),
        ("thuis-invoerder", "wonen", False),
        ("wonen-lezer", "wonen", False),
    ],
)
def test_wie_meldt(rol: str, partij: str, mag: bool, stad: Stad, termijn: Termijn) -> None:
    if mag:
        melding = meld(stad, termijn, rol, partij)
        gereedmelden.maak_ongedaan(melding=melding, door=stad.gebruikers[rol])
        soorten = Gebeurtenis.objects.filter(soort__startswith="gereedmelding").values_list("soort", flat=True)
        assert set(soorten) == {"gereedmelding.gemeld", "gereedmelding.teruggenomen"}
    else:
        with pytest.raises(PermissionDenied):
            meld(stad, termijn, rol, partij)
    assert not Gereedmelding.objects.exists()


def test_wat_niet_te_melden_is(stad: Stad, termijn: Termijn) -> None:
    with pytest.raises(ValidationError, match="geen moment"):
        meld(stad, termijn, "wonen-invoerder", "wonen", eind=dt.date(2022, 12, 30))
    with pytest.raises(ValidationError, match="nog niet geweest"):
        meld(stad, termijn, "wonen-invoerder", "wonen", gereed_op=dt.date(2999, 1, 1))
    meld(stad, termijn, "wonen-invoerder", "wonen")
    with pytest.raises(ValidationError, match="al gereed gemeld"):
        meld(stad, termijn, "gemeente-redacteur", "gemeente")


# Pages.


def lijst(stad: Stad) -> str:
    """Return the address of the list."""
    return reverse("monitoring:termijnen", args=[stad.overeenkomst.sleutel])


@time_machine.travel("2023-02-01 12:00:00+01:00", tick=False)
def test_van_verstreken_naar_gereed_en_terug(stad: Stad, termijn: Termijn, client: Client) -> None:
    client.force_login(stad.gebruikers["wonen-invoerder"])
    afspraak = termijn.afspraak.get_absolute_url()
    pagina = client.get(lijst(stad), {"stand": "verstreken"}).content.decode()
    assert "2022, kwartaal 4" in pagina
    assert "van jullie" in pagina
    assert "Verstreken, nog niet gereed" in client.get(afspraak).content.decode()
    url = reverse("monitoring:termijn_gereed", args=[stad.overeenkomst.sleutel, termijn.pk, "2022-12-31"])
    assert url in pagina
    assert client.get(url).status_code == 200
    gegevens = {"gereed_op": "1-11-2022", "toelichting": "Opgeleverd.", "partij": stad.wonen.sleutel}
    pagina = client.post(url, gegevens, follow=True).content.decode()
    assert "Opgeleverd." in pagina
    assert "Terugnemen" in pagina
    assert client.get(lijst(stad), {"stand": "verstreken"}).context["aantal"] == 0
    assert "Gereed gemeld" in client.get(afspraak).content.decode()
    ongedaan = reverse("monitoring:termijn_ongedaan", args=[stad.overeenkomst.sleutel, termijn.pk, "2022-12-31"])
    client.post(ongedaan)
    client.post(ongedaan)
    assert client.get(lijst(stad), {"stand": "verstreken"}).context["aantal"] == 1


def test_de_lijst_van_afspraken_telt_een_melding_mee(stad: Stad, termijn: Termijn, client: Client) -> None:
    Termijn.objects.update(eind=dt.date(2022, 5, 1))
    f.PeilmomentFabriek(overeenkomst=stad.overeenkomst, status="open")
    client.force_login(stad.gebruikers["thuis-lezer"])
    url = reverse("monitoring:afspraken", args=[stad.overeenkomst.sleutel])
    assert client.get(url, {"termijn": "verstreken"}).context["aantal"] == 1
    termijn.refresh_from_db()
    meld(stad, termijn, "wonen-invoerder", "wonen", eind=termijn.eind, gereed_op=dt.date(2022, 4, 1))
    assert client.get(url, {"termijn": "verstreken"}).context["aantal"] == 0


def test_eigen_eerst_en_filters(stad: Stad, termijn: Termijn, client: Client) -> None:
    f.TermijnFabriek(afspraak=stad.afspraak(stad.thuis, nummer="1"), tekst="eerder", eind=dt.date(2022, 10, 31))
    f.TermijnFabriek(afspraak=stad.afspraak(nummer="2"), tekst="later", eind=dt.date(2030, 12, 31))
    vervallen = stad.afspraak(nummer="3", vervallen_op=dt.date(2022, 7, 1))
    f.TermijnFabriek(afspraak=vervallen, tekst="niet meer")
    client.force_login(stad.gebruikers["wonen-lezer"])
    rijen = client.get(lijst(stad)).context["pagina"].object_list
    assert [rij.tekst for rij in rijen] == ["in 2022", "eerder", "later"]
    for vraag, verwacht in (
        ({"jaar": "2030"}, 1),
        ({"trekker": stad.thuis.sleutel}, 2),
        ({"trekker": stad.wonen.sleutel, "jaar": "2022"}, 1),
        ({"afspraak": str(termijn.afspraak_id)}, 1),
        ({"jaar": "1999"}, 0),
        ({"stand": "' OR 1=1 --"}, 0),
        ({"page": "99999"}, 3),
    ):
        antwoord = client.get(lijst(stad), vraag)
        assert (antwoord.status_code, antwoord.context["aantal"]) == (200, verwacht), vraag


@pytest.mark.parametrize("dag", ["2022-12-30", "0001-01-01", "9999-12-31"])
def test_een_dag_zonder_moment_bestaat_niet(dag: str, stad: Stad, termijn: Termijn, client: Client) -> None:
    client.force_login(stad.gebruikers["wonen-invoerder"])
    url = reverse("monitoring:termijn_gereed", args=[stad.overeenkomst.sleutel, termijn.pk, dag])
    assert client.get(url).status_code == 404


def test_een_termijn_van_een_ander_bestaat_niet(stad: Stad, buurstad: Stad, client: Client) -> None:
    vreemd = f.TermijnFabriek(afspraak=buurstad.afspraak())
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    url = reverse("monitoring:termijn_gereed", args=[stad.overeenkomst.sleutel, vreemd.pk, "2022-12-31"])
    assert client.get(url).status_code == 404


def test_lege_lijst_is_vriendelijk(stad: Stad, client: Client) -> None:
    stad.afspraak()
    client.force_login(stad.gebruikers["wonen-lezer"])
    assert "geen termijn met een datum" in client.get(lijst(stad)).content.decode()


def test_aantal_vragen_groeit_niet(stad: Stad, termijn: Termijn, client: Client) -> None:
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    aantallen = []
    for keer in range(2):
        for nummer in range(2 + 6 * keer):
            rij = f.TermijnFabriek(afspraak=stad.afspraak("corporaties", nummer=f"{keer}.{nummer}"))
            meld(stad, rij, "wonen-invoerder", "wonen")
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(lijst(stad)).status_code == 200
        aantallen.append(len(vragen))
    assert aantallen[0] == aantallen[1] <= 10
    assert Afspraak.objects.count() == 11
