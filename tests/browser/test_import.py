"""From a document to a register as a redacteur does it, with JavaScript and without."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Aanmelder, Bezoeker
from tests.importeren.bouwers import Kop, Tabel, word

pytestmark = pytest.mark.browser
REDACTEUR = "redacteur@gemeente-kampen.example"


def maak_document(map_: Path) -> Path:
    return word(
        map_,
        Kop("1 Beschikbaarheid"),
        Tabel(
            [
                ["Nr", "Afspraak", "Trekker", "Planning"],
                ["1.1", "De Linde bouwt minimaal 40 sociale huurwoningen.", "De Linde", "vóór 1 juli 2024"],
                ["1.2", "De gemeente wijst locaties aan (zie afspraak 1.1).", "Gemeente", "jaarlijks in het najaar"],
                ["1.3", "Het netwerkbedrijf sluit de woningen aan.", "Netwerkbedrijf", "n.t.b."],
            ]
        ),
    )


def upload(wie: Bezoeker, bestand: Path) -> None:
    wie.naar("/importeren/")
    wie.pagina.set_input_files("input[type=file]", bestand)
    wie.knop("Uploaden en lezen")


def wacht_op_klaar(wie: Bezoeker, *, javascript: bool) -> None:
    """With JavaScript the page turns by itself; without it the visitor asks."""
    if javascript:
        wie.pagina.get_by_role("heading", name="Eerst nakijken").wait_for(timeout=60_000)
        return
    for _keer in range(60):
        if wie.pagina.get_by_role("heading", name="Eerst nakijken").count():
            return
        wie.pagina.wait_for_timeout(500)
        wie.pagina.get_by_role("link", name="Kijk of het klaar is").click()
    raise AssertionError(wie.pagina.content())


@pytest.mark.parametrize("javascript", [True, False], ids=["met-javascript", "zonder-javascript"])
def test_van_document_tot_register(gebruiker: Aanmelder, tmp_path: Path, javascript: bool) -> None:
    wie = gebruiker(REDACTEUR, javascript=javascript)
    fouten: list[str] = []

    def kijk() -> None:
        if javascript:
            fouten.extend(wie.controleer())

    upload(wie, maak_document(tmp_path))
    wacht_op_klaar(wie, javascript=javascript)
    assert "3 afspraken" in wie.pagina.inner_text("main")
    kijk()

    # The name nobody knows becomes a party outside the agreements.
    wie.pagina.get_by_role("link", name="Gegevens en partijen nakijken").click()
    kijk()
    wie.pagina.get_by_role("group", name="Netwerkbedrijf").get_by_label("Wie is dit?").select_option("nieuw")
    wie.knop("Opslaan")

    # One row is put right beside its source.
    wie.pagina.get_by_role("link", name="De Linde bouwt").click()
    assert "De Linde bouwt" in wie.pagina.locator(".import-hier").inner_text()
    kijk()
    wie.pagina.get_by_label("Korte titel").fill("Veertig woningen")
    wie.knop("Opslaan en volgende")
    assert wie.pagina.get_by_role("heading", level=1).inner_text() == "Afspraak 1.2"
    wie.pagina.get_by_role("link", name="Alle rijen").click()

    wie.pagina.get_by_role("link", name="Overnemen in het register").click()
    kijk()
    wie.knop("Nu overnemen")
    assert "3 nieuwe afspraken" in wie.pagina.inner_text("main")
    wie.pagina.get_by_role("link", name="Veertig woningen").click()
    tekst = wie.pagina.inner_text("main")
    assert "30 juni 2024" in tekst
    assert "minimaal 40 sociale huurwoningen" in tekst
    kijk()
    assert fouten == []


def test_een_bestand_dat_niet_kan_zegt_wat_je_doet(gebruiker: Aanmelder, tmp_path: Path) -> None:
    wie = gebruiker(REDACTEUR)
    (tmp_path / "brief.docx").write_bytes(b"%PDF-1.7 dit is geen Word")
    upload(wie, tmp_path / "brief.docx")
    melding = wie.pagina.get_by_role("alert")
    melding.wait_for(timeout=60_000)
    assert "Dit document is niet gelezen" in melding.inner_text()
    assert wie.controleer() == []


def test_in_een_paar_toetsen_nagekeken(gebruiker: Aanmelder, tmp_path: Path) -> None:
    """The rows without a warning at once, the others one after the other with Enter."""
    wie = gebruiker(REDACTEUR)
    upload(wie, maak_document(tmp_path))
    wacht_op_klaar(wie, javascript=True)
    adres = wie.pagina.url
    alles = wie.pagina.get_by_role("button", name="Alles zonder waarschuwing is goed")
    alles.focus()
    with wie.pagina.expect_navigation(wait_until="load"):
        wie.pagina.keyboard.press("Enter")
    begin = wie.pagina.get_by_role("link", name="Begin met nakijken")
    while begin.count():
        begin.click()
        assert wie.controleer() == []
        with wie.pagina.expect_navigation(wait_until="load"):
            wie.pagina.get_by_label("Korte titel").press("Enter")
        wie.naar(adres)
    assert "Je hebt alle rijen nagekeken" in wie.pagina.inner_text("main")
    wie.pagina.get_by_role("checkbox", name="Kies afspraak 1.3").check()
    wie.knop("Overslaan")
    assert "Overgeslagen" in wie.pagina.get_by_role("row", name="1.3").inner_text()
    assert wie.controleer() == []
