"""Load the example sets of fixtures/ that are absent: Amersfoort 2022-2023 and Kampen 2022-2026."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from afspraken.models import Overeenkomst
from monitoring.inlezen.bestand import InleesFout, lees
from monitoring.inlezen.register import RegisterLader
from monitoring.inlezen.voorbeeld import VoorbeeldLader
from monitoring.inlezen.voorraad import VoorraadLader, laad_algemeen

FIXTURES = Path(settings.BASIS_MAP) / "fixtures"


class Command(BaseCommand):
    """Loads what is absent and never overwrites."""

    help = "Laadt de voorbeeldsets uit fixtures/ die er nog niet zijn. Overschrijft niets."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the options."""
        parser.add_argument("sleutels", nargs="*", help="Alleen deze sets (mapnamen in fixtures/).")
        parser.add_argument("--zonder-cijfers", action="store_true", help="Alleen het register en de voorraadtabellen.")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Load each set in a transaction of its own."""
        mappen = sorted(pad for pad in FIXTURES.iterdir() if pad.is_dir())
        gekozen = set(opties["sleutels"])
        onbekend = gekozen - {pad.name for pad in mappen}
        if onbekend:
            raise CommandError(f"Deze set staat niet in fixtures/: {', '.join(sorted(onbekend))}.")
        try:
            with transaction.atomic():
                laad_algemeen(lees(FIXTURES / "algemeen.yaml"))
            for pad in mappen:
                if not gekozen or pad.name in gekozen:
                    self.stdout.write(self._laad(pad, met_cijfers=not opties["zonder_cijfers"]))
        except InleesFout as fout:
            raise CommandError(str(fout)) from fout

    def _laad(self, pad: Path, *, met_cijfers: bool) -> str:
        """Load one set unless it is there; return what to tell."""
        if Overeenkomst.objects.filter(sleutel=pad.name).exists():
            return f"{pad.name}: is er al, niets gewijzigd."
        with transaction.atomic():
            overeenkomst = RegisterLader(lees(pad / "register.yaml")).laad()
            VoorraadLader(overeenkomst, lees(pad / "voorraad.yaml")).laad()
            if met_cijfers:
                VoorbeeldLader(overeenkomst, lees(pad / "voorbeeld.yaml")).laad()
        return f"{pad.name}: geladen, {overeenkomst.afspraken.count()} afspraken."
