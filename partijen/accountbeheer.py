"""Admin of accounts (platformbeheerder) and of the log of events (read only)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest

from partijen.beheer import DomeinAdmin, gemeenten_van_redacteur, is_platformbeheerder
from partijen.models import Gebeurtenis, Gebruiker
from partijen.services import anonimiseer, zet_actief


@admin.register(Gebruiker)
class GebruikerAdmin(DomeinAdmin):
    """Accounts, to close and anonymise them. Roles are given through memberships."""

    list_display = ("email", "is_active", "is_platformbeheerder", "geanonimiseerd_op")
    list_filter = ("is_active", "is_platformbeheerder")
    search_fields = ("email",)
    search_help_text = "Zoek op e-mailadres."
    actions = ("deactiveer", "activeer", "anonimiseer")
    fields = ("email", "naam", "is_active", "is_platformbeheerder", "aangemaakt_op", "geanonimiseerd_op")

    def rijen(self, request: HttpRequest) -> models.QuerySet:
        """Return all accounts to the platformbeheerder."""
        return Gebruiker.objects.all() if is_platformbeheerder(request) else Gebruiker.objects.none()

    def mag_bekijken(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """The platformbeheerder alone."""
        return is_platformbeheerder(request)

    def has_beheer_permission(self, request: HttpRequest) -> bool:
        """Decide who sees the actions."""
        return is_platformbeheerder(request)

    @admin.action(description="Account deactiveren", permissions=["beheer"])
    def deactiveer(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Close accounts."""
        self._voor_elk(request, queryset, partial(zet_actief, actief=False), "Gedeactiveerd")

    @admin.action(description="Account weer activeren", permissions=["beheer"])
    def activeer(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Reopen accounts."""
        self._voor_elk(request, queryset, partial(zet_actief, actief=True), "Geactiveerd")

    @admin.action(description="Gedeactiveerd account voorgoed anonimiseren", permissions=["beheer"])
    def anonimiseer(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        """Anonymise closed accounts."""
        self._voor_elk(request, queryset, anonimiseer, "Geanonimiseerd")

    def _voor_elk(self, request: HttpRequest, queryset: models.QuerySet, doe: Callable[..., Any], woord: str) -> None:
        """Run a service per account and tell what happened to each."""
        gelukt = 0
        for gebruiker in queryset:
            try:
                doe(gebruiker=gebruiker, door=request.user)
                gelukt += 1
            except ValidationError as fout:
                self.message_user(request, f"{gebruiker.email}: {' '.join(fout.messages)}", messages.ERROR)
        if gelukt:
            self.meld(request, f"{woord}: {gelukt}.")


class GebeurtenisAdmin(DomeinAdmin):
    """What happened in the own Overeenkomsten. Who did it stays with the party; the log keeps the account."""

    list_display = ("tijdstip", "soort", "object_soort", "partij", "overeenkomst_sleutel", "herkomst")
    list_filter = ("overeenkomst_sleutel", "soort", ("partij", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("partij",)
    fields = ("tijdstip", "soort", "object_soort", "object_id", "partij", "overeenkomst_sleutel", "herkomst")
    ordering = ("-tijdstip", "-pk")

    def sleutels(self, request: HttpRequest) -> models.QuerySet:
        """Return the keys of the Overeenkomsten the user maintains (hook)."""
        return Gebeurtenis.objects.none().values("overeenkomst_sleutel")

    def rijen(self, request: HttpRequest) -> models.QuerySet:
        """Return the events of the own Overeenkomsten; memberships are their party's business."""
        rijen = Gebeurtenis.objects.filter(overeenkomst_sleutel__in=self.sleutels(request))
        return rijen.exclude(overeenkomst_sleutel="").exclude(object_soort="lidmaatschap")

    def mag_bekijken(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """A redacteur of a gemeente."""
        return bool(gemeenten_van_redacteur(request))
