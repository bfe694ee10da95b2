"""The parties of a document, and what the words in its cells stand for (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from afspraken.importeren.partijen.combineren import combineer, verleng_namen
from afspraken.importeren.partijen.ontleden import Deel, Soort, ontleed
from afspraken.importeren.partijen.personen import soort_van_functie, zonder_functie, zonder_personen
from afspraken.importeren.partijen.register import Doel, Naamregister, bouw, zoek_ongeveer
from afspraken.importeren.partijen.roltoedeling import deel_rollen_toe
from afspraken.importeren.partijen.rolwoorden import BETROKKEN, TREKKER
from afspraken.importeren.partijen.tekst import schoon, verzameling, vouw
from afspraken.importeren.partijen.woorden import ALLE, GEMEENTE, HERHALING, IEDEREEN_ALLEEN, NIETS, NOG_TE_BEPALEN
from afspraken.importeren.resultaat import GevondenBetrokkene, GevondenPartij
from afspraken.termijnherkenning import is_termijn

MAX_CEL = 1_500
_AANGEPLAKT = re.compile(r"([^\W\d_])\(([^\W\d_]{1,14})\)")
"""'corporatie(s)', 'huurders(organisaties)'."""
_AFDELING = re.compile(r"(?:afdeling|team|cluster|domein|dienst|sector|programma)\b", re.IGNORECASE)
_LOS = verzameling(
    "in overleg waar nodig zie tekst diverse divers afhankelijk project nog verschillende per project locatie ieder"
    " voor zich"
    " doorlopend continu gereed ja nee pilot werkgroep overleg kerngroep extern intern tzt nb actie planning eigen"
    " rol"
)


@dataclass(slots=True)
class Oplossing:
    """What a cell means. ``betrokkenen`` names parties or groups in their role, in the order of the text."""

    betrokkenen: list[GevondenBetrokkene] = field(default_factory=list)
    onbekend: list[str] = field(default_factory=list)
    """Names of organisations that are no party here: offered for linking."""
    rest: str = ""
    """Words that name nobody: a term, a condition, a function."""
    waarschuwingen: list[str] = field(default_factory=list)
    herhaalt: bool = False
    """The cell says 'idem': take the row above."""

    @property
    def namen(self) -> list[tuple[str, bool]]:
        """The names with whether it is a group."""
        return [(betrokkene.naam, betrokkene.groep) for betrokkene in self.betrokkenen]

    @property
    def trekkers(self) -> list[str]:
        """Names of the ones that are trekker."""
        return [betrokkene.naam for betrokkene in self.betrokkenen if betrokkene.rol == TREKKER]


@dataclass(slots=True)
class Partijenlijst:
    """The parties of a document, its groups and what was unsure."""

    partijen: list[GevondenPartij] = field(default_factory=list)
    groepen: dict[str, list[str]] = field(default_factory=dict)
    """'corporaties', 'huurdersorganisaties', 'gemeenten', 'alle partijen' and the document's own names -> parties."""
    waarschuwingen: list[str] = field(default_factory=list)
    eigen_groepen: dict[str, list[str]] = field(default_factory=dict)
    afkortingen: dict[str, str] = field(default_factory=dict)
    """Abbreviations the document explains -> its words."""
    _register: Naamregister | None = field(default=None, repr=False, compare=False)

    @property
    def register(self) -> Naamregister:
        """The phrases of this document."""
        if self._register is None:
            self._register = bouw(self.partijen, self.eigen_groepen, self.afkortingen)
        return self._register

    def leden(self, naam: str) -> list[str]:
        """Return the parties a name stands for: the members of a group, or the party itself."""
        return self.groepen.get(naam, [naam])

    def los_op(self, tekst: str, *, rol: str = TREKKER) -> Oplossing:
        """Return whom a cell names. ``rol`` is the role of who stands there without one: that of the column."""
        kaal = schoon(tekst[:MAX_CEL])
        uit = Oplossing()
        if vouw(kaal) in NIETS:
            _meld_open(kaal, uit)
            return uit
        if vouw(kaal) in HERHALING or kaal.strip(" .") in ('"', "''", ",,", "〃"):
            uit.herhaalt, uit.rest = True, kaal
            uit.waarschuwingen.append("De cel verwijst naar de rij erboven.")
            return uit
        zonder = zonder_personen(kaal)
        if zonder != kaal:
            uit.waarschuwingen.append("Een naam van een persoon is weggelaten.")
        if len(tekst) > MAX_CEL:
            uit.waarschuwingen.append("De cel is te lang voor alleen namen. Het begin is gelezen.")
        if vouw(zonder) in IEDEREEN_ALLEEN:
            uit.betrokkenen.append(GevondenBetrokkene(ALLE, rol, groep=True))
            return uit
        self._vul(zonder, rol, uit)
        return uit

    def _vul(self, tekst: str, rol: str, uit: Oplossing) -> None:
        delen = verleng_namen(
            ontleed(_AANGEPLAKT.sub(r"\1\2", tekst), self.register), self.register, uit.waarschuwingen
        )
        losse: list[str] = []
        for deel in delen:
            if deel.soort == Soort.VREEMD:
                self._duid_vreemd(deel, uit, losse)
        delen = combineer(delen, self.register, uit.waarschuwingen)
        deel_rollen_toe(delen, rol)
        for deel in delen:
            if deel.soort == Soort.NAAM and deel.doel:
                _neem(deel.doel, deel.rol, uit)
        uit.rest = " ".join(losse)

    def _duid_vreemd(self, deel: Deel, uit: Oplossing, losse: list[str]) -> None:
        """Make a name of a piece that is not in the register, offer it for linking, or leave it as rest."""
        tekst = deel.tekst.strip(" .,;:-–*\"'")
        doel = self._uit_functie(tekst) if soort_van_functie(tekst) else zoek_ongeveer(self.register, tekst)
        if doel and doel.melding:
            uit.waarschuwingen.append(doel.melding)
        if doel and doel.naam:
            deel.soort, deel.doel = Soort.NAAM, replace(doel, melding="")
        elif _is_organisatie(tekst):
            if tekst not in uit.onbekend:
                uit.onbekend.append(tekst)
        elif tekst:
            losse.append(zonder_functie(tekst).strip() or "")
            losse[:] = [los for los in losse if los]

    def _uit_functie(self, tekst: str) -> Doel | None:
        """'Wethouder wonen' is the municipality; whose director somebody is, only a name could tell."""
        if soort_van_functie(tekst) != GEMEENTE:
            return None
        doel = self.register.algemeen(GEMEENTE)
        return Doel(doel.naam, doel.groep, GEMEENTE, melding="Een functie bij de gemeente is gelezen als de gemeente.")

    def partijen_in_tekst(self, tekst: str) -> list[str]:
        """Return the parties and groups a running text names, each once, in its order. A suggestion, no more."""
        delen = ontleed(zonder_personen(schoon(tekst)), self.register, in_cel=False)
        delen = combineer(verleng_namen(delen, self.register, []), self.register, [])
        uit: list[str] = []
        for deel in delen:
            if deel.doel:
                uit.extend(deel.doel.leden or (deel.doel.naam,))
        return list(dict.fromkeys(uit))


def _meld_open(tekst: str, uit: Oplossing) -> None:
    """An empty cell needs no word; 'nader te bepalen' does."""
    if NOG_TE_BEPALEN.search(vouw(tekst)):
        uit.rest = tekst
        uit.waarschuwingen.append(f"Er staat '{tekst}': wie dit doet, is nog niet bepaald.")


def _neem(doel: Doel, rol: str, uit: Oplossing) -> None:
    """Add who is meant once; the first role counts, but trekker beats betrokken."""
    if doel.melding and doel.melding not in uit.waarschuwingen:
        uit.waarschuwingen.append(doel.melding)
    for naam in doel.leden or (doel.naam,):
        al = next((betrokkene for betrokkene in uit.betrokkenen if betrokkene.naam == naam), None)
        if al is None:
            uit.betrokkenen.append(GevondenBetrokkene(naam, rol, groep=doel.groep and not doel.leden))
        elif rol == TREKKER and al.rol == BETROKKEN:
            al.rol = TREKKER


def _is_organisatie(tekst: str) -> bool:
    """Tell whether unknown words can be the name of an organisation: short, no term, no figure, no phrase."""
    gevouwen = vouw(tekst).split()
    if not gevouwen or len(gevouwen) > 7 or len("".join(gevouwen)) < 2 or all(woord in _LOS for woord in gevouwen):
        return False
    if re.search(r"\d{4}|%|€", tekst) or gevouwen[0].isdigit() or is_termijn(tekst):
        return False
    if soort_van_functie(tekst) or _AFDELING.match(tekst):
        return False
    return tekst[0].isupper() or any(letter.isupper() for letter in gevouwen[0]) or len(gevouwen) < 3
