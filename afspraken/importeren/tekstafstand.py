"""How far two words or names are apart, for slips of the pen (pure)."""

from __future__ import annotations


def afstand(een: str, ander: str, hoogstens: int) -> int:
    """Return the edit distance (swapped neighbours count once), or ``hoogstens + 1`` when it is more."""
    if abs(len(een) - len(ander)) > hoogstens:
        return hoogstens + 1
    voorvorig: list[int] = []
    vorig = list(range(len(ander) + 1))
    for i, letter in enumerate(een, 1):
        rij = [i]
        for j, andere in enumerate(ander, 1):
            kosten = min(vorig[j] + 1, rij[j - 1] + 1, vorig[j - 1] + (letter != andere))
            if i > 1 and j > 1 and letter == ander[j - 2] and een[i - 2] == andere:
                kosten = min(kosten, voorvorig[j - 2] + 1)
            rij.append(kosten)
        if min(rij) > hoogstens:
            return hoogstens + 1
        voorvorig, vorig = vorig, rij
    return vorig[-1]


def lijkt_op(een: str, ander: str) -> bool:
    """Tell whether two folded words or names differ by a slip of the pen only."""
    kortste = min(len(een), len(ander))
    if kortste < 5 or kortste > 120:
        return een == ander
    speling = 1 if kortste < 9 else 2
    return afstand(een, ander, speling) <= speling
