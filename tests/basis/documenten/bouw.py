"""Builds Word and Excel files from pieces of XML, so that a test can hold exactly one peculiarity."""

from __future__ import annotations

import zipfile
from pathlib import Path

from basis.documenten.docx import lees_docx
from basis.documenten.model import Document

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAAMRUIMTEN = (
    f'xmlns:w="{W_NS}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PAKKET_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_SOORT_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
STIJLEN = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
)


def typen(hoofd: str = _SOORT_DOCX, plek: str = "/word/document.xml", extra: str = "") -> str:
    """Return [Content_Types].xml."""
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="{plek}" ContentType="{hoofd}"/>{extra}</Types>'
    )


def relaties(*paren: tuple[str, str]) -> str:
    """Return a .rels part from (kind, target)."""
    regels = "".join(
        f'<Relationship Id="rId{nr}" Type="{_REL}/{soort}" Target="{doel}"/>'
        for nr, (soort, doel) in enumerate(paren, 1)
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_PAKKET_REL}">{regels}</Relationships>'


def p(tekst: str = "", eigenschappen: str = "", run: str = "") -> str:
    """Return a paragraph with one run."""
    inhoud = r(tekst, run) if tekst else ""
    return f"<w:p>{f'<w:pPr>{eigenschappen}</w:pPr>' if eigenschappen else ''}{inhoud}</w:p>"


def r(tekst: str, eigenschappen: str = "") -> str:
    """Return a run."""
    opmaak = f"<w:rPr>{eigenschappen}</w:rPr>" if eigenschappen else ""
    return f'<w:r>{opmaak}<w:t xml:space="preserve">{tekst}</w:t></w:r>'


def hoog(tekst: str) -> str:
    """Return a raised run."""
    return r(tekst, '<w:vertAlign w:val="superscript"/>')


def tc(inhoud: str = "<w:p/>", eigenschappen: str = "") -> str:
    """Return a cell."""
    return f"<w:tc><w:tcPr>{eigenschappen}</w:tcPr>{inhoud}</w:tc>"


def tr(*cellen: str, eigenschappen: str = "") -> str:
    """Return a row."""
    return f"<w:tr><w:trPr>{eigenschappen}</w:trPr>{''.join(cellen)}</w:tr>"


def tbl(*rijen: str, eigenschappen: str = "") -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr>{eigenschappen}</w:tblPr>{''.join(rijen)}</w:tbl>"


def deel(wortel: str, inhoud: str) -> str:
    """Return a part with all name spaces."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{wortel} {_NAAMRUIMTEN}>{inhoud}</w:{wortel}>'


def maak_zip(pad: Path, delen: dict[str, str | bytes]) -> Path:
    """Write a package."""
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as pakket:
        for naam, inhoud in delen.items():
            pakket.writestr(naam, inhoud)
    return pad


def docx_delen(body: str, *, stijlen: str = STIJLEN, **delen: str) -> dict[str, str | bytes]:
    """Return the parts of a Word file; ``delen`` are numbering, footnotes, endnotes, settings, comments (inner XML)."""
    inhoud: dict[str, str | bytes] = {
        "[Content_Types].xml": typen(),
        "_rels/.rels": relaties(("officeDocument", "word/document.xml")),
        "word/document.xml": deel("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": deel("styles", stijlen),
    }
    for naam, xml in delen.items():
        inhoud[f"word/{naam}.xml"] = deel(naam, xml)
    inhoud["word/_rels/document.xml.rels"] = relaties(
        ("styles", "styles.xml"), *((naam, f"{naam}.xml") for naam in delen)
    )
    return inhoud


def lees(map_: Path, body: str, **delen: str) -> Document:
    """Build a Word file from the inside of its body and read it."""
    return lees_docx(maak_zip(map_ / "proef.docx", docx_delen(body, **delen)))


def teksten(document: Document) -> list[str]:
    """Return the texts of the paragraphs outside tables."""
    return [alinea.tekst for alinea in document.alineas]


def niveau(nr: int, tekst: str, vorm: str = "decimal", extra: str = "", start: int = 1) -> str:
    """Return a level of a list."""
    begin = f'<w:start w:val="{start}"/><w:numFmt w:val="{vorm}"/>'
    return f'<w:lvl w:ilvl="{nr}">{begin}{extra}<w:lvlText w:val="{tekst}"/></w:lvl>'


def lijst(nr: int, *niveaus: str, extra: str = "") -> str:
    """Return an abstract list."""
    return f'<w:abstractNum w:abstractNumId="{nr}">{extra}{"".join(niveaus)}</w:abstractNum>'


def num(nr: int, abstract: int, afwijkingen: str = "") -> str:
    """Return a list that paragraphs name."""
    return f'<w:num w:numId="{nr}"><w:abstractNumId w:val="{abstract}"/>{afwijkingen}</w:num>'


def genummerd(nr: int, diepte: int = 0) -> str:
    """Return the properties of a paragraph in a list."""
    return f'<w:numPr><w:ilvl w:val="{diepte}"/><w:numId w:val="{nr}"/></w:numPr>'
