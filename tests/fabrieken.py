"""One factory per model, and a small complete set to test with."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import factory
from factory.django import DjangoModelFactory

from afspraken import models as af
from afspraken.keuzes import BetrokkeneRol, PeilmomentStatus
from monitoring import models as mo
from partijen import models as pa
from partijen.rollen import PartijSoort, Rol
from voorraad import models as vo
from voorraad.keuzes import TabelSoort, Teken

WACHTWOORD = "een-lang-testwachtwoord"


class PartijFabriek(DjangoModelFactory):
    class Meta:
        model = pa.Partij

    sleutel = factory.Sequence(lambda n: f"partij-{n}")
    naam = factory.LazyAttribute(lambda o: o.sleutel.replace("-", " ").title())
    soort = PartijSoort.CORPORATIE


class GebruikerFabriek(DjangoModelFactory):
    class Meta:
        model = pa.Gebruiker
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"gebruiker{n}@voorbeeld.example")
    naam = "Testgebruiker"
    password = factory.django.Password(WACHTWOORD)


class LidmaatschapFabriek(DjangoModelFactory):
    class Meta:
        model = pa.Lidmaatschap

    gebruiker = factory.SubFactory(GebruikerFabriek)
    partij = factory.SubFactory(PartijFabriek)
    rol = Rol.INVOERDER


class GebeurtenisFabriek(DjangoModelFactory):
    class Meta:
        model = pa.Gebeurtenis

    soort = "opgave.ingediend"
    object_soort = "opgave"
    object_id = "1"


class OvereenkomstFabriek(DjangoModelFactory):
    class Meta:
        model = af.Overeenkomst
        skip_postgeneration_save = True

    sleutel = factory.Sequence(lambda n: f"stad-{n}-2022-2023")
    naam = factory.LazyAttribute(lambda o: f"Prestatieafspraken {o.sleutel}")
    begin = dt.date(2022, 1, 1)
    eind = dt.date(2023, 12, 31)
    status = "vastgesteld"
    regisseur = factory.SubFactory(PartijFabriek, soort=PartijSoort.GEMEENTE)
    controleur = factory.SelfAttribute("regisseur")
    tweede_controleur = factory.SubFactory(PartijFabriek)


class DeelnameFabriek(DjangoModelFactory):
    class Meta:
        model = af.Deelname

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    partij = factory.SubFactory(PartijFabriek)


class LegendaregelFabriek(DjangoModelFactory):
    class Meta:
        model = af.Legendaregel

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    status = "op_schema"
    label = "Op schema"
    kleur = "groen"


class VoorwaardeFabriek(DjangoModelFactory):
    class Meta:
        model = af.Voorwaarde

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    titel = "WSW-borging"
    tekst = "Zonder borging gelden de afspraken niet."


class DeelFabriek(DjangoModelFactory):
    class Meta:
        model = af.Deel

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    naam = factory.Sequence(lambda n: f"Deel {n}")


class HoofdstukFabriek(DjangoModelFactory):
    class Meta:
        model = af.Hoofdstuk

    deel = factory.SubFactory(DeelFabriek)
    nummer = factory.Sequence(lambda n: str(n + 1))
    titel = factory.LazyAttribute(lambda o: f"Thema {o.nummer}")


class ParagraafFabriek(DjangoModelFactory):
    class Meta:
        model = af.Paragraaf

    hoofdstuk = factory.SubFactory(HoofdstukFabriek)
    titel = factory.Sequence(lambda n: f"Paragraaf {n}")


class AfspraakFabriek(DjangoModelFactory):
    class Meta:
        model = af.Afspraak

    hoofdstuk = factory.SubFactory(HoofdstukFabriek)
    nummer = factory.Sequence(lambda n: str(n + 1))
    titel = factory.LazyAttribute(lambda o: f"Afspraak over onderwerp {o.nummer}")
    samenvatting = "De corporaties bouwen woningen."


class BetrokkeneFabriek(DjangoModelFactory):
    class Meta:
        model = af.Betrokkene

    afspraak = factory.SubFactory(AfspraakFabriek)
    rol = BetrokkeneRol.TREKKER
    groep = "corporaties"


class TermijnFabriek(DjangoModelFactory):
    class Meta:
        model = af.Termijn

    afspraak = factory.SubFactory(AfspraakFabriek)
    tekst = "in 2022"
    eind = dt.date(2022, 12, 31)


class VerwijzingFabriek(DjangoModelFactory):
    class Meta:
        model = af.Verwijzing

    van = factory.SubFactory(AfspraakFabriek)
    naar = factory.SubFactory(AfspraakFabriek, hoofdstuk=factory.SelfAttribute("..van.hoofdstuk"))


class DefinitieFabriek(DjangoModelFactory):
    class Meta:
        model = af.Definitie
        skip_postgeneration_save = True

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    begrip = "Sociale huurwoning"
    tekst = "Woning met een sociaal huurcontract."


class IndicatorFabriek(DjangoModelFactory):
    class Meta:
        model = af.Indicator

    afspraak = factory.SubFactory(AfspraakFabriek)
    sleutel = factory.Sequence(lambda n: f"indicator-{n}")
    naam = factory.LazyAttribute(lambda o: o.sleutel.title())
    eenheid = "woningen"
    richting = "minimum"


class StreefwaardeFabriek(DjangoModelFactory):
    class Meta:
        model = af.Streefwaarde

    indicator = factory.SubFactory(IndicatorFabriek)
    waarde = 10


class PeilmomentFabriek(DjangoModelFactory):
    class Meta:
        model = af.Peilmoment

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    peildatum = dt.date(2022, 6, 30)
    soort = "voortgang"


class VerlengingFabriek(DjangoModelFactory):
    class Meta:
        model = af.Verlenging

    peilmoment = factory.SubFactory(PeilmomentFabriek, status=PeilmomentStatus.OPEN)
    partij = factory.SubFactory(PartijFabriek)
    tot = dt.date(2030, 1, 1)


class HuurprijsgrensFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Huurprijsgrens

    jaar = 2022
    soort = "huurtoeslag"
    bedrag = "763.47"
    bron = "Bron in de test"


class MutatiesoortFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Mutatiesoort
        django_get_or_create = ("sleutel",)

    sleutel = "nieuwbouw"
    naam = factory.LazyAttribute(lambda o: o.sleutel.title())
    teken = Teken.PLUS


class TabelFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Tabel

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    sleutel = factory.Sequence(lambda n: f"tabel_{n}")
    titel = factory.LazyAttribute(lambda o: o.sleutel.replace("_", " ").title())
    soort = TabelSoort.MUTATIES


class TabelkolomFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Tabelkolom

    tabel = factory.SubFactory(TabelFabriek, soort=TabelSoort.STAND)
    sleutel = factory.Sequence(lambda n: f"kolom_{n}")
    label = factory.LazyAttribute(lambda o: o.sleutel.upper())


class TabelregelFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Tabelregel

    tabel = factory.SubFactory(TabelFabriek)
    sleutel = factory.Sequence(lambda n: f"regel_{n}")
    label = factory.LazyAttribute(lambda o: o.sleutel.replace("_", " ").title())
    teken = Teken.PLUS
    volgorde = factory.Sequence(lambda n: n)


class ProjectFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Project

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    partij = factory.SubFactory(PartijFabriek)
    sleutel = factory.Sequence(lambda n: f"project-{n}")
    naam = factory.LazyAttribute(lambda o: o.sleutel.title())
    mutatiesoort = factory.SubFactory(MutatiesoortFabriek)


class PrognoseFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Prognose

    regel = factory.SubFactory(TabelregelFabriek)
    overeenkomst = factory.SelfAttribute("regel.tabel.overeenkomst")
    partij = factory.SubFactory(PartijFabriek)
    waarde = 10


class OpgaveFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Opgave

    peilmoment = factory.SubFactory(PeilmomentFabriek, status=PeilmomentStatus.OPEN)
    partij = factory.SubFactory(PartijFabriek)


class MutatieFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Mutatie

    opgave = factory.SubFactory(OpgaveFabriek)
    regel = factory.SubFactory(TabelregelFabriek)
    aantal = 5


class VoorraadstandFabriek(DjangoModelFactory):
    class Meta:
        model = vo.Voorraadstand

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    gemeente = factory.SelfAttribute("overeenkomst.regisseur")
    partij = factory.SubFactory(PartijFabriek)
    regel = factory.SubFactory(TabelregelFabriek)
    kolom = factory.SubFactory(TabelkolomFabriek)
    peildatum = dt.date(2021, 7, 1)
    aantal = 100


class ProjectStandFabriek(DjangoModelFactory):
    class Meta:
        model = vo.ProjectStand

    opgave = factory.SubFactory(OpgaveFabriek)
    project = factory.SubFactory(ProjectFabriek)
    jaar = 2022
    aantal = 10


class VoortgangFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Voortgang

    afspraak = factory.SubFactory(AfspraakFabriek)
    peilmoment = factory.SubFactory(
        PeilmomentFabriek, status=PeilmomentStatus.OPEN, overeenkomst=factory.SelfAttribute("..afspraak.overeenkomst")
    )
    partij = factory.SubFactory(PartijFabriek)


class GrootheidFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Grootheid

    overeenkomst = factory.SubFactory(OvereenkomstFabriek)
    sleutel = factory.Sequence(lambda n: f"grootheid_{n}")
    naam = factory.LazyAttribute(lambda o: o.sleutel.replace("_", " ").title())
    eenheid = "woningen"


class CijferstaatFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Cijferstaat

    peilmoment = factory.SubFactory(PeilmomentFabriek, status=PeilmomentStatus.OPEN)
    partij = factory.SubFactory(PartijFabriek)


class MetingFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Meting

    cijferstaat = factory.SubFactory(CijferstaatFabriek)
    grootheid = factory.SubFactory(GrootheidFabriek)
    van = dt.date(2022, 1, 1)
    tot = dt.date(2022, 6, 30)


class AfspraakstatusFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Afspraakstatus

    afspraak = factory.SubFactory(AfspraakFabriek)
    peilmoment = factory.SubFactory(
        PeilmomentFabriek, status=PeilmomentStatus.OPEN, overeenkomst=factory.SelfAttribute("..afspraak.overeenkomst")
    )
    status = "aandacht"


class StandpuntFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Standpunt

    afspraak = factory.SubFactory(AfspraakFabriek)
    peilmoment = factory.SubFactory(
        PeilmomentFabriek, status=PeilmomentStatus.OPEN, overeenkomst=factory.SelfAttribute("..afspraak.overeenkomst")
    )
    partij = factory.SubFactory(PartijFabriek, soort=PartijSoort.HUURDERSORGANISATIE)
    houding = "eens"


class RapportFabriek(DjangoModelFactory):
    class Meta:
        model = mo.Rapport

    peilmoment = factory.SubFactory(PeilmomentFabriek)
    momentopname = factory.LazyFunction(dict)


@dataclass
class Stad:
    """A small complete set: gemeente (regisseur and controleur), two corporations, two tenant organisations.

    ``gebruikers`` maps 'gemeente-redacteur', 'wonen-invoerder', 'thuis-lezer', 'huurders-invoerder' and so on.
    """

    overeenkomst: af.Overeenkomst
    gemeente: pa.Partij
    wonen: pa.Partij
    thuis: pa.Partij
    huurders: pa.Partij
    bewoners: pa.Partij
    hoofdstuk: af.Hoofdstuk
    gebruikers: dict[str, pa.Gebruiker] = field(default_factory=dict)

    def afspraak(self, *trekkers: str | pa.Partij, **velden: object) -> af.Afspraak:
        """Make an agreement; trekkers are group names or parties (default: the corporations)."""
        afspraak = AfspraakFabriek(hoofdstuk=self.hoofdstuk, **velden)
        for trekker in trekkers or ("corporaties",):
            if isinstance(trekker, str):
                BetrokkeneFabriek(afspraak=afspraak, groep=trekker)
            else:
                BetrokkeneFabriek(afspraak=afspraak, groep="", partij=trekker)
        return afspraak


def maak_stad(sleutel: str = "stad") -> Stad:
    """Build a ``Stad`` with every role at every party."""
    partijen = {
        naam: PartijFabriek(sleutel=f"{naam}-{sleutel}", naam=f"{naam.title()} {sleutel.title()}", soort=soort)
        for naam, soort in (
            ("gemeente", PartijSoort.GEMEENTE),
            ("wonen", PartijSoort.CORPORATIE),
            ("thuis", PartijSoort.CORPORATIE),
            ("huurders", PartijSoort.HUURDERSORGANISATIE),
            ("bewoners", PartijSoort.HUURDERSORGANISATIE),
        )
    }
    overeenkomst = OvereenkomstFabriek(
        sleutel=f"{sleutel}-2022-2023",
        naam=f"Prestatieafspraken {sleutel.title()} 2022-2023",
        regisseur=partijen["gemeente"],
        controleur=partijen["gemeente"],
        tweede_controleur=partijen["wonen"],
    )
    overeenkomst.gemeenten.add(partijen["gemeente"])
    spreekt_voor = {"huurders": partijen["wonen"], "bewoners": partijen["thuis"]}
    for volgorde, (naam, partij) in enumerate(partijen.items()):
        DeelnameFabriek(
            overeenkomst=overeenkomst, partij=partij, volgorde=volgorde, spreekt_voor=spreekt_voor.get(naam)
        )
    for volgorde, status in enumerate(af.overeenkomst.VoortgangStatus):
        LegendaregelFabriek(
            overeenkomst=overeenkomst, status=status, label=status.label, kleur=KLEUREN[status], volgorde=volgorde
        )
    stad = Stad(
        overeenkomst=overeenkomst,
        hoofdstuk=HoofdstukFabriek(deel=DeelFabriek(overeenkomst=overeenkomst, naam="Prestatieafspraken")),
        **partijen,
    )
    for naam, partij in partijen.items():
        for rol in Rol:
            gebruiker = GebruikerFabriek(email=f"{rol.value}@{partij.sleutel}.example", password=None)
            LidmaatschapFabriek(gebruiker=gebruiker, partij=partij, rol=rol)
            stad.gebruikers[f"{naam}-{rol.value}"] = gebruiker
    return stad


KLEUREN = {
    "niet_gestart": "grijs",
    "op_schema": "groen",
    "aandacht": "oranje",
    "achter": "rood",
    "gereed": "blauw",
    "doorlopend": "groen",
    "vervallen": "wit",
}
