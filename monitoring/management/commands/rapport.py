"""Write the report of a peilmoment as PDF: of a frozen one the stored bytes, else a concept of this moment."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Overeenkomst, Peilmoment
from basis.datums import datum_tekst
from monitoring.pdfmaker import bytes_van
from monitoring.rapportbestanden import BestandBeschadigd


def zoek_peilmoment(sleutel: str, peildatum: str) -> Peilmoment:
    """Return the peilmoment the arguments name; CommandError says what there is instead."""
    overeenkomst = Overeenkomst.objects.filter(sleutel=sleutel).first()
    if overeenkomst is None:
        bekend = ", ".join(Overeenkomst.objects.order_by("sleutel").values_list("sleutel", flat=True)) or "nog geen"
        raise CommandError(f"De overeenkomst '{sleutel}' bestaat niet. Er zijn: {bekend}.")
    try:
        dag = dt.date.fromisoformat(peildatum)
    except ValueError as fout:
        raise CommandError(f"'{peildatum}' is geen datum. Schrijf hem als 2022-06-30.") from fout
    momenten = list(overeenkomst.peilmomenten.select_related("overeenkomst"))
    for moment in momenten:
        if moment.peildatum == dag:
            return moment
    bekend = ", ".join(f"{m.peildatum.isoformat()} ({m.get_status_display().lower()})" for m in momenten) or "nog geen"
    raise CommandError(f"{sleutel} heeft geen peilmoment op {datum_tekst(dag)}. Er zijn: {bekend}.")


class Command(BaseCommand):
    """Makes the same PDF as the portal."""

    help = "Maakt het rapport van een peilmoment als PDF. Staat het nog open, dan is het een concept."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("overeenkomst", help="bijvoorbeeld amersfoort-2022-2023")
        parser.add_argument("peildatum", help="bijvoorbeeld 2022-06-30")
        parser.add_argument("--uit", required=True, metavar="BESTAND", help="waar de PDF komt, zoals rapport.pdf")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Find the peilmoment, check where the file goes, then make it."""
        peilmoment = zoek_peilmoment(opties["overeenkomst"], opties["peildatum"])
        if peilmoment.status == PeilmomentStatus.GEPLAND:
            raise CommandError("Dit peilmoment is nog niet open. Er is nog niets om een rapport van te maken.")
        uit = Path(opties["uit"])
        if uit.is_dir() or not uit.parent.is_dir():
            raise CommandError(f"Kan niet schrijven naar {uit}: geef de naam van een bestand in een map die bestaat.")
        try:
            inhoud = bytes_van(peilmoment)
        except (BestandBeschadigd, FileNotFoundError) as fout:
            raise CommandError(str(fout)) from fout
        try:
            uit.write_bytes(inhoud)
        except OSError as fout:
            raise CommandError(f"Kan niet schrijven naar {uit}: {fout.strerror}.") from fout
        soort = "vastgesteld" if peilmoment.is_bevroren else "concept"
        self.stdout.write(f"{uit}: {soort} rapport van {datum_tekst(peilmoment.peildatum)}, {len(inhoud) // 1024} kB.")
