"""Two colleagues in the same return (pure): which cells merge and which need a choice.

Every cell on screen carries a mark: its version and a digest of what was shown. The digest tells, without keeping the
old value, whether the user or a colleague changed the cell since.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CelInhoud:
    """What a cell holds: a count as stored (None: empty), a note, and the version (0: there is no row)."""

    aantal: int | None = None
    toelichting: str = ""
    versie: int = 0

    @property
    def is_leeg(self) -> bool:
        """Tell whether there is nothing to store."""
        return self.aantal is None and not self.toelichting

    @property
    def merk(self) -> str:
        """The mark that goes to the screen and comes back."""
        return f"{self.versie}.{self.afdruk}"

    @property
    def afdruk(self) -> str:
        """Digest of the contents, not a secret: it only compares."""
        if self.is_leeg:
            return "leeg"
        return hashlib.sha256(f"{self.aantal}|{self.toelichting}".encode()).hexdigest()[:12]


LEEG = CelInhoud()


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell both changed: what the colleague stored and what the user typed."""

    hun: CelInhoud
    mijn: CelInhoud


@dataclass(frozen=True, slots=True)
class Samenvoeging:
    """What a save comes down to."""

    te_schrijven: dict[str, CelInhoud] = field(default_factory=dict)
    overgenomen: list[str] = field(default_factory=list)
    conflicten: dict[str, Conflict] = field(default_factory=dict)


def voeg_samen(
    huidig: Mapping[str, CelInhoud], invoer: Mapping[str, CelInhoud], gelezen: Mapping[str, str]
) -> Samenvoeging:
    """Compare what is stored, what the user typed and the marks of what the user had read.

    Cells changed by the user alone are written, by a colleague alone are taken over, by both (to something different)
    are conflicts. A cell without a mark counts as read empty. Cells the user did not send keep what is stored.
    """
    uit = Samenvoeging()
    for naam, mijn in invoer.items():
        hun = huidig.get(naam, LEEG)
        basis = gelezen.get(naam, LEEG.merk).partition(".")[2]
        ander_wijzigde = hun.afdruk != basis
        if mijn.afdruk == hun.afdruk:
            continue
        if mijn.afdruk == basis:
            uit.overgenomen.append(naam)
        elif ander_wijzigde:
            uit.conflicten[naam] = Conflict(hun, mijn)
        else:
            uit.te_schrijven[naam] = mijn
    return uit
