"""A change from proposal to register, and every way it is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from afspraken import wijzigen
from afspraken.afspraakwaarden import waarden_van
from afspraken.keuzes import WijzigingFase, WijzigingSoort
from afspraken.models import Afkomst, Afspraak, Gereedmelding, Indicator, Instemming, Wijziging
from afspraken.registerservices import Vergrendeld, bewaar_afspraak
from afspraken.wijziging_ingaan import RegisterVeranderd
from basis.versies import VersieConflict
from partijen.models import Gebeurtenis
from tests import fabrieken as f
from tests.fabrieken import Stad
from tests.wijzigingen.bouw import oordeel, schrijf, stel_op, voorgelegd


@pytest.fixture
def afspraak(stad: Stad) -> Afspraak:
    """An agreement of Wonen alone with a target of 213 dwellings and a term that was met."""
    afspraak = stad.afspraak(stad.wonen, nummer="7", tekst="Wij bouwen 213 woningen.")
    indicator = f.IndicatorFabriek(afspraak=afspraak, sleutel="groei", naam="Netto groei")
    f.StreefwaardeFabriek(indicator=indicator, waarde=213)
    termijn = f.TermijnFabriek(afspraak=afspraak)
    Gereedmelding.objects.create(
        termijn=termijn,
        eind=termijn.eind,
        gereed_op=dt.date(2022, 5, 1),
        partij=stad.wonen,
        door=stad.gebruikers["wonen-invoerder"],
    )
    return afspraak


def met_streef(wijziging: Wijziging, waarde: str) -> list[dict[str, object]]:
    """Return the indicators of the first row with another target."""
    indicatoren = wijziging.regels.first().na["indicatoren"]
    indicatoren[0]["streefwaarden"][0]["waarde"] = waarde
    return indicatoren


def test_van_voorstel_tot_register(stad: Stad, afspraak: Afspraak) -> None:
    wonen = stad.gebruikers["wonen-invoerder"]
    wijziging = stel_op(stad, afspraak)
    schrijf(wijziging, wonen, tekst="Wij bouwen 240 woningen.", indicatoren=met_streef(wijziging, "240"))
    wijziging = voorgelegd(stad, Wijziging.objects.get())
    afspraak.refresh_from_db()
    assert afspraak.tekst == "Wij bouwen 213 woningen."
    assert not oordeel(stad, wijziging, "wonen").van_kracht
    assert oordeel(stad, wijziging, "gemeente").van_kracht
    afspraak.refresh_from_db()
    assert afspraak.tekst == "Wij bouwen 240 woningen."
    streef = Indicator.objects.get(afspraak=afspraak).streefwaarden.get()
    assert (streef.waarde, streef.oorspronkelijk) == (Decimal(240), Decimal(213))
    assert Gereedmelding.objects.filter(termijn__afspraak=afspraak).exists()
    wijziging.refresh_from_db()
    assert wijziging.fase == WijzigingFase.VAN_KRACHT
    soorten = list(Gebeurtenis.objects.filter(soort__startswith="wijziging.").values_list("soort", flat=True))
    assert set(soorten) >= {"wijziging.voorgesteld", "wijziging.voorgelegd", "wijziging.van_kracht"}


def test_de_eerste_getekende_waarde_blijft(stad: Stad, afspraak: Afspraak) -> None:
    for waarde in ("240", "260"):
        wijziging = stel_op(stad, afspraak)
        schrijf(wijziging, stad.gebruikers["wonen-invoerder"], indicatoren=met_streef(wijziging, waarde))
        wijziging = voorgelegd(stad, Wijziging.objects.get(pk=wijziging.pk))
        oordeel(stad, wijziging, "wonen")
        assert oordeel(stad, wijziging, "gemeente").van_kracht
    streef = Indicator.objects.get(afspraak=afspraak).streefwaarden.get()
    assert (streef.waarde, streef.oorspronkelijk) == (Decimal(260), Decimal(213))


def test_op_slot_buiten_een_wijziging_om(stad: Stad, afspraak: Afspraak) -> None:
    redacteur = stad.gebruikers["gemeente-redacteur"]
    with pytest.raises(Vergrendeld):
        bewaar_afspraak(overeenkomst=stad.overeenkomst, afspraak=afspraak, waarden={"tekst": "Anders."}, door=redacteur)
    bewaar_afspraak(overeenkomst=stad.overeenkomst, afspraak=afspraak, waarden={"titel": "Korter"}, door=redacteur)
    afspraak.refresh_from_db()
    assert (afspraak.tekst, afspraak.titel) == ("Wij bouwen 213 woningen.", "Korter")


def test_bezwaar_houdt_hem_tegen_tot_het_weg_is(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = stel_op(stad, afspraak)
    schrijf(wijziging, stad.gebruikers["wonen-invoerder"], tekst="Anders.")
    wijziging = voorgelegd(stad, Wijziging.objects.get())
    with pytest.raises(ValidationError, match="bezwaar"):
        oordeel(stad, wijziging, "wonen", "niet_akkoord")
    oordeel(stad, wijziging, "wonen", "niet_akkoord", "Te veel.")
    assert not oordeel(stad, wijziging, "gemeente").van_kracht
    wijziging.refresh_from_db()
    assert wijziging.fase == WijzigingFase.VOORGELEGD
    assert oordeel(stad, wijziging, "wonen").van_kracht


def test_andere_woorden_vragen_een_nieuw_akkoord(stad: Stad, afspraak: Afspraak) -> None:
    redacteur = stad.gebruikers["gemeente-redacteur"]
    wijziging = stel_op(stad, afspraak)
    schrijf(wijziging, stad.gebruikers["wonen-invoerder"], tekst="Anders.")
    wijziging = voorgelegd(stad, Wijziging.objects.get())
    oordeel(stad, wijziging, "wonen")
    schrijf(Wijziging.objects.get(), redacteur, tekst="Nog anders.")
    assert not Instemming.objects.exists()
    assert Instemming.history.filter(history_type="-", partij=stad.wonen).exists()
    wijziging = wijzigen.leg_voor(wijziging=Wijziging.objects.get(), door=redacteur)
    oordeel(stad, wijziging, "wonen")
    assert oordeel(stad, wijziging, "gemeente").van_kracht
    afspraak.refresh_from_db()
    assert afspraak.tekst == "Nog anders."


def test_akkoord_op_oude_woorden_telt_niet(stad: Stad, afspraak: Afspraak) -> None:
    redacteur = stad.gebruikers["gemeente-redacteur"]
    wijziging = stel_op(stad, afspraak)
    schrijf(wijziging, stad.gebruikers["wonen-invoerder"], tekst="Anders.")
    gelezen = voorgelegd(stad, Wijziging.objects.get()).versie
    schrijf(Wijziging.objects.get(), redacteur, tekst="Nog anders.")
    wijziging = wijzigen.leg_voor(wijziging=Wijziging.objects.get(), door=redacteur)
    with pytest.raises(VersieConflict):
        wijzigen.geef_oordeel(
            wijziging=wijziging, partij=stad.wonen, oordeel="akkoord", toelichting="",
            door=stad.gebruikers["wonen-redacteur"], verwacht=gelezen,
        )  # fmt: skip
    assert not Instemming.objects.exists()


def test_register_veranderde_intussen(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = stel_op(stad, afspraak)
    schrijf(wijziging, stad.gebruikers["wonen-invoerder"], tekst="Wij bouwen 240 woningen.")
    wijziging = voorgelegd(stad, Wijziging.objects.get())
    correctie = stel_op(stad, afspraak, soort="correctie", wie="gemeente")
    schrijf(correctie, stad.gebruikers["gemeente-redacteur"], onderwerp="Bouwen")
    wijzigen.dien_in(wijziging=correctie, door=stad.gebruikers["gemeente-redacteur"])
    afspraak.refresh_from_db()
    assert afspraak.onderwerp == "Bouwen"
    oordeel(stad, wijziging, "wonen")
    uitslag = oordeel(stad, wijziging, "gemeente")
    assert not uitslag.van_kracht
    assert "afspraak 7 (onderwerp)" in uitslag.melding
    assert Instemming.objects.count() == 2
    with pytest.raises(RegisterVeranderd):
        wijzigen.laat_ingaan(wijziging=wijziging, door=stad.gebruikers["gemeente-redacteur"])
    wijziging = wijzigen.vernieuw(wijziging=wijziging, door=stad.gebruikers["gemeente-redacteur"])
    wijziging = wijzigen.leg_voor(wijziging=wijziging, door=stad.gebruikers["gemeente-redacteur"])
    oordeel(stad, wijziging, "wonen")
    assert oordeel(stad, wijziging, "gemeente").van_kracht
    afspraak.refresh_from_db()
    assert (afspraak.onderwerp, afspraak.tekst) == ("Bouwen", "Wij bouwen 240 woningen.")


def test_een_samenvatting_van_intussen_blijft(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = stel_op(stad, afspraak)
    schrijf(wijziging, stad.gebruikers["wonen-invoerder"], tekst="Anders.")
    bewaar_afspraak(
        overeenkomst=stad.overeenkomst, afspraak=afspraak, waarden={"samenvatting": "Nieuw kort."},
        door=stad.gebruikers["gemeente-redacteur"],
    )  # fmt: skip
    wijziging = voorgelegd(stad, Wijziging.objects.get())
    oordeel(stad, wijziging, "wonen")
    assert oordeel(stad, wijziging, "gemeente").van_kracht
    afspraak.refresh_from_db()
    assert (afspraak.tekst, afspraak.samenvatting) == ("Anders.", "Nieuw kort.")


def test_een_correctie_houdt_geen_oude_streefwaarde(stad: Stad, afspraak: Afspraak) -> None:
    redacteur = stad.gebruikers["gemeente-redacteur"]
    wijziging = stel_op(stad, afspraak, soort="correctie", wie="gemeente")
    schrijf(wijziging, redacteur, indicatoren=met_streef(wijziging, "231"))
    wijzigen.dien_in(wijziging=wijziging, door=redacteur)
    streef = Indicator.objects.get(afspraak=afspraak).streefwaarden.get()
    assert (streef.waarde, streef.oorspronkelijk) == (Decimal(231), None)
    assert Gebeurtenis.objects.filter(soort="wijziging.van_kracht").exists()


def test_alleen_de_gemeente_verbetert(stad: Stad, afspraak: Afspraak) -> None:
    with pytest.raises(PermissionDenied):
        stel_op(stad, afspraak, soort="correctie")


@pytest.mark.parametrize(
    ("soort", "oude", "nieuwe", "afkomst"),
    [("samenvoegen", 2, 1, "samengevoegd"), ("splitsen", 1, 2, "gesplitst"), ("vervangen", 1, 1, "vervangen")],
)
def test_wat_opgaat_in_iets_anders(stad: Stad, soort: str, oude: int, nieuwe: int, afkomst: str) -> None:
    bron = [stad.afspraak(stad.wonen, nummer=str(n), tekst=f"Tekst {n}.") for n in range(1, oude + 1)]
    wijziging = stel_op(stad, *bron, soort=soort, nieuwe=nieuwe)
    assert [regel.vervalt for regel in wijziging.regels.all()] == [True] * oude + [False] * nieuwe
    wijziging = voorgelegd(stad, wijziging)
    oordeel(stad, wijziging, "wonen")
    assert oordeel(stad, wijziging, "gemeente").van_kracht
    for afspraak in bron:
        afspraak.refresh_from_db()
        assert afspraak.vervallen_op == dt.date(2022, 7, 1)
        assert afspraak.opgevolgd_door.count() == nieuwe
    rijen = Afkomst.objects.filter(wijziging=wijziging)
    assert {rij.soort for rij in rijen} == {afkomst}
    naar = rijen.first().naar
    assert naar.nummer == "1a"
    assert "Tekst 1." in naar.tekst
    assert naar.betrokkenen.get().partij == stad.wonen


def test_beeindigen_en_toevoegen(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = voorgelegd(stad, stel_op(stad, afspraak, soort="beeindigen"))
    oordeel(stad, wijziging, "wonen")
    assert oordeel(stad, wijziging, "gemeente").van_kracht
    afspraak.refresh_from_db()
    assert afspraak.vervallen_op == dt.date(2022, 7, 1)
    with pytest.raises(ValidationError, match="al vervallen"):
        stel_op(stad, afspraak)
    wijziging = stel_op(stad, soort="toevoegen", nieuwe=1)
    kop = {"nummer": stad.hoofdstuk.nummer, "titel": stad.hoofdstuk.titel}
    schrijf(wijziging, stad.gebruikers["wonen-invoerder"], nummer="99", tekst="Nieuw.", titel="Nieuw", hoofdstuk=kop,
            deel="Prestatieafspraken",
            betrokkenen=[{"rol": "trekker", "partij": "", "groep": "huurdersorganisaties"}])  # fmt: skip
    wijziging = voorgelegd(stad, Wijziging.objects.get(pk=wijziging.pk))
    for wie in ("gemeente", "huurders"):
        assert not oordeel(stad, wijziging, wie).van_kracht
    assert oordeel(stad, wijziging, "bewoners").van_kracht
    assert Afspraak.objects.get(nummer="99").wijzigingsregels.get().wijziging == wijziging


def test_zonder_betrokkenen_gaat_het_iedereen_aan(stad: Stad) -> None:
    afspraak = f.AfspraakFabriek(hoofdstuk=stad.hoofdstuk, tekst="Samen.")
    wijziging = stel_op(stad, afspraak, soort="beeindigen")
    wijziging = voorgelegd(stad, wijziging)
    for wie in ("gemeente", "wonen", "thuis", "huurders"):
        assert not oordeel(stad, wijziging, wie).van_kracht
    assert oordeel(stad, wijziging, "bewoners").van_kracht


def test_wie_niet_gebonden_is_oordeelt_niet(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = voorgelegd(stad, stel_op(stad, afspraak, soort="beeindigen"))
    with pytest.raises(PermissionDenied):
        oordeel(stad, wijziging, "thuis")
    for rol in ("wonen-lezer", "gemeente-redacteur", "huurders-redacteur"):
        with pytest.raises(PermissionDenied):
            wijzigen.geef_oordeel(wijziging=wijziging, partij=stad.wonen, oordeel="akkoord", toelichting="Ja.",
                                  door=stad.gebruikers[rol], verwacht=wijziging.versie)  # fmt: skip


def test_de_gemeente_noteert_het_antwoord_van_wie_geen_account_heeft(stad: Stad) -> None:
    stil = f.PartijFabriek(soort="huurdersorganisatie")
    f.DeelnameFabriek(overeenkomst=stad.overeenkomst, partij=stil)
    afspraak = stad.afspraak(stil, nummer="3")
    redacteur = stad.gebruikers["gemeente-redacteur"]
    wijziging = voorgelegd(stad, stel_op(stad, afspraak, soort="beeindigen"))
    oordeel(stad, wijziging, "gemeente")
    gegevens = {"wijziging": wijziging, "partij": stil, "oordeel": "akkoord", "door": redacteur}
    with pytest.raises(ValidationError, match="laten weten"):
        wijzigen.geef_oordeel(**gegevens, toelichting="", verwacht=wijziging.versie)
    assert wijzigen.geef_oordeel(**gegevens, toelichting="Brief van 3 juni.", verwacht=wijziging.versie).van_kracht


def test_wie_vertrokken_is_houdt_niets_tegen(stad: Stad, afspraak: Afspraak) -> None:
    stad.overeenkomst.deelnames.filter(partij=stad.wonen).update(tot=dt.date(2022, 1, 31))
    wijziging = voorgelegd(stad, stel_op(stad, afspraak, soort="beeindigen", wie="thuis"))
    assert oordeel(stad, wijziging, "gemeente").van_kracht


@pytest.mark.parametrize(
    ("kop", "soort", "aantal", "nieuwe", "melding"),
    [
        ({"ingangsdatum": dt.date(2030, 1, 1)}, "beeindigen", 1, 0, "looptijd"),
        ({"titel": ""}, "beeindigen", 1, 0, "blank"),
        ({}, "samenvoegen", 1, 1, "minstens twee"),
        ({}, "splitsen", 1, 1, "minstens twee"),
        ({}, "splitsen", 2, 2, "één afspraak"),
        ({}, "aanpassen", 0, 0, "Kies een afspraak"),
        ({}, "toevoegen", 1, 1, "geen bestaande"),
        ({}, "toevoegen", 0, 6, "hoogstens 5"),
    ],
)
def test_wat_niet_past_begint_niet(
    stad: Stad, kop: dict[str, object], soort: str, aantal: int, nieuwe: int, melding: str
) -> None:
    afspraken = [stad.afspraak(nummer=str(n)) for n in range(aantal)]
    with pytest.raises(ValidationError) as fout:
        stel_op(stad, *afspraken, soort=soort, nieuwe=nieuwe, **kop)
    assert melding in str(fout.value) or "leeg" in str(fout.value)
    assert not Wijziging.objects.exists()


def test_in_een_concept_bewerk_je_gewoon(stad: Stad, afspraak: Afspraak) -> None:
    stad.overeenkomst.status = "concept"
    stad.overeenkomst.save()
    with pytest.raises(ValidationError, match="nog niet vastgesteld"):
        stel_op(stad, afspraak)


def test_niets_veranderd_of_een_nummer_dat_bezet_is(stad: Stad, afspraak: Afspraak) -> None:
    wonen = stad.gebruikers["wonen-invoerder"]
    stad.afspraak(nummer="8")
    wijziging = stel_op(stad, afspraak)
    with pytest.raises(ValidationError, match="verandert nog niets"):
        wijzigen.dien_in(wijziging=wijziging, door=wonen)
    wijziging = schrijf(wijziging, wonen, nummer="8")
    with pytest.raises(ValidationError, match="Dit nummer komt in dit deel al voor"):
        wijzigen.dien_in(wijziging=wijziging, door=wonen)
    assert Wijziging.objects.get().fase == WijzigingFase.CONCEPT
    assert Afspraak.objects.filter(nummer="8").count() == 1


def test_zonder_overleg_ligt_hij_niet_voor(stad: Stad, afspraak: Afspraak) -> None:
    wijziging = stel_op(stad, afspraak, soort="beeindigen")
    wijziging = wijzigen.dien_in(wijziging=wijziging, door=stad.gebruikers["wonen-invoerder"])
    with pytest.raises(ValidationError, match="welk overleg"):
        wijzigen.leg_voor(wijziging=wijziging, door=stad.gebruikers["gemeente-redacteur"])


def test_intrekken_weggooien_en_afwijzen(stad: Stad, afspraak: Afspraak) -> None:
    wonen, redacteur = stad.gebruikers["wonen-invoerder"], stad.gebruikers["gemeente-redacteur"]
    wijziging = stel_op(stad, afspraak, soort="beeindigen")
    with pytest.raises(PermissionDenied):
        wijzigen.trek_in(wijziging=wijziging, door=redacteur)
    assert wijzigen.trek_in(wijziging=wijziging, door=wonen) is None
    assert not Wijziging.objects.exists()
    wijziging = voorgelegd(stad, stel_op(stad, afspraak, soort="beeindigen"))
    assert wijzigen.trek_in(wijziging=wijziging, door=wonen).fase == WijzigingFase.INGETROKKEN
    wijziging = voorgelegd(stad, stel_op(stad, afspraak, soort="beeindigen"))
    for partij, reden, fout in ((stad.gemeente, " ", ValidationError), (stad.wonen, "Nee.", PermissionDenied)):
        with pytest.raises(fout):
            wijzigen.wijs_af(wijziging=wijziging, partij=partij, reden=reden, door=redacteur)
    wijzigen.wijs_af(wijziging=wijziging, partij=stad.gemeente, reden="Past niet in de visie.", door=redacteur)
    assert Instemming.objects.get(wijziging=wijziging).toelichting == "Past niet in de visie."
    for stap in (wijzigen.leg_voor, wijzigen.trek_in, wijzigen.dien_in, wijzigen.laat_ingaan):
        with pytest.raises((ValidationError, PermissionDenied)):
            stap(wijziging=wijziging, door=redacteur)
    afspraak.refresh_from_db()
    assert afspraak.vervallen_op is None


def test_soorten_hebben_allemaal_een_aantal() -> None:
    assert set(wijzigen.aantal_fout.__globals__["AANTALLEN"]) == set(WijzigingSoort)


def test_proef_laat_niets_achter(stad: Stad) -> None:
    wijziging = stel_op(stad, soort="toevoegen", nieuwe=1)
    kop = {"nummer": "77", "titel": "Een hoofdstuk dat er niet was"}
    wijziging = schrijf(wijziging, stad.gebruikers["wonen-invoerder"], tekst="Nieuw.", hoofdstuk=kop)
    wijziging = wijzigen.dien_in(wijziging=wijziging, door=stad.gebruikers["wonen-invoerder"])
    assert not Afspraak.objects.exists()
    assert wijziging.regels.get().afspraak_id is None
    assert waarden_van(stad.afspraak())["hoofdstuk"]["titel"] == stad.hoofdstuk.titel
