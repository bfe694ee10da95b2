"""The cells of one return in the database: read them by name, write the ones that changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F

from voorraad.cellen import ALGEMEEN, CelDefinitie, mutatienaam, projectnaam, standnaam
from voorraad.keuzes import TabelSoort
from voorraad.models import Mutatie, Opgave, ProjectStand, Voorraadstand
from voorraad.samenvoegen import CelInhoud

Cel = Mutatie | Voorraadstand | ProjectStand
_MODEL: dict[str, Any] = {
    TabelSoort.MUTATIES: Mutatie,
    TabelSoort.STAND: Voorraadstand,
    TabelSoort.PROJECTEN: ProjectStand,
}


def inhoud_van(opgave: Opgave) -> dict[str, CelInhoud]:
    """Return the cells that are filled, by name, and the general note (three queries)."""
    uit = {ALGEMEEN: CelInhoud(None, opgave.toelichting)}
    velden = ("aantal", "toelichting", "versie")
    for regel, aantal, tekst, versie in opgave.mutaties.values_list("regel_id", *velden):
        uit[mutatienaam(regel)] = CelInhoud(aantal, tekst, versie)
    for regel, kolom, aantal, tekst, versie in opgave.standen.values_list("regel_id", "kolom_id", *velden):
        uit[standnaam(regel, kolom)] = CelInhoud(aantal, tekst, versie)
    for project, jaar, aantal, tekst, versie in opgave.projectstanden.values_list("project_id", "jaar", *velden):
        uit[projectnaam(project, jaar)] = CelInhoud(aantal, tekst, versie)
    return uit


def schrijf_cellen(opgave: Opgave, cellen: Mapping[CelDefinitie, CelInhoud]) -> None:
    """Store the changed cells; an emptied cell goes. The caller holds the lock on the return."""
    for soort, model in _MODEL.items():
        eigen = {cel: inhoud for cel, inhoud in cellen.items() if cel.soort == soort}
        if not eigen:
            continue
        if soort == TabelSoort.STAND:
            _weiger_dag_van_beginstand(opgave)
        bestaand = {_sleutel_van(rij): rij for rij in model._default_manager.filter(opgave=opgave)}
        _schrijf_soort(opgave, model, eigen, bestaand)


def _schrijf_soort(
    opgave: Opgave, model: Any, cellen: Mapping[CelDefinitie, CelInhoud], bestaand: Mapping[str, Cel]
) -> None:
    """Store the cells of one table: delete, update and create, each in one go."""
    nieuw: list[Cel] = []
    gewijzigd: list[Cel] = []
    weg: list[int] = []
    for cel, inhoud in cellen.items():
        rij = bestaand.get(cel.naam)
        if inhoud.aantal is None:
            weg += [rij.pk] if rij else []
        elif rij is None:
            nieuw.append(
                model(opgave=opgave, aantal=inhoud.aantal, toelichting=inhoud.toelichting, **_plaats(opgave, cel))
            )
        else:
            rij.aantal, rij.toelichting, rij.versie = inhoud.aantal, inhoud.toelichting, F("versie") + 1
            gewijzigd.append(rij)
    if weg:
        model._default_manager.filter(pk__in=weg).delete()
    if gewijzigd:
        model._default_manager.bulk_update(gewijzigd, ["aantal", "toelichting", "versie"], batch_size=100)
    if nieuw:
        model._default_manager.bulk_create(nieuw, batch_size=100)


def _sleutel_van(rij: Cel) -> str:
    if isinstance(rij, Mutatie):
        return mutatienaam(rij.regel_id)
    if isinstance(rij, Voorraadstand):
        return standnaam(rij.regel_id, rij.kolom_id)
    return projectnaam(rij.project_id, rij.jaar)


def _plaats(opgave: Opgave, cel: CelDefinitie) -> dict[str, Any]:
    """Return the fields that say which cell a row is."""
    if cel.soort == TabelSoort.MUTATIES:
        return {"regel_id": cel.regel_id}
    if cel.soort == TabelSoort.PROJECTEN:
        return {"project_id": cel.project_id, "jaar": cel.jaar}
    overeenkomst = opgave.peilmoment.overeenkomst
    return {
        "overeenkomst": overeenkomst,
        "gemeente": _gemeente(opgave),
        "partij_id": opgave.partij_id,
        "regel_id": cel.regel_id,
        "kolom_id": cel.kolom_id,
        "peildatum": opgave.peilmoment.peildatum,
    }


def _gemeente(opgave: Opgave) -> Any:
    """Return the gemeente the stand lies in: the first of the Overeenkomst (read once per return)."""
    if not hasattr(opgave, "_gemeente"):
        opgave._gemeente = opgave.peilmoment.overeenkomst.gemeenten.first()  # type: ignore[attr-defined]
    return opgave._gemeente  # type: ignore[attr-defined]


def _weiger_dag_van_beginstand(opgave: Opgave) -> None:
    """Refuse a stand on the very day of an opening stand: both would be the same row."""
    if Voorraadstand.objects.filter(
        opgave=None,
        overeenkomst=opgave.peilmoment.overeenkomst,
        partij=opgave.partij,
        peildatum=opgave.peilmoment.peildatum,
    ).exists():
        raise ValidationError("Op deze peildatum staat al een beginstand uit het document; die geldt als stand.")
