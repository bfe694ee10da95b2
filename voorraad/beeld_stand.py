"""A table of a stand: the opening stand, the stand now, and the bridge between them (reads nothing itself)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from basis.getallen import getal_tekst
from voorraad.balans import Brug, Stand, bijdrage, stand_totalen, tel_bruggen, tel_op
from voorraad.gegevens import Corporatie, Gegevens, OpgaveInfo, Regel, StandInfo, TabelInfo
from voorraad.keuzes import TabelSoort

ONTBREEKT = "beginstand ontbreekt"


def bouw(gegevens: Gegevens, tabel: TabelInfo) -> dict[str, Any]:
    """Return columns, rows with begin and now per party and together, and the bridges."""
    per_partij = [_Partij(gegevens, tabel, corporatie) for corporatie in gegevens.corporaties]
    dagen = [partij.begin_dag for partij in per_partij if partij.begin_dag]
    bronnen = sorted({partij.bron for partij in per_partij if partij.bron})
    return {
        "kolommen": [{"sleutel": k.sleutel, "label": k.label, "voluit": k.voluit} for k in tabel.kolommen],
        "regels": [_regel(regel, per_partij) for regel in tabel.regels],
        "begin_peildatum": max(dagen).isoformat() if dagen else None,
        "begin_bron": ", ".join(bronnen) if dagen else ONTBREEKT,
        "bruggen": [_brug(partij.corporatie.sleutel, partij.brug, partij.onvolledig) for partij in per_partij],
        "brug_totaal": _brug(
            None, tel_bruggen(partij.brug for partij in per_partij), any(p.onvolledig for p in per_partij)
        ),
    }


def _regel(regel: Regel, per_partij: list[_Partij]) -> dict[str, Any]:
    """Return one row."""
    cellen: list[dict[str, Any]] = [
        {
            "partij": partij.corporatie.sleutel,
            "begin": partij.begin[regel.sleutel] if partij.begin else None,
            "nu": partij.nu[regel.sleutel] if partij.nu else None,
        }
        for partij in per_partij
    ]
    return {
        "sleutel": regel.sleutel,
        "label": regel.label,
        "grens": grens_tekst(regel),
        "boven": regel.boven_grens,
        "afgeleid": bool(regel.formule),
        "cellen": cellen,
        "totaal": {"partij": None, "onvolledig": any(cel["nu"] is None for cel in cellen)}
        | {moment: _samen([cel[moment] for cel in cellen]) for moment in ("begin", "nu")},
    }


def grens_tekst(regel: Regel) -> str | None:
    """Return the rent boundary as '633,25', None when there is none or it is not confirmed."""
    return None if regel.grens is None else getal_tekst(regel.grens, 2)


def _samen(rijen: list[dict[str, int | None] | None]) -> dict[str, int | None] | None:
    """Add up rows of several parties, column by column; None when no party has one."""
    bekend = [rij for rij in rijen if rij is not None]
    return {kolom: tel_op(rij[kolom] for rij in bekend) for kolom in bekend[0]} if bekend else None


def _brug(partij: str | None, brug: Brug, onvolledig: bool) -> dict[str, Any]:
    return {
        "partij": partij,
        "begin": brug.begin,
        "mutaties": brug.mutaties,
        "verwacht": brug.verwacht,
        "stand": brug.stand,
        "verschil": brug.verschil,
        "onvolledig": onvolledig,
    }


class _Partij:
    """The stands of one corporation in one table."""

    def __init__(self, gegevens: Gegevens, tabel: TabelInfo, corporatie: Corporatie) -> None:
        self.corporatie = corporatie
        regels = {regel.pk for regel in tabel.regels}
        eigen = [s for s in gegevens.standen if s.partij_id == corporatie.pk and s.regel_id in regels]
        begin, self.begin_dag, self.bron = beginstand(eigen)
        nu = [stand for stand in eigen if stand.opgave_id is not None]
        self.begin = stand_van(tabel, begin) if begin else None
        self.nu = stand_van(tabel, nu) if nu else None
        opgaven = corporatie.geaccepteerd(na=self.begin_dag)
        self.brug = maak_brug(gegevens.tabellen, tabel.populatie, begin, opgaven, nu)
        self.onvolledig = corporatie.onvolledig(gegevens.peildatum)


def beginstand(standen: list[StandInfo]) -> tuple[list[StandInfo], dt.date | None, str]:
    """Return the last opening stand with its day and source."""
    dag = max((stand.peildatum for stand in standen if stand.opgave_id is None), default=None)
    gekozen = [stand for stand in standen if stand.opgave_id is None and stand.peildatum == dag]
    return gekozen, dag, gekozen[0].bron if gekozen else ""


def stand_van(tabel: TabelInfo, standen: Iterable[StandInfo]) -> Stand:
    """Return the stand with its derived rows and totals."""
    regels = {regel.pk: regel.sleutel for regel in tabel.invoerregels}
    kolommen = {kolom.pk: kolom.sleutel for kolom in tabel.kolommen}
    cellen: dict[str, dict[str, int]] = {}
    for stand in standen:
        if stand.regel_id in regels and stand.kolom_id in kolommen and stand.inhoud.aantal is not None:
            cellen.setdefault(regels[stand.regel_id], {})[kolommen[stand.kolom_id]] = stand.inhoud.aantal
    return stand_totalen(tabel.weeg, cellen, kolommen.values())


def maak_brug(
    tabellen: list[TabelInfo],
    populatie: str,
    begin: list[StandInfo],
    opgaven: list[OpgaveInfo],
    nu: list[StandInfo],
) -> Brug:
    """Return the bridge of one corporation: every entered row of the mutation tables of the same population counts."""
    tekens = {
        regel.pk: regel.teken
        for tabel in tabellen
        if tabel.soort == TabelSoort.MUTATIES and tabel.populatie == populatie
        for regel in tabel.invoerregels
    }
    mutaties = tel_op(
        bijdrage(tekens[pk], cel.aantal)
        for opgave in opgaven
        for pk, cel in opgave.mutaties.items()
        if pk in tekens and cel.aantal is not None
    )
    return Brug(
        begin=tel_op(stand.inhoud.aantal for stand in begin),
        mutaties=mutaties,
        stand=tel_op(stand.inhoud.aantal for stand in nu),
    )
