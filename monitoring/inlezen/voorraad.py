"""Loads voorraad.yaml and algemeen.yaml: tables, promises, locations, opening stands, rent boundaries."""

from __future__ import annotations

from typing import Any

from afspraken.models import Overeenkomst
from monitoring.inlezen.bestand import zoek
from partijen.models import Partij
from voorraad.models import (
    Huurprijsgrens,
    Mutatiesoort,
    Prognose,
    Project,
    Tabel,
    Tabelkolom,
    Tabelregel,
    Voorraadstand,
)

_REGEL = ("sleutel", "label", "teken", "permanentie", "formule", "grens_soort", "noot")


def laad_algemeen(gegevens: dict[str, Any]) -> None:
    """Store the kinds of mutation and the rent boundaries that are absent."""
    for rij in gegevens["mutatiesoorten"]:
        rest = {naam: waarde for naam, waarde in rij.items() if naam != "sleutel"}
        Mutatiesoort.objects.get_or_create(sleutel=rij["sleutel"], defaults=rest)
    for rij in gegevens["huurprijsgrenzen"]:
        Huurprijsgrens.objects.get_or_create(
            jaar=rij["jaar"], soort=rij["soort"], defaults={"bedrag": rij["bedrag"], "bron": rij.get("bron") or ""}
        )


class VoorraadLader:
    """Stores the stock tables of one Overeenkomst; call ``laad`` inside a transaction."""

    def __init__(self, overeenkomst: Overeenkomst, gegevens: dict[str, Any]) -> None:
        self.overeenkomst = overeenkomst
        self.gegevens = gegevens
        self.partijen = {partij.sleutel: partij for partij in Partij.objects.all()}
        self.soorten = {soort.sleutel: soort for soort in Mutatiesoort.objects.all()}
        self.regels: dict[tuple[str, str], Tabelregel] = {}
        self.kolommen: dict[tuple[str, str], Tabelkolom] = {}
        self.projecten: dict[str, Project] = {}

    def laad(self) -> None:
        """Store everything."""
        for volgorde, rij in enumerate(self.gegevens["tabellen"], start=1):
            self._laad_tabel(rij, volgorde)
        for volgorde, rij in enumerate(self.gegevens.get("projecten") or [], start=1):
            self._laad_project(rij, volgorde)
        for rij in self.gegevens.get("prognoses") or []:
            self._laad_prognose(rij)
        for rij in self.gegevens.get("beginstanden") or []:
            self._laad_stand(rij)

    def _laad_tabel(self, rij: dict[str, Any], volgorde: int) -> None:
        velden = ("sleutel", "titel", "bron", "soort", "populatie", "toelichting")
        tabel = Tabel.objects.create(
            overeenkomst=self.overeenkomst, volgorde=volgorde, **{naam: rij.get(naam) or "" for naam in velden}
        )
        for plek, kolom in enumerate(rij.get("kolommen") or [], start=1):
            self.kolommen[tabel.sleutel, kolom["sleutel"]] = Tabelkolom.objects.create(
                tabel=tabel, volgorde=plek, **kolom
            )
        for plek, regel in enumerate(rij.get("regels") or [], start=1):
            nieuw = Tabelregel(
                tabel=tabel,
                volgorde=plek,
                boven_grens=bool(regel.get("boven")),
                **{naam: regel.get(naam) or "" for naam in _REGEL},
            )
            nieuw.full_clean()
            nieuw.save()
            nieuw.mutatiesoorten.set(
                [zoek(self.soorten, soort, "Mutatiesoort") for soort in regel.get("mutatiesoorten") or []]
            )
            self.regels[tabel.sleutel, nieuw.sleutel] = nieuw

    def _laad_project(self, rij: dict[str, Any], volgorde: int) -> None:
        self.projecten[rij["sleutel"]] = Project.objects.create(
            overeenkomst=self.overeenkomst,
            partij=zoek(self.partijen, rij["partij"], "Partij"),
            mutatiesoort=zoek(self.soorten, rij["mutatiesoort"], "Mutatiesoort"),
            volgorde=volgorde,
            **{naam: rij.get(naam) or "" for naam in ("sleutel", "naam", "hardheid", "toelichting")},
        )

    def _laad_prognose(self, rij: dict[str, Any]) -> None:
        prognose = Prognose(
            overeenkomst=self.overeenkomst,
            partij=zoek(self.partijen, rij["partij"], "Partij"),
            regel=self.regels[rij["tabel"], rij["regel"]],
            project=zoek(self.projecten, rij["project"], "Project") if rij.get("project") else None,
            toelichting=rij.get("toelichting") or "",
            **{naam: rij.get(naam) for naam in ("jaar", "hardheid", "waarde", "minimum", "maximum")},
        )
        prognose.full_clean()
        prognose.save()

    def _laad_stand(self, rij: dict[str, Any]) -> None:
        Voorraadstand.objects.create(
            overeenkomst=self.overeenkomst,
            gemeente=self.overeenkomst.gemeenten.get(),
            partij=zoek(self.partijen, rij["partij"], "Partij"),
            regel=self.regels[rij["tabel"], rij["regel"]],
            kolom=self.kolommen[rij["tabel"], rij["kolom"]],
            **{naam: rij[naam] for naam in ("peildatum", "aantal", "bron")},
        )
