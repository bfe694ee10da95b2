"""Pieces of text with their looks, joined to a paragraph: note marks out, units and ordinals kept (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

GETYPT = "\0"
"""Comes before a typed mark in ``Alinea.noten`` until ``noten`` has settled what it refers to."""

_HOGE_CIJFERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GEWONE_CIJFERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HOOG_TEKEN = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:[,;⁾)]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_REGELMERK = re.compile(r"\n([⁰¹²³⁴⁵⁶⁷⁸⁹]+)[).]?[ \t]*")
# A note mark: '3', '3)', '(3)', '1,2', '*', '†'. Letters are ordinals ('1e') or abbreviations.
_MERK = re.compile(r"[(\[]?[1-9][0-9]{0,2}[)\].]?(?:\s*[,;]\s*[1-9][0-9]{0,2}[)\]]?)*|\*{1,4}|[†‡§]{1,2}")
_LOS_MERK = re.compile(r"[0-9]+|\*+|[†‡§]+")
# After a unit a raised 1, 2 or 3 is a power: 'm²', '25 km²', 'kWh/m²'. 'CO²' is a habit for CO2.
_EENHEID = re.compile(r"(?:^|[^A-Za-z])(?:[kchdµ]?m|dam|mm|CO|co)\s?$")
_MACHT = re.compile(r"[123]")
# Symbol and Wingdings characters that Word keeps in the private area, by their low byte.
_SYMBOLEN = str.maketrans(
    {
        0xF0B7: "•", 0xF0A7: "▪", 0xF06F: "o", 0xF0D8: "➢", 0xF076: "❖", 0xF0FC: "✓", 0xF0FB: "✗", 0xF0FE: "☒",
        0xF0A8: "☐", 0xF06E: "■", 0xF071: "❑", 0xF02D: "-", 0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B0: "°",
        0xF0B4: "×", 0xF0AE: "→", 0xF0E0: "→", 0xF0E8: "→", 0xF0DE: "⇒", 0xF0B9: "≠", 0xF0BB: "≈", 0xF0D7: "·",
        0xF020: " ",
    }
)  # fmt: skip
_TEKENS = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u2011": "-", "\u2010": "-", "\u00ad": None,
     "\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None, "\r": "\n", "\v": "\n",
     "\u2028": "\n", "\u2029": "\n", "\0": None}
)  # fmt: skip


@dataclass(slots=True)
class Stuk:
    """A run of text that looks the same, or the mark of a note (then ``noot`` is its key)."""

    tekst: str
    vet: bool = False
    cursief: bool = False
    grootte: float = 0.0
    hoog: bool = False
    laag: bool = False
    noot: str = ""


@dataclass(slots=True)
class Samengevoegd:
    """Pieces joined: clean text, note marks and looks."""

    tekst: str = ""
    noten: tuple[str, ...] = ()
    beginmerk: str = ""
    """Raised mark it opens with: such a paragraph is probably the text of a typed note."""
    vet: bool = False
    cursief: bool = False
    grootte: float = 0.0
    vette_aanhef: str = ""


def schoon(tekst: str) -> str:
    """Give plain spaces and hyphens, no invisible characters, symbols as Unicode and composed letters."""
    return unicodedata.normalize("NFC", tekst.translate(_SYMBOLEN).translate(_TEKENS))


def noten_per_regel(merk: str, tekst: str) -> list[tuple[str, str]]:
    """Take apart a paragraph of typed notes: the first mark and its text, then every line that opens with a mark."""
    delen = _REGELMERK.split(tekst)
    merken = [merk, *(deel.translate(_GEWONE_CIJFERS) for deel in delen[1::2])]
    return [(merk, deel.strip()) for merk, deel in zip(merken, delen[::2], strict=True)]


def hoge_cijfers(tekst: str) -> str:
    """Write digits raised: '2' becomes '²'."""
    return tekst.translate(_HOGE_CIJFERS)


@dataclass(slots=True)
class _Voeger:
    """Joins pieces one by one."""

    delen: list[Stuk] = field(default_factory=list)
    noten: list[str] = field(default_factory=list)
    beginmerk: str = ""
    net_merk: bool = False

    @property
    def tekst(self) -> str:
        return "".join(deel.tekst for deel in self.delen)

    @property
    def staart(self) -> str:
        """The last characters so far, enough to recognise a unit."""
        tekst = ""
        for deel in reversed(self.delen):
            tekst = deel.tekst + tekst
            if len(tekst) > 12:
                break
        return tekst

    def voeg_toe(self, stuk: Stuk) -> None:
        if stuk.noot:
            self.noten.append(stuk.noot)
            self.net_merk = True
        elif stuk.hoog:
            self._hoog(stuk)
        else:
            self._gewoon(stuk)

    def _gewoon(self, stuk: Stuk) -> None:
        """Add running text; raised digits typed as characters are marks as well."""
        vorige = 0
        for vondst in _HOOG_TEKEN.finditer(stuk.tekst):
            self._tekst(stuk, stuk.tekst[vorige : vondst.start()])
            self._merk_of_tekst(stuk, vondst[0].translate(_GEWONE_CIJFERS), vondst[0])
            vorige = vondst.end()
        self._tekst(stuk, stuk.tekst[vorige:])

    def _hoog(self, stuk: Stuk) -> None:
        kern = stuk.tekst.strip()
        voor, _, na = stuk.tekst.partition(kern) if kern else (stuk.tekst, "", "")
        self._tekst(stuk, voor)
        if kern:
            self._merk_of_tekst(stuk, kern.translate(_GEWONE_CIJFERS), kern)
        self._tekst(stuk, na)

    def _merk_of_tekst(self, stuk: Stuk, merk: str, zoals_getypt: str) -> None:
        eenheid = _MACHT.fullmatch(merk) and _EENHEID.search(self.staart)
        if eenheid or not _MERK.fullmatch(merk):
            macht = hoge_cijfers(merk) if eenheid or merk.isdecimal() else zoals_getypt
            self._tekst(stuk, macht)
            return
        if self.beginmerk and self.staart.rstrip(" ").endswith("\n"):
            # Several typed notes in one paragraph, each on a line of its own; ``noten`` takes them apart.
            self._tekst(stuk, hoge_cijfers(merk))
            return
        merken = _LOS_MERK.findall(merk)
        if not self.staart.strip() and not self.beginmerk:
            self.beginmerk = merken[0]
            merken = merken[1:]
        self.noten += [GETYPT + los for los in merken]
        self.net_merk = True

    def _tekst(self, stuk: Stuk, tekst: str) -> None:
        """Add text; where a mark was taken out no double space and no space before a comma stays behind."""
        if self.net_merk and tekst:
            if self.delen and self.delen[-1].tekst.endswith(" "):
                if tekst[0] in ".,;:)!?":
                    self.delen[-1].tekst = self.delen[-1].tekst.rstrip(" ")
                elif tekst[0] == " ":
                    tekst = tekst[1:]
            self.net_merk = False
        if tekst:
            self.delen.append(Stuk(tekst, stuk.vet, stuk.cursief, stuk.grootte))


def _naast_elkaar(stukken: Iterable[Stuk]) -> Iterable[Stuk]:
    """Join raised pieces that Word cut up, so that '1' and '2' become mark 12."""
    vorige: Stuk | None = None
    for stuk in stukken:
        if vorige and vorige.hoog and stuk.hoog and not vorige.noot and not stuk.noot:
            vorige = Stuk(vorige.tekst + stuk.tekst, vorige.vet, vorige.cursief, vorige.grootte, hoog=True)
            continue
        if vorige:
            yield vorige
        vorige = stuk
    if vorige:
        yield vorige


def voeg_samen(stukken: Iterable[Stuk]) -> Samengevoegd:
    """Join the pieces of one paragraph."""
    voeger = _Voeger()
    for stuk in _naast_elkaar(
        Stuk(schoon(s.tekst), s.vet, s.cursief, s.grootte, s.hoog, s.laag, s.noot) for s in stukken
    ):
        voeger.voeg_toe(stuk)
    zichtbaar = [deel for deel in voeger.delen if deel.tekst.strip()]
    resultaat = Samengevoegd(
        tekst="\n".join(regel.strip() for regel in voeger.tekst.split("\n")).strip(),
        noten=tuple(voeger.noten),
        beginmerk=voeger.beginmerk,
        vet=bool(zichtbaar) and all(deel.vet for deel in zichtbaar),
        cursief=bool(zichtbaar) and all(deel.cursief for deel in zichtbaar),
        grootte=_meeste(zichtbaar),
    )
    if not resultaat.vet:
        resultaat.vette_aanhef = _aanhef(voeger.delen)
    return resultaat


def _meeste(delen: list[Stuk]) -> float:
    """Return the size that most characters have."""
    tekens: dict[float, int] = {}
    for deel in delen:
        tekens[deel.grootte] = tekens.get(deel.grootte, 0) + len(deel.tekst.strip())
    return max(tekens, key=lambda grootte: tekens[grootte], default=0.0)


def _aanhef(delen: list[Stuk]) -> str:
    """Return the bold words at the start; blanks between bold pieces need not be bold themselves."""
    vet: list[str] = []
    for deel in delen:
        if deel.tekst.strip() and not deel.vet:
            break
        vet.append(deel.tekst)
    return " ".join("".join(vet).split())


_OPSOMMING = re.compile(r"[•‣▪◦●○■□➢❖·∙–-][ \t]+(?=[^\s\d€-])|o\t+(?=\S)|[•‣▪●■➢❖∙](?=\S)|[•‣▪●■➢❖∙][ \t]+(?=\S)")


def zonder_opsommingsteken(tekst: str) -> str | None:
    """Return the text after a typed bullet ('- tekst', '•\ttekst'); None when there is none ('-163' is a number)."""
    vondst = _OPSOMMING.match(tekst)
    return tekst[vondst.end() :] if vondst else None
