"""What an import would do to a register that exists: new, changed and vanished agreements (reads only)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from afspraken.afspraakwaarden import Verschil, Waarden, anders, met_waarden, verschillen, waarden_van
from afspraken.importeren import bewerking
from afspraken.models import Afspraak, Overeenkomst
from basis.tekst import zoeksleutel

# Two texts without a number are the same agreement from this likeness on (0 to 1).
_GELIJKENIS = 0.8
_VERGELIJK_TEKENS = 400
# Where a row stands in this copy of the document is stored along with a change, and never a change of its own.
_PLAATS = "bronplaats"
_TERMIJN = ("tekst", "begin", "eind", "herhaling", "exactheid")


class Soort(StrEnum):
    """What a row is, laid beside the register."""

    NIEUW = "nieuw"
    GELIJK = "gelijk"
    AANVULLING = "aanvulling"
    """Only fields that were empty get a value."""
    GEWIJZIGD = "gewijzigd"


@dataclass(slots=True)
class Vergelijking:
    """One row of the import beside the agreement it matches."""

    rij: int
    soort: Soort
    afspraak: Afspraak | None = None
    verschillen: list[Verschil] = field(default_factory=list)
    na: Waarden = field(default_factory=dict)
    """What the agreement becomes: the register's values with those of the document over them."""


@dataclass(slots=True)
class Uitkomst:
    """The whole comparison."""

    rijen: dict[int, Vergelijking] = field(default_factory=dict)
    verdwenen: list[Afspraak] = field(default_factory=list)

    def aantal(self, soort: str) -> int:
        """Return how many rows are of a kind."""
        return sum(rij.soort == soort for rij in self.rijen.values())


def vergelijk(
    overeenkomst: Overeenkomst | None, rijen: Sequence[Mapping[str, Any]], sleutels: Mapping[str, str]
) -> Uitkomst:
    """Lay the rows of an import beside a register (None: everything is new). Constant queries.

    ``sleutels``: name of a party in the import -> its key. Rows of a yearly plan are activities and not compared.
    """
    uitkomst = Uitkomst()
    bestaand = list(met_waarden(overeenkomst.afspraken.all())) if overeenkomst else []
    namen = _namen(overeenkomst, bestaand)
    zoeker = Zoeker([afspraak for afspraak in bestaand if afspraak.vervallen_op is None])
    for rij in rijen:
        if rij["soort"] == "jaarschijf":
            continue
        waarden = bewerking.waarden(rij, sleutels)
        afspraak = zoeker.vind(rij)
        if afspraak is None:
            uitkomst.rijen[rij["id"]] = Vergelijking(rij["id"], Soort.NIEUW, na=waarden)
            continue
        voor = waarden_van(afspraak)
        na = over_elkaar(voor, waarden)
        velden = [veld for veld in anders(voor, na) if veld != _PLAATS]
        soort = Soort.GELIJK if not velden else Soort.GEWIJZIGD
        if velden and all(not voor.get(veld) for veld in velden):
            soort = Soort.AANVULLING
        uitkomst.rijen[rij["id"]] = Vergelijking(rij["id"], soort, afspraak, _verschillen(voor, na, namen), na)
    uitkomst.verdwenen = zoeker.over
    return uitkomst


def _verschillen(voor: Waarden, na: Waarden, namen: Mapping[str, str]) -> list[Verschil]:
    return [verschil for verschil in verschillen(voor, na, namen) if verschil.veld != _PLAATS]


def _namen(overeenkomst: Overeenkomst | None, afspraken: Sequence[Afspraak]) -> dict[str, str]:
    """Return the names of parties by key, to read differences with."""
    namen = {f"afspraak:{afspraak.pk}": str(afspraak) for afspraak in afspraken}
    if overeenkomst:
        namen |= {partij.sleutel: partij.naam for partij in overeenkomst.deelnemers.all()}
    return namen | {
        rij.partij.sleutel: rij.partij.naam
        for afspraak in afspraken
        for rij in afspraak.betrokkenen.all()
        if rij.partij
    }


class Zoeker:
    """Finds the agreement a row is about, each at most once: by part and number, by number, else by its words."""

    def __init__(self, afspraken: Sequence[Afspraak]) -> None:
        self.over = list(afspraken)
        self._nummers: dict[str, list[Afspraak]] = {}
        for afspraak in afspraken:
            self._nummers.setdefault(zoeksleutel(afspraak.nummer), []).append(afspraak)

    def vind(self, rij: Mapping[str, Any]) -> Afspraak | None:
        """Return the match and take it out of what is left."""
        gevonden = self._op_nummer(rij) if rij["nummer"] else self._op_woorden(rij)
        if gevonden is not None:
            self.over.remove(gevonden)
            self._nummers[zoeksleutel(gevonden.nummer)].remove(gevonden)
        return gevonden

    def _op_nummer(self, rij: Mapping[str, Any]) -> Afspraak | None:
        zelfde = self._nummers.get(zoeksleutel(rij["nummer"]), [])
        deel = zoeksleutel(rij["deel"])
        in_deel = [afspraak for afspraak in zelfde if deel and zoeksleutel(afspraak.deel.naam) == deel]
        if len(in_deel or zelfde) == 1:
            return (in_deel or zelfde)[0]
        return None

    def _op_woorden(self, rij: Mapping[str, Any]) -> Afspraak | None:
        tekst = zoeksleutel(rij["tekst"])[:_VERGELIJK_TEKENS]
        titel = zoeksleutel(bewerking.titel_van(rij))
        for afspraak in self.over:
            if afspraak.nummer:
                continue
            if titel and zoeksleutel(afspraak.titel) == titel:
                return afspraak
            eigen = zoeksleutel(afspraak.tekst)[:_VERGELIJK_TEKENS]
            if eigen and SequenceMatcher(None, eigen, tekst).ratio() >= _GELIJKENIS:
                return afspraak
        return None


def over_elkaar(voor: Waarden, gevonden: Waarden) -> Waarden:
    """Return the register's values with the document's over them.

    What the document does not say stays: a title and summary somebody wrote, other roles than trekker, indicators that
    were set up already, the note at a term. So does a text in which only spaces and line ends differ (a PDF breaks
    lines elsewhere than Word), or the signs between the names of owners.
    """
    na = dict(voor)
    for veld in ("nummer", "onderwerp", "tekst", "datum_tekst"):
        na[veld] = voor[veld] if _dicht(voor[veld]) == _dicht(gevonden[veld]) else gevonden[veld] or voor[veld]
    for veld in ("trekker_tekst", "partijen_tekst"):
        na[veld] = (
            voor[veld] if _namen_alleen(voor[veld]) == _namen_alleen(gevonden[veld]) else gevonden[veld] or voor[veld]
        )
    # Where it stands in this copy of the document says nothing about the agreement.
    na["bronplaats"] = voor["bronplaats"] or gevonden["bronplaats"]
    for veld in ("hoofdstuk", "paragraaf", "gemeenten"):
        na[veld] = gevonden[veld] or voor[veld]
    na["termijnen"] = _termijnen(voor["termijnen"], gevonden["termijnen"]) or voor["termijnen"]
    if not gevonden["hoofdstuk"]["nummer"] and gevonden["hoofdstuk"]["titel"] == bewerking.GEEN_HOOFDSTUK:
        na["hoofdstuk"] = voor["hoofdstuk"]
    na["deel"] = gevonden["deel"] or voor["deel"]
    trekkers = [rij for rij in gevonden["betrokkenen"] if rij["rol"] == "trekker"]
    overige = [rij for rij in voor["betrokkenen"] if rij["rol"] != "trekker"]
    na["betrokkenen"] = [*trekkers, *overige] if trekkers else voor["betrokkenen"]
    na["indicatoren"] = voor["indicatoren"] or gevonden["indicatoren"]
    na["verwijzingen"] = voor["verwijzingen"]
    return na


def _dicht(tekst: str) -> str:
    return "".join(tekst.split())


def _namen_alleen(tekst: str) -> str:
    return "".join(teken for teken in tekst.casefold() if teken.isalnum())


def _termijnen(voor: Sequence[Waarden], gevonden: Sequence[Waarden]) -> list[Waarden]:
    """Return the found terms; one the register has too keeps the note somebody wrote there."""
    bekend: dict[tuple[str, ...], Waarden] = {}
    for termijn in voor:
        bekend.setdefault(tuple(_dicht(str(termijn.get(naam) or "")) for naam in _TERMIJN), termijn)
    return [
        bekend.get(tuple(_dicht(str(termijn.get(naam) or "")) for naam in _TERMIJN), termijn) for termijn in gevonden
    ]
