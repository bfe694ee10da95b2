"""Fixed choices of the stock tables."""

from __future__ import annotations

from django.db import models


class Teken(models.TextChoices):
    """How the count of a row works on the stock."""

    PLUS = "plus", "Erbij"
    MIN = "min", "Eraf"
    SALDO = "saldo", "Saldo, met eigen teken"
    AFGELEID = "afgeleid", "Berekend"


class Permanentie(models.TextChoices):
    """How long the dwellings stay."""

    PERMANENT = "permanent", "Permanent"
    TIJDELIJK_LANG = "tijdelijk_lang", "Tijdelijk, langer dan 5 jaar"
    TIJDELIJK_KORT = "tijdelijk_kort", "Tijdelijk, korter dan 5 jaar"


class Hardheid(models.TextChoices):
    """How sure a plan is (domein.md section 3)."""

    HARD = "hard", "Hard plan"
    ZACHT = "zacht", "Zacht plan"
    AMBITIE = "ambitie", "Ambitie"
    ONBEKEND = "onbekend", "Niet bekend"


class TabelSoort(models.TextChoices):
    """What the rows of a table count."""

    MUTATIES = "mutaties", "Mutaties over een periode"
    STAND = "stand", "Stand op de peildatum"
    PROJECTEN = "projecten", "Projecten per jaar"


class GrensSoort(models.TextChoices):
    """Rent boundaries, by neutral names (domein.md section 2)."""

    KWALITEITSKORTING = "kwaliteitskorting", "Kwaliteitskortingsgrens (jongerengrens)"
    LAGE_AFTOPPING = "lage_aftopping", "Lage aftoppingsgrens"
    HOGE_AFTOPPING = "hoge_aftopping", "Hoge aftoppingsgrens"
    HUURTOESLAG = "huurtoeslag", "Huurtoeslaggrens"
    MIDDENHUUR = "middenhuur", "Bovengrens middenhuur"
