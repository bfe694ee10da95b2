"""Fill in the form of an agreement as a browser does: every field as the page has it, and what is changed."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html

from tests.fabrieken import Stad


def adres(stad: Stad, naam: str, *args: Any) -> str:
    """Return an address of the register."""
    return reverse(f"afspraken:{naam}", args=[stad.overeenkomst.sleutel, *args])


def velden_van(inhoud: bytes) -> dict[str, Any]:
    """Return the fields of the form of an agreement with the values on the page."""
    formulier = html.fromstring(inhoud).xpath("//form[@data-registerformulier]")[0]
    # A browser sends empty text fields too; lxml leaves them out.
    leeg = {
        veld.name for veld in formulier.inputs if veld.get("type", "text") in {"text", "search"} and veld.value is None
    }
    velden: dict[str, Any] = dict.fromkeys(leeg - {None}, "")
    for naam, waarde in formulier.form_values():
        if naam in velden:
            velden[naam] = [*(velden[naam] if isinstance(velden[naam], list) else [velden[naam]]), waarde]
        else:
            velden[naam] = waarde
    return velden


def open_formulier(klant: Client, url: str) -> dict[str, Any]:
    """Open the page and return its fields."""
    pagina = klant.get(url)
    assert pagina.status_code == 200
    return velden_van(pagina.content)


def concept(stad: Stad) -> Stad:
    """Turn the set into a concept, so that everything can be edited."""
    stad.overeenkomst.status = "concept"
    stad.overeenkomst.save()
    return stad
