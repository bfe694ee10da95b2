"""Stock of dwellings: tables, promises, returns and what follows from them."""

from django.apps import AppConfig


class VoorraadConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "voorraad"
    verbose_name = "Voorraad"
