"""The programme by location and year: promised, expected now, and what slipped (reads nothing itself)."""

from __future__ import annotations

from typing import Any

from voorraad.balans import bijdrage, tel_op
from voorraad.gegevens import Corporatie, Gegevens, PrognoseInfo, ProjectInfo
from voorraad.keuzes import Hardheid

PerJaar = dict[int, int]


def bouw(gegevens: Gegevens, projecten: list[ProjectInfo]) -> dict[str, Any]:
    """Return ``jaren``, ``projecten`` in the order of the parties, and ``totalen`` per party and together."""
    volgorde = {corporatie.pk: plaats for plaats, corporatie in enumerate(gegevens.corporaties)}
    partijen = {corporatie.pk: corporatie for corporatie in gegevens.corporaties}
    eigen = sorted((p for p in projecten if p.partij_id in volgorde), key=lambda p: volgorde[p.partij_id])
    beelden = [_project(gegevens, project, partijen[project.partij_id]) for project in eigen]
    gevuld = {int(jaar) for beeld in beelden for reeks in (beeld["belofte"], beeld["nu"] or {}) for jaar in reeks}
    jaren = sorted(gevuld | set(gegevens.jaren))
    namen = [(c.sleutel, c.naam) for c in gegevens.corporaties]
    return {
        "jaren": jaren,
        "projecten": beelden,
        "totalen": [
            *(_totaal(sleutel, naam, [b for b in beelden if b["partij"] == sleutel]) for sleutel, naam in namen),
            _totaal(None, "Samen", beelden),
        ],
    }


def belofte_per_jaar(prognoses: list[PrognoseInfo], project_id: int) -> tuple[PerJaar, int | None]:
    """Return the promise of a location per year, and the total (which includes what names no year)."""
    eigen = [prognose for prognose in prognoses if prognose.project_id == project_id]
    per_jaar: PerJaar = {}
    for prognose in eigen:
        if prognose.jaar is not None:
            per_jaar[prognose.jaar] = per_jaar.get(prognose.jaar, 0) + prognose.waarde
    return dict(sorted(per_jaar.items())), tel_op(prognose.waarde for prognose in eigen)


def _project(gegevens: Gegevens, project: ProjectInfo, corporatie: Corporatie) -> dict[str, Any]:
    belofte, belofte_totaal = belofte_per_jaar(gegevens.prognoses, project.pk)
    opgave = corporatie.op(gegevens.peildatum)
    nu: PerJaar | None = None
    if opgave and opgave.telt:
        cellen = project.standen.get(opgave.pk, {})
        nu = {j: bijdrage(project.teken, c.aantal) for j, c in cellen.items() if c.aantal is not None}
    return {
        "sleutel": project.sleutel,
        "naam": project.naam,
        "partij": corporatie.sleutel,
        "hardheid": project.hardheid,
        "hardheid_label": Hardheid(project.hardheid).label,
        "soort": project.soort,
        "soort_label": project.soort_naam,
        "toelichting": project.toelichting,
        "belofte": _tekst(belofte),
        "belofte_totaal": belofte_totaal,
        "nu": None if nu is None else _tekst(nu),
        "nu_totaal": None if nu is None else sum(nu.values()),
        "verschoven": nu is not None and belofte_totaal is not None and _zonder_nul(nu) != _zonder_nul(belofte),
    }


def _tekst(reeks: PerJaar) -> dict[str, int]:
    return {str(jaar): aantal for jaar, aantal in sorted(reeks.items())}


def _zonder_nul(reeks: PerJaar) -> PerJaar:
    return {jaar: aantal for jaar, aantal in reeks.items() if aantal}


def _totaal(partij: str | None, naam: str, beelden: list[dict[str, Any]]) -> dict[str, Any]:
    """Add up locations per year; ``nu`` is None when no return counts, ``onvolledig`` when one is missing."""
    bekend = [beeld for beeld in beelden if beeld["nu"] is not None]
    return {
        "partij": partij,
        "naam": naam,
        "belofte": _som([beeld["belofte"] for beeld in beelden]),
        "belofte_totaal": tel_op(beeld["belofte_totaal"] for beeld in beelden),
        "nu": _som([beeld["nu"] for beeld in bekend]) if bekend else None,
        "nu_totaal": tel_op(beeld["nu_totaal"] for beeld in bekend),
        "onvolledig": len(bekend) < len(beelden),
    }


def _som(reeksen: list[dict[str, int]]) -> dict[str, int]:
    uit: dict[str, int] = {}
    for reeks in reeksen:
        for jaar, aantal in reeks.items():
            uit[jaar] = uit.get(jaar, 0) + aantal
    return dict(sorted(uit.items()))
