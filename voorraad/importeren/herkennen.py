"""Stock tables of an imported document: prognoses, stands and building programmes of any gemeente (pure).

``gegevens`` of a recognised table is JSON-able and complete enough to store (voorraad.importeren.toepassen):

- ``titel``, ``bron`` ('Tabel 1'), ``sleutel``, ``soort`` (``voorraad.keuzes.TabelSoort``), ``toelichting``,
  ``peildatum`` (ISO or ''), ``begin_jaar``, ``eind_jaar``, ``hardheid``, ``partijen`` (names as the document has them);
- ``kolommen`` (stand), ``regels`` and ``projecten``: the rows to store, in the words of fixtures/*/voorraad.yaml;
- ``cellen``: every printed count: partij, regel, kolom, project, jaar (or peildatum), waarde (with sign), minimum,
  maximum, hardheid, permanentie, mutatiesoort, toelichting, plaats, and ``berekend`` for a printed sum, with ``klopt``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from afspraken.importeren.resultaat import GevondenPartij, GevondenTabel
from voorraad.importeren.herkennen_mutaties import Mutatiebouwer
from voorraad.importeren.herkennen_omgeving import LosseTabel, Omgeving, lees_omgeving, met_omgeving, noten_onder
from voorraad.importeren.herkennen_raster import Blok, Indeler
from voorraad.importeren.herkennen_soort import OPZIJ, PROGNOSE, PROJECTEN, STAND, reden_opzij, soort_van
from voorraad.importeren.herkennen_stand import Standbouwer

SCHEMA = 1
GROOTSTE_RIJEN, GROOTSTE_BREEDTE = 1000, 100
"""A stock table with more rows or columns does not exist; reading on would only cost time."""

_TABELSOORT = {PROGNOSE: "mutaties", STAND: "stand", PROJECTEN: "projecten"}


def herken_voorraadtabellen(
    tabellen: Sequence[LosseTabel],
    *,
    partijen: Sequence[GevondenPartij],
    begin: dt.date | None,
    eind: dt.date | None,
) -> list[GevondenTabel]:
    """Recognise stock tables among tables that hold no agreements; every table comes back, in order.

    ``begin`` and ``eind``: the period of the agreements, to tell a total over the period from a year.
    """
    return [gevonden for los in tabellen for gevonden in _herken(los, lees_omgeving(los, partijen, begin, eind))]


def _herken(los: LosseTabel, omgeving: Omgeving) -> Iterator[GevondenTabel]:
    plaats = str(los.tabel.plaats)
    if len(los.tabel.rijen) > GROOTSTE_RIJEN or los.tabel.breedte > GROOTSTE_BREEDTE:
        groot = f"meer dan {GROOTSTE_RIJEN} rijen of {GROOTSTE_BREEDTE} kolommen"
        yield _opzij(omgeving, plaats, f"De tabel heeft {groot}; daarin is geen voorraad gezocht.")
        return
    blokken = Indeler(los.tabel, omgeving.zoeker).deel_in()
    soorten = _soorten(blokken, omgeving)
    if all(soort == OPZIJ for soort in soorten):
        yield _opzij(omgeving, plaats, reden_opzij(blokken, omgeving))
        return
    rest = [
        blok
        for blok, soort in zip(blokken, soorten, strict=True)
        if soort == OPZIJ and any(regel.waarden for regel in blok.regels)
    ]
    paren = [(blok, soort) for blok, soort in zip(blokken, soorten, strict=True) if soort != OPZIJ]
    losse_noten = [noot for blok, soort in zip(blokken, soorten, strict=True) if soort == OPZIJ for noot in blok.noten]
    for soort, groep in groupby(paren, key=lambda paar: paar[1]):
        deel = [blok for blok, _soort in groep]
        yield _gevonden(soort, deel, omgeving, plaats, losse_noten)
        losse_noten = []
    if rest:
        yield _opzij(omgeving, plaats, f"{reden_opzij(rest, omgeving)} (een deel van deze tabel)")


def _soorten(blokken: Sequence[Blok], omgeving: Omgeving) -> list[str]:
    """Return the kind of each block; a programme among prognoses makes all of them a programme."""
    soorten = [soort_van(blok, omgeving) for blok in blokken]
    if PROJECTEN in soorten:
        soorten = [PROJECTEN if soort == PROGNOSE else soort for soort in soorten]
    # The block that adds up the others is of their kind, though its own words may say too little.
    for nr, blok in enumerate(blokken):
        if (
            soorten[nr] in (OPZIJ, PROGNOSE)
            and blok.titel.totaal
            and nr
            and any(regel.waarden for regel in blok.regels)
        ):
            soorten[nr] = soorten[nr - 1]
    return soorten


def _opzij(omgeving: Omgeving, plaats: str, reden: str) -> GevondenTabel:
    return GevondenTabel(soort=OPZIJ, titel=omgeving.titel, plaats=plaats, reden=reden)


def _gevonden(soort: str, blokken: list[Blok], omgeving: Omgeving, plaats: str, noten: Sequence[str]) -> GevondenTabel:
    bouwer = (
        Standbouwer(blokken, omgeving)
        if soort == STAND
        else Mutatiebouwer(blokken, omgeving, projecten=soort == PROJECTEN)
    )
    inhoud = bouwer.bouw()
    titel = (
        omgeving.titel or next((blok.titel.tekst for blok in blokken if blok.titel.tekst), "") or f"Tabel ({plaats})"
    )
    toelichting = dict.fromkeys([*(noot for blok in blokken for noot in blok.noten), *noten, *noten_onder(omgeving)])
    jaren = omgeving.periode or (None, None)
    gegevens: dict[str, Any] = {
        "schema": SCHEMA,
        "sleutel": omgeving.sleutel,
        "titel": titel[:200],
        "bron": omgeving.bron[:80],
        "soort": _TABELSOORT[soort],
        "toelichting": "\n".join(toelichting),
        "peildatum": omgeving.peildatum.isoformat() if omgeving.peildatum and soort == STAND else "",
        "begin_jaar": jaren[0],
        "eind_jaar": jaren[1],
        "hardheid": omgeving.context.hardheid or "onbekend",
        "partijen": list(dict.fromkeys(cel["partij"] for cel in inhoud["cellen"] if cel["partij"])),
        **inhoud,
    }
    return GevondenTabel(
        soort=soort, titel=titel, plaats=plaats, gegevens=gegevens, waarschuwingen=bouwer.waarschuwingen
    )


__all__ = ["LosseTabel", "herken_voorraadtabellen", "met_omgeving"]
