"""Addresses."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
    path("", include("voorraad.urls")),
    path("", include("monitoring.urls")),
]
