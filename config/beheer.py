"""The Django admin site of the portal."""

from __future__ import annotations

from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from basis.beheer import BeheerAdmin
from partijen.rechten import rechten_van

# 'r/' leads from any row of any model to its page, 'autocomplete' searches whole models: neither knows our limits.
_WEG = {"view_on_site", "autocomplete", "password_change_done"}


class BeheerSite(AdminSite):
    """Opens for a gemeente's redacteur, a partijbeheerder and the platformbeheerder; each model scopes its own rows.

    Signing in, with its second factor and limits on attempts, goes through the portal's own pages.
    """

    site_header = "Beheer prestatieafspraken"
    site_title = "Beheer prestatieafspraken"
    index_title = "Wat wil je beheren?"
    index_template = "admin/beheer_index.html"

    def has_permission(self, request: HttpRequest) -> bool:
        """Tell whether the user maintains anything at all."""
        return bool(request.user.is_active and rechten_van(request.user).mag_beheren)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Refuse who is signed in but maintains nothing; only who is not signed in is asked to."""
        binnen = super().admin_view(view, cacheable)

        def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not self.has_permission(request):
                raise PermissionDenied
            return binnen(request, *args, **kwargs)

        return update_wrapper(bewaakt, binnen)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take only classes that scope their rows; those that packages bring (groups, addresses, tasks) stay out."""
        if admin_class is not None and issubclass(admin_class, BeheerAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[Any]:
        """Leave out the addresses that answer for every model at once."""
        return [adres for adres in super().get_urls() if getattr(adres, "name", None) not in _WEG]

    @login_not_required
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send who is not signed in to the portal's page for it."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        volgende = request.GET.get("next") or request.path.removesuffix("login/")
        return redirect_to_login(volgende)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Send to the portal's page to change a password."""
        return redirect("account_change_password")

    def get_log_entries(self, request: HttpRequest) -> Any:
        """Return nothing: what was done is in the events, which each user sees as far as his rights go."""
        return ()
