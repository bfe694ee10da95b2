"""Tables of Word come out as a full grid."""

from __future__ import annotations

from pathlib import Path

from basis.documenten.model import Dekking, Tabel
from tests.basis.documenten.bouw import STIJLEN, genummerd, lees, lijst, niveau, num, p, tbl, tc, teksten, tr

SPAN2 = '<w:gridSpan w:val="2"/>'
BEGIN, VERDER = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def tabel(map_: Path, *rijen: str, eigenschappen: str = "", **delen: str) -> Tabel:
    """Return the only table."""
    return next(lees(map_, tbl(*rijen, eigenschappen=eigenschappen), **delen).tabellen)


def dekkingen(t: Tabel) -> list[list[Dekking]]:
    """Return who covers which cell."""
    return [[cel.dekking for cel in rij.cellen] for rij in t.rijen]


def test_samengevoegd_naar_rechts_en_naar_onder(tmp_path: Path) -> None:
    t = tabel(
        tmp_path,
        tr(tc(p("titel"), SPAN2), tc(p("c"))),
        tr(tc(p("thema"), BEGIN), tc(p("1")), tc(p("x"))),
        tr(tc("<w:p/>", VERDER), tc(p("2")), tc(p("y"))),
        tr(tc(p("los")), tc(p("3")), tc(p("z"))),
    )
    e, links, boven = Dekking.EIGEN, Dekking.LINKS, Dekking.BOVEN
    assert dekkingen(t) == [[e, links, e], [e, e, e], [boven, e, e], [e, e, e]]
    assert t.rijen[0].cellen[0].breedte == 2
    assert t.rijen[1].cellen[0].hoogte == 2


def test_blok_van_twee_bij_twee(tmp_path: Path) -> None:
    t = tabel(tmp_path, tr(tc(p("a"), SPAN2 + BEGIN), tc(p("b"))), tr(tc("<w:p/>", SPAN2 + VERDER), tc(p("c"))))
    assert dekkingen(t)[1] == [Dekking.BOVEN, Dekking.BOVEN, Dekking.EIGEN]
    assert (t.rijen[0].cellen[0].breedte, t.rijen[0].cellen[0].hoogte) == (2, 2)


def test_gesplitste_cel_en_overgeslagen_kolommen(tmp_path: Path) -> None:
    voor = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'
    t = tabel(tmp_path, tr(tc(p("a")), tc(p("b"), SPAN2), tc(p("d"))), tr(tc(p("x")), tc(p("y")), eigenschappen=voor))
    assert t.rijen[1].teksten == ["", "x", "y", ""]
    assert {len(rij.cellen) for rij in t.rijen} == {4}


def test_oude_samenvoeging_naar_rechts(tmp_path: Path) -> None:
    oud = [tc(p("a"), '<w:hMerge w:val="restart"/>'), tc("<w:p/>", "<w:hMerge/>"), tc(p("b"))]
    t = tabel(tmp_path, tr(*oud))
    assert dekkingen(t) == [[Dekking.EIGEN, Dekking.LINKS, Dekking.EIGEN]]
    assert t.rijen[0].cellen[0].breedte == 2


def test_vervolg_zonder_begin_is_een_gewone_cel(tmp_path: Path) -> None:
    assert dekkingen(tabel(tmp_path, tr(tc(p("a"), VERDER))))[0] == [Dekking.EIGEN]


def test_te_korte_rij_wordt_aangevuld(tmp_path: Path) -> None:
    t = tabel(tmp_path, tr(tc(p("a")), tc(p("b"))), tr(tc(p("c"))))
    assert t.rijen[1].teksten == ["c", ""]


def test_koprij_verborgen_rij_en_verwijderde_rij(tmp_path: Path) -> None:
    t = tabel(
        tmp_path,
        tr(tc(p("Nr")), eigenschappen="<w:tblHeader/>"),
        tr(tc(p("1")), eigenschappen='<w:tblHeader w:val="0"/>'),
        tr(tc(p("2")), eigenschappen="<w:hidden/>"),
        tr(tc(p("weg")), eigenschappen="<w:del/>"),
    )
    assert [(rij.teksten[0], rij.kop, rij.verborgen) for rij in t.rijen] == [
        ("Nr", True, False), ("1", False, False), ("2", False, True),
    ]  # fmt: skip


def test_als_elke_rij_kop_is_dan_alleen_de_eerste(tmp_path: Path) -> None:
    t = tabel(tmp_path, *(tr(tc(p(str(nr))), eigenschappen="<w:tblHeader/>") for nr in range(3)))
    assert [rij.kop for rij in t.rijen] == [True, False, False]


def test_arcering_direct_en_via_de_tabelstijl(tmp_path: Path) -> None:
    stijlen = STIJLEN + (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:fill="112233"/></w:tcPr></w:tblStylePr></w:style>'
    )
    wit, blauw = '<w:shd w:val="clear" w:fill="FFFFFF"/>', '<w:shd w:val="clear" w:fill="D9E2F3"/>'
    t = tabel(
        tmp_path,
        tr(tc(p("kop")), tc(p("wit"), wit)),
        tr(tc(p("a"), blauw), tc(p("b"))),
        eigenschappen='<w:tblStyle w:val="T"/><w:tblLook w:val="0020"/>',
        stijlen=stijlen,
    )
    assert [[cel.arcering for cel in rij.cellen] for rij in t.rijen] == [[True, False], [True, False]]
    assert [[cel.vet for cel in rij.cellen] for rij in t.rijen] == [[True, True], [False, False]]


def test_plaats_van_rij_en_cel(tmp_path: Path) -> None:
    document = lees(tmp_path, tbl(tr(tc(p("a")))) + p("tussen") + tbl(tr(tc(p("b"))), tr(tc(p("c")), tc(p("d")))))
    alinea = list(document.tabellen)[1].rijen[1].cellen[1].alineas[0]
    assert str(alinea.plaats) == "tabel 2, rij 2, kolom 2"


def test_tabel_in_een_cel_wordt_regels(tmp_path: Path) -> None:
    binnen = tbl(tr(tc(p("2022")), tc(p("40"))), tr(tc(p("2023")), tc(p("50"))))
    t = tabel(tmp_path, tr(tc(p("1")), tc(p("Wij bouwen:") + binnen + p("samen"))))
    assert t.rijen[0].teksten == ["1", "Wij bouwen:\n2022 | 40\n2023 | 50\nsamen"]


def test_opmaaktabel_verdwijnt(tmp_path: Path) -> None:
    def stad(naam: str) -> str:
        return p(naam) + tbl(tr(tc(p("Nr")), tc(p("Afspraak"))), tr(tc(p("1")), tc(p(f"van {naam}"))))

    een_kolom = lees(tmp_path, tbl(tr(tc(p("inleiding"))), tr(tc(stad("Oost")))))
    assert teksten(een_kolom) == ["inleiding", "Oost"]
    assert len(list(een_kolom.tabellen)) == 1
    naast_elkaar = lees(tmp_path, tbl(tr(tc(stad("Oost")), tc(stad("West")))))
    assert teksten(naast_elkaar) == ["Oost", "West"]
    assert [t.rijen[1].teksten[1] for t in naast_elkaar.tabellen] == ["van Oost", "van West"]


def test_kader_van_een_cel_blijft_een_tabel(tmp_path: Path) -> None:
    document = lees(tmp_path, tbl(tr(tc(p("in een kader")))))
    assert [(len(t.rijen), t.breedte) for t in document.tabellen] == [(1, 1)]


def test_lijst_in_een_cel(tmp_path: Path) -> None:
    soort = lijst(0, niveau(0, "%1.")) + num(1, 0)
    t = tabel(tmp_path, tr(tc(p("a", genummerd(1)) + p("b", genummerd(1)))), numbering=soort)
    assert [(a.tekst, a.nummer, a.lijst) for a in t.rijen[0].cellen[0].alineas] == [("a", "1.", 1), ("b", "2.", 1)]


def test_onmogelijk_brede_cel_wordt_begrensd(tmp_path: Path) -> None:
    t = tabel(tmp_path, tr(tc(p("a"), '<w:gridSpan w:val="999999999"/>'), tc(p("b"))), tr(*[tc(p("x"))] * 200))
    assert t.breedte <= 63
