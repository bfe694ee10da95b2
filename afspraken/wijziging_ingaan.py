"""Write: let a change take effect in the register, all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from afspraken.afspraakwaarden import Waarden, met_waarden, waarden_van
from afspraken.keuzes import WijzigingSoort
from afspraken.models import Afkomst, Afspraak, Wijziging, Wijzigingsregel
from afspraken.registerservices import bewaar_afspraak
from afspraken.wijzigingsfasen import AFKOMST
from afspraken.wijzigingsregels import botsingen, voeg_samen
from partijen.models import Gebruiker


class RegisterVeranderd(ValidationError):
    """The register is no longer what the change started from; the gemeente renews the change first."""

    def __init__(self, waar: Sequence[str]) -> None:
        super().__init__(
            f"Het register is veranderd nadat deze wijziging is opgesteld: {'; '.join(waar)}. "
            "De gemeente vernieuwt de wijziging eerst, daarna kijken de partijen er opnieuw naar."
        )


class _Terugdraaien(Exception):
    """Ends a try-out."""


def huidige_afspraken(wijziging: Wijziging) -> dict[int, Afspraak]:
    """Return the agreements a change is about as they are now, by id, in a constant number of queries."""
    ids = [regel.afspraak_id for regel in wijziging.regels.all() if regel.afspraak_id]
    return {afspraak.pk: afspraak for afspraak in met_waarden(Afspraak.objects.filter(pk__in=ids))}


def register_botsingen(wijziging: Wijziging, huidige: dict[int, Afspraak]) -> list[str]:
    """Return per agreement what the register changed meanwhile, in words; empty when nothing."""
    waar = []
    for regel in wijziging.regels.all():
        if regel.afspraak_id and regel.voor:
            labels = botsingen(regel.voor, regel.na, waarden_van(huidige[regel.afspraak_id]))
            if labels:
                nummer = regel.voor["nummer"] or regel.voor["titel"]
                waar.append(f"afspraak {nummer} ({', '.join(labels).lower()})")
    return waar


@transaction.atomic
def voer_door(wijziging: Wijziging, *, door: Gebruiker) -> None:
    """Store what a change changes. Raises RegisterVeranderd, or ValidationError when the register refuses a value."""
    huidige = huidige_afspraken(wijziging)
    if waar := register_botsingen(wijziging, huidige):
        raise RegisterVeranderd(waar)
    oud: list[Afspraak] = []
    nieuw: list[Afspraak] = []
    # What ends goes first.
    for regel in sorted(wijziging.regels.all(), key=lambda regel: (not regel.vervalt, regel.volgorde, regel.pk)):
        afspraak = huidige[regel.afspraak_id] if regel.afspraak_id else None
        bewaard = bewaar_afspraak(
            overeenkomst=wijziging.overeenkomst,
            afspraak=afspraak,
            waarden=_waarden(wijziging, regel, afspraak),
            door=door,
            wijziging=wijziging,
        )
        if afspraak is None:
            regel.afspraak = bewaard
            regel.save(update_fields=["afspraak"])
            nieuw.append(bewaard)
        elif regel.vervalt:
            oud.append(bewaard)
    _leg_afkomst_vast(wijziging, oud, nieuw)


def _waarden(wijziging: Wijziging, regel: Wijzigingsregel, afspraak: Afspraak | None) -> Waarden:
    """Return what is stored of one agreement."""
    if afspraak is None:
        return dict(regel.na)
    if regel.vervalt:
        return {"vervallen_op": wijziging.ingangsdatum.isoformat()}
    return voeg_samen(regel.voor, regel.na, waarden_van(afspraak))


def _leg_afkomst_vast(wijziging: Wijziging, oud: Sequence[Afspraak], nieuw: Sequence[Afspraak]) -> None:
    soort = AFKOMST.get(WijzigingSoort(wijziging.soort))
    if soort is None:
        return
    Afkomst.objects.bulk_create(
        [Afkomst(van=van, naar=naar, soort=soort, wijziging=wijziging) for van in oud for naar in nieuw]
    )


def probeer(wijziging: Wijziging, *, door: Gebruiker) -> None:
    """Try whether the register takes the change, and leave nothing behind. Raises as ``voer_door`` does."""
    try:
        with transaction.atomic():
            voer_door(wijziging, door=door)
            raise _Terugdraaien
    except _Terugdraaien:
        for regel in wijziging.regels.all():
            if not regel.voor:
                regel.afspraak = None
