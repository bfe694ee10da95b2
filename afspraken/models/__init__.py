"""Models of the register."""

from afspraken.models.afspraak import Afspraak, Betrokkene, Definitie, Gereedmelding, Termijn, Verwijzing
from afspraken.models.documentimport import Documentimport, Invoerconcept
from afspraken.models.indicator import Indicator, Streefwaarde
from afspraken.models.jaarschijf import Activiteit, Jaarschijf
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
from afspraken.models.wijziging import Afkomst, Instemming, Wijziging, Wijzigingsregel

__all__ = [
    "Activiteit",
    "Afkomst",
    "Afspraak",
    "Betrokkene",
    "Deel",
    "Deelname",
    "Definitie",
    "Documentimport",
    "Gereedmelding",
    "Hoofdstuk",
    "Indicator",
    "Instemming",
    "Invoerconcept",
    "Inzending",
    "Jaarschijf",
    "Legendaregel",
    "Overeenkomst",
    "Paragraaf",
    "Peilmoment",
    "Streefwaarde",
    "Termijn",
    "Verlenging",
    "Verwijzing",
    "Voorwaarde",
    "Wijziging",
    "Wijzigingsregel",
]
