"""Helpers for tests of pages: sign in, count queries, read text."""

from __future__ import annotations

import html
import re
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partijen.models import Gebruiker


def als(gebruiker: Gebruiker) -> Client:
    """Return a client that is signed in."""
    client = Client()
    client.force_login(gebruiker, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def tekst_van(antwoord: Any) -> str:
    """Return what a reader sees of the page, without tags and double spaces."""
    kaal = re.sub(r"<[^>]+>", " ", antwoord.content.decode())
    return " ".join(html.unescape(kaal).split())


def hoofd_van(antwoord: Any) -> str:
    """Return the HTML of the main part of the page."""
    return antwoord.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def links_van(antwoord: Any) -> list[str]:
    """Return the addresses linked in the main part of the page."""
    return [html.unescape(url) for url in re.findall(r'<a [^>]*href="([^"]+)"', hoofd_van(antwoord))]


def vragen(client: Client, adres: str) -> int:
    """Return how many queries a page takes."""
    with CaptureQueriesContext(connection) as gevangen:
        antwoord = client.get(adres)
    assert antwoord.status_code == 200
    return len(gevangen)
