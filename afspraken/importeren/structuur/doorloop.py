"""Walks through a document block by block and gathers agreements under their headings (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from afspraken.importeren.nummers import diepte, hoofd
from afspraken.importeren.structuur.alinearegels import Blok, Regel
from afspraken.importeren.structuur.bladen import titelrijen
from afspraken.importeren.structuur.cellen import werk_tekst_uit
from afspraken.importeren.structuur.kaarten import Kaartlezer
from afspraken.importeren.structuur.koppen import is_begrippenkop
from afspraken.importeren.structuur.labels import Label
from afspraken.importeren.structuur.model import Hoofdstuk, Kopregel, Kopsoort, Opzij, RuweAfspraak, Structuur, Vorm
from afspraken.importeren.structuur.rijen import Tabellezer, Tabellezing, Tabelomgeving
from afspraken.importeren.structuur.tabelsoort import Oordeel, Tabelsoort
from afspraken.importeren.structuur.vormkeuze import Keuze, buiten
from basis.documenten.model import Alinea, Tabel

_PLAATS = (Kopsoort.DEEL, Kopsoort.HOOFDSTUK, Kopsoort.PARAGRAAF)
_DIEPE_STIJL = re.compile(r"(?:bullet|number|opsom\w*|nummer\w*|teken)\D*[2-9]$", re.IGNORECASE)
"""Word's styles for deeper lists: 'List Bullet 2'."""


def volgend_pad(pad: tuple[Kopregel, ...], kop: Kopregel) -> tuple[Kopregel, ...]:
    """The headings above what follows a heading: deeper and equal ones make way. Captions do not count."""
    if kop.soort is Kopsoort.BIJSCHRIFT:
        return pad
    blijft = tuple(ouder for ouder in pad if ouder.niveau < kop.niveau)
    if kop.soort is not Kopsoort.DEEL and kop.niveau <= 1:
        # A part in the same heading style as its chapters still holds them.
        blijft = tuple(ouder for ouder in pad if ouder.soort is Kopsoort.DEEL and ouder.woord == "deel") or blijft
    return (*blijft, kop)


def loop_paden(blokken: Sequence[Blok]) -> list[tuple[Kopregel, ...]]:
    """The headings above every block."""
    pad: tuple[Kopregel, ...] = ()
    paden = []
    for blok in blokken:
        if isinstance(blok, Regel) and blok.kop and not blok.inhoud:
            pad = volgend_pad(pad, blok.kop)
        paden.append(pad)
    return paden


class Doorloop:
    """One walk through a document."""

    def __init__(
        self, blokken: Sequence[Blok], oordelen: dict[int, Oordeel], keuze: Keuze, gemeenten: Sequence[str]
    ) -> None:
        self.blokken = blokken
        self.oordelen = oordelen
        self.keuze = keuze
        self.gemeenten = gemeenten
        self.uit = Structuur()
        self.pad: tuple[Kopregel, ...] = ()
        self.open: RuweAfspraak | None = None
        self.romp: list[Alinea] = []
        self.lijst: Label | None = None
        """A label in the plural: every item of the list below it is an agreement."""
        self.bijschrift = ""
        self.vorige: RuweAfspraak | None = None
        self.hoofdstuk: Hoofdstuk | None = None
        self.begonnen = False
        """A chapter or agreement was seen; what came before is the preamble."""
        self.los: list[Regel] = []
        """Text that belongs to no agreement, chapter or preamble."""

    def loop(self) -> Structuur:
        """Walk from the first block to the last."""
        for nr, blok in enumerate(self.blokken):
            if isinstance(blok, Tabel):
                self._tabel(nr, blok)
            elif not blok.inhoud:
                self._regel(nr, blok)
            if not self.begonnen:
                self.uit.aanhef.append(blok if isinstance(blok, Tabel) else blok.alinea)
        self._sluit()
        self._meld_los()
        return self.uit

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def _regel(self, nr: int, regel: Regel) -> None:
        if regel.alinea.titel:
            return
        if nr in self.keuze.koppen and regel.kop:
            self._kop(regel.kop, regel, toon=False)
            self._begin(regel, regel.kop.nummer, "", Vorm.KOP)
            if self.open:
                self.open.onderwerp = regel.kop.titel
                if any(oordeel.soort is Tabelsoort.AFSPRAKEN for oordeel in self.oordelen.values()):
                    self.open.waarschuwingen.append("Dit is een kop met tekst; kijk of het een afspraak is.")
        elif regel.kop:
            self._kop(regel.kop, regel)
        elif self.keuze.labels and regel.label and not buiten(self.pad):
            self._label(regel, regel.label)
        elif self._telt_nummer(regel):
            self._begin(regel, regel.nummer, regel.rest, Vorm.NUMMER)
        elif self._is_item(regel):
            self._begin(regel, "", regel.rest, Vorm.OPSOMMING)
        else:
            self._tekst(regel)

    def _kop(self, kop: Kopregel, regel: Regel, *, toon: bool = True) -> None:
        """A heading closes what is open and goes on the path."""
        if kop.soort is Kopsoort.BIJSCHRIFT:
            self.bijschrift = kop.titel
            return
        self._sluit()
        self.bijschrift = ""
        self.pad = volgend_pad(self.pad, kop)
        self.lijst = regel.label if regel.label and regel.label.meervoud else None
        boven_lijst = kop.soort is Kopsoort.GROEP or (self.keuze.ruim and kop.soort in _PLAATS)
        if self.keuze.opsomming and boven_lijst and not buiten(self.pad):
            self.lijst = self.lijst or Label(meervoud=True, soort=kop.afspraaksoort)
        if toon and kop.soort is Kopsoort.HOOFDSTUK and not buiten(self.pad):
            self._nieuw_hoofdstuk(kop, regel)

    def _nieuw_hoofdstuk(self, kop: Kopregel, regel: Regel) -> None:
        """A heading of a chapter; what follows it is its introduction until an agreement comes."""
        ouder = next((k for k in self.pad[:-1] if k.soort is Kopsoort.HOOFDSTUK), None)
        if ouder is not None:
            return
        deel = next((k.titel for k in self.pad if k.soort is Kopsoort.DEEL), "")
        self.hoofdstuk = Hoofdstuk(kop, deel, plaats=regel.alinea.plaats)
        self.uit.hoofdstukken.append(self.hoofdstuk)
        if kop.nummer or kop.woord:
            self.begonnen = kop.woord != "bijlage" or self.begonnen

    def _telt_nummer(self, regel: Regel) -> bool:
        """Tell whether the number of a paragraph makes it an agreement."""
        if not regel.nummer or regel.vorm not in self.keuze.vormen or buiten(self.pad):
            return False
        if any(kop.woord == "bijlage" for kop in self.pad) and not self.pad[-1].afspraaksoort:
            return False
        if self.open and self.open.vorm is Vorm.NUMMER and self.open.nummer:
            dieper = diepte(regel.nummer) > diepte(self.open.nummer)
            onder = hoofd(regel.nummer) == self.open.nummer
            if dieper and onder and self._open_tekst().endswith(":"):
                return False
            if regel.alinea.lijst > 1 and diepte(regel.nummer) < 2:
                return False
        return True

    def _open_tekst(self) -> str:
        return self.romp[-1].tekst.rstrip() if self.romp else ""

    def _is_item(self, regel: Regel) -> bool:
        """Tell whether a list item stands below a label in the plural and so is an agreement."""
        alinea = regel.alinea
        if self.lijst is None or not alinea.tekst.strip() or alinea.lijst > 1 or _DIEPE_STIJL.search(alinea.stijl):
            return False
        return bool(alinea.lijst or alinea.opsomming or regel.nummer or alinea.tekst.lstrip()[:1] in "-–•▪·*")

    def _label(self, regel: Regel, label: Label) -> None:
        """'Afspraak 12: ...', 'Resultaatafspraak corporatie: ...' or 'Afspraken gemeente:'."""
        if label.meervoud and not label.rest and not label.nummer:
            self._sluit()
            self.lijst = label
            return
        self._begin(regel, label.nummer, label.rest, Vorm.LABEL)
        if self.open:
            self.open.eigenaar, self.open.aard = label.eigenaar, label.aard
            self.open.soort = label.soort or self.open.soort

    def _begin(self, regel: Regel, nummer: str, tekst: str, vorm: Vorm) -> None:
        """Open an agreement."""
        lijst = self.lijst if vorm in (Vorm.OPSOMMING, Vorm.NUMMER) else None
        self._sluit()
        self.lijst = lijst or (self.lijst if vorm is Vorm.OPSOMMING else None)
        self.begonnen = True
        soort, jaren = self._soort()
        self.open = RuweAfspraak(
            nummer=nummer, pad=self.pad, soort=soort, jaren=jaren, vorm=vorm, plaats=regel.alinea.plaats, bron=-1
        )
        if vorm is Vorm.OPSOMMING and regel.nummer:
            self.open.nummer = regel.nummer
        if lijst:
            self.open.eigenaar, self.open.aard = lijst.eigenaar, lijst.aard
            self.open.soort = lijst.soort or self.open.soort
        alinea = regel.alinea
        self.open.noten = list(alinea.noten)
        vet = alinea.vette_aanhef
        if vet and not alinea.tekst.strip().startswith(tekst[: len(vet)] or "\0"):
            vet = vet[vet.find(tekst[:1]) :] if tekst and tekst[0] in vet else ""
        los = replace(alinea, tekst=tekst, nummer="", lijst=0, opsomming=False, vette_aanhef=vet)
        self.romp = [replace(los, tekst=tekst.lstrip("-–•▪·* ")) if vorm is Vorm.OPSOMMING else los] if tekst else []

    def _tekst(self, regel: Regel) -> None:
        """Running text: of the open agreement, of the chapter, of the preamble, or of nothing."""
        if regel.slot and not regel.nummer:
            self._sluit()
            self.pad = (*self.pad, Kopregel(Kopsoort.BUITEN, "Ondertekening", niveau=9))
        elif self.open:
            self.romp.append(regel.alinea)
        elif any(kop.soort is Kopsoort.BUITEN and is_begrippenkop(kop.titel) for kop in self.pad):
            self.uit.begrippen.append(regel.alinea)
        elif self.hoofdstuk and not buiten(self.pad) and self._hoort_bij_hoofdstuk():
            self.hoofdstuk.tekst.append(regel.alinea)
        elif self.begonnen and not buiten(self.pad) and not any(kop.woord == "bijlage" for kop in self.pad):
            self.los.append(regel)

    def _hoort_bij_hoofdstuk(self) -> bool:
        """Text straight below the chapter's heading, or below 'Ambitie'."""
        return self.pad[-1] is self.hoofdstuk.kop or self.pad[-1].soort is Kopsoort.AMBITIE if self.hoofdstuk else False

    def _soort(self) -> tuple[str, tuple[int, int] | None]:
        """Kind of agreement by the nearest heading that names one."""
        for kop in reversed(self.pad):
            if kop.afspraaksoort:
                return kop.afspraaksoort, kop.jaren
        return "", None

    def _sluit(self) -> None:
        """Finish the open agreement."""
        if self.open is not None:
            werk_tekst_uit(self.open, self._met_titel(self.romp))
            gebleven = {alinea.tekst for alinea in self.open.alineas} | {self.open.onderwerp}
            self.uit.veldregels |= {id(alinea) for alinea in self.romp if alinea.tekst not in gebleven}
            for alinea in self.romp:
                self.open.noten += [merk for merk in alinea.noten if merk not in self.open.noten]
            if self.open.alineas:
                self.uit.afspraken.append(self.open)
            elif self.open.nummer:
                self.uit.waarschuwingen.append(f"{self.open.plaats}: bij nummer {self.open.nummer} staat geen tekst.")
        self.open, self.romp, self.lijst = None, [], None

    def _met_titel(self, romp: list[Alinea]) -> list[Alinea]:
        """A numbered title with text below it: the title is the subject."""
        open_ = self.open
        if open_ is None or open_.onderwerp or open_.vorm not in (Vorm.NUMMER, Vorm.LABEL) or len(romp) < 2:
            return romp
        eerste, tweede = romp[0], romp[1]
        kort = len(eerste.tekst) <= 100 and eerste.tekst.rstrip()[-1:] not in (".", ";", ":", ",", "!", "?")
        if kort and not tweede.lijst and not tweede.tekst[:1].islower() and not lees_alleen_velden(romp[1:]):
            open_.onderwerp = eerste.tekst.strip()
            return romp[1:]
        return romp

    def _meld_los(self) -> None:
        """Say which text went nowhere."""
        for regel in self.los[:20]:
            begin = regel.alinea.tekst.strip()[:80]
            self.uit.waarschuwingen.append(f"{regel.alinea.plaats}: deze tekst hoort bij geen afspraak: '{begin}'.")
        if len(self.los) > 20:
            self.uit.waarschuwingen.append(f"Nog {len(self.los) - 20} alinea's horen bij geen afspraak.")

    # -- tables ----------------------------------------------------------------------------------------------------

    def _tabel(self, nr: int, tabel: Tabel) -> None:
        oordeel = self.oordelen[nr]
        if oordeel.soort not in (Tabelsoort.AFSPRAKEN, Tabelsoort.KAART):
            self._opzij(tabel, oordeel)
            return
        boven = self._label_boven_kaart(oordeel)
        self._sluit()
        self.begonnen = True
        pad = self._pad_met_titels(nr, tabel)
        soort, jaren = self._soort_van(pad)
        heeft = any(kop.soort is Kopsoort.HOOFDSTUK for kop in pad)
        gaat_door = bool(oordeel.indeling and oordeel.indeling.afgeleid)
        omgeving = Tabelomgeving(
            pad,
            soort,
            jaren,
            self.gemeenten,
            nr,
            self.vorige if gaat_door or self._zelfde_kop(oordeel) else None,
            heeft,
        )
        lezing = self._lees(tabel, oordeel, omgeving)
        if boven and len(lezing.afspraken) == 1 and not lezing.afspraken[0].nummer:
            lezing.afspraken[0].nummer = boven.nummer
            lezing.afspraken[0].onderwerp = lezing.afspraken[0].onderwerp or boven.onderwerp
        self._neem_over(lezing, oordeel, tabel)

    def _label_boven_kaart(self, oordeel: Oordeel) -> RuweAfspraak | None:
        """'Afspraak 3' on a line of its own numbers the card below it; it is no agreement by itself."""
        leeg = self.open is not None and not any(alinea.tekst.strip() for alinea in self.romp)
        if oordeel.soort is not Tabelsoort.KAART or not leeg or self.open is None or not self.open.nummer:
            return None
        boven, self.open = self.open, None
        return boven

    def _lees(self, tabel: Tabel, oordeel: Oordeel, omgeving: Tabelomgeving) -> Tabellezing:
        if oordeel.soort is Tabelsoort.KAART or oordeel.indeling is None:
            return Kaartlezer(tabel, omgeving).lees()
        if not oordeel.indeling.afgeleid:
            return Tabellezer(tabel, oordeel.indeling, omgeving).lees()
        omgeving.soort = omgeving.soort or (self.vorige.soort if self.vorige else "")
        return Tabellezer(tabel, oordeel.indeling, omgeving).lees()

    def _zelfde_kop(self, oordeel: Oordeel) -> bool:
        """A repeated heading straight after the table before: the first row may go on with its last agreement."""
        return oordeel.indeling is not None and self.laatste_koppen == [
            kop.tekst for kop in oordeel.indeling.koppen.values()
        ]

    laatste_koppen: list[str] | None = None

    def _neem_over(self, lezing: Tabellezing, oordeel: Oordeel, tabel: Tabel) -> None:
        if lezing.afspraken and oordeel.waarschuwing:
            self.uit.waarschuwingen.append(f"{tabel.plaats}: {oordeel.waarschuwing}")
        self.uit.afspraken += lezing.afspraken
        self.uit.waarschuwingen += lezing.waarschuwingen
        for tekst in lezing.noten:
            self.uit.noten[f"rij:{len(self.uit.noten)}"] = tekst
        if lezing.afspraken:
            self.vorige = lezing.afspraken[-1]
            self.laatste_koppen = [kop.tekst for kop in lezing.indeling.koppen.values()]

    def _pad_met_titels(self, nr: int, tabel: Tabel) -> tuple[Kopregel, ...]:
        """The headings above a table and those in its own first rows; these win from a sheet's empty name."""
        pad = self.pad
        for kop in titelrijen(tabel):
            boven = pad[-1] if pad else None
            zeggend = bool(kop.nummer or kop.woord or kop.soort in (Kopsoort.GROEP, Kopsoort.DEEL))
            if boven and boven.soort is Kopsoort.HOOFDSTUK and tabel.plaats.blad:
                if kop.soort is Kopsoort.HOOFDSTUK and (
                    zeggend
                    or not boven.titel.strip("0123456789. ")
                    or (boven.woord and boven.titel.casefold().startswith(boven.woord))
                ):
                    pad = (*pad[:-1], replace(kop, niveau=1, nummer=kop.nummer or boven.nummer))
                    continue
                if kop.soort is Kopsoort.HOOFDSTUK:
                    continue
            pad = (*(ouder for ouder in pad if ouder.niveau < kop.niveau or ouder.soort is not kop.soort), kop)
        return pad

    def _soort_van(self, pad: tuple[Kopregel, ...]) -> tuple[str, tuple[int, int] | None]:
        return next(((kop.afspraaksoort, kop.jaren) for kop in reversed(pad) if kop.afspraaksoort), ("", None))

    def _opzij(self, tabel: Tabel, oordeel: Oordeel) -> None:
        titel = self.bijschrift or next(
            (kop.voluit for kop in reversed(self.pad) if kop.soort is not Kopsoort.AMBITIE), ""
        )
        self.bijschrift = ""
        if oordeel.sleutel == "verborgen":
            self.uit.waarschuwingen.append(f"{tabel.plaats}: {oordeel.reden}")
        self.uit.opzij.append(Opzij(tabel, oordeel.reden or "Deze tabel bevat geen afspraken.", oordeel.sleutel, titel))


def lees_alleen_velden(alineas: Sequence[Alinea]) -> bool:
    """Tell whether paragraphs hold nothing but labelled lines."""
    proef = RuweAfspraak(onderwerp="-")
    werk_tekst_uit(proef, alineas)
    return [alinea.tekst for alinea in proef.alineas] == ["-"]
