"""Forms to maintain the register in the admin."""

from __future__ import annotations

from typing import Any

from django import forms

from afspraken.beheer import BinnenForm
from afspraken.keuzes import OvereenkomstStatus
from afspraken.models import Afspraak, Betrokkene, Indicator, Overeenkomst, Streefwaarde, Termijn, Verwijzing
from basis.beheervelden import MeerkeuzeVeld, VersieForm


class OvereenkomstForm(BinnenForm):
    """A set of agreements; one of its gemeenten is the user's own."""

    regels = {
        "overeenkomst_eind_na_begin": ("eind", ""),
        "overeenkomst_twee_controleurs": ("tweede_controleur", ""),
    }
    eigen_gemeenten: frozenset[int] = frozenset()

    class Meta:
        model = Overeenkomst
        fields = (
            "naam",
            "sleutel",
            "begin",
            "eind",
            "verlengd_tot",
            "status",
            "bronstatus",
            "verlenging",
            "inleiding",
            "gemeenten",
            "regisseur",
            "controleur",
            "tweede_controleur",
        )
        error_messages = {"sleutel": {"unique": "Deze sleutel kan niet. Kies een andere."}}

    def clean(self) -> dict[str, Any] | None:
        """Keep the own gemeente among the gemeenten: otherwise the set would be gone for who saves it."""
        schoon = super().clean()
        gemeenten = self.cleaned_data.get("gemeenten")
        concept = OvereenkomstStatus.CONCEPT
        if self.cleaned_data.get("status") == concept and self.initial.get("status", concept) != concept:
            self.add_error("status", "Wat is vastgesteld wordt geen concept meer. Verbeter het met een wijziging.")
        if gemeenten is not None and not any(gemeente.pk in self.eigen_gemeenten for gemeente in gemeenten):
            self.add_error("gemeenten", "Kies in elk geval je eigen gemeente.")
        return schoon


class AfspraakForm(VersieForm, BinnenForm):
    """An agreement with its definitions; the number is unique within its part."""

    regels = {
        "afspraak_nummer_uniek": ("nummer", ""),
        "afspraak_samen_heeft_penvoerder": ("penvoerder", ""),
    }
    definities: forms.Field

    class Meta:
        model = Afspraak
        fields = (
            "nummer",
            "titel",
            "hoofdstuk",
            "paragraaf",
            "soort",
            "aard",
            "onderwerp",
            "tekst",
            "samenvatting",
            "trekker_tekst",
            "partijen_tekst",
            "datum_tekst",
            "antwoordwijze",
            "penvoerder",
            "vervallen_op",
            "volgorde",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "definities" in self.fields and self.instance.pk:
            self.initial["definities"] = list(self.instance.definities.values_list("pk", flat=True))

    def _get_validation_exclusions(self) -> set[str]:
        """Let the part count when the number is checked; it follows from the chapter."""
        hoofdstuk = self.cleaned_data.get("hoofdstuk")
        if hoofdstuk:
            self.instance.deel, self.instance.overeenkomst = hoofdstuk.deel, hoofdstuk.deel.overeenkomst
        return set(super()._get_validation_exclusions()) - {"deel"}  # type: ignore[misc]


def definitieveld(rijen: Any) -> MeerkeuzeVeld:
    """Return the field with the definitions that go with an agreement."""
    return MeerkeuzeVeld(
        rijen=rijen,
        queryset=rijen.queryset,
        required=False,
        label="Definities bij deze afspraak",
        widget=forms.CheckboxSelectMultiple,
    )


class BetrokkeneForm(BinnenForm):
    """A party or a group in a role."""

    regels = {
        "betrokkene_partij_of_groep": ("groep", ""),
        "betrokkene_partij_uniek": ("partij", "Deze partij heeft deze rol al."),
        "betrokkene_groep_uniek": ("groep", "Deze groep heeft deze rol al."),
    }

    class Meta:
        model = Betrokkene
        fields = ("rol", "partij", "groep")


class TermijnForm(BinnenForm):
    """A term; its end lies on or after its begin."""

    regels = {"termijn_eind_na_begin": ("eind", "")}

    class Meta:
        model = Termijn
        fields = ("tekst", "begin", "eind", "herhaling", "exactheid", "toelichting", "volgorde")


class VerwijzingForm(BinnenForm):
    """A reference to another agreement of the same set."""

    regels = {"verwijzing_niet_naar_zichzelf": ("naar", "")}

    class Meta:
        model = Verwijzing
        fields = ("naar",)


class IndicatorForm(BinnenForm):
    """What is measured."""

    regels = {"indicator_decimalen": ("decimalen", "Kies hoogstens 4 decimalen.")}

    class Meta:
        model = Indicator
        fields = (
            "afspraak",
            "sleutel",
            "naam",
            "eenheid",
            "richting",
            "berekening",
            "bron",
            "teller",
            "noemer",
            "gewicht",
            "ritme",
            "cumulatief",
            "per_partij",
            "decimalen",
            "toelichting",
            "volgorde",
        )


class StreefwaardeForm(BinnenForm):
    """A promised value."""

    regels = {"streefwaarde_tot_na_van": ("tot", ""), "streefwaarde_bandbreedte": ("tot_waarde", "")}

    class Meta:
        model = Streefwaarde
        fields = ("partij", "waarde", "tot_waarde", "per", "van", "tot")


class DeelnameForm(BinnenForm):
    """A party that takes part, from when to when."""

    regels = {"deelname_tot_na_van": ("tot", "")}


class PeilmomentForm(VersieForm, BinnenForm):
    """The plan of a peilmoment; opening and everything after it happens in the portal."""

    regels = {"peilmoment_uniek": ("peildatum", "")}
