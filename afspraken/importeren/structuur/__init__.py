"""Finds the agreements in a document: tables, cards, numbered and labelled paragraphs, under their headings (pure)."""

from afspraken.importeren.structuur.model import Opzij, RuweAfspraak, Structuur
from afspraken.importeren.structuur.vinden import vind_structuur

__all__ = ["Opzij", "RuweAfspraak", "Structuur", "vind_structuur"]
