"""Form fields and forms of the admin: choices read once per request, Dutch numbers and dates, errors at their field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.utils import NestedObjects
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, router
from django.forms.models import BaseInlineFormSet, ModelChoiceIterator

from basis.formulieren import DatumVeld, GeheelVeld, GetalVeld
from basis.getallen import getal_tekst

ONGELDIG = "Deze keuze kan niet. Kies een van de mogelijkheden in de lijst."


def beschermd_door(rijen: Any) -> dict[str, int]:
    """Return per kind how many rows hold on to the given ones. Never their contents: those may be others' concepts."""
    rijen = list(rijen)
    if not rijen:
        return {}
    verzamelaar = NestedObjects(using=router.db_for_write(type(rijen[0])))
    verzamelaar.collect(rijen)
    tellers: Counter[str] = Counter()
    for rij in verzamelaar.protected:
        tellers[str(rij._meta.verbose_name_plural)] += 1
    return dict(tellers)


def opsomming(aantallen: dict[str, int]) -> str:
    """Return '2 metingen, 3 prognoses'."""
    return ", ".join(f"{aantal} {soort}" for soort, aantal in sorted(aantallen.items()))


class Rijen:
    """The rows of a choice list; read once and shared by every form of a request, however many rows a formset has."""

    def __init__(self, queryset: models.QuerySet, label: Callable[[models.Model], str] = str) -> None:
        self.queryset, self.label = queryset, label

    @cached_property
    def per_sleutel(self) -> dict[str, models.Model]:
        """The rows by primary key as text, in their order (one query)."""
        return {str(rij.pk): rij for rij in self.queryset}


class _Iterator(ModelChoiceIterator):
    """Choices out of the shared rows."""

    field: Any

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        for rij in self.field.rijen.per_sleutel.values():
            yield self.choice(rij)

    def __len__(self) -> int:
        return len(self.field.rijen.per_sleutel) + (self.field.empty_label is not None)

    def __bool__(self) -> bool:
        return self.field.empty_label is not None or bool(self.field.rijen.per_sleutel)


class _GedeeldMixin:
    """A model choice field that reads and checks against shared rows: what is not in the list cannot be chosen."""

    iterator: Any = _Iterator
    rijen: Rijen

    def __init__(self, *args: Any, rijen: Rijen, **kwargs: Any) -> None:
        self.rijen = rijen
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj: models.Model) -> str:
        """Return the label of a choice."""
        return self.rijen.label(obj)

    def zoek(self, waarde: Any) -> models.Model:
        """Return the chosen row; raise ValidationError for anything outside the list."""
        sleutel = str(waarde.pk if isinstance(waarde, models.Model) else waarde)
        try:
            return self.rijen.per_sleutel[sleutel]
        except KeyError:
            raise ValidationError(ONGELDIG, code="invalid_choice") from None


class KeuzeVeld(_GedeeldMixin, forms.ModelChoiceField):
    """One row out of shared rows."""

    def to_python(self, value: Any) -> models.Model | None:
        """Return the row or None."""
        return None if value in self.empty_values else self.zoek(value)


class MeerkeuzeVeld(_GedeeldMixin, forms.ModelMultipleChoiceField):
    """Several rows out of shared rows."""

    def clean(self, value: Any) -> Any:
        """Return the rows as a queryset; nothing outside the list passes."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        gekozen = [self.zoek(sleutel).pk for sleutel in value or ()]
        self.run_validators(value)
        return self.rijen.queryset.filter(pk__in=gekozen) if gekozen else self.rijen.queryset.none()


class BeheerGetalVeld(GetalVeld):
    """Decimal number; the zeros the database adds are not shown."""

    def prepare_value(self, value: Any) -> Any:
        """Return a stored number as Dutch text; what was typed stays as it is."""
        return getal_tekst(value.normalize()) if isinstance(value, Decimal) else super().prepare_value(value)


class TekstVeld(forms.CharField):
    """Longer text. Browsers send other line ends than are stored; without this every save would be a change."""

    def to_python(self, value: Any) -> Any:
        """Return the text with the line ends as stored."""
        tekst = super().to_python(value)
        return tekst.replace("\r\n", "\n") if isinstance(tekst, str) else tekst


def getalveld(db_veld: models.Field, **kwargs: Any) -> forms.Field | None:
    """Return a field that reads a number or date as Dutch people type it, or None for other kinds."""
    velden: dict[str, Any] = {
        "label": kwargs.get("label") or str(db_veld.verbose_name).capitalize(),
        "required": not db_veld.blank,
        "help_text": db_veld.help_text,
    }
    if isinstance(db_veld, models.DecimalField):
        return BeheerGetalVeld(decimalen=db_veld.decimal_places, **velden)
    if isinstance(db_veld, models.IntegerField):
        minimum = 0 if isinstance(db_veld, (models.PositiveIntegerField, models.PositiveSmallIntegerField)) else None
        return GeheelVeld(minimum=minimum, **velden)
    if isinstance(db_veld, models.DateField) and not isinstance(db_veld, models.DateTimeField):
        return DatumVeld(widget=AdminDateWidget, **velden)
    return None


class BeheerForm(forms.ModelForm):
    """Form of the admin. Puts the message of a database rule at the field where people can mend it.

    ``regels`` maps the name of a constraint to (field, message); an empty message keeps the constraint's own.
    """

    regels: ClassVar[dict[str, tuple[str, str]]] = {}

    def _update_errors(self, errors: ValidationError) -> None:
        """Move errors of constraints to a field of this form before they are stored."""
        if hasattr(errors, "error_dict"):
            fouten = dict(errors.error_dict)
            for fout in fouten.pop(NON_FIELD_ERRORS, []):
                veld, nieuw = self._plaats(fout)
                fouten.setdefault(veld, []).append(nieuw)
            errors = ValidationError(fouten)
        super()._update_errors(errors)  # type: ignore[misc]

    def _plaats(self, fout: ValidationError) -> tuple[str, ValidationError]:
        """Return the field and the error to show there."""
        tekst = str(fout.messages[0])
        for regel in self._meta.model._meta.constraints:
            if regel.name in self.regels and tekst == str(regel.get_violation_error_message()):
                veld, eigen = self.regels[regel.name]
                return self._of_algemeen(veld), ValidationError(eigen or tekst, code="constraint")
        uniek = (fout.params or {}).get("unique_check", ()) if fout.code == "unique_together" else ()
        for veld in reversed(uniek):
            if self._of_algemeen(veld) == veld:
                return veld, ValidationError("Deze staat er al.", code="unique_together")
        return NON_FIELD_ERRORS, fout

    def _of_algemeen(self, veld: str) -> str:
        zichtbaar = veld in self.fields and not isinstance(self.fields[veld], forms.models.InlineForeignKeyField)
        return veld if zichtbaar else NON_FIELD_ERRORS


class VersieForm(BeheerForm):
    """Form of a row with a version: the second of two colleagues sees what changed and keeps what was typed."""

    gelezen_versie = forms.IntegerField(required=False, widget=forms.HiddenInput, label="Gelezen versie")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "gelezen_versie" in self.fields:
            self.fields["gelezen_versie"].initial = self.instance.versie

    def clean(self) -> dict[str, Any] | None:
        """Compare the version that was read with the one stored now."""
        schoon = super().clean()
        gelezen = self.cleaned_data.get("gelezen_versie")
        if self.instance.pk and gelezen is not None and gelezen != self.instance.versie:
            getypt: Any = self.data.copy()  # type: ignore[attr-defined]  # the QueryDict of a request
            getypt[self.add_prefix("gelezen_versie")] = str(self.instance.versie)
            self.data = getypt
            self.add_error(None, self._botsing())
        return schoon

    def _botsing(self) -> str:
        """Say what is stored now where it differs from what was typed. ``instance`` still holds what is stored."""
        verschillen = []
        for naam, veld in self.fields.items():
            if naam == "gelezen_versie" or naam not in self.cleaned_data or not self._is_modelveld(naam):
                continue
            nu = getattr(self.instance, naam)
            if nu != self.cleaned_data[naam]:
                verschillen.append(f"{veld.label}: ‘{self._toon(naam)}’")
        stand = f" Daar staat nu: {'; '.join(verschillen)}." if verschillen else ""
        return (
            f"Iemand anders heeft dit intussen opgeslagen.{stand} Wat jij typte staat hieronder, ook in de rijen. "
            "Kijk het na en sla opnieuw op om jouw tekst te bewaren."
        )

    def _is_modelveld(self, naam: str) -> bool:
        return any(veld.name == naam for veld in self.instance._meta.concrete_fields)

    def _toon(self, naam: str) -> str:
        toon = getattr(self.instance, f"get_{naam}_display", None)
        return str(toon() if toon else getattr(self.instance, naam) or "leeg")


class BeheerFormSet(BaseInlineFormSet):
    """Rows below a form. Also refuses rows that are each fine but double each other."""

    def clean(self) -> None:
        """Check what may go, and the unique rules with a condition, which Django leaves to the database."""
        super().clean()
        self._weiger_wat_in_gebruik_is()
        for regel in self.model._meta.constraints:  # type: ignore[union-attr]
            if isinstance(regel, models.UniqueConstraint) and regel.fields and regel.condition is not None:
                self._weiger_dubbel([veld for veld in regel.fields if veld != self.fk.name])

    def _weiger_wat_in_gebruik_is(self) -> None:
        """Refuse deleting a row that others build on, without printing what they wrote."""
        if not self.can_delete:
            return
        for form in self.initial_forms:
            beschermd = beschermd_door([form.instance]) if self._should_delete_form(form) else {}  # type: ignore[attr-defined]
            if beschermd:
                raise ValidationError(
                    f"‘{form.instance}’ kan niet weg zolang dit ernaar verwijst: {opsomming(beschermd)}."
                )

    def _weiger_dubbel(self, velden: list[str]) -> None:
        gezien: set[tuple[Any, ...]] = set()
        for form in self.forms:
            gegevens = getattr(form, "cleaned_data", {})
            waarden = tuple(gegevens.get(veld) for veld in velden)
            if gegevens.get("DELETE") or not all(waarden):
                continue
            if waarden in gezien:
                form.add_error(velden[-1], "Deze staat er twee keer.")
            gezien.add(waarden)
