"""What a change leaves alone: settled peilmomenten, other sets; and who is let in where."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from afspraken.models import Afspraak, Deelname
from monitoring import cyclus
from monitoring.models import Rapport, Voortgang
from monitoring.uitvraag import Uitvraag
from partijen.models import Lidmaatschap
from tests import fabrieken as f
from tests.fabrieken import Stad, maak_stad
from tests.monitoring.ronde import maak_ronde
from tests.register_bewerken.formulier import adres
from tests.wijzigingen.bouw import oordeel, schrijf, stel_op, voorgelegd


@pytest.mark.usefixtures("leegmaakbaar")
def test_wat_is_vastgesteld_blijft_staan_na_een_wijziging() -> None:
    stad = maak_stad()
    ronde = maak_ronde(stad)
    door = ronde.wie("gemeente-redacteur")
    cyclus.zet_in_bespreking(peilmoment=ronde.peilmoment, door=door)
    cyclus.stel_vast(peilmoment=ronde.peilmoment, door=door, pdf_maken=False)
    voor = Rapport.objects.get().momentopname
    open_: Any = f.PeilmomentFabriek(overeenkomst=stad.overeenkomst, status="open", peildatum=dt.date(2022, 12, 31))
    Voortgang.objects.create(peilmoment=open_, afspraak=ronde.afspraak, partij=stad.wonen)
    wijziging = stel_op(stad, ronde.afspraak, soort="splitsen", nieuwe=2)
    wijziging = voorgelegd(stad, wijziging)
    for wie in ("wonen", "thuis", "gemeente"):
        uit = oordeel(stad, wijziging, wie)
    assert uit.van_kracht
    assert Rapport.objects.get().momentopname == voor
    assert Voortgang.objects.filter(peilmoment=open_, afspraak=ronde.afspraak).exists()
    later: Any = f.PeilmomentFabriek(overeenkomst=stad.overeenkomst, peildatum=dt.date(2023, 6, 30))
    gevraagd = {afspraak.pk for afspraak in Uitvraag(later).afspraken()}
    assert ronde.afspraak.pk not in gevraagd
    assert set(Afspraak.objects.filter(nummer__regex="[ab]$").values_list("pk", flat=True)) <= gevraagd


@pytest.fixture
def tweede(stad: Stad) -> Any:
    """Another set of the same gemeente."""
    ander: Any = f.OvereenkomstFabriek(
        sleutel="stad-wonen-zorg", naam="Wonen en zorg", regisseur=stad.gemeente, controleur=stad.gemeente,
        tweede_controleur=stad.wonen,
    )  # fmt: skip
    ander.gemeenten.add(stad.gemeente)
    f.DeelnameFabriek(overeenkomst=ander, partij=stad.gemeente)
    return ander


def test_lid_van_een_enkele_set_komt_niet_in_de_andere(stad: Stad, tweede: Any, client: Client) -> None:
    gebruiker = stad.gebruikers["gemeente-redacteur"]
    Lidmaatschap.objects.filter(gebruiker=gebruiker).update(overeenkomst_sleutel=tweede.sleutel)
    stad.afspraak(nummer="1")
    client.force_login(gebruiker)
    for naam in ("register", "register_smart", "register_definities", "afspraak_nieuw", "wijzigingen",
                 "wijziging_nieuw", "jaarschijven", "opvolger", "opvolger_vergelijken"):  # fmt: skip
        assert client.get(adres(stad, naam)).status_code == 404, naam
        assert client.post(adres(stad, naam), {}).status_code == 404, naam
    assert client.get(adres(stad, "register_export", "csv")).status_code == 404
    # Redacteur of one set alone starts no other.
    assert client.get(reverse("afspraken:opvolger", args=[tweede.sleutel])).status_code == 403


def test_rijen_van_een_andere_eigen_set_passen_niet(stad: Stad, tweede: Any, client: Client) -> None:
    hoofdstuk = f.HoofdstukFabriek(deel=f.DeelFabriek(overeenkomst=tweede))
    vreemd: Any = f.AfspraakFabriek(hoofdstuk=hoofdstuk, nummer="9")
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    assert client.get(adres(stad, "afspraak_bewerken", vreemd.pk)).status_code == 404
    assert client.post(adres(stad, "afspraak_verwijderen", vreemd.pk)).status_code == 404
    assert client.post(adres(stad, "register_verplaatsen"), {"wat": f"afspraak:{vreemd.pk}:op"}).status_code == 404
    assert Afspraak.objects.filter(pk=vreemd.pk).exists()


def test_export_zonder_buren_en_zonder_formules(stad: Stad, buurstad: Stad, client: Client, tmp_path: Any) -> None:
    for begin in "=+-@\t":
        stad.afspraak(stad.wonen, nummer=f"{ord(begin)}", tekst=f"{begin}cmd|' /C calc'!A0", titel=f"{begin}1+1")
    buurstad.afspraak(nummer="1", titel="Geheim van de buren")
    concept = stel_op(stad, Afspraak.objects.filter(overeenkomst=stad.overeenkomst).first(), titel="Geheim voorstel")  # type: ignore[arg-type]
    schrijf(concept, stad.gebruikers["wonen-invoerder"], tekst="Geheime tekst")
    client.force_login(stad.gebruikers["thuis-lezer"])
    antwoord = client.get(adres(stad, "register_export", "csv"))
    tekst = b"".join(antwoord.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Geheim" not in tekst
    assert ";=" not in tekst
    assert ';"=' not in tekst
    pad = tmp_path / "register.xlsx"
    pad.write_bytes(client.get(adres(stad, "register_export", "xlsx")).content)
    for blad in load_workbook(pad):
        for rij in blad.iter_rows():
            for cel in rij:
                assert cel.data_type != "f", cel.coordinate
                assert "Geheim" not in str(cel.value)
    assert client.get(adres(stad, "register_export", "exe")).status_code == 404
    assert client.get(adres(buurstad, "register_export", "xlsx")).status_code == 404


def test_wie_is_vertrokken_ziet_wel_maar_stelt_niets_voor(stad: Stad, client: Client) -> None:
    afspraak = stad.afspraak(stad.wonen, nummer="1")
    Deelname.objects.filter(partij=stad.wonen).update(tot=dt.date(2022, 1, 31))
    client.force_login(stad.gebruikers["wonen-redacteur"])
    pagina = client.get(afspraak.get_absolute_url())
    assert pagina.status_code == 200
    assert "Wijziging voorstellen" not in pagina.content.decode()


@pytest.mark.parametrize(("status", "woord"), [("vastgesteld", "Register bijwerken"), ("concept", "Afspraak wijzigen")])
def test_de_knop_zegt_wat_hij_doet(stad: Stad, client: Client, status: str, woord: str) -> None:
    stad.overeenkomst.status = status
    stad.overeenkomst.save()
    afspraak = stad.afspraak(stad.wonen, nummer="1")
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    pagina = client.get(afspraak.get_absolute_url()).content.decode()
    assert woord in pagina
    assert ("Afspraak wijzigen" in pagina) == (status == "concept")
