"""The base app: no models, knows nothing of the domain."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from basis.checks import controleer_sjablonen


class BasisConfig(AppConfig):
    """Registers the checks of templates."""

    name = "basis"
    verbose_name = "Basis"

    def ready(self) -> None:
        """Register the system checks."""
        register(controleer_sjablonen, Tags.templates)
