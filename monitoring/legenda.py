"""Names, colours and shapes of statuses and phases as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.safestring import SafeString

from afspraken.inzendingen import UITERLIJK
from afspraken.keuzes import VoortgangStatus
from afspraken.models import Overeenkomst
from basis.statuslabels import statuslabel
from monitoring.statussen import VORM


def fase_label(fase: str) -> SafeString:
    """Return the badge of a phase; ``NIET_BINNEN`` is what other parties see of a concept."""
    return statuslabel(*UITERLIJK[fase])


def fase_tekst(fase: str) -> str:
    """Return the name of a phase."""
    return UITERLIJK[fase][0]


@dataclass
class Legenda:
    """What the statuses are called in one Overeenkomst and which colour they have (read once)."""

    overeenkomst: Overeenkomst

    @cached_property
    def regels(self) -> dict[str, tuple[str, str, str]]:
        """Per status its label, colour and shape, in the order of the legend."""
        return {
            regel.status: (regel.label, regel.kleur, VORM[regel.status]) for regel in self.overeenkomst.legenda.all()
        }

    def label(self, status: str) -> SafeString:
        """Return the badge of a status; a status the legend does not name keeps its general name."""
        if not status:
            return statuslabel("Nog geen status", "grijs", "ring")
        return statuslabel(*self.regels.get(status, (VoortgangStatus(status).label, "grijs", VORM[status])))

    def naam(self, status: str) -> str:
        """Return the name of a status, empty for none."""
        if not status:
            return ""
        return self.regels[status][0] if status in self.regels else str(VoortgangStatus(status).label)

    def keuzes(self) -> list[tuple[str, SafeString]]:
        """Return the choices of a form, each with its badge as label."""
        return [(status, self.label(status)) for status in self.regels or VoortgangStatus.values]
