"""Addresses of jaarschijven."""

from __future__ import annotations

from django.urls import URLPattern

BASIS = "overeenkomsten/<slug:sleutel>/"
urlpatterns: list[URLPattern] = []
