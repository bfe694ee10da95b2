"""The register exported and read back: nothing changes by itself, every edit is seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from afspraken.export.kolommen import AFSPRAKEN, DEFINITIES, INDICATOREN, STREEFWAARDEN, TERMIJNEN, VERWIJZINGEN
from afspraken.export.teruglezen import lees_register
from afspraken.export.vergelijken import vergelijk
from afspraken.export.xlsx import maak_xlsx
from afspraken.models import Afspraak
from afspraken.registerservices import bewaar_afspraak
from basis.documenten.model import Leesfout
from tests.fabrieken import Stad
from tests.importeren.exporthulp import (
    SETS,
    Bewerking,
    laad_set,
    lees_terug,
)

pytestmark = pytest.mark.django_db

# --- There and back -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("naam", SETS)
def test_heen_en_terug_verandert_niets(naam: str, tmp_path: Path) -> None:
    overeenkomst = laad_set(naam)
    gelezen = lees_terug(maak_xlsx(overeenkomst), overeenkomst, tmp_path)
    uitkomst = vergelijk(overeenkomst, gelezen)
    assert [[verschil.label for verschil in rij.verschillen] for rij in uitkomst.gewijzigde] == []
    assert uitkomst.is_gelijk
    assert len(uitkomst.gelijk) == overeenkomst.afspraken.count() > 40
    assert gelezen.meldingen == []


def test_alle_soorten_gegevens_komen_terug(bewerking: Bewerking) -> None:
    gelezen = bewerking.lees()
    assert [rij.waarden["nummer"] for rij in gelezen.afspraken] == ["1.1", "1.10"]
    assert gelezen.afspraken[0].waarden["indicatoren"][0]["streefwaarden"][1]["waarde"] == "78.25"
    assert vergelijk(bewerking.overeenkomst, gelezen).is_gelijk


def test_rijen_en_bladen_sorteren_verandert_niets(bewerking: Bewerking) -> None:
    for blad in (AFSPRAKEN, TERMIJNEN, INDICATOREN, STREEFWAARDEN):
        vel = bewerking.boek[blad]
        rijen = [[(cel.value, cel.data_type) for cel in rij] for rij in vel.iter_rows(min_row=2)]
        for nr, rij in enumerate(reversed(rijen), start=2):
            for plek, (waarde, soort) in enumerate(rij, start=1):
                vel.cell(nr, plek).value = waarde
                vel.cell(nr, plek).data_type = soort
    assert bewerking.vergelijk().is_gelijk


def test_kolommen_verplaatsen_en_een_eigen_kolom_mag(bewerking: Bewerking) -> None:
    vel = bewerking.boek[AFSPRAKEN]
    vel.insert_cols(4)
    vel.cell(1, 4, "Mijn notitie")
    vel.cell(2, 4, "navragen")
    gelezen = bewerking.lees()
    assert vergelijk(bewerking.overeenkomst, gelezen).is_gelijk
    assert gelezen.meldingen == ["Blad 'Afspraken': de kolom 'Mijn notitie' kent het portaal niet."]


# --- Edited ---------------------------------------------------------------------------------------------------------


def test_een_gewijzigde_cel_is_een_wijziging(bewerking: Bewerking) -> None:
    rij = bewerking.rij(AFSPRAKEN, "Nummer", "1.1")
    bewerking.zet(
        AFSPRAKEN, rij, onderwerp="Bouwen en kopen", rol_trekker="Huurdersorganisaties; Wonen Stad", soort="periode"
    )
    bewerking.zet(AFSPRAKEN, rij, soort="Voor deze periode")
    uitkomst = bewerking.vergelijk()
    (gewijzigd,) = uitkomst.gewijzigde
    assert [verschil.label for verschil in gewijzigd.verschillen] == ["Onderwerp", "Soort", "Betrokkenen"]
    assert gewijzigd.verschillen[0].na == "Bouwen en kopen"
    assert not gewijzigd.verouderd
    assert len(uitkomst.gelijk) == 1
    opgeslagen = bewaar_afspraak(
        overeenkomst=bewerking.overeenkomst, afspraak=gewijzigd.afspraak, waarden=gewijzigd.gelezen.waarden, door=None,
        verwacht=gewijzigd.gelezen.versie,
    )  # fmt: skip
    assert opgeslagen.onderwerp == "Bouwen en kopen"
    assert {str(rij) for rij in opgeslagen.betrokkenen.filter(rol="trekker")} == {"Wonen Stad", "Huurdersorganisaties"}
    assert bewerking.vergelijk().is_gelijk


def test_een_nieuw_nummer_laat_termijnen_en_verwijzingen_op_hun_plek(bewerking: Bewerking) -> None:
    bewerking.zet(AFSPRAKEN, bewerking.rij(AFSPRAKEN, "Nummer", "1.10"), nummer="2.1")
    bewerking.zet(AFSPRAKEN, bewerking.rij(AFSPRAKEN, "Nummer", "1.1"), nummer="1.10")
    uitkomst = bewerking.vergelijk()
    assert [[v.label for v in rij.verschillen] for rij in uitkomst.gewijzigde] == [["Nummer"], ["Nummer"]]


def test_een_nieuwe_afspraak_met_termijn_indicator_en_verwijzing(bewerking: Bewerking) -> None:
    bewerking.erbij(AFSPRAKEN, nummer=7, hoofdstuk_titel="Wonen", tekst="Nieuw", rol_trekker="Gemeente Stad")
    bewerking.erbij(TERMIJNEN, afspraak="7", tekst="vóór 1 mei 2022", eind=dt.date(2022, 4, 30))
    bewerking.erbij(INDICATOREN, afspraak=7, naam="Aantal plannen", eenheid="plannen", richting="Hoogstens")
    bewerking.erbij(STREEFWAARDEN, afspraak=7, indicator="Aantal plannen", waarde="1.036,5", per="per jaar")
    bewerking.erbij(VERWIJZINGEN, afspraak="7", naar="1.1")
    bewerking.erbij(VERWIJZINGEN, afspraak="1.10", naar="7")
    uitkomst = bewerking.vergelijk()
    (nieuw,) = uitkomst.nieuwe
    assert (nieuw.pk, nieuw.waarden["nummer"], nieuw.waarden["soort"]) == (None, "7", "meerjarig")
    assert nieuw.waarden["termijnen"][0]["eind"] == "2022-04-30"
    assert nieuw.waarden["indicatoren"][0]["sleutel"] == "aantal-plannen"
    assert nieuw.waarden["indicatoren"][0]["streefwaarden"][0]["waarde"] == "1036.5"
    assert nieuw.waarden["verwijzingen"] == [Afspraak.objects.get(nummer="1.1").pk]
    (gewijzigd,) = uitkomst.gewijzigde
    assert gewijzigd.gelezen.verwijst_naar_nieuw == ["7"]
    assert gewijzigd.verschillen[-1].na == "7 (nieuw)"
    stored = bewaar_afspraak(overeenkomst=bewerking.overeenkomst, afspraak=None, waarden=nieuw.waarden, door=None)
    assert stored.indicatoren.get().streefwaarden.get().per == "jaar"


def test_een_gekopieerde_rij_is_een_nieuwe_afspraak(bewerking: Bewerking) -> None:
    vel = bewerking.boek[AFSPRAKEN]
    bron = bewerking.rij(AFSPRAKEN, "Nummer", "1.1")
    vel.append([cel.value for cel in vel[bron]])
    bewerking.zet(AFSPRAKEN, vel.max_row, nummer="1.2", tekst="Zelfde, maar anders")
    uitkomst = bewerking.vergelijk()
    assert [rij.waarden["nummer"] for rij in uitkomst.nieuwe] == ["1.2"]
    assert (uitkomst.gewijzigde, uitkomst.verdwenen) == ([], [])


def test_een_verwijderde_rij_is_verdwenen_en_haar_onderdelen_storen_niet(bewerking: Bewerking) -> None:
    bewerking.boek[AFSPRAKEN].delete_rows(bewerking.rij(AFSPRAKEN, "Nummer", "1.1"))
    uitkomst = bewerking.vergelijk()
    assert [afspraak.nummer for afspraak in uitkomst.verdwenen] == ["1.1"]
    assert (uitkomst.nieuwe, uitkomst.gewijzigde) == ([], [])


def test_een_termijn_naar_een_andere_afspraak_verplaatsen(bewerking: Bewerking) -> None:
    bewerking.zet(TERMIJNEN, bewerking.rij(TERMIJNEN, "Tekst in het document", "Q3"), afspraak="1.10")
    uitkomst = bewerking.vergelijk()
    assert {rij.afspraak.nummer: len(rij.gelezen.waarden["termijnen"]) for rij in uitkomst.gewijzigde} == {
        "1.1": 1,
        "1.10": 1,
    }


def test_wat_intussen_in_het_portaal_veranderde_wordt_genoemd(bewerking: Bewerking) -> None:
    rij = bewerking.rij(AFSPRAKEN, "Nummer", "1.1")
    bewerking.zet(AFSPRAKEN, rij, onderwerp="Anders")
    Afspraak.objects.get(nummer="1.1").bewaar()
    (gewijzigd,) = bewerking.vergelijk().gewijzigde
    assert gewijzigd.verouderd


def test_definities_gaan_mee(bewerking: Bewerking) -> None:
    bewerking.zet(DEFINITIES, 2, tekst="Een dienst")
    bewerking.zet(AFSPRAKEN, bewerking.rij(AFSPRAKEN, "Nummer", "1.1"), nummer="3")
    bewerking.erbij(DEFINITIES, begrip="WSW", tekst="Waarborgfonds", afspraken="3; 1.10")
    uitkomst = bewerking.vergelijk()
    assert [(oud.begrip, nieuw.tekst) for oud, nieuw in uitkomst.gewijzigde_definities] == [("+ DAEB", "Een dienst")]
    assert len(uitkomst.nieuwe_definities[0].afspraken) == 2
    bewerking.boek[DEFINITIES].delete_rows(2)
    assert [rij.begrip for rij in bewerking.vergelijk().verdwenen_definities] == ["+ DAEB"]


# --- Errors ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("blad", "kop", "sleutel", "waarde", "melding"),
    [
        (AFSPRAKEN, "Trekkers", "rol_trekker", "Corporaties; Onbekend BV", "'Onbekend BV' is geen partij"),
        (AFSPRAKEN, "Penvoerder", "penvoerder", "Niemand", "'Niemand' is geen partij"),
        (AFSPRAKEN, "Soort", "soort", "Ooit", "'Ooit' is geen keuze bij 'Soort'"),
        (AFSPRAKEN, "Vervallen op", "vervallen_op", "31 febr", "'31 febr' is geen datum"),
        (AFSPRAKEN, "Hoofdstuk", "hoofdstuk_titel", None, "Vul 'Hoofdstuk' in"),
        (AFSPRAKEN, "Nummer", "nummer", "x" * 21, "langer dan 20 tekens"),
        (AFSPRAKEN, "Nummer", "nummer", "=1+1", "formule"),
        (AFSPRAKEN, "id", "id", 999_999, "niet van deze afspraken"),
        (TERMIJNEN, "Afspraak", "afspraak", "99", "Afspraak '99' staat niet"),
        (TERMIJNEN, "Begin", "begin", dt.date(2030, 1, 1), "Het eind ligt voor het begin"),
        (INDICATOREN, "Decimalen", "decimalen", 1.5, "geen heel getal"),
        (STREEFWAARDEN, "Waarde", "waarde", "veel", "'veel' is geen getal"),
        (STREEFWAARDEN, "Waarde", "waarde", 1.23456, "hoogstens 4 decimalen"),
        (STREEFWAARDEN, "Indicator", "indicator", "Iets anders", "staat niet bij deze afspraak"),
        (VERWIJZINGEN, "Verwijst naar", "naar", "1.1", "niet naar zichzelf"),
        (DEFINITIES, "Bij afspraken", "afspraken", "99", "Afspraak '99' staat niet"),
    ],
)  # fmt: skip
def test_een_fout_noemt_blad_en_cel(
    bewerking: Bewerking, blad: str, kop: str, sleutel: str, waarde: Any, melding: str
) -> None:
    bewerking.zet(blad, 2, **{sleutel: waarde})
    koppen = {"begin": "Eind"}
    adres = bewerking.cel(blad, 2, koppen.get(sleutel, kop))
    if waarde is None:
        bewerking.boek[blad][adres].value = None
    fouten = bewerking.fouten()
    assert any(fout.startswith(f"blad '{blad}', cel {adres}: ") and melding in fout for fout in fouten), fouten


def test_een_dubbel_nummer_wordt_geweigerd(bewerking: Bewerking) -> None:
    bewerking.erbij(AFSPRAKEN, nummer="1.1", deel="Prestatieafspraken", hoofdstuk_titel="Wonen")
    assert any("komt in dit deel al voor" in fout for fout in bewerking.fouten())


def test_een_bestand_van_een_andere_set_wordt_geweigerd(bewerking: Bewerking, buurstad: Stad, tmp_path: Path) -> None:
    with pytest.raises(Leesfout, match="hoort bij 'Prestatieafspraken Buurstad 2022-2023' en niet bij"):
        lees_terug(maak_xlsx(buurstad.overeenkomst), bewerking.overeenkomst, tmp_path)


@pytest.mark.parametrize(
    ("kapot", "melding"),
    [
        (lambda boek: boek.remove(boek["_portaal"]), "komt niet uit het portaal"),
        (lambda boek: boek["_portaal"].cell(2, 2, "99"), "andere versie"),
        (lambda boek: boek.remove(boek["Termijnen"]), "blad 'Termijnen': Dit blad ontbreekt"),
        (lambda boek: boek["Afspraken"].delete_cols(1), "verborgen kolom 'id' ontbreekt"),
        (lambda boek: boek["Afspraken"].delete_rows(1), "rij met koppen staat er niet"),
    ],
)  # fmt: skip
def test_een_kapot_bestand_wordt_uitgelegd(
    bewerking: Bewerking, kapot: Callable[[Workbook], Any], melding: str
) -> None:
    kapot(bewerking.boek)
    with pytest.raises(Leesfout, match=melding):
        bewerking.lees()


def test_een_ander_soort_bestand_wordt_geweigerd(stad: Stad, tmp_path: Path) -> None:
    (tmp_path / "register.xlsx").write_text("geen zip")
    with pytest.raises(Leesfout):
        lees_register(tmp_path / "register.xlsx", stad.overeenkomst)
