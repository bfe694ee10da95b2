"""Positions of tenant organisations on what was submitted."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.generic import TemplateView

from afspraken.indienen import Gesloten
from afspraken.models import Afspraak
from afspraken.onthouden import onthouden
from afspraken.toegang import PeilmomentMixin
from basis.statuslabels import statuslabel
from monitoring.antwoorden import openbare
from monitoring.forms import StandpuntForm
from monitoring.keuzes import Houding
from monitoring.legenda import Legenda
from monitoring.models import Afspraakstatus, Standpunt, Voortgang
from monitoring.services import TE_BESPREKEN, IntussenGewijzigd, bewaar_standpunt
from monitoring.statussen import voorstel
from partijen.models import Partij

_VORM = {
    Houding.EENS: ("groen", "vinkje"),
    Houding.DEELS: ("oranje", "driehoek"),
    Houding.ONEENS: ("rood", "kruis"),
    Houding.GEEN: ("grijs", "streep"),
}


def houding_label(houding: str) -> SafeString:
    """Return the badge of a position."""
    return statuslabel(Houding(houding).label, *_VORM[Houding(houding)])


class StandpuntenView(PeilmomentMixin, TemplateView):
    """Every agreement with a submitted answer: its status, and the positions on it."""

    vereist = ""
    template_name = "monitoring/standpunten.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the list (four queries)."""
        alle = self._regels()
        alleen_open = self.request.GET.get("toon") == "open"
        mijn = self.toegang.huurders_van_gebruiker
        regels = [regel for regel in alle if regel["te_geven"]] if alleen_open else alle
        adres = [self.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat()]
        return super().get_context_data(
            regels=regels,
            totaal=len(alle),
            te_geven=sum(1 for regel in alle if regel["te_geven"]),
            alleen_open=alleen_open,
            mijn_partijen=mijn,
            kan=self.peilmoment.status in TE_BESPREKEN and bool(mijn),
            voortgang_url=reverse("monitoring:voortgang_lijst", args=adres),
            **kwargs,
        )

    def _regels(self) -> list[dict[str, Any]]:
        legenda = Legenda(self.overeenkomst)
        per_afspraak: dict[Afspraak, list[str]] = {}
        binnen = Voortgang.objects.filter(peilmoment=self.peilmoment).ingediende().select_related("afspraak")
        for rij in binnen.order_by("afspraak__deel__volgorde", "afspraak__sorteersleutel", "pk"):
            per_afspraak.setdefault(rij.afspraak, []).append(rij.status)
        gezet = dict(Afspraakstatus.objects.filter(peilmoment=self.peilmoment).values_list("afspraak_id", "status"))
        standpunten: dict[int, list[Standpunt]] = defaultdict(list)
        for standpunt in Standpunt.objects.filter(peilmoment=self.peilmoment).select_related("partij"):
            standpunten[standpunt.afspraak_id].append(standpunt)
        kan = self.peilmoment.status in TE_BESPREKEN
        mijn = {partij.pk for partij in self.toegang.huurders_van_gebruiker}
        return [
            {
                "afspraak": afspraak,
                "aantal": len(statussen),
                "status": legenda.label(gezet.get(afspraak.pk) or voorstel(statussen)),
                "standpunten": [(s.partij, houding_label(s.houding), s.tekst) for s in standpunten[afspraak.pk]],
                "te_geven": kan and bool(mijn - {s.partij_id for s in standpunten[afspraak.pk]}),
                "url": reverse(
                    "monitoring:standpunt",
                    args=[self.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat(), afspraak.pk],
                ),
            }
            for afspraak, statussen in per_afspraak.items()
        ]

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        return [*super().kruimels(), {"url": "", "label": "Standpunten"}]


class StandpuntView(PeilmomentMixin, TemplateView):
    """One agreement: the submitted answers, everybody's positions, and a form per own tenant organisation."""

    vereist = ""
    template_name = "monitoring/standpunt.html"
    afspraak: Afspraak
    gevuld: StandpuntForm | None = None
    botsing: IntussenGewijzigd | None = None
    teruggezet = False

    def laad(self, **kwargs: Any) -> None:
        """Fetch the agreement."""
        super().laad(**kwargs)
        rijen = Afspraak.objects.filter(overeenkomst=self.overeenkomst).select_related("hoofdstuk")
        self.afspraak = get_object_or_404(rijen, pk=kwargs["pk"])
        self.afspraak.overeenkomst = self.overeenkomst

    def _standpunten(self) -> dict[int, Standpunt]:
        rijen = Standpunt.objects.filter(peilmoment=self.peilmoment, afspraak=self.afspraak)
        return {rij.partij_id: rij for rij in rijen.select_related("partij", "gewijzigd_door")}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the agreement; a position typed before the session ended comes back in its form."""
        data = onthouden(request)
        mijn = {partij.sleutel: partij for partij in self.toegang.huurders_van_gebruiker}
        if data is not None and (partij := mijn.get(data.get("partij", ""))):
            self.gevuld, self.teruggezet = StandpuntForm(data, partij=partij, standpunt=None), True
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store the position of one own organisation."""
        partij = self._partij(request.POST.get("partij", ""))
        self.gevuld = StandpuntForm(request.POST, partij=partij, standpunt=None)
        if not (self.gevuld.is_valid() and self._bewaar(self.gevuld, partij)):
            return self.render_to_response(self.get_context_data())
        messages.success(request, f"Het standpunt van {partij} is opgeslagen. Alle partijen kunnen het lezen.")
        return redirect("monitoring:standpunt", *self._adres(), self.afspraak.pk)

    def _partij(self, sleutel: str) -> Partij:
        """Return the own tenant organisation the form is of."""
        for partij in self.toegang.huurders_van_gebruiker:
            if partij.sleutel == sleutel:
                return partij
        raise PermissionDenied

    def _bewaar(self, form: StandpuntForm, partij: Partij) -> bool:
        """Store through the service; put every refusal on the form and tell whether it worked."""
        schoon = form.cleaned_data
        try:
            bewaar_standpunt(
                peilmoment=self.peilmoment,
                afspraak=self.afspraak,
                partij=partij,
                houding=schoon["houding"],
                tekst=schoon["tekst"],
                verwacht=schoon["versie"],
                door=self.request.user,  # type: ignore[arg-type]
            )
        except IntussenGewijzigd as fout:
            self.botsing = fout
            data: Any = self.request.POST.copy()
            nu = self._standpunten().get(partij.pk)
            data[form.add_prefix("versie")] = str(nu.versie if nu else 0)
            self.gevuld = StandpuntForm(data, partij=partij, standpunt=None)
            return False
        except Gesloten as fout:
            form.add_error(None, f"{fout.messages[0]} Je tekst is niet opgeslagen, maar staat hieronder nog.")
            return False
        except ValidationError as fout:
            form.add_error(None, fout)
            return False
        return True

    def _adres(self) -> list[str]:
        return [self.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the answers, the positions and the forms."""
        legenda = Legenda(self.overeenkomst)
        voortgangen = Voortgang.objects.filter(peilmoment=self.peilmoment, afspraak=self.afspraak)
        antwoorden = openbare(voortgangen.select_related("partij"), legenda)
        standpunten = self._standpunten()
        binnen = any(antwoord.binnen for antwoord in antwoorden)
        open_ = self.peilmoment.status in TE_BESPREKEN
        return super().get_context_data(
            afspraak=self.afspraak,
            teruggezet=self.teruggezet,
            antwoorden=antwoorden,
            standpunten=[(s, houding_label(s.houding)) for s in standpunten.values()],
            formulieren=self._formulieren(standpunten) if (open_ and binnen) or self.gevuld else [],
            geen_antwoord=not binnen,
            gesloten=not open_,
            botsing=self.botsing,
            botsing_label=self._botsing_label(),
            **kwargs,
        )

    def _botsing_label(self) -> SafeString | str:
        """Return the position a colleague stored meanwhile."""
        houding = getattr(self.botsing.huidig, "houding", "") if self.botsing else ""
        return houding_label(houding) if houding else ""

    def _formulieren(self, standpunten: dict[int, Standpunt]) -> list[StandpuntForm]:
        """Return a form per own organisation; the one that was sent keeps what was typed."""
        return [
            self.gevuld
            if self.gevuld is not None and self.gevuld.partij == partij
            else StandpuntForm(partij=partij, standpunt=standpunten.get(partij.pk))
            for partij in self.toegang.huurders_van_gebruiker
        ]

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        lijst = {"url": reverse("monitoring:standpunten", args=self._adres()), "label": "Standpunten"}
        return [*super().kruimels(), lijst, {"url": "", "label": f"Afspraak {self.afspraak.nummer}".strip()}]
