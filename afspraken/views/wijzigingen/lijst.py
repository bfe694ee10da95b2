"""All changes of an Overeenkomst."""

from __future__ import annotations

from typing import Any

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.generic import TemplateView
from django_tables2 import RequestConfig

from afspraken.keuzes import OvereenkomstStatus, WijzigingFase
from afspraken.models import Wijziging
from afspraken.toegang import OvereenkomstMixin
from afspraken.views.wijzigingen.labels import fase_label
from afspraken.wijzigingsrecht import mag_voorstellen_voor, zichtbare_wijzigingen
from basis.filters import BasisFilterSet, KeuzeFilter
from basis.tabellen import PER_PAGINA, BasisTabel, DatumKolom

_MEEST_GENOEMD = 8


class WijzigingFilterSet(BasisFilterSet):
    """Filter on where a change is."""

    fase = KeuzeFilter(label="Fase", keuzes=WijzigingFase.choices, leeg="Alle fasen")

    class Meta:
        model = Wijziging
        fields: list[str] = []


class WijzigingTabel(BasisTabel):
    """One row per change."""

    bijschrift = "Wijzigingen"
    rijkop = "titel"

    nummer = tables.Column(verbose_name="Nummer")
    titel = tables.Column(verbose_name="Wijziging")
    afspraken = tables.Column(verbose_name="Afspraken", empty_values=(), orderable=False)
    voorgesteld_door = tables.Column(verbose_name="Voorgesteld door", order_by="voorgesteld_door__sorteernaam")
    ingangsdatum = DatumKolom(verbose_name="Geldt vanaf")
    fase = tables.Column(verbose_name="Fase")

    class Meta:
        model = Wijziging
        fields = ("nummer", "titel", "afspraken", "voorgesteld_door", "ingangsdatum", "fase")
        order_by = "-nummer"

    def render_titel(self, record: Wijziging) -> SafeString:
        """Return the title as a link, with the kind below it."""
        soort = record.get_soort_display()
        return format_html(
            '<a href="{}">{}</a><br><span class="klein gedempt">{}</span>',
            record.get_absolute_url(),
            record.titel,
            soort,
        )

    def render_afspraken(self, record: Wijziging) -> str:
        """Return the numbers of the agreements."""
        nummers = [regel.na.get("nummer") or "nieuw" for regel in record.regels.all()]
        meer = len(nummers) - _MEEST_GENOEMD
        return ", ".join(nummers[:_MEEST_GENOEMD]) + (f" en {meer} meer" if meer > 0 else "")

    def render_fase(self, record: Wijziging) -> SafeString:
        """Return the badge."""
        return fase_label(record.fase)


class WijzigingenView(OvereenkomstMixin, TemplateView):
    """The changes: what was proposed, what lies before the parties, what is in force."""

    vereist = ""
    template_name = "afspraken/wijzigingen.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [{"url": "", "label": "Wijzigingen"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the filtered table."""
        alle = zichtbare_wijzigingen(self.toegang).select_related("voorgesteld_door", "overeenkomst")
        filterset = WijzigingFilterSet(self.request.GET, request=self.request, queryset=alle.prefetch_related("regels"))
        tabel = WijzigingTabel(filterset.qs, request=self.request)
        RequestConfig(self.request, paginate={"per_page": PER_PAGINA, "silent": True}).configure(tabel)
        return super().get_context_data(
            filter=filterset,
            tabel=tabel,
            aantal=tabel.paginator.count,
            is_concept=self.overeenkomst.status == OvereenkomstStatus.CONCEPT,
            kan_voorstellen=bool(mag_voorstellen_voor(self.toegang)),
            **kwargs,
        )
