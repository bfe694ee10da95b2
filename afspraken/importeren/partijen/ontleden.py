"""A cell cut in names, roles, separators and the rest (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from afspraken.importeren.partijen.register import Doel, Naamregister
from afspraken.importeren.partijen.rolwoorden import ALLEEN_TUSSEN_HAAKJES, ROLWOORDEN, Rolwoord
from afspraken.importeren.partijen.tekst import Woord, verzameling, woorden

_LANGSTE_ROL = max(len(sleutel) for sleutel in ROLWOORDEN)
_EN = verzameling("en of alsmede evenals plus alsook and cq resp respectievelijk ook")
_VULLING = verzameling(
    "de het een beide alle drie twee vier vijf zes elke iedere ieder elk betreffende desbetreffende lokale overige"
    " andere"
    " individuele eigen samen gezamenlijk gezamenlijke afzonderlijk per van door is zijn als tevens eventueel evt"
    " indien nodig waar"
    " mogelijk ieders onze hun haar deze die betrokken zelf hierbij daarbij dan bij voor aan zowel hiervoor"
)


class Soort(StrEnum):
    """What a piece of a cell is."""

    NAAM = "naam"
    ROL = "rol"
    EN = "en"
    SCHEIDING = "scheiding"
    REGEL = "regel"
    OPEN = "open"
    SLUIT = "sluit"
    DUBBELEPUNT = "dubbelepunt"
    VREEMD = "vreemd"


@dataclass(slots=True)
class Deel:
    """A piece of a cell."""

    soort: Soort
    tekst: str = ""
    doel: Doel | None = None
    rolwoord: Rolwoord | None = None
    rol: str = ""
    """The role it gets in the end; for names."""
    begin: int = 0
    eind: int = 0


_TEKENS = {
    "(": Soort.OPEN,
    "[": Soort.OPEN,
    ")": Soort.SLUIT,
    "]": Soort.SLUIT,
    ":": Soort.DUBBELEPUNT,
    "=": Soort.DUBBELEPUNT,
    "\n": Soort.REGEL,
}


def ontleed(tekst: str, register: Naamregister, *, in_cel: bool = True) -> list[Deel]:
    """Cut a cleaned text in pieces; the longest known phrase wins. Linear in the length of the text."""
    lijst = [woord for woord in woorden(tekst) if not _is_koppelteken(woord, tekst)]
    gevouwen = [woord.vouw for woord in lijst]
    uit: list[Deel] = []
    diepte = plek = 0
    while plek < len(lijst):
        woord = lijst[plek]
        if woord.is_teken:
            soort = _TEKENS.get(woord.tekst, Soort.SCHEIDING)
            diepte += (soort == Soort.OPEN) - (soort == Soort.SLUIT)
            if woord.tekst not in "\"'.*!?":
                uit.append(Deel(soort, woord.tekst, begin=woord.begin, eind=woord.eind))
            plek += 1
            continue
        aantal, deel = _volgende(lijst, gevouwen, plek, register, in_cel=in_cel, in_haakjes=diepte > 0)
        if deel:
            deel.begin, deel.eind = woord.begin, lijst[plek + aantal - 1].eind
            deel.tekst = tekst[deel.begin : deel.eind]
            _voeg_toe(uit, deel, tekst)
        plek += aantal
    return uit


def _is_koppelteken(woord: Woord, tekst: str) -> bool:
    """The hyphen in 'HBVA-Amersfoort' and 'huurders- en bewoners' parts nothing."""
    if woord.tekst != "-":
        return False
    return woord.begin > 0 and not tekst[woord.begin - 1].isspace()


def _volgende(
    lijst: list[Woord], gevouwen: list[str], plek: int, register: Naamregister, *, in_cel: bool, in_haakjes: bool
) -> tuple[int, Deel | None]:
    naam = register.zoek(gevouwen, plek, in_cel=in_cel)
    if naam and not in_cel and not _staat_als_naam(naam[1], lijst[plek : plek + naam[0]]):
        naam = None
    rol = _zoek_rol(lijst, gevouwen, plek, in_haakjes=in_haakjes)
    if naam and (not rol or naam[0] >= rol[0]):
        return naam[0], Deel(Soort.NAAM, doel=naam[1])
    if rol:
        return rol[0], Deel(Soort.ROL, rolwoord=rol[1])
    if gevouwen[plek] in _EN:
        return 1, Deel(Soort.EN)
    if gevouwen[plek] in _VULLING and not lijst[plek].tekst.isupper():
        return 1, None
    return 1, Deel(Soort.VREEMD)


def _staat_als_naam(doel: Doel, gelezen: list[Woord]) -> bool:
    """In a sentence 'Portaal' is a party and 'het portaal' is not: a name is written with a capital."""
    if doel.groep or doel.algemeen or doel.naam.islower():
        return True
    eigen = [woord.tekst for woord in gelezen if woord.vouw not in ("de", "het")]
    return any(letter.isupper() for tekst in eigen for letter in tekst)


def _zoek_rol(lijst: list[Woord], gevouwen: list[str], plek: int, *, in_haakjes: bool) -> tuple[int, Rolwoord] | None:
    for aantal in range(min(_LANGSTE_ROL, len(gevouwen) - plek), 0, -1):
        rol = ROLWOORDEN.get(tuple(gevouwen[plek : plek + aantal]))
        if not rol:
            continue
        kort = aantal == 1 and gevouwen[plek] in ALLEEN_TUSSEN_HAAKJES
        dubbelepunt = plek + 1 < len(lijst) and lijst[plek + 1].tekst == ":"
        if not kort or in_haakjes or dubbelepunt:
            return aantal, rol
    return None


def _voeg_toe(uit: list[Deel], deel: Deel, tekst: str) -> None:
    """Unknown words that follow each other are one piece."""
    vorige = uit[-1] if uit else None
    if deel.soort == Soort.VREEMD and vorige and vorige.soort == Soort.VREEMD:
        vorige.eind = deel.eind
        vorige.tekst = tekst[vorige.begin : vorige.eind]
        return
    uit.append(deel)
