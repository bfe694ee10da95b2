"""The overall status of an agreement at a peilmoment, for the regisseur."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView

from afspraken.indienen import Gesloten
from afspraken.models import Afspraak
from afspraken.onthouden import onthouden
from afspraken.toegang import PeilmomentMixin
from monitoring.antwoorden import openbare
from monitoring.forms import AfspraakstatusForm
from monitoring.legenda import Legenda
from monitoring.models import Afspraakstatus, Voortgang
from monitoring.services import TE_BESPREKEN, IntussenGewijzigd, herstel_voorstel, zet_afspraakstatus
from monitoring.statussen import voorstel


class AfspraakstatusView(PeilmomentMixin, TemplateView):
    """Shows the proposal (the worst of the submitted answers) and sets another status, or goes back to it."""

    vereist = "is_regisseur"
    template_name = "monitoring/afspraakstatus.html"
    form: AfspraakstatusForm | None = None
    botsing: IntussenGewijzigd | None = None

    def laad(self, **kwargs: Any) -> None:
        """Fetch the agreement."""
        super().laad(**kwargs)
        rijen = Afspraak.objects.filter(overeenkomst=self.overeenkomst).select_related("hoofdstuk")
        self.afspraak = get_object_or_404(rijen, pk=kwargs["pk"])
        self.afspraak.overeenkomst = self.overeenkomst
        self.legenda = Legenda(self.overeenkomst)

    def _gezet(self) -> Afspraakstatus | None:
        rijen = Afspraakstatus.objects.filter(peilmoment=self.peilmoment, afspraak=self.afspraak)
        return rijen.select_related("gezet_door").first()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Set the status, or go back to the proposal."""
        self.form = AfspraakstatusForm(request.POST, gezet=None, legenda=self.legenda)
        herstel = request.POST.get("daad") == "voorstel"
        if not (self.form.is_valid() or herstel):
            return self.render_to_response(self.get_context_data())
        if not self._bewaar(self.form, herstel):
            return self.render_to_response(self.get_context_data())
        wat = "Het voorstel geldt weer." if herstel else "De status is opgeslagen."
        messages.success(request, wat)
        return redirect("monitoring:afspraakstatus", *self._adres(), self.afspraak.pk)

    def _bewaar(self, form: AfspraakstatusForm, herstel: bool) -> bool:
        """Store through the service; put every refusal on the form and tell whether it worked."""
        vast: dict[str, Any] = {"peilmoment": self.peilmoment, "afspraak": self.afspraak, "door": self.request.user}
        vast["verwacht"] = form.cleaned_data.get("versie", 0)
        try:
            if herstel:
                herstel_voorstel(**vast)
            else:
                schoon = form.cleaned_data
                zet_afspraakstatus(**vast, status=schoon["status"], toelichting=schoon["toelichting"])
        except IntussenGewijzigd as fout:
            self.botsing = fout
            data: Any = self.request.POST.copy()
            nu = self._gezet()
            data["versie"] = str(nu.versie if nu else 0)
            self.form = AfspraakstatusForm(data, gezet=None, legenda=self.legenda)
            return False
        except (Gesloten, ValidationError) as fout:
            form.add_error(None, fout)
            return False
        return True

    def _adres(self) -> list[str]:
        return [self.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answers, the proposal, the status set so far and the form."""
        voortgangen = Voortgang.objects.filter(peilmoment=self.peilmoment, afspraak=self.afspraak)
        rijen = list(voortgangen.select_related("partij"))
        voorgesteld = voorstel(rij.status for rij in rijen if rij.is_zichtbaar_voor_anderen)
        gezet = self._gezet()
        kan = self.peilmoment.status in TE_BESPREKEN
        getypt = onthouden(self.request) if self.form is None and kan else None
        if self.form is None and kan:
            self.form = AfspraakstatusForm(getypt, gezet=gezet, legenda=self.legenda)
        return super().get_context_data(
            afspraak=self.afspraak,
            antwoorden=openbare(rijen, self.legenda),
            voorstel=self.legenda.label(voorgesteld),
            gezet=gezet,
            gezet_status=self.legenda.label(gezet.status) if gezet else "",
            form=self.form,
            kan_wijzigen=kan,
            teruggezet=getypt is not None,
            botsing=self.botsing,
            **kwargs,
        )

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        afspraak = {"url": self.afspraak.get_absolute_url(), "label": f"Afspraak {self.afspraak.nummer}".strip()}
        return [*super().kruimels(), afspraak, {"url": "", "label": "Status als geheel"}]
