"""Reads of yearly plans: activities with all a page shows, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from afspraken.jaarschijftelling import Telling, tel
from afspraken.keuzes import ActiviteitStatus, JaarschijfStatus
from afspraken.models import Activiteit, Afspraak, Hoofdstuk, Overeenkomst
from basis.statuslabels import statuslabel

_ACTIVITEIT = {
    ActiviteitStatus.GEPLAND: ("grijs", "ring"),
    ActiviteitStatus.BEZIG: ("blauw", "pijl"),
    ActiviteitStatus.GEREED: ("groen", "vinkje"),
    ActiviteitStatus.NIET_GEREED: ("rood", "kruis"),
    ActiviteitStatus.VERVALLEN: ("grijs", "streep"),
}
_JAARSCHIJF = {
    JaarschijfStatus.CONCEPT: ("grijs", "ring"),
    JaarschijfStatus.VASTGESTELD: ("groen", "vinkje"),
    JaarschijfStatus.AFGESLOTEN: ("blauw", "slot"),
}


def activiteit_label(status: str) -> SafeString:
    """Return the badge of an activity."""
    keuze = ActiviteitStatus(status)
    return statuslabel(keuze.label, *_ACTIVITEIT[keuze])


def jaarschijf_label(status: str) -> SafeString:
    """Return the badge of a yearly plan."""
    keuze = JaarschijfStatus(status)
    return statuslabel(keuze.label, *_JAARSCHIJF[keuze])


def lees_activiteiten(overeenkomst: Overeenkomst) -> QuerySet[Activiteit]:
    """Return the activities in the order of the document, with agreement, chapter, parties and the next year's."""
    rijen = Activiteit.objects.filter(jaarschijf__overeenkomst=overeenkomst)
    verbonden = rijen.select_related("afspraak__hoofdstuk", "jaarschijf", "voortzetting_van__jaarschijf")
    return verbonden.prefetch_related("partijen", "voortzettingen__jaarschijf")


@dataclass(frozen=True, slots=True)
class Afspraakdeel:
    """The activities of one agreement."""

    afspraak: Afspraak
    activiteiten: list[Activiteit]


@dataclass(frozen=True, slots=True)
class Hoofdstukdeel:
    """The agreements of one chapter that have activities, with their totals."""

    hoofdstuk: Hoofdstuk
    afspraken: list[Afspraakdeel]
    telling: Telling


def per_hoofdstuk(activiteiten: Iterable[Activiteit]) -> list[Hoofdstukdeel]:
    """Return activities (in the order of the document) grouped by chapter and agreement."""
    uit = []
    for _, rijen in groupby(activiteiten, key=lambda rij: rij.afspraak.hoofdstuk_id):
        alle = list(rijen)
        delen = [
            Afspraakdeel(deel[0].afspraak, deel)
            for deel in (list(groep) for _, groep in groupby(alle, key=lambda rij: rij.afspraak_id))
        ]
        uit.append(Hoofdstukdeel(alle[0].afspraak.hoofdstuk, delen, tel(alle)))
    return uit


@dataclass(frozen=True, slots=True)
class Vergelijkrij:
    """One agreement over the years."""

    afspraak: Afspraak
    jaren: list[Telling]


@dataclass(frozen=True, slots=True)
class Keten:
    """One activity over the years it was carried forward."""

    schakels: list[Activiteit]


def vergelijk(activiteiten: Sequence[Activiteit], jaren: Sequence[int]) -> tuple[list[Vergelijkrij], list[Telling]]:
    """Return per agreement the totals of every year, and the totals of every year."""
    per_afspraak: dict[int, dict[int, list[Activiteit]]] = defaultdict(lambda: defaultdict(list))
    afspraken: dict[int, Afspraak] = {}
    for rij in activiteiten:
        afspraken.setdefault(rij.afspraak_id, rij.afspraak)
        per_afspraak[rij.afspraak_id][rij.jaarschijf.jaar].append(rij)
    rijen = [
        Vergelijkrij(afspraak, [tel(per_afspraak[pk].get(jaar, [])) for jaar in jaren])
        for pk, afspraak in afspraken.items()
    ]
    totalen = [tel(rij for rij in activiteiten if rij.jaarschijf.jaar == jaar) for jaar in jaren]
    return rijen, totalen


def ketens(activiteiten: Sequence[Activiteit]) -> list[Keten]:
    """Return the activities that were carried forward, each as its years in order."""
    volgende: dict[int, list[Activiteit]] = defaultdict(list)
    for rij in activiteiten:
        if rij.voortzetting_van_id:
            volgende[rij.voortzetting_van_id].append(rij)
    uit = []
    for begin in activiteiten:
        if begin.voortzetting_van_id is None and begin.pk in volgende:
            schakels, rij = [begin], begin
            while rij.pk in volgende:
                rij = min(volgende[rij.pk], key=lambda ander: (ander.jaarschijf.jaar, ander.pk))
                schakels.append(rij)
            uit.append(Keten(schakels))
    return uit


def keten_van(activiteit: Activiteit, activiteiten: Sequence[Activiteit]) -> list[Activiteit]:
    """Return the chain an activity is part of, empty when it was never carried forward."""
    alle = ketens(activiteiten)
    return next((keten.schakels for keten in alle if activiteit.pk in {rij.pk for rij in keten.schakels}), [])
