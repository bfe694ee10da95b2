"""Addresses of the stock."""

from django.urls import path, register_converter

from basis.converters import DatumConverter
from voorraad import views

register_converter(DatumConverter, "datum")
app_name = "voorraad"

urlpatterns = [
    path("overeenkomsten/<slug:sleutel>/voorraad/", views.VoorraadView.as_view(), name="voorraad"),
    path(
        "overeenkomsten/<slug:sleutel>/peilmomenten/<datum:peildatum>/voorraad/<slug:partij>/",
        views.OpgaveView.as_view(),
        name="opgave",
    ),
]
