"""The picture of a peilmoment as plain JSON: dashboard, report and PDF all show this and count nothing themselves.

It holds only what is submitted; figures count when accepted. The keys are described in docs/momentopname.md.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from monitoring.models import Rapport
from monitoring.momentopname.afspraken import hoofdstukken
from monitoring.momentopname.bron import Cijferbron, lees_kop
from monitoring.momentopname.cijfers import indicatoren_per_afspraak
from monitoring.momentopname.kop import Deelnemers, overeenkomst_deel, peilmoment_deel, volledigheid
from monitoring.momentopname.tellingen import (
    afwijkingen,
    per_hoofdstuk,
    per_partij,
    tellingen,
    termijnen,
    veranderingen,
)
from monitoring.standen import rijen
from voorraad import overzicht
from voorraad.gegevens import lees_gegevens

SCHEMA = 1
Opname = dict[str, Any]


def bouw(peilmoment: Peilmoment) -> Opname:
    """Return the whole picture of a peilmoment as it stands now."""
    return _bouw(peilmoment, met_cijfers=True)


def bouw_overzicht(peilmoment: Peilmoment) -> Opname:
    """Return the picture without the indicators of the agreements, which the dashboard does not show."""
    return _bouw(peilmoment, met_cijfers=False)


def van(peilmoment: Peilmoment) -> Opname:
    """Return the picture of a peilmoment: the frozen one when it is vastgesteld, else as it stands now."""
    return _bevroren(peilmoment) or bouw(peilmoment)


def overzicht_van(peilmoment: Peilmoment) -> Opname:
    """Return what the dashboard shows: from the frozen picture when there is one."""
    return _bevroren(peilmoment) or bouw_overzicht(peilmoment)


def _bevroren(peilmoment: Peilmoment) -> Opname | None:
    """Return the picture of the latest version of the report of a vastgesteld peilmoment."""
    if peilmoment.status != PeilmomentStatus.VASTGESTELD:
        return None
    opnamen = Rapport.objects.filter(peilmoment=peilmoment).order_by("-versie").values_list("momentopname", flat=True)
    return opnamen.first()


def _bouw(peilmoment: Peilmoment, *, met_cijfers: bool) -> Opname:
    kop = lees_kop(peilmoment)
    deelnemers = Deelnemers(kop["deelnemers"], peilmoment.peildatum)
    vorige = deelnemers.vorige(kop["momenten"], peilmoment)
    afspraken = rijen(peilmoment.overeenkomst_id, peilmoment, vorige, rapport=True)
    voorraad = lees_gegevens(peilmoment)
    cijfers: dict[int, list[Opname]] = {}
    if met_cijfers:
        bron = Cijferbron(peilmoment.overeenkomst, peilmoment.peildatum, gegevens=voorraad)
        cijfers = indicatoren_per_afspraak(bron, peilmoment.peildatum, deelnemers.namen)
    return {
        "schema": SCHEMA,
        "gemaakt_op": timezone.localtime().isoformat(timespec="seconds"),
        "overeenkomst": overeenkomst_deel(kop),
        "peilmoment": peilmoment_deel(peilmoment, vorige),
        "partijen": deelnemers.deel(),
        "tellingen": tellingen(afspraken, peilmoment),
        "per_hoofdstuk": per_hoofdstuk(afspraken),
        "per_partij": per_partij(afspraken, peilmoment, deelnemers.volgorde),
        "afwijkingen": afwijkingen(afspraken),
        "veranderingen": veranderingen(afspraken),
        "hoofdstukken": hoofdstukken(afspraken, peilmoment, cijfers, deelnemers.volgorde),
        "voorraad": overzicht.bouw(voorraad),
        "termijnen": termijnen(afspraken, peilmoment),
        "volledigheid": volledigheid(kop, afspraken, peilmoment, deelnemers),
    }
