"""What stands around a table: its title, the headings above it, the notes below it (pure)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from afspraken.importeren.resultaat import GevondenPartij
from basis.documenten.model import Alinea, Document, Tabel
from basis.tekst import zoeksleutel
from voorraad.importeren.herkennen_getal import lees_datum
from voorraad.importeren.herkennen_woorden import Kenmerk, Partijzoeker, kenmerk_van

_ALINEAS_BOVEN = 3
_ALINEAS_ONDER = 4
_TITELLENGTE = 200
_BRON = re.compile(
    r"^\s*((?:tabel|bijlage|figuur|schema|overzicht)\s+(?:[0-9]+(?:[.-][0-9]+)*[a-z]?|[a-z]|[ivx]+))\b", re.I
)
_TABELWOORD = re.compile(r"^\s*(?:tabel|bijlage|figuur|schema|overzicht)\b", re.I)
_NOOTREGEL = re.compile(
    r"^\s*(?:[*†¹²³⁰-⁹]|\w[\w-]{0,14}\s*[:=]\s|bron\b|noot\b|toelichting\b|n\.?b\.?\b|let op\b)", re.I
)


@dataclass(frozen=True, slots=True)
class LosseTabel:
    """A table that holds no agreements, with the words around it."""

    tabel: Tabel
    boven: tuple[str, ...] = ()
    """Headings it stands under and paragraphs just above it; the nearest last."""
    onder: tuple[str, ...] = ()
    """Paragraphs just below it; the nearest first."""


@dataclass(slots=True)
class Omgeving:
    """What is known of a table before its cells are read."""

    titel: str
    bron: str
    sleutel: str
    context: Kenmerk
    """What the title fixes for every cell: party, hardness, kind of mutation, one year."""
    peildatum: dt.date | None
    partijnamen: list[str]
    zoeker: Partijzoeker
    periode: tuple[int, int] | None
    onder: tuple[str, ...] = ()
    waarschuwingen: list[str] = field(default_factory=list)


def met_omgeving(document: Document, tabellen: Sequence[Tabel]) -> list[LosseTabel]:
    """Gather for each of these tables of the document the headings and paragraphs around it, in the order given."""
    gezocht = {id(tabel): nr for nr, tabel in enumerate(tabellen)}
    uit: dict[int, LosseTabel] = {}
    koppen: dict[int, str] = {}
    for plek, blok in enumerate(document.blokken):
        if isinstance(blok, Alinea):
            if blok.kop:
                koppen = {niveau: tekst for niveau, tekst in koppen.items() if niveau < blok.kop}
                koppen[blok.kop] = blok.tekst.strip()
        elif id(blok) in gezocht:
            boven, onder = _alineas(document, plek, -1), _alineas(document, plek, 1)
            keten = [tekst for _niveau, tekst in sorted(koppen.items()) if tekst and tekst not in boven]
            blad = [blok.plaats.blad] if blok.plaats.blad else []
            uit[gezocht[id(blok)]] = LosseTabel(blok, (*blad, *keten, *boven), onder)
    return [uit.get(nr) or LosseTabel(tabel) for nr, tabel in enumerate(tabellen)]


def _alineas(document: Document, plek: int, stap: int) -> tuple[str, ...]:
    """Return the paragraphs directly above (nearest last) or below (nearest first) the block at ``plek``."""
    gevonden: list[str] = []
    grens = _ALINEAS_BOVEN if stap < 0 else _ALINEAS_ONDER
    plek += stap
    while 0 <= plek < len(document.blokken) and len(gevonden) < grens:
        blok = document.blokken[plek]
        if not isinstance(blok, Alinea) or (stap > 0 and blok.kop):
            break
        if blok.tekst.strip():
            gevonden.append(blok.tekst.strip())
        if stap < 0 and blok.kop:
            break
        plek += stap
    return tuple(reversed(gevonden)) if stap < 0 else tuple(gevonden)


def lees_omgeving(
    los: LosseTabel, partijen: Sequence[GevondenPartij], begin: dt.date | None, eind: dt.date | None
) -> Omgeving:
    """Work out title, source name, party, date and hardness from the words around a table."""
    zoeker = Partijzoeker(partijen)
    titel = _titel(los, zoeker)
    context = kenmerk_van(titel, zoeker)
    partij = next((k.partij for tekst in reversed(los.boven) if (k := kenmerk_van(tekst, zoeker)).partij), "")
    bron = _BRON.match(titel)
    peildatum = lees_datum(titel) or next((d for tekst in reversed(los.boven) if (d := lees_datum(tekst))), None)
    return Omgeving(
        titel=titel,
        bron=bron[1] if bron else "",
        sleutel=slug(bron[1] if bron else titel, 40) or "tabel",
        context=Kenmerk(
            tekst=titel,
            partij=partij or (zoeker.namen[0] if len(zoeker.namen) == 1 else ""),
            mutaties=context.mutaties,
            richting=context.richting,
            hardheid=context.hardheid,
            permanentie=context.permanentie,
            jaren=context.jaren if context.jaar and not context.datum else None,
        ),
        peildatum=peildatum,
        partijnamen=zoeker.namen,
        zoeker=zoeker,
        periode=(context.jaren if not context.datum else None) or ((begin.year, eind.year) if begin and eind else None),
        onder=los.onder,
    )


def _titel(los: LosseTabel, zoeker: Partijzoeker) -> str:
    """Return the title: a caption ('Tabel 1: ...') before a heading, the nearest first; never only a party's name."""
    kandidaten = [tekst for tekst in reversed(los.boven) if len(tekst) <= _TITELLENGTE]
    onder = los.onder[0] if los.onder and _BRON.match(los.onder[0]) and len(los.onder[0]) <= _TITELLENGTE else ""
    genoemd = [tekst for tekst in kandidaten if _TABELWOORD.match(tekst) and not tekst.endswith(".")]
    gewoon = [tekst for tekst in kandidaten if not tekst.endswith((".", ";")) and not _alleen_partij(tekst, zoeker)]
    return " ".join(next(iter([*genoemd[:1], *([onder] if onder else []), *gewoon]), "").rstrip(" :").split())


def _alleen_partij(tekst: str, zoeker: Partijzoeker) -> bool:
    """Tell whether a heading says nothing but the name of a corporation."""
    partijen, rest = zoeker.zoek(zoeksleutel(tekst))
    return bool(partijen) and not re.sub(r"\b(?:woningcorporatie|corporatie|de|stichting)\b|\W", "", rest)


def noten_onder(omgeving: Omgeving) -> list[str]:
    """Return the lines below the table that explain it: 'EGW: eengezinswoning', '* onder voorbehoud'."""
    uit: list[str] = []
    for tekst in omgeving.onder:
        if not _NOOTREGEL.match(tekst) or _BRON.match(tekst):
            break
        uit.append(tekst)
    return uit


def slug(tekst: str, lengte: int = 60) -> str:
    """Return a key of small letters, digits and underscores that begins with a letter."""
    leesbaar = re.sub(r"[<≤]", " tot ", re.sub(r"[>≥]", " boven ", zoeksleutel(tekst)))
    kaal = re.sub(r"[^a-z0-9]+", "_", leesbaar).strip("_")
    kaal = kaal if not kaal or kaal[0].isalpha() else f"r_{kaal}"
    return kaal[:lengte].rstrip("_")
