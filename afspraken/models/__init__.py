"""Models of the register."""

from afspraken.models.afspraak import Afspraak, Betrokkene, Definitie, Termijn, Verwijzing
from afspraken.models.indicator import Indicator, Streefwaarde
from afspraken.models.overeenkomst import (
    Deel,
    Deelname,
    Hoofdstuk,
    Legendaregel,
    Overeenkomst,
    Paragraaf,
    Voorwaarde,
)
from afspraken.models.peilmoment import Inzending, Peilmoment, Verlenging

__all__ = [
    "Afspraak",
    "Betrokkene",
    "Deel",
    "Deelname",
    "Definitie",
    "Hoofdstuk",
    "Indicator",
    "Inzending",
    "Legendaregel",
    "Overeenkomst",
    "Paragraaf",
    "Peilmoment",
    "Streefwaarde",
    "Termijn",
    "Verlenging",
    "Verwijzing",
    "Voorwaarde",
]
