"""Typed footnotes: finds the text that belongs to a raised figure and puts it with the notes (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from basis.documenten.model import Alinea, Document, Melding, Noot, Tabel
from basis.documenten.stukken import GETYPT, hoge_cijfers, noten_per_regel


@dataclass(slots=True)
class Beginmerken:
    """Paragraphs that open with a raised mark, which the reader took out of their text."""

    merken: dict[int, str] = field(default_factory=dict)

    def onthoud(self, alinea: Alinea, merk: str) -> None:
        """Remember the mark of a paragraph that stays alive as long as its document."""
        if merk:
            self.merken[id(alinea)] = merk

    def van(self, alinea: Alinea) -> str:
        """Return the mark a paragraph opens with, or nothing."""
        return self.merken.get(id(alinea), "")


def vrije_sleutel(document: Document, merk: str) -> str:
    """Return a key for a note: its mark, or the mark with a number behind it when that key is taken."""
    sleutel, nummer = merk, 1
    while sleutel in document.noten:
        nummer += 1
        sleutel = f"{merk} ({nummer})"
    return sleutel


def koppel_getypte_noten(document: Document, beginmerken: Beginmerken) -> None:
    """Give every typed mark in the document the key of its note and take the paragraphs of those notes out.

    A paragraph that opens with a raised mark is the note of the marks like it before it that have none yet. Without
    such a mark it is ordinary text and keeps its mark, raised. Inside a table it stays where it is, but is a note too.
    """
    open_merken: dict[str, list[Alinea]] = {}
    echt = set(document.noten)
    weg: set[int] = set()
    for alinea, in_tabel in _op_volgorde(document):
        if beginmerk := beginmerken.van(alinea):
            is_noot = _neem_noten(document, open_merken, beginmerk, alinea.tekst)
            if is_noot and not in_tabel:
                weg.add(id(alinea))
            else:
                alinea.tekst = f"{hoge_cijfers(beginmerk)} {alinea.tekst}".strip()
        for noot in dict.fromkeys(alinea.noten):
            if noot.startswith(GETYPT):
                open_merken.setdefault(noot.removeprefix(GETYPT), []).append(alinea)
    _sluit_af(document, open_merken, echt)
    document.blokken = [blok for blok in document.blokken if id(blok) not in weg]


def _neem_noten(document: Document, open_merken: dict[str, list[Alinea]], beginmerk: str, tekst: str) -> bool:
    """Make notes of a paragraph that opens with a mark; tell whether every mark in it was waited for."""
    delen = noten_per_regel(beginmerk, tekst)
    if not all(merk in open_merken and deel for merk, deel in delen):
        return False
    for merk, deel in delen:
        sleutel = vrije_sleutel(document, merk)
        document.noten[sleutel] = Noot(merk, deel, "getypt")
        for verwijzer in open_merken.pop(merk, []):
            _vervang(verwijzer, merk, sleutel)
    return True


def _sluit_af(document: Document, open_merken: dict[str, list[Alinea]], echt: set[str]) -> None:
    """Settle marks without a text of their own: they repeat a real note, or nothing is found and that is said."""
    for merk, alineas in open_merken.items():
        for alinea in alineas:
            _vervang(alinea, merk, merk)
            if merk not in echt:
                tekst = f"Bij het nootteken '{merk}' is geen voetnoot gevonden."
                document.meldingen.append(Melding(tekst, alinea.plaats))


def _vervang(alinea: Alinea, merk: str, sleutel: str) -> None:
    alinea.noten = tuple(sleutel if noot == GETYPT + merk else noot for noot in alinea.noten)


def _op_volgorde(document: Document) -> Iterator[tuple[Alinea, bool]]:
    """Yield every paragraph and whether it stands in a table."""
    for blok in document.blokken:
        if isinstance(blok, Tabel):
            for rij in blok.rijen:
                for cel in rij.cellen:
                    for alinea in cel.alineas:
                        yield alinea, True
        else:
            yield blok, False
