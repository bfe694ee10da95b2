"""Which row of a table is its heading and what every column means (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from afspraken.importeren.kolommen import Kop, Rol, lees_kop
from afspraken.importeren.nummers import als_nummer
from afspraken.importeren.structuur.raster import cel, dekkende_cel, gevulde_cellen, is_leeg, nummertekst
from afspraken.importeren.tekstopmaak import op_een_regel
from basis.documenten.model import Dekking, Tabel

ZOEKDIEPTE = 25
"""Rows of a sheet or table in which the first heading is looked for."""
_LANGSTE_KOP = 110
_WIE = (Rol.TREKKER, Rol.PARTIJEN, Rol.LEVERT, Rol.GEINFORMEERD)
_OPEN = (Rol.ONBEKEND, Rol.GEMEENTE, Rol.PARTIJEN, Rol.PARTIJ)
_PARTIJEN = (Rol.GEMEENTE, Rol.PARTIJ)
_TIJDVAK = re.compile(
    r"(?:[qk]|kw\.?|kwartaal)\s?[1-4](?:[\s'-]*(?:20)?\d\d)?|[1-4]e\s(?:kwartaal|kw\.?)(?:\s20\d\d)?|(?:19|20)\d\d|"
    r"(?:jan|feb|mrt|maart|apr|april|mei|jun|jul|aug|sep|sept|okt|nov|dec)\w*\.?(?:\s20\d\d)?",
    re.IGNORECASE,
)
_RACI = {"r": Rol.TREKKER, "a": Rol.PARTIJEN, "c": Rol.PARTIJEN, "i": Rol.GEINFORMEERD}
"""Columns of a RACI table: who does it, who answers for it, who is asked, who is told."""
_JAAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Indeling:
    """Headings per grid column, and the rows they take."""

    koppen: dict[int, Kop] = field(default_factory=dict)
    begin: int = 0
    eind: int = 0
    """First row below the heading."""
    afgeleid: bool = False
    """There was no heading: the columns follow from the table before or from what is in them."""

    def kolommen(self, rol: Rol) -> list[int]:
        """Columns with this role, left to right."""
        return [nummer for nummer, kop in sorted(self.koppen.items()) if kop.rol is rol]

    def eerste(self, rol: Rol) -> int | None:
        """The first column with this role."""
        return next(iter(self.kolommen(rol)), None)

    def heeft(self, *rollen: Rol) -> bool:
        """Tell whether some column has one of these roles."""
        return any(kop.rol in rollen for kop in self.koppen.values())

    def zet(self, kolom: int, rol: Rol) -> None:
        """Give a column another role."""
        self.koppen[kolom] = replace(self.koppen[kolom], rol=rol)


def _koppen(tabel: Tabel, nr: int) -> dict[int, Kop]:
    return {kolom: lees_kop(nummertekst(cel(tabel, nr, kolom))) for kolom in gevulde_cellen(tabel.rijen[nr])}


def is_tijdvak(tekst: str) -> bool:
    """Tell whether a heading is only a quarter, year or month ('Q1', '2e kwartaal', '2025'), to be ticked below it."""
    return bool(_TIJDVAK.fullmatch(tekst.strip()))


def _is_gegeven(tekst: str) -> bool:
    """A number of an agreement stands in rows, not in headings; a year or quarter may stand in both."""
    kaal = tekst.strip()
    if kaal == "#" or _JAAR.fullmatch(kaal) or is_tijdvak(kaal):
        return False
    return bool(als_nummer(kaal)) and not lees_kop(kaal).exact


def is_koprij(tabel: Tabel, nr: int) -> bool:
    """Tell whether a row names columns: short cells of which at least half are known headings.

    One known heading is enough when the row looks like a heading (marked as one, all bold, or shaded).
    """
    rij = tabel.rijen[nr]
    gevuld = gevulde_cellen(rij)
    teksten = [op_een_regel(nummertekst(rij.cellen[kolom])) for kolom in gevuld]
    if len(gevuld) < 2 or any(len(tekst) > _LANGSTE_KOP or _is_gegeven(tekst) for tekst in teksten):
        return False
    koppen = [kop for kop in _koppen(tabel, nr).values() if kop.rol is not Rol.ONBEKEND]
    if _RACI.keys() <= {tekst.casefold() for tekst in teksten}:
        return any(kop.rol in (Rol.TEKST, Rol.ONDERWERP, Rol.NUMMER) for kop in koppen)
    bekend = {kop.rol for kop in koppen}
    if len(bekend) < min(2, len(koppen) + 1):
        bekend = bekend if len({kop.tekst.casefold() for kop in koppen}) > 1 else set()
    if len(koppen) >= 2 and bekend and 2 * len(koppen) >= len(gevuld):
        return _lijkt_geen_gegevens(koppen, tabel, nr)
    opmaak = rij.kop or all(rij.cellen[kolom].vet or rij.cellen[kolom].arcering for kolom in gevuld)
    return opmaak and any(kop.sterk and kop.rol in (Rol.TEKST, Rol.NUMMER, Rol.TREKKER) for kop in koppen)


def _lijkt_geen_gegevens(koppen: list[Kop], tabel: Tabel, nr: int) -> bool:
    """A row of values may hold words that are headings too ('Gemeente', 'Partijen'); two exact ones make a heading."""
    exact = [kop for kop in koppen if kop.exact and kop.rol not in _PARTIJEN]
    opmaak = tabel.rijen[nr].kop or tabel.rijen[nr].cellen[gevulde_cellen(tabel.rijen[nr])[0]].vet
    per_partij = len(exact) == 1 and len(koppen) >= 3 and all(kop.exact for kop in koppen)
    return len(exact) >= 2 or per_partij or (bool(exact) and (opmaak or len(koppen) >= 3)) or (opmaak and bool(koppen))


def _is_subkop(tabel: Tabel, nr: int) -> bool:
    """Tell whether the row below a heading is its second line: short cells under wide ones, the others covered."""
    if nr >= len(tabel.rijen) or nr == 0:
        return False
    gevuld = gevulde_cellen(tabel.rijen[nr])
    boven = tabel.rijen[nr - 1]
    if not gevuld or not any(rij_cel.breedte > 1 for rij_cel in boven.cellen):
        return False
    for kolom in gevuld:
        tekst = op_een_regel(nummertekst(cel(tabel, nr, kolom)))
        onder_breed = dekkende_cel(tabel, nr - 1, kolom).breedte > 1
        if len(tekst) > 60 or _is_gegeven(tekst) or not (onder_breed or lees_kop(tekst).exact):
            return False
    rest = [k for k in range(tabel.breedte) if k not in gevuld and dekkende_cel(tabel, nr - 1, k).breedte > 1]
    return not rest or any(lees_kop(cel(tabel, nr, kolom).tekst).rol for kolom in gevuld)


def _samen(groep: str, onder: str) -> Kop:
    """Meaning of a heading of two lines: the lower one, or both when that alone says nothing."""
    eigen = lees_kop(onder)
    if not groep or groep == onder or (eigen.rol not in _OPEN and not _JAAR.fullmatch(onder.strip())):
        return eigen
    beide, boven = lees_kop(f"{groep} {onder}"), lees_kop(groep)
    if boven.rol in _WIE and eigen.rol is Rol.PARTIJEN and eigen.exact:
        return eigen
    if boven.rol in _WIE and eigen.rol in _OPEN:
        return replace(boven, tekst=onder, naam=onder)
    if beide.rol is not Rol.ONBEKEND and (beide.exact or boven.rol is Rol.ONBEKEND):
        return replace(beide, naam=beide.naam or onder)
    if boven.rol is Rol.GEMEENTE:
        return replace(eigen, tekst=onder, naam=onder)
    return replace(boven, tekst=f"{groep} {onder}", naam=onder, jaren=eigen.jaren or boven.jaren)


def lees_indeling(tabel: Tabel, nr: int) -> Indeling:
    """Read the heading that starts at a row, of one or two lines."""
    eind = nr + (2 if _is_subkop(tabel, nr + 1) else 1)
    indeling = Indeling(begin=nr, eind=eind)
    for kolom in range(tabel.breedte):
        groep = op_een_regel(nummertekst(dekkende_cel(tabel, nr, kolom)))
        if eind == nr + 2 and not is_leeg(cel(tabel, nr + 1, kolom)):
            indeling.koppen[kolom] = _samen(groep, op_een_regel(nummertekst(cel(tabel, nr + 1, kolom))))
        elif cel(tabel, nr, kolom).dekking is not Dekking.LINKS and groep:
            indeling.koppen[kolom] = lees_kop(groep)
    _verdeel_brede_koppen(tabel, nr, indeling)
    letters = {kop.tekst.casefold(): kolom for kolom, kop in indeling.koppen.items()}
    if _RACI.keys() <= letters.keys():
        for letter, rol in _RACI.items():
            indeling.koppen[letters[letter]] = replace(indeling.koppen[letters[letter]], rol=rol)
    return indeling


def _verdeel_brede_koppen(tabel: Tabel, nr: int, indeling: Indeling) -> None:
    """A heading over several columns names all of them when the rows below fill them apart."""
    for kolom in range(tabel.breedte):
        bron = cel(tabel, nr, kolom)
        if kolom in indeling.koppen or bron.dekking is not Dekking.LINKS:
            continue
        eigen = [rij for rij in range(indeling.eind, len(tabel.rijen)) if not is_leeg(cel(tabel, rij, kolom))]
        if eigen:
            kop = lees_kop(op_een_regel(nummertekst(dekkende_cel(tabel, nr, kolom))))
            rol = Rol.ONBEKEND if kop.rol is Rol.NUMMER else kop.rol
            indeling.koppen[kolom] = replace(kop, rol=rol)


def zoek_kop(tabel: Tabel, diepte: int = ZOEKDIEPTE) -> Indeling | None:
    """Find the first heading of a table, some rows down if need be; None when there is none."""
    for nr in range(min(len(tabel.rijen), diepte)):
        if not tabel.rijen[nr].verborgen and is_koprij(tabel, nr):
            return lees_indeling(tabel, nr)
    return None
