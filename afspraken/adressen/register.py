"""Addresses of register."""

from __future__ import annotations

from django.urls import URLPattern

BASIS = "overeenkomsten/<slug:sleutel>/"
urlpatterns: list[URLPattern] = []
