"""What there is to do for one user, over all Overeenkomsten and parties. Reads only; a constant number of queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count
from django.urls import reverse
from django.utils.safestring import SafeString

from afspraken.inzendingen import BEWERKBARE_FASEN, ZICHTBARE_FASEN, Fase, laatste_dag
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Deelname, Overeenkomst, Peilmoment, Verlenging
from afspraken.toegang import Toegang
from monitoring.legenda import fase_label
from monitoring.models import Cijferstaat, Standpunt, Voortgang
from monitoring.nieuws import Nieuws, Regel
from monitoring.services import TE_BESPREKEN
from monitoring.wijzigingswerk import wijzigingstaken
from partijen.models import Gebruiker, Partij
from partijen.rechten import rechten_van
from voorraad.models import Opgave

MEESTE_TERUG = 20


@dataclass(frozen=True, slots=True)
class Taak:
    """Something to do, with where; ``fase`` is a badge, empty for counts."""

    tekst: str
    url: str
    fase: SafeString | str = ""
    klaar: bool = False


@dataclass(frozen=True, slots=True)
class Terug:
    """Something that was returned, with the reason."""

    wat: str
    reden: str
    url: str


@dataclass
class Gevraagd:
    """What one peilmoment asks of one party."""

    partij: Partij
    peilmoment: Peilmoment
    tot: dt.date | None
    mag_invoeren: bool
    taken: list[Taak] = field(default_factory=list)

    @property
    def klaar(self) -> bool:
        """Tell whether everything is submitted."""
        return all(taak.klaar for taak in self.taken)


@dataclass
class Werk:
    """Everything of one Overeenkomst for this user."""

    overeenkomst: Overeenkomst
    partijen: list[Partij]
    terug: list[Terug] = field(default_factory=list)
    gevraagd: list[Gevraagd] = field(default_factory=list)
    beoordelen: list[Taak] = field(default_factory=list)
    regisseren: list[Taak] = field(default_factory=list)
    standpunten: list[Taak] = field(default_factory=list)
    wijzigingen: list[Taak] = field(default_factory=list)
    nieuws: list[Regel] = field(default_factory=list)
    links: list[Taak] = field(default_factory=list)

    @property
    def iets_te_doen(self) -> bool:
        """Tell whether anything waits for the user."""
        taken = (self.terug, self.gevraagd, self.beoordelen, self.regisseren, self.standpunten, self.wijzigingen)
        return any(taken)


def _adres(peilmoment: Peilmoment) -> list[str]:
    return [peilmoment.overeenkomst.sleutel, peilmoment.peildatum.isoformat()]


def _meervoud(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"


class WerkLezer:
    """Reads everything 'Mijn werk' shows in a fixed number of queries."""

    def __init__(self, gebruiker: Gebruiker) -> None:
        self.gebruiker = gebruiker
        zichtbaar = Overeenkomst.objects.zichtbaar_voor(gebruiker)
        self.overeenkomsten = list(zichtbaar.select_related("regisseur", "controleur", "tweede_controleur"))
        deelnames: dict[int, list[Deelname]] = defaultdict(list)
        for deelname in Deelname.objects.filter(overeenkomst__in=self.overeenkomsten).select_related("partij"):
            deelnames[deelname.overeenkomst_id].append(deelname)
        rechten = rechten_van(gebruiker)
        self.toegang = {o.pk: Toegang(o, rechten, deelnames[o.pk]) for o in self.overeenkomsten}
        self.peilmomenten = self._lees_peilmomenten()
        self.actief = [p for p in self.peilmomenten if p.status in TE_BESPREKEN]
        self._lees_inzendingen()
        self.wijzigingen = wijzigingstaken(self.overeenkomsten, self.toegang)

    def _lees_peilmomenten(self) -> list[Peilmoment]:
        per_id = {o.pk: o for o in self.overeenkomsten}
        rijen = list(Peilmoment.objects.filter(overeenkomst__in=self.overeenkomsten).order_by("peildatum"))
        for rij in rijen:
            rij.overeenkomst = per_id[rij.overeenkomst_id]
        return rijen

    def _lees_inzendingen(self) -> None:
        """Fetch the phases of everything at the running peilmomenten, keyed by (peilmoment, party)."""
        ids = [p.pk for p in self.actief]
        self.fasen: dict[tuple[int, int], dict[str, int]] = defaultdict(dict)
        tellingen = Voortgang.objects.filter(peilmoment__in=ids).order_by().values("peilmoment_id", "partij_id", "fase")
        for rij in tellingen.annotate(aantal=Count("pk")):
            self.fasen[rij["peilmoment_id"], rij["partij_id"]][rij["fase"]] = rij["aantal"]
        self.cijfers = {(s.peilmoment_id, s.partij_id): s for s in Cijferstaat.objects.filter(peilmoment__in=ids)}
        self.opgaven = {(o.peilmoment_id, o.partij_id): o for o in Opgave.objects.filter(peilmoment__in=ids)}
        self.verlengd = {(v.peilmoment_id, v.partij_id): v.tot for v in Verlenging.objects.filter(peilmoment__in=ids)}
        eigen = {partij.pk for toegang in self.toegang.values() for partij in toegang.leest_voor}
        terug = Voortgang.objects.filter(peilmoment__in=ids, partij__in=eigen, fase=Fase.TERUGGEGEVEN)
        self.terug = list(terug.select_related("afspraak", "partij").order_by("afspraak__sorteersleutel", "pk"))
        binnen = Voortgang.objects.filter(peilmoment__in=ids).ingediende().order_by()
        self.binnen: dict[int, set[int]] = defaultdict(set)
        for peilmoment_id, afspraak_id in binnen.values_list("peilmoment_id", "afspraak_id").distinct():
            self.binnen[peilmoment_id].add(afspraak_id)
        self.gegeven: dict[tuple[int, int], set[int]] = defaultdict(set)
        standpunten = Standpunt.objects.filter(peilmoment__in=ids, partij__in=eigen)
        for pk, partij_id, afspraak_id in standpunten.values_list("peilmoment_id", "partij_id", "afspraak_id"):
            self.gegeven[pk, partij_id].add(afspraak_id)

    def lees(self) -> list[Werk]:
        """Return the work per Overeenkomst, the newest first."""
        toegang_per_sleutel = {o.sleutel: self.toegang[o.pk] for o in self.overeenkomsten}
        nieuws = Nieuws(self.gebruiker, toegang_per_sleutel, self.peilmomenten).regels()
        return [self._werk(o, nieuws[o.sleutel]) for o in self.overeenkomsten]

    def _werk(self, overeenkomst: Overeenkomst, nieuws: list[Regel]) -> Werk:
        toegang = self.toegang[overeenkomst.pk]
        werk = Werk(overeenkomst, toegang.leest_voor, nieuws=nieuws, links=self._links(overeenkomst))
        for peilmoment in (p for p in self.actief if p.overeenkomst_id == overeenkomst.pk):
            for partij in toegang.leest_voor:
                if (gevraagd := self._gevraagd(peilmoment, partij, toegang)).taken:
                    werk.gevraagd.append(gevraagd)
            werk.terug += self._terug(peilmoment, toegang)
            werk.beoordelen += self._beoordelen(peilmoment, toegang)
            werk.standpunten += self._standpunten(peilmoment, toegang)
        werk.wijzigingen = [Taak(tekst, url) for tekst, url in self.wijzigingen.get(overeenkomst.pk, ())]
        if toegang.is_regisseur:
            werk.regisseren = self._regisseren(overeenkomst)
        return werk

    def _gevraagd(self, peilmoment: Peilmoment, partij: Partij, toegang: Toegang) -> Gevraagd:
        """Return what is asked of one own party, stock first: those figures take longest."""
        sleutel = (peilmoment.pk, partij.pk)
        tot = laatste_dag(peilmoment.inleveren_tot, self.verlengd.get(sleutel))
        uit = Gevraagd(partij, peilmoment, tot, toegang.mag_invoeren_voor(partij.pk))
        adres = _adres(peilmoment)
        bladen = (("voorraad:opgave", self.opgaven, "Voorraadopgave"), ("monitoring:cijfers", self.cijfers, "Cijfers"))
        for naam, rijen, tekst in bladen:
            if blad := rijen.get(sleutel):
                url = reverse(naam, args=[*adres, partij.sleutel])
                uit.taken.append(Taak(tekst, url, fase_label(blad.fase), blad.fase in ZICHTBARE_FASEN))
        if fasen := self.fasen.get(sleutel):
            open_ = sum(fasen.get(fase, 0) for fase in BEWERKBARE_FASEN)
            totaal = sum(fasen.values())
            tekst = f"{open_} van {_meervoud(totaal, 'antwoord', 'antwoorden')} nog te geven"
            if not open_:
                tekst = "Antwoord ingediend" if totaal == 1 else f"Alle {totaal} antwoorden ingediend"
            uit.taken.append(Taak(tekst, reverse("monitoring:voortgang_lijst", args=adres), klaar=not open_))
        return uit

    def _terug(self, peilmoment: Peilmoment, toegang: Toegang) -> list[Terug]:
        """Return what was returned to the own parties, with the reason."""
        adres = _adres(peilmoment)
        uit = []
        for naam, rijen, tekst in (
            ("voorraad:opgave", self.opgaven, "Voorraadopgave"),
            ("monitoring:cijfers", self.cijfers, "Cijfers"),
        ):
            for partij in toegang.leest_voor:
                blad = rijen.get((peilmoment.pk, partij.pk))
                if blad and blad.fase == Fase.TERUGGEGEVEN:
                    uit.append(Terug(f"{tekst} van {partij}", blad.reden, reverse(naam, args=[*adres, partij.sleutel])))
        for rij in self.terug:
            if rij.peilmoment_id == peilmoment.pk and toegang.mag_concept_lezen_van(rij.partij_id):
                wat = f"Afspraak {rij.afspraak.nummer} {rij.afspraak.titel} ({rij.partij})".replace("  ", " ")
                uit.append(Terug(wat, rij.reden, reverse("monitoring:voortgang", args=[*adres, rij.pk])))
        return uit

    def _beoordelen(self, peilmoment: Peilmoment, toegang: Toegang) -> list[Taak]:
        """Return one task with the number of submissions that wait for this user."""
        if not toegang.is_controleur:
            return []
        aantal = 0
        for partij in toegang.partijen:
            if toegang.mag_beoordelen(partij.pk):
                sleutel = (peilmoment.pk, partij.pk)
                aantal += self.fasen.get(sleutel, {}).get(Fase.INGEDIEND, 0)
                bladen = (self.cijfers.get(sleutel), self.opgaven.get(sleutel))
                aantal += sum(1 for blad in bladen if blad is not None and blad.fase == Fase.INGEDIEND)
        if not aantal:
            return []
        tekst = f"{_meervoud(aantal, 'inzending wacht', 'inzendingen wachten')} op je oordeel ({peilmoment})"
        return [Taak(tekst, reverse("monitoring:controle", args=_adres(peilmoment)))]

    def _standpunten(self, peilmoment: Peilmoment, toegang: Toegang) -> list[Taak]:
        """Return per own tenant organisation on how many agreements it can still give a position."""
        binnen = self.binnen[peilmoment.pk]
        url = reverse("monitoring:standpunten", args=_adres(peilmoment))
        uit = []
        for partij in toegang.huurders_van_gebruiker:
            open_ = len(binnen - self.gegeven[peilmoment.pk, partij.pk])
            if open_:
                wat = _meervoud(open_, "afspraak", "afspraken")
                uit.append(Taak(f"{partij} kan nog een standpunt geven over {wat} ({peilmoment})", url))
        return uit

    def _regisseren(self, overeenkomst: Overeenkomst) -> list[Taak]:
        """Return the running peilmomenten, else the next planned one."""
        eigen = [p for p in self.peilmomenten if p.overeenkomst_id == overeenkomst.pk]
        uit = []
        for peilmoment in (p for p in eigen if p.status in TE_BESPREKEN):
            fasen = [aantallen for (pk, _), aantallen in self.fasen.items() if pk == peilmoment.pk]
            totaal = sum(sum(aantallen.values()) for aantallen in fasen)
            binnen = sum(aantallen.get(fase, 0) for aantallen in fasen for fase in ZICHTBARE_FASEN)
            stand = peilmoment.get_status_display().lower()
            tekst = f"{peilmoment}: {stand}, {binnen} van {totaal} antwoorden binnen"
            uit.append(Taak(tekst, peilmoment.get_absolute_url()))
        volgende = next((p for p in eigen if p.status == PeilmomentStatus.GEPLAND), None)
        if not uit and volgende is not None:
            uit.append(Taak(f"{volgende}: gepland, nog te openen", volgende.get_absolute_url()))
        return uit

    def _links(self, overeenkomst: Overeenkomst) -> list[Taak]:
        namen = (("Dashboard", "dashboard"), ("Afspraken", "afspraken"), ("Peilmomenten", "peilmomenten"))
        return [Taak(tekst, reverse(f"monitoring:{naam}", args=[overeenkomst.sleutel])) for tekst, naam in namen]


def mijn_werk(gebruiker: Gebruiker) -> list[Werk]:
    """Return what there is to do for the user."""
    return WerkLezer(gebruiker).lees()
