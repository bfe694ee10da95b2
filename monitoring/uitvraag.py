"""What a peilmoment asks of whom: makes every Voortgang, Cijferstaat with Metingen, and Opgave that is due."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from afspraken.keuzes import Antwoordwijze, Berekening, BetrokkeneRol, Groep
from afspraken.models import Afspraak, Indicator, Peilmoment
from afspraken.spannen import spannen
from afspraken.uitvouwen import Binding, Deelnemer, beantwoorders, leveranciers, vouw_uit
from monitoring.models import Cijferstaat, Grootheid, Meting, Voortgang
from partijen.models import Partij
from partijen.rollen import PartijSoort
from voorraad.models import Opgave, Tabel

# Values of these are entered; shares and stock figures follow from other figures.
GEVRAAGD = frozenset({Berekening.OPGEGEVEN, Berekening.GEWOGEN_GEMIDDELDE})


class Uitvraag:
    """Reads the register once and knows what one peilmoment asks."""

    def __init__(self, peilmoment: Peilmoment) -> None:
        self.peilmoment = peilmoment
        deelnames = [
            deelname
            for deelname in peilmoment.overeenkomst.deelnames.select_related("partij")
            if deelname.geldt_op(peilmoment.peildatum)
        ]
        self.partijen: dict[int, Partij] = {deelname.partij_id: deelname.partij for deelname in deelnames}
        self.deelnemers = [Deelnemer(d.partij_id, d.partij.soort) for d in deelnames]
        self.na = self._vorige_peildatum()

    def _vorige_peildatum(self) -> dt.date:
        """Return the peildatum before this one, or the day before the Overeenkomst began."""
        eerder = Peilmoment.objects.filter(
            overeenkomst=self.peilmoment.overeenkomst, peildatum__lt=self.peilmoment.peildatum
        ).order_by("-peildatum")
        vorige = eerder.values_list("peildatum", flat=True).first()
        return vorige or self.peilmoment.overeenkomst.begin - dt.timedelta(days=1)

    def afspraken(self) -> list[Afspraak]:
        """Return the agreements in force on the peildatum, with their parties."""
        rijen = Afspraak.objects.filter(overeenkomst=self.peilmoment.overeenkomst).prefetch_related("betrokkenen")
        return [rij for rij in rijen if rij.vervallen_op is None or rij.vervallen_op > self.peilmoment.peildatum]

    def voortgangen(self, afspraken: list[Afspraak]) -> list[Voortgang]:
        """Return the obligations due, not stored yet."""
        uit = []
        for afspraak in afspraken:
            bindingen = _bindingen(afspraak)
            namens = self._namens(afspraak, bindingen)
            for partij_id in beantwoorders(bindingen, afspraak.antwoordwijze, afspraak.penvoerder_id, self.deelnemers):
                uit.append(Voortgang(peilmoment=self.peilmoment, afspraak=afspraak, partij_id=partij_id, namens=namens))
        return uit

    def _namens(self, afspraak: Afspraak, bindingen: list[Binding]) -> str:
        """Return for whom a joint answer speaks."""
        if afspraak.antwoordwijze != Antwoordwijze.SAMEN:
            return ""
        trekkers = vouw_uit(bindingen, BetrokkeneRol.TREKKER, self.deelnemers)
        return ", ".join(str(self.partijen[partij_id]) for partij_id in trekkers)[:200]

    def cijfers(self, afspraken: list[Afspraak]) -> dict[int, list[Meting]]:
        """Return per party id the figures due, not stored yet."""
        uit: dict[int, list[Meting]] = defaultdict(list)
        for grootheid in Grootheid.objects.filter(overeenkomst=self.peilmoment.overeenkomst):
            groep = Binding(rol=BetrokkeneRol.LEVERT, groep=Groep(grootheid.groep))
            for partij_id in vouw_uit([groep], BetrokkeneRol.LEVERT, self.deelnemers):
                for van, tot in spannen(grootheid.ritme, self.na, self.peilmoment.peildatum):
                    uit[partij_id].append(Meting(grootheid=grootheid, van=van, tot=tot))
        per_id = {afspraak.pk: afspraak for afspraak in afspraken}
        for indicator in Indicator.objects.filter(afspraak__in=per_id, berekening__in=GEVRAAGD):
            afspraak = per_id[indicator.afspraak_id]
            gevraagd = leveranciers(
                _bindingen(afspraak),
                afspraak.antwoordwijze,
                afspraak.penvoerder_id,
                self.deelnemers,
                per_partij=indicator.per_partij,
            )
            for partij_id in gevraagd:
                for van, tot in spannen(indicator.ritme, self.na, self.peilmoment.peildatum):
                    uit[partij_id].append(Meting(indicator=indicator, van=van, tot=tot))
        return uit

    def maak(self) -> None:
        """Store everything that is due. Call once, inside the transaction that opens the peilmoment."""
        afspraken = self.afspraken()
        Voortgang.objects.bulk_create(self.voortgangen(afspraken))
        for partij_id, metingen in self.cijfers(afspraken).items():
            staat = Cijferstaat.objects.create(peilmoment=self.peilmoment, partij_id=partij_id)
            for meting in metingen:
                meting.cijferstaat = staat
            Meting.objects.bulk_create(metingen)
        if Tabel.objects.filter(overeenkomst=self.peilmoment.overeenkomst).exists():
            for deelnemer in self.deelnemers:
                if deelnemer.soort == PartijSoort.CORPORATIE:
                    Opgave.objects.create(peilmoment=self.peilmoment, partij_id=deelnemer.partij_id)


def _bindingen(afspraak: Afspraak) -> list[Binding]:
    return [Binding(b.rol, b.partij_id, b.groep) for b in afspraak.betrokkenen.all()]
