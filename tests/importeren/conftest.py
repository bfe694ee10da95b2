"""What tests of the import share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fabrieken import Stad
from tests.importeren.exporthulp import Bewerking, vul


@pytest.fixture
def bewerking(stad: Stad, tmp_path: Path) -> Bewerking:
    """A filled set as a workbook to edit."""
    vul(stad)
    return Bewerking(stad.overeenkomst, tmp_path)
