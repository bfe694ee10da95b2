"""Addresses of the import."""

from __future__ import annotations

from django.urls import URLPattern, path

from voorraad.importschermen import overzicht, rijen

_I = "importeren/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("importeren/", overzicht.ImporterenView.as_view(), name="importeren"),
    path(_I, overzicht.ImportView.as_view(), name="import"),
    path(_I + "bestand/", overzicht.BestandView.as_view(), name="import_bestand"),
    path(_I + "verwijderen/", overzicht.VerwijderenView.as_view(), name="import_verwijderen"),
    path(_I + "gegevens/", rijen.GegevensView.as_view(), name="import_gegevens"),
    path(_I + "afspraken/<int:rij>/", rijen.RijView.as_view(), name="import_rij"),
    path(_I + "tabellen/", rijen.TabellenView.as_view(), name="import_tabellen"),
    path(_I + "verschillen/", rijen.VerschillenView.as_view(), name="import_verschillen"),
    path(_I + "overnemen/", overzicht.OvernemenView.as_view(), name="import_overnemen"),
]
