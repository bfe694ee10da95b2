"""Typed footnotes: a mark in the text and a line that opens with it (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afspraken.importeren.structuur.alinearegels import Blok, Regel
from afspraken.importeren.structuur.model import RuweAfspraak, Structuur
from afspraken.importeren.tekstopmaak import schoon

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOOT = re.compile(
    r"^\s*(?P<merk>\*{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\[\d{1,2}\]|\(\d{1,2}\)|\(\*{1,3}\))\s*[:.]?\s*(?P<tekst>\S.{3,})$",
    re.DOTALL,
)


def koppel_getypte_noten(structuur: Structuur, blokken: Sequence[Blok]) -> None:
    """Give typed footnotes to the agreements whose text or columns carry the mark, the nearest note after it first."""
    teksten = [blok.alinea.tekst for blok in blokken if isinstance(blok, Regel)]
    teksten += [tekst for sleutel, tekst in structuur.noten.items() if sleutel.startswith("rij:")]
    structuur.noten = {}
    for tekst in teksten:
        gevonden = _NOOT.match(tekst)
        if gevonden:
            structuur.noten.setdefault(gevonden["merk"], schoon(gevonden["tekst"]))
    if not structuur.noten:
        return
    for afspraak in structuur.afspraken:
        zonder = [alinea for alinea in afspraak.alineas if not _is_noot(alinea.tekst, structuur)]
        afspraak.alineas = zonder or afspraak.alineas  # an agreement that is only a note keeps it as its text
        for merk in structuur.noten:
            if merk not in afspraak.noten and _draagt(afspraak, merk):
                afspraak.noten.append(merk)
    for hoofdstuk in structuur.hoofdstukken:
        hoofdstuk.tekst = [alinea for alinea in hoofdstuk.tekst if not _is_noot(alinea.tekst, structuur)]
    structuur.waarschuwingen = [
        w
        for w in structuur.waarschuwingen
        if not re.search(r"hoort bij geen afspraak: '\s*(?:\*|[¹²³⁴⁵⁶⁷⁸⁹]|[\[(]\d)", w)
    ]


def _is_noot(tekst: str, structuur: Structuur) -> bool:
    gevonden = _NOOT.match(tekst)
    return gevonden is not None and structuur.noten.get(gevonden["merk"]) == schoon(gevonden["tekst"])


def _draagt(afspraak: RuweAfspraak, merk: str) -> bool:
    """A mark counts behind a word, not inside one and not as a power ('m²')."""
    patroon = re.compile(
        rf"(?<![\w*\[(])\s?{re.escape(merk)}(?![\w*])|(?<=[^\W\d_]{{2}}){re.escape(merk)}(?![\w*])|"
        rf"(?<=\w[.,;]){re.escape(merk)}"
    )
    teksten = [afspraak.onderwerp, *(alinea.tekst for alinea in afspraak.alineas)]
    teksten += [tekst for waarden in afspraak.kolommen.values() for tekst in waarden]
    return any(patroon.search(tekst) for tekst in teksten)


def cijfer(merk: str) -> str:
    """A mark as people write it: '¹' as '1', '[2]' as '2'."""
    return merk.translate(_SUPERSCRIPT).strip("[]()")
