"""The command: what it prints, what it refuses, and that a trial run needs no database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.importeren.bouwers import Kop, Tabel, word

MAP = Path(__file__).resolve().parents[2]
AFSPRAAK = {
    "nummer", "deel", "hoofdstuk", "paragraaf", "onderwerp", "tekst", "soort", "gemeenten", "partijen_tekst",
    "trekker_tekst", "trekkers", "betrokkenen", "termijn_tekst", "termijnen", "indicatoren", "verwijzingen",
    "voetnoten", "plaats", "waarschuwingen",
}  # fmt: skip


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    """A Word file with two agreements, one of them without an owner."""
    return word(
        tmp_path,
        Kop("1. Bouwen"),
        Tabel(
            [
                ["Nr", "Afspraak", "Trekker", "Planning", "Streefwaarde"],
                [
                    "1",
                    "De Linde bouwt minstens 25 woningen, zie afspraak 2.",
                    "Woonstichting De Linde",
                    "Q3 2024",
                    "25",
                ],
                ["2", "Ieder jaar bespreken wij de voortgang.", "", "voorjaar", ""],
            ]
        ),
    )


def voer_uit(*args: str) -> str:
    uit = StringIO()
    call_command("importeer", *args, stdout=uit)
    return uit.getvalue()


def test_proef_vertelt_wat_er_in_staat_met_waarschuwingen_voorop(bestand: Path) -> None:
    regels = voer_uit(str(bestand), "--proef")
    assert "2 afspraken, 1 met trekker" in regels
    assert regels.index("Waarschuwingen") < regels.index("1 Bouwen")
    assert "er is niets opgeslagen" in regels


def test_proef_json_is_een_object_met_alle_sleutels(bestand: Path) -> None:
    gelezen: dict[str, Any] = json.loads(voer_uit(str(bestand), "--proef", "--json"))
    assert {"afspraken", "partijen", "tabellen", "waarschuwingen", "titel", "periode", "hoofdstukken"} <= set(gelezen)
    een, twee = gelezen["afspraken"]
    assert set(een) >= AFSPRAAK
    assert set(twee) == set(een)
    assert een["termijnen"][0].items() >= {"begin": "2024-07-01", "eind": "2024-09-30", "herhaling": "geen"}.items()
    assert een["verwijzingen"] == ["2"]
    assert {"naam", "eenheid", "nulmeting", "streefwaarde", "jaar"} <= set(een["indicatoren"][0])
    assert isinstance(een["indicatoren"][0]["streefwaarde"], int)
    assert een["betrokkenen"][0].items() >= {"naam": "Woonstichting De Linde", "rol": "trekker"}.items()
    assert gelezen["tellingen"]["met_trekker"] == 1


@pytest.mark.parametrize(
    ("naam", "inhoud", "woord"),
    [
        ("bestaat-niet.docx", None, "bestaat niet"),
        ("tekst.txt", b"hallo", ""),
        ("kapot.docx", b"dit is geen zip", ""),
    ],
)
def test_een_slecht_bestand_geeft_een_nederlandse_melding(
    tmp_path: Path, naam: str, inhoud: bytes | None, woord: str
) -> None:
    pad = tmp_path / naam
    if inhoud is not None:
        pad.write_bytes(inhoud)
    uit = StringIO()
    with pytest.raises(CommandError) as fout:
        call_command("importeer", str(pad), "--proef", "--json", stdout=uit)
    assert woord in str(fout.value)
    assert json.loads(uit.getvalue()) == {"fout": str(fout.value)}


def test_een_document_zonder_afspraken(tmp_path: Path) -> None:
    pad = word(tmp_path, "Een brief over iets anders.")
    with pytest.raises(CommandError, match="geen afspraken gevonden"):
        voer_uit(str(pad), "--proef")


def test_proef_werkt_zonder_database_en_schrijft_utf8(bestand: Path, tmp_path: Path) -> None:
    leeg = tmp_path / "var"
    leeg.mkdir()
    omgeving = os.environ | {"VAR_MAP": str(leeg), "DJANGO_SECRET_KEY": "x" * 50, "PYTHONIOENCODING": "ascii"}
    omgeving.pop("DATABASE_URL", None)
    proces = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, str(MAP / "manage.py"), "importeer", str(bestand), "--proef", "--json"],
        capture_output=True,
        env=omgeving,
        check=False,
        timeout=60,
    )
    assert proces.returncode == 0, proces.stderr.decode()
    assert [a["nummer"] for a in json.loads(proces.stdout.decode("utf-8"))["afspraken"]] == ["1", "2"]


def test_fout_eindigt_met_code_1_en_de_melding_op_stderr(tmp_path: Path) -> None:
    omgeving = os.environ | {"VAR_MAP": str(tmp_path), "DJANGO_SECRET_KEY": "x" * 50}
    proces = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, str(MAP / "manage.py"), "importeer", str(tmp_path / "weg.docx"), "--proef"],
        capture_output=True,
        env=omgeving,
        check=False,
        timeout=60,
    )
    assert proces.returncode == 1
    assert "bestaat niet" in proces.stderr.decode("utf-8")
    assert proces.stdout == b""
