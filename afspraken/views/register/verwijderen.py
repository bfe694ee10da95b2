"""Pages that ask before something goes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView

from afspraken.indeling import verwijder_onderdeel
from afspraken.models import Afspraak
from afspraken.registerservices import verwijder_afspraak
from afspraken.views.register.mixin import RegisterMixin


class Verwijderpagina(RegisterMixin, TemplateView):
    """Shows what goes and asks whether that is meant."""

    template_name = "afspraken/register_verwijderen.html"
    rij: Any
    wat = "onderdeel"

    def verwijder(self) -> None:
        """Delete the row through its service."""
        raise AssertionError(f"{type(self).__name__} zegt niet hoe hij verwijdert.")

    @property
    def terug_url(self) -> str:
        """Where to go when it stays."""
        return self.register_url

    @property
    def na_url(self) -> str:
        """Where to go when it is gone."""
        return self.register_url

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Delete, or say why it cannot go."""
        naam = str(self.rij)
        try:
            self.verwijder()
        except ValidationError as fout:
            return self.render_to_response(self.get_context_data(fouten=fout.messages))
        messages.success(request, f"Verwijderd: {self.wat} ‘{naam}’.")
        return HttpResponseRedirect(self.na_url)

    def kruimels(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*super().kruimels(), {"url": "", "label": "Verwijderen"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row."""
        return super().get_context_data(**({"rij": self.rij, "wat": self.wat, "terug_url": self.terug_url} | kwargs))


class AfspraakVerwijderenView(Verwijderpagina):
    """Delete an agreement of a concept set."""

    wat = "afspraak"

    def laad(self, **kwargs: Any) -> None:
        """Fetch the agreement."""
        super().laad(**kwargs)
        self.rij = self.eigen_rij(Afspraak, kwargs["pk"])
        self.rij.overeenkomst = self.overeenkomst

    def verwijder(self) -> None:
        """Delete it."""
        verwijder_afspraak(afspraak=self.rij, door=self.gebruiker)

    @property
    def terug_url(self) -> str:
        """Back to its form."""
        return reverse("afspraken:afspraak_bewerken", args=[self.overeenkomst.sleutel, self.rij.pk])


class OnderdeelVerwijderenView(Verwijderpagina):
    """Delete a part, chapter, paragraph or definition."""

    def laad(self, **kwargs: Any) -> None:
        """Fetch the row."""
        super().laad(**kwargs)
        self.wat = kwargs["soort"]
        self.rij = self.onderdeel(self.wat, kwargs["pk"])

    def verwijder(self) -> None:
        """Delete it."""
        verwijder_onderdeel(rij=self.rij, door=self.gebruiker)

    @property
    def na_url(self) -> str:
        """Back to the list it was in."""
        naam = "register_definities" if self.wat == "definitie" else "register"
        return reverse(f"afspraken:{naam}", args=[self.overeenkomst.sleutel])

    @property
    def terug_url(self) -> str:
        """Back to its form."""
        return reverse("afspraken:register_onderdeel", args=[self.overeenkomst.sleutel, self.wat, self.rij.pk])
