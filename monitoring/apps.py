"""The cycle: progress, figures, judging, positions, dashboards and reports."""

import importlib

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from monitoring.bevriezing import na_migratie


class MonitoringConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "monitoring"
    verbose_name = "Voortgang en rapportage"

    def ready(self) -> None:
        """Set the triggers of the freeze after every migrate, and register the checks."""
        importlib.import_module("monitoring.checks")
        post_migrate.connect(na_migratie, sender=self, dispatch_uid="monitoring.bevriezing")
