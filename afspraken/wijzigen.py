"""Writes of a Wijziging: propose, record, put to the parties, agree, and every other way it ends.

After vaststelling the signed text changes in no other way (``registerservices.Vergrendeld``). A correction brings the
register back to the signed document and is the gemeente's alone; everything else waits for every bound party.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from afspraken.afspraakwaarden import Waarden, met_waarden, waarden_van
from afspraken.keuzes import Oordeel, OvereenkomstStatus, WijzigingFase, WijzigingSoort
from afspraken.models import Afspraak, Instemming, Overeenkomst, Wijziging, Wijzigingsregel
from afspraken.toegang import Toegang
from afspraken.wijziging_ingaan import huidige_afspraken, probeer, voer_door
from afspraken.wijzigingsfasen import LAAT_VERVALLEN, aantal_fout, mag_naar
from afspraken.wijzigingsrecht import (
    gebonden,
    mag_bewerken,
    mag_namens,
    mag_voorstellen_voor,
    openstaand,
    toegang_tot,
)
from afspraken.wijzigingsregels import begin_nieuw, nummers_na, veranderde_velden, voeg_samen
from basis.versies import VersieConflict
from partijen.models import Gebruiker, Partij
from partijen.rechten import rechten_van
from partijen.rollen import PartijSoort
from partijen.services import leg_vast

KOPVELDEN = ("titel", "reden", "ingangsdatum", "overleg", "overleg_op")


@dataclass(frozen=True, slots=True)
class Uitslag:
    """What came of an agreement given: whether the change took effect, and if it could not, why."""

    van_kracht: bool
    melding: str = ""


# Steps. Each holds the change first, so that two people take turns, and is refused when it was changed meanwhile.


def _houd_vast(wijziging: Wijziging, verwacht: int | None) -> Wijziging:
    """Return the change as it is now, held for this transaction; VersieConflict when it is not what was read."""
    rijen = Wijziging.objects.select_for_update(of=("self",)).select_related("overeenkomst", "voorgesteld_door")
    huidig = rijen.prefetch_related("regels").get(pk=wijziging.pk)
    if verwacht is not None and huidig.versie != verwacht:
        raise VersieConflict(huidig)
    return huidig


def _eis(mag: bool) -> None:
    if not mag:
        raise PermissionDenied


def _stap(wijziging: Wijziging, naar: WijzigingFase) -> None:
    """Put a change in its next phase; ValidationError when that does not follow."""
    if not mag_naar(wijziging.fase, naar):
        raise _te_laat(wijziging)
    wijziging.fase = naar


def _te_laat(wijziging: Wijziging) -> ValidationError:
    return ValidationError(f"Dit kan niet meer: de wijziging is intussen '{wijziging.get_fase_display().lower()}'.")


def _log(daad: str, wijziging: Wijziging, door: Gebruiker, partij: Partij | None = None, **gegevens: Any) -> None:
    leg_vast(
        soort=f"wijziging.{daad}",
        voorwerp=wijziging,
        overeenkomst=wijziging.overeenkomst.sleutel,
        actor=door,
        partij=partij or wijziging.voorgesteld_door,
        nummer=wijziging.nummer,
        **gegevens,
    )


@transaction.atomic
def stel_op(
    *,
    overeenkomst: Overeenkomst,
    soort: str,
    partij: Partij,
    afspraken: Sequence[Afspraak],
    nieuwe: int,
    kop: Mapping[str, Any],
    door: Gebruiker,
) -> Wijziging:
    """Start a change as a concept of ``partij``. Raises ValidationError for numbers that do not fit the kind."""
    toegang = Toegang(overeenkomst, rechten_van(door))
    _eis(partij in mag_voorstellen_voor(toegang))
    if soort == WijzigingSoort.CORRECTIE:
        _eis(toegang.is_redacteur and partij.soort == PartijSoort.GEMEENTE)
    if overeenkomst.status == OvereenkomstStatus.CONCEPT:
        raise ValidationError("Deze afspraken zijn nog niet vastgesteld. Je kunt ze gewoon bewerken.")
    if any(afspraak.overeenkomst_id != overeenkomst.pk for afspraak in afspraken):
        raise ValidationError({"afspraken": "Kies afspraken uit deze overeenkomst."})
    if any(afspraak.vervallen_op for afspraak in afspraken):
        raise ValidationError({"afspraken": "Een afspraak die al vervallen is, verandert niet meer."})
    if fout := aantal_fout(soort, len(afspraken), nieuwe):
        raise ValidationError({"afspraken" if afspraken or not nieuwe else "nieuwe": fout})
    Overeenkomst.objects.select_for_update().get(pk=overeenkomst.pk)
    laatste = overeenkomst.wijzigingen.aggregate(hoogste=Max("nummer"))["hoogste"] or 0
    wijziging = Wijziging(
        overeenkomst=overeenkomst, nummer=laatste + 1, soort=soort, voorgesteld_door=partij, door=door, **kop
    )
    _controleer_kop(wijziging)
    wijziging.bewaar()
    _maak_regels(wijziging, afspraken, nieuwe)
    _log("opgesteld", wijziging, door)
    return wijziging


def _maak_regels(wijziging: Wijziging, afspraken: Sequence[Afspraak], nieuwe: int) -> None:
    """Make a row per agreement that is changed or ends, and one per agreement that comes."""
    vervalt = wijziging.soort in LAAT_VERVALLEN
    rijen = list(met_waarden(Afspraak.objects.filter(pk__in=[afspraak.pk for afspraak in afspraken])))
    beelden = [waarden_van(afspraak) for afspraak in rijen]
    regels = [
        Wijzigingsregel(wijziging=wijziging, afspraak=afspraak, vervalt=vervalt, voor=beeld, na=beeld, volgorde=plek)
        for plek, (afspraak, beeld) in enumerate(zip(rijen, beelden, strict=True))
    ]
    bezet = set(wijziging.overeenkomst.afspraken.values_list("nummer", flat=True))
    for nummer in nummers_na(beelden[0]["nummer"] if beelden else "", nieuwe, bezet):
        regels.append(Wijzigingsregel(wijziging=wijziging, na=begin_nieuw(beelden, nummer), volgorde=len(regels)))
    Wijzigingsregel.objects.bulk_create(regels)


def _controleer_kop(wijziging: Wijziging) -> None:
    """Refuse a date outside the period of the set."""
    begin, eind = wijziging.overeenkomst.begin, wijziging.overeenkomst.laatste_dag
    if not begin <= wijziging.ingangsdatum <= eind:
        raise ValidationError(
            {"ingangsdatum": f"Kies een dag binnen de looptijd: {begin:%d-%m-%Y} tot en met {eind:%d-%m-%Y}."}
        )
    if wijziging.overleg_op and wijziging.overleg_op > timezone.localdate():
        raise ValidationError({"overleg_op": "Dit overleg is nog niet geweest."})


@transaction.atomic
def bewaar_tekst(
    *,
    wijziging: Wijziging,
    kop: Mapping[str, Any],
    na: Mapping[int, Waarden],
    door: Gebruiker,
    verwacht: int,
) -> Wijziging:
    """Save the wording; ``na`` has the picture after the change per row id.

    Changing what lies before the parties takes it back: what they said was about other words.
    """
    wijziging = _houd_vast(wijziging, verwacht)
    _eis(mag_bewerken(wijziging, toegang_tot(wijziging, door)))
    for naam in KOPVELDEN:
        if naam in kop:
            setattr(wijziging, naam, kop[naam])
    _controleer_kop(wijziging)
    for regel in wijziging.regels.all():
        if not regel.vervalt and regel.pk in na:
            regel.na = dict(regel.na) | dict(na[regel.pk])
            regel.save(update_fields=["na"])
    _haal_terug(wijziging)
    wijziging.bewaar()
    if wijziging.fase != WijzigingFase.CONCEPT:
        _log("aangepast", wijziging, door)
    return wijziging


def _haal_terug(wijziging: Wijziging) -> None:
    """Take a change that lies before the parties back to the gemeente; the answers are kept in the history alone."""
    if wijziging.fase != WijzigingFase.VOORGELEGD:
        return
    _stap(wijziging, WijzigingFase.INGEDIEND)
    wijziging.voorgelegd_op = None
    for instemming in wijziging.instemmingen.all():
        instemming.delete()


def _controleer_inhoud(wijziging: Wijziging, door: Gebruiker) -> None:
    """Refuse a change that changes nothing or that the register would not take."""
    regels = list(wijziging.regels.all())
    blijvend = [regel for regel in regels if regel.voor and not regel.vervalt]
    if any(not veranderde_velden(regel.voor, regel.na) for regel in blijvend):
        raise ValidationError("Er verandert nog niets. Pas de tekst aan zoals hij moet worden.")
    for regel in regels:
        if not regel.vervalt and not (regel.na["tekst"].strip() or regel.na["samenvatting"].strip()):
            raise ValidationError("Een afspraak zonder tekst kan niet. Vul de tekst in.")
    probeer(wijziging, door=door)


@transaction.atomic
def dien_in(*, wijziging: Wijziging, door: Gebruiker, verwacht: int | None = None) -> Wijziging:
    """Propose: from now on everybody sees it. A correction takes effect at once."""
    wijziging = _houd_vast(wijziging, verwacht)
    toegang = toegang_tot(wijziging, door)
    _eis(wijziging.voorgesteld_door in mag_voorstellen_voor(toegang))
    # Back from the parties is the way of a changed text alone (``_haal_terug``), which takes back their answers too.
    if wijziging.fase != WijzigingFase.CONCEPT:
        raise _te_laat(wijziging)
    if wijziging.soort == WijzigingSoort.CORRECTIE:
        _eis(toegang.is_redacteur)
        _controleer_inhoud(wijziging, door)
        return _ga_in(wijziging, door)
    _stap(wijziging, WijzigingFase.INGEDIEND)
    _controleer_inhoud(wijziging, door)
    wijziging.bewaar()
    _log("voorgesteld", wijziging, door)
    return wijziging


@transaction.atomic
def trek_in(*, wijziging: Wijziging, door: Gebruiker) -> Wijziging | None:
    """Withdraw by the party that proposed it; a concept, which nobody else has seen, is thrown away (None)."""
    wijziging = _houd_vast(wijziging, None)
    _eis(toegang_tot(wijziging, door).mag_invoeren_voor(wijziging.voorgesteld_door_id))
    if wijziging.fase == WijzigingFase.CONCEPT:
        _log("weggegooid", wijziging, door)
        wijziging.delete()
        return None
    _stap(wijziging, WijzigingFase.INGETROKKEN)
    wijziging.bewaar()
    _log("ingetrokken", wijziging, door)
    return wijziging


@transaction.atomic
def leg_voor(*, wijziging: Wijziging, door: Gebruiker, verwacht: int | None = None) -> Wijziging:
    """Put the recorded change to the bound parties; the overleg that discussed it has to be named."""
    wijziging = _houd_vast(wijziging, verwacht)
    toegang = toegang_tot(wijziging, door)
    _eis(toegang.is_redacteur and (wijziging.fase != WijzigingFase.CONCEPT or mag_bewerken(wijziging, toegang)))
    if wijziging.soort == WijzigingSoort.CORRECTIE:
        raise ValidationError("Een verbetering naar het getekende document gaat direct in.")
    if wijziging.fase == WijzigingFase.VOORGELEGD:
        raise ValidationError("Deze wijziging ligt al voor aan de partijen.")
    _stap(wijziging, WijzigingFase.VOORGELEGD)
    if not (wijziging.overleg.strip() and wijziging.overleg_op):
        raise ValidationError("Vul eerst in welk overleg dit heeft besproken en wanneer dat was.")
    _controleer_inhoud(wijziging, door)
    wijziging.voorgelegd_op = timezone.now()
    wijziging.bewaar()
    _log("voorgelegd", wijziging, door)
    return wijziging


@transaction.atomic
def wijs_af(*, wijziging: Wijziging, partij: Partij, reden: str, door: Gebruiker) -> Wijziging:
    """Reject by the gemeente, with a reason that all parties read as its answer."""
    wijziging = _houd_vast(wijziging, None)
    toegang = toegang_tot(wijziging, door)
    _eis(toegang.is_redacteur and toegang.mag_invoeren_voor(partij.pk) and partij.soort == PartijSoort.GEMEENTE)
    _stap(wijziging, WijzigingFase.AFGEWEZEN)
    if not reden.strip():
        raise ValidationError({"reden": "Schrijf op waarom de wijziging niet doorgaat."})
    _bewaar_oordeel(wijziging, partij, Oordeel.NIET_AKKOORD, reden, door)
    wijziging.bewaar()
    _log("afgewezen", wijziging, door, partij)
    return wijziging


def _bewaar_oordeel(wijziging: Wijziging, partij: Partij, oordeel: str, toelichting: str, door: Gebruiker) -> None:
    rij = wijziging.instemmingen.filter(partij=partij).first() or Instemming(wijziging=wijziging, partij=partij)
    rij.oordeel, rij.toelichting, rij.door, rij.op = oordeel, toelichting.strip(), door, timezone.now()
    rij.full_clean()
    rij.save()


@transaction.atomic
def geef_oordeel(
    *, wijziging: Wijziging, partij: Partij, oordeel: str, toelichting: str, door: Gebruiker, verwacht: int
) -> Uitslag:
    """Store what a bound party says; with the last agreement the change takes effect in the same transaction.

    When the register changed meanwhile the answer stays and the message says what the gemeente has to do.
    """
    wijziging = _houd_vast(wijziging, verwacht)
    toegang = toegang_tot(wijziging, door)
    partijen = gebonden(wijziging, toegang)
    namens = not toegang.mag_invoeren_voor(partij.pk)
    _eis(partij in partijen and (not namens or mag_namens(wijziging, partij, toegang)))
    if wijziging.fase != WijzigingFase.VOORGELEGD:
        raise ValidationError("Deze wijziging ligt nu niet voor. Kijk naar de nieuwe stand.")
    if not toelichting.strip() and (namens or oordeel == Oordeel.NIET_AKKOORD):
        vraag = "Schrijf op hoe deze partij dit heeft laten weten." if namens else "Schrijf op wat jullie bezwaar is."
        raise ValidationError({"toelichting": vraag})
    _bewaar_oordeel(wijziging, partij, oordeel, toelichting, door)
    _log("beoordeeld", wijziging, door, partij, oordeel=str(oordeel), namens=namens)
    if openstaand(wijziging, partijen):
        return Uitslag(False)
    try:
        with transaction.atomic():
            _ga_in(wijziging, door)
    except ValidationError as fout:
        return Uitslag(False, " ".join(fout.messages))
    return Uitslag(True)


def _ga_in(wijziging: Wijziging, door: Gebruiker) -> Wijziging:
    """Let the change take effect and say so in the log."""
    _stap(wijziging, WijzigingFase.VAN_KRACHT)
    voer_door(wijziging, door=door)
    wijziging.van_kracht_op = timezone.now()
    wijziging.bewaar()
    _log("van_kracht", wijziging, door, soort_wijziging=wijziging.soort)
    return wijziging


@transaction.atomic
def laat_ingaan(*, wijziging: Wijziging, door: Gebruiker) -> Wijziging:
    """Try again by the gemeente after everybody agreed (a party left, or a value had to make way)."""
    wijziging = _houd_vast(wijziging, None)
    toegang = toegang_tot(wijziging, door)
    _eis(toegang.is_redacteur)
    if wijziging.fase != WijzigingFase.VOORGELEGD or openstaand(wijziging, gebonden(wijziging, toegang)):
        raise ValidationError("Nog niet alle partijen zijn akkoord.")
    return _ga_in(wijziging, door)


@transaction.atomic
def vernieuw(*, wijziging: Wijziging, door: Gebruiker) -> Wijziging:
    """Take the register of now as the starting point; what the change touches stays as it was proposed."""
    wijziging = _houd_vast(wijziging, None)
    _eis(mag_bewerken(wijziging, toegang_tot(wijziging, door)))
    huidige = huidige_afspraken(wijziging)
    if weg := [afspraak.nummer or afspraak.titel for afspraak in huidige.values() if afspraak.vervallen_op]:
        raise ValidationError(
            f"Dit kan niet meer: afspraak {', '.join(weg)} is intussen vervallen. Wijs de wijziging af."
        )
    for regel in wijziging.regels.all():
        if regel.afspraak_id and regel.voor:
            nu = waarden_van(huidige[regel.afspraak_id])
            regel.na = nu if regel.vervalt else voeg_samen(regel.voor, regel.na, nu)
            regel.voor = nu
            regel.save(update_fields=["voor", "na"])
    _haal_terug(wijziging)
    wijziging.bewaar()
    _log("vernieuwd", wijziging, door)
    return wijziging
