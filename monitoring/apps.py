"""The cycle: progress, figures, judging, positions, dashboards and reports."""

import importlib

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from afspraken.signalen import set_opgevolgd
from monitoring.bevriezing import na_migratie


class MonitoringConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "monitoring"
    verbose_name = "Voortgang en rapportage"

    def ready(self) -> None:
        """Set the triggers of the freeze after every migrate, register the checks, and go along to a next set."""
        importlib.import_module("monitoring.checks")
        opvolging = importlib.import_module("monitoring.opvolging")
        set_opgevolgd.connect(opvolging.kopieer_grootheden, dispatch_uid="monitoring.opvolging")
        post_migrate.connect(na_migratie, sender=self, dispatch_uid="monitoring.bevriezing")
