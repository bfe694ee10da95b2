"""The agreements of a list as plain rows: made once per request, then filtered, sorted and paginated in memory.

A set has at most a few hundred agreements, and the status of one is not a column: it follows from the answers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from afspraken.inzendingen import ZICHTBARE_FASEN
from afspraken.keuzes import AfspraakSoort, BetrokkeneRol, Groep
from afspraken.models import Afspraak, Deelname, Overeenkomst, Peilmoment
from afspraken.uitvouwen import Binding, Deelnemer, vouw_uit
from monitoring.standen import Rij, naam_van, rijen
from monitoring.statussen import ERNST
from monitoring.termijnen import Looptijd, eerstvolgende, is_komend, is_verstreken, jaren

# Which way a status went, in words and with an arrow; the arrow alone would say nothing to a screen reader.
RICHTINGEN = {1: ("Beter", "↑"), -1: ("Slechter", "↓"), 0: ("Gelijk", "")}


@dataclass(frozen=True, slots=True)
class Lijstrij:
    """One agreement in a list, with what its filters ask."""

    pk: int
    nummer: str
    titel: str
    url: str
    hoofdstuk_id: int
    thema: str
    soort: str
    soort_label: str
    trekkers: str
    trekker_sleutels: frozenset[str]
    status: str
    status_rang: int
    vorige: str
    richting: int
    antwoorden: frozenset[tuple[str, str]]
    termijn: dt.date | None
    termijn_tekst: str
    verstreken: bool
    komend: bool
    jaren: frozenset[int]
    zoektekst: str
    stamtekst: str
    plaats: int

    @property
    def termijn_sleutel(self) -> str:
        """The date to sort on; agreements without one come last."""
        return self.termijn.isoformat() if self.termijn else "9999"

    @property
    def titellink(self) -> SafeString:
        """The title as a link to the page of the agreement."""
        return format_html('<a href="{}">{}</a>', self.url, self.titel)


class Rijen(list[Lijstrij]):
    """Rows with the few methods django-filter asks of a queryset."""

    model: ClassVar[type[Afspraak]] = Afspraak

    def all(self) -> Rijen:
        """Return the rows."""
        return self

    def none(self) -> Rijen:
        """Return no rows."""
        return Rijen()

    def waar(self, houd: Any) -> Rijen:
        """Return the rows for which ``houd(row)`` is true."""
        return Rijen(rij for rij in self if houd(rij))


class Lijst:
    """Reads the agreements of an Overeenkomst at a peilmoment (one query) and makes the rows of a list."""

    def __init__(
        self,
        overeenkomst: Overeenkomst,
        peilmoment: Peilmoment | None,
        vorige: Peilmoment | None,
        deelnames: Iterable[Deelname],
    ) -> None:
        self.overeenkomst = overeenkomst
        self.peilmoment = peilmoment
        self.looptijd = Looptijd(overeenkomst.begin, overeenkomst.laatste_dag)
        self.partijen = {deelname.partij_id: deelname.partij for deelname in deelnames}
        self.deelnemers = [Deelnemer(partij.pk, partij.soort) for partij in self.partijen.values()]
        bron = rijen(overeenkomst.pk, peilmoment, vorige)
        self.rijen = Rijen(self._rij(rij, plaats) for plaats, rij in enumerate(bron))

    def _rij(self, rij: Rij, plaats: int) -> Lijstrij:
        stand, termijnen = rij["stand"], rij["termijnen"]
        dag = self.peilmoment.peildatum if self.peilmoment else self.overeenkomst.begin
        trekkers = [b for b in rij["betrokkenrijen"] if b["rol"] == BetrokkeneRol.TREKKER]
        termijn = eerstvolgende(termijnen, dag, self.looptijd)
        return Lijstrij(
            pk=rij["pk"],
            nummer=rij["nummer"],
            titel=rij["titel"],
            url=reverse("monitoring:afspraak", args=[self.overeenkomst.sleutel, rij["pk"]]),
            hoofdstuk_id=rij["hoofdstuk_id"],
            thema=f"{rij['hoofdstuk__nummer']} {rij['hoofdstuk__titel']}".strip(),
            soort=rij["soort"],
            soort_label=str(AfspraakSoort(rij["soort"]).label),
            trekkers=trekkertekst(trekkers) or rij["trekker_tekst"],
            trekker_sleutels=self._sleutels(trekkers),
            status=stand.status,
            status_rang=ERNST.get(stand.status, -1),
            vorige=stand.vorige,
            richting=stand.richting,
            antwoorden=self._antwoorden(rij),
            termijn=termijn,
            termijn_tekst=", ".join(t.tekst for t in termijnen),
            verstreken=is_verstreken(termijnen, stand.status, dag, self.looptijd),
            komend=is_komend(termijnen, stand.status, dag, self.looptijd),
            jaren=frozenset(jaren(termijnen, self.looptijd)),
            zoektekst=rij["zoektekst"],
            stamtekst=rij["stamtekst"],
            plaats=plaats,
        )

    def _sleutels(self, trekkers: list[Rij]) -> frozenset[str]:
        """Return what the trekker filter matches: the groups named, and every party with groups unfolded."""
        bindingen = [Binding(b["rol"], b["partij_id"], b["groep"]) for b in trekkers]
        partijen = {self.partijen[pk].sleutel for pk in vouw_uit(bindingen, BetrokkeneRol.TREKKER, self.deelnemers)}
        buiten = {b["partij"] for b in trekkers if b["partij"]}
        return frozenset(partijen | buiten | {f"groep:{b['groep']}" for b in trekkers if b["groep"]})

    def _antwoorden(self, rij: Rij) -> frozenset[tuple[str, str]]:
        """Return (party, status) of every answer at the peilmoment; what is not in has an empty status."""
        return frozenset(
            (a["partij"], a["status"] if a["fase"] in ZICHTBARE_FASEN else "")
            for a in rij["antwoordrijen"]
            if self.peilmoment and a["peilmoment"] == self.peilmoment.pk
        )


def trekkertekst(betrokkenen: Iterable[Rij]) -> str:
    """Return parties and groups as text in the order they were entered."""
    op_volgorde = sorted(betrokkenen, key=lambda rij: rij["id"])
    return ", ".join(str(Groep(rij["groep"]).label) if rij["groep"] else naam_van(rij) for rij in op_volgorde)
