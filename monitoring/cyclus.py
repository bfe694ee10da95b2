"""Writes of the cycle: plan, open, extend, discuss, reopen and vaststellen a peilmoment."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from afspraken.indienen import houd_vast, toegang_van
from afspraken.inzendingen import Fase
from afspraken.keuzes import PeilmomentSoort, PeilmomentStatus
from afspraken.models import Overeenkomst, Peilmoment, Verlenging
from monitoring import momentopname
from monitoring.models import Cijferstaat, Rapport, Voortgang
from monitoring.taken import maak_rapport_pdf
from monitoring.uitvraag import Uitvraag
from partijen.models import Gebruiker, Partij
from partijen.services import leg_vast
from voorraad.models import Opgave

_VOLGENDE = {
    PeilmomentStatus.GEPLAND: {PeilmomentStatus.OPEN},
    PeilmomentStatus.OPEN: {PeilmomentStatus.IN_BESPREKING},
    PeilmomentStatus.IN_BESPREKING: {PeilmomentStatus.OPEN, PeilmomentStatus.VASTGESTELD},
    PeilmomentStatus.VASTGESTELD: set(),
}
STANDAARD_VENSTER = dt.timedelta(days=60)


class StapKanNiet(ValidationError):
    """The peilmoment is not in the status this step starts from; the message says what it is."""


def _controleer(peilmoment: Peilmoment, door: Gebruiker, naar: PeilmomentStatus | None = None) -> None:
    """Refuse who does not direct the cycle, and a step that does not follow."""
    if not toegang_van(door, peilmoment).is_regisseur:
        raise PermissionDenied
    if naar and naar not in _VOLGENDE[PeilmomentStatus(peilmoment.status)]:
        raise StapKanNiet(f"Deze stap kan niet: het peilmoment is intussen '{peilmoment.get_status_display()}'.")


def _log(daad: str, peilmoment: Peilmoment, door: Gebruiker | None, **gegevens: Any) -> None:
    leg_vast(
        soort=f"peilmoment.{daad}",
        voorwerp=peilmoment,
        overeenkomst=peilmoment.overeenkomst.sleutel,
        actor=door,
        **gegevens,
    )


@transaction.atomic
def plan(*, overeenkomst: Overeenkomst, peildatum: dt.date, soort: str, door: Gebruiker) -> Peilmoment:
    """Plan a peilmoment. Raises ValidationError for a date that is taken or lies outside the Overeenkomst."""
    peilmoment = Peilmoment(overeenkomst=overeenkomst, peildatum=peildatum, soort=PeilmomentSoort(soort))
    _controleer(peilmoment, door)
    if not overeenkomst.begin <= peildatum <= overeenkomst.laatste_dag:
        raise ValidationError(
            {"peildatum": f"Kies een dag tussen {overeenkomst.begin:%d-%m-%Y} en {overeenkomst.laatste_dag:%d-%m-%Y}."}
        )
    later = overeenkomst.peilmomenten.filter(peildatum__gt=peildatum).exclude(status=PeilmomentStatus.GEPLAND)
    if later.exists():
        raise ValidationError({"peildatum": "Na deze datum is al een peilmoment geopend. Kies een latere dag."})
    peilmoment.full_clean()
    try:
        with transaction.atomic():
            peilmoment.save()
    except IntegrityError as fout:
        raise ValidationError({"peildatum": "Een collega plande intussen al een peilmoment op deze datum."}) from fout
    _log("gepland", peilmoment, door)
    return peilmoment


@transaction.atomic
def open_peilmoment(*, peilmoment: Peilmoment, door: Gebruiker, inleveren_tot: dt.date | None = None) -> Peilmoment:
    """Open a planned peilmoment: every obligation, figure and stock return that is due appears.

    Groups of trekkers unfold to the participants of the peildatum and stay as they are then. Earlier peilmomenten must
    be vastgesteld first, otherwise the spans of two would overlap.
    """
    _controleer(peilmoment, door, PeilmomentStatus.OPEN)
    eerder = peilmoment.overeenkomst.peilmomenten.filter(peildatum__lt=peilmoment.peildatum)
    if eerder.exclude(status=PeilmomentStatus.VASTGESTELD).exists():
        raise StapKanNiet("Een eerder peilmoment is nog niet vastgesteld. Rond dat eerst af.")
    if inleveren_tot and inleveren_tot < timezone.localdate():
        raise ValidationError({"inleveren_tot": "Kies vandaag of een latere dag."})
    peilmoment.inleveren_tot = inleveren_tot or timezone.localdate() + STANDAARD_VENSTER
    peilmoment.geopend_op = timezone.now()
    peilmoment.status = PeilmomentStatus.OPEN
    peilmoment.bewaar()
    Uitvraag(peilmoment).maak()
    _log("geopend", peilmoment, door, inleveren_tot=peilmoment.inleveren_tot.isoformat())
    return peilmoment


@transaction.atomic
def verleng(*, peilmoment: Peilmoment, partij: Partij | None, tot: dt.date, door: Gebruiker) -> None:
    """Give one party (or, with None, everybody) more time, up to and including ``tot``."""
    _controleer(peilmoment, door)
    if houd_vast(peilmoment.pk) != PeilmomentStatus.OPEN:
        raise StapKanNiet("Verlengen kan alleen zolang het peilmoment open is.")
    if tot < timezone.localdate():
        raise ValidationError({"tot": "Kies vandaag of een latere dag."})
    if partij is None:
        peilmoment.inleveren_tot = tot
        peilmoment.bewaar()
    else:
        Verlenging.objects.update_or_create(peilmoment=peilmoment, partij=partij, defaults={"tot": tot})
    _log("verlengd", peilmoment, door, tot=tot.isoformat(), voor=partij.sleutel if partij else "")


@transaction.atomic
def zet_in_bespreking(*, peilmoment: Peilmoment, door: Gebruiker) -> Peilmoment:
    """Close entry; judging, positions and overall statuses go on."""
    return _stap(peilmoment, door, PeilmomentStatus.IN_BESPREKING, "in_bespreking")


@transaction.atomic
def heropen(*, peilmoment: Peilmoment, door: Gebruiker) -> Peilmoment:
    """Open entry again after it was closed for discussion."""
    return _stap(peilmoment, door, PeilmomentStatus.OPEN, "heropend")


def _stap(peilmoment: Peilmoment, door: Gebruiker, naar: PeilmomentStatus, daad: str) -> Peilmoment:
    _controleer(peilmoment, door, naar)
    peilmoment.status = naar
    peilmoment.bewaar()
    _log(daad, peilmoment, door)
    return peilmoment


@transaction.atomic
def vat_samen(*, peilmoment: Peilmoment, tekst: str, door: Gebruiker, verwacht: int) -> Peilmoment:
    """Store the regisseur's summary for the report. Raises VersieConflict when a colleague saved meanwhile."""
    _controleer(peilmoment, door)
    if peilmoment.status not in {PeilmomentStatus.OPEN, PeilmomentStatus.IN_BESPREKING}:
        raise StapKanNiet("Een samenvatting schrijven kan zolang het peilmoment open of in bespreking is.")
    peilmoment.samenvatting = tekst.strip()
    peilmoment.bewaar(verwacht=verwacht)
    _log("samengevat", peilmoment, door)
    return peilmoment


def openstaand(peilmoment: Peilmoment) -> dict[str, int]:
    """Return how much is not accepted yet, per kind; it will not count in the report."""
    soorten: dict[str, Any] = {"voortgang": Voortgang, "cijfers": Cijferstaat, "opgaven": Opgave}
    return {
        naam: model._default_manager.filter(peilmoment=peilmoment).exclude(fase=Fase.GEACCEPTEERD).count()
        for naam, model in soorten.items()
    }


@transaction.atomic
def stel_vast(*, peilmoment: Peilmoment, door: Gebruiker, pdf_maken: bool = True) -> Rapport:
    """Freeze the peilmoment: keep one picture of everything in it and have the PDF made from that alone.

    From here on services refuse every change and so do the database triggers (monitoring.bevriezing).
    """
    _controleer(peilmoment, door, PeilmomentStatus.VASTGESTELD)
    peilmoment.status = PeilmomentStatus.VASTGESTELD
    peilmoment.vastgesteld_op = timezone.now()
    # First: it holds the row, so that nothing is written after the picture and a second click finds it done.
    peilmoment.bewaar()
    rapport = Rapport.objects.create(
        peilmoment=peilmoment,
        versie=1,
        schema_versie=momentopname.SCHEMA,
        momentopname=momentopname.bouw(peilmoment),
        gemaakt_door=door,
    )
    _log("vastgesteld", peilmoment, door, rapport=rapport.pk)
    if pdf_maken:
        transaction.on_commit(lambda: maak_rapport_pdf.enqueue(rapport.pk))
    return rapport
