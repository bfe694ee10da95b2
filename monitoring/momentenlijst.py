"""All moments of all terms of an Overeenkomst as plain rows: made once per request, then filtered in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.safestring import SafeString

from afspraken.keuzes import BetrokkeneRol, Exactheid, Herhaling
from afspraken.models import Afspraak, Peilmoment
from afspraken.toegang import Toegang
from afspraken.uitvouwen import Binding, Deelnemer, vouw_uit
from basis.statuslabels import statuslabel
from monitoring.lijst import trekkertekst
from monitoring.standen import Rij, naam_van, rijen
from monitoring.termijnen import (
    AFGEROND,
    GEREED,
    KOMEND,
    VERSTREKEN,
    Datumtermijn,
    Looptijd,
    Moment,
    momenten,
    stand_van,
)
from partijen.rollen import PartijSoort

STANDEN = {
    VERSTREKEN: ("Verstreken, nog niet gereed", "oranje", "klok"),
    KOMEND: ("Komend", "blauw", "pijl"),
    GEREED: ("Gereed", "groen", "vinkje"),
}


@dataclass(frozen=True, slots=True)
class Momentrij:
    """One moment in the list, with what its filters ask."""

    afspraak_id: int
    afspraak: str
    afspraak_url: str
    trekkers: str
    trekker_sleutels: frozenset[str]
    eigen: bool
    tekst: str
    uitleg: str
    begin: dt.date | None
    eind: dt.date
    stand: str
    label: SafeString
    gereed_op: dt.date | None
    gereed_door: str
    gereed_toelichting: str
    meld_url: str
    ongedaan_url: str
    plaats: int

    @property
    def kwartaal(self) -> tuple[int, int]:
        """Year and quarter of the last day."""
        return self.eind.year, (self.eind.month + 2) // 3


class Momentrijen(list[Momentrij]):
    """Rows with the few methods django-filter asks of a queryset."""

    model: ClassVar[type[Afspraak]] = Afspraak

    def all(self) -> Momentrijen:
        """Return the rows."""
        return self

    def none(self) -> Momentrijen:
        """Return no rows."""
        return Momentrijen()

    def waar(self, houd: Any) -> Momentrijen:
        """Return the rows for which ``houd(row)`` is true."""
        return Momentrijen(rij for rij in self if houd(rij))


class Momentenlijst:
    """Reads the terms of an Overeenkomst with what was reported on them (one query) and makes the rows."""

    def __init__(self, toegang: Toegang, peilmoment: Peilmoment | None, vandaag: dt.date) -> None:
        self.toegang, self.vandaag = toegang, vandaag
        self.overeenkomst = toegang.overeenkomst
        self.looptijd = Looptijd(self.overeenkomst.begin, self.overeenkomst.laatste_dag)
        self.partijen = {partij.pk: partij for partij in toegang.partijen}
        self.deelnemers = [Deelnemer(partij.pk, partij.soort) for partij in toegang.partijen]
        self.mijn = {partij.pk for partij in toegang.leest_voor}
        self.mijn_invoer = {partij.pk for partij in toegang.voert_in_voor}
        self.mijn_sleutels = {partij.sleutel for partij in toegang.voert_in_voor}
        self.meldt_alles = toegang.is_redacteur and any(
            partij.soort == PartijSoort.GEMEENTE for partij in toegang.voert_in_voor
        )
        alle: list[Momentrij] = []
        for plaats, rij in enumerate(rijen(self.overeenkomst.pk, peilmoment, None)):
            alle += self._van_afspraak(rij, plaats)
        # In time; within a quarter what is the user's own comes first.
        self.rijen = Momentrijen(sorted(alle, key=lambda r: (r.kwartaal, not r.eigen, r.eind, r.plaats)))

    def _van_afspraak(self, rij: Rij, plaats: int) -> list[Momentrij]:
        trekkers = [b for b in rij["betrokkenrijen"] if b["rol"] == BetrokkeneRol.TREKKER]
        bindingen = [Binding(b["rol"], b["partij_id"], b["groep"]) for b in trekkers]
        ids = set(vouw_uit(bindingen, BetrokkeneRol.TREKKER, self.deelnemers))
        buiten = {b["partij"] for b in trekkers if b["partij"]}
        gedeeld = {
            "afspraak_id": rij["pk"],
            "afspraak": f"{rij['nummer']} {rij['titel']}".strip(),
            "afspraak_url": reverse("monitoring:afspraak", args=[self.overeenkomst.sleutel, rij["pk"]]),
            "trekkers": trekkertekst(trekkers) or rij["trekker_tekst"],
            "trekker_sleutels": frozenset({self.partijen[pk].sleutel for pk in ids} | buiten),
            "eigen": bool(ids & self.mijn),
            "plaats": plaats,
        }
        meldingen = {(m["termijn"], m["eind"]): m for m in rij["gereedrijen"]}
        kan = self.meldt_alles or bool(ids & self.mijn_invoer)
        afgerond = rij["stand"].status in AFGEROND
        tot = rij["vervallen_op"]
        return [
            self._rij(gedeeld, termijn, moment, meldingen.get((termijn.pk, moment.eind.isoformat())), kan, afgerond)
            for termijn in rij["termijnen"]
            for moment in momenten(termijn, self.looptijd)
            if tot is None or moment.eind < tot
        ]

    def _rij(
        self, gedeeld: Rij, termijn: Datumtermijn, moment: Moment, melding: Rij | None, kan: bool, afgerond: bool
    ) -> Momentrij:
        stand = stand_van(moment, termijn, self.vandaag, afgerond=afgerond)
        terug = kan and melding is not None and (self.toegang.is_redacteur or melding["partij"] in self.mijn_sleutels)
        adres = [self.overeenkomst.sleutel, termijn.pk, moment.eind]
        return Momentrij(
            **gedeeld,
            tekst=termijn.tekst,
            uitleg=_uitleg(termijn),
            begin=moment.begin,
            eind=moment.eind,
            stand=stand,
            label=statuslabel(*STANDEN[stand]),
            gereed_op=dt.date.fromisoformat(melding["gereed_op"]) if melding else None,
            gereed_door=naam_van(melding) if melding else "",
            gereed_toelichting=melding["toelichting"] if melding else "",
            meld_url=reverse("monitoring:termijn_gereed", args=adres) if kan and stand != GEREED else "",
            ongedaan_url=reverse("monitoring:termijn_ongedaan", args=adres) if terug else "",
        )


def _uitleg(termijn: Datumtermijn) -> str:
    """Return how often a term returns and how sure its dates are, in words."""
    delen = []
    if termijn.herhaling != Herhaling.GEEN:
        delen.append(str(Herhaling(termijn.herhaling).label).lower())
    if termijn.exactheid != Exactheid.EXACT:
        delen.append(str(Exactheid(termijn.exactheid).label).lower())
    return ", ".join(delen)


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """The moments of one quarter."""

    naam: str
    rijen: list[Momentrij]


def per_kwartaal(rijen_: Iterable[Momentrij]) -> list[Kwartaal]:
    """Return rows that are in order grouped by quarter."""
    return [
        Kwartaal(f"{jaar}, kwartaal {kwartaal}", list(groep))
        for (jaar, kwartaal), groep in groupby(rijen_, key=lambda rij: rij.kwartaal)
    ]
