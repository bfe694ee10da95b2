"""Looking over a whole document in minutes: many rows at once, warnings only, the rest of the differences in one go."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from afspraken.models import Afspraak, Documentimport, Overeenkomst
from tests.fabrieken import Stad
from tests.importeren.gevonden import maak_import, resultaat, rij
from voorraad.importeren import bron


@pytest.fixture
def klant(stad: Stad) -> Client:
    klant = Client()
    klant.force_login(stad.gebruikers["gemeente-redacteur"])
    return klant


def _url(imp: Documentimport, naam: str, *rest: int) -> str:
    return reverse(f"voorraad:{naam}", args=[imp.pk, *rest])


def _tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


def _doe(klant: Client, imp: Documentimport, **velden: Any) -> str:
    versie = Documentimport.objects.get(pk=imp.pk).versie
    return _tekst(klant.post(_url(imp, "import_nakijken"), {"versie": versie, **velden}, follow=True))


def _rijen(imp: Documentimport) -> list[dict[str, Any]]:
    rijen: list[dict[str, Any]] = Documentimport.objects.get(pk=imp.pk).bewerkt["afspraken"]
    return rijen


def test_alles_zonder_waarschuwing_is_in_een_keer_nagekeken(stad: Stad, klant: Client) -> None:
    imp = maak_import(stad, resultaat(rij("1"), rij("2", waarschuwingen=["Kijk na."]), rij("3")))
    assert "Alles zonder waarschuwing is goed (2)" in _tekst(klant.get(imp.get_absolute_url()))
    assert "2 rijen zijn zonder waarschuwing nagekeken" in _doe(klant, imp, actie="alles_goed")
    assert [rij["nagekeken"] for rij in _rijen(imp)] == [True, False, True]
    assert "1 rij is nagekeken" in _doe(klant, imp, actie="goed", rij=["2"])
    assert "Je hebt alle rijen nagekeken" in _tekst(klant.get(imp.get_absolute_url()))


def test_aangevinkte_rijen_gaan_niet_mee_en_komen_weer_terug(stad: Stad, klant: Client) -> None:
    imp = maak_import(stad, resultaat(rij("1"), rij("2"), rij("3")))
    _doe(klant, imp, actie="overslaan", rij=["1", "3", "99", "-1", "x"])
    assert [rij["keuze"] for rij in _rijen(imp)] == ["overslaan", "", "overslaan"]
    overnemen = _tekst(klant.get(_url(imp, "import_overnemen")))
    assert "<dt>Nieuwe afspraken</dt><dd>1</dd>" in overnemen
    assert "<dt>Overgeslagen rijen</dt><dd>2</dd>" in overnemen
    _doe(klant, imp, actie="terug", rij=["3"])
    assert [rij["keuze"] for rij in _rijen(imp)] == ["overslaan", "", ""]


@pytest.mark.parametrize("velden", [{}, {"actie": "goed"}, {"actie": "wissen", "rij": ["1"]}])
def test_zonder_keuze_gebeurt_er_niets(stad: Stad, klant: Client, velden: dict[str, Any]) -> None:
    imp = maak_import(stad, resultaat(rij("1")))
    assert "Vink eerst een of meer rijen aan" in _doe(klant, imp, **velden)
    assert Documentimport.objects.get().versie == imp.versie


def test_de_weg_langs_de_waarschuwingen_slaat_de_rest_over(stad: Stad, klant: Client) -> None:
    let_op = {"waarschuwingen": ["Kijk na."]}
    imp = maak_import(stad, resultaat(rij("1", **let_op), rij("2"), rij("3", **let_op), rij("4")))
    assert _url(imp, "import_rij", 1) + "?lijst=waarschuwing" in _tekst(klant.get(imp.get_absolute_url()))
    pagina = klant.get(_url(imp, "import_rij", 1) + "?lijst=waarschuwing")
    assert "Rij 1 van 2 die je nog nakijkt" in _tekst(pagina)
    assert pagina.context["volgende"] == _url(imp, "import_rij", 3) + "?lijst=waarschuwing"
    _doe(klant, imp, actie="goed", rij=["1"])
    laatste = klant.get(_url(imp, "import_rij", 3) + "?lijst=waarschuwing")
    assert (laatste.context["vorige"], laatste.context["volgende"]) == ("", "")


def test_de_rest_van_de_verschillen_in_een_keer(stad: Stad, klant: Client) -> None:
    Overeenkomst.objects.update(status="concept")
    stad.overeenkomst.refresh_from_db()
    for nummer in "123":
        stad.afspraak("corporaties", nummer=nummer, tekst="Oud.", trekker_tekst="Corporaties")
    imp = maak_import(stad, resultaat(rij("1"), rij("2"), rij("3")), overeenkomst=stad.overeenkomst)
    assert "Bij 3 afspraken heb je nog niet gekozen" in _tekst(klant.get(_url(imp, "import_verschillen")))
    velden = {"versie": imp.versie, "rij-2": "houden", "rest": "overnemen"}
    klant.post(_url(imp, "import_verschillen"), velden)
    assert [rij["keuze"] for rij in _rijen(imp)] == ["overnemen", "houden", "overnemen"]
    klant.post(_url(imp, "import_overnemen"), {"versie": Documentimport.objects.get().versie})
    assert [afspraak.tekst == "Oud." for afspraak in Afspraak.objects.order_by("nummer")] == [False, True, False]


def test_gekozen_verschillen_staan_er_na_opnieuw_inloggen(stad: Stad) -> None:
    Overeenkomst.objects.update(status="concept")
    stad.overeenkomst.refresh_from_db()
    stad.afspraak("corporaties", nummer="1", tekst="Oud.")
    imp = maak_import(stad, resultaat(rij("1")), overeenkomst=stad.overeenkomst)
    anoniem = Client()
    anoniem.post(_url(imp, "import_verschillen"), {"versie": imp.versie, "rij-1": "houden"})
    anoniem.force_login(stad.gebruikers["gemeente-redacteur"])
    pagina = anoniem.get(_url(imp, "import_verschillen"))
    assert "Wat je had ingevuld staat hieronder weer" in _tekst(pagina)
    assert 'value="houden" checked' in _tekst(pagina)
    assert _rijen(imp)[0]["keuze"] == ""


def test_een_set_in_dezelfde_periode_wordt_aangeboden(stad: Stad, buurstad: Stad, klant: Client) -> None:
    periode = {"begin": str(stad.overeenkomst.begin), "eind": str(stad.overeenkomst.eind)}
    Overeenkomst.objects.filter(pk=buurstad.overeenkomst.pk).update(**periode)
    imp = maak_import(stad, resultaat(rij("1"), periode=periode))
    pagina = _tekst(klant.get(imp.get_absolute_url()))
    assert f"Ze horen bij {stad.overeenkomst.naam}" in pagina
    assert buurstad.overeenkomst.naam not in pagina
    antwoord = _doe(klant, imp, actie="bij_set", overeenkomst=buurstad.overeenkomst.sleutel)
    assert "Kies een set waarvan jij het register bijhoudt" in antwoord
    _doe(klant, imp, actie="bij_set", overeenkomst=stad.overeenkomst.sleutel)
    imp.refresh_from_db()
    assert imp.overeenkomst == stad.overeenkomst
    assert "Er is al een set in deze periode" not in _tekst(klant.get(imp.get_absolute_url()))


def test_een_naam_van_een_partij_houdt_zijn_kleine_letter(stad: Stad, klant: Client) -> None:
    gevonden = resultaat(rij("1", betrokkenen=[{"naam": "deltaThuis", "rol": "trekker"}]), rij("2"))
    imp = maak_import(stad, gevonden)
    for pagina in (imp.get_absolute_url(), _url(imp, "import_rij", 1)):
        tekst = _tekst(klant.get(pagina))
        assert "deltaThuis" in tekst
        assert "DeltaThuis" not in tekst
        assert "Corporaties" in tekst


TABEL = {
    "plaats": "tabel 1",
    "rijen": [
        {"cellen": ["Afspraken over wonen"], "plaats": "tabel 1, rij 1"},
        {"cellen": ["Nr", "Afspraak", "Wie"], "plaats": "tabel 1, rij 2"},
        {"cellen": ["1", "Wij bouwen.", ""], "plaats": "tabel 1, rij 3"},
        {"cellen": ["2", "Wij slopen.", "Gemeente"], "plaats": "tabel 1, rij 4"},
    ],
}


def test_de_bron_toont_de_rij_met_de_koppen_van_zijn_kolommen() -> None:
    kop = {"tekst": "1 Wonen", "kop": 1, "lijst": 0, "plaats": "alinea 1"}
    gevonden = bron.rond([kop, TABEL], "tabel 1, rij 4")
    assert gevonden["kop"] == "1 Wonen"
    assert gevonden["hier"] == [{"velden": [("Nr", "2"), ("Afspraak", "Wij slopen."), ("Wie", "Gemeente")]}]
    assert bron.rond([kop, TABEL], "tabel 1, rij 3")["hier"][0]["velden"] == [("Nr", "1"), ("Afspraak", "Wij bouwen.")]
    assert bron.rond([kop, TABEL], "alinea 1")["hier"] == [{"tekst": "1 Wonen"}]
    assert bron.rond([kop, TABEL], "tabel 9, rij 9") == {}
    assert bron.rond([], "") == {}


def _gegevens(klant: Client, imp: Documentimport, **anders: Any) -> Any:
    """Post the page of the set and its parties as a browser would, with other values for some fields."""
    pagina = klant.get(_url(imp, "import_gegevens"))
    velden: dict[str, Any] = {"versie": Documentimport.objects.get(pk=imp.pk).versie}
    extra = pagina.context["extraform"]
    for form in [pagina.context["setform"], *pagina.context["partijforms"], extra]:
        velden |= {veld.html_name: veld.value() or "" for veld in form}
    velden |= {"set-naam": "Afspraken Stad", "set-begin": "01-01-2024", "set-eind": "31-12-2027"}
    velden["extra-koppeling"] = "nieuw"
    return klant.post(_url(imp, "import_gegevens"), velden | anders)


def test_een_document_zonder_partijen_loopt_niet_dood(stad: Stad, klant: Client) -> None:
    gevonden = resultaat(rij("1", betrokkenen=[{"naam": "Woonstichting Linde", "rol": "trekker"}]), partijen=[])
    imp = maak_import(stad, gevonden)
    assert "Er is nog geen andere partij dan de gemeente" in _tekst(klant.get(_url(imp, "import_overnemen")))
    antwoord = _gegevens(klant, imp, **{"extra-naam": "Woonstichting Linde", "actie": "nog_een"})
    assert antwoord["Location"] == _url(imp, "import_gegevens")
    _gegevens(klant, imp, **{"extra-koppeling": stad.wonen.sleutel})
    assert "Er is nog geen andere partij" not in _tekst(klant.get(_url(imp, "import_overnemen")))
    klant.post(_url(imp, "import_overnemen"), {"versie": Documentimport.objects.get().versie})
    nieuw = Overeenkomst.objects.get(naam="Afspraken Stad")
    assert {partij.naam for partij in nieuw.deelnemers.all()} == {"Gemeente Stad", "Woonstichting Linde", "Wonen Stad"}
    assert Afspraak.objects.get().betrokkenen.get().partij.naam == "Woonstichting Linde"


def test_twee_partijen_met_een_naam_worden_niet_stil_een(stad: Stad, klant: Client) -> None:
    imp = maak_import(stad, resultaat(rij("1")))
    antwoord = _gegevens(klant, imp, **{"extra-naam": "wonen stad"})
    assert "Deze naam staat er twee keer" in _tekst(antwoord)
    assert len(Documentimport.objects.get().bewerkt["partijen"]) == 3
