"""The form of one agreement: new or existing, with preview, advice, kept input and conflicts."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.generic import TemplateView

from afspraken import invoerconcepten
from afspraken.afspraakwaarden import Waarden, leesbaar, lege_waarden, met_waarden, verschillen, waarden_van
from afspraken.formulieren.register import (
    PREFIX,
    Registerformulier,
    Registerkeuzes,
    met_voorgestelde_datums,
    nog_een_rij,
)
from afspraken.indeling import bewaar_met_definities
from afspraken.models import Afspraak, Definitie, Hoofdstuk, Paragraaf
from afspraken.onthouden import onthouden
from afspraken.smart import beoordeel
from afspraken.views.register.mixin import RegisterMixin
from afspraken.views.wijzigingen.keuzes import lees_keuzes, namen_voor_verschil
from basis.formulieren import neem_over
from basis.versies import VersieConflict

_BEKIJK = ("betrokkenen", "termijnen", "indicatoren")


class AfspraakFormulierView(RegisterMixin, TemplateView):
    """Shared by the page of a new agreement and that of an existing one."""

    template_name = "afspraken/register_afspraak.html"
    afspraak: Afspraak | None = None

    @cached_property
    def oud(self) -> Waarden:
        """The values as they are stored now."""
        return waarden_van(self.afspraak) if self.afspraak else self.lege()

    def lege(self) -> Waarden:
        """Return the values of an agreement nobody filled in yet."""
        return lege_waarden()

    @cached_property
    def keuzes(self) -> Registerkeuzes:
        """What may be chosen (five queries)."""
        eigen = self.afspraak.pk if self.afspraak else 0
        rijen = Afspraak.objects.filter(overeenkomst=self.overeenkomst).exclude(pk=eigen)
        definities = Definitie.objects.filter(overeenkomst=self.overeenkomst)
        return Registerkeuzes(
            basis=lees_keuzes(self.toegang, [self.oud]),
            afspraken=[(rij.pk, str(rij)) for rij in rijen.only("pk", "nummer", "titel")],
            definities=[(rij.pk, f"{rij.noot} {rij.begrip}".strip()) for rij in definities],
        )

    def formulier(self, data: QueryDict | None = None) -> Registerformulier:
        """Return the form, filled with what is stored or with what was typed."""
        return Registerformulier(
            data,
            self.oud,
            self.keuzes,
            definities=list(self.afspraak.definities.values_list("pk", flat=True)) if self.afspraak else [],
            versie=self.afspraak.versie if self.afspraak else 0,
            op_slot=self.op_slot,
        )

    # Showing.

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; what was typed before the session ended comes back, kept input when asked."""
        data = onthouden(request)
        invoer = None if data else invoerconcepten.lees_invoer(gebruiker=self.gebruiker, adres=request.path)
        verder = bool(invoer) and request.GET.get("invoer") == "verder"
        if invoer and verder:
            data = invoerconcepten.als_formulier(invoer)
        nu = self.afspraak.versie if self.afspraak else 0
        return self.toon(
            self.formulier(data),
            teruggezet=data is not None and not verder,
            verder=verder,
            invoer=None if verder else invoer,
            invoer_verouderd=bool(invoer and invoer.versie != nu),
        )

    def toon(self, formulier: Registerformulier, **kwargs: Any) -> HttpResponse:
        """Show the form with preview and advice of what it holds now."""
        gebonden = formulier.tekst.is_bound
        if gebonden:
            formulier.is_valid()
        beeld = formulier.waarden() if gebonden else self.oud
        return self.render_to_response(
            self.get_context_data(
                f=formulier,
                formulieren=formulier.formulieren if kwargs.get("toon_fouten") else [],
                fouten=[*kwargs.pop("fouten", []), *(formulier.fouten if kwargs.get("toon_fouten") else [])],
                beeld=beeld,
                getekend={naam: leesbaar(naam, beeld[naam], self.keuzes.basis.partijen) for naam in _BEKIJK},
                adviezen=beoordeel(beeld, partijen=self.keuzes.basis.partijen),
                **kwargs,
            )
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the agreement."""
        return super().get_context_data(afspraak=self.afspraak, terug_url=self.terug_url, prefix=PREFIX, **kwargs)

    @property
    def terug_url(self) -> str:
        """Where to go without saving."""
        return self.afspraak.get_absolute_url() if self.afspraak else self.register_url

    # Acting.

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the pressed button asks: keep, preview, add a row, propose dates, or save."""
        daad, _, waar = request.POST.get("daad", "opslaan").partition(":")
        if daad == "invoer":
            return self._bewaar_invoer()
        if daad == "invoer_weg":
            invoerconcepten.gooi_weg(gebruiker=self.gebruiker, adres=request.path)
            return HttpResponseRedirect(request.path)
        if daad == "voorbeeld":
            return self._voorbeeld()
        if daad == "regel":
            return self.toon(self.formulier(nog_een_rij(request.POST, waar)), verder=True, nieuwe_rij=waar)
        if daad == "termijnen":
            data, gevonden = met_voorgestelde_datums(request.POST, self.keuzes.basis)
            tekst = f"{gevonden} datum{'s' if gevonden != 1 else ''} voorgesteld. Kijk ze na."
            messages.info(request, tekst if gevonden else "In deze woorden staat geen datum die het portaal herkent.")
            return self.toon(self.formulier(data), verder=True)
        return self._opslaan()

    def _versie(self) -> int:
        """Return the version the form was filled from; nonsense counts as 0, so as 'changed meanwhile'."""
        tekst = self.request.POST.get(f"{PREFIX}-versie", "")
        return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 10 else 0

    def _bewaar_invoer(self) -> HttpResponse:
        """Keep what is typed; nothing of it counts."""
        try:
            invoerconcepten.bewaar_invoer(
                gebruiker=self.gebruiker, adres=self.request.path, data=self.request.POST, versie=self._versie()
            )
        except ValidationError as fout:
            return HttpResponse(fout.messages[0], status=413, content_type="text/plain; charset=utf-8")
        return HttpResponse(status=204)

    def _voorbeeld(self) -> HttpResponse:
        """Show preview and advice: only that part when the page asks for it while typing."""
        if self.request.headers.get("HX-Request"):
            self.template_name = "afspraken/register_voorbeeld.html"
        return self.toon(self.formulier(self.request.POST), verder=True, voorbeeld=True)

    def _opslaan(self) -> HttpResponse:
        formulier = self.formulier(self.request.POST)
        if not formulier.is_valid():
            return self.toon(formulier, toon_fouten=True)
        try:
            bewaard = bewaar_met_definities(
                overeenkomst=self.overeenkomst,
                afspraak=self.afspraak,
                waarden=formulier.waarden(),
                definities=formulier.definities,
                door=self.gebruiker,
                verwacht=self._versie() if self.afspraak else None,
            )
        except VersieConflict:
            return self._toon_conflict(formulier)
        except ValidationError as fout:
            neem_over(formulier.tekst, fout)
            return self.toon(formulier, toon_fouten=True)
        invoerconcepten.gooi_weg(gebruiker=self.gebruiker, adres=self.request.path)
        messages.success(self.request, f"Afspraak {bewaard} is opgeslagen.")
        return HttpResponseRedirect(self._na(bewaard))

    def _na(self, bewaard: Afspraak) -> str:
        """Return where to go after saving."""
        sleutel = self.overeenkomst.sleutel
        if self.request.POST.get("daarna") == "nieuw":
            return f"{reverse('afspraken:afspraak_nieuw', args=[sleutel])}?hoofdstuk={bewaard.hoofdstuk_id}"
        return reverse("afspraken:afspraak_bewerken", args=[sleutel, bewaard.pk])

    def _toon_conflict(self, formulier: Registerformulier) -> HttpResponse:
        """Keep what was typed and show what a colleague saved beside it; saving again counts from there."""
        getypt = formulier.waarden()
        self.laad(**self.kwargs)
        del self.oud, self.keuzes
        namen = namen_voor_verschil(self.toegang, [self.oud, getypt])
        data = self.request.POST.copy()
        data[f"{PREFIX}-versie"] = str(self.afspraak.versie if self.afspraak else 0)
        return self.toon(
            self.formulier(data),
            conflict=verschillen(self.oud, getypt, namen),
            is_conflict=True,
            fouten=["Een collega heeft deze afspraak intussen opgeslagen. Er is nog niets van jou opgeslagen."],
        )


class AfspraakBewerkenView(AfspraakFormulierView):
    """Change an agreement."""

    def laad(self, **kwargs: Any) -> None:
        """Fetch the agreement with all that hangs from it."""
        super().laad(**kwargs)
        self.eigen_rij(Afspraak, kwargs["pk"])
        self.afspraak = met_waarden(Afspraak.objects.filter(overeenkomst=self.overeenkomst)).get(pk=kwargs["pk"])
        self.afspraak.overeenkomst = self.overeenkomst

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*super().kruimels(), {"url": "", "label": f"Afspraak {self.afspraak.nummer if self.afspraak else ''}"}]


class AfspraakNieuwView(AfspraakFormulierView):
    """Add an agreement; ``?hoofdstuk=`` or ``?paragraaf=`` says where."""

    def lege(self) -> Waarden:
        """Return empty values in the chapter or paragraph that was asked."""
        leeg, vraag = lege_waarden(), self.request.GET
        hoofdstuk, paragraaf = None, None
        if vraag.get("paragraaf"):
            paragraaf = self.eigen_rij(Paragraaf, vraag["paragraaf"])
            hoofdstuk = paragraaf.hoofdstuk
        elif vraag.get("hoofdstuk"):
            hoofdstuk = self.eigen_rij(Hoofdstuk, vraag["hoofdstuk"])
        if hoofdstuk:
            leeg |= {"deel": hoofdstuk.deel.naam, "hoofdstuk": _kop(hoofdstuk), "paragraaf": _kop(paragraaf)}
        return leeg

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """In a settled set a new agreement comes through a Wijziging."""
        if self.op_slot:
            return HttpResponseRedirect(self._wijziging_url())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The same for a form that was open when the set was settled."""
        if self.op_slot:
            return HttpResponseRedirect(self._wijziging_url())
        return super().post(request, *args, **kwargs)

    def _wijziging_url(self) -> str:
        messages.info(self.request, "Deze afspraken zijn vastgesteld. Een nieuwe afspraak stel je voor als wijziging.")
        return f"{reverse('afspraken:wijziging_nieuw', args=[self.overeenkomst.sleutel])}?soort=toevoegen"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*super().kruimels(), {"url": "", "label": "Nieuwe afspraak"}]


def _kop(rij: Any) -> dict[str, str] | None:
    return {"nummer": rij.nummer, "titel": rij.titel} if rij else None
