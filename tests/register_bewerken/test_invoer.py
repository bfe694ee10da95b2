"""What is typed is kept for its own user, comes back after a lost session or closed browser, and never counts."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client

from afspraken import invoerconcepten
from afspraken.models import Afspraak, Invoerconcept
from partijen.rollen import Rol
from tests.fabrieken import GebruikerFabriek, LidmaatschapFabriek, Stad
from tests.register_bewerken.formulier import adres, concept, open_formulier, velden_van


@pytest.fixture
def redacteur(stad: Stad, client: Client) -> Client:
    concept(stad)
    client.force_login(stad.gebruikers["gemeente-redacteur"])
    return client


@pytest.fixture
def url(stad: Stad) -> str:
    return adres(stad, "afspraak_bewerken", stad.afspraak(nummer="1", titel="Oud").pk)


def typ(klant: Client, url: str, **velden: str) -> None:
    antwoord = klant.post(url, open_formulier(klant, url) | velden | {"daad": "invoer"})
    assert (antwoord.status_code, antwoord.content) == (204, b"")


def test_typen_wordt_bewaard_en_komt_terug(redacteur: Client, url: str) -> None:
    typ(redacteur, url, **{"a-titel": "Half getypt"})
    assert Afspraak.objects.get().titel == "Oud"
    pagina = redacteur.get(url).content.decode()
    assert "nog niet opgeslagen invoer van" in pagina
    assert " uur" in pagina
    assert "Half getypt" not in pagina
    verder = redacteur.get(f"{url}?invoer=verder")
    velden = velden_van(verder.content)
    assert velden["a-titel"] == "Half getypt"
    assert redacteur.post(url, velden).status_code == 302
    assert Afspraak.objects.get().titel == "Half getypt"
    assert "nog niet opgeslagen invoer" not in redacteur.get(url).content.decode()


def test_weggooien(redacteur: Client, url: str) -> None:
    typ(redacteur, url, **{"a-titel": "Weg ermee"})
    assert redacteur.post(url, {"daad": "invoer_weg"}).status_code == 302
    assert not Invoerconcept.objects.exists()
    assert "Weg ermee" not in redacteur.get(f"{url}?invoer=verder").content.decode()


def test_een_collega_ziet_het_niet(stad: Stad, redacteur: Client, url: str) -> None:
    typ(redacteur, url, **{"a-titel": "Alleen van mij"})
    collega = GebruikerFabriek()
    LidmaatschapFabriek(gebruiker=collega, partij=stad.gemeente, rol=Rol.REDACTEUR)
    ander = Client()
    ander.force_login(collega)  # type: ignore[arg-type]
    for pad in (url, f"{url}?invoer=verder"):
        inhoud = ander.get(pad).content.decode()
        assert "Alleen van mij" not in inhoud
        assert "nog niet opgeslagen invoer" not in inhoud
    ander.post(url, {"daad": "invoer_weg"})
    assert Invoerconcept.objects.count() == 1


def test_waarschuwing_als_de_afspraak_intussen_veranderde(redacteur: Client, url: str) -> None:
    typ(redacteur, url, **{"a-titel": "Half"})
    kept = Invoerconcept.objects.get()
    redacteur.post(url, open_formulier(redacteur, url) | {"a-titel": "Nieuwer", "daad": "opslaan"})
    kept.save(force_insert=True)
    assert "daarna nog opgeslagen" in redacteur.get(url).content.decode()
    velden = velden_van(redacteur.get(f"{url}?invoer=verder").content)
    botsing = redacteur.post(url, velden).content.decode()
    assert "intussen opgeslagen" in botsing
    assert Afspraak.objects.get().titel == "Nieuwer"


def test_uitgelogd_tijdens_typen(stad: Stad, redacteur: Client, url: str) -> None:
    velden = open_formulier(redacteur, url) | {"a-titel": "Vlak voor het uitloggen"}
    redacteur.logout()
    assert redacteur.post(url, velden | {"daad": "invoer"}).status_code == 302
    redacteur.force_login(stad.gebruikers["gemeente-redacteur"])
    pagina = redacteur.get(url)
    assert velden_van(pagina.content)["a-titel"] == "Vlak voor het uitloggen"
    assert Afspraak.objects.get().titel == "Oud"


def test_te_groot_en_te_veel(stad: Stad, redacteur: Client, url: str) -> None:
    velden = open_formulier(redacteur, url)
    typ(redacteur, url, **{"a-titel": "Past"})
    te_groot = redacteur.post(url, velden | {"a-tekst": "x" * 250_000, "daad": "invoer"})
    assert te_groot.status_code == 413
    assert Invoerconcept.objects.get().velden["a-titel"] == ["Past"]
    wie = stad.gebruikers["gemeente-redacteur"]
    for nummer in range(invoerconcepten.MEESTE + 5):
        data = QueryDict(f"a={nummer}")
        invoerconcepten.bewaar_invoer(gebruiker=wie, adres=f"/x/{nummer}/", data=data, versie=1)
    assert Invoerconcept.objects.count() == invoerconcepten.MEESTE
    with pytest.raises(ValidationError):
        invoerconcepten.bewaar_invoer(gebruiker=wie, adres="/" + "x" * 300, data=QueryDict("a=1"), versie=1)


def test_wie_niet_mag_bewaart_niets(stad: Stad, url: str) -> None:
    klant = Client()
    klant.force_login(stad.gebruikers["wonen-redacteur"])
    assert klant.post(url, {"daad": "invoer", "a-titel": "x"}).status_code == 403
    assert not Invoerconcept.objects.exists()
