"""Pages of the admin that a viewer without the right to change opens."""

from __future__ import annotations

import pytest
from django.urls import reverse

from partijen.models import Lidmaatschap
from partijen.rollen import Rol
from tests.fabrieken import GebruikerFabriek, Stad
from tests.monitoring.pagina import als

pytestmark = pytest.mark.django_db


def test_platformbeheerder_bekijkt_een_lidmaatschap_dat_hij_niet_wijzigt(stad: Stad) -> None:
    lid = Lidmaatschap.objects.get(partij=stad.wonen, rol=Rol.PARTIJBEHEERDER)
    client = als(GebruikerFabriek(is_platformbeheerder=True))

    antwoord = client.get(reverse("admin:partijen_lidmaatschap_change", args=[lid.pk]))

    assert antwoord.status_code == 200
    assert lid.gebruiker.email in antwoord.content.decode()
