"""Status badges: text, a shape and a colour together, so that no one has to see colour. Knows no domain status."""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from basis.vormen import kies_kleur, kies_vorm


@lru_cache(maxsize=1024)
def statuslabel(tekst: str, kleur: str = "grijs", vorm: str = "") -> SafeString:
    """Return the HTML of a badge; an unknown colour becomes grey, an empty shape follows the colour.

    Raises ValueError for an unknown shape: that is a mistake in code, while colours come from data.
    """
    return format_html(
        '<span class="status status--{} vorm--{}">{}</span>', kies_kleur(kleur), kies_vorm(kleur, vorm), tekst
    )
