"""Every paragraph of a document with what it could be: heading, numbered, labelled, contents (pure)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from afspraken.importeren.kolommen import Rol, lees_kop
from afspraken.importeren.nummers import als_nummer, diepte, is_lijstletter, is_sterk, splits_nummer, vorm
from afspraken.importeren.structuur.koppen import lees_koptekst, titelachtig
from afspraken.importeren.structuur.labels import Label, lees_label
from afspraken.importeren.structuur.model import Kopregel, Kopsoort
from afspraken.importeren.structuur.velden import lees_velden, splits_slot
from afspraken.importeren.tekstopmaak import op_een_regel
from basis.documenten.model import Alinea, Tabel

_TOCSTIJL = re.compile(r"^(toc|inhopg|inhoudsopgave|contents?|table of contents)", re.IGNORECASE)
_TOCREGEL = re.compile(r"^.{3,120}?(?:\.{3,}|…+|\t+|\s{3,}|(?:\s\.){3,})\s*\d{1,3}$", re.DOTALL)
_INHOUD = re.compile(r"^inhoud(?:sopgave)?\s*:?$", re.IGNORECASE)
_OVEREEN = re.compile(
    r"\b(?:komen|zijn|spreken)\b.{0,40}\b(?:overeen|overeengekomen|af)\b\s*(?:dat)?\s*:?$", re.IGNORECASE
)
_OVERWEGING = re.compile(
    r"^(?:overwegende\b|in aanmerking nemende\b|gelet op\b|de ondergetekenden\b|nemen in overweging\b)", re.IGNORECASE
)
_GEPLAKT = re.compile(
    r"[.!?;)]\s+(?=(?:(?:Resultaat|Inspannings?|Proces|Prestatie)?[Aa]fspraak|(?:Resultaat|Inspannings|"
    r"Proces)afspraken)"
    r"(?:\s+(?:[A-Z]{0,3}[-.]?\d{1,3}[\w.]*|(?!is\b|wordt\b)[\w/&-]+){0,5})?\s*:)"
)
_REGELEINDE = re.compile(r"\n\s*")
_SLOT = re.compile(
    r"^(?:aldus\b.{0,60}(?:overeengekomen|opgemaakt|getekend|vastgesteld|ondertekend)|overeengekomen te\b|"
    r"ondertekening\b|getekend te\b|"
    r"namens\s+(?:de\s+)?\w+.{0,80}$|voor akkoord\b|handtekening(?:en)?\b|plaats en datum\b|datum en handtekening\b)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Regel:
    """One paragraph outside tables."""

    alinea: Alinea
    kop: Kopregel | None = None
    nummer: str = ""
    rest: str = ""
    """Text without the number."""
    auto: bool = False
    """The number is Word's automatic one."""
    label: Label | None = None
    inhoud: bool = False
    """A line of the contents, to be left out."""
    slot: bool = False
    """The text closes: signatures follow."""

    @property
    def vorm(self) -> str:
        """Shape of the number."""
        return vorm(self.nummer) if self.nummer else ""

    @property
    def titel(self) -> bool:
        """What follows the number reads as a title."""
        return titelachtig(self.rest) and not splits_slot(self.rest)[1]


Blok = Regel | Tabel


def lees_regels(blokken: Sequence[Alinea | Tabel]) -> list[Blok]:
    """Read all paragraphs; tables stay in place."""
    uit: list[Blok] = []
    for blok in blokken:
        uit += [blok] if isinstance(blok, Tabel) else [_lees(deel) for deel in knip_alinea(blok)]
    _markeer_inhoud(uit)
    _vind_koppen(uit)
    return uit


def knip_alinea(alinea: Alinea) -> list[Alinea]:
    """Cut a paragraph that holds several agreements: on lines of their own, or glued together by a PDF.

    'Afspraak 1: ... Afspraak 2: ...' and lines that open with a number of two parts each become a paragraph.
    """
    tekst = alinea.tekst
    plekken = [vondst.end() for vondst in _GEPLAKT.finditer(tekst)]
    plekken += [vondst.end() for vondst in _REGELEINDE.finditer(tekst) if _begint_afspraak(tekst[vondst.end() :])]
    if not plekken or alinea.kop:
        return [alinea]
    grenzen = [0, *sorted(set(plekken)), len(tekst)]
    delen = [tekst[van:tot].strip() for van, tot in itertools.pairwise(grenzen)]
    uit = [replace(alinea, tekst=deel, vette_aanhef="", nummer="") for deel in delen if deel]
    uit[0].vette_aanhef, uit[0].nummer = alinea.vette_aanhef, alinea.nummer
    return uit


def _begint_afspraak(tekst: str) -> bool:
    """Tell whether a line within a paragraph starts an agreement of its own."""
    regel = tekst.split("\n", 1)[0]
    gesplitst = splits_nummer(regel)
    return bool(gesplitst and gesplitst.rest and is_sterk(gesplitst.nummer)) or bool(_GEPLAKT.match(f". {regel}"))


def _lees(alinea: Alinea) -> Regel:
    """Read one paragraph without looking around."""
    regel = Regel(alinea, rest=alinea.tekst.strip())
    if alinea.opsomming or not regel.rest:
        return regel
    if alinea.nummer and not is_lijstletter(alinea.nummer):
        regel.label = lees_label(replace(alinea, tekst=f"{alinea.nummer}: {alinea.tekst}"))
        regel.nummer, regel.auto = als_nummer(alinea.nummer), True
    elif (
        not alinea.nummer
        and (gesplitst := splits_nummer(alinea.tekst))
        and gesplitst.rest
        and not is_lijstletter(gesplitst.nummer)
    ):
        regel.nummer, regel.rest = gesplitst.nummer, gesplitst.rest
    regel.label = regel.label or lees_label(alinea)
    if regel.nummer and not regel.label and (binnen := lees_label(replace(alinea, tekst=regel.rest))):
        regel.label = replace(binnen, nummer=binnen.nummer or regel.nummer)
    regel.slot = bool(_SLOT.match(regel.rest))
    return regel


def _markeer_inhoud(blokken: Sequence[Blok]) -> None:
    """Leave out the contents: by style, or lines that end in a page number, below 'Inhoud' or three in a row."""
    reeks: list[Regel] = []
    na_kop = False
    for blok in [*blokken, None]:
        if isinstance(blok, Regel) and _is_inhoudsregel(blok, na_kop):
            reeks.append(blok)
            continue
        if len(reeks) >= (1 if na_kop else 3):
            for regel in reeks:
                regel.inhoud = True
        reeks = []
        na_kop = isinstance(blok, Regel) and bool(_INHOUD.match(op_een_regel(blok.alinea.tekst)))
    for blok in blokken:
        if isinstance(blok, Regel) and _TOCSTIJL.match(blok.alinea.stijl):
            blok.inhoud = True


def _is_inhoudsregel(regel: Regel, na_kop: bool) -> bool:
    tekst = regel.alinea.tekst.strip()
    if _TOCSTIJL.match(regel.alinea.stijl) or _TOCREGEL.match(tekst):
        return True
    return na_kop and not regel.alinea.kop and bool(re.match(r"^.{3,100}\s\d{1,3}$", tekst))


def _vind_koppen(blokken: Sequence[Blok]) -> None:
    """Decide which paragraphs are headings: by style, or by how they look when the document has no styles."""
    regels = [(nr, blok) for nr, blok in enumerate(blokken) if isinstance(blok, Regel) and not blok.inhoud]
    for _, regel in regels:
        if regel.alinea.kop and not regel.alinea.titel:
            _lees_echte_kop(regel)
    echte = [regel.kop for _, regel in regels if regel.kop]
    groottes = _groottes([regel for _, regel in regels])
    for nr, regel in regels:
        if regel.kop or regel.alinea.kop or regel.alinea.titel:
            continue
        if kop := _schijnkop(regel, blokken, nr, echte, groottes):
            regel.kop = kop


def _lees_echte_kop(regel: Regel) -> None:
    """A paragraph in a heading style is a heading, unless it is a sentence, a labelled agreement or a field."""
    alinea = regel.alinea
    tekst = op_een_regel(alinea.tekst)
    if regel.label and not (regel.label.meervoud and not regel.label.rest):
        return
    lang = len(tekst) > 160 or (len(tekst) > 90 and tekst[-1] in ".;")
    if lang or lees_velden(tekst):
        return
    regel.kop = lees_koptekst(tekst, alinea.nummer, alinea.kop)
    if _OVEREEN.search(tekst):
        regel.kop = Kopregel(Kopsoort.GROEP, tekst, niveau=alinea.kop)
    is_hoofdstuk = bool(regel.kop.nummer) and regel.kop.niveau == 1 and not (regel.label and regel.label.eigenaar)
    if regel.label and regel.kop.soort is not Kopsoort.DEEL and not is_hoofdstuk:
        regel.kop = replace(regel.kop, soort=Kopsoort.GROEP, afspraaksoort=regel.label.soort)


def _groottes(regels: Sequence[Regel]) -> list[float]:
    """Letter sizes of headings, largest first: those above the size most of the text has."""
    gewicht: dict[float, int] = {}
    for regel in regels:
        gewicht[regel.alinea.grootte] = gewicht.get(regel.alinea.grootte, 0) + len(regel.alinea.tekst)
    romp = max(gewicht, key=lambda maat: gewicht[maat], default=0.0)
    return sorted((maat for maat in gewicht if romp and maat >= romp + 1), reverse=True)


# A line of a cover: 'GEMEENTE X - WONINGSTICHTING Y - HUURDERSVERENIGING Z'.
_PARTIJREGEL = re.compile(
    r"\bgemeente\s[^|–-]{2,40}\s[-–|•]\s.*\b(?:\w*stichting|\w*vereniging|huurders\w*|\w*corporatie|wonen)\b",
    re.IGNORECASE,
)


def _schijnkop(
    regel: Regel, blokken: Sequence[Blok], nr: int, echte: Sequence[Kopregel], groottes: Sequence[float]
) -> Kopregel | None:
    """A heading without a heading style: bold, large, in capitals, 'Hoofdstuk 2', a numbered title above others."""
    alinea, tekst = regel.alinea, op_een_regel(regel.alinea.tekst)
    if _OVEREEN.search(tekst) and len(tekst) < 160:
        return Kopregel(Kopsoort.GROEP, tekst, niveau=1 if not echte else 2)
    if _OVERWEGING.match(tekst) and len(tekst) < 160 and tekst[-1] in ":,.;t":
        return Kopregel(Kopsoort.BUITEN, tekst, niveau=1 if not echte else 2)
    if regel.label or not titelachtig(tekst.rstrip(":")) or lees_velden(tekst) or alinea.opsomming or regel.slot:
        return _groepslabel(regel, echte)
    if _PARTIJREGEL.search(tekst):
        return None
    woordkop = re.match(
        r"(?:hoofdstuk|thema|deel|speerpunt|pijler)\s+(?:\d{1,2}|[A-Z]|[IVX]{1,4})\b", tekst, re.IGNORECASE
    )
    hoofdletters = tekst.isupper() and sum(teken.isalpha() for teken in tekst) >= 5
    groot = alinea.grootte in groottes
    genummerd = bool(regel.nummer) and not alinea.lijst and regel.titel and _heeft_onderliggend(regel, blokken, nr)
    if alinea.lijst and not (alinea.vet and regel.nummer):
        genummerd = bool(regel.nummer) and regel.titel and _heeft_onderliggend(regel, blokken, nr)
        if not genummerd:
            return None
    if not (alinea.vet or woordkop or hoofdletters or groot or genummerd) or _is_veldkop(tekst):
        return None
    return lees_koptekst(tekst, alinea.nummer if regel.auto else "", _niveau(regel, echte, groottes, bool(woordkop)))


def _groepslabel(regel: Regel, echte: Sequence[Kopregel]) -> Kopregel | None:
    """'Afspraken gemeente:' on a line of its own groups what follows; the walk reads its label."""
    if regel.label and regel.label.meervoud and not regel.label.rest and not regel.label.nummer:
        return Kopregel(
            Kopsoort.GROEP, op_een_regel(regel.alinea.tekst).rstrip(":"), niveau=9, afspraaksoort=regel.label.soort
        )
    return None


def _is_veldkop(tekst: str) -> bool:
    """A bold 'Trekker' or 'Toelichting' labels what follows in an agreement and is no heading."""
    kop = lees_kop(tekst)
    return kop.exact and kop.rol not in (
        Rol.TEKST,
        Rol.VREEMD,
        Rol.THEMA,
        Rol.ONDERWERP,
        Rol.RESULTAAT,
        Rol.GEMEENTE,
        Rol.BUDGET,
    )


def _heeft_onderliggend(regel: Regel, blokken: Sequence[Blok], nr: int) -> bool:
    """Tell whether a deeper number, or a table, comes before the next number of this depth."""
    for blok in blokken[nr + 1 : nr + 12]:
        if isinstance(blok, Tabel):
            return True
        if blok.nummer and blok.nummer.startswith(regel.nummer) and diepte(blok.nummer) > diepte(regel.nummer):
            return True
        if blok.kop or (blok.nummer and diepte(blok.nummer) <= diepte(regel.nummer)):
            return False
    return False


def _niveau(regel: Regel, echte: Sequence[Kopregel], groottes: Sequence[float], woordkop: bool) -> int:
    """Level of a heading that only looks like one, among the real ones."""
    genummerd = diepte(regel.nummer)
    if echte:
        gelijk = [kop.niveau - diepte(kop.nummer) for kop in echte if kop.nummer]
        if genummerd and gelijk:
            return max(1, min(gelijk) + genummerd)
        return 1 if woordkop and not gelijk else 8
    if woordkop:
        return 1
    if genummerd:
        return 1 + genummerd
    rang = groottes.index(regel.alinea.grootte) if regel.alinea.grootte in groottes else len(groottes)
    return min(2 + rang, 8) if groottes else 2
