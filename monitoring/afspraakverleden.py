"""Where an agreement came from, how it changed and where it went on, as its page shows it."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef
from django.urls import reverse
from django.utils.safestring import SafeString

from afspraken.keuzes import AfkomstSoort, WijzigingFase, WijzigingSoort
from afspraken.models import Activiteit, Afkomst, Afspraak, Overeenkomst, Wijzigingsregel
from afspraken.toegang import Toegang
from afspraken.views.jaarschijven.lezen import activiteit_label
from afspraken.views.wijzigingen.labels import fase_label
from afspraken.wijzigingsrecht import mag_voorstellen_voor
from monitoring.deelquery import JsonLijst
from monitoring.standen import Rij, dag_van

_ANDER = {"id": "pk", "nummer": "nummer", "titel": "titel", "sleutel": "overeenkomst__sleutel",
          "set": "overeenkomst__naam", "volgorde": "sorteersleutel"}  # fmt: skip
_KOMT = {
    AfkomstSoort.OPVOLGER: "Komt uit",
    AfkomstSoort.VERVANGEN: "Komt in de plaats van",
    AfkomstSoort.SAMENGEVOEGD: "Samengevoegd uit",
    AfkomstSoort.GESPLITST: "Afgesplitst van",
}
_GAAT = {
    AfkomstSoort.OPVOLGER: "Gaat verder als",
    AfkomstSoort.VERVANGEN: "Vervangen door",
    AfkomstSoort.SAMENGEVOEGD: "Samengevoegd in",
    AfkomstSoort.GESPLITST: "Gesplitst in",
}


def verledenkolommen(gebruiker: object) -> dict[str, JsonLijst]:
    """Return the JSON columns ``Verleden`` reads, for an agreement as outer row.

    Agreements of a set the user does not see are left out: it does not exist for him.
    """
    sets = Overeenkomst.objects.zichtbaar_voor(gebruiker).order_by().values("pk")
    return {
        "wijzigingrijen": JsonLijst(
            Wijzigingsregel.objects.filter(afspraak=OuterRef("pk")),
            nummer="wijziging__nummer",
            titel="wijziging__titel",
            fase="wijziging__fase",
            soort="wijziging__soort",
            partij_id="wijziging__voorgesteld_door_id",
            vanaf="wijziging__ingangsdatum",
        ),
        "activiteitrijen": JsonLijst(
            Activiteit.objects.filter(afspraak=OuterRef("pk")),
            id="pk",
            jaar="jaarschijf__jaar",
            omschrijving="omschrijving",
            status="status",
            volgorde="volgorde",
        ),
        "komtrijen": _afkomst(Afkomst.objects.filter(naar=OuterRef("pk"), van__overeenkomst__in=sets), "van"),
        "gaatrijen": _afkomst(Afkomst.objects.filter(van=OuterRef("pk"), naar__overeenkomst__in=sets), "naar"),
    }


def _afkomst(rijen: Any, kant: str) -> JsonLijst:
    velden = {naam: f"{kant}__{pad}" for naam, pad in _ANDER.items()}
    return JsonLijst(rijen, soort="soort", wijziging="wijziging__nummer", **velden)


class Verleden:
    """What the page of an agreement shows of its past and future."""

    def __init__(self, afspraak: Afspraak, toegang: Toegang) -> None:
        self.afspraak, self.toegang = afspraak, toegang
        self.overeenkomst = toegang.overeenkomst

    def _rijen(self, naam: str) -> list[Rij]:
        return list(getattr(self.afspraak, naam))

    @property
    def wijzigingen(self) -> list[dict[str, Any]]:
        """The changes of this agreement, the newest first; somebody else's concept is not among them."""
        uit = []
        for rij in sorted(self._rijen("wijzigingrijen"), key=lambda rij: -rij["nummer"]):
            concept = rij["fase"] == WijzigingFase.CONCEPT
            if not concept or self.toegang.mag_concept_lezen_van(rij["partij_id"]):
                uit.append(self._wijziging(rij))
        return uit

    def _wijziging(self, rij: Rij) -> dict[str, Any]:
        label: SafeString = fase_label(rij["fase"])
        return {
            "nummer": rij["nummer"],
            "titel": rij["titel"],
            "soort": str(WijzigingSoort(rij["soort"]).label),
            "fase": label,
            "vanaf": dag_van(rij["vanaf"]),
            "url": reverse("afspraken:wijziging", args=[self.overeenkomst.sleutel, rij["nummer"]]),
        }

    @property
    def komt_van(self) -> list[dict[str, Any]]:
        """What this agreement came from."""
        return [self._ander(rij, _KOMT) for rij in sorted(self._rijen("komtrijen"), key=lambda rij: rij["volgorde"])]

    @property
    def gaat_naar(self) -> list[dict[str, Any]]:
        """In what this agreement goes on."""
        return [self._ander(rij, _GAAT) for rij in sorted(self._rijen("gaatrijen"), key=lambda rij: rij["volgorde"])]

    @property
    def activiteiten(self) -> list[dict[str, Any]]:
        """The activities of the yearly plans, the newest year first."""
        rijen = sorted(self._rijen("activiteitrijen"), key=lambda rij: (-rij["jaar"], rij["volgorde"], rij["id"]))
        return [
            {
                "jaar": rij["jaar"],
                "omschrijving": rij["omschrijving"],
                "label": activiteit_label(rij["status"]),
                "url": reverse("afspraken:activiteit", args=[self.overeenkomst.sleutel, rij["jaar"], rij["id"]]),
            }
            for rij in rijen
        ]

    def _ander(self, rij: Rij, woorden: dict[AfkomstSoort, str]) -> dict[str, Any]:
        return {
            "woord": woorden[AfkomstSoort(rij["soort"])],
            "naam": f"{rij['nummer']} {rij['titel']}".strip(),
            "set": rij["set"] if rij["sleutel"] != self.overeenkomst.sleutel else "",
            "url": reverse("monitoring:afspraak", args=[rij["sleutel"], rij["id"]]),
        }

    @property
    def kan_voorstellen(self) -> bool:
        """Tell whether the user may propose a change of this agreement."""
        vast = self.overeenkomst.status != "concept"
        return vast and self.afspraak.vervallen_op is None and bool(mag_voorstellen_voor(self.toegang))
