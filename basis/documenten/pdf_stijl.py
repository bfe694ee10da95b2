"""How letters in a PDF look: bold, italic, colour (pure)."""

from __future__ import annotations

import re
from typing import NamedTuple

from pdfminer.pdffont import PDFFont
from pdfminer.pdftypes import num_value

_VET = re.compile(r"bold|black|heavy|demi|-bd\b|bdmt|,b|\bsemib|extrab|medium(?=.*bold)", re.IGNORECASE)
_CURSIEF = re.compile(r"italic|oblique|-it\b|ital\b|kursiv", re.IGNORECASE)
_ALTIJD_VET = 1 << 18
_ALTIJD_CURSIEF = 1 << 6


class Letterkenmerk(NamedTuple):
    """Whether a font is bold or italic."""

    vet: bool
    cursief: bool


def kenmerk_van(font: PDFFont) -> Letterkenmerk:
    """Judge a font by its name ('Calibri-Bold') and by what its description says."""
    naam = font.fontname if isinstance(font.fontname, str) else str(font.fontname)
    naam = naam.split("+", 1)[-1]
    vlaggen = font.flags
    try:
        gewicht = float(num_value(font.descriptor.get("FontWeight", 0)))
        hoek = float(font.italic_angle)
    except (TypeError, ValueError):
        gewicht = hoek = 0.0
    return Letterkenmerk(
        bool(_VET.search(naam)) or bool(vlaggen & _ALTIJD_VET) or gewicht >= 600,
        bool(_CURSIEF.search(naam)) or bool(vlaggen & _ALTIJD_CURSIEF) or abs(hoek) > 3,
    )


def kleur_van(waarde: object) -> int:
    """Any of the ways a PDF gives a colour (grey, RGB, CMYK) as 0xRRGGBB; black for a pattern."""
    delen = waarde if isinstance(waarde, tuple | list) else (waarde,)
    getallen = [min(1.0, max(0.0, float(deel))) for deel in delen if isinstance(deel, int | float)]
    if len(getallen) == 1:
        rood = groen = blauw = getallen[0]
    elif len(getallen) == 3:
        rood, groen, blauw = getallen
    elif len(getallen) == 4:
        zwart = 1 - getallen[3]
        rood, groen, blauw = ((1 - inkt) * zwart for inkt in getallen[:3])
    else:
        return 0
    return (round(rood * 255) << 16) | (round(groen * 255) << 8) | round(blauw * 255)


def is_licht(kleur: int) -> bool:
    """Tell whether text in this colour is hardly there, as a watermark is."""
    return 0.299 * (kleur >> 16) + 0.587 * (kleur >> 8 & 255) + 0.114 * (kleur & 255) > 150
