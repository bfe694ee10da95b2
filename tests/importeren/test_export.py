"""The register as a file, and the edited file back: nothing is lost and nothing is run."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from odf.opendocument import load as laad_ods
from odf.table import Table, TableCell, TableRow
from odf.teletype import extractText
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from afspraken.afspraakwaarden import lege_waarden
from afspraken.export.cellen import MEEST, celtekst, csvtekst, is_formule, knip, vorm
from afspraken.export.csv_regels import csv_regels
from afspraken.export.kolommen import AFSPRAKEN, BLADEN, DEFINITIES, INDICATOREN, STREEFWAARDEN, TERMIJNEN, VERWIJZINGEN
from afspraken.export.ods import maak_ods
from afspraken.export.rooster import Registerfout
from afspraken.export.teruglezen import Gelezen, lees_register
from afspraken.export.vergelijken import Vergelijking, vergelijk
from afspraken.export.xlsx import maak_xlsx
from afspraken.models import Afspraak, Definitie, Overeenkomst
from afspraken.registerservices import bewaar_afspraak
from basis.documenten.model import Leesfout
from monitoring.inlezen.bestand import lees
from monitoring.inlezen.register import RegisterLader
from tests.fabrieken import Stad, maak_stad

MAP = Path(__file__).resolve().parents[2]
WONEN = {"nummer": "1", "titel": "Wonen"}
SETS = ("amersfoort-2022-2023", "kampen-2022-2026")
pytestmark = pytest.mark.django_db


def laad_set(naam: str) -> Overeenkomst:
    return RegisterLader(lees(MAP / "fixtures" / naam / "register.yaml")).laad()


def vul(stad: Stad) -> Afspraak:
    """Give the test city one agreement with everything, and a second one it refers to."""
    stad.overeenkomst.status = "concept"
    stad.overeenkomst.save()
    tweede = bewaar_afspraak(
        overeenkomst=stad.overeenkomst, afspraak=None, door=None,
        waarden=lege_waarden() | {"nummer": "1.10", "tekst": "Partijen overleggen.", "hoofdstuk": WONEN},
    )  # fmt: skip
    waarden = lege_waarden() | {
        "nummer": "1.1",
        "hoofdstuk": WONEN,
        "paragraaf": {"nummer": "1.1", "titel": "Bouwen"},
        "onderwerp": "Nieuwbouw",
        "tekst": "=2+3 woningen\n\n- eerste\n- tweede",
        "aard": "resultaat",
        "trekker_tekst": "@corporaties",
        "penvoerder": stad.wonen.sleutel,
        "antwoordwijze": "samen",
        "gemeenten": [stad.gemeente.sleutel],
        "vervallen_op": "2023-12-31",
        "betrokkenen": [
            {"rol": "trekker", "partij": "", "groep": "corporaties"},
            {"rol": "trekker", "partij": stad.gemeente.sleutel, "groep": ""},
            {"rol": "levert", "partij": stad.wonen.sleutel, "groep": ""},
        ],
        "termijnen": [
            {"tekst": "vóór 1 april", "eind": "2022-03-31", "herhaling": "jaar"},
            {"tekst": "Q3", "begin": "2022-07-01", "eind": "2022-09-30", "exactheid": "circa", "toelichting": "-"},
        ],
        "indicatoren": [
            indicator("opgeleverd", "Opgeleverde woningen", [("", "213"), (stad.wonen.sleutel, "78.25")]),
            indicator("gesloopt", "Gesloopte woningen", []),
        ],
        "verwijzingen": [tweede.pk],
    }  # fmt: skip
    afspraak = bewaar_afspraak(overeenkomst=stad.overeenkomst, afspraak=None, door=None, waarden=waarden)
    definitie = Definitie.objects.create(overeenkomst=stad.overeenkomst, noot="1", begrip="+ DAEB", tekst="Dienst")
    definitie.afspraken.add(afspraak)
    return afspraak


def indicator(sleutel: str, naam: str, streefwaarden: list[tuple[str, str]]) -> dict[str, Any]:
    return {
        "sleutel": sleutel, "naam": naam, "eenheid": "woningen", "richting": "minimum", "ritme": "jaar",
        "cumulatief": True, "decimalen": 2, "nulmeting": "12.5", "nulmeting_jaar": 2021,
        "streefwaarden": [
            {"partij": partij, "waarde": waarde, "van": "2022-01-01", "tot": "2023-12-31"}
            for partij, waarde in streefwaarden
        ],
    }  # fmt: skip


def lees_terug(inhoud: bytes, overeenkomst: Overeenkomst, map_: Path) -> Gelezen:
    pad = map_ / "register.xlsx"
    pad.write_bytes(inhoud)
    return lees_register(pad, overeenkomst)


def kolom(blad: Worksheet, kop: str) -> int:
    return next(cel.column for cel in blad[1] if cel.value == kop)


class Bewerking:
    """An export that somebody edits."""

    def __init__(self, overeenkomst: Overeenkomst, map_: Path) -> None:
        self.overeenkomst, self.map = overeenkomst, map_
        self.boek: Workbook = load_workbook(io.BytesIO(maak_xlsx(overeenkomst)))

    def rij(self, blad: str, kop: str, waarde: Any) -> int:
        """Return the number of the row with this value in this column."""
        vel = self.boek[blad]
        nr = kolom(vel, kop)
        return next(rij for rij in range(2, vel.max_row + 1) if vel.cell(rij, nr).value == waarde)

    def zet(self, blad: str, rij: int, **waarden: Any) -> None:
        """Fill cells of a row by the keys of the columns."""
        koppen = {kolom.sleutel: kolom.kop for kolom in BLADEN[blad]}
        for sleutel, waarde in waarden.items():
            self.boek[blad].cell(rij, kolom(self.boek[blad], koppen[sleutel]), waarde)

    def cel(self, blad: str, rij: int, kop: str) -> str:
        return self.boek[blad].cell(rij, kolom(self.boek[blad], kop)).coordinate

    def erbij(self, blad: str, **waarden: Any) -> int:
        """Add a row at the end."""
        rij = self.boek[blad].max_row + 1
        self.zet(blad, rij, **waarden)
        return rij

    def lees(self) -> Gelezen:
        buffer = io.BytesIO()
        self.boek.save(buffer)
        return lees_terug(buffer.getvalue(), self.overeenkomst, self.map)

    def vergelijk(self) -> Vergelijking:
        return vergelijk(self.overeenkomst, self.lees())

    def fouten(self) -> list[str]:
        with pytest.raises(Registerfout) as fout:
            self.lees()
        return [str(regel) for regel in fout.value.fouten]


@pytest.fixture
def bewerking(stad: Stad, tmp_path: Path) -> Bewerking:
    vul(stad)
    return Bewerking(stad.overeenkomst, tmp_path)


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


# --- What the files look like ---------------------------------------------------------------------------------------


def test_formules_staan_als_tekst_in_excel(bewerking: Bewerking) -> None:
    vel = bewerking.boek[AFSPRAKEN]
    cel = vel.cell(bewerking.rij(AFSPRAKEN, "Nummer", "1.1"), kolom(vel, "Tekst"))
    assert (cel.data_type, cel.quotePrefix, cel.number_format) == ("s", True, "@")
    assert all(cel.data_type != "f" for blad in bewerking.boek for rij in blad.iter_rows() for cel in rij)
    assert vel.freeze_panes == "D2"
    assert [vel.column_dimensions[letter].hidden for letter in "ABC"] == [True, True, False]
    keuzes = {regel.formula1 for regel in vel.data_validations.dataValidation}
    assert len(keuzes) == 4
    assert [blad.title for blad in bewerking.boek if blad.sheet_state == "visible"] == [*BLADEN, "Toelichting"]
    assert bewerking.boek[TERMIJNEN].cell(2, kolom(bewerking.boek[TERMIJNEN], "Eind")).value.date() == dt.date(
        2022, 3, 31
    )
    assert bewerking.boek[STREEFWAARDEN].cell(3, kolom(bewerking.boek[STREEFWAARDEN], "Waarde")).value == 78.25


def test_ods_heeft_dezelfde_gegevens(stad: Stad, tmp_path: Path) -> None:
    vul(stad)
    pad = tmp_path / "register.ods"
    pad.write_bytes(maak_ods(stad.overeenkomst))
    document = laad_ods(str(pad))
    bladen = {blad.getAttribute("name"): blad for blad in document.spreadsheet.getElementsByType(Table)}
    assert [*bladen][: len(BLADEN)] == list(BLADEN)
    rijen = [
        [extractText(cel) for cel in rij.getElementsByType(TableCell)]
        for rij in bladen[AFSPRAKEN].getElementsByType(TableRow)
    ]
    assert rijen[1][12].startswith("=2+3 woningen")
    cellen = bladen[TERMIJNEN].getElementsByType(TableRow)[1].getElementsByType(TableCell)
    assert [cel.getAttribute("datevalue") for cel in cellen if cel.getAttribute("datevalue")] == ["2022-03-31"]
    assert all(cel.getAttribute("formula") is None for cel in document.spreadsheet.getElementsByType(TableCell))


def test_csv_is_een_regel_per_afspraak_en_onschadelijk(stad: Stad) -> None:
    vul(stad)
    tekst = "".join(csv_regels(stad.overeenkomst))
    assert tekst.startswith("\ufeff")
    rijen = list(csv.DictReader(io.StringIO(tekst.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [rij["Nummer"] for rij in rijen] == ["1.1", "1.10"]
    assert rijen[0]["Tekst"].startswith("'=2+3 woningen\n")
    assert rijen[0]["Trekker in het document"] == "'@corporaties"
    assert rijen[0]["Trekkers"] == "Corporaties; Gemeente Stad"
    assert "Opgeleverde woningen" in rijen[0]["Indicatoren"]
    assert rijen[0]["Verwijst naar"] == "1.10"


@pytest.mark.parametrize("soort", ["xlsx", "ods", "csv"])
def test_elke_deelnemer_kan_downloaden_met_een_vast_aantal_vragen(
    stad: Stad, client: Client, soort: str, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    vul(stad)
    client.force_login(stad.gebruikers["thuis-lezer"])
    adres = reverse("afspraken:register_export", args=[stad.overeenkomst.sleutel, soort])
    with django_assert_max_num_queries(25) as eerst:
        antwoord = client.get(adres)
        inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    for nr in range(5):
        bewaar_afspraak(
            overeenkomst=stad.overeenkomst, afspraak=None, door=None,
            waarden=lege_waarden() | {
                "nummer": f"9.{nr}", "titel": "Nog een", "hoofdstuk": WONEN,
                "indicatoren": [indicator("a", "A", [("", "1")])],
                "betrokkenen": [{"rol": "trekker", "partij": stad.thuis.sleutel, "groep": ""}],
            },
        )  # fmt: skip
    with django_assert_max_num_queries(len(eerst)):
        antwoord = client.get(adres)
        inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    assert antwoord["Content-Disposition"] == f'attachment; filename="stad-2022-2023-register.{soort}"'
    assert len(inhoud) > 500
    assert client.get(adres.replace(soort, "exe")).status_code == 404


def test_een_buitenstaander_krijgt_niets(stad: Stad, buurstad: Stad, client: Client) -> None:
    client.force_login(buurstad.gebruikers["gemeente-redacteur"])
    for soort in ("xlsx", "ods", "csv"):
        assert (
            client.get(reverse("afspraken:register_export", args=[stad.overeenkomst.sleutel, soort])).status_code == 404
        )


# --- Any text -------------------------------------------------------------------------------------------------------


@given(st.text(max_size=200))
def test_geen_tekst_is_in_csv_een_formule(tekst: str) -> None:
    assert not csvtekst(tekst).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert csvtekst(tekst) in (celtekst(tekst), f"'{celtekst(tekst)}")
    assert not is_formule(f"'{tekst}")


@given(st.text(alphabet=st.sampled_from("a😀\n"), max_size=60), st.integers(2, 9))
def test_knippen_verliest_niets(tekst: str, meest: int) -> None:
    stukken = knip(tekst, meest)
    assert "".join(stukken) == tekst
    assert all(len(stuk.encode("utf-16-le")) // 2 <= meest for stuk in stukken)


LASTIG = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "=HYPERLINK(A1)", "+31", "-", "@SUM(A1)", "'quote", '"dubbel"', "a\n\nb", "regel\r\ntwee", "\ttab", "1.10",
            "0012", "#N/A", "TRUE", "2022-01-01", "1E5", "_x0041_", "ax005F_b", "\x0bverticaal\x0c", "é́ñ 日本 🏠",
            "a;b", "⟦vervolg 1⟧",
            "x" * 40_000, "🏠" * 20_000, "regel\n" * 6_000,
        ]
    ),
)  # fmt: skip


class HeenEnTerugMetElkeTekst(TestCase):
    """The property: whatever people wrote, an export that nobody edited changes nothing."""

    def setUp(self) -> None:
        self.stad = maak_stad()
        self.afspraak = vul(self.stad)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(tekst=LASTIG, kort=LASTIG.map(lambda tekst: tekst.replace("\x00", "")[:100]))
    def test_heen_en_terug(self, tekst: str, kort: str) -> None:
        bewaard, verplicht = tekst.replace("\x00", ""), kort if vorm(kort) else "nu"
        Afspraak.objects.filter(pk=self.afspraak.pk).update(
            tekst=bewaard, samenvatting=bewaard, onderwerp=kort, trekker_tekst=kort, titel=kort
        )
        self.afspraak.termijnen.update(tekst=verplicht, toelichting=kort)
        self.afspraak.indicatoren.update(toelichting=bewaard, naam=verplicht)
        Definitie.objects.update(begrip=verplicht, tekst=bewaard)
        uitkomst = self.heen_en_terug()
        assert [rij.verschillen for rij in uitkomst.gewijzigde] == []
        assert uitkomst.is_gelijk

    def heen_en_terug(self) -> Vergelijking:
        inhoud = maak_xlsx(self.stad.overeenkomst)
        pad = Path(self.map_) / "register.xlsx"
        pad.write_bytes(inhoud)
        return vergelijk(self.stad.overeenkomst, lees_register(pad, self.stad.overeenkomst))

    @pytest.fixture(autouse=True)
    def _eigen_map(self, tmp_path: Path) -> None:
        self.map_ = tmp_path


def test_een_lange_tekst_komt_heel_terug(stad: Stad, tmp_path: Path) -> None:
    afspraak = vul(stad)
    lang = "".join(f"{nr} 🏠 zin.\n" for nr in range(9_000))
    assert len(lang) > 3 * MEEST
    Afspraak.objects.filter(pk=afspraak.pk).update(tekst=lang)
    gelezen = lees_terug(maak_xlsx(stad.overeenkomst), stad.overeenkomst, tmp_path)
    assert vorm(next(rij for rij in gelezen.afspraken if rij.pk == afspraak.pk).waarden["tekst"]) == vorm(lang)
