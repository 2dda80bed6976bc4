# SPDX-License-Identifier: Apache-2.0
"""Fixtures of the catalogue's tests: the town of Harbourton, in the region of the standing people.

What is true of its files can be counted by hand in `tests/data/example_small`: 6 of 10
inspections and 3 of 4 calls are good.
"""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from mingjing.catalog.public import connect_example
from mingjing.catalog.types import Connected
from mingjing.registry.types import Actor

SMALL = Path(__file__).resolve().parents[2] / "data" / "example_small"


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A copy of the folder that a test may spoil."""
    folder = tmp_path / "harbourton"
    shutil.copytree(SMALL, folder)
    toml = folder / "example.toml"
    text = toml.read_text(encoding="utf-8").replace('"XX-HBT"', '"330100"')
    toml.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def connected(db: None, home: Path, town: Path, system: Actor, now: datetime) -> Connected:
    """The town is connected."""
    return connect_example(actor=system, now=now, example_dir=town)
