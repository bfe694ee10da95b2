"""Parties found by KvK number, members invited by mail, accounts closed and anonymised."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django_tasks_db.models import DBTaskResult

from afspraken.models import Deelname
from partijen.models import Gebeurtenis, Gebruiker, Lidmaatschap, Partij
from partijen.rollen import PartijSoort, Rol
from partijen.services import anonimiseer, zet_actief
from tests import fabrieken as f
from tests.beheer.conftest import Inloggen, Set, adres, formulier

NIEUW = "nieuw@voorbeeld.example"


@pytest.fixture
def beheerder(eigen: Set, als: Inloggen) -> Client:
    """A client of the partijbeheerder of a corporation."""
    return als(eigen.stad.gebruikers["wonen-partijbeheerder"])


def nodig_uit(client: Client, partij: Partij, **velden: object) -> object:
    """Post the invitation form."""
    gegevens = {
        "email": NIEUW,
        "naam": "",
        "partij": partij.pk,
        "rol": "invoerder",
        "overeenkomst_sleutel": "",
    } | velden
    return client.post(adres(Lidmaatschap, "add"), gegevens)


def verstuur() -> None:
    """Do what the worker does with what is queued; its own loop closes the connection of the test's transaction."""
    for regel in DBTaskResult.objects.ready().order_by("enqueued_at"):
        regel.claim("test")
        regel.task.call(*regel.task_result.args, **regel.task_result.kwargs)
        regel.set_successful(None)


# Parties


def test_bekende_partij_wordt_gevonden_op_kvk_nummer(eigen: Set, vreemd: Set, redacteur: Client) -> None:
    ander = f.PartijFabriek(naam="Stichting Elders", kvk_nummer="12345678", soort="zorgorganisatie")
    f.DeelnameFabriek(overeenkomst=vreemd.stad.overeenkomst, partij=ander)
    assert redacteur.get(adres(ander, "change")).status_code == 404
    antwoord = redacteur.post(adres(Partij, "add"), {"kvk_nummer": "12345678", "naam": "Iets"}, follow=True)
    assert "stond al in het portaal" in antwoord.content.decode()
    assert Partij.objects.filter(kvk_nummer="12345678").count() == 1
    assert redacteur.get(adres(ander, "change")).status_code == 200
    assert redacteur.post(adres(ander, "change"), {"naam": "Gekaapt"}).status_code == 403
    keuzes = redacteur.get(adres(Deelname, "add")).content.decode()
    assert "Stichting Elders" in keuzes


def test_nieuwe_partij_is_meteen_te_kiezen_en_te_wijzigen(
    eigen: Set, vreemd: Set, redacteur: Client, als: Inloggen
) -> None:
    gegevens = {"kvk_nummer": "87654321", "naam": "Netbeheer Noord", "soort": "overig"}
    assert redacteur.post(adres(Partij, "add"), gegevens).status_code == 302
    partij = Partij.objects.get(kvk_nummer="87654321")
    assert partij.sleutel == "netbeheer-noord"
    url = adres(partij, "change")
    assert redacteur.post(url, formulier(redacteur, url) | {"naam": "Netbeheer Oost"}).status_code == 302
    assert als(vreemd.stad.gebruikers["gemeente-redacteur"]).get(url).status_code == 404
    f.LidmaatschapFabriek(partij=partij)
    assert redacteur.post(url, gegevens).status_code == 403


def test_redacteur_maakt_geen_gemeente_en_vult_een_kvk_nummer_in(eigen: Set, redacteur: Client) -> None:
    for gegevens, veld in (
        ({"naam": "Gemeente Nep", "soort": "gemeente", "kvk_nummer": "11111111"}, "soort"),
        ({"naam": "Zorg", "soort": "zorgorganisatie"}, "kvk_nummer"),
        ({"naam": "Zorg", "soort": "zorgorganisatie", "kvk_nummer": "12"}, "kvk_nummer"),
    ):
        assert veld in redacteur.post(adres(Partij, "add"), gegevens).context["adminform"].form.errors


def test_partijbeheerder_wijzigt_de_naam_maar_niet_de_soort(eigen: Set, beheerder: Client) -> None:
    url = adres(eigen.stad.wonen, "change")
    assert (
        beheerder.post(url, formulier(beheerder, url) | {"naam": "Wonen Samen", "soort": "gemeente"}).status_code == 302
    )
    eigen.stad.wonen.refresh_from_db()
    assert (eigen.stad.wonen.naam, eigen.stad.wonen.soort) == ("Wonen Samen", PartijSoort.CORPORATIE)
    assert beheerder.get(adres(eigen.stad.thuis, "change")).status_code == 404


def test_platformbeheerder_maakt_een_gemeente(platformbeheerder: Gebruiker, als: Inloggen) -> None:
    client = als(platformbeheerder)
    assert client.post(adres(Partij, "add"), {"naam": "Gemeente Verweg", "soort": "gemeente"}).status_code == 302
    partij = Partij.objects.get(naam="Gemeente Verweg")
    assert nodig_uit(client, partij, rol="redacteur").status_code == 200  # type: ignore[attr-defined]
    assert nodig_uit(client, partij, rol="partijbeheerder").status_code == 302  # type: ignore[attr-defined]


def test_verwijderen_van_een_partij_noemt_niet_waar_zij_in_gebruik_is(
    eigen: Set, vreemd: Set, platformbeheerder: Gebruiker, als: Inloggen
) -> None:
    pagina = als(platformbeheerder).post(adres(eigen.stad.wonen, "delete"), {"post": "yes"}).content.decode()
    assert "deze partij wordt gebruikt" in pagina
    assert "Prestatieafspraken Alpha" not in pagina
    assert Partij.objects.filter(pk=eigen.stad.wonen.pk).exists()


# Invitations


def test_nieuw_lid_kiest_een_wachtwoord_met_de_link_uit_de_mail(eigen: Set, beheerder: Client, client: Client) -> None:
    antwoord = nodig_uit(beheerder, eigen.stad.wonen, naam="Beleidsadviseur", email="Nieuw@Voorbeeld.example")
    assert antwoord.status_code == 302  # type: ignore[attr-defined]
    assert mail.outbox == []  # the web process sends nothing
    verstuur()
    gebruiker = Gebruiker.objects.get(email=NIEUW)
    assert not gebruiker.has_usable_password()
    assert [bericht.to for bericht in mail.outbox] == [[NIEUW]]
    tekst = mail.outbox[0].body
    assert eigen.stad.wonen.naam in tekst
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", tekst)
    assert link
    pagina = client.get(link[1], follow=True)
    wachtwoord = "een-lang-wachtwoord-2022"
    gezet = client.post(pagina.request["PATH_INFO"], {"password1": wachtwoord, "password2": wachtwoord})
    assert gezet.status_code == 302
    ingelogd = client.post("/account/login/", {"login": NIEUW, "password": wachtwoord})
    assert ingelogd.status_code == 302
    assert client.session["_auth_user_id"] == str(gebruiker.pk)
    assert "token" not in str(Gebeurtenis.objects.filter(object_soort="lidmaatschap").values("gegevens"))


def test_bestaand_account_wordt_gebruikt_en_blijft_onbekend(eigen: Set, vreemd: Set, beheerder: Client) -> None:
    bestaand = f.GebruikerFabriek(email=NIEUW, naam="Jansen van elders")
    antwoorden = []
    for email in (NIEUW, "onbekend@voorbeeld.example"):
        antwoord = beheerder.post(
            adres(Lidmaatschap, "add"),
            {"email": email, "naam": "Iemand", "partij": eigen.stad.wonen.pk, "rol": "lezer"},
            follow=True,
        )
        pagina = antwoord.content.decode()
        assert "Jansen" not in pagina
        antwoorden.append(re.findall(r"De uitnodiging voor \S+ gaat onderweg\.", pagina)[0].replace(email, "x"))
    assert antwoorden[0] == antwoorden[1]
    assert Gebruiker.objects.filter(email=NIEUW).count() == 1
    lid = bestaand.lidmaatschappen.get()
    for pagina_naam in ("change", "delete", "history"):
        assert "Jansen" not in beheerder.get(adres(lid, pagina_naam)).content.decode()
    verstuur()
    assert "password/reset/key" not in mail.outbox[0].body
    assert "password/reset/key" in mail.outbox[1].body


def test_gesloten_account_krijgt_geen_mail(eigen: Set, beheerder: Client) -> None:
    f.GebruikerFabriek(email=NIEUW, is_active=False)
    assert nodig_uit(beheerder, eigen.stad.wonen).status_code == 302  # type: ignore[attr-defined]
    verstuur()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"email": "geen adres"}, "email"),
        ({"email": "partijbeheerder@wonen-alpha.example"}, "email"),
        ({"rol": "baas"}, "rol"),
        ({"overeenkomst_sleutel": "beta-2022-2023"}, "overeenkomst_sleutel"),
    ],
)
def test_foute_uitnodiging(velden: dict[str, object], fout: str, eigen: Set, vreemd: Set, beheerder: Client) -> None:
    antwoord = nodig_uit(beheerder, eigen.stad.wonen, **velden)
    assert fout in antwoord.context["adminform"].form.errors  # type: ignore[attr-defined]
    assert not Gebruiker.objects.filter(email=NIEUW).exists()


def test_uitnodigen_bij_een_andere_partij_kan_niet(eigen: Set, beheerder: Client, redacteur: Client) -> None:
    for client in (beheerder, redacteur):
        assert "partij" in nodig_uit(client, eigen.stad.thuis).context["adminform"].form.errors  # type: ignore[attr-defined]


def test_redacteur_nodigt_alleen_de_eerste_partijbeheerder_uit(eigen: Set, redacteur: Client) -> None:
    leeg = f.PartijFabriek(naam="Nog niemand")
    f.DeelnameFabriek(overeenkomst=eigen.stad.overeenkomst, partij=leeg)
    assert nodig_uit(redacteur, leeg, rol="invoerder").status_code == 200  # type: ignore[attr-defined]
    assert nodig_uit(redacteur, leeg, rol="partijbeheerder").status_code == 302  # type: ignore[attr-defined]
    assert leeg.lidmaatschappen.get().rol == Rol.PARTIJBEHEERDER
    assert nodig_uit(redacteur, leeg, rol="partijbeheerder", email="x@y.example").status_code == 200  # type: ignore[attr-defined]


def test_lid_beperken_en_beeindigen(eigen: Set, beheerder: Client) -> None:
    lid = eigen.stad.gebruikers["wonen-invoerder"].lidmaatschappen.get()
    sleutel = eigen.stad.overeenkomst.sleutel
    url = adres(lid, "change")
    assert beheerder.post(url, {"rol": "lezer", "overeenkomst_sleutel": sleutel}).status_code == 302
    lid.refresh_from_db()
    assert (lid.rol, lid.overeenkomst_sleutel) == ("lezer", sleutel)
    assert beheerder.post(adres(lid, "delete"), {"post": "yes"}).status_code == 302
    assert not Lidmaatschap.objects.filter(pk=lid.pk).exists()
    assert Gebruiker.objects.filter(pk=lid.gebruiker_id, is_active=True).exists()
    assert Lidmaatschap.history.filter(id=lid.pk, history_type="-").exists()
    soorten = set(Gebeurtenis.objects.values_list("soort", flat=True))
    assert {"lidmaatschap.gewijzigd", "lidmaatschap.beeindigd"} <= soorten


def test_partijbeheerder_beeindigt_zichzelf_niet(eigen: Set, beheerder: Client) -> None:
    zelf = eigen.stad.gebruikers["wonen-partijbeheerder"].lidmaatschappen.get()
    assert beheerder.post(adres(zelf, "delete"), {"post": "yes"}).status_code == 403


# Accounts


def test_account_sluiten_en_anonimiseren(eigen: Set, platformbeheerder: Gebruiker, als: Inloggen) -> None:
    gebruiker = eigen.stad.gebruikers["wonen-invoerder"]
    EmailAddress.objects.create(user=gebruiker, email=gebruiker.email)
    client, eigen_client = als(platformbeheerder), als(gebruiker)
    lijst = adres(Gebruiker, "changelist")

    def doe(actie: str) -> str:
        return client.post(lijst, {"action": actie, "_selected_action": [gebruiker.pk]}, follow=True).content.decode()

    assert "Deactiveer het account eerst" in doe("anonimiseer")
    assert "Gedeactiveerd: 1." in doe("deactiveer")
    assert eigen_client.get("/beheer/").status_code == 302  # signed out with the next request
    assert "Geanonimiseerd: 1." in doe("anonimiseer")
    gebruiker.refresh_from_db()
    assert gebruiker.email.endswith("@geen.example")
    assert not gebruiker.lidmaatschappen.exists()
    assert not EmailAddress.objects.filter(user=gebruiker).exists()
    assert "blijft gesloten" in doe("activeer")


def test_niemand_sluit_het_eigen_account(platformbeheerder: Gebruiker) -> None:
    with pytest.raises(ValidationError):
        zet_actief(gebruiker=platformbeheerder, actief=False, door=platformbeheerder)
    with pytest.raises(ValidationError):
        anonimiseer(gebruiker=platformbeheerder, door=platformbeheerder)
