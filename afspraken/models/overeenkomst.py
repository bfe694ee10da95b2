"""The agreement as a whole: its parties, chapters, legend and conditions."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from afspraken.keuzes import Kleur, OvereenkomstStatus, VoortgangStatus
from afspraken.query import BinnenOvereenkomstQuerySet, OvereenkomstQuerySet
from partijen.models import Partij
from partijen.rollen import PartijSoort


class Overeenkomst(models.Model):
    """One signed set of prestatieafspraken."""

    sleutel = models.SlugField("sleutel", max_length=80, unique=True, help_text="Staat in het webadres.")
    naam = models.CharField("naam", max_length=160)
    begin = models.DateField("begin")
    eind = models.DateField("eind")
    verlengd_tot = models.DateField("stilzwijgend verlengd tot en met", null=True, blank=True)
    status = models.CharField(
        "status", max_length=20, choices=OvereenkomstStatus.choices, default=OvereenkomstStatus.CONCEPT
    )
    bronstatus = models.CharField("status van het brondocument", max_length=120, blank=True)
    verlenging = models.TextField("bepaling over verlenging", blank=True)
    inleiding = models.TextField("inleiding", blank=True)
    gemeenten = models.ManyToManyField(
        Partij, related_name="overeenkomsten_als_gemeente", limit_choices_to={"soort": PartijSoort.GEMEENTE}
    )
    regisseur = models.ForeignKey(
        Partij, models.PROTECT, related_name="+", verbose_name="regisseur", help_text="Stuurt de rapportage."
    )
    controleur = models.ForeignKey(
        Partij,
        models.PROTECT,
        related_name="+",
        verbose_name="controleur",
        help_text="Beoordeelt wat partijen indienen.",
    )
    tweede_controleur = models.ForeignKey(
        Partij,
        models.PROTECT,
        related_name="+",
        verbose_name="tweede controleur",
        help_text="Beoordeelt wat de controleur zelf indient.",
    )
    voorganger = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="opvolgers", verbose_name="vorige overeenkomst"
    )
    deelnemers = models.ManyToManyField(
        Partij, through="Deelname", through_fields=("overeenkomst", "partij"), related_name="overeenkomsten"
    )
    history = HistoricalRecords()

    objects = OvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("-begin", "sleutel")
        verbose_name = "overeenkomst"
        verbose_name_plural = "overeenkomsten"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(eind__gte=models.F("begin")),
                name="overeenkomst_eind_na_begin",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.CheckConstraint(
                condition=~models.Q(controleur=models.F("tweede_controleur")),
                name="overeenkomst_twee_controleurs",
                violation_error_message="De tweede controleur is een andere partij dan de controleur.",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        """Return the address of the dashboard."""
        return reverse("monitoring:dashboard", args=[self.sleutel])

    @property
    def laatste_dag(self) -> dt.date:
        """The last day on which the agreement holds, tacit extension included."""
        return max(self.eind, self.verlengd_tot) if self.verlengd_tot else self.eind


class Deelname(models.Model):
    """A party that signed, and from when to when it takes part."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="deelnames")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="deelnames", verbose_name="partij")
    spreekt_voor = models.ForeignKey(
        Partij,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="spreekt voor huurders van",
        limit_choices_to={"soort": PartijSoort.CORPORATIE},
    )
    van = models.DateField("van", null=True, blank=True)
    tot = models.DateField("tot en met", null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("volgorde", "partij__sorteernaam")
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["overeenkomst", "partij"], name="deelname_uniek"),
            models.CheckConstraint(
                condition=models.Q(tot__gte=models.F("van")) | models.Q(van=None) | models.Q(tot=None),
                name="deelname_tot_na_van",
                violation_error_message="De laatste dag van deelname ligt voor de eerste.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.partij)

    def geldt_op(self, datum: dt.date) -> bool:
        """Tell whether the party takes part on this day."""
        return (self.van is None or self.van <= datum) and (self.tot is None or datum <= self.tot)


class Legendaregel(models.Model):
    """What a status is called and which colour it has in this Overeenkomst (status and colour are stored apart)."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="legenda")
    status = models.CharField("status", max_length=20, choices=VoortgangStatus.choices)
    label = models.CharField("label", max_length=40)
    kleur = models.CharField("kleur", max_length=10, choices=Kleur.choices)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("volgorde",)
        verbose_name = "regel van de legenda"
        verbose_name_plural = "legenda"
        constraints: ClassVar = [models.UniqueConstraint(fields=["overeenkomst", "status"], name="legenda_uniek")]

    def __str__(self) -> str:
        return self.label


class Voorwaarde(models.Model):
    """A condition on which the whole agreement depends (WSW-borging, external circumstances)."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="voorwaarden")
    titel = models.CharField("titel", max_length=120)
    tekst = models.TextField("tekst")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("volgorde",)
        verbose_name = "voorwaarde"
        verbose_name_plural = "voorwaarden"

    def __str__(self) -> str:
        return self.titel


class Deel(models.Model):
    """A part of the document within which numbers are unique; every Overeenkomst has at least one."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="delen")
    naam = models.CharField("naam", max_length=200)
    partij = models.ForeignKey(
        Partij, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="alleen voor partij"
    )
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("volgorde",)
        verbose_name = "deel"
        verbose_name_plural = "delen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["overeenkomst", "naam"], name="deel_uniek")]

    def __str__(self) -> str:
        return self.naam


class Hoofdstuk(models.Model):
    """A chapter or theme, with the ambition it opens with."""

    deel = models.ForeignKey(Deel, models.CASCADE, related_name="hoofdstukken")
    nummer = models.CharField("nummer", max_length=20, blank=True)
    titel = models.CharField("titel", max_length=300)
    ambitie = models.TextField("ambitie of inleiding", blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.met_pad("deel__overeenkomst").as_manager()

    class Meta:
        ordering = ("deel__volgorde", "volgorde")
        verbose_name = "hoofdstuk"
        verbose_name_plural = "hoofdstukken"
        constraints: ClassVar = [models.UniqueConstraint(fields=["deel", "titel"], name="hoofdstuk_uniek")]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}".strip()


class Paragraaf(models.Model):
    """A paragraph of a chapter."""

    hoofdstuk = models.ForeignKey(Hoofdstuk, models.CASCADE, related_name="paragrafen")
    nummer = models.CharField("nummer", max_length=20, blank=True)
    titel = models.CharField("titel", max_length=300)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = BinnenOvereenkomstQuerySet.met_pad("hoofdstuk__deel__overeenkomst").as_manager()

    class Meta:
        ordering = ("hoofdstuk__deel__volgorde", "hoofdstuk__volgorde", "volgorde")
        verbose_name = "paragraaf"
        verbose_name_plural = "paragrafen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["hoofdstuk", "titel"], name="paragraaf_uniek")]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}".strip()

    def clean(self) -> None:
        """Refuse a paragraph without a title."""
        if not self.titel.strip():
            raise ValidationError({"titel": "Geef de paragraaf een titel."})
