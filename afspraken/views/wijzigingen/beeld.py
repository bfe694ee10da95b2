"""Everything the page of one change shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from afspraken.afspraakwaarden import Waarden, lege_waarden, verschillen
from afspraken.formulieren.wijzigingen import AfwijsForm, OordeelForm
from afspraken.keuzes import Oordeel, WijzigingFase, WijzigingSoort
from afspraken.models import Instemming, Wijziging, Wijzigingsregel
from afspraken.tekstverschil import ERBIJ, WEG, Stuk, verschil
from afspraken.toegang import Toegang
from afspraken.views.wijzigingen.keuzes import namen_voor_verschil
from afspraken.views.wijzigingen.labels import fase_label, oordeel_label
from afspraken.wijziging_ingaan import huidige_afspraken, register_botsingen
from afspraken.wijzigingsfasen import BIJ_GEMEENTE, LOPEND
from afspraken.wijzigingsrecht import (
    gebonden,
    mag_bewerken,
    mag_oordelen_voor,
    mag_voorstellen_voor,
    zonder_invoerder,
)
from partijen.models import Gebeurtenis, Partij
from partijen.rollen import PartijSoort

_ZINNEN = {
    "wijziging.voorgesteld": "Voorgesteld door {partij}",
    "wijziging.aangepast": "Tekst aangepast door de gemeente",
    "wijziging.vernieuwd": "Opnieuw gelijk gemaakt met het register",
    "wijziging.voorgelegd": "Voorgelegd aan de partijen",
    "wijziging.ingetrokken": "Ingetrokken door {partij}",
    "wijziging.afgewezen": "Afgewezen door {partij}",
    "wijziging.van_kracht": "Van kracht geworden",
}
_TAG = {WEG: ("del", "vervalt: "), ERBIJ: ("ins", "nieuw: ")}


def stukken_html(stukken: Iterable[Stuk]) -> SafeString:
    """Return text with what went and came marked, for the eye and for a screen reader."""
    return format_html_join("", "{}", ((_stuk_html(stuk),) for stuk in stukken))


def _stuk_html(stuk: Stuk) -> SafeString | str:
    if stuk.soort not in _TAG:
        return stuk.tekst
    tag, woord = _TAG[stuk.soort]
    # Both words come from the table above.
    return format_html(
        f'<{tag}><span class="visueel-verborgen">[{woord}</span>{{}}<span class="visueel-verborgen">]</span></{tag}>',
        stuk.tekst,
    )


@dataclass(frozen=True, slots=True)
class Veldverschil:
    """One field before and after."""

    label: str
    voor: SafeString
    na: SafeString


@dataclass(frozen=True, slots=True)
class Regelbeeld:
    """One agreement in a change."""

    regel: Wijzigingsregel
    kop: str
    url: str
    nieuw: bool
    vervalt: bool
    tekst: str
    velden: list[Veldverschil]


@dataclass(frozen=True, slots=True)
class Antwoordbeeld:
    """What one bound party said, and the form for who may answer."""

    partij: Partij
    label: SafeString | str
    instemming: Instemming | None
    form: OordeelForm | None
    stil: bool


def veldverschillen(voor: Waarden, na: Waarden, namen: Mapping[str, str]) -> list[Veldverschil]:
    """Return the fields that read differently, marked word by word."""
    uit = []
    for rij in verschillen(voor, na, namen):
        oud, nieuw = verschil(rij.voor, rij.na)
        uit.append(Veldverschil(rij.label, stukken_html(oud), stukken_html(nieuw)))
    return uit


class Wijzigingsbeeld:
    """The parts of the page; constant queries."""

    def __init__(self, wijziging: Wijziging, toegang: Toegang, gevuld: OordeelForm | None = None) -> None:
        self.wijziging, self.toegang, self.gevuld = wijziging, toegang, gevuld
        self.fase = fase_label(wijziging.fase)
        self.is_correctie = wijziging.soort == WijzigingSoort.CORRECTIE

    @cached_property
    def regels(self) -> list[Regelbeeld]:
        """The agreements, each with its differences."""
        rijen = list(self.wijziging.regels.all())
        namen = namen_voor_verschil(self.toegang, [beeld for rij in rijen for beeld in (rij.voor, rij.na) if beeld])
        return [self._regel(rij, namen) for rij in rijen]

    def _regel(self, regel: Wijzigingsregel, namen: Mapping[str, str]) -> Regelbeeld:
        nieuw = not regel.voor
        beeld = regel.na if nieuw else regel.voor
        naam = f"{beeld['nummer']} {beeld['titel']}".strip()
        if regel.afspraak:
            regel.afspraak.overeenkomst = self.toegang.overeenkomst
        return Regelbeeld(
            regel=regel,
            kop=f"Nieuwe afspraak {naam}".strip() if nieuw else f"Afspraak {naam}",
            url=regel.afspraak.get_absolute_url() if regel.afspraak else "",
            nieuw=nieuw,
            vervalt=regel.vervalt,
            tekst=beeld["tekst"] or beeld["samenvatting"],
            velden=[] if regel.vervalt else veldverschillen(regel.voor or lege_waarden(), regel.na, namen),
        )

    @cached_property
    def antwoorden(self) -> list[Antwoordbeeld]:
        """The bound parties while it lies before them; afterwards who answered."""
        gegeven = {rij.partij_id: rij for rij in self.wijziging.instemmingen.select_related("partij")}
        loopt = self.wijziging.fase in LOPEND and not self.is_correctie
        partijen = gebonden(self.wijziging, self.toegang) if loopt else [rij.partij for rij in gegeven.values()]
        ligt_voor = self.wijziging.fase == WijzigingFase.VOORGELEGD
        stil = zonder_invoerder(partijen, self.toegang.overeenkomst) if ligt_voor else set()
        return [self._antwoord(partij, gegeven.get(partij.pk), stil) for partij in partijen]

    def _antwoord(self, partij: Partij, instemming: Instemming | None, stil: set[int]) -> Antwoordbeeld:
        form = None
        if mag_oordelen_voor(self.wijziging, partij, self.toegang, stil):
            namens = not self.toegang.mag_invoeren_voor(partij.pk)
            begin: dict[str, Any] = {"versie": self.wijziging.versie}
            if instemming:
                begin |= {"oordeel": instemming.oordeel, "toelichting": instemming.toelichting}
            form = OordeelForm(initial=begin, partij=partij, namens=namens)
            if self.gevuld is not None and self.gevuld.partij == partij:
                form = self.gevuld
        label = oordeel_label(instemming.oordeel) if instemming else ""
        return Antwoordbeeld(partij, label, instemming, form, partij.pk in stil)

    @cached_property
    def eerder(self) -> list[dict[str, Any]]:
        """Answers about an earlier wording: taken back when the text changed."""
        rijen = Instemming.history.filter(wijziging_id=self.wijziging.pk, history_type="-")
        return [
            {"partij": rij.partij, "label": oordeel_label(rij.oordeel), "toelichting": rij.toelichting, "op": rij.op}
            for rij in rijen.select_related("partij").order_by("history_date", "history_id")
        ]

    @cached_property
    def verloop(self) -> list[dict[str, Any]]:
        """What happened, oldest first; people are not named, their party is."""
        rijen = Gebeurtenis.objects.filter(object_soort="wijziging", object_id=str(self.wijziging.pk))
        return [
            {"tekst": _ZINNEN[rij.soort].format(partij=rij.partij), "op": rij.tijdstip}
            for rij in rijen.filter(soort__in=_ZINNEN).select_related("partij").order_by("tijdstip", "pk")
        ]

    @cached_property
    def botsingen(self) -> list[str]:
        """What the register changed since the change was drawn up."""
        if self.wijziging.fase not in LOPEND:
            return []
        return register_botsingen(self.wijziging, huidige_afspraken(self.wijziging))

    @property
    def alles_akkoord(self) -> bool:
        """Tell whether every bound party agreed."""
        gezegd = [rij.instemming for rij in self.antwoorden]
        return bool(gezegd) and all(rij is not None and rij.oordeel == Oordeel.AKKOORD for rij in gezegd)

    @property
    def bezwaren(self) -> int:
        """How many parties object."""
        return sum(1 for rij in self.antwoorden if rij.instemming and rij.instemming.oordeel == Oordeel.NIET_AKKOORD)

    # What this user can do now.

    @property
    def eigen(self) -> bool:
        """Tell whether the user speaks for the party that proposed it."""
        return self.toegang.mag_invoeren_voor(self.wijziging.voorgesteld_door_id)

    @property
    def kan_bewerken(self) -> bool:
        """Tell whether the user may change the wording."""
        return mag_bewerken(self.wijziging, self.toegang)

    @property
    def kan_indienen(self) -> bool:
        """Tell whether the user may propose it."""
        voorsteller = self.wijziging.voorgesteld_door_id
        return self.wijziging.fase == WijzigingFase.CONCEPT and any(
            partij.pk == voorsteller for partij in mag_voorstellen_voor(self.toegang)
        )

    @property
    def kan_voorleggen(self) -> bool:
        """Tell whether the user may put it to the parties."""
        return (
            self.toegang.is_redacteur
            and not self.is_correctie
            and not self.botsingen
            and (self.wijziging.fase == WijzigingFase.INGEDIEND or (self.kan_indienen and self.van_gemeente))
        )

    @property
    def van_gemeente(self) -> bool:
        """Tell whether a gemeente proposed it."""
        return self.wijziging.voorgesteld_door.soort == PartijSoort.GEMEENTE

    @property
    def kan_intrekken(self) -> bool:
        """Tell whether the user may withdraw it (a concept: throw it away)."""
        return self.wijziging.fase in LOPEND and self.eigen

    @property
    def kan_vernieuwen(self) -> bool:
        """Tell whether the user can start again from the register of now."""
        vervallen = any(regel.afspraak and regel.afspraak.vervallen_op for regel in self.wijziging.regels.all())
        return bool(self.botsingen) and self.kan_bewerken and not vervallen

    @property
    def kan_ingaan(self) -> bool:
        """Tell whether only the last step is left, which then failed or became possible later."""
        voor = self.wijziging.fase == WijzigingFase.VOORGELEGD
        return voor and self.toegang.is_redacteur and self.alles_akkoord and not self.botsingen

    @cached_property
    def afwijzers(self) -> list[Partij]:
        """The gemeenten for which the user may reject."""
        if self.wijziging.fase not in BIJ_GEMEENTE or not self.toegang.is_redacteur:
            return []
        return [partij for partij in self.toegang.voert_in_voor if partij.soort == PartijSoort.GEMEENTE]

    @property
    def afwijsform(self) -> AfwijsForm | None:
        """The form to reject."""
        return AfwijsForm() if self.afwijzers else None
