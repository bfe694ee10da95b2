"""System checks of templates and the log line of an action."""

from __future__ import annotations

import json
import logging

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from basis.checks import controleer_sjablonen, controleer_sjabloon
from basis.middleware import LogregelMiddleware, netwerk


def test_eigen_sjablonen_zijn_in_orde() -> None:
    assert controleer_sjablonen() == []


@pytest.mark.parametrize(
    "tekst",
    [
        '<p style="color:red">x</p>',
        "<svg><rect style='fill:red'/></svg>",
        "<style>p{}</style>",
        "<script>alert(1)</script>",
        '<script type="application/json">{}</script>',
        '<button onclick="x()">x</button>',
        '<div hx-on:click="x()">x</div>',
        '<a href="javascript:x()">x</a>',
    ],
)
def test_inline_wordt_gevonden(tekst: str) -> None:
    meldingen = list(controleer_sjabloon("afspraken/lijst.html", tekst))
    assert [melding.id for melding in meldingen] == ["basis.E001"]
    assert meldingen[0].hint


@pytest.mark.parametrize(
    "tekst",
    [
        '<script type="module" src="{% static \'x.js\' %}"></script>',
        "{% comment %}<p style='x'>{% endcomment %}<p>on = 5, style = mooi</p>",
        "{# <script>x</script> #}",
        '<p class="style">x</p>',
    ],
)
def test_gewone_html_mag(tekst: str) -> None:
    assert not list(controleer_sjabloon("afspraken/lijst.html", tekst))


@pytest.mark.parametrize(
    ("naam", "tekst", "fouten"),
    [
        ("onderdelen/x.html", "<p>x</p>", ["basis.E002"]),
        ("onderdelen/x.html", "{% comment %}Context: x.{% endcomment %}<p>x</p>", []),
        ("base_smal.html", '{% extends "base.html" %}\n{# Blocks: x. #}', []),
        ("afspraken/lijst.html", "<p>x</p>", []),
    ],
)
def test_bouwstenen_beginnen_met_commentaar(naam: str, tekst: str, fouten: list[str]) -> None:
    assert [melding.id for melding in controleer_sjabloon(naam, tekst)] == fouten


def test_logregel_zonder_persoonsgegevens(caplog: pytest.LogCaptureFixture) -> None:
    verzoek = RequestFactory().post(
        "/opgave/12/?wie=jan", {"uitleg": "geheim", "mail": "jan@voorbeeld.example"}, REMOTE_ADDR="192.0.2.77"
    )
    verzoek._cached_user = AnonymousUser()  # type: ignore[attr-defined]
    verzoek.resolver_match = ResolverMatch(
        lambda: None, (), {"pk": 12, "key": "abc"}, url_name="dien_in", namespaces=["monitoring"]
    )
    with caplog.at_level(logging.INFO, logger="portaal.handelingen"):
        LogregelMiddleware(lambda _: HttpResponse(status=302))(verzoek)
    regel = json.loads(caplog.records[0].getMessage())
    assert regel | {"tijd": ""} == {
        "tijd": "",
        "actor": None,
        "handeling": "POST monitoring:dien_in",
        "object": {"pk": "12"},
        "resultaat": 302,
        "oorsprong": "192.0.2.0/24",
    }


def test_lezen_wordt_alleen_bij_weigering_gelogd(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="portaal.handelingen"):
        for status in (200, 304, 403):
            LogregelMiddleware(lambda _, status=status: HttpResponse(status=status))(RequestFactory().get("/"))
    assert [json.loads(regel.getMessage())["resultaat"] for regel in caplog.records] == [403]


def test_netwerk() -> None:
    assert netwerk("2001:db8:1:2::3") == "2001:db8:1::/48"
    assert netwerk("") == "onbekend"
