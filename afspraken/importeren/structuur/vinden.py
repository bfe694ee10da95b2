"""From a document to its agreements, chapters and tables set aside (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afspraken.importeren.kolommen import Rol
from afspraken.importeren.nummers import als_nummer, vorm
from afspraken.importeren.structuur.alinearegels import Blok, Regel, lees_regels
from afspraken.importeren.structuur.bladen import bladkop, titelrijen
from afspraken.importeren.structuur.doorloop import Doorloop, loop_paden
from afspraken.importeren.structuur.dubbel import ruim_dubbele_op
from afspraken.importeren.structuur.indeling import zoek_kop
from afspraken.importeren.structuur.model import Structuur
from afspraken.importeren.structuur.noten import koppel_getypte_noten
from afspraken.importeren.structuur.partijkoppen import markeer_partijkoppen
from afspraken.importeren.structuur.raster import cel, gevulde_kolommen, nummertekst
from afspraken.importeren.structuur.tabelsoort import Omgeving, Oordeel, Tabelsoort, beoordeel
from afspraken.importeren.structuur.toewijzen import wijs_toe
from afspraken.importeren.structuur.vormkeuze import Keuze, buiten, kies
from basis.documenten.model import Alinea, Document, Tabel

_EERSTE_REGELS = 4
_AFSPRAKENWOORD = re.compile(
    r"prestatie-?\s?afspra|prestatieovereenkomst|woonafspraken|woonakkoord|jaarafspraken", re.IGNORECASE
)
_STUK_OVER = re.compile(
    r"\b(verslag|notulen|agenda|brief|raadsbrief|evaluatie|memo|notitie|oplegnotitie|raadsvoorstel|collegevoorstel|"
    r"uitnodiging|nieuwsbericht|persbericht|presentatie|handreiking|startnotitie|procesvoorstel|planning)\b",
    re.IGNORECASE,
)
_UIT_OPSOMMINGEN = (
    "De afspraken hebben geen nummer, tabel of kopje 'Afspraken'. De opsommingen onder de hoofdstukken zijn als "
    "afspraken gelezen. Kijk goed na of dat klopt."
)


def vind_structuur(document: Document, gemeenten: Sequence[str] = ()) -> Structuur:
    """Find agreements, chapters, preamble and other tables.

    ``gemeenten``: names of the municipalities in it without 'gemeente', for columns that stand side by side.
    """
    blokken = lees_regels(_pak_kaders_uit(document))
    for nr, blok in enumerate(blokken):
        bladkop(blok)
        volgende = blokken[nr + 1] if nr + 1 < len(blokken) else None
        if isinstance(blok, Regel) and isinstance(volgende, Tabel) and volgende.verborgen:
            blok.inhoud = True
    paden = loop_paden(blokken)
    oordelen = _beoordeel_tabellen(blokken, paden, gemeenten)
    keuze = kies(blokken, paden, _tabelvormen(blokken, oordelen))
    if (keuze.opsomming or keuze.koppen) and not _tabelvormen(blokken, oordelen) and markeer_partijkoppen(blokken):
        keuze = Keuze(opsomming=True)
    structuur = Doorloop(blokken, oordelen, keuze, gemeenten).loop()
    if not structuur.afspraken and _heet_afspraken(document):
        structuur = Doorloop(blokken, oordelen, Keuze(opsomming=True, ruim=True), gemeenten).loop()
        structuur.waarschuwingen.append(_UIT_OPSOMMINGEN)
    koppel_getypte_noten(structuur, blokken)
    wijs_toe(structuur)
    ruim_dubbele_op(structuur)
    _geef_tekst(structuur)
    return structuur


def _geef_tekst(structuur: Structuur) -> None:
    """An agreement whose text went to its columns ('Trekker: gemeente' alone in a row) keeps those words as text."""
    for afspraak in structuur.afspraken:
        if afspraak.alineas:
            continue
        woorden = [afspraak.onderwerp, *(deel for delen in afspraak.kolommen.values() for deel in delen)]
        woorden += [tekst for _kop, tekst in afspraak.overig]
        tekst = next((woord for woord in woorden if woord.strip()), afspraak.nummer)
        afspraak.alineas = [Alinea(tekst, afspraak.plaats)]
        afspraak.waarschuwingen.append("Deze rij heeft geen eigen tekst; kijk of het een afspraak is.")


def _heet_afspraken(document: Document) -> bool:
    """Tell whether the first lines say that this is a set of agreements, and no minutes or letter about them."""
    eerste = [alinea.tekst for alinea in document.alineas][:_EERSTE_REGELS]
    over = any(_STUK_OVER.search(tekst) for tekst in [document.naam, *eerste])
    return not over and any(_AFSPRAKENWOORD.search(tekst) for tekst in [document.naam, *eerste])


def _pak_kaders_uit(document: Document) -> list[Alinea | Tabel]:
    """A table of one column is a frame around text: its paragraphs stand in the text."""
    uit: list[Alinea | Tabel] = []
    for blok in document.blokken:
        if isinstance(blok, Tabel) and not blok.verborgen and _is_kader(blok):
            uit += [
                alinea
                for rij in blok.rijen
                if not rij.verborgen
                for c in rij.cellen
                for alinea in c.alineas
                if alinea.tekst.strip()
            ]
        else:
            uit.append(blok)
    return uit


def _is_kader(tabel: Tabel) -> bool:
    kolommen = gevulde_kolommen(tabel)
    return len(kolommen) == 1 and zoek_kop(tabel) is None and not tabel.plaats.blad


def _beoordeel_tabellen(
    blokken: Sequence[Blok], paden: Sequence[tuple], gemeenten: Sequence[str]
) -> dict[int, Oordeel]:
    """The verdict about every table, in order: one without headings may go on with the one before."""
    oordelen: dict[int, Oordeel] = {}
    vorige: Oordeel | None = None
    breedte = 0
    for nr, blok in enumerate(blokken):
        if not isinstance(blok, Tabel):
            continue
        pad = paden[nr]
        titel = titelrijen(blok)
        omgeving = Omgeving(
            kop=pad[-1].voluit if pad else "",
            buiten=buiten(pad),
            vorige=vorige.indeling if vorige else None,
            vorige_breedte=breedte,
            gemeenten=gemeenten,
            jaarschijf=any(kop.afspraaksoort == "jaarschijf" for kop in [*pad, *titel]),
        )
        oordelen[nr] = beoordeel(blok, omgeving)
        if oordelen[nr].soort is Tabelsoort.AFSPRAKEN:
            vorige, breedte = oordelen[nr], blok.breedte
    return oordelen


def _tabelvormen(blokken: Sequence[Blok], oordelen: dict[int, Oordeel]) -> set[str]:
    """Shapes of the numbers of agreements in tables; '-' stands for agreements without numbers."""
    vormen: set[str] = set()
    for nr, oordeel in oordelen.items():
        if oordeel.soort is Tabelsoort.KAART:
            vormen.add("-")
        if oordeel.soort is not Tabelsoort.AFSPRAKEN or oordeel.indeling is None:
            continue
        tabel = blokken[nr]
        kolom = oordeel.indeling.eerste(Rol.NUMMER)
        vormen.add("-")
        if kolom is not None and isinstance(tabel, Tabel):
            nummers = (
                als_nummer(nummertekst(cel(tabel, rij, kolom)))
                for rij in range(oordeel.indeling.eind, len(tabel.rijen))
            )
            vormen |= {vorm(nummer) for nummer in nummers if nummer}
    return vormen
