"""Settings from the environment: clear errors, a demo that stays on this machine, and a safe production."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.omgeving import databank, getal, lijst, vlag

WORTEL = Path(__file__).resolve().parents[2]


def beheer(tmp_path: Path, *opdracht: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    """Run a management command with only this environment."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if naam in {"PATH", "HOME", "LANG"}}
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "manage.py", *opdracht],
        cwd=WORTEL,
        env=schoon | {"VAR_MAP": str(tmp_path)} | omgeving,
        capture_output=True,
        text=True,
        check=False,
    )


def test_zonder_sleutel_start_het_portaal_niet(tmp_path: Path) -> None:
    uitslag = beheer(tmp_path, "check")
    assert uitslag.returncode != 0
    assert "DJANGO_SECRET_KEY" in uitslag.stderr


@pytest.mark.parametrize("hosts", ["afspraken.example.nl", "127.0.0.1,10.0.0.5", "0.0.0.0", "*", ".example.nl"])  # noqa: S104 - refused
def test_de_demo_draait_niet_op_een_openbaar_adres(tmp_path: Path, hosts: str) -> None:
    uitslag = beheer(tmp_path, "check", DEMO="1", DJANGO_HOSTS=hosts)
    assert uitslag.returncode != 0
    assert "alleen op 127.0.0.1" in uitslag.stderr


def test_de_demo_draait_op_deze_machine(tmp_path: Path) -> None:
    assert beheer(tmp_path, "check", DEMO="1", DJANGO_HOSTS="127.0.0.1,localhost,[::1]").returncode == 0


def test_productie_is_veilig_ingesteld(tmp_path: Path) -> None:
    """Django's own deployment checks find nothing with the settings README.md names."""
    uitslag = beheer(
        tmp_path,
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        DJANGO_SECRET_KEY="".join(chr(33 + (7 * n) % 90) for n in range(64)),
        DJANGO_HOSTS="afspraken.example.nl",
    )
    assert uitslag.returncode == 0, uitslag.stderr


def test_een_onbekende_databank_wordt_geweigerd(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="postgresql://"):
        databank("mysql://root@localhost/iets", tmp_path / "db.sqlite3")


def test_een_databank_adres_met_vreemde_tekens(tmp_path: Path) -> None:
    uit = databank("postgresql://jan%40stad:ge%3Aheim@[::1]:5433/af%20spraken?sslmode=require", tmp_path / "x")
    assert (uit["USER"], uit["PASSWORD"], uit["HOST"], uit["PORT"]) == ("jan@stad", "ge:heim", "::1", "5433")
    assert uit["NAME"] == "af spraken"
    assert uit["OPTIONS"] == {"sslmode": "require"}


def test_vlaggen_en_getallen(monkeypatch: pytest.MonkeyPatch) -> None:
    for tekst, verwacht in (("1", True), ("ja", True), ("0", False), ("", False), ("UIT", False)):
        monkeypatch.setenv("VLAG", tekst)
        assert vlag("VLAG") is verwacht
    monkeypatch.setenv("VLAG", "misschien")
    with pytest.raises(ImproperlyConfigured, match="VLAG moet 1 of 0"):
        vlag("VLAG")
    monkeypatch.setenv("GETAL", "vijf")
    with pytest.raises(ImproperlyConfigured, match="geheel getal"):
        getal("GETAL", 1)
    monkeypatch.setenv("LIJST", " a, ,b ")
    assert lijst("LIJST", "") == ["a", "b"]
