"""Forms of a Wijziging: what it is about, its head, an answer and a rejection."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from afspraken.keuzes import Oordeel, WijzigingSoort
from afspraken.models import Afspraak, Wijziging
from afspraken.wijzigingsfasen import AANTALLEN
from basis.formulieren import DatumVeld, ProzaVeld, VersieVeld
from partijen.models import Partij

_UITLEG = {
    WijzigingSoort.AANPASSEN: "Afspraak aanpassen: andere tekst, trekker, termijn of streefwaarde",
    WijzigingSoort.TOEVOEGEN: "Afspraak toevoegen",
    WijzigingSoort.BEEINDIGEN: "Afspraak beëindigen",
    WijzigingSoort.SAMENVOEGEN: "Afspraken samenvoegen tot één nieuwe",
    WijzigingSoort.SPLITSEN: "Afspraak splitsen in twee of meer",
    WijzigingSoort.VERVANGEN: "Afspraak vervangen door een nieuwe",
    WijzigingSoort.CORRECTIE: "Register verbeteren: het staat anders in het getekende document. Gaat direct in.",
}
_NIEUWE = {soort: (minst, meest) for soort, (_, _, minst, meest) in AANTALLEN.items()}


class WijzigingKopForm(forms.Form):
    """What changes, why, from when, and (for the gemeente) which overleg discussed it."""

    use_required_attribute = False

    titel = forms.CharField(label="Wat verandert er, in één zin", max_length=160)
    reden = ProzaVeld(label="Waarom", max_length=5000)
    ingangsdatum = DatumVeld(label="Geldt vanaf", help_text="Bijvoorbeeld 01-07-2023.")
    overleg = forms.CharField(
        label="Besproken in welk overleg",
        max_length=160,
        required=False,
        help_text="Bijvoorbeeld: bestuurlijk overleg wonen.",
    )
    overleg_op = DatumVeld(label="Datum van het overleg", required=False)

    def __init__(self, *args: Any, met_overleg: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not met_overleg:
            for naam in ("overleg", "overleg_op"):
                del self.fields[naam]


class WijzigingTekstForm(WijzigingKopForm):
    """The head of a change with the version it was read with."""

    versie = VersieVeld()

    @staticmethod
    def begin(wijziging: Wijziging) -> dict[str, Any]:
        """Return what is stored now."""
        return {naam: getattr(wijziging, naam) for naam in (*WijzigingKopForm.base_fields, "versie")}

    def kop(self) -> dict[str, Any]:
        """Return the values to store."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "versie"}


class NieuweWijzigingForm(WijzigingKopForm):
    """Start of a change: the kind, for which party, and about which agreements."""

    soort = forms.ChoiceField(label="Wat wil je doen", widget=forms.RadioSelect)
    partij = forms.ChoiceField(label="Voorgesteld door")
    afspraken = forms.MultipleChoiceField(
        label="Om welke afspraken gaat het",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Bij een nieuwe afspraak kies je niets. Bij samenvoegen kies je er twee of meer.",
    )
    nieuwe = forms.IntegerField(
        label="In hoeveel afspraken splits je",
        required=False,
        min_value=2,
        max_value=5,
        initial=2,
        help_text="Alleen bij splitsen.",
        error_messages=dict.fromkeys(("min_value", "max_value", "invalid"), "Vul een getal van 2 tot en met 5 in."),
    )
    field_order = ("soort", "afspraken", "nieuwe", "titel", "reden", "ingangsdatum", "partij")

    def __init__(
        self, *args: Any, afspraken: Sequence[Afspraak], partijen: Sequence[Partij], corrigeert: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, met_overleg=False, **kwargs)
        self._afspraken = {str(afspraak.pk): afspraak for afspraak in afspraken}
        self._partijen = {partij.sleutel: partij for partij in partijen}
        soorten = [s for s in WijzigingSoort if corrigeert or s != WijzigingSoort.CORRECTIE]
        self.fields["soort"].choices = [(s.value, _UITLEG[s]) for s in soorten]  # type: ignore[attr-defined]
        self.fields["afspraken"].choices = [(pk, str(rij)) for pk, rij in self._afspraken.items()]  # type: ignore[attr-defined]
        self.fields["partij"].choices = [(pk, str(partij)) for pk, partij in self._partijen.items()]  # type: ignore[attr-defined]
        if len(self._partijen) == 1:
            self.fields["partij"].widget = forms.HiddenInput()
            self.fields["partij"].initial = next(iter(self._partijen))

    def clean_afspraken(self) -> list[Afspraak]:
        """Return the agreements themselves."""
        return [self._afspraken[pk] for pk in self.cleaned_data["afspraken"]]

    def clean_partij(self) -> Partij:
        """Return the party itself."""
        return self._partijen[self.cleaned_data["partij"]]

    def invoer(self) -> dict[str, Any]:
        """Return the arguments of ``wijzigen.stel_op``."""
        schoon = self.cleaned_data
        soort = WijzigingSoort(schoon["soort"])
        minst, meest = _NIEUWE[soort]
        return {
            "soort": soort,
            "partij": schoon["partij"],
            "afspraken": schoon["afspraken"],
            "nieuwe": schoon.get("nieuwe") or minst if meest > minst > 1 else minst,
            "kop": {naam: schoon[naam] for naam in ("titel", "reden", "ingangsdatum")},
        }


class OordeelForm(forms.Form):
    """Agree or not, by one bound party."""

    use_required_attribute = False

    oordeel = forms.ChoiceField(label="Oordeel", choices=Oordeel.choices, widget=forms.RadioSelect)
    toelichting = ProzaVeld(
        label="Toelichting", required=False, max_length=3000, rijen=3, help_text="Verplicht als je niet akkoord bent."
    )
    versie = VersieVeld()

    def __init__(self, *args: Any, partij: Partij, namens: bool = False, **kwargs: Any) -> None:
        kwargs["prefix"] = partij.sleutel
        super().__init__(*args, **kwargs)
        self.partij, self.namens = partij, namens
        if namens:
            self.fields["toelichting"].label = "Hoe heeft deze partij dit laten weten"
            self.fields["toelichting"].help_text = "Deze partij heeft geen account. Noem de brief of het overleg."


class AfwijsForm(forms.Form):
    """Why a change does not go on."""

    use_required_attribute = False
    prefix = "afwijzen"

    reden = ProzaVeld(label="Waarom gaat de wijziging niet door", max_length=3000, rijen=3)


def ingangsdatum_voorstel(begin: dt.date, eind: dt.date, vandaag: dt.date) -> dt.date:
    """Return the date the form proposes: the first day of next month, within the period of the set."""
    volgende = dt.date(vandaag.year + vandaag.month // 12, vandaag.month % 12 + 1, 1)
    return min(max(volgende, begin), eind)
