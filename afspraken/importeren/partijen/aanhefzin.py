"""Parties in the sentence a document opens with: 'Gemeente A, Woonstichting B (WB) en Huurdersvereniging C.' (pure).

Such a sentence is an enumeration: what stands in it are the parties, also when nothing in a name tells its kind. It
counts when it holds a municipality with its name and at least one other organisation, and when nothing else stands in
it but what belongs to an opening ('Partijen:', 'Deze afspraken zijn gemaakt door', '... maken deze afspraken').
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from afspraken.importeren.partijen.namen import Bron, Vondst, lees_naam, soort_van_rol
from afspraken.importeren.partijen.opsommingen import deel_op
from afspraken.importeren.partijen.personen import zonder_personen
from afspraken.importeren.partijen.tekst import schoon, vouw
from afspraken.importeren.partijen.vindplaatsen import Regel
from afspraken.importeren.partijen.woorden import (
    CORPORATIE,
    GEMEENTE,
    HUURDERS,
    LANDELIJK,
    LEGE_WOORDEN,
    MEERVOUD,
    soort_van_naam,
)

MAX_REGELS = 60
MAX_ZINNEN = 12
MAX_LEDEN = 40

_ZIN = re.compile(r"(?<=[.!?])(?<!\b[Ss]t\.)(?<!\b[A-Z]\.)\s+(?=[A-Z\"'(])")
_MET_EN = re.compile(r"(?=\b(?P<een>[A-Z][\w'-]*) (?:en|&) (?P<twee>[A-Z][\w'-]*))")
_ROL = re.compile(
    r"(?P<rol>gemeenten?|(?:woning|woon|woningbouw)?corporaties?|verhuurders|woningstichtingen|woonstichtingen"
    r"|woningbouwverenigingen|(?:huurders?|bewoners)(?:belangen)?(?:organisaties?|vertegenwoordiging(?:en)?|verenigingen)"
    r"|huurdersraden|zorg(?:organisaties?|partijen|aanbieders?|instellingen?))\s*:?\s+",
    re.IGNORECASE,
)
_LOS_WOORD = re.compile(
    r"^(?:(?:de|het|alle|beide|twee|drie|vier|lokale|deelnemende|gezamenlijke|samenwerkende|betrokken|aldaar|enerzijds|en"
    r"|alsmede|evenals|namelijk|te weten|zijnde|bestaande uit|hierna|verder|ook)\s+)+"
)
_VOOR_ROL = re.compile(
    r"^(?:[a-zà-ÿ]+\s+){1,8}?(?=(?:(?:woning|woon)?corporaties?|(?:huurders|bewoners)\w*(?:organisaties?|verenigingen|raden))\s*:?\s+[A-ZÀ-Þ])"
)
"""'in de gemeente werkzame' before 'woningcorporaties A en B'."""
_RECHTSVORM = re.compile(r"(?:stichting|vereniging|co[oö]peratie)\b", re.IGNORECASE)
_GEMEENTE = re.compile(r"\b[Gg]emeenten?\s+(?:(?:De|Den|Het|'s-|'t)\s?)?(?='?[A-ZÀ-Þ])")
_OPENING = re.compile(
    r"^(?:.{0,120}?\b(?:tussen|door|van|zijn|namelijk|namens|met)\s*:?\s+|[^,;.]{0,60}:\s*"
    r"|(?:de\s+)?(?:\w+\s+)?(?:partijen|ondergetekenden|ondertekenaars)\s*[,:]?\s+"
    r"|[^,;.:]{0,30}\b\w*(?:afspraken|akkoord|convenant|overeenkomst)\b[^,;.:a-z]{0,16}(?:voor\s+)?)?"
    r"(?:de\s+|het\s+|alle\s+|beide\s+)*$",
    re.IGNORECASE,
)
_GEEN_OPENING = re.compile(
    r"\b(?:woonvisie|wethouder|raad|college|bijlage|artikel|hoofdstuk|subsidie)\b", re.IGNORECASE
)
_SLOT = re.compile(
    r"(?:^|[\s,])(?:(?:die|dat|welke|hebben|heeft|zijn|maken|maakten|sluiten|spreken|stellen|leggen|werken|komen|gaan"
    r"|tekenen|ondertekenen|bevestigen|verklaren|willen|vormen|nemen|zetten|samen|gezamenlijk|hierna|verder"
    r"|partijen bij|voor|in|over|met|per|vanaf|onder|op|waarbij|waarin|ten behoeve van|afgesproken|overeengekomen"
    r"|wonen)\b.*)$",
    re.DOTALL,
)
_VERBAND = re.compile(
    r"afspra|overeen|convenant|jaarschijf|akkoord|samenwerk|partijen|onderteken|vast\b|spreken", re.IGNORECASE
)
_HAAKJES = re.compile(r"\s*\([^()]{0,200}\)|\s*\"[^\"]{1,60}\"")
_MEERVOUD = re.compile(r"\b(?:gemeenten|\w*corporaties|\w*organisaties|\w*verenigingen|\w*stichtingen|\w*raden)\b")
_SOORTWOORD_VOOR = re.compile(r"(?:\w*stichting|\w*vereniging|co[oö]peratie|\w*raad|\w*belang)\s$", re.IGNORECASE)
_HOOFD = re.compile(r"^(?:'[a-z]|[\"'(]?[\w'-]*[A-ZÀ-Þ])")


@dataclass(frozen=True, slots=True)
class _Lid:
    """One member of the enumeration."""

    tekst: str
    soort: str = ""
    meervoud: bool = False
    slot: str = ""
    """What the sentence says after it, when it is the last."""


def namen_in_aanhef(regels: list[Regel], bekend: list[str], alles: str = "") -> list[Vondst]:
    """Read the first sentences that only enumerate parties.

    ``bekend`` are names that stay whole; ``alles`` is the text of the document in small letters.
    """
    uit: list[Vondst] = []
    over = MAX_ZINNEN
    for regel in regels[:MAX_REGELS]:
        if regel.kop or regel.woordental > 160:
            continue
        for nummer, zin in enumerate(_ZIN.split(zonder_personen(schoon(regel.tekst)).replace("\n", " "))):
            if not _GEMEENTE.search(zin) or over <= 0:
                continue
            over -= 1
            heel = [*bekend, *_namen_met_en(zin, alles)]
            uit.extend(_lees_zin(zin, str(regel.plaats), f"aanhef {id(regel)} {nummer}", heel))
    return uit


def _namen_met_en(zin: str, alles: str) -> list[str]:
    """'Lek en Waard' is one name when the document never writes one word of it without the other."""
    uit = []
    for treffer in _MET_EN.finditer(zin):
        een, twee = treffer["een"].casefold(), treffer["twee"].casefold()
        if not _kan_een_naam_zijn(zin, treffer):
            continue
        samen = len(re.findall(rf"\b{re.escape(een)} (?:en|&) {re.escape(twee)}\b", alles))
        los = min(len(re.findall(rf"\b{re.escape(woord)}\b", alles)) for woord in (een, twee))
        if samen > 1 and los == samen:
            uit += [f"{treffer['een']} {teken} {treffer['twee']}" for teken in ("en", "&")]
    return uit


def _kan_een_naam_zijn(zin: str, treffer: re.Match[str]) -> bool:
    """After a plural ('de corporaties A en B') they are two; one name has its kind before it or a word behind it."""
    voor = re.split(r"[,;]", zin[: treffer.start()])[-1]
    if _MEERVOUD.search(voor) or vouw(treffer["twee"]) in LEGE_WOORDEN:
        return False
    return bool(_SOORTWOORD_VOOR.search(voor) or re.match(r" [A-Z]", zin[treffer.end("twee") :]))


def _lees_zin(zin: str, plaats: str, blok: str, bekend: list[str]) -> list[Vondst]:
    eerste = _GEMEENTE.search(zin)
    leden = _leden(zin, eerste.start() if eerste else 0, bekend)
    slot = leden[-1].slot if leden else ""
    if len(leden) < 2 or (slot and not _VERBAND.search(f"{zin[: eerste.start() if eerste else 0]} {slot}")):
        return []
    vondsten: list[Vondst] = []
    for lid in leden:
        vondst = lees_naam(lid.tekst, bron=Bron.LIJST, soort=lid.soort, plaats=plaats, blok=blok)
        if vondst is None:
            return []
        vondsten.append(vondst)
    soorten = {vondst.soort for vondst in vondsten if vondst.soort}
    return vondsten if GEMEENTE in soorten and soorten & {CORPORATIE, HUURDERS} else []


def _leden(zin: str, begin: int, bekend: list[str]) -> list[_Lid]:
    """The members from the first municipality to where the sentence goes on; none when something else is in it."""
    voor = zin[:begin]
    if not _OPENING.match(voor) or _GEEN_OPENING.search(voor):
        return []
    uit: list[_Lid] = []
    soort, meervoud = "", False
    rest = zin[begin:].rstrip(" .:;")
    if rest.count(" – ") + rest.count(" - ") > 1 and "," not in rest:
        rest = re.sub(r"\s[–-]\s", ", ", rest)
    stukken = deel_op(rest, bekend)
    if len(stukken) > MAX_LEDEN:
        return []
    for stuk in stukken:
        lid = _lees_lid(stuk, soort if meervoud else "")
        if lid is None:
            return uit if uit and _gaat_verder(stuk, uit) else []
        uit.append(lid)
        soort, meervoud = (lid.soort, lid.meervoud) if lid.meervoud or lid.soort else (soort, meervoud)
        if lid.slot:
            break
    return uit


def _gaat_verder(stuk: str, leden: list[_Lid]) -> bool:
    """After the last name the sentence may go on: '..., spreken het volgende af'."""
    return len(leden) > 1 and bool(_SLOT.match(stuk)) and bool(_VERBAND.search(stuk))


def _lees_lid(stuk: str, soort: str) -> _Lid | None:
    kaal = _VOOR_ROL.sub("", _LOS_WOORD.sub("", stuk).strip())
    rol = _ROL.match(kaal)
    meervoud = bool(soort)
    if rol:
        soort = soort_van_rol(rol["rol"])
        meervoud = vouw(rol["rol"]) in MEERVOUD or vouw(rol["rol"]).endswith("en")
        houdt_rol = rol["rol"][0].isupper() and not meervoud
        kaal = kaal if houdt_rol and soort != GEMEENTE else _LOS_WOORD.sub("", kaal[rol.end() :])
    naam, slot = _knip(kaal)
    if not naam or vouw(naam) in LANDELIJK:
        return None
    eigen = soort_van_naam(naam)
    if not _HOOFD.match(naam) and not eigen:
        return None
    ander = eigen in (HUURDERS, GEMEENTE) or (soort == GEMEENTE and (eigen or _RECHTSVORM.match(naam)))
    if ander and soort and eigen != soort:
        soort, meervoud = eigen, False
    return _Lid(naam, soort, meervoud, slot)


def _knip(tekst: str) -> tuple[str, str]:
    """Cut a member in its name (with what stands in brackets or quotes) and what the sentence says after it."""
    haakje = _HAAKJES.search(tekst)
    kop, erbij, na = (tekst[: haakje.start()], haakje.group(), tekst[haakje.end() :]) if haakje else (tekst, "", "")
    slot = _SLOT.search(kop, 1)
    if slot and not _hoort_bij_naam(kop, slot):
        return kop[: slot.start()].strip(" ,"), kop[slot.start() :] + erbij + na
    return f"{kop.strip()} {erbij.strip()}".strip(), na.strip(" ,.")


def _hoort_bij_naam(kop: str, slot: re.Match[str]) -> bool:
    """'Samen voor Wonen' and 'Huis in Stad' hold small words that could also go on with the sentence."""
    rest = slot.group().strip(" ,").split()
    return len(rest) <= 3 and bool(re.match(r"[A-ZÀ-Þ]", rest[-1])) and not _VERBAND.search(slot.group())


__all__ = ["namen_in_aanhef"]
