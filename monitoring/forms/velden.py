"""Parts that several forms of the cycle share."""

from __future__ import annotations

import json
from typing import Any

from django import forms

GROOTSTE_TEKST = 5000


class TekstVeld(forms.CharField):
    """Prose. ``later`` means: asked, but only when submitting, so a concept may leave it empty."""

    widget = forms.Textarea

    def __init__(self, *, later: bool = False, rijen: int = 4, **kwargs: Any) -> None:
        self.later = later
        kwargs.setdefault("max_length", GROOTSTE_TEKST)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rijen}))
        kwargs.setdefault("required", later)
        kwargs["error_messages"] = {
            "max_length": "Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s.",
            "required": "Vul dit veld in.",
        } | kwargs.get("error_messages", {})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Return the text with one kind of line end; browsers send CRLF, the database keeps LF."""
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").replace("\r", "\n")
        return super().clean(value)

    def validate(self, value: Any) -> None:
        """Skip the required check of what is asked later."""
        if not self.later:
            super().validate(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out maxlength: a browser would silently cut off a pasted text."""
        return {}


class LaterKeuzeVeld(forms.ChoiceField):
    """A choice that is asked, but only when submitting: a concept may leave it open."""

    def validate(self, value: Any) -> None:
        """Check a choice that was made."""
        if value:
            super().validate(value)


class VersieVeld(forms.IntegerField):
    """The version the user has before him, hidden; a damaged one counts as 0, so as 'changed meanwhile'."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean(self, value: Any) -> int:
        """Return the version, 0 when it is missing or nonsense."""
        try:
            return super().clean(value) or 0
        except forms.ValidationError:
            return 0


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
