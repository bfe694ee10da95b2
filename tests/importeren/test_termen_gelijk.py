"""The terms an import reads from both source documents are the terms of the fixtures, to the letter."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from afspraken.importeren.resultaat import Importresultaat
from tests.hulp.bronnen import BRONNEN
from voorraad.importeren.lezen import lees

pytestmark = pytest.mark.bronnen

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SETS = ("amersfoort-2022-2023", "kampen-2022-2026")
Kern = tuple[str, dt.date | None, dt.date | None, str, str]


@cache
def gelezen(sleutel: str) -> Importresultaat:
    return lees(BRONNEN / f"prestatieafspraken-{sleutel}.docx")


@cache
def register(sleutel: str) -> dict[str, Any]:
    inhoud: dict[str, Any] = yaml.safe_load((FIXTURES / sleutel / "register.yaml").read_text(encoding="utf-8"))
    return inhoud


def uit_register(sleutel: str) -> dict[str, list[Kern]]:
    """Per number: text, begin, end, repetition and exactness of every term, in order."""
    return {
        afspraak["nummer"]: [
            (term["tekst"], term["begin"], term["eind"], term["herhaling"], term["exactheid"])
            for term in afspraak["termijnen"]
        ]
        for hoofdstuk in register(sleutel)["hoofdstukken"]
        for afspraak in hoofdstuk["afspraken"]
    }


@pytest.mark.parametrize("sleutel", SETS)
def test_elke_termijn_is_die_van_het_register(sleutel: str) -> None:
    gevonden = {
        afspraak.nummer: [
            (term.tekst, term.begin, term.eind, term.herhaling, term.exactheid) for term in afspraak.termijnen
        ]
        for afspraak in gelezen(sleutel).afspraken
    }
    hoort = uit_register(sleutel)
    assert sum(map(len, hoort.values())) > 60
    assert gevonden == hoort


@pytest.mark.parametrize("sleutel", SETS)
def test_elke_termijn_staat_in_het_document(sleutel: str) -> None:
    for afspraak in gelezen(sleutel).afspraken:
        bron = f"{afspraak.termijn_tekst}\n{afspraak.tekst}"
        assert [term.tekst for term in afspraak.termijnen if term.tekst not in bron] == [], afspraak.nummer


@pytest.mark.parametrize("sleutel", SETS)
def test_zonder_dag_in_de_tekst_geen_dag_in_het_register(sleutel: str) -> None:
    """Domein.md section 6: a repetition or condition without a date has none; 'in 2022' in a text has only an end."""
    gezien = set()
    for nummer, termen in uit_register(sleutel).items():
        for tekst, begin, eind, herhaling, exactheid in termen:
            woorden = tekst.casefold()
            if exactheid == "voorwaarde" or woorden in {"jaarlijks", "per kwartaal", "halfjaarlijks"}:
                assert (begin, eind) == (None, None), (nummer, tekst)
                gezien.add(exactheid if exactheid == "voorwaarde" else herhaling)
            elif woorden == "in 2022":
                assert (begin, eind, herhaling) == (None, dt.date(2022, 12, 31), "geen"), nummer
                gezien.add("in een jaar")
    assert {"voorwaarde", "jaar", "in een jaar"} <= gezien
