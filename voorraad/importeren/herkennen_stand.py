"""Stock tables: rent classes or other rows by types or corporations, on a date (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from voorraad.importeren.herkennen_getal import schoon
from voorraad.importeren.herkennen_omgeving import Omgeving, noten_onder, slug
from voorraad.importeren.herkennen_raster import Blok
from voorraad.importeren.herkennen_rekenblad import Punt, Rekenblad
from voorraad.importeren.herkennen_woorden import AFGELEID, PLUS, Kenmerk

_VOLUIT = re.compile(r"^\W*([\w-]{1,14})\s*[:=]\s*(.{3,80})$")
_OPLOPEND = ("kwaliteitskorting", "lage_aftopping", "hoge_aftopping", "huurtoeslag")
_ALGEMEEN = {"sleutel": "woningen", "label": "Woningen", "voluit": ""}
_SOM = "totaal"

Klasse = tuple[str, bool]


class Standbouwer:
    """Makes the ``gegevens`` of one stand table."""

    def __init__(self, blokken: Sequence[Blok], omgeving: Omgeving) -> None:
        self.omgeving = omgeving
        self.blad = Rekenblad(blokken, omgeving, alleen_sociaal=False)
        self.meldingen: list[str] = []
        self.regels: dict[str, dict[str, Any]] = {}
        self.kolommen: dict[str, dict[str, str]] = {}
        self.cellen: list[dict[str, Any]] = []
        self._voluit = dict(_afkortingen(noten_onder(omgeving) + [noot for blok in blokken for noot in blok.noten]))
        self._op_bedrag = self._klassen_op_bedrag()
        rijen, koppen = ([as_.kenmerk for as_ in assen] for assen in (self.blad.rijassen, self.blad.kolomassen))
        self._klasse_in_kolom = any(k.klasse or k.bedragen for k in koppen) and not any(
            k.klasse or k.bedragen for k in rijen
        )

    @property
    def waarschuwingen(self) -> list[str]:
        """All warnings, each once."""
        return list(dict.fromkeys([*self.blad.waarschuwingen, *self.meldingen]))

    def bouw(self) -> dict[str, Any]:
        """Return what is stored; see docs/importeren.md."""
        for punt in self.blad.punten():
            self._voeg_toe(punt)
        self._ontdubbel()
        leden = [rij["sleutel"] for rij in self.regels.values()]
        if any(as_.leden is not None for as_ in self.blad.rijassen + self.blad.kolomassen) and len(leden) > 1:
            self.regels[_SOM] = _regel(_SOM, "Totaal woningen", Kenmerk()) | {
                "teken": AFGELEID,
                "formule": " + ".join(leden)[:300],
            }
        return {
            "kolommen": list(self.kolommen.values()),
            "regels": list(self.regels.values()),
            "projecten": [],
            "cellen": self.cellen,
        }

    def _klassen_op_bedrag(self) -> dict[Decimal, str]:
        """Give four boundaries that are only printed as amounts their names, in rising order."""
        kenmerken = [as_.kenmerk for as_ in (*self.blad.rijassen, *self.blad.kolomassen)]
        bedragen = sorted({k.bedragen[-1] for k in kenmerken if k.bedragen and not k.klasse and not k.totaal})
        return dict(zip(bedragen, _OPLOPEND, strict=True)) if len(bedragen) == len(_OPLOPEND) else {}

    def _voeg_toe(self, punt: Punt) -> None:
        somrij = self.blad.rijassen[punt.rij].leden is not None
        somkolom = punt.berekend and self.blad.kolomassen[punt.kolom].leden is not None
        alles = self.blad.rijassen[punt.rij].alles
        regel = _SOM if somrij and not alles and not self._telt_partijen_op(punt) else self._regelsleutel(punt, somrij)
        kolom = _SOM if somkolom and not self._klasse_in_kolom else self._kolomsleutel(punt)
        if punt.getal.waarde < 0:
            self.meldingen.append(f"{self.blad.plek(punt.rij, punt.kolom)}: een stand kan niet negatief zijn.")
        partij = "" if alles or (somkolom and not punt.kenmerk.partij) else self._partij(punt)
        if not punt.berekend:
            self._meld_partij(partij)
        self.cellen.append({
            "partij": partij, "regel": regel, "label": self.blad.rijen[punt.rij][1].label, "kolom": kolom,
            "project": "", "jaar": None, "peildatum": self._peildatum(punt), "waarde": punt.getal.waarde,
            "minimum": punt.getal.minimum, "maximum": punt.getal.maximum,
            "hardheid": "onbekend", "permanentie": "permanent", "mutatiesoort": "", "berekend": punt.berekend,
            "klopt": (punt.rij, punt.kolom) not in self.blad.fout,
            "rij": self.blad.rijen[punt.rij][1].nr, "plaats": self.blad.plek(punt.rij, punt.kolom), "toelichting": "",
        })  # fmt: skip

    def _meld_partij(self, partij: str) -> None:
        if not partij:
            self.meldingen.append("Van welke corporatie deze stand is, staat er niet bij. Kies zelf een partij.")
        elif partij not in self.omgeving.partijnamen:
            self.meldingen.append(f"'{partij}' is geen corporatie die het document noemt. Kies zelf een partij.")

    def _klasse(self, punt: Punt) -> Klasse:
        kenmerk = punt.kenmerk
        if kenmerk.klasse:
            return kenmerk.klasse, kenmerk.boven
        return (self._op_bedrag.get(kenmerk.bedragen[-1], ""), kenmerk.boven) if kenmerk.bedragen else ("", False)

    def _telt_partijen_op(self, punt: Punt) -> bool:
        """Tell whether a row of sums adds up corporations instead of classes."""
        leden = self.blad.rijassen[punt.rij].leden or []
        partijen = {
            self.blad.rijassen[lid].kenmerk.partij or self.blad.rijen[lid][1].velden.get("corporatie", "")
            for lid in leden
        }
        return self._klasse_in_kolom or (len(partijen) > 1 and not self.blad.rijassen[punt.rij].alles)

    def _regelsleutel(self, punt: Punt, som: bool) -> str:
        """Return the row of the stored table: the rent class, else what the label of the row says."""
        rij = self.blad.rijen[punt.rij][1]
        klasse, boven = self._klasse(punt)
        in_kolom = self._klasse_in_kolom
        label = schoon(self.blad.kolommen[punt.kolom].tekst if in_kolom else rij.label)
        if som and self.blad.rijassen[punt.rij].alles and rij.kenmerk.totaal:
            return _SOM
        if in_kolom and self.blad.kolomassen[punt.kolom].leden is not None:
            return _SOM
        eigen = rij.kenmerk
        if (
            not klasse
            and not in_kolom
            and (som or eigen.partij or eigen.datum or eigen.jaren or eigen.soort_woning or "corporatie" in rij.velden)
        ):
            label = "Woningen"
        sleutel = f"{klasse}{'_boven' if boven else ''}" if klasse else slug(label) or "woningen"
        if sleutel not in self.regels and not som:
            self.regels[sleutel] = _regel(
                sleutel, label or "Woningen", punt.kenmerk, klasse, boven, self._grens(punt, in_kolom)
            )
        return sleutel

    def _grens(self, punt: Punt, in_kolom: bool) -> str:
        as_ = self.blad.kolomassen[punt.kolom] if in_kolom else self.blad.rijassen[punt.rij]
        return str(as_.kenmerk.bedragen[-1]) if as_.kenmerk.bedragen else ""

    def _kolomsleutel(self, punt: Punt) -> str:
        """Return the column of the stored table: the type of dwelling, another heading, or plain 'woningen'."""
        kolom, rij = self.blad.kolommen[punt.kolom], self.blad.rijen[punt.rij][1]
        typ = kolom.kenmerk.soort_woning or punt.kenmerk.soort_woning
        if typ:
            sleutel, label, voluit = typ
            nieuw = {"sleutel": sleutel, "label": label, "voluit": self._voluit.get(label.casefold(), voluit)}
        elif self._klasse_in_kolom:
            eigen = (
                rij.kenmerk.partij
                or rij.kenmerk.totaal
                or rij.kenmerk.datum
                or rij.kenmerk.jaren
                or "corporatie" in rij.velden
            )
            nieuw = _ALGEMEEN if eigen or not rij.label else _kolom(rij.label)
        elif kolom.kenmerk.zegt_iets or kolom.veld or not kolom.tekst or self._kolom_is_partij(punt):
            nieuw = _ALGEMEEN
        else:
            nieuw = _kolom(kolom.tekst)
        self.kolommen.setdefault(nieuw["sleutel"], nieuw)
        return nieuw["sleutel"]

    def _kolom_is_partij(self, punt: Punt) -> bool:
        """Tell whether an unknown heading must be a corporation: nothing else says whose dwellings these are."""
        kolom = self.blad.kolommen[punt.kolom]
        return not punt.kenmerk.partij and not kolom.kenmerk.zegt_iets and not kolom.veld and bool(kolom.tekst)

    def _partij(self, punt: Punt) -> str:
        if punt.kenmerk.partij:
            return punt.kenmerk.partij
        rij = self.blad.rijen[punt.rij][1]
        if "corporatie" in rij.velden and not rij.kenmerk.totaal:
            return rij.velden["corporatie"]
        return self.blad.kolommen[punt.kolom].tekst if self._kolom_is_partij(punt) else ""

    def _peildatum(self, punt: Punt) -> str:
        """Return the date of a count; a bare year is its last day, said in a warning."""
        datum = punt.kenmerk.datum
        if datum is None and punt.kenmerk.jaren and not punt.kenmerk.bedragen:
            datum = dt.date(punt.kenmerk.jaren[1], 12, 31)
            self.meldingen.append(
                f"Bij '{punt.kenmerk.jaren[1]}' staat alleen een jaar; als peildatum is 31 december genomen."
            )
        datum = datum or self.omgeving.peildatum
        if datum is None:
            self.meldingen.append("De datum van deze stand staat niet in de titel. Vul zelf de peildatum in.")
        return datum.isoformat() if datum else ""

    def _ontdubbel(self) -> None:
        """Keep the first of two counts for one place; say so when they differ."""
        gezien: dict[tuple[object, ...], dict[str, Any]] = {}
        for cel in self.cellen:
            sleutel = (
                *(cel[veld] for veld in ("partij", "regel", "kolom", "peildatum", "berekend")),
                cel["rij"] if cel["berekend"] else 0,
            )
            eerste = gezien.setdefault(sleutel, cel)
            if eerste is not cel and not cel["berekend"]:
                eerste["waarde"] += cel["waarde"]
                self.meldingen.append(
                    f"{cel['plaats']}: hoort bij dezelfde klasse als een andere rij; de aantallen zijn opgeteld."
                )
        self.cellen = list(gezien.values())


def _kolom(tekst: str) -> dict[str, str]:
    return {"sleutel": slug(tekst, 40) or "kolom", "label": schoon(tekst)[:40], "voluit": ""}


def _regel(
    sleutel: str, label: str, kenmerk: Kenmerk, klasse: str = "", boven: bool = False, grens: str = ""
) -> dict[str, Any]:
    return {
        "sleutel": sleutel, "label": label[:160], "teken": PLUS, "permanentie": kenmerk.permanentie or "permanent",
        "mutatiesoorten": [], "formule": "", "grens_soort": klasse, "boven_grens": boven, "grens": grens, "noot": "",
    }  # fmt: skip


def _afkortingen(noten: Sequence[str]) -> list[tuple[str, str]]:
    """Return what lines such as 'EGW: eengezinswoning' say."""
    return [(treffer[1].casefold(), treffer[2].strip(" .")) for noot in noten if (treffer := _VOLUIT.match(noot))]
