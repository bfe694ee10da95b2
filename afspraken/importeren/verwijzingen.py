"""References from one agreement to another, as they are written (pure)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

LANGSTE_TEKST = 100_000
# '12', '5.4', 'A1', 'T-03', '6C1.2', '3a', and a letter of its own ('afspraak B').
_NUMMER = (
    r"(?:[A-Z]{1,3}[-.]?|[a-z]-)?[0-9]{1,4}(?:[A-Z][0-9]{0,3})?(?:[.][0-9]{1,3}){0,4}(?:[a-z](?![a-z]))?"
    r"|[A-Z]{1,2}[0-9]*(?!\w)"
)
# 'deze afspraak 3 keer', 'volgens 2 woningen': a count, no number of an agreement.
_AANTAL = (
    r"keer|maal|x|jaar|jaren|maanden|weken|dagen|uur|woningen|procent|euro|partijen|corporaties|gemeenten|criteria"
)
_NUMMERS = re.compile(rf"(?<![\w.,€])(?:{_NUMMER})(?![\w%])(?!\s*(?:{_AANTAL})\b)")
# One word that announces numbers. 'sterk': a reference to an agreement; 'zwak': only when such a number exists;
# 'vreemd': something else in the document; 'wet': an article, of a law unless the set has articles itself.
_AANKONDIGING = re.compile(
    r"\b(?P<sterk>(?:prestatie|sub|deel|raam)?afspra(?:ak|ken)(?:nummers?|nr\.?)?)\b"
    r"|\b(?P<wet>artikel(?:en)?|artt?\.)"
    r"|\b(?P<vreemd>tabel(?:len)?|bijlagen?|hoofdstuk(?:ken)?|figuur|voetnoot|noot|pagina|blz\.|pag\.|kaart|fase|stap"
    r"|bladzijde|thema|week|kwartaal|label|lid|cluster)(?=\s|\s*$)"
    r"|\b(?P<zwak>paragra(?:af|fen)|punt(?:en)?|nrs?\.|nummers?|onderde(?:el|len)|zie(?:\s+ook)?|conform"
    r"|volgens|(?:zoals\s+|als\s+)?(?:bedoeld|genoemd|vermeld|beschreven|opgenomen|benoemd)\s+(?:in|onder|bij)|cf\.|vgl\."
    r"|ad|actie|actiepunt|doel|maatregel)(?=[\s:])",
    re.IGNORECASE,
)
_TUSSEN = re.compile(
    r"\s*(?:,|;|/|&|\+|(?:en|of|alsook|alsmede)\b(?:\s*/\s*of\b)?(?:\s+ook\b)?|(?P<tm>t/m|t\.m\.|tot\s+en\s+met"
    r"|–|-(?=\s?[0-9A-Z])))"
    r"\s*(?:(?:van|met)\s+)?",
    re.IGNORECASE,
)
_TOEVOEGING = re.compile(r"\s*(?:(?:nr\.?|nummers?|nrs\.?)\s*)?[:(]?\s*", re.IGNORECASE)
_VAN_WET = re.compile(
    r"(?:\s*,?\s*(?:lid|sub|onder|eerste lid|tweede lid|derde lid|vierde lid|aanhef)\s*[0-9a-z]*)*"
    r"\s*(?:,?\s*van\s+(?:de|het)\s+\w*(?:wet|besluit|regeling|BTIV|verordening|wetboek|BW)\b|\s*\w*(?:wet|BTIV"
    r"|BW|Awb)\b)",
    re.IGNORECASE,
)
_NOEMT_WET = re.compile(r"[^.\n]{0,60}?(?:wet|BTIV|besluit toegelaten|wetboek)\b", re.IGNORECASE)
_LID = re.compile(r"\s*,?\s*(?:lid|leden|eerste lid|tweede lid)\b", re.IGNORECASE)
_ONBEPAALD = re.compile(
    r"\b(?:de\s+)?(?:bovenstaande|onderstaande|vorige|voorgaande|vorenstaande|volgende|eerdere)\s+afspra(?:ak|ken)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Verwijzingen:
    """What an agreement refers to, each once and in order of appearance."""

    gevonden: list[str] = field(default_factory=list)
    """Numbers of agreements in this document."""
    onbekend: list[str] = field(default_factory=list)
    """What looks like a reference to an agreement that is not there, or that does not say which ('vorige afspraak')."""
    extern: list[str] = field(default_factory=list)
    """Articles of laws."""


def herken_verwijzingen(tekst: str, *, nummers: Collection[str], eigen: str) -> Verwijzingen:
    """Return the references in the text of agreement ``eigen``; ``nummers`` are those of the whole document, in order.

    'afspraken 13 t/m 15' stands for the agreements that lie between in the document. A number after 'paragraaf',
    'punt' or 'zie' only counts when an agreement has it; tables, annexes and chapters never do.
    """
    tekst = tekst[:LANGSTE_TEKST]
    volgorde = list(nummers)
    bekend = {_sleutel(nummer): nummer for nummer in reversed(volgorde)}
    uit = Verwijzingen()
    klaar = 0
    for vondst in _AANKONDIGING.finditer(tekst):
        if vondst.start() >= klaar:
            klaar = max(klaar, _lees_na(tekst, vondst, bekend, volgorde, uit))
    for vondst in _ONBEPAALD.finditer(tekst):
        _voeg_toe(uit.onbekend, vondst.group())
    uit.gevonden = [nummer for nummer in uit.gevonden if _sleutel(nummer) != _sleutel(eigen)]
    return uit


def _sleutel(nummer: str) -> str:
    """Return the form in which numbers are compared: 'T-03' and 't-03', '5.4.' and '5.4'; '1.10' stays apart"
    " from 1.1."""
    return nummer.strip().rstrip(".)").lstrip("(").casefold()


def _voeg_toe(lijst: list[str], waarde: str) -> None:
    if waarde not in lijst:
        lijst.append(waarde)


def _lees_na(tekst: str, vondst: re.Match[str], bekend: dict[str, str], volgorde: list[str], uit: Verwijzingen) -> int:
    """Read the numbers after an announcing word into ``uit``; return the position behind them."""
    soort = vondst.lastgroup or ""
    reeks, eind = _lees_reeks(tekst, vondst.end())
    if not reeks or soort == "vreemd":
        return eind if reeks else vondst.end()
    bekende = [rij for rij in reeks if _sleutel(rij[0]) in bekend]
    if soort == "wet" and (_NOEMT_WET.match(tekst, eind) or _LID.match(tekst, eind) or not bekende):
        wet = _VAN_WET.match(tekst, eind)
        _voeg_toe(uit.extern, tekst[vondst.start() : wet.end() if wet else eind].strip())
        return wet.end() if wet else eind
    if soort == "zwak" and not _mag_los(vondst.group(), reeks):
        return eind
    _neem_over(reeks, bekend, volgorde, uit, meld=soort == "sterk")
    return eind


def _mag_los(woord: str, reeks: list[tuple[str, bool]]) -> bool:
    """Tell whether bare numbers after a weak word may be agreements: 'zie 4' may, 'volgens 3' may not, '3.1' may."""
    if woord.casefold().startswith(("zie", "punt", "nr", "nummer", "onderde")):
        return True
    return not reeks[0][0].isdecimal()


def _neem_over(
    reeks: list[tuple[str, bool]], bekend: dict[str, str], volgorde: list[str], uit: Verwijzingen, *, meld: bool
) -> None:
    """Put a row of numbers into ``uit``; ``meld`` also keeps those that no agreement has."""
    vorige = ""
    for nummer, tot_en_met in reeks:
        sleutel = _sleutel(nummer)
        if sleutel not in bekend:
            if meld and not _is_jaar(nummer):
                _voeg_toe(uit.onbekend, nummer)
            vorige = ""
            continue
        if tot_en_met and vorige:
            for tussen in _tussenliggend(vorige, bekend[sleutel], volgorde):
                _voeg_toe(uit.gevonden, tussen)
        _voeg_toe(uit.gevonden, bekend[sleutel])
        vorige = bekend[sleutel]


def _is_jaar(nummer: str) -> bool:
    """Tell whether the number is a year: 'afspraken 2022-2023'."""
    return len(nummer) == 4 and nummer.isdecimal() and 1990 <= int(nummer) <= 2099


def _lees_reeks(tekst: str, plaats: int) -> tuple[list[tuple[str, bool]], int]:
    """Read '2, 7 en 8' or '13 t/m 15': the numbers, each with whether 't/m' stands before it, and where they end."""
    begin = _TOEVOEGING.match(tekst, plaats)
    plaats = begin.end() if begin else plaats
    reeks: list[tuple[str, bool]] = []
    tot_en_met = False
    eind = plaats
    while len(reeks) < 50 and (nummer := _NUMMERS.match(tekst, plaats)):
        reeks.append((nummer.group().rstrip("."), tot_en_met))
        eind = nummer.end()
        tussen = _TUSSEN.match(tekst, eind)
        if tussen is None:
            break
        tot_en_met = tussen.group("tm") is not None
        plaats = tussen.end()
        if (herhaald := _AANKONDIGING.match(tekst, plaats)) and herhaald.group("sterk"):
            plaats = herhaald.end() + (1 if tekst[herhaald.end() : herhaald.end() + 1] == " " else 0)
    return reeks, eind


def _tussenliggend(van: str, tot: str, volgorde: list[str]) -> list[str]:
    """Return the agreements of the document between two of them; none when they stand the other way round."""
    eerste, laatste = volgorde.index(van), volgorde.index(tot)
    return volgorde[eerste + 1 : laatste]
