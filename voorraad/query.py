"""Reads of the stock."""

from __future__ import annotations

from typing import Self

from django.db import models

from afspraken.inzendingen import Fase
from afspraken.query import InzendingQuerySet


class OpgaveQuerySet(InzendingQuerySet):
    """Stock returns."""


class CelQuerySet(models.QuerySet):
    """Cells of a return."""

    def van_geaccepteerde(self) -> Self:
        """Return the cells of accepted returns."""
        return self.filter(opgave__fase=Fase.GEACCEPTEERD)
