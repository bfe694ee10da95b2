"""Grouped horizontal bars: promise beside realisation. Pure, no Django, no domain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from basis.getallen import Getal, getal_tekst
from basis.grafieken.onderdelen import (
    BREEDTE,
    LABELBREEDTE,
    REGEL,
    STAAF,
    TEKENBREEDTE,
    UITERLIJKEN,
    Legendaregel,
    Regel,
    Tabelrij,
    Uiterlijk,
    breek_af,
    getal_of_niets,
    leg_legenda,
    maatverdeling,
    px,
)


@dataclass(frozen=True, slots=True)
class Reeks:
    """One series: its name, its kind (a key of UITERLIJKEN) and a value or None per label."""

    naam: str
    soort: str
    waarden: Sequence[Getal | None]


@dataclass(frozen=True, slots=True)
class Staaf:
    """One bar with its number; ``ontbreekt`` draws the text alone."""

    x: str
    y: str
    breedte: str
    hoogte: str
    uiterlijk: Uiterlijk
    soort: str
    label: Regel
    anker: str
    ontbreekt: bool


@dataclass(frozen=True, slots=True)
class Groep:
    """A label, wrapped over lines, with its bars."""

    label: list[Regel]
    staven: list[Staaf]


@dataclass(frozen=True, slots=True)
class Maatstreep:
    """A vertical line of the scale with its number."""

    x: str
    tekst: str
    nul: bool


@dataclass(frozen=True, slots=True)
class Staafgrafiek:
    """Everything the template of the grouped bars needs."""

    titel: str
    omschrijving: str
    sleutel: str
    breedte: int
    hoogte: int
    bovenkant: str
    onderkant: str
    as_y: str
    groepen: list[Groep]
    schaal: list[Maatstreep]
    legenda: list[Legendaregel]
    kolommen: list[str]
    tabel: list[Tabelrij]


@dataclass(frozen=True, slots=True)
class _Schaal:
    """Translation from value to horizontal place; ``maten`` are the round values on the axis."""

    links: float
    rechts: float
    maten: list[float]

    def x(self, waarde: Getal) -> float:
        """Return the horizontal place of a value."""
        deel = (float(waarde) - self.maten[0]) / (self.maten[-1] - self.maten[0])
        return self.links + deel * (self.rechts - self.links)


def _schaal(reeksen: Sequence[Reeks]) -> _Schaal:
    """Return the scale that fits all values, with room for the numbers at the ends."""
    waarden = [float(waarde) for reeks in reeksen for waarde in reeks.waarden if waarde is not None]
    maten = maatverdeling(min(waarden, default=0.0), max(waarden, default=0.0))
    marge = 56 if maten[0] < 0 else 0
    return _Schaal(LABELBREEDTE + 10 + marge, BREEDTE - 72, maten)


def staven(
    *,
    titel: str,
    omschrijving: str,
    labels: Sequence[str],
    reeksen: Sequence[Reeks],
    eenheid: str = "",
    sleutel: str = "staven",
    decimalen: int | None = None,
) -> Staafgrafiek:
    """Lay out horizontal bars: one group per label, one bar per series.

    Values may be negative or None ('nog niet binnen'). ``sleutel`` makes ids unique on a page. Raises ValueError when
    a series has another number of values than there are labels, KeyError for an unknown kind of series.
    """
    if any(len(reeks.waarden) != len(labels) for reeks in reeksen):
        raise ValueError("elke reeks heeft één waarde per label")
    schaal = _schaal(reeksen)
    legenda, y = leg_legenda([(reeks.naam, UITERLIJKEN[reeks.soort], "") for reeks in reeksen])
    groepen, onderkant = _groepen(labels, reeksen, schaal, y, decimalen)
    return Staafgrafiek(
        titel=titel,
        omschrijving=omschrijving,
        sleutel=sleutel,
        breedte=BREEDTE,
        hoogte=math.ceil(onderkant + 24),
        bovenkant=px(y - 6),
        onderkant=px(onderkant),
        as_y=px(onderkant + 17),
        groepen=groepen,
        schaal=[Maatstreep(px(schaal.x(maat)), getal_tekst(maat), maat == 0) for maat in schaal.maten],
        legenda=legenda,
        kolommen=[f"{reeks.naam} ({eenheid})" if eenheid else reeks.naam for reeks in reeksen],
        tabel=_tabel(labels, reeksen, decimalen),
    )


def _tabel(labels: Sequence[str], reeksen: Sequence[Reeks], decimalen: int | None) -> list[Tabelrij]:
    """Return the numbers per label."""
    return [
        Tabelrij(label, [getal_of_niets(reeks.waarden[nummer], decimalen) for reeks in reeksen])
        for nummer, label in enumerate(labels)
    ]


def _groepen(
    labels: Sequence[str], reeksen: Sequence[Reeks], schaal: _Schaal, y: float, decimalen: int | None
) -> tuple[list[Groep], float]:
    """Return a group per label from height ``y`` down, and the height below the last."""
    groepen = []
    for nummer, label in enumerate(labels):
        groep, y = _groep(label, [(reeks, reeks.waarden[nummer]) for reeks in reeksen], schaal, y, decimalen)
        groepen.append(groep)
    return groepen, y


def _groep(
    label: str, paren: Sequence[tuple[Reeks, Getal | None]], schaal: _Schaal, y: float, decimalen: int | None
) -> tuple[Groep, float]:
    """Return the group at height ``y`` and the height where the next one begins."""
    regels = breek_af(label, int(LABELBREEDTE / TEKENBREEDTE))
    hoogte = max(len(paren) * (STAAF + 3), len(regels) * REGEL)
    tekst_y = y + (hoogte - len(regels) * REGEL) / 2 + 12
    staaf_y = y + (hoogte - len(paren) * (STAAF + 3)) / 2
    groep = Groep(
        [Regel(px(LABELBREEDTE), px(tekst_y + nummer * REGEL), regel) for nummer, regel in enumerate(regels)],
        [
            _staaf(reeks, waarde, schaal, staaf_y + nummer * (STAAF + 3), decimalen)
            for nummer, (reeks, waarde) in enumerate(paren)
        ],
    )
    return groep, y + hoogte + 12


def _staaf(reeks: Reeks, waarde: Getal | None, schaal: _Schaal, y: float, decimalen: int | None) -> Staaf:
    """Return one bar; the number stands at its outer end."""
    nul = schaal.x(0)
    eind = nul if waarde is None else schaal.x(waarde)
    negatief = eind < nul
    return Staaf(
        x=px(min(nul, eind)),
        y=px(y),
        breedte=px(abs(eind - nul)),
        hoogte=str(STAAF),
        uiterlijk=UITERLIJKEN[reeks.soort],
        soort=reeks.soort,
        label=Regel(px(eind - 5 if negatief else eind + 5), px(y + 12.5), getal_of_niets(waarde, decimalen)),
        anker="end" if negatief else "start",
        ontbreekt=waarde is None,
    )
