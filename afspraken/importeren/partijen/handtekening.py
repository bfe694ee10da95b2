"""Parties beside signatures (pure)."""

from __future__ import annotations

import re

from afspraken.importeren.partijen.namen import Bron, Vondst, lees_naam
from afspraken.importeren.partijen.personen import FUNCTIE
from afspraken.importeren.partijen.tekst import schoon
from afspraken.importeren.partijen.vindplaatsen import Regel
from afspraken.importeren.partijen.woorden import soort_van_naam

_ONDERTEKENING = re.compile(
    r"^\W*(?:\d+[.)]?\s*)?(?:de )?(?:mede-?)?(?:ondertekening|ondertekenaars|handtekeningen?|getekend|aldus"
    r" (?:overeengekomen|opgemaakt|ondertekend|vastgesteld)|overeengekomen te|ondertekend|voor akkoord)\b",
    re.IGNORECASE,
)
_NAMENS_BEGIN = re.compile(
    r"(?:^|(?<=\s))(?:voor akkoord,?\s+)?(?:[Gg]etekend\s+)?(?:[Nn]amens|NAMENS|[Oo]ndertekend door|[Vv]oor"
    r" akkoord)\s*:?\s*(?!deze\b|alle\b|partijen\b|het volgende)(?=\S|$)"
)


def namen_bij_handtekening(regels: list[Regel], alles: str) -> list[Vondst]:
    """Read 'Namens X', and the lines under a heading for signatures that carry a name we can tell."""
    uit: list[Vondst] = []
    bij_handtekening = 0
    wacht = False
    met_functie = {regel.tabel for regel in regels if FUNCTIE.search(regel.tekst)}
    for regel in regels:
        if _ONDERTEKENING.match(regel.tekst):
            bij_handtekening = 40
        elif regel.kop:
            bij_handtekening = 0
        delen = _NAMENS_BEGIN.split(regel.tekst)
        kandidaten = delen[1:] if len(delen) > 1 else []
        if not kandidaten and (wacht or (bij_handtekening and regel.woordental < 14 and not regel.kop)):
            kandidaten = [re.sub(r"^[Vv]oor\s+", "", regel.tekst)]
        wacht = len(delen) > 1 and not delen[-1].strip()
        bij_handtekening = max(0, bij_handtekening - 1)
        for stuk in kandidaten:
            vondst = lees_naam(stuk, bron=Bron.HANDTEKENING, plaats=str(regel.plaats), blok="handtekening")
            if (
                vondst
                and regel.woordental < 60
                and (len(delen) > 1 or wacht or _is_bekend(vondst, regel, alles, met_functie))
            ):
                uit.append(vondst)
    return uit


def _is_bekend(vondst: Vondst, regel: Regel, alles: str, met_functie: set[int]) -> bool:
    """A line beside a signature is a party when its words say so, or when the document names it elsewhere."""
    if vondst.soort_zeker or vondst.rechtsvorm:
        return True
    if regel.tabel not in met_functie:
        return False
    return bool(soort_van_naam(vondst.naam)) or alles.count(schoon(vondst.naam).casefold()) > 1
