"""Where a document names parties: lines before the agreements, other lines, columns of owners (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from afspraken.importeren.kolommen import Rol, lees_kop
from afspraken.importeren.partijen.tekst import schoon
from afspraken.importeren.structuur.tabelsoort import Omgeving, Tabelsoort, beoordeel, is_kaart
from basis.documenten.model import Alinea, Document, Plaats, Rij, Tabel

MAX_VOORWERK = 200
MAX_REGELS = 20_000
MAX_CELLEN = 20_000
_KOPRIJEN = 40

_EIGENAAR = frozenset({Rol.TREKKER, Rol.TREKKER_TERMIJN, Rol.PARTIJEN, Rol.LEVERT})
_INHOUD = frozenset({Rol.TEKST, Rol.NUMMER, Rol.ONDERWERP})


@dataclass(slots=True)
class Regel:
    """One line of the document outside the tables with agreements."""

    tekst: str
    plaats: Plaats = field(default_factory=Plaats)
    kop: int = 0
    titel: bool = False
    opsomming: bool = False
    vet: bool = False
    tabel: int = 0
    """Number of the table it stands in, counted from 1; 0 outside tables."""
    rij: int = 0

    @property
    def woordental(self) -> int:
        """Number of words."""
        return len(self.tekst.split())


@dataclass(slots=True)
class Vindplaatsen:
    """What the recognisers read."""

    voorwerk: list[Regel] = field(default_factory=list)
    """Lines before the first agreements."""
    overig: list[Regel] = field(default_factory=list)
    """The other lines outside tables of agreements: signatures, appendices, lists of abbreviations."""
    eigenaars: list[tuple[str, Plaats]] = field(default_factory=list)
    """Cells of the columns that say who."""
    tabellen: dict[int, Tabel] = field(default_factory=dict)
    """Tables that hold no agreements, by their number among the blocks (``Regel.tabel``)."""
    inhoud: list[str] = field(default_factory=list)
    """All texts in tables, as they stand; for what nothing else names."""
    alles: str = ""
    """The whole text, lower case, to count how often a name returns."""

    @property
    def regels(self) -> list[Regel]:
        """All lines outside tables of agreements."""
        return [*self.voorwerk, *self.overig]


def verzamel(document: Document) -> Vindplaatsen:
    """Walk once through the document and sort what is in it by where names can stand."""
    uit = Vindplaatsen()
    stukken: list[str] = []
    begonnen = False
    for nummer, blok in enumerate(document.blokken, 1):
        if isinstance(blok, Alinea):
            _neem_regels(uit, _alinearegels(blok), begonnen)
            stukken.append(blok.tekst)
            continue
        if is_kaart(blok):
            uit.inhoud.extend(tekst for rij in blok.rijen[:MAX_CELLEN] for tekst in rij.teksten if tekst)
            uit.eigenaars.extend(_eigenaars_op_kaart(blok))
            begonnen = True
            continue
        kopregel = _kop_van_afspraken(blok)
        uit.inhoud.extend(tekst for rij in blok.rijen[:MAX_CELLEN] for tekst in rij.teksten if tekst)
        if kopregel is None and (oordeel := beoordeel(blok, Omgeving())).soort is Tabelsoort.AFSPRAKEN:
            indeling = oordeel.indeling
            kopregel = indeling.eind - 1 if indeling and not indeling.afgeleid else None
        if kopregel is None:
            uit.tabellen[nummer] = blok
            _neem_regels(uit, _tabelregels(blok, nummer, len(blok.rijen)), begonnen)
        else:
            _neem_regels(uit, _tabelregels(blok, nummer, kopregel), begonnen)
            uit.eigenaars.extend(_eigenaarscellen(blok, kopregel))
            begonnen = True
    uit.alles = schoon_klein([*stukken, *uit.inhoud])
    return uit


def schoon_klein(stukken: list[str]) -> str:
    """Return all text in lower case with single spaces, for counting names."""
    tekst = "\n".join(" ".join(stuk.split()) for stuk in stukken if stuk)
    return tekst.translate(str.maketrans("’‘‐‑\u00a0", "''-- ")).casefold()


def _neem_regels(uit: Vindplaatsen, regels: Iterator[Regel], begonnen: bool) -> None:
    for regel in regels:
        if not begonnen and len(uit.voorwerk) < MAX_VOORWERK:
            uit.voorwerk.append(regel)
        elif len(uit.overig) < MAX_REGELS:
            uit.overig.append(regel)


def _alinearegels(alinea: Alinea) -> Iterator[Regel]:
    for tekst in schoon(alinea.tekst).split("\n"):
        if tekst:
            opsomming = bool(alinea.lijst or alinea.opsomming)
            yield Regel(tekst, alinea.plaats, alinea.kop, alinea.titel, opsomming, alinea.vet)


def _tabelregels(tabel: Tabel, nummer: int, tot: int) -> Iterator[Regel]:
    for rijnummer, rij in enumerate(tabel.rijen[:tot], 1):
        for cel in rij.cellen:
            for alinea in cel.alineas:
                for tekst in schoon(alinea.tekst).split("\n"):
                    if tekst:
                        yield Regel(tekst, rij.plaats, 0, False, False, alinea.vet, nummer, rijnummer)


def _eigenaars_op_kaart(tabel: Tabel) -> Iterator[tuple[str, Plaats]]:
    """Yield the values beside a label that says who: 'Trekker | Portaal'."""
    for rij in tabel.rijen[:MAX_CELLEN]:
        for label, waarde in pairwise(rij.teksten):
            if lees_kop(label).rol in _EIGENAAR and waarde.strip() and not lees_kop(waarde).exact:
                yield waarde, rij.plaats


def _kop_van_afspraken(tabel: Tabel) -> int | None:
    """Return the row that heads a table of agreements: a column that says who beside one with agreements or numbers."""
    for index, rij in enumerate(tabel.rijen[:_KOPRIJEN]):
        rollen = {rol for _nummer, rol in _rollen(rij)}
        if Rol.VREEMD not in rollen and (
            (rollen & _EIGENAAR and rollen & _INHOUD) or {Rol.TEKST, Rol.NUMMER} <= rollen
        ):
            return index
    return None


def _rollen(rij: Rij) -> list[tuple[int, Rol]]:
    korte = [(nummer, tekst) for nummer, tekst in enumerate(rij.teksten) if tekst and len(tekst) <= 60]
    return [(nummer, lees_kop(tekst).rol) for nummer, tekst in korte]


def _eigenaarscellen(tabel: Tabel, kopregel: int) -> Iterator[tuple[str, Plaats]]:
    """Yield the cells under every heading that says who; the same heading lower down is skipped."""
    kop = tabel.rijen[kopregel]
    koppen = {nummer: kop.teksten[nummer] for nummer, rol in _rollen(kop) if rol in _EIGENAAR}
    for rij in tabel.rijen[kopregel + 1 : kopregel + 1 + MAX_CELLEN]:
        teksten = rij.teksten
        for nummer, koptekst in koppen.items():
            tekst = teksten[nummer] if nummer < len(teksten) else ""
            if tekst.strip() and tekst != koptekst:
                yield tekst, rij.plaats
