"""The stock page: promise, realisation, stand and programme over the corporations, each number with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from basis.grafieken import Reeks, Staafgrafiek, staven
from voorraad.balans import bereken_rijen, bijdrage, verschil
from voorraad.gegevens import Gegevens, OpgaveInfo, TabelInfo
from voorraad.invoerscherm import band_tekst
from voorraad.keuzes import Hardheid, TabelSoort

Adres = Callable[[dt.date, str], str]
SAMEN = "Samen"


@dataclass(frozen=True, slots=True)
class Getal:
    """A number with the page that explains it, and a small text under it."""

    waarde: int | None
    url: str = ""
    klein: str = ""
    teken: bool = False


class Voorraadscherm:
    """Turns the tables of ``voorraad.overzicht`` into rows of cells; ``adres`` gives the page of a return."""

    def __init__(self, gegevens: Gegevens, beelden: list[dict[str, Any]], adres: Adres) -> None:
        self.gegevens, self.beelden, self.adres = gegevens, beelden, adres
        self.per_sleutel = {corporatie.sleutel: corporatie for corporatie in gegevens.corporaties}

    def tabellen(self) -> list[dict[str, Any]]:
        """Return what the page shows per table, in the order of the document."""
        bouwers = {
            TabelSoort.MUTATIES.value: self._mutaties,
            TabelSoort.STAND.value: self._stand,
            TabelSoort.PROJECTEN.value: self._projecten,
        }
        return [
            {"beeld": beeld, "id": f"tabel-{beeld['sleutel']}"} | bouwers[beeld["soort"]](tabel, beeld)
            for tabel, beeld in zip(self.gegevens.tabellen, self.beelden, strict=True)
        ]

    def _nu(self, partij: str | None) -> str:
        """Return the page of a party's return at this peildatum when it counts, else nothing."""
        corporatie = self.per_sleutel.get(partij or "")
        opgave = corporatie.op(self.gegevens.peildatum) if corporatie else None
        return self.adres(opgave.peildatum, corporatie.sleutel) if corporatie and opgave and opgave.telt else ""

    # Mutations

    def _mutaties(self, tabel: TabelInfo, beeld: dict[str, Any]) -> dict[str, Any]:
        groepen = [*(partij["naam"] for partij in beeld["partijen"]), SAMEN]
        regels = [
            {
                "regel": regel,
                "anker": f"opbouw-{tabel.sleutel}-{regel['sleutel']}",
                "cellen": [
                    getal for cel in (*regel["cellen"], regel["totaal"]) for getal in self._drie(tabel, regel, cel)
                ],
            }
            for regel in beeld["regels"]
        ]
        return {
            "groepen": groepen,
            "regels": regels,
            "onvolledig": [p["naam"] for p in beeld["partijen"] if self._mist(beeld, p["sleutel"])],
            "daarnaast": _daarnaast(beeld),
            "jaren": _per_jaar(beeld),
            "opbouw": self._opbouw(tabel),
            "grafiek": _grafiek_mutaties(tabel, beeld),
        }

    def _mist(self, beeld: dict[str, Any], partij: str) -> bool:
        """Tell whether figures of this party are missing up to the peildatum."""
        return any(
            cel["onvolledig"] for regel in beeld["regels"][:1] for cel in regel["cellen"] if cel["partij"] == partij
        )

    def _drie(self, tabel: TabelInfo, regel: dict[str, Any], cel: dict[str, Any]) -> list[Getal]:
        """Return promise, realisation and what remains of one cell."""
        heeft_band = cel["belofte_min"] is not None
        opgaven = self._bron(cel["partij"])
        url = f"#opbouw-{tabel.sleutel}-{regel['sleutel']}"
        if len(opgaven) == 1 and cel["partij"]:
            url = self.adres(opgaven[0].peildatum, cel["partij"])
        return [
            Getal(cel["belofte"], klein=band_tekst(cel["belofte_min"], cel["belofte_max"]) if heeft_band else ""),
            Getal(cel["realisatie"], url if cel["realisatie"] is not None else ""),
            Getal(cel["resterend"]),
        ]

    def _bron(self, partij: str | None) -> list[OpgaveInfo]:
        corporatie = self.per_sleutel.get(partij or "")
        return corporatie.geaccepteerd() if corporatie else []

    def _opbouw(self, tabel: TabelInfo) -> dict[str, Any]:
        """Return per corporation and peilmoment what was returned, accepted returns with a link per number."""
        kolommen = [(corporatie, opgave) for corporatie in self.gegevens.corporaties for opgave in corporatie.opgaven]
        waarden = [_rijen_van(tabel, opgave) for _corporatie, opgave in kolommen]
        urls = [self.adres(opgave.peildatum, corporatie.sleutel) for corporatie, opgave in kolommen]
        return {
            "groepen": [(c.naam, len(c.opgaven)) for c in self.gegevens.corporaties if c.opgaven],
            "kolommen": [
                {"peildatum": opgave.peildatum, "url": url, "telt": opgave.telt, "status": _stand_van_zaken(opgave)}
                for (_corporatie, opgave), url in zip(kolommen, urls, strict=True)
            ],
            "regels": [
                {
                    "regel": regel,
                    "anker": f"opbouw-{tabel.sleutel}-{regel.sleutel}",
                    "cellen": [
                        Getal(rijen[regel.sleutel], url if rijen[regel.sleutel] is not None else "")
                        for rijen, url in zip(waarden, urls, strict=True)
                    ],
                }
                for regel in tabel.regels
            ],
        }

    # Stand

    def _stand(self, tabel: TabelInfo, beeld: dict[str, Any]) -> dict[str, Any]:
        kolommen = [*beeld["kolommen"], {"sleutel": "totaal", "label": "Totaal", "voluit": ""}]
        return {
            "groepen": [*(partij["naam"] for partij in beeld["partijen"]), SAMEN],
            "kolommen": kolommen,
            "breedte": len(kolommen) + 1,
            "regels": [
                {"regel": regel, "cellen": [g for cel in _cellen(regel) for g in self._standcel(cel, kolommen)]}
                for regel in beeld["regels"]
            ],
            "beginregels": [
                {
                    "regel": regel,
                    "cellen": [_kolom(cel["begin"], k["sleutel"]) for cel in _cellen(regel) for k in kolommen],
                }
                for regel in beeld["regels"]
            ],
            "brug": self._brug(beeld),
            "ontbreekt": [p["naam"] for p in beeld["partijen"] if not self._nu(p["sleutel"])],
            "grafiek": _grafiek_stand(tabel, beeld),
        }

    def _standcel(self, cel: dict[str, Any], kolommen: list[dict[str, str]]) -> list[Getal]:
        """Return the columns of one stand and the difference with the opening stand."""
        url = self._nu(cel["partij"])
        nu = [Getal(_kolom(cel["nu"], kolom["sleutel"]), url) for kolom in kolommen]
        return [*nu, Getal(verschil(_kolom(cel["nu"], "totaal"), _kolom(cel["begin"], "totaal")), teken=True)]

    def _brug(self, beeld: dict[str, Any]) -> list[dict[str, Any]]:
        bruggen = [*beeld["bruggen"], beeld["brug_totaal"]]
        namen = (
            ("begin", "Beginstand", False),
            ("mutaties", "Mutaties sinds de beginstand", True),
            ("verwacht", "Verwachte stand", False),
            ("stand", "Opgegeven stand", False),
            ("verschil", "Verschil", True),
        )
        return [
            {
                "label": label,
                "sleutel": sleutel,
                "cellen": [
                    Getal(brug[sleutel], self._nu(brug["partij"]) if sleutel == "stand" else "", teken=met_teken)
                    for brug in bruggen
                ],
            }
            for sleutel, label, met_teken in namen
        ]

    # Locations

    def _projecten(self, tabel: TabelInfo, beeld: dict[str, Any]) -> dict[str, Any]:
        jaren = [str(jaar) for jaar in beeld["jaren"]]
        groepen = []
        for totaal in beeld["totalen"]:
            eigen = [project for project in beeld["projecten"] if project["partij"] == totaal["partij"]]
            url = self._nu(totaal["partij"])
            groepen.append(
                {
                    "naam": totaal["naam"],
                    "url": url,
                    "onvolledig": totaal["onvolledig"],
                    "projecten": [_projectrij(project, jaren, url) for project in eigen],
                    "belofte": [*(totaal["belofte"].get(jaar) for jaar in jaren), totaal["belofte_totaal"]],
                    "nu": [*((totaal["nu"] or {}).get(jaar) for jaar in jaren), totaal["nu_totaal"]],
                    "heeft_nu": totaal["nu"] is not None,
                }
            )
        verschoven = sum(project["verschoven"] for project in beeld["projecten"])
        return {
            "jaren": jaren,
            "groepen": [groep for groep in groepen if groep["projecten"] or groep["naam"] == SAMEN],
            "breedte": len(jaren) + 3,
            "aantal": len(beeld["projecten"]),
            "verschoven": verschoven,
            "grafiek": _grafiek_projecten(tabel, beeld, jaren) if beeld["projecten"] else None,
        }


def _cellen(regel: dict[str, Any]) -> list[dict[str, Any]]:
    return [*regel["cellen"], regel["totaal"]]


def _kolom(rij: dict[str, int | None] | None, kolom: str) -> int | None:
    return rij[kolom] if rij else None


def _rijen_van(tabel: TabelInfo, opgave: OpgaveInfo) -> dict[str, int | None]:
    """Return every row of one return, or nothing when it does not count."""
    mutaties = opgave.mutaties if opgave.telt else {}
    bijdragen = {
        regel.sleutel: bijdrage(regel.teken, cel.aantal)
        for regel in tabel.invoerregels
        if (cel := mutaties.get(regel.pk)) and cel.aantal is not None
    }
    return bereken_rijen(tabel.weeg, bijdragen)


def _stand_van_zaken(opgave: OpgaveInfo) -> str:
    """Return what everybody may know of a return that does not count yet."""
    if opgave.telt:
        return ""
    return "ingediend, nog niet geaccepteerd" if opgave.zichtbaar else "nog niet binnen"


def _daarnaast(beeld: dict[str, Any]) -> list[dict[str, Any]]:
    """Return what was aimed for on top of the table: soft plans and ambitions per row."""
    namen = {partij["sleutel"]: partij["naam"] for partij in beeld["partijen"]}
    return [
        {
            "soort": Hardheid(hardheid).label,
            "label": regel["label"],
            "totaal": totaal,
            "delen": [
                (namen[cel["partij"]], cel["daarnaast"][hardheid])
                for cel in regel["cellen"]
                if hardheid in cel["daarnaast"]
            ],
        }
        for regel in beeld["regels"]
        if not regel["afgeleid"]
        for hardheid, totaal in regel["totaal"]["daarnaast"].items()
    ]


def _per_jaar(beeld: dict[str, Any]) -> list[dict[str, Any]]:
    """Return per row the promise and realisation of every year, together."""
    jaren = [str(jaar) for jaar in beeld["jaren"]]
    return [
        {
            "regel": regel,
            "cellen": [
                waarde
                for jaar in jaren
                for waarde in (
                    regel["totaal"]["per_jaar"][jaar]["belofte"],
                    regel["totaal"]["per_jaar"][jaar]["realisatie"],
                )
            ],
        }
        for regel in beeld["regels"]
        if jaren and regel["cellen"]
    ]


def _projectrij(project: dict[str, Any], jaren: list[str], url: str) -> dict[str, Any]:
    """Return one location: what is expected now, with the promise under it where that differs."""
    nu = project["nu"]
    cellen = []
    for jaar in jaren:
        belofte = project["belofte"].get(jaar)
        if nu is None:
            cellen.append(Getal(belofte))
        else:
            anders = (nu.get(jaar) or 0) != (belofte or 0)
            cellen.append(Getal(nu.get(jaar), url if jaar in nu else "", f"belofte {belofte or 0}" if anders else ""))
    totaal = project["belofte_totaal"] if nu is None else project["nu_totaal"]
    return {"project": project, "cellen": cellen, "totaal": totaal, "binnen": nu is not None}


def _grafiek_mutaties(tabel: TabelInfo, beeld: dict[str, Any]) -> Staafgrafiek | None:
    regels = [regel for regel in beeld["regels"] if any(regel["totaal"][n] for n in ("belofte", "realisatie"))]
    if not regels:
        return None
    return staven(
        titel=f"Belofte en realisatie: {tabel.bron or tabel.titel}",
        omschrijving="Per regel van de tabel wat alle corporaties samen beloofden en wat tot nu toe is gerealiseerd.",
        labels=[regel["label"] for regel in regels],
        reeksen=[
            Reeks("Belofte", "belofte", [regel["totaal"]["belofte"] for regel in regels]),
            Reeks("Gereed", "realisatie", [regel["totaal"]["realisatie"] for regel in regels]),
        ],
        eenheid="woningen",
        sleutel=f"grafiek-{tabel.sleutel}",
    )


def _grafiek_stand(tabel: TabelInfo, beeld: dict[str, Any]) -> Staafgrafiek | None:
    regels = [regel for regel in beeld["regels"] if not regel["afgeleid"]]
    if not any(regel["totaal"]["begin"] or regel["totaal"]["nu"] for regel in regels):
        return None
    return staven(
        titel=f"Beginstand en stand nu: {tabel.bron or tabel.titel}",
        omschrijving="Per huurklasse het aantal woningen van alle corporaties samen, bij het begin en op de peildatum.",
        labels=[regel["label"] for regel in regels],
        reeksen=[
            Reeks("Beginstand", "belofte", [_kolom(regel["totaal"]["begin"], "totaal") for regel in regels]),
            Reeks("Stand nu", "realisatie", [_kolom(regel["totaal"]["nu"], "totaal") for regel in regels]),
        ],
        eenheid="woningen",
        sleutel=f"grafiek-{tabel.sleutel}",
    )


def _grafiek_projecten(tabel: TabelInfo, beeld: dict[str, Any], jaren: list[str]) -> Staafgrafiek:
    samen = beeld["totalen"][-1]
    nu = samen["nu"]
    return staven(
        titel=f"Belofte en verwachting per jaar: {tabel.bron or tabel.titel}",
        omschrijving="Per jaar het aantal woningen dat bij het begin was beloofd en dat nu wordt verwacht.",
        labels=jaren,
        reeksen=[
            Reeks("Belofte", "belofte", [samen["belofte"].get(jaar, 0) for jaar in jaren]),
            Reeks("Verwacht", "prognose", [None if nu is None else nu.get(jaar, 0) for jaar in jaren]),
        ],
        eenheid="woningen",
        sleutel=f"grafiek-{tabel.sleutel}",
    )
