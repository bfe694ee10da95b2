"""The page on which a corporation fills in its stock return, and on which the others read it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.generic import TemplateView

from afspraken.indienen import Gesloten, controleer_bewerkbaar
from afspraken.inzendingen import NIET_BINNEN, UITERLIJK, Fase
from afspraken.onthouden import onthouden
from afspraken.toegang import PeilmomentMixin
from basis.formulieren import neem_over
from basis.versies import VersieConflict
from partijen.models import Partij
from partijen.rollen import PartijSoort
from voorraad.cellen import ALGEMEEN
from voorraad.forms import KEUZE, OpgaveForm, ProjectForm, getoond
from voorraad.invoerscherm import DICHT, OP_SLOT, OPEN, Invoerscherm, Slot
from voorraad.invoerveld import keuze_html
from voorraad.keuzes import TabelSoort
from voorraad.models import Opgave
from voorraad.opgavegegevens import OpgaveGegevens, lees_opgave
from voorraad.samenvoegen import LEEG
from voorraad.services import Bewaard, CelConflict, Onvolledig, bewaar_opgave, dien_opgave_in, voeg_project_toe


class OpgaveView(PeilmomentMixin, TemplateView):
    """Entry table of one corporation at one peilmoment; reading for who may, entry for the own invoerder."""

    vereist = ""
    template_name = "voorraad/opgave.html"
    http_method_names = ["get", "head", "options", "post"]
    partij: Partij
    opgave: Opgave | None

    def laad(self, **kwargs: Any) -> None:
        """Fetch the corporation and its return, which exists once the peilmoment was opened."""
        super().laad(**kwargs)
        self.partij = self.partij_of_404(kwargs["partij"])
        if self.partij.soort != PartijSoort.CORPORATIE:
            raise Http404("Alleen corporaties hebben een voorraadopgave.")
        self.opgave = (
            Opgave.objects.filter(peilmoment=self.peilmoment, partij=self.partij)
            .select_related("gewijzigd_door", "ingediend_door")
            .first()
        )
        if self.opgave:
            self.opgave.peilmoment, self.opgave.partij = self.peilmoment, self.partij

    @property
    def mag_invoeren(self) -> bool:
        """Tell whether the user enters for this corporation."""
        return self.toegang.mag_invoeren_voor(self.partij.pk)

    @property
    def mag_lezen(self) -> bool:
        """Tell whether the user reads the contents: submitted, or the own party's."""
        eigen = self.toegang.mag_concept_lezen_van(self.partij.pk)
        return self.opgave is not None and (eigen or self.opgave.is_zichtbaar_voor_anderen)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the table, the closed page, or 'nog niet binnen'."""
        if not self.mag_lezen or self.opgave is None:
            return self.render_to_response(self.get_context_data(nog_niet_binnen=True))
        gegevens = lees_opgave(self.opgave)
        reden = self._waarom_dicht()
        slot = OPEN if self.mag_invoeren and not reden else DICHT
        bewaard = self._onthouden() if slot is OPEN else None
        form = OpgaveForm(gegevens.cellen, gegevens.inhoud(), bewaard)
        return self._toon(gegevens, form, slot, reden=reden, teruggezet=bewaard is not None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save a concept, add a location, fill empty fields from the previous return, or hand in."""
        if self.opgave is None:
            raise Http404("Deze opgave is er nog niet.")
        if not self.mag_invoeren:
            raise PermissionDenied
        actie = request.POST.get("actie", "opslaan")
        gegevens = lees_opgave(self.opgave)
        data: QueryDict = _vul_leeg(gegevens, request.POST) if actie == "vullen" else request.POST
        form = OpgaveForm(gegevens.cellen, gegevens.inhoud(), data)
        if reden := self._waarom_dicht():
            return self._al_dicht(gegevens, form, reden)
        projectform = ProjectForm(request.POST) if actie == "project" else None
        geldig = form.is_valid() and (projectform is None or projectform.is_valid())
        if actie == "vullen" or not geldig:
            return self._toon(gegevens, form, OPEN, projectform=projectform)
        return self._bewaar(gegevens, form, actie, projectform)

    # Writing

    def _bewaar(
        self, gegevens: OpgaveGegevens, form: OpgaveForm, actie: str, projectform: ProjectForm | None
    ) -> HttpResponse:
        """Store everything or nothing, and show at the field what stood in the way."""
        try:
            with transaction.atomic():
                bewaard = self._schrijf(form)
                if projectform is not None:
                    project = voeg_project_toe(opgave=bewaard.opgave, door=self._gebruiker, **projectform.cleaned_data)
                    messages.success(self.request, f"{project.naam} is toegevoegd. Vul de aantallen per jaar in.")
        except CelConflict as fout:
            form.meld_conflicten(fout.conflicten)
            return self._toon(gegevens, form, OPEN, status=409)
        except Gesloten as fout:
            return self._al_dicht(gegevens, form, _tekst(fout))
        except ValidationError as fout:
            doel = projectform if projectform is not None and "naam" in getattr(fout, "error_dict", {}) else form
            neem_over(doel, fout)
            return self._toon(gegevens, form, OPEN, projectform=projectform)
        self._meld_overgenomen(gegevens, bewaard)
        if actie == "indienen" and not bewaard.overgenomen:
            return self._dien_in(bewaard.opgave)
        if projectform is None and not bewaard.overgenomen:
            messages.success(self.request, "Opgeslagen als concept. De totalen zijn opnieuw berekend.")
        return HttpResponseRedirect(self.request.path)

    def _schrijf(self, form: OpgaveForm) -> Bewaard:
        assert self.opgave is not None  # noqa: S101 - checked by post
        return bewaar_opgave(
            opgave=self.opgave,
            cellen=form.cellen,
            toelichting=form.toelichting,
            door=self._gebruiker,
            gelezen=form.gelezen,
        )

    def _dien_in(self, opgave: Opgave) -> HttpResponse:
        """Hand in what was just saved, or show which rows are still empty."""
        try:
            dien_opgave_in(opgave=opgave, door=self._gebruiker, verwacht=opgave.versie)
        except Onvolledig as fout:
            opgave.peilmoment, opgave.partij = self.peilmoment, self.partij
            gegevens = lees_opgave(opgave)
            form = OpgaveForm(gegevens.cellen, gegevens.inhoud(), _als_verzonden(gegevens))
            form.is_valid()
            neem_over(form, fout)
            boven = "Je invoer is opgeslagen als concept. Indienen kan als alle regels zijn ingevuld."
            return self._toon(gegevens, form, OPEN, boven=boven)
        except Gesloten as fout:
            messages.warning(self.request, _tekst(fout))
            return HttpResponseRedirect(self.request.path)
        except VersieConflict:
            messages.warning(
                self.request,
                "Je invoer is opgeslagen, maar nog niet ingediend: een collega wijzigde op hetzelfde moment ook iets. "
                "Kijk de cijfers na en dien ze dan in.",
            )
            return HttpResponseRedirect(self.request.path)
        messages.success(self.request, "De opgave is ingediend. De controleur beoordeelt de cijfers.")
        return HttpResponseRedirect(self.request.path)

    def _al_dicht(self, gegevens: OpgaveGegevens, form: OpgaveForm, reden: str) -> HttpResponse:
        """Answer a save that came after closing: a second click is no problem, other figures stay on screen."""
        form.is_valid()
        inhoud = gegevens.inhoud()
        zelfde = all(
            form.getypt(naam).strip() == getoond(cel, inhoud.get(naam, LEEG).aantal)
            for naam, cel in gegevens.cellen.items()
            if naam in form.data
        )
        if zelfde and self.opgave and self.opgave.fase in {Fase.INGEDIEND, Fase.GEACCEPTEERD}:
            messages.info(self.request, "Deze opgave was al ingediend.")
            return HttpResponseRedirect(self.request.path)
        return self._toon(gegevens, form, OP_SLOT, reden=reden, niet_opgeslagen=True, status=409)

    def _meld_overgenomen(self, gegevens: OpgaveGegevens, bewaard: Bewaard) -> None:
        if not bewaard.overgenomen:
            return
        namen = [gegevens.cellen[n].label if n in gegevens.cellen else "de toelichting" for n in bewaard.overgenomen]
        messages.warning(
            self.request,
            "Opgeslagen als concept. Een collega wijzigde intussen ook: "
            f"{', '.join(namen)}. Die wijziging is behouden; kijk haar na.",
        )

    # Showing

    @property
    def _gebruiker(self) -> Any:
        return self.request.user

    def _waarom_dicht(self) -> str:
        """Return why nothing can be changed now, empty when it can or when the user never could."""
        if not self.mag_invoeren or self.opgave is None:
            return ""
        try:
            controleer_bewerkbaar(self.opgave)
        except Gesloten as fout:
            return _tekst(fout)
        return ""

    def _toon(
        self, gegevens: OpgaveGegevens, form: OpgaveForm, slot: Slot, *, status: int = 200, **extra: Any
    ) -> HttpResponse:
        scherm = Invoerscherm(gegevens, form, slot)
        projectform = extra.pop("projectform", None) or ProjectForm()
        context = self.get_context_data(
            form=form,
            tabellen=scherm.tabellen(),
            vorige=gegevens.vorige,
            kan_bewerken=slot is OPEN,
            toont_velden=slot.bewerkbaar,
            op_slot=slot.op_slot,
            projectform=projectform if slot is OPEN and _heeft_projecten(gegevens) else None,
            algemeen_keuze=keuze_html(
                ALGEMEEN, "de toelichting", form.conflicten.get(ALGEMEEN), lambda inhoud: inhoud.toelichting or "leeg"
            ),
            beoordeel_url=self._beoordeel_url(),
            **extra,
        )
        return self.render_to_response(context, status=status)

    def _beoordeel_url(self) -> str:
        """Return where the controleur judges this return, empty for who does not."""
        opgave = self.opgave
        if opgave is None or not opgave.is_zichtbaar_voor_anderen or not self.toegang.mag_beoordelen(self.partij.pk):
            return ""
        adres = [self.overeenkomst.sleutel, self.peilmoment.peildatum, "opgave", opgave.pk]
        return reverse("monitoring:beoordeel", args=adres)

    def _onthouden(self) -> QueryDict | None:
        """Return what was typed before the session ended, without choices between two people's figures."""
        data = onthouden(self.request)
        if data is not None:
            for naam in [naam for naam in data if naam.startswith(KEUZE)]:
                del data[naam]
        return data

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        return [*super().kruimels(), {"url": "", "label": f"Voorraadopgave {self.partij}"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the return and the corporation."""
        extra = {"opgave": self.opgave, "partij": self.partij, "fase": self._fase(), "eigen": self.mag_invoeren}
        return super().get_context_data(**(extra | kwargs))

    def _fase(self) -> dict[str, str]:
        """Return text, colour and shape of the phase as this user may know it."""
        fase = self.opgave.fase if self.mag_lezen and self.opgave else NIET_BINNEN
        return dict(zip(("tekst", "kleur", "vorm"), UITERLIJK[fase], strict=True))


def _heeft_projecten(gegevens: OpgaveGegevens) -> bool:
    return any(tabel.soort == TabelSoort.PROJECTEN for tabel in gegevens.tabellen)


def _tekst(fout: ValidationError) -> str:
    return " ".join(fout.messages)


def _als_verzonden(gegevens: OpgaveGegevens) -> QueryDict:
    """Return the stored cells as if they were sent, to show messages at them."""
    leeg = OpgaveForm(gegevens.cellen, gegevens.inhoud())
    data = QueryDict(mutable=True)
    data["gelezen"] = leeg.merken()
    data[ALGEMEEN] = leeg.initial[ALGEMEEN]
    for naam in gegevens.cellen:
        data[naam] = leeg.getypt(naam)
        data[f"{naam}-toelichting"] = leeg.getypte_toelichting(naam)
    return data


def _vul_leeg(gegevens: OpgaveGegevens, data: QueryDict) -> QueryDict:
    """Return what was sent with the previous return's plans in the empty fields of locations; stores nothing."""
    uit = data.copy()
    vorige = gegevens.inhoud(gegevens.vorige.pk) if gegevens.vorige else {}
    for naam, cel in gegevens.cellen.items():
        if cel.soort == TabelSoort.PROJECTEN and not data.get(naam, "").strip() and naam in vorige:
            uit[naam] = getoond(cel, vorige[naam].aantal)
    return uit
