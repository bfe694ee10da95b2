"""How far background tasks are, and queueing one at most once per row."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult


class Maakstaat(StrEnum):
    """How far a task is."""

    GEEN = "geen"
    BEZIG = "bezig"
    MISLUKT = "mislukt"


def _resultaten(taak: Task, pk: int) -> QuerySet[DBTaskResult]:
    """Return the runs of a task for one row, newest first."""
    return DBTaskResult.objects.filter(task_path=taak.module_path, args_kwargs__args__0=pk).order_by("-enqueued_at")


def staat(taak: Task, pk: int, *, langst: dt.timedelta | None = None) -> Maakstaat:
    """Return how far the newest run of a task for this row is.

    ``langst``: a run that is going longer than this counts as failed; its worker died without a word.
    """
    laatste = _resultaten(taak, pk).values_list("status", "started_at").first()
    if laatste is None:
        return Maakstaat.GEEN
    status, begonnen = laatste
    if status == TaskResultStatus.RUNNING and langst and begonnen and begonnen < timezone.now() - langst:
        return Maakstaat.MISLUKT
    if status in {TaskResultStatus.READY, TaskResultStatus.RUNNING}:
        return Maakstaat.BEZIG
    return Maakstaat.MISLUKT if status == TaskResultStatus.FAILED else Maakstaat.GEEN


def zet_in_wachtrij(taak: Task, pk: int, *, langst: dt.timedelta | None = None) -> bool:
    """Queue a task for this row unless it waits or runs already; tell whether it was queued. ``langst``: see staat."""
    if staat(taak, pk, langst=langst) == Maakstaat.BEZIG:
        return False
    taak.enqueue(pk)
    return True
