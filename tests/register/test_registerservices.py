"""One agreement stored from plain values: nothing lost, nothing half, the signed text locked."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from afspraken.afspraakwaarden import lege_waarden, met_waarden, verschillen, waarden_van
from afspraken.models import Afspraak, Overeenkomst
from afspraken.registerservices import Schrijver, Vergrendeld, bewaar_afspraak, verwijder_afspraak
from basis.versies import VersieConflict
from tests.fabrieken import IndicatorFabriek, Stad, StreefwaardeFabriek, TermijnFabriek

WAARDEN = {
    "hoofdstuk": {"nummer": "2", "titel": "Betaalbaarheid"},
    "paragraaf": {"nummer": "2.1", "titel": "Huren"},
    "nummer": "12",
    "tekst": "De corporaties houden de huren laag. Dat doen ze elk jaar.",
    "betrokkenen": [{"rol": "trekker", "partij": "", "groep": "corporaties"}],
    "termijnen": [{"tekst": "in 2023", "begin": "2023-01-01", "eind": "2023-12-31"}],
    "indicatoren": [
        {
            "naam": "Huurverhoging",
            "eenheid": "%",
            "richting": "maximum",
            "streefwaarden": [{"partij": "", "waarde": "2.5"}],
        }
    ],
}


@pytest.fixture
def concept(stad: Stad) -> Stad:
    """A set that is not settled yet."""
    Overeenkomst.objects.filter(pk=stad.overeenkomst.pk).update(status="concept")
    stad.overeenkomst.refresh_from_db()
    return stad


def _bewaar(stad: Stad, afspraak: Afspraak | None, waarden: dict, **anders: object) -> Afspraak:
    door = stad.gebruikers["gemeente-redacteur"]
    return bewaar_afspraak(overeenkomst=stad.overeenkomst, afspraak=afspraak, waarden=waarden, door=door, **anders)  # type: ignore[arg-type]


def test_een_nieuwe_afspraak_krijgt_alles_wat_erbij_hoort(concept: Stad) -> None:
    afspraak = _bewaar(concept, None, WAARDEN)
    waarden = waarden_van(Afspraak.objects.get(pk=afspraak.pk))
    assert waarden["hoofdstuk"] == WAARDEN["hoofdstuk"]
    assert waarden["paragraaf"] == WAARDEN["paragraaf"]
    assert waarden["titel"] == "De corporaties houden de huren laag"
    assert waarden["termijnen"][0]["eind"] == "2023-12-31"
    assert waarden["indicatoren"][0]["streefwaarden"][0]["waarde"] == "2.5"
    assert waarden["betrokkenen"] == [{"rol": "trekker", "partij": "", "groep": "corporaties"}]


def test_wat_blijft_houdt_zijn_rij(concept: Stad) -> None:
    """Figures and reports hang from the rows of terms, indicators and targets."""
    afspraak = _bewaar(concept, None, WAARDEN)
    rijen = [list(relatie.values_list("pk", flat=True)) for relatie in (afspraak.termijnen, afspraak.indicatoren)]
    waarden = waarden_van(Afspraak.objects.get(pk=afspraak.pk))
    waarden["termijnen"][0]["eind"] = "2023-06-30"
    waarden["indicatoren"][0]["streefwaarden"][0]["waarde"] = "3"
    _bewaar(concept, Afspraak.objects.get(pk=afspraak.pk), waarden)
    na = Afspraak.objects.get(pk=afspraak.pk)
    assert [list(relatie.values_list("pk", flat=True)) for relatie in (na.termijnen, na.indicatoren)] == rijen
    assert na.termijnen.get().eind.isoformat() == "2023-06-30"
    assert na.indicatoren.get().streefwaarden.get().oorspronkelijk is None


def test_niets_veranderd_is_niets_bewaard(concept: Stad) -> None:
    afspraak = _bewaar(concept, None, WAARDEN)
    _bewaar(concept, Afspraak.objects.get(pk=afspraak.pk), waarden_van(Afspraak.objects.get(pk=afspraak.pk)))
    assert Afspraak.objects.get(pk=afspraak.pk).versie == afspraak.versie


@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("termijnen", [{"tekst": "ooit", "begin": "2023-13-01", "eind": ""}]),
        ("termijnen", [{"tekst": "omgekeerd", "begin": "2023-02-01", "eind": "2023-01-01"}]),
        ("betrokkenen", [{"rol": "trekker", "partij": "bestaat-niet", "groep": ""}]),
        ("indicatoren", [{"naam": "x", "eenheid": "", "richting": "minimum", "streefwaarden": [{"waarde": "veel"}]}]),
        ("verwijzingen", [999999]),
        ("hoofdstuk", {"nummer": "", "titel": " "}),
        ("nummer", "1" * 21),
    ],
)
def test_een_fout_bewaart_niets(concept: Stad, veld: str, waarde: object) -> None:
    with pytest.raises(ValidationError):
        _bewaar(concept, None, WAARDEN | {veld: waarde})
    assert not Afspraak.objects.exists()
    assert not concept.overeenkomst.delen.get().hoofdstukken.filter(titel="Betaalbaarheid").exists()


def test_een_nummer_staat_maar_een_keer_in_een_deel(concept: Stad) -> None:
    _bewaar(concept, None, WAARDEN)
    with pytest.raises(ValidationError, match="komt in dit deel al voor"):
        _bewaar(concept, None, WAARDEN)


def test_een_ander_was_eerder(concept: Stad) -> None:
    afspraak = _bewaar(concept, None, WAARDEN)
    _bewaar(concept, Afspraak.objects.get(pk=afspraak.pk), {"titel": "Van de ander"}, verwacht=1)
    with pytest.raises(VersieConflict):
        _bewaar(concept, Afspraak.objects.get(pk=afspraak.pk), {"titel": "Van mij"}, verwacht=1)
    assert Afspraak.objects.get(pk=afspraak.pk).titel == "Van de ander"


def test_na_vaststelling_staat_de_getekende_tekst_vast(stad: Stad) -> None:
    afspraak = stad.afspraak("corporaties", nummer="1", tekst="Zoals getekend.")
    with pytest.raises(Vergrendeld, match="getekende tekst"):
        _bewaar(stad, afspraak, {"tekst": "Iets anders."})
    with pytest.raises(Vergrendeld):
        verwijder_afspraak(afspraak=afspraak, door=stad.gebruikers["gemeente-redacteur"])
    _bewaar(stad, afspraak, {"samenvatting": "In het kort."})
    assert Afspraak.objects.get(pk=afspraak.pk).samenvatting == "In het kort."


@pytest.mark.django_db
def test_lezen_en_schrijven_zijn_elkaars_omgekeerde() -> None:
    """Every agreement of both example sets, stored from its own values, reads the same (and costs constant reads)."""
    call_command("laad_voorbeelden", verbosity=0)
    for overeenkomst in Overeenkomst.objects.all():
        with CaptureQueriesContext(connection) as vragen:
            alle = {afspraak.pk: waarden_van(afspraak) for afspraak in met_waarden(overeenkomst.afspraken.all())}
        assert len(vragen) <= 8
        schrijver = Schrijver(overeenkomst, door=None, vrij=True)
        for afspraak in overeenkomst.afspraken.all():
            leeg = lege_waarden()
            waarden = alle[afspraak.pk]
            schrijver.bewaar(afspraak, waarden | {"titel": f"{waarden['titel']}!"})
            na = waarden_van(Afspraak.objects.get(pk=afspraak.pk))
            assert [rij.veld for rij in verschillen(waarden, na, {})] == ["titel"]
            assert verschillen(leeg, waarden, {})


def test_verschillen_lees_je_in_gewone_woorden(concept: Stad) -> None:
    afspraak = concept.afspraak(concept.wonen, nummer="4")
    TermijnFabriek(afspraak=afspraak, tekst="vóór 1 mei 2023", begin=None, eind="2023-04-30")
    StreefwaardeFabriek(indicator=IndicatorFabriek(afspraak=afspraak, naam="Woningen", eenheid="woningen"), waarde=1036)
    voor = waarden_van(Afspraak.objects.get(pk=afspraak.pk))
    na = voor | {"betrokkenen": [{"rol": "trekker", "partij": "", "groep": "alle"}], "termijnen": []}
    gevonden = {rij.label: (rij.voor, rij.na) for rij in verschillen(voor, na, {concept.wonen.sleutel: "Wonen Stad"})}
    assert gevonden["Betrokkenen"] == ("Trekker: Wonen Stad", "Trekker: Alle partijen")
    assert gevonden["Termijnen"] == ("vóór 1 mei 2023 (30 april 2023)", "")
    assert "1.036" in {rij.label: rij.voor for rij in verschillen(voor, voor | {"indicatoren": []}, {})}["Indicatoren"]
