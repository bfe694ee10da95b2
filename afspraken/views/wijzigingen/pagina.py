"""The page of one change, with the answers of the parties."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import TemplateView

from afspraken import wijzigen
from afspraken.formulieren.wijzigingen import AfwijsForm, OordeelForm
from afspraken.onthouden import onthouden
from afspraken.views.wijzigingen.beeld import Wijzigingsbeeld
from afspraken.views.wijzigingen.mixin import WijzigingMixin
from afspraken.wijzigingsrecht import mag_oordelen_voor, zonder_invoerder
from basis.formulieren import neem_over
from basis.versies import VersieConflict
from partijen.models import Partij


class WijzigingView(WijzigingMixin, TemplateView):
    """What changes, before and after side by side; who agreed; and what the user can do now."""

    vereist = ""
    template_name = "afspraken/wijziging.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [super().kruimels()[0], {"url": "", "label": f"Wijziging {self.wijziging.nummer}"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the picture; a form that was filled in wrongly stays as it is."""
        gevuld = kwargs.pop("oordeelform", None)
        beeld = Wijzigingsbeeld(self.wijziging, self.toegang, gevuld)
        kwargs.setdefault("afwijsform", beeld.afwijsform)
        fout = [form for form in (gevuld, kwargs["afwijsform"]) if form is not None and form.errors]
        return super().get_context_data(beeld=beeld, wijziging=self.wijziging, foute_forms=fout, **kwargs)


class _FormulierView(WijzigingView):
    """A form on the page of the change; its address opened by GET leads back."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back without doing anything."""
        return HttpResponseRedirect(self.wijziging.get_absolute_url())

    def toon(self, **kwargs: Any) -> HttpResponse:
        """Show the page again with what was typed."""
        self.laad(**self.kwargs)
        return self.render_to_response(self.get_context_data(**kwargs))


class OordeelView(_FormulierView):
    """Agree or not, for one bound party."""

    partij: Partij

    def laad(self, **kwargs: Any) -> None:
        """Fetch the party too."""
        super().laad(**kwargs)
        self.partij = self.partij_of_404(kwargs["partij"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back, unless an answer was typed when the session had ended."""
        data = onthouden(request)
        stil = zonder_invoerder([self.partij], self.overeenkomst)
        if data is None or not mag_oordelen_voor(self.wijziging, self.partij, self.toegang, stil):
            return super().get(request, *args, **kwargs)
        return self.toon(oordeelform=self._form(data), teruggezet=True)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store the answer; the last agreement lets the change take effect."""
        stil = zonder_invoerder([self.partij], self.overeenkomst)
        eigen = self.toegang.mag_invoeren_voor(self.partij.pk)
        if not (eigen or (self.toegang.is_redacteur and self.partij.pk in stil)):
            raise PermissionDenied
        form = self._form(request.POST)
        if not form.is_valid():
            return self.toon(oordeelform=form)
        try:
            uitslag = wijzigen.geef_oordeel(
                wijziging=self.wijziging,
                partij=self.partij,
                oordeel=form.cleaned_data["oordeel"],
                toelichting=form.cleaned_data["toelichting"],
                verwacht=form.cleaned_data["versie"],
                door=self.gebruiker,
            )
        except VersieConflict as conflict:
            return self._toon_conflict(form, conflict)
        except ValidationError as fout:
            neem_over(form, fout)
            return self.toon(oordeelform=form)
        self._meld(uitslag)
        return HttpResponseRedirect(self.wijziging.get_absolute_url())

    def _form(self, data: Any) -> OordeelForm:
        return OordeelForm(data, partij=self.partij, namens=not self.toegang.mag_invoeren_voor(self.partij.pk))

    def _toon_conflict(self, form: OordeelForm, conflict: VersieConflict) -> HttpResponse:
        """Keep what was typed, show the new text, and let the next answer count for that."""
        data = self.request.POST.copy()
        data[form.add_prefix("versie")] = str(conflict.huidig.versie)  # type: ignore[attr-defined]
        opnieuw = self._form(data)
        opnieuw.add_error(None, "De wijziging is intussen aangepast. Lees de nieuwe tekst en geef daarna je oordeel.")
        return self.toon(oordeelform=opnieuw)

    def _meld(self, uitslag: wijzigen.Uitslag) -> None:
        if uitslag.van_kracht:
            messages.success(self.request, "Alle partijen zijn akkoord. De wijziging is nu van kracht.")
            return
        messages.success(self.request, f"Het oordeel van {self.partij} is opgeslagen. Alle partijen kunnen het lezen.")
        if uitslag.melding:
            messages.warning(self.request, uitslag.melding)


class AfwijzenView(_FormulierView):
    """Reject by the gemeente."""

    vereist = "is_redacteur"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back, unless a reason was typed when the session had ended."""
        data = onthouden(request)
        if data is None or not Wijzigingsbeeld(self.wijziging, self.toegang).afwijzers:
            return super().get(request, *args, **kwargs)
        return self.toon(afwijsform=AfwijsForm(data), teruggezet=True)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Reject with the reason that was given."""
        afwijzers = Wijzigingsbeeld(self.wijziging, self.toegang).afwijzers
        if not afwijzers:
            messages.error(request, "Deze wijziging kun je nu niet afwijzen.")
            return HttpResponseRedirect(self.wijziging.get_absolute_url())
        form = AfwijsForm(request.POST)
        if form.is_valid():
            try:
                wijzigen.wijs_af(
                    wijziging=self.wijziging, partij=afwijzers[0], reden=form.cleaned_data["reden"], door=self.gebruiker
                )
            except ValidationError as fout:
                neem_over(form, fout)
            else:
                messages.success(request, "De wijziging is afgewezen. Alle partijen zien waarom.")
                return HttpResponseRedirect(self.wijziging.get_absolute_url())
        return self.toon(afwijsform=form)
