"""Look at and change what was found: the set and its parties, and one row beside its source."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from afspraken.importeren import bewerking
from afspraken.models import Documentimport
from afspraken.onthouden import onthouden
from afspraken.partijkeuze import bekende_partijen
from basis.formulieren import DatumVeld
from basis.tekst import zoeksleutel
from partijen.models import Partij
from partijen.rollen import PartijSoort
from voorraad.importeren import bron, dienst, werkmap
from voorraad.importschermen.bewerken import BewerkView
from voorraad.importschermen.formulieren import (
    ExtraPartijForm,
    IndicatorFormSet,
    OnbekendForm,
    PartijForm,
    RijForm,
    SetForm,
    TermijnFormSet,
    controleer_rij,
    lees_rij,
)

_MEER = 3


class GegevensView(BewerkView):
    """Name and period of the set, the parties, and owners that are no party yet."""

    template_name = "voorraad/import/gegevens.html"

    def formulieren(self, data: Any = None) -> dict[str, Any]:
        """Return the forms of this page."""
        bewerkt = self.imp.bewerkt
        bekend = list(_bekend(self.imp, self.gebruiker))
        corporaties = [rij["naam"] for rij in bewerkt["partijen"] if rij["soort"] == PartijSoort.CORPORATIE]
        namen = [rij["naam"] for rij in bewerkt["partijen"]]
        setgegevens = bewerkt["set"] | {naam: _datum(bewerkt["set"][naam]) for naam in ("begin", "eind")}
        return {
            "setform": None if self.imp.overeenkomst else SetForm(data, initial=setgegevens, prefix="set"),
            "partijforms": [
                PartijForm(data, initial=rij, prefix=f"partij-{nummer}", bekend=bekend, corporaties=corporaties)
                for nummer, rij in enumerate(bewerkt["partijen"])
            ],
            "extraform": ExtraPartijForm(data, prefix="extra", bekend=bekend, corporaties=corporaties),
            "onbekendforms": [
                (rij["naam"], OnbekendForm(data, initial=rij, prefix=f"naam-{nummer}", bekend=bekend, partijen=namen))
                for nummer, rij in enumerate(bewerkt["onbekend"])
            ],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the forms, with what was typed before the session ended."""
        getypt = None if "partijforms" in kwargs else onthouden(self.request)
        extra = {} if "partijforms" in kwargs else self.formulieren(getypt)
        return super().get_context_data(**(extra | {"teruggezet": getypt is not None} | kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check everything, store it, or show it again with the errors."""
        forms = self.formulieren(request.POST)
        alle = [*([forms["setform"]] if forms["setform"] else []), *forms["partijforms"], forms["extraform"]]
        alle += [form for _naam, form in forms["onbekendforms"]]
        if [form for form in alle if not form.is_valid()] or not _namen_uniek(forms):
            return self.render_to_response(self.get_context_data(fouten=alle, **forms))
        if not self.bewaar(lambda bewerkt: _zet_gegevens(bewerkt, forms)):
            return self.render_to_response(self.get_context_data(**forms))
        messages.success(request, "Opgeslagen.")
        if request.POST.get("actie") == "nog_een":
            return redirect("voorraad:import_gegevens", self.imp.pk)
        return redirect(self.imp)


def _namen_uniek(forms: dict[str, Any]) -> bool:
    """Add an error where two parties would have the same name: rows name parties, so they would become one."""
    gezien: set[str] = set()
    for form in [*forms["partijforms"], forms["extraform"]]:
        naam = zoeksleutel(form.cleaned_data["naam"])
        if naam and naam in gezien:
            form.add_error("naam", "Deze naam staat er twee keer. Geef een andere naam, of laat een van de twee weg.")
            return False
        gezien.add(naam)
    return True


def _bekend(imp: Documentimport, gebruiker: Any) -> Any:
    partijen = bekende_partijen(gebruiker, [imp.gemeente_id])
    if imp.overeenkomst_id:
        partijen = partijen | Partij.objects.filter(deelnames__overeenkomst=imp.overeenkomst_id)
    return partijen.distinct().order_by("sorteernaam")


def _datum(tekst: str) -> Any:
    return DatumVeld(required=False).clean(tekst) if tekst else None


def _zet_gegevens(bewerkt: bewerking.Bewerkt, forms: dict[str, Any]) -> None:
    if forms["setform"]:
        schoon = forms["setform"].cleaned_data
        bewerkt["set"] |= schoon | {naam: schoon[naam].isoformat() for naam in ("begin", "eind")}
    for rij, form in zip(bewerkt["partijen"], forms["partijforms"], strict=True):
        oud = rij["naam"]
        rij |= form.cleaned_data
        if rij["naam"] != oud:
            _hernoem(bewerkt, oud, rij["naam"])
    _voeg_partij_toe(bewerkt, forms["extraform"].cleaned_data)
    for rij, (_naam, form) in zip(bewerkt["onbekend"], forms["onbekendforms"], strict=True):
        rij["keuze"] = form.cleaned_data["keuze"]
        if rij["keuze"].startswith("document:"):
            _hernoem(bewerkt, rij["naam"], rij["keuze"].removeprefix("document:"))
    bekend = {partij["naam"] for partij in bewerkt["partijen"]}
    bewerkt["onbekend"] = [
        rij for rij in bewerkt["onbekend"] if not rij["keuze"].startswith("document:") and rij["naam"] not in bekend
    ]


def _voeg_partij_toe(bewerkt: bewerking.Bewerkt, schoon: dict[str, Any]) -> None:
    """Add a party the document does not name; rows that name it as owner mean this one."""
    if not schoon["naam"]:
        return
    bewerkt["partijen"].append(dict(schoon))
    for rij in bewerkt["onbekend"]:
        if zoeksleutel(schoon["naam"]) == zoeksleutel(rij["naam"]):
            _hernoem(bewerkt, rij["naam"], schoon["naam"])


def _hernoem(bewerkt: bewerking.Bewerkt, oud: str, nieuw: str) -> None:
    """Give a party another name wherever rows name it."""
    for rij in bewerkt["afspraken"]:
        for betrokkene in rij["betrokkenen"]:
            if betrokkene["naam"] == oud:
                betrokkene["naam"] = nieuw
        rij["gemeenten"] = [nieuw if naam == oud else naam for naam in rij["gemeenten"]]
        uniek = {(b["naam"], b["rol"]): b for b in rij["betrokkenen"]}
        rij["betrokkenen"] = list(uniek.values())
    for partij in bewerkt["partijen"]:
        if partij.get("spreekt_voor") == oud:
            partij["spreekt_voor"] = nieuw


class RijView(BewerkView):
    """One found agreement beside its place in the document."""

    template_name = "voorraad/import/rij.html"
    rij: bewerking.Rij

    def laad(self, **kwargs: Any) -> None:
        """Fetch the row; Http404 when it does not exist."""
        super().laad(**kwargs)
        if self.is_klaar and not werkmap.is_werkmap(self.imp):
            rij = bewerking.rij_met(self.imp.bewerkt, kwargs["rij"])
            if rij is None:
                raise Http404("Deze rij is er niet.")
            self.rij = rij

    def formulieren(self, data: Any = None) -> dict[str, Any]:
        """Return the form of the row and those of its terms and indicators."""
        rij, bewerkt = self.rij, self.imp.bewerkt
        namen = [partij["naam"] for partij in bewerkt["partijen"]] + list(bewerking.GROEPEN)
        namen += [b["naam"] for b in rij["betrokkenen"]] + [o["naam"] for o in bewerkt["onbekend"]]
        gemeenten = [p["naam"] for p in bewerkt["partijen"] if p["soort"] == PartijSoort.GEMEENTE]
        begin = rij | {
            "titel": bewerking.titel_van(rij),
            "trekkers": [b["naam"] for b in rij["betrokkenen"] if b["rol"] == "trekker"],
            "betrokken": [b["naam"] for b in rij["betrokkenen"] if b["rol"] == "betrokken"],
            "verwijzingen": ", ".join(rij["verwijzingen"]),
        }
        termijnen = [t | {naam: _datum(t.get(naam) or "") for naam in ("begin", "eind")} for t in rij["termijnen"]]
        return {
            "form": RijForm(data, initial=begin, namen=list(dict.fromkeys(namen)), gemeenten=gemeenten),
            "termijnen": TermijnFormSet(data, initial=[*termijnen, {}], prefix="termijn"),
            "indicatoren": IndicatorFormSet(data, initial=[*rij["indicatoren"], {}], prefix="indicator"),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the forms, the source around the row, and the way to its neighbours."""
        kwargs.pop("rij", None)  # the number in the address; the page shows the row itself
        getypt = None if "form" in kwargs else onthouden(self.request)
        extra: dict[str, Any] = {} if "form" in kwargs else self.formulieren(getypt)
        ids = [rij["id"] for rij in self.imp.bewerkt["afspraken"] if self._in_lijst(rij)]
        plek = ids.index(self.rij["id"])
        extra |= {
            "rij": self.rij,
            "bron": bron.rond(self.imp.bron or [], self.rij["plaats"]),
            "vorige": self._url(ids[plek - 1]) if plek else "",
            "volgende": self._url(ids[plek + 1]) if plek + 1 < len(ids) else "",
            "plek": plek + 1,
            "totaal": len(ids),
            "alleen_waarschuwingen": self.alleen_waarschuwingen,
            "teruggezet": getypt is not None,
            "vergeleken": dienst.vergeleken(self.imp).rijen.get(self.rij["id"]) if self.imp.overeenkomst else None,
        }
        return super().get_context_data(**(extra | kwargs))

    @property
    def alleen_waarschuwingen(self) -> bool:
        """Tell whether the way to the neighbours skips rows that need no look."""
        return self.request.GET.get("lijst") == "waarschuwing"

    def _in_lijst(self, rij: bewerking.Rij) -> bool:
        return not self.alleen_waarschuwingen or rij["id"] == self.rij["id"] or bewerking.vraagt_aandacht(rij)

    def _url(self, rij: int) -> str:
        adres = reverse("voorraad:import_rij", args=[self.imp.pk, rij])
        return f"{adres}?lijst=waarschuwing" if self.alleen_waarschuwingen else adres

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this row."""
        return [*super().kruimels(), {"url": "", "label": bewerking.naam_van(self.rij)}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Store the row and go on, give more empty lines, or show the errors."""
        if "meer" in request.POST:
            return self.render_to_response(self.get_context_data(**self.formulieren(_met_meer(request.POST))))
        forms = self.formulieren(request.POST)
        if [naam for naam in ("form", "termijnen", "indicatoren") if not forms[naam].is_valid()]:
            return self._opnieuw(forms)
        rij = lees_rij(forms["form"], forms["termijnen"], forms["indicatoren"], self.rij)
        try:
            controleer_rij(rij, self.imp.bewerkt)
        except ValidationError as fout:
            forms["form"].add_error(None, fout)
            return self._opnieuw(forms)
        if not self.bewaar(lambda bewerkt: _vervang(bewerkt, rij)):
            return self._opnieuw(forms)
        messages.success(request, f"{bewerking.naam_van(rij)} is opgeslagen.")
        volgende = self.get_context_data(**forms)["volgende"]
        return redirect(volgende if volgende and request.POST.get("actie") == "volgende" else self.imp)

    def _opnieuw(self, forms: dict[str, Any]) -> HttpResponseBase:
        alle = [forms["form"], *forms["termijnen"], *forms["indicatoren"]]
        return self.render_to_response(self.get_context_data(fouten=alle, **forms))


def _met_meer(post: Any) -> Any:
    """Return what was typed with some empty lines more."""
    data = post.copy()
    prefix = post["meer"] if post["meer"] in {"termijn", "indicator"} else "termijn"
    aantal = data.get(f"{prefix}-TOTAL_FORMS", "0")
    huidig = int(aantal) if aantal.isascii() and aantal.isdecimal() and len(aantal) < 4 else 0
    data[f"{prefix}-TOTAL_FORMS"] = str(min(huidig + _MEER, 40))
    return data


def _vervang(bewerkt: bewerking.Bewerkt, rij: bewerking.Rij) -> None:
    bewerkt["afspraken"] = [rij if ander["id"] == rij["id"] else ander for ander in bewerkt["afspraken"]]
