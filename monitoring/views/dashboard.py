"""The dashboard of an Overeenkomst at a peilmoment."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView

from afspraken.models import Peilmoment
from afspraken.toegang import OvereenkomstMixin
from monitoring import momentopname
from monitoring.dashboard import Dashboard
from monitoring.peilmomentkeuze import Peilmomentkeuze


class DashboardView(OvereenkomstMixin, TemplateView):
    """The newest peilmoment that was opened, or the one its address names."""

    vereist = ""
    template_name = "monitoring/dashboard.html"
    keuze: Peilmomentkeuze
    peilmoment: Peilmoment | None

    def laad(self, **kwargs: Any) -> None:
        """Fetch the Overeenkomst and choose the peilmoment; one that is gepland has no dashboard yet."""
        super().laad(**kwargs)
        self.keuze = Peilmomentkeuze(self.overeenkomst)
        self.peilmoment = self.keuze.op(kwargs.get("peildatum"))
        if self.peilmoment is None and "peildatum" in kwargs:
            raise Http404("Dit peilmoment is er niet of nog niet geopend.")

    def navigatie(self) -> list[dict[str, object]]:
        """Mark the dashboard, also at the address of one peilmoment."""
        punten = super().navigatie()
        punten[0]["actief"] = True
        return punten

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [{"url": "", "label": "Dashboard"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the parts of the dashboard, or what to do when there is nothing to show yet."""
        peilmoment = self.peilmoment
        if peilmoment is None:
            return super().get_context_data(peilmoment=None, volgende=self.keuze.volgende, **kwargs)
        opname = momentopname.overzicht_van(peilmoment)
        dashboard = Dashboard(opname, self.overeenkomst.sleutel)
        return super().get_context_data(
            peilmoment=peilmoment,
            keuzes=[(moment, self._url(moment), moment == peilmoment) for moment in self.keuze.begonnen],
            opname=opname,
            dashboard=dashboard,
            kerngetallen=dashboard.kerngetallen(),
            afwijkingen=dashboard.afwijkingen(),
            veranderingen=dashboard.veranderingen(),
            per_thema=dashboard.per_thema(),
            per_partij=dashboard.per_partij(),
            voorraad=dashboard.voorraad(),
            termijnen=dashboard.termijnen(),
            volledigheid=dashboard.volledigheid(),
            rapport_url=dashboard.adres("monitoring:rapport"),
            voorbeeldcijfers=opname["peilmoment"]["voorbeeldcijfers"],
            **kwargs,
        )

    def _url(self, moment: Peilmoment) -> str:
        return reverse("monitoring:dashboard_peilmoment", args=[self.overeenkomst.sleutel, moment.peildatum])
