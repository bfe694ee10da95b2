"""The register as an Excel workbook that can be edited and uploaded again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from afspraken.export.cellen import celtekst, is_formule, met_vervolg
from afspraken.export.inhoud import Register, Rij
from afspraken.export.kolommen import (
    BLADEN,
    KEUZEBLAD,
    PORTAALBLAD,
    SCHEMA,
    TOELICHTING,
    UITLEG,
    VERVOLGBLAD,
    Kolom,
    Soort,
)
from afspraken.models import Overeenkomst

_KOP = Font(bold=True, color="FFFFFF")
_VLAK = PatternFill("solid", fgColor="1F3A5F")
_BOVEN = Alignment(vertical="top", wrap_text=True)
_LINKS = Alignment(horizontal="left", vertical="top", wrap_text=True)
_OPMAAK = {Soort.DATUM: "dd-mm-yyyy", Soort.GETAL: "General", Soort.GEHEEL: "0"}
_LIJN, _HOOGST = 15, 300
"""Height of a line and of the highest row, in points: a spreadsheet does not always fit the height by itself."""
_RUIMTE = 500
"""Rows below the last in which the lists of choices work for rows that are added."""
_EERSTE_DAG = dt.date(1900, 3, 1)
"""Excel has no older dates it agrees on with others."""
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Schrijver:
    """Writes one workbook."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.boek = Workbook()
        self.vervolg: list[list[str]] = []
        self.lijsten: dict[str, str] = {}

    def schrijf(self) -> bytes:
        """Return the file."""
        standaard = self.boek.active
        if standaard is not None:
            self.boek.remove(standaard)
        bladen = {naam: self.boek.create_sheet(naam) for naam in BLADEN}
        self._toelichting(self.boek.create_sheet(TOELICHTING))
        self._keuzelijsten(self.boek.create_sheet(KEUZEBLAD))
        for naam, blad in bladen.items():
            self._blad(blad, BLADEN[naam], list(self.register.rijen(naam)))
        self._portaalblad(self.boek.create_sheet(PORTAALBLAD))
        self._vervolgblad(self.boek.create_sheet(VERVOLGBLAD))
        buffer = BytesIO()
        self.boek.save(buffer)
        return buffer.getvalue()

    def _blad(self, blad: Worksheet, kolommen: tuple[Kolom, ...], rijen: list[Rij]) -> None:
        for nr, kolom in enumerate(kolommen, start=1):
            kop = blad.cell(1, nr, kolom.kop)
            kop.font, kop.fill, kop.alignment = _KOP, _VLAK, _BOVEN
            self._kolom(blad, nr, kolom, len(rijen))
        for rijnummer, rij in enumerate(rijen, start=2):
            for nr, kolom in enumerate(kolommen, start=1):
                self._cel(blad.cell(rijnummer, nr), kolom, rij.get(kolom.sleutel))
            blad.row_dimensions[rijnummer].height = _hoogte(kolommen, rij)
        zichtbaar = next(nr for nr, kolom in enumerate(kolommen, start=1) if not kolom.verborgen)
        blad.freeze_panes = f"{get_column_letter(zichtbaar + 1)}2"
        blad.auto_filter.ref = f"A1:{get_column_letter(len(kolommen))}{len(rijen) + 1}"
        blad.print_title_rows = "1:1"
        blad.page_setup.orientation = "landscape"
        blad.page_setup.fitToHeight = 0
        blad.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)

    def _kolom(self, blad: Worksheet, nr: int, kolom: Kolom, aantal: int) -> None:
        letter = get_column_letter(nr)
        maat = blad.column_dimensions[letter]
        maat.width, maat.hidden = kolom.breedte, kolom.verborgen
        # Text stays text in rows that are added: '1.10' is a number of an agreement, not 1.1.
        maat.number_format = _OPMAAK.get(kolom.soort, "@")
        maat.alignment = _BOVEN
        if kolom.soort is Soort.KEUZE:
            regel = DataValidation("list", formula1=self.lijsten[kolom.keuze], allow_blank=True, showErrorMessage=True)
            regel.errorTitle, regel.error = "Kies uit de lijst", f"Kies bij '{kolom.kop}' een waarde uit de lijst."
            regel.add(f"{letter}2:{letter}{aantal + _RUIMTE}")
            blad.add_data_validation(regel)

    def _cel(self, cel: Cell, kolom: Kolom, waarde: Any) -> None:
        cel.alignment = _LINKS if kolom.soort is Soort.DATUM else _BOVEN
        cel.number_format = _OPMAAK.get(kolom.soort, "@")
        if waarde is None or waarde == "":
            return
        if isinstance(waarde, dt.date) and waarde < _EERSTE_DAG:
            waarde = waarde.isoformat()
        if isinstance(waarde, (int, Decimal, dt.date)):
            cel.value = waarde
            return
        self._tekst(cel, met_vervolg(celtekst(str(waarde)), self._bewaar_vervolg))

    @staticmethod
    def _tekst(cel: Cell, tekst: str) -> None:
        """Store text as text, whatever it looks like."""
        cel.value = tekst
        cel.data_type = "s"
        if is_formule(tekst) or tekst.startswith("'"):
            cel.quotePrefix = True

    def _bewaar_vervolg(self, stukken: list[str]) -> int:
        self.vervolg.append(stukken)
        return len(self.vervolg)

    def _toelichting(self, blad: Worksheet) -> None:
        blad.column_dimensions["A"].width = 110
        overeenkomst = self.register.overeenkomst
        regels = (
            overeenkomst.naam,
            f"Periode: {overeenkomst.begin:%d-%m-%Y} tot en met {overeenkomst.eind:%d-%m-%Y}",
            *UITLEG,
        )
        for nr, tekst in enumerate(regels, start=1):
            cel = blad.cell(nr, 1)
            cel.alignment = _BOVEN
            self._tekst(cel, celtekst(tekst))
        blad["A1"].font = Font(bold=True, size=14)

    def _keuzelijsten(self, blad: Worksheet) -> None:
        blad.sheet_state = "hidden"
        for nr, (naam, labels) in enumerate(self.register.keuzelijsten().items(), start=1):
            letter = get_column_letter(nr)
            self._tekst(blad.cell(1, nr), naam)
            for rij, label in enumerate(labels, start=2):
                self._tekst(blad.cell(rij, nr), celtekst(label))
            self.lijsten[naam] = f"'{KEUZEBLAD}'!${letter}$2:${letter}${max(len(labels), 1) + 1}"

    def _portaalblad(self, blad: Worksheet) -> None:
        blad.sheet_state = "hidden"
        for nr, (naam, waarde) in enumerate(portaalgegevens(self.register.overeenkomst).items(), start=1):
            self._tekst(blad.cell(nr, 1), naam)
            self._tekst(blad.cell(nr, 2), waarde)

    def _vervolgblad(self, blad: Worksheet) -> None:
        blad.sheet_state = "hidden"
        rij = 1
        for nummer, stukken in enumerate(self.vervolg, start=1):
            # A text that ends in what looks like a mark has no further pieces, but is marked all the same.
            for volgorde, stuk in enumerate(stukken or [""]):
                blad.cell(rij, 1, nummer)
                blad.cell(rij, 2, volgorde)
                self._tekst(blad.cell(rij, 3), stuk)
                rij += 1


def _hoogte(kolommen: tuple[Kolom, ...], rij: Rij) -> int:
    """Return the height of a row in which its longest cell can be read, within bounds."""
    regels = 1
    for kolom in kolommen:
        if isinstance(waarde := rij.get(kolom.sleutel), str) and not kolom.verborgen:
            lengtes = (len(regel) for regel in waarde[: kolom.breedte * _HOOGST].split("\n"))
            regels = max(regels, sum(1 + lengte // kolom.breedte for lengte in lengtes))
    return min(regels * _LIJN, _HOOGST)


def portaalgegevens(overeenkomst: Overeenkomst) -> dict[str, str]:
    """Return what tells a file of this portal and this set from any other."""
    return {"soort": "register", "schema": str(SCHEMA), "overeenkomst": overeenkomst.sleutel, "naam": overeenkomst.naam}


def maak_xlsx(overeenkomst: Overeenkomst) -> bytes:
    """Return the register of a set as an .xlsx file."""
    return Schrijver(Register(overeenkomst)).schrijf()
