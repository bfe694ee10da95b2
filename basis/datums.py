"""Dutch dates: writing them for people and reading what people type. Pure, no Django."""

from __future__ import annotations

import datetime as dt
import re

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_MAANDNUMMER = {naam: nummer for nummer, naam in enumerate(MAANDEN, 1)}
_MAANDNUMMER |= {naam[:3]: nummer for naam, nummer in list(_MAANDNUMMER.items())} | {"mrt": 3}
_CIJFERS = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]+)")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_WOORDEN = re.compile(r"([0-9]{1,2})\s+([a-z]+)\.?\s+([0-9]+)")
_FOUT_VORM = "Vul een datum in, bijvoorbeeld 14-04-2022 of 14 april 2022."


def datum_tekst(datum: dt.date) -> str:
    """Return '14 april 2022'."""
    return f"{datum.day} {MAANDEN[datum.month - 1]} {datum.year}"


def datum_kort(datum: dt.date) -> str:
    """Return '14-04-2022'."""
    return f"{datum.day:02d}-{datum.month:02d}-{datum.year:04d}"


def datum_iso(datum: dt.date) -> str:
    """Return '2022-04-14', the form that sorts."""
    return f"{datum.year:04d}-{datum.month:02d}-{datum.day:02d}"


def datum_tijd_tekst(moment: dt.datetime) -> str:
    """Return '14 april 2022, 13.05 uur'; the caller chooses the time zone."""
    return f"{datum_tekst(moment)}, {moment.hour}.{moment.minute:02d} uur"


def maand_tekst(datum: dt.date) -> str:
    """Return 'april 2022'."""
    return f"{MAANDEN[datum.month - 1]} {datum.year}"


def periode_tekst(begin: dt.date, einde: dt.date) -> str:
    """Return '2022', '2022 tot en met 2026' for whole years, else '1 mei tot en met 30 juni 2022' in full."""
    hele_jaren = (begin.month, begin.day, einde.month, einde.day) == (1, 1, 12, 31)
    if hele_jaren and begin.year == einde.year:
        return str(begin.year)
    if hele_jaren:
        return f"{begin.year} tot en met {einde.year}"
    return f"{datum_tekst(begin)} tot en met {datum_tekst(einde)}"


def lees_datum(invoer: str) -> dt.date:
    """Read '14-04-2022', '14-4-2022', '14/4/2022', '14 april 2022' or '2022-04-14'.

    Raises ValueError with a Dutch message; a year of two digits is refused because it is ambiguous.
    """
    tekst = " ".join(invoer.split()).casefold()
    if not tekst:
        raise ValueError("Vul een datum in.")
    jaar, maand, dag = _delen(tekst)
    if len(jaar) != 4:
        raise ValueError("Schrijf het jaar met vier cijfers, bijvoorbeeld 2022.")
    try:
        return dt.date(int(jaar), maand, dag)
    except ValueError as fout:
        raise ValueError(f"De datum '{invoer.strip()}' bestaat niet.") from fout


def _delen(tekst: str) -> tuple[str, int, int]:
    """Split the text into (year as text, month, day); raise ValueError when it has no form of a date."""
    if iso := _ISO.fullmatch(tekst):
        return iso[1], int(iso[2]), int(iso[3])
    if cijfers := _CIJFERS.fullmatch(tekst):
        return cijfers[3], int(cijfers[2]), int(cijfers[1])
    woorden = _WOORDEN.fullmatch(tekst)
    if woorden and woorden[2] in _MAANDNUMMER:
        return woorden[3], _MAANDNUMMER[woorden[2]], int(woorden[1])
    raise ValueError(_FOUT_VORM)
