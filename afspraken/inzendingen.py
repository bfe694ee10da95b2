"""The life of a submission (pure): which phase may follow which, and when a window is open.

concept -> ingediend -> (teruggegeven with a reason -> ingediend) -> geaccepteerd. An accepted submission can still be
returned while the peilmoment is not vastgesteld.
"""

from __future__ import annotations

import datetime as dt

from django.db import models


class Fase(models.TextChoices):
    """Phase of a submission."""

    CONCEPT = "concept", "Concept"
    INGEDIEND = "ingediend", "Ingediend"
    TERUGGEGEVEN = "teruggegeven", "Teruggegeven"
    GEACCEPTEERD = "geaccepteerd", "Geaccepteerd"


# What other parties may read. A returned submission is being worked on again, so it counts as a concept.
ZICHTBARE_FASEN = frozenset({Fase.INGEDIEND, Fase.GEACCEPTEERD})
BEWERKBARE_FASEN = frozenset({Fase.CONCEPT, Fase.TERUGGEGEVEN})

# How a phase looks everywhere: text, colour and shape. NIET_BINNEN is what other parties see of a concept.
NIET_BINNEN = "niet_binnen"
UITERLIJK: dict[str, tuple[str, str, str]] = {
    NIET_BINNEN: ("Nog niet binnen", "grijs", "klok"),
    Fase.CONCEPT: ("Concept", "grijs", "ring"),
    Fase.INGEDIEND: ("Ingediend", "blauw", "pijl"),
    Fase.TERUGGEGEVEN: ("Teruggegeven", "oranje", "terug"),
    Fase.GEACCEPTEERD: ("Geaccepteerd", "groen", "vinkje"),
}

_VOLGENDE: dict[Fase, frozenset[Fase]] = {
    Fase.CONCEPT: frozenset({Fase.INGEDIEND}),
    Fase.TERUGGEGEVEN: frozenset({Fase.INGEDIEND}),
    Fase.INGEDIEND: frozenset({Fase.GEACCEPTEERD, Fase.TERUGGEGEVEN}),
    Fase.GEACCEPTEERD: frozenset({Fase.TERUGGEGEVEN}),
}


def mag_naar(van: str, naar: str) -> bool:
    """Tell whether a submission may go from one phase to another."""
    return Fase(naar) in _VOLGENDE[Fase(van)]


def laatste_dag(inleveren_tot: dt.date | None, verlengd_tot: dt.date | None) -> dt.date | None:
    """Return the last day a party may submit: the later of the window and its own extension; None is no limit."""
    if inleveren_tot is None:
        return None
    return max(inleveren_tot, verlengd_tot) if verlengd_tot else inleveren_tot


def venster_open(vandaag: dt.date, inleveren_tot: dt.date | None, verlengd_tot: dt.date | None) -> bool:
    """Tell whether a party may still submit today; the last day counts in full."""
    dag = laatste_dag(inleveren_tot, verlengd_tot)
    return dag is None or vandaag <= dag
