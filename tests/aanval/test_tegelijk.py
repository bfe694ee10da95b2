"""Two people at the same moment: nothing is lost, nothing falls between picture and freeze, and no page breaks."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from contextlib import nullcontext
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from afspraken.indienen import Gesloten, accepteer
from afspraken.models import Peilmoment, Verlenging
from basis.versies import VersieConflict
from monitoring import cyclus
from monitoring.cijferservices import Cellen, bewaar_cijfers, lees_cellen
from monitoring.models import Afspraakstatus, Cijferstaat, Meting, Rapport, Voortgang
from monitoring.services import IntussenGewijzigd, bewaar_voortgang, herstel_voorstel, zet_afspraakstatus
from tests.fabrieken import Stad, maak_stad
from tests.monitoring.ronde import COMPLEET, maak_ronde, vul
from tests.voorraad.bouw import ingelogd, maak_voorraad
from voorraad import opgaveview
from voorraad.models import Mutatie, Opgave

tegelijk_op_databank = pytest.mark.django_db(transaction=True)
WAARDEN = COMPLEET | {"oorzaak": "", "gevolg": "", "bijsturing": ""}


def tegelijk(*daden: Callable[[], Any]) -> list[Any]:
    """Run all acts at once, each on a connection of its own; return their results or what they raised."""
    uit: list[Any] = [None] * len(daden)
    start = threading.Barrier(len(daden))
    # The test database of SQLite lives in memory, where connections do not wait for each other: there they take turns.
    beurt = threading.Lock() if connection.vendor == "sqlite" else nullcontext()

    def doe(plek: int) -> None:
        start.wait()
        try:
            with beurt:
                uit[plek] = daden[plek]()
        except Exception as fout:
            uit[plek] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=(plek,)) for plek in range(len(daden))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    return uit


@pytest.mark.django_db
def test_accepteren_met_een_pagina_van_voor_het_vaststellen(stad: Stad) -> None:
    ronde = maak_ronde(stad)
    rij = vul(ronde.van_wonen)
    rij.peilmoment = Peilmoment.objects.get(pk=ronde.peilmoment.pk)
    Peilmoment.objects.filter(pk=ronde.peilmoment.pk).update(status="vastgesteld")

    with pytest.raises(Gesloten):
        accepteer(inzending=rij, door=ronde.wie("gemeente-redacteur"))


@pytest.mark.django_db
def test_verlengen_met_een_pagina_van_voor_het_vaststellen(stad: Stad) -> None:
    ronde = maak_ronde(stad)
    oud = Peilmoment.objects.get(pk=ronde.peilmoment.pk)
    Peilmoment.objects.filter(pk=oud.pk).update(status="vastgesteld")

    with pytest.raises(ValidationError, match="zolang het peilmoment open is"):
        cyclus.verleng(peilmoment=oud, partij=stad.wonen, tot=dt.date(2099, 1, 1), door=ronde.wie("gemeente-redacteur"))

    assert not Verlenging.objects.exists()


@pytest.mark.django_db
def test_twee_keer_vaststellen_geeft_een_rapport(stad: Stad) -> None:
    ronde = maak_ronde(stad)
    Peilmoment.objects.filter(pk=ronde.peilmoment.pk).update(status="in_bespreking")
    een, twee = (Peilmoment.objects.get(pk=ronde.peilmoment.pk) for _ in range(2))
    cyclus.stel_vast(peilmoment=een, door=ronde.wie("gemeente-redacteur"), pdf_maken=False)

    with pytest.raises(VersieConflict):
        cyclus.stel_vast(peilmoment=twee, door=ronde.wie("gemeente-redacteur"), pdf_maken=False)

    assert Rapport.objects.count() == 1
    assert Rapport.objects.get().momentopname["peilmoment"]["status"] == "vastgesteld"


@pytest.mark.django_db
def test_collega_slaat_op_tussen_opslaan_en_indienen(stad: Stad, monkeypatch: pytest.MonkeyPatch) -> None:
    voorraad = maak_voorraad(stad)
    echt = opgaveview.dien_opgave_in

    def later(**velden: Any) -> Opgave:
        Opgave.objects.filter(pk=voorraad.opgave.pk).update(versie=99)
        return echt(**velden)

    monkeypatch.setattr(opgaveview, "dien_opgave_in", later)
    velden = {voorraad.naam(regel): "4" for regel in ("nieuwbouw", "saldo", "sloop")}

    antwoord = ingelogd(voorraad.invoerder).post(voorraad.url(), velden | {"actie": "indienen"}, follow=True)

    assert antwoord.status_code == 200
    assert "nog niet ingediend" in antwoord.content.decode()
    assert Mutatie.objects.filter(opgave=voorraad.opgave).count() == 3
    assert Opgave.objects.get(pk=voorraad.opgave.pk).fase == "concept"


@tegelijk_op_databank
def test_twee_mensen_plannen_dezelfde_datum() -> None:
    stad = maak_stad()
    door = stad.gebruikers["gemeente-redacteur"]
    dag = dt.date(2023, 6, 30)

    uit = tegelijk(
        *[lambda: cyclus.plan(overeenkomst=stad.overeenkomst, peildatum=dag, soort="voortgang", door=door)] * 4
    )

    assert Peilmoment.objects.count() == 1
    assert sorted(type(uitkomst).__name__ for uitkomst in uit) == ["Peilmoment", *["ValidationError"] * 3]


@tegelijk_op_databank
def test_cijfers_van_vier_mensen_blijven_alle_vier() -> None:
    ronde = maak_ronde(maak_stad())
    metingen = list(Meting.objects.filter(cijferstaat=ronde.staat).order_by("pk"))
    basis = lees_cellen(ronde.staat, metingen)

    def bewaar(plek: int) -> Callable[[], Any]:
        cellen: Cellen = basis | {metingen[plek].pk: (Decimal(plek + 1), "")}
        staat = Cijferstaat.objects.get(pk=ronde.staat.pk)
        door = ronde.wie("wonen-invoerder")
        return lambda: bewaar_cijfers(staat=staat, cellen=cellen, basis=basis, verwacht=staat.versie, door=door)

    uit = tegelijk(*[bewaar(plek) for plek in range(4)])

    assert not [uitkomst for uitkomst in uit if isinstance(uitkomst, Exception)]
    waarden = Meting.objects.filter(cijferstaat=ronde.staat).order_by("pk").values_list("waarde", flat=True)
    assert list(waarden) == [1, 2, 3, 4]


@tegelijk_op_databank
def test_zes_keer_tegelijk_indienen_is_een_keer() -> None:
    ronde = maak_ronde(maak_stad())
    rij = ronde.van_wonen
    leeg = {veld: getattr(rij, veld) for veld in WAARDEN}

    def dien_in() -> Voortgang:
        return bewaar_voortgang(
            voortgang=rij,
            waarden=WAARDEN,
            basis=leeg,
            verwacht=rij.versie,
            door=ronde.wie("wonen-invoerder"),
            indienen=True,
        )

    uit = tegelijk(*[dien_in] * 6)

    assert not [uitkomst for uitkomst in uit if isinstance(uitkomst, Exception)]
    assert Voortgang.objects.get(pk=rij.pk).versie == rij.versie + 1


@tegelijk_op_databank
def test_status_zetten_en_herstellen_tegelijk() -> None:
    ronde = maak_ronde(maak_stad())
    vast: dict[str, Any] = {
        "peilmoment": ronde.peilmoment,
        "afspraak": ronde.afspraak,
        "door": ronde.wie("gemeente-redacteur"),
    }
    zet_afspraakstatus(**vast, status="aandacht", toelichting="Let op.", verwacht=0)

    for _ in range(5):
        gezet = Afspraakstatus.objects.first()
        versie = gezet.versie if gezet else 0
        uit = tegelijk(
            lambda versie=versie: herstel_voorstel(**vast, verwacht=versie),
            lambda versie=versie: zet_afspraakstatus(**vast, status="achter", toelichting="Nieuw.", verwacht=versie),
        )
        vreemd = [u for u in uit if isinstance(u, Exception) and not isinstance(u, IntussenGewijzigd)]
        assert not vreemd
