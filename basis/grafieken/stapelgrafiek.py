"""Stacked horizontal bars of counts, and the progress bar. Pure, no Django, no domain."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from basis.getallen import Getal, getal_tekst, procent_tekst
from basis.grafieken.onderdelen import (
    BREEDTE,
    LABELBREEDTE,
    ONTBREEKT,
    REGEL,
    TEKENBREEDTE,
    Legendaregel,
    Regel,
    Tabelrij,
    Uiterlijk,
    breek_af,
    leg_legenda,
    px,
)
from basis.vormen import KLEUREN, VORMEN, kies_kleur, kies_vorm


@dataclass(frozen=True, slots=True)
class Segment:
    """Part of a stacked bar: name, count, colour key and optionally a shape key."""

    naam: str
    aantal: int
    kleur: str
    vorm: str = ""


@dataclass(frozen=True, slots=True)
class Vlak:
    """Drawn segment; ``tekst`` and ``vorm`` are empty where they do not fit."""

    x: str
    y: str
    breedte: str
    hoogte: str
    kleur: str
    uiterlijk: Uiterlijk
    tekst: str
    tekst_x: str
    tekst_y: str
    tekstkleur: str
    vorm: str
    vorm_plek: str


@dataclass(frozen=True, slots=True)
class Stapel:
    """One row: label, segments and total."""

    label: list[Regel]
    vlakken: list[Vlak]
    totaal: Regel


@dataclass(frozen=True, slots=True)
class Stapelgrafiek:
    """Everything the template of the stacked bars needs."""

    titel: str
    omschrijving: str
    sleutel: str
    breedte: int
    hoogte: int
    stapels: list[Stapel]
    legenda: list[Legendaregel]
    kolommen: list[str]
    tabel: list[Tabelrij]


def gestapeld(
    *,
    titel: str,
    omschrijving: str,
    rijen: Sequence[tuple[str, Sequence[Segment]]],
    sleutel: str = "gestapeld",
    relatief: bool = False,
) -> Stapelgrafiek:
    """Lay out one stacked bar per row of counts; segments of a name share a column in the table beside it.

    With ``relatief`` every bar is as long as the longest. Raises ValueError for a negative count.
    """
    if any(segment.aantal < 0 for _, segmenten in rijen for segment in segmenten):
        raise ValueError("een aantal is nooit negatief")
    soorten = {segment.naam: segment for _, segmenten in rijen for segment in segmenten}
    totalen = [sum(segment.aantal for segment in segmenten) for _, segmenten in rijen]
    legenda, y = leg_legenda(
        [(naam, _vlakuiterlijk(segment), _vormpad(segment)) for naam, segment in soorten.items()],
    )
    stapels = []
    for (label, segmenten), totaal in zip(rijen, totalen, strict=True):
        stapel, y = _stapel(label, segmenten, totaal, max(totaal if relatief else max(totalen), 1), y)
        stapels.append(stapel)
    return Stapelgrafiek(
        titel=titel,
        omschrijving=omschrijving,
        sleutel=sleutel,
        breedte=BREEDTE,
        hoogte=math.ceil(y),
        stapels=stapels,
        legenda=legenda,
        kolommen=[*soorten, "Totaal"],
        tabel=list(_stapeltabel(rijen, list(soorten), totalen)),
    )


def _stapeltabel(
    rijen: Sequence[tuple[str, Sequence[Segment]]], namen: Sequence[str], totalen: Sequence[int]
) -> Iterator[Tabelrij]:
    """Yield the counts per row in the order of the legend."""
    for (label, segmenten), totaal in zip(rijen, totalen, strict=True):
        aantallen = dict.fromkeys(namen, 0)
        for segment in segmenten:
            aantallen[segment.naam] += segment.aantal
        yield Tabelrij(label, [*(getal_tekst(aantal) for aantal in aantallen.values()), getal_tekst(totaal)])


def _vlakuiterlijk(segment: Segment) -> Uiterlijk:
    """Return fill and text colour of a segment."""
    kleur = KLEUREN[kies_kleur(segment.kleur)]
    return Uiterlijk(kleur.vlak, kleur.tekst)


def _vormpad(segment: Segment) -> str:
    """Return the path of the shape of a segment."""
    return VORMEN[kies_vorm(segment.kleur, segment.vorm)]


def _stapel(label: str, segmenten: Sequence[Segment], totaal: int, volledig: int, y: float) -> tuple[Stapel, float]:
    """Return one row at height ``y`` and the height where the next one begins."""
    regels = breek_af(label, int(LABELBREEDTE / TEKENBREEDTE))
    hoogte = max(26, len(regels) * REGEL)
    midden = y + hoogte / 2
    x, eenheid = LABELBREEDTE + 10.0, (BREEDTE - LABELBREEDTE - 60) / volledig
    vlakken = []
    for segment in segmenten:
        if segment.aantal:
            vlakken.append(_vlak(segment, x, midden - 13, segment.aantal * eenheid))
            x += segment.aantal * eenheid
    tekst_y = midden - len(regels) * REGEL / 2 + 12
    stapel = Stapel(
        [Regel(px(LABELBREEDTE), px(tekst_y + nummer * REGEL), regel) for nummer, regel in enumerate(regels)],
        vlakken,
        Regel(px(x + 8), px(midden + 5), getal_tekst(totaal)),
    )
    return stapel, y + hoogte + 10


def _vlak(segment: Segment, x: float, y: float, breedte: float) -> Vlak:
    """Return one segment; number and shape only where there is room."""
    uiterlijk = _vlakuiterlijk(segment)
    tekst = getal_tekst(segment.aantal)
    met_tekst = breedte >= 10 + len(tekst) * 8
    met_vorm = breedte >= 32 + len(tekst) * 8
    midden = x + breedte / 2
    return Vlak(
        x=px(x),
        y=px(y),
        breedte=px(breedte),
        hoogte="26",
        kleur=kies_kleur(segment.kleur),
        uiterlijk=uiterlijk,
        tekst=tekst if met_tekst else "",
        tekst_x=px(midden + (9 if met_vorm else 0)),
        tekst_y=px(y + 17.5),
        tekstkleur=uiterlijk.rand,
        vorm=_vormpad(segment) if met_vorm else "",
        vorm_plek=f"translate({px(midden - 9 - len(tekst) * 4)} {px(y + 6.5)}) scale(0.8)",
    )


@dataclass(frozen=True, slots=True)
class Balk:
    """A progress bar: widths on a scale of 100 and the text beside it."""

    breedte: str
    tekst: str
    procent: str
    label: str


def balk(waarde: Getal | None, totaal: Getal | None, label: str = "") -> Balk:
    """Return a progress bar; without a value or total it is empty and says so. More than the total fills it."""
    if waarde is None:
        return Balk("0", ONTBREEKT, "", label)
    if not totaal or totaal < 0:
        return Balk("0", getal_tekst(waarde), "", label)
    deel = float(waarde) / float(totaal) * 100
    tekst = f"{getal_tekst(waarde)} van {getal_tekst(totaal)}"
    return Balk(px(min(100.0, max(0.0, deel))), tekst, procent_tekst(deel, 0), label)
