"""Writes of how a register is laid out: parts, chapters, paragraphs and definitions, and the order of all of them.

Parts, chapters, paragraphs and definitions are signed like the agreements that use them, so they change in a concept
alone. To which agreements a definition belongs is how the register is kept: that stays open for the redacteur.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from afspraken.afspraakwaarden import Waarden
from afspraken.keuzes import OvereenkomstStatus
from afspraken.models import Afspraak, Deel, Definitie, Hoofdstuk, Overeenkomst, Paragraaf
from afspraken.registerservices import Vergrendeld, bewaar, bewaar_afspraak, ververs_status, volgende
from partijen.models import Gebruiker
from partijen.services import leg_vast

Onderdeel = Deel | Hoofdstuk | Paragraaf | Definitie
VELDEN: dict[type[models.Model], tuple[str, ...]] = {
    Deel: ("naam", "partij"),
    Hoofdstuk: ("nummer", "titel", "ambitie"),
    Paragraaf: ("nummer", "titel"),
    Definitie: ("noot", "begrip", "tekst"),
}
_NIET_LEEG = "Hier staan nog afspraken in. Verplaats of verwijder die eerst."


def is_op_slot(overeenkomst: Overeenkomst) -> bool:
    """Tell whether the signed parts of this set are locked."""
    return overeenkomst.status != OvereenkomstStatus.CONCEPT


def _eis_open(overeenkomst: Overeenkomst, rij: models.Model) -> None:
    ververs_status(overeenkomst)
    if is_op_slot(overeenkomst):
        raise Vergrendeld([str(rij._meta.verbose_name)])


def overeenkomst_van(rij: Onderdeel | Afspraak) -> Overeenkomst:
    """Return the set a row belongs to."""
    if isinstance(rij, Paragraaf):
        return rij.hoofdstuk.deel.overeenkomst
    return rij.deel.overeenkomst if isinstance(rij, Hoofdstuk) else rij.overeenkomst


@transaction.atomic
def bewaar_onderdeel(*, rij: Onderdeel, waarden: Mapping[str, Any], door: Gebruiker) -> Onderdeel:
    """Store a part, chapter, paragraph or definition; a new one comes last. ValidationError for what is not right."""
    overeenkomst = overeenkomst_van(rij)
    nieuw = rij._state.adding
    anders = [naam for naam in VELDEN[type(rij)] if naam in waarden and getattr(rij, naam) != waarden[naam]]
    if nieuw or anders or not isinstance(rij, Definitie):
        _eis_open(overeenkomst, rij)
    for naam in anders:
        setattr(rij, naam, waarden[naam])
    if nieuw:
        rij.volgorde = volgende(buren_van(rij))
    bewaar(rij)
    if isinstance(rij, Definitie) and "afspraken" in waarden:
        rij.afspraken.set(overeenkomst.afspraken.filter(pk__in=waarden["afspraken"]))
    _noteer(rij, overeenkomst, door, "toegevoegd" if nieuw else "gewijzigd")
    return rij


@transaction.atomic
def verwijder_onderdeel(*, rij: Onderdeel, door: Gebruiker) -> None:
    """Delete a part, chapter or paragraph that holds no agreements, or a definition."""
    overeenkomst = overeenkomst_van(rij)
    _eis_open(overeenkomst, rij)
    if not isinstance(rij, Definitie) and rij.afspraken.exists():
        raise ValidationError(_NIET_LEEG)
    if isinstance(rij, Deel) and overeenkomst.delen.count() == 1:
        raise ValidationError("Elke overeenkomst heeft minstens één deel.")
    _noteer(rij, overeenkomst, door, "verwijderd")
    try:
        rij.delete()
    except models.ProtectedError as fout:
        raise ValidationError(_NIET_LEEG) from fout


def _noteer(rij: Onderdeel, overeenkomst: Overeenkomst, door: Gebruiker, daad: str) -> None:
    soort = f"{rij._meta.model_name}.{daad}"
    leg_vast(soort=soort, voorwerp=rij, overeenkomst=overeenkomst.sleutel, actor=door, naam=str(rij)[:120])


def buren_van(rij: Onderdeel | Afspraak) -> Any:
    """Return the rows among which a row has its place, in their order.

    An agreement with a number stands where its number puts it; those without a number have a place among each other.
    """
    if isinstance(rij, (Deel, Definitie)):
        naam = "delen" if isinstance(rij, Deel) else "definities"
        return getattr(rij.overeenkomst, naam).order_by("volgorde", "pk")
    if isinstance(rij, Hoofdstuk):
        return rij.deel.hoofdstukken.order_by("volgorde", "pk")
    if isinstance(rij, Paragraaf):
        return rij.hoofdstuk.paragrafen.order_by("volgorde", "pk")
    return rij.hoofdstuk.afspraken.filter(nummer="").order_by("volgorde", "pk")


@transaction.atomic
def verplaats(*, rij: Onderdeel | Afspraak, door: Gebruiker, stap: int = 0, voor: int | None = None) -> bool:
    """Move a row ``stap`` places (negative: up), or to before the row with id ``voor``; numbers stay as they are.

    Returns whether anything moved: the first cannot go up.
    """
    overeenkomst = overeenkomst_van(rij)
    _eis_open(overeenkomst, rij)
    if isinstance(rij, Afspraak) and rij.nummer:
        raise ValidationError("Een afspraak met een nummer staat op de plek van zijn nummer.")
    buren: list[Any] = list(buren_van(rij))
    oud = next(plek for plek, buur in enumerate(buren) if buur.pk == rij.pk)
    eigen = buren.pop(oud)
    nieuw = oud + stap if voor is None else next((p for p, buur in enumerate(buren) if buur.pk == voor), len(buren))
    nieuw = max(0, min(nieuw, len(buren)))
    buren.insert(nieuw, eigen)
    _nummer(buren)
    if nieuw != oud:
        soort = f"{rij._meta.model_name}.verplaatst"
        leg_vast(soort=soort, voorwerp=rij, overeenkomst=overeenkomst.sleutel, actor=door, plek=nieuw + 1)
    return nieuw != oud


def _nummer(rijen: Sequence[Any]) -> None:
    """Store the places; the version of an agreement stays, so that who edits its text meets no conflict."""
    for plek, rij in enumerate(rijen, start=1):
        if rij.volgorde != plek:
            type(rij)._default_manager.filter(pk=rij.pk).update(volgorde=plek)


@transaction.atomic
def bewaar_met_definities(
    *,
    overeenkomst: Overeenkomst,
    afspraak: Afspraak | None,
    waarden: Waarden,
    definities: Iterable[int] | None,
    door: Gebruiker,
    verwacht: int | None = None,
) -> Afspraak:
    """Store an agreement and the definitions with it in one go; see ``registerservices.bewaar_afspraak``."""
    bewaard = bewaar_afspraak(
        overeenkomst=overeenkomst, afspraak=afspraak, waarden=waarden, door=door, verwacht=verwacht
    )
    if definities is not None:
        bewaard.definities.set(overeenkomst.definities.filter(pk__in=list(definities)))
    return bewaard
