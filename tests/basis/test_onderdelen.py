"""Tags, fields, tables, filters and pages as HTML."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import django_tables2 as tables
import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.http import QueryDict
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import mark_safe
from django_tables2 import RequestConfig

from basis.filters import BasisFilterSet, KeuzeFilter
from basis.formulieren import DatumVeld, GeheelVeld, GetalVeld
from basis.statuslabels import statuslabel
from basis.tabellen import GROOTSTE_PAGINA, BasisTabel
from basis.vormen import KLEUREN, VORMEN
from tests.basis.proef import ProefFilterSet, ProefFormulier, ProefTabel, rijen

STATISCH = Path(__file__).resolve().parents[2] / "basis" / "static" / "basis"


def html(bron: str, **context: object) -> str:
    """Render a piece of template with the tags of basis."""
    return Template("{% load basis_tags %}" + bron).render(Context(context))


def test_getallen_in_een_sjabloon() -> None:
    assert html("{{ x|getal }} {{ x|getal:2 }}", x=Decimal("1036.5")) == "1.036,5 1.036,50"
    assert html("{{ x|procent:1 }} {{ x|teken }} {{ x|bedrag }}", x=5) == "5,0% +5 €\u00a05,00"
    assert "geen waarde" in html("{{ x|getal }}", x=None)
    assert "geen waarde" in html("{{ x|getal }}", x="onzin")


def test_datums_in_een_sjabloon() -> None:
    laat = dt.datetime(2022, 6, 30, 22, 30, tzinfo=dt.UTC)
    assert html("{{ x|datum }} {{ x|datum_kort }}", x=dt.date(2022, 4, 14)) == "14 april 2022 14-04-2022"
    assert html("{{ x|datum }}; {{ x|datum_tijd }}", x=laat) == "1 juli 2022; 1 juli 2022, 0.30 uur"
    assert "geen waarde" in html("{{ x|datum }}", x=None)
    assert html("{% tijdelement x %}", x=laat) == '<time datetime="2022-07-01">1 juli 2022</time>'


def test_opmaak_ontsnapt() -> None:
    assert html("{{ x|opmaak }}", x="<b>a</b> **c**") == "<p>&lt;b&gt;a&lt;/b&gt; <strong>c</strong></p>"


def test_statuslabel() -> None:
    assert html("{% statuslabel 'Op <schema>' 'groen' %}") == (
        '<span class="status status--groen vorm--rondje">Op &lt;schema&gt;</span>'
    )
    assert statuslabel(mark_safe("<i>x</i>")) == statuslabel("<i>x</i>")
    assert "<i>" not in statuslabel("<i>x</i>")
    assert "status--grijs" in statuslabel("x", "nergens")
    assert "vorm--slot" in statuslabel("x", "groen", "slot")
    with pytest.raises(ValueError, match="onbekende vorm"):
        statuslabel("x", "groen", "wolk")


@pytest.mark.parametrize("blad", ["status.css", "rapport.css"])
def test_stijlbladen_kennen_elke_kleur_en_vorm(blad: str) -> None:
    css = (STATISCH / blad).read_text(encoding="utf-8")
    for vorm, pad in VORMEN.items():
        regel = re.search(rf"\.vorm--{vorm} {{.*}}", css)
        assert regel and f"d='{pad}'" in regel[0], vorm
    assert all(f".status--{kleur} " in css for kleur in KLEUREN)


def _helderheid(kleur: str) -> float:
    """Return the relative luminance of #rrggbb."""
    delen = [int(kleur[plek : plek + 2], 16) / 255 for plek in (1, 3, 5)]
    lineair = [deel / 12.92 if deel <= 0.04045 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen]
    return 0.2126 * lineair[0] + 0.7152 * lineair[1] + 0.0722 * lineair[2]


def _contrast(een: str, twee: str) -> float:
    """Return the contrast of two colours."""
    licht, donker = sorted((_helderheid(een), _helderheid(twee)), reverse=True)
    return (licht + 0.05) / (donker + 0.05)


def test_statuskleuren_zijn_leesbaar() -> None:
    css = (STATISCH / "status.css").read_text(encoding="utf-8")
    for naam, kleur in KLEUREN.items():
        regel = re.search(rf"\.status--{naam} {{ border-color: \S+; background: (\S+); color: (\S+); }}", css)
        assert regel
        assert _contrast(regel[1], regel[2]) >= 4.5
        assert _contrast(kleur.vlak, kleur.tekst) >= 4.5


def test_veld_verwijst_naar_hulp_en_fout() -> None:
    formulier = ProefFormulier({"aantal": "-5"})
    veld = html("{% veld form.status %}", form=formulier)
    assert 'aria-describedby="id_status_helptext id_status_error"' in veld
    assert 'aria-invalid="true"' in veld
    assert 'id="id_status_error"' in veld
    assert "utrecht-select--invalid" in veld
    aantal = html("{% veld form.aantal %}", form=formulier)
    assert 'value="-5"' in aantal
    assert "Vul 0 of een hoger getal in, zonder minteken." in aantal
    assert 'inputmode="numeric"' in aantal


def test_niet_verplicht_staat_erbij() -> None:
    formulier = ProefFormulier()
    assert "(niet verplicht)" in html("{% veld form.datum %}", form=formulier)
    assert "(niet verplicht)" not in html("{% veld form.status %}", form=formulier)


def test_keuzerondjes_staan_in_een_fieldset() -> None:
    veld = html("{% veld form.soort %}", form=ProefFormulier())
    assert "<legend" in veld
    assert 'aria-describedby="id_soort_helptext"' in veld


def test_celveld_heeft_een_naam_en_een_fout() -> None:
    formulier = ProefFormulier({"aantal": "x"})
    cel = html("{% celveld form.aantal label='Sloop, permanent' %}", form=formulier)
    assert 'aria-label="Sloop, permanent"' in cel
    assert 'id="id_aantal_error"' in cel


def test_foutoverzicht_verwijst_naar_de_velden() -> None:
    overzicht = html("{% include 'onderdelen/foutoverzicht.html' %}", form=ProefFormulier({"aantal": "x"}))
    assert 'role="alert"' in overzicht
    assert 'href="#id_aantal"' in overzicht
    assert 'href="#id_soort_groep"' in overzicht
    assert "Er ging iets mis" in overzicht
    assert html("{% include 'onderdelen/foutoverzicht.html' %}", form=ProefFormulier()).strip() == ""


def test_nederlandse_velden() -> None:
    assert GetalVeld(minimum=None).clean("−1.036,5") == Decimal("-1036.5")
    assert GeheelVeld().clean(" 1.036 ") == 1036
    assert DatumVeld().clean("14 april 2022") == dt.date(2022, 4, 14)
    assert GeheelVeld(required=False).clean("") is None
    assert GeheelVeld().prepare_value(1036) == "1.036"
    assert DatumVeld().prepare_value(dt.date(2022, 4, 14)) == "14-04-2022"
    assert not GeheelVeld().has_changed(1036, "1.036")


def _tabel(adres: str = "/", aantal: int = 58) -> ProefTabel:
    """Return a table configured by an address."""
    tabel = ProefTabel(rijen(aantal))
    RequestConfig(RequestFactory().get(adres)).configure(tabel)
    return tabel


def test_tabel_heeft_koppen_sortering_en_bladzijden() -> None:
    verzoek = RequestFactory().get("/?thema=1&sort=-nr&page=2")
    tabel = _tabel("/?thema=1&sort=-nr&page=2")
    tekst = tabel.as_html(verzoek)
    assert 'aria-sort="descending"' in tekst
    assert 'href="?thema=1&amp;sort=nr"' in tekst
    assert "51 tot en met 58 van 58" in tekst
    assert tekst.count('<th scope="row">') == 8
    assert '<caption class="visueel-verborgen">Afspraken</caption>' in tekst
    assert '<td class="getal" data-label="Verschil">−27</td>' in tekst


@pytest.mark.parametrize("adres", ["/?sort=niets", "/?sort=__class__,-nr;drop", "/?page=0", "/?page=-4", "/?page=x"])
def test_verkeerde_adressen_geven_gewoon_een_lijst(adres: str) -> None:
    assert "<tbody>" in _tabel(adres).as_html(RequestFactory().get(adres))


@pytest.mark.parametrize(("gevraagd", "kreeg"), [("100000", GROOTSTE_PAGINA), ("-3", 50), ("25", 25)])
def test_een_adres_vraagt_nooit_alles(gevraagd: str, kreeg: int) -> None:
    assert len(_tabel(f"/?per_page={gevraagd}", aantal=300).page) == kreeg


class KwaadTabel(BasisTabel):
    """Table with every way to fill a cell."""

    naam = tables.Column()
    eigen = tables.Column(empty_values=())
    sjabloon = tables.TemplateColumn("{{ record.naam }}!", orderable=False)
    aantal = tables.Column()

    def render_eigen(self, record: dict[str, object], table: BasisTabel) -> str:
        return f"{record['naam']} {table.bijschrift}"

    def rij_klasse(self, record: dict[str, object]) -> str:
        return "totaal"


def test_cellen_worden_ontsnapt_en_op_zijn_nederlands_geschreven() -> None:
    verzoek = RequestFactory().get("/")
    tekst = html(
        "{% load django_tables2 %}{% render_table tabel %}",
        tabel=KwaadTabel([{"naam": "<b>", "aantal": 1036}]),
        request=verzoek,
    )
    assert '<tr class="totaal">' in tekst
    assert re.findall(r"<td[^>]*>([^<]*)</td>", tekst) == [
        "&lt;b&gt;",
        "&lt;b&gt; Overzicht",
        "&lt;b&gt;!",
        "1.036",
    ]


def test_lege_tabel() -> None:
    assert "Er is niets gevonden." in _tabel(aantal=0).as_html(RequestFactory().get("/"))


def _filter(adres: str) -> ProefFilterSet:
    """Return a filterset for a query string."""
    return ProefFilterSet(QueryDict(adres), queryset=Permission.objects.all())


@pytest.mark.django_db
def test_filter_vindt_zonder_hoofdletters_en_op_elk_woord() -> None:
    Permission.objects.update(name="groep toevoegen")
    assert _filter("zoek=GROEP+Tóév").qs.count() == Permission.objects.count()
    assert not _filter("zoek=groep+weg").qs.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("adres", ["thema=nietbestaand", "vanaf=gisteren", "thema=%00", "zoek=" + "x" * 300])
def test_verkeerde_filterwaarde_geeft_een_melding_en_niets(adres: str) -> None:
    filterset = _filter(adres)
    assert not filterset.qs.exists()
    assert filterset.errors
    assert filterset.actieve()[0]["url"] == "?"


@pytest.mark.django_db
def test_actieve_filters_zijn_weg_te_halen() -> None:
    actief = _filter("thema=add_group&vanaf=14-04-2022&sort=nr&page=3").actieve()
    assert [(filter_["label"], filter_["tekst"]) for filter_ in actief] == [
        ("Thema", "Wonen"),
        ("Termijn vanaf", "14-04-2022"),
    ]
    assert actief[0]["url"] == "?vanaf=14-04-2022&sort=nr"


class TelFilterSet(BasisFilterSet):
    """Filterset whose choices come from the database."""

    wie = KeuzeFilter(
        "codename", label="Wie", keuzes=lambda filterset: filterset.queryset.values_list("codename", "name")
    )


@pytest.mark.django_db
def test_keuzes_worden_een_keer_opgehaald() -> None:
    verzoek = RequestFactory().get("/", {"wie": "add_group"})
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        filterset = TelFilterSet(verzoek.GET, queryset=Permission.objects.all(), request=verzoek)
        html("{% include 'onderdelen/filterbalk.html' %}", filter=filterset, request=verzoek)
    assert len(vragen) == 1
    assert TelFilterSet(QueryDict(), queryset=Permission.objects.none()).form.fields["wie"].choices != (
        filterset.form.fields["wie"].choices
    )


class _Ontleder(HTMLParser):
    """Collects ids, label targets and attributes that a strict policy forbids."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.verwezen: list[str] = []
        self.verboden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for naam, waarde in attrs:
            if naam == "id":
                self.ids.append(waarde or "")
            if naam in {"aria-describedby", "aria-labelledby", "for"}:
                self.verwezen += (waarde or "").split()
            if naam == "style" or naam.startswith("on"):
                self.verboden.append(f"{tag} {naam}")
        if tag == "script" and "src" not in dict(attrs):
            self.verboden.append("script")


@pytest.mark.django_db
@pytest.mark.urls("tests.basis.proef")
@pytest.mark.parametrize("adres", ["/proef/", "/proef/?fout=1&thema=x&vanaf=y&sort=-nr&page=2"])
def test_hele_pagina(client: Client, adres: str) -> None:
    antwoord = client.get(adres)
    assert antwoord.status_code == 200
    ontleder = _Ontleder()
    ontleder.feed(antwoord.content.decode())
    assert len(ontleder.ids) == len(set(ontleder.ids))
    assert set(ontleder.verwezen) <= set(ontleder.ids)
    assert ontleder.verboden == []


@pytest.mark.django_db
def test_foutpagina_zonder_context() -> None:
    for naam in ("400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"):
        assert "<h1>" in render_to_string(naam)
