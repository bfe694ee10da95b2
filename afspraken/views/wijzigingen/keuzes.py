"""Choices and names for the forms and pages of changes, read once per page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from afspraken.formulieren.afspraakvelden import Keuzes
from afspraken.models import Afspraak, Hoofdstuk, Paragraaf
from afspraken.toegang import Toegang
from partijen.models import Partij
from partijen.rollen import PartijSoort


def _kop(rij: Hoofdstuk | Paragraaf) -> dict[str, str]:
    return {"nummer": rij.nummer, "titel": rij.titel}


def lees_keuzes(toegang: Toegang, beelden: Iterable[Mapping[str, Any]]) -> Keuzes:
    """Return what may be chosen: the places of this Overeenkomst, its parties and those the pictures name."""
    rijen = Hoofdstuk.objects.filter(deel__overeenkomst=toegang.overeenkomst).select_related("deel")
    hoofdstukken = list(rijen.prefetch_related("paragrafen"))
    delen = {hoofdstuk.deel_id for hoofdstuk in hoofdstukken}
    plaatsen = {}
    for hoofdstuk in hoofdstukken:
        plek = {"deel": hoofdstuk.deel.naam, "hoofdstuk": _kop(hoofdstuk), "paragraaf": None}
        label = f"{hoofdstuk.deel.naam}: {hoofdstuk}" if len(delen) > 1 else str(hoofdstuk)
        plaatsen[f"h{hoofdstuk.pk}"] = (label, plek)
        for paragraaf in hoofdstuk.paragrafen.all():
            plaatsen[f"p{paragraaf.pk}"] = (f"{label} › {paragraaf}", plek | {"paragraaf": _kop(paragraaf)})
    gemeenten = {p.sleutel: str(p) for p in toegang.partijen if p.soort == PartijSoort.GEMEENTE}
    return Keuzes(
        plaatsen=plaatsen,
        partijen=partijnamen(toegang, beelden),
        gemeenten=gemeenten,
        looptijd=(toegang.overeenkomst.begin, toegang.overeenkomst.laatste_dag),
    )


def partijnamen(toegang: Toegang, beelden: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the names of the participants and of outside parties that the pictures name, by key."""
    namen = {partij.sleutel: str(partij) for partij in toegang.partijen}
    genoemd = {sleutel for beeld in beelden for sleutel in _sleutels(beeld)} - set(namen) - {""}
    if genoemd:
        namen |= {partij.sleutel: str(partij) for partij in Partij.objects.filter(sleutel__in=genoemd)}
    return namen


def _sleutels(beeld: Mapping[str, Any]) -> Iterable[str]:
    yield from (rij["partij"] for rij in beeld.get("betrokkenen", []))
    for indicator in beeld.get("indicatoren", []):
        yield from (rij["partij"] for rij in indicator["streefwaarden"])
    yield beeld.get("penvoerder", "")
    yield from beeld.get("gemeenten", [])


def namen_voor_verschil(toegang: Toegang, beelden: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return names of parties, and of agreements that are referred to, for ``afspraakwaarden.verschillen``."""
    beelden = list(beelden)
    ids = {pk for beeld in beelden for pk in beeld.get("verwijzingen", [])}
    namen = partijnamen(toegang, beelden)
    if ids:
        rijen = Afspraak.objects.filter(overeenkomst=toegang.overeenkomst, pk__in=ids)
        namen |= {f"afspraak:{rij.pk}": rij.nummer or rij.titel for rij in rijen}
    return namen
