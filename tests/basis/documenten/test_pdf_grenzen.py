"""PDFs that are no PDF, locked, damaged, scanned, too long or hostile: a Dutch message, in little time and memory."""

from __future__ import annotations

import random
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from basis.documenten.model import Leesfout
from basis.documenten.pdf import lees_pdf
from basis.documenten.pdf_poort import MAX_BLADZIJDEN
from tests.basis.documenten.pdf_bouw import KORT, LIJNEN, maak, ruwe_pdf, tabel_html, teksten
from tests.hulp.bronnen import BRONNEN

TEKST = b"BT /F1 12 Tf 50 700 Td (Hallo wereld) Tj ET "
KAMPEN = BRONNEN / "prestatieafspraken-kampen-2022-2026.pdf"
VEEL = 60 * 1024 * 1024
DUBBEL_INGEPAKT = ruwe_pdf(
    b"", ingepakt=zlib.compress(zlib.compress(b" " * VEEL, 9), 9), filters=b"[/FlateDecode/FlateDecode]"
)


def _schrijf(pad: Path, inhoud: bytes) -> Path:
    bestand = pad / "proef.pdf"
    bestand.write_bytes(inhoud)
    return bestand


def test_eenvoudige_tekst(tmp_path: Path) -> None:
    assert teksten(lees_pdf(_schrijf(tmp_path, ruwe_pdf(TEKST)))) == ["Hallo wereld"]


@pytest.mark.parametrize(
    ("inhoud", "woorden"),
    [
        (b"PK\x03\x04 geen pdf", "geen PDF"),
        (b"%PDF-1.4\n" + bytes(range(256)) * 40, "beschadigd"),
        (ruwe_pdf(TEKST)[:300], "beschadigd"),
        (ruwe_pdf(b"10 10 m 200 200 l S"), "geen tekst, alleen plaatjes"),
        (ruwe_pdf(b" " * VEEL), "te zwaar"),
        (DUBBEL_INGEPAKT, "te zwaar"),
        (ruwe_pdf(b"[" * 3_000_000), "te zwaar"),
        (ruwe_pdf(b"(" * 3_000_000), "te zwaar"),
        (ruwe_pdf(b"10 10 m " + b"1 1 l " * 600_000 + b"S"), "te zwaar"),
        (ruwe_pdf(b"q " * 1_500_000), "te zwaar"),
        (ruwe_pdf(TEKST, bladzijden=MAX_BLADZIJDEN + 1), "meer dan 500 bladzijden"),
    ],
)  # fmt: skip
def test_slechte_bestanden(tmp_path: Path, inhoud: bytes, woorden: str) -> None:
    """Refused within ten seconds of computing, in words that say what to do."""
    begin = time.process_time()
    with pytest.raises(Leesfout, match=woorden):
        lees_pdf(_schrijf(tmp_path, inhoud))
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    "inhoud",
    [
        b"BT /F1 12 Tf 50 700 Td " + b"(aaaaaaaaaa) Tj " * 100_000 + b"ET",
        TEKST
        + b"".join(b"%d %d m %d %d l S " % (nr % 500, nr % 700, nr % 500 + 50, nr % 700) for nr in range(100_000)),
    ],
)
def test_volle_bladzijde_blijft_begrensd(tmp_path: Path, inhoud: bytes) -> None:
    """A million letters, or a hundred thousand lines: what was read is kept, and the user hears that more was there."""
    tracemalloc.start()
    document = lees_pdf(_schrijf(tmp_path, ruwe_pdf(inhoud)))
    _, piek = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert piek < 100_000_000
    assert teksten(document)
    assert any("meer dan er gelezen wordt" in melding.tekst for melding in document.meldingen)


@pytest.mark.bronnen
def test_wachtwoord(tmp_path: Path) -> None:
    for wachtwoord in ("geheim", ""):
        slot = PdfWriter(clone_from=KAMPEN)
        slot.encrypt(wachtwoord, "eigenaar", algorithm="RC4-128")
        slot.write(tmp_path / f"slot{wachtwoord}.pdf")
    with pytest.raises(Leesfout, match="wachtwoord"):
        lees_pdf(tmp_path / "slotgeheim.pdf")
    # Locked against changes only: everybody may read it.
    assert len(list(lees_pdf(tmp_path / "slot.pdf").tabellen)) == 15


def test_bladzijde_zonder_tekst_tussen_andere(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8), "red").save(tmp_path / "scan.png")
    beeld = f"<div style='break-before:page'><img src='{(tmp_path / 'scan.png').as_uri()}'></div>"
    html = f"<p>{KORT}</p>{beeld}<p style='break-before:page'>Slot.</p>"
    document = lees_pdf(maak(tmp_path, html))
    assert teksten(document) == [KORT, "Slot."]
    assert [(melding.plaats.bladzijde, "plaatje" in melding.tekst) for melding in document.meldingen] == [(2, True)]


@pytest.mark.parametrize("graden", [90, 180, 270])
def test_gedraaide_bladzijden(tmp_path: Path, graden: int) -> None:
    """A page that its program shows turned, is read as it is shown or as its text runs."""
    bron = maak(tmp_path, tabel_html(["Nr", "Afspraak"], [["1", KORT], ["2", "Slot"]]), LIJNEN)
    schrijver = PdfWriter(clone_from=bron)
    schrijver.pages[0].rotate(graden)
    schrijver.write(tmp_path / "gedraaid.pdf")
    (tabel,) = lees_pdf(tmp_path / "gedraaid.pdf").tabellen
    assert [rij.teksten for rij in tabel.rijen] == [["Nr", "Afspraak"], ["1", KORT], ["2", "Slot"]]


@pytest.mark.bronnen
def test_honderd_bladzijden_op_tijd_en_met_voortgang(tmp_path: Path) -> None:
    schrijver = PdfWriter()
    while len(schrijver.pages) < 100:
        schrijver.append(KAMPEN, pages=(0, min(21, 100 - len(schrijver.pages))))
    schrijver.write(tmp_path / "honderd.pdf")
    gemeld: list[int] = []
    begin = time.process_time()
    document = lees_pdf(tmp_path / "honderd.pdf", gemeld.append)
    assert time.process_time() - begin < 30
    assert document.bladzijden == 100
    assert gemeld == sorted(gemeld) and len(gemeld) == 101 and gemeld[-1] == 100


def test_beschadigde_bestanden_geven_nooit_een_andere_fout(tmp_path: Path) -> None:
    """Bytes changed at random: the file is read, or refused in plain words."""
    bron = maak(tmp_path, tabel_html(["Nr", "Afspraak"], [["1", KORT], ["2", "Slot"]]), LIJNEN).read_bytes()
    toeval = random.Random(3)  # noqa: S311 - no secret
    uitkomsten = set()
    for _ in range(60):
        stuk = bytearray(bron)
        for _ in range(toeval.choice([1, 5, 50])):
            plek = toeval.randrange(len(stuk))
            stuk[plek : plek + toeval.choice([0, 1, 9])] = toeval.choice(
                [b"", b"/", b"0 R", b"-1", b"99999999999", b"[", b"\x00"]
            )
        try:
            lees_pdf(_schrijf(tmp_path, bytes(stuk)))
            uitkomsten.add("gelezen")
        except Leesfout:
            uitkomsten.add("geweigerd")
    assert uitkomsten == {"gelezen", "geweigerd"}
