"""Text PDFs to the same blocks a Word file gives: paragraphs, headings, lists, tables and notes in reading order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from basis.documenten.begrensd import meld_voortgang
from basis.documenten.model import Bestandssoort, Document, Leesfout
from basis.documenten.pdf_bladzijde import bladzijde_van
from basis.documenten.pdf_bron import Opvang, Tekenaar, TeVeel
from basis.documenten.pdf_opbouw import bouw_document
from basis.documenten.pdf_poort import GEEN_TEKST, KAPOT, MAX_BLADZIJDEN, OP_SLOT, TE_GROOT, TE_LANG, controleer_bestand
from basis.documenten.pdf_vormen import Bladzijde

MAX_LETTERS = 4_000_000
"""Letters in one document; 500 full pages have some 2.5 million."""
MAX_OPDRACHTEN = 8 * 1024 * 1024
"""Bytes of drawing commands in one document, beside what every page may have; a MB takes one to three seconds."""
PER_BLADZIJDE = 160 * 1024

Voortgang = Callable[[int], None]
_FOUTEN: tuple[type[Exception], ...] = (PSException, MalformedPDFException, PdfminerException)
_FOUTEN += (ValueError, TypeError, LookupError, AttributeError, AssertionError)
_FOUTEN += (ArithmeticError, RecursionError, NotImplementedError, EOFError, OSError)
"""What pdfminer may raise on a damaged file: it takes much on trust."""


def lees_pdf(pad: Path, voortgang: Voortgang | None = None) -> Document:
    """Read a text PDF. Raises Leesfout with a Dutch message for the user.

    ``voortgang`` hears the percentage done; without it, whoever waits for this process does, from 10 to 90.
    """
    meld = voortgang or _meld_aan_wachtende
    controleer_bestand(pad)
    with pad.open("rb") as bestand:
        bladen = _lees_bladen(bestand, meld)
    if not any(blad.regels or blad.tabellen for blad in bladen):
        raise Leesfout(_zonder_tekst(bladen))
    document = Document(Bestandssoort.PDF, pad.name, bladzijden=len(bladen))
    bouw_document(document, bladen)
    meld(100)
    return document


def _meld_aan_wachtende(procent: int) -> None:
    meld_voortgang(10 + procent * 80 // 100)


def _zonder_tekst(bladen: list[Bladzijde]) -> str:
    """Why nothing was read: too much, damaged, or only images."""
    if any(blad.afgekapt for blad in bladen):
        return TE_GROOT
    return KAPOT if any(blad.stuk for blad in bladen) else GEEN_TEKST


def _lees_bladen(bestand: BinaryIO, voortgang: Voortgang) -> list[Bladzijde]:
    try:
        pdf = pdfplumber.open(bestand)  # type: ignore[arg-type]
        bronnen = _bronnen(pdf)
    except Leesfout:
        raise
    except _FOUTEN as fout:
        raise Leesfout(OP_SLOT if _is_op_slot(fout) else KAPOT) from fout
    lees = partial(_lees_blad, pdf)
    bladen: list[Bladzijde] = []
    letters = opdrachten = 0
    for nr, bron in enumerate(bronnen, 1):
        blad, bytes_gelezen = lees(bron, nr)
        bladen.append(blad)
        letters += blad.tekens
        opdrachten += bytes_gelezen
        if letters > MAX_LETTERS or opdrachten > MAX_OPDRACHTEN + PER_BLADZIJDE * len(bronnen):
            raise Leesfout(TE_GROOT)
        voortgang(round(90 * nr / len(bronnen)))
    return bladen


def _bronnen(pdf: PDF) -> list[PDFPage]:
    """The pages, without drawing them; refuses a document that is too long before it has counted all of it."""
    bronnen: list[PDFPage] = []
    for bron in PDFPage.create_pages(pdf.doc):
        if len(bronnen) == MAX_BLADZIJDEN:
            raise Leesfout(TE_LANG)
        bronnen.append(bron)
    if not bronnen:
        raise Leesfout(KAPOT)
    return bronnen


def _is_op_slot(fout: BaseException) -> bool:
    """Tell whether the file could not be opened for want of a password."""
    oorzaken = [fout, fout.__cause__, fout.__context__, *fout.args]
    return any(isinstance(oorzaak, PDFEncryptionError) for oorzaak in oorzaken)


def _lees_blad(pdf: PDF, bron: PDFPage, nummer: int) -> tuple[Bladzijde, int]:
    """One page and how many bytes of commands it took. A page that cannot be read says so and is left out."""
    opvang = Opvang(pdf.rsrcmgr)
    afgekapt = stuk = False
    try:
        Tekenaar(pdf.rsrcmgr, opvang).process_page(bron)
    except TeVeel:
        afgekapt = True
    except _FOUTEN:
        stuk = True
    blad = bladzijde_van(opvang, nummer, afgekapt)
    blad.stuk = stuk
    if stuk:
        blad.meld("Deze bladzijde is beschadigd en niet of niet helemaal gelezen.")
    return blad, opvang.bytes
