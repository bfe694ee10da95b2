"""The two source documents, counted by hand in Word."""

from __future__ import annotations

import pytest

from basis.documenten.lezen import lees_document
from basis.documenten.model import Dekking, Document
from tests.hulp.bronnen import BRONNEN

pytestmark = pytest.mark.bronnen


def _lees(naam: str) -> Document:
    return lees_document(BRONNEN / naam)


def test_amersfoort() -> None:
    document = _lees("prestatieafspraken-amersfoort-2022-2023.docx")
    tabellen = list(document.tabellen)
    assert len(list(document.alineas)) == 46
    assert [(len(t.rijen), t.breedte) for t in tabellen] == [
        (7, 3), (4, 3), (11, 5), (2, 3), (3, 3), (9, 3), (2, 3), (2, 3), (2, 3), (3, 3), (6, 3), (7, 3), (5, 3), (5, 3),
        (10, 3), (2, 3), (5, 3),
    ]  # fmt: skip
    assert list(document.noten) == [str(nr) for nr in range(1, 10)]
    assert document.noten["2"].tekst.startswith("Peildatum 1-1-2022")
    assert [rij.kop for rij in tabellen[0].rijen] == [True] + [False] * 6
    assert tabellen[0].rijen[0].teksten == ["Nr.", "Meerjarige afspraken", "Trekker"]
    assert tabellen[0].rijen[2].cellen[1].noten == ("1",)
    assert tabellen[0].rijen[2].cellen[1].alineas[0].vet
    assert document.meldingen == []


def test_kampen() -> None:
    document = _lees("prestatieafspraken-kampen-2022-2026.docx")
    tabellen = list(document.tabellen)
    assert len(list(document.alineas)) == 63
    assert [(len(t.rijen), t.breedte) for t in tabellen] == [
        (6, 5), (5, 5), (6, 5), (2, 5), (3, 5), (2, 5), (3, 5), (5, 5), (7, 5), (4, 5), (2, 5), (10, 5), (3, 2),
        (24, 5), (45, 7),
    ]  # fmt: skip
    assert list(document.noten) == ["1"]
    bedekt = [
        (t.plaats.tabel, rij.plaats.rij) for t in tabellen for rij in t.rijen if rij.cellen[0].dekking is Dekking.BOVEN
    ]
    assert bedekt == [(2, 3), (10, 3), (12, 8), (12, 9), (12, 10)]
    assert tabellen[11].rijen[6].cellen[0].hoogte == 4
    assert tabellen[0].rijen[0].teksten == ["Onderwerp", "Nr.", "Afspraak", "Partij(en)", "Trekker / datum"]
    assert [a.kop for a in document.alineas if a.tekst.startswith("1 - Vol")] == [0, 1]
    assert next(document.alineas).titel
