"""What an import found, in a few lines of Dutch for the command line (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_LENGTE = 70


def vat_samen(gelezen: Mapping[str, Any]) -> str:
    """Return the summary of the JSON of an import: counts, warnings first, then the agreements and the tables."""
    regels = [gelezen["titel"] or gelezen["bestand"], _periode(gelezen), telregel(gelezen), ""]
    regels += _waarschuwingen(gelezen)
    regels += _afspraken(gelezen["afspraken"])
    regels += _tabellen(gelezen["tabellen"])
    regels += ["Dit is een proef: er is niets opgeslagen."]
    return "\n".join(regels)


def telregel(gelezen: Mapping[str, Any]) -> str:
    """Return '43 afspraken, 38 met trekker, 21 met termijn'."""
    tel = gelezen["tellingen"]
    delen = [
        _aantal(tel["afspraken"], "afspraak", "afspraken"),
        f"{tel['met_trekker']} met trekker",
        f"{tel['met_termijn']} met termijn",
        f"{tel['met_indicator']} met indicator",
        _aantal(tel["partijen"], "partij", "partijen"),
        _aantal(tel["voorraadtabellen"], "voorraadtabel", "voorraadtabellen"),
    ]
    if tel["met_waarschuwing"]:
        delen.append(f"{tel['met_waarschuwing']} om na te kijken")
    return ", ".join(delen)


def _aantal(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"


def _periode(gelezen: Mapping[str, Any]) -> str:
    periode = gelezen["periode"]
    gemeenten = ", ".join(gelezen["gemeenten"]) or "gemeente onbekend"
    if not periode["begin"] or not periode["eind"]:
        return f"{gemeenten}; periode onbekend"
    return f"{gemeenten}; {periode['begin']} tot en met {periode['eind']}"


def _waarschuwingen(gelezen: Mapping[str, Any]) -> list[str]:
    """Warnings about the document, then those of each agreement."""
    regels = [f"- {tekst}" for tekst in gelezen["waarschuwingen"]]
    for afspraak in gelezen["afspraken"]:
        naam = f"afspraak {afspraak['nummer']}" if afspraak["nummer"] else afspraak["plaats"]
        regels += [f"- {naam}: {tekst}" for tekst in afspraak["waarschuwingen"]]
    return ["Waarschuwingen", *regels, ""] if regels else []


def _afspraken(afspraken: Sequence[Mapping[str, Any]]) -> list[str]:
    regels: list[str] = []
    plek = ""
    for afspraak in afspraken:
        hier = " / ".join(filter(None, (afspraak["deel"], afspraak["hoofdstuk"], afspraak["paragraaf"])))
        if hier != plek:
            plek = hier
            regels += ["", hier or "Zonder hoofdstuk"]
        tekst = " ".join((afspraak["onderwerp"] or afspraak["tekst"]).split())
        kort = tekst if len(tekst) <= _LENGTE else tekst[:_LENGTE].rsplit(" ", 1)[0] + "…"
        wie = ", ".join(afspraak["trekkers"]) or "geen trekker"
        regels.append(f"  {afspraak['nummer'] or '-':<8} {kort} ({wie})")
    return ["Afspraken", *regels, ""]


def _tabellen(tabellen: Sequence[Mapping[str, Any]]) -> list[str]:
    if not tabellen:
        return []
    regels = [
        f"- {tabel['plaats']}: {tabel['titel'] or 'zonder titel'} ({tabel['reden'] or 'gelezen als ' + tabel['soort']})"
        for tabel in tabellen
    ]
    return ["Tabellen die geen afspraken zijn", *regels, ""]
