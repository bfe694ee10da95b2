"""The PDF step: what it fetches, what it writes, and PDF/UA-1."""

from __future__ import annotations

import gc
import io
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from pypdf import PdfReader

from basis.pdf import _EigenBestanden, maak_pdf
from tests.basis.proef import STATUSSEN, grafieken, rijen
from tests.hulp import verapdf

SJABLOON = """{% extends "pdf/basis.html" %}{% load basis_tags %}
{% block omslag %}<h1>{{ titel }}</h1><p class="ondertitel">Voorbeeld 2022-2023</p>{% endblock %}
{% block voetregel %}Prestatieafspraken Voorbeeld{% endblock %}
{% block inhoud %}<h2>Inhoud</h2>
<ul class="inhoudsopgave"><li class="niveau-1"><a href="#een">In één oogopslag</a></li>
<li class="niveau-2"><a href="#twee">Alle afspraken</a></li></ul>
<h2 class="nieuwe-pagina" id="een">In één oogopslag</h2>
<ul class="kerngetallen">
{% include "onderdelen/kerngetal.html" with waarde="41" label="op schema" kleur="groen" only %}
{% include "onderdelen/kerngetal.html" with waarde="9" label="vragen aandacht" toelichting="2 meer" only %}</ul>
<p>{% for tekst, kleur, vorm in statussen %}{% statuslabel tekst kleur vorm %} {% endfor %}</p>
<p>{% voortgangsbalk 61 213 "Gerealiseerd" %}</p>
<h3>Belofte en realisatie</h3>{% include "onderdelen/grafieken/staven.html" with tabel_open=True %}
<h3>Status</h3>{% include "onderdelen/grafieken/gestapeld.html" with grafiek=stapel tabel_open=True %}
<h2 id="twee">Alle afspraken</h2><table><caption>Afspraken</caption>
<thead><tr><th scope="col">Nr</th><th scope="col">Afspraak</th><th scope="col">Status</th>
<th scope="col" class="getal">Doel</th></tr></thead>
<tbody>{% for rij in rijen %}<tr><th scope="row">{{ rij.nr }}</th><td>{{ rij.titel }} <a href="/a/1">bekijk</a></td>
<td>{% statuslabel rij.status.0 rij.status.1 rij.status.2 %}</td><td class="getal">{{ rij.doel|getal:0 }}</td></tr>
{% endfor %}</tbody></table>{{ tekst|opmaak }}{% endblock %}"""


def voorbeeld(**context: Any) -> str:
    """Return the HTML of a report with every building block."""
    alles = {
        "titel": "Voortgangsrapportage",
        "statussen": STATUSSEN,
        "rijen": [rij | {"doel": rij["doel"] or 0} for rij in rijen()],
        "tekst": "Regel **een**\n\n- punt č ő €\n\n1. stap",
        **grafieken(),
        **context,
    }
    return Template(SJABLOON).render(Context(alles))


def _pdf(**context: Any) -> PdfReader:
    """Return the report as PDF."""
    inhoud = maak_pdf(voorbeeld(**context), titel="Rapport Voorbeeld", basis_url="https://portaal.example/")
    return PdfReader(io.BytesIO(inhoud))


def test_titel_taal_paginanummers_en_bladwijzers() -> None:
    pdf = _pdf()
    assert pdf.metadata is not None and pdf.metadata.title == "Rapport Voorbeeld"
    assert pdf.trailer["/Root"]["/Lang"] == "nl"
    tekst = pdf.pages[-1].extract_text()
    assert f"pagina {len(pdf.pages)} van {len(pdf.pages)}" in tekst
    assert "Prestatieafspraken Voorbeeld" in tekst
    assert "Concept" not in tekst
    assert "pagina 1" not in pdf.pages[0].extract_text()
    assert [getattr(post, "title", "") for post in pdf.outline] == ["Voortgangsrapportage", ""]


def test_concept_staat_op_elke_bladzijde() -> None:
    assert all("concept" in bladzijde.extract_text().lower() for bladzijde in _pdf(concept=True).pages)


def test_letters_buiten_het_gewone_alfabet_blijven_heel() -> None:
    assert "punt č ő €" in "".join(bladzijde.extract_text() for bladzijde in _pdf().pages)


def test_lettertypen_zitten_erin() -> None:
    namen, ingesloten = set(), []
    for bladzijde in _pdf().pages:
        for lettertype in bladzijde["/Resources"]["/Font"].values():
            afstammeling = lettertype.get_object()["/DescendantFonts"][0].get_object()
            namen.add(str(afstammeling["/BaseFont"]).partition("+")[2])
            ingesloten.append("/FontFile2" in afstammeling["/FontDescriptor"].get_object())
    assert all(ingesloten)
    assert all(naam.startswith("Noto-Sans") for naam in namen)


@pytest.mark.parametrize(
    "adres",
    [
        "https://elders.example/x.css",
        "http://127.0.0.1/x.png",
        "file:///etc/passwd",
        "basis-bestand:../../etc/passwd",
        "basis-bestand:basis/portaal.js",
        "data:text/html,<script>1</script>",
    ],
)
def test_er_wordt_niets_van_buiten_opgehaald(adres: str) -> None:
    with pytest.raises(ValueError, match="niet opgehaald"):
        _EigenBestanden().fetch(adres)


def test_opruimen_staat_na_afloop_weer_aan() -> None:
    assert gc.isenabled()
    _pdf()
    assert gc.isenabled()
    with pytest.raises(TypeError):
        maak_pdf(None, titel="x", basis_url="https://portaal.example/")  # type: ignore[arg-type]
    assert gc.isenabled()


@pytest.mark.pdfua
@pytest.mark.parametrize("concept", [False, True])
def test_pdf_ua(tmp_path: Path, concept: bool) -> None:
    pad = tmp_path / "rapport.pdf"
    html = voorbeeld(concept=concept, voorbeeldcijfers=True)
    pad.write_bytes(maak_pdf(html, titel="Rapport", basis_url="https://portaal.example/"))
    assert verapdf.valideer(pad) == []
