"""Reads an Excel workbook (.xlsx): per sheet its name as a heading and one table with the real row numbers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from openpyxl.utils import get_column_letter

from basis.documenten.begrensd import meld_voortgang
from basis.documenten.model import (
    Alinea,
    Bestandssoort,
    Cel,
    Dekking,
    Document,
    Leesfout,
    Melding,
    Noot,
    Plaats,
    Rij,
    Tabel,
)
from basis.documenten.noten import Beginmerken, koppel_getypte_noten
from basis.documenten.pakket import BESCHADIGD, Knoop, Pakket, lokaal
from basis.documenten.stukken import Stuk, schoon, voeg_samen, zonder_opsommingsteken
from basis.documenten.xlsx_blad import (
    MAX_KOLOMMEN,
    Bladinhoud,
    Celinhoud,
    Rijinhoud,
    Tekst,
    Voorraad,
    lees_blad,
    lees_tekst,
)
from basis.documenten.xlsx_opmaak import Celstijl, lees_opmaak

BLADNAAM = "bladnaam"
"""Style of the heading that holds the name of a sheet."""
TEKSTVAK = "tekstvak"
_MAX_LEEG = 2
"""Empty rows that are kept between filled ones; more say nothing more."""
_GESPREK = re.compile(r"^\[[^\]]+\].*?\n\s*(?:Comment|Opmerking):", re.DOTALL)
"""What Excel puts before a remark in a conversation, for versions that know no conversations."""
_GENOEMD = 5
"""Cells that a message names before it says 'and others'."""


@dataclass(slots=True)
class _Bladverwijzing:
    """A sheet as the workbook lists it."""

    naam: str
    deel: str
    verborgen: bool


class _Lezer:
    """Reads one workbook."""

    def __init__(self, pakket: Pakket, naam: str) -> None:
        self._pakket = pakket
        self._document = Document(Bestandssoort.XLSX, naam)
        self._beginmerken = Beginmerken()
        hoofddeel = pakket.doel("", "officeDocument") or "xl/workbook.xml"
        werkboek = pakket.xml(hoofddeel)
        if werkboek is None:
            raise Leesfout(BESCHADIGD)
        relaties = pakket.relaties(hoofddeel)
        doelen = {r.soort: r.doel for r in relaties.values() if not r.extern}
        eigenschappen = next((k for k in werkboek if lokaal(k) == "workbookPr"), None)
        vanaf_1904 = eigenschappen is not None and eigenschappen.get("date1904") in ("1", "true")
        opmaak = lees_opmaak(pakket.xml(doelen.get("styles", "")), vanaf_1904=vanaf_1904)
        self._voorraad = Voorraad(_gedeelde_teksten(pakket, doelen.get("sharedStrings", "")), opmaak)
        self._bladen = [
            _Bladverwijzing(knoop.get("name", ""), relatie.doel, knoop.get("state", "visible") != "visible")
            for lijst in werkboek
            if lokaal(lijst) == "sheets"
            for knoop in lijst
            if (relatie := relaties.get(_relatie_id(knoop))) is not None and relatie.soort == "worksheet"
        ]

    def lees(self) -> Document:
        """Read every sheet."""
        for nummer, blad in enumerate(self._bladen, 1):
            self._blad(blad)
            meld_voortgang(10 + 80 * nummer / len(self._bladen))
        koppel_getypte_noten(self._document, self._beginmerken)
        return self._document

    def _meld(self, tekst: str, plaats: Plaats) -> None:
        self._document.meldingen.append(Melding(tekst, plaats))

    def _blad(self, blad: _Bladverwijzing) -> None:
        inhoud = lees_blad(self._pakket, blad.deel, self._voorraad)
        plaats = Plaats(blad=blad.naam)
        self._meld_bijzonderheden(inhoud, plaats)
        relaties = [relatie for relatie in self._pakket.relaties(blad.deel).values() if not relatie.extern]
        vakken = [tekst for r in relaties if r.soort == "drawing" for tekst in _tekstvakken(self._pakket.xml(r.doel))]
        if not inhoud.rijen and not vakken:
            return
        if blad.verborgen:
            self._meld("Dit blad is verborgen in het bestand; het is wel gelezen.", plaats)
        self._document.blokken.append(Alinea(schoon(blad.naam), plaats, stijl=BLADNAAM, kop=1))
        if inhoud.rijen:
            for relatie in relaties:
                if relatie.soort == "table":
                    _neem_tabelkop(inhoud, self._pakket.xml(relatie.doel))
            tabel = _Raster(inhoud, plaats, self._beginmerken).tabel()
            tabel.verborgen = blad.verborgen
            self._document.blokken.append(tabel)
            for relatie in relaties:
                if relatie.soort == "comments":
                    self._opmerkingen(self._pakket.xml(relatie.doel), tabel, blad.naam)
        for tekst in vakken:
            self._document.blokken.append(Alinea(schoon(tekst), plaats, stijl=TEKSTVAK))

    def _meld_bijzonderheden(self, inhoud: Bladinhoud, plaats: Plaats) -> None:
        if inhoud.zonder_uitkomst:
            cellen = _opsomming(inhoud.zonder_uitkomst)
            self._meld(
                f"Van formules is geen uitkomst opgeslagen ({cellen}). Open het bestand in Excel, sla het op en "
                "probeer het opnieuw.",
                plaats,
            )
        if inhoud.met_fout:
            self._meld(f"Formules geven een fout ({_opsomming(inhoud.met_fout)}).", plaats)
        if inhoud.te_breed:
            self._meld(f"Kolommen na de {MAX_KOLOMMEN}e zijn overgeslagen.", plaats)
        rijen = [str(rij.nummer) for rij in inhoud.rijen if rij.verborgen]
        if rijen:
            self._meld(f"Verborgen rijen zijn wel gelezen (rij {_opsomming(rijen)}).", plaats)
        gevuld = {kolom for rij in inhoud.rijen for kolom in rij.cellen}
        kolommen = [get_column_letter(k) for k in sorted(gevuld) if _valt_in(k, inhoud.verborgen_kolommen)]
        if kolommen:
            self._meld(f"Verborgen kolommen zijn wel gelezen (kolom {_opsomming(kolommen)}).", plaats)

    def _opmerkingen(self, wortel: Knoop | None, tabel: Tabel, blad: str) -> None:
        """Make notes of the remarks at cells; the writer's name before the text is left out."""
        if wortel is None:
            return
        auteurs = {"".join(knoop.itertext()).strip() for knoop in wortel.iter("{*}author")}
        cellen = {
            f"{get_column_letter(nr)}{rij.plaats.rij}": cel
            for rij in tabel.rijen
            for nr, cel in enumerate(rij.cellen, 1)
        }
        for knoop in wortel.iter("{*}comment"):
            tekst = schoon("".join(t.text or "" for t in knoop.iter("{*}t"))).strip()
            tekst = _GESPREK.sub("", tekst).strip()
            kop, _, rest = tekst.partition(":")
            tekst = rest.strip() if kop.strip() in auteurs else tekst
            cel = cellen.get(knoop.get("ref", ""))
            if not tekst:
                continue
            sleutel = f"{blad}!{knoop.get('ref', '')}"
            self._document.noten[sleutel] = Noot(knoop.get("ref", ""), tekst, "opmerking")
            if cel is not None and cel.alineas:
                cel.alineas[0].noten += (sleutel,)
            else:
                self._meld(f"Opmerking bij cel {knoop.get('ref', '')}: {tekst}", Plaats(blad=blad))


@dataclass(slots=True)
class _Raster:
    """Turns the filled rows of a sheet into rows of equal length."""

    inhoud: Bladinhoud
    plaats: Plaats
    beginmerken: Beginmerken
    nummers: list[int] = field(default_factory=list)
    breedte: int = 0

    def tabel(self) -> Tabel:
        self.breedte = max(kolom for rij in self.inhoud.rijen for kolom in rij.cellen)
        koprijen = self._koprijen()
        rijen = list(self._rijen())
        self.nummers = [rij.plaats.rij for rij in rijen]
        for samenvoeging in self.inhoud.samenvoegingen:
            self._voeg_samen(rijen, *samenvoeging)
        for rij in rijen:
            rij.kop = rij.plaats.rij in koprijen
        return Tabel(rijen, self.plaats)

    def _rijen(self) -> Iterator[Rij]:
        vorige = 0
        for rij in self.inhoud.rijen:
            leeg = min(rij.nummer - vorige - 1, _MAX_LEEG) if vorige else 0
            for nummer in range(rij.nummer - leeg, rij.nummer):
                yield Rij([Cel() for _ in range(self.breedte)], replace(self.plaats, rij=nummer))
            yield self._rij(rij)
            # A large sheet must not be in memory twice.
            rij.cellen.clear()
            vorige = rij.nummer

    def _rij(self, rij: Rijinhoud) -> Rij:
        plaats = replace(self.plaats, rij=rij.nummer)
        cellen = [
            self._cel(inhoud, replace(plaats, kolom=get_column_letter(kolom)))
            if (inhoud := rij.cellen.get(kolom))
            else Cel()
            for kolom in range(1, self.breedte + 1)
        ]
        return Rij(cellen, plaats, verborgen=rij.verborgen)

    def _cel(self, inhoud: Celinhoud, plaats: Plaats) -> Cel:
        """Make a cell; every line in it is a paragraph."""
        alineas = []
        for stukken in _regels(inhoud.tekst, inhoud.stijl):
            samen = voeg_samen(stukken)
            if not samen.tekst and not samen.noten and not samen.beginmerk:
                continue
            alinea = Alinea(
                samen.tekst,
                plaats,
                vet=samen.vet,
                cursief=samen.cursief,
                noten=samen.noten,
                vette_aanhef=samen.vette_aanhef,
            )
            if zonder := zonder_opsommingsteken(samen.tekst):
                alinea.tekst, alinea.opsomming, alinea.lijst = zonder, True, 1
            self.beginmerken.onthoud(alinea, samen.beginmerk)
            alineas.append(alinea)
        return Cel(alineas, waarde=inhoud.waarde, arcering=inhoud.stijl.arcering)

    def _voeg_samen(self, rijen: list[Rij], van_kolom: int, van_rij: int, tot_kolom: int, tot_rij: int) -> None:
        """Mark the cells that a merged one covers, as far as they lie within the table."""
        eerste, na = bisect_left(self.nummers, van_rij), bisect_left(self.nummers, tot_rij + 1)
        tot = min(tot_kolom, self.breedte)
        if eerste >= na or van_kolom > tot or self.nummers[eerste] != van_rij:
            return
        for rij in rijen[eerste:na]:
            for kolom in range(van_kolom, tot + 1):
                boven = rij is not rijen[eerste]
                if boven or kolom > van_kolom:
                    rij.cellen[kolom - 1] = Cel(dekking=Dekking.BOVEN if boven else Dekking.LINKS)
        cel = rijen[eerste].cellen[van_kolom - 1]
        cel.breedte, cel.hoogte = tot - van_kolom + 1, na - eerste

    def _koprijen(self) -> set[int]:
        """Return the heading rows: of a filter or Excel table, else the last filled row of those that stay in view."""
        if self.inhoud.koprijen or not self.inhoud.vast:
            return self.inhoud.koprijen
        vast = [rij.nummer for rij in self.inhoud.rijen if rij.nummer <= self.inhoud.vast and len(rij.cellen) > 1]
        return set(vast[-1:])


def _regels(inhoud: Tekst, stijl: Celstijl) -> list[list[Stuk]]:
    """Cut text at line breaks; plain text is bold when the cell is."""
    stukken = [Stuk(inhoud, stijl.vet)] if isinstance(inhoud, str) else inhoud
    regels: list[list[Stuk]] = [[]]
    for stuk in stukken:
        for nummer, tekst in enumerate(stuk.tekst.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
            if nummer:
                regels.append([])
            regels[-1].append(Stuk(tekst, stuk.vet, stuk.cursief, hoog=stuk.hoog, laag=stuk.laag))
    return regels


def _gedeelde_teksten(pakket: Pakket, deel: str) -> list[Tekst]:
    return [lees_tekst(knoop) for knoop in pakket.stroom(deel, "si")] if deel else []


def _relatie_id(knoop: Knoop) -> str:
    return next((str(waarde) for naam, waarde in knoop.attrib.items() if naam.endswith("}id")), "")


def _neem_tabelkop(inhoud: Bladinhoud, wortel: Knoop | None) -> None:
    """Take the heading row of an Excel table (Ctrl+T)."""
    if wortel is not None and wortel.get("headerRowCount", "1") != "0":
        cijfers = "".join(teken for teken in wortel.get("ref", "").partition(":")[0] if teken.isdecimal())
        if cijfers:
            inhoud.koprijen.add(int(cijfers))


def _tekstvakken(wortel: Knoop | None) -> Iterator[str]:
    """Yield the texts of boxes drawn on a sheet."""
    for vak in wortel.iter("{*}txBody") if wortel is not None else ():
        tekst = "\n".join("".join(t.text or "" for t in p.iter("{*}t")) for p in vak.iter("{*}p")).strip()
        if tekst:
            yield tekst


def _valt_in(kolom: int, gebieden: list[tuple[int, int]]) -> bool:
    return any(van <= kolom <= tot for van, tot in gebieden)


def _opsomming(namen: list[str]) -> str:
    rest = len(namen) - _GENOEMD
    genoemd = ", ".join(namen[:_GENOEMD])
    return f"{genoemd} en nog {rest}" if rest > 0 else genoemd


def lees_xlsx(pad: Path) -> Document:
    """Read a workbook. Raises Leesfout when it is damaged or too large; ``poort`` has judged it before."""
    with Pakket(pad) as pakket:
        return _Lezer(pakket, pad.name).lees()
