"""Rights of yearly plans and the next set."""

from __future__ import annotations

from typing import Any

from afspraken.models import Activiteit, Afspraak, Jaarschijf
from tests.fabrieken import Stad, TermijnFabriek
from tests.rechten.rijen import LEZEN, rij

_REDACTEUR = rij(403, gemeente_redacteur=200)
_REDACTEUR_KNOP = rij(403, gemeente_redacteur=302)
# The term is of an agreement of the corporations.
_CORPORATIES = ("gemeente_redacteur", "wonen_redacteur", "wonen_invoerder", "thuis_invoerder")
_MELDERS = rij(403, **dict.fromkeys(_CORPORATIES, 200))
_MELDERS_KNOP = rij(403, **dict.fromkeys(_CORPORATIES, 302))

# (method, url name) -> role -> status; see rijen.py. The activity names wonen; its plan is a concept.
TABEL: dict[tuple[str, str], dict[str, int]] = {
    ("get", "afspraken:opvolger"): _REDACTEUR,
    ("post", "afspraken:opvolger"): _REDACTEUR,
    ("get", "afspraken:opvolger_vergelijken"): LEZEN,
    ("get", "monitoring:termijnen"): LEZEN,
    ("get", "monitoring:termijn_gereed"): _MELDERS,
    ("post", "monitoring:termijn_gereed"): _MELDERS,
    ("get", "monitoring:termijn_ongedaan"): _MELDERS_KNOP,
    ("post", "monitoring:termijn_ongedaan"): _MELDERS_KNOP,
    ("get", "afspraken:jaarschijven"): LEZEN,
    ("post", "afspraken:jaarschijven"): _REDACTEUR,
    ("get", "afspraken:jaarschijf_vergelijken"): LEZEN,
    ("get", "afspraken:jaarschijf"): LEZEN,
    ("get", "afspraken:jaarschijf_inleiding"): _REDACTEUR_KNOP,
    ("post", "afspraken:jaarschijf_inleiding"): _REDACTEUR,
    ("get", "afspraken:jaarschijf_vaststellen"): _REDACTEUR_KNOP,
    ("post", "afspraken:jaarschijf_vaststellen"): _REDACTEUR,
    ("get", "afspraken:jaarschijf_afsluiten"): _REDACTEUR_KNOP,
    ("post", "afspraken:jaarschijf_afsluiten"): _REDACTEUR_KNOP,
    ("get", "afspraken:jaarschijf_heropenen"): _REDACTEUR_KNOP,
    ("post", "afspraken:jaarschijf_heropenen"): _REDACTEUR_KNOP,
    ("get", "afspraken:jaarschijf_meenemen"): _REDACTEUR,
    ("post", "afspraken:jaarschijf_meenemen"): _REDACTEUR,
    ("get", "afspraken:activiteit_nieuw"): _REDACTEUR,
    ("post", "afspraken:activiteit_nieuw"): _REDACTEUR,
    ("get", "afspraken:activiteit"): LEZEN,
    ("post", "afspraken:activiteit"): rij(403, gemeente_redacteur=200, wonen_invoerder=200, wonen_redacteur=200),
    ("get", "afspraken:activiteit_verwijderen"): _REDACTEUR_KNOP,
    ("post", "afspraken:activiteit_verwijderen"): _REDACTEUR_KNOP,
}
# What a POST needs to be about anything, per url name.
GEGEVENS: dict[str, dict[str, Any]] = {}


def wereld(stad: Stad, afspraak: Afspraak) -> dict[str, list[Any]]:
    """Return the arguments of every address here; makes what they name."""
    jaarschijf = Jaarschijf.objects.create(overeenkomst=stad.overeenkomst, jaar=2022)
    activiteit = Activiteit.objects.create(jaarschijf=jaarschijf, afspraak=afspraak, omschrijving="Locaties kiezen")
    activiteit.partijen.add(stad.wonen)
    termijn = TermijnFabriek(afspraak=afspraak)
    moment = [stad.overeenkomst.sleutel, termijn.pk, "2022-12-31"]
    adres = [stad.overeenkomst.sleutel, 2022]
    uit: dict[str, list[Any]] = {naam: adres for _, naam in TABEL}
    return uit | {
        "monitoring:termijnen": adres[:1],
        "monitoring:termijn_gereed": moment,
        "monitoring:termijn_ongedaan": moment,
        "afspraken:opvolger": adres[:1],
        "afspraken:opvolger_vergelijken": adres[:1],
        "afspraken:jaarschijven": adres[:1],
        "afspraken:jaarschijf_vergelijken": adres[:1],
        "afspraken:activiteit": [*adres, activiteit.pk],
        "afspraken:activiteit_verwijderen": [*adres, activiteit.pk],
    }
