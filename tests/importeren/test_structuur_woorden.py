"""Numbers, headings, labels and text on their own, and that no table or text makes the recogniser fall over."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afspraken.importeren.aanhef import lees_aanhef
from afspraken.importeren.kolommen import Rol, lees_kop
from afspraken.importeren.nummers import als_nummer, herstel_tiental, splits_nummer, uit_cel
from afspraken.importeren.structuur import vind_structuur
from afspraken.importeren.structuur.labels import lees_label
from afspraken.importeren.structuur.velden import lees_velden
from afspraken.importeren.tekstopmaak import als_markdown, woorden
from basis.documenten.model import Alinea, Bestandssoort, Cel, Dekking, Document, Plaats, Rij, Tabel


@pytest.mark.parametrize(
    ("tekst", "nummer"),
    [
        ("1", "1"),
        ("1.", "1"),
        ("1.10", "1.10"),
        ("Afspraak 12:", "12"),
        ("6C1.2", "6C1.2"),
        ("T-03", "T-03"),
        ("IV.3", "IV.3"),
        ("1a)", "1a"),
        ("2023-01", "2023-01"),
        ("2022", ""),
        ("2022-2023", ""),
        ("2022-23", ""),
        ("Gemeente", ""),
        ("1.000", ""),
        ("n.v.t.", ""),
        ("", ""),
    ],
)
def test_wat_een_nummer_is(tekst: str, nummer: str) -> None:
    assert als_nummer(tekst) == nummer


@pytest.mark.parametrize(
    "tekst",
    [
        "1.000 woningen worden gebouwd",
        "3 maanden na de start",
        "2024 is het jaar",
        "10.30 uur begint het",
        "Q3 2024",
        "De 3",
    ],
)
def test_een_zin_die_met_een_getal_begint_heeft_geen_nummer(tekst: str) -> None:
    assert splits_nummer(tekst) is None


@given(st.integers(1, 40), st.integers(1, 60))
def test_een_nummer_van_twee_delen_blijft_zoals_het_er_staat(een: int, twee: int) -> None:
    gesplitst = splits_nummer(f"{een}.{twee} De gemeente doet iets.")
    assert gesplitst is not None
    assert (gesplitst.nummer, gesplitst.rest) == (f"{een}.{twee}", "De gemeente doet iets.")


@given(st.integers(1, 30), st.integers(1, 9))
def test_de_nul_die_excel_weglaat_komt_terug(hoofdstuk: int, tiental: int) -> None:
    vorige, getoond = f"{hoofdstuk}.{tiental * 10 - 1}", f"{hoofdstuk}.{tiental}"
    assert herstel_tiental(vorige, getoond) == f"{getoond}0"
    assert herstel_tiental(f"{hoofdstuk}.{tiental * 10 + 3}", getoond) == getoond


def test_een_datum_in_de_kolom_met_nummers_wordt_gezegd() -> None:
    nummer, twijfel = uit_cel("1-2-2024", dt.date(2024, 2, 1))
    assert nummer == "1.2"
    assert "datum" in twijfel


@pytest.mark.parametrize(
    ("kop", "rol", "soort"),
    [
        ("Nr.", Rol.NUMMER, ""),
        ("Trekker /\ndatum", Rol.TREKKER_TERMIJN, ""),
        ("Wie & wanneer", Rol.TREKKER_TERMIJN, ""),
        ("Verantwoor-\ndelijke", Rol.TREKKER, ""),
        ("Partij(en)", Rol.PARTIJEN, ""),
        ("Betrokkenpartijen", Rol.PARTIJEN, ""),
        ("Meerjarige prestatieafspraken", Rol.TEKST, "meerjarig"),
        ("Afspraken 2022-2023", Rol.TEKST, "periode"),
        ("Activiteit 2024", Rol.TEKST, "jaarschijf"),
        ("KPI's", Rol.INDICATOR, ""),
        ("Streefwaarde 2026", Rol.STREEFWAARDE, ""),
        ("Gewenst resultaat", Rol.RESULTAAT, ""),
        ("Begrip", Rol.VREEMD, ""),
        ("De gemeente bouwt dit jaar samen met de corporaties woningen in alle wijken", Rol.ONBEKEND, ""),
    ],
)
def test_kopjes_van_kolommen(kop: str, rol: Rol, soort: str) -> None:
    gelezen = lees_kop(kop)
    assert (gelezen.rol, gelezen.soort) == (rol, soort)


@pytest.mark.parametrize(
    ("regel", "gelezen"),
    [
        ("Trekker: gemeente", [(Rol.TREKKER, "gemeente")]),
        ("Wie: De Linde; Wanneer: 2024", [(Rol.TREKKER, "De Linde"), (Rol.TERMIJN, "2024")]),
        ("Gemeente: zorgt samen met de corporaties voor voldoende grond.", []),
        ("De gemeente doet het volgende: bouwen", []),
        ("Planning van de bouw volgt later.", []),
    ],
)
def test_regels_met_een_label(regel: str, gelezen: list[tuple[Rol, str]]) -> None:
    assert [(veld.rol, veld.waarde) for veld in lees_velden(regel)] == gelezen


@pytest.mark.parametrize(
    ("tekst", "nummer", "eigenaar", "aard"),
    [
        ("Resultaatafspraak corporatie: bouwt.", "", "corporatie", "resultaat"),
        ("Inspanningsafspraak van de gemeente: zoekt.", "", "gemeente", "inspanning"),
        ("Afspraak 12: De gemeente bouwt.", "12", "", ""),
        ("Prestatieafspraak 3.1 (gemeente): De gemeente bouwt.", "3.1", "gemeente", ""),
    ],
)
def test_labels_van_afspraken(tekst: str, nummer: str, eigenaar: str, aard: str) -> None:
    label = lees_label(Alinea(tekst))
    assert label is not None
    assert (label.nummer, label.eigenaar, label.aard) == (nummer, eigenaar, aard)


@pytest.mark.parametrize(
    "tekst", ["Afspraken zijn er om na te komen.", "De afspraak geldt: altijd.", "Afspraken maken we samen"]
)
def test_een_zin_over_afspraken_is_geen_label(tekst: str) -> None:
    assert lees_label(Alinea(tekst)) is None


@pytest.mark.parametrize(
    ("teksten", "begin", "eind"),
    [
        (["Prestatieafspraken Gouwe 2023-2026"], dt.date(2023, 1, 1), dt.date(2026, 12, 31)),
        (["Prestatieafspraken 2024", "Gemeente Gouwe"], dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        (
            ["Prestatieafspraken Gouwe", "Deze afspraken gelden van 1 juli 2023 tot en met 30 juni 2027."],
            dt.date(2023, 7, 1),
            dt.date(2027, 6, 30),
        ),
        (
            ["Prestatieafspraken Gouwe", "De overeenkomst geldt voor vier jaar vanaf 1 januari 2023."],
            dt.date(2023, 1, 1),
            dt.date(2026, 12, 31),
        ),
        (["Prestatieafspraken Gouwe 2022 t/m 2025"], dt.date(2022, 1, 1), dt.date(2025, 12, 31)),
        (["Afspraken", "De looptijd is van 01-01-2024 t/m 31-12-2025."], dt.date(2024, 1, 1), dt.date(2025, 12, 31)),
    ],
)
def test_de_periode(teksten: list[str], begin: dt.date, eind: dt.date) -> None:
    aanhef = lees_aanhef(Document(Bestandssoort.DOCX, "x.docx", [Alinea(tekst) for tekst in teksten]))
    assert (aanhef.begin, aanhef.eind) == (begin, eind)


def test_zonder_periode_wordt_dat_gezegd() -> None:
    aanhef = lees_aanhef(Document(Bestandssoort.DOCX, "x.docx", [Alinea("Afspraken over wonen")]))
    assert aanhef.begin is None
    assert "periode" in aanhef.waarschuwingen[0]


ALINEAS = st.builds(
    Alinea,
    st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=60),
    lijst=st.integers(0, 3),
    opsomming=st.booleans(),
    nummer=st.sampled_from(["", "1.", "a)", "1.1"]),
)


@given(st.lists(ALINEAS, max_size=8))
def test_markdown_verliest_geen_woord(alineas: list[Alinea]) -> None:
    uit = woorden(als_markdown(alineas))
    for alinea in alineas:
        for woord in woorden(" ".join(alinea.tekst.split())):
            assert woord in uit


CELTEKST = st.sampled_from(
    [
        *(
            "",
            "Nr",
            "Afspraak",
            "Trekker",
            "Gemeente",
            "1",
            "1.1",
            "1.10",
            "a.",
            "Totaal",
            "x",
            "2024",
            "Thema 1",
            "12%",
        ),
        *("Partijen / datum", "De gemeente bouwt samen met de corporaties woningen.", "en daarna verder", "- een punt"),
        *("Trekker: gemeente", "* noot", "Trekker:", "Afspraak 3", "Jaarschijf 2024", "Deel B: De Linde", "A1"),
    ]
)
CELLEN = st.builds(
    lambda tekst, dekking, breedte, vet: Cel([Alinea(tekst, vet=vet)] if tekst else [], dekking, breedte),
    CELTEKST,
    st.sampled_from(list(Dekking)),
    st.integers(1, 3),
    st.booleans(),
)
RIJEN = st.builds(Rij, st.lists(CELLEN, max_size=5), kop=st.booleans(), verborgen=st.booleans())
TABELLEN = st.builds(Tabel, st.lists(RIJEN, max_size=9), st.just(Plaats(tabel=1)))
BLOKKEN = st.lists(
    st.one_of(
        TABELLEN, st.builds(Alinea, st.one_of(CELTEKST, st.text(max_size=40)), kop=st.integers(0, 3), vet=st.booleans())
    ),
    max_size=6,
)


@settings(max_examples=300, deadline=None)
@given(BLOKKEN)
def test_elk_document_wordt_gelezen_zonder_te_struikelen(blokken: list[Alinea | Tabel]) -> None:
    structuur = vind_structuur(Document(Bestandssoort.DOCX, "x.docx", blokken), ["Gouwe"])
    assert all(afspraak.alineas for afspraak in structuur.afspraken)
    assert all(opzij.reden for opzij in structuur.opzij)
