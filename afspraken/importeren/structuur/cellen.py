"""The cells of one row of an agreements table, by role (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from afspraken.importeren.kolommen import Kop, Rol
from afspraken.importeren.nummers import als_nummer, splits_nummer, vorm
from afspraken.importeren.structuur.indeling import Indeling, is_tijdvak
from afspraken.importeren.structuur.koppen import titelachtig
from afspraken.importeren.structuur.labels import lees_label
from afspraken.importeren.structuur.model import RuweAfspraak
from afspraken.importeren.structuur.raster import cel, dekkende_cel, is_leeg
from afspraken.importeren.structuur.rollen import is_merk, merk_is_trekker, merk_telt, noemt_gemeente
from afspraken.importeren.structuur.velden import haal_velden
from afspraken.importeren.tekstopmaak import op_een_regel, platte_tekst
from basis.documenten.model import Alinea, Cel, Dekking, Tabel

_WIE = frozenset({Rol.PARTIJEN, Rol.TREKKER, Rol.TREKKER_TERMIJN, Rol.LEVERT, Rol.GEINFORMEERD})
_GEEN_KOLOMMEN = frozenset({Rol.NUMMER, Rol.TEKST, Rol.ONDERWERP, Rol.ONBEKEND, Rol.VREEMD})
_STARTKOP = re.compile(r"\s*(?:start|begin|ingang)(?:s?datum|moment)?\W*$", re.IGNORECASE)
_METINGEN = frozenset({Rol.STREEFWAARDE, Rol.NULMETING})


def alinea_nummer(alinea: Alinea) -> str:
    """The number a paragraph opens with, typed or automatic; empty when there is none."""
    gesplitst = splits_nummer(alinea.tekst)
    return als_nummer(alinea.nummer) or (gesplitst.nummer if gesplitst else "")


@dataclass(slots=True)
class Celinhoud:
    """What a row says, before it is known to be an agreement or more of the one above."""

    onderwerp: str = ""
    tekst: list[Alinea] = field(default_factory=list)
    per_naam: dict[str, list[Alinea]] = field(default_factory=dict)
    """Texts of columns that stand side by side, by the name in their heading."""
    activiteit: list[Alinea] = field(default_factory=list)
    """Text of the column for one year beside the multi-year one."""
    jaren: tuple[int, int] | None = None
    kolommen: dict[Rol, list[str]] = field(default_factory=dict)
    eigen: set[Rol] = field(default_factory=set)
    """Roles with a cell of their own: not covered by a merged cell above."""
    streefwaarden: list[tuple[str, str, int | None]] = field(default_factory=list)
    overig: list[tuple[str, str]] = field(default_factory=list)
    merken: list[tuple[str, str]] = field(default_factory=list)
    gemeenten: list[str] = field(default_factory=list)
    noten: list[str] = field(default_factory=list)
    bekende_gemeenten: Sequence[str] = ()
    start: str = ""
    """Text of a column 'Start' or 'Begindatum'."""
    gedeeld: bool = False
    """One merged text stands under all side-by-side headings."""

    @property
    def heeft_inhoud(self) -> bool:
        """Tell whether there is a text or a subject to make an agreement of."""
        return bool(self.tekst or self.per_naam or self.activiteit or self.onderwerp)

    def waarde(self, rol: Rol) -> str:
        """The text of a role."""
        return "; ".join(self.kolommen.get(rol, []))

    def zet(self, rol: Rol, tekst: str) -> None:
        """Add the text of a role, once."""
        if tekst and tekst not in self.kolommen.setdefault(rol, []):
            self.kolommen[rol].append(tekst)

    def neem_nummer(self, rol: Rol) -> str:
        """Take the number off the subject or the text that opens with it."""
        if rol is Rol.ONDERWERP and (gesplitst := splits_nummer(self.onderwerp)):
            self.onderwerp = gesplitst.rest
            return gesplitst.nummer
        if not self.tekst:
            return ""
        eerste = self.tekst[0]
        if eerste.nummer and als_nummer(eerste.nummer):
            self.tekst[0] = replace(eerste, nummer="", lijst=0)
            return als_nummer(eerste.nummer)
        if gesplitst := splits_nummer(eerste.tekst):
            rest = [replace(eerste, tekst=gesplitst.rest)] if gesplitst.rest else []
            self.tekst[:1] = rest
            return gesplitst.nummer
        return ""

    def per_nummer(self) -> list[Celinhoud]:
        """The same row once per numbered paragraph, when one cell holds several agreements ('1. ...', '2. ...')."""
        nummers = [alinea_nummer(alinea) for alinea in self.tekst]
        vormen = [vorm(nummer) if nummer else "" for nummer in nummers]
        begin = [plek for plek, gevonden in enumerate(vormen) if gevonden and gevonden == vormen[0]]
        if len(begin) < 2 or len({nummers[plek] for plek in begin}) < len(begin):
            return [self]
        return [
            replace(self, tekst=self.tekst[van:tot]) for van, tot in zip(begin, [*begin[1:], len(nummers)], strict=True)
        ]

    def afspraken(self) -> list[RuweAfspraak]:
        """The agreements of the row: one, one per municipality, and one more for the year beside the multi-year one."""
        uit: list[RuweAfspraak] = []
        gemeenten = {naam: noemt_gemeente(naam, self.bekende_gemeenten) for naam in self.per_naam}
        if self.per_naam and not self.tekst and all(gemeenten.values()):
            teksten = {platte_tekst(alineas) for alineas in self.per_naam.values()}
            if len(teksten) == 1:
                uit.append(self._maak(next(iter(self.per_naam.values())), [*gemeenten.values()]))
            else:
                uit += [self._maak(alineas, [gemeenten[naam]]) for naam, alineas in self.per_naam.items()]
        elif self.tekst or self.per_naam or (self.onderwerp and not self.activiteit):
            uit.append(self._maak(self.tekst + self._bijdragen(), []))
        if self.activiteit:
            jaarschijf = self._maak(self.activiteit, [])
            jaarschijf.soort, jaarschijf.jaren = "jaarschijf", self.jaren
            uit.append(jaarschijf)
        return uit

    def _bijdragen(self) -> list[Alinea]:
        """Texts per party as paragraphs that open with its name."""
        uit = []
        for naam, alineas in self.per_naam.items():
            for volgnummer, alinea in enumerate(alineas):
                uit.append(replace(alinea, tekst=f"{naam}: {alinea.tekst}") if volgnummer == 0 else alinea)
        return uit

    def _maak(self, alineas: list[Alinea], gemeenten: list[str]) -> RuweAfspraak:
        afspraak = RuweAfspraak(onderwerp=self.onderwerp, gemeenten=list(gemeenten or self.gemeenten))
        for rol, teksten in self.kolommen.items():
            for tekst in teksten:
                afspraak.voeg_toe(rol, tekst)
        afspraak.start = self.start
        afspraak.streefwaarden, afspraak.overig = list(self.streefwaarden), list(self.overig)
        afspraak.noten = list(dict.fromkeys([*self.noten, *(merk for alinea in alineas for merk in alinea.noten)]))
        werk_tekst_uit(afspraak, alineas)
        if not self.tekst and self.per_naam and not gemeenten:
            afspraak.eigenaar = afspraak.eigenaar or " en ".join(self.per_naam)
        return afspraak


def werk_tekst_uit(afspraak: RuweAfspraak, alineas: Sequence[Alinea]) -> None:
    """Put the text in an agreement.

    A bold first line is the subject, labelled lines are columns, a label names owner and kind.
    """
    gevuld = [alinea for alinea in alineas if alinea.tekst.strip()]
    if not afspraak.onderwerp:
        afspraak.onderwerp, gevuld = neem_titel(gevuld)
    gevuld, velden = haal_velden(gevuld)
    for veld in velden:
        if veld.rol is Rol.ONDERWERP:
            afspraak.onderwerp = afspraak.onderwerp or veld.waarde
        else:
            afspraak.voeg_toe(veld.rol, veld.waarde)
    if gevuld and (label := lees_label(gevuld[0])):
        afspraak.aard, afspraak.eigenaar = label.aard, label.eigenaar
        afspraak.soort = afspraak.soort or label.soort
    if not gevuld:
        gevuld = [Alinea(afspraak.onderwerp)] if afspraak.onderwerp else [a for a in alineas if a.tekst.strip()]
    afspraak.alineas = gevuld


def neem_titel(alineas: list[Alinea]) -> tuple[str, list[Alinea]]:
    """Take a bold first line off a text; it is the subject. Returns the subject and the paragraphs that remain."""
    if not alineas:
        return "", alineas
    eerste = alineas[0]
    if (
        eerste.vet
        and len(alineas) > 1
        and not alineas[1].vet
        and titelachtig(eerste.tekst.rstrip(".:"))
        and not lees_label(eerste)
    ):
        return op_een_regel(eerste.tekst).rstrip(".:"), alineas[1:]
    aanhef = eerste.vette_aanhef.strip()
    if aanhef and eerste.tekst.startswith(aanhef) and titelachtig(aanhef.rstrip(".: ")) and not lees_label(eerste):
        rest = eerste.tekst[len(aanhef) :]
        if (aanhef[-1] in ":." or rest[:1] in ("\n", ":")) and rest.strip(" :.\n"):
            return op_een_regel(aanhef).rstrip(".: "), [
                replace(eerste, tekst=rest.lstrip(" :.\n"), vette_aanhef=""),
                *alineas[1:],
            ]
    return "", alineas


def lees_cellen(tabel: Tabel, nr: int, indeling: Indeling, gemeenten: Sequence[str]) -> Celinhoud:
    """Read a row by the columns of its table; merged cells count for every row and every who-column they cover."""
    inhoud = Celinhoud(bekende_gemeenten=gemeenten)
    for kolom, kop in sorted(indeling.koppen.items()):
        bron = _bron(tabel, nr, kolom, kop, indeling)
        if bron is None or is_leeg(bron):
            continue
        if cel(tabel, nr, kolom).dekking is Dekking.EIGEN:
            inhoud.eigen.add(kop.rol)
        inhoud.noten += [merk for merk in bron.noten if merk not in inhoud.noten]
        naast = kop.soort == "jaarschijf" and len(indeling.kolommen(Rol.TEKST)) > 1
        _zet_cel(inhoud, kop, bron, naast_meerjarig=naast)
    for kolom in range(len(tabel.rijen[nr].cellen)):
        if kolom not in indeling.koppen and (los := op_een_regel(tabel.rijen[nr].cellen[kolom].tekst)):
            inhoud.overig.append(("", los))
    _verdeel_merken(inhoud)
    return inhoud


def _bron(tabel: Tabel, nr: int, kolom: int, kop: Kop, indeling: Indeling) -> Cel | None:
    """The cell that holds for a column in this row, or None when a cell of another column covers it."""
    eigen = cel(tabel, nr, kolom)
    if eigen.dekking is Dekking.EIGEN:
        return eigen
    if eigen.dekking is Dekking.BOVEN:
        return (
            None
            if kop.rol is Rol.TEKST and not kop.naam and indeling.heeft(Rol.NUMMER)
            else dekkende_cel(tabel, nr, kolom)
        )
    links = kolom
    while links > 0 and cel(tabel, nr, links).dekking is Dekking.LINKS:
        links -= 1
    buur = indeling.koppen.get(links)
    naast = buur is not None and (
        (buur.rol in _WIE and kop.rol in _WIE) or (buur.rol is kop.rol is Rol.TEKST and bool(kop.naam))
    )
    return dekkende_cel(tabel, nr, kolom) if naast else None


def _zet_cel(inhoud: Celinhoud, kop: Kop, bron: Cel, *, naast_meerjarig: bool) -> None:
    """Put one cell where its column says."""
    tekst = op_een_regel(bron.tekst)
    if kop.rol is Rol.TEKST:
        _zet_tekst(inhoud, kop, bron, naast_meerjarig=naast_meerjarig)
    elif kop.rol is Rol.ONDERWERP:
        inhoud.onderwerp = inhoud.onderwerp or tekst
    elif kop.rol in (Rol.ONBEKEND, Rol.VREEMD):
        naam = kop.naam or (kop.tekst if noemt_gemeente(kop.tekst, inhoud.bekende_gemeenten) else "")
        if naam and is_merk(tekst):
            inhoud.merken.append((naam, tekst))
        elif tekst:
            inhoud.overig.append((kop.tekst, tekst))
    elif kop.rol not in _GEEN_KOLOMMEN:
        _zet_kolom(inhoud, kop, bron, tekst)


def _zet_tekst(inhoud: Celinhoud, kop: Kop, bron: Cel, *, naast_meerjarig: bool) -> None:
    alineas = [alinea for alinea in bron.alineas if alinea.tekst.strip() or alinea.nummer]
    if kop.naam:
        inhoud.per_naam[kop.naam] = alineas
    elif naast_meerjarig:
        inhoud.activiteit, inhoud.jaren = alineas, kop.jaren
    else:
        inhoud.tekst = alineas


def _zet_kolom(inhoud: Celinhoud, kop: Kop, bron: Cel, tekst: str) -> None:
    if kop.rol in _METINGEN:
        inhoud.streefwaarden.append((kop.tekst, tekst, kop.jaren[0] if kop.jaren else None))
        return
    if kop.naam and is_merk(tekst):
        if merk_telt(tekst):
            inhoud.zet(kop.rol, kop.naam)
        return
    if (gemeente := noemt_gemeente(kop.naam, inhoud.bekende_gemeenten)) and gemeente not in inhoud.gemeenten:
        inhoud.gemeenten.append(gemeente)
    if kop.rol in _WIE:
        tekst = _wie_tekst(bron)
    if kop.rol is Rol.TERMIJN and _STARTKOP.match(kop.tekst):
        inhoud.start = inhoud.start or tekst
    inhoud.zet(kop.rol, tekst)


def _wie_tekst(bron: Cel) -> str:
    """Owners on lines of their own, as a list or not, on one line; the reader of owners splits them."""
    delen = [op_een_regel(alinea.tekst) for alinea in bron.alineas if alinea.tekst.strip()]
    if len(delen) > 1 and all(re.match(r"[A-Z0-9]", deel) and len(deel.split()) <= 6 for deel in delen[1:]):
        return "\n".join(delen)
    return op_een_regel(bron.tekst)


def _verdeel_merken(inhoud: Celinhoud) -> None:
    """Ticks under a municipality say where an agreement holds; under a party that it takes part or owns it."""
    alle = [merk for _, merk in inhoud.merken]
    for naam, merk in inhoud.merken:
        if gemeente := noemt_gemeente(naam, inhoud.bekende_gemeenten):
            if merk_telt(merk) and gemeente not in inhoud.gemeenten:
                inhoud.gemeenten.append(gemeente)
        elif merk_telt(merk) and is_tijdvak(naam):
            inhoud.zet(Rol.TERMIJN, naam)
        elif merk_telt(merk):
            inhoud.zet(Rol.TREKKER if merk_is_trekker(merk, alle) else Rol.PARTIJEN, naam)
