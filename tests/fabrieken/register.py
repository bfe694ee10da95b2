"""Factories of what changes the register: changes, yearly plans, imports."""

from __future__ import annotations

import datetime as dt

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from afspraken import models as af
from afspraken.keuzes import AfkomstSoort, Oordeel, WijzigingSoort
from tests.fabrieken.afspraken import AfspraakFabriek, OvereenkomstFabriek, TermijnFabriek
from tests.fabrieken.partijen import GebruikerFabriek, PartijFabriek


class GereedmeldingFabriek(DjangoModelFactory):
    class Meta:
        model = af.Gereedmelding

    termijn = factory.SubFactory(TermijnFabriek)
    eind = dt.date(2022, 12, 31)
    gereed_op = dt.date(2022, 11, 1)
    partij = factory.SubFactory(PartijFabriek)
    door = factory.SubFactory(GebruikerFabriek)


class WijzigingFabriek(DjangoModelFactory):
    class Meta:
        model = af.Wijziging

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    nummer = factory.Sequence(lambda n: n + 1)
    soort = WijzigingSoort.AANPASSEN
    titel = "Meer woningen"
    reden = "Er komt een locatie bij."
    ingangsdatum = dt.date(2023, 1, 1)
    voorgesteld_door = factory.SelfAttribute("overeenkomst.regisseur")
    door = factory.SubFactory(GebruikerFabriek)


class WijzigingsregelFabriek(DjangoModelFactory):
    class Meta:
        model = af.Wijzigingsregel

    wijziging = factory.SubFactory(WijzigingFabriek)
    afspraak = factory.SubFactory(AfspraakFabriek)


class InstemmingFabriek(DjangoModelFactory):
    class Meta:
        model = af.Instemming

    wijziging = factory.SubFactory(WijzigingFabriek)
    partij = factory.SubFactory(PartijFabriek)
    oordeel = Oordeel.AKKOORD
    door = factory.SubFactory(GebruikerFabriek)
    op = factory.LazyFunction(timezone.now)


class AfkomstFabriek(DjangoModelFactory):
    class Meta:
        model = af.Afkomst

    van = factory.SubFactory(AfspraakFabriek)
    naar = factory.SubFactory(AfspraakFabriek)
    soort = AfkomstSoort.OPVOLGER


class JaarschijfFabriek(DjangoModelFactory):
    class Meta:
        model = af.Jaarschijf

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    jaar = 2023


class ActiviteitFabriek(DjangoModelFactory):
    class Meta:
        model = af.Activiteit
        skip_postgeneration_save = True

    jaarschijf = factory.SubFactory(JaarschijfFabriek)
    afspraak = factory.SubFactory(AfspraakFabriek)
    omschrijving = "De wijkvisie afmaken"


class DocumentimportFabriek(DjangoModelFactory):
    class Meta:
        model = af.Documentimport

    gemeente = factory.SubFactory(PartijFabriek)
    door = factory.SubFactory(GebruikerFabriek)
    bestand = factory.LazyFunction(lambda: ContentFile(b"leeg", name="afspraken.docx"))
    bestandsnaam = "afspraken.docx"
    grootte = 4
    sha256 = "0" * 64


class InvoerconceptFabriek(DjangoModelFactory):
    class Meta:
        model = af.Invoerconcept

    gebruiker = factory.SubFactory(GebruikerFabriek)
    adres = factory.Sequence(lambda n: f"/adres/{n}/")
