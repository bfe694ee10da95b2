"""Footnotes, real and typed: the mark leaves the text, the text joins the notes."""

from __future__ import annotations

from pathlib import Path

import pytest

from basis.documenten.model import Document
from tests.basis.documenten.bouw import hoog, lees, p, r, tbl, tc, teksten, tr


def verwijzing(nr: int, soort: str = "footnote", extra: str = "") -> str:
    """Return a run with a reference."""
    return f'<w:r><w:{soort}Reference w:id="{nr}"{extra}/></w:r>'


def noot(nr: int, tekst: str, soort: str = "footnote") -> str:
    """Return a note."""
    return f'<w:{soort} w:id="{nr}"><w:p><w:r><w:{soort}Ref/></w:r>{r(" " + tekst)}</w:p></w:{soort}>'


def noten(document: Document) -> dict[str, tuple[str, str]]:
    """Return (text, kind) of every note."""
    return {sleutel: (n.tekst, n.soort) for sleutel, n in document.noten.items()}


SCHEIDING = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'


def test_voetnoot_en_eindnoot_met_hun_eigen_tekens(tmp_path: Path) -> None:
    body = f"<w:p>{r('bouwen')}{verwijzing(5)}{r(' en slopen')}{verwijzing(2, 'endnote')}</w:p>"
    body += f"<w:p>{r('x')}{verwijzing(3)}</w:p>"
    document = lees(
        tmp_path,
        body,
        footnotes=SCHEIDING + noot(3, "derde") + noot(5, "vijfde"),
        endnotes=noot(2, "eind", "endnote"),
    )
    assert [(a.tekst, a.noten) for a in document.alineas] == [("bouwen en slopen", ("1", "i")), ("x", ("2",))]
    assert noten(document) == {"1": ("vijfde", "voetnoot"), "i": ("eind", "eindnoot"), "2": ("derde", "voetnoot")}


def test_vorm_en_herstart_per_sectie(tmp_path: Path) -> None:
    sectie = "<w:sectPr/>"
    body = f"<w:p><w:pPr>{sectie}</w:pPr>{r('a')}{verwijzing(1)}</w:p><w:p>{r('b')}{verwijzing(2)}</w:p>{sectie}"
    vorm = '<w:footnotePr><w:numFmt w:val="lowerLetter"/><w:numRestart w:val="eachSect"/></w:footnotePr>'
    document = lees(tmp_path, body, footnotes=noot(1, "een") + noot(2, "twee"), settings=vorm)
    assert [a.noten for a in document.alineas] == [("a",), ("a (2)",)]
    assert [n.merk for n in document.noten.values()] == ["a", "a"]


def test_eigen_teken_telt_niet_mee(tmp_path: Path) -> None:
    eigen = '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t></w:r>'
    document = lees(
        tmp_path, f"<w:p>{r('a')}{eigen}{r('b')}{verwijzing(2)}</w:p>", footnotes=noot(1, "ster") + noot(2, "een")
    )
    assert next(document.alineas).tekst == "ab"
    assert noten(document) == {"*": ("ster", "voetnoot"), "1": ("een", "voetnoot")}


def test_noot_in_verwijderde_tekst_telt_niet_mee(tmp_path: Path) -> None:
    document = lees(
        tmp_path, f"<w:p><w:del>{verwijzing(1)}</w:del>{r('a')}{verwijzing(2)}</w:p>", footnotes=noot(2, "t")
    )
    assert noten(document) == {"1": ("t", "voetnoot")}


def test_dubbele_spatie_en_spatie_voor_komma_verdwijnen(tmp_path: Path) -> None:
    document = lees(tmp_path, f"<w:p>{r('koop ')}{hoog('1')}{r(' en huur ')}{hoog('2')}{r(', samen')}</w:p>")
    assert teksten(document) == ["koop en huur, samen"]


@pytest.mark.parametrize(
    ("binnen", "tekst", "merken"),
    [
        (r("100 m") + hoog("2") + r(" vloer"), "100 m² vloer", ()),
        (r("50m³ en 3 km²"), "50m³ en 3 km²", ()),
        (r("CO") + r("2", '<w:vertAlign w:val="subscript"/>') + r("-neutraal"), "CO2-neutraal", ()),
        (r("CO") + hoog("2"), "CO²", ()),
        (r("de 1") + hoog("e") + r(" fase"), "de 1e fase", ()),
        (r("programma") + hoog("2"), "programma", ("2",)),
        (r("woningen") + hoog("1") + hoog("2"), "woningen", ("12",)),
        (r("woningen") + hoog("1,2"), "woningen", ("1", "2")),
        (r("woningen¹ en koop³"), "woningen en koop", ("1", "3")),
        (r("woningen") + hoog("3)"), "woningen", ("3",)),
        (r("x") + hoog("*"), "x", ("*",)),
        (r("x") + hoog("abc"), "xabc", ()),
    ],
)
def test_hoge_tekens(tmp_path: Path, binnen: str, tekst: str, merken: tuple[str, ...]) -> None:
    alinea = next(lees(tmp_path, f"<w:p>{binnen}</w:p>").alineas)
    assert (alinea.tekst, alinea.noten) == (tekst, merken)


def test_getypte_noot_onder_een_tabel(tmp_path: Path) -> None:
    body = (
        tbl(tr(tc(f"<w:p>{r('40 woningen')}{hoog('1')}</w:p>"), tc(p("x"))))
        + f"<w:p>{hoog('1')}{r(' peildatum 1 januari')}</w:p>"
    )
    document = lees(tmp_path, body + p("verder"))
    assert teksten(document) == ["verder"]
    assert noten(document) == {"1": ("peildatum 1 januari", "getypt")}
    assert next(document.tabellen).rijen[0].cellen[0].noten == ("1",)
    assert document.meldingen == []


def test_getypte_noten_die_per_tabel_opnieuw_beginnen(tmp_path: Path) -> None:
    body = "".join(
        tbl(tr(tc(f"<w:p>{r(naam)}{hoog('1')}</w:p>"))) + f"<w:p>{hoog('1')}{r('bij ' + naam)}</w:p>"
        for naam in ("A", "B")
    )
    document = lees(tmp_path, body)
    merken = [t.rijen[0].cellen[0].noten[0] for t in document.tabellen]
    assert [document.noten[merk].tekst for merk in merken] == ["bij A", "bij B"]
    assert [document.noten[merk].merk for merk in merken] == ["1", "1"]


def test_getypte_en_echte_noot_met_hetzelfde_teken(tmp_path: Path) -> None:
    body = f"<w:p>{r('a')}{verwijzing(1)}</w:p><w:p>{r('b')}{hoog('1')}</w:p><w:p>{hoog('1')}{r('getypt')}</w:p>"
    document = lees(tmp_path, body, footnotes=noot(1, "echt"))
    assert [document.noten[a.noten[0]].tekst for a in document.alineas] == ["echt", "getypt"]


def test_herhaald_teken_verwijst_naar_de_echte_noot(tmp_path: Path) -> None:
    body = f"<w:p>{r('a')}{verwijzing(1)}</w:p><w:p>{r('b')}{hoog('1')}</w:p>"
    document = lees(tmp_path, body, footnotes=noot(1, "echt"))
    assert [a.noten for a in document.alineas] == [("1",), ("1",)]
    assert document.meldingen == []


def test_teken_zonder_noot_wordt_gemeld(tmp_path: Path) -> None:
    document = lees(tmp_path, p("vooraf") + f"<w:p>{r('a')}{hoog('7')}</w:p>")
    assert str(document.meldingen[0]) == "alinea 2: Bij het nootteken '7' is geen voetnoot gevonden."


def test_alinea_met_hoog_begin_zonder_verwijzing_blijft_staan(tmp_path: Path) -> None:
    document = lees(tmp_path, f"<w:p>{hoog('2')}{r(' los')}</w:p>")
    assert teksten(document) == ["² los"]
    assert document.noten == {}


def test_noot_in_de_laatste_rij_blijft_staan_en_geldt(tmp_path: Path) -> None:
    body = tbl(tr(tc(f"<w:p>{r('40')}{hoog('1')}</w:p>")), tr(tc(f"<w:p>{hoog('1')}{r(' inclusief koop')}</w:p>")))
    document = lees(tmp_path, body)
    assert noten(document) == {"1": ("inclusief koop", "getypt")}
    assert next(document.tabellen).rijen[1].teksten == ["¹ inclusief koop"]


def test_getypte_noten_onder_elkaar_in_een_alinea(tmp_path: Path) -> None:
    verwijzers = f"<w:p>{r('a')}{hoog('1')}{r(' b')}{hoog('2')}</w:p>"
    onder = f"<w:p>{hoog('1')}{r(' eerste')}<w:r><w:br/></w:r>{hoog('2')}{r(' tweede')}</w:p>"
    document = lees(tmp_path, verwijzers + onder)
    assert teksten(document) == ["a b"]
    assert noten(document) == {"1": ("eerste", "getypt"), "2": ("tweede", "getypt")}
