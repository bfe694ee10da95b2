"""Upload, look over, change and store: the pages of the import, from found rows to a register."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from afspraken.keuzes import ImportStaat
from afspraken.models import Activiteit, Afspraak, Documentimport, Overeenkomst, Verwijzing, Wijziging
from partijen.models import Partij
from tests.fabrieken import Stad, TermijnFabriek
from tests.importeren.gevonden import maak_import, resultaat, rij


@pytest.fixture
def klant(stad: Stad) -> Client:
    """The redacteur's browser."""
    klant = Client()
    klant.force_login(stad.gebruikers["gemeente-redacteur"])
    return klant


def _url(imp: Documentimport, naam: str, *rest: int) -> str:
    return reverse(f"voorraad:{naam}", args=[imp.pk, *rest])


def _neem_over(klant: Client, imp: Documentimport, **extra: str) -> Any:
    versie = Documentimport.objects.get(pk=imp.pk).versie
    return klant.post(_url(imp, "import_overnemen"), {"versie": versie, **extra}, follow=True)


def _tekst(antwoord: Any) -> str:
    return " ".join(antwoord.content.decode().split())


# Upload ---------------------------------------------------------------------------------------------------------------


def test_een_bestand_komt_in_de_wachtrij_en_blijft_prive(stad: Stad, klant: Client) -> None:
    upload = SimpleUploadedFile("Afspraken 2024.docx", b"PK\x03\x04")
    antwoord = klant.post(
        reverse("voorraad:importeren"), {"bestand": upload, "gemeente": stad.gemeente.pk}, follow=True
    )
    imp = Documentimport.objects.get()
    assert "Het document staat in de wachtrij" in _tekst(antwoord)
    assert "Afspraken" not in imp.bestand.name
    terug = klant.get(_url(imp, "import_bestand"))
    assert terug.content == b"PK\x03\x04"
    assert terug["Content-Disposition"].startswith("attachment")


def test_zonder_bestand_zegt_het_veld_wat_er_mist(stad: Stad, klant: Client) -> None:
    assert "Kies een bestand." in _tekst(klant.post(reverse("voorraad:importeren"), {"gemeente": stad.gemeente.pk}))


def test_een_andermans_gemeente_of_set_is_geen_keuze(stad: Stad, buurstad: Stad, klant: Client) -> None:
    for velden in ({"gemeente": buurstad.gemeente.pk}, {"overeenkomst": buurstad.overeenkomst.pk}):
        upload = SimpleUploadedFile("a.docx", b"PK")
        antwoord = klant.post(
            reverse("voorraad:importeren"), {"bestand": upload, "gemeente": stad.gemeente.pk} | velden
        )
        assert antwoord.status_code == 200
    assert not Documentimport.objects.exists()


def test_te_groot_is_te_groot(stad: Stad, klant: Client) -> None:
    upload = SimpleUploadedFile("a.docx", b"x" * (20 * 1024 * 1024 + 1))
    antwoord = klant.post(reverse("voorraad:importeren"), {"bestand": upload, "gemeente": stad.gemeente.pk})
    assert "groter dan 20 MB" in _tekst(antwoord)
    assert not Documentimport.objects.exists()


# Look over ------------------------------------------------------------------------------------------------------------


def test_het_overzicht_telt_en_zet_waarschuwingen_vooraan(stad: Stad, klant: Client) -> None:
    imp = maak_import(
        stad, resultaat(rij("1"), rij("2", waarschuwingen=["De trekker is onduidelijk."]), rij("3", betrokkenen=[]))
    )
    tekst = _tekst(klant.get(imp.get_absolute_url()))
    assert "3 afspraken, 2 met trekker" in tekst
    assert tekst.index("De trekker is onduidelijk.") < tekst.index("De corporaties doen wat bij 1 hoort")
    gefilterd = _tekst(klant.get(imp.get_absolute_url() + "?toon=zonder_trekker"))
    assert "bij 3 hoort" in gefilterd
    assert "bij 1 hoort" not in gefilterd


def _rijvelden(imp: Documentimport, klant: Client, nummer: int) -> dict[str, Any]:
    """Return the fields of the row's form as a browser would send them."""
    antwoord = klant.get(_url(imp, "import_rij", nummer))
    form, velden = antwoord.context["form"], {"versie": imp.versie}
    for veld in form:
        velden[veld.html_name] = veld.value() if veld.value() is not None else ""
    for formset in (antwoord.context["termijnen"], antwoord.context["indicatoren"]):
        for deel in [formset.management_form, *formset]:
            for veld in deel:
                velden[veld.html_name] = veld.value() if veld.value() not in {None, False} else ""
    return velden


def test_een_rij_staat_naast_zijn_plek_in_het_document(stad: Stad, klant: Client) -> None:
    imp = maak_import(stad, resultaat(rij("1"), rij("2")))
    pagina = klant.get(_url(imp, "import_rij", 1)).content.decode()
    assert 'class="import-hier"' in pagina
    assert klant.get(_url(imp, "import_rij", 9)).status_code == 404


def test_een_gewijzigde_rij_is_nagekeken_en_komt_zo_in_het_register(stad: Stad, klant: Client) -> None:
    imp = maak_import(stad, resultaat(rij("1", waarschuwingen=["Kijk na."]), rij("2")))
    velden = _rijvelden(imp, klant, 1) | {
        "nummer": "1a",
        "trekkers": ["Wonen Stad"],
        "termijn-0-tekst": "vóór 1 april 2025",
        "termijn-0-eind": "31-03-2025",
        "indicator-0-naam": "woningen",
        "indicator-0-streefwaarde": "1.036",
        "indicator-0-eenheid": "woningen",
        "verwijzingen": "2",
        "actie": "volgende",
    }
    antwoord = klant.post(_url(imp, "import_rij", 1), velden)
    assert antwoord["Location"] == _url(imp, "import_rij", 2)
    assert "0 rijen" not in _tekst(klant.get(imp.get_absolute_url() + "?toon=waarschuwing"))
    _neem_over(klant, imp)
    afspraak = Afspraak.objects.get(nummer="1a")
    assert afspraak.betrokkenen.get().partij == stad.wonen
    assert afspraak.termijnen.get().eind == dt.date(2025, 3, 31)
    assert afspraak.indicatoren.get().streefwaarden.get().waarde == 1036
    assert Verwijzing.objects.get().naar.nummer == "2"


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"tekst": ""}, "id_tekst"),
        ({"nummer": "2"}, "Dit nummer komt al voor"),
        ({"termijn-0-tekst": "ooit", "termijn-0-eind": "31 februari 2023"}, "id_termijn-0-eind"),
        ({"termijn-0-eind": "1-1-2023"}, "welke woorden"),
        ({"indicator-0-naam": "x", "indicator-0-streefwaarde": "veel"}, "id_indicator-0-streefwaarde"),
        ({"trekkers": ["Iemand anders"]}, "id_trekkers"),
    ],
)
def test_een_fout_houdt_wat_je_typte(stad: Stad, klant: Client, velden: dict[str, Any], fout: str) -> None:
    imp = maak_import(stad, resultaat(rij("1"), rij("2")))
    antwoord = klant.post(
        _url(imp, "import_rij", 1), _rijvelden(imp, klant, 1) | {"onderwerp": "Getypt en bewaard"} | velden
    )
    assert antwoord.status_code == 200
    assert fout in antwoord.content.decode()
    assert "Getypt en bewaard" in antwoord.content.decode()
    assert Documentimport.objects.get().versie == imp.versie


def test_meer_regels_zonder_javascript(stad: Stad, klant: Client) -> None:
    imp = maak_import(stad, resultaat(rij("1")))
    velden = _rijvelden(imp, klant, 1) | {"meer": "termijn", "termijn-0-tekst": "najaar 2024"}
    antwoord = klant.post(_url(imp, "import_rij", 1), velden)
    assert "termijn-3-tekst" in antwoord.content.decode()
    assert "najaar 2024" in antwoord.content.decode()


def test_een_collega_was_eerder(stad: Stad, klant: Client) -> None:
    imp = maak_import(stad, resultaat(rij("1"), rij("2")))
    velden = _rijvelden(imp, klant, 1) | {"onderwerp": "Van mij"}
    klant.post(_url(imp, "import_rij", 2), _rijvelden(imp, klant, 2) | {"onderwerp": "Van de ander"})
    antwoord = klant.post(_url(imp, "import_rij", 1), velden)
    assert "Een collega heeft deze import intussen veranderd" in _tekst(antwoord)
    assert "Van mij" in _tekst(antwoord)
    assert {rij["onderwerp"] for rij in Documentimport.objects.get().bewerkt["afspraken"]} == {"", "Van de ander"}


# Store ----------------------------------------------------------------------------------------------------------------


def test_een_nieuwe_set_wordt_een_concept_met_zijn_partijen(stad: Stad, klant: Client) -> None:
    gevonden = resultaat(
        rij("1"), rij("2", verwijzingen=["1"], voetnoten=[{"merk": "1", "tekst": "Peildatum: 1 juli"}])
    )
    gevonden["partijen"].append({"naam": "Huurdersraad Nieuw", "soort": "huurdersorganisatie", "deelnemer": True})
    antwoord = _neem_over(klant, maak_import(stad, gevonden))
    assert "2 nieuwe afspraken" in _tekst(antwoord)
    nieuw = Overeenkomst.objects.get(begin=dt.date(2024, 1, 1))
    assert nieuw.status == "concept"
    assert {str(partij.naam) for partij in nieuw.deelnemers.all()} == {
        "Gemeente Stad",
        "Wonen Stad",
        "Thuis Stad",
        "Huurdersraad Nieuw",
    }
    assert Partij.objects.filter(naam="Wonen Stad").count() == 1
    assert nieuw.definities.get().afspraken.get().nummer == "2"
    assert nieuw.legenda.exists()


def test_opnieuw_importeren_vraagt_en_overschrijft_niets(stad: Stad, klant: Client) -> None:
    Overeenkomst.objects.update(status="concept")
    stad.overeenkomst.refresh_from_db()
    stad.afspraak("corporaties", nummer="1", tekst="De oude tekst.", trekker_tekst="Corporaties")
    verdwenen = stad.afspraak("corporaties", nummer="7", tekst="Staat niet meer in het document.")
    imp = maak_import(stad, resultaat(rij("1"), rij("2")), overeenkomst=stad.overeenkomst)
    pagina = _tekst(klant.get(_url(imp, "import_verschillen")))
    assert "De oude tekst." in pagina
    assert str(verdwenen) in pagina
    assert "is anders. Kies of je hem overneemt" in _tekst(_neem_over(klant, imp))
    assert Afspraak.objects.get(nummer="1").tekst == "De oude tekst."
    klant.post(_url(imp, "import_verschillen"), {"versie": imp.versie, "rij-1": "houden"})
    _neem_over(klant, imp)
    assert Afspraak.objects.get(nummer="1").tekst == "De oude tekst."
    assert Afspraak.objects.filter(nummer="2").exists()
    assert Afspraak.objects.get(nummer="7").vervallen_op is None


def test_kiezen_voor_het_document_houdt_wat_het_document_niet_zegt(stad: Stad, klant: Client) -> None:
    Overeenkomst.objects.update(status="concept")
    stad.overeenkomst.refresh_from_db()
    afspraak = stad.afspraak(
        "corporaties", nummer="1", tekst="Oud.", samenvatting="Mijn samenvatting.", titel="Mijn titel"
    )
    TermijnFabriek(afspraak=afspraak, tekst="in 2024")
    imp = maak_import(stad, resultaat(rij("1")), overeenkomst=stad.overeenkomst)
    klant.post(_url(imp, "import_verschillen"), {"versie": imp.versie, "rij-1": "overnemen"})
    _neem_over(klant, imp)
    afspraak.refresh_from_db()
    assert afspraak.tekst.startswith("De corporaties doen")
    assert (afspraak.samenvatting, afspraak.titel, afspraak.termijnen.count()) == (
        "Mijn samenvatting.",
        "Mijn titel",
        1,
    )


def test_in_een_vastgestelde_set_is_het_een_verbetering_met_reden(stad: Stad, klant: Client) -> None:
    afspraak = stad.afspraak("corporaties", nummer="1", tekst="")
    kop = {"hoofdstuk_nummer": stad.hoofdstuk.nummer, "hoofdstuk_titel": stad.hoofdstuk.titel}
    imp = maak_import(stad, resultaat(rij("1", trekker_tekst="", **kop)), overeenkomst=stad.overeenkomst)
    assert "Vul in waarom je het register verbetert" in _tekst(_neem_over(klant, imp))
    assert not Wijziging.objects.exists()
    _neem_over(klant, imp, reden="De getekende tekst stond er nog niet in.")
    afspraak.refresh_from_db()
    assert afspraak.tekst
    wijziging = Wijziging.objects.get()
    assert (wijziging.soort, wijziging.fase) == ("correctie", "van_kracht")
    assert wijziging.regels.get().voor["tekst"] == ""


def test_een_fout_bij_een_rij_neemt_niets_over(stad: Stad, klant: Client) -> None:
    aantal = Partij.objects.count()
    gevonden = resultaat(rij("1"), rij("2", termijnen=[{"tekst": "x", "begin": "2024-02-01", "eind": "2024-01-01"}]))
    gevonden["partijen"].append({"naam": "Nieuwe Partij", "soort": "overig", "deelnemer": False})
    antwoord = _neem_over(klant, maak_import(stad, gevonden))
    assert "Er is niets overgenomen" in _tekst(antwoord)
    assert "Afspraak 2:" in _tekst(antwoord)
    assert (Overeenkomst.objects.count(), Afspraak.objects.count(), Partij.objects.count()) == (1, 0, aantal)
    assert Documentimport.objects.get().staat == ImportStaat.KLAAR


def test_een_jaarschijf_wordt_activiteiten_onder_de_meerjarige_afspraak(stad: Stad, klant: Client) -> None:
    stad.afspraak("corporaties", nummer="1.1")
    gevonden = resultaat(
        rij("", soort="jaarschijf", deel="Jaarschijf 2023", verwijzingen=["1.1"], tekst="Een plan maken")
    )
    _neem_over(klant, maak_import(stad, gevonden, overeenkomst=stad.overeenkomst), reden="Jaarschijf erbij.")
    activiteit = Activiteit.objects.get()
    assert (activiteit.jaarschijf.jaar, activiteit.afspraak.nummer, activiteit.groep) == (2023, "1.1", "corporaties")


def test_een_naam_die_geen_partij_is_wordt_gekoppeld(stad: Stad, klant: Client) -> None:
    gevonden = resultaat(rij("1", betrokkenen=[{"naam": "Stedin", "rol": "trekker"}]))
    imp = maak_import(stad, gevonden)
    pagina = klant.get(_url(imp, "import_gegevens"))
    assert "Stedin" in pagina.content.decode()
    velden = {"versie": imp.versie, "naam-0-keuze": "nieuw"}
    for form in [pagina.context["setform"], *pagina.context["partijforms"]]:
        velden |= {veld.html_name: veld.value() or "" for veld in form}
    velden["set-begin"], velden["set-eind"] = "01-01-2024", "31-12-2027"
    klant.post(_url(imp, "import_gegevens"), velden)
    _neem_over(klant, imp)
    assert Afspraak.objects.get().betrokkenen.get().partij.naam == "Stedin"


def test_verwijderen_haalt_ook_het_bestand_weg(
    stad: Stad, klant: Client, django_capture_on_commit_callbacks: Any
) -> None:
    imp = maak_import(stad, resultaat(rij("1")))
    opslag, naam = imp.bestand.storage, imp.bestand.name
    assert "Import verwijderen?" in _tekst(klant.get(_url(imp, "import_verwijderen")))
    with django_capture_on_commit_callbacks(execute=True):
        klant.post(_url(imp, "import_verwijderen"))
    assert not opslag.exists(naam)
    assert not Documentimport.objects.exists()
