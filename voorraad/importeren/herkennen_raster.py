"""From the grid of a table to blocks with headed columns and labelled rows (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from basis.documenten.model import Dekking, Rij, Tabel
from voorraad.importeren.herkennen_getal import Getal, is_leeg, lees_bedragen, lees_getal, schoon, staart_getal
from voorraad.importeren.herkennen_woorden import Kenmerk, Partijzoeker, kenmerk_van, samen

_JAARVAK = re.compile(r"20[0-9]{2}(?:[-/][0-9]{2,4})?")
_KORT = 80
GETAL, LABEL, VELD, OVERSLAAN = "getal", "label", "veld", "overslaan"


@dataclass(slots=True)
class Vak:
    """A cell with text of its own."""

    kolom: int
    tekst: str
    waarde: object
    getal: Getal | None

    @property
    def is_jaar(self) -> bool:
        """Tell whether it prints a bare year, as headings do."""
        return bool(_JAARVAK.fullmatch(schoon(self.tekst)))

    @property
    def telt(self) -> bool:
        """Tell whether it prints a count."""
        return self.getal is not None and not self.is_jaar


@dataclass(slots=True)
class Lijn:
    """A row of the grid that holds text."""

    rij: Rij
    nr: int
    vakken: list[Vak]

    @property
    def teksten(self) -> list[str]:
        """The different texts, in order."""
        return list(dict.fromkeys(vak.tekst for vak in self.vakken))

    def dekkend(self, kolom: int) -> str:
        """Return the text of the cell that covers a column, looking left over merged cells."""
        while kolom > 0 and self.rij.cellen[kolom].dekking is Dekking.LINKS:
            kolom -= 1
        return self.rij.cellen[kolom].tekst.strip() if kolom < len(self.rij.cellen) else ""


@dataclass(slots=True)
class Kolom:
    """A column of a block."""

    index: int
    tekst: str
    kenmerk: Kenmerk
    rol: str = GETAL
    veld: str = ""


@dataclass(slots=True)
class Regel:
    """A row with counts."""

    nr: int
    label: str
    kenmerk: Kenmerk
    sectie: Kenmerk
    sectienummer: int
    velden: dict[str, str] = field(default_factory=dict)
    waarden: dict[int, Getal] = field(default_factory=dict)
    ruw: dict[int, str] = field(default_factory=dict)
    """What is printed in the columns of counts, also where that is no count."""


@dataclass(slots=True)
class Blok:
    """Rows under one heading."""

    nummer: int
    titel: Kenmerk = field(default_factory=Kenmerk)
    koppen: list[Lijn] = field(default_factory=list)
    lichaam: list[tuple[Lijn, Kenmerk, int]] = field(default_factory=list)
    """Rows with the section they stand in and its number."""
    noten: list[str] = field(default_factory=list)
    kolommen: list[Kolom] = field(default_factory=list)
    regels: list[Regel] = field(default_factory=list)

    @property
    def getalkolommen(self) -> list[Kolom]:
        """The columns of counts."""
        return [kolom for kolom in self.kolommen if kolom.rol == GETAL]

    @property
    def koptekst(self) -> str:
        """All words of the heading, to compare two headings."""
        return "|".join(tekst for lijn in self.koppen for tekst in lijn.rij.teksten)


def lijnen_van(tabel: Tabel) -> list[Lijn]:
    """Return the rows that hold text."""
    uit: list[Lijn] = []
    for volgnummer, rij in enumerate(tabel.rijen, start=1):
        vakken = [
            Vak(nr, tekst, cel.waarde, lees_getal(tekst, cel.waarde))
            for nr, cel in enumerate(rij.cellen)
            if cel.dekking is Dekking.EIGEN and (tekst := cel.tekst.strip())
        ]
        if vakken:
            uit.append(Lijn(rij, rij.plaats.rij or volgnummer, vakken))
    return uit


class Indeler:
    """Divides the rows of a table into blocks."""

    def __init__(self, tabel: Tabel, zoeker: Partijzoeker) -> None:
        self.zoeker = zoeker
        self.lijnen = lijnen_van(tabel)
        self.breedte = tabel.breedte
        self.blokken: list[Blok] = []
        self.sectie = Kenmerk()
        self.sectienummer = 0

    def deel_in(self) -> list[Blok]:
        """Return the blocks, with columns and rows read."""
        blok = self._nieuw()
        for nr, lijn in enumerate(self.lijnen):
            volgende = self.lijnen[nr + 1] if nr + 1 < len(self.lijnen) else None
            blok = self._plaats(blok, lijn, volgende)
        gevuld = [blok for blok in self.blokken if blok.lichaam or blok.noten or blok.koppen or blok.titel.tekst]
        erf_kolommen(gevuld)
        for blok in gevuld:
            lees_kolommen(blok, self.breedte, self.zoeker)
            lees_regels(blok, self.zoeker)
        return gevuld

    def _nieuw(self, titel: Kenmerk | None = None, koppen: Sequence[Lijn] = ()) -> Blok:
        blok = Blok(len(self.blokken), titel or Kenmerk(), list(koppen))
        self.blokken.append(blok)
        self.sectie, self.sectienummer = Kenmerk(), 0
        return blok

    def _plaats(self, blok: Blok, lijn: Lijn, volgende: Lijn | None) -> Blok:
        """Add a row to the block, or begin a new one with it."""
        soort = self._soort(blok, lijn)
        if soort == "kop":
            return self._kop(blok, lijn)
        if soort == "titel":
            return self._titel(blok, lijn, volgende)
        blok.lichaam.append((lijn, self.sectie, self.sectienummer))
        return blok

    def _kop(self, blok: Blok, lijn: Lijn) -> Blok:
        if not blok.lichaam:
            blok.koppen.append(lijn)
            return blok
        herhaald = "|".join(lijn.rij.teksten) in blok.koptekst
        if herhaald:
            return blok
        return self._nieuw(koppen=[lijn])

    def _titel(self, blok: Blok, lijn: Lijn, volgende: Lijn | None) -> Blok:
        """Place a row with one text: a block, a section or a note."""
        tekst = lijn.teksten[0]
        kenmerk = kenmerk_van(tekst, self.zoeker)
        kop_volgt = volgende is not None and self._soort(Blok(-1), volgende) == "kop"
        kort = len(tekst) <= _KORT and not tekst.endswith((".", ";"))
        sectie = bool(kenmerk.mutaties or kenmerk.richting or kenmerk.hardheid or kenmerk.permanentie or kenmerk.jaar)
        if kenmerk.partijen or (kenmerk.totaal and kort and not sectie):
            return self._begin(blok, kenmerk)
        if sectie and kort and volgende is not None and (not kop_volgt or (not blok.lichaam and blok.koppen)):
            self.sectie, self.sectienummer = kenmerk, self.sectienummer + 1
        elif not blok.lichaam and not blok.koppen and not blok.titel.tekst and volgende is not None:
            blok.titel = kenmerk
        elif kop_volgt and blok.lichaam:
            return self._nieuw(kenmerk)
        elif kort and volgende is not None and not kop_volgt and blok.koppen:
            self.sectie, self.sectienummer = kenmerk, self.sectienummer + 1
        else:
            blok.noten.append(tekst)
        return blok

    def _begin(self, blok: Blok, kenmerk: Kenmerk) -> Blok:
        """Begin the block of a party, or of all parties; the columns stay until other headings come."""
        if blok.lichaam:
            return self._nieuw(kenmerk)
        blok.titel = samen(kenmerk, blok.titel) if blok.titel.tekst and blok.titel.partij == "" else kenmerk
        return blok

    def _soort(self, blok: Blok, lijn: Lijn) -> str:
        """Return kop, titel or gegevens."""
        telt = [vak for vak in lijn.vakken if vak.telt]
        jaren = [vak for vak in lijn.vakken if vak.is_jaar and vak.kolom > 0]
        if telt:
            return "gegevens"
        if len(lijn.teksten) == 1:
            if staart_getal(lijn.teksten[0]) and blok.lichaam and _label_met_getal(lijn.teksten[0], self.zoeker):
                return "gegevens"
            return "titel" if not jaren else "kop"
        if jaren:
            return "gegevens" if blok.koppen and self._begint_met_label(lijn) else "kop"
        rest = [vak for vak in lijn.vakken if vak.kolom > 0]
        if all(is_leeg(vak.tekst) for vak in rest):
            return "gegevens" if blok.lichaam or blok.koppen else "kop"
        if not blok.lichaam:
            return "kop" if not blok.koppen or self._koppig(lijn) else "gegevens"
        return "kop" if self._koppig(lijn) else "gegevens"

    def _begint_met_label(self, lijn: Lijn) -> bool:
        """Tell whether a row opens with what is counted, so that '2000' behind it is a count and no year."""
        eerste = lijn.vakken[0]
        kenmerk = kenmerk_van(eerste.tekst, self.zoeker)
        return eerste.kolom == 0 and bool(kenmerk.mutaties or kenmerk.richting or kenmerk.klasse or kenmerk.totaal)

    def _koppig(self, lijn: Lijn) -> bool:
        """Tell whether most cells read like the heads of columns."""
        kenmerken = [kenmerk_van(vak.tekst, self.zoeker) for vak in lijn.vakken if len(vak.tekst) <= _KORT]
        return sum(bool(kenmerk.veld or kenmerk.zegt_iets) for kenmerk in kenmerken) * 2 > len(lijn.vakken)


def _label_met_getal(tekst: str, zoeker: Partijzoeker) -> bool:
    """Tell whether a text such as 'Totaal nieuwbouw 198' is a label with its count, not a sentence with a number."""
    gesplitst = staart_getal(tekst)
    if not gesplitst:
        return False
    kenmerk = kenmerk_van(gesplitst[0], zoeker)
    return len(gesplitst[0]) <= _KORT and (
        kenmerk.totaal or bool(kenmerk.mutaties or kenmerk.richting or kenmerk.klasse)
    )


def erf_kolommen(blokken: Sequence[Blok]) -> None:
    """Give a block without headings of its own those of the block above it."""
    vorige: list[Lijn] = []
    for blok in blokken:
        if not blok.koppen:
            blok.koppen = vorige
        vorige = blok.koppen or vorige


def lees_kolommen(blok: Blok, breedte: int, zoeker: Partijzoeker) -> None:
    """Read what every column of the block is about."""
    for index in range(breedte):
        teksten = list(_kopteksten(blok.koppen, index, zoeker))
        kenmerken = [kenmerk_van(tekst, zoeker) for tekst in teksten]
        kenmerk = samen(*kenmerken) if kenmerken else Kenmerk()
        kolom = Kolom(
            index,
            " ".join(reversed(list(dict.fromkeys(teksten)))),
            kenmerk,
            veld=kenmerken[0].veld if kenmerken else "",
        )
        kolom.rol = _rol(kolom, [vak for lijn, _s, _n in blok.lichaam for vak in lijn.vakken if vak.kolom == index])
        blok.kolommen.append(kolom)
    if not any(kolom.veld == "locatie" for kolom in blok.kolommen):
        for kolom in blok.kolommen:
            if kolom.veld == "gebied" and kolom.rol in (LABEL, VELD):
                kolom.veld, kolom.rol = "locatie", LABEL
    if not any(kolom.rol == LABEL for kolom in blok.kolommen):
        eerste = next(
            (kolom for kolom in blok.kolommen if kolom.rol in (VELD, GETAL) and kolom.veld not in ("jaar", "aantal")),
            None,
        )
        if eerste is not None and eerste.rol == VELD:
            eerste.rol = LABEL


def _kopteksten(koppen: Sequence[Lijn], index: int, zoeker: Partijzoeker) -> Iterator[str]:
    """Yield the headings over a column, the nearest first; an upper heading counts for the empty cells beside it."""
    for nr, lijn in enumerate(reversed(koppen)):
        tekst = lijn.dekkend(index) if index < len(lijn.rij.cellen) else ""
        if not tekst and nr > 0 and index > 0 and lijn.rij.cellen[index].dekking is Dekking.EIGEN:
            links = next((t for i in range(index - 1, 0, -1) if (t := lijn.dekkend(i))), "")
            kenmerk = kenmerk_van(links, zoeker)
            tekst = links if kenmerk.partij or kenmerk.jaren or kenmerk.mutaties or kenmerk.hardheid else ""
        if tekst:
            yield tekst


def _rol(kolom: Kolom, vakken: Sequence[Vak]) -> str:
    """Return what a column holds: counts, the label of the row, another field, or nothing that is taken over."""
    kenmerk, gevuld = kolom.kenmerk, [vak for vak in vakken if not is_leeg(vak.tekst)]
    if kolom.veld == "nr":
        return OVERSLAAN
    if kenmerk.percentage or (gevuld and all("%" in vak.tekst for vak in gevuld)):
        return OVERSLAAN
    bedragen = [vak for vak in gevuld if not vak.telt and lees_bedragen(vak.tekst)]
    if kolom.veld == "grens" or (bedragen and len(bedragen) == len(gevuld) and not kenmerk.partij and kolom.index > 0):
        return VELD
    jaartallen = not kenmerk.zegt_iets and kolom.veld != "aantal"
    getallen = [
        vak
        for vak in gevuld
        if (vak.telt if jaartallen else vak.getal is not None) or (staart_getal(vak.tekst) and vak.getal is None)
    ]
    if (
        kolom.veld in ("jaar", "start", "status", "soort", "corporatie", "gebied", "opmerking")
        and kolom.index > 0
        and not kenmerk.jaren
    ):
        return VELD if not kenmerk.mutaties or len(getallen) * 2 < len(gevuld) else GETAL
    if kolom.veld in ("locatie", "corporatie"):
        return LABEL
    if getallen and len(getallen) * 2 >= len(gevuld) and kolom.index > 0:
        return GETAL
    if gevuld:
        return LABEL
    return GETAL if kenmerk.zegt_iets and kolom.index > 0 else OVERSLAAN


def lees_regels(blok: Blok, zoeker: Partijzoeker) -> None:
    """Read the rows of the block."""
    vorige: dict[int, str] = {}
    for lijn, sectie, sectienummer in blok.lichaam:
        regel = _regel(blok, lijn, vorige, zoeker)
        regel.sectie, regel.sectienummer = sectie, sectienummer
        blok.regels.append(regel)


def _regel(blok: Blok, lijn: Lijn, vorige: dict[int, str], zoeker: Partijzoeker) -> Regel:
    """Read one row; a merged cell at the left speaks for the rows beneath it."""
    delen: list[str] = []
    velden: dict[str, str] = {}
    waarden: dict[int, Getal] = {}
    ruw: dict[int, str] = {}
    eigen = {vak.kolom: vak for vak in lijn.vakken}
    for kolom in blok.kolommen:
        vak = eigen.get(kolom.index)
        if kolom.rol == GETAL and vak is not None:
            delen += _lees_waarde(vak, waarden, ruw)
        elif kolom.rol in (LABEL, VELD):
            tekst = vak.tekst if vak else _van_boven(lijn, kolom.index, vorige)
            vorige[kolom.index] = tekst
            if kolom.rol == LABEL and tekst:
                delen.append(tekst)
            if kolom.veld and tekst:
                velden.setdefault(kolom.veld, tekst)
    if not delen:
        delen = [tekst for kolom, tekst in ruw.items() if kolom not in waarden and not is_leeg(tekst)][:1]
    label = " ".join(" ".join(delen).split())
    return Regel(lijn.nr, label, kenmerk_van(label, zoeker), Kenmerk(), 0, velden, waarden, ruw)


def _lees_waarde(vak: Vak, waarden: dict[int, Getal], ruw: dict[int, str]) -> list[str]:
    """Store the count of a cell; return the words of a label that stands beside it in the same cell."""
    ruw[vak.kolom] = " ".join(vak.tekst.split())
    if vak.getal is not None:
        waarden[vak.kolom] = vak.getal
        return []
    gesplitst = staart_getal(vak.tekst)
    if gesplitst:
        waarden[vak.kolom] = gesplitst[1]
        return [gesplitst[0]]
    return []


def _van_boven(lijn: Lijn, index: int, vorige: dict[int, str]) -> str:
    if index < len(lijn.rij.cellen) and lijn.rij.cellen[index].dekking is Dekking.BOVEN:
        return vorige.get(index, "")
    return ""
