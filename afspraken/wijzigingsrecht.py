"""Reads around a Wijziging: who sees it, who may change it, who is bound by it and who has yet to agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils import timezone

from afspraken.gebonden import gebonden_partijen
from afspraken.keuzes import Oordeel, WijzigingFase
from afspraken.models import Overeenkomst, Wijziging
from afspraken.toegang import Toegang
from afspraken.uitvouwen import Deelnemer
from afspraken.wijzigingsfasen import BIJ_GEMEENTE
from partijen.models import Gebruiker, Lidmaatschap, Partij
from partijen.rechten import rechten_van
from partijen.rollen import Rol


def toegang_tot(wijziging: Wijziging, gebruiker: Gebruiker) -> Toegang:
    """Return the rights of a user within the Overeenkomst of a change."""
    return Toegang(wijziging.overeenkomst, rechten_van(gebruiker))


def mag_bewerken(wijziging: Wijziging, toegang: Toegang) -> bool:
    """Tell whether the user may change the wording: the own concept, or as gemeente what was proposed."""
    if wijziging.fase == WijzigingFase.CONCEPT:
        return toegang.mag_invoeren_voor(wijziging.voorgesteld_door_id)
    return wijziging.fase in BIJ_GEMEENTE and toegang.is_redacteur


def zichtbare_wijzigingen(toegang: Toegang) -> QuerySet[Wijziging]:
    """Return the changes of an Overeenkomst the user may know of: a concept is seen by its own party alone."""
    eigen = [partij.pk for partij in toegang.leest_voor]
    zichtbaar = ~Q(fase=WijzigingFase.CONCEPT) | Q(voorgesteld_door__in=eigen)
    return Wijziging.objects.filter(zichtbaar, overeenkomst=toegang.overeenkomst)


def mag_voorstellen_voor(toegang: Toegang, vandaag: dt.date | None = None) -> list[Partij]:
    """Return the parties for which the user may propose a change; who left the Overeenkomst proposes nothing."""
    dag = vandaag or timezone.localdate()
    blijft = {d.partij_id for d in toegang.deelnames if d.tot is None or d.tot >= dag}
    return [partij for partij in toegang.voert_in_voor if partij.pk in blijft]


def gebonden(wijziging: Wijziging, toegang: Toegang, vandaag: dt.date | None = None) -> list[Partij]:
    """Return the parties that must agree, in the order of the document; who left the Overeenkomst has no say."""
    dag = vandaag or timezone.localdate()
    deelnames = [d for d in toegang.deelnames if d.tot is None or d.tot >= dag]
    beelden = [beeld for regel in wijziging.regels.all() for beeld in (regel.voor, regel.na) if beeld]
    ids = gebonden_partijen(
        beelden,
        [Deelnemer(d.partij_id, d.partij.soort) for d in deelnames],
        {d.partij.sleutel: d.partij_id for d in deelnames},
    )
    partijen = {d.partij_id: d.partij for d in deelnames}
    return [partijen[pk] for pk in ids]


def zonder_invoerder(partijen: Iterable[Partij], overeenkomst: Overeenkomst) -> set[int]:
    """Return the ids of the parties for which nobody can speak here: they have no account that may enter."""
    ids = [partij.pk for partij in partijen]
    leden = Lidmaatschap.objects.filter(
        partij__in=ids,
        rol__in=(Rol.INVOERDER, Rol.REDACTEUR),
        overeenkomst_sleutel__in=("", overeenkomst.sleutel),
        gebruiker__is_active=True,
    )
    return set(ids) - set(leden.values_list("partij_id", flat=True))


def mag_namens(wijziging: Wijziging, partij: Partij, toegang: Toegang) -> bool:
    """Tell whether the gemeente may write down the answer of this party: only of one without account here."""
    return toegang.is_redacteur and partij.pk in zonder_invoerder([partij], wijziging.overeenkomst)


def mag_oordelen_voor(wijziging: Wijziging, partij: Partij, toegang: Toegang, stil: set[int]) -> bool:
    """Tell whether the user may give this party's answer: its own people, or the gemeente for who has no account."""
    if wijziging.fase != WijzigingFase.VOORGELEGD:
        return False
    return toegang.mag_invoeren_voor(partij.pk) or (toegang.is_redacteur and partij.pk in stil)


def openstaand(wijziging: Wijziging, partijen: Sequence[Partij]) -> list[Partij]:
    """Return the bound parties that have not agreed (yet)."""
    akkoord = set(wijziging.instemmingen.filter(oordeel=Oordeel.AKKOORD).values_list("partij_id", flat=True))
    return [partij for partij in partijen if partij.pk not in akkoord]
