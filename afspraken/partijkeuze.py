"""Which parties the redacteuren of a gemeente know and may change: the ones of their own Overeenkomsten."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from afspraken.models import Afspraak, Betrokkene, Deel, Deelname, Overeenkomst
from partijen.models import Gebeurtenis, Lidmaatschap, Partij
from partijen.rollen import PartijSoort, Rol

_ROLLEN = ("regisseur", "controleur", "tweede_controleur")


def _genoteerd() -> QuerySet[Gebeurtenis]:
    """Return the notes of a party added or found for a gemeente (partijen.services.noteer_partij)."""
    return Gebeurtenis.objects.filter(soort__in=("partij.toegevoegd", "partij.gevonden"))


def bekende_partijen(gebruiker: object, gemeenten: Collection[int]) -> QuerySet[Partij]:
    """Return the parties named anywhere in the sets the user maintains, the own gemeenten and what they added.

    A party that only another gemeente knows is not among them.
    """
    eigen = Overeenkomst.objects.te_redigeren_door(gebruiker)
    sets = eigen.order_by().values("pk")
    keuze = Q(pk__in=gemeenten)
    keuze |= Q(pk__in=Deelname.objects.filter(overeenkomst__in=sets).order_by().values("partij"))
    keuze |= Q(pk__in=Overeenkomst.gemeenten.through.objects.filter(overeenkomst__in=sets).values("partij"))
    keuze |= Q(pk__in=Betrokkene.objects.filter(afspraak__overeenkomst__in=sets).order_by().values("partij"))
    keuze |= Q(pk__in=Afspraak.objects.filter(overeenkomst__in=sets).order_by().values("penvoerder"))
    keuze |= Q(pk__in=Deel.objects.filter(overeenkomst__in=sets).order_by().values("partij"))
    for rol in _ROLLEN:
        keuze |= Q(pk__in=eigen.order_by().values(rol))
    keuze |= Q(pk__in=_genoteerd().filter(gegevens__voor__in=list(gemeenten)).order_by().values("partij"))
    return Partij.objects.filter(keuze)


def bewerkbare_partijen(gebruiker: object, gemeenten: Collection[int]) -> QuerySet[Partij]:
    """Return the known parties that nobody else uses: no accounts, no gemeente, in no other gemeente's set."""
    anders = Overeenkomst.objects.exclude(pk__in=Overeenkomst.objects.te_redigeren_door(gebruiker).values("pk"))
    sets = anders.order_by().values("pk")
    deze = OuterRef("pk")
    rollen = Q()
    for rol in _ROLLEN:
        rollen |= Q(**{rol: deze})
    return bekende_partijen(gebruiker, gemeenten).filter(
        ~Q(soort=PartijSoort.GEMEENTE),
        ~Exists(Lidmaatschap.objects.filter(partij=deze)),
        ~Exists(Deelname.objects.filter(partij=deze, overeenkomst__in=sets)),
        ~Exists(Betrokkene.objects.filter(partij=deze, afspraak__overeenkomst__in=sets)),
        ~Exists(anders.filter(rollen)),
        ~Exists(_genoteerd().filter(partij=deze).exclude(gegevens__voor__in=list(gemeenten))),
    )


def zonder_partijbeheerder(partijen: QuerySet[Partij]) -> QuerySet[Partij]:
    """Return the parties that have no partijbeheerder yet."""
    return partijen.filter(~Exists(Lidmaatschap.objects.filter(partij=OuterRef("pk"), rol=Rol.PARTIJBEHEERDER)))
