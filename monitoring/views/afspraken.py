"""The list of agreements and the page of one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.views.generic import TemplateView
from django_tables2 import RequestConfig

from afspraken.models import Afspraak, Peilmoment
from afspraken.toegang import OvereenkomstMixin
from afspraken.zoeken import GROOTSTE_VRAAG
from basis.tabellen import PER_PAGINA
from monitoring.afspraakbeeld import Afspraakbeeld, lees_afspraak
from monitoring.filters import AfspraakFilterSet
from monitoring.legenda import Legenda
from monitoring.lijst import Lijst
from monitoring.peilmomentkeuze import Peilmomentkeuze
from monitoring.tabellen import AfspraakTabel


def doorzochte_teksten(ids: Iterable[int]) -> dict[int, str]:
    """Return the texts in which a search finds things, by id of the agreement: the signed text, then the rest."""
    rijen = Afspraak.objects.filter(pk__in=list(ids)).values_list("pk", "tekst", "samenvatting", "onderwerp")
    return {pk: "\n".join(filter(None, teksten)) for pk, *teksten in rijen}


class AfspraakLijstView(OvereenkomstMixin, TemplateView):
    """All agreements with their status at a peilmoment: search, filter, sort."""

    vereist = ""
    template_name = "monitoring/afspraken.html"

    @cached_property
    def peilmoment(self) -> Peilmoment | None:
        """The peilmoment whose statuses show: the one asked, else the newest."""
        return self.keuze.op_tekst(self.request.GET.get("peildatum", ""))

    @cached_property
    def keuze(self) -> Peilmomentkeuze:
        """The peilmomenten to choose from."""
        return Peilmomentkeuze(self.overeenkomst)

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [{"url": "", "label": "Afspraken"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the filtered table."""
        legenda = Legenda(self.overeenkomst)
        lijst = Lijst(self.overeenkomst, self.peilmoment, self.keuze.vorige(self.peilmoment), self.toegang.deelnames)
        filterset = AfspraakFilterSet(
            self.request.GET,
            request=self.request,
            lijst=lijst,
            statusnamen=[(status, regel[0]) for status, regel in legenda.regels.items()],
            peildata=self.keuze.keuzes(),
        )
        rijen = list(filterset.qs)
        tabel = AfspraakTabel(rijen, legenda=legenda, request=self.request)
        RequestConfig(self.request, paginate={"per_page": PER_PAGINA, "silent": True}).configure(tabel)
        if filterset.form.is_valid() and (vraag := filterset.form.cleaned_data["q"]):
            tabel.toon_treffers(vraag, doorzochte_teksten(rij.record.pk for rij in tabel.paginated_rows))
        return super().get_context_data(
            filter=filterset,
            tabel=tabel,
            aantal=len(rijen),
            totaal=len(lijst.rijen),
            peilmoment=self.peilmoment,
            voorbeeldcijfers=bool(self.peilmoment and self.peilmoment.voorbeeldcijfers),
            **kwargs,
        )


class AfspraakView(OvereenkomstMixin, TemplateView):
    """Everything known of one agreement, and its history over the peilmomenten."""

    vereist = ""
    template_name = "monitoring/afspraak.html"
    beeld: Afspraakbeeld

    def laad(self, **kwargs: Any) -> None:
        """Fetch the agreement; one of another Overeenkomst does not exist here."""
        super().laad(**kwargs)
        afspraak = lees_afspraak(self.overeenkomst, kwargs["pk"], self.request.user)
        if afspraak is None:
            raise Http404("Deze afspraak is er niet.")
        self.beeld = Afspraakbeeld(afspraak, self.toegang, Peilmomentkeuze(self.overeenkomst))

    def kruimels(self) -> list[dict[str, str]]:
        """Return the list and the page itself."""
        lijst = reverse("monitoring:afspraken", args=[self.overeenkomst.sleutel])
        naam = f"Afspraak {self.beeld.afspraak.nummer}".strip()
        return [{"url": lijst, "label": "Afspraken"}, {"url": "", "label": naam}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the picture of the agreement."""
        nieuwste = self.beeld.keuze.op(None)
        return super().get_context_data(
            beeld=self.beeld,
            afspraak=self.beeld.afspraak,
            vraag=self.request.GET.get("q", "")[:GROOTSTE_VRAAG],
            voorbeeldcijfers=bool(nieuwste and nieuwste.voorbeeldcijfers),
            **kwargs,
        )
