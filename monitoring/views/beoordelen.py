"""Judging what parties submitted. Setting the overall status of an agreement has a module of its own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView

from afspraken.indienen import Gesloten, accepteer, geef_terug
from afspraken.inzendingen import ZICHTBARE_FASEN, Fase
from afspraken.models import Inzending
from afspraken.onthouden import onthouden
from afspraken.toegang import PeilmomentMixin
from basis.versies import VersieConflict
from monitoring.antwoorden import teksten
from monitoring.beoordeling import Partijregel, partijregels
from monitoring.blad import BladBouwer
from monitoring.forms import TeruggeefForm
from monitoring.legenda import Legenda, fase_label
from monitoring.models import Cijferstaat, Voortgang
from monitoring.services import TE_BESPREKEN, accepteer_alle, is_te_beoordelen
from monitoring.views.afspraakstatus import AfspraakstatusView
from voorraad.models import Opgave

__all__ = ["AfspraakstatusView", "BeoordeelView", "ControleView"]


class ControleView(PeilmomentMixin, TemplateView):
    """Per party what waits, and the submitted answers of one party with their contents; a POST accepts several."""

    vereist = "is_controleur"
    template_name = "monitoring/controle.html"

    @property
    def adres(self) -> list[str]:
        """The part of every address beneath this peilmoment."""
        return [self.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat()]

    def regels(self) -> list[Partijregel]:
        """Return the parties, with whether this user judges them."""
        regels = partijregels(self.peilmoment, self.toegang.partijen)
        for regel in regels:
            regel.mag_beoordelen = self.toegang.mag_beoordelen(regel.partij.pk)
        return regels

    def _gekozen(self, regels: list[Partijregel]) -> Partijregel | None:
        """Return the party of the address, else the first that waits for this user; an unknown one is a 404."""
        sleutel = self.request.GET.get("partij", "")
        if sleutel:
            for regel in regels:
                if regel.partij.sleutel == sleutel:
                    return regel
            raise Http404("Deze partij heeft hier niets.")
        mijn = [regel for regel in regels if regel.mag_beoordelen]
        return next((regel for regel in mijn if regel.wacht), mijn[0] if mijn else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the matrix and the chosen party's answers."""
        regels = self.regels()
        gekozen = self._gekozen(regels)
        antwoorden = self._antwoorden(gekozen) if gekozen else []
        kan = self.peilmoment.status in TE_BESPREKEN and bool(gekozen and gekozen.mag_beoordelen)
        return super().get_context_data(
            regels=[(regel, self._bladlinks(regel)) for regel in regels],
            gekozen=gekozen,
            antwoorden=antwoorden,
            wachtend=[antwoord for antwoord in antwoorden if antwoord["wacht"]] if kan else [],
            aantal_beoordeeld=sum(1 for antwoord in antwoorden if not antwoord["wacht"]),
            kan_beoordelen=kan,
            wacht_totaal=sum(regel.wacht for regel in regels if regel.mag_beoordelen),
            **kwargs,
        )

    def _bladlinks(self, regel: Partijregel) -> list[dict[str, Any]]:
        """Return phase and address of sheet and stock return; a concept has no address to judge."""
        uit = []
        for soort, blad in (("cijfers", regel.cijfers), ("opgave", regel.opgave)):
            url = ""
            if blad and blad[1] in ZICHTBARE_FASEN and regel.mag_beoordelen:
                url = reverse("monitoring:beoordeel", args=[*self.adres, soort, blad[0]])
            uit.append({"fase": fase_label(blad[1]) if blad else "", "url": url, "soort": soort})
        return uit

    def _antwoorden(self, regel: Partijregel) -> list[dict[str, Any]]:
        """Return the submitted answers of a party with their contents, those that wait first."""
        legenda = Legenda(self.overeenkomst)
        rijen = Voortgang.objects.filter(peilmoment=self.peilmoment, partij=regel.partij).ingediende()
        antwoorden = [
            {
                "rij": rij,
                "status": legenda.label(rij.status),
                "fase": fase_label(rij.fase),
                "teksten": teksten(rij),
                "wacht": rij.fase == Fase.INGEDIEND,
                "keuze": f"{rij.pk}.{rij.versie}",
                "url": reverse("monitoring:beoordeel", args=[*self.adres, "voortgang", rij.pk]),
            }
            for rij in rijen.select_related("afspraak")
        ]
        return sorted(antwoorden, key=lambda antwoord: not antwoord["wacht"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Accept the answers that were ticked, or all that were shown, each in the version that was shown."""
        naam = {"alles": "getoond", "gekozen": "keuze"}.get(request.POST.get("daad", ""), "een")
        keuzes = dict(paar for tekst in request.POST.getlist(naam) if (paar := _lees_keuze(tekst)))
        terug = redirect(f"{request.path}?partij={slug}" if (slug := request.POST.get("partij", "")) else request.path)
        if slug:
            self.partij_of_404(slug)
        if not keuzes:
            messages.warning(request, "Kies eerst een of meer antwoorden.")
            return terug
        uitslag = accepteer_alle(keuzes=keuzes, peilmoment=self.peilmoment, door=request.user)  # type: ignore[arg-type]
        woord = "antwoord" if uitslag.gelukt == 1 else "antwoorden"
        if uitslag.gelukt:
            messages.success(request, f"{uitslag.gelukt} {woord} geaccepteerd.")
        if uitslag.overgeslagen:
            messages.warning(
                request,
                f"{uitslag.overgeslagen} niet geaccepteerd: intussen gewijzigd, al beoordeeld of gesloten. "
                "Hieronder staat de nieuwe stand.",
            )
        return terug

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        return [*super().kruimels(), {"url": "", "label": "Controle"}]


def _lees_keuze(tekst: str) -> tuple[int, int] | None:
    """Read '12.3' as (id, version); None for anything else."""
    pk, _, versie = tekst.partition(".")
    if not (pk.isascii() and pk.isdigit() and versie.isascii() and versie.isdigit()) or len(tekst) > 30:
        return None
    return (int(pk), int(versie)) if int(pk) < 2**63 and int(versie) < 2**31 else None


class BeoordeelView(PeilmomentMixin, TemplateView):
    """One submission to accept or to return with a reason. What is judged is the version that was seen."""

    vereist = "is_controleur"
    template_name = "monitoring/beoordeel.html"
    SOORTEN: ClassVar[dict[str, type[Voortgang] | type[Cijferstaat] | type[Opgave]]] = {
        "voortgang": Voortgang,
        "cijfers": Cijferstaat,
        "opgave": Opgave,
    }
    soort: str
    inzending: Any
    form: TeruggeefForm | None = None

    def laad(self, **kwargs: Any) -> None:
        """Fetch the submission; a concept of another party does not exist here."""
        super().laad(**kwargs)
        self.soort = kwargs["soort"]
        if self.soort not in self.SOORTEN:
            raise Http404("Deze soort bestaat niet.")
        rijen = self.SOORTEN[self.soort]._default_manager.filter(peilmoment=self.peilmoment)
        extra = ["afspraak__hoofdstuk"] if self.soort == "voortgang" else []
        rijen = rijen.select_related("partij", "ingediend_door", "beoordeeld_door", *extra)
        self.inzending = get_object_or_404(rijen, pk=kwargs["pk"])
        self.inzending.peilmoment = self.peilmoment

    def controleer(self) -> None:
        """Refuse who does not judge this party."""
        super().controleer()
        if not self.toegang.mag_beoordelen(self.inzending.partij_id):
            raise PermissionDenied

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Accept or return; a refusal keeps the reason on the screen."""
        data = request.POST.copy()
        if request.POST.get("daad") == "accepteren" and not data.get("reden"):
            data["reden"] = "-"
        form = TeruggeefForm(data)
        if not form.is_valid():
            self.form = form
            return self.render_to_response(self.get_context_data())
        fout = self._beoordeel(form)
        if not fout:
            return redirect(
                f"{reverse('monitoring:controle', args=self._adres())}?partij={self.inzending.partij.sleutel}"
            )
        messages.warning(request, fout)
        inzending: Inzending = type(self.inzending)._default_manager.get(pk=self.inzending.pk)
        data["versie"] = str(inzending.versie)
        self.laad(**self.kwargs)
        self.form = TeruggeefForm(data)
        return self.render_to_response(self.get_context_data())

    def _beoordeel(self, form: TeruggeefForm) -> str:
        """Call the service; return what stood in the way, empty when it worked."""
        versie, door = form.cleaned_data["versie"], self.request.user
        wat = f"{self._naam()} van {self.inzending.partij}"
        try:
            if self.request.POST.get("daad") == "accepteren":
                accepteer(inzending=self.inzending, door=door, verwacht=versie)  # type: ignore[arg-type]
                messages.success(self.request, f"{wat}: geaccepteerd.")
            else:
                reden = form.cleaned_data["reden"]
                geef_terug(inzending=self.inzending, door=door, reden=reden, verwacht=versie)  # type: ignore[arg-type]
                messages.success(self.request, f"{wat}: teruggegeven. De partij ziet je reden.")
        except VersieConflict:
            return "Dit is intussen gewijzigd en daarom niet beoordeeld. Hieronder staat de nieuwe stand."
        except Gesloten as fout:
            return fout.messages[0]
        except ValidationError as fout:
            return " ".join(fout.messages)
        return ""

    def _naam(self) -> str:
        """Return what is judged in words."""
        if self.soort == "voortgang":
            return f"Afspraak {self.inzending.afspraak.nummer}".strip()
        return "Cijfers" if self.soort == "cijfers" else "Voorraadopgave"

    def _adres(self) -> list[str]:
        return [self.overeenkomst.sleutel, self.peilmoment.peildatum.isoformat()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the contents and the form; nothing of the contents while it is a concept."""
        rij = self.inzending
        context: dict[str, Any] = {
            "soort": self.soort,
            "naam": self._naam(),
            "partij": rij.partij,
            "zichtbaar": rij.fase in ZICHTBARE_FASEN,
            "controle_url": reverse("monitoring:controle", args=self._adres()),
        }
        if rij.fase in ZICHTBARE_FASEN:
            getypt = self._getypte_reden()
            context |= {
                "inzending": rij,
                "fase": fase_label(rij.fase),
                "is_geaccepteerd": rij.fase == Fase.GEACCEPTEERD,
                "kan_beoordelen": is_te_beoordelen(rij),
                "form": self.form or TeruggeefForm(getypt, initial={"versie": rij.versie}),
                "teruggezet": getypt is not None,
                "versie": rij.versie,
            } | self._inhoud()
        return super().get_context_data(**(context | kwargs))

    def _getypte_reden(self) -> QueryDict | None:
        """Return the form that was sent after the session ended, when there is a reason in it to put back."""
        getypt = onthouden(self.request) if self.form is None and is_te_beoordelen(self.inzending) else None
        return getypt if getypt and getypt.get("reden") else None

    def _inhoud(self) -> dict[str, Any]:
        """Return what there is to read, per kind."""
        rij = self.inzending
        if self.soort == "opgave":
            url = reverse("voorraad:opgave", args=[*self._adres(), rij.partij.sleutel])
            return {"inhoud_url": url, "toelichting": rij.toelichting}
        if self.soort == "cijfers":
            return {"blad": BladBouwer(rij).bouw()}
        eerder = Voortgang.objects.filter(afspraak=rij.afspraak, partij=rij.partij).eerdere(self.peilmoment)
        vorige = eerder.select_related("peilmoment").last()
        legenda = Legenda(self.overeenkomst)
        return {
            "afspraak": rij.afspraak,
            "status": legenda.label(rij.status),
            "teksten": teksten(rij),
            "vorige": vorige,
            "vorige_status": legenda.label(vorige.status) if vorige else "",
        }

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to this page."""
        controle = {"url": reverse("monitoring:controle", args=self._adres()), "label": "Controle"}
        return [*super().kruimels(), controle, {"url": "", "label": f"{self._naam()}, {self.inzending.partij}"}]
