"""What somebody makes of an import before approving it, as plain values (pure).

``begin`` starts from the JSON of ``importeer --proef --json``; pages change rows of it; ``waarden`` turns a row into
the values the register stores. What was found stays untouched beside it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.text import slugify

from afspraken.afspraakwaarden import Waarden
from afspraken.afspraakwaarden import titel_van as titel_van
from afspraken.keuzes import Groep
from basis.tekst import zoeksleutel

GROEPEN = {
    "corporaties": Groep.CORPORATIES,
    "huurdersorganisaties": Groep.HUURDERSORGANISATIES,
    "gemeenten": Groep.GEMEENTEN,
    "alle partijen": Groep.ALLE,
}
OVERNEMEN, OVERSLAAN, HOUDEN, BEEINDIGEN, NIET = "overnemen", "overslaan", "houden", "beeindigen", "niet"
NIEUW = "nieuw"
GEEN_HOOFDSTUK = "Afspraken"
_JAARSCHIJF = re.compile(r"jaarschijf\D{0,12}(20\d\d)", re.IGNORECASE)
_JAAR = re.compile(r"\b(20\d\d)\b")

Bewerkt = dict[str, Any]
Rij = dict[str, Any]


def begin(resultaat: Mapping[str, Any], *, gemeente: str) -> Bewerkt:
    """Return the picture to work on. ``gemeente``: name of the gemeente that imports."""
    gevonden = copy.deepcopy(dict(resultaat))
    periode = gevonden.get("periode") or {}
    jaren = [str(periode.get(naam) or "")[:4] for naam in ("begin", "eind")]
    titel = (gevonden.get("titel") or "").strip() or " ".join(
        deel
        for deel in ("Prestatieafspraken", gemeente.removeprefix("Gemeente "), "-".join(filter(None, jaren)))
        if deel
    )
    partijen = [dict(rij) for rij in gevonden.get("partijen") or []]
    for partij in partijen:
        partij.setdefault("deelnemer", True)
        partij["koppeling"] = NIEUW
    return {
        "set": {
            "naam": titel[:160],
            "sleutel": slugify(titel)[:80],
            "begin": periode.get("begin") or "",
            "eind": periode.get("eind") or "",
            "bronstatus": (gevonden.get("bronstatus") or "")[:120],
        },
        "partijen": partijen,
        "onbekend": [{"naam": naam, "keuze": ""} for naam in onbekende_namen(gevonden, partijen)],
        "hoofdstukken": gevonden.get("hoofdstukken") or [],
        "definities": gevonden.get("definities") or [],
        "afspraken": [
            _rij(rij, nummer, gevonden) for nummer, rij in enumerate(gevonden.get("afspraken") or [], start=1)
        ],
        "tabellen": [
            dict(tabel) | {"overnemen": tabel.get("soort") not in {"opzij", ""}}
            for tabel in gevonden.get("tabellen") or []
        ],
        "verdwenen": {},
        "waarschuwingen": gevonden.get("waarschuwingen") or [],
    }


def _rij(rij: Mapping[str, Any], nummer: int, gevonden: Mapping[str, Any]) -> Rij:
    uit = dict(rij)
    uit["id"] = nummer
    uit["keuze"] = ""
    uit["nagekeken"] = False
    uit["titel"] = (rij.get("titel") or "")[:120]
    uit["jaar"] = rij.get("jaar") or _jaar(rij, gevonden)
    return uit


def _jaar(rij: Mapping[str, Any], gevonden: Mapping[str, Any]) -> int | None:
    """Return the year of a row of a yearly plan: its part or chapter, the title, else its first term."""
    if rij.get("soort") != "jaarschijf":
        return None
    for tekst in (rij.get("deel"), rij.get("hoofdstuk"), rij.get("paragraaf"), gevonden.get("titel")):
        if treffer := _JAARSCHIJF.search(tekst or "") or _JAAR.search(tekst or ""):
            return int(treffer[1])
    data = [termijn.get(naam) for termijn in rij.get("termijnen") or [] for naam in ("begin", "eind")]
    eerste = next((dag for dag in data if dag), None) or (gevonden.get("periode") or {}).get("begin")
    return int(str(eerste)[:4]) if eerste else None


def onbekende_namen(gevonden: Mapping[str, Any], partijen: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the owners that are neither a party of the document nor a group, in order, each once."""
    bekend = {partij["naam"] for partij in partijen} | set(GROEPEN)
    namen = [
        betrokkene["naam"] for rij in gevonden.get("afspraken") or [] for betrokkene in rij.get("betrokkenen") or []
    ]
    return list(dict.fromkeys(naam for naam in namen if naam not in bekend))


def rij_met(bewerkt: Bewerkt, nummer: int) -> Rij | None:
    """Return the row with this id."""
    return next((rij for rij in bewerkt["afspraken"] if rij["id"] == nummer), None)


def naam_van(rij: Mapping[str, Any]) -> str:
    """Return what to call a row in a message: 'Afspraak 1.2.1', or its title when it has no number."""
    return f"Afspraak {rij['nummer']}" if rij.get("nummer") else f"'{titel_van(rij)}'"


def getoond(naam: str) -> str:
    """Return a party or group as a page shows it; a party writes its own name as it likes ('deltaWonen')."""
    return naam.capitalize() if naam in GROEPEN else naam


def vraagt_aandacht(rij: Mapping[str, Any]) -> bool:
    """Tell whether somebody still has to look at a row: it has a warning, was not looked over and goes along."""
    return bool(rij["waarschuwingen"]) and not rij["nagekeken"] and rij["keuze"] != OVERSLAAN


def tellingen(bewerkt: Bewerkt) -> dict[str, int]:
    """Return the counts a page opens with."""
    rijen = bewerkt["afspraken"]
    return {
        "afspraken": sum(rij["soort"] != "jaarschijf" for rij in rijen),
        "activiteiten": sum(rij["soort"] == "jaarschijf" for rij in rijen),
        "met_trekker": sum(any(b["rol"] == "trekker" for b in rij["betrokkenen"]) for rij in rijen),
        "met_termijn": sum(bool(rij["termijnen"]) for rij in rijen),
        "met_indicator": sum(bool(rij["indicatoren"]) for rij in rijen),
        "met_waarschuwing": sum(vraagt_aandacht(rij) for rij in rijen),
        "te_keuren": sum(not (rij["waarschuwingen"] or rij["nagekeken"] or rij["keuze"] == OVERSLAAN) for rij in rijen),
        "overgeslagen": sum(rij["keuze"] == OVERSLAAN for rij in rijen),
        "tabellen": sum(bool(tabel["overnemen"]) for tabel in bewerkt["tabellen"]),
    }


def dubbele_nummers(bewerkt: Bewerkt) -> list[str]:
    """Return the numbers that stand twice in a part, in words; the register takes a number once per part."""
    gezien: dict[tuple[str, str], int] = {}
    for rij in bewerkt["afspraken"]:
        if rij["nummer"] and rij["keuze"] != OVERSLAAN and rij["soort"] != "jaarschijf":
            sleutel = (zoeksleutel(rij["deel"]), zoeksleutel(rij["nummer"]))
            gezien[sleutel] = gezien.get(sleutel, 0) + 1
    return [
        f"{nummer} staat {aantal} keer" + (f" in {deel}" if deel else "")
        for (deel, nummer), aantal in gezien.items()
        if aantal > 1
    ]


def waarden(rij: Mapping[str, Any], sleutels: Mapping[str, str]) -> Waarden:
    """Return a row as values of the register. ``sleutels``: name of a party -> its key; a name without key is left out.

    References are not in it: they are numbers, and follow when all agreements have a row.
    """
    betrokkenen = []
    for betrokkene in rij["betrokkenen"]:
        groep = GROEPEN.get(betrokkene["naam"])
        if groep is None and not sleutels.get(betrokkene["naam"]):
            continue
        betrokkenen.append(
            {
                "rol": betrokkene["rol"],
                "partij": "" if groep else sleutels[betrokkene["naam"]],
                "groep": str(groep or ""),
            }
        )
    return {
        "nummer": rij["nummer"],
        "deel": rij["deel"],
        "hoofdstuk": {
            "nummer": rij["hoofdstuk_nummer"],
            "titel": rij["hoofdstuk_titel"] or rij["hoofdstuk_nummer"] or GEEN_HOOFDSTUK,
        },
        "paragraaf": {"nummer": rij["paragraaf_nummer"], "titel": rij["paragraaf_titel"]}
        if rij["paragraaf_titel"]
        else None,
        "onderwerp": rij["onderwerp"],
        "titel": titel_van(rij),
        "soort": rij["soort"],
        "aard": rij.get("aard") or "onbekend",
        "tekst": rij["tekst"],
        "trekker_tekst": rij["trekker_tekst"],
        "partijen_tekst": rij["partijen_tekst"],
        "datum_tekst": rij["termijn_tekst"],
        "bronplaats": rij.get("plaats") or "",
        "gemeenten": [sleutels[naam] for naam in rij["gemeenten"] if sleutels.get(naam)],
        "betrokkenen": betrokkenen,
        "termijnen": [
            {naam: termijn.get(naam) or "" for naam in ("tekst", "begin", "eind", "toelichting")}
            | {naam: termijn.get(naam) or vast for naam, vast in (("herhaling", "geen"), ("exactheid", "exact"))}
            for termijn in rij["termijnen"]
        ],
        "indicatoren": _indicatoren(rij["indicatoren"], sleutels),
    }


def _indicatoren(rijen: Sequence[Mapping[str, Any]], sleutels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Fold found values into indicators: one per name and unit, with a target per party and year."""
    uit: dict[tuple[str, str, str], dict[str, Any]] = {}
    for rij in rijen:
        sleutel = (rij["naam"], rij.get("eenheid") or "", rij.get("richting") or "streefwaarde")
        indicator = uit.setdefault(
            sleutel,
            {
                "naam": rij["naam"][:160],
                "eenheid": (rij.get("eenheid") or "aantal")[:40],
                "richting": sleutel[2],
                "per_partij": False,
                "decimalen": 0,
                "nulmeting": _tekst(rij.get("nulmeting")),
                "toelichting": rij.get("bron") or "",
                "streefwaarden": [],
            },
        )
        if rij.get("streefwaarde") is None:
            continue
        jaar = rij.get("jaar")
        partij = sleutels.get(rij.get("partij") or "", "")
        indicator["per_partij"] = indicator["per_partij"] or bool(partij)
        indicator["decimalen"] = max(indicator["decimalen"], _decimalen(rij["streefwaarde"]))
        indicator["streefwaarden"].append(
            {
                "partij": partij,
                "waarde": _tekst(rij["streefwaarde"]),
                "tot_waarde": _tekst(rij.get("tot_waarde")),
                "van": f"{jaar}-01-01" if jaar else "",
                "tot": f"{jaar}-12-31" if jaar else "",
                "per": rij.get("per") or "periode",
            }
        )
    return list(uit.values())


def _tekst(waarde: object) -> str:
    return "" if waarde is None else str(waarde)


def _decimalen(waarde: object) -> int:
    return min(4, len(str(waarde).partition(".")[2].rstrip("0")))
