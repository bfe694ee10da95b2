"""What an edited workbook would change in the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from afspraken.afspraakwaarden import TEKSTVELDEN, Verschil, Waarden, met_waarden, verschillen, waarden_van
from afspraken.export.cellen import vorm
from afspraken.export.inhoud import afspraaknamen, partijnamen
from afspraken.export.teruglezen import Gelezen, GelezenAfspraak, GelezenDefinitie
from afspraken.models import Afspraak, Definitie, Overeenkomst


@dataclass(frozen=True, slots=True)
class Gewijzigd:
    """An agreement that the workbook holds differently. ``verouderd``: it changed in the portal after the export."""

    afspraak: Afspraak
    gelezen: GelezenAfspraak
    verschillen: list[Verschil]
    verouderd: bool


@dataclass(slots=True)
class Vergelijking:
    """The workbook laid beside the register."""

    nieuwe: list[GelezenAfspraak] = field(default_factory=list)
    gewijzigde: list[Gewijzigd] = field(default_factory=list)
    verdwenen: list[Afspraak] = field(default_factory=list)
    gelijk: list[Afspraak] = field(default_factory=list)
    nieuwe_definities: list[GelezenDefinitie] = field(default_factory=list)
    gewijzigde_definities: list[tuple[Definitie, GelezenDefinitie]] = field(default_factory=list)
    verdwenen_definities: list[Definitie] = field(default_factory=list)

    @property
    def is_gelijk(self) -> bool:
        """Tell whether nothing would change."""
        lijsten: tuple[Sequence[Any], ...] = (
            self.nieuwe, self.gewijzigde, self.verdwenen,
            self.nieuwe_definities, self.gewijzigde_definities, self.verdwenen_definities,
        )  # fmt: skip
        return not any(lijsten)


def vergelijk(overeenkomst: Overeenkomst, gelezen: Gelezen) -> Vergelijking:
    """Compare what was read with the register, in a constant number of queries.

    A text that differs only in what a spreadsheet cannot keep (control characters, line ends) counts as equal, and
    the values that were read get the register's own text back.
    """
    uit = Vergelijking()
    huidig = {afspraak.pk: afspraak for afspraak in met_waarden(overeenkomst.afspraken.all())}
    namen = dict(partijnamen(overeenkomst).labels)
    labels = afspraaknamen((afspraak.pk, afspraak.nummer, afspraak.deel.naam) for afspraak in huidig.values())
    namen |= {f"afspraak:{pk}": label for pk, label in labels.items()}
    for rij in gelezen.afspraken:
        afspraak = huidig.get(rij.pk) if rij.pk else None
        if afspraak is None:
            uit.nieuwe.append(rij)
            continue
        voor = waarden_van(afspraak)
        rij.waarden = herstel(rij.waarden, voor)
        anders = verschillen(voor, rij.waarden, namen)
        if rij.verwijst_naar_nieuw:
            erbij = ", ".join(f"{naam} (nieuw)" for naam in rij.verwijst_naar_nieuw)
            anders = [*anders, Verschil("verwijzingen", "Verwijzingen", "", erbij)]
        if anders:
            uit.gewijzigde.append(Gewijzigd(afspraak, rij, anders, rij.versie != afspraak.versie))
        else:
            uit.gelijk.append(afspraak)
    gebleven = {rij.pk for rij in gelezen.afspraken}
    uit.verdwenen = [afspraak for pk, afspraak in huidig.items() if pk not in gebleven]
    _vergelijk_definities(overeenkomst, gelezen, uit)
    return uit


def herstel(gelezen: Waarden, voor: Waarden) -> Waarden:
    """Return what was read with the register's own words wherever a spreadsheet cannot tell the difference."""
    uit = dict(gelezen)
    for naam in (*TEKSTVELDEN, "deel"):
        uit[naam] = _eigen(gelezen[naam], voor[naam])
    for naam in ("hoofdstuk", "paragraaf"):
        if gelezen[naam] and voor[naam]:
            uit[naam] = {deel: _eigen(gelezen[naam][deel], voor[naam][deel]) for deel in ("nummer", "titel")}
    uit["termijnen"] = _herstel_lijst(gelezen["termijnen"], voor["termijnen"], _platte_vorm)
    uit["indicatoren"] = _herstel_lijst(
        [_herstel_indicator(rij, voor["indicatoren"]) for rij in gelezen["indicatoren"]],
        voor["indicatoren"],
        _diepe_vorm,
    )
    return uit


def _eigen(gelezen: str, voor: str) -> str:
    return voor if vorm(gelezen) == vorm(voor) else gelezen


def _herstel_indicator(rij: dict[str, Any], voor: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Put targets back in the register's order when they are the same ones."""
    oud = next((ander for ander in voor if ander["sleutel"] == rij["sleutel"]), None)
    if oud is None:
        return rij
    velden = {naam: _eigen(waarde, oud[naam]) for naam, waarde in rij.items() if isinstance(waarde, str)}
    return rij | velden | {"streefwaarden": _herstel_lijst(rij["streefwaarden"], oud["streefwaarden"], _platte_vorm)}


def _herstel_lijst(gelezen: list[Any], voor: list[Any], sleutel: Callable[[Mapping[str, Any]], str]) -> list[Any]:
    """Return the register's rows for rows that are the same, in its order when all are."""
    if Counter(map(sleutel, gelezen)) == Counter(map(sleutel, voor)):
        return list(voor)
    eigen = {sleutel(rij): rij for rij in voor}
    return [eigen.get(sleutel(rij), rij) for rij in gelezen]


def _platte_vorm(rij: Mapping[str, Any]) -> str:
    return repr(sorted((naam, vorm(waarde) if isinstance(waarde, str) else waarde) for naam, waarde in rij.items()))


def _diepe_vorm(rij: Mapping[str, Any]) -> str:
    plat = {naam: waarde for naam, waarde in rij.items() if naam != "streefwaarden"}
    return _platte_vorm(plat) + repr(sorted(map(_platte_vorm, rij["streefwaarden"])))


def _vergelijk_definities(overeenkomst: Overeenkomst, gelezen: Gelezen, uit: Vergelijking) -> None:
    huidig = {rij.pk: rij for rij in overeenkomst.definities.prefetch_related("afspraken")}
    for rij in gelezen.definities:
        oud = huidig.pop(rij.pk, None) if rij.pk else None
        if oud is None:
            uit.nieuwe_definities.append(rij)
            continue
        teksten = ((rij.noot, oud.noot), (rij.begrip, oud.begrip), (rij.tekst, oud.tekst))
        bij = tuple(sorted(afspraak.pk for afspraak in oud.afspraken.all()))
        weg = {afspraak.pk for afspraak in uit.verdwenen}
        if tuple(pk for pk in bij if pk not in weg) != rij.afspraken or any(
            vorm(een) != vorm(ander) for een, ander in teksten
        ):
            uit.gewijzigde_definities.append((oud, rij))
    uit.verdwenen_definities = list(huidig.values())
