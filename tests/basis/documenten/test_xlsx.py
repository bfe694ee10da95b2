"""What a reader sees on the sheets comes out, with real row numbers and stored values."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from basis.documenten.lezen import lees_document
from basis.documenten.model import Dekking, Document, Leesfout, Tabel
from basis.documenten.xlsx_opmaak import toon_getal

# Excel knows no time zones.
HALVE_DAG = dt.datetime(2022, 7, 1, 14, 5)  # noqa: DTZ001


def lees(map_: Path, *bladen: Callable[[Worksheet], None]) -> Document:
    """Build a workbook with a sheet per function and read it."""
    boek = openpyxl.Workbook()
    boek.remove(boek.active)
    for nummer, vul in enumerate(bladen, 1):
        vul(boek.create_sheet(f"Thema {nummer}"))
    boek.save(map_ / "b.xlsx")
    return lees_document(map_ / "b.xlsx")


def tabel(map_: Path, vul: Callable[[Worksheet], None]) -> Tabel:
    """Return the only table."""
    return next(lees(map_, vul).tabellen)


def test_blad_wordt_kop_en_tabel(tmp_path: Path) -> None:
    document = lees(tmp_path, lambda b: b.append(["Nr", "Afspraak"]), lambda b: b.append(["x"]))
    assert [(a.tekst, a.kop, a.stijl) for a in document.alineas] == [
        ("Thema 1", 1, "bladnaam"),
        ("Thema 2", 1, "bladnaam"),
    ]
    assert [t.plaats.blad for t in document.tabellen] == ["Thema 1", "Thema 2"]


def test_rijnummers_zijn_die_van_excel_en_lege_rijen_blijven_met_mate(tmp_path: Path) -> None:
    def vul(blad: Worksheet) -> None:
        blad["A3"], blad["B5"], blad["A20"] = "kop", "x", "tweede blok"

    t = tabel(tmp_path, vul)
    assert [(rij.plaats.rij, rij.teksten) for rij in t.rijen] == [
        (3, ["kop", ""]), (4, ["", ""]), (5, ["", "x"]), (18, ["", ""]), (19, ["", ""]), (20, ["tweede blok", ""]),
    ]  # fmt: skip
    assert str(t.rijen[2].cellen[1].alineas[0].plaats) == "blad 'Thema 1', rij 5, kolom B"


def test_leeg_blad_en_lege_opgemaakte_cellen(tmp_path: Path) -> None:
    def vul(blad: Worksheet) -> None:
        blad["A1"] = "x"
        for rij in range(1, 50):
            blad.cell(rij, 30).font = Font(bold=True)

    document = lees(tmp_path, vul, lambda b: None)
    assert [(len(t.rijen), t.breedte) for t in document.tabellen] == [(1, 1)]
    assert len(list(document.alineas)) == 1


def test_samengevoegde_cellen(tmp_path: Path) -> None:
    def vul(blad: Worksheet) -> None:
        for rij in (["Titel", None, None], ["Wonen", "1", "a"], [None, "2", "b"], [None, "3", "c"]):
            blad.append(rij)
        blad.merge_cells("A1:H1")
        blad.merge_cells("A2:A4")

    t = tabel(tmp_path, vul)
    assert [cel.dekking for cel in t.rijen[0].cellen] == [Dekking.EIGEN, Dekking.LINKS, Dekking.LINKS]
    assert [rij.cellen[0].dekking for rij in t.rijen] == [Dekking.EIGEN, Dekking.EIGEN, Dekking.BOVEN, Dekking.BOVEN]
    assert (t.rijen[0].cellen[0].breedte, t.rijen[1].cellen[0].hoogte) == (3, 3)


@pytest.mark.parametrize(
    ("waarde", "opmaak", "tekst", "bewaard"),
    [
        (dt.date(2022, 7, 1), "d-m-yyyy", "1 juli 2022", dt.date(2022, 7, 1)),
        (HALVE_DAG, "d-m-yyyy h:mm", "1 juli 2022, 14.05 uur", HALVE_DAG),
        (dt.date(2023, 1, 1), "mmm-yy", "januari 2023", dt.date(2023, 1, 1)),
        (dt.date(2023, 1, 1), "yyyy", "2023", dt.date(2023, 1, 1)),
        (dt.date(2022, 12, 31), "[$-413]d mmmm yyyy;@", "31 december 2022", dt.date(2022, 12, 31)),
        (0.5, "0%", "50%", 0.5),
        (0.125, "0.0%", "12,5%", 0.125),
        (1036, "#,##0", "1036", 1036),
        (1036, "General", "1036", 1036),
        (12.5, "General", "12,5", 12.5),
        (12.345678901, "General", "12,345678901", 12.345678901),
        (1.1, "0.00", "1,10", 1.1),
        (7, "000", "007", 7),
        (3, '"T-"00', "T-03", 3),
        (50, '0" woningen"', "50 woningen", 50),
        (225000, '"€" #,##0', "€ 225000", 225000),
        (225000.5, "[$€-413] #,##0.00", "€ 225000,50", 225000.5),
        (-163, "0", "-163", -163),
        (-163, "0;(0)", "-163", -163),
        (-163, "#,##0_ ;[Red]-#,##0", "-163", -163),
        (0, '0;-0;"-"', "0", 0),
        ("03", "@", "03", None),
        (True, "General", "WAAR", True),
        (2022, "0", "2022", 2022),
    ],
)
def test_waarden_zoals_ze_te_zien_zijn(
    tmp_path: Path, waarde: object, opmaak: str, tekst: str, bewaard: object
) -> None:
    def vul(blad: Worksheet) -> None:
        blad["A1"] = waarde
        blad["A1"].number_format = opmaak

    cel = tabel(tmp_path, vul).rijen[0].cellen[0]
    assert (cel.tekst, cel.waarde) == (tekst, bewaard)


def test_getal_buiten_de_kalender_blijft_een_getal() -> None:
    assert toon_getal(-5e9, "d-m-yyyy") == ("-5000000000", -5000000000)


def test_verborgen_rij_kolom_en_blad_worden_gelezen_en_gemeld(tmp_path: Path) -> None:
    def vul(blad: Worksheet) -> None:
        for rij in (["a", "b"], ["c", "d"]):
            blad.append(rij)
        blad.row_dimensions[2].hidden = True
        blad.column_dimensions["B"].hidden = True

    def geheim(blad: Worksheet) -> None:
        blad.append(["x"])
        blad.sheet_state = "veryHidden"

    document = lees(tmp_path, vul, geheim)
    eerste, tweede = document.tabellen
    assert [rij.verborgen for rij in eerste.rijen] == [False, True]
    assert (eerste.verborgen, tweede.verborgen) == (False, True)
    meldingen = " ".join(map(str, document.meldingen))
    assert "(rij 2)" in meldingen
    assert "(kolom B)" in meldingen
    assert "blad 'Thema 2': Dit blad is verborgen" in meldingen


def test_formule_zonder_uitkomst_en_fout_worden_gemeld(tmp_path: Path) -> None:
    def vul(blad: Worksheet) -> None:
        blad.append(["x", "=1+1", "#N/A"])

    document = lees(tmp_path, vul)
    meldingen = " ".join(map(str, document.meldingen))
    assert "geen uitkomst opgeslagen (B1)" in meldingen
    assert "fout (C1)" in meldingen
    assert next(document.tabellen).rijen[0].teksten == ["x", "", "#N/A"]


def test_koprij_uit_filter_tabel_of_vast_venster(tmp_path: Path) -> None:
    def basis(blad: Worksheet) -> None:
        for rij in (["Titel"], ["Nr", "Afspraak"], ["1", "x"]):
            blad.append(rij)

    def gefilterd(blad: Worksheet) -> None:
        basis(blad)
        blad.auto_filter.ref = "A2:B3"

    def getabelleerd(blad: Worksheet) -> None:
        basis(blad)
        blad.add_table(Table(displayName="T", ref="A2:B3"))

    def vast(blad: Worksheet) -> None:
        basis(blad)
        blad.freeze_panes = "A3"

    for t in lees(tmp_path, gefilterd, getabelleerd, vast).tabellen:
        assert [rij.kop for rij in t.rijen] == [False, True, False]


def test_regels_in_een_cel_en_opsomming(tmp_path: Path) -> None:
    cel = tabel(tmp_path, lambda b: b.append(["Wij:\n- bouwen\n• slopen"])).rijen[0].cellen[0]
    assert [(a.tekst, a.opsomming) for a in cel.alineas] == [("Wij:", False), ("bouwen", True), ("slopen", True)]


def test_opgemaakte_tekst_met_nootteken(tmp_path: Path) -> None:
    def vul(blad: Worksheet) -> None:
        hoog = InlineFont(vertAlign="superscript")
        blad["A1"] = CellRichText(TextBlock(InlineFont(b=True), "Bouw:"), " 40 woningen", TextBlock(hoog, "1"))
        blad["A2"] = CellRichText("100 m", TextBlock(hoog, "2"))
        blad["A4"] = CellRichText(TextBlock(hoog, "1"), " inclusief koop")

    document = lees(tmp_path, vul)
    rijen = next(document.tabellen).rijen
    alinea = rijen[0].cellen[0].alineas[0]
    assert (alinea.tekst, alinea.noten, alinea.vette_aanhef) == ("Bouw: 40 woningen", ("1",), "Bouw:")
    assert rijen[1].teksten == ["100 m²"]
    assert document.noten["1"].tekst == "inclusief koop"


def test_opmerking_bij_een_cel_zonder_de_naam_van_de_schrijver(tmp_path: Path) -> None:
    def vul(blad: Worksheet) -> None:
        blad["B2"] = "40"
        blad["B2"].comment = Comment("beleidsmedewerker:\nnog bespreken", "beleidsmedewerker")

    document = lees(tmp_path, vul)
    sleutel = next(document.tabellen).rijen[0].cellen[1].noten[0]
    assert (document.noten[sleutel].tekst, document.noten[sleutel].soort) == ("nog bespreken", "opmerking")


def test_opmerking_in_een_gesprek_zonder_uitleg_van_excel(tmp_path: Path) -> None:
    tekst = "[Opmerkingenthread]\n\nU kunt deze lezen in uw versie van Excel.\n\nOpmerking:\n    nog nagaan"

    def vul(blad: Worksheet) -> None:
        blad["A1"] = "x"
        blad["A1"].comment = Comment(tekst, "tc={1}")

    assert [noot.tekst for noot in lees(tmp_path, vul).noten.values()] == ["nog nagaan"]


def test_vet_en_arcering(tmp_path: Path) -> None:
    def vul(blad: Worksheet) -> None:
        blad.append(["kop", "tekst"])
        blad["A1"].font = Font(bold=True)
        blad["A1"].fill = PatternFill("solid", fgColor="DDEEFF")

    kop, tekst = tabel(tmp_path, vul).rijen[0].cellen
    assert (kop.vet, kop.arcering, tekst.vet, tekst.arcering) == (True, True, False, False)


def test_honderdduizend_rijen_noemt_de_grens(tmp_path: Path) -> None:
    boek = openpyxl.Workbook(write_only=True)
    blad = boek.create_sheet("A")
    for nummer in range(100_000):
        blad.append([nummer, "tekst"])
    boek.save(tmp_path / "r.xlsx")
    with pytest.raises(Leesfout, match=r"We lezen er 10\.000 met inhoud"):
        lees_document(tmp_path / "r.xlsx")


def vervang_blad(pad: Path, sheetdata: str) -> Path:
    """Replace the cells of the first sheet by raw XML."""
    nieuw = pad.with_name("n.xlsx")
    with zipfile.ZipFile(pad) as bron, zipfile.ZipFile(nieuw, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam in bron.namelist():
            inhoud = bron.read(naam)
            if naam == "xl/worksheets/sheet1.xml":
                ns = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                inhoud = f'<worksheet xmlns="{ns}"><sheetData>{sheetdata}</sheetData></worksheet>'.encode()
            doel.writestr(naam, inhoud)
    return nieuw


def test_ruis_van_binaire_breuken_is_niet_te_zien() -> None:
    assert toon_getal(0.1 + 0.2, "General") == ("0,3", 0.1 + 0.2)


def test_een_miljoen_lege_opgemaakte_rijen(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    rijen = "".join(f'<row r="{nr}" s="1" customFormat="1"/>' for nr in range(2, 1_048_577))
    gevuld = '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>'
    document = lees_document(vervang_blad(tmp_path / "b.xlsx", gevuld + rijen))
    assert [(len(t.rijen), t.breedte) for t in document.tabellen] == [(1, 1)]


def test_cellen_aan_de_rand_van_het_blad_kosten_niets(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    cel = '<row r="{0}"><c r="{1}{0}" t="str"><v>x</v></c></row>'
    pad = vervang_blad(tmp_path / "b.xlsx", cel.format(1, "A") + cel.format(2, "XFD") + cel.format(1_048_576, "A"))
    document = lees_document(pad)
    t = next(document.tabellen)
    assert t.breedte <= 250
    assert [rij.plaats.rij for rij in t.rijen][-1] == 1_048_576
    assert len(t.rijen) <= 5
    assert "Kolommen na de 250e" in " ".join(map(str, document.meldingen))


@pytest.mark.parametrize(
    "cel",
    [
        '<c r="A1" t="s"><v>999</v></c>', '<c r="A1" t="s"><v>x</v></c>', '<c r="?"><v>1</v></c>',
        '<c s="99999"><v>1</v></c>', "<c><v>geen getal</v></c>", "<c><v>1e999</v></c>", "<c/>",
        '<c t="d"><v>2022-13-99</v></c>',
    ],
)  # fmt: skip
def test_vreemde_cellen_gooien_niets_om(tmp_path: Path, cel: str) -> None:
    openpyxl.Workbook().save(tmp_path / "b.xlsx")
    gewoon = '<row r="2"><c r="B2" t="str"><v>gewoon</v></c></row>'
    document = lees_document(vervang_blad(tmp_path / "b.xlsx", f"<row>{cel}</row>{gewoon}"))
    assert next(document.tabellen).rijen[-1].teksten[-1] == "gewoon"
