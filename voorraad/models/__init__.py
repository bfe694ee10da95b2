"""Models of the stock."""

from voorraad.models.opgave import Mutatie, Opgave, ProjectStand, Voorraadstand
from voorraad.models.tabel import (
    Huurprijsgrens,
    Mutatiesoort,
    Prognose,
    Project,
    Tabel,
    Tabelkolom,
    Tabelregel,
)

__all__ = [
    "Huurprijsgrens",
    "Mutatie",
    "Mutatiesoort",
    "Opgave",
    "Prognose",
    "Project",
    "ProjectStand",
    "Tabel",
    "Tabelkolom",
    "Tabelregel",
    "Voorraadstand",
]
