"""Which sheets and columns the exported register has: one description for those who write and who read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from afspraken.keuzes import (
    Aard,
    AfspraakSoort,
    Antwoordwijze,
    Berekening,
    BetrokkeneRol,
    Exactheid,
    Herhaling,
    Per,
    Richting,
    Ritme,
)

SCHEMA = 1
"""Version of the form; a file of another version is refused."""
PORTAALBLAD = "_portaal"
KEUZEBLAD = "_keuzelijsten"
VERVOLGBLAD = "_vervolg"
AFSPRAKEN, TERMIJNEN, INDICATOREN = "Afspraken", "Termijnen", "Indicatoren"
STREEFWAARDEN, VERWIJZINGEN, DEFINITIES, TOELICHTING = "Streefwaarden", "Verwijzingen", "Definities", "Toelichting"
PARTIJ, JA_NEE = "partij", "ja_nee"


class Soort(StrEnum):
    """What a column holds."""

    TEKST = "tekst"
    LANG = "lang"
    DATUM = "datum"
    GETAL = "getal"
    GEHEEL = "geheel"
    KEUZE = "keuze"
    SLEUTEL = "sleutel"
    """Hidden: ties the row to what is in the portal."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column. ``keuze`` names a list of choices; ``lengte`` is what the database takes at most."""

    sleutel: str
    kop: str
    soort: Soort = Soort.TEKST
    breedte: int = 16
    keuze: str = ""
    lengte: int = 0
    verplicht: bool = False

    @property
    def verborgen(self) -> bool:
        """Tell whether people do not see it."""
        return self.soort is Soort.SLEUTEL


def _keuze(sleutel: str, kop: str, lijst: str = "", **rest: Any) -> Kolom:
    return Kolom(sleutel, kop, Soort.KEUZE, keuze=lijst or sleutel, **{"breedte": 20} | rest)


def _verborgen(sleutel: str, kop: str) -> Kolom:
    return Kolom(sleutel, kop, Soort.SLEUTEL, 6)


KEUZES: dict[str, list[tuple[Any, str]]] = {
    "soort": [(keuze.value, str(keuze.label)) for keuze in AfspraakSoort],
    "aard": [(keuze.value, str(keuze.label)) for keuze in Aard],
    "antwoordwijze": [(keuze.value, str(keuze.label)) for keuze in Antwoordwijze],
    "herhaling": [(keuze.value, str(keuze.label)) for keuze in Herhaling],
    "exactheid": [(keuze.value, str(keuze.label)) for keuze in Exactheid],
    "richting": [(keuze.value, str(keuze.label)) for keuze in Richting],
    "berekening": [(keuze.value, str(keuze.label)) for keuze in Berekening],
    "ritme": [(keuze.value, str(keuze.label)) for keuze in Ritme],
    "per": [(keuze.value, str(keuze.label)) for keuze in Per],
    JA_NEE: [(True, "Ja"), (False, "Nee")],
}
ROLLEN: tuple[tuple[str, str], ...] = tuple((rol.value, str(rol.label)) for rol in BetrokkeneRol)
_ROLKOPPEN: dict[str, str] = {BetrokkeneRol.TREKKER: "Trekkers"}

_AFSPRAAK = (_verborgen("id", "id afspraak"), _verborgen("was", "afspraak bij export"))

BLADEN: dict[str, tuple[Kolom, ...]] = {
    AFSPRAKEN: (
        _verborgen("id", "id"),
        _verborgen("versie", "versie"),
        Kolom("nummer", "Nummer", breedte=10, lengte=20),
        Kolom("deel", "Deel", breedte=20, lengte=200),
        Kolom("hoofdstuk_nummer", "Hoofdstuknr.", breedte=13, lengte=20),
        Kolom("hoofdstuk_titel", "Hoofdstuk", breedte=24, lengte=300, verplicht=True),
        Kolom("paragraaf_nummer", "Paragraafnr.", breedte=13, lengte=20),
        Kolom("paragraaf_titel", "Paragraaf", breedte=24, lengte=300),
        Kolom("onderwerp", "Onderwerp", breedte=28, lengte=300),
        Kolom("titel", "Korte titel", breedte=28, lengte=120),
        _keuze("soort", "Soort"),
        _keuze("aard", "Resultaat of inspanning"),
        Kolom("tekst", "Tekst", Soort.LANG, 80),
        Kolom("samenvatting", "Samenvatting", Soort.LANG, 50),
        Kolom("trekker_tekst", "Trekker in het document", breedte=24, lengte=500),
        Kolom("partijen_tekst", "Partijen in het document", breedte=24, lengte=500),
        Kolom("datum_tekst", "Datum in het document", breedte=24, lengte=500),
        *(Kolom(f"rol_{rol}", _ROLKOPPEN.get(rol, label), breedte=28) for rol, label in ROLLEN),
        _keuze("antwoordwijze", "Trekkers antwoorden"),
        _keuze("penvoerder", "Penvoerder", PARTIJ),
        Kolom("gemeenten", "Alleen voor gemeenten", breedte=24),
        Kolom("bronplaats", "Plaats in het document", breedte=24, lengte=200),
        Kolom("vervallen_op", "Vervallen op", Soort.DATUM, 14),
    ),
    TERMIJNEN: (
        *_AFSPRAAK,
        Kolom("afspraak", "Afspraak", breedte=12, verplicht=True),
        Kolom("tekst", "Tekst in het document", breedte=40, lengte=300, verplicht=True),
        Kolom("begin", "Begin", Soort.DATUM, 14),
        Kolom("eind", "Eind", Soort.DATUM, 14),
        _keuze("herhaling", "Herhaling"),
        _keuze("exactheid", "Exactheid"),
        Kolom("toelichting", "Toelichting", breedte=40, lengte=500),
    ),
    INDICATOREN: (
        *_AFSPRAAK,
        _verborgen("sleutel", "sleutel"),
        Kolom("afspraak", "Afspraak", breedte=12, verplicht=True),
        Kolom("naam", "Indicator", breedte=36, lengte=160, verplicht=True),
        Kolom("eenheid", "Eenheid", lengte=40, verplicht=True),
        _keuze("richting", "Goed als"),
        _keuze("berekening", "Berekening", breedte=30),
        Kolom("bron", "Regel van de voorraadtabel", lengte=60),
        Kolom("teller", "Teller", lengte=60),
        Kolom("noemer", "Noemer", lengte=60),
        Kolom("gewicht", "Gewicht", lengte=60),
        _keuze("ritme", "Ritme"),
        _keuze("cumulatief", "Telt op over de tijd", JA_NEE, breedte=12),
        _keuze("per_partij", "Per partij", JA_NEE, breedte=12),
        Kolom("decimalen", "Decimalen", Soort.GEHEEL, 11),
        Kolom("nulmeting", "Nulmeting", Soort.GETAL, 12),
        Kolom("nulmeting_jaar", "Jaar van de nulmeting", Soort.GEHEEL, 12),
        Kolom("toelichting", "Toelichting", Soort.LANG, 40),
    ),
    STREEFWAARDEN: (
        *_AFSPRAAK,
        _verborgen("sleutel", "sleutel"),
        _verborgen("indicator_was", "indicator bij export"),
        Kolom("afspraak", "Afspraak", breedte=12, verplicht=True),
        Kolom("indicator", "Indicator", breedte=36, verplicht=True),
        _keuze("partij", "Partij", PARTIJ, breedte=28),
        Kolom("waarde", "Waarde", Soort.GETAL, 12, verplicht=True),
        Kolom("tot_waarde", "Tot en met waarde", Soort.GETAL, 12),
        Kolom("van", "Van", Soort.DATUM, 14),
        Kolom("tot", "Tot en met", Soort.DATUM, 14),
        _keuze("per", "Telt"),
    ),
    VERWIJZINGEN: (
        *_AFSPRAAK,
        _verborgen("naar_id", "id naar"),
        _verborgen("naar_was", "naar bij export"),
        Kolom("afspraak", "Afspraak", breedte=14, verplicht=True),
        Kolom("naar", "Verwijst naar", breedte=14, verplicht=True),
    ),
    DEFINITIES: (
        _verborgen("id", "id"),
        _verborgen("bij", "id's afspraken"),
        _verborgen("was", "afspraken bij export"),
        Kolom("noot", "Noot", breedte=8, lengte=20),
        Kolom("begrip", "Begrip", breedte=28, lengte=120, verplicht=True),
        Kolom("tekst", "Betekenis", Soort.LANG, 80),
        Kolom("afspraken", "Bij afspraken", breedte=24),
    ),
}

UITLEG = (
    "Dit is een export van het register van prestatieafspraken.",
    "Je kunt dit bestand bewerken en het als .xlsx opnieuw uploaden. Het portaal laat eerst zien wat er verandert.",
    "Een rij toevoegen kan onderaan of ertussen. Verwijder je een rij, dan vraagt het portaal of dat de bedoeling is.",
    "Laat de verborgen kolommen staan: daaraan herkent het portaal een rij, ook als je sorteert of het nummer wijzigt.",
    "In de kolom 'Afspraak' van de andere bladen staat het nummer van de afspraak. Komt een nummer meer dan eens voor, "
    "dan staat het deel erachter.",
    "Zet meer partijen in een cel met een puntkomma ertussen. Groepen zijn: Corporaties, Huurdersorganisaties, "
    "Gemeenten en Alle partijen.",
    "Een formule wordt niet gelezen. Plak de waarde.",
    "Getallen en datums zijn echte getallen en datums; dat blijft zo als je ze gewoon intypt.",
)
