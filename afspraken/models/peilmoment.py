"""The moments at which the parties report, and what every submission has in common."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from afspraken.inzendingen import ZICHTBARE_FASEN, Fase
from afspraken.keuzes import PeilmomentSoort, PeilmomentStatus
from afspraken.models.overeenkomst import Overeenkomst
from afspraken.query import BinnenOvereenkomstQuerySet, PeilmomentQuerySet
from basis.versies import VersieModel
from partijen.models import Partij


class Peilmoment(VersieModel):
    """A peildatum with its windows. Once vastgesteld nothing beneath it changes any more."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.PROTECT, related_name="peilmomenten")
    peildatum = models.DateField("peildatum")
    soort = models.CharField("soort", max_length=20, choices=PeilmomentSoort.choices)
    status = models.CharField(
        "status", max_length=20, choices=PeilmomentStatus.choices, default=PeilmomentStatus.GEPLAND, editable=False
    )
    inleveren_tot = models.DateField("inleveren tot en met", null=True, blank=True)
    voorbeeldcijfers = models.BooleanField(
        "voorbeeldcijfers", default=False, help_text="De cijfers zijn verzonnen; pagina's en PDF zeggen dat."
    )
    samenvatting = models.TextField("samenvatting van de regisseur", blank=True)
    geopend_op = models.DateTimeField("geopend op", null=True, blank=True, editable=False)
    vastgesteld_op = models.DateTimeField("vastgesteld op", null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = PeilmomentQuerySet.as_manager()

    class Meta:
        ordering = ("peildatum",)
        verbose_name = "peilmoment"
        verbose_name_plural = "peilmomenten"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["overeenkomst", "peildatum"],
                name="peilmoment_uniek",
                violation_error_message="Voor deze peildatum is er al een peilmoment.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.peildatum:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        """Return the page of this peilmoment."""
        return reverse("monitoring:peilmoment", args=[self.overeenkomst.sleutel, self.peildatum.isoformat()])

    @property
    def is_bevroren(self) -> bool:
        """Tell whether everything beneath it is fixed."""
        return self.status == PeilmomentStatus.VASTGESTELD


class Verlenging(models.Model):
    """More time for one party at one peilmoment; counts until the end of that day in Amsterdam."""

    peilmoment = models.ForeignKey(Peilmoment, models.CASCADE, related_name="verlengingen")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="partij")
    tot = models.DateField("inleveren tot en met")

    objects = BinnenOvereenkomstQuerySet.met_pad("peilmoment__overeenkomst").as_manager()

    class Meta:
        ordering = ("partij__sorteernaam",)
        verbose_name = "verlenging"
        verbose_name_plural = "verlengingen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["peilmoment", "partij"], name="verlenging_uniek")]

    def __str__(self) -> str:
        return f"{self.partij} tot en met {self.tot:%d-%m-%Y}"


class Inzending(VersieModel):
    """Abstract: something a party submits at a peilmoment and the controleur accepts or returns.

    Subclasses have ``peilmoment`` and ``partij``. A concept is seen by its own party alone.
    """

    fase = models.CharField("fase", max_length=20, choices=Fase.choices, default=Fase.CONCEPT, editable=False)
    ingediend_op = models.DateTimeField("ingediend op", null=True, blank=True, editable=False)
    ingediend_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    beoordeeld_op = models.DateTimeField("beoordeeld op", null=True, blank=True, editable=False)
    beoordeeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    reden = models.TextField("reden van teruggeven", blank=True)
    gewijzigd_op = models.DateTimeField("gewijzigd op", null=True, blank=True, editable=False)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True

    @property
    def is_zichtbaar_voor_anderen(self) -> bool:
        """Tell whether other parties see the contents."""
        return self.fase in ZICHTBARE_FASEN

    @property
    def is_leeg(self) -> bool:
        """Tell whether nobody of the party has saved anything yet."""
        return self.gewijzigd_op is None


def vandaag() -> dt.date:
    """Return today's date in Amsterdam: windows close at the end of the day there."""
    return timezone.localdate()
