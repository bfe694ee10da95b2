"""Opening, extending, discussing and vaststellen of a peilmoment."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from afspraken.indienen import Gesloten, accepteer, controleer_bewerkbaar, dien_in, geef_terug
from afspraken.inzendingen import Fase
from afspraken.models import Peilmoment
from monitoring import cyclus
from monitoring.models import Afspraakstatus, Cijferstaat, Meting, Rapport, Standpunt, Voortgang
from partijen.models import Gebeurtenis
from partijen.rollen import Rol
from tests.fabrieken import (
    AfspraakstatusFabriek,
    GrootheidFabriek,
    IndicatorFabriek,
    LidmaatschapFabriek,
    PeilmomentFabriek,
    Stad,
    StandpuntFabriek,
    TabelFabriek,
    TabelregelFabriek,
)
from voorraad.models import Mutatie, Opgave


@pytest.fixture
def gevuld(stad: Stad) -> Stad:
    """A set with two agreements, a table and figures to ask."""
    stad.afspraak("corporaties", nummer="1")
    samen = stad.afspraak(stad.gemeente, "corporaties", nummer="2", antwoordwijze="samen", penvoerder=stad.thuis)
    IndicatorFabriek(afspraak=samen, sleutel="overleg", ritme="kwartaal")
    GrootheidFabriek(overeenkomst=stad.overeenkomst, sleutel="aanbod", groep="corporaties")
    TabelregelFabriek(tabel=TabelFabriek(overeenkomst=stad.overeenkomst), sleutel="nieuwbouw")
    return stad


def geopend(stad: Stad, peildatum: dt.date = dt.date(2022, 6, 30)) -> Peilmoment:
    peilmoment = PeilmomentFabriek(overeenkomst=stad.overeenkomst, peildatum=peildatum)
    return cyclus.open_peilmoment(peilmoment=peilmoment, door=stad.gebruikers["gemeente-redacteur"])


def vastgesteld(stad: Stad) -> Peilmoment:
    peilmoment = geopend(stad)
    regisseur = stad.gebruikers["gemeente-redacteur"]
    cyclus.zet_in_bespreking(peilmoment=peilmoment, door=regisseur)
    cyclus.stel_vast(peilmoment=peilmoment, door=regisseur, pdf_maken=False)
    return peilmoment


def test_openen_maakt_precies_wat_gevraagd_wordt(gevuld: Stad) -> None:
    peilmoment = geopend(gevuld)
    antwoorden = Voortgang.objects.filter(peilmoment=peilmoment).values_list("afspraak__nummer", "partij_id", "namens")
    assert set(antwoorden) == {
        ("1", gevuld.wonen.pk, ""),
        ("1", gevuld.thuis.pk, ""),
        ("2", gevuld.thuis.pk, "Gemeente Stad, Wonen Stad, Thuis Stad"),
    }
    assert set(Opgave.objects.values_list("partij_id", flat=True)) == {gevuld.wonen.pk, gevuld.thuis.pk}
    per_partij = Meting.objects.values_list("cijferstaat__partij_id", "indicator__sleutel", "grootheid__sleutel", "van")
    assert set(per_partij) == {
        (gevuld.wonen.pk, None, "aanbod", dt.date(2022, 1, 1)),
        (gevuld.thuis.pk, None, "aanbod", dt.date(2022, 1, 1)),
        (gevuld.thuis.pk, "overleg", None, dt.date(2022, 1, 1)),
        (gevuld.thuis.pk, "overleg", None, dt.date(2022, 4, 1)),
    }
    assert Gebeurtenis.objects.filter(soort="peilmoment.geopend").count() == 1


def test_twee_keer_openen_maakt_niets_dubbel(gevuld: Stad) -> None:
    peilmoment = geopend(gevuld)
    voor = Voortgang.objects.count()
    with pytest.raises(cyclus.StapKanNiet):
        cyclus.open_peilmoment(peilmoment=peilmoment, door=gevuld.gebruikers["gemeente-redacteur"])
    assert Voortgang.objects.count() == voor


def test_een_later_peilmoment_wacht_op_het_eerdere(gevuld: Stad) -> None:
    geopend(gevuld)
    with pytest.raises(ValidationError, match="eerder peilmoment"):
        geopend(gevuld, dt.date(2022, 12, 31))


@pytest.mark.parametrize(
    "wie", ["gemeente-invoerder", "wonen-redacteur", "huurders-invoerder", "gemeente-partijbeheerder"]
)
def test_alleen_de_regisseur_stuurt(gevuld: Stad, wie: str) -> None:
    peilmoment = PeilmomentFabriek(overeenkomst=gevuld.overeenkomst)
    with pytest.raises(PermissionDenied):
        cyclus.open_peilmoment(peilmoment=peilmoment, door=gevuld.gebruikers[wie])


def test_een_vertrokken_partij_wordt_niet_gevraagd(gevuld: Stad) -> None:
    gevuld.overeenkomst.deelnames.filter(partij=gevuld.thuis).update(tot=dt.date(2022, 3, 31))
    peilmoment = geopend(gevuld)
    assert set(Voortgang.objects.filter(peilmoment=peilmoment).values_list("partij_id", flat=True)) == {
        gevuld.gemeente.pk,
        gevuld.wonen.pk,
    }


def test_het_venster_sluit_aan_het_eind_van_de_dag_in_amsterdam(gevuld: Stad) -> None:
    with time_machine.travel("2022-07-01T10:00:00+00:00"):
        peilmoment = PeilmomentFabriek(overeenkomst=gevuld.overeenkomst)
        cyclus.open_peilmoment(
            peilmoment=peilmoment, door=gevuld.gebruikers["gemeente-redacteur"], inleveren_tot=dt.date(2022, 9, 30)
        )
    opgave = Opgave.objects.get(partij=gevuld.wonen)
    with time_machine.travel("2022-09-30T21:59:00+00:00", tick=False):
        controleer_bewerkbaar(opgave)
    with time_machine.travel("2022-09-30T22:01:00+00:00", tick=False), pytest.raises(Gesloten, match="30-09-2022"):
        controleer_bewerkbaar(opgave)
    with time_machine.travel("2022-10-05T10:00:00+00:00", tick=False):
        cyclus.verleng(
            peilmoment=peilmoment,
            partij=gevuld.wonen,
            tot=dt.date(2022, 10, 6),
            door=gevuld.gebruikers["gemeente-redacteur"],
        )
        controleer_bewerkbaar(opgave)
        with pytest.raises(Gesloten):
            controleer_bewerkbaar(Opgave.objects.get(partij=gevuld.thuis))


def test_indienen_accepteren_en_teruggeven(gevuld: Stad) -> None:
    geopend(gevuld)
    opgave = Opgave.objects.get(partij=gevuld.thuis)
    invoerder, controleur = gevuld.gebruikers["thuis-invoerder"], gevuld.gebruikers["gemeente-redacteur"]
    with pytest.raises(PermissionDenied):
        dien_in(inzending=opgave, door=gevuld.gebruikers["wonen-invoerder"])
    with pytest.raises(PermissionDenied):
        dien_in(inzending=opgave, door=gevuld.gebruikers["thuis-lezer"])
    dien_in(inzending=opgave, door=invoerder)
    with pytest.raises(Gesloten):
        dien_in(inzending=opgave, door=invoerder)
    with pytest.raises(PermissionDenied):
        accepteer(inzending=opgave, door=gevuld.gebruikers["thuis-redacteur"])
    with pytest.raises(ValidationError, match="waarom"):
        geef_terug(inzending=opgave, door=controleur, reden="  ")
    geef_terug(inzending=opgave, door=controleur, reden="De sloop ontbreekt.")
    assert opgave.fase == Fase.TERUGGEGEVEN
    dien_in(inzending=opgave, door=invoerder)
    accepteer(inzending=opgave, door=controleur)
    assert Opgave.objects.geaccepteerd().get() == opgave


def test_niemand_accepteert_voor_de_eigen_partij(gevuld: Stad) -> None:
    gevuld.afspraak(gevuld.gemeente, nummer="3")
    geopend(gevuld)
    voortgang = Voortgang.objects.get(afspraak__nummer="3")
    dien_in(inzending=voortgang, door=gevuld.gebruikers["gemeente-invoerder"])
    with pytest.raises(PermissionDenied):
        accepteer(inzending=voortgang, door=gevuld.gebruikers["gemeente-redacteur"])
    with pytest.raises(PermissionDenied):
        accepteer(inzending=voortgang, door=gevuld.gebruikers["thuis-redacteur"])
    accepteer(inzending=voortgang, door=gevuld.gebruikers["wonen-redacteur"])
    assert voortgang.fase == Fase.GEACCEPTEERD


def test_wie_bij_twee_partijen_hoort_beoordeelt_geen_van_beide(gevuld: Stad) -> None:
    """A redacteur of the controleur who also enters for a corporation does not judge that corporation."""
    LidmaatschapFabriek(gebruiker=gevuld.gebruikers["gemeente-redacteur"], partij=gevuld.thuis, rol=Rol.INVOERDER)
    geopend(gevuld)
    opgave = Opgave.objects.get(partij=gevuld.thuis)
    dien_in(inzending=opgave, door=gevuld.gebruikers["thuis-invoerder"])
    gevuld.gebruikers["gemeente-redacteur"].__dict__.pop("rechten", None)
    with pytest.raises(PermissionDenied):
        accepteer(inzending=opgave, door=gevuld.gebruikers["gemeente-redacteur"])


def test_vaststellen_bewaart_de_stand_en_sluit_alles(gevuld: Stad) -> None:
    peilmoment = vastgesteld(gevuld)
    rapport = Rapport.objects.get()
    assert rapport.peilmoment == peilmoment
    assert rapport.momentopname["peilmoment"]["peildatum"] == "2022-06-30"
    assert rapport.momentopname["peilmoment"]["status"] == "vastgesteld"
    regisseur = gevuld.gebruikers["gemeente-redacteur"]
    for stap in (cyclus.zet_in_bespreking, cyclus.heropen, cyclus.stel_vast):
        with pytest.raises(ValidationError):
            stap(peilmoment=peilmoment, door=regisseur)
    with pytest.raises(Gesloten):
        dien_in(inzending=Opgave.objects.get(partij=gevuld.thuis), door=gevuld.gebruikers["thuis-invoerder"])


def test_vaststellen_kan_niet_vanuit_open(gevuld: Stad) -> None:
    peilmoment = geopend(gevuld)
    with pytest.raises(cyclus.StapKanNiet):
        cyclus.stel_vast(peilmoment=peilmoment, door=gevuld.gebruikers["gemeente-redacteur"])
    assert Rapport.objects.count() == 0


class TestBevriezing:
    """After vaststelling the database itself refuses, whatever door a change comes through."""

    @pytest.fixture
    def bevroren(self, gevuld: Stad) -> Peilmoment:
        peilmoment = geopend(gevuld)
        afspraak = gevuld.overeenkomst.afspraken.first()
        opgave = Opgave.objects.get(partij=gevuld.thuis)
        Mutatie.objects.create(
            opgave=opgave, regel=opgave.peilmoment.overeenkomst.tabellen.get().regels.get(), aantal=4
        )
        AfspraakstatusFabriek(peilmoment=peilmoment, afspraak=afspraak)
        StandpuntFabriek(peilmoment=peilmoment, afspraak=afspraak, partij=gevuld.huurders)
        regisseur = gevuld.gebruikers["gemeente-redacteur"]
        cyclus.zet_in_bespreking(peilmoment=peilmoment, door=regisseur)
        cyclus.stel_vast(peilmoment=peilmoment, door=regisseur, pdf_maken=False)
        return peilmoment

    @pytest.mark.parametrize(
        ("model", "velden"),
        [
            (Voortgang, {"toelichting": "anders"}),
            (Opgave, {"toelichting": "anders"}),
            (Mutatie, {"aantal": 99}),
            (Cijferstaat, {"toelichting": "anders"}),
            (Meting, {"waarde": 9}),
            (Afspraakstatus, {"status": "gereed"}),
            (Standpunt, {"houding": "oneens"}),
            (Rapport, {"momentopname": {"iets": "anders"}}),
            (Peilmoment, {"status": "open"}),
            (Peilmoment, {"samenvatting": "anders"}),
        ],
    )
    def test_geen_enkele_weg_erin(self, bevroren: Peilmoment, model: type[Model], velden: dict[str, object]) -> None:
        rijen = model._default_manager.all()
        rij = rijen.first()
        assert rij is not None
        veld, waarde = next(iter(velden.items()))

        def via_bulk() -> None:
            setattr(rij, veld, waarde)
            model._default_manager.bulk_update([rij], [veld])

        def via_sql() -> None:
            with connection.cursor() as cursor:
                tabel = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"DELETE FROM {tabel}")  # noqa: S608 - our own table name

        wegen = [lambda: rijen.update(**velden), via_bulk, via_sql, lambda: rijen._raw_delete(rijen.db)]
        for weg in wegen:
            with pytest.raises(DatabaseError, match="vastgesteld"), transaction.atomic():
                weg()

    def test_er_komt_niets_bij(self, bevroren: Peilmoment, gevuld: Stad) -> None:
        afspraak = gevuld.overeenkomst.afspraken.first()
        with pytest.raises(DatabaseError, match="vastgesteld"), transaction.atomic():
            Standpunt.objects.bulk_create(
                [Standpunt(peilmoment=bevroren, afspraak=afspraak, partij=gevuld.bewoners, houding="eens")]
            )
        opgave = Opgave.objects.get(partij=gevuld.wonen)
        with pytest.raises(DatabaseError, match="vastgesteld"), transaction.atomic():
            Mutatie.objects.create(opgave=opgave, regel=Mutatie.objects.get().regel, aantal=1)

    def test_iets_van_een_open_peilmoment_kan_er_niet_onder_geschoven_worden(
        self, bevroren: Peilmoment, gevuld: Stad
    ) -> None:
        geopend(gevuld, dt.date(2022, 12, 31))
        nieuw = Opgave.objects.filter(peilmoment__peildatum="2022-12-31", partij=gevuld.thuis)
        Opgave.objects.filter(peilmoment=bevroren)
        with pytest.raises(DatabaseError), transaction.atomic():
            nieuw.update(peilmoment=bevroren)

    def test_alleen_de_pdf_komt_een_keer_bij_het_rapport(self, bevroren: Peilmoment) -> None:
        rapporten = Rapport.objects.all()
        assert rapporten.update(pdf="rapporten/a.pdf", sha256="a" * 64) == 1
        with pytest.raises(DatabaseError, match="vastgesteld"), transaction.atomic():
            rapporten.update(pdf="rapporten/b.pdf", sha256="b" * 64)
        assert rapporten.update(gepubliceerd_op=dt.datetime(2023, 1, 1, tzinfo=dt.UTC)) == 1

    def test_het_volgende_peilmoment_blijft_vrij(self, bevroren: Peilmoment, gevuld: Stad) -> None:
        geopend(gevuld, dt.date(2022, 12, 31))
        assert Voortgang.objects.filter(peilmoment__status="open").update(toelichting="vrij") == 3
