"""Cards: a small table per agreement, labels on the left and values on the right (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from afspraken.importeren.kolommen import Rol, lees_kop
from afspraken.importeren.nummers import als_nummer, splits_nummer
from afspraken.importeren.structuur.cellen import werk_tekst_uit
from afspraken.importeren.structuur.labels import lees_label
from afspraken.importeren.structuur.model import RuweAfspraak, Vorm
from afspraken.importeren.structuur.raster import gevulde_cellen, gevulde_kolommen, is_brede_rij
from afspraken.importeren.structuur.rijen import Tabellezing, Tabelomgeving
from afspraken.importeren.tekstopmaak import op_een_regel
from basis.documenten.model import Alinea, Cel, Rij, Tabel

_AFSPRAAKLABEL = re.compile(r"^(?:\w+)?afspraak\b", re.IGNORECASE)


class Kaartlezer:
    """Reads a card, or several in one table."""

    def __init__(self, tabel: Tabel, omgeving: Tabelomgeving) -> None:
        self.tabel = tabel
        self.omgeving = omgeving
        self.uit = Tabellezing()
        self.kaart: RuweAfspraak | None = None
        self.tekst: list[Alinea] = []

    def lees(self) -> Tabellezing:
        """Read all rows."""
        kolommen = gevulde_kolommen(self.tabel)
        for nr, rij in enumerate(self.tabel.rijen):
            if rij.verborgen:
                self.uit.waarschuwingen.append(f"{rij.plaats}: een verborgen rij is niet gelezen.")
            elif is_brede_rij(self.tabel, nr) or (
                len(gevulde_cellen(rij)) == 1 and gevulde_cellen(rij)[0] == kolommen[0]
            ):
                self._kopregel(rij)
            else:
                for links, rechts in zip(kolommen[::2], kolommen[1::2], strict=False):
                    self._veld(rij, links, rechts)
        self._sluit()
        return self.uit

    def _kopregel(self, rij: Rij) -> None:
        """A row over the full width: number and title of the card, or a label without a value."""
        cel = rij.cellen[gevulde_cellen(rij)[0]] if gevulde_cellen(rij) else Cel()
        tekst = op_een_regel(cel.tekst)
        if not tekst or lees_kop(tekst).exact:
            return
        label = lees_label(replace(cel.alineas[0], tekst=tekst))
        gesplitst = splits_nummer(tekst)
        if label or gesplitst or not self.kaart:
            self._sluit()
            kaart = self._open(rij)
            kaart.nummer = label.nummer if label else gesplitst.nummer if gesplitst else ""
            kaart.onderwerp = label.rest if label else gesplitst.rest if gesplitst else tekst
            if label:
                kaart.eigenaar, kaart.aard, kaart.soort = label.eigenaar, label.aard, label.soort or kaart.soort
        else:
            self.tekst += cel.alineas

    def _veld(self, rij: Rij, links: int, rechts: int) -> None:
        """One label and its value."""
        if links >= len(rij.cellen):
            return
        label, waarde = op_een_regel(rij.cellen[links].tekst), rij.cellen[rechts] if rechts < len(rij.cellen) else Cel()
        kop, tekst = lees_kop(label), op_een_regel(waarde.tekst)
        if not label:
            self.tekst += [alinea for alinea in waarde.alineas if alinea.tekst]
            return
        nummer = als_nummer(label) if _AFSPRAAKLABEL.match(label) or als_nummer(label) else ""
        if nummer:
            self._begin(rij, nummer, tekst, waarde.alineas)
        elif kop.rol is Rol.NUMMER or (kop.rol is Rol.TEKST and als_nummer(tekst)):
            self._begin(rij, als_nummer(tekst) or tekst, "", [])
        else:
            self._zet(rij, kop.rol, label, waarde)

    def _zet(self, rij: Rij, rol: Rol, label: str, waarde: Cel) -> None:
        tekst = op_een_regel(waarde.tekst)
        herhaald = self.kaart is not None and rol in (Rol.TEKST, Rol.ONDERWERP) and self._heeft(rol)
        if self.kaart is None or herhaald:
            self._sluit()
            self._open(rij)
        kaart = self.kaart
        if kaart is None:
            return
        kaart.noten += [merk for merk in waarde.noten if merk not in kaart.noten]
        if rol is Rol.TEKST:
            self.tekst += [alinea for alinea in waarde.alineas if alinea.tekst]
            kaart.soort = lees_kop(label).soort or kaart.soort
        elif rol is Rol.ONDERWERP:
            kaart.onderwerp = kaart.onderwerp or tekst
        elif rol in (Rol.STREEFWAARDE, Rol.NULMETING):
            jaren = lees_kop(label).jaren
            kaart.streefwaarden.append((label.rstrip(":"), tekst, jaren[0] if jaren else None))
        elif rol in (Rol.ONBEKEND, Rol.VREEMD):
            kaart.overig.append((label.rstrip(":"), tekst))
        else:
            kaart.voeg_toe(rol, tekst)

    def _heeft(self, rol: Rol) -> bool:
        return bool(self.tekst) if rol is Rol.TEKST else bool(self.kaart and self.kaart.onderwerp and self.tekst)

    def _begin(self, rij: Rij, nummer: str, titel: str, alineas: Sequence[Alinea]) -> None:
        """A row with a number opens a card, unless the open one still waits for its number."""
        if self.kaart is None or self.kaart.nummer or self.tekst:
            self._sluit()
            self._open(rij)
        if self.kaart is None:
            return
        self.kaart.nummer = nummer
        if titel and len(titel) <= 100 and self._tekst_volgt(rij):
            self.kaart.onderwerp = self.kaart.onderwerp or titel
        else:
            self.tekst += [alinea for alinea in alineas if alinea.tekst]

    def _tekst_volgt(self, rij: Rij) -> bool:
        """Tell whether a row with a label for the text comes later."""
        later = self.tabel.rijen[self.tabel.rijen.index(rij) + 1 :]
        return any(lees_kop(volgende.teksten[0]).rol is Rol.TEKST for volgende in later if volgende.teksten)

    def _open(self, rij: Rij) -> RuweAfspraak:
        self.tekst = []
        self.kaart = RuweAfspraak(
            pad=self.omgeving.pad,
            soort=self.omgeving.soort,
            jaren=self.omgeving.jaren,
            vorm=Vorm.KAART,
            bron=self.omgeving.bron,
            plaats=rij.plaats,
        )
        return self.kaart

    def _sluit(self) -> None:
        """Finish the open card."""
        if self.kaart is None:
            return
        werk_tekst_uit(self.kaart, self.tekst)
        if self.kaart.alineas:
            self.uit.afspraken.append(self.kaart)
        elif self.kaart.nummer:
            self.uit.waarschuwingen.append(f"{self.kaart.plaats}: bij nummer {self.kaart.nummer} staat geen tekst.")
        self.kaart, self.tekst = None, []
