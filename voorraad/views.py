"""Pages of the stock."""

from voorraad.opgaveview import OpgaveView
from voorraad.voorraadview import VoorraadView

__all__ = ["OpgaveView", "VoorraadView"]
