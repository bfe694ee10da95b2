"""The letters, rules and shaded areas of one page of a PDF, within bounds.

pdfplumber opens the file; its engine (pdfminer) draws every page on the ``Opvang`` below instead of on the objects
pdfplumber would keep, because those take a kilobyte per letter and know no upper limit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import list_value, stream_value
from pdfminer.utils import apply_matrix_pt, apply_matrix_rect

from basis.documenten.pdf_poort import MAX_INHOUD, grootte_van
from basis.documenten.pdf_stijl import Letterkenmerk, kenmerk_van, kleur_van
from basis.documenten.pdf_vormen import Lijn, Stijl, Teken, Vlak

MAX_TEKENS = 40_000
"""Letters kept of one page; a full A4 page has some 5,000."""
MAX_PADEN = 60_000
"""Shapes looked at on one page; maps and drawings have many, tables some hundred."""
MAX_STAPPEN = 300_000
"""Corners of shapes and saved states on one page."""
MAX_LIJNEN = 12_000
GROOTSTE = 14_400.0
"""Points a page may measure, by the standard; letters of that size are nonsense too."""
KLEINSTE = 0.5
"""Smaller letters cannot be seen."""
DUN = 3.0
"""A filled rectangle thinner than this is a rule."""
KORT = 0.2

Punt = tuple[float, float]


class TeVeel(Exception):
    """The page holds more than is read; what was read so far is kept."""


class Opvang(PDFTextDevice):
    """Collects what one page shows. Text at an angle is kept per direction: 0, 90, 180, 270, or -1 for the rest."""

    def __init__(self, beheer: PDFResourceManager) -> None:
        super().__init__(beheer)
        self.breedte = self.hoogte = 0.0
        self.richtingen: dict[int, list[Teken]] = {}
        self.aantal = self.paden = self.onleesbaar = self.beelden = self.bytes = self.stappen = 0
        self.liggend: list[Lijn] = []
        self.staand: list[Lijn] = []
        self.vlakken: list[Vlak] = []
        self.uitsnede = (0.0, 0.0, 0.0, 0.0)
        self._letters: dict[int, Letterkenmerk] = {}
        self._stijlen: dict[Stijl, Stijl] = {}
        self._omlijnd = False

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """Learn the size of the page as shown; what lies outside the crop box is not visible."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.breedte, self.hoogte = abs(x1 - x0), abs(y1 - y0)
        self.uitsnede = apply_matrix_rect(ctm, page.cropbox)
        if not (0 < self.breedte <= GROOTSTE and 0 < self.hoogte <= GROOTSTE):
            raise ValueError("page of an impossible size")

    def render_image(self, name: str, stream: Any) -> None:
        """Count images: a page with nothing else is a scan."""
        self.beelden += 1

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """Text drawn with outline as well is how some programs fake bold."""
        self._omlijnd = textstate.render == 2
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Any,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Keep one letter: its text, where it starts and ends on the base line, and how it looks."""
        breedte = font.char_width(cid) * fontsize * scaling
        self.aantal += 1
        if self.aantal > MAX_TEKENS:
            raise TeVeel
        try:
            tekst = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            tekst = "\ufffd"
            self.onleesbaar += 1
        a, b, c, d, e, f = matrix
        x0, y0 = c * rise + e, d * rise + f
        x1, y1 = x0 + a * breedte, y0 + b * breedte
        teken_van = 1 if fontsize * scaling >= 0 else -1
        hoek = _richting(a * teken_van, b * teken_van)
        grootte = abs(fontsize) * math.hypot(c, d)
        if KLEINSTE <= grootte <= GROOTSTE:
            self._bewaar(hoek, tekst, (x0, y0), (x1, y1), self._stijl(font, grootte, a, c, d, graphicstate.ncolor))
        return breedte

    def _stijl(self, font: PDFFont, grootte: float, a: float, c: float, d: float, kleur: object) -> Stijl:
        kenmerk = self._letters.get(id(font))
        if kenmerk is None:
            kenmerk = self._letters[id(font)] = kenmerk_van(font)
        scheef = a > 0 < d and 0.1 < c / d < 0.6
        stijl = Stijl(round(grootte, 1), kenmerk.vet or self._omlijnd, kenmerk.cursief or scheef, kleur_van(kleur))
        return self._stijlen.setdefault(stijl, stijl)

    def _bewaar(self, hoek: int, tekst: str, van: Punt, tot: Punt, stijl: Stijl) -> None:
        x0, y0, x1, y1 = self.uitsnede
        if not (x0 - 1 <= van[0] <= x1 + 1 and y0 - 1 <= van[1] <= y1 + 1):
            return
        begin, eind = self._gedraaid(hoek, van), self._gedraaid(hoek, tot)
        teken = Teken(tekst, min(begin[0], eind[0]), max(begin[0], eind[0]), begin[1], stijl)
        self.richtingen.setdefault(hoek, []).append(teken)

    def _gedraaid(self, hoek: int, punt: Punt) -> Punt:
        """Where a point lies, from the top left, when the page is turned so that this text stands upright."""
        x, y = punt[0], self.hoogte - punt[1]
        if hoek == 90:
            return self.hoogte - y, x
        if hoek == 270:
            return y, self.breedte - x
        if hoek == 180:
            return self.breedte - x, self.hoogte - y
        return x, y

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Keep the straight, upright sides of a shape, and rectangles that are filled."""
        if not (stroke or fill):
            return
        dikte = float(graphicstate.linewidth or 0) * math.hypot(self.ctm[0], self.ctm[1]) if self.ctm else 0.0
        for punten, zijden in self._delen(path):
            self.paden += 1
            if self.paden > MAX_PADEN or len(self.liggend) + len(self.staand) > MAX_LIJNEN:
                raise TeVeel
            if not all(-GROOTSTE < maat < 2 * GROOTSTE for punt in punten for maat in punt):
                continue
            if fill and self._gevuld(punten, zijden, kleur_van(graphicstate.ncolor)) and not stroke:
                continue
            if stroke:
                for van, tot in zijden:
                    self._zijde(van, tot, dikte, kleur_van(graphicstate.scolor))

    def _delen(self, path: Sequence[Any]) -> Iterator[tuple[list[Punt], list[tuple[Punt, Punt]]]]:
        """Per closed or open part of a shape: its corners and its straight sides."""
        punten: list[Punt] = []
        zijden: list[tuple[Punt, Punt]] = []
        for stap in path:
            if stap[0] == "m":
                if len(punten) > 1:
                    yield punten, zijden
                punten, zijden = [], []
            elif stap[0] == "h" and punten:
                if punten[0] != punten[-1]:
                    zijden.append((punten[-1], punten[0]))
                continue
            x, y = apply_matrix_pt(self.ctm, (float(stap[-2]), float(stap[-1]))) if self.ctm else (0.0, 0.0)
            if stap[0] == "l" and punten:
                zijden.append((punten[-1], (x, self.hoogte - y)))
            punten.append((x, self.hoogte - y))
        if len(punten) > 1:
            yield punten, zijden

    def _gevuld(self, punten: list[Punt], zijden: list[tuple[Punt, Punt]], kleur: int) -> bool:
        """Take a filled rectangle as a rule or a shaded area; False when it is another shape."""
        if len(zijden) < 3 or any(abs(v[0] - t[0]) > KORT and abs(v[1] - t[1]) > KORT for v, t in zijden):
            return False
        x0, x1 = min(x for x, _ in punten), max(x for x, _ in punten)
        top, bottom = min(y for _, y in punten), max(y for _, y in punten)
        breedte, hoogte = x1 - x0, bottom - top
        if min(breedte, hoogte) <= DUN:
            if breedte >= hoogte:
                self.liggend.append(Lijn((top + bottom) / 2, x0, x1))
            if hoogte >= breedte:
                self.staand.append(Lijn((x0 + x1) / 2, top, bottom))
        elif kleur != 0xFFFFFF and len(self.vlakken) < MAX_LIJNEN:
            self.vlakken.append(Vlak(x0, top, x1, bottom, kleur))
        return True

    def _zijde(self, van: Punt, tot: Punt, dikte: float, kleur: int) -> None:
        (x0, y0), (x1, y1) = van, tot
        if abs(y0 - y1) <= KORT:
            if dikte > 2 * DUN:
                self.vlakken.append(Vlak(min(x0, x1), y0 - dikte / 2, max(x0, x1), y0 + dikte / 2, kleur))
            else:
                self.liggend.append(Lijn((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x0 - x1) <= KORT:
            self.staand.append(Lijn((x0 + x1) / 2, min(y0, y1), max(y0, y1)))


class Tekenaar(PDFPageInterpreter):
    """Runs the drawing commands of a page, and stops when there are too many."""

    def render_contents(self, resources: Any, streams: Any, ctm: Any = (1, 0, 0, 1, 0, 0)) -> None:
        """Weigh the commands before they are unpacked; forms within forms count every time they are drawn."""
        opvang = self.device
        if isinstance(opvang, Opvang):
            for stroom in list_value(streams):
                opvang.bytes += grootte_van(stream_value(stroom)) + 50
                if opvang.bytes > MAX_INHOUD:
                    raise TeVeel
        super().render_contents(resources, streams, ctm)

    def do_q(self) -> None:
        """Count how often the state is put aside: the slowest of commands."""
        self._tel()
        super().do_q()

    def do_l(self, x: Any, y: Any) -> None:
        """Count the steps of a shape: a single one may have millions."""
        self._tel()
        super().do_l(x, y)

    def do_c(self, x1: Any, y1: Any, x2: Any, y2: Any, x3: Any, y3: Any) -> None:
        """Count the steps of a shape."""
        self._tel()
        super().do_c(x1, y1, x2, y2, x3, y3)

    def _tel(self) -> None:
        if isinstance(self.device, Opvang):
            self.device.stappen += 1
            if self.device.stappen > MAX_STAPPEN:
                raise TeVeel


def _richting(a: float, b: float) -> int:
    """Direction in which text runs, in degrees; -1 when it is at an angle (a watermark)."""
    if abs(b) <= 0.1 * abs(a):
        return 0 if a >= 0 else 180
    if abs(a) <= 0.1 * abs(b):
        return 90 if b > 0 else 270
    return -1
