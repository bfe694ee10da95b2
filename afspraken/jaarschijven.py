"""Writes of a Jaarschijf (Kampen 5.4): make, fill, settle, close, and carry forward what is not finished.

The redacteur of the gemeente keeps it; whoever is named at an activity says how far it is. Once settled the plan stands
and only status and outcome change; once closed nothing does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone

from afspraken.jaarschijftelling import ONAF
from afspraken.keuzes import ActiviteitStatus, JaarschijfStatus
from afspraken.models import Activiteit, Deelname, Jaarschijf, Overeenkomst
from afspraken.termijnherkenning import herken_termijnen
from afspraken.toegang import Toegang
from afspraken.uitvouwen import Binding, Deelnemer, vouw_uit
from partijen.models import Gebruiker, Partij
from partijen.rechten import rechten_van
from partijen.services import leg_vast

PLANVELDEN = ("afspraak", "nummer", "omschrijving", "wie_tekst", "groep", "wanneer", "begin", "eind", "budget", "doel")
VOORTGANGVELDEN = ("status", "uitkomst")
_ROL = "trekker"


def toegang_tot(overeenkomst: Overeenkomst, gebruiker: Gebruiker) -> Toegang:
    """Return the rights of a user within an Overeenkomst."""
    return Toegang(overeenkomst, rechten_van(gebruiker))


def genoemde_partijen(activiteit: Activiteit, deelnames: Sequence[Deelname]) -> set[int]:
    """Return the ids of the participants an activity names, its group unfolded."""
    deelnemers = [Deelnemer(d.partij_id, d.partij.soort) for d in deelnames]
    bindingen = [Binding(_ROL, partij.pk) for partij in activiteit.partijen.all()]
    if activiteit.groep:
        bindingen.append(Binding(_ROL, None, activiteit.groep))
    return set(vouw_uit(bindingen, _ROL, deelnemers))  # type: ignore[arg-type]


def mag_plan(jaarschijf: Jaarschijf, toegang: Toegang) -> bool:
    """Tell whether the user may change what is planned."""
    return toegang.is_redacteur and jaarschijf.status == JaarschijfStatus.CONCEPT


def mag_voortgang(activiteit: Activiteit, jaarschijf: Jaarschijf, toegang: Toegang) -> bool:
    """Tell whether the user may say how far an activity is: the gemeente, or who enters for a party it names."""
    if jaarschijf.status == JaarschijfStatus.AFGESLOTEN:
        return False
    mijn = {partij.pk for partij in toegang.voert_in_voor}
    return toegang.is_redacteur or bool(mijn & genoemde_partijen(activiteit, toegang.deelnames))


def _eis_redacteur(overeenkomst: Overeenkomst, door: Gebruiker) -> None:
    if not toegang_tot(overeenkomst, door).is_redacteur:
        raise PermissionDenied


def _log(daad: str, rij: models.Model, overeenkomst: Overeenkomst, door: Gebruiker, **gegevens: Any) -> None:
    soort = f"{rij._meta.model_name}.{daad}"
    leg_vast(soort=soort, voorwerp=rij, overeenkomst=overeenkomst.sleutel, actor=door, **gegevens)


def _houd_vast(jaarschijf: Jaarschijf) -> Jaarschijf:
    """Return the jaarschijf as it is now, held for this transaction: what is settled meanwhile is not written in."""
    rijen = Jaarschijf.objects.select_for_update(of=("self",)).select_related("overeenkomst")
    return rijen.get(pk=jaarschijf.pk)


def _een_tegelijk(overeenkomst: Overeenkomst) -> None:
    """Let who else starts a year of this set wait, so that the second finds what the first made."""
    Overeenkomst.objects.select_for_update().only("pk").get(pk=overeenkomst.pk)


@transaction.atomic
def maak_jaarschijf(*, overeenkomst: Overeenkomst, jaar: int, door: Gebruiker) -> Jaarschijf:
    """Start the plan of one year. Raises ValidationError outside the period or when the year has one."""
    _eis_redacteur(overeenkomst, door)
    _een_tegelijk(overeenkomst)
    eerste, laatste = overeenkomst.begin.year, overeenkomst.laatste_dag.year
    if not eerste <= jaar <= laatste:
        raise ValidationError({"jaar": f"Kies een jaar van {eerste} tot en met {laatste}."})
    if overeenkomst.jaarschijven.filter(jaar=jaar).exists():
        raise ValidationError({"jaar": "Voor dit jaar is er al een jaarschijf."})
    jaarschijf = Jaarschijf(overeenkomst=overeenkomst, jaar=jaar)
    jaarschijf.bewaar()
    _log("gemaakt", jaarschijf, overeenkomst, door, jaar=jaar)
    return jaarschijf


@transaction.atomic
def bewaar_inleiding(*, jaarschijf: Jaarschijf, inleiding: str, door: Gebruiker, verwacht: int) -> Jaarschijf:
    """Save the words above the plan."""
    jaarschijf = _houd_vast(jaarschijf)
    _eis_redacteur(jaarschijf.overeenkomst, door)
    _eis_open(jaarschijf)
    jaarschijf.inleiding = inleiding
    jaarschijf.bewaar(verwacht=verwacht)
    _log("gewijzigd", jaarschijf, jaarschijf.overeenkomst, door)
    return jaarschijf


def _eis_open(jaarschijf: Jaarschijf, *, plan: bool = True) -> None:
    """Refuse writing in what is settled (the plan) or closed (everything)."""
    if jaarschijf.status == JaarschijfStatus.AFGESLOTEN:
        raise ValidationError(f"De jaarschijf van {jaarschijf.jaar} is afgesloten.")
    if plan and jaarschijf.status != JaarschijfStatus.CONCEPT:
        raise ValidationError(
            f"De jaarschijf van {jaarschijf.jaar} is vastgesteld. Alleen status en uitkomst wijzigen."
        )


@transaction.atomic
def bewaar_activiteit(
    *,
    jaarschijf: Jaarschijf,
    activiteit: Activiteit | None,
    waarden: Mapping[str, Any],
    partijen: Sequence[Partij],
    door: Gebruiker,
    verwacht: int | None = None,
) -> Activiteit:
    """Store an activity (None: a new one) with its parties. Without dates they follow from ``wanneer``."""
    jaarschijf = _houd_vast(jaarschijf)
    _eis_redacteur(jaarschijf.overeenkomst, door)
    _eis_open(jaarschijf)
    nieuw = activiteit is None
    if activiteit is None:
        hoogste = jaarschijf.activiteiten.aggregate(hoogste=models.Max("volgorde"))["hoogste"] or 0
        activiteit = Activiteit(jaarschijf=jaarschijf, volgorde=hoogste + 1)
    for naam in (*PLANVELDEN, *VOORTGANGVELDEN):
        if naam in waarden:
            setattr(activiteit, naam, waarden[naam])
    if activiteit.afspraak.overeenkomst_id != jaarschijf.overeenkomst_id:
        raise ValidationError({"afspraak": "Kies een afspraak uit deze overeenkomst."})
    if activiteit.begin is None and activiteit.eind is None:
        activiteit.begin, activiteit.eind = data_uit(activiteit.wanneer, jaarschijf.jaar)
    activiteit.bewaar(verwacht=verwacht)
    activiteit.partijen.set(partijen)
    _log("toegevoegd" if nieuw else "gewijzigd", activiteit, jaarschijf.overeenkomst, door, jaar=jaarschijf.jaar)
    return activiteit


def data_uit(wanneer: str, jaar: int) -> tuple[dt.date | None, dt.date | None]:
    """Return first and last day that follow from words such as 'in het najaar', as far as they fall in the year."""
    eerste, laatste = dt.date(jaar, 1, 1), dt.date(jaar, 12, 31)
    for een in herken_termijnen(wanneer, begin=eerste, eind=laatste, als_kolom=True):
        dag = een.eind or een.begin
        if dag and eerste <= dag <= laatste:
            return een.begin, een.eind
    return None, None


@transaction.atomic
def meld_voortgang(
    *, activiteit: Activiteit, status: str, uitkomst: str, door: Gebruiker, verwacht: int | None = None
) -> Activiteit:
    """Say how far an activity is and what came of it."""
    jaarschijf = _houd_vast(activiteit.jaarschijf)
    toegang = toegang_tot(jaarschijf.overeenkomst, door)
    _eis_open(jaarschijf, plan=False)
    if not mag_voortgang(activiteit, jaarschijf, toegang):
        raise PermissionDenied
    activiteit.status, activiteit.uitkomst = status, uitkomst
    activiteit.bewaar(verwacht=verwacht)
    _log("voortgang", activiteit, jaarschijf.overeenkomst, door, status=str(status), jaar=jaarschijf.jaar)
    return activiteit


@transaction.atomic
def verwijder_activiteit(*, activiteit: Activiteit, door: Gebruiker) -> None:
    """Delete an activity of a plan that is not settled; one that goes on in a later year stays."""
    jaarschijf = _houd_vast(activiteit.jaarschijf)
    _eis_redacteur(jaarschijf.overeenkomst, door)
    _eis_open(jaarschijf)
    if activiteit.voortzettingen.exists():
        raise ValidationError("Deze activiteit gaat verder in een later jaar. Verwijder die eerst.")
    _log("verwijderd", activiteit, jaarschijf.overeenkomst, door, jaar=jaarschijf.jaar)
    activiteit.delete()


@transaction.atomic
def stel_vast(*, jaarschijf: Jaarschijf, overleg: str, vastgesteld_op: dt.date, door: Gebruiker) -> Jaarschijf:
    """Settle the plan: which overleg did and when."""
    jaarschijf = _naar(jaarschijf, JaarschijfStatus.CONCEPT, JaarschijfStatus.VASTGESTELD, door)
    if not overleg.strip():
        raise ValidationError({"overleg": "Vul in welk overleg de jaarschijf heeft vastgesteld."})
    if vastgesteld_op > timezone.localdate():
        raise ValidationError({"vastgesteld_op": "Deze dag is nog niet geweest."})
    if not jaarschijf.activiteiten.exists():
        raise ValidationError("Er staat nog geen activiteit in deze jaarschijf.")
    jaarschijf.overleg, jaarschijf.vastgesteld_op = overleg.strip(), vastgesteld_op
    jaarschijf.bewaar()
    _log("vastgesteld", jaarschijf, jaarschijf.overeenkomst, door, jaar=jaarschijf.jaar)
    return jaarschijf


def _naar(jaarschijf: Jaarschijf, van: JaarschijfStatus, naar: JaarschijfStatus, door: Gebruiker) -> Jaarschijf:
    jaarschijf = _houd_vast(jaarschijf)
    _eis_redacteur(jaarschijf.overeenkomst, door)
    if jaarschijf.status != van:
        raise ValidationError(f"Dit kan niet: de jaarschijf is nu '{jaarschijf.get_status_display().lower()}'.")
    jaarschijf.status = naar
    return jaarschijf


@transaction.atomic
def sluit_af(*, jaarschijf: Jaarschijf, door: Gebruiker) -> Jaarschijf:
    """Close the year. What was planned or under way and did not get done is marked so."""
    jaarschijf = _naar(jaarschijf, JaarschijfStatus.VASTGESTELD, JaarschijfStatus.AFGESLOTEN, door)
    open_ = (ActiviteitStatus.GEPLAND, ActiviteitStatus.BEZIG)
    for activiteit in jaarschijf.activiteiten.filter(status__in=open_):
        activiteit.status = ActiviteitStatus.NIET_GEREED
        activiteit.bewaar()
    jaarschijf.bewaar()
    _log("afgesloten", jaarschijf, jaarschijf.overeenkomst, door, jaar=jaarschijf.jaar)
    return jaarschijf


@transaction.atomic
def heropen(*, jaarschijf: Jaarschijf, door: Gebruiker) -> Jaarschijf:
    """Take one step back: closed to settled, settled to concept."""
    terug = {
        JaarschijfStatus.AFGESLOTEN: JaarschijfStatus.VASTGESTELD,
        JaarschijfStatus.VASTGESTELD: JaarschijfStatus.CONCEPT,
    }
    nu = JaarschijfStatus(_houd_vast(jaarschijf).status)
    _eis_redacteur(jaarschijf.overeenkomst, door)
    if nu not in terug:
        raise ValidationError("Deze jaarschijf is al een concept.")
    jaarschijf = _naar(jaarschijf, nu, terug[nu], door)
    if jaarschijf.status == JaarschijfStatus.CONCEPT:
        jaarschijf.overleg, jaarschijf.vastgesteld_op = "", None
    jaarschijf.bewaar()
    _log("heropend", jaarschijf, jaarschijf.overeenkomst, door, jaar=jaarschijf.jaar)
    return jaarschijf


def over_te_nemen(jaarschijf: Jaarschijf) -> models.QuerySet[Activiteit]:
    """Return what is not finished and does not go on in the next year yet."""
    rijen = jaarschijf.activiteiten.filter(status__in=ONAF)
    return rijen.exclude(voortzettingen__jaarschijf__jaar=jaarschijf.jaar + 1)


@transaction.atomic
def neem_mee(*, jaarschijf: Jaarschijf, activiteiten: Collection[int], door: Gebruiker) -> Jaarschijf:
    """Carry these unfinished activities (ids) forward to the next year, whose plan is made when there is none."""
    overeenkomst = jaarschijf.overeenkomst
    _eis_redacteur(overeenkomst, door)
    _een_tegelijk(overeenkomst)
    jaar = jaarschijf.jaar + 1
    volgende = overeenkomst.jaarschijven.filter(jaar=jaar).first()
    volgende = volgende or maak_jaarschijf(overeenkomst=overeenkomst, jaar=jaar, door=door)
    volgende = _houd_vast(volgende)
    _eis_open(volgende)
    gekozen = over_te_nemen(jaarschijf).filter(pk__in=activiteiten)
    for oud in gekozen.select_related("afspraak").prefetch_related("partijen"):
        begin, eind = data_uit(oud.wanneer, jaar)
        nieuw = Activiteit(jaarschijf=volgende, voortzetting_van=oud, begin=begin, eind=eind, volgorde=oud.volgorde)
        for naam in ("afspraak", "nummer", "omschrijving", "wie_tekst", "groep", "wanneer", "budget", "doel"):
            setattr(nieuw, naam, getattr(oud, naam))
        nieuw.bewaar()
        nieuw.partijen.set(oud.partijen.all())
        _log("meegenomen", nieuw, overeenkomst, door, jaar=jaar)
    return volgende
