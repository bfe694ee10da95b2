"""The status of an agreement at a peilmoment: one computation for list, page, dashboard and report.

``rijen`` reads the agreements with their answers in one query; ``stand`` (pure) makes the status of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef

from afspraken.inzendingen import ZICHTBARE_FASEN
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Afspraak, Betrokkene, Gereedmelding, Peilmoment, Termijn
from monitoring.deelquery import JsonLijst
from monitoring.models import Afspraakstatus, Standpunt, Voortgang
from monitoring.statussen import verandering, voorstel
from monitoring.termijnen import Datumtermijn

Rij = dict[str, Any]
_KERN = (
    "pk",
    "nummer",
    "titel",
    "soort",
    "trekker_tekst",
    "vervallen_op",
    "hoofdstuk_id",
    "hoofdstuk__nummer",
    "hoofdstuk__titel",
)
_LIJST = ("zoektekst", "stamtekst")
_RAPPORT = ("samenvatting", "hoofdstuk__ambitie", "paragraaf_id", "paragraaf__nummer", "paragraaf__titel")


@dataclass(frozen=True, slots=True)
class Stand:
    """How an agreement stands: its status (empty: nothing in yet), where it comes from, and what changed."""

    status: str
    voorstel: str
    gezet: bool
    toelichting: str
    vorige: str
    richting: int


def stand(antwoorden: Sequence[Rij], gezet: Sequence[Rij], nu: int, vorige: int | None) -> Stand:
    """Return how an agreement stands at peilmoment ``nu`` compared with ``vorige`` (ids).

    The regisseur's status goes before the proposal: the worst of the submitted answers. A concept counts nowhere.
    """
    zelf = _gezet(gezet, nu)
    advies = _voorstel(antwoorden, nu)
    status = zelf["status"] if zelf else advies
    eerder = ""
    if vorige is not None:
        toen = _gezet(gezet, vorige)
        eerder = toen["status"] if toen else _voorstel(antwoorden, vorige)
    return Stand(
        status=status,
        voorstel=advies,
        gezet=zelf is not None,
        toelichting=zelf["toelichting"] if zelf else "",
        vorige=eerder,
        richting=verandering(eerder, status),
    )


def _gezet(rijen: Iterable[Rij], peilmoment: int) -> Rij | None:
    return next((rij for rij in rijen if rij["peilmoment"] == peilmoment), None)


def _voorstel(antwoorden: Iterable[Rij], peilmoment: int) -> str:
    return voorstel(a["status"] for a in antwoorden if a["peilmoment"] == peilmoment and a["fase"] in ZICHTBARE_FASEN)


def vorige_van(peilmoment: Peilmoment, alle: Iterable[Peilmoment]) -> Peilmoment | None:
    """Return the last vastgesteld peilmoment before this one, from peilmomenten that are read already."""
    eerder = [
        ander
        for ander in alle
        if ander.peildatum < peilmoment.peildatum and ander.status == PeilmomentStatus.VASTGESTELD
    ]
    return max(eerder, key=lambda ander: ander.peildatum) if eerder else None


def antwoordlijst(peilmomenten: Iterable[int] | None = None, *, met_tekst: bool = False) -> JsonLijst:
    """Return the answers of an agreement (outer row) at these peilmomenten, or at all."""
    rijen = Voortgang.objects.filter(afspraak=OuterRef("pk"))
    if peilmomenten is not None:
        rijen = rijen.filter(peilmoment__in=list(peilmomenten) or [0])
    teksten = ("namens", "toelichting", "oorzaak", "gevolg", "bijsturing") if met_tekst else ()
    return JsonLijst(
        rijen,
        id="pk",
        peilmoment="peilmoment_id",
        partij_id="partij_id",
        partij="partij__sleutel",
        naam="partij__naam",
        korte_naam="partij__korte_naam",
        fase="fase",
        status="status",
        **{naam: naam for naam in teksten},
    )


def statuslijst(peilmomenten: Iterable[int] | None = None) -> JsonLijst:
    """Return the statuses the regisseur set for an agreement (outer row)."""
    rijen = Afspraakstatus.objects.filter(afspraak=OuterRef("pk"))
    if peilmomenten is not None:
        rijen = rijen.filter(peilmoment__in=list(peilmomenten) or [0])
    return JsonLijst(rijen, peilmoment="peilmoment_id", status="status", toelichting="toelichting")


def standpuntlijst(peilmomenten: Iterable[int] | None = None) -> JsonLijst:
    """Return the tenants' positions on an agreement (outer row)."""
    rijen = Standpunt.objects.filter(afspraak=OuterRef("pk"))
    if peilmomenten is not None:
        rijen = rijen.filter(peilmoment__in=list(peilmomenten) or [0])
    return JsonLijst(
        rijen,
        peilmoment="peilmoment_id",
        partij="partij__sleutel",
        naam="partij__naam",
        korte_naam="partij__korte_naam",
        houding="houding",
        tekst="tekst",
    )


def termijnlijst() -> JsonLijst:
    """Return the terms of an agreement (outer row)."""
    velden = ("tekst", "begin", "eind", "herhaling", "exactheid", "toelichting", "volgorde")
    rijen = Termijn.objects.filter(afspraak=OuterRef("pk"))
    return JsonLijst(rijen, id="pk", **{naam: naam for naam in velden})


def gereedlijst() -> JsonLijst:
    """Return the moments of its terms that were met, for an agreement (outer row)."""
    return JsonLijst(
        Gereedmelding.objects.filter(termijn__afspraak=OuterRef("pk")),
        id="pk",
        termijn="termijn_id",
        eind="eind",
        gereed_op="gereed_op",
        toelichting="toelichting",
        partij="partij__sleutel",
        naam="partij__naam",
        korte_naam="partij__korte_naam",
    )


def betrokkenenlijst() -> JsonLijst:
    """Return the parties and groups of an agreement (outer row)."""
    return JsonLijst(
        Betrokkene.objects.filter(afspraak=OuterRef("pk")),
        id="pk",
        rol="rol",
        groep="groep",
        partij_id="partij_id",
        partij="partij__sleutel",
        naam="partij__naam",
        korte_naam="partij__korte_naam",
    )


def rijen(
    overeenkomst_id: int, nu: Peilmoment | None, vorige: Peilmoment | None, *, rapport: bool = False
) -> list[Rij]:
    """Return the agreements in the order of the document as plain rows with their ``stand`` (one query).

    With ``rapport`` they carry the texts and positions of a report; without, what a list searches and filters on.
    """
    momenten = [moment.pk for moment in (nu, vorige) if moment]
    delen: dict[str, Any] = {
        "termijnrijen": termijnlijst(),
        "antwoordrijen": antwoordlijst(momenten, met_tekst=rapport),
        "statusrijen": statuslijst(momenten),
    }
    if rapport:
        delen["standpuntrijen"] = standpuntlijst(momenten[:1])
    else:
        delen["betrokkenrijen"] = betrokkenenlijst()
        delen["gereedrijen"] = gereedlijst()
    uit = list(
        Afspraak.objects.filter(overeenkomst=overeenkomst_id)
        .order_by("deel__volgorde", "hoofdstuk__deel_id", "sorteersleutel", "volgorde", "pk")
        .annotate(**delen)
        .values(*_KERN, *(_RAPPORT if rapport else _LIJST), *delen)
    )
    for rij in uit:
        rij["termijnen"] = lees_termijnen(rij["termijnrijen"], rij.get("gereedrijen", ()))
        rij["stand"] = (
            stand(rij["antwoordrijen"], rij["statusrijen"], nu.pk, vorige.pk if vorige else None)
            if nu
            else Stand("", "", False, "", "", 0)
        )
    return [rij for rij in uit if _geldt(rij, nu)]


def _geldt(rij: Rij, nu: Peilmoment | None) -> bool:
    """Leave out what had lapsed before the peildatum, unless it was answered."""
    vervallen: dt.date | None = rij["vervallen_op"]
    if nu is None or vervallen is None or vervallen > nu.peildatum:
        return True
    return any(antwoord["peilmoment"] == nu.pk for antwoord in rij["antwoordrijen"])


def lees_termijnen(rijen_: Iterable[Rij], gereed: Iterable[Rij] = ()) -> list[Datumtermijn]:
    """Return terms in their order as plain values, with the moments that were met."""
    dagen: dict[int, set[dt.date]] = {}
    for melding in gereed:
        dagen.setdefault(melding["termijn"], set()).add(dt.date.fromisoformat(melding["eind"]))
    return [
        Datumtermijn(
            tekst=rij["tekst"],
            begin=dag_van(rij["begin"]),
            eind=dag_van(rij["eind"]),
            herhaling=rij["herhaling"],
            exactheid=rij["exactheid"],
            toelichting=rij["toelichting"],
            gereed=frozenset(dagen.get(rij["id"], ())),
            pk=rij["id"],
        )
        for rij in sorted(rijen_, key=lambda rij: (rij["volgorde"], rij["id"]))
    ]


def dag_van(tekst: str | None) -> dt.date | None:
    """Return the date of ISO text."""
    return dt.date.fromisoformat(tekst) if tekst else None


def naam_van(rij: Rij) -> str:
    """Return the short name of a party in a row of JSON."""
    return rij["korte_naam"] or rij["naam"]
