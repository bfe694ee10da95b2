"""Reads of the cycle."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.db import models

from afspraken.inzendingen import BEWERKBARE_FASEN, ZICHTBARE_FASEN, Fase
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from afspraken.query import BinnenOvereenkomstQuerySet, InzendingQuerySet
from partijen.models import Partij


class VoortgangQuerySet(InzendingQuerySet):
    """Obligations."""

    def ingediende(self) -> Self:
        """Return what is submitted or accepted."""
        return self.filter(fase__in=ZICHTBARE_FASEN)

    def voor_pagina(self) -> Self:
        """Return obligations with what a page about one of them shows."""
        return self.select_related(
            "afspraak__hoofdstuk", "partij", "gewijzigd_door", "ingediend_door", "beoordeeld_door"
        )

    def eerdere(self, peilmoment: Peilmoment) -> Self:
        """Return what was submitted at vastgestelde peilmomenten before this one, the last one last."""
        return (
            self.ingediende()
            .filter(
                peilmoment__overeenkomst_id=peilmoment.overeenkomst_id,
                peilmoment__peildatum__lt=peilmoment.peildatum,
                peilmoment__status=PeilmomentStatus.VASTGESTELD,
            )
            .order_by("peilmoment__peildatum", "pk")
        )

    def vorige_statussen(self, peilmoment: Peilmoment) -> dict[tuple[int, int], str]:
        """Return per (agreement id, party id) the last status before this peilmoment."""
        rijen = self.eerdere(peilmoment).values_list("afspraak_id", "partij_id", "status")
        return {(afspraak_id, partij_id): status for afspraak_id, partij_id, status in rijen}

    def te_doen(self, partijen: Iterable[Partij]) -> Self:
        """Return what these parties still have to submit, in the order of the document."""
        return self.filter(partij__in=list(partijen), fase__in=BEWERKBARE_FASEN).order_by(
            "afspraak__sorteersleutel", "partij__sorteernaam", "pk"
        )


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
