"""Writes of parties, users and the event log."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from basis.tekst import zoeksleutel
from partijen.models import Gebeurtenis, Gebruiker, Lidmaatschap, Partij
from partijen.rollen import Rol
from partijen.taken import stuur_uitnodiging

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


def toegang_te_geven(*, email: str, door: Gebruiker) -> str:
    """Return the address to invite; raise ValidationError when somebody invites himself."""
    adres = Gebruiker.objects.normalize_email(email)
    if adres == door.email:
        raise ValidationError({"email": "Je kunt jezelf geen rol geven. Vraag het een collega."})
    return adres


@transaction.atomic
def nodig_uit(
    *, email: str, naam: str, partij: Partij, rol: Rol, overeenkomst: str, door: Gebruiker, basis_url: str
) -> Lidmaatschap:
    """Give the person with this address a role at a party, and mail that in the worker.

    An account that exists is used as it is (its name stays); otherwise one is made that cannot be used until its owner
    sets a password. The answer is the same either way. Raises ValidationError.
    """
    adres = toegang_te_geven(email=email, door=door)
    gebruiker = Gebruiker.objects.filter(email=adres).first()
    if gebruiker is None:
        gebruiker = Gebruiker(email=adres, naam=naam.strip())
        gebruiker.set_unusable_password()
        gebruiker.full_clean()
        gebruiker.save()
        EmailAddress.objects.create(user=gebruiker, email=adres, primary=True, verified=False)
    lidmaatschap = geef_rol(gebruiker=gebruiker, partij=partij, rol=rol, overeenkomst=overeenkomst, door=door)
    stuur_uitnodiging.enqueue(gebruiker.pk, partij.pk, basis_url)
    return lidmaatschap


@transaction.atomic
def wijzig_lidmaatschap(*, lidmaatschap: Lidmaatschap, door: Gebruiker) -> Lidmaatschap:
    """Save a changed role or limit."""
    lidmaatschap.full_clean()
    lidmaatschap.save()
    leg_vast(
        soort="lidmaatschap.gewijzigd",
        voorwerp=lidmaatschap,
        overeenkomst=lidmaatschap.overeenkomst_sleutel,
        actor=door,
        partij=lidmaatschap.partij,
        rol=str(lidmaatschap.rol),
    )
    return lidmaatschap


@transaction.atomic
def beeindig_lidmaatschap(*, lidmaatschap: Lidmaatschap, door: Gebruiker) -> None:
    """End a membership; the account and what it wrote stay. Nobody ends the own partijbeheer: a party keeps one."""
    if lidmaatschap.gebruiker_id == door.pk and lidmaatschap.rol == Rol.PARTIJBEHEERDER:
        raise ValidationError("Je kunt je eigen rol als partijbeheerder niet beëindigen. Vraag het een collega.")
    leg_vast(
        soort="lidmaatschap.beeindigd",
        voorwerp=lidmaatschap,
        overeenkomst=lidmaatschap.overeenkomst_sleutel,
        actor=door,
        partij=lidmaatschap.partij,
        rol=str(lidmaatschap.rol),
        gebruiker=lidmaatschap.gebruiker_id,
    )
    lidmaatschap.delete()


@transaction.atomic
def zet_actief(*, gebruiker: Gebruiker, actief: bool, door: Gebruiker) -> None:
    """Close or reopen an account; closing ends its sessions with the next request."""
    if gebruiker.pk == door.pk:
        raise ValidationError("Je kunt je eigen account niet sluiten.")
    if gebruiker.geanonimiseerd_op:
        raise ValidationError("Dit account is geanonimiseerd en blijft gesloten.")
    gebruiker.is_active = actief
    gebruiker.save()
    daad = "geactiveerd" if actief else "gedeactiveerd"
    leg_vast(soort=f"gebruiker.{daad}", voorwerp=gebruiker, overeenkomst="", actor=door)


@transaction.atomic
def anonimiseer(*, gebruiker: Gebruiker, door: Gebruiker) -> None:
    """Remove what identifies a person for good; what was written keeps its author's number.

    Only a closed account, so that it takes two steps. Memberships, addresses and second factors go along.
    """
    if gebruiker.is_active:
        raise ValidationError("Deactiveer het account eerst.")
    for lidmaatschap in gebruiker.lidmaatschappen.select_related("partij"):
        beeindig_lidmaatschap(lidmaatschap=lidmaatschap, door=door)
    EmailAddress.objects.filter(user=gebruiker).delete()
    Authenticator.objects.filter(user=gebruiker).delete()
    gebruiker.anonimiseer()
    leg_vast(soort="gebruiker.geanonimiseerd", voorwerp=gebruiker, overeenkomst="", actor=door)


def vrije_sleutel(naam: str) -> str:
    """Return a key for a party with this name that no other party has."""
    stam = slugify(zoeksleutel(naam))[:50] or "partij"
    bezet = set(Partij.objects.filter(sleutel__startswith=stam).values_list("sleutel", flat=True))
    return next(
        kandidaat for nummer in count(1) if (kandidaat := stam if nummer == 1 else f"{stam}-{nummer}") not in bezet
    )


@transaction.atomic
def noteer_partij(*, partij: Partij, nieuw: bool, voor: Iterable[int], door: Gebruiker | None) -> None:
    """Note that gemeenten (by id) added a party, or found it by its KvK number: from then on they may choose it."""
    for gemeente_id in voor:
        leg_vast(
            soort="partij.toegevoegd" if nieuw else "partij.gevonden",
            voorwerp=partij,
            overeenkomst="",
            actor=door,
            partij=partij,
            herkomst="beheer",
            voor=gemeente_id,
        )
