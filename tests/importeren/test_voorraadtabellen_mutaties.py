"""Prognoses of other municipalities: kinds of mutation, years and corporations on either axis."""

from __future__ import annotations

from tests.importeren.tabelhulp import (
    DUIN,
    LINKS,
    VENNE,
    getallen,
    herken,
    sommen,
)

# --- Other municipalities: prognoses --------------------------------------------------------------------------------


def test_jaren_als_kolommen_en_de_corporatie_in_de_kop_erboven() -> None:
    tabel = herken(
        "Mutatie | 2024 | 2025 | Totaal",
        "Nieuwbouw | 40 | 25 | 65",
        "Sloop | 12 | - | 12",
        "Verkoop | 5 | 5 | 10",
        "Netto groei | 23 | 20 | 43",
        boven=("Bijlage 3: verwachte mutaties in de sociale voorraad", "Duinwonen"),
    )
    assert (tabel.soort, tabel.titel) == ("prognose", "Bijlage 3: verwachte mutaties in de sociale voorraad")
    assert getallen(tabel, "partij", "regel", "jaar") == {
        (DUIN, "nieuwbouw", 2024): 40,
        (DUIN, "nieuwbouw", 2025): 25,
        (DUIN, "sloop", 2024): -12,
        (DUIN, "verkoop", 2024): -5,
        (DUIN, "verkoop", 2025): -5,
    }
    assert tabel.waarschuwingen == []


def test_jaren_als_rijen_en_mutaties_als_kolommen() -> None:
    tabel = herken(
        "Jaar | Nieuwbouw | Aankoop | Sloop | Saldo",
        "2024 | 30 | 2 | -8 | 24",
        "2025 | 10 | 0 | -4 | 6",
        "Totaal | 40 | 2 | -12 | 30",
        boven="Prognose De Venne",
    )
    assert getallen(tabel, "partij", "regel", "jaar") == {
        (VENNE, "nieuwbouw", 2024): 30, (VENNE, "aankoop", 2024): 2, (VENNE, "sloop", 2024): -8,
        (VENNE, "nieuwbouw", 2025): 10, (VENNE, "aankoop", 2025): 0, (VENNE, "sloop", 2025): -4,
    }  # fmt: skip
    assert sommen(tabel) == [24, 6, 40, 2, -12, 30]
    assert tabel.waarschuwingen == []


def test_corporaties_als_rijen() -> None:
    tabel = herken(
        "Corporatie | Toevoegingen | Onttrekkingen | Per saldo",
        "De Venne | 120 | (45) | 75",
        "DW | 60 | (10) | 50",
        "Totaal | 180 | (55) | 125",
        boven="Tabel 4. Voorraadontwikkeling 2024-2027",
    )
    assert getallen(tabel, "partij", "regel", "jaar") == {
        (VENNE, "overige_toevoeging", None): 120, (VENNE, "overige_onttrekking", None): -45,
        (DUIN, "overige_toevoeging", None): 60, (DUIN, "overige_onttrekking", None): -10,
    }  # fmt: skip
    assert tabel.waarschuwingen == []


def test_corporaties_en_jaren_in_twee_koprijen() -> None:
    tabel = herken(
        f"| De Venne | {LINKS} | {LINKS} | Duinwonen | {LINKS} | {LINKS} | Totaal",
        "| 2024 | 2025 | Totaal | 2024 | 2025 | Totaal | ",
        "Nieuwbouw | 10 | 20 | 30 | 5 | 6 | 11 | 41",
        "Verkoop | −3 | –4 | -7 | 0 | 0 | 0 | -7",
        "Saldo | 7 | 16 | 23 | 5 | 6 | 11 | 34",
        boven="Mutaties per corporatie",
    )
    assert getallen(tabel, "partij", "regel", "jaar") == {
        (VENNE, "nieuwbouw", 2024): 10, (VENNE, "nieuwbouw", 2025): 20, (DUIN, "nieuwbouw", 2024): 5,
        (DUIN, "nieuwbouw", 2025): 6, (VENNE, "verkoop", 2024): -3, (VENNE, "verkoop", 2025): -4,
        (DUIN, "verkoop", 2024): 0, (DUIN, "verkoop", 2025): 0,
    }  # fmt: skip
    assert tabel.waarschuwingen == []


def test_een_verkeerd_totaal_wordt_gemeld_met_cel_druk_en_som() -> None:
    tabel = herken(
        "| De Venne | Duinwonen | Totaal",
        "Nieuwbouw | 100 | 50 | 160",
        "Sloop | -20 | -10 | -30",
        "Netto groei | 80 | 41 | 120",
        boven="Tabel 1: prognose",
    )
    assert tabel.waarschuwingen == [
        "Rij 2 'Nieuwbouw', kolom 'Totaal': gedrukt staat 160, maar de som is 150.",
        "Rij 4 'Netto groei', kolom 'Totaal': gedrukt staat 120, maar de som is 121.",
        "Rij 4 'Netto groei', kolom 'Duinwonen': gedrukt staat 41, maar de som is 40.",
        "Rij 4 'Netto groei', kolom 'Totaal': gedrukt staat 120, maar de som is 130.",
    ]
    assert getallen(tabel, "partij", "regel") == {
        (VENNE, "nieuwbouw"): 100, (DUIN, "nieuwbouw"): 50, (VENNE, "sloop"): -20, (DUIN, "sloop"): -10,
    }  # fmt: skip
    assert {cel["rij"] for cel in tabel.gegevens["cellen"] if not cel["klopt"]} == {2, 4}


def test_tijdelijk_en_permanent_en_twee_soorten_verkoop_blijven_uit_elkaar() -> None:
    tabel = herken(
        "| De Venne | Duinwonen",
        "Permanente nieuwbouw | 80 | 20",
        "Tijdelijke nieuwbouw langer dan 5 jaar | 12 | 0",
        "Tijdelijke nieuwbouw korter dan vijf jaar | 0 | 30",
        "Flexwoningen | 9 | 0",
        "Verkoop aan huurders | -4 | -2",
        "Verkoop aan beleggers | -1 | 0",
        "Liberalisatie | 6 | 3",
        boven="Prognose 2024-2027",
    )
    per_regel = {
        regel["sleutel"]: (regel["mutatiesoorten"], regel["permanentie"], regel["teken"])
        for regel in tabel.gegevens["regels"]
    }
    assert per_regel == {
        "nieuwbouw": (["nieuwbouw"], "permanent", "plus"),
        "nieuwbouw_tijdelijk_lang": (["nieuwbouw"], "tijdelijk_lang", "plus"),
        "nieuwbouw_tijdelijk_kort": (["nieuwbouw"], "tijdelijk_kort", "plus"),
        "tijdelijk_erbij_tijdelijk_lang": (["tijdelijk_erbij"], "tijdelijk_lang", "plus"),
        "verkoop_aan_huurders": (["verkoop"], "permanent", "min"),
        "verkoop_aan_beleggers": (["verkoop"], "permanent", "min"),
        "saldo_liberalisatie": (["saldo_liberalisatie"], "permanent", "saldo"),
    }
    assert getallen(tabel, "partij", "regel")[VENNE, "saldo_liberalisatie"] == -6
    assert tabel.waarschuwingen == [
        "'Flexwoningen': hoelang 'tijdelijk' is, staat er niet; aangenomen is langer dan 5 jaar."
    ]


def test_hard_zacht_en_ambitie_als_kolommen() -> None:
    tabel = herken(
        "Corporatie | Hard | Zacht | Ambitie | Totaal",
        "De Venne | 100 | 40 | 25 | 165",
        "Duinwonen | 10 | 0 | 60 | 70",
        boven="Tabel 2: nieuwbouw sociale huur naar hardheid van de plannen",
    )
    assert getallen(tabel, "partij", "regel", "hardheid") == {
        (VENNE, "nieuwbouw", "hard"): 100, (VENNE, "nieuwbouw", "zacht"): 40, (VENNE, "nieuwbouw", "ambitie"): 25,
        (DUIN, "nieuwbouw", "hard"): 10, (DUIN, "nieuwbouw", "zacht"): 0, (DUIN, "nieuwbouw", "ambitie"): 60,
    }  # fmt: skip
    assert tabel.waarschuwingen == []


def test_onttrekkingen_als_kopje_met_onderdelen_en_een_waarvan_rij() -> None:
    tabel = herken(
        "| 2024 | 2025",
        "Toevoegingen | 30 | 10",
        "Nieuwbouw | 25 | 10",
        "Aankoop | 5 | 0",
        "Onttrekkingen | -9 | -3",
        "Sloop | -6 | -3",
        "Verkoop | -3 | 0",
        "waarvan aan de huurder | -2 | 0",
        "Saldo | 21 | 7",
        boven="Duinwonen: ontwikkeling van het bezit",
    )
    assert getallen(tabel, "regel", "jaar") == {
        ("nieuwbouw", 2024): 25, ("nieuwbouw", 2025): 10, ("aankoop", 2024): 5, ("aankoop", 2025): 0,
        ("sloop", 2024): -6, ("sloop", 2025): -3, ("verkoop", 2024): -3, ("verkoop", 2025): 0,
    }  # fmt: skip
    assert tabel.waarschuwingen == [
        "'waarvan aan de huurder' is niet overgenomen: het telt al mee in een andere rij of kolom."
    ]


def test_alleen_een_nettogroei_is_een_gewone_rij() -> None:
    tabel = herken("| De Venne | Duinwonen | Totaal", "Netto groei | 35 | -5 | 30", boven="Tabel 1")
    assert getallen(tabel, "partij") == {(VENNE,): 35, (DUIN,): -5}
    assert tabel.gegevens["regels"][0]["teken"] == "saldo"


def test_wat_niet_te_lezen_is_wordt_gemeld() -> None:
    tabel = herken(
        "| 2024 | 2025",
        "Nieuwbouw | pm | 12",
        "Sloop | 10-20 | ca. 6",
        "Verkoop | veel | 0,5",
        boven="Duinwonen prognose",
    )
    assert getallen(tabel, "regel", "jaar") == {("nieuwbouw", 2025): 12, ("sloop", 2024): -15, ("sloop", 2025): -6}
    bereik = next(cel for cel in tabel.gegevens["cellen"] if cel["jaar"] == 2024)
    assert (bereik["minimum"], bereik["maximum"]) == (10, 20)
    assert tabel.waarschuwingen == [
        "Rij 2 'Nieuwbouw', kolom '2024': 'pm' is geen aantal en niet overgenomen.",
        "Rij 4 'Verkoop', kolom '2024': 'veel' is geen aantal en niet overgenomen.",
        "Rij 4 'Verkoop', kolom '2025': '0,5' is geen aantal en niet overgenomen.",
        "Rij 3 'Sloop', kolom '2024': er staat een bereik; gerekend is met het midden.",
    ]


def test_een_onbekende_corporatie_wordt_gemeld() -> None:
    tabel = herken("| De Venne | Nieuwland Wonen", "Nieuwbouw | 5 | 8", "Sloop | 0 | 1", boven="Prognose")
    assert getallen(tabel, "partij", "regel")["Nieuwland Wonen", "nieuwbouw"] == 8
    assert tabel.waarschuwingen == [
        "'Nieuwland Wonen' is geen corporatie die het document noemt. Kies zelf een partij."
    ]
