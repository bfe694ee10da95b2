"""Write: what ``manage.py importeer`` read becomes a register at once, in one transaction and without a user."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from afspraken.importeren import bewerking
from afspraken.importeren.overnemen import Telling
from afspraken.keuzes import OvereenkomstStatus
from afspraken.models import Documentimport, Overeenkomst
from afspraken.registerservices import bewaar
from basis.tekst import zoeksleutel
from partijen.models import Partij
from partijen.rollen import PartijSoort
from partijen.services import leg_vast, vrije_sleutel
from voorraad.importeren.opslaan import neem_document_over

GEEN_GEMEENTE = "In het document staat niet bij welke gemeente de afspraken horen. Importeer het in het portaal."
VASTGESTELD = (
    "Deze set is vastgesteld. Importeer het document in het portaal; daar leg je vast waarom het register verandert."
)
BESTAAT = "Er is al een set met deze sleutel. Geef --overeenkomst {} om hem bij te werken, of een andere sleutel."


@transaction.atomic
def sla_op(gelezen: Mapping[str, Any], *, sleutel: str, bestand: str) -> tuple[Overeenkomst, Telling]:
    """Store what was read as a concept set with key ``sleutel`` ('' takes the title), or add to the set with that key.

    Parties are linked by name and made when there are none. An agreement that exists and differs is not overwritten:
    Importfout says which one. Raises ValidationError; then nothing is stored.
    """
    overeenkomst = Overeenkomst.objects.filter(sleutel=sleutel).first() if sleutel else None
    if overeenkomst and overeenkomst.status != OvereenkomstStatus.CONCEPT:
        raise ValidationError(VASTGESTELD)
    gemeenten = _gemeenten(gelezen)
    imp = Documentimport(gemeente=gemeenten[0], overeenkomst=overeenkomst, bestandsnaam=bestand)
    imp.bewerkt = bewerking.begin(gelezen, gemeente=gemeenten[0].naam)
    _koppel(imp.bewerkt)
    imp.bewerkt["set"]["sleutel"] = slugify(sleutel) or imp.bewerkt["set"]["sleutel"]
    if overeenkomst is None and Overeenkomst.objects.filter(sleutel=imp.bewerkt["set"]["sleutel"]).exists():
        raise ValidationError(BESTAAT.format(imp.bewerkt["set"]["sleutel"]))
    telling = neem_document_over(imp, None, "")
    assert imp.overeenkomst is not None  # noqa: S101 - stored, so it has one
    leg_vast(
        soort="import.overgenomen",
        voorwerp=imp.overeenkomst,
        overeenkomst=imp.overeenkomst.sleutel,
        actor=None,
        partij=imp.gemeente,
        herkomst="opdracht",
        nieuw=telling.nieuw,
    )
    return imp.overeenkomst, telling


def _gemeenten(gelezen: Mapping[str, Any]) -> list[Partij]:
    """Return the gemeenten of the document, made when they do not exist; ValidationError when it names none."""
    gemeenten = []
    for rij in gelezen["partijen"]:
        if rij["soort"] == PartijSoort.GEMEENTE and rij["deelnemer"]:
            gemeenten.append(_gemeente(rij["naam"]))
    if not gemeenten:
        raise ValidationError(GEEN_GEMEENTE)
    return gemeenten


def _gemeente(naam: str) -> Partij:
    for partij in Partij.objects.filter(soort=PartijSoort.GEMEENTE):
        if zoeksleutel(partij.naam) == zoeksleutel(naam):
            return partij
    partij = Partij(sleutel=vrije_sleutel(naam), naam=naam[:120], soort=PartijSoort.GEMEENTE)
    bewaar(partij)
    return partij


def _koppel(bewerkt: bewerking.Bewerkt) -> None:
    """Link parties to those of the same name and kind; owners that are no party stay in the text alone."""
    bekend = {(partij.soort, zoeksleutel(partij.naam)): partij.sleutel for partij in Partij.objects.all()}
    for rij in bewerkt["partijen"]:
        rij["koppeling"] = bekend.get((rij["soort"], zoeksleutel(rij["naam"])), bewerking.NIEUW)
