"""The yearly plan under a multi-year set (Kampen 5.4): activities, who, when, budget and what came of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from afspraken.keuzes import ActiviteitStatus, Groep, JaarschijfStatus
from afspraken.models.afspraak import Afspraak
from afspraken.models.overeenkomst import Overeenkomst
from afspraken.query import BinnenOvereenkomstQuerySet
from basis.versies import VersieModel
from partijen.models import Partij


class Jaarschijf(VersieModel):
    """What the parties do in one year."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="jaarschijven", editable=False)
    jaar = models.PositiveSmallIntegerField("jaar")
    status = models.CharField(
        "status", max_length=20, choices=JaarschijfStatus.choices, default=JaarschijfStatus.CONCEPT, editable=False
    )
    inleiding = models.TextField("inleiding", blank=True)
    overleg = models.CharField("vastgesteld in", max_length=160, blank=True)
    vastgesteld_op = models.DateField("vastgesteld op", null=True, blank=True)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("jaar",)
        verbose_name = "jaarschijf"
        verbose_name_plural = "jaarschijven"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["overeenkomst", "jaar"],
                name="jaarschijf_uniek",
                violation_error_message="Voor dit jaar is er al een jaarschijf.",
            )
        ]

    def __str__(self) -> str:
        return f"Jaarschijf {self.jaar}"

    def get_absolute_url(self) -> str:
        """Return the page of this year."""
        return reverse("afspraken:jaarschijf", args=[self.overeenkomst.sleutel, self.jaar])


class Activiteit(VersieModel):
    """One activity under an agreement in one year; unfinished ones are carried forward to the next."""

    jaarschijf = models.ForeignKey(Jaarschijf, models.CASCADE, related_name="activiteiten", editable=False)
    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="activiteiten", verbose_name="afspraak")
    nummer = models.CharField("nummer", max_length=20, blank=True)
    omschrijving = models.TextField("wat gaan we doen")
    wie_tekst = models.CharField("wie, in het document", max_length=200, blank=True)
    partijen = models.ManyToManyField(Partij, blank=True, related_name="+", verbose_name="partijen")
    groep = models.CharField("groep", max_length=30, choices=Groep.choices, blank=True)
    wanneer = models.CharField("wanneer", max_length=200, blank=True)
    begin = models.DateField("begin", null=True, blank=True)
    eind = models.DateField("eind", null=True, blank=True)
    budget = models.DecimalField("budget in euro", max_digits=12, decimal_places=2, null=True, blank=True)
    doel = models.TextField("beoogd resultaat", blank=True)
    status = models.CharField(
        "status", max_length=20, choices=ActiviteitStatus.choices, default=ActiviteitStatus.GEPLAND
    )
    uitkomst = models.TextField("wat is eruit gekomen", blank=True)
    voortzetting_van = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="voortzettingen",
        verbose_name="voortzetting van",
        editable=False,
    )
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.met_pad("jaarschijf__overeenkomst").as_manager()

    class Meta:
        ordering = ("afspraak__deel__volgorde", "afspraak__sorteersleutel", "volgorde", "pk")
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(eind__gte=models.F("begin")) | models.Q(begin=None) | models.Q(eind=None),
                name="activiteit_eind_na_begin",
                violation_error_message="Het eind ligt voor het begin.",
            ),
            models.CheckConstraint(
                condition=models.Q(budget__gte=0) | models.Q(budget=None),
                name="activiteit_budget_positief",
                violation_error_message="Een budget is nul of meer.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.omschrijving}".strip()[:80]
