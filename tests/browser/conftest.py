"""A real portal for the browser: its own database, gunicorn and worker, both example sets and the demo accounts."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from psycopg import sql

WORTEL = Path(__file__).resolve().parents[2]
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
VLAGGEN = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
VLAGGEN += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]
REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class Portaal:
    """A running portal."""

    adres: str
    wachtwoord: str
    omgeving: dict[str, str] = field(repr=False)

    def beheer(self, *opdracht: str) -> str:
        """Run a management command against the portal's database."""
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "manage.py", *opdracht],
            cwd=WORTEL,
            env=self.omgeving,
            check=True,
            capture_output=True,
            text=True,
        ).stdout


def _vrije_poort() -> int:
    with socket.socket() as stekker:
        stekker.bind(("127.0.0.1", 0))
        return int(stekker.getsockname()[1])


def _postgres(opdracht: str, naam: str, **rest: str) -> str:
    """Create or drop a database beside the one of DATABASE_URL and return its address."""
    delen = urlsplit(os.environ["DATABASE_URL"])
    sjabloon = sql.SQL(" TEMPLATE {}").format(sql.Identifier(rest["van"])) if "van" in rest else sql.SQL("")
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as verbinding:
        verbinding.execute(sql.SQL(opdracht).format(sql.Identifier(naam)) + sjabloon)
    return urlunsplit(delen._replace(path=f"/{naam}"))


@pytest.fixture(scope="session")
def mal(tmp_path_factory: pytest.TempPathFactory) -> Portaal:
    """Fill one database with both sets and the demo accounts; every portal starts from a copy.

    With DATABASE_URL set (a PostgreSQL cluster that bin/test started) it is a database there, else SQLite.
    """
    var = tmp_path_factory.mktemp("mal")
    wachtwoord = secrets.token_urlsafe(12)
    omgeving = os.environ | {
        "VAR_MAP": str(var),
        "DEMO": "1",
        "DEMO_WACHTWOORD": wachtwoord,
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(32),
        "LOGNIVEAU": "WARNING",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    if "DATABASE_URL" in os.environ:
        omgeving["DATABASE_URL"] = _postgres("CREATE DATABASE {}", f"mal_{secrets.token_hex(4)}")
    portaal = Portaal("", wachtwoord, omgeving)
    for opdracht in (["migrate", "-v0"], ["laad_voorbeelden"], ["demo_accounts"]):
        portaal.beheer(*opdracht)
    return portaal


@contextmanager
def _draaiend(mal: Portaal, var: Path) -> Iterator[Portaal]:
    """Serve a copy of the filled database on a free port of this machine, with its worker."""
    shutil.copytree(mal.omgeving["VAR_MAP"], var, dirs_exist_ok=True)
    (var / "static").symlink_to(settings.STATIC_ROOT)
    poort = _vrije_poort()
    omgeving = mal.omgeving | {"VAR_MAP": str(var)}
    if "DATABASE_URL" in omgeving:
        bron = urlsplit(omgeving["DATABASE_URL"]).path.lstrip("/")
        omgeving["DATABASE_URL"] = _postgres("CREATE DATABASE {}", f"portaal_{secrets.token_hex(4)}", van=bron)
    portaal = Portaal(f"http://127.0.0.1:{poort}", mal.wachtwoord, omgeving)
    web = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{poort}", "--workers", "2", "--no-control-socket"]
    web.append("config.wsgi:application")
    werker = [sys.executable, "manage.py", "db_worker"]
    with (var / "log").open("w") as logboek:
        processen = [
            subprocess.Popen(opdracht, cwd=WORTEL, env=omgeving, stdout=logboek, stderr=logboek)  # noqa: S603
            for opdracht in (web, werker)
        ]
        try:
            _wacht_op(portaal.adres, processen[0], var / "log")
            yield portaal
        finally:
            for proces in processen:
                proces.terminate()
            for proces in processen:
                proces.wait(timeout=20)


@pytest.fixture(scope="session")
def portaal(mal: Portaal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portaal]:
    """A portal for tests that only read, with changes, yearly plans, a next set and an import to read."""
    with _draaiend(mal, tmp_path_factory.mktemp("portaal")) as draaiend:
        draaiend.beheer("shell", "-v0", "-c", "from tests.browser.vulling import vul; vul()")
        yield draaiend


@pytest.fixture
def eigen_portaal(mal: Portaal, tmp_path: Path) -> Iterator[Portaal]:
    """A portal of its own for a test that changes things."""
    with _draaiend(mal, tmp_path / "var") as draaiend:
        yield draaiend


def _wacht_op(adres: str, proces: subprocess.Popen[bytes], logboek: Path) -> None:
    for _poging in range(450):
        if proces.poll() is not None:
            raise AssertionError(logboek.read_text())
        try:
            with urllib.request.urlopen(f"{adres}/account/login/", timeout=5):  # noqa: S310 - our own address
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("Het portaal antwoordt niet.")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    pad = next((pad for pad in CHROMIUM if Path(pad).exists()), None)
    assert pad, "Chromium ontbreekt: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=pad, args=VLAGGEN)
        yield browser
        browser.close()


@dataclass
class Bezoeker:
    """Somebody signed in, whose page fails the test on any failed request or console error."""

    portaal: Portaal
    pagina: Page
    klachten: list[str] = field(default_factory=list)

    def mislukt(self, verzoek: Request) -> None:
        """Note a request that failed; one that was broken off, by going on or for a download, did not."""
        if verzoek.failure != "net::ERR_ABORTED":
            self.klachten.append(f"mislukt: {verzoek.url} {verzoek.failure}")

    def naar(self, pad: str) -> Page:
        """Open a path."""
        self.pagina.goto(pad if pad.startswith("http") else self.portaal.adres + pad)
        return self.pagina

    def knop(self, naam: str) -> None:
        """Press the button with this text and wait for the page that follows."""
        self.pagina.get_by_role("button", name=naam, exact=True).first.click()
        self.pagina.wait_for_load_state()

    def controleer(self) -> list[str]:
        """Return what axe (WCAG 2.2 A and AA) and the browser find wrong with the page as it is."""
        uitslag = Axe().run(self.pagina, options={"runOnly": {"type": "tag", "values": REGELS}})
        fouten = [
            f"{self.pagina.url} {regel['id']}: {regel['nodes'][0]['html'][:200]}"
            for regel in uitslag.response["violations"]
        ]
        fouten += [f"{self.pagina.url} {klacht}" for klacht in self.klachten]
        self.klachten.clear()
        return fouten


Aanmelder = Callable[..., Bezoeker]


@contextmanager
def _aanmelder(portaal: Portaal, chromium: Browser) -> Iterator[Aanmelder]:
    """Give a function that signs somebody in: ``meld_aan('redacteur@portaal.example', javascript=False)``."""
    open_contexten: list[BrowserContext] = []

    def meld_aan(email: str | None, *, javascript: bool = True, breedte: int = 1280) -> Bezoeker:
        context = chromium.new_context(
            java_script_enabled=javascript, viewport={"width": breedte, "height": 900}, locale="nl-NL"
        )
        open_contexten.append(context)
        pagina = context.new_page()
        wie = Bezoeker(portaal, pagina)
        pagina.on("requestfailed", wie.mislukt)
        pagina.on("response", lambda a: wie.klachten.append(f"{a.status}: {a.url}") if a.status >= 400 else None)
        pagina.on("console", lambda m: wie.klachten.append(m.text) if m.type in {"error", "warning"} else None)
        if email:
            wie.naar("/account/login/")
            pagina.fill("input[name=login]", email)
            pagina.fill("input[name=password]", portaal.wachtwoord)
            pagina.locator("main button[type=submit]").first.click()
            pagina.wait_for_url(f"{portaal.adres}/")
        return wie

    try:
        yield meld_aan
    finally:
        for context in open_contexten:
            context.close()


@pytest.fixture
def bezoeker(portaal: Portaal, chromium: Browser) -> Iterator[Aanmelder]:
    """Sign somebody in at the portal for reading."""
    with _aanmelder(portaal, chromium) as meld_aan:
        yield meld_aan


@pytest.fixture
def gebruiker(eigen_portaal: Portaal, chromium: Browser) -> Iterator[Aanmelder]:
    """Sign somebody in at the test's own portal."""
    with _aanmelder(eigen_portaal, chromium) as meld_aan:
        yield meld_aan
