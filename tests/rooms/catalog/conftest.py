# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the catalogue's tests: the town of Harbourton, in the region of the standing people.

What is true of its files can be counted by hand in `tests/data/example_small`: 6 of 10
inspections and 3 of 4 calls are good. The town is connected once per process; each test gets a
copy of the rows and of the lake.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from tests.conftest import NOW

from mingjing.catalog.public import connect_example
from mingjing.catalog.types import Connected
from mingjing.registry.public import system_actor

SMALL = Path(__file__).resolve().parents[2] / "data" / "example_small"


@dataclass(frozen=True)
class Kept:
    """A connected town, put away: its rows by table, its lake, what connecting it answered."""

    tables: dict[str, tuple[list[str], list[tuple[Any, ...]]]]
    lake: Path
    connected: Connected


def copy_town(folder: Path) -> Path:
    shutil.copytree(SMALL, folder)
    toml = folder / "example.toml"
    text = toml.read_text(encoding="utf-8").replace('"XX-HBT"', '"330100"')
    toml.write_text(text, encoding="utf-8")
    return folder


def rows_of_all_tables() -> dict[str, tuple[list[str], list[tuple[Any, ...]]]]:
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            columns = [str(field.column) for field in model._meta.local_concrete_fields]
            quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
            cursor.execute(f'SELECT {quoted} FROM "{model._meta.db_table}"')  # noqa: S608
            if rows := cursor.fetchall():
                found[model._meta.db_table] = (columns, rows)
    return found


def put_back(tables: dict[str, tuple[list[str], list[tuple[Any, ...]]]]) -> None:
    with connection.cursor() as cursor:
        for table, (columns, rows) in tables.items():
            quoted = ", ".join(connection.ops.quote_name(name) for name in columns)
            places = ", ".join(["%s"] * len(columns))
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - rows of migrations
            cursor.executemany(f'INSERT INTO "{table}" ({quoted}) VALUES ({places})', rows)  # noqa: S608
        models = [model for model in apps.get_models() if model._meta.db_table in tables]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


@pytest.fixture(scope="session")
def kept(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Kept:
    folder = tmp_path_factory.mktemp("harbourton")
    town = copy_town(folder / "town")
    with (
        django_db_blocker.unblock(),
        override_settings(MINGJING_HOME=folder / "home"),
        transaction.atomic(),
    ):
        connected = connect_example(actor=system_actor(), now=NOW, example_dir=town)
        tables = rows_of_all_tables()
        transaction.set_rollback(True)
    return Kept(tables, folder / "home" / "lake", connected)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the folder that a test may spoil."""
    return copy_town(tmp_path / "harbourton")


@pytest.fixture
def connected(db: None, home: Path, kept: Kept) -> Connected:
    """The town is connected."""
    put_back(kept.tables)
    shutil.copytree(kept.lake, home / "lake")
    return kept.connected
