"""Who may do what within one Overeenkomst, and the mixins through which every page comes in.

Deny by default: an Overeenkomst you take no part in does not exist (404), a role you lack is refused (403).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from afspraken.models import Deelname, Overeenkomst, Peilmoment
from afspraken.onthouden import WEGGOOIEN, onthoud, vergeet
from partijen.models import Gebruiker, Partij
from partijen.rechten import Rechten
from partijen.rollen import PartijSoort, Rol


@dataclass
class Toegang:
    """The rights of one user within one Overeenkomst (reads the participants once)."""

    overeenkomst: Overeenkomst
    rechten: Rechten
    _deelnames: list[Deelname] | None = field(default=None, repr=False)

    @cached_property
    def deelnames(self) -> list[Deelname]:
        """All participants in their order, with their party."""
        if self._deelnames is not None:
            return self._deelnames
        return list(self.overeenkomst.deelnames.select_related("partij", "spreekt_voor"))

    @cached_property
    def partijen(self) -> list[Partij]:
        """The parties that take part."""
        return [deelname.partij for deelname in self.deelnames]

    def _in_rol(self, rol: Rol, partij_id: int) -> bool:
        return self.rechten.mag(rol, partij_id, overeenkomst=self.overeenkomst.sleutel)

    @cached_property
    def leest_voor(self) -> list[Partij]:
        """Participants whose concepts the user may read: the own ones."""
        return [partij for partij in self.partijen if self._in_rol(Rol.LEZER, partij.pk)]

    @cached_property
    def voert_in_voor(self) -> list[Partij]:
        """Participants for which the user may enter and submit."""
        return [partij for partij in self.partijen if self._in_rol(Rol.INVOERDER, partij.pk)]

    @cached_property
    def huurders_van_gebruiker(self) -> list[Partij]:
        """Tenant organisations for which the user may give a position."""
        return [partij for partij in self.voert_in_voor if partij.soort == PartijSoort.HUURDERSORGANISATIE]

    def mag_invoeren_voor(self, partij_id: int) -> bool:
        """Tell whether the user may enter for this participant."""
        return any(partij.pk == partij_id for partij in self.voert_in_voor)

    def mag_concept_lezen_van(self, partij_id: int) -> bool:
        """Tell whether the user reads the concepts of this participant."""
        return any(partij.pk == partij_id for partij in self.leest_voor)

    @cached_property
    def is_regisseur(self) -> bool:
        """Tell whether the user is redacteur of the party that directs the cycle."""
        return self._in_rol(Rol.REDACTEUR, self.overeenkomst.regisseur_id)

    @cached_property
    def is_controleur(self) -> bool:
        """Tell whether the user judges anything: redacteur of the first or second controleur."""
        return self._is_eerste or self._is_tweede

    @cached_property
    def _is_eerste(self) -> bool:
        return self._in_rol(Rol.REDACTEUR, self.overeenkomst.controleur_id)

    @cached_property
    def _is_tweede(self) -> bool:
        return self._in_rol(Rol.REDACTEUR, self.overeenkomst.tweede_controleur_id)

    @cached_property
    def is_redacteur(self) -> bool:
        """Tell whether the user maintains the register: redacteur of one of the gemeenten."""
        gemeenten = {p.pk for p in self.partijen if p.soort == PartijSoort.GEMEENTE}
        return any(self._in_rol(Rol.REDACTEUR, partij_id) for partij_id in gemeenten)

    def mag_beoordelen(self, partij_id: int) -> bool:
        """Tell whether the user may accept or return what this party submitted.

        The controleur judges everybody but itself, the second controleur judges the controleur; nobody judges the
        party he enters for.
        """
        if self.mag_invoeren_voor(partij_id):
            return False
        if partij_id == self.overeenkomst.controleur_id:
            return self._is_tweede
        return self._is_eerste


class AangemeldMixin(LoginRequiredMixin):
    """Lets in who is signed in and may see what the address names, and keeps what was typed when a session ended."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Fetch what the address names, check the role, then handle the request."""
        if not request.user.is_authenticated:
            if request.method == "POST":
                onthoud(request)
            return self.handle_no_permission()
        self.laad(**kwargs)
        self.controleer()
        if (anders := self.omleiding()) is not None:
            return anders
        if request.method == "POST":
            vergeet(request)
            if WEGGOOIEN in request.POST:
                return HttpResponseRedirect(request.path)
        antwoord: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return antwoord

    def laad(self, **kwargs: Any) -> None:
        """Fetch what the address names; Http404 for what is not the user's, PermissionDenied for who may not."""
        raise ImproperlyConfigured(f"{type(self).__name__} zegt niet wie hier mag komen (laad).")

    def controleer(self) -> None:
        """Refuse who lacks the role, where ``laad`` did not."""

    def omleiding(self) -> HttpResponseBase | None:
        """Return where to go instead of here, or None."""
        return None

    @property
    def gebruiker(self) -> Gebruiker:
        """The signed-in user."""
        assert isinstance(self.request.user, Gebruiker)  # noqa: S101 - dispatch let nobody else in
        return self.request.user


class OvereenkomstMixin(AangemeldMixin):
    """Gives a view ``overeenkomst`` and ``toegang``; every page of an Overeenkomst uses it.

    ``vereist`` names a property of Toegang that must be true, or is empty for pages every participant may read; a view
    that forgot to say it fails loudly.
    """

    vereist: ClassVar[str | None] = None
    overeenkomst: Overeenkomst
    toegang: Toegang
    kwargs: dict[str, Any]

    def laad(self, **kwargs: Any) -> None:
        """Fetch what the address names; Http404 for what is not the user's."""
        zichtbaar = Overeenkomst.objects.zichtbaar_voor(self.request.user).select_related(
            "regisseur", "controleur", "tweede_controleur"
        )
        self.overeenkomst = get_object_or_404(zichtbaar, sleutel=kwargs["sleutel"])
        self.toegang = Toegang(self.overeenkomst, self.request.user.rechten)  # type: ignore[union-attr]

    def controleer(self) -> None:
        """Refuse who lacks the role."""
        if self.vereist is None:
            raise ImproperlyConfigured(f"{type(self).__name__} zegt niet welke rol nodig is (vereist).")
        self.vereis(self.vereist)

    def vereis(self, eigenschap: str) -> None:
        """Raise PermissionDenied unless the named property of Toegang is true; an empty name asks nothing."""
        if eigenschap and not getattr(self.toegang, eigenschap):
            raise PermissionDenied

    def partij_of_404(self, sleutel: str) -> Partij:
        """Return the participant with this key."""
        for partij in self.toegang.partijen:
            if partij.sleutel == sleutel:
                return partij
        raise Http404("Deze partij doet niet mee.")

    def kruimels(self) -> list[dict[str, str]]:
        """Return the breadcrumb after the Overeenkomst; pages extend it."""
        return []

    def navigatie(self) -> list[dict[str, object]]:
        """Return the main navigation of an Overeenkomst."""
        sleutel = self.overeenkomst.sleutel
        pad = self.request.path
        punten = [
            ("Dashboard", reverse("monitoring:dashboard", args=[sleutel]), "dashboard"),
            ("Afspraken", reverse("monitoring:afspraken", args=[sleutel]), "afspraken"),
            ("Voorraad", reverse("voorraad:voorraad", args=[sleutel]), "voorraad"),
            ("Peilmomenten", reverse("monitoring:peilmomenten", args=[sleutel]), "peilmomenten"),
            ("Termijnen", reverse("monitoring:termijnen", args=[sleutel]), "termijnen"),
            ("Jaarschijven", reverse("afspraken:jaarschijven", args=[sleutel]), "jaarschijven"),
            ("Wijzigingen", reverse("afspraken:wijzigingen", args=[sleutel]), "wijzigingen"),
        ]
        onderdeel = (pad.removeprefix(punten[0][1]).split("/") or [""])[0] or "dashboard"
        return [{"url": url, "label": label, "actief": naam == onderdeel} for label, url, naam in punten]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what base.html shows around every page of an Overeenkomst."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        basis = [{"url": reverse("monitoring:mijn_werk"), "label": "Mijn werk"}]
        basis.append({"url": self.overeenkomst.get_absolute_url(), "label": self.overeenkomst.naam})
        return {
            "overeenkomst": self.overeenkomst,
            "toegang": self.toegang,
            "overeenkomst_naam": self.overeenkomst.naam,
            "overeenkomst_url": self.overeenkomst.get_absolute_url(),
            "navigatie": self.navigatie(),
            "kruimels": basis + self.kruimels(),
        } | context


class PeilmomentMixin(OvereenkomstMixin):
    """Gives a view the peilmoment its address names, and says where its figures are invented."""

    peilmoment: Peilmoment

    def laad(self, **kwargs: Any) -> None:
        """Fetch the Overeenkomst and the peilmoment."""
        super().laad(**kwargs)
        peildatum: dt.date = kwargs["peildatum"]
        self.peilmoment = get_object_or_404(Peilmoment, overeenkomst=self.overeenkomst, peildatum=peildatum)
        self.peilmoment.overeenkomst = self.overeenkomst

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to the peilmoment."""
        return [
            {"url": reverse("monitoring:peilmomenten", args=[self.overeenkomst.sleutel]), "label": "Peilmomenten"},
            {"url": self.peilmoment.get_absolute_url(), "label": str(self.peilmoment)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the peilmoment."""
        extra = {"peilmoment": self.peilmoment, "voorbeeldcijfers": self.peilmoment.voorbeeldcijfers}
        return super().get_context_data(**(extra | kwargs))
