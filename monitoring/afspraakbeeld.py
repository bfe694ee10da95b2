"""Everything the page of one agreement shows; what a user may not know of an answer is not in here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from afspraken.inzendingen import BEWERKBARE_FASEN, ZICHTBARE_FASEN, Fase
from afspraken.keuzes import Antwoordwijze, BetrokkeneRol, Exactheid, Groep, Herhaling, PeilmomentStatus
from afspraken.models import Afspraak, Definitie, Legendaregel, Overeenkomst, Peilmoment, Verwijzing
from afspraken.toegang import Toegang
from afspraken.uitvouwen import Binding, Deelnemer, vouw_uit
from basis.statuslabels import statuslabel
from monitoring.afspraakcijfers import Cijferbeeld, cijferbeelden
from monitoring.afspraakverleden import Verleden, verledenkolommen
from monitoring.deelquery import JsonLijst
from monitoring.keuzes import Houding
from monitoring.legenda import Legenda, fase_label
from monitoring.momentopname.bron import Cijferbron
from monitoring.peilmomentkeuze import Peilmomentkeuze
from monitoring.rapportbeeld import HOUDINGVORM
from monitoring.services import TE_BESPREKEN
from monitoring.standen import (
    Rij,
    Stand,
    antwoordlijst,
    betrokkenenlijst,
    gereedlijst,
    lees_termijnen,
    naam_van,
    stand,
    standpuntlijst,
    statuslijst,
    termijnlijst,
)
from monitoring.statussen import VORM
from monitoring.termijnen import AFGEROND, VERSTREKEN, Datumtermijn, Looptijd, momenten, stand_van

_VERWIJZING = {"titel": "titel", "nummer": "nummer", "sleutel": "sorteersleutel"}


def lees_afspraak(overeenkomst: Overeenkomst, pk: int, gebruiker: object = None) -> Afspraak | None:
    """Return an agreement of this Overeenkomst with all that hangs from it in JSON columns (one query).

    ``gebruiker`` decides which agreements of other sets it may be linked with.
    """
    buren = Afspraak.objects.filter(overeenkomst=OuterRef("overeenkomst"))
    return (
        Afspraak.objects.filter(overeenkomst=overeenkomst, pk=pk)
        .select_related("hoofdstuk", "paragraaf", "penvoerder")
        .annotate(
            termijnrijen=termijnlijst(),
            gereedrijen=gereedlijst(),
            betrokkenrijen=betrokkenenlijst(),
            antwoordrijen=antwoordlijst(met_tekst=True),
            statusrijen=statuslijst(),
            standpuntrijen=standpuntlijst(),
            naar_rijen=JsonLijst(
                Verwijzing.objects.filter(van=OuterRef("pk")),
                id="naar_id",
                **{sleutel: f"naar__{veld}" for sleutel, veld in _VERWIJZING.items()},
            ),
            van_rijen=JsonLijst(
                Verwijzing.objects.filter(naar=OuterRef("pk")),
                id="van_id",
                **{sleutel: f"van__{veld}" for sleutel, veld in _VERWIJZING.items()},
            ),
            definitierijen=JsonLijst(
                Definitie.objects.filter(afspraken=OuterRef("pk")),
                noot="noot",
                begrip="begrip",
                tekst="tekst",
                volgorde="volgorde",
            ),
            legendarijen=JsonLijst(
                Legendaregel.objects.filter(overeenkomst=OuterRef("overeenkomst")),
                status="status",
                label="label",
                kleur="kleur",
                volgorde="volgorde",
            ),
            **verledenkolommen(gebruiker),
            buurrijen=JsonLijst(
                buren,
                id="pk",
                nummer="nummer",
                titel="titel",
                deel="deel__volgorde",
                sleutel="sorteersleutel",
                volgorde="volgorde",
            ),
        )
        .first()
    )


@dataclass(frozen=True, slots=True)
class Antwoord:
    """One answer as this user may see it."""

    partij: str
    namens: str
    binnen: bool
    eigen_concept: bool
    fase: SafeString | str
    status: SafeString | str
    toelichting: str
    oorzaak: str
    gevolg: str
    bijsturing: str


@dataclass(frozen=True, slots=True)
class Moment:
    """How the agreement stood at one peilmoment."""

    peilmoment: Peilmoment
    url: str
    stand: Stand
    status: SafeString | str
    vorige: str
    antwoorden: list[Antwoord]
    standpunten: list[dict[str, Any]]
    acties: list[dict[str, str]]


class Afspraakbeeld:
    """The parts of the page of an agreement."""

    def __init__(self, afspraak: Afspraak, toegang: Toegang, keuze: Peilmomentkeuze) -> None:
        self.afspraak = afspraak
        self.toegang = toegang
        self.keuze = keuze
        self.overeenkomst = toegang.overeenkomst
        self.legenda = Legenda(self.overeenkomst)
        self.legenda.regels = {
            rij["status"]: (rij["label"], rij["kleur"], VORM[rij["status"]])
            for rij in sorted(self._rijen("legendarijen"), key=lambda rij: rij["volgorde"])
        }
        afspraak.overeenkomst = self.overeenkomst

    def _rijen(self, naam: str) -> list[Rij]:
        return list(getattr(self.afspraak, naam))

    def _url(self, pk: int) -> str:
        return reverse("monitoring:afspraak", args=[self.overeenkomst.sleutel, pk])

    @cached_property
    def partijen_per_rol(self) -> list[dict[str, Any]]:
        """Per role who is bound: as the document says it, and unfolded to parties where it names a group."""
        namen = {partij.pk: str(partij) for partij in self.toegang.partijen}
        deelnemers = [Deelnemer(partij.pk, partij.soort) for partij in self.toegang.partijen]
        uit = []
        for rol in BetrokkeneRol:
            eigen = sorted((b for b in self._rijen("betrokkenrijen") if b["rol"] == rol), key=lambda b: b["id"])
            if not eigen:
                continue
            bindingen = [Binding(b["rol"], b["partij_id"], b["groep"]) for b in eigen]
            genoemd = [str(Groep(b["groep"]).label) if b["groep"] else naam_van(b) for b in eigen]
            opgelost = [namen[pk] for pk in vouw_uit(bindingen, rol, deelnemers)]
            heeft_groep = any(b["groep"] for b in eigen)
            uit.append(
                {"rol": rol.label, "namen": genoemd, "opgelost": opgelost if heeft_groep else [], "sleutel": rol.value}
            )
        return uit

    @property
    def antwoordwijze(self) -> str:
        """How the trekkers answer."""
        if self.afspraak.antwoordwijze == Antwoordwijze.SAMEN:
            return f"Samen; {self.afspraak.penvoerder} schrijft het antwoord"
        return "Elke trekker geeft een eigen antwoord"

    @cached_property
    def termijnen(self) -> list[dict[str, Any]]:
        """The terms with the words of the document first."""
        return [
            {
                "tekst": termijn.tekst,
                "begin": termijn.begin,
                "eind": termijn.eind,
                "herhaling": Herhaling(termijn.herhaling).label if termijn.herhaling != Herhaling.GEEN else "",
                "exactheid": Exactheid(termijn.exactheid).label if termijn.exactheid != Exactheid.EXACT else "",
                "toelichting": termijn.toelichting,
            }
            | self._momenten(termijn)
            for termijn in lees_termijnen(self._rijen("termijnrijen"), self._rijen("gereedrijen"))
        ]

    def _momenten(self, termijn: Datumtermijn) -> dict[str, Any]:
        """Return of a term which moments were met, and the last that passed without."""
        vandaag = timezone.localdate()
        looptijd = Looptijd(self.overeenkomst.begin, self.overeenkomst.laatste_dag)
        afgerond = bool(self.nu and self.nu.stand.status in AFGEROND) or self.afspraak.vervallen_op is not None
        standen = [(m, stand_van(m, termijn, vandaag, afgerond=afgerond)) for m in momenten(termijn, looptijd)]
        verstreken = [moment.eind for moment, stand in standen if stand == VERSTREKEN]
        return {
            "gereed": sorted(termijn.gereed),
            "verstreken": verstreken[-1] if verstreken else None,
            "verstreken_aantal": len(verstreken),
        }

    def _verwijzingen(self, naam: str) -> list[dict[str, Any]]:
        rijen = sorted(self._rijen(naam), key=lambda rij: rij["sleutel"])
        return [rij | {"url": self._url(rij["id"])} for rij in rijen]

    @property
    def verwijst_naar(self) -> list[dict[str, Any]]:
        """Agreements this one refers to."""
        return self._verwijzingen("naar_rijen")

    @property
    def verwezen_door(self) -> list[dict[str, Any]]:
        """Agreements that refer to this one."""
        return self._verwijzingen("van_rijen")

    @property
    def definities(self) -> list[Rij]:
        """Footnotes and definitions with this agreement."""
        return sorted(self._rijen("definitierijen"), key=lambda rij: rij["volgorde"])

    @cached_property
    def _buren(self) -> tuple[Rij | None, Rij | None]:
        alle = sorted(self._rijen("buurrijen"), key=lambda r: (r["deel"], r["sleutel"], r["volgorde"], r["id"]))
        plek = next(i for i, rij in enumerate(alle) if rij["id"] == self.afspraak.pk)
        voor = alle[plek - 1] if plek else None
        na = alle[plek + 1] if plek + 1 < len(alle) else None
        return voor, na

    @property
    def vorige(self) -> dict[str, Any] | None:
        """The agreement before this one in the document."""
        rij = self._buren[0]
        return rij | {"url": self._url(rij["id"])} if rij else None

    @property
    def volgende(self) -> dict[str, Any] | None:
        """The agreement after this one in the document."""
        rij = self._buren[1]
        return rij | {"url": self._url(rij["id"])} if rij else None

    @cached_property
    def indicatoren(self) -> list[Cijferbeeld]:
        """The indicators with their values over the peilmomenten."""
        momenten = self.keuze.begonnen
        tot = momenten[0].peildatum if momenten else self.overeenkomst.begin
        bron = Cijferbron(self.overeenkomst, tot, afspraak_id=self.afspraak.pk)
        namen = {partij.sleutel: str(partij) for partij in self.toegang.partijen}
        return cijferbeelden(bron, momenten, namen)

    @property
    def uit_voorraad(self) -> bool:
        """Tell whether an indicator comes from the stock returns."""
        return any(indicator.uit_voorraad for indicator in self.indicatoren)

    @cached_property
    def historie(self) -> list[Moment]:
        """The peilmomenten, newest first, as this user may see them."""
        return [self._moment(moment) for moment in self.keuze.begonnen]

    @property
    def nu(self) -> Moment | None:
        """The newest peilmoment."""
        return self.historie[0] if self.historie else None

    def _moment(self, moment: Peilmoment) -> Moment:
        vorige = self.keuze.vorige(moment)
        antwoorden, gezet = self._rijen("antwoordrijen"), self._rijen("statusrijen")
        beeld = stand(antwoorden, gezet, moment.pk, vorige.pk if vorige else None)
        eigen = [rij for rij in antwoorden if rij["peilmoment"] == moment.pk]
        standpunten = [rij for rij in self._rijen("standpuntrijen") if rij["peilmoment"] == moment.pk]
        return Moment(
            peilmoment=moment,
            url=moment.get_absolute_url(),
            stand=beeld,
            status=self.legenda.label(beeld.status) if beeld.status else "",
            vorige=self.legenda.naam(beeld.vorige).lower(),
            antwoorden=[self._antwoord(rij) for rij in self._op_partij(eigen)],
            standpunten=[
                {"partij": naam_van(rij), "label": houding_label(rij["houding"]), "tekst": rij["tekst"]}
                for rij in self._op_partij(standpunten)
            ],
            acties=self._acties(moment, eigen, standpunten),
        )

    def _op_partij(self, rijen: list[Rij]) -> list[Rij]:
        volgorde = {partij.sleutel: plek for plek, partij in enumerate(self.toegang.partijen)}
        return sorted(rijen, key=lambda rij: (volgorde.get(rij["partij"], len(volgorde)), rij["partij"]))

    def _antwoord(self, rij: Rij) -> Antwoord:
        """Return an answer; a concept has contents for its own party alone."""
        binnen = rij["fase"] in ZICHTBARE_FASEN
        leesbaar = binnen or self.toegang.mag_concept_lezen_van(rij["partij_id"])
        return Antwoord(
            partij=naam_van(rij),
            namens=rij["namens"],
            binnen=binnen,
            eigen_concept=leesbaar and not binnen,
            fase=fase_label(rij["fase"]) if leesbaar and rij["fase"] != Fase.GEACCEPTEERD else "",
            status=self.legenda.label(rij["status"]) if leesbaar and rij["status"] else "",
            **{veld: rij[veld] if leesbaar else "" for veld in ("toelichting", "oorzaak", "gevolg", "bijsturing")},
        )

    def _acties(self, moment: Peilmoment, antwoorden: list[Rij], standpunten: list[Rij]) -> list[dict[str, str]]:
        """Return what this user can do here now."""
        if moment.status == PeilmomentStatus.VASTGESTELD:
            return []
        adres = [self.overeenkomst.sleutel, moment.peildatum.isoformat()]
        uit = [
            {
                "label": f"Antwoord geven voor {naam_van(rij)}",
                "url": reverse("monitoring:voortgang", args=[*adres, rij["id"]]),
            }
            for rij in self._op_partij(antwoorden)
            if self.toegang.mag_invoeren_voor(rij["partij_id"]) and _te_bewerken(moment, rij)
        ]
        if moment.status not in TE_BESPREKEN:
            return uit
        binnen = any(rij["fase"] in ZICHTBARE_FASEN for rij in antwoorden)
        if self.toegang.huurders_van_gebruiker and binnen:
            mijn = {partij.sleutel for partij in self.toegang.huurders_van_gebruiker}
            gegeven = any(rij["partij"] in mijn for rij in standpunten)
            label = "Standpunt wijzigen" if gegeven else "Standpunt geven"
            uit.append({"label": label, "url": reverse("monitoring:standpunt", args=[*adres, self.afspraak.pk])})
        if self.toegang.is_regisseur:
            url = reverse("monitoring:afspraakstatus", args=[*adres, self.afspraak.pk])
            uit.append({"label": "Status als geheel bepalen", "url": url})
        return uit

    @cached_property
    def verleden(self) -> Verleden:
        """Where the agreement came from, how it changed and where it went on."""
        return Verleden(self.afspraak, self.toegang)

    @property
    def bewerk_url(self) -> str:
        """The address of the form for who maintains the register, else empty."""
        if not self.toegang.is_redacteur:
            return ""
        return reverse("afspraken:afspraak_bewerken", args=[self.overeenkomst.sleutel, self.afspraak.pk])


def houding_label(houding: str) -> SafeString:
    """Return the badge of a position."""
    beeld = HOUDINGVORM[houding]
    return statuslabel(str(Houding(houding).label), beeld.kleur, beeld.vorm)


def _te_bewerken(moment: Peilmoment, rij: Rij) -> bool:
    """Tell whether an answer waits for its own party; what was returned stays open until vaststelling."""
    if rij["fase"] == Fase.TERUGGEGEVEN:
        return True
    return rij["fase"] in BEWERKBARE_FASEN and moment.status == PeilmomentStatus.OPEN
