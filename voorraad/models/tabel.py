"""The tables of an Overeenkomst as data, and what was promised in them."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from afspraken.models import Overeenkomst
from afspraken.query import BinnenOvereenkomstQuerySet
from partijen.models import Partij
from partijen.rollen import PartijSoort
from voorraad.formules import FormuleFout, lees_formule
from voorraad.keuzes import GrensSoort, Hardheid, Permanentie, TabelSoort, Teken

SLEUTEL = RegexValidator(r"^[a-z][a-z0-9_]*$", "Gebruik kleine letters, cijfers en liggende streepjes.")
JAREN = (MinValueValidator(2000), MaxValueValidator(2100))
# A municipality with more dwellings than this in one cell does not exist; ten digits are a typing error.
GROOTSTE_AANTAL = 9_999_999


class Huurprijsgrens(models.Model):
    """A rent boundary of one year; an amount that is not confirmed stays empty."""

    jaar = models.PositiveSmallIntegerField("jaar", validators=JAREN)
    soort = models.CharField("soort", max_length=20, choices=GrensSoort.choices)
    bedrag = models.DecimalField("bedrag per maand in euro", max_digits=8, decimal_places=2, null=True, blank=True)
    bron = models.CharField("bron", max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ("jaar", "soort")
        verbose_name = "huurprijsgrens"
        verbose_name_plural = "huurprijsgrenzen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["jaar", "soort"], name="huurprijsgrens_uniek"),
            models.CheckConstraint(
                condition=models.Q(bedrag__isnull=True) | (models.Q(bedrag__gt=0) & ~models.Q(bron="")),
                name="huurprijsgrens_met_bron",
                violation_error_message="Noem bij een bedrag de bron.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.jaar}"


class Mutatiesoort(models.Model):
    """A kind of change and its sign; data, so that a municipality can add its own."""

    sleutel = models.CharField("sleutel", max_length=40, unique=True, validators=[SLEUTEL])
    naam = models.CharField("naam", max_length=80)
    teken = models.CharField(
        "teken", max_length=10, choices=[keuze for keuze in Teken.choices if keuze[0] != Teken.AFGELEID]
    )
    toelichting = models.CharField("toelichting", max_length=300, blank=True)

    class Meta:
        ordering = ("naam",)
        verbose_name = "mutatiesoort"
        verbose_name_plural = "mutatiesoorten"

    def __str__(self) -> str:
        return self.naam


class Tabel(models.Model):
    """A table of the document: tabel 1 of Amersfoort, bijlage 1 and 2 of Kampen."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="tabellen")
    sleutel = models.CharField("sleutel", max_length=40, validators=[SLEUTEL])
    titel = models.CharField("titel", max_length=200)
    bron = models.CharField("naam in het document", max_length=80, blank=True)
    soort = models.CharField("soort", max_length=20, choices=TabelSoort.choices)
    populatie = models.CharField("welke woningen", max_length=40, default="sociaal")
    toelichting = models.TextField("toelichting", blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("volgorde", "pk")
        verbose_name = "voorraadtabel"
        verbose_name_plural = "voorraadtabellen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["overeenkomst", "sleutel"], name="tabel_uniek")]

    def __str__(self) -> str:
        return self.titel


class Tabelkolom(models.Model):
    """A column of a stand table (EGW, MGW); the row total is computed."""

    tabel = models.ForeignKey(Tabel, models.CASCADE, related_name="kolommen")
    sleutel = models.CharField("sleutel", max_length=40, validators=[SLEUTEL])
    label = models.CharField("label", max_length=40)
    voluit = models.CharField("voluit", max_length=80, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = BinnenOvereenkomstQuerySet.met_pad("tabel__overeenkomst").as_manager()

    class Meta:
        ordering = ("volgorde", "pk")
        verbose_name = "kolom"
        verbose_name_plural = "kolommen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["tabel", "sleutel"], name="tabelkolom_uniek")]

    def __str__(self) -> str:
        return self.label


class Tabelregel(models.Model):
    """A row of a table: one to fill in, or one computed by a formula over the other rows' signed counts."""

    tabel = models.ForeignKey(Tabel, models.CASCADE, related_name="regels")
    sleutel = models.CharField("sleutel", max_length=60, validators=[SLEUTEL])
    label = models.CharField("label", max_length=160)
    teken = models.CharField("teken", max_length=10, choices=Teken.choices)
    permanentie = models.CharField("permanentie", max_length=20, choices=Permanentie.choices, blank=True)
    mutatiesoorten = models.ManyToManyField(Mutatiesoort, blank=True, verbose_name="telt op uit")
    formule = models.CharField("formule", max_length=300, blank=True, help_text="Bijvoorbeeld: nieuwbouw + sloop.")
    grens_soort = models.CharField("huurprijsgrens", max_length=20, choices=GrensSoort.choices, blank=True)
    boven_grens = models.BooleanField("boven deze grens", default=False)
    noot = models.CharField("noot", max_length=40, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.met_pad("tabel__overeenkomst").as_manager()

    class Meta:
        ordering = ("tabel__volgorde", "volgorde", "pk")
        verbose_name = "tabelregel"
        verbose_name_plural = "tabelregels"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tabel", "sleutel"], name="tabelregel_uniek"),
            models.CheckConstraint(
                condition=models.Q(teken="afgeleid") ^ models.Q(formule=""),
                name="tabelregel_formule_alleen_afgeleid",
                violation_error_message="Een berekende regel heeft een formule, een andere regel niet.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        """Refuse a formula that cannot be read or names a row the table lacks."""
        if not self.formule:
            return
        try:
            termen = lees_formule(self.formule)
        except FormuleFout as fout:
            raise ValidationError({"formule": str(fout)}) from fout
        if self.tabel_id:
            bekend = set(self.tabel.regels.exclude(pk=self.pk).values_list("sleutel", flat=True))
            onbekend = [sleutel for _teken, sleutel in termen if sleutel not in bekend]
            if onbekend:
                raise ValidationError({"formule": f"Deze regel staat niet in de tabel: {', '.join(onbekend)}."})


class Project(models.Model):
    """A location of a corporation's building or demolition programme."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="projecten")
    partij = models.ForeignKey(
        Partij,
        models.PROTECT,
        related_name="projecten",
        verbose_name="corporatie",
        limit_choices_to={"soort": PartijSoort.CORPORATIE},
    )
    sleutel = models.SlugField("sleutel", max_length=80)
    naam = models.CharField("locatie", max_length=120)
    mutatiesoort = models.ForeignKey(Mutatiesoort, models.PROTECT, related_name="+", verbose_name="soort")
    hardheid = models.CharField("hardheid", max_length=10, choices=Hardheid.choices, default=Hardheid.ONBEKEND)
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("partij__sorteernaam", "volgorde", "pk")
        verbose_name = "project"
        verbose_name_plural = "projecten"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["overeenkomst", "partij", "sleutel"],
                name="project_uniek",
                violation_error_message="Deze corporatie heeft al een project met deze naam.",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Prognose(models.Model):
    """What was promised: a signed count for a row, over the whole period or for one year, perhaps for one location."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="prognoses")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="prognoses", verbose_name="corporatie")
    regel = models.ForeignKey(Tabelregel, models.CASCADE, related_name="prognoses", verbose_name="regel")
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="prognoses", verbose_name="locatie"
    )
    jaar = models.PositiveSmallIntegerField("jaar", null=True, blank=True, validators=JAREN)
    hardheid = models.CharField("hardheid", max_length=10, choices=Hardheid.choices, default=Hardheid.ONBEKEND)
    waarde = models.IntegerField("aantal, met teken")
    minimum = models.PositiveIntegerField("minstens", null=True, blank=True)
    maximum = models.PositiveIntegerField("hoogstens", null=True, blank=True)
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("regel__tabel__volgorde", "regel__volgorde", "partij__sorteernaam", "jaar", "pk")
        verbose_name = "prognose"
        verbose_name_plural = "prognoses"
        constraints: ClassVar = [
            models.UniqueConstraint(
                models.F("partij"),
                models.F("regel"),
                Coalesce(models.F("project"), 0),
                Coalesce(models.F("jaar"), 0),
                models.F("hardheid"),
                name="prognose_uniek",
                violation_error_message="Deze prognose is er al.",
            ),
            models.CheckConstraint(
                condition=models.Q(maximum__gte=models.F("minimum")) | models.Q(minimum=None) | models.Q(maximum=None),
                name="prognose_bandbreedte",
                violation_error_message="Het hoogste aantal ligt onder het laagste.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regel}: {self.waarde}"

    def clean(self) -> None:
        """Refuse a row or location of another Overeenkomst, and a sign the row does not have."""
        if self.regel_id and self.overeenkomst_id and self.regel.tabel.overeenkomst_id != self.overeenkomst_id:
            raise ValidationError({"regel": "Deze regel hoort bij een andere overeenkomst."})
        if self.project and self.project.overeenkomst_id != self.overeenkomst_id:
            raise ValidationError({"project": "Deze locatie hoort bij een andere overeenkomst."})
        if self.regel_id and self.waarde is not None:
            if self.regel.teken == Teken.AFGELEID:
                raise ValidationError({"regel": "Deze regel wordt berekend; kies een regel die je invult."})
            if self.regel.teken == Teken.MIN and self.waarde > 0:
                raise ValidationError({"waarde": "Schrijf wat eraf gaat met een min ervoor."})
            if self.regel.teken == Teken.PLUS and self.waarde < 0:
                raise ValidationError({"waarde": "Deze regel telt op; een negatief aantal kan hier niet."})
