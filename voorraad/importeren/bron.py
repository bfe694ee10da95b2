"""The blocks of a document as plain values, to show beside what was found in it (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from basis.documenten.model import Alinea, Document, Tabel

# Beyond this the source beside the rows is cut; the file itself can always be downloaded.
_GROOTST = 2_000_000
# A cell with more characters is no heading.
_KOP = 60


def bron_van(document: Document) -> list[dict[str, Any]]:
    """Return paragraphs ``{tekst, kop, lijst, plaats}`` and tables ``{rijen: [{cellen, plaats}], plaats}``."""
    uit: list[dict[str, Any]] = []
    tekens = 0
    for blok in document.blokken:
        waarde = _alinea(blok) if isinstance(blok, Alinea) else _tabel(blok)
        tekens += len(str(waarde))
        if tekens > _GROOTST:
            uit.append({"tekst": "De rest van het document staat hier niet.", "kop": 0, "lijst": 0, "plaats": ""})
            break
        uit.append(waarde)
    return uit


def _alinea(blok: Alinea) -> dict[str, Any]:
    tekst = f"{blok.nummer} {blok.tekst}".strip()
    return {"tekst": tekst, "kop": blok.kop, "lijst": blok.lijst, "plaats": str(blok.plaats)}


def _tabel(blok: Tabel) -> dict[str, Any]:
    rijen = []
    for rij in blok.rijen:
        cellen = [
            "\n".join(f"{alinea.nummer} {alinea.tekst}".strip() for alinea in cel.alineas).strip()
            for cel in rij.cellen
            if not cel.dekking
        ]
        rijen.append({"cellen": cellen, "plaats": str(rij.plaats)})
    return {"rijen": rijen, "plaats": str(blok.plaats)}


def rond(bron: Sequence[Mapping[str, Any]], plaats: str, *, om: int = 2) -> dict[str, Any]:
    """Return what stands at a place: ``kop`` above it, ``hier`` (the rows or paragraphs) and ``eromheen``.

    A table row in ``hier`` has ``velden``: pairs of the heading above a cell ('' when unclear) and the cell. Empty when
    the place is not in the document's text.
    """
    treffers = [
        nummer for nummer, blok in enumerate(bron) if blok["plaats"] == plaats or list(_rijtreffers(blok, plaats))
    ]
    if not treffers or not plaats:
        return {}
    hier = [deel for nummer in treffers for deel in _hier(bron[nummer], plaats)]
    eromheen: list[dict[str, Any]] = []
    for nummer in range(max(0, treffers[0] - om), min(len(bron), treffers[-1] + om + 1)):
        blok = dict(bron[nummer]) | {"hier": bron[nummer]["plaats"] == plaats}
        if "rijen" in blok:
            blok["rijen"] = list(_rijen_rond(blok, plaats))
        eromheen.append(blok)
    koppen = (blok["tekst"] for blok in reversed(bron[: treffers[0]]) if blok.get("kop"))
    return {"kop": next(koppen, ""), "hier": hier, "eromheen": eromheen}


def _hier(blok: Mapping[str, Any], plaats: str) -> Iterator[dict[str, Any]]:
    if "rijen" not in blok:
        yield {"tekst": blok["tekst"]}
        return
    for nummer in _rijtreffers(blok, plaats):
        cellen = blok["rijen"][nummer]["cellen"]
        koppen = _koppen(blok["rijen"][:nummer], len(cellen))
        yield {"velden": [(kop, cel) for kop, cel in zip(koppen, cellen, strict=True) if cel]}


def _koppen(erboven: Sequence[Mapping[str, Any]], breedte: int) -> list[str]:
    """Return the headings of a table: the first row as wide as this one with short texts in most of its cells."""
    for rij in erboven:
        gevuld = [cel for cel in rij["cellen"] if cel]
        if len(rij["cellen"]) == breedte and len(gevuld) * 2 > breedte and all(len(cel) <= _KOP for cel in gevuld):
            return list(rij["cellen"])
    return [""] * breedte


def _rijtreffers(blok: Mapping[str, Any], plaats: str) -> Iterator[int]:
    return (nummer for nummer, rij in enumerate(blok.get("rijen", ())) if rij["plaats"] == plaats)


def _rijen_rond(blok: Mapping[str, Any], plaats: str) -> Iterator[dict[str, Any]]:
    """Yield the heading row, the rows at the place and one on either side; a table elsewhere gives its first rows."""
    hier = set(_rijtreffers(blok, plaats))
    houd = {0} | {nummer + stap for nummer in hier for stap in (-1, 0, 1)} if hier else {0, 1}
    for nummer, rij in enumerate(blok["rijen"]):
        if nummer in houd:
            yield dict(rij) | {"hier": nummer in hier, "kop": nummer == 0}
