"""Which paragraphs of a PDF are headings, of which level, and which is the title (pure)."""

from __future__ import annotations

import re
from typing import NamedTuple

from basis.documenten.model import Alinea, Tabel
from basis.documenten.pdf_alineas import Zetsel

GROTER = 0.9
"""Points a heading is larger than the running text, when it is not recognised in another way."""
LANGSTE = 160
"""Letters in a heading or title."""
TITELREGELS = 4
VOORBLAD = 14
"""Lines on a title page at most."""
_NUMMER = re.compile(
    r"^(?:(?:hoofdstuk|thema|paragraaf|afspraak)\s+)?(\d{1,2}(?:\.\d{1,2})*)[.:]?(?=\s|$)", re.IGNORECASE
)
_WOORD = re.compile(
    r"^(hoofdstuk|thema|deel|paragraaf|bijlage|artikel|onderdeel|pijler|speerpunt|ambitie)\b", re.IGNORECASE
)
_ZIN = re.compile(r"[;,]$|[a-zà-ÿ)]\.$")


class _Soort(NamedTuple):
    """Kind of heading; the order is that of the levels."""

    min_grootte: float
    niet_vet: bool
    kleurloos: bool
    diepte: int


def bepaal_koppen(blokken: list[Alinea | Tabel], zetsel: Zetsel, kleuren: dict[int, int]) -> None:
    """Set ``titel`` and ``kop`` on the paragraphs outside tables. ``kleuren``: colour per paragraph (by id)."""
    alineas = [blok for blok in blokken if isinstance(blok, Alinea)]
    titels = _titels(blokken, alineas, zetsel)
    voorblad = _voorblad(alineas, titels)
    soorten = {
        id(alinea): _soort(alinea, zetsel, kleuren.get(id(alinea), zetsel.kleur))
        for alinea in alineas
        if not alinea.titel
        and alinea.plaats.bladzijde != voorblad
        and not alinea.opsomming
        and _is_kop(alinea, zetsel, kleuren.get(id(alinea), zetsel.kleur))
    }
    diepten = _diepten_per_stijl(soorten, alineas)
    gevonden = {nr: soort._replace(diepte=diepten.get(nr, 0)) for nr, soort in soorten.items()}
    niveaus = {soort: nr for nr, soort in enumerate(sorted(set(gevonden.values())), 1)}
    for alinea in alineas:
        soort = gevonden.get(id(alinea))
        if soort is not None:
            alinea.kop = min(niveaus[soort], 9)
            alinea.lijst = 0


def _titels(blokken: list[Alinea | Tabel], alineas: list[Alinea], zetsel: Zetsel) -> list[Alinea]:
    """Mark and return the title: the largest text on the first page with text or the next, over one or more lines."""
    eerste = (
        [alinea for alinea in alineas if alinea.plaats.bladzijde <= alineas[0].plaats.bladzijde + 1] if alineas else []
    )
    grootste = max(eerste, key=lambda alinea: alinea.grootte, default=None)
    if grootste is None or grootste.grootte < zetsel.grootte + 1.5 or len(grootste.tekst) > LANGSTE:
        return []
    begin = next(nr for nr, blok in enumerate(blokken) if blok is grootste)
    titels = [grootste]
    for blok in blokken[begin + 1 : begin + TITELREGELS]:
        if not isinstance(blok, Alinea) or blok.plaats.bladzijde != grootste.plaats.bladzijde:
            break
        if abs(blok.grootte - grootste.grootte) > 0.3:
            break
        titels.append(blok)
    even_groot = sum(abs(alinea.grootte - grootste.grootte) < 0.3 for alinea in alineas)
    if any(alinea.grootte > grootste.grootte + 0.3 for alinea in alineas) or even_groot > len(titels):
        return []
    for alinea in titels:
        alinea.titel = True
    return titels


def _voorblad(alineas: list[Alinea], titels: list[Alinea]) -> int:
    """The page of the title when it holds no running text: what stands there is no chapter. 0 when there is none."""
    if not titels:
        return 0
    bladzijde = titels[0].plaats.bladzijde
    ander = [alinea for alinea in alineas if alinea.plaats.bladzijde == bladzijde and not alinea.titel]
    if len(ander) > VOORBLAD or any(len(alinea.tekst) > LANGSTE or _NUMMER.match(alinea.tekst) for alinea in ander):
        return 0
    return bladzijde if any(alinea.plaats.bladzijde > bladzijde for alinea in alineas) else 0


def _is_kop(alinea: Alinea, zetsel: Zetsel, kleur: int) -> bool:
    tekst = alinea.tekst.strip()
    if not any(teken.isalpha() for teken in tekst) or len(tekst) > LANGSTE or alinea.stijl == "TOC":
        return False
    if alinea.grootte >= zetsel.grootte + GROTER:
        return alinea.vet or not _ZIN.search(tekst) or alinea.grootte >= 1.3 * zetsel.grootte
    if alinea.grootte < zetsel.grootte - 0.3 or _ZIN.search(tekst) or tekst.endswith(":"):
        return False
    if not alinea.vet:
        return False
    genummerd = bool(_NUMMER.match(tekst) or alinea.nummer or _WOORD.match(tekst))
    return genummerd or kleur != zetsel.kleur or _hoofdletters(tekst)


def _hoofdletters(tekst: str) -> bool:
    return tekst.isupper() and sum(teken.isalpha() for teken in tekst) >= 4


def _soort(alinea: Alinea, zetsel: Zetsel, kleur: int) -> _Soort:
    return _Soort(-round(alinea.grootte * 2) / 2, not alinea.vet, kleur == zetsel.kleur, 0)


def _diepten_per_stijl(soorten: dict[int, _Soort], alineas: list[Alinea]) -> dict[int, int]:
    """Headings that look the same but are numbered '1' and '1.1' differ in level all the same."""
    diepten = {}
    for alinea in alineas:
        if id(alinea) in soorten:
            vondst = _NUMMER.match(f"{alinea.nummer} {alinea.tekst}".strip())
            diepten[id(alinea)] = vondst.group(1).count(".") + 1 if vondst else 0
    per_stijl: dict[_Soort, set[int]] = {}
    for nr, soort in soorten.items():
        per_stijl.setdefault(soort, set()).add(diepten[nr])
    uit = {}
    for nr, soort in soorten.items():
        genummerd = sorted(per_stijl[soort] - {0})
        uit[nr] = diepten[nr] or genummerd[0] if len(genummerd) > 1 else 0
    return uit
