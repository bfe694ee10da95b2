"""Tables of agreements: parts, gemeenten, yearly plans, and tables that are something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from basis.documenten.model import Leesfout
from tests.importeren.bouwers import AANHEF, TITEL, Alinea, Kop, Tabel, lees_word, meldingen, nummers, op_nummer

BOUWT = "De Linde bouwt in 2024 vijfentwintig sociale huurwoningen aan de Havenkade."
GROND = "De gemeente levert voor 1 juli 2024 bouwrijpe grond voor sociale huur."
HUUR = "De corporaties matigen de huurverhoging en leggen het voorstel voor aan de huurders."


def test_deel_per_corporatie_met_nummers_die_opnieuw_beginnen(tmp_path: Path) -> None:
    kop = ["Nr", "Afspraak", "Trekker"]
    resultaat = lees_word(
        tmp_path,
        Kop("Deel A: Algemene afspraken"),
        Tabel([kop, ["1", GROND, "Gemeente"], ["2", HUUR, "Corporaties"]]),
        Kop("Deel B: Woonstichting De Linde"),
        Kop("Bouwen", 2),
        Tabel([kop, ["1", BOUWT, "De Linde"]]),
        Kop("Deel C: Woongoed Waterland"),
        Tabel([kop, ["1", "Woongoed Waterland isoleert veertig woningen.", "Woongoed Waterland"]]),
    )
    assert nummers(resultaat) == ["1", "2", "1", "1"]
    assert [a["deel"] for a in resultaat["afspraken"]] == [
        "Deel A: Algemene afspraken",
        "Deel A: Algemene afspraken",
        "Deel B: Woonstichting De Linde",
        "Deel C: Woongoed Waterland",
    ]
    assert resultaat["afspraken"][2]["hoofdstuk"] == "Bouwen"


def test_nummers_die_per_corporatie_opnieuw_beginnen_zonder_het_woord_deel(tmp_path: Path) -> None:
    kop = ["Nr", "Afspraak", "Trekker"]
    resultaat = lees_word(
        tmp_path,
        Kop("Afspraken met Woonstichting De Linde"),
        Tabel([kop, ["1", BOUWT, "De Linde"], ["2", "De Linde isoleert dertig woningen.", "De Linde"]]),
        Kop("Afspraken met Woongoed Waterland"),
        Tabel([kop, ["1", "Woongoed Waterland sloopt tien woningen.", "Woongoed Waterland"]]),
    )
    sleutels = [(a["deel"], a["nummer"]) for a in resultaat["afspraken"]]
    assert len(set(sleutels)) == 3
    assert "De Linde" in sleutels[0][0]
    assert "Waterland" in sleutels[2][0]


def test_twee_gemeenten_naast_elkaar_met_eigen_tekst(tmp_path: Path) -> None:
    aanhef = (
        "De gemeente Noorddijk, de gemeente Zuiderveen en Woonstichting De Linde maken deze afspraken "
        "voor 2023 tot en met 2026."
    )
    tabel = Tabel(
        [
            ["Nr", "Onderwerp", "Gemeente Noorddijk", "Gemeente Zuiderveen"],
            ["1", "Bouwen", BOUWT, "De Linde bouwt in Zuiderveen twaalf woningen voor senioren."],
            ["2", "Huur", HUUR, ""],
        ],
        samen=[(2, 2, 2, 3)],
    )
    resultaat = lees_word(tmp_path, tabel, aanhef=aanhef, titel="Prestatieafspraken Noorddijk en Zuiderveen 2023-2026")
    per_gemeente = {(a["nummer"], tuple(a["gemeenten"])): a["tekst"] for a in resultaat["afspraken"]}
    assert per_gemeente[("1", ("Gemeente Noorddijk",))] == BOUWT
    assert "twaalf woningen" in per_gemeente[("1", ("Gemeente Zuiderveen",))]
    assert per_gemeente[("2", ("Gemeente Noorddijk", "Gemeente Zuiderveen"))] == HUUR
    assert len({(a["deel"], a["nummer"]) for a in resultaat["afspraken"]}) == 3


def test_twee_gemeenten_met_kruisjes(tmp_path: Path) -> None:
    aanhef = (
        "De gemeenten Noorddijk en Zuiderveen en Woonstichting De Linde maken deze afspraken voor 2023 tot en met 2026."
    )
    tabel = Tabel(
        [
            ["Nr", "Afspraak", "Trekker", "Noorddijk", "Zuiderveen"],
            ["1", BOUWT, "De Linde", "x", ""],
            ["2", HUUR, "De Linde", "x", "x"],
            ["3", GROND, "Gemeente", "nee", "ja"],
        ]
    )
    resultaat = lees_word(tmp_path, tabel, aanhef=aanhef, titel="Prestatieafspraken Noorddijk en Zuiderveen 2023-2026")
    assert [a["gemeenten"] for a in resultaat["afspraken"]] == [
        ["Gemeente Noorddijk"],
        ["Gemeente Noorddijk", "Gemeente Zuiderveen"],
        ["Gemeente Zuiderveen"],
    ]


def test_jaarschijf_verwijst_naar_de_meerjarige_afspraken(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("Jaarschijf 2024"),
        Tabel(
            [
                ["Afspraak nr", "Activiteit 2024", "Wie", "Gereed"],
                ["1.1", "Start bouw aan de Havenkade met 25 woningen.", "De Linde", "Q3 2024"],
                ["1.1", "Oplevering van de eerste tien woningen.", "De Linde", "december"],
                ["2.3 en 2.4", "Huurders krijgen uitleg over energie besparen.", "Huurdersraad", "voorjaar"],
            ]
        ),
        titel="Jaarschijf 2024 bij de prestatieafspraken Noorddijk 2023-2026",
    )
    assert [a["soort"] for a in resultaat["afspraken"]] == ["jaarschijf"] * 3
    assert [a["verwijzingen"] for a in resultaat["afspraken"]] == [["1.1"], ["1.1"], ["2.3", "2.4"]]
    assert resultaat["afspraken"][0]["termijnen"][0]["eind"] == "2024-09-30"
    assert resultaat["afspraken"][0]["trekkers"] == ["Woonstichting De Linde"]


def test_meerjarig_en_jaarschijf_in_een_tabel(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Meerjarige afspraak", "Activiteiten 2024", "Trekker"],
            ["1", HUUR, "Voorstel bespreken met de Huurdersraad.", "Corporaties"],
            ["2", GROND, "", "Gemeente"],
        ]
    )
    resultaat = lees_word(tmp_path, tabel)
    meerjarig = [a for a in resultaat["afspraken"] if a["soort"] == "meerjarig"]
    jaar = [a for a in resultaat["afspraken"] if a["soort"] == "jaarschijf"]
    assert [a["nummer"] for a in meerjarig] == ["1", "2"]
    assert [(a["tekst"], a["verwijzingen"]) for a in jaar] == [("Voorstel bespreken met de Huurdersraad.", ["1"])]


@pytest.mark.parametrize(
    ("rijen", "woord"),
    [
        (
            [
                ["Begrip", "Omschrijving"],
                ["DAEB", "Dienst van algemeen economisch belang"],
                ["Mutatie", "Een woning komt vrij"],
            ],
            "begrippen",
        ),
        ([["Afkorting", "Betekenis"], ["HR", "Huurdersraad"], ["WWS", "Woningwaarderingsstelsel"]], "afkortingen"),
        (
            [
                ["Versie", "Datum", "Omschrijving", "Auteur"],
                ["0.1", "1-2-2022", "Eerste opzet", "Beleid"],
                ["1.0", "1-9-2022", "Vastgesteld", "Beleid"],
            ],
            "versies",
        ),
        (
            [
                ["Naam", "Functie", "Organisatie"],
                ["Beleidsmedewerker", "Wonen", "Gemeente"],
                ["Manager", "Vastgoed", "De Linde"],
            ],
            "personen",
        ),
        (
            [["Namens de gemeente Noorddijk", "Namens Woonstichting De Linde"], ["Wethouder", "Directeur-bestuurder"]],
            "ondertekenaars",
        ),
        (
            [
                ["", "2023", "2024", "2025"],
                ["Nieuwbouw", "20", "30", "10"],
                ["Sloop", "-5", "0", "-10"],
                ["Saldo", "15", "30", "0"],
            ],
            "",
        ),
        (
            [
                ["Overleg", "Deelnemers", "Frequentie"],
                ["Kerngroep", "Alle partijen", "4 keer per jaar"],
                ["Bestuurlijk", "Bestuurders", "2 keer"],
            ],
            "overleg",
        ),
    ],
)
def test_tabellen_die_geen_afspraken_zijn(tmp_path: Path, rijen: list[list[str]], woord: str) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        Tabel([["Nr", "Afspraak", "Trekker"], ["1", BOUWT, "De Linde"]]),
        Kop("Overig"),
        Tabel(rijen),
    )
    assert nummers(resultaat) == ["1"]
    assert len(resultaat["tabellen"]) == 1
    tabel = resultaat["tabellen"][0]
    assert tabel["plaats"] == "tabel 2"
    assert tabel["soort"] != "opzij" or (tabel["reden"] and woord in tabel["reden"])


def test_begrippentabel_geeft_definities(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Tabel([["Nr", "Afspraak", "Trekker"], ["1", BOUWT, "De Linde"]]),
        Kop("Bijlage: begrippen"),
        Tabel([["Begrip", "Definitie"], ["Mutatie", "Een woning die vrijkomt en opnieuw wordt verhuurd"]]),
    )
    assert [(d["begrip"], "opnieuw wordt verhuurd" in d["tekst"]) for d in resultaat["definities"]] == [
        ("Mutatie", True)
    ]


def test_overzicht_en_volledige_tekst_geven_geen_dubbele_afspraken(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("Overzicht van de afspraken"),
        Tabel(
            [
                ["Nr", "Afspraak", "Trekker"],
                ["1", "Vijfentwintig sociale huurwoningen aan de Havenkade", "De Linde"],
                ["2", "Bouwrijpe grond voor sociale huur", "Gemeente"],
            ]
        ),
        Kop("1. Bouwen"),
        Tabel(
            [
                ["Nr", "Volledige afspraak", "Partijen"],
                ["1", f"{BOUWT} De woningen zijn voor starters en senioren.", "De Linde"],
                ["2", f"{GROND} Het gaat om vier kavels.", "Gemeente"],
            ]
        ),
    )
    assert nummers(resultaat) == ["1", "2"]
    een = op_nummer(resultaat, "1")
    assert een["tekst"].endswith("starters en senioren.")
    assert een["trekkers"] == ["Woonstichting De Linde"]
    assert een["hoofdstuk"] == "1 Bouwen"
    assert "één keer" in meldingen(resultaat)


def test_inhoudsopgave_is_geen_kop_en_geen_afspraak(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Alinea("Inhoudsopgave", vet=True),
        "1. Bouwen\t3",
        "1.1 Nieuwbouw in de haven\t4",
        "2. Betalen\t7",
        Kop("1. Bouwen"),
        Kop("1.1 Nieuwbouw in de haven", 2),
        Tabel([["Nr", "Afspraak", "Trekker"], ["1.1.1", BOUWT, "De Linde"]]),
        Kop("2. Betalen"),
        Tabel([["Nr", "Afspraak", "Trekker"], ["2.1.1", HUUR, "Corporaties"]]),
    )
    assert nummers(resultaat) == ["1.1.1", "2.1.1"]
    assert [h["nummer"] for h in resultaat["hoofdstukken"]] == ["1", "2"]
    assert op_nummer(resultaat, "1.1.1")["paragraaf"] == "1.1 Nieuwbouw in de haven"


@pytest.mark.parametrize(
    ("kop", "nummer", "titel"),
    [
        ("Hoofdstuk 1: Beschikbaarheid", "1", "Beschikbaarheid"),
        ("1 - Voldoende woningen", "1", "Voldoende woningen"),
        ("Thema 2 Wonen en zorg", "2", "Wonen en zorg"),
        ("Thema 2 – Wonen en zorg", "2", "Wonen en zorg"),
        ("3. Betaalbaar wonen", "3", "Betaalbaar wonen"),
        ("A. Leefbaarheid", "A", "Leefbaarheid"),
        ("IV Duurzaamheid", "IV", "Duurzaamheid"),
        ("Speerpunt 5: Ouderen", "5", "Ouderen"),
        ("Duurzaamheid en energie", "", "Duurzaamheid en energie"),
    ],
)
def test_koppen_van_hoofdstukken(tmp_path: Path, kop: str, nummer: str, titel: str) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop(kop),
        Kop("Ambitie 2023-2026", 2),
        "Wij willen genoeg woningen.",
        Tabel([["Nr", "Afspraak"], ["7", BOUWT]]),
    )
    assert resultaat["hoofdstukken"] == [
        {"deel": "", "nummer": nummer, "titel": titel, "ambitie": "Wij willen genoeg woningen."}
    ]
    assert op_nummer(resultaat, "7")["hoofdstuk"] == f"{nummer} {titel}".strip()
    assert op_nummer(resultaat, "7")["paragraaf"] == ""


def test_titel_als_kop_1_is_geen_hoofdstuk(tmp_path: Path) -> None:
    kop = ["Nr", "Afspraak", "Trekker"]
    resultaat = lees_word(
        tmp_path,
        Kop("Prestatieafspraken Noorddijk 2023-2026"),
        AANHEF,
        Kop("1. Bouwen", 2),
        Tabel([kop, ["1.1", BOUWT, "De Linde"]]),
        Kop("2. Betalen", 2),
        Tabel([kop, ["2.1", HUUR, "Corporaties"]]),
        titel="",
        aanhef="",
    )
    assert resultaat["titel"] == TITEL
    assert [(a["hoofdstuk"], a["paragraaf"]) for a in resultaat["afspraken"]] == [("1 Bouwen", ""), ("2 Betalen", "")]


def test_getypte_voetnoot_hoort_bij_de_afspraak_met_het_teken(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Tabel(
            [
                ["Nr", "Afspraak", "Trekker"],
                ["1", "De Linde bouwt 25 woningen* met 80 m² per woning.", "De Linde"],
                ["2", GROND, "Gemeente"],
            ]
        ),
        "* Zonder de woningen in aanbouw.",
    )
    assert op_nummer(resultaat, "1")["voetnoten"] == [{"merk": "*", "tekst": "Zonder de woningen in aanbouw."}]
    assert op_nummer(resultaat, "2")["voetnoten"] == []


def test_zonder_afspraken_een_duidelijke_melding(tmp_path: Path) -> None:
    with pytest.raises(Leesfout, match="geen afspraken gevonden"):
        lees_word(tmp_path, "Dit is een brief over de nieuwe wijk.", Tabel([["Straat", "Aantal"], ["Havenkade", "12"]]))


def test_dubbel_nummer_wordt_gezegd(tmp_path: Path) -> None:
    tabel = Tabel([["Nr", "Afspraak", "Trekker"], ["1", BOUWT, "De Linde"], ["1", HUUR, "Corporaties"]])
    resultaat = lees_word(tmp_path, tabel)
    assert nummers(resultaat) == ["1", "1"]
    assert "staat ook bij een andere afspraak" in meldingen(resultaat)


def test_bijdragen_per_partij_in_kolommen(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Onderwerp", "Gemeente", "Corporaties", "Huurdersorganisatie"],
            ["Nieuwbouw", GROND, BOUWT, "De Huurdersraad denkt mee over de plannen voor de wijk."],
            ["Huur", "De gemeente informeert huurders over de toeslagen.", HUUR, ""],
        ]
    )
    resultaat = lees_word(tmp_path, Kop("1. Bouwen"), tabel)
    assert [a["onderwerp"] for a in resultaat["afspraken"]] == ["Nieuwbouw", "Huur"]
    assert resultaat["afspraken"][1]["trekkers"] == ["Gemeente Noorddijk", "corporaties"]
    assert HUUR in resultaat["afspraken"][1]["tekst"]


def test_titel_in_een_rij_en_de_tekst_in_de_rij_eronder(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Afspraak", "Trekker"],
            ["1.1", "**Havenkade**", ""],
            ["", BOUWT, "De Linde"],
            ["1.2", "**Grond**", ""],
            ["", GROND, "Gemeente"],
        ]
    )
    resultaat = lees_word(tmp_path, tabel)
    assert [(a["nummer"], a["onderwerp"], a["tekst"]) for a in resultaat["afspraken"]] == [
        ("1.1", "Havenkade", BOUWT),
        ("1.2", "Grond", GROND),
    ]


def test_overleggen_en_terugblik_zijn_geen_afspraken(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("Evaluatie prestatieafspraken 2022"),
        Tabel([["Nr", "Afspraak", "Resultaat"], ["1", "Een oude afspraak over bouwen aan de kade", "Gehaald"]]),
        Kop("1 Bouwen"),
        Tabel([["Nr", "Afspraak", "Trekker"], ["1", BOUWT, "De Linde"], ["2", GROND, "Gemeente"]]),
        Kop("Planning van het proces"),
        Tabel(
            [
                ["Wanneer", "Wat", "Wie"],
                ["Voor 1 juli", "Bod uitbrengen", "Corporaties"],
                ["Mei", "Overleg", "Gemeente"],
            ]
        ),
    )
    assert nummers(resultaat) == ["1", "2"]
    assert [tabel["plaats"] for tabel in resultaat["tabellen"]] == ["tabel 1", "tabel 3"]


def test_streefwaarde_per_jaar_onder_een_brede_kop(tmp_path: Path) -> None:
    tabel = Tabel(
        [
            ["Nr", "Afspraak", "KPI", "Nulmeting", "Streefwaarde", "", ""],
            ["", "", "", "", "2024", "2025", "2026"],
            ["1", BOUWT, "Aantal opgeleverde woningen", "0", "10", "20", "25"],
        ],
        samen=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 1, 3), (0, 4, 0, 6)],
    )
    metingen = op_nummer(lees_word(tmp_path, tabel), "1")["indicatoren"]
    uit_kolommen = [m for m in metingen if m["naam"] == "Aantal opgeleverde woningen"]
    assert [(m["nulmeting"], m["streefwaarde"], m["jaar"]) for m in uit_kolommen] == [
        (0, 10, 2024),
        (0, 20, 2025),
        (0, 25, 2026),
    ]


def test_trekker_per_gemeente(tmp_path: Path) -> None:
    aanhef = (
        "De gemeente Noorddijk, de gemeente Zuiderveen en Woonstichting De Linde maken deze afspraken voor 2023-2026."
    )
    tabel = Tabel(
        [
            ["Nr", "Afspraak", "Trekker Noorddijk", "Trekker Zuiderveen"],
            ["1", BOUWT, "De Linde", ""],
            ["2", HUUR, "De Linde", "De Linde"],
        ]
    )
    resultaat = lees_word(tmp_path, tabel, aanhef=aanhef, titel="Prestatieafspraken Noorddijk en Zuiderveen 2023-2026")
    assert [a["gemeenten"] for a in resultaat["afspraken"]] == [
        ["Gemeente Noorddijk"],
        ["Gemeente Noorddijk", "Gemeente Zuiderveen"],
    ]
    assert op_nummer(resultaat, "2")["trekker_tekst"] == "De Linde"


def test_jaarschijf_in_de_bijlage_van_dezelfde_overeenkomst(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1 Bouwen"),
        Tabel([["Nr", "Meerjarige afspraak", "Trekker"], ["1.1", BOUWT, "De Linde"], ["1.2", GROND, "Gemeente"]]),
        Kop("Bijlage 1: Jaarschijf 2024"),
        Tabel(
            [
                ["Nr", "Activiteit", "Wie"],
                ["1.1", "Start van de bouw", "De Linde"],
                ["1.2", "Kavels verkopen", "Gemeente"],
            ]
        ),
    )
    assert nummers(resultaat) == ["1.1", "1.2", "", ""]
    assert [a["verwijzingen"] for a in resultaat["afspraken"]] == [[], [], ["1.1"], ["1.2"]]
    assert [a["deel"] for a in resultaat["afspraken"]] == ["", "", "Jaarschijf 2024", "Jaarschijf 2024"]


def test_kolom_met_partijen_onder_een_onbekende_kop(tmp_path: Path) -> None:
    tabel = Tabel(
        [["**Nr.**", "**Inzet op wonen**", "**Aan de slag**"], ["1", BOUWT, "Corporaties"], ["2", GROND, "Gemeente"]]
    )
    resultaat = lees_word(tmp_path, tabel)
    assert [a["trekkers"] for a in resultaat["afspraken"]] == [["corporaties"], ["Gemeente Noorddijk"]]


def test_koppen_met_tekst_naast_tabellen_worden_met_een_vraag_overgenomen(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        Tabel([["Nr", "Afspraak", "Trekker"], ["1.1", BOUWT, "De Linde"]]),
        Kop("2. Samenwerking"),
        Kop("2.1 Overleg", 2),
        "Partijen overleggen twee keer per jaar over de voortgang.",
    )
    assert nummers(resultaat) == ["1.1", "2.1"]
    assert any("kijk of het een afspraak is" in tekst for tekst in op_nummer(resultaat, "2.1")["waarschuwingen"])
