"""Measurable values from columns and from text."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.importeren.indicatoren import herken_indicatoren
from afspraken.importeren.resultaat import GevondenIndicator
from afspraken.importeren.waarden import lees_waarde
from afspraken.keuzes import Per, Richting
from afspraken.termijnherkenning.model import woordrij
from basis.getallen import getal_tekst

BEGIN, EIND = dt.date(2022, 1, 1), dt.date(2026, 12, 31)
PARTIJEN = ("De Linde", "Stek Wonen", "Waterkant")


def uit_tekst(tekst: str) -> list[GevondenIndicator]:
    return herken_indicatoren(tekst, {}, begin=BEGIN, eind=EIND, partijen=PARTIJEN)


def uit_kolommen(**kolommen: str) -> list[GevondenIndicator]:
    return herken_indicatoren("", kolommen, begin=BEGIN, eind=EIND)


@pytest.mark.parametrize(
    ("tekst", "waarde", "eenheid", "richting", "per", "jaar"),
    [
        ("Wij groeien netto met gemiddeld genomen 350 woningen per jaar.", 350, "woningen", "minimum", "jaar", None),
        ("De Linde realiseert 30 aardgasvrije woningen in 2024.", 30, "woningen", "minimum", "periode", 2024),
        ("Hoogstens 50% van het vrijkomend aanbod gaat naar urgenten.", 50, "%", "maximum", "periode", None),
        ("Zij stellen ten minste 5% van het aanbod beschikbaar.", 5, "%", "minimum", "periode", None),
        ("Ten minste de helft van het aanbod wijzen zij toe.", 50, "%", "minimum", "periode", None),
        ("Zij wijzen per jaar maximaal 15% van het aanbod toe.", 15, "%", "maximum", "jaar", None),
        ("Er komen minimaal 4 bijeenkomsten.", 4, "bijeenkomsten", "minimum", "periode", None),
        ("Er komen een of meerdere bijeenkomsten.", 1, "bijeenkomsten", "minimum", "periode", None),
        ("Jaarlijks worden drie bijeenkomsten georganiseerd.", 3, "bijeenkomsten", "streefwaarde", "jaar", None),
        ("Bij ten minste 3 complexen werken wij in 2022 aan de buurt.", 3, "complexen", "minimum", "periode", 2022),
        ("Minimaal twee maal per jaar vindt een bestuurlijk overleg plaats.", 2, "keer", "minimum", "jaar", None),
        ("De Linde investeert € 1.500.000 in de buurt.", 1_500_000, "euro", "streefwaarde", "periode", None),
        ("De Linde investeert € 1,5 miljoen in de buurt.", 1_500_000, "euro", "streefwaarde", "periode", None),
        ("De Linde verkoopt jaarlijks maximaal 10 woningen.", 10, "woningen", "maximum", "jaar", None),
        ("De gemeente stuurt op 20% sociale huurwoningen.", 20, "%", "streefwaarde", "periode", None),
        ("De exploitatietermijn is langer dan 10 jaar.", 10, "jaar", "minimum", "periode", None),
        ("Zij kopen per jaar hoogstens 4% aan, passend bij het streven.", 4, "%", "maximum", "jaar", None),
        ("Wij bouwen 2.250 woningen.", 2250, "woningen", "minimum", "periode", None),
    ],
)
def test_belofte_in_de_tekst(tekst: str, waarde: int, eenheid: str, richting: str, per: str, jaar: int | None) -> None:
    [gevonden] = uit_tekst(tekst)
    assert (gevonden.streefwaarde, gevonden.eenheid, gevonden.richting) == (Decimal(waarde), eenheid, richting)
    assert (gevonden.per, gevonden.jaar) == (per, jaar)
    assert gevonden.naam[0].isupper()
    assert gevonden.bron in tekst


@pytest.mark.parametrize(
    "tekst",
    [
        "In 2022 onderzoekt de gemeente de vraag van jongeren.",
        "Zie afspraak 12 en artikel 44 van de wet.",
        "In 2021 zijn 45 woningen opgeleverd.",
        "De gemeente telt 25.000 woningen.",
        "Jongeren tot 23 jaar krijgen hulp.",
        "De huur is maximaal € 763,47 per maand.",
        "Het plan is gebaseerd op een minimaal aandeel van 35% sociale huurwoningen.",
        "Wij bespreken hoe de 20% sociale huur wordt verdeeld.",
        "De overeenkomst wordt met maximaal één jaar verlengd.",
        "Woningen gaan vijftig jaar mee.",
        "Wij overleggen twee keer per jaar.",
        "Deze afspraak maakt onderdeel uit van afspraak 13 (maximaal 50%).",
        "De brief is van 1 juli 2023.",
        "Zij helpen hierbij mee binnen het streven om hoogstens 40% van het aanbod toe te wijzen.",
        "Dit gebeurt binnen de gezamenlijke afspraak van maximaal 40% toewijzingen.",
    ],
)
def test_geen_belofte(tekst: str) -> None:
    assert uit_tekst(tekst) == []


def test_een_verdeling_geeft_het_totaal_en_elke_partij() -> None:
    gevonden = uit_tekst("Wij groeien met 213 woningen (De Linde: 78, Stek Wonen: 114, Waterkant: 21).")
    assert {(i.partij, i.streefwaarde) for i in gevonden} == {
        ("", Decimal(213)),
        ("De Linde", Decimal(78)),
        ("Stek Wonen", Decimal(114)),
        ("Waterkant", Decimal(21)),
    }
    assert {(i.eenheid, i.richting) for i in gevonden} == {("woningen", "minimum")}


def test_een_verdeling_zonder_totaal_en_met_puntkommas() -> None:
    gevonden = uit_tekst("Wij zetten ambities om in opleveringen (de Linde: 50; Stek Wonen: 86, Waterkant: 278).")
    assert [(i.partij, i.streefwaarde) for i in gevonden] == [
        ("De Linde", Decimal(50)),
        ("Stek Wonen", Decimal(86)),
        ("Waterkant", Decimal(278)),
    ]


def test_van_naar_geeft_nulmeting_en_norm() -> None:
    [gevonden] = uit_tekst("De vrije ruimte wordt per 1 januari 2022 aangepast van maximaal 10% naar maximaal 15%.")
    assert (gevonden.nulmeting, gevonden.streefwaarde, gevonden.richting) == (Decimal(10), Decimal(15), "maximum")
    assert gevonden.naam == "Aandeel vrije ruimte"


def test_een_deel_telt_over_dezelfde_tijd_als_het_geheel() -> None:
    gevonden = uit_tekst("Wij bouwen gemiddeld 90 woningen per jaar, waarvan 25% goedkope koopwoningen.")
    assert [(i.streefwaarde, i.eenheid, i.per) for i in gevonden] == [
        (Decimal(90), "woningen", "jaar"),
        (Decimal(25), "%", "jaar"),
    ]


def test_een_ijkpunt_is_geen_norm() -> None:
    [gevonden] = uit_tekst("Wij kijken naar de gemiddelde wachttijd. Deze is als ijkpunt gesteld op 2,4 jaar.")
    assert (gevonden.naam, gevonden.streefwaarde, gevonden.richting) == (
        "Gemiddelde wachttijd",
        Decimal("2.4"),
        "ijkpunt",
    )


def test_een_energielabel_heeft_geen_getal() -> None:
    [gevonden] = uit_tekst("In 2026 heeft het bezit gemiddeld label B.")
    assert (gevonden.eenheid, gevonden.streefwaarde, gevonden.jaar) == ("label B", None, 2026)


def test_een_partij_die_de_zin_noemt_krijgt_het_getal() -> None:
    [gevonden] = uit_tekst("Stek Wonen bouwt 40 woningen.")
    assert gevonden.partij == "Stek Wonen"
    [samen] = uit_tekst("De Linde en Stek Wonen bouwen 40 woningen.")
    assert samen.partij == ""


def test_hetzelfde_getal_telt_een_keer() -> None:
    gevonden = uit_tekst(
        "Wij wijzen maximaal 50% van het aanbod toe. Wij onderzoeken of maximaal 50% van het aanbod kan."
    )
    assert len(gevonden) == 1


def test_kolommen() -> None:
    [gevonden] = uit_kolommen(Indicator="Aandeel passend", Nulmeting="45% (2021)", Streefwaarde="≥ 50% in 2025")
    assert gevonden == GevondenIndicator(
        naam="Aandeel passend",
        eenheid="%",
        nulmeting=Decimal(45),
        streefwaarde=Decimal(50),
        jaar=2025,
        richting="minimum",
        bron="Aandeel passend | 45% (2021) | ≥ 50% in 2025",
    )


def test_regels_in_een_cel_horen_bij_elkaar() -> None:
    gevonden = uit_kolommen(KPI="Aantal nieuwe woningen\nAandeel passend", Norm="213\nmax. 15%")
    assert [(i.naam, i.streefwaarde, i.richting) for i in gevonden] == [
        ("Aantal nieuwe woningen", Decimal(213), "streefwaarde"),
        ("Aandeel passend", Decimal(15), "maximum"),
    ]


def test_een_indicator_zonder_waarde_blijft_staan() -> None:
    [gevonden] = uit_kolommen(Indicator="Tevreden huurders", Streefwaarde="n.t.b.")
    assert (gevonden.naam, gevonden.streefwaarde, gevonden.richting) == ("Tevreden huurders", None, "ijkpunt")


def test_een_norm_in_de_naam() -> None:
    [gevonden] = uit_kolommen(Indicator="Minimaal 30 woningen per jaar")
    assert (gevonden.streefwaarde, gevonden.richting, gevonden.per) == (Decimal(30), "minimum", "jaar")


@pytest.mark.parametrize(
    ("cel", "getal", "tot", "eenheid", "richting", "jaar"),
    [
        ("213 woningen in 2023", "213", None, "woningen", "streefwaarde", 2023),
        ("5-15", "5", "15", "", "bandbreedte", None),
        ("80-95%", "80", "95", "%", "bandbreedte", None),
        ("1.036,5", "1036.5", None, "", "streefwaarde", None),
        ("-27", "-27", None, "", "streefwaarde", None),
        ("€ 1,5 miljoen", "1500000", None, "euro", "streefwaarde", None),
    ],
)
def test_waarde_in_een_cel(
    cel: str, getal: str, tot: str | None, eenheid: str, richting: str, jaar: int | None
) -> None:
    waarde = lees_waarde(cel)
    assert waarde is not None
    assert (waarde.getal, waarde.tot) == (Decimal(getal), Decimal(tot) if tot else None)
    assert (waarde.eenheid, waarde.richting, waarde.jaar) == (eenheid, richting, jaar)


@pytest.mark.parametrize("cel", ["2023", "n.v.t.", "", "zie tekst"])
def test_een_cel_zonder_waarde(cel: str) -> None:
    assert lees_waarde(cel) is None


@given(st.decimals(min_value=0, max_value=999_999, places=1))
def test_elk_nederlands_getal(getal: Decimal) -> None:
    waarde = lees_waarde(f"minimaal {getal_tekst(getal)}%")
    assert waarde is not None
    assert (waarde.getal, waarde.richting, waarde.eenheid) == (getal, "minimum", "%")


STUKKEN = st.sampled_from(
    [
        "\n",
        *woordrij(
            "minimaal maximaal 12 1.036,5 % woningen bouwen realiseren per jaar van naar ( ) : , . ; € "
            "miljoen De Linde Waterkant de helft ijkpunt label B gemiddeld twee keer overleg - 2023 in"
        ),
    ]
)


@given(st.lists(STUKKEN, max_size=40).map(" ".join))
def test_elke_volgorde_van_woorden_geeft_geldige_indicatoren(tekst: str) -> None:
    for indicator in herken_indicatoren(
        tekst, {"Indicator": tekst, "Norm": tekst}, begin=BEGIN, eind=EIND, partijen=PARTIJEN
    ):
        assert indicator.richting in Richting.values
        assert indicator.per in Per.values
        assert 0 < len(indicator.naam) <= 100
        assert (
            indicator.tot_waarde is None
            or indicator.streefwaarde is None
            or indicator.tot_waarde > indicator.streefwaarde
        )
        assert indicator.partij in {"", *PARTIJEN}


@pytest.mark.parametrize("stuk", ["1 ", "minimaal ", "€ 1 ", "(A: 1, ", "van 1 naar ", "een ", ". A", "5 a b c ", "a"])
def test_een_megabyte_kost_minder_dan_een_seconde(stuk: str) -> None:
    tekst = stuk * (1_000_000 // len(stuk))
    begonnen = time.process_time()
    herken_indicatoren(tekst, {"Streefwaarde": tekst}, begin=BEGIN, eind=EIND, partijen=PARTIJEN)
    assert time.process_time() - begonnen < 1
