"""Writes that every submission shares: submit, accept, return. One door for stock, progress and figures."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from afspraken.inzendingen import BEWERKBARE_FASEN, Fase, laatste_dag, mag_naar, venster_open
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Inzending, Peilmoment, Verlenging
from afspraken.toegang import Toegang
from partijen.models import Gebruiker, Partij
from partijen.rechten import rechten_van
from partijen.services import leg_vast

T = TypeVar("T", bound=Inzending)


class Gesloten(ValidationError):
    """Entry is closed; the message says why and what the user can do."""


def toegang_van(gebruiker: Gebruiker, peilmoment: Peilmoment) -> Toegang:
    """Return the rights of a user within the Overeenkomst of a peilmoment."""
    return Toegang(peilmoment.overeenkomst, rechten_van(gebruiker))


def houd_vast(peilmoment_id: int) -> str:
    """Hold the peilmoment for this transaction and return its status as it is now.

    Every write beneath a peilmoment comes through here first, so writes take turns and none falls between the picture
    and the freeze. PostgreSQL needs the row lock; on SQLite the transaction itself is the lock.
    """
    rijen = Peilmoment.objects.select_for_update(no_key=True).filter(pk=peilmoment_id)
    return str(rijen.values_list("status", flat=True).get())


def verlengd_tot(peilmoment: Peilmoment, partij: Partij) -> Verlenging | None:
    """Return the extension of one party, if any."""
    return peilmoment.verlengingen.filter(partij=partij).first()


def controleer_bewerkbaar(inzending: Inzending) -> None:
    """Raise Gesloten when the own party may not change this submission now.

    A returned submission stays open until vaststelling, whatever the window: it was asked for.
    """
    peilmoment: Peilmoment = inzending.peilmoment  # type: ignore[attr-defined]
    if peilmoment.status in {PeilmomentStatus.VASTGESTELD, PeilmomentStatus.GEPLAND}:
        woord = "is vastgesteld" if peilmoment.is_bevroren else "is nog niet open"
        raise Gesloten(f"Dit peilmoment {woord}. Je kunt hier niets wijzigen.")
    if inzending.fase not in BEWERKBARE_FASEN:
        raise Gesloten("Dit is ingediend. Wil je iets wijzigen, vraag dan de controleur om het terug te geven.")
    if inzending.fase == Fase.TERUGGEGEVEN:
        return
    if peilmoment.status != PeilmomentStatus.OPEN:
        raise Gesloten(
            "De invoer is gesloten: het peilmoment is in bespreking. Vraag de regisseur om het te heropenen."
        )
    verlenging = verlengd_tot(peilmoment, inzending.partij)  # type: ignore[attr-defined]
    tot = verlenging.tot if verlenging else None
    if not venster_open(timezone.localdate(), peilmoment.inleveren_tot, tot):
        dag = laatste_dag(peilmoment.inleveren_tot, tot)
        raise Gesloten(
            f"Inleveren kon tot en met {dag:%d-%m-%Y}. Vraag de regisseur ({peilmoment.overeenkomst.regisseur}) "
            "om meer tijd."
        )


def is_bewerkbaar(inzending: Inzending) -> bool:
    """Tell whether the own party may change this submission now."""
    try:
        controleer_bewerkbaar(inzending)
    except Gesloten:
        return False
    return True


def controleer_invoerder(inzending: Inzending, door: Gebruiker) -> None:
    """Raise PermissionDenied unless the user enters for the party of this submission."""
    toegang = toegang_van(door, inzending.peilmoment)  # type: ignore[attr-defined]
    if not toegang.mag_invoeren_voor(inzending.partij_id):  # type: ignore[attr-defined]
        raise PermissionDenied


def markeer_gewijzigd(inzending: Inzending, door: Gebruiker) -> None:
    """Note on the (not yet saved) submission who changes it now."""
    inzending.gewijzigd_op = timezone.now()
    inzending.gewijzigd_door = door


@transaction.atomic
def dien_in(*, inzending: T, door: Gebruiker, verwacht: int | None = None) -> T:
    """Hand in a submission; what must be filled in first is the caller's check.

    ``verwacht`` is the version the user looked at. Raises PermissionDenied, Gesloten or VersieConflict.
    """
    controleer_invoerder(inzending, door)
    peilmoment: Peilmoment = inzending.peilmoment  # type: ignore[attr-defined]
    peilmoment.status = houd_vast(peilmoment.pk)
    controleer_bewerkbaar(inzending)
    inzending.fase = Fase.INGEDIEND
    inzending.ingediend_op = timezone.now()
    inzending.ingediend_door = door
    inzending.reden = ""
    if inzending.gewijzigd_op is None:
        markeer_gewijzigd(inzending, door)
    inzending.bewaar(verwacht=verwacht)
    _log("ingediend", inzending, door)
    return inzending


@transaction.atomic
def accepteer(*, inzending: T, door: Gebruiker, verwacht: int | None = None) -> T:
    """Accept a submission, so that its figures count. Raises PermissionDenied, Gesloten or VersieConflict."""
    _controleer_beoordeling(inzending, door, Fase.GEACCEPTEERD)
    inzending.fase = Fase.GEACCEPTEERD
    return _beoordeel(inzending, door, verwacht)


@transaction.atomic
def geef_terug(*, inzending: T, door: Gebruiker, reden: str, verwacht: int | None = None) -> T:
    """Return a submission with a reason. Raises ValidationError without one, else as ``accepteer``."""
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op waarom je dit teruggeeft."})
    _controleer_beoordeling(inzending, door, Fase.TERUGGEGEVEN)
    inzending.fase = Fase.TERUGGEGEVEN
    inzending.reden = reden.strip()
    return _beoordeel(inzending, door, verwacht)


def _controleer_beoordeling(inzending: Inzending, door: Gebruiker, naar: Fase) -> None:
    """Refuse who may not judge this party, a closed peilmoment, and a phase that cannot follow."""
    peilmoment: Peilmoment = inzending.peilmoment  # type: ignore[attr-defined]
    if not toegang_van(door, peilmoment).mag_beoordelen(inzending.partij_id):  # type: ignore[attr-defined]
        raise PermissionDenied
    if houd_vast(peilmoment.pk) not in {PeilmomentStatus.OPEN, PeilmomentStatus.IN_BESPREKING}:
        raise Gesloten("Dit peilmoment staat niet open. Je kunt hier niets meer beoordelen.")
    if not mag_naar(inzending.fase, naar):
        raise Gesloten("Dit is intussen al beoordeeld of nog niet ingediend. Kijk naar de nieuwe stand.")


def _beoordeel(inzending: T, door: Gebruiker, verwacht: int | None) -> T:
    inzending.beoordeeld_op = timezone.now()
    inzending.beoordeeld_door = door
    inzending.bewaar(verwacht=verwacht)
    _log(inzending.fase, inzending, door)
    return inzending


def _log(daad: str, inzending: Inzending, door: Gebruiker) -> None:
    naam = inzending._meta.model_name
    leg_vast(
        soort=f"{naam}.{daad}",
        voorwerp=inzending,
        overeenkomst=inzending.peilmoment.overeenkomst.sleutel,  # type: ignore[attr-defined]
        partij=inzending.partij,  # type: ignore[attr-defined]
        actor=door,
    )
