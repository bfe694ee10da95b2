"""HTML validity by the Nu HTML checker (npm package vnu-jar), many pages in one Java run.

Also runs by hand: ``python -m tests.hulp.vnu pagina.html``.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.hulp import java

_JAR = Path(__file__).resolve().parents[2] / "node_modules/vnu-jar/build/dist/vnu.jar"


def controleer(paginas: Mapping[str, str]) -> list[str]:
    """Check HTML texts by name and return the errors as ``name:line: message``; empty when all are valid.

    Names are free text, such as an address with a role. Raises RuntimeError when the checker cannot run.
    """
    if not paginas:
        raise ValueError("Geen pagina's om te controleren.")
    with tempfile.TemporaryDirectory() as map_:
        namen = {}
        for nummer, (naam, html) in enumerate(paginas.items()):
            pad = Path(map_).resolve() / f"{nummer:04d}.html"
            pad.write_text(html, encoding="utf-8")
            namen[str(pad)] = naam
        return [f"{namen[pad]}:{rest}" for pad, rest in _draai(list(namen))]


def controleer_bestanden(paden: Sequence[Path | str]) -> list[str]:
    """Check HTML files and return the errors as ``path:line: message``; empty when all are valid."""
    return [f"{pad}:{rest}" for pad, rest in _draai([str(Path(pad).resolve(strict=True)) for pad in paden])]


def _draai(bestanden: list[str]) -> list[tuple[str, str]]:
    """Run the checker once and return (path, ``line: message``) for each error."""
    if not _JAR.exists():
        raise RuntimeError("vnu.jar ontbreekt. Draai in de map van het project: npm ci")
    opties = ["--errors-only", "--format", "json", "--stdout"]
    uitkomst = java.draai(["-Xss4m", "-Dfile.encoding=UTF-8", "-jar", str(_JAR), *opties, *bestanden], mag_falen=True)
    try:
        berichten = json.loads(uitkomst.stdout)["messages"]
    except (ValueError, KeyError) as fout:
        raise RuntimeError(f"De HTML-controle gaf geen uitkomst:\n{uitkomst.stderr[-4000:]}") from fout
    fouten = [bericht for bericht in berichten if bericht["type"] != "info"]
    return [(unquote(urlsplit(bericht.get("url", "")).path), _regel(bericht)) for bericht in fouten]


def _regel(bericht: Mapping[str, object]) -> str:
    """Return line, message and the piece of HTML it is about, on one line."""
    stuk = " ".join(str(bericht.get("extract", "")).split())
    return f"{bericht.get('lastLine', '?')}: {bericht['message']}" + (f" [{stuk}]" if stuk else "")


if __name__ == "__main__":
    meldingen = controleer_bestanden(sys.argv[1:])
    sys.stdout.write("\n".join([*meldingen, f"{len(meldingen)} fouten in {len(sys.argv) - 1} bestanden"]) + "\n")
    raise SystemExit(bool(meldingen))
