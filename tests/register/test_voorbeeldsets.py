"""The loaded sets against the facts of the two documents, typed apart from the register."""

from __future__ import annotations

from collections import defaultdict
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import TestCase

from afspraken.keuzes import BetrokkeneRol
from afspraken.models import Afspraak, Betrokkene, Indicator, Overeenkomst, Peilmoment, Verwijzing
from afspraken.uitvouwen import Binding, Deelnemer, vouw_uit
from basis.tekst import zoeksleutel
from monitoring.models import Cijferstaat, Meting, Rapport, Standpunt, Voortgang
from partijen.models import Gebruiker, Lidmaatschap
from voorraad.balans import bereken_rijen, gewichten
from voorraad.models import Huurprijsgrens, Opgave, Prognose, Tabelregel, Voorraadstand

MAP = Path(__file__).resolve().parent.parent
FIXTURES = MAP.parent / "fixtures"


def feiten(naam: str) -> dict[str, Any]:
    return yaml.safe_load((MAP / "feiten" / f"{naam}.yaml").read_text(encoding="utf-8"))


def trekkers_van(overeenkomst: Overeenkomst) -> dict[str, set[str]]:
    deelnames = list(overeenkomst.deelnames.select_related("partij"))
    deelnemers = [Deelnemer(d.partij_id, d.partij.soort) for d in deelnames]
    sleutels = {d.partij_id: d.partij.sleutel for d in deelnames}
    uit = {}
    for afspraak in overeenkomst.afspraken.prefetch_related("betrokkenen"):
        bindingen = [Binding(b.rol, b.partij_id, b.groep) for b in afspraak.betrokkenen.all()]
        uit[afspraak.nummer] = {sleutels[i] for i in vouw_uit(bindingen, BetrokkeneRol.TREKKER, deelnemers)}
    return uit


def bereken(formules: dict[str, str], bijdragen: dict[str, int]) -> dict[str, int | None]:
    """Compute the rows as every page does; an entered row without a promise counts as 0."""
    ingevuld = {sleutel: bijdragen.get(sleutel, 0) for sleutel, formule in formules.items() if not formule}
    return bereken_rijen(gewichten(formules), ingevuld)


def rekentabel(prognoses: list[Prognose], tabel: str, hardheden: set[str]) -> dict[str, int | None]:
    """Compute a table of promises the way every page does."""
    formules = dict(Tabelregel.objects.filter(tabel__sleutel=tabel).values_list("sleutel", "formule"))
    bijdragen: dict[str, int] = defaultdict(int)
    for prognose in prognoses:
        if prognose.regel.sleutel in formules and prognose.hardheid in hardheden:
            bijdragen[prognose.regel.sleutel] += prognose.waarde
    return bereken(formules, bijdragen)


class GedeeldeControles:
    """What holds for both sets."""

    naam: str
    aantal: int
    overeenkomst: Overeenkomst
    feiten: dict[str, Any]

    def test_elke_afspraak_komt_overeen_met_het_document(self) -> None:
        afspraken = {a.nummer: a for a in Afspraak.objects.filter(overeenkomst=self.overeenkomst)}
        trekkers = trekkers_van(self.overeenkomst)
        fouten = []
        assert len(afspraken) == self.aantal
        assert set(afspraken) == set(self.feiten["afspraken"])
        for nummer, feit in self.feiten["afspraken"].items():
            afspraak = afspraken[nummer]
            if trekkers[nummer] != set(feit["trekkers"]):
                fouten.append(f"{nummer}: trekkers {sorted(trekkers[nummer])}")
            if afspraak.trekker_tekst != feit["trekker_tekst"]:
                fouten.append(f"{nummer}: trekkertekst {afspraak.trekker_tekst!r}")
            if afspraak.hoofdstuk.nummer != feit["hoofdstuk"]:
                fouten.append(f"{nummer}: hoofdstuk {afspraak.hoofdstuk.nummer}")
            paragraaf = afspraak.paragraaf.nummer if afspraak.paragraaf else None
            if paragraaf != feit["paragraaf"]:
                fouten.append(f"{nummer}: paragraaf {paragraaf}")
            if "soort" in feit and afspraak.soort != feit["soort"]:
                fouten.append(f"{nummer}: soort {afspraak.soort}")
            if "datum_tekst" in feit and afspraak.datum_tekst != feit["datum_tekst"]:
                fouten.append(f"{nummer}: datum {afspraak.datum_tekst!r}")
            if "partijen_tekst" in feit and afspraak.partijen_tekst != feit["partijen_tekst"]:
                fouten.append(f"{nummer}: partijen {afspraak.partijen_tekst!r}")
        assert fouten == []

    def test_alle_getallen_data_en_namen_staan_in_de_samenvatting(self) -> None:
        mist = []
        for afspraak in Afspraak.objects.filter(overeenkomst=self.overeenkomst).prefetch_related("termijnen"):
            delen = [afspraak.titel, afspraak.onderwerp, afspraak.samenvatting]
            delen += [termijn.tekst for termijn in afspraak.termijnen.all()]
            inhoud = zoeksleutel(" ".join(delen))
            for feit in self.feiten["afspraken"][afspraak.nummer]["bevat"]:
                if zoeksleutel(feit) not in inhoud:
                    mist.append(f"{afspraak.nummer}: {feit}")
        assert mist == []

    def test_verwijzingen(self) -> None:
        paren = set(
            Verwijzing.objects.filter(van__overeenkomst=self.overeenkomst).values_list("van__nummer", "naar__nummer")
        )
        verwacht = {(n, naar) for n, feit in self.feiten["afspraken"].items() for naar in feit["verwijst"]}
        assert paren == verwacht

    def test_volgorde_is_die_van_het_document(self) -> None:
        nummers = list(Afspraak.objects.filter(overeenkomst=self.overeenkomst).values_list("nummer", flat=True))
        assert nummers == sorted(nummers, key=lambda n: [int(deel) for deel in n.split(".")])

    def test_er_is_een_vastgesteld_een_open_en_een_gepland_peilmoment(self) -> None:
        statussen = list(
            self.overeenkomst.peilmomenten.order_by("peildatum").values_list("peildatum", "status", "voorbeeldcijfers")
        )
        assert [(str(datum), status, verzonnen) for datum, status, verzonnen in statussen] == [
            ("2022-06-30", "vastgesteld", True),
            ("2022-12-31", "open", True),
            ("2023-06-30", "gepland", False),
        ]

    def test_het_vastgestelde_peilmoment_is_compleet_en_heeft_een_rapport(self) -> None:
        peilmoment = self.overeenkomst.peilmomenten.get(status="vastgesteld")
        for model in (Voortgang, Opgave, Cijferstaat):
            fasen = set(model.objects.filter(peilmoment=peilmoment).values_list("fase", flat=True))
            assert fasen == {"geaccepteerd"}, model
        leeg = Meting.objects.filter(cijferstaat__peilmoment=peilmoment, waarde=None)
        assert [str(meting) for meting in leeg] == []
        rapport = Rapport.objects.get(peilmoment=peilmoment)
        assert rapport.momentopname["tellingen"]["afspraken"] == self.aantal
        assert Standpunt.objects.filter(peilmoment=peilmoment).count() >= 5

    def test_op_het_open_peilmoment_is_voor_iedereen_iets_te_doen(self) -> None:
        peilmoment = self.overeenkomst.peilmomenten.get(status="open")
        fasen = set(Voortgang.objects.filter(peilmoment=peilmoment).values_list("fase", flat=True))
        assert fasen == {"concept", "ingediend", "teruggegeven", "geaccepteerd"}
        assert Voortgang.objects.filter(peilmoment=peilmoment, gewijzigd_op=None).exists()

    def test_opnieuw_laden_verandert_niets(self) -> None:
        afspraak = Afspraak.objects.filter(overeenkomst=self.overeenkomst).first()
        assert afspraak
        Afspraak.objects.filter(pk=afspraak.pk).update(titel="Door de redacteur gewijzigd")
        voor = (Afspraak.objects.count(), Voortgang.objects.count(), Prognose.objects.count())
        call_command("laad_voorbeelden", self.naam, stdout=StringIO())
        assert voor == (Afspraak.objects.count(), Voortgang.objects.count(), Prognose.objects.count())
        afspraak.refresh_from_db()
        assert afspraak.titel == "Door de redacteur gewijzigd"

    def test_het_laden_laat_geen_bruikbaar_account_achter(self) -> None:
        assert Lidmaatschap.objects.count() == 0
        account = Gebruiker.objects.get()
        assert not account.is_active
        assert not account.has_usable_password()

    def test_elke_afspraak_met_trekker_heeft_iemand_die_antwoordt(self) -> None:
        met_trekker = set(
            Betrokkene.objects.filter(afspraak__overeenkomst=self.overeenkomst, rol="trekker").values_list(
                "afspraak__nummer", flat=True
            )
        )
        peilmoment = self.overeenkomst.peilmomenten.get(status="open")
        beantwoord = set(Voortgang.objects.filter(peilmoment=peilmoment).values_list("afspraak__nummer", flat=True))
        assert beantwoord == met_trekker

    def streef(self, nummer: str) -> set[tuple[str, str, str, float, str]]:
        """Return (direction, unit, party, value, per) of every target of an agreement."""
        uit = set()
        for indicator in Indicator.objects.filter(afspraak__overeenkomst=self.overeenkomst, afspraak__nummer=nummer):
            for waarde in indicator.streefwaarden.select_related("partij"):
                partij = waarde.partij.sleutel if waarde.partij else ""
                uit.add((indicator.richting, indicator.eenheid, partij, float(waarde.waarde), waarde.per))
        return uit


class AmersfoortTest(GedeeldeControles, TestCase):
    naam, aantal = "amersfoort-2022-2023", 58

    @classmethod
    def setUpTestData(cls) -> None:
        call_command("laad_voorbeelden", cls.naam, stdout=StringIO())
        cls.overeenkomst = Overeenkomst.objects.get()
        cls.feiten = feiten("amersfoort")

    def test_tabel_1_rekent_na(self) -> None:
        prognoses = list(Prognose.objects.filter(overeenkomst=self.overeenkomst).select_related("regel", "partij"))
        partijen = ("alliantie", "portaal", "omnia-wonen")
        per_partij = {
            partij: rekentabel([p for p in prognoses if p.partij.sleutel == partij], "tabel_1", {"hard"})
            for partij in partijen
        }
        samen = rekentabel(prognoses, "tabel_1", {"hard"})
        for regel, gedrukt in self.feiten["tabel_1"].items():
            for partij in partijen:
                assert per_partij[partij][regel] == gedrukt[partij], (regel, partij)
            assert samen[regel] == gedrukt["totaal"], regel
        assert (samen["netto_incl_sloop"], samen["netto_excl_sloop"], samen["netto_tijdelijk_lang"]) == (213, 361, 40)

    def test_ambitie_van_afspraak_8(self) -> None:
        ambities = Prognose.objects.filter(overeenkomst=self.overeenkomst, hardheid="ambitie")
        assert {a.partij.sleutel: a.waarde for a in ambities.select_related("partij")} == {
            "alliantie": 50,
            "portaal": 86,
            "omnia-wonen": 278,
        }

    def test_partijen_regie_en_controle(self) -> None:
        deelnames = self.overeenkomst.deelnames.select_related("partij", "spreekt_voor")
        spreekt = {d.partij.sleutel: d.spreekt_voor.sleutel for d in deelnames if d.spreekt_voor}
        assert len(deelnames) == 7
        assert spreekt == {"hbva-amersfoort": "alliantie", "show": "omnia-wonen", "hestia": "portaal"}
        assert self.overeenkomst.regisseur.sleutel == "portaal"
        assert self.overeenkomst.controleur.sleutel == "gemeente-amersfoort"
        assert {v.titel for v in self.overeenkomst.voorwaarden.all()} >= {"WSW-borging"}

    def test_indicatoren(self) -> None:
        assert ("minimum", "woningen", "", 350.0, "jaar") in self.streef("2")
        assert {w[2:4] for w in self.streef("7")} == {
            ("", 213.0),
            ("alliantie", 78.0),
            ("portaal", 114.0),
            ("omnia-wonen", 21.0),
        }
        assert {w[2:4] for w in self.streef("8")} >= {("alliantie", 50.0), ("portaal", 86.0), ("omnia-wonen", 278.0)}
        assert any(w[0] == "maximum" and w[3] == 50 for w in self.streef("13"))
        assert any(w[0] == "minimum" and w[3] == 5 for w in self.streef("14"))
        assert any(w[0] == "maximum" and w[3] == 15 and w[1] == "%" for w in self.streef("19"))
        assert any(w[3] == 3 for w in self.streef("37"))
        assert any(w[3] == 4 for w in self.streef("47"))
        assert any(w[3] == 2 for w in self.streef("55"))

    def test_aandelen_hebben_een_gezamenlijke_noemer(self) -> None:
        noemers = Indicator.objects.filter(
            afspraak__overeenkomst=self.overeenkomst, afspraak__nummer__in=("13", "15", "19"), berekening="aandeel"
        ).values_list("noemer", flat=True)
        assert set(noemers) == {"vrijkomend_aanbod"}
        peilmoment = self.overeenkomst.peilmomenten.get(status="open")
        metingen = Meting.objects.filter(cijferstaat__peilmoment=peilmoment, grootheid__sleutel="vrijkomend_aanbod")
        assert metingen.count() == 3


class KampenTest(GedeeldeControles, TestCase):
    naam, aantal = "kampen-2022-2026", 43

    @classmethod
    def setUpTestData(cls) -> None:
        call_command("laad_voorbeelden", cls.naam, stdout=StringIO())
        cls.overeenkomst = Overeenkomst.objects.get()
        cls.feiten = feiten("kampen")

    def test_onderwerpen_met_overerving(self) -> None:
        """An empty onderwerp is the one of the agreement before it, as in the merged cells of the document."""
        vorige, gelezen = "", {}
        for afspraak in Afspraak.objects.filter(overeenkomst=self.overeenkomst):
            vorige = afspraak.onderwerp or vorige
            gelezen[afspraak.nummer] = vorige
        assert gelezen == {nummer: feit["onderwerp"] for nummer, feit in self.feiten["afspraken"].items()}

    def test_bijlage_1_rekent_na(self) -> None:
        formules = dict(Tabelregel.objects.filter(tabel__sleutel="bijlage_1").values_list("sleutel", "formule"))
        cellen: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
        standen = Voorraadstand.objects.filter(opgave=None).select_related("regel", "kolom", "partij")
        for stand in standen:
            assert str(stand.peildatum) == "2021-07-01"
            for partij in (stand.partij.sleutel, "samen"):
                for kolom in (stand.kolom.sleutel, "totaal"):
                    cellen[partij][kolom][stand.regel.sleutel] += stand.aantal
        feit = self.feiten["bijlage_1"]
        for partij in ("beter-wonen-ijsselmuiden", "deltawonen", "samen"):
            for kolom in ("egw", "mgw", "totaal"):
                berekend = bereken(formules, cellen[partij][kolom])
                for regel, gedrukt in feit[partij].items():
                    assert berekend[regel] == gedrukt[kolom], (partij, kolom, regel)
        assert bereken(formules, cellen["samen"]["totaal"])["totaal"] == 5468

    def test_bijlage_2_rekent_na(self) -> None:
        prognoses = list(
            Prognose.objects.filter(overeenkomst=self.overeenkomst).select_related("regel", "partij", "project")
        )
        hardheden = {p.hardheid for p in prognoses}
        for partij in ("beter-wonen-ijsselmuiden", "deltawonen"):
            eigen = [p for p in prognoses if p.partij.sleutel == partij]
            feit = self.feiten["bijlage_2"][partij]
            per_locatie: dict[str, dict[Any, int]] = defaultdict(dict)
            for prognose in eigen:
                if prognose.project:
                    per_locatie[prognose.project.naam][prognose.jaar] = prognose.waarde
            for locatie, jaren in feit["nieuwbouw"].items():
                assert per_locatie[locatie] | {"totaal": sum(per_locatie[locatie].values())} == jaren, locatie
            assert set(per_locatie) == set(feit["nieuwbouw"])
            totaal = rekentabel(eigen, "bijlage_2", hardheden)
            assert totaal["nieuwbouw"] == feit["totaal_nieuwbouw"]
            assert totaal["onttrekkingen"] == feit["totaal_onttrekkingen"]
            for regel in ("sloop", "verkoop", "saldo"):
                for jaar, gedrukt in feit[regel].items():
                    deel = eigen if jaar == "totaal" else [p for p in eigen if p.jaar == jaar]
                    assert rekentabel(deel, "bijlage_2", hardheden)[regel] == gedrukt, (partij, regel, jaar)
        samen = rekentabel(prognoses, "bijlage_2", hardheden)
        assert {naam: samen[naam] for naam in ("saldo", "nieuwbouw", "onttrekkingen")} == self.feiten["bijlage_2"][
            "samen"
        ]

    def test_verkoop_als_bandbreedte(self) -> None:
        rijen = Prognose.objects.filter(partij__sleutel="deltawonen", regel__sleutel="verkoop")
        assert {(rij.waarde, rij.minimum, rij.maximum) for rij in rijen} == {(-10, 5, 15)}

    def test_partijen_en_bronstatus(self) -> None:
        spreekt = {
            d.partij.sleutel: d.spreekt_voor.sleutel
            for d in self.overeenkomst.deelnames.select_related("partij", "spreekt_voor")
            if d.spreekt_voor
        }
        assert self.overeenkomst.deelnames.count() == 5
        assert spreekt == {
            "huurdersvereniging-groot-ijsselmuiden": "beter-wonen-ijsselmuiden",
            "centrale-bewonersraad-deltawonen": "deltawonen",
        }
        assert "definitief concept" in self.overeenkomst.bronstatus

    def test_indicatoren(self) -> None:
        assert ("minimum", "woningen", "", 80.0, "jaar") in self.streef("1.1.2")
        assert any(w[3] == 400 for w in self.streef("1.1.2"))
        assert any(w[0] == "ijkpunt" and w[3] == 2.4 for w in self.streef("1.3.1"))
        assert any(w[0] == "maximum" and w[3] == 15 for w in self.streef("1.3.3"))
        assert any(w[3] == 2 for w in self.streef("4.1.2"))
        assert any(w[3] == 2 for w in self.streef("5.1"))
        assert any(w[3] == 4 for w in self.streef("5.2"))
        assert Indicator.objects.filter(afspraak__nummer="1.3.5", ritme="kwartaal").exists()
        assert Indicator.objects.filter(afspraak__nummer="4.1.3", ritme="jaar").exists()
        assert Indicator.objects.filter(afspraak__nummer="3.2.1").exists()

    def test_per_kwartaal_wordt_elk_kwartaal_gevraagd(self) -> None:
        peilmoment = self.overeenkomst.peilmomenten.get(status="open")
        spannen = Meting.objects.filter(
            cijferstaat__peilmoment=peilmoment, indicator__afspraak__nummer="1.3.5", indicator__ritme="kwartaal"
        ).values_list("van", "tot")
        assert {(str(van), str(tot)) for van, tot in spannen} == {
            ("2022-07-01", "2022-09-30"),
            ("2022-10-01", "2022-12-31"),
        }


@pytest.mark.django_db
def test_huurgrenzen_zijn_volledig_en_onbevestigde_bedragen_leeg() -> None:
    call_command("laad_voorbeelden", "kampen-2022-2026", "--zonder-cijfers", stdout=StringIO())
    bedragen = {(g.jaar, g.soort): g.bedrag for g in Huurprijsgrens.objects.all()}
    assert str(bedragen[2022, "huurtoeslag"]) == "763.47"
    assert str(bedragen[2021, "huurtoeslag"]) == "752.33"
    assert bedragen[2026, "lage_aftopping"] is None
    assert {jaar for jaar, _soort in bedragen} == set(range(2015, 2027))
    assert all(g.bron for g in Huurprijsgrens.objects.exclude(bedrag=None))
    assert Peilmoment.objects.count() == 0


def test_voetnoten_zijn_definities() -> None:
    for naam, begrippen in (("amersfoort-2022-2023", 9), ("kampen-2022-2026", 1)):
        inhoud = yaml.safe_load((FIXTURES / naam / "register.yaml").read_text(encoding="utf-8"))
        noten = {rij["noot"] for rij in inhoud["definities"] if rij["noot"]}
        assert len(noten) >= begrippen
