"""The sheet of figures of one party as a page shows it: rows with spans, targets, previous values and what follows.

Reads only; five queries whatever the size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from afspraken.keuzes import Berekening, Richting
from afspraken.models import Afspraak, Indicator, Streefwaarde
from basis.datums import datum_kort, periode_tekst
from basis.getallen import getal_tekst
from monitoring.indicatoren import Punt, Rekenregel, bijdragen
from monitoring.models import Cijferstaat, Grootheid, Meting

_WOORD = {Richting.MINIMUM: "minstens ", Richting.MAXIMUM: "hoogstens ", Richting.IJKPUNT: "ijkpunt "}


@dataclass
class Veld:
    """One asked figure: its span in words and the value of the same figure last time."""

    meting: Meting
    span: str
    vorige: Decimal | None = None
    vorige_span: str = ""
    vorige_noot: str = ""


@dataclass
class Rij:
    """A Grootheid or an indicator with one field per span."""

    naam: str
    eenheid: str
    toelichting: str
    gebruikt_bij: str = ""
    streef: list[str] = field(default_factory=list)
    velden: list[Veld] = field(default_factory=list)
    totaal: Decimal | None = None
    decimalen: int = 0


@dataclass
class Groep:
    """The rows of one agreement, or (without agreement) the shared figures."""

    afspraak: Afspraak | None
    rijen: list[Rij]


@dataclass
class Aandeel:
    """A share that follows from two shared figures, per span."""

    naam: str
    nummer: str
    streef: list[str]
    decimalen: int
    waarden: list[tuple[str, Decimal | None]]


@dataclass
class Blad:
    """Everything on the page of a sheet."""

    staat: Cijferstaat
    metingen: list[Meting]
    groepen: list[Groep]
    aandelen: list[Aandeel]

    @property
    def ingevuld(self) -> int:
        """How many figures have a value or a reason why not."""
        return sum(1 for meting in self.metingen if meting.waarde is not None or meting.toelichting)


def opsomming(delen: Iterable[str]) -> str:
    """Return '13, 14 en 15'."""
    lijst = list(delen)
    return lijst[0] if len(lijst) == 1 else ", ".join(lijst[:-1]) + f" en {lijst[-1]}" if lijst else ""


def streef_tekst(indicator: Indicator, streef: Streefwaarde) -> str:
    """Return a target in words: 'minstens 78 woningen over de hele periode'."""
    waarde = getal_tekst(streef.waarde)
    if streef.tot_waarde is not None:
        waarde = f"{waarde} tot {getal_tekst(streef.tot_waarde)}"
    eenheid = "%" if indicator.eenheid == "%" else f" {indicator.eenheid}"
    per = f" {streef.get_per_display()}" if indicator.cumulatief and indicator.eenheid != "%" else ""
    was = f" (was {getal_tekst(streef.oorspronkelijk)})" if streef.oorspronkelijk is not None else ""
    return f"{_WOORD.get(Richting(indicator.richting), '')}{waarde}{eenheid}{per}{was}"


class BladBouwer:
    """Builds the sheet of one party."""

    def __init__(self, staat: Cijferstaat) -> None:
        self.staat = staat
        self.peilmoment = staat.peilmoment
        self.metingen = list(
            staat.metingen.select_related("indicator__afspraak", "grootheid").order_by(
                "indicator__afspraak__sorteersleutel", "indicator__volgorde", "grootheid__volgorde", "van", "pk"
            )
        )
        self.streef = self._lees_streef()
        self.berekend = self._lees_berekend()
        self.vorige = self._lees_vorige() if self.metingen else {}

    def _lees_streef(self) -> dict[int, list[Streefwaarde]]:
        """Return per indicator the targets of this party and the joint ones."""
        uit: dict[int, list[Streefwaarde]] = defaultdict(list)
        rijen = Streefwaarde.objects.filter(indicator__afspraak__overeenkomst_id=self.peilmoment.overeenkomst_id)
        for rij in rijen:
            if rij.partij_id in (None, self.staat.partij_id):
                uit[rij.indicator_id].append(rij)
        return uit

    def _lees_berekend(self) -> list[Indicator]:
        """Return the indicators that use shared figures."""
        rijen = Indicator.objects.filter(afspraak__overeenkomst_id=self.peilmoment.overeenkomst_id)
        gebruikt = rijen.exclude(teller="", noemer="", gewicht="").select_related("afspraak")
        return list(gebruikt.order_by("afspraak__sorteersleutel", "volgorde", "pk"))

    def _lees_vorige(self) -> dict[tuple[int | None, int | None], Meting]:
        """Return per figure the party's last one of an earlier peilmoment."""
        eerder = Meting.objects.filter(
            cijferstaat__partij_id=self.staat.partij_id,
            cijferstaat__peilmoment__overeenkomst_id=self.peilmoment.overeenkomst_id,
            cijferstaat__peilmoment__peildatum__lt=self.peilmoment.peildatum,
        ).van_geaccepteerde()
        return {(m.indicator_id, m.grootheid_id): m for m in eerder.order_by("tot", "pk")}

    def bouw(self) -> Blad:
        """Return the sheet."""
        grootheden: dict[int, Rij] = {}
        per_afspraak: dict[Afspraak, dict[int, Rij]] = {}
        for meting in self.metingen:
            if meting.grootheid is not None:
                rij = grootheden.setdefault(meting.grootheid.pk, self._grootheidrij(meting.grootheid))
            elif meting.indicator is not None:
                rijen = per_afspraak.setdefault(meting.indicator.afspraak, {})
                rij = rijen.setdefault(meting.indicator.pk, self._indicatorrij(meting.indicator))
            rij.velden.append(self._veld(meting))
        groepen = [Groep(None, list(grootheden.values()))] if grootheden else []
        groepen += [Groep(afspraak, list(rijen.values())) for afspraak, rijen in per_afspraak.items()]
        for rij in (rij for rijen in per_afspraak.values() for rij in rijen.values()):
            rij.totaal = self._totaal(rij)
        return Blad(self.staat, self.metingen, groepen, self._aandelen())

    def _grootheidrij(self, grootheid: Grootheid) -> Rij:
        nummers = dict.fromkeys(
            indicator.afspraak.nummer
            for indicator in self.berekend
            if grootheid.sleutel in (indicator.teller, indicator.noemer, indicator.gewicht)
        )
        return Rij(grootheid.naam, grootheid.eenheid, grootheid.toelichting, gebruikt_bij=opsomming(nummers))

    def _indicatorrij(self, indicator: Indicator) -> Rij:
        return Rij(
            indicator.naam,
            indicator.eenheid,
            indicator.toelichting,
            streef=self._streefteksten(indicator),
            decimalen=indicator.decimalen,
        )

    def _streefteksten(self, indicator: Indicator) -> list[str]:
        """Return the party's own target where there is one, else the joint one."""
        alle = self.streef.get(indicator.pk, [])
        eigen = [streef for streef in alle if streef.partij_id is not None]
        return [streef_tekst(indicator, streef) for streef in eigen or alle]

    def _veld(self, meting: Meting) -> Veld:
        vorige = self.vorige.get((meting.indicator_id, meting.grootheid_id))
        if vorige is None:
            return Veld(meting, periode_tekst(meting.van, meting.tot))
        tot = f"tot en met {datum_kort(vorige.tot)}"
        return Veld(meting, periode_tekst(meting.van, meting.tot), vorige.waarde, tot, vorige.toelichting)

    def _totaal(self, rij: Rij) -> Decimal | None:
        """Return the sum over the spans, only where values add up over time and there is more than one."""
        metingen = [veld.meting for veld in rij.velden]
        indicator = metingen[0].indicator
        waarden = [meting.waarde for meting in metingen if meting.waarde is not None]
        if indicator is None or not indicator.cumulatief or len(metingen) < 2 or len(waarden) < len(metingen):
            return None
        return sum(waarden, Decimal(0))

    def _aandelen(self) -> list[Aandeel]:
        """Return the shares that follow from this sheet, by the computation the dashboard uses too."""
        punten: dict[str, list[Punt]] = defaultdict(list)
        for m in self.metingen:
            if m.grootheid is not None:
                punten[m.grootheid.sleutel].append(Punt(self.staat.partij.sleutel, m.van, m.tot, m.waarde))
        return [
            self._aandeel(indicator, punten[indicator.teller], punten[indicator.noemer])
            for indicator in self.berekend
            if indicator.berekening == Berekening.AANDEEL and indicator.teller in punten and indicator.noemer in punten
        ]

    def _aandeel(self, indicator: Indicator, tellers: list[Punt], noemers: list[Punt]) -> Aandeel:
        regel = Rekenregel(indicator.berekening, indicator.richting, decimalen=indicator.decimalen)
        delen = bijdragen(regel, tellers=tellers, noemers=noemers)
        return Aandeel(
            indicator.naam,
            indicator.afspraak.nummer,
            self._streefteksten(indicator),
            indicator.decimalen,
            [(periode_tekst(deel.van, deel.tot), deel.waarde) for deel in delen],
        )
