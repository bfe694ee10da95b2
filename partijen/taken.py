"""Background tasks of parties and users. Web processes only queue them; the worker sends the mail."""

from __future__ import annotations

from urllib.parse import urljoin

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from partijen.models import Gebruiker, Partij


@task()
def stuur_uitnodiging(gebruiker_id: int, partij_id: int, basis_url: str) -> None:
    """Mail that somebody got access; who has no password yet gets allauth's link to set one.

    The link is made here, so that the queue holds no secret. ``basis_url`` is the address of the portal. Accounts that
    were closed get no mail.
    """
    gebruiker = Gebruiker.objects.get(pk=gebruiker_id)
    if not gebruiker.is_active:
        return
    nieuw = not gebruiker.has_usable_password()
    pad = _wachtwoordpad(gebruiker) if nieuw else reverse("account_login")
    context = {
        "partij": Partij.objects.get(pk=partij_id),
        "nieuw": nieuw,
        "adres": urljoin(basis_url, pad),
        "vergeten": urljoin(basis_url, reverse("account_reset_password")),
        "dagen": settings.PASSWORD_RESET_TIMEOUT // 86_400,
    }
    tekst = render_to_string("partijen/mail/uitnodiging.txt", context)
    send_mail("Je hebt toegang tot het portaal prestatieafspraken", tekst, None, [gebruiker.email])


def _wachtwoordpad(gebruiker: Gebruiker) -> str:
    """Return the path of allauth's page to set a password."""
    sleutel = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(gebruiker)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(gebruiker), "key": sleutel})
