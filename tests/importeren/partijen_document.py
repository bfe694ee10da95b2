"""Documents for the tests of parties, written as lines and tables."""

from __future__ import annotations

from afspraken.importeren.partijen import Partijenlijst, herken_partijen
from basis.documenten.model import Alinea, Bestandssoort, Cel, Document, Plaats, Rij, Tabel

Blok = str | list[list[str]]

AFSPRAKEN: Blok = [["Nr", "Afspraak", "Trekker"], ["1", "Er komt een plan.", "Gemeente"]]


def maak_document(*blokken: Blok) -> Document:
    """Make a document: '# ' is the title, '## ' a heading, '- ' a bullet; a list of rows is a table."""
    document = Document(Bestandssoort.DOCX)
    for nummer, blok in enumerate(blokken, 1):
        document.blokken.append(_alinea(blok, nummer) if isinstance(blok, str) else _tabel(blok, nummer))
    return document


def _alinea(tekst: str, nummer: int) -> Alinea:
    plaats = Plaats(alinea=nummer)
    if tekst.startswith("# "):
        return Alinea(tekst[2:], plaats, titel=True)
    if tekst.startswith("## "):
        return Alinea(tekst[3:], plaats, kop=2)
    if tekst.startswith("- "):
        return Alinea(tekst[2:], plaats, lijst=1, opsomming=True)
    return Alinea(tekst, plaats)


def _tabel(rijen: list[list[str]], nummer: int) -> Tabel:
    def cel(tekst: str) -> Cel:
        return Cel([Alinea(regel) for regel in tekst.split("\n")])

    return Tabel(
        [Rij([cel(tekst) for tekst in rij], Plaats(tabel=nummer, rij=nr)) for nr, rij in enumerate(rijen, 1)],
        Plaats(tabel=nummer),
    )


def partijen(*blokken: Blok) -> Partijenlijst:
    """Recognise the parties of a document made of these blocks and a table of agreements."""
    return herken_partijen(maak_document(*blokken, AFSPRAKEN))


def soorten(lijst: Partijenlijst) -> dict[str, str]:
    """Return name -> kind of the participants."""
    return {partij.naam: partij.soort for partij in lijst.partijen if partij.deelnemer}
