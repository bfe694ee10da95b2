"""What a party is called in short: 'Rijnhart' for 'Woningstichting Rijnhart' (pure)."""

from __future__ import annotations

from collections.abc import Collection

from afspraken.importeren.partijen.tekst import verzameling, vouw
from afspraken.importeren.partijen.woorden import ENKELVOUD, LEGE_WOORDEN, MEERVOUD

Sleutel = tuple[str, ...]
_BLIJFT = verzameling("de het wonen stad ons groot regio")


def korte_vormen(naam: str, plaatsen: Collection[str]) -> set[Sleutel]:
    """A name without the words for its kind in front and without its municipality at the end, if that says enough."""
    woorden = vouw(naam).split()
    vormen = [woorden]
    for plaats in plaatsen:
        if plaats and " ".join(woorden).endswith(f" {plaats}"):
            vormen.append(woorden[: -len(plaats.split())])
    uit: set[Sleutel] = set()
    for vorm in vormen:
        kort = list(vorm)
        while len(kort) > 1 and kort[0] in LEGE_WOORDEN and kort[0] not in _BLIJFT:
            kort = kort[1:]
        uit |= {tuple(kort), tuple(kort[1:]) if kort[0] in ("de", "het") else tuple(kort)}
    return {kort for kort in uit if _zegt_genoeg(kort, plaatsen)} - {tuple(woorden)}


def _zegt_genoeg(kort: Sleutel, plaatsen: Collection[str]) -> bool:
    eigen = [woord for woord in kort if woord not in LEGE_WOORDEN and woord not in ENKELVOUD and woord not in MEERVOUD]
    return bool(eigen) and (len("".join(eigen)) > 3 or len(kort) > 1) and " ".join(kort) not in plaatsen
