"""Running text of a PDF: paragraphs, headings, lists, columns, hyphens, and what is no part of the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from basis.documenten.pdf_afbreken import Woordkennis, plak
from basis.documenten.pdf_regels import schone_tekst
from tests.basis.documenten.pdf_bouw import KORT, LANG, LIJNEN, alinea, lees, tabel_html, teksten


def test_koppen_titel_en_alineas(tmp_path: Path) -> None:
    html = (
        f"<h1>Samen wonen 2025-2028</h1><p>{LANG}</p><h2>1. Bouwen</h2><h3>1.1 Nieuw</h3><p>{LANG}</p><p>{KORT}</p>"
        f"<p><b>Wat wij beloven:</b> {LANG}</p><p><b>Let op</b></p>"
        f"<h2>2. Leefbaarheid</h2><h3>2.1 Buurten</h3><p>{KORT}</p>"
    )
    document = lees(tmp_path, html)
    assert [(a.kop, a.titel, a.tekst) for a in document.alineas if a.kop or a.titel] == [
        (0, True, "Samen wonen 2025-2028"),
        (1, False, "1. Bouwen"),
        (2, False, "1.1 Nieuw"),
        (1, False, "2. Leefbaarheid"),
        (2, False, "2.1 Buurten"),
    ]
    assert teksten(document).count(LANG) == 2
    belofte = alinea(document, "Wat wij")
    assert belofte.vette_aanhef == "Wat wij beloven:" and not belofte.vet
    assert alinea(document, "Let op").vet and not alinea(document, "Let op").kop


def test_voorblad_heeft_geen_hoofdstukken(tmp_path: Path) -> None:
    """A title over two lines and large words below it on the first page are no chapters."""
    html = (
        "<h1 style='font-size:26pt'>Prestatieafspraken<br>Voorbeeldstad</h1>"
        "<p style='font-size:15pt'>Getekende versie</p>"
        f"<h2 style='break-before:page'>Bouwen</h2><p>{LANG}</p><h2>Zorg</h2><p>{LANG}</p>"
    )
    document = lees(tmp_path, html)
    assert [(a.titel, a.kop, a.tekst) for a in document.alineas if a.tekst != LANG] == [
        (True, 0, "Prestatieafspraken Voorbeeldstad"),
        (False, 0, "Getekende versie"),
        (False, 1, "Bouwen"),
        (False, 1, "Zorg"),
    ]


def test_genummerde_alineas(tmp_path: Path) -> None:
    """Numbers in front of paragraphs with a tab are their number, as Word's own numbering is."""
    css = (
        "div{position:relative;padding-left:15mm;margin-bottom:3mm} div b{position:absolute;left:0;font-weight:normal}"
    )
    nummers = ["1.1", "1.2", "6C1.2", "T-03", "A1", "a)"]
    document = lees(tmp_path, "".join(f"<div><b>{nummer}</b>{LANG}</div>" for nummer in nummers), css)
    assert [(a.nummer, a.tekst) for a in document.alineas] == [(nummer, LANG) for nummer in nummers]


def test_lijsten_met_diepte(tmp_path: Path) -> None:
    html = (
        "<p>Wij doen dit:</p>"
        f"<ul><li>{KORT} {KORT}</li><li>Twee<ul><li>dieper {KORT}</li><li>nog een</li></ul></li></ul>"
        f"<p>En dit:</p><ol><li>{KORT} {KORT}</li><li>Dan</li></ol>"
    )
    gevonden = [(a.lijst, a.opsomming, a.nummer, a.tekst[:8].strip()) for a in lees(tmp_path, html).alineas]
    assert gevonden == [
        (0, False, "", "Wij doen"),
        (1, True, "", KORT[:8].strip()),
        (1, True, "", "Twee"),
        (2, True, "", "dieper D"),
        (2, True, "", "nog een"),
        (0, False, "", "En dit:"),
        (1, False, "1.", KORT[:8].strip()),
        (1, False, "2.", "Dan"),
    ]


def test_alinea_over_een_bladzijde(tmp_path: Path) -> None:
    """A page break in the middle of a paragraph does not cut it."""
    document = lees(tmp_path, "".join(f"<p>Stuk {nr}. {LANG}</p>" for nr in range(14)))
    assert document.bladzijden > 1
    assert teksten(document) == [f"Stuk {nr}. {LANG}" for nr in range(14)]


def test_kop_en_voet_zijn_weg_maar_hoofdstukken_niet(tmp_path: Path) -> None:
    css = (
        "@page{@top-left{content:'Afspraken Voorbeeldstad';font-size:8pt}"
        "@bottom-right{content:'Pagina ' counter(page) ' van ' counter(pages);font-size:8pt}} h2{break-before:page}"
    )
    html = "<h1>Afspraken</h1>" + "".join(f"<h2>Hoofdstuk {nr}</h2><p>Deel {nr}{nr}. {LANG}</p>" for nr in range(1, 6))
    document = lees(tmp_path, html, css)
    assert teksten(document) == [
        "Afspraken", *(tekst for nr in range(1, 6) for tekst in (f"Hoofdstuk {nr}", f"Deel {nr}{nr}. {LANG}")),
    ]  # fmt: skip
    assert len(document.meldingen) == 1 and "Afspraken Voorbeeldstad" in str(document.meldingen[0])


def test_kop_van_een_tabel_is_geen_kopregel(tmp_path: Path) -> None:
    """The heading of a table without rules comes back on every page, in the same place, like a running header."""
    rijen = [[str(nr), LANG, "Gemeente"] for nr in range(1, 30)]
    css = "td,th{text-align:left;vertical-align:top;padding:4px} @page{@bottom-center{content:counter(page)}}"
    document = lees(tmp_path, tabel_html(["Nr", "Afspraak", "Trekker"], rijen), css)
    (tabel,) = document.tabellen
    assert [rij.teksten[0] for rij in tabel.rijen] == ["Nr", *(str(nr) for nr in range(1, 30))]
    assert teksten(document) == []


def test_twee_kolommen(tmp_path: Path) -> None:
    stukken = [
        f"{nr}e punt. De huurdersorganisaties en de woningcorporaties evalueren de huurprijsontwikkeling."
        for nr in range(1, 19)
    ]
    css = ".k{column-count:2;column-gap:8mm;text-align:justify;hyphens:auto}"
    html = f"<h1>Visie</h1><div class=k>{''.join(f'<p>{stuk}</p>' for stuk in stukken)}</div><h2>Slot</h2><p>Einde.</p>"
    assert teksten(lees(tmp_path, html, css)) == ["Visie", *stukken, "Slot", "Einde."]


def test_watermerk_en_gedraaide_tekst(tmp_path: Path) -> None:
    css = (
        ".w{position:fixed;top:80mm;left:20mm;transform:rotate(-45deg);font-size:90pt;color:#ddd}"
        ".x{position:fixed;top:150mm;left:0;font-size:60pt;color:#ddd}"
        ".r{position:absolute;left:-15mm;transform:rotate(90deg)}"
    )
    document = lees(
        tmp_path, f"<div class=w>CONCEPT</div><div class=x>KOPIE</div><div class=r>Zijkant</div><p>{LANG}</p>", css
    )
    assert teksten(document) == [LANG]
    meldingen = " ".join(map(str, document.meldingen))
    assert all(woord in meldingen for woord in ("CONCEPT", "KOPIE", "Zijkant", "bladzijde 1"))


def test_liggende_tabel_op_staande_bladzijde(tmp_path: Path) -> None:
    """A page of which all text runs upwards is read as if it were turned."""
    css = LIJNEN + ".d{position:absolute;left:0;top:200mm;width:200mm;transform:rotate(-90deg);transform-origin:0 0}"
    document = lees(tmp_path, f"<div class=d>{tabel_html(['Nr', 'Afspraak'], [['1', KORT], ['2', LANG]])}</div>", css)
    (tabel,) = document.tabellen
    assert tabel.rijen[2].teksten == ["2", LANG]


@pytest.mark.parametrize(
    ("voor", "na", "samen"),
    [
        ("de huurders-", "organisaties", "de huurdersorganisaties"),
        ("een pachtovereen-", "komst", "een pachtovereenkomst"),
        ("de huur-", "en zorgtoeslag", "de huur- en zorgtoeslag"),
        ("koop-", "of huurwoning", "koop- of huurwoning"),
        ("de WSW-", "borging", "de WSW-borging"),
        ("CO2-", "neutraal", "CO2-neutraal"),
        ("periode 2022-", "2023", "periode 2022-2023"),
        ("energie-", "index", "energie-index"),
        ("zo-", "als", "zoals"),
        ("woning\u00ad", "bouw", "woningbouw"),
        ("gemeente/", "corporaties", "gemeente/corporaties"),
        ("Gemeente /", "corporaties", "Gemeente / corporaties"),
        ("zie www.voorbeeld.nl/", "afspraken", "zie www.voorbeeld.nl/afspraken"),
        ("een streep -", "los", "een streep - los"),
    ],
)
def test_plak(voor: str, na: str, samen: str) -> None:
    assert plak(voor, na, Woordkennis()) == samen


def test_plak_leert_van_het_document() -> None:
    kennis = Woordkennis()
    kennis.heel["energieindex"] += 1
    kennis.streepjes.add("aardgasvrij-ready")
    assert plak("de energie-", "index", kennis) == "de energieindex"
    assert plak("is aardgasvrij-", "ready", kennis) == "is aardgasvrij-ready"


@given(st.text(max_size=30), st.text(max_size=30))
@settings(max_examples=200)
def test_plak_verliest_alleen_streepjes_en_wit(voor: str, na: str) -> None:
    samen = plak(voor, na, Woordkennis())
    kaal = [teken for teken in voor + na if teken not in "-\u00ad "]
    assert [teken for teken in samen if teken not in "-\u00ad "] == kaal


def test_schone_tekst() -> None:
    assert schone_tekst("e\ufb03ciënt\u00a0wo\u2011nen e\u0301e\u0301n \u0132s") == "efficiënt wo-nen één IJs"
