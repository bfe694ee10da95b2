"""A file to all an import found, stock tables included, and that as JSON (docs/importeren.md). No database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from afspraken.importeren.herkennen import Herkenning, herken
from afspraken.importeren.resultaat import (
    SCHEMA,
    GevondenAfspraak,
    GevondenIndicator,
    GevondenPartij,
    GevondenTabel,
    Importresultaat,
)
from basis.documenten.lezen import lees_document
from basis.documenten.model import Document
from voorraad.importeren.bron import bron_van
from voorraad.importeren.herkennen import herken_voorraadtabellen, met_omgeving


def lees(pad: Path | str, naam: str = "") -> Importresultaat:
    """Read a file and recognise everything in it. ``naam``: what the user called it.

    Raises Leesfout (Dutch, for the user) for a file that cannot be read or holds no agreements. Run it through
    ``basis.documenten.begrensd.voer_begrensd_uit``: a file may be hostile.
    """
    return herken_alles(lees_document(Path(pad), naam))


def lees_alles(pad: Path | str, naam: str = "") -> dict[str, Any]:
    """Read a file for the pages: ``resultaat`` is the JSON, ``bron`` the blocks of the document beside it."""
    document = lees_document(Path(pad), naam)
    return {"resultaat": als_json(herken_alles(document)), "bron": bron_van(document)}


def lees_als_json(pad: Path | str, naam: str = "") -> dict[str, Any]:
    """Read a file and return the JSON object of ``importeer --proef --json``."""
    return als_json(lees(pad, naam))


def herken_alles(document: Document) -> Importresultaat:
    """Recognise agreements, and stock tables among the tables that hold none."""
    herkenning = herken(document)
    herkenning.resultaat.tabellen = _met_voorraad(document, herkenning)
    return herkenning.resultaat


def _met_voorraad(document: Document, herkenning: Herkenning) -> list[GevondenTabel]:
    """The tables that hold no agreements: stock where it is, else set aside with the reason found while reading."""
    resultaat = herkenning.resultaat
    # Signatures, definitions and hidden sheets were known for what they are; only the others may be stock.
    mogelijk = [
        opzij.tabel for opzij in herkenning.opzij if opzij.soort in ("cijfers", "onbekend", "inhoud", "deelnemers")
    ]
    redenen = {str(opzij.tabel.plaats): opzij for opzij in herkenning.opzij}
    gelezen = herken_voorraadtabellen(
        met_omgeving(document, mogelijk), partijen=resultaat.partijen, begin=resultaat.begin, eind=resultaat.eind
    )
    per_plaats: dict[str, list[GevondenTabel]] = {}
    for tabel in gelezen:
        if tabel.soort == "opzij" and (opzij := redenen.get(tabel.plaats)):
            tabel.titel = tabel.titel or opzij.titel
            tabel.reden = opzij.reden if opzij.soort in ("inhoud", "deelnemers") or not tabel.reden else tabel.reden
        per_plaats.setdefault(tabel.plaats, []).append(tabel)
    uit: list[GevondenTabel] = []
    for tabel in resultaat.tabellen:
        uit += per_plaats.pop(tabel.plaats, []) or [tabel]
    return uit + [tabel for rest in per_plaats.values() for tabel in rest]


def als_json(resultaat: Importresultaat) -> dict[str, Any]:
    """Return the result as JSON values: dates ISO, numbers as numbers, every key always there."""
    return {
        "schema": SCHEMA,
        "bestand": resultaat.bestand,
        "titel": resultaat.titel,
        "gemeenten": list(resultaat.gemeenten),
        "periode": {"begin": _datum(resultaat.begin), "eind": _datum(resultaat.eind)},
        "bronstatus": resultaat.bronstatus,
        "tellingen": tellingen(resultaat),
        "waarschuwingen": list(resultaat.waarschuwingen),
        "afspraken": [_afspraak(afspraak) for afspraak in resultaat.afspraken],
        "partijen": [_partij(partij) for partij in resultaat.partijen],
        "groepen": {naam: list(leden) for naam, leden in resultaat.groepen.items()},
        "hoofdstukken": [dict(hoofdstuk) for hoofdstuk in resultaat.hoofdstukken],
        "definities": [
            {"merk": "", "begrip": noot.merk, "tekst": f"{noot.merk}: {noot.tekst}"} for noot in resultaat.definities
        ],
        "tabellen": [_tabel(tabel) for tabel in resultaat.tabellen],
    }


def tellingen(resultaat: Importresultaat) -> dict[str, int]:
    """Counts to open with: '43 afspraken, 38 met trekker'."""
    afspraken = resultaat.afspraken
    return {
        "afspraken": len(afspraken),
        "jaarschijf": sum(a.soort == "jaarschijf" for a in afspraken),
        "met_nummer": sum(bool(a.nummer) for a in afspraken),
        "met_trekker": sum(bool(a.trekkers) for a in afspraken),
        "met_termijn": sum(bool(a.termijnen) for a in afspraken),
        "met_indicator": sum(bool(a.indicatoren) for a in afspraken),
        "met_verwijzing": sum(bool(a.verwijzingen) for a in afspraken),
        "met_waarschuwing": sum(bool(a.waarschuwingen) for a in afspraken),
        "hoofdstukken": len(resultaat.hoofdstukken),
        "partijen": len(resultaat.partijen),
        "voorraadtabellen": sum(tabel.soort != "opzij" for tabel in resultaat.tabellen),
        "opzij": sum(tabel.soort == "opzij" for tabel in resultaat.tabellen),
    }


def _datum(dag: dt.date | None) -> str | None:
    return dag.isoformat() if dag else None


def _getal(waarde: Decimal | None) -> int | float | None:
    """A number as JSON has it: a whole one without a point."""
    if waarde is None:
        return None
    return int(waarde) if waarde == waarde.to_integral_value() else float(waarde)


def _afspraak(afspraak: GevondenAfspraak) -> dict[str, Any]:
    return {
        "nummer": afspraak.nummer,
        "deel": afspraak.deel,
        "hoofdstuk": afspraak.hoofdstuk,
        "hoofdstuk_nummer": afspraak.hoofdstuk_nummer,
        "hoofdstuk_titel": afspraak.hoofdstuk_titel,
        "paragraaf": afspraak.paragraaf,
        "paragraaf_nummer": afspraak.paragraaf_nummer,
        "paragraaf_titel": afspraak.paragraaf_titel,
        "onderwerp": afspraak.onderwerp,
        "tekst": afspraak.tekst,
        "soort": afspraak.soort,
        "aard": afspraak.aard,
        "gemeenten": list(afspraak.gemeenten),
        "partijen_tekst": afspraak.partijen_tekst,
        "trekker_tekst": afspraak.trekker_tekst,
        "trekkers": afspraak.trekkers,
        "betrokkenen": [
            {"naam": b.naam, "rol": b.rol, "groep": b.groep, "bekend": b.bekend} for b in afspraak.betrokkenen
        ],
        "termijn_tekst": afspraak.termijn_tekst,
        "termijnen": [
            {
                "tekst": term.tekst,
                "begin": _datum(term.begin),
                "eind": _datum(term.eind),
                "herhaling": term.herhaling,
                "exactheid": term.exactheid,
                "toelichting": term.toelichting,
            }
            for term in afspraak.termijnen
        ],
        "indicatoren": [_indicator(indicator) for indicator in afspraak.indicatoren],
        "verwijzingen": list(afspraak.verwijzingen),
        "voetnoten": [{"merk": noot.merk, "tekst": noot.tekst} for noot in afspraak.voetnoten],
        "resultaat": afspraak.resultaat,
        "opmerking": afspraak.opmerking,
        "budget": afspraak.budget,
        "plaats": afspraak.plaats,
        "waarschuwingen": list(afspraak.waarschuwingen),
    }


def _indicator(indicator: GevondenIndicator) -> dict[str, Any]:
    return {
        "naam": indicator.naam,
        "eenheid": indicator.eenheid,
        "nulmeting": _getal(indicator.nulmeting),
        "streefwaarde": _getal(indicator.streefwaarde),
        "tot_waarde": _getal(indicator.tot_waarde),
        "jaar": indicator.jaar,
        "richting": indicator.richting,
        "partij": indicator.partij,
        "per": indicator.per,
        "bron": indicator.bron,
    }


def _partij(partij: GevondenPartij) -> dict[str, Any]:
    return {
        "naam": partij.naam,
        "soort": partij.soort,
        "korte_naam": partij.korte_naam,
        "afkortingen": list(partij.afkortingen),
        "deelnemer": partij.deelnemer,
        "rechtsvorm": partij.rechtsvorm,
        "spreekt_voor": partij.spreekt_voor,
        "plaats": partij.plaats,
    }


def _tabel(tabel: GevondenTabel) -> dict[str, Any]:
    return {
        "soort": tabel.soort,
        "titel": tabel.titel,
        "plaats": tabel.plaats,
        "reden": tabel.reden,
        "gegevens": _als_waarde(tabel.gegevens),
        "waarschuwingen": list(tabel.waarschuwingen),
    }


def _als_waarde(waarde: object) -> Any:
    """Values of a stock table as JSON: decimals as numbers, dates as ISO."""
    if isinstance(waarde, Decimal):
        return _getal(waarde)
    if isinstance(waarde, dt.date):
        return waarde.isoformat()
    if isinstance(waarde, dict):
        return {str(sleutel): _als_waarde(deel) for sleutel, deel in waarde.items()}
    if isinstance(waarde, Sequence) and not isinstance(waarde, str):
        return [_als_waarde(deel) for deel in waarde]
    return waarde
