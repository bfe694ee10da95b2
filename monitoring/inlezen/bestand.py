"""Reading of the YAML files, with errors that name the file and the place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml


class InleesFout(Exception):
    """A file cannot be loaded; the message says where and why."""


def lees(pad: Path) -> dict[str, Any]:
    """Return the contents of a YAML file as a mapping. Raises InleesFout for a missing or unreadable file."""
    try:
        inhoud = yaml.safe_load(pad.read_text(encoding="utf-8"))
    except FileNotFoundError as fout:
        raise InleesFout(f"Het bestand {pad.name} ontbreekt in {pad.parent.name}.") from fout
    except yaml.YAMLError as fout:
        raise InleesFout(f"{pad.parent.name}/{pad.name} is niet te lezen: {fout}") from fout
    if not isinstance(inhoud, dict):
        raise InleesFout(f"{pad.parent.name}/{pad.name} is leeg of heeft geen kopjes.")
    return inhoud


def zoek(waarden: Mapping[str, Any], sleutel: str, wat: str) -> Any:
    """Return the value under a natural key. Raises InleesFout naming what was looked for."""
    try:
        return waarden[sleutel]
    except KeyError as fout:
        raise InleesFout(f"{wat} '{sleutel}' bestaat niet.") from fout


_LIJST = re.compile(r"^\s*(?:[-*]|\d+[.)])\s")


def ontvouw(tekst: str) -> str:
    """Return Markdown whose paragraphs and list items stand on one line each.

    The files wrap their lines to be readable; on a page a line break inside a paragraph shows as a line break.
    """
    uit: list[str] = []
    for regel in tekst.strip().splitlines():
        nieuw = not regel.strip() or not uit or not uit[-1].strip() or bool(_LIJST.match(regel))
        if nieuw:
            uit.append(regel.rstrip())
        else:
            uit[-1] += " " + regel.strip()
    return "\n".join(uit)
