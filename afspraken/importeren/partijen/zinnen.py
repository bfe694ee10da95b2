"""Parties in running text: 'tussen de gemeente X, de corporaties A en B en de huurdersorganisatie C' (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from afspraken.importeren.partijen.namen import Bron, Vondst, gewone_gemeentenaam, lees_naam, soort_van_rol
from afspraken.importeren.partijen.opsommingen import deel_op
from afspraken.importeren.partijen.personen import zonder_personen
from afspraken.importeren.partijen.tekst import schoon, verzameling, vouw
from afspraken.importeren.partijen.vindplaatsen import Regel
from afspraken.importeren.partijen.woorden import GEMEENTE, HUURDERS, LANDELIJK, MEERVOUD, soort_van_naam

MAX_ZINNEN = 400

_ZIN = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(])")
_VERBAND = re.compile(r"afspra(?:ak|ken)|overeenkomst|convenant|akkoord|samenwerking", re.IGNORECASE)
_DAAD = re.compile(
    r"\btussen\b|gemaakt|\bmaken\b|gesloten|\bsluiten\b|onderteken|vastgelegd|leggen\b|overeen|partijen|aangegaan"
    r"|spreken|\bzijn\b|opgesteld"
    r"|deelnemers|\bmet\b",
    re.IGNORECASE,
)
_ROL = re.compile(
    r"(?<![\w-])(?P<rol>gemeenten?|(?:woning|woon|woningbouw)?corporaties?|verhuurders?|(?:huurders?"
    r"|bewoners)(?:belangen)?(?:organisaties?|vertegenwoordiging(?:en)?)"
    r"|huurdersverenigingen|bewonersverenigingen|huurdersraden|huurdersbelangenverenigingen|woningstichtingen"
    r"|woonstichtingen"
    r"|zorg(?:organisaties?|aanbieders?|partijen|instellingen?)|welzijnsorganisaties?"
    r"|(?P<deel>woonstichting|woningstichting|woningbouwvereniging|woningvereniging|stichting|vereniging"
    r"|co[oö]peratie|wbv|WBV"
    r"|huurdersvereniging|huurders\s?belangen\s?vereniging|bewonersvereniging|huurdersraad|bewonersraad"
    r"|huurdersstichting|huurderskoepel"
    r"|huurdersplatform|huurdersfederatie|HBV|HV))\s*:?\s+(?-i:de\s+|het\s+)?(?-i:(?='[a-z]|[\"']?[\w'-]*[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_HOOFD = re.compile(r"^(?:'[a-z]|[\"'(]?[\w'-]*[A-ZÀ-Þ])")
_DEELTJES = verzameling("van de het der den voor aan op ter ten groot en omstreken omgeving regio t e.o. &")
_BIJZIN = re.compile(
    r"\s(?:die|dat|welke|waarin|waarbij|waarmee|om|met elkaar|met als|gezamenlijk|hebben|heeft|zijn|is|wordt|worden"
    r"|maken|werken|zetten|spreken|voor de"
    r"|over|in het kader|op basis|vast|vastgelegd|gemaakt|ondertekend|overeen|leggen|willen|sluiten|afspraken)\b.*$",
    re.DOTALL,
)
_TEKENT_NIET = re.compile(
    r"onderteken\w*(?: \w+){0,4} niet\b|niet (?:mee |mede )?(?:te )?(?:onder)?teken|geen (?:partij|ondertekenaar"
    r"|deelnemer)|zonder te ondertekenen|agendalid|als toehoorder",
    re.IGNORECASE,
)
_HAAKJE = re.compile(r"\s*\([^()]{0,200}\)")


@dataclass(slots=True)
class _Stand:
    """Where we are in a sentence."""

    soort: str = ""
    meervoud: bool = False
    vondsten: list[Vondst] = field(default_factory=list)


def namen_in_zinnen(regels: list[Regel], bekend: list[str], alles: str, *, ruim: bool = False) -> list[Vondst]:
    """Read the sentences before the agreements that say between whom they are made.

    ``ruim`` reads any sentence, for a document that names its parties nowhere else; then a word for the kind is needed.
    """
    uit: list[Vondst] = []
    over = MAX_ZINNEN
    for regel in regels:
        if regel.woordental < 6:
            continue
        for nummer, zin in enumerate(_ZIN.split(zonder_personen(schoon(regel.tekst)))[:over]):
            over -= 1
            blok = f"zin {id(regel)} {nummer}"
            if ruim:
                uit.extend(_lees_losse_zin(zin, str(regel.plaats), bekend))
            elif _VERBAND.search(zin) and _DAAD.search(zin):
                uit.extend(_lees_zin(zin, str(regel.plaats), blok, bekend, alles))
    return uit


def _lees_zin(zin: str, plaats: str, blok: str, bekend: list[str], alles: str) -> list[Vondst]:
    stand = _Stand()
    for index, stuk in enumerate(deel_op(zin, bekend)):
        vondst = _lees_stuk(stuk, stand, eerste=index == 0, bekend=bekend, alles=alles)
        if vondst:
            vondst.plaats, vondst.blok = plaats, blok
            stand.vondsten.append(vondst)
    soorten = {vondst.soort for vondst in stand.vondsten if vondst.soort_zeker}
    if _TEKENT_NIET.search(zin):
        for vondst in stand.vondsten:
            vondst.tekent = False
        return stand.vondsten
    return stand.vondsten if len(soorten) > 1 else []


def _lees_losse_zin(zin: str, plaats: str, bekend: list[str]) -> list[Vondst]:
    stand = _Stand()
    for stuk in deel_op(zin, bekend):
        rollen = list(_ROL.finditer(stuk))
        vondst = _na_rol(stuk, rollen, stand) if rollen else None
        if vondst and vondst.soort and (vondst.soort_zeker or vondst.rechtsvorm):
            vondst.plaats = plaats
            stand.vondsten.append(vondst)
    return stand.vondsten


def _lees_stuk(stuk: str, stand: _Stand, *, eerste: bool, bekend: list[str], alles: str) -> Vondst | None:
    rollen = [treffer for treffer in _ROL.finditer(stuk) if not _in_haakjes(stuk, treffer.start())]
    if rollen:
        return _na_rol(stuk, rollen, stand)
    losse = vouw(_HAAKJE.sub("", stuk)).split()
    if any(woord in MEERVOUD or woord in ("gemeente", "corporatie") for woord in losse):
        stand.soort, stand.meervoud = "", False
        return None
    kaal = re.sub(r"^(?:tussen|met|door|van|en)\s+", "", stuk)
    kaal = re.sub(r"^(?:de|het)\s+(?=\S)", "", kaal)
    if not _HOOFD.match(kaal) or (
        eerste and not stand.soort and vouw(_knip(kaal)) not in {vouw(naam) for naam in bekend}
    ):
        if kaal[:1].islower():
            stand.soort, stand.meervoud = "", False
        return None
    naam = _knip(kaal)
    soort = stand.soort if stand.meervoud else ""
    if not soort and (vouw(naam) in LANDELIJK or not (soort_van_naam(naam) or _keert_terug(naam, alles))):
        return None
    vondst = lees_naam(naam, bron=Bron.ZIN, soort="" if soort == GEMEENTE else soort)
    return _als_gemeente(vondst) if soort == GEMEENTE and vondst else vondst


def _na_rol(stuk: str, rollen: list[re.Match[str]], stand: _Stand) -> Vondst | None:
    """Read the name behind the last role word; 'huurdersvereniging' is part of the name, 'corporatie' is not."""
    eerste = next((treffer for treffer in rollen if not treffer["deel"]), None)
    deel = next((treffer for treffer in rollen if treffer["deel"]), None)
    rol = eerste or deel or rollen[-1]
    soort = soort_van_rol(rol["rol"]) if not rol["deel"] else ""
    bij_naam = rol["deel"] or (soort == HUURDERS and rol["rol"][0].isupper() and vouw(rol["rol"]) not in MEERVOUD)
    naam = _knip(stuk[(_begin_van_naam(stuk, rol.start()) if bij_naam else rol.end()) :])
    was = stand.soort if stand.meervoud else ""
    if not rol["deel"]:
        stand.soort = soort
        stand.meervoud = vouw(rol["rol"]) in MEERVOUD or vouw(rol["rol"]).endswith(("s", "en"))
    if soort == GEMEENTE:
        vondst = lees_naam(naam, bron=Bron.ZIN)
        return _als_gemeente(vondst) if vondst else None
    vondst = lees_naam(naam, bron=Bron.ZIN, soort=soort or (was if was != GEMEENTE else ""))
    if vondst and rol["deel"] and not stand.meervoud:
        stand.soort = ""
    return vondst


def _begin_van_naam(stuk: str, plek: int) -> int:
    """'Centrale Bewonersraad X': words with a capital before the kind belong to the name."""
    while treffer := re.search(r"(?:^|(?<=\s))([\w'-]*[A-ZÀ-Þ][\w'-]*)\s$", stuk[max(0, plek - 40) : plek]):
        if vouw(treffer[1]) in ("de", "het", "tussen", "met", "deze", "in"):
            break
        plek -= len(treffer.group())
    return plek


def _als_gemeente(vondst: Vondst) -> Vondst:
    naam = re.sub(r"^gemeente\s+", "", vondst.naam, flags=re.IGNORECASE)
    vondst.naam, vondst.soort, vondst.soort_zeker, vondst.rechtsvorm = (
        gewone_gemeentenaam(f"Gemeente {naam}"),
        GEMEENTE,
        True,
        "publiekrechtelijk",
    )
    return vondst


def _knip(tekst: str) -> str:
    """Cut a name off where the sentence goes on; a definition in brackets stays with it."""
    haakje = _HAAKJE.search(tekst)
    erbij = haakje.group() if haakje else ""
    kop = tekst[: haakje.start()] if haakje else tekst
    kop = _BIJZIN.sub("", kop)
    woorden = kop.rstrip(" .:").split()
    while (
        len(woorden) > 1
        and woorden[-1][:1].islower()
        and not any(letter.isupper() for letter in woorden[-1])
        and vouw(woorden[-1]) not in ("omstreken", "omgeving", "wonen")
    ):
        woorden.pop()
    for plek, woord in enumerate(woorden[1:], 1):
        klein = woord.islower() and vouw(woord) not in _DEELTJES and not soort_van_naam(woord)
        if klein:
            woorden = woorden[:plek]
            break
    while len(woorden) > 1 and woorden[-1].islower() and vouw(woorden[-1]) in _DEELTJES - {"omstreken", "omgeving"}:
        woorden.pop()
    return " ".join(woorden) + erbij


def _in_haakjes(tekst: str, plek: int) -> bool:
    return tekst.count("(", 0, plek) > tekst.count(")", 0, plek)


def _keert_terug(naam: str, alles: str) -> bool:
    return alles.count(schoon(_HAAKJE.sub("", naam)).casefold()) > 1


_BEWIJS = re.compile(
    r"(?P<rol>(?:woning|woon)?corporaties?|woningstichting|woonstichting|verhuurders?|(?:huurders"
    r"|bewoners)organisaties) (?:de |het )?$"
)


def soort_uit_gebruik(naam: str, alles: str) -> str:
    """Return the kind the text gives a name by the word right before it: 'woningcorporatie Portaal'."""
    kaal = schoon(naam).casefold()
    plek = alles.find(kaal)
    tel: dict[str, int] = {}
    for _ in range(200):
        if plek < 0:
            break
        treffer = _BEWIJS.search(alles, max(0, plek - 45), plek)
        rol = treffer["rol"] if treffer else ""
        soort = soort_van_rol(rol) if rol else ""
        if soort in ("corporatie", HUURDERS):
            tel[soort] = tel.get(soort, 0) + 1
        plek = alles.find(kaal, plek + len(kaal))
    return max(tel, key=lambda soort: tel[soort]) if tel else ""
