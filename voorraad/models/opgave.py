"""What a corporation returns at a peilmoment: one database row per cell, with its note and version."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from afspraken.models import Inzending, Overeenkomst, Peilmoment
from partijen.models import Partij
from voorraad.models.tabel import JAREN, Project, Tabelkolom, Tabelregel
from voorraad.query import CelQuerySet, OpgaveQuerySet


class Opgave(Inzending):
    """The stock return of one corporation at one peilmoment."""

    peilmoment = models.ForeignKey(Peilmoment, models.PROTECT, related_name="opgaven")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="opgaven", verbose_name="corporatie")
    toelichting = models.TextField("toelichting", blank=True)
    history = HistoricalRecords()

    objects = OpgaveQuerySet.as_manager()

    class Meta:
        ordering = ("partij__sorteernaam",)
        verbose_name = "opgave"
        verbose_name_plural = "opgaven"
        constraints: ClassVar = [models.UniqueConstraint(fields=["peilmoment", "partij"], name="opgave_uniek")]

    def __str__(self) -> str:
        return f"Opgave {self.partij} {self.peilmoment.peildatum:%d-%m-%Y}"


class Cel(models.Model):
    """Abstract: one cell of a return. ``versie`` tells two colleagues' changes of the same cell apart."""

    aantal = models.IntegerField("aantal")
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = CelQuerySet.as_manager()

    class Meta:
        abstract = True


class Mutatie(Cel):
    """Dwellings added or withdrawn in the days after the previous peildatum up to and including this one.

    Counts are stored without sign for rows with a fixed sign, and with sign for the saldo row.
    """

    opgave = models.ForeignKey(Opgave, models.CASCADE, related_name="mutaties")
    regel = models.ForeignKey(Tabelregel, models.PROTECT, related_name="mutaties")

    class Meta:
        ordering = ("regel__volgorde",)
        verbose_name = "mutatie"
        verbose_name_plural = "mutaties"
        constraints: ClassVar = [models.UniqueConstraint(fields=["opgave", "regel"], name="mutatie_uniek")]

    def __str__(self) -> str:
        return f"{self.regel}: {self.aantal}"


class Voorraadstand(Cel):
    """Dwellings on the peildatum, per corporation, gemeente, row and column.

    Without ``opgave`` it is an opening stand from a document, with its source.
    """

    opgave = models.ForeignKey(Opgave, models.CASCADE, null=True, blank=True, related_name="standen")
    overeenkomst = models.ForeignKey(Overeenkomst, models.PROTECT, related_name="standen")
    gemeente = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="standen", verbose_name="corporatie")
    regel = models.ForeignKey(Tabelregel, models.PROTECT, related_name="standen")
    kolom = models.ForeignKey(Tabelkolom, models.PROTECT, related_name="standen")
    peildatum = models.DateField("peildatum")
    bron = models.CharField("bron", max_length=160, blank=True)

    class Meta:
        ordering = ("peildatum", "regel__volgorde", "kolom__volgorde")
        verbose_name = "voorraadstand"
        verbose_name_plural = "voorraadstanden"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gemeente", "partij", "regel", "kolom", "peildatum"], name="voorraadstand_uniek"
            ),
            models.CheckConstraint(
                condition=models.Q(aantal__gte=0),
                name="voorraadstand_niet_negatief",
                violation_error_message="Een stand is nul of meer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regel} {self.kolom}: {self.aantal}"


class ProjectStand(Cel):
    """What a project is expected to bring in a year, as the corporation sees it at this peilmoment."""

    opgave = models.ForeignKey(Opgave, models.CASCADE, related_name="projectstanden")
    project = models.ForeignKey(Project, models.PROTECT, related_name="standen")
    jaar = models.PositiveSmallIntegerField("jaar", validators=JAREN)

    class Meta:
        ordering = ("project__volgorde", "jaar")
        verbose_name = "projectstand"
        verbose_name_plural = "projectstanden"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["opgave", "project", "jaar"], name="projectstand_uniek"),
            models.CheckConstraint(condition=models.Q(aantal__gte=0), name="projectstand_niet_negatief"),
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.jaar}: {self.aantal}"


__all__ = ["Mutatie", "Opgave", "ProjectStand", "Voorraadstand"]
