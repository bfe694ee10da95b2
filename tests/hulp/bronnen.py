"""Where the two source documents lie, for tests marked ``bronnen``: BRONNEN_MAP, else beside this project.

The documents hold names of people and sentences of their authors, so they are not part of the project.
"""

from __future__ import annotations

import os
from pathlib import Path

BRONNEN = Path(os.environ.get("BRONNEN_MAP") or Path(__file__).resolve().parents[3] / "shared" / "bronnen")
