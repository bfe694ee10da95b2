"""Admin of the figures that are asked. Progress itself is entered and judged in the portal alone."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from afspraken.beheer import BinnenAdmin, OvereenkomstFilter
from monitoring.models import Grootheid


@admin.register(Grootheid)
class GrootheidAdmin(BinnenAdmin):
    """Figures that serve several indicators and are entered once."""

    list_display = ("naam", "sleutel", "eenheid", "groep", "ritme", "overeenkomst")
    list_filter = (OvereenkomstFilter, "groep", "ritme")
    search_fields = ("naam", "sleutel", "toelichting")
    fields = ("overeenkomst", "sleutel", "naam", "eenheid", "groep", "ritme", "toelichting", "volgorde")

    def view_on_site(self, obj: Any) -> str:
        """Return the dashboard."""
        return str(obj.overeenkomst.get_absolute_url())
