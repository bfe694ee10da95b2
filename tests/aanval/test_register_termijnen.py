"""Moments: the same on every page, reported by whom it concerns and taken back by nobody else."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from afspraken import gereedmelden
from afspraken.models import Gereedmelding, Termijn
from afspraken.momenten import Datumtermijn, Looptijd
from monitoring.termijnen import eerstvolgende, einddata, is_komend, komt_op
from tests import fabrieken as f
from tests.fabrieken import Stad

LOOPTIJD = Looptijd(dt.date(2022, 1, 1), dt.date(2023, 12, 31))
JUNI = dt.date(2022, 6, 30)


@pytest.mark.parametrize(
    ("herhaling", "eerste"),
    [("jaar", dt.date(2022, 12, 31)), ("halfjaar", dt.date(2022, 12, 31)), ("kwartaal", dt.date(2022, 9, 30))],
)
def test_herhaling_zonder_datum_heeft_een_moment(herhaling: str, eerste: dt.date) -> None:
    jaarlijks = Datumtermijn("elk jaar", herhaling=herhaling)
    assert komt_op(jaarlijks, JUNI, LOOPTIJD) == eerste
    assert is_komend([jaarlijks], "op_schema", JUNI, LOOPTIJD)
    assert eerstvolgende([jaarlijks], JUNI, LOOPTIJD) == eerste
    assert list(einddata(jaarlijks, LOOPTIJD))[-1] == dt.date(2023, 12, 31)


def test_een_enkele_dag_buiten_de_periode_blijft_zichtbaar() -> None:
    for dag in (dt.date(2019, 5, 1), dt.date(2050, 12, 31)):
        assert eerstvolgende([Datumtermijn("eens", eind=dag)], JUNI, LOOPTIJD) == dag


def test_een_voorwaarde_die_terugkomt_heeft_geen_moment() -> None:
    assert eerstvolgende([Datumtermijn("zodra", herhaling="jaar", exactheid="voorwaarde")], JUNI, LOOPTIJD) is None


def test_wat_al_gereed_is_komt_niet_nog_eens() -> None:
    december = dt.date(2022, 12, 31)
    gemeld = Datumtermijn("elk jaar", herhaling="jaar", gereed=frozenset({december}))
    assert komt_op(gemeld, JUNI, LOOPTIJD) is None
    assert komt_op(gemeld, december, LOOPTIJD) is None
    assert komt_op(gemeld, dt.date(2023, 6, 30), LOOPTIJD) == dt.date(2023, 12, 31)


def test_lijst_van_afspraken_toont_en_filtert_het_moment(stad: Stad, client: Client) -> None:
    afspraak = stad.afspraak(stad.wonen, nummer="21", titel="Jaarlijks gesprek")
    f.TermijnFabriek(afspraak=afspraak, tekst="jaarlijks", begin=None, eind=None, herhaling="jaar")
    f.PeilmomentFabriek(overeenkomst=stad.overeenkomst, status="open", peildatum=dt.date(2022, 8, 31))
    client.force_login(stad.gebruikers["wonen-lezer"])
    url = reverse("monitoring:afspraken", args=[stad.overeenkomst.sleutel])
    pagina = client.get(url, {"termijn": "komend"})
    assert pagina.context["aantal"] == 1
    assert "31-12-2022" in pagina.content.decode() or "31 december 2022" in pagina.content.decode()


@pytest.fixture
def samen(stad: Stad) -> Termijn:
    """A term of an agreement that both corporations pull."""
    afspraak = stad.afspraak("corporaties", nummer="3")
    termijn: Termijn = f.TermijnFabriek(afspraak=afspraak, eind=dt.date(2022, 12, 31))
    return termijn


def meld(stad: Stad, termijn: Termijn) -> Gereedmelding:
    """Report by Wonen."""
    return gereedmelden.meld_gereed(
        termijn=termijn, eind=dt.date(2022, 12, 31), gereed_op=dt.date(2022, 11, 1), toelichting="",
        partij=stad.wonen, door=stad.gebruikers["wonen-invoerder"],
    )  # fmt: skip


@time_machine.travel("2023-02-01 12:00:00+01:00", tick=False)
def test_een_andere_trekker_neemt_een_melding_niet_terug(stad: Stad, samen: Termijn, client: Client) -> None:
    melding = meld(stad, samen)
    with pytest.raises(PermissionDenied):
        gereedmelden.maak_ongedaan(melding=melding, door=stad.gebruikers["thuis-invoerder"])
    client.force_login(stad.gebruikers["thuis-invoerder"])
    lijst = client.get(reverse("monitoring:termijnen", args=[stad.overeenkomst.sleutel])).content.decode()
    assert "Terugnemen" not in lijst
    ongedaan = reverse("monitoring:termijn_ongedaan", args=[stad.overeenkomst.sleutel, samen.pk, "2022-12-31"])
    assert client.post(ongedaan).status_code == 403
    assert Gereedmelding.objects.exists()
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    assert client.post(ongedaan).status_code == 302
    assert not Gereedmelding.objects.exists()


@pytest.mark.parametrize("dag", ["2022-12-30", "0001-01-01", "9999-12-31"])
def test_een_dag_die_geen_moment_is_bestaat_niet(stad: Stad, samen: Termijn, client: Client, dag: str) -> None:
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    for naam in ("termijn_gereed", "termijn_ongedaan"):
        url = reverse(f"monitoring:{naam}", args=[stad.overeenkomst.sleutel, samen.pk, dag])
        assert client.post(url, {"gereed_op": "1-11-2022", "partij": stad.gemeente.sleutel}).status_code == 404
    assert not Gereedmelding.objects.exists()


def test_termijn_van_de_buren_en_partij_van_een_ander(
    stad: Stad, buurstad: Stad, samen: Termijn, client: Client
) -> None:
    vreemd = f.TermijnFabriek(afspraak=buurstad.afspraak(nummer="9"), eind=dt.date(2022, 12, 31))
    client.force_login(stad.gebruikers["wonen-invoerder"])
    url = reverse("monitoring:termijn_gereed", args=[stad.overeenkomst.sleutel, vreemd.pk, "2022-12-31"])  # type: ignore[attr-defined]
    assert client.get(url).status_code == 404
    eigen = reverse("monitoring:termijn_gereed", args=[stad.overeenkomst.sleutel, samen.pk, "2022-12-31"])
    client.post(eigen, {"gereed_op": "1-11-2022", "partij": stad.thuis.sleutel})
    assert not Gereedmelding.objects.exists()
    lijst = reverse("monitoring:termijnen", args=[stad.overeenkomst.sleutel])
    assert client.get(lijst, {"afspraak": vreemd.afspraak_id}).context["aantal"] in {0, 1}  # type: ignore[attr-defined]
