"""Exports to test with: a filled set, and a workbook that somebody edits."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from afspraken.afspraakwaarden import lege_waarden
from afspraken.export.kolommen import BLADEN
from afspraken.export.rooster import Registerfout
from afspraken.export.teruglezen import Gelezen, lees_register
from afspraken.export.vergelijken import Vergelijking, vergelijk
from afspraken.export.xlsx import maak_xlsx
from afspraken.models import Afspraak, Definitie, Overeenkomst
from afspraken.registerservices import bewaar_afspraak
from monitoring.inlezen.bestand import lees
from monitoring.inlezen.register import RegisterLader
from tests.fabrieken import Stad

MAP = Path(__file__).resolve().parents[2]
WONEN = {"nummer": "1", "titel": "Wonen"}
SETS = ("amersfoort-2022-2023", "kampen-2022-2026")


def laad_set(naam: str) -> Overeenkomst:
    return RegisterLader(lees(MAP / "fixtures" / naam / "register.yaml")).laad()


def vul(stad: Stad) -> Afspraak:
    """Give the test city one agreement with everything, and a second one it refers to."""
    stad.overeenkomst.status = "concept"
    stad.overeenkomst.save()
    tweede = bewaar_afspraak(
        overeenkomst=stad.overeenkomst, afspraak=None, door=None,
        waarden=lege_waarden() | {"nummer": "1.10", "tekst": "Partijen overleggen.", "hoofdstuk": WONEN},
    )  # fmt: skip
    waarden = lege_waarden() | {
        "nummer": "1.1",
        "hoofdstuk": WONEN,
        "paragraaf": {"nummer": "1.1", "titel": "Bouwen"},
        "onderwerp": "Nieuwbouw",
        "tekst": "=2+3 woningen\n\n- eerste\n- tweede",
        "aard": "resultaat",
        "trekker_tekst": "@corporaties",
        "penvoerder": stad.wonen.sleutel,
        "antwoordwijze": "samen",
        "gemeenten": [stad.gemeente.sleutel],
        "vervallen_op": "2023-12-31",
        "betrokkenen": [
            {"rol": "trekker", "partij": "", "groep": "corporaties"},
            {"rol": "trekker", "partij": stad.gemeente.sleutel, "groep": ""},
            {"rol": "levert", "partij": stad.wonen.sleutel, "groep": ""},
        ],
        "termijnen": [
            {"tekst": "vóór 1 april", "eind": "2022-03-31", "herhaling": "jaar"},
            {"tekst": "Q3", "begin": "2022-07-01", "eind": "2022-09-30", "exactheid": "circa", "toelichting": "-"},
        ],
        "indicatoren": [
            indicator("opgeleverd", "Opgeleverde woningen", [("", "213"), (stad.wonen.sleutel, "78.25")]),
            indicator("gesloopt", "Gesloopte woningen", []),
        ],
        "verwijzingen": [tweede.pk],
    }  # fmt: skip
    afspraak = bewaar_afspraak(overeenkomst=stad.overeenkomst, afspraak=None, door=None, waarden=waarden)
    definitie = Definitie.objects.create(overeenkomst=stad.overeenkomst, noot="1", begrip="+ DAEB", tekst="Dienst")
    definitie.afspraken.add(afspraak)
    return afspraak


def indicator(sleutel: str, naam: str, streefwaarden: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "sleutel": sleutel, "naam": naam, "eenheid": "woningen", "richting": "minimum", "ritme": "jaar",
        "cumulatief": True, "decimalen": 2, "nulmeting": "12.5", "nulmeting_jaar": 2021,
        "streefwaarden": [
            {"partij": partij, "waarde": waarde, "van": "2022-01-01", "tot": "2023-12-31"}
            for partij, waarde in streefwaarden
        ],
    }  # fmt: skip


def lees_terug(inhoud: bytes, overeenkomst: Overeenkomst, map_: Path) -> Gelezen:
    pad = map_ / "register.xlsx"
    pad.write_bytes(inhoud)
    return lees_register(pad, overeenkomst)


def kolom(blad: Worksheet, kop: str) -> int:
    return next(cel.column for cel in blad[1] if cel.value == kop)


class Bewerking:
    """An export that somebody edits."""

    def __init__(self, overeenkomst: Overeenkomst, map_: Path) -> None:
        self.overeenkomst, self.map = overeenkomst, map_
        self.boek: Workbook = load_workbook(io.BytesIO(maak_xlsx(overeenkomst)))

    def rij(self, blad: str, kop: str, waarde: Any) -> int:
        """Return the number of the row with this value in this column."""
        vel = self.boek[blad]
        nr = kolom(vel, kop)
        return next(rij for rij in range(2, vel.max_row + 1) if vel.cell(rij, nr).value == waarde)

    def zet(self, blad: str, rij: int, **waarden: Any) -> None:
        """Fill cells of a row by the keys of the columns."""
        koppen = {kolom.sleutel: kolom.kop for kolom in BLADEN[blad]}
        for sleutel, waarde in waarden.items():
            self.boek[blad].cell(rij, kolom(self.boek[blad], koppen[sleutel]), waarde)

    def cel(self, blad: str, rij: int, kop: str) -> str:
        return self.boek[blad].cell(rij, kolom(self.boek[blad], kop)).coordinate

    def erbij(self, blad: str, **waarden: Any) -> int:
        """Add a row at the end."""
        rij = self.boek[blad].max_row + 1
        self.zet(blad, rij, **waarden)
        return rij

    def lees(self) -> Gelezen:
        buffer = io.BytesIO()
        self.boek.save(buffer)
        return lees_terug(buffer.getvalue(), self.overeenkomst, self.map)

    def vergelijk(self) -> Vergelijking:
        return vergelijk(self.overeenkomst, self.lees())

    def fouten(self) -> list[str]:
        with pytest.raises(Registerfout) as fout:
            self.lees()
        return [str(regel) for regel in fout.value.fouten]
