"""What every page of one yearly plan shares."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from afspraken.models import Jaarschijf
from afspraken.toegang import OvereenkomstMixin


class JaarschijfMixin(OvereenkomstMixin):
    """Gives a view ``jaarschijf``."""

    jaarschijf: Jaarschijf

    def laad(self, **kwargs: Any) -> None:
        """Fetch the plan of the year."""
        super().laad(**kwargs)
        self.jaarschijf = get_object_or_404(Jaarschijf, overeenkomst=self.overeenkomst, jaar=kwargs["jaar"])
        self.jaarschijf.overeenkomst = self.overeenkomst

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to the year."""
        lijst = reverse("afspraken:jaarschijven", args=[self.overeenkomst.sleutel])
        return [
            {"url": lijst, "label": "Jaarschijven"},
            {"url": self.jaarschijf.get_absolute_url(), "label": str(self.jaarschijf.jaar)},
        ]
