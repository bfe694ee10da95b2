"""The parties of a document: who they are, what they are called, and whom a cell or sentence means (pure).

``herken_partijen`` reads a document; the ``Partijenlijst`` it gives resolves cells (``los_op``).
"""

from __future__ import annotations

from afspraken.importeren.partijen.herkennen import herken_partijen
from afspraken.importeren.partijen.lijst import Oplossing, Partijenlijst
from afspraken.importeren.partijen.trekkers import splits_trekker_en_datum, trekker_uit_tekst

__all__ = ["Oplossing", "Partijenlijst", "herken_partijen", "splits_trekker_en_datum", "trekker_uit_tekst"]
