"""Where PDFs of reports lie: the frozen ones of a Rapport, and concepts that are made once per content.

A concept has no row of its own. Its name holds a hash of what it was made from, so an unchanged peilmoment keeps its
PDF and a changed one gets a new file; the older ones are removed then. All of it is private media.
"""

from __future__ import annotations

import hashlib
import json
import logging
import uuid
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from afspraken.models import Peilmoment
from monitoring.models import Rapport
from monitoring.rapportcijfers import Opname

logger = logging.getLogger(__name__)
MAP = "concepten"
_NIET_INHOUD = {"gemaakt_op"}


class BestandBeschadigd(Exception):
    """The stored file is gone or is not the one whose SHA-256 was kept."""


def vingerafdruk(opname: Opname) -> str:
    """Return a hash of the contents of a momentopname: the moment it was made does not count."""
    inhoud: dict[str, Any] = {sleutel: waarde for sleutel, waarde in opname.items() if sleutel not in _NIET_INHOUD}
    tekst = json.dumps(inhoud, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


def _map(peilmoment: Peilmoment) -> str:
    return f"{MAP}/{peilmoment.overeenkomst.sleutel}"


def conceptpad(peilmoment: Peilmoment, opname: Opname) -> str:
    """Return the name in the storage of the concept of this content."""
    return f"{_map(peilmoment)}/{peilmoment.peildatum.isoformat()}-{vingerafdruk(opname)[:32]}.pdf"


def lees_concept(peilmoment: Peilmoment, opname: Opname) -> bytes | None:
    """Return the concept PDF of this content, None when it was not made yet."""
    pad = conceptpad(peilmoment, opname)
    if not default_storage.exists(pad):
        return None
    with default_storage.open(pad) as bestand:
        return bytes(bestand.read())


def heeft_concept(peilmoment: Peilmoment, opname: Opname) -> bool:
    """Tell whether the concept PDF of this content is there."""
    return default_storage.exists(conceptpad(peilmoment, opname))


def bewaar_concept(peilmoment: Peilmoment, opname: Opname, inhoud: bytes) -> str:
    """Store a concept PDF, remove the older ones of this peilmoment, and return its name."""
    pad = conceptpad(peilmoment, opname)
    if not default_storage.exists(pad):
        default_storage.save(pad, ContentFile(inhoud))
    ruim_concepten_op(peilmoment, behalve=pad)
    return pad


def ruim_concepten_op(peilmoment: Peilmoment, *, behalve: str = "") -> None:
    """Remove the concepts of this peilmoment, but for the one named."""
    if not default_storage.exists(_map(peilmoment)):
        return
    begin = f"{peilmoment.peildatum.isoformat()}-"
    for naam in default_storage.listdir(_map(peilmoment))[1]:
        pad = f"{_map(peilmoment)}/{naam}"
        if naam.startswith(begin) and pad != behalve:
            default_storage.delete(pad)


def lees_rapport(rapport: Rapport) -> bytes | None:
    """Return the stored bytes of a frozen report, None when they were not made yet.

    Raises BestandBeschadigd when the file is missing or differs from the SHA-256 that was kept.
    """
    if not rapport.pdf:
        return None
    try:
        with rapport.pdf.open() as bestand:
            inhoud = bytes(bestand.read())
    except OSError as fout:
        raise BestandBeschadigd(f"Het bestand van rapport {rapport.pk} ontbreekt.") from fout
    if hashlib.sha256(inhoud).hexdigest() != rapport.sha256:
        raise BestandBeschadigd(f"Het bestand van rapport {rapport.pk} is niet het vastgestelde bestand.")
    return inhoud


def bewaar_rapport(rapport: Rapport, inhoud: bytes) -> bytes:
    """Store the PDF of a frozen report once and return the bytes that count from now on.

    Two makers at the same time: the first wins, and the file of the second is removed again.
    """
    naam = rapport.pdf.field.generate_filename(rapport, f"{uuid.uuid4().hex}.pdf")
    pad = default_storage.save(naam, ContentFile(inhoud))
    som = hashlib.sha256(inhoud).hexdigest()
    if Rapport.objects.filter(pk=rapport.pk, sha256="").update(pdf=pad, sha256=som):
        rapport.pdf.name, rapport.sha256 = pad, som
        logger.info("actie=rapport.pdf_gemaakt object=rapport:%s resultaat=gelukt", rapport.pk)
        return inhoud
    default_storage.delete(pad)
    rapport.refresh_from_db(fields=["pdf", "sha256"])
    return lees_rapport(rapport) or inhoud
