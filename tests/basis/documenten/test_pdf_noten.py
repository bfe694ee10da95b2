"""Footnotes in a PDF leave the text and come back under their mark."""

from __future__ import annotations

from pathlib import Path

from basis.documenten.model import Document
from tests.basis.documenten.pdf_bouw import KORT, LANG, LIJNEN, alinea, lees, tabel_html

CSS = LIJNEN + ".n{font-size:7.5pt;margin-top:90mm} .s{width:50mm;border-top:.5pt solid black} sup{font-size:6.5pt}"


def _noten(document: Document) -> dict[str, str]:
    return {merk: noot.tekst for merk, noot in document.noten.items()}


def test_noten_onder_aan_de_bladzijde(tmp_path: Path) -> None:
    html = (
        "<p>Drie van de tien<sup>1</sup> woningen en 50 m<sup>2</sup> per woning<sup>2</sup>.</p>"
        + tabel_html(["Nr", "Afspraak"], [["1", "Bouw<sup>2</sup> van huizen"], ["2", KORT]])
        + "<div class=n><div><sup>1</sup> Gemeten over vijf jaar, zoals in de visie op wonen staat die de raad in het"
        " najaar heeft vastgesteld na een lange bespreking.</div><div><sup>2</sup> Alleen zelfstandige.</div></div>"
    )
    document = lees(tmp_path, html, CSS)
    assert _noten(document) == {
        "1": "Gemeten over vijf jaar, zoals in de visie op wonen staat die de raad in het najaar heeft"
        " vastgesteld na een lange bespreking.",
        "2": "Alleen zelfstandige.",
    }
    tekst = alinea(document, "Drie")
    assert tekst.tekst == "Drie van de tien woningen en 50 m2 per woning." and tekst.noten == ("1", "2")
    (tabel,) = document.tabellen
    assert tabel.rijen[1].cellen[1].tekst == "Bouw van huizen" and tabel.rijen[1].cellen[1].noten == ("2",)


def test_nummering_die_opnieuw_begint(tmp_path: Path) -> None:
    """Two notes with mark 1 and another text: the second gets a mark of its own, and the user hears it."""
    html = "".join(
        f"<div style='break-after:page'><p>Het deel van stuk {nr} verwijst naar onderen<sup>1</sup>.</p>"
        f"<div class=n><sup>1</sup> Uitleg {nr}.</div></div>"
        for nr in (1, 2)
    )
    document = lees(tmp_path, html, CSS)
    assert _noten(document) == {"1": "Uitleg 1.", "2": "Uitleg 2."}
    assert alinea(document, "Het deel van stuk 1").noten == ("1",) and alinea(
        document, "Het deel van stuk 2"
    ).noten == ("2",)
    assert [melding.plaats.bladzijde for melding in document.meldingen] == [2]


def test_noten_even_groot_onder_een_streep(tmp_path: Path) -> None:
    html = (
        f"<p>Een aandeel<sup>1</sup> van de bouw. {LANG}</p><div style='margin-top:100mm' class=s></div>"
        "<div><sup>1</sup> Uitleg onder de streep.</div>"
    )
    document = lees(tmp_path, html, CSS)
    assert _noten(document) == {"1": "Uitleg onder de streep."}
    assert alinea(document, "Een aandeel").tekst == f"Een aandeel van de bouw. {LANG}"


def test_getypte_merken(tmp_path: Path) -> None:
    """The characters for a small 1 and a star, typed, count as marks when a note answers to them."""
    html = "<p>Koop¹ en huur.</p><div class=n><div>¹ Goedkope koop.</div></div>"
    document = lees(tmp_path, html, CSS)
    assert _noten(document) == {"1": "Goedkope koop."}
    assert alinea(document, "Koop").tekst == "Koop en huur." and alinea(document, "Koop").noten == ("1",)


def test_klein_gedrukt_zonder_merk_blijft_tekst(tmp_path: Path) -> None:
    document = lees(tmp_path, f"<p>{LANG}</p><p class=n>Klein gedrukt slotwoord.</p>", CSS)
    assert document.noten == {}
    assert [a.tekst for a in document.alineas] == [LANG, "Klein gedrukt slotwoord."]
