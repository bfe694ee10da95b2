"""An edited export of the register as an import: what the workbook holds, laid beside the register, and stored."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from afspraken.afspraakwaarden import waarden_van
from afspraken.export.kolommen import PORTAALBLAD
from afspraken.export.teruglezen import Gelezen, GelezenAfspraak, GelezenDefinitie, lees_register
from afspraken.export.vergelijken import Gewijzigd, Vergelijking, vergelijk
from afspraken.importeren.bewerking import BEEINDIGEN, OVERNEMEN, titel_van
from afspraken.importeren.overnemen import Importfout, Telling, beeindig
from afspraken.models import Afspraak, Definitie, Documentimport, Verwijzing, Wijziging
from afspraken.registerservices import Schrijver, bewaar, volgende
from basis.documenten.model import Leesfout
from partijen.models import Gebruiker

VORM = "register"
GEEN_SET = (
    "Dit bestand is een export van een register. Kies bij het uploaden de set waar hij bij hoort, dan zie je wat er "
    "anders is."
)
# Unpacked size of the workbook: a register is small, and this reader holds all of it.
_GROOTST = 60_000_000


def is_export(pad: Path) -> bool:
    """Tell whether a file is a workbook that the register's export made. Never raises."""
    try:
        with zipfile.ZipFile(pad) as pakket:
            if sum(deel.file_size for deel in pakket.infolist()) > _GROOTST:
                return False
            return f'name="{PORTAALBLAD}"'.encode() in pakket.read("xl/workbook.xml")
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return False


def lees_in(imp: Documentimport) -> dict[str, Any]:
    """Return the workbook as the picture to work on. Raises Leesfout with every wrong cell."""
    if imp.overeenkomst is None:
        raise Leesfout(GEEN_SET)
    gelezen = lees_register(Path(imp.bestand.path), imp.overeenkomst, imp.bestandsnaam)
    return {"vorm": VORM, **asdict(gelezen), "keuzes": {}, "verdwenen": {}}


def is_werkmap(imp: Documentimport) -> bool:
    """Tell whether an import is a workbook of the register instead of a document."""
    return bool(imp.bewerkt) and imp.bewerkt.get("vorm") == VORM


def _gelezen(imp: Documentimport) -> Gelezen:
    definities = [
        GelezenDefinitie(**(rij | {"afspraken": tuple(rij["afspraken"])})) for rij in imp.bewerkt["definities"]
    ]
    return Gelezen([GelezenAfspraak(**rij) for rij in imp.bewerkt["afspraken"]], definities, imp.bewerkt["meldingen"])


def vergeleken(imp: Documentimport) -> Vergelijking:
    """Lay the workbook beside the register as it is now."""
    assert imp.overeenkomst is not None  # noqa: S101 - reading it asked for one
    return vergelijk(imp.overeenkomst, _gelezen(imp))


def keuze_van(imp: Documentimport, rij: Gewijzigd) -> str:
    """Return what was chosen for a changed row; who changed a row meant it, unless the portal changed it since."""
    gekozen: str = imp.bewerkt["keuzes"].get(str(rij.afspraak.pk), "")
    return gekozen or ("" if rij.verouderd else OVERNEMEN)


def te_kiezen(imp: Documentimport, uitkomst: Vergelijking) -> int:
    """Return how many changed rows nobody decided on yet."""
    return sum(not keuze_van(imp, rij) for rij in uitkomst.gewijzigde)


class Werkmapovernemer:
    """Stores an edited workbook; ``gewijzigd`` holds before and after of every agreement, as Overnemer has it."""

    def __init__(self, imp: Documentimport, *, door: Gebruiker, wijziging: Wijziging | None) -> None:
        assert imp.overeenkomst is not None  # noqa: S101 - reading it asked for one
        self.imp, self.door, self.overeenkomst = imp, door, imp.overeenkomst
        self.schrijver = Schrijver(self.overeenkomst, door=door, wijziging=wijziging)
        self.telling = Telling()
        self.gewijzigd: list[tuple[Afspraak, dict[str, Any], dict[str, Any]]] = []
        self.nieuw: dict[str, Afspraak] = {}

    def neem_over(self) -> Telling:
        """Store what was chosen; return what was stored."""
        uitkomst = vergeleken(self.imp)
        if aantal := te_kiezen(self.imp, uitkomst):
            wat = "1 afspraak" if aantal == 1 else f"{aantal} afspraken"
            raise Importfout(f"Kies eerst bij {wat} of je het bestand overneemt.")
        self._verdwenen(uitkomst)
        for rij in uitkomst.nieuwe:
            self.nieuw[rij.naam] = self._bewaar(None, rij)
        for anders in uitkomst.gewijzigde:
            if keuze_van(self.imp, anders) == OVERNEMEN:
                self._bewaar(anders.afspraak, anders.gelezen)
        self._verwijzingen(uitkomst)
        self._definities(uitkomst)
        return self.telling

    def _bewaar(self, afspraak: Afspraak | None, rij: GelezenAfspraak) -> Afspraak:
        voor = waarden_van(afspraak) if afspraak else {}
        try:
            bewaard = self.schrijver.bewaar(afspraak, rij.waarden)
        except ValidationError as fout:
            raise Importfout(f"{rij.plaats}: {' '.join(fout.messages)}") from fout
        self.gewijzigd.append((bewaard, voor, rij.waarden))
        self.telling.nieuw += afspraak is None
        self.telling.gewijzigd += afspraak is not None
        return bewaard

    def _verdwenen(self, uitkomst: Vergelijking) -> None:
        """Take out what the user said goes: deleted from a concept, ended in a settled set."""
        for afspraak in uitkomst.verdwenen:
            if self.imp.bewerkt["verdwenen"].get(str(afspraak.pk)) == BEEINDIGEN:
                beeindig(afspraak, self.schrijver, self.door, self.gewijzigd)
                self.telling.beeindigd += 1

    def _verwijzingen(self, uitkomst: Vergelijking) -> None:
        """References to agreements that had no row yet when the others were stored."""
        alle = [(self.nieuw[rij.naam], rij) for rij in uitkomst.nieuwe]
        alle += [(rij.afspraak, rij.gelezen) for rij in uitkomst.gewijzigde if keuze_van(self.imp, rij) == OVERNEMEN]
        for van, gelezen in alle:
            for naam in gelezen.verwijst_naar_nieuw:
                naar = self.nieuw.get(naam)
                if naar is not None and naar.pk != van.pk:
                    Verwijzing.objects.get_or_create(van=van, naar=naar)
                    self.telling.verwijzingen += 1

    def _definities(self, uitkomst: Vergelijking) -> None:
        """New and changed definitions; those that are no longer in the workbook stay."""
        plaats = volgende(self.overeenkomst.definities)
        rijen: list[tuple[Definitie | None, GelezenDefinitie]] = [(None, rij) for rij in uitkomst.nieuwe_definities]
        for oud, rij in [*rijen, *uitkomst.gewijzigde_definities]:
            definitie = oud or Definitie(overeenkomst=self.overeenkomst, volgorde=plaats)
            plaats += oud is None
            definitie.noot, definitie.begrip, definitie.tekst = rij.noot, rij.begrip, rij.tekst
            try:
                bewaar(definitie)
            except ValidationError as fout:
                raise Importfout(f"{rij.plaats}: {' '.join(fout.messages)}") from fout
            definitie.afspraken.set(self.overeenkomst.afspraken.filter(pk__in=rij.afspraken))


def nieuwe_titels(rijen: list[GelezenAfspraak]) -> list[Mapping[str, Any]]:
    """Return the added rows as a page lists them."""
    return [{"nummer": rij.waarden["nummer"], "onderwerp": titel_van(rij.waarden), "tekst": ""} for rij in rijen]
