"""The parts of a momentopname around the agreements: Overeenkomst, peilmoment, parties, completeness (pure)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from afspraken.inzendingen import Fase
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from monitoring.standen import Rij, dag_van, naam_van
from monitoring.statussen import VORM
from partijen.rollen import PartijSoort

Opname = dict[str, Any]


class Deelnemers:
    """The parties that take part on the peildatum, in their order."""

    def __init__(self, rijen: list[Rij], peildatum: dt.date) -> None:
        alle = sorted(rijen, key=lambda rij: (rij["volgorde"], rij["sorteernaam"]))
        self.rijen = [rij for rij in alle if _doet_mee(rij, peildatum)]
        self.namen = {rij["sleutel"]: naam_van(rij) for rij in alle}
        self.volgorde = {sleutel: plek for plek, sleutel in enumerate(self.namen)}

    def deel(self) -> list[Opname]:
        """Return the parties as the momentopname has them."""
        return [
            {
                "sleutel": rij["sleutel"],
                "naam": rij["naam"],
                "korte_naam": naam_van(rij),
                "soort": rij["soort"],
                "soort_label": str(PartijSoort(rij["soort"]).label),
                "spreekt_voor": rij["spreekt_voor"],
            }
            for rij in self.rijen
        ]

    @staticmethod
    def vorige(momenten: list[Rij], peilmoment: Peilmoment) -> Peilmoment | None:
        """Return the last vastgesteld peilmoment before this one (only its id and date are filled)."""
        grens = peilmoment.peildatum.isoformat()
        eerder = [m for m in momenten if m["peildatum"] < grens and m["status"] == PeilmomentStatus.VASTGESTELD]
        if not eerder:
            return None
        laatste = max(eerder, key=lambda moment: moment["peildatum"])
        return Peilmoment(pk=laatste["id"], peildatum=dt.date.fromisoformat(laatste["peildatum"]))


def _doet_mee(rij: Rij, dag: dt.date) -> bool:
    van, tot = dag_van(rij["van"]), dag_van(rij["tot"])
    return (van is None or van <= dag) and (tot is None or dag <= tot)


def overeenkomst_deel(kop: Rij) -> Opname:
    """Return the agreement as a whole."""
    return {
        "sleutel": kop["sleutel"],
        "naam": kop["naam"],
        "begin": _iso(kop["begin"]),
        "eind": _iso(kop["eind"]),
        "verlengd_tot": _iso(kop["verlengd_tot"]),
        "bronstatus": kop["bronstatus"],
        "gemeenten": [rij["naam"] for rij in sorted(kop["gemeenten"], key=lambda rij: rij["sleutel"])],
        "regisseur": kop["regisseur__naam"],
        "controleur": kop["controleur__naam"],
        "inleiding": kop["inleiding"],
        "voorwaarden": [_kies(rij, "titel", "tekst") for rij in _op_volgorde(kop["voorwaarden"])],
        "definities": [_kies(rij, "noot", "begrip", "tekst") for rij in _op_volgorde(kop["definities"])],
        "legenda": [
            _kies(rij, "status", "label", "kleur") | {"vorm": VORM[rij["status"]]}
            for rij in _op_volgorde(kop["legenda"])
        ],
    }


def _iso(dag: dt.date | None) -> str | None:
    return dag.isoformat() if dag else None


def _kies(rij: Rij, *velden: str) -> Opname:
    return {veld: rij[veld] for veld in velden}


def _op_volgorde(rijen: list[Rij]) -> list[Rij]:
    return sorted(rijen, key=lambda rij: rij["volgorde"])


def peilmoment_deel(peilmoment: Peilmoment, vorige: Peilmoment | None) -> Opname:
    """Return the peilmoment itself."""
    return {
        "peildatum": peilmoment.peildatum.isoformat(),
        "soort": peilmoment.soort,
        "soort_label": str(peilmoment.get_soort_display()),
        "status": peilmoment.status,
        "status_label": str(peilmoment.get_status_display()),
        "voorbeeldcijfers": peilmoment.voorbeeldcijfers,
        "inleveren_tot": _iso(peilmoment.inleveren_tot),
        "vorige": _iso(vorige.peildatum) if vorige else None,
        "samenvatting": peilmoment.samenvatting,
    }


def volledigheid(kop: Rij, afspraken: list[Rij], peilmoment: Peilmoment, deelnemers: Deelnemers) -> list[Opname]:
    """Return per party the phase of its return and sheet (None: not asked) and its obligations counted per phase."""
    opgaven = {rij["partij"]: rij["fase"] for rij in kop["opgaverijen"]}
    cijfers = {rij["partij"]: rij["fase"] for rij in kop["cijferrijen"]}
    fasen: dict[str, Counter[str]] = {}
    for afspraak in afspraken:
        for antwoord in afspraak["antwoordrijen"]:
            if antwoord["peilmoment"] == peilmoment.pk:
                fasen.setdefault(antwoord["partij"], Counter())[antwoord["fase"]] += 1
    return [
        {
            "sleutel": sleutel,
            "naam": deelnemers.namen[sleutel],
            "opgave": opgaven.get(sleutel),
            "cijfers": cijfers.get(sleutel),
            "voortgang": _per_fase(fasen.get(sleutel, Counter())),
        }
        for sleutel in (rij["sleutel"] for rij in deelnemers.rijen)
    ]


def _per_fase(fasen: Counter[str]) -> dict[str, int]:
    return {
        "totaal": fasen.total(),
        "ingediend": fasen[Fase.INGEDIEND],
        "geaccepteerd": fasen[Fase.GEACCEPTEERD],
        "teruggegeven": fasen[Fase.TERUGGEGEVEN],
    }
