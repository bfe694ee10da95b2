"""Parts, chapters, paragraphs and definitions: adding, changing and moving them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView, View

from afspraken.formulieren.register_onderdelen import FORMULIEREN, OnderdeelForm
from afspraken.indeling import Onderdeel, bewaar_onderdeel, verplaats
from afspraken.models import Afspraak, Deel, Definitie, Hoofdstuk, Paragraaf
from afspraken.onthouden import onthouden
from afspraken.views.register.mixin import SOORTEN, RegisterMixin
from basis.formulieren import neem_over

_RICHTING = {"op": -1, "neer": 1}


class OnderdeelView(RegisterMixin, TemplateView):
    """Change a part, chapter, paragraph or definition."""

    template_name = "afspraken/register_onderdeel.html"
    rij: Onderdeel
    soort: str

    def laad(self, **kwargs: Any) -> None:
        """Fetch the row."""
        super().laad(**kwargs)
        self.soort = kwargs["soort"]
        self.rij = self.onderdeel(self.soort, kwargs["pk"])

    @property
    def is_vast(self) -> bool:
        """Tell whether nothing of this row can be changed now."""
        return self.op_slot and (self.soort != "definitie" or self.rij.pk is None)

    def formulier(self, data: Any = None) -> OnderdeelForm:
        """Return the form of this kind of row."""
        extra: dict[str, Any] = {}
        if isinstance(self.rij, Definitie):
            rijen = Afspraak.objects.filter(overeenkomst=self.overeenkomst)
            extra["afspraken"] = [(rij.pk, str(rij)) for rij in rijen.only("pk", "nummer", "titel")]
        if isinstance(self.rij, Deel):
            extra["partijen"] = self.toegang.partijen
        return FORMULIEREN[type(self.rij)](data, rij=self.rij, op_slot=self.op_slot, **extra)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; what was typed before the session ended comes back."""
        data = onthouden(request)
        return self.render_to_response(self.get_context_data(form=self.formulier(data), teruggezet=data is not None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store, and go back to the list."""
        form = self.formulier(request.POST)
        if form.is_valid():
            try:
                rij = bewaar_onderdeel(rij=self.rij, waarden=form.cleaned_data, door=self.gebruiker)
            except ValidationError as fout:
                neem_over(form, fout)
            else:
                messages.success(request, f"Opgeslagen: {self.soort} ‘{rij}’.")
                return HttpResponseRedirect(self.na_url)
        return self.render_to_response(self.get_context_data(form=form))

    @property
    def na_url(self) -> str:
        """Return where to go next."""
        naam = "register_definities" if self.soort == "definitie" else "register"
        return reverse(f"afspraken:{naam}", args=[self.overeenkomst.sleutel])

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*super().kruimels(), {"url": "", "label": self.soort.capitalize()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row."""
        return super().get_context_data(
            soort=self.soort, rij=self.rij, is_vast=self.is_vast, terug_url=self.na_url, **kwargs
        )


class OnderdeelNieuwView(OnderdeelView):
    """Add one; ``?in=`` says in which part or chapter."""

    def laad(self, **kwargs: Any) -> None:
        """Make the empty row in its place."""
        RegisterMixin.laad(self, **kwargs)
        self.soort = kwargs["soort"]
        if self.soort not in SOORTEN:
            raise Http404("Dit onderdeel is er niet.")
        waarin = self.request.GET.get("in", "")
        if self.soort == "hoofdstuk":
            self.rij = Hoofdstuk(deel=self.eigen_rij(Deel, waarin) if waarin else self._eerste_deel())
        elif self.soort == "paragraaf":
            self.rij = Paragraaf(hoofdstuk=self.eigen_rij(Hoofdstuk, waarin))
        else:
            self.rij = SOORTEN[self.soort](overeenkomst=self.overeenkomst)

    def _eerste_deel(self) -> Deel:
        deel = self.overeenkomst.delen.first()
        if deel is None:
            raise Http404("Maak eerst een deel.")
        return deel


class DefinitiesView(RegisterMixin, TemplateView):
    """The definitions and footnotes of a set."""

    template_name = "afspraken/register_definities.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [*super().kruimels(), {"url": "", "label": "Begrippen en noten"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the definitions with their agreements (two queries)."""
        definities = self.overeenkomst.definities.order_by("volgorde", "pk").prefetch_related("afspraken")
        return super().get_context_data(definities=list(definities), **kwargs)


class VerplaatsenView(RegisterMixin, View):
    """Move a row one place, or to before another one (dragging); then back to the list."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move, and say what happened. ``wat`` is 'hoofdstuk:12:op', ':neer' or ':voor-15'."""
        soort, _, rest = request.POST.get("wat", "").partition(":")
        pk, _, waarheen = rest.partition(":")
        rij = self.eigen_rij(Afspraak, pk) if soort == "afspraak" else self.onderdeel(soort, pk)
        voor = waarheen.removeprefix("voor-")
        try:
            if voor != waarheen and voor.isascii() and voor.isdigit():
                verplaats(rij=rij, door=self.gebruiker, voor=int(voor[:18]))
            else:
                verplaats(rij=rij, door=self.gebruiker, stap=_RICHTING.get(waarheen, 0))
        except ValidationError as fout:
            messages.error(request, " ".join(fout.messages))
        naam = "register_definities" if soort == "definitie" else "register"
        adres = reverse(f"afspraken:{naam}", args=[self.overeenkomst.sleutel])
        return HttpResponseRedirect(f"{adres}#{soort}-{rij.pk}")
