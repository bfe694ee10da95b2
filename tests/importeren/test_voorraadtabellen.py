"""Tables that are no stock, whole workbooks, printed numbers, and any table at all."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from basis.documenten.lezen import lees_document
from basis.documenten.model import Alinea, Bestandssoort, Document
from tests.importeren.tabelhulp import (
    DUIN,
    LINKS,
    PARTIJEN,
    VENNE,
    getallen,
    herken,
    herken_alles,
    maak_tabel,
)
from voorraad.importeren.herkennen import LosseTabel, herken_voorraadtabellen, met_omgeving
from voorraad.importeren.herkennen_getal import (
    lees_bedragen,
    lees_bereik,
    lees_datum,
    lees_getal,
    lees_jaren,
    staart_getal,
)

# --- Set aside ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rijen", "boven", "reden"),
    [
        (("Namens de gemeente | Namens Duinwonen", "wethouder | directeur-bestuurder"), "", "handtekeningen"),
        (("Begrip | Betekenis", "DAEB | dienst van algemeen economisch belang"), "", "begrippen"),
        (("Jaar | Gerenoveerde woningen", "2024 | 120", "2025 | 80"), "Verduurzaming Duinwonen", "niet over de omvang"),
        (("Jaar | Urgenten | Statushouders", "2024 | 12 | 30", "2025 | 14 | 28"), "Toewijzing", "niet over"),
        (("Onderwerp | Waarde", "Dikte | 12", "Lengte | 14"), "", "niet te herkennen"),
        (("", ""), "", "leeg"),
    ],
)  # fmt: skip
def test_andere_tabellen_gaan_opzij_met_een_reden(rijen: tuple[str, ...], boven: str, reden: str) -> None:
    tabel = herken(*rijen, boven=boven)
    assert tabel.soort == "opzij"
    assert reden in tabel.reden
    assert tabel.gegevens == {}


def test_twee_tabellen_op_een_blad_worden_er_twee() -> None:
    gevonden = herken_alles(
        ["Voorraad per 1 januari 2024", LINKS, LINKS, LINKS],
        "Huurklasse | De Venne | Duinwonen | Totaal",
        "Goedkoop | 10 | 5 | 15",
        "Duur | 6 | 4 | 10",
        ["Prognose van de mutaties 2024-2027", LINKS, LINKS, LINKS],
        "Mutatie | De Venne | Duinwonen | Totaal",
        "Nieuwbouw | 60 | 20 | 80",
        "Sloop | -3 | 0 | -3",
    )
    assert [tabel.soort for tabel in gevonden] == ["stand", "prognose"]
    assert getallen(gevonden[0], "partij", "regel")[VENNE, "huurtoeslag"] == 6
    assert {cel["peildatum"] for cel in gevonden[0].gegevens["cellen"]} == {"2024-01-01"}
    assert getallen(gevonden[1], "partij", "regel")[VENNE, "sloop"] == -3


def test_een_werkboek_met_een_blad_per_corporatie(tmp_path: Path) -> None:
    boek = Workbook()
    boek.remove(boek.worksheets[0])
    for naam, aantallen in (("De Venne", (12, 8.0)), ("Duinwonen", (3, 4))):
        blad = boek.create_sheet(naam)
        blad["A1"] = "Prognose sociale voorraad"
        for rij in (
            ["Mutatie", 2024, 2025, "Totaal"],
            ["Nieuwbouw", *aantallen, sum(aantallen)],
            ["Sloop", -2, None, -3],
        ):
            blad.append(rij)
    boek.save(tmp_path / "prognose.xlsx")
    document = lees_document(tmp_path / "prognose.xlsx")
    tabellen = herken_voorraadtabellen(
        met_omgeving(document, list(document.tabellen)), partijen=PARTIJEN, begin=None, eind=None
    )
    assert [tabel.soort for tabel in tabellen] == ["prognose", "prognose"]
    gevonden = [getallen(tabel, "partij", "regel", "jaar") for tabel in tabellen]
    assert gevonden[0] == {(VENNE, "nieuwbouw", 2024): 12, (VENNE, "nieuwbouw", 2025): 8, (VENNE, "sloop", 2024): -2}
    assert gevonden[1] == {(DUIN, "nieuwbouw", 2024): 3, (DUIN, "nieuwbouw", 2025): 4, (DUIN, "sloop", 2024): -2}
    assert ["gedrukt staat -3, maar de som is -2" in tabel.waarschuwingen[0] for tabel in tabellen] == [True, True]


def test_de_omgeving_komt_uit_het_document() -> None:
    tabel, ander = maak_tabel("| 2024", "Nieuwbouw | 5"), maak_tabel("a | b")
    document = Document(
        Bestandssoort.DOCX,
        blokken=[
            Alinea("Bijlagen", kop=1), Alinea("Duinwonen", kop=2), Alinea("Zie hieronder."), tabel,
            Alinea("* voorlopig cijfer"), ander, Alinea("Volgend hoofdstuk", kop=1),
        ],
    )  # fmt: skip
    los = met_omgeving(document, [ander, tabel])
    assert los[1].boven == ("Bijlagen", "Duinwonen", "Zie hieronder.")
    assert los[1].onder == ("* voorlopig cijfer",)
    assert los[0].tabel is ander


# --- Numbers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [
        ("-144", -144), ("−27", -27), ("–27", -27), ("(144)", -144), ("1.036", 1036), ("1 036", 1036),
        ("0", 0), ("+ 12", 12),
        ("289²", 289), ("40*", 40), ("12 woningen", 12), ("5,0", 5), ("", None), ("-", None), ("€ 442,46", None),
        ("> € 752,33", None), ("35%", None), ("2,5", None), ("1.03", None), ("99999999999", None), ("fase 2", None),
    ],
)  # fmt: skip
def test_getallen_zoals_ze_gedrukt_staan(tekst: str, waarde: int | None) -> None:
    gelezen = lees_getal(tekst)
    assert (gelezen.waarde if gelezen else None) == waarde


def test_een_getal_uit_excel_telt_zoals_het_is_opgeslagen() -> None:
    assert lees_getal("12", 12.0) == lees_getal("12")
    assert lees_getal("12,5", 12.5) is None
    assert lees_getal("50%", 0.5) is None


def test_andere_lezingen() -> None:
    assert [str(bedrag) for bedrag in lees_bedragen("€ 1.184,82 tot 900,07")] == ["1184.82"]
    assert lees_jaren("2022 t/m 2026") == (2022, 2026)
    assert lees_jaren("2024/25") == (2024, 2025)
    assert lees_datum("Stand ultimo 2023") == dt.date(2023, 12, 31)
    assert lees_datum("per 31 februari 2023") is None
    bereik, rest = lees_bereik("Verkoop (5-15 woningen pj)")
    assert bereik is not None
    assert (bereik.minimum, bereik.maximum, bereik.per_jaar, rest) == (5, 15, True, "Verkoop")
    assert lees_bereik("Nieuwbouw 2022-2026")[0] is None
    assert staart_getal("Totaal nieuwbouw 198") == ("Totaal nieuwbouw", lees_getal("198"))
    assert staart_getal("Nieuwbouw in 2024") is None


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), min_size=1, max_size=8))
def test_elke_tabel_geeft_een_antwoord(rijen: list[list[str]]) -> None:
    gevonden = herken_voorraadtabellen(
        [LosseTabel(maak_tabel(*rijen), ("Prognose nieuwbouw",), ())], partijen=PARTIJEN, begin=None, eind=None
    )
    assert gevonden
    json.dumps([tabel.gegevens for tabel in gevonden])


AANTALLEN = st.integers(min_value=-5000, max_value=5000)


@given(st.lists(st.tuples(AANTALLEN, AANTALLEN), min_size=1, max_size=6), st.integers(-3, 3))
def test_een_totaal_klopt_of_wordt_gemeld(cellen: list[tuple[int, int]], fout: int) -> None:
    soorten = ["Nieuwbouw", "Aankoop", "Transformatie", "Sloop", "Verkoop", "Saldo (de)liberalisatie"]
    tekens = [1, 1, 1, -1, -1, 0]
    rijen, netto = [], [0, 0]
    for naam, teken, paar in zip(soorten, tekens, cellen, strict=False):
        goed = [waarde if teken == 0 else teken * abs(waarde) for waarde in paar]
        netto = [oud + waarde for oud, waarde in zip(netto, goed, strict=True)]
        rijen.append(f"{naam} | {goed[0]} | {goed[1]} | {sum(goed)}")
    tabel = herken(
        "| De Venne | Duinwonen | Totaal",
        *rijen,
        f"Netto groei | {netto[0]} | {netto[1]} | {sum(netto) + fout}",
        boven="Tabel 1",
    )
    assert any("Netto groei" in tekst for tekst in tabel.waarschuwingen) == bool(fout)
    gevonden = getallen(tabel, "partij", "regel")
    assert sum(gevonden.values()) == sum(netto)
