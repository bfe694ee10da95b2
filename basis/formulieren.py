"""Form fields that read and write numbers and dates the Dutch way, with messages people understand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from basis import datums, getallen

GROOTSTE_AANTAL = 9_999_999
GROOTSTE_TEKST = 20_000


class _TekstVeld(forms.Field):
    """Text field around a pure reader; what was typed stays in the field after an error."""

    widget = forms.TextInput
    default_error_messages = {"required": "Vul dit veld in."}
    attrs: dict[str, str] = {"autocomplete": "off"}

    def lees(self, tekst: str) -> Any:
        """Return the value of the text; raise ValueError with a Dutch message."""
        raise AssertionError(f"{type(self).__name__} zegt niet hoe hij leest.")

    def to_python(self, value: Any) -> Any:
        """Return the value or None when empty; raise ValidationError."""
        if value is None or not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return self.lees(value)
        except ValueError as fout:
            raise forms.ValidationError(str(fout), code="invalid") from fout

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return the attributes that help typing."""
        return dict(self.attrs)


class GetalVeld(_TekstVeld):
    """Number with decimals; gives a Decimal. '1.036,5', '−144' and ' 12 ' are understood."""

    attrs = {"autocomplete": "off", "inputmode": "decimal", "maxlength": "30"}

    def __init__(
        self,
        *,
        decimalen: int | None = 2,
        minimum: getallen.Getal | None = None,
        maximum: getallen.Getal | None = GROOTSTE_AANTAL,
        **kwargs: Any,
    ) -> None:
        self.decimalen, self.minimum, self.maximum = decimalen, minimum, maximum
        super().__init__(**kwargs)

    def lees(self, tekst: str) -> Decimal | int:
        """Return the Decimal of the text."""
        return getallen.lees_getal(tekst, decimalen=self.decimalen, minimum=self.minimum, maximum=self.maximum)

    def prepare_value(self, value: Any) -> Any:
        """Return a stored number as Dutch text; what was typed stays as it is."""
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            return getallen.getal_tekst(value)
        return value


class GeheelVeld(GetalVeld):
    """Whole number; gives an int. Negative only when ``minimum`` allows it (None: any sign)."""

    attrs = {"autocomplete": "off", "inputmode": "numeric", "maxlength": "30"}

    def __init__(self, *, minimum: int | None = 0, maximum: int | None = GROOTSTE_AANTAL, **kwargs: Any) -> None:
        super().__init__(decimalen=0, minimum=minimum, maximum=maximum, **kwargs)

    def lees(self, tekst: str) -> int:
        """Return the int of the text."""
        return int(super().lees(tekst))


class DatumVeld(_TekstVeld):
    """Date; gives a date. '14-04-2022', '14 april 2022' and '2022-04-14' are understood."""

    attrs = {"autocomplete": "off", "maxlength": "30"}

    def lees(self, tekst: str) -> dt.date:
        """Return the date of the text."""
        return datums.lees_datum(tekst)

    def prepare_value(self, value: Any) -> Any:
        """Return a stored date as 14-04-2022."""
        return datums.datum_kort(value) if isinstance(value, dt.date) else value


def neem_over(form: forms.Form, fout: ValidationError) -> None:
    """Put a service's refusal on the form: at its field when the form has it, otherwise on top."""
    if hasattr(fout, "error_dict"):
        for veld, fouten in fout.error_dict.items():
            form.add_error(veld if veld in form.fields and veld != NON_FIELD_ERRORS else None, fouten)
    else:
        form.add_error(None, fout)


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
