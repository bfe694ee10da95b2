"""The stock page over the corporations."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from afspraken.inzendingen import Fase
from afspraken.models import Peilmoment
from tests import fabrieken as f
from tests.fabrieken import Stad
from tests.voorraad.bouw import Voorraad, ingelogd, zet_fase
from tests.voorraad.test_opgave import tekst
from voorraad.models import Opgave


def test_belofte_realisatie_en_rest_met_een_weg_naar_de_opgave(voorraad: Voorraad) -> None:
    voorraad.belofte("nieuwbouw", voorraad.stad.wonen, 289)
    voorraad.vul(voorraad.opgave, nieuwbouw=61)
    zet_fase(voorraad.opgave)
    pagina = ingelogd(voorraad.stad.gebruikers["huurders-lezer"]).get(voorraad.overzicht_url)
    assert "Nieuwbouw 289 61 228" in tekst(pagina)
    assert f'<a href="{voorraad.url()}">61</a>' in pagina.content.decode()
    assert "Beginstand ontbreekt" in tekst(pagina)
    assert "Nog niet volledig" in tekst(pagina)


def test_over_meer_peilmomenten_wijst_een_getal_naar_zijn_opbouw(voorraad: Voorraad) -> None:
    tweede = voorraad.volgend_peilmoment()[voorraad.stad.wonen.pk]
    for opgave, aantal in ((voorraad.opgave, 61), (tweede, 9)):
        voorraad.vul(opgave, nieuwbouw=aantal)
        zet_fase(opgave)
    html = ingelogd(voorraad.invoerder).get(voorraad.overzicht_url).content.decode()
    anker = "opbouw-tabel_1-nieuwbouw"
    assert f'<a href="#{anker}">70</a>' in html
    assert f'<tr id="{anker}"' in html
    for opgave, aantal in ((voorraad.opgave, 61), (tweede, 9)):
        assert f'<a href="{voorraad.url(peildatum=opgave.peilmoment.peildatum)}">{aantal}</a>' in html


def test_het_peilmoment_is_te_kiezen_en_een_onbekende_datum_geeft_een_melding(voorraad: Voorraad) -> None:
    tweede = voorraad.volgend_peilmoment()[voorraad.stad.wonen.pk]
    for opgave, aantal in ((voorraad.opgave, 61), (tweede, 9)):
        voorraad.vul(opgave, nieuwbouw=aantal)
        zet_fase(opgave)
    client = ingelogd(voorraad.invoerder)
    eerste = tekst(client.get(voorraad.overzicht_url, {"peildatum": "2022-06-30"}))
    assert "30 juni 2022" in eerste
    assert " 61 " in eerste
    assert " 70 " not in eerste
    assert " 70 " in tekst(client.get(voorraad.overzicht_url))
    for onzin in ("2021-01-01", "gisteren", "2022-06-30'--", "x" * 5000):
        antwoord = client.get(voorraad.overzicht_url, {"peildatum": onzin})
        assert antwoord.status_code == 200
        assert "Deze peildatum is er niet" in tekst(antwoord)


def test_een_concept_van_een_ander_is_nog_niet_binnen(voorraad: Voorraad) -> None:
    voorraad.vul(voorraad.opgave, nieuwbouw=4321)
    ander = ingelogd(voorraad.stad.gebruikers["thuis-lezer"])
    eigen = ingelogd(voorraad.stad.gebruikers["wonen-lezer"])
    for fase in (Fase.CONCEPT, Fase.TERUGGEGEVEN):
        zet_fase(voorraad.opgave, fase)
        pagina = tekst(ander.get(voorraad.overzicht_url))
        assert "4.321" not in pagina
        assert "Wonen Stad Nog niet binnen" in pagina
        assert Fase(fase).label in tekst(eigen.get(voorraad.overzicht_url))


def test_stand_brug_en_locaties(uitgebreid: Voorraad) -> None:
    f.ProjectStandFabriek(opgave=uitgebreid.opgave, project=uitgebreid.projecten["fuite"], jaar=2024, aantal=25)
    for (klasse, kolom), aantal in {("laag", "egw"): 250, ("hoog", "mgw"): 60}.items():
        f.VoorraadstandFabriek(
            opgave=uitgebreid.opgave,
            overeenkomst=uitgebreid.stad.overeenkomst,
            partij=uitgebreid.stad.wonen,
            regel=uitgebreid.klassen[klasse],
            kolom=uitgebreid.kolommen[kolom],
            peildatum=uitgebreid.peilmoment.peildatum,
            aantal=aantal,
        )
    uitgebreid.vul(uitgebreid.opgave, nieuwbouw=12, sloop=2)
    zet_fase(uitgebreid.opgave)
    pagina = tekst(ingelogd(uitgebreid.stad.gebruikers["gemeente-lezer"]).get(uitgebreid.overzicht_url))
    assert "Beginstand 300 beginstand ontbreekt" in pagina
    assert "Verwachte stand 310" in pagina
    assert "Verschil 0" in pagina
    assert "Totaal 250 60 310 +10" in pagina
    assert "1 locatie, waarvan 1 anders dan beloofd" in pagina
    assert "belofte 25" in pagina
    assert "Verschoven" in pagina


def test_zonder_peilmoment_staat_er_wat_is_beloofd(voorraad: Voorraad) -> None:
    voorraad.belofte("nieuwbouw", voorraad.stad.wonen, 289)
    Opgave.objects.all().delete()
    Peilmoment.objects.all().delete()
    pagina = tekst(ingelogd(voorraad.invoerder).get(voorraad.overzicht_url))
    assert "nog geen peilmoment" in pagina
    assert "289" in pagina


def test_zonder_tabellen_en_voor_buitenstaanders(stad: Stad, buurstad: Stad) -> None:
    url = f"/overeenkomsten/{stad.overeenkomst.sleutel}/voorraad/"
    assert "geen voorraadtabellen" in tekst(ingelogd(stad.gebruikers["gemeente-lezer"]).get(url))
    assert ingelogd(buurstad.gebruikers["gemeente-redacteur"]).get(url).status_code == 404


def test_het_aantal_queries_hangt_niet_van_het_aantal_rijen_af(uitgebreid: Voorraad) -> None:
    client = ingelogd(uitgebreid.invoerder)
    client.get(uitgebreid.overzicht_url)
    with CaptureQueriesContext(connection) as eerst:
        client.get(uitgebreid.overzicht_url)
    tweede = uitgebreid.volgend_peilmoment()
    for nummer in range(25):
        project = f.ProjectFabriek(
            overeenkomst=uitgebreid.stad.overeenkomst,
            partij=uitgebreid.stad.thuis,
            mutatiesoort=uitgebreid.projecten["fuite"].mutatiesoort,
        )
        opgave = tweede[uitgebreid.stad.thuis.pk]
        f.ProjectStandFabriek(opgave=opgave, project=project, jaar=2023, aantal=nummer)
        uitgebreid.regels[f"extra{nummer}"] = f.TabelregelFabriek(tabel=uitgebreid.mutaties)
        uitgebreid.vul(opgave, **{f"extra{nummer}": nummer})
    zet_fase(tweede[uitgebreid.stad.thuis.pk])
    with CaptureQueriesContext(connection) as daarna:
        client.get(uitgebreid.overzicht_url)
    assert len(daarna) == len(eerst) <= 15
