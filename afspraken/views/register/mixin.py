"""What all pages of the register share."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse

from afspraken.indeling import Onderdeel, is_op_slot
from afspraken.models import Afspraak, Deel, Definitie, Hoofdstuk, Paragraaf
from afspraken.toegang import OvereenkomstMixin

SOORTEN: dict[str, Any] = {"deel": Deel, "hoofdstuk": Hoofdstuk, "paragraaf": Paragraaf, "definitie": Definitie}
_PAD = {Deel: "overeenkomst", Hoofdstuk: "deel__overeenkomst", Paragraaf: "hoofdstuk__deel__overeenkomst"}
_MEE = {Hoofdstuk: ("deel",), Paragraaf: ("hoofdstuk__deel",), Afspraak: ("hoofdstuk__deel",)}


class RegisterMixin(OvereenkomstMixin):
    """For the redacteuren of the gemeente alone."""

    vereist: ClassVar[str | None] = "is_redacteur"

    @property
    def op_slot(self) -> bool:
        """Tell whether the signed parts are locked."""
        return is_op_slot(self.overeenkomst)

    @property
    def register_url(self) -> str:
        """The address of the register page."""
        return reverse("afspraken:register", args=[self.overeenkomst.sleutel])

    def eigen_rij(self, model: Any, pk: int | str) -> Any:
        """Return a row of this Overeenkomst; one of another set does not exist here."""
        pad = _PAD.get(model, "overeenkomst")
        rijen = model.objects.filter(**{pad: self.overeenkomst}).select_related(*_MEE.get(model, ("overeenkomst",)))
        if not str(pk).isascii() or not str(pk).isdigit() or len(str(pk)) > 18:
            raise Http404("Dit onderdeel is er niet.")
        rij = rijen.filter(pk=pk).first()
        if rij is None:
            raise Http404("Dit onderdeel is er niet.")
        return rij

    def onderdeel(self, soort: str, pk: int | str) -> Onderdeel:
        """Return a part, chapter, paragraph or definition of this Overeenkomst."""
        if soort not in SOORTEN:
            raise Http404("Dit onderdeel is er niet.")
        rij: Onderdeel = self.eigen_rij(SOORTEN[soort], pk)
        return rij

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way to the register."""
        lijst = reverse("monitoring:afspraken", args=[self.overeenkomst.sleutel])
        return [{"url": lijst, "label": "Afspraken"}, {"url": self.register_url, "label": "Register bewerken"}]

    def navigatie(self) -> list[dict[str, object]]:
        """Show the register under Afspraken."""
        punten = super().navigatie()
        return [punt | {"actief": punt["label"] == "Afspraken"} for punt in punten]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether the signed parts are locked."""
        return super().get_context_data(**({"op_slot": self.op_slot} | kwargs))
