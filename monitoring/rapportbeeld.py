"""A momentopname as the report shows it (pure): what deviates first, then chapters, terms and completeness.

Input is the plain dict of ``monitoring.momentopname``; output is what the templates of the PDF and of the report's page
print. Nothing here reads the database, so a frozen picture always gives the same report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.dateparse import parse_datetime

from afspraken.inzendingen import Fase
from basis.grafieken import Segment, Stapelgrafiek, gestapeld
from monitoring.rapportcijfers import Opname, dag_tekst, lees_dag, voorraaddelen, voorraadkern
from monitoring.rapportindicatoren import indicatorregels
from monitoring.statussen import AFWIJKEND, ERNST, VORM

KORT = 150
# Sizes of rapport.css in mm: what the first page has for deviations, chart and changes; a line of that table with its
# share of the padding; a line of running text; and how wide the chart is drawn.
RUIMTE_MM, REGEL_MM, TEKST_MM, GRAFIEK_MM = 194, 4.4, 4.0, 125
VOLUIT = 5
_TEKENS_TEKST = 115
_TEKENS_TITEL, _TEKENS_UITLEG = 26, 46


@dataclass(frozen=True, slots=True)
class Statusbeeld:
    """How a status looks: its label, colour and shape."""

    label: str
    kleur: str
    vorm: str


NIET_BINNEN = Statusbeeld("Nog niet binnen", "grijs", "klok")
GEEN_STATUS = Statusbeeld("Nog geen status", "grijs", "klok")
NIET_GEVRAAGD = Statusbeeld("Niet gevraagd", "grijs", "streep")
# Keys of monitoring.indicatoren.beoordeel.
OORDELEN = {
    "gehaald": Statusbeeld("Gehaald", "groen", "vinkje"),
    "op_koers": Statusbeeld("Op koers", "groen", "rondje"),
    "niet_gehaald": Statusbeeld("Niet gehaald", "oranje", "driehoek"),
    "onbekend": Statusbeeld("Nog niet te zeggen", "grijs", "ring"),
    "verschil": Statusbeeld("Ter vergelijking", "grijs", "streep"),
}
HOUDINGVORM = {
    "eens": Statusbeeld("", "groen", "vinkje"),
    "deels": Statusbeeld("", "oranje", "driehoek"),
    "oneens": Statusbeeld("", "rood", "kruis"),
    "geen": Statusbeeld("", "grijs", "streep"),
}
_FASE = {
    Fase.CONCEPT: Statusbeeld("Nog niet binnen", "grijs", "klok"),
    Fase.TERUGGEGEVEN: Statusbeeld("Teruggegeven", "oranje", "terug"),
    Fase.INGEDIEND: Statusbeeld("Ingediend", "blauw", "pijl"),
    Fase.GEACCEPTEERD: Statusbeeld("Geaccepteerd", "groen", "vinkje"),
}


class Legenda:
    """Labels, colours and shapes of statuses in this Overeenkomst."""

    def __init__(self, regels: list[Opname]) -> None:
        self.regels = [(r["status"], Statusbeeld(r["label"], r["kleur"], r["vorm"])) for r in regels]
        self._beelden = dict(self.regels)

    def beeld(self, status: str) -> Statusbeeld:
        """Return how a status looks; an empty one is 'Nog niet binnen'."""
        if not status:
            return NIET_BINNEN
        return self._beelden.get(status) or Statusbeeld(status, "grijs", VORM.get(status, "ring"))

    def segmenten(self, per_status: dict[str, int], leeg: Statusbeeld = GEEN_STATUS) -> list[Segment]:
        """Return counts in the order of the legend; ``leeg`` names what has no status: an agreement or an answer."""
        paren = [*self.regels, ("", leeg)]
        return [Segment(b.label, per_status.get(status, 0), b.kleur, b.vorm) for status, b in paren]


def kort(tekst: str, tekens: int = KORT) -> str:
    """Return the text on one line, cut between words with an ellipsis when it is longer than ``tekens``."""
    regel = " ".join(tekst.split())
    if len(regel) <= tekens:
        return regel
    return regel[: tekens - 1].rsplit(" ", 1)[0].rstrip(" .,;:") + " …"


def alle_afspraken(opname: Opname) -> Iterator[Opname]:
    """Yield the agreements in the order of the document."""
    for hoofdstuk in opname["hoofdstukken"]:
        yield from hoofdstuk["afspraken"]


@dataclass(frozen=True, slots=True)
class Afwijking:
    """One deviating agreement in short."""

    id: int
    nummer: str
    titel: str
    status: Statusbeeld
    vorige: str
    wie: str
    oorzaak: str
    bijsturing: str

    @property
    def regels(self) -> int:
        """Estimate how many printed lines it takes in the table of the first page."""
        uitleg = -(-(len(self.oorzaak) + 9) // _TEKENS_UITLEG) + (
            -(-(len(self.bijsturing) + 12) // _TEKENS_UITLEG) if self.bijsturing else 0
        )
        return max(2, -(-len(self.titel) // _TEKENS_TITEL), uitleg)


def afwijkingen(opname: Opname, legenda: Legenda) -> list[Afwijking]:
    """Return what deviates, worst first, with the cause and correction of the worst answer."""
    per_id = {afspraak["id"]: afspraak for afspraak in alle_afspraken(opname)}
    return [_afwijking(per_id[pk], legenda) for pk in opname["afwijkingen"] if pk in per_id]


def _afwijking(afspraak: Opname, legenda: Legenda) -> Afwijking:
    antwoorden = [a for a in afspraak["antwoorden"] if a["binnen"] and a["status"] in AFWIJKEND]
    ergste = max((ERNST[a["status"]] for a in antwoorden), default=-1)
    van_ergste = [a for a in antwoorden if ERNST[a["status"]] == ergste]
    eerste = van_ergste[0] if van_ergste else {}
    # The regisseur's own words come first when he set the status, for he set it against the answers.
    oorzaak = eerste.get("oorzaak") or afspraak["status_toelichting"] or eerste.get("toelichting") or ""
    vorige = legenda.beeld(afspraak["vorige_status"]).label if afspraak["richting"] else ""
    return Afwijking(
        id=afspraak["id"],
        nummer=afspraak["nummer"],
        titel=afspraak["titel"],
        status=legenda.beeld(afspraak["status"]),
        vorige=vorige,
        wie=", ".join(a["partij_naam"] for a in van_ergste) or afspraak["trekker_tekst"],
        oorzaak=kort(oorzaak),
        bijsturing=kort(eerste.get("bijsturing") or ""),
    )


def op_een_pagina(alle: list[Afwijking], regels: int) -> tuple[list[Afwijking], list[Afwijking]]:
    """Split what deviates into what fits in ``regels`` printed lines and the rest; at least one always fits."""
    aantal = 0
    for nummer, afwijking in enumerate(alle):
        aantal += afwijking.regels
        if aantal > regels and nummer:
            return alle[:nummer], alle[nummer:]
    return alle, []


def _grafiek(opname: Opname, legenda: Legenda) -> Stapelgrafiek:
    """Return the statuses per chapter; the title says the same in words, for it is the chart's alternative text."""
    rijen, zinnen = [], []
    alle = [segment for regel in opname["per_hoofdstuk"] for segment in legenda.segmenten(regel["per_status"])]
    namen = {segment.naam for segment in alle if segment.aantal}
    for regel in opname["per_hoofdstuk"]:
        label = _rijkop(regel)
        segmenten = [s for s in legenda.segmenten(regel["per_status"]) if s.naam in namen]
        rijen.append((label, segmenten))
        zinnen.append(f"{label}: " + ", ".join(f"{s.aantal} {s.naam.lower()}" for s in segmenten if s.aantal))
    return gestapeld(
        titel="Statussen per thema, in aantallen afspraken. " + ". ".join(zinnen) + ".",
        omschrijving="Gestapelde balk per thema.",
        rijen=rijen,
        sleutel="themas",
    )


def oogopslag(opname: Opname, *, papier: bool = False) -> dict[str, Any]:
    """Return the overview that starts with what deviates; on ``papier`` as much of it as leaves room for the rest."""
    legenda = Legenda(opname["overeenkomst"]["legenda"])
    grafiek = _grafiek(opname, legenda) if opname["per_hoofdstuk"] else None
    verbeterd, verslechterd = (_veranderd(opname, legenda, richting) for richting in (1, -1))
    getoond, rest = afwijkingen(opname, legenda), list[Afwijking]()
    if papier:
        gebruikt = grafiek.hoogte * GRAFIEK_MM / grafiek.breedte if grafiek else 0
        gebruikt += TEKST_MM * (_tekstregels(verbeterd) + _tekstregels(verslechterd))
        getoond, rest = op_een_pagina(getoond, int((RUIMTE_MM - gebruikt) / REGEL_MM))
    return {
        "getoond": getoond,
        "rest": rest,
        "grafiek": grafiek,
        "tellingen": opname["tellingen"],
        "verbeterd": verbeterd,
        "verslechterd": verslechterd,
        "vorige": dag_tekst(opname["peilmoment"]["vorige"]),
        "voorraad": voorraadkern(opname["voorraad"]),
    }


def _tekstregels(veranderd: list[dict[str, Any]]) -> int:
    """Estimate the printed lines of changed agreements: the first in full with both statuses, the others by number."""
    tekens = sum(len(v["titel"]) + 50 for v in veranderd[:VOLUIT]) + 5 * len(veranderd[VOLUIT:])
    return 1 + tekens // _TEKENS_TEKST


def _veranderd(opname: Opname, legenda: Legenda, richting: int) -> list[dict[str, Any]]:
    return [
        v | {"van_label": legenda.beeld(v["van"]).label, "naar_label": legenda.beeld(v["naar"]).label}
        for v in opname["veranderingen"]
        if v["richting"] == richting
    ]


@dataclass(frozen=True, slots=True)
class Inhoudsregel:
    """A line of the table of contents; ``niveau`` 1 or 2."""

    anker: str
    tekst: str
    niveau: int


def rapport(opname: Opname, *, concept: bool, versie: int) -> dict[str, Any]:
    """Return everything the report prints: the context of templates/pdf/rapport.html."""
    legenda = Legenda(opname["overeenkomst"]["legenda"])
    delen = voorraaddelen(opname["voorraad"], opname["peilmoment"]["peildatum"])
    hoofdstukken = [_hoofdstuk(h, nummer, legenda) for nummer, h in enumerate(opname["hoofdstukken"], 1)]
    volledigheid = _volledigheid(opname)
    return {
        "titel": titel(opname),
        "voorbeeldcijfers": opname["peilmoment"]["voorbeeldcijfers"],
        "o": _overeenkomst(opname["overeenkomst"]),
        "p": _peilmoment(opname["peilmoment"]),
        "partijen": _partijen(opname),
        "concept": concept,
        "versie": versie,
        "gemaakt_op": parse_datetime(opname["gemaakt_op"]),
        "oogopslag": oogopslag(opname, papier=True),
        "statustabellen": _statustabellen(opname, legenda),
        "voorraad": delen,
        "hoofdstukken": hoofdstukken,
        "termijnen": _termijnen(opname),
        "volledigheid": volledigheid,
        "legenda": [beeld for _, beeld in legenda.regels] + [NIET_BINNEN],
        "oordelen": OORDELEN.values(),
        "inhoud": _inhoud(opname, hoofdstukken, delen),
    }


def titel(opname: Opname) -> str:
    """Return the title of the report: 'Prestatieafspraken Amersfoort 2022-2023, voortgang 30 juni 2022'."""
    peilmoment = opname["peilmoment"]
    return f"{opname['overeenkomst']['naam']}, {peilmoment['soort_label'].lower()} {dag_tekst(peilmoment['peildatum'])}"


def _overeenkomst(overeenkomst: Opname) -> dict[str, Any]:
    return overeenkomst | {
        "begin": lees_dag(overeenkomst["begin"]),
        "eind": lees_dag(overeenkomst["eind"]),
        "verlengd_tot": lees_dag(overeenkomst["verlengd_tot"]),
        "definities": overeenkomst.get("definities", []),
    }


def _peilmoment(peilmoment: Opname) -> dict[str, Any]:
    return peilmoment | {
        "peildatum": lees_dag(peilmoment["peildatum"]),
        "vorige": lees_dag(peilmoment["vorige"]),
        "inleveren_tot": lees_dag(peilmoment["inleveren_tot"]),
    }


def _partijen(opname: Opname) -> list[dict[str, Any]]:
    namen = {partij["sleutel"]: partij["naam"] for partij in opname["partijen"]}
    return [partij | {"voor": namen.get(partij["spreekt_voor"] or "", "")} for partij in opname["partijen"]]


def _statustabellen(opname: Opname, legenda: Legenda) -> list[dict[str, Any]]:
    """Return the counts per chapter (agreements) and per party (answers), only statuses that occur as columns."""
    bronnen = [
        ("Afspraken per thema", "Thema", opname["per_hoofdstuk"], GEEN_STATUS),
        ("Antwoorden per partij", "Partij", opname["per_partij"], NIET_BINNEN),
    ]
    tabellen = []
    for bijschrift, rijkop, regels, leeg in bronnen:
        rijen = [(_rijkop(regel), legenda.segmenten(regel["per_status"], leeg), regel["aantal"]) for regel in regels]
        gebruikt = [plek for plek in range(len(legenda.regels) + 1) if any(r[1][plek].aantal for r in rijen)]
        tabellen.append(
            {
                "bijschrift": bijschrift,
                "rijkop": rijkop,
                "kolommen": [rijen[0][1][plek] for plek in gebruikt] if rijen else [],
                "rijen": [(kop, [segmenten[plek].aantal for plek in gebruikt], som) for kop, segmenten, som in rijen],
            }
        )
    return tabellen


def _rijkop(regel: Opname) -> str:
    """Return the head of a row of counts: a chapter or a party."""
    return regel["naam"] if "naam" in regel else f"{regel['nummer']} {regel['titel']}".strip()


def _hoofdstuk(hoofdstuk: Opname, nummer: int, legenda: Legenda) -> dict[str, Any]:
    """Return a chapter with its agreements grouped by paragraph; headings never skip a level."""
    groepen: list[dict[str, Any]] = []
    for afspraak in hoofdstuk["afspraken"]:
        if not groepen or groepen[-1]["titel"] != afspraak["paragraaf"]:
            anker = f"h{nummer}-p{len(groepen) + 1}"
            groepen.append({"titel": afspraak["paragraaf"], "anker": anker, "afspraken": []})
        groepen[-1]["afspraken"].append(_afspraak(afspraak, legenda))
    return {
        "anker": f"h{nummer}",
        "titel": f"{hoofdstuk['nummer']} {hoofdstuk['titel']}".strip(),
        "ambitie": hoofdstuk["ambitie"],
        "groepen": groepen,
    }


def _afspraak(afspraak: Opname, legenda: Legenda) -> dict[str, Any]:
    return afspraak | {
        "beeld": legenda.beeld(afspraak["status"]) if afspraak["status"] or afspraak["antwoorden"] else NIET_GEVRAAGD,
        "voorstel": legenda.beeld(afspraak["status_voorstel"]).label,
        "vorige_label": legenda.beeld(afspraak["vorige_status"]).label if afspraak["vorige_status"] else "",
        "antwoorden": [
            antwoord | {"beeld": legenda.beeld(antwoord["status"] if antwoord["binnen"] else "")}
            for antwoord in afspraak["antwoorden"]
        ],
        "indicatoren": [
            indicator | {"regels": [(regel, OORDELEN.get(regel.oordeel)) for regel in indicatorregels(indicator)]}
            for indicator in afspraak["indicatoren"]
        ],
        "standpunten": [s | {"beeld": HOUDINGVORM[s["houding"]]} for s in afspraak["standpunten"]],
    }


def _termijnen(opname: Opname) -> dict[str, list[dict[str, Any]]]:
    return {
        soort: [termijn | {"eind": lees_dag(termijn["eind"])} for termijn in opname["termijnen"][soort]]
        for soort in ("verstreken", "komend")
    }


def _volledigheid(opname: Opname) -> list[dict[str, Any]]:
    return [
        regel | {soort: _FASE[regel[soort]] if regel[soort] else None for soort in ("opgave", "cijfers")}
        for regel in opname["volledigheid"]
    ]


def _inhoud(opname: Opname, hoofdstukken: list[dict[str, Any]], delen: list[Any]) -> list[Inhoudsregel]:
    """Return the table of contents: every chapter, and the parts within them."""
    regels = [Inhoudsregel("oogopslag", "In één oogopslag", 1)]
    if opname["peilmoment"]["samenvatting"].strip():
        regels.append(Inhoudsregel("samenvatting", "Samenvatting van de regisseur", 1))
    regels.append(Inhoudsregel("statussen", "Statussen per thema en partij", 1))
    if delen:
        regels.append(Inhoudsregel("voorraad", "Woningvoorraad", 1))
        regels += [Inhoudsregel(deel.anker, deel.titel, 2) for deel in delen]
    for hoofdstuk in hoofdstukken:
        regels.append(Inhoudsregel(hoofdstuk["anker"], hoofdstuk["titel"], 1))
        regels += [Inhoudsregel(g["anker"], g["titel"], 2) for g in hoofdstuk["groepen"] if g["titel"]]
    slot = [("termijnen", "Termijnen"), ("volledigheid", "Wat is binnen")]
    slot.append(("uitleg", "Voorwaarden, begrippen en legenda"))
    return regels + [Inhoudsregel(anker, tekst, 1) for anker, tekst in slot]
