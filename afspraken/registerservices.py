"""Write: one agreement with all that hangs from it, in one transaction and from one form of values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from afspraken.afspraakwaarden import (
    INDICATORVELDEN,
    LABELS,
    TEKSTVELDEN,
    Waarden,
    anders,
    getekende_velden,
    lege_waarden,
    titel_van,
    volledig,
    waarden_van,
)
from afspraken.keuzes import OvereenkomstStatus, WijzigingSoort
from afspraken.models import (
    Afspraak,
    Betrokkene,
    Deel,
    Hoofdstuk,
    Indicator,
    Overeenkomst,
    Paragraaf,
    Streefwaarde,
    Termijn,
    Verwijzing,
    Wijziging,
)
from basis.versies import VersieConflict
from partijen.models import Gebruiker, Partij
from partijen.services import leg_vast


class Vergrendeld(ValidationError):
    """The signed text of a settled set changes through a Wijziging alone."""

    def __init__(self, labels: Sequence[str]) -> None:
        velden = ", ".join(label.lower() for label in labels)
        super().__init__(
            f"Deze afspraken zijn vastgesteld. Wil je dit veranderen ({velden})? Stel dan een wijziging voor."
        )


class Schrijver:
    """Stores agreements of one Overeenkomst; reads its parties and chapters once, so many rows cost few reads."""

    def __init__(
        self,
        overeenkomst: Overeenkomst,
        *,
        door: Gebruiker | None,
        wijziging: Wijziging | None = None,
        vrij: bool = False,
    ) -> None:
        self.overeenkomst, self.door, self.wijziging = overeenkomst, door, wijziging
        # A correction brings the register back to what was signed, so there is no older promise to remember.
        self.herziet = wijziging is not None and wijziging.soort != WijzigingSoort.CORRECTIE
        self.op_slot = overeenkomst.status != OvereenkomstStatus.CONCEPT and wijziging is None and not vrij
        self.partijen: dict[str, Partij] = {}

    def partij(self, sleutel: str) -> Partij:
        """Return the party with this key; ValidationError when there is none."""
        if sleutel not in self.partijen:
            gevonden = Partij.objects.filter(sleutel=sleutel).first()
            if gevonden is None:
                raise ValidationError(f"De partij '{sleutel}' bestaat niet.")
            self.partijen[sleutel] = gevonden
        return self.partijen[sleutel]

    def bewaar(self, afspraak: Afspraak | None, waarden: Waarden, *, verwacht: int | None = None) -> Afspraak:
        """Store one agreement; see ``bewaar_afspraak``."""
        voor = waarden_van(afspraak) if afspraak else None
        nieuw = volledig((voor or lege_waarden()) | waarden)
        velden = set(anders(voor or lege_waarden(), nieuw))
        if self.op_slot and (labels := [LABELS[veld] for veld in getekende_velden(voor or lege_waarden(), nieuw)]):
            raise Vergrendeld(labels)
        if afspraak is not None and verwacht is not None and afspraak.versie != verwacht:
            raise VersieConflict(Afspraak.objects.get(pk=afspraak.pk))
        if afspraak is not None and not velden:
            return afspraak
        afspraak = self._bewaar_rij(afspraak, nieuw, verwacht)
        self._bewaar_kinderen(afspraak, nieuw, velden)
        herkomst: dict[str, Any] = {"wijziging": self.wijziging.nummer} if self.wijziging else {}
        leg_vast(
            soort="afspraak.gewijzigd" if voor else "afspraak.toegevoegd",
            voorwerp=afspraak,
            overeenkomst=self.overeenkomst.sleutel,
            actor=self.door,
            velden=sorted(velden),
            **herkomst,
        )
        return afspraak

    def _bewaar_rij(self, afspraak: Afspraak | None, waarden: Waarden, verwacht: int | None) -> Afspraak:
        hoofdstuk = self.hoofdstuk(waarden)
        if afspraak is None:
            laatste = hoofdstuk.afspraken.aggregate(hoogste=models.Max("volgorde"))["hoogste"] or 0
            afspraak = Afspraak(volgorde=laatste + 1)
        afspraak.hoofdstuk = hoofdstuk
        afspraak.deel, afspraak.overeenkomst = hoofdstuk.deel, self.overeenkomst
        afspraak.paragraaf = self.paragraaf(hoofdstuk, waarden.get("paragraaf"))
        for naam in TEKSTVELDEN:
            setattr(afspraak, naam, waarden.get(naam) or "")
        afspraak.titel = afspraak.titel or titel_van(waarden)
        afspraak.penvoerder = self.partij(waarden["penvoerder"]) if waarden.get("penvoerder") else None
        afspraak.vervallen_op = dag(waarden.get("vervallen_op"), "Vervallen op")
        return afspraak.bewaar(verwacht=verwacht)

    def hoofdstuk(self, waarden: Waarden) -> Hoofdstuk:
        """Return the chapter these values name, made when it does not exist yet."""
        kop = waarden.get("hoofdstuk") or {}
        if not (kop.get("titel") or "").strip():
            raise ValidationError({"hoofdstuk": "Kies een hoofdstuk."})
        deel = self.deel(waarden.get("deel") or "")
        gevonden = deel.hoofdstukken.filter(titel=kop["titel"]).first()
        if gevonden is None:
            gevonden = Hoofdstuk(
                deel=deel, nummer=kop.get("nummer") or "", titel=kop["titel"], volgorde=volgende(deel.hoofdstukken)
            )
            gevonden.full_clean()
            gevonden.save()
        return gevonden

    def deel(self, naam: str) -> Deel:
        """Return the part with this name (the first part for an empty name), made when it does not exist yet."""
        delen = self.overeenkomst.delen.all()
        gevonden = delen.filter(naam=naam).first() if naam else delen.first()
        if gevonden is None:
            gevonden = Deel(overeenkomst=self.overeenkomst, naam=naam or "Prestatieafspraken", volgorde=volgende(delen))
            gevonden.full_clean()
            gevonden.save()
        return gevonden

    def paragraaf(self, hoofdstuk: Hoofdstuk, kop: Mapping[str, str] | None) -> Paragraaf | None:
        """Return the paragraph of the chapter, made when it does not exist yet; None for none."""
        if not kop or not (kop.get("titel") or "").strip():
            return None
        gevonden = hoofdstuk.paragrafen.filter(titel=kop["titel"]).first()
        if gevonden is None:
            gevonden = Paragraaf(
                hoofdstuk=hoofdstuk,
                nummer=kop.get("nummer") or "",
                titel=kop["titel"],
                volgorde=volgende(hoofdstuk.paragrafen),
            )
            gevonden.full_clean()
            gevonden.save()
        return gevonden

    def _bewaar_kinderen(self, afspraak: Afspraak, waarden: Waarden, velden: set[str]) -> None:
        if "betrokkenen" in velden:
            self._betrokkenen(afspraak, waarden["betrokkenen"])
        if "termijnen" in velden:
            self._termijnen(afspraak, waarden["termijnen"])
        if "indicatoren" in velden:
            self._indicatoren(afspraak, waarden["indicatoren"])
        if "gemeenten" in velden:
            afspraak.gemeenten.set([self.partij(sleutel) for sleutel in waarden["gemeenten"]])
        if "verwijzingen" in velden:
            self._verwijzingen(afspraak, waarden["verwijzingen"])

    def _betrokkenen(self, afspraak: Afspraak, rijen: Sequence[Mapping[str, str]]) -> None:
        gewenst = list(dict.fromkeys((rij["rol"], rij.get("partij") or "", rij.get("groep") or "") for rij in rijen))
        over = {}
        for rij in afspraak.betrokkenen.select_related("partij"):
            over[rij.rol, rij.partij.sleutel if rij.partij else "", rij.groep] = rij
        for sleutel, rij in over.items():
            if sleutel not in gewenst:
                rij.delete()
        for rol, partij, groep in gewenst:
            if (rol, partij, groep) not in over:
                bewaar(
                    Betrokkene(afspraak=afspraak, rol=rol, groep=groep, partij=self.partij(partij) if partij else None)
                )
        afspraak.herzoek()

    def _termijnen(self, afspraak: Afspraak, rijen: Sequence[Mapping[str, str]]) -> None:
        """Terms keep their row (and what was reported on it) as long as their words stay."""
        over: dict[str, list[Termijn]] = {}
        for termijn in afspraak.termijnen.all():
            over.setdefault(termijn.tekst, []).append(termijn)
        for volgorde, rij in enumerate(rijen, start=1):
            bekend = over.get(rij["tekst"])
            termijn = bekend.pop(0) if bekend else Termijn(afspraak=afspraak, tekst=rij["tekst"])
            termijn.begin = dag(rij.get("begin"), f"Termijn '{rij['tekst']}', begin")
            termijn.eind = dag(rij.get("eind"), f"Termijn '{rij['tekst']}', eind")
            termijn.herhaling = rij.get("herhaling") or "geen"
            termijn.exactheid = rij.get("exactheid") or "exact"
            termijn.toelichting = rij.get("toelichting") or ""
            termijn.volgorde = volgorde
            bewaar(termijn)
        for resten in over.values():
            for termijn in resten:
                termijn.delete()

    def _indicatoren(self, afspraak: Afspraak, rijen: Sequence[Mapping[str, Any]]) -> None:
        """Indicators keep their row, and so their figures, as long as their key stays."""
        over = {rij.sleutel: rij for rij in afspraak.indicatoren.all()}
        for volgorde, waarden in enumerate(rijen, start=1):
            sleutel = waarden.get("sleutel") or vrije_sleutel(waarden["naam"], over)
            indicator = over.pop(sleutel, None) or Indicator(afspraak=afspraak, sleutel=sleutel)
            for naam in INDICATORVELDEN:
                if naam in waarden and naam != "sleutel":
                    setattr(indicator, naam, waarden[naam])
            indicator.nulmeting = decimaal(waarden.get("nulmeting"), f"Nulmeting van '{waarden['naam']}'")
            indicator.volgorde = volgorde
            bewaar(indicator)
            self._streefwaarden(indicator, waarden.get("streefwaarden") or [])
        for indicator in over.values():
            verwijder_indicator(indicator)

    def _streefwaarden(self, indicator: Indicator, rijen: Sequence[Mapping[str, str]]) -> None:
        """Targets keep their row; a Wijziging leaves the signed value beside the revised one."""
        over: dict[tuple[str, str, str], list[Streefwaarde]] = {}
        for rij in indicator.streefwaarden.select_related("partij"):
            sleutel = (rij.partij.sleutel if rij.partij else "", rij.van.isoformat() if rij.van else "", rij.per)
            over.setdefault(sleutel, []).append(rij)
        for waarden in rijen:
            sleutel = (waarden.get("partij") or "", waarden.get("van") or "", waarden.get("per") or "periode")
            bekend = over.get(sleutel)
            rij = bekend.pop(0) if bekend else Streefwaarde(indicator=indicator)
            oud = (rij.waarde, rij.tot_waarde) if rij.pk else None
            rij.partij = self.partij(sleutel[0]) if sleutel[0] else None
            rij.van, rij.per = dag(sleutel[1], "Streefwaarde, van"), sleutel[2]
            rij.tot = dag(waarden.get("tot"), "Streefwaarde, tot en met")
            rij.waarde = decimaal(waarden["waarde"], f"Streefwaarde van '{indicator.naam}'")  # type: ignore[assignment]
            rij.tot_waarde = decimaal(waarden.get("tot_waarde"), f"Bovenkant van '{indicator.naam}'")
            if self.herziet and oud and oud != (rij.waarde, rij.tot_waarde) and rij.oorspronkelijk is None:
                rij.oorspronkelijk, rij.oorspronkelijk_tot = oud
            bewaar(rij)
        for resten in over.values():
            for rij in resten:
                rij.delete()

    def _verwijzingen(self, afspraak: Afspraak, ids: Sequence[int]) -> None:
        binnen = set(self.overeenkomst.afspraken.filter(pk__in=ids).values_list("pk", flat=True)) - {afspraak.pk}
        if missend := set(ids) - binnen - {afspraak.pk}:
            raise ValidationError(f"Een verwijzing gaat naar een afspraak die hier niet staat ({len(missend)}).")
        afspraak.verwijzingen.exclude(naar__in=binnen).delete()
        aanwezig = set(afspraak.verwijzingen.values_list("naar_id", flat=True))
        Verwijzing.objects.bulk_create([Verwijzing(van=afspraak, naar_id=pk) for pk in sorted(binnen - aanwezig)])


def ververs_status(overeenkomst: Overeenkomst) -> None:
    """Read the status of a set again, held for this transaction: nothing slips in while somebody settles it."""
    overeenkomst.status = Overeenkomst.objects.select_for_update().only("status").get(pk=overeenkomst.pk).status


@transaction.atomic
def bewaar_afspraak(
    *,
    overeenkomst: Overeenkomst,
    afspraak: Afspraak | None,
    waarden: Waarden,
    door: Gebruiker | None,
    verwacht: int | None = None,
    wijziging: Wijziging | None = None,
) -> Afspraak:
    """Store an agreement (None: a new one) from values as ``afspraakwaarden.waarden_van`` gives them.

    Keys that are missing stay as they are. ``verwacht`` is the version the values were read with (VersieConflict).
    Raises Vergrendeld when a signed field would change in a set that is not a concept without ``wijziging``, and
    ValidationError for anything that is not right; then nothing is stored.
    """
    ververs_status(overeenkomst)
    return Schrijver(overeenkomst, door=door, wijziging=wijziging).bewaar(afspraak, waarden, verwacht=verwacht)


@transaction.atomic
def verwijder_afspraak(*, afspraak: Afspraak, door: Gebruiker | None) -> None:
    """Delete an agreement of a concept set; a settled one ends through a Wijziging (Vergrendeld)."""
    ververs_status(afspraak.overeenkomst)
    if afspraak.overeenkomst.status != OvereenkomstStatus.CONCEPT:
        raise Vergrendeld(["verwijderen"])
    leg_vast(
        soort="afspraak.verwijderd",
        voorwerp=afspraak,
        overeenkomst=afspraak.overeenkomst.sleutel,
        actor=door,
        nummer=afspraak.nummer,
    )
    try:
        afspraak.delete()
    except models.ProtectedError as fout:
        raise ValidationError("Bij deze afspraak hoort al voortgang, een activiteit of een wijziging.") from fout


def verwijder_indicator(indicator: Indicator) -> None:
    """Delete an indicator; ValidationError when figures hang from it."""
    try:
        indicator.delete()
    except models.ProtectedError as fout:
        raise ValidationError(f"Bij de indicator '{indicator.naam}' horen al cijfers. Hij kan niet weg.") from fout


def bewaar(rij: models.Model) -> None:
    """Check and save one row."""
    rij.full_clean()
    rij.save()


def volgende(rijen: Any) -> int:
    """Return the next place in an ordered set of rows."""
    return (rijen.aggregate(hoogste=models.Max("volgorde"))["hoogste"] or 0) + 1


def dag(waarde: str | None, waar: str) -> dt.date | None:
    """Return a date from ISO text, None for nothing; ValidationError names the field."""
    if not waarde:
        return None
    try:
        return dt.date.fromisoformat(waarde)
    except ValueError as fout:
        raise ValidationError(f"{waar}: '{waarde}' is geen datum.") from fout


def decimaal(waarde: object, waar: str) -> Decimal | None:
    """Return a decimal from text, None for nothing; ValidationError names the field."""
    if waarde is None or waarde == "":
        return None
    try:
        getal = Decimal(str(waarde))
    except InvalidOperation as fout:
        raise ValidationError(f"{waar}: '{waarde}' is geen getal.") from fout
    if not getal.is_finite():
        raise ValidationError(f"{waar}: '{waarde}' is geen getal.")
    return getal


def vrije_sleutel(naam: str, bezet: Mapping[str, object]) -> str:
    """Return a key for an indicator that no other indicator of the agreement has."""
    basis = slugify(naam)[:70] or "indicator"
    sleutel, nummer = basis, 2
    while sleutel in bezet:
        sleutel, nummer = f"{basis}-{nummer}", nummer + 1
    return sleutel
