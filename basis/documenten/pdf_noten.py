"""Footnotes of a PDF: the notes at the bottom of the page, and the raised marks that refer to them (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from basis.documenten.model import Melding, Noot, Plaats
from basis.documenten.pdf_afbreken import plak
from basis.documenten.pdf_alineas import Zetsel
from basis.documenten.pdf_vormen import Bladzijde, Celvak, Lijn, Regel, Woord, woorden_tekst

_MERK = re.compile(r"^(\d{1,3}|[*†‡]{1,3}|[a-z]|[ivx]{1,4})[.)]?$")
_BOVEN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
KLEINER = 0.6
"""Points that notes are smaller than the running text at least, when no rule stands above them."""


@dataclass(slots=True)
class Noten:
    """The notes found so far. ``per_blad`` says which key a printed mark has on a page."""

    noten: dict[str, Noot] = field(default_factory=dict)
    per_blad: dict[tuple[int, str], str] = field(default_factory=dict)
    meldingen: list[Melding] = field(default_factory=list)
    laatste: str = ""

    def voeg_toe(self, merk: str, tekst: str, bladzijde: int) -> None:
        """Add a note; when the mark was used before for something else, it gets a number of its own."""
        sleutel = merk
        if sleutel in self.noten and self.noten[sleutel].tekst != tekst:
            nummers = [int(bekend) for bekend in self.noten if bekend.isdigit()]
            sleutel = str(max(nummers, default=0) + 1)
            self.meldingen.append(
                Melding(
                    f"Voetnoot '{merk}' komt vaker voor met een andere tekst; deze heet hier '{sleutel}'.",
                    Plaats(bladzijde=bladzijde),
                )
            )
        self.noten[sleutel] = Noot(sleutel, tekst)
        self.per_blad[bladzijde, merk] = sleutel
        self.laatste = sleutel

    def vul_aan(self, tekst: str, zetsel: Zetsel) -> None:
        """A note that goes on at the bottom of the next page."""
        oud = self.noten[self.laatste]
        self.noten[self.laatste] = Noot(oud.merk, plak(oud.tekst, tekst, zetsel.woorden))


def neem_noten(bladen: list[Bladzijde], regels_per_blad: dict[int, list[Regel]], zetsel: Zetsel) -> Noten:
    """Take the notes off the bottom of the pages, and set the marks in the text that refer to them."""
    noten = Noten()
    for blad in bladen:
        regels = regels_per_blad[blad.nummer]
        begin = _begin_noten(blad, regels, zetsel, vervolg=bool(noten.laatste))
        if begin is not None:
            _lees_noten(regels[begin:], blad, noten, zetsel)
            blad.onderkant = regels[begin].top
            regels_per_blad[blad.nummer] = regels[:begin]
    if noten.noten:
        for blad in bladen:
            _merk_tekst(blad, regels_per_blad[blad.nummer], noten)
    return noten


def _begin_noten(blad: Bladzijde, regels: list[Regel], zetsel: Zetsel, *, vervolg: bool) -> int | None:
    """Index of the first line of the notes: below a short rule, or the small lines the page ends with."""
    onder_tabel = max((tabel.bottom for tabel in blad.tabellen), default=0.0)
    streep = _notenstreep(blad, regels)
    if streep is not None:
        for nr, regel in enumerate(regels):
            if regel.top >= streep.vast - 3 and regel.basis > onder_tabel and (vervolg or _opening(regel) is not None):
                return nr
    for nr, regel in enumerate(regels):
        if regel.basis > max(onder_tabel, 0.5 * blad.hoogte) and _begint_verhoogd(regel):
            return nr
    begin = len(regels)
    while begin and _is_klein(regels[begin - 1], zetsel) and regels[begin - 1].basis > onder_tabel:
        begin -= 1
    while begin < len(regels) and not _is_notenbegin(regels[begin]):
        begin += 1
    if begin < len(regels) and (begin == 0 or regels[begin].basis > 0.35 * blad.hoogte):
        return begin
    return None


def _begint_verhoogd(regel: Regel) -> bool:
    """Tell whether a line starts with a raised number: only notes do, whatever the size of their letters."""
    opening = _opening(regel)
    return opening is not None and opening[2] and opening[0].isdigit()


def _is_klein(regel: Regel, zetsel: Zetsel) -> bool:
    return regel.grootte <= zetsel.grootte - KLEINER


def _is_notenbegin(regel: Regel) -> bool:
    opening = _opening(regel)
    return opening is not None and (
        opening[2] or regel.woorden[0].tekst.isdigit() or regel.woorden[0].tekst[0] in "*†‡"
    )


def _notenstreep(blad: Bladzijde, regels: list[Regel]) -> Lijn | None:
    """The short rule above the notes: at the left margin, with only text below it."""
    links = min((regel.x0 for regel in regels), default=0.0)
    onder_tabel = max((tabel.bottom for tabel in blad.tabellen), default=0.0)
    strepen = [
        lijn
        for lijn in blad.liggend
        if 30 <= lijn.lengte <= 0.45 * blad.breedte
        and abs(lijn.van - links) <= 12
        and lijn.vast > max(0.3 * blad.hoogte, onder_tabel - 2)
    ]
    strepen = [lijn for lijn in strepen if not _onderstreept(lijn, regels)]
    return max(strepen, key=lambda lijn: lijn.vast, default=None)


def _onderstreept(lijn: Lijn, regels: list[Regel]) -> bool:
    """Tell whether a rule underlines words rather than starts the notes."""
    return any(
        0 <= lijn.vast - regel.basis <= 0.3 * regel.grootte
        and abs(regel.x1 - lijn.tot) <= 4
        and abs(regel.x0 - lijn.van) <= 4
        for regel in regels
    )


def _opening(regel: Regel) -> tuple[str, list[Woord], bool] | None:
    """Mark, other words, and whether the mark is raised, of a line that starts a note."""
    if len(regel.woorden) < 2:
        return None
    eerste, rest = regel.woorden[0], regel.woorden[1:]
    kaal = eerste.tekst.translate(_BOVEN)
    hoog = eerste.hoog or kaal != eerste.tekst
    if not _MERK.match(kaal) or not (hoog or rest[0].los):
        return None
    return kaal.rstrip(".)"), rest, hoog


def _lees_noten(regels: list[Regel], blad: Bladzijde, noten: Noten, zetsel: Zetsel) -> None:
    merk, tekst = "", ""
    for regel in regels:
        opening = _opening(regel)
        if opening is not None and _volgt(opening[0], merk, noten, hoog=opening[2]):
            _bewaar(merk, tekst, blad, noten, zetsel)
            merk, tekst = opening[0], woorden_tekst(opening[1])
        else:
            tekst = plak(tekst, regel.tekst, zetsel.woorden)
    _bewaar(merk, tekst, blad, noten, zetsel)


def _volgt(merk: str, vorige: str, noten: Noten, *, hoog: bool) -> bool:
    """Tell whether a mark starts a new note: a number further than the one before, or a raised mark."""
    if hoog or not merk.isdigit():
        return True
    bekend = vorige or noten.laatste
    return not bekend.isdigit() or int(merk) == int(bekend) + 1 or (not vorige and int(merk) == 1)


def _bewaar(merk: str, tekst: str, blad: Bladzijde, noten: Noten, zetsel: Zetsel) -> None:
    if merk:
        noten.voeg_toe(merk, tekst.strip(), blad.nummer)
    elif tekst and noten.laatste:
        noten.vul_aan(tekst.strip(), zetsel)


def _merk_tekst(blad: Bladzijde, regels: list[Regel], noten: Noten) -> None:
    """Set the key of the note on every raised mark of a page that has one."""
    cellen: dict[Celvak, None] = {cel: None for tabel in blad.tabellen for rij in tabel.rooster for cel in rij}
    for regel in [*regels, *(regel for cel in cellen for regel in cel.regels)]:
        for woord in regel.woorden:
            merk = woord.tekst.strip("()[],;").translate(_BOVEN)
            if woord.hoog and _MERK.match(merk) and not _is_eenheid(regel.woorden, woord, merk):
                woord.merk = _sleutel(blad.nummer, merk, noten)


def _is_eenheid(woorden: list[Woord], woord: Woord, merk: str) -> bool:
    """Tell whether a raised figure is that of a square or cubic measure."""
    plek = woorden.index(woord)
    voor = woorden[plek - 1].tekst.lower().strip("(") if plek else ""
    return merk in ("2", "3") and not woord.los and voor in ("m", "cm", "dm", "km", "mm")


def _sleutel(bladzijde: int, merk: str, noten: Noten) -> str:
    """Key of the note with this mark: on the page itself, the next one, or the last one before."""
    for ander in (bladzijde, bladzijde + 1, *range(bladzijde - 1, 0, -1)):
        if (ander, merk) in noten.per_blad:
            return noten.per_blad[ander, merk]
    return merk if merk in noten.noten else ""
