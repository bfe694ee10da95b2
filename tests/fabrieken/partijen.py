"""Factories of parties and users."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from partijen import models as pa
from partijen.rollen import PartijSoort, Rol

WACHTWOORD = "een-lang-testwachtwoord"


class PartijFabriek(DjangoModelFactory):
    class Meta:
        model = pa.Partij

    sleutel = factory.Sequence(lambda n: f"partij-{n}")
    naam = factory.LazyAttribute(lambda o: o.sleutel.replace("-", " ").title())
    soort = PartijSoort.CORPORATIE


class GebruikerFabriek(DjangoModelFactory):
    class Meta:
        model = pa.Gebruiker
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"gebruiker{n}@voorbeeld.example")
    naam = "Testgebruiker"
    password = factory.django.Password(WACHTWOORD)


class LidmaatschapFabriek(DjangoModelFactory):
    class Meta:
        model = pa.Lidmaatschap

    gebruiker = factory.SubFactory(GebruikerFabriek)
    partij = factory.SubFactory(PartijFabriek)
    rol = Rol.INVOERDER


class GebeurtenisFabriek(DjangoModelFactory):
    class Meta:
        model = pa.Gebeurtenis

    soort = "opgave.ingediend"
    object_soort = "opgave"
    object_id = "1"
