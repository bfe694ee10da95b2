"""The edited .xlsx of the register read back: agreements as values, with every error named by sheet and cell.

Rows are known by hidden columns, so they may be sorted, moved, added and removed, and numbers may change.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from afspraken.afspraakwaarden import Waarden, getal, lege_waarden
from afspraken.export.inhoud import Partijnamen, afspraaknamen, indicatornamen, partijnamen
from afspraken.export.kolommen import (
    AFSPRAKEN,
    BLADEN,
    DEFINITIES,
    INDICATOREN,
    KEUZES,
    PARTIJ,
    PORTAALBLAD,
    ROLLEN,
    SCHEMA,
    STREEFWAARDEN,
    TERMIJNEN,
    VERVOLGBLAD,
    VERWIJZINGEN,
)
from afspraken.export.leeswaarden import geheel, iso, kop, lees_indicator
from afspraken.export.rooster import Bladfout, Bladlezer, Bladrij, Registerfout, lees_vervolg
from afspraken.keuzes import Groep
from afspraken.models import Overeenkomst
from basis.documenten.model import Leesfout
from basis.documenten.poort import controleer
from basis.tekst import zoeksleutel

_GEEN_EXPORT = "Dit bestand komt niet uit het portaal. Download eerst een export van het register en bewerk die."
_ANDERE_VERSIE = "Dit bestand is met een andere versie van het portaal gemaakt. Download een nieuwe export."
_SCHEIDING = re.compile(r"[;\n]")
_TEKSTEN = ("nummer", "deel", "onderwerp", "titel", "samenvatting", "trekker_tekst", "partijen_tekst", "datum_tekst")
_VERSTEK = lege_waarden()


@dataclass(slots=True)
class GelezenAfspraak:
    """A row of the sheet Afspraken with what belongs to it. ``pk`` is None for a row that was added."""

    pk: int | None
    versie: int | None
    waarden: Waarden
    plaats: str
    naam: str = ""
    """What the other sheets call it."""
    verwijst_naar_nieuw: list[str] = field(default_factory=list)
    """Names of added agreements it refers to; the others stand as ids in ``waarden["verwijzingen"]``."""


@dataclass(frozen=True, slots=True)
class GelezenDefinitie:
    """A row of the sheet Definities; ``afspraken`` are the names of the agreements it belongs to."""

    pk: int | None
    noot: str
    begrip: str
    tekst: str
    afspraken: tuple[int, ...]
    plaats: str


@dataclass(slots=True)
class Gelezen:
    """The whole workbook."""

    afspraken: list[GelezenAfspraak] = field(default_factory=list)
    definities: list[GelezenDefinitie] = field(default_factory=list)
    meldingen: list[str] = field(default_factory=list)


def lees_register(pad: Path, overeenkomst: Overeenkomst, naam: str = "") -> Gelezen:
    """Read an edited export of this set; ``naam`` is the name the user gave the file.

    Raises Leesfout when the file cannot be read at all (the gate's messages, another set, no export), and its subclass
    Registerfout with every wrong cell. Nothing is stored.
    """
    controleer(pad, naam or pad.name)
    try:
        boek = load_workbook(pad, read_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as fout:
        raise Leesfout(_GEEN_EXPORT) from fout
    try:
        return _Lezer(boek, overeenkomst).lees()
    finally:
        boek.close()


class _Lezer:
    """Reads one workbook."""

    def __init__(self, boek: Any, overeenkomst: Overeenkomst) -> None:
        self.boek, self.overeenkomst = boek, overeenkomst
        self.partijen: Partijnamen = partijnamen(overeenkomst)
        self.bekend = dict(overeenkomst.afspraken.values_list("pk", "nummer"))
        self.definitie_ids = set(overeenkomst.definities.values_list("pk", flat=True))
        self.groepen = {zoeksleutel(str(groep.label)): groep.value for groep in Groep}
        self.fouten: list[Bladfout] = []
        self.gelezen = Gelezen()
        self.op_id: dict[int, GelezenAfspraak] = {}
        self.op_naam: dict[str, GelezenAfspraak] = {}

    def lees(self) -> Gelezen:
        """Return the agreements and definitions."""
        self._keur_herkomst()
        rijen = self._bladen()
        if not self.fouten:
            self._afspraken(rijen[AFSPRAKEN])
            self._termijnen(rijen[TERMIJNEN])
            self._indicatoren(rijen[INDICATOREN], rijen[STREEFWAARDEN])
            self._verwijzingen(rijen[VERWIJZINGEN])
            self._definities(rijen[DEFINITIES])
        if self.fouten:
            raise Registerfout(self.fouten)
        return self.gelezen

    def _keur_herkomst(self) -> None:
        """Refuse what is no export, of another version or of another set."""
        if PORTAALBLAD not in self.boek.sheetnames:
            raise Leesfout(_GEEN_EXPORT)
        rijen = self.boek[PORTAALBLAD].iter_rows(max_row=10, max_col=2, values_only=True)
        gegevens = {str(rij[0]): str(rij[1]) for rij in rijen if len(rij) == 2 and rij[0] is not None}
        if gegevens.get("soort") != "register":
            raise Leesfout(_GEEN_EXPORT)
        if gegevens.get("schema") != str(SCHEMA):
            raise Leesfout(_ANDERE_VERSIE)
        if gegevens.get("overeenkomst") != self.overeenkomst.sleutel:
            andere = " ".join(gegevens.get("naam", "een andere set").split())[:160]
            raise Leesfout(f"Dit bestand hoort bij '{andere}' en niet bij '{self.overeenkomst.naam}'.")

    def _bladen(self) -> dict[str, list[Bladrij]]:
        keuzes: dict[str, Mapping[str, Any]] = {
            naam: {zoeksleutel(label): waarde for waarde, label in lijst} for naam, lijst in KEUZES.items()
        }
        keuzes[PARTIJ] = self.partijen.op_tekst
        vervolg = dict(lees_vervolg(self.boek[VERVOLGBLAD])) if VERVOLGBLAD in self.boek.sheetnames else {}
        uit: dict[str, list[Bladrij]] = {}
        for naam, kolommen in BLADEN.items():
            if naam not in self.boek.sheetnames:
                self.fouten.append(Bladfout(naam, "", "Dit blad ontbreekt."))
                continue
            lezer = Bladlezer(naam, kolommen, keuzes, vervolg)
            uit[naam] = lezer.lees(self.boek[naam])
            self.fouten += lezer.fouten
            self.gelezen.meldingen += lezer.meldingen
        return uit

    def _fout(self, rij: Bladrij, kolom: str, tekst: str) -> None:
        self.fouten.append(Bladfout(rij.blad, rij.cel(kolom), tekst))

    # --- Afspraken ---------------------------------------------------------------------------------------------------

    def _afspraken(self, rijen: Sequence[Bladrij]) -> None:
        ids = self._ids(rijen)
        namen = afspraaknamen(
            (pk or -nr, rij.waarden["nummer"].strip(), rij.waarden["deel"].strip())
            for nr, (rij, pk) in enumerate(zip(rijen, ids, strict=True), start=1)
        )
        for nr, (rij, pk) in enumerate(zip(rijen, ids, strict=True), start=1):
            waarden = self._afspraakwaarden(rij)
            versie = geheel(rij.waarden["versie"]) if pk else None
            gelezen = GelezenAfspraak(pk, versie, waarden, rij.plaats, namen[pk or -nr])
            self.gelezen.afspraken.append(gelezen)
            if pk:
                self.op_id[pk] = gelezen
            if zoeksleutel(gelezen.naam) in self.op_naam and waarden["nummer"]:
                self._fout(rij, "nummer", f"Nummer '{waarden['nummer']}' komt in dit deel al voor.")
            self.op_naam[zoeksleutel(gelezen.naam)] = gelezen

    def _ids(self, rijen: Sequence[Bladrij]) -> list[int | None]:
        """Return the id of every row; of two rows with the same id the copy is a new agreement."""
        per_id: dict[int, list[int]] = defaultdict(list)
        ids: list[int | None] = []
        for plek, rij in enumerate(rijen):
            pk = geheel(rij.waarden["id"])
            if rij.waarden["id"] and pk not in self.bekend:
                self._fout(rij, "id", "Deze rij is niet van deze afspraken. Maak haar verborgen kolommen leeg.")
                pk = None
            ids.append(pk)
            if pk is not None:
                per_id[pk].append(plek)
        for pk, plekken in per_id.items():
            echte = self._echte(pk, plekken, rijen)
            for plek in plekken:
                ids[plek] = pk if plek == echte else None
        return ids

    def _echte(self, pk: int, plekken: Sequence[int], rijen: Sequence[Bladrij]) -> int:
        """Return which row with an id is the agreement itself: the one that kept its number, else the first."""
        zelfde = [plek for plek in plekken if rijen[plek].waarden["nummer"].strip() == self.bekend[pk]]
        return (zelfde or list(plekken))[0]

    def _afspraakwaarden(self, rij: Bladrij) -> Waarden:
        cel = rij.waarden
        waarden = lege_waarden() | {naam: cel[naam].strip() for naam in _TEKSTEN} | {"tekst": cel["tekst"]}
        waarden |= {naam: cel[naam] or _VERSTEK[naam] for naam in ("soort", "aard", "antwoordwijze")}
        paragraaf = kop(cel["paragraaf_nummer"], cel["paragraaf_titel"])
        if paragraaf and not paragraaf["titel"]:
            self._fout(rij, "paragraaf_titel", "Vul bij een paragraafnummer ook de paragraaf in.")
        betrokkenen = [
            {"rol": rol, "partij": partij, "groep": groep}
            for rol, _label in ROLLEN
            for partij, groep in self._wie(rij, f"rol_{rol}")
        ]
        if waarden["antwoordwijze"] == "samen" and not cel["penvoerder"]:
            self._fout(rij, "penvoerder", "Kies een penvoerder als de trekkers samen antwoorden.")
        return waarden | {
            "hoofdstuk": kop(cel["hoofdstuk_nummer"], cel["hoofdstuk_titel"]),
            "paragraaf": paragraaf,
            "penvoerder": cel["penvoerder"],
            "gemeenten": sorted(partij for partij, _groep in self._wie(rij, "gemeenten", groepen=False)),
            "bronplaats": cel["bronplaats"].strip(),
            "vervallen_op": iso(cel["vervallen_op"]),
            "betrokkenen": betrokkenen,
        }

    def _wie(self, rij: Bladrij, kolom: str, *, groepen: bool = True) -> list[tuple[str, str]]:
        """Return the parties and groups a cell names, as (party, group)."""
        uit: list[tuple[str, str]] = []
        for deel in _SCHEIDING.split(rij.waarden[kolom]):
            sleutel = zoeksleutel(deel)
            if groepen and sleutel in self.groepen:
                uit.append(("", self.groepen[sleutel]))
            elif sleutel in self.partijen.op_tekst:
                uit.append((self.partijen.op_tekst[sleutel], ""))
            elif sleutel:
                self._fout(rij, kolom, f"'{deel.strip()[:60]}' is geen partij van deze afspraken.")
        return list(dict.fromkeys(uit))

    # --- What belongs to an agreement --------------------------------------------------------------------------------

    def _afspraak(
        self, rij: Bladrij, pk: str = "id", was: str = "was", naam: str = "afspraak"
    ) -> GelezenAfspraak | None:
        """Return the agreement a row belongs to: by its hidden id, unless somebody typed another number."""
        id_ = geheel(rij.waarden[pk])
        zichtbaar = zoeksleutel(rij.waarden[naam])
        eigen = self.op_id.get(id_) if id_ else None
        if eigen and zichtbaar in (zoeksleutel(str(rij.waarden[was])), zoeksleutel(eigen.naam), ""):
            return eigen
        if zichtbaar in self.op_naam:
            return self.op_naam[zichtbaar]
        if id_ in self.bekend and eigen is None:
            return None  # its agreement was removed from the file
        genoemd = rij.waarden[naam][:40]
        self._fout(rij, naam, f"Afspraak '{genoemd}' staat niet op het blad '{AFSPRAKEN}'.")
        return None

    def _termijnen(self, rijen: Sequence[Bladrij]) -> None:
        for rij in rijen:
            cel = rij.waarden
            afspraak = self._afspraak(rij)
            self._volgorde(rij, "begin", "eind")
            if afspraak:
                afspraak.waarden["termijnen"].append(
                    {
                        "tekst": cel["tekst"].strip(),
                        "herhaling": cel["herhaling"] or "geen",
                        "exactheid": cel["exactheid"] or "exact",
                        "toelichting": cel["toelichting"].strip(),
                        "begin": iso(cel["begin"]),
                        "eind": iso(cel["eind"]),
                    }
                )

    def _volgorde(self, rij: Bladrij, van: str, tot: str) -> None:
        begin, eind = rij.waarden[van], rij.waarden[tot]
        if begin is not None and eind is not None and eind < begin:
            self._fout(rij, tot, "Het eind ligt voor het begin.")

    def _indicatoren(self, rijen: Sequence[Bladrij], streefwaarden: Sequence[Bladrij]) -> None:
        for rij in rijen:
            if afspraak := self._afspraak(rij):
                afspraak.waarden["indicatoren"].append(lees_indicator(rij, afspraak.waarden["indicatoren"]))
        for rij in streefwaarden:
            if (afspraak := self._afspraak(rij)) and (indicator := self._indicator_van(rij, afspraak)):
                cel = rij.waarden
                self._volgorde(rij, "van", "tot")
                self._volgorde(rij, "waarde", "tot_waarde")
                indicator["streefwaarden"].append(
                    {
                        "partij": cel["partij"],
                        "waarde": getal(cel["waarde"]),
                        "tot_waarde": getal(cel["tot_waarde"]),
                        "van": iso(cel["van"]),
                        "tot": iso(cel["tot"]),
                        "per": cel["per"] or "periode",
                    }
                )

    def _indicator_van(self, rij: Bladrij, afspraak: GelezenAfspraak) -> dict[str, Any] | None:
        """Return the indicator of a target: by its hidden key, unless another name was typed."""
        rijen: list[dict[str, Any]] = afspraak.waarden["indicatoren"]
        namen = {zoeksleutel(naam): indicator for naam, indicator in zip(indicatornamen(rijen), rijen, strict=True)}
        zichtbaar = zoeksleutel(rij.waarden["indicator"])
        eigen = next((i for i in rijen if i["sleutel"] == str(rij.waarden["sleutel"])), None)
        if eigen and zichtbaar in (zoeksleutel(str(rij.waarden["indicator_was"])), zoeksleutel(eigen["naam"])):
            return eigen
        if zichtbaar in namen:
            return namen[zichtbaar]
        if rij.waarden["sleutel"] and zichtbaar == zoeksleutel(str(rij.waarden["indicator_was"])):
            return None  # its indicator was removed from the file
        self._fout(rij, "indicator", f"Indicator '{rij.waarden['indicator'][:60]}' staat niet bij deze afspraak.")
        return None

    def _verwijzingen(self, rijen: Sequence[Bladrij]) -> None:
        for rij in rijen:
            van, naar = self._afspraak(rij), self._afspraak(rij, "naar_id", "naar_was", "naar")
            if van is None or naar is None:
                continue
            if van is naar:
                self._fout(rij, "naar", "Een afspraak verwijst niet naar zichzelf.")
            elif naar.pk is None:
                van.verwijst_naar_nieuw.append(naar.naam)
            elif naar.pk not in van.waarden["verwijzingen"]:
                van.waarden["verwijzingen"] = sorted([*van.waarden["verwijzingen"], naar.pk])

    def _definities(self, rijen: Sequence[Bladrij]) -> None:
        gezien: set[int] = set()
        for rij in rijen:
            cel = rij.waarden
            pk = geheel(cel["id"])
            if cel["id"] and pk not in self.definitie_ids:
                self._fout(rij, "id", "Deze definitie hoort niet bij deze afspraken. Maak de verborgen kolom leeg.")
            pk = None if pk in gezien else pk
            gezien |= {pk} if pk else set()
            teksten = (cel["noot"].strip(), cel["begrip"].strip(), cel["tekst"])
            self.gelezen.definities.append(GelezenDefinitie(pk, *teksten, self._bij(rij), rij.plaats))

    def _bij(self, rij: Bladrij) -> tuple[int, ...]:
        """Return the agreements a definition belongs to: by hidden ids, unless somebody typed other numbers."""
        cel = rij.waarden
        if zoeksleutel(cel["afspraken"]) == zoeksleutel(cel["was"]):
            ids = (geheel(deel) for deel in _SCHEIDING.split(cel["bij"]))
            return tuple(sorted(pk for pk in ids if pk in self.op_id))
        uit: list[int] = []
        for deel in filter(None, map(zoeksleutel, _SCHEIDING.split(cel["afspraken"]))):
            afspraak = self.op_naam.get(deel)
            if afspraak is None:
                self._fout(rij, "afspraken", f"Afspraak '{deel[:40]}' staat niet op het blad '{AFSPRAKEN}'.")
            elif afspraak.pk is None:
                self._fout(rij, "afspraken", f"Afspraak '{deel[:40]}' is nieuw. Koppel haar na het uploaden.")
            else:
                uit.append(afspraak.pk)
        return tuple(sorted(uit))
