"""Makes PDFs from HTML, and by hand where a file must be hostile, and reads them back."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

import weasyprint

from basis.documenten.model import Alinea, Document, Tabel
from basis.documenten.pdf import lees_pdf

BASIS = "@page{size:A4;margin:25mm 20mm} body{font-family:'DejaVu Sans';font-size:10pt}"
LIJNEN = (
    "table{border-collapse:collapse;width:100%}"
    "td,th{border:1px solid #333;padding:4px;vertical-align:top;text-align:left}"
)
LANG = " ".join(["De corporatie vertelt de gemeente ieder kwartaal hoe het met de nieuwe woningen staat."] * 6)
KORT = "De gemeente houdt bij welke plekken vrijkomen."


def maak(pad: Path, html: str, css: str = "") -> Path:
    """Write a PDF of ``html``."""
    bestand = pad / "voorbeeld.pdf"
    weasyprint.HTML(string=f"<html lang=nl><style>{BASIS}{css}</style>{html}").write_pdf(bestand)
    return bestand


def lees(pad: Path, html: str, css: str = "") -> Document:
    """Make a PDF of ``html`` and read it."""
    return lees_pdf(maak(pad, html, css))


def tabel_html(koppen: Iterable[str], rijen: Iterable[Iterable[str]], *, herhaal: bool = True) -> str:
    """An HTML table; with ``herhaal`` the heading comes back on every page."""
    kop = "<tr>" + "".join(f"<th>{kop}</th>" for kop in koppen) + "</tr>"
    if herhaal:
        kop = f"<thead>{kop}</thead>"
    return (
        f"<table>{kop}"
        + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in rij) + "</tr>" for rij in rijen)
        + "</table>"
    )


def enige_tabel(document: Document) -> Tabel:
    """The table of a document that has one."""
    tabellen = list(document.tabellen)
    assert len(tabellen) == 1
    return tabellen[0]


def cellen(tabel: Tabel) -> list[list[str]]:
    """All text of a table, white space evened out."""
    return [[" ".join(tekst.split()) for tekst in rij.teksten] for rij in tabel.rijen]


def teksten(document: Document) -> list[str]:
    """The paragraphs outside tables."""
    return [alinea.tekst for alinea in document.alineas]


def alinea(document: Document, begin: str) -> Alinea:
    """The paragraph that starts with these words."""
    return next(alinea for alinea in document.alineas if alinea.tekst.startswith(begin))


def ruwe_pdf(
    inhoud: bytes, *, bladzijden: int = 1, ingepakt: bytes | None = None, filters: bytes = b"/FlateDecode"
) -> bytes:
    """A PDF by hand: every page draws ``inhoud``."""
    stroom = zlib.compress(inhoud, 9) if ingepakt is None else ingepakt
    kinderen = b" ".join(b"%d 0 R" % (10 + nr) for nr in range(bladzijden))
    objecten = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kinderen, bladzijden),
        3: b"<</Length %d/Filter %s>>\nstream\n%s\nendstream" % (len(stroom), filters, stroom),
        4: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }
    for nr in range(bladzijden):
        objecten[10 + nr] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
        )
    uit = bytearray(b"%PDF-1.5\n")
    plekken = {}
    for nummer, lichaam in objecten.items():
        plekken[nummer] = len(uit)
        uit += b"%d 0 obj\n%s\nendobj\n" % (nummer, lichaam)
    begin, aantal = len(uit), max(objecten) + 1
    uit += b"xref\n0 %d\n" % aantal
    for nummer in range(aantal):
        uit += b"%010d 00000 n \n" % plekken[nummer] if nummer in plekken else b"0000000000 65535 f \n"
    return bytes(uit) + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (aantal, begin)
