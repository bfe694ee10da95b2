"""Tables of Word as a full grid: merged and split cells, heading rows, hidden rows, tables within tables (pure)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from basis.documenten.docx_stijlen import VAL, Stijl, W, getal, is_gearceerd, schakelaar
from basis.documenten.docx_tekst import wissel
from basis.documenten.model import Alinea, Cel, Dekking, Melding, Plaats, Rij, Tabel
from basis.documenten.pakket import Knoop, lokaal

MAX_KOLOMMEN = 63
"""Word's own limit."""
_OMHULSELS = frozenset(("customXml", "smartTag", "ins", "moveTo", "sdtContent"))
_SCHEIDING = " | "


def ontvouw(knoop: Knoop) -> Iterator[Knoop]:
    """Yield the children as the reader sees them: through content controls, wrappers and alternatives."""
    for kind in knoop:
        naam = lokaal(kind)
        if naam in _OMHULSELS:
            yield from ontvouw(kind)
        elif naam == "sdt":
            for inhoud in kind.iterfind(f"{W}sdtContent"):
                yield from ontvouw(inhoud)
        elif naam == "AlternateContent":
            yield from wissel(kind)
        else:
            yield kind


def _kinderen(knoop: Knoop, naam: str) -> list[Knoop]:
    return [kind for kind in ontvouw(knoop) if kind.tag == W + naam]


def rijknopen(tabel: Knoop) -> list[Knoop]:
    """Return the rows that are there when all changes are accepted."""
    return [rij for rij in _kinderen(tabel, "tr") if rij.find(f"{W}trPr/{W}del") is None]


def celknopen(rij: Knoop) -> list[Knoop]:
    """Return the cells of a row."""
    return _kinderen(rij, "tc")


def _geneste(cel: Knoop) -> list[Knoop]:
    return _kinderen(cel, "tbl")


def _heeft_eigen_tekst(cel: Knoop) -> bool:
    """Tell whether a cell has text outside the tables in it."""
    return any((t.text or "").strip() for p in _kinderen(cel, "p") for t in p.iter(f"{W}t"))


def is_opmaaktabel(tabel: Knoop) -> bool:
    """Tell whether a table only arranges other tables: one column, or all its text stands beside tables within it."""
    cellen = [celknopen(rij) for rij in rijknopen(tabel)]
    alle = [cel for rij in cellen for cel in rij]
    if not any(_is_echte_tabel(genest) for cel in alle for genest in _geneste(cel)):
        return False
    if all(len(rij) <= 1 for rij in cellen) or (len(cellen) == 1 and any(map(_is_brede_tabel, _alle_geneste(alle)))):
        return True
    return all(_geneste(cel) or not _heeft_eigen_tekst(cel) for cel in alle)


def _alle_geneste(cellen: list[Knoop]) -> list[Knoop]:
    return [genest for cel in cellen for genest in _geneste(cel)]


def _is_brede_tabel(tabel: Knoop) -> bool:
    """A table of three columns or more in a frame of one row stands beside that row's text; it is no data in a cell."""
    breedtes = [len(celknopen(rij)) for rij in rijknopen(tabel)]
    return len(breedtes) > 1 and max(breedtes) > 2


def _is_echte_tabel(tabel: Knoop) -> bool:
    """Tell whether a table has at least two rows and two columns, or arranges one that has."""
    breedtes = [len(celknopen(rij)) for rij in rijknopen(tabel)]
    return (len(breedtes) > 1 and max(breedtes) > 1) or is_opmaaktabel(tabel)


def inhoud_van_opmaaktabel(tabel: Knoop) -> Iterator[Knoop]:
    """Yield the cells in reading order."""
    for rij in rijknopen(tabel):
        yield from celknopen(rij)


@dataclass(frozen=True, slots=True)
class Celplek:
    """What a cell passes on to its paragraphs."""

    plaats: Plaats
    vet: bool = False


LeesCel = Callable[[Knoop, Celplek], list[Alinea]]
"""Reads the paragraphs of a cell, in order; given by the reader of the document."""


@dataclass(slots=True)
class _Rooster:
    """The grid while it is built."""

    rijen: list[Rij] = field(default_factory=list)
    lopend: dict[int, Cel] = field(default_factory=dict)
    """Per grid column the cell that may still go on downwards."""
    meldingen: list[Melding] = field(default_factory=list)


def lees_tabel(
    tabel: Knoop, stijl: Stijl, plaats: Plaats, lees_cel: LeesCel, bladzijde: Callable[[], int]
) -> tuple[Tabel, list[Melding]]:
    """Read a table into a grid; ``plaats`` holds its number. Returns the table and what to tell the user."""
    rooster = _Rooster()
    eigenschappen = tabel.find(f"{W}tblPr/{W}tblLook")
    stijlkop = eigenschappen is None or _kijk_eerste_rij(eigenschappen)
    for nummer, knoop in enumerate(rijknopen(tabel), 1):
        rijplaats = replace(plaats, rij=nummer, bladzijde=bladzijde())
        in_stijlkop = stijlkop and nummer == 1
        _lees_rij(rooster, knoop, rijplaats, lees_cel, stijl if in_stijlkop else Stijl())
    breedte = max((len(rij.cellen) for rij in rooster.rijen), default=0)
    for rij in rooster.rijen:
        rij.cellen += [Cel() for _ in range(breedte - len(rij.cellen))]
    if rooster.rijen and all(rij.kop for rij in rooster.rijen):
        for rij in rooster.rijen[1:]:
            rij.kop = False
    return Tabel(rooster.rijen, replace(plaats, bladzijde=_eerste_bladzijde(rooster, plaats))), rooster.meldingen


def _eerste_bladzijde(rooster: _Rooster, plaats: Plaats) -> int:
    return rooster.rijen[0].plaats.bladzijde if rooster.rijen else plaats.bladzijde


def _kijk_eerste_rij(knoop: Knoop) -> bool:
    """Read whether the table's style treats the first row as heading (attribute or the old bit mask)."""
    eerste = knoop.get(f"{W}firstRow")
    if eerste is not None:
        return bool(eerste.lower() in ("1", "true", "on"))
    try:
        return bool(int(knoop.get(VAL, "0020"), 16) & 0x20)
    except ValueError:
        return True


def _lees_rij(rooster: _Rooster, knoop: Knoop, plaats: Plaats, lees_cel: LeesCel, kopstijl: Stijl) -> None:
    trpr = knoop.find(f"{W}trPr")
    cellen = [Cel() for _ in range(_maat(trpr, "gridBefore"))]
    for celknoop in celknopen(knoop):
        if len(cellen) >= MAX_KOLOMMEN:
            rooster.meldingen.append(
                Melding(f"Deze rij heeft meer dan {MAX_KOLOMMEN} cellen; de rest is overgeslagen.", plaats)
            )
            break
        _lees_cel(rooster, cellen, celknoop, plaats, lees_cel, kopstijl)
    cellen += [Cel() for _ in range(min(_maat(trpr, "gridAfter"), MAX_KOLOMMEN - len(cellen)))]
    eerste = next((a.plaats.bladzijde for cel in cellen for a in cel.alineas), plaats.bladzijde)
    verborgen = bool(schakelaar(trpr, "hidden"))
    if verborgen:
        rooster.meldingen.append(Melding("Deze rij is verborgen in het document; ze is wel gelezen.", plaats))
    rooster.rijen.append(
        Rij(cellen, replace(plaats, bladzijde=eerste), kop=bool(schakelaar(trpr, "tblHeader")), verborgen=verborgen)
    )
    rooster.lopend = {kolom: cel for kolom, cel in rooster.lopend.items() if kolom < len(cellen)}


def _lees_cel(
    rooster: _Rooster, cellen: list[Cel], knoop: Knoop, plaats: Plaats, lees_cel: LeesCel, kopstijl: Stijl
) -> None:
    """Read one cell into the grid: its own text, or the mark of what covers it."""
    tcpr = knoop.find(f"{W}tcPr")
    kolom = len(cellen)
    breedte = max(1, min(_maat(tcpr, "gridSpan"), MAX_KOLOMMEN - kolom))
    alineas = lees_cel(knoop, Celplek(replace(plaats, kolom=str(kolom + 1)), vet=kopstijl.kop_vet))
    boven = rooster.lopend.get(kolom) if _samenvoeging(tcpr, "vMerge") == "continue" else None
    links = _samenvoeging(tcpr, "hMerge") == "continue" and cellen
    if boven is not None or links:
        if any(alinea.tekst for alinea in alineas):
            rooster.meldingen.append(Melding("In een samengevoegde cel staat tekst die Word niet toont.", plaats))
        cellen += [Cel(dekking=Dekking.BOVEN if boven is not None else Dekking.LINKS) for _ in range(breedte)]
        if boven is not None:
            boven.hoogte += 1
        else:
            _verbreed(cellen, breedte)
        return
    arcering = is_gearceerd(tcpr) if tcpr is not None and tcpr.find(f"{W}shd") is not None else kopstijl.kop_arcering
    cel = Cel(alineas, breedte=breedte, arcering=arcering)
    cellen.append(cel)
    cellen += [Cel(dekking=Dekking.LINKS) for _ in range(breedte - 1)]
    for bedekt in range(kolom, kolom + breedte):
        rooster.lopend.pop(bedekt, None)
    if _samenvoeging(tcpr, "vMerge") is not None:
        rooster.lopend[kolom] = cel


def _verbreed(cellen: list[Cel], breedte: int) -> None:
    """Add to the width of the cell that the last ones belong to."""
    eigenaar = next((cel for cel in reversed(cellen[:-breedte]) if cel.dekking is Dekking.EIGEN), None)
    if eigenaar is not None:
        eigenaar.breedte += breedte


def _samenvoeging(tcpr: Knoop | None, naam: str) -> str | None:
    """Return 'restart', 'continue' (also when nothing is said) or None."""
    knoop = tcpr.find(W + naam) if tcpr is not None else None
    return None if knoop is None else str(knoop.get(VAL, "continue"))


def _maat(knoop: Knoop | None, naam: str) -> int:
    """Return a count from the properties, never more than a table can have."""
    kind = knoop.find(W + naam) if knoop is not None else None
    return max(0, min(getal(kind.get(VAL)), MAX_KOLOMMEN)) if kind is not None else 0


def regels_van_geneste_tabel(tabel: Tabel) -> list[Alinea]:
    """Flatten a table within a cell: a line per row, cells apart by a bar; one column keeps its paragraphs."""
    regels: list[Alinea] = []
    for rij in tabel.rijen:
        gevuld = [cel for cel in rij.cellen if cel.tekst.strip() or any(a.nummer for a in cel.alineas)]
        if len(gevuld) == 1:
            regels += gevuld[0].alineas
        elif gevuld:
            eerste = gevuld[0].alineas[0]
            teksten = [" ".join(" ".join((a.nummer, a.tekst)).strip() for a in cel.alineas) for cel in gevuld]
            noten = tuple(merk for cel in gevuld for merk in cel.noten)
            regels.append(Alinea(_SCHEIDING.join(teksten), eerste.plaats, noten=noten, vet=all(c.vet for c in gevuld)))
    return regels
