"""What is measured, and what was promised for it."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from afspraken.keuzes import Berekening, Per, Richting, Ritme
from afspraken.models.afspraak import Afspraak
from afspraken.query import BinnenOvereenkomstQuerySet
from partijen.models import Partij

# How an indicator is computed decides which source keys it must name.
_VEREIST = {
    Berekening.OPGEGEVEN: (),
    Berekening.AANDEEL: ("teller", "noemer"),
    Berekening.GEWOGEN_GEMIDDELDE: ("gewicht",),
    Berekening.VOORRAAD: ("bron",),
}


class Indicator(models.Model):
    """A measurable side of an agreement.

    ``bron`` names a row of the stock tables, ``teller``, ``noemer`` and ``gewicht`` name a Grootheid, all by text key,
    because those live in higher layers; a system check verifies the keys.
    """

    afspraak = models.ForeignKey(Afspraak, models.CASCADE, related_name="indicatoren")
    sleutel = models.SlugField("sleutel", max_length=80)
    naam = models.CharField("naam", max_length=160)
    eenheid = models.CharField("eenheid", max_length=40)
    richting = models.CharField("richting", max_length=20, choices=Richting.choices)
    berekening = models.CharField("berekening", max_length=20, choices=Berekening.choices, default=Berekening.OPGEGEVEN)
    bron = models.CharField("regel van de voorraadtabel", max_length=60, blank=True)
    teller = models.CharField("teller", max_length=60, blank=True)
    noemer = models.CharField("noemer", max_length=60, blank=True)
    gewicht = models.CharField("gewicht", max_length=60, blank=True)
    ritme = models.CharField("ritme", max_length=20, choices=Ritme.choices, default=Ritme.PEILMOMENT)
    cumulatief = models.BooleanField("telt op over de tijd", default=False)
    per_partij = models.BooleanField("per partij", default=False)
    decimalen = models.PositiveSmallIntegerField("decimalen", default=0)
    nulmeting = models.DecimalField("nulmeting", max_digits=14, decimal_places=4, null=True, blank=True)
    nulmeting_jaar = models.PositiveSmallIntegerField("jaar van de nulmeting", null=True, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.met_pad("afspraak__overeenkomst").as_manager()

    class Meta:
        ordering = ("afspraak__sorteersleutel", "volgorde", "pk")
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["afspraak", "sleutel"], name="indicator_sleutel_uniek"),
            models.CheckConstraint(condition=models.Q(decimalen__lte=4), name="indicator_decimalen"),
        ]

    def __str__(self) -> str:
        return self.naam

    def clean(self) -> None:
        """Refuse a computed indicator that does not say what it is computed from."""
        fouten = {
            veld: "Vul in waaruit deze indicator wordt berekend."
            for veld in _VEREIST.get(Berekening(self.berekening), ())
            if not getattr(self, veld)
        }
        if fouten:
            raise ValidationError(fouten)


class Streefwaarde(models.Model):
    """A promised value over a period; never pro-rated. Without party it is the parties' joint promise."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="streefwaarden")
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="partij")
    waarde = models.DecimalField("waarde", max_digits=14, decimal_places=4)
    tot_waarde = models.DecimalField("tot en met waarde", max_digits=14, decimal_places=4, null=True, blank=True)
    van = models.DateField("van", null=True, blank=True)
    tot = models.DateField("tot en met", null=True, blank=True)
    per = models.CharField("telt", max_length=10, choices=Per.choices, default=Per.PERIODE)
    oorspronkelijk = models.DecimalField(
        "getekende waarde", max_digits=14, decimal_places=4, null=True, blank=True, editable=False
    )
    """What was signed, once a Wijziging revised it; pages show it beside the value that counts now."""
    oorspronkelijk_tot = models.DecimalField(
        "getekende bovenkant", max_digits=14, decimal_places=4, null=True, blank=True, editable=False
    )
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.met_pad("indicator__afspraak__overeenkomst").as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = "streefwaarde"
        verbose_name_plural = "streefwaarden"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(tot__gte=models.F("van")) | models.Q(van=None) | models.Q(tot=None),
                name="streefwaarde_tot_na_van",
                violation_error_message="Het eind van de periode ligt voor het begin.",
            ),
            models.CheckConstraint(
                condition=models.Q(tot_waarde__gte=models.F("waarde")) | models.Q(tot_waarde=None),
                name="streefwaarde_bandbreedte",
                violation_error_message="De bovenkant van de bandbreedte ligt onder de onderkant.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.waarde.normalize():f}"
