"""Write: approved stock tables of an import become tables, promises, locations and opening stands.

What is there already is not overwritten: a table with the same title gets what it lacks, and what differs is a
conflict that the caller shows, unless he says ``overschrijven``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Model

from afspraken.models import Overeenkomst
from basis.tekst import zoeksleutel
from partijen.models import Gebruiker, Partij
from partijen.rollen import PartijSoort
from partijen.services import leg_vast
from voorraad.importeren.herkennen_woorden import teken_van
from voorraad.keuzes import TabelSoort
from voorraad.models import Mutatiesoort, Prognose, Project, Tabel, Tabelkolom, Tabelregel, Voorraadstand

_REGEL = ("label", "teken", "permanentie", "formule", "grens_soort", "noot")
_LOCATIES = ": locaties"


@dataclass(slots=True)
class Telling:
    """What was stored, and what was not."""

    tabellen: int = 0
    prognoses: int = 0
    projecten: int = 0
    standen: int = 0
    gelijk: int = 0
    conflicten: list[str] = field(default_factory=list)
    """Cells that are there with another count; not changed."""
    overgeslagen: list[str] = field(default_factory=list)
    """Cells that cannot be stored, with the reason."""


def pas_tabellen_toe(
    *,
    overeenkomst: Overeenkomst,
    tabellen: Sequence[Mapping[str, Any]],
    partijen: Mapping[str, Partij],
    door: Gebruiker | None,
    overschrijven: bool = False,
) -> Telling:
    """Store approved tables in the caller's transaction.

    ``tabellen``: the ``gegevens`` of a GevondenTabel, or the whole of it as a dict; those set aside are passed over.
    ``partijen``: by name as in ``gegevens["partijen"]``. Raises ValidationError when a row cannot be valid.
    """
    telling = Telling()
    for tabel in tabellen:
        gegevens = tabel.get("gegevens", tabel)
        if gegevens and gegevens.get("soort") in TabelSoort.values:
            _Tabellader(overeenkomst, gegevens, partijen, telling, overschrijven).laad()
    leg_vast(
        soort="voorraad.geimporteerd",
        voorwerp=overeenkomst,
        overeenkomst=overeenkomst.sleutel,
        actor=door,
        tabellen=telling.tabellen,
        cellen=telling.prognoses + telling.standen,
        conflicten=len(telling.conflicten),
    )
    return telling


class _Tabellader:
    """Stores one table."""

    def __init__(
        self,
        overeenkomst: Overeenkomst,
        gegevens: Mapping[str, Any],
        partijen: Mapping[str, Partij],
        telling: Telling,
        overschrijven: bool,
    ) -> None:
        self.overeenkomst = overeenkomst
        self.gegevens = gegevens
        self.partijen = partijen
        self.telling = telling
        self.overschrijven = overschrijven
        self.regels: dict[str, Tabelregel] = {}
        self.kolommen: dict[str, Tabelkolom] = {}
        self.projecten: dict[tuple[str, str], Project] = {}

    def laad(self) -> None:
        """Store the table with its rows, columns, locations and counts."""
        soort = self.gegevens["soort"]
        stand = soort == TabelSoort.STAND
        titel = self.gegevens["titel"][:200]
        tabel = self._tabel(titel, self.gegevens["sleutel"], TabelSoort.STAND if stand else TabelSoort.MUTATIES)
        self._laad_kolommen(tabel)
        self._laad_regels(tabel)
        if soort == TabelSoort.PROJECTEN:
            kop = titel[: 200 - len(_LOCATIES)] + _LOCATIES
            self._tabel(kop, f"{self.gegevens['sleutel'][:30]}_projecten", TabelSoort.PROJECTEN)
        for rij in self.gegevens["projecten"]:
            self._laad_project(rij)
        bladen = [cel for cel in self.gegevens["cellen"] if not cel["berekend"]]
        if stand:
            self._laad_standen(bladen)
        else:
            self._laad_prognoses(bladen)

    def _tabel(self, titel: str, sleutel: str, soort: str) -> Tabel:
        """Return the table with this title, or make it with a key that is free."""
        eigen = Tabel.objects.filter(overeenkomst=self.overeenkomst)
        bestaand = next((tabel for tabel in eigen if tabel.soort == soort and _zelfde(tabel.titel, titel)), None)
        if bestaand:
            return bestaand
        tabel = Tabel(
            overeenkomst=self.overeenkomst,
            sleutel=_vrij(sleutel, {ander.sleutel for ander in eigen}, 40),
            titel=titel,
            bron=self.gegevens["bron"][:80],
            soort=soort,
            toelichting=self.gegevens["toelichting"],
            volgorde=_volgende(eigen),
        )
        _bewaar(tabel)
        self.telling.tabellen += 1
        return tabel

    def _laad_kolommen(self, tabel: Tabel) -> None:
        bestaand = {kolom.sleutel: kolom for kolom in tabel.kolommen.all()}
        for rij in self.gegevens["kolommen"]:
            sleutel = rij["sleutel"][:40]
            if sleutel not in bestaand:
                velden = {"label": rij["label"][:40], "voluit": rij["voluit"][:80]}
                bestaand[sleutel] = Tabelkolom(tabel=tabel, sleutel=sleutel, volgorde=len(bestaand) + 1, **velden)
                _bewaar(bestaand[sleutel])
            self.kolommen[rij["sleutel"]] = bestaand[sleutel]

    def _laad_regels(self, tabel: Tabel) -> None:
        """Store the rows; one with the same key or the same words is the same row."""
        bestaand = {regel.sleutel: regel for regel in tabel.regels.all()}
        op_label = {zoeksleutel(regel.label): regel for regel in bestaand.values()}
        for rij in self.gegevens["regels"]:
            regel = bestaand.get(rij["sleutel"]) or op_label.get(zoeksleutel(rij["label"]))
            if regel is None:
                regel = Tabelregel(
                    tabel=tabel,
                    sleutel=rij["sleutel"],
                    volgorde=len(bestaand) + 1,
                    boven_grens=rij["boven_grens"],
                    **{naam: rij[naam] for naam in _REGEL},
                )
                _bewaar(regel)
                regel.mutatiesoorten.set([_mutatiesoort(sleutel) for sleutel in rij["mutatiesoorten"]])
                bestaand[regel.sleutel] = regel
            self.regels[rij["sleutel"]] = regel

    def _laad_project(self, rij: Mapping[str, Any]) -> None:
        partij = self._partij(rij["partij"], rij["naam"])
        if partij is None:
            return
        eigen = Project.objects.filter(
            overeenkomst=self.overeenkomst, partij=partij, mutatiesoort__sleutel=rij["mutatiesoort"]
        )
        project = next((ander for ander in eigen if _zelfde(ander.naam, rij["naam"])), None)
        if project is None:
            bezet = Project.objects.filter(overeenkomst=self.overeenkomst, partij=partij)
            project = Project(
                overeenkomst=self.overeenkomst,
                partij=partij,
                sleutel=_vrij(rij["sleutel"], {ander.sleutel for ander in bezet}, 80, "-"),
                mutatiesoort=_mutatiesoort(rij["mutatiesoort"]),
                volgorde=_volgende(Project.objects.filter(overeenkomst=self.overeenkomst)),
                **{naam: rij[naam] for naam in ("naam", "hardheid", "toelichting")},
            )
            _bewaar(project)
            self.telling.projecten += 1
        self.projecten[rij["partij"], rij["sleutel"]] = project

    def _partij(self, naam: str, plaats: str) -> Partij | None:
        """Return the corporation by its name in the document; note the cell when there is none."""
        partij = self.partijen.get(naam)
        if partij is None or partij.soort != PartijSoort.CORPORATIE:
            reden = f"'{naam}' is niet gekoppeld aan een corporatie" if naam else "er staat geen corporatie bij"
            melding = f"{plaats}: {reden}."
            if melding not in self.telling.overgeslagen:
                self.telling.overgeslagen.append(melding)
            return None
        return partij

    def _laad_prognoses(self, cellen: Iterable[Mapping[str, Any]]) -> None:
        bestaand = {
            (p.partij_id, p.regel_id, p.project_id, p.jaar, p.hardheid): p
            for p in Prognose.objects.filter(overeenkomst=self.overeenkomst)
        }
        for cel in cellen:
            partij = self._partij(cel["partij"], cel["plaats"])
            if partij is None:
                continue
            project = self.projecten.get((cel["partij"], cel["project"])) if cel["project"] else None
            regel = self.regels[cel["regel"]]
            velden = {naam: cel[naam] for naam in ("waarde", "minimum", "maximum", "toelichting")}
            sleutel = (partij.pk, regel.pk, project.pk if project else None, cel["jaar"], cel["hardheid"])
            oud = bestaand.get(sleutel)
            if oud is None:
                vast = {"jaar": cel["jaar"], "hardheid": cel["hardheid"]}
                nieuw = Prognose(
                    overeenkomst=self.overeenkomst, partij=partij, regel=regel, project=project, **vast, **velden
                )
                _bewaar(nieuw)
                bestaand[sleutel] = nieuw
                self.telling.prognoses += 1
            else:
                self._bij_bestaande(oud, "waarde", velden, cel)

    def _laad_standen(self, cellen: Iterable[Mapping[str, Any]]) -> None:
        gemeente = self._gemeente()
        bestaand = {
            (stand.partij_id, stand.regel_id, stand.kolom_id, stand.peildatum.isoformat()): stand
            for stand in Voorraadstand.objects.filter(overeenkomst=self.overeenkomst, gemeente=gemeente)
        }
        for cel in cellen:
            partij = self._partij(cel["partij"], cel["plaats"])
            if partij is None or gemeente is None or not self._kan_als_stand(cel):
                continue
            regel, kolom = self.regels[cel["regel"]], self.kolommen[cel["kolom"]]
            sleutel = (partij.pk, regel.pk, kolom.pk, cel["peildatum"])
            oud = bestaand.get(sleutel)
            if oud is not None:
                self._bij_bestaande(oud, "aantal", {"aantal": cel["waarde"]}, cel)
                continue
            nieuw = Voorraadstand(
                overeenkomst=self.overeenkomst, gemeente=gemeente, partij=partij, regel=regel, kolom=kolom,
                peildatum=dt.date.fromisoformat(cel["peildatum"]), aantal=cel["waarde"],
                bron=(self.gegevens["bron"] or self.gegevens["titel"])[:160].lower(),
            )  # fmt: skip
            _bewaar(nieuw)
            bestaand[sleutel] = nieuw
            self.telling.standen += 1

    def _gemeente(self) -> Partij | None:
        """Return whose dwellings these are: the gemeente of the set, when it has exactly one."""
        gemeenten = list(self.overeenkomst.gemeenten.all()[:2])
        if len(gemeenten) == 1:
            return gemeenten[0]
        self.telling.overgeslagen.append(
            f"'{self.gegevens['titel']}': de set heeft niet precies één gemeente; vul de stand per gemeente zelf in."
        )
        return None

    def _kan_als_stand(self, cel: Mapping[str, Any]) -> bool:
        """Refuse a count without a date or below zero, and say so."""
        reden = "" if cel["peildatum"] else "de peildatum ontbreekt"
        reden = "een stand kan niet negatief zijn" if cel["waarde"] < 0 else reden
        if reden:
            self.telling.overgeslagen.append(f"{cel['plaats']}: {reden}.")
        return not reden

    def _bij_bestaande(
        self, oud: Prognose | Voorraadstand, teller: str, velden: Mapping[str, Any], cel: Mapping[str, Any]
    ) -> None:
        """Compare a count with the one that is there: equal, a conflict, or overwritten."""
        anders = {naam: waarde for naam, waarde in velden.items() if getattr(oud, naam) != waarde}
        if teller not in anders and set(anders) <= {"toelichting"}:
            self.telling.gelijk += 1
        elif self.overschrijven:
            for naam, waarde in velden.items():
                setattr(oud, naam, waarde)
            _bewaar(oud)
            self.telling.prognoses += isinstance(oud, Prognose)
            self.telling.standen += isinstance(oud, Voorraadstand)
        else:
            was, wordt = getattr(oud, teller), velden[teller]
            self.telling.conflicten.append(f"{cel['plaats']}: in het portaal staat {was}, in het document {wordt}.")


def _bewaar(rij: Model) -> None:
    """Validate and store a row."""
    try:
        rij.full_clean()
    except ValidationError as fout:
        raise ValidationError([f"{rij._meta.verbose_name} '{rij}': {bericht}" for bericht in fout.messages]) from fout
    rij.save()


def _mutatiesoort(sleutel: str) -> Mutatiesoort:
    """Return a kind of mutation; an empty database gets it with its usual sign."""
    naam = sleutel.replace("_", " ").capitalize()
    soort, _nieuw = Mutatiesoort.objects.get_or_create(
        sleutel=sleutel, defaults={"naam": naam, "teken": teken_van(sleutel)}
    )
    return soort


def _zelfde(een: str, ander: str) -> bool:
    return zoeksleutel(een) == zoeksleutel(ander)


def _vrij(sleutel: str, bezet: set[str], lengte: int, teken: str = "_") -> str:
    """Return the key, with a number behind it when it is taken."""
    kandidaat, nr = sleutel[:lengte], 2
    while kandidaat in bezet:
        achter = f"{teken}{nr}"
        kandidaat, nr = sleutel[: lengte - len(achter)] + achter, nr + 1
    return kandidaat


def _volgende(rijen: Any) -> int:
    return int(rijen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
