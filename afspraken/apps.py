"""The register: agreements, who is bound by them, terms, indicators and the peilmomenten."""

from django.apps import AppConfig


class AfsprakenConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "afspraken"
    verbose_name = "Afspraken"
