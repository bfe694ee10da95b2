"""Changes in the browser: propose, compare, record, agree; what others see; wrong and hostile input."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from afspraken.models import Afspraak, Instemming, Wijziging
from monitoring import momentopname
from tests import fabrieken as f
from tests.fabrieken import Stad
from tests.wijzigingen.bouw import oordeel, schrijf, stel_op, voorgelegd


@pytest.fixture
def afspraak(stad: Stad) -> Afspraak:
    """An agreement of Wonen with a target."""
    afspraak = stad.afspraak(stad.wonen, nummer="7", titel="Bouwen", tekst="Wij bouwen 213 woningen.")
    indicator = f.IndicatorFabriek(afspraak=afspraak, sleutel="groei", naam="Netto groei")
    f.StreefwaardeFabriek(indicator=indicator, waarde=213)
    return afspraak


def adres(stad: Stad, naam: str = "", *rest: Any) -> str:
    """Return an address of change 1."""
    return reverse(f"afspraken:wijziging{naam}", args=[stad.overeenkomst.sleutel, 1, *rest])


def formulier(client: Client, url: str) -> dict[str, Any]:
    """Return what a browser would post when nothing on the page is changed."""
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    gegevens: dict[str, Any] = {}
    sets: list[Any] = []
    for blok in antwoord.context["blokken"]:
        if blok.formulier:
            sets += blok.formulier._sets
    formulieren = [*antwoord.context["formulieren"], *(rijen.management_form for rijen in sets)]
    for form in formulieren:
        for veld in form:
            waarde = veld.value()
            if waarde is not None and waarde is not False:
                gegevens[veld.html_name] = waarde
    return gegevens


def test_de_hele_weg(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    wonen, gemeente = stad.gebruikers["wonen-invoerder"], stad.gebruikers["gemeente-redacteur"]
    client.force_login(wonen)
    nieuw = reverse("afspraken:wijziging_nieuw", args=[stad.overeenkomst.sleutel])
    pagina = client.get(nieuw, {"afspraak": afspraak.pk}).content.decode()
    assert f'value="{afspraak.pk}"' in pagina
    assert "correctie" not in pagina
    gegevens = {"soort": "aanpassen", "afspraken": [afspraak.pk], "titel": "Meer", "reden": "Het kan.",
                "ingangsdatum": "1-7-2022", "partij": stad.wonen.sleutel}  # fmt: skip
    antwoord = client.post(nieuw, gegevens)
    bewerken = adres(stad, "_bewerken")
    assert antwoord["Location"] == bewerken
    regel = Wijziging.objects.get().regels.get()
    invoer = formulier(client, bewerken) | {
        f"r{regel.pk}-tekst": "Wij bouwen 240 woningen.",
        f"r{regel.pk}-i0-groei-doel-0-waarde": "240",
        f"r{regel.pk}-termijn-0-tekst": "vóór 1 april 2023",
        "daad": "indienen",
    }
    pagina = client.post(bewerken, invoer, follow=True).content.decode()
    assert "Alle partijen zien hem nu" in pagina
    for tekst in ("<del>", "213", "<ins>", "240", "31 maart 2023"):
        assert tekst in pagina, tekst
    client.force_login(gemeente)
    invoer = formulier(client, bewerken) | {"overleg": "BO wonen", "overleg_op": "1-6-2022", "daad": "voorleggen"}
    assert "ligt nu voor" in client.post(bewerken, invoer, follow=True).content.decode()
    for wie, gebruiker in (("gemeente", gemeente), ("wonen", wonen)):
        client.force_login(gebruiker)
        partij = getattr(stad, wie)
        form = next(rij.form for rij in client.get(adres(stad)).context["beeld"].antwoorden if rij.partij == partij)
        invoer = {f"{partij.sleutel}-oordeel": "akkoord", f"{partij.sleutel}-versie": form["versie"].value()}
        pagina = client.post(adres(stad, "_oordeel", partij.sleutel), invoer, follow=True).content.decode()
    assert "De wijziging is nu van kracht" in pagina
    pagina = client.get(afspraak.get_absolute_url()).content.decode()
    assert "Wij bouwen 240 woningen." in pagina
    assert "minstens 240 woningen, over de hele periode (was 213, wijziging 1)" in pagina
    assert "Wijziging 1: Meer" in pagina


def test_een_concept_ziet_alleen_de_eigen_partij(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    stel_op(stad, afspraak, titel="Geheim plan")
    urls = [reverse("afspraken:wijzigingen", args=[stad.overeenkomst.sleutel]), adres(stad), adres(stad, "_bewerken")]
    urls.append(afspraak.get_absolute_url())
    for rol, ziet in (("wonen-lezer", True), ("gemeente-redacteur", False), ("thuis-invoerder", False)):
        client.force_login(stad.gebruikers[rol])
        lijst, pagina, bewerken, afspraakpagina = (client.get(url) for url in urls)
        assert ("Geheim plan" in lijst.content.decode()) is ziet
        assert ("Geheim plan" in afspraakpagina.content.decode()) is ziet
        assert pagina.status_code == (200 if ziet else 404)
        assert bewerken.status_code == (403 if ziet else 404)
        for stap in ("_indienen", "_voorleggen", "_afwijzen", "_intrekken"):
            assert client.post(adres(stad, stap)).status_code in ({403} if ziet else {403, 404})
    assert Wijziging.objects.get().fase == "concept"


def test_filter_op_fase(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    stel_op(stad, afspraak, soort="beeindigen", titel="Concept van ons")
    voorgelegd(stad, stel_op(stad, afspraak, soort="beeindigen", titel="Ligt voor"))
    client.force_login(stad.gebruikers["wonen-lezer"])
    lijst = reverse("afspraken:wijzigingen", args=[stad.overeenkomst.sleutel])
    assert client.get(lijst).context["aantal"] == 2
    pagina = client.get(lijst, {"fase": "voorgelegd"}).content.decode()
    assert "Ligt voor" in pagina
    assert "Concept van ons" not in pagina
    assert client.get(lijst, {"fase": "onzin"}).context["aantal"] == 0


def test_twee_collegas_bewerken(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    wijziging = stel_op(stad, afspraak)
    regel = wijziging.regels.get()
    client.force_login(stad.gebruikers["wonen-invoerder"])
    bewerken = adres(stad, "_bewerken")
    eerste = formulier(client, bewerken) | {f"r{regel.pk}-tekst": "Van de eerste"}
    tweede = formulier(client, bewerken) | {f"r{regel.pk}-tekst": "Van de tweede"}
    assert client.post(bewerken, eerste).status_code == 302
    antwoord = client.post(bewerken, tweede)
    pagina = antwoord.content.decode()
    assert "Een collega heeft deze wijziging intussen opgeslagen" in pagina
    assert "eerste" in pagina
    assert "Van de tweede" in pagina
    tweede["versie"] = antwoord.context["form"]["versie"].value()
    assert client.post(bewerken, tweede).status_code == 302
    regel.refresh_from_db()
    assert regel.na["tekst"] == "Van de tweede"


@pytest.mark.parametrize(
    ("veld", "waarde", "melding"),
    [
        ("plaats", "", "Kies een hoofdstuk"),
        ("plaats", "h99999", "geldige keuze"),
        ("tekst", "x" * 20_001, "te lang"),
        ("termijn-0-eind", "31-2-2022", "bestaat niet"),
        ("termijn-0-eind", "1-1-2023", "in woorden"),
        ("i0-groei-doel-0-waarde", "veel", "Vul een getal in"),
        ("i0-groei-doel-0-waarde", "99999999999999", "lager getal"),
        ("i0-groei-doel-0-partij", "elders", "geldige keuze"),
        ("wie-0-wie", "partij:elders", "geldige keuze"),
        ("nieuw-eenheid", "", ""),
        ("nieuw-doel-0-waarde", "5", "Vul in wat er gemeten wordt"),
        ("termijn-TOTAL_FORMS", "100000", ""),
        ("wie-TOTAL_FORMS", "abc", ""),
    ],
)
def test_foute_invoer(veld: str, waarde: str, melding: str, stad: Stad, afspraak: Afspraak, client: Client) -> None:
    regel = stel_op(stad, afspraak).regels.get()
    client.force_login(stad.gebruikers["wonen-invoerder"])
    bewerken = adres(stad, "_bewerken")
    invoer = formulier(client, bewerken) | {f"r{regel.pk}-{veld}": waarde, "daad": "opslaan"}
    antwoord = client.post(bewerken, invoer)
    if melding:
        assert antwoord.status_code == 200
        assert melding in antwoord.content.decode() or "keuze" in str(
            [f.errors for f in antwoord.context["formulieren"]]
        )
        regel.refresh_from_db()
        assert regel.na == regel.voor
    else:
        assert antwoord.status_code in {200, 302}


def test_een_lege_post_verandert_niets(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    stel_op(stad, afspraak)
    client.force_login(stad.gebruikers["wonen-invoerder"])
    assert client.post(adres(stad, "_bewerken"), {}).status_code == 200
    assert Wijziging.objects.get().versie == 1


def test_een_vreemde_rij_wordt_niet_geraakt(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    stel_op(stad, afspraak)
    ander = stel_op(stad, stad.afspraak(stad.thuis, nummer="8", tekst="Van Thuis."), wie="thuis").regels.get()
    client.force_login(stad.gebruikers["wonen-invoerder"])
    bewerken = adres(stad, "_bewerken")
    invoer = formulier(client, bewerken) | {f"r{ander.pk}-tekst": "Gekaapt", f"r{ander.pk}-plaats": "h1"}
    assert client.post(bewerken, invoer).status_code == 302
    ander.refresh_from_db()
    assert ander.na["tekst"] == "Van Thuis."


def test_script_wordt_tekst(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    wijziging = stel_op(stad, afspraak, titel="<script>alert(1)</script>", reden="<img src=x>")
    schrijf(wijziging, stad.gebruikers["wonen-invoerder"], tekst="<b onclick=x>Wij</b> bouwen <script>x</script>")
    wijziging = voorgelegd(stad, Wijziging.objects.get())
    oordeel(stad, wijziging, "wonen", "niet_akkoord", "<svg onload=x>")
    client.force_login(stad.gebruikers["thuis-lezer"])
    lijst = reverse("afspraken:wijzigingen", args=[stad.overeenkomst.sleutel])
    for url in (adres(stad), lijst, afspraak.get_absolute_url()):
        pagina = client.get(url).content.decode()
        for gevaar in ("<script>alert", "<script>x", "<img src=x>", "<b onclick", "<svg onload"):
            assert gevaar not in pagina


def test_bezwaar_en_afwijzing_staan_er(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    wijziging = voorgelegd(stad, stel_op(stad, afspraak, soort="beeindigen"))
    client.force_login(stad.gebruikers["wonen-invoerder"])
    url = adres(stad, "_oordeel", stad.wonen.sleutel)
    gegevens = {f"{stad.wonen.sleutel}-oordeel": "niet_akkoord", f"{stad.wonen.sleutel}-versie": wijziging.versie}
    antwoord = client.post(url, gegevens)
    assert "Schrijf op wat jullie bezwaar is" in antwoord.content.decode()
    client.post(url, gegevens | {f"{stad.wonen.sleutel}-toelichting": "Wij gaan door."})
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    pagina = client.get(adres(stad)).content.decode()
    assert "Er is bezwaar" in pagina
    assert "Wij gaan door." in pagina
    assert "Vul dit veld in" in client.post(adres(stad, "_afwijzen"), {}).content.decode()
    client.post(adres(stad, "_afwijzen"), {"afwijzen-reden": "Dan niet."})
    pagina = client.get(adres(stad)).content.decode()
    assert "Dan niet." in pagina
    assert "Afgewezen" in pagina
    assert Instemming.objects.count() == 2


def test_wat_je_typte_komt_terug_na_uitloggen(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    regel = stel_op(stad, afspraak).regels.get()
    bewerken = adres(stad, "_bewerken")
    client.force_login(stad.gebruikers["wonen-invoerder"])
    invoer = formulier(client, bewerken) | {f"r{regel.pk}-tekst": "Vlak voor het uitloggen getypt."}
    client.logout()
    assert "/account/login/" in client.post(bewerken, invoer)["Location"]
    client.force_login(stad.gebruikers["wonen-invoerder"])
    pagina = client.get(bewerken).content.decode()
    assert "Vlak voor het uitloggen getypt." in pagina
    assert "nog niet opgeslagen" in pagina
    regel.refresh_from_db()
    assert regel.na["tekst"] == "Wij bouwen 213 woningen."


def test_samengevoegd_wijst_beide_kanten_op(stad: Stad, client: Client) -> None:
    een, twee = (stad.afspraak(stad.wonen, nummer=n, titel=f"Titel {n}", tekst=f"Tekst {n}.") for n in "12")
    wijziging = voorgelegd(stad, stel_op(stad, een, twee, soort="samenvoegen", nieuwe=1))
    oordeel(stad, wijziging, "wonen")
    assert oordeel(stad, wijziging, "gemeente").van_kracht
    client.force_login(stad.gebruikers["thuis-lezer"])
    nieuw = Afspraak.objects.get(nummer="1a")
    pagina = client.get(nieuw.get_absolute_url()).content.decode()
    assert "Samengevoegd uit" in pagina
    assert "2 Titel 2" in pagina
    pagina = client.get(een.get_absolute_url()).content.decode()
    assert "Samengevoegd in" in pagina
    assert "vervallen op 1 juli 2022" in pagina


def test_een_vastgesteld_peilmoment_verandert_niet(stad: Stad, afspraak: Afspraak) -> None:
    peilmoment = f.PeilmomentFabriek(overeenkomst=stad.overeenkomst, peildatum=dt.date(2022, 6, 30), status="open")
    voor = momentopname.bouw(peilmoment)
    wijziging = stel_op(stad, afspraak)
    indicatoren = wijziging.regels.get().na["indicatoren"]
    indicatoren[0]["streefwaarden"][0]["waarde"] = "240"
    schrijf(wijziging, stad.gebruikers["wonen-invoerder"], indicatoren=indicatoren)
    wijziging = voorgelegd(stad, Wijziging.objects.get())
    oordeel(stad, wijziging, "wonen")
    assert oordeel(stad, wijziging, "gemeente").van_kracht
    na = momentopname.bouw(peilmoment)

    def waarde(beeld: Any) -> dict[str, Any]:
        gevonden: list[dict[str, Any]] = []

        def zoek(deel: Any) -> None:
            if isinstance(deel, dict):
                if "streef_per" in deel:
                    gevonden.append(deel)
                for kind in deel.values():
                    zoek(kind)
            elif isinstance(deel, list):
                for kind in deel:
                    zoek(kind)

        zoek(beeld)
        return gevonden[0]

    assert (waarde(voor)["streef"], "streef_was" in waarde(voor)) == ("213", False)
    assert (waarde(na)["streef"], waarde(na)["streef_was"], waarde(na)["streef_wijziging"]) == ("240", "213", 1)


def test_aantal_vragen_groeit_niet(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    lijst = reverse("afspraken:wijzigingen", args=[stad.overeenkomst.sleutel])
    paginas: list[int] = []

    def tel(url: str) -> int:
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(url).status_code == 200
        return len(vragen)

    lijsten = []
    for keer in range(2):
        rijen = [stad.afspraak(stad.wonen, nummer=f"{keer}.{n}", tekst="Tekst.") for n in range(2 + 5 * keer)]
        for rij in rijen:
            f.StreefwaardeFabriek(indicator=f.IndicatorFabriek(afspraak=rij))
        wijziging = stel_op(stad, *rijen, soort="aanpassen", wie="gemeente")
        redacteur = stad.gebruikers["gemeente-redacteur"]
        for plek in range(len(rijen)):
            schrijf(Wijziging.objects.get(pk=wijziging.pk), redacteur, plek, tekst="Anders.")
        wijziging = voorgelegd(stad, Wijziging.objects.get(pk=wijziging.pk))
        paginas.append(tel(wijziging.get_absolute_url()))
        paginas.append(tel(f"{wijziging.get_absolute_url()}bewerken/"))
        lijsten.append(tel(lijst))
    assert paginas[:2] == paginas[2:]
    assert lijsten[0] == lijsten[1]


def test_mijn_werk_zegt_wat_er_wacht(stad: Stad, afspraak: Afspraak, client: Client) -> None:
    wijziging = stel_op(stad, afspraak, soort="beeindigen")

    def werk(rol: str) -> str:
        client.force_login(stad.gebruikers[rol])
        return client.get(reverse("monitoring:mijn_werk")).content.decode()

    assert "ijziging 1" not in werk("gemeente-redacteur")
    wijziging = voorgelegd(stad, wijziging)
    vraag = "Geef het oordeel van Wonen Stad over wijziging 1"
    assert vraag in werk("wonen-invoerder")
    assert vraag not in werk("wonen-lezer")
    assert "wijziging 1" not in werk("thuis-invoerder")
    oordeel(stad, wijziging, "wonen", "niet_akkoord", "Nee.")
    assert vraag not in werk("wonen-invoerder")
    oordeel(stad, wijziging, "gemeente")
    pagina = werk("gemeente-redacteur")
    assert "Er is bezwaar tegen wijziging 1" in pagina
    assert "Wonen Stad stelde een wijziging voor." in pagina


def test_een_nieuwe_afspraak_in_een_nieuw_hoofdstuk(stad: Stad, client: Client) -> None:
    regel = stel_op(stad, soort="toevoegen", nieuwe=1, wie="gemeente").regels.get()
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    bewerken = adres(stad, "_bewerken")
    invoer = formulier(client, bewerken) | {
        f"r{regel.pk}-nummer": "9.1",
        f"r{regel.pk}-tekst": "De gemeente maakt een plan.",
        f"r{regel.pk}-wie-0-rol": "trekker",
        f"r{regel.pk}-wie-0-wie": "groep:gemeenten",
        "overleg": "BO wonen",
        "overleg_op": "1-6-2022",
        "daad": "voorleggen",
    }
    antwoord = client.post(bewerken, invoer)
    assert "Kies een hoofdstuk." in antwoord.content.decode()
    antwoord = client.post(bewerken, invoer | {f"r{regel.pk}-nieuw_hoofdstuk": "Hitte in de stad"}, follow=True)
    assert "ligt nu voor" in antwoord.content.decode()
    assert not stad.overeenkomst.delen.get().hoofdstukken.filter(titel="Hitte in de stad").exists()
    assert oordeel(stad, Wijziging.objects.get(), "gemeente").van_kracht
    assert Afspraak.objects.get(nummer="9.1").hoofdstuk.titel == "Hitte in de stad"
