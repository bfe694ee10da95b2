"""Paragraphs of a document as the Markdown the register keeps (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from basis.documenten.model import Alinea

_WIT = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_OPSOMTEKEN = re.compile(r"^\s*(?:[-–—•·▪▫◦●○■□*]|\uf0b7|\uf0a7)\s+(?=\S)")
_AFBREEKSTREEP = re.compile("\u00ad")
_LIJSTSTIJL = re.compile(r"^(?:list|lijst)\w*[ -]?\w*?\s?([2-5])$", re.IGNORECASE)
INSPRINGING = "   "


def schoon(tekst: str) -> str:
    """One line of text without soft hyphens, double spaces and spaces at the ends."""
    return _WIT.sub(" ", _AFBREEKSTREEP.sub("", tekst)).strip()


def op_een_regel(tekst: str) -> str:
    """Text over several lines as one line, for titles and cells that hold a name or a date."""
    return schoon(re.sub(r"\s*\n\s*", " ", tekst))


def regels(tekst: str) -> list[str]:
    """The lines of a text that hold something, cleaned."""
    return [regel for regel in (schoon(deel) for deel in re.split(r"[\n\v\r]+", tekst)) if regel]


def _opsomming(alinea: Alinea, regel: str) -> tuple[str, str]:
    """Return the mark of a list item and its text; an empty mark when it is running text."""
    if gevonden := _OPSOMTEKEN.match(regel):
        return "-", regel[gevonden.end() :]
    if alinea.nummer and (alinea.lijst or not alinea.kop):
        return _lijstmerk(alinea.nummer), regel
    if alinea.lijst:
        return "-", regel
    return "", regel


def _lijstmerk(nummer: str) -> str:
    """A list number as Markdown: '1)' becomes '1.'; letters and other labels stay words of the text."""
    cijfers = re.fullmatch(r"\(?(\d{1,3})[.):]?\)?", nummer.strip())
    return f"{cijfers[1]}." if cijfers else f"- {nummer.strip()}"


def _lijstdiepte(alinea: Alinea) -> int:
    """Depth of a list item; Word's styles 'List Bullet 2' to 5 say it in their name."""
    uit_stijl = _LIJSTSTIJL.match(alinea.stijl)
    return max(alinea.lijst, int(uit_stijl[1]) if uit_stijl else 1)


def als_markdown(alineas: Iterable[Alinea]) -> str:
    """Paragraphs as Markdown: an empty line between paragraphs, list items on consecutive lines, nested by indentation.

    Text itself is not escaped: it is kept as signed, and the page renders without HTML.
    """
    uit: list[str] = []
    in_lijst = False
    for alinea in alineas:
        for volgnummer, regel in enumerate(regels(alinea.tekst)):
            merk, inhoud = _opsomming(alinea, regel) if volgnummer == 0 else ("", regel)
            if merk:
                diepte = _lijstdiepte(alinea) - 1
                stuk = f"{INSPRINGING * diepte}{merk} {inhoud}"
                if uit and not in_lijst:
                    uit.append("")
            elif volgnummer and in_lijst:
                stuk = f"{INSPRINGING * _lijstdiepte(alinea)}{inhoud}"
            else:
                stuk = inhoud
                if uit:
                    uit.append("")
            in_lijst = bool(merk) or (in_lijst and volgnummer > 0)
            uit.append(stuk)
    return "\n".join(uit)


def platte_tekst(alineas: Sequence[Alinea]) -> str:
    """Paragraphs on lines of their own, without marks of lists."""
    return "\n".join(regel for alinea in alineas for regel in regels(alinea.tekst))


_WOORD = re.compile(r"[^\W_]+")


def woorden(tekst: str) -> list[str]:
    """The words of a text in small letters, for comparing."""
    return _WOORD.findall(tekst.casefold())
