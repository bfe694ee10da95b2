"""Small documents for tests, made of a few words of our own: Word with headings, lists, tables; Excel with sheets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.table import _Cell as WordCel
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from weasyprint import HTML

from voorraad.importeren.lezen import lees_als_json

AANHEF = (
    "De gemeente Noorddijk, de woningcorporaties Woonstichting De Linde en Woongoed Waterland en de "
    "huurdersorganisatie Huurdersraad Noorddijk maken deze afspraken. "
    "Ze gelden van 1 januari 2023 tot en met 31 december 2026."
)
TITEL = "Prestatieafspraken Noorddijk 2023-2026"


@dataclass
class Tabel:
    """A Word table: rows of texts. A text may hold line breaks; '- ' opens a list item, '**' bold."""

    rijen: list[list[str]]
    samen: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Merged cells: first row and column, last row and column."""
    kop: bool = False
    """Mark the first row as a heading that repeats."""


@dataclass
class Kop:
    """A heading in Word's own style."""

    tekst: str
    niveau: int = 1


@dataclass
class Alinea:
    """A paragraph; ``stijl`` as Word names it ('List Bullet', 'List Number')."""

    tekst: str
    stijl: str = "Normal"
    vet: bool = False
    nummering: tuple[int, int] | None = None
    """Level and list of Word's automatic numbering: see ``nummering``."""


Blok = Tabel | Kop | Alinea | str


def lees(pad: Path) -> dict[str, Any]:
    """Import a file and return the JSON."""
    return lees_als_json(pad)


def word(pad: Path, *blokken: Blok, titel: str = TITEL, aanhef: str = AANHEF, niveaus: Sequence[str] = ()) -> Path:
    """Write a Word document. ``niveaus``: patterns of automatic numbering per level ('%1.', '%1.%2')."""
    document = docx.Document()
    lijst = nummering(document, niveaus) if niveaus else 0
    if titel:
        document.add_paragraph(titel, style="Title")
    if aanhef:
        document.add_paragraph(aanhef)
    for blok in blokken:
        if isinstance(blok, Tabel):
            zet_tabel(document, blok)
        elif isinstance(blok, Kop):
            document.add_heading(blok.tekst, blok.niveau)
        elif isinstance(blok, Alinea):
            alinea = document.add_paragraph(style=blok.stijl)
            zet_tekst(alinea, blok.tekst, vet=blok.vet)
            if blok.nummering is not None:
                zet_nummering(alinea, blok.nummering[0], lijst)
        else:
            zet_tekst(document.add_paragraph(), blok)
    bestand = pad / "afspraken.docx"
    document.save(str(bestand))
    return bestand


def lees_word(pad: Path, *blokken: Blok, **opties: Any) -> dict[str, Any]:
    """Write a Word document and import it."""
    return lees(word(pad, *blokken, **opties))


STIJL = """
@page { size: A4; margin: 2cm }
body { font-family: 'DejaVu Sans'; font-size: 10pt }
h1 { font-size: 16pt } h2 { font-size: 13pt } p { margin: 7pt 0 }
table { border-collapse: collapse; width: 100%; margin: 8pt 0 }
td { border: 0.5pt solid black; padding: 3pt; vertical-align: top }
.titel { font-size: 22pt; font-weight: bold }
"""


def pdf(pad: Path, *blokken: Blok, titel: str = TITEL, aanhef: str = AANHEF) -> Path:
    """Write the same blocks as a PDF with text; automatic numbering is not made."""
    delen = [f'<p class="titel">{escape(titel)}</p>' if titel else "", f"<p>{escape(aanhef)}</p>" if aanhef else ""]
    delen += [_html(blok) for blok in blokken]
    bestand = pad / "afspraken.pdf"
    HTML(string=f'<html lang="nl"><style>{STIJL}</style><body>{"".join(delen)}</body></html>').write_pdf(bestand)
    return bestand


def lees_pdf(pad: Path, *blokken: Blok, **opties: Any) -> dict[str, Any]:
    """Write a PDF and import it."""
    return lees(pdf(pad, *blokken, **opties))


def _html(blok: Blok) -> str:
    if isinstance(blok, Tabel):
        return _html_tabel(blok)
    if isinstance(blok, Kop):
        return f"<h{blok.niveau}>{_html_regel(blok.tekst)}</h{blok.niveau}>"
    tekst = _html_regel(blok.tekst if isinstance(blok, Alinea) else blok)
    if isinstance(blok, Alinea) and blok.stijl.startswith("List"):
        return f"<ul><li>{tekst}</li></ul>"
    return f"<p><b>{tekst}</b></p>" if isinstance(blok, Alinea) and blok.vet else f"<p>{tekst}</p>"


def _html_regel(tekst: str) -> str:
    return "".join(f"<b>{escape(deel)}</b>" if nr % 2 else escape(deel) for nr, deel in enumerate(tekst.split("**")))


def _html_tabel(blok: Tabel) -> str:
    bedekt = {
        (rij, kolom): (rij, kolom) == (rij1, kolom1)
        for rij1, kolom1, rij2, kolom2 in blok.samen
        for rij in range(rij1, rij2 + 1)
        for kolom in range(kolom1, kolom2 + 1)
    }
    maten = {(r1, k1): (r2 - r1 + 1, k2 - k1 + 1) for r1, k1, r2, k2 in blok.samen}
    uit = []
    for nr, rij in enumerate(blok.rijen):
        cellen = []
        for kolom, tekst in enumerate(rij):
            if bedekt.get((nr, kolom), True):
                hoog, breed = maten.get((nr, kolom), (1, 1))
                inhoud = "".join(f"<p>{_html_regel(regel)}</p>" for regel in tekst.split("\n"))
                cellen.append(f'<td rowspan="{hoog}" colspan="{breed}">{inhoud}</td>')
        uit.append(f"<tr>{''.join(cellen)}</tr>")
    return f"<table>{''.join(uit)}</table>"


def zet_tekst(alinea: Paragraph, tekst: str, *, vet: bool = False) -> None:
    """Put a text in a paragraph; what stands between ** is bold."""
    for nr, stuk in enumerate(tekst.split("**")):
        if stuk:
            alinea.add_run(stuk).bold = True if vet or nr % 2 else None


def zet_cel(cel: WordCel, tekst: str) -> None:
    """Put a text in a cell: a line is a paragraph, '- ' and '-- ' are list items."""
    cel.paragraphs[0].text = ""
    for nr, regel in enumerate(tekst.split("\n")):
        alinea = cel.paragraphs[0] if nr == 0 else cel.add_paragraph()
        if regel.startswith("-- "):
            alinea.style, regel = "List Bullet 2", regel[3:]
        elif regel.startswith("- "):
            alinea.style, regel = "List Bullet", regel[2:]
        zet_tekst(alinea, regel)


def zet_tabel(document: WordDocument, blok: Tabel) -> Table:
    """Add a table."""
    breedte = max(len(rij) for rij in blok.rijen)
    tabel = document.add_table(rows=len(blok.rijen), cols=breedte)
    tabel.style = "Table Grid"
    for nr, rij in enumerate(blok.rijen):
        for kolom, tekst in enumerate(rij):
            if tekst:
                zet_cel(tabel.cell(nr, kolom), tekst)
    for rij1, kolom1, rij2, kolom2 in blok.samen:
        tabel.cell(rij1, kolom1).merge(tabel.cell(rij2, kolom2))
    if blok.kop:
        eigenschappen = tabel.rows[0]._tr.get_or_add_trPr()
        eigenschappen.append(OxmlElement("w:tblHeader"))
    return tabel


def nummering(document: WordDocument, niveaus: Sequence[str]) -> int:
    """Define automatic numbering with a pattern per level; return the number of the list."""
    wortel = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for diepte, patroon in enumerate(niveaus):
        niveau = OxmlElement("w:lvl")
        niveau.set(qn("w:ilvl"), str(diepte))
        for naam, waarde in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", patroon)):
            kind = OxmlElement(naam)
            kind.set(qn("w:val"), waarde)
            niveau.append(kind)
        abstract.append(niveau)
    wortel.insert(0, abstract)
    lijst = OxmlElement("w:num")
    lijst.set(qn("w:numId"), "77")
    verwijzing = OxmlElement("w:abstractNumId")
    verwijzing.set(qn("w:val"), "77")
    lijst.append(verwijzing)
    wortel.append(lijst)
    return 77


def zet_nummering(alinea: Paragraph, niveau: int, lijst: int) -> None:
    """Number a paragraph automatically."""
    eigenschappen = alinea._p.get_or_add_pPr()
    nummer = OxmlElement("w:numPr")
    for naam, waarde in (("w:ilvl", niveau), ("w:numId", lijst)):
        kind = OxmlElement(naam)
        kind.set(qn("w:val"), str(waarde))
        nummer.append(kind)
    eigenschappen.append(nummer)


@dataclass
class Blad:
    """A sheet: rows of values from A1; hidden rows count from 1."""

    naam: str
    rijen: list[list[Any]]
    samen: list[str] = field(default_factory=list)
    verborgen: bool = False
    verborgen_rijen: list[int] = field(default_factory=list)
    formaten: dict[str, str] = field(default_factory=dict)


def excel(pad: Path, *bladen: Blad) -> Path:
    """Write a workbook."""
    werkboek = Workbook()
    werkboek.remove(werkboek.active)
    for blad in bladen:
        vel = werkboek.create_sheet(blad.naam)
        for nr, rij in enumerate(blad.rijen, 1):
            for kolom, waarde in enumerate(rij, 1):
                if waarde is not None and waarde != "":
                    vel.cell(nr, kolom, waarde)
        for bereik in blad.samen:
            vel.merge_cells(bereik)
        for nr in blad.verborgen_rijen:
            vel.row_dimensions[nr].hidden = True
        for adres, formaat in blad.formaten.items():
            vel[adres].number_format = formaat
        if blad.verborgen:
            vel.sheet_state = "hidden"
    bestand = pad / "afspraken.xlsx"
    werkboek.save(bestand)
    return bestand


def lees_excel(pad: Path, *bladen: Blad) -> dict[str, Any]:
    """Write a workbook and import it."""
    return lees(excel(pad, *bladen))


def nummers(resultaat: dict[str, Any]) -> list[str]:
    """Numbers of the agreements, in order."""
    return [afspraak["nummer"] for afspraak in resultaat["afspraken"]]


def op_nummer(resultaat: dict[str, Any], nummer: str) -> dict[str, Any]:
    """The one agreement with this number."""
    gevonden = [afspraak for afspraak in resultaat["afspraken"] if afspraak["nummer"] == nummer]
    assert len(gevonden) == 1, (nummer, nummers(resultaat))
    return gevonden[0]


def meldingen(resultaat: dict[str, Any]) -> str:
    """All warnings in one text."""
    return "\n".join([*resultaat["waarschuwingen"], *(w for a in resultaat["afspraken"] for w in a["waarschuwingen"])])
