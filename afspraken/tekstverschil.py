"""Differences between two texts (pure): per word where they are short enough to compare, else per line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

GELIJK, WEG, ERBIJ = "gelijk", "weg", "erbij"
# Comparing words takes the square of their number at worst; longer texts are compared line by line.
_MEESTE_WOORDEN = 2500
_WOORDEN = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
_REGELS = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Stuk:
    """A piece of text that stayed, went or came."""

    soort: str
    tekst: str


def verschil(voor: str, na: str) -> tuple[list[Stuk], list[Stuk]]:
    """Return the old text in pieces that stayed or went, and the new one in pieces that stayed or came.

    The pieces of each side joined are that text again.
    """
    links, rechts = _delen(voor, na)
    oud: list[Stuk] = []
    nieuw: list[Stuk] = []
    for daad, a, b, c, d in SequenceMatcher(None, links, rechts, autojunk=False).get_opcodes():
        gelijk = daad == "equal"
        oud.append(Stuk(GELIJK if gelijk else WEG, "".join(links[a:b])))
        nieuw.append(Stuk(GELIJK if gelijk else ERBIJ, "".join(rechts[c:d])))
    return _samen(oud), _samen(nieuw)


def _delen(voor: str, na: str) -> tuple[list[str], list[str]]:
    links, rechts = _WOORDEN.findall(voor), _WOORDEN.findall(na)
    if max(len(links), len(rechts)) <= _MEESTE_WOORDEN:
        return links, rechts
    links, rechts = _REGELS.findall(voor), _REGELS.findall(na)
    return (links, rechts) if max(len(links), len(rechts)) <= _MEESTE_WOORDEN else ([voor], [na])


def _samen(stukken: Iterable[Stuk]) -> list[Stuk]:
    """Join what belongs together: a lone space between two changed words reads as part of the change."""
    uit: list[Stuk] = []
    rij = [stuk for stuk in stukken if stuk.tekst]
    for plek, stuk in enumerate(rij):
        los = stuk.soort == GELIJK and stuk.tekst in {" ", "\n"} and 0 < plek < len(rij) - 1
        if uit and los and rij[plek + 1].soort == uit[-1].soort != GELIJK:
            stuk = Stuk(uit[-1].soort, stuk.tekst)
        if uit and uit[-1].soort == stuk.soort:
            uit[-1] = Stuk(stuk.soort, uit[-1].tekst + stuk.tekst)
        else:
            uit.append(stuk)
    return uit
