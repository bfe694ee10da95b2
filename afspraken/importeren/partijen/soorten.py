"""What kind of party a name is, and for whom a tenant organisation speaks (pure)."""

from __future__ import annotations

import re
from collections import Counter

from afspraken.importeren.partijen.namen import Bron
from afspraken.importeren.partijen.samenvoegen import Bundel, kern, onderscheidend
from afspraken.importeren.partijen.tekst import los, schoon
from afspraken.importeren.partijen.woorden import CORPORATIE, GEMEENTE, HUURDERS, OVERIG, soort_van_naam
from afspraken.importeren.partijen.zinnen import soort_uit_gebruik
from afspraken.importeren.resultaat import GevondenPartij


def bepaal_soorten(bundels: list[Bundel], alles: str, waarschuwingen: list[str]) -> None:
    """Give every bundle a kind: from the sentence around it, its words, the rest of the text, its representative."""
    for bundel in bundels:
        zeker = Counter(vondst.soort for vondst in bundel.vondsten if vondst.soort and vondst.soort_zeker)
        uit_naam = soort_van_naam(bundel.naam)
        bundel.soort = zeker.most_common(1)[0][0] if zeker else ""
        if not bundel.soort and uit_naam in (GEMEENTE, HUURDERS):
            bundel.soort = uit_naam
    huurders = [bundel for bundel in bundels if bundel.soort == HUURDERS]
    for bundel in bundels:
        if not bundel.soort:
            bundel.soort = _soort_uit_omgeving(bundel, huurders, alles) or _soort_geraden(bundel, waarschuwingen)


def _soort_uit_omgeving(bundel: Bundel, huurders: list[Bundel], alles: str) -> str:
    namen = [bundel.naam, *(alias for vondst in bundel.vondsten for alias in vondst.aliassen if len(alias) > 3)]
    gebruik = next((soort for naam in namen if (soort := soort_uit_gebruik(naam, alles))), "")
    if gebruik:
        return gebruik
    eigen = kern(bundel.naam)
    if len(eigen) > 3 and any(eigen in los(ander.naam) for ander in huurders):
        return CORPORATIE
    functies = Counter(vondst.soort for vondst in bundel.vondsten if vondst.soort)
    return soort_van_naam(bundel.naam) or (functies.most_common(1)[0][0] if functies else "")


def _soort_geraden(bundel: Bundel, waarschuwingen: list[str]) -> str:
    vormen = {vondst.rechtsvorm for vondst in bundel.vondsten if vondst.rechtsvorm}
    hoofdletters = re.fullmatch(r"H[A-Z]{1,5}", bundel.naam)
    if bundel.bron == Bron.KOLOM and not vormen:
        soort = HUURDERS if hoofdletters else OVERIG
    else:
        soort = HUURDERS if hoofdletters or vormen == {"vereniging"} else CORPORATIE
    if soort != OVERIG:
        waarschuwingen.append(
            f"Van '{bundel.naam}' staat niet duidelijk in het document wat voor partij het is. Gekozen: {soort}."
        )
    return soort


def koppel_huurders(partijen: list[GevondenPartij], alles: str, waarschuwingen: list[str]) -> None:
    """Fill for whom tenants' organisations speak: a shared name, 'huurders van X', or the only one left (a guess)."""
    corporaties = [partij for partij in partijen if partij.soort == CORPORATIE and partij.deelnemer]
    huurders = [partij for partij in partijen if partij.soort == HUURDERS]
    plaatsen = {woord for partij in partijen if partij.soort == GEMEENTE for woord in onderscheidend(partij.naam)}
    for partij in huurders:
        gevonden = _corporaties_van(partij, corporaties, plaatsen, alles)
        partij.spreekt_voor = gevonden[0].naam if len(gevonden) == 1 else ""
        if len(gevonden) > 1:
            namen = ", ".join(corporatie.naam for corporatie in gevonden)
            waarschuwingen.append(
                f"'{partij.naam}' kan namens huurders van meer corporaties spreken: {namen}. Kies er een."
            )
    rest = [partij for partij in huurders if not partij.spreekt_voor]
    over = [
        corporatie for corporatie in corporaties if all(partij.spreekt_voor != corporatie.naam for partij in huurders)
    ]
    if (
        len(corporaties) > 1
        and len(rest) == 1
        and len(over) == 1
        and not _corporaties_van(rest[0], corporaties, plaatsen, alles)
    ):
        rest[0].spreekt_voor = over[0].naam
        waarschuwingen.append(
            f"'{rest[0].naam}' spreekt waarschijnlijk namens de huurders van '{over[0].naam}'. Controleer dat."
        )


def _corporaties_van(
    partij: GevondenPartij, corporaties: list[GevondenPartij], plaatsen: set[str], alles: str
) -> list[GevondenPartij]:
    if len(corporaties) == 1:
        return corporaties
    eigen = los(f"{partij.naam} {' '.join(partij.afkortingen)}")
    genoemd = [
        corporatie for corporatie in corporaties if len(kern(corporatie.naam)) > 2 and kern(corporatie.naam) in eigen
    ]
    if genoemd:
        return genoemd
    woorden = set(onderscheidend(partij.naam)) - plaatsen
    gedeeld = [
        corporatie
        for corporatie in corporaties
        if woorden & set(onderscheidend(f"{corporatie.naam} {corporatie.korte_naam}"))
    ]
    return gedeeld or _uit_tekst(partij, corporaties, alles)


def _uit_tekst(partij: GevondenPartij, corporaties: list[GevondenPartij], alles: str) -> list[GevondenPartij]:
    """'Hestia, de vereniging van huurders van Portaal'."""
    for naam in (partij.naam, partij.korte_naam):
        plek = alles.find(schoon(naam).casefold()) if naam else -1
        for _ in range(50):
            if plek < 0:
                break
            stuk = re.split(r"[.\n;]", alles[plek + len(naam) : plek + len(naam) + 160])[0]
            treffer = re.search(
                r"(?:huurders|bewoners|huurdersorganisatie|huurdersvereniging) (?:van|bij) (?:de |het )?(.+)", stuk
            )
            if treffer:
                namen = [
                    c
                    for c in corporaties
                    if any(n and schoon(n).casefold() in treffer[1] for n in (c.naam, c.korte_naam))
                ]
                if namen:
                    return namen
            plek = alles.find(schoon(naam).casefold(), plek + 1)
    return []
