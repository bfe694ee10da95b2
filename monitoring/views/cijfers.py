"""The sheet of figures of one party at one peilmoment."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from afspraken.indienen import Gesloten, controleer_bewerkbaar
from afspraken.inzendingen import BEWERKBARE_FASEN, Fase
from afspraken.onthouden import onthouden
from afspraken.toegang import PeilmomentMixin
from basis.getallen import getal_tekst
from monitoring.blad import BladBouwer
from monitoring.cijferservices import bewaar_cijfers
from monitoring.forms import CijfersForm
from monitoring.forms.cijfers import na_botsing
from monitoring.legenda import fase_label
from monitoring.models import Cijferstaat
from monitoring.services import IntussenGewijzigd
from partijen.models import Partij


class CijfersView(PeilmomentMixin, TemplateView):
    """A form for the own party, figures for who may read them, 'nog niet binnen' for everybody else."""

    vereist = ""
    template_name = "monitoring/cijfers.html"
    partij: Partij
    staat: Cijferstaat | None
    form: CijfersForm | None = None
    gesloten = ""
    botsing: IntussenGewijzigd | None = None
    teruggezet: QueryDict | None = None

    def laad(self, **kwargs: Any) -> None:
        """Fetch the party and its sheet; a party of whom nothing is asked has none."""
        super().laad(**kwargs)
        self.partij = self.partij_of_404(kwargs["partij"])
        rijen = Cijferstaat.objects.filter(peilmoment=self.peilmoment, partij=self.partij)
        self.staat = rijen.select_related("gewijzigd_door", "ingediend_door").first()
        if self.staat is not None:
            self.staat.peilmoment, self.staat.partij = self.peilmoment, self.partij
            self.bouwer = BladBouwer(self.staat)

    @property
    def is_leesbaar(self) -> bool:
        """Tell whether the user may read the figures."""
        if self.staat is None:
            return False
        return self.toegang.mag_concept_lezen_van(self.partij.pk) or self.staat.is_zichtbaar_voor_anderen

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to who may change it now, else the figures."""
        if self.staat and self.toegang.mag_invoeren_voor(self.partij.pk) and self.staat.fase in BEWERKBARE_FASEN:
            try:
                controleer_bewerkbaar(self.staat)
                self.teruggezet = onthouden(request)
                self.form = CijfersForm(self.teruggezet, staat=self.staat, metingen=self.bouwer.metingen)
            except Gesloten as fout:
                self.gesloten = fout.messages[0]
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store or submit; on any trouble everything typed stays on the screen."""
        if self.staat is None or not self.toegang.mag_invoeren_voor(self.partij.pk):
            raise PermissionDenied
        self.form = CijfersForm(request.POST, staat=self.staat, metingen=self.bouwer.metingen)
        if self.form.is_valid() and self._bewaar(self.form, self.staat):
            return redirect("monitoring:cijfers", *self._adres(), self.partij.sleutel)
        return self.render_to_response(self.get_context_data())

    def _bewaar(self, form: CijfersForm, staat: Cijferstaat) -> bool:
        """Store through the service; put every refusal on the form and tell whether it worked."""
        try:
            rij, samengevoegd = bewaar_cijfers(
                staat=staat,
                cellen=form.cellen(),
                basis=form.basis_cellen(),
                verwacht=form.cleaned_data["versie"],
                door=self.request.user,  # type: ignore[arg-type]
                indienen=self.request.POST.get("daad") == "indienen",
            )
        except IntussenGewijzigd as fout:
            self._toon_botsing(fout)
            return False
        except Gesloten as fout:
            self.gesloten = fout.messages[0]
            form.add_error(None, f"{self.gesloten} Je cijfers zijn niet opgeslagen, maar staan hieronder nog.")
            return False
        except ValidationError as fout:
            form.add_error(None, fout)
            return False
        self._meld(rij, samengevoegd)
        return True

    def _meld(self, rij: Cijferstaat, samengevoegd: bool) -> None:
        assert self.staat is not None  # noqa: S101 - checked by post
        if rij.fase in BEWERKBARE_FASEN:
            messages.success(self.request, "De cijfers zijn opgeslagen als concept. Andere partijen zien ze nog niet.")
        elif rij.versie == self.staat.versie:
            messages.info(self.request, "Deze cijfers waren al ingediend.")
        else:
            messages.success(self.request, "De cijfers zijn ingediend. Ze tellen mee zodra ze zijn geaccepteerd.")
        if samengevoegd:
            messages.info(self.request, "Een collega vulde intussen andere cijfers in. Die staan er ook bij.")

    def _toon_botsing(self, fout: IntussenGewijzigd) -> None:
        """Show the form again, merged, with the colleague's figures at the cells where both typed."""
        staat: Cijferstaat = fout.huidig  # type: ignore[assignment]
        staat.peilmoment, staat.partij = self.peilmoment, self.partij
        assert self.form is not None  # noqa: S101 - set by post
        oud = self.form
        self.bouwer = BladBouwer(staat)
        data = na_botsing(oud.data, staat, self.bouwer.metingen, fout.samen)
        self.botsing = fout
        self.form = CijfersForm(data, staat=staat, metingen=self.bouwer.metingen)
        self.form.is_valid()
        for pk, (waarde, noot) in fout.samen.botsingen.items():
            if pk is None:
                self.form.add_error("toelichting", f"Je collega schreef hier: “{noot}”. Kies wat er moet staan.")
                continue
            hun = getal_tekst(waarde) if waarde is not None else "niets"
            hun += f" met de toelichting “{noot}”" if noot else ""
            self.form.add_error(f"meting_{pk}", f"Je collega vulde hier {hun} in. Kies wat er moet staan.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sheet; nothing of it to who may not read it."""
        context: dict[str, Any] = {"partij": self.partij, "form": self.form, "gesloten": self.gesloten}
        context["teruggezet"] = self.teruggezet is not None
        context |= {"gevraagd": self.staat is not None, "leesbaar": self.is_leesbaar}
        if self.staat is not None and (self.is_leesbaar or self.form is not None):
            blad = self.bouwer.bouw()
            context |= {
                "staat": self.staat,
                "blad": blad,
                "groepen": [(groep.afspraak, self._rijen(groep.rijen)) for groep in blad.groepen],
                "aantal": len(blad.metingen),
                "fase": fase_label(self.staat.fase),
                "is_teruggegeven": self.staat.fase == Fase.TERUGGEGEVEN,
                "botsing": self.botsing,
                "collega": getattr(self.botsing.huidig, "gewijzigd_door", None) if self.botsing else None,
                "beoordeel_url": self._beoordeel_url(),
            }
        return super().get_context_data(**(context | kwargs))

    def _rijen(self, rijen: list[Any]) -> list[tuple[Any, list[dict[str, Any]]]]:
        """Return per row its spans with the two form fields of each (none on a page to read)."""
        return [
            (
                rij,
                [
                    {
                        "veld": veld,
                        "getal": self.form[f"meting_{veld.meting.pk}"] if self.form else None,
                        "noot": self.form[f"noot_{veld.meting.pk}"] if self.form else None,
                        "label": f"{rij.naam}, {veld.span}",
                        "noot_label": f"Toelichting bij {rij.naam}, {veld.span}",
                    }
                    for veld in rij.velden
                ],
            )
            for rij in rijen
        ]

    def _beoordeel_url(self) -> str:
        """Return where the user judges this sheet, empty for who does not."""
        staat = self.staat
        if staat is None or not staat.is_zichtbaar_voor_anderen or not self.toegang.mag_beoordelen(self.partij.pk):
            return ""
        return reverse("monitoring:beoordeel", args=[*self._adres(), "cijfers", staat.pk])

    def _adres(self) -> list[str]:
        return [self.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat()]

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        return [*super().kruimels(), {"url": "", "label": f"Cijfers {self.partij}"}]
