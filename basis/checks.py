"""System checks of our own templates: what a strict Content-Security-Policy would block, and missing head comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.template import engines
from django.template.backends.django import DjangoTemplates

_COMMENTAAR = re.compile(r"\{#.*?#\}|\{% comment.*?\{% endcomment %\}", re.DOTALL)
_KOP = re.compile(r"\s*(\{% extends [^%]*%\}\s*)?(\{% comment|\{#)")
_MET_KOP = ("base", "onderdelen/", "pdf/basis")
_VERBODEN = {
    "een style-attribuut": re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE),
    "een <style>-element": re.compile(r"<style\b", re.IGNORECASE),
    "een <script> zonder src": re.compile(r"<script\b(?![^>]*\ssrc\s*=)", re.IGNORECASE),
    "een on...-attribuut": re.compile(r"<[a-z][^>]*\s(?:hx-)?on[a-z:-]+\s*=", re.IGNORECASE),
    "een javascript:-adres": re.compile(r"[\"']\s*javascript:", re.IGNORECASE),
}


def controleer_sjablonen(app_configs: Sequence[AppConfig] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Check every template in the template folders of the project."""
    meldingen: list[CheckMessage] = []
    for map_ in _mappen():
        for pad in sorted(map_.rglob("*.html")):
            meldingen += controleer_sjabloon(pad.relative_to(map_).as_posix(), pad.read_text(encoding="utf-8"))
    return meldingen


def controleer_sjabloon(naam: str, tekst: str) -> Iterator[CheckMessage]:
    """Yield what is wrong with one template: basis.E001 for inline code or style, basis.E002 for a missing comment."""
    kaal = _COMMENTAAR.sub("", tekst)
    for wat, patroon in _VERBODEN.items():
        if gevonden := patroon.search(kaal):
            yield Error(
                f"{naam} heeft {wat}: {gevonden[0][:60]!r}.",
                hint="Gebruik een CSS-klasse of een module in static/; de Content-Security-Policy blokkeert dit.",
                id="basis.E001",
            )
    if naam.startswith(_MET_KOP) and not _KOP.match(tekst):
        yield Error(
            f"{naam} begint niet met een commentaar.",
            hint="Noem in {% comment %} de blokken en de context van dit sjabloon.",
            id="basis.E002",
        )


def _mappen() -> Iterator[Path]:
    """Yield the template folders that the settings name, so not those of installed packages."""
    for motor in engines.all():
        if isinstance(motor, DjangoTemplates):
            yield from (Path(map_) for map_ in motor.engine.dirs)
