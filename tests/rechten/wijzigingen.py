"""Rights of changes."""

from __future__ import annotations

from typing import Any

from afspraken.models import Afspraak
from tests.fabrieken import Stad
from tests.rechten.rijen import LEZEN, rij
from tests.wijzigingen.bouw import stel_op, voorgelegd

_INVOERDERS = {
    "gemeente_redacteur": 200, "gemeente_invoerder": 200, "wonen_redacteur": 200, "wonen_invoerder": 200,
    "thuis_invoerder": 200, "huurders_invoerder": 200,
}  # fmt: skip
# The change lies before the parties; wonen proposed it. A step that cannot be (any more) leads back with a message.
_VAN_WONEN = rij(403, wonen_redacteur=302, wonen_invoerder=302)
_VAN_GEMEENTE = rij(403, gemeente_redacteur=302)

# (method, url name) -> role -> status; see rijen.py.
TABEL: dict[tuple[str, str], dict[str, int]] = {
    ("get", "afspraken:wijzigingen"): LEZEN,
    ("get", "afspraken:wijziging_nieuw"): rij(403, **_INVOERDERS),
    ("post", "afspraken:wijziging_nieuw"): rij(403, **_INVOERDERS),
    ("get", "afspraken:wijziging"): LEZEN,
    ("get", "afspraken:wijziging_bewerken"): rij(403, gemeente_redacteur=200, wonen_redacteur=302, wonen_invoerder=302),
    ("post", "afspraken:wijziging_bewerken"): rij(
        403, gemeente_redacteur=200, wonen_redacteur=302, wonen_invoerder=302
    ),
    ("get", "afspraken:wijziging_indienen"): rij(302),
    ("post", "afspraken:wijziging_indienen"): _VAN_WONEN,
    ("get", "afspraken:wijziging_voorleggen"): rij(302),
    ("post", "afspraken:wijziging_voorleggen"): _VAN_GEMEENTE,
    ("get", "afspraken:wijziging_intrekken"): rij(302),
    ("post", "afspraken:wijziging_intrekken"): _VAN_WONEN,
    ("get", "afspraken:wijziging_ingaan"): rij(302),
    ("post", "afspraken:wijziging_ingaan"): _VAN_GEMEENTE,
    ("get", "afspraken:wijziging_vernieuwen"): rij(302),
    ("post", "afspraken:wijziging_vernieuwen"): _VAN_GEMEENTE,
    ("get", "afspraken:wijziging_afwijzen"): _VAN_GEMEENTE,
    ("post", "afspraken:wijziging_afwijzen"): rij(403, gemeente_redacteur=200),
    ("get", "afspraken:wijziging_oordeel"): rij(302),
    ("post", "afspraken:wijziging_oordeel"): rij(403, wonen_redacteur=200, wonen_invoerder=200),
}
# What a POST needs to be about anything, per url name.
GEGEVENS: dict[str, dict[str, Any]] = {}


def wereld(stad: Stad, afspraak: Afspraak) -> dict[str, list[Any]]:
    """Return the arguments of every address here; makes what they name."""
    if not stad.overeenkomst.wijzigingen.exists():
        voorgelegd(stad, stel_op(stad, afspraak, soort="beeindigen"))
    adres = [stad.overeenkomst.sleutel, 1]
    namen = {naam for _, naam in TABEL}
    return dict.fromkeys(namen, adres) | {
        "afspraken:wijzigingen": adres[:1],
        "afspraken:wijziging_nieuw": adres[:1],
        "afspraken:wijziging_oordeel": [*adres, stad.wonen.sleutel],
    }
