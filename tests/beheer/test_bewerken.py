"""What a redacteur does in a day: change, add, delete, search; with errors at their field and nothing stored half."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from afspraken.models import Afspraak, Definitie, Overeenkomst, Peilmoment
from partijen.models import Gebeurtenis
from tests import fabrieken as f
from tests.beheer.conftest import Inloggen, Set, adres, formulier
from voorraad.models import Prognose, Tabelregel


def fouten(antwoord: object) -> dict[str, list[str]]:
    """Return the errors per field of the form and its rows, and '' for those of a formset."""
    context = antwoord.context  # type: ignore[attr-defined]
    gevonden = dict(context["adminform"].form.errors)
    for inline in context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            gevonden |= {form.add_prefix(veld): lijst for veld, lijst in form.errors.items()}
        if inline.formset.non_form_errors():
            gevonden[inline.formset.prefix] = inline.formset.non_form_errors()
    return {veld: list(lijst) for veld, lijst in gevonden.items()}


def test_wijzigen_schrijft_geschiedenis_en_gebeurtenis(eigen: Set, redacteur: Client) -> None:
    afspraak = eigen["afspraak"]
    url = adres(afspraak, "change")
    antwoord = redacteur.post(url, formulier(redacteur, url) | {"titel": "Meer woningen"}, follow=True)
    assert antwoord.status_code == 200
    afspraak.refresh_from_db()
    assert (afspraak.titel, afspraak.versie) == ("Meer woningen", 2)
    laatste = afspraak.history.first()
    assert laatste.history_user == eigen.stad.gebruikers["gemeente-redacteur"]
    gebeurtenis = Gebeurtenis.objects.get(soort="afspraak.gewijzigd")
    assert gebeurtenis.overeenkomst_sleutel == eigen.stad.overeenkomst.sleutel
    assert gebeurtenis.herkomst == "beheer"
    geschiedenis = redacteur.get(adres(afspraak, "history")).content.decode()
    assert "Meer woningen" in geschiedenis
    assert "Gewijzigd" in geschiedenis


def test_opslaan_zonder_wijziging_logt_niets(eigen: Set, redacteur: Client) -> None:
    for naam in ("overeenkomst", "hoofdstuk", "indicator", "definitie", "tabel", "prognose", "project", "peilmoment"):
        url = adres(eigen[naam], "change")
        antwoord = redacteur.post(url, formulier(redacteur, url))
        assert antwoord.status_code == 302, (naam, fouten(antwoord))
    assert not Gebeurtenis.objects.filter(soort__endswith=".gewijzigd").exists()


def test_regeleinden_van_een_browser_zijn_geen_wijziging(eigen: Set, redacteur: Client) -> None:
    afspraak = eigen["afspraak"]
    Afspraak.objects.filter(pk=afspraak.pk).update(samenvatting="Een\n\ntwee")
    url = adres(afspraak, "change")
    assert redacteur.post(url, formulier(redacteur, url) | {"samenvatting": "Een\r\n\r\ntwee"}).status_code == 302
    assert Afspraak.objects.get(pk=afspraak.pk).samenvatting == "Een\n\ntwee"
    assert not Gebeurtenis.objects.filter(soort="afspraak.gewijzigd").exists()


@pytest.mark.parametrize(
    ("naam", "invoer", "veld", "tekst"),
    [
        ("afspraak", {"termijnen-0-tekst": "x", "termijnen-0-begin": "1-2-2023", "termijnen-0-eind": "1-1-2023"},
         "termijnen-0-eind", "Het eind ligt voor het begin."),
        ("afspraak", {"termijnen-0-tekst": "x", "termijnen-0-eind": "morgen"}, "termijnen-0-eind", "Vul een datum in"),
        ("afspraak", {"antwoordwijze": "samen"}, "penvoerder", "Kies een penvoerder"),
        ("afspraak", {"nummer": "2"}, "nummer", "Dit nummer komt in dit deel al voor."),
        ("afspraak", {"titel": ""}, "titel", "Dit veld is verplicht."),
        ("afspraak", {"betrokkenen-1-rol": "trekker", "betrokkenen-1-groep": "corporaties"},
         "betrokkenen-1-groep", "twee keer"),
        ("overeenkomst", {"eind": "1-1-2020"}, "eind", "De einddatum ligt voor de begindatum."),
        ("overeenkomst", {"gemeenten": []}, "gemeenten", "Dit veld is verplicht."),
        ("indicator", {"streefwaarden-0-waarde": "veel"}, "streefwaarden-0-waarde", "getal"),
        ("indicator", {"streefwaarden-0-waarde": "10", "streefwaarden-0-tot_waarde": "5"},
         "streefwaarden-0-tot_waarde", "onder de onderkant"),
        ("indicator", {"berekening": "aandeel"}, "teller", "waaruit deze indicator wordt berekend"),
        ("prognose", {"waarde": "1.5"}, "waarde", ""),
        ("prognose", {"waarde": "-5"}, "waarde", "negatief aantal"),
        ("prognose", {"waarde": "1234567890"}, "waarde", "lager getal"),
        ("prognose", {"minimum": "9", "maximum": "3"}, "maximum", "Het hoogste aantal ligt onder het laagste."),
        ("tabel", {"regels-0-formule": "nieuwbouw +"}, "regels-0-formule", ""),
        ("peilmoment", {"peildatum": "31-12-2022"}, "peildatum", "al een peilmoment"),
    ],
)  # fmt: skip
def test_foute_invoer_staat_bij_het_veld(
    naam: str, invoer: dict[str, object], veld: str, tekst: str, eigen: Set, redacteur: Client
) -> None:
    eigen.stad.afspraak(nummer="2")
    f.PeilmomentFabriek(overeenkomst=eigen.stad.overeenkomst, peildatum="2022-12-31")
    url = adres(eigen[naam], "change")
    antwoord = redacteur.post(url, formulier(redacteur, url) | invoer)
    assert antwoord.status_code == 200
    gevonden = fouten(antwoord)
    assert tekst in " ".join(gevonden.get(veld, ["NIETS " + str(gevonden)]))
    for typt in invoer.values():
        assert not typt or str(typt) in antwoord.content.decode()
    assert not Gebeurtenis.objects.filter(soort__endswith=".gewijzigd").exists()


def test_twee_gelijke_nieuwe_rijen(eigen: Set, redacteur: Client) -> None:
    url = adres(eigen["afspraak"], "change")
    gegevens = formulier(redacteur, url) | {"betrokkenen-TOTAL_FORMS": 3}
    for nummer in (1, 2):
        gegevens |= {f"betrokkenen-{nummer}-rol": "levert", f"betrokkenen-{nummer}-partij": eigen.stad.wonen.pk}
    assert "twee keer" in str(fouten(redacteur.post(url, gegevens)))


def test_termijn_buiten_de_looptijd_is_een_waarschuwing(eigen: Set, redacteur: Client) -> None:
    url = adres(eigen["afspraak"], "change")
    gegevens = formulier(redacteur, url) | {"termijnen-0-tekst": "Q1 2024", "termijnen-0-eind": "31 maart 2024"}
    antwoord = redacteur.post(url, gegevens, follow=True)
    assert "buiten de looptijd" in antwoord.content.decode()
    assert str(eigen["afspraak"].termijnen.get().eind) == "2024-03-31"  # type: ignore[attr-defined]


def test_tweede_collega_ziet_wat_de_eerste_opsloeg(eigen: Set, redacteur: Client) -> None:
    url = adres(eigen["afspraak"], "change")
    eerste = formulier(redacteur, url) | {"titel": "Van de eerste"}
    tweede = formulier(redacteur, url) | {"titel": "Van de tweede"}
    assert redacteur.post(url, eerste).status_code == 302
    antwoord = redacteur.post(url, tweede)
    pagina = antwoord.content.decode()
    assert "Iemand anders heeft dit intussen opgeslagen" in pagina
    assert "Van de eerste" in pagina
    assert "Van de tweede" in pagina
    assert Afspraak.objects.get(pk=eigen["afspraak"].pk).titel == "Van de eerste"
    tweede["gelezen_versie"] = antwoord.context["adminform"].form["gelezen_versie"].value()
    assert redacteur.post(url, tweede).status_code == 302
    assert Afspraak.objects.get(pk=eigen["afspraak"].pk).titel == "Van de tweede"


def test_afspraak_met_voortgang_gaat_niet_weg(eigen: Set, redacteur: Client) -> None:
    f.VoortgangFabriek(afspraak=eigen["afspraak"], partij=eigen.stad.thuis, toelichting="nog geheim", peilmoment=
                       eigen["peilmoment"])  # fmt: skip
    url = adres(eigen["afspraak"], "delete")
    for antwoord in (redacteur.get(url), redacteur.post(url, {"post": "yes"})):
        pagina = antwoord.content.decode()
        assert "1 voortgang" in pagina
        assert "geheim" not in pagina
        assert str(eigen.stad.thuis) not in pagina
    gegevens = {"action": "delete_selected", "_selected_action": [eigen["afspraak"].pk], "post": "yes"}
    assert "1 voortgang" in redacteur.post(adres(eigen["afspraak"], "changelist"), gegevens).content.decode()
    assert Afspraak.objects.filter(pk=eigen["afspraak"].pk).exists()


def test_tabelregel_met_cijfers_gaat_niet_weg_en_toont_ze_niet(eigen: Set, redacteur: Client) -> None:
    regel = eigen["prognose"].regel  # type: ignore[attr-defined]
    f.MutatieFabriek(opgave__peilmoment=eigen["peilmoment"], regel=regel, aantal=98765)
    url = adres(eigen["tabel"], "change")
    antwoord = redacteur.post(url, formulier(redacteur, url) | {"regels-0-DELETE": "on"})
    assert antwoord.status_code == 200
    assert "1 mutaties" in antwoord.content.decode()
    assert "98765" not in antwoord.content.decode()
    assert Tabelregel.objects.filter(pk=regel.pk).exists()


def test_verwijderen_van_wat_vrij_is(eigen: Set, redacteur: Client) -> None:
    gegevens = {"action": "delete_selected", "_selected_action": [eigen["definitie"].pk], "post": "yes"}
    assert redacteur.post(adres(eigen["definitie"], "changelist"), gegevens).status_code == 302
    assert not Definitie.objects.exists()
    assert Definitie.history.filter(history_type="-").exists()
    assert Gebeurtenis.objects.filter(soort="definitie.verwijderd").exists()


def test_nieuwe_overeenkomst_begint_als_concept_met_deel_en_legenda(eigen: Set, redacteur: Client) -> None:
    url = adres(eigen["overeenkomst"], "add")
    stad = eigen.stad
    gegevens = formulier(redacteur, url) | {
        "naam": "Afspraken 2024-2027",
        "sleutel": "alpha-2024-2027",
        "begin": "1-1-2024",
        "eind": "31 december 2027",
        "gemeenten": [stad.gemeente.pk],
        "regisseur": stad.gemeente.pk,
        "controleur": stad.gemeente.pk,
        "tweede_controleur": stad.wonen.pk,
        "status": "vastgesteld",
    }
    antwoord = redacteur.post(url, gegevens)
    assert antwoord.status_code == 302, fouten(antwoord)
    nieuw = Overeenkomst.objects.get(sleutel="alpha-2024-2027")
    assert (nieuw.status, nieuw.delen.count(), nieuw.legenda.count()) == ("concept", 1, 7)
    assert redacteur.get(adres(nieuw, "delete")).status_code == 200


def test_geopend_peilmoment_is_alleen_te_lezen(eigen: Set, redacteur: Client) -> None:
    Peilmoment.objects.filter(pk=eigen["peilmoment"].pk).update(status="open")
    url = adres(eigen["peilmoment"], "change")
    assert redacteur.get(url).status_code == 200
    assert redacteur.post(url, {"peildatum": "1-1-2023"}).status_code == 403
    assert redacteur.post(adres(eigen["peilmoment"], "delete"), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("vraag", ["BOUWEN", "bouwen alpha", "corporatiës", "1"])
def test_zoeken_zonder_hoofdletters_en_accenten(vraag: str, eigen: Set, redacteur: Client) -> None:
    eigen.stad.afspraak(nummer="77", titel="Iets anders", samenvatting="")
    antwoord = redacteur.get(adres(eigen["afspraak"], "changelist"), {"q": vraag})
    assert [rij.pk for rij in antwoord.context["cl"].result_list] == [eigen["afspraak"].pk]
    begrip = f.DefinitieFabriek(overeenkomst=eigen.stad.overeenkomst, begrip="Financiële vermogenspositie")
    gevonden = redacteur.get(adres(begrip, "changelist"), {"q": "FINANCIELE"}).context["cl"].result_list
    assert [rij.pk for rij in gevonden] == [begrip.pk]


def test_getallen_op_zijn_nederlands(eigen: Set, redacteur: Client) -> None:
    url = adres(eigen["prognose"], "change")
    assert redacteur.post(url, formulier(redacteur, url) | {"waarde": "1.036"}).status_code == 302
    assert Prognose.objects.get(pk=eigen["prognose"].pk).waarde == 1036
    assert 'value="1.036"' in redacteur.get(url).content.decode()
    url = adres(eigen["indicator"], "change")
    gegevens = formulier(redacteur, url) | {"streefwaarden-0-waarde": "2,4"}
    assert redacteur.post(url, gegevens).status_code == 302
    assert 'value="2,4"' in redacteur.get(url).content.decode()


def _vul(eigen: Set, aantal: int) -> None:
    begin = Afspraak.objects.count() + 1
    for nummer in range(begin, begin + aantal):
        afspraak = eigen.stad.afspraak("corporaties", eigen.stad.huurders, nummer=str(nummer))
        f.VerwijzingFabriek(van=eigen["afspraak"], naar=afspraak)
        f.BetrokkeneFabriek(afspraak=eigen["afspraak"], rol="betrokken", groep="", partij=_partij(eigen))
        f.TermijnFabriek(afspraak=eigen["afspraak"])
        f.StreefwaardeFabriek(indicator=eigen["indicator"], partij=eigen.stad.wonen)
        f.IndicatorFabriek(afspraak=eigen["afspraak"])
        f.DefinitieFabriek(overeenkomst=eigen.stad.overeenkomst, begrip=f"Begrip {nummer}").afspraken.add(afspraak)
        regel = f.TabelregelFabriek(tabel=eigen["tabel"])
        f.PrognoseFabriek(regel=regel, partij=_partij(eigen), project=f.ProjectFabriek(
            overeenkomst=eigen.stad.overeenkomst, partij=eigen.stad.wonen))  # fmt: skip
        f.HoofdstukFabriek(deel=eigen.stad.hoofdstuk.deel)
        f.GrootheidFabriek(overeenkomst=eigen.stad.overeenkomst)
        f.GebeurtenisFabriek(overeenkomst_sleutel=eigen.stad.overeenkomst.sleutel, partij=eigen.stad.thuis)
        Afspraak.objects.get(pk=eigen["afspraak"].pk).save()


def _partij(eigen: Set) -> object:
    partij = f.PartijFabriek()
    f.DeelnameFabriek(overeenkomst=eigen.stad.overeenkomst, partij=partij)
    return partij


def test_aantal_databasevragen_groeit_niet_mee(eigen: Set, redacteur: Client) -> None:
    namen = [
        naam for naam in eigen.rijen if naam not in {"lidmaatschap", "gebruiker", "huurprijsgrens", "mutatiesoort"}
    ]
    urls = [adres(eigen[naam], pagina) for naam in namen for pagina in ("changelist", "change", "history")]
    urls = [url for url in urls if "gebeurtenis" not in url or "history" not in url]

    def tel() -> dict[str, int]:
        uitkomst = {}
        for url in urls:
            with CaptureQueriesContext(connection) as vragen:
                redacteur.get(url)
            uitkomst[url] = len(vragen)
        return uitkomst

    _vul(eigen, 2)
    eerst = tel()
    _vul(eigen, 5)
    later = tel()
    assert {url: (eerst[url], n) for url, n in later.items() if n > eerst[url]} == {}
    assert max(later.values()) <= 45


def test_lege_gebruiker_ziet_geen_rijen(eigen: Set, als: Inloggen) -> None:
    assert als(f.GebruikerFabriek()).get(adres(eigen["afspraak"], "changelist")).status_code == 403
