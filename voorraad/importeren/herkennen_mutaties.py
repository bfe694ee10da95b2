"""Prognoses and building programmes: printed counts to rows, locations and cells (pure)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from voorraad.importeren.herkennen_getal import Bereik, lees_bereik, schoon
from voorraad.importeren.herkennen_omgeving import Omgeving, slug
from voorraad.importeren.herkennen_raster import Blok
from voorraad.importeren.herkennen_rekenblad import Punt, Rekenblad
from voorraad.importeren.herkennen_woorden import (
    AFGELEID,
    MIN,
    PLUS,
    SALDO,
    Kenmerk,
    eraf,
    teken_van,
    tijdelijk_zonder_duur,
)

_NAMEN = {
    "saldo_liberalisatie": "Saldo (de)liberalisatie",
    "tijdelijk_erbij": "Tijdelijke woningen",
    "einde_tijdelijk": "Einde tijdelijke woningen",
}
_KOLOMWOORDEN = re.compile(r"^\s*(?:aantal(?:len)?|woningen|totaal|sociale huur(?:woningen)?)\b.*$", re.I)
_FORMULE = 300

Identiteit = tuple[tuple[str, ...], str, str]
"""Kinds of mutation, permanence, and what else tells two rows apart."""


class Mutatiebouwer:
    """Makes the ``gegevens`` of one prognose or projecten table."""

    def __init__(self, blokken: Sequence[Blok], omgeving: Omgeving, *, projecten: bool) -> None:
        self.omgeving = omgeving
        self.blokken = blokken
        self.blad = Rekenblad(blokken, omgeving, projecten=projecten)
        self.regels: dict[Identiteit, dict[str, Any]] = {}
        self.projecten: dict[tuple[str, str], dict[str, Any]] = {}
        self.cellen: list[dict[str, Any]] = []
        self.meldingen: list[str] = []
        self._projecten_bij_rij: dict[int, str] = {}
        self._dubbel: set[Identiteit] = set()

    @property
    def waarschuwingen(self) -> list[str]:
        """All warnings, each once."""
        return list(dict.fromkeys([*self.blad.waarschuwingen, *self.meldingen]))

    def bouw(self) -> dict[str, Any]:
        """Return what is stored; see docs/importeren.md."""
        punten = list(self.blad.punten())
        bladen = [punt for punt in punten if not punt.berekend]
        sleutels = Counter(
            (self._celsleutel(punt), self._identiteit(punt)) for punt in bladen if not self._is_project(punt)
        )
        self._dubbel = {identiteit for (_cel, identiteit), keer in sleutels.items() if keer > 1}
        for punt in bladen:
            self._voeg_toe(punt)
        self._meld_dubbel()
        for punt in punten:
            if punt.berekend:
                self._voeg_som_toe(punt)
        afgeleid = self._afgeleide_regels()
        return {
            "kolommen": [],
            "regels": [*self.regels.values(), *afgeleid],
            "projecten": list(self.projecten.values()),
            "cellen": self.cellen,
        }

    def _is_project(self, punt: Punt) -> bool:
        return self.blad.project[punt.rij]

    def _celsleutel(self, punt: Punt) -> tuple[object, ...]:
        kenmerk = punt.kenmerk
        return self._partij(punt), self._jaar(punt), kenmerk.hardheid

    def _mutaties(self, kenmerk: Kenmerk) -> tuple[str, ...]:
        if kenmerk.mutaties:
            weg = kenmerk.richting == MIN
            return tuple(eraf(soort) if weg else soort for soort in kenmerk.mutaties)
        if kenmerk.richting:
            return ("overige_onttrekking" if kenmerk.richting == MIN else "overige_toevoeging",)
        return ()

    def _identiteit(self, punt: Punt) -> Identiteit:
        kenmerk = punt.kenmerk
        mutaties = self._mutaties(kenmerk)
        if self._is_project(punt):
            return mutaties[:1] or ("nieuwbouw",), kenmerk.permanentie or "permanent", ""
        extra = "" if mutaties else slug(self._label(punt))
        extra = kenmerk.klasse + ("_boven" if kenmerk.boven else "") if kenmerk.klasse else extra
        identiteit = (mutaties, kenmerk.permanentie or "permanent", extra)
        return (mutaties, identiteit[1], slug(self._label(punt))) if identiteit in self._dubbel else identiteit

    def _label(self, punt: Punt) -> str:
        """Return the words that name the stored row: of the axis, section or title that names the mutation."""
        _blok, regel = self.blad.rijen[punt.rij]
        kolom = self.blad.kolommen[punt.kolom]
        rij = regel.kenmerk
        if rij.mutaties or rij.richting or rij.netto or rij.klasse:
            label = regel.label
        elif kolom.kenmerk.mutaties or kolom.kenmerk.richting or kolom.kenmerk.netto:
            label = kolom.tekst
        elif regel.sectie.mutaties or regel.sectie.richting:
            label = regel.sectie.tekst
        else:
            label = "" if punt.kenmerk.mutaties or rij.partij or rij.jaren else regel.label
        return schoon(lees_bereik(label)[1])

    def _regel(self, punt: Punt) -> dict[str, Any]:
        """Return the stored row of a count, making it the first time."""
        identiteit = self._identiteit(punt)
        if identiteit in self.regels:
            return self.regels[identiteit]
        mutaties, permanentie, extra = identiteit
        label = self._label(punt)
        enkel = mutaties[0] if len(mutaties) == 1 else ""
        if (
            enkel
            and not extra
            and permanentie == "permanent"
            and (self._is_project(punt) or not label or len(self.blad.rijassen) == 1)
        ):
            label = ""
        basis = enkel or (
            "toevoeging"
            if mutaties and {teken_van(soort) for soort in mutaties} == {PLUS}
            else slug(label, 40) or "aantal"
        )
        achter = permanentie if permanentie != "permanent" or (len(mutaties) > 1 and punt.kenmerk.permanentie) else ""
        sleutel = (
            extra if extra and not punt.kenmerk.klasse else "_".join(deel for deel in (basis, achter, extra) if deel)
        )
        rij = {
            "sleutel": self._uniek(slug(sleutel)),
            "label": (label or _NAMEN.get(enkel) or enkel.replace("_", " ").capitalize() or "Aantal")[:160],
            "teken": self._teken(mutaties, punt.kenmerk),
            "permanentie": permanentie,
            "mutatiesoorten": list(mutaties),
            "formule": "",
            "grens_soort": punt.kenmerk.klasse,
            "boven_grens": punt.kenmerk.boven and bool(punt.kenmerk.klasse),
            "noot": "",
        }
        if permanentie == "tijdelijk_lang" and tijdelijk_zonder_duur(label):
            self.meldingen.append(f"'{label}': hoelang 'tijdelijk' is, staat er niet; aangenomen is langer dan 5 jaar.")
        self.regels[identiteit] = rij
        return rij

    def _uniek(self, sleutel: str) -> str:
        bezet = {rij["sleutel"] for rij in self.regels.values()}
        kandidaat, nr = sleutel or "aantal", 2
        while kandidaat in bezet:
            kandidaat, nr = f"{sleutel[:55]}_{nr}", nr + 1
        return kandidaat

    @staticmethod
    def _teken(mutaties: tuple[str, ...], kenmerk: Kenmerk) -> str:
        tekens = {teken_van(soort) for soort in mutaties}
        if kenmerk.eenzijdig or len(tekens) != 1:
            return SALDO
        return tekens.pop()

    def _partij(self, punt: Punt) -> str:
        if punt.kenmerk.partij:
            return punt.kenmerk.partij
        blok, regel = self.blad.rijen[punt.rij]
        kolom = self.blad.kolommen[punt.kolom]
        if "corporatie" in regel.velden and not regel.kenmerk.totaal:
            return regel.velden["corporatie"]
        onbekend = (
            kolom.tekst and not kolom.kenmerk.zegt_iets and not kolom.veld and not _KOLOMWOORDEN.match(kolom.tekst)
        )
        return kolom.tekst if onbekend and not blok.titel.totaal else ""

    def _jaar(self, punt: Punt) -> int | None:
        """Return the year of a count; a span is its last year, the whole period is None."""
        jaren = punt.kenmerk.jaren
        kolom = self.blad.kolomassen[punt.kolom].kenmerk
        if (
            not jaren
            or (kolom.totaal and kolom.jaren == jaren and jaren[0] != jaren[1])
            or jaren == self.omgeving.periode
        ):
            return None
        return jaren[1]

    def _voeg_toe(self, punt: Punt) -> None:
        regel = self._regel(punt)
        cel = self._cel(punt, regel)
        teken = regel["teken"]
        if teken == MIN or punt.kenmerk.eenzijdig:
            cel["waarde"] = -abs(cel["waarde"])
        elif teken == PLUS and cel["waarde"] < 0:
            regel["teken"] = SALDO
            self.meldingen.append(f"{self.blad.plek(punt.rij, punt.kolom)}: een negatief aantal in een rij die optelt.")
        if self._is_project(punt):
            cel["project"] = self._project(punt, cel, regel)["sleutel"]
            self._projecten_bij_rij[punt.rij] = cel["project"]
        if not cel["partij"]:
            self.meldingen.append(
                f"'{regel['label']}': van welke corporatie dit is, staat er niet bij. Kies zelf een partij."
            )
        elif cel["partij"] not in self.omgeving.partijnamen:
            self.meldingen.append(f"'{cel['partij']}' is geen corporatie die het document noemt. Kies zelf een partij.")
        self.cellen.append(cel)

    def _cel(self, punt: Punt, regel: dict[str, Any]) -> dict[str, Any]:
        minimum, maximum, toelichting = self._bereik(punt)
        jaren, jaar = punt.kenmerk.jaren, self._jaar(punt)
        if jaren and jaar and jaren[0] != jaren[1]:
            toelichting = f"{jaren[0]}-{jaren[1]}. {toelichting}".strip()
        return {
            "partij": self._partij(punt), "regel": regel["sleutel"], "kolom": "", "project": "", "jaar": jaar,
            "waarde": punt.getal.waarde, "minimum": minimum, "maximum": maximum,
            "hardheid": punt.kenmerk.hardheid or "onbekend", "permanentie": regel["permanentie"],
            "mutatiesoort": regel["mutatiesoorten"][0] if len(regel["mutatiesoorten"]) == 1 else "",
            "berekend": False, "klopt": True, "rij": self.blad.rijen[punt.rij][1].nr,
            "plaats": self.blad.plek(punt.rij, punt.kolom), "toelichting": toelichting,
        }  # fmt: skip

    def _bereik(self, punt: Punt) -> tuple[int | None, int | None, str]:
        """Return the range of a count: printed in the cell, or in the label when it says 'per year'."""
        getal, bereik = punt.getal, punt.kenmerk.bereik
        if getal.minimum is not None and getal.maximum is not None:
            self.meldingen.append(
                f"{self.blad.plek(punt.rij, punt.kolom)}: er staat een bereik; gerekend is met het midden."
            )
            return getal.minimum, getal.maximum, f"{getal.minimum} tot {getal.maximum}"
        if bereik is None:
            return None, None, "circa" if getal.circa else ""
        return self._labelbereik(punt, bereik)

    @staticmethod
    def _labelbereik(punt: Punt, bereik: Bereik) -> tuple[int | None, int | None, str]:
        aantal = abs(punt.getal.waarde)
        tekst = f"{bereik.minimum} tot {bereik.maximum}" + (" per jaar" if bereik.per_jaar else "")
        tekst += f", gerekend met {aantal}"
        if bereik.minimum <= aantal <= bereik.maximum:
            return bereik.minimum, bereik.maximum, tekst
        return None, None, tekst

    def _project(self, punt: Punt, cel: dict[str, Any], regel: dict[str, Any]) -> dict[str, Any]:
        _blok, rij = self.blad.rijen[punt.rij]
        naam = (rij.velden.get("locatie") or rij.label)[:120]
        sleutel = (cel["partij"], naam.casefold() + "|" + ",".join(regel["mutatiesoorten"]))
        if sleutel not in self.projecten:
            bezet = {(project["partij"], project["sleutel"]) for project in self.projecten.values()}
            basis = slug(naam, 70).replace("_", "-") or "project"
            kandidaat, nr = basis, 2
            while (cel["partij"], kandidaat) in bezet:
                kandidaat, nr = f"{basis}-{nr}", nr + 1
            extra = [rij.velden[veld] for veld in ("gebied", "status", "start", "opmerking") if rij.velden.get(veld)]
            self.projecten[sleutel] = {
                "sleutel": kandidaat, "naam": naam, "partij": cel["partij"],
                "mutatiesoort": (regel["mutatiesoorten"] or ["nieuwbouw"])[0],
                "hardheid": cel["hardheid"], "toelichting": ". ".join(extra)[:300],
            }  # fmt: skip
        return self.projecten[sleutel]

    def _meld_dubbel(self) -> None:
        """Add up counts for the same place, and say so."""
        gezien: dict[tuple[object, ...], dict[str, Any]] = {}
        for cel in self.cellen:
            sleutel = tuple(cel[veld] for veld in ("partij", "regel", "project", "jaar", "hardheid"))
            if sleutel in gezien:
                eerste = gezien[sleutel]
                eerste["waarde"] += cel["waarde"]
                self.meldingen.append(
                    f"{cel['plaats']}: staat er meer dan eens; de aantallen zijn opgeteld tot {eerste['waarde']}."
                )
            else:
                gezien[sleutel] = cel
        self.cellen = list(gezien.values())

    def _voeg_som_toe(self, punt: Punt) -> None:
        """Keep a printed sum beside the counts, marked as computed."""
        _blok, rij = self.blad.rijen[punt.rij]
        rijas, kolomas = self.blad.rijassen[punt.rij], self.blad.kolomassen[punt.kolom]
        samen_ = rijas.alles or (
            kolomas.leden is not None and not kolomas.kenmerk.partij and self._over_partijen(kolomas.leden)
        )
        regel = slug(rij.label) if rijas.leden is not None else self._identiteitsleutel(punt)
        self.cellen.append({
            "partij": "" if samen_ else self._partij(punt), "regel": regel, "label": rij.label, "kolom": "",
            "project": self._projecten_bij_rij.get(punt.rij, ""),
            "jaar": self._jaar(punt) if not kolomas.kenmerk.totaal else None,
            "waarde": punt.getal.waarde, "minimum": None, "maximum": None, "mutatiesoort": "",
            "hardheid": punt.kenmerk.hardheid or "onbekend", "permanentie": punt.kenmerk.permanentie,
            "berekend": True, "klopt": (punt.rij, punt.kolom) not in self.blad.fout, "rij": rij.nr,
            "plaats": self.blad.plek(punt.rij, punt.kolom), "toelichting": "",
        })  # fmt: skip

    def _over_partijen(self, leden: Sequence[int]) -> bool:
        kolommen = [self.blad.kolommen[lid] for lid in leden]
        return any(kolom.kenmerk.partij or not kolom.kenmerk.zegt_iets for kolom in kolommen)

    def _identiteitsleutel(self, punt: Punt) -> str:
        rij = self.regels.get(self._identiteit(punt))
        return rij["sleutel"] if rij else slug(self._label(punt))

    def _afgeleide_regels(self) -> list[dict[str, Any]]:
        """Return the computed rows of the stored table, with their formula over the other rows."""
        uit: dict[str, dict[str, Any]] = {}
        for as_, leden in [
            (as_, self._ledenregels(nr)) for nr, as_ in enumerate(self.blad.rijassen) if as_.leden is not None
        ]:
            if as_.alles or len(leden) == 0 or (len(leden) == 1 and not as_.kenmerk.netto):
                continue
            self._afgeleid(uit, as_.naam, leden, as_.kenmerk.permanentie)
        for nr, as_ in enumerate(self.blad.kolomassen):
            soorten = any(self.blad.kolomassen[lid].kenmerk.mutaties for lid in as_.leden or [])
            leden = self._kolomregels(as_.leden or []) if soorten else []
            if len(leden) > 1:
                self._afgeleid(uit, as_.naam or f"Totaal {nr + 1}", leden, "")
        return list(uit.values())

    def _afgeleid(self, uit: dict[str, dict[str, Any]], naam: str, leden: list[str], permanentie: str) -> None:
        formule = " + ".join(leden)
        sleutel = slug(naam)
        if (
            not sleutel
            or sleutel in uit
            or len(formule) > _FORMULE
            or any(rij["sleutel"] == sleutel for rij in self.regels.values())
        ):
            return
        if any(rij["formule"] == formule for rij in uit.values()):
            return
        uit[sleutel] = {
            "sleutel": sleutel, "label": naam[:160], "teken": AFGELEID, "permanentie": permanentie or "permanent",
            "mutatiesoorten": [], "formule": formule, "grens_soort": "", "boven_grens": False, "noot": "",
        }  # fmt: skip

    def _ledenregels(self, nr: int) -> list[str]:
        leden = self.blad.rijassen[nr].leden or []
        rijen = {self.blad.rijen[lid][1].nr for lid in leden}
        return list(dict.fromkeys(cel["regel"] for cel in self.cellen if not cel["berekend"] and cel["rij"] in rijen))

    def _kolomregels(self, leden: Sequence[int]) -> list[str]:
        uit: list[str] = []
        for lid in leden:
            for rij in range(len(self.blad.rijen)):
                getal = self.blad.getal(rij, lid)
                if getal is not None and self.blad.rijassen[rij].leden is None:
                    sleutel = self._identiteitsleutel(Punt(rij, lid, getal, self.blad.kenmerk(rij, lid), False))
                    uit += [sleutel] if sleutel not in uit else []
        return uit
