"""The parts of an answer on an agreement, and what of it may be shown to other parties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from afspraken.inzendingen import NIET_BINNEN
from monitoring.legenda import Legenda, fase_label
from monitoring.models import Voortgang
from partijen.models import Partij

VELDEN = ("status", "toelichting", "oorzaak", "gevolg", "bijsturing")
LABELS = {
    "status": "Hoe staat het ervoor?",
    "toelichting": "Toelichting",
    "oorzaak": "Oorzaak",
    "gevolg": "Gevolg",
    "bijsturing": "Bijsturing",
}


@dataclass(frozen=True, slots=True)
class Antwoord:
    """One answer as everybody may see it; one that is not submitted has no contents."""

    partij: Partij
    namens: str
    binnen: bool
    fase: SafeString
    status: SafeString | str = ""
    teksten: tuple[tuple[str, str], ...] = ()


def teksten(rij: Voortgang) -> tuple[tuple[str, str], ...]:
    """Return the prose of an answer with its labels; empty parts are left out."""
    return tuple((LABELS[veld], getattr(rij, veld)) for veld in VELDEN[1:] if getattr(rij, veld))


def openbaar(rij: Voortgang, legenda: Legenda) -> Antwoord:
    """Return what every participant may see of an answer."""
    if not rij.is_zichtbaar_voor_anderen:
        return Antwoord(rij.partij, rij.namens, False, fase_label(NIET_BINNEN))
    return Antwoord(rij.partij, rij.namens, True, fase_label(rij.fase), legenda.label(rij.status), teksten(rij))


def openbare(rijen: Iterable[Voortgang], legenda: Legenda) -> list[Antwoord]:
    """Return what every participant may see of these answers."""
    return [openbaar(rij, legenda) for rij in rijen]
