"""The stock page of an Overeenkomst, over all corporations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from afspraken.inzendingen import NIET_BINNEN, UITERLIJK, ZICHTBARE_FASEN
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from afspraken.toegang import OvereenkomstMixin
from voorraad.gegevens import Gegevens, lees_gegevens
from voorraad.models import Opgave
from voorraad.overzicht import bouw
from voorraad.voorraadscherm import Voorraadscherm


class VoorraadView(OvereenkomstMixin, TemplateView):
    """Promise, realisation and what remains; ``?peildatum=2022-06-30`` chooses the peilmoment."""

    vereist = ""
    template_name = "voorraad/voorraad.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Read the stock once and lay it out."""
        momenten = list(self.overeenkomst.peilmomenten.all())
        gekozen, melding = self._kies(momenten)
        # Without any peilmoment the promises alone are shown, from the first day on.
        peilmoment = gekozen or Peilmoment(overeenkomst=self.overeenkomst, peildatum=self.overeenkomst.begin)
        peilmoment.overeenkomst = self.overeenkomst
        gegevens = lees_gegevens(peilmoment, self.toegang.partijen)
        scherm = Voorraadscherm(gegevens, bouw(gegevens), self._adres)
        extra = {
            "peilmoment": gekozen,
            "keuzemelding": melding,
            "keuzes": momenten,
            "voorbeeldcijfers": bool(gekozen and gekozen.voorbeeldcijfers),
            "tabellen": scherm.tabellen(),
            "opgaven": self._opgaven(gegevens, momenten),
            "momenten": [moment for moment in momenten if moment.status != PeilmomentStatus.GEPLAND],
        }
        return super().get_context_data(**(extra | kwargs))

    def _kies(self, momenten: list[Peilmoment]) -> tuple[Peilmoment | None, str]:
        """Return the asked peilmoment, else the last one that was opened, and a message when the choice is unknown."""
        gevraagd = self.request.GET.get("peildatum", "")
        lopend = [moment for moment in momenten if moment.status != PeilmomentStatus.GEPLAND]
        standaard = lopend[-1] if lopend else next(iter(momenten), None)
        if not gevraagd:
            return standaard, ""
        for moment in momenten:
            if moment.peildatum.isoformat() == gevraagd:
                return moment, ""
        return standaard, "Deze peildatum is er niet. Je ziet het laatste peilmoment."

    def _adres(self, peildatum: dt.date, partij: str) -> str:
        return reverse("voorraad:opgave", args=[self.overeenkomst.sleutel, peildatum, partij])

    def _opgaven(self, gegevens: Gegevens, momenten: list[Peilmoment]) -> list[dict[str, Any]]:
        """Return per corporation the phase of its return at every opened peilmoment, as this user may know it."""
        rijen = Opgave.objects.filter(peilmoment__overeenkomst=self.overeenkomst)
        fasen = {
            (partij, moment): fase for partij, moment, fase in rijen.values_list("partij_id", "peilmoment_id", "fase")
        }
        uit = []
        for corporatie in gegevens.corporaties:
            cellen = []
            for moment in momenten:
                if moment.status == PeilmomentStatus.GEPLAND:
                    continue
                fase = fasen.get((corporatie.pk, moment.pk), "")
                weergave = self._fase(fase, corporatie.pk)
                cellen.append({"url": self._adres(moment.peildatum, corporatie.sleutel) if fase else "", **weergave})
            uit.append({"naam": corporatie.naam, "cellen": cellen, "sleutel": corporatie.sleutel})
        return uit

    def _fase(self, fase: str, partij_id: int) -> dict[str, str]:
        """Return text, colour and shape; a concept of another party is 'nog niet binnen'."""
        if not fase:
            return {"tekst": "Niet gevraagd", "kleur": "grijs", "vorm": "streep"}
        if fase not in ZICHTBARE_FASEN and not self.toegang.mag_concept_lezen_van(partij_id):
            fase = NIET_BINNEN
        return dict(zip(("tekst", "kleur", "vorm"), UITERLIJK[fase], strict=True))

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        return [{"url": "", "label": "Voorraad"}]
