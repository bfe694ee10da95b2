"""Admin of the register, for the redacteuren of its gemeenten."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from afspraken import forms as formulieren
from afspraken.beheer import BinnenAdmin, BinnenInline, BinnenStapel, OvereenkomstFilter
from afspraken.beheerslot import SlotAdminMixin, SlotInlineMixin
from afspraken.inrichten import richt_in
from afspraken.keuzes import OvereenkomstStatus, PeilmomentStatus
from afspraken.models import (
    Afspraak,
    Betrokkene,
    Deel,
    Deelname,
    Definitie,
    Hoofdstuk,
    Indicator,
    Legendaregel,
    Overeenkomst,
    Paragraaf,
    Peilmoment,
    Streefwaarde,
    Termijn,
    Verwijzing,
    Voorwaarde,
)
from afspraken.partijbeheer import GebeurtenisBinnenAdmin, LidmaatschapBinnenAdmin, PartijBinnenAdmin
from partijen.beheer import gemeenten_van_redacteur, vrije_gemeenten


class DeelnameInline(BinnenInline):
    model = Deelname
    form = formulieren.DeelnameForm
    fk_name = "overeenkomst"
    fields = ("partij", "spreekt_voor", "van", "tot", "volgorde")
    samen_lezen = ("partij",)


class DeelInline(SlotInlineMixin, BinnenInline):
    model = Deel
    fields = ("naam", "partij", "volgorde")


class LegendaInline(BinnenInline):
    model = Legendaregel
    fields = ("status", "label", "kleur", "volgorde")


class VoorwaardeInline(SlotInlineMixin, BinnenStapel):
    model = Voorwaarde
    fields = ("titel", "tekst", "volgorde")


@admin.register(Overeenkomst)
class OvereenkomstAdmin(BinnenAdmin):
    """Sets of agreements of the own gemeente."""

    form = formulieren.OvereenkomstForm
    list_display = ("naam", "begin", "eind", "status", "aantal_afspraken")
    list_filter = ("status",)
    search_fields = ("naam", "sleutel")
    prepopulated_fields = {"sleutel": ("naam",)}
    inlines = (DeelnameInline, DeelInline, LegendaInline, VoorwaardeInline)

    def rijen(self, request: HttpRequest) -> models.QuerySet:
        """Return the own sets with their number of agreements."""
        aantal = (
            Afspraak.objects.filter(overeenkomst=models.OuterRef("pk"))
            .order_by()
            .values("overeenkomst")
            .annotate(n=models.Count("pk"))
            .values("n")
        )
        return super().rijen(request).annotate(_aantal=models.Subquery(aantal))

    @admin.display(description="Afspraken")
    def aantal_afspraken(self, obj: Any) -> int:
        """Return the number of agreements."""
        return obj._aantal or 0

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new set is a concept; later its status can change and its key cannot."""
        periode = ("begin", "eind", "verlengd_tot", *(("status",) if obj else ()), "bronstatus")
        return [
            (None, {"fields": ("naam", "sleutel", *periode)}),
            (
                "Wie stuurt en controleert",
                {
                    "fields": ("gemeenten", "regisseur", "controleur", "tweede_controleur"),
                    "description": "Mist er een partij? Voeg die eerst toe bij Partijen.",
                },
            ),
            ("Teksten", {"fields": ("inleiding", "verlenging")}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The key is in addresses and memberships."""
        return ("sleutel",) if obj else ()

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Propose a key for a new set."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Tell the form which gemeenten are the user's."""
        form = super().get_form(request, obj, change, **kwargs)
        form.eigen_gemeenten = gemeenten_van_redacteur(request) if obj else vrije_gemeenten(request)
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Give a new set a part and a legend."""
        super().save_related(request, form, formsets, change)
        if not change:
            richt_in(overeenkomst=form.instance)

    def mag_toevoegen(self, request: HttpRequest) -> bool:
        """A redacteur of a gemeente as a whole, not of a single set."""
        return bool(vrije_gemeenten(request))

    def mag_verwijderen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Only a concept goes."""
        concept = obj is None or obj.status == OvereenkomstStatus.CONCEPT  # type: ignore[attr-defined]
        return concept and self.mag_wijzigen(request, obj)

    def view_on_site(self, obj: Any) -> str:
        """Return the dashboard."""
        return str(obj.get_absolute_url())


class ParagraafInline(SlotInlineMixin, BinnenInline):
    model = Paragraaf
    fields = ("nummer", "titel", "volgorde")


@admin.register(Hoofdstuk)
class HoofdstukAdmin(SlotAdminMixin, BinnenAdmin):
    """Chapters or themes with their paragraphs."""

    getekend = ("deel", "nummer", "titel", "ambitie")

    list_display = ("__str__", "deel", "volgorde")
    list_filter = (OvereenkomstFilter, ("deel", admin.RelatedOnlyFieldListFilter))
    search_fields = ("nummer", "titel", "ambitie")
    fields = ("deel", "nummer", "titel", "ambitie", "volgorde")
    inlines = (ParagraafInline,)


class BetrokkeneInline(SlotInlineMixin, BinnenInline):
    model = Betrokkene
    form = formulieren.BetrokkeneForm
    fields = ("rol", "partij", "groep")
    samen_lezen = ("partij",)


class TermijnInline(SlotInlineMixin, BinnenInline):
    model = Termijn
    form = formulieren.TermijnForm
    fields = ("tekst", "begin", "eind", "herhaling", "exactheid", "toelichting", "volgorde")


class VerwijzingInline(BinnenInline):
    model = Verwijzing
    form = formulieren.VerwijzingForm
    fk_name = "van"
    fields = ("naar",)
    verbose_name_plural = "verwijzingen naar andere afspraken"
    samen_lezen = ("van", "naar")


class IndicatorInline(BinnenInline):
    """The indicators, to go to; they are edited on their own page."""

    model = Indicator
    fields = readonly_fields = ("naam", "eenheid", "richting", "berekening")
    show_change_link = True
    can_delete = False
    extra = 0

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Not here."""
        return False


@admin.register(Afspraak)
class AfspraakAdmin(SlotAdminMixin, BinnenAdmin):
    """Agreements; the signed text of a settled set is read here and changes through a Wijziging."""

    getekend = (
        "nummer",
        "hoofdstuk",
        "paragraaf",
        "soort",
        "onderwerp",
        "tekst",
        "trekker_tekst",
        "partijen_tekst",
        "datum_tekst",
        "vervallen_op",
    )

    form = formulieren.AfspraakForm
    list_display = ("nummer_of_streepje", "titel", "hoofdstuk", "trekkers", "soort", "vervallen_op")
    list_display_links = ("nummer_of_streepje", "titel")
    list_filter = (OvereenkomstFilter, ("hoofdstuk", admin.RelatedOnlyFieldListFilter), "soort", "aard")
    search_fields = ("zoektekst",)
    search_help_text = "Zoek op nummer, titel, tekst of trekker."
    samen_lezen = ("hoofdstuk__deel",)
    inlines = (BetrokkeneInline, TermijnInline, VerwijzingInline, IndicatorInline)
    fieldsets = (
        (None, {"fields": ("nummer", "titel", "hoofdstuk", "paragraaf", "soort", "aard")}),
        (
            "Inhoud",
            {
                "fields": ("onderwerp", "tekst", "samenvatting", "definities"),
                "description": "Zonder getekende tekst zegt de pagina dat er alleen een samenvatting staat.",
            },
        ),
        (
            "Wie antwoordt",
            {
                "fields": ("antwoordwijze", "penvoerder", "trekker_tekst", "partijen_tekst"),
                "description": "Wie trekker is of gegevens levert, kies je hieronder bij Betrokkenen.",
            },
        ),
        ("Overig", {"fields": ("datum_tekst", "vervallen_op", "volgorde")}),
    )

    @admin.display(description="Nummer", ordering="sorteersleutel")
    def nummer_of_streepje(self, obj: Any) -> str:
        """Return the number; without one there still is something to read."""
        return obj.nummer or "zonder nummer"

    @admin.display(description="Trekkers")
    def trekkers(self, obj: Any) -> str:
        """Return who is trekker."""
        return ", ".join(str(rij) for rij in obj.betrokkenen.all() if rij.rol == "trekker")

    @admin.display(description="Definities bij deze afspraak")
    def definities(self, obj: Any) -> str:
        """Return the definitions where the page may only be read."""
        return ", ".join(str(rij) for rij in obj.definities.all())

    def rijen(self, request: HttpRequest) -> models.QuerySet:
        """Read the parties along."""
        return super().rijen(request).prefetch_related("betrokkenen__partij")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Offer the definitions of the own sets."""
        request._beheer_rij = obj  # type: ignore[attr-defined]
        veld = formulieren.definitieveld(self.gedeelde_rijen(request, Definitie))
        kwargs["form"] = type("AfspraakForm", (self.form,), {"definities": veld, "__module__": __name__})
        return super().get_form(request, obj, change, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the definitions too, and warn about a term outside the period."""
        super().save_related(request, form, formsets, change)
        form.instance.definities.set(form.cleaned_data["definities"])
        form.instance.herzoek()
        self._waarschuw_voor_termijnen(request, form.instance)

    def _waarschuw_voor_termijnen(self, request: HttpRequest, afspraak: Any) -> None:
        """A term may lie outside the period of the set (nr 45 of Amersfoort does), so this is no error."""
        begin, eind = afspraak.overeenkomst.begin, afspraak.overeenkomst.laatste_dag
        for termijn in afspraak.termijnen.all():
            data = [datum for datum in (termijn.begin, termijn.eind) if datum]
            if any(datum < begin or datum > eind for datum in data):
                self.waarschuw(request, f"Termijn ‘{termijn.tekst}’ valt buiten de looptijd. Hij is wel opgeslagen.")

    def view_on_site(self, obj: Any) -> str:
        """Return the agreement's page."""
        return str(obj.get_absolute_url())


class StreefwaardeInline(SlotInlineMixin, BinnenInline):
    model = Streefwaarde
    form = formulieren.StreefwaardeForm
    fields = ("partij", "waarde", "tot_waarde", "per", "van", "tot")


@admin.register(Indicator)
class IndicatorAdmin(SlotAdminMixin, BinnenAdmin):
    """Indicators with their promised values; what was promised is locked with the set."""

    getekend = ("afspraak", "naam", "eenheid", "richting")

    form = formulieren.IndicatorForm
    list_display = ("naam", "afspraak", "eenheid", "richting", "berekening", "ritme")
    list_filter = (OvereenkomstFilter, "richting", "berekening", "ritme")
    search_fields = ("naam", "afspraak__nummer", "afspraak__titel")
    inlines = (StreefwaardeInline,)
    prepopulated_fields = {"sleutel": ("naam",)}
    fieldsets = (
        (None, {"fields": ("afspraak", "naam", "sleutel", "eenheid", "richting", "ritme")}),
        (
            "Berekening",
            {
                "fields": ("berekening", "bron", "teller", "noemer", "gewicht"),
                "description": "Bron is de sleutel van een tabelregel; teller, noemer en gewicht die van grootheden.",
            },
        ),
        ("Telling", {"fields": ("per_partij", "cumulatief", "decimalen")}),
        ("Overig", {"fields": ("toelichting", "volgorde")}),
    )

    def view_on_site(self, obj: Any) -> str:
        """Return the page of its agreement."""
        return str(obj.afspraak.get_absolute_url())


@admin.register(Definitie)
class DefinitieAdmin(SlotAdminMixin, BinnenAdmin):
    """Footnotes and definitions; in a settled set only the agreements they belong to change."""

    getekend = ("overeenkomst", "noot", "begrip", "tekst")

    list_display = ("begrip", "noot", "overeenkomst")
    list_filter = (OvereenkomstFilter,)
    search_fields = ("begrip", "tekst", "noot")
    fields = ("overeenkomst", "noot", "begrip", "tekst", "volgorde", "afspraken")


@admin.register(Deelname)
class DeelnameAdmin(BinnenAdmin):
    """Participants, with the history of who joined when."""

    form = formulieren.DeelnameForm
    list_display = ("partij", "overeenkomst", "spreekt_voor", "van", "tot")
    list_filter = (OvereenkomstFilter,)
    search_fields = ("partij__naam",)
    samen_lezen = ("partij", "spreekt_voor")
    fields = ("overeenkomst", "partij", "spreekt_voor", "van", "tot", "volgorde")


@admin.register(Voorwaarde)
class VoorwaardeAdmin(SlotAdminMixin, BinnenAdmin):
    """Conditions on which the whole set depends; signed like the agreements."""

    getekend = ("overeenkomst", "titel", "tekst")

    list_display = ("titel", "overeenkomst", "volgorde")
    list_filter = (OvereenkomstFilter,)
    search_fields = ("titel", "tekst")
    fields = ("overeenkomst", "titel", "tekst", "volgorde")


@admin.register(Peilmoment)
class PeilmomentAdmin(BinnenAdmin):
    """The plan of peilmomenten; once opened a peilmoment is read here and run in the portal."""

    form = formulieren.PeilmomentForm
    list_display = ("peildatum", "soort", "status", "inleveren_tot", "overeenkomst")
    list_filter = (OvereenkomstFilter, "status", "soort")
    fieldsets = (
        (
            None,
            {
                "fields": ("overeenkomst", "peildatum", "soort", "inleveren_tot", "status", "voorbeeldcijfers"),
                "description": "Openen, verlengen en vaststellen doet de regisseur in het portaal.",
            },
        ),
    )
    readonly_fields = ("status",)

    def mag_wijzigen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Only a plan changes here."""
        gepland = obj is None or obj.status == PeilmomentStatus.GEPLAND  # type: ignore[attr-defined]
        return gepland and super().mag_wijzigen(request, obj)

    def view_on_site(self, obj: Any) -> str:
        """Return the page of the peilmoment."""
        return str(obj.get_absolute_url())


# Importing these registers them: Django looks for admin classes in this module alone.
__all__ = ["GebeurtenisBinnenAdmin", "LidmaatschapBinnenAdmin", "PartijBinnenAdmin"]
