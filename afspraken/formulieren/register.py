"""The form of one agreement in the register: its values (``afspraken.afspraakwaarden``) as fields and back again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import formset_factory
from django.http import QueryDict

from afspraken.afspraakwaarden import Waarden, getal
from afspraken.formulieren.afspraakvelden import (
    AfspraakTekstForm,
    BetrokkeneRijForm,
    Indicatorbasis,
    IndicatorKopForm,
    Keuzes,
    Rijenset,
    StreefRijForm,
    TermijnRijForm,
    als_dag,
    als_getal,
    streefrijen,
)
from afspraken.keuzes import Antwoordwijze, Berekening, BetrokkeneRol, Ritme
from afspraken.termijnherkenning import herken_termijnen
from basis.formulieren import GeheelVeld, GetalVeld, ProzaVeld, VersieVeld

PREFIX = "a"
GROOTSTE_TEKST = 100_000
_MEESTE_INDICATOREN = 30
_TEKSTEN = (
    "nummer", "onderwerp", "titel", "tekst", "samenvatting", "trekker_tekst", "partijen_tekst", "datum_tekst",
    "bronplaats",
)  # fmt: skip
_KEUZEVELDEN = ("soort", "aard", "antwoordwijze", "penvoerder")
# What was signed; after vaststelling these show, but only a Wijziging changes them.
GETEKENDE_VELDEN = (
    "nummer", "plaats", "onderwerp", "tekst", "soort", "trekker_tekst", "partijen_tekst", "datum_tekst", "gemeenten",
)  # fmt: skip
_INDICATORVELDEN = (
    "sleutel", "naam", "eenheid", "richting", "berekening", "bron", "teller", "noemer", "gewicht", "ritme",
    "cumulatief", "per_partij", "toelichting",
)  # fmt: skip


def _rijen(form: type[forms.Form]) -> type[Rijenset]:
    soort: Any = formset_factory(form, formset=Rijenset, extra=1, can_delete=True, max_num=60, absolute_max=80)
    return soort


class LeverancierRijForm(BetrokkeneRijForm):
    """A party or group that delivers figures: an arrangement of the register, not of the signed text."""

    rol = forms.ChoiceField(
        choices=BetrokkeneRol.choices,
        initial=BetrokkeneRol.LEVERT,
        disabled=True,
        required=False,
        widget=forms.HiddenInput,
    )

    def waarden(self) -> dict[str, str] | None:
        """Return the row with the only role there is here, whatever was sent."""
        rij = super().waarden()
        return rij and rij | {"rol": str(BetrokkeneRol.LEVERT)}


Leveranciers = _rijen(LeverancierRijForm)
Betrokkenen = _rijen(BetrokkeneRijForm)
Termijnen = _rijen(TermijnRijForm)
Streefwaarden = _rijen(StreefRijForm)


@dataclass
class Registerkeuzes:
    """What may be chosen in the form; read once per page."""

    basis: Keuzes
    afspraken: list[tuple[int, str]] = field(default_factory=list)
    definities: list[tuple[int, str]] = field(default_factory=list)


class RegisterTekstForm(AfspraakTekstForm):
    """The words of an agreement and how it is answered."""

    tekst = ProzaVeld(
        label="Getekende tekst", rijen=10, required=False, max_length=GROOTSTE_TEKST,
        help_text="Neem de tekst over zoals hij is getekend. Met Markdown maak je lijstjes en tabellen.",
    )  # fmt: skip
    samenvatting = ProzaVeld(
        label="Samenvatting", rijen=4, required=False, help_text="In gewone woorden: wat is er afgesproken?"
    )
    antwoordwijze = forms.ChoiceField(
        label="Hoe antwoorden de trekkers?", choices=Antwoordwijze.choices, widget=forms.RadioSelect
    )
    penvoerder = forms.ChoiceField(
        label="Penvoerder", required=False, help_text="Alleen als de trekkers samen antwoorden."
    )
    bronplaats = forms.CharField(
        label="Plaats in het document", max_length=200, required=False, help_text="Bijvoorbeeld bladzijde 12, tabel 3."
    )
    verwijzingen = forms.TypedMultipleChoiceField(
        label="Verwijst naar", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    definities = forms.TypedMultipleChoiceField(
        label="Begrippen en noten", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    versie = VersieVeld()

    def __init__(self, *args: Any, keuzes: Registerkeuzes, op_slot: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, keuzes=keuzes.basis, **kwargs)
        velden: dict[str, Any] = self.fields
        velden["penvoerder"].choices = [("", "Geen"), *keuzes.basis.partijen.items()]
        for naam, lijst in (("verwijzingen", keuzes.afspraken), ("definities", keuzes.definities)):
            if lijst:
                velden[naam].choices = lijst
            else:
                del velden[naam]
        if op_slot:
            for naam in GETEKENDE_VELDEN:
                if naam in velden:
                    velden[naam].disabled = True

    def clean(self) -> dict[str, Any]:
        """Ask for a penvoerder when the trekkers answer together; an agreement needs words of some kind."""
        schoon: dict[str, Any] = super().clean() or self.cleaned_data
        if schoon.get("antwoordwijze") == Antwoordwijze.SAMEN and not schoon.get("penvoerder"):
            self.add_error("penvoerder", "Kies wie het antwoord schrijft als de trekkers samen antwoorden.")
        if not (schoon.get("titel") or schoon.get("onderwerp") or schoon.get("tekst")) and not self.errors:
            self.add_error("titel", "Vul een korte titel in.")
        return schoon


class RegisterIndicatorForm(IndicatorKopForm):
    """What is measured, and where the figure comes from."""

    sleutel = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)
    nulmeting = GetalVeld(label="Nulmeting", required=False, decimalen=4, maximum=9_999_999_999)
    nulmeting_jaar = GeheelVeld(label="Jaar van de nulmeting", required=False, minimum=1900, maximum=2200)
    ritme = forms.ChoiceField(label="Hoe vaak gevraagd", choices=Ritme.choices, required=False)
    decimalen = GeheelVeld(label="Cijfers achter de komma", required=False, maximum=4)
    per_partij = forms.BooleanField(label="Elke partij geeft een eigen cijfer", required=False)
    cumulatief = forms.BooleanField(label="Telt op over de tijd", required=False)
    berekening = forms.ChoiceField(label="Waar het cijfer vandaan komt", choices=Berekening.choices, required=False)
    bron = forms.CharField(label="Regel van de voorraadtabel", max_length=60, required=False)
    teller = forms.CharField(label="Teller", max_length=60, required=False)
    noemer = forms.CharField(label="Noemer", max_length=60, required=False)
    gewicht = forms.CharField(label="Gewicht", max_length=60, required=False)
    toelichting = ProzaVeld(label="Toelichting", rijen=2, required=False)


class Indicatorblok(Indicatorbasis):
    """One indicator with its targets."""

    def __init__(self, data: Any, waarden: Waarden | None, keuzes: Keuzes, prefix: str) -> None:
        begin: dict[str, Any] = {"decimalen": 0}
        if waarden:
            begin = {naam: waarden[naam] for naam in (*_INDICATORVELDEN, "decimalen", "nulmeting_jaar")}
            begin["nulmeting"] = als_getal(waarden["nulmeting"])
        self.kop = RegisterIndicatorForm(data, prefix=prefix, initial=begin)
        self.rijen = Streefwaarden(
            data, prefix=f"{prefix}-doel", initial=streefrijen(waarden), form_kwargs={"keuzes": keuzes}
        )

    @property
    def naam(self) -> str:
        """What the block is called on the page; empty for a new one."""
        return str(self.kop["naam"].value() or "")

    @property
    def rijnaam(self) -> str:
        """What a row of targets is called for a screen reader; no two blocks say the same."""
        nummer = int(str(self.kop.prefix).rpartition("i")[2]) + 1
        return f"Streefwaarde van indicator {nummer}{f', {self.naam}' if self.naam else ''}"

    def waarden(self) -> Waarden | None:
        """Return the indicator, None when it goes or was not filled in."""
        schoon = self.kop.cleaned_data
        if not schoon.get("naam") or schoon.get("weg"):
            return None
        return {naam: schoon.get(naam, "") for naam in _INDICATORVELDEN} | {
            "richting": schoon.get("richting") or "minimum",
            "berekening": schoon.get("berekening") or str(Berekening.OPGEGEVEN),
            "ritme": schoon.get("ritme") or str(Ritme.PEILMOMENT),
            "decimalen": schoon.get("decimalen") or 0,
            "nulmeting": getal(schoon.get("nulmeting")),
            "nulmeting_jaar": schoon.get("nulmeting_jaar"),
            "streefwaarden": self.rijen.waarden(),
        }


class Registerformulier:
    """All fields of one agreement. In a settled set only what was not signed can be changed."""

    def __init__(
        self,
        data: QueryDict | None,
        waarden: Waarden,
        keuzes: Registerkeuzes,
        *,
        definities: list[int],
        versie: int,
        op_slot: bool,
    ) -> None:
        self.oud, self.keuzes, self.op_slot = waarden, keuzes, op_slot
        begin = {naam: waarden[naam] for naam in (*_TEKSTEN, *_KEUZEVELDEN, "gemeenten", "verwijzingen")}
        begin |= {"plaats": keuzes.basis.plaats_van(waarden), "definities": definities, "versie": versie}
        self.tekst = RegisterTekstForm(data, prefix=PREFIX, initial=begin, keuzes=keuzes, op_slot=op_slot)
        rijdata = None if op_slot else data
        eigen: dict[str, Any] = {"keuzes": keuzes.basis}
        wie = [
            {"rol": rij["rol"], "wie": f"groep:{rij['groep']}" if rij["groep"] else f"partij:{rij['partij']}"}
            for rij in waarden["betrokkenen"]
        ]
        termijnen = [
            rij | {"begin": als_dag(rij["begin"]), "eind": als_dag(rij["eind"])} for rij in waarden["termijnen"]
        ]
        levert = [rij for rij in wie if rij["rol"] == BetrokkeneRol.LEVERT]
        # A form that was open when the set was settled has no such rows: then they stay as they are.
        eigen_data = data if op_slot and data is not None and f"{PREFIX}-levert-TOTAL_FORMS" in data else None
        self.leveranciers = Leveranciers(eigen_data, prefix=f"{PREFIX}-levert", initial=levert, form_kwargs=eigen)
        self.betrokkenen = Betrokkenen(rijdata, prefix=f"{PREFIX}-wie", initial=wie, form_kwargs=eigen)
        self.termijnen = Termijnen(rijdata, prefix=f"{PREFIX}-termijn", initial=termijnen, form_kwargs=eigen)
        bekend = waarden["indicatoren"]
        self.indicatoren = [
            Indicatorblok(rijdata, bekend[plek] if plek < len(bekend) else None, keuzes.basis, f"{PREFIX}-i{plek}")
            for plek in range(_aantal(rijdata, len(bekend)))
        ]

    @property
    def formulieren(self) -> list[forms.BaseForm]:
        """Every form in it, for the error summary."""
        if self.op_slot:
            return [self.tekst, *self.leveranciers.forms]
        blokken = [form for blok in self.indicatoren for form in (blok.kop, *blok.rijen.forms)]
        return [self.tekst, *self.betrokkenen.forms, *self.termijnen.forms, *blokken]

    @property
    def fouten(self) -> list[str]:
        """Errors of a table as a whole."""
        if not self.tekst.is_bound:
            return []
        sets = [self.betrokkenen, self.termijnen, *(blok.rijen for blok in self.indicatoren)]
        if self.op_slot:
            sets = [self.leveranciers] if self.leveranciers.is_bound else []
        return [str(fout) for rijen in sets for fout in rijen.non_form_errors()]

    def is_valid(self) -> bool:
        """Tell whether everything can be read; every part is asked, so that all errors show at once."""
        delen: list[Any] = [self.tekst]
        if not self.op_slot:
            delen += [self.betrokkenen, self.termijnen, *self.indicatoren]
        elif self.leveranciers.is_bound:
            delen.append(self.leveranciers)
        return False not in [deel.is_valid() for deel in delen]

    def waarden(self) -> Waarden:
        """Return the values as they were filled in; what cannot be read stays as it was (for the preview)."""
        schoon = self.tekst.cleaned_data
        uit = self.oud | {naam: schoon[naam] for naam in (*_TEKSTEN, *_KEUZEVELDEN, "verwijzingen") if naam in schoon}
        if self.op_slot:
            if self.leveranciers.is_valid():
                vast = [rij for rij in self.oud["betrokkenen"] if rij["rol"] != BetrokkeneRol.LEVERT]
                uit["betrokkenen"] = vast + self.leveranciers.waarden()
            return uit
        if schoon.get("plaats"):
            uit |= self.keuzes.basis.plaatsen[schoon["plaats"]][1]
        if "gemeenten" in schoon:
            uit["gemeenten"] = sorted(schoon["gemeenten"])
        for naam, rijen in (("betrokkenen", self.betrokkenen), ("termijnen", self.termijnen)):
            if rijen.is_valid():
                uit[naam] = rijen.waarden()
        if all(blok.is_valid() for blok in self.indicatoren):
            uit["indicatoren"] = [rij for rij in (blok.waarden() for blok in self.indicatoren) if rij]
        return uit

    @property
    def definities(self) -> list[int] | None:
        """The definitions chosen, None when there are none to choose from."""
        return self.tekst.cleaned_data.get("definities")


def _aantal(data: QueryDict | None, bekend: int) -> int:
    """Return how many indicators the form holds."""
    if data is None:
        return bekend
    return min(_geheel(data.get("indicatoren", "")), _MEESTE_INDICATOREN)


def _geheel(tekst: str) -> int:
    """Return a count a browser sent, 0 for nonsense; too many digits for Python to read stay a very large count."""
    return int(tekst.lstrip("0")[:9] or 0) if tekst.isascii() and tekst.isdigit() else 0


def nog_een_rij(data: QueryDict, waar: str) -> QueryDict:
    """Return the data with one more empty row: ``waar`` is the prefix of a table, or 'indicator'."""
    data = data.copy()
    if waar == "indicator":
        plek = _aantal(data, 0)
        if plek < _MEESTE_INDICATOREN:
            data["indicatoren"] = str(plek + 1)
            # By these Django counts the rows of the new, empty table.
            data[f"{PREFIX}-i{plek}-doel-TOTAL_FORMS"] = "1"
            data[f"{PREFIX}-i{plek}-doel-INITIAL_FORMS"] = "0"
        return data
    veld = f"{waar}-TOTAL_FORMS"
    if veld in data and (aantal := _geheel(str(data[veld]))) < 60:
        data[veld] = str(aantal + 1)
    return data


def met_voorgestelde_datums(data: QueryDict, keuzes: Keuzes) -> tuple[QueryDict, int]:
    """Return the data with dates filled in where a term has words alone, and how many were found."""
    data, gevonden = data.copy(), 0
    begin, eind = keuzes.looptijd or (None, None)
    for plek in range(min(_geheel(data.get(f"{PREFIX}-termijn-TOTAL_FORMS", "")), 80)):
        rij = f"{PREFIX}-termijn-{plek}"
        tekst = data.get(f"{rij}-tekst", "")[:200]
        if not tekst.strip() or data.get(f"{rij}-begin") or data.get(f"{rij}-eind"):
            continue
        for een in herken_termijnen(tekst, begin=begin, eind=eind, als_kolom=True)[:1]:
            data[f"{rij}-begin"] = een.begin.strftime("%d-%m-%Y") if een.begin else ""
            data[f"{rij}-eind"] = een.eind.strftime("%d-%m-%Y") if een.eind else ""
            data[f"{rij}-herhaling"], data[f"{rij}-exactheid"] = een.herhaling, een.exactheid
            data[f"{rij}-toelichting"] = een.toelichting[:300]
            gevonden += een.is_gedateerd
    return data, gevonden
