"""A page that uses every building block of basis, with its own address list: for tests and for looking at."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib.auth.models import Permission
from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path
from django_tables2 import RequestConfig

from basis import getallen
from basis.filters import BasisFilterSet, DatumFilter, KeuzeFilter, ZoekFilter
from basis.formulieren import DatumVeld, GeheelVeld
from basis.grafieken import Reeks, Segment, gestapeld, staven
from basis.tabellen import BasisTabel, DatumKolom, GetalKolom, StatusKolom

STATUSSEN = [
    ("Op schema", "groen", "rondje"),
    ("Vraagt aandacht", "oranje", "driehoek"),
    ("Loopt achter", "rood", "ruit"),
    ("Niet gestart", "grijs", "ring"),
    ("Afgerond", "blauw", "vinkje"),
    ("Doorlopend", "paars", "kring"),
    ("Teruggegeven", "geel", "terug"),
]
TITELS = [
    "Netto groei van de sociale voorraad",
    "Slaagkans van starters",
    "Vrijkomend aanbod voor urgenten en bijzondere doelgroepen",
    "Betaalbaarheid: aanbod tot de aftoppingsgrens",
    "Verduurzaming van complexen",
]
PARTIJEN = ["Gemeente Voorbeeld", "De Corporatie", "Wonen Midden", "Huurdersbelangenvereniging De Corporatie"]


class ProefTabel(BasisTabel):
    """Table with every kind of column."""

    bijschrift = "Afspraken"
    rijkop = "titel"
    nr = tables.Column(verbose_name="Nr", attrs={"td": {"class": "nummer"}})
    titel = tables.Column(verbose_name="Afspraak", linkify=lambda record: f"#{record['nr']}")
    trekker = tables.Column()
    status = StatusKolom(label=lambda waarde: waarde)
    doel = GetalKolom(verbose_name="Afgesproken")
    verschil = GetalKolom(opmaak=getallen.teken_tekst)
    einde = DatumKolom(verbose_name="Termijn")

    class Meta(BasisTabel.Meta):
        sequence = ("nr", "titel", "trekker", "status", "doel", "verschil", "einde")


class ProefFormulier(forms.Form):
    """Form with every kind of widget."""

    status = forms.ChoiceField(
        label="Status", choices=[("", "Kies een status"), ("a", "Op schema")], help_text="Hoe staat het ervoor?"
    )
    aantal = GeheelVeld(label="Aantal woningen")
    datum = DatumVeld(label="Datum", required=False, help_text="Bijvoorbeeld 14-04-2022")
    uitleg = forms.CharField(label="Toelichting", widget=forms.Textarea(attrs={"rows": 4}))
    soort = forms.ChoiceField(
        label="Soort", choices=[("m", "Meerjarig"), ("p", "Periode")], widget=forms.RadioSelect, help_text="Kies er een"
    )
    akkoord = forms.BooleanField(label="Ik heb de cijfers gecontroleerd")


class ProefFilterSet(BasisFilterSet):
    """Filterset with every kind of filter."""

    zoek = ZoekFilter("name")
    thema = KeuzeFilter("codename", label="Thema", keuzes=[("add_group", "Wonen"), ("view_group", "Leefbaarheid")])
    vanaf = DatumFilter("name", label="Termijn vanaf")


def rijen(aantal: int = 58) -> list[dict[str, Any]]:
    """Return rows for the table."""
    return [
        {
            "nr": str(nummer + 1),
            "titel": TITELS[nummer % 5],
            "trekker": PARTIJEN[nummer % 4],
            "status": STATUSSEN[nummer % 7],
            "doel": [213, 1036, None, 50, 4468][nummer % 5],
            "verschil": [5, -27, 0, None, 12][nummer % 5],
            "einde": dt.date(2022, nummer % 12 + 1, 14),
        }
        for nummer in range(aantal)
    ]


def grafieken() -> dict[str, Any]:
    """Return one chart of each kind."""
    return {
        "grafiek": staven(
            titel="Netto groei per corporatie",
            omschrijving="De Corporatie: belofte 78, gerealiseerd 61.",
            labels=["De Corporatie", "Wonen Midden en omstreken", "Thuis"],
            eenheid="woningen",
            reeksen=[
                Reeks("Belofte", "belofte", [78, 114, 21]),
                Reeks("Gerealiseerd", "realisatie", [61, -12, None]),
                Reeks("Prognose hard", "prognose", [80, 100, 20]),
                Reeks("Prognose zacht", "zacht", [4, 30, 20]),
            ],
            sleutel="groei",
        ),
        "stapel": gestapeld(
            titel="Statussen per thema",
            omschrijving="Aantal afspraken per status en thema.",
            rijen=[
                (thema, [Segment(a, (nummer * 3 + plek * 5) % 9, b, c) for plek, (a, b, c) in enumerate(STATUSSEN[:6])])
                for nummer, thema in enumerate(["Beschikbaarheid en toewijzing van woningen", "Betaalbaarheid", "Zorg"])
            ],
            sleutel="thema",
        ),
    }


SJABLOON = """{% extends "base.html" %}{% load basis_tags django_tables2 %}
{% block titel %}Proef{% endblock %}
{% block inhoud %}
<div class="paginakop"><h1>Afspraken</h1><p class="lead">Stand per {{ dag|datum }}, 58 afspraken</p>
<div class="acties"><a class="utrecht-button utrecht-button--secondary-action" href="/">Bewerken</a>
<button type="button" class="utrecht-button utrecht-button--primary-action">Peilmoment openen</button></div></div>
<ul class="kerngetallen">
{% include "onderdelen/kerngetal.html" with waarde="41" label="op schema" url="/" kleur="groen" only %}
{% include "onderdelen/kerngetal.html" with waarde="9" label="vragen aandacht" url="/" kleur="oranje" only %}
{% include "onderdelen/kerngetal.html" with waarde="4" label="lopen achter" url="/" kleur="rood" only %}
{% include "onderdelen/kerngetal.html" with waarde="1.036" label="erbij" toelichting="van 5.468 afgesproken" only %}
</ul>
{% include "onderdelen/filterbalk.html" %}
{% render_table tabel %}
<p>{% for tekst, kleur, vorm in statussen %}{% statuslabel tekst kleur vorm %} {% endfor %}</p>
<div class="kolommen">
<section><h2>Belofte en realisatie</h2>{% include "onderdelen/grafieken/staven.html" %}</section>
<section><h2>Status per thema</h2>
{% include "onderdelen/grafieken/gestapeld.html" with grafiek=stapel tabel_open=True %}
<p>{% voortgangsbalk 61 213 "Gerealiseerd" %} {% voortgangsbalk None 5 %}</p></section>
</div>
<div class="kolommen kolommen--breed-smal">
<section><h2>Opgave</h2>{% include "onderdelen/formulier.html" with terug_url="/" %}</section>
<aside aria-label="Gegevens"><div class="kaart kaart--accent"><h2 class="kaart__kop">Gegevens</h2>
<dl class="gegevens"><dt>Trekker</dt><dd>De Corporatie</dd><dt>Bedrag</dt><dd>{{ 1036.5|bedrag }}</dd>
<dt>Verschil</dt><dd>{{ None|teken }}</dd></dl></div>
<h3>Verloop</h3><ol class="tijdlijn"><li><strong>30 juni 2022</strong><br>{% statuslabel "Op schema" "groen" %}</li>
<li><strong>31 december 2022</strong><br>{% statuslabel "Loopt achter" "rood" %}</li></ol>
<div class="melding melding--waarschuwing"><p>De datum ligt na de looptijd.</p></div></aside>
</div>
{% include "onderdelen/leeg.html" with tekst="Er is nog niets gevraagd." url="/" link="Naar de afspraken" only %}
{{ tekst|opmaak }}
{% endblock %}"""


def pagina(request: HttpRequest) -> HttpResponse:
    """Show the page; ``?fout`` shows the form with errors."""
    tabel = ProefTabel(rijen())
    RequestConfig(request, paginate={"per_page": 12}).configure(tabel)
    invoer = request.POST or ({"aantal": "-5", "datum": "31-02-2022"} if "fout" in request.GET else None)
    context = {
        "tabel": tabel,
        "form": ProefFormulier(invoer),
        "filter": ProefFilterSet(request.GET, queryset=Permission.objects.all(), request=request),
        "aantal": 58,
        "eenheid": "afspraken",
        "voorbeeldcijfers": True,
        "statussen": STATUSSEN,
        "dag": dt.date(2022, 6, 30),
        "tekst": "Een **vette** regel\n\n- punt",
        "overeenkomst_naam": "Voorbeeld 2022-2023",
        "overeenkomst_url": "/",
        "kruimels": [{"url": "/", "label": "Start"}, {"label": "Afspraken"}],
        "gebruiker_omschrijving": "Gemeente Voorbeeld, redacteur",
        "navigatie": [
            {"url": "/werk", "label": "Mijn werk", "actief": False, "aantal": 3},
            {"url": "/", "label": "Afspraken", "actief": True},
            {"url": "/voorraad", "label": "Voorraad"},
            {"url": "/dashboard", "label": "Dashboard"},
            {"url": "/overleg", "label": "Overleg en rapport"},
        ],
        **grafieken(),
    }
    return HttpResponse(Template(SJABLOON).render(RequestContext(request, context)))


urlpatterns = [path("proef/", pagina), path("", include("config.urls"))]
