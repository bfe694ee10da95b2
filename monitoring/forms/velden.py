"""Parts that several forms of the cycle share."""

from __future__ import annotations

import json
from typing import Any

from django import forms

from basis.formulieren import ProzaVeld

GROOTSTE_TEKST = 5000


class TekstVeld(ProzaVeld):
    """Prose. ``later`` means: asked, but only when submitting, so a concept may leave it empty."""

    def __init__(self, *, later: bool = False, **kwargs: Any) -> None:
        self.later = later
        kwargs.setdefault("max_length", GROOTSTE_TEKST)
        kwargs.setdefault("required", later)
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        """Skip the required check of what is asked later."""
        if not self.later:
            super().validate(value)


class LaterKeuzeVeld(forms.ChoiceField):
    """A choice that is asked, but only when submitting: a concept may leave it open."""

    def validate(self, value: Any) -> None:
        """Check a choice that was made."""
        if value:
            super().validate(value)


class BasisVeld(forms.CharField):
    """What the user saw when the page opened, as hidden JSON (a dict); damaged text counts as an empty dict."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def prepare_value(self, value: Any) -> Any:
        """Return the dict as JSON."""
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else value

    def clean(self, value: Any) -> dict[str, Any]:
        """Return the dict."""
        try:
            gelezen = json.loads(value or "{}")
        except (ValueError, RecursionError):
            return {}
        return gelezen if isinstance(gelezen, dict) else {}
