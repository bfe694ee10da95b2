"""Who answers (pure): groups of parties unfolded to the participants of a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from afspraken.keuzes import Antwoordwijze, BetrokkeneRol, Groep
from partijen.rollen import PartijSoort

SOORT_VAN_GROEP = {
    Groep.CORPORATIES: PartijSoort.CORPORATIE,
    Groep.HUURDERSORGANISATIES: PartijSoort.HUURDERSORGANISATIE,
    Groep.GEMEENTEN: PartijSoort.GEMEENTE,
}


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """A participant as plain values, in the order of the document."""

    partij_id: int
    soort: str


@dataclass(frozen=True, slots=True)
class Binding:
    """One Betrokkene as plain values: a party or a group, in a role."""

    rol: str
    partij_id: int | None = None
    groep: str = ""


def vouw_uit(bindingen: Iterable[Binding], rol: BetrokkeneRol, deelnemers: Sequence[Deelnemer]) -> list[int]:
    """Return the ids of the participants bound in ``rol``, each once, in the order of the participants.

    Parties that do not take part (Stedin, a care organisation) are left out: they have nobody to answer.
    """
    ids: set[int] = set()
    for binding in bindingen:
        if binding.rol != rol:
            continue
        if binding.partij_id is not None:
            ids.add(binding.partij_id)
        elif binding.groep == Groep.ALLE:
            ids.update(deelnemer.partij_id for deelnemer in deelnemers)
        else:
            soort = SOORT_VAN_GROEP[Groep(binding.groep)]
            ids.update(deelnemer.partij_id for deelnemer in deelnemers if deelnemer.soort == soort)
    return [deelnemer.partij_id for deelnemer in deelnemers if deelnemer.partij_id in ids]


def beantwoorders(
    bindingen: Sequence[Binding], antwoordwijze: str, penvoerder_id: int | None, deelnemers: Sequence[Deelnemer]
) -> list[int]:
    """Return who owes an answer: every trekker, or the penvoerder alone for a joint answer."""
    trekkers = vouw_uit(bindingen, BetrokkeneRol.TREKKER, deelnemers)
    if antwoordwijze == Antwoordwijze.SAMEN and trekkers:
        aanwezig = {deelnemer.partij_id for deelnemer in deelnemers}
        return [penvoerder_id] if penvoerder_id in aanwezig else trekkers[:1]
    return trekkers


def leveranciers(
    bindingen: Sequence[Binding],
    antwoordwijze: str,
    penvoerder_id: int | None,
    deelnemers: Sequence[Deelnemer],
    *,
    per_partij: bool,
) -> list[int]:
    """Return who is asked for the figures of an indicator.

    Who 'levert' is asked (nr 56: the trekker is the gemeente, the figures come from the corporations); otherwise the
    trekkers. A joint figure is asked once, of the penvoerder or the first of them.
    """
    levert = vouw_uit(bindingen, BetrokkeneRol.LEVERT, deelnemers)
    partijen = levert or vouw_uit(bindingen, BetrokkeneRol.TREKKER, deelnemers)
    if per_partij or not partijen:
        return partijen
    return [penvoerder_id] if penvoerder_id in partijen else partijen[:1]
