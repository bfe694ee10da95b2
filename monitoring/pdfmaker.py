"""Making the PDFs of reports. Imports WeasyPrint through ``basis.pdf``: only the worker and commands load this."""

from __future__ import annotations

from afspraken.models import Peilmoment
from basis.pdf import maak_pdf
from monitoring import rapportage, rapportbeeld, rapportbestanden
from monitoring.models import Rapport
from monitoring.rapportcijfers import Opname

# Links in the report only lead within it; WeasyPrint wants an address to complete relative ones.
BASIS_URL = "https://prestatieafspraken.example/"


def pdf_van(opname: Opname, *, concept: bool, versie: int) -> bytes:
    """Return the PDF of a momentopname."""
    html = rapportage.html(opname, concept=concept, versie=versie)
    return maak_pdf(html, titel=rapportbeeld.titel(opname), basis_url=BASIS_URL)


def maak_vastgesteld(rapport: Rapport) -> bytes:
    """Return the PDF of a frozen report, made and stored when that was not done before.

    Raises BestandBeschadigd when the stored file is not the one that was made: it is never replaced in silence.
    """
    bestaand = rapportbestanden.lees_rapport(rapport)
    if bestaand is not None:
        return bestaand
    inhoud = pdf_van(rapport.momentopname, concept=False, versie=rapport.versie)
    bytes_ = rapportbestanden.bewaar_rapport(rapport, inhoud)
    rapportbestanden.ruim_concepten_op(rapport.peilmoment)
    return bytes_


def maak_concept(peilmoment: Peilmoment) -> bytes:
    """Return the concept PDF of an open peilmoment, kept as long as nothing in it changes."""
    opname = rapportage.opname_van(peilmoment, None)
    bestaand = rapportbestanden.lees_concept(peilmoment, opname)
    if bestaand is not None:
        return bestaand
    inhoud = pdf_van(opname, concept=True, versie=0)
    rapportbestanden.bewaar_concept(peilmoment, opname, inhoud)
    return inhoud


def bytes_van(peilmoment: Peilmoment) -> bytes:
    """Return the PDF of a peilmoment: of a frozen one the stored bytes (made now if the worker did not yet), else a
    concept of this moment.
    """
    rapport = rapportage.laatste_rapport(peilmoment)
    return maak_vastgesteld(rapport) if rapport else maak_concept(peilmoment)
