"""Enumerations of names: cut at commas and 'en', but not inside a name, brackets or quotes (pure)."""

from __future__ import annotations

import re

from afspraken.importeren.partijen.woorden import MET_EN

_GEPLAKT = {" en ": "\ue000", " & ": "\ue001", ", ": "\ue002", " of ": "\ue003", " / ": "\ue004"}
_TERUG = {merk: tekst for tekst, merk in _GEPLAKT.items()}
_SCHEIDING = re.compile(
    r"\s?;\s?|\s?,\s?(?:en\s|alsmede\s|evenals\s)?|\s(?:en|En|EN|&|alsmede|evenals|alsook|én)\s|\s/\s|\s?[•·]\s?|\n|\s\|\s"
)
# 'GEMEENTE X - WONINGSTICHTING Y - HUURDERSVERENIGING Z': dashes part the names of such a line.
_MET_STREPEN = re.compile(r"\s*gemeente\s[^–—,;]{2,50}?\s[-–—]\s.{2,60}?\s[-–—]\s", re.IGNORECASE)
_OMSTREKEN = re.compile(
    r"(?<=\w) (?:en|&) (?=(?:de )?(?:omstreken|omgeving|o\.)\b)|(?<=\w)- en (?=\w)|(?<=\bWonen) en (?=Zorg|Welzijn)"
)
_BINNEN = re.compile(r"\([^()]{0,200}\)|\"[^\"]{0,120}\"|(?<!\w)'[^'\n]{2,100}'(?!\w)")


def deel_op(tekst: str, heel: list[str]) -> list[str]:
    """Cut an enumeration in its members. ``heel`` are names already known that stay whole ('Lek en Waard Wonen')."""
    if len(tekst) < 300 and _MET_STREPEN.match(tekst):
        tekst = re.sub(r"\s[-–—]\s", "; ", tekst)
    tekst = _BINNEN.sub(lambda treffer: _plak(treffer.group()), tekst)
    for naam in sorted({*MET_EN, *(naam for naam in heel if _SCHEIDING.search(naam))}, key=len, reverse=True):
        if naam.casefold() in tekst.casefold():
            tekst = re.sub(re.escape(naam), lambda treffer: _plak(treffer.group()), tekst, flags=re.IGNORECASE)
    tekst = _OMSTREKEN.sub(lambda treffer: _plak(treffer.group()), tekst)
    delen = (_maak_los(deel).strip() for deel in _SCHEIDING.split(tekst))
    return [deel for deel in delen if deel]


def _plak(tekst: str) -> str:
    for deel, merk in _GEPLAKT.items():
        tekst = tekst.replace(deel, merk)
    return tekst


def _maak_los(tekst: str) -> str:
    for merk, deel in _TERUG.items():
        tekst = tekst.replace(merk, deel)
    return tekst
