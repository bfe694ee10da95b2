"""What somebody was typing, kept while typing: read by nobody else, and gone as soon as it is saved or thrown away."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from afspraken.models import Invoerconcept
from partijen.models import Gebruiker

# A whole agreement with long texts and many rows is about 60 kB.
GROOTST = 200_000
# Who leaves that many forms unsaved loses the oldest.
MEESTE = 40
_NIET = {"csrfmiddlewaretoken", "daad"}


def _velden(paren: Iterable[tuple[str, list[str]]]) -> dict[str, list[str]]:
    # PostgreSQL's JSON has no NUL.
    return {naam: [waarde.replace("\x00", "") for waarde in waarden] for naam, waarden in paren if naam not in _NIET}


@transaction.atomic
def bewaar_invoer(*, gebruiker: Gebruiker, adres: str, data: QueryDict, versie: int) -> Invoerconcept:
    """Keep the fields of a form for this user and address; ``versie`` is that of the row when typing began.

    Raises ValidationError when they are too many to keep; what was kept before stays then.
    """
    velden = _velden((naam, [str(waarde) for waarde in waarden]) for naam, waarden in data.lists())
    if len(adres) > 300 or len(json.dumps(velden)) > GROOTST:
        raise ValidationError("Dit is te veel om tussentijds te bewaren. Sla het op.")
    rij, nieuw = Invoerconcept.objects.update_or_create(
        gebruiker=gebruiker, adres=adres, defaults={"velden": velden, "versie": versie}
    )
    if nieuw:
        eigen = Invoerconcept.objects.filter(gebruiker=gebruiker).order_by("-bewaard_op", "-pk")
        Invoerconcept.objects.filter(pk__in=list(eigen.values_list("pk", flat=True)[MEESTE:])).delete()
    return rij


def lees_invoer(*, gebruiker: Gebruiker, adres: str) -> Invoerconcept | None:
    """Return what this user was typing at this address, if anything."""
    return Invoerconcept.objects.filter(gebruiker=gebruiker, adres=adres).first()


def als_formulier(invoer: Invoerconcept) -> QueryDict:
    """Return the kept fields as the data of a form."""
    data = QueryDict(mutable=True)
    for naam, waarden in invoer.velden.items():
        data.setlist(naam, waarden)
    return data


def gooi_weg(*, gebruiker: Gebruiker, adres: str) -> None:
    """Drop what was kept for this user and address."""
    Invoerconcept.objects.filter(gebruiker=gebruiker, adres=adres).delete()
