"""Addresses of the import."""

from __future__ import annotations

from django.urls import URLPattern, path

from voorraad.importschermen import keuzes, overzicht, rijen

_I = "importeren/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("importeren/", overzicht.ImporterenView.as_view(), name="importeren"),
    path(_I, overzicht.ImportView.as_view(), name="import"),
    path(_I + "bestand/", overzicht.BestandView.as_view(), name="import_bestand"),
    path(_I + "verwijderen/", overzicht.VerwijderenView.as_view(), name="import_verwijderen"),
    path(_I + "gegevens/", rijen.GegevensView.as_view(), name="import_gegevens"),
    path(_I + "afspraken/<int:rij>/", rijen.RijView.as_view(), name="import_rij"),
    path(_I + "nakijken/", keuzes.NakijkenView.as_view(), name="import_nakijken"),
    path(_I + "tabellen/", keuzes.TabellenView.as_view(), name="import_tabellen"),
    path(_I + "verschillen/", keuzes.VerschillenView.as_view(), name="import_verschillen"),
    path(_I + "overnemen/", overzicht.OvernemenView.as_view(), name="import_overnemen"),
]
