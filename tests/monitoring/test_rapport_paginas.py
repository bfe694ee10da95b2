"""The report's files, its pages, its publication and the command."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from basis import wachtrij
from monitoring import momentopname, rapportbestanden, taken
from monitoring.models import Rapport
from partijen.models import Gebeurtenis
from tests.fabrieken import PeilmomentFabriek, RapportFabriek, Stad
from tests.monitoring.opnamen import afspraak, opname


def _tekst(html: str) -> str:
    """Return what a reader reads: without tags, white space folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


# Files ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def moment(stad: Stad) -> Peilmoment:
    """An open peilmoment of the small city, with one agreement."""
    stad.afspraak()
    return PeilmomentFabriek(overeenkomst=stad.overeenkomst, status=PeilmomentStatus.OPEN)


@pytest.fixture
def vast(stad: Stad) -> Rapport:
    """A frozen report whose PDF the worker made."""
    afspraak_ = stad.afspraak()
    peilmoment = PeilmomentFabriek(overeenkomst=stad.overeenkomst, status=PeilmomentStatus.VASTGESTELD)
    rapport = RapportFabriek(peilmoment=peilmoment, momentopname=opname(afspraak(afspraak_.pk, "achter")))
    rapportbestanden.bewaar_rapport(rapport, b"%PDF-bevroren")
    return rapport


def test_onveranderd_concept_blijft_en_een_nieuw_vervangt_het_oude(moment: Peilmoment) -> None:
    eerste = momentopname.bouw(moment)
    rapportbestanden.bewaar_concept(moment, eerste, b"een")
    assert rapportbestanden.lees_concept(moment, momentopname.bouw(moment)) == b"een"
    moment.samenvatting = "Nu staat er meer."
    tweede = momentopname.bouw(moment)
    assert rapportbestanden.lees_concept(moment, tweede) is None
    rapportbestanden.bewaar_concept(moment, tweede, b"twee")
    mappen = default_storage.listdir(f"concepten/{moment.overeenkomst.sleutel}")
    assert len(mappen[1]) == 1
    assert rapportbestanden.lees_concept(moment, eerste) is None


def test_vastgesteld_bestand_wordt_nooit_vervangen(vast: Rapport) -> None:
    nogmaals = Rapport.objects.get(pk=vast.pk)
    assert rapportbestanden.bewaar_rapport(nogmaals, b"%PDF-anders") == b"%PDF-bevroren"
    assert len(default_storage.listdir("rapporten")[1]) == 1


def test_gewijzigd_bestand_wordt_opgemerkt(vast: Rapport) -> None:
    default_storage.delete(vast.pdf.name)
    with pytest.raises(rapportbestanden.BestandBeschadigd):
        rapportbestanden.lees_rapport(vast)
    default_storage.save(vast.pdf.name, ContentFile(b"%PDF-vals"))
    with pytest.raises(rapportbestanden.BestandBeschadigd):
        rapportbestanden.lees_rapport(vast)


# Pages ---------------------------------------------------------------------------------------------------------------


def _adres(naam: str, peilmoment: Peilmoment) -> str:
    return reverse(f"monitoring:{naam}", args=[peilmoment.overeenkomst.sleutel, peilmoment.peildatum.isoformat()])


def _als(client: Client, stad: Stad, wie: str) -> Client:
    client.force_login(stad.gebruikers[wie])
    return client


def test_rapportpagina_begint_met_wat_afwijkt_en_biedt_de_pdf(client: Client, stad: Stad, vast: Rapport) -> None:
    antwoord_ = _als(client, stad, "huurders-lezer").get(_adres("rapport", vast.peilmoment))
    tekst = _tekst(antwoord_.content.decode())
    assert "Loopt achter" in tekst and vast.sha256 in tekst and "Download de PDF" in tekst
    assert "Publiceer het rapport" not in tekst


def test_pdf_heeft_een_naam_en_is_voor_deelnemers_alleen(
    client: Client, stad: Stad, buurstad: Stad, vast: Rapport
) -> None:
    adres = _adres("rapport_pdf", vast.peilmoment)
    pdf = _als(client, stad, "wonen-lezer").get(adres)
    assert pdf.content == b"%PDF-bevroren"
    assert pdf["Content-Disposition"] == 'attachment; filename="rapport-stad-2022-2023-2022-06-30-versie-1.pdf"'
    assert pdf["X-Content-Type-Options"] == "nosniff"
    assert client.get(adres + "?versie=1").content == b"%PDF-bevroren"
    assert client.get(adres + "?versie=2").status_code == 404
    assert client.get(adres + "?versie=²").status_code == 404
    assert _als(client, buurstad, "wonen-redacteur").get(adres).status_code == 404


def test_beschadigd_bestand_wordt_niet_uitgeleverd(client: Client, stad: Stad, vast: Rapport) -> None:
    default_storage.delete(vast.pdf.name)
    antwoord_ = _als(client, stad, "wonen-lezer").get(_adres("rapport_pdf", vast.peilmoment), follow=True)
    assert "beschadigd" in antwoord_.content.decode()


def test_concept_maken_gaat_via_de_wachtrij_en_maar_een_keer(client: Client, stad: Stad, moment: Peilmoment) -> None:
    _als(client, stad, "thuis-lezer")
    assert "Maak concept-PDF" in client.get(_adres("rapport", moment)).content.decode()
    assert client.get(_adres("rapport_maken", moment)).status_code == 302
    assert not DBTaskResult.objects.exists()
    for _ in range(2):
        pagina = client.post(_adres("rapport_maken", moment), follow=True).content.decode()
    assert "Kijk of de PDF klaar is" in pagina
    assert DBTaskResult.objects.count() == 1
    assert wachtrij.staat(taken.maak_concept_pdf, moment.pk) == wachtrij.Maakstaat.BEZIG
    nog_niet = client.get(_adres("rapport_pdf", moment), follow=True)
    assert "nog niet gemaakt" in nog_niet.content.decode()
    rapportbestanden.bewaar_concept(moment, momentopname.bouw(moment), b"%PDF-concept")
    assert "Download de PDF" in client.get(_adres("rapport", moment)).content.decode()
    pdf = client.get(_adres("rapport_pdf", moment))
    assert pdf.content == b"%PDF-concept" and "concept.pdf" in pdf["Content-Disposition"]


def test_mislukt_maken_wordt_gezegd_en_kan_opnieuw(client: Client, stad: Stad, moment: Peilmoment) -> None:
    wachtrij.zet_in_wachtrij(taken.maak_concept_pdf, moment.pk)
    DBTaskResult.objects.update(status="FAILED")
    pagina = _als(client, stad, "thuis-lezer").get(_adres("rapport", moment)).content.decode()
    assert "mislukt" in pagina and "Maak concept-PDF" in pagina
    assert wachtrij.zet_in_wachtrij(taken.maak_concept_pdf, moment.pk)


def test_gepland_peilmoment_heeft_geen_rapport(client: Client, stad: Stad) -> None:
    gepland = PeilmomentFabriek(overeenkomst=stad.overeenkomst)
    _als(client, stad, "gemeente-redacteur")
    assert "nog niet open" in client.get(_adres("rapport", gepland)).content.decode()
    client.post(_adres("rapport_maken", gepland))
    assert not DBTaskResult.objects.exists()
    assert "nog niet gemaakt" in client.get(_adres("rapport_pdf", gepland), follow=True).content.decode()


def test_lezen_schrijft_niets(client: Client, stad: Stad, moment: Peilmoment) -> None:
    _als(client, stad, "wonen-lezer").get(_adres("rapport", moment))
    client.get(_adres("rapport_pdf", moment))
    assert not DBTaskResult.objects.exists()
    assert not default_storage.exists("concepten")


# Publication ---------------------------------------------------------------------------------------------------------


def test_alleen_de_regisseur_publiceert_en_trekt_in(client: Client, stad: Stad, vast: Rapport) -> None:
    adres = _adres("rapport_publiceren", vast.peilmoment)
    assert _als(client, stad, "wonen-redacteur").post(adres).status_code == 403
    _als(client, stad, "gemeente-redacteur").post(adres, {"actie": "publiceren"})
    openbaar = reverse("monitoring:openbaar_rapport", args=[vast.pk])
    bezoeker = Client()
    assert bezoeker.get(openbaar).content == b"%PDF-bevroren"
    lijst = _tekst(bezoeker.get(reverse("monitoring:openbare_rapporten")).content.decode())
    assert "Prestatieafspraken Stad 2022-2023, 30 juni 2022" in lijst and "Gemeente Stad" in lijst
    client.post(adres, {"actie": "intrekken"})
    assert bezoeker.get(openbaar).status_code == 404
    assert "nog geen openbare rapporten" in bezoeker.get(reverse("monitoring:openbare_rapporten")).content.decode()
    soorten = list(Gebeurtenis.objects.order_by("pk").values_list("soort", flat=True))
    assert soorten == ["rapport.gepubliceerd", "rapport.ingetrokken"]


def test_zonder_pdf_of_vaststelling_valt_er_niets_te_publiceren(client: Client, stad: Stad, moment: Peilmoment) -> None:
    _als(client, stad, "gemeente-redacteur")
    pagina = client.post(_adres("rapport_publiceren", moment), follow=True).content.decode()
    assert "als het peilmoment is vastgesteld" in pagina
    Peilmoment.objects.filter(pk=moment.pk).update(status=PeilmomentStatus.VASTGESTELD)
    rapport = RapportFabriek(peilmoment=moment, momentopname=opname())
    pagina = client.post(_adres("rapport_publiceren", moment), follow=True).content.decode()
    assert "De PDF is nog niet gemaakt" in pagina
    rapport.refresh_from_db()
    assert rapport.gepubliceerd_op is None


def test_openbare_lijst_kost_evenveel_queries_bij_meer_rapporten(
    client: Client, vast: Rapport, buurstad: Stad, django_assert_num_queries: Any
) -> None:
    def tel() -> int:
        with django_assert_num_queries(3, exact=False) as gevangen:
            client.get(reverse("monitoring:openbare_rapporten"))
        return len(gevangen)

    Rapport.objects.update(gepubliceerd_op=vast.gemaakt_op)
    eerst = tel()
    ander = PeilmomentFabriek(overeenkomst=buurstad.overeenkomst, status=PeilmomentStatus.VASTGESTELD)
    RapportFabriek(peilmoment=ander, momentopname=opname(), sha256="a" * 64, gepubliceerd_op=vast.gemaakt_op)
    assert tel() == eerst


# Command -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sleutel", "dag", "uit", "fout"),
    [
        ("nergens", "2022-06-30", "r.pdf", "bestaat niet. Er zijn: stad-2022-2023"),
        ("stad-2022-2023", "30-6-2022", "r.pdf", "is geen datum"),
        ("stad-2022-2023", "2022-07-01", "r.pdf", r"Er zijn: 2022-06-30 \(vastgesteld\)"),
        ("stad-2022-2023", "2022-06-30", "bestaat/niet/r.pdf", "Kan niet schrijven"),
        ("stad-2022-2023", "2022-06-30", ".", "Kan niet schrijven"),
    ],
)
def test_commando_zegt_wat_er_mis_is(vast: Rapport, tmp_path: Any, sleutel: str, dag: str, uit: str, fout: str) -> None:
    with pytest.raises(CommandError, match=fout):
        call_command("rapport", sleutel, dag, uit=str(tmp_path / uit))


def test_commando_geeft_van_een_vastgesteld_peilmoment_de_bewaarde_bytes(
    vast: Rapport, tmp_path: Any, capsys: Any
) -> None:
    uit = tmp_path / "rapport.pdf"
    call_command("rapport", "stad-2022-2023", "2022-06-30", uit=str(uit))
    assert uit.read_bytes() == b"%PDF-bevroren"
    assert "vastgesteld rapport van 30 juni 2022" in capsys.readouterr().out
