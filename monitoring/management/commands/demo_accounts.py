"""Make demo accounts: one for each role at each party, in demo mode only."""

from __future__ import annotations

import os
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from afspraken.models import Overeenkomst
from partijen.models import Gebruiker, Partij
from partijen.rollen import PartijSoort, Rol
from partijen.services import geef_rol

_ROLLEN = {
    PartijSoort.GEMEENTE: (Rol.REDACTEUR, Rol.INVOERDER, Rol.LEZER, Rol.PARTIJBEHEERDER),
    PartijSoort.CORPORATIE: (Rol.REDACTEUR, Rol.INVOERDER, Rol.LEZER, Rol.PARTIJBEHEERDER),
    PartijSoort.HUURDERSORGANISATIE: (Rol.INVOERDER, Rol.LEZER, Rol.PARTIJBEHEERDER),
}


class Command(BaseCommand):
    """Makes the accounts and prints a table of them."""

    help = "Maakt demo-accounts voor elke rol bij elke deelnemer (alleen met DEMO=1)."

    @transaction.atomic
    def handle(self, *args: Any, **opties: Any) -> None:
        """Make or refresh the accounts. The password comes from DEMO_WACHTWOORD."""
        if not settings.DEMO:
            raise CommandError("Demo-accounts bestaan alleen in de demo: zet DEMO=1.")
        wachtwoord = os.environ.get("DEMO_WACHTWOORD", "")
        if len(wachtwoord) < 8:
            raise CommandError("Zet DEMO_WACHTWOORD op een wachtwoord van minstens 8 tekens.")
        regels = [self._platformbeheerder(wachtwoord)]
        for overeenkomst in Overeenkomst.objects.order_by("sleutel").prefetch_related("deelnames__partij"):
            for deelname in overeenkomst.deelnames.all():
                for rol in _ROLLEN.get(PartijSoort(deelname.partij.soort), ()):
                    email = self._account(deelname.partij, rol, wachtwoord)
                    regels.append((overeenkomst.naam, str(deelname.partij), rol.label, email))
        self._toon(regels, wachtwoord)

    def _account(self, partij: Partij, rol: Rol, wachtwoord: str) -> str:
        email = f"{rol.value}@{partij.sleutel}.example"
        gebruiker = _gebruiker(email, f"{rol.label} {partij.naam}", wachtwoord)
        geef_rol(gebruiker=gebruiker, partij=partij, rol=rol)
        return email

    def _platformbeheerder(self, wachtwoord: str) -> tuple[str, str, str, str]:
        gebruiker = _gebruiker("beheer@platform.example", "Platformbeheerder", wachtwoord)
        if not gebruiker.is_platformbeheerder:
            gebruiker.is_platformbeheerder = True
            gebruiker.save()
        return ("", "Platform", "Platformbeheerder", gebruiker.email)

    def _toon(self, regels: list[tuple[str, str, str, str]], wachtwoord: str) -> None:
        breedte = max(len(regel[1]) for regel in regels)
        vorige = ""
        for overeenkomst, partij, rol, email in regels:
            if overeenkomst != vorige:
                self.stdout.write(f"\n{overeenkomst}")
                vorige = overeenkomst
            self.stdout.write(f"  {partij:<{breedte}}  {rol:<17}  {email}")
        self.stdout.write(f"\nWachtwoord van elk account: {wachtwoord}")


def _gebruiker(email: str, naam: str, wachtwoord: str) -> Gebruiker:
    """Return the account with this address and password, made when absent."""
    gebruiker = Gebruiker.objects.filter(email=email).first() or Gebruiker.objects.create_user(
        email, wachtwoord, naam=naam
    )
    if not gebruiker.check_password(wachtwoord):
        gebruiker.set_password(wachtwoord)
        gebruiker.save()
    EmailAddress.objects.get_or_create(
        user=gebruiker, email=gebruiker.email, defaults={"verified": True, "primary": True}
    )
    return gebruiker
