"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from monitoring.bevriezing import verwijder_triggers
from tests.fabrieken import Stad, maak_stad


@pytest.fixture
def stad(db: None) -> Stad:
    """A small complete set of agreements."""
    return maak_stad()


@pytest.fixture
def buurstad(db: None) -> Stad:
    """Another municipality's set, to test that nothing leaks."""
    return maak_stad("buurstad")


@pytest.fixture(autouse=True)
def eigen_media(settings: Settings, tmp_path: Path) -> None:
    """Keep files that a test makes in its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def leegmaakbaar(transactional_db: None) -> Iterator[None]:
    """Let a transactional test that froze a peilmoment be emptied afterwards: the triggers refuse that on SQLite."""
    yield
    verwijder_triggers(connection)
