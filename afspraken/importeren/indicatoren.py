"""Measurable sides of an agreement: from columns such as Indicator and Streefwaarde, and from its text (pure).

What is unsure is left out: a figure that only explains, a rent limit, a fact of the past.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from afspraken.importeren.indicatorpatronen import (
    ACHTER,
    ACHTER_LOS,
    ACHTERGROND,
    BELOFTE,
    DEEL,
    DEEL_VAN,
    DOELJAAR,
    GEEN_BELOFTE_ERVOOR,
    GETAL,
    IJKPUNTTEKST,
    KOPPEN,
    LABEL,
    ONDERWERP,
    OVERLEG,
    PRIJS,
    STOPWOORDEN,
    UITLEG_ERVOOR,
    VAN_NAAR,
    VERDELING,
    ZINNEN,
)
from afspraken.importeren.resultaat import GevondenIndicator
from afspraken.importeren.waarden import (
    BANDBREEDTE,
    GRENS,
    IJKPUNT,
    MINIMUM,
    STREEFWAARDE,
    Waarde,
    lees_getal,
    lees_jaar,
    lees_per,
    lees_waarde,
    richting_van,
    vermenigvuldig,
)

LANGSTE_TEKST = 100_000
MEESTE_INDICATOREN = 50
LANGSTE_ZIN = 4000
_LANGSTE_NAAM = 100
# Between the targets of two years: '2024: 10; 2025: 20', '10 in 2024, 20 in 2025'.
_VOOR_JAAR = re.compile(r"\s*;\s*|\s+(?=20\d\d\s*:)|\s*,\s+(?=(?:in\s+)?20\d\d\b)|(?<=20\d\d),\s+")


def herken_indicatoren(
    tekst: str,
    kolommen: Mapping[str, str],
    *,
    begin: dt.date | None,
    eind: dt.date | None,
    partijen: Sequence[str] = (),
) -> list[GevondenIndicator]:
    """Return what is measurable: first from the columns (heading -> cell), then from the text.

    ``partijen``: names as the document uses them; a figure that belongs to one gets its ``partij``. ``begin`` and
    ``eind`` are the days of the set: a target for one year outside it keeps that year.
    """
    uit = list(_uit_kolommen(kolommen))
    gezien = {_sleutel(indicator) for indicator in uit}
    for indicator in _uit_tekst(tekst[:LANGSTE_TEKST], partijen, begin):
        if _sleutel(indicator) not in gezien and len(uit) < MEESTE_INDICATOREN:
            gezien.add(_sleutel(indicator))
            uit.append(_met_jaar(indicator, begin, eind))
    return uit


def _sleutel(indicator: GevondenIndicator) -> tuple[object, ...]:
    return (
        indicator.streefwaarde,
        indicator.tot_waarde,
        indicator.eenheid.casefold(),
        indicator.richting,
        indicator.partij,
    )


def _met_jaar(indicator: GevondenIndicator, begin: dt.date | None, eind: dt.date | None) -> GevondenIndicator:
    """Give a figure of a set of one year that year."""
    if indicator.jaar is None and begin and eind and begin.year == eind.year:
        return replace(indicator, jaar=begin.year)
    return indicator


# --- columns ---------------------------------------------------------------------------------------------------


def _uit_kolommen(kolommen: Mapping[str, str]) -> Iterator[GevondenIndicator]:
    """Read the columns; lines of the same cell stand beside the lines of the others."""
    cellen: dict[str, list[str]] = {}
    for kop, cel in kolommen.items():
        rol = next((rol for rol, patroon in KOPPEN.items() if patroon.search(kop[:200])), None)
        if rol and rol not in cellen and cel.strip():
            cellen[rol] = [regel.strip(" -•\t") for regel in cel[:LANGSTE_TEKST].splitlines() if regel.strip(" -•\t")]
    if not {"naam", "nul", "streef"} & cellen.keys():
        return
    _een_regel_per_jaar(cellen)
    namen = cellen.get("naam", [])
    rijen = max(len(cellen.get(rol, [])) for rol in ("nul", "streef")) if {"nul", "streef"} & cellen.keys() else 0
    if rijen != len(namen) and (rijen <= 1 or len(namen) <= 1):  # one name on several lines, or one value for it
        cellen = {rol: [" ".join(regels)] for rol, regels in cellen.items()}
    kolom = [cellen.get(rol, []) for rol in ("naam", "nul", "streef", "eenheid", "jaar")]
    for naam, nul, streef, eenheid, jaar in list(zip_longest(*kolom, fillvalue=""))[:MEESTE_INDICATOREN]:
        yield _uit_rij(naam, nul, streef, eenheid, jaar)


def _een_regel_per_jaar(cellen: dict[str, list[str]]) -> None:
    """Targets per year in one cell ('2024: 10; 2025: 20') each get the name of the measure."""
    stukken = [deel.strip() for regel in cellen.get("streef", []) for deel in _VOOR_JAAR.split(regel) if deel.strip()]
    doelen = [lees_waarde(stuk) for stuk in stukken]
    jaren = {doel.jaar for doel in doelen if doel and doel.jaar}
    if len(stukken) < 2 or len(jaren) != len(stukken) or len(cellen.get("naam", [])) > 1:
        return
    cellen["streef"] = stukken
    cellen |= {
        rol: cellen[rol][:1] * len(stukken) for rol in ("naam", "nul", "eenheid") if len(cellen.get(rol, [])) == 1
    }


def _uit_rij(naam: str, nul: str, streef: str, eenheid: str, jaar: str) -> GevondenIndicator:
    """Make one indicator of the cells of one line; a name that holds its own norm gives that."""
    doel = lees_waarde(streef)
    if doel is None and not streef and re.search(GRENS + r"\s*€?\s*[0-9]", naam, re.IGNORECASE):
        doel = lees_waarde(naam)
    start = lees_waarde(nul)
    maat: Waarde | None = doel or start
    return GevondenIndicator(
        naam=(naam or streef or nul)[:_LANGSTE_NAAM],
        eenheid=eenheid or (maat.eenheid if maat else ""),
        nulmeting=start.getal if start else None,
        streefwaarde=doel.getal if doel else None,
        jaar=lees_jaar(jaar) or (doel.jaar if doel else None),
        richting=doel.richting if doel else IJKPUNT,
        tot_waarde=doel.tot if doel else None,
        per=lees_per(f"{naam} {streef}"),
        bron=" | ".join(cel for cel in (naam, nul, streef) if cel)[:200],
    )


# --- text ------------------------------------------------------------------------------------------------------


def _is_verleden(zin: str, begin: dt.date | None) -> bool:
    """Tell whether all years in the sentence lie before the set."""
    jaren = [int(vondst) for vondst in re.findall(r"(?<![0-9.,])(20[0-9]{2})(?![0-9])", zin)]
    return bool(jaren) and begin is not None and max(jaren) < begin.year


def _uit_tekst(tekst: str, partijen: Sequence[str], begin: dt.date | None) -> Iterator[GevondenIndicator]:
    """Read the text sentence by sentence."""
    vorige = ""
    for lange_zin in ZINNEN.split(tekst):
        zin = lange_zin[:LANGSTE_ZIN]
        if ijkpunt := IJKPUNTTEKST.search(zin):
            yield _maak_ijkpunt(f"{vorige} {zin}", ijkpunt)
        vorige = zin
        if ijkpunt or ACHTERGROND.search(zin) or _is_verleden(zin, begin):
            continue
        yield from _labels(zin)
        verdeeld: list[tuple[int, int]] = []
        if BELOFTE.search(zin):
            for haakjes in VERDELING.finditer(zin):
                delen = _lees_verdeling(haakjes.group(1), partijen)
                if len(delen) > 1:
                    verdeeld.append(haakjes.span())
                    yield from _per_partij(zin, haakjes, delen)
        for vondst in GETAL.finditer(zin):
            if not any(van <= vondst.start() < tot for van, tot in verdeeld) and (
                indicator := _uit_vondst(zin, vondst, partijen)
            ):
                yield indicator


def _uit_vondst(zin: str, vondst: re.Match[str], partijen: Sequence[str]) -> GevondenIndicator | None:
    """Make an indicator of a number in a sentence, or None when it is no promise."""
    getal = Decimal(50) if vondst["helft"] else lees_getal(vondst["getal"])
    if getal is None or not _is_belofte(zin, vondst):
        return None
    tot = lees_getal(vondst["tot"]) if vondst["tot"] else None
    if tot is not None and tot <= getal:
        return None
    ervoor = zin[: vondst.start()]
    van_naar = VAN_NAAR.search(ervoor[-60:])
    return GevondenIndicator(
        naam=_naam(zin, vondst),
        eenheid=_eenheid(zin, vondst),
        nulmeting=lees_getal(van_naar["van"]) if van_naar else None,
        streefwaarde=vermenigvuldig(getal, vondst["maal"]),
        jaar=_jaar_in(zin, vondst.start()),
        richting=_richting(zin, vondst, tot),
        tot_waarde=vermenigvuldig(tot, vondst["maal"]) if tot is not None else None,
        partij=_partij(ervoor, partijen),
        per=_per(zin, vondst),
        bron=zin[max(0, vondst.start() - 60) : vondst.end() + 60].strip()[:200],
    )


def _is_belofte(zin: str, vondst: re.Match[str]) -> bool:
    """Tell whether a number is promised: it has a unit and a bound, or a verb that promises."""
    ervoor, erna = zin[: vondst.start()], zin[vondst.end() :]
    grens = richting_van(vondst) != STREEFWAARDE or vondst["erna"] is not None
    woord = not vondst["getal"][0].isdigit()
    if GEEN_BELOFTE_ERVOOR.search(ervoor[-60:]) or UITLEG_ERVOOR.search(ervoor[-60:]) or re.match(r"\s+naar\b", erna):
        return False
    if woord and not grens and (vondst["getal"].casefold() in {"een", "één"} or re.search(r"\bde\s*$", ervoor)):
        return False
    if ervoor.count("(") > ervoor.count(")") and not grens:
        return False
    if vondst["euro"]:
        return bool(BELOFTE.search(zin)) and not PRIJS.search(zin)
    if vondst["keer"]:
        return grens and lees_per(erna[:20] + " " + ervoor[-14:]) == "jaar"
    if vondst["duur"]:
        return grens and "exploitatie" in ervoor[-80:].casefold()
    if vondst["helft"]:
        return grens
    if vondst["eenheid"] is None:
        return False
    los_procent = vondst["ding"] is None and re.search(r"\bde\s*$", ervoor) is not None
    return (grens or bool(BELOFTE.search(zin))) and not los_procent


def _eenheid(zin: str, vondst: re.Match[str]) -> str:
    """Return the unit as written."""
    if vondst["euro"]:
        return "euro"
    if vondst["helft"] or (vondst["eenheid"] or "").casefold() in {"%", "procent"}:
        return "%"
    if vondst["keer"]:
        return "keer"
    return (vondst["ding"] or vondst["duur"] or "").strip().casefold()


def _richting(zin: str, vondst: re.Match[str], tot: Decimal | None) -> str:
    """Return the bound; growth and building without one is a least."""
    if tot is not None:
        return BANDBREEDTE
    richting = richting_van(vondst)
    if richting == STREEFWAARDE and vondst["erna"]:
        return MINIMUM if re.search("meer|langer|hoger", vondst["erna"], re.IGNORECASE) else "maximum"
    if richting == STREEFWAARDE and vondst["ding"] and "woning" in vondst["ding"].casefold() and _groeit(zin):
        return MINIMUM
    return richting


def _groeit(zin: str) -> bool:
    return re.search(r"groei|toename|realis|bouw|toevoeg|oplever|uitbreid", zin, re.IGNORECASE) is not None


def _per(zin: str, vondst: re.Match[str]) -> str:
    """Return over which span it counts: 'per jaar' right behind the number, or 'per jaar' or 'jaarlijks' before it."""
    per = lees_per(zin[vondst.end() : vondst.end() + 40])
    if per == "periode" and (deel_van := DEEL_VAN.search(zin[max(0, vondst.start() - 110) : vondst.start()])):
        return lees_per(deel_van["geheel"])
    if per == "periode":
        per = lees_per(zin[max(0, vondst.start() - 14) : vondst.start()])
    return lees_per(zin[:12]) if per == "periode" else per


def _jaar_in(zin: str, plaats: int) -> int | None:
    """Return the year a target is for: the nearest 'in 2023' before the number, else after it; no span of years."""
    jaren = [(vondst.start(), int(vondst[1])) for vondst in DOELJAAR.finditer(zin)]
    ervoor = [jaar for positie, jaar in jaren if positie < plaats]
    erna = [jaar for positie, jaar in jaren if positie >= plaats]
    return ervoor[-1] if ervoor else erna[0] if erna else None


def _partij(ervoor: str, partijen: Sequence[str]) -> str:
    """Return the one party the sentence names before the number, else ''."""
    genoemd = {naam for naam in partijen if naam and re.search(rf"(?<!\w){re.escape(naam)}(?!\w)", ervoor)}
    langste = {naam for naam in genoemd if not any(naam != ander and naam in ander for ander in genoemd)}
    return langste.pop() if len(langste) == 1 else ""


def _naam(zin: str, vondst: re.Match[str]) -> str:
    """Return a short name in the words of the text."""
    if vondst["keer"]:
        overleg = OVERLEG.search(zin, vondst.end()) or OVERLEG.search(zin)
        return _kort(overleg["naam"] if overleg else "Overleg" if "overleggen" in zin else "Aantal keren")
    onderwerp = list(ONDERWERP.finditer(zin, 0, vondst.start()))
    if vondst["ding"]:
        kaal = vondst["ding"].casefold() in {"woningen", "huurwoningen"} and not vondst["bijvoeglijk"].strip()
        return _kort(onderwerp[-1].group() if kaal and onderwerp else f"{vondst['bijvoeglijk']}{vondst['ding']}")
    if vondst["duur"]:
        gemiddeld = "gemiddelde " if re.search(r"gemiddelde\s+\w+\s+van\s*$", zin[: vondst.start()]) else ""
        return _kort(gemiddeld + onderwerp[-1]["kern"]) if onderwerp else _kort(_ervoor(zin[: vondst.start()]))
    achter = ACHTER.match(zin, vondst.end()) or ACHTER_LOS.match(zin, vondst.end())
    wat = " ".join(_voor_stopwoord(achter["wat"].split())) if achter else ""
    return _kort(f"{'Bedrag' if vondst['euro'] else 'Aandeel'} {wat or _ervoor(zin[: vondst.start()])}")


def _ervoor(ervoor: str) -> str:
    """Return the words before a number that name what it is about: the subject, at most six words."""
    zinsdeel = next((deel for deel in reversed(re.split(r"[,;:(]", ervoor)) if deel.strip()), "")
    onderwerp = re.split(r"\b(?:wordt|worden|is|zijn|per|te)\b", zinsdeel)[0].split() or zinsdeel.split()
    return _kort(" ".join(onderwerp[-6:])).casefold() if zinsdeel else ""


def _voor_stopwoord(woorden: list[str]) -> Iterator[str]:
    """Yield the words of a noun phrase: up to the first verb or preposition, eight at most."""
    for plaats, woord in enumerate(woorden[:8]):
        if woord.casefold() in STOPWOORDEN and plaats:
            return
        if woord.casefold() not in STOPWOORDEN:
            yield woord


def _kort(naam: str) -> str:
    """Return the name with a capital and without stray words at its ends."""
    kaal = re.sub(r"^(?:de|het|een)\s+|\s+(?:van|aan|de|het|en)$", "", " ".join(naam.split()), flags=re.IGNORECASE)
    kaal = re.sub(r"\s+(?:van|aan|de|het|en)$", "", kaal)
    return (kaal[:1].upper() + kaal[1:])[:_LANGSTE_NAAM]


def _labels(zin: str) -> Iterator[GevondenIndicator]:
    """Yield energy labels that are a norm: 'gemiddeld label B'. A label has no number."""
    for vondst in LABEL.finditer(zin):
        label = vondst["label"].upper()
        bron = zin[max(0, vondst.start() - 60) : vondst.end() + 60].strip()[:200]
        naam = "Gemiddeld energielabel" if vondst["kwal"].casefold() == "gemiddeld" else "Energielabel"
        yield GevondenIndicator(naam, f"label {label}", jaar=_jaar_in(zin, vondst.start()), richting=MINIMUM, bron=bron)


def _maak_ijkpunt(zin: str, vondst: re.Match[str]) -> GevondenIndicator:
    """Make the indicator of a value to compare with."""
    naam = re.search(
        r"\b(?:gemiddelde\s+)?(?:wachttijd|zoektijd|inschrijfduur|reactietijd|slaagkans)\b", zin, re.IGNORECASE
    )
    return GevondenIndicator(
        naam=_kort(naam.group()) if naam else "IJkpunt",
        eenheid=(vondst["eenheid"] or "").strip(),
        streefwaarde=lees_getal(vondst["getal"]),
        richting=IJKPUNT,
        bron=zin.strip()[-200:],
    )


# --- per party -------------------------------------------------------------------------------------------------


def _lees_verdeling(inhoud: str, partijen: Sequence[str]) -> list[tuple[str, Decimal]]:
    """Read 'de Alliantie: 78, Portaal: 114': names with numbers. With known parties only those count."""
    uit: list[tuple[str, Decimal]] = []
    for vondst in DEEL.finditer(inhoud[:1].upper() + inhoud[1:]):
        naam = re.sub(r"^[Dd]e\s+", "", vondst["naam"].strip())
        bekend = next((partij for partij in partijen if naam.casefold() in partij.casefold()), None)
        getal = lees_getal(vondst["getal"])
        if getal is not None and (bekend or not partijen):
            uit.append((bekend or naam, getal))
    return uit


def _per_partij(zin: str, haakjes: re.Match[str], delen: list[tuple[str, Decimal]]) -> Iterator[GevondenIndicator]:
    """Yield one indicator per party, named and measured like the number before the brackets."""
    vondsten = [
        vondst for vondst in GETAL.finditer(zin, 0, haakjes.start()) if vondst["ding"] and vondst["getal"][0].isdigit()
    ]
    laatste = vondsten[-1] if vondsten and haakjes.start() - vondsten[-1].end() < 40 else None
    onderwerp = list(ONDERWERP.finditer(zin, 0, haakjes.start()))
    naam = _naam(zin, laatste) if laatste else _kort(onderwerp[-1].group()) if onderwerp else "Aantal per partij"
    for partij, getal in delen:
        yield GevondenIndicator(
            naam=naam,
            eenheid=_eenheid(zin, laatste) if laatste else "woningen" if onderwerp else "",
            streefwaarde=getal,
            jaar=_jaar_in(zin, haakjes.start()),
            richting=_richting(zin, laatste, None) if laatste else STREEFWAARDE,
            partij=partij,
            per=_per(zin, haakjes),
            bron=haakjes.group()[:200],
        )
