"""Rights of editing the register: the redacteur of the gemeente alone."""

from __future__ import annotations

from typing import Any

from afspraken.models import Afspraak
from tests.fabrieken import Stad
from tests.rechten.rijen import LEZEN, rij

_ALLEEN = rij(403, gemeente_redacteur=200)
_VERDER = rij(403, gemeente_redacteur=302)
_PAGINAS = ("register", "register_smart", "register_definities", "afspraak_bewerken", "afspraak_verwijderen")
_ONDERDEEL = ("register_onderdeel", "register_onderdeel_nieuw", "register_onderdeel_weg")

# (method, url name) -> role -> status; see rijen.py. The set is settled, so what would change signed text stays (200).
TABEL: dict[tuple[str, str], dict[str, int]] = {
    **{("get", f"afspraken:{naam}"): _ALLEEN for naam in (*_PAGINAS, *_ONDERDEEL)},
    **{("post", f"afspraken:{naam}"): _ALLEEN for naam in ("afspraak_verwijderen", *_ONDERDEEL)},
    ("get", "afspraken:afspraak_nieuw"): _VERDER,
    ("post", "afspraken:afspraak_nieuw"): _VERDER,
    ("post", "afspraken:afspraak_bewerken"): _ALLEEN,
    ("get", "afspraken:register_export"): LEZEN,
    # An empty POST names nothing to move.
    ("post", "afspraken:register_verplaatsen"): rij(403, gemeente_redacteur=404),
}
# What a POST needs to be about anything, per url name.
GEGEVENS: dict[str, dict[str, Any]] = {}


def wereld(stad: Stad, afspraak: Afspraak) -> dict[str, list[Any]]:
    """Return the arguments of every address here; makes what they name."""
    sleutel, hoofdstuk = stad.overeenkomst.sleutel, stad.hoofdstuk.pk
    return {
        "afspraken:register": [sleutel],
        "afspraken:register_smart": [sleutel],
        "afspraken:register_export": [sleutel, "csv"],
        "afspraken:register_definities": [sleutel],
        "afspraken:register_verplaatsen": [sleutel],
        "afspraken:afspraak_nieuw": [sleutel],
        "afspraken:afspraak_bewerken": [sleutel, afspraak.pk],
        "afspraken:afspraak_verwijderen": [sleutel, afspraak.pk],
        "afspraken:register_onderdeel": [sleutel, "hoofdstuk", hoofdstuk],
        "afspraken:register_onderdeel_weg": [sleutel, "hoofdstuk", hoofdstuk],
        "afspraken:register_onderdeel_nieuw": [sleutel, "hoofdstuk"],
    }
