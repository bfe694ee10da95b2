"""The SMART check of one agreement (pure): what is missing to tell later whether it was kept. Advice, never a block.

Works on the values of ``afspraken.afspraakwaarden``. The text is read with simple rules, so advice may miss something
or ask for what is there in other words; that is why every line says what to do and nothing is ever refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from afspraken.keuzes import Aard, AfspraakSoort, Antwoordwijze, BetrokkeneRol, Exactheid, Groep, Herhaling

Waarden = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Advies:
    """One piece of advice: its kind (key of ``SOORTEN``), what to do in plain words, and the field it is about."""

    soort: str
    tekst: str
    veld: str


SOORTEN = {
    "termijn": "Geen datum",
    "maat": "Geen maat",
    "trekker": "Geen trekker",
    "eindverantwoordelijk": "Meer trekkers, geen penvoerder",
    "inspanning": "Inspanning in plaats van resultaat",
    "eenheid": "Getal zonder eenheid",
    "grens": "Minimum of maximum niet duidelijk",
    "vaag": "Vage woorden",
    "lijdend": "Niet duidelijk wie het doet",
    "voorwaarde": "Datum hangt van iets af",
}
_GETAL = r"(?<![\w.,/-])\d+(?:\.\d{3})*(?:,\d+)?(?![\w,]*[-/.]?\d)"
_EENHEID = (
    r"\s*(?:%|procent|euro|€|m2|m²|woning|huurwoning|koopwoning|appartement|studio|kamer|plek|plaats|student|statushouder|"
    r"huishouden|gezin|huurder|bewoner|persoon|personen|jongere|oudere|starter|urgent|project|locatie|complex|wijk|buurt|"
    r"bijeenkomst|gesprek|overleg|keer|maal|x\b|uur|dag|week|weken|maand|kwartaal|jaar|jaren|ton|kwh|kg|label|panelen|"
    r"zonnepanelen|punt|partij|corporatie|medewerker|fte|standplaats|garage|vhe|verhuureenhe|eenhe|miljoen|duizend|stuks|"
    r"(?:nieuwe|extra|sociale|bestaande|betaalbare|middeldure|permanente|tijdelijke|zelfstandige|levensloopbestendige|"
    r"gasloze|goedkope|kleine|grote|duurzame|geschikte|vrijkomende)\b)"
)
_ZONDER_EENHEID = re.compile(
    rf"(?:minstens|minimaal|hoogstens|maximaal|circa|ongeveer|aantal van|totaal)\s+({_GETAL})(?!{_EENHEID})"
)
_AANTAL = re.compile(rf"{_GETAL}{_EENHEID}|{_GETAL}\s+\w*(?:woning|plek|huurder)")
_ONGEVEER = re.compile(rf"\b(?:ongeveer|circa|ca\.?|zo'n|rond de|om en nabij|tussen de)\s+({_GETAL})")
_GRENS = re.compile(
    r"\b(?:minstens|minimaal|ten minste|tenminste|op zijn minst|hoogstens|maximaal|ten hoogste|niet meer dan|"
    r"niet minder dan|tot en met|exact|precies)\b"
)
_VAAG = re.compile(
    r"\b(?:(?:zo ?veel|zo ?goed|zo ?snel|zo ?lang|zo ?kort|zo ?laag) mogelijk|waar mogelijk|indien mogelijk|waar nodig|"
    r"zo nodig|indien nodig|te zijner tijd|t\.z\.t\.|op termijn|voldoende|redelijke? termijn|passende? aandacht|"
    r"extra aandacht|aandacht (?:hebben|houden|besteden)|in principe|bij voorkeur|tijdig|adequaat|substantieel|"
    r"een aantal|enkele|diverse|de nodige)\b"
)
_INSPANNING = re.compile(
    r"\b(?:streven|streeft|gestreefd|spannen? zich in|spant zich in|inspannen|zetten zich in|zet zich in|proberen|"
    r"probeert|bevorderen|bevordert|stimuleren|stimuleert|onderzoeken|onderzoekt|verkennen|verkent|faciliteren|faciliteert|"
    r"maken zich sterk|hebben de ambitie|de intentie|beogen|beoogt)\b"
)
_LIJDEND = re.compile(
    r"\b(?:wordt|worden|zal|zullen)\b[^.;:]*\b(?:ge\w{3,}(?:d|t|en)|(?:be|ver|ont|her)\w{3,}(?:d|t|en)|worden)\b"
)
_DOOR = re.compile(r"\bdoor (?:de |het |een |elke |iedere |alle )?\w+")
_ZIN = re.compile(r"[^.;!?\n]{1,600}")
_JAAR = re.compile(r"(?:19|20)\d\d")
# What comes after this in a text gets no advice: nobody reads that much of it.
_GROOTSTE = 20_000


def beoordeel(waarden: Waarden, *, partijen: Mapping[str, str] | None = None) -> list[Advies]:
    """Return the advice for an agreement in a fixed order; ``partijen`` maps keys of parties to names.

    A procesbepaling needs no measure and no result: it is about how parties work together.
    """
    tekst = str(waarden.get("tekst") or waarden.get("samenvatting") or "")[:_GROOTSTE].casefold()
    proces = waarden.get("soort") == AfspraakSoort.PROCESBEPALING
    namen = {naam.casefold() for naam in (partijen or {}).values()}
    regels: list[Callable[[], Iterator[Advies]]] = [
        lambda: _termijn(waarden, proces),
        lambda: iter(()) if proces else _maat(waarden, tekst),
        lambda: _trekker(waarden),
        lambda: iter(()) if proces else _inspanning(waarden, tekst),
        lambda: _eenheid(tekst),
        lambda: _grens(waarden, tekst),
        lambda: _vaag(tekst),
        lambda: _lijdend(waarden, tekst, namen),
    ]
    return [advies for regel in regels for advies in regel()]


def _termijn(waarden: Waarden, proces: bool) -> Iterator[Advies]:
    termijnen = waarden.get("termijnen") or []
    if any(t["begin"] or t["eind"] or t["herhaling"] not in {"", Herhaling.GEEN} for t in termijnen):
        return
    if any(t["exactheid"] == Exactheid.VOORWAARDE for t in termijnen):
        yield Advies(
            "voorwaarde",
            "De termijn hangt af van iets anders. Zet er ook een uiterste datum bij.",
            "termijnen",
        )
        return
    if proces:
        yield Advies("termijn", "Zet erbij hoe vaak dit gebeurt, bijvoorbeeld elk jaar in het najaar.", "termijnen")
    else:
        yield Advies("termijn", "Zet erbij wanneer dit klaar is: een dag, een kwartaal of een jaar.", "termijnen")


def _maat(waarden: Waarden, tekst: str) -> Iterator[Advies]:
    indicatoren = waarden.get("indicatoren") or []
    if any(indicator["streefwaarden"] for indicator in indicatoren):
        return
    if indicatoren:
        namen = ", ".join(f"‘{indicator['naam']}’" for indicator in indicatoren[:2])
        yield Advies("maat", f"Vul bij {namen} de streefwaarde in: hoeveel moet het worden?", "indicatoren")
    elif _AANTAL.search(tekst):
        yield Advies(
            "maat",
            "Er staat een aantal in de tekst. Maak er een indicator van, dan telt het portaal mee.",
            "indicatoren",
        )
    else:
        yield Advies(
            "maat", "Schrijf op waaraan je straks ziet dat het gelukt is, met een aantal of een product.", "indicatoren"
        )


def _trekker(waarden: Waarden) -> Iterator[Advies]:
    trekkers = [rij for rij in waarden.get("betrokkenen") or [] if rij["rol"] == BetrokkeneRol.TREKKER]
    if not trekkers:
        yield Advies(
            "trekker",
            "Kies wie de trekker is. Zonder trekker vraagt het portaal niemand om een antwoord.",
            "betrokkenen",
        )
        return
    groep = any(rij["groep"] and rij["groep"] != Groep.GEMEENTEN for rij in trekkers)
    samen = waarden.get("antwoordwijze") == Antwoordwijze.SAMEN and waarden.get("penvoerder")
    if (len(trekkers) > 1 or groep) and not samen:
        yield Advies(
            "eindverantwoordelijk",
            "Er zijn meer trekkers. Kies één partij als penvoerder, of laat bewust elke trekker zelf antwoorden.",
            "antwoordwijze",
        )


def _inspanning(waarden: Waarden, tekst: str) -> Iterator[Advies]:
    if waarden.get("aard") == Aard.INSPANNING:
        yield Advies("inspanning", "Dit is een inspanning. Kun je ook zeggen welk resultaat die oplevert?", "aard")
    elif vondst := _INSPANNING.search(tekst):
        yield Advies(
            "inspanning",
            f"‘{vondst[0]}’ is een inspanning. Schrijf op wat er klaar moet zijn in plaats van wat je probeert.",
            "tekst",
        )


def _eenheid(tekst: str) -> Iterator[Advies]:
    vondst = next((v for v in _ZONDER_EENHEID.finditer(tekst) if not _JAAR.fullmatch(v[1])), None)
    if vondst:
        yield Advies("eenheid", f"Zet achter {vondst[1]} wat je telt, bijvoorbeeld woningen of procent.", "tekst")


def _grens(waarden: Waarden, tekst: str) -> Iterator[Advies]:
    if any(indicator["streefwaarden"] for indicator in waarden.get("indicatoren") or []):
        return
    for zin in _ZIN.findall(tekst):
        vondst = _ONGEVEER.search(zin)
        if vondst and not _JAAR.fullmatch(vondst[1]) and not _GRENS.search(zin):
            yield Advies("grens", f"Kies bij {vondst[1]}: is dit minstens, hoogstens of precies?", "tekst")
            return


def _vaag(tekst: str) -> Iterator[Advies]:
    gevonden = list(dict.fromkeys(vondst[0] for vondst in _VAAG.finditer(tekst)))[:3]
    if gevonden:
        woorden = ", ".join(f"‘{woord}’" for woord in gevonden)
        yield Advies("vaag", f"{woorden}: zeg liever hoeveel, wanneer of in welk geval.", "tekst")


def _lijdend(waarden: Waarden, tekst: str, namen: set[str]) -> Iterator[Advies]:
    for zin in _ZIN.findall(tekst):
        vondst = _LIJDEND.search(zin)
        if vondst and not _DOOR.search(zin) and not any(naam in zin for naam in namen):
            eerste, *_, laatste = vondst[0].split()
            yield Advies("lijdend", f"‘{eerste} … {laatste}’: schrijf wie dit doet.", "tekst")
            return
