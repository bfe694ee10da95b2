"""The wording of a change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import TemplateView

from afspraken import wijzigen
from afspraken.formulieren.afspraakvelden import Afspraakformulier, Keuzes
from afspraken.formulieren.wijzigingen import WijzigingTekstForm
from afspraken.keuzes import WijzigingFase, WijzigingSoort
from afspraken.models import Wijziging, Wijzigingsregel
from afspraken.onthouden import onthouden
from afspraken.views.wijzigingen.beeld import Veldverschil, Wijzigingsbeeld, veldverschillen
from afspraken.views.wijzigingen.keuzes import lees_keuzes, namen_voor_verschil
from afspraken.views.wijzigingen.mixin import WijzigingMixin
from afspraken.wijzigingsrecht import mag_bewerken
from basis.formulieren import neem_over
from basis.versies import VersieConflict


@dataclass
class Blok:
    """One agreement on the page: its heading and, unless it ends, its fields."""

    regel: Wijzigingsregel
    kop: str
    formulier: Afspraakformulier | None
    van_collega: list[Veldverschil]


class WijzigingBewerkenView(WijzigingMixin, TemplateView):
    """Fill in how the agreements will read; save, propose or put to the parties."""

    vereist = ""
    template_name = "afspraken/wijziging_bewerken.html"

    def controleer(self) -> None:
        """Who may not change the wording is refused; what is closed leads to its page (see ``get``)."""
        if not mag_bewerken(self.wijziging, self.toegang) and not self._afgerond_voor_eigen():
            raise PermissionDenied

    def _afgerond_voor_eigen(self) -> bool:
        """Tell whether the user could write this until it went on: then a late save gets a message, not a refusal."""
        eigen = self.toegang.mag_invoeren_voor(self.wijziging.voorgesteld_door_id)
        return self.wijziging.fase != WijzigingFase.CONCEPT and (eigen or self.toegang.is_redacteur)

    @cached_property
    def keuzes(self) -> Keuzes:
        """What may be chosen."""
        beelden = [beeld for regel in self.wijziging.regels.all() for beeld in (regel.voor, regel.na) if beeld]
        return lees_keuzes(self.toegang, beelden)

    def _blokken(self, data: Any) -> list[Blok]:
        uit = []
        nieuwe = [regel.pk for regel in self.wijziging.regels.all() if not regel.voor]
        for regel in self.wijziging.regels.all():
            beeld = regel.voor or regel.na
            naam = f"{beeld['nummer']} {beeld['titel']}".strip()
            plek = f" {nieuwe.index(regel.pk) + 1} van {len(nieuwe)}:" if len(nieuwe) > 1 and not regel.voor else ""
            kop = f"Afspraak {naam}" if regel.voor else f"Nieuwe afspraak{plek} {naam}".strip()
            form = None if regel.vervalt else self._formulier(data, regel)
            uit.append(Blok(regel, kop, form, []))
        return uit

    def _formulier(self, data: Any, regel: Wijzigingsregel) -> Afspraakformulier:
        return Afspraakformulier(data, regel.na, self.keuzes, f"r{regel.pk}", nieuw=not regel.voor)

    def _dicht(self) -> HttpResponse | None:
        """Lead to the page when the wording can no longer be changed by this user."""
        if mag_bewerken(self.wijziging, self.toegang):
            return None
        messages.warning(self.request, "De tekst van deze wijziging kun je nu niet aanpassen.")
        return HttpResponseRedirect(self.wijziging.get_absolute_url())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the fields; what was typed before the session ended comes back."""
        if dicht := self._dicht():
            return dicht
        data = onthouden(request)
        form = WijzigingTekstForm(data, initial=WijzigingTekstForm.begin(self.wijziging))
        return self._toon(form, self._blokken(data), teruggezet=data is not None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, and go on when asked."""
        if dicht := self._dicht():
            return dicht
        form, blokken = WijzigingTekstForm(request.POST), self._blokken(request.POST)
        goed = [form.is_valid(), *(blok.formulier.is_valid() for blok in blokken if blok.formulier)]
        if not all(goed):
            return self._toon(form, blokken)
        try:
            bewaard = wijzigen.bewaar_tekst(
                wijziging=self.wijziging,
                kop=form.kop(),
                na={blok.regel.pk: blok.formulier.waarden() for blok in blokken if blok.formulier},
                door=self.gebruiker,
                verwacht=form.cleaned_data["versie"],
            )
        except VersieConflict as conflict:
            return self._toon_conflict(blokken, conflict)
        except ValidationError as fout:
            neem_over(form, fout)
            return self._toon(form, blokken)
        return self._verder(bewaard)

    def _verder(self, bewaard: Wijziging) -> HttpResponse:
        """Take the step that was asked; what stands in its way is said, and the text is saved all the same."""
        daad = self.request.POST.get("daad", "")
        adres = bewaard.get_absolute_url()
        try:
            if daad == "indienen":
                bewaard = wijzigen.dien_in(wijziging=bewaard, door=self.gebruiker)
            elif daad == "voorleggen":
                bewaard = wijzigen.leg_voor(wijziging=bewaard, door=self.gebruiker)
        except ValidationError as fout:
            messages.error(self.request, f"De tekst is opgeslagen. {' '.join(fout.messages)}")
            return HttpResponseRedirect(self.request.path)
        gedaan = {
            WijzigingFase.INGEDIEND: "De wijziging is voorgesteld. Alle partijen zien hem nu.",
            WijzigingFase.VOORGELEGD: "De wijziging ligt nu voor aan de partijen.",
            WijzigingFase.VAN_KRACHT: "Het register is verbeterd. Alle partijen zien wat er is veranderd.",
        }
        tekst = gedaan.get(WijzigingFase(bewaard.fase), "") if daad in {"indienen", "voorleggen"} else ""
        messages.success(self.request, tekst or "De tekst is opgeslagen.")
        return HttpResponseRedirect(adres)

    def _toon_conflict(self, blokken: list[Blok], conflict: VersieConflict) -> HttpResponse:
        """Keep what was typed and show what a colleague saved beside it; saving again counts from there."""
        self.laad(**self.kwargs)
        nu = {regel.pk: regel.na for regel in self.wijziging.regels.all()}
        getypt = {blok.regel.pk: blok.formulier.waarden() for blok in blokken if blok.formulier}
        namen = namen_voor_verschil(self.toegang, [*nu.values(), *getypt.values()])
        for blok in blokken:
            if blok.formulier and blok.regel.pk in nu:
                blok.van_collega = veldverschillen(nu[blok.regel.pk], getypt[blok.regel.pk], namen)
        data = self.request.POST.copy()
        data["versie"] = str(conflict.huidig.versie)  # type: ignore[attr-defined]
        form = WijzigingTekstForm(data)
        form.add_error(None, "Een collega heeft deze wijziging intussen opgeslagen. Vergelijk de teksten hieronder.")
        return self._toon(form, blokken)

    def _toon(self, form: WijzigingTekstForm, blokken: list[Blok], **kwargs: Any) -> HttpResponse:
        formulieren = [form, *(deel for blok in blokken if blok.formulier for deel in blok.formulier.formulieren)]
        fouten = [fout for blok in blokken if blok.formulier and blok.formulier.tekst.is_bound
                  for fout in blok.formulier.fouten]  # fmt: skip
        return self.render_to_response(
            self.get_context_data(form=form, blokken=blokken, formulieren=formulieren, fouten=fouten, **kwargs)
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the buttons depend on."""
        return super().get_context_data(
            wijziging=self.wijziging,
            beeld=Wijzigingsbeeld(self.wijziging, self.toegang),
            is_correctie=self.wijziging.soort == WijzigingSoort.CORRECTIE,
            **kwargs,
        )

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*super().kruimels(), {"url": "", "label": "Tekst"}]
