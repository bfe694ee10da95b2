"""Through which every page that changes an import stores: one version, one redirect for workbooks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import TemplateView

from basis.versies import VersieConflict
from voorraad.importeren import dienst, werkmap
from voorraad.importschermen.toegang import CONFLICT, ImportMixin


class BewerkView(ImportMixin, TemplateView):
    """A page that changes the picture; subclasses say how."""

    alleen_klaar = True
    ook_werkmap = False
    """The page also serves an edited workbook of the register, which has no rows to edit here."""

    def omleiding(self) -> HttpResponseBase | None:
        """Lead a workbook to the one page it has."""
        if self.is_klaar and werkmap.is_werkmap(self.imp) and not self.ook_werkmap:
            return redirect("voorraad:import_verschillen", self.imp.pk)
        return super().omleiding()

    def bewaar(self, doe: Any) -> bool:
        """Store a change; tell whether it was stored (a colleague may have been first)."""
        try:
            dienst.wijzig(imp=self.imp, verwacht=self.verwacht, doe=doe)
        except VersieConflict:
            messages.error(self.request, CONFLICT)
            return False
        return True
