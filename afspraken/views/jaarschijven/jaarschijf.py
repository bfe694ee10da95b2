"""The page of one year, and the steps of its plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import TemplateView, View

from afspraken import jaarschijven
from afspraken.formulieren.jaarschijven import InleidingForm, VaststelForm
from afspraken.jaarschijftelling import tel
from afspraken.keuzes import JaarschijfStatus
from afspraken.onthouden import onthouden
from afspraken.views.jaarschijven.lezen import activiteit_label, jaarschijf_label, lees_activiteiten, per_hoofdstuk
from afspraken.views.jaarschijven.mixin import JaarschijfMixin
from basis.formulieren import neem_over
from basis.versies import VersieConflict


class JaarschijfView(JaarschijfMixin, TemplateView):
    """What the parties do this year, by chapter and agreement."""

    vereist = ""
    template_name = "afspraken/jaarschijf.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [super().kruimels()[0], {"url": "", "label": str(self.jaarschijf.jaar)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the activities, totals and what the redacteur can do now."""
        activiteiten = list(lees_activiteiten(self.overeenkomst).filter(jaarschijf=self.jaarschijf))
        for rij in activiteiten:
            rij.afspraak.overeenkomst = self.overeenkomst
            rij.label = activiteit_label(rij.status)  # type: ignore[attr-defined]
            rij.kan = jaarschijven.mag_voortgang(rij, self.jaarschijf, self.toegang)  # type: ignore[attr-defined]
        begin = {"inleiding": self.jaarschijf.inleiding, "versie": self.jaarschijf.versie}
        mag_plan = jaarschijven.mag_plan(self.jaarschijf, self.toegang)
        return super().get_context_data(
            **{
                "jaarschijf": self.jaarschijf,
                "label": jaarschijf_label(self.jaarschijf.status),
                "hoofdstukken": per_hoofdstuk(activiteiten),
                "telling": tel(activiteiten),
                "kan_plannen": mag_plan,
                "over": jaarschijven.over_te_nemen(self.jaarschijf).count() if self.toegang.is_redacteur else 0,
                "vaststelform": VaststelForm() if mag_plan and activiteiten else None,
                "inleidingform": InleidingForm(initial=begin) if mag_plan else None,
                "is_laatste_jaar": self.jaarschijf.jaar >= self.overeenkomst.laatste_dag.year,
            }
            | kwargs
        )


class _FormStapView(JaarschijfView):
    """A small form on the page of the year; an error shows the page again with what was typed."""

    vereist = "is_redacteur"
    naam = ""
    gelukt = ""

    def maak_form(self, data: Any) -> forms.Form:
        """Return the bound form."""
        raise AssertionError(f"{type(self).__name__} zegt niet welk formulier.")

    def doe(self, schoon: dict[str, Any]) -> None:
        """Carry out the step; raise ValidationError when it cannot be."""
        raise AssertionError(f"{type(self).__name__} zegt niet wat hij doet.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back, unless something was typed when the session had ended."""
        data = onthouden(request)
        if data is None or self.jaarschijf.status != JaarschijfStatus.CONCEPT:
            return HttpResponseRedirect(self.jaarschijf.get_absolute_url())
        return self.render_to_response(self.get_context_data(**{self.naam: self.maak_form(data), "teruggezet": True}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out the step when the form is right, otherwise show it again."""
        form = self.maak_form(request.POST)
        if form.is_valid():
            try:
                self.doe(form.cleaned_data)
            except VersieConflict as conflict:
                form = self._na_conflict(conflict)
            except ValidationError as fout:
                neem_over(form, fout)
            else:
                messages.success(request, self.gelukt)
                return HttpResponseRedirect(self.jaarschijf.get_absolute_url())
        return self.render_to_response(self.get_context_data(**{self.naam: form}))

    def _na_conflict(self, conflict: VersieConflict) -> forms.Form:
        """Keep what was typed, say what a colleague saved, and let the next save count from there."""
        data = self.request.POST.copy()
        form = self.maak_form(data)
        data[form.add_prefix("versie")] = str(conflict.huidig.versie)  # type: ignore[attr-defined]
        tekst = conflict.huidig.inleiding  # type: ignore[attr-defined]
        form.add_error(None, f"Een collega heeft intussen iets gewijzigd. Er staat nu: {tekst or '(leeg)'}")
        return form


class InleidingView(_FormStapView):
    """Save the words above the plan."""

    naam = "inleidingform"
    gelukt = "De inleiding is opgeslagen."

    def maak_form(self, data: Any) -> InleidingForm:
        """Return the form with the text."""
        return InleidingForm(data)

    def doe(self, schoon: dict[str, Any]) -> None:
        """Save it."""
        jaarschijven.bewaar_inleiding(
            jaarschijf=self.jaarschijf, inleiding=schoon["inleiding"], verwacht=schoon["versie"], door=self.gebruiker
        )


class VaststellenView(_FormStapView):
    """Settle the plan."""

    naam = "vaststelform"
    gelukt = "De jaarschijf is vastgesteld. Status en uitkomst kun je blijven bijwerken."

    def maak_form(self, data: Any) -> VaststelForm:
        """Return the form with overleg and date."""
        return VaststelForm(data)

    def doe(self, schoon: dict[str, Any]) -> None:
        """Settle it."""
        jaarschijven.stel_vast(jaarschijf=self.jaarschijf, door=self.gebruiker, **schoon)


class _StapView(JaarschijfMixin, View):
    """One button."""

    vereist = "is_redacteur"
    gelukt = ""

    def doe(self) -> None:
        """Carry out the step; raise ValidationError when it cannot be."""
        raise AssertionError(f"{type(self).__name__} zegt niet wat hij doet.")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back without doing anything."""
        return HttpResponseRedirect(self.jaarschijf.get_absolute_url())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Carry out the step."""
        try:
            self.doe()
        except VersieConflict:
            messages.warning(request, "Een collega was je voor. Kijk naar de nieuwe stand en probeer het opnieuw.")
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        else:
            messages.success(request, self.gelukt)
        return HttpResponseRedirect(self.jaarschijf.get_absolute_url())


class AfsluitenView(_StapView):
    """Close the year."""

    gelukt = "De jaarschijf is afgesloten. Wat niet af was, staat nu op ‘Niet gereed’."

    def doe(self) -> None:
        """Close it."""
        jaarschijven.sluit_af(jaarschijf=self.jaarschijf, door=self.gebruiker)


class HeropenenView(_StapView):
    """Take one step back."""

    gelukt = "De jaarschijf is heropend."

    def doe(self) -> None:
        """Reopen it."""
        jaarschijven.heropen(jaarschijf=self.jaarschijf, door=self.gebruiker)
