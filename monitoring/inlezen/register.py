"""Loads register.yaml: parties, chapters, agreements, terms, references, indicators."""

from __future__ import annotations

from typing import Any

from afspraken.keuzes import BetrokkeneRol
from afspraken.models import (
    Afspraak,
    Betrokkene,
    Deel,
    Deelname,
    Definitie,
    Hoofdstuk,
    Indicator,
    Legendaregel,
    Overeenkomst,
    Paragraaf,
    Streefwaarde,
    Termijn,
    Verwijzing,
    Voorwaarde,
)
from monitoring.inlezen.bestand import ontvouw, zoek
from monitoring.models import Grootheid
from partijen.models import Partij

_ROLLEN = {
    "trekkers": BetrokkeneRol.TREKKER,
    "levert": BetrokkeneRol.LEVERT,
    "betrokken": BetrokkeneRol.BETROKKEN,
    "geinformeerd": BetrokkeneRol.GEINFORMEERD,
}
_OVEREENKOMST = ("sleutel", "naam", "begin", "eind", "status", "bronstatus", "verlenging", "inleiding")
_AFSPRAAK: tuple[str, ...] = (
    "nummer",
    "onderwerp",
    "titel",
    "soort",
    "aard",
    "samenvatting",
    "trekker_tekst",
    "partijen_tekst",
)
_AFSPRAAK += ("datum_tekst", "antwoordwijze")
_INDICATOR: tuple[str, ...] = (
    "sleutel",
    "naam",
    "eenheid",
    "richting",
    "berekening",
    "bron",
    "teller",
    "noemer",
    "gewicht",
    "ritme",
)
_INDICATOR += ("cumulatief", "per_partij", "decimalen", "toelichting")


def _velden(gegevens: dict[str, Any], namen: tuple[str, ...]) -> dict[str, Any]:
    return {naam: gegevens[naam] for naam in namen if gegevens.get(naam) is not None}


class RegisterLader:
    """Stores one register; call ``laad`` inside a transaction."""

    def __init__(self, gegevens: dict[str, Any]) -> None:
        self.gegevens = gegevens
        self.partijen: dict[str, Partij] = {}
        self.afspraken: dict[str, Afspraak] = {}

    def laad(self) -> Overeenkomst:
        """Store everything and return the Overeenkomst."""
        self._laad_partijen()
        overeenkomst = self._laad_overeenkomst(self.gegevens["overeenkomst"])
        deel = Deel.objects.create(overeenkomst=overeenkomst, naam="Prestatieafspraken", volgorde=1)
        for volgorde, hoofdstuk in enumerate(self.gegevens["hoofdstukken"], start=1):
            self._laad_hoofdstuk(deel, hoofdstuk, volgorde)
        self._laad_verwijzingen()
        self._laad_definities(overeenkomst)
        for volgorde, rij in enumerate(self.gegevens.get("grootheden") or [], start=1):
            Grootheid(overeenkomst=overeenkomst, volgorde=volgorde, **rij).save()
        return overeenkomst

    def _laad_partijen(self) -> None:
        for rij in self.gegevens["partijen"]:
            velden = _velden(rij, ("naam", "korte_naam", "rechtsvorm", "soort"))
            self.partijen[rij["sleutel"]], _nieuw = Partij.objects.get_or_create(
                sleutel=rij["sleutel"], defaults=velden
            )

    def _partij(self, sleutel: str | None) -> Partij | None:
        return zoek(self.partijen, sleutel, "Partij") if sleutel else None

    def _laad_overeenkomst(self, rij: dict[str, Any]) -> Overeenkomst:
        rollen = {naam: self._partij(rij[naam]) for naam in ("regisseur", "controleur", "tweede_controleur")}
        overeenkomst = Overeenkomst(**_velden(rij, _OVEREENKOMST), **rollen)
        overeenkomst.full_clean(exclude=["gemeenten"])
        overeenkomst.save()
        overeenkomst.gemeenten.set([zoek(self.partijen, sleutel, "Partij") for sleutel in rij["gemeenten"]])
        for volgorde, regel in enumerate(rij.get("legenda") or [], start=1):
            Legendaregel.objects.create(overeenkomst=overeenkomst, volgorde=volgorde, **regel)
        for volgorde, regel in enumerate(rij.get("voorwaarden") or [], start=1):
            Voorwaarde.objects.create(overeenkomst=overeenkomst, volgorde=volgorde, **regel)
        deelnemers = [partij for partij in self.gegevens["partijen"] if partij["deelnemer"]]
        for volgorde, partij in enumerate(deelnemers, start=1):
            Deelname.objects.create(
                overeenkomst=overeenkomst,
                partij=self.partijen[partij["sleutel"]],
                spreekt_voor=self._partij(partij.get("spreekt_voor")),
                volgorde=volgorde,
            )
        return overeenkomst

    def _laad_hoofdstuk(self, deel: Deel, rij: dict[str, Any], volgorde: int) -> None:
        hoofdstuk = Hoofdstuk.objects.create(
            deel=deel, volgorde=volgorde, **_velden(rij, ("nummer", "titel", "ambitie"))
        )
        paragrafen = {
            regel["nummer"]: Paragraaf.objects.create(hoofdstuk=hoofdstuk, volgorde=plek, **regel)
            for plek, regel in enumerate(rij.get("paragrafen") or [], start=1)
        }
        for plek, regel in enumerate(rij["afspraken"], start=1):
            paragraaf = zoek(paragrafen, regel["paragraaf"], "Paragraaf") if regel.get("paragraaf") else None
            self._laad_afspraak(hoofdstuk, paragraaf, regel, plek)

    def _laad_afspraak(self, hoofdstuk: Hoofdstuk, paragraaf: Paragraaf | None, rij: dict[str, Any], plek: int) -> None:
        afspraak = Afspraak(
            hoofdstuk=hoofdstuk,
            paragraaf=paragraaf,
            volgorde=plek,
            penvoerder=self._partij(rij.get("penvoerder")),
            **_velden(rij, _AFSPRAAK),
        )
        afspraak.samenvatting = ontvouw(afspraak.samenvatting)
        afspraak.save()
        self.afspraken[rij["nummer"]] = afspraak
        for veld, rol in _ROLLEN.items():
            for naam in rij.get(veld) or []:
                groep = naam.removeprefix("groep:") if naam.startswith("groep:") else ""
                Betrokkene.objects.create(
                    afspraak=afspraak, rol=rol, groep=groep, partij=None if groep else self._partij(naam)
                )
        afspraak.herzoek()
        for volgorde, termijn in enumerate(rij.get("termijnen") or [], start=1):
            Termijn.objects.create(afspraak=afspraak, volgorde=volgorde, **termijn)
        for volgorde, indicator in enumerate(rij.get("indicatoren") or [], start=1):
            self._laad_indicator(afspraak, indicator, volgorde)

    def _laad_indicator(self, afspraak: Afspraak, rij: dict[str, Any], volgorde: int) -> None:
        indicator = Indicator(afspraak=afspraak, volgorde=volgorde, **_velden(rij, _INDICATOR))
        indicator.full_clean()
        indicator.save()
        for streefwaarde in rij.get("streefwaarden") or []:
            partij = self._partij(streefwaarde.get("partij"))
            velden = _velden(streefwaarde, ("waarde", "tot_waarde", "van", "tot", "per"))
            Streefwaarde.objects.create(indicator=indicator, partij=partij, **velden)

    def _laad_verwijzingen(self) -> None:
        for hoofdstuk in self.gegevens["hoofdstukken"]:
            for rij in hoofdstuk["afspraken"]:
                for nummer in rij.get("verwijzingen") or []:
                    naar = zoek(self.afspraken, str(nummer), "Afspraak")
                    Verwijzing.objects.create(van=self.afspraken[rij["nummer"]], naar=naar)

    def _laad_definities(self, overeenkomst: Overeenkomst) -> None:
        for volgorde, rij in enumerate(self.gegevens.get("definities") or [], start=1):
            velden = _velden(rij, ("noot", "begrip", "tekst"))
            definitie = Definitie.objects.create(overeenkomst=overeenkomst, volgorde=volgorde, **velden)
            definitie.afspraken.set([zoek(self.afspraken, str(n), "Afspraak") for n in rij.get("afspraken") or []])
