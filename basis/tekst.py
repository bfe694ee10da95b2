"""Text keys that sort and search the same on every database, and safe HTML of what people write. No Django models.

The keys hold only the characters 0-9 and a-z, so SQLite, and PostgreSQL under C, nl_NL or ICU rules, agree on order.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt

SLEUTEL_LENGTE = 80
_CIJFERS = 8
_LEEG = "z" * 12
_DELEN = re.compile(r"[0-9]+|[a-z]+")
_LOSSE_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("‘’‚‛′´`", "'")
    | dict.fromkeys("“”„‟″", '"')
    | dict.fromkeys("‐‑‒–—−", "-")
)
_ONZICHTBAAR = {"Mn", "Me", "Cf", "Cc", "Cs"}


def zoeksleutel(tekst: str) -> str:
    """Return the text as people search it: no case, accents, ligatures (also ij), odd quotes or double spaces.

    Stable: the key of a key is the key. Store it beside the text and search it with the key of what was typed.
    """
    tekst = " ".join(tekst.split())
    for _ in range(2):
        tekst = unicodedata.normalize("NFKD", tekst.casefold())
        tekst = tekst.translate(_LOSSE_LETTERS)
        tekst = "".join(teken for teken in tekst if unicodedata.category(teken) not in _ONZICHTBAAR)
    return " ".join(tekst.split())


def sorteersleutel(nummer: str) -> str:
    """Return a key that sorts agreement numbers as people count: 1.9, 1.10, 6C1.2, A1, T-03, and empty last.

    Every run of digits becomes eight digits wide, so plain text order is number order. ASCII, at most
    ``SLEUTEL_LENGTE`` characters.
    """
    delen = _DELEN.findall(zoeksleutel(nummer))
    if not delen:
        return _LEEG
    return "".join(_verbreed(deel) if deel[0].isdigit() else deel for deel in delen)[:SLEUTEL_LENGTE]


def naamsleutel(naam: str) -> str:
    """Return a key that sorts names and titles word by word, numbers in them as numbers; empty last."""
    delen = _DELEN.findall(zoeksleutel(naam))
    if not delen:
        return _LEEG
    return "0".join(_verbreed(deel) if deel[0].isdigit() else deel for deel in delen)[:SLEUTEL_LENGTE]


def _verbreed(cijfers: str) -> str:
    """Return digits at a fixed width; a number that does not fit counts as the highest."""
    kaal = cijfers.lstrip("0")
    return kaal.zfill(_CIJFERS) if len(kaal) <= _CIJFERS else "9" * _CIJFERS


_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")
_MARKDOWN.disable(["heading", "lheading", "image", "html_block", "html_inline", "code"])
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre", "hr"}
_TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}


@lru_cache(maxsize=2048)
def opmaak_html(tekst: str) -> str:
    """Return safe HTML of markdown text: no HTML, images, headings or styles pass, links only to http(s) and mail.

    Line ends are kept, as people who type plain text expect. Cached: the same text is rendered once per process.
    """
    return nh3.clean(
        _MARKDOWN.render(tekst),
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    ).strip()
