"""Fixed choices of the cycle."""

from __future__ import annotations

from django.db import models


class Houding(models.TextChoices):
    """A tenant organisation's position on the status of an agreement."""

    EENS = "eens", "Eens"
    DEELS = "deels", "Deels eens"
    ONEENS = "oneens", "Oneens"
    GEEN = "geen", "Geen oordeel"
