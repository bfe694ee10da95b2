"""Who takes part: parties, users with a role at a party, and the log of what happened."""

from __future__ import annotations

import uuid
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from simple_history.models import HistoricalRecords

from basis.tekst import naamsleutel
from partijen.query import LidmaatschapQuerySet, PartijQuerySet
from partijen.rechten import GEEN_RECHTEN, Lid, Rechten
from partijen.rollen import PartijSoort, Rol


class Partij(models.Model):
    """An organisation: gemeente, corporation, tenant organisation, or one that is only named in an agreement."""

    sleutel = models.SlugField("sleutel", max_length=60, unique=True, help_text="Vaste naam in adressen en bestanden.")
    naam = models.CharField("naam", max_length=120)
    korte_naam = models.CharField("korte naam", max_length=40, blank=True)
    soort = models.CharField("soort", max_length=20, choices=PartijSoort.choices)
    rechtsvorm = models.CharField("rechtsvorm", max_length=30, blank=True)
    kvk_nummer = models.CharField(
        "KvK-nummer",
        max_length=8,
        blank=True,
        validators=[RegexValidator(r"^\d{8}$", "Een KvK-nummer heeft 8 cijfers.")],
    )
    opvolger = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="voorgangers", verbose_name="opvolger na fusie"
    )
    sorteernaam = models.CharField(max_length=160, editable=False, db_index=True)
    history = HistoricalRecords()

    objects = PartijQuerySet.as_manager()

    class Meta:
        ordering = ("sorteernaam",)
        verbose_name = "partij"
        verbose_name_plural = "partijen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kvk_nummer"], condition=~models.Q(kvk_nummer=""), name="partij_kvk_nummer_uniek"
            )
        ]

    def __str__(self) -> str:
        return self.korte_naam or self.naam

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the stored sort key in step with the name."""
        self.sorteernaam = naamsleutel(self.korte_naam or self.naam)[:160]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse a party that succeeds itself."""
        if self.opvolger_id and self.opvolger_id == self.pk:
            raise ValidationError({"opvolger": "Een partij kan niet haar eigen opvolger zijn."})


class GebruikerManager(BaseUserManager["Gebruiker"]):
    """Makes users; e-mail addresses are stored in lower case so that they are unique without regard to case."""

    def create_user(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        """Create a user; without password the account cannot be used until one is set."""
        gebruiker = self.model(email=self.normalize_email(email), **velden)
        gebruiker.set_password(password)
        gebruiker.save(using=self._db)
        return gebruiker

    def create_superuser(self, email: str, password: str | None = None, **velden: Any) -> Gebruiker:
        """Create a platformbeheerder (Django's name for the first administrator)."""
        return self.create_user(email, password, is_platformbeheerder=True, **velden)

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Return the address without surrounding space and in lower case."""
        return (email or "").strip().lower()

    def get_by_natural_key(self, username: str | None) -> Gebruiker:
        """Find a user by e-mail address, whatever its case."""
        return self.get(email=self.normalize_email(username))


class Gebruiker(AbstractBaseUser):
    """A person with an account. Accounts are deactivated or anonymised, never deleted with what they wrote."""

    email = models.EmailField("e-mailadres", max_length=254, unique=True)
    naam = models.CharField("naam of functie", max_length=120, blank=True)
    is_active = models.BooleanField("actief", default=True)
    is_platformbeheerder = models.BooleanField("platformbeheerder", default=False)
    aangemaakt_op = models.DateTimeField("aangemaakt op", default=timezone.now, editable=False)
    geanonimiseerd_op = models.DateTimeField("geanonimiseerd op", null=True, blank=True, editable=False)
    bezocht_op = models.DateTimeField(
        "vorige keer op Mijn werk", null=True, blank=True, editable=False, help_text="Wat nieuwer is heet daar 'nieuw'."
    )

    objects: ClassVar[GebruikerManager] = GebruikerManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("email",)
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"), name="gebruiker_email_uniek", violation_error_message="Dit e-mailadres bestaat al."
            )
        ]

    def __str__(self) -> str:
        return self.naam or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the address in one case."""
        self.email = type(self).objects.normalize_email(self.email)
        super().save(*args, **kwargs)

    @cached_property
    def rechten(self) -> Rechten:
        """The user's memberships, read once per request (one query)."""
        if not self.is_active:
            return GEEN_RECHTEN
        rijen = Lidmaatschap.objects.filter(gebruiker=self).select_related("partij")
        return Rechten(
            gebruiker_id=self.pk,
            platformbeheerder=self.is_platformbeheerder,
            leden=tuple(
                Lid(
                    partij_id=rij.partij_id,
                    partij_sleutel=rij.partij.sleutel,
                    partij_soort=rij.partij.soort,
                    rol=Rol(rij.rol),
                    overeenkomst=rij.overeenkomst_sleutel,
                    partij_naam=rij.partij.naam,
                )
                for rij in rijen
            ),
        )

    @property
    def is_staff(self) -> bool:
        """Tell whether the Django admin opens for this user; what it shows there is scoped per model."""
        return self.rechten.mag_beheren

    @property
    def is_superuser(self) -> bool:
        """Nobody stands above the rights table."""
        return False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Model permissions are not used: every admin class decides from ``rechten``."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """See ``has_perm``; the admin classes answer this themselves."""
        return False

    def anonimiseer(self) -> None:
        """Remove what identifies the person and close the account; what was written keeps its author's number."""
        self.email = f"verwijderd-{uuid.uuid4().hex}@geen.example"
        self.naam = "Verwijderde gebruiker"
        self.is_active = False
        self.geanonimiseerd_op = timezone.now()
        self.set_unusable_password()
        self.save()


class Lidmaatschap(models.Model):
    """The role of one user at one party, for all its agreements or for a single one."""

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="lidmaatschappen", verbose_name="gebruiker")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="lidmaatschappen", verbose_name="partij")
    rol = models.CharField("rol", max_length=20, choices=Rol.choices)
    overeenkomst_sleutel = models.SlugField(
        "alleen voor overeenkomst", max_length=80, blank=True, help_text="Leeg: voor alle overeenkomsten van de partij."
    )
    history = HistoricalRecords()

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        ordering = ("partij__sorteernaam", "gebruiker__email", "rol")
        verbose_name = "lidmaatschap"
        verbose_name_plural = "lidmaatschappen"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["gebruiker", "partij", "rol", "overeenkomst_sleutel"], name="lidmaatschap_uniek"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}, {self.get_rol_display()} bij {self.partij}"


class Gebeurtenis(models.Model):
    """One business event, written in the same transaction as the change it tells of.

    It names its object by plain type and key, because this layer knows nothing of agreements.
    """

    tijdstip = models.DateTimeField("tijdstip", default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gebruiker"
    )
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="partij")
    soort = models.CharField("gebeurtenis", max_length=60)
    object_soort = models.CharField("soort object", max_length=40)
    object_id = models.CharField("nummer object", max_length=40)
    overeenkomst_sleutel = models.SlugField("overeenkomst", max_length=80, blank=True)
    herkomst = models.CharField("herkomst", max_length=20, default="portaal")
    gegevens = models.JSONField("gegevens", default=dict, blank=True)

    class Meta:
        ordering = ("-tijdstip", "-pk")
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        indexes: ClassVar = [
            models.Index(fields=["overeenkomst_sleutel", "-tijdstip"], name="gebeurtenis_overeenkomst"),
            models.Index(fields=["object_soort", "object_id"], name="gebeurtenis_object"),
        ]

    def __str__(self) -> str:
        return f"{self.soort} {self.object_soort} {self.object_id}"
