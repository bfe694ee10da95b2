"""Publishing a report for everybody, and withdrawing it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from afspraken.indienen import toegang_van
from monitoring.models import Rapport
from partijen.models import Gebruiker
from partijen.services import leg_vast


@transaction.atomic
def publiceer(*, rapport: Rapport, door: Gebruiker) -> Rapport:
    """Let everybody read the PDF. Raises PermissionDenied for who does not direct, ValidationError without a PDF."""
    if not rapport.sha256:
        raise ValidationError("De PDF is nog niet gemaakt. Publiceer het rapport als de PDF klaar is.")
    return _zet(rapport, door, publiek=True)


@transaction.atomic
def trek_in(*, rapport: Rapport, door: Gebruiker) -> Rapport:
    """Take the report back from the public pages. Raises PermissionDenied for who does not direct."""
    return _zet(rapport, door, publiek=False)


def _zet(rapport: Rapport, door: Gebruiker, *, publiek: bool) -> Rapport:
    """Change the publication; doing the same twice changes and logs nothing."""
    if not toegang_van(door, rapport.peilmoment).is_regisseur:
        raise PermissionDenied
    if bool(rapport.gepubliceerd_op) == publiek:
        return rapport
    rapport.gepubliceerd_op = timezone.now() if publiek else None
    Rapport.objects.filter(pk=rapport.pk).update(gepubliceerd_op=rapport.gepubliceerd_op)
    leg_vast(
        soort="rapport.gepubliceerd" if publiek else "rapport.ingetrokken",
        voorwerp=rapport,
        overeenkomst=rapport.peilmoment.overeenkomst.sleutel,
        actor=door,
        versie=rapport.versie,
    )
    return rapport
