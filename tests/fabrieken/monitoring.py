"""Factories of the cycle."""

from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from afspraken.keuzes import PeilmomentStatus
from monitoring import models as mo
from partijen.rollen import PartijSoort
from tests.fabrieken.afspraken import AfspraakFabriek, OvereenkomstFabriek, PeilmomentFabriek
from tests.fabrieken.partijen import PartijFabriek


class VoortgangFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Voortgang

    afspraak = factory.SubFactory(AfspraakFabriek)
    peilmoment = factory.SubFactory(
        PeilmomentFabriek, status=PeilmomentStatus.OPEN, overeenkomst=factory.SelfAttribute("..afspraak.overeenkomst")
    )
    partij = factory.SubFactory(PartijFabriek)


class GrootheidFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Grootheid

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    sleutel = factory.Sequence(lambda n: f"grootheid_{n}")
    naam = factory.LazyAttribute(lambda o: o.sleutel.replace("_", " ").title())
    eenheid = "woningen"


class CijferstaatFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Cijferstaat

    peilmoment = factory.SubFactory(PeilmomentFabriek, status=PeilmomentStatus.OPEN)
    partij = factory.SubFactory(PartijFabriek)


class MetingFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Meting

    cijferstaat = factory.SubFactory(CijferstaatFabriek)
    grootheid = factory.SubFactory(GrootheidFabriek)
    van = dt.date(2022, 1, 1)
    tot = dt.date(2022, 6, 30)


class AfspraakstatusFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Afspraakstatus

    afspraak = factory.SubFactory(AfspraakFabriek)
    peilmoment = factory.SubFactory(
        PeilmomentFabriek, status=PeilmomentStatus.OPEN, overeenkomst=factory.SelfAttribute("..afspraak.overeenkomst")
    )
    status = "aandacht"


class StandpuntFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Standpunt

    afspraak = factory.SubFactory(AfspraakFabriek)
    peilmoment = factory.SubFactory(
        PeilmomentFabriek, status=PeilmomentStatus.OPEN, overeenkomst=factory.SelfAttribute("..afspraak.overeenkomst")
    )
    partij = factory.SubFactory(PartijFabriek, soort=PartijSoort.HUURDERSORGANISATIE)
    houding = "eens"


class RapportFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Rapport

    peilmoment = factory.SubFactory(PeilmomentFabriek)
    momentopname = factory.LazyFunction(lambda: {"schema": 1})
