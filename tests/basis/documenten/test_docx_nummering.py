"""Automatic numbering comes out as Word prints it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from basis.documenten.docx_nummering import schrijf_getal
from tests.basis.documenten.bouw import STIJLEN, genummerd, lees, lijst, niveau, num, p, tbl, tc, tr

DRIE = lijst(0, niveau(0, "%1."), niveau(1, "%1.%2"), niveau(2, "%3)", "lowerLetter"))


def nummers(
    map_: Path, nummering: str, *plekken: tuple[int, int], stijlen: str = STIJLEN, eigen: str = ""
) -> list[str]:
    """Return the labels of paragraphs at (list, level)."""
    body = "".join(p("x", genummerd(nr, diepte) + eigen) for nr, diepte in plekken)
    return [a.nummer for a in lees(map_, body, numbering=nummering, stijlen=stijlen).alineas]


def test_niveaus_tellen_en_beginnen_opnieuw(tmp_path: Path) -> None:
    plekken = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)]
    assert nummers(tmp_path, DRIE + num(1, 0), *plekken) == ["1.", "1.1", "1.2", "a)", "b)", "1.3", "a)", "2.", "2.1"]


def test_een_tien_is_geen_een_een(tmp_path: Path) -> None:
    assert nummers(tmp_path, DRIE + num(1, 0), (1, 0), *[(1, 1)] * 10)[-1] == "1.10"


def test_lager_niveau_zonder_hoger_toont_het_begin(tmp_path: Path) -> None:
    assert nummers(tmp_path, DRIE + num(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)) == ["1.1", "1.2", "1.", "1.1"]


def test_lijsten_met_dezelfde_basis_tellen_door(tmp_path: Path) -> None:
    assert nummers(tmp_path, DRIE + num(1, 0) + num(2, 0), (1, 0), (2, 0), (1, 0)) == ["1.", "2.", "3."]


def test_eigen_begin_geldt_de_eerste_keer(tmp_path: Path) -> None:
    opnieuw = num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
    plekken = [(1, 0), (1, 0), (2, 0), (2, 0)]
    assert nummers(tmp_path, DRIE + num(1, 0) + opnieuw, *plekken) == ["1.", "2.", "1.", "2."]


def test_eigen_niveau_van_een_lijst(tmp_path: Path) -> None:
    eigen = num(2, 0, f'<w:lvlOverride w:ilvl="0">{niveau(0, "Afspraak %1", start=7)}</w:lvlOverride>')
    assert nummers(tmp_path, DRIE + eigen, (2, 0), (2, 0)) == ["Afspraak 7", "Afspraak 8"]


def test_begin_anders_dan_een_en_nul(tmp_path: Path) -> None:
    soort = lijst(0, niveau(0, "%1", start=5), niveau(1, "%1.%2", start=0))
    assert nummers(tmp_path, soort + num(1, 0), (1, 0), (1, 1), (1, 1), (1, 0)) == ["5", "5.0", "5.1", "6"]


def test_niveau_dat_nooit_opnieuw_begint(tmp_path: Path) -> None:
    soort = lijst(0, niveau(0, "%1"), niveau(1, "%2", extra='<w:lvlRestart w:val="0"/>'))
    assert nummers(tmp_path, soort + num(1, 0), (1, 0), (1, 1), (1, 1), (1, 0), (1, 1)) == ["1", "1", "2", "2", "3"]


def test_artikel_met_romeins_en_alles_in_cijfers(tmp_path: Path) -> None:
    soort = lijst(0, niveau(0, "Deel %1", "upperRoman"), niveau(1, "%1.%2", extra="<w:isLgl/>"), niveau(2, "%1.%3"))
    plekken = [(1, 0), (1, 0), (1, 1), (1, 2)]
    assert nummers(tmp_path, soort + num(1, 0), *plekken) == ["Deel I", "Deel II", "2.1", "II.1"]


def test_nummering_via_stijl_en_wat_eronder_ligt(tmp_path: Path) -> None:
    stijlen = STIJLEN + (
        '<w:style w:type="paragraph" w:styleId="Afspraak"><w:name w:val="Afspraak"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Afspraak"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Geen"><w:name w:val="Geen"/><w:basedOn w:val="Afspraak"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(p("x", f'<w:pStyle w:val="{naam}"/>') for naam in ("Afspraak", "Sub", "Geen", "Sub", "Afspraak"))
    body += p("x", f'<w:pStyle w:val="Afspraak"/>{genummerd(0)}')
    document = lees(tmp_path, body, numbering=DRIE + num(1, 0), stijlen=stijlen)
    assert [a.nummer for a in document.alineas] == ["1.", "1.1", "", "1.2", "2.", ""]


def test_lijst_bindt_een_niveau_aan_een_stijl(tmp_path: Path) -> None:
    stijlen = "".join(
        f'<w:style w:type="paragraph" w:styleId="K{nr}"><w:name w:val="heading {nr}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for nr in (1, 2)
    )
    soort = lijst(
        0, niveau(0, "%1", extra='<w:pStyle w:val="K1"/>'), niveau(1, "%1.%2", extra='<w:pStyle w:val="K2"/>')
    )
    body = "".join(p("x", f'<w:pStyle w:val="K{nr}"/>') for nr in (1, 2, 2, 1, 2))
    document = lees(tmp_path, body, numbering=soort + num(1, 0), stijlen=stijlen)
    assert [(a.nummer, a.kop, a.lijst) for a in document.alineas] == [
        ("1", 1, 0), ("1.1", 2, 0), ("1.2", 2, 0), ("2", 1, 0), ("2.1", 2, 0),
    ]  # fmt: skip


def test_lijst_die_naar_een_nummeringsstijl_wijst(tmp_path: Path) -> None:
    stijlen = STIJLEN + (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="Lijst"/>'
        '<w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )
    nummering = lijst(1, extra='<w:numStyleLink w:val="L"/>') + DRIE + num(1, 1) + num(9, 0)
    assert nummers(tmp_path, nummering, (1, 0), (1, 1), stijlen=stijlen) == ["1.", "1.1"]


def test_opsommingsteken_heeft_geen_nummer(tmp_path: Path) -> None:
    soort = lijst(0, niveau(0, "\uf0b7", "bullet"), niveau(1, "-")) + num(1, 0)
    body = p("a", genummerd(1)) + p("b", genummerd(1, 1))
    alineas = lees(tmp_path, body, numbering=soort).alineas
    assert [(a.nummer, a.opsomming, a.lijst) for a in alineas] == [("", True, 1), ("", True, 2)]


def test_nummer_zonder_tekst_in_een_cel_blijft(tmp_path: Path) -> None:
    rijen = [tr(tc(p("", genummerd(1))), tc(p(f"afspraak {nr}"))) for nr in (1, 2, 3)]
    tabel = next(lees(tmp_path, tbl(*rijen), numbering=DRIE + num(1, 0)).tabellen)
    assert [rij.cellen[0].alineas[0].nummer for rij in tabel.rijen] == ["1.", "2.", "3."]


def test_verborgen_alinea_telt_niet_mee(tmp_path: Path) -> None:
    weg = p("weg", genummerd(1) + "<w:rPr><w:vanish/></w:rPr>", "<w:vanish/>")
    document = lees(tmp_path, p("a", genummerd(1)) + weg + p("b", genummerd(1)), numbering=DRIE + num(1, 0))
    assert [(a.tekst, a.nummer) for a in document.alineas] == [("a", "1."), ("b", "2.")]


def test_onbekende_lijst_geeft_geen_nummer(tmp_path: Path) -> None:
    assert nummers(tmp_path, DRIE + num(1, 0), (8, 0), (1, 7), (1, 99)) == ["", "", ""]


@pytest.mark.parametrize(
    ("getal", "vorm", "verwacht"),
    [
        (4, "decimal", "4"), (4, "decimalZero", "04"), (14, "decimalZero", "14"), (1, "upperLetter", "A"),
        (26, "lowerLetter", "z"), (27, "lowerLetter", "aa"), (28, "lowerLetter", "bb"), (53, "upperLetter", "AAA"),
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (3, "none", ""), (3, "ordinal", "3e"),
        (2, "cardinalText", "Twee"), (2, "ordinalText", "Tweede"), (5, "chicago", "**"), (7, "vreemd", "7"),
    ],
)  # fmt: skip
def test_getalvormen(getal: int, vorm: str, verwacht: str) -> None:
    assert schrijf_getal(getal, vorm) == verwacht


@given(st.integers(1, 3999))
def test_romeins_is_terug_te_lezen(getal: int) -> None:
    waarden = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    cijfers = [waarden[teken] for teken in schrijf_getal(getal, "lowerRoman")]
    volgende = [*cijfers[1:], 0]
    assert sum(-c if c < v else c for c, v in zip(cijfers, volgende, strict=True)) == getal


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=30))
def test_telling_volgt_de_niveaus(diepten: list[int]) -> None:
    """Against a model of three lines: a level counts on, deeper levels start again."""
    soort = lijst(0, *(niveau(nr, ".".join(f"%{n}" for n in range(1, nr + 2))) for nr in range(3)))
    tellers: list[int] = [0, 0, 0]
    verwacht = []
    for diepte in diepten:
        tellers = [*tellers[:diepte], tellers[diepte] + 1, *[0] * (2 - diepte)]
        verwacht.append(".".join(str(max(1, teller)) for teller in tellers[: diepte + 1]))
    with TemporaryDirectory() as map_:
        assert nummers(Path(map_), soort + num(1, 0), *((1, diepte) for diepte in diepten)) == verwacht
