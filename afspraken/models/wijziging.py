"""Changes of a signed register: proposed, agreed by every bound party, in force; and where agreements came from."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from afspraken.keuzes import AfkomstSoort, Oordeel, WijzigingFase, WijzigingSoort
from afspraken.models.afspraak import Afspraak
from afspraken.models.overeenkomst import Overeenkomst
from afspraken.query import BinnenOvereenkomstQuerySet
from basis.versies import VersieModel
from partijen.models import Partij


class Wijziging(VersieModel):
    """A change of the signed text: what, why, from when, and which overleg decided."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="wijzigingen", editable=False)
    nummer = models.PositiveSmallIntegerField("nummer", editable=False)
    soort = models.CharField("soort", max_length=20, choices=WijzigingSoort.choices)
    titel = models.CharField("wat verandert er, in één zin", max_length=160)
    reden = models.TextField("reden")
    ingangsdatum = models.DateField("geldt vanaf")
    overleg = models.CharField("besloten in", max_length=160, blank=True)
    overleg_op = models.DateField("datum van het overleg", null=True, blank=True)
    voorgesteld_door = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="voorgesteld door")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    fase = models.CharField(
        "fase", max_length=20, choices=WijzigingFase.choices, default=WijzigingFase.CONCEPT, editable=False
    )
    voorgelegd_op = models.DateTimeField("voorgelegd op", null=True, blank=True, editable=False)
    van_kracht_op = models.DateTimeField("van kracht op", null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("-nummer",)
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["overeenkomst", "nummer"], name="wijziging_nummer_uniek")
        ]

    def __str__(self) -> str:
        return f"Wijziging {self.nummer}: {self.titel}"

    def get_absolute_url(self) -> str:
        """Return the page of this change."""
        return reverse("afspraken:wijziging", args=[self.overeenkomst.sleutel, self.nummer])


class Wijzigingsregel(models.Model):
    """One agreement in a change: how it reads before and after, as plain values (``afspraken.afspraakwaarden``).

    Without ``afspraak`` the row adds a new one; it is filled in when the change takes effect.
    """

    wijziging = models.ForeignKey(Wijziging, models.CASCADE, related_name="regels")
    afspraak = models.ForeignKey(
        Afspraak, models.PROTECT, null=True, blank=True, related_name="wijzigingsregels", verbose_name="afspraak"
    )
    vervalt = models.BooleanField("vervalt", default=False)
    voor = models.JSONField("voor", default=dict, blank=True)
    na = models.JSONField("na", default=dict, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = BinnenOvereenkomstQuerySet.met_pad("wijziging__overeenkomst").as_manager()

    class Meta:
        ordering = ("volgorde", "pk")
        verbose_name = "regel van een wijziging"
        verbose_name_plural = "regels van een wijziging"

    def __str__(self) -> str:
        return str(self.afspraak) if self.afspraak_id else "Nieuwe afspraak"


class Instemming(models.Model):
    """What one bound party says of a change."""

    wijziging = models.ForeignKey(Wijziging, models.CASCADE, related_name="instemmingen")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="partij")
    oordeel = models.CharField("oordeel", max_length=20, choices=Oordeel.choices)
    toelichting = models.TextField("toelichting", blank=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    op = models.DateTimeField("op", editable=False)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.met_pad("wijziging__overeenkomst").as_manager()

    class Meta:
        ordering = ("partij__sorteernaam",)
        verbose_name = "instemming"
        verbose_name_plural = "instemmingen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["wijziging", "partij"], name="instemming_uniek")]

    def __str__(self) -> str:
        return f"{self.partij}: {self.get_oordeel_display()}"


class Afkomst(models.Model):
    """One agreement came from another: succeeded in the next set, replaced, merged or split."""

    van = models.ForeignKey(Afspraak, models.PROTECT, related_name="opgevolgd_door", verbose_name="van")
    naar = models.ForeignKey(Afspraak, models.CASCADE, related_name="komt_van", verbose_name="naar")
    soort = models.CharField("soort", max_length=20, choices=AfkomstSoort.choices)
    wijziging = models.ForeignKey(Wijziging, models.SET_NULL, null=True, blank=True, related_name="afkomsten")

    objects = BinnenOvereenkomstQuerySet.met_pad("naar__overeenkomst").as_manager()

    class Meta:
        ordering = ("van__sorteersleutel", "naar__sorteersleutel")
        verbose_name = "afkomst"
        verbose_name_plural = "afkomst"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["van", "naar"], name="afkomst_uniek"),
            models.CheckConstraint(condition=~models.Q(van=models.F("naar")), name="afkomst_niet_van_zichzelf"),
        ]

    def __str__(self) -> str:
        return f"{self.van} → {self.naar}"
