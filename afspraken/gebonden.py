"""Which parties a change binds (pure): each of them has to agree before it takes effect.

Bound is who has a role in one of the agreements concerned, as they read now or as they will read, groups unfolded to
the participants. Who delivers the figures ('levert') is bound too: what changes is what it has to report on. Choosing
who that is, is another matter: an arrangement of the register that the gemeente keeps without a Wijziging
(``afspraakwaarden.getekende_velden``). Who is only kept informed carries nothing and has no veto. The gemeente is
always bound. Where an agreement names nobody, every participant is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from afspraken.keuzes import BetrokkeneRol
from afspraken.uitvouwen import Binding, Deelnemer, vouw_uit
from partijen.rollen import PartijSoort

BINDENDE_ROLLEN = (BetrokkeneRol.TREKKER, BetrokkeneRol.LEVERT, BetrokkeneRol.BETROKKEN)


def gebonden_partijen(
    beelden: Iterable[Mapping[str, Any]], deelnemers: Sequence[Deelnemer], ids: Mapping[str, int]
) -> list[int]:
    """Return the ids of the participants that must agree, in their order.

    ``beelden`` are pictures of agreements (``afspraakwaarden``) before and after; ``ids`` maps keys of parties to ids.
    Parties outside the Overeenkomst have nobody to answer and are left out.
    """
    gebonden: set[int] = set()
    gemeenten = {d.partij_id for d in deelnemers if d.soort == PartijSoort.GEMEENTE}
    gemeente_gebonden: set[int] = set()
    for beeld in beelden:
        alleen = {ids[sleutel] for sleutel in beeld.get("gemeenten") or [] if sleutel in ids}
        hier = [d for d in deelnemers if not alleen or d.partij_id not in gemeenten or d.partij_id in alleen]
        gebonden |= _van_beeld(beeld, hier, ids)
        gemeente_gebonden |= alleen or gemeenten
    gebonden |= gemeente_gebonden or gemeenten
    return [d.partij_id for d in deelnemers if d.partij_id in gebonden]


def _van_beeld(beeld: Mapping[str, Any], deelnemers: Sequence[Deelnemer], ids: Mapping[str, int]) -> set[int]:
    """Return who one picture binds; everybody when it names nobody."""
    bindingen = [
        Binding(rij["rol"], ids.get(rij["partij"], -1) if rij["partij"] else None, rij["groep"])
        for rij in beeld.get("betrokkenen") or []
    ]
    if not any(binding.rol in BINDENDE_ROLLEN for binding in bindingen):
        return {deelnemer.partij_id for deelnemer in deelnemers}
    return {pk for rol in BINDENDE_ROLLEN for pk in vouw_uit(bindingen, rol, deelnemers)}
