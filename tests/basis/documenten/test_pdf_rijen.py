"""Rows and paragraphs where a page gives little to go by: no rules between rows, frames, labels without white space."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.basis.documenten.pdf_bouw import (
    KORT,
    LANG,
    LIJNEN,
    alinea,
    cellen,
    enige_tabel,
    lees,
    tabel_html,
    teksten,
)

KOPPEN = ["Nr", "Afspraak", "Trekker", "Planning"]
TABEL = (
    "table{width:100%;border-collapse:collapse} td,th{padding:4px;vertical-align:top;text-align:left}"
    "th:nth-child(1){width:8%} th:nth-child(2){width:52%} th:nth-child(3){width:22%}"
)
LANGE_RIJEN = [
    [f"1.{nr}", f"Punt {nr}. {LANG * 5 if nr in (4, 8) else KORT}", "Gemeente en corporaties", f"Q{nr % 4 + 1} 2025"]
    for nr in range(1, 15)
]


@pytest.mark.parametrize("herhaal", [True, False])
@pytest.mark.parametrize(
    "lijnen",
    [
        "td,th{border-left:1px solid #333;border-right:1px solid #333}"
        "table{border-top:1px solid #333;border-bottom:1px solid #333}",
        "td,th{border-left:1px solid #333;border-right:1px solid #333}",
        "td,th{border-bottom:1px solid #333}",
        "th{background:#dde}",
        "",
    ],
    ids=["staande lijnen", "alleen staand", "liggend", "kopband", "niets"],
)
def test_rij_over_meer_bladzijden(tmp_path: Path, lijnen: str, herhaal: bool) -> None:
    """A row that fills most of a page and runs on: one table, every row once."""
    document = lees(tmp_path, f"<p>{KORT}</p>" + tabel_html(KOPPEN, LANGE_RIJEN, herhaal=herhaal), TABEL + lijnen)
    assert document.bladzijden >= 3
    assert cellen(enige_tabel(document)) == [KOPPEN, *LANGE_RIJEN]


def test_rij_met_kopwoorden_is_geen_kop(tmp_path: Path) -> None:
    """'Partijen ...', 'Corporaties', 'eind 2025' in a row with a number is an agreement."""
    rijen = [[f"2.{nr}", "Partijen overleggen.", "Partijen", "eind 2025"] for nr in range(1, 6)]
    assert cellen(enige_tabel(lees(tmp_path, tabel_html(KOPPEN, rijen), TABEL))) == [KOPPEN, *rijen]


def test_kolomlijnen_om_en_om(tmp_path: Path) -> None:
    """Only every other row has rules between its columns; the others have them too."""
    rijen = [[f"1.{nr}", f"Punt {nr}. {KORT}", "Gemeente", "Q1 2025"] for nr in range(1, 9)]
    css = TABEL + "td,th{border-top:1px solid #333;border-bottom:1px solid #333} tr:nth-child(odd) td{border:1px solid}"
    css += "table{border:1px solid #333}"
    assert cellen(enige_tabel(lees(tmp_path, tabel_html(KOPPEN, rijen), css))) == [KOPPEN, *rijen]


def test_samengevoegde_rij_blijft(tmp_path: Path) -> None:
    """A sentence across all columns is not cut into cells."""
    rijen = "<tr><td colspan=4>Samen zorgen we dat iedereen in onze stad een passende woning vindt</td></tr>"
    rijen += "<tr><td>1.1</td><td>Bouwen.</td><td>Gemeente</td><td>2025</td></tr>"
    kop = "".join(f"<th>{k}</th>" for k in KOPPEN)
    tabel = enige_tabel(lees(tmp_path, f"<table><tr>{kop}</tr>{rijen}</table>", LIJNEN))
    assert cellen(tabel)[1] == ["Samen zorgen we dat iedereen in onze stad een passende woning vindt", "", "", ""]


def test_kader_om_alles(tmp_path: Path) -> None:
    """A frame around the page does not hide the table in it."""
    rijen = [[f"1.{nr}", KORT, "Gemeente", "2025"] for nr in range(1, 30)]
    html = f"<h1>Samen wonen</h1><p>{KORT}</p>" + tabel_html(KOPPEN, rijen)
    document = lees(tmp_path, html, LIJNEN + "body{border:2px solid #036;padding:10px}")
    assert cellen(enige_tabel(document)) == [KOPPEN, *rijen]
    assert teksten(document) == ["Samen wonen", KORT]


def test_kop_van_meer_regels_blijft_een_rij(tmp_path: Path) -> None:
    koppen = ["Nr", "Afspraak", "Trekker/<br>datum", "Planning<br>en stand"]
    rijen = [["1", KORT, "Gemeente", "2025"], ["2", KORT, "Gemeente", "2026"]]
    tabel = enige_tabel(lees(tmp_path, tabel_html(koppen, rijen), LIJNEN))
    assert cellen(tabel) == [["Nr", "Afspraak", "Trekker/datum", "Planning en stand"], *rijen]


def test_label_zonder_wit_ervoor(tmp_path: Path) -> None:
    """Lines that fill their width say nothing about where a paragraph starts; the next number does."""
    vol = "De gemeente houdt bij welke plekken vrijkomen en zij vertelt dat ieder jaar opnieuw aan de corporaties."
    html = "".join(f"<p>{label} {vol}</p>" for label in ("1.1", "1.2", "1.3"))
    html += "<p>Dat betekent dit alles bij elkaar genomen in ieder geval voor de komende jaren samen:</p>"
    html += "".join(f"<p>{label} {vol}</p>" for label in ("a.", "b.", "c."))
    breedte = "@page{size:A4;margin:25mm 20mm} p{margin:0;text-align-last:justify;text-align:justify}"
    gevonden = [f"{blok.nummer} {blok.tekst}".strip() for blok in lees(tmp_path, html, breedte).alineas]
    assert [tekst.split()[0] for tekst in gevonden] == ["1.1", "1.2", "1.3", "Dat", "a.", "b.", "c."]


def test_tien_vast_aan_de_tekst(tmp_path: Path) -> None:
    """The label '10.' takes all the room before the text of items '1.' to '9.'."""
    css = "p{margin:0 0 4px 7mm;text-indent:-7mm} b{font-weight:normal;display:inline-block;width:7mm;text-indent:0}"
    html = "".join(f"<p><b>{nr}.</b>{KORT}</p>" for nr in range(7, 10)) + "".join(
        f"<p>{nr}.{KORT}</p>" for nr in (10, 11)
    )
    alineas = list(lees(tmp_path, html, css).alineas)
    assert [a.nummer for a in alineas] == ["7.", "8.", "9.", "10.", "11."]
    assert {a.tekst for a in alineas} == {KORT}


def test_hangend_nummer_na_volle_regel(tmp_path: Path) -> None:
    """The first numbered paragraph under a line that fills the page."""
    css = "p{margin:0;text-align-last:justify} .n{margin-left:12mm;text-indent:-12mm;text-align-last:left}"
    css += " b{font-weight:normal;display:inline-block;width:12mm;text-indent:0}"
    document = lees(tmp_path, f"<p>{LANG}</p><p class=n><b>1.1</b>{LANG}</p><p class=n><b>1.2</b>{LANG}</p>", css)
    assert [a.nummer for a in document.alineas] == ["", "1.1", "1.2"]


def test_kleine_letter_midden_in_zin(tmp_path: Path) -> None:
    """'G.' at the start of a stretched line is the end of a sentence, no item of a list."""
    zin = "De corporatie verbetert woningen met label E, F of"
    html = f"<p>1.1&emsp;{zin}<br>G.&emsp;Dat doet zij samen met bewoners en met de gemeente.</p>"
    (blok,) = lees(tmp_path, html, "p{text-align-last:justify}").alineas
    assert blok.tekst == f"{zin} G. Dat doet zij samen met bewoners en met de gemeente."


def test_vette_kop_na_volle_bladzijde(tmp_path: Path) -> None:
    """A heading in bold at the top of a page is not the rest of the sentence above."""
    html = (
        f"<p style='text-align-last:justify'>{LANG}</p><p style='break-before:page;font-weight:bold'>Thema 2 Zorg</p>"
    )
    html += f"<p>{LANG}</p>"
    document = lees(tmp_path, html, "p{margin:0}")
    assert alinea(document, "Thema 2").kop > 0
    assert teksten(document) == [LANG, "Thema 2 Zorg", LANG]


def test_vette_aanhef_na_volle_regel(tmp_path: Path) -> None:
    """'Toelichting:' in bold starts a paragraph; a bold word in a sentence does not."""
    html = f"<p style='text-align-last:justify'>{LANG}</p><p><b>Toelichting:</b> {LANG}</p>"
    html += f"<p>{LANG} <b>Beide partijen</b> tekenen.</p>"
    document = lees(tmp_path, html, "p{margin:0}")
    assert teksten(document) == [LANG, f"Toelichting: {LANG}", f"{LANG} Beide partijen tekenen."]


def test_hoofdstuk_boven_genummerde_kopjes(tmp_path: Path) -> None:
    """'Hoofdstuk 1' and '1.1' look the same; their numbers say which is above which."""
    html = "".join(
        f"<p><b>Hoofdstuk {h} Thema</b></p><p>{KORT}</p>"
        + "".join(f"<p><b>{h}.{nr} Punt</b></p><p>{KORT}</p>" for nr in (1, 2, 3))
        for h in (1, 2)
    )
    document = lees(tmp_path, html)
    assert alinea(document, "Hoofdstuk 1").kop < alinea(document, "1.1").kop


def test_inhoudsopgave_zonder_puntjes(tmp_path: Path) -> None:
    """Dot leaders become one tab, as Word has them."""
    punten = "." * 60
    document = lees(tmp_path, f"<p>1 Inleiding{punten}3</p><p>2 Wonen {punten} 14</p><p>{LANG}</p>")
    assert [(a.tekst, a.stijl) for a in document.alineas][:2] == [("1 Inleiding\t3", "TOC"), ("2 Wonen\t14", "TOC")]


def test_tekst_gaat_verder_in_volgende_kolom(tmp_path: Path) -> None:
    """A numbered item that goes on over two lines in the next column is one paragraph; columns before what follows."""
    lang = LANG + " " + LANG
    html = "<h2>1. Wonen</h2>" + "".join(f"<p>1.{nr}&emsp;{lang}</p>" for nr in range(1, 9))
    html += "<h2>2. Zorg</h2>" + "".join(f"<p>2.{nr}&emsp;{lang}</p>" for nr in range(1, 9))
    document = lees(tmp_path, html, "body{columns:2;column-gap:9mm} p{margin:0 0 5px}")
    gevonden = [f"{a.nummer} {a.tekst}".strip() for a in document.alineas]
    assert [tekst.split()[0] for tekst in gevonden] == [
        "1.", *(f"1.{nr}" for nr in range(1, 9)), "2.", *(f"2.{nr}" for nr in range(1, 9))
    ]  # fmt: skip
    assert {tekst.split(" ", 1)[1] for tekst in gevonden if tekst[1:2] == "." and tekst[2:3] != " "} == {lang}


def test_noot_in_gewone_letter(tmp_path: Path) -> None:
    """A line at the bottom of a page that starts with a raised number is a note, though it is no smaller."""
    html = (
        f"<div style='height:200mm'><p>De wachttijd<sup>1</sup> daalt.</p></div>"
        f"<p><sup>1</sup> {KORT}</p><p style='break-before:page'>{LANG}</p>"
    )
    document = lees(tmp_path, html)
    assert {merk: noot.tekst for merk, noot in document.noten.items()} == {"1": KORT}
    assert alinea(document, "De wachttijd").noten == ("1",)
