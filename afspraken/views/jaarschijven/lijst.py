"""The years of an Overeenkomst, and the years beside each other."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from afspraken import jaarschijven
from afspraken.formulieren.jaarschijven import JaarForm
from afspraken.jaarschijftelling import tel
from afspraken.models import Activiteit
from afspraken.toegang import OvereenkomstMixin
from afspraken.views.jaarschijven.lezen import jaarschijf_label, ketens, lees_activiteiten, vergelijk
from basis.formulieren import neem_over


class JaarschijvenView(OvereenkomstMixin, FormView):
    """Every year with its totals; the redacteur starts a new one here."""

    vereist = ""
    template_name = "afspraken/jaarschijven.html"
    form_class = JaarForm

    def controleer(self) -> None:
        """Everybody reads; the redacteur makes."""
        if self.request.method == "POST":
            self.vereis("is_redacteur")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the years without a plan."""
        bezet = set(self.overeenkomst.jaarschijven.values_list("jaar", flat=True))
        jaren = range(self.overeenkomst.begin.year, self.overeenkomst.laatste_dag.year + 1)
        return super().get_form_kwargs() | {"jaren": [jaar for jaar in jaren if jaar not in bezet]}

    def form_valid(self, form: JaarForm) -> HttpResponse:
        """Make it, or show why it cannot be."""
        jaar = form.cleaned_data["jaar"]
        try:
            gemaakt = jaarschijven.maak_jaarschijf(overeenkomst=self.overeenkomst, jaar=jaar, door=self.gebruiker)
        except ValidationError as fout:
            neem_over(form, fout)
            return self.form_invalid(form)
        messages.success(self.request, f"De jaarschijf van {jaar} is gemaakt. Voeg nu activiteiten toe.")
        return HttpResponseRedirect(gemaakt.get_absolute_url())

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [{"url": "", "label": "Jaarschijven"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the years, the newest first."""
        per_jaar: dict[int, list[Activiteit]] = {}
        for rij in Activiteit.objects.filter(jaarschijf__overeenkomst=self.overeenkomst).only(
            "status", "budget", "jaarschijf_id"
        ):
            per_jaar.setdefault(rij.jaarschijf_id, []).append(rij)
        jaren = []
        for jaarschijf in self.overeenkomst.jaarschijven.order_by("-jaar"):
            jaarschijf.overeenkomst = self.overeenkomst
            telling = tel(per_jaar.get(jaarschijf.pk, []))
            jaren.append({"rij": jaarschijf, "label": jaarschijf_label(jaarschijf.status), "telling": telling})
        return super().get_context_data(jaren=jaren, **kwargs)


class VergelijkenView(OvereenkomstMixin, TemplateView):
    """Agreements against years: counts, budget and status, and activities that were carried forward."""

    vereist = ""
    template_name = "afspraken/jaarschijf_vergelijken.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        lijst = reverse("afspraken:jaarschijven", args=[self.overeenkomst.sleutel])
        return [{"url": lijst, "label": "Jaarschijven"}, {"url": "", "label": "Vergelijken"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the table and the chains."""
        schijven = list(self.overeenkomst.jaarschijven.order_by("jaar"))
        for jaarschijf in schijven:
            jaarschijf.overeenkomst = self.overeenkomst
        activiteiten = list(lees_activiteiten(self.overeenkomst))
        for rij in activiteiten:
            rij.afspraak.overeenkomst = self.overeenkomst
        rijen, totalen = vergelijk(activiteiten, [rij.jaar for rij in schijven])
        return super().get_context_data(
            schijven=schijven, rijen=rijen, totalen=totalen, ketens=ketens(activiteiten), **kwargs
        )
