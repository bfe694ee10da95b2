"""Factories of the stock."""

from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from afspraken.keuzes import PeilmomentStatus
from tests.fabrieken.afspraken import OvereenkomstFabriek, PeilmomentFabriek
from tests.fabrieken.partijen import PartijFabriek
from voorraad import models as vo
from voorraad.keuzes import TabelSoort, Teken


class HuurprijsgrensFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Huurprijsgrens

    jaar = 2022
    soort = "huurtoeslag"
    bedrag = "763.47"
    bron = "Bron in de test"


class MutatiesoortFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Mutatiesoort
        django_get_or_create = ("sleutel",)

    sleutel = "nieuwbouw"
    naam = factory.LazyAttribute(lambda o: o.sleutel.title())
    teken = Teken.PLUS


class TabelFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Tabel

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    sleutel = factory.Sequence(lambda n: f"tabel_{n}")
    titel = factory.LazyAttribute(lambda o: o.sleutel.replace("_", " ").title())
    soort = TabelSoort.MUTATIES


class TabelkolomFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Tabelkolom

    tabel = factory.SubFactory(TabelFabriek, soort=TabelSoort.STAND)
    sleutel = factory.Sequence(lambda n: f"kolom_{n}")
    label = factory.LazyAttribute(lambda o: o.sleutel.upper())


class TabelregelFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Tabelregel

    tabel = factory.SubFactory(TabelFabriek)
    sleutel = factory.Sequence(lambda n: f"regel_{n}")
    label = factory.LazyAttribute(lambda o: o.sleutel.replace("_", " ").title())
    teken = Teken.PLUS
    volgorde = factory.Sequence(lambda n: n)


class ProjectFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Project

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    partij = factory.SubFactory(PartijFabriek)
    sleutel = factory.Sequence(lambda n: f"project-{n}")
    naam = factory.LazyAttribute(lambda o: o.sleutel.title())
    mutatiesoort = factory.SubFactory(MutatiesoortFabriek)


class PrognoseFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Prognose

    regel = factory.SubFactory(TabelregelFabriek)
    overeenkomst = factory.SelfAttribute("regel.tabel.overeenkomst")
    partij = factory.SubFactory(PartijFabriek)
    waarde = 10


class OpgaveFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Opgave

    peilmoment = factory.SubFactory(PeilmomentFabriek, status=PeilmomentStatus.OPEN)
    partij = factory.SubFactory(PartijFabriek)


class MutatieFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Mutatie

    opgave = factory.SubFactory(OpgaveFabriek)
    regel = factory.SubFactory(TabelregelFabriek)
    aantal = 5


class VoorraadstandFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Voorraadstand

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    gemeente = factory.SelfAttribute("overeenkomst.regisseur")
    partij = factory.SubFactory(PartijFabriek)
    regel = factory.SubFactory(TabelregelFabriek)
    kolom = factory.SubFactory(TabelkolomFabriek)
    peildatum = dt.date(2021, 7, 1)
    aantal = 100


class ProjectStandFabriek(DjangoModelFactory):
    class Meta:
        model = vo.ProjectStand

    opgave = factory.SubFactory(OpgaveFabriek)
    project = factory.SubFactory(ProjectFabriek)
    jaar = 2022
    aantal = 10
