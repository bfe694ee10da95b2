"""Filters of the list of agreements; they work on rows that are in memory already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from afspraken.keuzes import AfspraakSoort, Groep
from afspraken.models import Afspraak
from basis.filters import BasisFilterSet, Keuze, KeuzeFilter, ZoekFilter
from basis.tekst import zoeksleutel
from monitoring.lijst import Lijst, Lijstrij, Rijen
from monitoring.statussen import AFWIJKEND
from partijen.models import Partij

NIET_BINNEN, WIJKT_AF = "niet_binnen", "afwijkend"
_RICHTINGEN = [("beter", "Beter dan vorige keer"), ("slechter", "Slechter dan vorige keer")]
_RICHTING = {"beter": 1, "slechter": -1}


def _themas(filterset: AfspraakFilterSet) -> list[Keuze]:
    return list({rij.hoofdstuk_id: (rij.hoofdstuk_id, rij.thema) for rij in filterset.lijst.rijen}.values())


def _trekkers(filterset: AfspraakFilterSet) -> list[Keuze]:
    genoemd = {sleutel for rij in filterset.lijst.rijen for sleutel in rij.trekker_sleutels}
    groepen = [(f"groep:{groep.value}", f"Groep: {groep.label}") for groep in Groep]
    partijen: list[Partij] = list(filterset.lijst.partijen.values())
    antwoorders = {partij for rij in filterset.lijst.rijen for partij, _ in rij.antwoorden}
    return [(p.sleutel, str(p)) for p in partijen if p.sleutel in genoemd | antwoorders] + [
        groep for groep in groepen if groep[0] in genoemd
    ]


def _statussen(filterset: AfspraakFilterSet) -> list[Keuze]:
    return [*filterset.statusnamen, (NIET_BINNEN, "Nog niet binnen"), (WIJKT_AF, "Wijkt af")]


def _antwoordstatussen(filterset: AfspraakFilterSet) -> list[Keuze]:
    return [*filterset.statusnamen, (NIET_BINNEN, "Nog niet binnen")]


def _termijnen(filterset: AfspraakFilterSet) -> list[Keuze]:
    jaren = sorted({jaar for rij in filterset.lijst.rijen for jaar in rij.jaren})
    return [
        ("verstreken", "Verstreken, nog niet gereed"),
        ("komend", "Komende 6 maanden"),
        ("geen", "Zonder datum"),
        *((str(jaar), f"In {jaar}") for jaar in jaren),
    ]


def _peildata(filterset: AfspraakFilterSet) -> list[Keuze]:
    return filterset.peildata


class AfspraakFilterSet(BasisFilterSet):
    """Everything people look for in a set of agreements."""

    q = ZoekFilter(label="Zoeken", method="zoek")
    hoofdstuk = KeuzeFilter(label="Thema", keuzes=_themas, leeg="Alle thema's", method="op_hoofdstuk")
    trekker = KeuzeFilter(label="Trekker", keuzes=_trekkers, leeg="Alle trekkers", method="op_trekker")
    status = KeuzeFilter(label="Status", keuzes=_statussen, leeg="Alle statussen", method="op_status")
    antwoord = KeuzeFilter(
        label="Antwoord van de trekker", keuzes=_antwoordstatussen, leeg="Alle antwoorden", method="op_antwoord"
    )
    richting = KeuzeFilter(label="Verandering", keuzes=_RICHTINGEN, leeg="Met en zonder", method="op_richting")
    termijn = KeuzeFilter(label="Termijn", keuzes=_termijnen, leeg="Alle termijnen", method="op_termijn")
    soort = KeuzeFilter(label="Soort", keuzes=AfspraakSoort.choices, leeg="Alle soorten", method="op_soort")
    peildatum = KeuzeFilter(label="Stand op", keuzes=_peildata, leeg="Nieuwste peilmoment", method="op_peildatum")

    class Meta:
        model = Afspraak
        fields: list[str] = []

    def __init__(
        self, *args: Any, lijst: Lijst, statusnamen: list[Keuze], peildata: list[Keuze], **kwargs: Any
    ) -> None:
        self.lijst, self.statusnamen, self.peildata = lijst, statusnamen, peildata
        super().__init__(*args, queryset=lijst.rijen, **kwargs)

    def filter_queryset(self, queryset: Rijen) -> Rijen:
        """Return the rows that pass every filter (django-filter insists on a queryset, these are rows)."""
        for naam, waarde in self.form.cleaned_data.items():
            queryset = self.filters[naam].filter(queryset, waarde)
        return queryset

    def zoek(self, rijen: Rijen, _naam: str, waarde: str) -> Rijen:
        """Keep what holds every word."""
        woorden = zoeksleutel(waarde).split()
        return rijen.waar(lambda rij: all(woord in rij.zoektekst for woord in woorden))

    def op_hoofdstuk(self, rijen: Rijen, _naam: str, waarde: str) -> Rijen:
        """Keep one theme."""
        return rijen.waar(lambda rij: str(rij.hoofdstuk_id) == waarde)

    def op_trekker(self, rijen: Rijen, _naam: str, waarde: str) -> Rijen:
        """Keep what a party or group pulls; with a status of the answer asked, what the party answers."""
        if self.form.cleaned_data.get("antwoord"):
            return rijen
        return rijen.waar(lambda rij: waarde in rij.trekker_sleutels)

    def op_antwoord(self, rijen: Rijen, _naam: str, waarde: str) -> Rijen:
        """Keep what has an answer with this status, of the chosen party when there is one."""
        status = "" if waarde == NIET_BINNEN else waarde
        partij = self.form.cleaned_data.get("trekker")
        return rijen.waar(_heeft_antwoord(partij, status))

    def op_status(self, rijen: Rijen, _naam: str, waarde: str) -> Rijen:
        """Keep one status of the agreement as a whole, or all that deviate."""
        statussen = {NIET_BINNEN: {""}, WIJKT_AF: set(AFWIJKEND)}.get(waarde, {waarde})
        return rijen.waar(lambda rij: rij.status in statussen)

    def op_richting(self, rijen: Rijen, _naam: str, waarde: str) -> Rijen:
        """Keep what became better or worse."""
        return rijen.waar(lambda rij: rij.richting == _RICHTING[waarde])

    def op_termijn(self, rijen: Rijen, _naam: str, waarde: str) -> Rijen:
        """Keep by term: passed, coming, none, or in a year."""
        if waarde.isdigit():
            return rijen.waar(lambda rij: int(waarde) in rij.jaren)
        vragen: dict[str, Callable[[Lijstrij], bool]] = {
            "verstreken": lambda rij: rij.verstreken,
            "komend": lambda rij: rij.komend,
            "geen": lambda rij: rij.termijn is None,
        }
        return rijen.waar(vragen[waarde])

    def op_soort(self, rijen: Rijen, _naam: str, waarde: str) -> Rijen:
        """Keep one kind."""
        return rijen.waar(lambda rij: rij.soort == waarde)

    def op_peildatum(self, rijen: Rijen, _naam: str, _waarde: str) -> Rijen:
        """Keep all: the rows were read at this peilmoment already."""
        return rijen


def _heeft_antwoord(partij: str | None, status: str) -> Callable[[Lijstrij], bool]:
    """Return the question whether a party (a group stands for anybody) answered with a status."""
    if not partij or partij.startswith("groep:"):
        return lambda rij: any(gegeven == status for _, gegeven in rij.antwoorden) and (
            not partij or partij in rij.trekker_sleutels
        )
    return lambda rij: (partij, status) in rij.antwoorden
