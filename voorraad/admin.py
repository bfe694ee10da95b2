"""Admin of the stock tables, the promises in them and the building programme."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse

from afspraken.beheer import BinnenAdmin, BinnenForm, BinnenInline, OvereenkomstFilter
from partijen.beheer import DomeinAdmin, gemeenten_van_redacteur, is_platformbeheerder
from voorraad.models import Huurprijsgrens, Mutatiesoort, Prognose, Project, Tabel, Tabelkolom, Tabelregel


class VoorraadMixin:
    """Choices and address that the stock models share."""

    def keuzes(self, request: HttpRequest, model: type[models.Model]) -> models.QuerySet:
        """Kinds of mutation belong to everybody."""
        if model is Mutatiesoort:
            return Mutatiesoort.objects.all()
        return super().keuzes(request, model)  # type: ignore[misc]

    def keuzelabel(self, request: HttpRequest, rij: models.Model) -> str:
        """Name the table of a row: two tables may have a row of the same name."""
        label = super().keuzelabel(request, rij)  # type: ignore[misc]
        return f"{rij.tabel}: {label}" if isinstance(rij, Tabelregel) else str(label)


def voorraadpagina(overeenkomst: Any) -> str:
    """Return the stock page of a set."""
    return reverse("voorraad:voorraad", args=[overeenkomst.sleutel])


class AlgemeenAdmin(DomeinAdmin):
    """What is the same for every gemeente: read by redacteuren, changed by the platformbeheerder."""

    def rijen(self, request: HttpRequest) -> models.QuerySet:
        """Return all rows."""
        return self.model._default_manager.all() if self.mag_bekijken(request, None) else super().rijen(request)

    def mag_bekijken(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """The platformbeheerder and the redacteuren of gemeenten."""
        return is_platformbeheerder(request) or bool(gemeenten_van_redacteur(request))

    def mag_toevoegen(self, request: HttpRequest) -> bool:
        """The platformbeheerder."""
        return is_platformbeheerder(request)

    def mag_wijzigen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """The platformbeheerder."""
        return is_platformbeheerder(request)

    def mag_geschiedenis(self, request: HttpRequest, obj: models.Model) -> bool:
        """The platformbeheerder; the history names accounts."""
        return is_platformbeheerder(request)


@admin.register(Huurprijsgrens)
class HuurprijsgrensAdmin(AlgemeenAdmin):
    """Rent boundaries per year."""

    list_display = ("jaar", "soort", "bedrag", "bron")
    list_filter = ("jaar", "soort")
    search_fields = ("jaar", "bron")
    fields = ("jaar", "soort", "bedrag", "bron")

    class form(BinnenForm):
        regels = {"huurprijsgrens_met_bron": ("bron", "")}


@admin.register(Mutatiesoort)
class MutatiesoortAdmin(AlgemeenAdmin):
    """Kinds of mutation."""

    list_display = ("naam", "sleutel", "teken", "toelichting")
    list_filter = ("teken",)
    search_fields = ("naam", "toelichting")
    fields = ("sleutel", "naam", "teken", "toelichting")


class TabelkolomInline(BinnenInline):
    model = Tabelkolom
    fields = ("sleutel", "label", "voluit", "volgorde")


class TabelregelForm(BinnenForm):
    """A row of a table."""

    regels = {"tabelregel_formule_alleen_afgeleid": ("formule", "")}

    class Meta:
        model = Tabelregel
        fields = ("sleutel", "label", "teken", "formule")


class TabelregelInline(VoorraadMixin, BinnenInline):
    model = Tabelregel
    form = TabelregelForm
    fields = (
        "sleutel",
        "label",
        "teken",
        "formule",
        "permanentie",
        "mutatiesoorten",
        "grens_soort",
        "boven_grens",
        "noot",
        "volgorde",
    )

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A list in a cell; tick boxes would make every row a page high."""
        kwargs["widget"] = forms.SelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Read the kinds along."""
        return super().get_queryset(request).prefetch_related("mutatiesoorten")


@admin.register(Tabel)
class TabelAdmin(BinnenAdmin):
    """Tables of the document as data."""

    list_display = ("titel", "bron", "soort", "overeenkomst")
    list_filter = (OvereenkomstFilter, "soort")
    search_fields = ("titel", "bron")
    inlines = (TabelkolomInline, TabelregelInline)
    fieldsets = (
        (
            None,
            {
                "fields": ("overeenkomst", "sleutel", "titel", "bron", "soort", "populatie", "toelichting", "volgorde"),
                "description": "Sla eerst de regels op die je invult en voeg daarna de berekende regels toe.",
            },
        ),
    )

    def view_on_site(self, obj: Any) -> str:
        """Return the stock page."""
        return voorraadpagina(obj.overeenkomst)


class PrognoseForm(BinnenForm):
    """A promise in a table."""

    regels = {"prognose_uniek": ("regel", ""), "prognose_bandbreedte": ("maximum", "")}


@admin.register(Prognose)
class PrognoseAdmin(VoorraadMixin, BinnenAdmin):
    """What was promised per corporation."""

    form = PrognoseForm
    getallen = ("waarde", "minimum", "maximum")
    list_display = ("regel", "partij", "project", "jaar", "waarde", "hardheid")
    list_filter = (OvereenkomstFilter, ("partij", admin.RelatedOnlyFieldListFilter), "hardheid", "jaar")
    search_fields = ("regel__label", "partij__naam", "project__naam")
    samen_lezen = ("regel__tabel", "partij", "project")
    fieldsets = (
        (None, {"fields": ("overeenkomst", "partij", "regel", "project", "jaar", "hardheid")}),
        (
            "Aantal",
            {
                "fields": ("waarde", "minimum", "maximum", "toelichting"),
                "description": "Wat eraf gaat heeft een min ervoor. Bij een bandbreedte telt het aantal.",
            },
        ),
    )

    def view_on_site(self, obj: Any) -> str:
        """Return the stock page."""
        return voorraadpagina(obj.overeenkomst)


class ProjectForm(BinnenForm):
    """A location."""

    regels = {"project_uniek": ("sleutel", "")}


@admin.register(Project)
class ProjectAdmin(VoorraadMixin, BinnenAdmin):
    """Locations of the building programme."""

    form = ProjectForm
    list_display = ("naam", "partij", "mutatiesoort", "hardheid", "overeenkomst")
    list_filter = (OvereenkomstFilter, ("partij", admin.RelatedOnlyFieldListFilter), "hardheid")
    search_fields = ("naam", "toelichting", "partij__naam")
    samen_lezen = ("partij", "mutatiesoort")
    prepopulated_fields = {"sleutel": ("naam",)}
    fields = ("overeenkomst", "partij", "naam", "sleutel", "mutatiesoort", "hardheid", "toelichting", "volgorde")

    def view_on_site(self, obj: Any) -> str:
        """Return the stock page."""
        return voorraadpagina(obj.overeenkomst)
