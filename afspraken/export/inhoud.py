"""The content of the exported register: rows of plain values, in a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q

from afspraken.afspraakwaarden import Waarden, met_waarden, waarden_van
from afspraken.export.kolommen import (
    AFSPRAKEN,
    DEFINITIES,
    INDICATOREN,
    KEUZES,
    PARTIJ,
    ROLLEN,
    STREEFWAARDEN,
    TERMIJNEN,
    VERWIJZINGEN,
)
from afspraken.keuzes import Groep
from afspraken.models import Afspraak, Definitie, Overeenkomst
from basis.tekst import zoeksleutel
from partijen.models import Partij

SCHEIDING = "; "
Rij = dict[str, Any]
_TEKST = ("nummer", "deel", "onderwerp", "titel", "tekst", "samenvatting", "trekker_tekst", "partijen_tekst")
_KOP = {"nummer": "", "titel": ""}


@dataclass(slots=True)
class Partijnamen:
    """Parties as people read them in a cell: a label per key, every label once."""

    labels: dict[str, str] = field(default_factory=dict)
    """Key of a party -> label."""
    op_tekst: dict[str, str] = field(default_factory=dict)
    """What somebody may type (label, short name, key; normalised) -> key."""


def partijnamen(overeenkomst: Overeenkomst) -> Partijnamen:
    """Return the labels of the parties of a set and of those its agreements name (one query)."""
    afspraken = overeenkomst.afspraken.order_by()
    eigen = Q(pk__in=overeenkomst.deelnemers.order_by().values("pk")) | Q(pk__in=overeenkomst.gemeenten.values("pk"))
    for pad in ("betrokkenen__partij", "penvoerder", "gemeenten", "indicatoren__streefwaarden__partij"):
        eigen |= Q(pk__in=afspraken.filter(**{f"{pad}__isnull": False}).values(pad))
    rijen = list(Partij.objects.filter(eigen).order_by("sorteernaam", "sleutel"))
    dubbel = Counter(zoeksleutel(rij.naam) for rij in rijen)
    groepen = {zoeksleutel(str(groep.label)) for groep in Groep}
    uit = Partijnamen()
    for rij in rijen:
        sleutel = zoeksleutel(rij.naam)
        helder = dubbel[sleutel] == 1 and sleutel not in groepen and ";" not in rij.naam
        uit.labels[rij.sleutel] = rij.naam if helder else rij.sleutel
    korte = Counter(zoeksleutel(rij.korte_naam) for rij in rijen if rij.korte_naam)
    for rij in rijen:
        if rij.korte_naam and korte[zoeksleutel(rij.korte_naam)] == 1:
            uit.op_tekst[zoeksleutel(rij.korte_naam)] = rij.sleutel
    for sleutel, label in uit.labels.items():
        uit.op_tekst[zoeksleutel(label)] = sleutel
        uit.op_tekst.setdefault(zoeksleutel(sleutel), sleutel)
    return uit


def afspraaknamen(rijen: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """Return how other sheets call each agreement (id, number, part): its number, with its part if needed."""
    rijen = list(rijen)
    keren = Counter(nummer.casefold() for _pk, nummer, _deel in rijen)
    uit: dict[int, str] = {}
    for pk, nummer, deel in rijen:
        if not nummer:
            uit[pk] = f"id {pk}"
        else:
            uit[pk] = nummer if keren[nummer.casefold()] == 1 else f"{nummer} ({deel})"
    return uit


class Register:
    """The whole register of a set, ready to be written to sheets."""

    def __init__(self, overeenkomst: Overeenkomst) -> None:
        self.overeenkomst = overeenkomst
        self.afspraken: list[Afspraak] = list(met_waarden(overeenkomst.afspraken.all()))
        self.waarden: dict[int, Waarden] = {afspraak.pk: waarden_van(afspraak) for afspraak in self.afspraken}
        self.partijen = partijnamen(overeenkomst)
        self.namen = afspraaknamen((afspraak.pk, afspraak.nummer, afspraak.deel.naam) for afspraak in self.afspraken)
        self.definities: list[Definitie] = list(overeenkomst.definities.prefetch_related("afspraken"))
        self._labels = {naam: dict(keuzes) for naam, keuzes in KEUZES.items()} | {PARTIJ: dict(self.partijen.labels)}

    def keuzelijsten(self) -> dict[str, list[str]]:
        """Return the labels one may choose from, per list."""
        vast = {naam: [label for _waarde, label in keuzes] for naam, keuzes in KEUZES.items()}
        return vast | {PARTIJ: list(self.partijen.labels.values())}

    def rijen(self, blad: str) -> Iterator[Rij]:
        """Yield the rows of a sheet, by the keys of its columns."""
        maak = {
            AFSPRAKEN: self._afspraakrijen,
            TERMIJNEN: self._termijnrijen,
            INDICATOREN: self._indicatorrijen,
            STREEFWAARDEN: self._streefrijen,
            VERWIJZINGEN: self._verwijzingrijen,
            DEFINITIES: self._definitierijen,
        }
        return maak[blad]()

    def _keuze(self, lijst: str, waarde: Any) -> str:
        return str(self._labels[lijst].get(waarde, waarde)) if waarde not in ("", None) else ""

    def _afspraakrijen(self) -> Iterator[Rij]:
        for afspraak in self.afspraken:
            waarden = self.waarden[afspraak.pk]
            hoofdstuk, paragraaf = waarden["hoofdstuk"] or _KOP, waarden["paragraaf"] or _KOP
            rij = {naam: waarden[naam] for naam in (*_TEKST, "datum_tekst", "bronplaats")}
            rij |= {naam: self._keuze(naam, waarden[naam]) for naam in ("soort", "aard", "antwoordwijze")}
            rij |= {f"rol_{rol}": self._betrokkenen(waarden["betrokkenen"], rol) for rol, _label in ROLLEN}
            yield rij | {
                "id": afspraak.pk,
                "versie": afspraak.versie,
                "hoofdstuk_nummer": hoofdstuk["nummer"],
                "hoofdstuk_titel": hoofdstuk["titel"],
                "paragraaf_nummer": paragraaf["nummer"],
                "paragraaf_titel": paragraaf["titel"],
                "penvoerder": self._keuze(PARTIJ, waarden["penvoerder"]),
                "gemeenten": SCHEIDING.join(self._keuze(PARTIJ, sleutel) for sleutel in waarden["gemeenten"]),
                "vervallen_op": dag(waarden["vervallen_op"]),
            }

    def _betrokkenen(self, rijen: Iterable[Mapping[str, str]], rol: str) -> str:
        return SCHEIDING.join(
            str(Groep(rij["groep"]).label) if rij["groep"] else self._keuze(PARTIJ, rij["partij"])
            for rij in rijen
            if rij["rol"] == rol
        )

    def _van(self, pk: int) -> Rij:
        return {"id": pk, "was": self.namen[pk], "afspraak": self.namen[pk]}

    def _termijnrijen(self) -> Iterator[Rij]:
        for pk, waarden in self.waarden.items():
            for termijn in waarden["termijnen"]:
                yield self._van(pk) | {
                    "tekst": termijn["tekst"],
                    "begin": dag(termijn["begin"]),
                    "eind": dag(termijn["eind"]),
                    "herhaling": self._keuze("herhaling", termijn["herhaling"]),
                    "exactheid": self._keuze("exactheid", termijn["exactheid"]),
                    "toelichting": termijn["toelichting"],
                }

    def _indicatorrijen(self) -> Iterator[Rij]:
        for pk, waarden in self.waarden.items():
            for indicator, naam in zip(waarden["indicatoren"], indicatornamen(waarden["indicatoren"]), strict=True):
                keuzes = {veld: self._keuze(veld, indicator[veld]) for veld in ("richting", "berekening", "ritme")}
                ja_nee = {veld: self._keuze("ja_nee", indicator[veld]) for veld in ("cumulatief", "per_partij")}
                rij = self._van(pk) | indicator | keuzes | ja_nee
                rij |= {"naam": naam, "nulmeting": getal(indicator["nulmeting"])}
                del rij["streefwaarden"]
                yield rij

    def _streefrijen(self) -> Iterator[Rij]:
        for pk, waarden in self.waarden.items():
            for indicator, naam in zip(waarden["indicatoren"], indicatornamen(waarden["indicatoren"]), strict=True):
                for streef in indicator["streefwaarden"]:
                    yield self._van(pk) | {
                        "sleutel": indicator["sleutel"],
                        "indicator": naam,
                        "indicator_was": naam,
                        "partij": self._keuze(PARTIJ, streef["partij"]),
                        "waarde": getal(streef["waarde"]),
                        "tot_waarde": getal(streef["tot_waarde"]),
                        "van": dag(streef["van"]),
                        "tot": dag(streef["tot"]),
                        "per": self._keuze("per", streef["per"]),
                    }

    def _verwijzingrijen(self) -> Iterator[Rij]:
        for pk, waarden in self.waarden.items():
            for naar in waarden["verwijzingen"]:
                yield self._van(pk) | {"naar_id": naar, "naar_was": self.namen[naar], "naar": self.namen[naar]}

    def _definitierijen(self) -> Iterator[Rij]:
        for definitie in self.definities:
            bij = [afspraak.pk for afspraak in definitie.afspraken.all()]
            namen = SCHEIDING.join(self.namen[pk] for pk in bij)
            yield {
                "id": definitie.pk,
                "bij": SCHEIDING.join(map(str, bij)),
                "was": namen,
                "noot": definitie.noot,
                "begrip": definitie.begrip,
                "tekst": definitie.tekst,
                "afspraken": namen,
            }


def indicatornamen(indicatoren: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return how the indicators of one agreement are called: their name, with the key behind it when two share it."""
    rijen = list(indicatoren)
    keren = Counter(zoeksleutel(rij["naam"]) for rij in rijen)
    return (
        [rij["naam"] for rij in rijen] if all(n == 1 for n in keren.values()) else [_eigen(rij, keren) for rij in rijen]
    )


def _eigen(rij: Mapping[str, Any], keren: Counter[str]) -> str:
    return rij["naam"] if keren[zoeksleutel(rij["naam"])] == 1 else f"{rij['naam']} [{rij['sleutel']}]"


def dag(tekst: str) -> dt.date | None:
    """Return a date from ISO text."""
    return dt.date.fromisoformat(tekst) if tekst else None


def getal(tekst: str) -> Decimal | None:
    """Return a number from text."""
    return Decimal(tekst) if tekst else None
