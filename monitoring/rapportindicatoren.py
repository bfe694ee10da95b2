"""Indicators of a momentopname as people read them (pure): target in words, value, judgement and what it is of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from afspraken.keuzes import Per, Richting
from basis.datums import periode_tekst
from basis.getallen import teken_tekst
from monitoring.rapportcijfers import GEEN, Opname, dag_tekst, getal, lees_dag

MEESTE_STAPPEN = 6
_VOORZETSEL = {Richting.MINIMUM: "minstens ", Richting.MAXIMUM: "hoogstens ", Richting.IJKPUNT: "ijkpunt "}
_PROCENT = {"%", "procent"}


@dataclass(frozen=True, slots=True)
class Indicatorregel:
    """A value of an indicator beside its target; ``oordeel`` is a key of rapportbeeld.OORDELEN or empty."""

    wie: str
    streef: str
    waarde: str
    oordeel: str
    verschil: str
    opbouw: str
    onvolledig: bool = False


def _met_eenheid(waarde: Any, eenheid: str, decimalen: int | None) -> str:
    tekst = getal(waarde, decimalen)
    if tekst == GEEN or not eenheid:
        return tekst
    return f"{tekst}%" if eenheid.casefold() in _PROCENT else f"{tekst} {eenheid}"


def _per_tekst(waarde: Opname) -> str:
    """Return over which span a target counts: 'per jaar', or the period it names."""
    per = waarde.get("streef_per") or ""
    label = str(Per(per).label) if per in Per.values else per
    van, tot = lees_dag(waarde.get("streef_van")), lees_dag(waarde.get("streef_totenmet"))
    periode = periode_tekst(van, tot) if van and tot else ""
    if per == Per.PERIODE:
        return periode or label
    return ", ".join(deel for deel in (label, periode) if deel)


def streef_tekst(indicator: Opname, waarde: Opname) -> str:
    """Return the target in words: 'minstens 213 woningen, 2022 tot en met 2023'."""
    if waarde.get("streef") in (None, ""):
        return "geen streefwaarde"
    eenheid = indicator["eenheid"]
    if waarde.get("streef_tot") not in (None, ""):
        bedrag = f"{getal(waarde['streef'])} tot {_met_eenheid(waarde['streef_tot'], eenheid, None)}"
    else:
        bedrag = _met_eenheid(waarde["streef"], eenheid, None)
    per = _per_tekst(waarde)
    return _VOORZETSEL.get(indicator["richting"], "") + bedrag + (f", {per}" if per else "") + _was_tekst(waarde)


def _was_tekst(waarde: Opname) -> str:
    """Return what was signed where a Wijziging revised it: ' (was 213, wijziging 3)'."""
    if waarde.get("streef_was") in (None, ""):
        return ""
    tot = waarde.get("streef_was_tot")
    was = getal(waarde["streef_was"]) + (f" tot {getal(tot)}" if tot not in (None, "") else "")
    nummer = waarde.get("streef_wijziging")
    return f" (was {was}{f', wijziging {nummer}' if nummer else ''})"


def _opbouw_tekst(indicator: Opname, waarde: Opname) -> str:
    """Return the fraction or the spans a value is made of; parties have lines of their own and are not repeated."""
    stappen = [stap for stap in waarde.get("opbouw") or [] if stap.get("waarde") is not None]
    if stappen and all(stap.get("noemer") not in (None, "") for stap in stappen):
        teller, noemer = (sum(Decimal(str(stap[deel])) for stap in stappen) for deel in ("teller", "noemer"))
        return f"{getal(teller)} van {getal(noemer)}"
    if not 1 < len(stappen) <= MEESTE_STAPPEN or len({stap.get("partij") for stap in stappen}) > 1:
        return ""
    return "; ".join(
        f"tot en met {dag_tekst(stap['tot'])}: {getal(stap['waarde'], indicator['decimalen'])}" for stap in stappen
    )


def indicatorregels(indicator: Opname) -> list[Indicatorregel]:
    """Return the printed lines of one indicator."""
    return [
        Indicatorregel(
            wie=waarde["naam"],
            streef=streef_tekst(indicator, waarde),
            waarde=_met_eenheid(waarde["waarde"], indicator["eenheid"], indicator["decimalen"]),
            oordeel=waarde["oordeel"] if waarde.get("streef") not in (None, "") else "",
            verschil=_verschil_tekst(waarde, indicator),
            opbouw=_opbouw_tekst(indicator, waarde),
            onvolledig=bool(waarde.get("onvolledig")) and waarde["waarde"] is not None,
        )
        for waarde in indicator["waarden"]
    ]


def _verschil_tekst(waarde: Opname, indicator: Opname) -> str:
    verschil = waarde.get("verschil")
    return "" if verschil in (None, "") else teken_tekst(Decimal(str(verschil)), indicator["decimalen"])
