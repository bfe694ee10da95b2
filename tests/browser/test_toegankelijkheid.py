"""Every portal page, signed in as each role, at desktop width and at 320 pixels: no axe violation."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.urls import Resolver404, resolve

from tests.browser.conftest import Aanmelder, Bezoeker

pytestmark = pytest.mark.browser

# Per municipality one account of each kind; together they hold every role of the rights table.
ACCOUNTS = {
    "amersfoort-2022-2023": [
        "redacteur@gemeente-amersfoort.example",
        "lezer@gemeente-amersfoort.example",
        "redacteur@portaal.example",
        "invoerder@alliantie.example",
        "invoerder@hestia.example",
        "partijbeheerder@omnia-wonen.example",
    ],
    "kampen-2022-2026": [
        "redacteur@gemeente-kampen.example",
        "invoerder@deltawonen.example",
        "redacteur@deltawonen.example",
        "invoerder@centrale-bewonersraad-deltawonen.example",
    ],
}
GEVALLEN = [(sleutel, account) for sleutel, accounts in ACCOUNTS.items() for account in accounts]
# Two pages of a kind show it full and sparse; of a page with filters in its address one is enough.
PER_SOORT = 2
MAX_PAGINAS = 60


def soort_van(pad: str) -> str:
    """Return the url name of a path; empty for what this test does not visit."""
    try:
        treffer = resolve(pad.split("?")[0])
    except Resolver404:
        return ""
    if treffer.app_name == "admin" or "pdf" in (treffer.url_name or "") or treffer.url_name == "openbaar_rapport":
        return ""
    if treffer.url_name in {"account_logout"}:
        return ""
    query = "?" + "&".join(sorted(re.findall(r"[?&]([a-z_]+)=", pad)))
    return f"{treffer.view_name}{query}"


def paden_op(wie: Bezoeker) -> list[str]:
    """Return the links of the page that lead inside the portal."""
    links: list[str] = wie.pagina.eval_on_selector_all("a[href]", "els => els.map(e => e.href)")
    return [link.removeprefix(wie.portaal.adres).split("#")[0] for link in links if link.startswith(wie.portaal.adres)]


@pytest.mark.parametrize(("sleutel", "account"), GEVALLEN, ids=[account for _sleutel, account in GEVALLEN])
def test_elke_pagina_voor_elke_rol(sleutel: str, account: str, bezoeker: Aanmelder) -> None:
    wie = bezoeker(account)
    wachtrij = ["/", f"/overeenkomsten/{sleutel}/", "/account/password/change/", "/account/2fa/"]
    gezien: Counter[str] = Counter()
    bezocht: set[str] = set()
    fouten: list[str] = []
    while wachtrij and len(bezocht) < MAX_PAGINAS:
        pad = wachtrij.pop(0)
        soort = soort_van(pad)
        if not soort or pad in bezocht or gezien[soort] >= (1 if "?" in pad else PER_SOORT):
            continue
        gezien[soort] += 1
        bezocht.add(pad)
        wie.pagina.set_viewport_size({"width": 1280, "height": 900})
        wie.naar(pad)
        fouten += wie.controleer()
        wie.pagina.set_viewport_size({"width": 320, "height": 640})
        if wie.pagina.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
            fouten.append(f"{pad}: de pagina schuift opzij bij 320 pixels")
        wachtrij += paden_op(wie)
    assert fouten == []
    namen = {soort.split("?")[0] for soort in gezien}
    assert {"monitoring:mijn_werk", "monitoring:dashboard", "monitoring:afspraken", "monitoring:afspraak"} <= namen
    assert {"monitoring:peilmoment", "monitoring:rapport", "monitoring:standpunten", "voorraad:voorraad"} <= namen


def test_inloggen_en_openbare_paginas(bezoeker: Aanmelder) -> None:
    wie = bezoeker(None)
    fouten = []
    for pad in ("/account/login/", "/account/password/reset/", "/rapporten/"):
        wie.naar(pad)
        fouten += wie.controleer()
    assert fouten == []


def test_met_het_toetsenbord_naar_de_inhoud(bezoeker: Aanmelder) -> None:
    """The first Tab reaches the skip link, Enter moves the focus to the contents."""
    wie = bezoeker("redacteur@gemeente-kampen.example")
    wie.naar("/overeenkomsten/kampen-2022-2026/afspraken/")
    wie.pagina.keyboard.press("Tab")
    assert wie.pagina.evaluate("document.activeElement.textContent").strip() == "Naar de inhoud"
    wie.pagina.keyboard.press("Enter")
    assert wie.pagina.evaluate("document.activeElement.id") == "inhoud"
