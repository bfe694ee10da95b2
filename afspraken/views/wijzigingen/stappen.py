"""Steps of a change without a form: one button each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import View

from afspraken import wijzigen
from afspraken.keuzes import WijzigingFase
from afspraken.models import Wijziging
from afspraken.views.wijzigingen.mixin import WijzigingMixin
from basis.versies import VersieConflict


class StapView(WijzigingMixin, View):
    """One step by POST; its address opened by GET leads back. Who may do it is up to the service."""

    vereist = ""
    gelukt = ""

    def doe(self) -> Wijziging | None:
        """Carry out the step; raise ValidationError when it cannot be."""
        raise AssertionError(f"{type(self).__name__} zegt niet wat hij doet.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back without doing anything."""
        return HttpResponseRedirect(self.wijziging.get_absolute_url())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out the step once; a second click finds it done and says so."""
        try:
            uit = self.doe()
        except VersieConflict:
            messages.warning(request, "Een collega was je voor. Kijk naar de nieuwe stand en probeer het opnieuw.")
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        else:
            messages.success(request, self.gelukt)
            if uit is None:
                return HttpResponseRedirect(reverse("afspraken:wijzigingen", args=[self.overeenkomst.sleutel]))
        return HttpResponseRedirect(self.wijziging.get_absolute_url())


class IndienenView(StapView):
    """Propose the change; a correction takes effect."""

    def doe(self) -> Wijziging:
        """Propose it."""
        uit = wijzigen.dien_in(wijziging=self.wijziging, door=self.gebruiker)
        direct = uit.fase == WijzigingFase.VAN_KRACHT
        self.gelukt = (
            "Het register is verbeterd. Alle partijen zien wat er is veranderd."
            if direct
            else "De wijziging is voorgesteld. Alle partijen zien hem nu; de gemeente pakt hem op."
        )
        return uit


class VoorleggenView(StapView):
    """Put the change to the parties."""

    gelukt = "De wijziging ligt nu voor aan de partijen."

    def doe(self) -> Wijziging:
        """Put it to them."""
        return wijzigen.leg_voor(wijziging=self.wijziging, door=self.gebruiker)


class IntrekkenView(StapView):
    """Withdraw it, or throw a concept away."""

    def doe(self) -> Wijziging | None:
        """Withdraw it."""
        uit = wijzigen.trek_in(wijziging=self.wijziging, door=self.gebruiker)
        self.gelukt = "Het concept is weggegooid." if uit is None else "De wijziging is ingetrokken."
        return uit


class IngaanView(StapView):
    """Let a change take effect that every party agreed to."""

    gelukt = "De wijziging is nu van kracht."

    def doe(self) -> Wijziging:
        """Let it take effect."""
        return wijzigen.laat_ingaan(wijziging=self.wijziging, door=self.gebruiker)


class VernieuwenView(StapView):
    """Start again from the register as it is now."""

    gelukt = "De wijziging gaat nu uit van het register van vandaag. Lees hem na voor je verder gaat."

    def doe(self) -> Wijziging:
        """Renew it."""
        return wijzigen.vernieuw(wijziging=self.wijziging, door=self.gebruiker)
