"""Pages of the regisseur: the peilmomenten of an Overeenkomst, who has submitted what, and every step of the cycle."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView, View

from afspraken.keuzes import PeilmomentStatus
from afspraken.onthouden import onthouden
from afspraken.toegang import OvereenkomstMixin, PeilmomentMixin
from basis.formulieren import neem_over
from basis.versies import VersieConflict
from monitoring import cyclus
from monitoring.forms.peilmoment import OpenForm, PlanForm, SamenvattingForm, VerlengForm
from monitoring.inzendmatrix import inzendmatrix

_COLLEGA = "Een collega was je voor. Kijk naar de nieuwe stand en probeer het opnieuw."


class PeilmomentenView(OvereenkomstMixin, FormView):
    """All peilmomenten; the regisseur plans a new one here."""

    vereist = ""
    template_name = "monitoring/peilmomenten.html"
    form_class = PlanForm

    def controleer(self) -> None:
        """Everybody reads; only the regisseur plans."""
        if self.request.method == "POST":
            self.vereis("is_regisseur")

    def form_valid(self, form: PlanForm) -> HttpResponse:
        """Store the plan, or show why it cannot be."""
        try:
            peilmoment = cyclus.plan(overeenkomst=self.overeenkomst, door=self.gebruiker, **form.cleaned_data)
        except ValidationError as fout:
            neem_over(form, fout)
            return self.form_invalid(form)
        messages.success(self.request, f"{peilmoment} is gepland.")
        return HttpResponseRedirect(reverse("monitoring:peilmomenten", args=[self.overeenkomst.sleutel]))

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [{"url": "", "label": "Peilmomenten"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the peilmomenten, the latest first."""
        peilmomenten = list(self.overeenkomst.peilmomenten.order_by("-peildatum"))
        for peilmoment in peilmomenten:
            peilmoment.overeenkomst = self.overeenkomst
        return super().get_context_data(peilmomenten=peilmomenten, **kwargs)


class PeilmomentView(PeilmomentMixin, TemplateView):
    """One peilmoment: its status and windows, who has submitted what, and what the regisseur can do now."""

    vereist = ""
    template_name = "monitoring/peilmoment.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here; the last one is the page itself."""
        return [super().kruimels()[0], {"url": "", "label": str(self.peilmoment)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the matrix, and the forms the regisseur can use now (one that was filled in wrongly stays as it is)."""
        status = PeilmomentStatus(self.peilmoment.status)
        formulieren: dict[str, forms.Form] = {}
        if self.toegang.is_regisseur:
            if status == PeilmomentStatus.GEPLAND:
                formulieren["open_form"] = OpenForm()
            if status == PeilmomentStatus.OPEN:
                formulieren["verleng_form"] = VerlengForm(toegang=self.toegang)
            if status in {PeilmomentStatus.OPEN, PeilmomentStatus.IN_BESPREKING}:
                getypt = onthouden(self.request, self._samenvatting_url())
                formulieren["samenvatting_form"] = (
                    SamenvattingForm(getypt) if getypt else SamenvattingForm.van(self.peilmoment)
                )
                kwargs.setdefault("teruggezet", getypt is not None)
        matrix = inzendmatrix(self.peilmoment, self.toegang)
        kwargs.setdefault("samenvatting_url", self._samenvatting_url())
        return super().get_context_data(**({"matrix": matrix} | formulieren | kwargs))

    def _samenvatting_url(self) -> str:
        adres = [self.overeenkomst.sleutel, self.peilmoment.peildatum]
        return reverse("monitoring:peilmoment_samenvatting", args=adres)


class StapView(PeilmomentMixin, View):
    """One step of the cycle by POST; its address opened by GET leads back to the peilmoment."""

    vereist = "is_regisseur"
    gelukt = ""

    def doe(self) -> None:
        """Carry out the step; raise ValidationError when it cannot be."""
        raise AssertionError(f"{type(self).__name__} zegt niet wat hij doet.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back without doing anything."""
        return self.terug()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out the step once; a second click finds it done and says so."""
        try:
            self.doe()
        except VersieConflict:
            messages.warning(request, _COLLEGA)
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        else:
            messages.success(request, self.gelukt)
        return self.terug()

    def terug(self) -> HttpResponse:
        """Return to the peilmoment."""
        return HttpResponseRedirect(self.peilmoment.get_absolute_url())


class BesprekenView(StapView):
    """Close entry for discussion."""

    gelukt = "De invoer is gesloten. Het peilmoment is nu in bespreking."

    def doe(self) -> None:
        """Close it."""
        cyclus.zet_in_bespreking(peilmoment=self.peilmoment, door=self.gebruiker)


class HeropenenView(StapView):
    """Open entry again."""

    gelukt = "De invoer is weer open."

    def doe(self) -> None:
        """Open it again."""
        cyclus.heropen(peilmoment=self.peilmoment, door=self.gebruiker)


class VaststellenView(StapView, TemplateView):
    """Show what vaststellen means and what will not count; then do it."""

    template_name = "monitoring/vaststellen.html"
    gelukt = "Het peilmoment is vastgesteld. De PDF wordt nu gemaakt."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask for confirmation, unless this is not the moment."""
        if self.peilmoment.status != PeilmomentStatus.IN_BESPREKING:
            messages.info(request, "Vaststellen kan als het peilmoment in bespreking is.")
            return self.terug()
        return self.render_to_response(self.get_context_data(openstaand=cyclus.openstaand(self.peilmoment)))

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*super().kruimels(), {"url": "", "label": "Vaststellen"}]

    def doe(self) -> None:
        """Freeze it."""
        cyclus.stel_vast(peilmoment=self.peilmoment, door=self.gebruiker)


class FormStapView(PeilmomentView):
    """A step with a small form; an error shows the peilmoment's page again with what was typed."""

    vereist = "is_regisseur"
    gelukt = ""
    naam_in_pagina = ""

    def maak_form(self) -> forms.Form:
        """Return the bound form."""
        raise AssertionError(f"{type(self).__name__} zegt niet welk formulier.")

    def doe(self, waarden: dict[str, Any]) -> None:
        """Carry out the step with the form's values; raise ValidationError when it cannot be."""
        raise AssertionError(f"{type(self).__name__} zegt niet wat hij doet.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back without doing anything."""
        return HttpResponseRedirect(self.peilmoment.get_absolute_url())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out the step when the form is right, otherwise show it again."""
        form = self.maak_form()
        if form.is_valid():
            try:
                self.doe(form.cleaned_data)
            except VersieConflict as conflict:
                self.toon_conflict(form, conflict)
            except ValidationError as fout:
                neem_over(form, fout)
            else:
                messages.success(request, self.gelukt)
                return HttpResponseRedirect(self.peilmoment.get_absolute_url())
        self.peilmoment.refresh_from_db()
        self.peilmoment.overeenkomst = self.overeenkomst
        return self.render_to_response(self.get_context_data(**{self.naam_in_pagina: form}))

    def toon_conflict(self, form: forms.Form, conflict: VersieConflict) -> None:
        """Say that a colleague was first."""
        form.add_error(None, _COLLEGA)


class OpenenView(FormStapView):
    """Open the peilmoment: what is due appears at every party."""

    gelukt = "Het peilmoment is open. Alle partijen zien nu wat er gevraagd wordt."
    naam_in_pagina = "open_form"

    def maak_form(self) -> OpenForm:
        """Return the form with the last day."""
        return OpenForm(self.request.POST)

    def doe(self, waarden: dict[str, Any]) -> None:
        """Open it."""
        cyclus.open_peilmoment(peilmoment=self.peilmoment, door=self.gebruiker, **waarden)


class VerlengenView(FormStapView):
    """Give one party, or everybody, more time."""

    gelukt = "De nieuwe datum is opgeslagen."
    naam_in_pagina = "verleng_form"

    def maak_form(self) -> VerlengForm:
        """Return the form with party and date."""
        return VerlengForm(self.request.POST, toegang=self.toegang)

    def doe(self, waarden: dict[str, Any]) -> None:
        """Store the extension."""
        cyclus.verleng(peilmoment=self.peilmoment, door=self.gebruiker, **waarden)


class SamenvattingView(FormStapView):
    """Write the regisseur's summary that opens the report."""

    gelukt = "De samenvatting is opgeslagen."
    naam_in_pagina = "samenvatting_form"

    def maak_form(self) -> SamenvattingForm:
        """Return the form with the text and the version it was read with."""
        return SamenvattingForm(self.request.POST)

    def doe(self, waarden: dict[str, Any]) -> None:
        """Store the summary."""
        cyclus.vat_samen(
            peilmoment=self.peilmoment, tekst=waarden["samenvatting"], door=self.gebruiker, verwacht=waarden["versie"]
        )

    def toon_conflict(self, form: forms.Form, conflict: VersieConflict) -> None:
        """Show the colleague's text beside the typed one; saving again replaces it knowingly."""
        if isinstance(form, SamenvattingForm):
            form.toon_conflict(conflict)
