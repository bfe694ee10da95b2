"""What waits for judgement at a peilmoment, as plain values for a page. Reads only; three queries."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count

from afspraken.inzendingen import NIET_BINNEN, Fase
from afspraken.models import Peilmoment
from monitoring.models import Cijferstaat, Voortgang
from partijen.models import Partij
from voorraad.models import Opgave

_VAN_ANDEREN = {Fase.CONCEPT: NIET_BINNEN, Fase.TERUGGEGEVEN: Fase.TERUGGEGEVEN}


@dataclass
class Partijregel:
    """One party: how many answers are in which phase, and the phase of its sheet and its stock return."""

    partij: Partij
    mag_beoordelen: bool = False
    fasen: dict[str, int] = field(default_factory=dict)
    cijfers: tuple[int, str] | None = None
    opgave: tuple[int, str] | None = None

    @property
    def totaal(self) -> int:
        """All answers asked of the party."""
        return sum(self.fasen.values())

    @property
    def ingediend(self) -> int:
        """Answers that wait for judgement."""
        return self.fasen.get(Fase.INGEDIEND, 0)

    @property
    def geaccepteerd(self) -> int:
        """Answers accepted."""
        return self.fasen.get(Fase.GEACCEPTEERD, 0)

    @property
    def teruggegeven(self) -> int:
        """Answers returned and not submitted again."""
        return self.fasen.get(Fase.TERUGGEGEVEN, 0)

    @property
    def niet_binnen(self) -> int:
        """Answers nobody submitted yet."""
        return self.fasen.get(Fase.CONCEPT, 0)

    @property
    def wacht(self) -> int:
        """Everything of this party that waits for judgement."""
        bladen = sum(1 for blad in (self.cijfers, self.opgave) if blad and blad[1] == Fase.INGEDIEND)
        return self.ingediend + bladen


def partijregels(peilmoment: Peilmoment, partijen: list[Partij]) -> list[Partijregel]:
    """Return the parties of whom something is asked, in the order of the participants."""
    regels = {partij.pk: Partijregel(partij) for partij in partijen}
    tellingen = Voortgang.objects.filter(peilmoment=peilmoment).order_by().values("partij_id", "fase")
    for telling in tellingen.annotate(aantal=Count("pk")):
        if regel := regels.get(telling["partij_id"]):
            regel.fasen[telling["fase"]] = telling["aantal"]
    for pk, partij_id, fase in _bladen(Cijferstaat, peilmoment):
        if regel := regels.get(partij_id):
            regel.cijfers = (pk, _VAN_ANDEREN.get(Fase(fase), fase))
    for pk, partij_id, fase in _bladen(Opgave, peilmoment):
        if regel := regels.get(partij_id):
            regel.opgave = (pk, _VAN_ANDEREN.get(Fase(fase), fase))
    return [regel for regel in regels.values() if regel.totaal or regel.cijfers or regel.opgave]


def _bladen(model: type[Cijferstaat] | type[Opgave], peilmoment: Peilmoment) -> list[tuple[int, int, str]]:
    return list(model.objects.filter(peilmoment=peilmoment).values_list("pk", "partij_id", "fase"))
