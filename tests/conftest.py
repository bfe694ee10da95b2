"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings as DjangoSettings

from monitoring.bevriezing import verwijder_triggers
from tests.fabrieken import Stad, maak_stad


def pytest_configure() -> None:
    """Hash test passwords quickly; the real hashers are slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def stad(db: None) -> Stad:
    """A small complete set of agreements."""
    return maak_stad()


@pytest.fixture
def buurstad(db: None) -> Stad:
    """Another municipality's set, to test that nothing leaks."""
    return maak_stad("buurstad")


@pytest.fixture(autouse=True)
def eigen_media(settings: DjangoSettings, tmp_path: Path) -> None:
    """Keep files that a test makes in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def leegmaakbaar(transactional_db: None) -> Iterator[None]:
    """Let a transactional test that froze a peilmoment be emptied afterwards: the triggers refuse that on SQLite."""
    yield
    verwijder_triggers(connection)
