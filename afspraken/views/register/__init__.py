"""Pages on which the gemeente's redacteur keeps the register."""

from afspraken.views.register.afspraak import AfspraakBewerkenView, AfspraakNieuwView
from afspraken.views.register.onderdelen import DefinitiesView, OnderdeelNieuwView, OnderdeelView, VerplaatsenView
from afspraken.views.register.overzicht import RegisterView
from afspraken.views.register.smart import SmartView
from afspraken.views.register.verwijderen import AfspraakVerwijderenView, OnderdeelVerwijderenView

__all__ = [
    "AfspraakBewerkenView",
    "AfspraakNieuwView",
    "AfspraakVerwijderenView",
    "DefinitiesView",
    "OnderdeelNieuwView",
    "OnderdeelVerwijderenView",
    "OnderdeelView",
    "RegisterView",
    "SmartView",
    "VerplaatsenView",
]
