"""What a text looks like in a cell, and how to know it again after Excel or LibreOffice had it (pure).

A cell holds at most 32,767 characters and no control characters; a text that opens with = + - @ or a tab is a formula
to a spreadsheet (OWASP: CSV injection). In .xlsx and .ods it is stored as text; in .csv it gets an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Callable

MEEST = 32_000
"""UTF-16 units in a cell; Excel's limit is 32,767."""
_BESTURING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
_REGELEINDE = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_FORMULE = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
_VERVOLG = re.compile(r"⟦vervolg ([0-9]{1,6})⟧$")
# openpyxl drops this from every text it reads, and Excel reads _x0041_ as the letter A.
_EXCELCODE = re.compile(r"_?x005F_|_x([0-9A-Fa-f]{4})_")


def celtekst(tekst: str) -> str:
    """Return the text as a cell can hold it: plain line ends, no control characters."""
    return _BESTURING.sub("", _REGELEINDE.sub("\n", tekst))


def vorm(tekst: str) -> str:
    """Return the form in which two texts are the same for a spreadsheet: what its formats cannot keep is left out."""
    kaal = _EXCELCODE.sub("", celtekst(tekst))
    return "\n".join(regel.rstrip() for regel in kaal.strip().split("\n"))


def is_formule(tekst: str) -> bool:
    """Tell whether a spreadsheet would compute this text instead of showing it."""
    return tekst.startswith(_FORMULE) or tekst.lstrip().startswith(_FORMULE)


def csvtekst(tekst: str) -> str:
    """Return the text for a .csv: neutralised, so that no spreadsheet runs it."""
    schoon = celtekst(tekst)
    return f"'{schoon}" if is_formule(schoon) or is_formule(tekst) else schoon


def knip(tekst: str, meest: int = MEEST) -> list[str]:
    """Cut a text into pieces of at most ``meest`` UTF-16 units; together they are the text."""
    if len(tekst) * 2 <= meest:
        return [tekst]
    stukken, begin, lengte = [], 0, 0
    for plek, teken in enumerate(tekst):
        breedte = 2 if ord(teken) > 0xFFFF else 1
        if lengte + breedte > meest:
            stukken.append(tekst[begin:plek])
            begin, lengte = plek, 0
        lengte += breedte
    return [*stukken, tekst[begin:]]


def met_vervolg(tekst: str, bewaar: Callable[[list[str]], int]) -> str:
    """Return the text, or its first piece with a mark; ``bewaar`` keeps the other pieces and returns their number."""
    stukken = knip(tekst)
    if len(stukken) == 1 and not _VERVOLG.search(tekst):
        return tekst
    return f"{stukken[0]}⟦vervolg {bewaar(stukken[1:])}⟧"


def zonder_vervolg(tekst: str, vervolg: dict[int, str]) -> str:
    """Return the whole text of a cell that may end in a mark."""
    treffer = _VERVOLG.search(tekst)
    if not treffer or int(treffer[1]) not in vervolg:
        return tekst
    return tekst[: treffer.start()] + vervolg[int(treffer[1])]
