"""What somebody typed when the session had ended: kept in the new session and put back after signing in.

Works without JavaScript. The form is shown again and nothing is stored until its owner sends it himself.
"""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, QueryDict

WEGGOOIEN = "invoer_weggooien"
_SLEUTEL = "invoer_na_uitloggen"
# The largest stock return is about 20 kB; who is not signed in cannot park more than this.
_GROOTST = 100_000


def onthoud(request: HttpRequest) -> None:
    """Keep the fields of a form that arrived without a session, unless they are too many to keep."""
    velden = {naam: waarden for naam, waarden in request.POST.lists() if naam != "csrfmiddlewaretoken"}
    if len(json.dumps(velden)) > _GROOTST:
        messages.warning(request, "Je was uitgelogd. Wat je verstuurde is te groot om te bewaren.")
        return
    request.session[_SLEUTEL] = {"pad": request.path, "velden": velden}
    messages.warning(request, "Je was uitgelogd. Log weer in; wat je had ingevuld staat er dan nog.")


def onthouden(request: HttpRequest, pad: str = "") -> QueryDict | None:
    """Return what was kept for this address (default: the one asked for), or None."""
    bewaard = request.session.get(_SLEUTEL)
    if not isinstance(bewaard, dict) or bewaard.get("pad") != (pad or request.path):
        return None
    data = QueryDict(mutable=True)
    for naam, waarden in bewaard["velden"].items():
        data.setlist(naam, waarden)
    return data


def vergeet(request: HttpRequest) -> None:
    """Drop what was kept for the address that is posted to."""
    bewaard = request.session.get(_SLEUTEL)
    if isinstance(bewaard, dict) and bewaard.get("pad") == request.path:
        del request.session[_SLEUTEL]
