"""Base of every table: a lean template whose heads, attributes and rows are prepared here instead of per cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django_tables2.columns.base import BoundColumn
from django_tables2.rows import BoundRow
from django_tables2.utils import signature

from basis import datums, getallen
from basis.statuslabels import statuslabel
from basis.weergave import GEEN_WAARDE

PER_PAGINA = 50
GROOTSTE_PAGINA = 200


@dataclass(frozen=True, slots=True)
class Kop:
    """One column head; ``url`` sorts, ``attributen`` holds class and aria-sort, ``uitleg`` says what the link does."""

    tekst: str
    attributen: SafeString
    url: str
    uitleg: str


class BasisTabel(tables.Table):
    """Table in the look of the portal.

    Subclasses set ``bijschrift`` (caption, also the name of the scroll region) and ``rijkop`` (the column that names a
    row). Attributes of cells are static: a callable in ``attrs`` is not supported, as it costs a call per cell.
    """

    bijschrift: ClassVar[str] = "Overzicht"
    toon_bijschrift: ClassVar[bool] = False
    rijkop: ClassVar[str] = ""
    kaarten: ClassVar[bool] = True

    class Meta:
        template_name = "onderdelen/tabel.html"
        empty_text = "Er is niets gevonden."
        default = GEEN_WAARDE
        order_by_field = "sort"
        page_field = "page"
        per_page = PER_PAGINA
        attrs: ClassVar[dict[str, Any]] = {}
        row_attrs: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Give every table our options: django-tables2 forgets those of a parent when a Meta does not inherit."""
        super().__init_subclass__(**kwargs)
        eigen = cls.__dict__.get("Meta")
        for naam in [naam for naam in vars(BasisTabel.Meta) if not naam.startswith("_")]:
            if not hasattr(eigen, naam):
                setattr(cls._meta, naam, getattr(BasisTabel.Meta, naam))

    @property
    def klasse(self) -> str:
        """Return the CSS classes of the table."""
        eigen = self.attrs.get("class", "")
        return " ".join(deel for deel in ("tabel", "tabel--kaarten" if self.kaarten else "", eigen) if deel)

    @property
    def bijschriftklasse(self) -> str:
        """Return the CSS class of the caption; by default it is there for screen readers only."""
        return "tabel__bijschrift" if self.toon_bijschrift else "visueel-verborgen"

    def koppen(self) -> list[Kop]:
        """Return the column heads with their sort links."""
        query = self._query()
        return [self._kop(kolom, query) for kolom in self.columns]

    def regels(self) -> Iterator[tuple[SafeString, SafeString]]:
        """Yield the attributes and the cells of each row as HTML.

        Tags and the arguments of a column's render are worked out once per column; django-tables2 does it per cell.
        """
        kolommen = [(kolom, _argumenten(kolom), *self._celtags(kolom)) for kolom in self.columns]
        for rij in self.paginated_rows:
            cellen = [
                f"{begin}{conditional_escape(_nederlands(_cel(rij, kolom, namen)))}{eind}"
                for kolom, namen, begin, eind in kolommen
            ]
            yield self._rijattributen(rij), mark_safe("".join(cellen))

    def paginate(
        self,
        paginator_class: type[Paginator] = Paginator,
        per_page: int | None = None,
        page: int = 1,
        *args: Any,
        **kwargs: Any,
    ) -> BasisTabel:
        """Paginate; an address cannot ask for more than ``GROOTSTE_PAGINA`` rows."""
        aantal = min(per_page, GROOTSTE_PAGINA) if per_page and per_page > 0 else None
        super().paginate(paginator_class, aantal, page, *args, **kwargs)
        return self

    def rij_klasse(self, record: Any) -> str:
        """Return the CSS classes of a row; subclasses may override this hook."""
        return ""

    def _rijattributen(self, rij: BoundRow) -> SafeString:
        klasse = self.rij_klasse(rij.record)
        return format_html(' class="{}"', klasse) if klasse else SafeString("")

    def _celtags(self, kolom: BoundColumn) -> tuple[SafeString, SafeString]:
        """Return the opening and closing tag of the cells of a column."""
        klasse = _klasse(kolom, "td")
        attributen = format_html(' class="{}"', klasse) if klasse else ""
        if kolom.name == self.rijkop:
            return format_html('<th scope="row"{}>', attributen), SafeString("</th>")
        return format_html('<td{} data-label="{}">', attributen, kolom.header), SafeString("</td>")

    def _kop(self, kolom: BoundColumn, query: QueryDict) -> Kop:
        """Return one column head."""
        klasse = _klasse(kolom, "th") or _klasse(kolom, "td")
        richting, uitleg = "", "sorteer oplopend"
        if kolom.is_ordered:
            aflopend = kolom.order_by_alias.is_descending
            richting = "descending" if aflopend else "ascending"
            uitleg = "nu aflopend, sorteer oplopend" if aflopend else "nu oplopend, sorteer aflopend"
        attributen = format_html(' class="{}"', klasse) if klasse else SafeString("")
        if richting:
            attributen = format_html('{} aria-sort="{}"', attributen, richting)
        return Kop(str(kolom.header), attributen, self._sorteerlink(kolom, query) if kolom.orderable else "", uitleg)

    def _sorteerlink(self, kolom: BoundColumn, query: QueryDict) -> str:
        """Return the address that sorts by this column and goes back to the first page."""
        nieuw = query.copy()
        nieuw.pop(self.prefixed_page_field, None)
        nieuw[self.prefixed_order_by_field] = str(kolom.order_by_alias.next)
        return f"?{nieuw.urlencode()}"

    def _query(self) -> QueryDict:
        """Return the parameters of the current request."""
        context = getattr(self, "context", None)
        request: HttpRequest | None = getattr(self, "request", None) or (context.get("request") if context else None)
        return request.GET if request else QueryDict()


def _argumenten(kolom: BoundColumn) -> tuple[str, ...] | None:
    """Return the names of the arguments that the render of a column wants; None means all there are."""
    namen, rest = signature(kolom.render)
    return None if rest else namen


def _nederlands(waarde: Any) -> Any:
    """Return a value as it is read here; ids in forms and addresses are never written like this."""
    if isinstance(waarde, int | Decimal) and not isinstance(waarde, bool):
        return getallen.getal_tekst(waarde)
    return localize(waarde)


def _cel(rij: BoundRow, kolom: BoundColumn, namen: tuple[str, ...] | None) -> Any:
    """Return the content of one cell, as ``BoundRow.get_cell`` does without looking at the signature each time."""

    def maak(kolom: BoundColumn, waarde: Any = None) -> Any:
        alles = rij._optional_cell_arguments(kolom, waarde)
        inhoud = kolom.render(**(alles if namen is None else {naam: alles[naam] for naam in namen}))
        return kolom.link(inhoud, **alles) if kolom.link else inhoud

    return rij._get_and_render_with(kolom, render_func=maak, default=kolom.default)


def _klasse(kolom: BoundColumn, element: str) -> str:
    """Return the static CSS classes of a column for th or td."""
    attrs = kolom.column.attrs.get(element) or {}
    return str(attrs.get("class", ""))


class GetalKolom(tables.Column):
    """Right-aligned number the Dutch way; ``opmaak`` may be another writer, such as ``teken_tekst``."""

    def __init__(
        self, *args: Any, opmaak: Callable[..., str] = getallen.getal_tekst, decimalen: int | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("attrs", {"td": {"class": "getal"}})
        super().__init__(*args, **kwargs)
        self._opmaak, self._decimalen = opmaak, decimalen

    def render(self, value: Any) -> str:
        """Return the number as text."""
        return self._opmaak(value, self._decimalen)

    def value(self, value: Any) -> Any:
        """Return the plain number for exports."""
        return value


class DatumKolom(tables.Column):
    """Date as 14-04-2022."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("attrs", {"td": {"class": "datum"}})
        super().__init__(*args, **kwargs)

    def render(self, value: Any) -> str:
        """Return the date as text."""
        return datums.datum_kort(value)

    def value(self, value: Any) -> Any:
        """Return the date itself for exports."""
        return value


class StatusKolom(tables.Column):
    """Status badge; ``label`` turns a stored value into (text, colour, shape)."""

    def __init__(self, *args: Any, label: Callable[[Any], tuple[str, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._label = label

    def render(self, value: Any) -> SafeString:
        """Return the badge."""
        return statuslabel(*self._label(value))

    def value(self, value: Any) -> str:
        """Return the text of the badge for exports."""
        return self._label(value)[0]
