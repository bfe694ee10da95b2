"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import SimpleTestCase
from pytest_django import Settings as DjangoSettings

from monitoring.bevriezing import verwijder_triggers
from tests.fabrieken import Stad, maak_stad
from tests.hulp.bronnen import BRONNEN


def pytest_configure() -> None:
    """Hash test passwords quickly; the real hashers are slow on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the choice of a second run on another database: what never touches one need not run again."""
    parser.addoption("--alleen-database", action="store_true", help="Alleen tests die de database gebruiken.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot or need not run: tests on documents that are not here, a second run without database."""
    blijft = items
    if not BRONNEN.is_dir():
        blijft = [item for item in blijft if item.get_closest_marker("bronnen") is None]
    if config.getoption("--alleen-database"):
        blijft = [item for item in blijft if _gebruikt_database(item)]
    if weg := [item for item in items if item not in set(blijft)]:
        config.hook.pytest_deselected(items=weg)
        items[:] = blijft


def pytest_report_header() -> list[str]:
    """Say why tests are left out."""
    if BRONNEN.is_dir():
        return []
    return ["bronnen: de twee brondocumenten staan er niet (BRONNEN_MAP); de tests die ze lezen draaien niet mee"]


def _gebruikt_database(item: pytest.Item) -> bool:
    vast = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}
    klasse = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or bool(vast & set(getattr(item, "fixturenames", ())))
        or (isinstance(klasse, type) and issubclass(klasse, SimpleTestCase))
    )


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
