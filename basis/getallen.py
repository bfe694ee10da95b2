"""Dutch numbers: writing them for people and reading what people type. Pure, no Django."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

Getal: TypeAlias = int | float | Decimal

MIN = "\N{MINUS SIGN}"
VASTE_SPATIE = "\N{NO-BREAK SPACE}"
_MINTEKENS = str.maketrans(dict.fromkeys("\N{MINUS SIGN}\N{EN DASH}\N{NON-BREAKING HYPHEN}\N{HYPHEN}", "-"))
_GETAL = re.compile(r"([+-]?)\s*([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_PUNT_ALS_KOMMA = re.compile(r"[+-]?\s*[0-9]+\.[0-9]+")
_FOUT_GEEN_GETAL = "Vul een getal in, bijvoorbeeld 12 of 1.036,5."
_FOUT_PUNT = "Een punt staat alleen voor drie cijfers, zoals in 1.036. Gebruik een komma voor decimalen: 1036,5."


def _decimaal(waarde: Getal) -> Decimal:
    """Return the value as Decimal; raise ValueError for NaN and infinity."""
    getal = waarde if isinstance(waarde, Decimal) else Decimal(str(waarde))
    if not getal.is_finite():
        raise ValueError("Dit is geen eindig getal.")
    return getal


def _rond_af(waarde: Getal, decimalen: int | None) -> Decimal:
    """Round half up; without a number of decimals drop trailing zeros only."""
    getal = _decimaal(waarde)
    if decimalen is not None:
        getal = getal.quantize(Decimal(1).scaleb(-decimalen), rounding=ROUND_HALF_UP)
    elif getal != getal.to_integral_value():
        getal = getal.normalize()
    else:
        getal = getal.to_integral_value()
    return abs(getal) if getal == 0 else getal


def getal_tekst(waarde: Getal, decimalen: int | None = None) -> str:
    """Return '1.036,5' for 1036.5: a dot per thousand, a comma for decimals, U+2212 for minus.

    ``decimalen`` fixes the number of decimals (rounded half up); None shows those the value has.
    """
    getal = _rond_af(waarde, decimalen)
    heel, _, breuk = f"{abs(getal):,f}".partition(".")
    tekst = heel.replace(",", ".") + (f",{breuk}" if breuk else "")
    return MIN + tekst if getal < 0 else tekst


def teken_tekst(waarde: Getal, decimalen: int | None = None) -> str:
    """Return the number with its sign: '+5', '−27', '0'."""
    tekst = getal_tekst(waarde, decimalen)
    return f"+{tekst}" if _rond_af(waarde, decimalen) > 0 else tekst


def procent_tekst(waarde: Getal, decimalen: int | None = None) -> str:
    """Return '49,5%' for 49.5: the value already is a percentage."""
    return f"{getal_tekst(waarde, decimalen)}%"


def bedrag_tekst(waarde: Getal) -> str:
    """Return '€ 1.036,50' with a space that does not break."""
    tekst = getal_tekst(waarde, 2)
    return f"€{VASTE_SPATIE}{tekst}"


def lees_getal(
    invoer: str,
    *,
    decimalen: int | None = None,
    minimum: Getal | None = None,
    maximum: Getal | None = None,
) -> Decimal:
    """Read a number as Dutch people type it: '1.036', '1036,5', '−144', ' 12 '.

    ``decimalen`` is the highest number of decimals allowed. Raises ValueError with a Dutch message that says what to
    do; an ambiguous '1.5' is refused rather than read as 15 or 1,5.
    """
    tekst = invoer.strip().translate(_MINTEKENS)
    if not tekst:
        raise ValueError("Vul een getal in.")
    gevonden = _GETAL.fullmatch(tekst)
    if gevonden is None:
        raise ValueError(_FOUT_PUNT if _PUNT_ALS_KOMMA.fullmatch(tekst) else _FOUT_GEEN_GETAL)
    teken, heel, breuk = gevonden.groups()
    if decimalen is not None and len(breuk or "") > decimalen:
        raise ValueError(_fout_decimalen(decimalen))
    getal = Decimal(f"{heel.replace('.', '')}.{breuk or '0'}")
    getal = -getal if teken == "-" and getal else getal
    _bewaak_grenzen(getal, minimum, maximum)
    return getal


def lees_geheel(invoer: str, *, minimum: int | None = None, maximum: int | None = None) -> int:
    """Read a whole number; raises ValueError like ``lees_getal``. '12,0' is refused: type no decimals."""
    return int(lees_getal(invoer, decimalen=0, minimum=minimum, maximum=maximum))


def _fout_decimalen(decimalen: int) -> str:
    """Return the message for too many decimals."""
    if decimalen == 0:
        return "Vul een heel getal in, zonder komma."
    return f"Vul hoogstens {decimalen} {'cijfer' if decimalen == 1 else 'cijfers'} achter de komma in."


def _bewaak_grenzen(getal: Decimal, minimum: Getal | None, maximum: Getal | None) -> None:
    """Raise ValueError when the number lies outside the bounds."""
    if minimum is not None and getal < minimum:
        if minimum == 0:
            raise ValueError("Vul 0 of een hoger getal in, zonder minteken.")
        raise ValueError(f"Vul {getal_tekst(minimum)} of een hoger getal in.")
    if maximum is not None and getal > maximum:
        raise ValueError(f"Vul {getal_tekst(maximum)} of een lager getal in.")
