"""Numbers of agreements, chapters and paragraphs as documents print them: '1.1', 'A1', '6C1.2', 'T-03', '1a' (pure)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from afspraken.importeren.tekstopmaak import schoon
from basis.datums import MAANDEN

# A part is at most three digits, so '1.000' and '2022' are amounts and years instead of numbers.
_DEEL = r"(?:\d{1,3}[A-Za-z]{0,2}|[A-Z]{1,4}\d{0,3}|[IVX]{1,5}|[a-z])"
_MET_JAAR = r"(?:[A-Z]{1,5}[-_ ]?)?20\d\d[.\-_/]\d{1,3}(?:[.\-_/]\d{1,3})*"
_MET_CIJFER = rf"(?:[A-Z]{{1,5}}[-–_ ]?)?\d{{1,3}}[A-Za-z]{{0,2}}\d{{0,3}}(?:[.\-–_/]{_DEEL})*"
_MET_LETTER = rf"(?:[IVX]{{1,5}}|[A-Z]{{1,4}})(?:[.\-–_/]{_DEEL})+"
_KERN = rf"(?:{_MET_JAAR}|{_MET_CIJFER}|{_MET_LETTER})"
_NUMMER = re.compile(rf"(?:{_KERN})")
_LOS = re.compile(
    r"^(?:(?:prestatie|meerjaren|jaar|werk)?afspra(?:ak|ken)|artikel|art\.?|actie|activiteit|nummer|nr\.?|"
    r"no\.?|#|§)\s*[:.]?\s*"
    r"(?=[\dA-Z(])",
    re.IGNORECASE,
)
_DUIZEND = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SLUIT = " \t.:)]–-"
_JAAR = re.compile(r"((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)?\d\d))?")
_BEGIN = re.compile(
    rf"^[\[(]?(?P<nummer>{_KERN})(?P<sluit>[.:)\]]{{0,2}})(?P<wit>\s*[-–—:|]\s+|[ \t\u00a0]+|$)(?P<rest>.*)$", re.DOTALL
)
_LETTER = re.compile(r"\(?(?:[a-z]|[ivx]{1,5})[.)]?\)?")
_EENHEDEN = frozenset(
    [
        *MAANDEN,
        "jaar",
        "maanden",
        "weken",
        "dagen",
        "woningen",
        "procent",
        "%",
        "euro",
        "miljoen",
        "mln",
        "m2",
        "m²",
        "uur",
        "keer",
        "x",
        "huishoudens",
        "personen",
        "eenheden",
        "standplaatsen",
    ]
)


@dataclass(frozen=True, slots=True)
class Genummerd:
    """A text that opens with a number: the number without closing marks, and what follows."""

    nummer: str
    rest: str
    los: bool = False
    """A closing mark or wide space set the number apart ('1.', '1)', '1<tab>')."""


def _is_jaartal(tekst: str) -> bool:
    """Tell a year or a span of years from a number that holds a year: '2022-23' is a span, '2023-01' is not."""
    gevonden = _JAAR.fullmatch(tekst)
    return gevonden is not None and (gevonden[2] is None or gevonden[2][-2:] > gevonden[1][-2:])


def als_nummer(tekst: str) -> str:
    """Return the number when the whole text is one ('Afspraak 12.' gives '12'); else an empty string."""
    kaal = schoon(tekst.replace("\n", " "))
    kaal = _LOS.sub("", kaal).strip(_SLUIT + "[(")
    kaal = re.sub(r"\s*([.\-–])\s*", r"\1", kaal)
    if not kaal or len(kaal) > 16 or _DUIZEND.fullmatch(kaal) or _is_jaartal(kaal):
        return ""
    return kaal if _NUMMER.fullmatch(kaal) else ""


def is_lijstletter(label: str) -> bool:
    """Tell whether a label belongs to a list inside a text: 'a.', '(b)', 'iv)'."""
    return bool(_LETTER.fullmatch(label.strip()))


def splits_nummer(tekst: str) -> Genummerd | None:
    """Split a text that opens with a number ('1.1 De gemeente ...'); None for an amount, date or word."""
    gevonden = _BEGIN.match(tekst.strip())
    if not gevonden or _is_jaartal(gevonden["nummer"]):
        return None
    rest = gevonden["rest"].strip()
    los = bool(gevonden["sluit"]) or "\t" in gevonden["wit"] or bool(re.search(r"[-–—:|]", gevonden["wit"]))
    eerste = rest.split(" ", 1)[0].strip(".,;:").casefold()
    if rest and (eerste in _EENHEDEN or (rest[0].islower() and not los)):
        return None
    if re.fullmatch(r"[QqK][1-4]", gevonden["nummer"]) and re.match(r"(?:20\d\d|[-/&]|en\b|t/m)", rest):
        return None
    return Genummerd(gevonden["nummer"], rest, los)


def vorm(nummer: str) -> str:
    """The shape of a number: digits become 9, letters A, so '1.10' and '4.2' are both '9.9'."""
    romeins = re.sub(r"(?<![A-Za-z])[IVX]+(?=[.\-])", "R", nummer)
    cijfers = re.sub(r"\d+", "9", romeins)
    return re.sub(r"[A-QS-Z]+", "A", re.sub(r"[a-z]+", "a", cijfers))


def diepte(nummer: str) -> int:
    """How many parts a number has: '1' one, '1.1' two, 'A1' one."""
    return len([deel for deel in re.split(r"[.\-–_/]", nummer) if deel]) if nummer else 0


def is_sterk(nummer: str) -> bool:
    """Tell whether a number can hardly be a list number: more than one part, or letters with digits."""
    return diepte(nummer) > 1 or bool(re.search(r"[A-Za-z]", nummer) and re.search(r"\d", nummer))


def hoofd(nummer: str) -> str:
    """The number one level up: '1.1.2' gives '1.1', '1' gives nothing."""
    delen = re.split(r"([.\-–_/])", nummer)
    return "".join(delen[:-2]) if len(delen) > 2 else ""


def uit_cel(tekst: str, waarde: object) -> tuple[str, str]:
    """Return the number in an Excel cell and, when Excel changed it, why it needs a look.

    A number typed as 1.2 may have become a date (1 February); day and month give it back.
    """
    if isinstance(waarde, dt.date):
        return f"{waarde.day}.{waarde.month}", f"Excel maakte van het nummer een datum ({waarde:%d-%m-%Y})"
    if isinstance(waarde, float) and not isinstance(waarde, bool) and re.fullmatch(r"\d+,\d+", tekst.strip()):
        return tekst.strip().replace(",", "."), ""
    if isinstance(waarde, float) and waarde.is_integer() and re.fullmatch(r"\d+[.,]0", tekst.strip()):
        return str(int(waarde)), ""
    return als_nummer(tekst), ""


def herstel_tiental(vorige: str, nummer: str) -> str:
    """Return '1.10' when '1.1' follows '1.9' (a spreadsheet dropped the zero); else the number itself."""
    een, twee = re.fullmatch(r"(.*\D)(\d+)", vorige), re.fullmatch(r"(.*\D)(\d)", nummer)
    if not een or not twee or een[1] != twee[1]:
        return nummer
    verwacht = int(een[2]) + 1
    return f"{twee[1]}{twee[2]}0" if verwacht == int(twee[2]) * 10 else nummer
