"""What exported files look like, who may have them, and any text in them."""

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

from afspraken.afspraakwaarden import lege_waarden
from afspraken.export.cellen import MEEST, celtekst, csvtekst, is_formule, knip, vorm
from afspraken.export.csv_regels import csv_regels
from afspraken.export.kolommen import AFSPRAKEN, BLADEN, STREEFWAARDEN, TERMIJNEN
from afspraken.export.ods import maak_ods
from afspraken.export.teruglezen import lees_register
from afspraken.export.vergelijken import Vergelijking, vergelijk
from afspraken.export.xlsx import maak_xlsx
from afspraken.models import Afspraak, Definitie
from afspraken.registerservices import bewaar_afspraak
from tests.fabrieken import Stad, maak_stad
from tests.importeren.exporthulp import (
    WONEN,
    Bewerking,
    indicator,
    kolom,
    lees_terug,
    vul,
)

pytestmark = pytest.mark.django_db

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
