"""Number formats of Excel: a stored number as the text that a reader sees (pure)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from basis.datums import MAANDEN, datum_tekst
from basis.documenten.pakket import Knoop, lokaal

_TEKST_IN_OPMAAK = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.|\[[^\]]*\]')
_CIJFERS = re.compile(r"[0#?]")
_SIGNIFICANT = 12
"""Excel shows at most eleven digits of a number without a format; what comes after is noise of binary fractions."""


@dataclass(frozen=True, slots=True)
class Celstijl:
    """What is kept of a cell's looks."""

    opmaak: str = "General"
    vet: bool = False
    arcering: bool = False


@dataclass(slots=True)
class Opmaak:
    """All cell styles of a workbook, by their number in a cell's s attribute."""

    stijlen: list[Celstijl] = field(default_factory=list)
    vanaf_1904: bool = False

    def van(self, nummer: str | None) -> Celstijl:
        """Return the style of a cell; an unknown number has no looks."""
        plek = int(nummer) if nummer and nummer.isdecimal() else 0
        return self.stijlen[plek] if plek < len(self.stijlen) else Celstijl()


def _kinderen(wortel: Knoop, naam: str) -> list[Knoop]:
    houder = next((kind for kind in wortel if lokaal(kind) == naam), None)
    return list(houder) if houder is not None else []


def _heeft(knoop: Knoop, naam: str) -> bool:
    return any(lokaal(kind) == naam and kind.get("val", "1") not in ("0", "false") for kind in knoop)


def _gevuld(vulling: Knoop) -> bool:
    """Tell whether a fill is a colour other than white."""
    patroon = next((k for k in vulling if lokaal(k) == "patternFill"), None)
    if patroon is None:
        return len(vulling) > 0
    if patroon.get("patternType", "none") in ("none", ""):
        return False
    kleur = next((k for k in patroon if lokaal(k) == "fgColor"), None)
    return kleur is None or kleur.get("rgb", "").upper() not in ("FFFFFFFF", "00FFFFFF")


def lees_opmaak(wortel: Knoop | None, *, vanaf_1904: bool) -> Opmaak:
    """Read the styles part."""
    opmaak = Opmaak(vanaf_1904=vanaf_1904)
    if wortel is None:
        return opmaak
    eigen = {knoop.get("numFmtId"): knoop.get("formatCode", "General") for knoop in _kinderen(wortel, "numFmts")}
    vet = [_heeft(knoop, "b") for knoop in _kinderen(wortel, "fonts")]
    gevuld = [_gevuld(knoop) for knoop in _kinderen(wortel, "fills")]
    for knoop in _kinderen(wortel, "cellXfs"):
        nummer = knoop.get("numFmtId", "0")
        code = eigen.get(nummer) or (BUILTIN_FORMATS.get(int(nummer)) if nummer.isdecimal() else None) or "General"
        opmaak.stijlen.append(Celstijl(code, _op(vet, knoop.get("fontId")), _op(gevuld, knoop.get("fillId"))))
    return opmaak


def _op(lijst: list[bool], nummer: str | None) -> bool:
    plek = int(nummer) if nummer and nummer.isdecimal() else 0
    return lijst[plek] if plek < len(lijst) else False


def toon_getal(getal: float, code: str, *, vanaf_1904: bool = False) -> tuple[str, object]:
    """Return (text, value) of a stored number: '50%', '1036', '12,5', '1 juli 2022' with the number or the date."""
    if code != "General" and is_date_format(code):
        datum = _datum(getal, vanaf_1904=vanaf_1904)
        if datum is not None:
            return _toon_datum(datum, code.lower()), datum
    waarde: float | int = int(getal) if getal == int(getal) and abs(getal) < 1e15 else getal
    return _met_opmaak(getal, code), waarde


def _datum(getal: float, *, vanaf_1904: bool) -> dt.date | dt.datetime | dt.time | None:
    """Return the date or time a number stands for; None outside the calendar of Excel."""
    try:
        datum = from_excel(getal, CALENDAR_MAC_1904 if vanaf_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError, TypeError):
        return None
    if isinstance(datum, dt.timedelta):
        return None
    if isinstance(datum, dt.datetime) and datum.time() == dt.time():
        return datum.date()
    return datum


def _toon_datum(datum: dt.date | dt.datetime | dt.time, code: str) -> str:
    """Write a date in words; a format without a day or without a year leaves those out."""
    if isinstance(datum, dt.time):
        return f"{datum.hour}.{datum.minute:02d} uur"
    kaal = _TEKST_IN_OPMAAK.sub("", code)
    tijd = f", {datum.hour}.{datum.minute:02d} uur" if isinstance(datum, dt.datetime) and "h" in kaal else ""
    maand = MAANDEN[datum.month - 1]
    if "d" in kaal and "y" not in kaal and "j" not in kaal:
        return f"{datum.day} {maand}{tijd}"
    if "d" not in kaal and "m" in kaal and "h" not in kaal:
        return f"{maand} {datum.year}" if "y" in kaal or "j" in kaal else maand
    if "d" not in kaal and "m" not in kaal and "y" in kaal:
        return str(datum.year)
    return datum_tekst(datum) + tijd


def _kaal(getal: float) -> str:
    """Write a number without format: no noise, comma for the fraction."""
    if getal == int(getal) and abs(getal) < 1e15:
        return str(int(getal))
    return f"{getal:.{_SIGNIFICANT - 1}g}".replace(".", ",")


def _met_opmaak(getal: float, code: str) -> str:
    """Write a number with the percent sign, decimals, leading zeros and words of its format; no dots for thousands."""
    deel = _kies_deel(getal, code)
    kaal = _TEKST_IN_OPMAAK.sub("", deel)
    if deel.lower() in ("general", "@", "standaard") or "/" in kaal or "e+" in kaal.lower():
        return _kaal(getal)
    eerste, laatste = _CIJFERS.search(kaal), kaal.rfind("%")
    if eerste is None and laatste < 0:
        return _kaal(getal) if not kaal.strip() else _letterlijk(deel).strip() or _kaal(getal)
    procent = "%" in kaal
    grootte = abs(getal) * 100 if procent else abs(getal)
    heel, _, fractie = kaal.partition(".")
    tekst = f"{grootte:.{min(len(_CIJFERS.findall(fractie)), 10)}f}"
    voor, punt, achter = tekst.partition(".")
    achter = achter.rstrip("0") if "#" in fractie and "0" not in fractie else achter
    tekst = voor.zfill(min(heel.count("0"), 12)) + (f",{achter}" if punt and achter else "")
    begin, eind = _letterlijk_rond(deel)
    min_teken = "-" if getal < 0 and ";" not in code and float(tekst.replace(",", ".")) != 0 else ""
    return f"{begin}{min_teken}{tekst}{'%' if procent else ''}{eind}".strip()


def _kies_deel(getal: float, code: str) -> str:
    """Return the part of a format for this number: positive;negative;zero. Negatives keep their sign."""
    delen = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)
    if getal < 0 and len(delen) > 1:
        # '(0)' and red numbers mean minus; the sign is put back in front.
        return f'"-"{delen[1].replace("-", "").replace("(", "").replace(")", "")}'
    if getal == 0 and len(delen) > 2 and _CIJFERS.search(delen[2]):
        return delen[2]
    return delen[0] if _CIJFERS.search(delen[0]) or getal else "General"


def _letterlijk(deel: str) -> str:
    """Return the words in a format: quoted, after a backslash, or a currency."""
    return "".join(a or b or c for a, b, c in _TEKST_IN_OPMAAK.findall(deel))


def _letterlijk_rond(deel: str) -> tuple[str, str]:
    """Return the words before and after the digits; a currency gets a space."""
    eerste = next((v.start() for v in _CIJFERS.finditer(_verberg(deel))), len(deel))
    voor, na = deel[:eerste], deel[eerste:]
    valuta = "€ " if "€" in voor and "€" not in _letterlijk(voor) else ""
    begin = valuta + _letterlijk(voor)
    return begin.replace("€", "€ ").replace("€  ", "€ "), _letterlijk(na) + (
        " €" if "€" in _TEKST_IN_OPMAAK.sub("", na) else ""
    )


def _verberg(deel: str) -> str:
    """Blank out the words of a format, so that a digit in them does not count."""
    return _TEKST_IN_OPMAAK.sub(lambda v: " " * len(v[0]), deel)
