"""Pages of yearly plans and of the next set."""

from afspraken.views.jaarschijven.activiteit import ActiviteitNieuwView, ActiviteitVerwijderenView, ActiviteitView
from afspraken.views.jaarschijven.jaarschijf import (
    AfsluitenView,
    HeropenenView,
    InleidingView,
    JaarschijfView,
    VaststellenView,
)
from afspraken.views.jaarschijven.lijst import JaarschijvenView, VergelijkenView
from afspraken.views.jaarschijven.meenemen import MeenemenView
from afspraken.views.jaarschijven.opvolgen import OpvolgerVergelijkenView, OpvolgerView

__all__ = [
    "ActiviteitNieuwView",
    "ActiviteitVerwijderenView",
    "ActiviteitView",
    "AfsluitenView",
    "HeropenenView",
    "InleidingView",
    "JaarschijfView",
    "JaarschijvenView",
    "MeenemenView",
    "OpvolgerVergelijkenView",
    "OpvolgerView",
    "VaststellenView",
    "VergelijkenView",
]
