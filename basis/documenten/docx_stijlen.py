"""Styles of a Word document: what a paragraph or run looks like through styles and what they are based on (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from basis.documenten.pakket import Knoop

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_KOP = re.compile(r"(?:heading|kop|koptekst niveau|überschrift|titre)\s*([1-9])\b", re.IGNORECASE)
_INHOUD = re.compile(
    r"(?:toc|inhopg|inhoudsopgave|contents)\s*[1-9]\b|inhoudsopgave$|toc ?heading|contents heading|"
    r"kop ?van ?inhoudsopgave|table of figures|lijst met afbeeldingen",
    re.IGNORECASE,
)
_GEEN_NIVEAU = 9
"""Outline level that means running text."""
_DIEPST = 50
"""A chain of styles longer than this is a circle."""


def waarde(knoop: Knoop | None, naam: str) -> str | None:
    """Return w:val of a direct child, or None when the child is not there."""
    kind = knoop.find(W + naam) if knoop is not None else None
    return None if kind is None else kind.get(VAL, "")


def getal(tekst: str | None, standaard: int = 0) -> int:
    """Read a whole number from an attribute; rubbish gives the default."""
    try:
        return int(float(tekst)) if tekst else standaard
    except (ValueError, OverflowError):
        return standaard


def schakelaar(knoop: Knoop | None, naam: str) -> bool | None:
    """Read an on/off property (w:b, w:vanish): absent is None, present without value is on."""
    tekst = waarde(knoop, naam)
    return None if tekst is None else tekst.lower() not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Letter:
    """What letters look like; None where nothing is said."""

    vet: bool | None = None
    cursief: bool | None = None
    verborgen: bool | None = None
    grootte: float | None = None
    stand: str | None = None
    """'superscript', 'subscript' or 'baseline'."""

    def over(self, onder: Letter) -> Letter:
        """Return this one with the gaps filled from what lies beneath."""
        return Letter(
            onder.vet if self.vet is None else self.vet,
            onder.cursief if self.cursief is None else self.cursief,
            onder.verborgen if self.verborgen is None else self.verborgen,
            onder.grootte if self.grootte is None else self.grootte,
            onder.stand if self.stand is None else self.stand,
        )


def lees_letter(rpr: Knoop | None) -> Letter:
    """Read the properties of a run (w:rPr)."""
    if rpr is None:
        return Letter()
    grootte = waarde(rpr, "sz")
    return Letter(
        schakelaar(rpr, "b"),
        schakelaar(rpr, "i"),
        schakelaar(rpr, "vanish"),
        getal(grootte) / 2 if grootte else None,
        waarde(rpr, "vertAlign"),
    )


@dataclass(frozen=True, slots=True)
class Nummerverwijzing:
    """Which list a paragraph is in; None where nothing is said. A list 0 takes it out of every list."""

    lijst: str | None = None
    niveau: int | None = None


def lees_nummering(ppr: Knoop | None) -> Nummerverwijzing:
    """Read w:numPr of a paragraph or style."""
    numpr = ppr.find(f"{W}numPr") if ppr is not None else None
    if numpr is None:
        return Nummerverwijzing()
    niveau = waarde(numpr, "ilvl")
    return Nummerverwijzing(waarde(numpr, "numId"), getal(niveau) if niveau else None)


@dataclass(slots=True)
class Stijl:
    """A style with everything it takes from the styles beneath it."""

    id: str = ""
    naam: str = ""
    kop: int = 0
    titel: bool = False
    inhoud: bool = False
    """Part of the table of contents."""
    letter: Letter = field(default_factory=Letter)
    nummering: Nummerverwijzing = field(default_factory=Nummerverwijzing)
    nummerstijl: str = ""
    """The style in the chain that names the list; the list may tie a level to it."""
    kop_vet: bool = False
    """Table style: the first row is bold."""
    kop_arcering: bool = False
    """Table style: the first row has a background."""


class Stijlen:
    """All styles; ask for one by id and get it with its chain worked out."""

    def __init__(self, wortel: Knoop | None) -> None:
        self._knopen: dict[str, Knoop] = {}
        self._standaard: dict[str, str] = {}
        self._bekend: dict[str, Stijl] = {}
        self.basis = Letter()
        if wortel is None:
            return
        self.basis = lees_letter(wortel.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for knoop in wortel.iterfind(f"{W}style"):
            stijl_id = knoop.get(f"{W}styleId", "")
            self._knopen.setdefault(stijl_id, knoop)
            if knoop.get(f"{W}default") in ("1", "true", "on"):
                self._standaard[knoop.get(f"{W}type", "")] = stijl_id

    def alinea(self, stijl_id: str | None) -> Stijl:
        """Return a paragraph style; the document's default when none is named or the name is unknown."""
        if stijl_id is None or stijl_id not in self._knopen:
            stijl_id = self._standaard.get("paragraph", "")
        return self.stijl(stijl_id)

    def stijl(self, stijl_id: str) -> Stijl:
        """Return a style of any type; an unknown one has no properties."""
        if stijl_id not in self._bekend:
            self._bekend[stijl_id] = self._bouw(stijl_id)
        return self._bekend[stijl_id]

    def lijst_van(self, stijl_id: str) -> str | None:
        """Return the list that a numbering style stands for."""
        return self.stijl(stijl_id).nummering.lijst

    def _keten(self, stijl_id: str) -> list[Knoop]:
        keten: list[Knoop] = []
        gezien: set[str] = set()
        while stijl_id in self._knopen and stijl_id not in gezien and len(keten) < _DIEPST:
            gezien.add(stijl_id)
            keten.append(self._knopen[stijl_id])
            stijl_id = waarde(keten[-1], "basedOn") or ""
        return keten

    def _bouw(self, stijl_id: str) -> Stijl:
        """Work out a style from the bottom of its chain to the top."""
        stijl = Stijl(stijl_id)
        for knoop in reversed(self._keten(stijl_id)):
            eigen_id, naam = knoop.get(f"{W}styleId", ""), waarde(knoop, "name") or knoop.get(f"{W}styleId", "")
            stijl.naam = naam
            stijl.letter = lees_letter(knoop.find(f"{W}rPr")).over(stijl.letter)
            ppr = knoop.find(f"{W}pPr")
            stijl.kop = _kopniveau(ppr, (naam, eigen_id), stijl.kop)
            stijl.titel = stijl.titel or naam.lower() in ("title", "titel") or eigen_id.lower() in ("title", "titel")
            stijl.inhoud = stijl.inhoud or bool(_INHOUD.match(naam))
            _neem_nummering(stijl, lees_nummering(ppr), eigen_id)
            _neem_tabelkop(stijl, knoop)
        if stijl.inhoud:
            stijl.kop = 0
        return stijl


def _kopniveau(ppr: Knoop | None, namen: tuple[str, str], geerfd: int) -> int:
    """Return the heading level of one style in the chain: its outline level, else its name, else what it inherits."""
    niveau = waarde(ppr, "outlineLvl")
    if niveau is not None:
        return 0 if getal(niveau, _GEEN_NIVEAU) >= _GEEN_NIVEAU else getal(niveau) + 1
    vondst = next((v for naam in namen if (v := _KOP.match(naam))), None)
    return int(vondst[1]) if vondst else geerfd


def _neem_nummering(stijl: Stijl, eigen: Nummerverwijzing, eigen_id: str) -> None:
    if eigen.lijst is not None:
        stijl.nummerstijl = eigen_id
    onder = stijl.nummering
    stijl.nummering = Nummerverwijzing(
        onder.lijst if eigen.lijst is None else eigen.lijst,
        onder.niveau if eigen.niveau is None else eigen.niveau,
    )


def _neem_tabelkop(stijl: Stijl, knoop: Knoop) -> None:
    for voorwaarde in knoop.iterfind(f"{W}tblStylePr"):
        if voorwaarde.get(f"{W}type") == "firstRow":
            stijl.kop_vet = bool(schakelaar(voorwaarde.find(f"{W}rPr"), "b"))
            stijl.kop_arcering = is_gearceerd(voorwaarde.find(f"{W}tcPr"))


def is_gearceerd(tcpr: Knoop | None) -> bool:
    """Tell whether cell properties give a background other than white."""
    arcering = tcpr.find(f"{W}shd") if tcpr is not None else None
    if arcering is None:
        return False
    vulling = arcering.get(f"{W}fill", "auto").lower()
    patroon = arcering.get(VAL, "clear").lower()
    return vulling not in ("auto", "ffffff", "") or patroon not in ("clear", "nil", "none", "")
