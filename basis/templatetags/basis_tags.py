"""Template tags and filters of the portal: Dutch numbers and dates, badges, form fields, charts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from basis import datums, getallen, tekst
from basis.filters import BasisFilterSet
from basis.formuliervelden import Foutregel, cel_html, foutregels, veldcontext
from basis.grafieken import balk
from basis.statuslabels import statuslabel as maak_statuslabel
from basis.weergave import GEEN_WAARDE

register = template.Library()


def _als_getal(waarde: Any) -> getallen.Getal | None:
    """Return the value as a number, or None when it is empty or no number."""
    if waarde is None or waarde == "" or isinstance(waarde, bool):
        return None
    if isinstance(waarde, (int, float, Decimal)):
        return waarde
    try:
        return Decimal(str(waarde))
    except InvalidOperation:
        return None


@register.filter
def getal(waarde: Any, decimalen: int | None = None) -> str:
    """Write 1036.5 as '1.036,5'; nothing becomes a dash that is read as 'geen waarde'."""
    cijfer = _als_getal(waarde)
    return GEEN_WAARDE if cijfer is None else getallen.getal_tekst(cijfer, decimalen)


@register.filter
def procent(waarde: Any, decimalen: int | None = None) -> str:
    """Write 49.5 as '49,5%'."""
    cijfer = _als_getal(waarde)
    return GEEN_WAARDE if cijfer is None else getallen.procent_tekst(cijfer, decimalen)


@register.filter
def teken(waarde: Any, decimalen: int | None = None) -> str:
    """Write a difference with its sign: '+5', '−27', '0'."""
    cijfer = _als_getal(waarde)
    return GEEN_WAARDE if cijfer is None else getallen.teken_tekst(cijfer, decimalen)


@register.filter
def bedrag(waarde: Any) -> str:
    """Write an amount of money: '€ 1.036,50'."""
    cijfer = _als_getal(waarde)
    return GEEN_WAARDE if cijfer is None else getallen.bedrag_tekst(cijfer)


def _als_datum(waarde: Any) -> dt.date | None:
    """Return the date of a date or of a moment in the local time zone, else None."""
    if isinstance(waarde, dt.datetime):
        return timezone.localtime(waarde).date() if timezone.is_aware(waarde) else waarde.date()
    return waarde if isinstance(waarde, dt.date) else None


@register.filter
def datum(waarde: Any) -> str:
    """Write a date as '14 april 2022'."""
    dag = _als_datum(waarde)
    return GEEN_WAARDE if dag is None else datums.datum_tekst(dag)


@register.filter
def datum_kort(waarde: Any) -> str:
    """Write a date as '14-04-2022'."""
    dag = _als_datum(waarde)
    return GEEN_WAARDE if dag is None else datums.datum_kort(dag)


@register.filter
def datum_tijd(waarde: Any) -> str:
    """Write a moment as '14 april 2022, 13.05 uur' in the local time zone."""
    if not isinstance(waarde, dt.datetime):
        return datum(waarde)
    return datums.datum_tijd_tekst(timezone.localtime(waarde) if timezone.is_aware(waarde) else waarde)


@register.filter
def opmaak(waarde: Any) -> SafeString:
    """Write markdown text as safe HTML."""
    return mark_safe(tekst.opmaak_html(str(waarde or "")))


@register.simple_tag
def statuslabel(omschrijving: Any, kleur: str = "grijs", vorm: str = "") -> SafeString:
    """Write a status badge: text, shape and colour."""
    return maak_statuslabel(omschrijving, kleur, vorm)


@register.simple_tag
def veld(veld: BoundField, kort: bool = False) -> SafeString:
    """Write one form field with its label, help and error; ``kort`` leaves out '(niet verplicht)'."""
    return mark_safe(get_template("onderdelen/formulierveld.html").render(veldcontext(veld, kort=kort)))


@register.simple_tag
def celveld(veld: BoundField, label: str = "") -> SafeString:
    """Write only the widget and its error, for an input in a table; ``label`` becomes its accessible name."""
    return cel_html(veld, label)


@register.inclusion_tag("onderdelen/voortgangsbalk.html")
def voortgangsbalk(waarde: Any, totaal: Any, label: str = "") -> dict[str, Any]:
    """Draw a progress bar with its numbers as text."""
    return {"balk": balk(_als_getal(waarde), _als_getal(totaal), str(label))}


@register.simple_tag(takes_context=True)
def vervang_query(context: Context, **wijzigingen: Any) -> str:
    """Return '?...' with the current parameters and these changes; None or '' removes one."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for naam, waarde in wijzigingen.items():
        if waarde is None or waarde == "":
            query.pop(naam, None)
        else:
            query[naam] = str(waarde)
    return f"?{query.urlencode()}"


@register.simple_tag
def tijdelement(waarde: Any) -> SafeString:
    """Write a date as a <time> element with its sortable form inside."""
    dag = _als_datum(waarde)
    if dag is None:
        return GEEN_WAARDE
    return format_html('<time datetime="{}">{}</time>', datums.datum_iso(dag), datums.datum_tekst(dag))


@register.simple_tag
def veldfouten(form: Any = None, formulieren: Any = None, fouten: Any = None) -> list[Foutregel]:
    """Return the lines of the error summary of one form, several forms, or loose texts."""
    alle = [*([form] if form else []), *(formulieren or [])]
    return [*(Foutregel("", "", str(fout)) for fout in fouten or []), *foutregels(alle)]


@register.simple_tag
def actieve_filters(filterset: BasisFilterSet) -> list[dict[str, str]]:
    """Return the filters in use with the address that removes each."""
    return filterset.actieve()


@register.simple_tag(takes_context=True)
def paginalinks(context: Context, pagina: Page, veld: str = "") -> dict[str, Any]:
    """Return the addresses of the pages around this one: vorige, volgende and nummers (number, url, current)."""
    veld = veld or "page"
    nummers = pagina.paginator.get_elided_page_range(pagina.number, on_each_side=1, on_ends=1)
    return {
        "vorige": vervang_query(context, **{veld: pagina.number - 1}) if pagina.has_previous() else "",
        "volgende": vervang_query(context, **{veld: pagina.number + 1}) if pagina.has_next() else "",
        "nummers": [
            (
                nummer,
                vervang_query(context, **{veld: nummer}) if isinstance(nummer, int) else "",
                nummer == pagina.number,
            )
            for nummer in nummers
        ],
    }
