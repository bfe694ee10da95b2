"""Writes of the stock: save a return with colleagues in it, hand it in, add a location."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify

from afspraken.indienen import controleer_bewerkbaar, controleer_invoerder, dien_in, houd_vast, markeer_gewijzigd
from partijen.models import Gebruiker
from partijen.services import leg_vast
from voorraad.balans import TekenFout, normaliseer
from voorraad.cellen import ALGEMEEN, CelDefinitie, ontbrekend
from voorraad.celopslag import inhoud_van, schrijf_cellen
from voorraad.keuzes import Hardheid, TabelSoort
from voorraad.models import Mutatiesoort, Opgave, Project, Tabel
from voorraad.models.tabel import GROOTSTE_AANTAL
from voorraad.opgavegegevens import lees_opgave
from voorraad.samenvoegen import CelInhoud, Conflict, voeg_samen


class CelConflict(Exception):
    """A colleague changed the same cells; nothing was stored. ``conflicten``: cell name -> theirs and mine."""

    def __init__(self, conflicten: dict[str, Conflict]) -> None:
        super().__init__("Een collega heeft dezelfde velden gewijzigd.")
        self.conflicten = conflicten


class Onvolledig(ValidationError):
    """Rows are not filled in; the error dict holds a message per cell name."""


@dataclass(frozen=True, slots=True)
class Bewaard:
    """The outcome of a save: the return, and the cells a colleague changed meanwhile that were kept."""

    opgave: Opgave
    overgenomen: list[str]


@transaction.atomic
def bewaar_opgave(
    *,
    opgave: Opgave,
    cellen: Mapping[str, CelInhoud],
    toelichting: str,
    door: Gebruiker,
    gelezen: Mapping[str, str],
) -> Bewaard:
    """Save the cells the user changed and keep what colleagues changed since the user read them.

    ``cellen``: what is on the user's screen, by cell name, counts as typed. ``gelezen``: the mark of every cell as the
    user read it. Raises PermissionDenied, Gesloten, ValidationError (dict by cell name), or CelConflict when a cell was
    changed by both; in each case nothing is stored.
    """
    vers = _vergrendel(opgave, door)
    per_naam = lees_opgave(vers).cellen
    invoer = _controleer(per_naam, cellen)
    invoer[ALGEMEEN] = CelInhoud(None, toelichting.strip())
    huidig = inhoud_van(vers)
    plan = voeg_samen(huidig, invoer, gelezen)
    if plan.conflicten:
        raise CelConflict(plan.conflicten)
    if algemeen := plan.te_schrijven.pop(ALGEMEEN, None):
        vers.toelichting = algemeen.toelichting
    schrijf_cellen(vers, {per_naam[naam]: inhoud for naam, inhoud in plan.te_schrijven.items()})
    markeer_gewijzigd(vers, door)
    vers.bewaar()
    _log("opgeslagen", vers, door, cellen=len(plan.te_schrijven))
    return Bewaard(vers, plan.overgenomen)


def _vergrendel(opgave: Opgave, door: Gebruiker) -> Opgave:
    """Check rights and window, then hold the row for this transaction and return it as it stands now.

    The update is the lock: a second save of the same return waits for it, on PostgreSQL and on SQLite alike.
    """
    controleer_invoerder(opgave, door)
    houd_vast(opgave.peilmoment_id)
    controleer_bewerkbaar(_lees(opgave.pk))
    Opgave.objects.filter(pk=opgave.pk).update(versie=F("versie") + 1)
    vers = _lees(opgave.pk)
    controleer_bewerkbaar(vers)
    return vers


def _lees(pk: int) -> Opgave:
    return Opgave.objects.select_related("peilmoment__overeenkomst__regisseur", "partij").get(pk=pk)


def _controleer(per_naam: Mapping[str, CelDefinitie], cellen: Mapping[str, CelInhoud]) -> dict[str, CelInhoud]:
    """Return the cells as they are stored; raises ValidationError for a cell, sign or size that cannot be."""
    fouten: dict[str, str] = {}
    uit: dict[str, CelInhoud] = {}
    for naam, inhoud in cellen.items():
        definitie = per_naam.get(naam)
        if definitie is None:
            fouten[naam] = "Dit veld hoort niet (meer) bij deze opgave."
            continue
        try:
            uit[naam] = _als_opgeslagen(definitie, inhoud)
        except ValueError as fout:
            fouten[naam] = str(fout)
    if fouten:
        raise ValidationError(fouten)
    return uit


def _als_opgeslagen(definitie: CelDefinitie, inhoud: CelInhoud) -> CelInhoud:
    """Return one cell with its count as stored and its note trimmed."""
    toelichting = inhoud.toelichting.strip()
    if len(toelichting) > 300:
        raise ValueError("Maak de toelichting korter: hoogstens 300 tekens.")
    if inhoud.aantal is None:
        if toelichting:
            raise ValueError("Vul bij deze toelichting ook een aantal in; 0 mag ook.")
        return CelInhoud()
    if abs(inhoud.aantal) > GROOTSTE_AANTAL:
        raise ValueError("Vul 9.999.999 of een lager getal in.")
    if inhoud.aantal < 0 and definitie.soort == TabelSoort.STAND:
        raise TekenFout("Een stand is 0 of meer: vul hem in zonder minteken.")
    return CelInhoud(normaliseer(definitie.teken, inhoud.aantal), toelichting)


@transaction.atomic
def dien_opgave_in(*, opgave: Opgave, door: Gebruiker, verwacht: int | None = None) -> Opgave:
    """Hand in a return whose rows are all filled in.

    Raises Onvolledig with a message per cell, or what ``afspraken.indienen.dien_in`` raises.
    """
    controleer_invoerder(opgave, door)
    controleer_bewerkbaar(opgave)
    leeg = ontbrekend(_te_vragen(opgave), inhoud_van(opgave))
    if leeg:
        raise Onvolledig({naam: [tekst] for naam, tekst in leeg.items()})
    return dien_in(inzending=opgave, door=door, verwacht=verwacht)


def _te_vragen(opgave: Opgave) -> list[CelDefinitie]:
    """Return the cells that are asked, years before the begin last: a message lands on the first asked year."""
    begin = opgave.peilmoment.overeenkomst.begin.year
    return sorted(lees_opgave(opgave).cellen.values(), key=lambda cel: 0 < cel.jaar < begin)


@transaction.atomic
def voeg_project_toe(
    *,
    opgave: Opgave,
    naam: str,
    mutatiesoort: Mutatiesoort,
    door: Gebruiker,
    hardheid: str = Hardheid.ONBEKEND,
    toelichting: str = "",
) -> Project:
    """Add a location to the programme of the corporation of this return, while the return is open.

    Raises PermissionDenied, Gesloten, or ValidationError with the fields ``naam``, ``hardheid``.
    """
    vers = _vergrendel(opgave, door)
    overeenkomst = vers.peilmoment.overeenkomst
    if not Tabel.objects.filter(overeenkomst=overeenkomst, soort=TabelSoort.PROJECTEN).exists():
        raise ValidationError({"naam": "Deze overeenkomst heeft geen tabel met locaties."})
    eigen = list(overeenkomst.projecten.filter(partij=vers.partij).values_list("naam", "volgorde"))
    if naam.strip().casefold() in {bestaand.casefold() for bestaand, _volgorde in eigen}:
        raise ValidationError({"naam": "Deze locatie staat al in de tabel."})
    project = Project(
        overeenkomst=overeenkomst,
        partij=vers.partij,
        sleutel=_vrije_sleutel(vers, naam),
        naam=naam.strip(),
        mutatiesoort=mutatiesoort,
        hardheid=hardheid,
        toelichting=toelichting.strip(),
        volgorde=max((volgorde for _naam, volgorde in eigen), default=0) + 1,
    )
    project.full_clean()
    project.save()
    _log("project_toegevoegd", vers, door, project=project.sleutel)
    return project


def _vrije_sleutel(opgave: Opgave, naam: str) -> str:
    """Return a key for the location that its corporation does not use yet."""
    bezet = set(Project.objects.filter(partij=opgave.partij).values_list("sleutel", flat=True))
    basis = slugify(naam)[:70] or "locatie"
    sleutel, nummer = basis, 2
    while sleutel in bezet:
        sleutel, nummer = f"{basis}-{nummer}", nummer + 1
    return sleutel


def _log(daad: str, opgave: Opgave, door: Gebruiker, **gegevens: Any) -> None:
    leg_vast(
        soort=f"opgave.{daad}",
        voorwerp=opgave,
        overeenkomst=opgave.peilmoment.overeenkomst.sleutel,
        partij=opgave.partij,
        actor=door,
        **gegevens,
    )
