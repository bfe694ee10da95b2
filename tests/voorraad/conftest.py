"""Tables to test the stock with."""

import pytest

from tests.fabrieken import Stad
from tests.voorraad.bouw import Voorraad, maak_uitgebreid, maak_voorraad


@pytest.fixture
def voorraad(stad: Stad) -> Voorraad:
    """Mutations alone, like tabel 1 of Amersfoort."""
    return maak_voorraad(stad)


@pytest.fixture
def uitgebreid(stad: Stad) -> Voorraad:
    """Mutations, a stand with opening stand, and locations, like the appendices of Kampen."""
    return maak_uitgebreid(stad)
