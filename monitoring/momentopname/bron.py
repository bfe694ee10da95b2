"""What a momentopname reads: few queries, plain rows, whatever the number of agreements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import F, OuterRef, QuerySet

from afspraken.inzendingen import Fase
from afspraken.keuzes import Berekening
from afspraken.models import (
    Deelname,
    Definitie,
    Indicator,
    Legendaregel,
    Overeenkomst,
    Peilmoment,
    Streefwaarde,
    Voorwaarde,
)
from monitoring.deelquery import JsonLijst
from monitoring.herzieningen import Herzieningen, lees_herzieningen
from monitoring.indicatoren import Belofte, Periode, Punt
from monitoring.models import Cijferstaat, Grootheid, Meting
from monitoring.standen import Rij, dag_van, rijen
from partijen.models import Partij
from voorraad.balans import bereken_rijen, bijdrage
from voorraad.gegevens import Corporatie, Gegevens, TabelInfo, lees_corporaties, lees_tabellen
from voorraad.keuzes import TabelSoort
from voorraad.models import Opgave

_KOP = (
    "sleutel",
    "naam",
    "begin",
    "eind",
    "verlengd_tot",
    "bronstatus",
    "inleiding",
    "regisseur__naam",
    "controleur__naam",
)


def lees_kop(peilmoment: Peilmoment) -> Rij:
    """Return everything around the agreements: Overeenkomst, parties, legend, and phases of the returns (one query)."""
    van = {"overeenkomst": OuterRef("overeenkomst")}
    inzending = {"peilmoment": OuterRef("pk")}
    gemeenten = Partij.objects.filter(overeenkomsten_als_gemeente=OuterRef("overeenkomst"))
    delen = {
        "gemeenten": JsonLijst(gemeenten, naam="naam", sleutel="sorteernaam"),
        "deelnemers": JsonLijst(
            Deelname.objects.filter(**van),
            id="partij_id",
            sleutel="partij__sleutel",
            naam="partij__naam",
            korte_naam="partij__korte_naam",
            soort="partij__soort",
            spreekt_voor="spreekt_voor__sleutel",
            van="van",
            tot="tot",
            volgorde="volgorde",
            sorteernaam="partij__sorteernaam",
        ),
        "legenda": JsonLijst(
            Legendaregel.objects.filter(**van), status="status", label="label", kleur="kleur", volgorde="volgorde"
        ),
        "voorwaarden": JsonLijst(Voorwaarde.objects.filter(**van), titel="titel", tekst="tekst", volgorde="volgorde"),
        "definities": JsonLijst(
            Definitie.objects.filter(**van), noot="noot", begrip="begrip", tekst="tekst", volgorde="volgorde"
        ),
        "momenten": JsonLijst(
            Peilmoment.objects.filter(**van), id="pk", peildatum="peildatum", status="status", soort="soort"
        ),
        "opgaverijen": JsonLijst(Opgave.objects.filter(**inzending), partij="partij__sleutel", fase="fase"),
        "cijferrijen": JsonLijst(Cijferstaat.objects.filter(**inzending), partij="partij__sleutel", fase="fase"),
    }
    overeenkomst = {naam: F(f"overeenkomst__{naam}") for naam in _KOP}
    return dict(Peilmoment.objects.filter(pk=peilmoment.pk).annotate(**delen).values(*delen, **overeenkomst).get())


def _metingen(**filters: Any) -> JsonLijst:
    return JsonLijst(
        Meting.objects.filter(**filters),
        partij="cijferstaat__partij__sleutel",
        fase="cijferstaat__fase",
        peildatum="cijferstaat__peilmoment__peildatum",
        van="van",
        tot="tot",
        waarde="waarde",
    )


class Cijferbron:
    """Figures and promises of the indicators of an Overeenkomst, or of one agreement.

    Two queries, and those of the stock unless it was read already (``gegevens``). Only accepted figures have a value;
    what is asked but not accepted is a Punt without one.
    """

    def __init__(
        self,
        overeenkomst: Overeenkomst,
        tot: dt.date,
        *,
        afspraak_id: int | None = None,
        gegevens: Gegevens | None = None,
    ) -> None:
        self.overeenkomst = overeenkomst
        self.tot = tot
        self._afspraak_id = afspraak_id
        self._gegevens = gegevens

    @cached_property
    def indicatoren(self) -> list[Indicator]:
        """The indicators in order, with ``streefrijen`` and ``metingrijen``."""
        keuze: QuerySet[Indicator] = Indicator.objects.filter(afspraak__overeenkomst=self.overeenkomst)
        if self._afspraak_id is not None:
            keuze = keuze.filter(afspraak=self._afspraak_id)
        velden = ("waarde", "tot_waarde", "van", "tot", "per", "oorspronkelijk", "oorspronkelijk_tot")
        return list(
            keuze.order_by("afspraak_id", "volgorde", "pk").annotate(
                streefrijen=JsonLijst(
                    Streefwaarde.objects.filter(indicator=OuterRef("pk")),
                    id="pk",
                    partij="partij__sleutel",
                    **{naam: naam for naam in velden},
                ),
                metingrijen=_metingen(indicator=OuterRef("pk")),
            )
        )

    @cached_property
    def herzieningen(self) -> Herzieningen:
        """Which Wijziging revised the targets of an indicator last (one query, none where nothing was revised)."""
        herzien = {
            indicator.afspraak_id
            for indicator in self.indicatoren
            if any(rij["oorspronkelijk"] is not None for rij in indicator.streefrijen)  # type: ignore[attr-defined]
        }
        return lees_herzieningen(herzien)

    @cached_property
    def _grootheden(self) -> dict[str, list[Rij]]:
        namen = {naam for i in self.indicatoren for naam in (i.teller, i.noemer, i.gewicht) if naam}
        if not namen:
            return {}
        keuze = Grootheid.objects.filter(overeenkomst=self.overeenkomst, sleutel__in=namen)
        return dict(keuze.annotate(rijen=_metingen(grootheid=OuterRef("pk"))).values_list("sleutel", "rijen"))

    def punten(self, indicator: Indicator, peildatum: dt.date) -> dict[str, list[Punt]]:
        """Return the figures of an indicator known at a peildatum, as arguments of ``indicatoren.bijdragen``."""
        if indicator.berekening == Berekening.VOORRAAD:
            return {"waarden": [punt for punt in self._voorraad.get(indicator.bron, []) if punt.tot <= peildatum]}
        return {
            "waarden": _lees_punten(indicator.metingrijen, peildatum),  # type: ignore[attr-defined]
            "tellers": self._grootheid(indicator.teller, peildatum),
            "noemers": self._grootheid(indicator.noemer, peildatum),
            "gewichten": self._grootheid(indicator.gewicht, peildatum),
        }

    def _grootheid(self, sleutel: str, peildatum: dt.date) -> list[Punt]:
        return _lees_punten(self._grootheden.get(sleutel, []), peildatum) if sleutel else []

    @cached_property
    def _voorraad(self) -> dict[str, list[Punt]]:
        """Per row of the stock tables what every return adds over its span, signed; None until accepted."""
        if self._gegevens:
            tabellen, corporaties = self._gegevens.tabellen, self._gegevens.corporaties
        else:
            tabellen = lees_tabellen(self.overeenkomst, self.tot.year)
            corporaties = lees_corporaties(self.overeenkomst, self.tot)
        uit: dict[str, list[Punt]] = {}
        for tabel in (tabel for tabel in tabellen if tabel.soort == TabelSoort.MUTATIES):
            # A key that two tables share is that of the first, as in voorraad.overzicht.realisatie.
            for sleutel, punten in _tabelpunten(tabel, corporaties, self.overeenkomst.begin).items():
                uit.setdefault(sleutel, punten)
        return uit

    @property
    def looptijd(self) -> Periode:
        """The first and last day of the Overeenkomst."""
        return Periode(self.overeenkomst.begin, self.overeenkomst.laatste_dag)


def beloften(indicator: Indicator, herzieningen: Herzieningen | None = None) -> list[Belofte]:
    """Return the promises of an indicator in the order they were entered."""
    nummer = (herzieningen or {}).get((indicator.afspraak_id, indicator.sleutel))
    rijen_ = sorted(indicator.streefrijen, key=lambda rij: rij["id"])  # type: ignore[attr-defined]
    return [
        Belofte(
            waarde=Decimal(str(rij["waarde"])),
            tot_waarde=_decimaal(rij["tot_waarde"]),
            partij=rij["partij"],
            van=dag_van(rij["van"]),
            tot=dag_van(rij["tot"]),
            per=rij["per"],
            was=_decimaal(rij["oorspronkelijk"]),
            was_tot=_decimaal(rij["oorspronkelijk_tot"]),
            wijziging=nummer if rij["oorspronkelijk"] is not None else None,
        )
        for rij in rijen_
    ]


def _decimaal(waarde: Any) -> Decimal | None:
    return None if waarde is None else Decimal(str(waarde))


def _tabelpunten(tabel: TabelInfo, corporaties: list[Corporatie], begin: dt.date) -> dict[str, list[Punt]]:
    """Return per row of a table what every return adds, derived rows included."""
    uit: dict[str, list[Punt]] = defaultdict(list)
    for corporatie in corporaties:
        van = begin
        for opgave in corporatie.opgaven:
            cellen = {
                regel.sleutel: bijdrage(regel.teken, aantal)
                for regel in tabel.invoerregels
                if (cel := opgave.mutaties.get(regel.pk)) and (aantal := cel.aantal) is not None
            }
            for sleutel, aantal in bereken_rijen(tabel.weeg, cellen).items():
                waarde = Decimal(aantal) if opgave.telt and aantal is not None else None
                uit[sleutel].append(Punt(corporatie.sleutel, min(van, opgave.peildatum), opgave.peildatum, waarde))
            van = opgave.peildatum + dt.timedelta(days=1)
    return uit


def _lees_punten(rijen_: list[Rij], peildatum: dt.date) -> list[Punt]:
    tot = peildatum.isoformat()
    return [
        Punt(
            partij=rij["partij"],
            van=dt.date.fromisoformat(rij["van"]),
            tot=dt.date.fromisoformat(rij["tot"]),
            waarde=_waarde(rij),
        )
        for rij in rijen_
        if rij["peildatum"] <= tot
    ]


def _waarde(rij: Rij) -> Decimal | None:
    """Return the value of an accepted figure."""
    telt = rij["fase"] == Fase.GEACCEPTEERD and rij["waarde"] is not None
    return Decimal(str(rij["waarde"])) if telt else None


__all__ = ["Cijferbron", "beloften", "lees_kop", "rijen"]
