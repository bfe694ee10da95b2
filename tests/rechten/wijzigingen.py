"""Rights of changes of a signed register."""

from __future__ import annotations

from typing import Any

from afspraken.models import Afspraak
from tests.fabrieken import Stad

# (method, url name) -> role -> status; see rijen.py.
TABEL: dict[tuple[str, str], dict[str, int]] = {}
# What a POST needs to be about anything, per url name.
GEGEVENS: dict[str, dict[str, Any]] = {}


def wereld(stad: Stad, afspraak: Afspraak) -> dict[str, list[Any]]:
    """Return the arguments of every address here; makes what they name."""
    return {}
