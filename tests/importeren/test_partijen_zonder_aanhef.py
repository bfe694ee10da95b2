"""Documents without an opening that names the parties, and names that must not become participants."""

from __future__ import annotations

import pytest

from afspraken.importeren.partijen import herken_partijen
from tests.importeren.partijen_document import maak_document, partijen, soorten


def test_zonder_aanhef_komen_partijen_uit_de_kolom_met_trekkers() -> None:
    lijst = herken_partijen(
        maak_document(
            [
                ["Nr", "Afspraak", "Trekker", "Planning"],
                ["1", "Plan", "Gemeente", "2023"],
                ["2", "Bouw", "Woongoed", "2024"],
                ["3", "Advies", "Woongoed, HBV Woongoed", "2024"],
                ["4", "Net", "Gemeente / Stedin", "2024"],
            ]
        )
    )
    assert soorten(lijst) == {"Gemeente": "gemeente", "Woongoed": "corporatie", "HBV Woongoed": "huurdersorganisatie"}
    assert lijst.los_op("Gemeente / Stedin").onbekend == ["Stedin"]
    assert [tekst for tekst in lijst.waarschuwingen if "de kolom met trekkers" in tekst]
    assert [tekst for tekst in lijst.waarschuwingen if "naam van de gemeente" in tekst]


def test_een_naam_zonder_kenmerk_is_een_corporatie_als_hij_vaak_trekt() -> None:
    rijen = [
        ["Nr", "Afspraak", "Trekker"],
        ["1", "x", "Vestiaal"],
        ["2", "x", "Gemeente / Vestiaal"],
        ["3", "x", "Enexis"],
    ]
    lijst = herken_partijen(maak_document(rijen))
    assert soorten(lijst) == {"Gemeente": "gemeente", "Vestiaal": "corporatie"}
    assert [tekst for tekst in lijst.waarschuwingen if "Vestiaal" in tekst]


def test_een_kop_met_alleen_hoofdletters_wordt_gewoon_geschreven() -> None:
    lijst = partijen(
        "PRESTATIEAFSPRAKEN 2025",
        "ONDERGETEKENDEN:",
        "1. de publiekrechtelijke rechtspersoon GEMEENTE RIVIERENDAM, zetelende te Rivierendam, ten deze"
        " vertegenwoordigd "
        'door haar burgemeester, hierna te noemen: "Gemeente",',
        "en",
        '2. de stichting STICHTING VESTIAAL, statutair gevestigd te Rivierendam, hierna te noemen: "Vestiaal",',
        "en",
        '3. de vereniging HUURDERSVERENIGING DE STEM, gevestigd te Rivierendam, hierna te noemen: "De Stem",',
        'hierna gezamenlijk te noemen: "Partijen"',
        "OVERWEGENDE DAT",
        "Vestiaal een toegelaten instelling is",
    )
    assert list(soorten(lijst)) == ["Gemeente Rivierendam", "Stichting Vestiaal", "Huurdersvereniging De Stem"]


def test_twee_lijsten_na_een_zin() -> None:
    lijst = partijen(
        "# Prestatieafspraken gemeente Rivierendam 2025-2028",
        "In Rivierendam zijn drie woningcorporaties actief:",
        "- Vestiaal",
        "- R&B Wonen",
        "en twee huurdersorganisaties:",
        "- Klantenraad Vestiaal",
        "- De Nieuwe Wind",
        "De gemeente Rivierendam sluit met hen deze prestatieafspraken.",
    )
    assert soorten(lijst) == {
        "Vestiaal": "corporatie",
        "R&B Wonen": "corporatie",
        "Klantenraad Vestiaal": "huurdersorganisatie",
        "De Nieuwe Wind": "huurdersorganisatie",
        "Gemeente Rivierendam": "gemeente",
    }


def test_partijen_in_de_titel() -> None:
    lijst = partijen("# Prestatieafspraken gemeente Rivierendam, Stichting Vestiaal en Huurdersraad Vestiaal", "2025")
    assert sorted(soorten(lijst)) == ["Gemeente Rivierendam", "Huurdersraad Vestiaal", "Stichting Vestiaal"]


def test_alleen_lopende_tekst_geeft_partijen_met_een_waarschuwing() -> None:
    lijst = partijen(
        "# Prestatieafspraken 2025",
        "De gemeente Rivierendam telt 30.000 inwoners. Woonstichting Vestiaal is de grootste corporatie.",
    )
    assert soorten(lijst) == {"Gemeente Rivierendam": "gemeente", "Woonstichting Vestiaal": "corporatie"}
    assert [tekst for tekst in lijst.waarschuwingen if "lopende tekst" in tekst]


def test_een_plaats_tussen_haakjes_is_geen_korte_naam() -> None:
    lijst = partijen(
        "Deze afspraken zijn gemaakt door de gemeenten Altweer en Beekdal, de corporaties Vestiaal (Altweer) en"
        " Woonveste "
        "(Beekdal) en de huurdersverenigingen HV Altweer en HV Beekdal."
    )
    assert [(p.naam, p.korte_naam) for p in lijst.partijen if p.soort == "corporatie"] == [
        ("Vestiaal", "Vestiaal"),
        ("Woonveste", "Woonveste"),
    ]


def test_wie_genoemd_wordt_maar_niet_tekent_is_geen_deelnemer() -> None:
    lijst = partijen(
        "# Prestatieafspraken 2023",
        "Deze afspraken zijn gesloten tussen gemeente Zeedorp, woningcorporatie Portalis en huurdersvereniging De"
        " Stem.",
        "Zorgorganisatie Lindenhof denkt mee over deze afspraken, maar ondertekent niet.",
    )
    assert list(soorten(lijst)) == ["Gemeente Zeedorp", "Portalis", "Huurdersvereniging De Stem"]
    assert [(p.naam, p.soort) for p in lijst.partijen if not p.deelnemer] == [("Lindenhof", "zorgorganisatie")]
    assert "Lindenhof" not in lijst.groepen["alle partijen"]


def test_andere_gemeenten_en_landelijke_partijen_in_de_inleiding_doen_niet_mee() -> None:
    lijst = partijen(
        "# Prestatieafspraken gemeente Zeedorp 2023",
        "Gemeente Zeedorp, Portalis en HV Portalis leggen hierbij de prestatieafspraken vast.",
        "De gemeente werkt in de regio samen met de gemeenten Oostwoud en Westwoud en met andere corporaties.",
        "Aedes en de Woonbond hebben een Sociaal Huurakkoord gesloten. De Nationale Prestatieafspraken zijn gemaakt"
        " tussen "
        "het Rijk, Aedes, de VNG en de Woonbond.",
        "Portalis bouwt ook elders.",
    )
    assert list(soorten(lijst)) == ["Gemeente Zeedorp", "Portalis", "HV Portalis"]


@pytest.mark.parametrize(
    ("fout", "goed"),
    [
        ("Huurders Verenging De Kade", "Huurders Vereniging De Kade"),
        ("Huudersvereniging Oost", "Huurdersvereniging Oost"),
    ],
)
def test_spelfout_op_het_voorblad_geeft_een_partij_en_een_waarschuwing(fout: str, goed: str) -> None:
    lijst = partijen(
        "# Prestatieafspraken",
        "Gemeente Zeedorp",
        "Woonveste",
        fout,
        "## Inleiding",
        f"De gemeente Zeedorp, woningcorporatie Woonveste en huurdersorganisatie {goed} maken deze"
        f" prestatieafspraken. "
        f"De {goed} adviseert.",
    )
    assert [p.naam for p in lijst.partijen if p.soort == "huurdersorganisatie"] == [goed]
    assert [tekst for tekst in lijst.waarschuwingen if fout in tekst and goed in tekst]


def test_namen_die_op_elkaar_lijken_in_een_lijst_blijven_twee_partijen() -> None:
    lijst = partijen(
        "# Prestatieafspraken",
        "## Partijen",
        "- Gemeente Zeedorp",
        "- Woonstichting Zeedorp",
        "- Huurdersvereniging Noord",
        "- Huurdersvereniging Noort",
    )
    assert len([p for p in lijst.partijen if p.soort == "huurdersorganisatie"]) == 2


def test_een_document_zonder_partijen_zegt_dat() -> None:
    lijst = herken_partijen(maak_document("Boodschappen: melk en brood."))
    assert lijst.partijen == []
    assert [tekst for tekst in lijst.waarschuwingen if "geen corporatie" in tekst]
