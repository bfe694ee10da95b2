"""What a set that follows another takes along of its own: the figures its indicators are computed from."""

from __future__ import annotations

from typing import Any

from afspraken.models import Overeenkomst
from monitoring.models import Grootheid

_VELDEN = ("sleutel", "naam", "eenheid", "groep", "ritme", "toelichting", "volgorde")


def kopieer_grootheden(*, vorige: Overeenkomst, nieuw: Overeenkomst, **kwargs: Any) -> None:
    """Copy the Grootheden (receiver of ``set_opgevolgd``, in its transaction)."""
    for grootheid in vorige.grootheden.all():
        Grootheid.objects.create(overeenkomst=nieuw, **{naam: getattr(grootheid, naam) for naam in _VELDEN})
