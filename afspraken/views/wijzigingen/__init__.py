"""Pages of changes: the list, one change, its wording and every step."""

from afspraken.views.wijzigingen.bewerken import WijzigingBewerkenView
from afspraken.views.wijzigingen.lijst import WijzigingenView
from afspraken.views.wijzigingen.nieuw import WijzigingNieuwView
from afspraken.views.wijzigingen.pagina import AfwijzenView, OordeelView, WijzigingView
from afspraken.views.wijzigingen.stappen import IndienenView, IngaanView, IntrekkenView, VernieuwenView, VoorleggenView

__all__ = [
    "AfwijzenView",
    "IndienenView",
    "IngaanView",
    "IntrekkenView",
    "OordeelView",
    "VernieuwenView",
    "VoorleggenView",
    "WijzigingBewerkenView",
    "WijzigingNieuwView",
    "WijzigingView",
    "WijzigingenView",
]
