"""Parties as the first sentence of a document names them, and what they are called in the agreements."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.importeren.partijen.aanhefzin import namen_in_aanhef
from afspraken.importeren.partijen.kortenamen import korte_vormen
from afspraken.importeren.partijen.vindplaatsen import Regel
from tests.importeren.bouwers import Alinea, Blad, Kop, Tabel, lees_excel, lees_word, meldingen, op_nummer

G, C, H = "gemeente", "corporatie", "huurdersorganisatie"
KOP = ["Nr", "Afspraak", "Trekker", "Planning"]


def partijen(resultaat: dict[str, Any]) -> dict[str, str]:
    return {partij["naam"]: partij["soort"] for partij in resultaat["partijen"] if partij["deelnemer"]}


@pytest.mark.parametrize(
    ("zin", "verwacht"),
    [
        (
            "Gemeente Kleindorp, Woonstichting Kleindorp (WSK) en Huurdersbelang Kleindorp (HBK).",
            {"Gemeente Kleindorp": G, "Woonstichting Kleindorp": C, "Huurdersbelang Kleindorp": H},
        ),
        (
            'De gemeente Oostzee, de stichting Wonen Zee ("Wonen Zee") en de bewonersraad Zee.',
            {"Gemeente Oostzee": G, "Stichting Wonen Zee": C, "Bewonersraad Zee": H},
        ),
        (
            "Gemeente Bergstad, Dalwonen en HBV Dalwonen.",
            {"Gemeente Bergstad": G, "Dalwonen": C, "HBV Dalwonen": H},
        ),
        (
            "De gemeente Groenborg, de corporaties Woonhart en Veste en de huurdersorganisaties HO Woonhart en "
            "Huurdersraad Veste stellen deze jaarschijf vast.",
            {"Gemeente Groenborg": G, "Woonhart": C, "Veste": C, "HO Woonhart": H, "Huurdersraad Veste": H},
        ),
        (
            "Partijen: de gemeenten Havik en Sperwer, Stichting Vogelwonen, en Huurdersbelangenvereniging De Veer.",
            {
                "Gemeente Havik": G,
                "Gemeente Sperwer": G,
                "Stichting Vogelwonen": C,
                "Huurdersbelangenvereniging De Veer": H,
            },
        ),
        (
            "Tussen de gemeente Lindeveen, woningbouwvereniging Lindenhof en de Huurdersadviesraad Lindenhof.",
            {"Gemeente Lindeveen": G, "Woningbouwvereniging Lindenhof": C, "Huurdersadviesraad Lindenhof": H},
        ),
        (
            "Deze afspraken zijn opgesteld door de gemeente Kwinthoek, de in de gemeente werkzame woningcorporaties "
            "Arcade Noord en Veldwonen, en hun huurdersorganisaties: Huurdersraad Arcade Noord en HBV Veld.",
            {
                "Gemeente Kwinthoek": G,
                "Arcade Noord": C,
                "Veldwonen": C,
                "Huurdersraad Arcade Noord": H,
                "HBV Veld": H,
            },
        ),
        (
            "De partijen gemeente Duivenstein, Duivenwonen en Huurdersbelang Duif spreken dit samen af.",
            {"Gemeente Duivenstein": G, "Duivenwonen": C, "Huurdersbelang Duif": H},
        ),
        (
            "Gemeente Spechtwijk, Spechtwonen en huurdersorganisatie De Bonte Specht.",
            {"Gemeente Spechtwijk": G, "Spechtwonen": C, "De Bonte Specht": H},
        ),
    ],
)
def test_aanhef_in_een_zin(tmp_path: Path, zin: str, verwacht: dict[str, str]) -> None:
    tabel = Tabel([KOP, ["1", "Er komt een gezamenlijke woonvisie voor ouderen.", "Gemeente", "2024"]])
    assert partijen(lees_word(tmp_path, tabel, titel="Prestatieafspraken 2024", aanhef=zin)) == verwacht


@pytest.mark.parametrize(
    "zin",
    [
        "De gemeente Kuilstad werkt samen met de provincie en het Rijk aan de woningbouw.",
        "In de gemeente Kuilstad zijn vier corporaties actief: Haard, Dak Wonen en De Poort.",
        "De gemeente stelt in 2023 met Haard en de corporaties een plan op.",
    ],
)
def test_gewone_zin_is_geen_aanhef(zin: str) -> None:
    assert namen_in_aanhef([Regel(zin)], []) == []


@given(st.text(max_size=200))
def test_willekeurige_zin_breekt_niets(tekst: str) -> None:
    gevonden = namen_in_aanhef([Regel(f"De gemeente Stad, {tekst}")], [], tekst.casefold())
    assert all(vondst.naam for vondst in gevonden)


def test_naam_met_en_blijft_heel(tmp_path: Path) -> None:
    zin = "De gemeente Meerdorp, Stichting Lek en Waard Wonen en Huurdersvereniging Meerdorp tekenen deze afspraken."
    tabel = Tabel([KOP, ["1", "Lek en Waard Wonen sloopt tien woningen aan de Ring.", "Lek en Waard Wonen", "2024"]])
    resultaat = lees_word(tmp_path, tabel, titel="Prestatieafspraken Meerdorp 2024", aanhef=zin)
    assert "Stichting Lek en Waard Wonen" in partijen(resultaat)
    assert op_nummer(resultaat, "1")["trekkers"] == ["Stichting Lek en Waard Wonen"]


def test_letters_voor_formele_namen_horen_niet_bij_de_naam(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        "B. de stichting Stichting Hertwonen, gevestigd te Hertstad, hierna: Hertwonen;",
        "C. de vereniging Huurdersvereniging Hert, hierna: HVH;",
        Tabel([KOP, ["1", "De huurders krijgen elk jaar de cijfers over de huren.", "HVH", "2024"]]),
        titel="Raamovereenkomst prestatieafspraken 2024-2028",
        aanhef="A. de publiekrechtelijke rechtspersoon gemeente Hertstad, hierna: de Gemeente;",
    )
    assert partijen(resultaat) == {"Gemeente Hertstad": G, "Stichting Hertwonen": C, "Huurdersvereniging Hert": H}
    assert op_nummer(resultaat, "1")["trekkers"] == ["Huurdersvereniging Hert"]


def test_korte_naam_is_die_van_de_corporatie(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Bouwen"),
        "1.1 Rijnhart bouwt in 2025 minstens veertig woningen.",
        "1.2 De huurdersraad denkt mee over de buurt.",
        titel="Prestatieafspraken Veldstad 2024-2025",
        aanhef="Partijen: gemeente Veldstad, Woningstichting Rijnhart en Huurdersraad Rijnhart.",
    )
    assert op_nummer(resultaat, "1.1")["trekkers"] == ["Woningstichting Rijnhart"]
    assert op_nummer(resultaat, "1.2")["trekkers"] == ["Huurdersraad Rijnhart"]


def test_gewoon_woord_is_geen_partij_in_een_zin(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Toewijzen"),
        "1.1 Woningzoekenden vinden via het portaal hun woning. Stichting Portaal beheert de site.",
        titel="Prestatieafspraken Veldstad 2024-2025",
        aanhef="Partijen: gemeente Veldstad, Stichting Portaal en Huurdersraad Veldstad.",
    )
    assert op_nummer(resultaat, "1.1")["trekkers"] == ["Stichting Portaal"]


@pytest.mark.parametrize(
    ("naam", "kort"),
    [
        ("Woningstichting Rijnhart", ("rijnhart",)),
        ("WoonGoed Duinrade", ("woongoed",)),
        ("Huurdersbelangenvereniging De Duinpan", ("duinpan",)),
        ("Huurdersvereniging Ons Belang", ("ons", "belang")),
    ],
)
def test_korte_vormen(naam: str, kort: tuple[str, ...]) -> None:
    assert kort in korte_vormen(naam, {"duinrade"})


def test_plaats_of_soort_alleen_is_geen_korte_naam() -> None:
    assert ("kleindorp",) not in korte_vormen("Woonstichting Kleindorp", {"kleindorp"})
    assert korte_vormen("Huurdersvereniging Kleindorp", {"kleindorp"}) == set()


def test_labels_van_kaarten_zijn_geen_partijen(tmp_path: Path) -> None:
    kaarten: list[Any] = []
    for nr in (1, 2):
        kaarten += [
            Tabel(
                [
                    [f"Afspraak {nr}", "Zonnepanelen"],
                    ["Omschrijving", f"Dalwonen legt panelen op complex {nr} en meldt dat."],
                    ["Trekker", "Dalwonen"],
                    ["Planning", "2025"],
                    ["Resultaat", "10 daken"],
                ]
            ),
            "",
        ]
    resultaat = lees_word(
        tmp_path,
        *kaarten,
        titel="Prestatieafspraken Bergstad 2025-2028",
        aanhef="Gemeente Bergstad, Dalwonen en Huurdersvereniging Bergstad.",
    )
    assert partijen(resultaat) == {"Gemeente Bergstad": G, "Dalwonen": C, "Huurdersvereniging Bergstad": H}
    assert [a["trekkers"] for a in resultaat["afspraken"]] == [["Dalwonen"], ["Dalwonen"]]


def test_partijen_staan_alleen_in_de_afspraken(tmp_path: Path) -> None:
    rijen = [
        ["Thema 1: Bouwen"],
        [],
        ["Nr.", "Afspraak", "Wie", "Wanneer"],
        ["1.1", "De gemeente Kerkdam koopt grond voor sociale huur.", "Gemeente", "2025"],
        ["1.2", "Huurdersvereniging Kerkdam adviseert over de huur.", "Huurdersvereniging", "2026"],
        ["1.3", "Kerkwonen bouwt aan de Kade.", "Kerkwonen", "2026"],
    ]
    resultaat = lees_excel(tmp_path, Blad("Thema 1 Bouwen", rijen))
    assert partijen(resultaat) == {"Gemeente Kerkdam": G, "Kerkwonen": C, "Huurdersvereniging Kerkdam": H}
    assert op_nummer(resultaat, "1.2")["trekkers"] == ["Huurdersvereniging Kerkdam"]


def test_naam_van_een_blad_of_thema_is_geen_partij(tmp_path: Path) -> None:
    rijen = [KOP, ["1", "De woningcorporatie Roos knapt de flats aan de Ring op.", "Roos", "2025"]]
    assert "Wonen" not in partijen(lees_excel(tmp_path, Blad("Wonen", rijen)))


def test_gemeente_bij_een_afspraak_voor_een_gemeente(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Tabel(
            [
                ["Nr", "Afspraak", "Havik", "Sperwer", "Buizerd", "Wie"],
                ["1", "Vogelwonen bouwt dertig woningen in het gebied.", "x", "x", "x", "Vogelwonen"],
                ["2", "De gemeente maakt beleid voor kamerverhuur.", "x", "", "x", "Gemeente"],
                ["3", "Er komt een loket voor nieuwe inwoners.", "", "ja", "", "Gemeente"],
                ["4", "De gemeenten stemmen hun beleid op elkaar af.", "x", "x", "x", "Gemeente"],
            ]
        ),
        titel="Prestatieafspraken 2024-2025",
        aanhef="De gemeenten Havik, Sperwer en Buizerd, Stichting Vogelwonen en Huurdersraad Vogel.",
    )
    assert op_nummer(resultaat, "2")["trekkers"] == ["Gemeente Havik", "Gemeente Buizerd"]
    assert op_nummer(resultaat, "3")["trekkers"] == ["Gemeente Sperwer"]
    assert op_nummer(resultaat, "3")["gemeenten"] == ["Gemeente Sperwer"]
    assert op_nummer(resultaat, "4")["trekkers"] == ["gemeenten"]


def test_kop_met_een_gemeente_beperkt_wat_eronder_staat(tmp_path: Path) -> None:
    blokken: list[Any] = []
    for naam in ("Ooststad", "Westdorp"):
        blokken += [
            Kop(f"Gemeente {naam}"),
            Tabel([KOP, ["1", "De gemeente versnelt de procedures.", "Gemeente", "2026"]]),
        ]
    resultaat = lees_word(
        tmp_path,
        *blokken,
        titel="Prestatieafspraken 2024-2027",
        aanhef="De gemeenten Ooststad en Westdorp, woningcorporatie Landwonen en de Huurdersraad Landwonen.",
    )
    assert [a["gemeenten"] for a in resultaat["afspraken"]] == [["Gemeente Ooststad"], ["Gemeente Westdorp"]]
    assert [a["trekkers"] for a in resultaat["afspraken"]] == [["Gemeente Ooststad"], ["Gemeente Westdorp"]]


def test_opsomming_per_partij(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("1. Nieuwbouw"),
        Alinea("De gemeente:", vet=True),
        Alinea("wijst twee locaties aan vóór 1 januari 2024;", "List Bullet"),
        Alinea("verkort de procedure.", "List Bullet"),
        Alinea("Strandwonen:", vet=True),
        Alinea("bouwt 35 woningen per jaar, waarvan:", "List Bullet"),
        Alinea("tien voor ouderen.", "List Bullet 2"),
        Kop("2. Klimaat"),
        "Wat doet de gemeente?",
        Alinea("stelt de warmtevisie vast.", "List Bullet"),
        titel="Prestatieafspraken Strandburg 2023-2026",
        aanhef="Deze afspraken zijn gemaakt door gemeente Strandburg, Stichting Strandwonen en Huurdersraad Strand.",
    )
    trekkers = [a["trekkers"] for a in resultaat["afspraken"]]
    assert trekkers == [
        ["Gemeente Strandburg"],
        ["Gemeente Strandburg"],
        ["Stichting Strandwonen"],
        ["Gemeente Strandburg"],
    ]
    assert "tien voor ouderen" in resultaat["afspraken"][2]["tekst"]
    assert [a["hoofdstuk"] for a in resultaat["afspraken"]] == ["1 Nieuwbouw"] * 3 + ["2 Klimaat"]
    assert "Strandwonen'" not in meldingen(resultaat)


def test_regels_met_de_soort_ervoor(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Kop("Partijen"),
        "Gemeente: Kwakel",
        "Woningcorporaties: Kwakwonen en Stichting Eendendorp",
        "Huurdersorganisaties: HV Kwak, Huurdersraad Eendendorp",
        Kop("1. Woningvoorraad"),
        "1.1 De corporaties voegen samen vijftig woningen toe in twee jaar.",
        titel="Prestatieafspraken Kwakel 2025-2026",
        aanhef="",
    )
    assert partijen(resultaat) == {
        "Gemeente Kwakel": G,
        "Kwakwonen": C,
        "Stichting Eendendorp": C,
        "HV Kwak": H,
        "Huurdersraad Eendendorp": H,
    }
    assert op_nummer(resultaat, "1.1")["trekkers"] == ["corporaties"]


def test_partijen_met_streepjes_ertussen(tmp_path: Path) -> None:
    resultaat = lees_word(
        tmp_path,
        Tabel([KOP, ["1", "De gemeente stelt twee locaties beschikbaar.", "Gemeente", "2024"]]),
        titel="Prestatieafspraken 2024",
        aanhef="Gemeente Maasdal – Wonen Maasdal – Huurdersvereniging Maasdal",
    )
    assert partijen(resultaat) == {"Gemeente Maasdal": G, "Wonen Maasdal": C, "Huurdersvereniging Maasdal": H}
