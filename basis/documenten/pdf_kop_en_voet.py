"""Running headers, footers and page numbers: text that comes back in the same place on page after page (pure)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from itertools import takewhile

from basis.documenten.pdf_goten import Tekstrij, is_koprij
from basis.documenten.pdf_regels import hele_regels
from basis.documenten.pdf_vormen import Bladzijde, Deeltabel, Regel

RAND = 0.16
"""Part of the height of a page, at the top and at the bottom, where running text may stand."""
_CIJFERS = re.compile(r"\d+")
_PAGINA = re.compile(
    r"^\W*((pagina|bladzijde|blz\.?|pag\.?|p\.)\s*)?(\d{1,3}|[ivxlc]{1,6})(\s*(van|/|\|)\s*\d{1,3})?\W*$", re.IGNORECASE
)

_PAGINAWOORD = re.compile(r"\b(pagina|bladzijde|blz|pag)\b")


@dataclass(slots=True)
class _Kandidaat:
    """A line near the edge of a page."""

    blad: Bladzijde
    regel: Regel
    stukken: list[Regel]
    plek: tuple[str, int]
    """Top or bottom, and the distance to that edge."""
    tekst: str = field(init=False)

    def __post_init__(self) -> None:
        self.tekst = " ".join(self.regel.tekst.split()).casefold()


def verwijder(bladen: list[Bladzijde], lopend: float) -> list[str]:
    """Take running headers and footers off the pages; the texts that were taken off, page numbers apart.

    ``lopend`` is the letter size of the running text: what is larger may be a heading and needs more proof.
    """
    weg: dict[int, set[int]] = defaultdict(set)
    teksten: dict[str, str] = {}
    for kant in ("boven", "onder"):
        kandidaten = [_kandidaten(blad, kant) for blad in bladen]
        zeker = _herhaalde(kandidaten, len(bladen), lopend)
        for rij in kandidaten:
            lopende = [*takewhile(partial(_is_lopend, zeker=zeker, kant=kant), rij)]
            while lopende and _vast_aan(lopende[-1], kant):
                lopende.pop()
            for kandidaat in lopende:
                weg[kandidaat.blad.nummer] |= {id(stuk) for stuk in kandidaat.stukken}
                if not _PAGINA.match(kandidaat.tekst):
                    teksten.setdefault(_CIJFERS.sub("#", kandidaat.tekst), kandidaat.regel.tekst)
    for blad in bladen:
        blad.regels = [regel for regel in blad.regels if id(regel) not in weg[blad.nummer]]
    return [*teksten.values(), *_verwijder_tabellen(bladen)]


def _is_lopend(kandidaat: _Kandidaat, *, zeker: set[int], kant: str) -> bool:
    if is_koprij(Tekstrij(kandidaat.stukken)):
        return False
    return id(kandidaat) in zeker or (kant == "onder" and _los_nummer(kandidaat))


def _vast_aan(kandidaat: _Kandidaat, kant: str) -> bool:
    """Tell whether a line of the text follows at the usual distance: then this line is part of that paragraph."""
    regel = kandidaat.regel
    for ander in kandidaat.blad.regels:
        afstand = ander.basis - regel.basis if kant == "boven" else regel.basis - ander.basis
        if 0.5 * regel.grootte < afstand < 1.7 * regel.grootte and abs(ander.grootte - regel.grootte) < 0.3:
            return True
    return False


def _kandidaten(blad: Bladzijde, kant: str) -> list[_Kandidaat]:
    """Lines in the margin, from the edge inwards, at most five."""
    boven = kant == "boven"
    grens = RAND * blad.hoogte if boven else (1 - RAND) * blad.hoogte
    tabelrand = [tabel.top if boven else tabel.bottom for tabel in blad.tabellen]
    binnen = [
        stuk
        for stuk in blad.regels
        if (stuk.basis <= grens if boven else stuk.basis >= grens)
        and not any(stuk.basis > rand if boven else stuk.basis < rand for rand in tabelrand)
    ]
    per_regel = hele_regels(binnen, 0.0, blad.breedte)
    if not boven:
        per_regel.reverse()
    uit = []
    for regel in per_regel[:5]:
        stukken = [stuk for stuk in binnen if abs(stuk.basis - regel.basis) <= 0.35 * regel.grootte]
        afstand = regel.basis if boven else blad.hoogte - regel.basis
        uit.append(_Kandidaat(blad, regel, stukken, (kant, round(afstand / 4))))
    return uit


def _herhaalde(kandidaten: list[list[_Kandidaat]], bladzijden: int, lopend: float) -> set[int]:
    """Ids of the lines that come back: the same words, or the same words around a number that counts pages."""
    groepen: dict[tuple[str, str], list[_Kandidaat]] = defaultdict(list)
    for rij in kandidaten:
        for kandidaat in rij:
            groepen[kandidaat.plek[0], kandidaat.tekst].append(kandidaat)
            for verschil, sjabloon in _nummersjablonen(kandidaat):
                groepen[f"{kandidaat.plek[0]}{verschil}", sjabloon].append(kandidaat)
    zeker: set[int] = set()
    for (soort, _), groep in groepen.items():
        for reeks in _zelfde_hoogte(groep):
            keren = len({kandidaat.blad.nummer for kandidaat in reeks})
            genummerd = soort not in ("boven", "onder")
            if keren >= _nodig(reeks[0], bladzijden, lopend, genummerd=genummerd):
                zeker |= {id(kandidaat) for kandidaat in reeks}
    return zeker


def _zelfde_hoogte(groep: list[_Kandidaat]) -> list[list[_Kandidaat]]:
    reeksen: list[list[_Kandidaat]] = []
    for kandidaat in sorted(groep, key=lambda kandidaat: kandidaat.plek[1]):
        if reeksen and kandidaat.plek[1] - reeksen[-1][-1].plek[1] <= 1:
            reeksen[-1].append(kandidaat)
        else:
            reeksen.append([kandidaat])
    return reeksen


def _nummersjablonen(kandidaat: _Kandidaat) -> list[tuple[int, str]]:
    """For every number in the line: how far it is off the number of the page, and the line without it."""
    tekst = kandidaat.tekst
    return [
        (int(vondst.group()) - kandidaat.blad.nummer, f"{tekst[: vondst.start()]}#{tekst[vondst.end() :]}")
        for vondst in list(_CIJFERS.finditer(tekst))[:4]
        if len(vondst.group()) <= 3
    ]


def _nodig(kandidaat: _Kandidaat, bladzijden: int, lopend: float, *, genummerd: bool) -> int:
    """On how many pages a line must come back before it is a running one."""
    regel = kandidaat.regel
    if genummerd and regel.grootte > lopend + 0.6 and not _PAGINA.match(kandidaat.tekst):
        return bladzijden + 1
    if regel.grootte > lopend + 0.6 or (regel.vet and not genummerd):
        return max(3, round(0.5 * bladzijden))
    if genummerd:
        return 2 if _PAGINAWOORD.search(kandidaat.tekst) or len(kandidaat.tekst.split()) <= 3 else 3
    return 2 if bladzijden <= 3 and regel.grootte < lopend - 0.6 else 3


def _los_nummer(kandidaat: _Kandidaat) -> bool:
    """A number alone at the bottom of a page that is the number of the page."""
    vondst = _PAGINA.match(kandidaat.tekst)
    if vondst is None:
        return False
    return vondst.group(1) is not None or kandidaat.tekst.strip("- ") == str(kandidaat.blad.nummer)


def _verwijder_tabellen(bladen: list[Bladzijde]) -> list[str]:
    """Take off small tables in the margin that come back on page after page (a header made as a table)."""
    groepen: dict[tuple[str, int], list[tuple[Bladzijde, Deeltabel]]] = defaultdict(list)
    for blad in bladen:
        for tabel in blad.tabellen:
            in_rand = tabel.bottom <= RAND * blad.hoogte or tabel.top >= (1 - RAND) * blad.hoogte
            if in_rand and len(tabel.rooster) <= 3:
                tekst = "||".join(tabel.rij_tekst(rij) for rij in range(len(tabel.rooster)))
                groepen[_CIJFERS.sub("#", tekst), round(tabel.top / 4)].append((blad, tabel))
    teksten = []
    for (tekst, _), groep in groepen.items():
        if len(groep) >= max(3, round(0.5 * len(bladen))):
            teksten.append(tekst.replace("|", " "))
            for blad, tabel in groep:
                blad.tabellen = [ander for ander in blad.tabellen if ander is not tabel]
    return teksten
