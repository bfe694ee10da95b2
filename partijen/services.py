"""Writes of parties, users and the event log."""

from __future__ import annotations

import logging
from typing import Any

from django.db import models, transaction

from partijen.models import Gebeurtenis, Gebruiker, Lidmaatschap, Partij
from partijen.rollen import Rol

logger = logging.getLogger("portaal.gebeurtenis")


def leg_vast(
    *,
    soort: str,
    voorwerp: models.Model,
    overeenkomst: str,
    actor: Gebruiker | None,
    partij: Partij | None = None,
    herkomst: str = "portaal",
    **gegevens: Any,
) -> Gebeurtenis:
    """Log a business event (``opgave.ingediend``) in the caller's transaction and as one log line.

    The line holds actor, action, object, result, origin and (by the handler) time, and no personal data but an id:
    BIO2 8.15.01 and 8.15.02.
    """
    gebeurtenis = Gebeurtenis.objects.create(
        soort=soort,
        object_soort=voorwerp._meta.model_name or "",
        object_id=str(voorwerp.pk),
        overeenkomst_sleutel=overeenkomst,
        actor=actor,
        partij=partij,
        herkomst=herkomst,
        gegevens=gegevens,
    )
    regel = "actor=%s actie=%s object=%s:%s resultaat=gelukt herkomst=%s"
    waarden = (actor.pk if actor else "-", soort, gebeurtenis.object_soort, gebeurtenis.object_id, herkomst)
    transaction.on_commit(lambda: logger.info(regel, *waarden))
    return gebeurtenis


@transaction.atomic
def geef_rol(
    *, gebruiker: Gebruiker, partij: Partij, rol: Rol, overeenkomst: str = "", door: Gebruiker | None = None
) -> Lidmaatschap:
    """Give a user a role at a party (does nothing when the user has it already)."""
    lidmaatschap, nieuw = Lidmaatschap.objects.get_or_create(
        gebruiker=gebruiker, partij=partij, rol=rol, overeenkomst_sleutel=overeenkomst
    )
    if nieuw:
        leg_vast(
            soort="lidmaatschap.gegeven",
            voorwerp=lidmaatschap,
            overeenkomst=overeenkomst,
            actor=door,
            partij=partij,
            rol=str(rol),
        )
    return lidmaatschap
