"""An open peilmoment with something to do for every party, for the tests of entering and judging."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from afspraken.inzendingen import Fase
from afspraken.models import Afspraak, Indicator, Peilmoment
from monitoring.forms.velden import BasisVeld
from monitoring.models import Cijferstaat, Grootheid, Meting, Voortgang
from monitoring.services import VELDEN
from partijen.models import Gebruiker, Partij
from tests.fabrieken import (
    CijferstaatFabriek,
    GrootheidFabriek,
    IndicatorFabriek,
    MetingFabriek,
    OpgaveFabriek,
    PeilmomentFabriek,
    Stad,
    VoortgangFabriek,
)
from voorraad.models import Opgave

COMPLEET = {"status": "op_schema", "toelichting": "De bouw is begonnen."}
AFWIJKEND = {
    "status": "achter",
    "toelichting": "De bouw ligt stil.",
    "oorzaak": "Bezwaren van buren.",
    "gevolg": "Een jaar later klaar.",
    "bijsturing": "We praten met de buurt.",
}


@dataclass
class Ronde:
    """One open peilmoment: agreement 1 for both corporations, 2 for the gemeente, a sheet and a stock return."""

    stad: Stad
    peilmoment: Peilmoment
    afspraak: Afspraak
    van_wonen: Voortgang
    van_thuis: Voortgang
    van_gemeente: Voortgang
    staat: Cijferstaat
    opgave: Opgave
    aanbod: Meting
    urgenten: Meting
    kwartalen: list[Meting]
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def adres(self) -> list[str]:
        """The part every address begins with."""
        return [self.stad.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat()]

    def url(self, naam: str, *rest: Any) -> str:
        """Return the address of a page beneath the peilmoment."""
        return reverse(f"monitoring:{naam}", args=[*self.adres, *rest])

    def wie(self, naam: str) -> Gebruiker:
        """Return a user: 'wonen-invoerder', 'gemeente-redacteur'."""
        return self.stad.gebruikers[naam]


def maak_ronde(stad: Stad) -> Ronde:
    """Build the round."""
    peilmoment = PeilmomentFabriek(
        overeenkomst=stad.overeenkomst,
        peildatum=dt.date(2022, 6, 30),
        status="open",
        inleveren_tot=timezone.localdate() + dt.timedelta(days=30),
    )
    een = stad.afspraak("corporaties", nummer="1", titel="Nieuwe woningen")
    twee = stad.afspraak(stad.gemeente, nummer="2", titel="Vergunningen")
    aanbod: Grootheid = GrootheidFabriek(overeenkomst=stad.overeenkomst, sleutel="aanbod", naam="Vrijkomend aanbod")
    urgenten: Grootheid = GrootheidFabriek(overeenkomst=stad.overeenkomst, sleutel="urgenten", naam="Urgenten")
    IndicatorFabriek(
        afspraak=een,
        sleutel="aandeel-urgenten",
        eenheid="%",
        richting="maximum",
        berekening="aandeel",
        teller="urgenten",
        noemer="aanbod",
        decimalen=1,
    )
    overleg: Indicator = IndicatorFabriek(
        afspraak=een, sleutel="overleg", naam="Overleg met bewoners", eenheid="keer", ritme="kwartaal", cumulatief=True
    )
    staat = CijferstaatFabriek(peilmoment=peilmoment, partij=stad.wonen)
    kwartalen = [
        MetingFabriek(cijferstaat=staat, grootheid=None, indicator=overleg, van=van, tot=tot)
        for van, tot in (
            (dt.date(2022, 1, 1), dt.date(2022, 3, 31)),
            (dt.date(2022, 4, 1), dt.date(2022, 6, 30)),
        )
    ]

    def voortgang(afspraak: Afspraak, partij: Partij) -> Voortgang:
        return VoortgangFabriek(peilmoment=peilmoment, afspraak=afspraak, partij=partij)

    return Ronde(
        stad=stad,
        peilmoment=peilmoment,
        afspraak=een,
        van_wonen=voortgang(een, stad.wonen),
        van_thuis=voortgang(een, stad.thuis),
        van_gemeente=voortgang(twee, stad.gemeente),
        staat=staat,
        opgave=OpgaveFabriek(peilmoment=peilmoment, partij=stad.wonen),
        aanbod=MetingFabriek(cijferstaat=staat, grootheid=aanbod),
        urgenten=MetingFabriek(cijferstaat=staat, grootheid=urgenten),
        kwartalen=kwartalen,
    )


def vul(rij: Voortgang, fase: str = Fase.INGEDIEND, **velden: str) -> Voortgang:
    """Give an answer contents and a phase, as if it went through the portal a while ago."""
    moment = timezone.now() - dt.timedelta(hours=2)
    for naam, waarde in (COMPLEET | velden).items():
        setattr(rij, naam, waarde)
    rij.fase, rij.gewijzigd_op, rij.ingediend_op = fase, moment, moment
    rij.save()
    return rij


def formulier(rij: Voortgang, daad: str = "concept", **velden: Any) -> dict[str, Any]:
    """Return what a browser posts for an obligation that was opened as ``rij`` is now."""
    teksten = {veld: getattr(rij, veld) for veld in VELDEN}
    return teksten | {"versie": rij.versie, "basis": BasisVeld().prepare_value(teksten), "daad": daad} | velden


def ingelogd(client: Client, gebruiker: Gebruiker) -> Client:
    """Sign in without a password page."""
    client.force_login(gebruiker)
    return client


def tekst(antwoord: Any) -> str:
    """Return the page as text."""
    return str(antwoord.content.decode())
