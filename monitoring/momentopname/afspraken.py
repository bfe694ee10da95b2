"""The agreements of a momentopname: chapters with everything submitted about each agreement (pure)."""

from __future__ import annotations

from typing import Any

from afspraken.inzendingen import ZICHTBARE_FASEN
from afspraken.keuzes import AfspraakSoort
from afspraken.models import Peilmoment
from monitoring.keuzes import Houding
from monitoring.standen import Rij, naam_van

Opname = dict[str, Any]
_TEKSTEN = ("status", "toelichting", "oorzaak", "gevolg", "bijsturing")


def hoofdstukken(
    afspraken: list[Rij], peilmoment: Peilmoment, cijfers: dict[int, list[Opname]], volgorde: dict[str, int]
) -> list[Opname]:
    """Return the chapters in the order of the document, each with its agreements."""
    uit: dict[int, Opname] = {}
    for rij in afspraken:
        hoofdstuk = uit.setdefault(
            rij["hoofdstuk_id"],
            {
                "id": rij["hoofdstuk_id"],
                "nummer": rij["hoofdstuk__nummer"],
                "titel": rij["hoofdstuk__titel"],
                "ambitie": rij["hoofdstuk__ambitie"],
                "paragrafen": [],
                "afspraken": [],
            },
        )
        if rij["paragraaf_id"]:
            paragraaf = {"nummer": rij["paragraaf__nummer"], "titel": rij["paragraaf__titel"]}
            if paragraaf not in hoofdstuk["paragrafen"]:
                hoofdstuk["paragrafen"].append(paragraaf)
        hoofdstuk["afspraken"].append(_afspraak(rij, peilmoment, cijfers.get(rij["pk"], []), volgorde))
    return list(uit.values())


def _afspraak(rij: Rij, peilmoment: Peilmoment, indicatoren: list[Opname], volgorde: dict[str, int]) -> Opname:
    stand = rij["stand"]
    paragraaf = f"{rij['paragraaf__nummer']} {rij['paragraaf__titel']}".strip() if rij["paragraaf_id"] else ""
    antwoorden = [antwoord for antwoord in rij["antwoordrijen"] if antwoord["peilmoment"] == peilmoment.pk]
    return {
        "id": rij["pk"],
        "nummer": rij["nummer"],
        "titel": rij["titel"],
        "paragraaf": paragraaf,
        "soort": rij["soort"],
        "soort_label": str(AfspraakSoort(rij["soort"]).label),
        "samenvatting": rij["samenvatting"],
        "trekker_tekst": rij["trekker_tekst"],
        "termijnen": [termijn.tekst for termijn in rij["termijnen"]],
        "status": stand.status,
        "status_voorstel": stand.voorstel,
        "status_gezet": stand.gezet,
        "status_toelichting": stand.toelichting,
        "vorige_status": stand.vorige,
        "richting": stand.richting,
        "antwoorden": [antwoord_deel(a) for a in _op_partij(antwoorden, volgorde)],
        "indicatoren": indicatoren,
        "standpunten": [_standpunt(s) for s in _op_partij(rij["standpuntrijen"], volgorde)],
    }


def _op_partij(rijen: list[Rij], volgorde: dict[str, int]) -> list[Rij]:
    return sorted(rijen, key=lambda rij: (volgorde.get(rij["partij"], len(volgorde)), rij["partij"]))


def antwoord_deel(rij: Rij) -> Opname:
    """Return an answer; without contents when it is not submitted."""
    binnen = rij["fase"] in ZICHTBARE_FASEN
    return {
        "id": rij["id"],
        "partij": rij["partij"],
        "partij_naam": naam_van(rij),
        "namens": rij["namens"],
        "fase": rij["fase"],
        "binnen": binnen,
    } | {veld: rij[veld] if binnen else "" for veld in _TEKSTEN}


def _standpunt(rij: Rij) -> Opname:
    return {
        "partij": rij["partij"],
        "naam": naam_van(rij),
        "houding": rij["houding"],
        "houding_label": str(Houding(rij["houding"]).label),
        "tekst": rij["tekst"],
    }
