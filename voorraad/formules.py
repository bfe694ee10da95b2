"""Formulas of computed rows (pure): ``nieuwbouw + sloop - verkoop`` over the signed counts of other rows."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TERM = re.compile(r"\s*([+-]?)\s*([a-z][a-z0-9_]*)\s*")


class FormuleFout(ValueError):
    """The formula cannot be read; the message is for the user."""


def lees_formule(formule: str) -> list[tuple[int, str]]:
    """Return the terms of a formula as (sign, row key); raises FormuleFout when it is not a sum of row keys."""
    termen: list[tuple[int, str]] = []
    plek = 0
    while plek < len(formule):
        treffer = _TERM.match(formule, plek)
        if not treffer or (termen and not treffer[1]):
            raise FormuleFout(f"De formule is niet te lezen vanaf '{formule[plek:].strip()[:20]}'.")
        termen.append((-1 if treffer[1] == "-" else 1, treffer[2]))
        plek = treffer.end()
    if not termen:
        raise FormuleFout("De formule is leeg.")
    return termen


def bereken(formules: Mapping[str, str], bijdragen: Mapping[str, int]) -> dict[str, int]:
    """Compute every row: entered rows as given, derived rows by their formula.

    ``formules``: row key -> formula, empty for a row that is entered. ``bijdragen``: row key -> signed count; a row
    that is absent counts as 0. Derived rows may build on derived rows; a circle raises FormuleFout.
    """
    uit: dict[str, int] = {}

    def waarde(sleutel: str, onderweg: tuple[str, ...]) -> int:
        if sleutel in uit:
            return uit[sleutel]
        if sleutel in onderweg:
            raise FormuleFout(f"De formule van '{sleutel}' verwijst naar zichzelf.")
        if sleutel not in formules:
            raise FormuleFout(f"De regel '{sleutel}' bestaat niet.")
        if not formules[sleutel]:
            uit[sleutel] = bijdragen.get(sleutel, 0)
        else:
            termen = lees_formule(formules[sleutel])
            uit[sleutel] = sum(teken * waarde(naam, (*onderweg, sleutel)) for teken, naam in termen)
        return uit[sleutel]

    for regel in formules:
        waarde(regel, ())
    return uit
