"""What a word or phrase in a document stands for: a party, a group of parties, or nothing we know (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from afspraken.importeren.partijen.kortenamen import Sleutel, korte_vormen
from afspraken.importeren.partijen.samenvoegen import onderscheidend
from afspraken.importeren.partijen.tekst import lijkt_op, los, opsom, verzameling, vouw
from afspraken.importeren.partijen.woorden import (
    ALLE,
    CODES,
    CORPORATIE,
    ENKELVOUD,
    GEMEENTE,
    GROEP_VAN_SOORT,
    HUURDERS,
    IEDEREEN,
    IEDEREEN_IN_ZIN,
    MEERVOUD,
    VAAG,
)
from afspraken.importeren.resultaat import GevondenPartij

MAX_WOORDEN = 14

_SAMEN: dict[str, tuple[Sleutel, ...]] = {
    "huurdersvereniging": (("huurders", "vereniging"), ("hv",)),
    "huurdersorganisatie": (("huurders", "organisatie"), ("ho",)),
    "huurdersbelangenvereniging": (
        ("huurders", "belangen", "vereniging"),
        ("huurdersbelangen", "vereniging"),
        ("hbv",),
    ),
    "huurdersbelangen": (("huurders", "belangen"),),
    "huurdersbelang": (("huurders", "belang"),),
    "huurdersraad": (("huurders", "raad"),),
    "bewonersraad": (("bewoners", "raad"),),
    "bewonersvereniging": (("bewoners", "vereniging"),),
    "woningbouwvereniging": (("wbv",),),
    "woningstichting": (("ws",), ("wst",)),
    "woonstichting": (("ws",),),
}
_LOS = {los_: samen for samen, vormen in _SAMEN.items() for los_ in vormen if len(los_) > 1}
_VORM = verzameling("stichting vereniging cooperatie bv nv ua")


@dataclass(frozen=True, slots=True)
class Doel:
    """What a phrase means. Exactly one party (``groep`` False) or a group."""

    naam: str
    groep: bool = False
    soort: str = ""
    leden: tuple[str, ...] = ()
    """Of a group with a name of its own: the parties it stands for instead."""
    algemeen: bool = False
    """A word for a kind ('de corporatie'), not a name."""
    alleen_cel: bool = False
    """Means people or a place in running text."""
    plaatsnaam: bool = False
    melding: str = ""


@dataclass(slots=True)
class Naamregister:
    """All phrases of one document."""

    partijen: list[GevondenPartij]
    doelen: dict[Sleutel, Doel] = field(default_factory=dict)
    langste: dict[str, int] = field(default_factory=dict)
    """First word -> number of words of the longest phrase that starts with it."""
    naamsleutels: dict[str, set[str]] = field(default_factory=dict)
    """Name of a party -> its names, folded and closed up."""
    initialen: dict[str, set[str]] = field(default_factory=dict)

    def voeg_toe(self, sleutel: Sleutel, doel: Doel, *, over: bool = True) -> None:
        """Keep a phrase; ``over`` decides whether it replaces what stood there."""
        if sleutel and len(sleutel) <= MAX_WOORDEN and (over or sleutel not in self.doelen):
            self.doelen[sleutel] = doel
            self.langste[sleutel[0]] = max(len(sleutel), self.langste.get(sleutel[0], 0))

    def zoek(self, woorden: list[str], begin: int, *, in_cel: bool) -> tuple[int, Doel] | None:
        """Return the longest phrase that starts at ``begin``: (number of words, what it means)."""
        for aantal in range(min(self.langste.get(woorden[begin], 0), len(woorden) - begin), 0, -1):
            doel = self.doelen.get(tuple(woorden[begin : begin + aantal]))
            if doel and (in_cel or not doel.alleen_cel):
                return aantal, doel
        return None

    def van_soort(self, soort: str) -> list[GevondenPartij]:
        """Return the participants of a kind."""
        return [partij for partij in self.partijen if partij.soort == soort and partij.deelnemer]

    def algemeen(self, soort: str) -> Doel:
        """Return what a word for a kind means here: the only party of that kind, or the group."""
        partijen = self.van_soort(soort)
        if len(partijen) == 1:
            return Doel(partijen[0].naam, soort=soort, algemeen=True)
        return Doel(GROEP_VAN_SOORT[soort], groep=True, soort=soort, algemeen=True)


def bouw(partijen: list[GevondenPartij], groepen: dict[str, list[str]], extra: dict[str, str]) -> Naamregister:
    """Make the register from parties, groups with names of their own, and abbreviations (``extra``: short -> long)."""
    register = Naamregister(partijen)
    _algemene_woorden(register)
    for woord in IEDEREEN:
        register.voeg_toe(tuple(woord.split()), Doel(ALLE, groep=True, alleen_cel=woord not in IEDEREEN_IN_ZIN))
    for naam, leden in groepen.items():
        _groep(register, naam, leden)
    _namen(register)
    for kort, lang in extra.items():
        doel = register.doelen.get(tuple(vouw(lang).split()))
        if doel:
            register.voeg_toe(
                tuple(vouw(kort).split()),
                Doel(doel.naam, doel.groep, doel.soort, doel.leden, doel.algemeen, alleen_cel=len(kort) < 3),
            )
    return register


def _algemene_woorden(register: Naamregister) -> None:
    for woord, soort in MEERVOUD.items():
        register.voeg_toe(tuple(woord.split()), register.algemeen(soort))
    for woord, soort in ENKELVOUD.items():
        doel = _enige_die_zo_heet(register, woord, soort) or register.algemeen(soort)
        melding = doel.melding
        if doel.groep and register.van_soort(soort) and len(woord) > 4:
            melding = f"Er staat '{woord}' (enkelvoud), maar er zijn er meer. Gelezen als alle {doel.naam}."
        register.voeg_toe(
            tuple(woord.split()),
            Doel(doel.naam, doel.groep, soort, algemeen=True, alleen_cel=len(woord) < 4, melding=melding),
        )
    for woord, soort in VAAG.items():
        doel = register.algemeen(soort)
        register.voeg_toe((woord,), Doel(doel.naam, doel.groep, soort, algemeen=True, alleen_cel=True))
    for woord, soort in CODES.items():
        doel = register.algemeen(soort)
        melding = f"'{woord.upper()}' is gelezen als '{doel.naam}'."
        register.voeg_toe((woord,), Doel(doel.naam, doel.groep, soort, alleen_cel=True, melding=melding))


def _enige_die_zo_heet(register: Naamregister, woord: str, soort: str) -> Doel | None:
    """'de bewonersraad' is the one party of its kind with that word in its name, when there is one."""
    partijen = register.van_soort(soort)
    if len(partijen) < 2 or len(woord) < 9 or woord in ("huurdersorganisatie", "bewonersorganisatie"):
        return None
    passend = [partij for partij in partijen if woord.replace(" ", "") in los(partij.naam)]
    if len(passend) != 1:
        return None
    return Doel(passend[0].naam, soort=soort, melding=f"'{woord}' is gelezen als '{passend[0].naam}'.")


def _groep(register: Naamregister, naam: str, leden: list[str]) -> None:
    """A group of its own stands for its members, or for 'corporaties' when it holds them all."""
    doel = Doel(naam, groep=True, leden=tuple(leden))
    for soort, groep in GROEP_VAN_SOORT.items():
        if len(leden) > 1 and set(leden) == {partij.naam for partij in register.van_soort(soort)}:
            doel = Doel(groep, groep=True, soort=soort)
    if len(leden) > 2 and set(leden) == {partij.naam for partij in register.partijen if partij.deelnemer}:
        doel = Doel(ALLE, groep=True)
    register.voeg_toe(tuple(vouw(naam).split()), doel)


def _namen(register: Naamregister) -> None:
    """Give every name to its party; what two parties could be called is nobody's name."""
    eigenaars: dict[Sleutel, set[str]] = {}
    doelen: dict[tuple[Sleutel, str], Doel] = {}
    for partij in register.partijen:
        register.initialen[partij.naam] = _initialen(partij.naam)
        for sleutel, doel in _sleutels(partij):
            eigenaars.setdefault(sleutel, set()).add(partij.naam)
            doelen.setdefault((sleutel, partij.naam), doel)
    for sleutel, namen in eigenaars.items():
        if len(namen) == 1 and not _te_algemeen(register, sleutel, next(iter(namen))):
            naam = next(iter(namen))
            register.voeg_toe(sleutel, doelen[sleutel, naam])
            register.naamsleutels.setdefault(naam, set()).add("".join(sleutel))
    _korte_namen(register)


def _korte_namen(register: Naamregister) -> None:
    """'Rijnhart' is 'Woningstichting Rijnhart', also beside 'Huurdersraad Rijnhart': the corporation bears the name."""
    plaatsen = {vouw(p.naam).removeprefix("gemeente ") for p in register.partijen if p.soort == GEMEENTE}
    for soorten in ((CORPORATIE,), (HUURDERS,)):
        per_naam: dict[Sleutel, list[GevondenPartij]] = {}
        for partij in register.partijen:
            if partij.soort in soorten:
                for sleutel in korte_vormen(partij.naam, plaatsen):
                    per_naam.setdefault(sleutel, []).append(partij)
        for sleutel, partijen in per_naam.items():
            if len(partijen) == 1 and sleutel not in register.doelen:
                register.voeg_toe(sleutel, Doel(partijen[0].naam, soort=partijen[0].soort))
                register.naamsleutels.setdefault(partijen[0].naam, set()).add("".join(sleutel))


def _te_algemeen(register: Naamregister, sleutel: Sleutel, naam: str) -> bool:
    """'corporaties' as somebody's short name would hide the group; 'gemeente' is the municipality anyhow."""
    woord = " ".join(sleutel)
    if (woord in MEERVOUD and len(woord) > 4) or woord in IEDEREEN:
        return True
    doel = register.doelen.get(sleutel)
    return bool(doel and doel.naam == naam)


def _sleutels(partij: GevondenPartij) -> Iterator[tuple[Sleutel, Doel]]:
    doel = Doel(partij.naam, soort=partij.soort)
    for naam in dict.fromkeys((partij.naam, partij.korte_naam, *partij.afkortingen)):
        for sleutel in _varianten(tuple(vouw(naam).split())):
            yield sleutel, doel
    if partij.soort == GEMEENTE:
        plaats = tuple(vouw(re.sub(r"^gemeente ", "", partij.naam, flags=re.IGNORECASE)).split())
        yield ("gem", *plaats), doel
        yield ("gemeente", *plaats), doel
        if plaats and plaats != ("gemeente",):
            yield plaats, Doel(partij.naam, soort=GEMEENTE, alleen_cel=True, plaatsnaam=True)


def _varianten(sleutel: Sleutel) -> set[Sleutel]:
    """The same name without legal form or article, and with compounds written apart, together or short."""
    uit = {sleutel}
    kaal = tuple(woord for woord in sleutel if woord not in _VORM)
    uit.add(kaal if len("".join(kaal)) > 2 else sleutel)
    for vorm in list(uit):
        if len(vorm) > 1 and vorm[0] in ("de", "het"):
            uit.add(vorm[1:])
    for vorm in list(uit):
        for plek, woord in enumerate(vorm):
            uit.update((*vorm[:plek], *delen, *vorm[plek + 1 :]) for delen in _SAMEN.get(woord, ()))
        for delen, samen in _LOS.items():
            for plek in range(len(vorm) - len(delen) + 1):
                if vorm[plek : plek + len(delen)] == delen:
                    uit.add((*vorm[:plek], samen, *vorm[plek + len(delen) :]))
                    uit.update(
                        (*vorm[:plek], *kort, *vorm[plek + len(delen) :]) for kort in _SAMEN[samen] if len(kort) == 1
                    )
    return {vorm for vorm in uit if vorm}


def _initialen(naam: str) -> set[str]:
    """Return possible abbreviations: 'deltaWonen' -> dw; 'Huurdersvereniging Zuid' -> hvz."""
    gesplitst = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", naam)
    gesplitst = re.sub(
        r"(?i)(huurders|bewoners|woning|woon)(belangen|belang)?(?=vereniging|raad|organisatie|stichting|bouw"
        r"|corporatie|bedrijf)",
        r"\1 \2 ",
        gesplitst,
    )
    gesplitst = re.sub(r"(?i)(huurders|bewoners)(?=belang)", r"\1 ", gesplitst).replace(
        "bouwvereniging", "bouw vereniging"
    )
    woorden = vouw(gesplitst).split()
    groot = [woord for woord in woorden if woord not in ("de", "het", "van", "en", "voor", "te", "in", "der", "den")]
    kaal = [woord for woord in groot if woord not in ("stichting", "vereniging")] or groot
    return {"".join(woord[0] for woord in lijst) for lijst in (woorden, groot, kaal) if len(lijst) > 1}


def zoek_ongeveer(register: Naamregister, tekst: str) -> Doel | None:
    """Find a party for a phrase that is not in the register as it stands; what is a guess carries a warning."""
    sleutel = los(tekst)
    if len(sleutel) < 2:
        return None
    gelijk = [naam for naam, sleutels in register.naamsleutels.items() if sleutel in sleutels]
    if len(gelijk) == 1:
        return _als_doel(register, gelijk[0], "")
    return _uit_deel(register, tekst) or _uit_initialen(register, tekst) or _uit_schrijffout(register, sleutel, tekst)


def _uit_deel(register: Naamregister, tekst: str) -> Doel | None:
    """'Bewonersraad' for 'Centrale Bewonersraad X': the words stand in the name of one party only."""
    woorden = set(vouw(tekst).split())
    if not woorden or not any(len(woord) > 3 for woord in woorden):
        return None
    passend = [
        partij for partij in register.partijen if woorden <= set(vouw(f"{partij.naam} {partij.korte_naam}").split())
    ]
    if len(passend) > 1 and onderscheidend(tekst):
        passend = [partij for partij in passend if partij.soort == CORPORATIE]
    if len(passend) != 1:
        return None
    naam = passend[0].naam
    zeker = bool(set(onderscheidend(tekst)) & set(onderscheidend(naam))) or passend[0].soort == HUURDERS
    return _als_doel(register, naam, "" if zeker else f"'{tekst}' is gelezen als '{naam}'.")


def _uit_initialen(register: Naamregister, tekst: str) -> Doel | None:
    kaal = re.sub(r"[^A-Za-z]", "", tekst)
    if not 2 <= len(kaal) <= 7 or " " in tekst.strip() or sum(letter.isupper() for letter in kaal) < 2:
        return None
    kort = kaal.casefold()
    passend = [naam for naam, vormen in register.initialen.items() if kort in vormen]
    if not passend and len(kort) > 2:
        passend = [naam for naam, vormen in register.initialen.items() if any(vorm.startswith(kort) for vorm in vormen)]
    if len(passend) == 1:
        return _als_doel(register, passend[0], f"De afkorting '{tekst}' is gelezen als '{passend[0]}'.")
    if len(passend) > 1:
        return Doel("", melding=f"De afkorting '{tekst}' kan {opsom(passend)} zijn. Kies wie bedoeld is.")
    return None


def _uit_schrijffout(register: Naamregister, sleutel: str, tekst: str) -> Doel | None:
    if not 5 <= len(sleutel) <= 80:
        return None
    for naam, sleutels in register.naamsleutels.items():
        if any(lijkt_op(sleutel, ander) for ander in sleutels):
            return _als_doel(register, naam, f"'{tekst}' is gelezen als '{naam}'. Controleer de schrijfwijze.")
    for woorden in (MEERVOUD, ENKELVOUD):
        for woord, soort in woorden.items():
            if lijkt_op(sleutel, woord.replace(" ", "")) and soort in (GEMEENTE, CORPORATIE, HUURDERS):
                doel = register.algemeen(soort)
                return Doel(
                    doel.naam,
                    doel.groep,
                    soort,
                    algemeen=True,
                    melding=f"'{tekst}' is gelezen als '{doel.naam}'. Controleer de schrijfwijze.",
                )
    return None


def _als_doel(register: Naamregister, naam: str, melding: str) -> Doel:
    soort = next((partij.soort for partij in register.partijen if partij.naam == naam), "")
    return Doel(naam, soort=soort, melding=melding)
