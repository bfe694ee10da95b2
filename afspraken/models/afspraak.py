"""One agreement and all that hangs from it: parties, terms, references, definitions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from afspraken.keuzes import Aard, AfspraakSoort, Antwoordwijze, BetrokkeneRol, Exactheid, Groep, Herhaling
from afspraken.models.overeenkomst import Deel, Hoofdstuk, Overeenkomst, Paragraaf
from afspraken.query import AfspraakQuerySet, BinnenOvereenkomstQuerySet
from afspraken.zoeken import stamtekst
from basis.tekst import sorteersleutel, zoeksleutel
from basis.versies import VersieModel
from partijen.models import Partij


class Afspraak(VersieModel):
    """A numbered agreement. Its address uses the id, never the number."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="afspraken", editable=False)
    deel = models.ForeignKey(Deel, models.CASCADE, related_name="afspraken", editable=False)
    hoofdstuk = models.ForeignKey(Hoofdstuk, models.PROTECT, related_name="afspraken", verbose_name="hoofdstuk")
    paragraaf = models.ForeignKey(
        Paragraaf, models.PROTECT, null=True, blank=True, related_name="afspraken", verbose_name="paragraaf"
    )
    nummer = models.CharField("nummer", max_length=20, blank=True)
    sorteersleutel = models.CharField(max_length=120, editable=False, db_index=True)
    onderwerp = models.CharField("onderwerp in het document", max_length=300, blank=True)
    titel = models.CharField("korte titel", max_length=120)
    soort = models.CharField("soort", max_length=20, choices=AfspraakSoort.choices, default=AfspraakSoort.MEERJARIG)
    aard = models.CharField("resultaat of inspanning", max_length=20, choices=Aard.choices, default=Aard.ONBEKEND)
    tekst = models.TextField("getekende tekst", blank=True)
    samenvatting = models.TextField("samenvatting", blank=True)
    trekker_tekst = models.CharField("trekker in het document", max_length=500, blank=True)
    partijen_tekst = models.CharField("partijen in het document", max_length=500, blank=True)
    datum_tekst = models.CharField("datum in het document", max_length=500, blank=True)
    antwoordwijze = models.CharField(
        "trekkers antwoorden", max_length=10, choices=Antwoordwijze.choices, default=Antwoordwijze.IEDER
    )
    penvoerder = models.ForeignKey(
        Partij, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="penvoerder"
    )
    gemeenten = models.ManyToManyField(
        Partij,
        blank=True,
        related_name="+",
        verbose_name="alleen voor gemeenten",
        help_text="Leeg: de afspraak geldt voor alle gemeenten van de overeenkomst.",
    )
    bronplaats = models.CharField("plaats in het document", max_length=200, blank=True)
    vervallen_op = models.DateField("vervallen op", null=True, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    zoektekst = models.TextField(editable=False)
    stamtekst = models.TextField(editable=False, default="")
    history = HistoricalRecords(excluded_fields=["zoektekst", "stamtekst", "sorteersleutel"])

    objects = AfspraakQuerySet.as_manager()

    class Meta:
        ordering = ("deel__volgorde", "sorteersleutel", "volgorde")
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["deel", "nummer"],
                condition=~models.Q(nummer=""),
                name="afspraak_nummer_uniek",
                violation_error_message="Dit nummer komt in dit deel al voor.",
            ),
            models.CheckConstraint(
                condition=~models.Q(antwoordwijze="samen") | models.Q(penvoerder__isnull=False),
                name="afspraak_samen_heeft_penvoerder",
                violation_error_message="Kies een penvoerder als de trekkers samen antwoorden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}".strip()

    def get_absolute_url(self) -> str:
        """Return the agreement's page."""
        return reverse("monitoring:afspraak", args=[self.overeenkomst.sleutel, self.pk])

    def clean(self) -> None:
        """Refuse a paragraph of another chapter."""
        if self.paragraaf and self.hoofdstuk_id and self.paragraaf.hoofdstuk_id != self.hoofdstuk_id:
            raise ValidationError({"paragraaf": "Deze paragraaf hoort bij een ander hoofdstuk."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep part, Overeenkomst and the stored sort and search keys in step with what they follow from."""
        if self.hoofdstuk_id:
            self.deel_id = self.hoofdstuk.deel_id
            self.overeenkomst_id = self.hoofdstuk.deel.overeenkomst_id
        self.zet_sleutels(self.trekkernamen() if self.pk else ())
        super().save(*args, **kwargs)

    def trekkernamen(self) -> list[str]:
        """Return the names under which the trekkers are searched: of a party both its names, of a group its label."""
        rijen = self.betrokkenen.filter(rol=BetrokkeneRol.TREKKER).select_related("partij")
        return [f"{rij.partij.naam} {rij.partij.korte_naam}" if rij.partij else str(rij) for rij in rijen]

    def zet_sleutels(self, trekkernamen: Iterable[str]) -> None:
        """Set the keys that sort and search; nothing is stored yet."""
        self.sorteersleutel = sorteersleutel(self.nummer)
        teksten = (self.nummer, self.titel, self.onderwerp, self.samenvatting, self.tekst, self.trekker_tekst)
        self.zoektekst = zoeksleutel(" ".join((*teksten, *trekkernamen)))
        self.stamtekst = stamtekst(self.zoektekst)

    def herzoek(self) -> None:
        """Store the search keys anew, after the trekkers changed; the version and the history stay as they are."""
        self.zet_sleutels(self.trekkernamen())
        type(self).objects.filter(pk=self.pk).update(zoektekst=self.zoektekst, stamtekst=self.stamtekst)


class Betrokkene(models.Model):
    """A party or a group of parties in a role at an agreement; groups unfold when a peilmoment opens."""

    afspraak = models.ForeignKey(Afspraak, models.CASCADE, related_name="betrokkenen")
    rol = models.CharField("rol", max_length=20, choices=BetrokkeneRol.choices)
    partij = models.ForeignKey(
        Partij, models.PROTECT, null=True, blank=True, related_name="betrokkenheden", verbose_name="partij"
    )
    groep = models.CharField("groep", max_length=30, choices=Groep.choices, blank=True)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.met_pad("afspraak__overeenkomst").as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = "betrokkene"
        verbose_name_plural = "betrokkenen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(partij__isnull=False, groep="")
                | (models.Q(partij__isnull=True) & ~models.Q(groep="")),
                name="betrokkene_partij_of_groep",
                violation_error_message="Kies een partij of een groep, niet allebei.",
            ),
            models.UniqueConstraint(
                fields=["afspraak", "rol", "partij"],
                condition=models.Q(partij__isnull=False),
                name="betrokkene_partij_uniek",
            ),
            models.UniqueConstraint(
                fields=["afspraak", "rol", "groep"], condition=~models.Q(groep=""), name="betrokkene_groep_uniek"
            ),
        ]

    def __str__(self) -> str:
        return str(self.partij) if self.partij_id else self.get_groep_display()


class Termijn(models.Model):
    """A moment or period the agreement names: the words of the source and the dates that follow from them."""

    afspraak = models.ForeignKey(Afspraak, models.CASCADE, related_name="termijnen")
    tekst = models.CharField("tekst in het document", max_length=300)
    begin = models.DateField("begin", null=True, blank=True)
    eind = models.DateField("eind", null=True, blank=True, help_text="Laatste dag waarop het op tijd is.")
    herhaling = models.CharField("herhaling", max_length=20, choices=Herhaling.choices, default=Herhaling.GEEN)
    exactheid = models.CharField("exactheid", max_length=20, choices=Exactheid.choices, default=Exactheid.EXACT)
    toelichting = models.CharField("toelichting", max_length=500, blank=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.met_pad("afspraak__overeenkomst").as_manager()

    class Meta:
        ordering = ("volgorde", "pk")
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(eind__gte=models.F("begin")) | models.Q(begin=None) | models.Q(eind=None),
                name="termijn_eind_na_begin",
                violation_error_message="Het eind ligt voor het begin.",
            )
        ]

    def __str__(self) -> str:
        return self.tekst


class Gereedmelding(models.Model):
    """One moment of a term that was met; a repeating term has one per time it comes round."""

    termijn = models.ForeignKey(Termijn, models.CASCADE, related_name="gereedmeldingen")
    eind = models.DateField("moment", help_text="De laatste dag van het moment waar het om gaat.")
    gereed_op = models.DateField("gereed op")
    toelichting = models.CharField("toelichting", max_length=300, blank=True)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="gemeld door")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.met_pad("termijn__afspraak__overeenkomst").as_manager()

    class Meta:
        ordering = ("eind",)
        verbose_name = "gereedmelding"
        verbose_name_plural = "gereedmeldingen"
        constraints: ClassVar = [models.UniqueConstraint(fields=["termijn", "eind"], name="gereedmelding_uniek")]

    def __str__(self) -> str:
        return f"{self.termijn} ({self.eind:%d-%m-%Y})"


class Verwijzing(models.Model):
    """A reference from one agreement to another; read in both directions."""

    van = models.ForeignKey(Afspraak, models.CASCADE, related_name="verwijzingen", verbose_name="van")
    naar = models.ForeignKey(Afspraak, models.CASCADE, related_name="verwezen_door", verbose_name="naar")

    objects = BinnenOvereenkomstQuerySet.met_pad("van__overeenkomst").as_manager()

    class Meta:
        ordering = ("van__sorteersleutel", "naar__sorteersleutel")
        verbose_name = "verwijzing"
        verbose_name_plural = "verwijzingen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["van", "naar"], name="verwijzing_uniek"),
            models.CheckConstraint(
                condition=~models.Q(van=models.F("naar")),
                name="verwijzing_niet_naar_zichzelf",
                violation_error_message="Een afspraak verwijst niet naar zichzelf.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.van.nummer} → {self.naar.nummer}"

    def clean(self) -> None:
        """Refuse a reference to another Overeenkomst's agreement."""
        if self.van_id and self.naar_id and self.van.overeenkomst_id != self.naar.overeenkomst_id:
            raise ValidationError({"naar": "Kies een afspraak uit dezelfde overeenkomst."})


class Definitie(models.Model):
    """What a term means here: a footnote or a definition of the document."""

    overeenkomst = models.ForeignKey(Overeenkomst, models.CASCADE, related_name="definities")
    noot = models.CharField("noot", max_length=20, blank=True)
    begrip = models.CharField("begrip", max_length=120)
    tekst = models.TextField("betekenis")
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    afspraken = models.ManyToManyField(Afspraak, blank=True, related_name="definities", verbose_name="bij afspraken")
    history = HistoricalRecords()

    objects = BinnenOvereenkomstQuerySet.as_manager()

    class Meta:
        ordering = ("volgorde",)
        verbose_name = "definitie"
        verbose_name_plural = "definities"

    def __str__(self) -> str:
        return self.begrip
