"""Small tools on text that the recognition of parties shares: cleaning, folding, words, distance (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afspraken.importeren.tekstafstand import afstand, lijkt_op
from basis.tekst import zoeksleutel

MAX_REGEL = 4_000
"""Characters of one paragraph that are looked at: whoever writes more in one go does not name parties there."""

_AANHALING = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "`": "'",
        "´": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "‒": "–",
        "—": "–",
        "−": "–",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u00ad": "",
        "\u200b": "",
        "\ufeff": "",
        "\t": " ",
        "\r": "\n",
        "\x0b": "\n",
        "\x0c": "\n",
        "\u2028": "\n",
    }
)
_STUUR = re.compile(r"[\x00-\x09\x0e-\x1f\x7f]")
_RUIMTE = re.compile(r" {2,}")
_GEEN_LETTER = re.compile(r"[^0-9a-z]+")
_WOORD = re.compile(r"(?:[^\W\d_]{1,3}\.){2,8}(?:[^\W\d_]{1,3}\b\.?)?|[^\W_]+(?:'[^\W_]+)*\.?|\n|[^\w\s]|_")


def schoon(tekst: str) -> str:
    """Return the text with plain quotes and dashes, single spaces and no control characters; lines stay apart."""
    tekst = _STUUR.sub(" ", tekst[:MAX_REGEL].translate(_AANHALING))
    regels = (_RUIMTE.sub(" ", regel).strip() for regel in tekst.split("\n"))
    return "\n".join(regel for regel in regels if regel)


def vouw(tekst: str) -> str:
    """Return the text as names are compared: no case, accents, dots, quotes; '&' is 'en', a hyphen is a space."""
    sleutel = zoeksleutel(tekst.replace("&", " en "))
    sleutel = sleutel.replace(".", "").replace("'", "")
    return " ".join(_GEEN_LETTER.sub(" ", sleutel).split())


def los(tekst: str) -> str:
    """Return the folded text without spaces, so 'delta Wonen' is 'deltaWonen'."""
    return vouw(tekst).replace(" ", "")


@dataclass(frozen=True, slots=True)
class Woord:
    """One word or mark of a text, with its folded form and where it stands."""

    tekst: str
    vouw: str
    begin: int
    eind: int

    @property
    def is_teken(self) -> bool:
        """Tell whether it is a mark instead of a word."""
        return not self.vouw


def woorden(tekst: str) -> list[Woord]:
    """Split cleaned text in words and marks; '&' counts as the word 'en'."""
    return list(_woorden(tekst))


def _woorden(tekst: str) -> Iterator[Woord]:
    for treffer in _WOORD.finditer(tekst):
        stuk = treffer.group()
        gevouwen = "en" if stuk == "&" else vouw(stuk).replace(" ", "")
        yield Woord(stuk, gevouwen, treffer.start(), treffer.end())


def verzameling(tekst: str) -> frozenset[str]:
    """Return the words of a text as a set, to write lists of words down readably."""
    return frozenset(tekst.split())


def opsom(namen: list[str]) -> str:
    """Return names as a Dutch enumeration: 'A, B en C'."""
    return " en ".join([", ".join(namen[:-1]), namen[-1]]) if len(namen) > 1 else "".join(namen)


__all__ = ["MAX_REGEL", "Woord", "afstand", "lijkt_op", "los", "opsom", "schoon", "verzameling", "vouw", "woorden"]
