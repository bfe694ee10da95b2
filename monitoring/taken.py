"""Background tasks of the report. Web processes import this module to queue them; the worker executes them."""

from __future__ import annotations

import importlib
from types import ModuleType

from django_tasks import task

from afspraken.models import Peilmoment
from monitoring.models import Rapport
from monitoring.rapportage import laatste_rapport


def _pdfmaker() -> ModuleType:
    """Return monitoring.pdfmaker, loaded when a task runs.

    Not to dodge a circle: this module is imported by every web process to queue tasks, and WeasyPrint (40 MB and half a
    second) belongs in the worker alone. tests/monitoring/test_rapport.py holds that the web never loads it.
    """
    return importlib.import_module("monitoring.pdfmaker")


@task()
def maak_rapport_pdf(rapport_id: int) -> str:
    """Make and store the PDF of a frozen report; does nothing when it is there. Returns its SHA-256."""
    rapport = Rapport.objects.select_related("peilmoment__overeenkomst").get(pk=rapport_id)
    _pdfmaker().maak_vastgesteld(rapport)
    return rapport.sha256


@task()
def maak_concept_pdf(peilmoment_id: int) -> None:
    """Make the concept PDF of a peilmoment; one that was vastgesteld meanwhile has its own report."""
    peilmoment = Peilmoment.objects.select_related("overeenkomst").get(pk=peilmoment_id)
    if laatste_rapport(peilmoment) is None:
        _pdfmaker().maak_concept(peilmoment)
