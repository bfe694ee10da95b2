"""Pages of a PDF to a Document: running lines off, notes apart, tables joined, paragraphs and headings made (pure)."""

from __future__ import annotations

from dataclasses import dataclass, field

from basis.documenten.model import Alinea, Document, Melding, Plaats
from basis.documenten.pdf_alineas import Zetsel, alineas_van
from basis.documenten.pdf_indeling import leesvolgorde, met_tabellen
from basis.documenten.pdf_kop_en_voet import verwijder
from basis.documenten.pdf_koppen import bepaal_koppen
from basis.documenten.pdf_noten import neem_noten
from basis.documenten.pdf_tabellen import opgeruimd, per_kolom, per_nummer, sluit_aan, tabel_van, voeg_samen
from basis.documenten.pdf_vormen import Bladzijde, Celvak, Deeltabel, Regel
from basis.documenten.pdf_witruimte import neem_tabellen

WEINIG = 8
"""Lines on a page that are too few to tell where the right margin is."""
SPELING = 50.0
"""Points left at the bottom of a page within which a row may have been cut: two or three lines are kept together."""


def bouw_document(document: Document, bladen: list[Bladzijde]) -> None:
    """Fill ``document`` from its pages."""
    for blad in bladen:
        blad.tabellen = [per_nummer(per_kolom(opgeruimd(tabel))) for tabel in blad.tabellen]
    zetsel = Zetsel()
    zetsel.leer(_reeksen(bladen, {blad.nummer: blad.regels for blad in bladen}))
    lopend = verwijder(bladen, zetsel.grootte)
    _los_kaders_op(bladen)
    _neem_open_tabellen(bladen)
    regels = {blad.nummer: leesvolgorde(blad) for blad in bladen}
    _gelijke_rechterrand(bladen, regels)
    zetsel = Zetsel()
    zetsel.leer(_reeksen(bladen, regels))
    noten = neem_noten(bladen, regels, zetsel)
    document.noten = noten.noten
    blokken = _samen(bladen, regels)
    _Vuller(document, zetsel).vul(blokken)
    document.meldingen += _meldingen(bladen, lopend) + noten.meldingen


def _gelijke_rechterrand(bladen: list[Bladzijde], regels: dict[int, list[Regel]]) -> None:
    """A page with little text does not show how far its lines may run: other pages do, or else its left margin."""
    randen: dict[int, float] = {}
    for blad in bladen:
        for regel in regels[blad.nummer]:
            randen[round(blad.breedte)] = max(randen.get(round(blad.breedte), 0.0), regel.rechts)
    for blad in bladen:
        rand = randen.get(round(blad.breedte), 0.0)
        kort = len(regels[blad.nummer]) < WEINIG
        for regel in regels[blad.nummer]:
            if kort and regel.links < 0.3 * blad.breedte:
                regel.rechts = max(regel.rechts, rand, blad.breedte - max(regel.links, 0.1 * blad.breedte))


def _reeksen(bladen: list[Bladzijde], regels: dict[int, list[Regel]]) -> list[list[Regel]]:
    """All columns and cells, as lists of lines."""
    reeksen = [regels[blad.nummer] for blad in bladen]
    for blad in bladen:
        cellen: dict[Celvak, None] = {cel: None for tabel in blad.tabellen for rij in tabel.rooster for cel in rij}
        reeksen += [cel.regels for cel in cellen]
    return [reeks for reeks in reeksen if reeks]


def _neem_open_tabellen(bladen: list[Bladzijde]) -> None:
    """Tables without upright rules; one that ends a page may go on at the top of the next."""
    vorige: Deeltabel | None = None
    for blad in bladen:
        neem_tabellen(blad, vorige)
        laatste = _buitenste_tabellen(blad)[1]
        vorige = laatste if laatste is not None and laatste.open else None


def _los_kaders_op(bladen: list[Bladzijde]) -> None:
    """Boxes around text are running text, unless they belong to a table that a page break cut."""
    randen = [_buitenste_tabellen(blad) for blad in bladen]
    for nr, blad in enumerate(bladen):
        boven, onder = randen[nr]
        vorige = randen[nr - 1][1] if nr else None
        volgende = randen[nr + 1][0] if nr + 1 < len(bladen) else None
        for kader in [tabel for tabel in blad.tabellen if tabel.zwak]:
            hoort = (kader is boven and _past(vorige, kader)) or (kader is onder and _past(volgende, kader))
            if not hoort:
                blad.tabellen = [tabel for tabel in blad.tabellen if tabel is not kader]
                blad.regels += [regel for rij in kader.rooster for cel in dict.fromkeys(rij) for regel in cel.regels]


def _past(tabel: Deeltabel | None, kader: Deeltabel) -> bool:
    return tabel is not None and not tabel.zwak and sluit_aan(tabel, kader)


def _buitenste_tabellen(blad: Bladzijde) -> tuple[Deeltabel | None, Deeltabel | None]:
    """The table a page starts with and the one it ends with, if it does."""
    if not blad.tabellen:
        return None, None
    eerste = min(blad.tabellen, key=lambda tabel: tabel.top)
    laatste = max(blad.tabellen, key=lambda tabel: tabel.bottom)
    voor = any(regel.basis < eerste.top for regel in blad.regels)
    na = any(regel.basis > laatste.bottom and not _in_noten(blad, regel) for regel in blad.regels)
    return (None if voor else eerste), (None if na else laatste)


def _in_noten(blad: Bladzijde, regel: Regel) -> bool:
    """Tell whether a line stands below a short rule, as notes do."""
    return any(
        lijn.lengte < 0.45 * blad.breedte and 0 < regel.basis - lijn.vast < 0.3 * blad.hoogte for lijn in blad.liggend
    )


def _samen(bladen: list[Bladzijde], regels: dict[int, list[Regel]]) -> list[Regel | Deeltabel]:
    """All lines and tables in reading order, tables that a page break cut in one."""
    blokken: list[Regel | Deeltabel] = []
    vorige: Bladzijde | None = None
    for blad in bladen:
        reeks = met_tabellen(regels[blad.nummer], blad.tabellen)
        if not reeks:
            continue
        eerste, laatste = reeks[0], blokken[-1] if blokken else None
        if (
            vorige is not None
            and isinstance(eerste, Deeltabel)
            and isinstance(laatste, Deeltabel)
            and sluit_aan(laatste, eerste)
        ):
            blokken[-1] = voeg_samen(laatste, eerste, loopt_door=_vult(vorige, laatste, bladen))
            reeks = reeks[1:]
        blokken += reeks
        vorige = blad
    return blokken


def _vult(blad: Bladzijde, tabel: Deeltabel, bladen: list[Bladzijde]) -> bool:
    """Tell whether a table fills its page to the end, so that the page break may have cut its last row."""
    diepste = max(
        (onder for ander in bladen if abs(ander.hoogte - blad.hoogte) < 2 for onder in _onderkanten(ander)), default=0.0
    )
    onderkant = blad.onderkant or diepste
    return onderkant - tabel.bottom < SPELING


def _onderkanten(blad: Bladzijde) -> list[float]:
    return [*(regel.bottom for regel in blad.regels), *(tabel.bottom for tabel in blad.tabellen)]


@dataclass(slots=True)
class _Vuller:
    """Makes the blocks of the document."""

    document: Document
    zetsel: Zetsel
    kleuren: dict[int, int] = field(default_factory=dict)
    tabellen: int = 0
    alineas: int = 0

    def vul(self, blokken: list[Regel | Deeltabel]) -> None:
        """Lines in a row become paragraphs, tables become tables."""
        reeks: list[Regel] = []
        for blok in blokken:
            if isinstance(blok, Regel):
                reeks.append(blok)
                continue
            self._alineas(reeks)
            reeks = []
            self.tabellen += 1
            self.document.blokken.append(tabel_van(blok, self.tabellen, self._celalineas))
        self._alineas(reeks)
        bepaal_koppen(self.document.blokken, self.zetsel, self.kleuren)

    def _celalineas(self, regels: list[Regel], plaats: Plaats) -> list[Alinea]:
        return alineas_van(regels, self.zetsel, plaats)

    def _alineas(self, regels: list[Regel]) -> None:
        for alinea in alineas_van(regels, self.zetsel, kleuren=self.kleuren):
            self.alineas += 1
            alinea.plaats = Plaats(bladzijde=alinea.plaats.bladzijde, alinea=self.alineas)
            self.document.blokken.append(alinea)


def _meldingen(bladen: list[Bladzijde], lopend: list[str]) -> list[Melding]:
    """What the pages had to say, the same message once."""
    uit: dict[str, Melding] = {}
    for blad in bladen:
        for melding in blad.meldingen:
            uit.setdefault(melding.tekst, melding)
    meldingen = list(uit.values())
    if lopend:
        tekst = "; ".join(f"'{regel}'" for regel in lopend[:5])
        meldingen.append(Melding(f"Kop- en voetregels die op elke bladzijde terugkomen zijn weggelaten: {tekst}."))
    return meldingen
