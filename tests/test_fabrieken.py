"""Every model has a factory, and every factory makes a valid row."""

from __future__ import annotations

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from tests import fabrieken

EIGEN = {"partijen", "afspraken", "voorraad", "monitoring"}


def alle() -> list[type[DjangoModelFactory]]:
    return [waarde for naam, waarde in vars(fabrieken).items() if naam.endswith("Fabriek")]


def test_elk_model_heeft_een_fabriek() -> None:
    modellen = {
        model
        for model in apps.get_models()
        if model._meta.app_label in EIGEN and not model.__name__.startswith("Historical")
    }
    assert {fabriek._meta.model for fabriek in alle()} == modellen


@pytest.mark.django_db
@pytest.mark.parametrize("fabriek", alle(), ids=lambda fabriek: fabriek.__name__)
def test_een_fabriek_maakt_een_geldige_rij(fabriek: type[DjangoModelFactory]) -> None:
    rij = fabriek()
    rij.full_clean()
    assert str(rij)
