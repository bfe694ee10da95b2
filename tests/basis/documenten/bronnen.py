"""Where the source documents lie: beside this project, as the issues name them."""

from __future__ import annotations

from pathlib import Path

BRONNEN = Path(__file__).resolve().parents[4] / "shared" / "bronnen"
