"""Reading of the YAML files: readable errors, and lines unwrapped for the page."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from afspraken.models import Overeenkomst
from monitoring.inlezen.bestand import InleesFout, lees, ontvouw, zoek


def test_een_alinea_wordt_een_regel_en_een_lijst_blijft_een_lijst() -> None:
    tekst = "Eerste regel\nloopt door.\n\n- punt een\n  loopt door\n- punt twee\n\nSlot.\n"
    assert ontvouw(tekst) == "Eerste regel loopt door.\n\n- punt een loopt door\n- punt twee\n\nSlot."


def test_een_ontbrekend_of_kapot_bestand_wordt_genoemd(tmp_path: Path) -> None:
    with pytest.raises(InleesFout, match=r"register\.yaml ontbreekt"):
        lees(tmp_path / "register.yaml")
    kapot = tmp_path / "register.yaml"
    kapot.write_text("a: [1,\nb: {")
    with pytest.raises(InleesFout, match="niet te lezen"):
        lees(kapot)
    kapot.write_text("- alleen\n- een lijst\n")
    with pytest.raises(InleesFout, match="geen kopjes"):
        lees(kapot)
    with pytest.raises(InleesFout, match="Partij 'onbekend' bestaat niet"):
        zoek({}, "onbekend", "Partij")


@pytest.mark.django_db
def test_een_onbekende_set_laadt_niets() -> None:
    with pytest.raises(CommandError, match="staat niet in fixtures"):
        call_command("laad_voorbeelden", "utrecht-2020", stdout=StringIO())
    assert not Overeenkomst.objects.exists()


@pytest.mark.django_db
def test_demo_accounts_bestaan_alleen_in_de_demo(settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo_accounts", stdout=StringIO())
