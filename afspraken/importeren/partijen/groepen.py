"""Groups with names of their own that a document defines, such as 'de Woonpartners' (pure)."""

from __future__ import annotations

import re
from collections.abc import Callable

from afspraken.importeren.partijen.opsommingen import deel_op
from afspraken.importeren.partijen.tekst import vouw
from afspraken.importeren.partijen.vindplaatsen import Regel
from afspraken.importeren.partijen.woorden import ENKELVOUD, IEDEREEN, MEERVOUD

Zoeker = Callable[[str], str]
"""Gives the full name of a party for what it is called, or ''."""

_GEZAMENLIJK = re.compile(
    r"(?:(?:hierna|verder|nader)\s+)?(?:gezamenlijk|tezamen|samen)\s*(?:(?:ook\s+)?(?:hierna\s+|verder\s+)?(?:te"
    r" noemen|genoemd|noemen|aangeduid (?:als|met)|aan te duiden (?:als|met))\s*)?[:,]?\s*(?:als\s+)?"
    r"(?:[\"'](?:de |alle )?(?P<citaat>[^\"'\n]{2,50})[\"']|(?:de |alle )(?P<kaal>[^\W\d_][\w'"
    r" -]{2,40}?)(?=\s*[,.;)\n]|$))",
    re.IGNORECASE,
)
_MEERVOUD_ALIAS = re.compile(
    r"(?:hierna|verder|nader)\s*(?:te noemen|genoemd)?\s*:?\s*[\"']?(?:de |alle )(?P<naam>[^\W\d_][\w'"
    r" -]{2,40}?)[\"']?(?=\s*[,.;)\n]|$)",
    re.IGNORECASE,
)
_VERENIGD = re.compile(
    r"(?:verenigd in|samenwerkend (?:in|als|onder de naam)|vormen (?:samen|gezamenlijk)|werken samen (?:als|in|onder"
    r" de naam))\s+"
    r"(?:het (?:samenwerkingsverband|platform|verband) )?(?:de |het )?[\"']?(?P<naam>[A-Z][\w'"
    r" -]{2,40}?)[\"']?(?=\s*[,.;:)]|$)"
)
_MET_LEDEN = re.compile(
    r"(?:^|[\s,])(?:[Dd]e |[Hh]et )?[\"']?(?P<naam>[A-Z][\w-]{2,30}(?: [A-Z][\w-]{2,30}){0,3})[\"']?\s*(?:\(|: ?|= ?"
    r"|bestaa(?:t|n) uit )(?P<leden>[^()\n]{5,250})"
)
MAX_GROEPEN = 20


def eigen_groepen(regels: list[Regel], zoek: Zoeker) -> dict[str, list[str]]:
    """Return the groups with a name of their own and their parties; 'corporaties' and the like are not among them.

    Members are the parties named in the same line before the definition, or the lines right before it.
    """
    uit: dict[str, list[str]] = {}
    recent: list[str] = []
    for regel in regels:
        if len(uit) >= MAX_GROEPEN:
            break
        tekst = regel.tekst
        definitie = next(
            (treffer for patroon in (_GEZAMENLIJK, _VERENIGD, _MEERVOUD_ALIAS) if (treffer := patroon.search(tekst))),
            None,
        )
        voor = tekst[: definitie.start()] if definitie else tekst
        hier = genoemd(voor, zoek)
        if definitie and len(beperkt := genoemd(_na_soortwoord(voor), zoek)) > 1:
            hier = beperkt
        if definitie:
            naam = _naam(definitie)
            leden = hier if len(hier) > 1 else [*recent, *hier]
            if _mag(naam, zoek) and len(leden) > 1:
                uit.setdefault(naam, list(dict.fromkeys(leden)))
            recent = []
        else:
            recent.extend(naam for naam in hier if naam not in recent)
        _met_leden(tekst, zoek, uit)
    return uit


def _na_soortwoord(tekst: str) -> str:
    """Return what stands after the last word for a kind: 'gemeente X, de corporaties A en B' gives 'A en B'."""
    plekken = [treffer.end() for treffer in re.finditer(r"[^\W\d_]+", tekst) if vouw(treffer.group()) in MEERVOUD]
    return tekst[plekken[-1] :] if plekken else ""


def _met_leden(tekst: str, zoek: Zoeker, uit: dict[str, list[str]]) -> None:
    """'De Woonpartners (A, B en C)': only when all that is listed are parties."""
    for treffer in _MET_LEDEN.finditer(tekst):
        delen = [re.sub(r"^(?:de|het) ", "", deel) for deel in deel_op(treffer["leden"].split(")")[0], [])]
        leden = [zoek(deel.strip(" .")) for deel in delen]
        if len(leden) > 1 and all(leden) and _mag(treffer["naam"], zoek):
            uit.setdefault(treffer["naam"], list(dict.fromkeys(leden)))


def _naam(treffer: re.Match[str]) -> str:
    groepen = treffer.groupdict()
    return str(groepen.get("citaat") or groepen.get("kaal") or groepen.get("naam") or "").strip()


def _mag(naam: str, zoek: Zoeker) -> bool:
    """A name of its own: no kind, not everybody, no party."""
    gevouwen = vouw(naam).removeprefix("de ").removeprefix("alle ")
    algemeen = gevouwen in MEERVOUD or gevouwen in ENKELVOUD or gevouwen in IEDEREEN or "partijen" in gevouwen
    return bool(gevouwen) and not algemeen and not zoek(naam) and len(gevouwen.split()) < 5


def genoemd(tekst: str, zoek: Zoeker) -> list[str]:
    """Return the parties a line names, in its order, each once: by its enumeration."""
    stukken = (re.sub(r"^(?:tussen |met |de |het |en )+", "", stuk) for stuk in deel_op(tekst, []))
    namen = (zoek(re.split(r"\s*\(|, (?:recht|verte|hierna)", stuk)[0].strip(" '\".,:")) for stuk in stukken)
    return list(dict.fromkeys(naam for naam in namen if naam))
