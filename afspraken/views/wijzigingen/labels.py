"""How phases and answers look."""

from __future__ import annotations

from django.utils.safestring import SafeString

from afspraken.keuzes import Oordeel, WijzigingFase
from basis.statuslabels import statuslabel

_FASEN = {
    WijzigingFase.CONCEPT: ("grijs", "ring"),
    WijzigingFase.INGEDIEND: ("blauw", "pijl"),
    WijzigingFase.VOORGELEGD: ("oranje", "klok"),
    WijzigingFase.VAN_KRACHT: ("groen", "vinkje"),
    WijzigingFase.AFGEWEZEN: ("rood", "kruis"),
    WijzigingFase.INGETROKKEN: ("grijs", "terug"),
}
_OORDELEN = {Oordeel.AKKOORD: ("groen", "vinkje"), Oordeel.NIET_AKKOORD: ("rood", "kruis")}


def fase_label(fase: str) -> SafeString:
    """Return the badge of a phase."""
    keuze = WijzigingFase(fase)
    return statuslabel(keuze.label, *_FASEN[keuze])


def oordeel_label(oordeel: str) -> SafeString:
    """Return the badge of an answer."""
    keuze = Oordeel(oordeel)
    return statuslabel(keuze.label, *_OORDELEN[keuze])
