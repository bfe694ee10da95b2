"""The pages and mails of django-allauth in our frame: they exist, are Dutch and are valid HTML."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.hulp import vnu

SJABLONEN = Path(__file__).resolve().parents[2] / "templates"
ENGELS = re.compile(r"\b(password|sign in|sign out|your|please|the|submit|email address|confirm)\b", re.IGNORECASE)
FOUTEN = ["404.html", "403.html", "403_csrf.html", "429.html", "500.html"]
OPEN = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "account_signup",
]
INGELOGD = [
    "account_change_password",
    "account_email",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
]
MET_MFA = ["mfa_index", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"]


def leesbaar(html: str) -> str:
    """Return what a visitor reads in the page."""
    return re.sub(r"<[^>]+>", " ", re.sub(r"<(script|svg)\b.*?</\1>", " ", html, flags=re.DOTALL))


@pytest.fixture
def ingelogd(client: Client, db: None) -> Client:
    """Somebody who just signed in and confirmed it, and whose address is verified."""
    cache.clear()  # holds the counts of allauth's rate limits, by an id that every test uses again
    gebruiker = get_user_model().objects.create_user(email="wie@voorbeeld.example", password="Lang-genoeg-12345")
    EmailAddress.objects.update_or_create(
        user=gebruiker, email=gebruiker.email, defaults={"verified": True, "primary": True}
    )
    client.post(reverse("account_login"), {"login": gebruiker.email, "password": "Lang-genoeg-12345"})
    client.post(reverse("account_reauthenticate"), {"password": "Lang-genoeg-12345"})
    return client


def _pagina(client: Client, naam: str) -> str:
    """Return a page that must answer 200 in Dutch within our frame."""
    antwoord = client.get(reverse(naam))
    assert antwoord.status_code == 200, naam
    html = antwoord.content.decode()
    assert 'class="kop"' in html
    assert html.count("<h1>") == 1
    assert not ENGELS.search(leesbaar(html)), ENGELS.search(leesbaar(html))
    return html


@pytest.mark.django_db
@pytest.mark.parametrize("naam", OPEN)
def test_open_paginas(client: Client, naam: str) -> None:
    _pagina(client, naam)


@pytest.mark.parametrize("naam", INGELOGD)
def test_paginas_van_je_account(ingelogd: Client, naam: str) -> None:
    _pagina(ingelogd, naam)


def _zet_mfa_aan() -> str:
    """Switch the second step on for the only user; return one recovery code."""
    gebruiker = get_user_model().objects.get()
    TOTP.activate(gebruiker, generate_totp_secret())
    RecoveryCodes.activate(gebruiker)
    codes: list[str] = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    return codes[0]


@pytest.mark.parametrize("naam", MET_MFA)
def test_paginas_met_extra_beveiliging(ingelogd: Client, naam: str) -> None:
    _zet_mfa_aan()
    _pagina(ingelogd, naam)


def test_inloggen_in_twee_stappen(ingelogd: Client) -> None:
    code = _zet_mfa_aan()
    ingelogd.logout()
    antwoord = ingelogd.post(
        reverse("account_login"), {"login": "wie@voorbeeld.example", "password": "Lang-genoeg-12345"}
    )
    assert antwoord["Location"] == reverse("mfa_authenticate")
    assert "Vul je code in" in _pagina(ingelogd, "mfa_authenticate")
    assert ingelogd.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert "_auth_user_id" in ingelogd.session


def test_nieuw_wachtwoord_per_mail(ingelogd: Client) -> None:
    ingelogd.logout()
    mail.outbox.clear()
    ingelogd.post(reverse("account_reset_password"), {"email": "wie@voorbeeld.example"})
    bericht = mail.outbox[0]
    assert bericht.subject == "Kies een nieuw wachtwoord"
    assert not ENGELS.search(re.sub(r"https?://\S+", "", bericht.body))
    link = re.search(r"https?://[^/]+(/\S+)", bericht.body)
    assert link
    pagina = ingelogd.get(link[1], follow=True)
    assert "Nieuw wachtwoord kiezen" in pagina.content.decode()
    adres = pagina.redirect_chain[-1][0]
    klaar = ingelogd.post(adres, {"password1": "Ook-lang-genoeg-67", "password2": "Ook-lang-genoeg-67"})
    assert klaar["Location"] == reverse("account_reset_password_from_key_done")
    gebruikt = ingelogd.get(link[1], follow=True).content.decode()
    assert "Deze link werkt niet meer" in gebruikt


@pytest.mark.django_db
def test_onbekend_adres_verraadt_niets_op_de_pagina(client: Client) -> None:
    antwoord = client.post(reverse("account_reset_password"), {"email": "niemand@voorbeeld.example"})
    assert antwoord["Location"] == reverse("account_reset_password_done")
    assert all("sign" not in bericht.body.lower() for bericht in mail.outbox)


@pytest.mark.parametrize("pad", sorted(SJABLONEN.glob("*/email/*.txt")), ids=lambda pad: pad.stem)
def test_mails_zijn_nederlands(pad: Path) -> None:
    context = {
        "email": "wie@voorbeeld.example",
        "code": "123456",
        "password_reset_url": "https://portaal.example/x",
        "current_site": SimpleNamespace(domain="portaal.example"),
        "ip": "192.0.2.1",
        "user_agent": "Firefox",
        "timestamp": "14-04-2022 13:05",
        "from_email": "a@voorbeeld.example",
        "to_email": "b@voorbeeld.example",
    }
    tekst = render_to_string(pad.relative_to(SJABLONEN).as_posix(), context)
    assert tekst.strip()
    assert not ENGELS.search(tekst)
    if pad.stem.endswith("_subject"):
        assert len(tekst.strip().splitlines()) == 1


@pytest.mark.html
@pytest.mark.urls("tests.basis.proef")
def test_geldige_html(ingelogd: Client) -> None:
    bladen = {naam: ingelogd.get(reverse(naam)).content.decode() for naam in INGELOGD}
    bladen |= {adres: ingelogd.get(adres).content.decode() for adres in ("/proef/", "/proef/?fout=1&thema=x&page=2")}
    _zet_mfa_aan()
    bladen |= {f"{naam} met mfa": ingelogd.get(reverse(naam)).content.decode() for naam in MET_MFA}
    ingelogd.logout()
    bladen |= {naam: ingelogd.get(reverse(naam)).content.decode() for naam in OPEN}
    bladen |= {naam: render_to_string(naam) for naam in FOUTEN}
    assert vnu.controleer(bladen) == []
