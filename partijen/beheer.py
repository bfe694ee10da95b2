"""The admin of this portal: who maintains what, and every write in the log of events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest

from basis.beheer import BeheerAdmin
from partijen.rechten import Rechten, rechten_van
from partijen.rollen import PartijSoort, Rol
from partijen.services import leg_vast


def rechten(request: HttpRequest) -> Rechten:
    """Return the rights of who asks."""
    return rechten_van(request.user)


def gemeenten_van_redacteur(request: HttpRequest) -> frozenset[int]:
    """Return the gemeenten whose registers the user maintains, those limited to one Overeenkomst included."""
    return frozenset(
        lid.partij_id
        for lid in rechten(request).leden
        if lid.rol == Rol.REDACTEUR and lid.partij_soort == PartijSoort.GEMEENTE
    )


def vrije_gemeenten(request: HttpRequest) -> frozenset[int]:
    """Return the gemeenten for which the user may start a new Overeenkomst."""
    return rechten(request).partijen(Rol.REDACTEUR) & gemeenten_van_redacteur(request)


def is_platformbeheerder(request: HttpRequest) -> bool:
    """Tell whether the user maintains the platform."""
    return rechten(request).platformbeheerder


def beheerde_partijen(request: HttpRequest) -> frozenset[int]:
    """Return the parties whose members the user maintains."""
    return rechten(request).partijen(Rol.PARTIJBEHEERDER)


class DomeinAdmin(BeheerAdmin):
    """Scoped ModelAdmin that logs business events instead of Django's own log, which keeps names of people."""

    def overeenkomst_van(self, obj: Any) -> str:
        """Return the key of the Overeenkomst a row belongs to, empty for none."""
        return ""

    def schrijf_gebeurtenis(self, request: HttpRequest, obj: Any, daad: str, **gegevens: Any) -> None:
        """Log what was done to a row."""
        leg_vast(
            soort=f"{obj._meta.model_name}.{daad}",
            voorwerp=obj,
            overeenkomst=self.overeenkomst_van(obj),
            actor=request.user,  # type: ignore[arg-type]
            herkomst="beheer",
            **gegevens,
        )

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Log a new row."""
        self.schrijf_gebeurtenis(request, obj, "toegevoegd")

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Log a change, with the names of the fields alone; nothing when nothing changed."""
        if message:
            self.schrijf_gebeurtenis(request, obj, "gewijzigd", velden=_veldnamen(message))

    def log_deletions(self, request: HttpRequest, queryset: Iterable[models.Model]) -> None:
        """Log what is about to go."""
        for obj in queryset:
            self.schrijf_gebeurtenis(request, obj, "verwijderd")

    def meld(self, request: HttpRequest, tekst: str) -> None:
        """Tell the user what happened."""
        self.message_user(request, tekst, messages.SUCCESS)


def _veldnamen(bericht: Any) -> list[str]:
    """Return the field names out of Django's change message."""
    if not isinstance(bericht, list):
        return []
    namen: set[str] = set()
    for deel in bericht:
        for daad in deel.values():
            namen.update(str(veld) for veld in daad.get("fields", ()))
            if "name" in daad:
                namen.add(str(daad["name"]))
    return sorted(namen)
