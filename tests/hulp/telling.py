"""Adds up the JUnit files of the pytest runs of bin/test and prints one closing line.

``python -m tests.hulp.telling [--overslaan-mag] SECONDS FILE...``; exit code 1 when a test failed, none
passed, or one was skipped while that is not allowed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def tel(bestanden: list[Path]) -> tuple[int, int, list[str]]:
    """Return how many tests passed, how many failed, and name and reason of each skipped one."""
    geslaagd, gezakt, overgeslagen = 0, 0, []
    for pad in bestanden:
        for geval in ET.parse(pad).getroot().iter("testcase"):  # noqa: S314 - written by pytest a moment ago
            overslag = geval.find("skipped")
            if geval.find("failure") is not None or geval.find("error") is not None:
                gezakt += 1
            elif overslag is not None:
                overgeslagen.append(f"{geval.get('classname')}::{geval.get('name')}: {overslag.get('message')}")
            else:
                geslaagd += 1
    return geslaagd, gezakt, overgeslagen


def main(argumenten: list[str]) -> int:
    """Print the skipped tests and the totals; return the exit code."""
    mag = argumenten[0] == "--overslaan-mag"
    seconden, *namen = argumenten[1:] if mag else argumenten
    geslaagd, gezakt, overgeslagen = tel([Path(naam) for naam in namen])
    regels = [f"  overgeslagen: {regel}" for regel in sorted(set(overgeslagen))]
    if overgeslagen and not mag:
        regels.append("Een overgeslagen test telt als een fout: los de reden op of verwijder de test.")
    regels.append(f"Alle tests samen, in {seconden} s:")
    regels.append(f"{geslaagd} passed, {gezakt} failed" + (f", {len(overgeslagen)} skipped" if overgeslagen else ""))
    sys.stdout.write("\n".join(regels) + "\n")
    return int(gezakt > 0 or geslaagd == 0 or (bool(overgeslagen) and not mag))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
