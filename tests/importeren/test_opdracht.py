"""``manage.py importeer`` without --proef: a document becomes a register at once, or nothing happens."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from afspraken.models import Activiteit, Afspraak, Overeenkomst
from partijen.models import Partij
from tests.importeren.bouwers import Kop, Tabel, word

RIJEN = [
    ["Nr", "Afspraak", "Trekker", "Planning"],
    ["1.1", "De Linde bouwt minimaal 40 woningen.", "De Linde", "vóór 1 juli 2024"],
    ["1.2", "De gemeente wijst locaties aan (zie afspraak 1.1).", "Gemeente", "2025"],
]


def _importeer(pad: Path, *opties: str) -> str:
    uit = StringIO()
    call_command("importeer", str(pad), *opties, stdout=uit)
    return uit.getvalue()


@pytest.mark.django_db
def test_in_een_lege_database_komt_er_een_hele_set(tmp_path: Path) -> None:
    pad = word(tmp_path, Kop("1 Bouwen"), Tabel(RIJEN))
    assert "2 nieuw" in _importeer(pad, "--overeenkomst", "noorddijk-2023")
    overeenkomst = Overeenkomst.objects.get(sleutel="noorddijk-2023")
    assert overeenkomst.status == "concept"
    assert [str(partij) for partij in overeenkomst.gemeenten.all()] == ["Gemeente Noorddijk"]
    afspraak = overeenkomst.afspraken.get(nummer="1.1")
    assert afspraak.hoofdstuk.titel == "Bouwen"
    assert afspraak.betrokkenen.get(rol="trekker").partij.naam == "Woonstichting De Linde"
    assert afspraak.termijnen.get().eind.isoformat() == "2024-06-30"
    assert afspraak.verwezen_door.get().van.nummer == "1.2"


@pytest.mark.django_db
def test_nog_eens_importeren_verandert_niets_en_een_verschil_wordt_geweigerd(tmp_path: Path) -> None:
    pad = word(tmp_path, Kop("1 Bouwen"), Tabel(RIJEN))
    _importeer(pad, "--overeenkomst", "nd")
    assert "0 nieuw, 0 gewijzigd" in _importeer(pad, "--overeenkomst", "nd")
    anders = [[cel.replace("40", "50") for cel in rij] for rij in RIJEN]
    with pytest.raises(CommandError, match=r"1\.1 staat al in het register en is anders"):
        _importeer(word(tmp_path, Kop("1 Bouwen"), Tabel(anders)), "--overeenkomst", "nd")
    assert "40" in Afspraak.objects.get(nummer="1.1").tekst
    with pytest.raises(CommandError, match="Er is al een set"):
        _importeer(pad, "--overeenkomst", "")
        _importeer(pad)


@pytest.mark.django_db
def test_een_vastgestelde_set_gaat_via_het_portaal(tmp_path: Path) -> None:
    pad = word(tmp_path, Kop("1 Bouwen"), Tabel(RIJEN))
    _importeer(pad, "--overeenkomst", "nd")
    Overeenkomst.objects.update(status="vastgesteld")
    with pytest.raises(CommandError, match="vastgesteld"):
        _importeer(pad, "--overeenkomst", "nd")


@pytest.mark.django_db
def test_een_jaarschijf_komt_onder_de_afspraken(tmp_path: Path) -> None:
    _importeer(word(tmp_path, Kop("1 Bouwen"), Tabel(RIJEN)), "--overeenkomst", "nd")
    rijen = [["Afspraak", "Activiteit 2024", "Wie", "Wanneer"], ["1.2", "Kaart tekenen", "Gemeente", "maart 2024"]]
    pad = word(tmp_path, Tabel(rijen), titel="Jaarschijf 2024 bij de prestatieafspraken Noorddijk 2023-2026")
    uit = json.loads(_importeer(pad, "--overeenkomst", "nd", "--json"))
    assert uit["activiteiten"] == 1
    activiteit = Activiteit.objects.get()
    assert (activiteit.jaarschijf.jaar, activiteit.afspraak.nummer) == (2024, "1.2")


@pytest.mark.django_db
def test_bij_een_fout_blijft_de_database_leeg(tmp_path: Path) -> None:
    dubbel = [*RIJEN, ["1.1", "Nog een met hetzelfde nummer, over iets heel anders.", "De Linde", ""]]
    pad = word(tmp_path, Kop("1 Bouwen"), Tabel(dubbel))
    with pytest.raises(CommandError, match=r"1\.1 staat 2 keer"):
        _importeer(pad)
    assert not Partij.objects.exists()
    assert not Overeenkomst.objects.exists()
