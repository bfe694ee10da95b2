"""What both charts share: sizes, colours, text, scale and legend. Pure, no Django, no domain."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from basis.getallen import Getal, getal_tekst

BREEDTE = 600
LABELBREEDTE = 165
REGEL = 15
TEKENBREEDTE = 7.5
STAAF = 16
ONTBREEKT = "nog niet binnen"


@dataclass(frozen=True, slots=True)
class Uiterlijk:
    """Fill, outline and dash of a bar: series differ in more than colour."""

    vulling: str
    rand: str
    streep: str = ""


UITERLIJKEN = {
    "belofte": Uiterlijk("#e3f3fd", "#00568b"),
    "realisatie": Uiterlijk("#00568b", "#00568b"),
    "prognose": Uiterlijk("#cfbdff", "#3b0fb0", "6 2"),
    "zacht": Uiterlijk("#ffffff", "#586c88", "3 2"),
}


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of text at a place."""

    x: str
    y: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Legendaregel:
    """Name of a series or status with its mark."""

    x: str
    y: str
    tekst_x: str
    tekst_y: str
    naam: str
    uiterlijk: Uiterlijk
    vorm: str = ""
    vorm_plek: str = ""


@dataclass(frozen=True, slots=True)
class Tabelrij:
    """A row of the data table beside the chart."""

    kop: str
    cellen: list[str]


def breek_af(tekst: str, tekens: int) -> list[str]:
    """Wrap text into lines of at most ``tekens`` characters; a longer word is cut. Never empty."""
    regels = [""]
    for woord in tekst.split():
        while len(woord) > tekens:
            kop, woord = woord[: tekens - 1] + "-", woord[tekens - 1 :]
            regels.append(kop)
        past = len(regels[-1]) + len(woord) + 1 <= tekens and regels[-1]
        if past:
            regels[-1] += f" {woord}"
        else:
            regels.append(woord)
    return [regel for regel in regels if regel] or [""]


def maatverdeling(laagste: float, hoogste: float, stappen: int = 5) -> list[float]:
    """Return round scale values that include zero and enclose both bounds, in about ``stappen`` steps."""
    laagste, hoogste = min(0.0, laagste), max(0.0, hoogste)
    if hoogste - laagste < 1e-6:
        laagste, hoogste = 0.0, 1.0
    ruw = (hoogste - laagste) / stappen
    macht = 10.0 ** math.floor(math.log10(ruw))
    stap = next(factor * macht for factor in (1, 2, 5, 10) if factor * macht >= ruw * 0.999)
    eerste, laatste = math.floor(laagste / stap), math.ceil(hoogste / stap)
    return [round(nummer * stap, 10) for nummer in range(eerste, laatste + 1)]


def px(waarde: float) -> str:
    """Return a coordinate with at most one decimal and a dot."""
    return f"{waarde:.1f}".removesuffix(".0")


def getal_of_niets(waarde: Getal | None, decimalen: int | None = None) -> str:
    """Return the number or what stands for its absence."""
    return ONTBREEKT if waarde is None else getal_tekst(waarde, decimalen)


def leg_legenda(namen: Sequence[tuple[str, Uiterlijk, str]]) -> tuple[list[Legendaregel], float]:
    """Return the marks with names, wrapped over lines, and the height below them."""
    regels, x, y = [], 0.0, 4.0
    for naam, uiterlijk, vorm in namen:
        breedte = 38 + len(naam) * 7.4
        if x and x + breedte > BREEDTE:
            x, y = 0.0, y + 22
        plek = f"translate({px(x + 3)} {px(y + 2)}) scale(0.75)" if vorm else ""
        regels.append(Legendaregel(px(x + 1), px(y), px(x + 22), px(y + 12), naam, uiterlijk, vorm, plek))
        x += breedte
    return regels, y + 32
