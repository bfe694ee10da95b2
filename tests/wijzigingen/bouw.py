"""What the tests of changes share."""

from __future__ import annotations

import datetime as dt
from copy import deepcopy
from typing import Any

from afspraken import wijzigen
from afspraken.afspraakwaarden import Waarden
from afspraken.models import Afspraak, Wijziging
from partijen.models import Partij
from tests.fabrieken import Stad

KOP = {"titel": "Minder woningen", "reden": "De grond is er niet.", "ingangsdatum": dt.date(2022, 7, 1)}
OVERLEG = {"overleg": "Bestuurlijk overleg wonen", "overleg_op": dt.date(2022, 6, 1)}


def stel_op(
    stad: Stad,
    *afspraken: Afspraak,
    soort: str = "aanpassen",
    nieuwe: int = 0,
    wie: str = "wonen",
    **kop: Any,
) -> Wijziging:
    """Start a change by the invoerder (the redacteur of the gemeente) of a party."""
    rol = "redacteur" if wie == "gemeente" else "invoerder"
    partij: Partij = getattr(stad, wie)
    return wijzigen.stel_op(
        overeenkomst=stad.overeenkomst,
        soort=soort,
        partij=partij,
        afspraken=afspraken,
        nieuwe=nieuwe,
        kop=KOP | kop,
        door=stad.gebruikers[f"{wie}-{rol}"],
    )


def schrijf(wijziging: Wijziging, door: Any, plek: int = 0, **velden: Any) -> Wijziging:
    """Save another wording of one row."""
    regel = list(wijziging.regels.all())[plek]
    na: Waarden = deepcopy(regel.na) | velden
    return wijzigen.bewaar_tekst(wijziging=wijziging, kop={}, na={regel.pk: na}, door=door, verwacht=wijziging.versie)


def voorgelegd(stad: Stad, wijziging: Wijziging) -> Wijziging:
    """Propose and put to the parties."""
    redacteur = stad.gebruikers["gemeente-redacteur"]
    partij = next(naam for naam in ("wonen", "thuis", "huurders", "gemeente")
                  if getattr(stad, naam) == wijziging.voorgesteld_door)  # fmt: skip
    rol = "redacteur" if partij == "gemeente" else "invoerder"
    wijziging = wijzigen.dien_in(wijziging=wijziging, door=stad.gebruikers[f"{partij}-{rol}"])
    wijziging = wijzigen.bewaar_tekst(
        wijziging=wijziging, kop=OVERLEG, na={}, door=redacteur, verwacht=wijziging.versie
    )
    return wijzigen.leg_voor(wijziging=wijziging, door=redacteur)


def oordeel(stad: Stad, wijziging: Wijziging, wie: str, oordeel: str = "akkoord", tekst: str = "") -> wijzigen.Uitslag:
    """Let one party answer."""
    return wijzigen.geef_oordeel(
        wijziging=wijziging,
        partij=getattr(stad, wie),
        oordeel=oordeel,
        toelichting=tekst,
        door=stad.gebruikers[f"{wie}-redacteur"],
        verwacht=Wijziging.objects.get(pk=wijziging.pk).versie,
    )
