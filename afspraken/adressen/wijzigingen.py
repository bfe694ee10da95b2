"""Addresses of wijzigingen."""

from __future__ import annotations

from django.urls import URLPattern, path

from afspraken.views import wijzigingen as v

BASIS = "overeenkomsten/<slug:sleutel>/"
_LIJST = BASIS + "wijzigingen/"
_EEN = _LIJST + "<int:nummer>/"
urlpatterns: list[URLPattern] = [
    path(_LIJST, v.WijzigingenView.as_view(), name="wijzigingen"),
    path(_LIJST + "nieuw/", v.WijzigingNieuwView.as_view(), name="wijziging_nieuw"),
    path(_EEN, v.WijzigingView.as_view(), name="wijziging"),
    path(_EEN + "bewerken/", v.WijzigingBewerkenView.as_view(), name="wijziging_bewerken"),
    path(_EEN + "indienen/", v.IndienenView.as_view(), name="wijziging_indienen"),
    path(_EEN + "voorleggen/", v.VoorleggenView.as_view(), name="wijziging_voorleggen"),
    path(_EEN + "intrekken/", v.IntrekkenView.as_view(), name="wijziging_intrekken"),
    path(_EEN + "ingaan/", v.IngaanView.as_view(), name="wijziging_ingaan"),
    path(_EEN + "vernieuwen/", v.VernieuwenView.as_view(), name="wijziging_vernieuwen"),
    path(_EEN + "afwijzen/", v.AfwijzenView.as_view(), name="wijziging_afwijzen"),
    path(_EEN + "oordeel/<slug:partij>/", v.OordeelView.as_view(), name="wijziging_oordeel"),
]
