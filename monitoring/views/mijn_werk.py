"""The first page after signing in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.generic import TemplateView

from monitoring.services import markeer_gelezen
from monitoring.werk import mijn_werk


class MijnWerkView(LoginRequiredMixin, TemplateView):
    """What is asked of the user, per Overeenkomst; a POST marks the news as read."""

    template_name = "monitoring/mijn_werk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the work and the moment up to which it was read."""
        gebruiker: Any = self.request.user
        nu = timezone.now()
        werk = mijn_werk(gebruiker)
        beheer = reverse("admin:index") if gebruiker.rechten.mag_beheren else ""
        return super().get_context_data(
            werk=werk,
            iets_nieuws=any(deel.nieuws for deel in werk),
            sinds=gebruiker.bezocht_op,
            tot=nu.isoformat(),
            beheer_url=beheer,
            is_platformbeheerder=gebruiker.is_platformbeheerder,
            houdt_register_bij=gebruiker.rechten.houdt_register_bij,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remember up to when the user has read; a damaged moment counts as now."""
        markeer_gelezen(gebruiker=request.user, tot=_lees_moment(request.POST.get("tot", "")))  # type: ignore[arg-type]
        return redirect("monitoring:mijn_werk")


def _lees_moment(tekst: str) -> dt.datetime:
    """Return the moment of the text with its time zone, or now."""
    try:
        moment = parse_datetime(tekst)
    except ValueError:
        moment = None
    return moment if moment is not None and timezone.is_aware(moment) else timezone.now()
