"""Rows of an agreements table to agreements (pure).

A row is: hidden, empty, a heading, a heading between rows (chapter, paragraph, kind), a total, a note, more of the
agreement above it, or an agreement. What is decided without certainty leaves a warning with its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from afspraken.importeren.kolommen import Rol
from afspraken.importeren.nummers import als_nummer, herstel_tiental, splits_nummer, uit_cel
from afspraken.importeren.structuur.cellen import Celinhoud, lees_cellen
from afspraken.importeren.structuur.indeling import Indeling, is_koprij, lees_indeling
from afspraken.importeren.structuur.koppen import lees_koptekst, titelachtig
from afspraken.importeren.structuur.model import Kopregel, Kopsoort, RuweAfspraak, Vorm
from afspraken.importeren.structuur.raster import (
    cel,
    dekkende_cel,
    gevulde_cellen,
    is_brede_rij,
    is_getal,
    nummertekst,
    rij_is_leeg,
)
from afspraken.importeren.structuur.rollen import leg_vast, steekproef
from afspraken.importeren.structuur.samenvoegen import hoort_bij_vorige, voeg_alineas_toe
from afspraken.importeren.tekstopmaak import op_een_regel
from basis.documenten.model import Dekking, Tabel

_TOTAAL = re.compile(r"^(?:sub)?totaal\b", re.IGNORECASE)
_NOOT = re.compile(r"^\s*(?:\*{1,3}|[¹²³⁴⁵⁶⁷⁸⁹]|\(\d\)|\[\d\]|noot\b|bron\b|nb\b|n\.b\.)", re.IGNORECASE)


@dataclass(slots=True)
class Tabelomgeving:
    """Where a table stands, for the agreements in it."""

    pad: tuple[Kopregel, ...] = ()
    soort: str = ""
    jaren: tuple[int, int] | None = None
    gemeenten: Sequence[str] = ()
    bron: int = 0
    vorige: RuweAfspraak | None = None
    """The last agreement of the table this one goes on from."""
    heeft_hoofdstuk: bool = False
    """The table stands under a chapter of the document, so headings in it are paragraphs."""


@dataclass(slots=True)
class Tabellezing:
    """What a table gave."""

    afspraken: list[RuweAfspraak] = field(default_factory=list)
    indeling: Indeling = field(default_factory=Indeling)
    tussenkoppen: list[Kopregel] = field(default_factory=list)
    noten: list[str] = field(default_factory=list)
    """Texts of rows that look like typed footnotes."""
    waarschuwingen: list[str] = field(default_factory=list)


class Tabellezer:
    """Reads one agreements table, row by row."""

    def __init__(self, tabel: Tabel, indeling: Indeling, omgeving: Tabelomgeving) -> None:
        self.tabel = tabel
        self.indeling = indeling
        self.omgeving = omgeving
        self.uit = Tabellezing(indeling=indeling)
        self.vorige = omgeving.vorige
        self.koppen: list[Kopregel] = []
        self.soort = omgeving.soort
        self.jaren = omgeving.jaren
        self.verborgen: list[int] = []
        self.geerfd: list[int] = []
        self.laatste: dict[Rol, str] = {}
        self.nummer_in = self._nummer_in_tekst()
        self._soort_uit_kop()

    def lees(self) -> Tabellezing:
        """Read all rows."""
        nr = self.indeling.eind
        while nr < len(self.tabel.rijen):
            nr += self._lees_rij(nr)
        self._meld()
        return self.uit

    # -- one row -------------------------------------------------------------------------------------------------

    def _lees_rij(self, nr: int) -> int:
        """Read a row; return how many rows it took."""
        rij = self.tabel.rijen[nr]
        if rij.verborgen:
            if not rij_is_leeg(rij):
                self.verborgen.append(rij.plaats.rij or nr + 1)
        elif rij_is_leeg(rij):
            pass
        elif is_koprij(self.tabel, nr):
            return self._nieuwe_kop(nr)
        elif kop := self._tussenkop(nr):
            self._zet_kop(kop)
        elif self._is_restregel(nr):
            self._bewaar_rest(nr)
        else:
            self._lees_gegevens(nr)
        return 1

    def _nieuwe_kop(self, nr: int) -> int:
        """A heading again, the same or another one."""
        nieuw = lees_indeling(self.tabel, nr)
        leg_vast(self.tabel, nieuw, self.omgeving.gemeenten, self.soort == "jaarschijf")
        if nieuw.heeft(Rol.TEKST, Rol.ONDERWERP):
            self.indeling = self.uit.indeling = nieuw
            self._soort_uit_kop()
            self.nummer_in = self._nummer_in_tekst()
        return nieuw.eind - nieuw.begin

    def _soort_uit_kop(self) -> None:
        """The heading of the text names the kind: 'Meerjarige afspraken'."""
        for kolom in self.indeling.kolommen(Rol.TEKST):
            kop = self.indeling.koppen[kolom]
            if kop.soort and not kop.naam:
                self.soort, self.jaren = kop.soort, kop.jaren or self.jaren
                return

    def _tussenkop(self, nr: int) -> Kopregel | None:
        """A row that is only a heading for the rows below it."""
        rij = self.tabel.rijen[nr]
        gevuld = gevulde_cellen(rij)
        teksten = [op_een_regel(nummertekst(rij.cellen[kolom])) for kolom in gevuld]
        opmaak = all(rij.cellen[kolom].vet or rij.cellen[kolom].arcering for kolom in gevuld)
        if (
            len(gevuld) == 2
            and als_nummer(teksten[0])
            and (opmaak or self._is_ouder(nr, teksten))
            and len(teksten[1]) <= 100
        ):
            buiten_tekst = self.tabel.breedte > 2 and teksten[1][-1] not in ".;:"
            return lees_koptekst(teksten[1], teksten[0], self._niveau(teksten[0])) if buiten_tekst else None
        if len(gevuld) != 1 or not self._mag_tussenkop(nr, gevuld[0], teksten[0], opmaak):
            return None
        gesplitst = splits_nummer(teksten[0])
        return lees_koptekst(teksten[0], niveau=self._niveau(gesplitst.nummer if gesplitst else ""))

    def _is_ouder(self, nr: int, teksten: Sequence[str]) -> bool:
        """A number with a short title and nothing else, above a row that is numbered below it: '1', then '1.1'."""
        kolom = self.indeling.eerste(Rol.NUMMER)
        if kolom is None or nr + 1 >= len(self.tabel.rijen) or len(teksten[1].split()) > 6:
            return False
        nummer, volgende = als_nummer(teksten[0]), als_nummer(nummertekst(cel(self.tabel, nr + 1, kolom)))
        return volgende.startswith(f"{nummer}.") and len(gevulde_cellen(self.tabel.rijen[nr + 1])) > 2

    def _mag_tussenkop(self, nr: int, kolom: int, tekst: str, opmaak: bool) -> bool:
        breed = is_brede_rij(self.tabel, nr)
        if (
            len(tekst) > 120
            or als_nummer(tekst)
            or _TOTAAL.match(tekst)
            or _NOOT.match(tekst)
            or self.tabel.breedte < 2
        ):
            return False
        if any(c.dekking is Dekking.BOVEN for c in self.tabel.rijen[nr].cellen):
            return False
        if opmaak or breed:
            return tekst[-1] not in ".;" or (opmaak and breed)
        los = kolom == 0 and self.indeling.koppen.get(0, None) is not None
        return los and self.indeling.koppen[0].rol in (Rol.NUMMER, Rol.ONBEKEND) and tekst[-1] not in ".;,"

    def _niveau(self, nummer: str) -> int:
        """Level of a heading inside the table: below the document's own, deeper for '1.1' than for '1'."""
        from_number = nummer.count(".") + 1 if nummer else 1
        return 10 + from_number

    def _zet_kop(self, kop: Kopregel) -> None:
        """Put a heading between rows on the path; a heading that only names the kind sets the kind."""
        if kop.soort in (Kopsoort.GROEP, Kopsoort.BIJSCHRIFT):
            self.soort, self.jaren = kop.afspraaksoort or self.soort, kop.jaren or self.jaren
            return
        if kop.soort is not Kopsoort.DEEL:
            vorige = self.koppen[-1] if self.koppen else None
            if (
                vorige
                and not kop.nummer
                and self._net_gezet
                and vorige.niveau < 12
                and vorige.soort is not Kopsoort.DEEL
            ):
                kop = replace(kop, niveau=12)
            if self.omgeving.heeft_hoofdstuk and kop.woord not in ("hoofdstuk", "thema"):
                kop = replace(kop, soort=Kopsoort.PARAGRAAF)
        self.koppen = [
            ouder for ouder in self.koppen if ouder.niveau < kop.niveau or ouder.soort is Kopsoort.DEEL is not kop.soort
        ]
        self.koppen.append(kop)
        self.uit.tussenkoppen.append(kop)
        self.laatste.clear()
        self._net_gezet = True
        if kop.afspraaksoort:
            self.soort = kop.afspraaksoort

    _net_gezet = False

    def _is_restregel(self, nr: int) -> bool:
        """A total, or a note below the rows."""
        gevuld = gevulde_cellen(self.tabel.rijen[nr])
        teksten = [op_een_regel(nummertekst(self.tabel.rijen[nr].cellen[kolom])) for kolom in gevuld]
        if _TOTAAL.match(teksten[0]) and all(is_getal(tekst) for tekst in teksten[1:]):
            return True
        return len(gevuld) == 1 and (bool(_NOOT.match(teksten[0])) or is_brede_rij(self.tabel, nr))

    def _bewaar_rest(self, nr: int) -> None:
        rij = self.tabel.rijen[nr]
        tekst = " ".join(op_een_regel(tekst) for tekst in rij.teksten if tekst)
        if _NOOT.match(tekst):
            self.uit.noten.append(tekst)
            return
        self.uit.waarschuwingen.append(f"{rij.plaats}: deze rij hoort bij geen afspraak: '{tekst[:80]}'.")

    # -- a row of an agreement -------------------------------------------------------------------------------------

    def _lees_gegevens(self, nr: int) -> None:
        self._net_gezet = False
        rij = lees_cellen(self.tabel, nr, self.indeling, self.omgeving.gemeenten)
        for inhoud in rij.per_nummer() if self.nummer_in is Rol.TEKST else [rij]:
            self._lees_inhoud(nr, inhoud)

    def _lees_inhoud(self, nr: int, inhoud: Celinhoud) -> None:
        nummer, twijfel = self._nummer(nr, inhoud)
        if self._is_vervolg(nr, nummer, inhoud):
            self._vervolg(nr, inhoud)
            return
        if not inhoud.heeft_inhoud:
            self.uit.waarschuwingen.append(f"{self.tabel.rijen[nr].plaats}: bij nummer {nummer} staat geen tekst.")
            return
        self._erf(nr, inhoud)
        for afspraak in inhoud.afspraken():
            self._vul(afspraak, nr, nummer, inhoud)
            if twijfel:
                afspraak.waarschuwingen.append(f"{twijfel}; gelezen als {nummer}.")
            self.uit.afspraken.append(afspraak)
            if afspraak.soort != "jaarschijf" or self.soort == "jaarschijf":
                self.vorige = afspraak

    def _nummer(self, nr: int, inhoud: Celinhoud) -> tuple[str, str]:
        """The number of a row and, when it is unsure, why."""
        kolom = self.indeling.eerste(Rol.NUMMER)
        if kolom is None:
            return (inhoud.neem_nummer(self.nummer_in), "") if self.nummer_in else ("", "")
        bron = dekkende_cel(self.tabel, nr, kolom)
        tekst = nummertekst(bron)
        if cel(self.tabel, nr, kolom).dekking is Dekking.BOVEN:
            return "", ""
        nummer, twijfel = uit_cel(tekst, bron.waarde)
        if nummer or not tekst.strip("-–— "):
            return self._heel_nummer(nummer, bron.waarde, twijfel)
        if gesplitst := splits_nummer(op_een_regel(tekst)):
            inhoud.onderwerp = inhoud.onderwerp or gesplitst.rest
            return gesplitst.nummer, ""
        if len(tekst) <= 12:
            return "", f"In de kolom met nummers staat '{tekst}'"
        inhoud.onderwerp = inhoud.onderwerp or op_een_regel(tekst)
        return "", ""

    def _heel_nummer(self, nummer: str, waarde: object, twijfel: str) -> tuple[str, str]:
        """Give back the zero a spreadsheet dropped: 1.10 is stored as 1.1."""
        if self.vorige and isinstance(waarde, float) and not isinstance(waarde, bool):
            heel = herstel_tiental(self.vorige.nummer, nummer)
            if heel != nummer:
                return heel, f"Excel toont {nummer} na {self.vorige.nummer}"
        return nummer, twijfel

    def _nummer_in_tekst(self) -> Rol | None:
        """Without a column of numbers, the column whose texts open with one."""
        if self.indeling.heeft(Rol.NUMMER):
            return None
        for rol in (Rol.ONDERWERP, Rol.TEKST):
            for kolom in self.indeling.kolommen(rol):
                cellen = [cel(self.tabel, nr, kolom) for nr in steekproef(self.tabel, self.indeling)]
                gevuld = [c for c in cellen if c.tekst or c.alineas]
                met = [c for c in gevuld if splits_nummer(c.tekst) or (c.alineas and c.alineas[0].nummer)]
                if gevuld and len(met) >= 0.6 * len(gevuld):
                    return rol
        return None

    def _is_vervolg(self, nr: int, nummer: str, inhoud: Celinhoud) -> bool:
        """Tell whether a row goes on with the agreement above it."""
        if nummer or not self.vorige:
            return False
        if _kale_titel(self.vorige) and inhoud.tekst and not inhoud.onderwerp:
            return True
        kolom = self.indeling.eerste(Rol.NUMMER)
        if kolom is not None and cel(self.tabel, nr, kolom).dekking is Dekking.BOVEN:
            return True
        tekst = self.indeling.eerste(Rol.TEKST)
        if kolom is None and tekst is not None and cel(self.tabel, nr, tekst).dekking is Dekking.BOVEN:
            return True
        genummerd = bool(self.vorige.nummer) and (kolom is not None or self.nummer_in is not None)
        return hoort_bij_vorige(self.vorige, inhoud, genummerd=genummerd)

    def _vervolg(self, nr: int, inhoud: Celinhoud) -> None:
        """Add a row to the agreement above it; say so when the grid does not prove it."""
        vorige = self.vorige
        if vorige is None:
            return
        if inhoud.tekst and (titel := _kale_titel(vorige)):
            vorige.onderwerp, vorige.alineas = titel, []
            voeg_alineas_toe(vorige, inhoud, samengevoegd=True)
            return
        kolom = self.indeling.eerste(Rol.NUMMER)
        samengevoegd = kolom is not None and cel(self.tabel, nr, kolom).dekking is Dekking.BOVEN
        zeker = voeg_alineas_toe(vorige, inhoud, samengevoegd=samengevoegd)
        if not zeker and not samengevoegd:
            vorige.waarschuwingen.append(
                f"De rij zonder nummer ({self.tabel.rijen[nr].plaats}) is gelezen als vervolg van deze afspraak."
            )

    def _erf(self, nr: int, inhoud: Celinhoud) -> None:
        """An empty subject or theme is the one above it."""
        for rol in (Rol.ONDERWERP, Rol.THEMA, Rol.PARAGRAAF, Rol.DEEL):
            if not self.indeling.heeft(rol):
                continue
            eigen = inhoud.onderwerp if rol is Rol.ONDERWERP else inhoud.waarde(rol)
            if eigen:
                self.laatste[rol] = eigen
            elif rol in self.laatste:
                self.geerfd.append(self.tabel.rijen[nr].plaats.rij or nr + 1)
                if rol is Rol.ONDERWERP:
                    inhoud.onderwerp = self.laatste[rol]
                else:
                    inhoud.zet(rol, self.laatste[rol])

    def _vul(self, afspraak: RuweAfspraak, nr: int, nummer: str, inhoud: Celinhoud) -> None:
        """Give an agreement its number, place and headings."""
        eigen_soort = afspraak.soort
        afspraak.nummer = "" if eigen_soort == "jaarschijf" and self.soort != "jaarschijf" else nummer
        if eigen_soort == "jaarschijf" and not afspraak.nummer and nummer:
            afspraak.voeg_toe(Rol.VERWIJZING, nummer)
        afspraak.soort = eigen_soort or self.soort
        afspraak.jaren = afspraak.jaren or self.jaren
        afspraak.vorm, afspraak.bron = Vorm.TABEL, self.omgeving.bron
        afspraak.trekkerkolom = self.indeling.heeft(Rol.TREKKER, Rol.TREKKER_TERMIJN)
        afspraak.plaats = self.tabel.rijen[nr].plaats
        afspraak.pad = self.omgeving.pad + tuple(self.koppen) + self._pad_uit_kolommen(inhoud)

    def _pad_uit_kolommen(self, inhoud: Celinhoud) -> tuple[Kopregel, ...]:
        """Columns 'Deel', 'Thema' and 'Paragraaf' as headings."""
        koppen = []
        for rol, soort, niveau in (
            (Rol.DEEL, Kopsoort.DEEL, 20),
            (Rol.THEMA, Kopsoort.HOOFDSTUK, 21),
            (Rol.PARAGRAAF, Kopsoort.PARAGRAAF, 22),
        ):
            if tekst := inhoud.waarde(rol):
                kop = lees_koptekst(tekst, niveau=niveau)
                koppen.append(replace(kop, soort=soort))
        return tuple(koppen)

    def _meld(self) -> None:
        """Say what was skipped and what was taken over."""
        plaats = self.tabel.plaats
        if self.verborgen:
            rijen = ", ".join(str(nr) for nr in self.verborgen)
            self.uit.waarschuwingen.append(f"{plaats}: verborgen rijen zijn niet gelezen (rij {rijen}).")
        if self.geerfd:
            rijen = ", ".join(str(nr) for nr in dict.fromkeys(self.geerfd))
            self.uit.waarschuwingen.append(
                f"{plaats}: een leeg onderwerp of thema is overgenomen van de rij erboven (rij {rijen})."
            )


def _kale_titel(afspraak: RuweAfspraak) -> str:
    """The title of an agreement that is only a number and a title yet; its text stands in the row below."""
    kaal = len(afspraak.alineas) == 1 and not afspraak.onderwerp and not afspraak.kolommen
    return afspraak.alineas[0].tekst.strip() if kaal and titelachtig(afspraak.alineas[0].tekst) else ""
