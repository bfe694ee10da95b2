"""Kinds of party and roles of users (pure): which role includes which."""

from __future__ import annotations

from django.db import models


class PartijSoort(models.TextChoices):
    """What a party is in the local triangle."""

    GEMEENTE = "gemeente", "Gemeente"
    CORPORATIE = "corporatie", "Woningcorporatie"
    HUURDERSORGANISATIE = "huurdersorganisatie", "Huurdersorganisatie"
    ZORGORGANISATIE = "zorgorganisatie", "Zorgorganisatie"
    OVERIG = "overig", "Andere organisatie"


class Rol(models.TextChoices):
    """What a user may do for a party."""

    LEZER = "lezer", "Lezer"
    INVOERDER = "invoerder", "Invoerder"
    REDACTEUR = "redacteur", "Redacteur"
    PARTIJBEHEERDER = "partijbeheerder", "Partijbeheerder"


# A redacteur may do what an invoerder may, and everybody reads.
OMVAT: dict[Rol, frozenset[Rol]] = {
    Rol.LEZER: frozenset({Rol.LEZER}),
    Rol.INVOERDER: frozenset({Rol.LEZER, Rol.INVOERDER}),
    Rol.REDACTEUR: frozenset({Rol.LEZER, Rol.INVOERDER, Rol.REDACTEUR}),
    Rol.PARTIJBEHEERDER: frozenset({Rol.LEZER, Rol.PARTIJBEHEERDER}),
}
