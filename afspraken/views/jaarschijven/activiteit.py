"""One activity: read, plan, and say how far it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView, View

from afspraken import jaarschijven
from afspraken.formulieren.jaarschijven import ActiviteitForm, VoortgangActiviteitForm
from afspraken.models import Activiteit, Afspraak
from afspraken.onthouden import onthouden
from afspraken.views.jaarschijven.lezen import activiteit_label, keten_van, lees_activiteiten
from afspraken.views.jaarschijven.mixin import JaarschijfMixin
from basis.formulieren import neem_over
from basis.versies import VersieConflict


class _PlanMixin(JaarschijfMixin):
    """Makes the form of an activity."""

    def maak_form(self, data: Any = None, **kwargs: Any) -> ActiviteitForm:
        """Return the form with the agreements that still hold and the participants."""
        afspraken = Afspraak.objects.filter(overeenkomst=self.overeenkomst).select_related("hoofdstuk")
        return ActiviteitForm(data, afspraken=afspraken, partijen=self.toegang.partijen, **kwargs)

    def bewaar(self, form: ActiviteitForm, activiteit: Activiteit | None) -> Activiteit:
        """Store what the form holds."""
        return jaarschijven.bewaar_activiteit(
            jaarschijf=self.jaarschijf,
            activiteit=activiteit,
            waarden=form.waarden(),
            partijen=form.cleaned_data["partijen"],
            door=self.gebruiker,
            verwacht=form.cleaned_data["versie"] if activiteit else None,
        )


class ActiviteitNieuwView(_PlanMixin, TemplateView):
    """Add an activity."""

    vereist = "is_redacteur"
    template_name = "afspraken/jaarschijf_activiteit.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*super().kruimels(), {"url": "", "label": "Nieuwe activiteit"}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show an empty form; a settled plan takes no new activity."""
        if not jaarschijven.mag_plan(self.jaarschijf, self.toegang):
            messages.info(request, "Deze jaarschijf is vastgesteld. Heropen hem om activiteiten toe te voegen.")
            return HttpResponseRedirect(self.jaarschijf.get_absolute_url())
        data = onthouden(request)
        form = self.maak_form(data, initial={"afspraak": request.GET.get("afspraak", "")})
        return self.render_to_response(self.get_context_data(form=form, teruggezet=data is not None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store it."""
        form = self.maak_form(request.POST)
        if form.is_valid():
            try:
                self.bewaar(form, None)
            except ValidationError as fout:
                neem_over(form, fout)
            else:
                messages.success(request, "De activiteit is toegevoegd.")
                return HttpResponseRedirect(self.jaarschijf.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the year."""
        return super().get_context_data(jaarschijf=self.jaarschijf, volledig=True, **kwargs)


class ActiviteitView(_PlanMixin, TemplateView):
    """Everybody reads it; the redacteur plans; who is named says how far it is."""

    vereist = ""
    template_name = "afspraken/jaarschijf_activiteit.html"
    activiteit: Activiteit

    def laad(self, **kwargs: Any) -> None:
        """Fetch the activity."""
        super().laad(**kwargs)
        rijen = lees_activiteiten(self.overeenkomst).filter(jaarschijf=self.jaarschijf)
        self.activiteit = get_object_or_404(rijen, pk=kwargs["pk"])
        self.activiteit.jaarschijf = self.jaarschijf
        self.activiteit.afspraak.overeenkomst = self.overeenkomst

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*super().kruimels(), {"url": "", "label": "Activiteit"}]

    @property
    def mag_plan(self) -> bool:
        """Tell whether the user may change the plan."""
        return jaarschijven.mag_plan(self.jaarschijf, self.toegang)

    @property
    def mag_voortgang(self) -> bool:
        """Tell whether the user may say how far it is."""
        return jaarschijven.mag_voortgang(self.activiteit, self.jaarschijf, self.toegang)

    def _form(self, data: Any = None) -> VoortgangActiviteitForm | None:
        begin = ActiviteitForm.begin_van(self.activiteit)
        if self.mag_plan:
            return self.maak_form(data, initial=begin)
        return VoortgangActiviteitForm(data, initial=begin) if self.mag_voortgang else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, with the form this user may fill in."""
        data = onthouden(request)
        form = self._form(data)
        teruggezet = data is not None and form is not None
        return self.render_to_response(self.get_context_data(form=form, teruggezet=teruggezet))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store what this user may change."""
        form = self._form(request.POST)
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                self._bewaar(form)
            except VersieConflict as conflict:
                form.toon_conflict(Activiteit.objects.get(pk=conflict.huidig.pk))
            except ValidationError as fout:
                neem_over(form, fout)
            else:
                messages.success(request, "De activiteit is opgeslagen.")
                return HttpResponseRedirect(self.jaarschijf.get_absolute_url())
        return self.render_to_response(self.get_context_data(form=form))

    def _bewaar(self, form: VoortgangActiviteitForm) -> None:
        if isinstance(form, ActiviteitForm):
            self.bewaar(form, self.activiteit)
            return
        schoon = form.cleaned_data
        jaarschijven.meld_voortgang(
            activiteit=self.activiteit,
            status=schoon["status"],
            uitkomst=schoon["uitkomst"],
            verwacht=schoon["versie"],
            door=self.gebruiker,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the activity and the years it was carried over."""
        huidig = get_object_or_404(lees_activiteiten(self.overeenkomst), pk=self.activiteit.pk)
        huidig.afspraak.overeenkomst = self.overeenkomst
        keten = keten_van(huidig, list(lees_activiteiten(self.overeenkomst).filter(afspraak=huidig.afspraak_id)))
        for rij in keten:
            rij.label = activiteit_label(rij.status)  # type: ignore[attr-defined]
            rij.url = activiteit_url(self.overeenkomst.sleutel, rij)  # type: ignore[attr-defined]
        return super().get_context_data(
            jaarschijf=self.jaarschijf,
            activiteit=huidig,
            label=activiteit_label(huidig.status),
            volledig=self.mag_plan,
            keten=keten,
            kan_verwijderen=self.mag_plan,
            **kwargs,
        )


def activiteit_url(sleutel: str, activiteit: Activiteit) -> str:
    """Return the address of an activity."""
    return reverse("afspraken:activiteit", args=[sleutel, activiteit.jaarschijf.jaar, activiteit.pk])


class ActiviteitVerwijderenView(JaarschijfMixin, View):
    """Delete an activity."""

    vereist = "is_redacteur"
    activiteit: Activiteit

    def laad(self, **kwargs: Any) -> None:
        """Fetch the activity."""
        super().laad(**kwargs)
        self.activiteit = get_object_or_404(Activiteit, jaarschijf=self.jaarschijf, pk=kwargs["pk"])
        self.activiteit.jaarschijf = self.jaarschijf

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back without doing anything."""
        return HttpResponseRedirect(activiteit_url(self.overeenkomst.sleutel, self.activiteit))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete it."""
        try:
            jaarschijven.verwijder_activiteit(activiteit=self.activiteit, door=self.gebruiker)
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        else:
            messages.success(request, "De activiteit is verwijderd.")
        return HttpResponseRedirect(self.jaarschijf.get_absolute_url())
