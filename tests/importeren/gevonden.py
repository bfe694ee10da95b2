"""What an import found, as the JSON of ``importeer --proef --json``, made by hand for tests of what comes after."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from afspraken.importeren import bewerking
from afspraken.keuzes import ImportStaat
from afspraken.models import Documentimport, Overeenkomst
from tests.fabrieken import DocumentimportFabriek, Stad
from voorraad.importeren.dienst import koppel_vast


def rij(nummer: str, **anders: Any) -> dict[str, Any]:
    """Return one found agreement."""
    leeg: dict[str, Any] = dict.fromkeys(
        ("deel", "hoofdstuk", "paragraaf", "onderwerp", "partijen_tekst", "termijn_tekst", "resultaat", "opmerking"), ""
    ) | dict.fromkeys(("hoofdstuk_nummer", "paragraaf_nummer", "paragraaf_titel", "budget"), "")
    for naam in ("gemeenten", "termijnen", "indicatoren", "verwijzingen", "voetnoten", "waarschuwingen"):
        leeg[naam] = []
    vast = {
        "nummer": nummer,
        "hoofdstuk_titel": "Wonen",
        "tekst": f"De corporaties doen wat bij {nummer or 'niets'} hoort. Dat is afgesproken.",
        "soort": "meerjarig",
        "aard": "onbekend",
        "trekker_tekst": "Corporaties",
        "betrokkenen": [{"naam": "corporaties", "rol": "trekker"}],
        "plaats": f"tabel 1, rij {nummer}",
    }
    return leeg | vast | anders


def resultaat(*rijen: dict[str, Any], **anders: Any) -> dict[str, Any]:
    """Return a whole result with the parties of a ``Stad``."""
    return {
        "titel": "Prestatieafspraken Stad 2024-2027",
        "periode": {"begin": "2024-01-01", "eind": "2027-12-31"},
        "bronstatus": "",
        "gemeenten": ["Gemeente Stad"],
        "afspraken": list(rijen),
        "partijen": [
            {"naam": "Gemeente Stad", "soort": "gemeente", "korte_naam": "", "deelnemer": True},
            {"naam": "Wonen Stad", "soort": "corporatie", "korte_naam": "Wonen", "deelnemer": True},
            {"naam": "Thuis Stad", "soort": "corporatie", "korte_naam": "", "deelnemer": True},
        ],
        "hoofdstukken": [],
        "definities": [],
        "tabellen": [],
        "waarschuwingen": [],
    } | anders


def maak_import(
    stad: Stad, gevonden: dict[str, Any], *, overeenkomst: Overeenkomst | None = None, inhoud: bytes = b"leeg"
) -> Documentimport:
    """Store a result as an import that waits to be looked over."""
    imp: Documentimport = DocumentimportFabriek(
        gemeente=stad.gemeente,
        overeenkomst=overeenkomst,
        door=stad.gebruikers["gemeente-redacteur"],
        bestand=ContentFile(inhoud, name="afspraken.docx"),
        staat=ImportStaat.KLAAR,
        resultaat=gevonden,
        bron=[{"rijen": [{"cellen": ["1", "De corporaties"], "plaats": "tabel 1, rij 1"}], "plaats": "tabel 1"}],
    )
    imp.bewerkt = bewerking.begin(gevonden, gemeente=stad.gemeente.naam)
    koppel_vast(imp.bewerkt, imp)
    imp.save()
    return imp
