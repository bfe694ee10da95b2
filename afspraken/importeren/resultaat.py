"""What an import found, as plain values, and as the JSON of ``importeer --proef --json`` (docs/importeren.md). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

SCHEMA = 1


@dataclass(slots=True)
class GevondenTermijn:
    """A term: the words of the source and what follows from them (domein.md section 6)."""

    tekst: str
    begin: dt.date | None = None
    eind: dt.date | None = None
    herhaling: str = "geen"
    exactheid: str = "exact"
    toelichting: str = ""


@dataclass(slots=True)
class GevondenIndicator:
    """A measurable side: ``eenheid`` as written ('woningen', '%'), ``jaar`` the year of the target."""

    naam: str
    eenheid: str = ""
    nulmeting: Decimal | None = None
    streefwaarde: Decimal | None = None
    jaar: int | None = None
    richting: str = "streefwaarde"
    """A value of afspraken.keuzes.Richting: minimum, maximum, streefwaarde, bandbreedte, ijkpunt."""
    tot_waarde: Decimal | None = None
    partij: str = ""
    per: str = "periode"
    bron: str = ""
    """The words it was read from."""


@dataclass(slots=True)
class GevondenBetrokkene:
    """A party or group (``afspraken.keuzes.Groep`` value) in a role (``BetrokkeneRol`` value)."""

    naam: str
    rol: str
    groep: bool = False
    bekend: bool = True


@dataclass(slots=True)
class GevondenNoot:
    """A footnote that belongs to an agreement."""

    merk: str
    tekst: str


@dataclass(slots=True)
class GevondenAfspraak:
    """One agreement, as found; everything a user sees of it before he approves."""

    nummer: str = ""
    deel: str = ""
    hoofdstuk_nummer: str = ""
    hoofdstuk_titel: str = ""
    paragraaf_nummer: str = ""
    paragraaf_titel: str = ""
    onderwerp: str = ""
    tekst: str = ""
    """As signed; paragraphs separated by an empty line, lists as Markdown ('- ', '1. ')."""
    soort: str = "meerjarig"
    """meerjarig, periode, procesbepaling or jaarschijf."""
    aard: str = "onbekend"
    gemeenten: list[str] = field(default_factory=list)
    partijen_tekst: str = ""
    trekker_tekst: str = ""
    betrokkenen: list[GevondenBetrokkene] = field(default_factory=list)
    termijn_tekst: str = ""
    termijnen: list[GevondenTermijn] = field(default_factory=list)
    indicatoren: list[GevondenIndicator] = field(default_factory=list)
    verwijzingen: list[str] = field(default_factory=list)
    """Numbers of agreements in this document (or, for a jaarschijf, of the multi-year ones)."""
    voetnoten: list[GevondenNoot] = field(default_factory=list)
    resultaat: str = ""
    """Text of a column 'Resultaat', 'Gewenst resultaat'."""
    opmerking: str = ""
    budget: str = ""
    plaats: str = ""
    waarschuwingen: list[str] = field(default_factory=list)

    @property
    def hoofdstuk(self) -> str:
        """Number and title in one, as pages show a chapter."""
        return f"{self.hoofdstuk_nummer} {self.hoofdstuk_titel}".strip()

    @property
    def paragraaf(self) -> str:
        """Number and title in one."""
        return f"{self.paragraaf_nummer} {self.paragraaf_titel}".strip()

    @property
    def trekkers(self) -> list[str]:
        """Names of the parties and groups that are trekker."""
        return [betrokkene.naam for betrokkene in self.betrokkenen if betrokkene.rol == "trekker"]


@dataclass(slots=True)
class GevondenPartij:
    """A party the document names: official name, short names and abbreviations, and its kind (``PartijSoort``)."""

    naam: str
    soort: str = "overig"
    korte_naam: str = ""
    afkortingen: list[str] = field(default_factory=list)
    deelnemer: bool = True
    rechtsvorm: str = ""
    spreekt_voor: str = ""
    plaats: str = ""


@dataclass(slots=True)
class GevondenTabel:
    """A table that is not agreements: recognised as stock, or set aside with the reason."""

    soort: str
    """prognose, stand, projecten, or opzij (signatures, contents, definitions, parties, empty...)."""
    titel: str = ""
    plaats: str = ""
    reden: str = ""
    gegevens: dict[str, Any] = field(default_factory=dict)
    """For stock tables: see voorraad.importeren.herkennen."""
    waarschuwingen: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Importresultaat:
    """All an import found."""

    bestand: str = ""
    titel: str = ""
    gemeenten: list[str] = field(default_factory=list)
    begin: dt.date | None = None
    eind: dt.date | None = None
    bronstatus: str = ""
    afspraken: list[GevondenAfspraak] = field(default_factory=list)
    partijen: list[GevondenPartij] = field(default_factory=list)
    groepen: dict[str, list[str]] = field(default_factory=dict)
    """Names of groups as the document defines them -> names of the parties in it."""
    hoofdstukken: list[dict[str, str]] = field(default_factory=list)
    """In order: {deel, nummer, titel, ambitie}; chapters without agreements too."""
    definities: list[GevondenNoot] = field(default_factory=list)
    tabellen: list[GevondenTabel] = field(default_factory=list)
    waarschuwingen: list[str] = field(default_factory=list)
