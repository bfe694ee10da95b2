"""The register as an OpenDocument spreadsheet (.ods), the open standard governments use; for reading and working on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from typing import Any

from odf.config import ConfigItem, ConfigItemMapEntry, ConfigItemMapIndexed, ConfigItemMapNamed, ConfigItemSet
from odf.number import DateStyle, Day, Month, Number, NumberStyle, Text, TextStyle, Year
from odf.number import TextContent as NumberTextContent
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import (
    ParagraphProperties,
    Style,
    TableCellProperties,
    TableColumnProperties,
    TableProperties,
    TextProperties,
)
from odf.table import (
    ContentValidation,
    ContentValidations,
    Table,
    TableCell,
    TableColumn,
    TableHeaderRows,
    TableRow,
)
from odf.teletype import addTextToElement
from odf.text import P

from afspraken.export.cellen import celtekst
from afspraken.export.inhoud import Register, Rij
from afspraken.export.kolommen import BLADEN, PORTAALBLAD, TOELICHTING, UITLEG, Kolom, Soort
from afspraken.export.xlsx import portaalgegevens
from afspraken.models import Overeenkomst

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_MM_PER_TEKEN = 2.2
_STIJL = {Soort.DATUM: "datum", Soort.GETAL: "getal", Soort.GEHEEL: "geheel"}
_VAST = "2"
"""Split mode 'frozen' in the view settings."""


class Schrijver:
    """Writes one spreadsheet."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.document: Any = OpenDocumentSpreadsheet()
        self.lijsten: dict[str, str] = {}

    def schrijf(self) -> bytes:
        """Return the file."""
        self._stijlen()
        self._keuzes()
        for naam, kolommen in BLADEN.items():
            self.document.spreadsheet.addElement(self._blad(naam, kolommen, list(self.register.rijen(naam))))
        overeenkomst = self.register.overeenkomst
        self._regels(TOELICHTING, [[overeenkomst.naam], *([regel] for regel in UITLEG)])
        self._regels(PORTAALBLAD, [list(paar) for paar in portaalgegevens(overeenkomst).items()], verborgen=True)
        self._vaste_koppen()
        buffer = BytesIO()
        self.document.write(buffer)
        return buffer.getvalue()

    def _stijlen(self) -> None:
        datum = DateStyle(name="N_datum")
        for deel in (Day(style="long"), _streep(), Month(style="long"), _streep(), Year(style="long")):
            datum.addElement(deel)
        tekst = TextStyle(name="N_tekst")
        tekst.addElement(NumberTextContent())
        getal, geheel = NumberStyle(name="N_getal"), NumberStyle(name="N_geheel")
        getal.addElement(Number(minintegerdigits="1"))
        geheel.addElement(Number(minintegerdigits="1", decimalplaces="0"))
        for opmaak in (datum, tekst, getal, geheel):
            self.document.automaticstyles.addElement(opmaak)
        for naam in ("tekst", "datum", "getal", "geheel", "kop"):
            opmaak = f"N_{naam}" if naam != "kop" else "N_tekst"
            stijl = Style(name=naam, family="table-cell", datastylename=opmaak)
            kleur = {"backgroundcolor": "#1f3a5f"} if naam == "kop" else {}
            stijl.addElement(TableCellProperties(wrapoption="wrap", verticalalign="top", **kleur))
            stijl.addElement(ParagraphProperties(textalign="start"))
            if naam == "kop":
                stijl.addElement(TextProperties(fontweight="bold", color="#ffffff"))
            self.document.automaticstyles.addElement(stijl)
        for breedte in {kolom.breedte for kolommen in BLADEN.values() for kolom in kolommen} | {110}:
            stijl = Style(name=f"b{breedte}", family="table-column")
            stijl.addElement(TableColumnProperties(columnwidth=f"{breedte * _MM_PER_TEKEN:.1f}mm"))
            self.document.automaticstyles.addElement(stijl)

    def _keuzes(self) -> None:
        """Make a list to choose from per list of choices."""
        alle = ContentValidations()
        for naam, labels in self.register.keuzelijsten().items():
            keuzes = ";".join('"' + label.replace('"', '""') + '"' for label in labels)
            self.lijsten[naam] = f"lijst_{naam}"
            alle.addElement(
                ContentValidation(
                    name=self.lijsten[naam],
                    condition=f"of:cell-content-is-in-list({keuzes})",
                    allowemptycell="true",
                    displaylist="unsorted",
                    basecelladdress=f"{next(iter(BLADEN))}.A1",
                )
            )
        self.document.spreadsheet.addElement(alle)

    def _blad(self, naam: str, kolommen: tuple[Kolom, ...], rijen: list[Rij]) -> Table:
        tabel = Table(name=naam)
        for kolom in kolommen:
            zicht = {"visibility": "collapse"} if kolom.verborgen else {}
            stijl = _STIJL.get(kolom.soort, "tekst")
            tabel.addElement(TableColumn(stylename=f"b{kolom.breedte}", defaultcellstylename=stijl, **zicht))
        koppen, kop = TableHeaderRows(), TableRow()
        for kolom in kolommen:
            kop.addElement(_tekstcel(kolom.kop, "kop"))
        koppen.addElement(kop)
        tabel.addElement(koppen)
        for rij in rijen:
            regel = TableRow()
            for kolom in kolommen:
                regel.addElement(self._cel(kolom, rij.get(kolom.sleutel)))
            tabel.addElement(regel)
        return tabel

    def _cel(self, kolom: Kolom, waarde: Any) -> TableCell:
        keuze = {"contentvalidationname": self.lijsten[kolom.keuze]} if kolom.keuze else {}
        stijl = _STIJL.get(kolom.soort, "tekst")
        if waarde is None or waarde == "":
            return TableCell(stylename=stijl, **keuze)
        if isinstance(waarde, dt.date):
            return TableCell(stylename=stijl, valuetype="date", datevalue=waarde.isoformat())
        if isinstance(waarde, (int, Decimal)):
            return TableCell(stylename=stijl, valuetype="float", value=f"{waarde:f}", **keuze)
        return _tekstcel(str(waarde), stijl, **keuze)

    def _regels(self, naam: str, rijen: list[list[str]], *, verborgen: bool = False) -> None:
        """Add a sheet of plain texts."""
        tabel = Table(name=naam)
        if verborgen:
            onzichtbaar = Style(name="onzichtbaar", family="table")
            onzichtbaar.addElement(TableProperties(display="false"))
            self.document.automaticstyles.addElement(onzichtbaar)
            tabel.setAttribute("stylename", onzichtbaar)
        tabel.addElement(TableColumn(stylename="b110", defaultcellstylename="tekst"))
        for rij in rijen:
            regel = TableRow()
            for tekst in rij:
                regel.addElement(_tekstcel(tekst, "tekst"))
            tabel.addElement(regel)
        self.document.spreadsheet.addElement(tabel)

    def _vaste_koppen(self) -> None:
        """Keep the heading row in view while scrolling."""
        tabellen = ConfigItemMapNamed(name="Tables")
        for naam in BLADEN:
            entry = ConfigItemMapEntry(name=naam)
            for item, soort, waarde in (
                ("VerticalSplitMode", "short", _VAST),
                ("VerticalSplitPosition", "int", "1"),
                ("ActiveSplitRange", "short", "2"),
                ("PositionBottom", "int", "1"),
            ):
                entry.addElement(ConfigItem(name=item, type=soort, text=waarde))
            tabellen.addElement(entry)
        beeld = ConfigItemMapEntry()
        beeld.addElement(ConfigItem(name="ViewId", type="string", text="view1"))
        beeld.addElement(tabellen)
        beelden = ConfigItemMapIndexed(name="Views")
        beelden.addElement(beeld)
        instellingen = ConfigItemSet(name="ooo:view-settings")
        instellingen.addElement(beelden)
        self.document.settings.addElement(instellingen)


def _streep() -> Text:
    return Text(text="-")


def _tekstcel(tekst: str, stijl: str, **rest: str) -> TableCell:
    """Return a cell with text, whatever it looks like; every line is a paragraph."""
    cel = TableCell(stylename=stijl, valuetype="string", **rest)
    for regel in celtekst(tekst).split("\n"):
        alinea = P()
        addTextToElement(alinea, regel)
        cel.addElement(alinea)
    return cel


def maak_ods(overeenkomst: Overeenkomst) -> bytes:
    """Return the register of a set as an .ods file."""
    return Schrijver(Register(overeenkomst)).schrijf()
