"""What the dashboard shows of a momentopname, with for every number the address of what it is made of (no queries)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from afspraken.inzendingen import NIET_BINNEN as FASE_NIET_BINNEN
from afspraken.inzendingen import Fase
from basis.getallen import getal_tekst
from basis.grafieken import Reeks, Segment, Staafgrafiek, Stapelgrafiek, gestapeld, staven
from basis.statuslabels import statuslabel
from monitoring.filters import NIET_BINNEN, WIJKT_AF
from monitoring.legenda import fase_label
from monitoring.statussen import AFWIJKEND, ERNST, VORM
from voorraad.keuzes import TabelSoort

Opname = dict[str, Any]
GETOOND = 8
_LEEG = ("Nog niet binnen", "grijs", "klok")


@dataclass(frozen=True, slots=True)
class Kerngetal:
    """A key figure; ``url`` leads to what it counts."""

    waarde: str
    label: str
    url: str
    toelichting: str = ""
    kleur: str = ""


@dataclass(frozen=True, slots=True)
class Telrij:
    """A row of counts per status: (number, address) per column and in total."""

    naam: str
    url: str
    cellen: list[tuple[int, str]]
    totaal: int


@dataclass(frozen=True, slots=True)
class Teltabel:
    """Counts per status as a table, and as a chart."""

    kolommen: list[SafeString]
    rijen: list[Telrij]
    grafiek: Stapelgrafiek


class Dashboard:
    """Turns the plain values of a momentopname into what the template prints."""

    def __init__(self, opname: Opname, sleutel: str) -> None:
        self.opname = opname
        self.sleutel = sleutel
        self.peildatum: str = opname["peilmoment"]["peildatum"]
        self._labels = {r["status"]: (r["label"], r["kleur"], r["vorm"]) for r in opname["overeenkomst"]["legenda"]}
        self._afspraken = {a["id"]: a for h in opname["hoofdstukken"] for a in h["afspraken"]}

    def lijst(self, **filters: Any) -> str:
        """Return the address of the list of agreements with these filters, at this peilmoment."""
        query = urlencode(filters | {"peildatum": self.peildatum})
        return f"{reverse('monitoring:afspraken', args=[self.sleutel])}?{query}"

    def adres(self, naam: str, *delen: Any) -> str:
        """Return the address of a page of this peilmoment."""
        return reverse(naam, args=[self.sleutel, self.peildatum, *delen])

    def afspraak_url(self, pk: int) -> str:
        """Return the address of an agreement."""
        return reverse("monitoring:afspraak", args=[self.sleutel, pk])

    def beeld(self, status: str) -> tuple[str, str, str]:
        """Return label, colour and shape of a status."""
        if not status:
            return _LEEG
        return self._labels.get(status, (status, "grijs", VORM[status]))

    def label(self, status: str) -> SafeString:
        """Return the badge of a status."""
        return statuslabel(*self.beeld(status))

    def kerngetallen(self) -> list[Kerngetal]:
        """Return the key figures, deviations first."""
        t = self.opname["tellingen"]
        vorige = self.opname["peilmoment"]["vorige"]
        sinds = f"sinds {_dag(vorige):%d-%m-%Y}" if vorige else ""
        uit = [
            Kerngetal(
                getal_tekst(t["afwijkend"]),
                "Wijkt af" if t["afwijkend"] == 1 else "Wijken af",
                self.lijst(status=WIJKT_AF),
                f"van {getal_tekst(t['afspraken'])} afspraken",
                "rood" if t["afwijkend"] else "groen",
            )
        ]
        if vorige:
            uit += [
                Kerngetal(getal_tekst(t["slechter"]), "Slechter", self.lijst(richting="slechter"), sinds, "oranje"),
                Kerngetal(getal_tekst(t["beter"]), "Beter", self.lijst(richting="beter"), sinds, "groen"),
            ]
        verstreken = len({termijn["id"] for termijn in self.opname["termijnen"]["verstreken"]})
        uit += [
            Kerngetal(
                getal_tekst(verstreken),
                "Termijn verstreken",
                self.lijst(termijn="verstreken"),
                "en nog niet gereed",
                "oranje" if verstreken else "",
            ),
            Kerngetal(
                getal_tekst(t["per_status"].get("", 0)),
                "Nog zonder status",
                self.lijst(status=NIET_BINNEN),
                "nog niet binnen, of niet gevraagd",
                "blauw",
            ),
            Kerngetal(
                getal_tekst(t["antwoorden_binnen"]),
                "Antwoorden binnen",
                self.adres("monitoring:voortgang_lijst"),
                f"van {getal_tekst(t['antwoorden'])}, {getal_tekst(t['antwoorden_geaccepteerd'])} geaccepteerd",
                "blauw",
            ),
        ]
        return uit

    def afwijkingen(self) -> dict[str, Any]:
        """Return the first deviations with who, cause and correction, and how many there are."""
        ids = [pk for pk in self.opname["afwijkingen"] if pk in self._afspraken]
        return {
            "regels": [self._afwijking(self._afspraken[pk]) for pk in ids[:GETOOND]],
            "rest": max(0, len(ids) - GETOOND),
            "url": self.lijst(status=WIJKT_AF),
        }

    def _afwijking(self, afspraak: Opname) -> dict[str, Any]:
        antwoorden = [a for a in afspraak["antwoorden"] if a["binnen"] and a["status"]]
        ergst = max((ERNST[a["status"]] for a in antwoorden), default=-1)
        wie = [a for a in antwoorden if ERNST[a["status"]] == ergst and a["status"] in AFWIJKEND]
        eerste = wie[0] if wie else {}
        return {
            "nummer": afspraak["nummer"],
            "titel": afspraak["titel"],
            "url": self.afspraak_url(afspraak["id"]),
            "label": self.label(afspraak["status"]),
            "vorige": self.beeld(afspraak["vorige_status"])[0].lower() if afspraak["richting"] else "",
            "richting": afspraak["richting"],
            "wie": ", ".join(a["partij_naam"] for a in wie),
            "oorzaak": eerste.get("oorzaak") or afspraak["status_toelichting"],
            "bijsturing": eerste.get("bijsturing", ""),
        }

    def veranderingen(self) -> dict[str, Any]:
        """Return what became worse and better."""
        alle = [
            v | {"url": self.afspraak_url(v["id"]), "van_label": self.label(v["van"]), "label": self.label(v["naar"])}
            for v in self.opname["veranderingen"]
        ]
        uit = {}
        for naam, richting in (("slechter", -1), ("beter", 1)):
            regels = [v for v in alle if v["richting"] == richting]
            uit[naam] = {
                "regels": regels[:GETOOND],
                "rest": max(0, len(regels) - GETOOND),
                "url": self.lijst(richting=naam),
            }
        return uit

    def per_thema(self) -> Teltabel:
        """Return the agreements per theme and status."""
        regels = [
            (f"{r['nummer']} {r['titel']}".strip(), {"hoofdstuk": r["id"]}, r) for r in self.opname["per_hoofdstuk"]
        ]
        return self._teltabel("Statussen per thema", "afspraken", "thema", regels, "status")

    def per_partij(self) -> Teltabel:
        """Return the answers per party and status."""
        regels = [(r["naam"], {"trekker": r["sleutel"]}, r) for r in self.opname["per_partij"]]
        tabel = self._teltabel("Antwoorden per partij", "antwoorden", "partij", regels, "antwoord")
        # The total counts obligations; only the list of answers shows that same number.
        per_partij = zip(tabel.rijen, self.opname["per_partij"], strict=True)
        return replace(tabel, rijen=[replace(rij, url=self._antwoorden_url(r["sleutel"])) for rij, r in per_partij])

    def _antwoorden_url(self, partij: str) -> str:
        """Return the address of the answers of one party."""
        return f"{self.adres('monitoring:voortgang_lijst')}?{urlencode({'partij': partij})}"

    def _teltabel(
        self, titel: str, eenheid: str, sleutel: str, regels: list[tuple[str, dict[str, Any], Opname]], veld: str
    ) -> Teltabel:
        statussen = [s for s in [*self._labels, ""] if any(r["per_status"].get(s) for _, _, r in regels)]
        rijen, stapels = [], []
        for naam, filters, regel in regels:
            aantallen = [(status, regel["per_status"].get(status, 0)) for status in statussen]
            cellen = [(aantal, self.lijst(**filters, **{veld: status or NIET_BINNEN})) for status, aantal in aantallen]
            rijen.append(Telrij(naam, self.lijst(**filters), cellen, regel["aantal"]))
            beelden = [(self.beeld(status), aantal) for status, aantal in aantallen]
            stapels.append((naam, [Segment(b[0], aantal, b[1], b[2]) for b, aantal in beelden]))
        omschrijving = f"Gestapelde balken met het aantal {eenheid} per status. De cijfers staan in de tabel."
        grafiek = gestapeld(titel=titel, omschrijving=omschrijving, rijen=stapels, sleutel=sleutel)
        return Teltabel([self.label(status) for status in statussen], rijen, grafiek)

    def voorraad(self) -> list[dict[str, Any]]:
        """Return per stock table what was promised and what is realised."""
        makers = {TabelSoort.MUTATIES: self._mutaties, TabelSoort.STAND: self._stand}
        return [makers[t["soort"]](t) for t in self.opname["voorraad"] if t["soort"] in makers and t["regels"]]

    def _mutaties(self, tabel: Opname) -> dict[str, Any]:
        partijen = [p | {"url": self.adres("voorraad:opgave", p["sleutel"])} for p in tabel["partijen"]]
        voorraad_url = reverse("voorraad:voorraad", args=[self.sleutel])
        opbouw = f"{voorraad_url}?peildatum={self.peildatum}#opbouw-{tabel['sleutel']}"
        return {
            "soort": "mutaties",
            "sleutel": tabel["sleutel"],
            "titel": tabel["titel"],
            "bron": tabel["bron"],
            "partijen": partijen,
            "regels": [regel | {"url": f"{opbouw}-{regel['sleutel']}"} for regel in tabel["regels"]],
            "onvolledig": any(regel["totaal"].get("onvolledig") for regel in tabel["regels"]),
            "grafiek": self._mutatiegrafiek(tabel),
        }

    def _mutatiegrafiek(self, tabel: Opname) -> Staafgrafiek | None:
        """Return promise beside realisation of all together, rows without any figure left out."""
        regels = [r for r in tabel["regels"] if r["totaal"].get("belofte") or r["totaal"].get("realisatie")]
        if not regels:
            return None
        gereed = f"Gereed tot en met {_dag(self.peildatum):%d-%m-%Y}"
        return staven(
            titel=f"{tabel['titel']}: belofte en gereed, alle corporaties samen",
            omschrijving="Liggende staven per regel. De cijfers staan in de tabel hieronder.",
            labels=[regel["label"] for regel in regels],
            reeksen=[
                Reeks("Belofte over de hele periode", "belofte", [r["totaal"].get("belofte") for r in regels]),
                Reeks(gereed, "realisatie", [r["totaal"].get("realisatie") for r in regels]),
            ],
            eenheid="woningen",
            sleutel=f"voorraad-{tabel['sleutel']}",
        )

    def _stand(self, tabel: Opname) -> dict[str, Any]:
        """Return the total of a stand per party: at the begin, now, and the difference."""
        onderaan = next((r for r in reversed(tabel["regels"]) if r["afgeleid"]), tabel["regels"][-1])
        namen = {p["sleutel"]: p["naam"] for p in tabel["partijen"]}
        regels = [
            _standregel(namen.get(cel["partij"], cel["partij"]), self.adres("voorraad:opgave", cel["partij"]), cel)
            for cel in onderaan["cellen"]
        ]
        if len(regels) > 1:
            regels.append(_standregel("Samen", "", onderaan["totaal"]))
        begin = tabel.get("begin_peildatum")
        return {
            "soort": "stand",
            "sleutel": tabel["sleutel"],
            "titel": tabel["titel"],
            "bron": tabel["bron"],
            "label": onderaan["label"],
            "begin": _dag(begin) if begin else None,
            "begin_bron": tabel.get("begin_bron", ""),
            "regels": regels,
        }

    def termijnen(self) -> list[dict[str, Any]]:
        """Return the terms that passed and that come up."""
        koppen = (
            ("verstreken", "Verstreken, nog niet gereed", "Er is geen termijn verstreken van wat nog openstaat."),
            ("komend", "Komende 6 maanden", "Er loopt de komende 6 maanden geen termijn af."),
        )
        uit = []
        for naam, kop, leeg in koppen:
            alle = self._per_afspraak(self.opname["termijnen"][naam])
            uit.append(
                {
                    "kop": kop,
                    "leeg": leeg,
                    "regels": alle[:GETOOND],
                    "rest": max(0, len(alle) - GETOOND),
                    "aantal": len(alle),
                    "url": self.lijst(termijn=naam),
                }
            )
        return uit

    def _per_afspraak(self, termijnen: list[Opname]) -> list[dict[str, Any]]:
        """Return one line per agreement, at its first date, with the words of all its terms."""
        regels: dict[int, dict[str, Any]] = {}
        for t in termijnen:
            nieuw = t | {"url": self.afspraak_url(t["id"]), "dag": _dag(t["eind"]), "label": self.label(t["status"])}
            regel = regels.setdefault(t["id"], nieuw | {"teksten": []})
            if t["tekst"].casefold() not in [tekst.casefold() for tekst in regel["teksten"]]:
                regel["teksten"].append(t["tekst"])
        return list(regels.values())

    def volledigheid(self) -> list[dict[str, Any]]:
        """Return per party what is in, with the addresses of it; parties of whom nothing is asked are left out."""
        uit = []
        for regel in self.opname["volledigheid"]:
            voortgang = regel["voortgang"]
            if not (voortgang["totaal"] or regel["opgave"] or regel["cijfers"]):
                continue
            uit.append(
                {
                    "naam": regel["naam"],
                    "opgave": _fase(regel["opgave"]),
                    "opgave_url": self.adres("voorraad:opgave", regel["sleutel"]),
                    "cijfers": _fase(regel["cijfers"]),
                    "cijfers_url": self.adres("monitoring:cijfers", regel["sleutel"]),
                    "binnen": voortgang["ingediend"] + voortgang["geaccepteerd"],
                    "totaal": voortgang["totaal"],
                    "geaccepteerd": voortgang["geaccepteerd"],
                    "teruggegeven": voortgang["teruggegeven"],
                    "voortgang_url": self._antwoorden_url(regel["sleutel"]),
                    "niet_binnen_url": self.lijst(trekker=regel["sleutel"], antwoord=NIET_BINNEN),
                    "url": self.lijst(trekker=regel["sleutel"]),
                }
            )
        return uit


def _standregel(naam: str, url: str, cel: Opname) -> dict[str, Any]:
    begin = (cel.get("begin") or {}).get("totaal")
    nu = (cel.get("nu") or {}).get("totaal")
    verschil = None if begin is None or nu is None else nu - begin
    return {"naam": naam, "url": url, "begin": begin, "nu": nu, "verschil": verschil}


def _fase(fase: str | None) -> SafeString | str:
    """Return the badge of a phase; what is being worked on is nobody else's business."""
    if fase is None:
        return ""
    return fase_label(FASE_NIET_BINNEN if fase == Fase.CONCEPT else fase)


def _dag(iso: str) -> dt.date:
    return dt.date.fromisoformat(iso)
