"""Parties in tables of participants (pure)."""

from __future__ import annotations

import re

from afspraken.importeren.partijen.bronnen import MAX_LIJST
from afspraken.importeren.partijen.namen import Bron, Vondst, lees_naam, soort_van_rol
from afspraken.importeren.partijen.tekst import schoon, verzameling, vouw
from afspraken.importeren.partijen.woorden import GEMEENTE, MEERVOUD
from basis.documenten.model import Tabel

_DEELNEMERKOP = verzameling(
    "partij partijen organisatie organisaties deelnemer deelnemers ondertekenaar naam instelling partner corporatie"
    " gemeente huurdersorganisatie ondertekenaars"
)
_BIJKOP = re.compile(
    r"vertegenwoordig|functie|handtekening|afkorting|soort|type|rol|contactpersoon|kort|naam|hierna|afgekort|aantal"
    r"|website|namens"
)
_KIND_IN_TABEL = re.compile(r"^(?:soort|type|rol|categorie)")
_KORT_IN_TABEL = re.compile(r"afkort|kort|hierna|afgekort")


def namen_in_tabellen(tabellen: dict[int, Tabel], gelezen: set[int]) -> list[Vondst]:
    """Read tables of participants: a column with organisations beside their abbreviation, kind or representative.

    The numbers of the tables that were read are added to ``gelezen``.
    """
    uit: list[Vondst] = []
    for nummer, tabel in tabellen.items():
        for index, rij in enumerate(tabel.rijen[:5]):
            koppen = [vouw(tekst) for tekst in rij.teksten]
            kolom = next((nr for nr, kop in enumerate(koppen) if kop in _DEELNEMERKOP), None)
            if kolom is not None and any(nr != kolom and _BIJKOP.search(kop) for nr, kop in enumerate(koppen)):
                uit.extend(_uit_deelnemers(tabel, index, kolom, koppen, f"tabel {nummer}"))
                gelezen.add(nummer)
                break
            soorten = [MEERVOUD.get(kop, "") or (GEMEENTE if kop == "gemeente" else "") for kop in koppen]
            if len([soort for soort in soorten if soort]) > 1 and all(soorten):
                uit.extend(_uit_soortkolommen(tabel, index, soorten, f"tabel {nummer}"))
                gelezen.add(nummer)
                break
    return uit


def _uit_deelnemers(tabel: Tabel, kop: int, kolom: int, koppen: list[str], blok: str) -> list[Vondst]:
    uit: list[Vondst] = []
    for rij in tabel.rijen[kop + 1 : kop + 1 + MAX_LIJST]:
        teksten = rij.teksten
        soorten = [
            soort_van_rol(teksten[nr])
            for nr, naam in enumerate(koppen)
            if _KIND_IN_TABEL.match(naam) and nr < len(teksten)
        ]
        vondst = (
            lees_naam(teksten[kolom], bron=Bron.LIJST, soort="".join(soorten[:1]), plaats=str(rij.plaats), blok=blok)
            if kolom < len(teksten)
            else None
        )
        if not vondst:
            continue
        for nr, naam in enumerate(koppen):
            alias = (
                schoon(teksten[nr]).strip("\"' ")
                if nr != kolom and nr < len(teksten) and _KORT_IN_TABEL.search(naam)
                else ""
            )
            if alias and len(alias) < 40 and "\n" not in alias and not soort_van_rol(alias):
                vondst.aliassen.append(alias)
        uit.append(vondst)
    return uit


def _uit_soortkolommen(tabel: Tabel, kop: int, soorten: list[str], blok: str) -> list[Vondst]:
    uit: list[Vondst] = []
    for rij in tabel.rijen[kop + 1 : kop + 1 + MAX_LIJST]:
        for soort, tekst in zip(soorten, rij.teksten, strict=False):
            for stuk in schoon(tekst).split("\n"):
                if soort == GEMEENTE and stuk and not stuk.lower().startswith("gemeente"):
                    stuk = f"gemeente {stuk}"
                vondst = lees_naam(stuk, bron=Bron.LIJST, soort=soort, plaats=str(rij.plaats), blok=blok)
                if vondst and len(stuk.split()) < 8:
                    uit.append(vondst)
    return uit
