"""Tables of the cycle."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import urlencode

import django_tables2 as tables
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from afspraken.zoeken import fragment, markeer
from basis.datums import datum_kort
from basis.tabellen import BasisTabel
from basis.weergave import GEEN_WAARDE
from monitoring.legenda import Legenda
from monitoring.lijst import RICHTINGEN, Lijstrij


class AfspraakTabel(BasisTabel):
    """The agreements with their status at a peilmoment, in the order of the document unless sorted otherwise."""

    bijschrift: ClassVar[str] = "Afspraken"
    rijkop: ClassVar[str] = "titel"

    nummer = tables.Column("Nr.", order_by=("plaats",), attrs={"td": {"class": "nummer"}})
    titel = tables.Column("Afspraak", accessor="titellink", order_by=("titel",))
    thema = tables.Column("Thema", order_by=("plaats",))
    trekkers = tables.Column("Trekker")
    soort = tables.Column("Soort", accessor="soort_label")
    status = tables.Column("Status", order_by=("status_rang", "plaats"), empty_values=())
    richting = tables.Column("Verandering", order_by=("richting", "plaats"), empty_values=())
    termijn = tables.Column("Termijn", order_by=("termijn_sleutel", "plaats"), empty_values=())

    class Meta(BasisTabel.Meta):
        fields: ClassVar[tuple[str, ...]] = ()
        empty_text = "Er zijn geen afspraken die hieraan voldoen. Haal een filter weg of zoek op iets anders."

    def __init__(self, *args: Any, legenda: Legenda, **kwargs: Any) -> None:
        self.legenda = legenda
        self.vraag = ""
        self.teksten: dict[int, str] = {}
        super().__init__(*args, **kwargs)

    def toon_treffers(self, vraag: str, teksten: dict[int, str]) -> None:
        """Mark the hits of a search in the titles, and show a piece of the text (by id) around the first one."""
        self.vraag, self.teksten = vraag, teksten

    def render_titel(self, record: Lijstrij) -> SafeString:
        """Return the title as a link; in a search with its hits and a piece of the text."""
        if not self.vraag:
            return record.titellink
        stuk = fragment(self.teksten.get(record.pk, ""), self.vraag)
        regel = format_html('<span class="treffer klein gedempt">{}</span>', stuk) if stuk else ""
        adres = f"{record.url}?{urlencode({'q': self.vraag})}"
        return format_html('<a href="{}">{}</a>{}', adres, markeer(record.titel, self.vraag), regel)

    def render_status(self, record: Lijstrij) -> SafeString | str:
        """Return the badge."""
        if not record.status:
            tekst = "Nog niet binnen" if record.antwoorden else "Niet gevraagd"
            return format_html('<span class="ontbreekt">{}</span>', tekst)
        return self.legenda.label(record.status)

    def render_richting(self, record: Lijstrij) -> SafeString | str:
        """Return which way it went and from what."""
        if not record.richting:
            if record.vorige and record.status:
                return mark_safe('<span class="gedempt">Gelijk</span>')
            return GEEN_WAARDE
        woord, pijl = RICHTINGEN[record.richting]
        return format_html(
            '<span><span aria-hidden="true">{}</span> {} <span class="klein gedempt">was {}</span></span>',
            pijl,
            woord,
            self.legenda.naam(record.vorige).lower(),
        )

    def render_termijn(self, record: Lijstrij) -> SafeString | str:
        """Return the first date to come (or the last one), and the words of the document."""
        if record.termijn is None:
            if not record.termijn_tekst:
                return GEEN_WAARDE
            return format_html('<span class="klein gedempt">{}</span>', record.termijn_tekst)
        let_op = mark_safe(' <span class="klein">verstreken</span>') if record.verstreken else ""
        return format_html('<span><span class="datum">{}</span>{}</span>', datum_kort(record.termijn), let_op)
