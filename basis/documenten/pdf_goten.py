"""Columns that white space keeps apart, and rows of headings above them (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from basis.documenten.pdf_vormen import Bladzijde, Regel, Vlak, Woord, woorden_tekst

GOOT = 0.65
"""White between two columns, in letter sizes, that needs no other proof."""
SMAL = 0.45
"""White between two headings, in letter sizes, when the second is a known one; a space is some 0.3."""
GENOEG = 3
"""Columns and rows of a table that has neither known headings nor rules, at least."""
RUIM = 0.35
"""White, in letter sizes, that is more than an ordinary space."""
LIJN = 1.6
"""Points within which words start at the same x."""
_KOPWOORDEN = frozenset(
    (
        "#", "aantal", "actie", "actiehouder", "acties", "activiteit", "activiteiten", "adres", "afspraak",
        "afspraken", "beoogd", "betrokken", "betrokkenen", "bijdrage", "budget", "categorie", "code", "datum",
        "deadline", "doel", "doelen", "doelstelling", "eigenaar", "eind", "gereed", "hoe", "huurprijsklasse",
        "indicator", "inspanning", "inzet", "jaar", "kosten", "locatie", "maatregel", "no", "nr", "nulmeting",
        "nummer", "onderwerp", "opmerking", "opmerkingen", "partij", "partij(en)", "partijen", "periode",
        "planning", "prestatieafspraak", "prestatieafspraken", "project", "resultaat", "rol", "soort", "start",
        "status", "streefwaarde", "termijn", "thema", "toelichting", "totaal", "trekker", "trekker/datum",
        "trekkers", "type", "uitvoerder", "verantwoordelijk", "verantwoordelijke", "voortgang", "wanneer", "wat",
        "wie", "wijk",
    )
)  # fmt: skip


_RIJNUMMER = re.compile(r"^([A-Za-z]{0,3}[-. ]?\d{1,3}([A-Za-z]\d{1,3})?([.\-]\d{1,3})*[a-z]?|[A-Z])[.):]?$")


@dataclass(slots=True)
class Tekstrij:
    """All runs of words on one base line."""

    stukken: list[Regel]

    @property
    def basis(self) -> float:
        """Height of the line the letters stand on."""
        return self.stukken[0].basis

    @property
    def grootte(self) -> float:
        """Size of its largest letters."""
        return max(stuk.grootte for stuk in self.stukken)

    @property
    def woorden(self) -> list[Woord]:
        """Its words, left to right."""
        return [woord for stuk in self.stukken for woord in stuk.woorden]


def tekstrijen(stukken: list[Regel]) -> list[Tekstrij]:
    """Runs of words to rows: what stands on one base line."""
    rijen: list[Tekstrij] = []
    for stuk in sorted(stukken, key=lambda stuk: (stuk.basis, stuk.x0)):
        if rijen and abs(stuk.basis - rijen[-1].basis) <= 0.3 * stuk.grootte:
            rijen[-1].stukken.append(stuk)
        else:
            rijen.append(Tekstrij([stuk]))
    for rij in rijen:
        rij.stukken.sort(key=lambda stuk: stuk.x0)
    return rijen


def kaal(tekst: str) -> str:
    """A word as headings are compared."""
    return tekst.lower().strip(".:;*").replace(" ", "")


def is_rijnummer(tekst: str) -> bool:
    """Tell whether a cell holds the number of a row: '12', '1.10', 'A1', '6C1.2', 'T-03', 'B'."""
    return len(tekst) <= 14 and bool(_RIJNUMMER.match(tekst))


def is_kopwoord(tekst: str) -> bool:
    """Tell whether a word is one that tables of agreements and figures have as a heading."""
    return kaal(tekst) in _KOPWOORDEN


def kopdelen(rij: Tekstrij) -> list[list[Woord]]:
    """The headings in a row: runs of words, cut further where a known heading follows some white."""
    koppen: list[list[Woord]] = []
    for stuk in rij.stukken:
        for nr, woord in enumerate(stuk.woorden):
            wit = woord.x0 - koppen[-1][-1].x1 if koppen else 1e9
            if nr == 0 or wit > GOOT * rij.grootte or (wit > SMAL * rij.grootte and is_kopwoord(woord.tekst)):
                koppen.append([woord])
            else:
                koppen[-1].append(woord)
    return koppen


def is_koprij(rij: Tekstrij) -> bool:
    """Tell whether a row of text is the heading of a table: two or more short ones, two of them known."""
    koppen = [woorden_tekst(woorden) for woorden in kopdelen(rij)]
    if not koppen or _is_nummer(koppen[0]):
        return False
    raak = {kaal(deel) for kop in koppen for deel in (kop, *kop.split()[:1]) if is_kopwoord(deel)}
    return len(koppen) > 1 and len(raak) >= 2 and all(len(kop) <= 45 for kop in koppen)


def _is_nummer(tekst: str) -> bool:
    """Tell whether a row starts with a number: then it is no heading, whatever words it has. A year may be one."""
    return is_rijnummer(tekst) and any(map(str.isdigit, tekst))


def koplijnen(rijen: list[Tekstrij], blad: Bladzijde) -> int:
    """Number of lines the heading takes: bold like the first, on the same coloured band, or nothing but headings."""
    eerste = rijen[0]
    band = _banden(blad, eerste)
    aantal = 1
    for vorige, rij in pairwise(rijen[:4]):
        vet = all(stuk.vet for stuk in (*eerste.stukken, *rij.stukken))
        zelfde_band = bool(band) and band == _banden(blad, rij)
        if rij.basis - vorige.basis > 2 * rij.grootte or not (
            vet or zelfde_band or all(is_kopwoord(woord.tekst) for woord in rij.woorden)
        ):
            break
        aantal += 1
    return aantal if aantal < len(rijen) else 1


def _banden(blad: Bladzijde, rij: Tekstrij) -> list[Vlak]:
    """The coloured bands a row stands on."""
    y = rij.basis - 0.3 * rij.grootte
    return [vlak for vlak in blad.vlakken if vlak.top <= y <= vlak.bottom and vlak.bottom - vlak.top < 5 * rij.grootte]


def op_kleurband(blad: Bladzijde, rij: Tekstrij) -> bool:
    """Tell whether a row of three or more runs stands on a coloured band."""
    if len(rij.stukken) < GENOEG:
        return False
    band = _banden(blad, rij)
    return any(vlak.x0 <= rij.stukken[0].x0 for vlak in band) and any(
        vlak.x1 >= rij.stukken[-1].x1 - 1 for vlak in band
    )


def goten_van(rijen: list[Tekstrij], speling: float) -> list[float]:
    """X of every stretch of white that runs down through the rows; ``speling`` is the part that may cross it."""
    links = min(woord.x0 for rij in rijen for woord in rij.woorden)
    rechts = max(woord.x1 for rij in rijen for woord in rij.woorden)
    breedte = int(rechts - links) + 2
    telling = [0] * (breedte + 2)
    for rij in rijen:
        for x0, x1 in blokken(rij):
            telling[max(0, int(x0 - links))] += 1
            telling[min(breedte, int(x1 - links) + 1)] -= 1
    smalst = GOOT * median(rij.grootte for rij in rijen)
    goten: list[float] = []
    begin, som = -1, 0
    for x in range(breedte):
        som += telling[x]
        if som <= speling * len(rijen):
            begin = x if begin < 0 else begin
            continue
        if begin > 0 and x - begin >= smalst:
            goten.append(links + x - 1)
        begin = -1
    return goten


@dataclass(slots=True)
class Kopkolommen:
    """Columns below a row of headings: the white between two of them, narrowed by every row that is taken in."""

    wit: list[tuple[float, float]]
    """Per two columns how far left and right the white still reaches."""
    starts: list[float]
    """Where headings start: a word that starts there begins a column, however near the word before it is."""

    @classmethod
    def van(cls, rij: Tekstrij) -> Kopkolommen:
        """The columns as the headings alone tell them."""
        delen = kopdelen(rij)
        wit = [(een[-1].x1, ander[0].x0) for een, ander in pairwise(delen)]
        return cls(wit, [deel[0].x0 for deel in delen[1:]])

    @property
    def goten(self) -> list[float]:
        """X between every two columns, just before the right one."""
        return [rechts - min(1.0, (rechts - links) / 2) for links, rechts in self.wit]

    def neem_op(self, rij: Tekstrij) -> bool:
        """Narrow the white by the words of a row; False, and nothing changed, when one runs across."""
        nieuw = list(self.wit)
        for x0, x1 in blokken(rij, self.starts):
            for nr, (links, rechts) in enumerate(nieuw):
                if x1 <= links or x0 >= rechts:
                    continue
                if x0 <= links and x1 < rechts:
                    nieuw[nr] = (x1, rechts)
                elif x1 >= rechts and x0 > links:
                    nieuw[nr] = (links, x0)
                elif x0 > links and x1 < rechts:
                    nieuw[nr] = (links, x0) if x0 - links > rechts - x1 else (x1, rechts)
                else:
                    return False
        if any(rechts - links < 0.5 for links, rechts in nieuw):
            return False
        self.wit = nieuw
        return True


def blokken(rij: Tekstrij, starts: list[float] | None = None) -> list[tuple[float, float]]:
    """Stretches of words with no more than an ordinary space between; a word at one of ``starts`` begins a new one."""
    uit: list[tuple[float, float]] = []
    for woord in rij.woorden:
        wit = woord.x0 - uit[-1][1] if uit else 0.0
        begint = wit > RUIM * rij.grootte and any(abs(woord.x0 - x) <= LIJN for x in starts or ())
        if uit and not begint and wit <= 0.5 * rij.grootte:
            uit[-1] = (uit[-1][0], max(uit[-1][1], woord.x1))
        else:
            uit.append((woord.x0, woord.x1))
    return uit


def kolom_van(woord: Woord, goten: list[float]) -> int:
    """Column in which most of a word stands."""
    midden = (woord.x0 + woord.x1) / 2
    return sum(midden > goot for goot in goten)


def gevuld(rij: Tekstrij, goten: list[float]) -> set[int]:
    """Columns a row has words in."""
    return {kolom_van(woord, goten) for woord in rij.woorden}


def kruist(rij: Tekstrij, goten: list[float]) -> bool:
    """Tell whether a word runs across the white between two columns."""
    return any(woord.x0 + 1 < goot < woord.x1 - 1 for woord in rij.woorden for goot in goten)
