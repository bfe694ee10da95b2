"""Reads of the register. Visibility is one method per model and every way out uses it."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from afspraken.inzendingen import Fase
from afspraken.zoeken import lees_vraag
from afspraken.zoekindex import HeeftStammen
from partijen.rechten import rechten_van
from partijen.rollen import Rol


class OvereenkomstQuerySet(models.QuerySet):
    """Sets of agreements."""

    def zichtbaar_voor(self, gebruiker: object, rol: Rol = Rol.LEZER) -> Self:
        """Return the sets in which the user has ``rol`` (or more) at a party that takes part or is its gemeente.

        Nobody signed in, and a platformbeheerder without membership, sees none.
        """
        rechten = rechten_van(gebruiker)
        vrij = rechten.partijen(rol)
        if not rechten.leden:
            return self.none()
        keuze = self._van_partijen(vrij)
        for partij_id, sleutel in rechten.beperkte_overeenkomsten:
            if partij_id in rechten.partijen(rol, overeenkomst=sleutel):
                keuze |= Q(sleutel=sleutel) & self._van_partijen({partij_id})
        return self.filter(keuze)

    def _van_partijen(self, partij_ids: frozenset[int] | set[int]) -> Q:
        """Build the condition 'one of these parties takes part or is the gemeente'."""
        hier = {"overeenkomst": OuterRef("pk"), "partij_id__in": partij_ids}
        deelnames = self._tussentabel("deelnemers").filter(**hier)
        gemeenten = self._tussentabel("gemeenten").filter(**hier)
        return Q(Exists(deelnames)) | Q(Exists(gemeenten))

    def _tussentabel(self, veld: str) -> models.QuerySet:
        """Return the rows that link a set to its parties."""
        relatie: Any = self.model._meta.get_field(veld).remote_field
        return relatie.through._default_manager.all()

    def te_redigeren_door(self, gebruiker: object) -> Self:
        """Return the sets whose register the user maintains: redacteur of one of its gemeenten."""
        rechten = rechten_van(gebruiker)
        paren = {(lid.partij_id, lid.overeenkomst) for lid in rechten.leden if lid.rol == Rol.REDACTEUR}
        vrij = {partij_id for partij_id, sleutel in paren if not sleutel}
        keuze = Q(pk__in=self._tussentabel("gemeenten").filter(partij_id__in=vrij).values("overeenkomst_id"))
        for partij_id, sleutel in paren:
            if sleutel:
                keuze |= Q(sleutel=sleutel) & Q(
                    pk__in=self._tussentabel("gemeenten").filter(partij_id=partij_id).values("overeenkomst_id")
                )
        return self.filter(keuze)


class BinnenOvereenkomstQuerySet(models.QuerySet):
    """Rows that belong to one Overeenkomst; ``pad`` is the lookup that leads to it."""

    pad: ClassVar[str] = "overeenkomst"

    @classmethod
    def met_pad(cls, pad: str) -> type[BinnenOvereenkomstQuerySet]:
        """Return the same queryset class for a model whose Overeenkomst is reached by another lookup."""
        return type(cls.__name__, (cls,), {"pad": pad, "__module__": cls.__module__})

    def zichtbaar_voor(self, gebruiker: object) -> Self:
        """Return the rows of the sets the user sees."""
        return self.filter(**{f"{self.pad}__in": self._overeenkomsten().zichtbaar_voor(gebruiker).values("pk")})

    def te_redigeren_door(self, gebruiker: object) -> Self:
        """Return the rows of the sets whose register the user maintains."""
        return self.filter(**{f"{self.pad}__in": self._overeenkomsten().te_redigeren_door(gebruiker).values("pk")})

    def _overeenkomsten(self) -> OvereenkomstQuerySet:
        model: type[models.Model] = self.model
        for stap in self.pad.split("__"):
            model = model._meta.get_field(stap).related_model  # type: ignore[assignment]
        return model._default_manager.all()  # type: ignore[return-value]


class AfspraakQuerySet(BinnenOvereenkomstQuerySet):
    """Agreements."""

    def zoek(self, tekst: str) -> Self:
        """Return the agreements that hold everything ``tekst`` asks, by stem, without regard to case and accents."""
        termen = lees_vraag(tekst)
        stammen = [term for term in termen if term.patronen]
        hier = self.filter(HeeftStammen(*stammen)) if stammen else self
        return hier.filter(*(Q(zoektekst__contains=term.frase) for term in termen if term.frase))


class DocumentimportQuerySet(models.QuerySet):
    """Imports: a concept of the gemeente, so its redacteuren alone see them."""

    def zichtbaar_voor(self, gebruiker: object) -> Self:
        """Return the imports of the gemeenten whose register the user maintains.

        Who is redacteur of one Overeenkomst alone sees the imports into that one.
        """
        rechten = rechten_van(gebruiker)
        keuze = Q(gemeente_id__in=rechten.partijen(Rol.REDACTEUR))
        for lid in rechten.leden:
            if lid.rol == Rol.REDACTEUR and lid.overeenkomst:
                keuze |= Q(gemeente_id=lid.partij_id, overeenkomst__sleutel=lid.overeenkomst)
        return self.filter(keuze)


class PeilmomentQuerySet(BinnenOvereenkomstQuerySet):
    """Peilmomenten."""

    def vorige(self, peilmoment: Any) -> Any:
        """Return the last vastgesteld peilmoment before the given one, if any."""
        return (
            self.filter(
                overeenkomst_id=peilmoment.overeenkomst_id,
                peildatum__lt=peilmoment.peildatum,
                status="vastgesteld",
            )
            .order_by("-peildatum")
            .first()
        )


class InzendingQuerySet(BinnenOvereenkomstQuerySet):
    """Submissions: everything submitted of the user's sets, and the own party's concepts."""

    pad = "peilmoment__overeenkomst"

    def geaccepteerd(self) -> Self:
        """Return what the controleur accepted: only this counts in figures."""
        return self.filter(fase=Fase.GEACCEPTEERD)
