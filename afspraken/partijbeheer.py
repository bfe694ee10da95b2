"""Registers the admin of parties, members and events, with what only this layer knows: who is in which Overeenkomst."""

from __future__ import annotations

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from afspraken.models import Overeenkomst
from afspraken.partijkeuze import bekende_partijen, bewerkbare_partijen, zonder_partijbeheerder
from partijen.accountbeheer import GebeurtenisAdmin
from partijen.admin import LidmaatschapAdmin, Overeenkomsten, PartijAdmin
from partijen.beheer import beheerde_partijen, gemeenten_van_redacteur, vrije_gemeenten
from partijen.models import Gebeurtenis, Lidmaatschap, Partij


@admin.register(Partij)
class PartijBinnenAdmin(PartijAdmin):
    """Parties, as the own Overeenkomsten know them."""

    def bekend_bij(self, request: HttpRequest) -> models.QuerySet:
        """Return the parties of the own sets and those the own gemeente added."""
        gemeenten = gemeenten_van_redacteur(request)
        return bekende_partijen(request.user, gemeenten) if gemeenten else Partij.objects.none()

    def bewerkbaar_voor(self, request: HttpRequest) -> models.QuerySet:
        """Return the parties nobody else uses."""
        gemeenten = gemeenten_van_redacteur(request)
        return bewerkbare_partijen(request.user, gemeenten) if gemeenten else Partij.objects.none()


@admin.register(Lidmaatschap)
class LidmaatschapBinnenAdmin(LidmaatschapAdmin):
    """Memberships, with the sets they can be limited to."""

    def overeenkomsten(self, request: HttpRequest) -> Overeenkomsten:
        """Return the sets in which a party of this user takes part, with those participants (two queries)."""
        eigen = beheerde_partijen(request)
        per_set: dict[tuple[str, str], set[int]] = {}
        for relatie in ("deelnemers", "gemeenten"):
            rijen = Overeenkomst.objects.filter(**{f"{relatie}__in": eigen}).order_by("naam")
            for sleutel, naam, partij_id in rijen.values_list("sleutel", "naam", relatie):
                if partij_id in eigen:
                    per_set.setdefault((sleutel, naam), set()).add(partij_id)
        return [(sleutel, naam, frozenset(partijen)) for (sleutel, naam), partijen in sorted(per_set.items())]

    def zonder_beheerder(self, request: HttpRequest) -> models.QuerySet:
        """Return the known parties of a gemeente as a whole that nobody maintains yet."""
        gemeenten = vrije_gemeenten(request)
        return zonder_partijbeheerder(bekende_partijen(request.user, gemeenten)) if gemeenten else Partij.objects.none()


@admin.register(Gebeurtenis)
class GebeurtenisBinnenAdmin(GebeurtenisAdmin):
    """Events of the own sets."""

    def sleutels(self, request: HttpRequest) -> models.QuerySet:
        """Return the keys of the sets the user maintains."""
        return Overeenkomst.objects.te_redigeren_door(request.user).order_by().values("sleutel")
