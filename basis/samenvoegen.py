"""Three-way merge of what two colleagues typed in the same form (pure): nobody's work is lost.

Per key there are three values: what the user saw when the page opened (``basis``), what is stored now (``hunne``) and
what the user sends (``mijne``).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

S = TypeVar("S", bound=Hashable)
W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Samenvoeging(Generic[S, W]):
    """Result: the merged ``waarden``, where a clash keeps the user's own value.

    ``gewijzigd`` holds the stored value of each key a colleague changed to something the user did not send himself;
    ``botsingen`` the part of it that the user changed too.
    """

    waarden: dict[S, W]
    gewijzigd: dict[S, W] = field(default_factory=dict)
    botsingen: dict[S, W] = field(default_factory=dict)


def voeg_samen(*, basis: Mapping[S, W], hunne: Mapping[S, W], mijne: Mapping[S, W]) -> Samenvoeging[S, W]:
    """Merge; the keys are those of ``hunne`` (what exists now).

    A key the user did not send keeps the stored value. A key without a known basis counts as changed by both, so that
    a damaged or missing basis leads to a question and never to a silent overwrite.
    """
    waarden: dict[S, W] = {}
    gewijzigd: dict[S, W] = {}
    botsingen: dict[S, W] = {}
    for sleutel, nu in hunne.items():
        mijn = mijne.get(sleutel, nu)
        waarden[sleutel] = mijn
        if mijn == nu or (sleutel in basis and basis[sleutel] == nu):
            continue
        gewijzigd[sleutel] = nu
        if sleutel in basis and basis[sleutel] == mijn:
            waarden[sleutel] = nu
        else:
            botsingen[sleutel] = nu
    return Samenvoeging(waarden, gewijzigd, botsingen)
