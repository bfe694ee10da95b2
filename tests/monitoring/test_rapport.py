"""The report as a reader meets it: its text (without WeasyPrint), its page, its files and its publication."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from monitoring import momentopname, rapportage, rapportbeeld, rapportbestanden, rapportcijfers, taken
from monitoring.models import Rapport
from partijen.models import Gebeurtenis
from tests.fabrieken import PeilmomentFabriek, RapportFabriek, Stad
from tests.monitoring.opnamen import afspraak, antwoord, indicator, mutaties, opname, projecten, stand

_KOP = re.compile(r"<h([1-6])[ >]")


def _tekst(html: str) -> str:
    """Return what a reader reads: without tags, white space folded."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def _html(gegevens: dict[str, Any] | None = None, *, concept: bool = False) -> str:
    return rapportage.html(gegevens or opname(), concept=concept, versie=1)


# Text ----------------------------------------------------------------------------------------------------------------


def test_eerste_bladzijde_begint_met_wat_het_ergst_afwijkt() -> None:
    html = _html()
    blad = _tekst(html[html.index('id="oogopslag"') : html.index('id="samenvatting"')])
    assert blad.index("1 Afspraak 1") < blad.index("2 Afspraak 2")
    assert "Oorzaak: De netaansluiting komt later." in blad
    assert "Bijsturing: Portaal koopt woningen aan." in blad
    assert "3 Afspraak 3" not in blad


def test_afwijking_noemt_wie_het_slechtst_scoort_en_wat_het_was() -> None:
    eerste = rapportbeeld.oogopslag(opname())["getoond"][0]
    assert (eerste.wie, eerste.status.label, eerste.vorige) == ("Portaal", "Loopt achter", "Op schema")


def test_koppen_beginnen_bij_h1_en_slaan_geen_niveau_over() -> None:
    gegevens = opname(afspraak(1, paragraaf="1.1 Eén"), afspraak(2), afspraak(3, paragraaf="1.2 Twee"))
    niveaus = [int(kop) for kop in _KOP.findall(_html(gegevens))]
    assert niveaus[0] == 1 and niveaus.count(1) == 1
    assert all(na <= voor + 1 for voor, na in pairwise(niveaus))


def test_inhoudsopgave_wijst_naar_ankers_die_er_zijn() -> None:
    html = _html(opname(voorraad=[mutaties(), stand(), projecten()]))
    ankers = re.findall(r' id="([^"]+)"', html)
    assert len(ankers) == len(set(ankers))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ankers)


def test_concept_staat_er_alleen_op_zolang_het_niet_vastgesteld_is() -> None:
    assert 'class="concept"' in _html(concept=True)
    assert "De inhoud kan nog veranderen" in _html(concept=True)
    assert "oncept" not in _tekst(_html())


def test_voorbeeldcijfers_staan_op_het_voorblad_en_op_elke_bladzijde() -> None:
    assert _tekst(_html()).count("Voorbeeldcijfers") == 2
    assert "Voorbeeldcijfers" not in _html(opname(voorbeeldcijfers=False))


def test_niet_ingediend_antwoord_zegt_dat_zonder_verwijt() -> None:
    tekst = _tekst(_html())
    assert "Omnia Wonen Nog niet binnen" in tekst
    assert "te laat" not in tekst


def test_de_regisseur_die_anders_koos_is_te_zien() -> None:
    assert "de regisseur koos dit, uit de antwoorden volgt: op schema" in _tekst(_html())


def test_standpunt_van_huurders_staat_bij_de_afspraak() -> None:
    assert "HBVA: Deels eens Het duurt lang." in _tekst(_html())


def test_getallen_zijn_nederlands() -> None:
    tekst = _tekst(_html())
    assert "1.036" in tekst and "−144" in tekst and "1036" not in tekst


def test_tekst_van_gebruikers_wordt_geen_html() -> None:
    boos = '<script>alert("x")</script>'
    gegevens = opname(
        afspraak(1, "achter", titel=boos, samenvatting=boos, antwoorden=[antwoord("A", "achter", toelichting=boos)]),
        samenvatting=boos,
    )
    assert "<script" not in _html(gegevens)


def test_zelfde_momentopname_geeft_zelfde_rapport() -> None:
    gegevens = opname()
    kopie = copy.deepcopy(gegevens)
    assert _html(gegevens) == _html(kopie)
    assert gegevens == kopie


def test_lege_stad_geeft_een_leesbaar_rapport() -> None:
    gegevens = opname(afspraak(1, "", antwoorden=[]), voorraad=[], samenvatting="", vorige=None)
    tekst = _tekst(_html(gegevens))
    assert "Geen enkele afspraak wijkt af" in tekst
    assert "Er is geen eerder vastgesteld peilmoment" in tekst
    assert "geen antwoord gevraagd" in tekst


# Figures -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("velden", "verwacht"),
    [
        ({}, "minstens 213 woningen, 2022 tot en met 2023"),
        ({"richting": "maximum", "eenheid": "%", "waarde": {"streef": "50", "streef_van": None}}, "hoogstens 50%"),
        (
            {"richting": "ijkpunt", "eenheid": "jaar", "decimalen": 1, "waarde": {"streef": "2.4", "streef_van": None}},
            "ijkpunt 2,4 jaar",
        ),
        (
            {"richting": "bandbreedte", "waarde": {"streef": "5", "streef_tot": "15", "streef_per": "jaar"}},
            "5 tot 15 woningen, per jaar, 2022 tot en met 2023",
        ),
        ({"waarde": {"streef": None}}, "geen streefwaarde"),
    ],
)
def test_streefwaarde_in_woorden(velden: dict[str, Any], verwacht: str) -> None:
    regel = rapportcijfers.indicatorregels(indicator(**copy.deepcopy(velden)))[0]
    assert regel.streef.removesuffix(", over de hele periode") == verwacht


def test_aandeel_toont_teller_en_noemer() -> None:
    stappen = [
        {"partij": "a", "naam": "A", "van": "2022-01-01", "tot": "2022-06-30", "teller": t, "noemer": n, "waarde": "48"}
        for t, n in (("198", "412"), ("139", "268"))
    ]
    regel = rapportcijfers.indicatorregels(indicator(eenheid="%", waarde={"waarde": "49.6", "opbouw": stappen}))[0]
    assert regel.opbouw == "337 van 680"


def test_ontbrekend_cijfer_is_een_streepje_en_telt_niet_als_nul() -> None:
    [tabel] = rapportcijfers.voorraaddelen([mutaties()], "2022-06-30")[0].tabellen
    assert tabel.rijen[0].cellen[:4] == ["1.036", "61", "0", "–"]
    assert "Nog niet alle cijfers zijn binnen" not in tabel.noot
    assert "beginstand ontbreekt" in tabel.noot


def test_stand_toont_begin_nu_verschil_en_of_de_voorraad_sluit() -> None:
    delen = rapportcijfers.voorraaddelen([stand()], "2022-06-30")[0]
    assert delen.tabellen[0].rijen[0].kop == "Tot en met lage grens (€ 633,25)"
    assert delen.tabellen[0].rijen[0].cellen == ["500", "120", "620", "490", "130", "620", "0"]
    assert delen.tabellen[-1].rijen[0].cellen == ["620", "+4", "624", "620", "−4"]


def test_verschoven_project_toont_belofte_en_opgave() -> None:
    [tabel] = rapportcijfers.voorraaddelen([projecten()], "2022-06-30")[0].tabellen
    assert tabel.rijen[0].cellen == ["deltaWonen", "Hard plan", "Verschoven", "24, nu 0", "0, nu 24", "24"]


@given(st.text(max_size=400), st.integers(min_value=10, max_value=200))
def test_kort_wordt_nooit_langer_en_laat_korte_tekst_heel(tekst: str, tekens: int) -> None:
    ingekort = rapportbeeld.kort(tekst, tekens)
    assert len(ingekort) <= tekens + 1
    if len(" ".join(tekst.split())) <= tekens:
        assert ingekort == " ".join(tekst.split())


@given(st.lists(st.integers(min_value=0, max_value=400), max_size=40))
def test_een_pagina_verliest_geen_afwijking_en_toont_er_altijd_een(lengtes: list[int]) -> None:
    alle = [
        rapportbeeld.Afwijking(n, str(n), "t", rapportbeeld.NIET_BINNEN, "", "", "x" * lengte, "")
        for n, lengte in enumerate(lengtes)
    ]
    getoond, rest = rapportbeeld.op_een_pagina(alle)
    assert getoond + rest == alle
    assert bool(getoond) == bool(alle)
    assert sum(a.regels for a in getoond) <= max(rapportbeeld.REGELS_AFWIJKEND, getoond[0].regels if getoond else 0)


# The web never loads WeasyPrint --------------------------------------------------------------------------------------


def test_webproces_laadt_geen_weasyprint() -> None:
    programma = (
        "import sys, config.wsgi, config.urls, monitoring.taken, monitoring.views.rapporten\n"
        "sys.exit('weasyprint' in sys.modules or 'basis.pdf' in sys.modules)"
    )
    uitkomst = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", programma], cwd=settings.BASIS_MAP, capture_output=True, text=True, check=False
    )
    assert uitkomst.returncode == 0, uitkomst.stderr


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
    assert client.get(_adres("rapport_maken", moment)).status_code == 405
    for _ in range(2):
        pagina = client.post(_adres("rapport_maken", moment), follow=True).content.decode()
    assert "Kijk of de PDF klaar is" in pagina
    assert DBTaskResult.objects.count() == 1
    assert taken.staat(taken.maak_concept_pdf, moment.pk) == taken.Maakstaat.BEZIG
    nog_niet = client.get(_adres("rapport_pdf", moment), follow=True)
    assert "nog niet gemaakt" in nog_niet.content.decode()
    rapportbestanden.bewaar_concept(moment, momentopname.bouw(moment), b"%PDF-concept")
    assert "Download de PDF" in client.get(_adres("rapport", moment)).content.decode()
    pdf = client.get(_adres("rapport_pdf", moment))
    assert pdf.content == b"%PDF-concept" and "concept.pdf" in pdf["Content-Disposition"]


def test_mislukt_maken_wordt_gezegd_en_kan_opnieuw(client: Client, stad: Stad, moment: Peilmoment) -> None:
    taken.zet_in_wachtrij(taken.maak_concept_pdf, moment.pk)
    DBTaskResult.objects.update(status="FAILED")
    pagina = _als(client, stad, "thuis-lezer").get(_adres("rapport", moment)).content.decode()
    assert "mislukt" in pagina and "Maak concept-PDF" in pagina
    assert taken.zet_in_wachtrij(taken.maak_concept_pdf, moment.pk)


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
