"""Writes of a Gereedmelding: one moment of a term was met."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from afspraken.keuzes import BetrokkeneRol
from afspraken.models import Betrokkene, Deelname, Gereedmelding, Termijn
from afspraken.momenten import Datumtermijn, Looptijd, momenten
from afspraken.toegang import Toegang
from afspraken.uitvouwen import Binding, Deelnemer, vouw_uit
from partijen.models import Gebruiker, Partij
from partijen.rechten import rechten_van
from partijen.rollen import PartijSoort
from partijen.services import leg_vast

_DUBBEL = "Dit moment is al gereed gemeld."


def trekkers(termijn: Termijn, deelnames: Sequence[Deelname]) -> set[int]:
    """Return the ids of the parties that pull the agreement of a term, groups unfolded."""
    rijen = Betrokkene.objects.filter(afspraak=termijn.afspraak_id, rol=BetrokkeneRol.TREKKER)
    bindingen = [Binding(rij.rol, rij.partij_id, rij.groep) for rij in rijen]
    deelnemers = [Deelnemer(deelname.partij_id, deelname.partij.soort) for deelname in deelnames]
    return set(vouw_uit(bindingen, BetrokkeneRol.TREKKER, deelnemers))


def melders(toegang: Toegang, trekkende: set[int]) -> list[Partij]:
    """Return the parties for which the user may report: his own that pull it, and as redacteur the gemeente."""
    return [
        partij
        for partij in toegang.voert_in_voor
        if partij.pk in trekkende or (toegang.is_redacteur and partij.soort == PartijSoort.GEMEENTE)
    ]


def mag_terugnemen(toegang: Toegang, partij_id: int) -> bool:
    """Tell whether the user may take back what this party reported; one trekker does not undo another's report."""
    return toegang.is_redacteur or toegang.mag_invoeren_voor(partij_id)


def _eis(termijn: Termijn, partij_id: int, door: Gebruiker) -> None:
    toegang = Toegang(termijn.afspraak.overeenkomst, rechten_van(door))
    if partij_id not in {partij.pk for partij in melders(toegang, trekkers(termijn, toegang.deelnames))}:
        raise PermissionDenied


def als_datumtermijn(termijn: Termijn) -> Datumtermijn:
    """Return a term as plain values."""
    return Datumtermijn(termijn.tekst, termijn.begin, termijn.eind, termijn.herhaling, termijn.exactheid)


def is_moment(termijn: Termijn, eind: dt.date) -> bool:
    """Tell whether a term has a moment that ends on this day."""
    overeenkomst = termijn.afspraak.overeenkomst
    looptijd = Looptijd(overeenkomst.begin, overeenkomst.laatste_dag)
    return any(moment.eind == eind for moment in momenten(als_datumtermijn(termijn), looptijd))


@transaction.atomic
def meld_gereed(
    *, termijn: Termijn, eind: dt.date, gereed_op: dt.date, toelichting: str, partij: Partij, door: Gebruiker
) -> Gereedmelding:
    """Report that the moment ending on ``eind`` was met. Raises ValidationError for one that is no moment, or twice."""
    _eis(termijn, partij.pk, door)
    if not is_moment(termijn, eind):
        raise ValidationError("Deze termijn heeft geen moment op die dag.")
    if gereed_op > timezone.localdate():
        raise ValidationError({"gereed_op": "Deze dag is nog niet geweest."})
    melding = Gereedmelding(
        termijn=termijn, eind=eind, gereed_op=gereed_op, toelichting=toelichting.strip(), partij=partij, door=door
    )
    if termijn.gereedmeldingen.filter(eind=eind).exists():
        raise ValidationError(_DUBBEL)
    melding.full_clean()
    try:
        with transaction.atomic():
            melding.save()
    except IntegrityError as fout:
        raise ValidationError(_DUBBEL) from fout
    _log("gemeld", melding, door)
    return melding


@transaction.atomic
def maak_ongedaan(*, melding: Gereedmelding, door: Gebruiker) -> None:
    """Take a report back: the party that made it, or the gemeente, which keeps the register."""
    toegang = Toegang(melding.termijn.afspraak.overeenkomst, rechten_van(door))
    if not mag_terugnemen(toegang, melding.partij_id):
        raise PermissionDenied
    _log("teruggenomen", melding, door)
    melding.delete()


def _log(daad: str, melding: Gereedmelding, door: Gebruiker) -> None:
    leg_vast(
        soort=f"gereedmelding.{daad}",
        voorwerp=melding,
        overeenkomst=melding.termijn.afspraak.overeenkomst.sleutel,
        actor=door,
        partij=melding.partij,
        moment=melding.eind.isoformat(),
    )
