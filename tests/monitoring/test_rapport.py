"""The report as a reader meets it: its text and figures, without WeasyPrint, and the web that never loads it."""

from __future__ import annotations

import copy
import re
import subprocess
import sys
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from monitoring import rapportage, rapportbeeld, rapportcijfers, rapportindicatoren
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
    assert "De regisseur koos deze status; uit de antwoorden volgt: op schema" in _tekst(_html())


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
    regel = rapportindicatoren.indicatorregels(indicator(**copy.deepcopy(velden)))[0]
    assert regel.streef.removesuffix(", over de hele periode") == verwacht


def test_aandeel_toont_teller_en_noemer() -> None:
    stappen = [
        {"partij": "a", "naam": "A", "van": "2022-01-01", "tot": "2022-06-30", "teller": t, "noemer": n, "waarde": "48"}
        for t, n in (("198", "412"), ("139", "268"))
    ]
    regel = rapportindicatoren.indicatorregels(indicator(eenheid="%", waarde={"waarde": "49.6", "opbouw": stappen}))[0]
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
    getoond, rest = rapportbeeld.op_een_pagina(alle, 24)
    assert getoond + rest == alle
    assert bool(getoond) == bool(alle)
    assert sum(a.regels for a in getoond) <= max(24, getoond[0].regels if getoond else 0)


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
