"""Background tasks of the report. Web processes import this module to queue them; the worker executes them."""

from __future__ import annotations

import importlib
from enum import StrEnum
from types import ModuleType

from django.db.models import QuerySet
from django_tasks import TaskResultStatus, task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from afspraken.models import Peilmoment
from monitoring.models import Rapport
from monitoring.rapportage import laatste_rapport


class Maakstaat(StrEnum):
    """How far the making of a PDF is."""

    GEEN = "geen"
    BEZIG = "bezig"
    MISLUKT = "mislukt"


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


def _resultaten(taak: Task, pk: int) -> QuerySet[DBTaskResult]:
    """Return the runs of a task for one row, newest first."""
    return DBTaskResult.objects.filter(task_path=taak.module_path, args_kwargs__args__0=pk).order_by("-enqueued_at")


def staat(taak: Task, pk: int) -> Maakstaat:
    """Return how far the newest run of a task for this row is."""
    laatste = _resultaten(taak, pk).values_list("status", flat=True).first()
    if laatste in {TaskResultStatus.READY, TaskResultStatus.RUNNING}:
        return Maakstaat.BEZIG
    return Maakstaat.MISLUKT if laatste == TaskResultStatus.FAILED else Maakstaat.GEEN


def zet_in_wachtrij(taak: Task, pk: int) -> bool:
    """Queue a task for this row unless it waits or runs already; tell whether it was queued."""
    if staat(taak, pk) == Maakstaat.BEZIG:
        return False
    taak.enqueue(pk)
    return True
