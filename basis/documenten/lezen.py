"""A file on disk to a Document, whatever its format. The only way in: it lets no file past the gate."""

from __future__ import annotations

import logging
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from basis.documenten.begrensd import ONLEESBAAR, TE_ZWAAR, meld_voortgang
from basis.documenten.model import Bestandssoort, Document, Leesfout
from basis.documenten.poort import controleer

logger = logging.getLogger(__name__)

_LEZERS = {
    Bestandssoort.DOCX: "basis.documenten.docx:lees_docx",
    Bestandssoort.XLSX: "basis.documenten.xlsx:lees_xlsx",
    Bestandssoort.PDF: "basis.documenten.pdf:lees_pdf",
}
"""By name, so that a process loads the libraries of one format only: they take a large part of its memory."""


def lees_document(pad: Path, naam: str = "") -> Document:
    """Read a .docx, .xlsx or .pdf; ``naam`` is the name the user gave it (default: the name on disk).

    Raises Leesfout with a Dutch message for the user. Memory and time are bounded by ``begrensd``, not here.
    """
    soort = controleer(pad, naam)
    meld_voortgang(10)
    try:
        document = _lezer(soort)(pad)
    except (Leesfout, MemoryError):
        raise
    except RecursionError as fout:
        raise Leesfout(TE_ZWAAR) from fout
    except Exception as fout:
        # The file comes from outside: whatever a library stumbles over is the file's fault for the user, and logged.
        logger.exception("Reading a %s failed", soort)
        raise Leesfout(ONLEESBAAR) from fout
    document.naam = Path(naam or pad.name).name
    meld_voortgang(90)
    return document


def _lezer(soort: Bestandssoort) -> Callable[[Path], Document]:
    module, _, functie = _LEZERS[soort].partition(":")
    lezer: Callable[[Path], Document] = getattr(import_module(module), functie)
    return lezer
