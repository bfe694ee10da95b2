"""Words of a text with their places, and the Dutch words for numbers, months and seasons (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from afspraken.termijnherkenning.model import maanden, woordrij
from basis.datums import MAANDEN

_LETTERS = r"[^\W\d_]"
# Abbreviations first, so that their dots and slashes do not end a sentence; then numbers, words, single signs.
# Every branch is linear: nothing repeats inside a repetition that could match the same letters twice.
_STUKKEN = re.compile(
    r"(?<!\w)(?:t/m|n\.t\.b\.|z\.s\.m\.?|e\.v\.|m\.i\.v\.?|n\.v\.t\.?|n\.a\.v\.?|d\.d\.|ca\.|t\.a\.v\.|a\.s\."
    r"|e\.d\.|o\.a\.|m\.b\.t\.|i\.h\.k\.v\.|o\.b\.v\.|p\.j\.|jl\.|nr\.|art\.|m\.u\.v\.|i\.s\.m\.|i\.o\.|evt\.|incl\."
    r"|excl\.|max\.|min\.|bijv\.|c\.q\.|t\.m\.)"
    rf"|[0-9]+|{_LETTERS}+(?:[\u0300-\u036f]{_LETTERS}*)*|\S",
    re.IGNORECASE,
)
_AFKORTING_MET_PUNT = {"jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec", "kw", "wk"}
EINDTEKENS = frozenset(".;?!•")

GETALWOORDEN = {
    woord: getal
    for getal, woord in enumerate(
        woordrij(
            "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
            "achttien negentien twintig"
        ),
        1,
    )
}
RANGTELWOORDEN = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": -1, "i": 1, "ii": 2, "iii": 3, "iv": 4}
MAANDNUMMERS = {naam: nummer for nummer, naam in enumerate(MAANDEN, 1)}
MAANDNUMMERS |= {naam[:3]: nummer for naam, nummer in list(MAANDNUMMERS.items())} | {"mrt": 3, "sept": 9}
SEIZOENEN = {
    "voorjaar": maanden(3, 5),
    "lente": maanden(3, 5),
    "zomer": maanden(6, 8),
    "zomervakantie": maanden(7, 8),
    "zomerreces": maanden(7, 8),
    "najaar": maanden(9, 11),
    "herfst": maanden(9, 11),
    "winter": maanden(12, 14),
}
# Parts of a year (domein.md section 6) and of a month: first and last month, first and last day.
DELEN = {
    "begin": ((1, 3), (1, 10)),
    "medio": ((5, 8), (11, 20)),
    "halverwege": ((5, 8), (11, 20)),
    "midden": ((5, 8), (11, 20)),
    "half": ((5, 8), (11, 20)),
    "eind": ((10, 12), (21, 0)),
    "einde": ((10, 12), (21, 0)),
}


def vouw(woord: str) -> str:
    """Return a word in lower case without accents ('Vóór' becomes 'voor'); never empty, a lone accent stays."""
    if woord.isascii():
        return woord.lower()
    kaal = unicodedata.normalize("NFKD", woord.lower())
    return "".join(teken for teken in kaal if not unicodedata.combining(teken)) or woord


class Woorden:
    """The words and signs of a text in order: ``w[i]`` folded, ``van[i]`` and ``tot[i]`` its place."""

    __slots__ = ("_zinnen", "n", "tekst", "tot", "van", "w")

    def __init__(self, tekst: str) -> None:
        self.tekst = tekst
        stukken = [(stuk.group(), stuk.start(), stuk.end()) for stuk in _STUKKEN.finditer(tekst)]
        self.w = [vouw(woord) for woord, _, _ in stukken]
        self.van = [van for _, van, _ in stukken]
        self.tot = [tot for _, _, tot in stukken]
        self.n = len(stukken)
        self._zinnen: list[int] | None = None

    def op(self, i: int) -> str:
        """Return the word at place i, or '' outside the text."""
        return self.w[i] if 0 <= i < self.n else ""

    def is_(self, i: int, *woorden: str) -> bool:
        """Tell whether these words stand at place i."""
        return tuple(self.w[i : i + len(woorden)]) == woorden

    def vast(self, i: int) -> bool:
        """Tell whether word i is glued to the one before it."""
        return 0 < i < self.n and self.tot[i - 1] == self.van[i]

    def ruw(self, i: int) -> str:
        """Return the word at place i as written."""
        return self.tekst[self.van[i] : self.tot[i]] if 0 <= i < self.n else ""

    def getal(self, i: int) -> int | None:
        """Return the whole number at place i: '12', 'twaalf', 'één'."""
        woord = self.op(i)
        if woord.isdecimal():
            return int(woord) if len(woord) <= 4 else None
        return GETALWOORDEN.get(woord)

    def zin(self, i: int) -> tuple[int, int]:
        """Return the first and the last-but-one place of the sentence around place i."""
        zinnen = self.zinnen
        eigen = zinnen[i]
        begin = i
        while begin > 0 and zinnen[begin - 1] == eigen and i - begin < 200:
            begin -= 1
        eind = i + 1
        while eind < self.n and zinnen[eind] == eigen and eind - i < 200:
            eind += 1
        return begin, eind

    @property
    def zinnen(self) -> Sequence[int]:
        """The number of the sentence each word stands in."""
        if self._zinnen is None:
            self._zinnen = self._nummer_zinnen()
        return self._zinnen

    def _nummer_zinnen(self) -> list[int]:
        """Number the sentences: a new one after a line break or an end sign that is followed by white space."""
        nummers, nummer = [], 0
        for i in range(self.n):
            if i and self._breekt(i):
                nummer += 1
            nummers.append(nummer)
        return nummers

    def _breekt(self, i: int) -> bool:
        """Tell whether a new sentence starts at place i."""
        if self.tot[i - 1] == self.van[i]:
            return False
        if "\n" in self.tekst[self.tot[i - 1] : self.van[i]]:
            return True
        if self.w[i - 1] not in EINDTEKENS:
            return False
        return not (self.w[i - 1] == "." and self.op(i - 2) in _AFKORTING_MET_PUNT)
