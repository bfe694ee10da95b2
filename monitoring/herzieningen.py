"""Which Wijziging revised the targets of an indicator: read from the pictures before and after of what is in force."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from afspraken.keuzes import WijzigingFase, WijzigingSoort
from afspraken.models import Wijzigingsregel

# (id of the agreement, key of the indicator) -> number of the last Wijziging that changed its targets.
Herzieningen = dict[tuple[int, str], int]


def lees_herzieningen(afspraken: Collection[int]) -> Herzieningen:
    """Return the last revision per indicator of these agreements; a correction is none."""
    if not afspraken:
        return {}
    regels = Wijzigingsregel.objects.filter(
        afspraak__in=afspraken, wijziging__fase=WijzigingFase.VAN_KRACHT, vervalt=False
    ).exclude(wijziging__soort=WijzigingSoort.CORRECTIE)
    uit: Herzieningen = {}
    velden = ("afspraak_id", "voor", "na", "wijziging__nummer")
    for afspraak_id, voor, na, nummer in regels.order_by("wijziging__van_kracht_op", "pk").values_list(*velden):
        oud, nieuw = _streefwaarden(voor), _streefwaarden(na)
        uit |= {(afspraak_id, sleutel): nummer for sleutel in oud if oud[sleutel] != nieuw.get(sleutel)}
    return uit


def _streefwaarden(beeld: Mapping[str, Any]) -> dict[str, Any]:
    return {rij["sleutel"]: rij["streefwaarden"] for rij in beeld.get("indicatoren", [])}
