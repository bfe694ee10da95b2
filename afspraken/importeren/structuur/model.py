"""What is found in a document before parties, terms and references are read (pure)."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from afspraken.importeren.kolommen import Rol
from basis.documenten.model import Alinea, Plaats, Tabel


class Kopsoort(StrEnum):
    """What a heading of the document stands above."""

    DEEL = "deel"
    HOOFDSTUK = "hoofdstuk"
    PARAGRAAF = "paragraaf"
    AMBITIE = "ambitie"
    """The ambition or introduction of the chapter it stands in."""
    GROEP = "groep"
    """'Meerjarige afspraken', 'Afspraken 2022-2023': says which kind follows, not where."""
    BUITEN = "buiten"
    """Preamble, definitions, signatures: what is numbered here is no agreement."""
    BIJSCHRIFT = "bijschrift"
    """'Tabel 1: ...': the title of a table or figure."""


@dataclass(frozen=True, slots=True)
class Kopregel:
    """A heading of the document, taken apart."""

    soort: Kopsoort
    titel: str
    nummer: str = ""
    niveau: int = 1
    """1 is the outermost."""
    afspraaksoort: str = ""
    """Kind of agreement it names: meerjarig, periode, jaarschijf, procesbepaling."""
    jaren: tuple[int, int] | None = None
    woord: str = ""
    """The word before the number: 'hoofdstuk', 'thema', 'deel'."""

    @property
    def voluit(self) -> str:
        """Number and title in one."""
        return f"{self.nummer} {self.titel}".strip()


class Vorm(StrEnum):
    """In which form an agreement stood in the document; decides what counts as a double."""

    TABEL = "tabel"
    KAART = "kaart"
    NUMMER = "nummer"
    LABEL = "label"
    KOP = "kop"
    OPSOMMING = "opsomming"


@dataclass(slots=True)
class RuweAfspraak:
    """One agreement as it stands in the document."""

    nummer: str = ""
    onderwerp: str = ""
    alineas: list[Alinea] = field(default_factory=list)
    """Paragraphs of the text."""
    kolommen: dict[Rol, list[str]] = field(default_factory=dict)
    """Raw texts by role, in reading order."""
    streefwaarden: list[tuple[str, str, int | None]] = field(default_factory=list)
    """Heading, text and year of every column with a measure."""
    overig: list[tuple[str, str]] = field(default_factory=list)
    """Heading and text of columns without a known role."""
    noten: list[str] = field(default_factory=list)
    pad: tuple[Kopregel, ...] = ()
    """Headings it stands under, outermost first."""
    deel: str = ""
    hoofdstuk: Kopregel | None = None
    paragraaf: Kopregel | None = None
    soort: str = ""
    jaren: tuple[int, int] | None = None
    gemeenten: list[str] = field(default_factory=list)
    trekkerkolom: bool = False
    """Its table has a column for the owner, so an empty cell means that there is none."""
    start: str = ""
    """Text of a column that says when it starts ('Start', 'Begindatum')."""
    eigenaar: str = ""
    """Owner in the label: 'corporatie' in 'Resultaatafspraak corporatie:'."""
    aard: str = ""
    """resultaat or inspanning, when the label or heading says so."""
    vorm: Vorm = Vorm.TABEL
    bron: int = 0
    """Which table or run of text it came from."""
    plaats: Plaats = field(default_factory=Plaats)
    waarschuwingen: list[str] = field(default_factory=list)

    def voeg_toe(self, rol: Rol, tekst: str) -> None:
        """Keep the text of a column, once."""
        if tekst and tekst not in self.kolommen.setdefault(rol, []):
            self.kolommen[rol].append(tekst)

    def waarde(self, rol: Rol, tussen: str = "; ") -> str:
        """All texts of one role in one."""
        return tussen.join(self.kolommen.get(rol, []))


@dataclass(slots=True)
class Hoofdstuk:
    """A chapter, in order, with what it opens with."""

    kop: Kopregel
    deel: str = ""
    tekst: list[Alinea] = field(default_factory=list)
    plaats: Plaats = field(default_factory=Plaats)


@dataclass(frozen=True, slots=True)
class Opzij:
    """A table that holds no agreements, with the reason (Dutch)."""

    tabel: Tabel
    reden: str
    soort: str = ""
    """Short key of the reason: cijfers, begrippen, ondertekening, inhoud, versies, deelnemers, proces, leeg, ..."""
    titel: str = ""
    """The caption or the heading it stands under."""


@dataclass(slots=True)
class Structuur:
    """Everything found in one document."""

    afspraken: list[RuweAfspraak] = field(default_factory=list)
    hoofdstukken: list[Hoofdstuk] = field(default_factory=list)
    opzij: list[Opzij] = field(default_factory=list)
    aanhef: list[Alinea | Tabel] = field(default_factory=list)
    """What stands before the first chapter or agreement."""
    begrippen: list[Alinea] = field(default_factory=list)
    """Paragraphs below a heading as 'Definities'."""
    noten: dict[str, str] = field(default_factory=dict)
    """Typed footnotes: mark -> text."""
    veldregels: set[int] = field(default_factory=set)
    """Identities of paragraphs that are labelled lines of an agreement ('Trekker: gemeente')."""
    waarschuwingen: list[str] = field(default_factory=list)
