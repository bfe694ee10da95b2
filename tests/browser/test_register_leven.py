"""A register that stays true, as its users keep it: amended, given a jaarschijf and succeeded, on both municipalities.

Amersfoort is walked with JavaScript, Kampen without. One portal per municipality; every step builds on the one before.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Aanmelder, Bezoeker, Portaal

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Geval:
    """Who plays which part in a municipality, and what changes."""

    sleutel: str
    opvolger: str
    redacteur: str
    gemeente: str
    indiener: str
    anderen: tuple[str, ...]
    afspraak: str
    tweede: str
    wijzig: Callable[[Page], None]
    verschil: tuple[tuple[str, str], ...]
    op_afspraak: tuple[str, ...]
    termijn: str
    termijn_van: str
    aantal: int
    javascript: bool

    @property
    def basis(self) -> str:
        """The address of the set."""
        return f"/overeenkomsten/{self.sleutel}"


def ander_getal(pagina: Page) -> None:
    """Amersfoort 7: Omnia Wonen adds 31 in stead of 21, so together 223."""
    for partij, waarde in (("omnia-wonen", "31"), ("", "223")):
        rij = pagina.locator(f"tr:has(select[name$='-partij'] option:checked[value='{partij}'])")
        rij.filter(has=pagina.locator("input[name$='-waarde']:not([value=''])")).first.locator(
            "input[name$='-waarde']"
        ).fill(waarde)


def andere_tekst_en_datum(pagina: Page) -> None:
    """Kampen 1.1.5: another text and another date; the words are enough, the portal finds the day."""
    pagina.get_by_label("Tekst zoals die gaat gelden").fill(
        "De gemeente en de corporaties bespreken de grondprijzen open.\n\n- elk jaar\n- per project"
    )
    pagina.locator("input[name$='-termijn-0-tekst']").fill("vóór 1 april 2023")
    for veld in ("begin", "eind"):
        pagina.locator(f"input[name$='-termijn-0-{veld}']").fill("")


GEVALLEN = [
    Geval(
        sleutel="amersfoort-2022-2023",
        opvolger="amersfoort-2024-2025",
        redacteur="redacteur@gemeente-amersfoort.example",
        gemeente="gemeente-amersfoort",
        indiener="omnia-wonen",
        anderen=("alliantie", "portaal"),
        afspraak="7",
        tweede="12",
        wijzig=ander_getal,
        verschil=(("21", "31"), ("213", "223")),
        op_afspraak=("minstens 31 woningen", "(was 21, wijziging 1)", "(was 213, wijziging 1)"),
        termijn="31-12-2022",
        termijn_van="32",
        aantal=58,
        javascript=True,
    ),
    Geval(
        sleutel="kampen-2022-2026",
        opvolger="kampen-2027-2031",
        redacteur="redacteur@gemeente-kampen.example",
        gemeente="gemeente-kampen",
        indiener="deltawonen",
        anderen=("beter-wonen-ijsselmuiden",),
        afspraak="1.1.5",
        tweede="1.2.1",
        wijzig=andere_tekst_en_datum,
        verschil=(("Start medio 2022", "31 maart 2023"),),
        op_afspraak=("bespreken de grondprijzen open.", "31 maart 2023"),
        termijn="31-03-2023",
        termijn_van="1.1.5",
        aantal=43,
        javascript=False,
    ),
]


def tekst(wie: Bezoeker) -> str:
    """Return what the page says."""
    return wie.pagina.locator("main").inner_text()


def toegankelijk(wie: Bezoeker, geval: Geval) -> None:
    """Look with axe at a state of a page that the crawl of test_toegankelijkheid does not meet."""
    if geval.javascript:
        assert wie.controleer() == []


def link(plek: Page | Locator, begin: str) -> Locator:
    """Return the first link whose text begins with a word: '7' is not '71'."""
    return plek.get_by_role("link", name=re.compile(rf"^{re.escape(begin)}(?![\w.])")).first


def naar_afspraak(wie: Bezoeker, geval: Geval) -> Page:
    """Find the agreement in the list by its number and open its page."""
    pagina = wie.naar(f"{geval.basis}/afspraken/?q={geval.afspraak}")
    rij = pagina.locator("main tbody tr", has=pagina.get_by_role("cell", name=geval.afspraak, exact=True))
    rij.get_by_role("rowheader").get_by_role("link").click()
    pagina.wait_for_load_state()
    return pagina


@pytest.mark.parametrize("geval", GEVALLEN, ids=[geval.sleutel for geval in GEVALLEN])
def test_een_register_dat_blijft_kloppen(geval: Geval, gebruiker: Aanmelder, eigen_portaal: Portaal) -> None:
    def als(email: str) -> Bezoeker:
        return gebruiker(email, javascript=geval.javascript)

    redacteur = als(geval.redacteur)
    corporatie = als(f"invoerder@{geval.indiener}.example")
    bewerken(redacteur, geval)

    voorstellen(corporatie, geval)
    voorleggen(redacteur, geval)
    bezwaar(corporatie, redacteur, geval)
    anderen = [als(f"invoerder@{partij}.example") for partij in geval.anderen]
    akkoord(redacteur, geval, geval.gemeente)
    for wie, partij in zip(anderen, geval.anderen, strict=True):
        akkoord(wie, geval, partij)
    van_kracht(corporatie, geval)

    jaarschijf(redacteur, corporatie, geval)
    meenemen(redacteur, geval)
    termijn_gereed(corporatie, geval)
    volgende_set(redacteur, geval)
    concept_bewerken(redacteur, geval)
    zoeken_en_downloaden(corporatie, geval)
    assert [klacht for wie in (redacteur, corporatie, *anderen) for klacht in wie.klachten] == []


def bewerken(wie: Bezoeker, geval: Geval) -> None:
    """The set is signed: its words are locked, its summary is not. With JavaScript typed text comes back."""
    pagina = wie.naar(f"{geval.basis}/register/smart/")
    assert pagina.locator("main tbody tr").count() == geval.aantal
    assert pagina.locator("main .adviezen li").count() > 10
    wie.naar(f"{geval.basis}/register/")
    link(pagina, geval.tweede).click()
    pagina.wait_for_load_state()
    assert pagina.get_by_label("Getekende tekst").is_disabled()
    assert "Is dit SMART?" in tekst(wie)
    pagina.get_by_label("Samenvatting").fill("Kort gezegd: **samen** aan de slag.")
    voorbeeld = pagina.get_by_role("region", name="Advies en voorbeeld")
    if geval.javascript:
        expect(voorbeeld).to_contain_text("Kort gezegd: samen aan de slag.")
        expect(pagina.locator("[data-invoerstatus]")).to_contain_text("Tussentijds bewaard", timeout=15_000)
        adres = pagina.url
        wie.naar(f"{geval.basis}/afspraken/")
        wie.naar(adres)
        assert "Je hebt nog niet opgeslagen invoer" in tekst(wie)
        toegankelijk(wie, geval)
        pagina.get_by_role("link", name="Verder daarmee").click()
        pagina.wait_for_load_state()
    else:
        wie.knop("Voorbeeld en advies bijwerken")
        assert "Kort gezegd: samen aan de slag." in voorbeeld.inner_text()
    assert pagina.get_by_label("Samenvatting").input_value() == "Kort gezegd: **samen** aan de slag."
    wie.knop("Opslaan")
    assert "is opgeslagen" in tekst(wie)
    pagina.get_by_role("link", name="Naar de afspraak").click()
    pagina.wait_for_load_state()
    assert "Kort gezegd: samen aan de slag." in tekst(wie)


def voorstellen(wie: Bezoeker, geval: Geval) -> None:
    """A corporation starts from the agreement, sees before and after, and proposes."""
    pagina = naar_afspraak(wie, geval)
    pagina.get_by_role("link", name="Wijziging voorstellen").first.click()
    pagina.wait_for_load_state()
    assert pagina.locator("input[name=afspraken]:checked").count() == 1
    pagina.get_by_label("Wat verandert er, in één zin").fill("Het kan beter")
    wie.knop("Verder")
    assert pagina.locator("[aria-invalid=true]").count() == 1
    pagina.get_by_label("Waarom").fill("De grond komt eerder vrij.")
    pagina.get_by_label("Geldt vanaf").fill("01-07-2022")
    wie.knop("Verder")
    assert "Alleen je eigen organisatie ziet het" in tekst(wie)
    geval.wijzig(pagina)
    wie.knop("Opslaan en voorstellen")
    assert "De wijziging is voorgesteld" in tekst(wie)
    voor_en_na(pagina, geval)


def voor_en_na(pagina: Page, geval: Geval) -> None:
    """The page of the change has old and new beside each other."""
    tabel = pagina.get_by_role("table").first
    voor = " ".join(tabel.locator("tbody tr td:nth-of-type(1)").all_inner_texts())
    na = " ".join(tabel.locator("tbody tr td:nth-of-type(2)").all_inner_texts())
    for oud, nieuw in geval.verschil:
        assert oud in voor
        assert nieuw in na, na


def voorleggen(wie: Bezoeker, geval: Geval) -> None:
    """The gemeente records which overleg decided, and puts the change to the parties."""
    pagina = wie.naar(f"{geval.basis}/wijzigingen/")
    pagina.get_by_role("link", name="Het kan beter").first.click()
    pagina.get_by_role("link", name="Tekst aanpassen").click()
    wie.knop("Opslaan en voorleggen aan de partijen")
    assert "Vul eerst in welk overleg" in tekst(wie)
    pagina.get_by_label("Besproken in welk overleg").fill("Bestuurlijk overleg wonen")
    pagina.get_by_label("Datum van het overleg").fill("01-06-2022")
    wie.knop("Opslaan en voorleggen aan de partijen")
    assert "De wijziging ligt nu voor aan de partijen" in tekst(wie)
    assert pagina.get_by_text("nog geen oordeel").count() == 2 + len(geval.anderen)


def oordeel(wie: Bezoeker, geval: Geval, partij: str, keuze: str, toelichting: str = "") -> Page:
    """Give the answer of one party on the page of the change; only the own party can be answered for."""
    pagina = wie.naar(f"{geval.basis}/wijzigingen/1/")
    vak = pagina.locator("details.oordeelvak").filter(has=pagina.locator(f"form[action*='/oordeel/{partij}/']"))
    assert pagina.locator("details.oordeelvak").count() == 1
    if vak.get_attribute("open") is None:
        vak.locator("summary").click()
    vak.locator(f"input[value={keuze}]").check()
    vak.locator("textarea").fill(toelichting)
    vak.get_by_role("button", name="Oordeel opslaan").click()
    pagina.wait_for_load_state()
    return pagina


def bezwaar(wie: Bezoeker, redacteur: Bezoeker, geval: Geval) -> None:
    """Who does not agree says why; everybody reads it."""
    pagina = oordeel(wie, geval, geval.indiener, "niet_akkoord")
    assert pagina.locator("textarea[aria-invalid=true]").count() == 1
    oordeel(wie, geval, geval.indiener, "niet_akkoord", "Wij willen eerst de cijfers zien.")
    redacteur.naar(f"{geval.basis}/wijzigingen/1/")
    assert "Er is bezwaar" in tekst(redacteur)
    assert "Wij willen eerst de cijfers zien." in tekst(redacteur)
    toegankelijk(redacteur, geval)


def akkoord(wie: Bezoeker, geval: Geval, partij: str) -> None:
    """A bound party agrees as itself; that is not the last one yet."""
    oordeel(wie, geval, partij, "akkoord")
    assert "is opgeslagen. Alle partijen kunnen het lezen." in tekst(wie)


def van_kracht(wie: Bezoeker, geval: Geval) -> None:
    """With the last agreement the change takes effect; old and new stay readable."""
    pagina = oordeel(wie, geval, geval.indiener, "akkoord")
    assert "De wijziging is nu van kracht" in tekst(wie)
    voor_en_na(pagina, geval)
    toegankelijk(wie, geval)
    naar_afspraak(wie, geval)
    for stuk in (*geval.op_afspraak, "Wijziging 1: Het kan beter"):
        assert stuk in tekst(wie), stuk


def activiteit(wie: Bezoeker, geval: Geval, nummer: str, wat: str, budget: str) -> None:
    """Add an activity under an agreement, for the corporation."""
    pagina = wie.pagina
    pagina.get_by_role("link", name="Activiteit toevoegen").first.click()
    keuze = pagina.locator("select[name=afspraak]")
    waarde = keuze.locator("option", has_text=re.compile(rf"^\s*{re.escape(nummer)} ")).first.get_attribute("value")
    keuze.select_option(waarde)
    pagina.locator("textarea[name=omschrijving]").fill(wat)
    pagina.locator(f"input[name=partijen][value={geval.indiener}]").check()
    pagina.locator("input[name=wanneer]").fill("in het najaar")
    pagina.locator("input[name=budget]").fill(budget)
    wie.knop("Opslaan")
    assert "De activiteit is toegevoegd" in tekst(wie)


def jaarschijf(wie: Bezoeker, corporatie: Bezoeker, geval: Geval) -> None:
    """A year gets activities and is settled; the corporation says what is done; the year is closed."""
    pagina = wie.naar(f"{geval.basis}/jaarschijven/")
    pagina.get_by_label("Jaar", exact=True).select_option("2022")
    wie.knop("Jaarschijf maken")
    pagina.get_by_role("link", name="De eerste activiteit toevoegen").or_(
        pagina.get_by_role("link", name="Activiteit toevoegen")
    ).first.wait_for()
    activiteit(wie, geval, geval.afspraak, "Locaties verkennen", "25.000")
    activiteit(wie, geval, geval.tweede, "Evaluatie schrijven", "1.500,50")
    assert "26.500,50" in tekst(wie)
    pagina.get_by_label("Vastgesteld in welk overleg").fill("Bestuurlijk overleg wonen")
    pagina.get_by_label("Datum van het overleg").fill("15-11-2021")
    wie.knop("Jaarschijf vaststellen")
    assert "De jaarschijf is vastgesteld" in tekst(wie)
    assert pagina.get_by_role("link", name="Activiteit toevoegen").count() == 0

    andere = corporatie.naar(f"{geval.basis}/jaarschijven/2022/")
    andere.get_by_role("link", name="Locaties verkennen").first.click()
    andere.get_by_label("Status").select_option("gereed")
    andere.get_by_label("Wat is eruit gekomen").fill("Drie locaties gevonden.")
    corporatie.knop("Opslaan")
    assert "Drie locaties gevonden." in tekst(corporatie)

    wie.naar(f"{geval.basis}/jaarschijven/2022/")
    wie.knop("Jaar afsluiten")
    rij = pagina.locator("main tr", has_text="Evaluatie schrijven").first
    assert "Niet gereed" in rij.inner_text()


def meenemen(wie: Bezoeker, geval: Geval) -> None:
    """What was not finished goes on next year; both years stand beside each other."""
    pagina = wie.pagina
    pagina.get_by_role("link", name="Meenemen naar 2023").click()
    keuzes = pagina.locator("input[name=activiteiten]")
    assert keuzes.count() == 1
    keuzes.check()
    wie.knop("Meenemen")
    pagina.wait_for_url(re.compile(r"/jaarschijven/2023/$"))
    rij = pagina.locator("main tr", has_text="Evaluatie schrijven").first
    assert "uit 2022" in rij.inner_text()
    wie.naar(f"{geval.basis}/jaarschijven/")
    pagina.get_by_role("link", name="Jaren vergelijken").click()
    pagina.wait_for_load_state()
    assert pagina.locator("main thead th").all_inner_texts()[1:] == ["2022", "2023"]
    rij = pagina.locator("main tbody tr", has=link(pagina, geval.tweede)).first
    assert "1 niet gereed" in rij.locator("td").nth(0).inner_text()
    assert "1 gepland" in rij.locator("td").nth(1).inner_text()
    assert "2022: Evaluatie schrijven" in tekst(wie)


def termijn_gereed(wie: Bezoeker, geval: Geval) -> None:
    """What passed shows until its trekker says it is done."""
    pad = f"{geval.basis}/termijnen/?stand=verstreken"
    pagina = wie.naar(pad)
    voor = int(pagina.locator(".filterstand__aantal strong").inner_text())
    rij = pagina.locator("main tr", has=link(pagina, geval.termijn_van)).filter(has_text=geval.termijn)
    assert rij.count() == 1
    rij.get_by_role("link", name="Gereed melden").click()
    pagina.get_by_label("Gereed op").fill("01-06-2022")
    pagina.get_by_label("Toelichting").fill("Besproken in het overleg.")
    wie.knop("Gereed melden")
    assert "Het moment is gereed gemeld" in tekst(wie)
    assert "Besproken in het overleg." in tekst(wie)
    wie.naar(pad)
    assert int(pagina.locator(".filterstand__aantal strong").inner_text()) == voor - 1
    assert pagina.locator("main tr", has=link(pagina, geval.termijn_van)).filter(has_text=geval.termijn).count() == 0


def volgende_set(wie: Bezoeker, geval: Geval) -> None:
    """The next set starts from this one; each agreement knows where it came from and where it went."""
    pagina = wie.naar(f"{geval.basis}/wijzigingen/")
    pagina.get_by_role("link", name="Volgende set beginnen").click()
    pagina.wait_for_load_state()
    assert pagina.get_by_label("Naam in het webadres").input_value().endswith(geval.opvolger.split("-", 1)[1])
    pagina.get_by_label("Naam in het webadres").fill(geval.opvolger)
    for vakje in pagina.locator("input[name=afspraken]").all():
        vakje.check()
    wie.knop("Set maken")
    pagina.wait_for_url(f"{wie.portaal.adres}/overeenkomsten/{geval.opvolger}/vorige-set/")
    assert "is gemaakt als concept" in tekst(wie)
    naar_afspraak(wie, geval)
    verder = pagina.get_by_role("listitem").filter(has_text="Gaat verder als")
    verder.get_by_role("link").first.click()
    pagina.wait_for_url(re.compile(f"/{geval.opvolger}/"))
    terug = pagina.get_by_role("listitem").filter(has_text="Komt uit")
    assert f"/{geval.sleutel}/" in (terug.get_by_role("link").first.get_attribute("href") or "")


def concept_bewerken(wie: Bezoeker, geval: Geval) -> None:
    """In the new set everything can be written; advice follows, and the comparison shows what became different."""
    pagina = wie.pagina
    pagina.get_by_role("link", name="Afspraak wijzigen").click()
    pagina.wait_for_load_state()
    pagina.get_by_label("Getekende tekst").fill("We bouwen veel.")
    voorbeeld = pagina.get_by_role("region", name="Advies en voorbeeld")
    if geval.javascript:
        expect(voorbeeld).to_contain_text("We bouwen veel.")
    else:
        wie.knop("Voorbeeld en advies bijwerken")
        assert "We bouwen veel." in voorbeeld.inner_text()
    assert "Dit is advies. Opslaan kan altijd." in voorbeeld.inner_text()
    wie.knop("Opslaan")
    assert "is opgeslagen" in tekst(wie)
    wie.naar(f"/overeenkomsten/{geval.opvolger}/vorige-set/")
    veranderd = pagina.locator("details", has=pagina.get_by_role("columnheader", name="Deze set", include_hidden=True))
    blok = veranderd.filter(has_text=re.compile(rf"^\s*{re.escape(geval.afspraak)} "))
    blok.locator("summary").click()
    assert "We bouwen veel" in blok.get_by_role("row", name="Tekst").inner_text()


def zoeken_en_downloaden(wie: Bezoeker, geval: Geval) -> None:
    """Search finds the other forms of a word and marks them; the register comes as a workbook."""
    pagina = wie.naar(f"{geval.basis}/afspraken/?q=woning")
    gemarkeerd = {stuk.lower() for stuk in pagina.locator("main mark").all_inner_texts()}
    assert "woningen" in gemarkeerd
    with pagina.expect_download() as download:
        pagina.get_by_role("link", name="Excel (.xlsx)").click()
    assert download.value.suggested_filename == f"{geval.sleutel}-register.xlsx"
    boek = load_workbook(io.BytesIO(download.value.path().read_bytes()), read_only=True)
    cellen = {str(cel) for blad in boek for rij in blad.iter_rows(values_only=True) for cel in rij if cel is not None}
    assert {geval.afspraak, geval.tweede} <= cellen
