"""Figures of a momentopname as the report prints them (pure): stock tables and charts.

Everything here takes the plain dicts of ``monitoring.momentopname`` and gives text in Dutch notation.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from basis.datums import datum_tekst
from basis.getallen import getal_tekst, teken_tekst
from basis.grafieken import Reeks, Staafgrafiek, staven
from voorraad.keuzes import Hardheid

Opname = dict[str, Any]
GEEN = "–"


@dataclass(frozen=True, slots=True)
class Tabelrij:
    """A row of a printed table: its head, its cells as text, and whether it is computed."""

    kop: str
    cellen: list[str]
    afgeleid: bool = False


@dataclass(frozen=True, slots=True)
class Cijfertabel:
    """A printed table; ``groepen`` are (heading, number of columns) above the columns, or empty."""

    bijschrift: str
    rijkop: str
    kolommen: list[str]
    rijen: list[Tabelrij]
    groepen: list[tuple[str, int]] = field(default_factory=list)
    noot: str = ""
    tekstkolommen: int = 0

    @property
    def breed(self) -> bool:
        """Tell whether the table needs a page on its side."""
        return len(self.kolommen) > 12


@dataclass(frozen=True, slots=True)
class Voorraaddeel:
    """One stock table of the document with everything printed about it."""

    anker: str
    titel: str
    toelichting: str
    bron: str
    tabellen: list[Cijfertabel]
    grafiek: Staafgrafiek | None = None


def lees_dag(iso: str | None) -> dt.date | None:
    """Return the date of ISO text, None for nothing."""
    return dt.date.fromisoformat(iso[:10]) if iso else None


def dag_tekst(iso: str | None) -> str:
    """Return '30 juni 2022' for ISO text, '' for nothing."""
    dag = lees_dag(iso)
    return datum_tekst(dag) if dag else ""


def getal(waarde: Any, decimalen: int | None = None) -> str:
    """Return a number (int, or Decimal as text) in Dutch notation, a dash for nothing."""
    if waarde is None or waarde == "":
        return GEEN
    return getal_tekst(Decimal(str(waarde)), decimalen)


def _met_teken(waarde: int | None) -> str:
    return GEEN if waarde is None else teken_tekst(waarde)


def belofte_tekst(cel: Opname) -> str:
    """Return a promise; a range in brackets behind the number it counts as: '−10 (−15 tot −5)'."""
    laagste, hoogste = cel.get("belofte_min"), cel.get("belofte_max")
    tekst = getal(cel.get("belofte"))
    if laagste is None or hoogste is None or laagste == hoogste:
        return tekst
    return f"{tekst} ({getal(min(laagste, hoogste))} tot {getal(max(laagste, hoogste))})"


def voorraaddelen(tabellen: list[Opname], peildatum: str) -> list[Voorraaddeel]:
    """Return every stock table of the momentopname as it is printed."""
    makers = {"mutaties": _mutatiedeel, "stand": _standdeel, "projecten": _projectdeel}
    return [makers[tabel["soort"]](tabel, nummer, peildatum) for nummer, tabel in enumerate(tabellen, 1)]


def _mutatiedeel(tabel: Opname, nummer: int, peildatum: str) -> Voorraaddeel:
    tabellen = [_mutaties_per_partij(tabel, peildatum)]
    if tabel["jaren"]:
        tabellen.append(_mutaties_per_jaar(tabel))
    return Voorraaddeel(
        anker=f"v{nummer}",
        titel=tabel["titel"],
        toelichting=tabel["toelichting"],
        bron=tabel["bron"],
        tabellen=tabellen,
        grafiek=_mutatiegrafiek(tabel, nummer, peildatum),
    )


def _mutaties_per_partij(tabel: Opname, peildatum: str) -> Cijfertabel:
    rijen = []
    for regel in tabel["regels"]:
        cellen = [tekst for cel in regel["cellen"] for tekst in (belofte_tekst(cel), getal(cel.get("realisatie")))]
        totaal = regel["totaal"]
        cellen += [belofte_tekst(totaal)]
        cellen += [getal(totaal.get(sleutel)) for sleutel in ("deze_periode", "realisatie", "resterend")]
        rijen.append(Tabelrij(regel["label"], cellen, bool(regel["afgeleid"])))
    return Cijfertabel(
        bijschrift=f"Belofte en realisatie tot en met {dag_tekst(peildatum)}, aantal woningen",
        rijkop="Regel",
        groepen=[(partij["naam"], 2) for partij in tabel["partijen"]] + [("Samen", 4)],
        kolommen=["Belofte", "Gereed"] * len(tabel["partijen"]) + ["Belofte", "Deze periode", "Gereed", "Nog te gaan"],
        rijen=rijen,
        noot=_mutatienoot(tabel),
    )


def _mutatienoot(tabel: Opname) -> str:
    """Return what a reader must know beside the figures: what is missing, and the plans on top of the promise."""
    zinnen = []
    if any(regel["totaal"].get("onvolledig") for regel in tabel["regels"]):
        zinnen.append("Nog niet alle cijfers zijn binnen: alleen geaccepteerde cijfers tellen.")
    if tabel.get("beginstand_ontbreekt"):
        zinnen.append("Een beginstand ontbreekt: de tabel toont alleen wat erbij kwam en eraf ging.")
    for regel in tabel["regels"]:
        daarnaast = regel["totaal"].get("daarnaast") or {}
        if daarnaast and not regel["afgeleid"]:
            plannen = ", ".join(f"{Hardheid(soort).label.lower()} {getal(n)}" for soort, n in daarnaast.items() if n)
            zinnen += [f"Boven op de belofte, {regel['label']}: {plannen}."] if plannen else []
    return " ".join(zinnen)


def _mutaties_per_jaar(tabel: Opname) -> Cijfertabel:
    jaren = [str(jaar) for jaar in tabel["jaren"]]
    rijen = []
    for regel in tabel["regels"]:
        per_jaar = regel["totaal"].get("per_jaar") or {}
        cellen = [
            getal((per_jaar.get(jaar) or {}).get(sleutel)) for jaar in jaren for sleutel in ("belofte", "realisatie")
        ]
        rijen.append(Tabelrij(regel["label"], cellen, bool(regel["afgeleid"])))
    return Cijfertabel(
        bijschrift="Per jaar, alle partijen samen, aantal woningen",
        rijkop="Regel",
        groepen=[(jaar, 2) for jaar in jaren],
        kolommen=["Belofte", "Gereed"] * len(jaren),
        rijen=rijen,
    )


def _mutatiegrafiek(tabel: Opname, nummer: int, peildatum: str) -> Staafgrafiek | None:
    """Return promise beside realisation per row, for all parties together; rows without any figure are left out."""
    regels = [r for r in tabel["regels"] if r["totaal"].get("belofte") or r["totaal"].get("realisatie")]
    if not regels:
        return None
    belofte = [regel["totaal"].get("belofte") for regel in regels]
    gereed = [regel["totaal"].get("realisatie") for regel in regels]
    woorden = "; ".join(
        f"{regel['label']}: {getal(toen)} beloofd, {getal(nu) if nu is not None else 'nog niet binnen'}"
        for regel, toen, nu in zip(regels, belofte, gereed, strict=True)
    )
    return staven(
        titel=f"Belofte en realisatie, alle partijen samen. {woorden}.",
        omschrijving=f"Staven per regel van {tabel['bron'] or tabel['titel']}.",
        labels=[regel["label"] for regel in regels],
        reeksen=[
            Reeks("Belofte, hele periode", "belofte", belofte),
            Reeks(f"Gereed tot en met {dag_tekst(peildatum)}", "realisatie", gereed),
        ],
        eenheid="woningen",
        sleutel=f"voorraad-{nummer}",
    )


def _standdeel(tabel: Opname, nummer: int, peildatum: str) -> Voorraaddeel:
    begin = dag_tekst(tabel.get("begin_peildatum"))
    tabellen = [
        _standtabel(tabel, partij["naam"], plek, begin, peildatum) for plek, partij in enumerate(tabel["partijen"])
    ]
    if len(tabel["partijen"]) != 1:
        tabellen.append(_standtabel(tabel, "Samen", None, begin, peildatum))
    if tabel.get("bruggen"):
        tabellen.append(_brugtabel(tabel))
    bron = tabel.get("begin_bron") or "beginstand ontbreekt"
    return Voorraaddeel(
        anker=f"v{nummer}",
        titel=tabel["titel"],
        toelichting=tabel["toelichting"],
        bron=f"{tabel['bron']}. Beginstand: {bron}".lstrip(". "),
        tabellen=tabellen,
    )


def _standtabel(tabel: Opname, naam: str, plek: int | None, begin: str, peildatum: str) -> Cijfertabel:
    """Return the stand by rent class of one party, or of all together when ``plek`` is None."""
    kolommen = [kolom["sleutel"] for kolom in tabel["kolommen"]]
    rijen = []
    for regel in tabel["regels"]:
        cel = regel["totaal"] if plek is None else regel["cellen"][plek]
        toen, nu = cel.get("begin") or {}, cel.get("nu") or {}
        cellen = [getal(stand.get(sleutel)) for stand in (toen, nu) for sleutel in (*kolommen, "totaal")]
        verschil = None if toen.get("totaal") is None or nu.get("totaal") is None else nu["totaal"] - toen["totaal"]
        cellen.append(_met_teken(verschil))
        grens = f" (€ {regel['grens']})" if regel.get("grens") else ""
        rijen.append(Tabelrij(regel["label"] + grens, cellen, bool(regel["afgeleid"])))
    labels = [*(kolom["label"] for kolom in tabel["kolommen"]), "Totaal"]
    return Cijfertabel(
        bijschrift=f"{naam}: aantal woningen naar huurklasse",
        rijkop="Huurklasse",
        groepen=[
            (f"Begin: {begin or 'niet bekend'}", len(labels)),
            (f"Nu: {dag_tekst(peildatum)}", len(labels)),
            ("Verschil", 1),
        ],
        kolommen=[*labels, *labels, "Totaal"],
        rijen=rijen,
    )


def _brugtabel(tabel: Opname) -> Cijfertabel:
    """Return the stock bridge: opening stand and mutations give what is expected, beside the stand itself."""
    namen = {partij["sleutel"]: partij["naam"] for partij in tabel["partijen"]}
    rijen = [
        Tabelrij(
            namen.get(brug["partij"], "Samen"),
            [
                getal(brug["begin"]),
                _met_teken(brug["mutaties"]),
                getal(brug["verwacht"]),
                getal(brug["stand"]),
                _met_teken(brug["verschil"]),
            ],
            afgeleid=brug["partij"] is None,
        )
        for brug in (*tabel["bruggen"], tabel["brug_totaal"])
    ]
    return Cijfertabel(
        bijschrift="Sluit de voorraad? Beginstand en mutaties naast de stand van nu",
        rijkop="Partij",
        kolommen=["Beginstand", "Mutaties", "Verwacht", "Stand nu", "Verschil"],
        rijen=rijen,
    )


def _projectdeel(tabel: Opname, nummer: int, peildatum: str) -> Voorraaddeel:
    jaren = [str(jaar) for jaar in tabel["jaren"]]
    namen = {partij["sleutel"]: partij["naam"] for partij in tabel["partijen"]}
    rijen = [
        Tabelrij(
            project["naam"],
            [
                namen.get(project["partij"], project["partij"]),
                project.get("hardheid_label") or Hardheid(project["hardheid"]).label,
                "Verschoven" if project["verschoven"] else GEEN,
                *(_belofte_en_nu(project, jaar) for jaar in jaren),
                _totaal_en_nu(project),
            ],
        )
        for project in tabel["projecten"]
    ]
    rijen += [
        Tabelrij(
            f"Totaal {totaal['naam']}",
            ["", "", "", *(_belofte_en_nu(totaal, jaar) for jaar in jaren), _totaal_en_nu(totaal)],
            afgeleid=True,
        )
        for totaal in tabel["totalen"]
    ]
    return Voorraaddeel(
        anker=f"v{nummer}",
        titel=tabel["titel"],
        toelichting=tabel["toelichting"],
        bron=tabel["bron"],
        tabellen=[
            Cijfertabel(
                bijschrift="Nieuwe woningen per project en jaar",
                rijkop="Project",
                kolommen=["Corporatie", "Hardheid", "Planning", *jaren, "Totaal"],
                rijen=rijen,
                noot="Het eerste getal is de belofte. Staat er 'nu' bij, dan wijkt de laatste opgave daarvan af.",
                tekstkolommen=3,
            )
        ],
    )


def _belofte_en_nu(bron: Opname, jaar: str) -> str:
    """Return the cell of one year."""
    return _twee((bron.get("belofte") or {}).get(jaar), None if bron.get("nu") is None else bron["nu"].get(jaar, 0))


def _totaal_en_nu(bron: Opname) -> str:
    """Return the cell of all years together; a promise may name no year."""
    return _twee(bron.get("belofte_totaal"), bron.get("nu_totaal"))


def _twee(belofte: int | None, nu: int | None) -> str:
    """Return '24' when nothing changed, '24, nu 0' when the latest return differs, a dash for nothing at all."""
    if nu is None or (belofte or 0) == nu:
        return getal(belofte)
    return f"{getal(belofte or 0)}, nu {getal(nu)}"


def voorraadkern(tabellen: list[Opname], hoogstens: int = 4) -> list[tuple[str, str]]:
    """Return the stock in a few (label, text) lines: the computed rows of the mutations and the total of a stand."""
    regels: list[tuple[str, str]] = []
    for tabel in tabellen:
        for regel in tabel.get("regels", []):
            totaal = regel["totaal"]
            if not regel["afgeleid"]:
                continue
            if tabel["soort"] == "mutaties" and totaal.get("belofte"):
                gereed = totaal.get("realisatie")
                stand = "nog niet binnen" if gereed is None else f"{getal(gereed)} gereed"
                regels.append((regel["label"], f"{stand}, belofte {belofte_tekst(totaal)}"))
            elif tabel["soort"] == "stand":
                toen, nu = (totaal.get("begin") or {}).get("totaal"), (totaal.get("nu") or {}).get("totaal")
                stand = "nog niet binnen" if nu is None else f"{getal(nu)} nu"
                begin = "beginstand ontbreekt" if toen is None else f"{getal(toen)} bij het begin"
                regels.append((regel["label"], f"{stand}, {begin}"))
    return regels[:hoogstens]
