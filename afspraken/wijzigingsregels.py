"""The pictures of an agreement in a change (pure): how a new one begins, what the register changed meanwhile, merging.

A picture is what ``afspraakwaarden.waarden_van`` gives.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from string import ascii_lowercase
from typing import Any

from afspraken.afspraakwaarden import LABELS, Waarden, anders, getekende_velden, lege_waarden

_LANGSTE_NUMMER = 20
# What a merged agreement takes from all that go into it.
_SAMEN = ("betrokkenen", "termijnen", "indicatoren", "verwijzingen")


def begin_nieuw(bronnen: Sequence[Waarden], nummer: str) -> Waarden:
    """Return the picture in which a new agreement begins: a copy of what it comes from, or empty."""
    if not bronnen:
        return lege_waarden() | {"nummer": nummer}
    nieuw = deepcopy(bronnen[0]) | {"nummer": nummer, "vervallen_op": ""}
    if len(bronnen) > 1:
        nieuw["tekst"] = "\n\n".join(bron["tekst"] for bron in bronnen if bron["tekst"])
        nieuw["samenvatting"] = "\n\n".join(bron["samenvatting"] for bron in bronnen if bron["samenvatting"])
        for veld in _SAMEN:
            nieuw[veld] = _zonder_dubbele([rij for bron in bronnen for rij in bron[veld]])
        nieuw["indicatoren"] = _met_eigen_sleutels(nieuw["indicatoren"])
    return nieuw


def _zonder_dubbele(rijen: Sequence[Any]) -> list[Any]:
    uit: list[Any] = []
    for rij in rijen:
        if rij not in uit:
            uit.append(deepcopy(rij))
    return uit


def _met_eigen_sleutels(indicatoren: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Leave out the key of an indicator whose key is taken; storing it gives it one of its own."""
    gezien: set[str] = set()
    uit = []
    for rij in indicatoren:
        uit.append(dict(rij) | {"sleutel": "" if rij["sleutel"] in gezien else rij["sleutel"]})
        gezien.add(rij["sleutel"])
    return uit


def nummers_na(nummer: str, aantal: int, bezet: Collection[str]) -> list[str]:
    """Return free numbers that follow one that ends: 7a, 7b; empty ones where it has none."""
    if not nummer:
        return [""] * aantal
    vrij = [f"{nummer}{letter}" for letter in ascii_lowercase if f"{nummer}{letter}" not in bezet]
    passend = [kandidaat for kandidaat in vrij if len(kandidaat) <= _LANGSTE_NUMMER][:aantal]
    return passend + [""] * (aantal - len(passend))


def veranderde_velden(voor: Waarden, na: Waarden) -> set[str]:
    """Return the names of the fields that read differently."""
    return set(anders(voor, na))


def botsingen(voor: Waarden, na: Waarden, nu: Waarden) -> list[str]:
    """Return the labels of what the register changed since the picture was made, where that matters.

    It matters for what the change touches and for everything the parties signed: they agreed to what they saw. How the
    register is kept (a summary, a short title) may change meanwhile.
    """
    gebotst = (veranderde_velden(voor, nu) & veranderde_velden(voor, na)) | set(getekende_velden(voor, nu))
    return [label for veld, label in LABELS.items() if veld in gebotst]


def voeg_samen(voor: Waarden, na: Waarden, nu: Waarden) -> Waarden:
    """Return ``nu`` with what the change touches: the rest stays as the register has it now."""
    geraakt = veranderde_velden(voor, na)
    return {veld: na[veld] if veld in geraakt else waarde for veld, waarde in nu.items()}
