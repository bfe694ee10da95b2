"""Fields and choices that the forms of changes and yearly plans share."""

from __future__ import annotations

from typing import Any

from django import forms

GROOTSTE_TEKST = 20_000


class ProzaVeld(forms.CharField):
    """Prose with one kind of line end: browsers send CRLF, the database keeps LF."""

    def __init__(self, *, rijen: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", GROOTSTE_TEKST)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rijen}))
        kwargs["error_messages"] = {
            "max_length": "Deze tekst is te lang: %(show_value)s tekens. Er passen er %(limit_value)s.",
            "required": "Vul dit veld in.",
        } | kwargs.get("error_messages", {})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Return the text."""
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").replace("\r", "\n")
        return super().clean(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out maxlength: a browser would silently cut off a pasted text."""
        return {}


class GelezenVersieVeld(forms.IntegerField):
    """The version the user has before him, hidden; a damaged one counts as 0, so as 'changed meanwhile'."""

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean(self, value: Any) -> int:
        """Return the version, 0 when it is missing or nonsense."""
        try:
            return super().clean(value) or 0
        except forms.ValidationError:
            return 0
