"""From HTML to a tagged PDF (PDF/UA-1). The only module that imports WeasyPrint; a web worker never imports this one.

Measured: layout is most of the time; a print stylesheet without flex, grid and leaders, and no garbage collection
during the render are what helps.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

_SCHEMA = "basis-bestand:"
_STIJLBLAD = "basis/rapport.css"
# The second subset has a family name of its own: WeasyPrint mixes up the glyphs of two files under one name.
_LETTERTYPEN = {
    "nlds/lettertype/noto-sans-latin-400-normal.woff2": ("Noto Sans", 400),
    "nlds/lettertype/noto-sans-latin-700-normal.woff2": ("Noto Sans", 700),
    "nlds/lettertype/noto-sans-latin-ext-400-normal.woff2": ("Noto Sans Ext", 400),
    "nlds/lettertype/noto-sans-latin-ext-700-normal.woff2": ("Noto Sans Ext", 700),
}
_DATA_SVG = re.compile(r"data:image/svg\+xml[,;]")


def maak_pdf(html: str, *, titel: str, basis_url: str) -> bytes:
    """Return the PDF/UA-1 of an HTML document that extends pdf/basis.html.

    ``titel`` is what a reader shows in its window; ``basis_url`` (https://...) completes relative links. Nothing is
    fetched but our own stylesheet and fonts. Raises FileNotFoundError when the fonts were not set up.
    """
    lettertypen = FontConfiguration()
    ophaler = _EigenBestanden()
    with _zonder_opruimen():
        stijl = CSS(string=_stijl(), url_fetcher=ophaler, font_config=lettertypen, base_url=_SCHEMA)
        bron = HTML(string=html, base_url=basis_url, url_fetcher=ophaler)
        document = bron.render(stylesheets=[stijl], font_config=lettertypen, pdf_variant="pdf/ua-1")
        document.metadata.title = titel
        return bytes(document.write_pdf(pdf_variant="pdf/ua-1"))


class _EigenBestanden(URLFetcher):
    """Fetcher that knows our own fonts and SVG inside a stylesheet, and refuses all else: no network, no disk."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return a font or an SVG shape; raise ValueError for every other address."""
        naam = unquote(url.removeprefix(_SCHEMA))
        if url.startswith(_SCHEMA) and naam in _LETTERTYPEN:
            return URLFetcherResponse(url, _pad(naam).read_bytes(), {"Content-Type": "font/woff2"})
        if _DATA_SVG.match(url):
            kop, _, inhoud = url.partition(",")
            if ";base64" not in kop:
                return URLFetcherResponse(url, unquote(inhoud).encode(), {"Content-Type": "image/svg+xml"})
        raise ValueError("Dit adres wordt niet opgehaald voor een PDF.")


def _stijl() -> str:
    """Return the print stylesheet with its fonts."""
    letters = "\n".join(
        f"@font-face {{ font-family: '{familie}'; font-weight: {gewicht}; src: url({_SCHEMA}{naam}); }}"
        for naam, (familie, gewicht) in _LETTERTYPEN.items()
    )
    return f"{letters}\n{_pad(_STIJLBLAD).read_text(encoding='utf-8')}"


def _pad(naam: str) -> Path:
    """Return where a static file of ours lies: in its source folder, else where collectstatic put it."""
    gevonden: Any = finders.find(naam)
    if gevonden:
        return Path(gevonden)
    verzameld = Path(settings.STATIC_ROOT or "") / naam
    if settings.STATIC_ROOT and verzameld.is_file():
        return verzameld
    raise FileNotFoundError(f"{naam} ontbreekt. Draai bin/start: dat zet stijlbladen en lettertypen klaar.")


@contextmanager
def _zonder_opruimen() -> Iterator[None]:
    """Switch garbage collection off for the duration: it costs 14% of a render and frees next to nothing."""
    stond_aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if stond_aan:
            gc.enable()
