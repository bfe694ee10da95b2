"""Formulas of computed rows (pure): ``nieuwbouw + sloop - verkoop`` over the signed counts of other rows."""

from __future__ import annotations

import re

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
