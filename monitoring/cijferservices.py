"""Writes of the sheet of figures of one party: save cell by cell without losing a colleague's, and submit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeAlias

from django.core.exceptions import ValidationError
from django.db import transaction

from afspraken.indienen import controleer_bewerkbaar, controleer_invoerder, dien_in, houd_vast, markeer_gewijzigd
from afspraken.inzendingen import ZICHTBARE_FASEN
from afspraken.keuzes import Berekening
from afspraken.models import Indicator
from basis.samenvoegen import Samenvoeging, voeg_samen
from basis.versies import VersieConflict
from monitoring.models import Cijferstaat, Meting
from monitoring.services import IntussenGewijzigd
from partijen.models import Gebruiker

# A cell is a figure with its note; the sheet's own note has the key None.
Cel: TypeAlias = tuple[Decimal | None, str]
Cellen: TypeAlias = dict[int | None, Cel]


def _verse_staat(pk: int) -> Cijferstaat:
    return Cijferstaat.objects.select_related("partij", "gewijzigd_door", "peilmoment__overeenkomst__regisseur").get(
        pk=pk
    )


def lees_cellen(staat: Cijferstaat, metingen: Iterable[Meting]) -> Cellen:
    """Return what is stored as cells."""
    return {m.pk: (m.waarde, m.toelichting) for m in metingen} | {None: (None, staat.toelichting)}


@transaction.atomic
def bewaar_cijfers(
    *,
    staat: Cijferstaat,
    cellen: Cellen,
    basis: Mapping[int | None, Cel],
    verwacht: int,
    door: Gebruiker,
    indienen: bool = False,
) -> tuple[Cijferstaat, bool]:
    """Store the sheet as concept, or submit it; returns it and whether a colleague's figures were merged in.

    Saving a concept merges other cells of a colleague silently. Raises IntussenGewijzigd when both changed the same
    cell, or when submitting while a colleague changed anything: what is submitted is what was seen. Further
    PermissionDenied, Gesloten, ValidationError (keys 'meting_<id>'). The same form sent twice does nothing.
    """
    houd_vast(staat.peilmoment_id)
    rij = _verse_staat(staat.pk)
    controleer_invoerder(rij, door)
    metingen = list(rij.metingen.select_related("indicator", "grootheid"))
    hunne = lees_cellen(rij, metingen)
    if rij.fase in ZICHTBARE_FASEN and all(hunne.get(sleutel) == cel for sleutel, cel in cellen.items()):
        return rij, False
    controleer_bewerkbaar(rij)
    samen = voeg_samen(basis=basis, hunne=hunne, mijne=cellen)
    if samen.botsingen or (indienen and samen.gewijzigd):
        raise IntussenGewijzigd(rij, samen)
    if indienen:
        _controleer_volledig(rij, metingen, samen.waarden)
    gewijzigd = _schrijf_cellen(rij, metingen, samen.waarden)
    if gewijzigd or rij.is_leeg:
        markeer_gewijzigd(rij, door)
    elif not indienen:
        return rij, bool(samen.gewijzigd)
    try:
        rij = dien_in(inzending=rij, door=door) if indienen else rij.bewaar()
    except VersieConflict as conflict:
        raise IntussenGewijzigd(conflict.huidig, Samenvoeging(dict(cellen))) from conflict
    return rij, bool(samen.gewijzigd)


def _schrijf_cellen(staat: Cijferstaat, metingen: list[Meting], waarden: Mapping[int | None, Cel]) -> bool:
    """Store the cells that differ; tell whether anything did. The sheet itself is saved by the caller.

    All writers raise the version of the sheet in the same transaction, so a colleague's write in between makes the
    caller fail and these changes are rolled back with it.
    """
    anders = []
    for meting in metingen:
        waarde, toelichting = waarden[meting.pk]
        if (meting.waarde, meting.toelichting) != (waarde, toelichting):
            meting.waarde, meting.toelichting, meting.versie = waarde, toelichting, meting.versie + 1
            anders.append(meting)
    Meting.objects.bulk_update(anders, ["waarde", "toelichting", "versie"])
    eigen = waarden[None][1]
    gewijzigd = bool(anders) or eigen != staat.toelichting
    staat.toelichting = eigen
    return gewijzigd


def _controleer_volledig(staat: Cijferstaat, metingen: list[Meting], waarden: Mapping[int | None, Cel]) -> None:
    """Raise ValidationError for figures without value and note, and for parts larger than their whole."""
    fouten = {
        f"meting_{meting.pk}": "Vul een getal in, of schrijf in de toelichting waarom het niet bekend is."
        for meting in metingen
        if waarden[meting.pk][0] is None and not waarden[meting.pk][1]
    }
    fouten |= _te_grote_tellers(staat, metingen, waarden)
    if fouten:
        raise ValidationError(fouten)


def _te_grote_tellers(staat: Cijferstaat, metingen: list[Meting], waarden: Mapping[int | None, Cel]) -> dict[str, str]:
    """Return an error per numerator that is larger than its denominator over the same span."""
    per_sleutel: dict[tuple[str, dt.date, dt.date], Meting] = {
        (m.grootheid.sleutel, m.van, m.tot): m for m in metingen if m.grootheid is not None
    }
    aandelen = Indicator.objects.filter(
        afspraak__overeenkomst_id=staat.peilmoment.overeenkomst_id, berekening=Berekening.AANDEEL
    )
    paren = {(indicator.teller, indicator.noemer) for indicator in aandelen}
    fouten: dict[str, str] = {}
    for teller_sleutel, noemer_sleutel in sorted(paren):
        for (sleutel, van, tot), meting in per_sleutel.items():
            noemer = per_sleutel.get((noemer_sleutel, van, tot))
            if sleutel != teller_sleutel or noemer is None or noemer.grootheid is None:
                continue
            deel, geheel = waarden[meting.pk][0], waarden[noemer.pk][0]
            if deel is not None and geheel is not None and deel > geheel:
                fouten[f"meting_{meting.pk}"] = f"Dit is meer dan '{noemer.grootheid.naam}'. Kijk beide getallen na."
    return fouten
