"""Parties and owners of the two source documents, in Word and in PDF, equal what was read by hand."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from afspraken.importeren.partijen import Partijenlijst, herken_partijen
from basis.documenten.lezen import lees_document
from tests.hulp.bronnen import BRONNEN

pytestmark = pytest.mark.bronnen

MAP = Path(__file__).resolve().parents[2]
SETS = {"amersfoort": "amersfoort-2022-2023", "kampen": "kampen-2022-2026"}
GEVALLEN = [(naam, soort) for naam in SETS for soort in ("docx", "pdf")]


@lru_cache(maxsize=4)
def _lijst(naam: str, soort: str) -> Partijenlijst:
    return herken_partijen(lees_document(BRONNEN / f"prestatieafspraken-{SETS[naam]}.{soort}"))


def _register(naam: str) -> list[dict[str, Any]]:
    return yaml.safe_load((MAP / "fixtures" / SETS[naam] / "register.yaml").read_text())["partijen"]


def _feiten(naam: str) -> dict[str, dict[str, Any]]:
    return yaml.safe_load((MAP / "tests" / "feiten" / f"{naam}.yaml").read_text())["afspraken"]


@pytest.mark.parametrize(("naam", "soort"), GEVALLEN)
def test_de_deelnemers_hebben_de_naam_en_soort_van_het_register(naam: str, soort: str) -> None:
    verwacht = {partij["naam"]: partij["soort"] for partij in _register(naam) if partij["deelnemer"]}
    assert {partij.naam: partij.soort for partij in _lijst(naam, soort).partijen} == verwacht


@pytest.mark.parametrize(("naam", "soort"), GEVALLEN)
def test_huurdersorganisaties_spreken_voor_de_juiste_corporatie(naam: str, soort: str) -> None:
    namen = {partij["sleutel"]: partij["naam"] for partij in _register(naam)}
    verwacht = {
        partij["naam"]: namen.get(partij["spreekt_voor"], "") for partij in _register(naam) if partij["deelnemer"]
    }
    assert {partij.naam: partij.spreekt_voor for partij in _lijst(naam, soort).partijen} == verwacht


@pytest.mark.parametrize(("naam", "soort"), GEVALLEN)
def test_elke_trekker_uit_de_feiten_wordt_gevonden(naam: str, soort: str) -> None:
    sleutels = {partij["naam"]: partij["sleutel"] for partij in _register(naam)}
    lijst = _lijst(naam, soort)
    fout = {}
    for nummer, feit in _feiten(naam).items():
        oplossing = lijst.los_op(feit["trekker_tekst"])
        gevonden = [sleutels[lid] for trekker in oplossing.trekkers for lid in lijst.leden(trekker)]
        if sorted(gevonden) != sorted(feit["trekkers"]) or oplossing.onbekend or oplossing.rest:
            fout[nummer] = (feit["trekker_tekst"], gevonden, oplossing.onbekend, oplossing.rest)
    assert fout == {}


@pytest.mark.parametrize("soort", ["docx", "pdf"])
def test_de_kolom_partijen_van_kampen_noemt_alleen_bekenden(soort: str) -> None:
    lijst = _lijst("kampen", soort)
    for nummer, feit in _feiten("kampen").items():
        oplossing = lijst.los_op(feit["partijen_tekst"], rol="betrokken")
        assert oplossing.betrokkenen, nummer
        assert {betrokkene.rol for betrokkene in oplossing.betrokkenen} == {"betrokken"}, nummer
        assert (oplossing.onbekend, oplossing.rest) == ([], ""), nummer


@pytest.mark.parametrize(("naam", "soort"), GEVALLEN)
def test_geen_titel_voorletters_of_functie_komt_mee(naam: str, soort: str) -> None:
    lijst = _lijst(naam, soort)
    teksten = [f"{p.naam} {p.korte_naam} {' '.join(p.afkortingen)} {p.spreekt_voor} {p.plaats}" for p in lijst.partijen]
    for tekst in [*teksten, *lijst.waarschuwingen, *lijst.groepen, *lijst.afkortingen.values()]:
        assert not re.search(
            r"\b(?:dhr|mw|mevr|heer|wethouder|voorzitter|directeur|secretaris)\b|[A-Z]\.[A-Z]\.", tekst
        ), tekst


def test_de_spelfout_op_het_voorblad_van_kampen_wordt_gemeld() -> None:
    lijst = _lijst("kampen", "docx")
    assert [tekst for tekst in lijst.waarschuwingen if "Huurlers Vereniging" in tekst]
    assert all("Huurlers" not in partij.naam for partij in lijst.partijen)


def test_korte_namen_en_afkortingen_van_amersfoort() -> None:
    kort = {partij.naam: partij.korte_naam for partij in _lijst("amersfoort", "docx").partijen}
    assert kort["Stichting Huurdersbelangen Omnia Wonen"] == "SHOW"
    assert kort["Huurders Belangen Vereniging Alliantie - Amersfoort"] == "HBVA-Amersfoort"
    assert kort["De Alliantie"] == "Alliantie"
