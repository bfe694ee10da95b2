"""Owners where no column gives them plainly: a column with owner and date, or the sentence of the agreement (pure)."""

from __future__ import annotations

import re

from afspraken.importeren.partijen.combineren import combineer, verleng_namen
from afspraken.importeren.partijen.lijst import Oplossing, Partijenlijst
from afspraken.importeren.partijen.ontleden import Deel, Soort, ontleed
from afspraken.importeren.partijen.personen import zonder_personen
from afspraken.importeren.partijen.rolwoorden import TREKKER
from afspraken.importeren.partijen.tekst import schoon, verzameling, vouw
from afspraken.importeren.partijen.woorden import ENKELVOUD, MEERVOUD, VAAG
from afspraken.importeren.resultaat import GevondenBetrokkene
from afspraken.termijnherkenning import is_termijn

MAX_DELEN = 40
MAX_ZINNEN = 12
_SCHEIDING = re.compile(r"(\s?(?:(?<!\d)/|/(?!\d)|;|\n|\||\s[-–]\s|,(?!\d)|:\s|\(|\))\s*)")


def splits_trekker_en_datum(tekst: str) -> tuple[str, str]:
    """Return (who, when) of a cell with both: 'Gemeente / in januari' -> ('Gemeente', 'in januari').

    Either may be empty. What is no term stays with who. Words keep their order and the marks between them.
    """
    tekst = schoon(tekst)
    if not tekst:
        return "", ""
    stukken = _SCHEIDING.split(tekst)
    if len(stukken) > 2 * MAX_DELEN:
        return tekst, ""
    wie: list[str] = []
    wanneer: list[str] = []
    for plek in range(0, len(stukken), 2):
        scheiding = stukken[plek - 1] if plek else ""
        _sluit_haakje(wie, scheiding)
        stuk = stukken[plek].strip()
        naam, termijn = _splits_stuk(stuk) if stuk else ("", "")
        if naam:
            wie.append(_met(wie, scheiding, naam))
        if termijn:
            wanneer.append(_met(wanneer, scheiding.replace("(", ","), termijn))
    return _af("".join(wie)), _af("".join(wanneer))


def _sluit_haakje(lijst: list[str], scheiding: str) -> None:
    """Close a bracket that stays: 'Gemeente (trekker) / 2024'."""
    if ")" in scheiding and lijst and lijst[-1].count("(") > lijst[-1].count(")"):
        lijst[-1] += ")"


def _met(lijst: list[str], scheiding: str, stuk: str) -> str:
    """Put back the mark that stood before a piece."""
    kaal = scheiding.replace(")", "").strip()
    if not lijst:
        return stuk
    if "\n" in scheiding:
        return f"\n{stuk}"
    if kaal == "(":
        return f" ({stuk}"
    return f"{kaal or ','} {stuk}" if kaal in (",", ";", ":", "") else f" {kaal} {stuk}"


def _af(tekst: str) -> str:
    return tekst.strip(" ,;:/|-–\n")


def _splits_stuk(stuk: str) -> tuple[str, str]:
    """Split 'Gemeente in januari' and 'Q1 2022 gemeente' in (who, when): a term at the end, or at the start."""
    woorden = stuk.split(" ")
    if len(woorden) > 14:
        return ("", stuk) if is_termijn(stuk) else (stuk, "")
    if not _begint_als_termijn(woorden[0]):
        for plek in range(1, len(woorden)):
            staart = " ".join(woorden[plek:])
            if _begint_als_termijn(woorden[plek]) and is_termijn(staart):
                return " ".join(woorden[:plek]), staart
        return stuk, ""
    for plek in range(1, len(woorden)):
        kop = " ".join(woorden[:plek])
        if _begint_als_naam(woorden[plek]) and re.search(r"\d", kop) and is_termijn(kop):
            return " ".join(woorden[plek:]), kop
    return ("", stuk) if is_termijn(stuk) else (stuk, "")


def _begint_als_naam(woord: str) -> bool:
    gevouwen = vouw(woord)
    algemeen = (
        gevouwen in ENKELVOUD or gevouwen in MEERVOUD or gevouwen in VAAG or gevouwen in ("alle", "allen", "partijen")
    )
    return algemeen or (woord[:1].isupper() and not _begint_als_termijn(woord))


_BEGIN = verzameling(
    "in voor vóór uiterlijk per vanaf medio begin eind einde start q1 q2 q3 q4 jaarlijks doorlopend continu kwartaal"
    " eerste tweede derde"
    " vierde laatste januari februari maart april mei juni juli augustus september oktober november december najaar"
    " voorjaar zomer winter"
    " elk elke ieder iedere tot t/m circa ca ca. rond gereed halfjaarlijks maandelijks periodiek structureel na"
    " zodra direct lopend gehele hele"
    " heel komende twee 1x 2x tweemaal eenmaal tussen van op binnen najaars voorjaars winter herfst lente zodra"
    " wanneer indien"
)


def _begint_als_termijn(woord: str) -> bool:
    kaal = woord.casefold().strip("(.,'’")
    return kaal in _BEGIN or kaal[:1].isdigit() or vouw(kaal) in _BEGIN


_ZIN = re.compile(r"(?<=[.!?;:])\s+|\n+")
_VOORZETSEL = verzameling(
    "van voor met aan bij tussen naar in door namens onder op uit over vanuit via tegen zonder per binnen richting"
    " betrekken informeren"
)
_GEEN_BELOFTE = verzameling(
    "is was waren heeft had kent kan kunnen vindt vinden hoeft bestaat staat staan geldt gelden blijkt weet weten ziet"
)


_TREKKER_IS = re.compile(
    r"(?:^|(?<=[.;\n]))\s*(?:de\s+)?(?:trekker|kartrekker|penvoerder|initiatiefnemer|actiehouder)s?\s+(?:is|zijn)\s+"
    r"(?P<na>[^.;\n]{2,80})|(?:^|(?<=[.;,\n]))\s*(?P<voor>[^.;,\n]{2,60}?)\s+(?:is|zijn)\s+(?:de\s+)?(?:kar)?trekkers?\b"
    r"(?=\s*[.;,\n]|\s*$|\s+van\s+deze\s+afspraak)",
    re.IGNORECASE,
)


def _genoemde_trekker(lijst: Partijenlijst, tekst: str) -> Oplossing:
    """'Trekker is de gemeente' and 'De gemeente is trekker' say it outright."""
    for treffer in _TREKKER_IS.finditer(tekst):
        uit = lijst.los_op((treffer["na"] or treffer["voor"]).strip(), rol=TREKKER)
        if uit.trekkers and not uit.onbekend and not uit.rest:
            return uit
    return Oplossing()


def trekker_uit_tekst(lijst: Partijenlijst, tekst: str) -> Oplossing:
    """Return whom the text calls its owner, else the subject of the first sentence that promises something.

    'De gemeente stelt in 2023 een plan op'.
    The subject is a guess, and says so in a warning. Empty when no sentence has a party as its subject.
    """
    if (genoemd := _genoemde_trekker(lijst, zonder_personen(schoon(tekst)))).trekkers:
        return genoemd
    zinnen = [zin for zin in _ZIN.split(zonder_personen(schoon(tekst))) if zin.strip()][:MAX_ZINNEN]
    for streng in (True, False):
        for zin in zinnen:
            namen = _onderwerp(lijst, zin, streng=streng)
            if namen:
                uit = Oplossing(
                    [GevondenBetrokkene(deel.doel.naam, TREKKER, groep=deel.doel.groep) for deel in namen if deel.doel]
                )
                wie = ", ".join(betrokkene.naam for betrokkene in uit.betrokkenen)
                uit.waarschuwingen.append(f"Er staat geen trekker bij. Uit de tekst afgeleid: {wie}. Controleer dat.")
                return uit
    return Oplossing()


def _onderwerp(lijst: Partijenlijst, zin: str, *, streng: bool) -> list[Deel]:
    """Return the first run of party names in a sentence that no preposition governs, or who does it in a passive."""
    delen = verleng_namen(ontleed(zin, lijst.register, in_cel=False), lijst.register, [])
    delen = combineer(delen, lijst.register, [])
    plek = 0
    while plek < len(delen):
        if delen[plek].soort != Soort.NAAM:
            plek += 1
            continue
        eind = _einde_van_reeks(delen, plek)
        reeks = [deel for deel in delen[plek:eind] if deel.soort == Soort.NAAM]
        if _is_handelend(zin, delen[plek].begin, delen[eind - 1].eind, streng=streng):
            return _uniek(reeks)
        plek = eind
    return []


def _einde_van_reeks(delen: list[Deel], plek: int) -> int:
    eind = plek + 1
    while (
        eind + 1 < len(delen)
        and delen[eind].soort in (Soort.EN, Soort.SCHEIDING)
        and delen[eind + 1].soort == Soort.NAAM
    ):
        eind += 2
    return eind


def _is_handelend(zin: str, begin: int, eind: int, *, streng: bool) -> bool:
    voor = [vouw(woord) for woord in zin[:begin].split()]
    while voor and voor[-1] in (
        "de",
        "het",
        "beide",
        "alle",
        "drie",
        "twee",
        "vier",
        "deze",
        "betrokken",
        "lokale",
        "",
    ):
        voor.pop()
    na = [vouw(woord) for woord in zin[eind:].split()[:3]]
    lijdend = any(woord in ("wordt", "worden") for woord in voor) or (bool(na) and na[0] in ("wordt", "worden"))
    if voor and voor[-1] == "door":
        return lijdend or any(vouw(woord) in ("wordt", "worden") for woord in zin[eind:].split())
    if voor and (voor[-1] in _VOORZETSEL or (lijdend and streng)):
        return False
    if lijdend or (streng and na and na[0] in _GEEN_BELOFTE):
        return False
    return bool(na) or bool(voor)


def _uniek(reeks: list[Deel]) -> list[Deel]:
    gezien: dict[str, Deel] = {}
    for deel in reeks:
        if deel.doel:
            gezien.setdefault(deel.doel.naam, deel)
    return list(gezien.values())
