"""Reads of parties and memberships, each limited to what a user may see."""

from __future__ import annotations

from typing import Self

from django.db import models

from partijen.rechten import rechten_van
from partijen.rollen import Rol


class PartijQuerySet(models.QuerySet):
    """Parties."""

    def beheerbaar_door(self, gebruiker: object) -> Self:
        """Return the parties the user administers: all for the platformbeheerder, else the own ones."""
        rechten = rechten_van(gebruiker)
        if rechten.platformbeheerder:
            return self.all()
        return self.filter(pk__in=rechten.partijen(Rol.PARTIJBEHEERDER))


class LidmaatschapQuerySet(models.QuerySet):
    """Memberships."""

    def beheerbaar_door(self, gebruiker: object) -> Self:
        """Return the memberships the user may change: those of the parties the user administers."""
        rechten = rechten_van(gebruiker)
        if rechten.platformbeheerder:
            return self.filter(rol=Rol.PARTIJBEHEERDER)
        return self.filter(partij_id__in=rechten.partijen(Rol.PARTIJBEHEERDER))
