"""What a document consists of, whatever its file format: paragraphs and tables in reading order (pure).

Readers make it, recognisers read it; nobody else needs to know about Word, Excel or PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Bestandssoort(StrEnum):
    """File formats that are read."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"


class Leesfout(Exception):
    """The file cannot be read; the message is Dutch, for the user, and says what to do."""


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where something stands, in the words a reader needs to find it back. Counting starts at 1; 0 is unknown."""

    bladzijde: int = 0
    blad: str = ""
    tabel: int = 0
    rij: int = 0
    kolom: str = ""
    alinea: int = 0

    def __str__(self) -> str:
        delen = [
            f"blad '{self.blad}'" if self.blad else "",
            f"bladzijde {self.bladzijde}" if self.bladzijde else "",
            f"tabel {self.tabel}" if self.tabel else "",
            f"rij {self.rij}" if self.rij else "",
            f"kolom {self.kolom}" if self.kolom else "",
            f"alinea {self.alinea}" if self.alinea and not self.tabel else "",
        ]
        return ", ".join(deel for deel in delen if deel)


@dataclass(slots=True)
class Alinea:
    """One paragraph. ``tekst`` holds neither the automatic number or bullet nor the marks of footnotes."""

    tekst: str
    plaats: Plaats = field(default_factory=Plaats)
    stijl: str = ""
    kop: int = 0
    """Heading level 1-9 (outline level, style, or what a PDF looks like); 0 for running text."""
    titel: bool = False
    """The title of the document as a whole."""
    nummer: str = ""
    """Label of Word's automatic numbering as it prints: '1.1.', 'a)', 'Artikel 3'. Empty for a bullet."""
    lijst: int = 0
    """Depth in a list (1 is the outermost); 0 when it is not in a list."""
    opsomming: bool = False
    """A bullet instead of a number."""
    vet: bool = False
    """All of it is bold (or, in a PDF, in a bold font)."""
    cursief: bool = False
    grootte: float = 0.0
    """Size of the letters in points, when known."""
    noten: tuple[str, ...] = ()
    """Marks of the footnotes and endnotes it refers to, in order; keys of ``Document.noten``."""
    vette_aanhef: str = ""
    """The bold words it opens with ('Resultaatafspraak corporatie:') when not all of it is bold."""


class Dekking(StrEnum):
    """Why a cell of the grid holds no text of its own."""

    EIGEN = ""
    LINKS = "links"
    BOVEN = "boven"


@dataclass(slots=True)
class Cel:
    """One cell of the grid. A merged cell has its text in its first cell; the others say who covers them."""

    alineas: list[Alinea] = field(default_factory=list)
    dekking: Dekking = Dekking.EIGEN
    breedte: int = 1
    hoogte: int = 1
    waarde: object = None
    """Excel: the stored number, date or boolean; None for text and for the other formats."""
    arcering: bool = False
    """The cell has a background colour."""

    @property
    def tekst(self) -> str:
        """The text, paragraphs on lines of their own."""
        return "\n".join(alinea.tekst for alinea in self.alineas if alinea.tekst)

    @property
    def noten(self) -> tuple[str, ...]:
        """Marks of the footnotes in it."""
        return tuple(merk for alinea in self.alineas for merk in alinea.noten)

    @property
    def vet(self) -> bool:
        """Tell whether all its text is bold."""
        gevuld = [alinea for alinea in self.alineas if alinea.tekst.strip()]
        return bool(gevuld) and all(alinea.vet for alinea in gevuld)


@dataclass(slots=True)
class Rij:
    """One row, with a cell for every column of the grid."""

    cellen: list[Cel]
    plaats: Plaats = field(default_factory=Plaats)
    kop: bool = False
    """Marked as a heading row that repeats on every page (Word) or frozen/filtered heading (Excel)."""
    verborgen: bool = False

    @property
    def teksten(self) -> list[str]:
        """The text per grid column; covered cells are empty."""
        return [cel.tekst for cel in self.cellen]

    @property
    def is_leeg(self) -> bool:
        """Tell whether no cell holds text."""
        return not any(tekst.strip() for tekst in self.teksten)


@dataclass(slots=True)
class Tabel:
    """A table: rows of equal length. Readers join what a page break cut (PDF); Excel gives one per sheet."""

    rijen: list[Rij]
    plaats: Plaats = field(default_factory=Plaats)
    verborgen: bool = False

    @property
    def breedte(self) -> int:
        """Number of grid columns."""
        return max((len(rij.cellen) for rij in self.rijen), default=0)


@dataclass(frozen=True, slots=True)
class Noot:
    """A footnote, endnote or remark in the margin."""

    merk: str
    tekst: str
    soort: str = "voetnoot"


@dataclass(frozen=True, slots=True)
class Melding:
    """Something the reader was unsure about or could not keep (Dutch, for the user)."""

    tekst: str
    plaats: Plaats = field(default_factory=Plaats)

    def __str__(self) -> str:
        plaats = str(self.plaats)
        return f"{plaats}: {self.tekst}" if plaats else self.tekst


@dataclass(slots=True)
class Document:
    """A whole document in reading order."""

    soort: Bestandssoort
    naam: str = ""
    blokken: list[Alinea | Tabel] = field(default_factory=list)
    noten: dict[str, Noot] = field(default_factory=dict)
    meldingen: list[Melding] = field(default_factory=list)
    bladzijden: int = 0
    """Number of pages, where the format has them (PDF)."""

    @property
    def alineas(self) -> Iterator[Alinea]:
        """The paragraphs outside tables."""
        return (blok for blok in self.blokken if isinstance(blok, Alinea))

    @property
    def tabellen(self) -> Iterator[Tabel]:
        """The tables."""
        return (blok for blok in self.blokken if isinstance(blok, Tabel))
