"""The checkers themselves: each must accept what is right and name what is wrong, or the suite proves nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection

from tests.hulp import sloten, telling, verapdf, vnu

GOED = (
    '<!doctype html><html lang="nl"><head><title>Rapport</title></head><body><h1>Rapport</h1><p>Één.</p></body></html>'
)


@pytest.mark.pdfua
def test_verapdf_keurt_een_goede_pdf_goed_en_noemt_wat_een_slechte_mist(tmp_path: Path) -> None:
    from weasyprint import HTML

    goed, slecht = tmp_path / "goed.pdf", tmp_path / "slecht.pdf"
    HTML(string=GOED).write_pdf(goed, pdf_variant="pdf/ua-1")
    HTML(string=GOED.replace("<h1>Rapport</h1>", "<h3>Rapport</h3>")).write_pdf(slecht, pdf_variant="pdf/ua-1")
    eerste, tweede = verapdf.valideer_alle([goed, slecht])
    assert eerste == []
    assert len(tweede) == 1
    assert tweede[0].startswith("7.4.2-1: ")


@pytest.mark.html
def test_vnu_noemt_de_pagina_en_de_regel() -> None:
    fouten = vnu.controleer({"/goed/ [lezer]": GOED, "/slecht/ [lezer]": GOED.replace("<h1>", "<h1>\n<div>")})
    assert fouten
    assert all(fout.startswith("/slecht/ [lezer]:2: ") for fout in fouten)
    assert vnu.controleer({"/goed/": GOED}) == []


def test_telling_keurt_een_overgeslagen_test_af(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    uitslag = tmp_path / "a.xml"
    uitslag.write_text(
        '<testsuites><testsuite><testcase name="goed"/><testcase name="over"><skipped message="geen Java"/></testcase>'
        "</testsuite></testsuites>"
    )
    assert telling.main(["3", str(uitslag)]) == 1
    assert telling.main(["--overslaan-mag", "3", str(uitslag)]) == 0
    regels = capsys.readouterr().out.splitlines()
    assert regels[-1] == "1 passed, 0 failed, 1 skipped"
    assert "geen Java" in regels[0]


def test_sloten_vindt_een_andere_versie_en_een_adres(tmp_path: Path) -> None:
    (tmp_path / "base.txt").write_text("django==5.2.1 \\\n    --hash=sha256:00\n")
    (tmp_path / "test.txt").write_text("--index-url https://voorbeeld.invalid\ndjango==5.2.2 ; python_version > '3'\n")
    assert len(sloten.fouten_python(tmp_path)) == 2


def test_de_tests_draaien_op_de_gevraagde_database() -> None:
    gevraagd = os.environ.get("DATABASE_URL", "").partition(":")[0] or "sqlite"
    assert connection.vendor == gevraagd
