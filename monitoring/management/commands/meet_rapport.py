"""Measure what the report costs beside WeasyPrint alone on the same HTML: CPU time, pages, sizes and memory."""

from __future__ import annotations

import os
import re
import resource
import statistics
import subprocess
import sys
import time
import zlib
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from basis.pdf import maak_pdf
from monitoring import momentopname, pdfmaker, rapportage, rapportbeeld
from monitoring.management.commands.rapport import zoek_peilmoment

_STROOM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BLADZIJDE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


class Command(BaseCommand):
    """Runs both in processes of their own, in turn, so that neither profits from the other's caches."""

    help = "Meet de CPU-tijd van het rapport tegen die van WeasyPrint alleen op dezelfde HTML."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments."""
        parser.add_argument("overeenkomst")
        parser.add_argument("peildatum")
        parser.add_argument("--keer", type=int, default=3, help="hoe vaak elk wordt gemeten; de mediaan telt")
        parser.add_argument("--deel", choices=["rapport", "alleen"], help="meet dit ene deel in dit proces")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Measure one part, or start a process for each part and compare."""
        if opties["deel"]:
            self._meet(opties)
            return
        uitkomsten: dict[str, list[list[str]]] = {"rapport": [], "alleen": []}
        for _ in range(opties["keer"]):
            for deel, regels in uitkomsten.items():
                regels.append(_in_eigen_proces(opties["overeenkomst"], opties["peildatum"], deel))
        rapport, alleen = (statistics.median(float(regel[0]) for regel in uitkomsten[deel]) for deel in uitkomsten)
        _, paginas, pdf, html, geheugen, vragen = uitkomsten["rapport"][-1]
        self.stdout.write(
            f"Rapport, met queries en sjablonen: {rapport:.2f} s CPU ({vragen} queries)\n"
            f"WeasyPrint alleen, zelfde HTML:    {alleen:.2f} s CPU\n"
            f"Verhouding:                        {rapport / alleen:.3f}\n"
            f"Pagina's: {paginas}; PDF: {int(pdf) // 1024} kB; HTML: {int(html) // 1024} kB; "
            f"hoogste geheugen: {int(geheugen) // 1024} MiB"
        )

    def _meet(self, opties: dict[str, Any]) -> None:
        """Measure one part in this process; importing is done, as in a worker that runs already."""
        peilmoment = zoek_peilmoment(opties["overeenkomst"], opties["peildatum"])
        vragen, html = 0, ""
        if opties["deel"] == "alleen":
            opname = momentopname.bouw(peilmoment)
            html, titel = rapportage.html(opname, concept=True, versie=0), rapportbeeld.titel(opname)
            begin = time.process_time()
            pdf = maak_pdf(html, titel=titel, basis_url=pdfmaker.BASIS_URL)
        else:
            begin = time.process_time()
            with CaptureQueriesContext(connection) as gevangen:
                opname = momentopname.bouw(peilmoment)
            pdf = pdfmaker.pdf_van(opname, concept=True, versie=0)
            vragen = len(gevangen)
        duur = time.process_time() - begin
        html = html or rapportage.html(opname, concept=True, versie=0)
        geheugen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.stdout.write(f"{duur} {_tel_bladzijden(pdf)} {len(pdf)} {len(html.encode())} {geheugen} {vragen}")


def _tel_bladzijden(pdf: bytes) -> int:
    """Return the number of pages: their objects lie in compressed streams."""
    aantal = 0
    for stroom in _STROOM.findall(pdf):
        try:
            aantal += len(_BLADZIJDE.findall(zlib.decompress(stroom)))
        except zlib.error:
            continue
    return aantal + len(_BLADZIJDE.findall(pdf))


def _in_eigen_proces(sleutel: str, peildatum: str, deel: str) -> list[str]:
    """Run one measurement in a new process and return its words."""
    opdracht = [sys.executable, sys.argv[0], "meet_rapport", sleutel, peildatum, "--deel", deel]
    uitkomst = subprocess.run(opdracht, capture_output=True, text=True, check=True, env=os.environ)  # noqa: S603 - ourselves
    return uitkomst.stdout.split()
