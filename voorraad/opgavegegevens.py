"""Everything one return is made of, for its page and its services (five queries)."""

from __future__ import annotations

from dataclasses import dataclass

from afspraken.models import Overeenkomst
from voorraad.cellen import ALGEMEEN, CelDefinitie, definities, invoerjaren, mutatienaam, projectnaam, standnaam
from voorraad.gegevens import (
    Corporatie,
    OpgaveInfo,
    PrognoseInfo,
    ProjectInfo,
    StandInfo,
    TabelInfo,
    lees_corporaties,
    lees_prognoses,
    lees_projecten,
    lees_standen,
    lees_tabellen,
)
from voorraad.models import Opgave
from voorraad.samenvoegen import CelInhoud


@dataclass(frozen=True, slots=True)
class OpgaveGegevens:
    """A return with its tables, promises, and the submitted return before it."""

    opgave: Opgave
    corporatie: Corporatie
    vorige: OpgaveInfo | None
    tabellen: list[TabelInfo]
    prognoses: list[PrognoseInfo]
    projecten: list[ProjectInfo]
    standen: list[StandInfo]
    jaren: list[int]
    cellen: dict[str, CelDefinitie]

    def inhoud(self, opgave_id: int | None = None) -> dict[str, CelInhoud]:
        """Return the filled cells by name of this return, or of the previous one."""
        eigen = opgave_id is None or opgave_id == self.opgave.pk
        pk = self.opgave.pk if eigen else opgave_id
        uit = {ALGEMEEN: CelInhoud(None, self.opgave.toelichting)} if eigen else {}
        for opgave in self.corporatie.opgaven:
            if opgave.pk == pk:
                uit |= {mutatienaam(regel): cel for regel, cel in opgave.mutaties.items()}
        uit |= {standnaam(s.regel_id, s.kolom_id): s.inhoud for s in self.standen if s.opgave_id == pk}
        for project in self.projecten:
            if pk is not None:
                uit |= {projectnaam(project.pk, jaar): cel for jaar, cel in project.standen.get(pk, {}).items()}
        return uit


def jaren_van(overeenkomst: Overeenkomst) -> list[int]:
    """Return the years of the Overeenkomst, tacit extension included."""
    return list(range(overeenkomst.begin.year, overeenkomst.laatste_dag.year + 1))


def lees_opgave(opgave: Opgave) -> OpgaveGegevens:
    """Read a return (with ``peilmoment.overeenkomst`` and ``partij`` at hand) and what is shown beside it."""
    peilmoment, partij = opgave.peilmoment, opgave.partij
    overeenkomst, peildatum = peilmoment.overeenkomst, peilmoment.peildatum
    gevonden = lees_corporaties(overeenkomst, peildatum, partijen=[partij])
    corporatie = gevonden[0] if gevonden else Corporatie(partij.pk, partij.sleutel, str(partij))
    vorige = corporatie.vorige(peildatum)
    ids = [opgave.pk, *([vorige.pk] if vorige else [])]
    tabellen = lees_tabellen(overeenkomst, peildatum.year)
    prognoses = lees_prognoses(overeenkomst, partij.pk)
    projecten = lees_projecten(overeenkomst, ids, partij.pk)
    beloofd = {prognose.jaar for prognose in prognoses if prognose.project_id and prognose.jaar}
    jaren = invoerjaren(jaren_van(overeenkomst), projecten, beloofd)
    return OpgaveGegevens(
        opgave=opgave,
        corporatie=corporatie,
        vorige=vorige,
        tabellen=tabellen,
        prognoses=prognoses,
        projecten=projecten,
        standen=lees_standen(overeenkomst, ids, peildatum, partij.pk),
        jaren=jaren,
        cellen=definities(tabellen, projecten, jaren),
    )
