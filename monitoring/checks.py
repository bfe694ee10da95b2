"""System check: every text key by which an Indicator names its source exists.

The keys point from `afspraken` to higher layers, so no foreign key can hold them. Runs with the database checks:
``manage.py check --database default`` and after ``migrate``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

from afspraken.keuzes import OvereenkomstStatus
from afspraken.models import Indicator
from monitoring.models import Grootheid
from voorraad.models import Tabelregel

_GROOTHEDEN = ("teller", "noemer", "gewicht")


@register(Tags.database)
def bronnen_bestaan(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Return an error for every Indicator that names a table row or Grootheid its Overeenkomst lacks.

    In a concept it is a warning: a set that follows another gets its stock tables later, and a check that fails stops
    ``migrate``.
    """
    fouten: list[CheckMessage] = []
    for alias in databases or []:
        aanwezig = set(connections[alias].introspection.table_names())
        if {model._meta.db_table for model in (Indicator, Grootheid, Tabelregel)} <= aanwezig:
            fouten += _onbekende_bronnen(alias)
    return fouten


def _onbekende_bronnen(alias: str) -> list[CheckMessage]:
    regels = set(Tabelregel.objects.using(alias).values_list("tabel__overeenkomst_id", "sleutel"))
    grootheden = set(Grootheid.objects.using(alias).values_list("overeenkomst_id", "sleutel"))
    fouten: list[CheckMessage] = []
    for indicator in Indicator.objects.using(alias).select_related("afspraak__overeenkomst"):
        overeenkomst_id = indicator.afspraak.overeenkomst_id
        gevraagd = [("bron", indicator.bron, regels)]
        gevraagd += [(veld, getattr(indicator, veld), grootheden) for veld in _GROOTHEDEN]
        for veld, sleutel, bekend in gevraagd:
            if sleutel and (overeenkomst_id, sleutel) not in bekend:
                soort = Warning if indicator.afspraak.overeenkomst.status == OvereenkomstStatus.CONCEPT else Error
                fouten.append(
                    soort(
                        f"Indicator '{indicator.sleutel}' noemt als {veld} '{sleutel}', maar die bestaat niet.",
                        hint="Pas de indicator aan, of voeg de tabelregel of grootheid toe aan deze overeenkomst.",
                        obj=indicator,
                        id="monitoring.W001" if soort is Warning else "monitoring.E001",
                    )
                )
    return fouten
