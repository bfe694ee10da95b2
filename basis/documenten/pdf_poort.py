"""The gate for PDF files: is it one, is it locked, and does it stay within bounds when unpacked?"""

from __future__ import annotations

import re
import zlib
from pathlib import Path
from typing import Any

from pdfminer.pdftypes import PDFStream

from basis.documenten.model import Leesfout

MAX_BLADZIJDEN = 500
MAX_STROOM = 48 * 1024 * 1024
"""Bytes one part of the file may unpack to; text, fonts and indexes stay far below."""
MAX_BEELD = 256 * 1024 * 1024
"""Bytes one image may unpack to. Images are not read, but who says that it is an image?"""
MAX_INHOUD = 4 * 1024 * 1024
"""Bytes the drawing commands of one page may take; a page of text takes some 20 kB."""
MAX_HAKEN = 100_000
"""Brackets of one kind in the commands of one page: each costs the reader memory or time until it is closed."""
MAX_TRAAG = 64 * 1024
"""Packed bytes in an old, slow packing (LZW, RunLength) whose unpacked size is not known beforehand."""

KAPOT = (
    "Deze PDF is beschadigd en kan niet worden gelezen. "
    "Maak de PDF opnieuw, bijvoorbeeld uit Word, en probeer het nog eens."
)
TE_GROOT = (
    "Deze PDF is te groot of te zwaar om veilig te lezen. "
    "Maak de PDF opnieuw uit het oorspronkelijke document, of splits het document."
)
OP_SLOT = "Deze PDF is beveiligd met een wachtwoord. Sla de PDF op zonder wachtwoord en probeer het nog eens."
TE_LANG = f"Deze PDF heeft meer dan {MAX_BLADZIJDEN} bladzijden. Splits het document en lees de delen apart in."
GEEN_TEKST = (
    "Deze PDF bevat geen tekst, alleen plaatjes. Waarschijnlijk is het een scan. "
    "Gebruik het oorspronkelijke Word-bestand, of maak met tekstherkenning (OCR) een PDF met tekst."
)

_STROOM = re.compile(rb"stream\r?\n")
_BEELD = re.compile(rb"/Subtype\s*/Image")
_BLOK = 1 << 20


def controleer_bestand(pad: Path) -> None:
    """Refuse what is no PDF and what would unpack to more than memory can bear, before anything else reads it."""
    inhoud = pad.read_bytes()
    if b"%PDF-" not in inhoud[:1024]:
        raise Leesfout(
            "Dit bestand is geen PDF, al heet het wel zo. Kies het goede bestand of sla het opnieuw op als PDF."
        )
    beeld = memoryview(inhoud)
    for vondst in _STROOM.finditer(inhoud):
        kop = inhoud[max(0, vondst.start() - 600) : vondst.start()]
        kop = kop[kop.rfind(b" obj") + 1 :]
        grens = MAX_BEELD if _BEELD.search(kop) else MAX_STROOM
        if _uitgepakt(beeld[vondst.end() :], grens) > grens:
            raise Leesfout(TE_GROOT)


def _uitgepakt(gegevens: memoryview, grens: int) -> int:
    """Bytes that deflated ``gegevens`` unpack to, counted to just over ``grens``; 0 when it is not deflated."""
    pakker = zlib.decompressobj()
    totaal = plaats = 0
    invoer: bytes = b""
    try:
        while totaal <= grens and not pakker.eof:
            if not invoer:
                invoer = bytes(gegevens[plaats : plaats + _BLOK])
                plaats += len(invoer)
            uitvoer = pakker.decompress(invoer, _BLOK)
            invoer = pakker.unconsumed_tail
            totaal += len(uitvoer)
            if not uitvoer and not invoer and plaats >= len(gegevens):
                break
    except zlib.error:
        return totaal
    return totaal


def grootte_van(stroom: PDFStream) -> int:
    """Bytes of drawing commands in ``stroom`` once unpacked; more than MAX_INHOUD when that cannot be known safely."""
    if stroom.data is not None:
        return len(stroom.data)
    ruw: bytes = stroom.rawdata or b""
    filters = [_naam(soort) for soort, _ in stroom.get_filters()]
    if sum(naam in ("FlateDecode", "Fl") for naam in filters) > 1:
        return MAX_INHOUD + 1
    traag = [naam for naam in filters if naam in ("LZWDecode", "LZW", "RunLengthDecode", "RL")]
    if traag and (len(ruw) > MAX_TRAAG or len(filters) > 1 + len(set(filters) - set(traag))):
        return MAX_INHOUD + 1
    if filters and filters[0] in ("FlateDecode", "Fl") and stroom.decipher is None:
        grootte = _uitgepakt(memoryview(ruw), MAX_INHOUD)
        if grootte > MAX_INHOUD:
            return grootte
    inhoud = stroom.get_data()
    te_diep = any(inhoud.count(haak) > MAX_HAKEN for haak in (b"[", b"(", b"<"))
    return MAX_INHOUD + 1 if te_diep else len(inhoud)


def _naam(soort: Any) -> str:
    naam = getattr(soort, "name", "")
    return naam.decode("latin-1") if isinstance(naam, bytes) else str(naam)
