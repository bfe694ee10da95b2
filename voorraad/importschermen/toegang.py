"""Through which every page of an import comes in: the redacteuren of its gemeente alone."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from afspraken.keuzes import ImportStaat
from afspraken.models import Documentimport
from afspraken.toegang import AangemeldMixin
from basis.formulieren import VersieVeld
from partijen.models import Gebruiker, Partij
from partijen.rollen import PartijSoort, Rol

CONFLICT = "Een collega heeft deze import intussen veranderd. Kijk na wat er nu staat en probeer het nog eens."


def gemeenten_van(gebruiker: Gebruiker) -> QuerySet[Partij]:
    """Return the gemeenten whose register the user maintains, also when limited to one Overeenkomst."""
    ids = {lid.partij_id for lid in gebruiker.rechten.leden if lid.rol == Rol.REDACTEUR}
    return Partij.objects.filter(pk__in=ids, soort=PartijSoort.GEMEENTE)


class RedacteurMixin(AangemeldMixin):
    """Lets in who is redacteur of a gemeente (403 for others)."""

    def laad(self, **kwargs: Any) -> None:
        """Refuse who maintains no register."""
        if not self.gebruiker.rechten.houdt_register_bij:
            raise PermissionDenied

    def kruimels(self) -> list[dict[str, str]]:
        """Return the breadcrumb; pages extend it."""
        return [
            {"url": reverse("monitoring:mijn_werk"), "label": "Mijn werk"},
            {"url": reverse("voorraad:importeren"), "label": "Document importeren"},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the breadcrumb."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {"kruimels": self.kruimels()} | context


class ImportMixin(RedacteurMixin):
    """Gives a view the import its address names; Http404 for somebody else's."""

    imp: Documentimport
    alleen_klaar = False
    """The page is about what was found, so it waits until reading is done and closes when it was stored."""

    def laad(self, **kwargs: Any) -> None:
        """Fetch the import."""
        zichtbaar = Documentimport.objects.zichtbaar_voor(self.request.user).select_related("gemeente", "overeenkomst")
        self.imp = get_object_or_404(zichtbaar.defer("bron", "resultaat"), pk=kwargs["pk"])

    def omleiding(self) -> HttpResponseBase | None:
        """Lead to the page of the import where this page has nothing to show."""
        return redirect(self.imp) if self.alleen_klaar and not self.is_klaar else None

    @property
    def verwacht(self) -> int:
        """The version of the import the form was made from."""
        return VersieVeld().clean(self.request.POST.get("versie", ""))

    @property
    def is_klaar(self) -> bool:
        """Tell whether the rows can be looked at and changed."""
        return self.imp.staat == ImportStaat.KLAAR

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this import."""
        return [*super().kruimels(), {"url": self.imp.get_absolute_url(), "label": self.imp.bestandsnaam}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the import."""
        return super().get_context_data(**({"imp": self.imp} | kwargs))
