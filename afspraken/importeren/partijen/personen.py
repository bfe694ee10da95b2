"""Natural persons: recognised to keep them out. The register holds organisations; who signed is nobody's business here.

What stands here finds titles, initials, given names and functions. No name that is found is kept or shown. (pure)
"""

from __future__ import annotations

import re

from afspraken.importeren.partijen.tekst import verzameling, vouw
from afspraken.importeren.partijen.woorden import CORPORATIE, GEMEENTE, HUURDERS, soort_van_naam

_TUSSEN = r"(?:(?:van|de|der|den|ten|ter|te|het|'t|'s|in|op|von|el|al|la|le|d')\s+){0,4}"
_HOOFD = r"[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['-][^\W\d_]+){0,3}"
_VOORLETTERS = r"(?:(?:[A-Z]|Th|Ch|Ph|IJ|Tj|Sj|Fr|Chr|Joh|Jac)\.\s?-?){1,8}"
_ROEPNAAM = r"(?:\([^()\n]{1,25}\)\s*)?"
_ACHTERNAAM = rf"{_TUSSEN}{_HOOFD}(?:\s?[-–]\s?{_TUSSEN}{_HOOFD})?"
_AANSPREEK = (
    r"(?:[Dd]e\s+heer(?:\s+en\s+mevrouw)?|[Dd]e\s+heren|[Dd]hr\.?|DHR\.?|[Hh]eer|[Mm]evrouw|MEVROUW|[Mm]evr\.?"
    r"|[Mm]w\.?|MW\.?|[Mm]r\.|[Dd]rs\.?"
    r"|[Ii]r\.|[Ii]ng\.|[Dd]r\.|[Pp]rof\.?|[Bb]c\.|[Mm]ej\.)"
)
_PERSOON = re.compile(
    rf"(?:\b{_AANSPREEK}\s+){{1,4}}(?:(?:{_VOORLETTERS}\s*)?{_ROEPNAAM}(?:{_HOOFD}\s+){{0,2}}{_ACHTERNAAM})"
    rf"|(?<![A-Z]\.)(?<![A-Z]\.\s)\b(?!(?:[BNH]\.\s?V\.|U\.\s?A\.|W\.\s?[BS]\.|H\.\s?B\."
    rf"|R\.\s?K\.)){_VOORLETTERS}\s*{_ROEPNAAM}{_ACHTERNAAM}"
)
_EEN_LETTER = re.compile(r"[A-Z]\.\s?([^\W\d_]+)")
_GEEN_ACHTERNAAM = verzameling(
    "de het een in op bij alle partijen bijlage hoofdstuk wij we deze dit er na per voor tabel artikel als"
)
_RUIMTE = re.compile(r" {2,}")
_LOSSE_TITEL = re.compile(rf"\b{_AANSPREEK}(?=[\s,.;:)]|$)")

FUNCTIE = re.compile(
    r"\b(?:loco-?\s?)?(?:wethouders?|burgemeester(?! en wethouders)|gemeentesecretaris|programmamanager"
    r"|beleidsmedewerker"
    r"|directeur(?:[- ]bestuurder)?|bestuurder|(?:vice-?\s?)?voorzitter|secretaris|penningmeester|bestuurslid"
    r"|(?:regio|vestigings|algemeen|gebieds)[- ]?(?:directeur|manager)|manager|lid van het bestuur|raad van bestuur"
    r"|portefeuillehouder|gevolmachtigde|gemachtigde|waarnemend|interim|adviseur|teamleider|concerndirecteur)\b",
    re.IGNORECASE,
)
_FUNCTIE_SOORT = (
    (re.compile(r"wethouder|burgemeester|gemeentesecretaris|portefeuillehouder", re.IGNORECASE), GEMEENTE),
    (re.compile(r"directeur|bestuurder|raad van bestuur|manager", re.IGNORECASE), CORPORATIE),
    (re.compile(r"voorzitter|secretaris|penningmeester|bestuurslid", re.IGNORECASE), HUURDERS),
)

# Given names that are common in the Netherlands; with a surname behind it, it is a person and no organisation.
_VOORNAMEN = verzameling(
    "jan piet kees klaas henk hans peter paul erik eric mark marc martin maarten marcel johan jeroen rob robert ruud"
    " ronald richard wim willem bert ben bas bart tom thomas tim frank frans fred gert gerard ger harry herman hugo"
    " jaap"
    " jack jacques jacob joost joop jos karel koen leo lex luc lucas michel michiel mike nico niels olaf otto patrick"
    " pieter pim ralf rene rik roel roger sander sjaak simon stefan steven theo tjeerd tjerk ton toon victor vincent"
    " wouter anna anne annemarie anja annet anita astrid barbara bea bianca brigitte carla carolien caroline cees"
    " christa corrie daan debbie diana dick dirk ed edwin eelco eline ellen els elly emma esther eva evelien femke"
    " floor fleur geert gerda gerrit greet hanneke harm heleen helen henny hetty ilse ina inge ingrid irene irma"
    " jacqueline jan-willem janneke jeanette jeanne jenny joke jolanda jolien josien judith julia karin kim laura"
    " lianne lies linda lisa liesbeth loes lotte louis maaike maria marian marianne marieke marijke marja marjan"
    " marjolein marleen marloes mariska miranda mirjam monique nancy natalie nicole nienke nynke petra renate rianne"
    " ria rita roos ruth sandra sanne saskia sharon silvia simone sofie sonja suzanne sylvia tanja thea tineke truus"
    " vera wendy wil wilma yvonne ali mohamed mohammed fatima ahmed mustafa hassan yusuf"
)
_VOLLEDIG = re.compile(rf"^({_HOOFD})\s+(?:{_HOOFD}\s+)?{_ACHTERNAAM}$")


def zonder_personen(tekst: str) -> str:
    """Return the text without names of persons and their titles; functions stay."""
    zonder = _LOSSE_TITEL.sub(" ", _PERSOON.sub(_weg, tekst))
    return _RUIMTE.sub(" ", zonder) if zonder != tekst else tekst


def _weg(treffer: re.Match[str]) -> str:
    """Leave 'A. De gemeente' and 'B. Woonstichting' alone: one letter with a dot is also how lists are numbered."""
    return treffer.group() if _is_opsomming(treffer.group()) else " "


def _is_opsomming(tekst: str) -> bool:
    eerste = _EEN_LETTER.match(tekst)
    return eerste is not None and (vouw(eerste.group(1)) in _GEEN_ACHTERNAAM or bool(soort_van_naam(tekst)))


def is_persoon(naam: str) -> bool:
    """Tell whether a would-be name is a person: a title or initials, or a common given name with a surname."""
    gevonden = _PERSOON.search(naam)
    if (gevonden and not _is_opsomming(gevonden.group())) or _LOSSE_TITEL.match(naam):
        return True
    treffer = _VOLLEDIG.match(naam.strip())
    return bool(treffer and vouw(treffer.group(1)) in _VOORNAMEN and not soort_van_naam(naam))


def zonder_functie(tekst: str) -> str:
    """Return what stands before the first function ('wethouder', 'directeur-bestuurder')."""
    treffer = FUNCTIE.search(tekst)
    return tekst[: treffer.start()] if treffer else tekst


def soort_van_functie(tekst: str) -> str:
    """Return the kind of party somebody with this function speaks for, or ''."""
    return next((soort for patroon, soort in _FUNCTIE_SOORT if patroon.search(tekst)), "")
