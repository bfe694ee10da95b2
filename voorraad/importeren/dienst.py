"""Writes of an import up to approval: upload, reading in the worker, and what somebody changes."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from afspraken.importeren import bewerking
from afspraken.importeren.vergelijken import Uitkomst, vergelijk
from afspraken.keuzes import ImportStaat
from afspraken.models import Documentimport, Overeenkomst
from afspraken.partijkeuze import bekende_partijen
from afspraken.registerservices import bewaar
from basis.documenten.begrensd import voer_begrensd_uit
from basis.documenten.model import Leesfout
from basis.tekst import zoeksleutel
from partijen.models import Gebruiker, Partij
from partijen.rollen import PartijSoort
from partijen.services import leg_vast
from voorraad.importeren import werkmap

logger = logging.getLogger(__name__)

GROOTST = 20 * 1024 * 1024
SECONDEN = 180
# A run of the worker that takes longer than this died without a word: the reader itself stops after SECONDEN.
LANGST = dt.timedelta(seconds=2 * SECONDEN)
BEWAARDAGEN = 90
BESTAND_WEG = "Het bestand staat niet meer op de server. Upload het opnieuw."
ONBEKENDE_FOUT = "Het lezen is niet gelukt. Probeer het nog eens, of sla het bestand opnieuw op en upload dat."


@transaction.atomic
def maak_import(
    *, gemeente: Partij, overeenkomst: Overeenkomst | None, upload: UploadedFile, door: Gebruiker
) -> Documentimport:
    """Keep an uploaded file privately; reading it is for the worker. Raises ValidationError for a file too large."""
    if (upload.size or 0) > GROOTST:
        raise ValidationError({"bestand": "Dit bestand is groter dan 20 MB. Maak het kleiner of knip het in delen."})
    naam = Path(upload.name or "document").name[-200:]
    nieuw = Documentimport(
        gemeente=gemeente,
        overeenkomst=overeenkomst,
        door=door,
        bestand=upload,
        bestandsnaam=naam,
        grootte=upload.size or 0,
        sha256=_sha256(upload),
    )
    bewaar(nieuw)
    noteer(nieuw, "import.geupload", door)
    return nieuw


def _sha256(upload: UploadedFile) -> str:
    """Return the digest, piece by piece: an upload never stands in memory as a whole."""
    som = hashlib.sha256()
    for stuk in upload.chunks():
        som.update(stuk)
    upload.seek(0)
    return som.hexdigest()


def noteer(imp: Documentimport, soort: str, door: Gebruiker | None, **gegevens: Any) -> None:
    """Log an event of an import; ``door`` is None when the portal does it by itself."""
    sleutel = imp.overeenkomst.sleutel if imp.overeenkomst else ""
    leg_vast(soort=soort, voorwerp=imp, overeenkomst=sleutel, actor=door, partij=imp.gemeente, **gegevens)


def lees_in(import_pk: int) -> None:
    """Read the file in a bounded process and store what was found; for the worker. Never raises for a bad file."""
    imp = Documentimport.objects.select_related("gemeente").get(pk=import_pk)
    if imp.staat not in {ImportStaat.WACHT, ImportStaat.BEZIG}:
        return
    Documentimport.objects.filter(pk=imp.pk).update(staat=ImportStaat.BEZIG, voortgang=0)
    try:
        if not imp.bestand.name or not imp.bestand.storage.exists(imp.bestand.name):
            raise Leesfout(BESTAND_WEG)
        if werkmap.is_export(Path(imp.bestand.path)):
            bewerkt = werkmap.lees_in(imp)
            _klaar(imp, bewerkt=bewerkt, resultaat={"vorm": werkmap.VORM}, bron=[])
            return
        gelezen = voer_begrensd_uit(
            "voorraad.importeren.lezen:lees_alles",
            (imp.bestand.path, imp.bestandsnaam),
            seconden=SECONDEN,
            voortgang=lambda deel: _meld_voortgang(import_pk, deel),
        )
    except Leesfout as fout:
        _mislukt(imp, str(fout))
        _gooi_bestand_weg(imp)
    except Exception:
        logger.exception("actie=import.gelezen object=documentimport:%s resultaat=mislukt", imp.pk)
        _mislukt(imp, ONBEKENDE_FOUT)
    else:
        _gelezen(imp, gelezen)


def _meld_voortgang(import_pk: int, deel: int) -> None:
    """Note how far the reader is; called in a thread of its own, so with a connection of its own."""
    try:
        Documentimport.objects.filter(pk=import_pk, staat=ImportStaat.BEZIG).update(voortgang=deel)
    except DatabaseError:
        logger.debug("voortgang van import %s niet bewaard", import_pk)
    finally:
        connection.close()


def _mislukt(imp: Documentimport, melding: str) -> None:
    Documentimport.objects.filter(pk=imp.pk, staat=ImportStaat.BEZIG).update(
        staat=ImportStaat.MISLUKT, melding=melding, voortgang=0
    )


def _gooi_bestand_weg(imp: Documentimport) -> None:
    """Keep nothing of a file that cannot be read: reading it once more gives the same answer."""
    if Documentimport.objects.filter(pk=imp.pk, staat=ImportStaat.MISLUKT).update(bestand="") and imp.bestand.name:
        imp.bestand.storage.delete(imp.bestand.name)


def _gelezen(imp: Documentimport, gelezen: Mapping[str, Any]) -> None:
    resultaat = gelezen["resultaat"]
    bewerkt = bewerking.begin(resultaat, gemeente=imp.gemeente.naam)
    koppel_vast(bewerkt, imp)
    _klaar(imp, resultaat=resultaat, bewerkt=bewerkt, bron=gelezen["bron"])


def _klaar(imp: Documentimport, **velden: Any) -> None:
    """Store what was found; when another run was first, somebody may be at work on that already."""
    Documentimport.objects.filter(pk=imp.pk, staat=ImportStaat.BEZIG).update(
        staat=ImportStaat.KLAAR, voortgang=100, melding="", **velden
    )


def _bekende_sleutels(imp: Documentimport) -> dict[str, str]:
    """Return search key of a name -> key of the party, for what the gemeente knows and for who is in the set."""
    bekend: dict[str, str] = {}
    partijen = bekende_partijen(imp.door, [imp.gemeente_id])
    if imp.overeenkomst:
        partijen = partijen | Partij.objects.filter(deelnames__overeenkomst=imp.overeenkomst)
    for partij in partijen.distinct():
        for naam in (partij.naam, partij.korte_naam):
            if naam:
                bekend.setdefault(zoeksleutel(naam), partij.sleutel)
    return bekend


def koppel_vast(bewerkt: bewerking.Bewerkt, imp: Documentimport, *, alleen_nieuw: bool = False) -> None:
    """Link the parties of the document to those the gemeente knows by the same name; the rest stays new.

    ``alleen_nieuw`` leaves the links somebody chose already.
    """
    bekend = _bekende_sleutels(imp)
    for rij in bewerkt["partijen"]:
        if alleen_nieuw and rij["koppeling"] != bewerking.NIEUW:
            continue
        namen = [rij["naam"], rij.get("korte_naam") or "", *(rij.get("afkortingen") or [])]
        gevonden = next((bekend[zoeksleutel(naam)] for naam in namen if zoeksleutel(naam) in bekend), None)
        if gevonden:
            rij["koppeling"] = gevonden
    gemeenten = [rij for rij in bewerkt["partijen"] if rij["soort"] == PartijSoort.GEMEENTE]
    if len(gemeenten) == 1:
        gemeenten[0]["koppeling"] = imp.gemeente.sleutel
    for rij in bewerkt["onbekend"]:
        if zoeksleutel(rij["naam"]) in bekend and not rij["keuze"]:
            rij["keuze"] = bekend[zoeksleutel(rij["naam"])]


@transaction.atomic
def wijzig(*, imp: Documentimport, verwacht: int, doe: Callable[[bewerking.Bewerkt], None]) -> Documentimport:
    """Change the picture somebody works on. Raises VersieConflict when a colleague saved first."""
    eis_klaar(imp)
    doe(imp.bewerkt)
    imp.bewaar(verwacht=verwacht)
    return imp


def sets_ernaast(imp: Documentimport, gebruiker: Gebruiker) -> QuerySet[Overeenkomst]:
    """Return the sets an import without one may belong to: the gemeente's own, in the period of the document."""
    periode = (imp.bewerkt or {}).get("set") or {}
    sets = Overeenkomst.objects.te_redigeren_door(gebruiker).filter(gemeenten=imp.gemeente_id)
    if imp.overeenkomst_id or not (periode.get("begin") and periode.get("eind")):
        return sets.none()
    return sets.filter(begin__lte=periode["eind"], eind__gte=periode["begin"]).order_by("-begin", "sleutel")


@transaction.atomic
def zet_bij(*, imp: Documentimport, overeenkomst: Overeenkomst, verwacht: int) -> Documentimport:
    """Lay an import beside a set that exists instead of making a new one. Raises VersieConflict, as ``wijzig``."""
    eis_klaar(imp)
    imp.overeenkomst = overeenkomst
    koppel_vast(imp.bewerkt, imp, alleen_nieuw=True)
    imp.bewaar(verwacht=verwacht)
    return imp


def eis_klaar(imp: Documentimport) -> None:
    """Refuse to change an import that is not read yet or was stored already."""
    if imp.staat != ImportStaat.KLAAR:
        raise ValidationError("Aan deze import kun je niets meer veranderen.")


def sleutels_van(imp: Documentimport) -> dict[str, str]:
    """Return name of a party in the document -> key of the party it is linked to ('' for one still to be made)."""
    sleutels = {
        rij["naam"]: "" if rij["koppeling"] in {bewerking.NIEUW, bewerking.NIET} else rij["koppeling"]
        for rij in imp.bewerkt["partijen"]
    }
    for rij in imp.bewerkt["onbekend"]:
        if rij["keuze"] and rij["keuze"] not in {bewerking.NIEUW, bewerking.NIET}:
            sleutels[rij["naam"]] = rij["keuze"]
    return sleutels


def vergeleken(imp: Documentimport) -> Uitkomst:
    """Lay the import beside its Overeenkomst as it is now."""
    return vergelijk(imp.overeenkomst, imp.bewerkt["afspraken"], sleutels_van(imp))


@transaction.atomic
def verwijder(*, imp: Documentimport, door: Gebruiker | None) -> None:
    """Delete an import with its file; what was stored from it stays. ``door`` is None when its time is over."""
    noteer(imp, "import.verwijderd", door)
    opslag, naam = imp.bestand.storage, imp.bestand.name
    imp.delete()
    if naam:
        transaction.on_commit(lambda: opslag.delete(naam))


def ruim_op(*, dagen: int = BEWAARDAGEN) -> int:
    """Delete imports, files included, ``dagen`` days after they were stored, else after the upload; return how many.

    A document holds names of people who signed it; what the register needs of it is in the register by then.
    """
    grens = timezone.now() - dt.timedelta(days=dagen)
    oud = Q(overgenomen_op__lt=grens) | Q(overgenomen_op=None, gemaakt_op__lt=grens)
    rijen = Documentimport.objects.filter(oud).select_related("gemeente", "overeenkomst")
    aantal = 0
    for imp in rijen.defer("bron", "resultaat", "bewerkt"):
        verwijder(imp=imp, door=None)
        aantal += 1
    return aantal
