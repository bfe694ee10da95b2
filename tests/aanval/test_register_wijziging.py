"""Breaking a Wijziging: steps twice or out of turn, two at once, and a register that moved meanwhile."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from afspraken import wijzigen
from afspraken.keuzes import Oordeel, WijzigingFase
from afspraken.models import Afkomst, Afspraak, Deelname, Instemming, Wijziging
from afspraken.registerservices import Vergrendeld, bewaar_afspraak
from basis.versies import VersieConflict
from tests.aanval.test_tegelijk import tegelijk, tegelijk_op_databank
from tests.fabrieken import Stad
from tests.wijzigingen.bouw import KOP, OVERLEG, oordeel, schrijf, stel_op, voorgelegd


@pytest.fixture
def afspraak(stad: Stad) -> Afspraak:
    """An agreement of Wonen."""
    return stad.afspraak(stad.wonen, nummer="7", tekst="Wij bouwen 213 woningen.")


def adres(wijziging: Wijziging, naam: str, *args: Any) -> str:
    """Return the address of a step."""
    return reverse(f"afspraken:{naam}", args=[wijziging.overeenkomst.sleutel, wijziging.nummer, *args])


def ligt_voor(stad: Stad, afspraak: Afspraak, tekst: str = "Wij bouwen 240 woningen.") -> Wijziging:
    """Return a change that lies before the parties."""
    wijziging = stel_op(stad, afspraak)
    schrijf(wijziging, stad.gebruikers["wonen-invoerder"], tekst=tekst)
    return voorgelegd(stad, Wijziging.objects.get(pk=wijziging.pk))


def test_nog_eens_voorstellen_laat_geen_oud_akkoord_achter(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = ligt_voor(stad, afspraak)
    oordeel(stad, wijziging, "wonen")
    with pytest.raises(ValidationError):
        wijzigen.dien_in(wijziging=wijziging, door=stad.gebruikers["wonen-invoerder"])
    assert Wijziging.objects.get().fase == WijzigingFase.VOORGELEGD


def test_voorstellen_met_een_oude_pagina_doet_niets(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    wijziging = ligt_voor(stad, afspraak)
    client.force_login(stad.gebruikers["wonen-invoerder"])
    antwoord = client.post(adres(wijziging, "wijziging_indienen"), follow=True)
    assert "Dit kan niet meer" in antwoord.content.decode()
    assert Wijziging.objects.get().fase == WijzigingFase.VOORGELEGD


def test_een_akkoord_geldt_alleen_voor_de_tekst_die_er_lag(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = ligt_voor(stad, afspraak)
    oordeel(stad, wijziging, "wonen")
    redacteur = stad.gebruikers["gemeente-redacteur"]
    nu = Wijziging.objects.get()
    schrijf(nu, redacteur, tekst="Wij bouwen 9 woningen.")
    assert not Instemming.objects.exists()
    wijzigen.leg_voor(wijziging=wijziging, door=redacteur)
    assert not oordeel(stad, wijziging, "gemeente").van_kracht
    afspraak.refresh_from_db()
    assert afspraak.tekst == "Wij bouwen 213 woningen."


def test_wie_niet_meer_meedoet_stelt_niets_voor(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    concept = stel_op(stad, afspraak)
    schrijf(concept, stad.gebruikers["wonen-invoerder"], tekst="Anders")
    Deelname.objects.filter(partij=stad.wonen).update(tot=dt.date(2022, 1, 31))
    with pytest.raises(PermissionDenied):
        stel_op(stad, afspraak)
    with pytest.raises(PermissionDenied):
        wijzigen.dien_in(wijziging=concept, door=stad.gebruikers["wonen-invoerder"])
    client.force_login(stad.gebruikers["wonen-invoerder"])
    nieuw = reverse("afspraken:wijziging_nieuw", args=[stad.overeenkomst.sleutel])
    assert client.get(nieuw).status_code == 403
    lijst = client.get(reverse("afspraken:wijzigingen", args=[stad.overeenkomst.sleutel])).content.decode()
    assert "Wijziging voorstellen" not in lijst


def test_oordeel_na_vertrek_telt_niet(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = ligt_voor(stad, afspraak)
    Deelname.objects.filter(partij=stad.wonen).update(tot=dt.date(2022, 1, 31))
    with pytest.raises(PermissionDenied):
        oordeel(stad, wijziging, "wonen")
    assert oordeel(stad, wijziging, "gemeente").van_kracht


def test_een_andere_partij_haalt_een_vreemd_concept_niet_op(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    wijziging = stel_op(stad, afspraak, titel="Geheim plan")
    client.force_login(stad.gebruikers["thuis-redacteur"])
    for naam in ("", "_bewerken", "_indienen", "_voorleggen", "_intrekken", "_ingaan", "_vernieuwen", "_afwijzen"):
        url = adres(wijziging, f"wijziging{naam}")
        assert client.get(url).status_code == 404, naam
        assert client.post(url, {}).status_code in {404, 405}, naam
    assert client.post(adres(wijziging, "wijziging_oordeel", stad.thuis.sleutel), {}).status_code == 404
    for url in ("afspraken:wijzigingen", "monitoring:dashboard", "monitoring:afspraken"):
        assert "Geheim plan" not in client.get(reverse(url, args=[stad.overeenkomst.sleutel])).content.decode()
    assert "Geheim plan" not in client.get(afspraak.get_absolute_url()).content.decode()
    assert "Geheim plan" not in client.get(reverse("monitoring:mijn_werk")).content.decode()


def test_vreemde_afspraken_passen_in_geen_wijziging(
    stad: Stad, buurstad: Stad, afspraak: Afspraak, client: Client
) -> None:
    vreemd = buurstad.afspraak(nummer="1", titel="Van de buren")
    client.force_login(stad.gebruikers["wonen-invoerder"])
    url = reverse("afspraken:wijziging_nieuw", args=[stad.overeenkomst.sleutel])
    assert "Van de buren" not in client.get(url, {"afspraak": vreemd.pk}).content.decode()
    data = {"soort": "aanpassen", "afspraken": [vreemd.pk], "titel": "x", "reden": "y", "ingangsdatum": "1-7-2022"}
    assert client.post(url, data).status_code == 200
    assert client.post(url, data | {"afspraken": [afspraak.pk], "partij": buurstad.wonen.sleutel}).status_code == 200
    assert not Wijziging.objects.exists()
    with pytest.raises(ValidationError):
        wijzigen.stel_op(
            overeenkomst=stad.overeenkomst, soort="aanpassen", partij=stad.wonen, afspraken=[vreemd], nieuwe=0,
            kop=KOP, door=stad.gebruikers["wonen-invoerder"],
        )  # fmt: skip


def test_wijziging_van_een_intussen_vervallen_afspraak(stad: Stad, afspraak: Afspraak) -> None:
    een = ligt_voor(stad, afspraak)
    ander = voorgelegd(stad, stel_op(stad, afspraak, soort="beeindigen"))
    for wie in ("wonen", "gemeente"):
        uit = oordeel(stad, ander, wie)
    assert uit.van_kracht
    oordeel(stad, een, "wonen")
    laatste = oordeel(stad, een, "gemeente")
    assert not laatste.van_kracht
    assert "Vervallen op" in laatste.melding or "vervallen" in laatste.melding.lower()
    afspraak.refresh_from_db()
    assert afspraak.tekst == "Wij bouwen 213 woningen."
    with pytest.raises(ValidationError):
        wijzigen.laat_ingaan(wijziging=een, door=stad.gebruikers["gemeente-redacteur"])
    een.refresh_from_db()
    with pytest.raises(ValidationError):
        wijzigen.vernieuw(wijziging=een, door=stad.gebruikers["gemeente-redacteur"])


def test_nummer_dat_intussen_bezet_is(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = stel_op(stad, afspraak, soort="splitsen", nieuwe=2)
    assert [regel.na["nummer"] for regel in wijziging.regels.all()] == ["7", "7a", "7b"]
    wijziging = voorgelegd(stad, wijziging)
    stad.afspraak(nummer="7a")
    oordeel(stad, wijziging, "wonen")
    uit = oordeel(stad, wijziging, "gemeente")
    assert not uit.van_kracht
    assert "nummer" in uit.melding.lower()
    afspraak.refresh_from_db()
    assert afspraak.vervallen_op is None
    assert not Afkomst.objects.exists()


def test_correctie_alleen_door_de_gemeente(stad: Stad, afspraak: Afspraak) -> None:
    with pytest.raises(PermissionDenied):
        stel_op(stad, afspraak, soort="correctie")
    wijziging = stel_op(stad, afspraak, soort="correctie", wie="gemeente")
    schrijf(wijziging, stad.gebruikers["gemeente-redacteur"], tekst="Zoals getekend.")
    door = stad.gebruikers["gemeente-redacteur"]
    uit = wijzigen.dien_in(wijziging=wijziging, door=door)
    assert uit.fase == WijzigingFase.VAN_KRACHT
    with pytest.raises(ValidationError):
        wijzigen.dien_in(wijziging=wijziging, door=door)


def test_slot_leest_de_stand_van_nu(stad: Stad, afspraak: Afspraak) -> None:
    oud = type(stad.overeenkomst).objects.get(pk=stad.overeenkomst.pk)
    oud.status = "concept"
    with pytest.raises(Vergrendeld):
        bewaar_afspraak(
            overeenkomst=oud,
            afspraak=afspraak,
            waarden={"tekst": "Stiekem"},
            door=stad.gebruikers["gemeente-redacteur"],
        )


@tegelijk_op_databank
def test_twee_laatste_akkoorden_tegelijk(stad: Stad) -> None:
    afspraak = stad.afspraak(stad.wonen, nummer="7", tekst="Wij bouwen 213 woningen.")
    wijziging = ligt_voor(stad, afspraak)

    def stem(wie: str) -> Any:
        return wijzigen.geef_oordeel(
            wijziging=wijziging, partij=getattr(stad, wie), oordeel=Oordeel.AKKOORD, toelichting="",
            door=stad.gebruikers[f"{wie}-redacteur"], verwacht=wijziging.versie,
        )  # fmt: skip

    uit = tegelijk(lambda: stem("wonen"), lambda: stem("gemeente"))
    assert sorted(rij.van_kracht for rij in uit) == [False, True]
    assert Wijziging.objects.get().fase == WijzigingFase.VAN_KRACHT
    assert Afspraak.objects.get(pk=afspraak.pk).tekst == "Wij bouwen 240 woningen."


@tegelijk_op_databank
def test_intrekken_terwijl_het_laatste_akkoord_komt(stad: Stad) -> None:
    afspraak = stad.afspraak(stad.wonen, nummer="7", tekst="Wij bouwen 213 woningen.")
    wijziging = ligt_voor(stad, afspraak)
    oordeel(stad, wijziging, "gemeente")
    uit = tegelijk(
        lambda: oordeel(stad, wijziging, "wonen"),
        lambda: wijzigen.trek_in(wijziging=wijziging, door=stad.gebruikers["wonen-invoerder"]),
    )
    fase = Wijziging.objects.get().fase
    assert fase in {WijzigingFase.VAN_KRACHT, WijzigingFase.INGETROKKEN}
    tekst = Afspraak.objects.get(pk=afspraak.pk).tekst
    assert (tekst == "Wij bouwen 240 woningen.") == (fase == WijzigingFase.VAN_KRACHT)
    assert sum(isinstance(rij, (ValidationError, VersieConflict)) for rij in uit) == 1


@tegelijk_op_databank
def test_twee_voorstellen_tegelijk_krijgen_elk_een_nummer(stad: Stad) -> None:
    afspraak = stad.afspraak(stad.wonen, nummer="7")
    uit = tegelijk(lambda: stel_op(stad, afspraak), lambda: stel_op(stad, afspraak, wie="gemeente"))
    assert sorted(rij.nummer for rij in uit) == [1, 2]


def test_leg_voor_zonder_overleg_gaat_niet(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = stel_op(stad, afspraak, wie="gemeente", overleg=" ", overleg_op=OVERLEG["overleg_op"])
    schrijf(wijziging, stad.gebruikers["gemeente-redacteur"], tekst="Anders")
    with pytest.raises(ValidationError, match="overleg"):
        wijzigen.leg_voor(wijziging=wijziging, door=stad.gebruikers["gemeente-redacteur"])
    assert Wijziging.objects.get().fase == WijzigingFase.CONCEPT
