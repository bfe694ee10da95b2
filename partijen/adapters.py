"""How django-allauth behaves here: accounts are made by a partijbeheerder, never by signing up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class GeslotenAanmelding(DefaultAccountAdapter):
    """Closes public sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody can make an account without an invitation."""
        return False
