"""Dutch phrases of time in agreements, and the dates that follow from them (pure; domein.md section 6)."""

from __future__ import annotations

from afspraken.termijnherkenning.afspraak import jaarschijfmoment, termijnen_van_afspraak
from afspraken.termijnherkenning.herkennen import NIET_HERKEND, herken_termijnen, is_termijn
from afspraken.termijnherkenning.model import Herkenning

__all__ = [
    "NIET_HERKEND",
    "Herkenning",
    "herken_termijnen",
    "is_termijn",
    "jaarschijfmoment",
    "termijnen_van_afspraak",
]
