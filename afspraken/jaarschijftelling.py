"""Counts of activities (pure): the one place where a yearly plan is added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from afspraken.keuzes import ActiviteitStatus

# What still has to happen, and may be carried forward to the next year.
ONAF = frozenset({ActiviteitStatus.GEPLAND, ActiviteitStatus.BEZIG, ActiviteitStatus.NIET_GEREED})


class Telbaar(Protocol):
    """What is counted."""

    status: str
    budget: Decimal | None


@dataclass(frozen=True, slots=True)
class Telling:
    """Number and budget of activities; ``zonder_budget`` says how many name no amount."""

    aantal: int = 0
    budget: Decimal = Decimal(0)
    zonder_budget: int = 0
    per_status: dict[str, int] = field(default_factory=dict)

    @property
    def statussen(self) -> Sequence[tuple[str, int]]:
        """The statuses that occur with their number, in the order of the choices."""
        return [(str(s.label), self.per_status[s]) for s in ActiviteitStatus if self.per_status.get(s)]

    @property
    def gereed(self) -> int:
        """How many are done."""
        return self.per_status.get(ActiviteitStatus.GEREED, 0)

    @property
    def onaf(self) -> int:
        """How many still have to happen."""
        return sum(aantal for status, aantal in self.per_status.items() if status in ONAF)


def tel(activiteiten: Iterable[Telbaar]) -> Telling:
    """Return the totals; an activity that lapsed counts as a row and not for the budget."""
    rijen = list(activiteiten)
    geldig = [rij for rij in rijen if rij.status != ActiviteitStatus.VERVALLEN]
    return Telling(
        aantal=len(rijen),
        budget=sum((rij.budget for rij in geldig if rij.budget is not None), Decimal(0)),
        zonder_budget=sum(1 for rij in geldig if rij.budget is None),
        per_status=dict(Counter(str(rij.status) for rij in rijen)),
    )
