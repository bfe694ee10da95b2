"""The blocks of a document as plain values, to show beside what was found in it (pure)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from basis.documenten.model import Alinea, Document, Tabel

# Beyond this the source beside the rows is cut; the file itself can always be downloaded.
_GROOTST = 2_000_000


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


def rond(bron: Sequence[Mapping[str, Any]], plaats: str, *, om: int = 3) -> list[dict[str, Any]]:
    """Return what stands around a place: blocks with ``hier`` true where it is; tables cut to the rows near it."""
    treffers = [
        nummer for nummer, blok in enumerate(bron) if blok["plaats"] == plaats or list(_rijtreffers(blok, plaats))
    ]
    if not treffers or not plaats:
        return []
    eerste, laatste = treffers[0], treffers[-1]
    uit = []
    for nummer in range(max(0, eerste - om), min(len(bron), laatste + om + 1)):
        blok = dict(bron[nummer])
        blok["hier"] = blok["plaats"] == plaats
        if "rijen" in blok:
            blok["rijen"] = list(_rijen_rond(blok, plaats))
        uit.append(blok)
    return uit


def _rijtreffers(blok: Mapping[str, Any], plaats: str) -> Iterator[int]:
    return (nummer for nummer, rij in enumerate(blok.get("rijen", ())) if rij["plaats"] == plaats)


def _rijen_rond(blok: Mapping[str, Any], plaats: str) -> Iterator[dict[str, Any]]:
    """Yield the heading row, the rows at the place and one on either side; a table elsewhere gives its first rows."""
    hier = set(_rijtreffers(blok, plaats))
    houd = {0} | {nummer + stap for nummer in hier for stap in (-1, 0, 1)} if hier else {0, 1}
    for nummer, rij in enumerate(blok["rijen"]):
        if nummer in houd:
            yield dict(rij) | {"hier": nummer in hier, "kop": nummer == 0}
