"""Download of the register."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.generic import View

from afspraken.export.csv_regels import MIME as CSV
from afspraken.export.csv_regels import csv_regels
from afspraken.export.ods import MIME as ODS
from afspraken.export.ods import maak_ods
from afspraken.export.xlsx import MIME as XLSX
from afspraken.export.xlsx import maak_xlsx
from afspraken.models import Overeenkomst
from afspraken.toegang import OvereenkomstMixin

_MAKERS: dict[str, tuple[Callable[[Overeenkomst], bytes], str]] = {"xlsx": (maak_xlsx, XLSX), "ods": (maak_ods, ODS)}


class RegisterExportView(OvereenkomstMixin, View):
    """The register as a file, for every participant."""

    vereist: ClassVar[str | None] = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the file; 404 for a form that does not exist."""
        soort = kwargs["vorm"]
        kop = {"Content-Disposition": f'attachment; filename="{self.overeenkomst.sleutel}-register.{soort}"'}
        if soort == "csv":
            return StreamingHttpResponse(csv_regels(self.overeenkomst), content_type=CSV, headers=kop)
        if soort not in _MAKERS:
            raise Http404("Deze vorm is er niet.")
        maak, mime = _MAKERS[soort]
        return HttpResponse(maak(self.overeenkomst), content_type=mime, headers=kop)
