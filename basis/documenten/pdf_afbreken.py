"""Joining what a line break cut in two: hyphenated words, slashes, web addresses (pure)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from basis.documenten.pdf_vormen import Regel

_SAMENTREKKING = re.compile(
    r"^(en|of|en/of|tot|noch|als|dan|c\.q\.|resp\.?|respectievelijk|maar|plus|/|&)\b", re.IGNORECASE
)
"""'huur- en zorgtoeslag': the hyphen stands for what follows later."""
_KLINKERBOTSING = re.compile(r"(a-[aeiu]|e-[eiu]|i-[ej]|o-[eiou]|u-[iu])")
"""Vowels that would be read as one sound: Dutch keeps the hyphen in 'mee-eten', 'energie-index'."""
_VOORVOEGSEL = re.compile(
    r"(^|[^a-zà-ÿ])(niet|ex|oud|e|co|non|pro|anti|semi|vice|adjunct|bijna|sociaal|zuid|noord|oost|west)$"
)
"""Words that keep their hyphen before another word."""
_KLEIN = re.compile(r"(en|of|de|het|een|van|voor|in|op|met|aan|bij|door|tot|per|te|om|uit|als|dat|die|naar|over)$")
_KERN = re.compile(r"[^\w'’-]+")
_KLINKER = re.compile(r"[aeiouyà-ÿ]", re.IGNORECASE)


@dataclass(slots=True)
class Woordkennis:
    """The words of a document as they stand within lines, and whether it hyphenates at all."""

    heel: Counter[str] = field(default_factory=Counter)
    streepjes: set[str] = field(default_factory=set)
    regels: int = 0
    aan_eind: int = 0

    @property
    def breekt_niet_af(self) -> bool:
        """A long document with hardly a hyphen at line ends has no hyphenation: those that are there are real."""
        return self.regels >= 250 and self.aan_eind < 0.012 * self.regels

    def leer(self, regels: Iterable[Regel]) -> None:
        """Take in the words of lines; first and last word may be halves."""
        for regel in regels:
            woorden = [_KERN.sub("", woord).lower() for woord in regel.tekst.split()]
            self.regels += 1
            self.aan_eind += bool(re.search(r"[a-zà-ÿ]-$", regel.tekst))
            for woord in woorden[:-1] if regel.tekst.endswith("-") else woorden:
                if "-" in woord.strip("-"):
                    self.streepjes.add(woord)
                else:
                    self.heel[woord] += 1


def plak(voor: str, na: str, kennis: Woordkennis, *, vol: bool = False) -> str:
    """Text of a line and of the next one, as one. ``vol``: the line is one word, as wide as its column."""
    if not voor or not na:
        return voor + na
    if voor.endswith("\u00ad"):
        return voor[:-1] + na
    if voor.endswith("-") and not voor.endswith((" -", "--")):
        return _plak_streepje(voor, na, kennis)
    if voor.endswith("/") and not voor.endswith(" /") and not na.startswith("/"):
        return voor + na
    if _is_adres(voor.rsplit(" ", 1)[-1]) and voor[-1] in "/.-_=?&" and not na[0].isupper():
        return voor + na
    if vol and na[0].islower() and voor[-1].isalpha() and _is_geknipt(voor, na, kennis):
        return voor + na
    return f"{voor} {na}"


def _is_adres(woord: str) -> bool:
    """Tell whether a word is a web address, which may be cut after a slash or a full stop."""
    return woord.lower().lstrip("(<").startswith(("http://", "https://", "www."))


def _is_geknipt(voor: str, na: str, kennis: Woordkennis) -> bool:
    """Tell whether a long word was cut because its column is too narrow: the halves are no words of this document."""
    links = _KERN.sub("", voor.rsplit(maxsplit=1)[-1]).lower()
    rechts = _KERN.sub("", na.split(maxsplit=1)[0]).lower()
    if kennis.heel[links + rechts]:
        return True
    onbekend = kennis.heel[links] <= 1 and kennis.heel[rechts] <= 1
    return len(links) >= 9 and onbekend and not _KLEIN.match(rechts)


def _plak_streepje(voor: str, na: str, kennis: Woordkennis) -> str:
    links = voor.rsplit(" ", 1)[-1][:-1]
    rechts = na.split(" ", 1)[0]
    heel = _KERN.sub("", links + rechts).lower()
    if _SAMENTREKKING.match(na) and heel != "zoals" and not kennis.heel[heel]:
        return f"{voor} {na}"
    if not rechts[:1].islower() or not links[-1:].isalpha():
        return voor + na
    return (voor if _blijft(links, rechts, kennis) else voor[:-1]) + na


def _blijft(links: str, rechts: str, kennis: Woordkennis) -> bool:
    """Tell whether the hyphen between two halves belongs to the word."""
    kern_links, kern_rechts = _KERN.sub("", links).lower(), _KERN.sub("", rechts).lower()
    if f"{kern_links}-{kern_rechts}" in kennis.streepjes:
        return True
    if kern_links + kern_rechts in kennis.heel:
        return False
    if not links.islower() and sum(teken.isupper() for teken in links) > 1:
        return True
    if "-" in links or _VOORVOEGSEL.search(kern_links) or not _KLINKER.search(links) or not _KLINKER.search(rechts):
        return True
    if _KLINKERBOTSING.search(f"{kern_links[-1]}-{kern_rechts[:1]}"):
        return True
    return kennis.breekt_niet_af
