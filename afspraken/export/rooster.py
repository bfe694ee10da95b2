"""A sheet of the edited workbook as rows of typed values; what is wrong is said with its cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from openpyxl.utils import get_column_letter

from afspraken.export.cellen import zonder_vervolg
from afspraken.export.kolommen import Kolom, Soort
from basis.documenten.model import Leesfout
from basis.getallen import lees_getal
from basis.tekst import zoeksleutel

MEESTE_RIJEN = 25_000
MEESTE_KOLOMMEN = 60
_KOPRIJEN = 5
"""Rows in which the headings are looked for: somebody may have put a line above them."""
_DECIMALEN = 4
_MEESTE_FOUTEN = 50
_DATUMVORMEN = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class Bladfout:
    """Something that cannot be taken over, with the place in the file."""

    blad: str
    cel: str
    tekst: str

    def __str__(self) -> str:
        plaats = f"blad '{self.blad}', cel {self.cel}" if self.cel else f"blad '{self.blad}'"
        return f"{plaats}: {self.tekst}"


class Registerfout(Leesfout):
    """The workbook cannot be taken over; ``fouten`` names every sheet and cell."""

    def __init__(self, fouten: list[Bladfout]) -> None:
        self.fouten = fouten[:_MEESTE_FOUTEN]
        meer = len(fouten) - len(self.fouten)
        regels = [str(fout) for fout in self.fouten] + ([f"en nog {meer} andere fouten."] if meer else [])
        super().__init__("\n".join(regels))


@dataclass(slots=True)
class Bladrij:
    """A row: typed values by the keys of the columns."""

    blad: str
    nr: int
    letters: Mapping[str, str]
    waarden: dict[str, Any] = field(default_factory=dict)

    def cel(self, sleutel: str) -> str:
        """Return the address of the cell of a column."""
        return f"{self.letters[sleutel]}{self.nr}"

    @property
    def plaats(self) -> str:
        """Name the row for the user."""
        return f"blad '{self.blad}', rij {self.nr}"


class Bladlezer:
    """Reads one sheet; errors are gathered in ``fouten``, remarks in ``meldingen``."""

    def __init__(
        self,
        naam: str,
        kolommen: tuple[Kolom, ...],
        keuzes: Mapping[str, Mapping[str, Any]],
        vervolg: dict[int, str],
    ) -> None:
        self.naam, self.kolommen, self.keuzes, self.vervolg = naam, kolommen, keuzes, vervolg
        self.fouten: list[Bladfout] = []
        self.meldingen: list[str] = []

    def meld(self, cel: str, tekst: str) -> None:
        """Note an error."""
        self.fouten.append(Bladfout(self.naam, cel, tekst))

    def lees(self, blad: Any) -> list[Bladrij]:
        """Return the filled rows of the sheet."""
        rijen = blad.iter_rows(max_row=MEESTE_RIJEN + 1, max_col=MEESTE_KOLOMMEN)
        uit: list[Bladrij] = []
        plekken: dict[str, int] | None = None
        for nr, cellen in enumerate(rijen, start=1):
            if plekken is None:
                plekken = self._koppen(cellen)
                if plekken is None and nr >= _KOPRIJEN:
                    break
                continue
            if any(_gevuld(cel) for cel in cellen):
                uit.append(self._rij(nr, cellen, plekken))
            if nr > MEESTE_RIJEN:
                self.meld("", f"Dit blad heeft meer dan {MEESTE_RIJEN} rijen.")
        if plekken is None:
            self.meld("", "De rij met koppen staat er niet. Gebruik een bestand dat uit het portaal komt.")
        return uit

    def _koppen(self, cellen: tuple[Any, ...]) -> dict[str, int] | None:
        """Return the place of every column, when this is the row of headings."""
        op_kop = {zoeksleutel(kolom.kop): kolom.sleutel for kolom in self.kolommen}
        gevonden: dict[str, int] = {}
        vreemd: list[str] = []
        for plek, cel in enumerate(cellen):
            tekst = zoeksleutel(str(cel.value)) if _gevuld(cel) else ""
            if tekst in op_kop:
                gevonden.setdefault(op_kop[tekst], plek)
            elif tekst:
                vreemd.append(str(cel.value))
        if len(gevonden) * 2 < len(self.kolommen):
            return None
        for kolom in self.kolommen:
            if kolom.sleutel not in gevonden:
                soort = "verborgen kolom" if kolom.verborgen else "kolom"
                self.meld("", f"De {soort} '{kolom.kop}' ontbreekt. Zet hem terug of begin met een nieuwe export.")
        self.meldingen += [f"Blad '{self.naam}': de kolom '{kop[:80]}' kent het portaal niet." for kop in vreemd]
        return gevonden

    def _rij(self, nr: int, cellen: tuple[Any, ...], plekken: Mapping[str, int]) -> Bladrij:
        letters = {kolom.sleutel: get_column_letter(plekken.get(kolom.sleutel, 0) + 1) for kolom in self.kolommen}
        rij = Bladrij(self.naam, nr, letters)
        for kolom in self.kolommen:
            plek = plekken.get(kolom.sleutel)
            cel = cellen[plek] if plek is not None and plek < len(cellen) else None
            rij.waarden[kolom.sleutel] = self._waarde(kolom, cel, rij.cel(kolom.sleutel))
        return rij

    def _waarde(self, kolom: Kolom, cel: Any, adres: str) -> Any:
        """Return the typed value of a cell; an error leaves it empty."""
        ruw = cel.value if cel is not None and _gevuld(cel) else None
        if ruw is not None and cel.data_type == "f":
            self.meld(adres, "Hier staat een formule. Plak de waarde.")
            return _LEEG[kolom.soort]
        if ruw is not None and cel.data_type == "e":
            self.meld(adres, f"Hier staat een foutwaarde ({ruw}).")
            return _LEEG[kolom.soort]
        if ruw is None:
            if kolom.verplicht:
                self.meld(adres, f"Vul '{kolom.kop}' in.")
            return _LEEG[kolom.soort]
        lezers = {
            Soort.DATUM: self._datum,
            Soort.GETAL: self._getal,
            Soort.GEHEEL: self._geheel,
            Soort.KEUZE: self._keuze,
        }
        lezer = lezers.get(kolom.soort)
        return lezer(kolom, ruw, adres) if lezer else self._tekst(kolom, ruw, adres)

    def _tekst(self, kolom: Kolom, ruw: Any, adres: str) -> str:
        tekst = _als_tekst(ruw)
        tekst = zonder_vervolg(tekst, self.vervolg)
        if kolom.lengte and len(tekst.strip()) > kolom.lengte:
            self.meld(adres, f"'{kolom.kop}' is langer dan {kolom.lengte} tekens.")
        return tekst

    def _datum(self, kolom: Kolom, ruw: Any, adres: str) -> dt.date | None:
        if isinstance(ruw, dt.datetime):
            return ruw.date()
        if isinstance(ruw, dt.date):
            return ruw
        for vorm in _DATUMVORMEN if isinstance(ruw, str) else ():
            try:
                return dt.datetime.strptime(ruw.strip(), vorm).replace(tzinfo=dt.UTC).date()
            except ValueError:
                continue
        self.meld(adres, f"'{_kort(ruw)}' is geen datum. Schrijf bijvoorbeeld 31-12-2026.")
        return None

    def _getal(self, kolom: Kolom, ruw: Any, adres: str) -> Decimal | None:
        try:
            getal = Decimal(repr(ruw)) if isinstance(ruw, (int, float)) else lees_getal(str(ruw))
        except (InvalidOperation, ValueError):
            getal = None
        if getal is None or isinstance(ruw, bool) or not getal.is_finite():
            self.meld(adres, f"'{_kort(ruw)}' is geen getal.")
            return None
        # Excel computes in binary fractions: 0.1 + 0.2 is not a number with seventeen decimals here.
        rond = round(getal, _DECIMALEN)
        if abs(getal - rond) > Decimal("1e-9") * max(abs(getal), Decimal(1)):
            self.meld(adres, f"Gebruik hoogstens {_DECIMALEN} decimalen.")
        if abs(rond) >= Decimal(10) ** 10:
            self.meld(adres, "Dit getal is te groot.")
            return None
        return rond

    def _geheel(self, kolom: Kolom, ruw: Any, adres: str) -> int | None:
        getal = self._getal(kolom, ruw, adres)
        if getal is not None and (getal != getal.to_integral_value() or not 0 <= getal <= 32_767):
            self.meld(adres, f"'{_kort(ruw)}' is geen heel getal dat hier kan.")
            return None
        return None if getal is None else int(getal)

    def _keuze(self, kolom: Kolom, ruw: Any, adres: str) -> Any:
        mogelijk = self.keuzes[kolom.keuze]
        tekst = zoeksleutel(_als_tekst(ruw))
        if isinstance(ruw, bool) and ruw in mogelijk.values():
            return ruw
        if tekst in mogelijk:
            return mogelijk[tekst]
        if tekst:
            soort = "geen partij van deze afspraken" if kolom.keuze == "partij" else f"geen keuze bij '{kolom.kop}'"
            self.meld(adres, f"'{_kort(ruw)}' is {soort}.")
        return ""


_LEEG: dict[Soort, Any] = {
    Soort.TEKST: "",
    Soort.LANG: "",
    Soort.KEUZE: "",
    Soort.SLEUTEL: "",
    Soort.DATUM: None,
    Soort.GETAL: None,
    Soort.GEHEEL: None,
}


def _gevuld(cel: Any) -> bool:
    return cel.value is not None and (not isinstance(cel.value, str) or bool(cel.value.strip()))


def _als_tekst(ruw: Any) -> str:
    """Return a value as text: a number typed where text belongs reads as typed, a date as Dutch people write it."""
    if isinstance(ruw, float) and ruw.is_integer():
        return str(int(ruw))
    if isinstance(ruw, (dt.datetime, dt.date)):
        return f"{ruw:%d-%m-%Y}"
    return str(ruw)


def _kort(ruw: Any) -> str:
    tekst = " ".join(_als_tekst(ruw).split())
    return tekst if len(tekst) <= 60 else f"{tekst[:59]}…"


def lees_vervolg(blad: Any) -> Iterator[tuple[int, str]]:
    """Yield the rest of long texts by their number."""
    delen: dict[int, dict[int, str]] = {}
    for rij in blad.iter_rows(max_row=MEESTE_RIJEN, max_col=3, values_only=True):
        if len(rij) == 3 and isinstance(rij[0], (int, float)) and isinstance(rij[1], (int, float)):
            delen.setdefault(int(rij[0]), {})[int(rij[1])] = str(rij[2] or "")
    for nummer, stukken in delen.items():
        yield nummer, "".join(stuk for _volgorde, stuk in sorted(stukken.items()))
