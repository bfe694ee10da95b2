"""A table of mutations: promise, realisation and what remains, per row and corporation (reads nothing itself)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from voorraad.balans import Band, band, bereken_banden, bereken_rijen, bijdrage, tel_op, verschil
from voorraad.gegevens import Corporatie, Gegevens, OpgaveInfo, PrognoseInfo, TabelInfo
from voorraad.keuzes import Hardheid

# What a document promises in its table. Soft plans and ambitions come on top (Amersfoort nr 8) and are shown apart.
TOEGEZEGD = frozenset({Hardheid.HARD, Hardheid.ONBEKEND})

Rijen = dict[str, int | None]


def bouw(gegevens: Gegevens, tabel: TabelInfo) -> dict[str, Any]:
    """Return ``jaren``, ``regels`` and whether the opening stand is missing."""
    regel_ids = {regel.pk for regel in tabel.regels}
    eigen = [prognose for prognose in gegevens.prognoses if prognose.regel_id in regel_ids]
    jaren = _jaren(gegevens, eigen)
    kolommen = [_Kolom(tabel, corporatie, eigen, gegevens, jaren) for corporatie in gegevens.corporaties]
    regels = []
    for regel in tabel.regels:
        cellen = [kolom.cel(regel.sleutel) for kolom in kolommen]
        regels.append(
            {
                "sleutel": regel.sleutel,
                "label": regel.label,
                "teken": regel.teken,
                "permanentie": regel.permanentie,
                "noot": regel.noot,
                "afgeleid": bool(regel.formule),
                "cellen": cellen,
                "totaal": _totaal(cellen),
            }
        )
    populaties = {t.populatie for t in gegevens.tabellen if t.soort == "stand"}
    return {"jaren": jaren, "regels": regels, "beginstand_ontbreekt": tabel.populatie not in populaties}


def _jaren(gegevens: Gegevens, prognoses: list[PrognoseInfo]) -> list[int]:
    """Return the years of a table that promises per year, [] for one that promises over the whole period."""
    beloofd = {prognose.jaar for prognose in prognoses if prognose.jaar is not None}
    return sorted(beloofd | set(gegevens.jaren)) if beloofd else []


class _Kolom:
    """The figures of one corporation in one table."""

    def __init__(
        self,
        tabel: TabelInfo,
        corporatie: Corporatie,
        prognoses: list[PrognoseInfo],
        gegevens: Gegevens,
        jaren: list[int],
    ) -> None:
        self.tabel, self.corporatie, self.jaren = tabel, corporatie, jaren
        eigen = [prognose for prognose in prognoses if prognose.partij_id == corporatie.pk]
        toegezegd = [prognose for prognose in eigen if prognose.hardheid in TOEGEZEGD]
        self.belofte = self._beloofd(toegezegd)
        self.banden = bereken_banden(tabel.weeg, self._banden(toegezegd))
        self.daarnaast = {
            hardheid: self._beloofd([prognose for prognose in eigen if prognose.hardheid == hardheid])
            for hardheid in (Hardheid.ZACHT.value, Hardheid.AMBITIE.value)
            if any(prognose.hardheid == hardheid for prognose in eigen)
        }
        telt = corporatie.geaccepteerd()
        nu = corporatie.op(gegevens.peildatum)
        self.realisatie = self._gerealiseerd(telt)
        self.deze_periode = self._gerealiseerd([nu] if nu and nu.telt else [])
        self.onvolledig = corporatie.onvolledig(gegevens.peildatum)
        self.belofte_per_jaar = {jaar: self._beloofd([p for p in toegezegd if p.jaar == jaar]) for jaar in jaren}
        self.realisatie_per_jaar = {
            jaar: self._gerealiseerd([opgave for opgave in telt if opgave.peildatum.year == jaar]) for jaar in jaren
        }

    def _beloofd(self, prognoses: Iterable[PrognoseInfo]) -> Rijen:
        per_regel: dict[int, int] = {}
        for prognose in prognoses:
            per_regel[prognose.regel_id] = per_regel.get(prognose.regel_id, 0) + prognose.waarde
        return bereken_rijen(self.tabel.weeg, {r.sleutel: per_regel.get(r.pk) for r in self.tabel.invoerregels})

    def _banden(self, prognoses: list[PrognoseInfo]) -> dict[str, Band]:
        per_regel: dict[int, Band] = {}
        for prognose in prognoses:
            laag, hoog = per_regel.get(prognose.regel_id, (0, 0))
            erbij = band(prognose.waarde, prognose.minimum, prognose.maximum)
            per_regel[prognose.regel_id] = (laag + erbij[0], hoog + erbij[1])
        return {r.sleutel: per_regel[r.pk] for r in self.tabel.invoerregels if r.pk in per_regel}

    def _gerealiseerd(self, opgaven: list[OpgaveInfo]) -> Rijen:
        bijdragen = {
            regel.sleutel: tel_op(
                bijdrage(regel.teken, cel.aantal)
                for opgave in opgaven
                if (cel := opgave.mutaties.get(regel.pk)) and cel.aantal is not None
            )
            for regel in self.tabel.invoerregels
        }
        return bereken_rijen(self.tabel.weeg, bijdragen)

    def cel(self, regel: str) -> dict[str, Any]:
        """Return the cell of one row."""
        laag_hoog = self.banden[regel]
        heeft_band = laag_hoog is not None and laag_hoog[0] != laag_hoog[1]
        return {
            "partij": self.corporatie.sleutel,
            "belofte": self.belofte[regel],
            "belofte_min": laag_hoog[0] if laag_hoog and heeft_band else None,
            "belofte_max": laag_hoog[1] if laag_hoog and heeft_band else None,
            "realisatie": self.realisatie[regel],
            "deze_periode": self.deze_periode[regel],
            "resterend": verschil(self.belofte[regel], self.realisatie[regel]),
            "per_jaar": {
                str(jaar): {
                    "belofte": self.belofte_per_jaar[jaar][regel],
                    "realisatie": self.realisatie_per_jaar[jaar][regel],
                }
                for jaar in self.jaren
            },
            "daarnaast": {
                hardheid: waarde for hardheid, rijen in self.daarnaast.items() if (waarde := rijen[regel]) is not None
            },
            "onvolledig": self.onvolledig,
        }


def _totaal(cellen: list[dict[str, Any]]) -> dict[str, Any]:
    """Add up the cells of one row over the corporations."""
    heeft_band = any(cel["belofte_min"] is not None for cel in cellen)

    def grens(naam: str) -> int | None:
        return tel_op(cel["belofte"] if cel[naam] is None else cel[naam] for cel in cellen) if heeft_band else None

    belofte = tel_op(cel["belofte"] for cel in cellen)
    realisatie = tel_op(cel["realisatie"] for cel in cellen)
    jaren = cellen[0]["per_jaar"] if cellen else {}
    hardheden = sorted({hardheid for cel in cellen for hardheid in cel["daarnaast"]})
    return {
        "partij": None,
        "belofte": belofte,
        "belofte_min": grens("belofte_min"),
        "belofte_max": grens("belofte_max"),
        "realisatie": realisatie,
        "deze_periode": tel_op(cel["deze_periode"] for cel in cellen),
        "resterend": verschil(belofte, realisatie),
        "per_jaar": {
            jaar: {naam: tel_op(cel["per_jaar"][jaar][naam] for cel in cellen) for naam in ("belofte", "realisatie")}
            for jaar in jaren
        },
        "daarnaast": {h: sum(cel["daarnaast"].get(h, 0) for cel in cellen) for h in hardheden},
        "onvolledig": any(cel["onvolledig"] for cel in cellen),
    }
