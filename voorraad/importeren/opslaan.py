"""Write: an approved import becomes a register with its stock tables, in one transaction."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from afspraken.afspraakwaarden import Waarden
from afspraken.importeren import bewerking
from afspraken.importeren.overnemen import Importfout, Overnemer, Telling
from afspraken.inrichten import richt_in
from afspraken.keuzes import ImportStaat, OvereenkomstStatus, WijzigingFase, WijzigingSoort
from afspraken.models import Afspraak, Deelname, Documentimport, Overeenkomst, Wijziging, Wijzigingsregel
from afspraken.registerservices import bewaar, dag
from basis.versies import VersieConflict
from partijen.models import Gebruiker, Partij
from partijen.rollen import PartijSoort
from partijen.services import noteer_partij, vrije_sleutel
from voorraad.importeren import werkmap
from voorraad.importeren.dienst import eis_klaar, noteer, sleutels_van
from voorraad.importeren.toepassen import pas_tabellen_toe


@transaction.atomic
def neem_over(*, imp: Documentimport, door: Gebruiker, verwacht: int, reden: str = "") -> Telling:
    """Store everything approved in one transaction; the set is made when the import has none yet.

    In a set that is not a concept the differences are recorded as a Wijziging of the kind 'correctie', for which
    ``reden`` is needed. Raises ValidationError (Importfout names the row) and VersieConflict; then nothing is stored.
    """
    eis_klaar(imp)
    _eis_niet_ingehaald(imp, verwacht)
    if imp.overeenkomst and not Overeenkomst.objects.te_redigeren_door(door).filter(pk=imp.overeenkomst.pk).exists():
        raise ValidationError("Jij houdt het register van deze set niet bij.")
    neem = _neem_werkmap_over if werkmap.is_werkmap(imp) else neem_document_over
    telling = neem(imp, door, reden)
    imp.staat = ImportStaat.OVERGENOMEN
    imp.overgenomen_op = timezone.now()
    imp.bewaar(verwacht=verwacht)
    noteer(imp, "import.overgenomen", door, nieuw=telling.nieuw, gewijzigd=telling.gewijzigd)
    return telling


def _eis_niet_ingehaald(imp: Documentimport, verwacht: int) -> None:
    """Raise VersieConflict when somebody changed or stored the import since the page was made: two clicks, one set."""
    huidig = Documentimport.objects.select_for_update().filter(pk=imp.pk).first()
    if huidig is None:
        raise ValidationError("Deze import is intussen verwijderd.")
    if huidig.staat != ImportStaat.KLAAR or not huidig.versie == imp.versie == verwacht:
        raise VersieConflict(huidig)


def vrije_setsleutel(basis: str) -> str:
    """Return a key no set has; whose set the taken one is stays unsaid."""
    basis = slugify(basis)[:70] or "set"
    sleutel, nummer = basis, 2
    while Overeenkomst.objects.filter(sleutel=sleutel).exists():
        sleutel, nummer = f"{basis}-{nummer}", nummer + 1
    return sleutel


def _neem_werkmap_over(imp: Documentimport, door: Gebruiker, reden: str) -> Telling:
    assert imp.overeenkomst is not None  # noqa: S101 - reading the workbook asked for one
    wijziging = _correctie(imp.overeenkomst, imp, door, reden)
    overnemer = werkmap.Werkmapovernemer(imp, door=door, wijziging=wijziging)
    telling = overnemer.neem_over()
    _leg_correctie_vast(wijziging, overnemer.gewijzigd)
    return telling


def neem_document_over(imp: Documentimport, door: Gebruiker | None, reden: str) -> Telling:
    """Store a document's agreements and tables in the caller's transaction; ``imp`` itself is not saved."""
    if dubbel := bewerking.dubbele_nummers(imp.bewerkt):
        raise Importfout(f"Een nummer mag in een deel maar één keer voorkomen: {'; '.join(dubbel)}.")
    partijen = _partijen(imp, door)
    sleutels = {naam: partij.sleutel for naam, partij in partijen.items()}
    overeenkomst = imp.overeenkomst or _nieuwe_set(imp, partijen)
    wijziging = _correctie(overeenkomst, imp, door, reden)
    overnemer = Overnemer(overeenkomst, imp.bewerkt, sleutels, door=door, wijziging=wijziging)
    telling = overnemer.neem_over()
    _leg_correctie_vast(wijziging, overnemer.gewijzigd)
    tabellen = [tabel for tabel in imp.bewerkt["tabellen"] if tabel["overnemen"]]
    voorraad = pas_tabellen_toe(overeenkomst=overeenkomst, tabellen=tabellen, partijen=partijen, door=door)
    telling.niet_opgeslagen = [*voorraad.conflicten, *voorraad.overgeslagen]
    imp.overeenkomst = overeenkomst
    return telling


def _partijen(imp: Documentimport, door: Gebruiker | None) -> dict[str, Partij]:
    """Return the parties by their name in the document; those that are new are made and noted for the gemeente."""
    uit: dict[str, Partij] = {}
    bestaand = {
        partij.sleutel: partij for partij in Partij.objects.filter(sleutel__in=filter(None, sleutels_van(imp).values()))
    }
    for naam, sleutel in sleutels_van(imp).items():
        if sleutel in bestaand:
            uit[naam] = bestaand[sleutel]
    for rij in imp.bewerkt["partijen"]:
        if rij["koppeling"] == bewerking.NIEUW:
            uit[rij["naam"]] = _nieuwe_partij(imp, rij, door)
    for rij in imp.bewerkt["onbekend"]:
        if rij["keuze"] == bewerking.NIEUW:
            uit[rij["naam"]] = _nieuwe_partij(imp, rij, door)
    return uit


def _nieuwe_partij(imp: Documentimport, rij: dict[str, Any], door: Gebruiker | None) -> Partij:
    soort = rij.get("soort") or PartijSoort.OVERIG
    if soort == PartijSoort.GEMEENTE:
        raise Importfout(
            f"'{rij['naam']}' is een gemeente. Een gemeente voegt de platformbeheerder toe; koppel hem hier."
        )
    partij = Partij(
        sleutel=vrije_sleutel(rij["naam"]),
        naam=rij["naam"][:120],
        korte_naam=(rij.get("korte_naam") or "")[:40],
        soort=soort,
        rechtsvorm=(rij.get("rechtsvorm") or "")[:30],
    )
    bewaar(partij)
    noteer_partij(partij=partij, nieuw=True, voor=[imp.gemeente_id], door=door)
    return partij


def _nieuwe_set(imp: Documentimport, partijen: dict[str, Partij]) -> Overeenkomst:
    """Make the concept set these agreements go into, with its participants."""
    gegevens = imp.bewerkt["set"]
    begin, eind = dag(gegevens["begin"], "Begin"), dag(gegevens["eind"], "Eind")
    if not gegevens["naam"] or not begin or not eind:
        raise Importfout("Vul bij de gegevens van de set de naam en de begin- en einddatum in.")
    deelnemers = [
        partijen[rij["naam"]] for rij in imp.bewerkt["partijen"] if _doet_mee(rij) and rij["naam"] in partijen
    ]
    deelnemers = list(dict.fromkeys([*deelnemers, imp.gemeente]))
    tweede = next(
        (partij for soort in PartijSoort for partij in deelnemers if partij.soort == soort and partij != imp.gemeente),
        None,
    )
    if tweede is None:
        raise Importfout(
            "Bij deze afspraken hoort naast de gemeente minstens één andere partij. "
            "Voeg die toe bij Gegevens en partijen."
        )
    overeenkomst = Overeenkomst(
        sleutel=vrije_setsleutel(gegevens["sleutel"] or gegevens["naam"]),
        naam=gegevens["naam"],
        begin=begin,
        eind=eind,
        bronstatus=gegevens["bronstatus"],
        regisseur=imp.gemeente,
        controleur=imp.gemeente,
        tweede_controleur=next((p for p in deelnemers if p.soort == PartijSoort.CORPORATIE), tweede),
    )
    overeenkomst.full_clean(exclude=["gemeenten"])
    overeenkomst.save()
    gemeenten = [partij for partij in deelnemers if partij.soort == PartijSoort.GEMEENTE]
    overeenkomst.gemeenten.set(gemeenten)
    _deelnames(overeenkomst, imp, partijen, deelnemers)
    richt_in(overeenkomst=overeenkomst)
    return overeenkomst


def deelnemende_sleutels(imp: Documentimport) -> set[str]:
    """Return who takes part in the set as far as known before storing: the gemeente, and one entry per other party."""
    rijen = [rij for rij in imp.bewerkt["partijen"] if _doet_mee(rij)]
    nieuw = {rij["naam"] for rij in rijen if rij["koppeling"] == bewerking.NIEUW}
    return nieuw | {rij["koppeling"] for rij in rijen} - {bewerking.NIEUW} | {imp.gemeente.sleutel}


def _doet_mee(rij: dict[str, Any]) -> bool:
    return bool(rij["deelnemer"]) and rij["koppeling"] != bewerking.NIET


def _deelnames(
    overeenkomst: Overeenkomst, imp: Documentimport, partijen: dict[str, Partij], deelnemers: list[Partij]
) -> None:
    spreekt_voor = {
        partijen[rij["naam"]].pk: partijen.get(rij.get("spreekt_voor") or "")
        for rij in imp.bewerkt["partijen"]
        if rij["naam"] in partijen
    }
    for volgorde, partij in enumerate(deelnemers, start=1):
        voor = spreekt_voor.get(partij.pk)
        if voor is not None and voor.soort != PartijSoort.CORPORATIE:
            voor = None
        bewaar(Deelname(overeenkomst=overeenkomst, partij=partij, spreekt_voor=voor, volgorde=volgorde))


def _correctie(overeenkomst: Overeenkomst, imp: Documentimport, door: Gebruiker | None, reden: str) -> Wijziging | None:
    """Return the change under which a settled register is put right; None for a concept."""
    if overeenkomst.status == OvereenkomstStatus.CONCEPT:
        return None
    if not reden.strip() or door is None:
        raise ValidationError({"reden": "Deze afspraken zijn vastgesteld. Vul in waarom je het register verbetert."})
    hoogste = overeenkomst.wijzigingen.order_by("-nummer").values_list("nummer", flat=True).first() or 0
    wijziging = Wijziging(
        overeenkomst=overeenkomst,
        nummer=hoogste + 1,
        soort=WijzigingSoort.CORRECTIE,
        titel=f"Register verbeterd naar {imp.bestandsnaam}"[:160],
        reden=reden.strip(),
        ingangsdatum=timezone.localdate(),
        voorgesteld_door=imp.gemeente,
        door=door,
        fase=WijzigingFase.VAN_KRACHT,
        van_kracht_op=timezone.now(),
    )
    bewaar(wijziging)
    return wijziging


def _leg_correctie_vast(wijziging: Wijziging | None, gewijzigd: list[tuple[Afspraak, Waarden, Waarden]]) -> None:
    """Keep before and after of every agreement that changed; without any there was nothing to correct."""
    if wijziging is None:
        return
    if not gewijzigd:
        wijziging.delete()
        return
    for volgorde, (afspraak, voor, na) in enumerate(gewijzigd, start=1):
        bewaar(Wijzigingsregel(wijziging=wijziging, afspraak=afspraak, voor=voor, na=na, volgorde=volgorde))
