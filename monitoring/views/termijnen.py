"""The moments of all terms, and reporting that one was met."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView, View

from afspraken import gereedmelden
from afspraken.models import Afspraak, Gereedmelding, Termijn
from afspraken.onthouden import onthouden
from afspraken.toegang import OvereenkomstMixin
from basis.filters import BasisFilterSet, Keuze, KeuzeFilter
from basis.formulieren import DatumVeld, neem_over
from monitoring.momentenlijst import STANDEN, Momentenlijst, Momentrijen, per_kwartaal
from monitoring.peilmomentkeuze import Peilmomentkeuze
from partijen.models import Partij

PER_PAGINA = 100


def _jaren(filterset: TermijnFilterSet) -> list[Keuze]:
    return [(str(jaar), str(jaar)) for jaar in sorted({rij.eind.year for rij in filterset.lijst.rijen})]


def _trekkers(filterset: TermijnFilterSet) -> list[Keuze]:
    genoemd = {sleutel for rij in filterset.lijst.rijen for sleutel in rij.trekker_sleutels}
    return [(partij.sleutel, str(partij)) for partij in filterset.lijst.toegang.partijen if partij.sleutel in genoemd]


def _afspraken(filterset: TermijnFilterSet) -> list[Keuze]:
    namen = {rij.plaats: (str(rij.afspraak_id), rij.afspraak) for rij in filterset.lijst.rijen}
    return [namen[plaats] for plaats in sorted(namen)]


class TermijnFilterSet(BasisFilterSet):
    """Year, trekker, state and agreement."""

    jaar = KeuzeFilter(label="Jaar", keuzes=_jaren, leeg="Alle jaren")
    trekker = KeuzeFilter(label="Trekker", keuzes=_trekkers, leeg="Alle trekkers")
    stand = KeuzeFilter(label="Stand", keuzes=[(s, rij[0]) for s, rij in STANDEN.items()], leeg="Alle standen")
    afspraak = KeuzeFilter(label="Afspraak", keuzes=_afspraken, leeg="Alle afspraken")

    class Meta:
        model = Afspraak
        fields: list[str] = []

    def __init__(self, *args: Any, lijst: Momentenlijst, **kwargs: Any) -> None:
        self.lijst = lijst
        super().__init__(*args, queryset=lijst.rijen, **kwargs)

    def filter_queryset(self, queryset: Momentrijen) -> Momentrijen:
        """Return the rows that pass every filter in use (django-filter insists on a queryset, these are rows)."""
        vraag = self.form.cleaned_data
        if vraag["jaar"]:
            queryset = queryset.waar(lambda rij: str(rij.eind.year) == vraag["jaar"])
        if vraag["trekker"]:
            queryset = queryset.waar(lambda rij: vraag["trekker"] in rij.trekker_sleutels)
        if vraag["stand"]:
            queryset = queryset.waar(lambda rij: rij.stand == vraag["stand"])
        if vraag["afspraak"]:
            queryset = queryset.waar(lambda rij: str(rij.afspraak_id) == vraag["afspraak"])
        return queryset


class TermijnenView(OvereenkomstMixin, TemplateView):
    """What has to be done when, over the whole period."""

    vereist = ""
    template_name = "monitoring/termijnen.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [{"url": "", "label": "Termijnen"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the filtered moments by quarter."""
        peilmoment = Peilmomentkeuze(self.overeenkomst).op(None)
        lijst = Momentenlijst(self.toegang, peilmoment, timezone.localdate())
        filterset = TermijnFilterSet(self.request.GET, request=self.request, lijst=lijst)
        gevonden = list(filterset.qs)
        pagina: Any = Paginator(gevonden, PER_PAGINA).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            filter=filterset,
            aantal=len(gevonden),
            totaal=len(lijst.rijen),
            pagina=pagina,
            kwartalen=per_kwartaal(pagina),
            **kwargs,
        )


class GereedForm(forms.Form):
    """When a moment was met, and by whom it is reported."""

    use_required_attribute = False

    gereed_op = DatumVeld(label="Gereed op", help_text="Bijvoorbeeld 30-06-2023.")
    toelichting = forms.CharField(label="Toelichting", max_length=300, required=False)
    partij = forms.ChoiceField(label="Gemeld door")

    def __init__(self, *args: Any, partijen: list[Partij], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._partijen = {partij.sleutel: partij for partij in partijen}
        self.fields["partij"].choices = [(pk, str(partij)) for pk, partij in self._partijen.items()]  # type: ignore[attr-defined]
        if len(partijen) == 1:
            self.fields["partij"].widget = forms.HiddenInput()
            self.fields["partij"].initial = partijen[0].sleutel

    def clean_partij(self) -> Partij:
        """Return the party itself."""
        return self._partijen[self.cleaned_data["partij"]]


class _MomentMixin(OvereenkomstMixin):
    """Gives a view ``termijn`` and ``eind``; a day that is no moment of it does not exist."""

    vereist = ""
    termijn: Termijn
    eind: dt.date

    def laad(self, **kwargs: Any) -> None:
        """Fetch the term."""
        super().laad(**kwargs)
        rijen = Termijn.objects.filter(afspraak__overeenkomst=self.overeenkomst).select_related("afspraak")
        self.termijn = get_object_or_404(rijen, pk=kwargs["pk"])
        self.termijn.afspraak.overeenkomst = self.overeenkomst
        self.eind = kwargs["eind"]
        if not gereedmelden.is_moment(self.termijn, self.eind):
            raise Http404("Deze termijn heeft geen moment op die dag.")

    def controleer(self) -> None:
        """Only the redacteur of the gemeente and who enters for a trekker."""
        if not self.melders:
            raise PermissionDenied

    @cached_property
    def melders(self) -> list[Partij]:
        """The parties for which the user may report."""
        return gereedmelden.melders(self.toegang, gereedmelden.trekkers(self.termijn, self.toegang.deelnames))

    def lijst_url(self) -> str:
        """Return the address of the list, at this agreement."""
        lijst = reverse("monitoring:termijnen", args=[self.overeenkomst.sleutel])
        return f"{lijst}?afspraak={self.termijn.afspraak_id}"


class GereedMeldenView(_MomentMixin, FormView):
    """Report that a moment was met."""

    template_name = "monitoring/termijn_gereed.html"
    form_class = GereedForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Propose today, or the last day where that has passed."""
        kwargs = super().get_form_kwargs()
        if self.request.method == "GET":
            kwargs["data"] = onthouden(self.request)
        return kwargs | {"partijen": self.melders, "initial": {"gereed_op": min(self.eind, timezone.localdate())}}

    def form_valid(self, form: GereedForm) -> HttpResponse:
        """Store the report."""
        try:
            gereedmelden.meld_gereed(termijn=self.termijn, eind=self.eind, door=self.gebruiker, **form.cleaned_data)
        except ValidationError as fout:
            neem_over(form, fout)
            return self.form_invalid(form)
        messages.success(self.request, "Het moment is gereed gemeld. Alle partijen zien het.")
        return HttpResponseRedirect(self.lijst_url())

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        lijst = reverse("monitoring:termijnen", args=[self.overeenkomst.sleutel])
        return [{"url": lijst, "label": "Termijnen"}, {"url": "", "label": "Gereed melden"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the moment."""
        return super().get_context_data(
            termijn=self.termijn,
            eind=self.eind,
            lijst_url=self.lijst_url(),
            teruggezet=self.request.method == "GET" and onthouden(self.request) is not None,
            **kwargs,
        )


class OngedaanView(_MomentMixin, View):
    """Take a report back."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead back without doing anything."""
        return HttpResponseRedirect(self.lijst_url())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back; a second click finds it gone."""
        melding = Gereedmelding.objects.filter(termijn=self.termijn, eind=self.eind).select_related("partij").first()
        if melding is None:
            messages.info(request, "Dit moment was niet gereed gemeld.")
        else:
            melding.termijn = self.termijn
            gereedmelden.maak_ongedaan(melding=melding, door=self.gebruiker)
            messages.success(request, "De gereedmelding is teruggenomen.")
        return HttpResponseRedirect(self.lijst_url())
