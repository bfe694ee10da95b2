"""The indicators of one agreement over the peilmomenten: promise, value, judgement and what a value is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from afspraken.keuzes import Berekening
from afspraken.models import Indicator, Peilmoment
from basis.statuslabels import statuslabel
from monitoring.momentopname.bron import Cijferbron
from monitoring.momentopname.cijfers import indicator_deel
from monitoring.rapportbeeld import OORDELEN
from monitoring.rapportindicatoren import indicatorregels

_UITLEG = {
    Berekening.OPGEGEVEN: "De partij geeft dit cijfer zelf op.",
    Berekening.AANDEEL: "Aandeel: de tellers samen gedeeld door de noemers samen.",
    Berekening.GEWOGEN_GEMIDDELDE: "Gewogen gemiddelde: elke partij telt mee naar haar aantal.",
    Berekening.VOORRAAD: "Komt uit de voorraadopgaven van de corporaties; alleen geaccepteerde opgaven tellen.",
}


@dataclass(frozen=True, slots=True)
class Cijferregel:
    """One party (or all together): its promise, a value per peilmoment, and the newest judgement."""

    wie: str
    streef: str
    waarden: list[tuple[str, bool]]
    oordeel: SafeString | str
    verschil: str
    opbouw: str


@dataclass(frozen=True, slots=True)
class Cijferbeeld:
    """One indicator; ``momenten`` are the columns, oldest first."""

    naam: str
    richting: str
    toelichting: str
    uitleg: str
    uit_voorraad: bool
    momenten: list[Peilmoment]
    regels: list[Cijferregel]


def cijferbeelden(bron: Cijferbron, momenten: Sequence[Peilmoment], namen: dict[str, str]) -> list[Cijferbeeld]:
    """Return the indicators of the agreement; ``momenten`` newest first, only the last four become columns."""
    kolommen = list(reversed(momenten[:4]))
    return [_beeld(bron, indicator, kolommen, namen) for indicator in bron.indicatoren]


def _beeld(bron: Cijferbron, indicator: Indicator, kolommen: list[Peilmoment], namen: dict[str, str]) -> Cijferbeeld:
    delen = [indicator_deel(bron, indicator, moment.peildatum, namen) for moment in kolommen]
    delen = delen or [indicator_deel(bron, indicator, bron.tot, namen)]
    return Cijferbeeld(
        naam=indicator.naam,
        richting=delen[-1]["richting_label"],
        toelichting=indicator.toelichting,
        uitleg=_UITLEG[Berekening(indicator.berekening)],
        uit_voorraad=indicator.berekening == Berekening.VOORRAAD,
        momenten=kolommen,
        regels=_regels(delen, len(kolommen)),
    )


def _regels(delen: list[dict[str, Any]], aantal: int) -> list[Cijferregel]:
    """Return the lines of the newest picture with the values of the earlier ones beside them."""
    laatste = delen[-1]
    uit = []
    eerder = [_per_regel(deel) for deel in delen[:aantal]]
    for waarde, regel in zip(laatste["waarden"], indicatorregels(laatste), strict=True):
        sleutel = (waarde["partij"], waarde["streef_van"], waarde["streef_per"])
        beeld = OORDELEN.get(regel.oordeel)
        uit.append(
            Cijferregel(
                wie=regel.wie,
                streef=regel.streef,
                waarden=[kolom.get(sleutel, ("–", False)) for kolom in eerder],
                oordeel=statuslabel(beeld.label, beeld.kleur, beeld.vorm) if beeld else "",
                verschil=regel.verschil,
                opbouw=regel.opbouw,
            )
        )
    return uit


def _per_regel(deel: dict[str, Any]) -> dict[tuple[Any, ...], tuple[str, bool]]:
    return {
        (waarde["partij"], waarde["streef_van"], waarde["streef_per"]): (
            regel.waarde,
            waarde["onvolledig"] and waarde["waarde"] is not None,
        )
        for waarde, regel in zip(deel["waarden"], indicatorregels(deel), strict=True)
    }
