"""The two source documents as PDF give what they give as Word file, cell by cell and paragraph by paragraph."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
import yaml

from basis.documenten.lezen import lees_document
from basis.documenten.model import Alinea, Document
from tests.hulp.bronnen import BRONNEN

pytestmark = pytest.mark.bronnen

NAMEN = ["prestatieafspraken-amersfoort-2022-2023", "prestatieafspraken-kampen-2022-2026"]
FEITEN = Path(__file__).resolve().parents[2] / "feiten"
KOLOM_NUMMER = {NAMEN[0]: 0, NAMEN[1]: 1}


@cache
def _lees(naam: str, soort: str) -> Document:
    return lees_document(BRONNEN / f"{naam}.{soort}")


def _kaal(tekst: str) -> str:
    return "".join(tekst.split())


@pytest.mark.parametrize("naam", NAMEN)
def test_zelfde_tabellen(naam: str) -> None:
    """Same tables, rows, merged cells and text; no row too many, though page breaks cut rows everywhere."""
    for pdf, word in zip(_lees(naam, "pdf").tabellen, _lees(naam, "docx").tabellen, strict=True):
        for rij, origineel in zip(pdf.rijen, word.rijen, strict=True):
            assert [_kaal(tekst) for tekst in rij.teksten] == [_kaal(tekst) for tekst in origineel.teksten]
            assert [cel.dekking for cel in rij.cellen] == [cel.dekking for cel in origineel.cellen]
            assert [cel.noten for cel in rij.cellen] == [cel.noten for cel in origineel.cellen]


@pytest.mark.parametrize("naam", NAMEN)
def test_zelfde_afspraken(naam: str) -> None:
    feiten = yaml.safe_load((FEITEN / f"{naam.split('-')[1]}.yaml").read_text())
    nummers = [str(nummer) for nummer in feiten["afspraken"]]
    kolom = KOLOM_NUMMER[naam]
    gevonden = [cellen[kolom] for tabel in _lees(naam, "pdf").tabellen for cellen in (r.teksten for r in tabel.rijen)]
    assert [tekst for tekst in gevonden if tekst in set(nummers)][: len(nummers)] == nummers


@pytest.mark.parametrize("naam", NAMEN)
def test_zelfde_lopende_tekst(naam: str) -> None:
    """Paragraphs, bullets, note marks and bold, in the same order around the same tables."""

    def vorm(document: Document) -> list[object]:
        return [
            (" ".join(blok.tekst.split()), blok.opsomming, blok.lijst, blok.noten, blok.vet, blok.titel)
            if isinstance(blok, Alinea)
            else "tabel"
            for blok in document.blokken
            if not isinstance(blok, Alinea) or blok.tekst.strip()
        ]

    assert vorm(_lees(naam, "pdf")) == vorm(_lees(naam, "docx"))


@pytest.mark.parametrize("naam", NAMEN)
def test_zelfde_noten_en_koppen(naam: str) -> None:
    pdf, word = _lees(naam, "pdf"), _lees(naam, "docx")
    assert {merk: noot.tekst for merk, noot in pdf.noten.items()} == {m: noot.tekst for m, noot in word.noten.items()}
    koppen = [(alinea.kop, alinea.tekst) for alinea in pdf.alineas if alinea.kop]
    assert koppen == [(alinea.kop, alinea.tekst) for alinea in word.alineas if alinea.kop]


@pytest.mark.parametrize("naam", NAMEN)
def test_plaatsen_wijzen_de_bladzijde(naam: str) -> None:
    document = _lees(naam, "pdf")
    bladzijden = [blok.plaats.bladzijde for blok in document.blokken]
    assert bladzijden == sorted(bladzijden)
    assert min(bladzijden) >= 1 and max(bladzijden) <= document.bladzijden
    for nummer, tabel in enumerate(document.tabellen, 1):
        assert [(rij.plaats.tabel, rij.plaats.rij) for rij in tabel.rijen] == [
            (nummer, rij) for rij in range(1, len(tabel.rijen) + 1)
        ]
    assert document.meldingen == []
