"""Admin of what belongs to one Overeenkomst: only the redacteuren of its gemeenten, and only their own sets."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from afspraken.models import Overeenkomst
from afspraken.partijkeuze import bekende_partijen
from basis.beheer import BeheerInline, BeheerStapel
from basis.beheervelden import BeheerForm, BeheerFormSet
from partijen.beheer import DomeinAdmin, gemeenten_van_redacteur
from partijen.models import Partij

ANDERE_SET = "Kies iets uit dezelfde overeenkomst."


def pad_van(model: type[models.Model]) -> str | None:
    """Return the lookup from a model to its Overeenkomst; None for what belongs to none."""
    if model is Overeenkomst:
        return "pk"
    return getattr(model._default_manager.all(), "pad", None)


def overeenkomst_id_van(rij: models.Model | None) -> int | None:
    """Return the id of the Overeenkomst a row leads to, None while that is not known."""
    if rij is None or isinstance(rij, Overeenkomst):
        return rij.pk if rij else None
    *tussen, laatste = (pad_van(type(rij)) or "").split("__")
    for stap in tussen:
        if getattr(rij, f"{stap}_id", None) is None:
            return None
        rij = getattr(rij, stap)
    return getattr(rij, f"{laatste}_id", None)


class BinnenKeuzes:
    """Choices within the sets the user maintains; on an existing row within its own set alone."""

    def keuzes(self, request: HttpRequest, model: type[models.Model]) -> models.QuerySet:
        """Return the rows of ``model`` this user may choose."""
        if model is Partij:
            return bekende_partijen(request.user, gemeenten_van_redacteur(request))
        pad = pad_van(model)
        if pad is None:
            return super().keuzes(request, model)  # type: ignore[misc]
        rijen = model._default_manager.te_redigeren_door(request.user)  # type: ignore[attr-defined]
        huidige = overeenkomst_id_van(getattr(request, "_beheer_rij", None))
        if huidige is not None:
            rijen = rijen.filter(**{pad: huidige})
        return rijen.select_related(pad) if pad != "pk" else rijen

    def keuzelabel(self, request: HttpRequest, rij: models.Model) -> str:
        """Name the Overeenkomst where a user with several could mistake one for another."""
        if pad_van(type(rij)) in {None, "pk"} or overeenkomst_id_van(getattr(request, "_beheer_rij", None)):
            return str(rij)
        overeenkomst: Any = rij
        for stap in str(pad_van(type(rij))).split("__"):
            overeenkomst = getattr(overeenkomst, stap)
        return f"{rij} ({overeenkomst})"


class BinnenForm(BeheerForm):
    """Form of a row within an Overeenkomst: everything chosen belongs to the same one."""

    def clean(self) -> dict[str, Any] | None:
        """Compare the sets of all choices."""
        schoon = super().clean()
        sets = {overeenkomst_id_van(self.instance)} - {None}
        for naam, waarde in list(self.cleaned_data.items()):
            if isinstance(waarde, models.Model) and pad_van(type(waarde)):
                sets.add(overeenkomst_id_van(waarde))
            elif isinstance(waarde, models.QuerySet) and (pad := pad_van(waarde.model)):
                sets |= set(waarde.order_by().values_list(pad, flat=True))
            if len(sets) > 1:
                self.add_error(naam, ANDERE_SET)
                break
        return schoon


class BinnenFormSet(BeheerFormSet):
    """Rows below a form of the same Overeenkomst."""

    def clean(self) -> None:
        """Compare the set of every choice with that of the parent."""
        super().clean()
        eigen = overeenkomst_id_van(self.instance)
        for form in self.forms:
            for naam, waarde in list(getattr(form, "cleaned_data", {}).items()):
                vreemd = isinstance(waarde, models.Model) and waarde is not self.instance and pad_van(type(waarde))
                if vreemd and eigen is not None and overeenkomst_id_van(waarde) not in {None, eigen}:
                    form.add_error(naam, ANDERE_SET)


class OvereenkomstFilter(admin.SimpleListFilter):
    """Choice of the own Overeenkomsten; absent for who has one."""

    title = "overeenkomst"
    parameter_name = "overeenkomst"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the own sets."""
        sets = Overeenkomst.objects.te_redigeren_door(request.user)
        return list(sets.values_list("sleutel", "naam"))

    def has_output(self) -> bool:
        """Hide a choice of one."""
        return len(self.lookup_choices) > 1

    def queryset(self, request: HttpRequest, queryset: models.QuerySet) -> models.QuerySet:
        """Limit to the chosen set."""
        if not self.value():
            return queryset
        return queryset.filter(**{f"{pad_van(queryset.model)}__sleutel": self.value()})


class BinnenAdmin(BinnenKeuzes, DomeinAdmin):
    """ModelAdmin of a model within an Overeenkomst."""

    form = BinnenForm
    samen_lezen: ClassVar[tuple[str, ...]] = ()

    def rijen(self, request: HttpRequest) -> models.QuerySet:
        """Return the rows of the sets the user maintains, with the way to their Overeenkomst."""
        rijen = self.model._default_manager.te_redigeren_door(request.user)
        pad = pad_van(self.model)
        verbonden = (*self.samen_lezen, *((pad,) if pad and pad != "pk" else ()))
        return rijen.select_related(*verbonden) if verbonden else rijen

    def mag_bekijken(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """A redacteur of a gemeente; which rows is up to ``rijen``."""
        return bool(gemeenten_van_redacteur(request))

    def mag_toevoegen(self, request: HttpRequest) -> bool:
        """The same."""
        return self.mag_bekijken(request, None)

    def mag_wijzigen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """The same."""
        return self.mag_bekijken(request, obj)

    def overeenkomst_van(self, obj: Any) -> str:
        """Return the key for the log."""
        for stap in str(pad_van(self.model)).split("__"):
            obj = obj if stap == "pk" else getattr(obj, stap)
        return str(obj.sleutel)


class BinnenInline(BinnenKeuzes, BeheerInline):
    """Rows within an Overeenkomst, as a table."""

    form = BinnenForm
    formset = BinnenFormSet


class BinnenStapel(BinnenKeuzes, BeheerStapel):
    """Rows within an Overeenkomst, as small forms."""

    form = BinnenForm
    formset = BinnenFormSet


__all__ = ["BinnenAdmin", "BinnenForm", "BinnenFormSet", "BinnenInline", "BinnenStapel", "OvereenkomstFilter"]
