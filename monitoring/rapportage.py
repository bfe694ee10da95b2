"""The report of a peilmoment as HTML, made from its momentopname alone.

HTML and PDF are separate steps: texts are tested here without WeasyPrint, and nothing in this module may import it.
The PDF is made by ``monitoring.pdfmaker``, which only the worker and the commands load.
"""

from __future__ import annotations

from django.template.loader import render_to_string

from afspraken.models import Peilmoment
from monitoring import momentopname, rapportbeeld
from monitoring.models import Rapport
from monitoring.rapportcijfers import Opname


def html(opname: Opname, *, concept: bool, versie: int) -> str:
    """Return the whole report as an HTML document for ``basis.pdf``; the same picture always gives the same text."""
    return render_to_string("pdf/rapport.html", rapportbeeld.rapport(opname, concept=concept, versie=versie))


def laatste_rapport(peilmoment: Peilmoment) -> Rapport | None:
    """Return the newest version of the stored report, None while the peilmoment is not vastgesteld."""
    return peilmoment.rapporten.order_by("-versie").first()


def gepubliceerd() -> list[Rapport]:
    """Return what everybody may read, newest peildatum first: of each peilmoment the newest published version."""
    rapporten = (
        Rapport.objects.filter(gepubliceerd_op__isnull=False)
        .exclude(sha256="")
        .defer("momentopname")
        .select_related("peilmoment__overeenkomst")
        .prefetch_related("peilmoment__overeenkomst__gemeenten")
        .order_by("-peilmoment__peildatum", "peilmoment__overeenkomst__naam", "-versie")
    )
    nieuwste: dict[int, Rapport] = {}
    for rapport in rapporten:
        nieuwste.setdefault(rapport.peilmoment_id, rapport)
    return list(nieuwste.values())


def opname_van(peilmoment: Peilmoment, rapport: Rapport | None) -> Opname:
    """Return the picture to report from: the frozen one of the stored report, else one of this moment."""
    return rapport.momentopname if rapport else momentopname.bouw(peilmoment)
