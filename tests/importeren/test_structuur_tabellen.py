"""Tables of agreements: headings, rows that go on, numbers, cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.importeren.bouwers import Kop, Tabel, lees_word, meldingen, nummers, op_nummer

BOUWT = "De Linde bouwt in 2024 vijfentwintig sociale huurwoningen aan de Havenkade."
GROND = "De gemeente levert voor 1 juli 2024 bouwrijpe grond voor sociale huur."
HUUR = "De corporaties matigen de huurverhoging en leggen het voorstel voor aan de huurders."


@pytest.mark.parametrize(
    ("kop", "rol"),
    [
        (["Nr", "Afspraak", "Trekker", "Planning"], "wie"),
        (["Nr.", "Afspraken 2023-2026", "Wie", "Wanneer"], "wie"),
        (["#", "Prestatieafspraak", "Eigenaar", "Gereed"], "wie"),
        (["Code", "Omschrijving", "Verantwoordelijke", "Deadline"], "wie"),
        (["Nummer", "Wat", "Initiatief", "Termijn"], "wie"),
        (["Nr.", "Actie", "Actiehouder", "Uiterlijk"], "wie"),
        (["Nr", "Activiteit", "Verantwoordelijk", "Datum"], "wie"),
        (["Afspraak nr.", "Omschrijving afspraak", "Verantwoordelijke partij(en)", "Gereed in"], "wie"),
        (["NR", "AFSPRAAK", "TREKKER(S)", "PLANNING"], "wie"),
        (["Nr:", "Meerjarige prestatieafspraken:", "Trekker:", "Looptijd:"], "wie"),
        (["Art.", "Wat spreken we af?", "Wie doet het?", "Wanneer klaar?"], "wie"),
        (["ID", "Concrete afspraak", "Penvoerder", "Einddatum"], "wie"),
    ],
)
def test_gangbare_kopjes(tmp_path: Path, kop: list[str], rol: str) -> None:
    tabel = Tabel([kop, ["1", BOUWT, "De Linde", "2024"], ["2", GROND, "Gemeente", "Q2 2024"]])
    resultaat = lees_word(tmp_path, Kop("1. Beschikbaarheid"), tabel)
    assert nummers(resultaat) == ["1", "2"]
    een, twee = resultaat["afspraken"]
    assert een["tekst"] == BOUWT
    assert een["trekkers"] == ["Woonstichting De Linde"]
    assert twee["trekkers"] == ["Gemeente Noorddijk"]
    assert twee["termijn_tekst"] == "Q2 2024"
    assert twee["termijnen"][0]["eind"] == "2024-06-30"
    assert een["hoofdstuk"] == "1 Beschikbaarheid"


def test_kolommen_in_een_andere_volgorde_en_met_meer_velden(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            [
                "Thema",
                "Trekker",
                "Opmerking",
                "Prestatieafspraak",
                "Betrokken partijen",
                "Nr",
                "Gewenst resultaat",
                "Budget",
            ],
            [
                "Nieuwbouw",
                "De Linde",
                "Onder voorbehoud van subsidie",
                BOUWT,
                "Gemeente",
                "A1",
                "25 woningen",
                "€ 10.000",
            ],
        ]
    )
    afspraak = op_nummer(lees_word(tmp_path, tabel), "A1")
    assert afspraak["tekst"] == BOUWT
    assert afspraak["hoofdstuk"] == "Nieuwbouw"
    assert afspraak["resultaat"] == "25 woningen"
    assert afspraak["budget"] == "€ 10.000"
    assert afspraak["opmerking"] == "Onder voorbehoud van subsidie"
    assert {"naam": "Gemeente Noorddijk", "rol": "betrokken"}.items() <= next(
        b for b in afspraak["betrokkenen"] if b["rol"] == "betrokken"
    ).items()


def test_onbekende_kolom_gaat_niet_verloren(tmp_path: Path) -> None:
    tabel = Tabel([["Nr", "Afspraak", "Trekker", "Wijkcode"], ["1", BOUWT, "De Linde", "Haven-Oost"]])
    assert "Wijkcode: Haven-Oost" in op_nummer(lees_word(tmp_path, tabel), "1")["opmerking"]


def test_trekker_en_datum_in_een_kolom(tmp_path: Path) -> None:
    tabel = Tabel(
        [["Nr.", "Afspraak", "Wie / wanneer"], ["1", BOUWT, "De Linde / medio 2024"], ["2", GROND, "Gemeente"]]
    )
    resultaat = lees_word(tmp_path, tabel)
    assert op_nummer(resultaat, "1")["trekker_tekst"] == "De Linde"
    assert op_nummer(resultaat, "1")["termijn_tekst"] == "medio 2024"
    assert op_nummer(resultaat, "2")["termijn_tekst"] == ""


def test_kop_van_twee_regels_met_samengevoegde_cellen(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Afspraak", "Uitvoering", "", "Meting", ""],
            ["", "", "Trekker", "Gereed", "Nulmeting", "Streefwaarde 2026"],
            ["1", BOUWT, "De Linde", "2024", "0", "25"],
            ["2", HUUR, "Corporaties", "jaarlijks", "", ""],
        ],
        samen=[(0, 2, 0, 3), (0, 4, 0, 5), (0, 0, 1, 0), (0, 1, 1, 1)],
    )
    resultaat = lees_word(tmp_path, tabel)
    assert nummers(resultaat) == ["1", "2"]
    een = op_nummer(resultaat, "1")
    assert (een["trekker_tekst"], een["termijn_tekst"]) == ("De Linde", "2024")
    assert any(i["streefwaarde"] == 25 and i["jaar"] == 2026 for i in een["indicatoren"])


def test_wie_per_partij_in_kolommen_met_kruisjes(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Afspraak", "Trekker", "", ""],
            ["", "", "Gemeente", "De Linde", "Woongoed Waterland"],
            ["1", BOUWT, "", "x", ""],
            ["2", GROND, "x", "", "x"],
        ],
        samen=[(0, 2, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1)],
    )
    resultaat = lees_word(tmp_path, tabel)
    assert op_nummer(resultaat, "1")["trekkers"] == ["Woonstichting De Linde"]
    assert sorted(op_nummer(resultaat, "2")["trekkers"]) == ["Gemeente Noorddijk", "Woongoed Waterland"]


def test_kop_enkele_rijen_lager_en_tussenkoppen_in_de_tabel(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Prestatieafspraken Noorddijk", "", ""],
            ["Stand per 1 maart 2023", "", ""],
            ["Nr", "Afspraak", "Trekker"],
            ["**Thema 1 Bouwen**", "", ""],
            ["1", BOUWT, "De Linde"],
            ["**Thema 2 Betalen**", "", ""],
            ["2", HUUR, "Corporaties"],
        ],
        samen=[(0, 0, 0, 2), (1, 0, 1, 2), (3, 0, 3, 2), (5, 0, 5, 2)],
    )
    resultaat = lees_word(tmp_path, tabel)
    assert [(a["nummer"], a["hoofdstuk"]) for a in resultaat["afspraken"]] == [("1", "1 Bouwen"), ("2", "2 Betalen")]
    assert [h["titel"] for h in resultaat["hoofdstukken"]] == ["Bouwen", "Betalen"]


def test_kop_herhaald_midden_in_de_tabel_met_andere_soort(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Meerjarige afspraken", "Trekker"],
            ["1", HUUR, "Corporaties"],
            ["Nr", "Afspraken 2023-2024", "Trekker"],
            ["2", BOUWT, "De Linde"],
        ]
    )
    resultaat = lees_word(tmp_path, tabel)
    assert [(a["nummer"], a["soort"]) for a in resultaat["afspraken"]] == [("1", "meerjarig"), ("2", "periode")]


def test_tabel_gaat_verder_met_en_zonder_herhaalde_kop(tmp_path: Path) -> None:
    kop = ["Nr", "Afspraak", "Trekker"]
    resultaat = lees_word(
        tmp_path,
        Kop("1. Beschikbaarheid"),
        Tabel([kop, ["1", BOUWT, "De Linde"]]),
        "",
        Tabel([["2", GROND, "Gemeente"], ["3", HUUR, "Corporaties"]]),
        "",
        Tabel([kop, ["4", "Partijen evalueren deze afspraken elk najaar samen.", "Gemeente"]]),
    )
    assert nummers(resultaat) == ["1", "2", "3", "4"]
    assert op_nummer(resultaat, "3")["trekkers"] == ["corporaties"]
    assert {a["hoofdstuk"] for a in resultaat["afspraken"]} == {"1 Beschikbaarheid"}


def test_afspraak_die_over_de_bladzijde_loopt_blijft_een_afspraak(tmp_path: Path) -> None:
    kop = ["Nr", "Afspraak", "Trekker"]
    resultaat = lees_word(
        tmp_path,
        Tabel([kop, ["1", "De corporaties zorgen samen met de gemeente voor", "De Linde en"]]),
        Tabel([kop, ["", "voldoende woningen voor ouderen in alle wijken.", "gemeente"], ["2", GROND, "Gemeente"]]),
    )
    assert nummers(resultaat) == ["1", "2"]
    een = op_nummer(resultaat, "1")
    assert (
        een["tekst"]
        == "De corporaties zorgen samen met de gemeente voor voldoende woningen voor ouderen in alle wijken."
    )
    assert sorted(een["trekkers"]) == ["Gemeente Noorddijk", "Woonstichting De Linde"]


def test_rij_zonder_nummer_vult_de_afspraak_erboven_aan_en_zegt_dat(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Afspraak", "Trekker"],
            ["1", BOUWT, "De Linde"],
            ["", "Daarnaast onderzoekt De Linde een tweede locatie in het centrum.", ""],
            ["2", GROND, "Gemeente"],
        ]
    )
    resultaat = lees_word(tmp_path, tabel)
    assert nummers(resultaat) == ["1", "2"]
    een = op_nummer(resultaat, "1")
    assert een["tekst"].endswith("tweede locatie in het centrum.")
    assert "rij 3" in " ".join(een["waarschuwingen"])


def test_leeg_onderwerp_erft_en_samengevoegd_onderwerp_hoort_bij_elke_rij(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Onderwerp", "Nr", "Afspraak", "Trekker"],
            ["Nieuwbouw", "1.1", BOUWT, "De Linde"],
            ["", "1.2", GROND, "Gemeente"],
            ["Betaalbaarheid", "1.3", HUUR, "Corporaties"],
            ["", "1.4", "Corporaties bieden maatwerk bij huurachterstand.", ""],
        ],
        samen=[(3, 0, 4, 0), (3, 3, 4, 3)],
    )
    resultaat = lees_word(tmp_path, tabel)
    assert [a["onderwerp"] for a in resultaat["afspraken"]] == [
        "Nieuwbouw",
        "Nieuwbouw",
        "Betaalbaarheid",
        "Betaalbaarheid",
    ]
    assert op_nummer(resultaat, "1.4")["trekkers"] == ["corporaties"]
    assert "overgenomen van de rij erboven" in meldingen(resultaat)


def test_samengevoegd_nummer_over_deelrijen_is_een_afspraak(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Afspraak", "Trekker", "Planning"],
            ["1", "De Linde maakt een plan voor de wijk Haven.", "De Linde", "2023"],
            ["", "De gemeente past het bestemmingsplan aan.", "Gemeente", "2024"],
            ["2", HUUR, "Corporaties", ""],
        ],
        samen=[(1, 0, 2, 0)],
    )
    resultaat = lees_word(tmp_path, tabel)
    assert nummers(resultaat) == ["1", "2"]
    een = op_nummer(resultaat, "1")
    assert een["tekst"] == "De Linde maakt een plan voor de wijk Haven.\n\nDe gemeente past het bestemmingsplan aan."
    assert sorted(een["trekkers"]) == ["Gemeente Noorddijk", "Woonstichting De Linde"]
    assert een["termijn_tekst"] == "2023; 2024"


def test_lijst_in_een_cel_wordt_markdown(tmp_path: Path) -> None:
    tekst = (
        "De corporaties zorgen voor:\n- isolatie van daken\n-- eerst de flats\n-- dan de rijwoningen\n- zonnepanelen\n"
        "Partijen delen de kosten."
    )
    tabel = Tabel([["Nr", "Afspraak", "Trekker"], ["1", tekst, "Corporaties"], ["2", BOUWT, "De Linde"]])
    assert op_nummer(lees_word(tmp_path, tabel), "1")["tekst"] == (
        "De corporaties zorgen voor:\n\n- isolatie van daken\n   - eerst de flats\n   - dan de rijwoningen\n"
        "- zonnepanelen\n\nPartijen delen de kosten."
    )


def test_vette_eerste_regel_is_het_onderwerp(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Afspraak", "Trekker"],
            ["1", f"**Bouwen aan de kade**\n{BOUWT}", "De Linde"],
            ["2", HUUR, "Corporaties"],
        ]
    )
    een = op_nummer(lees_word(tmp_path, tabel), "1")
    assert (een["onderwerp"], een["tekst"]) == ("Bouwen aan de kade", BOUWT)


@pytest.mark.parametrize(
    "reeks",
    [
        ["A1", "A2", "B1"],
        ["6C1.2", "6C1.3", "6C2.1"],
        ["T-03", "T-04", "T-11"],
        ["B.2", "B.3", "C.1"],
        ["IV.3", "IV.4", "V.1"],
        ["1a", "1b", "2"],
        ["1.9", "1.10", "1.11"],
        ["BES-1", "BES-2", "DUU-1"],
        ["2023-01", "2023-02", "2023-03"],
        ["1.1.1", "1.1.2", "1.2.1"],
        ["1)", "2)", "3)"],
        ["Afspraak 1", "Afspraak 2", "Afspraak 3"],
    ],
)
def test_letters_en_codes_in_de_kolom_met_nummers(tmp_path: Path, reeks: list[str]) -> None:
    rijen = [
        [nummer, tekst, wie]
        for nummer, tekst, wie in zip(reeks, (BOUWT, GROND, HUUR), ("De Linde", "Gemeente", "Corporaties"), strict=True)
    ]
    resultaat = lees_word(tmp_path, Tabel([["Nr", "Afspraak", "Trekker"], *rijen]))
    assert nummers(resultaat) == [nummer.rstrip(")").removeprefix("Afspraak ") for nummer in reeks]


def test_nummer_aan_het_begin_van_de_tekst(tmp_path: Path) -> None:
    tabel = Tabel([["Afspraak", "Trekker"], [f"1.1 {BOUWT}", "De Linde"], [f"1.2 {GROND}", "Gemeente"]])
    resultaat = lees_word(tmp_path, tabel)
    assert nummers(resultaat) == ["1.1", "1.2"]
    assert op_nummer(resultaat, "1.1")["tekst"] == BOUWT


def test_tabel_zonder_nummers(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Onderwerp", "Afspraak", "Wie", "Wanneer"],
            ["Bouw", BOUWT, "De Linde", "2024"],
            ["Grond", GROND, "Gemeente", "2024"],
        ]
    )
    resultaat = lees_word(tmp_path, Kop("Beschikbaarheid"), tabel)
    assert nummers(resultaat) == ["", ""]
    assert [a["onderwerp"] for a in resultaat["afspraken"]] == ["Bouw", "Grond"]
    assert {a["hoofdstuk"] for a in resultaat["afspraken"]} == {"Beschikbaarheid"}


def test_tabel_zonder_kopjes_met_nummers_en_trekkers(tmp_path: Path) -> None:
    resultaat = lees_word(tmp_path, Kop("1. Bouwen"), Tabel([["1.1", BOUWT, "De Linde"], ["1.2", GROND, "Gemeente"]]))
    assert nummers(resultaat) == ["1.1", "1.2"]
    assert op_nummer(resultaat, "1.2")["trekkers"] == ["Gemeente Noorddijk"]
    assert "geen kopjes" in meldingen(resultaat)


def test_kaart_per_afspraak(tmp_path: Path) -> None:
    def kaart(nummer: str, titel: str, tekst: str, wie: str) -> Tabel:
        return Tabel(
            [
                ["Nummer", nummer],
                ["Titel", titel],
                ["Afspraak", tekst],
                ["Trekker", wie],
                ["Gereed", "Q4 2024"],
                ["Indicator", "Aantal woningen"],
            ]
        )

    resultaat = lees_word(
        tmp_path, Kop("1. Bouwen"), kaart("1.1", "Kade", BOUWT, "De Linde"), kaart("1.2", "Grond", GROND, "Gemeente")
    )
    assert nummers(resultaat) == ["1.1", "1.2"]
    een = op_nummer(resultaat, "1.1")
    assert (een["onderwerp"], een["tekst"], een["trekkers"], een["termijn_tekst"]) == (
        "Kade",
        BOUWT,
        ["Woonstichting De Linde"],
        "Q4 2024",
    )
    assert een["hoofdstuk"] == "1 Bouwen"


def test_kaart_met_nummer_in_een_brede_kop(tmp_path: Path) -> None:
    def kaart(kop: str, tekst: str, wie: str) -> Tabel:
        return Tabel(
            [[kop, ""], ["Omschrijving", tekst], ["Trekker:", wie], ["Planning:", "2024"]], samen=[(0, 0, 0, 1)]
        )

    resultaat = lees_word(
        tmp_path,
        kaart("Afspraak 3: Bouwen aan de kade", BOUWT, "De Linde"),
        kaart("Afspraak 4: Grond", GROND, "Gemeente"),
    )
    assert nummers(resultaat) == ["3", "4"]
    assert op_nummer(resultaat, "3")["onderwerp"] == "Bouwen aan de kade"
    assert op_nummer(resultaat, "4")["tekst"] == GROND
