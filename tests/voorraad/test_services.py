"""Saving and handing in a return: two colleagues, closing, rights, and input that cannot be."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from afspraken.indienen import Gesloten
from afspraken.inzendingen import Fase
from afspraken.keuzes import PeilmomentStatus
from afspraken.models import Peilmoment
from partijen.models import Gebeurtenis
from tests import fabrieken as f
from tests.voorraad.bouw import EERSTE, Voorraad, zet_fase
from voorraad.celopslag import inhoud_van
from voorraad.models import Mutatie, Opgave, Project, ProjectStand, Voorraadstand
from voorraad.samenvoegen import CelInhoud
from voorraad.services import Bewaard, CelConflict, Onvolledig, bewaar_opgave, dien_opgave_in, voeg_project_toe


def bewaar(
    voorraad: Voorraad, cellen: dict[str, CelInhoud], gelezen: dict[str, str] | None = None, **anders
) -> Bewaard:
    """Save cells as the invoerder, who had read what ``gelezen`` says (default: an empty return)."""
    velden = {"opgave": voorraad.opgave, "toelichting": "", "door": voorraad.invoerder} | anders
    return bewaar_opgave(cellen=cellen, gelezen=gelezen or {}, **velden)


def gelezen(opgave: Opgave) -> dict[str, str]:
    """Return the marks of what is stored now."""
    return {naam: inhoud.merk for naam, inhoud in inhoud_van(opgave).items()}


def aantallen(opgave: Opgave) -> dict[str, int]:
    """Return the stored mutations by row key."""
    return dict(opgave.mutaties.values_list("regel__sleutel", "aantal"))


def test_een_cel_is_een_rij_en_min_en_plus_zijn_bij_sloop_hetzelfde(voorraad: Voorraad) -> None:
    cellen = {
        voorraad.naam("nieuwbouw"): CelInhoud(30, "Waarvan 4 aangekocht"),
        voorraad.naam("saldo"): CelInhoud(-27),
        voorraad.naam("sloop"): CelInhoud(-144),
    }
    bewaard = bewaar(voorraad, cellen, toelichting="Alles bij elkaar")
    assert aantallen(bewaard.opgave) == {"nieuwbouw": 30, "saldo": -27, "sloop": 144}
    assert Mutatie.objects.get(regel__sleutel="nieuwbouw").toelichting == "Waarvan 4 aangekocht"
    assert bewaard.opgave.toelichting == "Alles bij elkaar"
    assert bewaard.opgave.gewijzigd_door == voorraad.invoerder
    assert Gebeurtenis.objects.filter(soort="opgave.opgeslagen", partij=voorraad.stad.wonen).count() == 1


def test_wie_alleen_een_ander_veld_wijzigt_behoudt_het_cijfer_van_zijn_collega(voorraad: Voorraad) -> None:
    leeg = gelezen(voorraad.opgave)
    bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(30), voorraad.naam("sloop"): CelInhoud(None)}, leeg)
    mijn = {voorraad.naam("nieuwbouw"): CelInhoud(None), voorraad.naam("sloop"): CelInhoud(12)}
    bewaard = bewaar(voorraad, mijn, leeg)
    assert aantallen(bewaard.opgave) == {"nieuwbouw": 30, "sloop": 12}
    assert bewaard.overgenomen == [voorraad.naam("nieuwbouw")]


def test_hetzelfde_veld_wordt_gevraagd_en_er_wordt_niets_half_opgeslagen(voorraad: Voorraad) -> None:
    leeg = gelezen(voorraad.opgave)
    bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(30)}, leeg)
    versie = Opgave.objects.get(pk=voorraad.opgave.pk).versie
    mijn = {voorraad.naam("nieuwbouw"): CelInhoud(31), voorraad.naam("sloop"): CelInhoud(12)}
    with pytest.raises(CelConflict) as fout:
        bewaar(voorraad, mijn, leeg)
    conflict = fout.value.conflicten[voorraad.naam("nieuwbouw")]
    assert (conflict.hun.aantal, conflict.mijn.aantal) == (30, 31)
    assert aantallen(voorraad.opgave) == {"nieuwbouw": 30}
    assert Opgave.objects.get(pk=voorraad.opgave.pk).versie == versie


def test_na_de_keuze_voor_mijn_waarde_staat_die_er(voorraad: Voorraad) -> None:
    bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(30)})
    bewaard = bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(31)}, gelezen(voorraad.opgave))
    assert aantallen(bewaard.opgave) == {"nieuwbouw": 31}
    assert Mutatie.objects.get().versie == 2


def test_een_leeggemaakt_veld_en_een_nieuwe_waarde_van_de_collega_botsen(voorraad: Voorraad) -> None:
    bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(30)})
    basis = gelezen(voorraad.opgave)
    bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(35)}, basis)
    with pytest.raises(CelConflict):
        bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(None)}, basis)
    bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(None)}, gelezen(voorraad.opgave))
    assert aantallen(voorraad.opgave) == {}


def test_twee_toelichtingen_bij_de_hele_opgave_botsen_ook(voorraad: Voorraad) -> None:
    leeg = gelezen(voorraad.opgave)
    bewaar(voorraad, {}, leeg, toelichting="van mijn collega")
    with pytest.raises(CelConflict):
        bewaar(voorraad, {}, leeg, toelichting="van mij")
    assert Opgave.objects.get(pk=voorraad.opgave.pk).toelichting == "van mijn collega"


@pytest.mark.parametrize(
    ("regel", "inhoud", "melding"),
    [
        ("nieuwbouw", CelInhoud(-1), "zonder minteken"),
        ("nieuwbouw", CelInhoud(10_000_000), "of een lager getal"),
        ("saldo", CelInhoud(-10_000_000), "of een lager getal"),
        ("nieuwbouw", CelInhoud(1, "x" * 301), "korter"),
        ("nieuwbouw", CelInhoud(None, "wel een toelichting"), "ook een aantal"),
    ],
)
def test_wat_niet_kan_wordt_bij_het_veld_gezegd_en_niet_opgeslagen(
    voorraad: Voorraad, regel: str, inhoud: CelInhoud, melding: str
) -> None:
    naam = voorraad.naam(regel)
    with pytest.raises(ValidationError, match=melding) as fout:
        bewaar(voorraad, {naam: inhoud, voorraad.naam("sloop"): CelInhoud(3)})
    assert set(fout.value.message_dict) == {naam}
    assert aantallen(voorraad.opgave) == {}


def test_een_veld_van_een_ander_of_een_berekende_regel_bestaat_niet(voorraad: Voorraad) -> None:
    for naam in (voorraad.naam("netto"), "m999999", "p1x2022", "s1x1", "x"):
        with pytest.raises(ValidationError):
            bewaar(voorraad, {naam: CelInhoud(1)})
    assert not Mutatie.objects.exists()


@pytest.mark.parametrize("wie", ["thuis-invoerder", "wonen-lezer", "wonen-partijbeheerder", "gemeente-redacteur"])
def test_alleen_de_eigen_invoerder_slaat_op(voorraad: Voorraad, wie: str) -> None:
    ander = voorraad.stad.gebruikers[wie]
    with pytest.raises(PermissionDenied):
        bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(1)}, door=ander)
    with pytest.raises(PermissionDenied):
        dien_opgave_in(opgave=voorraad.opgave, door=ander)
    assert not Mutatie.objects.exists()


@pytest.mark.parametrize("status", [PeilmomentStatus.GEPLAND, PeilmomentStatus.IN_BESPREKING])
def test_een_gesloten_peilmoment_neemt_niets_aan(voorraad: Voorraad, status: str) -> None:
    Peilmoment.objects.filter(pk=voorraad.peilmoment.pk).update(status=status)
    with pytest.raises(Gesloten):
        bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(1)})
    assert not Mutatie.objects.exists()


def test_na_de_laatste_dag_kan_het_alleen_met_meer_tijd(voorraad: Voorraad) -> None:
    vandaag = timezone.localdate()
    Peilmoment.objects.filter(pk=voorraad.peilmoment.pk).update(inleveren_tot=vandaag - dt.timedelta(days=1))
    with pytest.raises(Gesloten, match="meer tijd"):
        bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(1)})
    f.VerlengingFabriek(peilmoment=voorraad.peilmoment, partij=voorraad.stad.wonen, tot=vandaag)
    bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(1)})
    assert aantallen(voorraad.opgave) == {"nieuwbouw": 1}


def test_indienen_kan_als_elke_regel_is_ingevuld_en_nul_is_een_antwoord(voorraad: Voorraad) -> None:
    voorraad.vul(voorraad.opgave, nieuwbouw=0, saldo=0)
    with pytest.raises(Onvolledig) as fout:
        dien_opgave_in(opgave=voorraad.opgave, door=voorraad.invoerder)
    assert list(fout.value.message_dict) == [voorraad.naam("sloop")]
    voorraad.vul(voorraad.opgave, sloop=0)
    opgave = dien_opgave_in(opgave=voorraad.opgave, door=voorraad.invoerder)
    assert opgave.fase == Fase.INGEDIEND
    with pytest.raises(Gesloten):
        dien_opgave_in(opgave=opgave, door=voorraad.invoerder)
    with pytest.raises(Gesloten):
        bewaar(voorraad, {voorraad.naam("nieuwbouw"): CelInhoud(5)})
    assert aantallen(opgave)["nieuwbouw"] == 0


def test_stand_en_locaties_opslaan_en_indienen(uitgebreid: Voorraad) -> None:
    cellen = {uitgebreid.naam(regel): CelInhoud(0) for regel in ("nieuwbouw", "saldo", "sloop")}
    cellen |= {
        uitgebreid.standnaam(klasse, kolom): CelInhoud(5) for klasse in ("laag", "hoog") for kolom in ("egw", "mgw")
    }
    bewaard = bewaar(uitgebreid, cellen)
    with pytest.raises(Onvolledig, match="minstens één jaar"):
        dien_opgave_in(opgave=bewaard.opgave, door=uitgebreid.invoerder)
    merken = gelezen(bewaard.opgave)
    bewaard = bewaar(uitgebreid, {uitgebreid.projectnaam("fuite", 2024): CelInhoud(25)}, merken)
    dien_opgave_in(opgave=bewaard.opgave, door=uitgebreid.invoerder)
    stand = Voorraadstand.objects.filter(opgave=uitgebreid.opgave)
    assert {(rij.gemeente, rij.peildatum) for rij in stand} == {(uitgebreid.stad.gemeente, EERSTE)}
    assert ProjectStand.objects.get().jaar == 2024


def test_een_stand_is_nooit_negatief(uitgebreid: Voorraad) -> None:
    with pytest.raises(ValidationError, match="zonder minteken"):
        bewaar(uitgebreid, {uitgebreid.standnaam("laag", "egw"): CelInhoud(-1)})


def test_een_stand_op_de_dag_van_de_beginstand_wordt_uitgelegd(uitgebreid: Voorraad) -> None:
    Voorraadstand.objects.update(peildatum=EERSTE)
    with pytest.raises(ValidationError, match="beginstand"):
        bewaar(uitgebreid, {uitgebreid.standnaam("laag", "egw"): CelInhoud(1)})


def test_een_locatie_toevoegen(uitgebreid: Voorraad) -> None:
    soort = uitgebreid.projecten["fuite"].mutatiesoort
    velden = {"opgave": uitgebreid.opgave, "mutatiesoort": soort, "door": uitgebreid.invoerder}
    project = voeg_project_toe(naam="  Nieuwe Haven ", hardheid="zacht", **velden)
    assert (project.naam, project.sleutel, project.partij) == ("Nieuwe Haven", "nieuwe-haven", uitgebreid.stad.wonen)
    assert voeg_project_toe(naam="nieuwe-haven!", **velden).sleutel == "nieuwe-haven-2"
    assert voeg_project_toe(naam="東京", **velden).sleutel == "locatie"
    for naam in ("Nieuwe haven", ""):
        with pytest.raises(ValidationError):
            voeg_project_toe(naam=naam, **velden)
    with pytest.raises(ValidationError):
        voeg_project_toe(naam="Elders", hardheid="onzin", **velden)
    assert Project.objects.count() == 4


def test_een_locatie_toevoegen_kan_alleen_de_eigen_corporatie_zolang_het_open_is(uitgebreid: Voorraad) -> None:
    soort = uitgebreid.projecten["fuite"].mutatiesoort
    velden = {"opgave": uitgebreid.opgave, "mutatiesoort": soort, "naam": "Elders"}
    with pytest.raises(PermissionDenied):
        voeg_project_toe(door=uitgebreid.stad.gebruikers["gemeente-redacteur"], **velden)
    zet_fase(uitgebreid.opgave, Fase.INGEDIEND)
    with pytest.raises(Gesloten):
        voeg_project_toe(door=uitgebreid.invoerder, **velden)


def test_een_overeenkomst_zonder_locatietabel_neemt_geen_locatie_aan(voorraad: Voorraad) -> None:
    with pytest.raises(ValidationError, match="geen tabel met locaties"):
        voeg_project_toe(
            opgave=voorraad.opgave, naam="Haven", mutatiesoort=f.MutatiesoortFabriek(), door=voorraad.invoerder
        )
