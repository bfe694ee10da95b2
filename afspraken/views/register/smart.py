"""The SMART check of a whole set: advice per agreement, counts per kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from afspraken.afspraakwaarden import met_waarden, waarden_van
from afspraken.models import Afspraak
from afspraken.smart import SOORTEN, Advies, beoordeel
from afspraken.views.register.mixin import RegisterMixin

GEEN_ADVIES = "geen"


@dataclass(frozen=True, slots=True)
class Beoordeeld:
    """One agreement with its advice."""

    nummer: str
    titel: str
    url: str
    adviezen: list[Advies]


class SmartView(RegisterMixin, TemplateView):
    """Which agreements can be made sharper, and how. Everything here is advice."""

    template_name = "afspraken/register_smart.html"

    def _beoordeeld(self) -> list[Beoordeeld]:
        rijen = met_waarden(Afspraak.objects.filter(overeenkomst=self.overeenkomst, vervallen_op=None))
        namen = {partij.sleutel: str(partij) for partij in self.toegang.partijen}
        return [
            Beoordeeld(
                nummer=rij.nummer,
                titel=rij.titel,
                url=reverse("afspraken:afspraak_bewerken", args=[self.overeenkomst.sleutel, rij.pk]),
                adviezen=beoordeel(waarden_van(rij), partijen=namen),
            )
            for rij in rijen
        ]

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [*super().kruimels(), {"url": "", "label": "SMART"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the agreements that pass the filter, and the counts of all."""
        alle = self._beoordeeld()
        soort = self.request.GET.get("soort", "")
        telling = Counter(advies.soort for rij in alle for advies in rij.adviezen)
        zonder = sum(not rij.adviezen for rij in alle)
        keuzes = [{"sleutel": s, "label": label, "aantal": telling[s]} for s, label in SOORTEN.items() if telling[s]]
        keuzes.append({"sleutel": GEEN_ADVIES, "label": "Geen advies", "aantal": zonder})
        return super().get_context_data(
            rijen=[rij for rij in alle if _past(rij, soort)],
            keuzes=[keuze | {"actief": keuze["sleutel"] == soort} for keuze in keuzes],
            soort=soort,
            totaal=len(alle),
            zonder=zonder,
            **kwargs,
        )


def _past(rij: Beoordeeld, soort: str) -> bool:
    """Tell whether an agreement belongs in the chosen list; an unknown choice shows nothing."""
    if soort == GEEN_ADVIES:
        return not rij.adviezen
    return not soort or any(advies.soort == soort for advies in rij.adviezen)
