"""The exported register, edited in a spreadsheet and uploaded again: shown as differences, stored on demand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from afspraken.models import Afspraak, Documentimport, Overeenkomst, Wijziging
from tests.fabrieken import DefinitieFabriek, Stad
from voorraad.importeren import dienst


@pytest.fixture
def klant(stad: Stad) -> Client:
    klant = Client()
    klant.force_login(stad.gebruikers["gemeente-redacteur"])
    return klant


def _exporteer(stad: Stad, klant: Client, pad: Path) -> Any:
    antwoord = klant.get(reverse("afspraken:register_export", args=[stad.overeenkomst.sleutel, "xlsx"]))
    pad.write_bytes(b"".join(antwoord) if antwoord.streaming else antwoord.content)
    return load_workbook(pad)


def _upload(stad: Stad, pad: Path, overeenkomst: Overeenkomst | None) -> Documentimport:
    imp = dienst.maak_import(
        gemeente=stad.gemeente,
        overeenkomst=overeenkomst,
        upload=SimpleUploadedFile("register.xlsx", pad.read_bytes()),
        door=stad.gebruikers["gemeente-redacteur"],
    )
    dienst.lees_in(imp.pk)
    return Documentimport.objects.get(pk=imp.pk)


def _cel(blad: Any, kop: str, rij: int) -> Any:
    for kolom in blad.iter_cols(min_row=1, max_row=5):
        for cel in kolom:
            if str(cel.value or "").strip().startswith(kop):
                return blad.cell(cel.row + rij, cel.column)
    raise AssertionError(f"{kop} staat niet op het blad {blad.title}")


def _neem_over(klant: Client, imp: Documentimport, **extra: str) -> str:
    versie = Documentimport.objects.get(pk=imp.pk).versie
    url = reverse("voorraad:import_overnemen", args=[imp.pk])
    return klant.post(url, {"versie": versie, **extra}, follow=True).content.decode()


def test_een_aangepaste_titel_komt_terug_in_het_register(stad: Stad, klant: Client, tmp_path: Path) -> None:
    stad.afspraak("corporaties", nummer="1", titel="Oude titel", tekst="Getekend.")
    stad.afspraak("corporaties", nummer="2", titel="Blijft zo")
    DefinitieFabriek(overeenkomst=stad.overeenkomst, begrip="DAEB", tekst="Diensten")
    boek = _exporteer(stad, klant, tmp_path / "r.xlsx")
    _cel(boek["Afspraken"], "Korte titel", 1).value = "Nieuwe titel"
    boek.save(tmp_path / "r.xlsx")
    imp = _upload(stad, tmp_path / "r.xlsx", stad.overeenkomst)
    assert imp.staat == "klaar", imp.melding
    pagina = klant.get(imp.get_absolute_url(), follow=True).content.decode()
    assert "Nieuwe titel" in pagina
    assert "1 afspraak is gelijk gebleven" in pagina
    _neem_over(klant, imp, reden="Titel duidelijker gemaakt.")
    assert Afspraak.objects.get(nummer="1").titel == "Nieuwe titel"
    assert Wijziging.objects.get().regels.get().afspraak.nummer == "1"


def test_onaangeroerd_verandert_er_niets(stad: Stad, klant: Client, tmp_path: Path) -> None:
    stad.afspraak("corporaties", nummer="1", tekst="=Getekend met een isteken")
    _exporteer(stad, klant, tmp_path / "r.xlsx")
    imp = _upload(stad, tmp_path / "r.xlsx", stad.overeenkomst)
    assert "er was niets te veranderen" in _neem_over(klant, imp, reden="Niets.")
    assert not Wijziging.objects.exists()
    assert Afspraak.objects.get().versie == 1


def test_een_bestand_van_een_andere_set_of_zonder_set_wordt_geweigerd(
    stad: Stad, buurstad: Stad, klant: Client, tmp_path: Path
) -> None:
    stad.afspraak("corporaties", nummer="1")
    _exporteer(stad, klant, tmp_path / "r.xlsx")
    assert "hoort bij" in _upload(buurstad, tmp_path / "r.xlsx", buurstad.overeenkomst).melding
    assert "Kies bij het uploaden de set" in _upload(stad, tmp_path / "r.xlsx", None).melding


def test_een_afspraak_die_intussen_veranderde_vraagt_om_een_keuze(stad: Stad, klant: Client, tmp_path: Path) -> None:
    Overeenkomst.objects.update(status="concept")
    stad.overeenkomst.refresh_from_db()
    afspraak = stad.afspraak("corporaties", nummer="1", titel="Oud", tekst="Getekend.")
    boek = _exporteer(stad, klant, tmp_path / "r.xlsx")
    _cel(boek["Afspraken"], "Korte titel", 1).value = "Uit Excel"
    boek.save(tmp_path / "r.xlsx")
    Afspraak.objects.get(pk=afspraak.pk).bewaar()
    imp = _upload(stad, tmp_path / "r.xlsx", stad.overeenkomst)
    assert "Kies eerst" in _neem_over(klant, imp)
    url = reverse("voorraad:import_verschillen", args=[imp.pk])
    klant.post(url, {"versie": imp.versie, f"rij-{afspraak.pk}": "houden"})
    _neem_over(klant, imp)
    assert Afspraak.objects.get().titel == "Oud"


def test_een_verdwenen_rij_gaat_pas_weg_als_je_dat_kiest(stad: Stad, klant: Client, tmp_path: Path) -> None:
    Overeenkomst.objects.update(status="concept")
    stad.overeenkomst.refresh_from_db()
    weg = stad.afspraak("corporaties", nummer="1")
    stad.afspraak("corporaties", nummer="2")
    boek = _exporteer(stad, klant, tmp_path / "r.xlsx")
    for naam in boek.sheetnames:
        for rij in range(boek[naam].max_row, 0, -1):
            if naam == "Afspraken" and str(boek[naam].cell(rij, 1).value) == str(weg.pk):
                boek[naam].delete_rows(rij)
    nummer = _cel(boek["Afspraken"], "Nummer", 1)
    if str(nummer.value) == "1":
        boek["Afspraken"].delete_rows(nummer.row)
    boek.save(tmp_path / "r.xlsx")
    imp = _upload(stad, tmp_path / "r.xlsx", stad.overeenkomst)
    assert imp.staat == "klaar", imp.melding
    url = reverse("voorraad:import_verschillen", args=[imp.pk])
    assert "Niet meer in het bestand (1)" in klant.get(url).content.decode()
    klant.post(url, {"versie": imp.versie, f"verdwenen-{weg.pk}": "beeindigen"})
    _neem_over(klant, imp)
    assert list(Afspraak.objects.values_list("nummer", flat=True)) == ["2"]
