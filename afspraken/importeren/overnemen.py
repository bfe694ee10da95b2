"""Write: the approved rows of an import become the register, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from afspraken.afspraakwaarden import Waarden, waarden_van
from afspraken.importeren import bewerking
from afspraken.importeren.vergelijken import Soort, vergelijk
from afspraken.keuzes import Groep, OvereenkomstStatus
from afspraken.models import Activiteit, Afspraak, Definitie, Jaarschijf, Overeenkomst, Verwijzing, Wijziging
from afspraken.registerservices import Schrijver, bewaar, dag, verwijder_afspraak, volgende
from afspraken.uitvouwen import SOORT_VAN_GROEP
from partijen.models import Gebruiker, Partij


class Importfout(ValidationError):
    """A row cannot be stored; ``rij`` is its id in the import, the message says what to do."""

    def __init__(self, bericht: str, rij: int = 0) -> None:
        super().__init__(bericht)
        self.rij = rij


@dataclass(slots=True)
class Telling:
    """What was stored."""

    nieuw: int = 0
    gewijzigd: int = 0
    beeindigd: int = 0
    activiteiten: int = 0
    verwijzingen: int = 0
    zonder_trekker: list[str] = field(default_factory=list)
    niet_opgeslagen: list[str] = field(default_factory=list)
    """What stayed out of the stock tables, with the reason."""


class Overnemer:
    """Stores the rows of one import in one Overeenkomst."""

    def __init__(
        self,
        overeenkomst: Overeenkomst,
        bewerkt: bewerking.Bewerkt,
        sleutels: Mapping[str, str],
        *,
        door: Gebruiker | None,
        wijziging: Wijziging | None = None,
    ) -> None:
        self.overeenkomst, self.bewerkt, self.sleutels, self.door = overeenkomst, bewerkt, sleutels, door
        self.schrijver = Schrijver(overeenkomst, door=door, wijziging=wijziging)
        self.telling = Telling()
        self.rijen: dict[int, Afspraak] = {}
        self.gewijzigd: list[tuple[Afspraak, Waarden, Waarden]] = []
        """Agreements with their values before ({} for a new one) and after."""

    def neem_over(self) -> Telling:
        """Store chapters, agreements, references, definitions and yearly plans; return what was stored."""
        self._hoofdstukken()
        vergeleken = vergelijk(self.overeenkomst, self.bewerkt["afspraken"], self.sleutels)
        for rij in self.bewerkt["afspraken"]:
            if rij["id"] in vergeleken.rijen:
                self._afspraak(rij, vergeleken.rijen[rij["id"]])
        self._verdwenen(vergeleken.verdwenen)
        self._verwijzingen()
        self._definities()
        self._activiteiten()
        return self.telling

    def _hoofdstukken(self) -> None:
        """Keep the order of the document, its ambitions, and chapters without agreements."""
        for kop in self.bewerkt["hoofdstukken"]:
            if not (kop.get("titel") or kop.get("nummer")):
                continue
            naam = {"nummer": kop.get("nummer") or "", "titel": kop.get("titel") or kop["nummer"]}
            hoofdstuk = self.schrijver.hoofdstuk({"deel": kop.get("deel") or "", "hoofdstuk": naam})
            if kop.get("ambitie") and not hoofdstuk.ambitie:
                hoofdstuk.ambitie = kop["ambitie"]
                bewaar(hoofdstuk)

    def _afspraak(self, rij: bewerking.Rij, vergeleken: Any) -> None:
        if rij["keuze"] == bewerking.OVERSLAAN:
            return
        bestaand: Afspraak | None = vergeleken.afspraak
        if bestaand is not None:
            self.rijen[rij["id"]] = bestaand
        if vergeleken.soort == Soort.GELIJK:
            return
        if vergeleken.soort == Soort.GEWIJZIGD:
            if not rij["keuze"]:
                raise Importfout(
                    f"{bewerking.naam_van(rij)} staat al in het register en is anders. Kies of je hem overneemt.",
                    rij["id"],
                )
            if rij["keuze"] == bewerking.HOUDEN:
                return
        voor = waarden_van(bestaand) if bestaand else {}
        try:
            self.rijen[rij["id"]] = self.schrijver.bewaar(bestaand, vergeleken.na)
        except ValidationError as fout:
            raise Importfout(f"{bewerking.naam_van(rij)}: {' '.join(fout.messages)}", rij["id"]) from fout
        self.gewijzigd.append((self.rijen[rij["id"]], voor, vergeleken.na))
        self.telling.nieuw += bestaand is None
        self.telling.gewijzigd += bestaand is not None
        if not any(betrokkene["rol"] == "trekker" for betrokkene in vergeleken.na["betrokkenen"]):
            self.telling.zonder_trekker.append(bewerking.naam_van(rij))

    def _verdwenen(self, afspraken: Sequence[Afspraak]) -> None:
        """End what the user said is no longer there; everything else stays."""
        for afspraak in afspraken:
            if self.bewerkt["verdwenen"].get(str(afspraak.pk)) == bewerking.BEEINDIGEN:
                beeindig(afspraak, self.schrijver, self.door, self.gewijzigd)
                self.telling.beeindigd += 1

    def _verwijzingen(self) -> None:
        nummers = Nummers(self.rijen, self.bewerkt["afspraken"])
        bestaand = set(Verwijzing.objects.filter(van__in=self.rijen.values()).values_list("van_id", "naar_id"))
        nieuw = []
        for rij in self.bewerkt["afspraken"]:
            van = self.rijen.get(rij["id"])
            for nummer in rij["verwijzingen"] if van else []:
                naar = nummers.vind(nummer, rij["deel"])
                if van and naar and naar.pk != van.pk and (van.pk, naar.pk) not in bestaand:
                    bestaand.add((van.pk, naar.pk))
                    nieuw.append(Verwijzing(van=van, naar=naar))
        Verwijzing.objects.bulk_create(nieuw)
        self.telling.verwijzingen = len(nieuw)

    def _definities(self) -> None:
        """Footnotes and definitions; one that is there already only gains the agreements that use it."""
        gebruik: dict[tuple[str, str], list[Afspraak]] = {}
        for noot in self.bewerkt["definities"]:
            gebruik[noot.get("merk") or "", noot["tekst"]] = []
        for rij in self.bewerkt["afspraken"]:
            if rij["id"] in self.rijen:
                for noot in rij["voetnoten"]:
                    gebruik.setdefault((noot.get("merk") or "", noot["tekst"]), []).append(self.rijen[rij["id"]])
        bestaand = {(rij.noot, rij.tekst): rij for rij in self.overeenkomst.definities.all()}
        plaats = volgende(self.overeenkomst.definities)
        for (merk, tekst), afspraken in gebruik.items():
            definitie = bestaand.get((merk, tekst))
            if definitie is None:
                definitie = Definitie(
                    overeenkomst=self.overeenkomst, noot=merk[:20], begrip=begrip(merk, tekst), tekst=tekst
                )
                definitie.volgorde, plaats = plaats, plaats + 1
                bewaar(definitie)
            definitie.afspraken.add(*afspraken)

    def _activiteiten(self) -> None:
        """Rows of a yearly plan become activities under the agreement they refer to."""
        rijen = [rij for rij in self.bewerkt["afspraken"] if rij["soort"] == "jaarschijf"]
        nummers = Nummers.van_register(self.overeenkomst) if rijen else None
        for rij in rijen:
            if rij["keuze"] == bewerking.OVERSLAAN or nummers is None:
                continue
            afspraak = next(filter(None, (nummers.vind(nummer, "") for nummer in rij["verwijzingen"])), None)
            if afspraak is None:
                raise Importfout(
                    f"{bewerking.naam_van(rij)}: bij welke meerjarige afspraak hoort deze activiteit? "
                    "Vul het nummer in bij Verwijst naar, of sla de rij over.",
                    rij["id"],
                )
            self._activiteit(rij, afspraak)

    def _activiteit(self, rij: bewerking.Rij, afspraak: Afspraak) -> None:
        if not rij["jaar"]:
            raise Importfout(f"{bewerking.naam_van(rij)}: vul in bij welk jaar deze activiteit hoort.", rij["id"])
        jaarschijf, _nieuw = Jaarschijf.objects.get_or_create(overeenkomst=self.overeenkomst, jaar=rij["jaar"])
        if jaarschijf.activiteiten.filter(afspraak=afspraak, omschrijving=rij["tekst"]).exists():
            return
        groep, partijen = self._wie(rij)
        termijn: Mapping[str, Any] = next(iter(rij["termijnen"]), {})
        activiteit = Activiteit(
            jaarschijf=jaarschijf,
            afspraak=afspraak,
            nummer=rij["nummer"],
            omschrijving=rij["tekst"] or rij["onderwerp"],
            wie_tekst=(rij["trekker_tekst"] or rij["partijen_tekst"])[:200],
            groep=groep,
            wanneer=rij["termijn_tekst"][:200],
            begin=dag(termijn.get("begin"), "Begin"),
            eind=dag(termijn.get("eind"), "Eind"),
            doel=rij.get("resultaat") or "",
            volgorde=rij["id"],
        )
        try:
            bewaar(activiteit)
        except ValidationError as fout:
            raise Importfout(f"{bewerking.naam_van(rij)}: {' '.join(fout.messages)}", rij["id"]) from fout
        activiteit.partijen.set(partijen)
        self.telling.activiteiten += 1

    def _wie(self, rij: bewerking.Rij) -> tuple[str, list[Partij]]:
        """Return the group and the parties of an activity; a second group becomes its parties."""
        wie = [b["naam"] for b in rij["betrokkenen"] if b["rol"] in {"trekker", "betrokken"}]
        groepen = list(dict.fromkeys(bewerking.GROEPEN[naam] for naam in wie if naam in bewerking.GROEPEN))
        if Groep.ALLE in groepen:
            return str(Groep.ALLE), []
        soorten = [SOORT_VAN_GROEP[groep] for groep in groepen[1:]]
        keuze = Q(sleutel__in=[self.sleutels[naam] for naam in wie if self.sleutels.get(naam)])
        keuze |= Q(soort__in=soorten, deelnames__overeenkomst=self.overeenkomst)
        return str(groepen[0]) if groepen else "", list(Partij.objects.filter(keuze).distinct())


def beeindig(
    afspraak: Afspraak,
    schrijver: Schrijver,
    door: Gebruiker | None,
    gewijzigd: list[tuple[Afspraak, Waarden, Waarden]],
) -> None:
    """Delete an agreement of a concept; in a settled set it ends today and before and after are noted."""
    if schrijver.overeenkomst.status == OvereenkomstStatus.CONCEPT:
        try:
            verwijder_afspraak(afspraak=afspraak, door=door)
        except ValidationError as fout:
            raise Importfout(f"{afspraak}: {' '.join(fout.messages)}") from fout
        return
    voor = waarden_van(afspraak)
    weg = {"vervallen_op": timezone.localdate().isoformat()}
    gewijzigd.append((schrijver.bewaar(afspraak, weg), voor, voor | weg))


class Nummers:
    """Finds an agreement by the number a text mentions, in the own part first."""

    def __init__(self, rijen: Mapping[int, Afspraak], gevonden: Sequence[Mapping[str, Any]]) -> None:
        self._op: dict[tuple[str, str], Afspraak] = {}
        self._los: dict[str, list[Afspraak]] = {}
        for rij in gevonden:
            if rij["id"] in rijen and rij["nummer"]:
                self._voeg_toe(rijen[rij["id"]], rij["deel"])

    @classmethod
    def van_register(cls, overeenkomst: Overeenkomst) -> Nummers:
        """Return the numbers of a whole register."""
        nummers = cls({}, [])
        for afspraak in overeenkomst.afspraken.exclude(nummer="").select_related("deel"):
            nummers._voeg_toe(afspraak, afspraak.deel.naam)
        return nummers

    def _voeg_toe(self, afspraak: Afspraak, deel: str) -> None:
        self._op[deel, afspraak.nummer] = afspraak
        self._los.setdefault(afspraak.nummer, []).append(afspraak)

    def vind(self, nummer: str, deel: str) -> Afspraak | None:
        """Return the agreement, or None when no or several agreements have the number."""
        los = self._los.get(nummer, [])
        return self._op.get((deel, nummer)) or (los[0] if len(los) == 1 else None)


def begrip(merk: str, tekst: str) -> str:
    """Return what a note is about: the words before a colon, else 'Noot 3'."""
    voor, dubbelepunt, _na = tekst.partition(":")
    if dubbelepunt and 2 < len(voor) <= 60:
        return voor.strip()
    return f"Noot {merk}" if merk else tekst[:60]
