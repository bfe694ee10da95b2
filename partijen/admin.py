"""Admin of parties and members.

The classes that need to know which party knows which Overeenkomst get that from a higher layer through their hooks;
afspraken/admin.py registers them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpRequest, HttpResponse

from partijen.accountbeheer import GebruikerAdmin
from partijen.beheer import (
    DomeinAdmin,
    beheerde_partijen,
    gemeenten_van_redacteur,
    is_platformbeheerder,
    vrije_gemeenten,
)
from partijen.forms import LidmaatschapForm, PartijForm, UitnodigingForm
from partijen.models import Lidmaatschap, Partij
from partijen.rollen import PartijSoort, Rol
from partijen.services import (
    beeindig_lidmaatschap,
    nodig_uit,
    noteer_partij,
    vrije_sleutel,
    wijzig_lidmaatschap,
)


@dataclass(frozen=True)
class Benoemd:
    """A row as a page names it."""

    pk: int
    naam: str

    def __str__(self) -> str:
        return self.naam


Overeenkomsten = list[tuple[str, str, frozenset[int]]]


class PartijAdmin(DomeinAdmin):
    """Parties: all for the platformbeheerder, the own one for a partijbeheerder, known ones for a redacteur."""

    form = PartijForm
    list_display = ("naam", "korte_naam", "soort", "kvk_nummer")
    list_filter = ("soort",)
    search_fields = ("naam", "korte_naam", "kvk_nummer")
    search_help_text = "Zoek op naam of KvK-nummer."
    fieldsets = (
        (
            None,
            {
                "fields": ("kvk_nummer", "naam", "korte_naam", "soort", "rechtsvorm", "opvolger"),
                "description": "Staat dit KvK-nummer al in het portaal, dan vinden we die partij voor je terug.",
            },
        ),
    )

    def bekend_bij(self, request: HttpRequest) -> models.QuerySet:
        """Return the parties a redacteur knows from the own Overeenkomsten (hook)."""
        return Partij.objects.none()

    def bewerkbaar_voor(self, request: HttpRequest) -> models.QuerySet:
        """Return the parties a redacteur may change (hook)."""
        return Partij.objects.none()

    def rijen(self, request: HttpRequest) -> models.QuerySet:
        """Return the parties that exist for this user."""
        if is_platformbeheerder(request):
            return Partij.objects.all()
        eigen = models.Q(pk__in=beheerde_partijen(request))
        return Partij.objects.filter(eigen | models.Q(pk__in=self.bekend_bij(request).order_by().values("pk")))

    def keuzes(self, request: HttpRequest, model: type[models.Model]) -> models.QuerySet:
        """Offer the same parties as successor."""
        return self.rijen(request) if model is Partij else super().keuzes(request, model)

    def mag_bekijken(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Everybody who maintains something reads the parties that exist for him."""
        return bool(is_platformbeheerder(request) or beheerde_partijen(request) or gemeenten_van_redacteur(request))

    def mag_toevoegen(self, request: HttpRequest) -> bool:
        """The platformbeheerder and every redacteur of a gemeente as a whole."""
        return is_platformbeheerder(request) or bool(vrije_gemeenten(request))

    def mag_wijzigen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """The own party, and what a redacteur alone uses."""
        if obj is None:
            return self.mag_bekijken(request, None)
        if is_platformbeheerder(request) or obj.pk in beheerde_partijen(request):
            return True
        return self._alleen_van_redacteur(request, obj)

    def mag_verwijderen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """As changing, but nobody deletes the own party."""
        if obj is None:
            return self.mag_toevoegen(request)
        return is_platformbeheerder(request) or self._alleen_van_redacteur(request, obj)

    def mag_geschiedenis(self, request: HttpRequest, obj: models.Model) -> bool:
        """Who may change a party; its history names people."""
        return self.mag_wijzigen(request, obj)

    def _alleen_van_redacteur(self, request: HttpRequest, obj: models.Model) -> bool:
        """Remember the answer: Django asks it many times per page."""
        bewaard: dict[int, bool] = request.__dict__.setdefault("_beheer_bewerkbaar", {})
        if obj.pk not in bewaard:
            bewaard[obj.pk] = self.bewerkbaar_voor(request).filter(pk=obj.pk).exists()
        return bewaard[obj.pk]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The kind decides about rights and a successor about reports, so a partijbeheerder changes neither."""
        if obj is None or is_platformbeheerder(request) or self._alleen_van_redacteur(request, obj):
            return ()
        return ("soort", "opvolger")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Only the platformbeheerder makes gemeenten: their redacteuren maintain registers."""
        form = super().get_form(request, obj, change, **kwargs)
        if not is_platformbeheerder(request):
            form.soorten = [soort for soort in PartijSoort.values if soort != PartijSoort.GEMEENTE]
            form.kvk_verplicht = obj is None
        return form

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Use the party that was found instead of a new one."""
        request._beheer_gevonden = form.gevonden is not None  # type: ignore[attr-defined]
        if form.gevonden is None:
            return super().save_form(request, form, change)
        form.save_m2m = lambda: None
        return form.gevonden

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and note for which gemeente a party was added or found."""
        if form.gevonden is None:
            if not change:
                obj.sleutel = vrije_sleutel(obj.korte_naam or obj.naam)
            super().save_model(request, obj, form, change)
        if not change:
            noteer_partij(
                partij=obj,
                nieuw=form.gevonden is None,
                voor=vrije_gemeenten(request),
                door=request.user,  # type: ignore[arg-type]
            )

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Say so when the party was there already; a popup just chooses it."""
        if not getattr(request, "_beheer_gevonden", False) or IS_POPUP_VAR in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.meld(request, f"{obj.naam} stond al in het portaal. Je kunt deze partij nu kiezen.")
        return self.response_post_save_add(request, obj)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Log for the platformbeheerder; for a redacteur ``noteer_partij`` did."""
        if not vrije_gemeenten(request):
            super().log_addition(request, obj, message)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Say that a party is in use, not where: that may be another gemeente's."""
        te_verwijderen, aantallen, ontbreekt, beschermd = super().get_deleted_objects(objs, request)
        return te_verwijderen, aantallen, ontbreekt, ["deze partij wordt gebruikt"] if beschermd else []


class LidmaatschapAdmin(DomeinAdmin):
    """Members: a partijbeheerder's own, and the first partijbeheerder of a party."""

    list_display = ("email", "rol", "partij", "beperking")
    list_filter = ("rol", ("partij", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("gebruiker", "partij")
    search_fields = ("gebruiker__email", "partij__naam")
    search_help_text = "Zoek op e-mailadres of partij."
    actions = None

    def overeenkomsten(self, request: HttpRequest) -> Overeenkomsten:
        """Return key, name and participants of the sets to which a membership can be limited (hook)."""
        return []

    def zonder_beheerder(self, request: HttpRequest) -> models.QuerySet:
        """Return the parties whose first partijbeheerder a redacteur may invite (hook)."""
        return Partij.objects.none()

    @admin.display(description="E-mailadres", ordering="gebruiker__email")
    def email(self, obj: Lidmaatschap) -> str:
        """Return the address; the name in the account belongs to its owner."""
        return obj.gebruiker.email

    @admin.display(description="Alleen voor overeenkomst", empty_value="Alle overeenkomsten")
    def beperking(self, obj: Lidmaatschap) -> str | None:
        """Return the key of the Overeenkomst the membership is limited to."""
        return obj.overeenkomst_sleutel or None

    def rijen(self, request: HttpRequest) -> models.QuerySet:
        """Return the memberships this user maintains."""
        return Lidmaatschap.objects.beheerbaar_door(request.user).select_related("gebruiker", "partij")

    def keuzes(self, request: HttpRequest, model: type[models.Model]) -> models.QuerySet:
        """Offer the parties for which the user may invite."""
        if model is not Partij:
            return super().keuzes(request, model)
        if is_platformbeheerder(request):
            return Partij.objects.all()
        eigen = models.Q(pk__in=beheerde_partijen(request))
        return Partij.objects.filter(eigen | models.Q(pk__in=self.zonder_beheerder(request).order_by().values("pk")))

    def rollen(self, request: HttpRequest) -> list[str]:
        """Return the roles this user may give: others than a partijbeheerder give the first partijbeheerder alone."""
        return Rol.values if beheerde_partijen(request) else [Rol.PARTIJBEHEERDER]

    def mag_bekijken(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """The partijbeheerder and the platformbeheerder."""
        return is_platformbeheerder(request) or bool(beheerde_partijen(request))

    def mag_toevoegen(self, request: HttpRequest) -> bool:
        """These, and a redacteur for parties that have nobody yet."""
        return self.mag_bekijken(request, None) or bool(vrije_gemeenten(request))

    def mag_wijzigen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """The partijbeheerder changes roles."""
        return bool(beheerde_partijen(request)) if obj is None else obj.partij_id in beheerde_partijen(request)  # type: ignore[attr-defined]

    def mag_verwijderen(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """Who maintains members ends memberships, the own partijbeheer excepted."""
        if not self.mag_bekijken(request, None):
            return False
        zelf = obj is not None and obj.gebruiker_id == request.user.pk and obj.rol == Rol.PARTIJBEHEERDER  # type: ignore[attr-defined]
        return not zelf

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """An invitation asks an address; afterwards only role and limit change."""
        if obj is None:
            return [(None, {"fields": ("email", "naam", "partij", "rol", "overeenkomst_sleutel")})]
        return [(None, {"fields": ("wie", "partij", "rol", "overeenkomst_sleutel")})]

    @admin.display(description="E-mailadres")
    def wie(self, obj: Lidmaatschap) -> str:
        """Return the address on the form."""
        return obj.gebruiker.email

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Somebody else at another party is another membership."""
        return () if obj is None else ("wie", "partij")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form what this user may choose."""
        kwargs["form"] = LidmaatschapForm if obj else UitnodigingForm
        form = super().get_form(request, obj, change, **kwargs)
        form.rollen = self.rollen(request)
        form.overeenkomsten = self.overeenkomsten(request)
        form.beheerd = beheerde_partijen(request)
        form.door = request.user
        return form

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """An invitation is saved by its service."""
        if change:
            return super().save_form(request, form, change)
        form.save_m2m = lambda: None
        return form.instance

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save through the services, which log and mail."""
        if change:
            obj.overeenkomst_sleutel = form.cleaned_data["overeenkomst_sleutel"]
            wijzig_lidmaatschap(lidmaatschap=obj, door=request.user)  # type: ignore[arg-type]
            return
        velden = ("email", "naam", "partij", "rol")
        lid = nodig_uit(
            **{veld: form.cleaned_data[veld] for veld in velden},
            overeenkomst=form.cleaned_data["overeenkomst_sleutel"],
            door=request.user,  # type: ignore[arg-type]
            basis_url=request.build_absolute_uri("/"),
        )
        obj.pk, obj.gebruiker = lid.pk, lid.gebruiker

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """End the membership; the account stays."""
        beeindig_lidmaatschap(lidmaatschap=obj, door=request.user)  # type: ignore[arg-type]

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The service logged it."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """The service logged it."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        """The service logs it."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Answer the same whether or not the address had an account."""
        self.meld(request, f"De uitnodiging voor {obj.gebruiker.email} gaat onderweg.")
        return self.response_post_save_add(request, obj)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Name the member by address."""
        self.meld(request, f"De rol van {obj.gebruiker.email} is opgeslagen.")
        return self.response_post_save_change(request, obj)

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: Any) -> HttpResponse:
        """Say what ended."""
        return super().response_delete(request, "van deze persoon", obj_id)

    def benoem(self, rij: Any) -> Benoemd:
        """Call a member by address and role."""
        return Benoemd(pk=rij.pk, naam=f"{rij.gebruiker.email}, {rij.get_rol_display().lower()}")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """Name the member by address."""
        genoemd = self.benoem(self.get_object(request, unquote(object_id)))
        kwargs["extra_context"] = {"subtitle": str(genoemd), "original": genoemd}
        return super().change_view(request, object_id, *args, **kwargs)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Name the member by address."""
        genoemd = self.benoem(self.get_object(request, unquote(object_id)))
        return super().delete_view(request, object_id, {"object": genoemd} | (extra_context or {}))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name the member by address."""
        _namen, aantallen, ontbreekt, beschermd = super().get_deleted_objects(objs, request)
        return [str(self.benoem(rij)) for rij in objs], aantallen, ontbreekt, beschermd


# Importing it registers it: Django looks for admin classes in this module alone.
__all__ = ["GebruikerAdmin", "LidmaatschapAdmin", "PartijAdmin"]
