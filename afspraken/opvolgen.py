"""Write: start the next set from the previous one, every agreement linked to where it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from afspraken.afspraakwaarden import met_waarden, waarden_van
from afspraken.keuzes import AfkomstSoort, AfspraakSoort, OvereenkomstStatus
from afspraken.models import (
    Afkomst,
    Afspraak,
    Deel,
    Deelname,
    Definitie,
    Hoofdstuk,
    Legendaregel,
    Overeenkomst,
    Paragraaf,
    Verwijzing,
    Voorwaarde,
)
from afspraken.opvolgregels import Periode, buiten, voorstel_waarden
from afspraken.registerservices import Schrijver
from afspraken.signalen import set_opgevolgd
from partijen.models import Gebruiker
from partijen.rechten import rechten_van
from partijen.rollen import Rol
from partijen.services import leg_vast


@dataclass
class Opvolging:
    """The new set, and per agreement the terms that fall outside its period."""

    overeenkomst: Overeenkomst
    buiten: list[tuple[Afspraak, list[str]]] = field(default_factory=list)


def mag_opvolgen(overeenkomst: Overeenkomst, gebruiker: Gebruiker) -> bool:
    """Tell whether the user may start the next set: redacteur of one of its gemeenten as a whole, not of one set."""
    redacteur = rechten_van(gebruiker).partijen(Rol.REDACTEUR)
    return overeenkomst.gemeenten.filter(pk__in=redacteur).exists()


def gaat_mee(afspraak: Afspraak) -> bool:
    """Tell whether an agreement goes along unless somebody chooses otherwise."""
    return afspraak.vervallen_op is None and afspraak.soort != AfspraakSoort.PERIODE


@transaction.atomic
def begin_opvolger(
    *,
    vorige: Overeenkomst,
    naam: str,
    sleutel: str,
    begin: dt.date,
    eind: dt.date,
    afspraken: Collection[int],
    door: Gebruiker,
) -> Opvolging:
    """Make a concept from ``vorige`` with these agreements (ids). Raises ValidationError when it cannot be.

    Stock tables, peilmomenten and yearly plans are not copied: they belong to the period that was.
    """
    if not mag_opvolgen(vorige, door):
        raise PermissionDenied
    if begin <= vorige.begin:
        raise ValidationError({"begin": "De nieuwe periode begint na de vorige."})
    nieuw = _maak_set(vorige, naam=naam, sleutel=sleutel, begin=begin, eind=eind)
    _kopieer_kader(vorige, nieuw)
    uit = Opvolging(nieuw)
    paren = _kopieer_afspraken(vorige, nieuw, afspraken, door, uit)
    _kopieer_verwijzingen(paren)
    _kopieer_definities(vorige, nieuw, paren)
    set_opgevolgd.send(sender=Overeenkomst, vorige=vorige, nieuw=nieuw)
    leg_vast(
        soort="overeenkomst.opgevolgd",
        voorwerp=nieuw,
        overeenkomst=nieuw.sleutel,
        actor=door,
        vorige=vorige.sleutel,
        afspraken=len(paren),
    )
    return uit


def _maak_set(vorige: Overeenkomst, *, naam: str, sleutel: str, begin: dt.date, eind: dt.date) -> Overeenkomst:
    nieuw = Overeenkomst(
        naam=naam,
        sleutel=sleutel,
        begin=begin,
        eind=eind,
        status=OvereenkomstStatus.CONCEPT,
        inleiding=vorige.inleiding,
        verlenging=vorige.verlenging,
        regisseur=vorige.regisseur,
        controleur=vorige.controleur,
        tweede_controleur=vorige.tweede_controleur,
        voorganger=vorige,
    )
    nieuw.full_clean()
    try:
        with transaction.atomic():
            nieuw.save()
    except IntegrityError as fout:
        # Somebody took the key between the check and now; of whom that set is, is nobody's business.
        raise ValidationError({"sleutel": "Deze naam kan niet. Kies een andere."}) from fout
    nieuw.gemeenten.set(vorige.gemeenten.all())
    return nieuw


def _kopieer_kader(vorige: Overeenkomst, nieuw: Overeenkomst) -> None:
    """Copy the participants that are still there, the legend, the conditions, and parts with their chapters."""
    for deelname in vorige.deelnames.all():
        if deelname.tot is None or deelname.tot >= nieuw.begin:
            Deelname.objects.create(
                overeenkomst=nieuw,
                partij_id=deelname.partij_id,
                spreekt_voor_id=deelname.spreekt_voor_id,
                volgorde=deelname.volgorde,
                tot=deelname.tot,
            )
    for regel in vorige.legenda.all():
        velden = {naam: getattr(regel, naam) for naam in ("status", "label", "kleur", "volgorde")}
        Legendaregel.objects.create(overeenkomst=nieuw, **velden)
    for voorwaarde in vorige.voorwaarden.all():
        velden = {naam: getattr(voorwaarde, naam) for naam in ("titel", "tekst", "volgorde")}
        Voorwaarde.objects.create(overeenkomst=nieuw, **velden)
    for deel in vorige.delen.prefetch_related("hoofdstukken__paragrafen"):
        kopie = Deel.objects.create(
            overeenkomst=nieuw, naam=deel.naam, partij_id=deel.partij_id, volgorde=deel.volgorde
        )
        for hoofdstuk in deel.hoofdstukken.all():
            _kopieer_hoofdstuk(hoofdstuk, kopie)


def _kopieer_hoofdstuk(hoofdstuk: Hoofdstuk, deel: Deel) -> None:
    velden = {naam: getattr(hoofdstuk, naam) for naam in ("nummer", "titel", "ambitie", "volgorde")}
    kopie = Hoofdstuk.objects.create(deel=deel, **velden)
    for paragraaf in hoofdstuk.paragrafen.all():
        eigen = {naam: getattr(paragraaf, naam) for naam in ("nummer", "titel", "volgorde")}
        Paragraaf.objects.create(hoofdstuk=kopie, **eigen)


def _kopieer_afspraken(
    vorige: Overeenkomst, nieuw: Overeenkomst, ids: Collection[int], door: Gebruiker, uit: Opvolging
) -> dict[int, Afspraak]:
    """Return the new agreement per id of the old one."""
    schrijver = Schrijver(nieuw, door=door)
    oud, straks = Periode(vorige.begin, vorige.eind), Periode(nieuw.begin, nieuw.eind)
    paren: dict[int, Afspraak] = {}
    rijen = met_waarden(Afspraak.objects.filter(overeenkomst=vorige, pk__in=ids))
    for afspraak in rijen:
        waarden = voorstel_waarden(waarden_van(afspraak), oud, straks)
        kopie = schrijver.bewaar(None, waarden)
        paren[afspraak.pk] = kopie
        if woorden := buiten(waarden, straks):
            uit.buiten.append((kopie, woorden))
    Afkomst.objects.bulk_create(
        [Afkomst(van_id=pk, naar=kopie, soort=AfkomstSoort.OPVOLGER) for pk, kopie in paren.items()]
    )
    return paren


def _kopieer_verwijzingen(paren: dict[int, Afspraak]) -> None:
    """References between agreements that both went along."""
    rijen = Verwijzing.objects.filter(van__in=paren, naar__in=paren).values_list("van_id", "naar_id")
    Verwijzing.objects.bulk_create([Verwijzing(van=paren[van], naar=paren[naar]) for van, naar in rijen])


def _kopieer_definities(vorige: Overeenkomst, nieuw: Overeenkomst, paren: dict[int, Afspraak]) -> None:
    for definitie in vorige.definities.prefetch_related("afspraken"):
        velden = {naam: getattr(definitie, naam) for naam in ("noot", "begrip", "tekst", "volgorde")}
        kopie = Definitie.objects.create(overeenkomst=nieuw, **velden)
        kopie.afspraken.set([paren[rij.pk] for rij in definitie.afspraken.all() if rij.pk in paren])
