"""The stock of an Overeenkomst at a peilmoment as plain JSON-serialisable values; pages, report and sheet read this.

Only accepted returns count. Realisation is cumulative over the peilmomenten of the Overeenkomst up to the peildatum;
promises are never pro-rated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from afspraken.models import Overeenkomst, Peilmoment
from partijen.models import Partij
from voorraad import beeld_mutaties, beeld_projecten, beeld_stand
from voorraad.balans import bereken_rijen, bijdrage, tel_op
from voorraad.gegevens import Corporatie, Gegevens, TabelInfo, lees_corporaties, lees_gegevens, lees_tabellen
from voorraad.keuzes import TabelSoort


def tabellen(peilmoment: Peilmoment, partijen: Sequence[Partij] | None = None) -> list[dict[str, Any]]:
    """Return every table of the Overeenkomst at this peilmoment.

    ``partijen``: the participants in order, when they are at hand. Five queries, six without them.
    """
    return bouw(lees_gegevens(peilmoment, partijen))


def bouw(gegevens: Gegevens) -> list[dict[str, Any]]:
    """Return the tables from what was read (no queries)."""
    uit = []
    projecten_geteld = False
    for tabel in gegevens.tabellen:
        beeld: dict[str, Any] = {
            "sleutel": tabel.sleutel,
            "titel": tabel.titel,
            "bron": tabel.bron,
            "soort": tabel.soort,
            "toelichting": tabel.toelichting,
            "partijen": [{"sleutel": c.sleutel, "naam": c.naam} for c in gegevens.corporaties],
        }
        if tabel.soort == TabelSoort.MUTATIES:
            beeld |= beeld_mutaties.bouw(gegevens, tabel)
        elif tabel.soort == TabelSoort.STAND:
            beeld |= beeld_stand.bouw(gegevens, tabel)
        else:
            # Locations belong to the Overeenkomst, not to a table: a second table of them would count them twice.
            beeld |= beeld_projecten.bouw(gegevens, [] if projecten_geteld else gegevens.projecten)
            projecten_geteld = True
        uit.append(beeld)
    return uit


def realisatie(overeenkomst: Overeenkomst, peilmoment: Peilmoment) -> dict[str, dict[str, int]]:
    """Return row key -> party key -> accepted signed count since the begin, for indicators fed by the stock.

    Three queries. A party without an accepted return is absent; a row key of two tables keeps that of the first.
    """
    corporaties = lees_corporaties(overeenkomst, peilmoment.peildatum)
    uit: dict[str, dict[str, int]] = {}
    for tabel in lees_tabellen(overeenkomst, peilmoment.peildatum.year):
        if tabel.soort != TabelSoort.MUTATIES:
            continue
        eigen: dict[str, dict[str, int]] = {regel.sleutel: {} for regel in tabel.regels}
        for corporatie in corporaties:
            for regel, waarde in _cumulatief(tabel, corporatie).items():
                if waarde is not None:
                    eigen[regel][corporatie.sleutel] = waarde
        for regel, per_partij in eigen.items():
            uit.setdefault(regel, per_partij)
    return uit


def _cumulatief(tabel: TabelInfo, corporatie: Corporatie) -> dict[str, int | None]:
    """Return the accepted total of every row of one corporation."""
    opgaven = corporatie.geaccepteerd()
    bijdragen = {
        regel.sleutel: tel_op(
            bijdrage(regel.teken, cel.aantal)
            for opgave in opgaven
            if (cel := opgave.mutaties.get(regel.pk)) and cel.aantal is not None
        )
        for regel in tabel.invoerregels
    }
    return bereken_rijen(tabel.weeg, bijdragen)


def realisatie_uit(beelden: list[dict[str, Any]]) -> dict[str, dict[str, int]]:
    """Return the same as ``realisatie`` from tables that were built already (no queries)."""
    uit: dict[str, dict[str, int]] = {}
    for beeld in beelden:
        if beeld["soort"] != TabelSoort.MUTATIES:
            continue
        for regel in beeld["regels"]:
            bekend = {c["partij"]: c["realisatie"] for c in regel["cellen"] if c["realisatie"] is not None}
            uit.setdefault(regel["sleutel"], bekend)
    return uit
