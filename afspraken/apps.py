"""The register: agreements, who is bound by them, terms, indicators and the peilmomenten."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from afspraken.zoekindex import na_migratie


class AfsprakenConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "afspraken"
    verbose_name = "Afspraken"

    def ready(self) -> None:
        """Make the index of the search after every migrate."""
        post_migrate.connect(na_migratie, sender=self, dispatch_uid="afspraken.zoekindex")
