"""The indicators of a momentopname: values per party and together beside their promises."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from afspraken.keuzes import Berekening, Richting
from afspraken.models import Indicator
from monitoring.indicatoren import (
    HONDERD,
    Belofte,
    Bijdrage,
    Rekenregel,
    Uitkomst,
    bijdragen,
    uitkomsten,
)
from monitoring.momentopname.bron import Cijferbron, beloften

Opname = dict[str, Any]
SAMEN = "Samen"


def indicatoren_per_afspraak(bron: Cijferbron, peildatum: dt.date, namen: dict[str, str]) -> dict[int, list[Opname]]:
    """Return per agreement id its indicators at a peildatum; ``namen`` are the participants in order."""
    uit: dict[int, list[Opname]] = {}
    for indicator in bron.indicatoren:
        uit.setdefault(indicator.afspraak_id, []).append(indicator_deel(bron, indicator, peildatum, namen))
    return uit


def regel_van(indicator: Indicator) -> Rekenregel:
    """Return how an indicator is computed, as plain values."""
    return Rekenregel(
        berekening=indicator.berekening,
        richting=indicator.richting,
        # Stock changes and figures of a stock row add up whatever the register says.
        cumulatief=indicator.cumulatief or indicator.berekening == Berekening.VOORRAAD,
        per_partij=indicator.per_partij,
        decimalen=indicator.decimalen,
        eenheid=indicator.eenheid,
    )


def lees_uitkomsten(
    bron: Cijferbron, indicator: Indicator, peildatum: dt.date, namen: dict[str, str]
) -> list[Uitkomst]:
    """Return the lines of an indicator as it stood at a peildatum."""
    regel = regel_van(indicator)
    delen = bijdragen(regel, **bron.punten(indicator, peildatum))
    return uitkomsten(regel, delen, beloften(indicator, bron.herzieningen), peildatum, bron.looptijd, list(namen))


def indicator_deel(bron: Cijferbron, indicator: Indicator, peildatum: dt.date, namen: dict[str, str]) -> Opname:
    """Return one indicator with its lines at a peildatum."""
    return {
        "sleutel": indicator.sleutel,
        "naam": indicator.naam,
        "eenheid": indicator.eenheid,
        "richting": indicator.richting,
        "richting_label": str(Richting(indicator.richting).label),
        "decimalen": indicator.decimalen,
        "cumulatief": indicator.cumulatief,
        "toelichting": indicator.toelichting,
        "waarden": [
            waarde_deel(uitkomst, indicator, namen) for uitkomst in lees_uitkomsten(bron, indicator, peildatum, namen)
        ],
    }


def waarde_deel(uitkomst: Uitkomst, indicator: Indicator, namen: dict[str, str]) -> Opname:
    """Return one line of an indicator as the momentopname has it."""
    belofte = uitkomst.belofte
    return {
        "partij": uitkomst.partij,
        "naam": namen.get(uitkomst.partij, uitkomst.partij) if uitkomst.partij else SAMEN,
        "waarde": getal_of_niets(uitkomst.waarde),
        "onvolledig": uitkomst.onvolledig,
        "van": uitkomst.periode.van.isoformat(),
        "totenmet": uitkomst.periode.tot.isoformat(),
        "loopt": uitkomst.loopt,
        "streef": getal_of_niets(belofte.waarde) if belofte else None,
        "streef_tot": getal_of_niets(belofte.tot_waarde) if belofte else None,
        "streef_per": belofte.per if belofte else "",
        "streef_van": belofte.van.isoformat() if belofte and belofte.van else None,
        "streef_totenmet": belofte.tot.isoformat() if belofte and belofte.tot else None,
        "oordeel": uitkomst.oordeel,
        "verschil": getal_of_niets(uitkomst.verschil),
        "opbouw": [_stap(deel, indicator, namen) for deel in uitkomst.opbouw],
    } | _herziening(belofte)


def _herziening(belofte: Belofte | None) -> Opname:
    """Return what was signed before a Wijziging revised the promise; nothing for one that stands as it was signed."""
    if belofte is None or belofte.was is None:
        return {}
    return {
        "streef_was": getal_of_niets(belofte.was),
        "streef_was_tot": getal_of_niets(belofte.was_tot),
        "streef_wijziging": belofte.wijziging,
    }


def _stap(deel: Bijdrage, indicator: Indicator, namen: dict[str, str]) -> Opname:
    """Return what one party brought over one span; numerator and denominator as they were entered."""
    breuk = indicator.berekening == Berekening.AANDEEL and deel.noemer is not None and deel.teller is not None
    gewogen = indicator.berekening == Berekening.GEWOGEN_GEMIDDELDE
    return {
        "partij": deel.partij,
        "naam": namen.get(deel.partij, deel.partij),
        "van": deel.van.isoformat(),
        "tot": deel.tot.isoformat(),
        "teller": getal_of_niets(deel.teller / HONDERD) if breuk and deel.teller is not None else None,
        "noemer": getal_of_niets(deel.noemer) if breuk else None,
        "gewicht": getal_of_niets(deel.noemer) if gewogen else None,
        "waarde": getal_of_niets(deel.waarde),
    }


def getal_of_niets(waarde: Decimal | None) -> str | None:
    """Return a number as plain text without trailing zeros, None for nothing."""
    if waarde is None:
        return None
    return f"{waarde.normalize():f}" if waarde else "0"
