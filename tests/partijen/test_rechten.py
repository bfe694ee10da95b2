"""Rights as plain values: everything is refused unless a membership allows it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from afspraken.models import Overeenkomst
from partijen.models import Gebruiker
from partijen.rechten import GEEN_RECHTEN, Lid, Rechten, rechten_van
from partijen.rollen import OMVAT, Rol
from tests.fabrieken import DeelnameFabriek, GebruikerFabriek, LidmaatschapFabriek, Stad

leden = st.builds(
    Lid,
    partij_id=st.integers(1, 4),
    partij_sleutel=st.just("p"),
    partij_soort=st.sampled_from(["gemeente", "corporatie"]),
    rol=st.sampled_from(Rol),
    overeenkomst=st.sampled_from(["", "a", "b"]),
)


@given(st.lists(leden, max_size=6), st.sampled_from(Rol), st.integers(1, 4), st.sampled_from(["a", "b"]))
def test_een_recht_heeft_altijd_een_lidmaatschap(rijen: list[Lid], rol: Rol, partij_id: int, overeenkomst: str) -> None:
    mag = Rechten(1, leden=tuple(rijen)).mag(rol, partij_id, overeenkomst=overeenkomst)
    passend = [
        lid
        for lid in rijen
        if lid.partij_id == partij_id and rol in OMVAT[lid.rol] and lid.overeenkomst in ("", overeenkomst)
    ]
    assert mag == bool(passend)


@given(st.lists(leden, max_size=6), st.sampled_from(Rol), leden)
def test_een_lidmaatschap_erbij_neemt_nooit_een_recht_weg(rijen: list[Lid], rol: Rol, erbij: Lid) -> None:
    voor = Rechten(1, leden=tuple(rijen)).partijen(rol)
    assert voor <= Rechten(1, leden=(*rijen, erbij)).partijen(rol)


def test_wie_niet_is_aangemeld_heeft_niets() -> None:
    assert rechten_van(AnonymousUser()) is GEEN_RECHTEN
    assert GEEN_RECHTEN.partijen() == frozenset()
    assert not GEEN_RECHTEN.mag_beheren
    assert not GEEN_RECHTEN.mag(Rol.LEZER, None, overeenkomst="a")


def test_de_partijbeheerder_redigeert_niet() -> None:
    assert Rol.REDACTEUR not in OMVAT[Rol.PARTIJBEHEERDER]
    assert Rol.INVOERDER not in OMVAT[Rol.PARTIJBEHEERDER]


class TestZichtbaarheid:
    def test_alleen_de_eigen_overeenkomst(self, stad: Stad, buurstad: Stad) -> None:
        for gebruiker in stad.gebruikers.values():
            assert list(Overeenkomst.objects.zichtbaar_voor(gebruiker)) == [stad.overeenkomst]

    def test_niet_aangemeld_ziet_niets(self, stad: Stad) -> None:
        assert not Overeenkomst.objects.zichtbaar_voor(AnonymousUser()).exists()

    def test_de_platformbeheerder_ziet_geen_afspraken(self, stad: Stad) -> None:
        assert not Overeenkomst.objects.zichtbaar_voor(GebruikerFabriek(is_platformbeheerder=True)).exists()

    def test_een_gesloten_account_ziet_niets(self, stad: Stad) -> None:
        gebruiker = stad.gebruikers["wonen-lezer"]
        gebruiker.is_active = False
        assert not Overeenkomst.objects.zichtbaar_voor(gebruiker).exists()

    def test_een_beperkt_lidmaatschap_geldt_voor_een_overeenkomst(self, stad: Stad, buurstad: Stad) -> None:
        DeelnameFabriek(overeenkomst=buurstad.overeenkomst, partij=stad.wonen)
        lid = LidmaatschapFabriek(partij=stad.wonen, rol=Rol.LEZER, overeenkomst_sleutel=stad.overeenkomst.sleutel)
        assert list(Overeenkomst.objects.zichtbaar_voor(lid.gebruiker)) == [stad.overeenkomst]

    def test_redigeren_mag_alleen_de_gemeente(self, stad: Stad, buurstad: Stad) -> None:
        mag = {
            naam
            for naam, gebruiker in stad.gebruikers.items()
            if Overeenkomst.objects.te_redigeren_door(gebruiker).exists()
        }
        assert mag == {"gemeente-redacteur"}


@pytest.mark.django_db
class TestGebruiker:
    def test_e_mail_is_uniek_zonder_hoofdletters(self) -> None:
        GebruikerFabriek(email="Een.Naam@Voorbeeld.example")
        assert Gebruiker.objects.get_by_natural_key("EEN.naam@voorbeeld.EXAMPLE").email == "een.naam@voorbeeld.example"
        with pytest.raises(IntegrityError), transaction.atomic():
            GebruikerFabriek(email="EEN.NAAM@voorbeeld.example")

    def test_anonimiseren_houdt_het_werk_maar_niet_de_persoon(self, stad: Stad) -> None:
        gebruiker = stad.gebruikers["wonen-invoerder"]
        oud = gebruiker.email
        gebruiker.anonimiseer()
        opnieuw = Gebruiker.objects.get(pk=gebruiker.pk)
        assert oud not in (opnieuw.email, opnieuw.naam)
        assert not opnieuw.is_active
        assert not opnieuw.has_usable_password()
