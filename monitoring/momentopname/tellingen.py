"""Counts and lists over the agreements of a peilmoment (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from afspraken.inzendingen import ZICHTBARE_FASEN, Fase
from afspraken.models import Peilmoment
from monitoring.standen import Rij, naam_van
from monitoring.statussen import AFWIJKEND, ERNST
from monitoring.termijnen import AFGEROND, Looptijd, komt_op, verstreken_op

Opname = dict[str, Any]


def tellingen(afspraken: list[Rij], peilmoment: Peilmoment) -> Opname:
    """Return the counts of agreements, and how many answers are in."""
    statussen = Counter(rij["stand"].status for rij in afspraken)
    richtingen = Counter(rij["stand"].richting for rij in afspraken)
    fasen = Counter(antwoord["fase"] for _, antwoord in _antwoorden(afspraken, peilmoment))
    return {
        "afspraken": len(afspraken),
        "met_status": len(afspraken) - statussen[""],
        "afwijkend": sum(statussen[status] for status in AFWIJKEND),
        "beter": richtingen[1],
        "slechter": richtingen[-1],
        "antwoorden": fasen.total(),
        "antwoorden_binnen": sum(fasen[fase] for fase in ZICHTBARE_FASEN),
        "antwoorden_geaccepteerd": fasen[Fase.GEACCEPTEERD],
        "per_status": _tel(statussen),
    }


def _antwoorden(afspraken: list[Rij], peilmoment: Peilmoment) -> Iterable[tuple[Rij, Rij]]:
    return (
        (afspraak, antwoord)
        for afspraak in afspraken
        for antwoord in afspraak["antwoordrijen"]
        if antwoord["peilmoment"] == peilmoment.pk
    )


def _tel(statussen: Counter[str]) -> dict[str, int]:
    """Return the counts per status, best to worst, and what is not in yet under an empty key."""
    return {status: statussen[status] for status in (*ERNST, "") if statussen[status]}


def per_hoofdstuk(afspraken: list[Rij]) -> list[Opname]:
    """Return the counts of agreements per chapter, in the order of the document."""
    tellers: dict[int, Counter[str]] = {}
    koppen: dict[int, Rij] = {}
    for rij in afspraken:
        koppen.setdefault(rij["hoofdstuk_id"], rij)
        tellers.setdefault(rij["hoofdstuk_id"], Counter())[rij["stand"].status] += 1
    return [
        {
            "id": pk,
            "nummer": koppen[pk]["hoofdstuk__nummer"],
            "titel": koppen[pk]["hoofdstuk__titel"],
            "per_status": _tel(teller),
            "aantal": teller.total(),
        }
        for pk, teller in tellers.items()
    ]


def per_partij(afspraken: list[Rij], peilmoment: Peilmoment, volgorde: dict[str, int]) -> list[Opname]:
    """Return the counts of answers per party that owes any, in the order of the participants."""
    tellers: dict[str, Counter[str]] = {}
    namen: dict[str, str] = {}
    for _, antwoord in _antwoorden(afspraken, peilmoment):
        status = antwoord["status"] if antwoord["fase"] in ZICHTBARE_FASEN else ""
        namen[antwoord["partij"]] = naam_van(antwoord)
        tellers.setdefault(antwoord["partij"], Counter())[status] += 1
    return [
        {
            "sleutel": sleutel,
            "naam": namen[sleutel],
            "per_status": _tel(tellers[sleutel]),
            "aantal": tellers[sleutel].total(),
        }
        for sleutel in sorted(tellers, key=lambda sleutel: (volgorde.get(sleutel, len(volgorde)), sleutel))
    ]


def afwijkingen(afspraken: list[Rij]) -> list[int]:
    """Return the ids of what asks for attention: worst first, then what became worse without deviating."""
    wijkt_af = [rij for rij in afspraken if rij["stand"].status in AFWIJKEND]
    wijkt_af.sort(key=lambda rij: -ERNST[rij["stand"].status])
    slechter = [rij for rij in afspraken if rij["stand"].richting < 0 and rij["stand"].status not in AFWIJKEND]
    return [rij["pk"] for rij in (*wijkt_af, *slechter)]


def veranderingen(afspraken: list[Rij]) -> list[Opname]:
    """Return what became better or worse since the previous vastgesteld peilmoment."""
    return [
        {
            "id": rij["pk"],
            "nummer": rij["nummer"],
            "titel": rij["titel"],
            "van": rij["stand"].vorige,
            "naar": rij["stand"].status,
            "richting": rij["stand"].richting,
        }
        for rij in afspraken
        if rij["stand"].richting
    ]


def termijnen(afspraken: list[Rij], peilmoment: Peilmoment) -> dict[str, list[Opname]]:
    """Return the terms that passed and those of the coming six months, of agreements that are not finished."""
    overeenkomst = peilmoment.overeenkomst
    looptijd = Looptijd(overeenkomst.begin, overeenkomst.laatste_dag)
    uit: dict[str, list[Opname]] = {}
    for naam, vraag in (("verstreken", verstreken_op), ("komend", komt_op)):
        gevonden = [
            {
                "id": rij["pk"],
                "nummer": rij["nummer"],
                "titel": rij["titel"],
                "tekst": termijn.tekst,
                "eind": eind.isoformat(),
                "exactheid": termijn.exactheid,
                "status": rij["stand"].status,
            }
            for rij in afspraken
            if rij["stand"].status not in AFGEROND
            for termijn in rij["termijnen"]
            if (eind := vraag(termijn, peilmoment.peildatum, looptijd))
        ]
        uit[naam] = sorted(gevonden, key=lambda item: item["eind"])
    return uit
