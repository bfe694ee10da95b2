"""The same agreements imported again: what only looks different (spaces, own notes, its place) is equal."""

from __future__ import annotations

from typing import Any

import pytest

from afspraken.afspraakwaarden import lege_waarden
from afspraken.importeren import bewerking
from afspraken.importeren.vergelijken import Soort, over_elkaar, vergelijk
from afspraken.models import Overeenkomst
from tests.fabrieken import Stad, TermijnFabriek
from tests.importeren.gevonden import resultaat, rij

TERMIJN = {"tekst": "in 2024", "begin": "2024-01-01", "eind": "2024-12-31", "herhaling": "geen", "exactheid": "exact"}


def _na(voor: dict[str, Any], gevonden: dict[str, Any]) -> dict[str, Any]:
    return over_elkaar(lege_waarden() | voor, lege_waarden() | {"hoofdstuk": {"nummer": "", "titel": "W"}} | gevonden)


@pytest.mark.parametrize(
    ("veld", "register", "document"),
    [
        ("tekst", "Wij spreken\n\nde cijfers door.", "Wij spreken de  cijfers door."),
        ("onderwerp", "Wijkvisie en -strategie", "Wijkvisie en - strategie"),
        ("trekker_tekst", "Gemeente / Corporaties", "Gemeente Corporaties"),
        ("trekker_tekst", "Gemeente/corporaties", "Gemeente / corporaties"),
        ("partijen_tekst", "Corporaties, gemeente", "Corporaties gemeente"),
    ],
)
def test_witruimte_en_een_streep_tussen_namen_is_geen_verschil(veld: str, register: str, document: str) -> None:
    assert _na({veld: register}, {veld: document})[veld] == register


@pytest.mark.parametrize(
    ("veld", "register", "document"),
    [
        ("tekst", "Wij bouwen 40 woningen.", "Wij bouwen 50 woningen."),
        ("tekst", "Wij bouwen 1.036 woningen.", "Wij bouwen 1036 woningen."),
        ("onderwerp", "Bouw", "bouw"),
        ("trekker_tekst", "Gemeente", "Corporaties"),
    ],
)
def test_andere_woorden_en_getallen_zijn_wel_een_verschil(veld: str, register: str, document: str) -> None:
    assert _na({veld: register}, {veld: document})[veld] == document


def test_een_eigen_toelichting_bij_een_termijn_blijft() -> None:
    eigen = TERMIJN | {"toelichting": "Zo spraken we het af."}
    gevonden = TERMIJN | {"toelichting": ""}
    assert _na({"termijnen": [eigen]}, {"termijnen": [gevonden]})["termijnen"] == [eigen]
    later = gevonden | {"eind": "2025-12-31"}
    assert _na({"termijnen": [eigen]}, {"termijnen": [later]})["termijnen"] == [later]
    assert _na({"termijnen": [eigen]}, {"termijnen": [gevonden, later]})["termijnen"] == [eigen, later]


@pytest.mark.django_db
def test_alleen_een_andere_plek_in_het_document_is_gelijk(stad: Stad) -> None:
    Overeenkomst.objects.update(status="concept")
    afspraak = stad.afspraak("corporaties", nummer="1", tekst="Getekend.", trekker_tekst="Corporaties", bronplaats="")
    TermijnFabriek(afspraak=afspraak, tekst="in 2024")
    kop = {"hoofdstuk_nummer": stad.hoofdstuk.nummer, "hoofdstuk_titel": stad.hoofdstuk.titel}
    bewerkt = bewerking.begin(
        resultaat(rij("1", tekst="Getekend.", plaats="tabel 1, rij 2", **kop)), gemeente="Gemeente Stad"
    )
    uitkomst = vergelijk(stad.overeenkomst, bewerkt["afspraken"], {})
    assert uitkomst.rijen[1].soort == Soort.GELIJK
    bewerkt["afspraken"][0]["tekst"] = "Anders getekend."
    anders = vergelijk(stad.overeenkomst, bewerkt["afspraken"], {}).rijen[1]
    assert [verschil.veld for verschil in anders.verschillen] == ["tekst"]
