"""Forms to maintain parties and their members."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from basis.beheervelden import BeheerForm
from partijen.models import Gebruiker, Lidmaatschap, Partij
from partijen.rollen import PartijSoort, Rol

KVK_BEZET = "Dit KvK-nummer hoort bij een andere partij. Kijk het na of vraag de platformbeheerder."
# Residents' groups are sometimes not registered; every other organisation is.
ZONDER_KVK = {PartijSoort.HUURDERSORGANISATIE, PartijSoort.GEMEENTE}


class PartijForm(BeheerForm):
    """A party. A new one with a KvK number that is known already is found instead of made twice."""

    regels = {"partij_kvk_nummer_uniek": ("kvk_nummer", KVK_BEZET)}
    soorten: Iterable[str] = PartijSoort.values
    kvk_verplicht = False
    gevonden: Partij | None = None

    class Meta:
        model = Partij
        fields = ("kvk_nummer", "naam", "korte_naam", "soort", "rechtsvorm", "opvolger")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "soort" in self.fields:
            keuzes = [keuze for keuze in PartijSoort.choices if keuze[0] in self.soorten]
            self.fields["soort"].choices = [("", "---------"), *keuzes]  # type: ignore[attr-defined]

    def clean_kvk_nummer(self) -> str:
        """Find the party that has this number, when a new one is made."""
        nummer = str(self.cleaned_data["kvk_nummer"])
        if nummer and self.instance.pk is None:
            self.gevonden = Partij.objects.filter(kvk_nummer=nummer).first()
        return nummer

    def clean(self) -> dict[str, Any] | None:
        """Ask for the number where an organisation has one."""
        schoon = super().clean()
        gegevens = self.cleaned_data
        leeg = not gegevens.get("kvk_nummer") and "kvk_nummer" not in self.errors
        if self.kvk_verplicht and leeg and gegevens.get("soort") not in ZONDER_KVK:
            self.add_error("kvk_nummer", "Vul het KvK-nummer in: zo komt een partij er geen twee keer in.")
        return schoon

    def full_clean(self) -> None:
        """Ask nothing more once the party is found."""
        super().full_clean()
        if self.gevonden is not None:
            self._errors = ErrorDict()


class UitnodigingForm(forms.ModelForm):
    """Give somebody a role at a party, by e-mail address. Says nothing about whether the address has an account."""

    email = forms.EmailField(
        label="E-mailadres", max_length=254, help_text="Deze persoon krijgt een mail om in te loggen."
    )
    naam = forms.CharField(
        label="Naam of functie",
        max_length=120,
        required=False,
        help_text="Alleen voor wie hier nog geen account heeft.",
    )
    overeenkomst_sleutel = forms.ChoiceField(
        label="Alleen voor overeenkomst", required=False, help_text="Leeg: voor alle overeenkomsten van de partij."
    )
    door: Gebruiker
    beheerd: frozenset[int] = frozenset()
    rollen: Iterable[str] = ()
    overeenkomsten: Iterable[tuple[str, str, frozenset[int]]] = ()

    class Meta:
        model = Lidmaatschap
        fields = ("partij", "rol")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _vul_keuzes(self)

    def clean_email(self) -> str:
        """Refuse the own address."""
        adres = Gebruiker.objects.normalize_email(self.cleaned_data["email"])
        if adres == self.door.email:
            raise ValidationError("Je kunt jezelf geen rol geven. Vraag het een collega.")
        return adres

    def clean(self) -> dict[str, Any] | None:
        """Refuse a limit to an Overeenkomst of another party."""
        schoon = super().clean()
        partij = self.cleaned_data.get("partij")
        if partij and partij.pk not in self.beheerd and self.cleaned_data.get("rol") != Rol.PARTIJBEHEERDER:
            self.add_error("rol", "Bij deze partij kun je alleen de eerste partijbeheerder uitnodigen.")
        _controleer_beperking(self, partij)
        return schoon


class LidmaatschapForm(BeheerForm):
    """Change the role of a member, or limit it to one Overeenkomst."""

    regels = {"lidmaatschap_uniek": ("rol", "Deze persoon heeft deze rol al.")}
    overeenkomst_sleutel = UitnodigingForm.base_fields["overeenkomst_sleutel"]
    rollen: Iterable[str] = ()
    overeenkomsten: Iterable[tuple[str, str, frozenset[int]]] = ()

    class Meta:
        model = Lidmaatschap
        fields = ("rol", "overeenkomst_sleutel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who may look only has no role to choose, while the declared field of the limit stays.
        if "rol" in self.fields:
            _vul_keuzes(self)

    def clean(self) -> dict[str, Any] | None:
        """Refuse a limit to an Overeenkomst of another party, and the same role twice."""
        schoon = super().clean()
        _controleer_beperking(self, self.instance.partij)
        anderen = Lidmaatschap.objects.exclude(pk=self.instance.pk).filter(
            gebruiker=self.instance.gebruiker,
            partij=self.instance.partij,
            rol=self.cleaned_data.get("rol", ""),
            overeenkomst_sleutel=self.cleaned_data.get("overeenkomst_sleutel", ""),
        )
        if anderen.exists():
            self.add_error("rol", "Deze persoon heeft deze rol al.")
        return schoon


def _vul_keuzes(form: Any) -> None:
    """Offer only the roles and sets this user may give."""
    form.fields["rol"].choices = [keuze for keuze in Rol.choices if keuze[0] in form.rollen]
    sets = [(sleutel, naam) for sleutel, naam, _partijen in form.overeenkomsten]
    form.fields["overeenkomst_sleutel"].choices = [("", "Alle overeenkomsten"), *sets]


def _controleer_beperking(form: Any, partij: Partij | None) -> None:
    """Refuse a limit to a set in which the party takes no part."""
    gekozen = form.cleaned_data.get("overeenkomst_sleutel")
    if not gekozen or partij is None:
        return
    if not any(sleutel == gekozen and partij.pk in partijen for sleutel, _naam, partijen in form.overeenkomsten):
        form.add_error("overeenkomst_sleutel", "Deze partij doet niet mee aan die overeenkomst.")
