"""Start of a change."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from afspraken import wijzigen
from afspraken.formulieren.wijzigingen import NieuweWijzigingForm, ingangsdatum_voorstel
from afspraken.keuzes import OvereenkomstStatus, WijzigingSoort
from afspraken.models import Afspraak
from afspraken.onthouden import onthouden
from afspraken.toegang import OvereenkomstMixin
from afspraken.wijzigingsfasen import LAAT_VERVALLEN
from afspraken.wijzigingsrecht import mag_voorstellen_voor
from basis.formulieren import neem_over


class WijzigingNieuwView(OvereenkomstMixin, FormView):
    """Choose what changes and about which agreements; the wording comes on the next page."""

    vereist = ""
    template_name = "afspraken/wijziging_nieuw.html"
    form_class = NieuweWijzigingForm

    def controleer(self) -> None:
        """Who enters for a party that (still) takes part."""
        if not mag_voorstellen_voor(self.toegang):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the agreements that still hold and the user's own parties."""
        kwargs = super().get_form_kwargs()
        if self.request.method == "GET":
            kwargs["data"] = onthouden(self.request)
        rijen = Afspraak.objects.filter(overeenkomst=self.overeenkomst, vervallen_op=None)
        return kwargs | {
            "afspraken": list(rijen),
            "partijen": mag_voorstellen_voor(self.toegang),
            "corrigeert": self.toegang.is_redacteur,
        }

    def get_initial(self) -> dict[str, Any]:
        """Begin with the agreement the user came from, and the first day of next month."""
        eerste = ingangsdatum_voorstel(self.overeenkomst.begin, self.overeenkomst.laatste_dag, timezone.localdate())
        soort = self.request.GET.get("soort", "")
        return {
            "soort": soort if soort in WijzigingSoort.values else WijzigingSoort.AANPASSEN,
            "afspraken": self.request.GET.getlist("afspraak"),
            "ingangsdatum": eerste,
        }

    def form_valid(self, form: NieuweWijzigingForm) -> HttpResponse:
        """Make the concept and go on to its wording; what only ends needs none."""
        try:
            wijziging = wijzigen.stel_op(overeenkomst=self.overeenkomst, door=self.gebruiker, **form.invoer())
        except ValidationError as fout:
            neem_over(form, fout)
            return self.form_invalid(form)
        messages.success(self.request, "Het concept is gemaakt. Alleen je eigen organisatie ziet het.")
        adres = [self.overeenkomst.sleutel, wijziging.nummer]
        klaar = wijziging.soort in LAAT_VERVALLEN and not wijziging.regels.filter(vervalt=False).exists()
        return HttpResponseRedirect(reverse(f"afspraken:wijziging{'' if klaar else '_bewerken'}", args=adres))

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        lijst = reverse("afspraken:wijzigingen", args=[self.overeenkomst.sleutel])
        return [{"url": lijst, "label": "Wijzigingen"}, {"url": "", "label": "Nieuwe wijziging"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the set can be changed this way, and whether typed text came back."""
        return super().get_context_data(
            is_concept=self.overeenkomst.status == OvereenkomstStatus.CONCEPT,
            teruggezet=self.request.method == "GET" and onthouden(self.request) is not None,
            **kwargs,
        )
