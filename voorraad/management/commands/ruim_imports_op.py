"""Delete old imports with their files; what was stored from them stays in the register."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from voorraad.importeren.dienst import BEWAARDAGEN, ruim_op


class Command(BaseCommand):
    """Deletes imports whose time is over."""

    help = "Verwijdert oude imports met hun bestand. Wat in het register staat, blijft."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument(
            "--dagen",
            type=int,
            default=BEWAARDAGEN,
            help=f"hoe lang een import blijft na het overnemen, anders na het uploaden (standaard {BEWAARDAGEN})",
        )

    def handle(self, *args: Any, **opties: Any) -> None:
        """Delete them and say how many."""
        if opties["dagen"] < 1:
            raise CommandError("Geef bij --dagen een getal van 1 of hoger.")
        aantal = ruim_op(dagen=opties["dagen"])
        self.stdout.write(f"{aantal} {'import' if aantal == 1 else 'imports'} verwijderd.")
