"""The report of a peilmoment: its page, its PDF, publishing it, and what everybody may read."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from afspraken.toegang import PeilmomentMixin
from basis import wachtrij
from monitoring import publicatie, rapportage, rapportbeeld, rapportbestanden, taken
from monitoring.models import Rapport

logger = logging.getLogger(__name__)


def _rapport_url(peilmoment: Peilmoment) -> str:
    return reverse("monitoring:rapport", args=[peilmoment.overeenkomst.sleutel, peilmoment.peildatum.isoformat()])


def _pdf_antwoord(inhoud: bytes, peilmoment: Peilmoment, versie: str) -> HttpResponse:
    """Return the PDF as a download with a name that says what it is."""
    naam = f"rapport-{peilmoment.overeenkomst.sleutel}-{peilmoment.peildatum.isoformat()}-{versie}.pdf"
    return HttpResponse(
        inhoud,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{naam}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
        },
    )


class RapportView(PeilmomentMixin, TemplateView):
    """The report's state, and its first page: what deviates."""

    vereist = ""
    template_name = "monitoring/rapport.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        return [*super().kruimels(), {"url": "", "label": "Rapport"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the state of the PDF, the versions, and the contents of 'in één oogopslag'."""
        rapport = rapportage.laatste_rapport(self.peilmoment)
        gepland = self.peilmoment.status == PeilmomentStatus.GEPLAND
        extra: dict[str, Any] = {"rapport": rapport, "gepland": gepland}
        if not gepland:
            extra |= self._inhoud(rapport)
        return super().get_context_data(**(extra | kwargs))

    def _inhoud(self, rapport: Rapport | None) -> dict[str, Any]:
        opname = rapportage.opname_van(self.peilmoment, rapport)
        klaar = bool(rapport.sha256) if rapport else rapportbestanden.heeft_concept(self.peilmoment, opname)
        return {
            "klaar": klaar,
            "maakstaat": "" if klaar else wachtrij.staat(*_taak(self.peilmoment, rapport)),
            "oogopslag": rapportbeeld.oogopslag(opname),
            "samenvatting": opname["peilmoment"]["samenvatting"],
            "versies": self.peilmoment.rapporten.defer("momentopname").order_by("-versie") if rapport else [],
        }


def _taak(peilmoment: Peilmoment, rapport: Rapport | None) -> tuple[Any, int]:
    """Return the task that makes the PDF of this peilmoment and the row it is about."""
    return (taken.maak_rapport_pdf, rapport.pk) if rapport else (taken.maak_concept_pdf, peilmoment.pk)


class RapportPdfView(PeilmomentMixin, View):
    """The PDF: the stored file of a frozen report (``?versie=`` for an older one), else the concept of this moment."""

    vereist = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the file, or go to the report's page when it is not there."""
        try:
            inhoud, versie = self._lees()
        except rapportbestanden.BestandBeschadigd:
            logger.exception("actie=rapport.gelezen object=peilmoment:%s resultaat=beschadigd", self.peilmoment.pk)
            messages.error(request, "Het bestand van dit rapport is beschadigd. Meld dit bij de beheerder.")
            return redirect(_rapport_url(self.peilmoment))
        if inhoud is None:
            messages.info(request, "De PDF is nog niet gemaakt. Je kunt hem hier laten maken.")
            return redirect(_rapport_url(self.peilmoment))
        return _pdf_antwoord(inhoud, self.peilmoment, versie)

    def _lees(self) -> tuple[bytes | None, str]:
        """Return the bytes (None when not made) and what the file name says of the version."""
        rapport = self._versie() if "versie" in self.request.GET else rapportage.laatste_rapport(self.peilmoment)
        if rapport:
            return rapportbestanden.lees_rapport(rapport), f"versie-{rapport.versie}"
        if self.peilmoment.status == PeilmomentStatus.GEPLAND:
            return None, ""
        opname = rapportage.opname_van(self.peilmoment, None)
        return rapportbestanden.lees_concept(self.peilmoment, opname), "concept"

    def _versie(self) -> Rapport:
        """Return the version the address asks for; Http404 when there is none."""
        gevraagd = self.request.GET["versie"]
        if gevraagd.isascii() and gevraagd.isdecimal() and len(gevraagd) < 5:
            rapport = self.peilmoment.rapporten.filter(versie=int(gevraagd)).first()
            if rapport:
                return rapport
        raise Http404("Deze versie is er niet.")


class ActieView(PeilmomentMixin, View):
    """An action by POST. After signing in again the browser comes by GET: lead to the report, doing nothing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """Return to the page of the report."""
        return redirect(_rapport_url(self.peilmoment))


class RapportMakenView(ActieView):
    """Have the PDF made by the worker."""

    vereist = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """Queue the task unless the PDF is there or being made."""
        if self.peilmoment.status == PeilmomentStatus.GEPLAND:
            messages.error(request, "Dit peilmoment is nog niet open. Er is nog niets om een rapport van te maken.")
        elif wachtrij.zet_in_wachtrij(*_taak(self.peilmoment, rapportage.laatste_rapport(self.peilmoment))):
            messages.success(request, "De PDF wordt gemaakt. Dat duurt meestal minder dan een minuut.")
        else:
            messages.info(request, "De PDF wordt al gemaakt.")
        return redirect(_rapport_url(self.peilmoment))


class PublicerenView(ActieView):
    """Publish the newest version of the report for everybody, or withdraw it."""

    vereist = "is_regisseur"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """Do what the button says."""
        rapport = rapportage.laatste_rapport(self.peilmoment)
        if rapport is None:
            messages.error(request, "Je kunt een rapport publiceren als het peilmoment is vastgesteld.")
            return redirect(_rapport_url(self.peilmoment))
        rapport.peilmoment = self.peilmoment
        try:
            self._voer_uit(rapport)
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        return redirect(_rapport_url(self.peilmoment))

    def _voer_uit(self, rapport: Rapport) -> None:
        gebruiker: Any = self.request.user
        if self.request.POST.get("actie") == "intrekken":
            publicatie.trek_in(rapport=rapport, door=gebruiker)
            messages.success(self.request, "Het rapport staat niet meer op de openbare pagina.")
        else:
            publicatie.publiceer(rapport=rapport, door=gebruiker)
            messages.success(self.request, "Het rapport is gepubliceerd. Iedereen kan het nu lezen.")


class OpenbareRapportenView(TemplateView):
    """Published reports, for everybody."""

    template_name = "monitoring/openbare_rapporten.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the reports."""
        rapporten = rapportage.gepubliceerd()
        voorbeeld = any(rapport.peilmoment.voorbeeldcijfers for rapport in rapporten)
        return super().get_context_data(**({"rapporten": rapporten, "met_voorbeeldcijfers": voorbeeld} | kwargs))


class OpenbaarRapportView(View):
    """The PDF of one published report, for everybody; anything else does not exist."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Return the file."""
        rapport = next((rapport for rapport in rapportage.gepubliceerd() if rapport.pk == pk), None)
        if rapport is None:
            raise Http404("Dit rapport is er niet of is niet openbaar.")
        try:
            inhoud = rapportbestanden.lees_rapport(rapport)
        except rapportbestanden.BestandBeschadigd as fout:
            logger.exception("actie=rapport.gelezen object=rapport:%s resultaat=beschadigd", pk)
            raise Http404("Dit rapport is tijdelijk niet te lezen.") from fout
        return _pdf_antwoord(inhoud or b"", rapport.peilmoment, f"versie-{rapport.versie}")
