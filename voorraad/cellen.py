"""Which cells a return has: one per entered row, per row and column of a stand, per location and year (no ORM)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from voorraad.balans import SALDO
from voorraad.gegevens import ProjectInfo, TabelInfo
from voorraad.keuzes import TabelSoort
from voorraad.samenvoegen import CelInhoud

# The general note of the return takes part in merging like a cell.
ALGEMEEN = "algemeen"
_VUL_IN = "Vul een aantal in; 0 mag ook."
_MELDING = {str(TabelSoort.PROJECTEN): "Vul minstens één jaar in; 0 mag ook."}


@dataclass(frozen=True, slots=True)
class CelDefinitie:
    """One cell: its name on screen, what it is called, its sign, and the row that must be filled in."""

    naam: str
    soort: str
    label: str
    teken: str
    rij: str
    regel_id: int = 0
    kolom_id: int = 0
    project_id: int = 0
    jaar: int = 0

    @property
    def mag_negatief(self) -> bool:
        """Tell whether the sign of this row has a meaning."""
        return self.teken == SALDO and self.soort == TabelSoort.MUTATIES


def mutatienaam(regel_id: int) -> str:
    """Return the name of the cell of a mutation row."""
    return f"m{regel_id}"


def standnaam(regel_id: int, kolom_id: int) -> str:
    """Return the name of the cell of a stand."""
    return f"s{regel_id}x{kolom_id}"


def projectnaam(project_id: int, jaar: int) -> str:
    """Return the name of the cell of a location in a year."""
    return f"p{project_id}x{jaar}"


def invoerjaren(jaren: list[int], projecten: Iterable[ProjectInfo], beloofd: Iterable[int] = ()) -> list[int]:
    """Return the years a return asks: those of the Overeenkomst, one after it (a plan may slip), and filled ones."""
    gevuld = {jaar for project in projecten for reeks in project.standen.values() for jaar in reeks}
    return sorted({*jaren, jaren[-1] + 1, *gevuld, *beloofd})


def definities(tabellen: list[TabelInfo], projecten: list[ProjectInfo], jaren: list[int]) -> dict[str, CelDefinitie]:
    """Return every cell of a return by name, in the order of the document."""
    uit: list[CelDefinitie] = []
    for tabel in tabellen:
        if tabel.soort == TabelSoort.MUTATIES:
            uit += _mutaties(tabel)
        elif tabel.soort == TabelSoort.STAND:
            uit += _standen(tabel)
        elif not any(cel.soort == TabelSoort.PROJECTEN for cel in uit):
            uit += _projecten(projecten, jaren)
    return {cel.naam: cel for cel in uit}


def _mutaties(tabel: TabelInfo) -> list[CelDefinitie]:
    return [
        CelDefinitie(
            naam=mutatienaam(regel.pk),
            soort=TabelSoort.MUTATIES,
            label=regel.label,
            teken=regel.teken,
            rij=mutatienaam(regel.pk),
            regel_id=regel.pk,
        )
        for regel in tabel.invoerregels
    ]


def _standen(tabel: TabelInfo) -> list[CelDefinitie]:
    return [
        CelDefinitie(
            naam=standnaam(regel.pk, kolom.pk),
            soort=TabelSoort.STAND,
            label=f"{regel.label}, {kolom.label}",
            teken="plus",
            rij=standnaam(regel.pk, kolom.pk),
            regel_id=regel.pk,
            kolom_id=kolom.pk,
        )
        for regel in tabel.invoerregels
        for kolom in tabel.kolommen
    ]


def _projecten(projecten: list[ProjectInfo], jaren: list[int]) -> list[CelDefinitie]:
    return [
        CelDefinitie(
            naam=projectnaam(project.pk, jaar),
            soort=TabelSoort.PROJECTEN,
            label=f"{project.naam}, {jaar}",
            # A location counts dwellings; whether they come or go is its kind.
            teken="min" if project.teken == "min" else "plus",
            rij=f"p{project.pk}",
            project_id=project.pk,
            jaar=jaar,
        )
        for project in projecten
        for jaar in jaren
    ]


def ontbrekend(cellen: Iterable[CelDefinitie], inhoud: dict[str, CelInhoud]) -> dict[str, str]:
    """Return a message per cell for every row that is not filled in; a location needs one year, 0 is an answer."""
    eerste: dict[str, CelDefinitie] = {}
    gevuld: set[str] = set()
    for cel in cellen:
        eerste.setdefault(cel.rij, cel)
        if (waarde := inhoud.get(cel.naam)) and waarde.aantal is not None:
            gevuld.add(cel.rij)
    return {cel.naam: _MELDING.get(cel.soort, _VUL_IN) for rij, cel in eerste.items() if rij not in gevuld}
