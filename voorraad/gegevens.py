"""What the stock pages read, as plain values: one query per function, whatever the number of rows.

Nothing is summed over a join here: rows come back one by one and the pure modules count.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.db.models import FilteredRelation, OuterRef, Q, Subquery

from afspraken.inzendingen import ZICHTBARE_FASEN, Fase
from afspraken.models import Deelname, Overeenkomst, Peilmoment
from partijen.models import Partij
from partijen.rollen import PartijSoort
from voorraad.balans import gewichten
from voorraad.models import Huurprijsgrens, Opgave, Prognose, Project, Tabel, Voorraadstand
from voorraad.samenvoegen import CelInhoud


@dataclass(frozen=True, slots=True)
class Kolom:
    """A column of a stand table."""

    pk: int
    sleutel: str
    label: str
    voluit: str


@dataclass(frozen=True, slots=True)
class Regel:
    """A row of a table; ``grens`` is the rent boundary in euro in the asked year, if confirmed."""

    pk: int
    sleutel: str
    label: str
    teken: str
    permanentie: str
    formule: str
    noot: str
    boven_grens: bool
    grens: Decimal | None


@dataclass
class TabelInfo:
    """A table with its rows and columns."""

    pk: int
    sleutel: str
    titel: str
    bron: str
    soort: str
    populatie: str
    toelichting: str
    regels: list[Regel] = field(default_factory=list)
    kolommen: list[Kolom] = field(default_factory=list)

    @cached_property
    def invoerregels(self) -> list[Regel]:
        """The rows that are filled in."""
        return [regel for regel in self.regels if not regel.formule]

    @cached_property
    def weeg(self) -> dict[str, dict[str, int]]:
        """How every row follows from the entered rows."""
        return gewichten({regel.sleutel: regel.formule for regel in self.regels})


_REGEL = ("pk", "sleutel", "label", "teken", "permanentie", "formule", "noot", "boven_grens")
_KOLOM = ("pk", "sleutel", "label", "voluit")
_TABEL = ("pk", "sleutel", "titel", "bron", "soort", "populatie", "toelichting")


def lees_tabellen(overeenkomst: Overeenkomst, jaar: int) -> list[TabelInfo]:
    """Return the tables of an Overeenkomst in order, with the rent boundaries of ``jaar`` (one query).

    Rows and columns come as a product and are put apart again: a table has a handful of each, and nothing is summed.
    """
    grens = Huurprijsgrens.objects.filter(jaar=jaar, soort=OuterRef("regels__grens_soort")).values("bedrag")[:1]
    rijen = (
        Tabel.objects.filter(overeenkomst=overeenkomst)
        .annotate(grens=Subquery(grens))
        .order_by("volgorde", "pk", "regels__volgorde", "regels__pk", "kolommen__volgorde", "kolommen__pk")
        .values(
            *_TABEL,
            "grens",
            *(f"regels__{naam}" for naam in _REGEL),
            *(f"kolommen__{naam}" for naam in _KOLOM),
        )
    )
    uit: dict[int, TabelInfo] = {}
    gezien: set[tuple[str, int]] = set()
    for rij in rijen:
        tabel = uit.setdefault(rij["pk"], TabelInfo(**{naam: rij[naam] for naam in _TABEL}))
        if (pk := rij["regels__pk"]) and ("regel", pk) not in gezien:
            gezien.add(("regel", pk))
            tabel.regels.append(Regel(**{naam: rij[f"regels__{naam}"] for naam in _REGEL}, grens=rij["grens"]))
        if (pk := rij["kolommen__pk"]) and ("kolom", pk) not in gezien:
            gezien.add(("kolom", pk))
            tabel.kolommen.append(Kolom(**{naam: rij[f"kolommen__{naam}"] for naam in _KOLOM}))
    return list(uit.values())


@dataclass
class OpgaveInfo:
    """A return with its mutations by row id."""

    pk: int
    fase: str
    peildatum: dt.date
    mutaties: dict[int, CelInhoud] = field(default_factory=dict)

    @property
    def telt(self) -> bool:
        """Tell whether its figures count."""
        return self.fase == Fase.GEACCEPTEERD

    @property
    def zichtbaar(self) -> bool:
        """Tell whether every party reads it."""
        return self.fase in ZICHTBARE_FASEN


@dataclass
class Corporatie:
    """A corporation that takes part, with its returns up to a day, oldest first."""

    pk: int
    sleutel: str
    naam: str
    opgaven: list[OpgaveInfo] = field(default_factory=list)

    def op(self, peildatum: dt.date) -> OpgaveInfo | None:
        """Return the return of this peildatum."""
        return next((opgave for opgave in self.opgaven if opgave.peildatum == peildatum), None)

    def geaccepteerd(self, na: dt.date | None = None) -> list[OpgaveInfo]:
        """Return the returns that count, after the day ``na`` when given."""
        return [opgave for opgave in self.opgaven if opgave.telt and (na is None or opgave.peildatum > na)]

    def vorige(self, peildatum: dt.date) -> OpgaveInfo | None:
        """Return the last submitted return before this day."""
        eerder = [opgave for opgave in self.opgaven if opgave.zichtbaar and opgave.peildatum < peildatum]
        return eerder[-1] if eerder else None

    def onvolledig(self, peildatum: dt.date) -> bool:
        """Tell whether figures up to this day are missing: a return that does not count yet, or none this time."""
        return self.op(peildatum) is None or any(not opgave.telt for opgave in self.opgaven)


def lees_partijen(overeenkomst: Overeenkomst) -> list[Partij]:
    """Return the parties that take part, in order (one query)."""
    deelnames = Deelname.objects.filter(overeenkomst=overeenkomst).select_related("partij")
    return [deelname.partij for deelname in deelnames]


def lees_corporaties(
    overeenkomst: Overeenkomst, tot: dt.date, *, partijen: Sequence[Partij] | None = None
) -> list[Corporatie]:
    """Return the corporations in order with their returns and mutations up to and including the day ``tot``.

    ``partijen``: the participants (or some of them) when they are at hand already. One query, two without them.
    """
    alle = lees_partijen(overeenkomst) if partijen is None else partijen
    uit = {p.pk: Corporatie(p.pk, p.sleutel, str(p)) for p in alle if p.soort == PartijSoort.CORPORATIE}
    rijen = (
        Opgave.objects.filter(peilmoment__overeenkomst=overeenkomst, peilmoment__peildatum__lte=tot, partij__in=uit)
        .order_by("peilmoment__peildatum", "pk", "mutaties__pk")
        .values_list(
            "partij_id",
            "pk",
            "fase",
            "peilmoment__peildatum",
            "mutaties__regel_id",
            "mutaties__aantal",
            "mutaties__toelichting",
            "mutaties__versie",
        )
    )
    for partij_id, pk, fase, peildatum, regel, aantal, toelichting, versie in rijen:
        opgaven = uit[partij_id].opgaven
        if not opgaven or opgaven[-1].pk != pk:
            opgaven.append(OpgaveInfo(pk, fase, peildatum))
        if regel is not None:
            opgaven[-1].mutaties[regel] = CelInhoud(aantal, toelichting, versie)
    return list(uit.values())


@dataclass(frozen=True, slots=True)
class PrognoseInfo:
    """What was promised."""

    partij_id: int
    regel_id: int
    project_id: int | None
    jaar: int | None
    hardheid: str
    waarde: int
    minimum: int | None
    maximum: int | None
    toelichting: str


def lees_prognoses(overeenkomst: Overeenkomst, partij_id: int | None = None) -> list[PrognoseInfo]:
    """Return everything promised (one query)."""
    rijen = Prognose.objects.filter(overeenkomst=overeenkomst)
    if partij_id is not None:
        rijen = rijen.filter(partij_id=partij_id)
    velden = ("partij_id", "regel_id", "project_id", "jaar", "hardheid", "waarde", "minimum", "maximum", "toelichting")
    return [PrognoseInfo(*rij) for rij in rijen.order_by("pk").values_list(*velden)]


@dataclass
class ProjectInfo:
    """A location with what its corporation expects: return id -> year -> cell."""

    pk: int
    sleutel: str
    naam: str
    partij_id: int
    hardheid: str
    soort: str
    soort_naam: str
    teken: str
    toelichting: str
    standen: dict[int, dict[int, CelInhoud]] = field(default_factory=dict)


def lees_projecten(
    overeenkomst: Overeenkomst, opgave_ids: Iterable[int], partij_id: int | None = None
) -> list[ProjectInfo]:
    """Return the locations with their expected counts in the given returns (one query)."""
    projecten = Project.objects.filter(overeenkomst=overeenkomst)
    if partij_id is not None:
        projecten = projecten.filter(partij_id=partij_id)
    velden = ("pk", "sleutel", "naam", "partij_id", "hardheid", "mutatiesoort__sleutel", "mutatiesoort__naam")
    rijen = (
        projecten.annotate(stand=FilteredRelation("standen", condition=Q(standen__opgave__in=list(opgave_ids) or [0])))
        .order_by("partij__sorteernaam", "volgorde", "pk", "stand__jaar")
        .values_list(
            *velden,
            "mutatiesoort__teken",
            "toelichting",
            "stand__opgave_id",
            "stand__jaar",
            "stand__aantal",
            "stand__toelichting",
            "stand__versie",
        )
    )
    uit: dict[int, ProjectInfo] = {}
    for *vast, opgave_id, jaar, aantal, toelichting, versie in rijen:
        project = uit.setdefault(vast[0], ProjectInfo(*vast))
        if opgave_id is not None:
            project.standen.setdefault(opgave_id, {})[jaar] = CelInhoud(aantal, toelichting, versie)
    return list(uit.values())


@dataclass(frozen=True, slots=True)
class StandInfo:
    """One cell of a stand; without ``opgave_id`` it is an opening stand."""

    partij_id: int
    regel_id: int
    kolom_id: int
    peildatum: dt.date
    bron: str
    opgave_id: int | None
    inhoud: CelInhoud


def lees_standen(
    overeenkomst: Overeenkomst, opgave_ids: Iterable[int], voor: dt.date, partij_id: int | None = None
) -> list[StandInfo]:
    """Return the stands of the given returns and the opening stands before the day ``voor`` (one query)."""
    keuze = Q(opgave__in=list(opgave_ids)) | Q(opgave=None, peildatum__lt=voor)
    rijen = Voorraadstand.objects.filter(keuze, overeenkomst=overeenkomst)
    if partij_id is not None:
        rijen = rijen.filter(partij_id=partij_id)
    velden = ("partij_id", "regel_id", "kolom_id", "peildatum", "bron", "opgave_id", "aantal", "toelichting", "versie")
    return [
        StandInfo(partij, regel, kolom, peildatum, bron, opgave, CelInhoud(aantal, toelichting, versie))
        for partij, regel, kolom, peildatum, bron, opgave, aantal, toelichting, versie in rijen.order_by(
            "peildatum", "pk"
        ).values_list(*velden)
    ]


@dataclass(frozen=True, slots=True)
class Gegevens:
    """Everything the tables of one peilmoment are made of (six queries)."""

    overeenkomst: Overeenkomst
    peildatum: dt.date
    tabellen: list[TabelInfo]
    corporaties: list[Corporatie]
    prognoses: list[PrognoseInfo]
    projecten: list[ProjectInfo]
    standen: list[StandInfo]

    @property
    def jaren(self) -> list[int]:
        """The years of the Overeenkomst."""
        return list(range(self.overeenkomst.begin.year, self.overeenkomst.laatste_dag.year + 1))


def lees_gegevens(peilmoment: Peilmoment, partijen: Sequence[Partij] | None = None) -> Gegevens:
    """Read the stock at a peilmoment, which need not be stored (five queries, six without ``partijen``)."""
    overeenkomst, peildatum = peilmoment.overeenkomst, peilmoment.peildatum
    corporaties = lees_corporaties(overeenkomst, peildatum, partijen=partijen)
    nu = [opgave.pk for c in corporaties if (opgave := c.op(peildatum)) and opgave.telt]
    return Gegevens(
        overeenkomst=overeenkomst,
        peildatum=peildatum,
        tabellen=lees_tabellen(overeenkomst, peildatum.year),
        corporaties=corporaties,
        prognoses=lees_prognoses(overeenkomst),
        projecten=lees_projecten(overeenkomst, nu),
        standen=lees_standen(overeenkomst, nu, peildatum),
    )
