"""Parties in the forms documents name them: clauses, sentences, lists, covers, signatures, tables, columns."""

from __future__ import annotations

from afspraken.importeren.partijen import herken_partijen
from tests.importeren.partijen_document import AFSPRAKEN, Blok, maak_document, partijen, soorten

FORMEEL: list[Blok] = [
    "# Prestatieafspraken 2024",
    "De ondergetekenden:",
    "1. De gemeente Oudeveen, te dezen rechtsgeldig vertegenwoordigd door de heer A.B. Voorbeeld, wethouder Wonen, "
    "hierna te noemen: ‘de gemeente’;",
    "2. Woningstichting Het Baken, statutair gevestigd te Oudeveen, vertegenwoordigd door haar directeur-bestuurder "
    "mevrouw C. van de Voorbeeld, hierna te noemen ‘Het Baken’;",
    "3. De stichting ‘Meerzicht’, vertegenwoordigd door X. van der Test, bestuurder, hierna: ‘Meerzicht’;",
    "hierna gezamenlijk te noemen: ‘de corporaties’;",
    "4. De vereniging Huurdersbelangenvereniging Het Baken, hierna te noemen ‘HBV’, vertegenwoordigd door haar"
    " voorzitter;",
    "5. Stichting Huurdersraad Meerzicht (SHM);",
    "gezamenlijk ‘de huurdersorganisaties’;",
    "Hierna gezamenlijk: partijen.",
]


def test_formele_aanhef_geeft_naam_soort_rechtsvorm_en_korte_naam() -> None:
    lijst = partijen(*FORMEEL)
    assert soorten(lijst) == {
        "Gemeente Oudeveen": "gemeente",
        "Woningstichting Het Baken": "corporatie",
        "Meerzicht": "corporatie",
        "Huurdersbelangenvereniging Het Baken": "huurdersorganisatie",
        "Stichting Huurdersraad Meerzicht": "huurdersorganisatie",
    }
    vormen = {partij.korte_naam: partij.rechtsvorm for partij in lijst.partijen}
    assert vormen["Het Baken"] == "stichting"
    assert vormen["SHM"] == "stichting"
    assert lijst.groepen["corporaties"] == [p.naam for p in lijst.partijen if p.soort == "corporatie"]


def test_korte_namen_uit_de_aanhef_worden_in_cellen_herkend() -> None:
    lijst = partijen(*FORMEEL)
    assert lijst.los_op("Het Baken, SHM").trekkers == ["Woningstichting Het Baken", "Stichting Huurdersraad Meerzicht"]


def test_alles_in_een_alinea() -> None:
    lijst = partijen(
        'De gemeente Oudeveen, vertegenwoordigd door wethouder J. Voorbeeld, hierna te noemen "de gemeente", en '
        'Stichting Woonwaard, vertegenwoordigd door P. Voorbeeld, bestuurder, hierna te noemen "Woonwaard", en '
        'Huurdersvereniging Het Dak, vertegenwoordigd door haar voorzitter, hierna te noemen "HV Het Dak", '
        "komen het volgende overeen."
    )
    assert soorten(lijst) == {
        "Gemeente Oudeveen": "gemeente",
        "Stichting Woonwaard": "corporatie",
        "Huurdersvereniging Het Dak": "huurdersorganisatie",
    }
    assert lijst.los_op("HV Het Dak").trekkers == ["Huurdersvereniging Het Dak"]


def test_een_zin_met_rolwoorden_en_afkortingen() -> None:
    lijst = partijen(
        "# Prestatieafspraken 2023-2026",
        "Deze prestatieafspraken zijn gemaakt tussen de gemeente Zeedorp, de woningcorporaties Woonstichting De"
        " Haven "
        "(hierna: De Haven) en Vivante en de huurdersorganisaties Huurdersvereniging De Kade (HDK) en Stichting "
        "Bewonersraad Vivante.",
    )
    assert soorten(lijst) == {
        "Gemeente Zeedorp": "gemeente",
        "Woonstichting De Haven": "corporatie",
        "Vivante": "corporatie",
        "Huurdersvereniging De Kade": "huurdersorganisatie",
        "Stichting Bewonersraad Vivante": "huurdersorganisatie",
    }
    assert lijst.los_op("HDK en De Haven").trekkers == ["Huurdersvereniging De Kade", "Woonstichting De Haven"]


def test_lijst_met_bolletjes_onder_partijen() -> None:
    lijst = partijen(
        "# Prestatieafspraken gemeente Bosrade 2024",
        "## Partijen",
        "- Gemeente Bosrade",
        "- Woonstichting Lindehof",
        "- Woningbouwvereniging Ons Huis (OH)",
        "- Huurdersvereniging Lindehof",
        "- HBV Ons Huis",
        "## Inleiding",
        "In deze afspraken staat wat wij doen.",
    )
    assert list(soorten(lijst).values()) == [
        "gemeente",
        "corporatie",
        "corporatie",
        "huurdersorganisatie",
        "huurdersorganisatie",
    ]
    assert {p.naam: p.spreekt_voor for p in lijst.partijen if p.soort == "huurdersorganisatie"} == {
        "Huurdersvereniging Lindehof": "Woonstichting Lindehof",
        "HBV Ons Huis": "Woningbouwvereniging Ons Huis",
    }
    assert lijst.los_op("OH").trekkers == ["Woningbouwvereniging Ons Huis"]


def test_lijst_met_tussenkoppen_zegt_de_soort() -> None:
    lijst = partijen(
        "# Prestatieafspraken 2024",
        "De volgende partijen maken deze afspraken:",
        "Gemeenten:",
        "- Duinwijk",
        "- Oudeveen",
        "Corporaties:",
        "- Thuisgoed",
        "- Stichting Meerzicht",
        "Huurdersorganisaties:",
        "- Huurdersraad Thuisgoed",
        "- SHM",
        "## Hoofdstuk 1",
    )
    assert soorten(lijst) == {
        "Gemeente Duinwijk": "gemeente",
        "Gemeente Oudeveen": "gemeente",
        "Thuisgoed": "corporatie",
        "Stichting Meerzicht": "corporatie",
        "Huurdersraad Thuisgoed": "huurdersorganisatie",
        "SHM": "huurdersorganisatie",
    }


def test_partijen_op_een_regel() -> None:
    lijst = partijen("# Prestatieafspraken 2024", "Partijen: gemeente Zeedorp, Portalis en Huurdersvereniging De Stem")
    assert list(soorten(lijst)) == ["Gemeente Zeedorp", "Portalis", "Huurdersvereniging De Stem"]


def test_regels_op_het_voorblad_en_een_leus_wordt_gemeld() -> None:
    lijst = partijen(
        "# Prestatieafspraken 2023-2027",
        "Gemeente Zeedorp",
        "Portalis",
        "Woonpunt Zeedorp",
        "Huurdersvereniging Zeedorp",
        "december 2022",
        "Versie 1.0",
        "Samen Vooruit",
        "## Inleiding",
        "Portalis en Woonpunt Zeedorp hebben een bod gedaan.",
    )
    assert list(soorten(lijst)) == ["Gemeente Zeedorp", "Portalis", "Woonpunt Zeedorp", "Huurdersvereniging Zeedorp"]
    assert [tekst for tekst in lijst.waarschuwingen if "Samen Vooruit" in tekst]


def test_namens_bij_de_handtekeningen() -> None:
    lijst = herken_partijen(
        maak_document(
            "# Prestatieafspraken Zeedorp 2023",
            AFSPRAKEN,
            "## Ondertekening",
            "Aldus overeengekomen te Zeedorp, 12 december 2023",
            [
                [
                    "Namens gemeente Zeedorp\nde heer A. Voorbeeld\nwethouder",
                    "Namens Portalis\nmevrouw B. Voorbeeld\ndirecteur-bestuurder",
                ],
                ["Namens HV Portalis\nC. Voorbeeld\nvoorzitter", ""],
            ],
        )
    )
    assert soorten(lijst) == {
        "Gemeente Zeedorp": "gemeente",
        "Portalis": "corporatie",
        "HV Portalis": "huurdersorganisatie",
    }


def test_handtekeningen_zonder_het_woord_namens() -> None:
    lijst = herken_partijen(
        maak_document(
            "# Prestatieafspraken Zeedorp 2023",
            AFSPRAKEN,
            "## Ondertekening",
            [
                ["Gemeente Zeedorp", "Stichting Portalis", "Huurdersvereniging Portalis"],
                ["Jan Voorbeeld", "Piet de Voorbeeld", "K. Voorbeeld"],
                ["wethouder", "bestuurder", "voorzitter"],
            ],
        )
    )
    assert list(soorten(lijst)) == ["Gemeente Zeedorp", "Stichting Portalis", "Huurdersvereniging Portalis"]


def test_tabel_met_deelnemers_zonder_de_contactpersonen() -> None:
    lijst = partijen(
        "# Prestatieafspraken Zeedorp 2023",
        "## Deelnemers",
        [
            ["Organisatie", "Afkorting", "Soort", "Contactpersoon"],
            ["Gemeente Zeedorp", "GZ", "gemeente", "A. Voorbeeld"],
            ["Stichting Woonveste", "WV", "corporatie", "Jan de Voorbeeld"],
            ["Huurdersplatform Woonveste", "HPW", "huurdersorganisatie", "Els Voorbeeld"],
        ],
    )
    assert list(soorten(lijst)) == ["Gemeente Zeedorp", "Stichting Woonveste", "Huurdersplatform Woonveste"]
    assert lijst.los_op("GZ / WV / HPW").trekkers == list(soorten(lijst))
    assert "Voorbeeld" not in str(lijst.partijen)


def test_twee_gemeenten_in_titel_en_zin() -> None:
    lijst = partijen(
        "# Prestatieafspraken gemeenten Duinwijk en Oudeveen 2024-2027",
        "De gemeenten Duinwijk en Oudeveen, woningcorporatie Duinrand en huurdersvereniging Duinrand maken in deze "
        "overeenkomst afspraken over wonen.",
    )
    assert soorten(lijst) == {
        "Gemeente Duinwijk": "gemeente",
        "Gemeente Oudeveen": "gemeente",
        "Duinrand": "corporatie",
        "Huurdersvereniging Duinrand": "huurdersorganisatie",
    }
    assert lijst.los_op("Gemeente").namen == [("gemeenten", True)]
    assert lijst.los_op("beide gemeenten").namen == [("gemeenten", True)]
    assert lijst.los_op("gemeente Oudeveen").namen == [("Gemeente Oudeveen", False)]
    assert lijst.groepen["gemeenten"] == ["Gemeente Duinwijk", "Gemeente Oudeveen"]


def test_gemeente_met_lidwoord_en_met_en() -> None:
    lijst = partijen(
        "De gemeente De Linde, Woonstichting Linde en huurdersorganisatie Woonspraak hebben deze prestatieafspraken"
        " gemaakt."
    )
    assert soorten(lijst)["Gemeente De Linde"] == "gemeente"
    ander = partijen(
        "Deze afspraken zijn gesloten tussen gemeente Peel en Maas, woningcorporatie Portalis en HV Portalis."
    )
    assert list(soorten(ander)) == ["Gemeente Peel en Maas", "Portalis", "HV Portalis"]


def test_naam_met_en_blijft_heel_als_het_document_hem_zo_kent() -> None:
    lijst = partijen(
        "# Prestatieafspraken 2023",
        "## Partijen",
        "- Gemeente Zeedorp",
        "- Woonstichting Rivier en Waard",
        "- Huurdersvereniging Zeedorp en omstreken",
        "## Inleiding",
        "Gemeente Zeedorp, woningcorporatie Rivier en Waard en de huurdersvereniging maken samen prestatieafspraken.",
    )
    assert list(soorten(lijst)) == [
        "Gemeente Zeedorp",
        "Woonstichting Rivier en Waard",
        "Huurdersvereniging Zeedorp en omstreken",
    ]


def test_eigen_groepsnaam_staat_voor_haar_leden() -> None:
    lijst = partijen(
        "# Prestatieafspraken Zeedorp 2023",
        "Gemeente Zeedorp, de woningcorporaties Woonveste, Portalis en Thuisrijk (hierna gezamenlijk: de"
        " Woonpartners) en "
        "Huurdersfederatie Zeedorp maken deze prestatieafspraken.",
    )
    assert lijst.groepen["Woonpartners"] == ["Woonveste", "Portalis", "Thuisrijk"]
    assert lijst.los_op("Woonpartners").namen == [("corporaties", True)]


def test_eigen_groep_van_een_deel_wordt_uitgeschreven() -> None:
    lijst = partijen(
        "# Prestatieafspraken Zeedorp 2023",
        "Gemeente Zeedorp, de woningcorporaties Woonveste, Portalis en Thuisrijk en Huurdersfederatie Zeedorp maken"
        " deze "
        "prestatieafspraken.",
        "De Dorpscorporaties (Woonveste en Portalis) werken ook in de buurgemeente.",
    )
    assert lijst.los_op("Dorpscorporaties").namen == [("Woonveste", False), ("Portalis", False)]


def test_uitgelegde_afkortingen() -> None:
    lijst = partijen(
        "# Prestatieafspraken Zeedorp 2023",
        "Partijen: gemeente Zeedorp, Portalis, Woonveste, Huurdersvereniging De Stem en Huurdersvereniging Het Oor",
        "G = gemeente, C = corporaties, HV = huurdersverenigingen",
        [
            ["Afkorting", "Betekenis"],
            ["PTL", "Portalis"],
            ["HVS", "Huurdersvereniging De Stem"],
            ["EPC", "energieprestatie"],
        ],
    )
    assert lijst.los_op("C").namen == [("corporaties", True)]
    assert lijst.los_op("C").waarschuwingen == []
    assert lijst.los_op("PTL en HVS").trekkers == ["Portalis", "Huurdersvereniging De Stem"]
    assert "EPC" not in lijst.afkortingen
