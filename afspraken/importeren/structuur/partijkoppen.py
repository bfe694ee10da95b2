"""Lines that only name who acts, above a list of what they do: 'De gemeente:', 'Wat doen de corporaties?' (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afspraken.importeren.kolommen import Rol, lees_kop
from afspraken.importeren.structuur.alinearegels import Blok, Regel
from afspraken.importeren.structuur.labels import Label
from afspraken.importeren.structuur.model import Kopregel, Kopsoort
from afspraken.importeren.tekstopmaak import op_een_regel

_AANLOOP = re.compile(
    r"^(?:wat (?:doet|doen|gaat|gaan)|inzet|bijdragen?|rol|acties?|taken|activiteiten|inspanningen)\s+"
    r"(?:van\s+|door\s+)?",
    re.IGNORECASE,
)
_STAART = re.compile(r"\s+(?:doen|doet|zorgt voor|zorgen voor|gaat|gaan|zal|zullen)?\s*[:?.]*$", re.IGNORECASE)
_SOORTWOORD = re.compile(
    r"(?:gemeenten?|(?:woning|woon)?corporaties?|huurders\w*|bewoners\w*|zorgpartijen|alle partijen|gezamenlijk)"
    r"(?:\s+[A-Z][\w'-]*(?:\s[A-Z][\w'-]*)?)?",
    re.IGNORECASE,
)
_NAAM = re.compile(r"(?:[A-Z][\w'-]*|van|de|der|en|&)(?:\s(?:[A-Z][\w'-]*|wonen|van|de|der|en|&)){0,4}")
_PARTIJROLLEN = frozenset({Rol.PARTIJ, Rol.GEMEENTE, Rol.PARTIJEN, Rol.ONBEKEND})
_LANGST = 70


def markeer_partijkoppen(blokken: Sequence[Blok]) -> bool:
    """Make such lines the label of the list below them, in place; tell whether there were any.

    A kind of party ('de gemeente') proves itself; a name counts when it stands in the same chapter as one that does.
    """
    kandidaten = [(nr, naam) for nr in range(len(blokken)) if (naam := _partij_boven_lijst(blokken, nr))]
    zeker = [nr for nr, naam in kandidaten if _SOORTWOORD.fullmatch(naam)]
    if not zeker:
        return False
    namen = {naam for nr, naam in kandidaten if nr in zeker or _staat_naast(nr, kandidaten, zeker, blokken)}
    for nr, naam in kandidaten:
        regel = blokken[nr]
        if naam in namen and isinstance(regel, Regel):
            regel.label = Label(eigenaar=naam, meervoud=True)
            regel.kop = Kopregel(Kopsoort.GROEP, naam, niveau=9)
    return True


def _partij_boven_lijst(blokken: Sequence[Blok], nr: int) -> str:
    """The party a line names when a list starts right below it; else an empty string."""
    regel = blokken[nr]
    volgende = blokken[nr + 1] if nr + 1 < len(blokken) else None
    if not isinstance(regel, Regel) or not isinstance(volgende, Regel) or not _is_lijstregel(volgende):
        return ""
    tekst = op_een_regel(regel.alinea.tekst)
    opvallend = regel.alinea.vet or bool(regel.alinea.kop) or tekst.endswith((":", "?"))
    bezet = regel.nummer or regel.label or regel.alinea.titel or _is_lijstregel(regel)
    if not opvallend or bezet or len(tekst) > _LANGST:
        return ""
    kaal = _STAART.sub("", _AANLOOP.sub("", f"{tekst} ")).strip(" :?.")
    kaal = re.sub(r"^(?:de|het)\s+(?=\S)", "", kaal, flags=re.IGNORECASE) if _SOORTWOORD.search(kaal) else kaal
    if _SOORTWOORD.fullmatch(kaal):
        return kaal
    return kaal if _NAAM.fullmatch(kaal) and lees_kop(kaal).rol in _PARTIJROLLEN and tekst.endswith((":", "?")) else ""


def _is_lijstregel(regel: Regel) -> bool:
    alinea = regel.alinea
    return bool(alinea.lijst or alinea.opsomming) or alinea.tekst.lstrip()[:1] in ("-", "–", "•", "▪", "·", "*")


def _staat_naast(nr: int, kandidaten: Sequence[tuple[int, str]], zeker: Sequence[int], blokken: Sequence[Blok]) -> bool:
    """Tell whether only lists and other such lines stand between this line and one that is sure."""
    plekken = {plek for plek, _ in kandidaten}
    for anker in zeker:
        tussen = blokken[min(nr, anker) + 1 : max(nr, anker)]
        los = [
            blok
            for plek, blok in enumerate(tussen, min(nr, anker) + 1)
            if plek not in plekken and not (isinstance(blok, Regel) and _is_lijstregel(blok))
        ]
        if not los:
            return True
    return False
