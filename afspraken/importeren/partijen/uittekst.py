"""Tenant organisations that only the texts of the agreements name: the last place to look (pure)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from afspraken.importeren.partijen.namen import Bron, Vondst, lees_naam
from afspraken.importeren.partijen.tekst import schoon, vouw
from afspraken.importeren.partijen.woorden import ENKELVOUD, HUURDERS

MAX_TEKSTEN = 2_000
_HUURDERS = re.compile(
    r"\b(?:(?:Stichting|Vereniging|Centrale)\s+)?(?:[Hh]uurders|[Bb]ewoners)(?:belangen)?"
    r"(?:vereniging|organisatie|raad|platform|koepel|federatie|belang|adviesraad|vertegenwoordiging)\s+"
    r"(?:(?:De|Het|Ons)\s+)?[A-Z][\w'-]+(?:\s(?:[A-Z][\w'-]+|Wonen))?"
)


def huurders_in_teksten(teksten: Iterable[str]) -> list[Vondst]:
    """Return tenant organisations with a name of their own, as texts and cells write them."""
    tel: Counter[str] = Counter()
    for nummer, tekst in enumerate(teksten):
        if nummer >= MAX_TEKSTEN:
            break
        tel.update(treffer.group() for treffer in _HUURDERS.finditer(schoon(tekst)))
    namen = [naam for naam in tel if vouw(naam) not in ENKELVOUD]
    vondsten = (lees_naam(naam, bron=Bron.KOLOM, soort=HUURDERS) for naam in namen[:10])
    return [vondst for vondst in vondsten if vondst]
