"""Writes of what parties answer: progress, positions and overall statuses. The figures are in cijferservices.py.

Every service reads the row and its peilmoment again inside the transaction: the page may be an hour old.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from afspraken.indienen import (
    Gesloten,
    accepteer,
    controleer_bewerkbaar,
    controleer_invoerder,
    dien_in,
    houd_vast,
    is_bewerkbaar,
    markeer_gewijzigd,
    toegang_van,
)
from afspraken.inzendingen import BEWERKBARE_FASEN, ZICHTBARE_FASEN, Fase
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Afspraak, Inzending, Peilmoment
from basis.samenvoegen import Samenvoeging, voeg_samen
from basis.versies import VersieConflict, VersieModel
from monitoring.antwoorden import VELDEN
from monitoring.models import Afspraakstatus, Standpunt, Voortgang
from partijen.models import Gebruiker, Partij
from partijen.services import leg_vast

TE_BESPREKEN = frozenset({PeilmomentStatus.OPEN, PeilmomentStatus.IN_BESPREKING})
V = TypeVar("V", bound=VersieModel)


class IntussenGewijzigd(Exception):
    """A colleague saved between opening and sending; nothing was stored.

    ``huidig`` is the row as it stands, ``samen`` what follows from putting both beside each other.
    """

    def __init__(self, huidig: models.Model, samen: Samenvoeging) -> None:
        super().__init__("Een collega heeft dit intussen gewijzigd.")
        self.huidig, self.samen = huidig, samen


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What a write on many rows did: how many succeeded, how many were left alone because they changed meanwhile."""

    gelukt: int
    overgeslagen: int


def _verse_voortgang(pk: int) -> Voortgang:
    return Voortgang.objects.select_related(
        "afspraak", "partij", "gewijzigd_door", "peilmoment__overeenkomst__regisseur"
    ).get(pk=pk)


@transaction.atomic
def bewaar_voortgang(
    *,
    voortgang: Voortgang,
    waarden: Mapping[str, str],
    basis: Mapping[str, str],
    verwacht: int,
    door: Gebruiker,
    indienen: bool = False,
) -> Voortgang:
    """Store an answer as concept, or submit it.

    ``basis`` and ``verwacht`` are the texts and the version the user had before him. Raises PermissionDenied, Gesloten,
    IntussenGewijzigd, or (submitting) ValidationError per field. The same form sent twice does nothing the second time.
    """
    houd_vast(voortgang.peilmoment_id)
    rij = _verse_voortgang(voortgang.pk)
    controleer_invoerder(rij, door)
    mijne = {veld: waarden[veld].strip() for veld in VELDEN}
    hunne = {veld: getattr(rij, veld) for veld in VELDEN}
    if mijne == hunne and rij.fase in ZICHTBARE_FASEN:
        return rij
    controleer_bewerkbaar(rij)
    samen = voeg_samen(basis=basis, hunne=hunne, mijne=mijne)
    if rij.versie != verwacht and samen.gewijzigd:
        raise IntussenGewijzigd(rij, samen)
    if mijne == hunne and not indienen and not rij.is_leeg:
        return rij
    for veld, waarde in mijne.items():
        setattr(rij, veld, waarde)
    if indienen and (fouten := rij.ontbreekt()):
        raise ValidationError(fouten)
    if mijne != hunne or rij.is_leeg:
        markeer_gewijzigd(rij, door)
    try:
        return dien_in(inzending=rij, door=door) if indienen else rij.bewaar()
    except VersieConflict as conflict:
        nu = {veld: getattr(conflict.huidig, veld) for veld in VELDEN}
        raise IntussenGewijzigd(conflict.huidig, voeg_samen(basis=basis, hunne=nu, mijne=mijne)) from conflict


def is_klaar(voortgang: Voortgang) -> bool:
    """Tell whether an answer is complete and waits only for submitting.

    What was returned counts again once somebody changed it since.
    """
    if voortgang.fase not in BEWERKBARE_FASEN or voortgang.ontbreekt():
        return False
    if voortgang.fase == Fase.CONCEPT:
        return True
    gewijzigd, beoordeeld = voortgang.gewijzigd_op, voortgang.beoordeeld_op
    return gewijzigd is not None and beoordeeld is not None and gewijzigd > beoordeeld


@transaction.atomic
def dien_alles_in(*, peilmoment: Peilmoment, door: Gebruiker) -> Uitslag:
    """Submit every complete answer of the parties the user enters for."""
    toegang = toegang_van(door, peilmoment)
    if not toegang.voert_in_voor:
        raise PermissionDenied
    houd_vast(peilmoment.pk)
    rijen = Voortgang.objects.filter(peilmoment=peilmoment, partij__in=toegang.voert_in_voor).select_related(
        "afspraak", "partij", "peilmoment__overeenkomst__regisseur"
    )
    klaar = [rij for rij in rijen if is_klaar(rij)]
    gelukt = 0
    for rij in klaar:
        if is_bewerkbaar(rij):
            try:
                dien_in(inzending=rij, door=door)
            except VersieConflict:
                continue
            gelukt += 1
    return Uitslag(gelukt, len(klaar) - gelukt)


def accepteer_alle(*, keuzes: Mapping[int, int], peilmoment: Peilmoment, door: Gebruiker) -> Uitslag:
    """Accept the answers of ``keuzes`` (id -> version that was seen); one that changed meanwhile is left alone.

    Raises PermissionDenied when one of them is not the user's to judge; then nothing is accepted.
    """
    with transaction.atomic():
        rijen = Voortgang.objects.filter(peilmoment=peilmoment, pk__in=keuzes).select_related(
            "afspraak", "partij", "peilmoment__overeenkomst"
        )
        gelukt = 0
        for rij in rijen:
            try:
                accepteer(inzending=rij, door=door, verwacht=keuzes[rij.pk])
            except (VersieConflict, Gesloten):
                continue
            gelukt += 1
    return Uitslag(gelukt, len(keuzes) - gelukt)


def _controleer_bespreekbaar(peilmoment: Peilmoment) -> None:
    """Refuse outside open and in bespreking, looking at the status as it is now."""
    if houd_vast(peilmoment.pk) not in TE_BESPREKEN:
        raise Gesloten("Dit peilmoment is niet open of in bespreking. Je kunt hier niets wijzigen.")


def _bewaar_of_meld(rij: V, oud: V | None, verwacht: int, velden: tuple[str, ...]) -> V:
    """Store a row that may be new; ``verwacht`` is 0 when the user saw none. Raises IntussenGewijzigd."""
    if (oud.versie if oud else 0) != verwacht:
        _meld_gewijzigd(rij, oud, velden)
    try:
        with transaction.atomic():
            return rij.bewaar(verwacht=verwacht or None)
    except VersieConflict as conflict:
        raise IntussenGewijzigd(conflict.huidig, Samenvoeging({})) from conflict
    except IntegrityError as fout:
        raise IntussenGewijzigd(rij, Samenvoeging({})) from fout


def _meld_gewijzigd(rij: VersieModel, oud: VersieModel | None, velden: tuple[str, ...]) -> None:
    mijne = {veld: getattr(rij, veld) for veld in velden}
    hunne = {veld: getattr(oud, veld) if oud else "" for veld in velden}
    raise IntussenGewijzigd(oud or rij, voeg_samen(basis={}, hunne=hunne, mijne=mijne))


@transaction.atomic
def bewaar_standpunt(
    *,
    peilmoment: Peilmoment,
    afspraak: Afspraak,
    partij: Partij,
    houding: str,
    tekst: str,
    verwacht: int,
    door: Gebruiker,
) -> Standpunt:
    """Store the position of a tenant organisation on an agreement with at least one submitted status.

    ``verwacht`` is the version the user saw, 0 for none. Raises PermissionDenied, Gesloten, ValidationError or
    IntussenGewijzigd; the same position sent twice is stored once.
    """
    if partij not in toegang_van(door, peilmoment).huurders_van_gebruiker:
        raise PermissionDenied
    _controleer_bespreekbaar(peilmoment)
    if not Voortgang.objects.filter(peilmoment=peilmoment, afspraak=afspraak).ingediende().exists():
        raise Gesloten("Over deze afspraak is nog niets ingediend. Je kunt nog geen standpunt geven.")
    oud = Standpunt.objects.filter(peilmoment=peilmoment, afspraak=afspraak, partij=partij).first()
    if oud and (oud.houding, oud.tekst) == (houding, tekst.strip()):
        return oud
    rij = Standpunt(peilmoment=peilmoment, afspraak=afspraak, partij=partij)
    if oud:
        rij = Standpunt.objects.get(pk=oud.pk)
    rij.houding, rij.tekst, rij.gewijzigd_op, rij.gewijzigd_door = houding, tekst.strip(), timezone.now(), door
    rij.full_clean(validate_unique=False, validate_constraints=False)
    rij = _bewaar_of_meld(rij, oud, verwacht, ("houding", "tekst"))
    leg_vast(
        soort="standpunt.gegeven",
        voorwerp=rij,
        overeenkomst=peilmoment.overeenkomst.sleutel,
        partij=partij,
        actor=door,
    )
    return rij


@transaction.atomic
def zet_afspraakstatus(
    *, peilmoment: Peilmoment, afspraak: Afspraak, status: str, toelichting: str, verwacht: int, door: Gebruiker
) -> Afspraakstatus:
    """Set the overall status of an agreement, with the reason why it is not simply the worst of the answers.

    Raises PermissionDenied, Gesloten, ValidationError or IntussenGewijzigd.
    """
    oud = _afspraakstatus(peilmoment, afspraak, door)
    if not toelichting.strip():
        raise ValidationError({"toelichting": "Schrijf op waarom je deze status kiest."})
    if oud and (oud.status, oud.toelichting) == (status, toelichting.strip()):
        return oud
    rij = Afspraakstatus.objects.get(pk=oud.pk) if oud else Afspraakstatus(peilmoment=peilmoment, afspraak=afspraak)
    rij.status, rij.toelichting, rij.gezet_door = status, toelichting.strip(), door
    rij.full_clean(validate_unique=False, validate_constraints=False)
    rij = _bewaar_of_meld(rij, oud, verwacht, ("status", "toelichting"))
    _log_afspraakstatus("gezet", rij, peilmoment, door, status)
    return rij


@transaction.atomic
def herstel_voorstel(*, peilmoment: Peilmoment, afspraak: Afspraak, verwacht: int, door: Gebruiker) -> None:
    """Remove the set status, so that the worst of the answers counts again (nothing happens when none was set)."""
    oud = _afspraakstatus(peilmoment, afspraak, door)
    if oud is None:
        return
    if oud.versie != verwacht:
        raise IntussenGewijzigd(oud, Samenvoeging({}))
    _log_afspraakstatus("hersteld", oud, peilmoment, door, oud.status)
    oud.delete()


def _afspraakstatus(peilmoment: Peilmoment, afspraak: Afspraak, door: Gebruiker) -> Afspraakstatus | None:
    """Return the status set so far; refuse who does not direct the cycle, and a closed peilmoment."""
    if not toegang_van(door, peilmoment).is_regisseur:
        raise PermissionDenied
    _controleer_bespreekbaar(peilmoment)
    return Afspraakstatus.objects.filter(peilmoment=peilmoment, afspraak=afspraak).first()


def _log_afspraakstatus(daad: str, rij: Afspraakstatus, peilmoment: Peilmoment, door: Gebruiker, status: str) -> None:
    leg_vast(
        soort=f"afspraakstatus.{daad}",
        voorwerp=rij,
        overeenkomst=peilmoment.overeenkomst.sleutel,
        actor=door,
        afspraak=rij.afspraak_id,
        status=status,
    )


def markeer_gelezen(*, gebruiker: Gebruiker, tot: dt.datetime) -> None:
    """Remember until when the user has read what is new; never in the future and never back in time."""
    tot = min(tot, timezone.now())
    nog_niet = models.Q(bezocht_op=None) | models.Q(bezocht_op__lt=tot)
    Gebruiker.objects.filter(nog_niet, pk=gebruiker.pk).update(bezocht_op=tot)


def is_te_beoordelen(inzending: Inzending) -> bool:
    """Tell whether a submission can be accepted or returned now."""
    peilmoment: Peilmoment = inzending.peilmoment  # type: ignore[attr-defined]
    return inzending.fase in ZICHTBARE_FASEN and peilmoment.status in TE_BESPREKEN
