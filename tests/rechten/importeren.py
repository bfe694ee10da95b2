"""Rights of importing documents: the redacteuren of the gemeente alone."""

from __future__ import annotations

from typing import Any

from afspraken.models import Afspraak
from tests.fabrieken import Stad
from tests.importeren.gevonden import maak_import, resultaat, rij
from tests.rechten.rijen import BUITEN, DEELNEMERS

# Somebody else's import does not exist; the redacteur of another gemeente has imports of his own.
_WEG = BUITEN | dict.fromkeys(DEELNEMERS, 404)
LIJST = BUITEN | dict.fromkeys(DEELNEMERS, 403) | {"gemeente-redacteur": 200, "vreemd": 200, "platform": 403}
PAGINA = _WEG | {"gemeente-redacteur": 200}
ACTIE = _WEG | {"gemeente-redacteur": 302}

# (method, url name) -> role -> status; see rijen.py.
TABEL: dict[tuple[str, str], dict[str, int]] = {
    ("get", "voorraad:importeren"): LIJST,
    ("post", "voorraad:importeren"): LIJST,
    ("get", "voorraad:import"): PAGINA,
    ("post", "voorraad:import"): ACTIE,
    ("get", "voorraad:import_bestand"): PAGINA,
    ("get", "voorraad:import_verwijderen"): PAGINA,
    ("post", "voorraad:import_verwijderen"): ACTIE,
    ("get", "voorraad:import_gegevens"): PAGINA,
    ("post", "voorraad:import_gegevens"): PAGINA,
    ("get", "voorraad:import_rij"): PAGINA,
    ("post", "voorraad:import_rij"): PAGINA,
    ("get", "voorraad:import_nakijken"): _WEG | {"gemeente-redacteur": 405},
    ("post", "voorraad:import_nakijken"): ACTIE,
    ("get", "voorraad:import_tabellen"): PAGINA,
    ("post", "voorraad:import_tabellen"): ACTIE,
    ("get", "voorraad:import_verschillen"): PAGINA,
    ("post", "voorraad:import_verschillen"): ACTIE,
    ("get", "voorraad:import_overnemen"): PAGINA,
    ("post", "voorraad:import_overnemen"): ACTIE,
}
# What a POST needs to be about anything, per url name.
GEGEVENS: dict[str, dict[str, Any]] = {}


def wereld(stad: Stad, afspraak: Afspraak) -> dict[str, list[Any]]:
    """Return the arguments of every address here; makes what they name."""
    imp = maak_import(stad, resultaat(rij("1"), rij("2")))
    namen = {naam for _methode, naam in TABEL} - {"voorraad:importeren", "voorraad:import_rij"}
    return {naam: [imp.pk] for naam in namen} | {"voorraad:importeren": [], "voorraad:import_rij": [imp.pk, 1]}
