"""Every portal page, signed in as each role, at desktop width and at 320 pixels: no axe violation."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.urls import Resolver404, resolve

from tests.browser.conftest import Aanmelder, Bezoeker
from tests.browser.vulling import SETS

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
# Two pages of a kind show it full and sparse; of a page with filters in its address two sets of filters are enough.
PER_SOORT = 2
# Pages that keep the register are forms: one shows them all, unless another phase looks different.
ANDERS = {"afspraken:wijziging": 4, "afspraken:wijziging_bewerken": 2, "afspraken:jaarschijf": 2}
OPVOLGERS = {sleutel: opvolger for sleutel, (opvolger, *_wie) in SETS.items()}
MAX_PAGINAS = 120
# What every role meets of the register, and what is for the redacteur of the gemeente alone.
VAN_IEDEREEN = {
    f"afspraken:{naam}"
    for naam in ("wijzigingen", "wijziging", "jaarschijven", "jaarschijf", "jaarschijf_vergelijken", "activiteit")
} | {"monitoring:termijnen", "afspraken:opvolger_vergelijken"}
VAN_INVOERDERS = {"afspraken:wijziging_nieuw"}
VAN_DE_REDACTEUR = {
    f"afspraken:{naam}"
    for naam in (
        "register", "register_smart", "register_definities", "register_onderdeel", "register_onderdeel_nieuw",
        "register_onderdeel_weg", "afspraak_nieuw", "afspraak_bewerken", "afspraak_verwijderen", "activiteit_nieuw",
        "opvolger", "wijziging_bewerken",
    )
} | {
    f"voorraad:import{naam}"
    for naam in ("eren", "", "_gegevens", "_rij", "_tabellen", "_verschillen", "_overnemen", "_verwijderen")
} | {"monitoring:termijn_gereed"}  # fmt: skip


def soort_van(pad: str) -> str:
    """Return the url name of a path; empty for what this test does not visit."""
    try:
        treffer = resolve(pad.split("?")[0])
    except Resolver404:
        return ""
    if treffer.app_name == "admin" or "pdf" in (treffer.url_name or "") or treffer.url_name == "openbaar_rapport":
        return ""
    if treffer.url_name in {"account_logout", "register_export", "import_bestand"}:
        return ""
    # The pages that keep a register are other pages while it is a concept.
    open_set = treffer.app_name == "afspraken" and treffer.kwargs["sleutel"] in OPVOLGERS.values()
    concept = " van een concept" if open_set else ""
    query = "?" + "&".join(sorted(re.findall(r"[?&]([a-z_]+)=", pad)))
    return f"{treffer.view_name}{concept}{query}"


def naam_van(soort: str) -> str:
    """Return the url name in a kind of page."""
    return re.split(r"[ ?]", soort)[0]


def hoogstens(soort: str) -> int:
    """Return how many pages of a kind are visited."""
    naam = naam_van(soort)
    return ANDERS.get(naam, 1 if naam.startswith(("afspraken:", "voorraad:import")) else PER_SOORT)


def paden_op(wie: Bezoeker) -> list[str]:
    """Return the links of the page that lead inside the portal."""
    links: list[str] = wie.pagina.eval_on_selector_all("a[href]", "els => els.map(e => e.href)")
    return [link.removeprefix(wie.portaal.adres).split("#")[0] for link in links if link.startswith(wie.portaal.adres)]


@pytest.mark.parametrize(("sleutel", "account"), GEVALLEN, ids=[account for _sleutel, account in GEVALLEN])
def test_elke_pagina_voor_elke_rol(sleutel: str, account: str, bezoeker: Aanmelder) -> None:
    wie = bezoeker(account)
    wachtrij = ["/", f"/overeenkomsten/{sleutel}/", "/account/password/change/", "/account/2fa/"]
    volgende = f"/overeenkomsten/{OPVOLGERS[sleutel]}"
    houdt_register = account.startswith("redacteur@gemeente")
    wachtrij += [f"{volgende}/vorige-set/", *([f"{volgende}/register/"] if houdt_register else [])]
    gezien: Counter[str] = Counter()
    bezocht: set[str] = set()
    fouten: list[str] = []
    while wachtrij and len(bezocht) < MAX_PAGINAS:
        pad = wachtrij.pop(0)
        soort = soort_van(pad)
        # With filters in the address: one page per set of filters, and no more sets than pages without.
        kind = f"{naam_van(soort)}, gefilterd" if "?" in pad else soort
        if not soort or pad in bezocht or gezien[kind] >= hoogstens(soort) or ("?" in pad and gezien[soort]):
            continue
        gezien.update({soort, kind})
        bezocht.add(pad)
        wie.pagina.set_viewport_size({"width": 1280, "height": 900})
        wie.naar(pad)
        fouten += wie.controleer()
        wie.pagina.set_viewport_size({"width": 320, "height": 640})
        if wie.pagina.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"):
            fouten.append(f"{pad}: de pagina schuift opzij bij 320 pixels")
        wachtrij += paden_op(wie)
    assert fouten == []
    namen = {naam_van(soort) for soort in gezien}
    assert namen >= VAN_IEDEREEN
    assert not account.startswith(("invoerder@", "redacteur@")) or namen >= VAN_INVOERDERS
    assert not houdt_register or namen >= VAN_DE_REDACTEUR
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
