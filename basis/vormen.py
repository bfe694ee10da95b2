"""Shapes and colours of statuses as plain data, shared by badges, charts and the report. Pure, no Django."""

from __future__ import annotations

from dataclasses import dataclass

# Paths on a grid of 16 x 16, filled with the even-odd rule. portaal.css and rapport.css repeat them (tested).
VORMEN = {
    "rondje": "M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12z",
    "ring": "M8 2a6 6 0 1 1 0 12a6 6 0 0 1 0-12zM8 4.2a3.8 3.8 0 1 0 0 7.6a3.8 3.8 0 0 0 0-7.6z",
    "vinkje": "M1.8 8.8l2-2 3 3 5.6-6.4 2.1 1.9-7.6 8.6z",
    "driehoek": "M8 1.4l7.2 13H.8zM7.1 6v4.2h1.8V6zM7.1 11.2V13h1.8v-1.8z",
    "ruit": "M8 .8l7.2 7.2-7.2 7.2-7.2-7.2z",
    "kruis": "M3.9 2L8 6.1 12.1 2 14 3.9 9.9 8l4.1 4.1-1.9 1.9L8 9.9 3.9 14 2 12.1 6.1 8 2 3.9z",
    "streep": "M2 6.6h12v2.8H2z",
    "pijl": "M8 1.4l5.8 6.2h-3.6v7H5.8v-7H2.2z",
    "terug": "M6.4 1.8L1.2 6.4l5.2 4.6V8h3a2.1 2.1 0 0 1 0 4.2H6.6v2.4h2.8a4.5 4.5 0 0 0 0-9H6.4z",
    "kring": "M8.2 3.2a5.6 5.6 0 1 0 5.6 5.6h-2.3a3.3 3.3 0 1 1-3.3-3.3V8l4.4-3.7L8.2.6z",
    "vierkant": "M2.4 2.4h11.2v11.2H2.4z",
    "klok": "M8 1.6a6.4 6.4 0 1 1 0 12.8a6.4 6.4 0 0 1 0-12.8zM7.1 4v4.6l3.2 2 .9-1.4-2.3-1.5V4z",
    "slot": "M4 7V5a4 4 0 0 1 8 0v2h1.2v7.2H2.8V7zM6 7h4V5a2 2 0 0 0-4 0z",
}
VORM_VAN_KLEUR = {
    "groen": "rondje",
    "oranje": "driehoek",
    "rood": "ruit",
    "grijs": "ring",
    "blauw": "vierkant",
    "paars": "kring",
    "geel": "klok",
}


@dataclass(frozen=True, slots=True)
class Kleur:
    """A fill and the text colour that reads well on it (at least 4.5:1)."""

    vlak: str
    tekst: str


KLEUREN = {
    "groen": Kleur("#8fe3a8", "#06210d"),
    "oranje": Kleur("#ffb582", "#2e1508"),
    "rood": Kleur("#a01d23", "#ffffff"),
    "grijs": Kleur("#d5dae1", "#001a40"),
    "blauw": Kleur("#00568b", "#ffffff"),
    "paars": Kleur("#cfbdff", "#1d0857"),
    "geel": Kleur("#ffe680", "#201b0c"),
}


def kies_kleur(kleur: str) -> str:
    """Return the colour key itself, or 'grijs' for one that does not exist (colours come from data)."""
    return kleur if kleur in KLEUREN else "grijs"


def kies_vorm(kleur: str, vorm: str = "") -> str:
    """Return the shape key: the one asked for, else the one of the colour; raise ValueError when unknown."""
    gekozen = vorm or VORM_VAN_KLEUR[kies_kleur(kleur)]
    if gekozen not in VORMEN:
        raise ValueError(f"onbekende vorm {gekozen!r}")
    return gekozen
