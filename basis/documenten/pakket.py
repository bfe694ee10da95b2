"""The parts of a Word or Excel file: a zip with XML, read with limits and without entities (pure).

Readers ask for a part by name and get parsed XML; they never see the zip. ``poort`` has judged the file before, but
every limit is held here too, so that a reader is safe on its own.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias
from urllib.parse import unquote

from lxml import etree

from basis.documenten.model import Leesfout

Knoop: TypeAlias = Any
"""An element of lxml, which ships no types."""

MAX_XML = 40_000_000
"""Largest part that is parsed as one tree, in bytes; a page of Word takes some 20,000."""

BESCHADIGD = (
    "Dit bestand is beschadigd of niet compleet. Open het in Word of Excel, sla het opnieuw op en probeer het nog eens."
)
TE_GROOT = "Dit bestand is te groot of te ingewikkeld om te lezen. Maak het kleiner of knip het in delen."
GEEN_ENTITEITEN = (
    "Dit bestand bevat XML-definities die een gewoon document niet heeft. Uit voorzorg lezen we het niet. "
    "Open het in Word of Excel, sla het op als nieuw bestand en probeer het nog eens."
)

_STRIKT = b"http://purl.oclc.org/ooxml/"
_GANGBAAR = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
)
_VEILIG = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
_GEEN_GEHEUGEN = 2
"""Error code of libxml2 when memory ran out."""


@dataclass(frozen=True, slots=True)
class Relatie:
    """A link from one part to another; ``soort`` is the last word of its type ('footnotes', 'styles')."""

    soort: str
    doel: str
    extern: bool


def lokaal(knoop: Knoop) -> str:
    """Return the name of an element without its namespace."""
    return str(knoop.tag).rpartition("}")[2]


def xml_fout(fout: Exception) -> Exception:
    """Translate an error of the XML parser: out of memory stays that, the rest is a damaged file."""
    if getattr(fout, "code", None) == _GEEN_GEHEUGEN:
        return MemoryError()
    return Leesfout(BESCHADIGD)


def stroom(bron: IO[bytes], *tags: str, ouder: str = "") -> Iterator[Knoop]:
    """Yield the elements with these local names as they end, and empty each afterwards.

    With ``ouder`` only those directly within an element of that name count; the others stay whole within them.
    """
    try:
        for _, knoop in etree.iterparse(bron, events=("end",), tag=[f"{{*}}{tag}" for tag in tags], **_VEILIG):
            boven = knoop.getparent()
            if ouder and (boven is None or lokaal(boven) != ouder):
                continue
            yield knoop
            knoop.clear()
            while boven is not None and knoop.getprevious() is not None:
                del boven[0]
    except etree.XMLSyntaxError as fout:
        raise xml_fout(fout) from fout


class Pakket:
    """An opened package; use it in a ``with``."""

    def __init__(self, pad: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(pad)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fout:
            raise Leesfout(BESCHADIGD) from fout
        # Names of parts do not differ in case (ISO/IEC 29500-2).
        self._namen = {naam.lower(): naam for naam in self._zip.namelist()}

    def __enter__(self) -> Pakket:
        return self

    def __exit__(self, *args: object) -> None:
        self._zip.close()

    def namen(self) -> list[str]:
        """Names of all parts."""
        return list(self._namen.values())

    def open(self, naam: str) -> IO[bytes] | None:
        """Open a part to read it in pieces; None when it is not there."""
        echt = self._namen.get(naam.lower().lstrip("/"))
        return self._zip.open(echt) if echt else None

    def onderdeel(self, naam: str) -> bytes | None:
        """Read a whole part, at most ``MAX_XML`` bytes; None when it is not there.

        The strict namespaces of ISO 29500 become the common ones.
        """
        bron = self.open(naam)
        if bron is None:
            return None
        with bron:
            inhoud = bron.read(MAX_XML + 1)
        if len(inhoud) > MAX_XML:
            raise Leesfout(TE_GROOT)
        if _STRIKT in inhoud:
            for strikt, gangbaar in _GANGBAAR:
                inhoud = inhoud.replace(strikt, gangbaar)
        return inhoud

    def xml(self, naam: str) -> Knoop | None:
        """Parse a part; None when it is not there."""
        inhoud = self.onderdeel(naam)
        if inhoud is None:
            return None
        try:
            wortel = etree.fromstring(inhoud, etree.XMLParser(**_VEILIG))
        except etree.XMLSyntaxError as fout:
            raise xml_fout(fout) from fout
        if wortel.getroottree().docinfo.doctype:
            raise Leesfout(GEEN_ENTITEITEN)
        return wortel

    def stroom(self, naam: str, *tags: str) -> Iterator[Knoop]:
        """Yield the elements with these local names as they end, and empty each afterwards: large sheets fit."""
        bron = self.open(naam)
        if bron is not None:
            with bron:
                yield from stroom(bron, *tags)

    def relaties(self, naam: str = "") -> dict[str, Relatie]:
        """Return the links of a part by id; the empty name gives those of the package."""
        map_, bestand = posixpath.split(naam)
        wortel = self.xml(posixpath.join(map_, "_rels", f"{bestand}.rels"))
        gevonden: dict[str, Relatie] = {}
        for knoop in wortel if wortel is not None else ():
            extern = knoop.get("TargetMode") == "External"
            doel = knoop.get("Target", "")
            volledig = doel if extern else posixpath.normpath(posixpath.join("/", map_, unquote(doel))).lstrip("/")
            gevonden[knoop.get("Id", "")] = Relatie(knoop.get("Type", "").rpartition("/")[2], volledig, extern)
        return gevonden

    def doel(self, naam: str, soort: str) -> str:
        """Return the name of the first part of a kind that ``naam`` links to; empty when there is none."""
        relaties = self.relaties(naam).values()
        return next((r.doel for r in relaties if r.soort == soort and not r.extern), "")
