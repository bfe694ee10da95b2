"""Write: give a new Overeenkomst what every one has."""

from __future__ import annotations

from django.db import transaction

from afspraken.keuzes import Kleur, VoortgangStatus
from afspraken.models import Deel, Legendaregel, Overeenkomst

# Names and colours to start with; each gemeente changes them in its legend.
_LEGENDA = {
    VoortgangStatus.NIET_GESTART: Kleur.GRIJS,
    VoortgangStatus.OP_SCHEMA: Kleur.GROEN,
    VoortgangStatus.AANDACHT: Kleur.ORANJE,
    VoortgangStatus.ACHTER: Kleur.ROOD,
    VoortgangStatus.GEREED: Kleur.BLAUW,
    VoortgangStatus.DOORLOPEND: Kleur.GROEN,
    VoortgangStatus.VERVALLEN: Kleur.WIT,
}


@transaction.atomic
def richt_in(*, overeenkomst: Overeenkomst) -> None:
    """Add a first part and a legend where the Overeenkomst has none."""
    if not overeenkomst.delen.exists():
        Deel(overeenkomst=overeenkomst, naam="Prestatieafspraken", volgorde=1).save()
    if not overeenkomst.legenda.exists():
        for volgorde, (status, kleur) in enumerate(_LEGENDA.items(), start=1):
            Legendaregel(
                overeenkomst=overeenkomst, status=status, label=status.label, kleur=kleur, volgorde=volgorde
            ).save()
