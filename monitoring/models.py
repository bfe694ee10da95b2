"""Progress per obligation, figures, positions and the frozen report."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from afspraken.keuzes import Groep, Ritme, VoortgangStatus
from afspraken.models import Afspraak, Indicator, Inzending, Overeenkomst, Peilmoment
from afspraken.query import BinnenOvereenkomstQuerySet
from basis.versies import VersieModel
from monitoring.keuzes import Houding
from monitoring.query import CijferstaatQuerySet, MetingQuerySet, StandpuntQuerySet, VoortgangQuerySet
from monitoring.statussen import VRAAGT_BIJSTURING
from partijen.models import Partij


class Voortgang(Inzending):
    """One obligation: what one party answers about one agreement at one peilmoment.

    Made when the peilmoment opens, so groups stay as they were then. With a joint answer only the penvoerder has one.
    """

    peilmoment = models.ForeignKey(Peilmoment, models.PROTECT, related_name="voortgangen")
    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="voortgangen", verbose_name="afspraak")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="voortgangen", verbose_name="partij")
    namens = models.CharField("namens", max_length=200, blank=True, help_text="Bij een gezamenlijk antwoord.")
    status = models.CharField("status", max_length=20, choices=VoortgangStatus.choices, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    oorzaak = models.TextField("oorzaak", blank=True)
    gevolg = models.TextField("gevolg", blank=True)
    bijsturing = models.TextField("bijsturing", blank=True)
    history = HistoricalRecords()

    objects = VoortgangQuerySet.as_manager()

    class Meta:
        ordering = ("afspraak__sorteersleutel", "partij__sorteernaam")
        verbose_name = "voortgang"
        verbose_name_plural = "voortgang"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["peilmoment", "afspraak", "partij"], name="voortgang_uniek")
        ]

    def __str__(self) -> str:
        return f"{self.afspraak.nummer} {self.partij}"

    def ontbreekt(self) -> dict[str, str]:
        """Return per field what must still be filled in before this can be submitted.

        Cause, consequence and correction belong to a status that deviates: Leiden's bestuursrapportage, domein.md [37].
        """
        fouten: dict[str, str] = {}
        if not self.status:
            fouten["status"] = "Kies een status."
        if not self.toelichting.strip():
            fouten["toelichting"] = "Schrijf in een of twee zinnen hoe het staat."
        if self.status in VRAAGT_BIJSTURING:
            for veld, vraag in (
                ("oorzaak", "Schrijf op hoe dit komt."),
                ("gevolg", "Schrijf op wat het gevolg is."),
                ("bijsturing", "Schrijf op wat jullie eraan doen."),
            ):
                if not getattr(self, veld).strip():
                    fouten[veld] = vraag
        return fouten


class Grootheid(models.Model):
    """A figure entered once per party and span for several indicators (vrijkomend aanbod: nr 13, 14, 15, 19)."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="grootheden")
    sleutel = models.CharField("sleutel", max_length=60)
    naam = models.CharField("naam", max_length=160)
    eenheid = models.CharField("eenheid", max_length=40)
    groep = models.CharField("gevraagd van", max_length=30, choices=Groep.choices, default=Groep.CORPORATIES)
    ritme = models.CharField("ritme", max_length=20, choices=Ritme.choices, default=Ritme.PEILMOMENT)
    toelichting = models.TextField("toelichting", blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("volgorde", "pk")
        verbose_name = "grootheid"
        verbose_name_plural = "grootheden"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["overeenkomst", "sleutel"], name="grootheid_sleutel_uniek")
        ]

    def __str__(self) -> str:
        return self.naam


class Cijferstaat(Inzending):
    """The sheet with all figures asked of one party at one peilmoment; submitted and judged as a whole."""

    peilmoment = models.ForeignKey(Peilmoment, models.PROTECT, related_name="cijferstaten")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="cijferstaten", verbose_name="partij")
    toelichting = models.TextField("toelichting", blank=True)
    history = HistoricalRecords()

    objects = CijferstaatQuerySet.as_manager()

    class Meta:
        ordering = ("partij__sorteernaam",)
        verbose_name = "cijferstaat"
        verbose_name_plural = "cijferstaten"
        constraints: ClassVar = [models.UniqueConstraint(fields=["peilmoment", "partij"], name="cijferstaat_uniek")]

    def __str__(self) -> str:
        return f"Cijfers {self.partij} {self.peilmoment.peildatum:%d-%m-%Y}"


class Meting(models.Model):
    """One asked figure: an indicator's value or a Grootheid's, over one span. Made empty when the peilmoment opens."""

    cijferstaat = models.ForeignKey(Cijferstaat, models.CASCADE, related_name="metingen")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="metingen", verbose_name="indicator"
    )
    grootheid = models.ForeignKey(
        Grootheid, models.PROTECT, null=True, blank=True, related_name="metingen", verbose_name="grootheid"
    )
    van = models.DateField("van")
    tot = models.DateField("tot en met")
    waarde = models.DecimalField("waarde", max_digits=14, decimal_places=4, null=True, blank=True)
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = MetingQuerySet.as_manager()

    class Meta:
        ordering = ("indicator__afspraak__sorteersleutel", "grootheid__volgorde", "van", "pk")
        verbose_name = "meting"
        verbose_name_plural = "metingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(indicator__isnull=False) ^ models.Q(grootheid__isnull=False),
                name="meting_indicator_of_grootheid",
            ),
            models.CheckConstraint(condition=models.Q(tot__gte=models.F("van")), name="meting_tot_na_van"),
            models.UniqueConstraint(
                fields=["cijferstaat", "indicator", "van"],
                condition=models.Q(indicator__isnull=False),
                name="meting_indicator_uniek",
            ),
            models.UniqueConstraint(
                fields=["cijferstaat", "grootheid", "van"],
                condition=models.Q(grootheid__isnull=False),
                name="meting_grootheid_uniek",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator or self.grootheid} {self.van:%d-%m-%Y} tot en met {self.tot:%d-%m-%Y}"


class Afspraakstatus(VersieModel):
    """The overall status of an agreement at a peilmoment, where the regisseur set it.

    Without a row the status is the worst of the answers (statussen.voorstel).
    """

    peilmoment = models.ForeignKey(Peilmoment, models.PROTECT, related_name="afspraakstatussen")
    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="afspraakstatussen")
    status = models.CharField("status", max_length=20, choices=VoortgangStatus.choices)
    toelichting = models.TextField("toelichting", blank=True)
    gezet_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.met_pad("peilmoment__overeenkomst").as_manager()

    class Meta:
        ordering = ("afspraak__sorteersleutel",)
        verbose_name = "status van een afspraak"
        verbose_name_plural = "statussen van afspraken"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["peilmoment", "afspraak"], name="afspraakstatus_uniek")
        ]

    def __str__(self) -> str:
        return f"{self.afspraak.nummer}: {self.get_status_display()}"


class Standpunt(VersieModel):
    """The position of a tenant organisation on an agreement at a peilmoment."""

    peilmoment = models.ForeignKey(Peilmoment, models.PROTECT, related_name="standpunten")
    afspraak = models.ForeignKey(Afspraak, models.PROTECT, related_name="standpunten")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="standpunten", verbose_name="huurdersorganisatie")
    houding = models.CharField("oordeel", max_length=10, choices=Houding.choices)
    tekst = models.TextField("toelichting", blank=True)
    gewijzigd_op = models.DateTimeField("gewijzigd op", default=timezone.now, editable=False)
    gewijzigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    history = HistoricalRecords()

    objects = StandpuntQuerySet.as_manager()

    class Meta:
        ordering = ("afspraak__sorteersleutel", "partij__sorteernaam")
        verbose_name = "standpunt"
        verbose_name_plural = "standpunten"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["peilmoment", "afspraak", "partij"], name="standpunt_uniek")
        ]

    def __str__(self) -> str:
        return f"{self.partij}: {self.get_houding_display()}"

    def clean(self) -> None:
        """Ask for a reason where the organisation does not fully agree."""
        if self.houding in {Houding.DEELS, Houding.ONEENS} and not self.tekst.strip():
            raise ValidationError({"tekst": "Schrijf op waarom jullie het niet of niet helemaal eens zijn."})


class Rapport(models.Model):
    """The report of a vastgesteld peilmoment: one frozen JSON picture, the PDF made from that alone, and its hash."""

    peilmoment = models.ForeignKey(Peilmoment, models.PROTECT, related_name="rapporten")
    versie = models.PositiveSmallIntegerField("versie", default=1)
    schema_versie = models.PositiveSmallIntegerField("versie van het schema", default=1)
    momentopname = models.JSONField("momentopname")
    pdf = models.FileField("pdf", upload_to="rapporten/", max_length=200, blank=True)
    sha256 = models.CharField("SHA-256 van de pdf", max_length=64, blank=True)
    reden = models.CharField("reden van deze versie", max_length=300, blank=True)
    gemaakt_op = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    gepubliceerd_op = models.DateTimeField("gepubliceerd op", null=True, blank=True, editable=False)

    objects = BinnenOvereenkomstQuerySet.met_pad("peilmoment__overeenkomst").as_manager()

    class Meta:
        ordering = ("-versie",)
        verbose_name = "rapport"
        verbose_name_plural = "rapporten"
        constraints: ClassVar = [models.UniqueConstraint(fields=["peilmoment", "versie"], name="rapport_uniek")]

    def __str__(self) -> str:
        return f"Rapport {self.peilmoment}, versie {self.versie}"
