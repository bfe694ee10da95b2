"""What a user may do, as plain values (pure): memberships folded into questions with a yes or no."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from partijen.rollen import OMVAT, PartijSoort, Rol


@dataclass(frozen=True, slots=True)
class Lid:
    """One membership as plain values; an empty ``overeenkomst`` means all of the party's agreements."""

    partij_id: int
    partij_sleutel: str
    partij_soort: str
    rol: Rol
    overeenkomst: str = ""
    partij_naam: str = ""


@dataclass(frozen=True, slots=True)
class Rechten:
    """All memberships of one user. Everything is refused unless a membership allows it."""

    gebruiker_id: int | None = None
    platformbeheerder: bool = False
    leden: tuple[Lid, ...] = field(default=())

    def partijen(self, rol: Rol = Rol.LEZER, *, overeenkomst: str | None = None) -> frozenset[int]:
        """Return the ids of the parties where the user has ``rol`` (or one that includes it).

        With ``overeenkomst`` (its key) memberships limited to that one count too; without it only unlimited ones.
        """
        return frozenset(
            lid.partij_id
            for lid in self.leden
            if rol in OMVAT[lid.rol] and (not lid.overeenkomst or lid.overeenkomst == overeenkomst)
        )

    def mag(self, rol: Rol, partij_id: int | None, *, overeenkomst: str) -> bool:
        """Tell whether the user may act in ``rol`` for this party within this agreement."""
        return partij_id is not None and partij_id in self.partijen(rol, overeenkomst=overeenkomst)

    @property
    def beperkte_overeenkomsten(self) -> frozenset[tuple[int, str]]:
        """Pairs (party id, agreement key) of memberships that hold for one agreement only."""
        return frozenset((lid.partij_id, lid.overeenkomst) for lid in self.leden if lid.overeenkomst)

    @property
    def omschrijving(self) -> str:
        """Say in words as whom the user acts: 'Gemeente Kampen, redacteur'."""
        namen = [f"{lid.partij_naam}, {lid.rol.label.lower()}" for lid in self.leden]
        if self.platformbeheerder:
            namen.insert(0, "Platformbeheerder")
        return "; ".join(dict.fromkeys(namen))

    @property
    def houdt_register_bij(self) -> bool:
        """Tell whether the user is redacteur of a gemeente, of all of it or of one agreement."""
        return any(lid.rol == Rol.REDACTEUR and lid.partij_soort == PartijSoort.GEMEENTE for lid in self.leden)

    @property
    def mag_beheren(self) -> bool:
        """Tell whether the admin opens: a gemeente's redacteur, a partijbeheerder or the platformbeheerder."""
        beheert = any(lid.rol == Rol.PARTIJBEHEERDER for lid in self.leden)
        return self.platformbeheerder or beheert or self.houdt_register_bij


GEEN_RECHTEN = Rechten()


def rechten_van(gebruiker: Any) -> Rechten:
    """Return the rights of a request's user; nobody signed in has none."""
    if getattr(gebruiker, "is_authenticated", False):
        return gebruiker.rechten
    return GEEN_RECHTEN
