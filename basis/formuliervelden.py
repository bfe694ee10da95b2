"""How one bound form field becomes accessible HTML in the look of NL Design System."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.widgets import Input
from django.utils.html import format_html
from django.utils.safestring import SafeString

_KLASSEN: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.CheckboxInput, "vinkveld"),
    (forms.Select, "utrecht-select"),
    (forms.ClearableFileInput, "bestandsveld"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
)


def widgetklasse(veld: BoundField) -> str:
    """Return the CSS classes for the widget of the field, its own included."""
    eigen = veld.field.widget.attrs.get("class", "")
    basis = next((klasse for soort, klasse in _KLASSEN if isinstance(veld.field.widget, soort)), "")
    fout = f"{basis.split()[0]}--invalid" if basis and veld.errors else ""
    return " ".join(deel for deel in (basis, fout, eigen) if deel)


def widget_html(veld: BoundField, **attrs: str) -> SafeString:
    """Return the widget with its classes; Django itself adds aria-invalid and aria-describedby."""
    klasse = widgetklasse(veld)
    return veld.as_widget(attrs={**({"class": klasse} if klasse else {}), **attrs})


def veldcontext(veld: BoundField, *, kort: bool = False) -> dict[str, Any]:
    """Return the context of onderdelen/formulierveld.html."""
    soort = veld.field.widget
    return {
        "veld": veld,
        "widget": widget_html(veld),
        "groep": veld.use_fieldset,
        "vinkje": isinstance(soort, forms.CheckboxInput),
        "optioneel": not kort and not veld.field.required and not isinstance(soort, forms.CheckboxInput),
        "omschreven_door": veld.aria_describedby,
    }


def cel_html(veld: BoundField, label: str) -> SafeString:
    """Return widget and error for a table cell; ``label`` names the input for a screen reader."""
    widget = widget_html(veld, **({"aria-label": label} if label else {}))
    if not veld.errors:
        return widget
    fout = " ".join(str(fout) for fout in veld.errors)
    return format_html('{}<p class="veldfout" id="{}_error">{}</p>', widget, veld.auto_id, fout)


@dataclass(frozen=True, slots=True)
class Foutregel:
    """One line of the error summary; ``anker`` is the id of the field, empty for the form as a whole."""

    anker: str
    label: str
    tekst: str


def foutregels(formulieren: Iterable[forms.BaseForm]) -> list[Foutregel]:
    """Return the errors of forms in the order of their fields, those of a whole form first."""
    regels: list[Foutregel] = []
    for formulier in formulieren:
        regels += [Foutregel("", "", str(fout)) for fout in formulier.non_field_errors()]
        for veld in formulier:
            anker = "" if veld.is_hidden else _anker(veld)
            regels += [Foutregel(anker, str(veld.label), str(fout)) for fout in veld.errors]
    return regels


def _anker(veld: BoundField) -> str:
    """Return the id that a link to the field should point to."""
    return f"{veld.auto_id}_groep" if veld.use_fieldset else str(veld.id_for_label)
