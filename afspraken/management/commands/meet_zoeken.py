"""Measure how long a search of the register takes, over many agreements that are gone again afterwards."""

from __future__ import annotations

import datetime as dt
import random
import statistics
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from afspraken.models import Afspraak, Deel, Hoofdstuk, Overeenkomst
from afspraken.zoeken import lees_vraag
from afspraken.zoekindex import maak_index, verwijder_index
from partijen.models import Partij
from partijen.rollen import PartijSoort

PER_PAGINA = 50
DOEL_MS = 50
_PARTIJ = {"wie": PartijSoort.CORPORATIE, "gemeente": PartijSoort.GEMEENTE}
_WIE = (
    "De corporaties",
    "De gemeente",
    "Partijen",
    "De huurdersorganisaties",
    "Elke corporatie",
    "Gemeente en corporaties",
)
_DOET = (
    "bouwen {n} sociale huurwoningen",
    "verduurzamen {n} woningen tot energielabel A",
    "wijzen minstens {n} procent van het vrijkomende aanbod toe aan starters",
    "evalueren de wijkaanpak in {j}",
    "leveren de cijfers over de wachttijd aan",
    "maken een plan voor de leefbaarheid in de wijken",
    "huisvesten {n} statushouders en urgent woningzoekenden",
    "overleggen ieder kwartaal over betalingsachterstanden",
    "verkopen hoogstens {n} woningen aan zittende huurders",
    "onderzoeken waar gebouwd kan worden voor ouderen met een zorgvraag",
    "isoleren de schil van complexen met een slecht label",
    "monitoren de slaagkansen van jongeren en middeninkomens",
    "stellen grond beschikbaar tegen een sociale prijs",
    "sluiten aan bij de regionale afspraken over woonwagens",
    "bespreken de huurverhoging vooraf met bewonerscommissies",
)
_SLOT = (
    "en rapporteren daarover in het voorjaar.",
    "uiterlijk op 31 december {j}.",
    "zoals in afspraak {k} staat.",
    "en stemmen dat af in het ambtelijk overleg.",
    "binnen de kaders van de woonvisie.",
    "met aandacht voor betaalbaarheid en spreiding.",
    "als de financiering rond is.",
    "en leggen het resultaat voor aan het bestuurlijk overleg.",
)
# Words that are found often, sometimes and hardly ever; whole words, unfinished ones, numbers and a phrase.
VRAGEN = {
    1: ("woningen", "huurder", "evaluatie", "statushouders", "5.4", "wijk", "verduurz", "quorum"),
    2: (
        "woningen bouwen",
        "huurder overleg",
        "evaluatie wijken",
        "isoleren label",
        "woonwagens sociale",
        "jongeren 2023",
    ),
    3: (
        "corporaties bouwen huurwoningen",
        "gemeente grond prijs",
        "huurverhoging bewonerscommissie overl",
        "woningen energielabel voorjaar",
        '"sociale huurwoningen" woonvisie',
        "zorgvraag ouderen quorum",
    ),
}


class Command(BaseCommand):
    """``manage.py meet_zoeken``: times of searches with one, two and three words, first page included."""

    help = "Meet hoe lang zoeken duurt in een tijdelijke set afspraken; er blijft niets van over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Say how many agreements and rounds."""
        parser.add_argument("--aantal", type=int, default=20_000, help="aantal afspraken (standaard 20.000)")
        parser.add_argument("--rondes", type=int, default=5, help="hoe vaak elke vraag wordt gesteld (standaard 5)")
        parser.add_argument("--zonder-index", action="store_true", help="meet ook zonder de zoekindex")

    def handle(self, *args: Any, **opties: Any) -> None:
        """Fill, measure, report and roll back; fail when the goal is missed."""
        if opties["aantal"] < 1 or opties["rondes"] < 1:
            raise CommandError("Kies minstens één afspraak en één ronde.")
        with transaction.atomic():
            maak_index(connection)
            overeenkomst = vul(opties["aantal"])
            # PostgreSQL drops no index while checks of foreign keys wait for the end of the transaction.
            connection.check_constraints()
            ververs()
            traagste = self._meet(overeenkomst, opties["rondes"], "met index")
            if opties["zonder_index"]:
                verwijder_index(connection)
                self._meet(overeenkomst, opties["rondes"], "zonder index")
            transaction.set_rollback(True)
        if traagste > DOEL_MS:
            raise CommandError(f"Mediaan boven {DOEL_MS} ms.")

    def _meet(self, overeenkomst: Overeenkomst, rondes: int, wat: str) -> float:
        """Report median and 95th percentile per number of words; return the highest median in ms."""
        self.stdout.write(f"{connection.vendor}, {Afspraak.objects.count()} afspraken, {wat}")
        medianen = []
        for woorden, vragen in VRAGEN.items():
            tijden, treffers = [], 0
            for vraag in vragen * rondes:
                begin = perf_counter()
                treffers += zoek_pagina(overeenkomst, vraag)
                tijden.append((perf_counter() - begin) * 1000)
            mediaan = statistics.median(tijden)
            medianen.append(mediaan)
            hoog = sorted(tijden)[max(0, round(len(tijden) * 0.95) - 1)]
            regel = f"{woorden} woord{'en' if woorden > 1 else ''}: mediaan {mediaan:.1f} ms, p95 {hoog:.1f} ms"
            self.stdout.write(f"{regel}, gemiddeld {treffers / len(tijden):.0f} treffers")
        return max(medianen)


def zoek_pagina(overeenkomst: Overeenkomst, vraag: str) -> int:
    """Do what a page of results does: count the hits and read the first page in the order of the document."""
    lees_vraag.cache_clear()
    gevonden = Afspraak.objects.filter(overeenkomst=overeenkomst).zoek(vraag)
    aantal = gevonden.count()
    list(gevonden.values("pk", "nummer", "titel", "samenvatting", "hoofdstuk__titel")[:PER_PAGINA])
    return aantal


def ververs() -> None:
    """Let the planner know the new rows, as autovacuum would do in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE afspraken_afspraak" if connection.vendor == "postgresql" else "ANALYZE")


def vul(aantal: int) -> Overeenkomst:
    """Make a set of agreements of sentences in ever other combinations; always the same ones."""
    keus = random.Random(aantal)  # noqa: S311 - not for secrets
    partijen = {
        naam: Partij.objects.create(sleutel=f"meet-zoeken-{naam}", naam=f"Meting {naam}", soort=soort)
        for naam, soort in _PARTIJ.items()
    }
    overeenkomst = Overeenkomst.objects.create(
        sleutel="meet-zoeken",
        naam="Meting van het zoeken",
        begin=dt.date(2022, 1, 1),
        eind=dt.date(2026, 12, 31),
        regisseur=partijen["gemeente"],
        controleur=partijen["gemeente"],
        tweede_controleur=partijen["wie"],
    )
    deel = Deel.objects.create(overeenkomst=overeenkomst, naam="Meting")
    hoofdstukken = [Hoofdstuk.objects.create(deel=deel, nummer=str(n), titel=f"Thema {n}") for n in range(1, 11)]
    rijen = [_afspraak(hoofdstukken[plek % 10], plek, keus) for plek in range(aantal)]
    Afspraak.objects.bulk_create(rijen, batch_size=500)
    return overeenkomst


def _zin(keus: random.Random) -> str:
    delen = " ".join((keus.choice(_WIE), keus.choice(_DOET), keus.choice(_SLOT)))
    getallen = {
        "n": keus.randint(5, 400),
        "j": keus.randint(2022, 2026),
        "k": f"{keus.randint(1, 9)}.{keus.randint(1, 12)}",
    }
    return delen.format(**getallen)


def _afspraak(hoofdstuk: Hoofdstuk, plek: int, keus: random.Random) -> Afspraak:
    zinnen = [_zin(keus) for _ in range(keus.randint(3, 9))]
    afspraak = Afspraak(
        overeenkomst_id=hoofdstuk.deel.overeenkomst_id,
        deel=hoofdstuk.deel,
        hoofdstuk=hoofdstuk,
        nummer=f"{plek % 10 + 1}.{plek // 10 + 1}",
        titel=zinnen[0][:110],
        tekst=" ".join(zinnen),
        samenvatting=zinnen[-1],
        trekker_tekst=keus.choice(_WIE),
        volgorde=plek % 30_000,
    )
    afspraak.zet_sleutels([])
    return afspraak
