"""Statuses of progress (pure): their order, their shape, and the proposal for an agreement as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from afspraken.keuzes import VoortgangStatus as S

# From best to worst. Vervallen says nothing about the others; niet gestart is no deviation by itself.
_ERNST: tuple[S, ...] = (S.VERVALLEN, S.GEREED, S.DOORLOPEND, S.OP_SCHEMA, S.NIET_GESTART, S.AANDACHT, S.ACHTER)
ERNST: dict[str, int] = {str(status): rang for rang, status in enumerate(_ERNST)}

VRAAGT_BIJSTURING = frozenset({S.AANDACHT, S.ACHTER})
AFWIJKEND = VRAAGT_BIJSTURING

# Shape per status, so that it never depends on colour (names of basis.statuslabels).
VORM: dict[str, str] = {
    S.NIET_GESTART: "ring",
    S.OP_SCHEMA: "rondje",
    S.AANDACHT: "driehoek",
    S.ACHTER: "ruit",
    S.GEREED: "vinkje",
    S.DOORLOPEND: "pijl",
    S.VERVALLEN: "streep",
}


def voorstel(antwoorden: Iterable[str]) -> str:
    """Return the worst of the answered statuses, or an empty text when nothing is answered.

    An agreement is 'gereed' only when every answer is; with some ready and others under way it follows the others.
    """
    gegeven = [status for status in antwoorden if status]
    if not gegeven:
        return ""
    return max(gegeven, key=lambda status: ERNST[status])


def verandering(vorige: str, nu: str) -> int:
    """Return 1 when the status became better, -1 when worse, 0 when the same or not comparable."""
    if not vorige or not nu or vorige == nu:
        return 0
    return 1 if ERNST[nu] < ERNST[vorige] else -1
