"""Puts the rights of the signed-in user on the request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from partijen.rechten import rechten_van


class RechtenMiddleware:
    """Sets ``request.rechten``; the memberships are read only when somebody asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Handle one request."""
        request.rechten = SimpleLazyObject(lambda: rechten_van(request.user))  # type: ignore[attr-defined]
        return self.get_response(request)
