"""Path converters."""

from __future__ import annotations

import datetime as dt
from functools import cache

from django.urls import register_converter


class DatumConverter:
    """An ISO date in an address: 2022-06-30."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> dt.date:
        """Return the date; a day that does not exist is no match (404)."""
        return dt.date.fromisoformat(value)

    def to_url(self, value: dt.date | str) -> str:
        """Return the date as text."""
        return value if isinstance(value, str) else value.isoformat()


@cache
def registreer() -> None:
    """Make '<datum:...>' known; every urls module that uses it calls this, Django allows it once."""
    register_converter(DatumConverter, "datum")
