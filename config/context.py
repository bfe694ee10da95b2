"""What every page needs around its contents."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from partijen.rechten import rechten_van


def portaal(request: HttpRequest) -> dict[str, object]:
    """Return who the user is and where he may go; the rights are read once per request, by whoever asks first."""
    rechten = rechten_van(getattr(request, "user", None))
    links = [{"url": reverse("monitoring:mijn_werk"), "label": "Mijn werk"}]
    if rechten.houdt_register_bij:
        links.append({"url": reverse("voorraad:importeren"), "label": "Document importeren"})
    if rechten.mag_beheren:
        links.append({"url": reverse("admin:index"), "label": "Beheer"})
    return {
        "gebruiker_omschrijving": rechten.omschrijving,
        "accountlinks": links if rechten.gebruiker_id else [],
        "voetlinks": [{"url": reverse("monitoring:openbare_rapporten"), "label": "Openbare rapporten"}],
    }
