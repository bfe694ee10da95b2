"""Who in a cell is trekker and who is involved: from the words beside the names (pure)."""

from __future__ import annotations

from afspraken.importeren.partijen.ontleden import Deel, Soort
from afspraken.importeren.partijen.rolwoorden import BETROKKEN, TREKKER, Richting, Rolwoord


def deel_rollen_toe(delen: list[Deel], standaard: str) -> None:
    """Set the role of every name: the one beside it, else ``standaard``, or betrokken when another is trekker."""
    lopend = ""
    eenmalig = ""
    stapel: list[str] = []
    getrokken = False
    for plek, deel in enumerate(delen):
        if deel.soort == Soort.NAAM:
            deel.rol = eenmalig or lopend
        elif deel.soort == Soort.OPEN:
            stapel.append(lopend)
        elif deel.soort == Soort.SLUIT:
            lopend, eenmalig = (stapel.pop() if stapel else ""), ""
        elif deel.soort in (Soort.SCHEIDING, Soort.REGEL):
            eenmalig = ""
            lopend = "" if deel.soort == Soort.REGEL and not stapel and _begint_met_rol(delen, plek) else lopend
        elif deel.soort == Soort.ROL and deel.rolwoord:
            getrokken = getrokken or deel.rolwoord.rol == TREKKER
            lopend, eenmalig = _pas_toe(delen, plek, deel.rolwoord, lopend, eenmalig)
    for deel in delen:
        if deel.soort == Soort.NAAM and not deel.rol:
            deel.rol = BETROKKEN if getrokken and _iemand_trekt(delen) else standaard


def _iemand_trekt(delen: list[Deel]) -> bool:
    return any(deel.rol == TREKKER for deel in delen if deel.soort == Soort.NAAM)


def _begint_met_rol(delen: list[Deel], plek: int) -> bool:
    return plek + 1 < len(delen) and delen[plek + 1].soort == Soort.ROL


def _pas_toe(delen: list[Deel], plek: int, woord: Rolwoord, lopend: str, eenmalig: str) -> tuple[str, str]:
    """Return the role that lasts and the role up to the next separator, after a word for a role."""
    volgend = delen[plek + 1].soort if plek + 1 < len(delen) else None
    if woord.richting == Richting.VOOR:
        return (lopend, eenmalig) if volgend == Soort.SLUIT and _achteraf(delen, plek, woord) else (woord.rol, "")
    if woord.richting != Richting.BEIDE:
        return lopend, eenmalig
    if volgend == Soort.DUBBELEPUNT:
        return woord.rol, ""
    if volgend == Soort.NAAM and not _staat_achter_naam(delen, plek):
        return lopend, woord.rol
    _achteraf(delen, plek, woord)
    return lopend, eenmalig


def _staat_achter_naam(delen: list[Deel], plek: int) -> bool:
    """'Portaal trekker' without a mark between: the word belongs to the name before it."""
    return plek > 0 and delen[plek - 1].soort == Soort.NAAM


def _achteraf(delen: list[Deel], plek: int, woord: Rolwoord) -> bool:
    """Give the role to the name before it; with a plural ('trekkers') to all names joined with it."""
    terug = plek - 1
    while terug >= 0 and delen[terug].soort in (Soort.OPEN, Soort.SCHEIDING, Soort.DUBBELEPUNT):
        terug -= 1
    gezet = False
    while terug >= 0 and delen[terug].soort in (Soort.NAAM, Soort.EN):
        if delen[terug].soort == Soort.NAAM:
            delen[terug].rol = woord.rol
            gezet = True
            if not woord.meervoud:
                break
        terug -= 1
    return gezet
