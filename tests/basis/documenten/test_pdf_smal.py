"""Words that a narrow column cut without a hyphen are whole again; words that merely fill their line stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from basis.documenten.pdf_afbreken import Woordkennis, plak
from basis.documenten.pdf_vormen import Regel, Stijl, Woord
from tests.basis.documenten.pdf_bouw import LIJNEN, cellen, enige_tabel, lees, tabel_html

KOPPEN = ["Nr", "Afspraak", "Trekker", "Planning", "Resultaat"]
SMAL = LIJNEN + (
    "@page{size:A4;margin:15mm} table{table-layout:fixed} td,th{overflow-wrap:anywhere}"
    "th:nth-child(1){width:12mm} th:nth-child(3){width:26mm} th:nth-child(4){width:20mm} th:nth-child(5){width:22mm}"
)
TREKKERS = [
    "Huurdersorganisaties",
    "Woningcorporaties en huurdersorganisaties",
    "Huurdersbelangenvereniging De Haven",
    "Gemeente i.s.m. corporaties",
]
RESULTATEN = ["uitvoeringsprogramma", "woningbouwprogrammering", "samenwerkingsovereenkomst.", ""]


@pytest.mark.parametrize("letter", ["DejaVu Sans", "DejaVu Serif", "DejaVu Sans Condensed"])
@pytest.mark.parametrize("punten", [8, 9.5, 11])
def test_woorden_heel(tmp_path: Path, letter: str, punten: float) -> None:
    """Whatever the letter and its size, every cell has the words that were written."""
    rijen = [
        [
            f"1.{nr}",
            f"De gemeente en de corporaties bespreken de woonruimteverdeling van wijk {nr}.",
            TREKKERS[nr % 4],
            ["doorlopend", "halverwege 2026", "uiterlijk december 2025"][nr % 3],
            RESULTATEN[nr % 4],
        ]
        for nr in range(1, 13)
    ]
    css = SMAL + f"body{{font-family:'{letter}';font-size:{punten}pt}}"
    assert cellen(enige_tabel(lees(tmp_path, tabel_html(KOPPEN, rijen), css))) == [KOPPEN, *rijen]


def test_opsomming_in_smalle_cel(tmp_path: Path) -> None:
    """An item of a list is cut as well; its bullet is no second word."""
    cel = "Het gaat om:<ul><li>levensloopbestendige appartementen</li><li>buurtbemiddeling</li></ul>"
    html = tabel_html(["Nr", "Afspraak"], [["1.1", cel], ["1.2", "De buurtbemiddeling gaat door."]])
    css = LIJNEN + "table{table-layout:fixed;width:52mm} td{overflow-wrap:anywhere} th:first-child{width:14mm}"
    tabel = enige_tabel(lees(tmp_path, html, css + "ul{margin:0;padding-left:5mm}"))
    assert [alinea.tekst for alinea in tabel.rijen[1].cellen[1].alineas] == [
        "Het gaat om:",
        "levensloopbestendige appartementen",
        "buurtbemiddeling",
    ]


def test_nummer_in_te_smalle_kolom(tmp_path: Path) -> None:
    """'1.10' over two lines is one number and one row."""
    rijen = [[f"1.{nr}", f"De gemeente houdt schouw {nr} in de wijk en vertelt wat zij zag."] for nr in range(8, 15)]
    css = LIJNEN + "table{table-layout:fixed} td{overflow-wrap:anywhere} th:first-child{width:6.6mm;font-size:5pt}"
    assert cellen(enige_tabel(lees(tmp_path, tabel_html(["Nr", "Afspraak"], rijen), css))) == [
        ["Nr", "Afspraak"],
        *rijen,
    ]


@pytest.mark.parametrize(
    ("voor", "na", "samen"),
    [
        ("Huurders", "organisaties", "Huurdersorganisaties"),
        ("herstructurerin", "g krijgen", "herstructurering krijgen"),
        ("vroegsignalerings", "overleg over", "vroegsignaleringsoverleg over"),
        ("verhuiskostenver", "goeding en", "verhuiskostenvergoeding en"),
        ("gelijkwaardig", "e partners", "gelijkwaardige partners"),
        ("Betaalbaar", "heid", "Betaalbaarheid"),
        ("achterst", "anden zijn", "achterstanden zijn"),
        ("mogelijkhed", "en op", "mogelijkheden op"),
        ("opstelpla", "ats", "opstelplaats"),
        ("202", "6", "2026"),
        ("Stationsplein", ". De", "Stationsplein. De"),
        ("1.1", "0", "1.10"),
        ("ondersteunt", "beschikbaarheid", "ondersteunt beschikbaarheid"),
        ("corporaties", "bouwen", "corporaties bouwen"),
        ("vertraging", "informeren we", "vertraging informeren we"),
        ("Huurdersraad", "en gemeente", "Huurdersraad en gemeente"),
        ("Kadewonen", "i.s.m. gemeente", "Kadewonen i.s.m. gemeente"),
        ("Gemeente", "Kadewonen", "Gemeente Kadewonen"),
        ("verduurzaamt", "240 woningen", "verduurzaamt 240 woningen"),
    ],
)
def test_geknipt_of_niet(voor: str, na: str, samen: str) -> None:
    """In a document that says nothing more about the words."""
    assert plak(voor, na, Woordkennis(), vol=True) == samen


def test_woorden_van_het_document() -> None:
    """A word that stands whole elsewhere decides, and a half at the top of a cell is no word."""
    stijl = Stijl(10, vet=False, cursief=False)
    kennis = Woordkennis()
    zin = [Woord(tekst, 0, 10, stijl) for tekst in ("de", "inzetten", "van", "kadewonen")]
    kennis.leer([Regel(zin, 10, 10, 1, 0, 400)])
    kennis.leer([Regel([Woord("ling", 0, 10, stijl), Woord("gaat", 12, 20, stijl)], 10, 10, 2, 0, 400)])
    assert plak("Kadewonen", "vernieuwen", kennis, vol=True) == "Kadewonen vernieuwen"
    assert plak("inzet", "ten", kennis, vol=True) == "inzetten"
    assert plak("buurtbemidde", "ling", kennis, vol=True) == "buurtbemiddeling"
