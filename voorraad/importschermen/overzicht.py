"""Upload a document, see how far reading is, look over what was found, and store it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views import View
from django.views.generic import TemplateView

from afspraken.importeren import bewerking
from afspraken.importeren.overnemen import Importfout
from afspraken.importeren.vergelijken import Soort, Uitkomst
from afspraken.keuzes import ImportStaat, OvereenkomstStatus
from afspraken.models import Documentimport, Overeenkomst
from afspraken.registerservices import dag
from basis import wachtrij
from basis.versies import VersieConflict
from partijen.rollen import Rol
from voorraad.importeren import dienst, opslaan, werkmap
from voorraad.importschermen.formulieren import UploadForm
from voorraad.importschermen.toegang import CONFLICT, ImportMixin, RedacteurMixin, gemeenten_van
from voorraad.taken import lees_import


class ImporterenView(RedacteurMixin, TemplateView):
    """The own imports, and a form to upload a document."""

    template_name = "voorraad/import/importeren.html"

    def formulier(self, *args: Any) -> UploadForm:
        """Return the form with the gemeenten and sets of this user."""
        vrij = {lid.partij_id for lid in self.gebruiker.rechten.leden if lid.rol == Rol.REDACTEUR}
        return UploadForm(
            *args,
            gemeenten=gemeenten_van(self.gebruiker).filter(pk__in=vrij),
            overeenkomsten=Overeenkomst.objects.te_redigeren_door(self.gebruiker).order_by("-begin", "sleutel"),
            initial={"overeenkomst": self._gekozen()},
        )

    def _gekozen(self) -> Overeenkomst | None:
        sleutel = self.request.GET.get("overeenkomst", "")
        return Overeenkomst.objects.te_redigeren_door(self.gebruiker).filter(sleutel=sleutel).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form and the earlier imports."""
        zichtbaar = Documentimport.objects.zichtbaar_voor(self.gebruiker).select_related("overeenkomst", "gemeente")
        extra: dict[str, Any] = {
            "form": self.formulier(),
            "imports": zichtbaar.defer("bron", "resultaat", "bewerkt")[:50],
        }
        extra["bewaardagen"] = dienst.BEWAARDAGEN
        return super().get_context_data(**(extra | kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep the file and have the worker read it."""
        form = self.formulier(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        schoon = form.cleaned_data
        if not self._mag(schoon["gemeente"].pk, schoon["overeenkomst"]):
            form.add_error("overeenkomst", "Kies de set waarvan jij het register bijhoudt.")
            return self.render_to_response(self.get_context_data(form=form))
        try:
            imp = dienst.maak_import(
                gemeente=schoon["gemeente"],
                overeenkomst=schoon["overeenkomst"],
                upload=schoon["bestand"],
                door=self.gebruiker,
            )
        except ValidationError as fout:
            form.add_error(None, fout)
            return self.render_to_response(self.get_context_data(form=form))
        wachtrij.zet_in_wachtrij(lees_import, imp.pk)
        return redirect(imp)

    def _mag(self, gemeente_id: int, overeenkomst: Overeenkomst | None) -> bool:
        """Who is redacteur of one set alone imports into that one."""
        if gemeente_id in self.gebruiker.rechten.partijen(Rol.REDACTEUR):
            return True
        sleutel = overeenkomst.sleutel if overeenkomst else None
        return gemeente_id in self.gebruiker.rechten.partijen(Rol.REDACTEUR, overeenkomst=sleutel)


class ImportView(ImportMixin, TemplateView):
    """How far reading is; then what was found, warnings first."""

    def get_template_names(self) -> list[str]:
        """Reading, failed and stored have a page of their own; htmx asks for the state alone."""
        if self.is_klaar:
            return ["voorraad/import/overzicht.html"]
        deel = self.request.headers.get("HX-Request") == "true"
        return ["voorraad/import/staat_deel.html" if deel else "voorraad/import/staat.html"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tell htmx to load the whole page once reading is done."""
        if request.headers.get("HX-Request") == "true" and (self.imp.staat not in _BEZIG or self.vastgelopen):
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        if self.is_klaar and werkmap.is_werkmap(self.imp):
            return redirect("voorraad:import_verschillen", self.imp.pk)
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Read the file once more after it failed, or when the worker died halfway."""
        if self.imp.bestand and (self.imp.staat == ImportStaat.MISLUKT or self.vastgelopen):
            Documentimport.objects.filter(pk=self.imp.pk).update(staat=ImportStaat.WACHT, melding="", voortgang=0)
            wachtrij.zet_in_wachtrij(lees_import, self.imp.pk, langst=dienst.LANGST)
        return redirect(self.imp)

    @property
    def vastgelopen(self) -> bool:
        """Tell whether nobody is reading, while the import says somebody is."""
        if self.imp.staat not in _BEZIG:
            return False
        return wachtrij.staat(lees_import, self.imp.pk, langst=dienst.LANGST) != wachtrij.Maakstaat.BEZIG

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the state or the rows."""
        extra: dict[str, Any] = {"bezig": self.imp.staat in _BEZIG}
        if extra["bezig"]:
            extra["vastgelopen"] = self.vastgelopen
            lang = timezone.now() - self.imp.gemaakt_op > _LANG_WACHTEN
            extra["stil"] = self.imp.staat == ImportStaat.WACHT and lang
        if self.is_klaar:
            extra |= overzicht(self.imp, self.request.GET.get("toon", ""))
            extra["pagina"] = Paginator(extra["regels"], _PER_PAGINA).get_page(self.request.GET.get("page"))
            extra["sets_ernaast"] = dienst.sets_ernaast(self.imp, self.gebruiker)
        return super().get_context_data(**(extra | kwargs))


_MEESTE_MELDINGEN = 8
_PER_PAGINA = 100
_LANG_WACHTEN = dt.timedelta(minutes=1)
_BEZIG = (ImportStaat.WACHT, ImportStaat.BEZIG)
FILTERS = [
    ("", "Alle rijen"),
    ("waarschuwing", "Met een waarschuwing"),
    ("zonder_trekker", "Zonder trekker"),
    ("zonder_termijn", "Zonder termijn"),
    ("overgeslagen", "Overgeslagen"),
    ("nieuw", "Nieuw"),
    ("gewijzigd", "Anders dan in het register"),
]


def overzicht(imp: Documentimport, toon: str) -> dict[str, Any]:
    """Return what the overview shows: counts, warnings, and the rows with warnings first."""
    bewerkt = imp.bewerkt
    uitkomst = dienst.vergeleken(imp)
    regels = [_regel(rij, uitkomst) for rij in bewerkt["afspraken"]]
    mee = (regel for regel in regels if regel["rij"]["keuze"] != bewerking.OVERSLAAN)
    soorten = Counter(regel["soort"] for regel in mee)
    regels.sort(key=lambda regel: (not regel["aandacht"], regel["rij"]["id"]))
    return {
        "tellingen": bewerking.tellingen(bewerkt),
        "waarschuwingen": bewerkt["waarschuwingen"],
        "dubbel": bewerking.dubbele_nummers(bewerkt),
        "regels": [regel for regel in regels if _past(regel, toon)],
        "aantal": len(regels),
        "eerste": next((regel["rij"]["id"] for regel in regels if regel["aandacht"]), None),
        "toon": toon,
        "filters": FILTERS if imp.overeenkomst else FILTERS[:5],
        "tabellen": bewerkt["tabellen"],
        "onbekend": [rij for rij in bewerkt["onbekend"] if not rij["keuze"]],
        "partijen": bewerkt["partijen"],
        "set": bewerkt["set"] | {naam: dag(bewerkt["set"][naam], naam) for naam in ("begin", "eind")},
        "uitkomst": uitkomst,
        "nieuw": soorten[Soort.NIEUW],
        "gewijzigd": soorten[Soort.GEWIJZIGD],
        "aangevuld": soorten[Soort.AANVULLING],
        "gelijk": soorten[Soort.GELIJK],
        "te_kiezen": te_kiezen(imp, uitkomst),
    }


def werkmapoverzicht(imp: Documentimport) -> dict[str, Any]:
    """Return the counts of an edited workbook."""
    uitkomst = werkmap.vergeleken(imp)
    return {
        "uitkomst": uitkomst,
        "nieuw": len(uitkomst.nieuwe),
        "gewijzigd": sum(werkmap.keuze_van(imp, rij) == bewerking.OVERNEMEN for rij in uitkomst.gewijzigde),
        "aangevuld": 0,
        "definities": len(uitkomst.nieuwe_definities) + len(uitkomst.gewijzigde_definities),
        "te_kiezen": werkmap.te_kiezen(imp, uitkomst),
        "werkmap": True,
    }


def te_kiezen(imp: Documentimport, uitkomst: Uitkomst) -> int:
    """Return how many changed rows nobody decided on yet."""
    rijen = {rij["id"]: rij for rij in imp.bewerkt["afspraken"]}
    return sum(
        1 for nummer, rij in uitkomst.rijen.items() if rij.soort == Soort.GEWIJZIGD and not rijen[nummer]["keuze"]
    )


def _regel(rij: bewerking.Rij, uitkomst: Uitkomst) -> dict[str, Any]:
    vergeleken = uitkomst.rijen.get(rij["id"])
    return {
        "rij": rij,
        "titel": bewerking.titel_van(rij),
        "trekkers": [bewerking.getoond(b["naam"]) for b in rij["betrokkenen"] if b["rol"] == "trekker"],
        "soort": vergeleken.soort if vergeleken else "",
        "aandacht": bewerking.vraagt_aandacht(rij),
    }


def _past(regel: dict[str, Any], toon: str) -> bool:
    vragen = {
        "waarschuwing": regel["aandacht"],
        "zonder_trekker": not regel["trekkers"],
        "zonder_termijn": not regel["rij"]["termijnen"],
        "overgeslagen": regel["rij"]["keuze"] == bewerking.OVERSLAAN,
        "nieuw": regel["soort"] == Soort.NIEUW,
        "gewijzigd": regel["soort"] in {Soort.GEWIJZIGD, Soort.AANVULLING},
    }
    return bool(vragen.get(toon, True))


class BestandView(ImportMixin, View):
    """The uploaded file, as a download."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Return the file; never shown in the browser, whatever is in it."""
        try:
            with self.imp.bestand.open("rb") as bron:
                inhoud = bron.read()
        except (FileNotFoundError, ValueError):  # ValueError: the file could not be read and was not kept
            messages.error(request, dienst.BESTAND_WEG)
            return redirect("voorraad:importeren")
        return HttpResponse(
            inhoud,
            content_type="application/octet-stream",
            headers={
                "Content-Disposition": content_disposition_header(True, self.imp.bestandsnaam) or "attachment",
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "private, no-store",
            },
        )


class VerwijderenView(ImportMixin, TemplateView):
    """Ask, then delete the import and its file."""

    template_name = "voorraad/import/verwijderen.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Delete it."""
        naam = self.imp.bestandsnaam
        dienst.verwijder(imp=self.imp, door=self.gebruiker)
        messages.success(request, f"De import van {naam} is verwijderd.")
        return redirect("voorraad:importeren")


class OvernemenView(ImportMixin, TemplateView):
    """What is going to be stored, and the button that does it."""

    template_name = "voorraad/import/overnemen.html"
    alleen_klaar = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the counts and what stands in the way."""
        extra = werkmapoverzicht(self.imp) if werkmap.is_werkmap(self.imp) else overzicht(self.imp, "")
        overeenkomst = self.imp.overeenkomst
        extra["op_slot"] = overeenkomst is not None and overeenkomst.status != OvereenkomstStatus.CONCEPT
        extra["meedoen"] = len(opslaan.deelnemende_sleutels(self.imp)) if not extra.get("werkmap") else 0
        weg = {str(afspraak.pk) for afspraak in extra["uitkomst"].verdwenen}
        keuzes = self.imp.bewerkt["verdwenen"].items()
        extra["beeindigen"] = sum(keuze == bewerking.BEEINDIGEN and pk in weg for pk, keuze in keuzes)
        return super().get_context_data(**(extra | kwargs))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Store everything in one transaction, or say at which row it stops."""
        reden = request.POST.get("reden", "")
        try:
            telling = opslaan.neem_over(imp=self.imp, door=self.gebruiker, verwacht=self.verwacht, reden=reden)
        except VersieConflict as conflict:
            if getattr(conflict.huidig, "staat", "") == ImportStaat.OVERGENOMEN:
                messages.info(request, "Deze import was al overgenomen in het register.")
            else:
                messages.error(request, CONFLICT)
            return redirect(self.imp)
        except ValidationError as fout:
            self.laad(**kwargs)
            fouten = {"fouten": fout.messages, "fout_rij": fout.rij if isinstance(fout, Importfout) else 0}
            return self.render_to_response(self.get_context_data(reden=reden, **fouten))
        messages.success(request, _klaar(telling))
        for regel in telling.niet_opgeslagen[:_MEESTE_MELDINGEN]:
            messages.warning(request, regel)
        assert self.imp.overeenkomst is not None  # noqa: S101 - stored, so it has one
        return redirect(reverse("monitoring:afspraken", args=[self.imp.overeenkomst.sleutel]))


def _klaar(telling: Any) -> str:
    delen = [
        (telling.nieuw, "nieuwe afspraak", "nieuwe afspraken"),
        (telling.gewijzigd, "gewijzigde afspraak", "gewijzigde afspraken"),
        (telling.beeindigd, "beëindigde afspraak", "beëindigde afspraken"),
        (telling.activiteiten, "activiteit", "activiteiten"),
    ]
    tekst = ", ".join(f"{aantal} {een if aantal == 1 else meer}" for aantal, een, meer in delen if aantal)
    return f"Overgenomen in het register: {tekst or 'er was niets te veranderen'}."
