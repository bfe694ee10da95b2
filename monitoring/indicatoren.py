"""Values of indicators and what they say about the promise (pure, plain values, no ORM).

Every calculation is the same sum: contributions per party and span with a numerator and, for shares and averages, a
denominator. So a total never is an average of averages. A promise is never pro-rated: while its period runs, a value
below it says nothing yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from afspraken.keuzes import Berekening, Per, Richting

_FIJN = Decimal("0.0001")
HONDERD = Decimal(100)


@dataclass(frozen=True, slots=True)
class Punt:
    """An asked figure of one party over one span; ``waarde`` None means 'nog niet binnen'."""

    partij: str
    van: dt.date
    tot: dt.date
    waarde: Decimal | None


@dataclass(frozen=True, slots=True)
class Belofte:
    """A promised value; without ``partij`` it is joint, with ``tot_waarde`` a range.

    ``was`` (and ``was_tot``) is what was signed, where Wijziging number ``wijziging`` revised it; ``waarde`` counts.
    """

    waarde: Decimal
    tot_waarde: Decimal | None = None
    partij: str | None = None
    van: dt.date | None = None
    tot: dt.date | None = None
    per: str = Per.PERIODE
    was: Decimal | None = None
    was_tot: Decimal | None = None
    wijziging: int | None = None


@dataclass(frozen=True, slots=True)
class Rekenregel:
    """How an indicator is computed and judged."""

    berekening: str
    richting: str
    cumulatief: bool = False
    per_partij: bool = False
    decimalen: int = 0
    eenheid: str = ""


@dataclass(frozen=True, slots=True)
class Bijdrage:
    """What one party brings over one span; ``noemer`` only for shares and averages, ``waarde`` is its own outcome."""

    partij: str
    van: dt.date
    tot: dt.date
    teller: Decimal | None
    noemer: Decimal | None
    waarde: Decimal | None


@dataclass(frozen=True, slots=True)
class Periode:
    """First and last day a value is counted over."""

    van: dt.date
    tot: dt.date

    def bevat(self, dag: dt.date) -> bool:
        """Tell whether a day lies in the period."""
        return self.van <= dag <= self.tot


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """One line of an indicator: a party (or None for together), its value, the promise and the judgement."""

    partij: str | None
    waarde: Decimal | None
    onvolledig: bool
    periode: Periode
    loopt: bool
    belofte: Belofte | None
    oordeel: str
    verschil: Decimal | None
    opbouw: tuple[Bijdrage, ...]


def bijdragen(
    regel: Rekenregel,
    waarden: Iterable[Punt] = (),
    tellers: Iterable[Punt] = (),
    noemers: Iterable[Punt] = (),
    gewichten: Iterable[Punt] = (),
) -> list[Bijdrage]:
    """Turn figures into contributions, by the calculation of the indicator.

    Numerator and denominator (or value and weight) belong together when party and span are the same.
    """
    if regel.berekening == Berekening.AANDEEL:
        return [_aandeel(teller, noemer) for teller, noemer in _paren(tellers, noemers)]
    if regel.berekening == Berekening.GEWOGEN_GEMIDDELDE:
        return [_gewogen(waarde, gewicht) for waarde, gewicht in _paren(waarden, gewichten)]
    return [Bijdrage(p.partij, p.van, p.tot, p.waarde, None, p.waarde) for p in waarden]


def _paren(eerste: Iterable[Punt], tweede: Iterable[Punt]) -> list[tuple[Punt, Decimal | None]]:
    bij = {(p.partij, p.van, p.tot): p.waarde for p in tweede}
    return [(p, bij.get((p.partij, p.van, p.tot))) for p in eerste]


def _aandeel(teller: Punt, noemer: Decimal | None) -> Bijdrage:
    if teller.waarde is None or noemer is None:
        return Bijdrage(teller.partij, teller.van, teller.tot, None, None, None)
    waarde = _fijn(teller.waarde / noemer * HONDERD) if noemer else None
    return Bijdrage(teller.partij, teller.van, teller.tot, teller.waarde * HONDERD, noemer, waarde)


def _gewogen(punt: Punt, gewicht: Decimal | None) -> Bijdrage:
    if punt.waarde is None or gewicht is None:
        return Bijdrage(punt.partij, punt.van, punt.tot, None, None, punt.waarde)
    return Bijdrage(punt.partij, punt.van, punt.tot, punt.waarde * gewicht, gewicht, punt.waarde)


def waarde_van(delen: Sequence[Bijdrage]) -> Decimal | None:
    """Return the joint value of contributions: the sum, or the sum of numerators over the sum of denominators."""
    if len(delen) == 1:
        return delen[0].waarde
    bekend = [deel for deel in delen if deel.teller is not None]
    if not bekend:
        return None
    tellers = sum((deel.teller for deel in bekend if deel.teller is not None), Decimal(0))
    if all(deel.noemer is None for deel in bekend):
        return _fijn(tellers)
    noemers = sum((deel.noemer for deel in bekend if deel.noemer is not None), Decimal(0))
    return _fijn(tellers / noemers) if noemers else None


def periode_van(belofte: Belofte | None, dag: dt.date, looptijd: Periode) -> Periode:
    """Return the period a promise counts over: all of it, or the year or quarter in which ``dag`` lies."""
    if belofte is None:
        return looptijd
    geheel = Periode(belofte.van or looptijd.van, belofte.tot or max(looptijd.tot, belofte.van or looptijd.tot))
    if belofte.per == Per.PERIODE:
        return geheel
    binnen = min(max(dag, geheel.van), geheel.tot)
    begin = dt.date(binnen.year, 1, 1)
    eind = dt.date(binnen.year, 12, 31)
    if belofte.per == Per.KWARTAAL:
        eerste = (binnen.month - 1) // 3 * 3 + 1
        begin = dt.date(binnen.year, eerste, 1)
        eind = dt.date(binnen.year + (eerste == 10), (eerste + 2) % 12 + 1, 1) - dt.timedelta(days=1)
    return Periode(max(begin, geheel.van), min(eind, geheel.tot))


def geldende(beloften: Iterable[Belofte], dag: dt.date) -> list[Belofte]:
    """Return the promises that hold on a day; with none the last that ended, else the first to come."""
    alle = list(beloften)
    nu = [b for b in alle if (b.van is None or b.van <= dag) and (b.tot is None or dag <= b.tot)]
    if nu:
        return nu
    voorbij = [b for b in alle if b.tot is not None and b.tot < dag]
    if voorbij:
        return [max(voorbij, key=lambda b: b.tot or dag)]
    return [min(alle, key=lambda b: b.van or dag)] if alle else []


def kies(regel: Rekenregel, delen: Iterable[Bijdrage], periode: Periode, dag: dt.date) -> list[Bijdrage]:
    """Return the contributions a value is made of: every span that ended in the period, or the last for a level."""
    binnen = sorted((d for d in delen if periode.bevat(d.tot) and d.tot <= dag), key=lambda d: (d.partij, d.tot, d.van))
    if regel.cumulatief:
        return binnen
    return list({deel.partij: deel for deel in binnen}.values())


def uitkomsten(
    regel: Rekenregel,
    delen: Sequence[Bijdrage],
    beloften: Sequence[Belofte],
    dag: dt.date,
    looptijd: Periode,
    partijen: Sequence[str] = (),
) -> list[Uitkomst]:
    """Return the lines of an indicator on a peildatum: per party in the given order, then together.

    ``partijen`` are the participants in their order; those without figure and promise are left out.
    """
    regels: list[Uitkomst] = []
    if regel.per_partij:
        gevraagd = {d.partij for d in delen} | {b.partij for b in beloften if b.partij}
        for partij in [*partijen, *sorted(gevraagd - set(partijen))]:
            if partij in gevraagd:
                eigen = [d for d in delen if d.partij == partij]
                regels += _regels(regel, partij, eigen, [b for b in beloften if b.partij == partij], dag, looptijd)
    samen = [b for b in beloften if b.partij is None]
    if not regel.per_partij or telt_op(regel, samen):
        regels += _regels(regel, None, delen, samen, dag, looptijd)
    return regels


def telt_op(regel: Rekenregel, samen: Sequence[Belofte]) -> bool:
    """Tell whether parties' values have a joint value.

    Counts over time, shares and weighted averages do. A level that parties state themselves only where a joint
    promise says so, and a percentage never: percentages do not add up.
    """
    if regel.berekening != Berekening.OPGEGEVEN:
        return True
    return regel.eenheid != "%" and (regel.cumulatief or bool(samen))


def _regels(
    regel: Rekenregel,
    partij: str | None,
    delen: Sequence[Bijdrage],
    beloften: Sequence[Belofte],
    dag: dt.date,
    looptijd: Periode,
) -> list[Uitkomst]:
    keuze: Sequence[Belofte | None] = geldende(beloften, dag) or [None]
    return [_uitkomst(regel, partij, delen, belofte, dag, looptijd) for belofte in keuze]


def _uitkomst(
    regel: Rekenregel,
    partij: str | None,
    delen: Sequence[Bijdrage],
    belofte: Belofte | None,
    dag: dt.date,
    looptijd: Periode,
) -> Uitkomst:
    periode = periode_van(belofte, dag, looptijd)
    gekozen = kies(regel, delen, periode, dag)
    if not gekozen and (eerder := [d.tot for d in delen if d.tot <= dag]):
        # A yearly figure is asked after the year: until then the last year that has one is shown.
        periode = periode_van(belofte, max(eerder), looptijd)
        gekozen = kies(regel, delen, periode, dag)
    waarde = waarde_van(gekozen)
    onvolledig = waarde is None or (len(gekozen) > 1 and any(d.teller is None for d in gekozen))
    loopt = dag < periode.tot
    oordeel = beoordeel(regel, waarde, belofte, loopt=loopt, onvolledig=onvolledig)
    verschil = waarde - belofte.waarde if oordeel == "verschil" and belofte and waarde is not None else None
    return Uitkomst(partij, waarde, onvolledig, periode, loopt, belofte, oordeel, verschil, tuple(gekozen))


def beoordeel(
    regel: Rekenregel, waarde: Decimal | None, belofte: Belofte | None, *, loopt: bool, onvolledig: bool = False
) -> str:
    """Return what a value says about a promise.

    'verschil' for an ijkpunt (no norm), 'gehaald' or 'niet_gehaald' when it is certain, 'op_koers' while the period
    runs and the value lies within the promise, else 'onbekend'. A maximum that is exceeded is not kept, whenever.
    """
    if waarde is None or belofte is None:
        return "onbekend"
    if regel.richting == Richting.IJKPUNT:
        return "verschil"
    if _overschreden(regel, waarde, belofte):
        return "niet_gehaald"
    binnen = _binnen(regel, waarde, belofte)
    if binnen and regel.richting == Richting.MINIMUM and _loopt_alleen_op(regel):
        return "gehaald"
    if loopt or onvolledig:
        return "op_koers" if binnen else "onbekend"
    return "gehaald" if binnen else "niet_gehaald"


def _loopt_alleen_op(regel: Rekenregel) -> bool:
    """Tell whether a value can only rise: counts over time do, stock (demolition), shares and levels do not."""
    return regel.cumulatief and regel.berekening == Berekening.OPGEGEVEN


def _overschreden(regel: Rekenregel, waarde: Decimal, belofte: Belofte) -> bool:
    """Tell whether the upper end of the promise is passed for good."""
    if regel.richting == Richting.MAXIMUM:
        return waarde > belofte.waarde
    boven = belofte.tot_waarde if regel.richting == Richting.BANDBREEDTE else None
    return boven is not None and waarde > boven and _loopt_alleen_op(regel)


def _binnen(regel: Rekenregel, waarde: Decimal, belofte: Belofte) -> bool:
    """Tell whether the value is what was promised; an exact target is compared at the decimals people see."""
    if regel.richting == Richting.MINIMUM:
        return waarde >= belofte.waarde
    if regel.richting == Richting.MAXIMUM:
        return waarde <= belofte.waarde
    if regel.richting == Richting.BANDBREEDTE:
        return belofte.waarde <= waarde and (belofte.tot_waarde is None or waarde <= belofte.tot_waarde)
    return _rond(waarde, regel.decimalen) == _rond(belofte.waarde, regel.decimalen)


def _rond(waarde: Decimal, decimalen: int) -> Decimal:
    return waarde.quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP)


def _fijn(waarde: Decimal) -> Decimal:
    return waarde.quantize(_FIJN, rounding=ROUND_HALF_UP)
