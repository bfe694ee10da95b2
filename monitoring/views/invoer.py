"""Entering progress: one obligation at a time. The list and the sheet of figures have modules of their own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from afspraken.indienen import Gesloten, controleer_bewerkbaar
from afspraken.inzendingen import BEWERKBARE_FASEN, Fase
from afspraken.keuzes import VoortgangStatus
from afspraken.models import Indicator
from afspraken.onthouden import onthouden
from afspraken.toegang import PeilmomentMixin
from monitoring.antwoorden import LABELS, VELDEN, teksten
from monitoring.blad import streef_tekst
from monitoring.forms import VoortgangForm
from monitoring.forms.voortgang import COLLEGA, MIJN, begin, met_keuzes, na_botsing
from monitoring.legenda import Legenda, fase_label
from monitoring.models import Voortgang
from monitoring.services import IntussenGewijzigd, bewaar_voortgang
from monitoring.views.cijfers import CijfersView
from monitoring.views.voortgang_lijst import VoortgangLijstView

__all__ = ["CijfersView", "VoortgangLijstView", "VoortgangView"]


class VoortgangView(PeilmomentMixin, TemplateView):
    """One obligation: a form for its party, text for who may read it, 'nog niet binnen' for everybody else."""

    vereist = ""
    voortgang: Voortgang
    gesloten = ""
    form: VoortgangForm | None = None
    botsing: IntussenGewijzigd | None = None
    teruggezet: QueryDict | None = None

    def laad(self, **kwargs: Any) -> None:
        """Fetch the obligation of this peilmoment."""
        super().laad(**kwargs)
        rijen = Voortgang.objects.filter(peilmoment=self.peilmoment).voor_pagina()
        self.voortgang = get_object_or_404(rijen, pk=kwargs["pk"])
        self.voortgang.peilmoment = self.peilmoment
        self.voortgang.afspraak.overeenkomst = self.overeenkomst
        self.legenda = Legenda(self.overeenkomst)

    @property
    def is_invoerder(self) -> bool:
        """Tell whether the user enters for the party of this obligation."""
        return self.toegang.mag_invoeren_voor(self.voortgang.partij_id)

    @property
    def is_leesbaar(self) -> bool:
        """Tell whether the user may read the contents."""
        eigen = self.toegang.mag_concept_lezen_van(self.voortgang.partij_id)
        return eigen or self.voortgang.is_zichtbaar_voor_anderen

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form to who may change it now, else the text."""
        if self.is_invoerder and self.voortgang.fase in BEWERKBARE_FASEN:
            try:
                controleer_bewerkbaar(self.voortgang)
                self.teruggezet = onthouden(request)
                self.form = VoortgangForm(self.teruggezet, voortgang=self.voortgang, legenda=self.legenda)
            except Gesloten as fout:
                self.gesloten = fout.messages[0]
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store or submit; on any trouble everything typed stays on the screen."""
        if not self.is_invoerder:
            raise PermissionDenied
        data = met_keuzes(request.POST, self.voortgang)
        self.form = VoortgangForm(data, voortgang=self.voortgang, legenda=self.legenda)
        if self.form.is_valid() and self._bewaar():
            return redirect(self._volgend_adres())
        return self.render_to_response(self.get_context_data())

    @property
    def daad(self) -> str:
        """What the pressed button asks: concept, indienen or volgende."""
        return self.request.POST.get("daad", "concept")

    def _bewaar(self) -> bool:
        """Store through the service; put every refusal on the form and tell whether it worked."""
        assert self.form is not None  # noqa: S101 - set by post
        schoon = self.form.cleaned_data
        try:
            rij = bewaar_voortgang(
                voortgang=self.voortgang,
                waarden=self.form.waarden(),
                basis=schoon["basis"],
                verwacht=schoon["versie"],
                door=self.request.user,  # type: ignore[arg-type]
                indienen=self.daad in {"indienen", "volgende"},
            )
        except IntussenGewijzigd as fout:
            self._toon_botsing(fout)
            return False
        except Gesloten as fout:
            self.gesloten = fout.messages[0]
            self.form.add_error(None, f"{self.gesloten} Je tekst is niet opgeslagen, maar staat hieronder nog.")
            return False
        except ValidationError as fout:
            self.form.add_error(None, fout)
            return False
        self._meld(rij)
        return True

    def _meld(self, rij: Voortgang) -> None:
        """Say what happened; a form sent twice is no trouble."""
        wat = f"afspraak {rij.afspraak.nummer}" if rij.afspraak.nummer else rij.afspraak.titel
        if rij.fase in BEWERKBARE_FASEN:
            messages.success(self.request, f"Het concept voor {wat} is opgeslagen. Andere partijen zien het nog niet.")
        elif rij.versie == self.voortgang.versie:
            messages.info(self.request, f"Het antwoord op {wat} was al ingediend.")
        else:
            messages.success(self.request, f"Het antwoord op {wat} is ingediend.")

    def _toon_botsing(self, fout: IntussenGewijzigd) -> None:
        """Show the form again with the merged texts, version and basis of what is stored now."""
        huidig: Voortgang = fout.huidig  # type: ignore[assignment]
        assert self.form is not None  # noqa: S101 - set by post
        data = na_botsing(self.form.data, huidig, fout.samen)
        self.botsing = fout
        self.form = VoortgangForm(data, voortgang=self.voortgang, legenda=self.legenda)

    def _volgend_adres(self) -> str:
        """Return where to go after saving: the next unanswered obligation, or this one, or the list."""
        adres = [self.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat()]
        if self.daad == "concept":
            return reverse("monitoring:voortgang", args=[*adres, self.voortgang.pk])
        volgende = self._volgende() if self.daad == "volgende" else None
        if volgende is None:
            return reverse("monitoring:voortgang_lijst", args=adres)
        return reverse("monitoring:voortgang", args=[*adres, volgende])

    def _volgende(self) -> int | None:
        """Return the id of the next obligation to answer after this one, going round."""
        rijen = Voortgang.objects.filter(peilmoment=self.peilmoment).te_doen(self.toegang.voert_in_voor)
        paren = [(s, pk) for s, pk in rijen.values_list("afspraak__sorteersleutel", "pk") if pk != self.voortgang.pk]
        hier = (self.voortgang.afspraak.sorteersleutel, self.voortgang.pk)
        return next((pk for s, pk in paren if (s, pk) > hier), paren[0][1] if paren else None)

    def get_template_names(self) -> list[str]:
        """Choose form, text or 'nog niet binnen'."""
        if self.form is not None:
            return ["monitoring/voortgang_formulier.html"]
        return ["monitoring/voortgang.html" if self.is_leesbaar else "monitoring/voortgang_niet_binnen.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the obligation with what stands beside it; nothing of its contents to who may not read it."""
        afspraak = self.voortgang.afspraak
        context: dict[str, Any] = {
            "afspraak": afspraak,
            "partij": self.voortgang.partij,
            "namens": self.voortgang.namens,
            "teruggezet": self.teruggezet is not None,
        }
        if self.form is not None or self.is_leesbaar:
            context |= self._inhoud()
        return super().get_context_data(**(context | kwargs))

    def _inhoud(self) -> dict[str, Any]:
        afspraak, rij = self.voortgang.afspraak, self.voortgang
        eerder = Voortgang.objects.filter(afspraak=afspraak, partij_id=rij.partij_id).eerdere(self.peilmoment)
        vorige = eerder.select_related("peilmoment").last()
        return {
            "voortgang": rij,
            "form": self.form,
            "gesloten": self.gesloten,
            "naam_aandacht": self.legenda.naam(VoortgangStatus.AANDACHT),
            "naam_achter": self.legenda.naam(VoortgangStatus.ACHTER),
            "fase": fase_label(rij.fase),
            "status": self.legenda.label(rij.status),
            "teksten": teksten(rij),
            "is_teruggegeven": rij.fase == Fase.TERUGGEGEVEN,
            "termijnen": list(afspraak.termijnen.all()),
            "indicatoren": self._indicatoren(),
            "cijfers_url": reverse("monitoring:cijfers", args=[*self._adres(), rij.partij.sleutel]),
            "vorige": vorige,
            "vorige_status": self.legenda.label(vorige.status) if vorige else "",
            "vorige_teksten": teksten(vorige) if vorige else (),
            "verschillen": self._verschillen(),
            "collega": getattr(self.botsing.huidig, "gewijzigd_door", None) if self.botsing else None,
            "beoordeel_url": self._beoordeel_url(),
        }

    def _adres(self) -> list[str]:
        return [self.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat()]

    def _beoordeel_url(self) -> str:
        """Return where the user judges this answer, empty for who does not."""
        if not self.voortgang.is_zichtbaar_voor_anderen or not self.toegang.mag_beoordelen(self.voortgang.partij_id):
            return ""
        return reverse("monitoring:beoordeel", args=[*self._adres(), "voortgang", self.voortgang.pk])

    def _indicatoren(self) -> list[dict[str, Any]]:
        rijen = Indicator.objects.filter(afspraak=self.voortgang.afspraak).prefetch_related("streefwaarden")
        mijn = (None, self.voortgang.partij_id)
        return [
            {
                "naam": rij.naam,
                "streef": [streef_tekst(rij, s) for s in rij.streefwaarden.all() if s.partij_id in mijn],
            }
            for rij in rijen
        ]

    def _verschillen(self) -> list[dict[str, Any]]:
        """Return per field a colleague changed: both texts, and whether a choice is needed."""
        if self.botsing is None or self.form is None:
            return []
        nu = begin(self.botsing.huidig)  # type: ignore[arg-type]
        return [
            {
                "veld": veld,
                "label": LABELS[veld],
                "naam": f"keuze_{veld}",
                "mijn": self._leesbaar(veld, self.form.data.get(veld, "")),
                "hun": self._leesbaar(veld, nu[veld]),
                "kiezen": veld in self.botsing.samen.botsingen,
                "keuzes": [(MIJN, "Houd mijn tekst"), (COLLEGA, "Neem de tekst van je collega")],
            }
            for veld in VELDEN
            if veld in self.botsing.samen.gewijzigd
        ]

    def _leesbaar(self, veld: str, waarde: str) -> str:
        """Return a stored value as people read it."""
        return self.legenda.naam(waarde) if veld == "status" else waarde

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        lijst = reverse("monitoring:voortgang_lijst", args=self._adres())
        naam = f"Afspraak {self.voortgang.afspraak.nummer}".strip()
        return [
            *super().kruimels(),
            {"url": lijst, "label": "Voortgang"},
            {"url": "", "label": f"{naam}, {self.voortgang.partij}"},
        ]
