"""The admin of a settled set: what the parties signed is read, not changed; that takes a Wijziging."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest

from afspraken.beheer import pad_van
from afspraken.keuzes import OvereenkomstStatus
from afspraken.models import Overeenkomst

UITLEG = "Deze afspraken zijn vastgesteld. Wat is getekend verandert alleen door een wijziging in het portaal."


def op_slot(rij: models.Model | None) -> bool:
    """Tell whether a row belongs to a set that is settled; a row that is still being made does not."""
    if rij is None or rij.pk is None:
        return False
    overeenkomst: Any = rij
    for stap in str(pad_van(type(rij))).split("__"):
        overeenkomst = overeenkomst if stap == "pk" else getattr(overeenkomst, stap)
    return bool(overeenkomst.status != OvereenkomstStatus.CONCEPT)


class SlotAdminMixin:
    """ModelAdmin whose ``getekend`` fields are read-only in a settled set; rows come and go in a concept alone."""

    getekend: ClassVar[tuple[str, ...]] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Lock the signed fields."""
        eigen = tuple(super().get_readonly_fields(request, obj))  # type: ignore[misc]
        return (*eigen, *(veld for veld in self.getekend if veld not in eigen)) if op_slot(obj) else eigen

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Leave out what follows from a locked field."""
        return {} if op_slot(obj) else super().get_prepopulated_fields(request, obj)  # type: ignore[misc]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Say on top why fields are locked."""
        velden = list(super().get_fieldsets(request, obj))  # type: ignore[misc]
        if not op_slot(obj):
            return velden
        naam, opties = velden[0]
        return [(naam, {**opties, "description": UITLEG}), *velden[1:]]

    def mag_verwijderen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Only what belongs to a concept goes."""
        return not op_slot(obj) and super().mag_verwijderen(request, obj)  # type: ignore[misc]

    def keuzes(self, request: HttpRequest, model: type[models.Model]) -> models.QuerySet:
        """Offer concepts, and the chapters and agreements in them, alone to a row that is being made."""
        rijen: models.QuerySet = super().keuzes(request, model)  # type: ignore[misc]
        pad = pad_van(model)
        if pad is None or getattr(request, "_beheer_rij", None) is not None:
            return rijen
        status = "status" if model is Overeenkomst else f"{pad}__status"
        return rijen.filter(**{status: OvereenkomstStatus.CONCEPT})


class SlotInlineMixin:
    """Rows below a form that are locked with the set."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only in a concept."""
        return not op_slot(obj) and super().has_add_permission(request, obj)  # type: ignore[misc]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only in a concept."""
        return not op_slot(obj) and super().has_change_permission(request, obj)  # type: ignore[misc]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only in a concept."""
        return not op_slot(obj) and super().has_delete_permission(request, obj)  # type: ignore[misc]
