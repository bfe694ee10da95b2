"""Choices about what was found: rows that are right, tables that go along, differences with the register."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from afspraken.importeren import bewerking
from afspraken.importeren.vergelijken import Soort
from afspraken.onthouden import onthouden
from basis.versies import VersieConflict
from voorraad.importeren import dienst, werkmap
from voorraad.importschermen.bewerken import BewerkView
from voorraad.importschermen.tabelbeeld import beeld
from voorraad.importschermen.toegang import CONFLICT


class NakijkenView(BewerkView):
    """Mark many rows at once, from the overview; has no page of its own."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Do what the button says with the ticked rows, or link the import to a set that exists."""
        actie = request.POST.get("actie", "")
        if actie == "bij_set":
            return self._bij_set(request.POST.get("overeenkomst", ""))
        if actie == "alles_goed":
            gekozen = {rij["id"] for rij in self.imp.bewerkt["afspraken"] if not rij["waarschuwingen"]}
        else:
            teksten = set(request.POST.getlist("rij"))
            gekozen = {rij["id"] for rij in self.imp.bewerkt["afspraken"] if str(rij["id"]) in teksten}
        if not gekozen or actie not in _MERKEN:
            messages.info(request, "Vink eerst een of meer rijen aan.")
        elif self.bewaar(lambda bewerkt: _merk(bewerkt, gekozen, actie)):
            messages.success(request, f"{_rijen(len(gekozen))} {_MERKEN[actie]}.")
        return redirect(self.imp)

    def _bij_set(self, sleutel: str) -> HttpResponseBase:
        overeenkomst = dienst.sets_ernaast(self.imp, self.gebruiker).filter(sleutel=sleutel).first()
        if overeenkomst is None:
            messages.error(self.request, "Kies een set waarvan jij het register bijhoudt.")
            return redirect(self.imp)
        try:
            dienst.zet_bij(imp=self.imp, overeenkomst=overeenkomst, verwacht=self.verwacht)
        except VersieConflict:
            messages.error(self.request, CONFLICT)
            return redirect(self.imp)
        messages.success(self.request, f"De afspraken staan nu naast {overeenkomst.naam}.")
        return redirect(self.imp)


_MERKEN = {
    "goed": "nagekeken",
    "alles_goed": "zonder waarschuwing nagekeken",
    "overslaan": "overgeslagen",
    "terug": "weer meegenomen",
}


def _rijen(aantal: int) -> str:
    return "1 rij is" if aantal == 1 else f"{aantal} rijen zijn"


def _merk(bewerkt: bewerking.Bewerkt, gekozen: set[int], actie: str) -> None:
    for rij in bewerkt["afspraken"]:
        if rij["id"] not in gekozen:
            continue
        if actie == "overslaan":
            rij["keuze"] = bewerking.OVERSLAAN
        elif actie == "terug":
            rij["keuze"] = "" if rij["keuze"] == bewerking.OVERSLAAN else rij["keuze"]
        else:
            rij["nagekeken"] = True


class TabellenView(BewerkView):
    """The tables that were found: which ones go along, and which were set aside with what reason."""

    template_name = "voorraad/import/tabellen.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tables, those that can be stored first."""
        tabellen = list(enumerate(self.imp.bewerkt["tabellen"]))
        extra = {
            "herkend": [
                (nummer, tabel, beeld(tabel.get("gegevens") or {}))
                for nummer, tabel in tabellen
                if tabel["soort"] != "opzij"
            ],
            "opzij": [tabel for _nummer, tabel in tabellen if tabel["soort"] == "opzij"],
        }
        return super().get_context_data(**(extra | kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Store which tables go along."""
        gekozen = set(request.POST.getlist("overnemen"))
        if self.bewaar(lambda bewerkt: _kies_tabellen(bewerkt, gekozen)):
            messages.success(request, "Opgeslagen.")
        return redirect(self.imp)


def _kies_tabellen(bewerkt: bewerking.Bewerkt, gekozen: set[str]) -> None:
    for nummer, tabel in enumerate(bewerkt["tabellen"]):
        tabel["overnemen"] = tabel["soort"] != "opzij" and str(nummer) in gekozen


class VerschillenView(BewerkView):
    """Where the document and the register differ, and what became of agreements that the document has no more."""

    template_name = "voorraad/import/verschillen.html"
    ook_werkmap = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the differences by kind."""
        extra = self._verschillen()
        if (getypt := onthouden(self.request)) is not None:
            _zet_keuzes(self.imp.bewerkt, getypt.dict())  # on the page alone; nothing is stored
            extra = self._verschillen() | {"teruggezet": True}
        extra["te_kiezen"] = sum(not rij["keuze"] for rij, _vergeleken in extra["gewijzigd"])
        return super().get_context_data(**(extra | kwargs))

    def _verschillen(self) -> dict[str, Any]:
        return self._werkmap() if werkmap.is_werkmap(self.imp) else self._document()

    def _werkmap(self) -> dict[str, Any]:
        uitkomst = werkmap.vergeleken(self.imp)
        weg = self.imp.bewerkt["verdwenen"]
        return {
            "werkmap": True,
            "gewijzigd": [
                ({"id": rij.afspraak.pk, "keuze": werkmap.keuze_van(self.imp, rij), "verouderd": rij.verouderd}, rij)
                for rij in uitkomst.gewijzigde
            ],
            "nieuw": werkmap.nieuwe_titels(uitkomst.nieuwe),
            "verdwenen": [(afspraak, weg.get(str(afspraak.pk), "")) for afspraak in uitkomst.verdwenen],
            "definities": len(uitkomst.nieuwe_definities) + len(uitkomst.gewijzigde_definities),
            "meldingen": self.imp.bewerkt["meldingen"],
            "gelijk": len(uitkomst.gelijk),
        }

    def _document(self) -> dict[str, Any]:
        uitkomst = dienst.vergeleken(self.imp)
        rijen = {rij["id"]: rij for rij in self.imp.bewerkt["afspraken"]}
        anders = [(rijen[nummer], rij) for nummer, rij in uitkomst.rijen.items() if rij.verschillen]
        verdwenen = self.imp.bewerkt["verdwenen"]
        return {
            "gewijzigd": [paar for paar in anders if paar[1].soort == Soort.GEWIJZIGD],
            "gelijk": uitkomst.aantal(Soort.GELIJK),
            "aangevuld": [paar for paar in anders if paar[1].soort == Soort.AANVULLING],
            "nieuw": [rijen[nummer] for nummer, rij in uitkomst.rijen.items() if rij.soort == Soort.NIEUW],
            "verdwenen": [(afspraak, verdwenen.get(str(afspraak.pk), "")) for afspraak in uitkomst.verdwenen],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Store the choices; a button for 'the rest' decides where nothing was chosen."""
        post = request.POST.dict() | _rest_keuzes(self._verschillen(), request.POST)
        if self.bewaar(lambda bewerkt: _zet_keuzes(bewerkt, post)):
            messages.success(request, "Je keuzes zijn opgeslagen.")
        if "rest" in post:
            return redirect("voorraad:import_verschillen", self.imp.pk)
        return redirect("voorraad:import_overnemen" if werkmap.is_werkmap(self.imp) else "voorraad:import", self.imp.pk)


def _rest_keuzes(context: dict[str, Any], post: Any) -> dict[str, str]:
    """Return the choice for every changed row that has none in the form."""
    if post.get("rest") not in {bewerking.OVERNEMEN, bewerking.HOUDEN}:
        return {}
    namen = [f"rij-{rij['id']}" for rij, _vergeleken in context["gewijzigd"]]
    return {naam: post["rest"] for naam in namen if not post.get(naam)}


def _zet_keuzes(bewerkt: bewerking.Bewerkt, post: dict[str, Any]) -> None:
    if bewerkt.get("vorm") == werkmap.VORM:
        keuzes = {naam.partition("-")[2]: keuze for naam, keuze in post.items() if naam.startswith("rij-")}
        bewerkt["keuzes"] |= {pk: k for pk, k in keuzes.items() if k in {bewerking.OVERNEMEN, bewerking.HOUDEN}}
    for rij in bewerkt["afspraken"] if "vorm" not in bewerkt else []:
        keuze = post.get(f"rij-{rij['id']}")
        if keuze in {bewerking.OVERNEMEN, bewerking.HOUDEN}:
            rij["keuze"] = keuze
    for naam, waarde in post.items():
        soort, _, pk = naam.partition("-")
        if soort == "verdwenen" and pk.isdecimal() and waarde in {bewerking.HOUDEN, bewerking.BEEINDIGEN}:
            bewerkt["verdwenen"][pk] = waarde
