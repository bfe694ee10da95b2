"""The page of one return: its tables with fields or values, what follows from them, and what stands beside them.

Computed values follow from what is stored, or from what was typed and can be read when a form comes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from basis.getallen import getal_tekst
from voorraad.balans import (
    TOTAAL,
    Brug,
    band,
    bereken_banden,
    bereken_rijen,
    bijdrage,
    normaliseer,
    stand_totalen,
    tel_op,
)
from voorraad.beeld_mutaties import TOEGEZEGD
from voorraad.beeld_projecten import belofte_per_jaar
from voorraad.beeld_stand import beginstand, grens_tekst, maak_brug, stand_van
from voorraad.cellen import CelDefinitie, mutatienaam, projectnaam, standnaam
from voorraad.forms import OpgaveForm
from voorraad.gegevens import ProjectInfo, Regel, TabelInfo
from voorraad.invoerveld import Veld
from voorraad.keuzes import Hardheid, TabelSoort
from voorraad.opgavegegevens import OpgaveGegevens
from voorraad.samenvoegen import LEEG, CelInhoud


@dataclass(frozen=True, slots=True)
class Slot:
    """Whether fields are shown, and whether they can still be changed."""

    bewerkbaar: bool
    op_slot: bool = False


OPEN, OP_SLOT, DICHT = Slot(True), Slot(True, True), Slot(False)


class Invoerscherm:
    """Builds the tables of one return."""

    def __init__(self, gegevens: OpgaveGegevens, form: OpgaveForm, slot: Slot) -> None:
        self.gegevens, self.form, self.slot = gegevens, form, slot
        self.inhoud = gegevens.inhoud() | _leesbaar(form)
        vorige = gegevens.vorige
        self.vorige: dict[str, CelInhoud] = gegevens.inhoud(vorige.pk) if vorige else {}
        self.eerder = [opgave for opgave in gegevens.corporatie.geaccepteerd() if opgave.pk != gegevens.opgave.pk]

    def tabellen(self) -> list[dict[str, Any]]:
        """Return the tables in the order of the document."""
        uit: list[dict[str, Any]] = []
        met_projecten = False
        for tabel in self.gegevens.tabellen:
            basis: dict[str, Any] = {"tabel": tabel, "soort": tabel.soort, "id": f"tabel-{tabel.sleutel}"}
            if tabel.soort == TabelSoort.MUTATIES:
                uit.append(basis | self._mutaties(tabel))
            elif tabel.soort == TabelSoort.STAND:
                uit.append(basis | self._stand(tabel))
            elif not met_projecten:
                met_projecten = True
                uit.append(basis | self._projecten())
        for beeld in uit:
            for rij in (*beeld.get("regels", []), *beeld.get("projecten", [])):
                rij["notities_open"] = any(veld.toont_toelichting for veld in rij["velden"])
        return uit

    # Values

    def _waarde(self, cel: CelDefinitie, bron: dict[str, CelInhoud] | None = None) -> int | None:
        inhoud = (self.inhoud if bron is None else bron).get(cel.naam, LEEG)
        return None if inhoud.aantal is None else bijdrage(cel.teken, inhoud.aantal)

    def _veld(self, cel: CelDefinitie, naast: tuple[str, ...] = ()) -> Veld:
        return Veld(self.form, cel, self._waarde(cel), self.slot.bewerkbaar, self.slot.op_slot, naast)

    # Mutations

    def _mutaties(self, tabel: TabelInfo) -> dict[str, Any]:
        cellen = {regel.sleutel: self.gegevens.cellen[mutatienaam(regel.pk)] for regel in tabel.invoerregels}
        nu = bereken_rijen(tabel.weeg, {sleutel: self._waarde(cel) for sleutel, cel in cellen.items()})
        vorige = bereken_rijen(tabel.weeg, {sleutel: self._waarde(c, self.vorige) for sleutel, c in cellen.items()})
        eerder = bereken_rijen(tabel.weeg, self._eerder(tabel))
        belofte, banden = self._belofte(tabel)
        velden = {sleutel: self._veld(cel) for sleutel, cel in cellen.items()}
        regels = [
            {
                "regel": regel,
                "veld": velden.get(regel.sleutel),
                "velden": [velden[regel.sleutel]] if regel.sleutel in velden else [],
                "nu": nu[regel.sleutel],
                "vorige": vorige[regel.sleutel],
                "samen": tel_op([eerder[regel.sleutel], nu[regel.sleutel]]),
                "belofte": belofte[regel.sleutel],
                "band": banden[regel.sleutel],
            }
            for regel in tabel.regels
        ]
        return {"regels": regels}

    def _eerder(self, tabel: TabelInfo) -> dict[str, int | None]:
        """Return what earlier accepted returns brought."""
        return {
            regel.sleutel: tel_op(
                bijdrage(regel.teken, cel.aantal)
                for opgave in self.eerder
                if (cel := opgave.mutaties.get(regel.pk)) and cel.aantal is not None
            )
            for regel in tabel.invoerregels
        }

    def _belofte(self, tabel: TabelInfo) -> tuple[dict[str, int | None], dict[str, str]]:
        """Return what was promised per row, and the range as text where there is one."""
        eigen = [prognose for prognose in self.gegevens.prognoses if prognose.hardheid in TOEGEZEGD]
        waarden: dict[str, int | None] = {}
        grenzen: dict[str, tuple[int, int]] = {}
        for regel in tabel.invoerregels:
            van_regel = [prognose for prognose in eigen if prognose.regel_id == regel.pk]
            waarden[regel.sleutel] = tel_op(prognose.waarde for prognose in van_regel)
            if van_regel:
                banden = [band(prognose.waarde, prognose.minimum, prognose.maximum) for prognose in van_regel]
                grenzen[regel.sleutel] = (sum(laag for laag, _ in banden), sum(hoog for _, hoog in banden))
        teksten = {
            sleutel: band_tekst(uiterste[0], uiterste[1]) if uiterste and uiterste[0] != uiterste[1] else ""
            for sleutel, uiterste in bereken_banden(tabel.weeg, grenzen).items()
        }
        return bereken_rijen(tabel.weeg, waarden), teksten

    # Stand

    def _stand(self, tabel: TabelInfo) -> dict[str, Any]:
        standen = [stand for stand in self.gegevens.standen if stand.regel_id in {regel.pk for regel in tabel.regels}]
        begin, begin_dag, bron = beginstand(standen)
        begin_stand = stand_van(tabel, begin) if begin else None
        nu, vorige = self._standcellen(tabel, self.inhoud), self._standcellen(tabel, self.vorige)
        regels = [self._standregel(tabel, regel, nu, vorige, begin_stand) for regel in tabel.regels]
        if all(not regel.formule for regel in tabel.regels):
            regels.append(_totaalregel(tabel, nu, begin_stand))
        opgaven = [
            o for o in self.eerder if o.pk != self.gegevens.opgave.pk and (not begin_dag or o.peildatum > begin_dag)
        ]
        eerder = maak_brug(self.gegevens.tabellen, tabel.populatie, begin, opgaven, [])
        brug = Brug(
            begin=eerder.begin,
            mutaties=tel_op([eerder.mutaties, self._mutaties_nu(tabel.populatie)]),
            stand=tel_op(nu[regel.sleutel][TOTAAL] for regel in tabel.invoerregels),
        )
        return {"regels": regels, "brug": brug, "begin_dag": begin_dag, "begin_bron": bron, "heeft_begin": bool(begin)}

    def _standcellen(self, tabel: TabelInfo, bron: dict[str, CelInhoud]) -> dict[str, dict[str, int | None]]:
        cellen: dict[str, dict[str, int]] = {}
        for regel in tabel.invoerregels:
            for kolom in tabel.kolommen:
                inhoud = bron.get(standnaam(regel.pk, kolom.pk), LEEG)
                if inhoud.aantal is not None:
                    cellen.setdefault(regel.sleutel, {})[kolom.sleutel] = inhoud.aantal
        return stand_totalen(tabel.weeg, cellen, [kolom.sleutel for kolom in tabel.kolommen])

    def _standregel(
        self, tabel: TabelInfo, regel: Regel, nu: dict[str, Any], vorige: dict[str, Any], begin: dict[str, Any] | None
    ) -> dict[str, Any]:
        cellen = []
        for kolom in tabel.kolommen:
            eerder = vorige[regel.sleutel][kolom.sleutel]
            bij_begin = begin[regel.sleutel][kolom.sleutel] if begin else None
            naast = _naast(("vorige", eerder), ("begin", bij_begin if eerder is None else None))
            if regel.formule:
                cellen.append({"waarde": nu[regel.sleutel][kolom.sleutel], "naast": ", ".join(naast)})
            else:
                definitie = self.gegevens.cellen[standnaam(regel.pk, kolom.pk)]
                cellen.append({"veld": self._veld(definitie, naast)})
        return {
            "regel": regel,
            "label": regel.label,
            "grens": grens_tekst(regel),
            "cellen": cellen,
            "totaal": nu[regel.sleutel][TOTAAL],
            "begin": begin[regel.sleutel][TOTAAL] if begin else None,
            "velden": [cel["veld"] for cel in cellen if "veld" in cel],
        }

    def _mutaties_nu(self, populatie: str) -> int | None:
        return tel_op(
            self._waarde(self.gegevens.cellen[mutatienaam(regel.pk)])
            for tabel in self.gegevens.tabellen
            if tabel.soort == TabelSoort.MUTATIES and tabel.populatie == populatie
            for regel in tabel.invoerregels
        )

    # Locations

    def _projecten(self) -> dict[str, Any]:
        jaren = self._jaren()
        rijen = [self._project(project, jaren) for project in self.gegevens.projecten]
        totalen = [
            {
                "nu": tel_op(rij["waarden"][jaar] for rij in rijen),
                "belofte": tel_op(rij["belofte"].get(jaar) for rij in rijen),
            }
            for jaar in jaren
        ]
        return {
            "jaren": jaren,
            "projecten": rijen,
            "totalen": totalen,
            "totaal": tel_op(rij["totaal"] for rij in rijen),
            "belofte_totaal": tel_op(rij["belofte_totaal"] for rij in rijen),
        }

    def _jaren(self) -> list[int]:
        """Return the year columns: all that can be filled, for readers only those of the period or with something."""
        if self.slot.bewerkbaar:
            return self.gegevens.jaren
        overeenkomst = self.gegevens.opgave.peilmoment.overeenkomst
        return [
            jaar
            for jaar in self.gegevens.jaren
            if overeenkomst.begin.year <= jaar <= overeenkomst.laatste_dag.year
            or any(self.inhoud.get(projectnaam(project.pk, jaar)) for project in self.gegevens.projecten)
        ]

    def _project(self, project: ProjectInfo, jaren: list[int]) -> dict[str, Any]:
        belofte, belofte_totaal = belofte_per_jaar(self.gegevens.prognoses, project.pk)
        definities = {jaar: self.gegevens.cellen[projectnaam(project.pk, jaar)] for jaar in jaren}
        waarden = {jaar: self._waarde(cel) for jaar, cel in definities.items()}
        velden = [
            self._veld(cel, _naast(("belofte", belofte.get(jaar)), ("vorige", self._waarde(cel, self.vorige))))
            for jaar, cel in definities.items()
        ]
        return {
            "project": project,
            "hardheid": "" if project.hardheid == Hardheid.ONBEKEND else Hardheid(project.hardheid).label,
            "velden": velden,
            "waarden": waarden,
            "totaal": tel_op(waarden.values()),
            "belofte": belofte,
            "belofte_totaal": belofte_totaal,
        }


def band_tekst(laag: int, hoog: int) -> str:
    """Return a range as people say it: '5 tot 15' for what is withdrawn too."""
    if hoog <= 0:
        laag, hoog = -hoog, -laag
    return f"{getal_tekst(laag)} tot {getal_tekst(hoog)}"


def _naast(*delen: tuple[str, int | None]) -> tuple[str, ...]:
    return tuple(f"{naam} {getal_tekst(waarde)}" for naam, waarde in delen if waarde is not None)


def _totaalregel(tabel: TabelInfo, nu: dict[str, Any], begin: dict[str, Any] | None) -> dict[str, Any]:
    """Return a total for a stand whose document has no total row."""
    namen = [regel.sleutel for regel in tabel.regels]
    return {
        "regel": None,
        "label": "Totaal",
        "grens": None,
        "cellen": [{"waarde": tel_op(nu[naam][kolom.sleutel] for naam in namen)} for kolom in tabel.kolommen],
        "totaal": tel_op(nu[naam][TOTAAL] for naam in namen),
        "begin": tel_op(begin[naam][TOTAAL] for naam in namen) if begin else None,
        "velden": [],
    }


def _leesbaar(form: OpgaveForm) -> dict[str, CelInhoud]:
    """Return the typed cells that can be read, as they would be stored."""
    if not form.is_bound:
        return {}
    uit: dict[str, CelInhoud] = {}
    for naam, inhoud in form.cellen.items():
        cel = form.cellen_per_naam[naam]
        if inhoud.aantal is None:
            uit[naam] = LEEG
        elif inhoud.aantal >= 0 or cel.teken == "min" or cel.mag_negatief:
            uit[naam] = CelInhoud(normaliseer(cel.teken, inhoud.aantal), inhoud.toelichting)
    return uit
