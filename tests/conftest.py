# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the suite.

Policy: a fixture is the smallest thing a test needs; people are the five standing ones
(Zhao handles, Qian reviews, Sun approves, Li is of another agency, Zhou is the party);
time is `NOW`, handed in.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from mingjing.registry.types import Actor
from tests.api import api_client  # noqa: F401 - fixtures of the suite
from tests.pages import page_client, people  # noqa: F401 - fixtures of the suite

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
ON_POSTGRES = bool(os.environ.get("MINGJING_TEST_DATABASE_URL"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what touches a database runs again; the rest was judged on SQLite."""
    if not ON_POSTGRES:
        return
    again = [item for item in items if _touches_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(again)])
    items[:] = again


def _touches_the_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    marks = {mark.name for mark in item.iter_markers()}
    return bool(fixtures & {"db", "transactional_db"} or marks & {"django_db", "own_database"})


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    """A state folder of the test's own."""
    settings.MINGJING_HOME = tmp_path
    return tmp_path


def actor(name: str, *roles: str, region: str = "330100", agency_id: str = "agency_main") -> Actor:
    """An actor without rows behind it, for acts that need no register."""
    return Actor(f"account_{name.lower()}", name, agency_id, region, frozenset(roles))


@pytest.fixture
def system() -> Actor:
    return Actor("system", "Mingjing", "system", "", frozenset({"system"}))


@pytest.fixture
def zhao() -> Actor:
    """Handles: data steward, analyst and officer of the main agency."""
    return actor("Zhao", "steward", "analyst", "officer")


@pytest.fixture
def qian() -> Actor:
    """Reviews: auditor and legal reviewer of the main agency."""
    return actor("Qian", "auditor", "legal")


@pytest.fixture
def sun() -> Actor:
    """Approves: planner, administrator and head of the main agency."""
    return actor("Sun", "planner", "administrator", "head")


@pytest.fixture
def li() -> Actor:
    """Of another agency and region, same roles as Zhao and Sun."""
    return actor(
        "Li", "steward", "analyst", "planner", "officer", region="440100", agency_id="agency_other"
    )


@pytest.fixture
def zhou() -> Actor:
    """The party: no role."""
    return actor("Zhou", region="", agency_id="")
