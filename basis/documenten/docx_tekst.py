"""The runs of a Word paragraph as pieces of text: fields, changes, hidden text, symbols and note marks (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from basis.documenten.docx_noten import Noten
from basis.documenten.docx_stijlen import VAL, Letter, Stijl, Stijlen, W, getal, lees_letter, schakelaar, waarde
from basis.documenten.pakket import Knoop, lokaal
from basis.documenten.stukken import Stuk

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# Elements around runs that only wrap what they hold.
_OMHULSELS = frozenset(
    ("hyperlink", "smartTag", "customXml", "ins", "moveTo", "dir", "bdo", "fldSimple", "sdtContent", "rubyBase")
)
_VERWIJDERD = frozenset(("del", "moveFrom"))
_LETTERLIJK = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "nbsp": " "}
_GROTE_AFBEELDING = (2_880_000, 1_440_000)
"""8 by 4 cm in EMU: larger than a logo, so perhaps a picture of a table."""
_SYMBOOLLETTERS = ("symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings")


def wissel(knoop: Knoop) -> list[Knoop]:
    """Return what to read of mc:AlternateContent: the first choice, or the fallback when that has the only text."""
    keuzes = [kind for kind in knoop if lokaal(kind) == "Choice"]
    terugval = [kind for kind in knoop if lokaal(kind) == "Fallback"]
    for keuze in keuzes:
        if any(True for _ in keuze.iter(f"{W}t", f"{W}footnoteReference")) or not terugval:
            return list(keuze)
    if terugval and (not keuzes or any(True for _ in terugval[0].iter(f"{W}t"))):
        return list(terugval[0])
    return list(keuzes[0]) if keuzes else []


@dataclass(slots=True)
class Veld:
    """A complex field (w:fldChar) that is open."""

    opdracht: str = ""
    in_opdracht: bool = True
    keuze: str = ""
    """The chosen entry of a drop-down form field, which has no text of its own."""


@dataclass(slots=True)
class Telling:
    """What was met and not read as text; it becomes messages at the end."""

    aantal: Counter[str] = field(default_factory=Counter)
    losse: list[str] = field(default_factory=list)
    """Things in the paragraph at hand that need a message with its place."""


class Tekstlezer:
    """Reads the pieces of paragraphs, in order: fields and page numbers run on from one to the next."""

    def __init__(self, stijlen: Stijlen, noten: Noten, *, heeft_bladzijden: bool) -> None:
        self._stijlen = stijlen
        self._noten = noten
        self._heeft_bladzijden = heeft_bladzijden
        self.telling = Telling()
        self.velden: list[Veld] = []
        self.tekstvakken: list[Knoop] = []
        """Text boxes anchored in the paragraph at hand (w:txbxContent); the caller empties it."""
        self.bladzijde = 1 if heeft_bladzijden else 0
        self.beginbladzijde = self.bladzijde
        """The page on which the text of the paragraph at hand starts."""
        self.sectie = 0
        self.in_noot = False
        self._heeft_tekst = False
        self._basis = Letter()
        self._doen: dict[str, Callable[[Knoop, Letter], Iterator[Stuk]]] = {
            "t": self._doe_tekst,
            "br": self._doe_einde,
            "sym": self._doe_symbool,
            "footnoteReference": self._doe_noot,
            "endnoteReference": self._doe_noot,
            "fldChar": self._doe_veld,
            "ruby": self._doe_ruby,
        }

    def stukken(self, alinea: Knoop, stijl: Stijl, *, vet: bool = False) -> list[Stuk]:
        """Return the visible pieces of a paragraph; ``vet`` is what the table's style adds."""
        self._heeft_tekst = False
        self.beginbladzijde = self.bladzijde
        self._basis = stijl.letter.over(Letter(vet=vet or None)).over(self._stijlen.basis)
        gevonden = list(self._kinderen(alinea))
        while self.velden and self.velden[-1].in_opdracht:
            # An instruction never runs on into the next paragraph; a field that lost its end must not swallow text.
            self.velden.pop()
        return gevonden

    @property
    def in_inhoudsopgave(self) -> bool:
        """Tell whether a field that makes a table of contents is open."""
        return any(veld.opdracht.split()[:1] == ["TOC"] for veld in self.velden)

    def _kinderen(self, knoop: Knoop) -> Iterator[Stuk]:
        for kind in knoop:
            naam = lokaal(kind)
            if naam == "r":
                yield from self._run(kind)
            elif naam in _OMHULSELS:
                self.telling.aantal["wijziging"] += naam in ("ins", "moveTo")
                yield from self._kinderen(kind)
            elif naam in _VERWIJDERD:
                self.telling.aantal["wijziging"] += 1
            elif naam == "sdt":
                yield from self._inhoudsbesturing(kind)
            elif naam == "AlternateContent":
                for keuze in wissel(kind):
                    yield from self._run(keuze) if lokaal(keuze) == "r" else self._kinderen(keuze)
            elif naam in ("oMath", "oMathPara"):
                yield from self._tekst("".join(t.text or "" for t in kind.iter("{*}t")), self._basis)
            elif naam == "subDoc":
                self.telling.losse.append("Hier is een ander document ingevoegd; dat is niet gelezen.")

    def _inhoudsbesturing(self, knoop: Knoop) -> Iterator[Stuk]:
        """Read a content control within a paragraph; a prompt that nobody filled in is no text."""
        if is_leeg_veld(knoop):
            self.telling.aantal["invulveld"] += 1
            return
        for inhoud in knoop.iterfind(f"{W}sdtContent"):
            yield from self._kinderen(inhoud)

    def _run(self, run: Knoop) -> Iterator[Stuk]:
        rpr = run.find(f"{W}rPr")
        if self._is_aanwijzing(rpr):
            self.telling.aantal["invulveld"] += 1
            return
        letter = self._letter(rpr)
        for kind in run:
            yield from self._deel(kind, letter)

    def _is_aanwijzing(self, rpr: Knoop | None) -> bool:
        """Tell whether a run is the prompt of a content control; around cells and rows only its style shows that."""
        stijl_id = waarde(rpr, "rStyle")
        return stijl_id is not None and self._stijlen.stijl(stijl_id).naam.lower() == "placeholder text"

    def _deel(self, kind: Knoop, letter: Letter) -> Iterator[Stuk]:
        naam = lokaal(kind)
        if naam in self._doen:
            yield from self._doen[naam](kind, letter)
        elif naam in _LETTERLIJK:
            yield from self._tekst(_LETTERLIJK[naam], letter)
        elif naam == "instrText":
            if self.velden and self.velden[-1].in_opdracht:
                self.velden[-1].opdracht += kind.text or ""
        elif naam == "lastRenderedPageBreak":
            self.bladzijde += self._heeft_bladzijden
        elif naam == "AlternateContent":
            for keuze in wissel(kind):
                yield from self._deel(keuze, letter)
        elif naam in ("drawing", "pict", "object"):
            self._tekening(kind, naam)

    def _letter(self, rpr: Knoop | None) -> Letter:
        """Return the looks of a run: its own, its style's, the paragraph's; bold in both styles undoes itself."""
        eigen = lees_letter(rpr)
        stijl_id = waarde(rpr, "rStyle")
        if stijl_id is None:
            return eigen.over(self._basis)
        stijl = self._stijlen.stijl(stijl_id).letter
        samen = stijl.over(self._basis)
        wissels = Letter(
            bool(stijl.vet) != bool(self._basis.vet),
            bool(stijl.cursief) != bool(self._basis.cursief),
            bool(stijl.verborgen) != bool(self._basis.verborgen),
        )
        return eigen.over(wissels).over(samen)

    @property
    def _zichtbaar(self) -> bool:
        return not any(veld.in_opdracht for veld in self.velden)

    def _tekst(self, tekst: str, letter: Letter) -> Iterator[Stuk]:
        if not tekst or not self._zichtbaar:
            return
        if letter.verborgen:
            self.telling.aantal["verborgen"] += bool(tekst.strip())
            return
        if tekst.strip() and not self._heeft_tekst:
            self._heeft_tekst, self.beginbladzijde = True, self.bladzijde
        yield Stuk(
            tekst,
            bool(letter.vet),
            bool(letter.cursief),
            letter.grootte or 0.0,
            letter.stand == "superscript",
            letter.stand == "subscript",
        )

    def _doe_tekst(self, kind: Knoop, letter: Letter) -> Iterator[Stuk]:
        tekst = kind.text or ""
        if kind.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
            tekst = tekst.strip(" \t\r\n")
        yield from self._tekst(tekst.replace("\n", " ").replace("\t", " "), letter)

    def _doe_einde(self, kind: Knoop, letter: Letter) -> Iterator[Stuk]:
        """A line break is a line; a page or column break is a space at most."""
        soort = kind.get(f"{W}type", "textWrapping")
        yield from self._tekst("\n" if soort == "textWrapping" else " ", letter)

    def _doe_symbool(self, kind: Knoop, letter: Letter) -> Iterator[Stuk]:
        try:
            code = int(kind.get(f"{W}char", ""), 16)
        except ValueError:
            return
        if code < 0xF000 and kind.get(f"{W}font", "").lower() in _SYMBOOLLETTERS:
            code += 0xF000
        yield from self._tekst(chr(code) if code <= 0xFFFF and not 0xD800 <= code < 0xE000 else "", letter)

    def _doe_noot(self, kind: Knoop, letter: Letter) -> Iterator[Stuk]:
        if self.in_noot or letter.verborgen or not self._zichtbaar:
            return
        eigen_merk = ""
        if kind.get(f"{W}customMarkFollows", "").lower() in ("1", "true", "on"):
            # The mark the writer typed is the rest of the run.
            for volgende in kind.itersiblings():
                eigen_merk += volgende.text or "" if lokaal(volgende) == "t" else ""
                if lokaal(volgende) == "t":
                    volgende.text = ""
                elif lokaal(volgende) == "sym":
                    eigen_merk += "".join(stuk.tekst for stuk in self._doe_symbool(volgende, letter))
                    volgende.set(f"{W}char", "")
        soort = lokaal(kind).removesuffix("Reference")
        sleutel = self._noten.verwijs(
            soort, kind.get(f"{W}id", ""), eigen_merk=eigen_merk.strip(), sectie=self.sectie, bladzijde=self.bladzijde
        )
        yield Stuk("", noot=sleutel)

    def _doe_veld(self, kind: Knoop, letter: Letter) -> Iterator[Stuk]:
        soort = kind.get(f"{W}fldCharType")
        if soort == "begin":
            self.velden.append(Veld(keuze=_keuze(kind.find(f"{W}ffData/{W}ddList"))))
        elif self.velden and soort == "separate":
            self.velden[-1].in_opdracht = False
        elif self.velden and soort == "end":
            veld = self.velden.pop()
            yield from self._tekst(veld.keuze, letter)

    def _doe_ruby(self, kind: Knoop, letter: Letter) -> Iterator[Stuk]:
        for onderdeel in kind.iterfind(f"{W}rubyBase"):
            yield from self._kinderen(onderdeel)

    def _tekening(self, kind: Knoop, naam: str) -> None:
        """Note text boxes, embedded files and pictures that may hold text."""
        vakken = [vak for vak in kind.iter(f"{W}txbxContent") if not _in_ander_vak(vak, kind)]
        self.tekstvakken += vakken
        if naam == "object" and not vakken and any(lokaal(k) == "OLEObject" and k.get(_R_ID) for k in kind.iter()):
            self.telling.losse.append(
                "Hier is een bestand ingevoegd (bijvoorbeeld een Excel-blad); de inhoud daarvan is niet gelezen."
            )
        for maat in kind.iter(f"{_WP}extent"):
            groot = getal(maat.get("cx")) >= _GROTE_AFBEELDING[0] and getal(maat.get("cy")) >= _GROTE_AFBEELDING[1]
            if groot and not vakken and any(True for _ in kind.iter(f"{_A}blip")):
                self.telling.losse.append("Hier staat een afbeelding; tekst in een afbeelding wordt niet gelezen.")


def is_leeg_veld(sdt: Knoop) -> bool:
    """Tell whether a content control still shows its prompt ('Klik om tekst in te voeren')."""
    return bool(schakelaar(sdt.find(f"{W}sdtPr"), "showingPlcHdr"))


def _in_ander_vak(vak: Knoop, grens: Knoop) -> bool:
    """Tell whether a text box lies within another one, or in the copy of it for old versions of Word."""
    for ouder in vak.iterancestors():
        if ouder is grens:
            return False
        naam = lokaal(ouder)
        if naam == "txbxContent" or (naam == "Fallback" and any(True for _ in ouder.getparent()[0].iter(f"{W}t"))):
            return True
    return False


def _keuze(lijst: Knoop | None) -> str:
    """Return the chosen entry of a drop-down form field."""
    if lijst is None:
        return ""
    regels = [regel.get(VAL, "") for regel in lijst.iterfind(f"{W}listEntry")]
    nummer = getal(waarde(lijst, "result") or waarde(lijst, "default"))
    return regels[nummer] if 0 <= nummer < len(regels) else ""
