"""Addresses."""

from allauth.account.views import email
from django.contrib import admin
from django.urls import include, path
from django.views.decorators.http import require_safe

urlpatterns = [
    # The partijbeheerder decides on addresses: the page shows the own one and changes nothing.
    path("account/email/", require_safe(email)),
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
    path("", include("afspraken.urls")),
    path("", include("voorraad.urls")),
    path("", include("monitoring.urls")),
]
