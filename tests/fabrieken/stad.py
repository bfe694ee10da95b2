"""A small complete set to test with."""

from __future__ import annotations

from dataclasses import dataclass, field

from afspraken import models as af
from partijen import models as pa
from partijen.rollen import PartijSoort, Rol
from tests.fabrieken.afspraken import (
    AfspraakFabriek,
    BetrokkeneFabriek,
    DeelFabriek,
    DeelnameFabriek,
    HoofdstukFabriek,
    LegendaregelFabriek,
    OvereenkomstFabriek,
)
from tests.fabrieken.partijen import GebruikerFabriek, LidmaatschapFabriek, PartijFabriek


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
