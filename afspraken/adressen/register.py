"""Addresses of editing the register."""

from __future__ import annotations

from django.urls import URLPattern, path

from afspraken.views import register as v
from afspraken.views.export import RegisterExportView

BASIS = "overeenkomsten/<slug:sleutel>/"
_REGISTER = BASIS + "register/"
_AFSPRAAK = _REGISTER + "afspraak/"
_ONDERDEEL = _REGISTER + "<slug:soort>/"
urlpatterns: list[URLPattern] = [
    path(_REGISTER, v.RegisterView.as_view(), name="register"),
    path(_REGISTER + "smart/", v.SmartView.as_view(), name="register_smart"),
    path(_REGISTER + "definities/", v.DefinitiesView.as_view(), name="register_definities"),
    path(_REGISTER + "verplaatsen/", v.VerplaatsenView.as_view(), name="register_verplaatsen"),
    path(_REGISTER + "export.<slug:vorm>", RegisterExportView.as_view(), name="register_export"),
    path(_AFSPRAAK + "nieuw/", v.AfspraakNieuwView.as_view(), name="afspraak_nieuw"),
    path(_AFSPRAAK + "<int:pk>/", v.AfspraakBewerkenView.as_view(), name="afspraak_bewerken"),
    path(_AFSPRAAK + "<int:pk>/verwijderen/", v.AfspraakVerwijderenView.as_view(), name="afspraak_verwijderen"),
    path(_ONDERDEEL + "nieuw/", v.OnderdeelNieuwView.as_view(), name="register_onderdeel_nieuw"),
    path(_ONDERDEEL + "<int:pk>/", v.OnderdeelView.as_view(), name="register_onderdeel"),
    path(_ONDERDEEL + "<int:pk>/verwijderen/", v.OnderdeelVerwijderenView.as_view(), name="register_onderdeel_weg"),
]
