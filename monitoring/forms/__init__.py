"""Forms of the cycle."""

from monitoring.forms.beoordelen import AfspraakstatusForm, TeruggeefForm
from monitoring.forms.cijfers import CijfersForm
from monitoring.forms.standpunt import StandpuntForm
from monitoring.forms.voortgang import VoortgangForm

__all__ = ["AfspraakstatusForm", "CijfersForm", "StandpuntForm", "TeruggeefForm", "VoortgangForm"]
