"""Words in a cell that say in which role a party is bound: 'trekker', 'i.s.m.', 'informeren' (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

TREKKER = "trekker"
LEVERT = "levert"
BETROKKEN = "betrokken"
GEINFORMEERD = "geinformeerd"


class Richting(StrEnum):
    """To which names a word belongs."""

    VOOR = "voor"
    """Stands before the names it is about, and lasts: 'i.s.m. corporaties en huurders'."""
    BEIDE = "beide"
    """'trekker: Portaal', 'Portaal (trekker)'."""
    UITZONDERING = "uitzondering"
    """'corporaties m.u.v. Portaal'."""
    WAARONDER = "waaronder"
    """'ondertekenaars waaronder de gemeente'."""


@dataclass(frozen=True, slots=True)
class Rolwoord:
    """What a word does."""

    rol: str
    richting: Richting
    meervoud: bool = False


_VOOR = {
    BETROKKEN: (
        "ism|i s m|in samenwerking met|samen met|tezamen met|met medewerking van|mmv|met betrokkenheid van|mbv|in"
        " overleg met|iom|io"
        "|in afstemming met|iam|in samenspraak met|met|met inbreng van|met ondersteuning van|ondersteund door|met"
        " hulp van|in afstemming"
        "|na overleg met|na advies van|na advies|na instemming van|na afstemming met|gehoord"
        "|met advies van|met input van|in nauwe samenwerking met|in goed overleg met"
        "|afgestemd met|overleg met"
        "|met inzet van|afstemming met|samenwerking met|met steun van|betrekt|betrekken|waarbij betrokken|in co"
        " creatie met|via"
    ),
    GEINFORMEERD: "informeert|informeren van|ter informatie aan|ti aan|informatie aan|met informatie aan"
    "|terugkoppeling aan|rapporteert aan",
}
_BEIDE = {
    TREKKER: (
        "trekker|t|trekt|trekkende partij|trekkersrol|kartrekker|initiatief|initiatiefnemer|regie|regisseur"
        "|regievoerder|voortouw"
        "|penvoerder|coordinatie|coordinator|verantwoordelijk|verantwoordelijke|eindverantwoordelijk"
        "|eerstverantwoordelijk"
        "|eerst verantwoordelijk|primair verantwoordelijk|hoofdverantwoordelijk|hoofdtrekker|eigenaar|actiehouder"
        "|aan zet|lead|primair"
        "|uitvoerder|uitvoering|voert uit|neemt initiatief|neemt het initiatief|heeft de regie|aanjager"
        "|opdrachtgever|primaat|actie|wie"
    ),
    BETROKKEN: (
        "betrokken|b|betrokkene|partner|mede|medeverantwoordelijk|ondersteunend|ondersteuning|ondersteunt|adviserend"
        "|adviseert|advies"
        "|meedenken|denkt mee|deelnemer|samenwerking|faciliteert|faciliterend|bijdrage|s|betrokkenheid|mee|draagt"
        " bij|werkt mee"
    ),
    GEINFORMEERD: "informeren|i|geinformeerd|wordt geinformeerd|worden geinformeerd|ter informatie|ter kennisname"
    "|wordt op de hoogte gehouden|te informeren",
    LEVERT: "levert|leveren|levert gegevens|levert cijfers|leveren gegevens aan|levert aan|leveren aan|aanlevering"
    "|gegevens|levert data|aanlevering gegevens",
}
_MEERVOUD = {
    TREKKER: "trekkers|kartrekkers|initiatiefnemers|verantwoordelijken|gezamenlijk trekker|beide trekker"
    "|actiehouders|allen trekker",
    BETROKKEN: "betrokkenen|partners",
}
_UITZONDERING = "muv|met uitzondering van|behalve|exclusief|excl|uitgezonderd|niet zijnde|anders dan|zonder"
_WAARONDER = "waaronder|te weten|tw|namelijk|nl|zijnde|oa|onder andere|onder meer|met name|in het bijzonder|vooral|dwz"


def _woorden(tekst: str) -> list[tuple[str, ...]]:
    return [tuple(deel.split()) for deel in tekst.split("|")]


ROLWOORDEN: dict[tuple[str, ...], Rolwoord] = {
    **{w: Rolwoord(rol, Richting.VOOR) for rol, lijst in _VOOR.items() for w in _woorden(lijst)},
    **{w: Rolwoord(rol, Richting.BEIDE) for rol, lijst in _BEIDE.items() for w in _woorden(lijst)},
    **{w: Rolwoord(rol, Richting.BEIDE, meervoud=True) for rol, lijst in _MEERVOUD.items() for w in _woorden(lijst)},
    **{w: Rolwoord("", Richting.UITZONDERING) for w in _woorden(_UITZONDERING)},
    **{w: Rolwoord("", Richting.WAARONDER) for w in _woorden(_WAARONDER)},
}
ALLEEN_TUSSEN_HAAKJES = frozenset(("t", "b", "i", "s", "mede", "mee", "wie", "actie"))
"""One letter is a role only in brackets or before a colon: 'Portaal (t)'."""
