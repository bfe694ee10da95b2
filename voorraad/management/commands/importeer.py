"""Read a document with agreements (.docx, .xlsx, .pdf): show what is in it, or store it as a register."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from basis.documenten.begrensd import voer_begrensd_uit
from basis.documenten.model import Leesfout
from voorraad.importeren.opdracht import sla_op
from voorraad.importeren.samenvatting import vat_samen

LEZER = "voorraad.importeren.lezen:lees_als_json"


def lees_bestand(pad: Path) -> dict[str, Any]:
    """Read a file in a process of its own with limits; return the JSON of the import. Raises Leesfout (Dutch)."""
    if not pad.is_file():
        raise Leesfout(f"Het bestand '{pad}' bestaat niet.")
    gelezen: dict[str, Any] = voer_begrensd_uit(LEZER, (pad, pad.name))
    return gelezen


class Command(BaseCommand):
    """Imports one document."""

    help = "Leest prestatieafspraken uit een Word-, Excel- of PDF-bestand."
    # A trial run needs no database, so nothing is asked of it beforehand.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("bestand", help="een .docx-, .xlsx- of .pdf-bestand")
        parser.add_argument(
            "--overeenkomst", default="", metavar="SLUG", help="sleutel van de set om bij te werken of te maken"
        )
        parser.add_argument("--proef", action="store_true", help="alleen lezen en laten zien, niets opslaan")
        parser.add_argument("--json", action="store_true", help="toon alles als één JSON-object")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Read the file; show it, or store it."""
        try:
            gelezen = lees_bestand(Path(opties["bestand"]))
        except Leesfout as fout:
            if opties["json"]:
                self._json({"fout": str(fout)})
            raise CommandError(str(fout)) from fout
        if not opties["proef"]:
            self._sla_op(gelezen, opties)
            return
        if opties["json"]:
            self._json(gelezen)
        else:
            self.stdout.write(vat_samen(gelezen))

    def _sla_op(self, gelezen: dict[str, Any], opties: dict[str, Any]) -> None:
        """Store what was read and tell what became of it."""
        bestand = Path(opties["bestand"]).name
        try:
            overeenkomst, telling = sla_op(gelezen, sleutel=opties["overeenkomst"], bestand=bestand)
        except ValidationError as fout:
            melding = " ".join(fout.messages)
            if opties["json"]:
                self._json({"fout": melding})
            raise CommandError(melding) from fout
        if opties["json"]:
            self._json({"overeenkomst": overeenkomst.sleutel, **asdict(telling)})
            return
        self.stdout.write(
            f"{overeenkomst.naam} ({overeenkomst.sleutel}): {telling.nieuw} nieuw, {telling.gewijzigd} gewijzigd, "
            f"{telling.verwijzingen} verwijzingen, {telling.activiteiten} activiteiten."
        )
        for regel in telling.niet_opgeslagen:
            self.stdout.write(f"  let op: {regel}")

    def _json(self, waarde: dict[str, Any]) -> None:
        """Write one JSON object and nothing else, as UTF-8 whatever the terminal says."""
        terminal = sys.stdout
        if getattr(self.stdout, "_out", None) is terminal and isinstance(terminal, io.TextIOWrapper):
            terminal.reconfigure(encoding="utf-8")
        self.stdout.write(json.dumps(waarde, ensure_ascii=False, indent=2))
