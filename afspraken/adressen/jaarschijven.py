"""Addresses of jaarschijven."""

from __future__ import annotations

from django.urls import URLPattern, path

from afspraken.views import jaarschijven as v

BASIS = "overeenkomsten/<slug:sleutel>/"
_LIJST = BASIS + "jaarschijven/"
_JAAR = _LIJST + "<int:jaar>/"
_ACTIVITEIT = _JAAR + "activiteiten/"
urlpatterns: list[URLPattern] = [
    path(BASIS + "volgende-set/", v.OpvolgerView.as_view(), name="opvolger"),
    path(BASIS + "vorige-set/", v.OpvolgerVergelijkenView.as_view(), name="opvolger_vergelijken"),
    path(_LIJST, v.JaarschijvenView.as_view(), name="jaarschijven"),
    path(_LIJST + "vergelijken/", v.VergelijkenView.as_view(), name="jaarschijf_vergelijken"),
    path(_JAAR, v.JaarschijfView.as_view(), name="jaarschijf"),
    path(_JAAR + "inleiding/", v.InleidingView.as_view(), name="jaarschijf_inleiding"),
    path(_JAAR + "vaststellen/", v.VaststellenView.as_view(), name="jaarschijf_vaststellen"),
    path(_JAAR + "afsluiten/", v.AfsluitenView.as_view(), name="jaarschijf_afsluiten"),
    path(_JAAR + "heropenen/", v.HeropenenView.as_view(), name="jaarschijf_heropenen"),
    path(_JAAR + "meenemen/", v.MeenemenView.as_view(), name="jaarschijf_meenemen"),
    path(_ACTIVITEIT + "nieuw/", v.ActiviteitNieuwView.as_view(), name="activiteit_nieuw"),
    path(_ACTIVITEIT + "<int:pk>/", v.ActiviteitView.as_view(), name="activiteit"),
    path(_ACTIVITEIT + "<int:pk>/verwijderen/", v.ActiviteitVerwijderenView.as_view(), name="activiteit_verwijderen"),
]
