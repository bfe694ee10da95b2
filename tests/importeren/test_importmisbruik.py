"""Imports under attack and bad luck: two clicks, dead workers, lost files, tampered forms, hostile texts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from afspraken.keuzes import ImportStaat
from afspraken.models import Afspraak, Documentimport, Overeenkomst
from basis import wachtrij
from basis.versies import VersieConflict
from partijen.models import Lidmaatschap, Partij
from tests.fabrieken import Stad
from tests.importeren.gevonden import maak_import, resultaat, rij
from voorraad.importeren import dienst, opslaan
from voorraad.taken import lees_import


@pytest.fixture
def klant(stad: Stad) -> Client:
    klant = Client()
    klant.force_login(stad.gebruikers["gemeente-redacteur"])
    return klant


def _url(imp: Documentimport, naam: str, *rest: int) -> str:
    return reverse(f"voorraad:{naam}", args=[imp.pk, *rest])


def _upload(stad: Stad, inhoud: bytes, naam: str = "afspraken.docx") -> Documentimport:
    return dienst.maak_import(
        gemeente=stad.gemeente,
        overeenkomst=None,
        upload=SimpleUploadedFile(naam, inhoud),
        door=stad.gebruikers["gemeente-redacteur"],
    )


def test_twee_keer_overnemen_maakt_een_set(stad: Stad) -> None:
    imp = maak_import(stad, resultaat(rij("1")))
    eerste, tweede = (Documentimport.objects.get(pk=imp.pk) for _keer in range(2))
    door = stad.gebruikers["gemeente-redacteur"]
    opslaan.neem_over(imp=eerste, door=door, verwacht=eerste.versie)
    with pytest.raises(VersieConflict):
        opslaan.neem_over(imp=tweede, door=door, verwacht=tweede.versie)
    assert Overeenkomst.objects.count() == 2
    assert Afspraak.objects.count() == 1


def test_een_sleutel_die_al_bestaat_is_geen_fout_en_verraadt_niets(stad: Stad, klant: Client) -> None:
    Overeenkomst.objects.filter(pk=stad.overeenkomst.pk).update(sleutel="prestatieafspraken-stad-2024-2027")
    imp = maak_import(stad, resultaat(rij("1")))
    antwoord = klant.post(_url(imp, "import_overnemen"), {"versie": imp.versie}, follow=True).content.decode()
    assert "1 nieuwe afspraak" in antwoord
    assert Overeenkomst.objects.filter(sleutel="prestatieafspraken-stad-2024-2027-2").exists()


def _draait_sinds(imp: Documentimport, minuten: int) -> None:
    wachtrij.zet_in_wachtrij(lees_import, imp.pk)
    begonnen = timezone.now() - dt.timedelta(minutes=minuten)
    DBTaskResult.objects.update(status=TaskResultStatus.RUNNING, started_at=begonnen)
    Documentimport.objects.update(staat=ImportStaat.BEZIG, voortgang=40)


def test_een_worker_die_halverwege_stierf_is_geen_eindeloos_wachten(stad: Stad, klant: Client) -> None:
    imp = _upload(stad, b"PK")
    _draait_sinds(imp, 30)
    pagina = klant.get(imp.get_absolute_url()).content.decode()
    assert "Het lezen is vastgelopen" in pagina
    assert "hx-get" not in pagina
    assert klant.get(imp.get_absolute_url(), headers={"hx-request": "true"})["HX-Refresh"] == "true"
    klant.post(imp.get_absolute_url())
    imp.refresh_from_db()
    assert imp.staat == ImportStaat.WACHT
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1


def test_wat_nog_gelezen_wordt_begint_niet_opnieuw(stad: Stad, klant: Client) -> None:
    imp = _upload(stad, b"PK")
    _draait_sinds(imp, 1)
    assert "Het document wordt gelezen: 40%" in klant.get(imp.get_absolute_url()).content.decode()
    klant.post(imp.get_absolute_url())
    assert DBTaskResult.objects.count() == 1


def test_een_late_worker_overschrijft_niet_wat_iemand_al_nakeek(stad: Stad, monkeypatch: pytest.MonkeyPatch) -> None:
    imp = _upload(stad, b"PK")

    def lees(*_args: Any, **_kwargs: Any) -> dict[str, Any]:
        Documentimport.objects.filter(pk=imp.pk).update(staat=ImportStaat.KLAAR, bewerkt={"van": "een collega"})
        return {"resultaat": resultaat(rij("1")), "bron": []}

    monkeypatch.setattr(dienst, "voer_begrensd_uit", lees)
    dienst.lees_in(imp.pk)
    imp.refresh_from_db()
    assert imp.bewerkt == {"van": "een collega"}


def test_een_verdwenen_bestand_geeft_een_melding(stad: Stad, klant: Client) -> None:
    imp = _upload(stad, b"PK")
    imp.bestand.storage.delete(imp.bestand.name)
    dienst.lees_in(imp.pk)
    imp.refresh_from_db()
    assert (imp.staat, imp.melding) == (ImportStaat.MISLUKT, dienst.BESTAND_WEG)
    assert dienst.BESTAND_WEG in klant.get(_url(imp, "import_bestand"), follow=True).content.decode()


def test_oude_imports_gaan_weg_met_hun_bestand(
    stad: Stad, django_capture_on_commit_callbacks: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    oud, nieuw, pas_over = (_upload(stad, b"PK") for _keer in range(3))
    lang = timezone.now() - dt.timedelta(days=dienst.BEWAARDAGEN + 1)
    Documentimport.objects.filter(pk__in=[oud.pk, pas_over.pk]).update(gemaakt_op=lang)
    Documentimport.objects.filter(pk=pas_over.pk).update(overgenomen_op=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        call_command("ruim_imports_op")
    assert "1 import verwijderd" in capsys.readouterr().out
    assert set(Documentimport.objects.all()) == {nieuw, pas_over}
    assert not oud.bestand.storage.exists(oud.bestand.name)
    assert nieuw.bestand.storage.exists(nieuw.bestand.name)
    with pytest.raises(CommandError, match="1 of hoger"):
        call_command("ruim_imports_op", "--dagen", "0")


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [
        ("leeg.docx", b""),
        ("brief.pdf", b"PK\x03\x04 geen pdf"),
        ("foto.png", b"\x89PNG"),
        ("macro.docm", b"PK"),
        ("zonder", b"tekst"),
    ],
)
def test_een_bestand_dat_niet_kan_slaat_niets_op(stad: Stad, klant: Client, naam: str, inhoud: bytes) -> None:
    antwoord = klant.post(
        reverse("voorraad:importeren"),
        {"bestand": SimpleUploadedFile(naam, inhoud), "gemeente": stad.gemeente.pk},
        follow=True,
    )
    imp = Documentimport.objects.first()
    if imp is None:
        assert 'role="alert"' in antwoord.content.decode() or "Kies een ander bestand" in antwoord.content.decode()
        return
    dienst.lees_in(imp.pk)
    imp.refresh_from_db()
    assert imp.staat == ImportStaat.MISLUKT
    assert imp.melding
    assert not imp.resultaat
    assert not imp.bestand
    assert "van dit bestand niets bewaard" in klant.get(imp.get_absolute_url()).content.decode()


def test_html_uit_een_document_blijft_tekst(stad: Stad, klant: Client) -> None:
    kwaad = "<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1))"
    lang = "w" * 5000
    gevonden = resultaat(
        rij(
            "1",
            tekst=kwaad,
            onderwerp=kwaad + lang,
            hoofdstuk_titel=kwaad,
            trekker_tekst=kwaad,
            betrokkenen=[{"naam": kwaad + lang, "rol": "trekker"}],
            waarschuwingen=[kwaad],
            termijnen=[{"tekst": kwaad}],
            voetnoten=[{"merk": kwaad, "tekst": kwaad}],
        ),
        titel=kwaad,
        waarschuwingen=[kwaad],
        tabellen=[{"soort": "opzij", "titel": kwaad, "reden": kwaad, "plaats": kwaad, "waarschuwingen": []}],
    )
    gevonden["partijen"].append({"naam": kwaad + lang, "soort": "overig", "deelnemer": True})
    imp = maak_import(stad, gevonden)
    imp.bron = [{"tekst": kwaad, "kop": 1, "lijst": 0, "plaats": "tabel 1, rij 1"}]
    imp.bestandsnaam = kwaad[:60]
    imp.save()
    paginas = [
        imp.get_absolute_url(),
        *(_url(imp, f"import_{naam}") for naam in ("gegevens", "tabellen", "verwijderen")),
    ]
    paginas += [_url(imp, "import_verschillen"), _url(imp, "import_overnemen"), _url(imp, "import_rij", 1)]
    for pagina in paginas:
        antwoord = klant.get(pagina)
        assert antwoord.status_code == 200
        assert "<script>alert" not in antwoord.content.decode()
        assert "<img src=x" not in antwoord.content.decode()
        assert 'href="javascript:' not in antwoord.content.decode()
    klant.post(_url(imp, "import_overnemen"), {"versie": imp.versie})
    assert Documentimport.objects.get().staat in {ImportStaat.KLAAR, ImportStaat.OVERGENOMEN}


@pytest.mark.parametrize("koppeling", ["buurstad", "bestaat-niet", "", "10" * 30])
def test_een_koppeling_die_niet_werd_aangeboden_telt_niet(
    stad: Stad, buurstad: Stad, klant: Client, koppeling: str
) -> None:
    sleutel = buurstad.wonen.sleutel if koppeling == "buurstad" else koppeling
    gevonden = resultaat(rij("1", betrokkenen=[{"naam": "Stedin", "rol": "trekker"}]))
    imp = maak_import(stad, gevonden)
    pagina = klant.get(_url(imp, "import_gegevens"))
    velden: dict[str, Any] = {"versie": imp.versie, "naam-0-keuze": sleutel or "x"}
    for form in [pagina.context["setform"], *pagina.context["partijforms"]]:
        velden |= {veld.html_name: veld.value() or "" for veld in form}
    velden |= {"set-begin": "01-01-2024", "set-eind": "31-12-2027", "partij-1-koppeling": sleutel}
    assert klant.post(_url(imp, "import_gegevens"), velden).status_code == 200
    imp.refresh_from_db()
    assert imp.bewerkt["onbekend"][0]["keuze"] == ""
    assert imp.bewerkt["partijen"][1]["koppeling"] == stad.wonen.sleutel


@pytest.mark.parametrize("nummer", ["-1", "0", "9" * 30, "²", "1e3", "x"])
def test_vreemde_nummers_in_de_keuzes_doen_niets(stad: Stad, buurstad: Stad, klant: Client, nummer: str) -> None:
    Overeenkomst.objects.update(status="concept")
    stad.overeenkomst.refresh_from_db()
    van_buur = buurstad.afspraak("corporaties", nummer="1")
    imp = maak_import(stad, resultaat(rij("1")), overeenkomst=stad.overeenkomst)
    velden = {
        f"rij-{nummer}": "overnemen",
        f"verdwenen-{nummer}": "beeindigen",
        f"verdwenen-{van_buur.pk}": "beeindigen",
    }
    klant.post(_url(imp, "import_verschillen"), {"versie": imp.versie, "rij-1": "wissen", **velden})
    klant.post(_url(imp, "import_tabellen"), {"versie": nummer, "overnemen": nummer})
    imp.refresh_from_db()
    assert "<dt>Beëindigd</dt><dd>0</dd>" in klant.get(_url(imp, "import_overnemen")).content.decode()
    klant.post(_url(imp, "import_overnemen"), {"versie": imp.versie})
    assert set(Afspraak.objects.values_list("overeenkomst__sleutel", flat=True)) == {
        stad.overeenkomst.sleutel,
        buurstad.overeenkomst.sleutel,
    }


@pytest.mark.parametrize(
    "velden",
    [
        {"termijn-TOTAL_FORMS": "9" * 40},
        {"indicator-TOTAL_FORMS": ""},
        {"indicator-0-naam": "x", "indicator-0-streefwaarde": "1" + "0" * 30},
        {"jaar": "9" * 25},
        {"nummer": "x" * 5000},
        {"soort": "anders"},
        {"keuze": "beeindigen"},
        {"meer": "termijn", "termijn-TOTAL_FORMS": "9" * 40},
    ],
)
def test_een_vervalst_formulier_van_een_rij_verandert_niets(stad: Stad, klant: Client, velden: dict[str, str]) -> None:
    imp = maak_import(stad, resultaat(rij("1")))
    vast = {
        "versie": str(imp.versie),
        "nummer": "1",
        "soort": "meerjarig",
        "aard": "onbekend",
        "tekst": "x",
        "termijn-TOTAL_FORMS": "1",
        "termijn-INITIAL_FORMS": "0",
        "indicator-TOTAL_FORMS": "1",
        "indicator-INITIAL_FORMS": "0",
    }
    assert klant.post(_url(imp, "import_rij", 1), vast | velden).status_code == 200
    assert Documentimport.objects.get().bewerkt == imp.bewerkt


def test_een_enorm_nummer_in_het_adres_bestaat_niet(klant: Client) -> None:
    assert klant.get(f"/importeren/{10**30}/").status_code == 404
    assert klant.get(f"/importeren/{10**30}/afspraken/{10**30}/").status_code == 404


def test_wat_je_typte_staat_er_na_opnieuw_inloggen(stad: Stad, klant: Client) -> None:
    imp = maak_import(stad, resultaat(rij("1")))
    anoniem = Client()
    anoniem.post(_url(imp, "import_rij", 1), {"nummer": "1", "tekst": "Lang aan getypt", "versie": "1"})
    anoniem.force_login(stad.gebruikers["gemeente-redacteur"])
    pagina = anoniem.get(_url(imp, "import_rij", 1)).content.decode()
    assert "Lang aan getypt" in pagina
    assert Documentimport.objects.get().bewerkt["afspraken"][0]["tekst"] != "Lang aan getypt"


def test_een_redacteur_van_een_set_ziet_alleen_die_imports(stad: Stad) -> None:
    eigen = maak_import(stad, resultaat(rij("1")), overeenkomst=stad.overeenkomst)
    nieuw = maak_import(stad, resultaat(rij("1")))
    gebruiker = stad.gebruikers["gemeente-redacteur"]
    Lidmaatschap.objects.filter(gebruiker=gebruiker).update(overeenkomst_sleutel=stad.overeenkomst.sleutel)
    klant = Client()
    klant.force_login(gebruiker)
    assert klant.get(eigen.get_absolute_url()).status_code == 200
    assert klant.get(nieuw.get_absolute_url()).status_code == 404
    velden = {"bestand": SimpleUploadedFile("a.docx", b"PK"), "gemeente": stad.gemeente.pk}
    antwoord = klant.post(reverse("voorraad:importeren"), velden)
    assert "Kies de set waarvan jij het register bijhoudt" in antwoord.content.decode()
    assert Documentimport.objects.count() == 2


def test_een_redacteur_van_een_corporatie_importeert_niets(stad: Stad) -> None:
    klant = Client()
    klant.force_login(stad.gebruikers["wonen-redacteur"])
    assert klant.get(reverse("voorraad:importeren")).status_code == 403


def test_wie_een_set_niet_meer_bijhoudt_neemt_niets_over(stad: Stad, buurstad: Stad, klant: Client) -> None:
    imp = maak_import(stad, resultaat(rij("1")), overeenkomst=stad.overeenkomst)
    Documentimport.objects.update(overeenkomst=buurstad.overeenkomst)
    antwoord = klant.post(_url(imp, "import_overnemen"), {"versie": imp.versie, "reden": "x"})
    assert "Jij houdt het register van deze set niet bij" in antwoord.content.decode()
    assert not Afspraak.objects.exists()


def test_vijfhonderd_afspraken_vragen_niet_meer_van_de_database(
    stad: Stad, klant: Client, django_assert_max_num_queries: Any
) -> None:
    Overeenkomst.objects.update(status="concept")
    stad.overeenkomst.refresh_from_db()
    for nummer in range(1, 21):
        stad.afspraak("corporaties", nummer=str(nummer), tekst="Oud.")
    rijen = [rij(str(nummer)) for nummer in range(1, 501)]
    imp = maak_import(stad, resultaat(*rijen), overeenkomst=stad.overeenkomst)
    for naam in ("import", "import_verschillen", "import_overnemen"):
        with django_assert_max_num_queries(30):
            assert klant.get(_url(imp, naam)).status_code == 200


def test_een_gemeente_uit_het_document_die_niet_de_jouwe_is_wordt_niet_stil_gemaakt(stad: Stad, klant: Client) -> None:
    gevonden = resultaat(rij("1"))
    gevonden["partijen"].append({"naam": "Gemeente Elders", "soort": "gemeente", "deelnemer": True})
    imp = maak_import(stad, gevonden)
    antwoord = klant.post(_url(imp, "import_overnemen"), {"versie": imp.versie}).content.decode()
    assert "Een gemeente voegt de platformbeheerder toe" in antwoord
    assert not Partij.objects.filter(naam="Gemeente Elders").exists()
