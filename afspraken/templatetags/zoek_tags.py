"""Highlighting of what was searched."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from afspraken import zoeken

register = template.Library()


@register.filter
def markeer(tekst: object, vraag: str) -> SafeString | object:
    """Put the hits of a search in <mark>; safe HTML keeps its tags, other text is escaped as always."""
    if not vraag:
        return tekst
    return zoeken.markeer(tekst if isinstance(tekst, str) else str(tekst), vraag)
