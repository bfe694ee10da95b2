"""Approved stock tables in the database: the same numbers as the fixtures, and never an overwrite in silence."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from afspraken.importeren.resultaat import GevondenPartij
from afspraken.models import Overeenkomst
from basis.documenten.lezen import lees_document
from monitoring.inlezen.bestand import lees
from monitoring.inlezen.register import RegisterLader
from monitoring.inlezen.voorraad import VoorraadLader, laad_algemeen
from partijen.models import Gebeurtenis, Partij
from tests.fabrieken import GebruikerFabriek, Stad
from tests.hulp.bronnen import BRONNEN
from voorraad.importeren.herkennen import herken_voorraadtabellen, met_omgeving
from voorraad.importeren.toepassen import Telling, pas_tabellen_toe
from voorraad.models import Mutatiesoort, Prognose, Project, Tabel, Voorraadstand

pytestmark = pytest.mark.django_db
MAP = Path(__file__).resolve().parents[2]
SETS = {
    "amersfoort-2022-2023": {"Alliantie": "alliantie", "Portaal": "portaal", "Omnia Wonen": "omnia-wonen"},
    "kampen-2022-2026": {"Beter Wonen IJsselmuiden": "beter-wonen-ijsselmuiden", "deltaWonen": "deltawonen"},
}
Getallen = dict[tuple[Any, ...], Any]


@cache
def tabellen_uit(naam: str) -> list[dict[str, Any]]:
    """Return the recognised tables of a source document."""
    document = lees_document(BRONNEN / f"prestatieafspraken-{naam}.docx")
    gevonden = herken_voorraadtabellen(
        met_omgeving(document, list(document.tabellen)),
        partijen=[GevondenPartij(corporatie, "corporatie") for corporatie in SETS[naam]],
        begin=None,
        eind=None,
    )
    return [tabel.gegevens for tabel in gevonden if tabel.soort != "opzij"]


def prognoses(overeenkomst: Overeenkomst, hardheden: set[str]) -> Getallen:
    """Return what was promised, by what it means instead of by key."""
    rijen = Prognose.objects.filter(overeenkomst=overeenkomst, hardheid__in=hardheden)
    rijen = rijen.select_related("partij", "regel", "project")
    return {
        (
            rij.partij.sleutel,
            frozenset(soort.sleutel for soort in rij.regel.mutatiesoorten.all()),
            rij.regel.permanentie,
            rij.project.naam if rij.project else "", rij.jaar, rij.hardheid,
        ): (rij.waarde, rij.minimum, rij.maximum)
        for rij in rijen
    }  # fmt: skip


def standen(overeenkomst: Overeenkomst) -> Getallen:
    rijen = Voorraadstand.objects.filter(overeenkomst=overeenkomst).select_related(
        "partij", "regel", "kolom", "gemeente"
    )
    return {
        (
            rij.gemeente.sleutel, rij.partij.sleutel, rij.regel.grens_soort, rij.regel.boven_grens, rij.kolom.label,
            rij.kolom.voluit, rij.peildatum, rij.bron,
        ): rij.aantal
        for rij in rijen
    }  # fmt: skip


def projecten(overeenkomst: Overeenkomst) -> list[tuple[str, ...]]:
    rijen = (
        Project.objects.filter(overeenkomst=overeenkomst).select_related("partij", "mutatiesoort").order_by("volgorde")
    )
    return [(rij.partij.sleutel, rij.sleutel, rij.naam, rij.mutatiesoort.sleutel, rij.hardheid) for rij in rijen]


@pytest.mark.bronnen
@pytest.mark.parametrize("naam", SETS)
def test_de_tabellen_van_het_document_zijn_gelijk_aan_die_van_de_fixtures(naam: str) -> None:
    laad_algemeen(lees(MAP / "fixtures" / "algemeen.yaml"))
    overeenkomst = RegisterLader(lees(MAP / "fixtures" / naam / "register.yaml")).laad()
    VoorraadLader(overeenkomst, lees(MAP / "fixtures" / naam / "voorraad.yaml")).laad()
    # The document's tables hold no ambitions: those stand in the text of afspraak 8.
    hardheden = {"hard", "onbekend"}
    verwacht = prognoses(overeenkomst, hardheden), standen(overeenkomst), projecten(overeenkomst)
    for model in (Prognose, Voorraadstand, Project, Tabel):
        model.objects.filter(overeenkomst=overeenkomst).delete()

    partijen = {document: Partij.objects.get(sleutel=sleutel) for document, sleutel in SETS[naam].items()}
    telling = pas_tabellen_toe(
        overeenkomst=overeenkomst, tabellen=tabellen_uit(naam), partijen=partijen, door=GebruikerFabriek()
    )
    assert (prognoses(overeenkomst, hardheden), standen(overeenkomst), projecten(overeenkomst)) == verwacht
    assert (telling.prognoses, telling.standen, telling.projecten) == tuple(map(len, verwacht))
    assert (telling.conflicten, telling.overgeslagen) == ([], [])
    assert Gebeurtenis.objects.filter(soort="voorraad.geimporteerd", object_id=str(overeenkomst.pk)).exists()

    opnieuw = pas_tabellen_toe(
        overeenkomst=overeenkomst, tabellen=tabellen_uit(naam), partijen=partijen, door=GebruikerFabriek()
    )
    assert (opnieuw.tabellen, opnieuw.prognoses, opnieuw.standen, opnieuw.projecten) == (0, 0, 0, 0)
    assert opnieuw.gelijk == telling.prognoses + telling.standen
    assert (prognoses(overeenkomst, hardheden), standen(overeenkomst), projecten(overeenkomst)) == verwacht


def importeer(stad: Stad, tabellen: list[dict[str, Any]], **opties: Any) -> Telling:
    """Store tables of Kampen as those of the test city."""
    partijen = {"Beter Wonen IJsselmuiden": stad.wonen, "deltaWonen": stad.thuis}
    return pas_tabellen_toe(
        overeenkomst=stad.overeenkomst, tabellen=tabellen, partijen=opties.pop("partijen", partijen),
        door=stad.gebruikers["gemeente-redacteur"], **opties,
    )  # fmt: skip


def test_een_lege_database_krijgt_de_soorten_die_nodig_zijn(stad: Stad) -> None:
    assert not Mutatiesoort.objects.exists()
    importeer(stad, tabellen_uit("kampen-2022-2026"))
    assert dict(Mutatiesoort.objects.values_list("sleutel", "teken")) == {
        "nieuwbouw": "plus", "sloop": "min", "verkoop": "min",
    }  # fmt: skip
    titels = list(Tabel.objects.filter(overeenkomst=stad.overeenkomst).values_list("sleutel", "soort"))
    assert titels == [("bijlage_1", "stand"), ("bijlage_2", "mutaties"), ("bijlage_2_projecten", "projecten")]


def test_een_ander_getal_is_een_conflict_en_wordt_niet_overschreven(stad: Stad) -> None:
    tabellen = tabellen_uit("kampen-2022-2026")
    importeer(stad, tabellen)
    gewijzigd = Prognose.objects.get(overeenkomst=stad.overeenkomst, project__naam="Zalk")
    gewijzigd.waarde = 6
    gewijzigd.save()
    Voorraadstand.objects.filter(overeenkomst=stad.overeenkomst, aantal=1547).update(aantal=1500)
    Prognose.objects.filter(overeenkomst=stad.overeenkomst, project__naam="Trekschuit").delete()

    telling = importeer(stad, tabellen)
    assert telling.prognoses == 1  # only the one that was gone
    assert telling.conflicten == [
        "Rij 12 'Lage aftoppingsgrens' (deltaWonen), kolom 'MGW': in het portaal staat 1500, in het document 1547.",
        "Rij 10 'Zalk' (Woningbouwprogrammering Gemeente Kampen, Beter Wonen IJsselmuiden), kolom '2023': "
        "in het portaal staat 6, in het document 4.",
    ]
    gewijzigd.refresh_from_db()
    assert gewijzigd.waarde == 6

    assert importeer(stad, tabellen, overschrijven=True).conflicten == []
    gewijzigd.refresh_from_db()
    assert gewijzigd.waarde == 4
    assert Voorraadstand.objects.filter(overeenkomst=stad.overeenkomst, aantal=1547).count() == 1


def test_zonder_corporatie_wordt_niets_verzonnen(stad: Stad) -> None:
    telling = importeer(stad, tabellen_uit("kampen-2022-2026"), partijen={"deltaWonen": stad.thuis})
    assert any(
        "'Beter Wonen IJsselmuiden' is niet gekoppeld aan een corporatie" in regel for regel in telling.overgeslagen
    )
    assert set(Prognose.objects.values_list("partij", flat=True)) == {stad.thuis.pk}
    geen = importeer(stad, tabellen_uit("kampen-2022-2026"), partijen={"deltaWonen": stad.gemeente})
    assert geen.prognoses == 0


def test_een_stand_zonder_datum_of_onder_nul_wordt_overgeslagen(stad: Stad) -> None:
    tabel = tabellen_uit("kampen-2022-2026")[0]
    cellen = [cel for cel in tabel["cellen"] if not cel["berekend"]]
    fout = [cellen[0] | {"peildatum": ""}, cellen[1] | {"waarde": -1}, cellen[2]]
    telling = importeer(stad, [tabel | {"cellen": fout}])
    assert telling.standen == 1
    assert ["peildatum ontbreekt" in telling.overgeslagen[0], "niet negatief" in telling.overgeslagen[1]] == [
        True,
        True,
    ]


def test_een_tabel_die_opzij_staat_wordt_niets(stad: Stad) -> None:
    telling = importeer(stad, [{"soort": "opzij", "gegevens": {}}])
    assert (telling.tabellen, telling.prognoses) == (0, 0)


def test_een_onmogelijke_rij_breekt_alles_af(stad: Stad) -> None:
    tabel = tabellen_uit("kampen-2022-2026")[1]
    cellen = [cel | {"jaar": 1200} for cel in tabel["cellen"] if not cel["berekend"]]
    with pytest.raises(ValidationError, match="prognose"):
        importeer(stad, [tabel | {"cellen": cellen}])
