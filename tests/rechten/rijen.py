"""Rows of the table of rights: which role gets which answer."""

from __future__ import annotations

# Stad: gemeente directs and judges, wonen is second controleur, huurders speak for wonen, thuis has no special role.
ROLLEN = (
    "anoniem",
    "vreemd",
    "platform",
    "gemeente-redacteur",
    "gemeente-invoerder",
    "gemeente-lezer",
    "gemeente-partijbeheerder",
    "wonen-redacteur",
    "wonen-invoerder",
    "thuis-invoerder",
    "thuis-lezer",
    "huurders-invoerder",
    "huurders-lezer",
)
DEELNEMERS = ROLLEN[3:]
BUITEN = {"anoniem": 302, "vreemd": 404, "platform": 404}


def rij(overig: int = 403, **anders: int) -> dict[str, int]:
    """Return a row: outsiders refused, participants ``overig``, and who differs (names with _ for -)."""
    antwoorden = BUITEN | dict.fromkeys(DEELNEMERS, overig)
    return antwoorden | {naam.replace("_", "-"): status for naam, status in anders.items()}


LEZEN = rij(200)
ALLEEN_REGIE = rij(403, gemeente_redacteur=302)
IEDEREEN = dict.fromkeys(ROLLEN, 200)
AANGEMELD = dict.fromkeys(ROLLEN, 200) | {"anoniem": 302}
