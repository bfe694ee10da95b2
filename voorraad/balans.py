"""Counting dwellings (pure): signs, sums over rows and parties, stands, and the bridge between two stands.

Values are plain ints; None means 'not known', which is not the same as 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from voorraad.formules import FormuleFout, lees_formule

PLUS, MIN, SALDO = "plus", "min", "saldo"
TOTAAL = "totaal"
_NEGATIEF = "Hier telt alleen wat erbij komt: vul 0 of een hoger getal in, zonder minteken."


class TekenFout(ValueError):
    """The count has a sign the row does not take; the message is for the user."""


def normaliseer(teken: str, aantal: int) -> int:
    """Return the count as it is stored for a row with this sign.

    A row that withdraws takes 144 and -144 as the same count and stores 144; a saldo row keeps its sign; every other
    row refuses a negative (TekenFout).
    """
    if teken == MIN:
        return abs(aantal)
    if teken != SALDO and aantal < 0:
        raise TekenFout(_NEGATIEF)
    return aantal


def bijdrage(teken: str, aantal: int) -> int:
    """Return what a stored count does to the stock: negative for a row that withdraws."""
    return -abs(aantal) if teken == MIN else aantal


def tel_op(waarden: Iterable[int | None]) -> int | None:
    """Return the sum of what is known, or None when nothing is."""
    bekend = [waarde for waarde in waarden if waarde is not None]
    return sum(bekend) if bekend else None


def verschil(van: int | None, af: int | None) -> int | None:
    """Return ``van - af``, or None when one of them is not known."""
    return None if van is None or af is None else van - af


Gewichten = Mapping[str, Mapping[str, int]]


def gewichten(formules: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Return per row how often each entered row counts in it: {'netto': {'nieuwbouw': 1, 'sloop': 1}}.

    ``formules``: row key -> formula, empty for an entered row, which weighs itself once. A row whose formula cannot be
    computed (a circle, a row that does not exist) weighs nothing, so that it shows no value instead of a wrong one.
    """
    uit: dict[str, dict[str, int]] = {}
    for regel in formules:
        try:
            uit[regel] = _gewicht(formules, regel, ())
        except FormuleFout:
            uit[regel] = {}
    return uit


def _gewicht(formules: Mapping[str, str], regel: str, onderweg: tuple[str, ...]) -> dict[str, int]:
    """Unfold one row into entered rows."""
    if regel in onderweg or regel not in formules:
        raise FormuleFout(f"De formule van '{regel}' is niet te berekenen.")
    if not formules[regel]:
        return {regel: 1}
    som: dict[str, int] = {}
    for teken, naam in lees_formule(formules[regel]):
        for blad, gewicht in _gewicht(formules, naam, (*onderweg, regel)).items():
            som[blad] = som.get(blad, 0) + teken * gewicht
    return som


def bereken_rijen(weeg: Gewichten, bijdragen: Mapping[str, int | None]) -> dict[str, int | None]:
    """Return the value of every row from the signed contributions of the entered rows.

    A derived row counts what is known of its parts and is None when none of them is.
    """
    uit: dict[str, int | None] = {}
    for regel, delen in weeg.items():
        uit[regel] = tel_op(
            None if (waarde := bijdragen.get(blad)) is None else gewicht * waarde for blad, gewicht in delen.items()
        )
    return uit


Band = tuple[int, int]


def bereken_banden(weeg: Gewichten, banden: Mapping[str, Band]) -> dict[str, Band | None]:
    """Return lowest and highest value of every row from those of the entered rows (signed, lowest first)."""
    uit: dict[str, Band | None] = {}
    for regel, delen in weeg.items():
        bekend = [(gewicht, banden[blad]) for blad, gewicht in delen.items() if blad in banden]
        if not bekend:
            uit[regel] = None
            continue
        laag = sum(gewicht * (band[0] if gewicht > 0 else band[1]) for gewicht, band in bekend)
        hoog = sum(gewicht * (band[1] if gewicht > 0 else band[0]) for gewicht, band in bekend)
        uit[regel] = (laag, hoog)
    return uit


def band(waarde: int, minimum: int | None, maximum: int | None) -> Band:
    """Return a promise as signed lowest and highest: -10 with 5 to 15 sales is (-15, -5); no range is (n, n)."""
    if waarde < 0:
        return (-maximum if maximum is not None else waarde, -minimum if minimum is not None else waarde)
    return (minimum if minimum is not None else waarde, maximum if maximum is not None else waarde)


Stand = dict[str, dict[str, int | None]]


def stand_totalen(weeg: Gewichten, cellen: Mapping[str, Mapping[str, int]], kolommen: Iterable[str]) -> Stand:
    """Return a stand with its derived rows and, per row, the column TOTAAL.

    ``cellen``: row key -> column key -> count, entered rows only.
    """
    namen = list(kolommen)
    per_kolom = {
        kolom: bereken_rijen(weeg, {regel: rij.get(kolom) for regel, rij in cellen.items()}) for kolom in namen
    }
    uit: Stand = {}
    for regel in weeg:
        rij = {kolom: per_kolom[kolom][regel] for kolom in namen}
        uit[regel] = {**rij, TOTAAL: tel_op(rij.values())}
    return uit


@dataclass(frozen=True, slots=True)
class Brug:
    """From an opening stand by signed mutations to a stand. ``verschil`` is the stand minus what was expected."""

    begin: int | None
    mutaties: int | None
    stand: int | None

    @property
    def verwacht(self) -> int | None:
        """Opening stand plus mutations; None without an opening stand."""
        return None if self.begin is None else self.begin + (self.mutaties or 0)

    @property
    def verschil(self) -> int | None:
        """What the mutations do not explain; 0 means the bridge closes."""
        return verschil(self.stand, self.verwacht)


def tel_bruggen(bruggen: Iterable[Brug]) -> Brug:
    """Return the bridge of all parties together; a part that one party lacks is not known for all."""
    alle = list(bruggen)

    def samen(waarden: list[int | None]) -> int | None:
        return None if any(waarde is None for waarde in waarden) else tel_op(waarden)

    return Brug(
        begin=samen([brug.begin for brug in alle]),
        mutaties=samen([brug.mutaties for brug in alle]),
        stand=samen([brug.stand for brug in alle]),
    )
