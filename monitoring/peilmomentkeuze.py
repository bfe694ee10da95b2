"""Which peilmoment a page shows, and the choice between them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Overeenkomst, Peilmoment
from basis.datums import datum_tekst
from monitoring.standen import vorige_van


@dataclass
class Peilmomentkeuze:
    """The peilmomenten of an Overeenkomst, read once; those that are gepland have nothing to show yet."""

    overeenkomst: Overeenkomst

    @cached_property
    def alle(self) -> list[Peilmoment]:
        """Every peilmoment, oldest first."""
        momenten = list(self.overeenkomst.peilmomenten.order_by("peildatum"))
        for moment in momenten:
            moment.overeenkomst = self.overeenkomst
        return momenten

    @property
    def begonnen(self) -> list[Peilmoment]:
        """Those that were opened, newest first."""
        return [moment for moment in reversed(self.alle) if moment.status != PeilmomentStatus.GEPLAND]

    @property
    def volgende(self) -> Peilmoment | None:
        """The first that is gepland."""
        return next((moment for moment in self.alle if moment.status == PeilmomentStatus.GEPLAND), None)

    @property
    def open(self) -> Peilmoment | None:
        """The peilmoment in which parties answer now."""
        return next((moment for moment in self.begonnen if moment.status == PeilmomentStatus.OPEN), None)

    def op(self, peildatum: dt.date | None) -> Peilmoment | None:
        """Return the peilmoment of a day, or the newest when no day is asked."""
        if peildatum is None:
            return self.begonnen[0] if self.begonnen else None
        return next((moment for moment in self.begonnen if moment.peildatum == peildatum), None)

    def op_tekst(self, tekst: str) -> Peilmoment | None:
        """Return the peilmoment that an address asks for; the newest for nothing or for nonsense."""
        try:
            gevraagd = dt.date.fromisoformat(tekst)
        except ValueError:
            return self.op(None)
        return self.op(gevraagd) or self.op(None)

    def vorige(self, peilmoment: Peilmoment | None) -> Peilmoment | None:
        """Return the last vastgesteld peilmoment before this one."""
        return vorige_van(peilmoment, self.alle) if peilmoment else None

    def keuzes(self) -> list[tuple[str, str]]:
        """Return the choices of a select, newest first."""
        return [
            (moment.peildatum.isoformat(), f"{datum_tekst(moment.peildatum)} ({moment.get_status_display().lower()})")
            for moment in self.begonnen
        ]
