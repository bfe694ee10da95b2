"""What every page of one change shares."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from afspraken.models import Wijziging
from afspraken.toegang import OvereenkomstMixin
from afspraken.wijzigingsrecht import zichtbare_wijzigingen


class WijzigingMixin(OvereenkomstMixin):
    """Gives a view ``wijziging``; somebody else's concept does not exist."""

    wijziging: Wijziging

    def laad(self, **kwargs: Any) -> None:
        """Fetch the change with its rows."""
        super().laad(**kwargs)
        rijen = zichtbare_wijzigingen(self.toegang).select_related("voorgesteld_door")
        self.wijziging = get_object_or_404(rijen.prefetch_related("regels__afspraak"), nummer=kwargs["nummer"])
        self.wijziging.overeenkomst = self.overeenkomst

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to the change."""
        lijst = reverse("afspraken:wijzigingen", args=[self.overeenkomst.sleutel])
        return [
            {"url": lijst, "label": "Wijzigingen"},
            {"url": self.wijziging.get_absolute_url(), "label": f"Wijziging {self.wijziging.nummer}"},
        ]
