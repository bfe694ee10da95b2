"""Cells with owners: every form resolves to parties and groups, in their role; who is unknown is offered to link."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afspraken.importeren.partijen import Oplossing, Partijenlijst
from tests.importeren.partijen_document import partijen

GEMEENTE = "Gemeente Zeedorp"
HO_HAVEN, HO_VIVANTE = "Huurdersvereniging De Kade", "Stichting Bewonersraad Vivante"
LIJST: Partijenlijst = partijen(
    "# Prestatieafspraken 2023-2026",
    "Deze prestatieafspraken zijn gemaakt tussen de gemeente Zeedorp, de woningcorporaties Woonstichting De Haven "
    "(hierna: De Haven), Vivante en Portalis en de huurdersorganisaties Huurdersvereniging De Kade (HDK), de"
    " vereniging "
    "van huurders van De Haven, Stichting Bewonersraad Vivante en Huurdersplatform Portalis.",
)
ENKEL: Partijenlijst = partijen(
    "Gemeente Zeedorp, woningcorporatie Vivante en huurdersvereniging Vivante maken deze prestatieafspraken."
)
C, H, ALLE = "corporaties", "huurdersorganisaties", "alle partijen"


@pytest.mark.parametrize(
    ("cel", "verwacht"),
    [
        ("Gemeente", [GEMEENTE]),
        ("gemeente Zeedorp", [GEMEENTE]),
        ("Gem.", [GEMEENTE]),
        ("GZ", [GEMEENTE]),
        ("college van B&W", [GEMEENTE]),
        ("Gemeente / Corporaties", [GEMEENTE, C]),
        ("Gemeente\nCorporaties", [GEMEENTE, C]),
        ("Gemeente Corporaties", [GEMEENTE, C]),
        ("Gemeente & corporaties", [GEMEENTE, C]),
        ("• Gemeente\n• Corporaties", [GEMEENTE, C]),
        ("Corporaties en gemeente en huurdersorganisaties", [C, GEMEENTE, H]),
        ("Gemeente, corporaties en huurdersorganisaties", [GEMEENTE, C, H]),
        ("Gemeente/corporaties/huurders", [GEMEENTE, C, H]),
        ("Allen", [ALLE]),
        ("Alle partijen", [ALLE]),
        ("Partijen", [ALLE]),
        ("alle", [ALLE]),
        ("alle drie de corporaties", [C]),
        ("Corporatie", [C]),
        ("Corporatie(s)", [C]),
        ("corp.", [C]),
        ("WBV", [C]),
        ("Woningcorporaties", [C]),
        ("verhuurders", [C]),
        ("HO", [H]),
        ("HOs", [H]),
        ("HO's", [H]),
        ("HBO", [H]),
        ("huurders", [H]),
        ("huurders- en bewonersorganisaties", [H]),
        ("corporaties en huurders(organisaties)", [C, H]),
        ("De Haven", ["Woonstichting De Haven"]),
        ("Vivante en Portalis", ["Vivante", "Portalis"]),
        ("de corporaties Vivante en Portalis", ["Vivante", "Portalis"]),
        ("Corporaties (Vivante)", ["Vivante"]),
        ("Corporaties: Vivante, Portalis", ["Vivante", "Portalis"]),
        ("corporaties m.u.v. Portalis", ["Woonstichting De Haven", "Vivante"]),
        ("HDK", [HO_HAVEN]),
        ("huurders van Vivante", [HO_VIVANTE]),
        ("HO Vivante", [HO_VIVANTE]),
        ("Huurdersorganisatie (Vivante)", [HO_VIVANTE]),
        ("Bewonersraad", [HO_VIVANTE]),
    ],
)
def test_wie_een_cel_noemt(cel: str, verwacht: list[str]) -> None:
    oplossing = LIJST.los_op(cel)
    assert oplossing.trekkers == verwacht
    assert (oplossing.onbekend, oplossing.rest) == ([], "")


@pytest.mark.parametrize(
    ("cel", "verwacht"),
    [
        ("Corporatie", "Vivante"),
        ("Corporaties", "Vivante"),
        ("HO", "Huurdersvereniging Vivante"),
        ("huurders", "Huurdersvereniging Vivante"),
    ],
)
def test_een_soortwoord_is_de_partij_als_er_maar_een_is(cel: str, verwacht: str) -> None:
    assert ENKEL.los_op(cel).namen == [(verwacht, False)]
    assert ENKEL.los_op(cel).waarschuwingen == []


@pytest.mark.parametrize(
    "cel", ["Corporatie", "GZ", "Gemeete", "Coporaties", "C", "Vivantte", "Wethouder wonen", "Bewonersraad"]
)
def test_een_gok_krijgt_een_waarschuwing(cel: str) -> None:
    oplossing = LIJST.los_op(cel)
    assert oplossing.trekkers
    assert oplossing.waarschuwingen


@pytest.mark.parametrize(
    ("cel", "trekkers", "anderen"),
    [
        ("Portalis (trekker), gemeente", ["Portalis"], {GEMEENTE: "betrokken"}),
        ("Portalis trekker, gemeente", ["Portalis"], {GEMEENTE: "betrokken"}),
        ("Gemeente i.s.m. corporaties", [GEMEENTE], {C: "betrokken"}),
        ("Gemeente in samenwerking met corporaties en huurders", [GEMEENTE], {C: "betrokken", H: "betrokken"}),
        ("gemeente met medewerking van corporaties", [GEMEENTE], {C: "betrokken"}),
        ("Gemeente (i.s.m. corporaties)", [GEMEENTE], {C: "betrokken"}),
        ("Trekker: gemeente, betrokken: corporaties", [GEMEENTE], {C: "betrokken"}),
        ("Gemeente (t), corporaties (b)", [GEMEENTE], {C: "betrokken"}),
        ("Gemeente: trekker, Corporaties: betrokken", [GEMEENTE], {C: "betrokken"}),
        ("Gemeente, corporaties (informeren)", [GEMEENTE], {C: "geinformeerd"}),
        ("Trekker: gemeente; informeren: huurders", [GEMEENTE], {H: "geinformeerd"}),
        ("Gemeente, corporaties (levert cijfers)", [GEMEENTE], {C: "levert"}),
        ("Gemeente en corporaties (trekkers), huurders", [GEMEENTE, C], {H: "betrokken"}),
        ("Allen, trekker gemeente", [GEMEENTE], {ALLE: "betrokken"}),
    ],
)
def test_rollen_in_een_cel(cel: str, trekkers: list[str], anderen: dict[str, str]) -> None:
    oplossing = LIJST.los_op(cel)
    assert oplossing.trekkers == trekkers
    assert {b.naam: b.rol for b in oplossing.betrokkenen if b.rol != "trekker"} == anderen


def test_de_kolom_met_partijen_geeft_betrokkenen() -> None:
    oplossing = LIJST.los_op("Ondertekenaars waaronder gemeente en corporaties", rol="betrokken")
    assert [(b.naam, b.rol) for b in oplossing.betrokkenen] == [(GEMEENTE, "betrokken"), (C, "betrokken")]
    assert oplossing.waarschuwingen


@pytest.mark.parametrize(
    ("cel", "trekkers", "onbekend"),
    [
        ("Stedin", [], ["Stedin"]),
        ("zorgaanbieders", [], ["zorgaanbieders"]),
        ("Gemeente en GGD", [GEMEENTE], ["GGD"]),
        ("Gemeente\nVidomes\nGGD Kustland", [GEMEENTE], ["Vidomes", "GGD Kustland"]),
        ("Gemeente Westwoud", [], ["Gemeente Westwoud"]),
        ("Huurdersvereniging Elders, gemeente", [GEMEENTE], ["Huurdersvereniging Elders"]),
    ],
)
def test_buitenstaanders_worden_aangeboden_om_te_koppelen(cel: str, trekkers: list[str], onbekend: list[str]) -> None:
    oplossing = LIJST.los_op(cel)
    assert (oplossing.trekkers, oplossing.onbekend) == (trekkers, onbekend)


@pytest.mark.parametrize(
    "cel", ["", " ", "-", "–", "n.v.t.", "N.v.t", "geen", "nader te bepalen", "n.t.b.", "PM", "x", "?", "..."]
)
def test_een_lege_cel_noemt_niemand(cel: str) -> None:
    oplossing = LIJST.los_op(cel)
    assert (oplossing.betrokkenen, oplossing.onbekend) == ([], [])


def test_nader_te_bepalen_en_idem_worden_gezegd() -> None:
    assert LIJST.los_op("nader te bepalen").waarschuwingen
    assert LIJST.los_op("idem").herhaalt
    assert LIJST.los_op("idem").waarschuwingen


@pytest.mark.parametrize(
    "cel",
    [
        "Gemeente (J. Voorbeeld)",
        "dhr. J. de Voorbeeld, gemeente",
        "mw. drs. A.B.C. van der Voorbeeld-Test (gemeente)",
        "Wethouder K. Voorbeeld",
    ],
)
def test_een_persoon_komt_nergens_terug(cel: str) -> None:
    oplossing = LIJST.los_op(cel)
    assert "Voorbeeld" not in str(oplossing)
    assert oplossing.trekkers == [GEMEENTE]


def test_een_datum_in_de_cel_is_geen_partij() -> None:
    oplossing = LIJST.los_op("Gemeente, in januari 2023")
    assert (oplossing.trekkers, oplossing.onbekend) == ([GEMEENTE], [])
    assert "januari" in oplossing.rest


def test_initialen_van_twee_partijen_worden_niet_gekozen() -> None:
    lijst = partijen(
        "# Prestatieafspraken", "Partijen: gemeente Zeedorp, Woonstichting Anker, Woonstichting Albatros en HV De Stem"
    )
    oplossing = lijst.los_op("WSA")
    assert oplossing.trekkers == []
    assert [tekst for tekst in oplossing.waarschuwingen if "Anker" in tekst and "Albatros" in tekst]


NAMEN = {
    "gemeente": GEMEENTE,
    "Corporaties": C,
    "huurdersorganisaties": H,
    "De Haven": "Woonstichting De Haven",
    "Vivante": "Vivante",
    "HDK": HO_HAVEN,
    "Huurdersplatform Portalis": "Huurdersplatform Portalis",
    "Stichting Bewonersraad Vivante": HO_VIVANTE,
}
SCHEIDINGEN = [" / ", "/", ", ", " en ", "\n", "; ", " + ", " & ", ",", " - ", " alsmede ", "\n- "]


@given(st.lists(st.sampled_from(sorted(NAMEN)), min_size=1, max_size=8, unique=True), st.data())
def test_elke_combinatie_van_namen_en_scheidingen_geeft_precies_die_namen(
    woorden: list[str], data: st.DataObject
) -> None:
    soorten = {"De Haven": C, "Vivante": C}
    keus = [
        woord
        for plek, woord in enumerate(woorden)
        if not (plek and soorten.get(woord) == C and woorden[plek - 1] == "Corporaties")
    ]
    tekst = keus[0]
    for woord in keus[1:]:
        tekst += data.draw(st.sampled_from(SCHEIDINGEN)) + woord
    oplossing = LIJST.los_op(tekst)
    assert oplossing.trekkers == [NAMEN[woord] for woord in keus]
    assert (oplossing.onbekend, oplossing.rest) == ([], "")


@given(st.text(max_size=300))
def test_elke_tekst_geeft_een_antwoord_zonder_dubbele_namen(tekst: str) -> None:
    oplossing = LIJST.los_op(tekst)
    assert isinstance(oplossing, Oplossing)
    namen = [betrokkene.naam for betrokkene in oplossing.betrokkenen]
    assert len(namen) == len(set(namen))
    assert all(naam in LIJST.groepen or naam in {p.naam for p in LIJST.partijen} for naam in namen)
