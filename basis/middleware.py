"""One JSON log line per action: actor, action, object, result, origin and time, without personal data."""

from __future__ import annotations

import ipaddress
import json
import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

logboek = logging.getLogger("portaal.handelingen")
_LEZEN = {"GET", "HEAD", "OPTIONS"}
_GEHEIM = ("key", "token", "uid", "code")


class LogregelMiddleware:
    """Log what changes something or was refused; plain reading that succeeds is not logged."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on and log it afterwards."""
        antwoord = self.get_response(request)
        if request.method not in _LEZEN or antwoord.status_code >= 400:
            logboek.info("%s", json.dumps(logregel(request, antwoord.status_code), ensure_ascii=True))
        return antwoord


def logregel(request: HttpRequest, status: int) -> dict[str, object]:
    """Return the log line: ids only, no names, mail addresses, query strings or form values."""
    treffer = request.resolver_match
    return {
        "tijd": timezone.now().isoformat(timespec="seconds"),
        "actor": _actor(request),
        "handeling": f"{request.method} {treffer.view_name if treffer else 'onbekend'}",
        "object": _object(treffer.kwargs) if treffer else {},
        "resultaat": status,
        "oorsprong": netwerk(request.META.get("REMOTE_ADDR", "")),
    }


def _actor(request: HttpRequest) -> object:
    """Return the id of the user when a view already loaded it; never causes a query of its own."""
    gebruiker = request.__dict__.get("_cached_user")
    return getattr(gebruiker, "pk", None)


def _object(kwargs: dict[str, object]) -> dict[str, str]:
    """Return the parts of the address, without those that give access."""
    return {naam: str(waarde) for naam, waarde in kwargs.items() if not any(deel in naam for deel in _GEHEIM)}


def netwerk(adres: str) -> str:
    """Return the network of an IP address (24 or 48 bits): enough to see where from, not who."""
    try:
        ip = ipaddress.ip_address(adres)
    except ValueError:
        return "onbekend"
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False))
