"""Reads a Word document (.docx) into blocks in reading order.

Works on the XML itself instead of through python-docx: that library leaves out content controls, text boxes, notes,
numbering and changes, which is where agreements get lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from basis.documenten.begrensd import meld_voortgang
from basis.documenten.docx_noten import Noten, maak_teller
from basis.documenten.docx_nummering import Label, Nummering
from basis.documenten.docx_stijlen import Stijl, Stijlen, W, getal, lees_nummering, schakelaar, waarde
from basis.documenten.docx_tabel import (
    Celplek,
    inhoud_van_opmaaktabel,
    is_opmaaktabel,
    lees_tabel,
    ontvouw,
    regels_van_geneste_tabel,
)
from basis.documenten.docx_tekst import Tekstlezer, wissel
from basis.documenten.model import Alinea, Bestandssoort, Document, Leesfout, Melding, Noot, Plaats, Tabel
from basis.documenten.noten import Beginmerken, koppel_getypte_noten
from basis.documenten.pakket import BESCHADIGD, Knoop, Pakket, lokaal, stroom
from basis.documenten.stukken import Samengevoegd, Stuk, voeg_samen, zonder_opsommingsteken

_BLOKKEN = ("p", "tbl", "sdt", "customXml", "ins", "moveTo", "AlternateContent", "altChunk")
INHOUDSOPGAVE = "TOC"
"""Style that every paragraph of a table of contents gets."""
_STANDAARDNAMEN = {"normal": "Normal", "title": "Title"}
_MELDINGEN = {
    "wijziging": "Het document heeft bijgehouden wijzigingen ({}). De tekst is gelezen alsof ze alle zijn aanvaard.",
    "opmerking": "Het document heeft opmerkingen in de kantlijn ({}). Die zijn niet gelezen.",
    "verborgen": "Het document heeft verborgen tekst ({} stukken). Die is niet gelezen.",
    "invulveld": "Het document heeft invulvelden die leeg zijn ({}). Die zijn overgeslagen.",
}


@dataclass(slots=True)
class _Rest:
    """Pieces of paragraphs whose end was deleted with changes tracked: they run on into the next paragraph."""

    stukken: list[Stuk]


class _Lezer:
    """Reads the body once, from top to bottom."""

    def __init__(self, pakket: Pakket, naam: str) -> None:
        self._pakket = pakket
        self._hoofddeel = pakket.doel("", "officeDocument") or "word/document.xml"
        inhoud = pakket.onderdeel(self._hoofddeel)
        if inhoud is None or b"body" not in inhoud:
            raise Leesfout(BESCHADIGD)
        self._inhoud = inhoud
        self._doelen = {r.soort: r.doel for r in pakket.relaties(self._hoofddeel).values() if not r.extern}
        self._stijlen = Stijlen(self._deel("styles"))
        self._nummering = Nummering(self._deel("numbering"), self._stijlen)
        instellingen = self._deel("settings")
        secties = _secties(inhoud)
        self._noten = Noten(
            maak_teller("footnote", self._deel("footnotes"), instellingen, secties),
            maak_teller("endnote", self._deel("endnotes"), instellingen, secties),
        )
        heeft_bladzijden = b"lastRenderedPageBreak" in inhoud
        self._tekst = Tekstlezer(self._stijlen, self._noten, heeft_bladzijden=heeft_bladzijden)
        self._document = Document(Bestandssoort.DOCX, naam)
        self._beginmerken = Beginmerken()
        self._rest = _Rest([])
        self._alineas = self._tabellen = 0

    def _deel(self, soort: str) -> Knoop | None:
        return self._pakket.xml(self._doelen[soort]) if soort in self._doelen else None

    def lees(self) -> Document:
        """Read everything."""
        bron = BytesIO(self._inhoud)
        for kind in stroom(bron, *_BLOKKEN, ouder="body"):
            self._document.blokken += self._blok(kind, in_inhoud=False)
            meld_voortgang(10 + 80 * bron.tell() / len(self._inhoud))
        self._document.blokken += self._sluit_rest()
        self._lees_noten()
        koppel_getypte_noten(self._document, self._beginmerken)
        self._meld()
        return self._document

    # Blocks

    def _blok(self, kind: Knoop, *, in_inhoud: bool) -> Iterator[Alinea | Tabel]:
        """Yield the blocks of one element of the body, a cell or a text box."""
        naam = lokaal(kind)
        if naam == "p":
            yield from self._alineablok(kind, in_inhoud=in_inhoud)
        elif naam == "tbl":
            yield from self._tabelblok(kind, in_inhoud=in_inhoud)
        elif naam == "sdt":
            galerij = kind.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            inhoud = in_inhoud or (galerij is not None and "table of contents" in galerij.get(f"{W}val", "").lower())
            for onderdeel in kind.iterfind(f"{W}sdtContent"):
                for kleinkind in onderdeel:
                    yield from self._blok(kleinkind, in_inhoud=inhoud)
        elif naam in ("customXml", "ins", "moveTo", "AlternateContent"):
            for kleinkind in wissel(kind) if naam == "AlternateContent" else ontvouw(kind):
                yield from self._blok(kleinkind, in_inhoud=in_inhoud)
        elif naam == "altChunk":
            tekst = "Hier is een ander bestand ingevoegd; de inhoud daarvan is niet gelezen."
            self._document.meldingen.append(Melding(tekst, Plaats(alinea=self._alineas)))

    def _alineablok(self, knoop: Knoop, *, in_inhoud: bool) -> Iterator[Alinea | Tabel]:
        alinea = self._alinea(knoop, Plaats(), in_inhoud=in_inhoud)
        if alinea is not None and (alinea.tekst or alinea.noten or alinea.nummer or self._beginmerken.van(alinea)):
            self._alineas += 1
            alinea.plaats = replace(alinea.plaats, alinea=self._alineas)
            yield alinea
        for vak in self._neem_tekstvakken():
            for kind in vak:
                yield from self._blok(kind, in_inhoud=in_inhoud)

    def _tabelblok(self, knoop: Knoop, *, in_inhoud: bool) -> Iterator[Alinea | Tabel]:
        if is_opmaaktabel(knoop):
            for cel in inhoud_van_opmaaktabel(knoop):
                for kind in cel:
                    yield from self._blok(kind, in_inhoud=in_inhoud)
            return
        self._tabellen += 1
        tabel = self._tabel(knoop, Plaats(tabel=self._tabellen))
        if tabel.rijen:
            yield tabel
        else:
            self._tabellen -= 1

    def _tabel(self, knoop: Knoop, plaats: Plaats) -> Tabel:
        stijl = self._stijlen.stijl(waarde(knoop.find(f"{W}tblPr"), "tblStyle") or "")
        tabel, meldingen = lees_tabel(knoop, stijl, plaats, self._cel, lambda: self._tekst.bladzijde)
        self._document.meldingen += meldingen
        return tabel

    def _cel(self, knoop: Knoop, plek: Celplek) -> list[Alinea]:
        """Read the paragraphs of a cell; tables and text boxes in it become lines."""
        gevonden: list[Alinea] = []
        buiten, self._rest = self._rest, _Rest([])
        for kind in ontvouw(knoop):
            if kind.tag == f"{W}p":
                alinea = self._alinea(kind, plek.plaats, vet=plek.vet)
                gevonden += [alinea] if alinea is not None else []
                for vak in self._neem_tekstvakken():
                    gevonden += self._cel(vak, plek)
            elif kind.tag == f"{W}tbl":
                gevonden += regels_van_geneste_tabel(self._tabel(kind, plek.plaats))
        gevonden += [alinea for alinea in self._sluit_rest() if isinstance(alinea, Alinea)]
        self._rest = buiten
        return [a for a in gevonden if a.tekst or a.noten or a.nummer or self._beginmerken.van(a)]

    def _neem_tekstvakken(self) -> list[Knoop]:
        vakken, self._tekst.tekstvakken = self._tekst.tekstvakken, []
        return vakken

    # Paragraphs

    def _alinea(self, knoop: Knoop, plaats: Plaats, *, vet: bool = False, in_inhoud: bool = False) -> Alinea | None:
        """Read a paragraph; None when it is hidden or runs on into the next one."""
        ppr = knoop.find(f"{W}pPr")
        stijl = self._stijlen.alinea(waarde(ppr, "pStyle"))
        was_inhoud = self._tekst.in_inhoudsopgave
        stukken = self._tekst.stukken(knoop, stijl, vet=vet)
        plaats = replace(plaats, bladzijde=self._tekst.beginbladzijde)
        self._meld_losse(plaats)
        if ppr is not None and ppr.find(f"{W}sectPr") is not None:
            self._tekst.sectie += 1
        einde = ppr.find(f"{W}rPr") if ppr is not None else None
        if einde is not None and (einde.find(f"{W}del") is not None or einde.find(f"{W}moveFrom") is not None):
            self._rest.stukken += stukken
            return None
        samen = voeg_samen([*self._rest.stukken, *stukken])
        self._rest = _Rest([])
        if not samen.tekst and not samen.noten and schakelaar(einde, "vanish"):
            return None
        label = self._nummering.label(lees_nummering(ppr), stijl)
        alinea = _maak_alinea(samen, plaats, stijl, ppr, label)
        self._beginmerken.onthoud(alinea, samen.beginmerk)
        self._inhoudsopgave(alinea, stijl, in_inhoud=in_inhoud, in_veld=was_inhoud or self._tekst.in_inhoudsopgave)
        return alinea

    def _inhoudsopgave(self, alinea: Alinea, stijl: Stijl, *, in_inhoud: bool, in_veld: bool) -> None:
        """Mark a line of the table of contents; a heading ends a field that lost its end."""
        if alinea.kop and in_veld and not in_inhoud:
            self._tekst.velden.clear()
            in_veld = False
        if stijl.inhoud or in_inhoud or in_veld:
            alinea.stijl, alinea.kop = INHOUDSOPGAVE, 0

    def _sluit_rest(self) -> list[Alinea | Tabel]:
        """Return what was left without a next paragraph as one of its own."""
        samen, self._rest = voeg_samen(self._rest.stukken), _Rest([])
        return [Alinea(samen.tekst, noten=samen.noten)] if samen.tekst else []

    # Notes and messages

    def _lees_noten(self) -> None:
        self._tekst.in_noot = True
        for sleutel, verwijzing in self._noten.verwijzingen.items():
            delen = [voeg_samen(self._tekst.stukken(p, self._stijlen.alinea(None))) for p in verwijzing.alineas]
            tekst = "\n".join(deel.tekst for deel in delen if deel.tekst)
            self._document.noten[sleutel] = Noot(verwijzing.merk, tekst, verwijzing.soort)
        self._neem_tekstvakken()

    def _meld_losse(self, plaats: Plaats) -> None:
        if self._tekst.telling.losse:
            plek = plaats if plaats.tabel else replace(plaats, alinea=self._alineas + 1)
            self._document.meldingen += [Melding(tekst, plek) for tekst in self._tekst.telling.losse]
            self._tekst.telling.losse.clear()

    def _meld(self) -> None:
        opmerkingen = self._deel("comments")
        aantal = self._tekst.telling.aantal
        aantal["opmerking"] = len(opmerkingen) if opmerkingen is not None else 0
        self._document.meldingen += [
            Melding(t.format(aantal[soort])) for soort, t in _MELDINGEN.items() if aantal[soort]
        ]


def _secties(inhoud: bytes) -> list[Knoop]:
    """Return how each section counts its notes, in order; only looked up when a section says so itself."""
    if b"footnotePr" not in inhoud and b"endnotePr" not in inhoud:
        return []
    secties = []
    for knoop in stroom(BytesIO(inhoud), "sectPr", "t"):
        if lokaal(knoop) == "sectPr" and lokaal(knoop.getparent()) in ("pPr", "body"):
            secties.append(deepcopy(knoop))
    return secties


def _maak_alinea(samen: Samengevoegd, plaats: Plaats, stijl: Stijl, ppr: Knoop | None, label: Label | None) -> Alinea:
    """Combine text, style and label."""
    niveau = waarde(ppr, "outlineLvl")
    kop = stijl.kop
    if niveau is not None:
        kop = getal(niveau, 9) + 1 if getal(niveau, 9) < 9 else 0
    alinea = Alinea(
        samen.tekst,
        plaats,
        stijl=_stijlnaam(stijl),
        kop=kop,
        titel=stijl.titel,
        vet=samen.vet,
        cursief=samen.cursief,
        grootte=samen.grootte,
        noten=samen.noten,
        vette_aanhef=samen.vette_aanhef,
    )
    if label is not None:
        alinea.nummer, alinea.opsomming = label.tekst, label.opsomming
        alinea.lijst = 0 if kop else label.niveau
    elif not kop and (zonder := zonder_opsommingsteken(samen.tekst)):
        alinea.tekst, alinea.opsomming, alinea.lijst = zonder, True, 1
    return alinea


def _stijlnaam(stijl: Stijl) -> str:
    """Return the name of a style as Word shows it: the built-in ones are stored in small letters."""
    if stijl.naam.lower() in _STANDAARDNAMEN:
        return _STANDAARDNAMEN[stijl.naam.lower()]
    return stijl.naam[:1].upper() + stijl.naam[1:]


def lees_docx(pad: Path) -> Document:
    """Read a Word document. Raises Leesfout when it is damaged or too large; ``poort`` has judged it before."""
    with Pakket(pad) as pakket:
        return _Lezer(pakket, pad.name).lees()
