"""Tables in a PDF, drawn in every way municipalities draw them, give the rows and cells that were written."""

from __future__ import annotations

from pathlib import Path

import pytest

from basis.documenten.model import Dekking
from tests.basis.documenten.pdf_bouw import KORT, LANG, LIJNEN, cellen, enige_tabel, lees, tabel_html, teksten

KOPPEN = ["Nr", "Afspraak", "Trekker", "Planning"]
RIJEN = [
    [f"1.{nr}", f"Punt {nr}. {LANG if nr % 3 == 0 else KORT}", "Gemeente", f"Q{nr % 4 + 1} 2025"] for nr in range(1, 31)
]
TABEL = "table{width:100%;border-collapse:collapse} td,th{padding:4px;vertical-align:top;text-align:left}"
MANIEREN = {
    "lijnen": LIJNEN,
    "stippellijnen": LIJNEN.replace("solid", "dashed"),
    "losse cellen": LIJNEN.replace("collapse", "separate;border-spacing:2px"),
    "alleen liggende lijnen": TABEL + "td,th{border-bottom:1px solid #333}",
    "geen lijnen": TABEL,
    "gekleurde kop": TABEL + "th{background:#036;color:white} td{border-bottom:.5pt solid #bbb}",
    "om en om grijs": TABEL + "tr:nth-child(even) td{background:#eee} th{background:#036;color:white}",
}


@pytest.mark.parametrize("manier", MANIEREN)
@pytest.mark.parametrize("herhaal", [True, False])
def test_over_drie_bladzijden(tmp_path: Path, manier: str, herhaal: bool) -> None:
    """One table, every row once, cut rows whole, with and without a heading on every page."""
    document = lees(
        tmp_path, f"<h1>Samen bouwen</h1><p>{KORT}</p>" + tabel_html(KOPPEN, RIJEN, herhaal=herhaal), MANIEREN[manier]
    )
    tabel = enige_tabel(document)
    assert document.bladzijden == 3
    assert cellen(tabel) == [KOPPEN, *RIJEN]
    assert {rij.plaats.bladzijde for rij in tabel.rijen} == {1, 2, 3}
    assert teksten(document) == ["Samen bouwen", KORT]


def test_leeg_onderwerp_is_geen_vervolg(tmp_path: Path) -> None:
    """A row whose first cell is empty, at the top of a page, is a row of its own."""
    rijen = [
        [
            f"Thema {nr}" if nr % 2 else "",
            LANG + LANG if nr % 3 == 0 else KORT,
            "Gemeente en corporaties",
            str(2024 + nr % 3),
        ]
        for nr in range(1, 25)
    ]
    document = lees(
        tmp_path, tabel_html(["Onderwerp", "Afspraak", "Wie", "Wanneer"], rijen), LIJNEN + "@page{size:A4 landscape}"
    )
    assert cellen(enige_tabel(document)) == [["Onderwerp", "Afspraak", "Wie", "Wanneer"], *rijen]


def test_samengevoegde_cellen(tmp_path: Path) -> None:
    html = (
        "<table><tr><th rowspan=2>Nr<th rowspan=2>Afspraak<th colspan=2>Planning</tr><tr><th>Start<th>Gereed</tr>"
        f"<tr><td>1<td rowspan=2>{KORT}<td>2024<td>2025</tr><tr><td>2<td colspan=2>Doorlopend</tr>"
        "<tr><td colspan=4>Thema B</tr><tr><td>3<td>Klein<td>2024<td>2025</tr></table>"
    )
    tabel = enige_tabel(lees(tmp_path, html, LIJNEN))
    assert cellen(tabel) == [
        ["Nr", "Afspraak", "Planning", ""],
        ["", "", "Start", "Gereed"],
        ["1", KORT, "2024", "2025"],
        ["2", "", "Doorlopend", ""],
        ["Thema B", "", "", ""],
        ["3", "Klein", "2024", "2025"],
    ]
    assert [cel.dekking for cel in tabel.rijen[1].cellen] == [
        Dekking.BOVEN,
        Dekking.BOVEN,
        Dekking.EIGEN,
        Dekking.EIGEN,
    ]
    assert [cel.dekking for cel in tabel.rijen[3].cellen] == [
        Dekking.EIGEN,
        Dekking.BOVEN,
        Dekking.EIGEN,
        Dekking.LINKS,
    ]
    assert (tabel.rijen[0].cellen[2].breedte, tabel.rijen[2].cellen[1].hoogte, tabel.rijen[4].cellen[0].breedte) == (
        2,
        2,
        4,
    )


def test_kleur_en_lijst_in_een_cel(tmp_path: Path) -> None:
    """Marked words inside a cell do not cut it up; a list keeps its items."""
    inhoud = (
        f"Drie dingen <span style='background:yellow'>met gele merkstift</span>:<ul><li>{KORT}</li><li>Twee</li></ul>"
    )
    tabel = enige_tabel(
        lees(tmp_path, tabel_html(["Nr", "Afspraak"], [["1", inhoud], ["2", "Slot"]]), LIJNEN + "th{background:#ddd}")
    )
    assert [cel.arcering for cel in tabel.rijen[0].cellen] == [True, True]
    eerste = tabel.rijen[1].cellen[1].alineas
    assert [(a.tekst, a.opsomming) for a in eerste] == [
        ("Drie dingen met gele merkstift:", False),
        (KORT, True),
        ("Twee", True),
    ]
    assert len(tabel.rijen) == 3


def test_twee_tabellen_met_elk_een_kop(tmp_path: Path) -> None:
    """A table at the top of a page with a heading of its own is not the rest of the one before."""
    vol = tabel_html(["Nr", "Meerjarig", "Trekker"], [[str(nr), LANG, "Gemeente"] for nr in range(1, 9)])
    nieuw = tabel_html(["Nr", "Afspraken 2025", "Trekker"], [["9", KORT, "Corporaties"]])
    document = lees(tmp_path, f"{vol}<div style='break-before:page'>{nieuw}</div>", LIJNEN)
    assert [len(tabel.rijen) for tabel in document.tabellen] == [9, 2]


def test_kop_in_twee_regels_zonder_lijnen(tmp_path: Path) -> None:
    """'Trekker / datum' over two lines is one heading, and what follows on the text is no part of the table."""
    html = tabel_html(
        ["Nr", "Afspraak", "Trekker / datum"], [["A1", LANG, "Gemeente"], ["A2", KORT, "Corporaties / 1 mei 2025"]]
    )
    css = TABEL + "td:nth-child(3),th:nth-child(3){width:22mm}"
    document = lees(tmp_path, f"<h2>Wonen</h2>{html}<h2>Zorg</h2><p>{LANG}</p>", css)
    assert cellen(enige_tabel(document)) == [
        ["Nr", "Afspraak", "Trekker / datum"], ["A1", LANG, "Gemeente"], ["A2", KORT, "Corporaties / 1 mei 2025"],
    ]  # fmt: skip
    assert teksten(document) == ["Wonen", "Zorg", LANG]


def test_cijfers_zonder_lijnen_of_bekende_kop(tmp_path: Path) -> None:
    rijen = [["Oost", "120", "-10", "110"], ["West", "80", "-5", "75"], ["Samen", "200", "-15", "185"]]
    css = TABEL + "td+td,th+th{text-align:right} table{width:60%}"
    document = lees(tmp_path, f"<p>{KORT}</p>{tabel_html(['', 'Nu', 'Weg', 'Straks'], rijen)}<p>{LANG}</p>", css)
    assert cellen(enige_tabel(document))[-3:] == rijen


def test_lijst_met_merkpunten_is_geen_tabel(tmp_path: Path) -> None:
    document = lees(
        tmp_path, f"<ol>{''.join(f'<li>{LANG}</li>' for _ in range(4))}</ol><p style='border:1px solid'>{KORT}</p>"
    )
    assert list(document.tabellen) == []
    assert teksten(document) == [LANG] * 4 + [KORT]


def test_alleen_staande_lijnen(tmp_path: Path) -> None:
    """Without rules between the rows, every number starts one."""
    css = TABEL + "table{border:1px solid} td,th{border-left:1px solid} th{border-bottom:1px solid}"
    rijen = [[str(nr), f"Punt {nr}. {LANG if nr % 2 else KORT}", "Gemeente"] for nr in range(1, 6)]
    document = lees(tmp_path, tabel_html(["Nr", "Afspraak", "Trekker"], rijen), css)
    assert cellen(enige_tabel(document)) == [["Nr", "Afspraak", "Trekker"], *rijen]


@pytest.mark.parametrize("css", ["padding:8px 4px", "border-bottom:1px solid #333"])
def test_nummer_halverwege_de_rij(tmp_path: Path, css: str) -> None:
    """Cells that are centred from top to bottom: the number stands beside the middle of the text, not its start."""
    html = tabel_html(
        KOPPEN, [[nr, tekst, "Corporaties / huurdersorganisaties", wie] for nr, tekst, _, wie in RIJEN[:12]]
    )
    tabel = enige_tabel(lees(tmp_path, f"{html}<p>Bron: opgave.</p>", TABEL + f"td,th{{vertical-align:middle;{css}}}"))
    assert [rij[:2] for rij in cellen(tabel)] == [KOPPEN[:2], *(rij[:2] for rij in RIJEN[:12])]


def test_slotregel_onder_cijfers(tmp_path: Path) -> None:
    """'Bron: ...' below a table without rules fits in its first column, but is text."""
    rijen = [["Beter wonen", "1.250", "50"], ["Thuis BV", "2.000", "-50"], ["Totaal", "3.250", "0"]]
    css = TABEL + "th{background:#036;color:#fff} td+td,th+th{text-align:right}"
    document = lees(tmp_path, f"{tabel_html(['Corporatie', 'Stand 2024', 'Verschil'], rijen)}<p>Bron: opgave.</p>", css)
    assert cellen(enige_tabel(document))[1:] == rijen
    assert teksten(document) == ["Bron: opgave."]
