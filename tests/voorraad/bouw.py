"""A set of tables to test with: mutations alone (like Amersfoort) or with a stand and locations (like Kampen)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.test import Client
from django.utils import timezone

from afspraken.inzendingen import Fase
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from partijen.models import Gebruiker, Partij
from tests import fabrieken as f
from tests.fabrieken import Stad
from voorraad.keuzes import TabelSoort, Teken
from voorraad.models import Opgave, Project, Tabel, Tabelkolom, Tabelregel

EERSTE = dt.date(2022, 6, 30)
TWEEDE = dt.date(2022, 12, 31)


@dataclass
class Voorraad:
    """The tables of a ``Stad`` with an open peilmoment and a return per corporation."""

    stad: Stad
    peilmoment: Peilmoment
    mutaties: Tabel
    regels: dict[str, Tabelregel]
    opgaven: dict[int, Opgave] = field(default_factory=dict)
    stand: Tabel | None = None
    kolommen: dict[str, Tabelkolom] = field(default_factory=dict)
    klassen: dict[str, Tabelregel] = field(default_factory=dict)
    projecten: dict[str, Project] = field(default_factory=dict)

    @property
    def opgave(self) -> Opgave:
        """The return of corporation 'wonen'."""
        return self.opgaven[self.stad.wonen.pk]

    @property
    def invoerder(self) -> Gebruiker:
        """Who fills in that return."""
        return self.stad.gebruikers["wonen-invoerder"]

    def naam(self, regel: str) -> str:
        """Return the name of the field of a mutation row."""
        return f"m{self.regels[regel].pk}"

    def standnaam(self, klasse: str, kolom: str) -> str:
        """Return the name of the field of a stand."""
        return f"s{self.klassen[klasse].pk}x{self.kolommen[kolom].pk}"

    def projectnaam(self, project: str, jaar: int) -> str:
        """Return the name of the field of a location in a year."""
        return f"p{self.projecten[project].pk}x{jaar}"

    def url(self, partij: Partij | None = None, peildatum: dt.date = EERSTE) -> str:
        """Return the page of a return."""
        sleutel = self.stad.overeenkomst.sleutel
        partij = partij or self.stad.wonen
        return f"/overeenkomsten/{sleutel}/peilmomenten/{peildatum.isoformat()}/voorraad/{partij.sleutel}/"

    @property
    def overzicht_url(self) -> str:
        """Return the page over all corporations."""
        return f"/overeenkomsten/{self.stad.overeenkomst.sleutel}/voorraad/"

    def belofte(self, regel: str, partij: Partij, waarde: int, **velden: object) -> None:
        """Add a promise."""
        velden = {"hardheid": "hard"} | velden
        f.PrognoseFabriek(regel=self.regels[regel], partij=partij, waarde=waarde, **velden)

    def vul(self, opgave: Opgave, **aantallen: int) -> None:
        """Store mutations of a return as the service would."""
        for regel, aantal in aantallen.items():
            f.MutatieFabriek(opgave=opgave, regel=self.regels[regel], aantal=aantal)

    def volgend_peilmoment(self) -> dict[int, Opgave]:
        """Open the second peilmoment and return its returns by party id."""
        peilmoment = maak_peilmoment(self.stad, TWEEDE)
        return {partij.pk: f.OpgaveFabriek(peilmoment=peilmoment, partij=partij) for partij in corporaties(self.stad)}


def corporaties(stad: Stad) -> list[Partij]:
    """Return the corporations in order."""
    return [stad.wonen, stad.thuis]


def maak_peilmoment(stad: Stad, peildatum: dt.date) -> Peilmoment:
    """Make a peilmoment that is open for sixty days."""
    return f.PeilmomentFabriek(
        overeenkomst=stad.overeenkomst,
        peildatum=peildatum,
        status=PeilmomentStatus.OPEN,
        inleveren_tot=timezone.localdate() + dt.timedelta(days=60),
    )


def maak_voorraad(stad: Stad) -> Voorraad:
    """Build a table of mutations with a row of every sign and a net row."""
    tabel = f.TabelFabriek(overeenkomst=stad.overeenkomst, sleutel="tabel_1", titel="Prognose", bron="Tabel 1")
    tekens = {"nieuwbouw": Teken.PLUS, "saldo": Teken.SALDO, "sloop": Teken.MIN}
    regels = {naam: f.TabelregelFabriek(tabel=tabel, sleutel=naam, teken=teken) for naam, teken in tekens.items()}
    regels["netto"] = f.TabelregelFabriek(
        tabel=tabel, sleutel="netto", teken=Teken.AFGELEID, formule="nieuwbouw + saldo + sloop"
    )
    peilmoment = maak_peilmoment(stad, EERSTE)
    opgaven = {partij.pk: f.OpgaveFabriek(peilmoment=peilmoment, partij=partij) for partij in corporaties(stad)}
    return Voorraad(stad, peilmoment, tabel, regels, opgaven)


def maak_uitgebreid(stad: Stad) -> Voorraad:
    """Add a stand with an opening stand of 300 for 'wonen', and a location of it promised for 2023."""
    voorraad = maak_voorraad(stad)
    overeenkomst = stad.overeenkomst
    stand = f.TabelFabriek(
        overeenkomst=overeenkomst, sleutel="stand", titel="Stand", soort=TabelSoort.STAND, volgorde=1
    )
    voorraad.stand = stand
    voorraad.kolommen = {naam: f.TabelkolomFabriek(tabel=stand, sleutel=naam) for naam in ("egw", "mgw")}
    voorraad.klassen = {naam: f.TabelregelFabriek(tabel=stand, sleutel=naam) for naam in ("laag", "hoog")}
    voorraad.klassen["totaal"] = f.TabelregelFabriek(
        tabel=stand, sleutel="totaal", teken=Teken.AFGELEID, formule="laag + hoog"
    )
    aantallen = {("laag", "egw"): 100, ("laag", "mgw"): 150, ("hoog", "egw"): 50, ("hoog", "mgw"): 0}
    for (klasse, kolom), aantal in aantallen.items():
        f.VoorraadstandFabriek(
            overeenkomst=overeenkomst,
            partij=stad.wonen,
            regel=voorraad.klassen[klasse],
            kolom=voorraad.kolommen[kolom],
            aantal=aantal,
            bron="bijlage 1",
        )
    f.TabelFabriek(
        overeenkomst=overeenkomst, sleutel="locaties", titel="Locaties", soort=TabelSoort.PROJECTEN, volgorde=2
    )
    project = f.ProjectFabriek(overeenkomst=overeenkomst, partij=stad.wonen, sleutel="fuite", naam="Fuite")
    voorraad.projecten = {"fuite": project}
    voorraad.belofte("nieuwbouw", stad.wonen, 25, project=project, jaar=2023)
    return voorraad


def zet_fase(opgave: Opgave, fase: Fase = Fase.GEACCEPTEERD) -> Opgave:
    """Put a return in a phase."""
    Opgave.objects.filter(pk=opgave.pk).update(fase=fase)
    opgave.refresh_from_db()
    return opgave


def ingelogd(gebruiker: Gebruiker) -> Client:
    """Return a signed-in browser."""
    client = Client()
    client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
