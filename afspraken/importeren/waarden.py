"""Numbers with a bound and a unit as agreements write them: 'max. 15%', '≥ 1.036,5', '€ 1,5 miljoen', '5-15' (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from afspraken.termijnherkenning.model import woordrij

MINIMUM: Final = "minimum"
MAXIMUM: Final = "maximum"
STREEFWAARDE: Final = "streefwaarde"
BANDBREEDTE: Final = "bandbreedte"
IJKPUNT: Final = "ijkpunt"

_TELWOORDEN = (
    "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
    "negentien twintig"
)
_WAARDE_VAN_WOORD = {woord: Decimal(getal) for getal, woord in enumerate(woordrij(_TELWOORDEN), 1)} | {
    "één": Decimal(1)
}
_MAAL = {"duizend": Decimal(1000), "miljoen": Decimal(1_000_000), "mln": Decimal(1_000_000), "mln.": Decimal(1_000_000)}
CIJFERS = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,9})(?:,[0-9]{1,4})?(?![0-9])"
WOORDEN = rf"(?:{'|'.join(sorted(_WAARDE_VAN_WOORD, key=len, reverse=True))})\b"
GRENZEN = (
    (
        MINIMUM,
        r"minimaal(?: aandeel van)?|(?:een )?minimum van|minstens|ten\s?minste|tenminste|op zijn minst"
        r"|niet minder dan|meer dan|langer dan|vanaf|min\.|≥|>=|>",
    ),
    (
        MAXIMUM,
        r"maximaal(?: aandeel van)?|(?:een )?maximum van|hoogstens|ten hoogste|niet meer dan|niet hoger dan"
        r"|minder dan|korter dan|max\.|≤|<=|<",
    ),
)
GRENS = r"(?:" + "|".join(f"(?P<{naam}>{woorden})" for naam, woorden in GRENZEN) + r")"
ERACHTER_MIN = r"of (?:meer(?:dere)?|langer|hoger)\b"
ERACHTER_MAX = r"of (?:minder|korter|lager)\b"
_CEL = re.compile(
    rf"(?:{GRENS}\s*)?(?P<bij>gemiddeld|circa|ca\.|ongeveer|\+/-|±)?\s*(?P<euro>€|euro)?\s*(?P<min>[-−])?"
    rf"(?P<getal>{CIJFERS})(?:\s*(?:-|–|à|tot|tot en met|t/m)\s*€?\s*(?P<tot>{CIJFERS}))?"
    rf"\s*(?P<maal>duizend|miljoen|mln\.?)?\s*(?P<eenheid>%|procent\b"
    rf"|[^\W\d_][\w²₂-]*)?(?P<na>\s*(?:{ERACHTER_MIN}|{ERACHTER_MAX}))?",
    re.IGNORECASE,
)
_JAAR = re.compile(r"(?<![0-9.,])(20[0-9]{2})(?![0-9.,]?[0-9%])")
_PER = (
    (r"\b(?:per|elk|ieder) (?:kalender)?jaar\b|\bjaarlijks\b|\bp\.?j\.?\b|/jaar", "jaar"),
    (r"\b(?:per|elk|ieder) kwartaal\b", "kwartaal"),
)
_GEEN_EENHEID = frozenset(
    woordrij("in per en of t van op voor tot per eind medio begin uiterlijk gemiddeld maximaal minimaal")
)


@dataclass(frozen=True, slots=True)
class Waarde:
    """A number with what stands around it."""

    getal: Decimal
    tot: Decimal | None = None
    eenheid: str = ""
    richting: str = STREEFWAARDE
    jaar: int | None = None
    per: str = "periode"


def lees_getal(tekst: str) -> Decimal | None:
    """Read '1.036,5', '12' or 'twaalf'; None when it is neither."""
    kaal = tekst.strip().casefold()
    if kaal in _WAARDE_VAN_WOORD:
        return _WAARDE_VAN_WOORD[kaal]
    if not re.fullmatch(CIJFERS, kaal):
        return None
    return Decimal(kaal.replace(".", "").replace(",", "."))


def vermenigvuldig(getal: Decimal, woord: str | None) -> Decimal:
    """Apply 'duizend' or 'miljoen'."""
    return getal * _MAAL[woord.casefold()] if woord else getal


def richting_van(vondst: re.Match[str]) -> str:
    """Return the bound that stands before or after a number."""
    for naam, _ in GRENZEN:
        if vondst.group(naam):
            return naam
    achter = (vondst.group("na") or "").casefold()
    if "meer" in achter or "langer" in achter or "hoger" in achter:
        return MINIMUM
    return MAXIMUM if achter.strip() else STREEFWAARDE


def lees_per(tekst: str) -> str:
    """Return over which span a number counts: 'jaar', 'kwartaal' or 'periode'."""
    return next((per for patroon, per in _PER if re.search(patroon, tekst, re.IGNORECASE)), "periode")


def lees_jaar(tekst: str) -> int | None:
    """Return the year in the text when it names exactly one."""
    jaren = {int(vondst) for vondst in _JAAR.findall(tekst)}
    return jaren.pop() if len(jaren) == 1 else None


def lees_waarde(cel: str) -> Waarde | None:
    """Read a cell such as '≥ 50%', '45% (2021)', '213 woningen in 2023', '5-15', 'max. 15%'; None without a number."""
    cel = cel[:500]
    zonder_jaar = _JAAR.sub(" ", cel)  # a cell with only a year says when, not how much
    vondst = _CEL.search(zonder_jaar)
    if vondst is None:
        return None
    getal = lees_getal(vondst["getal"])
    if getal is None:
        return None
    getal = vermenigvuldig(-getal if vondst["min"] else getal, vondst["maal"])
    tot = lees_getal(vondst["tot"]) if vondst["tot"] else None
    tot = vermenigvuldig(tot, vondst["maal"]) if tot is not None else None
    if tot is not None and tot <= getal:
        tot = None
    jaar = lees_jaar(cel) if zonder_jaar != cel else None
    return Waarde(getal, tot, _eenheid(vondst), BANDBREEDTE if tot else richting_van(vondst), jaar, lees_per(cel))


def _eenheid(vondst: re.Match[str]) -> str:
    """Return the unit: '%', 'euro', or the word after the number."""
    if vondst["euro"]:
        return "euro"
    woord = (vondst["eenheid"] or "").strip()
    if woord.casefold() == "procent":
        return "%"
    return "" if woord.casefold() in _GEEN_EENHEID else woord
