"""One agreement as plain JSON-able values: the one form in which it is compared, exported, changed and copied.

Parties are named by their key, dates are ISO text, decimals are text without trailing zeros, references are ids.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet

from afspraken.keuzes import (
    Aard,
    AfspraakSoort,
    Antwoordwijze,
    Berekening,
    BetrokkeneRol,
    Exactheid,
    Groep,
    Herhaling,
    Per,
    Richting,
    Ritme,
)
from afspraken.models import Afspraak, Betrokkene, Indicator, Streefwaarde
from basis.datums import datum_tekst
from basis.getallen import getal_tekst

Waarden = dict[str, Any]

TEKSTVELDEN = (
    "nummer",
    "onderwerp",
    "titel",
    "soort",
    "aard",
    "tekst",
    "samenvatting",
    "trekker_tekst",
    "partijen_tekst",
    "datum_tekst",
    "antwoordwijze",
    "bronplaats",
)
INDICATORVELDEN = (
    "sleutel",
    "naam",
    "eenheid",
    "richting",
    "berekening",
    "bron",
    "teller",
    "noemer",
    "gewicht",
    "ritme",
    "cumulatief",
    "per_partij",
    "decimalen",
    "nulmeting_jaar",
    "toelichting",
)
TERMIJNVELDEN = ("tekst", "herhaling", "exactheid", "toelichting")
# What the parties signed; after vaststelling only a Wijziging changes it. The rest is how the register is kept.
GETEKEND = (
    "nummer",
    "deel",
    "hoofdstuk",
    "paragraaf",
    "onderwerp",
    "tekst",
    "soort",
    "trekker_tekst",
    "partijen_tekst",
    "datum_tekst",
    "gemeenten",
    "vervallen_op",
    "betrokkenen",
    "termijnen",
    "indicatoren",
)
LABELS = {
    "nummer": "Nummer",
    "deel": "Deel",
    "hoofdstuk": "Hoofdstuk",
    "paragraaf": "Paragraaf",
    "onderwerp": "Onderwerp",
    "titel": "Korte titel",
    "soort": "Soort",
    "aard": "Resultaat of inspanning",
    "tekst": "Getekende tekst",
    "samenvatting": "Samenvatting",
    "trekker_tekst": "Trekker in het document",
    "partijen_tekst": "Partijen in het document",
    "datum_tekst": "Datum in het document",
    "antwoordwijze": "Trekkers antwoorden",
    "penvoerder": "Penvoerder",
    "gemeenten": "Alleen voor gemeenten",
    "bronplaats": "Plaats in het document",
    "vervallen_op": "Vervallen op",
    "betrokkenen": "Betrokkenen",
    "termijnen": "Termijnen",
    "indicatoren": "Indicatoren",
    "verwijzingen": "Verwijzingen",
}
_KEUZES: dict[str, Any] = {"soort": AfspraakSoort, "aard": Aard, "antwoordwijze": Antwoordwijze}


def met_waarden(afspraken: QuerySet[Afspraak]) -> QuerySet[Afspraak]:
    """Read along everything ``waarden_van`` needs, in a constant number of queries."""
    return afspraken.select_related("deel", "hoofdstuk", "paragraaf", "penvoerder").prefetch_related(
        "gemeenten",
        Prefetch("betrokkenen", Betrokkene.objects.select_related("partij")),
        "termijnen",
        Prefetch(
            "indicatoren",
            Indicator.objects.prefetch_related(
                Prefetch("streefwaarden", Streefwaarde.objects.select_related("partij"))
            ),
        ),
        "verwijzingen",
    )


def getal(waarde: Decimal | None) -> str:
    """Return a decimal as text without trailing zeros, '' for none."""
    return "" if waarde is None else f"{waarde.normalize():f}"


def _dag(waarde: dt.date | None) -> str:
    return waarde.isoformat() if waarde else ""


def _kop(rij: Any) -> dict[str, str] | None:
    return {"nummer": rij.nummer, "titel": rij.titel} if rij else None


def _streefwaarde(rij: Streefwaarde) -> dict[str, str]:
    return {
        "partij": rij.partij.sleutel if rij.partij else "",
        "waarde": getal(rij.waarde),
        "tot_waarde": getal(rij.tot_waarde),
        "van": _dag(rij.van),
        "tot": _dag(rij.tot),
        "per": rij.per,
    }


def _indicator(rij: Indicator) -> dict[str, Any]:
    return {naam: getattr(rij, naam) for naam in INDICATORVELDEN} | {
        "nulmeting": getal(rij.nulmeting),
        "streefwaarden": [_streefwaarde(streef) for streef in rij.streefwaarden.all()],
    }


def waarden_van(afspraak: Afspraak) -> Waarden:
    """Return the agreement as plain values; read it with ``met_waarden`` when there are many."""
    waarden: Waarden = {naam: getattr(afspraak, naam) for naam in TEKSTVELDEN}
    return waarden | {
        "deel": afspraak.deel.naam,
        "hoofdstuk": _kop(afspraak.hoofdstuk),
        "paragraaf": _kop(afspraak.paragraaf),
        "penvoerder": afspraak.penvoerder.sleutel if afspraak.penvoerder else "",
        "gemeenten": sorted(partij.sleutel for partij in afspraak.gemeenten.all()),
        "vervallen_op": _dag(afspraak.vervallen_op),
        "betrokkenen": [
            {"rol": rij.rol, "partij": rij.partij.sleutel if rij.partij else "", "groep": rij.groep}
            for rij in afspraak.betrokkenen.all()
        ],
        "termijnen": [
            {naam: getattr(rij, naam) for naam in TERMIJNVELDEN} | {"begin": _dag(rij.begin), "eind": _dag(rij.eind)}
            for rij in afspraak.termijnen.all()
        ],
        "indicatoren": [_indicator(rij) for rij in afspraak.indicatoren.all()],
        "verwijzingen": sorted(rij.naar_id for rij in afspraak.verwijzingen.all()),
    }


def lege_waarden() -> Waarden:
    """Return the values of an agreement nobody filled in yet."""
    return dict.fromkeys(TEKSTVELDEN, "") | {
        "soort": str(AfspraakSoort.MEERJARIG),
        "aard": str(Aard.ONBEKEND),
        "antwoordwijze": str(Antwoordwijze.IEDER),
        "deel": "",
        "hoofdstuk": None,
        "paragraaf": None,
        "penvoerder": "",
        "gemeenten": [],
        "vervallen_op": "",
        "betrokkenen": [],
        "termijnen": [],
        "indicatoren": [],
        "verwijzingen": [],
    }


def titel_van(waarden: Mapping[str, Any]) -> str:
    """Return a short title: the own one, the subject, else the first sentence of the text; at most 120 characters."""
    eigen = (waarden.get("titel") or waarden.get("onderwerp") or "").strip()
    if not eigen:
        regels = (regel.strip("-*# ") for regel in (waarden.get("tekst") or "").splitlines())
        eigen = next((regel for regel in regels if regel), "").split(". ", 1)[0].rstrip(".")
    return eigen if len(eigen) <= 120 else f"{eigen[:119].rsplit(' ', 1)[0]}…"


_LEGE_BETROKKENE = {"partij": "", "groep": ""}
_LEGE_TERMIJN = dict.fromkeys(TERMIJNVELDEN, "") | {
    "begin": "",
    "eind": "",
    "herhaling": str(Herhaling.GEEN),
    "exactheid": str(Exactheid.EXACT),
}
_LEGE_STREEFWAARDE = {"partij": "", "tot_waarde": "", "van": "", "tot": "", "per": str(Per.PERIODE)}
_LEGE_INDICATOR: dict[str, Any] = dict.fromkeys(INDICATORVELDEN, "") | {
    "richting": str(Richting.STREEFWAARDE),
    "berekening": str(Berekening.OPGEGEVEN),
    "ritme": str(Ritme.PEILMOMENT),
    "cumulatief": False,
    "per_partij": False,
    "decimalen": 0,
    "nulmeting": "",
    "nulmeting_jaar": None,
    "streefwaarden": [],
}


def volledig(waarden: Waarden) -> Waarden:
    """Return the same picture in which every row of a list has all its keys; other keys stay as they are."""
    vol = dict(waarden)
    for veld, leeg in (
        ("betrokkenen", _LEGE_BETROKKENE),
        ("termijnen", _LEGE_TERMIJN),
        ("indicatoren", _LEGE_INDICATOR),
    ):
        if veld in waarden:
            vol[veld] = [leeg | dict(rij) for rij in waarden[veld] or []]
    for indicator in vol.get("indicatoren", []):
        indicator["streefwaarden"] = [_LEGE_STREEFWAARDE | dict(rij) for rij in indicator["streefwaarden"]]
    return vol


def anders(voor: Waarden, na: Waarden) -> list[str]:
    """Return the names of the fields in which two pictures differ; what ``na`` does not have is not compared."""
    voor, na = volledig(voor), volledig(na)
    return [veld for veld in LABELS if veld in na and _gelijkvorm(veld, voor.get(veld)) != _gelijkvorm(veld, na[veld])]


def getekende_velden(voor: Waarden, na: Waarden) -> list[str]:
    """Return the signed fields in which two pictures differ.

    Who delivers figures ('levert') is an arrangement of the register, so choosing that is editorial and needs no
    Wijziging; a Wijziging of the agreement itself does bind who delivers (``gebonden``).
    """
    return [veld for veld in anders(_zonder_leveranciers(voor), _zonder_leveranciers(na)) if veld in GETEKEND]


def _zonder_leveranciers(waarden: Waarden) -> Waarden:
    if "betrokkenen" not in waarden:
        return waarden
    rijen = [rij for rij in waarden["betrokkenen"] or [] if rij["rol"] != BetrokkeneRol.LEVERT]
    return dict(waarden) | {"betrokkenen": rijen}


@dataclass(frozen=True, slots=True)
class Verschil:
    """One field that reads differently: its label and both readings in Dutch, lines separated by a line break."""

    veld: str
    label: str
    voor: str
    na: str


def verschillen(voor: Waarden, na: Waarden, namen: Mapping[str, str]) -> list[Verschil]:
    """Return the fields in which two pictures differ; ``namen`` maps keys of parties to their names.

    A field that ``na`` does not have is not compared, so a partial picture can be laid beside a whole one.
    """
    return [
        Verschil(
            veld,
            LABELS[veld],
            leesbaar(veld, volledig(voor).get(veld), namen),
            leesbaar(veld, volledig(na)[veld], namen),
        )
        for veld in anders(voor, na)
    ]


def _gelijkvorm(veld: str, waarde: Any) -> Any:
    """Return a value in the form in which it is compared: order of parties and references says nothing."""
    if veld == "betrokkenen":
        return sorted((rij["rol"], rij["partij"], rij["groep"]) for rij in waarde or [])
    if veld in {"gemeenten", "verwijzingen"}:
        return sorted(waarde or [])
    if isinstance(waarde, str):
        return "\n".join(regel.rstrip() for regel in waarde.strip().splitlines())
    return waarde or None


def leesbaar(veld: str, waarde: Any, namen: Mapping[str, str]) -> str:
    """Return a field's value as a reader sees it, one item per line."""
    if not waarde:
        return ""
    if veld in _KEUZES:
        return str(_KEUZES[veld](waarde).label)
    if veld in {"hoofdstuk", "paragraaf"}:
        return f"{waarde['nummer']} {waarde['titel']}".strip()
    if veld == "penvoerder":
        return namen.get(waarde, waarde)
    if veld == "gemeenten":
        return ", ".join(namen.get(sleutel, sleutel) for sleutel in waarde)
    if veld == "vervallen_op":
        return datum_tekst(dt.date.fromisoformat(waarde))
    regels = {"betrokkenen": _betrokkene_regel, "termijnen": _termijn_regel, "indicatoren": _indicator_regel}
    if veld in regels:
        return "\n".join(regels[veld](rij, namen) for rij in waarde)
    if veld == "verwijzingen":
        return ", ".join(namen.get(f"afspraak:{pk}", str(pk)) for pk in waarde)
    return str(waarde)


def _betrokkene_regel(rij: Mapping[str, str], namen: Mapping[str, str]) -> str:
    wie = Groep(rij["groep"]).label if rij["groep"] else namen.get(rij["partij"], rij["partij"])
    return f"{BetrokkeneRol(rij['rol']).label}: {wie}"


def _termijn_regel(rij: Mapping[str, str], namen: Mapping[str, str]) -> str:
    dagen = [datum_tekst(dt.date.fromisoformat(rij[naam])) for naam in ("begin", "eind") if rij[naam]]
    delen = [" tot en met ".join(dagen) if len(dagen) > 1 else "".join(dagen)]
    if rij["herhaling"] != Herhaling.GEEN:
        delen.append(Herhaling(rij["herhaling"]).label.lower())
    if rij["exactheid"] != Exactheid.EXACT:
        delen.append(Exactheid(rij["exactheid"]).label.lower())
    uitleg = ", ".join(deel for deel in [*delen, rij["toelichting"]] if deel)
    return f"{rij['tekst']} ({uitleg})" if uitleg else rij["tekst"]


def _indicator_regel(rij: Mapping[str, Any], namen: Mapping[str, str]) -> str:
    kop = f"{rij['naam']} ({rij['eenheid']}, {Richting(rij['richting']).label.lower()})"
    regels = [_streefwaarde_regel(streef, namen) for streef in rij["streefwaarden"]]
    return f"{kop}: {'; '.join(regels)}" if regels else kop


def _streefwaarde_regel(rij: Mapping[str, str], namen: Mapping[str, str]) -> str:
    waarde = _getal_leesbaar(rij["waarde"])
    if rij["tot_waarde"]:
        waarde += f" tot en met {_getal_leesbaar(rij['tot_waarde'])}"
    wie = f"{namen.get(rij['partij'], rij['partij'])} " if rij["partij"] else ""
    dagen = [datum_tekst(dt.date.fromisoformat(rij[naam])) for naam in ("van", "tot") if rij[naam]]
    wanneer = f" ({' tot en met '.join(dagen)})" if dagen else ""
    return f"{wie}{waarde} {Per(rij['per']).label}{wanneer}"


def _getal_leesbaar(tekst: str) -> str:
    waarde = Decimal(tekst)
    decimalen = max(0, -int(waarde.normalize().as_tuple().exponent))
    return getal_tekst(waarde, decimalen)
