"""Reads of the cycle."""

from __future__ import annotations

from typing import Self

from django.db import models

from afspraken.inzendingen import ZICHTBARE_FASEN, Fase
from afspraken.query import BinnenOvereenkomstQuerySet, InzendingQuerySet


class VoortgangQuerySet(InzendingQuerySet):
    """Obligations."""

    def ingediende(self) -> Self:
        """Return what is submitted or accepted."""
        return self.filter(fase__in=ZICHTBARE_FASEN)


class CijferstaatQuerySet(InzendingQuerySet):
    """Sheets of figures."""


class MetingQuerySet(models.QuerySet):
    """Figures."""

    def van_geaccepteerde(self) -> Self:
        """Return the figures of accepted sheets: only these count."""
        return self.filter(cijferstaat__fase=Fase.GEACCEPTEERD)


class StandpuntQuerySet(BinnenOvereenkomstQuerySet):
    """Positions of tenant organisations."""

    pad = "peilmoment__overeenkomst"
