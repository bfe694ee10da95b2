"""Reading of environment variables, with errors a system administrator understands."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_WAAR = {"1", "true", "ja", "aan", "yes", "on"}
_ONWAAR = {"", "0", "false", "nee", "uit", "no", "off"}


def tekst(naam: str, standaard: str) -> str:
    """Return the variable as text, or the default when it is absent."""
    return os.environ.get(naam, standaard)


def vlag(naam: str, *, standaard: bool = False) -> bool:
    """Return a yes/no variable; raise ImproperlyConfigured when it is neither."""
    ruw = os.environ.get(naam)
    if ruw is None:
        return standaard
    if ruw.strip().lower() in _WAAR:
        return True
    if ruw.strip().lower() in _ONWAAR:
        return False
    raise ImproperlyConfigured(f"{naam} moet 1 of 0 zijn, niet '{ruw}'.")


def getal(naam: str, standaard: int) -> int:
    """Return a whole-number variable; raise ImproperlyConfigured when it is no number."""
    ruw = os.environ.get(naam, str(standaard))
    try:
        return int(ruw)
    except ValueError as fout:
        raise ImproperlyConfigured(f"{naam} moet een geheel getal zijn, niet '{ruw}'.") from fout


def lijst(naam: str, standaard: str) -> list[str]:
    """Return a comma-separated variable as a list without empty items."""
    return [deel.strip() for deel in os.environ.get(naam, standaard).split(",") if deel.strip()]


def databank(url: str, sqlite_pad: Path) -> dict[str, Any]:
    """Translate a DATABASE_URL into a Django database entry.

    Empty means SQLite at ``sqlite_pad``; ``sqlite:///path`` and ``postgresql://user:pass@host:port/name`` are
    understood. Raises ImproperlyConfigured for anything else.
    """
    if not url:
        return _sqlite(sqlite_pad)
    delen = urlsplit(url)
    if delen.scheme == "sqlite":
        return _sqlite(Path(unquote(delen.path)[1:] or sqlite_pad))
    if delen.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL begint met postgresql:// of sqlite:///.")
    opties = dict(parse_qsl(delen.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(delen.path.lstrip("/")),
        "USER": unquote(delen.username or ""),
        "PASSWORD": unquote(delen.password or ""),
        "HOST": opties.pop("host", "") or unquote(delen.hostname or ""),
        "PORT": str(delen.port or opties.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": opties,
    }


def _sqlite(pad: Path) -> dict[str, Any]:
    """Return SQLite settings that are safe with a web server and a worker beside each other."""
    pad.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": pad,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
    }
