"""Start the next set, and lay a set beside the one it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from afspraken import opvolgen
from afspraken.afspraakwaarden import met_waarden, waarden_van
from afspraken.formulieren.opvolgen import OpvolgerForm
from afspraken.models import Afkomst, Afspraak, Overeenkomst
from afspraken.onthouden import onthouden
from afspraken.opvolgregels import Periode, schuif_jaren, volgende_periode
from afspraken.toegang import OvereenkomstMixin
from afspraken.views.wijzigingen.beeld import Veldverschil, veldverschillen
from afspraken.views.wijzigingen.keuzes import namen_voor_verschil
from basis.formulieren import neem_over

# What is compared between two sets; places and references differ by nature.
_VERGELEKEN = (
    "nummer", "onderwerp", "tekst", "samenvatting", "soort", "trekker_tekst", "partijen_tekst", "datum_tekst",
    "gemeenten", "betrokkenen", "termijnen", "indicatoren",
)  # fmt: skip
_MEESTE_GENOEMD = 10


class OpvolgerView(OvereenkomstMixin, FormView):
    """Choose name, period and which agreements go along; the new set is a concept."""

    vereist = "is_redacteur"
    template_name = "afspraken/opvolgen.html"
    form_class = OpvolgerForm

    def controleer(self) -> None:
        """A redacteur of one set alone starts no other."""
        super().controleer()
        if not opvolgen.mag_opvolgen(self.overeenkomst, self.gebruiker):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the agreements, with a proposal for everything."""
        afspraken = list(Afspraak.objects.filter(overeenkomst=self.overeenkomst).select_related("hoofdstuk"))
        oud = Periode(self.overeenkomst.begin, self.overeenkomst.laatste_dag)
        nieuw = volgende_periode(oud)
        begin = {
            "naam": schuif_jaren(self.overeenkomst.naam, Periode(oud.begin, self.overeenkomst.eind), nieuw),
            "sleutel": schuif_jaren(self.overeenkomst.sleutel, Periode(oud.begin, self.overeenkomst.eind), nieuw),
            "begin": nieuw.begin,
            "eind": nieuw.eind,
            "afspraken": [rij.pk for rij in afspraken if opvolgen.gaat_mee(rij)],
        }
        kwargs = super().get_form_kwargs() | {"afspraken": afspraken, "initial": begin}
        if self.request.method == "GET":
            kwargs["data"] = onthouden(self.request)
        return kwargs

    def form_valid(self, form: OpvolgerForm) -> HttpResponse:
        """Make the set and say which terms to look at."""
        try:
            uit = opvolgen.begin_opvolger(vorige=self.overeenkomst, door=self.gebruiker, **form.cleaned_data)
        except ValidationError as fout:
            neem_over(form, fout)
            return self.form_invalid(form)
        messages.success(self.request, f"{uit.overeenkomst} is gemaakt als concept.")
        if uit.buiten:
            messages.warning(self.request, _buiten_tekst(uit.buiten))
        return HttpResponseRedirect(reverse("afspraken:opvolger_vergelijken", args=[uit.overeenkomst.sleutel]))

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [{"url": "", "label": "Volgende set"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which sets followed already, and whether typed text came back."""
        return super().get_context_data(
            opvolgers=list(self.overeenkomst.opvolgers.zichtbaar_voor(self.gebruiker)),
            teruggezet=self.request.method == "GET" and onthouden(self.request) is not None,
            **kwargs,
        )


def _buiten_tekst(rijen: list[tuple[Afspraak, list[str]]]) -> str:
    genoemd = [f"{rij.nummer or rij.titel} (‘{'’, ‘'.join(woorden)}’)" for rij, woorden in rijen[:_MEESTE_GENOEMD]]
    meer = len(rijen) - len(genoemd)
    return (
        "Deze termijnen vallen buiten de nieuwe periode. Ze zijn wel overgenomen; kijk ze na: afspraak "
        f"{', '.join(genoemd)}{f' en {meer} meer' if meer else ''}."
    )


@dataclass
class Paar:
    """An agreement of the new set and what it came from."""

    nieuw: Afspraak
    oud: list[Afspraak] = field(default_factory=list)
    verschillen: list[Veldverschil] = field(default_factory=list)


class OpvolgerVergelijkenView(OvereenkomstMixin, TemplateView):
    """The set beside its predecessor: kept, changed, new, dropped."""

    vereist = ""
    template_name = "afspraken/opvolgen_vergelijken.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [{"url": "", "label": "Vergelijken met de vorige set"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the comparison, unless there is no predecessor the user may see."""
        zichtbaar = Overeenkomst.objects.zichtbaar_voor(self.gebruiker)
        vorige = zichtbaar.filter(opvolgers=self.overeenkomst).first()
        vergelijking = self._vergelijk(vorige) if vorige else {}
        return super().get_context_data(vorige=vorige, **vergelijking, **kwargs)

    def _vergelijk(self, vorige: Overeenkomst) -> dict[str, Any]:
        nieuwe = self._lees(self.overeenkomst)
        oude = self._lees(vorige)
        paren = {pk: Paar(rij) for pk, rij in nieuwe.items()}
        doorgegaan: set[int] = set()
        for van, naar in Afkomst.objects.filter(van__in=oude, naar__in=nieuwe).values_list("van_id", "naar_id"):
            paren[naar].oud.append(oude[van])
            doorgegaan.add(van)
        beelden = {pk: waarden_van(rij) for pk, rij in (oude | nieuwe).items()}
        namen = namen_voor_verschil(self.toegang, beelden.values())
        for paar in paren.values():
            if len(paar.oud) == 1:
                paar.verschillen = _verschillen(beelden[paar.oud[0].pk], beelden[paar.nieuw.pk], namen)
        met_bron = [paar for paar in paren.values() if paar.oud]
        return {
            "gelijk": [paar for paar in met_bron if not paar.verschillen and len(paar.oud) == 1],
            "anders": [paar for paar in met_bron if paar.verschillen or len(paar.oud) > 1],
            "erbij": [paar.nieuw for paar in paren.values() if not paar.oud],
            "weg": [rij for pk, rij in oude.items() if pk not in doorgegaan and rij.vervallen_op is None],
        }

    def _lees(self, overeenkomst: Overeenkomst) -> dict[int, Afspraak]:
        rijen = {rij.pk: rij for rij in met_waarden(Afspraak.objects.filter(overeenkomst=overeenkomst))}
        for rij in rijen.values():
            rij.overeenkomst = overeenkomst
        return rijen


def _verschillen(oud: Mapping[str, Any], nieuw: Mapping[str, Any], namen: Mapping[str, str]) -> list[Veldverschil]:
    """Return what reads differently; the dates of targets move along with the period and say nothing by themselves."""
    links, rechts = ({veld: beeld[veld] for veld in _VERGELEKEN} for beeld in (oud, nieuw))
    for beeld in (links, rechts):
        beeld["indicatoren"] = [_zonder_dagen(rij) for rij in beeld["indicatoren"]]
    return veldverschillen(links, rechts, namen)


def _zonder_dagen(indicator: Mapping[str, Any]) -> dict[str, Any]:
    rijen = [dict(rij) | {"van": "", "tot": ""} for rij in indicator["streefwaarden"]]
    return dict(indicator) | {"streefwaarden": rijen}
