"""An uploaded document, what was found in it and what somebody made of that before approving it."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from afspraken.keuzes import ImportStaat
from afspraken.models.overeenkomst import Overeenkomst
from afspraken.query import DocumentimportQuerySet
from basis.versies import VersieModel
from partijen.models import Partij


def opslagnaam(_rij: models.Model, naam: str) -> str:
    """Return where an upload is kept: a name nobody can guess and that says nothing of the person or the file."""
    return f"import/{uuid.uuid4()}{Path(naam).suffix.lower()[:5]}"


class Documentimport(VersieModel):
    """One import of a gemeente: seen by the redacteuren of that gemeente alone."""

    gemeente = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="gemeente")
    overeenkomst = models.ForeignKey(
        Overeenkomst, models.CASCADE, null=True, blank=True, related_name="imports", verbose_name="overeenkomst"
    )
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    gemaakt_op = models.DateTimeField("geüpload op", auto_now_add=True)
    bestand = models.FileField("bestand", upload_to=opslagnaam)
    bestandsnaam = models.CharField("bestandsnaam", max_length=200)
    grootte = models.PositiveIntegerField("grootte in bytes", default=0)
    sha256 = models.CharField(max_length=64, editable=False)
    staat = models.CharField("staat", max_length=20, choices=ImportStaat.choices, default=ImportStaat.WACHT)
    voortgang = models.PositiveSmallIntegerField("voortgang in procenten", default=0)
    melding = models.TextField("melding", blank=True)
    resultaat = models.JSONField("gevonden", default=dict, blank=True)
    """``voorraad.importeren.lezen.als_json`` as found; never changed afterwards."""
    bewerkt = models.JSONField("bewerkt", default=dict, blank=True)
    """The same picture with what the user changed; this is what is stored in the register."""
    bron = models.JSONField("bron", default=list, blank=True)
    """The blocks of the document as plain values, to show beside what was found."""
    overgenomen_op = models.DateTimeField("overgenomen op", null=True, blank=True, editable=False)

    objects = DocumentimportQuerySet.as_manager()

    class Meta:
        ordering = ("-gemaakt_op",)
        verbose_name = "import"
        verbose_name_plural = "imports"

    def __str__(self) -> str:
        return self.bestandsnaam

    def get_absolute_url(self) -> str:
        """Return the page of this import."""
        return reverse("voorraad:import", args=[self.pk])


class Invoerconcept(models.Model):
    """What somebody was typing at an address, kept while typing; nothing of it counts until it is saved."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    adres = models.CharField(max_length=300)
    velden = models.JSONField(default=dict, blank=True)
    versie = models.PositiveIntegerField(default=0)
    """Version of the row when typing began, 0 for a new one."""
    bewaard_op = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "bewaarde invoer"
        verbose_name_plural = "bewaarde invoer"
        constraints: ClassVar = [models.UniqueConstraint(fields=["gebruiker", "adres"], name="invoerconcept_uniek")]

    def __str__(self) -> str:
        return self.adres
