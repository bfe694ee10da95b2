"""Factories of the register."""

from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from afspraken import models as af
from afspraken.keuzes import BetrokkeneRol, PeilmomentStatus
from partijen.rollen import PartijSoort
from tests.fabrieken.partijen import PartijFabriek


class OvereenkomstFabriek(DjangoModelFactory):
    class Meta:
        model = af.Overeenkomst
        skip_postgeneration_save = True

    sleutel = factory.Sequence(lambda n: f"stad-{n}-2022-2023")
    naam = factory.LazyAttribute(lambda o: f"Prestatieafspraken {o.sleutel}")
    begin = dt.date(2022, 1, 1)
    eind = dt.date(2023, 12, 31)
    status = "vastgesteld"
    regisseur = factory.SubFactory(PartijFabriek, soort=PartijSoort.GEMEENTE)
    controleur = factory.SelfAttribute("regisseur")
    tweede_controleur = factory.SubFactory(PartijFabriek)


class DeelnameFabriek(DjangoModelFactory):
    class Meta:
        model = af.Deelname

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    partij = factory.SubFactory(PartijFabriek)


class LegendaregelFabriek(DjangoModelFactory):
    class Meta:
        model = af.Legendaregel

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    status = "op_schema"
    label = "Op schema"
    kleur = "groen"


class VoorwaardeFabriek(DjangoModelFactory):
    class Meta:
        model = af.Voorwaarde

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    titel = "WSW-borging"
    tekst = "Zonder borging gelden de afspraken niet."


class DeelFabriek(DjangoModelFactory):
    class Meta:
        model = af.Deel

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    naam = factory.Sequence(lambda n: f"Deel {n}")


class HoofdstukFabriek(DjangoModelFactory):
    class Meta:
        model = af.Hoofdstuk

    deel = factory.SubFactory(DeelFabriek)
    nummer = factory.Sequence(lambda n: str(n + 1))
    titel = factory.LazyAttribute(lambda o: f"Thema {o.nummer}")


class ParagraafFabriek(DjangoModelFactory):
    class Meta:
        model = af.Paragraaf

    hoofdstuk = factory.SubFactory(HoofdstukFabriek)
    titel = factory.Sequence(lambda n: f"Paragraaf {n}")


class AfspraakFabriek(DjangoModelFactory):
    class Meta:
        model = af.Afspraak

    hoofdstuk = factory.SubFactory(HoofdstukFabriek)
    nummer = factory.Sequence(lambda n: str(n + 1))
    titel = factory.LazyAttribute(lambda o: f"Afspraak over onderwerp {o.nummer}")
    samenvatting = "De corporaties bouwen woningen."


class BetrokkeneFabriek(DjangoModelFactory):
    class Meta:
        model = af.Betrokkene

    afspraak = factory.SubFactory(AfspraakFabriek)
    rol = BetrokkeneRol.TREKKER
    groep = "corporaties"


class TermijnFabriek(DjangoModelFactory):
    class Meta:
        model = af.Termijn

    afspraak = factory.SubFactory(AfspraakFabriek)
    tekst = "in 2022"
    eind = dt.date(2022, 12, 31)


class VerwijzingFabriek(DjangoModelFactory):
    class Meta:
        model = af.Verwijzing

    van = factory.SubFactory(AfspraakFabriek)
    naar = factory.SubFactory(AfspraakFabriek, hoofdstuk=factory.SelfAttribute("..van.hoofdstuk"))


class DefinitieFabriek(DjangoModelFactory):
    class Meta:
        model = af.Definitie
        skip_postgeneration_save = True

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    begrip = "Sociale huurwoning"
    tekst = "Woning met een sociaal huurcontract."


class IndicatorFabriek(DjangoModelFactory):
    class Meta:
        model = af.Indicator

    afspraak = factory.SubFactory(AfspraakFabriek)
    sleutel = factory.Sequence(lambda n: f"indicator-{n}")
    naam = factory.LazyAttribute(lambda o: o.sleutel.title())
    eenheid = "woningen"
    richting = "minimum"


class StreefwaardeFabriek(DjangoModelFactory):
    class Meta:
        model = af.Streefwaarde

    indicator = factory.SubFactory(IndicatorFabriek)
    waarde = 10


class PeilmomentFabriek(DjangoModelFactory):
    class Meta:
        model = af.Peilmoment

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    peildatum = dt.date(2022, 6, 30)
    soort = "voortgang"


class VerlengingFabriek(DjangoModelFactory):
    class Meta:
        model = af.Verlenging

    peilmoment = factory.SubFactory(PeilmomentFabriek, status=PeilmomentStatus.OPEN)
    partij = factory.SubFactory(PartijFabriek)
    tot = dt.date(2030, 1, 1)
