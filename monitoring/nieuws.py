"""What happened in the user's Overeenkomsten since his last visit, in plain sentences.

Only kinds of event named here are told, and what concerns a party's own unfinished work only to that party and to who
judges or directs: a concept leaks in no way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from afspraken.models import Peilmoment
from afspraken.toegang import Toegang
from monitoring.models import Standpunt, Voortgang
from partijen.models import Gebeurtenis, Gebruiker

EERSTE_KEER = dt.timedelta(days=30)
MEESTE_GEBEURTENISSEN = 500
MEESTE_REGELS = 12
# Per kind: the sentence for one and for several. {wie} is the party, {wat} the agreement, {n} the count.
_ZINNEN: dict[str, tuple[str, str]] = {
    "voortgang.ingediend": ("{wie} diende het antwoord op {wat} in.", "{wie} diende {n} antwoorden in."),
    "voortgang.geaccepteerd": (
        "Het antwoord van {wie} op {wat} is geaccepteerd.",
        "{n} antwoorden van {wie} zijn geaccepteerd.",
    ),
    "voortgang.teruggegeven": (
        "Het antwoord van {wie} op {wat} is teruggegeven.",
        "{n} antwoorden van {wie} zijn teruggegeven.",
    ),
    "cijferstaat.ingediend": ("{wie} diende de cijfers in.",) * 2,
    "cijferstaat.geaccepteerd": ("De cijfers van {wie} zijn geaccepteerd.",) * 2,
    "cijferstaat.teruggegeven": ("De cijfers van {wie} zijn teruggegeven.",) * 2,
    "opgave.ingediend": ("{wie} diende de voorraadopgave in.",) * 2,
    "opgave.geaccepteerd": ("De voorraadopgave van {wie} is geaccepteerd.",) * 2,
    "opgave.teruggegeven": ("De voorraadopgave van {wie} is teruggegeven.",) * 2,
    "standpunt.gegeven": ("{wie} gaf een standpunt over {wat}.", "{wie} gaf {n} standpunten."),
    "afspraakstatus.gezet": (
        "De regisseur bepaalde de status van een afspraak als geheel.",
        "De regisseur bepaalde de status van {n} afspraken als geheel.",
    ),
    "peilmoment.gepland": ("Het peilmoment {wat} is gepland.",) * 2,
    "peilmoment.geopend": ("Het peilmoment {wat} is open: je kunt invullen.",) * 2,
    "peilmoment.verlengd": ("Voor het peilmoment {wat} is meer tijd gegeven.",) * 2,
    "peilmoment.in_bespreking": ("Het peilmoment {wat} is in bespreking.",) * 2,
    "peilmoment.heropend": ("Het peilmoment {wat} is weer open voor invoer.",) * 2,
    "peilmoment.vastgesteld": ("Het peilmoment {wat} is vastgesteld.",) * 2,
    "wijziging.voorgesteld": ("{wie} stelde een wijziging voor.", "{wie} stelde {n} wijzigingen voor."),
    "wijziging.voorgelegd": (
        "Een wijziging ligt voor aan de partijen.",
        "{n} wijzigingen liggen voor aan de partijen.",
    ),
    "wijziging.afgewezen": ("Een wijziging is afgewezen.", "{n} wijzigingen zijn afgewezen."),
    "wijziging.van_kracht": ("Een wijziging is van kracht.", "{n} wijzigingen zijn van kracht."),
    "jaarschijf.vastgesteld": ("Een jaarschijf is vastgesteld.", "{n} jaarschijven zijn vastgesteld."),
    "rapport.gepubliceerd": ("Een rapport is gepubliceerd.",) * 2,
}
_BESLOTEN = ".teruggegeven"
# What is read on a list of its own.
_LIJSTEN = {"wijziging": "afspraken:wijzigingen", "jaarschijf": "afspraken:jaarschijven"}


@dataclass(frozen=True, slots=True)
class Regel:
    """One sentence with the moment of the last event in it and where to look."""

    tekst: str
    url: str
    tijdstip: dt.datetime


@dataclass
class _Groep:
    """Events that become one sentence."""

    soort: str
    wie: str
    tijdstip: dt.datetime
    objecten: set[str] = field(default_factory=set)


@dataclass
class Nieuws:
    """Reads the events of several Overeenkomsten at once (at most three queries)."""

    gebruiker: Gebruiker
    toegangen: Mapping[str, Toegang]
    peilmomenten: Iterable[Peilmoment]

    def regels(self) -> dict[str, list[Regel]]:
        """Return per key of an Overeenkomst its sentences, newest first."""
        sinds = self.gebruiker.bezocht_op or timezone.now() - EERSTE_KEER
        rijen = (
            Gebeurtenis.objects.filter(
                overeenkomst_sleutel__in=list(self.toegangen), tijdstip__gt=sinds, soort__in=list(_ZINNEN)
            )
            .exclude(actor_id=self.gebruiker.pk)
            .select_related("partij")[:MEESTE_GEBEURTENISSEN]
        )
        zichtbaar = [rij for rij in rijen if self._mag_zien(rij)]
        self._lees_voorwerpen(zichtbaar)
        groepen: dict[tuple[str, str, int | None, str], _Groep] = {}
        for rij in zichtbaar:
            sleutel = (rij.overeenkomst_sleutel, rij.soort, rij.partij_id, self._peildatum(rij))
            groep = groepen.setdefault(sleutel, _Groep(rij.soort, str(rij.partij or ""), rij.tijdstip))
            groep.objecten.add(rij.object_id)
        uit: dict[str, list[Regel]] = {naam: [] for naam in self.toegangen}
        for (naam, _soort, _partij, peildatum), groep in groepen.items():
            uit[naam].append(Regel(self._zin(groep), self._url(naam, peildatum, groep), groep.tijdstip))
        return {naam: regels[:MEESTE_REGELS] for naam, regels in uit.items()}

    def _mag_zien(self, rij: Gebeurtenis) -> bool:
        """Tell whether this event may be told to the user."""
        if not rij.soort.endswith(_BESLOTEN):
            return True
        toegang = self.toegangen[rij.overeenkomst_sleutel]
        partij_id = rij.partij_id or 0
        return toegang.mag_concept_lezen_van(partij_id) or toegang.mag_beoordelen(partij_id) or toegang.is_regisseur

    def _lees_voorwerpen(self, rijen: list[Gebeurtenis]) -> None:
        """Fetch number and peildatum of what the events are about."""
        ids: dict[str, set[int]] = {}
        for rij in rijen:
            if rij.object_id.isdigit():
                ids.setdefault(rij.object_soort, set()).add(int(rij.object_id))
        self._nummers: dict[tuple[str, str], tuple[str, str]] = {}
        for soort, model in (("voortgang", Voortgang), ("standpunt", Standpunt)):
            waarden = model._default_manager.filter(pk__in=ids.get(soort, ())).values_list(
                "pk", "afspraak__nummer", "afspraak__titel", "peilmoment__peildatum"
            )
            for pk, nummer, titel, peildatum in waarden:
                naam = f"afspraak {nummer}" if nummer else f"‘{titel}’"
                self._nummers[soort, str(pk)] = (naam, peildatum.isoformat())
        for peilmoment in self.peilmomenten:
            naam = f"van {peilmoment.peildatum:%d-%m-%Y}"
            self._nummers["peilmoment", str(peilmoment.pk)] = (naam, peilmoment.peildatum.isoformat())

    def _peildatum(self, rij: Gebeurtenis) -> str:
        return self._nummers.get((rij.object_soort, rij.object_id), ("", ""))[1]

    def _zin(self, groep: _Groep) -> str:
        een, meer = _ZINNEN[groep.soort]
        soort = groep.soort.partition(".")[0]
        eerste = next(iter(groep.objecten))
        wat = self._nummers.get((soort, eerste), ("een afspraak", ""))[0]
        zin = (een if len(groep.objecten) == 1 else meer).format(wie=groep.wie, wat=wat, n=len(groep.objecten))
        return zin[:1].upper() + zin[1:]

    def _url(self, naam: str, peildatum: str, groep: _Groep) -> str:
        """Return the page where the news can be read."""
        soort = groep.soort.partition(".")[0]
        if soort in _LIJSTEN:
            return reverse(_LIJSTEN[soort], args=[naam])
        if not peildatum:
            return reverse("monitoring:dashboard", args=[naam])
        if soort == "voortgang" and len(groep.objecten) == 1:
            return reverse("monitoring:voortgang", args=[naam, peildatum, int(next(iter(groep.objecten)))])
        pagina = {"voortgang": "voortgang_lijst", "standpunt": "standpunten"}.get(soort, "peilmoment")
        return reverse(f"monitoring:{pagina}", args=[naam, peildatum])
