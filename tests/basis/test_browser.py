"""The page of building blocks in Chromium: axe, narrow screens, keyboard, and no failed request."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.basis.proef"),
]
ARGUMENTEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; Playwright's own loop must not make Django refuse the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as speler:
        browser = speler.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTEN)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def losse_bestanden(settings: Settings) -> None:
    """Serve static files under their own names: the test server looks in the source folders, not in STATIC_ROOT."""
    gewoon = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": gewoon}


@pytest.fixture
def scherm(chromium: Browser) -> Iterator[Page]:
    """A page that fails the test when a request fails or the console complains."""
    pagina = chromium.new_page()
    fouten: list[str] = []
    pagina.on("requestfailed", lambda verzoek: fouten.append(f"mislukt: {verzoek.url}"))
    pagina.on("response", lambda antwoord: fouten.append(antwoord.url) if antwoord.status >= 400 else None)
    pagina.on("console", lambda regel: fouten.append(regel.text) if regel.type == "error" else None)
    yield pagina
    pagina.close()
    assert fouten == []


@pytest.mark.parametrize("breedte", [1280, 320])
@pytest.mark.parametrize("query", ["", "?fout=1&thema=x&vanaf=y&sort=-nr&page=2"])
def test_geen_bezwaren_van_axe(scherm: Page, live_server: LiveServer, breedte: int, query: str) -> None:
    scherm.set_viewport_size({"width": breedte, "height": 900})
    scherm.goto(f"{live_server.url}/proef/{query}")
    assert "Noto Sans" in scherm.evaluate("getComputedStyle(document.body).fontFamily")
    assert scherm.evaluate("document.documentElement.scrollWidth") <= breedte
    bezwaren = Axe().run(scherm).response["violations"]
    assert [(bezwaar["id"], [plek["html"] for plek in bezwaar["nodes"]]) for bezwaar in bezwaren] == []


def test_doelen_zijn_groot_genoeg(scherm: Page, live_server: LiveServer) -> None:
    """WCAG 2.5.8: what you click is at least 24 px high, links within a sentence excepted."""
    scherm.goto(f"{live_server.url}/proef/")
    klein = scherm.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, input, select, textarea")]
            .filter((doel) => doel.checkVisibility() && !doel.matches(".overslaan, [type=hidden]"))
            .filter((doel) => doel.getBoundingClientRect().height < 24)
            .map((doel) => doel.outerHTML.slice(0, 80))"""
    )
    assert klein == []


def test_eerste_tab_gaat_naar_de_inhoud(scherm: Page, live_server: LiveServer) -> None:
    scherm.goto(f"{live_server.url}/proef/")
    scherm.keyboard.press("Tab")
    assert scherm.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    scherm.keyboard.press("Enter")
    assert scherm.evaluate("document.activeElement.id") == "inhoud"


def test_fouten_krijgen_de_focus_en_verwijzen(scherm: Page, live_server: LiveServer) -> None:
    scherm.goto(f"{live_server.url}/proef/?fout=1")
    assert scherm.evaluate("document.activeElement.hasAttribute('data-foutoverzicht')")
    scherm.get_by_role("link", name="Soort: Dit veld is verplicht.").click()
    assert scherm.evaluate("location.hash") == "#id_soort_groep"


def test_dubbel_versturen_gaat_een_keer(scherm: Page, live_server: LiveServer) -> None:
    scherm.goto(f"{live_server.url}/proef/")
    aantal = scherm.evaluate(
        """() => {
            const formulier = document.querySelector("form[data-bewaak]");
            let aantal = 0;
            document.addEventListener("submit", (g) => { if (!g.defaultPrevented) aantal += 1; g.preventDefault(); });
            formulier.requestSubmit(); formulier.requestSubmit();
            return aantal;
        }"""
    )
    assert aantal == 1


def test_werkt_zonder_javascript(chromium: Browser, live_server: LiveServer) -> None:
    context = chromium.new_context(java_script_enabled=False)
    pagina = context.new_page()
    pagina.goto(f"{live_server.url}/proef/")
    pagina.get_by_label("Thema", exact=True).select_option("view_group")
    pagina.get_by_role("button", name="Toon resultaat").click()
    assert "thema=view_group" in pagina.url
    assert pagina.get_by_text("Thema: Leefbaarheid").is_visible()
    pagina.get_by_role("link", name="Afspraak (sorteer oplopend)").click()
    assert pagina.locator('[aria-sort="ascending"]').count() == 1
    context.close()
