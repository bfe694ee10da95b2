"""Lines of one column or cell to paragraphs: where one begins, which are list items, and their text (pure)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from statistics import median

from basis.documenten.model import Alinea, Plaats
from basis.documenten.pdf_afbreken import Woordkennis, is_vol, plak, rechterrand
from basis.documenten.pdf_vormen import Regel, Woord, woorden_tekst

_BOLLETJES = frozenset("•●▪■◦‣⁃○◘∙·➢►▶→✓✔❖◆◊□❑❒")
_STREEPJES = frozenset("-–—o*")
_LABEL = re.compile(
    r"^(\(?\d{1,3}[.)]|\d{1,3}(\.\d{1,3})+[.)]?|\d{1,2}|\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)]|[A-Z]{1,2}[-.]?\d{1,3}(\.\d{1,3})*[.:)]?|\d{1,2}[A-Z]\d{0,2}(\.\d{1,3})*[.:)]?)$"
)
_GEPLAKT = re.compile(r"^(\d{1,3})([.)])(?=[^\W\d])")
_TELLER = re.compile(r"^(.*?)(\d{1,3}|(?<![^\W\d_])[a-zA-Z])([.):]?)$")
_SLOT = re.compile(r"[.:;?!]['’”\")]?$")
_INHOUD = re.compile(r"\s*(?:[.…]\s?){4,}\s*(?P<bladzijde>\d{1,3})$")
HELFT = 0.5
"""Running text is the largest type that fills at least this part of what the most used type fills: in a short document
notes and tables may well be longer than the text."""
_TAB = 0.55
"""A gap of this many letter sizes after a label is a tab."""


@dataclass(slots=True)
class Zetsel:
    """What holds for the whole document: size of the running text, usual distance of lines, its words."""

    grootte: float = 10.0
    kleur: int = 0
    afstand: dict[float, float] = field(default_factory=dict)
    woorden: Woordkennis = field(default_factory=Woordkennis)

    def leer(self, reeksen: Iterable[list[Regel]]) -> None:
        """Learn from all columns and cells."""
        maten = Counter[tuple[float, int]]()
        afstanden: dict[float, Counter[float]] = {}
        for regels in reeksen:
            self.woorden.leer(regels)
            for regel in regels:
                maten[regel.grootte, regel.woorden[0].stijl.kleur] += len(regel.tekst)
            for vorige, regel in pairwise(regels):
                verhouding = _verhouding(vorige, regel)
                if verhouding is not None and 0.9 <= verhouding <= 2.1:
                    afstanden.setdefault(regel.grootte, Counter())[round(verhouding / 0.05) * 0.05] += 1
        if maten:
            meest = max(maten.values())
            self.grootte, self.kleur = max(maat for maat, keren in maten.items() if keren >= HELFT * meest)
        self.afstand = {grootte: teller.most_common(1)[0][0] for grootte, teller in afstanden.items()}


@dataclass(slots=True)
class _Opbouw:
    """A paragraph being built."""

    regels: list[Regel]
    label: str = ""
    opsomming: bool = False
    tekst_x: float = 0.0
    """Where the text after the label starts."""

    @property
    def x0(self) -> float:
        return self.regels[0].x0


def _verhouding(vorige: Regel, regel: Regel) -> float | None:
    """Distance of two lines in letter sizes; None when they are not below each other."""
    if vorige.bladzijde != regel.bladzijde or regel.basis <= vorige.basis or abs(vorige.grootte - regel.grootte) > 0.6:
        return None
    return (regel.basis - vorige.basis) / regel.grootte


def alineas_van(
    regels: list[Regel], zetsel: Zetsel, plaats: Plaats | None = None, kleuren: dict[int, int] | None = None
) -> list[Alinea]:
    """Paragraphs of lines in reading order. Without ``plaats`` each tells the page it starts on.

    ``kleuren`` takes the colour each starts in, by its id.
    """
    opbouw: list[_Opbouw] = []
    rechts = rechterrand(regels)
    gewoon = _gewone_afstand(regels, zetsel)
    genummerd: _Opbouw | None = None
    for nr, regel in enumerate(regels):
        volgende = regels[nr + 1] if nr + 1 < len(regels) else None
        vorige = regels[nr - 1] if nr else None
        vrij = vorige is None or _is_los(opbouw[-1], vorige, regel, gewoon, rechts.get(id(vorige), vorige.rechts))
        nieuw = _label(regel, volgende, vrij, opbouw[-1] if opbouw else None) or _geplakt_nummer(regel, genummerd)
        if nieuw is not None:
            opbouw.append(nieuw)
            rechts[id(nieuw.regels[0])] = rechts[id(regel)]
            genummerd = nieuw if nieuw.label else genummerd
        elif vrij:
            opbouw.append(_Opbouw([regel]))
        else:
            opbouw[-1].regels.append(regel)
    alineas = [_alinea(deel, zetsel, plaats, rechts) for deel in opbouw]
    _dieptes(opbouw, alineas)
    if kleuren is not None:
        kleuren |= {
            id(alinea): deel.regels[0].woorden[-1].stijl.kleur for deel, alinea in zip(opbouw, alineas, strict=True)
        }
    return [alinea for alinea in alineas if alinea.tekst or alinea.noten]


def _gewone_afstand(regels: list[Regel], zetsel: Zetsel) -> float:
    """Usual distance of lines within a paragraph here, in letter sizes."""
    grootte = Counter(regel.grootte for regel in regels).most_common(1)[0][0] if regels else zetsel.grootte
    gewoon = zetsel.afstand.get(grootte, 1.2)
    hier = [v for a, b in pairwise(regels) if (v := _verhouding(a, b)) is not None and v <= 2.1]
    if len(hier) >= 5 and min(hier) > 1.15 * gewoon:
        return median(hier)
    return gewoon


def _is_los(deel: _Opbouw, vorige: Regel, regel: Regel, gewoon: float, rechts: float) -> bool:
    """Tell whether ``regel`` starts a new paragraph, labels apart."""
    if abs(vorige.grootte - regel.grootte) > 0.6:
        return True
    verhouding = _verhouding(vorige, regel)
    if verhouding is not None and verhouding > 1.22 * gewoon + 0.03:
        return True
    ruimte = rechts - vorige.x1 - eerste_breedte(regel) - 0.25 * regel.grootte
    if ruimte > 0.3 * regel.grootte and vorige.vet != regel.vet:
        return True
    if _SLOT.search(vorige.tekst) and not vorige.woorden[-1].stijl.vet and _begint_vet(regel):
        return True
    if _springt(deel, vorige, regel, ruimte) or _volgt_op(deel, vorige, regel):
        return True
    afgerond = bool(_SLOT.search(vorige.tekst)) or not regel.tekst[:1].islower()
    return ruimte > (0.4 if afgerond else 1.8) * regel.grootte


def _begint_vet(regel: Regel) -> bool:
    """Tell whether a line is bold, or opens with bold words and a colon ('Toelichting:')."""
    if regel.tekst[:1].islower():
        return False
    vet = [woord.tekst for woord in takewhile(lambda woord: woord.stijl.vet, regel.woorden)]
    return regel.vet or (bool(vet) and vet[-1].endswith(":"))


def _volgt_op(deel: _Opbouw, vorige: Regel, regel: Regel) -> bool:
    """Tell whether a line starts with the label that comes after that of the paragraph before: 'b.' after 'a.'."""
    if len(regel.woorden) < 2 or abs(deel.x0 - regel.x0) > 3 or not _SLOT.search(vorige.tekst):
        return False
    label = deel.label or next((woord.tekst for woord in deel.regels[0].woorden if woord.tekst), "")
    nieuw = regel.woorden[0].tekst
    return bool(_LABEL.match(nieuw)) and nieuw == _opvolger(label)


def _opvolger(label: str) -> str:
    """The label after this one; empty when it has none: '1.10' after '1.9', 'c)' after 'b)'."""
    vondst = _TELLER.match(label)
    if vondst is None:
        return ""
    voor, teller, na = vondst.groups()
    if teller.isdigit():
        return f"{voor}{int(teller) + 1}{na}" if voor or na else ""
    return f"{voor}{chr(ord(teller) + 1)}{na}" if na and teller not in "zZ" else ""


def eerste_breedte(regel: Regel) -> float:
    """Width of the first word, up to the first white space."""
    eind = regel.woorden[0].x1
    for woord in regel.woorden[1:]:
        if woord.los:
            break
        eind = woord.x1
    return eind - regel.x0


def _springt(deel: _Opbouw, vorige: Regel, regel: Regel, ruimte: float) -> bool:
    """Tell whether the left edge moves in a way that only a new paragraph does."""
    speling = 0.6 * regel.grootte
    if vorige.links != regel.links:
        return False
    if deel.label or deel.opsomming:
        naast = regel.links - deel.regels[0].links  # in the next column, or on a page with another margin
        tekst_x = deel.tekst_x + naast
        if abs(regel.x0 - tekst_x) <= speling:
            return False
        terug = len(deel.regels) > 1 and abs(deel.regels[1].x0 - deel.tekst_x) <= speling
        return regel.x0 < deel.x0 + naast - speling or terug or (regel.x0 > tekst_x + speling and ruimte > 0)
    if len(deel.regels) > 1:
        return regel.x0 > deel.regels[-1].x0 + speling and ruimte > 0
    return abs(regel.x0 - deel.x0) > speling and ruimte > 0


def _label(regel: Regel, volgende: Regel | None, vrij: bool, vorig: _Opbouw | None) -> _Opbouw | None:
    """The list item that starts on this line, if one does."""
    eerste = regel.woorden[0]
    if _is_bolletje(eerste.tekst):
        return _met_label(regel, "", 1)
    if len(regel.woorden) < 2 or not regel.woorden[1].los:
        if len(eerste.tekst) > 1 and eerste.tekst[0] in _BOLLETJES:
            return _geplakt_bolletje(regel)
        return None
    tweede = regel.woorden[1]
    gat = tweede.x0 - eerste.x1 >= _TAB * regel.grootte
    hangt = (
        volgende is not None
        and volgende.bladzijde == regel.bladzijde
        and abs(volgende.x0 - tweede.x0) <= 0.15 * regel.grootte
        and volgende.x0 > regel.x0 + 0.5 * regel.grootte
    )
    zelfde = (
        vorig is not None
        and vorig.opsomming
        and abs(vorig.x0 - regel.x0) <= 2
        and bool(_SLOT.search(vorig.regels[-1].tekst))
    )
    if eerste.tekst in _STREEPJES and (vrij or zelfde) and (gat or hangt or eerste.tekst != "o"):
        return _met_label(regel, "", 1)
    if (
        _LABEL.match(eerste.tekst)
        and (gat or hangt or _in_reeks(vorig, volgende, regel))
        and (vrij or (gat and (hangt or _reeks(vorig, regel))))
    ):
        return _met_label(regel, eerste.tekst, 1)
    return None


def _in_reeks(vorig: _Opbouw | None, volgende: Regel | None, regel: Regel) -> bool:
    """Tell whether the item before or the line below has a label too, with its text at the same x."""
    tekst_x = regel.woorden[1].x0
    if regel.woorden[0].tekst.isdigit():
        return False
    if vorig is not None and vorig.label and abs(vorig.tekst_x - tekst_x) <= 1.5:
        return True
    return (
        volgende is not None
        and len(volgende.woorden) > 1
        and bool(_LABEL.match(volgende.woorden[0].tekst))
        and abs(volgende.woorden[1].x0 - tekst_x) <= 1.5
    )


def _reeks(vorig: _Opbouw | None, regel: Regel) -> bool:
    """Tell whether the item before has a label of the same kind in the same place."""
    if vorig is None or not vorig.label or abs(vorig.x0 - regel.x0) > 3:
        return False
    return vorig.label.strip("(")[0].isdigit() == regel.woorden[0].tekst.strip("(")[0].isdigit()


def _is_bolletje(tekst: str) -> bool:
    return len(tekst) == 1 and (tekst in _BOLLETJES or "\ue000" <= tekst <= "\uf8ff" or tekst == "\ufffd")


def _met_label(regel: Regel, label: str, woorden: int) -> _Opbouw:
    rest = regel.woorden[woorden:]
    kaal = Regel(rest or regel.woorden[:1], regel.basis, regel.grootte, regel.bladzijde, regel.links, regel.rechts)
    if not rest:
        leeg = Woord("", regel.x1, regel.x1, regel.woorden[0].stijl)
        kaal.woorden = [leeg]
    tekst_x = kaal.x0
    return _Opbouw([_met_begin(kaal, regel.x0)], label, not label, tekst_x)


def _met_begin(regel: Regel, x0: float) -> Regel:
    """The line without its label, but still starting where the label stood (an empty word keeps the place)."""
    if regel.woorden[0].tekst:
        regel.woorden = [Woord("", x0, x0, regel.woorden[0].stijl), *regel.woorden]
    return regel


def _geplakt_bolletje(regel: Regel) -> _Opbouw:
    eerste = regel.woorden[0]
    rest = Woord(eerste.tekst[1:], eerste.x0 + 0.5 * regel.grootte, eerste.x1, eerste.stijl, eerste.hoog)
    kaal = Regel(
        [regel.woorden[0], rest, *regel.woorden[1:]],
        regel.basis,
        regel.grootte,
        regel.bladzijde,
        regel.links,
        regel.rechts,
    )
    return _met_label(kaal, "", 1)


def _geplakt_nummer(regel: Regel, vorig: _Opbouw | None) -> _Opbouw | None:
    """The item after '9.' when its own label leaves no room before the text: '10.Tekst'."""
    eerste = regel.woorden[0]
    vondst = _GEPLAKT.match(eerste.tekst)
    if vondst is None or vorig is None or abs(vorig.x0 - regel.x0) > regel.grootte:
        return None
    if vorig.label != f"{int(vondst.group(1)) - 1}{vondst.group(2)}":
        return None
    grens = eerste.x0 + (eerste.x1 - eerste.x0) * vondst.end() / len(eerste.tekst)
    label = Woord(vondst.group(), eerste.x0, grens, eerste.stijl)
    rest = Woord(eerste.tekst[vondst.end() :], grens, eerste.x1, eerste.stijl, eerste.hoog)
    woorden = [label, rest, *regel.woorden[1:]]
    kaal = Regel(woorden, regel.basis, regel.grootte, regel.bladzijde, regel.links, regel.rechts)
    return _met_label(kaal, vondst.group(), 1)


def _alinea(deel: _Opbouw, zetsel: Zetsel, plaats: Plaats | None, rechts: dict[int, float]) -> Alinea:
    tekst = ""
    noten: list[str] = []
    vorige: Regel | None = None
    for regel in deel.regels:
        stuk = woorden_tekst([woord for woord in regel.woorden if not woord.merk]).strip()
        vol = vorige is not None and is_vol(vorige, regel, rechts.get(id(vorige), 1e9))
        tekst = plak(tekst, stuk, zetsel.woorden, vol=vol)
        noten += [woord.merk for woord in regel.woorden if woord.merk]
        vorige = regel
    woorden = [woord for regel in deel.regels for woord in regel.woorden if woord.tekst and not woord.merk]
    tekst = tekst.replace("\u00ad", "")
    inhoud = bool(_INHOUD.search(tekst[-160:]))
    tekst = _INHOUD.sub("\t\\g<bladzijde>", tekst) if inhoud else tekst
    vet = _allemaal(woorden, vet=True)
    return Alinea(
        tekst,
        plaats or Plaats(bladzijde=deel.regels[0].bladzijde),
        stijl="TOC" if inhoud else "",
        nummer=deel.label,
        opsomming=deel.opsomming,
        vet=vet,
        cursief=_allemaal(woorden, vet=False),
        grootte=deel.regels[0].grootte,
        noten=tuple(noten),
        vette_aanhef="" if vet else _vette_aanhef(woorden, tekst),
    )


def _telt(woord: Woord) -> bool:
    return any(teken.isalnum() for teken in woord.tekst)


def _allemaal(woorden: list[Woord], *, vet: bool) -> bool:
    tellend = [woord for woord in woorden if _telt(woord)]
    return bool(tellend) and all(woord.stijl.vet if vet else woord.stijl.cursief for woord in tellend)


def _vette_aanhef(woorden: list[Woord], tekst: str) -> str:
    """The bold words at the start, with the colon that follows them."""
    vet: list[Woord] = []
    for woord in woorden:
        if not woord.stijl.vet and _telt(woord):
            break
        vet.append(woord)
    while vet and not vet[-1].stijl.vet and vet[-1].tekst not in (":", "."):
        vet.pop()
    aanhef = woorden_tekst(vet).strip()
    return aanhef if any(map(_telt, vet)) and tekst.startswith(aanhef) else ""


def _dieptes(opbouw: list[_Opbouw], alineas: list[Alinea]) -> None:
    """Depth of list items by how far they are indented, counted anew after every paragraph outside the list."""
    stapel: list[float] = []
    for deel, alinea in zip(opbouw, alineas, strict=True):
        if not (deel.label or deel.opsomming):
            if not stapel or deel.x0 < stapel[0] + 0.6 * deel.regels[0].grootte:
                stapel = []
            continue
        while stapel and deel.x0 < stapel[-1] - 3:
            stapel.pop()
        if not stapel or deel.x0 > stapel[-1] + 3:
            stapel.append(deel.x0)
        alinea.lijst = len(stapel)
