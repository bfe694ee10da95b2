"""The Django admin site of the portal."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.http import HttpRequest

from partijen.rechten import rechten_van


class BeheerSite(AdminSite):
    """Opens for a gemeente's redacteur, a partijbeheerder and the platformbeheerder; each model scopes its own rows."""

    site_header = "Beheer prestatieafspraken"
    site_title = "Beheer prestatieafspraken"
    index_title = "Wat wil je beheren?"

    def has_permission(self, request: HttpRequest) -> bool:
        """Tell whether the user maintains anything at all."""
        return bool(request.user.is_active and rechten_van(request.user).mag_beheren)
