"""Addresses of the cycle and of every page that combines."""

from django.urls import path

from basis.converters import registreer
from monitoring.views import (
    afspraken,
    beoordelen,
    dashboard,
    invoer,
    mijn_werk,
    peilmomenten,
    rapporten,
    standpunten,
    termijnen,
)

registreer()
app_name = "monitoring"
_O = "overeenkomsten/<slug:sleutel>/"
_P = _O + "peilmomenten/<datum:peildatum>/"

urlpatterns = [
    path("", mijn_werk.MijnWerkView.as_view(), name="mijn_werk"),
    path("rapporten/", rapporten.OpenbareRapportenView.as_view(), name="openbare_rapporten"),
    path("rapporten/<int:pk>/", rapporten.OpenbaarRapportView.as_view(), name="openbaar_rapport"),
    path(_O, dashboard.DashboardView.as_view(), name="dashboard"),
    path(_O + "dashboard/<datum:peildatum>/", dashboard.DashboardView.as_view(), name="dashboard_peilmoment"),
    path(_O + "afspraken/", afspraken.AfspraakLijstView.as_view(), name="afspraken"),
    path(_O + "afspraken/<int:pk>/", afspraken.AfspraakView.as_view(), name="afspraak"),
    path(_O + "termijnen/", termijnen.TermijnenView.as_view(), name="termijnen"),
    path(_O + "termijnen/<int:pk>/<datum:eind>/", termijnen.GereedMeldenView.as_view(), name="termijn_gereed"),
    path(_O + "termijnen/<int:pk>/<datum:eind>/terugnemen/", termijnen.OngedaanView.as_view(), name="termijn_ongedaan"),
    path(_O + "peilmomenten/", peilmomenten.PeilmomentenView.as_view(), name="peilmomenten"),
    path(_P, peilmomenten.PeilmomentView.as_view(), name="peilmoment"),
    path(_P + "openen/", peilmomenten.OpenenView.as_view(), name="peilmoment_openen"),
    path(_P + "bespreken/", peilmomenten.BesprekenView.as_view(), name="peilmoment_bespreken"),
    path(_P + "heropenen/", peilmomenten.HeropenenView.as_view(), name="peilmoment_heropenen"),
    path(_P + "verlengen/", peilmomenten.VerlengenView.as_view(), name="peilmoment_verlengen"),
    path(_P + "samenvatting/", peilmomenten.SamenvattingView.as_view(), name="peilmoment_samenvatting"),
    path(_P + "vaststellen/", peilmomenten.VaststellenView.as_view(), name="peilmoment_vaststellen"),
    path(_P + "voortgang/", invoer.VoortgangLijstView.as_view(), name="voortgang_lijst"),
    path(_P + "voortgang/<int:pk>/", invoer.VoortgangView.as_view(), name="voortgang"),
    path(_P + "cijfers/<slug:partij>/", invoer.CijfersView.as_view(), name="cijfers"),
    path(_P + "controle/", beoordelen.ControleView.as_view(), name="controle"),
    path(_P + "controle/<slug:soort>/<int:pk>/", beoordelen.BeoordeelView.as_view(), name="beoordeel"),
    path(_P + "statussen/<int:pk>/", beoordelen.AfspraakstatusView.as_view(), name="afspraakstatus"),
    path(_P + "standpunten/", standpunten.StandpuntenView.as_view(), name="standpunten"),
    path(_P + "standpunten/<int:pk>/", standpunten.StandpuntView.as_view(), name="standpunt"),
    path(_P + "rapport/", rapporten.RapportView.as_view(), name="rapport"),
    path(_P + "rapport/pdf/", rapporten.RapportPdfView.as_view(), name="rapport_pdf"),
    path(_P + "rapport/maken/", rapporten.RapportMakenView.as_view(), name="rapport_maken"),
    path(_P + "rapport/publiceren/", rapporten.PublicerenView.as_view(), name="rapport_publiceren"),
]
