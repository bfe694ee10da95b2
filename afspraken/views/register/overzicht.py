"""The register as a tree: parts, chapters, paragraphs and agreements, each with what can be done with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.views.generic import TemplateView

from afspraken.models import Afspraak, Deel, Hoofdstuk, Paragraaf
from afspraken.views.register.mixin import RegisterMixin


@dataclass
class Tak:
    """One part, chapter or paragraph with what is in it."""

    soort: str
    rij: Deel | Hoofdstuk | Paragraaf
    takken: list[Tak] = field(default_factory=list)
    afspraken: list[Afspraak] = field(default_factory=list)

    @property
    def aantal(self) -> int:
        """How many agreements are in it, those of its branches included."""
        return len(self.afspraken) + sum(tak.aantal for tak in self.takken)


def boom(overeenkomst_id: int) -> list[Tak]:
    """Return the parts of a set with all that is in them (four queries)."""
    per_hoofdstuk: dict[int, list[Afspraak]] = defaultdict(list)
    per_paragraaf: dict[int, list[Afspraak]] = defaultdict(list)
    afspraken = Afspraak.objects.filter(overeenkomst=overeenkomst_id).order_by("sorteersleutel", "volgorde", "pk")
    for afspraak in afspraken.only("pk", "nummer", "titel", "hoofdstuk_id", "paragraaf_id", "vervallen_op", "volgorde"):
        if afspraak.paragraaf_id:
            per_paragraaf[afspraak.paragraaf_id].append(afspraak)
        else:
            per_hoofdstuk[afspraak.hoofdstuk_id].append(afspraak)
    onder_hoofdstuk: dict[int, list[Tak]] = defaultdict(list)
    for paragraaf in Paragraaf.objects.filter(hoofdstuk__deel__overeenkomst=overeenkomst_id).order_by("volgorde", "pk"):
        onder_hoofdstuk[paragraaf.hoofdstuk_id].append(Tak("paragraaf", paragraaf, [], per_paragraaf[paragraaf.pk]))
    onder_deel: dict[int, list[Tak]] = defaultdict(list)
    for hoofdstuk in Hoofdstuk.objects.filter(deel__overeenkomst=overeenkomst_id).order_by("volgorde", "pk"):
        tak = Tak("hoofdstuk", hoofdstuk, onder_hoofdstuk[hoofdstuk.pk], per_hoofdstuk[hoofdstuk.pk])
        onder_deel[hoofdstuk.deel_id].append(tak)
    delen = Deel.objects.filter(overeenkomst=overeenkomst_id).order_by("volgorde", "pk")
    return [Tak("deel", deel, onder_deel[deel.pk]) for deel in delen]


class RegisterView(RegisterMixin, TemplateView):
    """The tree, with links to everything that can be edited."""

    template_name = "afspraken/register.html"

    def kruimels(self) -> list[dict[str, str]]:
        """Return the page itself."""
        return [*super().kruimels()[:1], {"url": "", "label": "Register bewerken"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the tree and the counts."""
        delen = boom(self.overeenkomst.pk)
        hoofdstukken = [tak for deel in delen for tak in deel.takken]
        return super().get_context_data(
            delen=delen,
            aantal=sum(deel.aantal for deel in delen),
            aantal_hoofdstukken=len(hoofdstukken),
            aantal_definities=self.overeenkomst.definities.count(),
            **kwargs,
        )
