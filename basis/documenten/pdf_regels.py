"""Letters to words and lines (pure)."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from statistics import median

from basis.documenten.pdf_vormen import Regel, Stijl, Teken, Woord

SPATIE = 0.17
"""A gap wider than this part of the letter size separates words, when the file holds no space there."""
GROOT_GAT = 1.5
"""A gap wider than this many letter sizes may separate columns."""
KLEIN = 0.8
"""Letters smaller than this part of their neighbours are raised or lowered ones when they also stand off the line."""
HAAST_EVEN_GROOT = 0.92
"""The same for letters that stand clearly higher."""

_VERTAAL = str.maketrans(
    {
        "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " ",
        "\u2010": "-", "\u2011": "-", "\u2212": "-",
        "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "", "\u2060": "", "\x00": "",
        "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
        "\ufb05": "st", "\ufb06": "st",
        "\u0132": "IJ", "\u0133": "ij",
    }
)  # fmt: skip
_HOGE_CIJFERS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_CONTROLE = re.compile(r"[\x01-\x1f\x7f]")


def schone_tekst(tekst: str) -> str:
    """Ligatures apart, special spaces and hyphens plain, accents in one with their letter."""
    tekst = _CONTROLE.sub("", tekst.translate(_VERTAAL))
    return tekst if tekst.isascii() else unicodedata.normalize("NFC", tekst)


def regels_van(tekens: list[Teken], bladzijde: int) -> list[Regel]:
    """Letters of one area to runs of words: same base line, no gap that could be one between columns.

    Raised and lowered small letters join the run they belong to. Top to bottom, then left to right.
    """
    stukken: list[list[Teken]] = []
    for rij in _per_basislijn(tekens):
        stukken += _stukken(rij)
    regels = [_regel(stuk, klein, bladzijde) for stuk, klein in _met_verhoogde(stukken)]
    return sorted((regel for regel in regels if regel.woorden), key=lambda regel: (regel.basis, regel.x0))


def _per_basislijn(tekens: list[Teken]) -> list[list[Teken]]:
    rijen: list[list[Teken]] = []
    vorige = -1e9
    for teken in sorted(tekens, key=lambda teken: teken.basis):
        if teken.basis - vorige > max(0.6, 0.12 * teken.stijl.grootte):
            rijen.append([])
        rijen[-1].append(teken)
        vorige = teken.basis
    return rijen


def _stukken(rij: list[Teken]) -> list[list[Teken]]:
    """Split one base line where a wide gap is, and leave out letters drawn twice (how some programs fake bold)."""
    stukken: list[list[Teken]] = []
    eind = -1e9
    for teken in sorted(rij, key=lambda teken: (teken.x0, bool(teken.tekst.strip()))):
        leeg = not schone_tekst(teken.tekst).strip()
        if leeg and (not stukken or teken.x0 - eind > GROOT_GAT * teken.stijl.grootte):
            continue
        if not stukken or teken.x0 - eind > GROOT_GAT * teken.stijl.grootte:
            stukken.append([])
        elif not leeg and (nr := _dubbel(stukken[-1], teken)) is not None:
            oud = stukken[-1][nr]
            stukken[-1][nr] = oud._replace(stijl=oud.stijl._replace(vet=True))
            continue
        stukken[-1].append(teken)
        if not leeg:
            eind = max(eind, teken.x1)
    return stukken


def _dubbel(stuk: list[Teken], teken: Teken) -> int | None:
    """Index of the same letter in almost the same place."""
    for nr in range(len(stuk) - 1, max(-1, len(stuk) - 4), -1):
        ander = stuk[nr]
        if ander.tekst == teken.tekst and teken.x0 - ander.x0 < 0.12 * teken.stijl.grootte:
            return nr
    return None


def _met_verhoogde(stukken: list[list[Teken]]) -> list[tuple[list[Teken], set[int]]]:
    """Join every small run that stands just off the line to its neighbour; say which letters are raised (by id)."""
    groot = [max(teken.stijl.grootte for teken in stuk) for stuk in stukken]
    bases = [stuk[0].basis for stuk in stukken]
    volgorde = sorted(range(len(stukken)), key=bases.__getitem__)
    gesorteerd = [bases[nr] for nr in volgorde]
    leden: dict[int, list[Teken]] = {nr: list(stuk) for nr, stuk in enumerate(stukken)}
    hoog: dict[int, set[int]] = {nr: set() for nr in leden}
    for nr in volgorde:
        gastheer = _gastheer(nr, stukken, groot, bases, volgorde, gesorteerd)
        if gastheer is None:
            continue
        leden[gastheer] += stukken[nr]
        if bases[gastheer] - bases[nr] > 0.1 * groot[gastheer]:
            hoog[gastheer] |= {id(teken) for teken in stukken[nr]}
        del leden[nr]
    return [(_op_volgorde(stuk), hoog[nr]) for nr, stuk in leden.items()]


def _op_volgorde(stuk: list[Teken]) -> list[Teken]:
    return sorted(stuk, key=lambda teken: (teken.x0, bool(teken.tekst.strip())))


def _gastheer(
    nr: int,
    stukken: list[list[Teken]],
    groot: list[float],
    bases: list[float],
    volgorde: list[int],
    gesorteerd: list[float],
) -> int | None:
    """The run of larger letters that a small run belongs to, if any."""
    stuk = stukken[nr]
    if len(stuk) > 12:
        return None
    x0, x1 = stuk[0].x0, max(teken.x1 for teken in stuk)
    reikwijdte = 2 * groot[nr]
    beste: tuple[float, int] | None = None
    for plaats in range(bisect_left(gesorteerd, bases[nr] - reikwijdte), len(volgorde)):
        ander = volgorde[plaats]
        afstand = bases[ander] - bases[nr]
        if afstand > reikwijdte:
            break
        maat = groot[ander]
        grens = HAAST_EVEN_GROOT if afstand > 0.2 * maat else KLEIN
        if ander == nr or groot[nr] > grens * maat or not -0.35 * maat <= afstand <= 0.7 * maat:
            continue
        speling = 0.6 * maat
        raakt = any(-speling <= x0 - teken.x1 <= speling or 0 <= teken.x0 - x1 <= speling for teken in stukken[ander])
        if raakt and (beste is None or abs(afstand) < beste[0]):
            beste = (abs(afstand), ander)
    return beste[1] if beste else None


def _regel(stuk: list[Teken], hoog: set[int], bladzijde: int) -> Regel:
    gewoon = [teken for teken in stuk if id(teken) not in hoog and teken.tekst.strip()] or stuk
    maten = Counter[tuple[float, float]]()
    for teken in gewoon:
        maten[teken.stijl.grootte, round(teken.basis, 1)] += 1
    (grootte, basis), _ = maten.most_common(1)[0]
    return Regel(_woorden(stuk, hoog, grootte), basis, grootte, bladzijde)


def _grens(stuk: list[Teken], grootte: float) -> float:
    """Width of a gap that separates words; letters that are spaced out need a wider one."""
    gaten = [b.x0 - a.x1 for a, b in pairwise(stuk) if a.tekst.strip() and b.tekst.strip()]
    midden = median(gaten) if len(gaten) >= 4 else 0.0
    return max(SPATIE * grootte, midden + 0.14 * grootte if midden > 0.05 * grootte else 0.0)


def _woorden(stuk: list[Teken], hoog: set[int], grootte: float) -> list[Woord]:
    woorden: list[Woord] = []
    grens = _grens(stuk, grootte)
    spatie = True
    for teken in stuk:
        tekst = schone_tekst(teken.tekst)
        if not tekst.strip():
            spatie = spatie or bool(tekst)
            continue
        verhoogd = id(teken) in hoog or tekst in _HOGE_CIJFERS
        vorig = woorden[-1] if woorden else None
        los = spatie or tekst[0] == " " or vorig is None or teken.x0 - vorig.x1 > grens
        if vorig is None or los or verhoogd != vorig.hoog or not _zelfde(vorig.stijl, teken.stijl):
            woorden.append(Woord(tekst.strip(), teken.x0, teken.x1, teken.stijl, verhoogd, los))
        else:
            vorig.tekst += tekst.strip()
            vorig.x1 = max(vorig.x1, teken.x1)
        spatie = tekst[-1] == " "
    for woord in woorden:
        if not woord.tekst.isascii():
            woord.tekst = unicodedata.normalize("NFC", woord.tekst)
    return woorden


def _zelfde(een: Stijl, ander: Stijl) -> bool:
    return een is ander or (een.vet == ander.vet and een.cursief == ander.cursief)


def hele_regels(stukken: list[Regel], links: float, rechts: float) -> list[Regel]:
    """Join runs on one base line to whole lines of the column or cell from ``links`` to ``rechts``."""
    regels: list[Regel] = []
    for stuk in sorted(stukken, key=lambda stuk: (stuk.basis, stuk.x0)):
        if regels and abs(stuk.basis - regels[-1].basis) <= 0.3 * min(stuk.grootte, regels[-1].grootte):
            vorige = regels[-1]
            woorden = sorted([*vorige.woorden, *stuk.woorden], key=lambda woord: woord.x0)
            grootte = max((vorige, stuk), key=lambda regel: len(regel.tekst)).grootte
            regels[-1] = Regel(woorden, vorige.basis, grootte, stuk.bladzijde)
        else:
            regels.append(Regel(stuk.woorden, stuk.basis, stuk.grootte, stuk.bladzijde))
    for regel in regels:
        regel.links, regel.rechts = links, rechts
    return regels
