"""Which numbered, labelled or listed paragraphs of a document are agreements (pure).

One decision per document: labels ('Afspraak 12:') win, then numbers of more than one part (1.1, A1, T-03), then single
numbers, then numbered headings with text, then lists below a heading 'Afspraken'. Beside tables of agreements only
labels count, and numbers of the shape the tables have.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from afspraken.importeren.nummers import diepte, is_sterk, vorm
from afspraken.importeren.structuur.alinearegels import Blok, Regel
from afspraken.importeren.structuur.model import Kopregel, Kopsoort
from afspraken.importeren.structuur.velden import lees_velden
from basis.documenten.model import Tabel

_MINSTE_WOORDEN = 5
"""Words of a numbered line from which it says something instead of being a title."""


@dataclass(slots=True)
class Keuze:
    """What counts as an agreement outside tables."""

    labels: bool = False
    vormen: set[str] = field(default_factory=set)
    """Accepted shapes of numbers of paragraphs."""
    koppen: set[int] = field(default_factory=set)
    """Blocks that are headings in the document and agreements in fact."""
    opsomming: bool = False
    """Items of a list below 'Afspraken' are agreements."""
    ruim: bool = False
    """Items of a list below any chapter are: the last resort."""


def buiten(pad: Sequence[Kopregel]) -> bool:
    """Tell whether headings say that what stands here is no agreement."""
    return any(kop.soort is Kopsoort.BUITEN for kop in pad)


def kies(blokken: Sequence[Blok], paden: Sequence[tuple[Kopregel, ...]], tabelvormen: set[str]) -> Keuze:
    """Choose for a document.

    ``paden``: the headings above every block. ``tabelvormen``: shapes of the numbers agreements in tables have; empty
    when no table holds agreements.
    """
    keuze = Keuze(labels=_heeft_labels(blokken, paden))
    kandidaten = [
        (nr, blok)
        for nr, blok in enumerate(blokken)
        if isinstance(blok, Regel)
        and blok.nummer
        and not blok.inhoud
        and not blok.kop
        and not buiten(paden[nr])
        and not blok.label
    ]
    if tabelvormen:
        keuze.vormen = {
            regel.vorm
            for _, regel in kandidaten
            if regel.vorm in tabelvormen and is_sterk(regel.nummer) and not regel.titel
        }
        keuze.koppen = _koppen_naast_tabellen(blokken, paden, tabelvormen)
        return keuze
    if keuze.labels and any(isinstance(b, Regel) and b.label and b.label.nummer and not b.inhoud for b in blokken):
        return keuze
    keuze.vormen = _nummervormen(kandidaten, blokken, alleen_sterk=keuze.labels)
    if not keuze.vormen and not keuze.labels:
        keuze.koppen = _koppen_als_afspraak(blokken, paden)
    if not (keuze.vormen or keuze.labels or keuze.koppen):
        keuze.vormen = _korte_genummerde(kandidaten)
        keuze.opsomming = not keuze.vormen
    return keuze


def _heeft_labels(blokken: Sequence[Blok], paden: Sequence[tuple[Kopregel, ...]]) -> bool:
    return any(
        isinstance(blok, Regel) and blok.label and not blok.inhoud and not buiten(paden[nr])
        for nr, blok in enumerate(blokken)
    )


def _nummervormen(kandidaten: Sequence[tuple[int, Regel]], blokken: Sequence[Blok], *, alleen_sterk: bool) -> set[str]:
    """Shapes of numbers that are agreements."""
    echt = [regel for nr, regel in kandidaten if not regel.titel or _heeft_romp(blokken, nr)]
    sterk = Counter(regel.vorm for regel in echt if is_sterk(regel.nummer))
    if sterk:
        return set(sterk)
    if alleen_sterk:
        return set()
    zwak = Counter(regel.vorm for regel in echt)
    return {gevonden for gevonden, aantal in zwak.items() if aantal >= 2}


def _korte_genummerde(kandidaten: Sequence[tuple[int, Regel]]) -> set[str]:
    """Numbers of short lines without a full stop ('1.1 De huren stijgen hoogstens 4%'), when nothing else is found."""
    lang = [regel for _, regel in kandidaten if is_sterk(regel.nummer) and len(regel.rest.split()) >= _MINSTE_WOORDEN]
    tel = Counter(regel.vorm for regel in lang)
    return {gevonden for gevonden, aantal in tel.items() if aantal > 1}


def _heeft_romp(blokken: Sequence[Blok], nr: int) -> bool:
    """Tell whether text follows that is no heading and carries no number of its own."""
    if nr + 1 >= len(blokken):
        return False
    volgende = blokken[nr + 1]
    return (
        isinstance(volgende, Regel)
        and not volgende.kop
        and not volgende.nummer
        and not volgende.label
        and not volgende.slot
    )


def _koppen_als_afspraak(blokken: Sequence[Blok], paden: Sequence[tuple[Kopregel, ...]]) -> set[int]:
    """Headings that are agreements: those above labelled lines ('Trekker: ...'), else numbered ones above text."""
    koppen = [
        nr
        for nr, blok in enumerate(blokken)
        if isinstance(blok, Regel)
        and blok.kop
        and blok.kop.soort in (Kopsoort.HOOFDSTUK, Kopsoort.PARAGRAAF)
        and blok.kop.woord != "bijlage"
        and not buiten(paden[nr])
    ]
    met_velden = {nr for nr in koppen if _velden_onder(blokken, nr)}
    if met_velden:
        return met_velden
    bladeren = [
        nr for nr in koppen if _kopnummer(blokken[nr]) and _heeft_romp(blokken, nr) and not _heeft_kinderen(blokken, nr)
    ]
    if len(bladeren) < 2:
        return set()
    diepste = Counter(diepte(_kopnummer(blokken[nr])) for nr in bladeren).most_common(1)[0][0]
    return {nr for nr in bladeren if diepte(_kopnummer(blokken[nr])) >= diepste}


def _koppen_naast_tabellen(
    blokken: Sequence[Blok], paden: Sequence[tuple[Kopregel, ...]], tabelvormen: set[str]
) -> set[int]:
    """Numbered headings with text and no table below, numbered as the agreements in tables are."""
    return {
        nr
        for nr, blok in enumerate(blokken)
        if isinstance(blok, Regel)
        and blok.kop
        and blok.kop.soort is Kopsoort.PARAGRAAF
        and is_sterk(blok.kop.nummer)
        and vorm(blok.kop.nummer) in tabelvormen
        and not buiten(paden[nr])
        and _heeft_romp(blokken, nr)
        and not _tabel_onder(blokken, nr)
        and not _heeft_kinderen(blokken, nr)
    }


def _tabel_onder(blokken: Sequence[Blok], nr: int) -> bool:
    """Tell whether a table stands below a heading, before the next one."""
    for blok in blokken[nr + 1 :]:
        if isinstance(blok, Tabel):
            return True
        if blok.kop:
            return False
    return False


def _kopnummer(blok: Blok) -> str:
    return blok.kop.nummer if isinstance(blok, Regel) and blok.kop else ""


def _velden_onder(blokken: Sequence[Blok], nr: int) -> bool:
    for blok in blokken[nr + 1 :]:
        if isinstance(blok, Tabel) or blok.kop:
            return False
        if lees_velden(blok.alinea.tekst):
            return True
    return False


def _heeft_kinderen(blokken: Sequence[Blok], nr: int) -> bool:
    kop = blokken[nr]
    for blok in blokken[nr + 1 :]:
        if isinstance(blok, Regel) and blok.kop and isinstance(kop, Regel) and kop.kop:
            return blok.kop.niveau > kop.kop.niveau
    return False
