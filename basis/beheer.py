"""The admin, scoped: every row, choice, filter, history page and confirmation is limited to what a user maintains.

Nothing here knows the domain. A subclass says which rows exist for a user (``rijen``), what may be chosen (``keuzes``)
and who may do what (``mag_*``); everything is refused until it does.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models
from django.http import Http404, HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from basis.beheervelden import (
    BeheerForm,
    BeheerFormSet,
    KeuzeVeld,
    MeerkeuzeVeld,
    Rijen,
    TekstVeld,
    beschermd_door,
    getalveld,
)
from basis.tekst import zoeksleutel
from basis.versies import VersieConflict, VersieModel


class KeuzesMixin:
    """Choice lists of a ModelAdmin or inline: only rows from ``keuzes``, read once per request."""

    form: Any = BeheerForm
    formfield_overrides: Any = {models.TextField: {"form_class": TekstVeld}}
    # Years and orders are whole numbers too, but are not written with a dot per thousand.
    getallen: ClassVar[tuple[str, ...]] = ()

    def keuzes(self, request: HttpRequest, model: type[models.Model]) -> models.QuerySet:
        """Return the rows of ``model`` this user may choose; none unless a subclass says so."""
        return model._default_manager.none()

    def keuzelabel(self, request: HttpRequest, rij: models.Model) -> str:
        """Return the label of a choice."""
        return str(rij)

    def gedeelde_rijen(self, request: HttpRequest, model: type[models.Model], beperking: Any = None) -> Rijen:
        """Return the choices of a model, the same object for every field and form of this request."""
        bewaard: dict[Any, Rijen] = request.__dict__.setdefault("_beheer_rijen", {})
        sleutel = (model, repr(beperking))
        if sleutel not in bewaard:
            rijen = self.keuzes(request, model)
            rijen = rijen.complex_filter(beperking) if beperking else rijen
            bewaard[sleutel] = Rijen(rijen, lambda rij: self.keuzelabel(request, rij))
        return bewaard[sleutel]

    def _keuzeveld(self, db_field: Any, request: HttpRequest) -> dict[str, Any]:
        beperking = db_field.get_limit_choices_to()
        rijen = self.gedeelde_rijen(request, db_field.remote_field.model, beperking)
        return {"queryset": rijen.queryset, "rijen": rijen, "limit_choices_to": {}}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Limit the choices of a foreign key."""
        kwargs |= {"form_class": KeuzeVeld, **self._keuzeveld(db_field, request)}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Limit the choices of a many-to-many field; tick boxes work without JavaScript or a held key."""
        kwargs |= {"form_class": MeerkeuzeVeld, **self._keuzeveld(db_field, request)}
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Read numbers and dates the Dutch way."""
        if not isinstance(db_field, models.IntegerField) or db_field.name in self.getallen:
            veld = None if db_field.choices else getalveld(db_field)
            if veld is not None:
                return veld
        veld = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if veld is not None and isinstance(veld.widget, RelatedFieldWidgetWrapper):
            # Deleting a chapter or party beside a choice is never what somebody means.
            veld.widget.can_delete_related = False
        return veld


class BeheerAdmin(KeuzesMixin, SimpleHistoryAdmin):
    """Scoped ModelAdmin with history; subclasses answer ``rijen`` and the ``mag_*`` questions."""

    save_on_top = True
    list_per_page = 50
    view_on_site: Any = False
    show_facets = admin.ShowFacets.NEVER
    object_history_template = "admin/geschiedenis.html"
    veilige_filters: ClassVar[frozenset[str]] = frozenset()

    # What a subclass answers.

    def rijen(self, request: HttpRequest) -> models.QuerySet:
        """Return the rows that exist for this user."""
        return self.model._default_manager.none()

    def mag_bekijken(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Tell whether the user reads the kind (obj is None) or this row."""
        return False

    def mag_toevoegen(self, request: HttpRequest) -> bool:
        """Tell whether the user makes rows."""
        return False

    def mag_wijzigen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Tell whether the user changes the kind or this row."""
        return False

    def mag_verwijderen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Tell whether the user deletes the kind or this row."""
        return self.mag_wijzigen(request, obj)

    def mag_geschiedenis(self, request: HttpRequest, obj: models.Model) -> bool:
        """Tell whether the user reads who changed this row when."""
        return self.mag_bekijken(request, obj)

    # Django's questions.

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the rows that exist for this user, in order."""
        return self.rijen(request).order_by(*(self.get_ordering(request) or self.model._meta.ordering))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> models.Model:
        """Return the row; what is not the user's does not exist."""
        rij = super().get_object(request, object_id, from_field)
        if rij is None:
            raise Http404("Dit bestaat niet.")
        return rij

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Tell whether the app shows at all."""
        return self.mag_bekijken(request, None) or self.mag_toevoegen(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Answer from ``mag_bekijken``."""
        return self.mag_bekijken(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Answer from ``mag_toevoegen``."""
        return self.mag_toevoegen(request)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Answer from ``mag_wijzigen``."""
        return self.mag_wijzigen(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Answer from ``mag_verwijderen``."""
        return self.mag_verwijderen(request, obj)

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        """Allow references by primary key alone."""
        return to_field == self.opts.pk.name

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Allow only what the own filters ask: any other lookup could question rows that are not the user's."""
        return lookup in self.veilige_filters or lookup in self._filtersleutels(request)

    def _filtersleutels(self, request: HttpRequest) -> set[str]:
        sleutels: set[str] = set()
        for filter_ in self.get_list_filter(request):
            if isinstance(filter_, type):
                sleutels.add(filter_.parameter_name)  # type: ignore[attr-defined]
                continue
            naam = filter_[0] if isinstance(filter_, (tuple, list)) else filter_
            sleutels |= {f"{naam}__exact", f"{naam}__id__exact", f"{naam}__isnull"}
        return sleutels

    def get_search_results(
        self, request: HttpRequest, queryset: models.QuerySet, search_term: str
    ) -> tuple[models.QuerySet, bool]:
        """Search without regard to case and accents, the same on every database."""
        woorden = zoeksleutel(search_term)
        if not woorden or not self.search_fields:
            return queryset, False
        if hasattr(queryset, "zoek"):
            return queryset.zoek(search_term), False
        gevonden = []
        for pk, *waarden in queryset.order_by().values_list("pk", *self.search_fields):
            tekst = zoeksleutel(" ".join(str(waarde or "") for waarde in waarden))
            if all(woord in tekst for woord in woorden.split()):
                gevonden.append(pk)
        return queryset.filter(pk__in=gevonden), False

    # Forms.

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Remember which row the form is about, so that its choices stay within the same set."""
        request._beheer_rij = obj  # type: ignore[attr-defined]
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Add the version that was read, where the row has one and can be changed."""
        velden = list(super().get_fieldsets(request, obj))
        if obj is None or not issubclass(self.model, VersieModel) or not self.has_change_permission(request, obj):
            return velden
        naam, opties = velden[0]
        return [(naam, {**opties, "fields": (*opties["fields"], "gelezen_versie")}), *velden[1:]]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Handle a form; when somebody else saved in the same instant, look again so that the form says so."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (VersieConflict, IntegrityError):
            request.__dict__.pop("_beheer_rijen", None)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save; a row with a version is compared with the one that was read."""
        if change and isinstance(obj, VersieModel):
            obj._history_user = request.user  # type: ignore[attr-defined]
            obj.bewaar(verwacht=form.cleaned_data.get("gelezen_versie"))
        else:
            super().save_model(request, obj, form, change)

    # Deleting.

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say what goes along, and by kind and number what stands in the way."""
        rijen = list(objs)
        te_verwijderen, aantallen, ontbreekt, beschermd = super().get_deleted_objects(rijen, request)
        if beschermd:
            te_verwijderen = [str(rij) for rij in rijen]
            beschermd = [f"{aantal} {soort}" for soort, aantal in sorted(beschermd_door(rijen).items())]
            ontbreekt = set()
        if not all(self.has_delete_permission(request, rij) for rij in rijen):
            ontbreekt = {*ontbreekt, self.opts.verbose_name}
        return te_verwijderen, aantallen, ontbreekt, beschermd

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Delete one by one, as each writes its own history."""
        for rij in queryset:
            self.delete_model(request, rij)

    # History.

    def get_urls(self) -> list[Any]:
        """Leave out going back to an older version, which could restore what is no longer the user's.

        Also Django's old addresses without a name, which send every unknown address on to a form.
        """
        weg = "_simple_history" if self.heeft_geschiedenis else "history"
        return [url for url in super().get_urls() if url.name and not url.name.endswith(weg)]

    @property
    def heeft_geschiedenis(self) -> bool:
        """Tell whether changes of this kind are kept."""
        return hasattr(self.model._meta, "simple_history_manager_attribute")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Link to the history only for who may read it."""
        obj = kwargs.get("obj")
        context["toon_geschiedenis"] = bool(obj and self.heeft_geschiedenis and self.mag_geschiedenis(request, obj))
        return super().render_change_form(request, context, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the history of a row the user maintains."""
        rij = self.get_object(request, unquote(object_id))
        if not self.mag_geschiedenis(request, rij):
            raise PermissionDenied
        genoemd = self.benoem(rij)
        extra = {"title": "Geschiedenis", "subtitle": str(genoemd), "object": genoemd}
        return super().history_view(request, object_id, extra | (extra_context or {}))

    def benoem(self, rij: Any) -> Any:
        """Return what stands for the row on pages; only its ``pk`` and text are used."""
        return rij

    def waarschuw(self, request: HttpRequest, tekst: str) -> None:
        """Tell the user something that does not stop the save."""
        self.message_user(request, tekst, messages.WARNING)


class BeheerInlineMixin(KeuzesMixin):
    """Rows below a form: whoever changes the form changes its rows."""

    formset: Any = BeheerFormSet
    extra = 1
    view_on_site: Any = False
    samen_lezen: ClassVar[tuple[str, ...]] = ()

    def _ouder(self) -> BeheerAdmin:
        return self.admin_site.get_model_admin(self.parent_model)  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answer as the parent does."""
        ouder = self._ouder()
        return ouder.has_add_permission(request) if obj is None else ouder.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answer as the parent does."""
        return self._ouder().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answer as the parent does."""
        return self._ouder().has_change_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Answer as the parent does."""
        return self._ouder().has_view_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Read along what the rows are called by."""
        rijen = super().get_queryset(request)  # type: ignore[misc]
        return rijen.select_related(*self.samen_lezen) if self.samen_lezen else rijen

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Refuse deleting a row that is in use, without telling what others wrote."""
        formset = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        formset.form = type("BeschermdForm", (_BeschermdMixin, formset.form), {"__module__": __name__})
        return formset


class _BeschermdMixin:
    """Replaces Django's message, which prints the contents of what stands in the way; the formset refuses instead."""

    def hand_clean_DELETE(self) -> None:
        """Leave it to BeheerFormSet."""


class BeheerInline(BeheerInlineMixin, admin.TabularInline):
    """Rows as a table. Django gives the cells no label, so each field carries its column's name."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Name the field for who does not see the column head."""
        veld = super().formfield_for_dbfield(db_field, request, **kwargs)
        if veld is not None:
            widget = getattr(veld.widget, "widget", veld.widget)
            widget.attrs["aria-label"] = f"{veld.label or db_field.verbose_name} ({self.verbose_name})"
        return veld


class BeheerStapel(BeheerInlineMixin, admin.StackedInline):
    """Rows as small forms, for longer texts."""
