"""Numbers, ranges, amounts, years and dates as stock tables print them (pure)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from basis.datums import MAANDEN

GROOTSTE = 9_999_999
"""The highest count a cell can hold; the same as in voorraad.models.tabel."""

_MINTEKENS = str.maketrans(dict.fromkeys("−–—‐‑‒﹣－", "-"))
_SPATIES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n\r", " "))
_NOOTCIJFERS = re.compile(r"[¹²³⁰⁴-⁹*†‡]+")
_HEEL = r"[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]+"
_ERBIJ = r"(?:\s*(?:(?:sociale\s+)?(?:huur)?woningen|won\.?|stuks|st\.?|whg\.?|eenheden|vhe(?:'?s)?))?"
_CIRCA = r"(?P<circa>(?:ca\.?|circa|ongeveer|±|~|ong\.?|max\.?|min\.?|maximaal|minimaal)\s*)?"
_ENKEL = re.compile(
    rf"{_CIRCA}(?P<open>\()?\s*(?P<teken>[-+])?\s*(?P<getal>{_HEEL})(?:,0+)?\s*(?(open)\)){_ERBIJ}", re.I
)
_BEREIK = re.compile(
    rf"{_CIRCA}(?P<teken>-)?\s*(?P<van>{_HEEL})\s*(?:-|/|tot en met|t/m|tot|à|a)\s*-?\s*(?P<tot>{_HEEL}){_ERBIJ}", re.I
)
_LABELBEREIK = re.compile(
    rf"\(?\s*(?:tussen\s+)?(?P<van>{_HEEL})\s*(?:-|tot en met|t/m|tot|à|en)\s*(?P<tot>{_HEEL})\s*"
    r"(?:(?:sociale\s+)?(?:huur)?woningen)?\s*(?:(?P<jaarlijks>p\.?\s?j\.?|per\s+jaar|jaarlijks|/\s*jr\.?|/\s*jaar)|"
    r"(?P<eenheid>(?<=woningen)))\s*\)?",
    re.I,
)
_BEDRAG = re.compile(r"(?:€|\beur(?:o)?\b)\s*([0-9]{1,3}(?:\.[0-9]{3})*(?:,[0-9]{1,2})?|[0-9]+(?:,[0-9]{1,2})?)", re.I)
_KAAL_BEDRAG = re.compile(r"(?<![0-9.,])([0-9]{3,4},[0-9]{2})(?![0-9])")
_JAAR = re.compile(r"(?<![0-9./-])(20[0-9]{2})(?![0-9])")
_REEKS = re.compile(r"(20[0-9]{2})\s*(?:-|/|t/m|tot en met|tot|en)\s*'?(20[0-9]{2}|[0-9]{2})(?![0-9-])", re.I)
_DATUM_WOORD = re.compile(rf"\b([0-9]{{1,2}})\s+({'|'.join(MAANDEN)})\s+(20[0-9]{{2}})\b", re.I)
_DATUM_CIJFER = re.compile(r"(?<![0-9])([0-9]{1,2})[-/.]([0-9]{1,2})[-/.](20[0-9]{2})(?![0-9])")
_ULTIMO = re.compile(r"\b(?:ultimo|eind(?:e)?)\s+(?:van\s+)?(20[0-9]{2})\b", re.I)
_PRIMO = re.compile(r"\b(?:primo|begin(?:stand)?)\s+(?:van\s+)?(20[0-9]{2})\b", re.I)
_LEEG = {
    "",
    "-",
    "--",
    "---",
    "nvt",
    "n.v.t.",
    "n.v.t",
    "x",
    ".",
    "...",
    "…",
    "pm",
    "p.m.",
    "?",
    "nnb",
    "n.n.b.",
    "n.b.",
}
_ONBEKEND = {"pm", "p.m.", "?", "nnb", "n.n.b.", "n.b."}


@dataclass(frozen=True, slots=True)
class Getal:
    """A count in a cell; ``minimum`` and ``maximum`` when the cell prints a range ('10-15'), without sign."""

    waarde: int
    minimum: int | None = None
    maximum: int | None = None
    circa: bool = False


@dataclass(frozen=True, slots=True)
class Bereik:
    """A range in a label: '(5-15 woningen pj)'."""

    minimum: int
    maximum: int
    per_jaar: bool
    tekst: str


def schoon(tekst: str) -> str:
    """Return the text with plain spaces and hyphens, without marks of typed footnotes."""
    tekst = _NOOTCIJFERS.sub("", tekst).translate(_MINTEKENS).translate(_SPATIES)
    return " ".join(tekst.split())


def _heel(cijfers: str) -> int:
    return int(cijfers.replace(".", "").replace(" ", ""))


def lees_getal(tekst: str, waarde: object = None) -> Getal | None:
    """Read a count; None for anything else (empty, a hyphen, a percentage, an amount of money, a decimal).

    ``waarde`` is what Excel stores: a whole int or float is the count, whatever the format shows.
    """
    if isinstance(waarde, (int, float)) and not isinstance(waarde, bool):
        kan = abs(waarde) <= GROOTSTE and float(waarde).is_integer() and "%" not in tekst and "€" not in tekst
        return Getal(int(waarde)) if kan else None
    kaal = schoon(tekst)
    treffer = _ENKEL.fullmatch(kaal)
    if treffer:
        getal = _heel(treffer["getal"])
        min_ = treffer["teken"] == "-" or bool(treffer["open"])
        return Getal(-getal if min_ else getal, circa=bool(treffer["circa"])) if getal <= GROOTSTE else None
    treffer = _BEREIK.fullmatch(kaal)
    if treffer and not _REEKS.fullmatch(kaal):
        van, tot = sorted((_heel(treffer["van"]), _heel(treffer["tot"])))
        midden = (van + tot) // 2
        return Getal(-midden if treffer["teken"] else midden, van, tot, True) if tot <= GROOTSTE else None
    return None


def is_leeg(tekst: str) -> bool:
    """Tell whether a cell prints that there is nothing ('', '-', 'n.v.t.') or that it is not known ('pm', '?')."""
    return schoon(tekst).casefold() in _LEEG


def is_onbekend(tekst: str) -> bool:
    """Tell whether a cell prints that the count is not known yet."""
    return schoon(tekst).casefold() in _ONBEKEND


def staart_getal(tekst: str) -> tuple[str, Getal] | None:
    """Split 'Totaal nieuwbouw 198' into the label and the count; None when the text does not end in a count."""
    kaal = schoon(tekst)
    treffer = re.fullmatch(rf"(.*?[^\W0-9][^0-9]*?)[\s:=]+(\(?[-+]?\s?(?:{_HEEL})\)?)", kaal)
    if not treffer or _JAAR.fullmatch(treffer[2]):
        return None
    getal = lees_getal(treffer[2])
    return (treffer[1].strip(" :="), getal) if getal else None


def lees_bereik(label: str) -> tuple[Bereik | None, str]:
    """Return the range a label holds and the label without it."""
    treffer = _LABELBEREIK.search(schoon(label))
    if not treffer or _REEKS.search(treffer[0]):
        return None, label
    van, tot = sorted((_heel(treffer["van"]), _heel(treffer["tot"])))
    rest = schoon(label).replace(treffer[0], " ")
    return Bereik(van, tot, bool(treffer["jaarlijks"]), treffer[0].strip(" ()")), " ".join(rest.split()).strip(" ,;()")


def lees_bedragen(tekst: str) -> list[Decimal]:
    """Return the amounts in euro: '€ 442,46 - € 633,25' and '> 752,33'."""
    kaal = schoon(tekst)
    gevonden = _BEDRAG.findall(kaal) or _KAAL_BEDRAG.findall(kaal)
    return [Decimal(bedrag.replace(".", "").replace(",", ".")) for bedrag in gevonden]


def lees_jaren(tekst: str) -> tuple[int, int] | None:
    """Return first and last year of '2022-2026', '2022 t/m 2026', '2023'; None without a year."""
    kaal = schoon(tekst)
    reeks = _REEKS.search(kaal)
    if reeks:
        van, tot = int(reeks[1]), int(reeks[2]) if len(reeks[2]) == 4 else int(reeks[1][:2] + reeks[2])
        if van <= tot:
            return van, tot
    jaren = [int(jaar) for jaar in _JAAR.findall(kaal)]
    return (min(jaren), max(jaren)) if jaren else None


def lees_datum(tekst: str) -> dt.date | None:
    """Return the first date: '1 juli 2021', '31-12-2022', 'ultimo 2022' (31 December), 'begin 2022' (1 January)."""
    kaal = schoon(tekst)
    woord, cijfer = _DATUM_WOORD.search(kaal), _DATUM_CIJFER.search(kaal)
    try:
        if woord:
            return dt.date(int(woord[3]), MAANDEN.index(woord[2].lower()) + 1, int(woord[1]))
        if cijfer:
            return dt.date(int(cijfer[3]), int(cijfer[2]), int(cijfer[1]))
    except ValueError:
        return None
    if ultimo := _ULTIMO.search(kaal):
        return dt.date(int(ultimo[1]), 12, 31)
    primo = _PRIMO.search(kaal)
    return dt.date(int(primo[1]), 1, 1) if primo else None
