"""Which rows and columns of a stock table are sums of which others, and whether the printed sums are right (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from voorraad.importeren.herkennen_woorden import MIN, Kenmerk

Waarde = Callable[[int, int], int | None]
"""The signed count at (line of this axis, line of the other axis); None for an empty cell."""


@dataclass(slots=True)
class As:
    """A row or a column: a leaf, or a sum of leaves."""

    kenmerk: Kenmerk
    naam: str
    blok: int = 0
    sectie: int = 0
    alles: bool = False
    """It stands in a block that adds up the other blocks."""
    telt: bool = True
    """False for what is not taken into any sum: 'waarvan', other segments, percentages."""
    sleutel: str = ""
    """What two rows of different blocks have in common."""
    leden: list[int] | None = None
    """The leaves it is the sum of; None for a leaf."""


@dataclass(frozen=True, slots=True)
class Afwijking:
    """A printed sum that is not the sum."""

    lijn: int
    ander: int
    gedrukt: int
    som: int


def bepaal_sommen(assen: Sequence[As], ander: Sequence[int], waarde: Waarde) -> list[Afwijking]:
    """Decide which lines are sums (sets ``leden``) and return where the print differs from the sum.

    ``ander``: the lines of the other axis on which the sums are compared.
    """
    sommen = {nr for nr, as_ in enumerate(assen) if as_.telt and (as_.kenmerk.totaal or as_.alles)}
    verzamel = {nr for nr, as_ in enumerate(assen) if as_.telt and _verzamelnaam(as_.kenmerk)} - sommen
    sommen |= {nr for nr in verzamel if _past(assen, nr, sommen | verzamel, ander, waarde)}
    # A 'total' without rows of its own to add up is an ordinary row; that changes what others add up.
    while zonder := {nr for nr in sommen if not _eerste_kandidaat(assen, nr, sommen)}:
        benoemd = {nr for nr in zonder if not assen[nr].kenmerk.netto and _benoemt(assen[nr].kenmerk)}
        sommen -= benoemd or zonder
    afwijkingen: list[Afwijking] = []
    for nr in sorted(sommen):
        kandidaten = list(_kandidaten(assen, nr, sommen))
        gevonden = [(leden, list(_afwijkingen(nr, leden, ander, waarde))) for leden in kandidaten]
        leden, fouten = next((paar for paar in gevonden if not paar[1]), gevonden[0])
        assen[nr].leden = leden
        afwijkingen += fouten
    return afwijkingen


def _benoemt(kenmerk: Kenmerk) -> bool:
    """Tell whether a sum names what it adds up: 'Totaal nieuwbouw'."""
    return bool(kenmerk.mutaties or kenmerk.richting or kenmerk.klasse)


def _verzamelnaam(kenmerk: Kenmerk) -> bool:
    """Tell whether a row is a bare 'Onttrekkingen' or 'Toevoegingen', which may add up the rows beneath it."""
    return bool(kenmerk.richting) and not kenmerk.mutaties and not kenmerk.overig


def _past(assen: Sequence[As], nr: int, sommen: set[int], ander: Sequence[int], waarde: Waarde) -> bool:
    leden = _eerste_kandidaat(assen, nr, sommen)
    return bool(leden) and not list(_afwijkingen(nr, leden, ander, waarde))


def _afwijkingen(nr: int, leden: Sequence[int], ander: Sequence[int], waarde: Waarde) -> Iterator[Afwijking]:
    """Yield where the printed value is not the sum; a line without any part there cannot be compared."""
    for plek in ander:
        gedrukt = waarde(nr, plek)
        delen = [deel for lid in leden if (deel := waarde(lid, plek)) is not None]
        if gedrukt is None or not delen:
            continue
        som = sum(delen)
        alleen_eraf = all(deel <= 0 for deel in delen)
        if gedrukt != som and not (alleen_eraf and gedrukt == -som):
            yield Afwijking(nr, plek, gedrukt, som)


def _bereik(assen: Sequence[As], nr: int, sommen: set[int]) -> list[int]:
    """Return the leaves a sum can add up: those of its block, or of all blocks."""
    eigen = assen[nr]
    return [
        lid for lid, as_ in enumerate(assen)
        if lid != nr and lid not in sommen and as_.telt and (eigen.alles or as_.blok == eigen.blok)
    ]  # fmt: skip


def _eerste_kandidaat(assen: Sequence[As], nr: int, sommen: set[int]) -> list[int]:
    """Return what the words of the sum ask for."""
    eigen = assen[nr].kenmerk
    leden = [lid for lid in _bereik(assen, nr, sommen) if _hoort_bij(eigen, assen[lid].kenmerk)]
    if assen[nr].alles and not eigen.totaal and not eigen.netto and not eigen.mutaties and not eigen.richting:
        leden = [lid for lid in leden if assen[lid].sleutel == assen[nr].sleutel]
    return leden


def _hoort_bij(som: Kenmerk, blad: Kenmerk) -> bool:
    """Tell whether a leaf falls within what the sum names."""
    if som.partijen and blad.partij and blad.partij not in som.partijen:
        return False
    if som.jaren and blad.jaren and not (som.jaren[0] <= blad.jaren[0] and blad.jaren[1] <= som.jaren[1]):
        return False
    if som.zonder and set(blad.mutaties) & set(som.zonder):
        return False
    if som.permanentie and (blad.permanentie or "permanent") != som.permanentie:
        return False
    # 'Saldo nieuwbouw en onttrekkingen' names both directions: everything.
    beide = som.netto and bool(som.richting)
    if not beide and som.mutaties and not (set(blad.mutaties) & set(som.mutaties)):
        return False
    if not beide and not som.netto and som.richting and not som.mutaties and not _zelfde_richting(som.richting, blad):
        return False
    gelijk = ((som.hardheid, blad.hardheid), (som.klasse, blad.klasse))
    return all(not van or not naar or van == naar for van, naar in gelijk)


def _zelfde_richting(richting: str, blad: Kenmerk) -> bool:
    return blad.teken == richting if blad.mutaties or blad.richting else False


def _kandidaten(assen: Sequence[As], nr: int, sommen: set[int]) -> Iterator[list[int]]:
    """Yield the sets of leaves it may be the sum of, the likeliest first."""
    bereik = _bereik(assen, nr, sommen)
    yield _eerste_kandidaat(assen, nr, sommen)
    if assen[nr].alles:
        return
    sectie = [lid for lid in bereik if assen[lid].sectie == assen[nr].sectie]
    vorige = max((ander for ander in sommen if ander < nr and assen[ander].blok == assen[nr].blok), default=-1)
    sinds = [lid for lid in bereik if vorige < lid < nr]
    eigen = assen[nr].kenmerk
    blijvend = [lid for lid in bereik if (assen[lid].kenmerk.permanentie or "permanent") == "permanent"]
    for leden in (sinds, sectie, bereik) if not eigen.netto else (blijvend, bereik, sinds):
        if leden:
            yield leden


def tekent(kenmerk: Kenmerk, waarde: int) -> int:
    """Return a printed count with the sign it has for the stock: what goes off is negative, however it is printed."""
    return -abs(waarde) if kenmerk.teken == MIN else waarde
