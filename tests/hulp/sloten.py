"""Checks the lock files: the test set holds the base set at the same versions, and none names a registry.

``python -m tests.hulp.sloten`` prints what is wrong; exit code 1 when something is.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

_WORTEL = Path(__file__).resolve().parents[2]


def versies(pad: Path) -> set[str]:
    """Return the ``name==version`` pins of a requirements file, without markers and hashes."""
    return set(re.findall(r"^([\w.\-]+==[^\s;\\]+)", pad.read_text(encoding="utf-8"), flags=re.MULTILINE))


def fouten_python(vereisten: Path) -> list[str]:
    """Return what is wrong with the Python locks in this folder, in Dutch."""
    verschil = versies(vereisten / "base.txt") - versies(vereisten / "test.txt")
    gevonden = [f"requirements/test.txt mist {pin} uit base.txt" for pin in sorted(verschil)]
    for pad in sorted(vereisten.glob("*.txt")):
        if "://" in pad.read_text(encoding="utf-8"):
            gevonden.append(f"requirements/{pad.name} noemt een adres")
    return gevonden


def fouten_npm(slot: Path) -> list[str]:
    """Return what is wrong with the npm lock, in Dutch."""
    gevonden = []
    for naam, pakket in json.loads(slot.read_text(encoding="utf-8"))["packages"].items():
        if "resolved" in pakket:
            gevonden.append(f"{slot.name} noemt een adres bij {naam}")
        if naam and "integrity" not in pakket:
            gevonden.append(f"{slot.name} heeft geen hash bij {naam}")
    return gevonden


if __name__ == "__main__":
    meldingen = fouten_python(_WORTEL / "requirements") + fouten_npm(_WORTEL / "package-lock.json")
    sys.stdout.write("".join(f"{melding}\n" for melding in meldingen))
    raise SystemExit(bool(meldingen))
