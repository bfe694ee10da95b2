"""Carry unfinished activities forward."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.views.generic import FormView

from afspraken import jaarschijven
from afspraken.formulieren.jaarschijven import MeeneemForm
from afspraken.views.jaarschijven.mixin import JaarschijfMixin
from basis.formulieren import neem_over


class MeenemenView(JaarschijfMixin, FormView):
    """Choose what goes on in the next year."""

    vereist = "is_redacteur"
    template_name = "afspraken/jaarschijf_meenemen.html"
    form_class = MeeneemForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer what is not finished and does not go on yet; all of it is chosen to begin with."""
        rijen = list(jaarschijven.over_te_nemen(self.jaarschijf).select_related("afspraak"))
        return super().get_form_kwargs() | {
            "activiteiten": rijen,
            "initial": {"activiteiten": [rij.pk for rij in rijen]},
        }

    def form_valid(self, form: MeeneemForm) -> HttpResponse:
        """Carry them forward."""
        gekozen = form.cleaned_data["activiteiten"]
        try:
            volgende = jaarschijven.neem_mee(jaarschijf=self.jaarschijf, activiteiten=gekozen, door=self.gebruiker)
        except ValidationError as fout:
            neem_over(form, fout)
            return self.form_invalid(form)
        woord = "activiteit gaat" if len(gekozen) == 1 else "activiteiten gaan"
        messages.success(self.request, f"{len(gekozen)} {woord} verder in {volgende.jaar}.")
        volgende.overeenkomst = self.overeenkomst
        return HttpResponseRedirect(volgende.get_absolute_url())

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*super().kruimels(), {"url": "", "label": "Meenemen"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the year."""
        return super().get_context_data(jaarschijf=self.jaarschijf, **kwargs)
