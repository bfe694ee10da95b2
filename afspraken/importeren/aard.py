"""Result or effort, and the kind of an agreement, from its words (pure)."""

from __future__ import annotations

import re
from typing import Literal

Aard = Literal["resultaat", "inspanning", "onbekend"]
Soort = Literal["meerjarig", "periode", "procesbepaling", "jaarschijf"]

LANGSTE_TEKST = 20_000
# Words that make a promise soft whatever else the sentence says.
_INSPANNING = (
    r"stre(?:ven|eft)\b|nastreven|spant\b|spannen\b|inspann\w*|zet(?:ten)?\s(?:\w+\s){0,6}?in\b|inzetten|voornemens"
    r"|intentie|bereid\b|willen\b|wil\b|wensen\b|wenselijk|ambitie|prober\w*|probeert|bevorder\w*|stimule\w*"
    r"|zoek(?:t|en)\b|verken(?:t|nen)\b|verkenning|zo ?veel (?:als )?mogelijk|zo goed mogelijk|waar mogelijk"
    r"|voor zover mogelijk|naar vermogen|binnen (?:hun|haar) mogelijkheden|dra(?:agt|gen)\s(?:\w+\s){0,6}?bij\b"
    r"|alert\b|gaan\s(?:\w+\s){0,4}?gesprek\b|(?:be)?kijk(?:t|en)\b(?!.{0,40}\bterug\b)|bezien\b|samen ?werken"
    r"|werk(?:t|en)\s(?:\w+\s){0,4}?samen\b|sorteren\b|continueren|ondersteun\w*|steun\w*|onderschrij\w+"
)
# Words that promise something that is there or not.
_RESULTAAT = (
    r"lever(?:t|en)\b|realise(?:ert|ren)\b|gerealiseerd|garande(?:ert|ren)\b|bouw(?:t|en)\b|(?:op)?geleverd"
    r"|stel(?:t|len)\s(?:\S+\s){0,16}?(?:vast|op|beschikbaar)\b|vast ?gesteld|opgesteld|opstelt?|wij(?:st|zen)\s"
    r"|maken\s(?:\S+\s){0,10}?(?:inzichtelijk|bekend|concreet)\b|evalue(?:ert|ren)\b|rapporte(?:ert|ren)\b|bepaalt\b"
    r"|financier(?:t|en)\b|betaalt\b|betalen\b|organise(?:ert|ren)\b|georganiseerd|inventarise\w+|sloopt|slopen\b"
    r"|verko(?:opt|pen)\b|renove(?:ert|ren)\b|isole(?:ert|ren)\b|verhu(?:urt|ren)\b|zorgt\b|hante(?:ert|ren)\b"
    r"|verstrek(?:t|ken)\b|moni(?:tort|toren)\b|gemonitord|benoem(?:t|en)\b|voortgezet|voort\b|aangepast|onderzocht"
    r"|uitgewerkt|uitgevoerd|vind(?:t|en)\s(?:\S+\s){0,16}?plaats\b|uitvoering van|opgenomen|voer(?:t"
    r"|en)\s(?:\S+\s){0,10}?uit\b"
    r"|kijken\s(?:\S+\s){0,6}?terug\b|in geen geval|bied(?:t|en)\b|worden\s(?:\S+\s){0,3}?betrokken"
)
# Talking, looking into, sharing: a result when it has its moment, otherwise an effort.
_OVERLEG = (
    r"bespre(?:ekt|ken)\b|overleg(?:t|gen)\b|onderzoek(?:t|en)\b|informe(?:ert|ren)\b|de(?:elt|len)\b|betrek(?:t|ken)\b"
    r"|stem(?:t|men)\s(?:\S+\s){0,16}?af\b|afstemm\w+|voer(?:t|en)\s(?:\S+\s){0,4}?regie\b|regie\b|wisselen\b|licht\b"
    r"|treden\s(?:\S+\s){0,4}?overleg\b|monitoring|betrokken"
)
_WOORD = re.compile(rf"\b(?:(?P<i>{_INSPANNING})|(?P<r>{_RESULTAAT})|(?P<o>{_OVERLEG}))", re.IGNORECASE)
_MOMENT = re.compile(
    r"\b(?:jaarlijks|halfjaarlijks|maandelijks|per (?:jaar|kwartaal|maand)|(?:elk|ieder|elke|iedere) (?:jaar"
    r"|half|kwartaal"
    r"|maand)|[0-9]+ ?x|keer per|maal per|uiterlijk|vóór|kwartaal|20[0-9]{2})\b",
    re.IGNORECASE,
)
# Clauses about the agreements themselves promise nothing.
_OVER_AFSPRAKEN = re.compile(
    r"^\W*(?:deze|de)\s+(?:prestatieafspraken|afspraken|overeenkomst)\b|\bvoorbehoud\b|\bgeschil|\bovermacht\b"
    r"|\bbij deze afspraken\b|\bonredelijk",
    re.IGNORECASE,
)
# 'De gemeente heeft een onderzoek uitgevoerd.' is background: what was done promises nothing.
_AL_GEDAAN = re.compile(
    r"\b(?:heeft|hebben)\s[^,;]{0,150}?\b(?:uitgevoerd|gerealiseerd|gebouwd|opgesteld|vastgesteld|onderzocht"
    r"|opgeleverd|geïnventariseerd|georganiseerd|aangepast|geëvalueerd)\W*$",
    re.IGNORECASE,
)
_ZINNEN = re.compile(r"(?<=[.!?;])\s+|\n+")

_JAARTAL = r"(?:19|20)[0-9]{2}"
_JAARSCHIJF = re.compile(
    rf"\bjaar(?:schijf|schijven|plan|plannen|afspraken)\b|\bactiviteiten\s+{_JAARTAL}\b", re.IGNORECASE
)
_MEERJARIG = re.compile(r"\bmeer[ -]?jar", re.IGNORECASE)
_PERIODE = re.compile(
    rf"afspra(?:ak|ken)\D{{0,30}}({_JAARTAL})(?:\s*(?:[-–/]|t/m|tot en met|en)\s*({_JAARTAL}))?", re.IGNORECASE
)
_PROCES = re.compile(
    r"\b(?:looptijd|geschil\w*|slotbepaling\w*|slotafspra\w*|bijzondere omstandigheden"
    r"|onvoorziene omstandigheden|opzegg\w+"
    r"|ontbinding|geldigheid\w*|werkingsduur|citeertitel|inwerkingtreding|vertrouwelijk\w*|overmacht|rechtsgeldig\w*"
    r"|toepasselijk recht|algemene bepalingen|duur van (?:de|deze) \w+|wijziging van (?:de|deze) \w+)\b",
    re.IGNORECASE,
)
_PROCESTEKST = re.compile(
    r"^\W*(?:deze\s+(?:prestatieafspraken|afspraken|overeenkomst)\s+(?:gelden|geldt|treden|treedt|kunnen|kan"
    r"|hebben|heeft)"
    r"|bij een (?:eventueel )?geschil|in geval van (?:een )?geschil)",
    re.IGNORECASE,
)


def bepaal_aard(tekst: str, label: str = "") -> Aard:
    """Tell whether an agreement promises a result or an effort.

    ``label`` is what stands beside it ('Resultaatafspraak corporatie:', a column Type) and wins. Otherwise the first
    word in the text that says either decides: 'streven' makes an effort, 'stellen vast' a result; talking and looking
    into is a result when its sentence names a moment. What was already done and clauses about term or dispute promise
    nothing. No such word: 'onbekend'.
    """
    if aard := _uit_label(label):
        return aard
    if _PROCESTEKST.search(tekst[:200]):
        return "onbekend"
    for zin in _ZINNEN.split(tekst[:LANGSTE_TEKST]):
        if _OVER_AFSPRAKEN.search(zin) or _AL_GEDAAN.search(zin):
            continue
        vondst = _WOORD.search(zin)
        if vondst is None:
            continue
        if vondst.lastgroup == "o":
            return "resultaat" if _MOMENT.search(zin) else "inspanning"
        return "inspanning" if vondst.lastgroup == "i" else "resultaat"
    return "onbekend"


def _uit_label(label: str) -> Aard | None:
    """Return what a label or a cell of the column Type says."""
    klein = label.casefold().strip(" .:*")
    resultaat = "resultaat" in klein or "prestatie-eis" in klein or klein == "r"
    inspanning = any(woord in klein for woord in ("inspanning", "intentie", "streven")) or klein == "i"
    if resultaat == inspanning:
        return None
    return "resultaat" if resultaat else "inspanning"


def bepaal_soort(kolomkop: str, hoofdstuktitel: str, tekst: str, titel: str) -> Soort:
    """Tell the kind of an agreement: its column heading first, then its chapter, its own title and its words.

    'Meerjarige afspraken' -> meerjarig, 'Afspraken 2022-2023' -> periode, 'Jaarschijf 2024' -> jaarschijf; a title
    or opening words about term, dispute or validity -> procesbepaling. Nothing said: meerjarig.
    """
    for kop in (kolomkop[:500], hoofdstuktitel[:500]):
        if _MEERJARIG.search(kop):
            return "meerjarig"
        if _JAARSCHIJF.search(kop):
            return "jaarschijf"
        if periode := _PERIODE.search(kop):
            # 'Afspraken 2022-2026' names the whole set; a span of up to two years stands beside multi-year agreements.
            return "meerjarig" if periode[2] and int(periode[2]) - int(periode[1]) > 1 else "periode"
    if _PROCES.search(titel[:500]) or _PROCES.search(hoofdstuktitel[:500]) or _PROCESTEKST.search(tekst[:200]):
        return "procesbepaling"
    return "meerjarig"
