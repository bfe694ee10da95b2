"""Optimistic locking: a row carries a version that is compared in the UPDATE itself.

``select_for_update`` does nothing on SQLite, so the guard is one conditional UPDATE that works the same everywhere.
"""

from __future__ import annotations

from typing import Self

from django.db import models


class VersieConflict(Exception):
    """Somebody else saved the row after it was read; ``huidig`` is the row as it stands now."""

    def __init__(self, huidig: models.Model) -> None:
        super().__init__("Iemand anders heeft dit intussen opgeslagen.")
        self.huidig = huidig


class VersieModel(models.Model):
    """Abstract row with a version number that rises by one with every save through ``bewaar``."""

    versie = models.PositiveIntegerField("versie", default=1, editable=False)

    class Meta:
        abstract = True

    def bewaar(self, *, verwacht: int | None = None) -> Self:
        """Save the row if its stored version still is ``verwacht`` (default: the version it was read with).

        Runs in the caller's transaction. Raises VersieConflict when another save came between.
        """
        if self._state.adding:
            self.full_clean()
            self.save()
            return self
        gelezen = self.versie if verwacht is None else verwacht
        rijen = type(self)._default_manager.filter(pk=self.pk, versie=gelezen)
        if not rijen.update(versie=gelezen + 1):
            raise VersieConflict(type(self)._default_manager.get(pk=self.pk))
        self.versie = gelezen + 1
        self.full_clean()
        self.save()
        return self
