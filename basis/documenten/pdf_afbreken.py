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
_HEEL_WOORD = re.compile(r"(ing|ingen|heid|heden|[st]ies?|schap|elijke?|baa?re?|zaa?me?|ische?|eren|teit)$")
"""How long words end: what follows is another word, unless it is the rest of a plural or begins with a linking s."""
_BINDING = re.compile(r"..(ings|heids|teits|schaps)$")
"""How the first part of a compound ends; no word does."""
_SAMENGESTELD = re.compile(
    r"(huurders?(s?organi|vereni|belang|raad|platf|feder|koep|verteg)"
    r"|bewoners(commis|vereni|raad|organi)|woning(corpo|sticht|bouw|markt|zoek|voorra)"
    r"|samenwerkings|prestatieafspra|gezinswoning|verantwoordelijk)"
)
"""Compounds that name the parties and what they do: always one word."""
_GEEN_WOORD = re.compile(
    r"(heid|heden|schap(?:pen)?|teit(?:en)?|e?lijke?|ing|ingen|aties?|ities?|eringe?n?)$"
    r"|n[dgkt]|r[dkgtsn]|l[dgktms]|mp|[gkdn]s|ts(?!j)|(?P<dubbel>[bdfgklmnprst])(?P=dubbel)"
)
"""What no Dutch word is or starts with."""
_MEERVOUD = re.compile(r".(hed|woning|achterstand|ziening|geling)$")
"""Before 'en' on the next line: the plural, not 'and'."""
_VERVOEGD = re.compile(r"[nrgkplf]t$")
"""How many verbs end; before a consonant that is hardly ever the middle of a word."""
_WOORDEN = """
aan aandeel aantal af afspraak afspraken al alle alleen ander andere appartementen begin beide beleid
beschikbaar bestaande betaalbaar betaalbare betaalt bewoners biedt bijdrage bouwen bouwt buurt corporatie
corporaties daarbij daarna daarvoor deel deelt dit doelgroep doelgroepen door draagt een eigen elk elkaar
elke energie gaat gebruikt geeft geen gemeente gemiddeld gesprek gezamenlijk goed goede groei groep groepen
heeft hierbij houden houdt huis huizen hulp huren huur huurder huurders ieder iedere indien informatie
inkomen inwoners inzet is jaar jaarlijks jaren jongeren kan komen komt kosten krijgen krijgt kunnen langer
maakt maken maximaal mee meer meldt mensen met meten minder minimaal moeten mogelijk naast neemt niet
nieuwbouw nieuwe nodig nog onder onderzoek onderzoeken onderzoekt ook organisatie organisaties oud ouderen
over overleg partijen per plan plannen prijs project projecten regelt regio samen senioren sociaal sociale
statushouders steeds stelt tegen tijdens tot tussen uit uiterlijk vanaf veel verduurzaamt verduurzamen
verhoogt verkoopt via volgens voor voorraad vraag waar waarbij wanneer wat we welke werken werkt wie wij
wijk wijken wil wonen woning woningen worden wordt zal zelf zet zich zij zijn zodat zoeken zonder zorg
zorgen zorgt zowel zullen
"""
_GEWOON = frozenset(_WOORDEN.split())
"""Words of such documents that are not halves, however short the document is."""
_SLUITTEKENS = frozenset(".,;:!?)]%»”’")
_SMALLE_LETTERS = frozenset("ijltf.,;:'’!|()")
_NUMMER = re.compile(r"^[A-Z]{0,2}\d{1,3}(\.\d{1,3})+$")
_JAAR = re.compile(r"^(19|20)\d\d$")
_CIJFERS = re.compile(r"^\d{1,2}\.?$")
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
        """Take in the words of the lines of one column; what may be half a word is left out."""
        reeks = list(regels)
        randen = rechterrand(reeks)
        # A cell at the top of a page may start with the rest of a word.
        geknipt = bool(reeks) and reeks[0].tekst[:1].islower()
        for nr, regel in enumerate(reeks):
            woorden = [_KERN.sub("", woord).lower() for woord in regel.tekst.split()]
            self.regels += 1
            self.aan_eind += bool(re.search(r"[a-zà-ÿ]-$", regel.tekst))
            # The last word of a cell may be cut by the end of the page: judge it by a letter of its own.
            volgende = reeks[nr + 1] if nr + 1 < len(reeks) else regel
            vol = is_vol(regel, volgende, randen[id(regel)])
            heel = woorden[1 if geknipt else 0 : -1 if vol or regel.tekst.endswith("-") else None]
            geknipt = vol
            for woord in heel:
                if "-" in woord.strip("-"):
                    self.streepjes.add(woord)
                else:
                    self.heel[woord] += 1

    def kent(self, woord: str) -> bool:
        """Tell whether this is a word, and not just what was left of one at the top of a page."""
        return woord in _GEWOON or self.heel[woord] > 0


def rechterrand(regels: list[Regel]) -> dict[int, float]:
    """Per line (by id) how far right its text may run: as much white as there is on the left, or the longest line."""
    per_kolom: dict[tuple[float, float], tuple[float, float]] = {}
    for regel in regels:
        x0, x1 = per_kolom.get((regel.links, regel.rechts), (1e9, -1e9))
        per_kolom[regel.links, regel.rechts] = (min(x0, regel.x0), max(x1, regel.x1))
    uit = {}
    for regel in regels:
        x0, x1 = per_kolom[regel.links, regel.rechts]
        uit[id(regel)] = max(x1, regel.rechts - min(8.0, max(1.0, x0 - regel.links)))
    return uit


def is_vol(regel: Regel, volgende: Regel | None, rand: float) -> bool:
    """Tell whether a line is one word after which not one letter of the next line fits: it may be half a word."""
    woorden = [woord.tekst for woord in regel.woorden if any(map(str.isalnum, woord.tekst))]
    if len(woorden) > 1 and len(woorden[0]) <= 3 and woorden[0][-1] in ".)":
        woorden = woorden[1:]
    if volgende is None or regel.rechts <= 0 or len(woorden) != 1:
        return False
    letter = volgende.tekst[:1]
    breedte = 0.5 if letter in _SMALLE_LETTERS else 1.05 if letter in "mwMW@%" else 0.75
    return rand - regel.x1 < breedte * regel.grootte


def plak(voor: str, na: str, kennis: Woordkennis, *, vol: bool = False) -> str:
    """Text of a line and of the next one, as one. ``vol``: the line is one word, as wide as its column."""
    if not voor or not na:
        return voor + na
    if voor.endswith("\u00ad"):
        return voor[:-1] + na
    if na[0] in _SLUITTEKENS and voor[-1].isalnum():
        return voor + na
    if voor.endswith("-") and not voor.endswith((" -", "--")):
        return _plak_streepje(voor, na, kennis)
    if voor.endswith("/") and not voor.endswith(" /") and not na.startswith("/"):
        return voor + na
    if _is_adres(voor.rsplit(" ", 1)[-1]) and voor[-1] in "/.-_=?&" and not na[0].isupper():
        return voor + na
    if vol and ((_NUMMER.match(voor) and _CIJFERS.match(na)) or _JAAR.match(voor.rsplit(" ", 1)[-1] + na)):
        return voor + na
    if vol and na[0].isalpha() and voor[-1].isalpha() and _is_geknipt(voor, na, kennis):
        return voor + na
    return f"{voor} {na}"


def _is_adres(woord: str) -> bool:
    """Tell whether a word is a web address, which may be cut after a slash or a full stop."""
    return woord.lower().lstrip("(<").startswith(("http://", "https://", "www."))


def _is_geknipt(voor: str, na: str, kennis: Woordkennis) -> bool:
    """Tell whether a long word was cut because its column is too narrow: the halves are no words of this document."""
    links = _KERN.sub("", voor.rsplit(maxsplit=1)[-1])
    rechts = _KERN.sub("", na.split(maxsplit=1)[0])
    if rechts[:1].isupper() and not (links.isupper() and rechts.isupper()):
        return False
    links, rechts = links.lower(), rechts.lower()
    vast = _SAMENGESTELD.match(links + rechts)
    if kennis.heel[links + rechts] or (vast and vast.end() > len(links)):
        return True
    if "." in na.split(maxsplit=1)[0][:-1]:
        return False
    if _GEEN_WOORD.match(rechts):
        return True
    if (len(rechts) == 1 and rechts != "u") or (_BINDING.search(links) and not _KLEIN.match(rechts)):
        return True
    if rechts == "en" and _MEERVOUD.search(links):
        return True
    if _KLEIN.match(rechts) or kennis.kent(links) or kennis.kent(rechts):
        return False
    if len(rechts) == 2 or not _KLINKER.search(rechts):
        return True
    werkwoord = bool(_VERVOEGD.search(links)) and not _KLINKER.match(rechts)
    return not werkwoord and (not _HEEL_WOORD.search(links) or rechts.startswith("s"))


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
