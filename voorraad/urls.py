"""Addresses of the stock."""

from django.urls import path

from basis.converters import registreer
from voorraad import adressen_import, views

registreer()
app_name = "voorraad"

urlpatterns = [
    *adressen_import.urlpatterns,
    path("overeenkomsten/<slug:sleutel>/voorraad/", views.VoorraadView.as_view(), name="voorraad"),
    path(
        "overeenkomsten/<slug:sleutel>/peilmomenten/<datum:peildatum>/voorraad/<slug:partij>/",
        views.OpgaveView.as_view(),
        name="opgave",
    ),
]
