"""Footnotes and endnotes of Word: their marks as printed, and where their text is (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from basis.documenten.docx_nummering import schrijf_getal
from basis.documenten.docx_stijlen import VAL, W, getal
from basis.documenten.pakket import Knoop

_NIET_GEDRUKT = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(frozen=True, slots=True)
class Nootvorm:
    """How a kind of note is counted."""

    vorm: str
    start: int
    herstart: str
    """'continuous', 'eachSect' or 'eachPage'."""

    def met(self, knoop: Knoop | None) -> Nootvorm:
        """Return this with what w:footnotePr or w:endnotePr says."""
        if knoop is None:
            return self
        delen = {
            naam: kind.get(VAL) for naam in ("numFmt", "numStart", "numRestart") for kind in knoop.iterfind(W + naam)
        }
        return Nootvorm(
            delen.get("numFmt") or self.vorm,
            getal(delen.get("numStart"), self.start),
            delen.get("numRestart") or self.herstart,
        )


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A reference met in the text: the mark as printed, the kind of note and the paragraphs of its text."""

    merk: str
    soort: str
    alineas: list[Knoop]


@dataclass(slots=True)
class Nootteller:
    """Counts one kind of note through the document."""

    teksten: dict[str, Knoop]
    vormen: list[Nootvorm]
    """Per section."""
    _teller: int | None = None
    _sectie: int = 0
    _bladzijde: int = 0

    def volgende(self, sectie: int, bladzijde: int) -> str:
        """Count a reference and return its mark."""
        vorm = self.vormen[min(sectie, len(self.vormen) - 1)]
        opnieuw = (vorm.herstart == "eachSect" and sectie != self._sectie) or (
            vorm.herstart == "eachPage" and bladzijde != self._bladzijde
        )
        self._sectie, self._bladzijde = sectie, bladzijde
        self._teller = vorm.start if self._teller is None or opnieuw else self._teller + 1
        return schrijf_getal(self._teller, vorm.vorm)


class Noten:
    """All notes of a document; hands out keys in the order of the text."""

    def __init__(self, voetnoten: Nootteller, eindnoten: Nootteller) -> None:
        self._tellers = {"footnote": voetnoten, "endnote": eindnoten}
        self.verwijzingen: dict[str, Verwijzing] = {}

    def verwijs(self, soort: str, noot_id: str, *, eigen_merk: str = "", sectie: int = 0, bladzijde: int = 0) -> str:
        """Register a reference and return its key: the mark, with a number behind it when the mark was used before.

        ``soort`` is 'footnote' or 'endnote'; ``eigen_merk`` is a mark that the writer typed, which does not count.
        """
        teller = self._tellers[soort]
        merk = eigen_merk or teller.volgende(sectie, bladzijde) or "*"
        sleutel, nummer = merk, 1
        while sleutel in self.verwijzingen:
            nummer += 1
            sleutel = f"{merk} ({nummer})"
        knoop = teller.teksten.get(noot_id)
        alineas = list(knoop.iter(f"{W}p")) if knoop is not None else []
        self.verwijzingen[sleutel] = Verwijzing(merk, "eindnoot" if soort == "endnote" else "voetnoot", alineas)
        return sleutel


def maak_teller(soort: str, wortel: Knoop | None, instellingen: Knoop | None, secties: list[Knoop]) -> Nootteller:
    """Make the counter of 'footnote' or 'endnote' from its part, the settings and the sections of the document."""
    vorm = Nootvorm("lowerRoman" if soort == "endnote" else "decimal", 1, "continuous")
    if instellingen is not None:
        vorm = vorm.met(instellingen.find(f"{W}{soort}Pr"))
    teksten = {
        knoop.get(f"{W}id", ""): knoop
        for knoop in (wortel.iterfind(W + soort) if wortel is not None else ())
        if knoop.get(f"{W}type") not in _NIET_GEDRUKT
    }
    return Nootteller(teksten, [vorm.met(sectie.find(f"{W}{soort}Pr")) for sectie in secties] or [vorm])
