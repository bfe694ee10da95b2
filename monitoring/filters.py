"""Filters of the list of agreements; they work on rows that are in memory already."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from afspraken.keuzes import AfspraakSoort, Groep
from afspraken.models import Afspraak
from afspraken.zoeken import past
from basis.filters import BasisFilterSet, Keuze, KeuzeFilter, ZoekFilter
from monitoring.lijst import Lijst, Lijstrij, Rijen
from monitoring.statussen import AFWIJKEND
from partijen.models import Partij

NIET_BINNEN, WIJKT_AF = "niet_binnen", "afwijkend"
Vraag = Callable[[Lijstrij], bool]
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

    q = ZoekFilter(label="Zoeken")
    hoofdstuk = KeuzeFilter(label="Thema", keuzes=_themas, leeg="Alle thema's")
    trekker = KeuzeFilter(label="Trekker", keuzes=_trekkers, leeg="Alle trekkers")
    status = KeuzeFilter(label="Status", keuzes=_statussen, leeg="Alle statussen")
    antwoord = KeuzeFilter(label="Antwoord van de trekker", keuzes=_antwoordstatussen, leeg="Alle antwoorden")
    richting = KeuzeFilter(label="Verandering", keuzes=_RICHTINGEN, leeg="Met en zonder")
    termijn = KeuzeFilter(label="Termijn", keuzes=_termijnen, leeg="Alle termijnen")
    soort = KeuzeFilter(label="Soort", keuzes=AfspraakSoort.choices, leeg="Alle soorten")
    peildatum = KeuzeFilter(label="Stand op", keuzes=_peildata, leeg="Nieuwste peilmoment")

    class Meta:
        model = Afspraak
        fields: list[str] = []

    def __init__(
        self, *args: Any, lijst: Lijst, statusnamen: list[Keuze], peildata: list[Keuze], **kwargs: Any
    ) -> None:
        self.lijst, self.statusnamen, self.peildata = lijst, statusnamen, peildata
        super().__init__(*args, queryset=lijst.rijen, **kwargs)

    def filter_queryset(self, queryset: Rijen) -> Rijen:
        """Return the rows that pass every filter in use (django-filter insists on a queryset, these are rows)."""
        for naam, waarde in self.form.cleaned_data.items():
            if waarde:
                queryset = queryset.waar(getattr(self, f"vraag_{naam}")(waarde))
        return queryset

    def vraag_q(self, waarde: str) -> Vraag:
        """Ask whether a row holds everything, by stem; the same answers as ``AfspraakQuerySet.zoek``."""
        return lambda rij: past(waarde, rij.stamtekst, rij.zoektekst)

    def vraag_hoofdstuk(self, waarde: str) -> Vraag:
        """Ask for one theme."""
        return lambda rij: str(rij.hoofdstuk_id) == waarde

    def vraag_trekker(self, waarde: str) -> Vraag:
        """Ask for what a party or group pulls; with a status of the answer asked, ``vraag_antwoord`` does both."""
        if self.form.cleaned_data.get("antwoord"):
            return lambda rij: True
        return lambda rij: waarde in rij.trekker_sleutels

    def vraag_antwoord(self, waarde: str) -> Vraag:
        """Ask for an answer with this status: of the chosen party, of anybody with the chosen group, or of anybody."""
        status = "" if waarde == NIET_BINNEN else waarde
        wie = str(self.form.cleaned_data.get("trekker") or "")
        if wie and not wie.startswith("groep:"):
            return lambda rij: (wie, status) in rij.antwoorden
        return lambda rij: (
            any(gegeven == status for _, gegeven in rij.antwoorden) and (not wie or wie in rij.trekker_sleutels)
        )

    def vraag_status(self, waarde: str) -> Vraag:
        """Ask for one status of the agreement as a whole, or all that deviate."""
        bijzonder: dict[str, set[str]] = {NIET_BINNEN: {""}, WIJKT_AF: {str(status) for status in AFWIJKEND}}
        statussen = bijzonder.get(waarde, {waarde})
        return lambda rij: rij.status in statussen

    def vraag_richting(self, waarde: str) -> Vraag:
        """Ask for what became better or worse."""
        return lambda rij: rij.richting == _RICHTING[waarde]

    def vraag_termijn(self, waarde: str) -> Vraag:
        """Ask by term: passed, coming, none, or in a year."""
        if waarde.isdigit():
            return lambda rij: int(waarde) in rij.jaren
        vragen: dict[str, Vraag] = {
            "verstreken": lambda rij: rij.verstreken,
            "komend": lambda rij: rij.komend,
            "geen": lambda rij: rij.termijn is None,
        }
        return vragen[waarde]

    def vraag_soort(self, waarde: str) -> Vraag:
        """Ask for one kind."""
        return lambda rij: rij.soort == waarde

    def vraag_peildatum(self, _waarde: str) -> Vraag:
        """Keep all: the rows were read at this peilmoment already."""
        return lambda rij: True
