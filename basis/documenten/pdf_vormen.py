"""What stands on a page of a PDF, as small values: letters, rules, shaded areas, words and lines (pure).

Measures are in points. ``x`` runs from the left, ``top``, ``bottom`` and ``basis`` (the line letters stand on) from
the top of the page as it is shown, so rotated pages need no special care further on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from basis.documenten.model import Melding, Plaats


class Stijl(NamedTuple):
    """How letters look. ``kleur`` is 0xRRGGBB."""

    grootte: float
    vet: bool
    cursief: bool
    kleur: int = 0


class Teken(NamedTuple):
    """One glyph; ``tekst`` may hold several letters (a ligature)."""

    tekst: str
    x0: float
    x1: float
    basis: float
    stijl: Stijl


class Lijn(NamedTuple):
    """A horizontal or vertical rule: ``vast`` is its y (or x), ``van`` and ``tot`` its ends along the other axis."""

    vast: float
    van: float
    tot: float

    @property
    def lengte(self) -> float:
        """How long it is."""
        return self.tot - self.van


class Vlak(NamedTuple):
    """A shaded rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float
    kleur: int


@dataclass(slots=True)
class Woord:
    """Letters without a space between; ``hoog`` tells that it stands raised in smaller type (a note mark, m2)."""

    tekst: str
    x0: float
    x1: float
    stijl: Stijl
    hoog: bool = False
    los: bool = True
    """There is white space before it."""
    merk: str = ""
    """Set when it turned out to be the mark of a note: its key in ``Document.noten``."""


@dataclass(slots=True)
class Regel:
    """Words on one line, within one column or cell."""

    woorden: list[Woord]
    basis: float
    grootte: float
    bladzijde: int
    links: float = 0.0
    """Left edge of the column or cell it stands in."""
    rechts: float = 0.0
    """Right edge of the column or cell it stands in."""

    @property
    def x0(self) -> float:
        """Where its first word starts."""
        return self.woorden[0].x0

    @property
    def x1(self) -> float:
        """Where its last word ends."""
        return self.woorden[-1].x1

    @property
    def top(self) -> float:
        """About the top of its capitals and ascenders."""
        return self.basis - 0.8 * self.grootte

    @property
    def bottom(self) -> float:
        """About the bottom of its descenders."""
        return self.basis + 0.22 * self.grootte

    @property
    def tekst(self) -> str:
        """The words, with a space where there is white space, marks of notes included."""
        return woorden_tekst(self.woorden)

    @property
    def vet(self) -> bool:
        """Tell whether every word with a letter or digit is bold."""
        tellend = [woord for woord in self.woorden if any(teken.isalnum() for teken in woord.tekst)]
        return bool(tellend) and all(woord.stijl.vet for woord in tellend)


def woorden_tekst(woorden: list[Woord]) -> str:
    """The text of words in a row."""
    return "".join((" " if woord.los and nr else "") + woord.tekst for nr, woord in enumerate(woorden))


@dataclass(slots=True, eq=False)
class Celvak:
    """A cell of a table on one page, as a rectangle with its lines of text."""

    x0: float
    top: float
    x1: float
    bottom: float
    regels: list[Regel] = field(default_factory=list)
    arcering: bool = False

    @property
    def tekst(self) -> str:
        """Its lines in one."""
        return " ".join(regel.tekst for regel in self.regels)


@dataclass(slots=True)
class Deeltabel:
    """A table, or the part of a table that stands on one page.

    ``rooster`` has per row a cell for every column; a merged cell stands in every place it covers.
    """

    bladzijde: int
    xs: list[float]
    """Edges of the columns: one more than there are columns."""
    rooster: list[list[Celvak]]
    toppen: list[float]
    """Per row its top, and at the end the bottom of the last row."""
    koprijen: int = 0
    """Number of rows at its start that are headings for certain: they came back on the next page."""
    bladzijden: list[int] = field(default_factory=list)
    """Per row the page it starts on."""
    open: bool = False
    """White space keeps its columns apart, so their edges are known less precisely."""
    zwak: bool = False
    """Rules around text, but no two filled cells side by side: only a table when it goes on with one."""

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.toppen[0]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.toppen[-1]

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.xs[0]

    @property
    def x1(self) -> float:
        """Its right edge."""
        return self.xs[-1]

    def rij_tekst(self, rij: int) -> str:
        """All text of a row, to compare rows."""
        return "|".join(cel.tekst for cel in dict.fromkeys(self.rooster[rij]))


@dataclass(slots=True)
class Bladzijde:
    """One page, read but not yet understood."""

    nummer: int
    breedte: float
    hoogte: float
    tekens: int = 0
    regels: list[Regel] = field(default_factory=list)
    tabellen: list[Deeltabel] = field(default_factory=list)
    liggend: list[Lijn] = field(default_factory=list)
    """Horizontal rules that are no part of a table."""
    vlakken: list[Vlak] = field(default_factory=list)
    """Shaded areas outside tables."""
    meldingen: list[Melding] = field(default_factory=list)
    afgekapt: bool = False
    """It holds more than is read."""
    stuk: bool = False
    """It could not be read, or not to its end."""
    onderkant: float = 0.0
    """Where the text of the page ends because notes start; 0 when it has none."""

    def meld(self, tekst: str) -> None:
        """Note something the user should know about this page."""
        self.meldingen.append(Melding(tekst, Plaats(bladzijde=self.nummer)))
