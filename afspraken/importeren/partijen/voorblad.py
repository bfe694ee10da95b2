"""Parties on the cover and in the title (pure)."""

from __future__ import annotations

import re

from afspraken.importeren.partijen.bronnen import begint_lijst, kopsoort, namen_in_regel
from afspraken.importeren.partijen.namen import Bron, Vondst, gewone_gemeentenaam, is_naam, lees_naam
from afspraken.importeren.partijen.opsommingen import deel_op
from afspraken.importeren.partijen.tekst import schoon
from afspraken.importeren.partijen.vindplaatsen import Regel
from afspraken.importeren.partijen.woorden import GEMEENTE, HUURDERS, soort_van_naam


def namen_op_voorblad(regels: list[Regel], alles: str, waarschuwingen: list[str]) -> list[Vondst]:
    """Read the short lines before the text starts. A line must look like a party or return further on."""
    uit: list[Vondst] = []
    twijfel: list[str] = []
    for regel in regels[:60]:
        if regel.titel or (regel.kop and not soort_van_naam(regel.tekst)):
            if regel.kop and (uit or re.match(r"(?:hoofdstuk|thema|artikel|deel)?\s*\d", regel.tekst, re.IGNORECASE)):
                break
            continue
        if regel.woordental > 25 or begint_lijst(regel.tekst):
            break
        if regel.tekst.endswith((".", "!", "?", ":")) and regel.woordental > 3:
            continue
        for vondst in namen_in_regel(regel, kopsoort(regel.tekst), blok="voorblad", bron=Bron.VOORBLAD):
            if _hoort_op_voorblad(vondst, alles):
                uit.append(vondst)
            elif not soort_van_naam(regel.tekst) or len(uit) > 1:
                twijfel.append(f"Op het voorblad staat '{vondst.naam}'. Dat is niet als partij overgenomen.")
    if len(uit) > 1:
        waarschuwingen.extend(twijfel[:5])
    return uit if len(uit) > 1 else [vondst for vondst in uit if vondst.soort_zeker]


def _hoort_op_voorblad(vondst: Vondst, alles: str) -> bool:
    if vondst.soort in (GEMEENTE, HUURDERS):
        return True
    if re.search(r"stichting|vereniging|corporatie", vondst.naam, re.IGNORECASE):
        return True
    return alles.count(schoon(vondst.naam).casefold()) > 1


_TITEL = re.compile(
    r"prestatie-?\s?afspraken|raamovereenkomst|jaarafspraken|samenwerkingsafspraken|woonafspraken|woonconvenant"
    r"|prestatieovereenkomst",
    re.IGNORECASE,
)
_GEMEENTE = re.compile(
    r"\b[Gg]emeenten?\s+((?:(?:De|Den|Het|'s-|'t)\s?)?[A-ZÀ-Þ][\w'-]*(?:(?:\s+(?:aan|op|van|de|den|der|het|bij|a/d"
    r"|en)){0,3}\s+(?!En\b|De\b)[A-ZÀ-Þ][\w'-]*){0,3})"
)


def gemeenten_in_titel(regels: list[Regel]) -> list[Vondst]:
    """Read the municipality, and parties beside it, from the title: 'Prestatieafspraken gemeente X 2023-2026'."""
    uit: list[Vondst] = []
    for regel in regels[:12]:
        if not _TITEL.search(regel.tekst) or regel.woordental > 25:
            continue
        gemeenten = re.search(r"\b[Gg]emeenten\s+(.+)$", regel.tekst)
        if gemeenten:
            stukken = deel_op(re.split(r"\d{4}", gemeenten[1])[0], [])
            uit.extend(
                _als_gemeente(stuk, regel)
                for stuk in stukken
                if re.match(r"['A-ZÀ-Þ]", stuk) and not soort_van_naam(stuk)
            )
            continue
        uit.extend(_als_gemeente(treffer[1], regel) for treffer in _GEMEENTE.finditer(regel.tekst))
        uit.extend(_anderen_in_titel(regel))
    return uit


def _anderen_in_titel(regel: Regel) -> list[Vondst]:
    """'Prestatieafspraken gemeente X, Stichting Y en Huurdersraad Y': only beside a municipality in an enumeration."""
    rest = re.sub(r"\b\d{4}\b|\s[-–]\s", ", ", _TITEL.split(regel.tekst)[-1])
    stukken = [re.sub(r"^(?:tussen|van|met|voor)\s+", "", stuk) for stuk in deel_op(rest, [])]
    if not any(stuk.lower().startswith("gemeente ") for stuk in stukken):
        return []
    vondsten = (lees_naam(stuk, bron=Bron.VOORBLAD, plaats=str(regel.plaats), blok="titel") for stuk in stukken)
    return [
        v for v in vondsten if v and v.soort != GEMEENTE and (v.soort_zeker or v.rechtsvorm or soort_van_naam(v.naam))
    ]


def plaats_in_titel(regels: list[Regel]) -> str:
    """Return what stands beside 'Prestatieafspraken' and the years in the title: a municipality, perhaps."""
    for regel in regels[:6]:
        if _TITEL.search(regel.tekst) and regel.woordental < 10:
            rest = re.sub(
                r"\b(?:meerjarige|meerjaren|lokale|stedelijke|prestatie-?\s?afspraken|en|jaarschijf|voor|in|\d{4})\b",
                " ",
                regel.tekst,
                flags=re.IGNORECASE,
            )
            rest = " ".join(rest.replace("–", " ").replace(" - ", " ").split()).strip(" -:,")
            if re.fullmatch(
                r"(?:(?:De|Den|Het) )?['A-ZÀ-Þ][\w'-]*(?: (?:aan|op|van|de|den|der|het|en)){0,3}(?:"
                r" [A-ZÀ-Þ][\w'-]*){0,2}",
                rest,
            ) and is_naam(rest):
                return rest
    return ""


def _als_gemeente(naam: str, regel: Regel) -> Vondst:
    return Vondst(
        gewone_gemeentenaam(f"Gemeente {naam.strip()}"),
        GEMEENTE,
        soort_zeker=True,
        rechtsvorm="publiekrechtelijk",
        bron=Bron.TITEL,
        plaats=str(regel.plaats),
        blok="titel",
    )
