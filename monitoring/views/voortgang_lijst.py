"""The obligations of a peilmoment: the own ones to answer, everybody's to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from afspraken.indienen import is_bewerkbaar
from afspraken.inzendingen import BEWERKBARE_FASEN, NIET_BINNEN, ZICHTBARE_FASEN, Fase
from afspraken.toegang import PeilmomentMixin
from monitoring.legenda import Legenda, fase_label, fase_tekst
from monitoring.models import Voortgang
from monitoring.services import dien_alles_in, is_klaar
from partijen.models import Partij

ALLES, TE_DOEN = "alles", "te_doen"


@dataclass(frozen=True, slots=True)
class Regel:
    """One obligation in the list; what the user may not know of it is not in here."""

    voortgang_id: int
    url: str
    nummer: str
    titel: str
    partij: Partij
    namens: str
    fase: str
    fase_label: SafeString
    status: SafeString | str
    vorige: SafeString | str
    eigen: bool
    klaar: bool
    reden: str

    @property
    def is_te_doen(self) -> bool:
        """Tell whether it is waiting for the own party."""
        return self.eigen and self.fase in BEWERKBARE_FASEN


class VoortgangLijstView(PeilmomentMixin, TemplateView):
    """List with the own obligations first; a POST submits everything that is complete."""

    vereist = ""
    template_name = "monitoring/voortgang_lijst.html"

    def regels(self) -> list[Regel]:
        """Return all obligations of the peilmoment as this user sees them (three queries)."""
        legenda = Legenda(self.overeenkomst)
        vorige = Voortgang.objects.vorige_statussen(self.peilmoment)
        rijen = Voortgang.objects.filter(peilmoment=self.peilmoment).select_related("afspraak", "partij")
        return [self._regel(rij, legenda, vorige.get((rij.afspraak_id, rij.partij_id), "")) for rij in rijen]

    def _regel(self, rij: Voortgang, legenda: Legenda, vorige: str) -> Regel:
        eigen = self.toegang.mag_concept_lezen_van(rij.partij_id)
        leesbaar = eigen or rij.is_zichtbaar_voor_anderen
        return Regel(
            voortgang_id=rij.pk,
            url=reverse("monitoring:voortgang", args=[*self.adres, rij.pk]),
            nummer=rij.afspraak.nummer,
            titel=rij.afspraak.titel,
            partij=rij.partij,
            namens=rij.namens,
            fase=rij.fase if leesbaar else NIET_BINNEN,
            fase_label=fase_label(rij.fase if leesbaar else NIET_BINNEN),
            status=legenda.label(rij.status) if leesbaar and rij.status else "",
            vorige=legenda.label(vorige) if vorige else "",
            eigen=eigen,
            klaar=eigen and is_klaar(rij),
            reden=rij.reden if eigen and rij.fase == Fase.TERUGGEGEVEN else "",
        )

    @property
    def adres(self) -> list[str]:
        """The part of every address beneath this peilmoment."""
        return [self.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list, its filter and what can be submitted at once."""
        partij = self.request.GET.get("partij", "")
        alle = [regel for regel in self.regels() if partij in ("", regel.partij.sleutel)]
        toon = self.request.GET.get("toon", ALLES)
        getoond = [regel for regel in alle if _past(regel, toon)]
        return super().get_context_data(
            eigen=_met_aantal_binnen(_per_partij([regel for regel in getoond if regel.eigen])),
            anderen=_met_aantal_binnen(_per_partij([regel for regel in getoond if not regel.eigen])),
            uitgevouwen=bool(partij) or toon != ALLES,
            filters=self._filters(alle, toon),
            alleen_partij=next((str(p) for p in self.toegang.partijen if p.sleutel == partij), partij),
            aantal=len(getoond),
            totaal=len(alle),
            binnen=_binnen(alle),
            klaar=self._in_te_dienen(alle),
            **kwargs,
        )

    def _in_te_dienen(self, alle: list[Regel]) -> list[Regel]:
        """Return the complete lines whose party may submit now (at most one query per own party)."""
        mag = {
            (partij.pk, str(fase))
            for partij in self.toegang.voert_in_voor
            for fase in BEWERKBARE_FASEN
            if is_bewerkbaar(Voortgang(peilmoment=self.peilmoment, partij=partij, fase=fase))
        }
        return [regel for regel in alle if regel.klaar and (regel.partij.pk, regel.fase) in mag]

    def _filters(self, alle: list[Regel], toon: str) -> list[dict[str, Any]]:
        """Return the choices above the list with their counts; empty ones are left out."""
        partij = self.request.GET.get("partij", "")
        rest = f"&{urlencode({'partij': partij})}" if partij else ""
        namen = {ALLES: "Alles", TE_DOEN: "Nog te doen"}
        namen |= {
            fase: fase_tekst(fase) for fase in (Fase.TERUGGEGEVEN, Fase.INGEDIEND, Fase.GEACCEPTEERD, NIET_BINNEN)
        }
        tellingen = [(sleutel, naam, sum(_past(regel, sleutel) for regel in alle)) for sleutel, naam in namen.items()]
        return [
            {"url": f"?toon={sleutel}{rest}", "label": naam, "aantal": aantal, "actief": sleutel == toon}
            for sleutel, naam, aantal in tellingen
            if aantal or sleutel in (ALLES, toon)
        ]

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        return [*super().kruimels(), {"url": "", "label": "Voortgang"}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Submit every complete answer of the own parties."""
        uitslag = dien_alles_in(peilmoment=self.peilmoment, door=request.user)  # type: ignore[arg-type]
        if uitslag.gelukt:
            woord = "antwoord" if uitslag.gelukt == 1 else "antwoorden"
            messages.success(request, f"{uitslag.gelukt} {woord} ingediend.")
        else:
            messages.info(request, "Er was niets dat nu ingediend kan worden.")
        if uitslag.overgeslagen:
            messages.warning(
                request, f"{uitslag.overgeslagen} niet ingediend: de invoer is gesloten of een collega werkt eraan."
            )
        return redirect("monitoring:voortgang_lijst", *self.adres)


def _past(regel: Regel, toon: str) -> bool:
    """Tell whether a line belongs in the chosen list; an unknown choice shows nothing."""
    if toon == ALLES:
        return True
    return regel.is_te_doen if toon == TE_DOEN else regel.fase == toon


def _per_partij(regels: list[Regel]) -> list[tuple[Partij, list[Regel]]]:
    """Return the lines grouped by party, parties in alphabetical order."""
    groepen: dict[Partij, list[Regel]] = {}
    for regel in regels:
        groepen.setdefault(regel.partij, []).append(regel)
    return sorted(groepen.items(), key=lambda paar: paar[0].sorteernaam)


def _met_aantal_binnen(groepen: list[tuple[Partij, list[Regel]]]) -> list[tuple[Partij, list[Regel], int]]:
    """Add per party how many answers are submitted."""
    return [(partij, regels, _binnen(regels)) for partij, regels in groepen]


def _binnen(regels: list[Regel]) -> int:
    """Count the answers that are submitted, as the dashboard counts them."""
    return sum(regel.fase in ZICHTBARE_FASEN for regel in regels)
