"""Base of every filter form of a list: choices fetched once, wrong values answered in words, search on a stored key."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict

from basis.formulieren import DatumVeld
from basis.tekst import zoeksleutel

Keuze = tuple[Any, Any]
Keuzebron = Iterable[Keuze] | Callable[["BasisFilterSet"], Iterable[Keuze]]
FOUT_KEUZE = "Deze keuze bestaat niet (meer). Kies een andere."


class KeuzeFilter(django_filters.ChoiceFilter):
    """Select with choices that are evaluated once per filterset, so once per request.

    ``keuzes`` is a list of (value, label), or a function that gets the filterset (with ``request`` and ``queryset``)
    and returns one. django-filter itself runs the query of a select about four times per page.
    """

    def __init__(self, *args: Any, keuzes: Keuzebron, leeg: str = "Alle", **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid_choice": FOUT_KEUZE})
        kwargs["null_label"] = None
        super().__init__(*args, empty_label=leeg, **kwargs)
        self._keuzes = keuzes

    @property
    def field(self) -> forms.Field:
        """Return the form field with its choices as a plain list."""
        if not hasattr(self, "_field"):
            keuzes = self._keuzes(self.parent) if callable(self._keuzes) else self._keuzes
            self.extra["choices"] = [(str(waarde), label) for waarde, label in keuzes]
        return super().field

    def __deepcopy__(self, memo: dict[int, Any]) -> KeuzeFilter:
        """Copy for one filterset; the source of the choices is shared, the field is made anew."""
        kopie = type(self).__new__(type(self))
        kopie.__dict__ = {naam: waarde for naam, waarde in self.__dict__.items() if naam != "_field"}
        kopie.extra = dict(self.extra)
        return kopie


class ZoekFilter(django_filters.CharFilter):
    """Text search: every word must occur in the stored search key, whatever its case or accents."""

    def __init__(self, field_name: str = "zoektekst", *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Zoeken")
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "search", "autocomplete": "off"}))
        super().__init__(field_name, *args, **kwargs)

    def filter(self, qs: QuerySet[Model], value: str) -> QuerySet[Model]:
        """Return the rows that hold all words."""
        for woord in zoeksleutel(value or "").split():
            qs = qs.filter(**{f"{self.field_name}__contains": woord})
        return qs


class DatumFilter(django_filters.Filter):
    """Date typed in a text field; use ``lookup_expr`` 'gte' or 'lte'."""

    field_class = DatumVeld


class BasisFilterSet(django_filters.FilterSet):
    """Filterset whose wrong values give an empty list and a message at the field, never everything and never a 500."""

    @property
    def qs(self) -> QuerySet[Model]:
        """Return the filtered rows; none at all when a value is not valid."""
        if not hasattr(self, "_qs"):
            if self.is_bound and self.errors:
                self._qs = self.queryset.none()
            else:
                self._qs = super().qs
        return self._qs

    @property
    def form(self) -> forms.Form:
        """Return the form; its ids have a prefix of their own, so that another form on the page may use the names."""
        if not hasattr(self, "_form"):
            super().form.auto_id = "filter_%s"
        return self._form

    def actieve(self) -> list[dict[str, str]]:
        """Return the filters in use as ``{label, tekst, url}``; the url is the query without that filter."""
        if not self.is_bound:
            return []
        return [
            {"label": str(veld.label), "tekst": _waardetekst(veld), "url": self._zonder(veld.html_name)}
            for veld in self.form
            if veld.data not in (None, "", [])
        ]

    def _zonder(self, naam: str) -> str:
        """Return the query string without one filter and without the page."""
        query = self.data.copy() if isinstance(self.data, QueryDict) else QueryDict(mutable=True)
        for weg in (naam, "page"):
            query.pop(weg, None)
        return f"?{query.urlencode()}"


def _waardetekst(veld: forms.BoundField) -> str:
    """Return the value of a filter as people chose it; a value that does not exist as it came."""
    keuzes = getattr(veld.field, "choices", None)
    if keuzes is None:
        return str(veld.data)
    return str(next((label for waarde, label in keuzes if str(waarde) == str(veld.data)), veld.data))
