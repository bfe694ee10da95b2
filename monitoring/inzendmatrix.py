"""Who has submitted what at a peilmoment: one row per party, one cell per kind of submission."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.urls import reverse

from afspraken.inzendingen import NIET_BINNEN, UITERLIJK, ZICHTBARE_FASEN, Fase, laatste_dag
from afspraken.models import Peilmoment
from afspraken.toegang import Toegang
from monitoring.models import Cijferstaat, Standpunt, Voortgang
from partijen.models import Partij
from partijen.rollen import PartijSoort
from voorraad.models import Opgave


@dataclass
class Cel:
    """One cell: a phase with its address, or counts of obligations."""

    tekst: str = ""
    kleur: str = ""
    vorm: str = ""
    url: str = ""


@dataclass
class Rij:
    """One party."""

    partij: Partij
    inleveren_tot: object = None
    opgave: Cel | None = None
    cijfers: Cel | None = None
    voortgang: list[tuple[int, Cel]] = field(default_factory=list)
    voortgang_totaal: int = 0
    voortgang_binnen: int = 0
    voortgang_url: str = ""
    standpunten: int | None = None
    is_eigen: bool = False


def _cel(fase: str, url: str, *, eigen: bool) -> Cel:
    tekst, kleur, vorm = UITERLIJK[NIET_BINNEN if fase == Fase.CONCEPT and not eigen else fase]
    return Cel(tekst, kleur, vorm, url if eigen or fase in ZICHTBARE_FASEN else "")


def inzendmatrix(peilmoment: Peilmoment, toegang: Toegang) -> list[Rij]:
    """Return one row per participant (five queries, whatever the number of parties and agreements)."""
    fasen: dict[int, Counter[str]] = defaultdict(Counter)
    for partij_id, fase in Voortgang.objects.filter(peilmoment=peilmoment).values_list("partij_id", "fase"):
        fasen[partij_id][fase] += 1
    opgaven = dict(Opgave.objects.filter(peilmoment=peilmoment).values_list("partij_id", "fase"))
    staten = dict(Cijferstaat.objects.filter(peilmoment=peilmoment).values_list("partij_id", "fase"))
    standpunten = Counter(Standpunt.objects.filter(peilmoment=peilmoment).values_list("partij_id", flat=True))
    verlengd = dict(peilmoment.verlengingen.values_list("partij_id", "tot"))
    basis = [peilmoment.overeenkomst.sleutel, peilmoment.peildatum.isoformat()]
    rijen = []
    for partij in toegang.partijen:
        eigen = toegang.mag_concept_lezen_van(partij.pk)
        rij = Rij(partij, is_eigen=eigen)
        rij.inleveren_tot = laatste_dag(peilmoment.inleveren_tot, verlengd.get(partij.pk))
        if partij.pk in opgaven:
            url = reverse("voorraad:opgave", args=[*basis, partij.sleutel])
            rij.opgave = _cel(opgaven[partij.pk], url, eigen=eigen)
        if partij.pk in staten:
            url = reverse("monitoring:cijfers", args=[*basis, partij.sleutel])
            rij.cijfers = _cel(staten[partij.pk], url, eigen=eigen)
        teller = fasen[partij.pk]
        rij.voortgang = [(teller[fase], _cel(fase, "", eigen=eigen)) for fase in Fase if teller[fase]]
        rij.voortgang_totaal = teller.total()
        rij.voortgang_binnen = sum(teller[fase] for fase in ZICHTBARE_FASEN)
        rij.voortgang_url = reverse("monitoring:voortgang_lijst", args=basis) + f"?partij={partij.sleutel}"
        if partij.soort == PartijSoort.HUURDERSORGANISATIE:
            rij.standpunten = standpunten[partij.pk]
        rijen.append(rij)
    return rijen
