"""A function on a strange file cannot take the worker down."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import openpyxl
import pytest

from basis.documenten.begrensd import lees_begrensd, meld_voortgang, voer_begrensd_uit
from basis.documenten.model import Leesfout
from tests.basis.documenten.bouw import docx_delen, maak_zip, p, tbl, tc, tr

KINDEREN = "tests.basis.documenten.kinderen:"


def fout(naam: str, *args: object, seconden: float = 20, megabytes: int = 300) -> str:
    """Return the message of a run that fails."""
    with pytest.raises(Leesfout) as opgevangen:
        voer_begrensd_uit(KINDEREN + naam, args, seconden=seconden, megabytes=megabytes)
    return str(opgevangen.value)


def test_geeft_het_antwoord_terug() -> None:
    assert voer_begrensd_uit(KINDEREN + "tel_op", (2,), {"twee": 3}) == 5


def test_relatief_pad_blijft_hetzelfde_bestand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_text("x")
    assert voer_begrensd_uit(KINDEREN + "geef_pad", (Path("x"),)) == ("x", True)


def test_voortgang_komt_door_en_loopt_op() -> None:
    gezien: list[int] = []
    assert voer_begrensd_uit(KINDEREN + "meld", (5, 40, 40, 30, 250), voortgang=gezien.append) == "klaar"
    assert gezien == [5, 40, 100]


def test_voortgang_doet_niets_buiten_een_kind(capfd: pytest.CaptureFixture[str]) -> None:
    meld_voortgang(50)
    assert capfd.readouterr().out == ""


def test_leesfout_komt_door() -> None:
    assert fout("weiger") == "Dit bestand is niet goed. Kies een ander."


def test_gewone_fout_wordt_een_leesfout_en_staat_in_de_log(caplog: pytest.LogCaptureFixture) -> None:
    assert "kunnen we niet lezen" in fout("struikel")
    assert "KeyError: 'intern'" in caplog.text


def test_te_veel_geheugen() -> None:
    assert "te groot of te ingewikkeld" in fout("vreet_geheugen")


@pytest.mark.parametrize("naam", ["herhaal", "reken"])
def test_te_lang(naam: str) -> None:
    begin = time.monotonic()
    assert "langer dan 1 seconden" in fout(naam, seconden=1)
    assert time.monotonic() - begin < 5


def test_crash_en_stil_einde() -> None:
    assert "te groot of te ingewikkeld" in fout("crash")
    assert "kunnen we niet lezen" in fout("sterf_stil")


def test_kleinkind_leeft_niet_door(tmp_path: Path) -> None:
    fout("start_kleinkind", tmp_path / "pid", seconden=2)
    pid = int((tmp_path / "pid").read_text())
    for _ in range(50):
        if not _leeft(pid):
            break
        time.sleep(0.1)
    assert not _leeft(pid)


def _leeft(pid: int) -> bool:
    """Tell whether a process runs; one that only waits to be cleared away is dead."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_antwoord_kan_geen_code_uitvoeren(tmp_path: Path) -> None:
    with pytest.raises(pickle.UnpicklingError):
        voer_begrensd_uit(KINDEREN + "geef_stiekem", (tmp_path / "gemaakt",))
    assert os.listdir(tmp_path) == []


def test_te_groot_antwoord() -> None:
    assert "te groot of te ingewikkeld" in fout("geef_veel")


def test_leest_een_document_helemaal(tmp_path: Path) -> None:
    pad = maak_zip(tmp_path / "x.docx", docx_delen(p("een") + tbl(tr(tc(p("a")), tc(p("b"))))))
    gezien: list[int] = []
    document = lees_begrensd(pad, "Afspraken.docx", voortgang=gezien.append)
    assert document.naam == "Afspraken.docx"
    assert next(document.tabellen).rijen[0].teksten == ["a", "b"]
    assert gezien[-1] >= 90


def test_groot_rekenblad_past_binnen_de_grens(tmp_path: Path) -> None:
    boek = openpyxl.Workbook(write_only=True)
    blad = boek.create_sheet("A")
    for nummer in range(5_000):
        blad.append([nummer, f"Partijen bouwen {nummer} woningen in wijk {nummer % 97}", "Gemeente", "Q1 2023"] * 2)
    boek.save(tmp_path / "g.xlsx")
    assert len(next(lees_begrensd(tmp_path / "g.xlsx", seconden=30).tabellen).rijen) == 5_000


def test_weigering_van_de_poort_komt_door(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"x")
    with pytest.raises(Leesfout, match="sla het op als"):
        lees_begrensd(tmp_path / "a.doc")


def test_document_dat_meer_geheugen_vraagt_dan_mag(tmp_path: Path) -> None:
    body = "".join(p(f"alinea {nr * 7919 % 1_000_003}") for nr in range(250_000))
    pad = maak_zip(tmp_path / "x.docx", docx_delen(body))
    with pytest.raises(Leesfout, match="te groot of te ingewikkeld"):
        lees_begrensd(pad, megabytes=150, seconden=60)
