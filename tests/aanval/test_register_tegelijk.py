"""Two people in the register at the same moment, forms that outlive a session, and pages with many rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afspraken import gereedmelden, jaarschijven, opvolgen
from afspraken.indeling import bewaar_onderdeel, verplaats
from afspraken.models import Activiteit, Afspraak, Gereedmelding, Hoofdstuk, Jaarschijf, Overeenkomst, Wijziging
from afspraken.registerservices import bewaar_afspraak
from basis.versies import VersieConflict
from tests import fabrieken as f
from tests.aanval.test_tegelijk import tegelijk, tegelijk_op_databank
from tests.fabrieken import Stad
from tests.register_bewerken.formulier import adres, concept
from tests.wijzigingen.bouw import stel_op, voorgelegd


def fouten(uit: list[Any]) -> list[Exception]:
    """Return what was raised."""
    return [rij for rij in uit if isinstance(rij, Exception)]


@tegelijk_op_databank
def test_dezelfde_afspraak_tegelijk_opslaan(stad: Stad) -> None:
    door = stad.gebruikers["gemeente-redacteur"]
    afspraak = concept(stad).afspraak(nummer="1")

    def bewaar(tekst: str) -> Afspraak:
        rij = Afspraak.objects.get(pk=afspraak.pk)
        return bewaar_afspraak(
            overeenkomst=stad.overeenkomst, afspraak=rij, waarden={"tekst": tekst}, door=door, verwacht=afspraak.versie
        )

    uit = tegelijk(lambda: bewaar("Een"), lambda: bewaar("Twee"))
    assert [type(fout) for fout in fouten(uit)] == [VersieConflict]


@tegelijk_op_databank
def test_nieuw_hoofdstuk_en_verplaatsen_tegelijk(stad: Stad) -> None:
    door = stad.gebruikers["gemeente-redacteur"]
    concept(stad)
    ander: Any = f.HoofdstukFabriek(deel=stad.hoofdstuk.deel, volgorde=5)
    deel = stad.hoofdstuk.deel
    uit = tegelijk(
        lambda: bewaar_onderdeel(rij=Hoofdstuk(deel=deel), waarden={"titel": "Zorg"}, door=door),
        lambda: bewaar_onderdeel(rij=Hoofdstuk(deel=deel), waarden={"titel": "Zorg"}, door=door),
        lambda: verplaats(rij=Hoofdstuk.objects.get(pk=ander.pk), door=door, stap=-1),
    )
    assert [type(fout) for fout in fouten(uit)] == [ValidationError]
    assert Hoofdstuk.objects.filter(titel="Zorg").count() == 1


@tegelijk_op_databank
def test_meenemen_tegelijk(stad: Stad) -> None:
    door = stad.gebruikers["gemeente-redacteur"]
    plan = jaarschijven.maak_jaarschijf(overeenkomst=stad.overeenkomst, jaar=2022, door=door)
    rij = f.ActiviteitFabriek(jaarschijf=plan, afspraak=stad.afspraak(nummer="1"))

    def mee() -> Jaarschijf:
        return jaarschijven.neem_mee(jaarschijf=plan, activiteiten=[rij.pk], door=door)  # type: ignore[attr-defined]

    uit = tegelijk(mee, mee)
    assert all(isinstance(fout, ValidationError) for fout in fouten(uit))
    assert Jaarschijf.objects.filter(jaar=2023).count() == 1
    assert Activiteit.objects.filter(jaarschijf__jaar=2023).count() == 1


@tegelijk_op_databank
def test_volgende_set_tegelijk(stad: Stad) -> None:
    def maak() -> Any:
        return opvolgen.begin_opvolger(
            vorige=stad.overeenkomst, naam="Volgende", sleutel="volgende", begin=dt.date(2024, 1, 1),
            eind=dt.date(2025, 12, 31), afspraken=[], door=stad.gebruikers["gemeente-redacteur"],
        )  # fmt: skip

    uit = tegelijk(maak, maak)
    assert [type(fout) for fout in fouten(uit)] == [ValidationError]
    assert Overeenkomst.objects.filter(sleutel="volgende").count() == 1


@tegelijk_op_databank
def test_gereed_melden_tegelijk(stad: Stad) -> None:
    termijn: Any = f.TermijnFabriek(afspraak=stad.afspraak("corporaties"), eind=dt.date(2022, 12, 31))

    def meld(wie: str) -> Gereedmelding:
        return gereedmelden.meld_gereed(
            termijn=termijn, eind=dt.date(2022, 12, 31), gereed_op=dt.date(2022, 11, 1), toelichting="",
            partij=getattr(stad, wie), door=stad.gebruikers[f"{wie}-invoerder"],
        )  # fmt: skip

    uit = tegelijk(lambda: meld("wonen"), lambda: meld("thuis"))
    assert [type(fout) for fout in fouten(uit)] == [ValidationError]
    assert Gereedmelding.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("naam", "veld"),
    [
        ("wijziging_bewerken", "reden"),
        ("wijziging_oordeel", "gemeente-stad-toelichting"),
        ("wijziging_afwijzen", "afwijzen-reden"),
        ("activiteit_nieuw", "omschrijving"),
        ("jaarschijf_vaststellen", "vaststellen-overleg"),
        ("jaarschijf_inleiding", "inleiding-inleiding"),
        ("register_onderdeel", "titel"),
    ],
)
def test_uitgelogd_tijdens_het_typen(stad: Stad, client: Client, naam: str, veld: str) -> None:
    door = stad.gebruikers["gemeente-redacteur"]
    rest: tuple[Any, ...]
    if naam.startswith("wijziging"):
        afspraak = stad.afspraak(stad.wonen, nummer="7")
        wijziging = stel_op(stad, afspraak, wie="gemeente", soort="aanpassen" if "bewerken" in naam else "beeindigen")
        rest = (wijziging.nummer,)
        if "bewerken" not in naam:
            voorgelegd(stad, Wijziging.objects.get())
            rest = (wijziging.nummer, *([stad.gemeente.sleutel] if "oordeel" in naam else []))
    elif naam == "register_onderdeel":
        concept(stad)
        rest = ("hoofdstuk", stad.hoofdstuk.pk)
    else:
        stad.afspraak(nummer="1")
        rest = (jaarschijven.maak_jaarschijf(overeenkomst=stad.overeenkomst, jaar=2022, door=door).jaar,)
    url = adres(stad, naam, *rest)
    client.post(url, {veld: "Lang getypte tekst"})
    client.force_login(door)
    assert "Lang getypte tekst" in client.get(url, follow=True).content.decode()


@pytest.mark.django_db
def test_jaarschijf_en_wijziging_met_veel_rijen(stad: Stad, client: Client) -> None:
    door = stad.gebruikers["gemeente-redacteur"]
    client.force_login(door)
    plan = jaarschijven.maak_jaarschijf(overeenkomst=stad.overeenkomst, jaar=2022, door=door)

    def vragen(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(url).status_code == 200
        return len(gevangen)

    aantallen = []
    for van, tot in ((1, 3), (3, 11)):
        afspraken = [stad.afspraak(stad.wonen, nummer=str(nummer)) for nummer in range(van, tot)]
        for afspraak in afspraken:
            activiteit: Any = f.ActiviteitFabriek(jaarschijf=plan, afspraak=afspraak)
            activiteit.partijen.add(stad.wonen)
        wijziging = stel_op(stad, *afspraken, soort="samenvoegen", nieuwe=1, wie="gemeente")
        aantallen.append(
            [
                vragen(url)
                for url in (
                    plan.get_absolute_url(),
                    adres(stad, "jaarschijf_vergelijken"),
                    adres(stad, "wijzigingen"),
                    wijziging.get_absolute_url(),
                    adres(stad, "wijziging_bewerken", wijziging.nummer),
                )
            ]
        )
    assert aantallen[0] == aantallen[1]
