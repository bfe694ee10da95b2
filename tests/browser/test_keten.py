"""The whole chain as its users walk it, on both municipalities: from an open peilmoment to a vastgesteld PDF.

Amersfoort is walked with JavaScript, Kampen without.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import Aanmelder, Bezoeker, Portaal

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Geval:
    """Who plays which part in a municipality."""

    sleutel: str
    regisseur: str
    controleur: str
    corporatie: str
    partij: str
    huurders: str
    huurderspartij: str
    bezoek: str
    javascript: bool


GEVALLEN = [
    Geval(
        "amersfoort-2022-2023",
        "redacteur@portaal.example",
        "redacteur@gemeente-amersfoort.example",
        "invoerder@omnia-wonen.example",
        "omnia-wonen",
        "invoerder@show.example",
        "show",
        "Amersfoort",
        javascript=True,
    ),
    Geval(
        "kampen-2022-2026",
        "redacteur@gemeente-kampen.example",
        "redacteur@gemeente-kampen.example",
        "invoerder@deltawonen.example",
        "deltawonen",
        "invoerder@centrale-bewonersraad-deltawonen.example",
        "centrale-bewonersraad-deltawonen",
        "Kampen",
        javascript=False,
    ),
]


def vul_leeg(wie: Bezoeker, keuze: str, waarde: str) -> None:
    """Type a value in every empty input that matches."""
    for veld in wie.pagina.locator(keuze).all():
        if veld.is_editable() and not veld.input_value():
            veld.fill(waarde)


def tekst_van(pdf: bytes, tmp_path: Path) -> str:
    pad = tmp_path / "rapport.pdf"
    pad.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", str(pad), "-"], check=True, capture_output=True, text=True).stdout  # noqa: S603, S607


@pytest.mark.parametrize("geval", GEVALLEN, ids=[geval.sleutel for geval in GEVALLEN])
def test_een_hele_cyclus(geval: Geval, gebruiker: Aanmelder, eigen_portaal: Portaal, tmp_path: Path) -> None:
    basis = f"/overeenkomsten/{geval.sleutel}/peilmomenten/2022-12-31"

    def als(email: str) -> Bezoeker:
        return gebruiker(email, javascript=geval.javascript)

    corporatie = als(geval.corporatie)
    voorraad(corporatie, f"{basis}/voorraad/{geval.partij}/")
    cijfers(corporatie, f"{basis}/cijfers/{geval.partij}/")
    antwoord_pad = antwoord(corporatie, f"{basis}/voortgang/")

    controle(als(geval.controleur), corporatie, basis, geval, antwoord_pad)
    standpunt(als(geval.huurders), f"{basis}/standpunten/")

    regisseur = als(geval.regisseur)
    vaststellen(regisseur, basis)
    pdf_nalopen(regisseur, basis, geval, eigen_portaal, tmp_path)
    volgende_openen(regisseur, f"/overeenkomsten/{geval.sleutel}/peilmomenten/2023-06-30")


def voorraad(wie: Bezoeker, pad: str) -> None:
    """A wrong figure gives an error at its field and stays on screen; the right one is stored and submitted."""
    pagina = wie.naar(pad)
    eerste = pagina.locator("table input[inputmode=numeric]:visible").first
    eerste.fill("twaalf")
    wie.knop("Opslaan en narekenen")
    assert "twaalf" in [veld.input_value() for veld in pagina.locator("table input[inputmode=numeric]").all()]
    assert pagina.locator("[aria-invalid=true]").count() == 1
    pagina.locator("[aria-invalid=true]").fill("12")
    vul_leeg(wie, "table input[inputmode=numeric]:visible", "0")
    wie.knop("Indienen")
    assert "Ingediend" in pagina.locator("main").inner_text()
    assert pagina.get_by_role("button", name="Indienen", exact=True).count() == 0


def cijfers(wie: Bezoeker, pad: str) -> None:
    """Every asked figure is filled in; the sheet goes in as a whole."""
    pagina = wie.naar(pad)
    if pagina.get_by_role("button", name="Indienen", exact=True).count() == 0:
        return
    for veld in pagina.locator("main form input[inputmode]:visible").all():
        if not veld.input_value():
            veld.fill("1")
    wie.knop("Indienen")
    assert "Ingediend" in pagina.locator("main").inner_text()


def antwoord(wie: Bezoeker, pad: str) -> str:
    """A deviating status asks for cause, consequence and correction; then it goes in. Returns the answer's address."""
    pagina = wie.naar(pad)
    links: list[str] = pagina.eval_on_selector_all("main a[href*='/voortgang/']", "els => els.map(e => e.href)")
    for link in dict.fromkeys(link for link in links if re.search(r"/voortgang/\d+/$", link)):
        wie.naar(link)
        if pagina.get_by_role("button", name="Indienen", exact=True).count():
            break
    adres = pagina.url.removeprefix(wie.portaal.adres)
    pagina.locator("input[name=status][value=achter]").check()
    pagina.locator("textarea[name=toelichting]").fill("De bouw ligt stil.")
    wie.knop("Indienen")
    assert pagina.locator("textarea[name=oorzaak][aria-invalid=true]").count() == 1
    assert pagina.locator("textarea[name=toelichting]").input_value() == "De bouw ligt stil."
    pagina.locator("textarea[name=oorzaak]").fill("De vergunning kwam later.")
    pagina.locator("textarea[name=gevolg]").fill("De oplevering schuift een half jaar op.")
    pagina.locator("textarea[name=bijsturing]").fill("Er is elke maand overleg met de aannemer.")
    wie.knop("Indienen")
    wie.naar(adres)
    assert "De vergunning kwam later." in pagina.locator("main").inner_text()
    return adres


def controle(wie: Bezoeker, corporatie: Bezoeker, basis: str, geval: Geval, antwoord_pad: str) -> None:
    """The controleur returns with a reason, the corporation submits again, the controleur accepts."""
    nummer = antwoord_pad.rstrip("/").rsplit("/", 1)[1]
    beoordeel = f"{basis}/controle/voortgang/{nummer}/"
    pagina = wie.naar(beoordeel)
    wie.knop("Teruggeven")
    assert pagina.locator("[aria-invalid=true]").count() == 1
    pagina.locator("textarea[name=reden]").fill("Welke maand wordt het?")
    wie.knop("Teruggeven")
    corporatie.naar("/")
    assert "Welke maand wordt het?" in corporatie.pagina.locator("main").inner_text()
    corporatie.naar(antwoord_pad)
    corporatie.pagina.locator("textarea[name=toelichting]").fill("De bouw ligt stil tot mei.")
    corporatie.knop("Indienen")
    wie.naar(beoordeel)
    assert "De bouw ligt stil tot mei." in pagina.locator("main").inner_text()
    wie.knop("Accepteren")
    wie.naar(f"{basis}/voorraad/{geval.partij}/")
    wie.naar(f"{basis}/controle/")
    link = pagina.locator("main a[href*='/controle/opgave/']").first
    link.click()
    wie.knop("Accepteren")
    wie.naar(f"{basis}/")
    rij = pagina.locator("tr", has_text=re.compile(geval.partij.split("-")[0], re.IGNORECASE)).first
    assert "Geaccepteerd" in rij.inner_text()


def standpunt(wie: Bezoeker, pad: str) -> None:
    """A tenant organisation that does not agree says why; everybody reads it."""
    pagina = wie.naar(pad)
    pagina.locator("main a[href*='/standpunten/']").first.click()
    pagina.wait_for_load_state()
    pagina.locator("input[name$=houding][value=oneens]").check()
    pagina.locator("textarea[name$=tekst]").fill("")
    wie.knop("Standpunt opslaan")
    assert pagina.locator("textarea[name$=tekst][aria-invalid=true]").count() == 1
    pagina.locator("textarea[name$=tekst]").fill("Huurders merken nog niets van deze afspraak.")
    wie.knop("Standpunt opslaan")
    assert "Huurders merken nog niets van deze afspraak." in wie.naar(pad).locator("main").inner_text()


def vaststellen(wie: Bezoeker, basis: str) -> None:
    """Close, look at what is open, and freeze."""
    pagina = wie.naar(f"{basis}/")
    wie.knop("Invoer sluiten en bespreken")
    pagina.get_by_role("link", name="Naar vaststellen").click()
    assert "nog niet geaccepteerd" in pagina.locator("main").inner_text()
    wie.knop("Definitief vaststellen")
    assert "Vastgesteld" in pagina.locator("main").inner_text()


def pdf_nalopen(wie: Bezoeker, basis: str, geval: Geval, portaal: Portaal, tmp_path: Path) -> None:
    """The worker makes the PDF; the page, the download and the command give the same bytes."""
    pagina = wie.pagina
    for _poging in range(60):
        wie.naar(f"{basis}/rapport/")
        if pagina.locator(f"main a[href*='{basis}/rapport/pdf/']").count():
            break
        pagina.wait_for_timeout(1000)
    antwoord = pagina.request.get(f"{portaal.adres}{basis}/rapport/pdf/")
    assert antwoord.ok
    pdf = antwoord.body()
    assert pdf.startswith(b"%PDF-")
    assert hashlib.sha256(pdf).hexdigest() in pagina.content()
    doel = tmp_path / "opdracht.pdf"
    portaal.beheer("rapport", geval.sleutel, "2022-12-31", "--uit", str(doel))
    assert doel.read_bytes() == pdf
    inhoud = tekst_van(pdf, tmp_path)
    for stuk in (
        geval.bezoek,
        "31 december 2022",
        "Voorbeeldcijfers",
        "De vergunning kwam later.",
        "Huurders merken nog",
    ):
        assert stuk in inhoud, stuk
    assert "concept" not in re.sub(r"definitief concept", "", inhoud.lower()).split("inhoud")[0]


def volgende_openen(wie: Bezoeker, pad: str) -> None:
    """The next peilmoment opens with a window in the future."""
    pagina = wie.naar(f"{pad}/")
    pagina.locator("input[name=openen-inleveren_tot]").fill("31-02-2099")
    wie.knop("Peilmoment openen")
    assert pagina.locator("[aria-invalid=true]").count() == 1
    pagina.locator("input[name=openen-inleveren_tot]").fill("30-09-2099")
    wie.knop("Peilmoment openen")
    assert "30 september 2099" in pagina.locator("main").inner_text()
    assert wie.klachten == []
