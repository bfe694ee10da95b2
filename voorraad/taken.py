"""Background tasks of the import. Web processes queue them; the worker executes them."""

from __future__ import annotations

from django_tasks import task

from voorraad.importeren.dienst import lees_in, ruim_op


@task()
def lees_import(import_pk: int) -> None:
    """Read an uploaded document and store what was found in it; then drop imports whose time is over."""
    lees_in(import_pk)
    ruim_op()
