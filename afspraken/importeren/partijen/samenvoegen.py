"""From names found all over the document to parties: one party per organisation, with its kind (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from afspraken.importeren.partijen.namen import Bron, Vondst
from afspraken.importeren.partijen.tekst import lijkt_op, los, schoon, verzameling, vouw
from afspraken.importeren.partijen.woorden import (
    CORPORATIE,
    ENKELVOUD,
    GEMEENTE,
    HUURDERS,
    LEGE_WOORDEN,
    MEERVOUD,
    VAAG,
    soort_van_naam,
)
from afspraken.importeren.resultaat import GevondenPartij

MAX_PARTIJEN = 60
_VORMWOORDEN = verzameling("stichting vereniging cooperatie cooperatieve bv nv ua de het")


@dataclass(slots=True)
class Bundel:
    """What belongs to one organisation."""

    vondsten: list[Vondst] = field(default_factory=list)
    sleutels: set[str] = field(default_factory=set)
    schrijffouten: list[str] = field(default_factory=list)
    naam: str = ""
    soort: str = ""
    soort_bron: str = ""

    @property
    def bron(self) -> Bron:
        """The surest place it was found."""
        return max(vondst.bron for vondst in self.vondsten)

    @property
    def tekent(self) -> bool:
        """Tell whether nothing says that it does not sign."""
        return any(vondst.tekent for vondst in self.vondsten)


def kern(naam: str) -> str:
    """Return the name without legal form and article, folded and closed up: 'De Alliantie' is 'Stichting Alliantie'."""
    woorden = [woord for woord in vouw(naam).split() if woord not in _VORMWOORDEN]
    return "".join(woorden) or los(naam)


def onderscheidend(naam: str) -> list[str]:
    """Return the words that tell which organisation it is, in order."""
    return [woord for woord in vouw(naam).split() if woord not in LEGE_WOORDEN and len(woord) > 2]


def voeg_samen(vondsten: list[Vondst], alles: str, waarschuwingen: list[str]) -> list[Bundel]:
    """Bundle names of one organisation; slips of the pen are joined with a warning. Order of first appearance."""
    bundels: list[Bundel] = []
    for vondst in vondsten:
        bundel = _zoek_bundel(vondst, bundels)
        if bundel is None:
            if len(bundels) >= MAX_PARTIJEN:
                waarschuwingen.append(
                    f"Er staan meer dan {MAX_PARTIJEN} partijen in het document. De rest is niet gelezen."
                )
                break
            bundel = Bundel()
            bundels.append(bundel)
        bundel.vondsten.append(vondst)
        bundel.sleutels |= _sleutels(vondst)
    bundels = _verenig_delen(bundels)
    for bundel in bundels:
        bundel.naam = _kies_naam(bundel, alles)
        _meld_schrijffout(bundel, waarschuwingen)
    return bundels


def _sleutels(vondst: Vondst) -> set[str]:
    namen = {los(vondst.naam), kern(vondst.naam)}
    eigen = (alias for alias in vondst.aliassen if vouw(alias) not in ENKELVOUD and len(los(alias)) > 1)
    return {sleutel for sleutel in namen | {los(alias) for alias in eigen} if sleutel}


def _verenigbaar(vondst: Vondst, bundel: Bundel) -> bool:
    if not vondst.soort_zeker:
        return vondst.soort != GEMEENTE
    zeker = {ander.soort for ander in bundel.vondsten if ander.soort_zeker}
    return not zeker or vondst.soort in zeker


def _zelfde_blok(vondst: Vondst, bundel: Bundel) -> bool:
    return any(ander.blok == vondst.blok and ander.blok for ander in bundel.vondsten)


def _zoek_bundel(vondst: Vondst, bundels: list[Bundel]) -> Bundel | None:
    kandidaten = [bundel for bundel in bundels if _verenigbaar(vondst, bundel)]
    sleutels = _sleutels(vondst)
    gelijk = next(
        (
            bundel
            for bundel in kandidaten
            if los(vondst.naam) in bundel.sleutels or kern(vondst.naam) in bundel.sleutels
        ),
        None,
    )
    gelijk = gelijk or next((bundel for bundel in kandidaten if sleutels & bundel.sleutels), None)
    if gelijk:
        return gelijk
    anderen = [bundel for bundel in kandidaten if not _zelfde_blok(vondst, bundel)]
    fout = next((bundel for bundel in anderen if _is_schrijffout(vondst, bundel)), None)
    if fout:
        fout.schrijffouten.append(vondst.naam)
    return fout


def _is_schrijffout(vondst: Vondst, bundel: Bundel) -> bool:
    """A slip in a word that names share ('Huurlers'), or one letter in a long name; 'Oost' and 'West' stay apart."""
    for ander in bundel.vondsten:
        een, twee = los(vondst.naam), los(ander.naam)
        if een == twee or not lijkt_op(een, twee):
            continue
        verschil = _verschil(vouw(vondst.naam).split(), vouw(ander.naam).split())
        if all(lijkt_op(links, rechts) and _mag_verschillen(links, rechts) for links, rechts in verschil):
            return True
    return False


def _mag_verschillen(een: str, ander: str) -> bool:
    """In a word many names share a slip is plain; in a word of one's own only when it is long."""
    gewoon = {woord for woord in (een, ander) if woord in LEGE_WOORDEN or soort_van_naam(woord)}
    return min(len(een), len(ander)) > (4 if gewoon else 8)


def _verschil(een: list[str], ander: list[str]) -> list[tuple[str, str]]:
    if len(een) != len(ander):
        return [("".join(een), "".join(ander))]
    return [(links, rechts) for links, rechts in zip(een, ander, strict=True) if links != rechts]


def _verenig_delen(bundels: list[Bundel]) -> list[Bundel]:
    """'Beter Wonen' beside 'Beter Wonen IJsselmuiden': one party when the short name fits one long name only."""
    uit: list[Bundel] = []
    for bundel in bundels:
        langer = [ander for ander in bundels if ander is not bundel and _is_begin_van(bundel, ander)]
        if len(langer) > 1:
            corporaties = [ander for ander in langer if _is_corporatie(ander)]
            langer = corporaties if len(corporaties) == 1 else langer
        if len(langer) == 1:
            langer[0].vondsten.extend(bundel.vondsten)
            langer[0].sleutels |= bundel.sleutels
        else:
            uit.append(bundel)
    return uit


def _is_corporatie(bundel: Bundel) -> bool:
    return any((vondst.soort or soort_van_naam(vondst.naam)) == CORPORATIE for vondst in bundel.vondsten)


def _is_begin_van(kort: Bundel, lang: Bundel) -> bool:
    blokken = {vondst.blok for vondst in kort.vondsten if vondst.blok} & {vondst.blok for vondst in lang.vondsten}
    if blokken or not all(_verenigbaar(vondst, lang) for vondst in kort.vondsten):
        return False
    for een in kort.vondsten:
        korte = [woord for woord in vouw(een.naam).split() if woord not in _VORMWOORDEN]
        if not onderscheidend(een.naam) and len(korte) < 2:
            continue
        for twee in lang.vondsten:
            lange = [woord for woord in vouw(twee.naam).split() if woord not in _VORMWOORDEN]
            zelfde_kant = een.soort != GEMEENTE and (een.soort == HUURDERS) == (twee.soort == HUURDERS)
            if zelfde_kant and len(korte) < len(lange) and _staat_in(korte, lange, overal=een.soort == HUURDERS):
                return True
    return False


def _staat_in(kort: list[str], lang: list[str], *, overal: bool) -> bool:
    """The words follow each other in the long name; of a corporation at its start, or behind 'woonstichting'."""
    for plek in range(len(lang) - len(kort) + 1):
        if kort and lang[plek : plek + len(kort)] == kort:
            return overal or all(woord in LEGE_WOORDEN for woord in lang[:plek])
    return False


def _kies_naam(bundel: Bundel, alles: str) -> str:
    """Return the official name: from the formal clause, else the fullest; never the rarer of two spellings."""
    namen = [vondst for vondst in bundel.vondsten if vondst.naam not in bundel.schrijffouten]
    namen = namen or bundel.vondsten
    if bundel.schrijffouten:
        vaakst = max((vondst.naam for vondst in bundel.vondsten), key=lambda naam: alles.count(schoon(naam).casefold()))
        if vaakst in bundel.schrijffouten:
            bundel.schrijffouten = [
                vondst.naam for vondst in namen if lijkt_op(los(vondst.naam), los(vaakst)) and vondst.naam != vaakst
            ]
            return vaakst
    formeel = [vondst for vondst in namen if vondst.bron == Bron.FORMEEL]
    if formeel:
        return formeel[0].naam
    vast = [vondst for vondst in namen if vondst.bron >= Bron.ZIN] or namen
    return max(vast, key=lambda vondst: (len(vouw(vondst.naam)), vondst.bron)).naam


def _meld_schrijffout(bundel: Bundel, waarschuwingen: list[str]) -> None:
    for fout in dict.fromkeys(bundel.schrijffouten):
        plaats = next((vondst.plaats for vondst in bundel.vondsten if vondst.naam == fout), "")
        waar = f" ({plaats})" if plaats else ""
        waarschuwingen.append(f"'{fout}'{waar} is gelezen als '{bundel.naam}'. Controleer de schrijfwijze.")


def als_partij(bundel: Bundel, alles: str, *, enige_gemeente: bool) -> GevondenPartij:
    """Turn a bundle into the party of the result."""
    aliassen = _aliassen(bundel)
    korte = _korte_naam(bundel, aliassen, alles, enige_gemeente=enige_gemeente)
    vormen = [
        vondst.rechtsvorm for vondst in sorted(bundel.vondsten, key=lambda vondst: -vondst.bron) if vondst.rechtsvorm
    ]
    return GevondenPartij(
        naam=bundel.naam,
        soort=bundel.soort,
        korte_naam=korte,
        afkortingen=[alias for alias in aliassen if alias != korte or _is_afkorting(alias)],
        deelnemer=bundel.tekent,
        rechtsvorm="publiekrechtelijk" if bundel.soort == GEMEENTE else "".join(vormen[:1]),
        plaats=next(
            (vondst.plaats for vondst in sorted(bundel.vondsten, key=lambda vondst: -vondst.bron) if vondst.plaats), ""
        ),
    )


def _aliassen(bundel: Bundel) -> list[str]:
    """Return what else it is called, without spellings of the name itself and words for its kind."""
    uit: dict[str, str] = {}
    weg = {los(bundel.naam), *(los(fout) for fout in bundel.schrijffouten)}
    for vondst in bundel.vondsten:
        for alias in [*vondst.aliassen, vondst.naam]:
            gevouwen = vouw(alias)
            if (
                los(alias) not in weg
                and gevouwen not in ENKELVOUD
                and gevouwen not in MEERVOUD
                and gevouwen not in VAAG
            ):
                uit.setdefault(los(alias), alias)
    return list(uit.values())


def _is_afkorting(alias: str) -> bool:
    return " " not in alias and sum(letter.isupper() for letter in alias) > 1


def _korte_naam(bundel: Bundel, aliassen: list[str], alles: str, *, enige_gemeente: bool) -> str:
    if bundel.soort == GEMEENTE:
        return "Gemeente" if enige_gemeente else re.sub(r"^gemeente\s+", "", bundel.naam, flags=re.IGNORECASE)
    if aliassen:
        return max(aliassen, key=lambda alias: (alles.count(alias.casefold()), -len(alias)))
    return re.sub(r"^(?:stichting|vereniging|co[oö]peratie)\s+(?=\S)", "", bundel.naam, flags=re.IGNORECASE)
