"""Status badges: text, a shape and a colour together, so that no one has to see colour. Knows no domain status."""

from __future__ import annotations

from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from basis.vormen import kies_kleur, kies_vorm


def statuslabel(tekst: object, kleur: str = "grijs", vorm: str = "") -> SafeString:
    """Return the HTML of a badge; an unknown colour becomes grey, an empty shape follows the colour.

    The text is always escaped, also when it calls itself safe. Raises ValueError for an unknown shape: that is a
    mistake in code, while colours come from data.
    """
    # Escaped before it becomes a key of the cache: there a text that calls itself safe equals one that does not.
    return _label(escape(tekst), str(kleur), str(vorm))


@lru_cache(maxsize=1024)
def _label(tekst: SafeString, kleur: str, vorm: str) -> SafeString:
    """Return the badge of an escaped text; there are few of them, so each is made once."""
    return format_html(
        '<span class="status status--{} vorm--{}">{}</span>', kies_kleur(kleur), kies_vorm(kleur, vorm), tekst
    )
