"""Automatic numbering of Word, counted the way Word prints it (pure).

Rules: ISO/IEC 29500-1 section 17.9 (w:abstractNum, w:num, w:lvl, w:lvlText, w:start, w:lvlRestart, w:isLgl, w:suff)
and what Word does where the standard is silent: lists that share an abstract list share its counters, and a list with
a start of its own begins there the first time a paragraph uses that level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from basis.documenten.docx_stijlen import VAL, Nummerverwijzing, Stijl, Stijlen, W, getal, schakelaar, waarde
from basis.documenten.pakket import Knoop
from basis.documenten.stukken import schoon

NIVEAUS = 9
_GROOTST = 100_000
"""A counter beyond this is rubbish; Word itself stops at 32,767."""
_ROMEINS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_TELWOORDEN = (
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien",
    "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip
_RANGWOORDEN = (
    "nulde", "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
)  # fmt: skip
_VERWIJZING = re.compile(r"%([1-9])")


def _romeins(getal_: int) -> str:
    if not 0 < getal_ < 4000:
        return str(getal_)
    tekst = ""
    for stap, teken in _ROMEINS:
        aantal, getal_ = divmod(getal_, stap)
        tekst += teken * aantal
    return tekst


def _letters(getal_: int) -> str:
    """Word repeats a letter after z: 27 is 'aa', 28 is 'bb', 53 is 'aaa'."""
    if not 0 < getal_ <= 780:
        return str(getal_)
    herhaling, letter = divmod(getal_ - 1, 26)
    return chr(ord("a") + letter) * (herhaling + 1)


def _woord(getal_: int, woorden: tuple[str, ...]) -> str:
    return woorden[getal_] if 0 <= getal_ < len(woorden) else str(getal_)


def schrijf_getal(getal_: int, vorm: str) -> str:
    """Write a counter in a number format of Word (ST_NumberFormat); an unknown format gives digits."""
    vormen = {
        "upperLetter": lambda: _letters(getal_).upper(),
        "lowerLetter": lambda: _letters(getal_),
        "upperRoman": lambda: _romeins(getal_).upper(),
        "lowerRoman": lambda: _romeins(getal_),
        "decimalZero": lambda: f"{getal_:02d}",
        "none": lambda: "",
        "bullet": lambda: "",
        "ordinal": lambda: f"{getal_}e",
        "cardinalText": lambda: _woord(getal_, _TELWOORDEN).capitalize(),
        "ordinalText": lambda: _woord(getal_, _RANGWOORDEN).capitalize(),
        "numberInDash": lambda: f"- {getal_} -",
        "chicago": lambda: "*†‡§"[(getal_ - 1) % 4] * ((getal_ - 1) // 4 + 1) if 0 < getal_ < 100 else str(getal_),
    }
    return vormen.get(vorm, lambda: str(getal_))()


@dataclass(slots=True)
class Niveau:
    """One level of a list."""

    start: int = 1
    vorm: str = "decimal"
    tekst: str = ""
    herstart: int | None = None
    """Level (from 1) whose use restarts this one; 0 is never; None is any higher level."""
    alles_cijfers: bool = False
    stijl: str = ""
    breedte: int = 0
    """Least number of digits, for a format such as '001, 002'."""

    @property
    def is_opsomming(self) -> bool:
        """A bullet, or a text without any letter, digit or counter ('-')."""
        if self.vorm == "bullet":
            return True
        return bool(self.tekst) and not _VERWIJZING.search(self.tekst) and not any(t.isalnum() for t in self.tekst)

    def schrijf(self, getal_: int, *, cijfers: bool) -> str:
        """Write this level's counter."""
        vorm = "decimal" if cijfers and self.vorm not in ("none", "bullet", "decimalZero") else self.vorm
        return schrijf_getal(getal_, vorm).zfill(self.breedte)


@dataclass(slots=True)
class Lijst:
    """A list as paragraphs name it: levels of an abstract list with its own starts."""

    abstract: str
    niveaus: list[Niveau]
    starten: dict[int, int] = field(default_factory=dict)
    """Starts that this list itself sets, per level."""


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a paragraph: ``tekst`` is empty for a bullet. ``niveau`` counts from 1."""

    tekst: str
    niveau: int
    opsomming: bool


def _lees_niveau(knoop: Knoop) -> Niveau:
    vormknoop = next(knoop.iter(f"{W}numFmt"), None)
    vorm = "decimal" if vormknoop is None else vormknoop.get(VAL, "decimal")
    breedte = 0
    if vormknoop is not None and vorm == "custom":
        # '001, 002, 003, ...' is the only kind of own format that Word offers in the list of formats.
        breedte = len(vormknoop.get(f"{W}format", "").split(",")[0].strip())
        vorm = "decimal"
    herstart = waarde(knoop, "lvlRestart")
    return Niveau(
        start=_begrens(getal(waarde(knoop, "start"), 0)),
        vorm=vorm,
        tekst=schoon(waarde(knoop, "lvlText") or ""),
        herstart=getal(herstart) if herstart is not None else None,
        alles_cijfers=bool(schakelaar(knoop, "isLgl")),
        stijl=waarde(knoop, "pStyle") or "",
        breedte=min(breedte, 9),
    )


def _begrens(getal_: int) -> int:
    return max(0, min(getal_, _GROOTST))


class Nummering:
    """Hands out labels to paragraphs in the order of the document; it keeps the count."""

    def __init__(self, wortel: Knoop | None, stijlen: Stijlen) -> None:
        self._stijlen = stijlen
        self._abstract: dict[str, Knoop] = {}
        self._num: dict[str, Knoop] = {}
        self._lijsten: dict[str, Lijst | None] = {}
        self._tellers: dict[str, list[int | None]] = {}
        self._gebruikt: set[tuple[str, int]] = set()
        if wortel is not None:
            self._abstract = {k.get(f"{W}abstractNumId", ""): k for k in wortel.iterfind(f"{W}abstractNum")}
            self._num = {k.get(f"{W}numId", ""): k for k in wortel.iterfind(f"{W}num")}

    def label(self, eigen: Nummerverwijzing, stijl: Stijl) -> Label | None:
        """Return the label of the next paragraph and count it; None when it is in no list.

        ``eigen`` is what the paragraph itself says, ``stijl`` its style.
        """
        lijst_id = stijl.nummering.lijst if eigen.lijst is None else eigen.lijst
        lijst = self._lijst(lijst_id) if lijst_id not in (None, "", "0") else None
        if lijst is None or lijst_id is None:
            return None
        niveau = self._niveau(eigen, stijl, lijst)
        vorm = lijst.niveaus[niveau]
        if vorm.is_opsomming:
            self._tel(lijst_id, lijst, niveau)
            return Label("", niveau + 1, opsomming=True)
        tellers = self._tel(lijst_id, lijst, niveau)
        return Label(_schrijf(lijst, tellers, niveau), niveau + 1, opsomming=False)

    def _niveau(self, eigen: Nummerverwijzing, stijl: Stijl, lijst: Lijst) -> int:
        """Return the level: the paragraph's own, else the one the list ties to the style, else the style's."""
        if eigen.niveau is not None:
            niveau = eigen.niveau
        else:
            gebonden = [
                nr for nr, n in enumerate(lijst.niveaus) if n.stijl and n.stijl in (stijl.id, stijl.nummerstijl)
            ]
            niveau = gebonden[0] if gebonden and eigen.lijst is None else stijl.nummering.niveau or 0
            if eigen.lijst is not None:
                niveau = 0
        return max(0, min(niveau, len(lijst.niveaus) - 1))

    def _lijst(self, lijst_id: str) -> Lijst | None:
        if lijst_id not in self._lijsten:
            self._lijsten[lijst_id] = self._bouw(lijst_id)
        return self._lijsten[lijst_id]

    def _bouw(self, lijst_id: str) -> Lijst | None:
        num = self._num.get(lijst_id)
        abstract_id = self._abstract_van(num)
        if num is None or abstract_id is None:
            return None
        niveaus = [Niveau(start=1) for _ in range(NIVEAUS)]
        self._lees_niveaus(self._abstract[abstract_id], niveaus)
        lijst = Lijst(abstract_id, niveaus)
        for afwijking in num.iterfind(f"{W}lvlOverride"):
            nr = getal(afwijking.get(f"{W}ilvl"), -1)
            if not 0 <= nr < NIVEAUS:
                continue
            if (eigen := afwijking.find(f"{W}lvl")) is not None:
                niveaus[nr] = _lees_niveau(eigen)
            if (start := waarde(afwijking, "startOverride")) is not None:
                lijst.starten[nr] = _begrens(getal(start, 1))
        return lijst

    @staticmethod
    def _lees_niveaus(abstract: Knoop, niveaus: list[Niveau]) -> None:
        for knoop in abstract.iterfind(f"{W}lvl"):
            nr = getal(knoop.get(f"{W}ilvl"), -1)
            if 0 <= nr < NIVEAUS:
                niveaus[nr] = _lees_niveau(knoop)

    def _abstract_van(self, num: Knoop | None) -> str | None:
        """Return the abstract list of a list; one that only points to a numbering style is followed."""
        for _ in range(NIVEAUS):
            abstract_id = waarde(num, "abstractNumId")
            abstract = self._abstract.get(abstract_id or "")
            if abstract is None:
                return None
            verwezen = waarde(abstract, "numStyleLink")
            if verwezen is None or abstract.find(f"{W}lvl") is not None:
                return abstract_id
            num = self._num.get(self._stijlen.lijst_van(verwezen) or "")
        return None

    def _start(self, lijst: Lijst, niveau: int) -> int:
        return lijst.starten.get(niveau, lijst.niveaus[niveau].start)

    def _tel(self, lijst_id: str, lijst: Lijst, niveau: int) -> list[int | None]:
        """Count one paragraph and return the counters of all levels as they stand."""
        tellers = self._tellers.setdefault(lijst.abstract, [None] * NIVEAUS)
        eerste = niveau in lijst.starten and (lijst_id, niveau) not in self._gebruikt
        huidig = tellers[niveau]
        tellers[niveau] = self._start(lijst, niveau) if eerste or huidig is None else min(huidig + 1, _GROOTST)
        self._gebruikt.add((lijst_id, niveau))
        for lager in range(niveau + 1, NIVEAUS):
            herstart = lijst.niveaus[lager].herstart
            if herstart is None or (herstart > 0 and niveau < herstart):
                tellers[lager] = None
        return [
            teller if teller is not None else (self._start(lijst, nr) if nr < niveau else None)
            for nr, teller in enumerate(tellers)
        ]


def _schrijf(lijst: Lijst, tellers: list[int | None], niveau: int) -> str:
    """Fill the level's text ('%1.%2.') with the counters."""
    vorm = lijst.niveaus[niveau]

    def vul(vondst: re.Match[str]) -> str:
        nr = int(vondst[1]) - 1
        teller = tellers[nr]
        return "" if teller is None else lijst.niveaus[nr].schrijf(teller, cijfers=vorm.alles_cijfers)

    if vorm.vorm == "none" and not _VERWIJZING.sub("", vorm.tekst).strip():
        # Only higher levels can still show.
        return _VERWIJZING.sub(lambda v: vul(v) if int(v[1]) - 1 < niveau else "", vorm.tekst).strip()
    return _VERWIJZING.sub(vul, vorm.tekst).strip()
